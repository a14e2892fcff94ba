//! The window with no article: the world behind one sheet that says what to do.

use egui::{Align2, Area, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Look, Weight, font, size};
use crate::app::widget::{self, Button, Loud};

use super::Desk;

/// Shows the sheet in the middle of the map.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk, map: Rect) {
    let size = vec2(460.0, 244.0);
    let rect = Rect::from_center_size(map.center(), size);
    let look = desk.look;
    let dropping = ui.input(|input| !input.raw.hovered_files.is_empty());
    let area = Area::new(Id::unique("empty")).fixed_pos(rect.min).order(egui::Order::Middle).movable(false);
    area.show(ui.ctx(), |ui| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        widget::named(&response, Role::Group, "Drop articles here");
        let fill = if dropping { look.selected } else { look.panel };
        ui.painter().rect(rect, 8.0, fill, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
        let edge = if dropping { look.accent } else { look.control };
        widget::dashed_box(ui.painter(), rect.shrink(11.0), edge);
        words(ui, look, rect);
        buttons(ui, desk, rect);
    });
}

/// Says over the map that what is held over the window would be added.
pub(in crate::app) fn dropping(ui: &Ui, desk: &Desk, map: Rect) {
    let look = desk.look;
    let rect = Rect::from_center_size(map.center(), vec2(320.0, 96.0).min(map.size()));
    let layer = egui::LayerId::new(egui::Order::Foreground, Id::unique("dropping"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect(rect, 8.0, look.selected, Stroke::new(1.0, look.accent), StrokeKind::Inside);
    widget::dashed_box(&painter, rect.shrink(10.0), look.accent);
    let bold = font(size::BODY, Weight::Bold);
    widget::line(&painter, rect.center(), Align2::CENTER_CENTER, "Drop to add to this story", bold, look.ink);
}

fn words(ui: &Ui, look: &Look, rect: Rect) {
    let x = rect.center().x;
    for (dx, dy) in [(-32.0, 4.0), (0.0, 0.0), (32.0, 4.0)] {
        Icon::Documents.paint(ui.painter(), pos2(x + dx, rect.top() + 44.0 + dy), 34.0, look.second);
    }
    let bold = font(size::EMPTY_TITLE, Weight::Bold);
    widget::said(ui, pos2(x, rect.top() + 88.0), Align2::CENTER_CENTER, "Drop articles here", bold, look.ink);
    let plain = font(size::BODY, Weight::Regular);
    let kinds = "Text, web pages, PDF, Word, e-mail, or a saved story";
    widget::said(ui, pos2(x, rect.top() + 114.0), Align2::CENTER_CENTER, kinds, plain.clone(), look.second);
    let promise = "Everything stays on this computer";
    let small = font(size::SMALL, Weight::Regular);
    let at = pos2(x + 10.0, rect.top() + 202.0);
    let said = widget::said(ui, at, Align2::CENTER_CENTER, promise, small, look.second);
    Icon::Lock.paint(ui.painter(), pos2(said.left() - 13.0, said.center().y), 13.0, look.checked.text);
}

fn buttons(ui: &Ui, desk: &mut Desk, rect: Rect) {
    let look = desk.look;
    let open = Button { key: Some("Ctrl+O"), loud: Loud::Filled, name: "Open files", ..Button::new("Open files…") };
    let paste = Button { key: Some("Ctrl+V"), name: "Paste", ..Button::new("Paste") };
    let example = Button::new("Try the example");
    let widths = [&open, &paste, &example].map(|button| button.width(ui.painter()));
    let mut x = rect.center().x - (widths.iter().sum::<f32>() + 16.0) / 2.0;
    let y = rect.top() + 144.0;
    for ((button, width), command) in [&open, &paste, &example].into_iter().zip(widths).zip([
        Command::OpenDialog,
        Command::AskClipboard,
        Command::Example,
    ]) {
        let place = Rect::from_min_size(pos2(x, y), vec2(width, 32.0));
        if button.show_in(ui, look, place).clicked() {
            desk.ask(command);
        }
        x += width + 8.0;
    }
}
