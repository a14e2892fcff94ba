//! Outlines and lines: packed deltas go in, rings and lines in degrees come out, decoded on demand.
//!
//! Shapes are simplified (about 0.01–0.02 degree) and rounded to 0.001 degree: fit to hatch an area and to
//! draw a corridor on a map of a region, not to measure a border. Never a panic on short bytes: what could
//! be read is given.

use crate::layout::{SHAPE_UNIT, unzigzag, varint};

/// The outline of an area or the course of a line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Geometry {
    /// Rings (closed: the last point is the first) or lines of `[longitude, latitude]` in degrees. Holes and
    /// islands are rings like any other: fill by the even-odd rule.
    pub parts: Vec<Vec<[f64; 2]>>,
    /// Are the parts rings of an area?
    pub area: bool,
}

impl Geometry {
    /// Decodes what starts at `at`: a varint `parts * 2 + area`, then for each part the number of points
    /// and their zigzag steps in units of 0.001 degree, from the last point of the part before.
    pub(crate) fn decode(bytes: &[u8], mut at: usize) -> Option<Self> {
        let head = varint(bytes, &mut at)?;
        let area = head & 1 == 1;
        let (mut x, mut y) = (0i64, 0i64);
        let mut parts = Vec::new();
        for _ in 0..head >> 1 {
            let count = varint(bytes, &mut at)?;
            let mut part = Vec::with_capacity(usize::try_from(count).unwrap_or_default().min(65_536) + 1);
            for _ in 0..count {
                x += unzigzag(varint(bytes, &mut at)?);
                y += unzigzag(varint(bytes, &mut at)?);
                part.push([degrees(x), degrees(y)]);
            }
            if area && let Some(first) = part.first().copied() {
                part.push(first);
            }
            parts.push(part);
        }
        Some(Self { parts, area })
    }

    /// Is `[lon, lat]` inside, by the even-odd rule? Always false for lines.
    #[must_use]
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        self.area && self.parts.iter().filter(|ring| crosses_odd(ring, lon, lat)).count() % 2 == 1
    }
}

fn degrees(units: i64) -> f64 {
    (units as f64 * SHAPE_UNIT * 1e3).round() / 1e3
}

/// Does a ray to the east cross the ring an odd number of times?
fn crosses_odd(ring: &[[f64; 2]], lon: f64, lat: f64) -> bool {
    ring.windows(2).fold(false, |odd, edge| {
        let [[x1, y1], [x2, y2]] = *edge else {
            return odd;
        };
        let crosses = (y1 > lat) != (y2 > lat) && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1;
        odd != crosses
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{push_varint, zigzag};

    #[test]
    fn a_ring_comes_back_closed_and_contains_its_middle() {
        let mut bytes = Vec::new();
        push_varint(&mut bytes, 1 << 1 | 1);
        push_varint(&mut bytes, 4);
        for step in [46_000, 39_000, 1000, 0, 0, 1000, -1000, 0] {
            push_varint(&mut bytes, zigzag(step));
        }
        let square = Geometry::decode(&bytes, 0).unwrap();
        assert_eq!(square.parts, [vec![[46.0, 39.0], [47.0, 39.0], [47.0, 40.0], [46.0, 40.0], [46.0, 39.0]]]);
        assert!(square.contains(46.5, 39.5));
        assert!(!square.contains(47.5, 39.5));
        assert_eq!(Geometry::decode(&bytes[..5], 0), None);
    }
}
