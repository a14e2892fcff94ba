//! Where a view has land, asked of the base map.
//!
//! Comes in: a camera, tiles that are at hand. Goes out: those points of a grid over the view that lie on land; lakes are land
//! here. A map without land polygons has none.

use super::{Placed, TileStore, Want, placed};
use crate::scene::{Camera, Point};

/// The middles of so many columns and rows of a view that lie on land, in points from its upper left corner.
pub(in crate::scene) fn land(camera: &Camera, store: &TileStore, grid: [u16; 2]) -> Vec<Point> {
    placed(camera, store, Want::Now).iter().flat_map(|tile| land_of(tile, camera.size, grid)).collect()
}

fn land_of(tile: &Placed, [width, height]: Point, [columns, rows]: [u16; 2]) -> Vec<Point> {
    let middle = |side: f32, count: u16, index: u16| side * (f32::from(index) + 0.5) / f32::from(count.max(1));
    let mut land = Vec::new();
    for y in (0..rows).map(|row| middle(height, rows, row)) {
        let crossings = crossings(tile, y);
        let points = (0..columns).map(|column| [middle(width, columns, column), y]);
        land.extend(points.filter(|&at| {
            let inside = crossings.iter().filter(|&&crossing| crossing < at[0]).count() % 2 == 1;
            inside && tile.clip.is_none_or(|clip| clip.contains(at))
        }));
    }
    land
}

/// Where the edges of a tile's land cross a level of the view.
fn crossings(Placed { tile, origin, scale, .. }: &Placed, y: f32) -> Vec<f32> {
    let level = (y - origin[1]) / scale;
    let mut found = Vec::new();
    for ring in tile.earth.polygons.iter().flatten() {
        let next = ring.iter().cycle().skip(1);
        for (a, b) in ring.iter().zip(next).map(|(a, b)| (a.map(f32::from), b.map(f32::from))) {
            if (a[1] > level) != (b[1] > level) {
                let along = (level - a[1]) / (b[1] - a[1]);
                found.push(origin[0] + (a[0] + (b[0] - a[0]) * along) * scale);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Rect;
    use crate::scene::base::BaseTile;
    use crate::scene::item::TileArea;
    use std::sync::Arc;

    #[test]
    fn land_is_where_its_polygons_are_but_for_their_holes_and_what_another_tile_stands_for() {
        let square = |from: i16, to: i16| vec![[from, from], [to, from], [to, to], [from, to]];
        let earth = TileArea { polygons: vec![vec![square(0, 40), square(10, 20)]], ..TileArea::default() };
        let tile = Arc::new(BaseTile { earth: Arc::new(earth), ..BaseTile::default() });
        let whole = Placed { tile, origin: [100.0, 0.0], scale: 2.0, clip: None };
        let land = land_of(&whole, [200.0, 100.0], [20, 10]);
        // Columns at 105 to 175 and rows at 5 to 75, without a hole from 120 to 140 and from 20 to 40.
        assert_eq!(land.len(), 8 * 8 - 2 * 2);
        assert!(land.contains(&[105.0, 5.0]) && !land.contains(&[125.0, 25.0]) && !land.contains(&[185.0, 5.0]));
        let clip = Some(Rect { min: [0.0, 0.0], max: [200.0, 10.0] });
        assert_eq!(land_of(&Placed { clip, ..whole }, [200.0, 100.0], [20, 10]).len(), 8);
    }
}
