//! Lines measured along themselves, and without their small bends, for setting names along them.
//!
//! Comes in: points on the screen. Goes out: points so far along, and where on a line a name is tried, the best first.

use crate::scene::item::Point;

/// From one place that is tried along a line to the next, in points.
const STEP: f32 = 24.0;
/// Half the width of the mean that takes out bends smaller than letters, in steps of a third of their size.
pub(super) const CLOSE: usize = 2;
/// The same for bends smaller than words.
pub(super) const NEAR: usize = 12;

/// A line without its small bends: points at even steps of a third of the size of letters, each three times the mean of
/// those so many steps around it. Both ends stay.
pub(super) fn smoothed(line: &[Point], size: f32, reach: usize) -> Vec<Point> {
    let course = Course::new(line);
    let step = (size / 3.0).max(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 4000")]
    let count = (course.length() / step).clamp(1.0, 4000.0) as u16;
    let mut points: Vec<Point> =
        (0..=count).map(|n| course.at(course.length() * f32::from(n) / f32::from(count))).collect();
    for _ in 0..3 {
        // Sums from the start, so that a wide mean costs no more than a narrow one.
        let sums: Vec<[f64; 2]> = std::iter::once([0.0, 0.0])
            .chain(points.iter().scan([0.0, 0.0], |sum, at| {
                *sum = [sum[0] + f64::from(at[0]), sum[1] + f64::from(at[1])];
                Some(*sum)
            }))
            .collect();
        let last = points.len().saturating_sub(1);
        for (at, point) in points.iter_mut().enumerate() {
            let around = reach.min(at).min(last - at);
            let (Some(from), Some(to)) = (sums.get(at - around), sums.get(at + around + 1)) else { continue };
            #[expect(clippy::cast_precision_loss, reason = "a few")]
            let wide = (2 * around + 1) as f64;
            #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
            let mean = |axis: fn(&[f64; 2]) -> f64| ((axis(to) - axis(from)) / wide) as f32;
            *point = [mean(|sum| sum[0]), mean(|sum| sum[1])];
        }
    }
    points
}

/// A line measured along itself.
pub(super) struct Course<'a> {
    points: &'a [Point],
    lengths: Vec<f32>,
}

impl<'a> Course<'a> {
    pub(super) fn new(points: &'a [Point]) -> Self {
        let mut sum = 0.0;
        let mut lengths = vec![0.0];
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            sum += (b[0] - a[0]).hypot(b[1] - a[1]);
            lengths.push(sum);
        }
        Self { points, lengths }
    }

    pub(super) fn length(&self) -> f32 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// Where a name of a length is tried, the best first: outwards from each of these points, from its middle where there is
    /// none. It begins at `room` at the latest.
    pub(super) fn starts(&self, around: &[Point], length: f32, room: f32) -> Vec<f32> {
        let tries = |from: f32, most: f32| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 400")]
            let count = (most / STEP).clamp(1.0, 400.0) as u16;
            let off = |n: u16| f32::from(n.div_ceil(2)) * STEP * if n.is_multiple_of(2) { 1.0 } else { -1.0 };
            (0..count).map(move |n| (from + off(n)).clamp(0.0, room))
        };
        if around.is_empty() {
            return tries(room / 2.0, room).collect();
        }
        let beside = |&point: &Point| tries(self.nearest(point) - length / 2.0, length.max(8.0 * STEP));
        around.iter().flat_map(beside).collect()
    }

    /// How far along it the bend nearest to a point is.
    pub(super) fn nearest(&self, to: Point) -> f32 {
        let off = |point: &Point| (point[0] - to[0]).powi(2) + (point[1] - to[1]).powi(2);
        let bends = self.points.iter().zip(&self.lengths);
        bends.min_by(|a, b| off(a.0).total_cmp(&off(b.0))).map_or(0.0, |(_, &length)| length)
    }

    pub(super) fn at(&self, along: f32) -> Point {
        let next = self.lengths.partition_point(|&length| length < along).max(1);
        let (Some(&a), Some(&b)) = (self.points.get(next - 1), self.points.get(next)) else {
            return self.points.last().copied().unwrap_or([0.0, 0.0]);
        };
        let (from, to) =
            (self.lengths.get(next - 1).copied().unwrap_or(0.0), self.lengths.get(next).copied().unwrap_or(0.0));
        let t = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
    }
}
