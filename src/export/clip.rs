//! Cutting geometry to a rectangle, so that a picture holds no more than it shows and needs no clip masks.
//!
//! Comes in: a ring or a line in points, a rectangle. Goes out: what of it lies within. Rings are cut after Sutherland
//! and Hodgman (1974); edges that then run along the rectangle are harmless, since areas are filled and never stroked.

use crate::scene::{Point, Rect};

/// The part of a closed ring within the rectangle; empty when there is none.
pub(super) fn ring(points: &[Point], within: Rect) -> Vec<Point> {
    if points.iter().all(|&point| within.contains(point)) {
        return points.to_vec();
    }
    let mut cut = points.to_vec();
    for (axis, limit, keep_above) in
        [(0, within.min[0], true), (0, within.max[0], false), (1, within.min[1], true), (1, within.max[1], false)]
    {
        cut = half_plane(&cut, axis, limit, keep_above);
        if cut.len() < 3 {
            return Vec::new();
        }
    }
    cut
}

fn half_plane(points: &[Point], axis: usize, limit: f32, keep_above: bool) -> Vec<Point> {
    let value = |point: Point| if axis == 0 { point[0] } else { point[1] };
    let inside = |point: Point| (value(point) >= limit) == keep_above || value(point) == limit;
    let mut out = Vec::with_capacity(points.len());
    let Some(&last) = points.last() else { return out };
    let mut from = last;
    for &to in points {
        if inside(from) != inside(to) {
            let t = (limit - value(from)) / (value(to) - value(from));
            out.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
        }
        if inside(to) {
            out.push(to);
        }
        from = to;
    }
    out
}

/// The pieces of an open line within the rectangle (Liang and Barsky 1984, edge by edge).
pub(super) fn line(points: &[Point], within: Rect) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut piece: Vec<Point> = Vec::new();
    for pair in points.windows(2) {
        let &[from, to] = pair else { continue };
        let Some((start, end)) = segment(from, to, within) else {
            finish(&mut piece, &mut pieces);
            continue;
        };
        if piece.last() != Some(&start) {
            finish(&mut piece, &mut pieces);
            piece.push(start);
        }
        piece.push(end);
    }
    finish(&mut piece, &mut pieces);
    pieces
}

fn finish(piece: &mut Vec<Point>, pieces: &mut Vec<Vec<Point>>) {
    if piece.len() > 1 {
        pieces.push(std::mem::take(piece));
    } else {
        piece.clear();
    }
}

fn segment(from: Point, to: Point, within: Rect) -> Option<(Point, Point)> {
    if within.contains(from) && within.contains(to) {
        return Some((from, to));
    }
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (step, room) in [
        (-dx, from[0] - within.min[0]),
        (dx, within.max[0] - from[0]),
        (-dy, from[1] - within.min[1]),
        (dy, within.max[1] - from[1]),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let at = |t: f32| [from[0] + dx * t, from[1] + dy * t];
    (enter <= leave).then(|| (if enter > 0.0 { at(enter) } else { from }, if leave < 1.0 { at(leave) } else { to }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect { min: [0.0, 0.0], max: [10.0, 10.0] };

    fn area(ring: &[Point]) -> f32 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f32>().abs() / 2.0
    }

    #[test]
    fn a_ring_keeps_just_what_lies_within() {
        let check = |points: &[Point], left: f32| {
            let cut = ring(points, FRAME);
            assert!((area(&cut) - left).abs() < 1e-3, "{points:?} leaves {cut:?}");
            assert!(cut.iter().all(|&point| FRAME.grown(1e-3).contains(point)));
        };
        check(&[[1.0, 1.0], [3.0, 1.0], [3.0, 3.0], [1.0, 3.0]], 4.0);
        check(&[[-5.0, -5.0], [5.0, -5.0], [5.0, 5.0], [-5.0, 5.0]], 25.0);
        check(&[[-50.0, -50.0], [50.0, -50.0], [50.0, 50.0], [-50.0, 50.0]], 100.0);
        check(&[[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], 0.0);
    }

    #[test]
    fn a_line_that_leaves_and_returns_is_two_pieces() {
        let pieces = line(&[[1.0, 5.0], [15.0, 5.0], [15.0, 7.0], [2.0, 7.0]], FRAME);
        assert_eq!(pieces, [vec![[1.0, 5.0], [10.0, 5.0]], vec![[10.0, 7.0], [2.0, 7.0]]]);
        assert_eq!(line(&[[-5.0, 5.0], [15.0, 5.0]], FRAME), [vec![[0.0, 5.0], [10.0, 5.0]]]);
        assert!(line(&[[-5.0, -1.0], [15.0, -1.0]], FRAME).is_empty());
    }
}
