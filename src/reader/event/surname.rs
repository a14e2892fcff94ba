//! People whose names are words of happenings: "Bracelen Flood spoke. Flood said".
//!
//! Comes in: a page. Goes out: whether a trigger in capitals is what somebody is called on it. A word is a name where it
//! stands in capitals amid small ones, points at nothing, and speaks or owns. It must never take the name of an illness for
//! that of a person.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::super::lexicon::{Tags, WordId};
use super::super::sentence::Capitals;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::Ground;

/// Words before a capital that make it the name of a thing: "the Strike", "during Flood".
const POINTS: &[&str] = &["the", "a", "an", "this", "that", "of", "in", "during", "after"];

/// Whether a trigger is somebody's name.
pub(super) fn is_surname(ground: &Ground, tokens: &Range<usize>) -> bool {
    let illness = Class::INFECTED.with(Class::DISEASE);
    let Some(token) = ground.page.token(tokens.start).filter(|token| token.case == Case::Title) else { return false };
    tokens.len() == 1
        && !ground.lex(tokens.start).is(illness)
        && ground.surnames.get_or_init(|| surnames(ground)).contains(&token.word)
}

/// The words of a page that are names of people who speak or own.
fn surnames(ground: &Ground) -> FxHashSet<WordId> {
    let page = ground.page;
    let title = |at: usize| page.token(at).is_some_and(|token| token.case == Case::Title);
    // "Sgt. Courtney Gale": an office or a mark before a first name and this.
    let full = |at: usize| {
        let tags = |at: usize| page.token(at).map_or(Tags::default(), |token| token.tags);
        tags(at - 1).has(Tags::FIRST_NAME)
            && title(at - 1)
            && !title(at + 1)
            && !super::compound::is_storm(ground.word(at.saturating_sub(2)))
            && (tags(at.saturating_sub(2)).has(Tags::TITLE) || !title(at.saturating_sub(2)))
    };
    let called = |at: usize| {
        let speaks = ground.lex(at + 1).reporting.is_some();
        let owns = page.token(at + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
        let word = page.token(at - 1).is_some_and(|token| token.kind == TokenKind::Word);
        let before = !POINTS.contains(&ground.word(at - 1)) && !title(at - 1) && (word || speaks);
        let behind = speaks || owns;
        title(at) && ((before && behind) || full(at))
    };
    let told =
        page.sentences.iter().filter(|sentence| sentence.capitals == Capitals::Normal && sentence.zone.yields_events());
    told.flat_map(|sentence| sentence.tokens.start + 1..sentence.tokens.end)
        .filter(|&at| called(at))
        .filter_map(|at| page.token(at).map(|token| token.word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_speaker_called_flood_is_no_flood() {
        check("Flood spoke in Dayton on Monday. The book is done, Flood said.", &[]);
        check(
            "An aide stabbed Sgt. Courtney Gale in Dayton. Gale spent two weeks in bed.",
            &["killing stabbed @ Dayton"],
        );
        check("A flood hit Dayton on Monday.", &["flood flood @ Dayton"]);
        check("In Dayton the Flood of Monday left mud.", &["flood Flood @ Dayton"]);
    }
}
