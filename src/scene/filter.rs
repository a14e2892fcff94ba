//! Which events of a story are looked at: one filter for the map, the lists, the timeline, the picture and the tables.
//!
//! Comes in: what a person chose of each facet. Goes out: yes or no for an event. An empty facet means no limit; facets
//! narrow one another, and choices within one widen it. It must never change a story.

use jiff::civil::Date;

use crate::story::{Agreement, DayRange, Event, Family, Letter, PlaceRef, Story};

/// What is looked at; the default keeps everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these families; all when empty.
    pub families: Vec<Family>,
    /// Only events that one of these articles reports; all when empty.
    pub letters: Vec<Letter>,
    /// Only events at these places, by their stable keys; all when empty.
    pub places: Vec<String>,
    /// Only what one of these speakers says, as shown and whatever their case; all when empty.
    pub speakers: Vec<String>,
    /// Only what somebody checked, or only what nobody did.
    pub checked: Option<bool>,
    /// Only events on which sources differ.
    pub differs: bool,
    /// Only events in whose title, kind, place or passages all of these words occur.
    pub words: String,
    /// Not what ended before this day.
    pub from: Option<Date>,
    /// Not what began after this day.
    pub to: Option<Date>,
    /// Only what lies in this box: west, south, east, north in degrees; a west larger than the east lies across the 180°
    /// meridian. Events with no known place are kept only while no box is set.
    pub bbox: Option<[f64; 4]>,
}

impl Filter {
    /// Whether an event is kept. Undated events are kept only while no day is set.
    #[must_use]
    pub fn keeps(&self, story: &Story, event: &Event) -> bool {
        self.keeps_facets(story, event)
            && self.keeps_days(event)
            && (self.words.trim().is_empty() || self.keeps_words(&searched(story, event)))
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an event is kept when days and words do not matter.
    #[must_use]
    pub fn keeps_facets(&self, story: &Story, event: &Event) -> bool {
        (self.families.is_empty() || self.families.contains(&event.family))
            && self.checked.is_none_or(|checked| checked == event.checked)
            && (!self.differs || differs(event))
            && self.keeps_place(event)
            && self.bbox.is_none_or(|bbox| event.place.as_deref().is_some_and(|place| holds(bbox, place)))
            && self.keeps_letters(story, event)
            && self.keeps_speakers(story, event)
    }

    /// Whether an event falls in the days kept; something that goes on has no last day yet.
    #[must_use]
    pub fn keeps_days(&self, event: &Event) -> bool {
        let Some(days) = event.date else { return self.from.is_none() && self.to.is_none() };
        let not_before = self.from.is_none_or(|from| event.ongoing || days.end >= from);
        not_before && self.to.is_none_or(|to| days.start <= to)
    }

    /// Whether all words wanted occur in what [`searched`] gives for an event.
    #[must_use]
    pub fn keeps_words(&self, searched: &str) -> bool {
        self.words.to_lowercase().split_whitespace().all(|word| searched.contains(word))
    }

    /// The days kept, when both ends are set.
    #[must_use]
    pub fn days(&self) -> Option<DayRange> {
        self.from.zip(self.to).map(|(start, end)| DayRange { start, end })
    }

    /// Keeps only these days, or all.
    pub fn set_days(&mut self, days: Option<DayRange>) {
        (self.from, self.to) = (days.map(|days| days.start), days.map(|days| days.end));
    }

    fn keeps_place(&self, event: &Event) -> bool {
        self.places.is_empty() || event.place.as_ref().is_some_and(|place| self.places.contains(&place.key))
    }

    fn keeps_letters(&self, story: &Story, event: &Event) -> bool {
        let of = |letter: Letter| self.letters.contains(&letter);
        self.letters.is_empty()
            || event.mentions.iter().any(|id| story.source(id.article).is_some_and(|source| of(source.article.letter)))
    }

    fn keeps_speakers(&self, story: &Story, event: &Event) -> bool {
        let wanted = |said: &str| self.speakers.iter().any(|speaker| speaker.to_lowercase() == said.to_lowercase());
        self.speakers.is_empty()
            || event
                .mentions
                .iter()
                .filter_map(|&id| story.mention(id))
                .any(|(_, said)| wanted(&said.attribution.source))
    }
}

/// Whether a place lies in a box of west, south, east, north in degrees, whatever copies of the world the two are in.
pub(super) fn holds([west, south, east, north]: [f64; 4], place: &PlaceRef) -> bool {
    let east = if east < west { east + 360.0 } else { east };
    let along = (place.lon - west + 1e-9).rem_euclid(360.0);
    (south - 1e-9..=north + 1e-9).contains(&place.lat) && along <= east - west + 2e-9
}

/// Whether the sources differ on some slot of an event.
#[must_use]
pub fn differs(event: &Event) -> bool {
    event.slots.iter().any(|slot| slot.agreement == Agreement::Differs)
}

/// What words are looked for in: an event's title, kind, place and passages, in lower case.
#[must_use]
pub fn searched(story: &Story, event: &Event) -> String {
    let mut all = format!("{} {} {} ", event.title, event.kind.label(), event.family.label());
    if let Some(place) = &event.place {
        all.push_str(&place.full_name());
    }
    for (source, mention) in event.mentions.iter().filter_map(|&mention| story.mention(mention)) {
        all.push(' ');
        all.push_str(source.article.text.slice(mention.sentence));
    }
    all.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use jiff::civil::date;

    fn count(filter: &Filter) -> usize {
        let story = fixture::karabakh();
        story.events.iter().filter(|event| filter.keeps(&story, event)).count()
    }

    #[test]
    fn empty_means_no_limit_and_each_limit_narrows() {
        let all = count(&Filter::default());
        assert_eq!(all, fixture::karabakh().events.len());
        let violence = count(&Filter { families: vec![Family::Violence], ..Filter::default() });
        let of_e = count(&Filter { letters: vec![Letter(4)], ..Filter::default() });
        assert!(violence > 0 && violence < all && of_e > 0 && of_e < all);
        assert_eq!(count(&Filter { letters: vec![Letter(25)], ..Filter::default() }), 0);
    }

    #[test]
    fn days_keep_what_was_going_on() {
        let since_december = count(&Filter { to: Some(date(2023, 1, 1)), ..Filter::default() });
        assert_eq!(since_december, 1, "the blockade alone began before");
        let from = count(&Filter { from: Some(date(2023, 9, 21)), ..Filter::default() });
        assert_eq!(from, 1, "the blockade alone goes on");
    }

    #[test]
    fn a_box_keeps_what_lies_in_it_across_the_date_line_too() {
        let within = |bbox| count(&Filter { bbox: Some(bbox), ..Filter::default() });
        let all = count(&Filter::default());
        assert_eq!(within([30.0, 50.0, 40.0, 60.0]), 1, "Moscow");
        assert_eq!(within([44.0, 38.0, 51.0, 41.0]), all - 1, "all but Moscow");
        assert_eq!(within([44.0, 38.0, -170.0, 41.0]), all - 1, "as far as beyond the date line");
        assert_eq!(within([170.0, 38.0, -170.0, 41.0]), 0);
    }

    #[test]
    fn facets_narrow_one_another() {
        let story = fixture::karabakh();
        let place = story.events.iter().find_map(|event| event.place.clone()).unwrap();
        let at = Filter { places: vec![place.key.clone()], ..Filter::default() };
        assert!(
            story
                .events
                .iter()
                .filter(|event| at.keeps(&story, event))
                .all(|event| event.place.as_ref().unwrap().key == place.key)
        );
        let (checked, unchecked) = (
            count(&Filter { checked: Some(true), ..Filter::default() }),
            count(&Filter { checked: Some(false), ..Filter::default() }),
        );
        assert_eq!(checked + unchecked, story.events.len());
        let differing = story.events.iter().filter(|event| differs(event)).count();
        assert_eq!(count(&Filter { differs: true, ..Filter::default() }), differing);
    }

    #[test]
    fn speakers_and_words_are_found_whatever_their_case() {
        let story = fixture::karabakh();
        let said = story.events.iter().flat_map(|event| &event.mentions).filter_map(|&id| story.mention(id));
        let speaker = said.map(|(_, said)| said.attribution.source.clone()).find(|name| !name.is_empty());
        if let Some(speaker) = speaker {
            let by = Filter { speakers: vec![speaker.to_uppercase()], ..Filter::default() };
            assert!(count(&by) > 0, "{speaker}");
        }
        let title = &story.events[0].title;
        assert!(count(&Filter { words: title.to_uppercase(), ..Filter::default() }) > 0);
        assert_eq!(count(&Filter { words: format!("{title} zanzibar"), ..Filter::default() }), 0);
    }
}
