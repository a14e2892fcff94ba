//! The file of the story in the window: where it is, what is known of it, who else has it open, what is not in it yet.
//!
//! Comes in: what was opened and saved. Goes out: whether something would be lost, and what was kept for a crash. It holds
//! no story and shows nothing.

use std::path::{Path, PathBuf};

use crate::file::journal::{self, Leftover};
use crate::file::lock::{self, Asked, Holder, Lock};
use crate::file::story::Known;

use super::autosave::Autosave;

/// So many files are remembered.
const RECENT: usize = 10;

/// A file of this name in the person's own folder, or where the program was started when there is none.
pub(super) fn at_home(name: &str) -> String {
    std::env::home_dir().map_or_else(|| PathBuf::from(name), |home| home.join(name)).to_string_lossy().into_owned()
}

/// The file a person means by what they typed: `~` is their own folder.
pub(super) fn typed_path(typed: &str) -> PathBuf {
    let typed = typed.trim();
    typed.strip_prefix("~/").map_or_else(|| PathBuf::from(typed), |within| PathBuf::from(at_home(within)))
}

/// What the window knows of files.
pub(super) struct Files {
    us: Holder,
    /// The story's file; `None` until it has one.
    pub(super) path: Option<PathBuf>,
    /// What is known of it.
    pub(super) known: Known,
    lock: Option<Lock>,
    /// Another window has the file open.
    pub(super) theirs: bool,
    /// The revision that the file holds, or that the story began with.
    pub(super) saved: u64,
    /// Whether a person decided something, or pasted a text, that no file holds.
    pub(super) decided: bool,
    /// Keeps what is not saved.
    pub(super) autosave: Option<Autosave>,
    /// The revision kept last; `None` when nothing is kept, as all is saved.
    kept: Option<u64>,
    /// When that was.
    kept_at: Option<jiff::Timestamp>,
    /// What was restored, thrown away once it is kept anew.
    pub(super) restored: Option<PathBuf>,
    /// What other windows left.
    pub(super) leftovers: Vec<Leftover>,
    /// Whether they are still to be offered.
    pub(super) unoffered: bool,
    /// Stories opened and saved, the latest first.
    pub(super) recent: Vec<PathBuf>,
}

impl Files {
    /// Of a story that has no file.
    pub(super) fn new() -> Self {
        let us = Holder { process: std::process::id(), machine: lock::machine() };
        Self {
            us,
            path: None,
            known: Known::default(),
            lock: None,
            theirs: false,
            saved: 0,
            decided: false,
            autosave: None,
            kept: None,
            kept_at: None,
            restored: None,
            leftovers: Vec::new(),
            unoffered: false,
            recent: Vec::new(),
        }
    }

    /// Keeps unsaved work in a folder from now on, and looks for what other windows left there.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub(super) fn keep_in(&mut self, folder: &Path) -> std::io::Result<()> {
        self.leftovers = journal::leftovers(folder, &self.us);
        self.unoffered = !self.leftovers.is_empty();
        self.autosave = Some(Autosave::begin(folder, &self.us)?);
        Ok(())
    }

    /// The story is another now and has this file, or none.
    pub(super) fn begin(&mut self, path: Option<PathBuf>, known: Known, revision: u64) {
        (self.lock, self.theirs, self.decided) = (None, false, false);
        // Revisions are counted anew: no revision of the story before is one of this.
        self.kept = Some(u64::MAX);
        self.saved = revision;
        self.take(path, known);
    }

    /// The story as of a revision is in this file.
    pub(super) fn saved(&mut self, path: PathBuf, known: Known, revision: u64) {
        self.saved = revision;
        self.decided = false;
        if self.path.as_ref() == Some(&path) && self.lock.is_some() {
            self.known = known;
        } else {
            self.take(Some(path), known);
        }
    }

    fn take(&mut self, path: Option<PathBuf>, known: Known) {
        self.lock = None;
        self.theirs = false;
        if let Some(path) = &path {
            match lock::ask(path, &self.us) {
                Asked::Ours(lock) => self.lock = Some(lock),
                Asked::Theirs(_) => self.theirs = true,
                Asked::Impossible => {}
            }
            self.remember(path);
        }
        (self.path, self.known) = (path, known);
    }

    /// Who else has a file open, in words; `None` when nobody has, or we have.
    pub(super) fn holder(&self, path: &Path) -> Option<String> {
        if self.lock.is_some() && self.path.as_deref() == Some(path) {
            return None;
        }
        match lock::ask(path, &self.us) {
            Asked::Theirs(Some(holder)) if holder.machine == self.us.machine || holder.machine.is_empty() => {
                Some(format!("another window (process {})", holder.process))
            }
            Asked::Theirs(Some(holder)) => Some(format!("a window on {} (process {})", holder.machine, holder.process)),
            Asked::Theirs(None) => Some("another window".to_owned()),
            Asked::Ours(_) | Asked::Impossible => None,
        }
    }

    /// How the story is kept, in words: in its file, beside it against a crash, or not at all.
    pub(super) fn kept_words(&self, edited: bool) -> String {
        match (edited, self.autosave.is_some(), &self.kept_at) {
            (false, ..) => self.path.as_deref().map_or_else(|| "Nothing to save".to_owned(), saved_words),
            (true, true, Some(at)) => {
                format!("Autosaved {}", at.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%H:%M"))
            }
            (true, ..) => "Not saved".to_owned(),
        }
    }

    /// The file the story is in, whole.
    pub(super) fn whereabouts(&self) -> Option<String> {
        self.path.as_ref().map(|path| path.display().to_string())
    }

    /// Puts a story at the head of those remembered.
    fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// Keeps the story as it is now when it was not kept yet; lets go of what was kept once it is saved.
    pub(super) fn keep(&mut self, story: &std::sync::Arc<crate::story::Story>, revision: u64) -> Option<String> {
        let autosave = self.autosave.as_ref()?;
        let now = (revision != self.saved).then_some(revision);
        if self.kept != now {
            self.kept = now;
            if now.is_none() {
                autosave.clear();
            } else {
                self.kept_at = jiff::Timestamp::try_from(std::time::SystemTime::now()).ok();
                autosave.keep(story.clone(), self.path.clone(), self.known.clone());
            }
        } else if autosave.is_idle()
            && let Some(restored) = self.restored.take()
        {
            journal::forget(&restored);
        }
        let problem = autosave.problem();
        if problem.is_some() {
            // Nothing was kept, and the status line must not say so.
            self.kept_at = None;
        }
        problem
    }
}

/// "Saved in day.dateline"; of a long name, its beginning.
fn saved_words(path: &Path) -> String {
    const LONGEST: usize = 32;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match name.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("Saved in {}…", name.get(..cut).unwrap_or_default()),
        None => format!("Saved in {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_a_story_is_in_is_told_by_its_name_in_few_letters() {
        assert_eq!(saved_words(Path::new("/stories/day.dateline")), "Saved in day.dateline");
        let long = saved_words(Path::new("/stories/Ստեփանակերտ-and-all-the-days-after-it.dateline"));
        assert_eq!(long, "Saved in Ստեփանակերտ-and-all-the-days-aft…");
    }
}
