//! The sheet of keys, read off the one table of commands, group by group.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use crate::app::command::{Binding, Group, bindings};
use crate::app::look::{Weight, font, size};
use crate::app::widget;

use super::{Desk, sheet};

const COLUMN: f32 = 390.0;
const ROW: f32 = 25.0;
const HEAD: f32 = 34.0;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let window = ui.ctx().content_rect();
    let columns = if window.width() > 2.0 * COLUMN + 60.0 { 2 } else { 1 };
    sheet::show(ui, desk, "keys", |ui, desk| {
        #[expect(clippy::cast_precision_loss, reason = "one or two")]
        let width = COLUMN * columns as f32 + 20.0;
        let (rect, _) = ui.allocate_exact_size(vec2(width, 52.0), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        widget::said(ui, rect.min + vec2(24.0, 30.0), Align2::LEFT_CENTER, "Keys", bold, look.ink);
        let most = window.height() - 140.0;
        ScrollArea::vertical().id_salt("keys").max_height(most).show(ui, |ui| table(ui, desk, columns, width));
    });
}

/// The groups, one below the other, in one column or two of about the same height.
fn table(ui: &mut Ui, desk: &Desk, columns: usize, width: f32) {
    let bindings: Vec<Binding> = bindings().into_iter().filter(|binding| binding.key.is_some()).collect();
    let of = |group: Group| bindings.iter().filter(move |binding| binding.group == group);
    #[expect(clippy::cast_precision_loss, reason = "rows of a sheet")]
    let height = |group: Group| HEAD + ROW * of(group).count() as f32;
    let total: f32 = Group::ALL.into_iter().map(height).sum();
    let mut tops = Vec::new();
    let (mut column, mut top, mut lowest) = (0.0, 0.0, 0.0_f32);
    for group in Group::ALL {
        if columns == 2 && column < 0.5 && top + height(group) / 2.0 > total / 2.0 {
            (column, top) = (1.0, 0.0);
        }
        tops.push((group, column, top));
        top += height(group);
        lowest = lowest.max(top);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, lowest + 16.0), Sense::hover());
    for (group, column, top) in tops {
        let left = rect.left() + 24.0 + COLUMN * column;
        let mut y = rect.top() + top + HEAD / 2.0;
        let bold = font(size::SMALL, Weight::Bold);
        widget::said(ui, pos2(left, y), Align2::LEFT_CENTER, group.label(), bold, desk.look.second);
        y += HEAD / 2.0 + ROW / 2.0 - 4.0;
        for binding in of(group) {
            row(ui, desk, binding, pos2(left, y));
            y += ROW;
        }
    }
}

fn row(ui: &Ui, desk: &Desk, binding: &Binding, at: egui::Pos2) {
    let look = desk.look;
    widget::keycap(ui.painter(), look, at, binding.cap, false);
    let plain = font(size::SMALL, Weight::Regular);
    let words = widget::words(ui.painter(), binding.what, plain, look.ink, COLUMN - 130.0, 1);
    let name = format!("{}: {}", binding.cap, binding.what);
    let place = Rect::from_min_max(pos2(at.x, at.y - ROW / 2.0), pos2(at.x + COLUMN - 24.0, at.y + ROW / 2.0));
    let response = ui.interact(place, ui.scope_id().with(("key", binding.cap)), Sense::hover());
    widget::named(&response, Role::Label, &name);
    ui.painter().galley(pos2(at.x + 100.0, at.y - words.size().y / 2.0), words, look.ink);
}
