//! The events of a story as one shared list: stories share it, and a changed story shares the events nobody touched.
//!
//! Comes in: events in their order. Goes out: the same, and the event of an id or of a passage without a look at every
//! other. Finding makes its tables on the first question and keeps them; a change makes a new list. It must never reorder.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Event, EventId, MentionId};

/// Events in order; a copy costs nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Event>", into = "Vec<Event>")]
pub struct Events(Arc<Listed>);

#[derive(Debug, Default)]
struct Listed {
    events: Vec<Arc<Event>>,
    by_id: OnceLock<FxHashMap<EventId, usize>>,
    by_mention: OnceLock<FxHashMap<MentionId, usize>>,
}

/// Goes through events in order.
type Iter<'a> = std::iter::Map<std::slice::Iter<'a, Arc<Event>>, fn(&'a Arc<Event>) -> &'a Event>;

/// Goes through events in order, to change them.
type IterMut<'a> = std::iter::Map<std::slice::IterMut<'a, Arc<Event>>, fn(&'a mut Arc<Event>) -> &'a mut Event>;

impl Events {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.events.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.events.is_empty()
    }

    /// The event at this position.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Event> {
        self.0.events.get(index).map(Arc::as_ref)
    }

    /// The first event.
    #[must_use]
    pub fn first(&self) -> Option<&Event> {
        self.get(0)
    }

    /// All in order.
    pub fn iter(&self) -> Iter<'_> {
        self.0.events.iter().map(Arc::as_ref)
    }

    /// Where the event of this id stands.
    #[must_use]
    pub fn position(&self, id: EventId) -> Option<usize> {
        let table = || self.iter().enumerate().rev().map(|(index, event)| (event.id, index)).collect();
        self.0.by_id.get_or_init(table).get(&id).copied()
    }

    /// Where the event stands that holds this mention.
    #[must_use]
    pub fn position_holding(&self, mention: MentionId) -> Option<usize> {
        let table = || {
            let each = self.iter().enumerate().rev();
            each.flat_map(|(index, event)| event.mentions.iter().map(move |&mention| (mention, index))).collect()
        };
        self.0.by_mention.get_or_init(table).get(&mention).copied()
    }

    /// The event of this id.
    #[must_use]
    pub fn find(&self, id: EventId) -> Option<&Event> {
        self.get(self.position(id)?)
    }

    /// The event that holds this mention.
    #[must_use]
    pub fn holding(&self, mention: MentionId) -> Option<&Event> {
        self.get(self.position_holding(mention)?)
    }

    /// The events at these positions, shared.
    #[must_use]
    pub fn pick(&self, indices: impl IntoIterator<Item = usize>) -> Self {
        indices.into_iter().filter_map(|index| self.0.events.get(index).cloned()).collect()
    }

    /// All in order, as they are shared.
    #[must_use]
    pub fn shared(&self) -> &[Arc<Event>] {
        &self.0.events
    }

    /// All in order, to be changed: what others share is copied first.
    pub fn iter_mut(&mut self) -> IterMut<'_> {
        self.own().iter_mut().map(Arc::make_mut)
    }

    /// A list of its own, without tables.
    fn own(&mut self) -> &mut [Arc<Event>] {
        let events = Arc::get_mut(&mut self.0).map(|listed| std::mem::take(&mut listed.events));
        let events = events.unwrap_or_else(|| self.0.events.clone());
        self.0 = Arc::new(Listed { events, ..Listed::default() });
        Arc::get_mut(&mut self.0).map(|listed| listed.events.as_mut_slice()).unwrap_or_default()
    }
}

impl PartialEq for Events {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Event>, &Arc<Event>)| Arc::ptr_eq(one, other) || one == other;
        Arc::ptr_eq(&self.0, &other.0)
            || (self.len() == other.len() && self.shared().iter().zip(other.shared()).all(same))
    }
}

impl PartialEq<Vec<Event>> for Events {
    fn eq(&self, other: &Vec<Event>) -> bool {
        self.iter().eq(other)
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        events.into_iter().collect()
    }
}

impl From<Events> for Vec<Event> {
    fn from(events: Events) -> Self {
        events.iter().cloned().collect()
    }
}

impl FromIterator<Event> for Events {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        events.into_iter().map(Arc::new).collect()
    }
}

impl FromIterator<Arc<Event>> for Events {
    fn from_iter<I: IntoIterator<Item = Arc<Event>>>(events: I) -> Self {
        Self(Arc::new(Listed { events: events.into_iter().collect(), ..Listed::default() }))
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = &'a Event;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl std::ops::Index<usize> for Events {
    type Output = Event;

    /// The event at this position; panics where there is none, as a list does: no part of the program but its tests asks.
    fn index(&self, index: usize) -> &Event {
        #[expect(clippy::indexing_slicing, reason = "what indexing promises")]
        &self.0.events[index]
    }
}

impl<'a> IntoIterator for &'a mut Events {
    type Item = &'a mut Event;
    type IntoIter = IterMut<'a>;

    fn into_iter(self) -> IterMut<'a> {
        self.iter_mut()
    }
}

impl std::ops::IndexMut<usize> for Events {
    fn index_mut(&mut self, index: usize) -> &mut Event {
        #[expect(clippy::indexing_slicing, reason = "what indexing promises")]
        Arc::make_mut(&mut self.own()[index])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ArticleId, EventMention, Kind, Text};
    use super::*;

    /// Two events: of two mentions, and of one.
    fn events() -> Events {
        let text = Text::new("words");
        let words = text.span(0..5).unwrap();
        let event = |id: u64, mentions: &[u32]| {
            let mention = EventMention::bare(words, words, 0, Kind::Flood);
            let mentions = mentions.iter().map(|&index| MentionId { article: ArticleId(0), index }).collect();
            Event { id: EventId(id), mentions, ..Event::alone(&mention) }
        };
        Events::from(vec![event(4, &[0, 2]), event(9, &[1])])
    }

    #[test]
    fn an_event_is_found_by_id_and_by_each_of_its_mentions() {
        let events = events();
        for (index, event) in events.iter().enumerate() {
            assert_eq!(events.position(event.id), Some(index));
            assert!(event.mentions.iter().all(|&mention| events.holding(mention) == Some(event)));
        }
        assert_eq!(events.find(EventId(u64::MAX)), None);
    }

    #[test]
    fn a_change_leaves_other_copies_as_they_were_and_is_found() {
        let before = events();
        let (id, mut after) = (before[0].id, before.clone());
        assert_eq!(after.position(id), Some(0));
        after[0].id = EventId(7);
        assert_eq!((after.position(EventId(7)), after.position(id)), (Some(0), None), "tables are made anew");
        assert_eq!((before[0].id, before == after), (id, false));
        let shared = |at: usize| Arc::ptr_eq(&before.shared()[at], &after.shared()[at]);
        assert_eq!([shared(0), shared(1)], [false, true]);
    }
}
