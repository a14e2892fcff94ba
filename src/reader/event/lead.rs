//! What leads a place name in its sentence: "in" of "in the once quiet resort town of Tulum".
//!
//! Comes in: a name in a sentence. Goes out: the preposition before it, past its article, its kind and its part. It must never
//! look past its sentence.

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind as TokenKind, Token};
use super::{Ground, Named, Scope};
use crate::story::Role;

/// Prepositions a place stands behind.
pub(super) const LEADS: &[&str] = &[
    "in",
    "of",
    "on",
    "at",
    "near",
    "against",
    "into",
    "outside",
    "around",
    "across",
    "through",
    "over",
    "inside",
    "to",
    "between",
    "within",
    "throughout",
    "from",
    "along",
    "above",
    "below",
    "beneath",
    "behind",
    "beyond",
    "opposite",
    "off",
    "by",
    "toward",
    "towards",
    "north",
    "south",
    "east",
    "west",
];

/// Words between a preposition and a name that part nothing.
const PASSED: &[&str] = &[
    "the",
    "his",
    "her",
    "their",
    "several",
    "most",
    "many",
    "disputed",
    "breakaway",
    "nearby",
    "neighbouring",
    "neighboring",
    "main",
];

/// What a town or an island has: "the streets *of* Yerevan" are in Yerevan.
const PARTS: &[&str] = &[
    "half",
    "much",
    "most",
    "rest",
    "swathes",
    "streets",
    "outskirts",
    "suburbs",
    "centre",
    "center",
    "north",
    "south",
    "east",
    "west",
    "heart",
    "parts",
    "airport",
    "avenue",
    "square",
    "crossroads",
    "port",
    "harbour",
    "harbor",
    "market",
    "districts",
    "neighbourhoods",
    "neighborhoods",
    "roads",
    "prison",
    "towns",
    "villages",
    "slums",
    "townships",
    "camps",
    "coast",
    "beaches",
    "docks",
    "skies",
    "hills",
    "slopes",
    "waters",
    "alleys",
    "lanes",
    "rooftops",
    "quarter",
    "quarters",
    "neighbourhood",
    "neighborhood",
    "suburb",
    "corner",
    "edge",
];

/// The preposition before a place name, past its article.
pub(super) fn lead<'a>(scope: &Scope<'a>, named: &Named) -> &'a str {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let mut at = named.tokens.start;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else { return "" };
        at = before;
        let word = ground.page.word(at);
        let of_kind = word == "of" && at.checked_sub(1).is_some_and(|noun| is_head(ground, noun));
        // "the invasion of oil-rich Kuwait"
        let compound = at >= start + 2
            && ground.page.token(at).is_some_and(|token| token.case == Case::Lower)
            && ground.page.token(at - 1).is_some_and(|token| token.is(b'-'));
        if compound {
            at -= 2;
            continue;
        }
        let demonym = ground.over(at).any(|other| other.toponym.role == Role::Demonym);
        // "the streets of Yerevan" are in Yerevan.
        let street = word == "of" && at.checked_sub(1).is_some_and(|noun| PARTS.contains(&ground.page.word(noun)));
        if street {
            return "in";
        }
        // "struck the Jajarkot district of western Nepal": on to what leads the district.
        if of_kind {
            at -= 1;
            while at > start && ground.page.token(at - 1).is_some_and(Token::is_capital) {
                at -= 1;
            }
            continue;
        }
        // "in Kenya's capital Nairobi": on to what leads the land.
        let owner = at > start
            && ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Possessive)
            && is_head(ground, at + 1);
        if owner {
            while at > start && ground.page.token(at - 1).is_some_and(Token::is_capital) {
                at -= 1;
            }
            continue;
        }
        // "into the capital, Nairobi": on to what leads the noun.
        let apposed = word == "," && at > start && is_head(ground, at - 1);
        // "in the eastern Shaab district", of which only the land is known: a part of the town spoken of.
        let compass = !named.toponym.place.as_ref().is_some_and(|place| place.is_unlisted())
            && ground.page.token(at).is_some_and(|token| token.tags.has(Tags::COMPASS))
            && word.ends_with("ern");
        if !(demonym || apposed || compass || is_head(ground, at) || PASSED.contains(&word)) {
            break;
        }
    }
    ground.page.word(at)
}

/// A noun that announces the name of a place: "the city of".
fn is_head(ground: &Ground, at: usize) -> bool {
    ground.page.token(at).is_some_and(|token| token.case == Case::Lower && token.tags.has(Tags::PLACE_HEAD))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_leads_a_name_is_found_past_its_kind_and_its_part() {
        check(
            "A hillside gave way above the village of Murree in Pakistan on Thursday.",
            &["landslide hillside gave way @ Murree"],
        );
        check(
            "A physicist was slain at the wheel of his car in eastern Tehran on Thursday by two men.",
            &["killing slain @ Tehran"],
        );
        check(
            "Gunmen kidnapped a priest from his house in a quiet quarter of Niamey on Tuesday.",
            &["abduction kidnapped @ Niamey | detained 1"],
        );
    }
}
