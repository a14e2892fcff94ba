//! The kind of a happening where its own word leaves it open: "the attack", "a hotel collapsed", "bodies were found".
//!
//! Comes in: a trigger in its sentence, and what was told before. Goes out: the kind it has there, or none where its
//! word says enough. It must never give the kind of one place's happening to what happened at another.

use super::super::vocabulary::Class;
use super::pick::{self, Candidate};
use super::{Memory, Past, Scope, clause, is_location};
use crate::story::{Family, Kind};

/// Whether a crash without a verb is one of cars alone.
fn is_on_road(scope: &Scope, candidate: &Candidate) -> bool {
    let ground = scope.ground;
    let word = ground.word(candidate.tokens.end.saturating_sub(1));
    let others = Class::VESSEL.with(Class::AIRCRAFT).with(Class::RAIL);
    matches!(word, "smash" | "crash" | "collision" | "wreck" | "smashes" | "crashes" | "collisions")
        && clause::clause(scope, &candidate.tokens).any(|at| ground.lex(at).is(Class::VEHICLE))
        && !scope.sentence.tokens.clone().any(|at| ground.lex(at).is(others))
}

/// "A man held several people hostage in a nightclub": no police did.
fn is_hostage_taking(scope: &Scope, candidate: &Candidate) -> bool {
    const REACH: usize = 6;
    let ground = scope.ground;
    let held =
        candidate.tokens.end.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "held" | "holds" | "holding"));
    let words = candidate.tokens.end..(candidate.tokens.end + REACH).min(scope.sentence.tokens.end);
    let phrase = words.take_while(|&at| {
        ground.page.token(at).is_some_and(|token| !(token.is(b',') || token.is(b';')))
            && !ground.lex(at).is(Class::LINK)
    });
    held && phrase.into_iter().any(|at| matches!(ground.word(at), "hostage" | "hostages"))
}

/// "A suicide bomber blew himself up before gunmen opened fire": one assault with two weapons.
fn is_assault(scope: &Scope, candidate: &Candidate) -> bool {
    let ground = scope.ground;
    let led = || scope.sentence.tokens.start..candidate.tokens.start;
    let bomber = led().any(|at| {
        matches!(ground.word(at), "suicide" | "bomber" | "bombers")
            || (ground.word(at) == "blew" && matches!(ground.word(at + 1), "himself" | "herself" | "themselves"))
    });
    bomber && led().any(|at| matches!(ground.word(at), "before" | "then" | "while" | "as"))
}

/// "recaptured seven of the 281 prisoners": people, and no town.
fn is_of_prisoners(scope: &Scope, candidate: &Candidate) -> bool {
    const HELD: &[&str] =
        &["prisoner", "prisoners", "inmates", "inmate", "escapees", "convicts", "suspects", "fugitives", "detainees"];
    let end = candidate.tokens.end;
    (end..end + 6).any(|at| HELD.contains(&scope.ground.word(at)))
}

/// "Angry residents blocked the road", "blocked the road to demand water": a protest.
fn is_of_protest(scope: &Scope, candidate: &Candidate) -> bool {
    const DEMANDS: &[&str] = &["demand", "demanding", "denounce", "denouncing", "protesting", "protest"];
    let ground = scope.ground;
    let from = candidate.tokens.start.saturating_sub(6).max(scope.sentence.tokens.start);
    let people = (from..candidate.tokens.start).any(|at| {
        ground.lex(at).is(Class::PEOPLE)
            && !matches!(ground.word(at), "troops" | "soldiers" | "officers" | "police" | "forces")
    });
    people || (candidate.tokens.end..scope.sentence.tokens.end).any(|at| DEMANDS.contains(&ground.word(at)))
}

/// What the words around a trigger make of it.
fn by_words_around(scope: &Scope, candidate: &Candidate) -> Option<Kind> {
    match candidate.kind {
        // "a smash between a lorry and a jeep": on a road, where nothing else runs, sails or flies.
        Kind::Crash => is_on_road(scope, candidate).then_some(Kind::TrafficAccident),
        Kind::Arrest => is_hostage_taking(scope, candidate).then_some(Kind::Abduction),
        Kind::Shooting => is_assault(scope, candidate).then_some(Kind::Attack),
        _ => None,
    }
}

/// "called the attack …": the happening spoken of last; "talks on a ceasefire": talks.
pub(super) fn kind(scope: &Scope, candidate: &Candidate, memory: &Memory) -> Option<Kind> {
    let ground = scope.ground;
    if let Some(kind) = by_words_around(scope, candidate) {
        return Some(kind);
    }
    if candidate.kind == Kind::Ceasefire {
        let from = candidate.tokens.start.saturating_sub(4).max(scope.sentence.tokens.start);
        let sought = (from..candidate.tokens.start).any(|at| {
            matches!(
                ground.word(at),
                "talks" | "negotiations" | "proposal" | "proposals" | "call" | "calls" | "plan" | "terms"
            )
        });
        return sought.then_some(Kind::Negotiation);
    }
    // "investigators raided the city hall", "an immigration raid"
    if candidate.kind == Kind::MilitaryOperation && ground.word(candidate.tokens.start).starts_with("raid") {
        let from = candidate.tokens.start.saturating_sub(6).max(scope.sentence.tokens.start);
        let civil = (from..candidate.tokens.start).any(|at| {
            matches!(
                ground.word(at),
                "police"
                    | "investigators"
                    | "prosecutors"
                    | "agents"
                    | "detectives"
                    | "officers"
                    | "immigration"
                    | "drug"
            )
        });
        // "the raid on a village": by whom nobody says, or by gunmen.
        let on = ground.word(candidate.tokens.end) == "on" && candidate.tokens.len() == 1;
        let armed = clause::clause(scope, &candidate.tokens).any(|at| {
            ground.lex(at).is(Class::SOLDIERY.with(Class::MEANS).with(Class::AIRCRAFT))
                || matches!(ground.word(at), "forces" | "security" | "commandos" | "israeli" | "army")
        });
        return if civil { Some(Kind::Investigation) } else { (on && !armed).then_some(Kind::Attack) };
    }
    if candidate.kind == Kind::Invasion && matches!(ground.word(candidate.tokens.start), "recaptured" | "recapturing") {
        return is_of_prisoners(scope, candidate).then_some(Kind::Arrest);
    }
    if candidate.kind == Kind::Blockade
        && matches!(ground.word(candidate.tokens.start), "blocked" | "blocking" | "blocks" | "block")
    {
        return is_of_protest(scope, candidate).then_some(Kind::Protest);
    }
    let dated = || ground.timed(&scope.sentence.tokens).iter().any(|timed| timed.timex.days.is_some());
    // "A hotel in X collapsed": of the quake told before, or of the blast, where that was not at another place.
    if candidate.kind == Kind::IndustrialAccident && !candidate.trigger.noun {
        let fells = |past: &&Past| {
            matches!(
                past.kind,
                Kind::Earthquake
                    | Kind::Storm
                    | Kind::Flood
                    | Kind::Landslide
                    | Kind::ExplosionMine
                    | Kind::ShellingStrike
            )
        };
        let past = memory.recent(scope.index, 8).filter(|past| !past.back && !dated()).find(fells)?;
        return is_there(scope, candidate, past).then_some(past.kind);
    }
    if candidate.kind == Kind::Death {
        let past = pick::told_before(scope, memory).filter(|_| is_of_bodies(scope, candidate))?;
        let calamity = matches!(past.kind.family(), Family::Disaster | Family::Accident);
        return (calamity && is_there(scope, candidate, past)).then_some(past.kind);
    }
    // "violence" is of what was told, were it a war; "the attack" as well, but "an attack" is another.
    let vague = ground.word(candidate.tokens.start) == "violence";
    if vague && dated() {
        return None;
    }
    let bare =
        matches!(ground.word(candidate.tokens.start), "attack" | "attacks" | "assault" | "incident" | "violence");
    let placed = ground.named(&(candidate.tokens.end..(candidate.tokens.end + 5).min(scope.sentence.tokens.end)));
    let new = placed.iter().any(|named| is_location(named.toponym)) || !clause::is_definite(scope, &candidate.tokens);
    if candidate.tokens.len() > 1 || !bare || (new && !vague) {
        return None;
    }
    let violence = |past: &&Past| past.kind.family() == Family::Violence;
    // "minutes before the attack took place": what the article is about, and not a war of years ago named in between.
    let news = || memory.happened.iter().filter(|past| !past.back).find(violence);
    let past = memory.recent(scope.index, 8).find(violence)?;
    Some(if past.back && !vague { news().unwrap_or(past).kind } else { past.kind })
}

/// "In a neighbouring district, a wall fell on a couple": whether nothing puts it elsewhere than what was told; a quake
/// or a storm is in many places.
fn is_there(scope: &Scope, candidate: &Candidate, past: &Past) -> bool {
    past.kind.is_wide() || !pick::is_elsewhere(scope, &clause::clause(scope, &candidate.tokens), past)
}

/// "eight bodies were found", "found the last two bodies": of the dead, and not of one who died.
fn is_of_bodies(scope: &Scope, candidate: &Candidate) -> bool {
    const REACH: usize = 5;
    let sentence = &scope.sentence.tokens;
    let near = candidate.tokens.start.saturating_sub(REACH).max(sentence.start)
        ..(candidate.tokens.end + REACH).min(sentence.end);
    near.into_iter().any(|at| scope.ground.lex(at).is(Class::BODY))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn who_holds_people_hostage_arrests_nobody() {
        check("A man held nine people hostage in a bank in Bari.", &["abduction man held @ Bari | detained 9"]);
        check(
            "A man held over a hostage crisis in Ede was freed.",
            &["arrest man held @ Ede", "abduction hostage crisis @ Ede"],
        );
    }

    #[test]
    fn a_bomber_and_gunmen_are_one_assault() {
        check(
            "A suicide bomber blew himself up at a hotel in Kano before gunmen opened fire.",
            &["explosion-mine suicide bomber @ Kano", "attack opened fire @ Kano"],
        );
        check("Gunmen opened fire in Kano.", &["shooting opened fire @ Kano"]);
    }

    #[test]
    fn what_water_cuts_nobody_blocks() {
        check("Flood waters cut the road to Pakse on Sunday.", &["flood Flood waters @ Pakse"]);
        check("Rebels cut the road to Pakse on Sunday.", &["blockade cut the road @ Pakse"]);
        check(
            "Nobody was hurt when a shell landed in a field near Sumy.",
            &["shelling-strike shell landed @ Sumy | wounded 0"],
        );
    }

    #[test]
    fn what_fell_elsewhere_is_of_no_landslide() {
        check(
            "Landslides killed 11 people in Ilam on Tuesday. In Dhankuta, a wall fell on a sleeping couple.",
            &["landslide Landslides @ Ilam | killed 11", "industrial-accident fell on @ Dhankuta"],
        );
        check(
            "Landslides killed 11 people in Ilam on Tuesday. A wall fell on a house, killing two people.",
            &["landslide Landslides @ Ilam | killed 11", "landslide fell on @ Ilam (context) | killed 2"],
        );
    }

    #[test]
    fn bodies_are_of_what_killed_them() {
        check(
            "A storm killed nine people in Beira. Eight bodies were found in Buzi.",
            &["storm storm @ Beira | killed 9", "storm bodies were found @ Buzi | killed 8 part"],
        );
        check("Eight bodies were found in Buzi.", &["death bodies were found @ Buzi | killed 8"]);
    }
}
