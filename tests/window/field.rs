//! Fields with words already in them: what is typed stands in their place, unless the caret is put among them.

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::fixture;
use super::shown::{SIZE, Shown, click, settle, shows, wait_until, window_of};

/// What stands in a field.
fn value(shown: &Shown, field: &str) -> String {
    let mut fields = shown.query_all_by_role(Role::TextInput);
    let field = fields.find(|node| node.accesskit_node().label().as_deref() == Some(field));
    field.and_then(|node| node.accesskit_node().value()).unwrap()
}

/// Types as a keyboard does: into whatever has it.
fn type_text(shown: &mut Shown, text: &str) {
    shown.event(egui::Event::Text(text.to_owned()));
    shown.run_steps(3);
}

#[test]
fn what_is_typed_stands_in_place_of_what_a_correction_offers() {
    let mut shown = window_of(fixture::story(), SIZE);
    for (ask, field, offered) in [
        ("Change what “Stepanakert on” means…", "Search a place", "Stepanakert on"),
        ("Change date…", "Date of the event", "2023-09-19"),
        ("Rename…", "Title of the event", "Shelling of Stepanakert"),
    ] {
        click(&mut shown, "Correct this event…");
        click(&mut shown, ask);
        assert_eq!(value(&shown, field), offered);
        type_text(&mut shown, "G");
        type_text(&mut shown, "y");
        assert_eq!(value(&shown, field), "Gy", "the second letter is typed behind the first");
        shown.key_press(Key::Escape);
        shown.run_steps(3);
    }
}

#[test]
fn the_tab_key_leads_to_a_field_to_be_typed_over_and_a_click_into_its_words() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Details of A");
    shown.key_press(Key::Tab);
    shown.run_steps(3);
    type_text(&mut shown, "Valley Wire");
    assert_eq!(value(&shown, "Outlet of A"), "Valley Wire");
    let field = shown.get_by_label("Headline of A").rect();
    shown.hover_at(field.right_center() - egui::vec2(4.0, 0.0));
    shown.run_steps(1);
    for pressed in [true, false] {
        let pos = field.right_center() - egui::vec2(4.0, 0.0);
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        shown.event(egui::Event::PointerButton { pos, button, pressed, modifiers });
        shown.run_steps(1);
    }
    shown.run_steps(2);
    type_text(&mut shown, "!");
    assert_eq!(value(&shown, "Headline of A"), "Shells fall on Stepanakert!");
}

/// A press of the mouse at a point and its end.
fn press_at(pos: egui::Pos2) -> [egui::Event; 2] {
    let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
    [true, false].map(|pressed| egui::Event::PointerButton { pos, button, pressed, modifiers })
}

/// A letter as a keyboard sends it.
fn letter(key: Key, text: &str) -> [egui::Event; 2] {
    let modifiers = egui::Modifiers::NONE;
    let key = egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    [key, egui::Event::Text(text.to_owned())]
}

fn title(shown: &Shown) -> Option<String> {
    shown.state().as_ref().unwrap().story().layout.title.clone()
}

#[test]
fn what_is_typed_and_left_within_one_frame_is_kept_and_no_letter_of_it_is_a_command() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Export");
    let field = shown.get_by_label("Title of the picture").rect().center();
    let beside = shown.get_by_label("Export a picture").rect().center();
    shown.hover_at(field);
    shown.run_steps(2);
    // A machine at work: into the field, a word, and out of it again before anything was drawn.
    let frame = press_at(field).into_iter().chain(letter(Key::D, "Dawn")).chain(press_at(beside));
    shown.input_mut().events.extend(frame);
    shown.run_steps(6);
    assert_eq!(title(&shown).as_deref(), Some("Dawn"));
    assert!(shows(&shown, "Export a picture"), "the sheet stays open");
    shown.key_press(Key::Escape);
    shown.run_steps(3);
    let mut regions = shown.query_all_by_role(Role::Region);
    let map = regions.find(|node| node.accesskit_node().label().as_deref() == Some("Map")).unwrap().rect();
    let map = map.left_top() + egui::vec2(30.0, 200.0);
    drop(regions);
    shown.hover_at(map);
    shown.run_steps(1);
    shown.input_mut().events.extend(press_at(map).into_iter().chain(letter(Key::D, "d")));
    shown.run_steps(4);
    assert!(shows(&shown, "Light theme"), "beside a field a letter is a command as ever");
}

#[test]
fn a_title_is_kept_when_the_sheet_closes_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Export");
    // Pixels take longer than the few frames in which the title is typed.
    let path = folder.path().join("map.png");
    shown.get_by_label("File of the picture").focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    shown.run_steps(1);
    type_text(&mut shown, &path.to_string_lossy());
    shown.get_by_label("Make the picture").click();
    shown.run_steps(1);
    shown.get_by_label("Title of the picture").focus();
    shown.run_steps(1);
    shown.event(egui::Event::Text("Dawn".to_owned()));
    shown.run_steps(1);
    assert_eq!(title(&shown), None, "it is still being typed");
    assert!(wait_until(&mut shown, |shown| !shows(shown, "Export a picture")));
    assert!(path.exists());
    assert_eq!(title(&shown).as_deref(), Some("Dawn"));
}

#[test]
fn a_date_and_details_that_were_typed_hold_wherever_a_person_goes_on_to_but_for_esc() {
    let mut shown = window_of(fixture::story(), SIZE);
    let of = |shown: &Shown, at: usize| shown.state().as_ref().unwrap().story().sources[at].article.clone();
    let named = |shown: &Shown, words: &str| {
        let mut nodes = shown.query_all_by_label_contains(words);
        nodes.next().and_then(|node| node.accesskit_node().label()).unwrap()
    };
    let before = of(&shown, 0).date.day;
    for (leave, kept) in [(Key::Escape, false), (Key::Tab, true)] {
        let date = named(&shown, "Date of A");
        click(&mut shown, &date);
        type_text(&mut shown, "3 Oct 2023");
        shown.key_press(leave);
        settle(&mut shown);
        let day = of(&shown, 0).date.day;
        assert_eq!((day == before, day.map(|day| day.day() == 3)), (!kept, Some(kept)), "{leave:?}");
    }
    click(&mut shown, "Details of A");
    type_text(&mut shown, "Guns at noon");
    click(&mut shown, "Details of B");
    assert_eq!(of(&shown, 0).headline, "Guns at noon");
    assert!(shows(&shown, "Headline of B"));
}

/// Letters and Enter, as they come within one frame of a machine at work.
fn type_and_enter(shown: &mut Shown, text: &str) {
    let enter = egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: egui::Modifiers::NONE,
    };
    shown.input_mut().events.extend([egui::Event::Text(text.to_owned()), enter]);
    shown.run_steps(4);
}

#[test]
fn enter_means_what_stands_in_the_field_by_then() {
    let mut shown = window_of(fixture::story(), SIZE);
    let events = |shown: &Shown| {
        let story = shown.state().as_ref().unwrap().story().clone();
        story.events.iter().map(|event| event.title.clone()).collect::<Vec<String>>()
    };
    click(&mut shown, "Correct this event…");
    click(&mut shown, "Rename…");
    type_and_enter(&mut shown, "The first day");
    assert!(events(&shown).contains(&"The first day".to_owned()), "{:?}", events(&shown));
    click(&mut shown, "Correct this event…");
    click(&mut shown, "Merge with another event…");
    type_and_enter(&mut shown, "corridor");
    let left = events(&shown);
    assert!(left.len() == 2 && left.contains(&"Crowd in Yerevan".to_owned()), "{left:?}");
    shown.key_press(Key::Slash);
    shown.run_steps(2);
    type_and_enter(&mut shown, "crowd");
    assert!(shows(&shown, "In Yerevan a crowd gathered in the evening."), "the search leads to the first it finds");
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
    shown.run_steps(2);
    type_and_enter(&mut shown, "export pict");
    assert!(shows(&shown, "Title of the picture"));
}

#[test]
fn the_first_passage_of_a_split_has_the_keyboard() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Correct this event…");
    click(&mut shown, "Split passages off…");
    shown.key_press(Key::Space);
    shown.run_steps(3);
    assert!(shows(&shown, "Split off 1 passage"));
    shown.key_press(Key::Space);
    shown.run_steps(3);
    assert!(!shows(&shown, "Split off 1 passage"), "it is ticked and not, as often as it is asked for");
}
