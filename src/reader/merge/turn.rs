//! Two happenings that one article tells one behind the other: "Students blocked the bridge at X. In Y lawyers
//! demonstrated the same afternoon."
//!
//! Comes in: two mentions. Goes out: whether words between them turn from the one to the other, and their places or
//! what they are bear that out. It must never part a storm or a war from itself, nor what only points back.

use super::Told;
use super::alike::{is_fate, kinds};
use super::ground::{is_namesake, is_one_name};
use crate::reader::vocabulary::is_noun_phrase;
use crate::story::{Kind, PlaceBasis};

/// What two words in a row turn: any of the first, right before any of the second.
const TURNS: &[(&[&str], &[&str])] = &[
    (&["that"], &["evening", "night", "afternoon", "morning"]),
    (
        &["same"],
        &[
            "day",
            "night",
            "evening",
            "afternoon",
            "morning",
            "line",
            "road",
            "route",
            "stretch",
            "motorway",
            "highway",
            "river",
            "storm",
            "weekend",
        ],
    ),
    (&["hour", "hours", "minutes", "day", "days", "week"], &["later", "earlier", "before"]),
    (&["earlier"], &["on", "that", "in", "the"]),
    (&["later"], &["that", "on", "in"]),
    (&["following", "next", "previous"], &["day", "night", "evening", "morning", "afternoon"]),
    (&["further", "farther"], &["down", "up", "along", "north", "south", "east", "west", "inland", "upstream"]),
    (&["separate"], &["incident", "accident", "attack", "case", "crash", "blaze", "fire", "shooting"]),
];

/// Words that turn alone.
const ALONE: &[&str] = &["meanwhile", "elsewhere", "separately"];

/// Whether words turn from what was told before them.
pub(super) fn is_turn(words: &str) -> bool {
    let among = |word: &str, list: &[&str]| list.iter().any(|own| word.eq_ignore_ascii_case(own));
    let mut last = "";
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let before = std::mem::replace(&mut last, word);
        among(word, ALONE) || TURNS.iter().any(|(first, second)| among(before, first) && among(word, second))
    })
}

/// Whether an article turns from one of two to the other.
pub(super) fn are_told_apart(a: &Told, b: &Told) -> bool {
    let (first, second) = if a.mention.trigger.start() < b.mention.trigger.start() { (a, b) } else { (b, a) };
    if a.id.article != b.id.article || !second.wording.turn {
        return false;
    }
    let (earlier, later) = (first.mention, second.mention);
    // "the crash at Y" points back, "the train hit a lorry" does not.
    let words = second.source.article.text.slice(later.trigger).to_lowercase();
    let noun = is_noun_phrase(&words) || words.split_whitespace().next_back().is_some_and(is_noun_phrase);
    let points = (noun && (second.wording.known || second.wording.anaphor)) || second.late;
    let wide = earlier.kind == later.kind && earlier.kind.is_wide();
    if points || wide || !turns(first, second) {
        return false;
    }
    let stated = |told: &Told| {
        let place = told.mention.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated);
        place.map(|place| place.place.clone())
    };
    let elsewhere = stated(first).zip(stated(second)).is_some_and(|(here, there)| {
        let one = here.key == there.key || is_one_name(&here, &there) || is_namesake(&here, &there);
        !(one || here.holds(&there) || there.holds(&here))
    });
    // "Gunmen stormed a post. The same day four traders were blown up": of another kind, told for itself.
    let vague = is_fate(later.kind) || later.kind == Kind::Attack || second.wording.plain_blast;
    let parted = earlier.sentence != later.sentence && earlier.kind != later.kind && !vague && opens(second);
    elsewhere || parted || kinds(earlier.kind, later.kind).is_none()
}

/// Whether the sentence of a mention begins with the words that turn: "Hours later …", "Earlier on Friday …".
fn opens(told: &Told) -> bool {
    const WORDS: usize = 4;
    let sentence = told.source.article.text.slice(told.mention.sentence);
    let end = sentence.match_indices(' ').nth(WORDS - 1).map_or(sentence.len(), |(at, _)| at);
    sentence.get(..end).is_some_and(is_turn)
}

/// Whether words behind the first of two, in the sentence of the second, turn to it; a headline stands in a line of its
/// own and is turned from by nothing below it.
fn turns(first: &Told, second: &Told) -> bool {
    let (earlier, later) = (first.mention, second.mention);
    let text = second.source.article.text.as_str();
    let between = text.get(earlier.trigger.end()..later.trigger.start()).unwrap_or("");
    if earlier.paragraph == 0 && between.contains('\n') {
        return false;
    }
    let from = earlier.trigger.end().max(later.sentence.start());
    let end = if earlier.sentence == later.sentence { later.span.end() } else { later.sentence.end() };
    text.get(from..end).is_some_and(is_turn)
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::is_turn;

    fn titles(text: &str) -> Vec<String> {
        let events = read(&[(text, Some(jiff::civil::date(2024, 5, 16)))]);
        events.iter().map(|event| event.split(" | ").next().unwrap().to_owned()).collect()
    }

    #[test]
    fn what_an_article_turns_to_is_another() {
        assert_eq!(
            titles(
                "A driver died when his lorry overturned near Newark on Sunday morning. That evening crews were called to \
                 Grantham, where fire gutted a warehouse."
            ),
            ["Fire in Grantham", "Traffic accident in Newark"]
        );
        assert_eq!(
            titles(
                "A freight train hit a tractor near Wittenberge on Monday. On the same line, at Ludwigslust, a man had been \
                 killed by an express in the morning."
            ),
            ["Death in Ludwigslust", "Train crash in Wittenberge"]
        );
        assert_eq!(
            titles("Fire destroyed 300 stalls in Kumasi on Sunday.\n\nHours later a trader was shot dead in the city."),
            ["Fire in Kumasi", "Shooting in Kumasi"]
        );
    }

    #[test]
    fn what_only_points_back_is_the_same() {
        let text = "A bus collided with a truck near Newark on Sunday, killing two. The same day flowers were laid at the site \
                    of the collision at Balderton.";
        assert_eq!(titles(text), ["Traffic accident in Balderton"]);
    }

    #[test]
    fn words_that_turn_to_another_happening() {
        for turn in [
            "That evening crews were called to Grantham",
            "lawyers demonstrated in Galle the same afternoon",
            "Hours later a man was shot",
            "On the same line, at Velgast,",
            "Elsewhere in the province",
            "Further down the valley a bus was swept away",
        ] {
            assert!(is_turn(turn), "{turn}");
        }
        for same in ["Two people died in the crash.", "He left the same way.", "It happened on Monday evening."] {
            assert!(!is_turn(same), "{same}");
        }
    }
}
