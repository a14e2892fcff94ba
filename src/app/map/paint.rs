//! The screen painter of a scene: one `match` over its items, for the map and the preview of an export alike.
//!
//! Comes in: a scene, where its upper left corner stands, a scale. Goes out: egui shapes. It must decide nothing: what is
//! drawn, where, and in what colour stands in the scene. egui fills only convex shapes, so areas are cut into triangles.

use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::{RectShape, TextShape};
use egui::text::{Galley, LayoutJob};
use egui::{
    Color32, Context, FontId, Id, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextFormat, Vec2, emath::Rot2,
    vec2,
};
use geo::TriangulateEarcut as _;
use rustc_hash::FxHasher;

use super::letters::{Letters, Words};
use super::lines::{Ink, Stand};
use super::rows::Rows;
use super::sheet::{self, Drawn, Piece};
use super::stamps::{self, Stamps};
use super::{lines, round, segments, texture};
use crate::app::look::{self, Look, color};
use crate::scene::{self, Anchor, Item, Scene, TextRun};

/// By how much the clip of signs and names is wider than that of what stands around them, in points.
const APART: f32 = 2e-3;

/// Paints scenes where there is no window: for measuring.
pub struct MapPainter {
    look: Look,
}

impl MapPainter {
    /// In the light theme; gives the embedded typefaces to the context.
    #[must_use]
    pub fn new(ctx: &egui::Context) -> Self {
        ctx.set_fonts(look::fonts());
        Self { look: Look::new(false) }
    }

    /// Paints a scene with its upper left corner at `origin`.
    pub fn paint(&self, painter: &Painter, scene: &Scene, origin: Pos2) {
        paint(painter, &self.look, scene, origin, 1.0);
    }
}

/// Paints a scene with its upper left corner at `origin`, each of its points `scale` points wide.
pub(in crate::app) fn paint(painter: &Painter, look: &Look, scene: &Scene, origin: Pos2, scale: f32) {
    let size = vec2(scene.size[0], scene.size[1]) * scale;
    let painter = painter.with_clip_rect(Rect::from_min_size(origin, size).intersect(painter.clip_rect()));
    painter.rect_filled(Rect::from_min_size(origin, size), 0.0, color(scene.background));
    let kept = painter
        .ctx()
        .data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("painted"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.letters.begin(painter.ctx());
    let pixels = painter.pixels_per_point();
    Brush { look, origin, scale, pixels }.items(&painter, &scene.items, &mut kept);
}

/// What was made for one frame and serves the next.
#[derive(Default)]
struct Kept {
    stamps: Stamps,
    letters: Letters,
}

#[derive(Clone, Copy)]
struct Brush<'a> {
    look: &'a Look,
    origin: Pos2,
    scale: f32,
    /// Pixels to a point.
    pixels: f32,
}

impl Brush<'_> {
    fn at(&self, point: scene::Point) -> Pos2 {
        self.origin + vec2(point[0], point[1]) * self.scale
    }

    fn rect(&self, rect: scene::Rect) -> Rect {
        Rect::from_min_max(self.at(rect.min), self.at(rect.max))
    }

    fn stroke(&self, stroke: &scene::Stroke) -> Stroke {
        Stroke::new(stroke.width * self.scale, color(stroke.color))
    }

    /// Items in their order; those of tiles that follow each other as one shape, and so straight lines, and so signs, dots
    /// and names.
    fn items(&self, painter: &Painter, items: &[Item], kept: &mut Kept) {
        let mut rest = items;
        while let Some((first, after)) = rest.split_first() {
            let straight: Vec<_> = rest.iter().map_while(|item| self.segment(item)).collect();
            if !straight.is_empty() {
                rest = rest.get(straight.len()..).unwrap_or_default();
                painter.add(Shape::mesh(segments::mesh(straight.into_iter(), 1.0 / self.pixels)));
                continue;
            }
            if self.is_row(first) {
                let alike = rest.iter().position(|item| !self.is_row(item)).unwrap_or(rest.len());
                let (alike, after) = rest.split_at_checked(alike).unwrap_or((rest, &[]));
                let mut rows = Rows::new(painter.ctx());
                alike.iter().for_each(|item| self.row(painter.ctx(), item, &mut rows, kept));
                rows.paint(painter, APART);
                rest = after;
                continue;
            }
            let Some((_, clip)) = self.piece(first) else {
                self.item(painter, first, kept);
                rest = after;
                continue;
            };
            let alike = |item| self.piece(item).filter(|(_, its)| *its == clip).map(|(piece, _)| piece);
            let pieces: Vec<Piece> = rest.iter().map_while(alike).collect();
            rest = rest.get(pieces.len()..).unwrap_or_default();
            sheet::paint(&self.clipped(painter, clip), pieces.into_iter());
        }
    }

    /// Whether an item is small, and drawn wherever it stands as it was elsewhere.
    fn is_row(&self, item: &Item) -> bool {
        match item {
            Item::Text(run) => run.angle == 0.0,
            Item::Disc { radius, .. } => radius * self.scale <= stamps::WIDEST,
            _ => sign(item).is_some(),
        }
    }

    /// Adds a small item to others.
    fn row(&self, ctx: &Context, item: &Item, rows: &mut Rows, kept: &mut Kept) {
        match item {
            Item::Text(run) => {
                if let Some(words) = self.name(ctx, run, kept) {
                    words.put(self.corner(run, words.size), self.pixels, rows);
                }
            }
            Item::Disc { center, radius, fill, stroke } => {
                let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| self.stroke(stroke));
                let (radius, fill) = (radius * self.scale, fill.map_or(Color32::TRANSPARENT, color));
                let disc = || vec![Shape::mesh(round::disc(Pos2::ZERO, radius, fill, stroke, 1.0 / self.pixels))];
                let key = (stamps::key_of_disc(radius, fill, stroke), 1.0, self.pixels);
                if let Some(row) = kept.stamps.row(ctx, key, rows, disc) {
                    rows.add(self.at(*center), &row);
                }
            }
            _ => {
                if let Some(stamp) = sign(item) {
                    self.stamp(ctx, stamp, rows, kept);
                }
            }
        }
    }

    /// Adds a sign and the letters on it.
    fn stamp(&self, ctx: &Context, stamp: &scene::Stamp, rows: &mut Rows, kept: &mut Kept) {
        let shapes = || self.stamp_shapes(&stamp.items);
        let there = Brush { origin: self.at(stamp.at), ..*self };
        if let Some(row) = kept.stamps.row(ctx, (stamp.key, self.scale, self.pixels), rows, shapes) {
            rows.add(there.origin, &row);
        }
        for item in stamp.items.iter() {
            if let Item::Text(run) = item {
                let words = self.words(ctx, run, self.key_of_words(run), kept);
                words.put(there.corner(run, words.size), self.pixels, rows);
            }
        }
    }

    /// A whole line from one point to another.
    fn segment(&self, item: &Item) -> Option<([Pos2; 2], Stroke)> {
        match item {
            Item::Line { points, closed: false, stroke } if stroke.dash.is_none() => match points[..] {
                [from, to] => Some(([self.at(from), self.at(to)], self.stroke(stroke))),
                _ => None,
            },
            _ => None,
        }
    }

    /// What an item draws of a tile, and where it may.
    fn piece<'i>(&self, item: &'i Item) -> Option<(Piece<'i>, Option<scene::Rect>)> {
        let stand = |origin, scale| Stand { origin: self.at(origin), scale: scale * self.scale };
        match item {
            Item::TileArea(tiled, fill) => {
                let drawn = Drawn::Area(&tiled.geometry, color(*fill));
                Some((Piece { drawn, stand: stand(tiled.origin, tiled.scale) }, tiled.clip))
            }
            Item::TileLine(tiled, stroke) => {
                let dash = stroke.dash.map(|dash| dash.map(|length| length * self.scale));
                let drawn = Drawn::Line(&tiled.geometry, Ink { stroke: self.stroke(stroke), dash });
                Some((Piece { drawn, stand: stand(tiled.origin, tiled.scale) }, tiled.clip))
            }
            _ => None,
        }
    }

    fn item(&self, painter: &Painter, item: &Item, kept: &mut Kept) {
        match item {
            Item::TileArea(..) | Item::TileLine(..) | Item::Stamp(_) => {
                self.items(painter, std::slice::from_ref(item), kept);
            }
            Item::Image { picture, rect, clip, opacity } => {
                texture::paint(&self.clipped(painter, *clip), picture, self.rect(*rect), *opacity);
            }
            Item::Fill { rings, color: fill } => self.fill(painter, rings, color(*fill)),
            Item::Line { points, closed, stroke } => {
                let points = points.iter().map(|&point| self.at(point)).collect();
                self.line(painter, points, *closed, stroke);
            }
            Item::Disc { center, radius, fill, stroke } => {
                let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| self.stroke(stroke));
                let fill = fill.map_or(Color32::TRANSPARENT, color);
                painter.circle(self.at(*center), radius * self.scale, fill, stroke);
            }
            Item::Box { rect, radius, fill, stroke } => {
                let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| self.stroke(stroke));
                let fill = fill.map_or(Color32::TRANSPARENT, color);
                painter.rect(self.rect(*rect), radius * self.scale, fill, stroke, StrokeKind::Middle);
            }
            Item::Glyph { family, center, size, color: fill } => {
                if let Some(glyph) = self.look.glyph(*family) {
                    glyph.paint(painter, self.at(*center), size * self.scale, color(*fill));
                }
            }
            Item::Text(run) => self.text(painter, run, kept),
            Item::Group(group) => {
                let inner =
                    group.clip.map(|clip| painter.with_clip_rect(self.rect(clip).intersect(painter.clip_rect())));
                let painter = inner.as_ref().unwrap_or(painter);
                self.items(painter, &group.items, kept);
            }
        }
    }

    /// Shapes of all plain items of a stamp, around the origin.
    fn stamp_shapes(&self, items: &[Item]) -> Vec<Shape> {
        let pixel = 1.0 / self.pixels;
        let brush = Brush { origin: Pos2::ZERO, ..*self };
        let mut shapes = Vec::new();
        for item in items {
            match item {
                Item::Disc { center, radius, fill, stroke } => {
                    let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| brush.stroke(stroke));
                    let fill = fill.map_or(Color32::TRANSPARENT, color);
                    let (center, radius) = (brush.at(*center), radius * brush.scale);
                    shapes.push(Shape::mesh(round::disc(center, radius, fill, stroke, pixel)));
                }
                Item::Box { rect, radius, fill, stroke } => {
                    let stroke = stroke.as_ref().map_or(Stroke::NONE, |stroke| brush.stroke(stroke));
                    let fill = fill.map_or(Color32::TRANSPARENT, color);
                    let (rect, radius) = (brush.rect(*rect), radius * brush.scale);
                    shapes.push(RectShape::new(rect, radius, fill, stroke, StrokeKind::Middle).into());
                }
                Item::Fill { rings, color: fill } => {
                    shapes.extend(rings.iter().map(|ring| brush.band(ring, color(*fill), pixel)));
                }
                Item::Glyph { family, center, size, color: fill } => {
                    if let Some(glyph) = brush.look.glyph(*family) {
                        shapes.extend(glyph.shapes(brush.at(*center), size * brush.scale, color(*fill)));
                    }
                }
                _ => {}
            }
        }
        shapes
    }

    fn clipped(&self, painter: &Painter, clip: Option<scene::Rect>) -> Painter {
        match clip {
            Some(clip) => painter.with_clip_rect(self.rect(clip).intersect(painter.clip_rect())),
            None => painter.clone(),
        }
    }

    fn fill(&self, painter: &Painter, rings: &[Vec<scene::Point>], fill: Color32) {
        painter.add(Shape::mesh(self.filled(rings, fill)));
    }

    /// A piece of a ring, whose outer points come first and whose inner ones lead back beside them.
    fn band(&self, ring: &[scene::Point], fill: Color32, pixel: f32) -> Shape {
        let pairs = ring.iter().zip(ring.iter().rev()).take(ring.len() / 2);
        Shape::mesh(round::band(pairs.map(|(&outer, &inner)| (self.at(outer), self.at(inner))), fill, pixel))
    }

    fn filled(&self, rings: &[Vec<scene::Point>], fill: Color32) -> Mesh {
        let mut mesh = Mesh::default();
        let mut rings = rings.iter().map(|ring| ring.iter().map(|at| (at[0], at[1])).collect::<Vec<_>>().into());
        let Some(outer) = rings.next() else { return mesh };
        let polygon = geo::Polygon::<f32>::new(outer, rings.collect());
        for triangle in polygon.earcut_triangles() {
            let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
            for corner in [triangle.v1(), triangle.v2(), triangle.v3()] {
                mesh.colored_vertex(self.at([corner.x, corner.y]), fill);
            }
            mesh.add_triangle(first, first + 1, first + 2);
        }
        mesh
    }

    fn line(&self, painter: &Painter, mut points: Vec<Pos2>, closed: bool, stroke: &scene::Stroke) {
        let ink = self.stroke(stroke);
        match stroke.dash {
            Some([dash, gap]) => {
                if closed {
                    points.extend(points.first().copied());
                }
                painter.extend(Shape::dashed_line(&points, ink, dash * self.scale, gap * self.scale));
            }
            None if closed => {
                painter.add(lines::closed(&points, ink));
            }
            None => {
                painter.add(Shape::line(points, ink));
            }
        }
    }

    /// Words that are turned, or stand alone.
    fn text(&self, painter: &Painter, run: &TextRun, kept: &mut Kept) {
        if let Some(words) = self.name(painter.ctx(), run, kept) {
            let corner = self.corner(run, words.size);
            painter.add(TextShape::new(corner, Arc::clone(&words.galley), color(run.color)).with_angle(run.angle));
        }
    }

    /// Words, or the same in another size while a frame has no time for them; none where there are no such.
    fn name(&self, ctx: &Context, run: &TextRun, kept: &mut Kept) -> Option<Arc<Words>> {
        let (key, kin) = (self.key_of_words(run), self.kin_of_words(run));
        if !kept.letters.may_draw(ctx, (key, kin), &run.text, || self.face(run)) {
            return kept.letters.standing_in(kin);
        }
        let words = self.words(ctx, run, key, kept);
        kept.letters.note(kin, &words);
        Some(words)
    }

    /// Words ready to be drawn.
    fn words(&self, ctx: &Context, run: &TextRun, key: u64, kept: &mut Kept) -> Arc<Words> {
        let edge = run.halo.map(|halo| (color(halo.color), halo.width * self.scale));
        kept.letters.words(key, edge, || self.laid_out(ctx, run))
    }

    /// Words as egui lays them out.
    fn laid_out(&self, ctx: &Context, run: &TextRun) -> Arc<Galley> {
        let style = &run.style;
        let size = style.size * self.scale;
        let font: FontId = match (style.italic, style.weight) {
            (true, _) => look::italic(size),
            (false, scene::Weight::Bold) => look::font(size, look::Weight::Bold),
            (false, scene::Weight::Regular) => look::font(size, look::Weight::Regular),
        };
        let format = TextFormat {
            font_id: font,
            color: color(run.color),
            extra_letter_spacing: style.tracking * self.scale,
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(run.text.clone(), format);
        job.wrap.max_width = f32::INFINITY;
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }

    /// Where the upper left corner of words stands, by their width and how far down their baseline is.
    fn corner(&self, run: &TextRun, size: Vec2) -> Pos2 {
        let along = match run.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => size.x / 2.0,
            Anchor::End => size.x,
        };
        self.at(run.pos) + Rot2::from_angle(run.angle) * vec2(-along, -size.y)
    }

    /// What the words of a run look like, wherever they stand.
    fn key_of_words(&self, run: &TextRun) -> u64 {
        let mut hasher = FxHasher::default();
        let TextRun { text, style, color, halo, .. } = run;
        (text, style.tracking.to_bits(), style.size.to_bits(), style.italic, style.weight, color).hash(&mut hasher);
        (halo.map(|halo| (halo.color, halo.width.to_bits())), self.scale.to_bits()).hash(&mut hasher);
        hasher.finish()
    }

    /// What is the same of the words of a run in any size.
    fn kin_of_words(&self, run: &TextRun) -> u64 {
        let mut hasher = FxHasher::default();
        (&run.text, run.style.italic, run.color, run.halo.map(|halo| halo.color)).hash(&mut hasher);
        self.scale.to_bits().hash(&mut hasher);
        hasher.finish()
    }

    /// Which letters a run is set in.
    fn face(&self, run: &TextRun) -> u64 {
        let (mut hasher, style) = (FxHasher::default(), &run.style);
        ((style.size * self.scale).to_bits(), style.italic, style.weight).hash(&mut hasher);
        self.pixels.to_bits().hash(&mut hasher);
        hasher.finish()
    }
}

/// A stamp, alone or as all there is of a group.
fn sign(item: &Item) -> Option<&scene::Stamp> {
    match item {
        Item::Stamp(stamp) => Some(stamp),
        Item::Group(group) if group.clip.is_none() => match &group.items[..] {
            [Item::Stamp(stamp)] => Some(stamp),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use walkers::{MapMemory, MercatorProjection, Projector, lon_lat};

    use super::*;
    use crate::scene::Camera;

    /// What is drawn by the scene's camera and dragged by walkers must lie on the same spot.
    #[test]
    fn the_scene_and_the_gestures_project_alike() {
        let size = [1280.0, 800.0];
        for (center, zoom) in [([46.75, 39.8], 9.0), ([-70.0, -33.0], 4.5), ([12.0, 25.0], 2.6), ([139.7, 35.7], 13.3)]
        {
            let mut memory = MapMemory::default();
            memory.set_zoom(zoom).expect("a zoom walkers knows");
            memory.center_at(lon_lat(center[0], center[1]));
            let view = Rect::from_min_size(Pos2::ZERO, vec2(size[0], size[1]));
            let theirs = Projector::new(view, &MercatorProjection, &memory, lon_lat(0.0, 0.0));
            let ours = Camera::new(center, zoom, size);
            for point in [[10.0, 10.0], [640.0, 400.0], [1270.0, 60.0], [300.0, 790.0]] {
                let [lon, lat] = ours.map_from_screen(point);
                let seen = theirs.project(lon_lat(lon, lat));
                let apart = (seen - vec2(point[0], point[1])).length();
                assert!(apart < 0.01, "{apart} points apart at {point:?}, zoom {zoom}");
            }
        }
    }
}
