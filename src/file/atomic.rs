//! Bytes to disk, whole or not at all: a temporary file beside the target, flushed, then renamed over it.
//!
//! Comes in: a path and bytes. Goes out: the file, or one sentence saying why not. On any failure the old file stays
//! whole. It must never leave a half-written file under the target's name.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{path} could not be written")]
pub struct WriteError {
    /// The file, as the person named it.
    pub path: String,
    /// What is in the way, and what to do.
    #[source]
    pub problem: WriteProblem,
}

/// What can be in the way of writing.
#[derive(Debug, thiserror::Error)]
pub enum WriteProblem {
    /// The folder is not there.
    #[error("its folder does not exist. Make the folder or name another.")]
    NoFolder,
    /// The name is a folder's.
    #[error("it is a folder. Name a file in it.")]
    Folder,
    /// Not allowed.
    #[error("you may not write there. Name another folder.")]
    Denied,
    /// The disk is full.
    #[error("the disk is full. Make room or name another disk; no file was changed.")]
    Full,
    /// Anything else the system says.
    #[error("the system does not let it. No file was changed.")]
    Io(#[source] io::Error),
}

impl From<io::Error> for WriteProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

/// Writes the bytes whole, in place of what was there.
///
/// # Errors
/// Says what is in the way; the old file, if there was one, is untouched.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(path, bytes, None).map_err(|problem| WriteError { path: path.display().to_string(), problem })
}

/// Writes the bytes whole, and keeps what was there before under the name with `.bak` behind it.
///
/// # Errors
/// Says what is in the way; the old file, if there was one, is untouched.
pub fn write_with_backup(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(path, bytes, Some(&backup_path(path)))
        .map_err(|problem| WriteError { path: path.display().to_string(), problem })
}

/// Where the backup of a file stands: its name with `.bak` behind it.
#[must_use]
pub fn backup_path(path: &Path) -> PathBuf {
    let mut backup = path.as_os_str().to_owned();
    backup.push(".bak");
    PathBuf::from(backup)
}

fn put(path: &Path, bytes: &[u8], backup: Option<&Path>) -> Result<(), WriteProblem> {
    // A link is followed, so that the file it stands for is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(WriteProblem::Folder);
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(WriteProblem::Denied);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    if let (Some(backup), Some(_)) = (backup, &old) {
        let before = fs::read(&target)?;
        replace(&folder, backup, &before, old.as_ref().map(fs::Metadata::permissions))?;
    }
    replace(&folder, &target, bytes, old.map(|old| old.permissions()))
}

fn replace(folder: &Path, target: &Path, bytes: &[u8], permissions: Option<Permissions>) -> Result<(), WriteProblem> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-").suffix(".part");
    let permissions = permissions.or_else(new_file_permissions);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    // The rename itself reaches the disk with its folder; a system that cannot flush a folder has no such promise.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// What a new file is born with (less the umask); without it a temporary file would stay private to its maker.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn new_file_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_permissions() -> Option<Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_backup() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("story.dateline");
        write_with_backup(&path, b"one").unwrap();
        assert!(!folder.path().join("story.dateline.bak").exists(), "nothing was there before");
        write_with_backup(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read(folder.path().join("story.dateline.bak")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no temporary file is left");
    }

    #[test]
    fn what_is_in_the_way_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let sentence = |path: &Path| write(path, b"x").unwrap_err().problem.to_string();
        assert!(sentence(&folder.path().join("none/a.png")).contains("its folder does not exist"));
        assert!(sentence(folder.path()).contains("it is a folder"));
    }

    #[test]
    fn a_full_disk_and_a_folder_nobody_may_write_to_are_told_each_in_a_sentence() {
        let check = |kind: io::ErrorKind, words: &str| {
            let told = WriteProblem::from(io::Error::from(kind)).to_string();
            assert!(told.contains(words), "{told}");
        };
        check(io::ErrorKind::StorageFull, "the disk is full");
        check(io::ErrorKind::QuotaExceeded, "the disk is full");
        check(io::ErrorKind::ReadOnlyFilesystem, "you may not write there");
        check(io::ErrorKind::NotADirectory, "its folder does not exist");
        check(io::ErrorKind::TimedOut, "No file was changed");
    }

    #[test]
    fn a_read_only_file_stays_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(write(&path, b"new").unwrap_err().problem.to_string().contains("you may not write there"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    #[cfg(unix)]
    fn a_new_file_may_be_read_by_others_as_the_umask_says() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write(&ours, b"x").unwrap();
        fs::write(&plain, b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
