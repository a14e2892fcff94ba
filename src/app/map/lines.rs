//! Lines of tiles as triangles: without what no eye sees of them, with soft sides, dashed where they are.
//!
//! Comes in: the lines of a tile, how they are drawn, at what scale. Goes out: a mesh around the corner of the tile. Slow for
//! a crowded tile: a map has ten thousand bends, and a frame has milliseconds, so what is made here is to be kept.

use geo::Simplify as _;

use egui::epaint::{PathShape, Tessellator};
use egui::{Context, Mesh, Pos2, Rect, Shape, Stroke, pos2};

use crate::scene::{EXTENT, TileLine};

/// Lines are cut anew after so many steps to a doubling of the scale.
const STEPS: f32 = 5.0;
/// A bend that is nearer to a straight line than this many pixels is left out: no line is thinner than a pixel.
const UNSEEN: f32 = 0.7;
/// A line around less than this many pixels across is left out: it would be wider than the island it goes around.
const LEAST_RING: f32 = 1.0;
/// Where a line turns by more than the angle of this cosine, the point it is drawn out to is more than twice as far off as its
/// sides are.
const NARROW: f32 = -0.5;
/// From the corner that is cut off to each of the two that are drawn for it, in points: far below a pixel.
const CUT_OFF: f32 = 0.05;
/// Lines of so many pixels are bands, pale and under others: their sides are not softened, and their bends are rounder.
const BAND: f32 = 4.0;
/// A bend of a band that is nearer to a straight line than this many pixels is left out.
const UNSEEN_OF_BAND: f32 = 1.0;
/// Lines of a tile wider than this many points are cut for what is in view alone: most of them lies far outside.
const WIDE: f32 = 3_000.0;

/// The ink of lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    /// Width in points, and colour.
    pub(super) stroke: Stroke,
    /// Lengths of dash and gap in points.
    pub(super) dash: Option<[f32; 2]>,
}

/// Where a tile stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stand {
    /// Its upper left corner.
    pub(super) origin: Pos2,
    /// Points per tile unit.
    pub(super) scale: f32,
}

impl Stand {
    /// Which fifth of a zoom its scale is in.
    pub(super) fn step(self) -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "a zoom in fifths")]
        let step = (self.scale.log2() * STEPS).round() as i32;
        step
    }

    /// The scale in the middle of that fifth.
    pub(super) fn step_scale(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let step = self.step() as f32;
        (step / STEPS).exp2()
    }

    /// Whether most of the tile is far outside of any view.
    pub(super) fn is_wide(self) -> bool {
        side(self.scale) > WIDE
    }
}

/// The side of a tile at a scale, in points.
pub(super) fn side(scale: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "4096")]
    let side = EXTENT as f32;
    side * scale
}

/// The lines of a tile at a scale, in points to a tile unit; with `near`, only what may lie within it.
pub(super) fn mesh(ctx: &Context, lines: &TileLine, scale: f32, ink: Ink, near: Option<Rect>) -> Mesh {
    let pixels = ctx.pixels_per_point();
    let band = ink.stroke.width * pixels >= BAND;
    let seen = [if band { UNSEEN_OF_BAND } else { UNSEEN }, LEAST_RING].map(|length| length / pixels.max(0.1));
    let mut options = ctx.tessellation_options(|options| *options);
    options.feathering &= !band;
    let mut tessellator = Tessellator::new(pixels, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    for line in &lines.lines {
        let points = line.iter().map(|at| pos2(f32::from(at[0]) * scale, f32::from(at[1]) * scale));
        match near {
            None => cut(&mut tessellator, points, seen, ink, &mut mesh),
            Some(near) => {
                for piece in within(points, near) {
                    cut(&mut tessellator, piece.into_iter(), seen, ink, &mut mesh);
                }
            }
        }
    }
    mesh
}

fn cut(
    tessellator: &mut Tessellator,
    points: impl Iterator<Item = Pos2>,
    [unseen, least]: [f32; 2],
    Ink { stroke, dash }: Ink,
    mesh: &mut Mesh,
) {
    let mut points = simplified(points, unseen);
    let ring = points.len() > 1 && points.first() == points.last();
    if ring && Rect::from_points(&points).size().max_elem() < least {
        return;
    }
    match dash {
        // Most of the lines of a map go around islands: their last bend is their first.
        None if ring && points.len() > 3 => {
            points.pop();
            tessellator.tessellate_path(&closed(&points, stroke), mesh);
        }
        None => tessellator.tessellate_path(&PathShape::line(points, stroke), mesh),
        Some([on, off]) => {
            for dash in Shape::dashed_line(&points, stroke, on, off) {
                tessellator.tessellate_shape(dash, mesh);
            }
        }
    }
}

/// A line around an area. Egui draws the corners of a closed line out to a point, which lies far off where a spit is narrow:
/// such a corner is cut off, as egui does where a line is open.
pub(super) fn closed(points: &[Pos2], stroke: Stroke) -> PathShape {
    let around = |off: usize| points.iter().copied().cycle().skip(off).take(points.len());
    let before = around(points.len().saturating_sub(1));
    let mut cut: Vec<Pos2> = Vec::with_capacity(points.len() + 8);
    for ((from, at), to) in before.zip(around(0)).zip(around(1)) {
        let (inward, onward) = ((at - from).normalized(), (to - at).normalized());
        if inward.dot(onward) < NARROW {
            // Across the corner: the line turns by half of its angle at either end of that.
            let across = (inward - onward).normalized().rot90();
            let across = across * if across.dot(inward) < 0.0 { -CUT_OFF } else { CUT_OFF };
            cut.extend([at - across, at + across]);
        } else {
            cut.push(at);
        }
    }
    PathShape::closed_line(cut, stroke)
}

/// Without the bends nearer to a straight line than so many points, which no eye can see (Ramer, 1972; Douglas and
/// Peucker, 1973). The ends stay where they are, so that lines of neighbouring tiles meet.
fn simplified(points: impl IntoIterator<Item = Pos2>, unseen: f32) -> Vec<Pos2> {
    let line: geo::LineString<f32> = points.into_iter().map(|at| geo::coord! { x: at.x, y: at.y }).collect();
    line.simplify(unseen).into_iter().map(|at| pos2(at.x, at.y)).collect()
}

/// The pieces of a line of which something may lie in a view, each with a bend before and after.
fn within(points: impl Iterator<Item = Pos2>, view: Rect) -> Vec<Vec<Pos2>> {
    let mut pieces: Vec<Vec<Pos2>> = Vec::new();
    let mut piece: Vec<Pos2> = Vec::new();
    let mut before: Option<Pos2> = None;
    for point in points {
        let near = before.is_some_and(|before| view.intersects(Rect::from_two_pos(before, point)));
        if near {
            if piece.is_empty() {
                piece.extend(before);
            }
            piece.push(point);
        } else if !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
        before = Some(point);
    }
    pieces.extend((!piece.is_empty()).then_some(piece));
    pieces
}

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::*;

    const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(800.0, 600.0) };

    fn ink(width: f32) -> Ink {
        Ink { stroke: Stroke::new(width, Color32::RED), dash: None }
    }

    #[test]
    fn what_no_eye_sees_is_left_out_and_both_ends_stay() {
        let line = [(0.0, 0.0), (2.0, 0.1), (5.0, 0.0), (9.0, 8.0), (9.1, 8.1), (10.0, 0.0)].map(|(x, y)| pos2(x, y));
        let x = |unseen| simplified(line, unseen).iter().map(|at| at.x).collect::<Vec<_>>();
        assert_eq!(x(0.3), [0.0, 5.0, 9.1, 10.0]);
        assert!(x(0.015).len() == line.len(), "on a finer screen more is seen");
    }

    #[test]
    fn a_line_has_soft_sides_and_a_band_has_none() {
        let ctx = Context::default();
        let lines = TileLine { lines: vec![vec![[0, 0], [100, 0]]] };
        let corners = |width| mesh(&ctx, &lines, 1.0, ink(width), None).vertices.len();
        assert_eq!(corners(6.0), 4);
        assert!(corners(1.3) > 4);
    }

    #[test]
    fn a_ring_has_no_ends_and_one_that_no_eye_sees_is_left_out() {
        let ctx = Context::default();
        let corners = |line: &[[i16; 2]], scale| {
            mesh(&ctx, &TileLine { lines: vec![line.to_vec()] }, scale, ink(0.8), None).vertices.len()
        };
        let island = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]];
        assert_eq!(corners(&island, 1.0), 4 * 3);
        let spit = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 20]];
        assert_eq!(corners(&spit, 1.0), 5 * 3);
        assert_eq!(corners(&island, 0.009), 0);
        assert!(corners(&spit, 0.009) > 0, "an open line goes on in the next tile");
    }

    #[test]
    fn a_narrow_spit_is_not_drawn_out_to_a_point_far_off() {
        let ctx = Context::default();
        let outermost = |ring: &[[i16; 2]]| {
            let mesh = mesh(&ctx, &TileLine { lines: vec![ring.to_vec()] }, 1.0, ink(0.8), None);
            mesh.vertices.iter().map(|corner| corner.pos.x).fold(0.0, f32::max)
        };
        let square = [[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]];
        let spit = [[0, 0], [0, -50], [-90, -50], [-90, 50], [0, 50], [0, 1], [100, 0], [0, 0]];
        assert!((outermost(&square) - 101.0).abs() < 0.5, "{}", outermost(&square));
        assert!((outermost(&spit) - 101.0).abs() < 1.0, "{}", outermost(&spit));
    }

    #[test]
    fn only_what_is_near_the_view_is_cut_of_a_wide_tile() {
        let line = [-5000.0, -4000.0, 100.0, 200.0, 5000.0, 6000.0].map(|x| pos2(x, 50.0));
        let pieces = within(line.into_iter(), VIEW);
        assert_eq!(pieces, [[-4000.0, 100.0, 200.0, 5000.0].map(|x| pos2(x, 50.0))]);
        let across = [pos2(-10.0, 300.0), pos2(900.0, 300.0)];
        assert_eq!(within(across.into_iter(), VIEW).len(), 1, "a line across has no bend in the view");
    }
}
