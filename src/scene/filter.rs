//! Which events of a story are looked at: the same filter for the map, the picture and the tables.
//!
//! Comes in: families, letters and days a person chose. Goes out: yes or no for an event. Empty means no limit.

use jiff::civil::Date;

use crate::story::{Event, Family, Letter, Story};

/// What is looked at; the default keeps everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these families; all when empty.
    pub families: Vec<Family>,
    /// Only events that one of these articles reports; all when empty.
    pub letters: Vec<Letter>,
    /// Not what ended before this day.
    pub from: Option<Date>,
    /// Not what began after this day.
    pub to: Option<Date>,
}

impl Filter {
    /// Whether an event is kept. Undated events are kept only while no day is set.
    #[must_use]
    pub fn keeps(&self, story: &Story, event: &Event) -> bool {
        self.keeps_family(event) && self.keeps_days(event) && self.keeps_letters(story, event)
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    fn keeps_family(&self, event: &Event) -> bool {
        self.families.is_empty() || self.families.contains(&event.family)
    }

    fn keeps_days(&self, event: &Event) -> bool {
        let Some(days) = event.date else { return self.from.is_none() && self.to.is_none() };
        // What goes on has no last day yet.
        let not_before = self.from.is_none_or(|from| event.ongoing || days.end >= from);
        not_before && self.to.is_none_or(|to| days.start <= to)
    }

    fn keeps_letters(&self, story: &Story, event: &Event) -> bool {
        self.letters.is_empty() || story.letters(event).iter().any(|letter| self.letters.contains(letter))
    }
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
}
