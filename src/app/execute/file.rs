//! The story's file: new, open, save, what is asked before anything would be lost, and what a crash left behind.
//!
//! Comes in: what was asked of files. Goes out: tasks, sheets, notices. Nothing that is not saved is let go unasked, and no
//! file that someone else changed, or has open, is written over unasked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::command::FileAsk;
use crate::app::state::{Over, View};
use crate::app::worker::Dialog;
use crate::app::{Request, Window};
use crate::file::journal;
use crate::file::story::{self, Known, SaveError, Stamp, StoryError, StoryProblem};
use crate::story::{History, Story};

/// Where a story was saved, and what opening it again will take where that is more than reading the file.
fn where_saved(path: &Path, known: &Known) -> String {
    let path = path.display();
    if known.bare {
        format!(
            "{path}. With all that was read it would be too large to be opened: it is read anew each time it is opened"
        )
    } else {
        path.to_string()
    }
}

/// What is to be done once it is settled what becomes of the story in the window.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Then {
    /// Close the window.
    Close,
    /// Begin an empty story.
    New,
    /// Open this story.
    Load(PathBuf),
    /// Open what can be opened of this story.
    Salvage(PathBuf),
    /// Take up what a window left: its place in the list.
    Restore(usize),
}

/// How it is told that another window has a file; who follows.
fn held(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    format!("{name} is open in ")
}

impl Window {
    /// Carries out what was asked of files.
    pub(super) fn file(&mut self, ctx: &Context, ask: FileAsk) {
        match ask {
            FileAsk::New => self.after_asking(ctx, Then::New),
            FileAsk::Load(path) => self.after_asking(ctx, Then::Load(path)),
            FileAsk::Salvage(path) => self.after_asking(ctx, Then::Salvage(path)),
            FileAsk::Restore(index) => self.after_asking(ctx, Then::Restore(index)),
            FileAsk::Save => self.save(),
            FileAsk::SaveAs => self.worker.ask(Dialog::Save, self.file_name("dateline")),
            FileAsk::SaveTo(path) => self.save_to(path),
            FileAsk::SaveOver => {
                self.view.sheet = None;
                if let Some(path) = self.files.path.clone() {
                    self.queue(Request::Save(path, Known { stamp: None, ..self.files.known.clone() }));
                }
            }
            FileAsk::SaveThen => {
                self.view.sheet = None;
                self.save();
            }
            FileAsk::DontSave => {
                self.view.sheet = None;
                if let Some(then) = self.view.then.take() {
                    self.then(ctx, then);
                }
            }
            FileAsk::Discard(index) => {
                if index < self.files.leftovers.len() {
                    journal::forget(&self.files.leftovers.remove(index).path);
                }
                if self.files.leftovers.is_empty() {
                    self.view.sheet = None;
                }
            }
        }
    }

    /// Whether the story differs from the one saved or begun with.
    pub(in crate::app) fn edited(&self) -> bool {
        self.history.revision() != self.files.saved
    }

    /// Whether letting go of the story would lose something no file holds.
    pub(in crate::app) fn would_lose(&self) -> bool {
        self.edited() && (self.files.decided || self.files.path.is_some())
    }

    /// Does it at once when nothing would be lost, else asks first.
    pub(in crate::app) fn after_asking(&mut self, ctx: &Context, then: Then) {
        self.keep_all_typed();
        if self.would_lose() {
            self.view.then = Some(then);
            self.view.sheet = Some(Over::Leave);
        } else {
            self.then(ctx, then);
        }
    }

    fn then(&mut self, ctx: &Context, then: Then) {
        self.view.sheet = None;
        self.view.then = None;
        match then {
            Then::Close => {
                self.files.decided = false;
                self.files.saved = self.history.revision();
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Then::New => self.begin_with(Arc::default(), None, Known::default()),
            Then::Load(path) => self.queue(Request::Load(path)),
            Then::Salvage(path) => self.queue(Request::Salvage(path)),
            Then::Restore(index) => {
                if let Some(leftover) = self.files.leftovers.get(index) {
                    self.queue(Request::Restore(leftover.clone()));
                }
            }
        }
    }

    /// Saves the story where it is, or asks where.
    fn save(&mut self) {
        self.keep_all_typed();
        let Some(path) = self.files.path.clone() else {
            self.worker.ask(Dialog::Save, self.file_name("dateline"));
            return;
        };
        match self.files.holder(&path).filter(|_| self.files.theirs) {
            Some(holder) => {
                let what = format!("{}{holder}", held(&path));
                self.notices.fail(what, "Nothing was saved over it. Save under another name to keep both");
                self.worker.ask(Dialog::Save, self.file_name("dateline"));
            }
            None => self.queue(Request::Save(path, self.files.known.clone())),
        }
    }

    /// Saves under a name a person chose.
    pub(super) fn save_to(&mut self, path: PathBuf) {
        self.view.sheet = None;
        let path = if path.extension().is_none() { path.with_extension("dateline") } else { path };
        if let Some(holder) = self.files.holder(&path) {
            let what = format!("{}{holder}", held(&path));
            self.notices.fail(what, "Nothing was saved over it. Choose another name");
            return;
        }
        // The person named the file: what is there now is kept as its backup.
        self.queue(Request::Save(path, Known { stamp: None, ..self.files.known.clone() }));
    }

    /// The story is in a file.
    pub(super) fn was_saved(&mut self, ctx: &Context, path: PathBuf, revision: u64, known: Known) {
        let now = ctx.input(|input| input.time);
        if let Some(before) = &self.files.path {
            self.notices.withdraw(&held(before));
        }
        self.notices.tell("The story is saved", where_saved(&path, &known), now);
        self.files.saved(path, known, revision);
        // What was changed while it was being saved is not in the file: it is asked about again.
        if let Some(then) = self.view.then.take() {
            self.after_asking(ctx, then);
        }
    }

    /// Begins with another story; what was in the window is let go of.
    pub(super) fn begin_with(&mut self, story: Arc<Story>, path: Option<PathBuf>, known: Known) {
        self.worker.stop();
        self.requests.retain(|request| !matches!(request, Request::Take(_) | Request::Reread | Request::Open(..)));
        self.epoch += 1;
        let seen = (self.digest.begin_with(&story), self.map.begin_with_another());
        let before = std::mem::replace(&mut self.history, History::new(story));
        // Thousands of articles are not let go of within a frame.
        rayon::spawn(move || drop((before, seen)));
        let mut rows = std::mem::take(&mut self.view.rows);
        let coming: Vec<u64> = self.requests.iter().filter_map(Request::batch).chain(self.running.batch).collect();
        // What another story was refused is no matter of this one.
        rows.retain(|row| coming.contains(&row.batch));
        self.view = View { legend: true, rows, ..View::default() };
        self.files.begin(path.clone(), known, 0);
        if let Some(path) = path.filter(|_| self.files.theirs) {
            let holder = self.files.holder(&path).unwrap_or_else(|| "another window".to_owned());
            let what = format!("{}{holder}", held(&path));
            self.notices
                .fail(what, "What is changed here cannot be saved over it; save under another name to keep both");
        }
        self.select_loudest();
        self.map.frame_first();
    }

    /// A damaged story was opened as far as it goes.
    pub(super) fn was_salvaged(&mut self, story: Arc<Story>, known: Known, path: &Path, lost: &[String]) {
        self.begin_with(story, None, known);
        // A copy no file holds: closing asks.
        self.files.decided = true;
        self.files.saved = u64::MAX;
        let what = format!("A copy of what could be read of {} is open", path.display());
        self.notices.fail(what, lost.join(" "));
    }

    /// What another window left is open; it is as unsaved as it was there.
    pub(super) fn was_restored(&mut self, leftover: &journal::Leftover, story: Arc<Story>, known: Known) {
        self.files.leftovers.retain(|other| other.path != leftover.path);
        let stamp = leftover.note.stamp.map(Stamp::from_number);
        self.begin_with(story, leftover.note.path.clone(), Known { stamp, ..known });
        self.files.decided = true;
        self.files.saved = u64::MAX;
        self.files.restored = Some(leftover.path.clone());
    }

    /// What cannot be opened or saved and has a way out of its own; `false` for any other error.
    pub(super) fn way_out(&mut self, error: &anyhow::Error) -> bool {
        if let Some(SaveError::Changed(_)) = error.chain().find_map(|cause| cause.downcast_ref::<SaveError>()) {
            self.view.sheet = Some(Over::Changed);
            return true;
        }
        let Some(damage) = error.chain().find_map(|cause| cause.downcast_ref::<StoryError>()) else { return false };
        if !matches!(damage.problem, StoryProblem::Damaged(_) | StoryProblem::NotAStory(_)) {
            return false;
        }
        let (path, why) = (PathBuf::from(&damage.path), damage.problem.to_string());
        self.view.sheet = Some(Over::Damaged { backup: story::backup_of(&path), path, why });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_that_is_read_anew_at_each_opening_says_so_when_it_is_saved() {
        let path = std::path::Path::new("a.dateline");
        assert_eq!(where_saved(path, &Known::default()), "a.dateline");
        let bare = Known { bare: true, ..Known::default() };
        assert!(where_saved(path, &bare).ends_with("it is read anew each time it is opened"));
    }
}
