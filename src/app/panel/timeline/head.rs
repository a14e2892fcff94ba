//! The timeline's head: which days are kept, of how many events how many, the field for typed days, the way back.

use egui::{Align2, Id, Key, Rect, Role, Sense, Ui, pos2, vec2};

use crate::app::axis::{Axis, day_at};
use crate::app::command::Command;
use crate::app::days::{range_words, typed_days};
use crate::app::look::{Weight, font, size};
use crate::app::state::short_day;
use crate::app::widget::{self, Tip as _};
use crate::story::DayRange;

use super::super::Desk;
use crate::story::grouped;

/// Beside a map narrower than this, words give way.
const NARROW: f32 = 360.0;

/// Beside a map narrower than this, each has one.
const LEAST: f32 = 160.0;

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
    let all = match rect.width() {
        ..LEAST => "All",
        ..NARROW => "All time",
        _ => "Show all time",
    };
    let wide = |words: &str| {
        let small = font(size::SMALL, Weight::Regular);
        ui.painter().layout_no_wrap(words.to_owned(), small, look.accent).size().x + 14.0
    };
    let ways = if desk.view.filter.is_open() { 0.0 } else { wide("Reset") }
        + if desk.view.span.is_some() { wide(all) } else { 0.0 };
    let room = rect.right() - 12.0 - ways - x;
    let [words, short] = shown_words(desk.shown.len(), desk.story.events.len());
    let small = font(size::SMALL, Weight::Regular);
    let lay = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), small.clone(), look.third);
    let counts = [lay(&words), lay(&short)];
    let kept = desk.view.filter.days();
    if let Some(range) = kept.or(desk.digest.days) {
        let bold = font(size::SMALL, Weight::Bold);
        let first = desk.digest.first.filter(|_| kept.is_none());
        let [full, months, years] =
            range_words(range, first).map(|words| ui.painter().layout_no_wrap(words, bold.clone(), look.ink));
        // Beside a narrow map the days say less, so that how many events they hold stands beside them whole.
        let least = counts[1].size().x + 12.0;
        let fits = |galley: &std::sync::Arc<egui::Galley>| galley.size().x + least <= room;
        let galley = [full, months].into_iter().find(fits).unwrap_or(years);
        x = days(ui, desk, pos2(x, middle), galley, &range_words(range, first)).right() + 12.0;
    }
    let left = rect.right() - 12.0 - ways - x;
    let galley = counts.into_iter().find(|galley| galley.size().x <= left);
    let wide = galley.as_ref().map_or(0.0, |galley| galley.size().x);
    let place = Rect::from_center_size(pos2(x + wide / 2.0, middle), vec2(wide, 16.0));
    widget::label(ui, place, "shown", &words);
    if let Some(galley) = galley {
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, look.third);
    }
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
    let all = widget::link(ui, look, at, Align2::RIGHT_CENTER, all, "Show all time");
    if all.clicked() {
        desk.ask(Command::Span(None));
    }
    let words = match (day_at(axis.from), day_at(axis.to)) {
        (from, to) if from == to => format!("In view: {}", short_day(from)),
        (start, end) => {
            let [words, ..] = range_words(DayRange { start, end }, None);
            format!("In view: {words}")
        }
    };
    let galley = ui.painter().layout_no_wrap(words.clone(), small, look.third);
    let left = all.rect.left() - galley.size().x - 8.0;
    if left > x + 12.0 {
        widget::label(ui, Rect::from_min_size(pos2(left, middle - 8.0), galley.size()), "in view", &words);
        ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, look.third);
    }
}

/// The days kept, or all there are: a click types others. Returns where they stand.
fn days(ui: &Ui, desk: &mut Desk, at: egui::Pos2, galley: std::sync::Arc<egui::Galley>, words: &[String; 3]) -> Rect {
    let look = desk.look;
    let place = Rect::from_min_size(pos2(at.x, at.y - galley.size().y / 2.0), galley.size());
    let response = ui.interact(place.expand(4.0), Id::unique("type days"), Sense::click());
    let [whole, ..] = words;
    widget::named(&response, Role::Button, &format!("{whole}: type the days"));
    let line = egui::Stroke::new(1.0, if response.hovered() { look.accent } else { look.line_strong });
    ui.painter().galley(place.min, galley, look.ink);
    ui.painter().extend(egui::Shape::dashed_line(&[place.left_bottom(), place.right_bottom()], line, 2.0, 2.0));
    widget::focus_ring(ui, look, &response);
    if response.tip(format!("{whole}. Type the days to keep (T)")).clicked() {
        desk.ask(Command::TypeDays(Some(String::new())));
    }
    place
}

/// Of how many events how many are shown, in words and in fewer.
fn shown_words(shown: usize, count: usize) -> [String; 2] {
    match (shown, count) {
        (_, 0) => ["No events".to_owned(), "No events".to_owned()],
        (shown, count) if shown == count => {
            [format!("Showing all {}", grouped(count)), format!("all {}", grouped(count))]
        }
        _ => {
            let part = format!("{} of {}", grouped(shown), grouped(count));
            [format!("Showing {part}"), part]
        }
    }
}

/// The field days are typed into, and what they come to: the range, or why there is none.
fn field(ui: &mut Ui, desk: &mut Desk, at: egui::Pos2, right: f32, typed: String) {
    let look = desk.look;
    let mut text = typed;
    let narrow = right - at.x < NARROW;
    let wide = if narrow { right - at.x } else { 210.0 };
    let place = Rect::from_min_size(pos2(at.x - 4.0, at.y - 13.0), vec2(wide, 26.0));
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
    if narrow {
        // What they come to stands over the field then, on the map.
        response.show_tooltip_text(&words);
        return;
    }
    let x = place.right() + 10.0;
    let galley = widget::words(ui.painter(), &words, small, color, right - x, 1);
    widget::label(ui, Rect::from_min_size(pos2(x, at.y - 8.0), galley.size()), "days meant", &words);
    ui.painter().galley(pos2(x, at.y - galley.size().y / 2.0), galley, color);
}
