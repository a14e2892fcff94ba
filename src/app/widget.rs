//! The few controls the window is built from: words, buttons, links, chips, tags, pins; each with a name for screen readers.
//!
//! Comes in: a place to paint and a [`Look`]. Goes out: pixels, a name in the accessibility tree, a response.
//! Nothing here knows a story's state or pushes a command.

use std::sync::Arc;

use egui::{
    Align2, Color32, CursorIcon, FontId, Galley, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    StrokeKind, TextFormat, Ui, Vec2, WidgetInfo, pos2, text::LayoutJob, text::TextWrapping, vec2,
};

use crate::story::{Agreement, Family, Letter};

use super::bidi::ordered;
use super::icon::Icon;
use super::look::{Look, Tint, Weight, font, size};

/// Lays out words in a width, at most so many lines, with … where they go on.
pub(super) fn words(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let line_height = (font.size * 1.38).round();
    let format = TextFormat { font_id: font, color, line_height: Some(line_height), ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width.max(1.0), max_rows: rows, ..TextWrapping::default() };
    if rows == 1 {
        job.wrap.break_anywhere = true;
    }
    ordered(painter.layout_job(job))
}

/// Paints one line of words with a corner or side at a point; returns where it stands.
pub(super) fn line(painter: &Painter, at: Pos2, anchor: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    let galley = ordered(painter.layout_no_wrap(text.to_owned(), font, color));
    let rect = anchor.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Names a painted thing for screen readers and tests.
pub(super) fn named(response: &Response, role: Role, label: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(role, enabled, label));
}

/// Names one of several things and says whether it is the one at hand: "selected", where of a box it would be "checked".
pub(super) fn chosen(ui: &Ui, response: &Response, role: Role, selected: bool, label: &str) {
    named(response, role, label);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(selected));
}

/// Words in the accessibility tree where they are painted.
pub(super) fn label(ui: &Ui, rect: Rect, salt: impl egui::AsIdSalt, text: &str) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(salt), Sense::hover());
    named(&response, Role::Label, text);
    response
}

/// A word to what is under the pointer.
pub(super) trait Tip {
    /// Shows words beside it while the pointer rests on it and nothing lies over it: egui alone would keep them up, over a
    /// sheet too, as long as the pointer does not move.
    fn tip(self, words: impl Into<egui::WidgetText>) -> Self;
}

impl Tip for Response {
    fn tip(self, words: impl Into<egui::WidgetText>) -> Self {
        if self.contains_pointer() { self.on_hover_text(words) } else { self }
    }
}

/// Lets a screen reader say the words of something each time they change.
pub(super) fn live(ui: &Ui, response: &Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// Names the part of the window that is being laid out, as a screen reader goes from part to part.
pub(super) fn region(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Region);
        node.set_label(name);
    });
}

/// Paints the heading of a part and names it.
pub(super) fn heading(ui: &Ui, at: Pos2, anchor: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    let rect = line(ui.painter(), at, anchor, text, font, color);
    named(&ui.interact(rect, ui.scope_id().with(("heading", text)), Sense::hover()), Role::Heading, text);
    rect
}

/// Paints words and names them.
pub(super) fn said(ui: &Ui, at: Pos2, anchor: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    let rect = line(ui.painter(), at, anchor, text, font, color);
    label(ui, rect, ("said", text, at.x.to_bits(), at.y.to_bits()), text);
    rect
}

/// Paints words that change and are said each time they do; `salt` stays while the words do not.
pub(super) fn said_live(
    ui: &Ui,
    at: Pos2,
    anchor: Align2,
    salt: &str,
    text: &str,
    font: FontId,
    color: Color32,
) -> Rect {
    let rect = line(ui.painter(), at, anchor, text, font, color);
    live(ui, &label(ui, rect, salt, text));
    rect
}

/// How loud a button is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Loud {
    /// The one filled button.
    Filled,
    /// An outlined button.
    Plain,
    /// No edge until hovered.
    Quiet,
}

/// A button to be shown.
pub(super) struct Button<'a> {
    /// Its words; empty for an icon alone.
    pub(super) text: &'a str,
    /// What a screen reader says.
    pub(super) name: &'a str,
    /// A sign before the words.
    pub(super) icon: Option<Icon>,
    /// A second, bold word (a count).
    pub(super) count: Option<&'a str>,
    /// The key that does the same.
    pub(super) key: Option<&'a str>,
    /// How loud it is.
    pub(super) loud: Loud,
    /// Whether it can be pressed.
    pub(super) enabled: bool,
}

impl<'a> Button<'a> {
    /// A plain button of these words.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, name: text, icon: None, count: None, key: None, loud: Loud::Plain, enabled: true }
    }

    /// A button that is a sign alone, with this name.
    pub(super) fn icon(icon: Icon, name: &'a str) -> Self {
        Self { text: "", name, icon: Some(icon), count: None, key: None, loud: Loud::Quiet, enabled: true }
    }

    /// How wide it will be.
    pub(super) fn width(&self, painter: &Painter) -> f32 {
        self.parts(painter).iter().sum::<f32>() + 24.0 - if self.text.is_empty() { 10.0 } else { 0.0 }
    }

    /// Widths of icon, words, count, key with the gaps before them.
    fn parts(&self, painter: &Painter) -> [f32; 4] {
        let wide = |text: &str, font: FontId| painter.layout_no_wrap(text.to_owned(), font, Color32::BLACK).size().x;
        [
            self.icon.map_or(0.0, |_| if self.text.is_empty() { 16.0 } else { 22.0 }),
            if self.text.is_empty() { 0.0 } else { wide(self.text, self.font()) },
            self.count.map_or(0.0, |count| wide(count, font(size::BODY, Weight::Bold)) + 6.0),
            self.key.map_or(0.0, |key| wide(key, font(size::CAPTION, Weight::Regular)) + 18.0),
        ]
    }

    fn font(&self) -> FontId {
        font(size::BODY, if self.loud == Loud::Filled { Weight::Bold } else { Weight::Regular })
    }

    /// Shows it with its upper left corner at a point, 28 high; returns what happened to it.
    pub(super) fn show(&self, ui: &Ui, look: &Look, at: Pos2) -> Response {
        let rect = Rect::from_min_size(at, vec2(self.width(ui.painter()), 28.0));
        self.show_in(ui, look, rect)
    }

    /// Shows it within a rectangle.
    pub(super) fn show_in(&self, ui: &Ui, look: &Look, rect: Rect) -> Response {
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let id = ui.scope_id().with(("button", self.name));
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, self.name));
        let painter = ui.painter();
        let hovered = response.hovered() && self.enabled;
        let (fill, edge, text) = match self.loud {
            Loud::Filled if self.enabled => (look.accent, Stroke::NONE, look.on_accent),
            Loud::Quiet => (if hovered { look.hover } else { Color32::TRANSPARENT }, Stroke::NONE, look.ink),
            _ => (if hovered { look.hover } else { look.panel }, Stroke::new(1.0, look.line_strong), look.ink),
        };
        let text = if self.enabled { text } else { look.line_strong };
        painter.rect(rect, 5.0, fill, edge, StrokeKind::Inside);
        let [icon_width, text_width, count_width, _] = self.parts(painter);
        let total = self.parts(painter).iter().sum::<f32>();
        let mut x = rect.center().x - total / 2.0;
        if let Some(icon) = self.icon {
            icon.paint(painter, pos2(x + 8.0, rect.center().y), 15.0, text);
            x += icon_width;
        }
        line(painter, pos2(x, rect.center().y), Align2::LEFT_CENTER, self.text, self.font(), text);
        x += text_width;
        if let Some(count) = self.count {
            let bold = font(size::BODY, Weight::Bold);
            line(painter, pos2(x + 6.0, rect.center().y), Align2::LEFT_CENTER, count, bold, text);
            x += count_width;
        }
        if let Some(key) = self.key {
            keycap(painter, look, pos2(x + 8.0, rect.center().y), key, self.loud == Loud::Filled);
        }
        focus_ring(ui, look, &response);
        if self.enabled { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
    }
}

/// The ring around what the keyboard is on.
pub(super) fn focus_ring(ui: &Ui, look: &Look, response: &Response) {
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect, 5.0, Stroke::new(2.0, look.accent), StrokeKind::Outside);
    }
}

/// The same within the edges of what has it, where nothing may stand out.
pub(super) fn focus_ring_inside(ui: &Ui, look: &Look, response: &Response) {
    if response.has_focus() {
        ui.painter().rect_stroke(response.rect.shrink(1.0), 3.0, Stroke::new(2.0, look.accent), StrokeKind::Inside);
    }
}

/// The cap of a key, its left middle at a point.
pub(super) fn keycap(painter: &Painter, look: &Look, at: Pos2, key: &str, on_accent: bool) -> Rect {
    let color = if on_accent { look.on_accent } else { look.third };
    let galley = painter.layout_no_wrap(key.to_owned(), font(size::CAPTION, Weight::Regular), color);
    let rect = Rect::from_min_size(pos2(at.x, at.y - 8.5), vec2(galley.size().x + 10.0, 17.0));
    if !on_accent {
        painter.rect(rect, 3.0, look.sunken, Stroke::new(1.0, look.line), StrokeKind::Inside);
    }
    painter.galley(rect.center() - galley.size() / 2.0, galley, color);
    rect
}

/// Words that do something when clicked, a corner or side at a point.
pub(super) fn link(ui: &Ui, look: &Look, at: Pos2, anchor: Align2, text: &str, name: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font(size::SMALL, Weight::Regular), look.accent);
    let rect = anchor.anchor_size(at, galley.size());
    let response = ui.interact(rect.expand(4.0), ui.scope_id().with(("link", name)), Sense::click());
    named(&response, Role::Link, name);
    ui.painter().galley(rect.min, galley, look.accent);
    if response.hovered() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, look.accent));
    }
    focus_ring(ui, look, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A box that is ticked or not.
pub(super) fn tick(painter: &Painter, look: &Look, rect: Rect, on: bool) {
    if on {
        painter.rect_filled(rect, 3.0, look.accent);
        Icon::Check.paint(painter, rect.center(), rect.height() - 3.0, look.on_accent);
    } else {
        painter.rect(rect, 3.0, look.panel, Stroke::new(1.0, look.control), StrokeKind::Inside);
    }
}

/// The letter of a source on its tint.
pub(super) fn chip(painter: &Painter, look: &Look, rect: Rect, letter: Letter) {
    let tint = look.source(letter);
    painter.rect(rect, 4.0, tint.fill, Stroke::new(1.0, tint.edge), StrokeKind::Inside);
    let letter = letter.to_string();
    let scale = if letter.len() > 1 { 0.5 } else { 0.62 };
    let bold = font(rect.height() * scale, Weight::Bold);
    line(painter, rect.center(), Align2::CENTER_CENTER, &letter, bold, tint.text);
}

/// A small label with a tint, its left middle at a point; returns where it stands.
pub(super) fn tag(painter: &Painter, at: Pos2, icon: Option<Icon>, text: &str, tint: Tint, edge: bool) -> Rect {
    let galley = painter.layout_no_wrap(text.to_owned(), font(size::SMALL, Weight::Regular), tint.text);
    let lead = if icon.is_some() { 17.0 } else { 0.0 };
    let rect = Rect::from_min_size(pos2(at.x, at.y - 9.0), vec2(galley.size().x + lead + 14.0, 18.0));
    let stroke = if edge { Stroke::new(1.0, tint.edge) } else { Stroke::NONE };
    painter.rect(rect, 4.0, tint.fill, stroke, StrokeKind::Inside);
    if let Some(icon) = icon {
        icon.paint(painter, pos2(rect.left() + 13.0, at.y), 12.0, tint.text);
    }
    painter.galley(pos2(rect.left() + 7.0 + lead, at.y - galley.size().y / 2.0), galley, tint.text);
    rect
}

/// How wide a tag of these words will be.
pub(super) fn tag_width(painter: &Painter, icon: bool, text: &str) -> f32 {
    let galley = painter.layout_no_wrap(text.to_owned(), font(size::SMALL, Weight::Regular), Color32::BLACK);
    galley.size().x + 14.0 + if icon { 17.0 } else { 0.0 }
}

/// The sign and word of a state of agreement, its left middle at a point.
pub(super) fn agreement_tag(painter: &Painter, look: &Look, at: Pos2, agreement: Agreement) -> Rect {
    let tint = look.agreement(agreement);
    let galley = painter.layout_no_wrap(agreement.label().to_owned(), font(size::SMALL, Weight::Regular), tint.text);
    let rect = Rect::from_min_size(pos2(at.x, at.y - 9.0), vec2(galley.size().x + 31.0, 18.0));
    painter.rect_filled(rect, 4.0, tint.fill);
    agreement_sign(painter, pos2(rect.left() + 13.0, at.y), agreement, tint.text);
    painter.galley(pos2(rect.left() + 24.0, at.y - galley.size().y / 2.0), galley, tint.text);
    rect
}

/// How wide [`agreement_tag`] will be.
pub(super) fn agreement_width(painter: &Painter, agreement: Agreement) -> f32 {
    tag_width(painter, true, agreement.label())
}

/// `=` `≈` `≠` `1`, drawn, as fonts differ in them.
fn agreement_sign(painter: &Painter, center: Pos2, agreement: Agreement, color: Color32) {
    let stroke = Stroke::new(1.6, color);
    let bars = || {
        for dy in [-2.0, 2.0] {
            painter.hline((center.x - 4.0)..=(center.x + 4.0), center.y + dy, stroke);
        }
    };
    match agreement {
        Agreement::Same => bars(),
        Agreement::Differs => {
            bars();
            painter.line_segment([center + vec2(-2.4, 4.6), center + vec2(2.4, -4.6)], stroke);
        }
        Agreement::Compatible => {
            for dy in [-2.2, 2.2] {
                let wave = [(-4.2, 0.8), (-2.2, -0.9), (0.0, 0.0), (2.2, 0.9), (4.2, -0.8)];
                painter.add(Shape::line(wave.iter().map(|&(x, y)| center + vec2(x, y + dy)).collect(), stroke));
            }
        }
        Agreement::OneSource => {
            painter.add(Shape::line(
                [(-1.8, -2.6), (0.6, -4.2), (0.6, 4.2)].map(|(x, y)| center + vec2(x, y)).into(),
                stroke,
            ));
        }
    }
}

/// The pin of an event in a list or a line of text: filled when checked, hollow when not.
pub(super) fn pin(painter: &Painter, look: &Look, center: Pos2, radius: f32, family: Family, checked: bool) {
    let color = look.family(family);
    let (glyph, side) = if checked {
        painter.circle_filled(center, radius, color);
        (look.pin_glyph, radius * 1.32)
    } else {
        painter.circle(center, radius - 1.0, look.pin_hollow, Stroke::new(1.8, color));
        (color, radius * 1.14)
    };
    if let Some(shape) = look.glyph(family) {
        shape.paint(painter, center, side, glyph);
    }
}

/// A row that can be clicked: fills, hover and the accent bar of the selected one.
pub(super) fn row(ui: &Ui, look: &Look, rect: Rect, id: Id, selected: bool, name: &str) -> Response {
    row_of(ui, look, rect, id, selected, name, Sense::click())
}

/// The same, which may also be dragged.
pub(super) fn row_of(ui: &Ui, look: &Look, rect: Rect, id: Id, selected: bool, name: &str, sense: Sense) -> Response {
    let response = ui.interact(rect, id, sense);
    chosen(ui, &response, Role::ListItem, selected, name);
    if selected {
        ui.painter().rect_filled(rect, 0.0, look.selected);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, look.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look.hover);
    }
    focus_ring_inside(ui, look, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Dashes along a rectangle's edge.
pub(super) fn dashed_box(painter: &Painter, rect: Rect, color: Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    painter.extend(Shape::dashed_line(&corners, Stroke::new(1.2, color), 6.0, 5.0));
}

/// A field for one line of words in the look of the window.
pub(super) fn field(
    ui: &mut Ui,
    look: &Look,
    rect: Rect,
    id: Id,
    text: &mut String,
    hint: &str,
    name: &str,
) -> Response {
    field_box(ui, look, rect, id);
    let inner = Rect::from_center_size(rect.center(), rect.size() - vec2(20.0, 8.0));
    edit(ui, look, inner, id, text, hint, name)
}

/// The box of a field, with its edge in the accent while it is typed in.
pub(super) fn field_box(ui: &Ui, look: &Look, rect: Rect, id: Id) {
    let focused = ui.memory(|memory| memory.has_focus(id));
    let edge = if focused { Stroke::new(2.0, look.accent) } else { Stroke::new(1.0, look.control) };
    ui.painter().rect(rect, 5.0, look.panel, edge, StrokeKind::Inside);
}

/// The words of a field, without its box. What stands in it is selected when it gets the keyboard, so that typing replaces it;
/// a click puts the caret where it is instead.
pub(super) fn edit(
    ui: &mut Ui,
    look: &Look,
    inner: Rect,
    id: Id,
    text: &mut String,
    hint: &str,
    name: &str,
) -> Response {
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data(|data| data.get_temp::<u64>(typed_in(id))).is_some_and(|last| last + 1 >= pass);
    let fresh = |ui: &Ui| !before && ui.memory(|memory| memory.has_focus(id));
    let everything = 0..text.chars().count();
    let handed = fresh(ui);
    if handed {
        select(ui, id, everything.clone());
    }
    let hint = egui::RichText::new(hint).color(look.third).font(font(size::BODY, Weight::Regular));
    let edit = egui::TextEdit::singleline(text)
        .id(id)
        .hint_text(hint)
        .font(font(size::BODY, Weight::Regular))
        .text_color(look.ink)
        .frame(egui::Frame::NONE)
        .margin(Vec2::ZERO)
        .align(Align2::LEFT_CENTER)
        .min_size(vec2(0.0, inner.height()))
        .desired_width(inner.width());
    let mut within = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(id));
    within.spacing_mut().interact_size.y = inner.height();
    let response = within.add(edit).accessible_name(name);
    // The Tab key gives it the keyboard while it is shown.
    let pointed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if fresh(ui) && !handed && !pointed {
        select(ui, id, everything);
    }
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(typed_in(id), pass));
    }
    response
}

/// Where the last pass is kept in which a field had the keyboard.
fn typed_in(id: Id) -> Id {
    id.with("typed in")
}

/// Selects characters of a field, the caret behind them, in place of all of it when it gets the keyboard.
pub(super) fn select(ui: &Ui, id: Id, characters: std::ops::Range<usize>) {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(typed_in(id), pass));
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let [from, to] = [characters.start, characters.end].map(egui::text::CCursor::new);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(from, to)));
    state.store(ui.ctx(), id);
}
