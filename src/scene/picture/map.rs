//! The map of a picture: base map, extents, numbered discs fanned out around their true places, names.
//!
//! Comes in: the content, the frame of the map on the sheet, the part of it that discs may use. Goes out: discs with their
//! places first, so that captions can be set beside them; then the items, once all that stands in the way is known.

use std::collections::BTreeSet;

use super::frame::CLOSEST;
use super::{Content, Entry};
use crate::scene::base::{self, Ground, NameOptions, TileStore, Want};
use crate::scene::compose::{place_name, words};
use crate::scene::extent::Extent;
use crate::scene::furniture::Piece;
use crate::scene::spread::{Spot, Spread, crosses_rect, distance};
use crate::scene::{
    Camera, Color, Group, Item, Naming, Placer, Point, Rect, Stroke, extent, font, furniture, layer, pin,
};
use crate::story::{PlaceRef, Shape};

/// How far a numbered disc may go from its place, in points; farther only when there is no room nearer.
const REACHES: [f32; 3] = [64.0, 100.0, 160.0];
/// How far at most, when leaders have to cross.
const ANYWHERE: f32 = 500.0;
/// Free room around what is framed, as a share of the shorter side, and its bounds in points.
const PADDING: f32 = 0.09;
const PADDINGS: [f32; 2] = [34.0, 72.0];
/// How far at most a view is moved towards the land, as a share of its side.
const MOST_TOWARDS_LAND: f32 = 0.12;
/// The most pills towards places outside the map.
const MOST_EDGES: usize = 6;
/// How far the hatch goes around the disc of an area that the frame does not hold, in points.
const PATCH: f32 = 34.0;
/// The most room the scale bar takes, with its words.
pub(super) const SCALE: f32 = 250.0;
/// A place this near to where discs may stand no more is not taken to be shown, in points.
const CLEAR: f32 = 16.0;
/// Discs nearer to each other than this share a place, in points.
const SAME_PLACE: f32 = 4.0;

/// A map on a sheet.
pub(super) struct MapFrame {
    /// Where on the sheet.
    pub(super) rect: Rect,
    /// What it shows; its positions begin at the upper left of `rect`.
    pub(super) camera: Camera,
    /// Where discs may stand, from the upper left of `rect`.
    pub(super) inner: Rect,
    /// Where the scale bar begins, from the left of `rect`.
    pub(super) scale_left: f32,
    /// What no disc may lie on, from the upper left of `rect`.
    pub(super) keep: Option<Rect>,
}

/// A numbered disc, in positions of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Disc {
    /// Index of its entry.
    pub(super) entry: usize,
    /// Where it stands.
    pub(super) at: Point,
    /// Its true place.
    pub(super) place: Point,
}

impl Disc {
    /// The same in positions of what it lies on.
    pub(super) fn shifted(self, by: Point) -> Self {
        let shift = |at: Point| [at[0] + by[0], at[1] + by[1]];
        Self { at: shift(self.at), place: shift(self.place), ..self }
    }
}

/// The name of a place, set.
pub(super) struct Named {
    key: String,
    items: Vec<Item>,
}

/// The box around a text item.
fn text_box(item: &Item) -> Option<Rect> {
    if let Item::Text(run) = item { Some(font::bounds(run)) } else { None }
}

/// The boxes of names that are set.
pub(super) fn boxes(named: &[Named]) -> Vec<Rect> {
    named.iter().flat_map(|named| &named.items).filter_map(text_box).collect()
}

impl MapFrame {
    /// A map that shows a box within `inner`, both in positions of the sheet.
    fn new(rect: Rect, inner: Rect, bbox: [f64; 4]) -> Self {
        let padding = inner.width().min(inner.height()) * PADDING;
        Self::within(rect, inner, bbox, padding.clamp(PADDINGS[0], PADDINGS[1]), CLOSEST)
    }

    /// The same with so much free room around the box, in points, and no closer than a zoom.
    pub(super) fn within(rect: Rect, inner: Rect, bbox: [f64; 4], padding: f32, closest: f64) -> Self {
        let local = |r: Rect| Rect {
            min: [r.min[0] - rect.min[0], r.min[1] - rect.min[1]],
            max: [r.max[0] - rect.min[0], r.max[1] - rect.min[1]],
        };
        let inner = local(inner);
        let size = [rect.width(), rect.height()];
        let fitted = Camera::fit(bbox, [inner.width(), inner.height()], padding, closest);
        let whole = Camera::new(fitted.center, fitted.zoom, size);
        let off = [size[0] / 2.0 - inner.center()[0], size[1] / 2.0 - inner.center()[1]];
        Self { rect, camera: whole.panned([-off[0], -off[1]]), inner, scale_left: inner.min[0] + 6.0, keep: None }
    }

    /// The same view moved towards the land, where more than a third of it is sea: what lies on a coast need not have half a map of
    /// water beside it. `bbox` stays where discs may stand, and the zoom as it is.
    fn towards_land(mut self, bbox: [f64; 4], tiles: &TileStore) -> Self {
        const GRID: [u16; 2] = [32, 18];
        let land = base::land(&self.camera, tiles, GRID);
        let is_enough = land.len() * 3 > usize::from(GRID[0]) * usize::from(GRID[1]) * 2;
        let Some(middle) = middle(&land).filter(|_| !is_enough) else { return self };
        let [width, height] = self.camera.size;
        let off = [middle[0] - width / 2.0, middle[1] - height / 2.0];
        let (a, b) = (self.camera.screen_from_map([bbox[0], bbox[3]]), self.camera.screen_from_map([bbox[2], bbox[1]]));
        let within = self.inner.grown(-PADDINGS[1]);
        let moved = |axis: usize, side: f32| -> Option<f32> {
            let (off, most) = (*off.get(axis)?, side * MOST_TOWARDS_LAND);
            let before = a.get(axis)?.min(*b.get(axis)?) - within.min.get(axis)?;
            let behind = within.max.get(axis)? - a.get(axis)?.max(*b.get(axis)?);
            Some(if off > 0.0 { off.min(most).min(before.max(0.0)) } else { off.max(-most).max(-behind.max(0.0)) })
        };
        if let (Some(x), Some(y)) = (moved(0, width), moved(1, height)) {
            self.camera = self.camera.panned([-x, -y]);
        }
        self
    }

    /// Whether a place is seen where discs may stand.
    pub(super) fn shows_place(&self, place: &PlaceRef) -> bool {
        self.inner.grown(-CLEAR).contains(self.camera.screen_from_map([place.lon, place.lat]))
    }

    /// Where the scale bar may stand at most, from the upper left of `rect`.
    pub(super) fn scale_rect(&self) -> Rect {
        let [left, bottom] = [self.scale_left, self.rect.height()];
        Rect { min: [left, bottom - 44.0], max: [left + SCALE, bottom] }
    }
}

impl Content<'_> {
    /// The map of the picture within `inner`, a part of `rect`, both in positions of the sheet.
    pub(super) fn map_frame(&self, rect: Rect, inner: Rect) -> MapFrame {
        let bbox = self.choice.bbox;
        let map = MapFrame::new(rect, inner, bbox);
        // A frame that a person gave stays as it is.
        match self.options.tiles {
            Some(tiles) if self.options.bbox.is_none() => map.towards_land(bbox, tiles),
            _ => map,
        }
    }

    /// Where the numbered discs stand: on their places, or fanned out around the dot of one that others share. The names of
    /// shared places take their room first, or the fan would leave none; they are given as well.
    /// `far` are the events of the small map.
    pub(super) fn discs(&self, map: &MapFrame, far: bool) -> (Vec<Disc>, Vec<Named>) {
        let theme = self.theme();
        let radius = theme.tokens.pin.radius_export + theme.tokens.pin.casing;
        let places: Vec<(usize, Point)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.far == far)
            .filter_map(|(index, entry)| Some((index, entry.event.place.as_deref()?)))
            .map(|(index, place)| (index, map.camera.screen_from_map([place.lon, place.lat])))
            .collect();
        // Discs of areas and lines find room by themselves, so a town does not share its place with them.
        let points: Vec<(usize, Point)> = places.iter().copied().filter(|&(index, _)| !self.is_wide(index)).collect();
        let near = |at: Point, within: f32| points.iter().filter(move |(_, other)| distance(*other, at) < within);
        let mut spread = Spread::default();
        if let Some(rect) = map.keep {
            spread.block_rect(rect);
        }
        // Dots of shared places first: no disc may cover them.
        for &(_, at) in &places {
            if near(at, radius * 2.0).count() > 1 {
                spread.block(at, theme.tokens.pin.dot_true_place + 2.0);
            }
        }
        // Alone first: they stay; then those that share, the most crowded last. Areas take what is free in them at the end.
        let mut order = places.clone();
        order.sort_by_key(|&(index, at)| (self.is_wide(index), near(at, radius * 2.0).count(), index));
        let shared = |at: Point| near(at, radius * 2.0 + 2.0).count() > 1;
        let names = self.shared_names(map, &order, shared);
        for rect in names.iter().flat_map(|named| &named.items).filter_map(text_box) {
            spread.block_rect(rect);
        }
        let mut discs = Vec::new();
        for (entry, place) in order {
            let aside = shared(place) && !self.is_wide(entry) || spread.is_taken(place, radius);
            // Somewhere in an area is nowhere in particular: a disc stands free within it, with no dot to go to.
            if let Some(place) = self.entry_place(entry).filter(|_| self.is_wide(entry)) {
                let apart = radius * 2.0 + 3.0;
                let homes = extent::homes_within(place, &map.camera, self.options.gazetteer, apart, map.inner);
                let mut free = homes.iter().filter(|home| homes.len() > 1 && map.inner.contains(**home));
                let spot = |at| Spot { at, radius, fixed: false, aside: false };
                if let Some(&at) = free.find(|&&home| spread.place(spot(home), 0.0, home, map.inner) == Some(home)) {
                    discs.push(Disc { entry, at, place: at });
                    continue;
                }
            }
            let crowd: Vec<Point> =
                near(place, 110.0).filter(|(_, at)| distance(*at, place) >= SAME_PLACE).map(|it| it.1).collect();
            let away = middle(&crowd).unwrap_or(place);
            let spot = Spot { at: place, radius, fixed: false, aside };
            let at = REACHES.iter().find_map(|&reach| spread.place(spot, reach, away, map.inner));
            let at = at.or_else(|| spread.place_anywhere(spot, ANYWHERE, away, map.inner)).unwrap_or(place);
            discs.push(Disc { entry, at, place });
        }
        discs.sort_by_key(|disc| disc.entry);
        (discs, names)
    }

    /// Whether an entry's place is an area or a line that is drawn; none is on the small map.
    fn is_wide(&self, entry: usize) -> bool {
        let far = self.entries.get(entry).is_some_and(|entry| entry.far);
        !far && self.entry_place(entry).is_some_and(|place| place.shape != Shape::Point)
    }

    /// Whether a place has a name to be set on the map: not one the gazetteer lacks, of which only is known what it lies in.
    fn is_named(place: &PlaceRef) -> bool {
        !(place.is_unlisted() && place.shape == Shape::Area)
    }

    fn entry_place(&self, entry: usize) -> Option<&PlaceRef> {
        self.entries.get(entry)?.event.place.as_deref()
    }

    pub(super) fn naming(&self) -> Naming {
        Naming::of(self.options.names, self.story)
    }

    /// Names of the places that several discs share, beside their dots.
    fn shared_names(&self, map: &MapFrame, order: &[(usize, Point)], shared: impl Fn(Point) -> bool) -> Vec<Named> {
        let theme = self.theme();
        let radius = theme.tokens.pin.radius_export + theme.tokens.pin.casing;
        let mut placer = Placer::new(map.inner);
        if let Some(rect) = map.keep {
            placer.block(rect);
        }
        for &(_, at) in order {
            let side = if shared(at) { 10.0 } else { radius * 2.0 };
            placer.block(Rect::from_center_size(at, [side, side]));
        }
        let mut names: Vec<Named> = Vec::new();
        for &(entry, at) in order.iter().filter(|&&(entry, at)| shared(at) && !self.is_wide(entry)) {
            let Some(place) = self.entries.get(entry).and_then(|entry| entry.event.place.as_deref()) else { continue };
            if Self::is_named(place) && names.iter().all(|named| named.key != place.key) {
                let radius = theme.tokens.pin.dot_true_place + 1.0;
                let items = place_name(place, &[at], radius, &mut placer, &self.naming(), theme);
                names.push(Named { key: place.key.clone(), items });
            }
        }
        names
    }

    /// The whole map. `taken` are rectangles of the map that names keep clear of; `above` is drawn between base map and
    /// names (leaders of captions), in positions of the map.
    pub(super) fn map(
        &self,
        map: &MapFrame,
        (discs, named): (&[Disc], &[Named]),
        taken: &[Rect],
        leaders: &[(Point, Point)],
        above: Vec<Item>,
    ) -> Item {
        let theme = self.theme();
        let frame = map.camera.frame();
        let mut placer = Placer::new(frame.grown(-4.0));
        for &rect in taken {
            placer.block(rect);
        }
        let bar =
            furniture::scale_bar([map.scale_left, frame.max[1] - 20.0], &map.camera, 160.0, self.options.units, theme);
        if let Some(rect) = bar.rect {
            placer.block(rect);
        }
        for rect in named.iter().flat_map(|named| &named.items).filter_map(text_box) {
            placer.block(rect);
        }
        for &(from, to) in leaders {
            // Beside its disc a name keeps off the leader; farther on the leader runs under names.
            let part = (90.0 / distance(from, to).max(90.0)).min(1.0);
            placer.block_line(&[to, [to[0] + (from[0] - to[0]) * part, to[1] + (from[1] - to[1]) * part]], 2.0);
        }
        let mut extents = self.extents(map, &mut placer);
        extents.extend(self.patches(&map.camera, discs));
        let dots = self.dot_items(map, &mut placer);
        let (leaders, pins) = self.numbered(discs, &mut placer);
        let mut names = self.place_names(map, discs, named, &mut placer);
        names.extend(self.dot_names(map, &names, &mut placer));
        names.extend(layer::names(self.story, &map.camera, &mut placer, theme));
        let ground = self.options.tiles.map(|tiles| Ground::new(map.camera, *theme, tiles, Want::Now));
        if let Some(ground) = &ground {
            let already: Vec<String> = names.iter().filter_map(words).collect();
            let already: Vec<&str> = already.iter().map(String::as_str).collect();
            let chosen = NameOptions {
                naming: self.naming(),
                already: &already,
                sparse: true,
                gazetteer: self.options.gazetteer,
            };
            let mut below = ground.names(&mut placer, &chosen);
            below.append(&mut names);
            names = below;
        }
        let background = if ground.is_some() { theme.palette.map.water } else { theme.palette.map.earth };
        let mut base = vec![Item::Box { rect: frame, radius: 0.0, fill: Some(background), stroke: None }];
        base.extend(ground.map(|ground| ground.items).unwrap_or_default());
        let parts = [
            ("base", base),
            ("layers", layer::marks(self.story, &map.camera, theme)),
            ("extents", extents),
            ("more", dots),
            ("leaders", above.into_iter().chain(leaders).collect()),
            ("names", names),
            ("scale", bar.items),
            ("pins", pins),
        ];
        let items = parts
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(id, items)| Item::Group(Group { id: Some(id.to_owned()), title: None, clip: Some(frame), items }))
            .collect();
        let group = Group { id: Some("map".to_owned()), title: None, clip: Some(frame), items };
        Item::Group(group).shifted(map.rect.min)
    }

    fn extents(&self, map: &MapFrame, placer: &mut Placer) -> Vec<Item> {
        let theme = self.theme();
        let mut seen = BTreeSet::new();
        let mut areas_seen = 0;
        let (mut areas, mut lines) = (Vec::new(), Vec::new());
        // An area bears the colour of the event there that most articles report.
        let mut order: Vec<(&Entry<'_>, &PlaceRef)> = self.near().collect();
        order.sort_by_key(|(entry, _)| std::cmp::Reverse(entry.caption.letters.len()));
        for (place, family) in order.iter().map(|(entry, place)| (*place, entry.event.family)) {
            if seen.insert(place.outline_key()) {
                let color = theme.family_numbered(family);
                let extent = self.marks(place, color, areas_seen % 2 == 1, &map.camera);
                for line in &extent.lines {
                    placer.block_line(line, theme.tokens.precision.corridor_casing);
                }
                areas_seen += usize::from(place.shape == Shape::Area && !extent.items.is_empty());
                if place.shape == Shape::Line { &mut lines } else { &mut areas }.extend(extent.items);
            }
        }
        areas.append(&mut lines);
        areas
    }

    /// The marks of how exactly a place is known, under a camera.
    fn marks(&self, place: &PlaceRef, color: Color, turned: bool, camera: &Camera) -> Extent {
        extent::extent(place, (color, turned), camera, self.options.gazetteer, self.theme())
    }

    /// Whether any place of the large map has a mark of how exactly it is known, by its shape; a point when it is approximate.
    pub(super) fn shows(&self, shape: Shape, camera: &Camera) -> bool {
        let ink = self.theme().palette.text.ink;
        let marked = |place: &PlaceRef| {
            extent::is_too_large(place, camera, self.options.gazetteer)
                || !self.marks(place, ink, false, camera).items.is_empty()
        };
        self.near().any(|(_, place)| place.shape == shape && marked(place))
    }

    /// A patch of hatch around the discs of areas that the frame does not hold: their outline is not to be seen, and a bare disc
    /// would say that it happened just there.
    fn patches(&self, camera: &Camera, discs: &[Disc]) -> Vec<Item> {
        let mut items = Vec::new();
        for disc in discs {
            let Some(entry) = self.entries.get(disc.entry) else { continue };
            let place = entry.event.place.as_deref().filter(|_| !entry.far);
            if place.is_some_and(|place| extent::is_too_large(place, camera, self.options.gazetteer)) {
                let color = self.theme().family_numbered(entry.event.family);
                items.extend(extent::patch(disc.at, PATCH, color, self.theme()));
            }
        }
        items
    }

    /// Pills on the edge of the map towards the places outside of it, where they cover nothing.
    pub(super) fn edges(
        &self,
        map: &MapFrame,
        discs: &[Disc],
        leaders: &[(Point, Point)],
        taken: &[Rect],
    ) -> Vec<Piece> {
        let mut places: Vec<(&PlaceRef, usize)> = Vec::new();
        // With a frame that a person gave, what is seen beside it needs no pill towards it.
        for (_, place) in self.choice.outside.iter().filter(|(_, place)| !map.shows_place(place)) {
            let name = self.choice.known_as(place);
            match places.iter_mut().find(|(known, _)| self.choice.known_as(known) == name) {
                Some((_, count)) => *count += 1,
                None => places.push((place, 1)),
            }
        }
        places.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let frame = map.camera.frame();
        let (center, half) = (frame.center(), [frame.width() / 2.0, frame.height() / 2.0]);
        let mut pieces: Vec<Piece> = Vec::new();
        for (place, count) in places.into_iter().take(MOST_EDGES) {
            let towards = map.camera.screen_from_map([place.lon, place.lat]);
            let (dx, dy) = (towards[0] - center[0], towards[1] - center[1]);
            let along = (half[0] / dx.abs().max(1e-6)).min(half[1] / dy.abs().max(1e-6));
            let at = [center[0] + dx * along, center[1] + dy * along];
            // Along the edge it leaves by: a pill in the middle of the map would be taken for a place.
            let sideways = half[1] / dy.abs().max(1e-6) <= half[0] / dx.abs().max(1e-6);
            let shifts = (0..24_u8).flat_map(|n| [f32::from(n) * 30.0, f32::from(n) * -30.0]);
            let pill = furniture::EdgePill::new(self.choice.known_as(place), count, self.theme());
            let free = |rect: &Rect| {
                let rect = rect.grown(6.0);
                !taken.iter().any(|other| other.overlaps(rect))
                    && !pieces.iter().filter_map(|piece| piece.rect).any(|other| other.overlaps(rect))
                    && !discs.iter().any(|disc| rect.grown(14.0).contains(disc.at) || rect.contains(disc.place))
                    && !leaders.iter().any(|&leader| crosses_rect(rect, leader))
            };
            let found = shifts
                .map(|by| if sideways { [at[0] + by, at[1]] } else { [at[0], at[1] + by] })
                .map(|at| pill.rect(at, frame))
                .find(free);
            pieces.extend(found.map(|rect| pill.piece(rect, towards, self.theme())));
        }
        pieces
    }

    /// Lines from captions to discs.
    pub(super) fn leader_lines(&self, leaders: &[(Point, Point)]) -> Vec<Item> {
        let theme = self.theme();
        let sizes = &theme.tokens.pin;
        let line = |&(from, to): &(Point, Point), width, color| Item::Line {
            points: vec![from, to],
            closed: false,
            stroke: Stroke::solid(width, color),
        };
        let casing = theme.palette.label.halo.colour;
        let mut items: Vec<Item> = leaders.iter().map(|leader| line(leader, sizes.leader_casing, casing)).collect();
        items.extend(leaders.iter().map(|leader| line(leader, sizes.leader, theme.palette.text.second)));
        items
    }

    /// Leaders with their dots, and the discs.
    pub(super) fn numbered(&self, discs: &[Disc], placer: &mut Placer) -> (Vec<Item>, Vec<Item>) {
        let theme = self.theme();
        let radius = theme.tokens.pin.radius_export + theme.tokens.pin.casing;
        let (mut leaders, mut dots, mut pins) = (Vec::new(), Vec::new(), Vec::new());
        for disc in discs {
            let Some(entry) = self.entries.get(disc.entry) else { continue };
            placer.block(Rect::from_center_size(disc.at, [radius * 2.0, radius * 2.0]));
            if disc.at != disc.place {
                leaders.extend(pin::leader(disc.at, disc.place, theme));
                dots.push(pin::true_dot(disc.place, theme));
                placer.block_line(&[disc.place, disc.at], 3.0);
                placer.block(Rect::from_center_size(disc.place, [9.0, 9.0]));
            }
            let Entry { number, event, caption, .. } = entry;
            let items = pin::numbered(disc.at, *number, event.family, event.checked, theme);
            let title = Some(format!("{number}: {}", caption.text));
            pins.push(Item::Group(Group { id: Some(format!("event-{number}")), title, clip: None, items }));
        }
        leaders.append(&mut dots);
        (leaders, pins)
    }

    /// The name of every place that has a disc, each once.
    pub(super) fn place_names(
        &self,
        map: &MapFrame,
        discs: &[Disc],
        named: &[Named],
        placer: &mut Placer,
    ) -> Vec<Item> {
        let theme = self.theme();
        let set = named.iter().filter(|named| !named.items.is_empty());
        let mut seen: BTreeSet<&str> = set.map(|named| named.key.as_str()).collect();
        let mut items: Vec<Item> = named.iter().flat_map(|named| named.items.clone()).collect();
        let naming = self.naming();
        for disc in discs {
            let Some(place) = self.entries.get(disc.entry).and_then(|entry| entry.event.place.as_deref()) else {
                continue;
            };
            if !Self::is_named(place) || !seen.insert(place.key.as_str()) {
                continue;
            }
            let own = discs.iter().any(|other| other.place == disc.place && other.at == other.place);
            let radius = if own { theme.tokens.pin.radius_export + 3.0 } else { theme.tokens.pin.dot_true_place + 1.0 };
            let mut points = vec![disc.place];
            if place.shape == Shape::Line {
                points.extend(extent::homes_within(
                    place,
                    &map.camera,
                    self.options.gazetteer,
                    20.0,
                    map.camera.frame(),
                ));
            }
            items.extend(place_name(place, &points, radius, placer, &naming, theme));
        }
        items
    }
}

#[expect(clippy::cast_precision_loss, reason = "a mean on the map")]
fn middle(points: &[Point]) -> Option<Point> {
    if points.is_empty() {
        return None;
    }
    let count = points.len() as f32;
    let sum = points.iter().fold([0.0, 0.0], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
    Some([sum[0] / count, sum[1] / count])
}
