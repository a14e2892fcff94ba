//! The list of articles: letter, headline, outlet, date, and what is doubtful; above them files refused or still read.
//!
//! Comes in: the story and the files on their way. Goes out: rows; what a person says of an article is typed in its row,
//! and a row that is dragged takes another letter. From some dozens on, only the rows in view are laid out.

mod details;
mod order;
mod outlets;
mod row;

use egui::{Align2, Id, Rect, Role, ScrollArea, Sense, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::{Part, Row};
use crate::app::widget::{self, Button, Tip as _};
use crate::scene::sentence_case;
use crate::story::ArticleId;
use crate::task::Stage;

use super::Desk;

const TEXT_X: f32 = 42.0;
/// From so many articles on, rows are low.
const MANY: usize = 40;
/// Height of a low row.
const LOW_ROW: f32 = 44.0;

/// Names the row of an article: what has the keyboard is known by it.
pub(in crate::app) fn row_id(article: ArticleId) -> Id {
    Id::unique(("source", article))
}

/// Shows the section; it takes at most this height.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk, most: f32) {
    head(ui, desk);
    let story = desk.story;
    let (files, articles) = (desk.view.rows.len(), story.sources.len());
    let low = is_low(desk);
    let mut room = most - 36.0;
    if let Some((id, typed)) = desk.view.details.as_ref().filter(|_| low)
        && let Some(source) = story.source(*id)
    {
        // Rows of one height cannot open: the fields stand above them.
        room -= details::show(ui, desk, &source.article, typed).height();
    }
    let area = ScrollArea::vertical().id_salt("sources").max_height(room.max(LOW_ROW)).auto_shrink([false, true]);
    let digest = desk.digest;
    if low && !desk.view.by_letter && !digest.outlets(story).is_empty() {
        outlets::show(ui, desk, area, digest.outlets(story));
        return;
    }
    if low {
        area.show_rows(ui, LOW_ROW, files + articles + story.layers.len(), |ui, range| {
            let mut order = order::Order::default();
            for index in range {
                if let Some(row) = desk.view.rows.get(index) {
                    file_row(ui, desk, index, row, true);
                } else if let Some(source) = story.sources.get(index - files) {
                    let rect = row::show(ui, desk, &source.article, true);
                    order.row(index - files, source.article.id, rect);
                } else if let Some(layer) = story.layers.get(index - files - articles) {
                    super::layers::row(ui, desk, layer);
                }
            }
            order.show(ui, desk);
        });
        return;
    }
    area.show(ui, |ui| {
        for (index, row) in desk.view.rows.iter().enumerate() {
            file_row(ui, desk, index, row, false);
        }
        let mut order = order::Order::default();
        for (index, source) in story.sources.iter().enumerate() {
            let rect = row::show(ui, desk, &source.article, false);
            order.row(index, source.article.id, rect);
        }
        order.show(ui, desk);
        super::layers::show(ui, desk);
        ui.add_space(6.0);
    });
}

/// Whether there are so many that rows are low.
fn is_low(desk: &Desk) -> bool {
    desk.view.rows.len() + desk.story.sources.len() > MANY
}

fn head(ui: &mut Ui, desk: &mut Desk) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let middle = rect.center().y;
    let bold = font(size::BODY, Weight::Bold);
    let title =
        widget::heading(ui, pos2(rect.left() + 12.0, middle), Align2::LEFT_CENTER, "Sources", bold, desk.look.ink);
    let count = crate::story::grouped(desk.story.sources.len());
    let plain = font(size::BODY, Weight::Regular);
    widget::line(ui.painter(), pos2(title.right() + 8.0, middle), Align2::LEFT_CENTER, &count, plain, desk.look.third);
    let fold = Rect::from_min_size(pos2(rect.right() - 34.0, middle - 13.0), Vec2::splat(26.0));
    let name = "Fold sources and events";
    if Button::icon(Icon::Fold, name).show_in(ui, desk.look, fold).tip(name).clicked() {
        desk.ask(Command::Fold(Part::Left));
    }
    let add = pos2(fold.left() - 8.0, middle);
    let add = widget::link(ui, desk.look, add, Align2::RIGHT_CENTER, "Add…", "Add files");
    if add.clicked() {
        desk.ask(Command::OpenDialog);
    }
    if is_low(desk) && !desk.digest.outlets(desk.story).is_empty() {
        let sort = Rect::from_center_size(pos2(add.rect.left() - 18.0, middle), Vec2::splat(26.0));
        let name = if desk.view.by_letter { "List articles by outlet" } else { "List articles by letter" };
        if Button::icon(Icon::Sort, name).show_in(ui, desk.look, sort).tip(name).clicked() {
            desk.ask(Command::ByLetter(!desk.view.by_letter));
        }
    }
}

/// A file on its way in, or refused with the reason.
fn file_row(ui: &mut Ui, desk: &mut Desk, index: usize, row: &Row, low: bool) {
    let look = desk.look;
    let width = ui.available_width();
    let refused = row.problem.is_some();
    let problem = row.problem.as_deref().map(|problem| sentence_case(problem.trim_end_matches('.')));
    let words = problem.as_deref().unwrap_or(match row.stage {
        Stage::Waiting => "Waiting",
        Stage::Opening => "Opening…",
        Stage::Opened => "Opened, waiting to be read",
        Stage::Reading => "Reading…",
        Stage::Read => "Read; comparing it with the others…",
    });
    let color = if refused { look.warning.text } else { look.third };
    let text_width = width - TEXT_X - if refused { 44.0 } else { 12.0 };
    let name = widget::words(ui.painter(), &row.name, font(size::BODY, Weight::Regular), look.ink, text_width, 1);
    let problem = widget::words(
        ui.painter(),
        words,
        font(size::CAPTION, Weight::Regular),
        color,
        text_width,
        if low { 1 } else { 4 },
    );
    let height = if low { LOW_ROW } else { name.size().y + problem.size().y + 14.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    widget::named(&response, Role::ListItem, &format!("{}: {words}", row.name));
    let icon = if refused { Icon::Warning } else { Icon::Documents };
    icon.paint(ui.painter(), rect.min + vec2(22.0, 18.0), 17.0, color);
    let at = rect.min + vec2(TEXT_X, 7.0);
    let below = at + vec2(0.0, name.size().y);
    ui.painter().galley(at, name, look.ink);
    ui.painter().galley(below, problem, color);
    if !refused {
        let bar = Rect::from_min_max(pos2(at.x, rect.bottom() - 4.0), pos2(rect.right() - 12.0, rect.bottom() - 1.0));
        ui.painter().rect_filled(bar, 1.5, look.line);
        let part = 0.04 + 0.24 * f32::from(row.stage as u8);
        let done = Rect::from_min_size(bar.min, vec2(bar.width() * part.min(1.0), bar.height()));
        ui.painter().rect_filled(done, 1.5, look.accent);
    }
    if refused {
        let close = Rect::from_min_size(pos2(rect.right() - 34.0, rect.top() + 4.0), Vec2::splat(26.0));
        let label = format!("Dismiss {}", row.name);
        if (Button { name: &label, ..Button::icon(Icon::Close, "") }).show_in(ui, look, close).clicked() {
            desk.ask(Command::DismissRow(index));
        }
    }
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
    let area = ScrollArea::vertical().id_salt("rail").max_height(ui.available_height() - 60.0);
    area.show_rows(ui, LOW_ROW, story.sources.len(), |ui, range| {
        for source in story.sources.get(range).unwrap_or_default() {
            let article = &source.article;
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LOW_ROW), Sense::hover());
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
            if response.tip(&article.headline).clicked() {
                desk.ask(Command::OpenArticle(article.id));
            }
        }
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
    let x = rect.center().x;
    let count = crate::story::grouped(story.events.len());
    let word = if story.events.len() == 1 { "event" } else { "events" };
    let bold = font(size::BODY, Weight::Bold);
    widget::line(ui.painter(), pos2(x, rect.top() + 18.0), Align2::CENTER_CENTER, &count, bold, look.ink);
    let caption = font(size::CAPTION, Weight::Regular);
    widget::line(ui.painter(), pos2(x, rect.top() + 34.0), Align2::CENTER_CENTER, word, caption, look.second);
}
