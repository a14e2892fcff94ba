//! Items of a list that each tell of something else: "14 May, Daraga: two children killed".
//!
//! Comes in: a sentence. Goes out: whether it opens such an item, by a label that gives a day or a place. It must never
//! say so of a sentence in running text that only holds a colon.

use super::{Scope, is_location};

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
fn label(scope: &Scope) -> Option<std::ops::Range<usize>> {
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

#[cfg(test)]
mod tests {
    use super::super::tests::check;

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
