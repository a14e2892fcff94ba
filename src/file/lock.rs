//! A mark beside a story file that says in which window it is open, so that two windows do not write over each other.
//!
//! Comes in: a path, and who we are. Goes out: a [`Lock`] that lasts as long as it is held, or who holds it. The system
//! takes the lock back when its program ends, however that ends: what a crash leaves behind is stale and is taken over.

use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Who has a story open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Number of the process.
    pub process: u32,
    /// Name of the machine; empty when unknown.
    pub machine: String,
}

/// Held while a story is open; gone when dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Asked {
    /// It is ours.
    Ours(Lock),
    /// Another window has it; `None` when it does not say who.
    Theirs(Option<Holder>),
    /// No lock can be made there (a folder that may not be written to): nobody can save there either.
    Impossible,
}

/// Where the mark of a story stands: hidden, beside it.
fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.lock")))
}

/// Asks for the lock of a story file.
#[must_use]
pub fn ask(story: &Path, us: &Holder) -> Asked {
    // A link and what it stands for are one story.
    let story = fs::canonicalize(story).unwrap_or_else(|_| story.to_owned());
    match beside(&story) {
        Some(path) => take(&path, us),
        None => Asked::Impossible,
    }
}

/// Asks for a lock file of this very path.
#[must_use]
pub fn take(path: &Path, us: &Holder) -> Asked {
    for _ in 0..3 {
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let Ok(mut file) = opened else { return Asked::Impossible };
        match file.try_lock() {
            Ok(()) if is_at(&file, path) => {
                let _ = write(&mut file, us);
                return Asked::Ours(Lock { file, path: path.to_owned() });
            }
            Ok(()) => {} // its last holder took it away just now: once more
            Err(TryLockError::WouldBlock) => return Asked::Theirs(holder(&mut file)),
            Err(TryLockError::Error(_)) => return Asked::Impossible,
        }
    }
    Asked::Impossible
}

fn write(file: &mut File, us: &Holder) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}\n{}", us.process, us.machine)
}

fn holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.take(1000).read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    Some(Holder { process: lines.next()?.parse().ok()?, machine: lines.next().unwrap_or_default().to_owned() })
}

/// Whether the path still names this file, and not one that was put there since.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(ours), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (ours.dev(), ours.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// The name of this machine as far as the system tells; empty else.
#[must_use]
pub fn machine() -> String {
    let told = ["/proc/sys/kernel/hostname", "/etc/hostname"].iter().find_map(|path| fs::read_to_string(path).ok());
    told.map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(process: u32) -> Holder {
        Holder { process, machine: "here".to_owned() }
    }

    #[test]
    fn one_window_holds_a_story_and_the_next_hears_who() {
        let folder = tempfile::tempdir().unwrap();
        let story = folder.path().join("a.dateline");
        let Asked::Ours(lock) = ask(&story, &us(1)) else { panic!("nobody has it") };
        let Asked::Theirs(Some(holder)) = ask(&story, &us(2)) else { panic!("it is taken") };
        assert_eq!(holder, us(1));
        drop(lock);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert!(matches!(ask(&story, &us(2)), Asked::Ours(_)));
    }

    #[test]
    fn what_a_crash_left_behind_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".a.dateline.lock"), "4000000\nhere\n").unwrap();
        assert!(matches!(ask(&folder.path().join("a.dateline"), &us(2)), Asked::Ours(_)));
    }

    #[test]
    fn a_folder_that_is_not_there_bears_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(ask(&folder.path().join("none/a.dateline"), &us(1)), Asked::Impossible));
    }
}
