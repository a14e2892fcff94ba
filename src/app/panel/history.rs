//! The list of all changes: what was done and to what, undone ones included. A click goes there.

use egui::{Align2, Area, Id, Order, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button};
use crate::scene::sentence_case;
use crate::story::EventChange;

use super::Desk;

const WIDTH: f32 = 380.0;
const ROW: f32 = 30.0;

/// Shows the list under the undo and redo of the bar.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let screen = ui.ctx().content_rect();
    let height = (screen.height() - 120.0).min(520.0);
    let area = Area::new(Id::unique("history")).order(Order::Foreground).fixed_pos(screen.min + vec2(12.0, 48.0));
    area.accessible_name("History").role(Role::Dialog).show(ui.ctx(), |ui| {
        let rejected = desk.story.rejected().len();
        let steps = desk.history.steps().len() + 1;
        let waiting = desk.story.waiting().count();
        let foot =
            if waiting > 0 { 40.0 } else { 0.0 } + if rejected > 0 { 34.0 + ROW * rejected.min(4) as f32 } else { 0.0 };
        let list = (ROW * steps as f32).min(height - 44.0 - foot).max(ROW);
        let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 44.0 + list + foot + 8.0), Sense::click_and_drag());
        ui.painter().rect(rect, 8.0, look.panel, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
        let at = pos2(rect.left() + 16.0, rect.top() + 22.0);
        widget::said(ui, at, Align2::LEFT_CENTER, "History", font(size::BODY, Weight::Bold), look.ink);
        let close = Rect::from_min_size(pos2(rect.right() - 36.0, rect.top() + 8.0), Vec2::splat(28.0));
        if Button::icon(Icon::Close, "Close the history").show_in(ui, look, close).clicked() {
            desk.ask(Command::Close);
        }
        let inner = Rect::from_min_size(pos2(rect.left() + 1.0, rect.top() + 44.0), vec2(WIDTH - 2.0, list));
        let mut within = ui.new_child(egui::UiBuilder::new().max_rect(inner));
        let scroll = ScrollArea::vertical().id_salt("history steps").auto_shrink(false).stick_to_bottom(true);
        scroll.show_rows(&mut within, ROW, steps, |ui, rows| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in rows {
                step(ui, desk, row);
            }
        });
        let mut y = inner.bottom() + 4.0;
        if rejected > 0 {
            y = left_out(ui, desk, rect, y);
        }
        if waiting > 0 {
            let noun = crate::task::counted(waiting, "decision");
            let (wait, hold) = if waiting == 1 { ("waits", "holds") } else { ("wait", "hold") };
            let words = format!("{noun} {wait} for an article that is not open now, and {hold} again when it is");
            let small = font(size::SMALL, Weight::Regular);
            let galley = widget::words(ui.painter(), &words, small, look.third, WIDTH - 32.0, 2);
            let at = pos2(rect.left() + 16.0, y);
            widget::label(ui, Rect::from_min_size(at, galley.size()), "waiting", &words);
            ui.painter().galley(at, galley, look.third);
        }
    });
}

/// One step; the first row is how it began.
fn step(ui: &mut Ui, desk: &mut Desk, row: usize) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let named = row.checked_sub(1).and_then(|index| desk.history.steps().nth(index));
    let (label, about) = named.unwrap_or(("as it was opened", ""));
    let now = row == desk.history.position();
    let undone = row > desk.history.position();
    let label = sentence_case(label);
    let colon = if about.is_empty() { "" } else { ": " };
    let state = if undone { ", undone" } else { "" };
    let name = format!("Step {row}: {label}{colon}{about}{state}");
    if widget::row(ui, look, rect, Id::unique(("history step", row)), now, &name).clicked() {
        desk.ask(Command::GoTo(row));
    }
    let ink = if undone { look.third } else { look.ink };
    let weight = if now { Weight::Bold } else { Weight::Regular };
    let galley = widget::words(ui.painter(), &label, font(size::BODY, weight), ink, 190.0, 1);
    let middle = rect.center().y;
    let right = rect.left() + 16.0 + galley.size().x + 8.0;
    ui.painter().galley(pos2(rect.left() + 16.0, middle - galley.size().y / 2.0), galley, ink);
    let small = font(size::SMALL, Weight::Regular);
    let about = widget::words(ui.painter(), about, small, look.third, (rect.right() - 12.0 - right).max(1.0), 1);
    ui.painter().galley(pos2(right, middle - about.size().y / 2.0), about, look.third);
}

/// Events that were rejected, each with the way back; returns where they end.
fn left_out(ui: &mut Ui, desk: &mut Desk, rect: Rect, top: f32) -> f32 {
    let look = desk.look;
    ui.painter().hline((rect.left() + 16.0)..=(rect.right() - 16.0), top, look.hairline());
    let bold = font(size::SMALL, Weight::Bold);
    let words = format!("Rejected ({})", desk.story.rejected().len());
    widget::said(ui, pos2(rect.left() + 16.0, top + 18.0), Align2::LEFT_CENTER, &words, bold, look.ink);
    let mut y = top + 32.0;
    for event in desk.story.rejected().iter().take(4) {
        let restore = format!("Restore {}", event.title);
        let at = pos2(rect.right() - 16.0, y + ROW / 2.0);
        if widget::link(ui, look, at, Align2::RIGHT_CENTER, "Restore", &restore).clicked() {
            desk.decide(vec![desk.story.decide_event(event, EventChange::Rejected(false))]);
        }
        let regular = font(size::BODY, Weight::Regular);
        let galley = widget::words(ui.painter(), &event.title, regular, look.second, WIDTH - 110.0, 1);
        ui.painter().galley(pos2(rect.left() + 16.0, y + (ROW - galley.size().y) / 2.0), galley, look.second);
        y += ROW;
    }
    y
}
