//! The story's file as two windows have it, and as the disk has it.

use std::path::{Path, PathBuf};

use dateline::file::journal::Journal;
use dateline::file::lock::Holder;
use dateline::file::story::Known;
use dateline::story::Story;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::fixture;
use super::shown::{SIZE, Shown, click, settle, shows, wait_for, window_of};

/// A window that opened this file.
fn opened(path: &Path) -> Shown {
    let mut shown = window_of(Story::default(), SIZE);
    shown.state_mut().as_mut().unwrap().open_files(vec![path.to_owned()]);
    settle(&mut shown);
    shown
}

/// A story saved by one window and opened by another: the folder, the file, the two.
fn two_windows() -> (tempfile::TempDir, PathBuf, Shown, Shown) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.dateline");
    let mut first = window_of(fixture::story(), SIZE);
    first.state_mut().as_mut().unwrap().save_as(path.clone());
    settle(&mut first);
    let second = opened(&path);
    (folder, path, first, second)
}

#[test]
fn the_second_window_on_a_file_does_not_save_over_it() {
    let (folder, path, _first, mut second) = two_windows();
    assert!(shows(&second, "is open in another window"), "it is told at once");
    click(&mut second, "Mark as checked");
    let held = std::fs::read(&path).unwrap();
    second.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut second);
    assert!(shows(&second, "Nothing was saved over it. Save under another name to keep both"));
    assert_eq!(std::fs::read(&path).unwrap(), held);
    // Under another name it is saved, and that file is its own from then on.
    let other = folder.path().join("mine.dateline");
    second.state_mut().as_mut().unwrap().save_as(other.clone());
    settle(&mut second);
    assert!(std::fs::read(&other).unwrap() != held);
    assert!(!shows(&second, "is open in another window"), "that holds no more");
    click(&mut second, "Take back that it is checked");
    second.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut second);
    assert!(shows(&second, "Saved in mine.dateline"));
    assert_eq!(std::fs::read(&path).unwrap(), held);
}

#[test]
fn the_file_is_free_once_the_first_window_is_gone() {
    let (_folder, path, first, mut second) = two_windows();
    drop(first);
    click(&mut second, "Mark as checked");
    let held = std::fs::read(&path).unwrap();
    second.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut second);
    assert!(std::fs::read(&path).unwrap() != held, "nobody else has it: it is saved");
}

#[test]
fn what_cannot_be_saved_is_told_and_stays_unsaved() {
    let folder = tempfile::tempdir().unwrap();
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Mark as checked");
    shown.state_mut().as_mut().unwrap().save_as(folder.path().join("gone").join("day.dateline"));
    settle(&mut shown);
    assert!(shows(&shown, "Saving the story did not work"), "what");
    assert!(shows(&shown, "its folder does not exist"), "and why");
    assert!(shows(&shown, "Edited") && !shows(&shown, "Saved"), "it is as unsaved as it was");
    // Where it can be saved, the failure is told no more.
    shown.state_mut().as_mut().unwrap().save_as(folder.path().join("day.dateline"));
    settle(&mut shown);
    assert!(shows(&shown, "The story is saved") && !shows(&shown, "did not work"));
}

/// A file on its way from another program.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn files_and_a_saved_story_are_opened_by_dropping_them() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("lyon.txt");
    std::fs::write(&article, "Strike in Lyon\n\nA strike began in Lyon on 3 March 2024.\n").unwrap();
    let mut shown = window_of(Story::default(), SIZE);
    let drop = |shown: &mut Shown, path: &Path| {
        shown.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.to_owned())));
        settle(shown);
    };
    drop(&mut shown, &article);
    assert!(shows(&shown, "A Strike in Lyon, lyon.txt"));
    let saved = folder.path().join("day.dateline");
    shown.state_mut().as_mut().unwrap().save_as(saved.clone());
    settle(&mut shown);
    let mut other = window_of(Story::default(), SIZE);
    drop(&mut other, &saved);
    assert!(shows(&other, "A Strike in Lyon, lyon.txt"));
}

#[test]
fn what_a_crash_left_is_offered_beside_what_the_next_window_is_started_with() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("kept");
    let us = Holder { process: 1, machine: String::new() };
    let journal = Journal::begin(&kept, &us).unwrap();
    journal.keep(&fixture::story(), None, &Known::default()).unwrap();
    drop(journal);
    let article = folder.path().join("lyon.txt");
    std::fs::write(&article, "Strike in Lyon\n\nA strike began in Lyon on 3 March 2024.\n").unwrap();
    let saved = folder.path().join("day.dateline");
    let mut first = window_of(fixture::story(), SIZE);
    first.state_mut().as_mut().unwrap().save_as(saved.clone());
    settle(&mut first);
    drop(first);
    for started_with in [vec![], vec![article], vec![saved]] {
        let mut next = window_of(Story::default(), SIZE);
        let window = next.state_mut().as_mut().unwrap();
        window.keep_in(&kept);
        window.open_files(started_with.clone());
        settle(&mut next);
        assert!(shows(&next, "Dateline ended before this was saved"), "started with {started_with:?}");
        click(&mut next, "Decide later");
        settle(&mut next);
        assert!(!shows(&next, "Dateline ended before this was saved"), "offered once");
    }
}

#[test]
fn a_question_is_left_by_a_click_on_the_answer_that_does_nothing() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Mark as checked");
    shown.key_press_modifiers(Modifiers::COMMAND, Key::N);
    settle(&mut shown);
    assert!(shows(&shown, "Go back to the story"), "it asks");
    click(&mut shown, "Go back to the story");
    settle(&mut shown);
    assert!(!shows(&shown, "Go back to the story"), "and asks no more");
    assert!(shows(&shown, "Take back that it is checked"), "the story is as it was");
}

#[test]
fn what_went_wrong_with_a_picture_is_told_over_its_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Export");
    shown.get_by_label("File of the picture").focus();
    shown.run_steps(2);
    shown.key_press_modifiers(Modifiers::COMMAND, Key::A);
    shown.run_steps(1);
    let path = folder.path().join("nowhere").join("map.svg");
    shown.event(egui::Event::Text(path.to_string_lossy().into_owned()));
    shown.run_steps(2);
    click(&mut shown, "Make the picture");
    assert!(wait_for(&mut shown, "its folder does not exist"));
    let told = shown.query_all_by_label_contains("Dismiss: ").next().unwrap();
    // By the mouse: what lies under the sheet is not to be had by it.
    told.click();
    shown.run_steps(3);
    assert!(!shows(&shown, "its folder does not exist") && shows(&shown, "Export a picture"));
}
