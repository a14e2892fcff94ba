//! The frame of whatever lies over the window: one edge, one ground behind it, closed by Esc or a click beside it.
//!
//! Comes in: a name, which screen readers say, and what to show. Goes out: the sheet, whole or scrolled where the window is smaller than it.

use egui::{Area, Color32, Frame, Id, Modal, Response, ScrollArea, Stroke, Ui};

use crate::app::command::Command;

use super::Desk;

/// Room left beside a sheet.
const MARGIN: f32 = 24.0;

/// Shows a sheet in the middle of the window.
pub(super) fn show(ui: &Ui, desk: &mut Desk, name: &str, add: impl FnOnce(&mut Ui, &mut Desk)) {
    show_at(ui, desk, name, Modal::default_area(Id::unique(name)), add);
}

/// Shows a sheet where an area says.
pub(super) fn show_at(ui: &Ui, desk: &mut Desk, name: &str, area: Area, add: impl FnOnce(&mut Ui, &mut Desk)) {
    let look = desk.look;
    let frame = Frame::NONE.fill(look.panel).corner_radius(8).stroke(Stroke::new(1.0, look.line_strong));
    let room = ui.ctx().content_rect().size() - egui::Vec2::splat(MARGIN);
    let modal = Modal::new(Id::unique(name))
        .area(area.accessible_name(name))
        .frame(frame)
        .backdrop_color(Color32::from_black_alpha(70));
    let modal = modal.show(ui.ctx(), |ui| {
        ui.set_max_size(room);
        let scroll = ScrollArea::both().id_salt(name).max_width(room.x).max_height(room.y);
        scroll.show(ui, |ui| add(ui, desk));
    });
    if modal.should_close() {
        desk.ask(Command::Close);
    }
}

/// Gives the keyboard to the answer Enter is to mean, while nothing else on the sheet has it.
pub(super) fn lead(ui: &Ui, answer: &Response) {
    if ui.memory(|memory| memory.focused().is_none()) {
        answer.request_focus();
    }
}

/// How wide a sheet is made: as it should be, or what the window has room for.
pub(super) fn width(ui: &Ui, wanted: f32) -> f32 {
    wanted.min(ui.ctx().content_rect().width() - MARGIN)
}
