//! Whether a point of a tile lies in an area of it, asked of the names that keep off land or stay on water.
//!
//! Comes in: polygons with holes and a point, in tile units. Goes out: yes or no. Only polygons with the point in the box
//! around them are looked at: a tile of the world has a thousand islands, and a frame asks some hundred times.

use crate::scene::item::{Point, TileArea};

impl TileArea {
    /// Whether a point in tile units lies in one of the polygons and in none of its holes.
    pub(super) fn holds(&self, at: Point) -> bool {
        let boxes = self.boxes.get_or_init(|| self.polygons.iter().map(|rings| bounds(rings)).collect());
        let near = |[west, north, east, south]: [i16; 4]| {
            let within = |at: f32, low: i16, high: i16| f32::from(low) <= at && at <= f32::from(high);
            within(at[0], west, east) && within(at[1], north, south)
        };
        let mut near_ones = self.polygons.iter().zip(boxes).filter(|&(_, &bounds)| near(bounds));
        near_ones.any(|(rings, _)| crossings(rings, at) % 2 == 1)
    }
}

/// The box around the outer ring: west, north, east, south.
fn bounds(rings: &[Vec<[i16; 2]>]) -> [i16; 4] {
    let none = [i16::MAX, i16::MAX, i16::MIN, i16::MIN];
    rings
        .iter()
        .flatten()
        .fold(none, |[west, north, east, south], &[x, y]| [west.min(x), north.min(y), east.max(x), south.max(y)])
}

/// How often the way from a point to the right crosses rings.
fn crossings(rings: &[Vec<[i16; 2]>], [x, y]: Point) -> usize {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let crossed = edges.filter(|(a, b)| {
        let [ax, ay, bx, by] = [a[0], a[1], b[0], b[1]].map(f32::from);
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    });
    crossed.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: i16, to: i16) -> Vec<[i16; 2]> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    #[test]
    fn a_point_on_an_island_is_not_in_its_lake() {
        let polygons = vec![vec![square(0, 100), square(40, 60)]];
        let lake = TileArea { polygons, ..TileArea::default() };
        assert!(lake.holds([20.0, 50.0]) && lake.holds([80.5, 50.5]));
        assert!(!lake.holds([50.0, 50.0]) && !lake.holds([120.0, 50.0]));
    }

    #[test]
    fn each_of_several_polygons_is_asked_where_it_is() {
        let triangle = vec![[300, 300], [400, 300], [300, 400]];
        let area = TileArea { polygons: vec![vec![square(0, 100)], vec![triangle]], ..TileArea::default() };
        assert!(area.holds([10.0, 10.0]) && area.holds([310.0, 310.0]));
        assert!(!area.holds([390.0, 390.0]), "within its box alone");
        assert!(!area.holds([200.0, 50.0]) && !TileArea::default().holds([0.0, 0.0]));
    }
}
