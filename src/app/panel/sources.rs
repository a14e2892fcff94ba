//! The list of articles: letter, headline, outlet, date, and what is doubtful; above them files refused or still read.
//!
//! A missing date is amber, in the place of the date, and typed there.

use egui::{Align2, Id, Rect, Role, ScrollArea, Sense, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::{Filter, Part, Row, Tab, short_day, typed_date};
use crate::app::widget::{self, Button};
use crate::story::{Article, DateStatus};

use super::Desk;

const TEXT_X: f32 = 42.0;
/// From so many articles on, rows are low.
const MANY: usize = 40;
/// Height of a low row.
const LOW_ROW: f32 = 44.0;

/// Shows the section; it takes at most this height.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk, most: f32) {
    head(ui, desk);
    let area = ScrollArea::vertical().id_salt("sources").max_height(most - 36.0).auto_shrink([false, true]);
    if desk.story.sources.len() > MANY && desk.view.rows.is_empty() {
        let story = desk.story;
        area.show_rows(ui, LOW_ROW, story.sources.len(), |ui, range| {
            for source in story.sources.get(range).unwrap_or_default() {
                article_row(ui, desk, &source.article, true);
            }
        });
        super::layers::show(ui, desk);
        return;
    }
    area.show(ui, |ui| {
        for (index, row) in desk.view.rows.clone().iter().enumerate() {
            file_row(ui, desk, index, row);
        }
        let story = desk.story;
        for source in &story.sources {
            article_row(ui, desk, &source.article, false);
        }
        super::layers::show(ui, desk);
        ui.add_space(6.0);
    });
}

fn head(ui: &mut Ui, desk: &mut Desk) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let middle = rect.center().y;
    let bold = font(size::BODY, Weight::Bold);
    let title = widget::said(ui, pos2(rect.left() + 12.0, middle), Align2::LEFT_CENTER, "Sources", bold, desk.look.ink);
    let count = super::status::grouped(desk.story.sources.len());
    let plain = font(size::BODY, Weight::Regular);
    widget::line(ui.painter(), pos2(title.right() + 8.0, middle), Align2::LEFT_CENTER, &count, plain, desk.look.third);
    let fold = Rect::from_min_size(pos2(rect.right() - 34.0, middle - 13.0), Vec2::splat(26.0));
    let name = "Fold sources and events";
    if Button::icon(Icon::Fold, name).show_in(ui, desk.look, fold).on_hover_text(name).clicked() {
        desk.ask(Command::Fold(Part::Left));
    }
    let add = pos2(fold.left() - 8.0, middle);
    if widget::link(ui, desk.look, add, Align2::RIGHT_CENTER, "Add…", "Add files").clicked() {
        desk.ask(Command::OpenDialog);
    }
}

/// A file on its way in, or refused with the reason.
fn file_row(ui: &mut Ui, desk: &mut Desk, index: usize, row: &Row) {
    let look = desk.look;
    let width = ui.available_width();
    let refused = row.problem.is_some();
    let words = row.problem.as_deref().unwrap_or("Reading…");
    let color = if refused { look.warning.text } else { look.third };
    let text_width = width - TEXT_X - if refused { 44.0 } else { 12.0 };
    let name = widget::words(ui.painter(), &row.name, font(size::BODY, Weight::Regular), look.ink, text_width, 1);
    let problem = widget::words(ui.painter(), words, font(size::CAPTION, Weight::Regular), color, text_width, 4);
    let (rect, response) = ui.allocate_exact_size(vec2(width, name.size().y + problem.size().y + 14.0), Sense::hover());
    widget::named(&response, Role::ListItem, &format!("{}: {words}", row.name));
    let icon = if refused { Icon::Warning } else { Icon::Documents };
    icon.paint(ui.painter(), rect.min + vec2(22.0, 18.0), 17.0, color);
    let at = rect.min + vec2(TEXT_X, 7.0);
    let below = at + vec2(0.0, name.size().y);
    ui.painter().galley(at, name, look.ink);
    ui.painter().galley(below, problem, color);
    if refused {
        let close = Rect::from_min_size(pos2(rect.right() - 34.0, rect.top() + 4.0), Vec2::splat(26.0));
        let label = format!("Dismiss {}", row.name);
        if (Button { name: &label, ..Button::icon(Icon::Close, "") }).show_in(ui, look, close).clicked() {
            desk.ask(Command::DismissRow(index));
        }
    }
}

/// An article; `low` for a row of fixed height, its headline on one line, so that only the rows in view are laid out.
fn article_row(ui: &mut Ui, desk: &mut Desk, article: &Article, low: bool) {
    let look = desk.look;
    let width = ui.available_width();
    let text_width = width - TEXT_X - 12.0;
    let selected = desk.view.tab == Tab::Article && desk.view.article == Some(article.id);
    let off = !desk.view.filter.letters.is_empty() && !desk.view.filter.letters.contains(&article.letter);
    let weight = if selected { Weight::Bold } else { Weight::Regular };
    let ink = if off { look.third } else { look.ink };
    let headline = widget::words(
        ui.painter(),
        &article.headline,
        font(size::BODY, weight),
        ink,
        text_width,
        if low { 1 } else { 2 },
    );
    let warnings: Vec<_> = article
        .warnings
        .iter()
        .filter(|_| !low)
        .map(ToString::to_string)
        .map(|text| {
            let caption = font(size::CAPTION, Weight::Regular);
            (widget::words(ui.painter(), &text, caption, look.warning.text, text_width - 16.0, 2), text)
        })
        .collect();
    let warned: f32 = warnings.iter().map(|(galley, _)| galley.size().y + 1.0).sum();
    let height = if low { LOW_ROW } else { 7.0 + headline.size().y + 20.0 + warned + 5.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let name = format!("{} {}, {}", article.letter, article.headline, article.outlet_or_origin());
    let response = widget::row(ui, look, rect, Id::unique(("source", article.id)), selected, &name);
    if response.clicked() {
        desk.ask(Command::OpenArticle(article.id));
    }
    menu(&response, desk, article);
    let chip = Rect::from_min_size(rect.min + vec2(12.0, 8.0), Vec2::splat(20.0));
    widget::chip(ui.painter(), look, chip, article.letter);
    if low && !article.warnings.is_empty() {
        Icon::Warning.paint(ui.painter(), chip.right_top() + vec2(0.0, 2.0), 12.0, look.warning.text);
    }
    let mut at = rect.min + vec2(TEXT_X, 7.0);
    let below = headline.size().y;
    ui.painter().galley(at, headline, ink);
    at.y += below;
    date_line(ui, desk, article, Rect::from_min_size(at, vec2(text_width, 20.0)));
    at.y += 20.0;
    for (galley, _) in warnings {
        Icon::Warning.paint(ui.painter(), at + vec2(6.0, 8.0), 12.0, look.warning.text);
        let height = galley.size().y;
        ui.painter().galley(at + vec2(16.0, 0.0), galley, look.warning.text);
        at.y += height + 1.0;
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
    let missing = article.date.day.is_none();
    let tag = "Date missing · Add";
    let outlet_width = rect.width() - if missing { widget::tag_width(ui.painter(), true, tag) + 6.0 } else { 84.0 };
    let outlet = widget::words(ui.painter(), article.outlet_or_origin(), caption.clone(), look.third, outlet_width, 1);
    let right = rect.left() + outlet.size().x;
    ui.painter().galley(pos2(rect.left(), middle - outlet.size().y / 2.0), outlet, look.third);
    let Some(day) = article.date.day else {
        let tag = widget::tag(ui.painter(), pos2(right + 6.0, middle), Some(Icon::Calendar), tag, look.missing, true);
        let name = format!("Date of {} is missing, add it", article.letter);
        let response = ui.interact(tag, Id::unique(("date", article.id)), Sense::click());
        widget::named(&response, Role::Button, &name);
        widget::focus_ring(ui, look, &response);
        if response.clicked() {
            desk.ask(Command::DateDraft(Some((article.id, String::new()))));
        }
        return;
    };
    let inferred = article.date.status == DateStatus::Inferred;
    let words = if inferred { format!("{}, inferred", short_day(day)) } else { short_day(day) };
    let at = pos2(right + 8.0, middle);
    let date = widget::line(ui.painter(), at, Align2::LEFT_CENTER, &words, caption, look.third);
    let response = ui.interact(date.expand(3.0), Id::unique(("date", article.id)), Sense::click());
    widget::named(&response, Role::Button, &format!("Date of {}: {words}, change it", article.letter));
    if response.hovered() {
        ui.painter().hline(date.x_range(), date.bottom(), egui::Stroke::new(1.0, look.third));
    }
    if response.clicked() {
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
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered {
        match typed_date(&text) {
            Some(day) => desk.ask(Command::SetDate(article.id, Some(day))),
            None if text.trim().is_empty() => desk.ask(Command::SetDate(article.id, None)),
            None => response.request_focus(),
        }
    } else if response.lost_focus() {
        desk.ask(Command::DateDraft(None));
    } else if !response.has_focus() {
        response.request_focus();
    }
}

/// What can be done with an article, on a right click.
fn menu(response: &egui::Response, desk: &mut Desk, article: &Article) {
    response.context_menu(|ui| {
        ui.set_min_width(180.0);
        if ui.button("Open").clicked() {
            desk.ask(Command::OpenArticle(article.id));
        }
        let only = desk.view.filter.letters == [article.letter];
        if ui.button(if only { "Events of all articles" } else { "Only its events" }).clicked() {
            let letters = if only { Vec::new() } else { vec![article.letter] };
            desk.ask(Command::Keep(Box::new(Filter { letters, ..desk.view.filter.clone() })));
        }
        if ui.button("Change date…").clicked() {
            let text = article.date.day.map(|day| day.to_string()).unwrap_or_default();
            desk.ask(Command::DateDraft(Some((article.id, text))));
        }
        if ui.button("Remove").clicked() {
            desk.ask(Command::Remove(article.id));
        }
    });
}

/// The rail the panel folds to while a comparison is open: letters, a dot for a missing date, a sign for a warning.
pub(in crate::app) fn rail(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let button = Rect::from_center_size(rect.center(), Vec2::splat(28.0));
    if Button::icon(Icon::Right, "Show sources and events").show_in(ui, look, button).clicked() {
        desk.ask(Command::Fold(Part::Left));
    }
    let story = desk.story;
    ScrollArea::vertical().id_salt("rail").max_height(ui.available_height() - 60.0).show(ui, |ui| {
        for source in &story.sources {
            let article = &source.article;
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
            let chip = Rect::from_center_size(rect.center(), Vec2::splat(26.0));
            let response = ui.interact(chip, Id::unique(("rail", article.id)), Sense::click());
            widget::named(&response, Role::Button, &format!("{} {}", article.letter, article.headline));
            widget::chip(ui.painter(), look, chip, article.letter);
            if article.date.day.is_none() {
                ui.painter().circle_filled(chip.right_top(), 4.0, look.missing.edge);
            }
            if !article.warnings.is_empty() {
                Icon::Warning.paint(ui.painter(), chip.right_top() + vec2(0.0, 2.0), 13.0, look.warning.text);
            }
            if response.on_hover_text(&article.headline).clicked() {
                desk.ask(Command::OpenArticle(article.id));
            }
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
    let x = rect.center().x;
    let count = story.events.len().to_string();
    let bold = font(size::BODY, Weight::Bold);
    widget::line(ui.painter(), pos2(x, rect.top() + 18.0), Align2::CENTER_CENTER, &count, bold, look.ink);
    let caption = font(size::CAPTION, Weight::Regular);
    widget::line(ui.painter(), pos2(x, rect.top() + 34.0), Align2::CENTER_CENTER, "events", caption, look.second);
}
