//! The timeline under the map: when events happened (cells, or bars when there are many), when articles reported them, a
//! brush over both, trays for events without a day or a place.
//!
//! Comes in: the digest's moments and the axis. Goes out: days to keep, spans to look at, events and articles to open.
//! The wheel zooms from decades to hours, a drag keeps a range, `T` types one, a double click resets both.

mod brush;
mod head;
mod rows;

use egui::{Align2, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::civil::Date;

use crate::app::axis::{Axis, Unit, day_at};
use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::widget;
use crate::story::{Event, EventId};

use super::Desk;
use crate::story::grouped;

/// Sides of a cell: the largest with which all fit is taken.
const CELLS: [f32; 3] = [10.0, 8.0, 6.5];
const CELL: f32 = 10.0;
const GAP: f32 = 2.0;
const HEAD: f32 = 32.0;
/// Height of the axis' words.
const WORDS: f32 = 17.0;
/// Height of the row of articles.
const REPORTED: f32 = 19.0;
/// Where the names of the rows stand.
const NAMES: f32 = 66.0;
const TRAY: f32 = 106.0;
/// Least room for the days most happened on beside what lies behind a break.
const NEAR: f32 = 90.0;

/// Where the axis stands on the screen.
#[derive(Clone, Copy)]
struct Plot {
    axis: Axis,
    rect: Rect,
    unit: Unit,
    /// Side of a cell.
    cell: f32,
    /// Whether what lies behind a break has room for its number alone.
    narrow: bool,
}

impl Plot {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    fn x(&self, at: f64) -> f32 {
        self.rect.left() + (f64::from(self.rect.width()) * ((at - self.axis.from) / self.axis.days())) as f32
    }

    fn at(&self, x: f32) -> f64 {
        let share = f64::from((x - self.rect.left()) / self.rect.width().max(1.0));
        self.axis.from + share * self.axis.days()
    }

    fn day_at(&self, x: f32) -> Date {
        day_at(self.at(x.clamp(self.rect.left(), self.rect.right() - 0.5)))
    }

    /// The middle of the column something at this position stands in.
    fn column(&self, at: f64) -> f32 {
        let from = self.unit.floor(at);
        self.x(f64::midpoint(from, self.unit.next(from)))
    }
}

/// Shows the timeline in what room there is.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, desk.look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), desk.look.hairline());
    let axis = desk.view.span.map(Axis::chosen).or(desk.digest.laid.axis);
    head::show(ui, desk, rect, axis.as_ref());
    let right = trays(ui, desk, rect);
    let Some(axis) = axis else {
        if !desk.story.events.is_empty() {
            let at = pos2(rect.left() + 12.0, rect.center().y + 8.0);
            let words = match desk.shown.is_empty() {
                true => "The filters leave no event",
                false => "No event has a date; give the articles theirs",
            };
            widget::said(ui, at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), desk.look.third);
        }
        return;
    };
    let ends = |axis: &Axis, narrow: bool| {
        let far = |is: bool, before: bool| if is { rows::far_width(ui, desk, axis, before, narrow) } else { 0.0 };
        let (before, after) = (far(axis.before, true), far(axis.after, false));
        (rect.left() + NAMES + before + 8.0, right - after - 14.0)
    };
    // Beside a narrow map what lies behind a break gives way to the days most happened on: to a number, or altogether.
    let bare = Axis { before: false, after: false, ..axis };
    let tried = [(axis, false, NEAR), (axis, true, NEAR / 2.0), (bare, true, 0.0)];
    let fits = |&(axis, narrow, least): &(Axis, bool, f32)| {
        let (left, end) = ends(&axis, narrow);
        (end - left >= least).then_some((axis, narrow, left, end))
    };
    let Some((axis, narrow, left, end)) = tried.iter().find_map(fits) else { return };
    let least = pos2(left, rect.top() + HEAD);
    let most = pos2(end, rect.bottom() - WORDS - REPORTED - 5.0);
    if most.x - least.x < 40.0 || most.y - least.y < CELL {
        return;
    }
    let place = Rect::from_min_max(least, most);
    let cells = axis.unit(place.width(), CELL + 2.0 * GAP);
    let plot = Plot { axis, rect: place, unit: cells, cell: CELL, narrow };
    zoom(ui, desk, &plot);
    brush::show(ui, desk, &plot);
    rows::show(ui, desk, plot, rect);
}

/// The wheel over the plot: closer or wider around the pointer; sideways, earlier or later.
fn zoom(ui: &Ui, desk: &mut Desk, plot: &Plot) {
    let place = plot.rect.expand2(vec2(8.0, 6.0)).with_max_y(plot.rect.bottom() + WORDS + REPORTED);
    if !ui.rect_contains_pointer(place) {
        return;
    }
    let (turned, pointer) = ui.input(|input| (input.smooth_scroll_delta(), input.pointer.hover_pos()));
    let Some(pointer) = pointer.filter(|_| turned != egui::Vec2::ZERO) else { return };
    let axis = plot.axis;
    let shift = f64::from(turned.x / plot.rect.width().max(1.0)) * axis.days();
    let factor = f64::from(turned.y * 0.004).exp();
    let [from, to] = axis.zoomed(factor, plot.at(pointer.x));
    desk.ask(Command::Span(Some([from - shift, to - shift])));
}

/// Trays for what has no day or no place, from the right; returns where they begin.
fn trays(ui: &mut Ui, desk: &mut Desk, rect: Rect) -> f32 {
    let digest = desk.digest;
    let mut right = rect.right() - 12.0;
    let narrow = rect.width() < 560.0;
    let trays = [("No place", &digest.laid.unlocated), ("Undated", &digest.laid.undated)];
    // Name and number stand apart, however many there are.
    let named = |(name, events): &(&str, &Vec<usize>)| {
        let width = |words: String, weight| {
            let words = ui.painter().layout_no_wrap(words, font(size::CAPTION, weight), desk.look.ink);
            words.size().x
        };
        width((*name).to_owned(), Weight::Regular) + width(grouped(events.len()), Weight::Bold) + 30.0
    };
    let filled = trays.iter().filter(|(_, events)| !events.is_empty());
    let wide = filled.map(named).fold(if narrow { 78.0 } else { TRAY }, f32::max);
    let both = trays.iter().all(|(_, events)| !events.is_empty());
    let mut place = Rect::from_min_max(pos2(right - wide, rect.top() + HEAD), pos2(right, rect.bottom() - 12.0));
    if narrow && both {
        // One above the other, each as high as its words.
        place.max.y = place.top() + (place.height() - 6.0) / 2.0;
    }
    for (name, events) in trays.into_iter().filter(|(_, events)| !events.is_empty()) {
        tray(ui, desk, name, events, place);
        right = place.left() - 8.0;
        let step = if narrow { vec2(0.0, place.height() + 6.0) } else { vec2(-wide - 8.0, 0.0) };
        place = place.translate(step);
    }
    right
}

/// Events that have no day or no place: always there when there are some.
fn tray(ui: &mut Ui, desk: &mut Desk, name: &str, events: &[usize], rect: Rect) {
    let look = desk.look;
    let id = Id::unique(("tray", name));
    let response = ui.interact(Rect::from_min_size(rect.min, vec2(rect.width(), 24.0)), id, Sense::click());
    widget::named(&response, Role::Button, &format!("List the events of {}", name.to_lowercase()));
    let edge = if response.hovered() { look.control } else { look.line };
    ui.painter().rect(rect, 6.0, look.sunken, Stroke::new(1.0, edge), StrokeKind::Inside);
    widget::focus_ring(ui, look, &response);
    let middle = rect.top() + 13.0;
    let caption = font(size::CAPTION, Weight::Regular);
    widget::line(ui.painter(), pos2(rect.left() + 10.0, middle), Align2::LEFT_CENTER, name, caption, look.second);
    let bold = font(size::CAPTION, Weight::Bold);
    let at = pos2(rect.right() - 10.0, middle);
    let count = widget::line(ui.painter(), at, Align2::RIGHT_CENTER, &grouped(events.len()), bold, look.ink);
    widget::label(ui, count.expand(6.0), ("tray", name), &format!("{name}: {}", grouped(events.len())));
    let story = desk.story;
    let events: Vec<&Event> = events.iter().take(200).filter_map(|&index| story.events.get(index)).collect();
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
        desk.ask(Command::SelectStack(ids));
    }
    let per_row = (((rect.width() - 16.0) / (CELL + GAP)).floor().max(1.0)) as usize;
    let lines = (((rect.height() - 28.0) / (CELL + GAP)).floor().max(0.0)) as usize;
    for (index, event) in events.iter().take(per_row * lines).enumerate() {
        let (column, row) = ((index % per_row) as f32, (index / per_row) as f32);
        let center = pos2(rect.left() + 14.0 + column * (CELL + GAP), rect.bottom() - 11.0 - row * (CELL + GAP));
        rows::cell(ui, desk, event, center, CELL);
    }
}
