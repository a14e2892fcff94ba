//! The steps of a case - arrest, charge, hearing, verdict - and the deed they are about.
//!
//! Comes in: a step in its sentence. Goes out: which days and places of the sentence are the deed's and not the step's, and
//! which steps are told apart. A court sits where it sits, and what it is told was elsewhere and before. It must never
//! take the day of the only thing a sentence tells from it.

use std::ops::Range;

use super::super::attribution::Speech;
use super::super::vocabulary::{self, Class, Reporting, Strength};
use super::pick::{self, Candidate};
use super::{Hit, Named, Scope, Timed, befalls, clause, is_location, refer};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis};

/// What leads from a step to the deed it is about: "arrested *over* a killing".
const LEADS: &[&str] = &["over", "for", "after", "with", "of", "following", "about", "into"];

/// How far behind its noun the place or the day of a deed stands.
const REACH: usize = 8;

fn is_step(kind: Kind) -> bool {
    matches!(kind, Kind::Arrest | Kind::Trial | Kind::Sentence)
}

/// Whether a speech is what a step tells by its own words: "the court *heard* that".
pub(super) fn tells(hit: &Hit, speech: &Speech) -> bool {
    hit.kind.family() == Family::Justice
        && speech.reporting != Reporting::Deny
        && !speech.content.contains(&hit.tokens.start)
        && hit.tokens.contains(&speech.cue.start)
}

/// "The court heard that he was shot in Topeka on 3 March": whether a token is of what a hearing is told, and so neither
/// its place nor its day. "The court heard on Monday that" is the hearing's.
pub(super) fn is_told(scope: &Scope, hit: &Hit, speeches: &[Speech], at: usize) -> bool {
    let ground = scope.ground;
    speeches.iter().filter(|speech| tells(hit, speech) && speech.content.contains(&at)).any(|speech| {
        (speech.content.start..at).any(|before| {
            matches!(ground.word(before), "that" | "how")
                || ground.lex(before).is(Class::HAVE.with(Class::MODAL))
                || (ground.word(before).len() > 4 && ground.word(before).ends_with("ed"))
        })
    })
}

/// "Leeds Crown Court heard that he was shot": where a court sits is not where what it is told was.
pub(super) fn is_where_heard(scope: &Scope, hit: &Hit, speeches: &[Speech], named: &Named) -> bool {
    let sits = |at: usize| scope.ground.lex(at).is(Class::COURT) || scope.ground.word(at) == "inquest";
    let speakers = speeches.iter().filter(|speech| speech.content.contains(&hit.tokens.start));
    speakers
        .filter_map(|speech| speech.speaker.as_ref())
        .any(|speaker| speaker.tokens.contains(&named.tokens.start) && speaker.tokens.clone().any(sits))
}

/// Whether a place taken from around is but the town of the court that was told of a happening.
pub(super) fn is_of_court_alone(scope: &Scope, hit: &Hit, speeches: &[Speech], found: &MentionPlace) -> bool {
    found.basis == PlaceBasis::Context
        && scope.ground.named(&scope.sentence.tokens).iter().any(|named| {
            is_where_heard(scope, hit, speeches, named)
                && named.toponym.place.as_ref().is_some_and(|place| place.key == found.place.key)
        })
}

/// "Two men were arrested over a killing in Durban last week": the day of the deed, and not of the step against who did
/// it. A deed spoken of as known has no day behind it: "arrested over the killing on Monday".
pub(super) fn is_of_deed(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    const MONTH: i32 = 28;
    let ground = scope.ground;
    if hit.kind.family() != Family::Justice {
        return false;
    }
    // "detained two men suspected of a robbery in March"
    let is_deed = |kind: Kind| kind == Kind::Crime || (befalls(kind.family()) && kind.family() != Family::Justice);
    let noun = |at: usize| {
        let article = matches!(ground.word(at - 1), "a" | "an" | "the" | "his" | "her" | "their")
            || ground.lex(at - 1).is(Class::NUMBER);
        article
            && vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at)
                .and_then(|(trigger, _)| trigger.kind)
                .is_some_and(is_deed)
    };
    let long = timed.timex.days.is_some_and(|days| days.len_days() >= MONTH);
    if long && (hit.tokens.end + 1..timed.tokens.start).any(noun) {
        return true;
    }
    hits.iter().filter(|deed| deed.tokens.start > hit.tokens.end && deed.tokens.end <= timed.tokens.start).any(|deed| {
        let led = (hit.tokens.end..deed.tokens.start).any(|at| LEADS.contains(&ground.word(at)));
        let new = (deed.tokens.start.saturating_sub(4)..deed.tokens.start)
            .any(|at| matches!(ground.word(at), "a" | "an") || ground.lex(at).is(Class::NUMBER));
        let between = deed.tokens.end..timed.tokens.start;
        let told = new
            || between.clone().any(|at| ground.word(at) == "of")
            || ground.named(&between).iter().any(|named| is_location(named.toponym));
        let same = clause::clause(scope, &deed.tokens).contains(&timed.tokens.start);
        let shut = goes_on(scope, between.clone());
        is_deed(deed.kind) && !deed.effect && led && told && same && !shut && !refer::is_of_pointer(scope, deed, timed)
    })
}

/// Where a word that accuses stands before a deed: "accused of killing a nurse".
fn charge(scope: &Scope, hit: &Hit) -> Option<usize> {
    const LED: usize = 4;
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(LED).max(scope.sentence.tokens.start);
    (from..hit.tokens.start).find(|&at| {
        matches!(ground.word(at), "accused" | "suspected" | "convicted" | "acquitted" | "guilty")
            && matches!(ground.word(at + 1), "of" | "in" | "for" | "over")
    })
}

/// Whether a deed is but what somebody is accused of, and so of no day that its own words do not give.
pub(super) fn is_charged(scope: &Scope, hit: &Hit) -> bool {
    hit.kind.family() != Family::Justice && charge(scope, hit).is_some()
}

/// "accused of shooting two in Leeds on Friday appeared in court": whether a day right before a step of a case is that of the
/// deed somebody is accused of.
pub(super) fn is_day_of_charge(scope: &Scope, step: &Hit, timed: &Timed) -> bool {
    const FAR: usize = 14;
    let ground = scope.ground;
    let before = timed.tokens.start.saturating_sub(FAR).max(scope.sentence.tokens.start)..timed.tokens.start;
    step.kind.family() == Family::Justice
        && before
            .into_iter()
            .any(|at| matches!(ground.word(at), "accused" | "suspected") && ground.word(at + 1) == "of")
        && goes_on(scope, timed.tokens.end..step.tokens.start + 1)
}

/// Whether a sentence goes on between two of its tokens: "was jailed", "began".
fn goes_on(scope: &Scope, mut between: Range<usize>) -> bool {
    let ground = scope.ground;
    between.any(|at| {
        ground.lex(at).is(Class::HAVE)
            || matches!(
                ground.word(at),
                "began" | "opened" | "started" | "appeared" | "pleaded" | "went" | "resumed" | "ended"
            )
    })
}

/// "A man accused of killing a nurse in Leeds on Friday was jailed on Monday": behind the verb that goes on after the charge
/// a day is of the step, before it of the deed.
pub(super) fn is_past_the_charge(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    if hit.kind.family() != Family::Justice {
        return is_charged(scope, hit) && goes_on(scope, hit.tokens.end..timed.tokens.start);
    }
    hits.iter().any(|deed| {
        is_charged(scope, deed)
            && deed.tokens.end <= timed.tokens.start
            && timed.tokens.end <= hit.tokens.start
            && !goes_on(scope, deed.tokens.end..timed.tokens.start)
    })
}

/// "arrested on 4 March and charged on 6 March": two steps, each of which has a day behind it.
pub(super) fn is_another_step(scope: &Scope, hit: &Hit, candidate: &Candidate) -> bool {
    let days = |from: usize, end: usize| {
        let timed = scope.ground.timed(&(from..end.min(scope.sentence.tokens.end)));
        timed.iter().filter_map(|timed| timed.timex.days).next()
    };
    let pair =
        || days(hit.tokens.end, candidate.tokens.start).zip(days(candidate.tokens.end, candidate.tokens.end + REACH));
    is_step(hit.kind)
        && is_step(candidate.kind)
        && hit.kind != candidate.kind
        && hit.tokens.end <= candidate.tokens.start
        && pair().is_some_and(|(first, second)| first != second)
}

/// "The high court in Leeds heard on Monday that": what a court is told is a hearing, where no step of a case tells of it.
pub(super) fn hearing(scope: &Scope, speeches: &[Speech], hits: &[Hit]) -> Option<Hit> {
    let ground = scope.ground;
    let step = |hit: &Hit| matches!(hit.kind, Kind::Trial | Kind::Sentence | Kind::Investigation);
    let heard = speeches.iter().find(|speech| {
        let court = |at: usize| ground.lex(at).is(Class::COURT);
        speech.speaker.as_ref().is_some_and(|speaker| speaker.tokens.clone().any(court))
            && speech.cue.clone().any(|at| matches!(ground.word(at), "heard" | "hears" | "told"))
            && (speech.cue.len() == 2 || ground.word(speech.cue.start) != "told")
    })?;
    let hit = Hit { kind: Kind::Trial, tokens: heard.cue.clone(), effect: false, about: None };
    (!hits.iter().any(step)).then_some(hit)
}

/// "arrested over a killing in Durban last week": the deed a step is about, told by a noun that elsewhere only says what
/// befell people. It has a place or a day of its own.
pub(super) fn deed(scope: &Scope, candidates: &[Candidate], hits: &[Hit]) -> Option<Hit> {
    let ground = scope.ground;
    let is_led = |candidate: &Candidate| {
        let phrase = candidate.tokens.start.saturating_sub(4)..candidate.tokens.start;
        let lead = phrase.rev().find(|&at| LEADS.contains(&ground.word(at)));
        lead.is_some_and(|lead| {
            hits.iter().any(|hit| hit.kind.family() == Family::Justice && !hit.effect && hit.tokens.end <= lead)
        })
    };
    let is_told = |candidate: &Candidate| {
        let behind = candidate.tokens.end..(candidate.tokens.end + REACH).min(scope.sentence.tokens.end);
        ground.named(&behind).iter().any(|named| is_location(named.toponym))
            || ground.timed(&behind).iter().any(|timed| timed.timex.days.is_some())
    };
    let open = |candidate: &Candidate| {
        !hits.iter().any(|hit| hit.tokens.start < candidate.tokens.end && candidate.tokens.start < hit.tokens.end)
            && hits.iter().all(|hit| !pick::violent(hit.kind))
    };
    let deed = candidates.iter().find(|candidate| {
        candidate.trigger.strength == Strength::Effect
            && matches!(ground.word(candidate.tokens.start), "killing" | "killings" | "death" | "deaths")
            && candidate.tokens.len() == 1
            && is_led(candidate)
            && is_told(candidate)
            && open(candidate)
    })?;
    Some(Hit { kind: Kind::Killing, tokens: deed.tokens.clone(), effect: false, about: None })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{attributed, check, days};

    #[test]
    fn a_day_behind_the_deed_of_an_accused_is_the_deeds() {
        assert_eq!(
            days("A man accused of shooting two women in Leeds on Friday appeared in court on Monday."),
            ["2023-09-15", "2023-09-18"]
        );
    }

    #[test]
    fn a_deed_keeps_its_day_and_the_step_is_of_the_article() {
        let read = |text: &str| days(text).join(" ");
        assert_eq!(read("Two men were arrested over a killing in Durban last week."), "2023-09-19 2023-09-11");
        assert_eq!(read("A man was charged with the murder of a nurse in Leeds on Friday."), "2023-09-19 2023-09-15");
        assert_eq!(read("Two men were arrested on Friday over a killing in Durban."), "2023-09-15");
        assert_eq!(read("Two men were arrested over the killing on Monday."), "2023-09-18");
        assert_eq!(read("A court jailed three men for the kidnap and murder of a nurse."), "2023-09-19");
    }

    #[test]
    fn the_day_of_the_words_is_no_day_to_come() {
        assert_eq!(days("Boeing said on Monday it would cut 2,000 jobs in Everett.").join(" "), "2023-09-18");
        assert_eq!(days("Boeing will cut 2,000 jobs in Everett on Monday.").join(" "), "2023-09-25");
    }

    #[test]
    fn what_is_remembered_keeps_its_year() {
        let march =
            "Hundreds marched in Leeds on Monday in memory of the 12 people killed in a fire in Bradford last year.";
        assert_eq!(days(march).join(" "), "2023-09-18 2022-01-01");
        assert_eq!(
            days("Crowds marched in Leeds on Monday after a fire in Bradford.").join(" "),
            "2023-09-18 2023-09-18"
        );
    }

    #[test]
    fn a_day_behind_the_charge_is_of_the_step() {
        let read = |text: &str| days(text).join(" ");
        assert_eq!(read("A man accused of stabbing a nurse in Leeds was jailed in Bradford on Monday."), "2023-09-18");
        assert_eq!(read("The trial of two men accused of bombing a market in Kano began on Monday."), "2023-09-18");
        let both = read("A man accused of stabbing a nurse in Leeds on Friday was jailed in Bradford on Monday.");
        assert!(both.ends_with("2023-09-18"), "{both}");
    }

    #[test]
    fn steps_with_days_of_their_own_are_told_apart() {
        check(
            "He was arrested in Bradford on 4 September and appeared before a judge in Leeds on 6 September.",
            &["arrest arrested @ Bradford", "trial appeared before a judge @ Leeds"],
        );
        assert_eq!(
            days("He was arrested in Bradford on 4 September and charged with murder on 6 September."),
            ["2023-09-04", "2023-09-06"]
        );
        check("He was arrested in Bradford and charged with murder on Monday.", &["arrest arrested @ Bradford"]);
    }

    #[test]
    fn what_a_court_is_told_was_elsewhere_and_before() {
        check(
            "Leeds Crown Court heard on Monday that the boy was stabbed in Bradford.",
            &["trial Court heard @ Leeds", "killing stabbed @ Bradford"],
        );
        check("Leeds Crown Court heard that the boy was stabbed.", &["trial Court heard @ Leeds", "killing stabbed"]);
        check("The high court in Leeds heard that he had lied.", &["trial heard @ Leeds"]);
        check("The high court in Leeds heard a band.", &[]);
        assert_eq!(
            days("The high court in Leeds heard on Monday that the boy had been stabbed in Bradford on Friday."),
            ["2023-09-18", "2023-09-15"]
        );
    }

    #[test]
    fn what_a_court_is_told_is_not_the_word_of_the_article() {
        assert_eq!(
            attributed("The court heard that a guard was stabbed in Bradford."),
            [" asserted", "The court alleged"]
        );
        assert_eq!(
            attributed("A guard was stabbed in Bradford, the jury was told."),
            ["the jury alleged", " asserted"]
        );
        assert_eq!(
            attributed("The tribunal found that soldiers shelled Bama."),
            [" asserted", "The tribunal reported"]
        );
        assert_eq!(attributed("Police found that a guard was stabbed in Bradford."), [" asserted"]);
    }
}
