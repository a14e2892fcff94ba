//! Areas of a tile cut into triangles, for painters that fill nothing else.
//!
//! Comes in: polygons with holes in tile units. Goes out: corners and indices, three to a triangle, in parts of the tile, made
//! once for each area and kept with it. Slow for a crowded coast, so a thread that loads tiles for a screen calls [`BaseTile::cut`] first.

use geo::TriangulateEarcut as _;

use super::{BaseTile, EXTENT};
use crate::scene::item::{TileArea, Triangles};
use crate::scene::parts::parts;

impl TileArea {
    /// Its triangles by where in the tile they lie.
    pub fn triangles(&self) -> &[Triangles] {
        self.mesh.get_or_init(|| parted(&cut(&self.polygons)))
    }
}

impl BaseTile {
    /// Cuts its areas now, so that the first frame that draws them need not.
    pub fn cut(&self) {
        self.earth.triangles();
        self.water.triangles();
    }
}

fn cut(polygons: &[Vec<Vec<[i16; 2]>>]) -> (Vec<[i16; 2]>, Vec<u32>) {
    let (mut corners, mut indices) = (Vec::new(), Vec::new());
    for polygon in polygons {
        let ring = |ring: &Vec<[i16; 2]>| -> geo::LineString<f32> {
            ring.iter().map(|at| (f32::from(at[0]), f32::from(at[1]))).collect::<Vec<_>>().into()
        };
        let mut rings = polygon.iter().map(ring);
        let Some(outer) = rings.next() else { continue };
        let found = geo::Polygon::new(outer, rings.collect()).earcut_triangles_raw();
        let Ok(first) = u32::try_from(corners.len()) else { break };
        #[expect(clippy::cast_possible_truncation, reason = "they were whole i16 before")]
        corners.extend(found.vertices.iter().map(|at| [at[0] as i16, at[1] as i16]));
        indices.extend(found.triangle_indices.iter().filter_map(|&index| Some(first + u32::try_from(index).ok()?)));
    }
    (corners, indices)
}

fn parted((corners, indices): &(Vec<[i16; 2]>, Vec<u32>)) -> Vec<Triangles> {
    let corner = |index: u32| corners.get(usize::try_from(index).ok()?).copied();
    let at = |index: u32| corner(index).map(|at| at.map(f32::from));
    #[expect(clippy::cast_precision_loss, reason = "4096")]
    let parts = parts(corners.len(), indices, EXTENT as f32, at);
    let part = |part: crate::scene::parts::Part| Triangles {
        corners: part.corners.into_iter().filter_map(corner).collect(),
        indices: part.indices,
    };
    parts.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_with_a_hole_is_cut_around_it() {
        let square = |from: i16, to: i16| vec![[from, from], [to, from], [to, to], [from, to]];
        let (corners, indices) = cut(&[vec![square(0, 100), square(40, 60)], vec![square(200, 210)]]);
        let covered: f32 = indices
            .chunks(3)
            .map(|triangle| {
                let [a, b, c] = [0, 1, 2].map(|index| corners[triangle[index] as usize].map(f32::from));
                ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
            })
            .sum();
        assert!((covered - (10_000.0 - 400.0 + 100.0)).abs() < 1.0, "{covered}");
    }
}
