//! Signs, cut into triangles once and kept: a map has hundreds of pins that differ in little.
//!
//! Comes in: stamps that follow each other and where they stand. Goes out: one mesh of as many as cover no other's letters,
//! put together in the room of one drawn before, with the letters over it. Letters are not kept with it, since egui moves
//! them about in its store of glyphs. It must hold no more than a few screens of signs.

use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use egui::epaint::{Tessellator, Vertex};
use egui::{Color32, Context, Id, Mesh, Painter, Pos2, Shape, Stroke};

use super::round;
use crate::scene::{Item, Stamp};

/// How many cut signs are kept.
const KEPT: usize = 6_000;

/// How many meshes of signs are kept for the next frame, which fills them anew.
const MESHES: usize = 8;

/// By how much the clip of signs is wider than that of what stands around them, in points: no pixel's worth. Egui draws
/// what is clipped otherwise apart, and so copies the mesh of all signs to no other place to make room for what follows.
const APART: f32 = 2e-3;

/// What a sign was cut for: its key, the scale, pixels to a point.
type Key = (u64, u32, u32);

/// Discs wider than this are no signs: a ring of so many kilometres is another in each zoom.
pub(super) const WIDEST: f32 = 16.0;

/// A sign as triangles around the origin.
struct Cut {
    mesh: Mesh,
    /// How far from the origin it reaches, in points.
    reach: f32,
    /// Whether it has letters, which what overlaps it has to cover.
    lettered: bool,
    used: u64,
}

#[derive(Default)]
struct Kept {
    cuts: FxHashMap<Key, Cut>,
    meshes: Vec<Arc<Mesh>>,
    clock: u64,
}

/// Paints stamps over each other in their order, each with its origin at its place: `shapes` makes all of one but its letters
/// around the origin when they are not at hand, `letters` paints those.
pub(super) fn paint<'a>(
    painter: &Painter,
    stamps: &[(&'a Stamp, Pos2)],
    scale: f32,
    shapes: impl Fn(&'a Stamp) -> Vec<Shape>,
    letters: impl Fn(&Painter, &'a Stamp, Pos2),
) {
    let ctx = painter.ctx();
    let kept = kept(ctx);
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let lettered = |stamp: &Stamp| stamp.items.iter().any(|item| matches!(item, Item::Text(_)));
    let cut = |&(stamp, _): &(&'a Stamp, Pos2)| kept.cut(ctx, stamp.key, scale, || (shapes(stamp), lettered(stamp)));
    let keys: Vec<Key> = stamps.iter().map(cut).collect();
    let mut rest: (&[Key], _) = (&keys, stamps);
    while let (keys @ [_, ..], stamps) = rest {
        let (mesh, count) = kept.together(keys, stamps);
        let mut apart = painter.clone();
        apart.set_clip_rect(painter.clip_rect().expand(APART));
        apart.add(Shape::Mesh(mesh));
        for &(stamp, at) in stamps.iter().take(count) {
            letters(painter, stamp, at);
        }
        rest = (keys.get(count..).unwrap_or_default(), stamps.get(count..).unwrap_or_default());
    }
}

fn kept(ctx: &Context) -> Arc<Mutex<Kept>> {
    ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default(Id::unique("stamps"))))
}

/// A disc or a ring, such as the dot of a town.
pub(super) struct Dot {
    pub(super) at: Pos2,
    pub(super) radius: f32,
    pub(super) fill: Color32,
    pub(super) stroke: Stroke,
}

impl Dot {
    fn key(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (self.radius.to_bits(), self.fill, self.stroke.width.to_bits(), self.stroke.color).hash(&mut hasher);
        hasher.finish()
    }
}

/// Paints small discs and rings over each other in their order, all in one mesh.
pub(super) fn dots(painter: &Painter, dots: &[Dot]) {
    let ctx = painter.ctx();
    let pixel = 1.0 / painter.pixels_per_point();
    let kept = kept(ctx);
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let mut mesh = Mesh::default();
    for dot in dots {
        let &Dot { at, radius, fill, stroke } = dot;
        let shapes = || (vec![Shape::mesh(round::disc(Pos2::ZERO, radius, fill, stroke, pixel))], false);
        let key = kept.cut(ctx, dot.key(), 1.0, shapes);
        if let Some(cut) = kept.cuts.get(&key) {
            cut.put(at, &mut mesh);
        }
    }
    painter.add(Shape::mesh(mesh));
}

impl Cut {
    /// Adds it to a mesh with its origin at a place.
    fn put(&self, at: Pos2, mesh: &mut Mesh) {
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
        mesh.indices.extend(self.mesh.indices.iter().map(|index| first + index));
        let corners = self.mesh.vertices.iter();
        mesh.vertices.extend(corners.map(|corner| Vertex { pos: corner.pos + at.to_vec2(), ..*corner }));
    }
}

impl Kept {
    /// The key of a sign that is cut now at the latest, from its shapes and whether it has letters.
    fn cut(&mut self, ctx: &Context, sign: u64, scale: f32, shapes: impl FnOnce() -> (Vec<Shape>, bool)) -> Key {
        let pixels = ctx.pixels_per_point();
        let key = (sign, scale.to_bits(), pixels.to_bits());
        self.clock += 1;
        let used = self.clock;
        if let Some(cut) = self.cuts.get_mut(&key) {
            cut.used = used;
        } else {
            let options = ctx.tessellation_options(|options| *options);
            let mut tessellator = Tessellator::new(pixels, options, [1, 1], Vec::new());
            let mut mesh = Mesh::default();
            let (shapes, lettered) = shapes();
            for shape in shapes {
                tessellator.tessellate_shape(shape, &mut mesh);
            }
            self.keep(key, mesh, lettered, used);
        }
        key
    }

    fn keep(&mut self, key: Key, mesh: Mesh, lettered: bool, used: u64) {
        if self.cuts.len() >= KEPT {
            let mut ages: Vec<u64> = self.cuts.values().map(|cut| cut.used).collect();
            let middle = ages.len() / 2;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.cuts.retain(|_, cut| cut.used > limit);
        }
        let reach = mesh.vertices.iter().map(|corner| corner.pos.to_vec2().length()).fold(0.0, f32::max);
        self.cuts.insert(key, Cut { mesh, reach, lettered, used });
    }

    /// The first of these signs as one mesh, up to one that lies over the letters of another; and how many they are.
    fn together(&mut self, keys: &[Key], stamps: &[(&Stamp, Pos2)]) -> (Arc<Mesh>, usize) {
        let mut mesh = self.free_mesh();
        let mut count = 0;
        if let Some(mesh) = Arc::get_mut(&mut mesh) {
            mesh.clear();
            let mut placed: Vec<(Pos2, f32)> = Vec::with_capacity(stamps.len());
            for (key, &(_, at)) in keys.iter().zip(stamps) {
                if let Some(cut) = self.cuts.get(key) {
                    // All are looked at, as a loop without a way out is the quicker one.
                    let meets = |&(other, reach): &(Pos2, f32)| (other - at).length_sq() < (reach + cut.reach).powi(2);
                    if placed.iter().fold(false, |met, other| met | meets(other)) {
                        break;
                    }
                    if cut.lettered {
                        placed.push((at, cut.reach));
                    }
                    cut.put(at, mesh);
                }
                count += 1;
            }
        }
        self.meshes.push(Arc::clone(&mesh));
        (mesh, count)
    }

    /// A mesh that no frame on its way holds any more, else a new one.
    fn free_mesh(&mut self) -> Arc<Mesh> {
        if let Some(at) = self.meshes.iter().position(|mesh| Arc::strong_count(mesh) == 1) {
            return self.meshes.swap_remove(at);
        }
        self.meshes.truncate(MESHES - 1);
        Arc::default()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui::pos2;

    use super::*;
    use crate::scene::{Anchor, Color, TextRun, TextStyle};

    #[test]
    fn a_sign_is_cut_once_and_put_down_where_it_stands() {
        let ctx = egui::Context::default();
        let cuts = Cell::new(0);
        let mut corners = Vec::new();
        for x in [10.0, 40.0] {
            let meshes = painted(&ctx, &[pos2(x, 5.0)], || cuts.set(cuts.get() + 1)).0;
            corners.push(meshes.first().expect("a disc").vertices.first().expect("with corners").pos);
        }
        assert_eq!(cuts.get(), 1);
        assert!((corners[1] - corners[0] - egui::vec2(30.0, 0.0)).length() < 1e-3);
    }

    /// The meshes of a disc put down at each of these places, and what was painted in what order: `m` a mesh, `t` letters.
    fn painted(ctx: &Context, at: &[Pos2], cut: impl Fn()) -> (Vec<Arc<Mesh>>, String) {
        let style = TextStyle::regular(12.0);
        let color = Color(0, 0, 0, 255);
        let (text, pos, anchor) = ("7".to_owned(), [0.0, 0.0], Anchor::Middle);
        let number = TextRun { text, pos, anchor, style, color, halo: None, angle: 0.0 };
        let stamp = Stamp { at: [0.0, 0.0], key: 7, items: Arc::from([Item::Text(number)]) };
        let stamps: Vec<_> = at.iter().map(|&at| (&stamp, at)).collect();
        let disc = |_: &Stamp| {
            cut();
            vec![Shape::circle_filled(Pos2::ZERO, 6.0, Color32::RED)]
        };
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            paint(ui.painter(), &stamps, 1.0, disc, |painter, _, at| {
                painter.add(Shape::circle_filled(at, 1.0, Color32::BLACK));
            });
        });
        output.textures_delta.clear();
        let (mut meshes, mut order) = (Vec::new(), String::new());
        for clipped in std::mem::take(&mut output.shapes) {
            match clipped.shape {
                Shape::Mesh(mesh) => {
                    meshes.push(mesh);
                    order.push('m');
                }
                Shape::Circle(_) => order.push('t'),
                _ => {}
            }
        }
        (meshes, order)
    }

    #[test]
    fn signs_apart_are_one_mesh_and_letters_lie_under_the_sign_that_covers_them() {
        let ctx = Context::default();
        let (one, order) = painted(&ctx, &[pos2(10.0, 5.0), pos2(40.0, 5.0), pos2(70.0, 5.0)], || {});
        assert_eq!(order, "mttt");
        let (two, order) = painted(&ctx, &[pos2(10.0, 5.0), pos2(40.0, 5.0), pos2(45.0, 5.0)], || {});
        assert_eq!(order, "mttmt");
        let corners = |meshes: &[Arc<Mesh>]| meshes.iter().map(|mesh| mesh.vertices.len()).sum::<usize>();
        assert_eq!(corners(&one), corners(&two));
    }

    #[test]
    fn memory_is_bounded() {
        let mut kept = Kept::default();
        for now in 0..20_000 {
            kept.keep((now, 0, 0), Mesh::default(), false, now);
        }
        assert!(kept.cuts.len() <= KEPT && kept.cuts.contains_key(&(19_999, 0, 0)));
    }
}
