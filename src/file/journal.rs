//! What is not saved yet, kept beside the settings so that a crash loses nothing: one story file for each window.
//!
//! Comes in: the story of a window after each change. Goes out: a file of its own in the journal's folder, never the
//! person's; and, at the next start, what windows that ended without saving left there. A window's files are locked while
//! it lives, so that no other takes them for left over. It must never delete what was not restored or thrown away.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic::{self, WriteError};
use super::lock::{self, Asked, Holder, Lock};
use super::story::{self, Known, Stamp};
use crate::story::Story;

/// More articles than this are kept without what was read in them: they are read again when restored.
const READINGS: usize = 200;

/// The files of one window.
#[derive(Debug)]
pub struct Journal {
    story: PathBuf,
    note: PathBuf,
    _lock: Lock,
}

/// What a kept story holds, so that a person can decide about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Its title.
    pub title: String,
    /// How many articles.
    pub articles: usize,
    /// How many decisions of people.
    pub decisions: usize,
    /// The file it was opened from or saved to; `None` when it never was.
    pub path: Option<PathBuf>,
    /// [`Stamp::number`] of that file as it was then.
    pub stamp: Option<u64>,
}

/// A story a window left without saving it.
#[derive(Clone, Debug, PartialEq)]
pub struct Leftover {
    /// The kept file.
    pub path: PathBuf,
    /// What is in it.
    pub note: Note,
    /// When it was kept last.
    pub at: Option<jiff::Timestamp>,
}

impl Note {
    /// What to say of a story.
    #[must_use]
    pub fn of(story: &Story, path: Option<&Path>, known: &Known) -> Self {
        Self {
            title: story.title(),
            articles: story.sources.len(),
            decisions: story.decisions().len(),
            path: path.map(Path::to_owned),
            stamp: known.stamp.map(Stamp::number),
        }
    }
}

impl Journal {
    /// The files of a new window in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// The folder cannot be made or written to: then nothing is kept, and the person should hear of it.
    pub fn begin(folder: &Path, us: &Holder) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        for number in 0..1000 {
            let name = format!("{}-{number}", us.process);
            let story = folder.join(format!("{name}.dateline"));
            if story.exists() {
                continue; // left over by another of this number
            }
            if let Asked::Ours(lock) = lock::take(&folder.join(format!("{name}.lock")), us) {
                return Ok(Self { story, note: folder.join(format!("{name}.json")), _lock: lock });
            }
        }
        Err(io::Error::new(io::ErrorKind::PermissionDenied, "no file can be made there"))
    }

    /// Keeps the story as it is now, whole or not at all.
    ///
    /// # Errors
    /// Says what is in the way; what was kept before is whole.
    pub fn keep(&self, story: &Story, path: Option<&Path>, known: &Known) -> Result<(), WriteError> {
        let note = serde_json::to_vec(&Note::of(story, path, known)).unwrap_or_default();
        let bytes = if story.sources.len() > READINGS {
            story::bare_bytes(story, &known.extra)
        } else {
            story::bytes(story, &known.extra)
        };
        atomic::write(&self.note, &note)?;
        atomic::write(&self.story, &bytes)
    }

    /// Takes the window's files away: all is saved, or the person does not want it.
    pub fn clear(&self) {
        let _ = fs::remove_file(&self.story);
        let _ = fs::remove_file(&self.note);
    }
}

/// What windows that live no more left in this folder, the latest first.
#[must_use]
pub fn leftovers(folder: &Path, us: &Holder) -> Vec<Leftover> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut found: Vec<Leftover> = paths.filter_map(|path| leftover(path, us)).collect();
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.path.cmp(&b.path)));
    found
}

fn leftover(path: PathBuf, us: &Holder) -> Option<Leftover> {
    if path.extension()? != "dateline" {
        return None;
    }
    // Held while its window lives; taken, and let go again, when it does not.
    let Asked::Ours(_) = lock::take(&path.with_extension("lock"), us) else { return None };
    let note = fs::read(path.with_extension("json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let at = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
    let at = at.and_then(|at| jiff::Timestamp::try_from(at).ok());
    Some(Leftover { path, note: note.unwrap_or_default(), at })
}

/// Throws away what a window left, once it is restored or not wanted.
pub fn forget(leftover: &Path) {
    for path in [leftover.to_owned(), leftover.with_extension("json"), leftover.with_extension("lock")] {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(process: u32) -> Holder {
        Holder { process, machine: String::new() }
    }

    #[test]
    fn what_a_window_left_is_found_with_what_is_in_it_and_a_living_one_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let named = Story { name: "Rivers".to_owned(), ..Story::default() };
        let known = Known { stamp: Some(Stamp::of(b"as it was")), ..Known::default() };
        let journal = Journal::begin(folder.path(), &us(1)).unwrap();
        journal.keep(&named, Some(Path::new("/a/b.dateline")), &known).unwrap();
        assert_eq!(leftovers(folder.path(), &us(2)), [], "its window lives");
        drop(journal);
        let left = leftovers(folder.path(), &us(2));
        let [one] = left.as_slice() else { panic!("{left:?}") };
        assert_eq!((one.note.title.as_str(), one.note.path.as_deref()), ("Rivers", Some(Path::new("/a/b.dateline"))));
        assert_eq!(one.note.stamp.map(Stamp::from_number), known.stamp);
        assert!(one.at.is_some());
        assert_eq!(story::load(&one.path).unwrap().0.story.name, "Rivers");
        forget(&one.path);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_window_that_saved_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::begin(folder.path(), &us(1)).unwrap();
        journal.keep(&Story::default(), None, &Known::default()).unwrap();
        journal.clear();
        drop(journal);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
