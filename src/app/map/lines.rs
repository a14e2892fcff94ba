//! Lines of tiles, cut into triangles once and kept: a map has ten thousand bends, and a frame has milliseconds.
//!
//! Comes in: the lines of a tile, how they are drawn, where the tile stands. Goes out: one mesh for each. A kept mesh is
//! moved and slightly scaled while the map moves; it is cut anew when the scale has changed by more than a fifth of a
//! zoom, but only so many in one frame: the rest wait for the next. An entry holds its tile, so it cannot outlive it.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use egui::epaint::{PathShape, Tessellator, Vertex};
use egui::{Color32, Context, Id, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2};

use crate::scene::TileLine;

/// How many corners of meshes are kept: every line of a crowded window, six times over; some 70 MB.
const KEPT_CORNERS: usize = 1_500_000;
/// How many bends are cut in one frame, some four milliseconds' worth; the lines of one tile at least are.
const BENDS_IN_A_FRAME: usize = 5_000;
/// A mesh is cut anew after so many steps to a doubling of the scale.
const STEPS: f32 = 5.0;

/// What a mesh was cut for: the lines, the stroke (width, colour, dash), pixels to a point.
type Key = (usize, [u32; 4], Color32);

struct Cut {
    mesh: Mesh,
    bounds: Rect,
    scale: f32,
    step: i32,
    used: u64,
    _lines: Arc<TileLine>,
}

#[derive(Default)]
struct Kept {
    cuts: FxHashMap<Key, Cut>,
    corners: usize,
    clock: u64,
    /// The frame that is drawn, and how many bends were cut in it.
    frame: u64,
    bends: usize,
}

/// Paints the lines of a tile whose corner stands at `origin`, each of its units `scale` points wide.
pub(super) fn paint(
    painter: &Painter,
    lines: &Arc<TileLine>,
    origin: Pos2,
    scale: f32,
    stroke: Stroke,
    dash: Option<[f32; 2]>,
) {
    if !(scale.is_finite() && scale > 0.0) {
        return;
    }
    let ctx = painter.ctx();
    let kept =
        ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("tile lines"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let pixels = painter.pixels_per_point();
    #[expect(clippy::cast_possible_truncation, reason = "a zoom in fifths")]
    let step = (scale.log2() * STEPS).round() as i32;
    let [on, off] = dash.unwrap_or_default();
    let key = (Arc::as_ptr(lines).addr(), [stroke.width, on, off, pixels].map(f32::to_bits), stroke.color);
    kept.clock += 1;
    let now = kept.clock;
    if kept.cuts.get(&key).is_none_or(|cut| cut.step != step) && kept.may_cut(ctx, lines) {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let scale = (step as f32 / STEPS).exp2();
        let options = ctx.tessellation_options(|options| *options);
        let mut tessellator = Tessellator::new(pixels, options, [1, 1], Vec::new());
        let mesh = cut(&mut tessellator, lines, scale, stroke, dash);
        kept.keep(key, Cut { bounds: mesh.calc_bounds(), mesh, scale, step, used: now, _lines: Arc::clone(lines) });
    }
    let Some(cut) = kept.cuts.get_mut(&key) else { return };
    cut.used = now;
    let grow = scale / cut.scale;
    let place = |at: Pos2| origin + at.to_vec2() * grow;
    let seen = Rect::from_min_max(place(cut.bounds.min), place(cut.bounds.max));
    if cut.mesh.is_empty() || !seen.intersects(painter.clip_rect()) {
        return;
    }
    let vertices = cut.mesh.vertices.iter().map(|corner| Vertex { pos: place(corner.pos), ..*corner }).collect();
    painter.add(Shape::mesh(Mesh { indices: cut.mesh.indices.clone(), vertices, texture_id: cut.mesh.texture_id }));
}

fn cut(tessellator: &mut Tessellator, lines: &TileLine, scale: f32, stroke: Stroke, dash: Option<[f32; 2]>) -> Mesh {
    let mut mesh = Mesh::default();
    for line in &lines.lines {
        let points: Vec<Pos2> = thinned(line.iter().map(|at| pos2(f32::from(at[0]) * scale, f32::from(at[1]) * scale)));
        match dash {
            None => tessellator.tessellate_path(&PathShape::line(points, stroke), &mut mesh),
            Some([on, off]) => {
                for dash in Shape::dashed_line(&points, stroke, on, off) {
                    tessellator.tessellate_shape(dash, &mut mesh);
                }
            }
        }
    }
    mesh
}

/// Without the bends that are closer together than the eye tells apart.
fn thinned(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    const APART: f32 = 0.6;
    let mut kept: Vec<Pos2> = Vec::new();
    let mut last = None;
    for point in points {
        if kept.last().is_none_or(|before| before.distance(point) >= APART) {
            kept.push(point);
            last = None;
        } else {
            last = Some(point);
        }
    }
    // The ends stay where they are, so that lines of neighbouring tiles meet.
    kept.extend(last);
    kept
}

impl Kept {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_both_ends() {
        let line = [0.0, 0.1, 0.2, 5.0, 5.1, 9.9, 10.0].map(|x| pos2(x, 0.0));
        assert_eq!(thinned(line.into_iter()).iter().map(|at| at.x).collect::<Vec<_>>(), [0.0, 5.0, 9.9, 10.0]);
    }

    #[test]
    fn memory_is_bounded() {
        let mut kept = Kept::default();
        for used in 0..60 {
            let mut mesh = Mesh::default();
            mesh.vertices.resize(100_000, egui::epaint::Vertex::untextured(Pos2::ZERO, Color32::RED));
            let key = (usize::try_from(used).expect("small"), [0; 4], Color32::RED);
            let lines = Arc::new(TileLine::default());
            kept.keep(key, Cut { bounds: Rect::NOTHING, mesh, scale: 1.0, step: 0, used, _lines: lines });
            assert!(kept.corners <= KEPT_CORNERS + 100_000);
        }
        assert!(kept.cuts.keys().any(|key| key.0 == 59), "the newest stays");
    }

    #[test]
    fn a_line_is_cut_once_and_moved_after() {
        let lines = Arc::new(TileLine { lines: vec![vec![[0, 0], [100, 0], [100, 100]]] });
        let ctx = egui::Context::default();
        let mut corners = Vec::new();
        for shift in [0.0, 30.0] {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                paint(ui.painter(), &lines, pos2(10.0 + shift, 10.0), 1.0, Stroke::new(2.0, Color32::RED), None);
            });
            output.textures_delta.clear();
            let shapes = std::mem::take(&mut output.shapes);
            let mesh = shapes.into_iter().find_map(|clipped| match clipped.shape {
                Shape::Mesh(mesh) => Some(mesh),
                _ => None,
            });
            corners.push(mesh.expect("the line is in view").vertices.first().expect("and has corners").pos);
        }
        assert!((corners[1] - corners[0] - egui::vec2(30.0, 0.0)).length() < 1e-3);
    }

    #[test]
    fn a_frame_cuts_so_much_and_asks_for_another() {
        let crowded = || Arc::new(TileLine { lines: vec![vec![[0, 0], [4000, 4000]]; BENDS_IN_A_FRAME / 2] });
        let tiles = [crowded(), crowded(), crowded()];
        let ctx = egui::Context::default();
        let mut drawn = Vec::new();
        for _ in 0..3 {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                for lines in &tiles {
                    paint(ui.painter(), lines, pos2(0.0, 0.0), 0.1, Stroke::new(1.0, Color32::RED), None);
                }
            });
            output.textures_delta.clear();
            drawn.push(output.shapes.iter().filter(|clipped| matches!(clipped.shape, Shape::Mesh(_))).count());
        }
        assert_eq!(drawn, [1, 2, 3]);
    }
}
