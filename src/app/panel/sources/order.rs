//! The order of the articles, changed by dragging a row: a line shows where it would come to stand.
//!
//! Comes in: the rows shown in this frame, from top to bottom. Goes out: the article's new place, once it is let go.

use egui::{Align2, Color32, LayerId, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::widget;
use crate::story::ArticleId;

use super::row_id;

/// So near to an end of the list it begins to move.
const EDGE: f32 = 24.0;

/// The rows of one frame.
#[derive(Default)]
pub(super) struct Order {
    rows: Vec<(usize, ArticleId, Rect)>,
}

impl Order {
    /// Takes note of a row: its place among all articles, whose it is, where it stands.
    pub(super) fn row(&mut self, index: usize, article: ArticleId, rect: Rect) {
        self.rows.push((index, article, rect));
    }

    /// Shows where the row that is dragged would come to stand, and asks for it when it is let go.
    pub(super) fn show(&self, ui: &Ui, desk: &mut Desk) {
        let ctx = ui.ctx();
        let Some(held) = ctx.dragged_id().or_else(|| ctx.drag_stopped_id()) else { return };
        let story = desk.story;
        let Some(from) = story.sources.iter().position(|source| row_id(source.article.id) == held) else { return };
        let Some(source) = story.sources.get(from) else { return };
        let Some(at) = ctx.pointer_latest_pos() else { return };
        let id = source.article.id;
        // A row that was scrolled away stays held.
        if !self.rows.iter().any(|(_, article, _)| *article == id) {
            ui.interact(Rect::from_center_size(at, vec2(1.0, 1.0)), held, Sense::click_and_drag());
        }
        let Some(slot) = self.slot(at.y) else { return };
        let place = if slot > from { slot - 1 } else { slot };
        if ctx.drag_stopped_id() == Some(held) {
            if place != from {
                desk.ask(Command::Put(id, place));
            }
            return;
        }
        let clip = ui.clip_rect();
        let y = self.top_of(slot).clamp(clip.top() + 1.0, clip.bottom() - 1.0);
        ui.painter().hline(clip.x_range(), y, Stroke::new(2.0, desk.look.accent));
        let shift = if at.y < clip.top() + EDGE {
            8.0
        } else if at.y > clip.bottom() - EDGE {
            -8.0
        } else {
            0.0
        };
        if shift != 0.0 {
            ui.scroll_with_delta(vec2(0.0, shift));
            ctx.request_repaint();
        }
        let painter = ctx.layer_painter(LayerId::new(egui::Order::Tooltip, held));
        let small = font(size::SMALL, Weight::Regular);
        let words = widget::words(&painter, &source.article.headline, small, desk.look.ink, 180.0, 1);
        let card = Rect::from_min_size(at + vec2(10.0, -14.0), vec2(words.size().x + 44.0, 28.0));
        let edge = Stroke::new(1.0, desk.look.line_strong);
        painter.rect(card, 5.0, desk.look.panel, edge, egui::StrokeKind::Inside);
        let chip = Rect::from_center_size(pos2(card.left() + 17.0, card.center().y), vec2(20.0, 20.0));
        widget::chip(&painter, desk.look, chip, source.article.letter);
        let left = Align2::LEFT_CENTER.anchor_size(pos2(card.left() + 34.0, card.center().y), words.size());
        painter.galley(left.min, words, Color32::PLACEHOLDER);
    }

    /// Before which article a height lies, counted from 0; past the last one for the end.
    fn slot(&self, y: f32) -> Option<usize> {
        let below = self.rows.iter().find(|(.., rect)| rect.center().y > y);
        below.map(|(index, ..)| *index).or_else(|| self.rows.last().map(|(index, ..)| index + 1))
    }

    /// The height of the line before an article.
    fn top_of(&self, slot: usize) -> f32 {
        let row = self.rows.iter().find(|(index, ..)| *index == slot);
        row.map(|(.., rect)| rect.top()).or_else(|| self.rows.last().map(|(.., rect)| rect.bottom())).unwrap_or(0.0)
    }
}
