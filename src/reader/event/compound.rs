//! Words of happenings that name none where they stand: part of a compound, an idiom, a habit, a crowd.
//!
//! Comes in: a trigger in its sentence. Goes out: whether something else is meant ("storm shelter", "flood-hit", "clashes
//! are frequent"). Each rule is for a turn of phrase that its comment quotes. It must never silence a happening for what
//! stands beyond the words that touch it.

use std::ops::Range;

use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::Scope;
use crate::story::Kind;

/// Behind a hyphen these make a trigger an adjective: "flood-hit", "blast-off", "drought-resistant".
pub(super) const BOUND_AFTER: &[&str] = &[
    "off",
    "hit",
    "ravaged",
    "stricken",
    "torn",
    "prone",
    "related",
    "free",
    "like",
    "style",
    "proof",
    "resistant",
    "affected",
    "damaged",
    "era",
    "weary",
    "scarred",
    "battered",
    "plagued",
    "themed",
    "struck",
    "devastated",
    "afflicted",
    "made",
    "throat",
];

/// Before a hyphen these make a trigger part of something else: "anti-war", "post-election", "tug-of-war".
const BOUND_BEFORE: &[&str] = &["anti", "pro", "post", "pre", "non", "of", "counter", "inter", "ex", "cyber"];

/// Whether the words around a trigger make it something other than a happening.
pub(super) fn is_other(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    is_bound(scope, tokens)
        || is_part_of_compound(scope, tokens)
        || is_by_trade(scope, tokens)
        || is_habit(scope, tokens)
        || is_assault_verb(scope, tokens)
        || is_scolding(scope, tokens)
        || is_noun_of_verb(scope, tokens)
        || is_house(scope, tokens)
        || (kind == Kind::Invasion && is_of_lives(scope, tokens))
        || (kind == Kind::Appointment && is_identified(scope, tokens))
        || (kind == Kind::Trial && is_trial_at_large(scope, tokens))
        || is_of_convicts(scope, tokens)
        || (kind == Kind::Denial && is_refusal(scope, tokens))
        || (kind == Kind::Resignation && is_driven_out(scope, tokens))
        || (kind == Kind::Fire && is_no_blaze(scope, tokens))
        || (kind == Kind::Ceremony && is_covering(scope, tokens))
}

/// "an uncle of one of the convicted men": what somebody is, and no verdict of the day.
fn is_of_convicts(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let led = tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "the" | "a" | "two" | "three"));
    led && tokens.len() == 1
        && matches!(
            ground.word(tokens.start),
            "convicted" | "jailed" | "arrested" | "detained" | "imprisoned" | "accused"
        )
        && ground.lex(tokens.end).is(Class::PEOPLE)
}

/// "The army took 40 lives": no town was taken.
fn is_of_lives(scope: &Scope, tokens: &Range<usize>) -> bool {
    matches!(scope.ground.word(tokens.start), "took" | "takes" | "taken" | "taking")
        && (tokens.end..tokens.end + 4).any(|at| matches!(scope.ground.word(at), "life" | "lives"))
}

/// "The dead man was named as Ada Lund": who somebody was, and no office.
fn is_identified(scope: &Scope, tokens: &Range<usize>) -> bool {
    const WHO: &[&str] =
        &["dead", "victim", "victims", "suspect", "suspects", "gunman", "attacker", "deceased", "bodies"];
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(4).max(scope.sentence.tokens.start);
    let named = ground.word(tokens.end.saturating_sub(1)) == "named";
    // "the caller was truthful since the brother was named, but", "he is named in the lawsuit"
    // "were named on Thursday in a bulletin"
    let day = usize::from(ground.word(tokens.end) == "on") + tokens.end;
    let on_a_day = ground.lex(day).is(Class::WEEKDAY) && matches!(ground.word(day + 1), "in" | "by" | "as");
    let to_nothing = on_a_day
        || ground.page.token(tokens.end).is_none_or(|token| token.kind == TokenKind::Punct)
        || matches!(ground.word(tokens.end), "but" | "and" | "in" | "by" | "on" | "after" | "because");
    named
        && (to_nothing && !ground.lex(tokens.end + 1).is(Class::OFFICE)
            || (from..tokens.start).any(|at| WHO.contains(&ground.word(at)))
            || (ground.word(tokens.end) == "as"
                && ground.page.token(tokens.end + 1).is_some_and(super::super::token::Token::is_capital)
                && !ground.lex(tokens.end + 1).is(Class::OFFICE)))
}

/// "anti-war", "flood-ravaged": bound by a hyphen.
fn is_bound(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let hyphen = |at: usize| ground.page.token(at).is_some_and(|token| token.is(b'-'));
    let touches = |at: usize| {
        ground.page.token(at).zip(ground.page.token(at + 1)).is_some_and(|(token, next)| token.touches(next))
    };
    let after = hyphen(tokens.end)
        && touches(tokens.end - 1)
        && touches(tokens.end)
        && BOUND_AFTER.contains(&ground.word(tokens.end + 1));
    // "a coal-fired plant"
    let before = tokens.start >= scope.sentence.tokens.start + 2
        && hyphen(tokens.start - 1)
        && touches(tokens.start - 2)
        && (ground.word(tokens.start) == "fired" || BOUND_BEFORE.contains(&ground.word(tokens.start - 2)));
    after || before
}

/// "a suicide group", "the flood outlook", "murder charges": another noun is the head.
fn is_part_of_compound(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    // "strike plans were dropped" and "the election campaign" alike; "the strike threatens" is a verb's business.
    tokens.end < scope.sentence.tokens.end
        && ground.lex(tokens.end).is(Class::HEAD)
        && ground.page.token(tokens.end).is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Title)
        && !is_verb_there(scope, tokens.end)
}

/// "the protest singer", "a crime writer", "the flood expert": of what somebody does for a living.
fn is_by_trade(scope: &Scope, tokens: &Range<usize>) -> bool {
    const NO_TRADE: &[&str] = &[
        "after", "over", "under", "other", "later", "never", "ever", "near", "earlier", "for", "whether", "however",
        "disaster", "murder", "fever",
    ];
    let ground = scope.ground;
    let name = ground.word(tokens.start);
    let noun = tokens.len() == 1 && !name.ends_with("ed") && !name.ends_with("ing");
    let led = tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "the" | "a" | "an"));
    let word = ground.word(tokens.end);
    let trade = ["er", "or", "ist", "ian"].iter().any(|end| word.len() > 4 && word.ends_with(end));
    let lower = ground.page.token(tokens.end).is_some_and(|token| token.case == Case::Lower);
    noun && led && trade && lower && tokens.end < scope.sentence.tokens.end && !NO_TRADE.contains(&word)
}

/// "chess club members": a word that is a verb only where somebody can do it, and here another noun stands before it and
/// one behind.
fn is_noun_of_verb(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let lower = |at: usize| ground.page.token(at).is_some_and(|token| token.case == Case::Lower);
    let subject = |at: usize| {
        let word = ground.word(at);
        (word.ends_with('s') && !word.ends_with("ss"))
            || ground.lex(at).is(Class::PEOPLE.with(Class::FORCE).with(Class::MODAL).with(Class::ADVERB))
            || matches!(word, "to" | "and" | "or" | "who" | "they" | "we" | "you" | "i" | "not" | "people")
    };
    let word = ground.word(tokens.start);
    if tokens.len() != 1 || tokens.start == scope.sentence.tokens.start || !lower(tokens.start) {
        return false;
    }
    // "An attacker with a knife wounded three": an article makes a noun of it.
    let thing = matches!(word, "club" | "stone" | "knife" | "shell");
    let article = matches!(ground.word(tokens.start - 1), "a" | "an" | "the" | "his" | "her" | "their");
    (thing && article)
        || ((thing || word == "storm")
            && !subject(tokens.start - 1)
            && lower(tokens.end)
            && ground.lex(tokens.end).is(Class::PEOPLE))
}

/// "two apartment blocks in the city": houses, and no road.
fn is_house(scope: &Scope, tokens: &Range<usize>) -> bool {
    const HOUSES: &[&str] = &["apartment", "tower", "housing", "residential", "office", "cell", "concrete", "flat"];
    let before = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    matches!(scope.ground.word(tokens.start), "block" | "blocks")
        && before.is_some_and(|at| HOUSES.contains(&scope.ground.word(at)))
}

/// "Landslide buries houses": earth and snow hold no funerals.
fn is_covering(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(4).max(scope.sentence.tokens.start);
    ground.word(tokens.start).starts_with("bur")
        && (from..tokens.start).any(|at| {
            ground.lex(at).is(Class::MUD)
                || matches!(
                    ground.word(at),
                    "landslide" | "landslides" | "mudslide" | "mudslides" | "avalanche" | "quake"
                )
        })
}

/// "seize assets before trial", "the right to a fair trial": of trials at large, and no one of them.
fn is_trial_at_large(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let before = |by: usize| tokens.start.checked_sub(by).map_or("", |at| ground.word(at));
    matches!(ground.word(tokens.start), "trial" | "trials")
        && tokens.len() == 1
        && (matches!(before(1), "before" | "without" | "fair" | "speedy" | "pending" | "pre" | "jury"))
}

/// "denied his request", "denied her bail": a thing not granted, and no word against a claim.
fn is_refusal(scope: &Scope, tokens: &Range<usize>) -> bool {
    const SOUGHT: &[&str] = &[
        "request",
        "requests",
        "application",
        "applications",
        "bail",
        "permission",
        "entry",
        "access",
        "visa",
        "visas",
        "motion",
        "petition",
        "appeal",
        "permit",
        "permits",
        "asylum",
        "parole",
        "license",
        "licence",
        "bid",
        "claim",
        "coverage",
        "benefits",
        "medical",
        "treatment",
        "food",
        "water",
    ];
    let ground = scope.ground;
    (tokens.end..(tokens.end + 5).min(scope.sentence.tokens.end))
        .take_while(|&at| !ground.lex(at).is(Class::BREAK.with(Class::HAVE)) && ground.word(at) != "of")
        .any(|at| SOUGHT.contains(&ground.word(at)))
}

/// What is given a name of its own: "Hurricane Dora".
pub(super) fn is_storm(word: &str) -> bool {
    matches!(word, "hurricane" | "cyclone" | "typhoon" | "storm")
}

/// Whether a word that may be noun or verb acts here: "the quake risks undoing", "the strike threat" not.
fn is_verb_there(scope: &Scope, at: usize) -> bool {
    let next = scope.ground.word(at + 1);
    matches!(scope.ground.word(at), "risks" | "fears" | "alerts" | "controls" | "charges" | "counts" | "monitors")
        && (matches!(next, "the" | "a" | "an" | "its" | "their" | "his" | "her") || next.ends_with("ing"))
}

/// "clashes are frequent": a habit and no happening.
fn is_habit(scope: &Scope, tokens: &Range<usize>) -> bool {
    let be = usize::from(matches!(scope.ground.word(tokens.end), "have" | "has"));
    matches!(scope.ground.word(tokens.end + be), "are" | "were" | "is" | "remain" | "remained" | "become" | "grown")
        && (tokens.end + be + 1..tokens.end + be + 4).any(|at| {
            matches!(
                scope.ground.word(at),
                "frequent" | "common" | "commonplace" | "rare" | "routine" | "unusual" | "uncommon" | "inevitable"
            )
        })
}

/// "tried to storm the parliament": no weather.
fn is_assault_verb(scope: &Scope, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |at| scope.ground.word(at));
    tokens.len() == 1
        && matches!(scope.ground.word(tokens.start), "storm" | "storms")
        && (matches!(before, "to" | "would" | "could" | "might" | "may" | "protesters" | "demonstrators" | "crowds")
            || (matches!(scope.ground.word(tokens.end), "parliament" | "the")
                && scope.ground.word(tokens.start) == "storm"
                && !is_noun_there(scope, tokens.start)))
}

/// "after the storm the roads were cut": an article, or an adjective behind one, makes a noun of what may be a verb.
fn is_noun_there(scope: &Scope, at: usize) -> bool {
    let from = at.saturating_sub(3).max(scope.sentence.tokens.start);
    (from..at).any(|before| matches!(scope.ground.word(before), "a" | "an" | "the" | "this" | "that"))
}

/// "held their fire", "soldiers fire at": gunfire or a figure of speech. A blaze has an article or a verb of blazes.
fn is_no_blaze(scope: &Scope, tokens: &Range<usize>) -> bool {
    const BURNS: &[&str] = &[
        "in",
        "at",
        "that",
        "across",
        "swept",
        "raged",
        "rages",
        "burned",
        "burns",
        "destroyed",
        "destroys",
        "killed",
        "kills",
        "near",
        "tore",
        "rips",
        "ripped",
        "guts",
        "gutted",
        "engulfed",
        "engulfs",
        "broke",
        "forced",
        "forces",
        "damaged",
        "damages",
        "started",
        "spread",
        "spreads",
    ];
    const ARTICLES: &[&str] = &[
        "a", "an", "the", "this", "another", "new", "massive", "huge", "large", "big", "deadly", "fierce", "major",
        "raging", "first", "second", "same",
    ];
    let ground = scope.ground;
    let first = ground.word(tokens.start);
    if !matches!(first, "fire" | "fires") {
        return false;
    }
    let from = tokens.start.saturating_sub(2).max(scope.sentence.tokens.start);
    let named = (from..tokens.start).any(|at| ARTICLES.contains(&ground.word(at)));
    let before = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    // "Gunmen fire at a bus", "under fire": those who shoot, or their phrases.
    let shot = before.is_some_and(|at| {
        ground.lex(at).is(Class::FORCE.with(Class::MEANS).with(Class::MODAL).with(Class::PEOPLE))
            || matches!(
                ground.word(at),
                "under" | "of" | "opened" | "returned" | "exchanged" | "to" | "who" | "their" | "enemy"
            )
    });
    // "the fires of fear" burn nothing.
    if tokens.len() == 1 && ground.word(tokens.end) == "of" {
        return true;
    }
    // "came under opposition fire in parliament"
    let under = (tokens.start.saturating_sub(3).max(scope.sentence.tokens.start)..tokens.start)
        .rev()
        .take_while(|&at| !ARTICLES.contains(&ground.word(at)))
        .any(|at| ground.word(at) == "under");
    let burns = tokens.len() > 1 || BURNS.contains(&ground.word(tokens.end));
    shot || under || !(named || burns)
}

/// "the total forced out since Monday": people driven from home, and nobody of office.
fn is_driven_out(scope: &Scope, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    scope.ground.word(tokens.start) == "forced"
        && before.is_some_and(|at| {
            matches!(
                scope.ground.word(at),
                "total" | "number" | "those" | "families" | "residents" | "villagers" | "people"
            )
        })
}

/// "Democrats blast the mayor's plan": words, and no explosion.
fn is_scolding(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    if tokens.len() != 1 || !matches!(ground.word(tokens.start), "blast" | "blasts") {
        return false;
    }
    let subject = tokens
        .start
        .checked_sub(1)
        .filter(|&at| at >= scope.sentence.tokens.start)
        .is_some_and(|at| ground.word(at).ends_with('s') || ground.lex(at).is(Class::PARTY.with(Class::PEOPLE)));
    let object = ground.page.token(tokens.end).is_some_and(super::super::token::Token::is_capital)
        || matches!(ground.word(tokens.end), "the" | "his" | "her" | "its" | "their" | "for");
    subject && object
}

/// "charged four bankers with fraud", "found guilty of murder", "two counts of wire fraud": the deed someone is accused
/// of. `Some(None)`: no happening of its own; `Some(Some(tokens))`: the charge is, and stands there. A deed that has a
/// place or victims of its own stands: "convicted of a murder in Oslo".
pub(super) fn charge(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> Option<Option<Range<usize>>> {
    const OWN: usize = 8;
    let victims = scope
        .figures
        .iter()
        .any(|counted| counted.tokens.end > tokens.start && counted.tokens.start < tokens.end + OWN);
    let deed = matches!(kind, Kind::Crime | Kind::Killing | Kind::Attack | Kind::Abduction)
        || (kind == Kind::Fire && scope.ground.word(tokens.start) == "arson");
    if !deed || victims {
        return None;
    }
    let ground = scope.ground;
    // "A prosecutor charged with drug cases was murdered": told for itself.
    let told = tokens.start.checked_sub(1).is_some_and(|at| ground.lex(at).is(Class::HAVE));
    if told || ground.word(tokens.start).ends_with("ing") {
        return None;
    }
    let from = tokens.start.saturating_sub(9).max(scope.sentence.tokens.start);
    let link = (from..tokens.start).rev().take(5).find(|&at| matches!(ground.word(at), "of" | "with" | "for"))?;
    let legal = (from..link).rev().find(|&at| {
        let in_charge = ground.word(at) == "charge" && ground.word(at.saturating_sub(1)) == "in";
        !in_charge
            && matches!(
                ground.word(at),
                "guilty"
                    | "accused"
                    | "accusing"
                    | "accuses"
                    | "accusations"
                    | "indictment"
                    | "charged"
                    | "convicted"
                    | "acquitted"
                    | "cleared"
                    | "indicted"
                    | "counts"
                    | "count"
                    | "charges"
                    | "charge"
                    | "suspicion"
                    | "sentenced"
            )
    })?;
    let comma = |at: &usize| ground.page.token(*at).is_some_and(|token| token.is(b','));
    let end = (tokens.end + 6).min(scope.sentence.tokens.end);
    let own = ground.named(&(tokens.end..(tokens.end..end).find(comma).unwrap_or(end)));
    if own.iter().any(|named| super::is_location(named.toponym) && !super::stand::is_of_court(scope, named)) {
        return None;
    }
    let charges = ground.word(legal) == "charged" && ground.word(link) == "with";
    Some(charges.then_some(legal..legal + 1))
}

/// Who protests, as a word: it names a protest only where nothing else happens.
pub(super) fn is_crowd(word: &str) -> bool {
    matches!(word, "protesters" | "demonstrators" | "protester" | "demonstrator" | "protestors" | "rioters")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn arson_is_the_fire_it_set_and_as_a_charge_none_of_its_own() {
        check(
            "A woman was charged with arson after a fire at a mosque in Hull on Sunday.",
            &["trial was charged @ Hull (context)", "fire fire at @ Hull"],
        );
        check("Police treat a blaze that gutted a school in Hull as arson.", &["fire blaze @ Hull"]);
        check("Farmers near Osh lost land in the withdrawal of land plots.", &[]);
    }

    #[test]
    fn a_word_in_a_compound_is_no_happening() {
        check("The suicide group moved to Dayton on Monday.", &[]);
        check("Drought-resistant wheat was sown in Kenya.", &[]);
        check("The protest singer from Santiago turned 90 on Monday.", &[]);
        check("The protest after the vote in Santiago went on.", &["protest protest @ Santiago"]);
        check("A tug-of-war over the ship went on in Cyprus.", &[]);
        check("Residents read the flood outlook in Fargo.", &[]);
        check("The anti-war writer spoke in Boston.", &[]);
        check("The election body met in Lusaka on Monday.", &[]);
        check("A protest leader spoke at the flood defences of Fargo.", &[]);
        check("The evacuation centre in Kobe was full.", &[]);
        check("Monks gave rice to the total forced out since Sunday in Kobe.", &[]);
        check("Minutes after blast-off in Baikonur the crew waved.", &[]);
    }

    #[test]
    fn a_deed_someone_is_charged_with_is_a_step_of_a_case() {
        check("Prosecutors in Milan charged four bankers with fraud.", &["trial charged @ Milan"]);
        check("He was accused of arson, and his house in Milan was searched.", &[]);
        check(
            "The captain of a ferry that sank off Calapan, killing 52 people, was charged with manslaughter.",
            &["crash sank @ Calapan | killed 52", "trial was charged @ Calapan"],
        );
        check("A jury in Minneapolis found the officer guilty of murder.", &["sentence found @ Minneapolis"]);
    }

    #[test]
    fn who_is_in_charge_is_charged_with_nothing() {
        check(
            "A prosecutor in charge of drug cases was murdered in Guayaquil on Monday.",
            &["killing murdered @ Guayaquil | killed 1"],
        );
        check("An attacker with a knife wounded a guard in Ghent.", &["attack wounded @ Ghent | wounded 1"]);
        check("Gangs knife people in Ghent.", &["killing knife @ Ghent"]);
    }

    #[test]
    fn sharp_words_are_no_explosion() {
        check("Democrats blast the mayor of Dallas.", &[]);
        check("A gas blast killed two people in Dallas.", &["explosion-mine gas blast @ Dallas | killed 2"]);
    }

    #[test]
    fn a_habit_is_no_happening() {
        check("Clashes are frequent in Dagestan.", &[]);
        check("Wildfires have become more common in Attica.", &[]);
    }

    #[test]
    fn fire_is_a_blaze_or_a_shot() {
        check("Crews were fighting fires in Lahaina on Monday.", &["fire fighting fires @ Lahaina"]);
        check("The fires in Lahaina killed 80 people.", &["fire fires @ Lahaina | killed 80"]);
        check("Soldiers held their fire in Goma.", &[]);
        check("They tried to storm the gate in Nairobi.", &[]);
        check("After the storm the roads around Beira were cut.", &["storm storm @ Beira"]);
    }

    #[test]
    fn whom_police_fire_on_is_no_second_happening() {
        check(
            "Police opened fire on demonstrators in Nairobi, killing five people.",
            &["shooting opened fire @ Nairobi | killed 5"],
        );
    }
}
