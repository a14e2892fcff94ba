//! The queue of doubtful events: what comes next, and what an answer does.
//!
//! Comes in: answers. Goes out: edits and the next event to look at. The line is fixed when it is opened, so that "3 of 9"
//! means something; what is gone meanwhile is passed over.

use crate::app::Window;
use crate::app::correcting::{self, Queue};
use crate::app::map::camera;
use crate::app::panel::correct::offered;
use crate::app::state::{Move, Tab};
use crate::story::{Agreement, Decision, Edit, Event, EventChange, EventId, Story, Verdict};

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
        self.view.correcting.queue = Queue { events: doubtful(self.history.story()), at: 0 };
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
        let candidates = story.event(id).and_then(|event| correcting::named(&story, event));
        let boxes = candidates.map(|(.., toponym)| toponym.candidates.iter().take(4)).into_iter().flatten();
        let frame = boxes
            .map(|candidate| [candidate.place.lon, candidate.place.lat, candidate.place.lon, candidate.place.lat])
            .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        if let Some(frame) = frame.filter(|&frame| !camera::is_one_spot(frame)) {
            self.map.ask(Move::Frame(with_country(frame)));
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
        let Some((_, _, toponym)) = self.asked().and_then(|id| correcting::named(&story, story.event(id)?)) else {
            return;
        };
        if let Some(candidate) = number.checked_sub(1).and_then(|index| toponym.candidates.get(index)) {
            self.answer_name(Verdict::Place(std::sync::Arc::new(candidate.place.clone())));
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

/// Unchecked events, the most doubtful first: a place from around, then what sources differ on. What nobody can tell is not
/// asked about again.
fn doubtful(story: &Story) -> Vec<EventId> {
    let told = |event: &Event| {
        let decided = story.decisions().iter().filter_map(|decision| match decision {
            Decision::Place { at, verdict: Verdict::CannotTell, .. } => Some(*at),
            _ => None,
        });
        let Some((at, ..)) = correcting::named(story, event) else { return false };
        decided.into_iter().any(|known| known == at)
    };
    let mut queue: Vec<&Event> = story.events.iter().filter(|event| !event.checked && !told(event)).collect();
    queue.sort_by_key(|event| {
        let differs = event.slots.iter().any(|slot| slot.agreement == Agreement::Differs);
        // What is only remembered comes last: no news hangs on it.
        let mut mentions = event.mentions.iter().filter_map(|&id| story.mention(id));
        let remembered = mentions.all(|(_, mention)| mention.back_reference);
        (remembered, std::cmp::Reverse(event.basis), !differs, event.date.is_some())
    });
    queue.iter().map(|event| event.id).collect()
}

/// A frame with land around it to know places by: wider by half, and at least a degree, as the key of the map and its
/// buttons lie over the edges.
fn with_country([west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let (wide, high) = (((east - west) * 1.5).max(1.0), ((north - south) * 1.5).max(0.8));
    let (lon, lat) = (f64::midpoint(west, east), f64::midpoint(south, north));
    [lon - wide / 2.0, (lat - high / 2.0).max(-85.0), lon + wide / 2.0, (lat + high / 2.0).min(85.0)]
}
