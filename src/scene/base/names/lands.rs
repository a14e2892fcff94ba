//! Where countries may be named, in the order it is tried: in the middle of their land, else where much of it is seen.
//!
//! Comes in: the points the tiles have in each country, one for the whole and one for each part of it; the gazetteer's
//! middles. Goes out: the same points, the best first. The middle of a country comes first while its name has room in the
//! view, so that it stays there as long as it is seen; then a part well inside the view, amid what is seen of the land.

use std::sync::{Arc, OnceLock};

use geodata::Gazetteer;
use rustc_hash::{FxHashMap, FxHashSet};

use super::countries::LARGE;
use super::{Spot, order};
use crate::scene::base::Ground;
use crate::scene::base::tile::LabelKind;
use crate::scene::camera::unit_from_map;
use crate::scene::item::{Point, Rect};

/// The rank of a point that stands for a part of a country.
pub(super) const PART: u8 = 12;
/// Countries of a rank below this are vast: a million square kilometres.
const VAST: u8 = 4;
/// Large ones are named in their middle from this zoom on: from farther off the names around take the room there.
const LARGE_FROM: f32 = 5.0;
/// The share of the view's width and height at each side that is its rim.
const RIM: f32 = 0.2;

/// A place for the name of a country.
pub(super) struct Land<'a> {
    pub(super) spot: Spot<'a>,
    /// With the countries of which rank it takes its turn.
    pub(super) turn: u8,
}

/// The middles of countries by their names, in the unit square; asked of the gazetteer once.
pub(super) fn middles(gazetteer: &Gazetteer) -> &'static FxHashMap<Arc<str>, [f64; 2]> {
    static MIDDLES: OnceLock<FxHashMap<Arc<str>, [f64; 2]>> = OnceLock::new();
    MIDDLES.get_or_init(|| {
        let mut found: FxHashMap<Arc<str>, [f64; 2]> = FxHashMap::default();
        let known = || gazetteer.countries().map(|country| (country.place, gazetteer.place(country.place)));
        for (_, place) in known() {
            found.insert(Arc::from(place.name), unit_from_map([place.lon, place.lat]));
        }
        for (id, place) in known() {
            for name in gazetteer.names(id) {
                found.entry(Arc::from(name)).or_insert_with(|| unit_from_map([place.lon, place.lat]));
            }
        }
        found
    })
}

/// From one position of the unit square to another the short way round the world.
fn way(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    [(to[0] - from[0] + 0.5).rem_euclid(1.0) - 0.5, to[1] - from[1]]
}

/// The places for names of countries in view: of a point, the room a name takes there, and of that room, whether it crosses
/// a shore or a frontier.
pub(super) fn lands<'a>(
    ground: &'a Ground,
    spots: &[Spot<'a>],
    zoom: f32,
    gazetteer: Option<&Gazetteer>,
    (room, crosses): (impl Fn(&Spot<'a>) -> Rect, impl Fn(Rect) -> bool),
) -> Vec<Land<'a>> {
    let middles = gazetteer.map(middles);
    let middle = |spot: &Spot<'a>| middles.and_then(|known| known.get(&spot.name.name)).copied();
    let frame = ground.camera.frame();
    let rim = [frame.width() * RIM, frame.height() * RIM];
    let inner = Rect {
        min: [frame.min[0] + rim[0], frame.min[1] + rim[1]],
        max: [frame.max[0] - rim[0], frame.max[1] - rim[1]],
    };
    let mut parts: Vec<(Spot<'a>, (bool, bool, f64))> = Vec::new();
    for &spot in spots.iter().filter(|spot| spot.name.kind == LabelKind::Country && spot.name.rank >= PART) {
        let [x, y] = spot.at;
        let seen = inner.contains(spot.at);
        let from_centre = f64::from((x - frame.center()[0]).hypot(y - frame.center()[1]));
        let far = |to: [f64; 2]| {
            let [x, y] = way(ground.projection.unit_from_screen(spot.at), to);
            x.hypot(y)
        };
        let far = if seen { middle(&spot).map_or(0.0, far) } else { from_centre };
        let crosses = crosses(room(&spot));
        // At the rim a name that is not within its country would be taken for that of its neighbour.
        if seen || !crosses {
            parts.push((spot, (crosses, !seen, far)));
        }
    }
    parts.sort_by(|(_, a), (_, b)| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let parted: FxHashSet<&str> =
        parts.iter().filter(|(_, key)| !key.0 && !key.1).map(|(spot, _)| &*spot.name.name).collect();
    let cut = |room: Rect| !(frame.contains(room.min) && frame.contains(room.max));
    let large = |spot: &Spot<'a>| spot.name.rank < LARGE && zoom >= LARGE_FROM;
    let amid = |spot: &Spot<'a>| spot.name.rank < VAST || large(spot) && !crosses(room(spot));
    let mut wholes = wholes(ground, zoom, middle, amid);
    wholes.retain(|spot| !cut(room(spot)) || !crosses(room(spot)));
    wholes.sort_by(order);
    let aside = |spot: &Spot<'a>| cut(room(spot)) && parted.contains(&*spot.name.name);
    let (aside, first): (Vec<_>, Vec<_>) = wholes.into_iter().partition(aside);
    let first = first.into_iter().map(|spot| Land { turn: spot.name.rank, spot });
    let parts = parts.into_iter().map(|(spot, _)| Land { turn: PART, spot });
    first.chain(parts).chain(aside.into_iter().map(|spot| Land { turn: PART, spot })).collect()
}

/// The points for whole countries in view: those of them that fit there are in the middle the gazetteer has, which
/// looks at all of their shape and not at its widest part alone.
fn wholes<'a>(
    ground: &'a Ground,
    zoom: f32,
    middle: impl Fn(&Spot<'a>) -> Option<[f64; 2]>,
    fits: impl Fn(&Spot<'a>) -> bool,
) -> Vec<Spot<'a>> {
    let (frame, projection) = (ground.camera.frame(), &ground.projection);
    let mut found = Vec::new();
    for placed in &ground.tiles {
        let whole = placed.tile.names.iter().filter(|name| name.kind == LabelKind::Country && name.rank < PART);
        for name in whole.filter(|name| name.min_zoom <= zoom + 0.25) {
            let of_tile = Spot { name, at: placed.screen(name.at) };
            if !placed.clip.is_none_or(|clip| clip.contains(of_tile.at)) {
                continue;
            }
            let moved = middle(&of_tile).map(|to| {
                let [x, y] = way(projection.unit_from_screen(of_tile.at), to);
                #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
                let by = [x, y].map(|side| (side * projection.world_width()) as f32);
                [of_tile.at[0] + by[0], of_tile.at[1] + by[1]]
            });
            let at: Point = moved.filter(|&at| fits(&Spot { name, at })).unwrap_or(of_tile.at);
            found.extend(frame.contains(at).then_some(Spot { name, at }));
        }
    }
    found
}
