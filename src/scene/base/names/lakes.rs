//! Names of lakes that the tiles have in another's place or not at all: where waters join, a file has one area and one name
//! (Superior, Michigan and Huron are one water).
//!
//! Comes in: the gazetteer, which knows the box of each lake. Goes out: which of the tiles' names stand outside of theirs, and
//! the names left out, set where the tiles have water.

use std::sync::{Arc, OnceLock};

use geodata::{Class, Gazetteer, PlaceId};

use super::{Names, Spot, broken};
use crate::scene::base::tile::LabelKind;
use crate::scene::base::{BaseTile, EXTENT, Placed};
use crate::scene::camera::unit_from_map;
use crate::scene::item::{Item, Point, TileArea};
use crate::scene::label::{Lettering, Placer};

/// From here on lakes are named that the tiles leave out.
const FROM_ZOOM: f32 = 5.0;
/// The least a lake measures across to be named so, in points.
const LEAST: f32 = 90.0;
/// How roughly boxes are known, in degrees.
const ROUGH: f64 = 0.2;
/// How far from its own point the name of a lake is tried, in points.
const FAR: f32 = 70.0;

/// A lake the gazetteer knows.
pub(super) struct Lake {
    name: Arc<str>,
    /// Its own point in the unit square.
    at: [f64; 2],
    /// The corners of its box there, the lower left and the upper right.
    corners: [[f64; 2]; 2],
    /// West, south, east, north in degrees.
    bbox: [f64; 4],
}

impl Lake {
    fn holds(&self, [lon, lat]: [f64; 2]) -> bool {
        let [west, south, east, north] = self.bbox;
        (west - ROUGH..=east + ROUGH).contains(&lon) && (south - ROUGH..=north + ROUGH).contains(&lat)
    }
}

/// The lakes with a box; looked for once.
pub(super) fn lakes(gazetteer: &Gazetteer) -> &'static [Lake] {
    static LAKES: OnceLock<Vec<Lake>> = OnceLock::new();
    LAKES.get_or_init(|| {
        let last = u32::try_from(gazetteer.len()).unwrap_or(0);
        let water = (0..last).map(PlaceId).filter(|id| gazetteer.class(*id) == Class::Water);
        let places = water.map(|id| gazetteer.place(id)).filter(|place| place.name.starts_with("Lake "));
        let lake = |name: &str, at, bbox: [f64; 4]| {
            let [west, south, east, north] = bbox;
            let corners = [unit_from_map([west, south]), unit_from_map([east, north])];
            Lake { name: Arc::from(name), at: unit_from_map(at), corners, bbox }
        };
        places.filter_map(|it| Some(lake(it.name, [it.lon, it.lat], it.bbox?))).collect()
    })
}

impl<'a> Names<'a, '_> {
    /// Whether the tiles name a lake where it is not.
    pub(super) fn is_misplaced(&self, spot: &Spot<'a>) -> bool {
        let Some(gazetteer) = self.options.gazetteer.filter(|_| spot.name.kind == LabelKind::Lake) else {
            return false;
        };
        let known = lakes(gazetteer).iter().find(|lake| lake.name == spot.name.name);
        known.is_some_and(|lake| !lake.holds(self.ground.projection.map_from_screen(spot.at)))
    }

    /// The lakes in view that the tiles name nowhere, or where they are not.
    pub(super) fn lakes_left_out(&mut self, ink: Lettering) {
        let Some(gazetteer) = self.options.gazetteer.filter(|_| self.zoom >= FROM_ZOOM) else { return };
        let (frame, projection) = (self.ground.camera.frame(), self.ground.projection);
        for lake in lakes(gazetteer) {
            let at = projection.screen_from_unit(lake.at);
            if !frame.contains(at) {
                continue;
            }
            let [low, high] = lake.corners.map(|corner| projection.screen_from_unit(corner));
            let across = (high[0] - low[0]).hypot(low[1] - high[1]);
            if across < LEAST || self.is_named_by_tiles(lake) {
                continue;
            }
            // In one line, else in two.
            let set = [usize::MAX, 0].into_iter().find_map(|longest| {
                let lines = broken(&lake.name, longest);
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                let half = Placer::room_over(at, &lines, ink.style).width() / 2.0;
                around(at).into_iter().find_map(|at| {
                    let on_water = [-half, 0.0, half].iter().all(|x| self.is_water([at[0] + x, at[1]]));
                    if on_water { self.placer.place_over(at, &lines, ink) } else { None }
                })
            });
            if let Some(runs) = set {
                self.set.entry(Arc::clone(&lake.name)).or_default().push(at);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }

    /// Whether a tile at hand has the name of a lake within its box, in view or not.
    fn is_named_by_tiles(&self, lake: &Lake) -> bool {
        let projection = &self.ground.projection;
        let named = |placed: &Placed| {
            let mut names = placed.tile.names.iter().filter(|it| it.kind == LabelKind::Lake && it.name == lake.name);
            names.any(|name| lake.holds(projection.map_from_screen(placed.screen(name.at))))
        };
        self.ground.tiles.iter().any(named)
    }

    /// Whether a point of the screen is in a lake.
    fn is_water(&self, at: Point) -> bool {
        self.is_within(at, |tile| &tile.water)
    }

    /// Whether a point of the screen is on land; lakes are land here.
    pub(super) fn is_land(&self, at: Point) -> bool {
        self.is_within(at, |tile| &tile.earth)
    }

    fn is_within(&self, at: Point, areas: impl Fn(&BaseTile) -> &TileArea) -> bool {
        self.ground.tiles.iter().any(|placed| {
            let unit = [(at[0] - placed.origin[0]) / placed.scale, (at[1] - placed.origin[1]) / placed.scale];
            let side = f32::from(i16::try_from(EXTENT).unwrap_or(i16::MAX));
            let within =
                unit.iter().all(|at| (0.0..=side).contains(at)) && placed.clip.is_none_or(|clip| clip.contains(at));
            within && areas(&placed.tile).holds(unit)
        })
    }
}

/// Points around one, the nearest first.
fn around([x, y]: Point) -> Vec<Point> {
    let steps = || (-5..=5_i8).map(|n| f32::from(n) * FAR / 5.0);
    let mut shifts: Vec<Point> = steps().flat_map(|dx| steps().map(move |dy| [dx, dy])).collect();
    shifts.sort_by(|a, b| a[0].hypot(a[1]).total_cmp(&b[0].hypot(b[1])));
    shifts.into_iter().map(|[dx, dy]| [x + dx, y + dy]).collect()
}
