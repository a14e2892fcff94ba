//! The bar at the top: the story's name, undo and redo, the search, and the three doors Open, Check, Export.

use egui::{Align2, Id, Rect, Sense, Ui, Vec2, pos2, vec2};

use super::command::Command;
use super::icon::Icon;
use super::look::{Weight, font};
use super::panel::Desk;
use super::state::Over;
use super::widget::{self, Button, Loud, Tip as _};

/// Narrower than this, words give way to signs: at twice the size in a small window.
const NARROW: f32 = 760.0;

/// The id of the search field, so that `/` can put the caret there.
pub(super) fn search_id() -> Id {
    Id::unique("search field")
}

/// Shows the bar, 44 high.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, desk.look.hairline());
    let words = Checks::of(desk);
    let doors = doors(desk, &words, rect.width() < NARROW);
    let wide: f32 = doors.iter().map(|(door, _)| door.width(ui.painter()) + 8.0).sum();
    let doors_left = rect.right() - 4.0 - wide;
    let room = doors_left - 24.0 - rect.left() - if rect.width() < NARROW { 180.0 } else { 216.0 };
    let wide = (rect.width() * 0.3).clamp(180.0, 300.0).min(room).max(80.0);
    let center = (rect.center().x).min(doors_left - wide / 2.0 - 12.0);
    let field = Rect::from_center_size(pos2(center, rect.center().y), vec2(wide, 28.0));
    name(ui, desk, rect, field.left() - 12.0);
    search(ui, desk, field);
    let mut x = doors_left;
    for (door, command) in doors {
        let response = door.show(ui, desk.look, pos2(x, rect.center().y - 14.0));
        if response.clicked() {
            desk.ask(command);
        }
        x = response.rect.right() + 8.0;
    }
}

/// The name of the story, whether it was changed, one step back and on.
fn name(ui: &mut Ui, desk: &mut Desk, rect: Rect, right: f32) {
    let look = desk.look;
    let middle = rect.center().y;
    let title = desk.digest.title.clone();
    let title = if title.is_empty() { "Untitled story".to_owned() } else { title };
    let narrow = rect.width() < NARROW;
    let edited = match (desk.edited, narrow) {
        (false, _) => 0.0,
        (true, true) => 10.0,
        (true, false) => 46.0,
    };
    let room = (right - rect.left() - 12.0 - edited - 84.0).max(60.0);
    let bold = font(14.0, Weight::Bold);
    let galley = widget::words(ui.painter(), &title, bold, look.ink, room, 1);
    let at = pos2(rect.left() + 12.0, middle - galley.size().y / 2.0);
    let named = Rect::from_min_size(at, galley.size());
    widget::label(ui, named, "title", &title);
    let mut x = at.x + galley.size().x + 8.0;
    x = super::panel::story::menu(ui, desk, named).max(x) + 4.0;
    // Over the ground the menu's button has under the pointer.
    ui.painter().galley(at, galley, look.ink);
    if desk.edited {
        let small = font(super::look::size::SMALL, Weight::Regular);
        if narrow {
            let dot = pos2(x + 2.0, middle);
            ui.painter().circle_filled(dot, 3.0, look.third);
            widget::label(ui, Rect::from_center_size(dot, Vec2::splat(8.0)), "edited", "Edited");
            x += 8.0;
        } else {
            let words = widget::said(ui, pos2(x, middle), Align2::LEFT_CENTER, "Edited", small, look.third);
            x = words.right() + 8.0;
        }
    }
    x = x.max((rect.left() + 284.0).min(right - 64.0));
    let steps = [(Icon::Undo, "Undo", desk.undo, Command::Undo), (Icon::Redo, "Redo", desk.redo, Command::Redo)];
    for (icon, word, label, command) in steps {
        let place = Rect::from_min_size(pos2(x, middle - 14.0), Vec2::splat(28.0));
        let name = label.map_or_else(|| word.to_owned(), |label| format!("{word} {label}"));
        let button = Button { name: &name, enabled: label.is_some(), ..Button::icon(icon, "") };
        if button.show_in(ui, look, place).tip(&name).clicked() {
            desk.ask(command);
        }
        x = place.right() + 4.0;
    }
}

fn search(ui: &mut Ui, desk: &mut Desk, rect: Rect) {
    let look = desk.look;
    let mut text = desk.view.filter.words.clone();
    let id = search_id();
    let focused = ui.memory(|memory| memory.has_focus(id));
    widget::field_box(ui, look, rect, id);
    let inner = Rect::from_min_max(rect.min + vec2(30.0, 4.0), rect.max - vec2(30.0, 4.0));
    let response = widget::edit(ui, look, inner, id, &mut text, "Search places, events, words", "Search");
    Icon::Search.paint(ui.painter(), pos2(rect.left() + 16.0, rect.center().y), 14.0, look.third);
    if text.is_empty() && !focused {
        widget::keycap(ui.painter(), look, pos2(rect.right() - 26.0, rect.center().y), "/", false);
    }
    if !text.is_empty() {
        let clear = Rect::from_center_size(pos2(rect.right() - 15.0, rect.center().y), Vec2::splat(22.0));
        if Button::icon(Icon::Close, "Clear the search").show_in(ui, look, clear).clicked() {
            desk.ask(Command::Search(String::new()));
            return;
        }
    }
    if response.changed() {
        desk.ask(Command::Search(text));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered {
        desk.ask(Command::SelectFirst);
    }
}

/// How many events are to be checked, in words.
struct Checks {
    /// Empty where none is.
    count: String,
    name: String,
}

impl Checks {
    fn of(desk: &Desk) -> Self {
        let left = desk.digest.unchecked;
        let count = if left > 0 { crate::story::grouped(left) } else { String::new() };
        Self { count, name: format!("Check {}", crate::task::counted(left, "event")) }
    }
}

/// Open, Check, Export, from left to right, with what each asks for.
fn doors<'a>(desk: &Desk, checks: &'a Checks, narrow: bool) -> Vec<(Button<'a>, Command)> {
    let empty = desk.story.sources.is_empty();
    let open = if narrow {
        Button { loud: Loud::Plain, ..Button::icon(Icon::Plus, "Open files…") }
    } else {
        Button::new("Open files…")
    };
    let check = Button {
        count: Some(&checks.count),
        key: (!narrow).then_some("C"),
        name: &checks.name,
        ..Button::new("Check")
    };
    let export = Button {
        key: (!empty && !narrow).then_some("Ctrl+E"),
        name: "Export",
        loud: if empty { Loud::Plain } else { Loud::Filled },
        enabled: !empty,
        ..Button::new("Export…")
    };
    let mut doors = vec![(open, Command::OpenDialog)];
    if !checks.count.is_empty() {
        doors.push((check, Command::Check(!desk.view.checking)));
    }
    doors.push((export, Command::ShowSheet(Over::Export)));
    doors
}
