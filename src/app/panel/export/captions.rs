//! The captions in the order of their numbers: written anew, renumbered, left out and brought back.

use egui::{Align2, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::ExportDraft;
use crate::app::widget::{self, Button};
use crate::scene::{Proof, ProofCaption, Why};
use crate::story::{EventId, LayoutEdit};

use super::{area, begin_writing, keep};

/// Height of a row that is being written.
const WRITING: f32 = 112.0;
/// Room for number and buttons beside a caption.
const NUMBER: f32 = 32.0;
const BUTTONS: f32 = 84.0;

/// Shows the page.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect) {
    let Some(proof) = desk.preview else { return };
    let mut within = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("captions"));
    egui::ScrollArea::vertical().id_salt("captions").auto_shrink(false).show(&mut within, |ui| {
        for index in 0..proof.captions.len() {
            row(ui, desk, draft, proof, index);
        }
        if !proof.left_out.is_empty() {
            left_out(ui, desk, proof);
        } else if proof.captions.is_empty() {
            let words = "No event passes the filters, so there is nothing to caption";
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
            let galley = widget::words(
                ui.painter(),
                words,
                font(size::BODY, Weight::Regular),
                desk.look.second,
                rect.width() - 8.0,
                2,
            );
            widget::label(ui, rect, "no captions", words);
            ui.painter().galley(rect.min, galley, desk.look.second);
        }
    });
}

fn row(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, proof: &Proof, index: usize) {
    let look = desk.look;
    let Some(caption) = proof.captions.get(index) else { return };
    let writing = draft.caption.as_ref().is_some_and(|(event, _)| *event == caption.event);
    let width = ui.available_width() - 8.0;
    let room = width - NUMBER - BUTTONS;
    let body = font(size::BODY, Weight::Regular);
    let galley = widget::words(ui.painter(), &caption.text, body, look.ink, room, 6);
    let height = if writing { WRITING } else { (galley.size().y + 30.0).max(48.0) };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    number(ui, desk, caption, pos2(rect.left() + 11.0, rect.top() + 15.0));
    let left = rect.left() + NUMBER;
    let small = font(size::CAPTION, Weight::Regular);
    widget::line(
        ui.painter(),
        pos2(left, rect.top() + 9.0),
        Align2::LEFT_CENTER,
        &caption.date,
        small.clone(),
        look.third,
    );
    if writing {
        let place = Rect::from_min_size(pos2(left, rect.top() + 20.0), vec2(width - NUMBER, 66.0));
        write(ui, desk, draft, caption, place);
    } else {
        let place = Rect::from_min_size(pos2(left, rect.top() + 18.0), galley.size());
        let response = ui.interact(place.expand(3.0), ui.scope_id().with(("write", caption.event)), Sense::click());
        widget::named(&response, Role::Button, &format!("Write caption {}", caption.number));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(place.expand(3.0), 3.0, look.hover);
        }
        ui.painter().galley(place.min, galley, look.ink);
        if response.on_hover_cursor(egui::CursorIcon::Text).clicked() {
            begin_writing(desk, draft, caption);
        }
        moves(ui, desk, proof, index, rect);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, look.hairline());
}

fn number(ui: &Ui, desk: &Desk, caption: &ProofCaption, at: egui::Pos2) {
    let look = desk.look;
    let Some(event) = desk.story.event(caption.event) else { return };
    let color = look.family(event.family);
    let (ink, fill) = if event.checked { (look.pin_glyph, color) } else { (look.ink, look.pin_hollow) };
    ui.painter().circle(at, 10.0, fill, Stroke::new(1.8, color));
    let bold = font(size::CAPTION, Weight::Bold);
    widget::line(ui.painter(), at, Align2::CENTER_CENTER, &caption.number.to_string(), bold, ink);
}

/// The field a caption is written in, with how many words it has; kept when the field is left.
fn write(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, caption: &ProofCaption, place: Rect) {
    let look = desk.look;
    let id = Id::unique("export caption").with(caption.event);
    // A caption is one paragraph: Enter ends it, behind what was typed before it in the same frame.
    let ended = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let Some((_, words)) = draft.caption.as_mut() else { return };
    let response = area(ui, look, place, id, words, &format!("Caption {}", caption.number));
    let (count, typed) = (words.split_whitespace().count(), words.clone());
    let color = if count > 25 { look.missing.text } else { look.third };
    let small = font(size::CAPTION, Weight::Regular);
    let below = pos2(place.left(), place.bottom() + 12.0);
    widget::said(ui, below, Align2::LEFT_CENTER, &format!("{count} of 25 words"), small, color);
    let own = desk.story.layout.captions.contains_key(&caption.event);
    let at = pos2(place.right(), place.bottom() + 12.0);
    let again = own && widget::link(ui, look, at, Align2::RIGHT_CENTER, "As made", "Caption as made").clicked();
    if again {
        desk.ask(Command::Layout(LayoutEdit::Caption(caption.event, None)));
        draft.caption = None;
        return;
    }
    let differ = typed.trim() != caption.text.replace('\u{a0}', " ");
    keep(desk, draft, &response, differ, LayoutEdit::Caption(caption.event, Some(typed)));
    if ended {
        draft.caption = None;
        if let Some(typed) = draft.typing.take() {
            desk.ask(Command::Layout(typed));
        }
    } else if response.lost_focus() {
        draft.caption = None;
    } else if !response.has_focus() {
        response.request_focus();
    }
}

/// Up, down, out.
fn moves(ui: &Ui, desk: &mut Desk, proof: &Proof, index: usize, rect: Rect) {
    let look = desk.look;
    let Some(caption) = proof.captions.get(index) else { return };
    let order: Vec<EventId> = proof.captions.iter().map(|caption| caption.event).collect();
    let last = order.len().saturating_sub(1);
    let swapped = |other: usize| {
        let mut order = order.clone();
        order.swap(index, other.min(last));
        Command::Layout(LayoutEdit::Order(order))
    };
    let names = ["earlier", "later"].map(|way| format!("Number caption {} {way}", caption.number));
    let out = format!("Leave caption {} out", caption.number);
    let [up, down] = &names;
    let mut x = rect.right() - BUTTONS + 2.0;
    let mut button = |icon: Icon, name: &str, enabled: bool| {
        let button = Button { enabled, ..Button::icon(icon, name) };
        let place = Rect::from_min_size(pos2(x, rect.top() + 4.0), vec2(26.0, 24.0));
        x += 27.0;
        button.show_in(ui, look, place).on_hover_text(name).clicked()
    };
    if button(Icon::Up, up, index > 0) {
        desk.ask(swapped(index.saturating_sub(1)));
    }
    if button(Icon::Down, down, index < last) {
        desk.ask(swapped(index + 1));
    }
    if button(Icon::Close, &out, true) {
        desk.ask(Command::Layout(LayoutEdit::Exclude(caption.event)));
    }
    if desk.story.layout.positions.contains_key(&caption.event) {
        let at = pos2(rect.right() - 6.0, rect.top() + 38.0);
        let name = format!("Caption {} where it was", caption.number);
        if widget::link(ui, look, at, Align2::RIGHT_CENTER, "Move back", &name).clicked() {
            desk.ask(Command::Layout(LayoutEdit::Position(caption.event, None)));
        }
    }
}

/// Events without a number, and how to bring them back.
fn left_out(ui: &mut Ui, desk: &mut Desk, proof: &Proof) {
    let look = desk.look;
    let width = ui.available_width() - 8.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, 40.0), Sense::hover());
    let at = pos2(rect.left(), rect.center().y + 4.0);
    let words = format!("Without a number · {}", proof.left_out.len());
    widget::said(ui, at, Align2::LEFT_CENTER, &words, font(size::BODY, Weight::Bold), look.ink);
    for &(id, why) in proof.left_out.iter().take(200) {
        let Some(event) = desk.story.event(id) else { continue };
        let (rect, _) = ui.allocate_exact_size(vec2(width, 42.0), Sense::hover());
        widget::pin(ui.painter(), look, pos2(rect.left() + 11.0, rect.center().y), 8.0, event.family, event.checked);
        let body = font(size::BODY, Weight::Regular);
        let title = widget::words(ui.painter(), &event.title, body, look.ink, width - NUMBER - 70.0, 1);
        ui.painter().galley(pos2(rect.left() + NUMBER, rect.top() + 3.0), title, look.ink);
        let small = font(size::CAPTION, Weight::Regular);
        let at = pos2(rect.left() + NUMBER, rect.top() + 30.0);
        widget::line(ui.painter(), at, Align2::LEFT_CENTER, reason(why), small, look.third);
        if matches!(why, Why::NoRoom | Why::Outside | Why::Background | Why::Excluded) {
            let name = format!("Show {}", event.title);
            let show = Button { name: &name, ..Button::new("Show") };
            let wide = show.width(ui.painter());
            let place = Rect::from_min_size(pos2(rect.right() - wide, rect.top() + 7.0), vec2(wide, 28.0));
            if show.show_in(ui, look, place).clicked() {
                desk.ask(Command::Layout(LayoutEdit::Restore(id)));
            }
        }
    }
}

fn reason(why: Why) -> &'static str {
    match why {
        Why::NoRoom => "A small dot, for want of room",
        Why::Outside => "Outside the frame",
        Why::NoPlace => "No known place",
        Why::Background => "Looks back to earlier",
        Why::Excluded => "Left out by you",
    }
}
