//! Many small drawings as one shape, in the form of a text with a row for each of them.
//!
//! Comes in: meshes made before, and where each stands. Goes out: one shape. Egui leaves out rows outside of the view and
//! moves the others while it copies them, where it would measure a mesh corner by corner first. Letters are rows too, so what
//! is drawn later lies over them. It must never hold more than one frame.

use std::sync::Arc;

use egui::epaint::TextShape;
use egui::epaint::text::{PlacedRow, Row};
use egui::text::Galley;
use egui::{Color32, Context, FontId, Mesh, Painter, Pos2};

/// Drawings over each other in the order they are added.
pub(super) struct Rows {
    galley: Galley,
    /// A row that draws nothing.
    plain: Option<Arc<Row>>,
}

impl Rows {
    /// None yet.
    pub(super) fn new(ctx: &Context) -> Self {
        let mut galley = Galley::clone(&blank(ctx));
        let plain = galley.rows.first().map(|placed| Arc::clone(&placed.row));
        galley.rows.clear();
        (galley.num_vertices, galley.num_indices) = (0, 0);
        Self { galley, plain }
    }

    /// A mesh as a row, to be kept and added to any rows.
    pub(super) fn row(&self, mesh: Mesh) -> Option<Arc<Row>> {
        let mut row = Row::clone(self.plain.as_ref()?);
        row.visuals.mesh_bounds = mesh.calc_bounds();
        row.visuals.mesh = mesh;
        Some(Arc::new(row))
    }

    /// Adds one with its origin at a place.
    pub(super) fn add(&mut self, pos: Pos2, row: &Arc<Row>) {
        self.galley.num_vertices += row.visuals.mesh.vertices.len();
        self.galley.num_indices += row.visuals.mesh.indices.len();
        self.galley.rows.push(PlacedRow { pos, row: Arc::clone(row), ends_with_newline: false });
    }

    /// Where the corners of each stand.
    #[cfg(test)]
    pub(super) fn corners(&self) -> Vec<Vec<Pos2>> {
        let corners = |placed: &PlacedRow| -> Vec<Pos2> {
            placed.visuals.mesh.vertices.iter().map(|corner| placed.pos + corner.pos.to_vec2()).collect()
        };
        self.galley.rows.iter().map(corners).collect()
    }

    /// Paints them, clipped so many points wider than the painter does, no pixel's worth: what is clipped otherwise egui draws
    /// apart, and so never copies all of this to where there is room for what follows.
    pub(super) fn paint(self, painter: &Painter, wider: f32) {
        if !self.galley.rows.is_empty() {
            // `with_clip_rect` would only ever narrow the clip.
            let mut apart = painter.clone();
            apart.set_clip_rect(painter.clip_rect().expand(wider));
            apart.add(TextShape::new(Pos2::ZERO, Arc::new(self.galley), Color32::TRANSPARENT));
        }
    }
}

/// A text of one blank: it draws nothing, and others are made from it, as egui gives no other way to make one. While it stays
/// the same, so do the places of letters in egui's store of them.
pub(super) fn blank(ctx: &Context) -> Arc<Galley> {
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(" ".to_owned(), FontId::default(), Color32::TRANSPARENT))
}
