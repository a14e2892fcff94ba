//! The sheet a picture is made in: what it will look like, its words, captions and size, and what it lacks.
//!
//! The preview is the very scene the file is made from, drawn by the map's own painter. What a person decides about the
//! picture is kept in the story, one undo step each; size, scale and file are the sheet's own.

mod captions;
mod picture;
mod preview;
mod words;

use egui::{Align2, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Look, Weight, font, size};
use crate::app::state::{ExportDraft, ExportPage};
use crate::app::widget::{self, Button, Loud};
use crate::scene::ProofCaption;
use crate::story::LayoutEdit;

use super::{Desk, sheet};

/// Width of the side with the choices, and the free space within it.
const SIDE: f32 = 372.0;
const PAD: f32 = 20.0;
/// The least height the choices fit in.
const LEAST: f32 = 650.0;
/// Height of the check line under the preview.
const CHECK: f32 = 62.0;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let window = ui.ctx().content_rect().size();
    // At twice the size of words in a small window the choices need more than there is: the sheet is scrolled then.
    let size = vec2((window.x - 48.0).min(1560.0), (window.y - 48.0).clamp(LEAST, 920.0));
    sheet::show(ui, desk, "Export", |ui, desk| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let mut draft = desk.view.export.clone();
        let left = Rect::from_min_max(rect.min, pos2(rect.right() - SIDE, rect.bottom()));
        let side = Rect::from_min_max(pos2(left.right(), rect.top()), rect.max);
        let (ground, check) = left.split_top_bottom_at_y(left.bottom() - CHECK);
        preview::show(ui, desk, &mut draft, ground);
        check_line(ui, desk, check);
        ui.painter().vline(side.left(), side.y_range(), look.hairline());
        choices(ui, desk, &mut draft, side);
        if draft != desk.view.export {
            desk.ask(Command::Export(draft));
        }
    });
}

fn choices(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect) {
    let inner = Rect::from_min_max(rect.min + vec2(PAD, 0.0), rect.max - vec2(PAD, 0.0));
    let bold = font(size::TITLE, Weight::Bold);
    let at = pos2(inner.left(), rect.top() + 30.0);
    widget::said(ui, at, Align2::LEFT_CENTER, "Export a picture", bold, desk.look.ink);
    let pages = [ExportPage::Picture, ExportPage::Captions, ExportPage::Words];
    let names = ["Picture", "Captions", "Words"].map(str::to_owned);
    let current = pages.iter().position(|&page| page == draft.page).unwrap_or(0);
    let place = Rect::from_min_size(pos2(inner.left(), rect.top() + 54.0), vec2(inner.width(), 30.0));
    if let Some(&page) = segments(ui, desk.look, place, &names, current, "Page").and_then(|page| pages.get(page)) {
        turn_to(desk, draft, page);
    }
    let body = Rect::from_min_max(pos2(inner.left(), place.bottom() + 20.0), pos2(inner.right(), rect.bottom() - 72.0));
    match draft.page {
        ExportPage::Picture => picture::show(ui, desk, draft, body),
        ExportPage::Captions => captions::show(ui, desk, draft, body),
        ExportPage::Words => words::show(ui, desk, draft, body),
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 64.0, desk.look.hairline());
    buttons(ui, desk, rect, draft);
}

/// Shows a page of the sheet; what is being typed on the one before is kept first.
fn turn_to(desk: &mut Desk, draft: &mut ExportDraft, page: ExportPage) {
    let (typed, _) = draft.end_typing();
    desk.commands.extend(typed.map(Command::Layout));
    draft.page = page;
}

/// Begins to write a caption; what is being typed elsewhere is kept first.
fn begin_writing(desk: &mut Desk, draft: &mut ExportDraft, caption: &ProofCaption) {
    turn_to(desk, draft, ExportPage::Captions);
    draft.caption = Some((caption.event, caption.text.replace('\u{a0}', " ")));
}

/// A word over a field.
fn caption(ui: &Ui, look: &Look, x: f32, y: f32, words: &str) {
    widget::said(ui, pos2(x, y), Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Bold), look.second);
}

/// One of several, side by side; the one newly chosen.
fn segments(ui: &Ui, look: &Look, rect: Rect, names: &[String], current: usize, what: &str) -> Option<usize> {
    grid(ui, look, rect, names, (current, names.len()), what)
}

/// One of several, in rows of so many; the one newly chosen.
fn grid(
    ui: &Ui,
    look: &Look,
    rect: Rect,
    names: &[String],
    (current, columns): (usize, usize),
    what: &str,
) -> Option<usize> {
    let columns = columns.max(1);
    let rows = names.len().div_ceil(columns).max(1);
    let cell = vec2(rect.width() / columns as f32, rect.height() / rows as f32);
    let mut chosen = None;
    for (index, name) in names.iter().enumerate() {
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let place = Rect::from_min_size(rect.min + vec2(column * cell.x, row * cell.y), cell).shrink(0.5);
        let response = ui.interact(place, ui.scope_id().with((what, index)), Sense::click());
        let on = index == current;
        let label = format!("{what} {name}");
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &label));
        let (fill, edge) = match (on, response.hovered()) {
            (true, _) => (look.selected, Stroke::new(1.5, look.accent)),
            (false, true) => (look.hover, Stroke::new(1.0, look.line_strong)),
            (false, false) => (look.panel, Stroke::new(1.0, look.line_strong)),
        };
        ui.painter().rect(place, 4.0, fill, edge, StrokeKind::Inside);
        let weight = if on { Weight::Bold } else { Weight::Regular };
        let wide = |size| {
            let galley = ui.painter().layout_no_wrap(name.clone(), font(size, weight), look.ink);
            galley.size().x <= cell.x - 10.0
        };
        let text_size = if wide(size::BODY) { size::BODY } else { size::CAPTION };
        widget::line(ui.painter(), place.center(), Align2::CENTER_CENTER, name, font(text_size, weight), look.ink);
        widget::focus_ring(ui, look, &response);
        if response.clicked() {
            chosen = Some(index);
        }
    }
    chosen
}

/// A choice that is on or off; whether it was changed.
fn switch(ui: &Ui, look: &Look, at: egui::Pos2, on: &mut bool, words: &str) -> bool {
    let galley = widget::words(ui.painter(), words, font(size::BODY, Weight::Regular), look.ink, 320.0, 1);
    let rect = Rect::from_min_size(at, vec2(26.0 + galley.size().x, 24.0));
    let response = ui.interact(rect, ui.scope_id().with(("switch", words)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *on, words));
    let square = Rect::from_center_size(pos2(at.x + 8.0, rect.center().y), vec2(16.0, 16.0));
    let (fill, edge) = if *on { (look.accent, look.accent) } else { (look.panel, look.control) };
    ui.painter().rect(square, 3.0, fill, Stroke::new(1.2, edge), StrokeKind::Inside);
    if *on {
        Icon::Check.paint(ui.painter(), square.center(), 13.0, look.on_accent);
    }
    ui.painter().galley(pos2(at.x + 26.0, rect.center().y - galley.size().y / 2.0), galley, look.ink);
    widget::focus_ring(ui, look, &response);
    if response.clicked() {
        *on = !*on;
    }
    response.clicked()
}

/// A field for several lines.
fn area(ui: &mut Ui, look: &Look, rect: Rect, id: Id, text: &mut String, name: &str) -> Response {
    widget::field_box(ui, look, rect, id);
    let inner = rect.shrink2(vec2(10.0, 8.0));
    let edit = egui::TextEdit::multiline(text)
        .id(id)
        .font(font(size::BODY, Weight::Regular))
        .text_color(look.ink)
        .frame(egui::Frame::NONE)
        .margin(egui::Vec2::ZERO)
        .desired_rows(1)
        // All of the box takes a click, however few words stand in it.
        .min_size(inner.size())
        .desired_width(inner.width());
    let mut within = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(id));
    within.set_clip_rect(inner.expand(2.0).intersect(ui.clip_rect()));
    egui::ScrollArea::vertical()
        .id_salt(id.with("scroll"))
        .max_height(inner.height())
        .show(&mut within, |ui| ui.add(edit).accessible_name(name))
        .inner
}

/// Keeps what was typed in a field once it is left; until then it waits in the draft.
fn keep(desk: &mut Desk, draft: &mut ExportDraft, response: &Response, differs: bool, edit: LayoutEdit) {
    if response.lost_focus() {
        draft.typing = None;
        if differs {
            desk.ask(Command::Layout(edit));
        }
    } else if response.has_focus() {
        draft.typing = differs.then_some(edit);
    }
}

/// What a picture holds and lacks, said before it is made.
fn check_line(ui: &Ui, desk: &Desk, rect: Rect) {
    let look = desk.look;
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    let Some(proof) = desk.preview else { return };
    let small = font(size::SMALL, Weight::Regular);
    let (mut x, mut y) = (rect.left() + PAD, rect.top() + 19.0);
    for (index, (good, words)) in proof.check.lines().into_iter().enumerate() {
        let color = if good { look.second } else { look.missing.text };
        let galley = ui.painter().layout_no_wrap(words.clone(), small.clone(), color);
        if x + galley.size().x + 18.0 > rect.right() - PAD {
            (x, y) = (rect.left() + PAD, y + 23.0);
        }
        let (icon, tint) = if good { (Icon::Check, look.checked.text) } else { (Icon::Warning, look.missing.text) };
        icon.paint(ui.painter(), pos2(x + 6.0, y), 12.0, tint);
        let place = Rect::from_min_size(pos2(x + 17.0, y - galley.size().y / 2.0), galley.size());
        widget::label(ui, place, ("check line", index), &words);
        x = place.right() + 20.0;
        ui.painter().galley(place.min, galley, color);
    }
}

fn buttons(ui: &Ui, desk: &mut Desk, rect: Rect, draft: &ExportDraft) {
    let look = desk.look;
    let busy = desk.busy.is_some();
    let may = desk.preview.is_none_or(|proof| proof.check.may_be_saved());
    let text = if busy { "Working…" } else { "Export" };
    let enabled = !busy && may && !draft.path.trim().is_empty();
    let make = Button { loud: Loud::Filled, enabled, name: "Make the picture", ..Button::new(text) };
    let width = make.width(ui.painter()).max(96.0);
    let top = rect.bottom() - 48.0;
    let place = Rect::from_min_size(pos2(rect.right() - PAD - width, top), vec2(width, 32.0));
    if make.show_in(ui, look, place).clicked() {
        desk.ask(Command::ExportNow);
    }
    let cancel = Button::new("Cancel");
    let wide = cancel.width(ui.painter());
    let place = Rect::from_min_size(place.min - vec2(wide + 8.0, 0.0), vec2(wide, 32.0));
    if cancel.show_in(ui, look, place).clicked() {
        desk.ask(Command::Close);
    }
    let copy = Button { name: "Copy the picture", enabled: !busy && may, ..Button::new("Copy picture") };
    let wide = copy.width(ui.painter());
    let place = Rect::from_min_size(pos2(rect.left() + PAD, top), vec2(wide, 32.0));
    if copy.show_in(ui, look, place).clicked() {
        desk.ask(Command::CopyPicture);
    }
}
