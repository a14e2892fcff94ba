//! The queue of doubtful events: what comes next, and what an answer does.
//!
//! Comes in: answers. Goes out: edits and the next event to look at.

use crate::app::Window;
use crate::app::state::Tab;
use crate::story::{Edit, Event, EventId, Story};

impl Window {
    /// Opens the queue at its first event, or closes it.
    pub(super) fn check(&mut self, open: bool) {
        self.view.checking = open;
        if !open {
            return;
        }
        self.view.tab = Tab::Event;
        let story = self.history.story().clone();
        match self.next_to_check(&story, None) {
            Some(event) => self.select(event),
            None => self.view.checking = false,
        }
    }

    pub(super) fn check_answer(&mut self, right: bool) {
        let story = self.history.story().clone();
        let now = self.view.selected;
        let next = self.next_to_check(&story, now);
        if let (true, Some(now)) = (right, now) {
            self.edit(Edit::SetChecked(now, true));
        }
        match next {
            Some(next) => self.select(next),
            None => self.view.checking = false,
        }
    }

    /// The most doubtful unchecked event after one: a place from around it first, then what sources differ on.
    fn next_to_check(&self, story: &Story, after: Option<EventId>) -> Option<EventId> {
        let mut queue: Vec<&Event> = story.events.iter().filter(|event| !event.checked).collect();
        queue.sort_by_key(|event| {
            let differs = event.slots.iter().any(|slot| slot.agreement == crate::story::Agreement::Differs);
            (std::cmp::Reverse(event.basis), !differs, event.date.is_some())
        });
        let at = after.and_then(|after| queue.iter().position(|event| event.id == after));
        let next = at.map_or(0, |at| at + 1);
        let others = queue.iter().filter(|event| Some(event.id) != after);
        queue.get(next).or_else(|| others.clone().next().filter(|_| at.is_none_or(|at| at > 0))).map(|event| event.id)
    }
}
