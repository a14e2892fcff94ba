//! The sheets that ask for a path where the system has no file dialog.

use std::path::PathBuf;

use egui::{Align2, Id, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::{Command, FileAsk};
use crate::app::files::typed_path;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Loud};

use super::{Desk, sheet};

/// Asks for a file to open.
pub(in crate::app) fn open(ui: &Ui, desk: &mut Desk) {
    let why = "This system offers no file dialog. Type a path, or drop files on the window";
    if let Some(path) = asked(ui, desk, "Open files", why, "Open") {
        desk.ask(Command::Open(vec![path]));
    }
}

/// Asks where to save the story.
pub(in crate::app) fn save(ui: &Ui, desk: &mut Desk) {
    let why = "This system offers no file dialog. Type where the story is to be saved";
    if let Some(path) = asked(ui, desk, "Save the story", why, "Save") {
        desk.ask(Command::File(FileAsk::SaveTo(path)));
    }
}

/// Shows a sheet over the window; the path once it is entered.
fn asked(ui: &Ui, desk: &mut Desk, title: &str, why: &str, verb: &str) -> Option<PathBuf> {
    let look = desk.look;
    let mut answer = None;
    sheet::show(ui, desk, title, |ui, desk| {
        let (rect, _) = ui.allocate_exact_size(vec2(sheet::width(ui, 520.0), 178.0), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        widget::said(ui, rect.min + vec2(24.0, 30.0), Align2::LEFT_CENTER, title, bold, look.ink);
        let small = font(size::SMALL, Weight::Regular);
        widget::said(ui, rect.min + vec2(24.0, 58.0), Align2::LEFT_CENTER, why, small, look.second);
        let mut path = desk.view.typed_path.clone();
        let field = Rect::from_min_size(rect.min + vec2(24.0, 78.0), vec2(rect.width() - 48.0, 32.0));
        let id = Id::unique("path field");
        let response = widget::field(ui, look, field, id, &mut path, "/home/you/articles/one.txt", "Path of the file");
        if response.changed() {
            desk.ask(Command::TypePath(path.clone()));
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        // The sheet is there to be typed in; Enter takes the keyboard from the field, and is an answer first.
        if !entered && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
            widget::select(ui, id, name_in(&path));
        }
        let name = format!("{verb} this path");
        let go = Button { loud: Loud::Filled, enabled: !path.trim().is_empty(), name: &name, ..Button::new(verb) };
        let at = pos2(rect.right() - 24.0 - go.width(ui.painter()), rect.bottom() - 46.0);
        if go.show(ui, look, at).clicked() || (entered && go.enabled) {
            answer = Some(typed_path(&path));
        }
        let cancel = Button::new("Cancel");
        if cancel.show(ui, look, pos2(at.x - cancel.width(ui.painter()) - 8.0, at.y)).clicked() {
            desk.ask(Command::Close);
        }
    });
    answer
}

/// The characters of a path that name the file, without its folder and its ending: what another name is typed over.
fn name_in(path: &str) -> std::ops::Range<usize> {
    let from = path.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let name = path.get(from..).unwrap_or_default();
    let to = from + name.rfind('.').filter(|&at| at > 0).unwrap_or(name.len());
    let characters = |byte: usize| path.get(..byte).map_or(0, |before| before.chars().count());
    characters(from)..characters(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_is_typed_over_the_name_alone() {
        let named = |path: &str| {
            let range = name_in(path);
            path.chars().skip(range.start).take(range.len()).collect::<String>()
        };
        assert_eq!(named("/home/you/Bánh mì.dateline"), "Bánh mì");
        assert_eq!(named("/home/a.b/story"), "story");
        assert_eq!(named("story.v2.dateline"), "story.v2");
        assert_eq!(named("/home/.hidden"), ".hidden");
        assert_eq!(named("/home/you/"), "");
    }
}
