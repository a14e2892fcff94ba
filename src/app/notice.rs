//! Notices: what could not be done, why, and what to do next; one for each error.
//!
//! Comes in: words. Goes out: cards over the map that stay until dismissed, or for some seconds when they only tell.

use egui::{Align2, Area, Id, Rect, Role, Sense, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::command::Command;
use super::icon::Icon;
use super::look::{Look, Weight, font, size};
use super::widget::{self, Button};

/// One notice.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    /// Its name while it stands.
    pub(super) id: u64,
    /// What could not be done, or was.
    pub(super) what: String,
    /// Why, and what to do next; may be empty.
    pub(super) next: String,
    /// Whether something failed.
    pub(super) failed: bool,
    /// What is offered beside it, in words, until the story changes otherwise.
    pub(super) offer: Option<(&'static str, Command)>,
    /// When it goes by itself, seconds of the window's clock.
    pub(super) until: Option<f64>,
}

/// The notices that stand.
#[derive(Debug, Default)]
pub(super) struct Notices {
    list: Vec<Notice>,
    next: u64,
}

impl Notices {
    /// Something failed: stands until dismissed.
    pub(super) fn fail(&mut self, what: impl Into<String>, next: impl Into<String>) {
        self.push(what.into(), next.into(), true, None, None);
    }

    /// Something is worth a word: goes after six seconds.
    pub(super) fn tell(&mut self, what: impl Into<String>, next: impl Into<String>, now: f64) {
        self.push(what.into(), next.into(), false, None, Some(now + 6.0));
    }

    /// The same with the way back beside it, for ten seconds.
    pub(super) fn offer(
        &mut self,
        what: impl Into<String>,
        next: impl Into<String>,
        offer: (&'static str, Command),
        now: f64,
    ) {
        self.push(what.into(), next.into(), false, Some(offer), Some(now + 10.0));
    }

    /// Takes away what was told in words that begin so, as it is so no more.
    pub(super) fn withdraw(&mut self, what: &str) {
        self.list.retain(|notice| !notice.what.starts_with(what));
    }

    /// Takes away what is offered for a story that is another now.
    pub(super) fn drop_offers(&mut self) {
        self.list.retain(|notice| notice.offer.is_none());
    }

    fn push(
        &mut self,
        what: String,
        next: String,
        failed: bool,
        offer: Option<(&'static str, Command)>,
        until: Option<f64>,
    ) {
        self.list.retain(|notice| notice.what != what);
        self.next += 1;
        self.list.push(Notice { id: self.next, what, next, failed, offer, until });
        if self.list.len() > 4 {
            self.list.remove(0);
        }
    }

    /// Takes one away.
    pub(super) fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// The last one, taken away; whether there was one.
    pub(super) fn dismiss_last(&mut self) -> bool {
        self.list.pop().is_some()
    }

    /// Shows them at the lower middle of the window.
    pub(super) fn show(&mut self, ctx: &egui::Context, look: &Look, commands: &mut Vec<Command>) {
        let now = ctx.input(|input| input.time);
        self.list.retain(|notice| notice.until.is_none_or(|until| until > now));
        if self.list.is_empty() {
            return;
        }
        if self.list.iter().any(|notice| notice.until.is_some()) {
            ctx.request_repaint_after(std::time::Duration::from_millis(500));
        }
        let notices = self.list.clone();
        let area = Area::new(Id::unique("notices")).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -160.0));
        // Over a sheet too: what went wrong with a picture is told while its sheet is open.
        area.order(egui::Order::Tooltip).show(ctx, |ui| {
            for notice in &notices {
                card(ui, look, notice, commands);
                ui.add_space(8.0);
            }
        });
    }
}

fn card(ui: &mut egui::Ui, look: &Look, notice: &Notice, commands: &mut Vec<Command>) {
    let width = 440.0;
    let offer = notice.offer.as_ref().map(|(words, command)| (Button::new(words), command));
    let offered = offer.as_ref().map_or(0.0, |(button, _)| button.width(ui.painter()) + 8.0);
    let bold = font(size::BODY, Weight::Bold);
    let what = widget::words(ui.painter(), &notice.what, bold, look.ink, width - 84.0 - offered, 3);
    let next = widget::words(
        ui.painter(),
        &notice.next,
        font(size::SMALL, Weight::Regular),
        look.second,
        width - 84.0 - offered,
        4,
    );
    let next_height = if notice.next.is_empty() { 0.0 } else { next.size().y + 2.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, what.size().y + next_height + 20.0), Sense::hover());
    widget::named(&response, Role::Alert, format!("{} {}", notice.what, notice.next).trim());
    widget::live(ui, &response);
    let tint = if notice.failed { look.warning } else { look.checked };
    ui.painter().rect(rect, 6.0, look.panel, Stroke::new(1.0, look.line_strong), StrokeKind::Inside);
    let icon = if notice.failed { Icon::Warning } else { Icon::Check };
    icon.paint(ui.painter(), pos2(rect.left() + 22.0, rect.top() + 20.0), 18.0, tint.text);
    let text = rect.min + vec2(44.0, 10.0);
    let next_at = text + vec2(0.0, what.size().y + 2.0);
    ui.painter().galley(text, what, look.ink);
    ui.painter().galley(next_at, next, look.second);
    if let Some((button, command)) = offer {
        let at = pos2(rect.right() - 36.0 - offered, rect.top() + 6.0);
        if button.show(ui, look, at).clicked() {
            commands.extend([command.clone(), Command::DismissNotice(notice.id)]);
        }
    }
    let close = Rect::from_min_size(pos2(rect.right() - 36.0, rect.top() + 6.0), Vec2::splat(28.0));
    let name = format!("Dismiss: {}", notice.what);
    if (Button { name: &name, ..Button::icon(Icon::Close, "") }).show_in(ui, look, close).clicked() {
        commands.push(Command::DismissNotice(notice.id));
    }
}
