//! The sheet "Map": what the map is drawn from, the network, the order of names, units, motion.
//!
//! Comes in: settings and what is open. Goes out: changes asked for. Turning the network on is a button of its own, beside
//! the sentence on what then leaves the computer.

use egui::{Align2, Area, Id, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, pos2, vec2};

use super::ground::BaseTiles;
use super::settings::MapChange;
use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::panel::Desk;
use crate::app::widget::{self, Button, Loud};
use crate::file::online::TileSource;
use crate::scene::NameOrder;

/// How wide the sheet is.
const WIDTH: f32 = 340.0;
/// Free at its sides.
const SIDE: f32 = 16.0;

/// A source being typed.
#[derive(Default)]
pub(super) struct Draft {
    open: bool,
    name: String,
    url: String,
    credit: String,
    problem: Option<String>,
}

/// Shows the sheet beside the map's buttons.
pub(super) fn show(ui: &Ui, desk: &mut Desk, map: Rect, tiles: &BaseTiles, draft: &mut Draft) {
    let look = desk.look;
    let corner = pos2(map.right() - 52.0 - WIDTH, map.top() + 12.0);
    let area = Area::new(Id::unique("map sheet")).fixed_pos(corner).order(egui::Order::Middle).movable(false);
    let most = (map.height() - 24.0).max(160.0);
    area.default_size(vec2(WIDTH, most)).show(ui.ctx(), |ui| {
        let frame = egui::Frame::NONE.fill(look.panel).corner_radius(8).stroke(Stroke::new(1.0, look.line_strong));
        frame.show(ui, |ui| {
            ui.set_width(WIDTH);
            ScrollArea::vertical().max_height(most).show(ui, |ui| {
                ui.spacing_mut().item_spacing = Vec2::ZERO;
                head(ui, desk);
                base(ui, desk, tiles);
                network(ui, desk, tiles, draft);
                choices(ui, desk);
                ui.add_space(12.0);
            });
        });
    });
}

fn head(ui: &mut Ui, desk: &mut Desk) {
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 44.0), Sense::hover());
    let bold = font(size::TITLE, Weight::Bold);
    widget::said(ui, pos2(rect.left() + SIDE, rect.center().y), Align2::LEFT_CENTER, "Map", bold, desk.look.ink);
    let close = Rect::from_center_size(pos2(rect.right() - 24.0, rect.center().y), Vec2::splat(28.0));
    if Button::icon(Icon::Close, "Close the map sheet").show_in(ui, desk.look, close).clicked() {
        desk.ask(Command::Close);
    }
}

fn section(ui: &mut Ui, desk: &Desk, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 32.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), desk.look.hairline());
    let bold = font(size::SMALL, Weight::Bold);
    widget::said(
        ui,
        pos2(rect.left() + SIDE, rect.center().y + 2.0),
        Align2::LEFT_CENTER,
        words,
        bold,
        desk.look.second,
    );
}

/// A sentence over as many lines as it needs.
fn sentence(ui: &mut Ui, desk: &Desk, words: &str) {
    let small = font(size::SMALL, Weight::Regular);
    let galley = widget::words(ui.painter(), words, small, desk.look.second, WIDTH - 2.0 * SIDE, 5);
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, galley.size().y + 8.0), Sense::hover());
    widget::label(ui, rect, ("map sentence", words), words);
    ui.painter().galley(rect.min + vec2(SIDE, 2.0), galley, desk.look.second);
}

/// One of several in a row of its own; whether it was pressed.
fn choice(ui: &mut Ui, desk: &Desk, words: &str, chosen: bool, room_right: f32) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 30.0), Sense::hover());
    choice_in(ui, desk, Rect::from_min_max(rect.min, pos2(rect.right() - room_right, rect.bottom())), words, chosen)
}

/// One of several: a dot in a ring where it is chosen. Whether it was pressed.
fn choice_in(ui: &Ui, desk: &Desk, place: Rect, words: &str, chosen: bool) -> bool {
    let look = desk.look;
    let response = ui.interact(place, ui.scope_id().with(("map choice", words)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(Role::RadioButton, true, chosen, words));
    if response.hovered() {
        ui.painter().rect_filled(place, 0.0, look.hover);
    }
    let middle = pos2(place.left() + SIDE + 7.0, place.center().y);
    let edge = if chosen { look.accent } else { look.control };
    ui.painter().circle_stroke(middle, 6.5, Stroke::new(1.5, edge));
    if chosen {
        ui.painter().circle_filled(middle, 3.5, look.accent);
    }
    let plain = font(size::BODY, Weight::Regular);
    let galley = widget::words(ui.painter(), words, plain, look.ink, place.width() - SIDE - 28.0, 1);
    ui.painter().galley(pos2(middle.x + 15.0, middle.y - galley.size().y / 2.0), galley, look.ink);
    widget::focus_ring(ui, look, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// A button in a row of its own; whether it was pressed.
fn button(ui: &mut Ui, desk: &Desk, button: &Button) -> bool {
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 38.0), Sense::hover());
    // The words of a quiet button stand where those of the rows do: it has no edge to stand there.
    let left = rect.left() + if button.loud == Loud::Quiet { SIDE - 12.0 } else { SIDE };
    button.show(ui, desk.look, pos2(left, rect.center().y - 14.0)).clicked()
}

fn base(ui: &mut Ui, desk: &mut Desk, tiles: &BaseTiles) {
    section(ui, desk, "Drawn on");
    let online = tiles.network().is_some();
    if choice(ui, desk, "Built-in map", tiles.file().is_none() && !online, 0.0) {
        desk.ask(Command::MapSetting(MapChange::BuiltIn));
    }
    if let Some(path) = tiles.file() {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        if choice(ui, desk, &name, !online, 0.0) && online {
            desk.ask(Command::MapSetting(MapChange::Network(false)));
        }
    }
    let words = Button { name: "Choose a map file", ..Button::new("Map file…") };
    if button(ui, desk, &words) {
        desk.ask(Command::MapSetting(MapChange::AskFile));
    }
    sentence(ui, desk, "PMTiles or MBTiles, with vector tiles or pictures; it can be dropped on the window too");
}

fn network(ui: &mut Ui, desk: &mut Desk, tiles: &BaseTiles, draft: &mut Draft) {
    let on = tiles.network().is_some();
    section(ui, desk, if on { "Tiles from the network: on" } else { "Tiles from the network: off" });
    let chosen = desk.settings.map.chosen_source().map(|source| source.name);
    for source in desk.settings.map.all_sources() {
        let own = desk.settings.map.sources.contains(&source);
        let top = ui.cursor().top();
        if choice(ui, desk, &source.name, chosen.as_ref() == Some(&source.name), if own { 44.0 } else { 0.0 }) {
            desk.ask(Command::MapSetting(MapChange::Source(source.name.clone())));
        }
        if own {
            let x = ui.cursor().left() + WIDTH - 24.0;
            let place = Rect::from_center_size(pos2(x, top + 15.0), Vec2::splat(26.0));
            let name = format!("Forget {}", source.name);
            if (Button { name: &name, ..Button::icon(Icon::Close, "") }).show_in(ui, desk.look, place).clicked() {
                desk.ask(Command::MapSetting(MapChange::RemoveSource(source.name)));
            }
        }
    }
    let (words, name, loud) = if on {
        ("Turn the network off", "Turn the network off", Loud::Plain)
    } else {
        ("Turn the network on", "Turn the network on", Loud::Filled)
    };
    if button(ui, desk, &Button { name, loud, ..Button::new(words) }) {
        desk.ask(Command::MapSetting(MapChange::Network(!on)));
    }
    sentence(
        ui,
        desk,
        "Only pictures of the map are fetched; their server learns what part of the world you look at. Articles stay \
         here. Off again at each start.",
    );
    add_source(ui, desk, draft);
}

/// Name, address and credit of a source to add.
fn add_source(ui: &mut Ui, desk: &mut Desk, draft: &mut Draft) {
    if !draft.open {
        if button(
            ui,
            desk,
            &Button { name: "Add a source of tiles", loud: Loud::Quiet, ..Button::new("Add a source…") },
        ) {
            draft.open = true;
        }
        return;
    }
    let fields = [
        ("Name of the source", "Name", &mut draft.name),
        ("Address of the source", "https://…/{z}/{x}/{y}.png", &mut draft.url),
        ("Credit of the source", "Whom to credit", &mut draft.credit),
    ];
    for (name, hint, text) in fields {
        let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 36.0), Sense::hover());
        let place = Rect::from_center_size(rect.center(), vec2(WIDTH - 2.0 * SIDE, 28.0));
        widget::field(ui, desk.look, place, Id::unique(name), text, hint, name);
    }
    if let Some(problem) = &draft.problem {
        sentence(ui, desk, problem);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 38.0), Sense::hover());
    let at = pos2(rect.left() + SIDE, rect.center().y - 14.0);
    let add = Button { name: "Add this source", ..Button::new("Add") };
    let cancel = Button { name: "Do not add a source", loud: Loud::Quiet, ..Button::new("Cancel") };
    let next = at + vec2(add.width(ui.painter()) + 8.0, 0.0);
    if add.show(ui, desk.look, at).clicked() {
        match TileSource::new(&draft.name, &draft.url, &draft.credit, 19) {
            Ok(source) => {
                desk.ask(Command::MapSetting(MapChange::AddSource(source)));
                *draft = Draft::default();
            }
            Err(error) => draft.problem = Some(format!("This is no source yet: {error}")),
        }
    }
    if cancel.show(ui, desk.look, next).clicked() {
        *draft = Draft::default();
    }
}

/// Names, units, motion.
fn choices(ui: &mut Ui, desk: &mut Desk) {
    let map = desk.settings.map.clone();
    type Change = fn(bool) -> MapChange;
    section(ui, desk, "Places with two names");
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 60.0), Sense::hover());
    let (left, right) = rect.split_left_right_at_fraction(0.5);
    let [(upper_left, lower_left), (upper_right, lower_right)] =
        [left, right].map(|side| side.split_top_bottom_at_fraction(0.5));
    let places = [upper_left, upper_right, lower_left, lower_right];
    for (order, place) in NameOrder::ALL.into_iter().zip(places) {
        if choice_in(ui, desk, place, order.label(), map.names == order) && map.names != order {
            desk.ask(Command::MapSetting(MapChange::Names(order)));
        }
    }
    let all: [(&str, &str, &str, bool, Change); 2] = [
        ("Distances", "Kilometres", "Miles", map.miles, MapChange::Miles),
        ("Motion", "Flies and glides", "Jumps", map.still, MapChange::Still),
    ];
    for (title, no, yes, is, change) in all {
        section(ui, desk, title);
        let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 30.0), Sense::hover());
        let (left, right) = rect.split_left_right_at_fraction(0.5);
        for (place, words, value) in [(left, no, false), (right, yes, true)] {
            if choice_in(ui, desk, place, words, is == value) && is != value {
                desk.ask(Command::MapSetting(change(value)));
            }
        }
    }
}
