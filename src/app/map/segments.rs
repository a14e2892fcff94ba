//! Straight lines, many at a time: hatches and leaders are hundreds of lines of two points.
//!
//! Comes in: segments and how each is drawn. Goes out: one mesh, with soft sides as egui's own lines have. Their ends are
//! not softened: those of a hatch lie on its outline, those of a leader under a pin and a dot.

use egui::{Color32, Mesh, Pos2, Stroke};

/// A mesh that draws segments over each other in their order; `pixel` is the side of a pixel in points.
pub(super) fn mesh(segments: impl Iterator<Item = ([Pos2; 2], Stroke)>, pixel: f32) -> Mesh {
    let mut mesh = Mesh::default();
    for (ends, stroke) in segments {
        add(&mut mesh, ends, stroke, pixel);
    }
    mesh
}

fn add(mesh: &mut Mesh, [from, to]: [Pos2; 2], stroke: Stroke, pixel: f32) {
    let along = to - from;
    if stroke.width <= 0.0 || along.length_sq() <= 0.0 {
        return;
    }
    let across = along.normalized().rot90();
    // A line thinner than a pixel is a pixel wide and paler.
    let solid = stroke.color.gamma_multiply((stroke.width / pixel).min(1.0));
    let inner = ((stroke.width - pixel) / 2.0).max(0.0);
    let rows = [
        (-inner - pixel, Color32::TRANSPARENT),
        (-inner, solid),
        (inner, solid),
        (inner + pixel, Color32::TRANSPARENT),
    ];
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
    for end in [from, to] {
        for (off, color) in rows {
            mesh.colored_vertex(end + across * off, color);
        }
    }
    for row in 0..3 {
        let (a, b) = (first + row, first + row + 4);
        mesh.add_triangle(a, a + 1, b);
        mesh.add_triangle(a + 1, b, b + 1);
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    fn drawn(width: f32) -> Mesh {
        let ends = [pos2(10.0, 20.0), pos2(50.0, 20.0)];
        mesh(std::iter::once((ends, Stroke::new(width, Color32::RED))), 1.0)
    }

    /// How high the mesh is, the soft sides half.
    fn height(mesh: &Mesh) -> f32 {
        let y = |at: usize| mesh.vertices[at].pos.y;
        ((y(3) - y(0)).abs() + (y(2) - y(1)).abs()) / 2.0
    }

    #[test]
    fn a_segment_is_as_wide_as_its_stroke_with_soft_sides() {
        let thick = drawn(3.0);
        assert!(thick.is_valid() && thick.vertices.len() == 8 && thick.indices.len() == 18);
        assert!((height(&thick) - 3.0).abs() < 1e-3, "{}", height(&thick));
        assert_eq!((thick.vertices[0].color, thick.vertices[1].color), (Color32::TRANSPARENT, Color32::RED));
        assert_eq!(thick.calc_bounds().x_range(), egui::Rangef::new(10.0, 50.0));
    }

    #[test]
    fn a_hairline_is_a_pixel_and_paler() {
        let thin = drawn(0.5);
        assert!((height(&thin) - 1.0).abs() < 1e-3);
        assert!(thin.vertices[1].color.a() < 140, "{:?}", thin.vertices[1].color);
        assert!(drawn(0.0).is_empty());
    }
}
