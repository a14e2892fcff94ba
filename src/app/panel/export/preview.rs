//! The picture as large as it fits; captions that stand on the map are moved by dragging or, with the keyboard on one, by arrows.

use egui::{Align2, CursorIcon, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::map::paint;
use crate::app::panel::Desk;
use crate::app::state::ExportDraft;
use crate::app::widget;
use crate::scene::{Proof, ProofCaption};
use crate::story::LayoutEdit;

use super::begin_writing;

/// Distance from line to line of what is dragged, in points.
const LINE: f32 = 16.0;
/// How far an arrow moves a caption, in shares of the map.
const STEP: f32 = 0.01;

/// Shows the picture.
pub(super) fn show(ui: &Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect) {
    let look = desk.look;
    let rounding = egui::CornerRadius { nw: 8, sw: 0, ne: 0, se: 0 };
    ui.painter().rect_filled(rect.shrink(1.0), rounding, look.window);
    let [width, height] = draft.sheet().pixels(1);
    #[expect(clippy::cast_precision_loss, reason = "sides are far below 2^24")]
    let sides = vec2(width as f32, height as f32);
    let room = rect.shrink(24.0).size();
    let scale = (room.x / sides.x).min(room.y / sides.y);
    let sheet = Rect::from_center_size(rect.center(), sides * scale);
    ui.painter().rect_filled(sheet, 0.0, look.panel);
    let response = ui.interact(sheet, ui.scope_id().with("preview"), Sense::hover());
    // Until the one asked for is there, an older picture of another form is not stretched into its place.
    let same_form = |proof: &&Proof| (proof.scene.size[0] / proof.scene.size[1] - sides.x / sides.y).abs() < 0.01;
    match desk.preview.filter(same_form) {
        Some(proof) => {
            widget::named(&response, Role::Image, &format!("Preview: {}", proof.scene.description));
            let points = sheet.width() / proof.scene.size[0];
            paint::paint(&ui.painter_at(sheet), look, &proof.scene, sheet.min, points);
            if proof.movable {
                handles(ui, desk, draft, proof, (sheet, points));
            }
        }
        None => {
            widget::named(&response, Role::Image, "Preview: being laid out");
            let plain = font(size::BODY, Weight::Regular);
            let at = sheet.center();
            widget::line(ui.painter(), at, Align2::CENTER_CENTER, "Laying out the picture…", plain, look.third);
        }
    }
    ui.painter().rect_stroke(sheet, 0.0, Stroke::new(1.0, look.line_strong), StrokeKind::Outside);
}

/// What captions are taken by.
fn handles(ui: &Ui, desk: &mut Desk, draft: &mut ExportDraft, proof: &Proof, (sheet, points): (Rect, f32)) {
    let look = desk.look;
    let on_screen = |rect: crate::scene::Rect| {
        let corner = |[x, y]: [f32; 2]| pos2(sheet.left() + x * points, sheet.top() + y * points);
        Rect::from_min_max(corner(rect.min), corner(rect.max))
    };
    let map = on_screen(proof.map);
    for caption in &proof.captions {
        let card = on_screen(caption.rect);
        let id = ui.scope_id().with(("caption", caption.event));
        let response = ui.interact(card, id, Sense::click_and_drag());
        widget::named(&response, Role::Button, &format!("Caption {}: {}", caption.number, caption.text));
        let shares = |at: egui::Pos2| [(at.x - map.left()) / map.width(), (at.y - map.top()) / map.height()];
        if response.dragged() {
            let from = draft.moving.filter(|(event, _)| *event == caption.event);
            let from = from.map_or(card.center(), |(_, [x, y])| map.min + vec2(x * map.width(), y * map.height()));
            draft.moving = Some((caption.event, shares(from + response.drag_delta())));
        }
        if let Some((_, [x, y])) = draft.moving.filter(|(event, _)| *event == caption.event) {
            let ghost = Rect::from_center_size(map.min + vec2(x * map.width(), y * map.height()), card.size());
            let painter = ui.painter_at(sheet);
            painter.rect(
                ghost,
                4.0,
                look.selected.gamma_multiply(0.85),
                Stroke::new(2.0, look.accent),
                StrokeKind::Outside,
            );
            // As many lines as the card has room for at this size.
            let lines = ((ghost.height() - 4.0) / LINE).floor().max(1.0) as usize;
            let words = widget::words(
                &painter,
                &caption.text,
                font(size::CAPTION, Weight::Regular),
                look.ink,
                ghost.width() - 12.0,
                lines,
            );
            painter.galley(ghost.center() - words.size() / 2.0, words, look.ink);
            if response.drag_stopped() {
                desk.ask(Command::Layout(LayoutEdit::Position(caption.event, Some([x, y]))));
                draft.moving = None;
            }
        } else if response.hovered() {
            ui.painter().rect_stroke(card, 4.0, Stroke::new(1.5, look.accent), StrokeKind::Outside);
        }
        if response.clicked() {
            response.request_focus();
            begin_writing(desk, draft, caption);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(card, 4.0, Stroke::new(2.0, look.accent), StrokeKind::Outside);
            by_arrows(ui, desk, caption, shares(card.center()), id);
        }
        response.on_hover_cursor(CursorIcon::Grab);
    }
}

fn by_arrows(ui: &Ui, desk: &mut Desk, caption: &ProofCaption, [x, y]: [f32; 2], id: egui::Id) {
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let steps = [
        (Key::ArrowLeft, [-STEP, 0.0]),
        (Key::ArrowRight, [STEP, 0.0]),
        (Key::ArrowUp, [0.0, -STEP]),
        (Key::ArrowDown, [0.0, STEP]),
    ];
    for (key, [dx, dy]) in steps {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            desk.ask(Command::Layout(LayoutEdit::Position(caption.event, Some([x + dx, y + dy]))));
        }
    }
}
