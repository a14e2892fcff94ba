//! Two happenings that one article tells one behind the other: "Students blocked the bridge at X. In Y lawyers
//! demonstrated the same afternoon."
//!
//! Comes in: two mentions. Goes out: whether words between them turn from the one to the other, and their places or
//! what they are bear that out. It must never part a storm or a war from itself, nor what only points back.

use super::Told;
use super::alike::{is_fate, kinds};
use super::ground::{is_namesake, is_one_name};
use crate::reader::event::is_turn;
use crate::reader::vocabulary::is_noun_phrase;
use crate::story::{Kind, PlaceBasis};

/// Whether an article turns from one of two to the other.
pub(super) fn are_told_apart(a: &Told, b: &Told) -> bool {
    if a.id.article != b.id.article || !(a.wording.turn || b.wording.turn) {
        return false;
    }
    let (first, second) = if a.mention.trigger.start() < b.mention.trigger.start() { (a, b) } else { (b, a) };
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
    fn a_toll_is_of_the_wreck_told_with_its_name() {
        let wrecks = "Eleven tourists drowned when a houseboat overturned on Vembanad Lake near Kumarakom on Sunday. On Monday a \
                      fisherman drowned when his canoe was swamped off Muhamma.";
        let day = |day| Some(jiff::civil::date(2023, 6, day));
        let toll = "The toll in the Kumarakom houseboat tragedy climbed to 13 on Monday.";
        let events = read(&[(wrecks, day(5)), (toll, day(6))]);
        assert!(
            events.len() == 2 && events[0].contains("Vembanad Lake | AB") && events[1].contains("| A |"),
            "{events:?}"
        );
    }

    #[test]
    fn an_article_gives_one_happening_no_two_days() {
        let wrecks = "A boat sank on the Kwa River near Kwamouth on Monday, and 86 drowned. On Tuesday a canoe overturned at \
                      Mbandaka; four children are missing.";
        let day = |day| Some(jiff::civil::date(2023, 6, day));
        let toll = "The death toll from the Kwamouth sinking stands at 92.";
        let events = read(&[(wrecks, day(14)), (toll, day(15))]);
        assert!(
            events.len() == 2 && events[0].contains("Kwamouth | AB") && events[1].contains("Mbandaka | A"),
            "{events:?}"
        );
    }

    #[test]
    fn who_died_in_another_town_is_of_no_wreck_near_it() {
        let day = |day| Some(jiff::civil::date(2023, 10, day));
        let events = read(&[
            (
                "A train struck a lorry near Ribnitz-Damgarten on Monday. On the same line, at Velgast, a woman was killed by \
                 a freight train.",
                day(9),
            ),
            ("Barriers\n\nThe woman who died at Velgast on Monday had walked around the barriers.", day(10)),
        ]);
        assert!(events.contains(&"Death in Velgast | AB | 9 October 2023".to_owned()), "{events:?}");
    }

    #[test]
    fn a_blockade_by_a_crowd_is_its_protest() {
        let day = |day| Some(jiff::civil::date(2023, 6, day));
        let events = read(&[
            ("Youths blocked the road at Dhing on Monday with burning tyres.", day(5)),
            ("Drivers want an escort after the blockade at Dhing on Monday.", day(6)),
        ]);
        assert_eq!(events, ["Protest in Dhing | AB | 5 June 2023"]);
    }

    #[test]
    fn whom_it_befell_by_name_says_more_than_a_town_around() {
        let day = |day| Some(jiff::civil::date(2024, 10, day));
        let events = read(&[
            ("A lawyer, Elvino Dias, was shot dead in his car in Maputo on Friday night.", day(20)),
            (
                "Outrage\n\nThe murder of Elvino Dias was condemned by the European Union. Two marchers were hurt in Nampula \
                 on Saturday.",
                day(21),
            ),
        ]);
        assert!(events.iter().any(|event| event.starts_with("Shooting in Maputo | AB")), "{events:?}");
    }

    #[test]
    fn what_only_points_back_is_the_same() {
        let text = "A bus collided with a truck near Newark on Sunday, killing two. The same day flowers were laid at the site \
                    of the collision at Balderton.";
        assert_eq!(titles(text), ["Traffic accident in Balderton"]);
    }
}
