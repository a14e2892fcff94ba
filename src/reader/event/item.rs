//! Items of a list that each tell of something else: "14 May, Daraga: two children killed".
//!
//! Comes in: a sentence. Goes out: whether it opens such an item, by a label that gives a day or a place. It must never
//! say so of a sentence in running text that only holds a colon.

use std::ops::Range;

use super::{Hit, Scope, is_location};
use crate::story::Shape;

/// Whether a sentence opens an item of a list whose day or place is not those of what was told before.
pub(super) fn is_another(scope: &Scope, past: &super::Past) -> bool {
    let Some(label) = label(scope) else { return false };
    let ground = scope.ground;
    let timed = ground.timed(&label).iter().filter_map(|timed| timed.timex.days);
    let other_day = timed.into_iter().any(|days| past.date.as_ref().is_some_and(|date| !days.overlaps(date.days)));
    let elsewhere = ground.named(&label).iter().any(|named| {
        let pair = named.toponym.place.as_ref().zip(past.place.as_ref());
        is_location(named.toponym)
            && pair.is_none_or(|(here, there)| here.key != there.key && !here.holds(there) && !there.holds(here))
    });
    other_day || elsewhere
}

/// The words before the colon of a sentence that begins its paragraph, a few at most: days, places and their marks.
fn label(scope: &Scope) -> Option<Range<usize>> {
    const WORDS: usize = 8;
    let ground = scope.ground;
    let tokens = &scope.sentence.tokens;
    let end = (tokens.start..(tokens.start + WORDS).min(tokens.end))
        .find(|&at| ground.page.token(at).is_some_and(|token| token.is(b':')))?;
    let label = tokens.start..end;
    let named = |at: &usize| {
        ground.named(&label).iter().any(|named| named.tokens.contains(at))
            || ground.timed(&label).iter().any(|timed| timed.tokens.contains(at))
    };
    let words = label.clone().filter(|&at| ground.word(at).chars().any(char::is_alphabetic));
    let own = words.clone().filter(named).count();
    (own > 0 && words.count() <= own + 1).then_some(label)
}

/// "A launch capsized near X on Tuesday, a blaze destroyed 200 shanties in Y early on Wednesday": two items of one
/// sentence, each with a place and a day of its own.
pub(super) fn are_two(scope: &Scope, one: &Range<usize>, other: &Range<usize>) -> bool {
    parted_at(scope, one, other).is_some()
}

/// Whether words stand in another item than a hit, with another of the sentence's hits: their day is not its own.
pub(super) fn is_of_other(scope: &Scope, hit: &Hit, hits: &[Hit], words: &Range<usize>) -> bool {
    hits.iter().filter(|other| other.tokens != hit.tokens).any(|other| {
        let cut = parted_at(scope, &hit.tokens, &other.tokens);
        cut.is_some_and(|cut| (words.start < cut) == (other.tokens.start < cut))
    })
}

/// Where the items of two words are parted, if each has a place and a day of its own.
fn parted_at(scope: &Scope, one: &Range<usize>, other: &Range<usize>) -> Option<usize> {
    let ground = scope.ground;
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let parts = |at: &usize| ground.page.token(*at).is_some_and(|token| token.is(b',') || token.is(b';'));
    let cut = (first.end..second.start).rev().find(parts)?;
    let end = (second.end..scope.sentence.tokens.end).find(parts).unwrap_or(scope.sentence.tokens.end);
    let place = |item: &Range<usize>| {
        let mut named = ground.named(item).iter().filter(|named| is_location(named.toponym));
        named.next().and_then(|named| named.toponym.place.clone())
    };
    let dated = |item: &Range<usize>| ground.timed(item).iter().any(|timed| timed.timex.days.is_some());
    let items = (first.end..cut, cut + 1..end);
    let (here, there) = place(&items.0).zip(place(&items.1))?;
    let apart = here.key != there.key && !here.holds(&there) && !there.holds(&here);
    (apart && dated(&items.0) && dated(&items.1)).then_some(cut)
}

/// "five were shot at a bar in X; a guard was killed in Y; a bomb damaged a court in Z": two items parted by a
/// semicolon, each with a town of its own.
pub(super) fn are_listed(scope: &Scope, one: &Range<usize>, other: &Range<usize>) -> bool {
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let parts = |at: &usize| ground.page.token(*at).is_some_and(|token| token.is(b';'));
    let Some(cut) = (first.end..second.start).find(parts) else { return false };
    let begin = (sentence.start..first.start).rev().find(parts).map_or(sentence.start, |at| at + 1);
    let last = (cut + 1..second.start).rev().find(parts).unwrap_or(cut);
    let end = (second.end..sentence.end).find(parts).unwrap_or(sentence.end);
    let town = |item: Range<usize>| {
        let mut named = ground.named(&item).iter().rev().filter(|named| is_location(named.toponym));
        named.find_map(|named| named.toponym.place.clone().filter(|place| place.shape != Shape::Area))
    };
    let towns = town(begin..cut).zip(town(last + 1..end));
    towns.is_some_and(|(here, there)| here.key != there.key)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn two_items_of_one_sentence_are_two() {
        check(
            "A ferry sank near Gao on Tuesday, a fire destroyed 200 shanties in Mopti early on Wednesday.",
            &["crash ferry sank @ Gao", "fire fire destroyed @ Mopti"],
        );
        check("A ferry sank near Gao on Tuesday, and burned out on Wednesday.", &["crash ferry sank @ Gao"]);
    }

    #[test]
    fn items_parted_by_semicolons_have_their_own_dead() {
        check(
            "Five men were shot dead at a bar in Guayaquil; seven guards were killed in Machala; a bomb damaged a court in \
             Esmeraldas.",
            &[
                "shooting were shot @ Guayaquil | killed 5",
                "killing killed @ Machala | killed 7",
                "explosion-mine bomb @ Esmeraldas",
            ],
        );
    }

    #[test]
    fn an_item_of_a_list_is_not_of_the_one_above_it() {
        check(
            "11 September: A volcano erupts near Legazpi.\n\n14 September, Naga: eleven dead on a bus.",
            &["eruption volcano erupts @ Legazpi", "death eleven dead @ Naga | killed 11"],
        );
        check(
            "A volcano erupted near Legazpi on Monday.\n\nThe governor said: eleven are dead.",
            &["eruption volcano erupted @ Legazpi", "eruption dead @ Legazpi (context) | killed 11"],
        );
    }

    #[test]
    fn a_theme_at_the_head_of_its_line_has_the_places_behind_it() {
        check(
            "A landslide hit Daraga on Monday.\n\nDisplacement: 3,100 persons are in nine shelters in Legazpi.",
            &["landslide landslide @ Daraga", "displacement Displacement @ Legazpi | displaced 3,100"],
        );
    }

    #[test]
    fn hurt_of_a_label_are_of_its_kind() {
        check(
            "Lahars buried a village near Legazpi on Monday.\n\n- Eruption, 14 September: killed 3, injured 14.",
            &["landslide buried a village @ Legazpi", "eruption Eruption @ Legazpi (context) | killed 3 | wounded 14"],
        );
    }
}
