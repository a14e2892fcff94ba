//! The picture of the export sheet, laid out on a thread of its own while the sheet is open.
//!
//! Comes in: a story, what the picture is to be, the base map's tiles. Goes out: the proof every format is made
//! from, a moment later. Only the last question is answered; an older picture stands until then.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

use geodata::Gazetteer;

use crate::scene::{Proof, TileStore};
use crate::story::Story;
use crate::task::Picture;

/// The last picture laid out, and the one being laid out.
#[derive(Default)]
pub(super) struct Preview {
    shown: Option<(Question, Proof)>,
    coming: Option<(Question, Receiver<Proof>)>,
}

/// What a picture is made from.
#[derive(Clone)]
struct Question {
    story: Arc<Story>,
    picture: Picture,
}

impl PartialEq for Question {
    /// A changed story is another one.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.story, &other.story) && self.picture == other.picture
    }
}

impl Preview {
    /// The picture as last laid out.
    pub(super) fn proof(&self) -> Option<&Proof> {
        self.shown.as_ref().map(|(_, proof)| proof)
    }

    /// Sees to it that the picture asked for is there, or on its way.
    pub(super) fn ask(&mut self, ctx: &egui::Context, story: Arc<Story>, picture: Picture, tiles: Arc<TileStore>) {
        self.take();
        let question = Question { story, picture };
        let there = self.shown.as_ref().is_some_and(|(known, _)| *known == question);
        if there || self.coming.is_some() {
            return;
        }
        let (sender, receiver) = sync_channel(1);
        let (wake, asked) = (ctx.clone(), question.clone());
        let spawned = thread::Builder::new().name("dateline-preview".to_owned()).spawn(move || {
            let _ = sender.send(asked.picture.proof(&asked.story, Gazetteer::bundled(), &tiles));
            wake.request_repaint();
        });
        self.coming = spawned.is_ok().then_some((question, receiver));
    }

    fn take(&mut self) {
        let Some((question, receiver)) = self.coming.take() else { return };
        match receiver.try_recv() {
            Ok(proof) => self.shown = Some((question, proof)),
            Err(TryRecvError::Empty) => self.coming = Some((question, receiver)),
            // The thread died: the next question starts anew.
            Err(TryRecvError::Disconnected) => {}
        }
    }
}
