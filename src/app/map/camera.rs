//! Where the map goes: framing a story, showing a place by moving just enough, staying within the world.
//!
//! Comes in: a camera and a move. Goes out: the camera after it. Pure; positions are degrees longitude and latitude.

use crate::scene::{Camera, Rect, wrapped};
use crate::story::{Event, EventId, Family, PlaceRef, Shape, Story};

use crate::app::state::Move;

/// Free on every side of a framed story, in points.
const PADDING: f32 = 90.0;
/// Room of the buttons at the right edge, with a pin's own half, in points.
const BUTTONS: f32 = 60.0;
/// How far a pin reaches from its place, with its number, in points.
const PIN: f32 = 24.0;
/// No closer than this when framing, so that towns around give the place its meaning.
const CLOSEST: f64 = 9.0;

/// Free on every side of what is framed: less where the view is small.
fn padding(camera: &Camera) -> f32 {
    PADDING.min(camera.size[0] / 6.0).min(camera.size[1] / 5.0)
}

/// The camera after a move.
pub(in crate::app) fn moved(camera: &Camera, story: &Story, selected: Option<EventId>, movement: Move) -> Camera {
    let middle = [camera.size[0] / 2.0, camera.size[1] / 2.0];
    let after = match movement {
        Move::Story => framed(camera, story_frame(story).map(|frame| with_selected(frame, story, selected))),
        Move::World => world(camera),
        Move::Selection => match selected.and_then(|id| story.event(id)?.place.as_deref()) {
            Some(place) => closely(camera, place),
            None => return moved(camera, story, None, Move::Story),
        },
        Move::Frame(frame) => Camera::fit(frame, camera.size, padding(camera), 13.0),
        Move::Zoom(by) => camera.zoomed_at(middle, camera.zoom + by),
        Move::Pan(by) => camera.panned(by),
        Move::Into(position) => Camera::new(position, (camera.zoom + 2.0).min(camera.zoom.max(12.0)), camera.size),
        Move::Show(position) => shown(camera, position),
        Move::ShowArea(bounds) => area_shown(camera, bounds),
    };
    after.kept_in_world()
}

/// A story's frame in the view, or the whole world where it has none.
fn framed(camera: &Camera, around: Option<[f64; 4]>) -> Camera {
    around.map_or_else(|| world(camera), |around| Camera::fit(around, camera.size, padding(camera), CLOSEST))
}

/// The same so that nothing of what the move is to show lies under what is open in the lower left corner of the map: beside
/// that or above it, whichever shows more of the places. `frame` gives the story's, which of thousands of events takes a
/// while to find.
pub(in crate::app) fn moved_clear(
    camera: &Camera,
    story: &Story,
    frame: impl FnOnce() -> Option<[f64; 4]>,
    selected: Option<EventId>,
    movement: Move,
    corner: Rect,
) -> Camera {
    // Once for all the views it is tried in.
    let story_moved = matches!(movement, Move::Story);
    let around = if story_moved { frame().map(|frame| with_selected(frame, story, selected)) } else { None };
    let moved = |camera: &Camera| match movement {
        Move::Story => framed(camera, around).kept_in_world(),
        _ => moved(camera, story, selected, movement),
    };
    let after = moved(camera);
    let [width, height] = camera.size;
    let corner = Rect { min: [corner.min[0], corner.min[1] - PIN], max: [corner.max[0] + PIN, corner.max[1]] };
    let [left, below] = [corner.max[0], height - corner.min[1]];
    if let Move::Show(position) = movement {
        let [x, y] = after.screen_from_map(position);
        let by = if left - x < y - corner.min[1] { [left - x, 0.0] } else { [0.0, corner.min[1] - y] };
        return if corner.contains([x, y]) { after.panned(by).kept_in_world() } else { after };
    }
    let places = || story.events.iter().filter_map(|event| event.place.as_deref());
    let hides = |at: &Camera| places().any(|it| corner.contains(at.screen_from_map([it.lon, it.lat])));
    if !matches!(movement, Move::Story | Move::Selection | Move::Frame(_)) || !hides(&after) {
        return after;
    }
    let within = |size: [f32; 2], by: [f32; 2]| {
        let part = moved(&Camera::new(camera.center, camera.zoom, size));
        Camera::new(part.center, part.zoom, camera.size).panned(by).kept_in_world()
    };
    let beside = within([width - left, height], [left / 2.0, 0.0]);
    let above = within([width, height - below], [0.0, -below / 2.0]);
    if above.zoom > beside.zoom { above } else { beside }
}

/// The whole world, as wide as the view.
fn world(camera: &Camera) -> Camera {
    Camera::new([12.0, 28.0], (f64::from(camera.size[0]) / 256.0).log2(), camera.size)
}

/// An area or a line whole; a point in the middle, close enough to know it by the towns around it.
fn closely(camera: &Camera, place: &PlaceRef) -> Camera {
    match place.bbox {
        Some(bounds) if place.shape != Shape::Point => Camera::fit(bounds, camera.size, padding(camera), 13.0),
        _ => Camera::new([place.lon, place.lat], camera.zoom.max(CLOSEST), camera.size),
    }
}

/// Moved just enough for a position to be in view, well inside its edges.
fn shown(camera: &Camera, position: [f64; 2]) -> Camera {
    let [width, height] = camera.size;
    let (margin_x, margin_y) = ((width * 0.18).min(140.0), (height * 0.18).min(120.0));
    let [x, y] = camera.screen_from_map(position);
    if !(-2.0 * width..=3.0 * width).contains(&x) || !(-2.0 * height..=3.0 * height).contains(&y) {
        return Camera::new(position, camera.zoom, camera.size);
    }
    let short = |at: f32, least: f32, most: f32| at.clamp(least, most.max(least)) - at;
    let by = [short(x, margin_x, width - margin_x.max(BUTTONS)), short(y, margin_y, height - margin_y)];
    if by == [0.0, 0.0] { *camera } else { camera.panned(by) }
}

/// The move that shows a place: its area or line whole, its point by moving just enough.
pub(in crate::app) fn showing(place: &PlaceRef) -> Move {
    match place.bbox {
        Some(bounds) if place.shape != Shape::Point => Move::ShowArea(bounds),
        _ => Move::Show([place.lon, place.lat]),
    }
}

/// As it is when all of the area is in view already; else framed, but no closer than now.
fn area_shown(camera: &Camera, [west, south, east, north]: [f64; 4]) -> Camera {
    let view = camera.frame();
    let inside = [[west, south], [east, north]].iter().all(|&corner| view.contains(camera.screen_from_map(corner)));
    if inside && east - west < 180.0 {
        return *camera;
    }
    Camera::fit([west, south, east, north], camera.size, 30.0_f32.min(camera.size[1] / 8.0), camera.zoom)
}

/// West, south, east, north of where most of a story happens; what lies far off is left to the arrows at the edge.
pub(in crate::app) fn story_frame(story: &Story) -> Option<[f64; 4]> {
    let happened: Vec<&Event> =
        story.events.iter().filter(|event| event.family != Family::Speech && event.place.is_some()).collect();
    let events: Vec<&Event> = if happened.is_empty() {
        story.events.iter().filter(|event| event.place.is_some()).collect()
    } else {
        happened
    };
    let mut places: Vec<&PlaceRef> = events.iter().filter_map(|event| event.place.as_deref()).collect();
    if places.is_empty() {
        let toponyms = story.sources.iter().flat_map(|source| &source.reading.toponyms);
        places = toponyms.filter_map(|toponym| toponym.place.as_deref()).filter(|place| !is_country(place)).collect();
    }
    let middle = [median(places.iter().map(|place| place.lon))?, median(places.iter().map(|place| place.lat))?];
    let narrow = middle[1].to_radians().cos();
    let distance = |place: &&PlaceRef| (wrapped(place.lon - middle[0]) * narrow).hypot(place.lat - middle[1]);
    let distances: Vec<f64> = places.iter().map(distance).collect();
    let far = (3.0 * median(distances.iter().copied())?).max(0.8);
    frame(places.iter().zip(&distances).filter(|(_, distance)| **distance <= far).map(|(place, _)| extent(place)))
}

/// The frame with the place of the selected event in it, unless that lies half a world off: what the panel tells of is on
/// the map.
fn with_selected(around: [f64; 4], story: &Story, selected: Option<EventId>) -> [f64; 4] {
    let place = selected.and_then(|id| story.event(id)?.place.as_deref());
    let whole = |place: &PlaceRef| place.bbox.filter(|_| place.shape != Shape::Point && !is_country(place));
    let both = place.and_then(|place| frame([around, whole(place).unwrap_or_else(|| extent(place))].into_iter()));
    both.filter(|[west, south, east, north]| east - west < 40.0 && north - south < 30.0).unwrap_or(around)
}

fn is_country(place: &PlaceRef) -> bool {
    place.bbox.is_some_and(|[west, south, east, north]| east - west > 12.0 || north - south > 8.0)
}

/// A place's box where it is small, else its point.
fn extent(place: &PlaceRef) -> [f64; 4] {
    let point = [place.lon, place.lat, place.lon, place.lat];
    match place.bbox {
        Some(bbox) if place.shape != Shape::Point && bbox[2] - bbox[0] < 2.5 && bbox[3] - bbox[1] < 2.5 => bbox,
        _ => point,
    }
}

fn frame(extents: impl Iterator<Item = [f64; 4]>) -> Option<[f64; 4]> {
    extents.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// Whether a box is so small that no zoom parts what is in it.
pub(in crate::app) fn is_one_spot([west, south, east, north]: [f64; 4]) -> bool {
    east - west < 1e-4 && north - south < 1e-4
}

/// The move that parts these events: to the box around their places, small areas whole, as events in an area stand apart
/// only where all of it is seen. `None` where they are at one spot, and where it would lead to what is looked at already.
pub(in crate::app) fn parting(camera: &Camera, story: &Story, events: &[EventId]) -> Option<Move> {
    let places = || events.iter().filter_map(|&id| story.event(id)?.place.as_deref());
    let points = frame(places().map(|place| [place.lon, place.lat, place.lon, place.lat]))?;
    if is_one_spot(points) {
        return None;
    }
    let movement = Move::Frame(frame(places().map(extent))?);
    let after = moved(camera, story, None, movement);
    let [x, y] = camera.screen_from_map(after.center);
    let off = (x - camera.size[0] / 2.0).hypot(y - camera.size[1] / 2.0);
    ((after.zoom - camera.zoom).abs() > 0.2 || off > 40.0).then_some(movement)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(center: [f64; 2], zoom: f64) -> Camera {
        Camera::new(center, zoom, [800.0, 600.0])
    }

    #[test]
    fn a_place_in_view_moves_nothing() {
        let at = camera([46.75, 39.82], 8.0);
        assert_eq!(moved(&at, &Story::default(), None, Move::Show([46.8, 39.8])), at);
    }

    #[test]
    fn what_is_framed_lies_beside_what_is_open_in_the_corner() {
        let mut story = crate::scene::fixture::karabakh();
        let mut event = story.events.iter().next().expect("an event").clone();
        // From the northeast to the southwest: the corner has one of them.
        let spots = [[44.0, 40.5], [46.0, 42.0], [42.0, 39.0]];
        let events = spots.into_iter().zip(1..).map(|([lon, lat], id)| {
            event.id = EventId(id);
            event.place = Some(PlaceRef::pinned("Spot", None, lon, lat).into());
            event.clone()
        });
        story.events = events.collect::<Vec<_>>().into();
        let open = Rect { min: [0.0, 360.0], max: [240.0, 600.0] };
        let at = camera([44.0, 40.0], 6.0);
        let plain = moved(&at, &story, None, Move::Story);
        assert!(open.contains(plain.screen_from_map(spots[2])), "else this shows nothing");
        let clear = moved_clear(&at, &story, || story_frame(&story), None, Move::Story, open);
        for spot in spots {
            let on_screen = clear.screen_from_map(spot);
            assert!(clear.frame().contains(on_screen) && !open.grown(10.0).contains(on_screen), "{on_screen:?}");
        }
        let shown = moved_clear(&plain, &story, || None, None, Move::Show(spots[2]), open);
        assert!(!open.contains(shown.screen_from_map(spots[2])) && (shown.zoom - plain.zoom).abs() < 1e-9);
        let none = Rect { min: [0.0, 600.0], max: [0.0, 600.0] };
        assert_eq!(
            moved_clear(&at, &story, || story_frame(&story), None, Move::Story, none),
            plain,
            "nothing open, nothing moved"
        );
    }

    #[test]
    fn a_place_beside_the_view_comes_in_just_enough() {
        let at = camera([46.75, 39.82], 8.0);
        let after = moved(&at, &Story::default(), None, Move::Show([49.86, 40.38]));
        let [x, y] = after.screen_from_map([49.86, 40.38]);
        assert!((600.0..700.0).contains(&x) && (100.0..500.0).contains(&y), "{x} {y}");
        assert!((after.zoom - 8.0).abs() < 1e-9, "and no closer");
    }

    #[test]
    fn an_area_larger_than_the_view_is_shown_whole_and_a_small_one_no_closer() {
        let at = camera([46.75, 39.82], 9.0);
        let wide = moved(&at, &Story::default(), None, Move::ShowArea([44.8, 38.4, 50.4, 41.9]));
        assert!(wide.zoom < 8.0 && wide.frame().contains(wide.screen_from_map([50.4, 41.9])), "{wide:?}");
        let beside = moved(&at, &Story::default(), None, Move::ShowArea([49.0, 40.2, 49.1, 40.3]));
        assert!((beside.zoom - 9.0).abs() < 1e-9, "{beside:?}");
    }

    #[test]
    fn a_cluster_is_parted_by_what_shows_its_areas_whole_and_a_stack_by_nothing() {
        let mut story = crate::scene::fixture::karabakh();
        let area = story.events.iter().find(|event| event.place.as_ref().is_some_and(|it| it.shape == Shape::Area));
        let mut area = area.expect("an area").clone();
        let bounds = [46.5, 39.3, 47.3, 39.9];
        let place = PlaceRef { bbox: Some(bounds), ..PlaceRef::clone(area.place.as_ref().expect("with a place")) };
        area.place = Some(place.clone().into());
        let mut beside = area.clone();
        beside.id = EventId(9_001);
        beside.place = Some(PlaceRef::pinned("Beside", None, place.lon + 0.02, place.lat).into());
        let mut alike = area.clone();
        alike.id = EventId(9_002);
        let ids = [area.id, beside.id, alike.id];
        story.events = vec![area, beside, alike].into();
        let at = camera([place.lon, place.lat], 13.0);
        let movement = parting(&at, &story, &ids[..2]).expect("a way to part them");
        let after = moved(&at, &story, None, movement);
        for corner in [[bounds[0], bounds[1]], [bounds[2], bounds[3]]] {
            assert!(after.frame().contains(after.screen_from_map(corner)), "{after:?}");
        }
        assert_eq!(parting(&after, &story, &ids[..2]), None, "what is looked at already");
        assert_eq!(parting(&at, &story, &[ids[0], ids[2]]), None, "at one spot");
    }

    #[test]
    fn the_story_is_framed_with_the_event_that_is_told_of() {
        let story = crate::scene::fixture::karabakh();
        for event in &story.events {
            let Some(place) = event.place.as_deref().filter(|place| (place.lon - 46.0).abs() < 15.0) else { continue };
            let after = moved(&camera([0.0, 0.0], 2.0), &story, Some(event.id), Move::Story);
            assert!(after.frame().contains(after.screen_from_map([place.lon, place.lat])), "{}", event.title);
        }
    }
}
