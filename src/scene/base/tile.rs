//! A tile of the base map, decoded: geometry by layer and kind that both painters share, and what could be named on it.
//!
//! Comes in: the bytes of a vector tile in a schema that [`schema`] knows. Goes out: a [`BaseTile`] in units of 4096 to a
//! side. Outlines are made from polygons by leaving out the edges that a tile's rim cut, so that
//! no rim is ever drawn; lines are cut at the rim. Whatever the bytes hold, a tile comes out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::Cells;
use super::chain::chained;
use super::mvt::{self, Feature, Shape};
use super::schema::{self, Subject, min_zoom};
use crate::scene::item::{TileArea, TileLine};

/// Units to a side of a decoded tile, whatever extent its file has.
pub const EXTENT: i32 = 4096;

/// Which tile: zoom, column from the date line eastwards, row from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    /// Zoom: the world is 2^z tiles wide.
    pub z: u8,
    /// Column, below 2^z.
    pub x: u32,
    /// Row, below 2^z.
    pub y: u32,
}

impl TileId {
    /// The tile this one is a quarter of.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        Some(Self { z: self.z.checked_sub(1)?, x: self.x / 2, y: self.y / 2 })
    }

    /// Its upper left corner and side in the unit square of Web Mercator.
    #[must_use]
    pub fn unit_square(self) -> ([f64; 2], f64) {
        let side = (-f64::from(self.z)).exp2();
        ([f64::from(self.x) * side, f64::from(self.y) * side], side)
    }
}

/// What a boundary line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Border {
    /// Between countries, not in dispute here.
    Country,
    /// Between first-level regions of one country.
    Region,
    /// A line of ceasefire or control, or a claim: dashed.
    Disputed,
    /// A boundary that was one: dotted, with its date.
    Former,
}

/// Lines of one kind that appear from one zoom on.
#[derive(Clone, Debug)]
pub struct Lines<K> {
    /// What they are.
    pub kind: K,
    /// The first zoom at which they are drawn.
    pub min_zoom: f32,
    /// The lines.
    pub geometry: Arc<TileLine>,
}

/// What a named line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineKind {
    /// A river.
    River,
    /// A boundary with its date.
    Boundary,
    /// A range of mountains.
    Range,
}

/// A line with a name, for setting the name along it: joined within its tile, so that where the name stands does not
/// depend on the view.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedLine {
    /// Its name; for a dated boundary the words with the date.
    pub name: Arc<str>,
    /// What it is.
    pub kind: LineKind,
    /// The first zoom at which it is named.
    pub min_zoom: f32,
    /// Its course in tile units.
    pub points: Vec<[i16; 2]>,
}

/// How a point label is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LabelKind {
    /// A country: across the land.
    Country,
    /// A capital of a country.
    Capital,
    /// A settlement, by its population.
    Settlement,
    /// A region: italic.
    Region,
    /// An ocean.
    Ocean,
    /// A sea or gulf.
    Sea,
    /// A lake.
    Lake,
    /// A desert, a peak, an island.
    Physical,
}

/// Something with a name at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct PointName {
    /// How it is set.
    pub kind: LabelKind,
    /// Main name.
    pub name: Arc<str>,
    /// The other name of a contested place.
    pub second: Option<Arc<str>>,
    /// How many people live there; 0 when unknown.
    pub population: u32,
    /// The first zoom at which it is named.
    pub min_zoom: f32,
    /// Less is more important among equals.
    pub rank: u8,
    /// Where, in tile units.
    pub at: [i16; 2],
}

/// A decoded tile.
#[derive(Debug, Default)]
pub struct BaseTile {
    /// Land.
    pub earth: Arc<TileArea>,
    /// The edges of the land.
    pub shore: Arc<TileLine>,
    /// Lakes, and the sea where a file has it as areas.
    pub water: Arc<TileArea>,
    /// The edges of lakes.
    pub lake_shore: Arc<TileLine>,
    /// Rivers by rank.
    pub rivers: Vec<Lines<u8>>,
    /// Boundaries by kind.
    pub borders: Vec<Lines<Border>>,
    /// Roads by rank, 0 the largest; our own map has none.
    pub roads: Vec<Lines<u8>>,
    /// Names along lines.
    pub named_lines: Vec<NamedLine>,
    /// Names at points.
    pub names: Vec<PointName>,
    /// Where the edges of land and lakes run.
    pub(super) shores: Cells,
    /// Where lines between countries run, disputed ones too.
    pub(super) frontiers: Cells,
}

/// Key of a group of lines: kind and ten times the first zoom, so that it can be ordered.
type Grouped<K> = BTreeMap<(K, u16), Vec<Vec<[i16; 2]>>>;

impl BaseTile {
    /// Whether anything of a layer of this name is drawn.
    #[must_use]
    pub fn draws_layer(name: &str) -> bool {
        schema::subject(name).is_some()
    }

    /// Decodes a tile; what is damaged in it is left out.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Self {
        let mut making = Making::default();
        let mut landless = false;
        for layer in mvt::layers(bytes, |name| schema::subject(name).is_some()) {
            let scale = f64::from(EXTENT) / f64::from(layer.extent);
            landless |= schema::is_landless(layer.name);
            let Some(subject) = schema::subject(layer.name) else { continue };
            for feature in &layer.features {
                landless |= schema::is_landless_sea(feature);
                match subject {
                    Subject::Earth => making.earth(feature, scale),
                    Subject::Water => making.water(feature, scale),
                    Subject::Boundary => making.boundary(feature, scale),
                    Subject::Place => making.place(feature, scale),
                    Subject::Road => making.road(feature, scale),
                }
            }
        }
        if landless && making.earth.is_empty() {
            making.fill();
        }
        making.finish()
    }
}

#[derive(Default)]
struct Making {
    earth: Vec<Vec<Vec<[i16; 2]>>>,
    shore: Vec<Vec<[i16; 2]>>,
    water: Vec<Vec<Vec<[i16; 2]>>>,
    lake_shore: Vec<Vec<[i16; 2]>>,
    rivers: Grouped<u8>,
    borders: Grouped<Border>,
    roads: Grouped<u8>,
    sea_shore: Vec<Vec<[i16; 2]>>,
    named_lines: BTreeMap<(LineKind, String), Pieces>,
    names: Vec<PointName>,
}

impl Making {
    fn earth(&mut self, feature: &Feature, scale: f64) {
        match feature.shape {
            Shape::Rings => {
                let polygons = polygons(feature, scale);
                self.shore.extend(outlines(&polygons));
                self.earth.extend(polygons);
            }
            Shape::Lines => {
                self.name_lines(schema::name(feature), LineKind::Range, min_zoom(feature), &clipped(feature, scale));
            }
            Shape::Points => self.name_points(feature, LabelKind::Physical, scale),
        }
    }

    fn water(&mut self, feature: &Feature, scale: f64) {
        match feature.shape {
            Shape::Rings => {
                let polygons = polygons(feature, scale);
                let shore = if schema::is_sea(feature) { &mut self.sea_shore } else { &mut self.lake_shore };
                shore.extend(outlines(&polygons));
                self.water.extend(polygons);
            }
            Shape::Lines => {
                let Some(rank) = schema::river_rank(feature) else { return };
                let (min_zoom, lines) = (min_zoom(feature), clipped(feature, scale));
                self.name_lines(schema::name(feature), LineKind::River, min_zoom, &lines);
                self.rivers.entry((rank, tenths(min_zoom))).or_default().extend(lines);
            }
            Shape::Points => self.name_points(feature, schema::water_label(feature), scale),
        }
    }

    fn boundary(&mut self, feature: &Feature, scale: f64) {
        let Some(kind) = schema::border(feature) else { return };
        let lines = clipped(feature, scale);
        if matches!(kind, Border::Disputed | Border::Former) {
            self.name_lines(schema::name(feature), LineKind::Boundary, 6.0, &lines);
        }
        self.borders.entry((kind, tenths(min_zoom(feature)))).or_default().extend(lines);
    }

    fn road(&mut self, feature: &Feature, scale: f64) {
        if let (Shape::Lines, Some(rank)) = (feature.shape, schema::road_rank(feature)) {
            self.roads.entry((rank, tenths(min_zoom(feature)))).or_default().extend(clipped(feature, scale));
        }
    }

    fn place(&mut self, feature: &Feature, scale: f64) {
        if let (Shape::Points, Some(kind)) = (feature.shape, schema::place_label(feature)) {
            self.name_points(feature, kind, scale);
        }
    }

    /// Land wherever there is no water, and the edges of the sea for those of the land.
    fn fill(&mut self) {
        /// How far areas reach over the rim, in tile units.
        const OVER: i16 = 80;
        #[expect(clippy::cast_possible_truncation, reason = "4176")]
        let (low, high) = (-OVER, EXTENT as i16 + OVER);
        self.earth = vec![vec![vec![[low, low], [high, low], [high, high], [low, high]]]];
        self.shore = std::mem::take(&mut self.sea_shore);
    }

    fn name_points(&mut self, feature: &Feature, kind: LabelKind, scale: f64) {
        let Some(name) = schema::name(feature) else { return };
        let Some(&at) = feature.parts.first().and_then(|part| part.first()) else { return };
        let population = schema::population(feature);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let rank = feature.number("sort_rank").unwrap_or(0.0).clamp(0.0, 255.0) as u8;
        let (name, second) = (Arc::from(name), feature.text("name2").map(Arc::from));
        self.names.push(PointName {
            kind,
            name,
            second,
            population,
            min_zoom: min_zoom(feature),
            rank,
            at: unit(at, scale),
        });
    }

    fn name_lines(&mut self, name: Option<&str>, kind: LineKind, min_zoom: f32, lines: &[Vec<[i16; 2]>]) {
        let Some(name) = name else { return };
        let (least, pieces) = self.named_lines.entry((kind, name.to_owned())).or_insert_with(|| (min_zoom, Vec::new()));
        *least = least.min(min_zoom);
        pieces.extend_from_slice(lines);
    }

    fn finish(self) -> BaseTile {
        /// Ends nearer than this are one; a tile unit is a sixteenth of a point.
        const MEET: f32 = 24.0;
        let mut named_lines = Vec::new();
        for ((kind, name), (min_zoom, pieces)) in self.named_lines {
            let name: Arc<str> = Arc::from(name);
            let named = |points| NamedLine { name: Arc::clone(&name), kind, min_zoom, points };
            named_lines.extend(joined(pieces, apart, MEET).into_iter().map(named));
        }
        let parting = |kind: &Border| matches!(kind, Border::Country | Border::Disputed);
        let frontiers = self.borders.iter().filter(|((kind, _), _)| parting(kind));
        BaseTile {
            frontiers: Cells::of(frontiers.flat_map(|(_, lines)| lines)),
            shores: Cells::of(self.shore.iter().chain(&self.lake_shore)),
            earth: area(self.earth),
            shore: Arc::new(TileLine { lines: self.shore }),
            water: area(self.water),
            lake_shore: Arc::new(TileLine { lines: self.lake_shore }),
            rivers: grouped(self.rivers),
            borders: grouped(self.borders),
            roads: grouped(self.roads),
            named_lines,
            names: self.names,
        }
    }
}

/// The first zoom at which a line is named, and its pieces.
type Pieces = (f32, Vec<Vec<[i16; 2]>>);

/// Joins lines whose ends are nearer to each other than `meet`, as `apart` measures it; longest first.
pub(super) fn joined<P: Copy>(mut pieces: Vec<Vec<P>>, apart: impl Fn(P, P) -> f32, meet: f32) -> Vec<Vec<P>> {
    let meet = |a: Option<&P>, b: Option<&P>| match (a, b) {
        (Some(&a), Some(&b)) => apart(a, b) < meet,
        _ => false,
    };
    let mut found = Vec::new();
    while let Some(mut line) = pieces.pop() {
        while let Some(at) = pieces.iter().position(|other| {
            meet(line.last(), other.first())
                || meet(line.last(), other.last())
                || meet(line.first(), other.last())
                || meet(line.first(), other.first())
        }) {
            let mut other = pieces.swap_remove(at);
            if meet(line.first(), other.last()) || meet(line.first(), other.first()) {
                line.reverse();
            }
            if meet(line.last(), other.last()) && !meet(line.last(), other.first()) {
                other.reverse();
            }
            line.extend(other.into_iter().skip(1));
        }
        found.push(line);
    }
    let length = |line: &[P]| -> f32 { line.iter().zip(line.iter().skip(1)).map(|(&a, &b)| apart(a, b)).sum() };
    found.sort_by(|a, b| length(b).total_cmp(&length(a)));
    found
}

/// How far apart two points of a tile are, in its units, along its sides.
fn apart([ax, ay]: [i16; 2], [bx, by]: [i16; 2]) -> f32 {
    f32::from(ax.abs_diff(bx)) + f32::from(ay.abs_diff(by))
}

fn area(polygons: Vec<Vec<Vec<[i16; 2]>>>) -> Arc<TileArea> {
    Arc::new(TileArea { polygons, ..TileArea::default() })
}

fn grouped<K>(groups: Grouped<K>) -> Vec<Lines<K>> {
    groups
        .into_iter()
        .map(|((kind, zoom), lines)| Lines {
            kind,
            min_zoom: f32::from(zoom) / 10.0,
            geometry: Arc::new(TileLine { lines: chained(lines) }),
        })
        .collect()
}

fn tenths(zoom: f32) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a zoom between 0 and 24")]
    let tenths = (zoom * 10.0).round() as u16;
    tenths
}

/// To units of 4096, kept within what 16 bits hold.
fn unit([x, y]: [i32; 2], scale: f64) -> [i16; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let to = |n: i32| (f64::from(n) * scale).round().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16;
    [to(x), to(y)]
}

/// Outer rings with their holes: a ring of negative area is a hole of the outer ring before it.
fn polygons(feature: &Feature, scale: f64) -> Vec<Vec<Vec<[i16; 2]>>> {
    let mut found: Vec<Vec<Vec<[i16; 2]>>> = Vec::new();
    for ring in &feature.parts {
        let ring: Vec<[i16; 2]> = ring.iter().map(|&point| unit(point, scale)).collect();
        match (double_area(&ring).signum(), found.last_mut()) {
            (0, _) => {}
            (-1, Some(polygon)) => polygon.push(ring),
            _ => found.push(vec![ring]),
        }
    }
    found
}

/// Twice the signed area: positive when the ring runs clockwise on a screen.
fn double_area(ring: &[[i16; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])).sum()
}

/// The edges of polygons that are edges in the world: without those along the rim that cut them.
fn outlines(polygons: &[Vec<Vec<[i16; 2]>>]) -> Vec<Vec<[i16; 2]>> {
    let mut lines = Vec::new();
    for ring in polygons.iter().flatten() {
        let mut closed = ring.clone();
        closed.extend(ring.first());
        cut(&closed, &mut lines);
    }
    lines
}

/// The lines of a feature within the tile.
fn clipped(feature: &Feature, scale: f64) -> Vec<Vec<[i16; 2]>> {
    let mut lines = Vec::new();
    for part in &feature.parts {
        let part: Vec<[i16; 2]> = part.iter().map(|&point| unit(point, scale)).collect();
        cut(&part, &mut lines);
    }
    lines
}

/// Cuts a line at the rim of the tile (Liang and Barsky, 1984, segment by segment) and leaves out what runs along it.
fn cut(line: &[[i16; 2]], out: &mut Vec<Vec<[i16; 2]>>) {
    let mut current: Vec<[i16; 2]> = Vec::new();
    for (&a, &b) in line.iter().zip(line.iter().skip(1)) {
        match segment(a, b) {
            Some((from, to)) => {
                if current.last() != Some(&from) {
                    flush(&mut current, out);
                    current.push(from);
                }
                current.push(to);
            }
            None => flush(&mut current, out),
        }
    }
    flush(&mut current, out);
}

fn flush(current: &mut Vec<[i16; 2]>, out: &mut Vec<Vec<[i16; 2]>>) {
    if current.len() > 1 {
        out.push(std::mem::take(current));
    }
    current.clear();
}

/// The part of a segment within the tile, if it is more than a point and does not run along the rim.
fn segment(a: [i16; 2], b: [i16; 2]) -> Option<([i16; 2], [i16; 2])> {
    let on_rim = |axis: fn([i16; 2]) -> i16| axis(a) == axis(b) && (axis(a) <= 0 || i32::from(axis(a)) >= EXTENT);
    if a == b || on_rim(|p| p[0]) || on_rim(|p| p[1]) {
        return None;
    }
    let (ax, ay) = (f64::from(a[0]), f64::from(a[1]));
    let (dx, dy) = (f64::from(b[0]) - ax, f64::from(b[1]) - ay);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (delta, from) in [(dx, ax), (dy, ay)] {
        if delta == 0.0 {
            if !(0.0..=f64::from(EXTENT)).contains(&from) {
                return None;
            }
            continue;
        }
        let (near, far) = ((0.0 - from) / delta, (f64::from(EXTENT) - from) / delta);
        enter = enter.max(near.min(far));
        leave = leave.min(near.max(far));
    }
    if enter >= leave {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the tile")]
    let at = |t: f64| [(ax + t * dx).round() as i16, (ay + t * dy).round() as i16];
    let (from, to) = (if enter > 0.0 { at(enter) } else { a }, if leave < 1.0 { at(leave) } else { b });
    (from != to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_of(line: &[[i16; 2]]) -> Vec<Vec<[i16; 2]>> {
        let mut out = Vec::new();
        cut(line, &mut out);
        out
    }

    #[test]
    fn a_line_is_cut_at_the_rim() {
        assert_eq!(cut_of(&[[-80, 100], [100, 100], [100, 4176]]), [vec![[0, 100], [100, 100], [100, 4096]]]);
        assert_eq!(cut_of(&[[10, 10], [-50, 10], [-50, 20], [10, 20]]), [[[10, 10], [0, 10]], [[0, 20], [10, 20]]]);
    }

    #[test]
    fn what_runs_along_the_rim_is_no_outline() {
        // Land that fills the left half: its cut edges lie in the margin, its shore at x = 2000.
        let land = vec![vec![vec![[-80, -80], [2000, -80], [2000, 4176], [-80, 4176]]]];
        assert_eq!(outlines(&land), [[[2000, 0], [2000, 4096]]]);
        // Cut exactly at the rim, as at the date line.
        let land = vec![vec![vec![[0, 0], [4096, 0], [4096, 100], [0, 100]]]];
        assert_eq!(outlines(&land), [[[4096, 100], [0, 100]]]);
    }

    #[test]
    fn a_tile_of_a_schema_without_land_is_land_but_for_its_water() {
        let mut making = Making::default();
        let sea = vec![vec![vec![[-80, -80], [2000, -80], [2000, 4176], [-80, 4176]]]];
        making.sea_shore.extend(outlines(&sea));
        making.fill();
        let tile = making.finish();
        assert_eq!(tile.earth.polygons.len(), 1);
        assert_eq!(tile.shore.lines, [[[2000, 0], [2000, 4096]]], "no shore along the rim");
    }

    #[test]
    fn lines_that_meet_become_one() {
        let pieces = vec![
            vec![[1000, 0], [500, 0]],
            vec![[0, 0], [505, 0]],
            vec![[1000, 0], [1000, 800]],
            vec![[3000, 0], [3100, 0]],
        ];
        let found = joined(pieces, apart, 24.0);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [4, 2]);
    }

    #[test]
    fn a_hole_belongs_to_the_ring_before_it() {
        let outer = vec![[0, 0], [100, 0], [100, 100], [0, 100]];
        let hole = vec![[20, 20], [20, 40], [40, 40], [40, 20]];
        assert!(double_area(&[[0, 0], [100, 0], [100, 100], [0, 100]]) > 0);
        let feature = mvt_feature(vec![outer.clone(), hole.clone(), outer]);
        let found = polygons(&feature, 1.0);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }

    fn mvt_feature(parts: Vec<Vec<[i32; 2]>>) -> Feature<'static> {
        Feature::for_test(Shape::Rings, parts)
    }

    #[test]
    fn a_parent_holds_its_quarters() {
        let tile = TileId { z: 6, x: 40, y: 23 };
        let (corner, side) = tile.unit_square();
        let (upper, wide) = tile.parent().unwrap().unit_square();
        assert!(upper[0] <= corner[0] && corner[0] + side <= upper[0] + wide);
    }
}
