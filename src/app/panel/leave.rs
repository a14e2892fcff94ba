//! The question asked when the window is to be closed and a person's decisions are in no file.

use egui::{Align2, Id, Modal, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Loud};

use super::Desk;

/// Shows the question over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let frame = egui::Frame::NONE.fill(look.panel).corner_radius(8).stroke(egui::Stroke::new(1.0, look.line_strong));
    let backdrop = egui::Color32::from_black_alpha(70);
    let modal = Modal::new(Id::unique("leave")).frame(frame).backdrop_color(backdrop).show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(460.0, 138.0), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        let title = "Save this story before closing?";
        widget::said(ui, rect.min + vec2(24.0, 30.0), Align2::LEFT_CENTER, title, bold, look.ink);
        let small = font(size::SMALL, Weight::Regular);
        let why = "What you checked and changed would be lost; the articles themselves stay where they are";
        let words = widget::words(ui.painter(), why, small, look.second, 412.0, 2);
        ui.painter().galley(rect.min + vec2(24.0, 48.0), words, look.second);
        let save = Button { loud: Loud::Filled, name: "Save the story", ..Button::new("Save…") };
        let mut at = pos2(rect.right() - 24.0 - save.width(ui.painter()), rect.bottom() - 42.0);
        if save.show(ui, look, at).clicked() {
            desk.ask(Command::Close);
            desk.ask(Command::Save);
        }
        let stay = Button { name: "Do not close", ..Button::new("Cancel") };
        at.x -= stay.width(ui.painter()) + 8.0;
        if stay.show(ui, look, at).clicked() {
            desk.ask(Command::Close);
        }
        let leave = Button { name: "Close without saving", ..Button::new("Close without saving") };
        if leave.show(ui, look, pos2(rect.left() + 24.0, at.y)).clicked() {
            desk.ask(Command::Leave);
        }
    });
    if modal.should_close() {
        desk.ask(Command::Close);
    }
}
