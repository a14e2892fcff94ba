//! A mesh in parts by where its triangles lie, so that a painter can leave out those of a tile that no one sees.
//!
//! Comes in: the mesh of a tile, and how wide that is. Goes out: meshes that draw the same together, each no wider than two
//! of its parts but for triangles that are wider themselves. A third of what the tiles of a view hold lies outside of it.

use egui::{Mesh, Pos2};
use rustc_hash::FxHashMap;

/// How many corners a part has, about: fewer are drawn in the time it takes to ask whether they are seen.
const CORNERS: usize = 100;
/// The most parts beside each other.
const MOST: u16 = 8;
/// Triangles up to so many times wider than a part, as a power of two, are in parts of their own width.
const WIDEST: u8 = 4;

/// Which part: how many times wider than the least, as a power of two, column and row.
type Key = (u8, i32, i32);

/// A mesh of a tile so many units wide, in parts; where triangles of one colour lie over each other, in another order.
pub(super) fn parts(mesh: Mesh, side: f32) -> Vec<Mesh> {
    let beside = (1..=MOST).rev().find(|&n| usize::from(n * n) * CORNERS <= mesh.vertices.len()).unwrap_or(1);
    if beside < 2 {
        return vec![mesh];
    }
    let least = side / f32::from(beside);
    let corner = |index: u32| mesh.vertices.get(usize::try_from(index).ok()?).map(|corner| corner.pos);
    let mut triangles: Vec<(Key, [u32; 3])> = Vec::with_capacity(mesh.indices.len() / 3);
    for three in mesh.indices.chunks_exact(3) {
        if let &[a, b, c] = three
            && let (Some(at), Some(bt), Some(ct)) = (corner(a), corner(b), corner(c))
        {
            triangles.push((key([at, bt, ct], least), [a, b, c]));
        }
    }
    triangles.sort_by_key(|&(key, _)| key);
    let mut renamed: FxHashMap<u32, u32> = FxHashMap::default();
    let part = |triangles: &[(Key, [u32; 3])]| {
        renamed.clear();
        let mut part = Mesh { indices: Vec::with_capacity(triangles.len() * 3), ..Mesh::default() };
        for &index in triangles.iter().flat_map(|(_, corners)| corners) {
            let Some(&vertex) = usize::try_from(index).ok().and_then(|at| mesh.vertices.get(at)) else { continue };
            let next = u32::try_from(part.vertices.len()).unwrap_or(u32::MAX);
            let own = *renamed.entry(index).or_insert_with(|| {
                part.vertices.push(vertex);
                next
            });
            part.indices.push(own);
        }
        part
    };
    triangles.chunk_by(|a, b| a.0 == b.0).map(part).collect()
}

/// The part of a triangle, where the least are so many units wide.
fn key(corners: [Pos2; 3], least: f32) -> Key {
    let [mut low, mut high] = [corners[0]; 2];
    for corner in corners {
        (low, high) = (low.min(corner), high.max(corner));
    }
    let extent = (high - low).max_elem();
    let level = (0..WIDEST).find(|&level| extent <= least * f32::from(1_u8 << level)).unwrap_or(WIDEST);
    let side = least * f32::from(1_u8 << level);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a few columns of a tile, thousands of one that is zoomed far into"
    )]
    let cell = |at: f32| (at / side).floor() as i32;
    (level, cell(low.x), cell(low.y))
}

#[cfg(test)]
mod tests {
    use egui::{Color32, epaint::Vertex, pos2};

    use super::*;

    /// A square of a thousand small ones, and a triangle over all of it.
    fn mesh() -> Mesh {
        let mut mesh = Mesh::default();
        for n in 0..1024_u16 {
            let corner = pos2(f32::from(n % 32), f32::from(n / 32)) * 8.0;
            mesh.add_colored_rect(egui::Rect::from_min_size(corner, egui::Vec2::splat(8.0)), Color32::RED);
        }
        let first = u32::try_from(mesh.vertices.len()).unwrap();
        for at in [pos2(0.0, 0.0), pos2(256.0, 0.0), pos2(0.0, 256.0)] {
            mesh.vertices.push(Vertex::untextured(at, Color32::BLUE));
        }
        mesh.add_triangle(first, first + 1, first + 2);
        mesh
    }

    /// Each triangle by its corners.
    fn triangles<'a>(meshes: impl IntoIterator<Item = &'a Mesh>) -> Vec<String> {
        let corner = |mesh: &Mesh, index: u32| mesh.vertices[usize::try_from(index).unwrap()];
        let of = |mesh: &Mesh| -> Vec<String> {
            mesh.indices.chunks(3).map(|three| format!("{:?}", [0, 1, 2].map(|n| corner(mesh, three[n])))).collect()
        };
        let mut all: Vec<String> = meshes.into_iter().flat_map(of).collect();
        all.sort();
        all
    }

    #[test]
    fn the_parts_draw_what_the_whole_draws_and_are_small() {
        let whole = mesh();
        let parts = parts(whole.clone(), 256.0);
        assert_eq!(triangles(&parts), triangles([&whole]));
        let corners: usize = parts.iter().map(|part| part.vertices.len()).sum();
        assert_eq!(corners, whole.vertices.len(), "no corner twice, as each square has its own");
        let wide = parts.iter().filter(|part| part.calc_bounds().width() > 150.0).count();
        assert!(parts.len() > 9 && wide == 1, "{} parts, {wide} wide", parts.len());
    }

    #[test]
    fn a_small_mesh_stays_whole() {
        let mut small = mesh();
        small.indices.truncate(450);
        small.vertices.truncate(300);
        assert!(parts(small.clone(), 256.0) == [small]);
        assert_eq!(parts(Mesh::default(), 256.0).len(), 1);
    }
}
