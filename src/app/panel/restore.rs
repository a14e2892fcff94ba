//! What windows left that ended without saving: shown at the next start, each with what is in it.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::{Command, FileAsk};
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Loud};
use crate::file::journal::Leftover;
use crate::task::counted;

use super::{Desk, sheet};

const ROW: f32 = 92.0;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let leftovers = &desk.files.leftovers;
    sheet::show(ui, desk, "Dateline ended before this was saved", |ui, desk| {
        let rows = leftovers.len().min(4);
        let (rect, _) =
            ui.allocate_exact_size(vec2(sheet::width(ui, 560.0), 118.0 + ROW * rows as f32), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        let title = "Dateline ended before this was saved";
        widget::said(ui, rect.min + vec2(24.0, 32.0), Align2::LEFT_CENTER, title, bold, look.ink);
        for (index, leftover) in leftovers.iter().take(rows).enumerate() {
            let top = rect.top() + 58.0 + ROW * index as f32;
            let row = Rect::from_min_size(pos2(rect.left() + 24.0, top), vec2(rect.width() - 48.0, ROW - 8.0));
            ui.push_id(index, |ui| one(ui, desk, index, leftover, row));
        }
        let later = Button { name: "Decide later", ..Button::new("Later") };
        let at = pos2(rect.right() - 24.0 - later.width(ui.painter()), rect.bottom() - 44.0);
        if later.show(ui, look, at).clicked() {
            desk.ask(Command::Close);
        }
        let small = font(size::SMALL, Weight::Regular);
        let words = if leftovers.len() > rows {
            format!("and {} more, kept until you decide", leftovers.len() - rows)
        } else {
            "Kept until you decide; files stay as they are until you save".to_owned()
        };
        let galley = widget::words(ui.painter(), &words, small, look.third, at.x - rect.left() - 36.0, 2);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + 24.0, at.y + 14.0), galley.size());
        widget::label(ui, place, "kept", &words);
        ui.painter().galley(place.min, galley, look.third);
    });
}

fn one(ui: &Ui, desk: &mut Desk, index: usize, leftover: &Leftover, rect: Rect) {
    let look = desk.look;
    let note = &leftover.note;
    let edge = egui::Stroke::new(1.0, look.line);
    ui.painter().rect(rect, 6.0, look.panel, edge, egui::StrokeKind::Inside);
    let title = if note.title.is_empty() { "Untitled story" } else { note.title.as_str() };
    let galley = widget::words(ui.painter(), title, font(size::BODY, Weight::Bold), look.ink, rect.width() - 222.0, 1);
    let at = rect.min + vec2(14.0, 12.0);
    widget::label(ui, Rect::from_min_size(at, galley.size()), "title", title);
    ui.painter().galley(at, galley, look.ink);
    let when = leftover.at.map_or_else(String::new, |at| {
        format!(" · {}", at.to_zoned_datetime(jiff::tz::TimeZone::system()).strftime("%-d %b %Y, %H:%M"))
    });
    let holds = format!("{}, {}{when}", counted(note.articles, "article"), counted(note.decisions, "decision"));
    let place = match &note.path {
        Some(path) => format!("Of {}", path.display()),
        None => "It was never saved to a file".to_owned(),
    };
    let small = font(size::SMALL, Weight::Regular);
    for (row, words) in [holds, place].iter().enumerate() {
        let galley = widget::words(ui.painter(), words, small.clone(), look.second, rect.width() - 222.0, 1);
        let at = rect.min + vec2(14.0, 34.0 + 19.0 * row as f32);
        widget::label(ui, Rect::from_min_size(at, galley.size()), ("line", row), words);
        ui.painter().galley(at, galley, look.second);
    }
    let restore = format!("Restore {title}");
    let button = Button { loud: Loud::Filled, name: &restore, ..Button::new("Restore") };
    let mut x = rect.right() - 14.0 - button.width(ui.painter());
    let response = button.show(ui, look, pos2(x, rect.center().y - 14.0));
    if index == 0 {
        sheet::lead(ui, &response);
    }
    if response.clicked() {
        desk.ask(Command::File(FileAsk::Restore(index)));
    }
    let discard = format!("Throw away {title}");
    let button = Button { name: &discard, ..Button::new("Throw away") };
    x -= button.width(ui.painter()) + 8.0;
    if button.show(ui, look, pos2(x, rect.center().y - 14.0)).clicked() {
        desk.ask(Command::File(FileAsk::Discard(index)));
    }
}
