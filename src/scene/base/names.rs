//! Which names of the base map are set, in what type, and in what order they take their room (LOOK §3 and §5).
//!
//! Comes in: the tiles of a view and what is taken already. Goes out: dots and text. Countries lie across their land, seas
//! and regions in italics, towns beside their dot, rivers and dated lines along their course. A contested place has both
//! names, alike, one under the other. Nothing is chosen by where the view happens to end, so that labels do not flicker.

mod claimed;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use geodata::Gazetteer;

use super::tile::{Border, LabelKind, LineKind, NamedLine, PointName, joined};
use super::{Ground, ramp};
use crate::scene::Naming;
use crate::scene::item::{Group, Halo, Item, Point, Rect, Stroke, TextStyle};
use crate::scene::label::{Hug, Lettering, Placer, around};
use crate::scene::theme::{Dot, LabelStyle};

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

/// A name of a point, on the screen.
struct Spot<'a> {
    name: &'a PointName,
    at: Point,
}

/// Countries of a rank below this are large: a hundred thousand square kilometres (rank: 10 less the digits of km²).
const LARGE: u8 = 5;
/// Those below this are not small: ten thousand.
const MIDDLING: u8 = 6;

/// Capitals of so many people come before the names of small countries.
const LARGE_SEAT: u32 = 500_000;

/// Towns of so many people keep room for each other.
const LARGE_TOWN: u32 = 300_000;

/// Where the name of a country is tried beside the middle of its land, the nearest first, in points.
const COUNTRY_SHIFTS: [Point; 11] = [
    [0.0, 0.0],
    [0.0, -9.0],
    [0.0, 9.0],
    [0.0, -18.0],
    [0.0, 18.0],
    [-16.0, 0.0],
    [16.0, 0.0],
    [-30.0, 0.0],
    [30.0, 0.0],
    [0.0, -40.0],
    [0.0, 40.0],
];

/// How far apart two labels of one country stand at least, in points.
const COUNTRY_APART: f32 = 620.0;

/// Ends of a line in neighbouring tiles that are nearer than this are one, in points.
const TILES_MEET: f32 = 2.5;

/// Within this distance a far smaller place is taken for a part of the city.
const DISTRICT_KM: f64 = 8.0;

/// The zoom from which middling countries have room beside their capitals.
const ROOM_FOR_BOTH: f32 = 4.5;

/// The zoom from which towns are named.
const FIRST_TOWNS: f32 = 2.9;

/// Room left free around the name of a town for those after it, in points.
const AIR: f32 = 6.0;
/// The same where few are wanted.
const SPARSE_AIR: f32 = 20.0;

pub(super) fn place(ground: &Ground, placer: &mut Placer, options: &NameOptions) -> Vec<Item> {
    let mut names = Names {
        ground,
        placer,
        options,
        zoom: super::style_zoom(&ground.camera),
        items: Vec::new(),
        air: Placer::new(ground.camera.frame()),
        towns: Vec::new(),
        set: HashMap::new(),
    };
    let spots = names.spots();
    if names.zoom < 6.5 {
        // Large countries, then their capitals, then what room small countries have beside theirs; the seat of a very small
        // one waits, as it would stand where its larger neighbours are named. Middling countries come before capitals, but
        // not over them, from where both have room.
        names.countries(&spots, 0..LARGE, true);
        if names.zoom >= ROOM_FOR_BOTH {
            names.countries(&spots, LARGE..MIDDLING, false);
        }
        names.towns(&spots, |name| name.kind == LabelKind::Capital && name.population >= LARGE_SEAT);
        names.countries(&spots, LARGE..u8::MAX, true);
        names.towns(&spots, |name| name.kind == LabelKind::Capital);
        names.settlements(&spots, 1_000_000);
        names.claimed(&spots);
        names.lines(LineKind::Boundary);
        names.settlements(&spots, 0);
        names.seas(&spots);
        names.lines(LineKind::Range);
    } else {
        names.settlements(&spots, 200_000);
        names.regions(&spots);
        names.claimed(&spots);
        names.seas(&spots);
        names.countries(&spots, 0..u8::MAX, true);
        names.lines(LineKind::Boundary);
        names.settlements(&spots, 0);
    }
    names.regions(&spots);
    names.lines(LineKind::Boundary);
    names.lines(LineKind::River);
    names.lines(LineKind::Range);
    names.physical(&spots);
    names.items
}

/// Where the capitals in view are.
fn capitals(spots: &[Spot<'_>]) -> Vec<Point> {
    spots.iter().filter(|spot| spot.name.kind == LabelKind::Capital).map(|spot| spot.at).collect()
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
    /// Room around the names of towns that only a large one may stand in.
    air: Placer,
    /// The settlements named so far: where, and how many people.
    towns: Vec<(Point, u32)>,
    /// Where names stand already, so that no part of the world is named twice.
    set: HashMap<Arc<str>, Vec<Point>>,
}

impl<'a> Names<'a, '_> {
    /// Every name in view that its zoom allows, the most important first.
    fn spots(&self) -> Vec<Spot<'a>> {
        let frame = self.ground.camera.frame();
        let mut spots: Vec<Spot> = Vec::new();
        for placed in &self.ground.tiles {
            for name in &placed.tile.names {
                let at = placed.screen(name.at);
                let here = frame.contains(at) && placed.clip.is_none_or(|clip| clip.contains(at));
                if here && name.min_zoom <= self.zoom + 0.25 {
                    spots.push(Spot { name, at });
                }
            }
        }
        spots.sort_by(|a, b| {
            let key = |s: &Spot<'a>| (s.name.kind, s.name.rank, std::cmp::Reverse(importance(s.name)));
            let zooms = a.name.min_zoom.total_cmp(&b.name.min_zoom);
            key(a).cmp(&key(b)).then(zooms).then_with(|| a.name.name.cmp(&b.name.name))
        });
        spots
    }

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
        let near = |other: &Point| (other[0] - at[0]).hypot(other[1] - at[1]) < apart;
        self.set.get(&name.name).is_some_and(|places| places.iter().any(near))
    }

    fn note(&mut self, name: &PointName, at: Point) {
        self.set.entry(Arc::clone(&name.name)).or_default().push(at);
    }

    fn named_by_pins(&self, name: &PointName) -> bool {
        let is = |other: &&str| **other == *name.name || name.second.as_deref() == Some(*other);
        self.options.already.iter().any(is)
    }

    /// Countries of these ranks; over a capital only where they may cover one and there is no other room.
    fn countries(&mut self, spots: &[Spot<'a>], ranks: std::ops::Range<u8>, may_cover: bool) {
        let capitals = if self.zoom < FIRST_TOWNS { Vec::new() } else { capitals(spots) };
        let nothing = Placer::new(self.ground.camera.frame());
        let claims = if self.zoom < 5.0 { nothing.clone() } else { self.claims() };
        let style = country_style(&self.ground.theme.palette.label.country, self.zoom);
        let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
        // A picture is seen whole: one name for each country. In a window it comes again where much of one fills the view.
        let apart = if self.options.sparse { f32::MAX } else { COUNTRY_APART };
        let of_rank = |spot: &&Spot<'a>| spot.name.kind == LabelKind::Country && ranks.contains(&spot.name.rank);
        for spot in spots.iter().filter(of_rank) {
            // The name of a very small country waits until the country is wider than a dot (rank: 10 less the digits of km²).
            let tiny = (7..12).contains(&spot.name.rank) && self.zoom < f32::from(spot.name.rank) + 1.0;
            if tiny || self.is_set(spot.name, spot.at, apart) || self.named_by_pins(spot.name) {
                continue;
            }
            let text = if style.upper { spot.name.name.to_uppercase() } else { spot.name.name.to_string() };
            let reach = self.reach(spot);
            let mut set = |longer_than: usize, shifts: &[Point], (clear_of, claims): (&[Point], &Placer)| {
                let lines = broken(&text, longer_than);
                let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
                let at = |shift: &Point| [spot.at[0] + shift[0], spot.at[1] + shift[1]];
                let mut shifts = shifts.iter().filter(|[x, y]| x.hypot(*y) <= reach);
                shifts.find_map(|shift| self.placer.place_clear(at(shift), &lines, ink, (clear_of, claims)))
            };
            // Across no claim and no capital where there is room so, rather in two lines than aside.
            let clear = (&capitals[..], &claims);
            let near = |count: usize| COUNTRY_SHIFTS.get(..count).unwrap_or_default();
            let placed = set(14, near(1), clear)
                .or_else(|| if claims.is_empty() { None } else { set(5, near(7), clear) })
                .or_else(|| set(14, &COUNTRY_SHIFTS, clear))
                .or_else(|| if may_cover { set(14, &COUNTRY_SHIFTS, (&[], &nothing)) } else { None });
            if let Some(runs) = placed {
                self.note(spot.name, spot.at);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }

    /// What the names of capitals and large towns keep off where they can, as it is named after them, with its weight: the
    /// dots of the others, and the middle of small countries' names.
    fn kept_clear(&self, spots: &[Spot<'a>]) -> Vec<(Point, u32)> {
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

    /// How far the name of a country may stand from the middle of its land, in points: by its size, so that it stays within
    /// (rank: 10 less the digits of km²).
    fn reach(&self, spot: &Spot<'a>) -> f32 {
        let area_km2 = 3.0 * 10_f64.powi(9 - i32::from(spot.name.rank.min(12)));
        let [_, lat] = self.ground.camera.map_from_screen(spot.at);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let reach = ((area_km2 / std::f64::consts::PI).sqrt() * self.ground.camera.points_per_km(lat) * 0.8) as f32;
        // Half the height of its name and of its capital's beside each other.
        reach.max(if spot.name.rank < MIDDLING && self.zoom >= ROOM_FOR_BOTH { 18.0 } else { 9.0 })
    }

    /// Capitals, and towns of at least so many people.
    fn settlements(&mut self, spots: &[Spot<'a>], least: u32) {
        let town = |name: &PointName| name.kind == LabelKind::Settlement && name.population >= least;
        self.towns(spots, |name| name.kind == LabelKind::Capital || town(name));
        if least < LARGE_TOWN {
            self.placer.block_all(&self.air);
        }
    }

    fn towns(&mut self, spots: &[Spot<'a>], kept: impl Fn(&PointName) -> bool) {
        if self.zoom < FIRST_TOWNS {
            return;
        }
        let (clear_of, nothing) = (self.kept_clear(spots), Placer::new(self.ground.camera.frame()));
        for spot in spots.iter().filter(|spot| kept(spot.name)) {
            let capital = spot.name.kind == LabelKind::Capital;
            if self.is_set(spot.name, spot.at, 30.0) || self.named_by_pins(spot.name) || self.is_district(spot) {
                continue;
            }
            let style = self.town_style(spot.name, capital);
            let radius = match style.dot {
                Some(Dot::Disc(radius)) => radius,
                Some(Dot::Square(side)) => side / 2.0,
                None => 0.0,
            };
            let mark = Rect::from_center_size(spot.at, [radius * 2.0, radius * 2.0]);
            let large = capital || spot.name.population >= LARGE_TOWN;
            if !self.placer.is_free(mark.grown(1.0)) || !large && !self.air.is_free(mark.grown(1.0)) {
                continue;
            }
            let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
            let lines = self.lines_of(spot.name);
            // So that the next one and the country can be named too, if there is such a side.
            let in_the_way = if large { (&clear_of[..], &nothing) } else { (&[][..], &self.air) };
            if let Some(runs) = self.placer.place_beside_clear(spot.at, radius, &lines, ink, in_the_way) {
                // Air around each name: a map of a crowded coast is to be read, not filled.
                let most = if self.options.sparse { SPARSE_AIR } else { AIR };
                let air = ramp(self.zoom, 4.0, 2.0, 8.0, most);
                for run in &runs {
                    self.air.block(crate::scene::font::bounds(run).grown(air));
                }
                self.placer.block(mark);
                self.air.block(mark.grown(air));
                self.note(spot.name, spot.at);
                self.towns.push((spot.at, spot.name.population));
                self.dot(spot.at, style.dot);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }

    /// Whether a place is most likely a part of a city that is named: near it, and a tenth of its size at most. Such parts
    /// have entries of their own in gazetteers; they are named where the map is close enough to show them apart.
    fn is_district(&self, spot: &Spot<'a>) -> bool {
        if self.zoom >= 10.5 || spot.name.second.is_some() {
            return false;
        }
        let camera = &self.ground.camera;
        let [_, lat] = camera.map_from_screen(spot.at);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let near = (camera.points_per_km(lat) * DISTRICT_KM) as f32;
        let of = |&(at, population): &(Point, u32)| {
            population / 10 >= spot.name.population && (at[0] - spot.at[0]).hypot(at[1] - spot.at[1]) < near
        };
        self.towns.iter().any(of)
    }

    /// The style of a settlement by its people; quieter where the map is far off.
    fn town_style(&self, name: &PointName, capital: bool) -> LabelStyle {
        let label = &self.ground.theme.palette.label;
        let style = match name.population {
            _ if capital => &label.capital,
            200_000.. => &label.city,
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
        let million = name.population >= 1_000_000;
        let bold =
            style.bold && (self.zoom >= 6.5 || if self.zoom < 5.0 { capital && million } else { capital || million });
        LabelStyle { size: (style.size * shrink).max(10.5), dot, bold, ..style.clone() }
    }

    fn dot(&mut self, at: Point, dot: Option<Dot>) {
        let ink = self.ground.theme.palette.label.dot;
        let stroke = Some(Stroke::solid(ink.width, ink.edge));
        match dot {
            Some(Dot::Disc(radius)) => {
                self.items.push(Item::Disc { center: at, radius, fill: Some(ink.fill), stroke });
            }
            Some(Dot::Square(side)) => {
                let rect = Rect::from_center_size(at, [side, side]);
                self.items.push(Item::Box { rect, radius: 0.0, fill: Some(ink.fill), stroke });
            }
            None => {}
        }
    }

    fn seas(&mut self, spots: &[Spot<'a>]) {
        let style = &self.ground.theme.palette.label.water;
        for spot in spots {
            let size = match spot.name.kind {
                LabelKind::Ocean if self.zoom < 5.0 => style.size + 2.0,
                LabelKind::Sea if self.zoom >= 5.0 => style.size + 1.0,
                LabelKind::Sea | LabelKind::Lake => style.size,
                _ => continue,
            };
            let apart = if spot.name.kind == LabelKind::Ocean { COUNTRY_APART } else { 300.0 };
            if self.is_set(spot.name, spot.at, apart) {
                continue;
            }
            let text = TextStyle { size, ..style.text() };
            let ink = Lettering { style: text, color: style.colour, halo: Some(self.water_halo()) };
            let lines = if spot.name.kind == LabelKind::Lake {
                vec![spot.name.name.to_string()]
            } else {
                broken(&spot.name.name, 7)
            };
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            if let Some(runs) = self.placer.place_over(spot.at, &lines, ink) {
                self.note(spot.name, spot.at);
                self.items.extend(runs.into_iter().map(Item::Text));
            }
        }
    }

    /// How regions are set: smaller from afar.
    fn region_ink(&self) -> Lettering {
        let style = &self.ground.theme.palette.label.region;
        let shrink = ramp(self.zoom, 5.0, 0.82, 8.0, 1.0);
        let text = TextStyle { size: style.size * shrink, ..style.text() };
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

    /// Names along lines: rivers, ranges, or the dates of boundaries; each at most once in half a window's width.
    fn lines(&mut self, kind: LineKind) {
        let label = &self.ground.theme.palette.label;
        let (style, from, beside) = match kind {
            LineKind::River => (&label.water, 6.5, label.water.size * 0.8),
            LineKind::Boundary => (&label.boundary_date, 6.0, label.boundary_date.size * 0.75),
            LineKind::Range => (&label.physical, 3.0, 0.0),
        };
        if self.zoom < from {
            return;
        }
        let style = if kind == LineKind::Range { range_style(style, self.zoom) } else { style.clone() };
        let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
        let course = if kind == LineKind::Boundary { Hug::Near } else { Hug::Close };
        for line in self.courses(kind) {
            let set = self.set.get(&line.name);
            let apart = |at: Point| {
                let near = |other: &Point| (other[0] - at[0]).hypot(other[1] - at[1]) < COUNTRY_APART;
                line.view.contains(at) && !set.is_some_and(|places| places.iter().any(near))
            };
            let on = (&line.points[..], &line.around[..]);
            let Some(runs) = self.placer.place_along(on, &line.name, (beside, course), ink, apart) else { continue };
            let Some(at) = runs.get(runs.len() / 2).map(|run| run.pos) else { continue };
            self.set.entry(Arc::clone(&line.name)).or_default().push(at);
            self.items.extend(along(&line.name, runs));
        }
    }

    /// The named lines of a kind that reach into the view. Dated boundaries are joined across tiles: they are short, and must
    /// not stay nameless for where a tile ends.
    fn courses(&self, kind: LineKind) -> Vec<Line> {
        let frame = self.ground.camera.frame();
        let mut lines: Vec<Line> = Vec::new();
        let mut dated: BTreeMap<Arc<str>, Vec<Vec<Point>>> = BTreeMap::new();
        for placed in &self.ground.tiles {
            let shown = |line: &&NamedLine| line.kind == kind && line.min_zoom <= self.zoom + 0.25;
            for line in placed.tile.named_lines.iter().filter(shown) {
                let points: Vec<Point> = line.points.iter().map(|&point| placed.screen(point)).collect();
                let name = Arc::clone(&line.name);
                if kind == LineKind::Boundary && placed.clip.is_none() {
                    dated.entry(name).or_default().push(points);
                } else if around(&points).overlaps(frame) {
                    let view = placed.clip.map_or(frame, |clip| clip.grown(1.0));
                    lines.push(Line { name, points, around: Vec::new(), view });
                }
            }
        }
        for (name, mut pieces) in dated {
            pieces.sort_by(|a, b| long(b).total_cmp(&long(a)));
            // Where a name is tried hangs on the pieces in their tiles and not on which of them are in view.
            let middles: Vec<Point> = pieces.iter().filter_map(|piece| piece.get(piece.len() / 2)).copied().collect();
            for points in joined(pieces, |a, b| (a[0] - b[0]).hypot(a[1] - b[1]), TILES_MEET) {
                let around: Vec<Point> = middles.iter().filter(|&at| points.contains(at)).copied().collect();
                lines.push(Line { name: Arc::clone(&name), points, around, view: frame });
            }
        }
        lines
    }
}

/// A line on the screen with its name.
struct Line {
    name: Arc<str>,
    points: Vec<Point>,
    /// Where on it the name is tried, the best first; along all of it where there is none.
    around: Vec<Point>,
    /// Where the middle of the name may stand.
    view: Rect,
}

/// The length of a line.
fn long(line: &[Point]) -> f32 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| (b[0] - a[0]).hypot(b[1] - a[1])).sum()
}

/// A name along a line as items: one run where the line is straight; else its letters, all halos under all letters.
fn along(name: &str, runs: Vec<crate::scene::TextRun>) -> Vec<Item> {
    if runs.len() < 2 {
        return runs.into_iter().map(Item::Text).collect();
    }
    let over: Vec<Item> =
        runs.iter().map(|run| Item::Text(crate::scene::TextRun { halo: None, ..run.clone() })).collect();
    let items = runs.into_iter().map(Item::Text).chain(over).collect();
    vec![Item::Group(Group { id: None, title: Some(name.to_owned()), clip: None, items })]
}

/// Names of ranges are spaced out as the map comes closer.
fn range_style(style: &LabelStyle, zoom: f32) -> LabelStyle {
    LabelStyle { tracking: ramp(zoom, 3.0, 1.0, 8.0, style.tracking * 3.0), ..style.clone() }
}

/// Country names: sentence case far off, spaced capitals from zoom 5 on.
fn country_style(style: &LabelStyle, zoom: f32) -> LabelStyle {
    if zoom >= 5.0 {
        let tracking = ramp(zoom, 5.0, 2.5, 7.5, style.tracking);
        LabelStyle { size: ramp(zoom, 5.0, 12.5, 7.5, style.size), tracking, ..style.clone() }
    } else {
        LabelStyle { size: ramp(zoom, 2.0, 11.5, 5.0, 13.0), tracking: 0.2, upper: false, ..style.clone() }
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

    fn country_width(name: &str, zoom: f32) -> f32 {
        let style = country_style(&crate::scene::theme::Theme::light().palette.label.country, zoom);
        crate::scene::font::measure(name, &style.text()).width
    }

    #[test]
    fn country_names_grow_and_are_spaced_from_zoom_five() {
        assert!(country_width("ARMENIA", 7.5) > 1.4 * country_width("ARMENIA", 4.0));
    }

    #[test]
    fn long_names_break_near_the_middle() {
        assert_eq!(broken("Atlantic Ocean", 7), ["Atlantic", "Ocean"]);
        assert_eq!(broken("Mali", 7), ["Mali"]);
        assert_eq!(broken("Bosnia and Herzegovina", 14), ["Bosnia and", "Herzegovina"]);
        assert_eq!(broken("Mediterranean", 7), ["Mediterranean"]);
    }
}
