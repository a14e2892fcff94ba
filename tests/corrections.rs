//! Corrections, the queue, saving and restoring, driven in the window by the names its controls have.
#![cfg(feature = "gui")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by panicking"
)]

use std::path::Path;
use std::sync::Arc;

use dateline::story::{Kind, PlaceRef, Story, Victim};
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[path = "window/fixture.rs"]
mod fixture;
#[path = "window/shown.rs"]
mod shown;

use shown::{SIZE, Shown, click, settle, shows, wait_for, window_of};

/// The fixture, its first event selected: shelling of Stepanakert in A and B.
fn window() -> Shown {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Shelling of Stepanakert, 19 Sep, Stepanakert / Khankendi, in AB");
    shown
}

fn press(shown: &mut Shown, key: Key) {
    shown.key_press(key);
    shown.run_steps(4);
}

fn story(shown: &Shown) -> &Story {
    shown.state().as_ref().unwrap().story()
}

/// Opens the menu of the selected event and takes an entry of it.
fn correct(shown: &mut Shown, entry: &str) {
    click(shown, "Correct this event…");
    click(shown, entry);
}

/// Opens the menu of a card and takes an entry of it.
fn correct_card(shown: &mut Shown, card: &str, entry: &str) {
    shown.query_all_by_label_contains(card).next().unwrap().click_secondary();
    shown.run_steps(4);
    click(shown, entry);
}

/// Puts words in place of what stands in a field.
fn type_over(shown: &mut Shown, field: &str, words: &str) {
    shown.get_by_label(field).focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    shown.run_steps(1);
    shown.get_by_label(field).type_text(words);
    shown.run_steps(3);
}

/// One step back gives the very story there was before.
fn undone(shown: &mut Shown, label: &str, before: &Story) {
    click(shown, &format!("Undo {label}"));
    assert!(story(shown) == before, "undo {label} is exact");
    click(shown, &format!("Redo {label}"));
    assert!(story(shown) != before, "and redo brings it back");
}

/// The place of the event whose pin a person put on the map.
fn pinned(shown: &Shown) -> Option<Arc<PlaceRef>> {
    let places = story(shown).events.iter().filter_map(|event| event.place.clone());
    places.into_iter().find(|place| place.key.starts_with("point:"))
}

const CARD_A: &str = "A Northgate Wire, 19 Sep 2023, para 1";
const CARD_B: &str = "B The Harbour Post, date missing, para 1";

#[test]
fn the_place_of_a_name_is_searched_and_chosen() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct(&mut shown, "Change what “Stepanakert on” means…");
    assert!(shows(&shown, "Which place is “Stepanakert on” in A?"));
    type_over(&mut shown, "Search a place", "Gyumri");
    assert!(shows(&shown, "Candidate 1: Gyumri"), "numbered on the map");
    press(&mut shown, Key::Enter);
    assert_eq!(story(&shown).events[0].place.as_ref().unwrap().name, "Gyumri");
    assert!(shows(&shown, "Shelling of Gyumri"), "the event followed the name");
    undone(&mut shown, "change place", &before);
}

#[test]
fn a_candidate_on_the_map_is_chosen_by_a_click() {
    let mut shown = window();
    correct(&mut shown, "Change place…");
    type_over(&mut shown, "Search a place", "Gyumri");
    shown.run_steps(40);
    let candidate = shown.query_all_by_label_contains("Candidate 1: Gyumri").next().unwrap();
    candidate.click();
    shown.run_steps(4);
    assert_eq!(story(&shown).events[0].place.as_ref().unwrap().name, "Gyumri");
}

#[test]
fn a_position_is_a_place_too() {
    let mut shown = window();
    correct(&mut shown, "Change place…");
    type_over(&mut shown, "Search a place", "39.5, 46.5");
    press(&mut shown, Key::Enter);
    let place = pinned(&shown).unwrap();
    assert_eq!((place.lon, place.lat, place.name.as_str()), (46.5, 39.5, "near Stepanakert"));
    correct(&mut shown, "Change place…");
    click(&mut shown, "No known place");
    assert!(shows(&shown, "Place: not said"));
}

#[test]
fn a_name_put_at_a_position_stays_what_the_place_is_called() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct(&mut shown, "Change what “Stepanakert on” means…");
    type_over(&mut shown, "Search a place", "39.5° N, 46.5° E");
    press(&mut shown, Key::Enter);
    let place = pinned(&shown).unwrap();
    assert_eq!((place.lon, place.lat, place.name.as_str()), (46.5, 39.5, "Stepanakert on"), "as the article has it");
    undone(&mut shown, "change place", &before);
}

#[test]
fn enter_that_answers_nothing_leaves_the_keyboard_in_the_field() {
    let mut shown = window();
    for (entry, field, wrong, right) in [
        ("Change place…", "Search a place", "Qwxzvy", "Gyumri"),
        ("Change date…", "Date of the event", "someday", "20 Sep 2023"),
    ] {
        correct(&mut shown, entry);
        type_over(&mut shown, field, wrong);
        press(&mut shown, Key::Enter);
        assert!(shown.get_by_label(field).accesskit_node().is_focused(), "{field}: what is typed next is no command");
        type_over(&mut shown, field, right);
        press(&mut shown, Key::Enter);
        assert!(shown.query_by_label(field).is_none(), "{field}: an answer closes it");
    }
}

#[test]
fn a_pin_is_moved_in_a_mode_of_its_own_and_never_by_accident() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct(&mut shown, "Move pin on the map");
    assert!(shows(&shown, "Drag the pin, or click where it happened"));
    press(&mut shown, Key::Escape);
    assert!(story(&shown) == &before, "leaving the mode moves nothing");
    correct(&mut shown, "Move pin on the map");
    press(&mut shown, Key::ArrowRight);
    press(&mut shown, Key::ArrowDown);
    assert!(story(&shown) == &before, "a pin that is held is a draft");
    press(&mut shown, Key::Enter);
    let place = pinned(&shown).unwrap();
    assert!(place.lon > 46.7528 && place.lat < 39.8177 && place.name == "near Stepanakert", "{place:?}");
    undone(&mut shown, "move pin", &before);
}

#[test]
fn a_pin_is_dragged() {
    let mut shown = window();
    correct(&mut shown, "Move pin on the map");
    let from = shown.query_all_by_label_contains("Pin of Shelling").next().unwrap().rect().center();
    let to = from + egui::vec2(60.0, 30.0);
    for event in [
        egui::Event::PointerMoved(from),
        egui::Event::PointerButton {
            pos: from,
            button: egui::PointerButton::Primary,
            pressed: true,
            modifiers: egui::Modifiers::NONE,
        },
        egui::Event::PointerMoved(from + egui::vec2(20.0, 10.0)),
        egui::Event::PointerMoved(to),
        egui::Event::PointerButton {
            pos: to,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: egui::Modifiers::NONE,
        },
    ] {
        shown.event(event);
        shown.run_steps(2);
    }
    shown.run_steps(3);
    assert!(pinned(&shown).is_some());
    assert_eq!(story(&shown).decisions().len(), 1, "one edit for the whole drag");
}

#[test]
fn date_kind_and_title_of_an_event_are_changed() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct(&mut shown, "Change date…");
    type_over(&mut shown, "Date of the event", "soon");
    assert!(shows(&shown, "is no day; write 18 Sep 2023"));
    type_over(&mut shown, "Date of the event", "18 Sep 2023 - 20 Sep 2023");
    click(&mut shown, "Change date");
    assert!(shows(&shown, "Happened: 18–20 September 2023"));
    undone(&mut shown, "change date of an event", &before);

    let before = story(&shown).clone();
    correct(&mut shown, "Change kind…");
    type_over(&mut shown, "Search a kind", "clash");
    press(&mut shown, Key::Enter);
    assert!(story(&shown).events.iter().any(|event| event.kind == Kind::Clash));
    undone(&mut shown, "change kind", &before);

    let before = story(&shown).clone();
    correct(&mut shown, "Rename…");
    type_over(&mut shown, "Title of the event", "The first day");
    press(&mut shown, Key::Enter);
    assert!(story(&shown).events.iter().any(|event| event.title == "The first day"));
    undone(&mut shown, "rename event", &before);
}

#[test]
fn figure_speaker_and_stance_of_a_passage_are_changed() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct_card(&mut shown, CARD_A, "Change killed: 2…");
    type_over(&mut shown, "Figure", "5 or more");
    press(&mut shown, Key::Enter);
    let figure = &story(&shown).sources[0].reading.mentions[0].figures[0];
    assert_eq!((figure.what, figure.min, figure.max), (Victim::Killed, 5, None));
    assert!(shows(&shown, "Killed, A: 5 or more"));
    undone(&mut shown, "change figure", &before);

    let before = story(&shown).clone();
    correct_card(&mut shown, CARD_B, "Change speaker or stance…");
    type_over(&mut shown, "Speaker", "Residents of Khankendi");
    press(&mut shown, Key::Enter);
    assert_eq!(story(&shown).sources[1].reading.mentions[0].attribution.source, "Residents of Khankendi");
    undone(&mut shown, "change speaker", &before);

    let before = story(&shown).clone();
    correct_card(&mut shown, CARD_B, "Change speaker or stance…");
    click(&mut shown, "Choose Alleged, said with a mark of doubt");
    assert_eq!(story(&shown).sources[1].reading.mentions[0].attribution.stance.word(), "alleged");
    undone(&mut shown, "change stance", &before);
}

#[test]
fn events_are_split_merged_rejected_and_restored() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct(&mut shown, "Split passages off…");
    shown.query_all_by_label_contains("Choose B: ").next().unwrap().click();
    shown.run_steps(4);
    click(&mut shown, "Split off 1 passage");
    assert_eq!(story(&shown).events.len(), 4);
    undone(&mut shown, "split event", &before);

    let before = story(&shown).clone();
    correct(&mut shown, "Merge with another event…");
    shown.query_all_by_label_contains("Choose Shelling").next().unwrap().click();
    shown.run_steps(4);
    assert_eq!(story(&shown).events.len(), 3);
    undone(&mut shown, "merge events", &before);

    let before = story(&shown).clone();
    correct(&mut shown, "Reject event");
    assert_eq!((story(&shown).events.len(), story(&shown).rejected().len()), (2, 1));
    undone(&mut shown, "reject event", &before);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::H);
    shown.run_steps(4);
    assert!(shows(&shown, "Rejected (1)"));
    shown.query_all_by_label_contains("Restore ").next().unwrap().click();
    shown.run_steps(4);
    assert_eq!((story(&shown).events.len(), story(&shown).rejected().len()), (3, 0));
}

#[test]
fn a_passage_is_rejected() {
    let mut shown = window();
    let before = story(&shown).clone();
    correct_card(&mut shown, CARD_B, "Reject passage");
    assert!(!shows(&shown, CARD_B) && shows(&shown, CARD_A));
    undone(&mut shown, "reject passage", &before);
}

#[test]
fn names_are_corrected_in_the_article() {
    let mut shown = window();
    click(&mut shown, "Open B at this passage");
    let before = story(&shown).clone();
    shown.get_by_label("Khankendi, place: Stepanakert / Khankendi").click_secondary();
    shown.run_steps(4);
    click(&mut shown, "Not a place");
    assert!(story(&shown).sources[1].reading.toponyms[0].place.is_none());
    undone(&mut shown, "mark as no place", &before);
    let before = story(&shown).clone();
    shown.get_by_label("Lachin corridor, place: Lachin corridor").click_secondary();
    shown.run_steps(4);
    click(&mut shown, "Role: who acts");
    undone(&mut shown, "change role of a name", &before);
}

#[test]
fn a_word_of_the_text_becomes_an_event() {
    let mut shown = window();
    click(&mut shown, "Open A at this passage");
    let before = story(&shown).clone();
    let paragraph = "In Yerevan a crowd gathered in the evening.";
    shown.get_by_label(paragraph).click_secondary();
    shown.run_steps(4);
    shown.query_all_by_label_contains(" reports an event…").next().unwrap().click();
    shown.run_steps(4);
    type_over(&mut shown, "Search a kind", "arrest");
    press(&mut shown, Key::Enter);
    let made = story(&shown).events.iter().find(|event| event.kind == Kind::Arrest).unwrap();
    assert_eq!((made.title.as_str(), made.mentions.len()), ("Arrest in Yerevan", 1));
    undone(&mut shown, "add event", &before);
}

#[test]
fn the_queue_is_answered_by_keys_and_offers_the_same_elsewhere() {
    let mut shown = window_of(fixture::doubtful(), SIZE);
    press(&mut shown, Key::C);
    assert!(shows(&shown, "Check 1 of 3") && shows(&shown, "In question: "));
    assert!(shows(&shown, "Candidate 2: "), "numbered on the map");
    press(&mut shown, Key::Num2);
    assert!(shows(&shown, "Check 2 of 3"));
    assert!(shows(&shown, "Also 1 more “Stepanakert” in A"), "the same word elsewhere");
    let chosen = |shown: &Shown| {
        let names = story(shown).sources.iter().flat_map(|source| &source.reading.toponyms);
        names.filter(|name| name.place.as_ref().is_some_and(|place| place.key == "other:place")).count()
    };
    assert_eq!(chosen(&shown), 1);
    press(&mut shown, Key::A);
    assert_eq!(chosen(&shown), 2);
    assert!(!shows(&shown, "You corrected it"), "what was changed is not what is asked about");
    click(&mut shown, "Undo change place");
    assert_eq!(chosen(&shown), 1, "each is one step");
    press(&mut shown, Key::S);
    press(&mut shown, Key::Enter);
    assert!(!shows(&shown, "Check 3 of 3"), "the queue closes after the last");
}

#[test]
fn the_offer_to_change_a_name_elsewhere_hears_its_keys_wherever_it_stands() {
    for (key, changed) in [(Key::A, 2), (Key::N, 1)] {
        let mut shown = window_of(fixture::doubtful(), SIZE);
        click(&mut shown, "Correct this event…");
        shown.query_all_by_label_contains("Change what “").next().unwrap().click();
        shown.run_steps(4);
        shown.query_all_by_label_contains("Choose ").nth(1).unwrap().click();
        shown.run_steps(4);
        assert!(shows(&shown, "Also 1 more “Stepanakert” in A"));
        press(&mut shown, key);
        let names = story(&shown).sources.iter().flat_map(|source| &source.reading.toponyms);
        let other = names.filter(|name| name.place.as_ref().is_some_and(|place| place.key == "other:place"));
        assert_eq!(other.count(), changed, "{key:?}");
        assert!(!shows(&shown, "Also 1 more"), "{key:?}");
    }
}

#[test]
fn nobody_can_tell_and_no_place_are_answers() {
    let mut shown = window_of(fixture::doubtful(), SIZE);
    press(&mut shown, Key::C);
    press(&mut shown, Key::X);
    assert!(story(&shown).decisions().len() == 1 && shows(&shown, "Check 2 of 3"));
    press(&mut shown, Key::U);
    assert_eq!(story(&shown).decisions().len(), 2);
}

#[test]
fn the_history_names_every_step_and_goes_there() {
    let mut shown = window();
    let before = story(&shown).clone();
    click(&mut shown, "Mark as checked");
    correct(&mut shown, "Rename…");
    type_over(&mut shown, "Title of the event", "The first day");
    press(&mut shown, Key::Enter);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::H);
    shown.run_steps(4);
    assert!(shows(&shown, "Step 1: Mark as checked: Shelling of Stepanakert"));
    assert!(shows(&shown, "Step 2: Rename event: Shelling of Stepanakert: The first day"));
    click(&mut shown, "Step 0: As it was opened");
    assert!(story(&shown) == &before);
    assert!(shows(&shown, "Step 2: Rename event: Shelling of Stepanakert: The first day, undone"));
}

fn save_as(shown: &mut Shown, path: &Path) {
    // As if it was chosen in the system's dialog.
    shown.state_mut().as_mut().unwrap().save_as(path.to_owned());
    assert!(wait_for(shown, "The story is saved"));
}

fn open(shown: &mut Shown, path: &Path) {
    shown.state_mut().as_mut().unwrap().open_files(vec![path.to_owned()]);
    settle(shown);
}

#[test]
fn a_corrected_story_is_saved_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.dateline");
    let mut shown = window();
    correct(&mut shown, "Rename…");
    type_over(&mut shown, "Title of the event", "The first day");
    press(&mut shown, Key::Enter);
    save_as(&mut shown, &path);
    let saved = story(&shown).clone();
    assert!(folder.path().join(".day.dateline.lock").exists(), "it is marked as open");
    drop(shown);
    assert!(!folder.path().join(".day.dateline.lock").exists());
    let mut again = window_of(Story::default(), SIZE);
    open(&mut again, &path);
    assert!(*story(&again) == saved, "as it was, decisions and all");

    // A second window hears of the first, and does not write over it.
    let mut other = window_of(Story::default(), SIZE);
    open(&mut other, &path);
    assert!(shows(&other, "is open in another window"));
}

#[test]
fn a_file_changed_underneath_is_noticed_before_it_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.dateline");
    let mut shown = window();
    click(&mut shown, "Mark as checked");
    save_as(&mut shown, &path);
    std::fs::write(&path, "theirs").unwrap();
    click(&mut shown, "Take back that it is checked");
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::S);
    assert!(wait_for(&mut shown, "The file was changed by someone else"));
    assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
    click(&mut shown, "Save over what someone else changed");
    for _ in 0..200 {
        shown.run_steps(1);
        if std::fs::read(&path).unwrap() != b"theirs" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(std::fs::read(folder.path().join("day.dateline.bak")).unwrap(), b"theirs");
}

#[test]
fn a_damaged_story_is_opened_as_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.dateline");
    let mut shown = window();
    click(&mut shown, "Mark as checked");
    save_as(&mut shown, &path);
    drop(shown);
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, whole.split_once("\"events\"").unwrap().0).unwrap();
    let mut again = window_of(Story::default(), SIZE);
    open(&mut again, &path);
    assert!(shows(&again, "day.dateline cannot be opened whole"));
    click(&mut again, "Open what can be opened, as a copy");
    assert!(wait_for(&mut again, "A copy of what could be read of"));
    assert_eq!(story(&again).sources.len(), 2, "both articles are there");
    assert_eq!(story(&again).decisions().len(), 1, "and what was decided");
}

#[test]
fn a_story_from_a_newer_version_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("day.dateline");
    std::fs::write(&path, r#"{"format": "dateline story", "version": 99}"#).unwrap();
    let mut shown = window_of(Story::default(), SIZE);
    open(&mut shown, &path);
    assert!(shows(&shown, "was saved by a newer Dateline"));
}

#[test]
fn a_date_is_one_step_though_all_is_read_again() {
    let mut shown = window();
    let before = story(&shown).clone();
    click(&mut shown, "Date of B is missing, add it");
    shown.run_steps(2);
    shown.get_by_label("Date of B").type_text("20 Sep 2023");
    shown.run_steps(2);
    press(&mut shown, Key::Enter);
    settle(&mut shown);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::H);
    shown.run_steps(4);
    assert!(shows(&shown, "Step 1: Change date: B A day of fighting: 20 September 2023") && !shows(&shown, "Step 2"));
    click(&mut shown, "Undo change date");
    assert!(*story(&shown) == before);
}

/// Takes an article out of the story, by its row.
fn take_out(shown: &mut Shown, row: &str) {
    shown.get_by_label(row).focus();
    shown.run_steps(1);
    press(shown, Key::Delete);
}

#[test]
fn an_article_taken_out_while_all_is_read_again_stays_out() {
    let mut shown = window();
    click(&mut shown, "Date of B is missing, add it");
    shown.run_steps(2);
    shown.get_by_label("Date of B").type_text("20 Sep 2023");
    shown.run_steps(2);
    press(&mut shown, Key::Enter);
    take_out(&mut shown, "A Shells fall on Stepanakert, Northgate Wire");
    settle(&mut shown);
    let now = story(&shown).clone();
    assert_eq!(now.sources.len(), 1);
    assert_eq!(now.sources[0].article.date.day, Some(jiff::civil::date(2023, 9, 20)), "what was typed is kept");
    let here = |event: &dateline::story::Event| event.mentions.iter().all(|&mention| now.mention(mention).is_some());
    assert!(now.events.iter().all(here), "no event is told by an article that is gone");
    click(&mut shown, "Bring it back");
    assert_eq!(story(&shown).sources.len(), 2);
}

#[test]
fn an_article_taken_out_while_others_are_read_stays_out_and_they_come_in() {
    let folder = tempfile::tempdir().unwrap();
    let texts =
        ["A flood hit Accra on 4 May 2021 and killed six people, police said.", "Rain fell in Oslo on 5 May 2021."];
    let paths = texts.iter().enumerate().map(|(number, text)| {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, text).unwrap();
        path
    });
    let mut shown = window();
    shown.state_mut().as_mut().unwrap().open_files(paths.collect());
    take_out(&mut shown, "A Shells fall on Stepanakert, Northgate Wire");
    click(&mut shown, "Mark as checked");
    settle(&mut shown);
    let now = story(&shown).clone();
    let ids: std::collections::BTreeSet<_> = now.sources.iter().map(|source| source.article.id).collect();
    assert_eq!((now.sources.len(), ids.len()), (3, 3), "one is gone, two came, each with a number of its own");
    assert_eq!(now.decisions().len(), 1, "what was decided meanwhile is kept");
    assert!(now.events.iter().any(|event| event.title.contains("Accra")));
}

#[test]
fn what_was_not_saved_is_offered_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (kept, left) = (folder.path().join("kept"), folder.path().join("left"));
    let mut shown = window();
    shown.state_mut().as_mut().unwrap().keep_in(&kept);
    click(&mut shown, "Mark as checked");
    for _ in 0..200 {
        shown.run_steps(1);
        if shown.state().as_ref().unwrap().is_kept() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let before = story(&shown).clone();
    // A crash leaves the files without the lock its program held.
    std::fs::create_dir_all(&left).unwrap();
    for entry in std::fs::read_dir(&kept).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, left.join(path.file_name().unwrap())).unwrap();
    }
    drop(shown);
    assert_eq!(std::fs::read_dir(&kept).unwrap().count(), 0, "a window that closes leaves nothing");

    let mut next = window_of(Story::default(), SIZE);
    next.state_mut().as_mut().unwrap().keep_in(&left);
    next.run_steps(4);
    assert!(shows(&next, "Dateline ended before this was saved") && shows(&next, "2 articles, 1 decision"));
    next.query_all_by_label_contains("Restore ").next().unwrap().click();
    assert!(wait_for(&mut next, "Edited"));
    assert!(*story(&next) == before, "nothing is lost");
    assert!(shows(&next, "Edited"), "and it is still not saved");
    let stories = || {
        let names = std::fs::read_dir(&left).unwrap().map(|entry| entry.unwrap().path());
        names.filter(|path| path.extension().is_some_and(|ending| ending == "dateline")).count()
    };
    for _ in 0..200 {
        next.run_steps(2);
        if next.state().as_ref().unwrap().is_kept() && stories() == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(stories(), 1, "it is kept anew, and once");
}

#[test]
fn what_would_be_lost_is_asked_about() {
    let mut shown = window();
    click(&mut shown, "Mark as checked");
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::N);
    shown.run_steps(4);
    assert!(shows(&shown, "Save this story before beginning a new one?"));
    click(&mut shown, "Go back to the story");
    assert_eq!(story(&shown).sources.len(), 2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::N);
    shown.run_steps(4);
    click(&mut shown, "Go on without saving");
    assert!(story(&shown).sources.is_empty() && shows(&shown, "Drop articles here"));
}
