//! The list of events beside the map: every pin is also a row, with date, place and the letters that report it.
//!
//! Rows are drawn only where they can be seen, so that thousands cost no more than twenty.

use egui::{Align2, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::letters;
use crate::app::widget::{self, Button, Tip as _};
use crate::story::{Event, Family};

use super::Desk;
use super::{correct_menu, facets};
use crate::story::grouped;

const ROW: f32 = 36.0;
/// Room for the way out of the filters.
const RESET: f32 = 38.0;

/// Shows the section in what height is left.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    head(ui, desk);
    families(ui, desk);
    facets::tags(ui, desk);
    if desk.shown.is_empty() {
        nothing(ui, desk);
        return;
    }
    let shown = desk.shown;
    ScrollArea::vertical().id_salt("events").auto_shrink(false).show_rows(ui, ROW, shown.len(), |ui, range| {
        reveal(ui, desk, range.start);
        for &index in shown.get(range).unwrap_or_default() {
            if let Some(event) = desk.story.events.get(index) {
                row(ui, desk, event);
            }
        }
    });
}

/// Scrolls just enough for the selected event's row to be in view, when it was selected elsewhere.
fn reveal(ui: &Ui, desk: &Desk, first: usize) {
    if !desk.view.reveal {
        return;
    }
    let index = desk.view.selected.and_then(|id| desk.story.events.position(id));
    let Some(row) = index.and_then(|index| desk.digest.rank(index)) else { return };
    #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
    let top = ui.min_rect().top() + ROW * (row as f32 - first as f32);
    ui.scroll_to_rect(Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW)), None);
}

fn head(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let middle = rect.center().y;
    let bold = font(size::BODY, Weight::Bold);
    let title = widget::heading(ui, pos2(rect.left() + 12.0, middle), Align2::LEFT_CENTER, "Events", bold, look.ink);
    let (shown, all) = (desk.shown.len(), desk.story.events.len());
    let count = if shown == all { grouped(all) } else { format!("{} of {}", grouped(shown), grouped(all)) };
    let at = pos2(title.right() + 8.0, middle);
    let regular = font(size::BODY, Weight::Regular);
    let count = widget::said_live(ui, at, Align2::LEFT_CENTER, "count", &count, regular, look.third);
    let reset = if desk.view.filter.is_open() { count.right() } else { count.right() + 8.0 + RESET };
    let order = desk.view.order;
    let name = format!("Order of events: {}", order.label());
    let button = Button { icon: Some(Icon::Sort), name: &name, ..Button::new(order.label()) };
    let width = button.width(ui.painter()) - 8.0;
    // Where the words of the order leave no room for the way out of the filters, its sign stands alone.
    let short = Button { loud: widget::Loud::Plain, name: &name, ..Button::icon(Icon::Sort, "") };
    let (button, width) = if rect.right() - 12.0 - width - 38.0 < reset { (short, 26.0) } else { (button, width) };
    if reset > count.right() {
        let at = pos2(count.right() + 8.0, middle);
        if widget::link(ui, look, at, Align2::LEFT_CENTER, "Reset", "Reset all filters").clicked() {
            desk.ask(Command::ResetFilter);
        }
    }
    let place = Rect::from_min_size(pos2(rect.right() - 12.0 - width, middle - 12.0), vec2(width, 24.0));
    if button.show_in(ui, look, place).tip(&name).clicked() {
        desk.ask(Command::Order(order.next()));
    }
    if !desk.story.events.is_empty() {
        facets::button(ui, desk, Rect::from_min_size(pos2(place.left() - 30.0, middle - 12.0), vec2(26.0, 24.0)));
    }
}

/// A switch for each family that occurs: while some are chosen, the others are crossed out.
fn families(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    let occurring = &desk.digest.families;
    if occurring.len() < 2 {
        return;
    }
    let per_row = ((ui.available_width() - 16.0) / 25.0).floor().max(1.0) as usize;
    let rows = occurring.len().div_ceil(per_row);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0 * rows as f32), Sense::hover());
    for (index, &(family, count)) in occurring.iter().enumerate() {
        let (column, line) = ((index % per_row) as f32, (index / per_row) as f32);
        let center = rect.min + vec2(20.0 + column * 25.0, 10.0 + line * 26.0);
        let place = Rect::from_center_size(center, Vec2::splat(24.0));
        let response = ui.interact(place, Id::unique(("family", family)), Sense::click());
        let chosen = &desk.view.filter.families;
        let on = chosen.is_empty() || chosen.contains(&family);
        let name = format!("Only {} ({count})", family.label().to_lowercase());
        response.widget_info(|| egui::WidgetInfo::selected(Role::CheckBox, true, chosen.contains(&family), &name));
        if response.hovered() {
            ui.painter().rect_filled(place, 5.0, look.hover);
        }
        if on {
            widget::pin(ui.painter(), look, center, 8.0, family, true);
        } else {
            ui.painter().circle_stroke(center, 7.0, Stroke::new(1.2, look.line_strong));
            ui.painter()
                .line_segment([center + vec2(-5.0, 5.0), center + vec2(5.0, -5.0)], Stroke::new(1.2, look.line_strong));
        }
        widget::focus_ring(ui, look, &response);
        if response.tip(name).clicked() {
            let mut filter = desk.view.filter.clone();
            if !filter.families.contains(&family) {
                filter.families.push(family);
            } else {
                filter.families.retain(|&known| known != family);
            }
            desk.ask(Command::Keep(Box::new(filter)));
        }
    }
}

fn row(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let selected = desk.view.selected == Some(event.id);
    let when = desk.when(event);
    let place = event.place.as_ref().map_or("no place".to_owned(), |place| place.full_name());
    let letters = letters(&desk.story.letters(event));
    let state = if event.checked { ", checked" } else { "" };
    let name = format!("{}, {when}, {place}, in {letters}{state}", event.title);
    let response = widget::row(ui, look, rect, Id::unique(("event", event.id)), selected, &name);
    if response.clicked() {
        desk.ask(Command::Select(event.id));
    }
    response.context_menu(|ui| correct_menu::event_menu(ui, desk, event));
    if response.double_clicked()
        && let Some(place) = &event.place
    {
        desk.ask(Command::Map(crate::app::state::Move::Into([place.lon, place.lat])));
    }
    if response.hovered() {
        desk.ask(Command::Hover(Some(event.id)));
    } else if desk.view.hovered == Some(event.id) && !selected {
        ui.painter().rect_stroke(rect.shrink(1.0), 3.0, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
    }
    let middle = rect.center().y;
    widget::pin(ui.painter(), look, pos2(rect.left() + 20.0, middle), 8.0, event.family, event.checked);
    let caption = font(size::CAPTION, Weight::Regular);
    let mut right = ui.painter().layout_no_wrap(letters, caption.clone(), look.second);
    if right.size().x > 64.0 {
        let count = format!("{} articles", desk.story.letters(event).len());
        right = ui.painter().layout_no_wrap(count, caption.clone(), look.second);
    }
    let shown_letters = right.size().x;
    let text_width = rect.width() - 38.0 - shown_letters - 18.0;
    let weight = if selected { Weight::Bold } else { Weight::Regular };
    let quiet = event.family == Family::Speech && !selected;
    let ink = if quiet { look.second } else { look.ink };
    let title = widget::words(ui.painter(), &event.title, font(size::BODY, weight), ink, text_width, 1);
    ui.painter().galley(pos2(rect.left() + 38.0, middle - 16.0), title, ink);
    let second = widget::words(ui.painter(), &format!("{when} · {place}"), caption, look.third, text_width, 1);
    ui.painter().galley(pos2(rect.left() + 38.0, middle + 1.0), second, look.third);
    ui.painter().with_clip_rect(rect).galley(
        pos2(rect.right() - 12.0 - shown_letters, middle - right.size().y / 2.0),
        right,
        look.second,
    );
}

/// Why the list is empty, and the way out.
fn nothing(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), Sense::hover());
    let at = rect.min + vec2(12.0, 14.0);
    let words = if desk.story.sources.is_empty() {
        if desk.busy.is_some() { "Reading…" } else { "No article is open" }
    } else if desk.story.events.is_empty() {
        "No events were found in these articles"
    } else {
        "The filters leave no event"
    };
    let line = widget::said(ui, at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), look.third);
    if !desk.story.events.is_empty() {
        let at = pos2(line.left(), line.bottom() + 12.0);
        if widget::link(ui, look, at, Align2::LEFT_CENTER, "Show all", "Show all events").clicked() {
            desk.ask(Command::ResetFilter);
        }
    }
}
