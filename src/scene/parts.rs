//! Triangles in parts by where they lie, so that a painter can leave out those of a tile that no one sees.
//!
//! Comes in: where the corners stand, three of them to a triangle, how wide the tile is. Goes out: parts that draw the same
//! together, each no wider than two of them but for triangles that are wider themselves. A third of what the tiles of a view
//! hold lies outside of it.

use super::item::Point;

/// How many corners a part has, about: fewer are drawn in the time it takes to ask whether they are seen.
const CORNERS: usize = 100;
/// The most parts beside each other.
const MOST: u16 = 8;
/// Triangles up to so many times wider than a part, as a power of two, are in parts of their own width.
const WIDEST: u8 = 4;

/// Triangles that lie together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Which corners of the whole are its own.
    pub corners: Vec<u32>,
    /// Three for each triangle, as positions among its own corners.
    pub indices: Vec<u32>,
}

/// Which part: how many times wider than the least, as a power of two, column and row.
type Key = (u8, i32, i32);

/// Triangles among so many corners of a tile so many units wide, in parts; where some of one colour lie over each other, in
/// another order. One without its corners is left out.
pub fn parts(count: usize, indices: &[u32], side: f32, corner: impl Fn(u32) -> Option<Point>) -> Vec<Part> {
    let beside = (1..=MOST).rev().find(|&n| usize::from(n * n) * CORNERS <= count).unwrap_or(1);
    if beside < 2 {
        return vec![Part { corners: (0..u32::try_from(count).unwrap_or(0)).collect(), indices: indices.to_vec() }];
    }
    let least = side / f32::from(beside);
    let mut triangles: Vec<(Key, [u32; 3])> = Vec::with_capacity(indices.len() / 3);
    for three in indices.chunks_exact(3) {
        if let &[a, b, c] = three
            && let (Some(at), Some(bt), Some(ct)) = (corner(a), corner(b), corner(c))
        {
            triangles.push((key([at, bt, ct], least), [a, b, c]));
        }
    }
    triangles.sort_by_key(|&(key, _)| key);
    // Of each corner, the part that has it, counted from 1, and its number there.
    let mut owned = vec![(0_u32, 0_u32); count];
    let mut found = Vec::new();
    for (number, triangles) in (1..).zip(triangles.chunk_by(|a, b| a.0 == b.0)) {
        let mut part = Part { corners: Vec::new(), indices: Vec::with_capacity(triangles.len() * 3) };
        for &index in triangles.iter().flat_map(|(_, corners)| corners) {
            let Some(own) = usize::try_from(index).ok().and_then(|at| owned.get_mut(at)) else { continue };
            if own.0 != number {
                *own = (number, u32::try_from(part.corners.len()).unwrap_or(u32::MAX));
                part.corners.push(index);
            }
            part.indices.push(own.1);
        }
        found.push(part);
    }
    found
}

/// The part of a triangle, where the least are so many units wide.
fn key(corners: [Point; 3], least: f32) -> Key {
    let [mut low, mut high] = [corners[0]; 2];
    for [x, y] in corners {
        low = [low[0].min(x), low[1].min(y)];
        high = [high[0].max(x), high[1].max(y)];
    }
    let extent = (high[0] - low[0]).max(high[1] - low[1]);
    let level = (0..WIDEST).find(|&level| extent <= least * f32::from(1_u8 << level)).unwrap_or(WIDEST);
    let side = least * f32::from(1_u8 << level);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a few columns of a tile, thousands of one that is zoomed far into"
    )]
    let cell = |at: f32| (at / side).floor() as i32;
    (level, cell(low[0]), cell(low[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corners of a thousand small squares, and of a triangle over all of them.
    fn whole() -> (Vec<Point>, Vec<u32>) {
        let (mut corners, mut indices) = (Vec::new(), Vec::new());
        for n in 0..1024_u16 {
            let [x, y] = [f32::from(n % 32) * 8.0, f32::from(n / 32) * 8.0];
            let first = u32::try_from(corners.len()).unwrap();
            corners.extend([[x, y], [x + 8.0, y], [x, y + 8.0], [x + 8.0, y + 8.0]]);
            indices.extend([0, 1, 2, 2, 1, 3].map(|corner| first + corner));
        }
        let first = u32::try_from(corners.len()).unwrap();
        corners.extend([[0.0, 0.0], [256.0, 0.0], [0.0, 256.0]]);
        indices.extend([first, first + 1, first + 2]);
        (corners, indices)
    }

    fn cut((corners, indices): &(Vec<Point>, Vec<u32>)) -> Vec<Part> {
        parts(corners.len(), indices, 256.0, |index| corners.get(index as usize).copied())
    }

    #[test]
    fn the_parts_draw_what_the_whole_draws_and_are_small() {
        let whole = whole();
        let parts = cut(&whole);
        let of = |part: &Part| -> Vec<[u32; 3]> {
            let corner = |index: u32| part.corners[index as usize];
            part.indices.chunks(3).map(|three| [0, 1, 2].map(|n| corner(three[n]))).collect()
        };
        let mut drawn: Vec<[u32; 3]> = parts.iter().flat_map(of).collect();
        let mut meant: Vec<[u32; 3]> = whole.1.chunks(3).map(|three| [0, 1, 2].map(|n| three[n])).collect();
        drawn.sort_unstable();
        meant.sort_unstable();
        assert_eq!(drawn, meant);
        let corners: usize = parts.iter().map(|part| part.corners.len()).sum();
        assert_eq!(corners, whole.0.len(), "no corner twice, as each square has its own");
        let width = |part: &Part| {
            let x = part.corners.iter().map(|&index| whole.0[index as usize][0]);
            x.clone().fold(f32::MIN, f32::max) - x.fold(f32::MAX, f32::min)
        };
        let wide = parts.iter().filter(|part| width(part) > 150.0).count();
        assert!(parts.len() > 9 && wide == 1, "{} parts, {wide} wide", parts.len());
    }

    #[test]
    fn what_is_small_stays_whole_and_a_triangle_without_its_corners_is_left_out() {
        let (mut corners, mut indices) = whole();
        indices.truncate(450);
        corners.truncate(300);
        let small = cut(&(corners.clone(), indices.clone()));
        assert_eq!((small.len(), &small[0].indices, small[0].corners.len()), (1, &indices, 300));
        assert_eq!(cut(&(Vec::new(), Vec::new())).len(), 1);
        let (corners, mut indices) = whole();
        indices.extend([0, 1, 99_999]);
        let drawn: usize = cut(&(corners, indices.clone())).iter().map(|part| part.indices.len()).sum();
        assert_eq!(drawn, indices.len() - 3);
    }
}
