//! Many articles by outlet: a low row for each with how many it has, those without a date at the end; one is open at a
//! time and lists its articles.
//!
//! Comes in: groups of articles, counted before. Goes out: rows, laid out only where they are in view.

use egui::{Align2, Id, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::outlets::{Common, Group};
use crate::app::panel::{Desk, layers};
use crate::app::state::{Row, Tab};
use crate::app::widget;
use crate::story::{Article, Layer, grouped};
use crate::task::counted;

use super::{LOW_ROW, TEXT_X, file_row, order, row};

/// Height of an outlet's row.
const HEAD: f32 = 26.0;

/// One line of the list.
enum Item<'a> {
    File(usize, &'a Row),
    Head(&'a Group),
    Article(usize, &'a Article),
    Layer(&'a Layer),
}

impl Item<'_> {
    fn height(&self) -> f32 {
        if matches!(self, Self::Head(_)) { HEAD } else { LOW_ROW }
    }
}

/// Shows the list within an area.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, area: ScrollArea, groups: &[Group]) {
    let items = items(desk, groups);
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(items.iter().map(Item::height).sum::<f32>() + 6.0);
        let origin = ui.min_rect().min;
        let mut order = order::Order::default();
        let mut top = 0.0;
        for (index, item) in items.iter().enumerate() {
            let height = item.height();
            if top + height > seen.top() && top < seen.bottom() {
                let place = Rect::from_min_size(origin + vec2(0.0, top), vec2(ui.available_width(), height));
                let within = &mut ui.new_child(UiBuilder::new().max_rect(place).id_salt(("line", index)));
                match item {
                    Item::File(index, row) => file_row(within, desk, *index, row, true),
                    Item::Head(group) => head(within, desk, group, place),
                    Item::Article(index, article) => {
                        let rect = row::show(within, desk, article, true);
                        order.row(*index, article.id, rect);
                    }
                    Item::Layer(layer) => layers::row(within, desk, layer),
                }
            }
            top += height;
        }
        order.show(ui, desk);
    });
}

fn items<'a>(desk: &Desk<'a>, groups: &'a [Group]) -> Vec<Item<'a>> {
    let story = desk.story;
    let mut items: Vec<Item> = desk.view.rows.iter().enumerate().map(|(index, row)| Item::File(index, row)).collect();
    for group in groups {
        items.push(Item::Head(group));
        if desk.view.listed.as_ref() == Some(&group.common) {
            let article = |&index: &usize| Some(Item::Article(index, &story.sources.get(index)?.article));
            items.extend(group.articles.iter().filter_map(article));
        }
    }
    items.extend(story.layers.iter().map(Item::Layer));
    items
}

/// The row of a group: a click opens it, another closes it.
fn head(ui: &Ui, desk: &mut Desk, group: &Group, rect: Rect) {
    let look = desk.look;
    let open = desk.view.listed.as_ref() == Some(&group.common);
    let count = group.articles.len();
    let undated = group.common == Common::Undated;
    let (words, count) = match &group.common {
        Common::Outlet(name) => (name.clone(), grouped(count)),
        Common::Unnamed => ("Outlet not named".to_owned(), grouped(count)),
        Common::Undated => {
            (format!("{} without a date", grouped(count)), if open { "Hide" } else { "Show" }.to_owned())
        }
    };
    let name = if undated { words.clone() } else { format!("{words}, {}", counted(group.articles.len(), "article")) };
    let name = format!("{name}{}", if open { ", listed" } else { "" });
    let response = widget::row(ui, look, rect, Id::unique(("articles of", &words)), false, &name);
    let (middle, sign) = (rect.center().y, pos2(rect.left() + 22.0, rect.center().y));
    let read = desk.view.article.filter(|_| desk.view.tab == Tab::Article).and_then(|id| desk.story.source(id));
    let holds_read = !undated && read.is_some_and(|source| group.common.is_of(&source.article));
    let body = font(size::BODY, if holds_read { Weight::Bold } else { Weight::Regular });
    let small = font(size::SMALL, Weight::Regular);
    let (font, ink, end) =
        if undated { (small.clone(), look.missing.text, look.accent) } else { (body, look.ink, look.second) };
    let icon = if undated {
        Icon::Calendar
    } else if open {
        Icon::Down
    } else {
        Icon::Right
    };
    icon.paint(ui.painter(), sign, 13.0, if undated { look.missing.text } else { look.third });
    let at = pos2(rect.right() - 12.0, middle);
    let left = widget::line(ui.painter(), at, Align2::RIGHT_CENTER, &count, small, end).left();
    let words = widget::words(ui.painter(), &words, font, ink, left - 8.0 - rect.left() - TEXT_X, 1);
    ui.painter().galley(pos2(rect.left() + TEXT_X, middle - words.size().y / 2.0), words, ink);
    if response.clicked() {
        desk.ask(Command::ListArticles(Some(group.common.clone()).filter(|_| !open)));
    }
}
