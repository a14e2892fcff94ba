//! The questions asked before something would be lost: closing with unsaved work, a file changed underneath, a damaged story.

use std::path::{Path, PathBuf};

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::{Command, FileAsk};
use crate::app::execute::Then;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Loud};

use super::{Desk, sheet};

/// An answer: its words, its name for screen readers, what it asks for.
type Answer<'a> = (&'a str, &'a str, Vec<Command>);

/// What becomes of unsaved work when the window closes or another story is opened.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let then = match &desk.view.then {
        Some(Then::New) => "beginning a new one",
        Some(Then::Load(_) | Then::Salvage(_) | Then::Restore(_)) => "opening another",
        Some(Then::Close) | None => "closing",
    };
    let title = format!("Save this story before {then}?");
    let why = "What you checked and changed would be lost; the articles themselves stay where they are";
    let save = if desk.files.path.is_some() { "Save" } else { "Save…" };
    let file = |ask| vec![Command::File(ask)];
    let answers = vec![
        (save, "Save the story", file(FileAsk::SaveThen)),
        ("Cancel", "Go back to the story", vec![Command::Close]),
        ("Don’t save", "Go on without saving", file(FileAsk::DontSave)),
    ];
    ask(ui, desk, &title, why, answers);
}

/// The file holds something else by now.
pub(in crate::app) fn changed(ui: &Ui, desk: &mut Desk) {
    let name = desk.files.path.as_deref().map_or_else(String::new, |path| path.display().to_string());
    let why = format!("{name} is not what it was when it was opened here. Saving over it keeps theirs once, as .bak");
    let file = |ask| vec![Command::Close, Command::File(ask)];
    let answers = vec![
        ("Save as…", "Save under another name", file(FileAsk::SaveAs)),
        ("Cancel", "Do not save", vec![Command::Close]),
        ("Save over it", "Save over what someone else changed", file(FileAsk::SaveOver)),
    ];
    ask(ui, desk, "The file was changed by someone else", &why, answers);
}

/// A story cannot be opened as it is.
pub(in crate::app) fn damaged(ui: &Ui, desk: &mut Desk, path: &Path, why: &str, backup: Option<&PathBuf>) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let file = |ask| vec![Command::Close, Command::File(ask)];
    let answers = [
        ("Open a copy", "Open what can be opened, as a copy", file(FileAsk::Salvage(path.to_owned()))),
        ("Cancel", "Do not open it", vec![Command::Close]),
    ];
    let backup = backup.map(|backup| ("Open the backup", "Open the backup", file(FileAsk::Load(backup.clone()))));
    let answers = answers.into_iter().chain(backup).collect();
    ask(ui, desk, &format!("{name} cannot be opened whole"), &format!("{name} {why}"), answers);
}

/// A question with its first answer loud at the right, the second beside it, a third at the left.
fn ask(ui: &Ui, desk: &mut Desk, title: &str, why: &str, answers: Vec<Answer>) {
    let look = desk.look;
    sheet::show(ui, desk, title, |ui, desk| {
        let small = font(size::SMALL, Weight::Regular);
        let width = sheet::width(ui, 480.0);
        let words = widget::words(ui.painter(), why, small, look.second, width - 48.0, 5);
        let height = 106.0 + words.size().y;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        widget::said(ui, rect.min + vec2(24.0, 30.0), Align2::LEFT_CENTER, title, bold, look.ink);
        let at = rect.min + vec2(24.0, 50.0);
        widget::label(ui, Rect::from_min_size(at, words.size()), "why", why);
        ui.painter().galley(at, words, look.second);
        let mut right = rect.right() - 24.0;
        for (place, (text, name, commands)) in answers.into_iter().enumerate() {
            let loud = if place == 0 { Loud::Filled } else { Loud::Plain };
            let button = Button { loud, name, ..Button::new(text) };
            let left = if place < 2 { right - button.width(ui.painter()) } else { rect.left() + 24.0 };
            right = left - 8.0;
            let response = button.show(ui, look, pos2(left, rect.bottom() - 42.0));
            if place == 0 {
                sheet::lead(ui, &response);
            }
            if response.clicked() {
                desk.commands.extend(commands);
            }
        }
    });
}
