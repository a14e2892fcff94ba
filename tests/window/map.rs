//! The map under the hand: wheel, drag, box, keys, rest; and its sheet.

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;

/// The middle of the map.
fn middle(shown: &Shown) -> Pos2 {
    shown.get_by_label("Map").rect().center()
}

/// The coordinates that the key copies, of what is under the pointer: latitude, longitude.
fn under_pointer(shown: &mut Shown) -> [f64; 2] {
    shown.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    shown.run_steps(1);
    let told: Vec<String> = shown
        .query_all_by_label_contains("Coordinates copied")
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let copied = told.first().and_then(|words| words.strip_prefix("Coordinates copied ")).unwrap();
    let numbers: Vec<f64> = copied.split(", ").map(|number| number.parse().unwrap()).collect();
    [numbers[0], numbers[1]]
}

fn at(shown: &mut Shown, pos: Pos2) -> [f64; 2] {
    shown.hover_at(pos);
    shown.run_steps(1);
    under_pointer(shown)
}

fn wheel(shown: &Shown, notches: f32, modifiers: Modifiers) {
    let (unit, delta) = (MouseWheelUnit::Line, vec2(0.0, notches));
    let (phase, source) = (egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
    shown.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
}

fn press(shown: &Shown, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    shown.event_modifiers(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }, modifiers);
}

/// Press, move by steps, rest, let go.
fn drag(shown: &mut Shown, from: Pos2, by: Vec2, modifiers: Modifiers) {
    shown.hover_at(from);
    shown.run_steps(1);
    press(shown, from, true, modifiers);
    shown.run_steps(1);
    for step in 1..=4 {
        shown.event_modifiers(Event::PointerMoved(from + by * (step as f32 / 4.0)), modifiers);
        shown.run_steps(1);
    }
    // A hand that rests throws nothing.
    shown.run_steps(3);
    press(shown, from + by, false, modifiers);
    shown.run_steps(8);
}

fn close(a: [f64; 2], b: [f64; 2], within: f64) {
    assert!((a[0] - b[0]).abs() < within && (a[1] - b[1]).abs() < within, "{a:?} is not {b:?}");
}

#[test]
fn the_wheel_zooms_at_the_pointer() {
    let mut shown = window();
    let corner = middle(&shown) + vec2(-150.0, 90.0);
    let before = at(&mut shown, corner);
    let beside = at(&mut shown, corner + vec2(100.0, 0.0));
    shown.hover_at(corner);
    shown.run_steps(1);
    wheel(&shown, 3.0, Modifiers::NONE);
    shown.run_steps(12);
    close(at(&mut shown, corner), before, 1e-3);
    let closer = at(&mut shown, corner + vec2(100.0, 0.0));
    let ratio = (beside[1] - before[1]) / (closer[1] - before[1]);
    assert!((ratio - 2.0).abs() < 0.02, "three notches are one level, twice as close: {ratio}");
}

#[test]
fn a_drag_takes_the_ground_along() {
    let mut shown = window();
    let start = middle(&shown) + vec2(-120.0, 60.0);
    let before = at(&mut shown, start);
    drag(&mut shown, start, vec2(80.0, -50.0), Modifiers::NONE);
    close(at(&mut shown, start + vec2(80.0, -50.0)), before, 2e-3);
}

#[test]
fn a_box_drawn_with_shift_becomes_the_view() {
    let mut shown = window();
    let start = middle(&shown) + vec2(-100.0, -80.0);
    let target = at(&mut shown, start + vec2(60.0, 40.0));
    drag(&mut shown, start, vec2(120.0, 80.0), Modifiers::SHIFT);
    let center = middle(&shown);
    close(at(&mut shown, center), target, 1e-2);
    let edge = at(&mut shown, center + vec2(60.0, 0.0));
    assert!((edge[1] - target[1]).abs() < 0.25, "and closer than before");
}

#[test]
fn keys_lead_out_to_the_world_and_back_to_the_story() {
    let mut shown = window();
    let center = middle(&shown);
    let story = at(&mut shown, center);
    shown.key_press(Key::Home);
    shown.run_steps(12);
    let world = at(&mut shown, center + vec2(200.0, 0.0));
    assert!((world[1] - story[1]).abs() > 20.0, "two hundred points are far now: {world:?}");
    shown.key_press(Key::F);
    shown.run_steps(12);
    close(at(&mut shown, center), story, 1e-3);
    shown.key_press(Key::Num0);
    shown.run_steps(12);
    let place = at(&mut shown, center);
    assert!((39.0..41.0).contains(&place[0]), "the selected event's own place: {place:?}");
}

#[test]
fn with_reduced_motion_the_map_is_there_at_once_and_nothing_glides() {
    let mut shown = window();
    let center = middle(&shown);
    // Where the middle right of the map is in the frame after the key, and once all has come to rest.
    let home = |shown: &mut Shown| {
        shown.key_press(Key::Home);
        shown.run_steps(2);
        let first = at(shown, center + vec2(200.0, 0.0));
        shown.run_steps(30);
        let last = at(shown, center + vec2(200.0, 0.0));
        shown.key_press(Key::F);
        shown.run_steps(30);
        (first, last)
    };
    let (first, last) = home(&mut shown);
    assert!((first[1] - last[1]).abs() > 0.05, "it flies at first: {first:?} {last:?}");
    shown.key_press_modifiers(Modifiers::COMMAND, Key::K);
    shown.run_steps(3);
    shown.get_by_label("What to do or where to go").type_text("reduce motion");
    shown.run_steps(2);
    shown.key_press(Key::Enter);
    shown.run_steps(3);
    let (first, last) = home(&mut shown);
    close(first, last, 1e-6);
    assert!(shown.ctx.global_style().animation_time == 0.0, "nor does any control glide");
}

#[test]
fn a_map_at_rest_asks_for_no_frame() {
    let mut shown = window();
    shown.remove_cursor();
    for _ in 0..40 {
        shown.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    // Nor does a thread of its own, a while later.
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(!shown.ctx.has_requested_repaint(), "{:?}", shown.ctx.repaint_causes());
}

#[test]
fn a_map_on_its_way_arrives_under_a_sheet_and_is_at_rest_there() {
    let mut shown = window();
    let right = middle(&shown) + vec2(200.0, 0.0);
    shown.key_press(Key::Home);
    shown.run_steps(40);
    let world = at(&mut shown, right);
    shown.key_press(Key::F);
    shown.run_steps(40);
    shown.key_press(Key::Home);
    shown.key_press(Key::Questionmark);
    for _ in 0..40 {
        shown.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    assert!(!shown.ctx.has_requested_repaint(), "{:?}", shown.ctx.repaint_causes());
    shown.key_press(Key::Escape);
    shown.run_steps(1);
    close(at(&mut shown, right), world, 1e-3);
}

/// Raised over the others it stands elsewhere among them, and is still the same pin: under a hand at rest nothing flickers.
#[test]
fn a_pin_under_the_pointer_is_raised_and_named_and_then_at_rest() {
    let mut shown = window();
    click(&mut shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A");
    click(&mut shown, "Frame the whole story");
    shown.run_steps(40);
    let label = "Shelling of Stepanakert, Stepanakert / Khankendi";
    let named = |shown: &Shown| shown.query_all_by_label(label).count();
    let pin = shown.get_by_label(label).rect().center();
    shown.hover_at(pin);
    for _ in 0..40 {
        shown.run_steps(2);
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    assert_eq!(named(&shown), 2, "the pin and its name beside it");
    assert!(!shown.ctx.has_requested_repaint(), "{:?}", shown.ctx.repaint_causes());
}

#[test]
fn the_sheet_of_the_map_says_what_leaves_the_computer_and_the_network_is_off() {
    let mut shown = window();
    click(&mut shown, "Map: base map, network, names, units");
    assert!(shows(&shown, "Tiles from the network: off") && shows(&shown, "Articles stay here"));
    assert!(shows(&shown, "OpenStreetMap") && shows(&shown, "Turn the network on") && shows(&shown, "Network: off"));
    click(&mut shown, "Miles");
    click(&mut shown, "Jumps");
    click(&mut shown, "Add a source of tiles");
    click(&mut shown, "Add this source");
    assert!(shows(&shown, "give the map a name"));
    shown.key_press(Key::Escape);
    shown.run_steps(2);
    shown.key_press(Key::Escape);
    shown.run_steps(2);
    assert!(!shows(&shown, "Turn the network on"), "Esc closes the sheet");
}

#[test]
fn a_map_file_that_is_gone_is_said_and_the_built_in_map_stands_in() {
    let mut shown = window();
    shown.state_mut().as_mut().unwrap().open_map(std::path::Path::new("/no/such/town.pmtiles"));
    assert!(wait_for(&mut shown, "town.pmtiles cannot be used as a map"));
    assert!(shows(&shown, "The map is drawn as before"));
}

#[test]
fn a_stack_of_pins_lists_its_events() {
    let mut shown = window_of(fixture::crowded(3000, "Crowd"), SIZE);
    shown.run_steps(20);
    // The selected event stands beside the others.
    click(&mut shown, "2999 events near Yerevan");
    assert!(shows(&shown, "2,999 events at this spot"));
}

#[test]
fn a_narrow_map_has_no_key_that_would_hide_its_pins() {
    let mut shown = window_of(fixture::story(), [1440.0, 900.0]);
    assert!(shows(&shown, "Key to the map"));
    shown.set_size(vec2(980.0, 700.0));
    shown.run_steps(4);
    let width = shown.get_by_label("Map").rect().width();
    assert!(width < 400.0 && !shows(&shown, "Key to the map"), "a map {width} wide");
}
