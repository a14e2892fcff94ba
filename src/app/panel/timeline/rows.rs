//! The rows of the timeline: what happened over the axis, what reported it below; few as cells and letters, many as bars.
//!
//! The axis' words never touch: the ends of the brush come first, then what lies behind a break, then the rest as it fits.

use egui::{Align2, CursorIcon, Id, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::app::axis::{Axis, day_at, number};
use crate::app::command::Command;
use crate::app::digest::Moment;
use crate::app::look::{Look, Weight, font, size};
use crate::app::state::{short_day, short_range};
use crate::app::widget::{self, Tip as _};
use crate::story::{Event, Family, grouped};
use crate::task::counted;

use super::super::Desk;
use super::{CELLS, GAP, Plot, REPORTED, WORDS};

/// Room for the sign of a break.
const SIGN: f32 = 26.0;
/// Above so many events: bars.
const CELLS_UNTIL: usize = 60;
/// Above so many articles: bars.
const LETTERS_UNTIL: usize = 40;

/// Shows both rows and the axis between them.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, mut plot: Plot, rect: Rect) {
    let look = desk.look;
    let caption = font(size::CAPTION, Weight::Regular);
    let below = plot.rect.bottom() + WORDS + REPORTED / 2.0 - 1.0;
    for (words, y) in [("Happened", plot.rect.bottom() - 9.0), ("Reported", below)] {
        let at = pos2(rect.left() + 12.0, y);
        widget::said(ui, at, Align2::LEFT_CENTER, words, caption.clone(), look.third);
    }
    let digest = desk.digest;
    let [_, moments, _] = parted(&digest.laid.moments, &plot.axis);
    // Counted only while they may be few enough: there may be thousands.
    let few = moments.len() <= CELLS_UNTIL;
    let most = if few { fullest(&plot, moments) } else { usize::MAX };
    let cell = CELLS.into_iter().find(|&cell| most <= capacity(&Plot { cell, ..plot }));
    let fits = cell.is_some();
    match cell {
        Some(cell) => plot.cell = cell,
        None => plot.unit = plot.axis.unit(plot.rect.width(), 8.0),
    }
    far(ui, desk, &plot);
    axis(ui, desk, &plot);
    long_events(ui, desk, &plot);
    if fits {
        cells(ui, desk, &plot, moments);
    } else {
        bars(ui, desk, &plot, moments, rect);
    }
    reported(ui, desk, &plot, below);
}

/// What lies before the axis, on it, and after it.
fn parted<'a>(moments: &'a [Moment], axis: &Axis) -> [&'a [Moment]; 3] {
    let (before, rest) = moments.split_at(moments.partition_point(|moment| moment.at < axis.from));
    let (on, after) = rest.split_at(rest.partition_point(|moment| moment.at < axis.to));
    [before, on, after]
}

/// How many cells a column can hold: rows, and how many side by side.
fn grid(plot: &Plot) -> (usize, usize) {
    let step = plot.cell + GAP;
    let rows = ((plot.rect.height() - 4.0) / step).floor().max(1.0) as usize;
    let start = plot.unit.floor(plot.axis.from);
    let wide = plot.x(plot.unit.next(start)) - plot.x(start);
    (rows, ((wide / step).floor().max(1.0)) as usize)
}

fn capacity(plot: &Plot) -> usize {
    let (rows, columns) = grid(plot);
    rows * columns
}

fn fullest(plot: &Plot, moments: &[Moment]) -> usize {
    let (mut most, mut count, mut column) = (0, 0, f64::NAN);
    for moment in moments {
        let here = plot.unit.floor(moment.at);
        #[expect(clippy::float_cmp, reason = "both are the same floor of one unit")]
        let same = here == column;
        count = if same { count + 1 } else { 1 };
        column = here;
        most = most.max(count);
    }
    most
}

/// What lies behind a break.
fn beyond_axis<'a>(desk: &Desk<'a>, axis: &Axis, before: bool) -> &'a [Moment] {
    let [earlier, _, later] = parted(&desk.digest.laid.moments, axis);
    if before { earlier } else { later }
}

/// The words of what lies behind a break: a month, from month to month, or from year to year.
fn far_words(desk: &Desk, axis: &Axis, before: bool) -> Option<String> {
    let beyond = beyond_axis(desk, axis, before);
    let (first, last) = (day_at(beyond.first()?.at), day_at(beyond.last()?.at));
    Some(match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => last.strftime("%b %Y").to_string(),
        (true, false) => format!("{}–{}", first.strftime("%b"), last.strftime("%b %Y")),
        _ => format!("{}–{}", first.year(), last.year()),
    })
}

/// How much room what lies behind a break takes: its words, or its number alone.
pub(super) fn far_width(ui: &Ui, desk: &Desk, axis: &Axis, before: bool, narrow: bool) -> f32 {
    let words = if narrow {
        grouped(beyond_axis(desk, axis, before).len())
    } else {
        far_words(desk, axis, before).unwrap_or_default()
    };
    let least = if narrow { 10.0 } else { 34.0 };
    let caption = font(size::CAPTION, Weight::Regular);
    ui.painter().layout_no_wrap(words, caption, desk.look.third).size().x.max(least) + SIGN
}

/// What lies behind a break: its cells or its number, its words, the sign of the break.
fn far(ui: &mut Ui, desk: &mut Desk, plot: &Plot) {
    let look = desk.look;
    let story = desk.story;
    for before in [true, false] {
        if !(if before { plot.axis.before } else { plot.axis.after }) {
            continue;
        }
        let width = far_width(ui, desk, &plot.axis, before, plot.narrow) - SIGN;
        let rect = plot.rect;
        let middle = if before { rect.left() - 18.0 - width / 2.0 } else { rect.right() + 18.0 + width / 2.0 };
        let line = (middle - width / 2.0)..=(middle + width / 2.0);
        ui.painter().hline(line, rect.bottom(), Stroke::new(1.0, look.line_strong));
        let sign = if before { rect.left() - 9.0 } else { rect.right() + 9.0 };
        for dx in [-3.0, 3.0] {
            let at = pos2(sign + dx, rect.bottom());
            ui.painter().line_segment([at + vec2(-2.5, 5.0), at + vec2(2.5, -5.0)], Stroke::new(1.2, look.third));
        }
        let beyond = beyond_axis(desk, &plot.axis, before);
        let caption = font(size::CAPTION, Weight::Regular);
        if plot.narrow {
            let at = pos2(middle, rect.bottom() - 4.0 - plot.cell / 2.0);
            let place =
                widget::line(ui.painter(), at, Align2::CENTER_CENTER, &grouped(beyond.len()), caption, look.second);
            let name = format!("{} {}", counted(beyond.len(), "event"), if before { "earlier" } else { "later" });
            widget::label(ui, place, ("far", before), &name);
            continue;
        }
        let words = far_words(desk, &plot.axis, before).unwrap_or_default();
        let at = pos2(middle, rect.bottom() + WORDS / 2.0 + 2.0);
        widget::said(ui, at, Align2::CENTER_CENTER, &words, caption.clone(), look.third);
        let rows = grid(plot).0;
        let step = plot.cell + GAP;
        let columns = ((width / step).floor().max(1.0)) as usize;
        if beyond.len() > rows * columns {
            let words = format!("{} events", grouped(beyond.len()));
            widget::said(ui, pos2(middle, rect.bottom() - 12.0), Align2::CENTER_CENTER, &words, caption, look.second);
            continue;
        }
        let used = columns.min(beyond.len().div_ceil(rows)).max(1);
        let events = beyond.iter().filter_map(|moment| story.events.get(moment.index));
        for (index, event) in events.enumerate() {
            let (column, row) = ((index % used) as f32, (index / used) as f32);
            let dx = (column - (used as f32 - 1.0) / 2.0) * step;
            let at = pos2(middle + dx, rect.bottom() - 4.0 - plot.cell / 2.0 - row * step);
            cell(ui, desk, event, at, plot.cell);
        }
    }
}

/// The line, its ticks and words.
fn axis(ui: &Ui, desk: &Desk, plot: &Plot) {
    let look = desk.look;
    let (painter, rect) = (ui.painter(), plot.rect);
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.line_strong));
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let word = |x: f32, words: &str, bold: bool, taken: &mut Vec<(f32, f32)>| -> bool {
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let color = if bold { look.ink } else { look.third };
        let galley = painter.layout_no_wrap(words.to_owned(), font(size::CAPTION, weight), color);
        let half = galley.size().x / 2.0;
        let free = taken.iter().all(|&(from, to)| x + half + 6.0 < from || to + 6.0 < x - half);
        if !free || x - half < rect.left() - 1.0 || x + half > rect.right() + 1.0 {
            return false;
        }
        taken.push((x - half, x + half));
        painter.galley(pos2(x - half, rect.bottom() + WORDS / 2.0 + 2.0 - galley.size().y / 2.0), galley, color);
        true
    };
    // The labels may be of a coarser unit than the columns, where columns are narrow.
    let unit = plot.axis.unit(rect.width(), 24.0);
    let middle = |at: f64| if unit.stands_in_middle() { f64::midpoint(at, unit.next(at)) } else { at };
    if let Some(days) = desk.view.filter.days() {
        for (end, day) in [(true, days.start), (false, days.end)] {
            let at = number(day);
            if end || days.start != days.end {
                word(plot.x(at + 0.5), &day.strftime("%-d %b").to_string(), true, &mut taken);
            }
        }
    }
    let mut last = None;
    for at in plot.axis.ticks(unit) {
        let x = plot.x(at);
        if x >= rect.left() - 0.5 {
            painter.vline(x, rect.bottom()..=(rect.bottom() + 4.0), Stroke::new(1.0, look.line_strong));
        }
        if word(plot.x(middle(at)), &unit.words(at, last), false, &mut taken) {
            last = Some(at);
        }
    }
}

/// Something that goes on for long is a bar along the axis from where it began.
fn long_events(ui: &Ui, desk: &Desk, plot: &Plot) {
    let rect = plot.rect;
    for &index in &desk.digest.laid.lasting {
        let Some((event, date)) = desk.story.events.get(index).and_then(|event| Some((event, event.date?))) else {
            continue;
        };
        let (from, to) = (number(date.start), if event.ongoing { f64::INFINITY } else { number(date.end) + 1.0 });
        if to <= plot.axis.from || from >= plot.axis.to || (!event.ongoing && !plot.axis.holds(from)) {
            continue;
        }
        let color = desk.look.family(event.family);
        let color = if desk.view.filter.keeps_days(event) { color } else { color.gamma_multiply(0.4) };
        let y = rect.bottom() - 1.5;
        let (left, right) = (plot.x(from.max(plot.axis.from)), plot.x(to.min(plot.axis.to)));
        ui.painter().hline(left..=right, y, Stroke::new(3.0, color));
        if from < plot.axis.from && plot.axis.before {
            ui.painter().hline((rect.left() - 34.0)..=(rect.left() - 15.0), y, Stroke::new(3.0, color));
        }
    }
}

/// A cell for each event in its column, filled when checked.
fn cells(ui: &mut Ui, desk: &mut Desk, plot: &Plot, moments: &[Moment]) {
    let (rows, side_by_side) = grid(plot);
    let columns = side_by_side.min(fullest(plot, moments).div_ceil(rows).max(2));
    let story = desk.story;
    let step = plot.cell + GAP;
    // A column cut by the end of the axis has its cells within it all the same: beside it stand the trays.
    let half = (columns as f32 * step / 2.0).min(plot.rect.width() / 2.0);
    let (mut column, mut index) = (f32::NAN, 0);
    for moment in moments {
        let Some(event) = story.events.get(moment.index) else { continue };
        let x = plot.column(moment.at).clamp(plot.rect.left() + half, plot.rect.right() - half);
        index = if (x - column).abs() < 0.5 { index + 1 } else { 0 };
        column = x;
        let (across, up) = ((index % columns) as f32, (index / columns) as f32);
        let dx = (across - (columns as f32 - 1.0) / 2.0) * step;
        cell(ui, desk, event, pos2(x + dx, plot.rect.bottom() - 4.0 - plot.cell / 2.0 - up * step), plot.cell);
    }
}

/// One cell, on the axis or in a tray.
pub(super) fn cell(ui: &mut Ui, desk: &mut Desk, event: &Event, center: Pos2, side: f32) {
    let look = desk.look;
    let place = Rect::from_center_size(center, Vec2::splat(side));
    let response = ui.interact(place.expand(1.0), Id::unique(("cell", event.id, center.x.to_bits())), Sense::click());
    let when = event.date.map_or("undated".to_owned(), |date| short_range(date, desk.year()));
    let name = format!("{}, {when}", event.title);
    widget::named(&response, Role::Button, &name);
    paint_cell(ui.painter(), look, place, event.family, event.checked, desk.view.filter.keeps_days(event));
    if desk.view.selected == Some(event.id) {
        let ring = Stroke::new(2.0, look.pin_selected);
        ui.painter().rect_stroke(place.expand(1.5), 4.0, ring, StrokeKind::Outside);
    } else if desk.view.hovered == Some(event.id) {
        ui.painter().rect_stroke(place.expand(1.0), 3.0, Stroke::new(1.0, look.control), StrokeKind::Outside);
    }
    widget::focus_ring(ui, look, &response);
    if response.hovered() {
        desk.ask(Command::Hover(Some(event.id)));
    }
    if response.tip(name).on_hover_cursor(CursorIcon::PointingHand).clicked() {
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

/// Bars of the four largest families and grey, one for each column.
fn bars(ui: &Ui, desk: &Desk, plot: &Plot, moments: &[Moment], whole: Rect) {
    let rect = plot.rect;
    let mut sizes = desk.digest.families.clone();
    sizes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let largest: Vec<Family> = sizes.iter().take(4).map(|(family, _)| *family).collect();
    let ticks = plot.axis.ticks(plot.unit);
    let mut counts = vec![[0_usize; 5]; ticks.len()];
    let mut bin = 0;
    for moment in moments {
        while ticks.get(bin + 1).is_some_and(|&next| next <= moment.at) {
            bin += 1;
        }
        let kind = largest.iter().position(|family| *family == moment.family).unwrap_or(4);
        if let Some(count) = counts.get_mut(bin).and_then(|bin| bin.get_mut(kind)) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|bin| bin.iter().sum::<usize>()).max().unwrap_or(1).max(1);
    for (&at, kinds) in ticks.iter().zip(&counts) {
        let (from, to) = (plot.x(at).max(rect.left()), plot.x(plot.unit.next(at)).min(rect.right()));
        let mut y = rect.bottom() - 1.0;
        for (kind, &count) in kinds.iter().enumerate() {
            let height = (rect.height() - 4.0) * count as f32 / most as f32;
            let color = largest.get(kind).map_or(desk.look.line_strong, |family| desk.look.family(*family));
            let gap = if to - from > 5.0 { 1.0 } else { 0.0 };
            let bar = Rect::from_min_max(pos2(from + gap, y - height), pos2(to - gap, y));
            ui.painter().rect_filled(bar, 0.0, color);
            y -= height;
        }
    }
    let caption = font(size::CAPTION, Weight::Regular);
    let words = format!("{most} at most");
    let at = pos2(whole.left() + 12.0, rect.top());
    widget::line(ui.painter(), at, Align2::LEFT_TOP, &words, caption, desk.look.third);
}

/// The articles on the days they are of: letters while they are few, else bars.
fn reported(ui: &mut Ui, desk: &mut Desk, plot: &Plot, y: f32) {
    let story = desk.story;
    let digest = desk.digest;
    let from = digest.reported.partition_point(|(at, _)| *at < plot.axis.from);
    let to = digest.reported.partition_point(|(at, _)| *at < plot.axis.to);
    let here = digest.reported.get(from..to).unwrap_or_default();
    if here.is_empty() {
        beyond(ui, desk, plot, [from, digest.reported.len() - to], y);
    }
    if here.len() > LETTERS_UNTIL {
        tally(ui, desk, plot, here, y);
        return;
    }
    let mut right = f32::NEG_INFINITY;
    for &(at, id) in here {
        let Some(source) = story.source(id) else { continue };
        let article = &source.article;
        let x = plot.column(at).max(right + 9.0);
        if x > plot.rect.right() + 8.0 {
            break;
        }
        right = x + 8.0;
        let chip = Rect::from_center_size(pos2(x, y), Vec2::splat(15.0));
        let response = ui.interact(chip, Id::unique(("reported", id)), Sense::click());
        let name = format!("{} {}, {}", article.letter, article.outlet_or_origin(), short_day(day_at(at)));
        widget::named(&response, Role::Button, &name);
        widget::chip(ui.painter(), desk.look, chip, article.letter);
        widget::focus_ring(ui, desk.look, &response);
        if response.tip(name).on_hover_cursor(CursorIcon::PointingHand).clicked() {
            desk.ask(Command::OpenArticle(id));
        }
    }
}

/// How many articles are of days before the axis and after it, where none is of its own: the row is not left a hole.
fn beyond(ui: &Ui, desk: &Desk, plot: &Plot, [before, after]: [usize; 2], y: f32) {
    let ends = [
        (before, "earlier", plot.rect.left(), Align2::LEFT_CENTER),
        (after, "later", plot.rect.right(), Align2::RIGHT_CENTER),
    ];
    for (count, side, x, anchor) in ends.into_iter().filter(|&(count, ..)| count > 0) {
        let words = format!("{} {side}", counted(count, "article"));
        let caption = font(size::CAPTION, Weight::Regular);
        widget::said(ui, pos2(x, y), anchor, &words, caption, desk.look.third);
    }
}

fn tally(ui: &Ui, desk: &Desk, plot: &Plot, here: &[(f64, crate::story::ArticleId)], y: f32) {
    let ticks = plot.axis.ticks(plot.unit);
    let mut counts = vec![0_usize; ticks.len()];
    let mut bin = 0;
    for (at, _) in here {
        while ticks.get(bin + 1).is_some_and(|next| next <= at) {
            bin += 1;
        }
        if let Some(count) = counts.get_mut(bin) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    for (&at, &count) in ticks.iter().zip(&counts).filter(|(_, count)| **count > 0) {
        let (from, to) = (plot.x(at).max(plot.rect.left()), plot.x(plot.unit.next(at)).min(plot.rect.right()));
        let height = (REPORTED - 5.0) * count as f32 / most as f32;
        let base = y + REPORTED / 2.0 - 2.0;
        let bar = Rect::from_min_max(pos2(from + 0.5, base - height.max(1.0)), pos2(to - 0.5, base));
        ui.painter().rect_filled(bar, 0.0, desk.look.control);
    }
}
