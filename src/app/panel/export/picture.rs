//! Title, size, theme, scale, format and file of the picture.

use std::path::Path;

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Look, Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::{ExportDraft, SIZES};
use crate::app::widget::{self, Button};
use crate::task::Format;

use super::{caption, grid, segments, switch, words};

/// Formats in a row.
const COLUMNS: usize = 4;
/// The longest ending has no room in its cell.
const SHORT: [(&str, &str); 2] = [(".storymap.json", "StoryMap"), (".geojson", "GeoJSON")];

/// What a format is called in its cell: its ending without the dot, in capitals.
fn short(ending: &str) -> String {
    let known = SHORT.iter().find(|(long, _)| *long == ending).map(|(_, short)| (*short).to_owned());
    known.unwrap_or_else(|| ending.trim_start_matches('.').to_uppercase())
}

/// Shows the page.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect) {
    let look = desk.look;
    let (left, width) = (rect.left(), rect.width());
    let half = (width - 12.0) / 2.0;
    let mut y = rect.top() + 2.0;
    caption(ui, look, left, y, "Title");
    let field = Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 32.0));
    words::title(ui, desk, draft, field);
    y += 60.0;
    caption(ui, look, left, y, "Size");
    let mut names: Vec<String> = SIZES.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.push("Other".to_owned());
    let place = Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 58.0));
    if let Some(chosen) = grid(ui, look, place, &names, (draft.size, 3), "Size") {
        draft.size = chosen;
    }
    y += 84.0;
    let small = font(size::SMALL, Weight::Regular);
    if draft.size >= SIZES.len() {
        let field = Rect::from_min_size(pos2(left, y - 10.0), vec2(half, 30.0));
        let id = Id::unique("export size");
        widget::field(ui, look, field, id, &mut draft.custom, "1600x900", "Width and height in pixels");
        let wrong = draft.custom.parse::<crate::scene::Sheet>().is_err();
        let hint = if wrong { "Width x height, such as 1600x900" } else { "" };
        let galley = widget::words(ui.painter(), hint, small.clone(), look.missing.text, half, 2);
        ui.painter().galley(pos2(left + half + 12.0, y + 5.0 - galley.size().y / 2.0), galley, look.missing.text);
        y += 34.0;
    }
    caption(ui, look, left, y, "Theme");
    caption(ui, look, left + half + 12.0, y, "Scale");
    let themes = ["Light", "Dark"].map(str::to_owned);
    let dark = draft.dark.unwrap_or(desk.settings.dark);
    let place = Rect::from_min_size(pos2(left, y + 10.0), vec2(half, 30.0));
    if let Some(chosen) = segments(ui, look, place, &themes, usize::from(dark), "Theme") {
        draft.dark = Some(chosen == 1);
    }
    let scales = ["1×", "2×", "3×"].map(str::to_owned);
    let current = usize::try_from(draft.scale.saturating_sub(1)).unwrap_or(0);
    let place = Rect::from_min_size(pos2(left + half + 12.0, y + 10.0), vec2(half, 30.0));
    if let Some(chosen) = segments(ui, look, place, &scales, current, "Scale") {
        draft.scale = u32::try_from(chosen + 1).unwrap_or(1);
    }
    let [pixels_x, pixels_y] = draft.sheet().pixels(draft.scale);
    let pixels = format!("{pixels_x} × {pixels_y} pixels");
    widget::said(ui, pos2(left, y + 54.0), Align2::LEFT_CENTER, &pixels, small, look.third);
    y += 80.0;
    y = format(ui, desk, draft, rect, y);
    file(ui, desk, draft, rect, y);
}

/// A path with another of the known endings.
fn with_ending(path: &str, ending: &str) -> String {
    let known = Format::ALL.iter().map(|(_, known, _)| *known).find(|known| path.to_lowercase().ends_with(known));
    let stem = known.and_then(|known| path.get(..path.len() - known.len())).unwrap_or(path);
    format!("{stem}{ending}")
}

/// The format with what goes with it; returns where the next part begins.
fn format(ui: &Ui, desk: &Desk, draft: &mut ExportDraft, rect: Rect, y: f32) -> f32 {
    let look = desk.look;
    caption(ui, look, rect.left(), y, "Format");
    let names: Vec<String> = Format::ALL.iter().map(|(_, ending, _)| short(ending)).collect();
    let now = Format::of(Path::new(draft.path.trim()));
    let current = Format::ALL.iter().position(|(format, ..)| Some(*format) == now);
    let rows = names.len().div_ceil(COLUMNS) as f32;
    let place = Rect::from_min_size(pos2(rect.left(), y + 10.0), vec2(rect.width(), rows * 27.0));
    let chosen = grid(ui, look, place, &names, (current.unwrap_or(usize::MAX), COLUMNS), "Format");
    if let Some((_, ending, _)) = chosen.and_then(|chosen| Format::ALL.get(chosen)) {
        draft.path = with_ending(draft.path.trim(), ending);
        draft.ending = ending.trim_start_matches('.');
    }
    let what = Format::ALL.iter().find(|(format, ..)| Some(*format) == now).map_or("", |(.., what)| what);
    let small = font(size::SMALL, Weight::Regular);
    widget::said(ui, pos2(rect.left(), place.bottom() + 14.0), Align2::LEFT_CENTER, what, small, look.third);
    let mut below = place.bottom() + 26.0;
    let mut offer = |on: &mut bool, words: &str| {
        switch(ui, look, pos2(rect.left(), below), on, words);
        below += 26.0;
    };
    if now.is_some_and(Format::wants_companion) {
        offer(&mut draft.companion, "Text with all passages and sources beside it");
    }
    if now == Some(Format::Svg) {
        offer(&mut draft.outlines, "Letters as outlines");
    }
    below + 14.0
}

fn file(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect, y: f32) {
    let look = desk.look;
    caption(ui, look, rect.left(), y, "File");
    let choose = Button { name: "Choose where the picture goes", ..Button::new("Choose…") };
    let choose_width = choose.width(ui.painter());
    let field = Rect::from_min_size(pos2(rect.left(), y + 10.0), vec2(rect.width() - choose_width - 8.0, 32.0));
    let id = Id::unique("export path");
    let response = widget::field(ui, look, field, id, &mut draft.path, "map.png", "File of the picture");
    if response.changed() {
        draft.own_path = true;
    }
    draft.naming = response.has_focus();
    if !draft.naming {
        end_of_path(ui, look, field, &draft.path);
    }
    response.on_hover_text(draft.path.as_str());
    let place = Rect::from_min_size(pos2(field.right() + 8.0, y + 10.0), vec2(choose_width, 32.0));
    if choose.show_in(ui, look, place).clicked() {
        desk.ask(Command::ExportDialog);
    }
    let known = Format::of(Path::new(draft.path.trim())).is_some();
    let words = if known { String::new() } else { format!("The name must end in {}", Format::ENDINGS) };
    let small = font(size::SMALL, Weight::Regular);
    let galley = widget::words(ui.painter(), &words, small, look.missing.text, rect.width(), 3);
    ui.painter().galley(pos2(rect.left(), y + 48.0), galley, look.missing.text);
}

/// Lays the end of a path over a field that is too narrow for all of it: files are told apart by their names.
fn end_of_path(ui: &Ui, look: &Look, field: Rect, path: &str) {
    let room = field.shrink2(vec2(10.0, 4.0));
    let body = font(size::BODY, Weight::Regular);
    let wide = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), body.clone(), look.ink).size().x;
    if wide(path) <= room.width() - 2.0 {
        return;
    }
    let ends = path.char_indices().skip(1).filter_map(|(at, _)| path.get(at..));
    let shown = ends.map(|end| format!("…{end}")).find(|words| wide(words) <= room.width() - 2.0).unwrap_or_default();
    // As wide as the words of the field may reach.
    ui.painter().rect_filled(room.expand2(vec2(6.0, 0.0)), 0.0, look.panel);
    widget::line(ui.painter(), room.left_center(), Align2::LEFT_CENTER, &shown, body, look.ink);
}
