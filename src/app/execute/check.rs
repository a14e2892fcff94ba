//! The queue of doubtful events: what comes next, and what an answer does.
//!
//! Comes in: answers. Goes out: edits and the next event to look at. The line is fixed when it is opened, so that "3 of 9"
//! means something; what is gone meanwhile is passed over.

use crate::app::Window;
use crate::app::correcting::{self, Queue};
use crate::app::map::camera;
use crate::app::panel::correct::offered;
use crate::app::panel::queue::candidates;
use crate::app::state::{Move, Tab};
use crate::story::{Decision, Edit, EventChange, EventId, Verdict};

impl Window {
    /// Opens the queue at its first event, or closes it.
    pub(super) fn check(&mut self, open: bool) {
        self.view.checking = open;
        self.view.correcting.draft = None;
        if !open {
            self.view.correcting.also = None;
            return;
        }
        self.view.tab = Tab::Event;
        self.view.correcting.queue = Queue { events: correcting::doubtful(self.history.story()), ..Queue::default() };
        self.show_asked();
    }

    /// Right, or skipped.
    pub(super) fn check_answer(&mut self, right: bool) {
        if let (true, Some(now)) = (right, self.asked()) {
            self.edit(Edit::SetChecked(now, true));
        }
        self.ask_next();
    }

    /// The event asked about: the selected one, while there is such an event.
    fn asked(&self) -> Option<EventId> {
        self.view.selected.filter(|&id| self.history.story().event(id).is_some())
    }

    fn ask_next(&mut self) {
        self.view.correcting.queue.at += 1;
        self.show_asked();
    }

    /// Shows the event asked about with what its name may mean; closes the queue after the last.
    fn show_asked(&mut self) {
        let story = self.history.story().clone();
        let queue = &mut self.view.correcting.queue;
        let still = |id: &EventId| story.event(*id).is_some_and(|event| !event.checked);
        while queue.events.get(queue.at).is_some_and(|id| !still(id)) {
            queue.at += 1;
        }
        let Some(&id) = queue.events.get(queue.at) else {
            self.view.checking = false;
            return;
        };
        self.select(id);
        let places = story.event(id).map(|event| candidates(&story, event)).unwrap_or_default();
        let frame = places
            .iter()
            .take(4)
            .map(|place| [place.lon, place.lat, place.lon, place.lat])
            .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        match frame.filter(|&frame| !camera::is_one_spot(frame)) {
            Some(frame) => self.map.ask(Move::Frame(with_country(frame))),
            // From far out a pin does not say where it stands: close enough for the towns around it.
            None if self.map.zoom() < TELLING => self.map.ask(Move::Selection),
            None => {}
        }
    }

    /// The name means this candidate; the event is right by that.
    pub(super) fn choose(&mut self, number: usize) {
        let story = self.history.story().clone();
        if let Some(draft) = self.view.correcting.draft.clone() {
            let place = number.checked_sub(1).and_then(|index| offered(&story, &draft).into_iter().nth(index));
            let decision = place.and_then(|place| correcting::place_decision(&story, &draft, place));
            return self.decide(decision.into_iter().collect());
        }
        let Some(event) = self.asked().and_then(|id| story.event(id)) else { return };
        let place = number.checked_sub(1).and_then(|index| candidates(&story, event).into_iter().nth(index));
        if let Some(place) = place {
            self.answer_name(Verdict::Place(std::sync::Arc::new(place)));
        }
    }

    /// What the name of the event asked about means; a place settles the event.
    pub(super) fn answer_name(&mut self, verdict: Verdict) {
        let story = self.history.story().clone();
        let Some(event) = self.asked().and_then(|id| story.event(id)) else { return };
        let Some((at, words, _)) = correcting::named(&story, event) else { return };
        let settles = matches!(verdict, Verdict::Place(_)) && self.view.checking;
        let mut decisions = vec![Decision::Place { at, words, verdict }];
        decisions.extend(settles.then(|| story.decide_event(event, EventChange::Checked(true))));
        self.decide(decisions);
        if self.view.checking {
            self.ask_next();
        }
    }
}

/// From this zoom on the towns around a pin are named.
const TELLING: f64 = 5.5;

/// A frame with land around it to know places by: wider by half, and at least a degree, as the key of the map and its
/// buttons lie over the edges.
fn with_country([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let (wide, high) = (((east - west) * 1.5).max(1.0), ((north - south) * 1.5).max(0.8));
    let (lon, lat) = (f64::midpoint(west, east), f64::midpoint(south, north));
    [lon - wide / 2.0, (lat - high / 2.0).max(-85.0), lon + wide / 2.0, (lat + high / 2.0).min(85.0)]
}
