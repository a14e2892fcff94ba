//! A drawing of usvg put on a PDF surface: fills, strokes, clips and text that stays text.
//!
//! Comes in: the tree that resvg draws a PNG from, a surface. Goes out: the same drawing in PDF operators. Our drawings have
//! plain colours, rectangular or simple clips and pictures of a map only, no filter, mask or gradient; those would be left
//! out.

use std::collections::HashMap;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{self, fontdb};

/// How far glyphs of one run may stand off their line, in points: rounding of the shaper.
const OFF_LINE: f32 = 0.001;

/// Draws trees; keeps the fonts it has met, so that each is embedded once.
#[derive(Default)]
pub(super) struct Painter {
    fonts: HashMap<fontdb::ID, Option<Font>>,
}

/// Glyphs that stand in one row and are set in one font.
struct Run {
    font: Font,
    start: Transform,
    end: [f32; 2],
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

impl Painter {
    /// Draws a group with all that is in it.
    pub(super) fn group(&mut self, group: &usvg::Group, tree: &usvg::Tree, surface: &mut Surface<'_>) {
        surface.push_transform(&transform(group.transform()));
        let mut pushed = 1;
        if let Some(clip) = group.clip_path()
            && let Some(path) = clip_path(clip)
        {
            surface.push_clip_path(&path, &FillRule::NonZero);
            pushed += 1;
        }
        if group.opacity().get() < 1.0 {
            surface.push_opacity(part(group.opacity().get()));
            pushed += 1;
        }
        for child in group.children() {
            self.node(child, tree, surface);
        }
        for _ in 0..pushed {
            surface.pop();
        }
    }

    /// Draws one node.
    pub(super) fn node(&mut self, node: &usvg::Node, tree: &usvg::Tree, surface: &mut Surface<'_>) {
        match node {
            usvg::Node::Group(group) => self.group(group, tree, surface),
            usvg::Node::Path(path) => shape(path, surface),
            usvg::Node::Text(text) => self.text(text, tree, surface),
            usvg::Node::Image(image) => picture(image, surface),
        }
    }

    fn text(&mut self, text: &usvg::Text, tree: &usvg::Tree, surface: &mut Surface<'_>) {
        for span in text.layouted().iter().filter(|span| span.visible) {
            let size = span.font_size.get();
            for run in self.runs(span, tree) {
                surface.push_transform(&run.start);
                let at = Point::from_xy(0.0, 0.0);
                let mut draw = |fill: Option<Fill>, stroke: Option<Stroke>, outlined: bool| {
                    surface.set_fill(fill);
                    surface.set_stroke(stroke);
                    surface.draw_glyphs(at, &run.glyphs, run.font.clone(), &run.text, size, outlined);
                };
                let fill = span.fill.as_ref().and_then(filled);
                // The edge of letters lies under them, as outlines: the words are in the file once.
                if let Some(stroke) = span.stroke.as_ref().and_then(stroked) {
                    draw(None, Some(stroke), true);
                }
                if fill.is_some() {
                    draw(fill, None, false);
                }
                surface.pop();
            }
        }
    }

    /// The glyphs of a span, as many in a row as go on in one line and font.
    fn runs(&mut self, span: &usvg::layout::Span, tree: &usvg::Tree) -> Vec<Run> {
        let size = span.font_size.get();
        let mut runs: Vec<Run> = Vec::new();
        for glyph in &span.positioned_glyphs {
            let Some(font) = self.font(glyph.font, tree) else { continue };
            // The glyph's own transform scales font units to points; a PDF does that by the size of its font.
            let units = font.units_per_em() / size;
            let at = glyph.transform().pre_scale(units, units);
            let from = match runs.last_mut() {
                Some(run) if run.font == font && in_line(&run.start, &at) => {
                    let step = (at.tx - run.end[0]) / size;
                    if let Some(last) = run.glyphs.last_mut() {
                        last.x_advance = step;
                    }
                    run.end = [at.tx, at.ty];
                    run.text.len()
                }
                _ => {
                    runs.push(Run {
                        font,
                        start: transform(at),
                        end: [at.tx, at.ty],
                        text: String::new(),
                        glyphs: Vec::new(),
                    });
                    0
                }
            };
            let Some(run) = runs.last_mut() else { continue };
            run.text.push_str(&glyph.text);
            let range = from..run.text.len();
            run.glyphs.push(KrillaGlyph::new(GlyphId::new(u32::from(glyph.id.0)), 0.0, 0.0, 0.0, 0.0, range, None));
        }
        runs
    }

    fn font(&mut self, id: fontdb::ID, tree: &usvg::Tree) -> Option<Font> {
        let load = || tree.fontdb().with_face_data(id, |data, index| Font::new(data.to_vec().into(), index)).flatten();
        self.fonts.entry(id).or_insert_with(load).clone()
    }
}

/// Whether a glyph goes on in the row that begins so: upright, on the same line.
fn in_line(start: &Transform, at: &usvg::Transform) -> bool {
    let same = |a: f32, b: f32| (a - b).abs() < OFF_LINE;
    same(start.sx(), 1.0)
        && same(start.sy(), 1.0)
        && same(at.sx, 1.0)
        && same(at.sy, 1.0)
        && same(at.kx, 0.0)
        && same(at.ky, 0.0)
        && same(start.ty(), at.ty)
}

/// A picture of the ground, at the size its group has scaled to. One that cannot be read leaves the ground as it is.
fn picture(image: &usvg::Image, surface: &mut Surface<'_>) {
    let read = match image.kind() {
        usvg::ImageKind::PNG(bytes) => Image::from_png(bytes.to_vec().into(), true),
        usvg::ImageKind::JPEG(bytes) => Image::from_jpeg(bytes.to_vec().into(), true),
        _ => return,
    };
    if let (Ok(read), Some(size)) = (read, Size::from_wh(image.size().width(), image.size().height()))
        && image.is_visible()
    {
        surface.draw_image(read, size);
    }
}

fn shape(path: &usvg::Path, surface: &mut Surface<'_>) {
    if !path.is_visible() {
        return;
    }
    let Some(outline) = outline(path.data(), usvg::Transform::identity()) else { return };
    let mut draw = |fill: Option<Fill>, stroke: Option<Stroke>| {
        if fill.is_some() || stroke.is_some() {
            surface.set_fill(fill);
            surface.set_stroke(stroke);
            surface.draw_path(&outline);
        }
    };
    let (fill, stroke) = (path.fill().and_then(filled), path.stroke().and_then(stroked));
    match path.paint_order() {
        usvg::PaintOrder::FillAndStroke => draw(fill, stroke),
        usvg::PaintOrder::StrokeAndFill => {
            draw(None, stroke);
            draw(fill, None);
        }
    }
}

/// The area of a clip: the paths in it, which in our drawings are rectangles.
fn clip_path(clip: &usvg::ClipPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for node in clip.root().children() {
        if let usvg::Node::Path(path) = node {
            trace(&mut builder, path.data(), clip.transform().pre_concat(path.abs_transform()));
        }
    }
    builder.finish()
}

fn outline(data: &resvg::tiny_skia::Path, by: usvg::Transform) -> Option<Path> {
    let mut builder = PathBuilder::new();
    trace(&mut builder, data, by);
    builder.finish()
}

fn trace(builder: &mut PathBuilder, data: &resvg::tiny_skia::Path, by: usvg::Transform) {
    let Some(data) = data.clone().transform(by) else { return };
    for segment in data.segments() {
        match segment {
            PathSegment::MoveTo(p) => builder.move_to(p.x, p.y),
            PathSegment::LineTo(p) => builder.line_to(p.x, p.y),
            PathSegment::QuadTo(a, p) => builder.quad_to(a.x, a.y, p.x, p.y),
            PathSegment::CubicTo(a, b, p) => builder.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
            PathSegment::Close => builder.close(),
        }
    }
}

fn filled(fill: &usvg::Fill) -> Option<Fill> {
    let rule = match fill.rule() {
        usvg::FillRule::NonZero => FillRule::NonZero,
        usvg::FillRule::EvenOdd => FillRule::EvenOdd,
    };
    Some(Fill { paint: color(fill.paint())?.into(), opacity: part(fill.opacity().get()), rule })
}

fn stroked(stroke: &usvg::Stroke) -> Option<Stroke> {
    let dash = stroke.dasharray().map(|array| StrokeDash { array: array.to_vec(), offset: stroke.dashoffset() });
    Some(Stroke {
        paint: color(stroke.paint())?.into(),
        width: stroke.width().get(),
        miter_limit: stroke.miterlimit().get(),
        line_cap: match stroke.linecap() {
            usvg::LineCap::Butt => LineCap::Butt,
            usvg::LineCap::Round => LineCap::Round,
            usvg::LineCap::Square => LineCap::Square,
        },
        line_join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoin::Miter,
            usvg::LineJoin::Round => LineJoin::Round,
            usvg::LineJoin::Bevel => LineJoin::Bevel,
        },
        opacity: part(stroke.opacity().get()),
        dash,
    })
}

fn color(paint: &usvg::Paint) -> Option<rgb::Color> {
    match paint {
        usvg::Paint::Color(color) => Some(rgb::Color::new(color.red, color.green, color.blue)),
        _ => None,
    }
}

fn part(value: f32) -> NormalizedF32 {
    NormalizedF32::new(value.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

fn transform(by: usvg::Transform) -> Transform {
    Transform::from_row(by.sx, by.ky, by.kx, by.sy, by.tx, by.ty)
}
