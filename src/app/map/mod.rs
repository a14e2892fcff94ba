//! The map: viewport and gestures by walkers, everything on it from the one scene, painted over walkers' empty ground.
//!
//! Comes in: the story, the view, moves asked for. Goes out: pixels, names of the visible pins, commands for what was
//! clicked. The scene is composed again only when story, camera, selection, filter or size changed.

pub(super) mod camera;
mod ground;
mod lines;
pub(super) mod paint;

use egui::{Id, Pos2, Rect, Response, Role, Sense, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

use geodata::Gazetteer;
use walkers::{MapMemory, lon_lat};

use crate::scene::{Camera, Mode, Options, Scene, Target, Theme, TileStore, compose};
use crate::story::{EventId, Story};

use ground::BaseTiles;

use super::command::Command;
use super::icon::Icon;
use super::panel::Desk;
use super::state::{Filter, Move};
use super::widget::{self, Button, Loud};

/// The map's own state: where walkers has it, and the scene last composed.
pub(super) struct MapView {
    memory: MapMemory,
    /// Moves not yet made, as they need the size of the map.
    pending: Vec<Move>,
    tiles: BaseTiles,
    /// The scene last composed, and from what.
    composed: Option<(Key, Scene)>,
}

/// What a scene is composed from; the same key, the same scene.
#[derive(PartialEq)]
struct Key {
    camera: Camera,
    story: usize,
    selected: Option<EventId>,
    hovered: Option<EventId>,
    filter: Filter,
    dark: bool,
    legend: bool,
    tiles: u64,
}

impl MapView {
    /// The world.
    pub(super) fn new(ctx: &egui::Context) -> Self {
        let mut memory = MapMemory::default();
        let _ = memory.set_zoom(2.0);
        memory.center_at(lon_lat(12.0, 25.0));
        Self { memory, pending: vec![Move::Story], tiles: BaseTiles::start(ctx), composed: None }
    }

    /// Frames the story before anything else asked for, as its articles are the first.
    pub(super) fn frame_first(&mut self) {
        self.pending.insert(0, Move::Story);
    }

    /// Asks for a move; made when the map is shown next.
    pub(super) fn ask(&mut self, movement: Move) {
        self.pending.push(movement);
    }

    /// The base map's tiles, for a picture of it elsewhere.
    pub(super) fn tiles(&self) -> Arc<TileStore> {
        self.tiles.store().clone()
    }

    /// Where it is looked at from, for a view of this size.
    fn camera(&self, size: Vec2) -> Camera {
        let center = self.memory.detached().map_or([12.0, 25.0], |center| [center.x(), center.y()]);
        Camera::new(center, self.memory.zoom(), [size.x, size.y])
    }

    fn look_from(&mut self, camera: &Camera) {
        let _ = self.memory.set_zoom(camera.zoom);
        self.memory.center_at(lon_lat(camera.center[0], camera.center[1]));
    }

    /// The scene under a camera: the one at hand when nothing changed, else composed anew.
    fn scene(&mut self, camera: &Camera, desk: &Desk) -> &Scene {
        let view = desk.view;
        let key = Key {
            camera: *camera,
            story: std::ptr::from_ref(desk.story) as usize,
            selected: view.selected,
            hovered: view.hovered,
            filter: view.filter.clone(),
            dark: desk.look.dark,
            legend: view.legend,
            tiles: self.tiles.generation(),
        };
        let fresh = self.composed.take().filter(|(known, _)| *known == key);
        let (_, scene) = self.composed.insert(fresh.unwrap_or_else(|| {
            let scene = composed(&self.tiles, camera, desk);
            self.tiles.fetch_missing();
            (key, scene)
        }));
        scene
    }

    /// Shows the map in all the room there is.
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &mut Desk) {
        let rect = ui.available_rect_before_wrap();
        for movement in std::mem::take(&mut self.pending) {
            let camera = camera::moved(&self.camera(rect.size()), desk.story, movement);
            self.look_from(&camera);
        }
        let map = walkers::Map::new(None, &mut self.memory, lon_lat(12.0, 25.0)).zoom_with_ctrl(false);
        let response = map.show(ui, |_, _, _, _| ()).response;
        let camera = camera::kept_in_world(&self.camera(rect.size()));
        if camera != self.camera(rect.size()) && !self.memory.animating() {
            self.look_from(&camera);
        }
        widget::named(&response, Role::Group, "Map");
        let scene = self.scene(&camera, desk);
        let painter = ui.painter_at(rect);
        paint::paint(&painter, desk.look, scene, rect.min, 1.0);
        answer(ui, desk, scene, rect, &response);
        buttons(ui, desk, rect);
        keys(ui, desk, &response);
    }
}

/// What the pins do: named in the tree, raised under the pointer, selected by a click.
fn answer(ui: &Ui, desk: &mut Desk, scene: &Scene, rect: Rect, map: &Response) {
    let at = |point: [f32; 2]| rect.min + vec2(point[0], point[1]);
    let mut over = None;
    for (index, hit) in scene.hits.iter().enumerate() {
        let place = Rect::from_min_max(at(hit.rect.min), at(hit.rect.max));
        if !rect.intersects(place) {
            continue;
        }
        let response = ui.interact(place, Id::unique(("hit", index, &hit.label)), Sense::click());
        widget::named(&response, Role::Button, &hit.label);
        widget::focus_ring(ui, desk.look, &response);
        if desk.view.sheet.is_some() {
            continue;
        }
        if response.hovered() {
            over = Some(hit);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&hit.label).clicked() {
            press(desk, &hit.target);
        }
    }
    if let Some(Target::Event(event)) = over.map(|hit| &hit.target) {
        desk.ask(Command::Hover(Some(*event)));
    }
    if over.is_none() && map.clicked() {
        desk.ask(Command::Deselect);
    }
}

/// Zoom in, zoom out, the whole story.
fn buttons(ui: &Ui, desk: &mut Desk, rect: Rect) {
    let buttons = [
        (Icon::Plus, "Zoom in", Command::Map(Move::Zoom(1.0))),
        (Icon::Minus, "Zoom out", Command::Map(Move::Zoom(-1.0))),
        (Icon::Fit, "Frame the whole story", Command::Map(Move::Story)),
        (Icon::Legend, "Key to the map", Command::ToggleLegend),
    ];
    let empty = desk.story.sources.is_empty();
    for (index, (icon, name, command)) in buttons.into_iter().enumerate() {
        if empty && icon == Icon::Legend {
            continue;
        }
        let min: Pos2 = pos2(rect.right() - 42.0, rect.top() + 12.0 + 34.0 * index as f32);
        let place = Rect::from_min_size(min, Vec2::splat(30.0));
        let button = Button { loud: Loud::Plain, ..Button::icon(icon, name) };
        if button.show_in(ui, desk.look, place).on_hover_text(name).clicked() {
            desk.ask(command);
        }
    }
}

/// What a click on something of the scene asks for.
fn press(desk: &mut Desk, target: &Target) {
    match target {
        Target::Event(event) => desk.ask(Command::Select(*event)),
        Target::Cluster(events) => {
            let frame = camera::frame_of(desk.story, events);
            match frame {
                Some(frame) if !camera::is_one_spot(frame) => desk.ask(Command::Map(Move::Frame(frame))),
                _ => desk.ask(Command::SelectStack(events.clone())),
            }
        }
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
fn keys(ui: &Ui, desk: &mut Desk, response: &Response) {
    if !response.has_focus() {
        return;
    }
    let pan = ui.input(|input| {
        let held = |key| f32::from(u8::from(input.key_pressed(key)));
        vec2(
            held(egui::Key::ArrowLeft) - held(egui::Key::ArrowRight),
            held(egui::Key::ArrowUp) - held(egui::Key::ArrowDown),
        )
    });
    if pan != Vec2::ZERO {
        desk.ask(Command::Map(Move::Pan([pan.x * 80.0, pan.y * 80.0])));
    }
}

/// Where the buttons stand on the map.
fn taken(camera: &Camera, empty: bool) -> crate::scene::Rect {
    let height = if empty { 98.0 } else { 132.0 };
    crate::scene::Rect::from_min_size([camera.size[0] - 42.0, 12.0], [30.0, height])
}

/// What is left of the story after filtering, laid out under the camera.
fn composed(tiles: &BaseTiles, camera: &Camera, desk: &Desk) -> Scene {
    let theme = Theme::of(if desk.look.dark { Mode::Dark } else { Mode::Light });
    let empty = desk.story.sources.is_empty();
    let options = Options {
        selected: desk.view.selected,
        hovered: desk.view.hovered,
        show_places: true,
        legend: desk.view.legend && !empty,
        gazetteer: Some(Gazetteer::bundled()),
        tiles: Some(tiles.store()),
        want: tiles.want(),
        taken: vec![taken(camera, empty)],
        ..Options::new(theme)
    };
    if desk.view.filter.is_open() {
        return compose(desk.story, camera, &options);
    }
    let events = desk.shown.iter().filter_map(|&index| desk.story.events.get(index)).cloned().collect();
    compose(&Story { events, ..desk.story.clone() }, camera, &options)
}
