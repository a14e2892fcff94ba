//! The range of days kept: dragged out, dragged at its ends, moved as a whole, and reset by a double click.

use egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::{ToSpan, civil::Date};

use crate::app::axis::number;
use crate::app::command::Command;
use crate::app::widget;
use crate::story::DayRange;

use super::super::Desk;
use super::{Plot, REPORTED, WORDS};

/// Shows the brush and answers drags.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, plot: &Plot) {
    let look = desk.look;
    let rect = plot.rect.with_max_y(plot.rect.bottom() + WORDS);
    let response = ui.interact(rect, Id::unique("brush"), Sense::click_and_drag());
    widget::named(&response, Role::Group, "Timeline: drag a range of days");
    widget::focus_ring(ui, look, &response);
    let started = Id::unique("brush start");
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(started, grip(desk.view.filter.days(), plot, at.x)));
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
        desk.ask(Command::Span(None));
    }
    let Some(range) = draft.or(desk.view.filter.days()) else { return };
    let within = |at: f64| at.clamp(plot.axis.from, plot.axis.to);
    let from = plot.x(within(number(range.start)));
    let to = plot.x(within(number(range.end) + 1.0));
    let bottom = plot.rect.bottom() + WORDS + REPORTED;
    let band = Rect::from_min_max(pos2(from, plot.rect.top() - 3.0), pos2(to, bottom));
    ui.painter().rect_filled(band, 0.0, look.brushed);
    for x in [from, to] {
        ui.painter().vline(x, band.y_range(), Stroke::new(1.6, look.accent));
        let handle = Rect::from_center_size(pos2(x, plot.rect.center().y), vec2(8.0, 22.0));
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
                let by = from.until(day).map_or(0, |span| span.get_days()).days();
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
    let (from, to) = (plot.x(number(range.start)), plot.x(number(range.end) + 1.0));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::axis::{Axis, Unit};
    use jiff::civil::date;

    #[test]
    fn a_drag_takes_hold_of_ends_middle_or_nothing() {
        let first = number(date(2023, 9, 11));
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(1000.0, 60.0));
        let axis = Axis::chosen([first, first + 10.0]);
        let plot = Plot { axis, rect, unit: Unit::Day, cell: 10.0, narrow: false };
        let range = DayRange { start: date(2023, 9, 14), end: date(2023, 9, 16) };
        assert_eq!(grip(Some(range), &plot, 302.0), Grip::End(range.end), "the left end moves");
        assert_eq!(grip(Some(range), &plot, 598.0), Grip::End(range.start), "the right end moves");
        let whole = grip(Some(range), &plot, 450.0);
        assert_eq!(whole.range(&plot, 550.0), DayRange { start: date(2023, 9, 15), end: date(2023, 9, 17) });
        let new = grip(None, &plot, 50.0).range(&plot, 250.0);
        assert_eq!(new, DayRange { start: date(2023, 9, 11), end: date(2023, 9, 13) });
    }
}
