//! Who dies later of what was told before: "a seventh person died yesterday in Saskatoon", "the latest victim, aged 23, died of
//! his burns in Porto".
//!
//! Comes in: a death in its sentence and what was told before. Goes out: the place of what it came of. It must never move a
//! death that nothing before it caused, nor one told as the first.

use std::sync::Arc;

use super::super::attribution::Speech;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::{Hit, Memory, Scope, date, toll};
use crate::story::{Family, Kind, MentionDate, PlaceRef};

/// Words that count one more: "a seventh person", "the latest victim".
const MORE: &[&str] = &[
    "another", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "latest",
];

/// What such a word counts.
const VICTIMS: &[&str] = &[
    "person",
    "victim",
    "man",
    "woman",
    "boy",
    "girl",
    "child",
    "passenger",
    "worker",
    "soldier",
    "patient",
    "student",
    "miner",
    "policeman",
    "officer",
    "death",
    "one",
];

/// The date of a mention, and whether it is a look back: the day somebody died of it later is not that of what it came of.
pub(super) fn date(
    scope: &Scope,
    hit: &Hit,
    hits: &[Hit],
    speeches: &[Speech],
    memory: &Memory,
) -> (Option<MentionDate>, bool) {
    if of_what(scope, hit, memory).is_some() { (None, false) } else { date::date(scope, hit, hits, speeches) }
}

/// Where what somebody died of later had happened; `None` for a death of its own.
pub(super) fn of_what(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Arc<PlaceRef>> {
    let ground = scope.ground;
    let died = hit.tokens.clone().any(|at| matches!(ground.word(at), "died" | "dies" | "succumbed"));
    if !(died && (hit.kind == Kind::Death || hit.effect)) {
        return None;
    }
    let clause = scope.sentence.tokens.start..hit.tokens.start;
    let counts = |at: usize| {
        let ordinal = MORE.contains(&ground.word(at))
            || ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Number)
                && matches!(ground.word(at + 1), "th" | "rd" | "nd");
        let end = ground.word(at + 1) == ":" || ground.word(at + 1) == ",";
        ordinal && (end || (at + 1..at + 4).any(|noun| VICTIMS.contains(&ground.word(noun))))
    };
    // "two of the injured", "one of those hurt"
    let hurt = |at: usize| {
        ground.word(at) == "of"
            && (at + 1..at + 4).any(|noun| ground.lex(noun).is(Class::WOUNDED) && ground.word(noun) != "wounds")
    };
    let later = clause.clone().any(|at| counts(at) || hurt(at))
        || toll::is_of_wounds(scope, &(hit.tokens.start..scope.sentence.tokens.end));
    if !later {
        return None;
    }
    let caused = memory.happened.iter().rev().find(|past| {
        matches!(past.kind.family(), Family::Violence | Family::Disaster | Family::Accident)
            && !past.back
            && past.sentence < scope.index
            && past.place.is_some()
    });
    caused.and_then(|past| past.place.clone())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn who_dies_later_is_of_what_it_came_of() {
        let crash = "A bus hit a truck in Lyon on Monday, killing six people.";
        let after = |text: &str, expected: &str| {
            check(&format!("{crash} {text}"), &["traffic-accident hit @ Lyon | killed 6", expected]);
        };
        after("A seventh person, a man from Dijon, died on Tuesday in Metz.", "death died @ Lyon (context) | killed 7");
        after("A singer died on Tuesday in Metz.", "death died @ Metz | killed 1");
        check("A seventh person died on Tuesday in Metz.", &["death died @ Metz | killed 7"]);
    }
}
