//! The timeline's head: which days are kept, of how many events how many, the field for typed days, the way back.

use egui::{Align2, Id, Key, Rect, Role, Sense, Ui, pos2, vec2};

use crate::app::axis::{Axis, day_at};
use crate::app::command::Command;
use crate::app::days::typed_days;
use crate::app::look::{Weight, font, size};
use crate::app::state::short_day;
use crate::app::widget;
use crate::story::DayRange;

use super::super::Desk;
use crate::story::grouped;

/// Id of the field of typed days.
fn days_id() -> Id {
    Id::unique("typed days")
}

/// Shows the head.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, rect: Rect, axis: Option<&Axis>) {
    let look = desk.look;
    let middle = rect.top() + 17.0;
    let mut x = rect.left() + 12.0;
    if let Some(typed) = desk.view.days.clone() {
        field(ui, desk, pos2(x, middle), rect.right() - 12.0, typed);
        return;
    }
    let kept = desk.view.filter.days();
    let range = kept.or(desk.digest.days);
    if let Some(DayRange { start, end }) = range {
        let words =
            if start == end { short_day(start) } else { format!("{} – {}", short_day(start), short_day(end)) };
        let bold = font(size::SMALL, Weight::Bold);
        let galley = ui.painter().layout_no_wrap(words.clone(), bold, look.ink);
        let place = Rect::from_min_size(pos2(x, middle - galley.size().y / 2.0), galley.size());
        let response = ui.interact(place.expand(4.0), Id::unique("type days"), Sense::click());
        widget::named(&response, Role::Button, &format!("{words}: type the days"));
        let line = egui::Stroke::new(1.0, if response.hovered() { look.accent } else { look.line_strong });
        ui.painter().galley(place.min, galley, look.ink);
        ui.painter().extend(egui::Shape::dashed_line(&[place.left_bottom(), place.right_bottom()], line, 2.0, 2.0));
        widget::focus_ring(ui, look, &response);
        if response.on_hover_text("Type the days to keep (T)").clicked() {
            desk.ask(Command::TypeDays(Some(String::new())));
        }
        x = place.right() + 12.0;
    }
    let (shown, count) = (desk.shown.len(), desk.story.events.len());
    let (words, short) = match (shown, count) {
        (_, 0) => ("No events".to_owned(), "No events".to_owned()),
        (shown, count) if shown == count => {
            (format!("Showing all {}", grouped(count)), format!("all {}", grouped(count)))
        }
        _ => {
            let part = format!("{} of {}", grouped(shown), grouped(count));
            (format!("Showing {part}"), part)
        }
    };
    let small = font(size::SMALL, Weight::Regular);
    // Beside a narrow map the ways back need their room; the words say less then, never half.
    let ways = if desk.view.filter.is_open() { 0.0 } else { 48.0 } + if desk.view.span.is_some() { 90.0 } else { 0.0 };
    let room = (rect.right() - 12.0 - ways - x).max(1.0);
    let mut galley = ui.painter().layout_no_wrap(words.clone(), small.clone(), look.third);
    if galley.size().x > room {
        galley = widget::words(ui.painter(), &short, small.clone(), look.third, room, 1);
    }
    let place = Rect::from_min_size(pos2(x, middle - galley.size().y / 2.0), galley.size());
    widget::label(ui, place, "shown", &words);
    ui.painter().galley(place.min, galley, look.third);
    x = place.right() + 10.0;
    if !desk.view.filter.is_open() {
        let link = widget::link(ui, look, pos2(x, middle), Align2::LEFT_CENTER, "Reset", "Reset the filters");
        x = link.rect.right() + 8.0;
        if link.clicked() {
            desk.ask(Command::ResetFilter);
        }
    }
    let Some(axis) = axis.filter(|_| desk.view.span.is_some()) else { return };
    let at = pos2(rect.right() - 14.0, middle);
    let all = widget::link(ui, look, at, Align2::RIGHT_CENTER, "Show all time", "Show all time");
    if all.clicked() {
        desk.ask(Command::Span(None));
    }
    let words = match (day_at(axis.from), day_at(axis.to)) {
        (from, to) if from == to => format!("In view: {}", short_day(from)),
        (from, to) => format!("In view: {} – {}", short_day(from), short_day(to)),
    };
    let galley = ui.painter().layout_no_wrap(words.clone(), small, look.third);
    let left = all.rect.left() - galley.size().x - 8.0;
    if left > x + 12.0 {
        widget::label(ui, Rect::from_min_size(pos2(left, middle - 8.0), galley.size()), "in view", &words);
        ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, look.third);
    }
}

/// The field days are typed into, and what they come to: the range, or why there is none.
fn field(ui: &mut Ui, desk: &mut Desk, at: egui::Pos2, right: f32, typed: String) {
    let look = desk.look;
    let mut text = typed;
    let place = Rect::from_min_size(pos2(at.x - 4.0, at.y - 13.0), vec2(210.0, 26.0));
    let id = days_id();
    let response = widget::field(ui, look, place, id, &mut text, "18 Sep 2023, 2023-09-18..20", "Days to keep");
    if response.changed() {
        desk.ask(Command::TypeDays(Some(text.clone())));
    }
    let meant = typed_days(&text, desk.digest.days);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered && text.trim().is_empty() {
        desk.ask(Command::Days(None));
        desk.ask(Command::TypeDays(None));
    } else if let (true, Ok(days)) = (entered, &meant) {
        desk.ask(Command::Days(Some(*days)));
        desk.ask(Command::TypeDays(None));
    } else if entered || !response.has_focus() && !response.lost_focus() {
        response.request_focus();
    } else if response.lost_focus() {
        desk.ask(Command::TypeDays(None));
    }
    let small = font(size::SMALL, Weight::Regular);
    let (words, color) = match &meant {
        Ok(days) => (format!("Enter keeps {days}"), look.second),
        Err(_) if text.trim().is_empty() => {
            ("Days, a month, a year or a range; Enter keeps them".to_owned(), look.third)
        }
        Err(problem) => (problem.clone(), look.warning.text),
    };
    let x = place.right() + 10.0;
    let galley = widget::words(ui.painter(), &words, small, color, right - x, 1);
    widget::label(ui, Rect::from_min_size(pos2(x, at.y - 8.0), galley.size()), "days meant", &words);
    ui.painter().galley(pos2(x, at.y - galley.size().y / 2.0), galley, color);
}
