//! Points that names keep off, with their weight: dots whose own names come later.
//!
//! Comes in: points in any order. Goes out: those within a rectangle. A view has hundreds, and each name asks of all its
//! sides, so they lie in the order of their x and most are never looked at.

use crate::scene::item::{Point, Rect};

/// Points of a view with their weight.
#[derive(Clone, Debug, Default)]
pub(in crate::scene) struct Marks {
    /// From the left to the right.
    points: Vec<(Point, u32)>,
}

impl Marks {
    /// Those within a rectangle, its edges among it.
    pub(in crate::scene) fn within(&self, rect: Rect) -> impl Iterator<Item = (Point, u32)> {
        let first = self.points.partition_point(|(at, _)| at[0] < rect.min[0]);
        let right = self.points.iter().skip(first).take_while(move |(at, _)| at[0] <= rect.max[0]);
        right.copied().filter(move |&(at, _)| rect.contains(at))
    }
}

impl FromIterator<(Point, u32)> for Marks {
    fn from_iter<I: IntoIterator<Item = (Point, u32)>>(points: I) -> Self {
        let mut points: Vec<(Point, u32)> = points.into_iter().collect();
        points.sort_by(|(a, _), (b, _)| a[0].total_cmp(&b[0]));
        Self { points }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_within_are_found_whatever_their_order() {
        let points = [[40.0, 7.0], [-3.0, 2.0], [40.0, 90.0], [10.0, 5.0], [39.5, 5.0], [300.0, 5.0]];
        let marks: Marks = points.iter().copied().zip(1..).collect();
        let found = |min, max| {
            let mut found: Vec<u32> = marks.within(Rect { min, max }).map(|(_, weight)| weight).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found([10.0, 0.0], [40.0, 10.0]), [1, 4, 5]);
        assert_eq!(found([-9.0, 0.0], [400.0, 100.0]), [1, 2, 3, 4, 5, 6]);
        assert!(found([11.0, 0.0], [39.0, 100.0]).is_empty() && found([301.0, 0.0], [400.0, 9.0]).is_empty());
    }
}
