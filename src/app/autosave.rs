//! The thread that keeps what is not saved: always the latest story, written beside the settings while the window goes on.
//!
//! Comes in: the story after each change. Goes out: files of a [`Journal`]. Changes that come faster than they are written
//! are written once, the last of them. It must never write to the person's own file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::file::journal::Journal;
use crate::file::lock::Holder;
use crate::file::story::Known;
use crate::story::Story;

/// What is to be kept.
struct Job {
    story: Arc<Story>,
    path: Option<PathBuf>,
    known: Known,
}

#[derive(Default)]
struct Slot {
    /// `Some(None)`: nothing is to be kept any more.
    job: Option<Option<Job>>,
    over: bool,
    writing: bool,
    problem: Option<String>,
}

#[derive(Default)]
struct Shared {
    slot: Mutex<Slot>,
    wake: Condvar,
}

impl Shared {
    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread, and what it is to keep.
pub(super) struct Autosave {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Autosave {
    /// Begins to keep in a folder.
    pub(super) fn begin(folder: &Path, us: &Holder) -> std::io::Result<Self> {
        let journal = Journal::begin(folder, us)?;
        let shared = Arc::new(Shared::default());
        let of_thread = Arc::clone(&shared);
        let work = move || work(&journal, &of_thread);
        let thread = thread::Builder::new().name("dateline-autosave".to_owned()).spawn(work)?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Keeps a story; it comes from, or goes to, this file.
    pub(super) fn keep(&self, story: Arc<Story>, path: Option<PathBuf>, known: Known) {
        self.ask(Some(Job { story, path, known }));
    }

    /// Nothing is to be kept: all is saved.
    pub(super) fn clear(&self) {
        self.ask(None);
    }

    fn ask(&self, job: Option<Job>) {
        self.shared.slot().job = Some(job);
        self.shared.wake.notify_one();
    }

    /// What went wrong since this was asked last, in a sentence.
    pub(super) fn problem(&self) -> Option<String> {
        self.shared.slot().problem.take()
    }

    /// Whether everything asked for is done.
    pub(super) fn is_idle(&self) -> bool {
        let slot = self.shared.slot();
        slot.job.is_none() && !slot.writing
    }
}

fn work(journal: &Journal, shared: &Shared) {
    loop {
        let mut slot = shared.slot();
        slot.writing = false;
        while slot.job.is_none() && !slot.over {
            slot = shared.wake.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
        let Some(job) = slot.job.take() else { return };
        slot.writing = true;
        drop(slot);
        match job {
            Some(Job { story, path, known }) => {
                if let Err(error) = journal.keep(&story, path.as_deref(), &known) {
                    shared.slot().problem = Some(format!("{error}: {}", error.problem));
                }
            }
            None => journal.clear(),
        }
    }
}

impl Drop for Autosave {
    /// The window is closed and nobody was left to be asked: what was kept is not wanted. A window that falls over keeps it.
    fn drop(&mut self) {
        if !thread::panicking() {
            self.clear();
        }
        self.shared.slot().over = true;
        self.shared.wake.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
