//! Signs, cut into triangles once and kept: a map has hundreds of pins that differ in little.
//!
//! Comes in: what tells a sign from others, and its shapes where it was not cut before. Goes out: a row, to be put down
//! wherever the sign stands. Letters are not in it, since egui moves them about in its store of glyphs. It must hold no more
//! than a few screens of signs.

use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use egui::epaint::Tessellator;
use egui::epaint::text::Row;
use egui::{Color32, Context, Mesh, Shape, Stroke};

use super::rows::Rows;

/// How many cut signs are kept.
const KEPT: usize = 6_000;

/// Discs wider than this are no signs: a ring of so many kilometres is another in each zoom.
pub(super) const WIDEST: f32 = 16.0;

/// What a sign was cut for: its key, the scale, pixels to a point.
type Key = (u64, u32, u32);

/// The signs cut so far.
#[derive(Default)]
pub(super) struct Stamps {
    /// Each with when it was used last.
    cuts: FxHashMap<Key, (Arc<Row>, u64)>,
    clock: u64,
}

impl Stamps {
    /// A sign around the origin, by its key at a scale and so many pixels to a point; from its shapes when it is not at hand.
    pub(super) fn row(
        &mut self,
        ctx: &Context,
        (sign, scale, pixels): (u64, f32, f32),
        rows: &Rows,
        shapes: impl FnOnce() -> Vec<Shape>,
    ) -> Option<Arc<Row>> {
        let key = (sign, scale.to_bits(), pixels.to_bits());
        self.clock += 1;
        let now = self.clock;
        if let Some((row, used)) = self.cuts.get_mut(&key) {
            *used = now;
            return Some(Arc::clone(row));
        }
        let options = ctx.tessellation_options(|options| *options);
        let mut tessellator = Tessellator::new(pixels, options, [1, 1], Vec::new());
        let mut mesh = Mesh::default();
        for shape in shapes() {
            tessellator.tessellate_shape(shape, &mut mesh);
        }
        let row = rows.row(welded(&mesh))?;
        self.keep(key, Arc::clone(&row), now);
        Some(row)
    }

    fn keep(&mut self, key: Key, row: Arc<Row>, used: u64) {
        if self.cuts.len() >= KEPT {
            let mut ages: Vec<u64> = self.cuts.values().map(|&(_, used)| used).collect();
            let middle = ages.len() / 2;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.cuts.retain(|_, (_, used)| *used > limit);
        }
        self.cuts.insert(key, (row, used));
    }
}

/// The same with each corner once: the triangles of a glyph come with three of their own each.
fn welded(mesh: &Mesh) -> Mesh {
    let mut welded = Mesh { indices: Vec::with_capacity(mesh.indices.len()), ..Mesh::default() };
    let mut known: FxHashMap<([u32; 4], Color32), u32> = FxHashMap::default();
    for &corner in mesh.indices.iter().filter_map(|&index| mesh.vertices.get(usize::try_from(index).ok()?)) {
        let next = u32::try_from(welded.vertices.len()).unwrap_or(u32::MAX);
        let place = [corner.pos.x, corner.pos.y, corner.uv.x, corner.uv.y].map(f32::to_bits);
        let index = *known.entry((place, corner.color)).or_insert_with(|| {
            welded.vertices.push(corner);
            next
        });
        welded.indices.push(index);
    }
    welded
}

/// The key of a disc or a ring, such as the dot of a town.
pub(super) fn key_of_disc(radius: f32, fill: Color32, stroke: Stroke) -> u64 {
    let mut hasher = FxHasher::default();
    (radius.to_bits(), fill, stroke.width.to_bits(), stroke.color).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use egui::Pos2;

    use super::*;

    #[test]
    fn a_sign_is_cut_once_for_each_scale() {
        let (ctx, mut stamps) = (Context::default(), Stamps::default());
        let mut cuts = 0;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let rows = Rows::new(ui.ctx());
            for (sign, scale) in [(7, 1.0), (7, 1.0), (7, 2.0), (8, 1.0), (7, 1.0)] {
                let disc = || {
                    cuts += 1;
                    vec![Shape::circle_filled(Pos2::ZERO, 6.0, Color32::RED)]
                };
                let row = stamps.row(ui.ctx(), (sign, scale, 1.0), &rows, disc).expect("a row");
                assert!(!row.visuals.mesh.is_empty() && row.visuals.mesh_bounds.width() > 11.0);
            }
        });
        output.textures_delta.clear();
        assert_eq!(cuts, 3);
    }

    #[test]
    fn corners_alike_are_one_and_those_of_other_colours_are_not() {
        let mut mesh = Mesh::default();
        for color in [Color32::RED, Color32::RED, Color32::BLUE] {
            mesh.add_colored_rect(egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(8.0, 8.0)), color);
        }
        let welded = welded(&mesh);
        assert_eq!((welded.vertices.len(), welded.indices.len()), (8, 18));
        let corners = |mesh: &Mesh| mesh.indices.iter().map(|&at| mesh.vertices[at as usize]).collect::<Vec<_>>();
        assert_eq!(corners(&welded), corners(&mesh));
    }

    #[test]
    fn memory_is_bounded() {
        let mut stamps = Stamps::default();
        let ctx = Context::default();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let row = Rows::new(ui.ctx()).row(Mesh::default()).expect("a row");
            for now in 0..20_000 {
                stamps.keep((now, 0, 0), Arc::clone(&row), now);
            }
        });
        output.textures_delta.clear();
        assert!(stamps.cuts.len() <= KEPT && stamps.cuts.contains_key(&(19_999, 0, 0)));
    }
}
