//! What is too far off for the map's frame: numbered discs on a small map, which says where the large one lies as well.
//!
//! Comes in: the content and the large map. Goes out: an [`Elsewhere`] in a corner of it, its discs as if they stood on the
//! large map, so that captions find them. Without events far off there is none, and the locator stands in its place.

use super::Content;
use super::locator::view_box;
use super::map::{Disc, MapFrame, Named, boxes};
use crate::scene::base::{Ground, Want};
use crate::scene::furniture::{self, Piece, text};
use crate::scene::{Group, Item, Placer, Point, Rect, Stroke, TextRun, TextStyle, wrapped};
use crate::story::PlaceRef;

/// The closest the small map looks: it is to be known at a glance.
const CLOSEST: f64 = 5.0;
/// Free room around its places, in points.
const PADDING: f32 = 34.0;
/// The longest its scale bar is, in points.
const SCALE: f64 = 70.0;
/// Height of the line that says what it is.
const HEAD: f32 = 22.0;

/// The small map.
pub(super) struct Elsewhere {
    map: MapFrame,
    discs: Vec<Disc>,
    named: Vec<Named>,
    /// Its scale bar.
    bar: Piece,
}

impl Elsewhere {
    /// Where it stands, in positions of the large map.
    pub(super) fn rect(&self) -> Rect {
        self.map.rect
    }

    /// Its discs, in positions of the large map.
    pub(super) fn discs(&self) -> impl Iterator<Item = Disc> + '_ {
        self.discs.iter().map(|disc| disc.shifted(self.map.rect.min))
    }
}

impl Content<'_> {
    /// The events of the small map with their places.
    fn far(&self) -> impl Iterator<Item = &PlaceRef> {
        self.entries.iter().filter(|entry| entry.far).filter_map(|entry| entry.event.place.as_deref())
    }

    /// Whether any event stands on the small map.
    pub(super) fn has_far(&self) -> bool {
        self.far().next().is_some()
    }

    /// The small map with its upper left corner at a point of the large one.
    pub(super) fn elsewhere(&self, main: &MapFrame, min: Point, size: Point) -> Elsewhere {
        // The whole view of the large map, so that its box is not cut, but not the whole world.
        let [width, height] = main.camera.size;
        let [lon, _] = main.camera.center;
        let [west, east] = [0.0, width].map(|x| main.camera.unit_from_screen([x, 0.0])[0]);
        let [north, south] = [0.0, height].map(|y| main.camera.map_from_screen([0.0, y])[1]);
        let half = ((east - west) * 180.0).min(120.0);
        let mut bbox = [lon - half, south, lon + half, north];
        for place in self.far() {
            // The copy of the world that the large map is in the middle of.
            let east = lon + wrapped(place.lon - lon);
            bbox = [bbox[0].min(east), bbox[1].min(place.lat), bbox[2].max(east), bbox[3].max(place.lat)];
        }
        let rect = Rect::from_min_size(min, size);
        let inner = Rect { min: [rect.min[0], rect.min[1] + HEAD - 8.0], max: rect.max };
        let mut map = MapFrame::within(rect, inner, bbox, PADDING, CLOSEST);
        let bar = self.small_scale(&map);
        map.keep = bar.rect;
        map.inner = Rect { min: [18.0, HEAD + 16.0], max: [size[0] - 18.0, size[1] - 18.0] };
        let (discs, named) = self.discs(&map, true);
        Elsewhere { map, discs, named, bar }
    }

    /// The scale bar of the small map: in the lower left corner, or in the right where a place lies there.
    fn small_scale(&self, map: &MapFrame) -> Piece {
        let frame = map.camera.frame();
        let bar = |x: f32| {
            furniture::scale_bar([x, frame.max[1] - 12.0], &map.camera, SCALE, self.options.units, self.theme())
        };
        let left = bar(12.0);
        let width = left.rect.map_or(0.0, Rect::width);
        let busy = |piece: &Piece| {
            let at = |place: &PlaceRef| map.camera.screen_from_map([place.lon, place.lat]);
            piece.rect.is_some_and(|rect| self.far().any(|place| rect.grown(18.0).contains(at(place))))
        };
        let right = bar(frame.max[0] - width - 4.0);
        if busy(&left) && !busy(&right) { right } else { left }
    }

    /// The small map drawn, in positions of the sheet; `main` is the large one, `to_it` are leaders that lie on it, in positions of
    /// the large one.
    pub(super) fn draw_elsewhere(&self, small: &Elsewhere, main: &MapFrame, to_it: &[(Point, Point)]) -> Item {
        let theme = self.theme();
        let Elsewhere { map, discs, named, bar } = small;
        let frame = map.camera.frame();
        let min = [map.rect.min[0] + main.rect.min[0], map.rect.min[1] + main.rect.min[1]];
        let (ground, background) = match self.options.tiles {
            Some(tiles) => (Ground::drawn(map.camera, *theme, tiles, Want::Now).items, theme.palette.map.water),
            None => (Vec::new(), theme.palette.map.earth),
        };
        let mut items = vec![Item::Box { rect: frame, radius: 0.0, fill: Some(background), stroke: None }];
        items.extend(ground);
        let accent = Stroke::solid(2.0, theme.palette.text.accent);
        let view = view_box(&map.camera, &main.camera);
        items.push(Item::Box { rect: view, radius: 1.0, fill: None, stroke: Some(accent) });
        let mut placer = Placer::new(frame.grown(-4.0));
        let head = Rect { min: frame.min, max: [frame.max[0], HEAD] };
        placer.block(head);
        placer.block(view);
        placer.block(bar.rect.unwrap_or(head));
        let (leaders, pins) = self.numbered(discs, &mut placer);
        let local = |at: Point| [at[0] - map.rect.min[0], at[1] - map.rect.min[1]];
        let to_it: Vec<(Point, Point)> = to_it.iter().map(|&(from, to)| (local(from), local(to))).collect();
        for &(from, to) in &to_it {
            placer.block_line(&[from, to], 2.0);
        }
        items.extend(self.leader_lines(&to_it));
        items.extend(leaders);
        for rect in boxes(named) {
            placer.block(rect);
        }
        items.extend(self.place_names(map, discs, named, &mut placer));
        items.extend(pins);
        let style = TextStyle::bold(12.0);
        if let Item::Text(run) = text("Farther off", [8.0, 16.0], style, theme.palette.text.second) {
            items.push(Item::Text(TextRun { halo: Some(theme.halo()), ..run }));
        }
        items.push(Item::Group(Group {
            id: Some("scale".to_owned()),
            title: None,
            clip: None,
            items: bar.items.clone(),
        }));
        let edge = Stroke::solid(1.0, theme.palette.surface.line_strong);
        items.push(Item::Box { rect: frame, radius: 0.0, fill: None, stroke: Some(edge) });
        let inner = Group { id: None, title: None, clip: Some(frame.grown(1.0)), items };
        let title = Some("What happened farther off, and where the map lies".to_owned());
        let group = Group { id: Some("elsewhere".to_owned()), title, clip: None, items: vec![Item::Group(inner)] };
        Item::Group(group).shifted(min)
    }
}
