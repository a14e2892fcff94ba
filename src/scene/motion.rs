//! A camera on its way: easing towards a zoom, gliding on after a drag, flying to another view.
//!
//! Comes in: a camera, what was asked, the seconds since the last step. Goes out: the camera a step later. Every course is
//! the exact solution for any length of step, so a slow frame goes farther and never too far; a flight ends on its goal to
//! the bit. It never asks the clock and never paints.

use super::Camera;
use super::flight::Flight;
use super::item::Point;

/// How soon the zoom eases to its goal, in seconds (time constant).
const EASE: f64 = 0.055;
/// How soon a glide comes to rest, in seconds (time constant).
const REST: f64 = 0.22;
/// Slower than this a glide is at rest, in points a second.
const STILL: f32 = 12.0;
/// Faster than this no glide begins, in points a second.
const FASTEST: f32 = 4000.0;
/// The most levels that wait to be zoomed through.
const MOST_LEVELS: f64 = 4.0;
/// A frame longer than this counts as this long, in seconds.
const LONGEST_STEP: f64 = 0.1;

/// What moves the camera, if anything does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Motion(Option<Course>);

#[derive(Clone, Debug, PartialEq)]
enum Course {
    /// Towards a zoom, while a position of the unit square stays where it stands.
    Zoom { pointer: Point, fixed: [f64; 2], goal: f64 },
    /// On in one direction, slower and slower; points a second.
    Glide(Point),
    /// To another view.
    Fly { flight: Flight, elapsed: f64 },
}

impl Motion {
    /// Whether there is anything left to do.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        self.0.is_some()
    }

    /// Where a flight under way leads.
    #[must_use]
    pub fn goal(&self) -> Option<Camera> {
        match &self.0 {
            Some(Course::Fly { flight, .. }) => Some(*flight.goal()),
            _ => None,
        }
    }

    /// Stops where it is.
    pub fn stop(&mut self) {
        self.0 = None;
    }

    /// In (or out) by so many levels, what is under a point of the screen staying there. Adds to what is under way.
    pub fn zoom(&mut self, camera: &Camera, pointer: Point, levels: f64) {
        let from = match &self.0 {
            Some(Course::Zoom { goal, .. }) => *goal,
            _ => camera.zoom,
        };
        let near = (camera.zoom - MOST_LEVELS)..=(camera.zoom + MOST_LEVELS);
        let goal = (from + levels).clamp(*near.start(), *near.end());
        let goal = goal.clamp(camera.least_zoom(), super::MAX_ZOOM);
        self.0 = Some(Course::Zoom { pointer, fixed: camera.unit_from_screen(pointer), goal });
    }

    /// On at a speed, in points a second, added to that of a glide under way.
    pub fn glide(&mut self, velocity: Point) {
        let before = match &self.0 {
            Some(Course::Glide(velocity)) => *velocity,
            _ => [0.0, 0.0],
        };
        let sum = [before[0] + velocity[0], before[1] + velocity[1]];
        let speed = sum[0].hypot(sum[1]);
        if !speed.is_finite() || speed < STILL {
            return;
        }
        let slower = (FASTEST / speed).min(1.0);
        self.0 = Some(Course::Glide([sum[0] * slower, sum[1] * slower]));
    }

    /// On by so many points and then to rest.
    pub fn nudge(&mut self, by: Point) {
        #[expect(clippy::cast_possible_truncation, reason = "a fraction of a second")]
        let rest = REST as f32;
        self.glide([by[0] / rest, by[1] / rest]);
    }

    /// To another view of the same size.
    pub fn fly(&mut self, from: &Camera, to: &Camera) {
        self.0 = (from != to).then(|| Course::Fly { flight: Flight::new(from, to), elapsed: 0.0 });
    }

    /// The camera so many seconds later.
    #[must_use]
    pub fn step(&mut self, camera: &Camera, seconds: f64) -> Camera {
        let seconds = if seconds.is_finite() { seconds.clamp(0.0, LONGEST_STEP) } else { 0.0 };
        let Some(course) = &mut self.0 else { return *camera };
        let (after, over) = match course {
            Course::Zoom { pointer, fixed, goal } => {
                let left = (*goal - camera.zoom) * (-seconds / EASE).exp();
                let over = left.abs() < 0.004;
                let zoom = if over { *goal } else { *goal - left };
                (camera.placing(*fixed, *pointer, zoom), over)
            }
            Course::Glide(velocity) => {
                #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1, and under a second")]
                let (kept, way) = ((-seconds / REST).exp() as f32, (REST * (1.0 - (-seconds / REST).exp())) as f32);
                let after = camera.panned([velocity[0] * way, velocity[1] * way]);
                *velocity = [velocity[0] * kept, velocity[1] * kept];
                (after, velocity[0].hypot(velocity[1]) < STILL)
            }
            Course::Fly { flight, elapsed } => {
                *elapsed += seconds;
                let over = *elapsed >= flight.seconds();
                (flight.at(*elapsed, camera.size), over)
            }
        };
        if over {
            self.0 = None;
        }
        after.kept_in_world()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(center: [f64; 2], zoom: f64) -> Camera {
        Camera::new(center, zoom, [1000.0, 700.0])
    }

    /// Steps until nothing moves; the cameras on the way, the last one at rest.
    fn way(motion: &mut Motion, from: Camera, seconds: f64) -> Vec<Camera> {
        let mut way = vec![from];
        while motion.is_moving() {
            assert!(way.len() < 2000, "never at rest");
            way.push(motion.step(&way[way.len() - 1], seconds));
        }
        way
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_on_every_frame() {
        for (center, zoom, levels) in [
            ([46.0, 40.0], 7.0, 3.0),
            ([46.0, 40.0], 12.5, -4.0),
            ([179.9, 10.0], 3.0, 2.0),
            ([-40.0, -30.0], 15.0, 3.0),
        ] {
            let (start, pointer) = (camera(center, zoom), [210.0, 555.0]);
            let fixed = start.map_from_screen(pointer);
            let mut motion = Motion::default();
            motion.zoom(&start, pointer, levels);
            let way = way(&mut motion, start, 1.0 / 60.0);
            for at in &way {
                let [x, y] = at.screen_from_map(fixed);
                assert!((x - pointer[0]).abs() < 0.5 && (y - pointer[1]).abs() < 0.5, "{x} {y} at {}", at.zoom);
            }
            assert!((way.last().unwrap().zoom - zoom - levels).abs() < 1e-12, "and ends where it shall");
        }
    }

    #[test]
    fn slow_frames_overshoot_nothing_and_arrive_alike() {
        let start = camera([46.0, 40.0], 7.0);
        let mut ends = Vec::new();
        for seconds in [0.001, 1.0 / 60.0, 0.1, 5.0] {
            let mut motion = Motion::default();
            for _ in 0..3 {
                motion.zoom(&start, [100.0, 100.0], 0.5);
            }
            let way = way(&mut motion, start, seconds);
            assert!(way.windows(2).all(|pair| pair[0].zoom <= pair[1].zoom), "never back");
            assert!(way.iter().all(|at| at.zoom <= 8.5), "never too far");
            ends.push(*way.last().unwrap());
        }
        for end in &ends {
            assert!((end.zoom - 8.5).abs() < 1e-9);
            assert!((end.center[0] - ends[0].center[0]).abs() < 1e-6);
        }
    }

    #[test]
    fn a_glide_goes_as_far_on_slow_frames_as_on_fast_ones() {
        let mut shifts = Vec::new();
        for seconds in [0.004, 1.0 / 60.0, 0.05] {
            let start = camera([10.0, 0.0], 6.0);
            let mut motion = Motion::default();
            motion.glide([900.0, -300.0]);
            let end = *way(&mut motion, start, seconds).last().unwrap();
            shifts.push(end.screen_from_map(start.center));
        }
        for shift in &shifts {
            assert!((shift[0] - 500.0 - 900.0 * 0.22).abs() < 5.0, "{shifts:?}");
            assert!((shift[1] - 350.0 + 300.0 * 0.22).abs() < 5.0, "{shifts:?}");
        }
    }

    #[test]
    fn a_nudge_is_as_long_as_it_says() {
        let start = camera([10.0, 0.0], 6.0);
        let mut motion = Motion::default();
        motion.nudge([80.0, 0.0]);
        let [x, _] = way(&mut motion, start, 1.0 / 60.0).last().unwrap().screen_from_map(start.center);
        assert!((x - 580.0).abs() < 4.0, "{x}");
    }

    #[test]
    fn a_press_stops_whatever_moves_and_a_stray_touch_moves_nothing() {
        let start = camera([0.0, 0.0], 4.0);
        let mut motion = Motion::default();
        motion.glide([2.0, 1.0]);
        assert!(!motion.is_moving());
        motion.glide([f32::NAN, 0.0]);
        assert!(!motion.is_moving());
        motion.fly(&start, &start);
        assert!(!motion.is_moving());
        motion.glide([500.0, 0.0]);
        motion.stop();
        assert_eq!(motion.step(&start, 0.016), start);
    }

    #[test]
    fn no_wheel_leads_out_of_the_world() {
        let start = camera([0.0, 0.0], 2.0);
        let mut motion = Motion::default();
        motion.zoom(&start, [10.0, 10.0], -9.0);
        let end = *way(&mut motion, start, 0.02).last().unwrap();
        assert!((end.zoom - end.least_zoom()).abs() < 1e-9);
        let mut motion = Motion::default();
        for _ in 0..20 {
            motion.zoom(&camera([0.0, 0.0], 17.0), [10.0, 10.0], 2.0);
        }
        assert!(way(&mut motion, camera([0.0, 0.0], 17.0), 0.02).last().unwrap().zoom <= super::super::MAX_ZOOM);
    }
}
