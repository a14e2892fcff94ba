//! The status line: five facts, what is being done, how the story is kept, the theme, the keys.

use egui::{Align2, Rect, Role, Sense, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::Over;
use crate::app::widget::{self, Button, Tip as _};
use crate::story::grouped;

use super::Desk;

/// Narrower than this, the line has no room for how the story is kept.
const WIDE: f32 = 820.0;

/// Shows the line, 26 high.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let look = desk.look;
    widget::region(ui, "Status");
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    let middle = rect.center().y;
    let small = font(size::SMALL, Weight::Regular);
    let ends = ends(ui, desk, rect);
    let facts = facts(desk);
    let mut x = rect.left() + 12.0;
    for (index, fact) in facts.iter().enumerate() {
        if index > 0 {
            ui.painter().circle_filled(pos2(x + 9.0, middle), 1.2, look.third);
            x += 18.0;
        }
        let words = widget::words(ui.painter(), fact, small.clone(), look.second, (ends - 16.0 - x).max(0.0), 1);
        let place = Align2::LEFT_CENTER.anchor_size(pos2(x, middle), words.size());
        widget::label(ui, place, ("fact", index), fact);
        ui.painter().galley(place.min, words, look.second);
        x = place.right();
    }
    if let Some((what, done)) = &desk.busy {
        let room = Rect::from_min_size(pos2(ends - 330.0, rect.top()), vec2(320.0, 26.0));
        if room.left() > x + 20.0 {
            progress(ui, desk, room, what, *done);
        }
    }
}

/// The keys, the theme and how the story is kept, from the right; returns where they begin.
fn ends(ui: &Ui, desk: &mut Desk, rect: Rect) -> f32 {
    let look = desk.look;
    let middle = rect.center().y;
    let at = pos2(rect.right() - 12.0, middle);
    let keys = widget::link(ui, look, at, Align2::RIGHT_CENTER, "? for keys", "All keys");
    if keys.clicked() {
        desk.ask(Command::ShowSheet(Over::Keys));
    }
    let theme = Rect::from_center_size(pos2(keys.rect.left() - 18.0, middle), Vec2::splat(22.0));
    let name = if desk.settings.dark { "Light theme" } else { "Dark theme" };
    if Button::icon(Icon::Theme, name).show_in(ui, look, theme).tip(name).clicked() {
        desk.ask(Command::ToggleTheme);
    }
    if rect.width() < WIDE || desk.story.sources.is_empty() {
        return theme.left();
    }
    let kept = desk.files.kept_words(desk.edited);
    let small = font(size::SMALL, Weight::Regular);
    let at = pos2(theme.left() - 10.0, middle);
    widget::said_live(ui, at, Align2::RIGHT_CENTER, "kept", &kept, small, look.third).left()
}

fn facts(desk: &Desk) -> Vec<String> {
    let story = desk.story;
    let count = |number: usize, one: &str, many: &str| {
        if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
    };
    if story.sources.is_empty() {
        return vec!["No articles yet".to_owned(), desk.network.clone()];
    }
    vec![
        count(story.sources.len(), "article", "articles"),
        count(desk.digest.places, "place", "places"),
        count(story.events.len(), "event", "events"),
        format!("{} to check", grouped(desk.digest.unchecked)),
        desk.network.clone(),
    ]
}

fn progress(ui: &Ui, desk: &Desk, rect: Rect, what: &str, done: f32) {
    let look = desk.look;
    let middle = rect.center().y;
    let bar = Rect::from_min_size(pos2(rect.right() - 120.0, middle - 3.0), vec2(120.0, 6.0));
    ui.painter().rect_filled(bar, 3.0, look.line);
    let part = Rect::from_min_size(bar.min, vec2(bar.width() * done.clamp(0.03, 1.0), 6.0));
    ui.painter().rect_filled(part, 3.0, look.accent);
    let small = font(size::SMALL, Weight::Regular);
    let words = widget::words(ui.painter(), what, small, look.second, 180.0, 1);
    let at = pos2(bar.left() - 10.0 - words.size().x, middle - words.size().y / 2.0);
    let response = ui.interact(rect, ui.scope_id().with("progress"), Sense::hover());
    widget::named(&response, Role::ProgressIndicator, what);
    widget::live(ui, &response);
    ui.painter().galley(at, words, look.second);
}
