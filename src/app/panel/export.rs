//! The sheet a picture is made in: what it will look like, its size, title and place, and what it leaves out.
//!
//! The preview is the very scene the file is made from, drawn by the map's own painter.

use egui::{Align2, Id, Modal, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::map::paint;
use crate::app::state::{ExportDraft, SIZES};
use crate::app::widget::{self, Button, Loud};
use crate::scene::Scene;
use crate::task::Format;

use super::Desk;

const SIDE: f32 = 300.0;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let window = ui.ctx().content_rect().size();
    let size = vec2((window.x - 80.0).min(1180.0), (window.y - 80.0).min(680.0));
    let frame = egui::Frame::NONE.fill(look.panel).corner_radius(8).stroke(Stroke::new(1.0, look.line_strong));
    let backdrop = egui::Color32::from_black_alpha(70);
    let modal = Modal::new(Id::unique("export")).frame(frame).backdrop_color(backdrop).show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let ground = Rect::from_min_max(rect.min, pos2(rect.right() - SIDE, rect.bottom()));
        preview(ui, desk, ground);
        choices(ui, desk, Rect::from_min_max(pos2(ground.right(), rect.top()), rect.max));
    });
    if modal.should_close() {
        desk.ask(Command::Close);
    }
}

/// The picture as large as it fits.
fn preview(ui: &Ui, desk: &Desk, rect: Rect) {
    let look = desk.look;
    let rounding = egui::CornerRadius { nw: 8, sw: 8, ne: 0, se: 0 };
    ui.painter().rect_filled(rect.shrink(1.0), rounding, look.window);
    let [width, height] = desk.view.export.sheet().pixels(1);
    #[expect(clippy::cast_precision_loss, reason = "sides are far below 2^24")]
    let sides = vec2(width as f32, height as f32);
    let room = rect.shrink(28.0).size();
    let scale = (room.x / sides.x).min(room.y / sides.y);
    let sheet = Rect::from_center_size(rect.center(), sides * scale);
    ui.painter().rect_filled(sheet, 0.0, look.panel);
    let response = ui.interact(sheet, ui.scope_id().with("preview"), Sense::hover());
    // Until the one asked for is there, an older picture of another form is not stretched into its place.
    let same_form = |scene: &&Scene| (scene.size[0] / scene.size[1] - sides.x / sides.y).abs() < 0.01;
    match desk.preview.filter(same_form) {
        Some(scene) => {
            widget::named(&response, Role::Image, &format!("Preview: {}", scene.description));
            paint::paint(&ui.painter_at(sheet), look, scene, sheet.min, sheet.width() / scene.size[0]);
        }
        None => {
            widget::named(&response, Role::Image, "Preview: being laid out");
            let plain = font(size::BODY, Weight::Regular);
            widget::line(
                ui.painter(),
                sheet.center(),
                Align2::CENTER_CENTER,
                "Laying out the picture…",
                plain,
                look.third,
            );
        }
    }
    ui.painter().rect_stroke(sheet, 0.0, Stroke::new(1.0, look.line_strong), StrokeKind::Outside);
}

fn choices(ui: &mut Ui, desk: &mut Desk, rect: Rect) {
    let look = desk.look;
    let left = rect.left() + 20.0;
    let width = rect.width() - 40.0;
    let bold = font(size::TITLE, Weight::Bold);
    widget::said(ui, pos2(left, rect.top() + 32.0), Align2::LEFT_CENTER, "Export a picture", bold, look.ink);
    let mut draft = desk.view.export.clone();
    let mut y = rect.top() + 70.0;
    caption(ui, desk, left, y, "Title");
    let field = Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 32.0));
    let id = Id::unique("export title");
    widget::field(ui, look, field, id, &mut draft.title, "Made from the story", "Title of the picture");
    y += 66.0;
    caption(ui, desk, left, y, "Size");
    let names: Vec<String> = SIZES.iter().map(|(name, _)| (*name).to_owned()).collect();
    if let Some(chosen) =
        segments(ui, desk, Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 30.0)), &names, draft.size, "Size")
    {
        draft.size = chosen;
    }
    y += 64.0;
    caption(ui, desk, left, y, "Scale");
    let scales = ["1×", "2×", "3×"].map(str::to_owned);
    let current = usize::try_from(draft.scale.saturating_sub(1)).unwrap_or(0);
    if let Some(chosen) =
        segments(ui, desk, Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 30.0)), &scales, current, "Scale")
    {
        draft.scale = u32::try_from(chosen + 1).unwrap_or(1);
    }
    let [pixels_x, pixels_y] = draft.sheet().pixels(draft.scale);
    let pixels = format!("{pixels_x} × {pixels_y} pixels");
    let small = font(size::SMALL, Weight::Regular);
    widget::said(ui, pos2(left, y + 54.0), Align2::LEFT_CENTER, &pixels, small.clone(), look.third);
    y += 84.0;
    caption(ui, desk, left, y, "File");
    let choose = Button { name: "Choose where the picture goes", ..Button::new("Choose…") };
    let choose_width = choose.width(ui.painter());
    let field = Rect::from_min_size(pos2(left, y + 10.0), vec2(width - choose_width - 8.0, 32.0));
    let id = Id::unique("export path");
    widget::field(ui, look, field, id, &mut draft.path, "map.png", "File of the picture");
    if choose
        .show_in(ui, look, Rect::from_min_size(pos2(field.right() + 8.0, y + 10.0), vec2(choose_width, 32.0)))
        .clicked()
    {
        desk.ask(Command::ExportDialog);
    }
    let kinds = format!("Ends in {}", Format::ENDINGS);
    widget::said(ui, pos2(left, y + 56.0), Align2::LEFT_CENTER, &kinds, small, look.third);
    check_line(ui, desk, left, y + 94.0, width);
    buttons(ui, desk, rect, &draft);
    if draft != desk.view.export {
        desk.ask(Command::Export(draft));
    }
}

fn caption(ui: &Ui, desk: &Desk, x: f32, y: f32, words: &str) {
    let small = font(size::SMALL, Weight::Bold);
    widget::said(ui, pos2(x, y), Align2::LEFT_CENTER, words, small, desk.look.second);
}

/// One of several, side by side; the one newly chosen.
fn segments(ui: &Ui, desk: &Desk, rect: Rect, names: &[String], current: usize, what: &str) -> Option<usize> {
    let look = desk.look;
    let each = rect.width() / names.len().max(1) as f32;
    let mut chosen = None;
    ui.painter().rect(rect, 5.0, look.panel, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
    for (index, name) in names.iter().enumerate() {
        let place = Rect::from_min_size(pos2(rect.left() + each * index as f32, rect.top()), vec2(each, rect.height()));
        let response = ui.interact(place, ui.scope_id().with((what, index)), Sense::click());
        let on = index == current;
        let label = format!("{what} {name}");
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &label));
        if on {
            ui.painter().rect(place, 5.0, look.selected, Stroke::new(1.5, look.accent), StrokeKind::Inside);
        } else if response.hovered() {
            ui.painter().rect_filled(place.shrink(1.0), 5.0, look.hover);
        }
        let weight = if on { Weight::Bold } else { Weight::Regular };
        widget::line(ui.painter(), place.center(), Align2::CENTER_CENTER, name, font(size::BODY, weight), look.ink);
        widget::focus_ring(ui, look, &response);
        if response.clicked() {
            chosen = Some(index);
        }
    }
    chosen
}

/// What a reader of the picture will not see, said before it is made.
fn check_line(ui: &Ui, desk: &Desk, x: f32, y: f32, width: f32) {
    let look = desk.look;
    let story = desk.story;
    let kept = desk.shown.iter().filter_map(|&index| story.events.get(index));
    let no_place = kept.clone().filter(|event| event.place.is_none()).count();
    let unchecked = kept.filter(|event| !event.checked).count();
    let mut lines = vec![format!("{} of {} events are kept by the filters", desk.shown.len(), story.events.len())];
    if no_place > 0 {
        lines.push(format!("{no_place} with no known place"));
    }
    if unchecked > 0 {
        lines.push(format!("{unchecked} that nobody has checked"));
    }
    for (index, line) in lines.iter().enumerate() {
        let small = font(size::SMALL, Weight::Regular);
        let color = if index == 0 { look.second } else { look.missing.text };
        let galley = widget::words(ui.painter(), line, small, color, width, 1);
        let at = pos2(x, y + 18.0 * index as f32);
        widget::label(ui, Rect::from_min_size(at, galley.size()), ("check line", index), line);
        ui.painter().galley(at, galley, color);
    }
}

fn buttons(ui: &Ui, desk: &mut Desk, rect: Rect, draft: &ExportDraft) {
    let look = desk.look;
    let busy = desk.busy.is_some();
    let text = if busy { "Working…" } else { "Export" };
    let enabled = !busy && !draft.path.trim().is_empty();
    let make = Button { loud: Loud::Filled, enabled, name: "Make the picture", ..Button::new(text) };
    let width = make.width(ui.painter()).max(96.0);
    let place = Rect::from_min_size(pos2(rect.right() - 20.0 - width, rect.bottom() - 52.0), vec2(width, 32.0));
    if make.show_in(ui, look, place).clicked() {
        desk.ask(Command::ExportNow);
    }
    let cancel = Button::new("Cancel");
    let wide = cancel.width(ui.painter());
    let place = Rect::from_min_size(place.min - vec2(wide + 8.0, 0.0), vec2(wide, 32.0));
    if cancel.show_in(ui, look, place).clicked() {
        desk.ask(Command::Close);
    }
}
