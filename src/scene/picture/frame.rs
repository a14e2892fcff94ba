//! What of the world a picture frames.
//!
//! Comes in: a story, its placed events, the gazetteer with outlines. Goes out: a box in degrees. It fits where most of what the
//! articles tell is; far-off events do not squeeze the rest. The area that the most telling event lies somewhere in is shown whole where it can be:
//! without its outline the disc would say that it happened just there. Islands far from an area's main body stretch no frame.

use geodata::{Gazetteer, Geometry};

use super::choice::{main_day, weight};
use crate::scene::filter::holds;
use crate::scene::{Camera, Filter, Point, extent, unit_from_map, wrapped};
use crate::story::{Event, Family, PlaceRef, Shape, Story};

/// How much farther out the frame may go for events apart from the rest, in zoom steps.
const REACH_ZOOM: f64 = 1.6;
/// How much farther out it may go to show the whole of an area, in zoom steps.
const AREA_ZOOM: f64 = 0.9;
/// The same for the area that the most telling event, or a third of all, lies in.
const MAIN_AREA_ZOOM: f64 = 2.2;
/// Events this few of all, in hundredths, do not squeeze the rest: they go to the small map.
const FEW_PERCENT: usize = 40;
/// How far out they would have to draw the frame for that, in zoom steps.
const SQUEEZE_ZOOM: f64 = 1.0;
/// The closest a picture looks: past it the base map has nothing more to say.
pub(super) const CLOSEST: f64 = 9.0;
/// What is reckoned from at the closest: events of one street are no reason to leave out those of its town.
const CORE_CLOSEST: f64 = 7.8;
/// The map that frames are tried on, in points.
const TRIED_ON: Point = [1000.0, 650.0];
/// What is framed when nothing has a place.
const WORLD: [f64; 4] = [-170.0, -56.0, 190.0, 72.0];
/// Parts of an area this near to its main body belong to it, as a share of that body's longer side.
const NEAR_SHARE: f64 = 0.08;
/// Parts this large beside the largest belong to it however far off they lie.
const LARGE_SHARE: f64 = 0.3;

/// Whether the box of a place and another overlap, whatever copies of the world they are in.
fn overlaps([west, south, east, north]: [f64; 4], place: &PlaceRef) -> bool {
    let Some([left, low, right, high]) = place.bbox else { return false };
    let span = |from: f64, to: f64| (to - from).rem_euclid(360.0);
    let across = span(west, left) <= span(west, east) || span(left, west) <= span(left, right);
    across && low <= north && south <= high
}

/// Whether some of an area lies well within a box that does not hold its middle.
pub(super) fn reaches(bbox: [f64; 4], place: &PlaceRef, gazetteer: Option<&Gazetteer>) -> bool {
    if place.shape != Shape::Area || !overlaps(bbox, place) {
        return false;
    }
    let Some(gazetteer) = gazetteer else { return false };
    let camera = Camera::fit(bbox, TRIED_ON, 0.0, CLOSEST);
    let homes = extent::homes_within(place, &camera, Some(gazetteer), 60.0, camera.frame());
    homes.len() > 1
}

/// West, south, east, north in degrees around where most of the kept events of a story are; the world when none has a place.
#[must_use]
pub fn story_frame(story: &Story, filter: &Filter, gazetteer: &Gazetteer) -> [f64; 4] {
    let kept = story.events.iter().filter(|event| filter.keeps(story, event));
    let placed: Vec<_> = kept.filter_map(|event| Some((event, event.place.as_deref()?))).collect();
    frame(story, &placed, Some(gazetteer))
}

/// The zoom at which a box fills the map that frames are tried on.
pub(super) fn zoom_of(bbox: [f64; 4]) -> f64 {
    Camera::fit(bbox, TRIED_ON, 0.0, CLOSEST).zoom
}

/// A box around where most events are.
pub(super) fn frame(story: &Story, placed: &[(&Event, &PlaceRef)], gazetteer: Option<&Gazetteer>) -> [f64; 4] {
    // Where this story's own happenings are; statements and looks back count only when there is nothing else.
    let events: Vec<&Event> = placed.iter().map(|it| it.0).collect();
    let day = main_day(&events);
    let news = |event: &Event| weight(story, event, day) >= 0;
    let counts = placed.iter().any(|it| news(it.0));
    let placed: Vec<(&Event, &PlaceRef)> = placed.iter().copied().filter(|it| !counts || news(it.0)).collect();
    // Somewhere in an area around others is nowhere in particular: its middle stretches no frame.
    let around = |area: &PlaceRef| {
        let inside = |other: &PlaceRef| other.shape != Shape::Area && area.bbox.is_some_and(|bbox| holds(bbox, other));
        area.shape == Shape::Area && placed.iter().any(|it| inside(it.1))
    };
    let placed: Vec<(&Event, &PlaceRef)> = placed.iter().copied().filter(|it| !around(it.1)).collect();
    let is_own = |event: &Event| event.family != Family::Speech && weight(story, event, day) >= 0;
    // What many articles tell of counts as often.
    let often = |it: &(&Event, &PlaceRef)| articles(it.0);
    let own: Vec<_> = placed.iter().filter(|it| is_own(it.0)).collect();
    let seed: Vec<_> = if own.is_empty() { placed.iter().collect() } else { own.clone() };
    let told = || seed.iter().flat_map(|it| std::iter::repeat_n(it.1, often(it)));
    let (Some(lon), Some(lat)) = (median(told().map(|p| p.lon)), median(told().map(|p| p.lat))) else {
        return WORLD;
    };
    let [x, y] = unit_from_map([lon, lat]);
    let far = |place: &&PlaceRef| {
        let [px, py] = unit_from_map([place.lon, place.lat]);
        let dx = (px - x + 0.5).rem_euclid(1.0) - 0.5;
        dx.hypot(py - y)
    };
    let mut order: Vec<(f64, usize, &PlaceRef)> = placed.iter().map(|it| (far(&it.1), often(it), it.1)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: usize = order.iter().map(|it| it.1).sum();
    let core = total.div_ceil(2) + total / 10;
    let mut bbox: Option<[f64; 4]> = None;
    let mut core_zoom = CLOSEST;
    let mut before = 0;
    for (_, times, place) in order {
        let wider = joined(bbox, place, lon);
        let zoom = zoom_of(wider);
        if before < core.max(1) {
            core_zoom = zoom.min(CORE_CLOSEST);
        } else if zoom < core_zoom - REACH_ZOOM
            || zoom < core_zoom - SQUEEZE_ZOOM && (total - before) * 100 <= total * FEW_PERCENT
        {
            break;
        }
        bbox = Some(wider);
        before += times;
    }
    let Some(bbox) = bbox else { return WORLD };
    let loudest = events.iter().rev().max_by_key(|event| weight(story, event, day));
    let areas = Areas { gazetteer, main: loudest.and_then(|event| event.place.as_deref()), middle: lon };
    // Where something was said or declared stretches no frame, unless that is all there is.
    let happened = |event: &&&Event| own.is_empty() || is_own(event);
    let told: Vec<&PlaceRef> = events.iter().filter(happened).filter_map(|event| event.place.as_deref()).collect();
    areas.shown(bbox, &told)
}

/// How many articles tell of an event.
fn articles(event: &Event) -> usize {
    let mut of: Vec<_> = event.mentions.iter().map(|mention| mention.article).collect();
    of.sort_unstable();
    of.dedup();
    of.len().max(1)
}

/// The areas that events lie somewhere in.
struct Areas<'a> {
    gazetteer: Option<&'a Gazetteer>,
    /// Where the most telling event lies.
    main: Option<&'a PlaceRef>,
    /// Longitude of the middle of the frame, where the world repeats.
    middle: f64,
}

impl Areas<'_> {
    /// A box grown to show areas whole, as far as that does not squeeze the rest.
    fn shown(&self, bbox: [f64; 4], places: &[&PlaceRef]) -> [f64; 4] {
        let alone = places.iter().all(|place| places.first().is_some_and(|first| first.key == place.key));
        let mut grown = bbox;
        // Of a place that is only known to lie in an area the area says little.
        let shown = |place: &PlaceRef| alone || !place.is_unlisted() && overlaps(bbox, place);
        for place in places.iter().filter(|place| place.shape == Shape::Area && shown(place)) {
            let Some([west, south, east, north]) = self.body(place) else { continue };
            let events_there = places.iter().filter(|other| other.key == place.key).count();
            let is_main = self.main.is_some_and(|main| main.key == place.key) || events_there * 3 >= places.len();
            let farther = if is_main { MAIN_AREA_ZOOM } else { AREA_ZOOM };
            let least = if alone { 0.0 } else { zoom_of(bbox).min(CORE_CLOSEST) - farther };
            // The copy of the world the box is in.
            let shift = self.middle + wrapped(west - self.middle) - west;
            let east = if east < west { east + 360.0 } else { east };
            let [left, low, right, high] = grown;
            let wider = [left.min(west + shift), low.min(south), right.max(east + shift), high.max(north)];
            if zoom_of(wider) >= least && wider[2] - wider[0] < 359.0 {
                grown = wider;
            }
        }
        grown
    }

    /// The box of an area without what lies far from its main body: Portugal without the Azores.
    fn body(&self, place: &PlaceRef) -> Option<[f64; 4]> {
        let whole = place.bbox?;
        let geometry = self.gazetteer.and_then(|gazetteer| gazetteer.geometry(gazetteer.by_key(place.outline_key())?));
        // One that crosses the date line has its parts at both ends of the world.
        let apart = whole[2] < whole[0] || whole[2] - whole[0] > 180.0;
        Some(geometry.filter(|it| it.area && !apart).and_then(|geometry| main_body(&geometry)).unwrap_or(whole))
    }
}

/// The box of the largest part of an area, of those of its size, and of those near to them.
fn main_body(geometry: &Geometry) -> Option<[f64; 4]> {
    let mut parts: Vec<([f64; 4], f64)> =
        geometry.parts.iter().filter_map(|ring| Some((ring_box(ring)?, size(ring)))).collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let &(mut body, largest) = parts.first()?;
    let near = NEAR_SHARE * (body[2] - body[0]).max(body[3] - body[1]);
    let mut rest: Vec<[f64; 4]> = Vec::new();
    for &(part, size) in parts.iter().skip(1) {
        if size >= largest * LARGE_SHARE { body = both(body, part) } else { rest.push(part) }
    }
    // What is near to what is near belongs to it as well: chains of islands.
    while let Some(at) = rest.iter().position(|part| gap(body, *part) <= near) {
        body = both(body, rest.swap_remove(at));
    }
    Some(body)
}

fn ring_box(ring: &[[f64; 2]]) -> Option<[f64; 4]> {
    let &[lon, lat] = ring.first()?;
    Some(ring.iter().fold([lon, lat, lon, lat], |held, &[lon, lat]| both(held, [lon, lat, lon, lat])))
}

fn both(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// How far apart two boxes are, in degrees; nothing where they meet.
fn gap(a: [f64; 4], b: [f64; 4]) -> f64 {
    let between = |low: f64, high: f64| (high - low).max(0.0);
    let across = between(a[2], b[0]).max(between(b[2], a[0]));
    across.max(between(a[3], b[1])).max(between(b[3], a[1]))
}

/// How large a ring is, in square degrees of the equator.
fn size(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().skip(1);
    let twice: f64 = ring.iter().zip(next).map(|(&[ax, ay], &[bx, by])| (bx - ax) * (ay + by)).sum();
    let lat = ring.first().map_or(0.0, |point| point[1]);
    (twice / 2.0).abs() * lat.to_radians().cos()
}

/// A box grown to hold a place, near the middle longitude where the world repeats.
fn joined(bbox: Option<[f64; 4]>, place: &PlaceRef, middle: f64) -> [f64; 4] {
    let lon = middle + wrapped(place.lon - middle);
    let lat = place.lat;
    let at = [lon, lat, lon, lat];
    bbox.map_or(at, |bbox| both(bbox, at))
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::choice::Choice;
    use super::super::{PictureOptions, Sheet};
    use super::*;
    use crate::scene::fixture;
    use std::sync::Arc;

    #[test]
    fn an_event_somewhere_in_a_country_shows_the_country() {
        let place = fixture::place("nepal", &["Nepal"], 84.0, 28.2, Shape::Area);
        let place = Arc::new(PlaceRef { bbox: Some([80.0, 26.3, 88.2, 30.5]), ..PlaceRef::clone(&place) });
        let told = fixture::Told {
            title: "Earthquake in Nepal",
            kind: crate::story::Kind::Earthquake,
            place,
            day: None,
            letters: &[0],
            killed: &[],
            checked: false,
        };
        let story = fixture::story(&["Valley Post"], &[told]);
        let options = PictureOptions::new(Sheet::WIDE);
        assert_eq!(Choice::new(&story, &options, 12, &[]).bbox, [80.0, 26.3, 88.2, 30.5]);
    }

    #[test]
    fn an_area_stretches_the_frame_where_something_happened_in_it_and_no_place_of_it_is_meant() {
        let told = |place: Arc<PlaceRef>, kind: crate::story::Kind, letters: &'static [u32]| fixture::Told {
            title: "Fire",
            kind,
            place,
            day: None,
            letters,
            killed: &[],
            checked: false,
        };
        let town = |name: &'static str, lon: f64| fixture::place(name, &[name], lon, 40.0, Shape::Point);
        let area = fixture::place("area", &["Area"], 45.0, 41.5, Shape::Area);
        let area = PlaceRef { bbox: Some([43.0, 39.0, 47.0, 43.0]), ..PlaceRef::clone(&area) };
        let unlisted = PlaceRef { key: format!("{}area/creek", PlaceRef::UNLISTED), ..area.clone() };
        assert!(unlisted.is_unlisted() && !area.is_unlisted());
        let height = |area: PlaceRef, kind| {
            let events = [
                told(town("A", 44.0), crate::story::Kind::Fire, &[0]),
                told(town("B", 44.2), crate::story::Kind::Fire, &[0]),
                told(Arc::new(area), kind, &[0]),
            ];
            let story = fixture::story(&["Valley Post"], &events);
            let [_, south, _, north] = Choice::new(&story, &PictureOptions::new(Sheet::WIDE), 12, &[]).bbox;
            north - south
        };
        let (flood, announcement) = (crate::story::Kind::Flood, crate::story::Kind::Announcement);
        assert!(height(area.clone(), flood) > 3.9, "it happened somewhere in it");
        assert!(height(area, announcement) < 1.0, "it was declared there");
        assert!(height(unlisted, flood) < 1.0, "it happened at a creek");
    }

    #[test]
    fn a_story_across_the_date_line_has_a_narrow_frame() {
        let places = [("Suva", 178.44, -18.14), ("Apia", -171.76, -13.83), ("Nadi", 177.42, -17.80)];
        let told: Vec<_> = places
            .iter()
            .map(|&(name, lon, lat)| fixture::Told {
                title: "Storm",
                kind: crate::story::Kind::Storm,
                place: fixture::place(name, &[name], lon, lat, Shape::Point),
                day: None,
                letters: &[0],
                killed: &[],
                checked: false,
            })
            .collect();
        let story = fixture::story(&["Reef Daily"], &told);
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 12, &[]);
        let [west, _, east, _] = choice.bbox;
        assert!(east - west < 20.0 && choice.chosen.len() == 3, "{:?}", choice.bbox);
    }

    #[test]
    fn islands_far_from_the_main_body_stretch_no_frame() {
        let square = |west: f64, south: f64, side: f64| {
            vec![[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
        };
        let body = |parts: Vec<Vec<[f64; 2]>>| main_body(&Geometry { parts, area: true });
        let main = square(0.0, 0.0, 10.0);
        assert_eq!(body(vec![square(-20.0, 0.0, 1.0), main.clone()]), Some([0.0, 0.0, 10.0, 10.0]), "far off");
        let chain = vec![main.clone(), square(10.5, 0.0, 1.0), square(12.0, 0.0, 1.0)];
        assert_eq!(body(chain), Some([0.0, 0.0, 13.0, 10.0]), "near, and near to that");
        assert_eq!(body(vec![main, square(30.0, 0.0, 8.0)]), Some([0.0, 0.0, 38.0, 10.0]), "as large");
        assert_eq!(body(Vec::new()), None);
    }
}
