//! Discs and pieces of rings as few triangles: a map of the world has hundreds of signs, and each corner is copied twice.
//!
//! Comes in: middle, radius, colours, the side of a pixel in points. Goes out: a mesh with soft edges, a pixel wide as egui's
//! own. An arc has as many corners as an eye can tell, where egui's tables have up to twice that.

use std::f32::consts::{PI, TAU};

use egui::{Color32, Mesh, Pos2, Stroke, Vec2};

/// How far the straight side between two corners may lie from the arc through both, in pixels: the corners stand as far
/// outside of the circle that is meant as the sides lie inside, so that either is off by half of this.
const OFF: f32 = 0.2;

/// A disc with its edge, either of which may be without colour.
pub(super) fn disc(center: Pos2, radius: f32, fill: Color32, stroke: Stroke, pixel: f32) -> Mesh {
    let soft = pixel / 2.0;
    let clear = Color32::TRANSPARENT;
    let rows = if stroke.is_empty() {
        vec![(radius - soft, fill), (radius + soft, clear)]
    } else {
        // A line thinner than a pixel is a pixel wide and paler.
        let ink = stroke.color.gamma_multiply((stroke.width / pixel).min(1.0));
        let half = stroke.width.max(pixel) / 2.0;
        let (inner, outer) = (radius - half, radius + half);
        vec![(inner - soft, fill), (inner + soft, ink), (outer - soft, ink), (outer + soft, clear)]
    };
    let corners = corners(radius, pixel);
    let wedge = TAU / f32::from(corners);
    // So that the polygon is as large as the circle.
    let out = (wedge / wedge.sin()).sqrt();
    let arms = (0..corners).map(|n| {
        let way = Vec2::angled(wedge * f32::from(n)) * out;
        rows.iter().map(|&(reach, color)| (center + way * reach.max(0.0), color)).collect()
    });
    let mut mesh = Mesh::default();
    strip(&mut mesh, arms, true);
    if fill != clear {
        let (count, row) = (u32::from(corners), u32::try_from(rows.len()).unwrap_or(2));
        for n in 1..count.saturating_sub(1) {
            mesh.add_triangle(0, n * row, (n + 1) * row);
        }
    }
    mesh
}

/// A piece of a ring between pairs of an outer and an inner point. Its ends are not softened: they are a pixel or two from the
/// next piece.
pub(super) fn band(pairs: impl Iterator<Item = (Pos2, Pos2)>, fill: Color32, pixel: f32) -> Mesh {
    let mut mesh = Mesh::default();
    let clear = Color32::TRANSPARENT;
    let arms = pairs.map(|(outer, inner)| {
        let soft = (outer - inner).normalized() * (pixel / 2.0);
        vec![(outer + soft, clear), (outer - soft, fill), (inner + soft, fill), (inner - soft, clear)]
    });
    strip(&mut mesh, arms, false);
    mesh
}

/// How many corners a circle has.
fn corners(radius: f32, pixel: f32) -> u16 {
    let radius = (radius / pixel).max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let corners = (PI / (1.0 - OFF / radius).acos()).ceil().clamp(8.0, 96.0) as u16;
    corners
}

/// Adds arms of corners, each joined with the one before it, and the last with the first if they go around.
fn strip(mesh: &mut Mesh, arms: impl Iterator<Item = Vec<(Pos2, Color32)>>, around: bool) {
    let (mut count, mut row) = (0_u32, 0_u32);
    for arm in arms {
        (count, row) = (count + 1, u32::try_from(arm.len()).unwrap_or(0));
        for (at, color) in arm {
            mesh.colored_vertex(at, color);
        }
    }
    for n in 0..if around { count } else { count.saturating_sub(1) } {
        let (a, b) = (n * row, (n + 1) % count * row);
        for (a, b) in (a..a + row.saturating_sub(1)).zip(b..) {
            mesh.add_triangle(a, a + 1, b);
            mesh.add_triangle(a + 1, b, b + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The area a mesh covers, each corner by how opaque it is.
    fn area(mesh: &Mesh) -> f32 {
        let opaque = |at: u32| f32::from(mesh.vertices[at as usize].color.a()) / 255.0;
        let at = |at: u32| mesh.vertices[at as usize].pos;
        let corners = mesh.indices.chunks(3).map(|three| {
            let (a, b) = (at(three[1]) - at(three[0]), at(three[2]) - at(three[0]));
            (a.x * b.y - a.y * b.x).abs() / 2.0 * three.iter().map(|&at| opaque(at)).sum::<f32>() / 3.0
        });
        corners.sum()
    }

    #[test]
    fn a_disc_is_as_large_as_it_should_be_with_few_corners() {
        for (radius, most) in [(3.0, 32), (9.0, 48), (26.0, 76)] {
            let mesh = disc(Pos2::ZERO, radius, Color32::RED, Stroke::NONE, 1.0);
            assert!(mesh.is_valid() && mesh.vertices.len() <= most, "{} corners", mesh.vertices.len());
            let share = area(&mesh) / (PI * radius * radius);
            assert!((0.95..1.03).contains(&share), "{share} of a disc of {radius}");
        }
    }

    #[test]
    fn a_hollow_disc_is_its_edge_alone() {
        let mesh = disc(Pos2::ZERO, 10.0, Color32::TRANSPARENT, Stroke::new(2.0, Color32::RED), 1.0);
        let share = area(&mesh) / (PI * (11.0 * 11.0 - 9.0 * 9.0));
        assert!((0.95..1.05).contains(&share), "{share}");
        let hair = disc(Pos2::ZERO, 10.0, Color32::TRANSPARENT, Stroke::new(0.5, Color32::RED), 1.0);
        assert!((area(&hair) / (TAU * 10.0 * 0.5) - 1.0).abs() < 0.1, "{}", area(&hair));
    }

    #[test]
    fn a_band_lies_between_its_points() {
        let arc = |n: u8| Vec2::angled(f32::from(n) * 0.1);
        let mesh = band((0..=10).map(|n| ((arc(n) * 12.0).to_pos2(), (arc(n) * 9.0).to_pos2())), Color32::RED, 1.0);
        assert!(mesh.is_valid());
        let share = area(&mesh) / ((12.0 * 12.0 - 9.0 * 9.0) / 2.0);
        assert!((0.95..1.05).contains(&share), "{share}");
    }
}
