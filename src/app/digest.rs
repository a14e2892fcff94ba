//! What is counted and sorted over a whole story, once for each change and not once a frame.
//!
//! Comes in: a story, a filter, an order. Goes out: the events that stay, in order, and the numbers the panels print.
//! The choices of each facet are counted when they are first asked for.

use std::cell::OnceCell;
use std::cmp::Reverse;

use jiff::civil::Date;

use crate::scene::{differs, searched};
use crate::story::{ArticleId, DayRange, Event, Family, Story};

use super::axis::{Axis, number, position};
use super::facet::Facets;
use super::state::{Filter, Order};

/// An event on the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    /// When, in days since 1970.
    pub(super) at: f64,
    /// Index into the story's events.
    pub(super) index: usize,
    /// Its family.
    pub(super) family: Family,
}

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
    /// The families that occur, with how many events each has.
    pub(super) families: Vec<(Family, usize)>,
    /// How many events nobody has checked.
    pub(super) unchecked: usize,
    /// On how many events the sources differ.
    pub(super) differing: usize,
    /// From the first day to the last of all events.
    pub(super) days: Option<DayRange>,
    /// When the events stand on the timeline that stay when days do not matter, in order.
    pub(super) moments: Vec<Moment>,
    /// The events among them that went on for days, or go on.
    pub(super) lasting: Vec<usize>,
    /// The events among those that stay that have no day.
    pub(super) undated: Vec<usize>,
    /// The events among those that stay that have no place.
    pub(super) unlocated: Vec<usize>,
    /// The days articles are of, in order: days since 1970, with half a day added.
    pub(super) reported: Vec<(f64, ArticleId)>,
    /// The span of time most events begin in.
    pub(super) axis: Option<Axis>,
    positions: Vec<Option<f64>>,
    searched: Vec<String>,
    facets: OnceCell<Facets>,
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
        self.facets = OnceCell::new();
        if self.story != address {
            self.count(story);
            self.story = address;
        }
        let worded = !filter.words.trim().is_empty();
        if worded && self.searched.is_empty() {
            self.searched = story.events.iter().map(|event| searched(story, event)).collect();
        }
        let has_words = |index: usize| self.searched.get(index).is_some_and(|text| filter.keeps_words(text));
        let kept =
            |(index, event): &(usize, &Event)| filter.keeps_facets(story, event) && (!worded || has_words(*index));
        self.on_timeline = story.events.iter().enumerate().filter(kept).map(|(index, _)| index).collect();
        let kept = |index: &usize| story.events.get(*index).is_some_and(|event| filter.keeps_days(event));
        self.shown = self.on_timeline.iter().copied().filter(kept).collect();
        sort(story, &mut self.shown, order);
        self.lay_on_timeline(story);
    }

    /// Puts the events that stay on the timeline.
    fn lay_on_timeline(&mut self, story: &Story) {
        let events = || self.on_timeline.iter().filter_map(|&index| Some((index, story.events.get(index)?)));
        let at = |index: usize| self.positions.get(index).copied().flatten();
        let mut moments: Vec<Moment> = events()
            .filter_map(|(index, event)| Some(Moment { at: at(index)?, index, family: event.family }))
            .collect();
        moments.sort_by(|a, b| a.at.total_cmp(&b.at));
        let lasts = |event: &Event| event.ongoing || event.date.is_some_and(|date| date.len_days() > 3);
        let of = |wanted: &dyn Fn(&Event) -> bool| -> Vec<usize> {
            events().filter(|(_, event)| wanted(event)).map(|(index, _)| index).collect()
        };
        let (lasting, undated) = (of(&lasts), of(&|event| event.date.is_none()));
        let unlocated = of(&|event| event.place.is_none());
        let times: Vec<f64> = moments.iter().map(|moment| moment.at).collect();
        (self.moments, self.lasting, self.undated, self.unlocated) = (moments, lasting, undated, unlocated);
        self.axis = Axis::of(&times);
    }

    /// What depends on the story alone.
    fn count(&mut self, story: &Story) {
        self.searched = Vec::new();
        self.positions = story.events.iter().map(|event| position(story, event)).collect();
        let articles = story.sources.iter().map(|source| &source.article);
        self.reported = articles.filter_map(|article| Some((number(article.date.day?) + 0.5, article.id))).collect();
        self.reported.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.year = latest_year(story);
        self.places = story.place_count();
        let of = |family| story.events.iter().filter(|event| event.family == family).count();
        self.families =
            Family::ALL.into_iter().map(|family| (family, of(family))).filter(|&(_, count)| count > 0).collect();
        self.unchecked = story.unchecked_count();
        self.differing = story.events.iter().filter(|event| differs(event)).count();
        let dates = story.events.iter().filter_map(|event| event.date);
        let (first, last) = (dates.clone().map(|date| date.start).min(), dates.map(|date| date.end).max());
        self.days = first.zip(last).map(|(start, end)| DayRange { start, end });
    }

    /// The choices of each facet with how many events each would leave, given the other facets.
    pub(super) fn facets(&self, story: &Story, filter: &Filter) -> &Facets {
        self.facets.get_or_init(|| Facets::count(story, filter, &self.searched))
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
