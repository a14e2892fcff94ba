//! The frame: how wide and high the panels around the map are, which of them are folded, and what folds by itself where
//! the window is too narrow for all.
//!
//! Comes in: the room there is and what a person dragged or folded. Goes out: panels in their places. Sizes are points;
//! they outlive the story and are kept with the settings. The map never loses its last quarter.

use egui::{AsIdSalt, Frame, Panel, Rect, Ui, Vec2, pos2, vec2};

use super::command::Command;
use super::icon::Icon;
use super::panel::{self, Desk, page::Page};
use super::state::{Panels, Part, Tab};
use super::widget::{self, Button, Tip as _};

/// Width of a folded panel.
const RAIL: f32 = 52.0;
/// Height of the folded timeline: its head alone.
const HEAD: f32 = 32.0;
/// Below so much room only one of the side panels stands beside the map.
const NARROW: f32 = 940.0;
/// Below so much height the timeline is its head alone.
const LOW: f32 = 430.0;

/// What is folded in a window of this size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Folds {
    left: bool,
    right: bool,
    timeline: bool,
    /// Whether the left side is as the room has it, not as a person set it.
    forced: bool,
}

impl Folds {
    /// What a person folded, and what must fold for lack of room.
    pub(super) fn of(room: Vec2, panels: &Panels, tab: Tab, left_wanted: bool) -> Self {
        let narrow = room.x < NARROW;
        let crowded = tab == Tab::Compare && room.x < panels.left_width(room.x) + 912.0 + 480.0;
        Self {
            left: if narrow || crowded { !left_wanted } else { panels.left_folded },
            right: panels.right_folded || (narrow && left_wanted),
            timeline: panels.timeline_folded || room.y < LOW,
            forced: narrow || crowded,
        }
    }

    /// Whether the left side is folded.
    pub(super) fn left(self) -> bool {
        self.left
    }

    /// Whether the room decides on the left side.
    pub(super) fn forces_left(self) -> bool {
        self.forced
    }

    /// Whether the right side is folded for lack of room alone.
    pub(super) fn forces_right(self, panels: &Panels) -> bool {
        self.right && !panels.right_folded
    }
}

/// Shows the panels around the map; the sizes after what was dragged in this frame.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk, page: &mut Option<Page>, mut panels: Panels) -> Panels {
    let frame = Frame::NONE.fill(desk.look.panel);
    let plain = |panel: Panel| panel.frame(frame).show_separator_line(false);
    let room = ui.available_size();
    let folds = Folds::of(room, &panels, desk.view.tab, desk.view.left_wanted);
    if folds.left {
        plain(Panel::left("rail")).resizable(false).exact_size(RAIL).show(ui, |ui| left(ui, desk, true));
    } else {
        let most = (room.x * 0.4).clamp(220.0, 460.0);
        let wanted = panels.left_width(room.x).clamp(220.0, most);
        let salt = ("left", wanted.to_bits());
        let panel = plain(Panel::left(salt)).resizable(true);
        let panel = panel.default_size(wanted).size_range(220.0..=most);
        let shown = panel.show(ui, |ui| left(ui, desk, false)).response.rect.width();
        name_edge(ui, salt, "Resize sources and events");
        keep_dragged(ui, &mut panels.left, wanted, shown);
    }
    if folds.right {
        plain(Panel::right("tabs")).resizable(false).exact_size(RAIL - 8.0).show(ui, |ui| tab_rail(ui, desk));
    } else {
        let tab = desk.view.tab;
        let left = ui.available_width();
        let (designed, least): (f32, f32) = match tab {
            Tab::Event => (388.0, 300.0),
            // The map keeps its 360 as long as a line of the text has its forty letters.
            Tab::Article => ((left - 360.0).clamp(420.0, 560.0), 320.0),
            Tab::Compare => (912.0, 340.0),
        };
        let most = (left - (left * 0.25).clamp(120.0, 360.0)).max(200.0);
        let kept = panels.right.get_mut(tab as usize);
        let wanted = kept.as_deref().copied().filter(|kept| *kept > 0.0).unwrap_or(designed).min(most);
        let salt = ("right", tab, wanted.to_bits());
        let panel = plain(Panel::right(salt)).resizable(true);
        let panel = panel.default_size(wanted).size_range(least.min(most)..=most);
        let shown = panel.show(ui, |ui| right(ui, desk, page)).response.rect.width();
        name_edge(ui, salt, "Resize the right panel");
        if let Some(kept) = kept {
            keep_dragged(ui, kept, wanted, shown);
        }
    }
    let timeline = |ui: &mut Ui, desk: &mut Desk| {
        widget::region(ui, "Timeline");
        panel::timeline::show(ui, desk);
    };
    if folds.timeline {
        let panel = plain(Panel::bottom("timeline head")).resizable(false).exact_size(HEAD + 2.0);
        panel.show(ui, |ui| timeline(ui, desk));
    } else {
        let most = (room.y * 0.5).max(120.0);
        let panel = plain(Panel::bottom("timeline")).resizable(true).default_size(panels.timeline);
        let panel = panel.size_range(104.0..=most);
        panels.timeline = panel.show(ui, |ui| timeline(ui, desk)).response.rect.height();
        name_edge(ui, "timeline", "Resize the timeline");
    }
    panels
}

/// Says what the edge of a panel resizes: egui calls all of them alike.
fn name_edge(ui: &Ui, panel: impl AsIdSalt, name: &str) {
    let edge = ui.scope_id().with(panel).with("__resize");
    ui.ctx().accesskit_node_builder(edge, |node| node.set_label(name));
}

/// Keeps the width a person dragged a panel to, once it is let go of; what the room made of it is not kept.
fn keep_dragged(ui: &Ui, kept: &mut f32, wanted: f32, shown: f32) {
    if (shown - wanted).abs() > 0.5 && ui.input(|input| !input.pointer.any_down()) {
        *kept = shown;
    }
}

fn left(ui: &mut Ui, desk: &mut Desk, folded: bool) {
    let rect = ui.max_rect();
    ui.set_clip_rect(rect);
    widget::region(ui, "Sources and events");
    if folded {
        panel::sources::rail(ui, desk);
    } else {
        panel::sources::show(ui, desk, rect.height() * 0.46);
        let line = ui.cursor().top();
        ui.painter().hline(rect.x_range(), line, desk.look.hairline());
        panel::events::show(ui, desk);
    }
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), desk.look.hairline());
}

fn right(ui: &mut Ui, desk: &mut Desk, page: &mut Option<Page>) {
    let rect = ui.max_rect();
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    widget::region(ui, desk.view.tab.label());
    panel::tabs::show(ui, desk);
    let fold = Rect::from_min_size(pos2(rect.right() - 36.0, rect.top() + 6.0), Vec2::splat(28.0));
    let name = "Fold this panel";
    if Button::icon(Icon::Unfold, name).show_in(ui, desk.look, fold).tip(name).clicked() {
        desk.ask(Command::Fold(Part::Right));
    }
    panel::correct::show(ui, desk);
    match desk.view.tab {
        Tab::Event => panel::event::show(ui, desk),
        Tab::Article => panel::article::show(ui, desk, page),
        Tab::Compare => panel::compare::show(ui, desk),
    }
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), desk.look.hairline());
}

/// The tabs of the folded right panel: each opens it again.
fn tab_rail(ui: &mut Ui, desk: &mut Desk) {
    let rect = ui.max_rect();
    let signs = [
        (Icon::Fold, "Show the panel", None),
        (Icon::Pin, "Show Event", Some(Tab::Event)),
        (Icon::Documents, "Show Article", Some(Tab::Article)),
        (Icon::Legend, "Show Compare", Some(Tab::Compare)),
    ];
    let mut y = rect.top() + 20.0;
    for (icon, name, tab) in signs {
        let place = Rect::from_center_size(pos2(rect.center().x, y), vec2(32.0, 32.0));
        if Button::icon(icon, name).show_in(ui, desk.look, place).tip(name).clicked() {
            desk.ask(tab.map_or(Command::Fold(Part::Right), Command::Tab));
        }
        y += 40.0;
    }
    ui.painter().vline(rect.left() + 0.5, rect.y_range(), desk.look.hairline());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_fold_where_there_is_no_room_for_all() {
        let panels = Panels::default();
        let folds = |width, height, tab, left| {
            let folds = Folds::of(vec2(width, height), &panels, tab, left);
            (folds.left, folds.right, folds.timeline)
        };
        assert_eq!((panels.left_width(1440.0), panels.left_width(2560.0)), (272.0, 340.0));
        assert_eq!(folds(1440.0, 830.0, Tab::Event, false), (false, false, false));
        assert_eq!(folds(1440.0, 830.0, Tab::Compare, false), (true, false, false), "as the comparison is wide");
        assert_eq!(folds(1440.0, 830.0, Tab::Compare, true), (false, false, false), "unless the lists are asked for");
        assert_eq!(folds(512.0, 280.0, Tab::Event, false), (true, false, true), "1024 × 700 at twice the size");
        assert_eq!(folds(512.0, 280.0, Tab::Event, true), (false, true, true), "one side at a time");
    }

    #[test]
    fn sizes_are_kept_as_words_and_wrong_ones_forgotten() {
        let mut panels = Panels { left: 300.0, timeline: 160.0, right_folded: true, ..Panels::default() };
        panels.right[1] = 610.5;
        assert_eq!(Panels::parse(&panels.to_string()), panels);
        for wrong in ["", "nan nan", "-4 0 0 0 0 9 9 9", "1e9 1 1 1 1 0 0 0"] {
            assert_eq!(Panels::parse(wrong), Panels::default(), "{wrong}");
        }
    }
}
