//! The palette over the window: a field, and below it what fits the letters typed.
//!
//! Comes in: the palette's items. Goes out: the command of the one chosen by Enter or a click. Arrows move, Esc leaves.

use egui::{Align2, CursorIcon, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::palette::{Item, Palette, What};
use crate::app::widget;

use super::{Desk, sheet};

const WIDTH: f32 = 580.0;
const ROW: f32 = 34.0;

/// Shows the palette over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk, palette: &mut Palette) {
    palette.find(desk.story, desk.known);
    let window = ui.ctx().content_rect();
    let width = WIDTH.min(window.width() - 48.0);
    let area = egui::Area::new(Id::unique("palette"))
        .kind(egui::UiKind::Modal)
        .anchor(Align2::CENTER_TOP, vec2(0.0, (window.height() * 0.12).min(110.0)));
    sheet::show_at(ui, desk, "Find anything", area, |ui, desk| {
        ui.set_width(width);
        field(ui, desk, palette, width);
        let most = (window.height() * 0.55).clamp(160.0, 12.5 * ROW);
        list(ui, desk, palette, most);
    });
}

fn field(ui: &mut Ui, desk: &mut Desk, palette: &mut Palette, width: f32) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(width, 46.0), Sense::hover());
    Icon::Search.paint(ui.painter(), pos2(rect.left() + 22.0, rect.center().y), 15.0, look.third);
    let id = Id::unique("palette field");
    let (down, up, enter) = ui.input_mut(|input| {
        let none = Modifiers::NONE;
        let count = |input: &mut egui::InputState, key| input.count_and_consume_key(none, key).cast_signed();
        (count(input, Key::ArrowDown), count(input, Key::ArrowUp), input.key_pressed(Key::Enter))
    });
    if down != up {
        palette.step(down - up);
    }
    let inner = Rect::from_min_max(rect.min + vec2(40.0, 8.0), rect.max - vec2(16.0, 8.0));
    let hint = "Do something, or go to an event, place or article";
    let response = widget::edit(ui, look, inner, id, &mut palette.typed, hint, "What to do or where to go");
    if !response.has_focus() {
        response.request_focus();
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), look.hairline());
    // Letters may have come in this frame, before the key.
    palette.find(desk.story, desk.known);
    if enter && let Some(item) = palette.found.get(palette.at) {
        choose(desk, item.command.clone());
    }
}

fn choose(desk: &mut Desk, command: Command) {
    desk.ask(Command::Close);
    desk.ask(command);
}

fn list(ui: &mut Ui, desk: &mut Desk, palette: &mut Palette, most: f32) {
    let look = desk.look;
    let count = palette.found.len();
    if count == 0 {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
        let words = "Nothing here has these letters; try fewer of them";
        let small = font(size::BODY, Weight::Regular);
        widget::said(ui, rect.left_center() + vec2(40.0, 0.0), Align2::LEFT_CENTER, words, small, look.third);
        return;
    }
    ui.add_space(4.0);
    let moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
    let area = ScrollArea::vertical().id_salt("palette list").max_height(most).auto_shrink([false, true]);
    let mut at = palette.at;
    area.show_rows(ui, ROW, count, |ui, range| {
        let first = range.start;
        if !range.contains(&(palette.at + 1).min(count - 1)) || palette.at <= first {
            #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
            let top = ui.min_rect().top() + ROW * (palette.at as f32 - first as f32);
            ui.scroll_to_rect(Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW)), None);
        }
        for index in range {
            let Some(item) = palette.found.get(index) else { break };
            let response = row(ui, desk, item, index, index == palette.at);
            if response.hovered() && moved {
                at = index;
            }
            if response.clicked() {
                choose(desk, item.command.clone());
            }
        }
    });
    palette.at = at;
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, desk: &Desk, item: &Item, index: usize, current: bool) -> egui::Response {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("palette", index)), Sense::click());
    let kind = match item.what {
        What::Do(_) => "command",
        What::Event(..) => "event",
        What::Place => "place",
        What::Article(_) => "article",
    };
    let name = format!("{}, {kind}, {}", item.name, item.detail);
    widget::chosen(ui, &response, Role::ListBoxOption, current, &name);
    if current {
        ui.painter().rect_filled(rect.shrink2(vec2(6.0, 0.0)), 5.0, look.selected);
    }
    let middle = rect.center().y;
    let sign = pos2(rect.left() + 24.0, middle);
    match item.what {
        What::Do(_) => Icon::Right.paint(ui.painter(), sign, 13.0, look.third),
        What::Event(family, checked) => widget::pin(ui.painter(), look, sign, 8.0, family, checked),
        What::Place => Icon::Pin.paint(ui.painter(), sign, 15.0, look.second),
        What::Article(letter) => {
            widget::chip(ui.painter(), look, Rect::from_center_size(sign, Vec2::splat(18.0)), letter);
        }
    }
    let mut right = rect.right() - 18.0;
    if let What::Do(cap) = item.what
        && !cap.is_empty()
    {
        let caption = font(size::CAPTION, Weight::Regular);
        let wide = ui.painter().layout_no_wrap(cap.to_owned(), caption, look.third).size().x + 10.0;
        widget::keycap(ui.painter(), look, pos2(right - wide, middle), cap, false);
        right -= wide + 10.0;
    }
    let small = font(size::SMALL, Weight::Regular);
    let detail = widget::words(ui.painter(), &item.detail, small, look.third, rect.width() * 0.42, 1);
    let x = rect.left() + 44.0;
    let plain = font(size::BODY, Weight::Regular);
    let room = right - x - detail.size().x - 14.0;
    let title = widget::words(ui.painter(), &item.name, plain, look.ink, room, 1);
    ui.painter().galley(pos2(x, middle - title.size().y / 2.0), title, look.ink);
    let at = pos2(right - detail.size().x, middle - detail.size().y / 2.0);
    ui.painter().galley(at, detail, look.third);
    response.on_hover_cursor(CursorIcon::PointingHand)
}
