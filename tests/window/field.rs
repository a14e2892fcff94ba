//! Fields with words already in them: what is typed stands in their place, unless the caret is put among them.

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::fixture;
use super::shown::{SIZE, Shown, click, shows, window_of};

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
