//! Signs, cut into triangles once and kept: a map has hundreds of pins that differ in little.
//!
//! Comes in: a stamp, its place, a scale. Goes out: one mesh, moved there. Letters are not kept with it, since egui moves
//! them about in its store of glyphs; the painter sets them after. It must hold no more than a few screens of signs.

use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use egui::epaint::{CircleShape, Tessellator};
use egui::{Color32, Id, Mesh, Painter, Pos2, Shape, Stroke};

use crate::scene::Stamp;

/// How many cut signs are kept.
const KEPT: usize = 6_000;

/// What a sign was cut for: its key, the scale, pixels to a point.
type Key = (u64, u32, u32);

/// Discs wider than this are drawn as they are: a ring of so many kilometres is another in each zoom.
const WIDEST: f32 = 16.0;

#[derive(Default)]
struct Kept {
    cuts: FxHashMap<Key, (Mesh, u64)>,
    clock: u64,
}

/// Paints all of a stamp but its letters with its origin at `at`; `shapes` makes them around the origin when they are not
/// at hand.
pub(super) fn paint(painter: &Painter, stamp: &Stamp, at: Pos2, scale: f32, shapes: impl FnOnce() -> Vec<Shape>) {
    let ctx = painter.ctx();
    let kept = ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("stamps"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let pixels = painter.pixels_per_point();
    let key = (stamp.key, scale.to_bits(), pixels.to_bits());
    kept.clock += 1;
    let now = kept.clock;
    if !kept.cuts.contains_key(&key) {
        let options = ctx.tessellation_options(|options| *options);
        let mut tessellator = Tessellator::new(pixels, options, [1, 1], Vec::new());
        let mut mesh = Mesh::default();
        for shape in shapes() {
            tessellator.tessellate_shape(shape, &mut mesh);
        }
        kept.keep(key, mesh, now);
    }
    let Some((mesh, used)) = kept.cuts.get_mut(&key) else { return };
    *used = now;
    let vertices =
        mesh.vertices.iter().map(|corner| egui::epaint::Vertex { pos: corner.pos + at.to_vec2(), ..*corner });
    let mesh = Mesh { indices: mesh.indices.clone(), vertices: vertices.collect(), texture_id: mesh.texture_id };
    painter.add(Shape::mesh(mesh));
}

/// Paints a disc or a ring: small ones, such as the dots of towns, as signs.
pub(super) fn disc(painter: &Painter, at: Pos2, radius: f32, fill: Color32, stroke: Stroke) {
    if radius > WIDEST {
        painter.circle(at, radius, fill, stroke);
        return;
    }
    let mut hasher = FxHasher::default();
    (radius.to_bits(), fill, stroke.width.to_bits(), stroke.color).hash(&mut hasher);
    let stamp = Stamp { at: [at.x, at.y], key: hasher.finish(), items: Arc::default() };
    paint(painter, &stamp, at, 1.0, || vec![CircleShape { center: Pos2::ZERO, radius, fill, stroke }.into()]);
}

impl Kept {
    fn keep(&mut self, key: Key, mesh: Mesh, now: u64) {
        if self.cuts.len() >= KEPT {
            let mut ages: Vec<u64> = self.cuts.values().map(|&(_, used)| used).collect();
            let middle = ages.len() / 2;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.cuts.retain(|_, (_, used)| *used > limit);
        }
        self.cuts.insert(key, (mesh, now));
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_sign_is_cut_once_and_put_down_where_it_stands() {
        let ctx = egui::Context::default();
        let stamp = Stamp { at: [0.0, 0.0], key: 7, items: Arc::from([]) };
        let mut cuts = 0;
        let mut corners = Vec::new();
        for x in [10.0, 40.0] {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                paint(ui.painter(), &stamp, pos2(x, 5.0), 1.0, || {
                    cuts += 1;
                    vec![Shape::circle_filled(Pos2::ZERO, 6.0, Color32::RED)]
                });
            });
            output.textures_delta.clear();
            let mesh = std::mem::take(&mut output.shapes).into_iter().find_map(|clipped| match clipped.shape {
                Shape::Mesh(mesh) => Some(mesh),
                _ => None,
            });
            corners.push(mesh.expect("a disc").vertices.first().expect("with corners").pos);
        }
        assert_eq!(cuts, 1);
        assert!((corners[1] - corners[0] - egui::vec2(30.0, 0.0)).length() < 1e-3);
    }

    #[test]
    fn memory_is_bounded() {
        let mut kept = Kept::default();
        for now in 0..20_000 {
            kept.keep((now, 0, 0), Mesh::default(), now);
        }
        assert!(kept.cuts.len() <= KEPT && kept.cuts.contains_key(&(19_999, 0, 0)));
    }
}
