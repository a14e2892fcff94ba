//! Which events stand as pins, which as clusters, and where: laid out once for a part of the map, then only moved.
//!
//! Comes in: a story, a camera, options. Goes out: an [`Arrangement`] of the view and some ground around it, in positions of
//! the map, and from it the signs on the screen. A large story is laid out as it would be at the last quarter of a zoom, for
//! whole blocks of the map: while the view stays among them nothing is grouped anew, and nothing depends on what was looked
//! at before.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};

use super::camera::{Projection, map_from_unit, unit_from_map};
use super::compose::{Options, look};
use super::group::{self, Mark, Sign};
use super::index::{self, EventIndex};
use super::spread::distance;
use super::{Camera, Mode, Point, Rect, extent, pin};
use crate::story::{Event, EventId, Family, PlaceRef, Shape, Story};

/// Side of the blocks of the map that are laid out together, in points.
const BLOCK: f64 = 512.0;
/// Ground around a view whose signs may reach into it, in points.
const AROUND: f64 = 64.0;
/// Up to so many areas, rings and corridors are drawn in one view; more would hide the map.
const MOST_EXTENTS: usize = 24;
/// The same for all that is laid out around it.
const MOST_EXTENTS_AROUND: usize = 96;
/// Arrangements kept: of the window, what lies around it, the levels next to it.
const KEPT: usize = 12;
/// Least side of what answers to a pointer, in points (LOOK §4).
pub(super) const HIT: f32 = 24.0;

/// Events that share a sign, and where it stands in any view.
#[derive(Debug)]
struct Standing {
    /// Its true place in the unit square of Web Mercator.
    home: [f64; 2],
    /// How far it was moved aside, in points.
    aside: Option<Point>,
    /// The most important of its events, as a position in the story's.
    head: usize,
    /// How many articles report that one.
    articles: usize,
    /// What that one stands over.
    weight: u64,
    events: Arc<[EventId]>,
    families: Vec<(Family, usize)>,
    /// The event whose place it may bear the name of, as a position in the story's.
    named: Option<usize>,
}

/// Signs for a part of the map.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    signs: Vec<Standing>,
    /// What lies outside of that part, in large squares.
    outside: Vec<Standing>,
    /// Events whose places have an extent, each place once, the most important first: where, and the position in the story's.
    extents: Vec<([f64; 2], usize)>,
}

/// What an arrangement is laid out for, besides the index it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    quarter: i64,
    blocks: [i64; 4],
    selected: Option<EventId>,
    mode: Mode,
    shaped: bool,
}

/// The arrangements of an index that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<Vec<(Key, Arc<Arrangement>)>>);

/// A sign on the screen, or what a pill at its edge counts.
pub(super) struct Shown<'a> {
    /// The most important of its events.
    pub(super) event: &'a Event,
    /// That one's place.
    pub(super) place: &'a PlaceRef,
    /// Where it stands.
    pub(super) at: Point,
    /// The true place, when it was moved aside from it.
    pub(super) from: Option<Point>,
    /// How many articles report that event.
    pub(super) articles: usize,
    /// What it stands over.
    pub(super) weight: u64,
    /// All its events.
    pub(super) events: &'a Arc<[EventId]>,
    /// How many there are of each family.
    pub(super) families: &'a [(Family, usize)],
    /// The place it may bear the name of.
    pub(super) named: Option<&'a PlaceRef>,
}

/// The arrangement for a view: of all blocks it touches where there is an index, else of just what is seen.
pub(super) fn arranged(story: &Story, camera: &Camera, options: &Options<'_>) -> Arc<Arrangement> {
    match options.index {
        Some(index) => {
            let (key, part) = blocks(camera, options);
            index.kept().of(key, || Arrangement::of(story, &part, options))
        }
        None => Arc::new(Arrangement::of(story, camera, options)),
    }
}

/// The blocks a view touches, and the camera that sees just them at the last quarter of a zoom.
fn blocks(camera: &Camera, options: &Options<'_>) -> (Key, Camera) {
    let quarter = (camera.zoom * 4.0).floor();
    let zoom = quarter / 4.0;
    let side = 256.0 * zoom.exp2() / BLOCK;
    let [x, y] = unit_from_map(camera.center);
    // As far as the view reaches at that zoom, so that a zoom to the next quarter needs no other blocks.
    let reach = |length: f32| (f64::from(length) / 2.0 + AROUND) / BLOCK;
    let [wide, high] = camera.size.map(reach);
    #[expect(clippy::cast_possible_truncation, reason = "blocks of the world: a million at most")]
    let blocks = [x * side - wide, y * side - high, x * side + wide, y * side + high].map(|at| at.floor() as i64);
    let [west, north, east, south] = blocks.map(|at| i32::try_from(at).map_or(0.0, f64::from));
    let (mut blocks, mut across, mut wide) = (blocks, f64::midpoint(west, east + 1.0) / side, east + 1.0 - west);
    if wide >= side {
        // All the world, cut open opposite of the view: signs to both sides of the cut know nothing of each other.
        let eighth = (x * 8.0).round().rem_euclid(8.0);
        (across, wide) = (eighth / 8.0, side);
        #[expect(clippy::cast_possible_truncation, reason = "below 8")]
        let eighth = eighth as i64;
        [blocks[0], blocks[2]] = [eighth, i64::MAX];
    }
    let middle = [across, (f64::midpoint(north, south + 1.0) / side).clamp(0.0, 1.0)];
    // Where the middle is kept on the map, the part reaches as far to both sides.
    let high = ((middle[1] * side - north).max(south + 1.0 - middle[1] * side) * 2.0).max(1.0);
    #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
    let size = [(wide * BLOCK) as f32, (high * BLOCK) as f32];
    #[expect(clippy::cast_possible_truncation, reason = "at most 72")]
    let quarter = quarter as i64;
    let (selected, mode, shaped) = (options.selected, options.theme.mode, options.gazetteer.is_some());
    (Key { quarter, blocks, selected, mode, shaped }, Camera::new(map_from_unit(middle), zoom, size))
}

impl Kept {
    fn of(&self, key: Key, make: impl FnOnce() -> Arrangement) -> Arc<Arrangement> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|(its, _)| *its == key).map(|at| kept.remove(at).1);
        let found = found.unwrap_or_else(|| Arc::new(make()));
        kept.truncate(KEPT - 1);
        kept.insert(0, (key, Arc::clone(&found)));
        found
    }
}

impl Arrangement {
    fn of(story: &Story, part: &Camera, options: &Options<'_>) -> Self {
        let (mut lots, outside) = match options.index {
            Some(index) => indexed(story, index, part, options),
            None => events(story, part, options),
        };
        lots.sort_by_cached_key(|lot| std::cmp::Reverse((options.selected == Some(lot.event.id), lot.weight)));
        settle(&mut lots, part, options);
        let marks: Vec<Mark<'_>> = lots.iter().map(|lot| lot.mark(options)).collect();
        let signs = group::signs(&marks, part.frame().grown(HIT), &options.theme);
        let by_head: HashMap<EventId, &Lot<'_>> = lots.iter().map(|lot| (lot.event.id, lot)).collect();
        let signs = signs.into_iter().filter_map(|sign| standing(sign, &by_head, part)).collect();
        // What reaches into a view is hatched there, wherever its pin stands.
        let reaching = outside.iter().filter(|lot| is_seen(lot.place, lot.at, part));
        let extents = extents(lots.iter().chain(reaching), part);
        Self { signs, outside: outside.iter().map(|lot| lot.beyond(part)).collect(), extents }
    }

    /// The signs of a view, and what lies outside of it.
    pub(super) fn shown<'a>(&'a self, story: &'a Story, camera: &Camera) -> (Vec<Shown<'a>>, Vec<Shown<'a>>) {
        let view = camera.frame().grown(2.0);
        let projection = camera.projection();
        let shown = |standing: &'a Standing| standing.shown(story, &projection);
        let (inside, mut outside): (Vec<_>, Vec<_>) =
            self.signs.iter().filter_map(shown).partition(|shown| view.contains(shown.from.unwrap_or(shown.at)));
        outside.extend(self.outside.iter().filter_map(shown));
        (inside, outside)
    }

    /// The events in a view whose places have an extent, the most important first.
    pub(super) fn extents<'a>(&'a self, story: &'a Story, camera: &Camera) -> impl Iterator<Item = &'a Event> {
        let (camera, projection) = (*camera, camera.projection());
        let all = self.extents.iter().filter_map(|&(at, head)| Some((at, story.events.get(head)?)));
        let seen = all.filter(move |(at, event)| {
            event.place.as_ref().is_some_and(|place| is_seen(place, projection.screen_from_unit(*at), &camera))
        });
        seen.map(|(_, event)| event).take(MOST_EXTENTS)
    }
}

impl Standing {
    fn shown<'a>(&'a self, story: &'a Story, projection: &Projection) -> Option<Shown<'a>> {
        let event = story.events.get(self.head)?;
        let home = projection.screen_from_unit(self.home);
        let (at, from) = match self.aside {
            Some([x, y]) => ([home[0] + x, home[1] + y], Some(home)),
            None => (home, None),
        };
        let &Self { articles, weight, ref events, ref families, .. } = self;
        let place = event.place.as_deref()?;
        let named = self.named.and_then(|at| story.events.get(at)?.place.as_deref());
        Some(Shown { event, place, at, from, articles, weight, events, families, named })
    }
}

/// An event with a place, or the events of a cell of the index by the most important of them.
struct Lot<'a> {
    event: &'a Event,
    /// Its position in the story's.
    position: usize,
    place: &'a PlaceRef,
    /// Its place on the screen, or the middle of the cell.
    at: Point,
    articles: usize,
    weight: u64,
    events: &'a [EventId],
    families: &'a [Family],
}

impl<'a> Lot<'a> {
    fn mark(&self, options: &Options<'_>) -> Mark<'a> {
        let selected = Some(self.event.id) == options.selected;
        let radius = match self.events.len() {
            1 => look(self.event, self.articles, options).reach(&options.theme),
            count => pin::cluster_radius(count, &options.theme) + options.theme.tokens.pin.casing,
        };
        let &Self { at, events, families, .. } = self;
        Mark { head: self.event.id, events, families, at, radius, selected }
    }

    /// As what lies outside.
    fn beyond(&self, part: &Camera) -> Standing {
        let &Self { position: head, articles, weight, .. } = self;
        let (home, events) = (part.unit_from_screen(self.at), Arc::from(self.events));
        Standing { home, aside: None, head, articles, weight, events, families: Vec::new(), named: None }
    }
}

/// A sign with its place on the map.
fn standing(sign: Sign, lots: &HashMap<EventId, &Lot<'_>>, part: &Camera) -> Option<Standing> {
    let &first = lots.get(&sign.head)?;
    let home = sign.from.unwrap_or(sign.at);
    let alike = |id: &EventId| lots.get(id).is_some_and(|lot| lot.place.key == first.place.key);
    let named = if sign.events.len() == 1 || sign.events.len() < 50 && sign.events.iter().all(alike) {
        // All in it is there.
        Some(first.position)
    } else {
        // Or it stands right on the most important town in it; the middle of a cell of the map is no place, and an area
        // is not where its events meet past its edges.
        let mut each = sign.events.iter().take(50).filter_map(|id| lots.get(id));
        let town = each.find(|lot| lot.place.shape == Shape::Point);
        town.filter(|lot| lot.events.len() == 1 && distance(home, lot.at) < HIT).map(|lot| lot.position)
    };
    Some(Standing {
        home: part.unit_from_screen(home),
        aside: sign.from.map(|from| [sign.at[0] - from[0], sign.at[1] - from[1]]),
        head: first.position,
        articles: first.articles,
        weight: first.weight,
        events: sign.events.into(),
        families: sign.families,
        named,
    })
}

/// Whether a place that stands at a point of the screen reaches into the view with its box.
fn is_seen(place: &PlaceRef, at: Point, camera: &Camera) -> bool {
    let view = camera.frame().grown(2.0);
    let reaches = |[west, south, east, north]: [f64; 4]| {
        let (low, high) = (camera.screen_from_map([west, south]), camera.screen_from_map([east, north]));
        view.overlaps(Rect { min: [low[0], high[1]], max: [high[0], low[1]] })
    };
    view.contains(at) || place.shape != Shape::Point && place.bbox.is_some_and(reaches)
}

/// The places with an extent, each once, the most important first.
fn extents<'a>(lots: impl Iterator<Item = &'a Lot<'a>>, part: &Camera) -> Vec<([f64; 2], usize)> {
    let mut seen = BTreeSet::new();
    let wide = lots.filter(|lot| lot.place.shape != Shape::Point || lot.place.approximate);
    let first = wide.filter(|lot| seen.insert(lot.place.key.as_str())).take(MOST_EXTENTS_AROUND);
    first.map(|lot| (part.unit_from_screen(lot.at), lot.position)).collect()
}

/// The events of a story that the filter keeps: in a view, and outside of it.
fn events<'a>(story: &'a Story, camera: &Camera, options: &Options<'_>) -> (Vec<Lot<'a>>, Vec<Lot<'a>>) {
    let view = camera.frame().grown(2.0);
    let kept = story.events.iter().enumerate().filter(|(_, event)| options.filter.keeps(story, event));
    let lots = kept.filter_map(|(position, event)| {
        let place = event.place.as_deref()?;
        let at = camera.screen_from_map([place.lon, place.lat]);
        let articles = index::articles(event);
        let (events, families) = (slice::from_ref(&event.id), slice::from_ref(&event.family));
        let weight = index::weight(event, articles);
        Some(Lot { event, position, place, at, articles, weight, events, families })
    });
    lots.partition(|lot| view.contains(lot.at))
}

/// The same by an index: cells of events, but for the selected one, which stands for itself.
fn indexed<'a>(
    story: &'a Story,
    index: &'a EventIndex,
    camera: &Camera,
    options: &Options<'_>,
) -> (Vec<Lot<'a>>, Vec<Lot<'a>>) {
    let found = index.look(camera);
    let lot = |run: &Range<usize>, at: Point| {
        let (position, weight) = index.head(run)?;
        let event = story.events.get(position)?;
        let (events, families, articles) = (index.ids(run), index.families(run), index::articles_of(weight));
        Some(Lot { event, position, place: event.place.as_deref()?, at, articles, weight, events, families })
    };
    let selected = options.selected.and_then(|id| index.find(id));
    let mut inside = Vec::with_capacity(found.inside.len() + 2);
    for index::Cell { run, at } in &found.inside {
        match selected.filter(|selected| run.contains(selected)) {
            Some(selected) => {
                let own = index.single(selected, camera);
                inside.extend(lot(&own.run, own.at));
                let rest = [run.start..selected, selected + 1..run.end];
                inside.extend(rest.iter().filter(|run| !run.is_empty()).filter_map(|run| lot(run, *at)));
            }
            None => inside.extend(lot(run, *at)),
        }
    }
    (inside, found.outside.iter().filter_map(|cell| lot(&cell.run, cell.at)).collect())
}

/// Events somewhere in an area stand apart within it, events along a line along it, the most important first; both keep off
/// the towns that have events of their own.
fn settle(lots: &mut [Lot<'_>], camera: &Camera, options: &Options<'_>) {
    let apart = options.theme.tokens.pin.radius * 3.0;
    let towns: Vec<Point> = lots.iter().filter(|it| it.place.shape == Shape::Point).take(500).map(|it| it.at).collect();
    let mut homes: HashMap<&str, std::vec::IntoIter<Point>> = HashMap::new();
    for lot in lots.iter_mut().filter(|lot| lot.place.shape != Shape::Point && lot.events.len() == 1) {
        if homes.len() >= MOST_EXTENTS && !homes.contains_key(lot.place.key.as_str()) {
            continue;
        }
        let found = homes.entry(&lot.place.key).or_insert_with(|| {
            let mut all = extent::homes(lot.place, camera, options.gazetteer, apart);
            if all.len() > 1 {
                all.retain(|home| towns.iter().all(|town| distance(*town, *home) > apart * 0.9));
            }
            all.into_iter()
        });
        // Past the last home they meet at the place's own point, and cluster there.
        if let Some(home) = found.next() {
            lot.at = home;
        }
    }
}

/// The least rectangle that answers for a sign of this radius.
pub(super) fn answering(at: Point, radius: f32) -> Rect {
    let side = (radius * 2.0).max(HIT);
    Rect::from_center_size(at, [side, side])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Theme, fixture};

    /// Every event once: in a sign of the view or outside of it.
    fn check(story: &Story, camera: &Camera, options: &Options<'_>) -> usize {
        let arrangement = arranged(story, camera, options);
        let (inside, outside) = arrangement.shown(story, camera);
        let mut seen: Vec<EventId> = inside.iter().chain(&outside).flat_map(|it| it.events.iter().copied()).collect();
        seen.sort_unstable();
        let mut all: Vec<EventId> = story.events.iter().map(|event| event.id).collect();
        all.sort_unstable();
        assert_eq!(seen, all, "{camera:?}");
        inside.len()
    }

    #[test]
    fn an_area_is_seen_where_it_reaches_into_the_view_though_its_pin_is_outside() {
        let mut place = PlaceRef::pinned("Hills", None, 41.0, 44.0);
        (place.shape, place.bbox) = (Shape::Area, Some([40.0, 35.0, 50.0, 45.0]));
        let seen = |place: &PlaceRef, center| {
            let camera = Camera::new(center, 7.0, [760.0, 700.0]);
            is_seen(place, camera.screen_from_map([place.lon, place.lat]), &camera)
        };
        assert!(seen(&place, [49.0, 36.0]) && !seen(&place, [60.0, 36.0]));
        place.shape = Shape::Point;
        assert!(!seen(&place, [49.0, 36.0]) && seen(&place, [41.0, 44.0]));
    }

    #[test]
    fn every_event_is_shown_once_in_any_view() {
        let story = fixture::crowd(3000);
        let index = EventIndex::new(&story, |_, _| true);
        let options = Options { index: Some(&index), ..Options::new(Theme::light()) };
        for zoom in [0.5, 1.3, 4.0, 6.74, 9.0, 17.9] {
            for center in [[46.75, 39.8], [-179.9, 84.0], [20.0, -85.0]] {
                check(&story, &Camera::new(center, zoom, [800.0, 600.0]), &options);
            }
        }
        assert!(check(&story, &Camera::new([46.75, 39.8], 6.0, [800.0, 600.0]), &options) > 10);
    }

    #[test]
    fn events_of_an_area_do_not_give_its_name_to_the_town_they_meet_at() {
        let story = fixture::karabakh();
        let at = |shape| story.events.iter().find(|it| it.place.as_ref().is_some_and(|place| place.shape == shape));
        let (area, town) = (at(Shape::Area).unwrap(), at(Shape::Point).unwrap());
        let here = |event: &Event, place: &PlaceRef, id| {
            let spot = town.place.as_ref().unwrap();
            let place = PlaceRef { lon: spot.lon, lat: spot.lat, ..place.clone() };
            Event { id: EventId(id), place: Some(Arc::new(place)), checked: id < 10, ..event.clone() }
        };
        let many =
            |of: &Event, from: u64| (from..from + 9).map(|id| here(of, of.place.as_ref().unwrap(), id)).collect();
        let named = |events: Vec<Event>| {
            let story = Story { events: events.into(), ..story.clone() };
            let options = Options::new(Theme::light());
            let spot = town.place.as_ref().unwrap();
            let camera = Camera::new([spot.lon, spot.lat], 13.0, [800.0, 600.0]);
            let arrangement = arranged(&story, &camera, &options);
            let (shown, _) = arrangement.shown(&story, &camera);
            let largest = shown.iter().max_by_key(|it| it.events.len()).unwrap();
            largest.named.map(|place| place.name.clone())
        };
        let (areas, towns): (Vec<Event>, Vec<Event>) = (many(area, 1), many(town, 20));
        assert_eq!(named(areas.clone()), Some(area.place.as_ref().unwrap().name.clone()));
        assert_eq!(named([areas, towns].concat()), Some(town.place.as_ref().unwrap().name.clone()));
    }

    /// No cluster touches another on the screen, wherever the world is cut open to be laid out.
    #[test]
    fn clusters_of_a_whole_world_touch_nowhere() {
        let story = fixture::world(6_000);
        let index = EventIndex::new(&story, |_, _| true);
        let theme = Theme::light();
        let options = Options { index: Some(&index), ..Options::new(theme) };
        for lon in [12.0, -40.0, 100.0, 175.0, -120.0] {
            let camera = Camera::new([lon, 20.0], 2.3, [1280.0, 800.0]);
            let arrangement = arranged(&story, &camera, &options);
            let (shown, _) = arrangement.shown(&story, &camera);
            let large: Vec<_> =
                shown.iter().filter(|it| it.events.len() > 5 && it.at[0] > 60.0 && it.at[0] < 1220.0).collect();
            assert!(large.len() > 15, "{}", large.len());
            for (at, a) in large.iter().enumerate() {
                for b in &large[..at] {
                    let touch =
                        pin::cluster_radius(a.events.len(), &theme) + pin::cluster_radius(b.events.len(), &theme);
                    assert!(distance(a.at, b.at) > touch, "{:?} and {:?}, middle {lon}", a.at, b.at);
                }
            }
        }
    }

    #[test]
    fn a_pan_and_a_quarter_of_a_zoom_group_nothing_anew() {
        let story = fixture::crowd(3000);
        let index = EventIndex::new(&story, |_, _| true);
        let options = Options { index: Some(&index), ..Options::new(Theme::light()) };
        let camera = Camera::new([46.75, 39.8], 6.0, [700.0, 500.0]);
        let first = arranged(&story, &camera, &options);
        let mut anew = 0;
        let mut last = Arc::clone(&first);
        for step in 0..100_u8 {
            let next = arranged(&story, &camera.panned([f32::from(step) * 4.0, 0.0]), &options);
            anew += usize::from(!Arc::ptr_eq(&last, &next));
            last = next;
        }
        assert!(anew <= 2, "{anew} times in 400 points");
        let nearer = camera.zoomed_at([350.0, 250.0], 6.2);
        assert!(Arc::ptr_eq(&first, &arranged(&story, &nearer, &options)));
        assert!(!Arc::ptr_eq(&first, &arranged(&story, &camera.zoomed_at([350.0, 250.0], 6.3), &options)));
        let selected = Options { selected: Some(story.events[7].id), ..options.clone() };
        assert!(!Arc::ptr_eq(&first, &arranged(&story, &camera, &selected)), "the selected stands for itself");
    }

    #[test]
    fn signs_stand_on_the_ground_while_the_view_moves() {
        let story = fixture::crowd(3000);
        let index = EventIndex::new(&story, |_, _| true);
        let options = Options { index: Some(&index), ..Options::new(Theme::light()) };
        let camera = Camera::new([46.75, 39.8], 6.1, [700.0, 500.0]);
        let moved = camera.panned([5.0, -3.0]);
        let at = |camera: &Camera| -> Vec<(Vec<EventId>, Point)> {
            let arrangement = arranged(&story, camera, &options);
            arrangement.shown(&story, camera).0.iter().map(|it| (it.events.to_vec(), it.at)).collect()
        };
        let (before, after) = (at(&camera), at(&moved));
        let both = before.iter().filter_map(|(events, at)| Some((at, after.iter().find(|it| it.0 == *events)?.1)));
        let mut count = 0;
        for (before, after) in both {
            count += 1;
            assert!(distance([before[0] + 5.0, before[1] - 3.0], after) < 0.01, "{before:?} {after:?}");
        }
        assert!(count * 10 > before.len() * 9, "{count} of {}", before.len());
    }
}
