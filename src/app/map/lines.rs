//! Lines of tiles, cut into triangles once and kept: a map has ten thousand bends, and a frame has milliseconds.
//!
//! Comes in: the lines of a tile, how they are drawn, where the tile stands. Goes out: corners and triangles, added to a
//! mesh. A kept cut is moved and slightly scaled while the map moves; it is made anew when the scale has changed by more
//! than a fifth of a zoom or the ink is another, but only so many in one frame: till then the old one stands. An entry
//! holds its tile, so it cannot outlive it.

use std::sync::Arc;

use geo::Simplify as _;
use rustc_hash::FxHashMap;

use egui::epaint::{PathShape, Tessellator, Vertex};
use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, Stroke, pos2};

use crate::scene::{EXTENT, TileLine};

/// How many corners of meshes are kept: every line of a crowded window, six times over; some 70 MB.
const KEPT_CORNERS: usize = 1_500_000;
/// How many bends are cut in one frame, some two milliseconds' worth; the lines of one tile at least are.
const BENDS_IN_A_FRAME: usize = 3_000;
/// A mesh is cut anew after so many steps to a doubling of the scale.
const STEPS: f32 = 5.0;
/// A bend that is nearer to a straight line than this many pixels is left out: half of the thinnest line's width.
const UNSEEN: f32 = 0.5;
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

    /// Whether most of the tile is far outside of any view.
    pub(super) fn is_wide(self) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "4096")]
        let side = EXTENT as f32 * self.scale;
        side > WIDE
    }

    fn at(self, [x, y]: [i16; 2]) -> Pos2 {
        self.origin + egui::vec2(f32::from(x), f32::from(y)) * self.scale
    }
}

/// What a mesh was cut for: the lines, their colour, pixels to a point. Two inks of one colour on the same lines would be
/// taken for each other; no style has that.
type Key = (usize, Color32, u32);

struct Cut {
    mesh: Mesh,
    ink: Ink,
    scale: f32,
    step: i32,
    used: u64,
    _lines: Arc<TileLine>,
}

/// The cuts at hand.
#[derive(Default)]
pub(super) struct Cuts {
    cuts: FxHashMap<Key, Cut>,
    corners: usize,
    clock: u64,
    /// The frame that is drawn, and how many bends were cut in it.
    frame: u64,
    bends: usize,
}

impl Cuts {
    /// Adds the lines of a tile to a mesh; `false` when they are not all they should be yet. `view` is what is cut for where
    /// the tile is wide.
    pub(super) fn add(
        &mut self,
        ctx: &Context,
        lines: &Arc<TileLine>,
        stand: Stand,
        ink: Ink,
        view: Rect,
        mesh: &mut Mesh,
    ) -> bool {
        if !(stand.scale.is_finite() && stand.scale > 0.0) {
            return true;
        }
        let pixels = ctx.pixels_per_point();
        let band = ink.stroke.width * pixels >= BAND;
        let unseen = if band { UNSEEN_OF_BAND } else { UNSEEN } / pixels.max(0.1);
        let tessellator = || {
            let mut options = ctx.tessellation_options(|options| *options);
            options.feathering &= !band;
            Tessellator::new(pixels, options, [1, 1], Vec::new())
        };
        if stand.is_wide() {
            for line in &lines.lines {
                for piece in within(line.iter().map(|&at| stand.at(at)), view) {
                    cut(&mut tessellator(), simplified(piece, unseen), ink, mesh);
                }
            }
            return true;
        }
        let key = (Arc::as_ptr(lines).addr(), ink.stroke.color, pixels.to_bits());
        self.clock += 1;
        let (now, step) = (self.clock, stand.step());
        let fits = |cut: &Cut| cut.step == step && cut.ink == ink;
        if !self.cuts.get(&key).is_some_and(fits) && self.may_cut(ctx, lines) {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
            let scale = (step as f32 / STEPS).exp2();
            let mut mesh = Mesh::default();
            let mut tessellator = tessellator();
            for line in &lines.lines {
                let points = line.iter().map(|at| pos2(f32::from(at[0]) * scale, f32::from(at[1]) * scale));
                cut(&mut tessellator, simplified(points, unseen), ink, &mut mesh);
            }
            self.keep(key, Cut { mesh, ink, scale, step, used: now, _lines: Arc::clone(lines) });
        }
        let Some(cut) = self.cuts.get_mut(&key) else { return false };
        cut.used = now;
        let grow = stand.scale / cut.scale;
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
        mesh.indices.extend(cut.mesh.indices.iter().map(|index| first + index));
        let corners = cut.mesh.vertices.iter();
        mesh.vertices.extend(corners.map(|at| Vertex { pos: stand.origin + at.pos.to_vec2() * grow, ..*at }));
        fits(cut)
    }

    /// Whether there is time left in this frame; where not, another frame is asked for.
    fn may_cut(&mut self, ctx: &Context, lines: &TileLine) -> bool {
        let frame = ctx.cumulative_pass_nr();
        if self.frame != frame {
            (self.frame, self.bends) = (frame, 0);
        }
        if self.bends >= BENDS_IN_A_FRAME {
            ctx.request_repaint();
            return false;
        }
        self.bends += lines.lines.iter().map(Vec::len).sum::<usize>();
        true
    }

    /// Keeps a mesh; forgets those used longest ago when there are too many corners.
    fn keep(&mut self, key: Key, cut: Cut) {
        if self.corners > KEPT_CORNERS {
            let mut ages: Vec<u64> = self.cuts.values().map(|cut| cut.used).collect();
            let middle = ages.len() / 2;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.cuts.retain(|_, cut| cut.used > limit);
            self.corners = self.cuts.values().map(|cut| cut.mesh.vertices.len()).sum();
        }
        self.corners += cut.mesh.vertices.len();
        if let Some(before) = self.cuts.insert(key, cut) {
            self.corners = self.corners.saturating_sub(before.mesh.vertices.len());
        }
    }
}

fn cut(tessellator: &mut Tessellator, points: Vec<Pos2>, Ink { stroke, dash }: Ink, mesh: &mut Mesh) {
    match dash {
        None => tessellator.tessellate_path(&PathShape::line(points, stroke), mesh),
        Some([on, off]) => {
            for dash in Shape::dashed_line(&points, stroke, on, off) {
                tessellator.tessellate_shape(dash, mesh);
            }
        }
    }
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
    use super::*;

    const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(800.0, 600.0) };

    fn ink(width: f32) -> Ink {
        Ink { stroke: Stroke::new(width, Color32::RED), dash: None }
    }

    /// The corners of lines put down in one frame, and whether all were there.
    fn put(cuts: &mut Cuts, ctx: &Context, tiles: &[Arc<TileLine>], stand: Stand, ink: Ink) -> (Vec<Pos2>, bool) {
        let mut mesh = Mesh::default();
        let mut whole = true;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            for lines in tiles {
                whole &= cuts.add(ui.ctx(), lines, stand, ink, VIEW, &mut mesh);
            }
        });
        output.textures_delta.clear();
        (mesh.vertices.iter().map(|corner| corner.pos).collect(), whole)
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
        let lines = [Arc::new(TileLine { lines: vec![vec![[0, 0], [100, 0]]] })];
        let stand = Stand { origin: Pos2::ZERO, scale: 1.0 };
        let corners = |width| put(&mut Cuts::default(), &ctx, &lines, stand, ink(width)).0.len();
        assert_eq!(corners(6.0), 4);
        assert!(corners(1.3) > 4);
    }

    #[test]
    fn only_what_is_near_the_view_is_cut_of_a_wide_tile() {
        let line = [-5000.0, -4000.0, 100.0, 200.0, 5000.0, 6000.0].map(|x| pos2(x, 50.0));
        let pieces = within(line.into_iter(), VIEW);
        assert_eq!(pieces, [[-4000.0, 100.0, 200.0, 5000.0].map(|x| pos2(x, 50.0))]);
        let across = [pos2(-10.0, 300.0), pos2(900.0, 300.0)];
        assert_eq!(within(across.into_iter(), VIEW).len(), 1, "a line across has no bend in the view");
    }

    #[test]
    fn memory_is_bounded() {
        let mut kept = Cuts::default();
        for used in 0..60 {
            let mut mesh = Mesh::default();
            mesh.vertices.resize(100_000, Vertex::untextured(Pos2::ZERO, Color32::RED));
            let key = (usize::try_from(used).expect("small"), Color32::RED, 0);
            let lines = Arc::new(TileLine::default());
            kept.keep(key, Cut { mesh, ink: ink(1.0), scale: 1.0, step: 0, used, _lines: lines });
            assert!(kept.corners <= KEPT_CORNERS + 100_000);
        }
        assert!(kept.cuts.keys().any(|key| key.0 == 59), "the newest stays");
    }

    #[test]
    fn a_line_is_cut_once_and_moved_after() {
        let (mut cuts, ctx) = (Cuts::default(), Context::default());
        let lines = [Arc::new(TileLine { lines: vec![vec![[0, 0], [100, 0], [100, 100]]] })];
        let stand = |x| Stand { origin: pos2(x, 10.0), scale: 0.5 };
        let (before, _) = put(&mut cuts, &ctx, &lines, stand(10.0), ink(2.0));
        let bends = cuts.bends;
        let (after, _) = put(&mut cuts, &ctx, &lines, stand(40.0), ink(2.0));
        assert!((after[0] - before[0] - egui::vec2(30.0, 0.0)).length() < 1e-3);
        assert!(bends == 3 && cuts.bends == 3, "nothing was cut in the second frame");
    }

    #[test]
    fn a_frame_cuts_so_much_and_the_old_ink_stands_till_then() {
        let crowded = || Arc::new(TileLine { lines: vec![vec![[0, 0], [4000, 4000]]; BENDS_IN_A_FRAME / 2] });
        let tiles = [crowded(), crowded(), crowded()];
        let (mut cuts, ctx) = (Cuts::default(), Context::default());
        let stand = Stand { origin: Pos2::ZERO, scale: 0.1 };
        let mut drawn = Vec::new();
        for _ in 0..3 {
            let (corners, whole) = put(&mut cuts, &ctx, &tiles, stand, ink(1.0));
            drawn.push((corners.len(), whole));
        }
        let one = drawn[0].0;
        assert_eq!(drawn, [(one, false), (2 * one, false), (3 * one, true)]);
        let (corners, whole) = put(&mut cuts, &ctx, &tiles, stand, ink(2.0));
        assert!(!whole && corners.len() >= 3 * one, "no line is gone while it waits for its new width");
    }
}
