//! Where in a tile its shores or its frontiers run, roughly: a name is asked whether it would lie across one, often in a frame.
//!
//! Comes in: lines of a tile. Goes out: a grid of 64 by 64 cells, four points wide at the tile's own zoom, and whether a
//! rectangle reaches into one that a line passes. A piece of a line counts as wide as the box around it.

use super::tile::EXTENT;
use crate::scene::item::Rect;

/// Cells to a side, as many as a row has bits.
const SIDE: i32 = 64;

/// The cells lines pass; none where nothing was laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// From the north; the lowest bit is in the west.
    rows: Vec<u64>,
}

impl Cells {
    /// The cells of lines in tile units.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Vec<[i16; 2]>>) -> Self {
        let mut rows = vec![0; usize::try_from(SIDE).unwrap_or(0)];
        for (a, b) in lines.flat_map(|line| line.iter().zip(line.iter().skip(1))) {
            let [west, east] = span(i32::from(a[0].min(b[0])), i32::from(a[0].max(b[0])));
            let [north, south] = span(i32::from(a[1].min(b[1])), i32::from(a[1].max(b[1])));
            for row in rows.iter_mut().take(south + 1).skip(north) {
                *row |= bits(west, east);
            }
        }
        Self { rows }
    }

    /// Whether a rectangle in tile units reaches into one of them.
    pub(super) fn meet(&self, Rect { min, max }: Rect) -> bool {
        let side = i16::try_from(EXTENT).map_or(f32::MAX, f32::from);
        if max[0] < 0.0 || max[1] < 0.0 || min[0] > side || min[1] > side {
            return false;
        }
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the cells of a tile")]
        let [[west, east], [north, south]] = [0, 1].map(|axis| {
            let at = |corner: [f32; 2]| if axis == 0 { corner[0] } else { corner[1] } as i32;
            span(at(min), at(max))
        });
        self.rows.iter().take(south + 1).skip(north).any(|row| row & bits(west, east) != 0)
    }
}

/// The first and the last cell between two tile units, those at the rim for what lies beyond it.
fn span(from: i32, to: i32) -> [usize; 2] {
    [from, to].map(|at| usize::try_from((at / (EXTENT / SIDE)).clamp(0, SIDE - 1)).unwrap_or(0))
}

/// A row with these cells.
fn bits(from: usize, to: usize) -> u64 {
    (u64::MAX >> (63 - to.saturating_sub(from).min(63))) << from.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_meets_the_line_it_lies_on_and_no_other() {
        let cells = Cells::of([vec![[1000, 1000], [1000, 3000]], vec![[4000, 100], [4095, 200]]].iter());
        let meets = |min, max| cells.meet(Rect { min, max });
        assert!(meets([900.0, 1500.0], [1100.0, 1600.0]) && meets([-50.0, 2900.0], [4200.0, 2950.0]));
        assert!(meets([4050.0, 120.0], [5000.0, 130.0]));
        assert!(!meets([1100.0, 1500.0], [1900.0, 1600.0]) && !meets([900.0, 3100.0], [1100.0, 3200.0]));
        assert!(!meets([-200.0, 1500.0], [-100.0, 1600.0]), "beside the tile");
        assert!(!Cells::default().meet(Rect { min: [0.0, 0.0], max: [4096.0, 4096.0] }));
    }
}
