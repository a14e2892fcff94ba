//! The map: walkers' viewport, our own hand on it, everything on it from the one scene.
//!
//! Comes in: the story, the view, moves asked for. Goes out: pixels, names of the visible pins, commands for what was
//! clicked. The scene is composed again only when story, camera, selection, filter or size changed.

pub(super) mod camera;
mod gesture;
mod ghosts;
mod ground;
mod index;
mod letters;
mod lines;
mod menu;
pub(super) mod paint;
mod position;
mod round;
mod rows;
mod segments;
pub(super) mod settings;
mod sheet;
mod stamps;
mod texture;

use egui::{DragPanButtons, Id, Pos2, Rect, Response, Role, Sense, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

use geodata::Gazetteer;
use walkers::{MapMemory, lon_lat};

use crate::scene::{
    Camera, EventIndex, Mode, NameOrder, Options, Scene, Target, Theme, TileStore, Units, compose, legend_room,
};
use crate::story::{EventId, Story};

use gesture::Hand;
use ground::BaseTiles;
use index::Indexed;

pub(super) use position::plain as position_words;

use super::command::Command;
use super::icon::Icon;
use super::panel::Desk;
use super::state::{Filter, Move, Over};
use super::widget::{self, Button, Loud};

/// The map's own state: where it is looked at from, what moves it, and the scene last composed.
pub(super) struct MapView {
    memory: MapMemory,
    /// Where it is looked at from; of the size last shown.
    camera: Camera,
    hand: Hand,
    /// Whether it was shown before: there is something to fly from.
    shown: bool,
    /// Where the pointer was last, or the middle of the map: longitude and latitude.
    pointed: [f64; 2],
    /// The position its menu was opened on.
    menu_at: [f64; 2],
    /// Moves not yet made, as they need the size of the map.
    pending: Vec<Move>,
    tiles: BaseTiles,
    /// A source of tiles being typed.
    draft: menu::Draft,
    index: Indexed,
    /// The scene last composed, and from what.
    composed: Option<(Key, Scene)>,
}

/// What a scene is composed from; the same key, the same scene.
#[derive(PartialEq)]
struct Key {
    camera: Camera,
    story: usize,
    index: usize,
    names: NameOrder,
    selected: Option<EventId>,
    hovered: Option<EventId>,
    filter: Filter,
    dark: bool,
    legend: bool,
    units: Units,
    tiles: u64,
}

impl MapView {
    /// The world.
    pub(super) fn new(ctx: &egui::Context) -> Self {
        let camera = Camera::new([12.0, 25.0], 2.0, [1000.0, 700.0]);
        Self {
            memory: MapMemory::default(),
            camera,
            hand: Hand::default(),
            shown: false,
            pointed: camera.center,
            menu_at: camera.center,
            pending: vec![Move::Story],
            tiles: BaseTiles::start(ctx),
            index: Indexed::default(),
            draft: menu::Draft::default(),
            composed: None,
        }
    }

    /// Where the pointer was last on the map, or its middle: longitude and latitude, degrees.
    pub(super) fn pointed(&self) -> [f64; 2] {
        self.pointed
    }

    /// Frames the story before anything else asked for, as its articles are the first.
    pub(super) fn frame_first(&mut self) {
        self.pending.insert(0, Move::Story);
    }

    /// Lets go of what is known of a story that is to be another; it may be large, and is dropped by whoever takes it.
    pub(super) fn begin_with_another(&mut self) -> impl Send + use<> {
        std::mem::take(&mut self.index)
    }

    /// The middle of the view: degrees longitude and latitude.
    pub(super) fn center(&self) -> [f64; 2] {
        self.camera.center
    }

    /// The zoom of the view.
    pub(super) fn zoom(&self) -> f64 {
        self.camera.zoom
    }

    /// Asks for a move; made when the map is shown next.
    pub(super) fn ask(&mut self, movement: Move) {
        self.pending.push(movement);
    }

    /// What the map is drawn from, and the thread that fills it.
    pub(super) fn ground(&mut self) -> &mut BaseTiles {
        &mut self.tiles
    }

    /// The words of the status line on the network.
    pub(super) fn network_words(&self) -> String {
        match self.tiles.network() {
            None => "Network: off".to_owned(),
            Some((source, status)) => match status.words() {
                words if words.is_empty() => format!("Network: on, {source}"),
                words => format!("Network: on, {source} · {words}"),
            },
        }
    }

    /// The base map's tiles, for a picture of it elsewhere.
    pub(super) fn tiles(&self) -> Arc<TileStore> {
        self.tiles.store().clone()
    }

    /// Makes the moves asked for, each from where the one before it leads.
    fn make_moves(&mut self, desk: &Desk) {
        let at_once = desk.settings.map.still || !self.shown;
        let mut goal = self.hand.goal().unwrap_or(self.camera);
        let mut far = false;
        let open = open_corner(&self.camera, desk);
        for movement in std::mem::take(&mut self.pending) {
            match movement {
                Move::Zoom(levels) => {
                    let middle = [self.camera.size[0] / 2.0, self.camera.size[1] / 2.0];
                    self.camera = self.hand.zoom(&self.camera, middle, levels, at_once);
                }
                Move::Pan(by) => self.camera = self.hand.nudge(&self.camera, by, at_once),
                other => {
                    let frame = || desk.digest.frame(desk.story, camera::story_frame);
                    goal = camera::moved_clear(&goal, desk.story, frame, desk.view.selected, other, open);
                    far = true;
                }
            }
        }
        if far && goal != self.camera {
            self.camera = self.hand.go(&self.camera, &goal, at_once);
        }
    }

    /// The scene under a camera: the one at hand when nothing changed, else composed anew.
    fn scene(&mut self, ctx: &egui::Context, camera: &Camera, desk: &Desk) -> &Scene {
        let view = desk.view;
        let index = self.index.of(ctx, desk);
        let key = Key {
            camera: *camera,
            story: Arc::as_ptr(desk.story).addr(),
            index: index.as_ref().map_or(0, |index| Arc::as_ptr(index).addr()),
            names: desk.settings.map.names,
            selected: view.selected,
            hovered: view.hovered,
            filter: view.filter.clone(),
            dark: desk.look.dark,
            legend: view.legend,
            units: desk.settings.map.units(),
            tiles: self.tiles.generation(),
        };
        let fresh = self.composed.take().filter(|(known, _)| *known == key);
        let (_, scene) = self.composed.insert(fresh.unwrap_or_else(|| {
            let scene = composed(&self.tiles, index.as_deref(), camera, desk);
            self.tiles.fetch_missing();
            (key, scene)
        }));
        scene
    }

    /// Shows the map in all the room there is.
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &mut Desk) {
        let rect = ui.available_rect_before_wrap();
        self.camera = Camera::new(self.camera.center, self.camera.zoom, [rect.width(), rect.height()]).kept_in_world();
        self.make_moves(desk);
        let _ = self.memory.set_zoom(self.camera.zoom);
        self.memory.center_at(lon_lat(self.camera.center[0], self.camera.center[1]));
        // walkers lends the view; the hand on it is ours, as walkers' zooms by speed and cannot fly.
        let map = walkers::Map::new(None, &mut self.memory, lon_lat(0.0, 0.0)).zoom_gesture(false).panning(false);
        let map = map.double_click_to_zoom(false).drag_pan_buttons(DragPanButtons::empty());
        let response = map.show(ui, |_, _, _, _| ()).response;
        self.camera = if matches!(desk.view.sheet, None | Some(Over::Map)) {
            self.hand.follow(ui, rect, &response, &self.camera, desk.settings.map.still)
        } else {
            self.hand.drift(ui, &self.camera)
        };
        if self.hand.is_moving() {
            ui.ctx().request_repaint();
        }
        self.shown = true;
        let camera = self.camera;
        self.pointed = position::pointed(ui, &camera, rect);
        widget::named(&response, Role::Region, "Map");
        let scene = self.scene(ui.ctx(), &camera, desk);
        let painter = ui.painter_at(rect);
        paint::paint(&painter, desk.look, scene, rect.min, 1.0);
        match desk.view.correcting.pin {
            Some(pin) => {
                ghosts::clicked(desk, &camera, rect, &response);
                ghosts::moving(ui, desk, &camera, rect, pin);
            }
            None => answer(ui, desk, (&camera, scene), rect, &response),
        }
        ghosts::candidates(ui, desk, &camera, rect);
        self.hand.paint(ui, desk.look, rect, &response);
        position::show(ui, desk, rect, &camera);
        position::menu(desk, &camera, rect, &response, &mut self.menu_at);
        buttons(ui, desk, rect);
        if desk.view.sheet == Some(Over::Map) {
            menu::show(ui, desk, rect, &self.tiles, &mut self.draft);
        }
        if self.tiles.network().is_some_and(|(_, status)| status.trouble.is_some()) {
            // The seconds to the next try are counted down.
            ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
        }
        keys(desk, ui, &response);
    }
}

/// What the pins do: named in the tree, raised under the pointer, selected by a click.
fn answer(ui: &Ui, desk: &mut Desk, (camera, scene): (&Camera, &Scene), rect: Rect, map: &Response) {
    let at = |point: [f32; 2]| rect.min + vec2(point[0], point[1]);
    let mut over = None;
    for hit in &scene.hits {
        let place = Rect::from_min_max(at(hit.rect.min), at(hit.rect.max));
        if !rect.intersects(place) {
            continue;
        }
        let response = ui.interact(place, hit_id(&hit.target), Sense::click());
        widget::named(&response, Role::Button, &hit.label);
        widget::focus_ring(ui, desk.look, &response);
        if desk.view.sheet.is_some() {
            continue;
        }
        if response.hovered() {
            over = Some(hit);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&hit.label).clicked() {
            press(desk, camera, &hit.target);
        }
    }
    if let Some(Target::Event(event)) = over.map(|hit| &hit.target) {
        desk.ask(Command::Hover(Some(*event)));
    }
    if over.is_none() && map.clicked() {
        desk.ask(Command::Deselect);
    }
}

/// What egui knows a mark of the scene by: what it leads to, since its position among the others changes as it is raised.
fn hit_id(target: &Target) -> Id {
    match target {
        Target::Event(event) => Id::unique(("map pin", event.0)),
        Target::Cluster(events) => Id::unique(("map cluster", events.first().map(|event| event.0))),
        Target::Outside(events) => Id::unique(("map outside", events.first().map(|event| event.0))),
        Target::Place(key) => Id::unique(("map place", key)),
    }
}

/// Zoom in, zoom out, the whole story.
fn buttons(ui: &Ui, desk: &mut Desk, rect: Rect) {
    let buttons = [
        (Icon::Plus, "Zoom in", Command::Map(Move::Zoom(1.0))),
        (Icon::Minus, "Zoom out", Command::Map(Move::Zoom(-1.0))),
        (Icon::Fit, "Frame the whole story", Command::Map(Move::Story)),
        (Icon::Layers, "Map: base map, network, names, units", Command::ShowSheet(Over::Map)),
        (Icon::Legend, "Key to the map", Command::ToggleLegend),
    ];
    let empty = desk.story.sources.is_empty();
    let fits = |icon| match icon {
        Icon::Legend => has_legend(rect.width(), empty),
        Icon::Plus | Icon::Minus => rect.width() >= FEW,
        _ => true,
    };
    let buttons = buttons.into_iter().filter(|(icon, ..)| fits(*icon));
    for (index, (icon, name, command)) in buttons.enumerate() {
        let min: Pos2 = pos2(rect.right() - 42.0, rect.top() + 12.0 + 34.0 * index as f32);
        let place = Rect::from_min_size(min, Vec2::splat(30.0));
        let button = Button { loud: Loud::Plain, ..Button::icon(icon, name) };
        if button.show_in(ui, desk.look, place).on_hover_text(name).clicked() {
            desk.ask(command);
        }
    }
}

/// What a click on something of the scene asks for.
fn press(desk: &mut Desk, camera: &Camera, target: &Target) {
    match target {
        Target::Event(event) => desk.ask(Command::Select(*event)),
        Target::Cluster(events) => match camera::parting(camera, desk.story, events) {
            Some(movement) => desk.ask(Command::Map(movement)),
            None => desk.ask(Command::SelectStack(events.to_vec())),
        },
        Target::Outside(events) => {
            if let Some(&first) = events.first() {
                desk.ask(Command::Select(first));
            }
        }
        Target::Place(key) => {
            let toponym = desk.story.sources.iter().find_map(|source| {
                let named =
                    |toponym: &crate::story::Toponym| toponym.place.as_ref().is_some_and(|place| place.key == *key);
                Some((source.article.id, source.reading.toponyms.iter().position(named)?))
            });
            if let Some((article, index)) = toponym {
                desk.ask(Command::ShowToponym(article, index));
            }
        }
    }
}

/// Arrows move the map while it has the keyboard.
fn keys(desk: &mut Desk, ui: &Ui, response: &Response) {
    if response.has_focus() {
        let by = gesture::arrows(ui);
        if by != [0.0, 0.0] {
            desk.ask(Command::Map(Move::Pan(by)));
        }
    }
}

/// On a map narrower than this the wheel and the keys alone zoom: buttons would lie on its pins.
const FEW: f32 = 240.0;

/// Whether a map of this width has room for a key to it: on a narrower one it would lie on half of the pins.
fn has_legend(width: f32, empty: bool) -> bool {
    !empty && width >= 400.0
}

/// What the key to the map takes of its lower left corner: nothing while it is closed.
fn open_corner(camera: &Camera, desk: &Desk) -> crate::scene::Rect {
    if desk.view.legend && has_legend(camera.size[0], desk.story.sources.is_empty()) {
        return legend_room(desk.story, camera.size, &theme(desk));
    }
    crate::scene::Rect { min: [0.0, camera.size[1]], max: [0.0, camera.size[1]] }
}

/// The colours and lengths of the window.
fn theme(desk: &Desk) -> Theme {
    Theme::of(if desk.look.dark { Mode::Dark } else { Mode::Light })
}

/// Where the buttons stand on the map.
fn taken(camera: &Camera, empty: bool) -> crate::scene::Rect {
    let height = match camera.size[0] {
        width if has_legend(width, empty) => 166.0,
        FEW.. => 132.0,
        _ => 64.0,
    };
    crate::scene::Rect::from_min_size([camera.size[0] - 42.0, 12.0], [30.0, height])
}

/// What is left of the story after filtering, laid out under the camera.
fn composed(tiles: &BaseTiles, index: Option<&EventIndex>, camera: &Camera, desk: &Desk) -> Scene {
    let theme = theme(desk);
    let empty = desk.story.sources.is_empty();
    let options = Options {
        selected: desk.view.selected,
        hovered: desk.view.hovered,
        show_places: true,
        legend: desk.view.legend && has_legend(camera.size[0], empty),
        units: desk.settings.map.units(),
        gazetteer: Some(Gazetteer::bundled()),
        tiles: Some(tiles.store()),
        want: tiles.want(),
        names: desk.settings.map.names,
        index,
        taken: vec![taken(camera, empty), position::taken(camera)],
        ..Options::new(theme)
    };
    if index.is_some() || desk.view.filter.is_open() {
        return compose(desk.story, camera, &options);
    }
    let events = desk.story.events.pick(desk.shown.iter().copied());
    compose(&Story { events, ..Story::clone(desk.story) }, camera, &options)
}
