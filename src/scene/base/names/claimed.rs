//! Names of contested areas that the tiles leave out: Gaza Strip, West Bank, Golan Heights, Azad Kashmir (DESIGN §8).
//!
//! Comes in: the gazetteer, whose curated table says which areas are contested and by which names. Goes out: labels as the
//! tiles' own regions have them, both names where two are in use. What the tiles have named is not named again, and no line
//! is drawn: where an area ends is said by the tiles alone.

use std::sync::{Arc, OnceLock};

use geodata::{Class, Gazetteer, PlaceId};

use super::{Names, Seat, Spot, broken};
use crate::scene::base::tile::{LabelKind, PointName};
use crate::scene::item::Point;
use crate::scene::label::Placer;

/// From here on they are named.
const FROM_ZOOM: f32 = 5.0;
/// The least and the most an area measures across, in points: smaller ones are dots, larger ones fill the view.
const ACROSS: std::ops::Range<f32> = 20.0..1600.0;
/// The least where few names are wanted.
const SPARSE: f32 = 120.0;
/// How roughly boxes are known, in degrees.
const ROUGH: f64 = 0.2;
/// The name of a smaller one may stand beside it, in points.
const SMALL: f32 = 40.0;
/// From here on across a name may take the sides of towns' names where there is no other room, in points.
const LARGE: f32 = 80.0;
/// The most letters of a line of a name, and of one where towns leave little room.
const LONGEST: [usize; 2] = [22, 10];
/// Where the name is tried over the middle of its area.
const SHIFTS: [[f32; 2]; 5] = [[0.0, 0.0], [0.0, -14.0], [0.0, 14.0], [-24.0, 0.0], [24.0, 0.0]];

/// A contested area.
struct Area {
    name: PointName,
    /// Longitude and latitude of a point within it.
    at: [f64; 2],
    /// West, south, east, north in degrees.
    bbox: [f64; 4],
}

/// Names that one side alone gives to what it claims, and a name for scattered islands: a neutral map has none of them.
const UNNAMED: [&str; 4] = ["Rojava", "Azawad", "Ambazonia", "South China Sea islands"];

/// Whether two boxes are the same to a tenth of a degree.
fn is_alike(a: [f64; 4], b: [f64; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.1)
}

/// Whether a name is that of a part of a contested land, which is named as a whole.
fn is_part(name: &str) -> bool {
    ["district", "region"].iter().any(|end| name.to_lowercase().ends_with(end))
}

/// The contested areas of one country, the smallest first; looked for once.
fn areas(gazetteer: &Gazetteer) -> &'static [Area] {
    static AREAS: OnceLock<Vec<Area>> = OnceLock::new();
    AREAS.get_or_init(|| {
        let last = u32::try_from(gazetteer.len()).unwrap_or(0);
        let regional = |id: &PlaceId| matches!(gazetteer.class(*id), Class::Admin1 | Class::Region);
        let area = |id| {
            let place = gazetteer.place(id);
            let country = gazetteer.place(gazetteer.country(place.country?)?.place);
            let named = place.contested && !is_part(place.name) && !UNNAMED.contains(&place.name);
            // What is a country whole is named as the country.
            let bbox = place.bbox.filter(|bbox| named && !country.bbox.is_some_and(|whole| is_alike(whole, *bbox)))?;
            let name = PointName {
                kind: LabelKind::Region,
                name: Arc::from(place.name),
                second: place.second_name.map(Arc::from),
                population: place.population,
                min_zoom: FROM_ZOOM,
                rank: 0,
                at: [0, 0],
            };
            Some(Area { name, at: [place.lon, place.lat], bbox })
        };
        let mut found: Vec<Area> = (0..last).map(PlaceId).filter(regional).filter_map(area).collect();
        let size = |area: &Area| (area.bbox[2] - area.bbox[0]) * (area.bbox[3] - area.bbox[1]);
        let holds = |outer: &Area, inner: &Area| {
            let ([west, south, east, north], [w, s, e, n]) = (outer.bbox, inner.bbox);
            let holds = west - ROUGH <= w && south - ROUGH <= s && east + ROUGH >= e && north + ROUGH >= n;
            outer.name.name != inner.name.name && holds && size(outer) > size(inner)
        };
        // Parts of a contested land are named by it: Kashmir Valley, East Jerusalem.
        let kept: Vec<bool> = found.iter().map(|area| !found.iter().any(|outer| holds(outer, area))).collect();
        let mut kept = kept.into_iter();
        found.retain(|_| kept.next() == Some(true));
        found.sort_by(|a, b| size(a).total_cmp(&size(b)));
        found
    })
}

impl Names<'_, '_> {
    /// Contested areas in view that are none of the tiles' own names.
    pub(super) fn claimed(&mut self, spots: &[Spot<'_>], seats: &[Seat<'_>]) {
        let Some(gazetteer) = self.options.gazetteer.filter(|_| (FROM_ZOOM..=10.5).contains(&self.zoom)) else {
            return;
        };
        let (camera, ink) = (self.ground.camera, self.region_ink());
        for Area { name, at, bbox: [west, south, east, north] } in areas(gazetteer) {
            let at = camera.screen_from_map(*at);
            if !camera.frame().contains(at) {
                continue;
            }
            let (low, high) = (camera.screen_from_map([*west, *south]), camera.screen_from_map([*east, *north]));
            let [wide, tall] = [high[0] - low[0], low[1] - high[1]];
            let across = wide.hypot(tall);
            let of_tiles = || spots.iter().any(|it| it.name.kind == LabelKind::Region && it.name.name == name.name);
            let sized = ACROSS.contains(&across) && !(self.options.sparse && across < SPARSE);
            if !sized || of_tiles() || self.named_by_pins(name) {
                continue;
            }
            let over = SHIFTS.iter().filter(|[x, y]| x.abs() <= wide && y.abs() <= tall);
            let over: Vec<Point> = over.map(|shift| [at[0] + shift[0], at[1] + shift[1]]).collect();
            // Over no large town, and so that each of them keeps a side for its name.
            let marks: Vec<Point> = seats.iter().map(|seat| seat.at).collect();
            let nothing = Placer::new(camera.frame());
            let set = LONGEST.into_iter().find_map(|longest| {
                let lines = self.lines_of(name).into_iter().flat_map(|line| broken(line, longest));
                let lines: Vec<String> = lines.collect();
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                over.iter().find_map(|&at| {
                    let room = Placer::room_over(at, &lines, ink.style);
                    let keeps_sides = || seats.iter().all(|seat| seat.keeps_side(self.placer, room));
                    let clear = self.placer.is_free(room) && keeps_sides();
                    let clear = clear.then_some((&marks[..], &nothing));
                    clear.and_then(|clear| self.placer.place_clear(at, &lines, ink, clear))
                })
            });
            // Beside a small one, as beside a town.
            let set = set.or_else(|| {
                let lines = self.lines_of(name);
                let marks: Vec<(Point, u32)> = marks.iter().map(|&at| (at, 1)).collect();
                let small = wide.max(tall) < SMALL;
                let clear = (&marks[..], &nothing);
                if small { self.placer.place_beside_clear(at, wide / 2.0, &lines, ink, clear) } else { None }
            });
            // A large one is named all the same.
            let set = set.or_else(|| {
                let lines: Vec<String> =
                    self.lines_of(name).into_iter().flat_map(|it| broken(it, LONGEST[0])).collect();
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                let large = wide.max(tall) >= LARGE;
                if large { over.iter().find_map(|&at| self.placer.place_over(at, &lines, ink)) } else { None }
            });
            if let Some(runs) = set {
                self.note(name, at);
                self.items.extend(runs.into_iter().map(crate::scene::Item::Text));
            }
        }
    }
}
