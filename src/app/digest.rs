//! What is counted and sorted over a whole story, once for each change and not once a frame.
//!
//! Comes in: a story, a filter, an order. Goes out: the events that stay, in order, and the numbers the panels print.
//! The choices of each facet are counted when they are first asked for.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::scene::searched;
use crate::story::{ArticleId, DayRange, Event, EventId, Family, Source, Story};

use super::axis::{Axis, number, position};
use super::facet::Facets;
use super::glance::{Glance, widen};
use super::outlets::{Group, groups};
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

/// What a filter leaves of a story, in the order of the list and on the timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    /// The events that stay, as indices into the story, in the order of the list.
    pub(super) shown: Vec<usize>,
    /// When the events stand on the timeline that stay when days do not matter, in order.
    pub(super) moments: Vec<Moment>,
    /// The events among them that went on for days, or go on.
    pub(super) lasting: Vec<usize>,
    /// The events among those that stay that have no day.
    pub(super) undated: Vec<usize>,
    /// The events among those that stay that have no place.
    pub(super) unlocated: Vec<usize>,
    /// The span of time most events begin in.
    pub(super) axis: Option<Axis>,
}

impl Laid {
    /// Filters and sorts.
    fn of(story: &Story, counted: &Counted, filter: &Filter, order: Order) -> Self {
        let worded = !filter.words.trim().is_empty();
        let searched = counted.searched_for(story, filter);
        let has_words = |index: usize| searched.get(index).is_some_and(|text| filter.keeps_words(text));
        let kept =
            |(index, event): &(usize, &Event)| filter.keeps_facets(story, event) && (!worded || has_words(*index));
        let on_timeline: Vec<usize> = story.events.iter().enumerate().filter(kept).map(|(index, _)| index).collect();
        let kept = |index: &usize| story.events.get(*index).is_some_and(|event| filter.keeps_days(event));
        let mut shown: Vec<usize> = on_timeline.iter().copied().filter(kept).collect();
        sort(story, &mut shown, order);
        let events = || on_timeline.iter().filter_map(|&index| Some((index, story.events.get(index)?)));
        let at = |index: usize| counted.positions.get(index).copied().flatten();
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
        let reported: Vec<f64> = counted.reported.iter().map(|&(at, _)| at).collect();
        Self { shown, moments, lasting, undated, unlocated, axis: Axis::of(&times, &reported) }
    }
}

/// What is counted over a story alone, whatever is filtered out of it.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// What the story is called.
    pub(super) title: String,
    /// The year most dates are in: the latest; others are written out.
    pub(super) year: i16,
    /// How many different places are named.
    pub(super) places: usize,
    /// The families that occur, with how many events each has.
    pub(super) families: Vec<(Family, usize)>,
    /// How many events nobody has checked.
    pub(super) unchecked: usize,
    /// From the first day to the last of all events.
    pub(super) days: Option<DayRange>,
    /// The days of the first event, as exact as it is told.
    pub(super) first: Option<DayRange>,
    /// The days articles are of, in order: days since 1970, with half a day added.
    pub(super) reported: Vec<(f64, ArticleId)>,
    /// Where each event stands on the timeline.
    positions: Vec<Option<f64>>,
    frame: OnceLock<Option<[f64; 4]>>,
    shared: OnceLock<Vec<EventId>>,
    outlets: OnceLock<Vec<Group>>,
    searched: OnceLock<Vec<String>>,
    whole: OnceLock<Arc<Laid>>,
    loudest: OnceLock<Option<EventId>>,
}

impl Counted {
    /// Counts; from the counts of a story that shares most of its events and readings, when there is one.
    pub(super) fn of(story: &Story, before: Option<(&Story, &Self)>) -> Self {
        let articles = story.sources.iter().map(|source| &source.article);
        let mut reported: Vec<(f64, ArticleId)> =
            articles.filter_map(|article| Some((number(article.date.day?) + 0.5, article.id))).collect();
        reported.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut counts = [0_usize; Family::ALL.len()];
        let mut unchecked = 0;
        let mut days: Option<DayRange> = None;
        let mut first: Option<DayRange> = None;
        for event in &story.events {
            if let Some(count) = counts.get_mut(event.family as usize) {
                *count += 1;
            }
            unchecked += usize::from(!event.checked);
            widen(&mut days, &mut first, event);
        }
        let of = |family: &Family| counts.get(*family as usize).copied().unwrap_or(0);
        let families = Family::ALL.iter().map(|family| (*family, of(family))).filter(|&(_, count)| count > 0);
        Self {
            title: story.title(),
            year: latest_year(story),
            places: places(story, before),
            families: families.collect(),
            unchecked,
            days,
            first,
            reported,
            positions: positions(story, before),
            frame: OnceLock::new(),
            shared: OnceLock::new(),
            outlets: OnceLock::new(),
            searched: OnceLock::new(),
            whole: OnceLock::new(),
            loudest: OnceLock::new(),
        }
    }

    /// The words to search, where the filter asks for any.
    fn searched_for(&self, story: &Story, filter: &Filter) -> &[String] {
        if filter.words.trim().is_empty() { &[] } else { self.searched(story) }
    }

    /// What words are looked for in, for each event.
    fn searched(&self, story: &Story) -> &[String] {
        self.searched.get_or_init(|| story.events.iter().map(|event| searched(story, event)).collect())
    }

    /// West, south, east, north of what the map shows of the story, as `find` finds it once.
    pub(super) fn frame(&self, story: &Story, find: fn(&Story) -> Option<[f64; 4]>) -> Option<[f64; 4]> {
        *self.frame.get_or_init(|| find(story))
    }

    /// The articles by outlet; nothing where most outlets have a single one.
    pub(super) fn outlets(&self, story: &Story) -> &[Group] {
        self.outlets.get_or_init(|| groups(&story.sources))
    }

    /// All events by time, as a window without filters shows them.
    pub(super) fn whole(&self, story: &Story) -> &Arc<Laid> {
        self.whole.get_or_init(|| Arc::new(Laid::of(story, self, &Filter::default(), Order::default())))
    }

    /// The event most worth a look: something that happened, somewhere, told by most articles.
    pub(super) fn loudest(&self, story: &Story) -> Option<EventId> {
        let weight = |event: &&Event| {
            (event.family != Family::Speech, event.place.is_some(), articles(event), event.mentions.len())
        };
        *self.loudest.get_or_init(|| story.events.iter().max_by_key(weight).map(|event| event.id))
    }

    /// Up to eight events that several articles report, those of most articles first.
    pub(super) fn shared(&self, story: &Story) -> &[EventId] {
        self.shared.get_or_init(|| {
            let reported = story.events.iter().map(|event| (articles(event), event.id));
            let mut shared: Vec<(usize, EventId)> = reported.filter(|&(articles, _)| articles > 1).collect();
            shared.sort_by_key(|&(articles, _)| Reverse(articles));
            shared.into_iter().take(8).map(|(_, id)| id).collect()
        })
    }
}

/// How many different places are named; as before when nothing was read otherwise since.
fn places(story: &Story, before: Option<(&Story, &Counted)>) -> usize {
    let same = |(a, b): (&Source, &Source)| Arc::ptr_eq(&a.reading, &b.reading);
    let read_so = |before: &Story| {
        before.sources.len() == story.sources.len() && before.sources.iter().zip(&story.sources).all(same)
    };
    before.filter(|(before, _)| read_so(before)).map_or_else(|| story.place_count(), |(_, counted)| counted.places)
}

/// Where each event stands on the timeline. Events are in order in both stories, and most are the same in both.
fn positions(story: &Story, before: Option<(&Story, &Counted)>) -> Vec<Option<f64>> {
    let mut known =
        before.into_iter().flat_map(|(before, counted)| before.events.iter().zip(&counted.positions)).peekable();
    let of = |event: &Event| {
        // Those that are no more lie between, a few at most.
        for _ in 0..4 {
            match known.peek() {
                Some((before, at)) if std::ptr::eq(*before, event) => {
                    let at = **at;
                    known.next();
                    return at;
                }
                Some((before, _)) if story.events.find(before.id).is_none_or(|now| !std::ptr::eq(now, *before)) => {
                    known.next();
                }
                _ => break,
            }
        }
        position(story, event)
    };
    story.events.iter().map(of).collect()
}

/// So many stories that were seen are kept counted, for steps back and on.
const COUNTED: usize = 8;

/// The counts of a story under a filter.
#[derive(Debug, Default)]
pub(super) struct Digest {
    /// The story, held so that no other can come to stand at its address.
    story: Arc<Story>,
    of: Option<(Filter, Order)>,
    counted: Arc<Counted>,
    /// Stories counted before, the last one last.
    before: VecDeque<(Arc<Story>, Arc<Counted>)>,
    /// What the filter leaves.
    pub(super) laid: Arc<Laid>,
    facets: OnceCell<Facets>,
    glance: OnceCell<Glance>,
    /// The events of the list at the place that was last asked for.
    at_place: RefCell<Option<(String, Rc<[usize]>)>>,
}

impl Deref for Digest {
    type Target = Counted;

    fn deref(&self) -> &Counted {
        &self.counted
    }
}

impl Digest {
    /// Counts again if story, filter or order changed.
    pub(super) fn update(&mut self, story: &Arc<Story>, filter: &Filter, order: Order) {
        let same_story = Arc::ptr_eq(&self.story, story);
        if same_story && self.of.as_ref().is_some_and(|(by, ordered)| by == filter && *ordered == order) {
            return;
        }
        if !same_story || self.of.is_none() {
            self.count(story);
        }
        self.of = Some((filter.clone(), order));
        (self.facets, self.glance) = (OnceCell::new(), OnceCell::new());
        self.at_place = RefCell::default();
        let whole = order == Order::default() && *filter == Filter::default();
        self.laid = match whole {
            true => Arc::clone(self.counted.whole(story)),
            false => Arc::new(Laid::of(story, &self.counted, filter, order)),
        };
    }

    /// Takes the counts of a story that is about to come.
    pub(super) fn know(&mut self, story: &Arc<Story>, counted: &Arc<Counted>) {
        self.before.retain(|(known, _)| !Arc::ptr_eq(known, story));
        self.before.push_back((Arc::clone(story), Arc::clone(counted)));
        if self.before.len() > COUNTED {
            self.before.pop_front();
        }
    }

    /// Lets go of the stories seen before this one; they may be large, and are dropped by whoever takes them.
    pub(super) fn begin_with(&mut self, story: &Arc<Story>) -> impl Send + use<> {
        let before = std::mem::take(&mut self.before);
        let (now, before): (VecDeque<_>, VecDeque<_>) =
            before.into_iter().partition(|(known, _)| Arc::ptr_eq(known, story));
        (self.before, self.of) = (now, None);
        (before, std::mem::take(&mut self.story))
    }

    /// What depends on the story alone: as counted before, else from the counts of the story that was seen last.
    fn count(&mut self, story: &Arc<Story>) {
        let known = self.before.iter().find(|(known, _)| Arc::ptr_eq(known, story)).map(|(_, counted)| counted.clone());
        let last = self.of.is_some().then_some((self.story.as_ref(), self.counted.as_ref()));
        let counted = known.unwrap_or_else(|| Arc::new(Counted::of(story, last)));
        self.know(story, &counted);
        (self.story, self.counted) = (Arc::clone(story), counted);
    }

    /// Where an event stands in the list, by its index; `None` for one that is filtered out.
    pub(super) fn rank(&self, index: usize) -> Option<usize> {
        self.laid.shown.iter().position(|&shown| shown == index)
    }

    /// The events of the list that are at a place, by its key, in their order.
    pub(super) fn at_place(&self, key: &str) -> Rc<[usize]> {
        let mut last = self.at_place.borrow_mut();
        if let Some((_, here)) = last.as_ref().filter(|(of, _)| of == key) {
            return Rc::clone(here);
        }
        let is_here = |event: &Event| event.place.as_ref().is_some_and(|place| place.key == key);
        let here = self.laid.shown.iter().copied().filter(|&index| self.story.events.get(index).is_some_and(is_here));
        let here: Rc<[usize]> = here.collect();
        *last = Some((key.to_owned(), Rc::clone(&here)));
        here
    }

    /// What is counted over the events that stay.
    pub(super) fn glance(&self) -> &Glance {
        self.glance.get_or_init(|| Glance::of(&self.story, &self.laid.shown))
    }

    /// The choices of each facet with how many events each would leave, given the other facets.
    pub(super) fn facets(&self, story: &Story, filter: &Filter) -> &Facets {
        self.facets.get_or_init(|| Facets::count(story, filter, self.counted.searched_for(story, filter)))
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
    event.mentions.chunk_by(|a, b| a.article == b.article).count()
}
