//! The window, driven by the names its controls have for screen readers: what a person does in the first five minutes.
#![cfg(feature = "gui")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what went wrong by panicking"
)]

use dateline::story::Story;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[path = "window/article.rs"]
mod article;
#[path = "window/compare.rs"]
mod compare;
#[path = "window/extremes.rs"]
mod extremes;
#[path = "window/field.rs"]
mod field;
#[path = "window/file.rs"]
mod file;
#[path = "window/fixture.rs"]
mod fixture;
#[path = "window/map.rs"]
mod map;
#[path = "window/shown.rs"]
mod shown;
#[path = "window/sources.rs"]
mod sources;
#[path = "window/timeline.rs"]
mod timeline;

use shown::{SIZE, Shown, click, settle, shows, wait_for, window_of};

fn window() -> Shown {
    window_of(fixture::story(), SIZE)
}

#[test]
fn an_empty_window_says_what_to_do() {
    let shown = window_of(Story::default(), [1280.0, 800.0]);
    for label in ["Drop articles here", "Open files", "Paste", "Try the example", "Everything stays on this computer"] {
        assert!(shows(&shown, label), "{label}");
    }
    assert!(shows(&shown, "No articles yet") && shows(&shown, "Network: off"));
}

#[test]
fn a_click_on_an_event_shows_its_passages_and_who_says_so() {
    let mut shown = window();
    click(&mut shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A");
    assert!(shows(&shown, "In Yerevan a crowd gathered in the evening."), "the exact sentence stands on a card");
    click(&mut shown, "Shelling of Stepanakert, 19 Sep, Stepanakert / Khankendi, in AB");
    assert!(shows(&shown, "A Northgate Wire, 19 Sep 2023, para 1: Shells struck Stepanakert"));
    assert!(shows(&shown, "B The Harbour Post, date missing, para 1: Residents of Khankendi"));
    assert!(shows(&shown, "Killed, A: 2") && shows(&shown, "Killed, B: 5 or more"), "ranges, source by source");
}

#[test]
fn a_card_opens_its_article_at_the_passage() {
    let mut shown = window();
    click(&mut shown, "Shelling of Stepanakert, 19 Sep, Stepanakert / Khankendi, in AB");
    click(&mut shown, "Open B at this passage");
    assert!(shows(&shown, "Khankendi, place: Stepanakert / Khankendi"), "the name is marked");
    assert!(shows(&shown, "2 of 2 · in"), "and counted over both articles");
    click(&mut shown, "Next place name");
    assert!(shows(&shown, "Show this place on the map"));
}

#[test]
fn enter_opens_the_article_at_the_current_card_and_at_the_framed_cell() {
    let mut shown = window();
    for tab in [egui::Key::Num1, egui::Key::Num3] {
        shown.key_press(tab);
        shown.run_steps(4);
        assert!(!shows(&shown, "Marks: place"));
        shown.key_press(egui::Key::Enter);
        shown.run_steps(4);
        assert!(shows(&shown, "Marks: place") && shows(&shown, "mention 1 of"), "the article, its place name ringed");
    }
}

#[test]
fn a_pin_on_the_map_has_a_name_and_selects_its_event() {
    let mut shown = window();
    click(&mut shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A");
    assert!(!shows(&shown, "para 1: Shells struck Stepanakert"));
    click(&mut shown, "Frame the whole story");
    shown.run_steps(40);
    click(&mut shown, "Shelling of Stepanakert, Stepanakert / Khankendi");
    assert!(shows(&shown, "para 1: Shells struck Stepanakert"));
}

#[test]
fn what_is_checked_can_be_undone_and_redone() {
    let mut shown = window();
    assert!(shows(&shown, "3 to check"));
    click(&mut shown, "Mark as checked");
    assert!(shows(&shown, "2 to check") && shows(&shown, "Edited"));
    click(&mut shown, "Undo mark as checked");
    assert!(shows(&shown, "3 to check"));
    click(&mut shown, "Redo mark as checked");
    assert!(shows(&shown, "2 to check"));
}

#[test]
fn a_step_back_that_takes_all_articles_away_says_so_and_offers_them_again() {
    let mut shown = window_of(Story::default(), [1280.0, 800.0]);
    click(&mut shown, "Try the example");
    assert!(wait_for(&mut shown, "5 articles"));
    settle(&mut shown);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    shown.run_steps(4);
    assert!(shows(&shown, "Drop articles here") && shows(&shown, "Opening the articles was undone"));
    click(&mut shown, "Bring them back");
    assert!(shows(&shown, "5 articles") && !shows(&shown, "was undone"));
}

#[test]
fn the_queue_goes_from_doubt_to_doubt() {
    let mut shown = window();
    click(&mut shown, "Check 3 events");
    assert!(shows(&shown, "Check 1 of 3"));
    click(&mut shown, "Right, mark as checked");
    assert!(shows(&shown, "Check 2 of 3"));
    click(&mut shown, "Skip this one");
    click(&mut shown, "Leave the queue");
    assert!(!shows(&shown, "Check 3 of 3") && shows(&shown, "2 to check"));
}

#[test]
fn families_and_words_narrow_list_and_map() {
    let mut shown = window();
    click(&mut shown, "Only protest (1)");
    assert!(shows(&shown, "Showing 1 of 3") && shows(&shown, "1 of 3"));
    click(&mut shown, "Take back the filter Protest");
    assert!(shows(&shown, "Showing all 3"));
    shown.get_by_label("Search").focus();
    shown.run_steps(2);
    shown.get_by_label("Search").type_text("corridor");
    shown.run_steps(3);
    assert!(shows(&shown, "Showing 1 of 3"));
}

#[test]
fn the_glance_counts_what_the_filters_leave() {
    let mut shown = window();
    shown.key_press(egui::Key::Escape);
    shown.run_steps(4);
    assert!(shows(&shown, "3 events") && shows(&shown, "Lachin corridor: 1") && shows(&shown, "from 2 articles"));
    click(&mut shown, "Protest: 1");
    assert!(!shows(&shown, "Violence: 1"), "one family is none to choose from");
    assert!(shows(&shown, "1 event") && shows(&shown, "Yerevan: 1") && shows(&shown, "from 1 article"));
    assert!(!shows(&shown, "Lachin corridor: 1") && !shows(&shown, "on 1 event"), "places and differences too");
}

#[test]
fn the_key_that_leads_to_the_search_is_not_typed_in_it() {
    let mut shown = window();
    let key = egui::Event::Key {
        key: egui::Key::Slash,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    // As a keyboard has it: the key and its letter come in one frame.
    shown.input_mut().events.extend([key, egui::Event::Text("/".to_owned())]);
    shown.run_steps(2);
    shown.event(egui::Event::Text("corridor".to_owned()));
    shown.run_steps(3);
    assert!(shows(&shown, "1 of 3"), "only what was typed after it is looked for");
}

#[test]
fn what_is_typed_before_its_field_is_there_is_typed_in_it() {
    let key = |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let letter = |of, text: &str| [key(of, egui::Modifiers::NONE), egui::Event::Text(text.to_owned())];
    let mut shown = window();
    // One frame: the key that opens the field, and letters that are commands where there is none.
    let frame = &mut shown.input_mut().events;
    frame.push(key(egui::Key::K, egui::Modifiers::COMMAND));
    frame.extend(letter(egui::Key::D, "d").into_iter().chain(letter(egui::Key::C, "c")));
    shown.run_steps(3);
    shown.input_mut().events.extend(letter(egui::Key::F, "f"));
    shown.run_steps(3);
    let fields = shown.query_all_by_role(egui::Role::TextInput);
    let typed: Vec<String> = fields.filter_map(|field| field.accesskit_node().value()).collect();
    assert!(typed.iter().any(|text| text == "dcf"), "{typed:?}");
    assert!(!shows(&shown, "Light theme") && !shows(&shown, "Check 1 of"), "no letter was a command");
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    // The field is left again before it is there: what comes after that is no more for it.
    let frame = &mut shown.input_mut().events;
    frame.push(key(egui::Key::K, egui::Modifiers::COMMAND));
    frame.extend(letter(egui::Key::C, "c"));
    frame.push(key(egui::Key::Escape, egui::Modifiers::NONE));
    frame.extend(letter(egui::Key::D, "d"));
    shown.run_steps(8);
    assert!(!shows(&shown, "Find anything") && !shows(&shown, "Check 1 of"));
    assert!(shows(&shown, "Light theme"), "without a field they are");
}

#[test]
fn a_missing_date_is_typed_in_its_place() {
    let mut shown = window();
    click(&mut shown, "Date of B is missing, add it");
    shown.run_steps(2);
    shown.get_by_label("Date of B").type_text("20 Sep 2023");
    shown.run_steps(2);
    shown.key_press(egui::Key::Enter);
    shown.run_steps(3);
    let day = shown.state().as_ref().unwrap().story().sources[1].article.date.day;
    assert_eq!(day, Some(jiff::civil::date(2023, 9, 20)));
}

#[test]
fn undated_events_have_a_tray() {
    let mut shown = window();
    assert!(shows(&shown, "Undated: 1"));
    click(&mut shown, "List the events of undated");
    assert!(shows(&shown, "1 event at this spot"));
}

#[test]
fn every_tab_is_whole_from_small_windows_to_large() {
    for size in [[1024.0, 700.0], [1280.0, 800.0], [2560.0, 1440.0]] {
        let mut shown = window_of(fixture::story(), size);
        for tab in ["Event", "Article", "Compare"] {
            let tabs: Vec<_> = shown.query_all_by_role(egui::Role::Tab).collect();
            let tab = tabs.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(tab));
            tab.expect("the tab is there").click();
            shown.run_steps(3);
            assert!(shows(&shown, "Network: off"), "{size:?}");
        }
    }
}

#[test]
fn the_export_sheet_previews_the_picture_and_saves_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.svg");
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"), "the picture is laid out");
    for words in ["3 pins, 3 unchecked", "Credits of map and places", "Scale bar", "Nothing overlaps"] {
        assert!(shows(&shown, words), "the check line says {words}");
    }
    click(&mut shown, "Size 1:1");
    assert!(shows(&shown, "2160 × 2160 pixels"));
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    let field = shown.get_by_label("File of the picture");
    field.focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    shown.run_steps(1);
    shown.get_by_label("File of the picture").type_text(&path.to_string_lossy());
    shown.run_steps(2);
    click(&mut shown, "Make the picture");
    assert!(wait_for(&mut shown, "The picture is saved"));
    assert!(std::fs::read_to_string(&path).unwrap().contains("<svg"));
    let beside = std::fs::read_to_string(path.with_extension("txt")).unwrap();
    assert!(beside.contains("Northgate Wire"), "the text with all passages stands beside it: {beside}");
}

/// What the story keeps of the decisions about its pictures.
fn layout(shown: &Shown) -> dateline::story::Layout {
    dateline::story::Layout::clone(&shown.state().as_ref().unwrap().story().layout)
}

#[test]
fn captions_are_written_renumbered_left_out_and_brought_back_one_undo_step_each() {
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    click(&mut shown, "Page Captions");
    click(&mut shown, "Leave caption 1 out");
    assert_eq!(layout(&shown).excluded.len(), 1);
    assert!(wait_for(&mut shown, "Without a number · 1") && wait_for(&mut shown, "2 pins, 2 unchecked"));
    let left_out = layout(&shown).excluded.first().copied();
    let title = left_out.and_then(|id| shown.state().as_ref()?.story().event(id).map(|event| event.title.clone()));
    click(&mut shown, &format!("Show {}", title.unwrap()));
    assert!(layout(&shown).excluded.is_empty() && wait_for(&mut shown, "3 pins, 3 unchecked"));
    click(&mut shown, "Number caption 2 earlier");
    assert_eq!(layout(&shown).order.len(), 3);
    let first = shown.state().as_ref().unwrap().story().event(layout(&shown).order[0]).unwrap().title.clone();
    assert!(wait_for(&mut shown, &format!("Caption 1: {first}")), "the picture has the new numbers");
    click(&mut shown, "Write caption 1");
    assert!(wait_for(&mut shown, " of 25 words"));
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    shown.run_steps(1);
    shown.get_by_label("Caption 1").type_text("Shells fell");
    shown.run_steps(2);
    assert!(shows(&shown, "2 of 25 words"));
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert_eq!(layout(&shown).captions.values().next().map(String::as_str), Some("Shells fell"));
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    shown.run_steps(3);
    assert!(layout(&shown).captions.is_empty(), "taken back where it was decided");
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert!(layout(&shown).captions.is_empty() && layout(&shown).order.len() == 3);
    click(&mut shown, "Undo change numbers");
    assert!(layout(&shown).order.is_empty());
}

#[test]
fn a_title_that_is_taken_back_leaves_the_picture_and_nothing_else_is_taken_back_there() {
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    shown.get_by_label("Title of the picture").focus();
    shown.run_steps(2);
    shown.get_by_label("Title of the picture").type_text("Guns over the town");
    assert!(wait_for(&mut shown, "Preview: Guns over the town"), "seen while it is typed");
    click(&mut shown, "Page Captions");
    assert_eq!(layout(&shown).title.as_deref(), Some("Guns over the town"));
    let articles = |shown: &Shown| shown.state().as_ref().unwrap().story().sources.len();
    let opened = articles(&shown);
    for _ in 0..4 {
        shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        shown.run_steps(3);
    }
    assert_eq!(layout(&shown).title, None);
    assert!(wait_for(&mut shown, "Preview: Shelling"), "the picture has the title made from the story");
    assert!(opened > 0 && articles(&shown) == opened, "the articles stay open");
}

#[test]
fn the_words_for_screen_readers_are_written_wherever_their_box_is_clicked() {
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    click(&mut shown, "Page Words");
    // Where the words made from the captions stand, and nothing once they are few.
    let low = shown.get_by_label("Alternative text").rect().left_top() + egui::vec2(60.0, 110.0);
    for words in ["A map.", "A map of one day."] {
        shown.hover_at(low);
        shown.run_steps(1);
        shown.drag_at(low);
        shown.run_steps(1);
        shown.drop_at(low);
        shown.run_steps(2);
        shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        shown.run_steps(1);
        shown.event(egui::Event::Text(words.to_owned()));
        shown.run_steps(2);
        click(&mut shown, "Page Picture");
        assert_eq!(layout(&shown).alt.as_deref(), Some(words));
        click(&mut shown, "Page Words");
    }
}

#[test]
fn a_caption_being_written_is_kept_by_enter_and_by_turning_the_page() {
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    let write = |shown: &mut Shown, number: usize, words: &str| {
        click(shown, "Page Captions");
        click(shown, &format!("Write caption {number}"));
        assert!(wait_for(shown, " of 25 words"));
        assert!(shown.query_by_label(&format!("Caption {number}")).is_some(), "the field of caption {number}");
        shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        shown.run_steps(1);
        shown.get_by_label(&format!("Caption {number}")).type_text(words);
        shown.run_steps(2);
    };
    let kept = |shown: &Shown| layout(shown).captions.into_values().collect::<Vec<_>>();
    write(&mut shown, 1, "Shells fell");
    shown.key_press(egui::Key::Enter);
    shown.run_steps(3);
    assert_eq!(kept(&shown), ["Shells fell"]);
    assert!(wait_for(&mut shown, "Caption 1: Shells"), "the picture with the first caption");
    write(&mut shown, 2, "People left");
    click(&mut shown, "Page Words");
    let mut both = kept(&shown);
    both.sort();
    assert_eq!(both, ["People left", "Shells fell"]);
    assert!(wait_for(&mut shown, "Caption 2: People"), "the picture with the second caption");
    // From one field right into another.
    write(&mut shown, 2, "Families left");
    click(&mut shown, "Write caption 1");
    assert!(kept(&shown).contains(&"Families left".to_owned()));
}

#[test]
fn a_caption_is_moved_by_dragging_it() {
    let mut shown = window();
    click(&mut shown, "Export");
    assert!(wait_for(&mut shown, "Preview: Shelling"));
    let from = shown.query_all_by_label_contains("Caption 1: ").next().unwrap().rect().center();
    shown.drag_at(from);
    shown.run_steps(1);
    shown.hover_at(from + egui::vec2(6.0, 40.0));
    shown.run_steps(2);
    shown.drop_at(from + egui::vec2(6.0, 60.0));
    shown.run_steps(3);
    let layout = layout(&shown);
    let [x, y] = layout.positions.values().next().copied().expect("the place is kept");
    assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
}

#[test]
fn a_file_that_cannot_be_opened_gets_a_row_that_says_why_and_the_others_open() {
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good.txt"), folder.path().join("empty.txt"));
    std::fs::write(&good, "Flood in Valencia\n\nA flood hit Valencia on Tuesday, officials said.\n").unwrap();
    std::fs::write(&bad, "").unwrap();
    let mut shown = window_of(Story::default(), [1280.0, 800.0]);
    shown.state_mut().as_mut().unwrap().open_files(vec![bad, good]);
    assert!(wait_for(&mut shown, "Flood in Valencia"), "the good one opens");
    assert!(shows(&shown, "empty.txt: "), "the bad one has a row");
    click(&mut shown, "Dismiss empty.txt");
    assert!(!shows(&shown, "empty.txt: "));
}

#[test]
fn what_was_refused_is_no_matter_of_another_story() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("empty.txt");
    std::fs::write(&bad, "").unwrap();
    let mut shown = window_of(Story::default(), [1280.0, 800.0]);
    shown.state_mut().as_mut().unwrap().open_files(vec![bad]);
    assert!(wait_for(&mut shown, "empty.txt: "));
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::N);
    shown.run_steps(3);
    assert!(!shows(&shown, "empty.txt: ") && shows(&shown, "Drop articles here"));
}

#[test]
fn a_folder_opens_as_its_articles_and_a_text_without_events_is_shown_to_be_marked() {
    let folder = tempfile::tempdir().unwrap();
    let day = folder.path().join("day");
    std::fs::create_dir(&day).unwrap();
    std::fs::write(day.join("calm.txt"), "A calm day in Oslo\n\nThe mayor of Oslo likes tea.\n").unwrap();
    std::fs::write(day.join("photo.png"), "no article").unwrap();
    let mut shown = window_of(Story::default(), [1280.0, 800.0]);
    shown.state_mut().as_mut().unwrap().open_files(vec![day]);
    settle(&mut shown);
    assert!(shows(&shown, "1 article") && shows(&shown, "0 events") && !shows(&shown, "photo.png"));
    assert!(shows(&shown, "Marks: place"), "the text stands on the right");
}

#[test]
fn the_example_opens_by_one_click() {
    let mut shown = window_of(Story::default(), [1280.0, 800.0]);
    click(&mut shown, "Try the example");
    assert!(wait_for(&mut shown, "Caspian Ledger"));
    assert!(shows(&shown, "5 articles"));
}

#[test]
fn facets_narrow_one_another_and_are_reset_together() {
    let mut shown = window();
    click(&mut shown, "Filter events");
    assert!(shows(&shown, "The regional office, 1"), "a speaker begins with a capital");
    click(&mut shown, "Not checked, 3");
    click(&mut shown, "The Harbour Post, 2");
    assert!(shows(&shown, "Showing 2 of 3") && shows(&shown, "Filter events, 2 chosen"));
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert!(!shows(&shown, "Not checked, 2"), "Esc closes the choices and keeps them");
    click(&mut shown, "Reset all filters");
    assert!(shows(&shown, "Showing all 3"));
}

#[test]
fn days_are_typed_on_the_timeline_and_wrong_ones_said() {
    let mut shown = window();
    let type_days = |shown: &mut Shown, text: &str| {
        shown.key_press(egui::Key::T);
        shown.run_steps(3);
        shown.get_by_label("Days to keep").type_text(text);
        shown.run_steps(2);
        shown.key_press(egui::Key::Enter);
        shown.run_steps(3);
    };
    type_days(&mut shown, "2023-09-18..20");
    assert!(shows(&shown, "Showing 2 of 3"), "the undated one is not among them");
    click(&mut shown, "Reset the filters");
    type_days(&mut shown, "someday");
    assert!(shows(&shown, "“someday” is no day; write 18 Sep 2023"));
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert!(shows(&shown, "Showing all 3"));
}

#[test]
fn the_timeline_has_what_happened_and_what_reported_it_and_zooms() {
    let mut shown = window();
    assert!(shows(&shown, "Happened") && shows(&shown, "Reported"));
    assert!(shows(&shown, "A Northgate Wire, 19 Sep 2023"), "the article stands on its day");
    for _ in 0..4 {
        shown.key_press(egui::Key::Period);
        shown.run_steps(2);
    }
    assert!(shows(&shown, "In view:"));
    click(&mut shown, "Show all time");
    assert!(!shows(&shown, "In view:"));
}

#[test]
fn a_few_letters_lead_anywhere() {
    let mut shown = window();
    let find = |shown: &mut Shown, letters: &str| {
        shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
        shown.run_steps(3);
        shown.get_by_label("What to do or where to go").type_text(letters);
        shown.run_steps(2);
        shown.key_press(egui::Key::Enter);
        shown.run_steps(3);
        assert!(!shows(shown, "What to do or where to go"), "choosing closes it");
    };
    find(&mut shown, "crowd yer");
    assert!(shows(&shown, "In Yerevan a crowd gathered in the evening."), "an event");
    find(&mut shown, "a day of fight");
    assert!(shows(&shown, "Residents of Khankendi heard shelling"), "an article");
    find(&mut shown, "export pict");
    assert!(shows(&shown, "Title of the picture"), "a command");
}

#[test]
fn the_sheet_of_keys_comes_and_goes() {
    let mut shown = window();
    click(&mut shown, "All keys");
    assert!(shows(&shown, "Ctrl+E: Export a picture"));
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert!(!shows(&shown, "Ctrl+E: Export a picture"));
}

#[test]
fn panels_fold_and_come_back() {
    let mut shown = window();
    click(&mut shown, "Fold sources and events");
    assert!(!shows(&shown, "Fold sources and events") && shows(&shown, "Show sources and events"));
    click(&mut shown, "Show sources and events");
    assert!(shows(&shown, "Fold sources and events"));
    click(&mut shown, "Fold this panel");
    click(&mut shown, "Show Compare");
    assert!(shows(&shown, "Only where they differ"));
}

#[test]
fn a_small_window_at_twice_the_size_still_has_everything() {
    let mut shown = window_of(fixture::story(), [512.0, 350.0]);
    assert!(shows(&shown, "Show sources and events") && shows(&shown, "Network: off"));
    click(&mut shown, "Show sources and events");
    assert!(shows(&shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A"), "the list takes the side's place");
    click(&mut shown, "Fold sources and events");
    shown.key_press(egui::Key::L);
    shown.run_steps(6);
    assert!(shows(&shown, "Sources differ"), "the choices come with the list they are of");
    shown.key_press(egui::Key::Escape);
    shown.run_steps(4);
    for (key, words) in [
        (egui::Key::C, "Check 1 of"),
        (egui::Key::Num2, "Marks: place"),
        (egui::Key::Num3, "Only where they differ"),
        (egui::Key::CloseBracket, "Show this place on the map"),
    ] {
        if !shows(&shown, "Fold sources and events") {
            click(&mut shown, "Show sources and events");
        }
        assert!(!shows(&shown, words));
        shown.key_press(key);
        shown.run_steps(4);
        assert!(shows(&shown, words), "what is asked for takes the list's place: {words}");
        if shows(&shown, "Leave the queue") {
            // It has its own meaning of numbers.
            click(&mut shown, "Leave the queue");
        }
    }
}

#[test]
fn the_foot_of_a_narrow_map_says_the_years_and_keeps_the_ways_back() {
    let mut shown = window_of(fixture::story(), [512.0, 350.0]);
    shown.key_press(egui::Key::Period);
    click(&mut shown, "Show sources and events");
    click(&mut shown, "Only protest (1)");
    let ways = ["Reset the filters", "Show all time"].map(|way| shown.get_by_label(way).rect());
    assert!(ways[0].right() <= ways[1].left(), "{ways:?}");
    let days = shown.get_by_label_contains("type the days").rect();
    assert!(days.right() <= ways[0].left(), "{days:?} {ways:?}");
}

/// Every node of the tree a person or a screen reader can act on.
fn actors(shown: &Shown) -> Vec<(egui::Role, String)> {
    use egui::Role;
    let acts = [
        Role::Button,
        Role::Link,
        Role::CheckBox,
        Role::Tab,
        Role::TextInput,
        Role::ListItem,
        Role::Cell,
        Role::Slider,
        Role::ComboBox,
        Role::RadioButton,
    ];
    acts.into_iter()
        .flat_map(|role| shown.query_all_by_role(role).map(move |node| (role, node)).collect::<Vec<_>>())
        .map(|(role, node)| (role, node.accesskit_node().label().unwrap_or_default()))
        .collect()
}

#[test]
fn everything_that_can_be_acted_on_has_a_name() {
    let mut shown = window();
    for step in ["", "Article", "Compare", "Event", "Filter events"] {
        if !step.is_empty() {
            let node = shown.query_all_by_label(step).next().expect("the step is there");
            node.click();
            shown.run_steps(3);
        }
        let actors = actors(&shown);
        assert!(actors.len() > 20, "{step}: {actors:?}");
        let nameless: Vec<_> = actors.iter().filter(|(_, name)| name.trim().is_empty()).collect();
        assert!(nameless.is_empty(), "{step}: {nameless:?}");
        for (role, name) in actors {
            println!("{step:14} {role:?}: {name}");
        }
    }
    assert!(shows(&shown, "Map"), "the map is a region with a name");
}

#[test]
fn the_sentences_around_a_passage_and_the_other_events_there_are_a_click_away() {
    let mut shown = window();
    click(&mut shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A");
    click(&mut shown, "Context of A here");
    assert!(shows(&shown, "Less of A here"));
    click(&mut shown, "Compare");
    click(&mut shown, "Copy the comparison as a table");
    assert!(shows(&shown, "Copied"));
}

#[test]
fn words_are_found_in_the_article_one_after_another() {
    let mut shown = window();
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    shown.run_steps(4);
    shown.get_by_label("Find in this article").type_text("the");
    shown.run_steps(3);
    assert!(shows(&shown, "1 of "), "where it stands first");
    shown.key_press(egui::Key::Enter);
    shown.run_steps(3);
    assert!(shows(&shown, "2 of "));
    click(&mut shown, "Close the search in the text");
    assert!(!shows(&shown, "Find in this article"));
}
