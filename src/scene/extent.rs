//! How exactly a place is known, drawn: a ring of true size, a hatch up to an outline, a line with end ticks (LOOK §4).
//!
//! Comes in: a place, the gazetteer that holds its shape, a camera. Goes out: items, and the lines labels keep clear of.
//! The hatch is cut to the outline here, so that both painters draw plain lines.

use geodata::{Gazetteer, Geometry};

use super::{Camera, Color, Item, Point, Rect, Stroke, Theme, pin, unit_from_map};
use crate::story::{PlaceRef, Shape};

/// How far an approximate point may be off when the gazetteer does not say, in kilometres.
const UNKNOWN_REACH_KM: f64 = 8.0;

/// What is drawn under a pin to say how exact it is.
#[derive(Debug, Default)]
pub(super) struct Extent {
    /// Hatches and rings, then lines.
    pub(super) items: Vec<Item>,
    /// Lines that labels keep clear of.
    pub(super) lines: Vec<Vec<Point>>,
}

/// The marks of a place in a colour; nothing for an exact point, for shapes nobody knows, and for an area too large or
/// too small in this view to be told by a hatch. `turned` hatches the other way, so that areas which overlap are told apart.
pub(super) fn extent(
    place: &PlaceRef,
    (color, turned): (Color, bool),
    camera: &Camera,
    gazetteer: Option<&Gazetteer>,
    theme: &Theme,
) -> Extent {
    let known = gazetteer.and_then(|gazetteer| Some((gazetteer, gazetteer.by_key(place.outline_key())?)));
    let geometry = known.and_then(|(gazetteer, id)| gazetteer.geometry(id));
    match (place.shape, geometry) {
        (Shape::Area, Some(geometry)) => area(&geometry, place, (color, turned), camera, theme),
        (Shape::Line, Some(geometry)) => line(&geometry, place, color, camera, theme),
        (Shape::Point, _) if place.approximate => {
            let km = known.map_or(0.0, |(gazetteer, id)| gazetteer.radius_km(id));
            ring(place, if km > 0.0 { km } else { UNKNOWN_REACH_KM }, color, camera, theme)
        }
        _ => Extent::default(),
    }
}

fn ring(place: &PlaceRef, km: f64, color: Color, camera: &Camera, theme: &Theme) -> Extent {
    #[expect(clippy::cast_possible_truncation, reason = "points on a screen")]
    let radius = (km * camera.points_per_km(place.lat)) as f32;
    let most = camera.size[0].max(camera.size[1]) / 2.0;
    if radius < theme.tokens.pin.radius || radius > most {
        return Extent::default();
    }
    let sizes = &theme.tokens.precision;
    let at = camera.screen_from_map([place.lon, place.lat]);
    let edge = Stroke::solid(sizes.ring_stroke, color);
    let items = vec![pin::disc(at, radius, Some(color.with_alpha(sizes.ring_fill_alpha)), Some(edge))];
    Extent { items, lines: Vec::new() }
}

fn area(
    geometry: &Geometry,
    place: &PlaceRef,
    (color, turned): (Color, bool),
    camera: &Camera,
    theme: &Theme,
) -> Extent {
    let rings = on_screen(geometry, place, camera);
    let Some(bounds) = bounds(&rings) else { return Extent::default() };
    let too_large = main_body(&rings).is_some_and(|body| is_over(body, camera));
    let too_small = bounds.width().max(bounds.height()) < theme.tokens.pin.radius * 3.0;
    if too_large || too_small || !bounds.overlaps(camera.frame()) {
        return Extent::default();
    }
    let sizes = &theme.tokens.precision;
    let within = camera.frame().grown(sizes.hatch_gap);
    let stroke = Stroke::solid(sizes.hatch_stroke, color.with_alpha(sizes.hatch_alpha));
    let angle = if turned { -sizes.hatch_angle_deg } else { sizes.hatch_angle_deg };
    let mut items: Vec<Item> = hatch(&rings, within, sizes.hatch_gap, angle)
        .into_iter()
        .map(|points| Item::Line { points, closed: false, stroke: stroke.clone() })
        .collect();
    let outline = Stroke::solid(sizes.area_outline, color.with_alpha(sizes.area_outline_alpha));
    items.extend(rings.into_iter().map(|points| Item::Line { points, closed: true, stroke: outline.clone() }));
    Extent { items, lines: Vec::new() }
}

/// Whether an area is larger than its view: its outline says nothing there.
fn is_over(bounds: Rect, camera: &Camera) -> bool {
    bounds.width() > camera.size[0] * 0.9 || bounds.height() > camera.size[1] * 0.9
}

/// The bounds of the largest part of an area: islands far off it do not make it larger than a view that holds it.
fn main_body(rings: &[Vec<Point>]) -> Option<Rect> {
    let boxes = rings.iter().filter_map(|ring| bounds(std::slice::from_ref(ring)));
    boxes.max_by(|a, b| (a.width() * a.height()).total_cmp(&(b.width() * b.height())))
}

/// Whether a place is an area whose hatch and outline are not drawn because the view does not hold it.
pub(super) fn is_too_large(place: &PlaceRef, camera: &Camera, gazetteer: Option<&Gazetteer>) -> bool {
    let geometry = || gazetteer.and_then(|gazetteer| gazetteer.geometry(gazetteer.by_key(place.outline_key())?));
    place.shape == Shape::Area
        && geometry()
            .and_then(|geometry| main_body(&on_screen(&geometry, place, camera)))
            .is_some_and(|body| is_over(body, camera))
}

/// A round piece of hatch without an outline.
pub(super) fn patch(at: Point, radius: f32, color: Color, theme: &Theme) -> Vec<Item> {
    let ring: Vec<Point> = (0..24_u8)
        .map(|n| (f32::from(n) * 15.0).to_radians())
        .map(|turn| [at[0] + turn.cos() * radius, at[1] + turn.sin() * radius])
        .collect();
    let sizes = &theme.tokens.precision;
    let stroke = Stroke::solid(sizes.hatch_stroke, color.with_alpha(sizes.hatch_alpha));
    let within = Rect::from_center_size(at, [radius * 2.0, radius * 2.0]);
    let lines = hatch(std::slice::from_ref(&ring), within, sizes.hatch_gap, sizes.hatch_angle_deg);
    lines.into_iter().map(|points| Item::Line { points, closed: false, stroke: stroke.clone() }).collect()
}

fn line(geometry: &Geometry, place: &PlaceRef, color: Color, camera: &Camera, theme: &Theme) -> Extent {
    let sizes = &theme.tokens.precision;
    let lines = on_screen(geometry, place, camera);
    let stroke = |points: &Vec<Point>, width, color| Item::Line {
        points: points.clone(),
        closed: false,
        stroke: Stroke::solid(width, color),
    };
    let casing = theme.palette.pin.casing;
    let mut items: Vec<Item> = lines.iter().map(|points| stroke(points, sizes.corridor_casing, casing)).collect();
    for points in &lines {
        items.push(stroke(points, sizes.corridor, color));
        let reversed: Vec<Point> = points.iter().rev().copied().collect();
        for ends in [points, &reversed] {
            if let Some(tick) = end_tick(ends, sizes.corridor_end_tick) {
                items.push(stroke(&tick, sizes.corridor * 0.7, color));
            }
        }
    }
    Extent { items, lines }
}

/// A short line across the first point of a line.
fn end_tick(points: &[Point], length: f32) -> Option<Vec<Point>> {
    let (&[x, y], &[bx, by]) = (points.first()?, points.get(1)?);
    let along = (bx - x).hypot(by - y);
    if along <= 0.0 {
        return None;
    }
    let (nx, ny) = (-(by - y) / along * length / 2.0, (bx - x) / along * length / 2.0);
    Some(vec![[x - nx, y - ny], [x + nx, y + ny]])
}

/// Points on the screen where signs of a place may stand, this far apart: inside its outline from its middle outwards, along
/// its line from its own point on. Just its own point when it has no shape, or one too large or too small to be drawn.
pub(super) fn homes(place: &PlaceRef, camera: &Camera, gazetteer: Option<&Gazetteer>, apart: f32) -> Vec<Point> {
    // The view of a map moves; signs that moved with it would be taken for something else.
    if is_too_large(place, camera, gazetteer) {
        return vec![camera.screen_from_map([place.lon, place.lat])];
    }
    homes_within(place, camera, gazetteer, apart, camera.frame())
}

/// The same within a part of the view, with points inside what is seen there of an area too large to be drawn: for a view
/// that stays.
pub(super) fn homes_within(
    place: &PlaceRef,
    camera: &Camera,
    gazetteer: Option<&Gazetteer>,
    apart: f32,
    view: Rect,
) -> Vec<Point> {
    let own = camera.screen_from_map([place.lon, place.lat]);
    let geometry = gazetteer.and_then(|gazetteer| gazetteer.geometry(gazetteer.by_key(place.outline_key())?));
    let Some(geometry) = geometry.filter(|_| place.shape != Shape::Point) else { return vec![own] };
    let parts = on_screen(&geometry, place, camera);
    let Some(bounds) = bounds(&parts) else { return vec![own] };
    if bounds.width().max(bounds.height()) < apart {
        return vec![own];
    }
    let within = view.grown(-apart / 2.0);
    let seen = Rect {
        min: [bounds.min[0].max(within.min[0]), bounds.min[1].max(within.min[1])],
        max: [bounds.max[0].min(within.max[0]), bounds.max[1].min(within.max[1])],
    };
    let mut points: Vec<Point> =
        if geometry.area { inside(&parts, seen, bounds.min, apart) } else { along(&parts, apart / 4.0) };
    points.retain(|&point| within.contains(point));
    // An area's own point may be its capital: the middle is where its outline is farthest.
    let clearance = |point: &Point| parts.iter().flatten().map(|p| far(*p, *point)).fold(f32::MAX, f32::min);
    // One larger than the view has no middle there but its own, if that is in view.
    let middle = if geometry.area && !(is_over(bounds, camera) && within.contains(own)) {
        let deepest = points.iter().map(|point| (halves(clearance(point)), *point)).max_by(|a, b| a.0.total_cmp(&b.0));
        deepest.map_or(own, |(_, point)| point)
    } else {
        own
    };
    // Points of a grid are as far from the middle as others: which comes first must not hang on the last bit, else signs change
    // places while the view moves.
    points.sort_by(|a, b| halves(far(*a, middle)).total_cmp(&halves(far(*b, middle))));
    let mut homes: Vec<Point> = Vec::new();
    for point in points {
        // Nor must it hang on that whether two points of the grid are far enough apart.
        let clear = |home: &Point| far(point, *home) > apart - 0.25;
        if homes.len() < 24 && homes.iter().all(clear) {
            homes.push(point);
        }
    }
    if homes.is_empty() { vec![own] } else { homes }
}

fn far(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// A length in half points, but for a hair: lengths on a grid are often whole and half, and must not be between two.
fn halves(length: f32) -> f32 {
    (length * 2.0 + 0.2).round() / 2.0
}

/// Points of a grid that lie in an area, within bounds, with some of it on every side; the grid begins at `corner`, which moves
/// with the map.
fn inside(parts: &[Vec<Point>], bounds: Rect, corner: Point, apart: f32) -> Vec<Point> {
    let step = (apart / 3.0).max((bounds.width() * bounds.height() / 2_000.0).sqrt());
    let margin = apart / 3.0;
    let mut points = Vec::new();
    let first = |corner: f32, low: f32| {
        let from = corner + step / 2.0;
        from + ((low - from) / step).ceil().max(0.0) * step
    };
    let mut y = first(corner[1], bounds.min[1]);
    while y < bounds.max[1] {
        let levels = [y - margin, y, y + margin].map(|level| {
            let mut crossings: Vec<f32> = parts.iter().flat_map(|part| crossings(part, level)).collect();
            crossings.sort_unstable_by(f32::total_cmp);
            crossings
        });
        let holds = |x: f32| levels.iter().all(|level| level.iter().filter(|&&crossing| crossing < x).count() % 2 == 1);
        let mut x = first(corner[0], bounds.min[0]);
        while x < bounds.max[0] {
            if holds(x) && holds(x - margin) && holds(x + margin) {
                points.push([x, y]);
            }
            x += step;
        }
        y += step;
    }
    points
}

/// Points along lines, not at their very ends.
fn along(parts: &[Vec<Point>], step: f32) -> Vec<Point> {
    let mut points = Vec::new();
    for pair in parts.iter().flat_map(|part| part.windows(2)) {
        let &[from, to] = pair else { continue };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 200")]
        let steps = ((to[0] - from[0]).hypot(to[1] - from[1]) / step).ceil().clamp(1.0, 200.0) as u16;
        points.extend((1..=steps).map(|n| {
            let t = (f32::from(n) - 0.5) / f32::from(steps);
            [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]
        }));
    }
    points
}

/// The parts of a shape in the copy of the world in which the place itself is nearest the centre.
fn on_screen(geometry: &Geometry, place: &PlaceRef, camera: &Camera) -> Vec<Vec<Point>> {
    let [own_x, _] = unit_from_map([place.lon, place.lat]);
    let [center_x, _] = unit_from_map(camera.center);
    #[expect(clippy::cast_possible_truncation, reason = "a copy of the world: -1, 0 or 1")]
    let copy = (center_x - own_x).round() as i32;
    let mut parts: Vec<Vec<Point>> = Vec::with_capacity(geometry.parts.len());
    for part in &geometry.parts {
        let mut points: Vec<Point> = Vec::with_capacity(part.len());
        for &position in part {
            let at = camera.screen_from_unit_in(unit_from_map(position), copy);
            // What is closer together than half a point is one point.
            if points.last().is_none_or(|last| (last[0] - at[0]).abs() + (last[1] - at[1]).abs() > 0.5) {
                points.push(at);
            }
        }
        if geometry.area && points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() > usize::from(geometry.area) + 1 {
            parts.push(points);
        }
    }
    parts
}

fn bounds(parts: &[Vec<Point>]) -> Option<Rect> {
    let mut points = parts.iter().flatten();
    let &first = points.next()?;
    Some(points.fold(Rect { min: first, max: first }, |r, p| Rect {
        min: [r.min[0].min(p[0]), r.min[1].min(p[1])],
        max: [r.max[0].max(p[0]), r.max[1].max(p[1])],
    }))
}

/// Parallel lines over an area (even-odd), `gap` apart, at an angle, inside a rectangle.
///
/// The rings are turned so that the hatch runs level; each level is then cut where it crosses the edges.
fn hatch(rings: &[Vec<Point>], within: Rect, gap: f32, angle_deg: f32) -> Vec<Vec<Point>> {
    let (sin, cos) = angle_deg.to_radians().sin_cos();
    let turn = |[x, y]: Point| [x * cos + y * sin, y * cos - x * sin];
    let back = |[x, y]: Point| [x * cos - y * sin, x * sin + y * cos];
    let turned: Vec<Vec<Point>> = rings.iter().map(|ring| ring.iter().map(|&point| turn(point)).collect()).collect();
    let corners = [within.min, within.max, [within.min[0], within.max[1]], [within.max[0], within.min[1]]].map(turn);
    let view = corners.iter().fold((f32::MAX, f32::MIN), |(low, high), c| (low.min(c[1]), high.max(c[1])));
    let Some(bounds) = bounds(&turned) else { return Vec::new() };
    let (low, high) = (bounds.min[1].max(view.0), bounds.max[1].min(view.1));
    let mut lines = Vec::new();
    // Levels are multiples of the gap, so that the hatch does not swim when the map moves by whole gaps.
    let mut level = (low / gap).ceil() * gap;
    while level < high {
        let mut crossings: Vec<f32> = turned.iter().flat_map(|ring| crossings(ring, level)).collect();
        crossings.sort_unstable_by(f32::total_cmp);
        for pair in crossings.chunks_exact(2) {
            if let &[from, to] = pair
                && to - from > 0.5
            {
                lines.push(vec![back([from, level]), back([to, level])]);
            }
        }
        level += gap;
    }
    lines
}

fn crossings(ring: &[Point], level: f32) -> impl Iterator<Item = f32> {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).filter(move |(a, b)| (a[1] > level) != (b[1] > level)).map(move |(a, b)| {
        let t = (level - a[1]) / (b[1] - a[1]);
        a[0] + (b[0] - a[0]) * t
    })
}

/// A small square of hatch, for legends.
pub(super) fn hatch_sample(rect: Rect, color: Color, theme: &Theme) -> Vec<Item> {
    let ring = vec![rect.min, [rect.max[0], rect.min[1]], rect.max, [rect.min[0], rect.max[1]]];
    let sizes = &theme.tokens.precision;
    let lines = hatch(std::slice::from_ref(&ring), rect.grown(1.0), 4.0, -sizes.hatch_angle_deg);
    let stroke = Stroke::solid(sizes.hatch_stroke, color);
    let mut items: Vec<Item> =
        lines.into_iter().map(|points| Item::Line { points, closed: false, stroke: stroke.clone() }).collect();
    items.push(Item::Line { points: ring, closed: true, stroke: Stroke::solid(sizes.area_outline, color) });
    items
}

/// A small piece of a corridor, for legends.
pub(super) fn line_sample(rect: Rect, color: Color, theme: &Theme) -> Vec<Item> {
    let y = rect.center()[1];
    let stroke = Stroke::solid(theme.tokens.precision.corridor, color);
    vec![Item::Line { points: vec![[rect.min[0], y], [rect.max[0], y]], closed: false, stroke }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f32, to: f32) -> Vec<Point> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    #[test]
    fn a_hatch_stays_inside_and_spares_holes() {
        let rings = [square(0.0, 100.0), square(30.0, 70.0)];
        let within = Rect::from_min_size([-10.0, -10.0], [200.0, 200.0]);
        let lines = hatch(&rings, within, 6.0, 45.0);
        assert!(lines.len() > 30, "{}", lines.len());
        for line in &lines {
            let middle = [f32::midpoint(line[0][0], line[1][0]), f32::midpoint(line[0][1], line[1][1])];
            let inside = |low: f32, high: f32| middle.iter().all(|&n| n > low + 0.01 && n < high - 0.01);
            assert!(inside(0.0, 100.0) && !inside(30.0, 70.0), "{middle:?}");
            let angle = (line[1][1] - line[0][1]).atan2(line[1][0] - line[0][0]);
            assert!((angle - std::f32::consts::FRAC_PI_4).abs() < 1e-3);
        }
    }

    #[test]
    fn homes_lie_inside_an_area_and_along_a_line() {
        let rings = [square(0.0, 200.0), square(80.0, 120.0)];
        let bounds = Rect { min: [0.0, 0.0], max: [200.0, 200.0] };
        let points = inside(&rings, bounds, bounds.min, 30.0);
        assert!(points.len() > 50);
        for point in &points {
            let within = |low: f32, high: f32| point.iter().all(|&n| n > low && n < high);
            assert!(within(8.0, 192.0) && !within(72.0, 128.0), "{point:?}");
        }
        let points = along(&[vec![[0.0, 0.0], [100.0, 0.0]]], 10.0);
        assert_eq!((points.len(), points[0]), (10, [5.0, 0.0]));
    }

    #[test]
    fn homes_move_with_the_map_in_their_order() {
        let gazetteer = Gazetteer::bundled();
        let outlined = |id: &geodata::PlaceId| gazetteer.geometry(*id).is_some_and(|geometry| geometry.area);
        let found =
            gazetteer.lookup("Nagorno-Karabakh").into_iter().find(outlined).map(|id| gazetteer.place(id)).unwrap();
        let place = super::super::fixture::place(found.key.as_ref(), &[found.name], found.lon, found.lat, Shape::Area);
        let homes = |camera: &Camera| homes(&place, camera, Some(gazetteer), 33.0);
        for zoom in [7.9, 8.1, 8.3, 8.6, 8.9] {
            let camera = Camera::new([place.lon, place.lat], zoom, [800.0, 600.0]);
            let before = homes(&camera);
            assert!(before.len() > 5, "{}", before.len());
            for step in 1..60_u8 {
                let by = [f32::from(step) * 0.83, f32::from(step) * -0.37];
                let after = homes(&camera.panned(by));
                let stays = before.iter().zip(&after).all(|(a, b)| far([a[0] + by[0], a[1] + by[1]], *b) < 0.1);
                assert!(stays && after.len() == before.len(), "{zoom} {by:?}: {before:?} {after:?}");
            }
        }
    }

    #[test]
    fn an_end_tick_stands_across_the_line() {
        assert_eq!(end_tick(&[[0.0, 0.0], [10.0, 0.0]], 14.0), Some(vec![[0.0, -7.0], [0.0, 7.0]]));
        assert_eq!(end_tick(&[[0.0, 0.0]], 14.0), None);
    }

    #[test]
    fn an_approximate_place_gets_a_ring_of_true_size() {
        let mut place = PlaceRef::clone(&super::super::fixture::place("x", &["X"], 46.8, 40.2, Shape::Point));
        let camera = Camera::new([46.8, 40.2], 9.0, [800.0, 600.0]);
        let marks =
            |place: &PlaceRef| extent(place, (Color(0, 0, 0, 255), false), &camera, None, &Theme::light()).items;
        assert!(marks(&place).is_empty());
        place.approximate = true;
        let [Item::Disc { radius, .. }] = marks(&place)[..] else { panic!("no ring") };
        let km = f64::from(radius) / camera.points_per_km(40.2);
        assert!((km - UNKNOWN_REACH_KM).abs() < 0.01, "{km}");
    }
}
