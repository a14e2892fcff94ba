//! The menu of the story, behind its name in the bar: new, open, recent, save, history.

use egui::{Popup, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::{Command, FileAsk};
use crate::app::state::Over;
use crate::app::widget::{self, Tip as _};

use super::Desk;

/// A small arrow behind the name, which opens the menu as the name does; returns where it ends.
pub(in crate::app) fn menu(ui: &mut Ui, desk: &mut Desk, name: Rect) -> f32 {
    let look = desk.look;
    let rect = Rect::from_min_max(name.min - vec2(4.0, 6.0), name.max + vec2(18.0, 6.0));
    let response = ui.interact(rect, ui.scope_id().with("story menu"), Sense::click());
    widget::named(&response, egui::Role::Button, "Story menu");
    if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, look.hover);
    }
    widget::focus_ring(ui, look, &response);
    let middle = pos2(name.right() + 10.0, name.center().y + 1.0);
    let arrow = [vec2(-3.5, -1.8), vec2(0.0, 1.8), vec2(3.5, -1.8)].map(|by| middle + by);
    ui.painter().add(egui::Shape::line(arrow.to_vec(), egui::Stroke::new(1.5, look.third)));
    Popup::menu(&response).show(|ui| entries(ui, desk));
    if let Some(path) = desk.files.whereabouts() {
        response.tip(path);
    }
    rect.right()
}

fn entries(ui: &mut Ui, desk: &mut Desk) {
    ui.set_min_width(230.0);
    let open = !desk.story.sources.is_empty();
    entry(ui, desk, "New story", "Ctrl+N", true, Command::File(FileAsk::New));
    entry(ui, desk, "Open files…", "Ctrl+O", true, Command::OpenDialog);
    let files = desk.files;
    ui.add_enabled_ui(!files.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &files.recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                if ui.button(name).tip(path.display().to_string()).clicked() {
                    desk.ask(Command::File(FileAsk::Load(path.clone())));
                }
            }
        });
    });
    ui.separator();
    entry(ui, desk, "Save", "Ctrl+S", open, Command::File(FileAsk::Save));
    entry(ui, desk, "Save as…", "Ctrl+Shift+S", open, Command::File(FileAsk::SaveAs));
    ui.separator();
    entry(ui, desk, "History of changes", "Ctrl+H", true, Command::ShowSheet(Over::History));
}

fn entry(ui: &mut Ui, desk: &mut Desk, words: &str, key: &str, enabled: bool, command: Command) {
    if ui.add_enabled(enabled, egui::Button::new(words).shortcut_text(key)).clicked() {
        desk.ask(command);
    }
}
