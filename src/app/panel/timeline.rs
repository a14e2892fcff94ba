//! The timeline under the map: a cell for each event on its day (bars when there are many), a brush, trays for the rest.
//!
//! Far-off days stand behind a // break. The brush filters map and lists; a double click resets it. The layout of the
//! axis is pure and tested; painting and gestures come after it.

use egui::{Align2, CursorIcon, Id, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::{ToSpan, civil::Date};

use crate::app::command::Command;
use crate::app::look::{Look, Weight, font, size};
use crate::app::state::{short_day, short_range};
use crate::app::widget;
use crate::story::{DayRange, Event, EventId, Family};

use super::Desk;
use super::status::grouped;

const CELL: f32 = 10.0;
const GAP: f32 = 2.0;
/// Above so many events: stacked bars.
const CELLS_UNTIL: usize = 60;
/// Days without events that part one group of days from another.
const BREAK_DAYS: i32 = 21;

/// Days of the axis, with what lies far off on either side.
#[derive(Clone, Debug, PartialEq)]
struct Axis {
    /// First day on the axis.
    first: Date,
    /// How many days it has.
    days: i32,
    /// Whether something lies before it, behind a break.
    before: bool,
    /// Whether something lies after it, behind a break.
    after: bool,
}

impl Axis {
    /// The axis of the group of days most events begin in.
    fn of(starts: &mut [Date]) -> Option<Self> {
        starts.sort_unstable();
        let (mut best, mut group) = (0..0, 0..0);
        let mut last: Option<Date> = None;
        for (index, &day) in starts.iter().enumerate() {
            if last.is_some_and(|last| days_between(last, day) > BREAK_DAYS) {
                group = index..index;
            }
            group.end = index + 1;
            if group.len() > best.len() {
                best = group.clone();
            }
            last = Some(day);
        }
        let (&first, &end) = (starts.get(best.start)?, starts.get(best.end.checked_sub(1)?)?);
        let pad = ((7 - days_between(first, end)) / 2).max(2);
        let first = first.checked_sub(pad.days()).ok()?;
        let days = days_between(first, end) + 1 + pad;
        Some(Self { first, days, before: best.start > 0, after: best.end < starts.len() })
    }

    /// Position of a day's middle in days from the axis' beginning; outside it when before or after.
    fn position(&self, day: Date) -> f32 {
        days_between(self.first, day) as f32 + 0.5
    }

    fn holds(&self, day: Date) -> bool {
        (0..self.days).contains(&days_between(self.first, day))
    }

    /// How many days one column has at this width, so that it is at least so wide: 1, 7, 30 or 365.
    fn step(&self, width: f32, least: f32) -> i32 {
        let day = width / self.days.max(1) as f32;
        [1, 7, 30, 365, 3650].into_iter().find(|&step| day * step as f32 >= least).unwrap_or(36500)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Where the axis stands on the screen.
struct Plot {
    axis: Axis,
    rect: Rect,
    /// How many days one column has.
    step: i32,
}

impl Plot {
    fn x(&self, position: f32) -> f32 {
        self.rect.left() + self.rect.width() * position / self.axis.days.max(1) as f32
    }

    fn day_at(&self, x: f32) -> Date {
        let day = (x - self.rect.left()) / self.rect.width().max(1.0) * self.axis.days as f32;
        let day = (day.floor() as i32).clamp(0, self.axis.days - 1);
        self.axis.first.checked_add(day.days()).unwrap_or(self.axis.first)
    }

    /// Where an event's column stands: on its day, or behind a break.
    fn column(&self, day: Date, step: i32) -> f32 {
        if self.axis.holds(day) {
            let bin = days_between(self.axis.first, day) / step;
            self.x((bin as f32 + 0.5) * step as f32)
        } else if day < self.axis.first {
            self.rect.left() - 40.0
        } else {
            self.rect.right() + 36.0
        }
    }
}

/// Shows the timeline, 120 high.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 120.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, desk.look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), desk.look.hairline());
    let events: Vec<&Event> = desk.digest.on_timeline.iter().filter_map(|&index| story.events.get(index)).collect();
    let mut starts: Vec<Date> = events.iter().filter_map(|event| event.date).map(|date| date.start).collect();
    let undated: Vec<&Event> = events.iter().copied().filter(|event| event.date.is_none()).collect();
    let unlocated: Vec<&Event> = events.iter().copied().filter(|event| event.place.is_none()).collect();
    let trays = [("Undated", undated), ("No place", unlocated)];
    let used = trays.iter().filter(|(_, events)| !events.is_empty()).count();
    head(ui, desk, rect, !starts.is_empty());
    let mut right = rect.right() - 12.0;
    for (name, events) in trays.iter().rev().filter(|(_, events)| !events.is_empty()) {
        let place = Rect::from_min_max(pos2(right - 106.0, rect.top() + 32.0), pos2(right, rect.bottom() - 22.0));
        tray(ui, desk, name, events, place);
        right = place.left() - 8.0;
    }
    let Some(axis) = Axis::of(&mut starts) else {
        if used == 0 || story.events.is_empty() {
            return;
        }
        let at = pos2(rect.left() + 12.0, rect.center().y + 8.0);
        let words = "No event has a date; give the articles theirs";
        widget::said(ui, at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), desk.look.third);
        return;
    };
    let left = rect.left() + if axis.before { 78.0 } else { 16.0 };
    let end = right - if axis.after { 72.0 } else { 16.0 };
    let many = events.len() > CELLS_UNTIL;
    let rect = Rect::from_min_max(pos2(left, rect.top() + 32.0), pos2(end, rect.bottom() - 27.0));
    // A column holds one cell side by side at least; bars can be narrow.
    let step = axis.step(rect.width(), if many { 8.0 } else { CELL + 2.0 * GAP });
    let plot = Plot { axis, rect, step };
    brush(ui, desk, &plot);
    draw_axis(ui, desk, &plot, &starts);
    long_events(ui, desk, &plot, &events);
    if many { bars(ui, desk, &plot, &events) } else { cells(ui, desk, &plot, &events) }
}

/// What is shown, of how much, and the way back.
fn head(ui: &mut Ui, desk: &mut Desk, rect: Rect, dated: bool) {
    let look = desk.look;
    let middle = rect.top() + 17.0;
    let days = desk.view.filter.days;
    let all = desk.story.events.iter().filter_map(|event| event.date);
    let range = days.or_else(|| {
        let (start, end) = (all.clone().map(|date| date.start).min()?, all.map(|date| date.end).max()?);
        Some(DayRange { start, end })
    });
    let mut x = rect.left() + 12.0;
    if let Some(DayRange { start, end }) = range.filter(|_| dated) {
        let words =
            if start == end { short_day(start) } else { format!("{} – {}", short_day(start), short_day(end)) };
        let bold = font(size::SMALL, Weight::Bold);
        x = widget::said(ui, pos2(x, middle), Align2::LEFT_CENTER, &words, bold, look.ink).right() + 10.0;
    }
    let (shown, count) = (desk.shown.len(), desk.story.events.len());
    let words = if count == 0 {
        "No events".to_owned()
    } else if shown == count {
        format!("Showing all {}", grouped(count))
    } else {
        format!("Showing {} of {}", grouped(shown), grouped(count))
    };
    let small = font(size::SMALL, Weight::Regular);
    x = widget::said(ui, pos2(x, middle), Align2::LEFT_CENTER, &words, small, look.third).right() + 10.0;
    if days.is_some()
        && widget::link(ui, look, pos2(x, middle), Align2::LEFT_CENTER, "Reset", "Reset the days").clicked()
    {
        desk.ask(Command::Days(None));
    }
}

fn draw_axis(ui: &Ui, desk: &Desk, plot: &Plot, starts: &[Date]) {
    let look = desk.look;
    let (painter, rect) = (ui.painter(), plot.rect);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.line_strong));
    let caption = font(size::CAPTION, Weight::Regular);
    let label = |x: f32, words: &str, bold: bool| {
        let font = font(size::CAPTION, if bold { Weight::Bold } else { Weight::Regular });
        widget::line(
            painter,
            pos2(x, rect.bottom() + 13.0),
            Align2::CENTER_CENTER,
            words,
            font,
            if bold { look.ink } else { look.third },
        )
    };
    let far = |x: f32, days: (Option<&Date>, Option<&Date>), break_x: f32| {
        painter.hline((x - 30.0)..=(x + 30.0), rect.bottom(), Stroke::new(1.0, look.line_strong));
        for dx in [-3.0, 3.0] {
            let at = pos2(break_x + dx, rect.bottom());
            painter.line_segment([at + vec2(-2.5, 5.0), at + vec2(2.5, -5.0)], Stroke::new(1.2, look.third));
        }
        if let (Some(first), Some(last)) = days {
            let words = if first.year() == last.year() {
                last.strftime("%b %Y").to_string()
            } else {
                format!("{}–{}", first.year(), last.year())
            };
            label(x, &words, false);
        }
    };
    if plot.axis.before {
        let days = (starts.first(), starts.iter().rev().find(|day| **day < plot.axis.first));
        far(rect.left() - 40.0, days, rect.left() - 6.0);
    }
    if plot.axis.after {
        let first = starts.iter().find(|day| !plot.axis.holds(**day) && **day > plot.axis.first);
        far(rect.right() + 36.0, (first, starts.last()), rect.right() + 5.0);
    }
    let step = plot.step;
    let brush = desk.view.filter.days;
    let mut last_right = f32::MIN;
    let mut month = 0;
    for bin in 0..=(plot.axis.days / step) {
        let Ok(day) = plot.axis.first.checked_add((bin * step).days()) else { break };
        if !plot.axis.holds(day) {
            break;
        }
        painter.vline(
            plot.x((bin * step) as f32),
            rect.bottom()..=(rect.bottom() + 4.0),
            Stroke::new(1.0, look.line_strong),
        );
        let words = match step {
            1 if day.month() == month => day.day().to_string(),
            1 | 7 => day.strftime("%-d %b").to_string(),
            30 => day.strftime("%b %Y").to_string(),
            _ => day.year().to_string(),
        };
        let x = plot.column(day, step);
        let wide = painter.layout_no_wrap(words.clone(), caption.clone(), look.third).size().x;
        let fits = x - wide / 2.0 > last_right + 6.0 && x + wide / 2.0 < rect.right() + 20.0;
        let edge = brush.is_some_and(|brush| brush.start <= day && day <= brush.end) && step == 1;
        if fits {
            label(x, &words, edge);
            last_right = x + wide / 2.0;
            month = day.month();
        }
    }
}

/// Something that goes on for long is a bar along the axis from where it began.
fn long_events(ui: &Ui, desk: &Desk, plot: &Plot, events: &[&Event]) {
    let rect = plot.rect;
    let end = plot.axis.days as f32;
    for event in events {
        let Some(date) = event.date.filter(|date| event.ongoing || date.len_days() > 3) else { continue };
        let coarse = !event.ongoing && !plot.axis.holds(date.start);
        if coarse {
            continue;
        }
        let last = if event.ongoing { end } else { plot.axis.position(date.end).min(end) };
        let from =
            if plot.axis.holds(date.start) { plot.x(plot.axis.position(date.start)) } else { plot.rect.left() - 40.0 };
        let color = desk.look.family(event.family);
        let y = rect.bottom() - 1.5;
        let dim = if desk.view.filter.keeps_days(event) { color } else { color.gamma_multiply(0.4) };
        if from < rect.left() {
            ui.painter().hline(from..=(rect.left() - 12.0), y, Stroke::new(3.0, dim));
        }
        ui.painter().hline(from.max(rect.left())..=plot.x(last), y, Stroke::new(3.0, dim));
    }
}

/// A cell for each event, two columns a day, filled when checked.
fn cells(ui: &mut Ui, desk: &mut Desk, plot: &Plot, events: &[&Event]) {
    let rect = plot.rect;
    let step = plot.step;
    let rows = ((rect.height() - 4.0) / (CELL + GAP)).floor().max(1.0) as usize;
    let column = rect.width() * step as f32 / plot.axis.days.max(1) as f32;
    let side_by_side = ((column / (CELL + GAP)).floor() as usize).max(1);
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for event in events {
        let Some(date) = event.date else { continue };
        let x = plot.column(date.start, step);
        let key = x.round() as i32;
        let index = match counts.iter_mut().find(|(known, _)| *known == key) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                counts.push((key, 1));
                0
            }
        };
        let columns = side_by_side.min(2_usize.max(events.len().div_ceil(rows).min(4)));
        let (column, row) = (index % columns, index / columns);
        let row = row.min(rows.saturating_sub(1));
        let offset = (column as f32 - (columns as f32 - 1.0) / 2.0) * (CELL + GAP);
        let center = pos2(x + offset, rect.bottom() - 4.0 - CELL / 2.0 - row as f32 * (CELL + GAP));
        cell(ui, desk, event, center);
    }
}

/// One cell, in the plot or in a tray.
fn cell(ui: &mut Ui, desk: &mut Desk, event: &Event, center: Pos2) {
    let look = desk.look;
    let place = Rect::from_center_size(center, vec2(CELL, CELL));
    let response = ui.interact(place.expand(1.0), Id::unique(("cell", event.id, center.x.to_bits())), Sense::click());
    let when = event.date.map_or("undated".to_owned(), |date| short_range(date, desk.year()));
    let name = format!("{}, {when}", event.title);
    widget::named(&response, Role::Button, &name);
    let kept = desk.view.filter.keeps_days(event);
    paint_cell(ui.painter(), look, place, event.family, event.checked, kept);
    if desk.view.selected == Some(event.id) {
        let ring = Stroke::new(2.0, look.pin_selected);
        ui.painter().rect_stroke(place.expand(1.5), 4.0, ring, StrokeKind::Outside);
    } else if desk.view.hovered == Some(event.id) {
        ui.painter().rect_stroke(place.expand(1.0), 3.0, Stroke::new(1.0, look.control), StrokeKind::Outside);
    }
    if response.hovered() {
        desk.ask(Command::Hover(Some(event.id)));
    }
    if response.on_hover_text(name).on_hover_cursor(CursorIcon::PointingHand).clicked() {
        desk.ask(Command::Select(event.id));
    }
}

fn paint_cell(painter: &Painter, look: &Look, rect: Rect, family: Family, checked: bool, kept: bool) {
    let color = look.family(family);
    let color = if kept { color } else { color.gamma_multiply(0.35) };
    if checked {
        painter.rect_filled(rect, 2.0, color);
    } else {
        painter.rect(rect, 2.0, look.pin_hollow, Stroke::new(1.8, color), StrokeKind::Inside);
    }
}

/// Bars of the four largest families and grey, when there are many events.
fn bars(ui: &mut Ui, desk: &mut Desk, plot: &Plot, events: &[&Event]) {
    let rect = plot.rect;
    let step = plot.step;
    let mut sizes: Vec<(Family, usize)> =
        Family::ALL.map(|family| (family, events.iter().filter(|event| event.family == family).count())).to_vec();
    sizes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let largest: Vec<Family> = sizes.iter().take(4).map(|(family, _)| *family).collect();
    let bins = (plot.axis.days / step + 1) as usize;
    let mut counts = vec![[0_usize; 5]; bins];
    for event in events {
        let Some(date) = event.date.filter(|date| plot.axis.holds(date.start)) else { continue };
        let bin = (days_between(plot.axis.first, date.start) / step) as usize;
        let kind = largest.iter().position(|family| *family == event.family).unwrap_or(4);
        if let Some(count) = counts.get_mut(bin).and_then(|bin| bin.get_mut(kind)) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|bin| bin.iter().sum::<usize>()).max().unwrap_or(1).max(1);
    for (bin, kinds) in counts.iter().enumerate() {
        let (from, to) =
            (plot.x((bin as i32 * step) as f32), plot.x(((bin as i32 + 1) * step) as f32).min(rect.right()));
        let mut y = rect.bottom() - 1.0;
        for (kind, &count) in kinds.iter().enumerate() {
            let height = (rect.height() - 4.0) * count as f32 / most as f32;
            let color = largest.get(kind).map_or(desk.look.line_strong, |family| desk.look.family(*family));
            let bar = Rect::from_min_max(pos2(from + 1.5, y - height), pos2(to - 1.5, y));
            ui.painter().rect_filled(bar, 0.0, color);
            y -= height;
        }
    }
    let caption = font(size::CAPTION, Weight::Regular);
    widget::line(
        ui.painter(),
        rect.left_top() + vec2(2.0, 2.0),
        Align2::LEFT_TOP,
        &most.to_string(),
        caption,
        desk.look.third,
    );
}

/// The range of days kept: dragged out, dragged at its ends, moved, and reset by a double click.
fn brush(ui: &mut Ui, desk: &mut Desk, plot: &Plot) {
    let look = desk.look;
    let rect = Rect::from_min_max(plot.rect.min, plot.rect.max + vec2(0.0, 4.0));
    let response = ui.interact(rect, Id::unique("brush"), Sense::click_and_drag());
    widget::named(&response, Role::Group, "Timeline: drag a range of days");
    let started = Id::unique("brush start");
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(started, grip(desk.view.filter.days, plot, at.x)));
    }
    let held: Option<Grip> = ui.data(|data| data.get_temp(started));
    let mut draft = None;
    if let (true, Some(held), Some(at)) =
        (response.dragged() || response.drag_stopped(), held, response.interact_pointer_pos())
    {
        draft = Some(held.range(plot, at.x));
    }
    if response.drag_stopped() {
        ui.data_mut(|data| data.remove::<Grip>(started));
        desk.ask(Command::Days(draft));
    }
    if response.double_clicked() {
        desk.ask(Command::Days(None));
    }
    let Some(range) = draft.or(desk.view.filter.days) else { return };
    let position = |day: Date| plot.axis.position(day).clamp(0.0, plot.axis.days as f32);
    let from = plot.x((position(range.start) - 0.5).max(0.0));
    let to = plot.x((position(range.end) + 0.5).min(plot.axis.days as f32));
    let band = Rect::from_min_max(pos2(from, plot.rect.top() - 4.0), pos2(to, plot.rect.bottom()));
    ui.painter().rect_filled(band, 0.0, look.brushed);
    for x in [from, to] {
        ui.painter().vline(x, band.y_range(), Stroke::new(1.6, look.accent));
        let handle = Rect::from_center_size(pos2(x, band.center().y), vec2(8.0, 22.0));
        ui.painter().rect(handle, 3.0, look.panel, Stroke::new(1.6, look.accent), StrokeKind::Inside);
        if ui.rect_contains_pointer(handle.expand(3.0)) {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
    }
}

/// What of the brush a drag holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Grip {
    /// One end; the day is the other end, which stays.
    End(Date),
    /// All of it: the range as it was, and the day the drag began on.
    Whole(DayRange, Date),
}

impl Grip {
    fn range(self, plot: &Plot, x: f32) -> DayRange {
        let day = plot.day_at(x);
        match self {
            Self::End(other) => DayRange { start: other.min(day), end: other.max(day) },
            Self::Whole(range, from) => {
                let by = days_between(from, day).days();
                let moved = range.start.checked_add(by).ok().zip(range.end.checked_add(by).ok());
                moved.map_or(range, |(start, end)| DayRange { start, end })
            }
        }
    }
}

/// What a drag that begins here takes hold of: an end, the whole brush, or a new range.
fn grip(range: Option<DayRange>, plot: &Plot, x: f32) -> Grip {
    let day = plot.day_at(x);
    let Some(range) = range else { return Grip::End(day) };
    let from = plot.x(plot.axis.position(range.start) - 0.5);
    let to = plot.x(plot.axis.position(range.end) + 0.5);
    if (x - from).abs() < 8.0 {
        Grip::End(range.end)
    } else if (x - to).abs() < 8.0 {
        Grip::End(range.start)
    } else if from < x && x < to {
        Grip::Whole(range, day)
    } else {
        Grip::End(day)
    }
}

/// Events that have no day or no place: always there when there are some.
fn tray(ui: &mut Ui, desk: &mut Desk, name: &str, events: &[&Event], rect: Rect) {
    let look = desk.look;
    ui.painter().rect(rect, 6.0, look.sunken, Stroke::new(1.0, look.line), StrokeKind::Inside);
    let middle = rect.top() + 13.0;
    let caption = font(size::CAPTION, Weight::Regular);
    widget::line(ui.painter(), pos2(rect.left() + 10.0, middle), Align2::LEFT_CENTER, name, caption, look.second);
    let bold = font(size::CAPTION, Weight::Bold);
    let at = pos2(rect.right() - 10.0, middle);
    let count = widget::line(ui.painter(), at, Align2::RIGHT_CENTER, &events.len().to_string(), bold, look.ink);
    widget::label(ui, count.expand(6.0), ("tray", name), &format!("{name}: {}", events.len()));
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let response = ui.interact(
        Rect::from_min_max(rect.min, pos2(rect.right(), middle + 8.0)),
        Id::unique(("tray", name)),
        Sense::click(),
    );
    widget::named(&response, Role::Button, &format!("List the events of {}", name.to_lowercase()));
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        desk.ask(Command::SelectStack(ids));
    }
    let per_row = ((rect.width() - 16.0) / (CELL + GAP)).floor() as usize;
    for (index, event) in events.iter().take(per_row * 2).enumerate() {
        let (column, row) = ((index % per_row) as f32, (index / per_row) as f32);
        let center = pos2(rect.left() + 14.0 + column * (CELL + GAP), rect.bottom() - 12.0 - row * (CELL + GAP));
        cell(ui, desk, event, center);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_axis_holds_the_days_most_events_begin_in() {
        let day = |d| date(2023, 9, d);
        let mut starts = [day(18), day(19), day(19), day(20), date(2022, 12, 12), date(1988, 1, 1)];
        let axis = Axis::of(&mut starts).expect("there are days");
        assert!(axis.before && !axis.after, "{axis:?}");
        assert!(axis.holds(day(18)) && axis.holds(day(20)) && !axis.holds(date(2022, 12, 12)));
        assert!(axis.days >= 7, "{axis:?}");
        assert_eq!(Axis::of(&mut []), None);
    }

    #[test]
    fn columns_are_at_least_24_wide() {
        let axis = |days| Axis { first: date(2023, 1, 1), days, before: false, after: false };
        assert_eq!([7, 60, 365, 3650].map(|days| axis(days).step(700.0, 24.0)), [1, 7, 30, 365]);
    }

    #[test]
    fn a_drag_takes_hold_of_ends_middle_or_nothing() {
        let axis = Axis { first: date(2023, 9, 11), days: 10, before: false, after: false };
        let plot = Plot { axis, rect: Rect::from_min_max(pos2(0.0, 0.0), pos2(1000.0, 60.0)), step: 1 };
        let range = DayRange { start: date(2023, 9, 14), end: date(2023, 9, 16) };
        assert_eq!(grip(Some(range), &plot, 302.0), Grip::End(range.end), "the left end moves");
        assert_eq!(grip(Some(range), &plot, 598.0), Grip::End(range.start), "the right end moves");
        let whole = grip(Some(range), &plot, 450.0);
        assert_eq!(whole.range(&plot, 550.0), DayRange { start: date(2023, 9, 15), end: date(2023, 9, 17) });
        assert_eq!(
            grip(None, &plot, 50.0).range(&plot, 250.0),
            DayRange { start: date(2023, 9, 11), end: date(2023, 9, 13) }
        );
    }
}
