//! The story at a glance: what is counted over the events the filters leave, for the panel while none of them is selected.
//!
//! Comes in: a story and which of its events stay. Goes out: days, articles, differences, the busiest places, what to check
//! first. Counted when it is first asked for after a change, never once a frame.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::scene::differs;
use crate::story::{ArticleId, DayRange, Event, EventId, Family, Story};

use super::correcting::doubtful;
use super::country_of;

/// So many places are told.
const PLACES: usize = 10;
/// So many families are told.
const FAMILIES: usize = 6;
/// From so many countries on, countries are counted and not their towns.
const COUNTRIES: usize = 5;
/// So many events are offered to be checked first.
const DOUBTED: usize = 8;

/// What is counted.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// From the first day to the last.
    pub(super) days: Option<DayRange>,
    /// The days of the first event, as exact as it is told.
    pub(super) first: Option<DayRange>,
    /// How many articles report the events; all there are, while no event is left out.
    pub(super) articles: usize,
    /// On how many events the sources differ.
    pub(super) differing: usize,
    /// The places most events are at, most first; of a story without events, those its articles name most.
    pub(super) busiest: Vec<(String, usize)>,
    /// The families of most events, most first; none where all are of one.
    pub(super) families: Vec<(Family, usize)>,
    /// The first events the queue would ask about.
    pub(super) doubted: Vec<EventId>,
    /// How many of them nobody has checked.
    pub(super) unchecked: usize,
}

impl Glance {
    /// Counts over these events, by their indices.
    pub(super) fn of(story: &Story, shown: &[usize]) -> Self {
        let mut glance = Self { busiest: busiest(story, shown), families: families(story, shown), ..Self::default() };
        let mut articles: FxHashSet<ArticleId> = FxHashSet::default();
        let mut ids: FxHashSet<EventId> = FxHashSet::default();
        for event in shown.iter().filter_map(|&index| story.events.get(index)) {
            articles.extend(event.mentions.iter().map(|mention| mention.article));
            ids.insert(event.id);
            glance.differing += usize::from(differs(event));
            glance.unchecked += usize::from(!event.checked);
            widen(&mut glance.days, &mut glance.first, event);
        }
        glance.articles = if shown.len() == story.events.len() { story.sources.len() } else { articles.len() };
        glance.doubted = doubtful(story).into_iter().filter(|id| ids.contains(id)).take(DOUBTED).collect();
        glance
    }
}

/// Takes an event's days into the days of all, and into those of the first of them.
pub(super) fn widen(days: &mut Option<DayRange>, first: &mut Option<DayRange>, event: &Event) {
    let Some(date) = event.date else { return };
    let known = days.get_or_insert(date);
    (known.start, known.end) = (known.start.min(date.start), known.end.max(date.end));
    if first.is_none_or(|first| (date.start, date.end) < (first.start, first.end)) {
        *first = Some(date);
    }
}

/// How many events are of each family.
fn families(story: &Story, shown: &[usize]) -> Vec<(Family, usize)> {
    let of_events = || shown.iter().filter_map(|&index| story.events.get(index)).map(|event| event.family);
    let count = |family: Family| of_events().filter(|&of| of == family).count();
    let mut counts: Vec<_> = Family::ALL.iter().map(|&family| (family, count(family))).collect();
    counts.retain(|&(_, count)| count > 0);
    counts.sort_by_key(|&(_, count)| Reverse(count));
    if counts.len() < 2 {
        counts.clear();
    }
    counts.truncate(FAMILIES);
    counts
}

/// How many events are at each place; at each country, where they are in many.
fn busiest(story: &Story, shown: &[usize]) -> Vec<(String, usize)> {
    let of_events = || shown.iter().filter_map(|&index| story.events.get(index)?.place.as_deref());
    let countries: FxHashSet<&str> = of_events().filter_map(|place| place.country.as_deref()).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for place in of_events() {
        let country = place.country.as_deref().filter(|_| countries.len() >= COUNTRIES);
        *counts.entry(country.unwrap_or(&place.name)).or_default() += 1;
    }
    if story.events.iter().all(|event| event.place.is_none()) {
        let toponyms = story.sources.iter().flat_map(|source| &source.reading.toponyms);
        let named = toponyms.filter_map(|toponym| toponym.place.as_deref());
        named.for_each(|place| *counts.entry(&place.name).or_default() += 1);
    }
    let name = |key: &str| if countries.contains(key) { country_of(key) } else { None };
    let named = counts.into_iter().map(|(key, count)| (name(key).unwrap_or_else(|| key.to_owned()), count));
    let mut counts: Vec<(String, usize)> = named.collect();
    counts.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    counts.truncate(PLACES);
    counts
}
