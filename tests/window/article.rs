//! The article under the hand: its marks and their switches, names stepped through, words marked by dragging over them or by
//! the keyboard, and how they and the pins light one another.

use dateline::story::{Kind, Role, Story};
use egui::{Key, Modifiers, Rect, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

use super::{Shown, click, fixture, shows, window_of};

/// The fixture with A open; in it "officials" of B are a people, so that each kind of name occurs.
fn article(letter: &str) -> Shown {
    let mut story = fixture::story();
    let second = Arc::make_mut(&mut story.sources[1].reading);
    second.toponyms[1].role = Role::Demonym;
    let mut shown = window_of(story, [1440.0, 900.0]);
    click(&mut shown, "Shelling of Stepanakert, 19 Sep, Stepanakert / Khankendi, in AB");
    click(&mut shown, &format!("Open {letter} at this passage"));
    shown
}

fn story(shown: &Shown) -> &Story {
    shown.state().as_ref().unwrap().story()
}

#[test]
fn names_are_stepped_through_and_counted_over_all_articles() {
    let mut shown = article("A");
    let step = |shown: &mut Shown, key, words: &str| {
        shown.key_press(key);
        shown.run_steps(4);
        assert!(shows(shown, words), "{words}");
    };
    step(&mut shown, Key::CloseBracket, "mention 1 of 1 · in A");
    step(&mut shown, Key::OpenBracket, "mention 1 of 2 · in A, B");
}

#[test]
fn each_kind_of_mark_has_a_switch_and_peoples_have_theirs() {
    let mut shown = article("B");
    let names = ["Khankendi, place: Stepanakert / Khankendi", "Lachin corridor, people: Lachin corridor"];
    for (switch, name, other) in [
        ("Marks: place", names[0], names[1]),
        ("Marks: people", names[1], names[0]),
        ("Marks: event", "shelling, event", names[0]),
    ] {
        assert!(shows(&shown, name), "{name} is marked");
        click(&mut shown, switch);
        assert!(!shows(&shown, name) && shows(&shown, other), "{switch} hides {name} alone");
        click(&mut shown, switch);
        assert!(shows(&shown, name), "{switch} shows {name} again");
    }
    for switch in ["as actor", "time", "figure", "speaker"] {
        click(&mut shown, &format!("Marks: {switch}"));
        click(&mut shown, &format!("Marks: {switch}"));
    }
}

/// Drags over a part of a paragraph, as shares of its width, on its first line.
fn drag_over(shown: &mut Shown, paragraph: &str, from: f32, to: f32) {
    let rect = shown.get_by_label(paragraph).rect();
    let at = |share: f32| egui::pos2(rect.left() + rect.width() * share, rect.top() + 10.0);
    shown.hover_at(at(from));
    shown.run_steps(1);
    shown.drag_at(at(from));
    shown.run_steps(1);
    for step in 1..=4_u8 {
        shown.hover_at(at(from + (to - from) * f32::from(step) / 4.0));
        shown.run_steps(1);
    }
    shown.drop_at(at(to));
    shown.run_steps(4);
}

const CROWD: &str = "In Yerevan a crowd gathered in the evening.";

#[test]
fn words_that_are_dragged_over_become_an_event() {
    let mut shown = article("A");
    let before = story(&shown).clone();
    drag_over(&mut shown, CROWD, 0.0, 1.0);
    assert!(shows(&shown, "“In Yerevan a crowd gathered in…” reports an event…"), "what is marked stands in the menu");
    shown.key_press(Key::Escape);
    shown.run_steps(4);
    drag_over(&mut shown, CROWD, 0.24, 0.01);
    assert!(shows(&shown, "“In Yerevan a crowd” reports an event…"), "backwards, and whole words");
    click(&mut shown, "“In Yerevan a crowd” reports an event…");
    shown.run_steps(4);
    shown.get_by_label("Search a kind").type_text("arrest");
    shown.run_steps(3);
    shown.key_press(Key::Enter);
    shown.run_steps(4);
    let made = story(&shown).events.iter().find(|event| event.kind == Kind::Arrest).unwrap();
    let (source, mention) = story(&shown).mention(made.mentions[0]).unwrap();
    let words = source.article.text.slice(mention.trigger);
    assert_eq!(words, "In Yerevan a crowd");
    click(&mut shown, "Undo add event");
    assert!(*story(&shown) == before);
}

#[test]
fn words_that_are_dragged_over_become_a_place() {
    let mut shown = article("A");
    let before = story(&shown).clone();
    drag_over(&mut shown, CROWD, 0.45, 0.99);
    shown.query_all_by_label_contains("” is a place…").next().unwrap().click();
    shown.run_steps(4);
    shown.get_by_label("Search a place").focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    shown.get_by_label("Search a place").type_text("Gyumri");
    shown.run_steps(3);
    shown.key_press(Key::Enter);
    shown.run_steps(4);
    let named = |story: &Story| story.sources[0].reading.toponyms.len();
    assert_eq!(named(story(&shown)), named(&before) + 1);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    shown.run_steps(4);
    assert!(*story(&shown) == before);
}

/// Presses a key with those held, and lets the window follow.
fn press(shown: &mut Shown, held: Modifiers, key: Key) {
    shown.key_press_modifiers(held, key);
    shown.run_steps(3);
}

#[test]
fn words_are_marked_by_the_keyboard_and_become_a_place() {
    let mut shown = article("A");
    let before = story(&shown).clone();
    press(&mut shown, Modifiers::NONE, Key::M);
    assert!(shows(&shown, "Marked: Stepanakert"), "the words at hand have the keyboard");
    press(&mut shown, Modifiers::NONE, Key::ArrowDown);
    assert!(shows(&shown, "Marked: In"), "the first word of the next paragraph");
    press(&mut shown, Modifiers::NONE, Key::ArrowRight);
    press(&mut shown, Modifiers::SHIFT, Key::ArrowRight);
    press(&mut shown, Modifiers::SHIFT, Key::ArrowRight);
    assert!(shows(&shown, "Marked: Yerevan a crowd"));
    press(&mut shown, Modifiers::SHIFT, Key::ArrowLeft);
    press(&mut shown, Modifiers::SHIFT, Key::ArrowLeft);
    press(&mut shown, Modifiers::NONE, Key::ArrowRight);
    press(&mut shown, Modifiers::NONE, Key::ArrowRight);
    assert!(shows(&shown, "Marked: crowd") && !shows(&shown, "Marked: Yerevan"));
    press(&mut shown, Modifiers::NONE, Key::Enter);
    assert!(shows(&shown, "“crowd” is a place…"), "Enter opens what can be made of them");
    press(&mut shown, Modifiers::NONE, Key::Enter);
    assert!(shown.get_by_label("Search a place").accesskit_node().is_focused(), "it is there to be typed in");
    press(&mut shown, Modifiers::COMMAND, Key::A);
    shown.get_by_label("Search a place").type_text("Gyumri");
    shown.run_steps(3);
    press(&mut shown, Modifiers::NONE, Key::Enter);
    let toponyms = |story: &Story| story.sources[0].reading.toponyms.len();
    assert_eq!(toponyms(story(&shown)), toponyms(&before) + 1);
    press(&mut shown, Modifiers::COMMAND, Key::Z);
    assert!(*story(&shown) == before);
}

#[test]
fn escape_closes_what_is_offered_for_marked_words() {
    let mut shown = article("A");
    press(&mut shown, Modifiers::NONE, Key::M);
    press(&mut shown, Modifiers::NONE, Key::Enter);
    assert!(shows(&shown, "reports an event…"));
    press(&mut shown, Modifiers::NONE, Key::Escape);
    assert!(!shows(&shown, "reports an event…"));
    press(&mut shown, Modifiers::SHIFT, Key::ArrowRight);
    assert!(shows(&shown, "Marked: Stepanakert on"), "the keyboard is back with the words");
}

#[test]
fn words_and_pins_light_one_another() {
    let mut shown = article("A");
    let id = story(&shown).events[0].id;
    let under = |shown: &Shown| shown.state().as_ref().unwrap().hovered();
    // How many rings there are around words, and around nothing else.
    let rings = |shown: &Shown, words: Rect| {
        let around = |ring: Rect| ring.contains_rect(words) && !ring.contains_rect(words.expand(6.0));
        let shapes = shown.output().shapes.iter();
        shapes.filter(|it| matches!(&it.shape, Shape::Rect(it) if it.stroke.width > 1.0 && around(it.rect))).count()
    };
    let words = shown.get_by_label("struck, event").rect();
    let name = shown.get_by_label("Stepanakert on, place: Stepanakert / Khankendi").rect();
    let before = (rings(&shown, words), rings(&shown, name));
    for from in ["struck, event", "Stepanakert on, place: Stepanakert / Khankendi"] {
        shown.hover_at(egui::pos2(700.0, 880.0));
        shown.run_steps(3);
        assert_eq!(under(&shown), None);
        shown.get_by_label(from).hover();
        shown.run_steps(3);
        assert_eq!(under(&shown), Some(id), "{from}");
    }
    shown.hover_at(egui::pos2(700.0, 880.0));
    shown.run_steps(3);
    shown.get_by_label("Shelling of Stepanakert, Stepanakert / Khankendi").hover();
    shown.run_steps(3);
    assert_eq!(under(&shown), Some(id), "the pin");
    let lit = (before.0 + 1, before.1 + 1);
    assert_eq!((rings(&shown, words), rings(&shown, name)), lit, "its words and the name of its place are ringed");
}
