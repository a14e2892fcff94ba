//! What a correction shows on the map: the places a name may mean, numbered, and a pin that is being moved.
//!
//! Comes in: corrections on their way, the camera. Goes out: marks over the scene, and where a pin is put down. Nobody moves a
//! pin by accident: it moves in a mode of its own, told by a bar over the map.

use egui::{Align2, Id, Key, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::correcting::{Correction, Pin};
use crate::app::look::{Weight, font, size};
use crate::app::panel::{Desk, correct, queue};
use crate::app::widget::{self, Button};
use crate::scene::Camera;
use crate::story::PlaceRef;

/// Shows the ghosts of candidates.
pub(super) fn candidates(ui: &Ui, desk: &mut Desk, camera: &Camera, rect: Rect) {
    let correcting = &desk.view.correcting;
    let event = desk.view.selected.and_then(|id| desk.story.event(id));
    let places: Vec<PlaceRef> = match (&correcting.draft, event) {
        (Some(draft), _) => correct::offered(desk.story, draft),
        (None, Some(event)) if desk.view.checking => queue::candidates(desk.story, event),
        _ => return,
    };
    let look = desk.look;
    let painter = ui.painter_at(rect);
    for (index, place) in places.iter().enumerate().rev() {
        let [x, y] = camera.screen_from_map([place.lon, place.lat]);
        let at = rect.min + vec2(x, y);
        if !rect.contains(at) {
            continue;
        }
        let number = index + 1;
        let center = at + vec2(0.0, -20.0);
        painter.line_segment([at, center], Stroke::new(1.5, look.accent));
        painter.circle_filled(at, 3.0, look.accent);
        painter.circle(center, 11.0, look.panel, Stroke::new(2.0, look.accent));
        let bold = font(size::SMALL, Weight::Bold);
        widget::line(&painter, center, Align2::CENTER_CENTER, &number.to_string(), bold, look.ink);
        let hit = Rect::from_center_size(center, Vec2::splat(24.0));
        let response = ui.interact(hit, Id::unique(("ghost", number)), Sense::click());
        let name = format!("Candidate {number}: {}", place.full_name());
        widget::named(&response, Role::Button, &name);
        if response.on_hover_text(name).clicked() {
            desk.ask(Command::Correct(Correction::Choose(number)));
        }
    }
}

/// Shows the pin being moved; clicks and keys of the map are its own meanwhile.
pub(super) fn moving(ui: &Ui, desk: &mut Desk, camera: &Camera, rect: Rect, pin: Pin) {
    let look = desk.look;
    let painter = ui.painter_at(rect);
    let on_screen = |at: [f64; 2]| {
        let [x, y] = camera.screen_from_map(at);
        rect.min + vec2(x, y)
    };
    let on_map = |at: Pos2| camera.map_from_screen([at.x - rect.left(), at.y - rect.top()]);
    let Some(event) = desk.story.event(pin.event) else { return };
    let at = on_screen(pin.at);
    if let Some(place) = &event.place {
        let from = on_screen([place.lon, place.lat]);
        painter.extend(egui::Shape::dashed_line(&[from, at], Stroke::new(1.5, look.accent), 5.0, 4.0));
        painter.circle(from, 4.0, look.panel, Stroke::new(1.5, look.accent));
    }
    painter.circle_stroke(at, 17.0, Stroke::new(2.0, look.accent));
    widget::pin(&painter, look, at, 12.0, event.family, false);
    // The pin lies over the map and takes the drag; the map goes on under it everywhere else.
    let hit = Rect::from_center_size(at, Vec2::splat(44.0)).intersect(rect);
    let response = ui.interact(hit, Id::unique("moving pin"), Sense::click_and_drag());
    widget::named(&response, Role::Button, &format!("Pin of {}, drag it to its place", event.title));
    let response = response.on_hover_cursor(egui::CursorIcon::Grab);
    if response.dragged()
        && let Some(to) = response.interact_pointer_pos()
    {
        desk.ask(Command::Correct(Correction::HoldPin(on_map(to))));
    }
    if response.drag_stopped() {
        desk.ask(Command::Correct(Correction::PutPin(pin.at)));
    }
    bar(ui, desk, rect, pin);
    arrows(ui, desk, camera, pin);
}

/// What to do, and the two ways out.
fn bar(ui: &Ui, desk: &mut Desk, rect: Rect, pin: Pin) {
    let look = desk.look;
    let words = "Drag the pin, or click where it happened";
    let small = font(size::BODY, Weight::Regular);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), small, look.ink);
    let keep = Button { key: Some("Enter"), name: "Put the pin here", ..Button::new("Put it here") };
    let leave = Button { key: Some("Esc"), name: "Leave the pin where it was", ..Button::new("Cancel") };
    let room = rect.width() - 24.0;
    let wide = |galley: f32, buttons: [&Button; 2]| {
        galley + buttons.map(|one| one.width(ui.painter()) + 8.0).iter().sum::<f32>()
    };
    // Over a narrow map the buttons stand alone, without their keys, and one below the other where they must.
    let whole = wide(galley.size().x + 36.0, [&keep, &leave]) <= room;
    let key = |key| whole.then_some(key);
    let (keep, leave) = (Button { key: key("Enter"), ..keep }, Button { key: key("Esc"), ..leave });
    // Beside each other they must leave the map's own buttons theirs.
    let beside = whole || wide(12.0, [&keep, &leave]) <= room - 2.0 * 44.0;
    let size = match (whole, beside) {
        (true, _) => vec2(wide(galley.size().x + 36.0, [&keep, &leave]), 44.0),
        (false, true) => vec2(wide(12.0, [&keep, &leave]), 44.0),
        (false, false) => vec2(keep.width(ui.painter()) + 20.0, 78.0),
    };
    // One below the other they would lie under the buttons of the map: at its foot then.
    let top = if beside { rect.top() + 12.0 } else { rect.bottom() - size.y - 34.0 };
    let place = Rect::from_min_size(pos2(rect.center().x - size.x / 2.0, top), size);
    let response = ui.interact(place, Id::unique("moving bar"), Sense::click_and_drag());
    widget::named(&response, Role::Label, words);
    ui.painter().rect(place, 8.0, look.panel, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
    if whole {
        let at = pos2(place.left() + 16.0, place.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, look.ink);
    }
    let first = if beside {
        pos2(place.right() - 18.0 - leave.width(ui.painter()) - keep.width(ui.painter()), place.top() + 8.0)
    } else {
        place.min + vec2(10.0, 8.0)
    };
    let second = if beside { first + vec2(keep.width(ui.painter()) + 8.0, 0.0) } else { first + vec2(0.0, 34.0) };
    if leave.show(ui, look, second).clicked() {
        desk.ask(Command::Correct(Correction::Cancel));
    }
    if keep.show(ui, look, first).clicked() {
        desk.ask(Command::Correct(Correction::PutPin(pin.at)));
    }
}

/// The keyboard's way: arrows move the pin, Enter puts it down.
fn arrows(ui: &Ui, desk: &mut Desk, camera: &Camera, pin: Pin) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let (by, put) = ui.input_mut(|input| {
        let fine = if input.modifiers.shift { 1.0 } else { 8.0 };
        let mut held = |key| f32::from(u8::from(input.consume_key(input.modifiers, key)));
        let right = held(Key::ArrowRight) - held(Key::ArrowLeft);
        let down = held(Key::ArrowDown) - held(Key::ArrowUp);
        ([right * fine, down * fine], input.consume_key(egui::Modifiers::NONE, Key::Enter))
    });
    if by != [0.0, 0.0] {
        let [x, y] = camera.screen_from_map(pin.at);
        desk.ask(Command::Correct(Correction::HoldPin(camera.map_from_screen([x + by[0], y + by[1]]))));
    }
    if put {
        desk.ask(Command::Correct(Correction::PutPin(pin.at)));
    }
}

/// A click on the map while a pin is moved: it is put there.
pub(super) fn clicked(desk: &mut Desk, camera: &Camera, rect: Rect, map: &egui::Response) {
    if let Some(at) = map.interact_pointer_pos().filter(|_| map.clicked()) {
        let at = camera.map_from_screen([at.x - rect.left(), at.y - rect.top()]);
        desk.ask(Command::Correct(Correction::PutPin(at)));
    }
}
