//! The way from one view to another: straight when the goal is near, up and down again when it is far.
//!
//! Comes in: two cameras. Goes out: the camera at any time between. Far ways follow van Wijk and Nuij, "Smooth and efficient
//! zooming and panning" (IEEE InfoVis 2003), equations 9, with their measured ρ = 1.42. It takes the shorter way around the
//! world and ends on its goal exactly.

use super::Camera;
use super::camera::{map_from_unit, unit_from_map};
use super::item::Point;

/// How much the way prefers zooming to panning (the value people liked best, section 6 of the paper).
const RHO: f64 = 1.42;
/// The least seconds a way takes.
const SHORTEST: f64 = 0.15;
/// The most seconds a way takes.
const LONGEST: f64 = 0.6;
/// Seconds for each unit of a way's length.
const PACE: f64 = 0.14;

/// A way from one view to another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flight {
    from: [f64; 2],
    /// From there to the goal in the unit square, the shorter way around.
    by: [f64; 2],
    goal: Camera,
    zoom: f64,
    course: Course,
    seconds: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum Course {
    /// Middle and zoom both evenly.
    Straight,
    /// Over an arc: length of the way, r₀ of the paper, width of the view at the start and distance in the unit square.
    Arc { length: f64, r0: f64, width: f64, distance: f64 },
}

impl Flight {
    /// The way from a view to another; both are of the size the first has.
    pub(super) fn new(from: &Camera, goal: &Camera) -> Self {
        let ([x0, y0], [x1, y1]) = (unit_from_map(from.center), unit_from_map(goal.center));
        let by = [(x1 - x0 + 0.5).rem_euclid(1.0) - 0.5, y1 - y0];
        let side = f64::from(from.size[0].max(from.size[1]));
        let (w0, w1) = (side / from.world_width(), side / goal.world_width());
        let distance = by[0].hypot(by[1]);
        let near = distance < 1.2 * w0.max(w1) && (from.zoom - goal.zoom).abs() < 0.5;
        let course = if near || distance < 1e-9 {
            Course::Straight
        } else {
            let b = |w: f64, sign: f64| {
                (w1 * w1 - w0 * w0 + sign * RHO.powi(4) * distance * distance) / (2.0 * w * RHO * RHO * distance)
            };
            // r = ln(-b + √(b² + 1)) of the paper, without its loss of digits.
            let (r0, r1) = ((-b(w0, 1.0)).asinh(), (-b(w1, -1.0)).asinh());
            Course::Arc { length: (r1 - r0) / RHO, r0, width: w0, distance }
        };
        let length = match course {
            Course::Straight => distance / w0.max(w1) + (from.zoom - goal.zoom).abs() * 0.5,
            Course::Arc { length, .. } => length,
        };
        let seconds = (PACE * length).clamp(SHORTEST, LONGEST);
        Self { from: [x0, y0], by, goal: *goal, zoom: from.zoom, course, seconds }
    }

    /// Where it leads.
    pub(super) fn goal(&self) -> &Camera {
        &self.goal
    }

    /// How long it takes.
    pub(super) fn seconds(&self) -> f64 {
        self.seconds
    }

    /// The view so many seconds after the start, for a window of this size; the goal itself from the end on.
    pub(super) fn at(&self, elapsed: f64, size: Point) -> Camera {
        let t = elapsed / self.seconds;
        if t >= 1.0 {
            return Camera { size, ..self.goal };
        }
        let eased = t * t * (3.0 - 2.0 * t);
        let (share, zoom) = match self.course {
            Course::Straight => (eased, self.zoom + (self.goal.zoom - self.zoom) * eased),
            Course::Arc { length, r0, width, distance } => {
                let s = RHO * length * eased + r0;
                let u = width / (RHO * RHO) * (r0.cosh() * s.tanh() - r0.sinh());
                (u / distance, self.zoom + (s.cosh() / r0.cosh()).log2())
            }
        };
        let middle = [self.from[0] + self.by[0] * share, self.from[1] + self.by[1] * share];
        Camera::new(map_from_unit(middle), zoom, size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Point = [1000.0, 700.0];

    fn flight(from: View, to: View) -> (Camera, Camera, Flight) {
        let (from, to) = (Camera::new(from.0, from.1, SIZE), Camera::new(to.0, to.1, SIZE));
        (from, to, Flight::new(&from, &to))
    }

    /// Middle and zoom.
    type View = ([f64; 2], f64);

    const WAYS: [(View, View); 5] = [
        (([46.7, 39.8], 9.0), ([46.9, 39.7], 9.0)),
        (([46.7, 39.8], 9.0), ([-122.4, 37.8], 9.0)),
        (([46.7, 39.8], 4.0), ([46.7, 39.8], 11.0)),
        (([139.7, 35.7], 6.0), ([-118.2, 34.1], 7.0)),
        (([0.0, 0.0], 2.0), ([20.0, -40.0], 8.0)),
    ];

    #[test]
    fn a_flight_begins_where_it_is_and_ends_on_its_goal_exactly() {
        for (from, to) in WAYS {
            let (start, goal, flight) = flight(from, to);
            let first = flight.at(0.0, SIZE);
            assert!((first.zoom - start.zoom).abs() < 1e-9 && (first.center[1] - start.center[1]).abs() < 1e-9);
            assert_eq!(flight.at(flight.seconds(), SIZE), goal);
            assert_eq!(flight.at(99.0, SIZE), goal);
            // And is about there already a moment earlier: no jump at the end.
            let last = flight.at(flight.seconds() * 0.999, SIZE);
            let [x, y] = last.screen_from_map(goal.center);
            assert!((x - 500.0).abs() < 2.0 && (y - 350.0).abs() < 2.0, "{from:?} {to:?}: {x} {y}");
            assert!((last.zoom - goal.zoom).abs() < 0.01);
        }
    }

    #[test]
    fn over_the_date_line_is_the_shorter_way() {
        let (_, _, flight) = flight(WAYS[3].0, WAYS[3].1);
        for step in 0..=10 {
            let lon = flight.at(flight.seconds() * f64::from(step) / 10.0, SIZE).center[0];
            assert!(!(-110.0..135.0).contains(&lon), "{lon} is on the way over Africa");
        }
    }

    #[test]
    fn a_far_flight_shows_both_ends_from_above_and_a_near_one_stays_down() {
        let lowest = |way: (View, View)| {
            let (_, _, flight) = flight(way.0, way.1);
            let zooms = (0..=50).map(|step| flight.at(flight.seconds() * f64::from(step) / 50.0, SIZE).zoom);
            zooms.fold(f64::MAX, f64::min)
        };
        assert!(lowest(WAYS[1]) < 4.0, "{}", lowest(WAYS[1]));
        assert!((lowest(WAYS[0]) - 9.0).abs() < 1e-9);
    }

    #[test]
    fn a_flight_is_short() {
        for (from, to) in WAYS {
            let (_, _, flight) = flight(from, to);
            assert!((SHORTEST..=LONGEST).contains(&flight.seconds()));
        }
    }
}
