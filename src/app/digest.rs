//! What is counted and sorted over a whole story, once for each change and not once a frame.
//!
//! Comes in: a story, a filter, an order. Goes out: the events that stay, in order, and the numbers the panels print.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::story::{Event, Story};

use super::state::{Filter, Order};

/// The counts of a story under a filter.
#[derive(Debug, Default)]
pub(super) struct Digest {
    of: Option<(usize, Filter, Order)>,
    story: usize,
    /// The events that stay, as indices into the story, in the order of the list.
    pub(super) shown: Vec<usize>,
    /// The events that stay when days do not matter, as on the timeline.
    pub(super) on_timeline: Vec<usize>,
    /// The year most dates are in: the latest; others are written out.
    pub(super) year: i16,
    /// How many different places are named.
    pub(super) places: usize,
}

impl Digest {
    /// Counts again if story, filter or order changed.
    pub(super) fn update(&mut self, story: &Story, filter: &Filter, order: Order) {
        let address = std::ptr::from_ref(story) as usize;
        let same =
            |(known, by, ordered): &(usize, Filter, Order)| *known == address && by == filter && *ordered == order;
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.of = Some((address, filter.clone(), order));
        if self.story != address {
            self.story = address;
            self.year = latest_year(story);
            self.places = story.place_count();
        }
        let events = story.events.iter().enumerate();
        self.on_timeline =
            events.filter(|(_, event)| filter.keeps_but_days(story, event)).map(|(index, _)| index).collect();
        let kept = |index: &usize| story.events.get(*index).is_some_and(|event| filter.keeps_days(event));
        self.shown = self.on_timeline.iter().copied().filter(kept).collect();
        sort(story, &mut self.shown, order);
    }
}

fn latest_year(story: &Story) -> i16 {
    let articles = story.sources.iter().filter_map(|source| source.article.date.day);
    let events = story.events.iter().filter_map(|event| event.date).map(|date| date.start);
    articles.chain(events).map(Date::year).max().unwrap_or(0)
}

fn sort(story: &Story, shown: &mut [usize], order: Order) {
    let event = |index: &usize| story.events.get(*index);
    let time = |event: Option<&Event>| {
        let date = event.and_then(|event| event.date);
        (date.is_none(), date.map(|date| (date.start, date.end)))
    };
    match order {
        Order::Time => shown.sort_by_key(|index| time(event(index))),
        Order::Place => shown.sort_by_cached_key(|index| {
            let name = event(index).and_then(|event| event.place.as_ref()).map(|place| place.name.clone());
            (name.is_none(), name, time(event(index)))
        }),
        Order::Sources => shown.sort_by_cached_key(|index| {
            let count = event(index).map_or(0, articles);
            (Reverse(count), time(event(index)))
        }),
    }
}

/// How many articles report an event; mentions stand in the order of their articles.
fn articles(event: &Event) -> usize {
    let mut articles: Vec<_> = event.mentions.iter().map(|mention| mention.article).collect();
    articles.dedup();
    articles.len()
}
