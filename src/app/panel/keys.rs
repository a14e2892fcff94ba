//! The sheet of keys, read off the one table of commands.

use egui::{Align2, Id, Modal, Sense, Ui, pos2, vec2};

use crate::app::command::{Command, bindings};
use crate::app::look::{Weight, font, size};
use crate::app::widget;

use super::Desk;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let frame = egui::Frame::NONE.fill(look.panel).corner_radius(8).stroke(egui::Stroke::new(1.0, look.line_strong));
    let backdrop = egui::Color32::from_black_alpha(70);
    let modal = Modal::new(Id::unique("keys")).frame(frame).backdrop_color(backdrop).show(ui.ctx(), |ui| {
        let bindings = bindings();
        let rows = bindings.len().div_ceil(2);
        let (rect, _) = ui.allocate_exact_size(vec2(760.0, 62.0 + 26.0 * rows as f32), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        widget::said(ui, rect.min + vec2(24.0, 28.0), Align2::LEFT_CENTER, "Keys", bold, look.ink);
        for (index, binding) in bindings.iter().enumerate() {
            let (column, row) = (index / rows, index % rows);
            let at = pos2(rect.left() + 24.0 + 366.0 * column as f32, rect.top() + 62.0 + 26.0 * row as f32);
            widget::keycap(ui.painter(), look, at, binding.cap, false);
            let words = format!("{}: {}", binding.cap, binding.what);
            let at = at + vec2(100.0, 0.0);
            let plain = font(size::SMALL, Weight::Regular);
            let rect = widget::line(ui.painter(), at, Align2::LEFT_CENTER, binding.what, plain, look.second);
            widget::label(ui, rect, ("key", index), &words);
        }
    });
    if modal.should_close() {
        desk.ask(Command::Close);
    }
}
