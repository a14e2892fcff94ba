//! Where the events of a large story are, kept up to date on a thread of its own.
//!
//! Comes in: the story and what of it is shown. Goes out: an index of just that, or the last one until it is there. Small
//! stories need none. It must never make the window wait.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

use egui::Context;

use crate::app::panel::Desk;
use crate::app::state::Filter;
use crate::scene::EventIndex;
use crate::story::Story;

/// Up to so many events are laid out without an index.
const SMALL: usize = 500;

/// Up to so many events an index is made within the frame, in a few milliseconds: no pin is gone for a moment after a
/// correction.
const AT_ONCE: usize = 10_000;

/// What an index is of. It holds the story, so that no other can come to stand at its address.
#[derive(Clone)]
struct Of {
    story: Arc<Story>,
    filter: Filter,
}

impl Of {
    fn is(&self, desk: &Desk) -> bool {
        Arc::ptr_eq(&self.story, desk.story) && self.filter == desk.view.filter
    }
}

/// The index at hand and the one that is being made.
#[derive(Default)]
pub(super) struct Indexed {
    ready: Option<(Of, Arc<EventIndex>)>,
    coming: Option<(Of, Receiver<EventIndex>)>,
}

impl Indexed {
    /// The index of what is shown; one that is a filter behind while the right one is made; none for a small story.
    pub(super) fn of(&mut self, ctx: &Context, desk: &Desk) -> Option<Arc<EventIndex>> {
        if desk.story.events.len() <= SMALL {
            *self = Self::default();
            return None;
        }
        if let Some((of, coming)) = self.coming.take() {
            match coming.try_recv() {
                Ok(index) => self.ready = Some((of, Arc::new(index))),
                Err(TryRecvError::Empty) => self.coming = Some((of, coming)),
                Err(TryRecvError::Disconnected) => {}
            }
        }
        let ready = self.ready.as_ref().is_some_and(|(of, _)| of.is(desk));
        if !ready && !self.coming.as_ref().is_some_and(|(of, _)| of.is(desk)) {
            self.begin(ctx, desk);
        }
        let same_story = self.ready.as_ref().filter(|(of, _)| Arc::ptr_eq(&of.story, desk.story));
        Some(same_story.map_or_else(Arc::default, |(_, index)| Arc::clone(index)))
    }

    fn begin(&mut self, ctx: &Context, desk: &Desk) {
        let of = Of { story: Arc::clone(desk.story), filter: desk.view.filter.clone() };
        let mut kept = vec![false; of.story.events.len()];
        for &shown in desk.shown {
            if let Some(kept) = kept.get_mut(shown) {
                *kept = true;
            }
        }
        let make = move |story: &Story| EventIndex::new(story, |at, _| kept.get(at).copied().unwrap_or(false));
        if of.story.events.len() <= AT_ONCE {
            let index = Arc::new(make(&of.story));
            (self.ready, self.coming) = (Some((of, index)), None);
            return;
        }
        let (sender, coming) = sync_channel(1);
        let (story, wake) = (Arc::clone(&of.story), ctx.clone());
        let work = move || {
            // Nobody waits for it any more when the story has changed meanwhile.
            let _ = sender.send(make(&story));
            wake.request_repaint();
        };
        // Without a thread there are no signs on the map; the list beside it has them all.
        if thread::Builder::new().name("dateline-index".to_owned()).spawn(work).is_ok() {
            self.coming = Some((of, coming));
        }
    }
}
