//! The articles in folders: what is opened when a person opens a folder instead of files.
//!
//! Comes in: paths, of files and of folders. Goes out: paths of files, each folder's in the order of their names. It opens
//! none of them, follows no link to a folder (it might lead in circles), and never lists more than a story can hold.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::article;

/// So many folders deep, and so many files in all; what lies beyond is for a folder of its own.
const DEEPEST: usize = 8;
const MOST: usize = 20_000;

/// The paths with each folder's articles in its place; a folder that holds none stays, to be told so.
#[must_use]
pub fn opened(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let before = files.len();
        if path.is_dir() {
            list(&path, DEEPEST, &mut files);
        }
        if files.len() == before {
            files.push(path);
        }
    }
    files
}

/// The first name beside a file that no file has: "day 2.dateline" beside "day.dateline".
#[must_use]
pub fn free_name(path: &Path) -> PathBuf {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    let name = |number: u32| path.with_file_name(format!("{stem} {number}")).with_added_extension(&ending);
    (2..1000).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1000))
}

/// Adds the files of a folder, then those of the folders in it; hidden ones are left out.
fn list(folder: &Path, deeper: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let hidden = |entry: &fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut folders = Vec::new();
    for entry in entries.iter().filter(|entry| !hidden(entry)) {
        let (path, kind) = (entry.path(), entry.file_type());
        if kind.is_ok_and(|kind| kind.is_dir()) {
            folders.push(path);
        } else if is_article(&path) && files.len() < MOST {
            files.push(path);
        }
    }
    for folder in folders.into_iter().filter(|_| deeper > 0) {
        list(&folder, deeper - 1, files);
    }
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| article::ENDINGS.contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_articles_in_order_and_one_without_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["day/b.TXT", "day/a.html", "day/photo.png", "day/.hidden.txt", "day/night/c.md", "bare/photo.png"]
        {
            fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            fs::write(at(name), "Rain fell.").unwrap();
        }
        let files = opened(vec![at("day"), at("bare"), at("one.odd")]);
        let named = ["day/a.html", "day/b.TXT", "day/night/c.md", "bare", "one.odd"].map(at);
        assert_eq!(files, named);
    }

    #[test]
    fn a_name_that_no_file_has_is_found_beside_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("day.dateline");
        assert_eq!(free_name(&path), folder.path().join("day 2.dateline"));
        fs::write(folder.path().join("day 2.dateline"), "").unwrap();
        assert_eq!(free_name(&path), folder.path().join("day 3.dateline"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_that_leads_in_a_circle_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Rain fell.").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
        assert_eq!(opened(vec![folder.path().to_owned()]), [folder.path().join("a.txt")]);
    }
}
