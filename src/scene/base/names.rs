//! Which names of the base map are set, in what type, and in what order they take their room (LOOK §3 and §5).
//!
//! Comes in: the tiles of a view and what is taken already. Goes out: dots and text. Countries lie across their land, seas
//! and regions in italics, towns beside their dot, rivers and dated lines along their course. A contested place has both
//! names, alike, one under the other. Nothing is chosen by where the view happens to end, so that labels do not flicker.

mod claimed;
mod countries;
mod courses;
mod lakes;
mod lands;
mod room;
mod seas;

use std::sync::Arc;

use geodata::Gazetteer;
use rustc_hash::FxHashMap;

use super::cells::Cells;
use super::tile::{Border, LabelKind, LineKind, PointName};
use super::{BaseTile, Ground, Placed, ramp};
use crate::scene::Naming;
use crate::scene::item::{Halo, Item, Point, Rect, Stroke, TextStyle};
use crate::scene::label::{Lettering, Marks, Placer, SIDE_MARGIN, around};
use crate::scene::theme::{Dot, LabelStyle};

use countries::{COUNTRY_APART, LARGE, MIDDLING};
use lands::Land;
use room::{Label, Standing};

/// What a person chose about names, and what is named already.
#[derive(Clone, Default)]
pub struct NameOptions<'a> {
    /// Which name stands first where a place has two.
    pub naming: Naming,
    /// Names that pins have set already; these places get no second label.
    pub already: &'a [&'a str],
    /// Fewer towns, with more room around each: for a picture, which shows where something happened and is no atlas.
    pub sparse: bool,
    /// Where the names of contested areas come from that the tiles leave out.
    pub gazetteer: Option<&'a Gazetteer>,
}

/// Looks up now what the names of a map are asked of the gazetteer, which takes milliseconds once: not for the thread that
/// draws. Without it the first map that needs it does.
pub fn ready(gazetteer: &Gazetteer) {
    lands::middles(gazetteer);
    lakes::lakes(gazetteer);
    claimed::areas(gazetteer);
}

/// A name of a point, on the screen.
#[derive(Clone, Copy)]
struct Spot<'a> {
    name: &'a PointName,
    at: Point,
}

/// Capitals of so many people come before the names of small countries.
const LARGE_SEAT: u32 = 500_000;

/// Towns of so many people keep room for each other.
const LARGE_TOWN: u32 = 300_000;

/// Towns of so many people do not cover the dots of larger ones.
const CITY: u32 = 200_000;

/// Capitals of so many people, where they have no room, ask names around them to move over.
const ASKING: u32 = 400_000;

/// Capitals of fewer people than this come after the cities of a million.
const SMALL_SEAT: u32 = 50_000;
const MILLION: u32 = 1_000_000;

/// Within this distance a place of a tenth of the people is taken for a part of the city.
const DISTRICT_KM: f64 = 8.0;
/// The same from afar for a large place of a sixth: a gazetteer has the boroughs of great cities as towns.
const BOROUGH_KM: f64 = 15.0;
const BOROUGH: u32 = 100_000;
const BOROUGH_ZOOM: f32 = 8.0;

/// Within this distance of it a name may take the side of a seat, in points.
const SEATED: f32 = 100.0;

/// What is so much of the world's width from a name stands in another copy of the world.
const COPY: f64 = 0.9;

/// The zoom from which towns are named.
const FIRST_TOWNS: f32 = 2.9;

/// Room left free around the name of a town for those after it, in points.
const AIR: f32 = 6.0;
/// The same where few are wanted.
const SPARSE_AIR: f32 = 20.0;

pub(super) fn place(ground: &Ground, placer: &mut Placer, options: &NameOptions) -> Vec<Item> {
    let zoom = super::style_zoom(&ground.camera);
    let spots = spots(ground, zoom);
    let mut names = Names {
        ground,
        placer,
        options,
        zoom,
        items: Vec::new(),
        dots: Vec::new(),
        air: Placer::new(ground.camera.frame()),
        aired: false,
        standing: Vec::new(),
        towns: Vec::new(),
        borough: borough(ground),
        tried: vec![false; spots.len()],
        set: FxHashMap::default(),
        areas: FxHashMap::default(),
    };
    let seats = if zoom < FIRST_TOWNS { Vec::new() } else { names.seats(&spots) };
    let kept = Kept {
        capitals: seats.iter().filter(|seat| seat.capital).map(|seat| (seat.at, 1)).collect(),
        marks: names.kept_clear(&spots),
        claims: if zoom < 5.0 { Placer::new(ground.camera.frame()) } else { names.claims() },
        seats,
    };
    let lands = names.lands(&spots);
    if zoom < 6.5 {
        // Large countries, then their capitals, then what room small countries have beside theirs; the seat of a very small
        // one waits, as it would stand where its larger neighbours are named. Middling countries come before capitals, from
        // afar only where these keep a side for their names.
        names.countries(&lands, 0..LARGE, &kept, true);
        names.countries(&lands, LARGE..MIDDLING, &kept, false);
        names.towns(&spots, &kept, |name| name.kind == LabelKind::Capital && name.population >= LARGE_SEAT);
        names.countries(&lands, LARGE..u8::MAX, &kept, true);
        names.towns(&spots, &kept, |name| name.kind == LabelKind::Capital && name.population >= SMALL_SEAT);
        names.towns(&spots, &kept, |name| name.kind == LabelKind::Settlement && name.population >= MILLION);
        names.claimed(&spots, &kept);
        names.lines(LineKind::Boundary);
        names.settlements(&spots, &kept, 0);
        names.seas(&spots);
        names.lines(LineKind::Range);
        names.regions(&spots);
    } else {
        names.settlements(&spots, &kept, CITY);
        names.regions(&spots);
        names.claimed(&spots, &kept);
        names.seas(&spots);
        names.countries(&lands, 0..u8::MAX, &kept, true);
        names.lines(LineKind::Boundary);
        names.settlements(&spots, &kept, 0);
        names.lines(LineKind::River);
        names.lines(LineKind::Range);
    }
    names.physical(&spots);
    names.items.append(&mut names.dots);
    names.items
}

/// How far a borough is from its city at most, wherever in a view, in points.
fn borough(ground: &Ground) -> f32 {
    let [_, height] = ground.camera.size;
    let ends = [0.0, height].map(|y| ground.projection.map_from_screen([0.0, y])[1]);
    #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
    let [a, b] = ends.map(|lat| (ground.camera.points_per_km(lat) * BOROUGH_KM) as f32 + 1.0);
    a.max(b)
}

/// Every name in view that the zoom allows, the most important first.
fn spots(ground: &Ground, zoom: f32) -> Vec<Spot<'_>> {
    let frame = ground.camera.frame();
    let mut spots: Vec<Spot> = Vec::new();
    for placed in &ground.tiles {
        for name in placed.tile.names.iter().filter(|name| name.min_zoom <= zoom + 0.25) {
            let at = placed.screen(name.at);
            if frame.contains(at) && placed.clip.is_none_or(|clip| clip.contains(at)) {
                spots.push(Spot { name, at });
            }
        }
    }
    spots.sort_by(order);
    spots
}

/// The most important first, whatever tile it is of.
fn order(a: &Spot<'_>, b: &Spot<'_>) -> std::cmp::Ordering {
    let key = |s: &Spot<'_>| (s.name.kind, s.name.rank, std::cmp::Reverse(importance(s.name)));
    let zooms = a.name.min_zoom.total_cmp(&b.name.min_zoom);
    key(a).cmp(&key(b)).then(zooms).then_with(|| a.name.name.cmp(&b.name.name))
}

/// What names keep clear of, as it is named after them.
struct Kept<'a> {
    /// Where the capitals in view are.
    capitals: Marks,
    /// Dots and the names of small countries, with their weight.
    marks: Marks,
    /// Disputed and former lines.
    claims: Placer,
    /// Capitals and large towns, whose names need a side.
    seats: Vec<Seat<'a>>,
}

/// A capital or a large town with the name it will have.
struct Seat<'a> {
    at: Point,
    radius: f32,
    lines: Vec<&'a str>,
    style: TextStyle,
    capital: bool,
}

impl Seat<'_> {
    /// Whether its name has a side left once a rectangle is taken.
    fn keeps_side(&self, placer: &Placer, taken: Rect) -> bool {
        !taken.grown(SEATED).contains(self.at)
            || placer.keeps_side(self.at, self.radius, &self.lines, self.style, taken)
    }
}

/// People, three times as many where two names are in use: such a place is in the news for more than its size, and still
/// does not hide a far larger city beside it.
fn importance(name: &PointName) -> u32 {
    if name.second.is_some() { name.population.saturating_mul(3).max(20_000) } else { name.population }
}

struct Names<'a, 'p> {
    ground: &'a Ground,
    placer: &'p mut Placer,
    options: &'p NameOptions<'p>,
    zoom: f32,
    items: Vec<Item>,
    /// The dots of towns: over all names, as the edge of one may reach the dot of another.
    dots: Vec<Item>,
    /// Room around the names of towns that only a large one may stand in.
    air: Placer,
    /// Whether that room is taken from everything by now.
    aired: bool,
    /// The names that can move over for others.
    standing: Vec<Standing>,
    /// The settlements named so far: where, and how many people.
    towns: Vec<(Point, u32)>,
    /// How far a borough is from its city at most, wherever in the view, in points.
    borough: f32,
    /// Which spots were tried as towns: where there was no room once there is none later.
    tried: Vec<bool>,
    /// Where names stand already, so that no part of the world is named twice.
    set: FxHashMap<Arc<str>, Vec<Point>>,
    /// The same of countries and waters alone: of these each is named once in a view, however much of it is seen.
    areas: FxHashMap<Arc<str>, Vec<(LabelKind, Point)>>,
}

impl<'a> Names<'a, '_> {
    fn halo(&self) -> Halo {
        self.ground.theme.halo()
    }

    fn water_halo(&self) -> Halo {
        Halo { color: self.ground.theme.palette.map.water, ..self.halo() }
    }

    /// The lines of a name: both names of a contested place, in the chosen order.
    fn lines_of(&self, name: &'a PointName) -> Vec<&'a str> {
        self.options.naming.lines(&name.name, name.second.as_deref())
    }

    fn is_set(&self, name: &PointName, at: Point, apart: f32) -> bool {
        let near = |other: &Point| (other[0] - at[0]).powi(2) + (other[1] - at[1]).powi(2) < apart * apart;
        self.set.get(&name.name).is_some_and(|places| places.iter().any(near))
    }

    fn note(&mut self, name: &PointName, at: Point) {
        self.set.entry(Arc::clone(&name.name)).or_default().push(at);
    }

    /// Whether a country, a sea or an ocean has its name in this copy of the world; in a picture, in any.
    fn is_named_whole(&self, spot: &Spot<'a>) -> bool {
        let apart = if self.options.sparse { f64::MAX } else { self.ground.projection.world_width() * COPY };
        let near = |other: Point| f64::from((other[0] - spot.at[0]).hypot(other[1] - spot.at[1])) < apart;
        let places = self.areas.get(&spot.name.name);
        places.is_some_and(|places| places.iter().any(|&(kind, at)| kind == spot.name.kind && near(at)))
    }

    fn note_whole(&mut self, spot: &Spot<'a>) {
        self.note(spot.name, spot.at);
        self.areas.entry(Arc::clone(&spot.name.name)).or_default().push((spot.name.kind, spot.at));
    }

    fn named_by_pins(&self, name: &PointName) -> bool {
        let is = |other: &&str| **other == *name.name || name.second.as_deref() == Some(*other);
        self.options.already.iter().any(is)
    }

    /// Whether a line of a tile passes through a rectangle or close by, as these cells have it.
    fn crosses(&self, rect: Rect, cells: impl Fn(&BaseTile) -> &Cells) -> bool {
        self.ground.tiles.iter().any(|Placed { tile, origin, scale, .. }| {
            let unit = |at: Point| [(at[0] - origin[0]) / scale, (at[1] - origin[1]) / scale];
            cells(tile).meet(Rect { min: unit(rect.min), max: unit(rect.max) })
        })
    }

    /// What the names of capitals and large towns keep off where they can, as it is named after them, with its weight: the
    /// dots of the others, and the middle of small countries' names.
    fn kept_clear(&self, spots: &[Spot<'a>]) -> Marks {
        let dot = |spot: &Spot<'a>| match (spot.name.kind, spot.name.population) {
            (LabelKind::Capital, _) => Some((spot.at, 5)),
            (LabelKind::Settlement, LARGE_TOWN..) => Some((spot.at, 1 + importance(spot.name) / 400_000)),
            _ => None,
        };
        let small = spots.iter().filter(|spot| spot.name.kind == LabelKind::Country && spot.name.rank >= LARGE);
        let half =
            |spot: &Spot<'a>| 2.0 * f32::from(u8::try_from(spot.name.name.chars().count()).unwrap_or(20).min(14));
        let over = small.flat_map(|spot| [-half(spot), 0.0, half(spot)].map(|x| ([spot.at[0] + x, spot.at[1]], 1)));
        spots.iter().filter_map(dot).chain(over).collect()
    }

    /// The capitals and large towns in view with the names they will have.
    fn seats(&self, spots: &[Spot<'a>]) -> Vec<Seat<'a>> {
        let large = |name: &PointName| name.kind == LabelKind::Settlement && name.population >= LARGE_TOWN;
        let seats = spots.iter().filter(|it| it.name.kind == LabelKind::Capital || large(it.name));
        let seat = |spot: &Spot<'a>| {
            let capital = spot.name.kind == LabelKind::Capital;
            let style = self.town_style(spot.name, capital);
            let (radius, lines) = (style.dot.map_or(0.0, reach_of), self.lines_of(spot.name));
            Seat { at: spot.at, radius, lines, style: style.text(), capital }
        };
        seats.map(seat).collect()
    }

    /// The disputed and former lines in view, as something in the way.
    fn claims(&self) -> Placer {
        let mut claims = Placer::new(self.ground.camera.frame());
        for placed in &self.ground.tiles {
            let disputed = |kind| matches!(kind, Border::Disputed | Border::Former);
            for group in placed.tile.borders.iter().filter(|group| disputed(group.kind)) {
                for line in &group.geometry.lines {
                    let points: Vec<Point> = line.iter().map(|&at| placed.screen(at)).collect();
                    if around(&points).overlaps(self.ground.camera.frame()) {
                        claims.block_line(&points, 1.0);
                    }
                }
            }
        }
        claims
    }

    /// Towns of at least so many people; capitals too.
    fn settlements(&mut self, spots: &[Spot<'a>], kept: &Kept<'a>, least: u32) {
        let town = |name: &PointName| name.kind == LabelKind::Settlement && name.population >= least;
        self.towns(spots, kept, |name| name.kind == LabelKind::Capital || town(name));
        if least < LARGE_TOWN {
            self.placer.block_all(&self.air);
            self.aired = true;
        }
    }

    fn towns(&mut self, spots: &[Spot<'a>], kept: &Kept<'a>, meant: impl Fn(&PointName) -> bool) {
        if self.zoom < FIRST_TOWNS {
            return;
        }
        let (nothing, no_marks) = (Placer::new(self.ground.camera.frame()), Marks::default());
        for (at, spot) in spots.iter().enumerate().filter(|(_, spot)| meant(spot.name)) {
            if self.tried.get_mut(at).is_none_or(|tried| std::mem::replace(tried, true)) {
                continue;
            }
            let capital = spot.name.kind == LabelKind::Capital;
            let style = self.town_style(spot.name, capital);
            let radius = style.dot.map_or(0.0, reach_of);
            let mark = Rect::from_center_size(spot.at, [radius * 2.0, radius * 2.0]);
            let large = capital || spot.name.population >= LARGE_TOWN;
            // What is cheap to ask comes first: most towns are left out for want of room.
            let free = self.placer.is_free(mark.grown(1.0));
            if !(large || free && self.air.is_free(mark.grown(1.0))) {
                continue;
            }
            if self.is_set(spot.name, spot.at, 30.0) || self.named_by_pins(spot.name) {
                continue;
            }
            let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
            let lines = self.lines_of(spot.name);
            let sides = Placer::sides(spot.at, radius, &lines, ink.style);
            // So that the next one and the country can be named too, if there is such a side.
            let marks = if large || spot.name.population >= CITY { &kept.marks } else { &no_marks };
            let clear = (marks, if large { &nothing } else { &self.air });
            let side = if free { self.placer.clearest(spot.at, &sides, clear) } else { None };
            let asks = capital && spot.name.population >= ASKING;
            if side.is_none() && !asks || self.is_district(spot) {
                continue;
            }
            // Air around each name: a map of a crowded coast is to be read, not filled.
            let most = if self.options.sparse { SPARSE_AIR } else { AIR };
            let air = ramp(self.zoom, 4.0, 2.0, 8.0, most);
            let lines = lines.into_iter().map(str::to_owned).collect();
            let label = Label { lines, ink, spots: sides.to_vec(), margin: SIDE_MARGIN, dot: Some((mark, air)) };
            if let Some(side) = side.or_else(|| self.make_room(Some(mark.grown(1.0)), &label)) {
                self.placer.block(mark);
                self.note(spot.name, spot.at);
                self.towns.push((spot.at, spot.name.population));
                self.dot(spot.at, style.dot);
                self.put(label, side);
            }
        }
    }

    /// Whether a place is most likely a part of a city that is named: near it, and far smaller. Such parts have entries of
    /// their own in gazetteers; they are named where the map is close enough to show them apart.
    fn is_district(&self, spot: &Spot<'a>) -> bool {
        let name = spot.name;
        if self.zoom >= 10.5 || name.second.is_some() {
            return false;
        }
        let off = |at: Point| ((at[0] - spot.at[0]).powi(2) + (at[1] - spot.at[1]).powi(2)).sqrt();
        let near =
            || self.towns.iter().filter(|(at, _)| (at[0] - spot.at[0]).abs() < self.borough && off(*at) < self.borough);
        let nearest = |share: u32| {
            let larger = near().filter(|(_, population)| population / share >= name.population);
            larger.map(|&(at, _)| off(at)).min_by(f32::total_cmp)
        };
        let large = name.kind == LabelKind::Settlement && name.population >= BOROUGH;
        let borough = large && self.zoom < BOROUGH_ZOOM;
        let off =
            [nearest(10).map(|off| (off, DISTRICT_KM)), nearest(6).filter(|_| borough).map(|off| (off, BOROUGH_KM))];
        let within = |(off, km): (f32, f64)| {
            let [_, lat] = self.ground.projection.map_from_screen(spot.at);
            f64::from(off) < self.ground.camera.points_per_km(lat) * km
        };
        off.into_iter().flatten().any(within)
    }

    /// The style of a settlement by its people; quieter where the map is far off.
    fn town_style(&self, name: &PointName, capital: bool) -> LabelStyle {
        let label = &self.ground.theme.palette.label;
        let style = match name.population {
            _ if capital => &label.capital,
            CITY.. => &label.city,
            30_000.. => &label.town,
            10_000.. => &label.small_town,
            1_000.. => &label.village,
            _ => &label.hamlet,
        };
        let shrink = ramp(self.zoom, 4.0, 0.8, 7.0, 1.0);
        let dot = style.dot.map(|dot| match dot {
            Dot::Disc(radius) => Dot::Disc(radius * shrink),
            Dot::Square(side) => Dot::Square(side * shrink),
        });
        // Bold is for the few: the great capitals from afar, nearer all of them and the cities of a million.
        let million = name.population >= MILLION;
        let bold =
            style.bold && (self.zoom >= 6.5 || if self.zoom < 5.0 { capital && million } else { capital || million });
        LabelStyle { size: halves(style.size * shrink).max(10.5), dot, bold, ..style.clone() }
    }

    fn dot(&mut self, at: Point, dot: Option<Dot>) {
        let ink = self.ground.theme.palette.label.dot;
        let stroke = Some(Stroke::solid(ink.width, ink.edge));
        match dot {
            Some(Dot::Disc(radius)) => {
                self.dots.push(Item::Disc { center: at, radius, fill: Some(ink.fill), stroke });
            }
            Some(Dot::Square(side)) => {
                let rect = Rect::from_center_size(at, [side, side]);
                self.dots.push(Item::Box { rect, radius: 0.0, fill: Some(ink.fill), stroke });
            }
            None => {}
        }
    }

    /// How regions are set: smaller from afar.
    fn region_ink(&self) -> Lettering {
        let style = &self.ground.theme.palette.label.region;
        let shrink = ramp(self.zoom, 5.0, 0.82, 8.0, 1.0);
        let text = TextStyle { size: halves(style.size * shrink), ..style.text() };
        Lettering { style: text, color: style.colour, halo: Some(self.halo()) }
    }

    fn regions(&mut self, spots: &[Spot<'a>]) {
        let ink = self.region_ink();
        for spot in spots.iter().filter(|spot| spot.name.kind == LabelKind::Region) {
            if self.zoom > 10.5 || self.is_set(spot.name, spot.at, 300.0) || self.named_by_pins(spot.name) {
                continue;
            }
            let lines = self.lines_of(spot.name);
            let shifts = [[0.0, 0.0], [0.0, -22.0], [0.0, 22.0], [-40.0, 0.0], [40.0, 0.0]];
            let placed = shifts
                .iter()
                .find_map(|shift| self.placer.place_over([spot.at[0] + shift[0], spot.at[1] + shift[1]], &lines, ink));
            if let Some(runs) = placed {
                self.note(spot.name, spot.at);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }

    /// Deserts, peaks and islands, where there is room left.
    fn physical(&mut self, spots: &[Spot<'a>]) {
        let style = &self.ground.theme.palette.label.physical;
        let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
        for spot in spots.iter().filter(|spot| spot.name.kind == LabelKind::Physical) {
            if self.is_set(spot.name, spot.at, 300.0) || self.named_by_pins(spot.name) {
                continue;
            }
            let lines: Vec<String> = match &spot.name.second {
                Some(_) => self.lines_of(spot.name).into_iter().map(str::to_owned).collect(),
                None => broken(&spot.name.name, 10),
            };
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            if let Some(runs) = self.placer.place_over(spot.at, &lines, ink) {
                self.note(spot.name, spot.at);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }
}

/// In half points. A screen makes the letters of each size once; in a size for each step of the zoom it would make all of
/// them anew on the way in.
fn halves(size: f32) -> f32 {
    (size * 2.0).round() / 2.0
}

/// How far a dot reaches from its middle, in points.
fn reach_of(dot: Dot) -> f32 {
    match dot {
        Dot::Disc(radius) => radius,
        Dot::Square(side) => side / 2.0,
    }
}

/// A long name in two lines, at the space nearest its middle.
fn broken(name: &str, longer_than: usize) -> Vec<String> {
    let count = name.chars().count();
    if count <= longer_than {
        return vec![name.to_owned()];
    }
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(name.len() / 2)) {
        Some(at) => {
            let (first, second) = name.split_at(at);
            vec![first.to_owned(), second.trim_start().to_owned()]
        }
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_break_near_the_middle() {
        assert_eq!(broken("Atlantic Ocean", 7), ["Atlantic", "Ocean"]);
        assert_eq!(broken("Mali", 7), ["Mali"]);
        assert_eq!(broken("Bosnia and Herzegovina", 14), ["Bosnia and", "Herzegovina"]);
        assert_eq!(broken("Mediterranean", 7), ["Mediterranean"]);
    }
}
