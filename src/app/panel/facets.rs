//! The filter's choices in a sheet of their own: family, source, place, speaker, checked, differs, each with its count.
//!
//! Comes in: the filter as it is and the digest's counts. Goes out: another filter, asked for by one command. Choices
//! within a facet widen it, facets narrow one another; under the list's head every choice made stands as a tag.

use egui::{
    Align2, CursorIcon, Id, Popup, PopupCloseBehavior, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::facet::Choice;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::Filter;
use crate::app::widget::{self, Button, Tip as _};

use super::Desk;
use crate::scene::sentence_case;
use crate::story::grouped;

const WIDTH: f32 = 300.0;
const ROW: f32 = 26.0;
/// Choices of a long facet that are shown before all are asked for.
const FEW: usize = 7;
/// No facet lists more.
const MOST: usize = 400;

/// Id of the sheet, so that a key can open it.
pub(in crate::app) fn sheet_id() -> Id {
    Id::unique("facets")
}

/// The button that opens the sheet.
pub(super) fn button(ui: &Ui, desk: &mut Desk, place: Rect) {
    let look = desk.look;
    let chosen = chosen(&desk.view.filter);
    let name = if chosen == 0 { "Filter events".to_owned() } else { format!("Filter events, {chosen} chosen") };
    let response = Button { name: &name, ..Button::icon(Icon::Filter, "") }.show_in(ui, look, place);
    if chosen > 0 {
        ui.painter().circle_filled(place.right_top() + vec2(-4.0, 5.0), 3.5, look.accent);
    }
    let tip = response.clone().tip("Filter events");
    let popup = Popup::menu(&tip).id(sheet_id()).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.width(WIDTH).show(|ui| {
        ui.set_width(WIDTH);
        let most = (ui.ctx().content_rect().height() * 0.66).max(280.0);
        ScrollArea::vertical().id_salt("facets").max_height(most).show(ui, |ui| sheet(ui, desk));
    });
}

/// How many choices are made.
fn chosen(filter: &Filter) -> usize {
    let lists = filter.families.len() + filter.letters.len() + filter.places.len() + filter.speakers.len();
    lists + usize::from(filter.checked.is_some()) + usize::from(filter.differs)
}

fn sheet(ui: &mut Ui, desk: &mut Desk) {
    let facets = desk.digest.facets(desk.story, &desk.view.filter);
    let filter = desk.view.filter.clone();
    let mut next = filter.clone();
    ui.add_space(4.0);
    section(ui, desk, "State");
    for (state, words, count) in [
        (true, "Checked", facets.checked.first().copied().unwrap_or(0)),
        (false, "Not checked", facets.checked.last().copied().unwrap_or(0)),
    ] {
        let on = filter.checked == Some(state);
        if row(ui, desk, ("state", state), on, words, count, |_, _| 0.0) {
            next.checked = (!on).then_some(state);
        }
    }
    if row(ui, desk, "differs", filter.differs, "Sources differ", facets.differs, |_, _| 0.0) {
        next.differs = !filter.differs;
    }
    section(ui, desk, "Family");
    for choice in &facets.families {
        let family = choice.value;
        let on = filter.families.contains(&family);
        let look = desk.look;
        let pin = |ui: &Ui, at| {
            widget::pin(ui.painter(), look, at, 8.0, family, true);
            24.0
        };
        if row(ui, desk, ("family", family), on, &choice.label, choice.count, pin) {
            switch(&mut next.families, family);
        }
    }
    let (look, letters) = (desk.look, &facets.letters);
    long(ui, desk, "Source", letters, &filter.letters, &mut next.letters, |ui, letter, at| {
        widget::chip(ui.painter(), look, Rect::from_center_size(at, Vec2::splat(18.0)), *letter);
        26.0
    });
    long(ui, desk, "Place", &facets.places, &filter.places, &mut next.places, |_, _, _| 0.0);
    long(ui, desk, "Speaker", &facets.speakers, &filter.speakers, &mut next.speakers, |_, _, _| 0.0);
    ui.add_space(6.0);
    if next != filter {
        desk.ask(Command::Keep(Box::new(next)));
    }
}

fn section(ui: &mut Ui, desk: &Desk, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    widget::named(&response, Role::Heading, words);
    let at = pos2(rect.left() + 10.0, rect.center().y + 2.0);
    let bold = font(size::SMALL, Weight::Bold);
    widget::line(ui.painter(), at, Align2::LEFT_CENTER, words, bold, desk.look.second);
}

/// A facet with many choices: the first few, the chosen ones, and all when asked for.
fn long<Value: Clone + PartialEq + std::hash::Hash + std::fmt::Debug>(
    ui: &mut Ui,
    desk: &mut Desk,
    title: &str,
    choices: &[Choice<Value>],
    chosen: &[Value],
    next: &mut Vec<Value>,
    lead: impl Fn(&Ui, &Value, egui::Pos2) -> f32,
) {
    if choices.is_empty() {
        return;
    }
    section(ui, desk, title);
    let id = Id::unique(("all of", title));
    let all = choices.len() <= FEW + 1 || ui.data(|data| data.get_temp(id).unwrap_or(false));
    for (index, choice) in choices.iter().take(MOST).enumerate() {
        let on = chosen.contains(&choice.value);
        if index >= FEW && !all && !on {
            continue;
        }
        if row(ui, desk, (title, &choice.value), on, &choice.label, choice.count, |ui, at| lead(ui, &choice.value, at))
        {
            switch(next, choice.value.clone());
        }
    }
    if all && choices.len() <= FEW + 1 {
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let words = if all { "Fewer".to_owned() } else { format!("All {}", grouped(choices.len())) };
    let name = format!("{words} of {}", title.to_lowercase());
    let at = pos2(rect.left() + 36.0, rect.center().y);
    if widget::link(ui, desk.look, at, Align2::LEFT_CENTER, &words, &name).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !all));
    }
}

/// A choice: box, sign, words, count; whether it was clicked.
fn row(
    ui: &mut Ui,
    desk: &Desk,
    salt: impl std::hash::Hash + std::fmt::Debug,
    on: bool,
    words: &str,
    count: usize,
    lead: impl Fn(&Ui, egui::Pos2) -> f32,
) -> bool {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique("facet").with(salt), Sense::click());
    let name = format!("{words}, {}", grouped(count));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look.hover);
    }
    let middle = rect.center().y;
    let tick = Rect::from_center_size(pos2(rect.left() + 18.0, middle), Vec2::splat(15.0));
    widget::tick(ui.painter(), look, tick, on);
    let x = rect.left() + 36.0 + lead(ui, pos2(rect.left() + 44.0, middle));
    let small = font(size::SMALL, Weight::Regular);
    let color = if count == 0 && !on { look.third } else { look.ink };
    let number = grouped(count);
    let at = pos2(rect.right() - 12.0, middle);
    let number = widget::line(ui.painter(), at, Align2::RIGHT_CENTER, &number, small, look.third);
    let plain = font(size::BODY, if on { Weight::Bold } else { Weight::Regular });
    let words = widget::words(ui.painter(), words, plain, color, number.left() - x - 8.0, 1);
    ui.painter().galley(pos2(x, middle - words.size().y / 2.0), words, color);
    widget::focus_ring_inside(ui, look, &response);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

fn switch<Value: PartialEq>(list: &mut Vec<Value>, value: Value) {
    match list.iter().position(|known| *known == value) {
        Some(at) => drop(list.remove(at)),
        None => list.push(value),
    }
}

/// The choices that have no other sign in the panel, each as a tag that takes itself back; none, no height.
pub(super) fn tags(ui: &mut Ui, desk: &mut Desk) {
    let filter = desk.view.filter.clone();
    let mut tags: Vec<(String, Filter)> = Vec::new();
    let mut tag = |words: String, undo: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        undo(&mut without);
        tags.push((words, without));
    };
    if let Some(checked) = filter.checked {
        tag(if checked { "Checked" } else { "Not checked" }.to_owned(), &|filter| filter.checked = None);
    }
    if filter.differs {
        tag("Sources differ".to_owned(), &|filter| filter.differs = false);
    }
    for &letter in &filter.letters {
        tag(format!("Source {letter}"), &|filter| filter.letters.retain(|&known| known != letter));
    }
    for key in &filter.places {
        let place = desk.story.events.iter().filter_map(|event| event.place.as_ref()).find(|place| place.key == *key);
        let name = place.map_or_else(|| key.clone(), |place| place.full_name());
        tag(name, &|filter| filter.places.retain(|known| known != key));
    }
    for speaker in &filter.speakers {
        tag(sentence_case(speaker), &|filter| filter.speakers.retain(|known| known != speaker));
    }
    for family in &filter.families {
        tag(family.label().to_owned(), &|filter| filter.families.retain(|known| known != family));
    }
    if tags.is_empty() {
        return;
    }
    show_tags(ui, desk, tags);
}

fn show_tags(ui: &mut Ui, desk: &mut Desk, tags: Vec<(String, Filter)>) {
    let look = desk.look;
    let wide = ui.available_width() - 24.0;
    let small = font(size::SMALL, Weight::Regular);
    let left = ui.max_rect().left() + 12.0;
    let (mut x, mut lines) = (0.0, 1.0);
    let mut places = Vec::new();
    for (words, without) in tags.into_iter().take(12) {
        let galley = widget::words(ui.painter(), &words, small.clone(), look.ink, wide - 34.0, 1);
        let width = galley.size().x + 30.0;
        if x > 0.0 && x + width > wide {
            (x, lines) = (0.0, lines + 1.0);
        }
        places.push((x, lines - 1.0, width, galley, words, without));
        x += width + 5.0;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0 * lines + 3.0), Sense::hover());
    for (x, line, width, galley, words, without) in places {
        let place = Rect::from_min_size(pos2(left + x, rect.top() + 25.0 * line), vec2(width, 22.0));
        let response = ui.interact(place, Id::unique(("filter tag", &words)), Sense::click());
        widget::named(&response, Role::Button, &format!("Take back the filter {words}"));
        let fill = if response.hovered() { look.hover } else { look.selected };
        ui.painter().rect(place, 4.0, fill, Stroke::new(1.0, look.line), StrokeKind::Inside);
        let at = pos2(place.left() + 8.0, place.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, look.ink);
        Icon::Close.paint(ui.painter(), pos2(place.right() - 12.0, place.center().y), 9.0, look.second);
        widget::focus_ring(ui, look, &response);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            desk.ask(Command::Keep(Box::new(without)));
        }
    }
}
