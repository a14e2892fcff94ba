//! The base map of a view: land, water, rivers, boundaries and graticule as items, and the names that could stand on it.
//!
//! Comes in: a camera, a theme, a store of tiles. Goes out: a [`Ground`]: items in the order of LOOK (earth, regions'
//! lines, graticule, band, rivers, lakes and sea, country lines, disputed lines), then its names, placed around what is
//! handed in as taken. No side of a boundary is ever filled, and no edge of a tile is ever drawn. Nor is there relief: under
//! hatches, rings and halos, grey hills would read as one more thing that the articles are said to have told.

mod cells;
mod chain;
mod inside;
mod land;
mod mvt;
mod names;
mod picture;
mod schema;
mod store;
mod tile;
mod triangles;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(in crate::scene) use land::land;
pub use names::{NameOptions, ready as ready_names};
pub use picture::MapPicture;
pub use store::{Fetch, Fetched, Loaded, PictureStore, Store, TileStore, Want};
pub use tile::{BaseTile, Border, EXTENT, LabelKind, LineKind, NamedLine, PointName, TileId};

use super::camera::{Camera, Projection, unit_from_map};
use super::item::{Item, Point, Rect, Stroke, TileArea, TileLine, Tiled};
use super::label::Placer;
use super::theme::Theme;

/// The base map under one view.
#[derive(Debug)]
pub struct Ground {
    /// What to draw, in order, over a background of [`crate::scene::MapInk::water`].
    pub items: Vec<Item>,
    tiles: Vec<Placed>,
    camera: Camera,
    projection: Projection,
    theme: Theme,
    /// Whether pictures lie over it: they have their own names.
    pictured: bool,
}

/// A tile on the screen.
#[derive(Clone, Debug)]
struct Placed {
    tile: Arc<BaseTile>,
    origin: Point,
    scale: f32,
    clip: Option<Rect>,
}

impl Placed {
    fn screen(&self, [x, y]: [i16; 2]) -> Point {
        [self.origin[0] + f32::from(x) * self.scale, self.origin[1] + f32::from(y) * self.scale]
    }

    fn put<G>(&self, geometry: &Arc<G>) -> Tiled<G> {
        Tiled { geometry: Arc::clone(geometry), origin: self.origin, scale: self.scale, clip: self.clip }
    }
}

impl Ground {
    /// Lays the base map out under a view, with the pictures over it when the map has some.
    #[must_use]
    pub fn new(camera: Camera, theme: Theme, store: &TileStore, want: Want) -> Self {
        let pictures = store.pictures().map(|pictures| picture::items(&camera, &theme, pictures, want));
        let (pictures, whole) = pictures.unwrap_or_default();
        // Where pictures lie everywhere nothing else shows; where some lack, the drawn map stands in.
        let mut ground = if whole { Self::bare(camera, theme) } else { Self::drawn(camera, theme, store, want) };
        ground.pictured = !pictures.is_empty();
        if whole {
            let rect = camera.frame();
            let fill = Some(ground.theme.palette.map.earth);
            ground.items.push(Item::Box { rect, radius: 0.0, fill, stroke: None });
        }
        ground.items.extend(pictures);
        ground
    }

    /// Lays out what is drawn from vector tiles, and no pictures.
    #[must_use]
    pub fn drawn(camera: Camera, theme: Theme, store: &TileStore, want: Want) -> Self {
        let mut ground = Self { tiles: placed(&camera, store, want), ..Self::bare(camera, theme) };
        ground.draw();
        ground
    }

    fn bare(camera: Camera, theme: Theme) -> Self {
        Self { items: Vec::new(), tiles: Vec::new(), camera, projection: camera.projection(), theme, pictured: false }
    }

    /// The names of the base map that find room, the most important first; takes that room in `placer`.
    #[must_use]
    pub fn names(&self, placer: &mut Placer, options: &NameOptions) -> Vec<Item> {
        if self.pictured { Vec::new() } else { names::place(self, placer, options) }
    }

    fn draw(&mut self) {
        let map = &self.theme.palette.map;
        let zoom = style_zoom(&self.camera);
        self.areas(|tile| &tile.earth, map.earth);
        if zoom >= 4.5 {
            let admin1 = Stroke { width: ramp(zoom, 5.0, 0.6, 7.0, map.admin1.width), ..map.admin1.stroke() };
            self.borders(Border::Region, zoom, &admin1);
        }
        self.graticule(zoom);
        if zoom >= 4.5 {
            let band = Stroke { width: ramp(zoom, 4.5, 3.0, 6.0, map.country_band.width), ..map.country_band.stroke() };
            self.borders(Border::Country, zoom, &band);
        }
        self.rivers(zoom);
        self.roads(zoom);
        self.areas(|tile| &tile.water, map.water);
        let shore = Stroke { width: ramp(zoom, 2.0, 0.6, 6.0, map.shore.width), ..map.shore.stroke() };
        self.lines(|tile| &tile.lake_shore, &shore);
        self.lines(|tile| &tile.shore, &shore);
        let width = ramp(zoom, 2.0, 0.7, 6.0, map.country.width);
        self.borders(Border::Country, zoom, &Stroke { width, ..map.country.stroke() });
        for (border, line) in [(Border::Former, &map.former_boundary), (Border::Disputed, &map.disputed)] {
            if border == Border::Former && zoom < 5.0 {
                continue;
            }
            let width = ramp(zoom, 2.0, 0.7, 6.0, line.width);
            let shrink = ramp(zoom, 3.0, 0.5, 6.0, 1.0);
            let dash = line.dash.map(|dash| dash.map(|length| length * shrink));
            self.borders(border, zoom, &Stroke { width, dash, ..line.stroke() });
        }
    }

    fn areas(&mut self, of: impl Fn(&BaseTile) -> &Arc<TileArea>, color: super::Color) {
        for placed in &self.tiles {
            let geometry = of(&placed.tile);
            if !geometry.polygons.is_empty() {
                self.items.push(Item::TileArea(placed.put(geometry), color));
            }
        }
    }

    fn lines(&mut self, of: impl Fn(&BaseTile) -> &Arc<TileLine>, stroke: &Stroke) {
        for placed in &self.tiles {
            let geometry = of(&placed.tile);
            if !geometry.lines.is_empty() {
                self.items.push(Item::TileLine(placed.put(geometry), stroke.clone()));
            }
        }
    }

    fn borders(&mut self, kind: Border, zoom: f32, stroke: &Stroke) {
        for placed in &self.tiles {
            for group in placed.tile.borders.iter().filter(|group| group.kind == kind && group.min_zoom <= zoom + 0.5) {
                self.items.push(Item::TileLine(placed.put(&group.geometry), stroke.clone()));
            }
        }
    }

    fn rivers(&mut self, zoom: f32) {
        let ink = &self.theme.palette.map.river;
        let shrink = ramp(zoom, 3.0, 0.4, 7.0, 1.0);
        for placed in &self.tiles {
            for group in placed.tile.rivers.iter().filter(|group| group.min_zoom <= zoom + 0.3 && zoom > 2.7) {
                let width = ink.width_by_rank.iter().find(|&&(rank, _)| u32::from(group.kind) <= rank);
                let width = width.or(ink.width_by_rank.last()).map_or(1.0, |&(_, width)| width) * shrink;
                self.items.push(Item::TileLine(placed.put(&group.geometry), Stroke::solid(width, ink.colour)));
            }
        }
    }

    /// Roads, quieter than any boundary: a map of others may have ten times as many as ours has lines.
    fn roads(&mut self, zoom: f32) {
        let ink = &self.theme.palette.map.admin1;
        for placed in &self.tiles {
            for group in placed.tile.roads.iter().rev() {
                let from = [6.0, 9.0, 12.0].get(usize::from(group.kind)).copied().unwrap_or(12.0);
                if zoom < group.min_zoom.max(from) {
                    continue;
                }
                let width = ramp(zoom, from, 0.5, from + 5.0, 2.4 - 0.5 * f32::from(group.kind));
                self.items.push(Item::TileLine(placed.put(&group.geometry), Stroke::solid(width, ink.colour)));
            }
        }
    }

    /// Meridians and parallels, every 30° up to zoom 3 and every 10° up to zoom 5.
    fn graticule(&mut self, zoom: f32) {
        if zoom >= 5.0 {
            return;
        }
        let step = if zoom < 3.0 { 30 } else { 10 };
        let stroke = self.theme.palette.map.graticule.stroke();
        let frame = self.camera.frame();
        let mut line = |points| self.items.push(Item::Line { points, closed: false, stroke: stroke.clone() });
        for lat in (-80..=80).filter(|lat| lat % step == 0) {
            let [_, y] = self.camera.screen_from_map([self.camera.center[0], f64::from(lat)]);
            if y > frame.min[1] && y < frame.max[1] {
                line(vec![[frame.min[0], y], [frame.max[0], y]]);
            }
        }
        for lon in (-180..180).step_by(30).flat_map(|lon| (lon..lon + 30).step_by(usize::try_from(step).unwrap_or(30)))
        {
            for copy in self.camera.copies() {
                let unit = unit_from_map([f64::from(lon), 0.0]);
                let [x, _] = self.projection.screen_from_unit_in(unit, copy);
                if x > frame.min[0] && x < frame.max[0] {
                    line(vec![[x, frame.min[1]], [x, frame.max[1]]]);
                }
            }
        }
    }
}

/// The zoom that widths, dashes and sizes of type follow, in fifths of a level: while the map is zoomed they change in a few
/// steps, so that what was cut and set for one frame serves the next.
fn style_zoom(camera: &Camera) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a zoom")]
    let zoom = camera.zoom as f32;
    (zoom * 5.0).round() / 5.0
}

/// From one value at a zoom to another at a later one, straight between, level outside.
fn ramp(zoom: f32, from: f32, first: f32, to: f32, last: f32) -> f32 {
    first + (last - first) * ((zoom - from) / (to - from)).clamp(0.0, 1.0)
}

/// A tile found for a view: which, in which copy of the world, and the tiles of the view it stands for.
type Found<T> = (TileId, i32, Arc<T>, Vec<TileId>);

/// The tiles of a view: each at the zoom nearest the camera's, or its deepest ancestor in its place; and for how many there
/// is nothing.
fn tiles_of<T>(
    camera: &Camera,
    max_zoom: u8,
    resolve: impl Fn(TileId) -> Option<(TileId, Arc<T>)>,
) -> (Vec<Found<T>>, usize) {
    let mut by_tile: BTreeMap<(TileId, i32), (Arc<T>, Vec<TileId>)> = BTreeMap::new();
    let mut lacking = 0;
    for (id, copy) in wished(camera, max_zoom) {
        match resolve(id) {
            Some((found, tile)) => by_tile.entry((found, copy)).or_insert_with(|| (tile, Vec::new())).1.push(id),
            None => lacking += 1,
        }
    }
    let found = by_tile.into_iter().map(|((found, copy), (tile, stands_for))| (found, copy, tile, stands_for));
    (found.collect(), lacking)
}

/// For how many tiles of a view there is nothing, not even a coarser one; where the map has pictures, for how many of them
/// only a coarser one or none is at hand, since a picture of a map waits for no network.
pub(super) fn missing(camera: &Camera, store: &TileStore) -> usize {
    let vector = tiles_of(camera, store.max_zoom(), |id| store.resolve(id, Want::Now)).1;
    vector + store.pictures().map_or(0, |pictures| picture::awaited(camera, pictures))
}

/// The vector tiles of a view on the screen.
fn placed(camera: &Camera, store: &TileStore, want: Want) -> Vec<Placed> {
    let (tiles, _) = tiles_of(camera, store.max_zoom(), |id| store.resolve(id, want));
    let (mut placed, projection) = (Vec::new(), camera.projection());
    for (found, copy, tile, stands_for) in &tiles {
        let (corner, side) = found.unit_square();
        let origin = projection.screen_from_unit_in(corner, *copy);
        #[expect(clippy::cast_possible_truncation, reason = "points per tile unit")]
        let scale = (side * projection.world_width() / f64::from(EXTENT)) as f32;
        // Where a deeper tile of the same ground is drawn too, the ancestor keeps to the places it stands for.
        let alone = !tiles.iter().any(|(other, c, ..)| c == copy && other.z > found.z && within(*other, *found));
        let clips: Vec<Option<Rect>> = if alone {
            vec![None]
        } else {
            blocks(stands_for).map(|ends| Some(clip_of(&projection, ends, *copy))).collect()
        };
        placed.extend(clips.into_iter().map(|clip| Placed { tile: Arc::clone(tile), origin, scale, clip }));
    }
    placed
}

fn within(tile: TileId, ancestor: TileId) -> bool {
    let steps = tile.z.saturating_sub(ancestor.z);
    tile.x >> steps == ancestor.x && tile.y >> steps == ancestor.y
}

/// The first and the last tile of each rectangle of tiles, of one zoom, that make up all of these: a tile that stands in for
/// many is drawn once for each of them.
fn blocks(tiles: &[TileId]) -> impl Iterator<Item = [TileId; 2]> + use<> {
    let mut rows: BTreeMap<u32, Vec<TileId>> = BTreeMap::new();
    for &tile in tiles {
        rows.entry(tile.y).or_default().push(tile);
    }
    let mut found: Vec<[TileId; 2]> = Vec::new();
    for mut row in rows.into_values() {
        row.sort_by_key(|tile| tile.x);
        let runs = row.chunk_by(|a, b| a.x + 1 == b.x);
        for (first, last) in runs.filter_map(|run| Some((*run.first()?, *run.last()?))) {
            let above = found
                .iter_mut()
                .find(|[upper, lower]| upper.x == first.x && lower.x == last.x && lower.y + 1 == first.y);
            match above {
                Some([_, lower]) => *lower = last,
                None => found.push([first, last]),
            }
        }
    }
    found.into_iter()
}

/// Where the tiles from one to another lie on the screen.
fn clip_of(projection: &Projection, [first, last]: [TileId; 2], copy: i32) -> Rect {
    let ((min, _), (corner, side)) = (first.unit_square(), last.unit_square());
    Rect {
        min: projection.screen_from_unit_in(min, copy),
        max: projection.screen_from_unit_in([corner[0] + side, corner[1] + side], copy),
    }
}

/// The tiles that cover a view, with the copy of the world each is for.
fn wished(camera: &Camera, max_zoom: u8) -> Vec<(TileId, i32)> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a zoom between 0 and 18")]
    let z = ((camera.zoom + 0.5).floor().clamp(0.0, 18.0) as u8).min(max_zoom);
    let count = f64::from(z).exp2();
    let [cx, cy] = unit_from_map(camera.center);
    let half = |side: f32| f64::from(side) / 2.0 / camera.world_width();
    let (half_x, half_y) = (half(camera.size[0]), half(camera.size[1]));
    #[expect(clippy::cast_possible_truncation, reason = "columns of a view, a few hundred at most")]
    let cell = |unit: f64| (unit * count).floor() as i64;
    let (x0, x1) = (cell(cx - half_x), cell(cx + half_x));
    #[expect(clippy::cast_possible_truncation, reason = "at most 2^18")]
    let whole = count as i64;
    let (y0, y1) = (cell(cy - half_y).max(0), cell(cy + half_y).min(whole - 1));
    let mut wished = Vec::new();
    for y in y0..=y1 {
        for x in x0..=x1 {
            let column = u32::try_from(x.rem_euclid(whole)).unwrap_or(0);
            let copy = i32::try_from(x.div_euclid(whole)).unwrap_or(0);
            wished.push((TileId { z, x: column, y: u32::try_from(y).unwrap_or(0) }, copy));
        }
    }
    // What is in the middle is looked at first, so it is asked for first.
    let off = |&(id, copy): &(TileId, i32)| {
        let ([x, y], side) = id.unit_square();
        (x + side / 2.0 + f64::from(copy) - cx).hypot(y + side / 2.0 - cy)
    };
    wished.sort_by(|a, b| off(a).total_cmp(&off(b)));
    wished
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_across_the_date_line_wishes_tiles_of_two_copies() {
        let camera = Camera::new([179.5, 10.0], 4.0, [800.0, 500.0]);
        let wished = wished(&camera, 9);
        let columns: std::collections::BTreeSet<_> = wished.iter().map(|(id, copy)| (*copy, id.x)).collect();
        assert!(columns.contains(&(0, 15)) && columns.contains(&(1, 0)), "{columns:?}");
    }

    #[test]
    fn an_ancestor_beside_deeper_tiles_keeps_to_its_own_ground() {
        // Zoom 3 exists for one column only; elsewhere zoom 2 stands in.
        let store = TileStore::new(3, Box::new(|id| (id.z < 3 || id.x == 4).then(Vec::new)));
        let camera = Camera::new([0.0, 0.0], 3.0, [600.0, 200.0]);
        let placed = placed(&camera, &store, Want::Now);
        let (deep, shallow): (Vec<_>, Vec<_>) = placed.iter().partition(|p| p.clip.is_none() && p.scale < 0.07);
        assert!(!deep.is_empty());
        assert!(shallow.iter().any(|p| p.clip.is_some()), "the zoom 2 tile beside column 4 is clipped");
    }

    #[test]
    fn tiles_beside_each_other_are_one_block() {
        let tile = |x, y| TileId { z: 5, x, y };
        let square: Vec<_> = (3..7).flat_map(|x| (8..12).rev().map(move |y| tile(x, y))).collect();
        assert_eq!(blocks(&square).collect::<Vec<_>>(), [[tile(3, 8), tile(6, 11)]]);
        // One without its lower right corner: two, and none covers the corner.
        let cut: Vec<_> = square.into_iter().filter(|&it| it != tile(6, 11)).collect();
        assert_eq!(blocks(&cut).collect::<Vec<_>>(), [[tile(3, 8), tile(6, 10)], [tile(3, 11), tile(5, 11)]]);
        assert_eq!(blocks(&[tile(1, 1), tile(3, 1)]).count(), 2);
    }

    #[test]
    fn a_ramp_is_level_outside() {
        assert_eq!([1.0, 3.0, 9.0].map(|zoom| ramp(zoom, 2.0, 0.5, 4.0, 1.5)), [0.5, 1.0, 1.5]);
    }

    #[test]
    fn the_graticule_ends_at_zoom_five() {
        let lines = |zoom| {
            let camera = Camera::new([0.0, 20.0], zoom, [900.0, 600.0]);
            Ground::new(camera, Theme::light(), &TileStore::empty(), Want::Now).items.len()
        };
        assert!(lines(1.5) > 10);
        assert_eq!(lines(5.5), 0);
    }
}
