//! Moving signs apart: discs that would touch go aside, up to a limit, and keep a leader to their true place (LOOK §4).
//!
//! Comes in: spots, the most important first. Goes out: where each disc stands, or nothing where there was no room. Nobody
//! who was placed is moved again, so the most important stay where they belong.

use std::f32::consts::{PI, TAU};

use rustc_hash::FxHashMap;

use super::{Point, Rect};

/// Side of the cells neighbours are looked for in, in points.
const CELL: f32 = 64.0;
/// Least distance between the edges of two discs, in points.
const GAP: f32 = 2.0;

/// A disc that wants a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Its true place.
    pub(super) at: Point,
    /// Radius of all that is drawn of it.
    pub(super) radius: f32,
    /// Whether it stands on its place whatever is there (the selected one).
    pub(super) fixed: bool,
    /// Whether it goes aside in any case, since others share its place.
    pub(super) aside: bool,
}

/// Discs and leaders that stand already.
#[derive(Debug, Default)]
pub(super) struct Spread {
    cells: FxHashMap<(i32, i32), Vec<(Point, f32)>>,
    leaders: Vec<(Point, Point)>,
    rects: Vec<Rect>,
}

impl Spread {
    /// Takes a disc: nothing will stand on it.
    pub(super) fn block(&mut self, at: Point, radius: f32) {
        self.cells.entry(cell(at)).or_default().push((at, radius));
    }

    /// Takes a rectangle, such as a name: no disc will stand on it and no leader cross it.
    pub(super) fn block_rect(&mut self, rect: Rect) {
        self.rects.push(rect);
    }

    /// A place for a disc: its own, else the nearest free one within `reach`, away from the crowd; `None` without room.
    pub(super) fn place(&mut self, spot: Spot, reach: f32, away_from: Point, within: Rect) -> Option<Point> {
        let own = spot.fixed || !spot.aside && self.is_free(spot.at, spot.radius);
        let found = if own { Some(spot.at) } else { self.aside(spot, reach, away_from, within, true) }?;
        Some(self.keep(spot, found))
    }

    /// As [`Self::place`] with far more reach, and leaders may cross: for discs that must stand somewhere.
    pub(super) fn place_anywhere(&mut self, spot: Spot, reach: f32, away_from: Point, within: Rect) -> Option<Point> {
        let found = self.aside(spot, reach, away_from, within, false)?;
        Some(self.keep(spot, found))
    }

    fn keep(&mut self, spot: Spot, found: Point) -> Point {
        self.block(found, spot.radius);
        if found != spot.at {
            self.leaders.push((spot.at, found));
        }
        found
    }

    fn aside(&self, spot: Spot, reach: f32, away_from: Point, within: Rect, clear: bool) -> Option<Point> {
        let (dx, dy) = (spot.at[0] - away_from[0], spot.at[1] - away_from[1]);
        // With no crowd to flee, go up and to the left: names stand to the right.
        let preferred = if dx.hypot(dy) < 1.0 { -0.75 * PI } else { dy.atan2(dx) };
        let inner = within.grown(-spot.radius);
        let mut distance = spot.radius + 10.0;
        while distance <= reach {
            for step in 0..24_u8 {
                let turn = f32::from(step.div_ceil(2)) * TAU / 24.0 * if step % 2 == 0 { 1.0 } else { -1.0 };
                let (sin, cos) = (preferred + turn).sin_cos();
                let at = [spot.at[0] + distance * cos, spot.at[1] + distance * sin];
                let free = inner.contains(at) && self.is_free(at, spot.radius);
                if free && (!clear || self.is_clear(spot.at, at, spot.radius)) {
                    return Some(at);
                }
            }
            distance += 5.0;
        }
        None
    }

    /// Whether a disc at a point would touch another.
    pub(super) fn is_taken(&self, at: Point, radius: f32) -> bool {
        !self.is_free(at, radius)
    }

    /// Whether a disc would touch no other, nor lie on a leader.
    fn is_free(&self, at: Point, radius: f32) -> bool {
        let touches = |&(other, its): &(Point, f32)| distance(at, other) < radius + its + GAP;
        !self.near(at, radius).any(touches)
            && !self.leaders.iter().any(|&(from, to)| distance_to_segment(at, from, to) < radius)
            && !self.rects.iter().any(|rect| rect.grown(radius).contains(at))
    }

    /// Whether a leader would cross no other leader and run under no disc but those at its own place.
    fn is_clear(&self, from: Point, to: Point, radius: f32) -> bool {
        let middle = [f32::midpoint(from[0], to[0]), f32::midpoint(from[1], to[1])];
        let under = |&(other, its): &(Point, f32)| {
            distance(other, from) > its + 1.0 && distance_to_segment(other, from, to) < its + 1.0
        };
        !self.near(middle, radius + distance(from, to)).any(under)
            && !self.leaders.iter().any(|&(a, b)| distance(a, from) > 1.0 && crosses((a, b), (from, to)))
            && !self.rects.iter().any(|&rect| crosses_rect(rect, (from, to)))
    }

    fn near(&self, at: Point, reach: f32) -> impl Iterator<Item = &(Point, f32)> {
        let reach = reach + CELL / 2.0;
        let (x0, y0) = cell([at[0] - reach, at[1] - reach]);
        let (x1, y1) = cell([at[0] + reach, at[1] + reach]);
        (y0..=y1).flat_map(move |y| (x0..=x1).filter_map(move |x| self.cells.get(&(x, y)))).flatten()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "cells of a view")]
fn cell(at: Point) -> (i32, i32) {
    ((at[0] / CELL).floor() as i32, (at[1] / CELL).floor() as i32)
}

/// Distance between two points.
pub(super) fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// Distance from a point to a segment.
pub(super) fn distance_to_segment(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length } else { 0.0 };
    let t = t.clamp(0.0, 1.0);
    distance(point, [from[0] + dx * t, from[1] + dy * t])
}

/// Whether a segment cuts a side of a rectangle.
pub(super) fn crosses_rect(rect: Rect, segment: (Point, Point)) -> bool {
    let corners = [rect.min, [rect.max[0], rect.min[1]], rect.max, [rect.min[0], rect.max[1]]];
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).any(|(&a, &b)| crosses((a, b), segment))
}

/// Whether two segments cross.
pub(super) fn crosses((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    (side(a, b, c) > 0.0) != (side(a, b, d) > 0.0) && (side(c, d, a) > 0.0) != (side(c, d, b) > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: [0.0, 0.0], max: [600.0, 400.0] };

    fn place_all(spots: &[Spot], reach: f32) -> Vec<Option<Point>> {
        let mut spread = Spread::default();
        spots.iter().map(|&spot| spread.place(spot, reach, spot.at, VIEW)).collect()
    }

    fn spot(x: f32, y: f32) -> Spot {
        Spot { at: [x, y], radius: 13.0, fixed: false, aside: false }
    }

    #[test]
    fn the_first_stays_and_the_rest_go_aside_without_touching() {
        let placed = place_all(&[spot(300.0, 200.0); 5], 60.0);
        assert_eq!(placed[0], Some([300.0, 200.0]));
        for (n, a) in placed.iter().enumerate() {
            for b in &placed[..n] {
                assert!(distance(a.unwrap(), b.unwrap()) >= 26.0, "{placed:?}");
            }
            assert!(distance(a.unwrap(), [300.0, 200.0]) <= 60.0);
        }
    }

    #[test]
    fn without_room_there_is_no_place() {
        let placed = place_all(&[spot(300.0, 200.0); 40], 60.0);
        assert!(placed.iter().any(Option::is_none) && placed.iter().flatten().count() > 5);
    }

    #[test]
    fn discs_stay_in_the_view_and_a_fixed_one_where_it_is() {
        let fixed = Spot { fixed: true, ..spot(2.0, 2.0) };
        let placed = place_all(&[spot(3.0, 3.0), fixed, Spot { aside: true, ..spot(4.0, 4.0) }], 60.0);
        assert_eq!(placed[1], Some([2.0, 2.0]));
        assert!(VIEW.grown(-12.9).contains(placed[2].unwrap()), "{placed:?}");
    }

    #[test]
    fn segments_cross_or_not() {
        assert!(crosses(([0.0, 0.0], [10.0, 10.0]), ([0.0, 10.0], [10.0, 0.0])));
        assert!(!crosses(([0.0, 0.0], [10.0, 10.0]), ([0.0, 10.0], [4.0, 6.0])));
    }
}
