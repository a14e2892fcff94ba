//! What is known of an article, typed in its row: headline, outlet, byline, date.
//!
//! Comes in: an article and what was typed so far. Goes out: fields; Enter keeps all of it as one step of undo, Esc leaves
//! it. A day that is none is said, and nothing is kept until it is one.

use egui::{Align2, Id, Key, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::state::Details;
use crate::app::widget::{self, Button, Loud};
use crate::story::Article;

const FIELD: f32 = 28.0;
const GAP: f32 = 6.0;
const LABEL: f32 = 66.0;

/// Shows the fields in place of the article's row; returns where they stand.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, article: &Article, details: &Details) -> Rect {
    let look = desk.look;
    let wrong = details.changes(article).is_none();
    let height = 44.0 + 4.0 * (FIELD + GAP) + if wrong { 18.0 } else { 0.0 } + 40.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.sunken);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    ui.painter().hline(rect.x_range(), rect.bottom(), look.hairline());
    let chip = Rect::from_min_size(rect.min + vec2(12.0, 11.0), vec2(20.0, 20.0));
    widget::chip(ui.painter(), look, chip, article.letter);
    let bold = font(size::BODY, Weight::Bold);
    let at = pos2(chip.right() + 10.0, chip.center().y);
    widget::said(ui, at, Align2::LEFT_CENTER, "What is known of this article", bold, look.ink);
    let mut now = details.clone();
    now.fresh = false;
    let (mut changed, mut entered) = (details.fresh, false);
    let mut top = rect.top() + 44.0;
    let fields = [
        ("Headline", "as found", &mut now.headline),
        ("Outlet", "not named", &mut now.outlet),
        ("Byline", "nobody named", &mut now.byline),
        ("Date", "19 Sep 2023", &mut now.date),
    ];
    for (label, hint, text) in fields {
        let field = Rect::from_min_max(pos2(rect.left() + LABEL + 12.0, top), pos2(rect.right() - 12.0, top + FIELD));
        let caption = font(size::SMALL, Weight::Regular);
        let left = pos2(rect.left() + 12.0, field.center().y);
        widget::line(ui.painter(), left, Align2::LEFT_CENTER, label, caption, look.second);
        let id = Id::unique(("details", article.id, label));
        let response = widget::field(ui, look, field, id, text, hint, &format!("{label} of {}", article.letter));
        if details.fresh && label == "Headline" {
            response.request_focus();
        }
        changed |= response.changed();
        entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        top += FIELD + GAP;
    }
    if wrong {
        let at = pos2(rect.left() + LABEL + 12.0, top + 5.0);
        let words = format!("“{}” is no day; write 19 Sep 2023", now.date.trim());
        widget::said(ui, at, Align2::LEFT_CENTER, &words, font(size::CAPTION, Weight::Regular), look.warning.text);
    }
    let keep = Button { loud: Loud::Filled, enabled: !wrong, name: "Keep these details", ..Button::new("Keep") };
    let at = pos2(rect.right() - 12.0 - keep.width(ui.painter()), rect.bottom() - 36.0);
    let kept = keep.show(ui, look, at).clicked() || entered;
    let cancel = Button { name: "Leave the details as they were", ..Button::new("Cancel") };
    let left = pos2(at.x - 8.0 - cancel.width(ui.painter()), at.y);
    if cancel.show(ui, look, left).clicked() {
        desk.ask(Command::Details(None));
        return rect;
    }
    if changed {
        desk.ask(Command::Details(Some((article.id, now))));
    }
    if kept {
        desk.ask(Command::KeepDetails);
    }
    rect
}
