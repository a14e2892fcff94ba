//! The person's own layers, under the articles: name, what is in each, shown or not, renamed and removed.
//!
//! A click on the square shows or hides a layer, a click on its name lets it be typed anew.

use egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Tip as _};
use crate::story::{Layer, LayerEdit, Shape};

use super::Desk;

const TEXT_X: f32 = 42.0;
const ROW: f32 = 44.0;

/// Shows a row for each layer; nothing when there is none.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    for layer in story.layers.iter() {
        row(ui, desk, layer);
    }
}

/// The row of one layer.
pub(super) fn row(ui: &mut Ui, desk: &mut Desk, layer: &Layer) {
    let look = desk.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    widget::named(&response, Role::ListItem, &format!("Layer {}, {}", layer.name, contents(layer)));
    if ui.rect_contains_pointer(rect) {
        ui.painter().rect_filled(rect, 0.0, look.hover);
    }
    square(ui, desk, layer, rect.min + vec2(22.0, 22.0));
    let width = rect.width() - TEXT_X - 44.0;
    let at = rect.min + vec2(TEXT_X, 5.0);
    let typed = desk.view.layer_name.clone().filter(|(id, _)| *id == layer.id);
    if let Some((_, text)) = typed.clone() {
        name_field(ui, desk, layer, Rect::from_min_size(at + vec2(-6.0, 4.0), vec2(width, 26.0)), text);
    } else {
        let ink = if layer.shown { look.ink } else { look.third };
        let name = widget::words(ui.painter(), &layer.name, font(size::BODY, Weight::Regular), ink, width, 1);
        let area = Rect::from_min_size(at, name.size());
        let response = ui.interact(area, Id::unique(("layer name", layer.id)), Sense::click());
        widget::named(&response, Role::Button, &format!("Rename layer {}", layer.name));
        widget::focus_ring(ui, look, &response);
        if response.hovered() {
            ui.painter().hline(area.x_range(), area.bottom() - 1.0, Stroke::new(1.0, look.third));
        }
        if response.clicked() {
            desk.ask(Command::LayerName(Some((layer.id, layer.name.clone()))));
        }
        ui.painter().galley(at, name, ink);
    }
    if typed.is_none() {
        let caption = font(size::CAPTION, Weight::Regular);
        let words = format!("{} · {}", contents(layer), layer.origin);
        let words = widget::words(ui.painter(), &words, caption, look.third, width, 1);
        ui.painter().galley(at + vec2(0.0, 18.0), words, look.third);
    }
    let close = Rect::from_center_size(pos2(rect.right() - 22.0, rect.center().y), Vec2::splat(26.0));
    let label = format!("Remove layer {}", layer.name);
    if (Button { name: &label, ..Button::icon(Icon::Close, "") }).show_in(ui, look, close).clicked() {
        desk.ask(Command::Layer(LayerEdit::Remove(layer.id)));
    }
}

/// The mark of the layer on the map: filled while it is shown.
fn square(ui: &Ui, desk: &mut Desk, layer: &Layer, at: egui::Pos2) {
    let look = desk.look;
    let response =
        ui.interact(Rect::from_center_size(at, Vec2::splat(26.0)), Id::unique(("layer", layer.id)), Sense::click());
    let verb = if layer.shown { "Hide" } else { "Show" };
    let label = format!("{verb} layer {}", layer.name);
    let shown = layer.shown;
    response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, shown, &label));
    let mark = Rect::from_center_size(at, Vec2::splat(12.0));
    if shown {
        ui.painter().rect_filled(mark, 2.0, look.second);
    } else {
        ui.painter().rect_stroke(mark, 2.0, Stroke::new(1.4, look.third), StrokeKind::Inside);
    }
    widget::focus_ring(ui, look, &response);
    if response.tip(&label).clicked() {
        desk.ask(Command::Layer(LayerEdit::Show(layer.id, !shown)));
    }
}

fn name_field(ui: &mut Ui, desk: &mut Desk, layer: &Layer, rect: Rect, mut text: String) {
    let id = Id::unique(("layer name field", layer.id));
    let response = widget::field(ui, desk.look, rect, id, &mut text, &layer.origin, "Name of the layer");
    if response.changed() {
        desk.ask(Command::LayerName(Some((layer.id, text.clone()))));
    }
    if response.lost_focus() {
        if ui.input(|input| input.key_pressed(egui::Key::Enter)) && text.trim() != layer.name {
            desk.ask(Command::Layer(LayerEdit::Rename(layer.id, text)));
        }
        desk.ask(Command::LayerName(None));
    } else if !response.has_focus() {
        response.request_focus();
    }
}

/// "12 points, 1 line".
fn contents(layer: &Layer) -> String {
    let count = |shape| layer.features.iter().filter(|feature| feature.shape == shape).count();
    let counted = [(Shape::Point, "point"), (Shape::Line, "line"), (Shape::Area, "area")]
        .map(|(shape, noun)| (count(shape), noun))
        .into_iter()
        .filter(|&(count, _)| count > 0)
        .map(|(count, noun)| crate::task::counted(count, noun));
    counted.collect::<Vec<_>>().join(", ")
}
