//! One article's row: letter, headline, outlet and date, what is doubtful, and what can be done about it.
//!
//! Comes in: an article. Goes out: a row. A missing date is amber, in the place of the date, and typed there; a near-copy
//! asks whether it is a source of its own; a pencil or a double click opens the fields of what is known.

use egui::{Align2, CursorIcon, Id, Key, Rect, Role, Sense, Stroke, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::{Details, Filter, Tab, short_day, typed_date};
use crate::app::widget::{self, Tip as _};
use crate::story::{Article, Copies, DateStatus, Letter, Warning};

use super::{LOW_ROW, TEXT_X, details, row_id};

/// Height of the line of choices under a near-copy.
const CHOICES: f32 = 22.0;
/// Side of the sign that opens the fields of an article.
const PENCIL: f32 = 20.0;

/// Shows an article; `low` for a row of fixed height, its headline on one line, so that only the rows in view are laid
/// out. Returns where it stands.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, article: &Article, low: bool) -> Rect {
    if let Some((_, typed)) = desk.view.details.as_ref().filter(|(id, _)| *id == article.id && !low) {
        return details::show(ui, desk, article, typed);
    }
    let look = desk.look;
    let text_width = ui.available_width() - TEXT_X - 12.0;
    let selected = desk.view.tab == Tab::Article && desk.view.article == Some(article.id);
    let off = !desk.view.filter.letters.is_empty() && !desk.view.filter.letters.contains(&article.letter);
    let weight = if selected { Weight::Bold } else { Weight::Regular };
    let ink = if off { look.third } else { look.ink };
    let rows = if low { 1 } else { 2 };
    let headline = widget::words(ui.painter(), &article.headline, font(size::BODY, weight), ink, text_width, rows);
    let warnings: Vec<_> = article
        .warnings
        .iter()
        .filter(|_| !low)
        .map(|warning| {
            let caption = font(size::CAPTION, Weight::Regular);
            let color = if warning.is_settled() { look.third } else { look.warning.text };
            let words = warning.to_string();
            (widget::words(ui.painter(), &words, caption, color, text_width - 16.0, 2), words, warning)
        })
        .collect();
    let copy = |warning: &Warning| matches!(warning, Warning::NearCopy { .. });
    let warned: f32 = warnings
        .iter()
        .map(|(galley, _, warning)| galley.size().y + 1.0 + if copy(warning) { CHOICES } else { 0.0 })
        .sum();
    let height = if low { LOW_ROW } else { 7.0 + headline.size().y + 20.0 + warned + 5.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) && ui.ctx().dragged_id() != Some(row_id(article.id)) {
        return rect;
    }
    body(ui, desk, article, rect, selected, low);
    let chip = Rect::from_min_size(rect.min + vec2(12.0, 8.0), Vec2::splat(20.0));
    widget::chip(ui.painter(), look, chip, article.letter);
    if low && article.warnings.iter().any(|warning| !warning.is_settled()) {
        Icon::Warning.paint(ui.painter(), chip.right_top() + vec2(0.0, 2.0), 12.0, look.warning.text);
    }
    let mut at = rect.min + vec2(TEXT_X, 7.0);
    let below = headline.size().y;
    ui.painter().galley(at, headline, ink);
    at.y += below;
    date_line(ui, desk, article, Rect::from_min_size(at, vec2(text_width, 20.0)));
    at.y += 20.0;
    for (index, (galley, words, warning)) in warnings.into_iter().enumerate() {
        let color = if warning.is_settled() { look.third } else { look.warning.text };
        let icon = if warning.is_settled() { Icon::Check } else { Icon::Warning };
        icon.paint(ui.painter(), at + vec2(6.0, 8.0), 12.0, color);
        let place = Rect::from_min_size(at + vec2(16.0, 0.0), galley.size());
        widget::label(ui, place, ("warning", article.id, index), &words);
        ui.painter().galley(place.min, galley, color);
        at.y += place.height() + 1.0;
        if let Warning::NearCopy { of, choice } = warning {
            copies(ui, desk, article, *of, *choice, at + vec2(16.0, CHOICES / 2.0 - 2.0));
            at.y += CHOICES;
        }
    }
    pencil(ui, desk, article, rect, chip);
    rect
}

/// The row itself: opened by a click, its details by a double click, moved by dragging, taken out by Delete.
fn body(ui: &Ui, desk: &mut Desk, article: &Article, rect: Rect, selected: bool, low: bool) {
    let name = format!("{} {}, {}", article.letter, article.headline, article.outlet_or_origin());
    let id = row_id(article.id);
    let response = widget::row_of(ui, desk.look, rect, id, selected, &name, Sense::click_and_drag());
    if response.double_clicked() {
        begin(desk, article);
    } else if response.clicked() {
        desk.ask(Command::OpenArticle(article.id));
    }
    if response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Delete)) {
        desk.ask(Command::Remove(article.id));
    }
    if response.dragged() {
        ui.painter().rect_filled(rect, 0.0, desk.look.selected);
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    menu(&response, desk, article);
    if low && !article.warnings.is_empty() && !response.dragged() {
        let words = article.warnings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        response.tip(words);
    }
}

/// Opens the fields of what is known of an article.
fn begin(desk: &mut Desk, article: &Article) {
    desk.ask(Command::Details(Some((article.id, Details::of(article)))));
}

/// The sign that opens the fields, seen while the row is pointed at or the sign has the keyboard; under the letter,
/// where it covers no words.
fn pencil(ui: &Ui, desk: &mut Desk, article: &Article, rect: Rect, chip: Rect) {
    let look = desk.look;
    let place = Rect::from_center_size(chip.center_bottom() + vec2(0.0, 1.0 + PENCIL / 2.0), Vec2::splat(PENCIL));
    let response = ui.interact(place, Id::unique(("details of", article.id)), Sense::click());
    widget::named(&response, Role::Button, &format!("Details of {}", article.letter));
    if ui.rect_contains_pointer(rect) || response.has_focus() {
        let ground = if response.hovered() { look.selected } else { look.hover };
        ui.painter().rect_filled(place, 5.0, ground);
        Icon::Pencil.paint(ui.painter(), place.center(), 15.0, look.second);
    }
    widget::focus_ring(ui, look, &response);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.tip("Headline, outlet, byline, date").clicked() {
        begin(desk, article);
    }
}

/// What can still be chosen of a near-copy and the article it repeats.
fn open_choices(choice: Option<Copies>) -> impl Iterator<Item = (Copies, &'static str)> {
    let choices = [(Copies::One, "Count as one source"), (Copies::Both, "Keep both")];
    choices.into_iter().filter(move |(copies, _)| choice != Some(*copies))
}

/// Whether a near-copy and the article it repeats are one source: a person says so, once.
fn copies(ui: &Ui, desk: &mut Desk, article: &Article, of: Letter, choice: Option<Copies>, at: egui::Pos2) {
    let mut x = at.x;
    for (copies, words) in open_choices(choice) {
        let name = match copies {
            Copies::One => format!("{} is one source with {of}", article.letter),
            Copies::Both => format!("{} is a source of its own beside {of}", article.letter),
        };
        let link = widget::link(ui, desk.look, pos2(x, at.y), Align2::LEFT_CENTER, words, &name);
        x = link.rect.right() + 10.0;
        if link.clicked() {
            desk.ask(Command::SetCopies(article.id, copies));
        }
    }
}

/// Outlet and date; the field of a date being typed, or the amber tag of a missing one.
fn date_line(ui: &mut Ui, desk: &mut Desk, article: &Article, rect: Rect) {
    let look = desk.look;
    let caption = font(size::CAPTION, Weight::Regular);
    let middle = rect.center().y;
    if let Some(draft) = desk.view.date.as_ref().filter(|draft| draft.article == article.id) {
        date_field(ui, desk, article, rect, draft.text.clone());
        return;
    }
    let tag = "Date missing · Add";
    let inferred = article.date.status == DateStatus::Inferred;
    let dated = article.date.day.map(|day| (day, short_day(day)));
    let wide = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), caption.clone(), look.third).size().x + 8.0;
    let whole = dated.as_ref().map(|(_, words)| format!("{words}, inferred")).filter(|_| inferred);
    let outlet_name = article.outlet_or_origin();
    // Whole or not at all: that it is inferred is said by the tip as well.
    let whole = whole.filter(|whole| wide(outlet_name) + wide(whole) <= rect.width());
    let dated = dated.map(|(day, words)| (day, whole.unwrap_or(words)));
    let room =
        dated.as_ref().map_or_else(|| widget::tag_width(ui.painter(), true, tag) + 6.0, |(_, words)| wide(words));
    let outlet_width = rect.width() - room;
    let outlet = widget::words(ui.painter(), outlet_name, caption.clone(), look.third, outlet_width, 1);
    let right = rect.left() + outlet.size().x;
    ui.painter().galley(pos2(rect.left(), middle - outlet.size().y / 2.0), outlet, look.third);
    let Some((day, words)) = dated else {
        let tag = widget::tag(ui.painter(), pos2(right + 6.0, middle), Some(Icon::Calendar), tag, look.missing, true);
        let name = format!("Date of {} is missing, add it", article.letter);
        let response = ui.interact(tag, Id::unique(("date", article.id)), Sense::click());
        widget::named(&response, Role::Button, &name);
        widget::focus_ring(ui, look, &response);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            desk.ask(Command::DateDraft(Some((article.id, String::new()))));
        }
        return;
    };
    let at = pos2(right + 8.0, middle);
    let date = widget::line(ui.painter(), at, Align2::LEFT_CENTER, &words, caption, look.third);
    let response = ui.interact(date.expand(3.0), Id::unique(("date", article.id)), Sense::click());
    let how = if inferred { ", inferred" } else { "" };
    let name = format!("Date of {}: {}{how}, change it", article.letter, short_day(day));
    widget::named(&response, Role::Button, &name);
    widget::focus_ring(ui, look, &response);
    if response.hovered() {
        ui.painter().hline(date.x_range(), date.bottom(), Stroke::new(1.0, look.third));
    }
    let tip = if inferred { "Inferred from its text; click to set it" } else { "Click to change it" };
    if response.on_hover_cursor(CursorIcon::PointingHand).tip(tip).clicked() {
        desk.ask(Command::DateDraft(Some((article.id, day.to_string()))));
    }
}

fn date_field(ui: &mut Ui, desk: &mut Desk, article: &Article, rect: Rect, mut text: String) {
    let id = Id::unique(("date field", article.id));
    let name = format!("Date of {}", article.letter);
    let rect = Rect::from_min_size(rect.min - vec2(4.0, 2.0), vec2(168.0, 24.0));
    let response = widget::field(ui, desk.look, rect, id, &mut text, "19 Sep 2023", &name);
    if response.changed() {
        desk.ask(Command::DateDraft(Some((article.id, text.clone()))));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        match typed_date(&text) {
            Some(day) => desk.ask(Command::SetDate(article.id, Some(day))),
            None if text.trim().is_empty() => desk.ask(Command::SetDate(article.id, None)),
            None => response.request_focus(),
        }
    } else if response.lost_focus() {
        // A day that was typed holds wherever a person goes on to; after Esc there is no field.
        let kept = typed_date(&text).filter(|day| article.date.day != Some(*day));
        desk.ask(kept.map_or(Command::DateDraft(None), |day| Command::SetDate(article.id, Some(day))));
    } else if !response.has_focus() {
        response.request_focus();
    }
}

/// What can be done with an article, on a right click.
fn menu(response: &egui::Response, desk: &mut Desk, article: &Article) {
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        let id = article.id;
        let only = desk.view.filter.letters == [article.letter];
        let letters = if only { Vec::new() } else { vec![article.letter] };
        let keep = Filter { letters, ..desk.view.filter.clone() };
        let mut items = vec![
            ("Open", Command::OpenArticle(id)),
            (if only { "Events of all articles" } else { "Only its events" }, Command::Keep(Box::new(keep))),
            ("Headline, outlet, byline, date…", Command::Details(Some((id, Details::of(article))))),
            ("Copy as it is cited", Command::CiteArticle(id)),
        ];
        let place = desk.story.sources.iter().position(|source| source.article.id == id).unwrap_or(0);
        if place > 0 {
            items.push(("One letter up", Command::Put(id, place - 1)));
        }
        if place + 1 < desk.story.sources.len() {
            items.push(("One letter down", Command::Put(id, place + 1)));
        }
        for warning in &article.warnings {
            if let Warning::NearCopy { choice, .. } = warning {
                items.extend(open_choices(*choice).map(|(copies, words)| (words, Command::SetCopies(id, copies))));
            }
        }
        items.push(("Take out of the story", Command::Remove(id)));
        for (words, command) in items {
            if ui.button(words).clicked() {
                desk.ask(command);
            }
        }
    });
}
