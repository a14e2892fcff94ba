//! The words of the picture that are no captions: title, the line under it, what a screen reader says.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::ExportDraft;
use crate::app::widget::{self, Button};
use crate::story::LayoutEdit;

use super::{area, caption, keep};

/// Shows the page.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, rect: Rect) {
    let look = desk.look;
    let (left, width) = (rect.left(), rect.width());
    let mut y = rect.top() + 2.0;
    caption(ui, look, left, y, "Title");
    title(ui, desk, draft, Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 32.0)));
    y += 60.0;
    caption(ui, look, left, y, "Line under the title");
    let made = desk.preview.map_or("", |proof| proof.dateline.as_str()).to_owned();
    let field = Rect::from_min_size(pos2(left, y + 10.0), vec2(width, 32.0));
    let id = Id::unique("export dateline");
    let response = widget::field(ui, look, field, id, &mut draft.dateline, &made, "Line under the title");
    follow(&response, &mut draft.dateline, desk.story.layout.dateline.as_deref());
    let typed = draft.dateline.clone();
    let differ = differs(&typed, desk.story.layout.dateline.as_deref());
    keep(desk, draft, &response, differ, LayoutEdit::Dateline(Some(typed)));
    y += 60.0;
    caption(ui, look, left, y, "What a screen reader says of the picture");
    let height = (rect.bottom() - y - 64.0).clamp(80.0, 320.0);
    let place = Rect::from_min_size(pos2(left, y + 10.0), vec2(width, height));
    let id = Id::unique("export alt");
    let said = desk.story.layout.alt.clone();
    let made = desk.preview.map(|proof| proof.scene.description.clone()).unwrap_or_default();
    let response = area(ui, look, place, id, &mut draft.alt, "Alternative text");
    follow(&response, &mut draft.alt, Some(said.as_deref().unwrap_or(&made)));
    let typed = draft.alt.clone();
    let differ = typed != said.clone().unwrap_or(made);
    keep(desk, draft, &response, differ, LayoutEdit::Alt(Some(typed)));
    let again = Button { enabled: said.is_some(), ..Button::new("Make it from the captions") };
    if again.show(ui, look, pos2(left, place.bottom() + 8.0)).clicked() {
        desk.ask(Command::Layout(LayoutEdit::Alt(None)));
    }
    let all = Button { enabled: !desk.story.layout.is_default(), ..Button::new("Everything as made") };
    let at = pos2(rect.right() - all.width(ui.painter()), place.bottom() + 8.0);
    if all.show(ui, look, at).clicked() {
        desk.ask(Command::Layout(LayoutEdit::Reset));
    }
    let note = "These words are saved with the story. Undo takes each change back.";
    let note = widget::words(ui.painter(), note, font(size::CAPTION, Weight::Regular), look.third, width, 2);
    ui.painter().galley(pos2(left, place.bottom() + 46.0), note, look.third);
}

/// The field of the title: what is typed shows in the preview at once, and is kept when the field is left.
pub(super) fn title(ui: &mut Ui, desk: &mut Desk, draft: &mut ExportDraft, field: Rect) {
    let kept = desk.story.layout.title.as_deref();
    let made = desk.preview.map_or("Made from the story", |proof| proof.title.as_str()).to_owned();
    let id = Id::unique("export title");
    let response = widget::field(ui, desk.look, field, id, &mut draft.title, &made, "Title of the picture");
    follow(&response, &mut draft.title, kept);
    let typed = draft.title.clone();
    let differ = differs(&typed, kept);
    keep(desk, draft, &response, differ, LayoutEdit::Title(Some(typed)));
}

/// A field that is not being typed in shows what is kept: an undo shows at once.
fn follow(response: &egui::Response, draft: &mut String, kept: Option<&str>) {
    let kept = kept.unwrap_or("");
    if !response.has_focus() && !response.lost_focus() && draft != kept {
        kept.clone_into(draft);
    }
}

fn differs(typed: &str, kept: Option<&str>) -> bool {
    typed.trim() != kept.unwrap_or("")
}
