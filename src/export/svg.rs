//! A scene as an SVG 1.1 document: text stays text in the embedded family, groups keep their names and titles.
//!
//! Comes in: a [`Scene`]. Goes out: the document. This is one of the two places that `match` on [`Item`]; it draws
//! nothing that is not in the scene, and geometry outside a clip is cut away rather than masked.

use std::fmt::{self, Write as _};

use resvg::usvg;

use super::clip;
use super::markup::EscapedLine;
use crate::scene::{
    Anchor, Color, Group, Item, Point, Rect, Scene, Stroke, TextRun, Theme, TileArea, TileLine, Tiled, Weight, font,
};

/// The scene as an SVG document, one point to one unit, its description as its title.
#[must_use]
pub fn svg(scene: &Scene) -> String {
    document(scene, None, false)
}

/// The scene as an SVG document with a short title; what it shows is its description. Each run of text says how long it is, so
/// that a program without the typefaces sets it in another without leaving its place.
#[must_use]
pub fn titled(scene: &Scene, title: &str) -> String {
    document(scene, Some(title), true)
}

/// An SVG document in which every letter is drawn as an outline, for programs without the typefaces. Its title and
/// description are kept; words can no longer be searched or edited.
///
/// # Errors
/// When the drawing cannot be read back: a fault of this program.
pub fn outlined(scene: &Scene, title: &str) -> Result<String, usvg::Error> {
    let tree = usvg::Tree::from_str(&svg(scene), &super::png::options())?;
    let options = usvg::WriteOptions { preserve_text: false, ..usvg::WriteOptions::default() };
    let drawn = tree.to_string(&options);
    let head = drawn.find("<svg").and_then(|start| Some(start + drawn.get(start..)?.find('>')? + 1));
    let (before, after) = head.and_then(|at| drawn.split_at_checked(at)).unwrap_or(("", &drawn));
    let before = before.replacen("<svg ", "<svg role=\"img\" ", 1);
    let words = format!("<title>{}</title>\n<desc>{}</desc>", EscapedLine(title), EscapedLine(&scene.description));
    Ok(format!("{before}\n{words}{after}"))
}

fn document(scene: &Scene, title: Option<&str>, lengths: bool) -> String {
    let mut writer = Writer { out: String::with_capacity(1 << 18), clips: 0, lengths };
    writer.scene(scene, title);
    writer.out
}

struct Writer {
    out: String,
    clips: usize,
    /// Whether each run of text says how long it is.
    lengths: bool,
}

/// Writing to a `String` does not fail.
macro_rules! put {
    ($writer:expr, $($arg:tt)*) => { let _ = write!($writer.out, $($arg)*); };
}

impl Writer {
    fn scene(&mut self, scene: &Scene, title: Option<&str>) {
        let [width, height] = scene.size;
        put!(
            self,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{0}\" height=\"{1}\" ",
            N(width),
            N(height)
        );
        put!(self, "viewBox=\"0 0 {0} {1}\" font-family=\"{2}\" ", N(width), N(height), font::FAMILIES);
        self.out.push_str("stroke-linejoin=\"round\" stroke-linecap=\"round\">\n");
        let description = Some(scene.description.as_str()).filter(|words| !words.is_empty());
        if let Some(title) = title.or(description) {
            put!(self, "<title>{}</title>\n", EscapedLine(title));
        }
        if let Some(description) = description.filter(|_| title.is_some()) {
            put!(self, "<desc>{}</desc>\n", EscapedLine(description));
        }
        let frame = Rect { min: [0.0, 0.0], max: scene.size };
        put!(self, "<rect width=\"{}\" height=\"{}\"{}/>\n", N(width), N(height), Fill(Some(scene.background)));
        for item in &scene.items {
            self.item(item, frame);
        }
        self.out.push_str("</svg>\n");
    }

    /// Draws an item, of which nothing shows outside `within`.
    fn item(&mut self, item: &Item, within: Rect) {
        match item {
            Item::TileArea(tiled, color) => self.tile_area(tiled, *color, within),
            Item::TileLine(tiled, stroke) => self.tile_line(tiled, stroke, within),
            Item::Image { picture, rect, clip, opacity } => {
                let within = clip.map_or(within, |clip| intersection(clip, within));
                // A hair too large, so that no line of the ground shows between two of them.
                self.clipped(Rect { min: rect.min, max: [rect.max[0] + 0.4, rect.max[1] + 0.4] }, within, |writer| {
                    put!(writer, "<image x=\"{}\" y=\"{}\" ", N(rect.min[0]), N(rect.min[1]));
                    put!(writer, "width=\"{}\" height=\"{}\" ", N(rect.width() + 0.4), N(rect.height() + 0.4));
                    put!(writer, "preserveAspectRatio=\"none\" opacity=\"{}\" ", N(*opacity));
                    put!(writer, "href=\"{}\"/>\n", picture.data_address());
                });
            }
            Item::Fill { rings, color } => {
                let rings = rings.iter().map(|ring| clip::ring(ring, within));
                self.area(rings, *color);
            }
            Item::Line { points, closed, stroke } => self.line(points, *closed, stroke, within),
            Item::Disc { center, radius, fill, stroke } => {
                let reach = radius + stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
                let bounds = Rect::from_center_size(*center, [reach * 2.0, reach * 2.0]);
                self.clipped(bounds, within, |writer| {
                    put!(writer, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", N(center[0]), N(center[1]), N(*radius));
                    put!(writer, "{}{}/>\n", Fill(*fill), Stroked(stroke.as_ref()));
                });
            }
            Item::Box { rect, radius, fill, stroke } => {
                let reach = stroke.as_ref().map_or(0.0, |stroke| stroke.width / 2.0);
                self.clipped(rect.grown(reach), within, |writer| {
                    put!(writer, "<rect x=\"{}\" y=\"{}\" ", N(rect.min[0]), N(rect.min[1]));
                    put!(writer, "width=\"{}\" height=\"{}\"", N(rect.width()), N(rect.height()));
                    if *radius > 0.0 {
                        put!(writer, " rx=\"{}\"", N(*radius));
                    }
                    put!(writer, "{}{}/>\n", Fill(*fill), Stroked(stroke.as_ref()));
                });
            }
            Item::Glyph { family, center, size, color } => {
                let bounds = Rect::from_center_size(*center, [*size, *size]);
                self.clipped(bounds, within, |writer| {
                    let path = Theme::light().glyph(*family);
                    put!(writer, "<path transform=\"translate({} {}) ", N(bounds.min[0]), N(bounds.min[1]));
                    put!(writer, "scale({})\" d=\"{}\"{}/>\n", N4(size / 16.0), path, Fill(Some(*color)));
                });
            }
            Item::Text(run) => self.text(run, within),
            Item::Stamp(stamp) => {
                for item in stamp.items.iter() {
                    self.item(&item.clone().shifted(stamp.at), within);
                }
            }
            Item::Group(group) => self.group(group, within),
        }
    }

    fn group(&mut self, group: &Group, within: Rect) {
        let within = group.clip.map_or(within, |clip| intersection(clip, within));
        if within.width() <= 0.0 || within.height() <= 0.0 {
            return;
        }
        self.out.push_str("<g");
        if let Some(id) = &group.id {
            put!(self, " id=\"{}\"", EscapedLine(id));
        }
        self.out.push_str(">\n");
        if let Some(title) = &group.title {
            put!(self, "<title>{}</title>\n", EscapedLine(title));
        }
        for item in &group.items {
            self.item(item, within);
        }
        self.out.push_str("</g>\n");
    }

    /// What lies wholly outside is left out; what lies across the edge gets a clip path.
    fn clipped(&mut self, bounds: Rect, within: Rect, draw: impl FnOnce(&mut Self)) {
        if !bounds.overlaps(within) {
            return;
        }
        if within.contains(bounds.min) && within.contains(bounds.max) {
            return draw(self);
        }
        self.clips += 1;
        let id = self.clips;
        put!(self, "<clipPath id=\"c{id}\"><rect x=\"{}\" y=\"{}\" ", N(within.min[0]), N(within.min[1]));
        put!(self, "width=\"{}\" height=\"{}\"/></clipPath>", N(within.width()), N(within.height()));
        put!(self, "<g clip-path=\"url(#c{id})\">");
        draw(self);
        self.out.push_str("</g>\n");
    }

    fn tile_area(&mut self, tiled: &Tiled<TileArea>, color: Color, within: Rect) {
        // Tiles overlap a little: an opaque colour drawn twice leaves no seam, a clear one must be cut at the tile's edge.
        let within = match tiled.clip {
            Some(clip) if color.3 < 255 => intersection(clip, within),
            Some(clip) => intersection(clip.grown(0.5), within),
            None => within,
        };
        let rings = tiled.geometry.polygons.iter().flatten();
        self.area(rings.map(|ring| clip::ring(&on_screen(ring, tiled.origin, tiled.scale), within)), color);
    }

    fn tile_line(&mut self, tiled: &Tiled<TileLine>, stroke: &Stroke, within: Rect) {
        let reach = tiled.clip.map_or(within, |clip| intersection(clip.grown(0.5), within));
        let pieces: Vec<Vec<Point>> = tiled
            .geometry
            .lines
            .iter()
            .flat_map(|line| clip::line(&on_screen(line, tiled.origin, tiled.scale), reach))
            .collect();
        self.path(pieces.iter().map(|piece| (piece.as_slice(), false)), stroke);
    }

    fn area(&mut self, rings: impl Iterator<Item = Vec<Point>>, color: Color) {
        let mut path = Path::default();
        for ring in rings.filter(|ring| ring.len() > 2) {
            path.run(&ring, true);
        }
        if !path.0.is_empty() {
            put!(self, "<path fill-rule=\"evenodd\" d=\"{}\"{}/>\n", path.0, Fill(Some(color)));
        }
    }

    fn line(&mut self, points: &[Point], closed: bool, stroke: &Stroke, within: Rect) {
        let reach = within.grown(stroke.width);
        if points.iter().all(|&point| reach.contains(point)) {
            return self.path(std::iter::once((points, closed)), stroke);
        }
        let mut points = points.to_vec();
        if closed && let Some(&first) = points.first() {
            points.push(first);
        }
        let pieces = clip::line(&points, within);
        self.path(pieces.iter().map(|piece| (piece.as_slice(), false)), stroke);
    }

    fn path<'a>(&mut self, pieces: impl Iterator<Item = (&'a [Point], bool)>, stroke: &Stroke) {
        let mut path = Path::default();
        for (points, closed) in pieces {
            path.run(points, closed);
        }
        if !path.0.is_empty() {
            put!(self, "<path fill=\"none\" d=\"{}\"{}/>\n", path.0, Stroked(Some(stroke)));
        }
    }

    fn text(&mut self, run: &TextRun, within: Rect) {
        if run.angle == 0.0 {
            self.clipped(font::bounds(run), within, |writer| writer.words(run));
        } else if within.contains(run.pos) {
            self.words(run);
        }
    }

    fn words(&mut self, run: &TextRun) {
        let [x, y] = run.pos;
        put!(self, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", N(x), N(y), N(run.style.size));
        match run.anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        if run.style.weight == Weight::Bold {
            self.out.push_str(" font-weight=\"700\"");
        }
        if run.style.italic {
            self.out.push_str(" font-style=\"italic\"");
        }
        if run.style.tracking != 0.0 {
            put!(self, " letter-spacing=\"{}\"", N(run.style.tracking));
        }
        if self.lengths {
            let width = font::measure(&run.text, &run.style).width;
            put!(self, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", N(width));
        }
        if run.angle != 0.0 {
            put!(self, " transform=\"rotate({} {} {})\"", N(run.angle.to_degrees()), N(x), N(y));
        }
        if let Some(halo) = run.halo {
            let edge = Stroke::solid(halo.width * 2.0, halo.color);
            put!(self, " paint-order=\"stroke\"{}", Stroked(Some(&edge)));
        }
        put!(self, "{} xml:space=\"preserve\">", Fill(Some(run.color)));
        // A family named for each script: a program that looks for one typeface for a whole line finds none that has a
        // name in two scripts, and draws empty boxes.
        for (words, family) in font::families(&run.text, &run.style) {
            if family == font::FAMILY {
                put!(self, "{}", EscapedLine(words));
            } else {
                put!(self, "<tspan font-family=\"{family}\">{}</tspan>", EscapedLine(words));
            }
        }
        self.out.push_str("</text>\n");
    }
}

fn intersection(a: Rect, b: Rect) -> Rect {
    Rect {
        min: [a.min[0].max(b.min[0]), a.min[1].max(b.min[1])],
        max: [a.max[0].min(b.max[0]), a.max[1].min(b.max[1])],
    }
}

fn on_screen(points: &[[i16; 2]], origin: Point, scale: f32) -> Vec<Point> {
    let at = |&[x, y]: &[i16; 2]| [origin[0] + f32::from(x) * scale, origin[1] + f32::from(y) * scale];
    points.iter().map(at).collect()
}

/// Path data in tenths of a unit, relative, so that a map stays small.
#[derive(Default)]
struct Path(String);

impl Path {
    fn run(&mut self, points: &[Point], closed: bool) {
        let tenths = points.iter().map(|point| [tenth(point[0]), tenth(point[1])]);
        let mut last: Option<[i64; 2]> = None;
        for [x, y] in tenths {
            match last {
                None => {
                    let _ = write!(self.0, "M{} {}", Tenths(x), Tenths(y));
                }
                Some([lx, ly]) if (lx, ly) == (x, y) => continue,
                Some([lx, ly]) => {
                    let _ = write!(self.0, "l{} {}", Tenths(x - lx), Tenths(y - ly));
                }
            }
            last = Some([x, y]);
        }
        if closed {
            self.0.push('Z');
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, and a scene is far smaller")]
fn tenth(value: f32) -> i64 {
    (f64::from(value) * 10.0).round() as i64
}

struct Tenths(i64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, value) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (value / 10, value % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, part) => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

/// A number with at most two places and no trailing zeros.
struct N(f32);

impl fmt::Display for N {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (f64::from(self.0) * 100.0).round() / 100.0)
    }
}

/// A number with at most four places: scales.
struct N4(f32);

impl fmt::Display for N4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (f64::from(self.0) * 10_000.0).round() / 10_000.0)
    }
}

struct Fill(Option<Color>);

impl fmt::Display for Fill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str(" fill=\"none\""),
            Some(Color(r, g, b, 255)) => write!(f, " fill=\"#{r:02x}{g:02x}{b:02x}\""),
            Some(Color(r, g, b, a)) => {
                write!(f, " fill=\"#{r:02x}{g:02x}{b:02x}\" fill-opacity=\"{}\"", N(f32::from(a) / 255.0))
            }
        }
    }
}

struct Stroked<'a>(Option<&'a Stroke>);

impl fmt::Display for Stroked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Stroke { width, color: Color(r, g, b, a), dash }) = self.0 else { return Ok(()) };
        write!(f, " stroke=\"#{r:02x}{g:02x}{b:02x}\" stroke-width=\"{}\"", N(*width))?;
        if *a < 255 {
            write!(f, " stroke-opacity=\"{}\"", N(f32::from(*a) / 255.0))?;
        }
        match dash {
            // Round ends would close the gaps of a dash.
            Some([on, off]) => write!(f, " stroke-linecap=\"butt\" stroke-dasharray=\"{} {}\"", N(*on), N(*off)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Halo, TextStyle};
    use std::sync::Arc;

    const INK: Color = Color(20, 24, 29, 255);

    fn scene(items: Vec<Item>) -> Scene {
        Scene {
            size: [100.0, 80.0],
            background: Color(255, 255, 255, 255),
            items,
            hits: Vec::new(),
            description: String::new(),
        }
    }

    fn check(items: Vec<Item>, holds: &[&str], not: &[&str]) {
        let document = svg(&scene(items));
        assert!(resvg::usvg::roxmltree::Document::parse(&document).is_ok(), "{document}");
        for part in holds {
            assert!(document.contains(part), "{part} is not in {document}");
        }
        for part in not {
            assert!(!document.contains(part), "{part} is in {document}");
        }
    }

    fn text(words: &str, pos: Point) -> Item {
        let halo = Some(Halo { color: Color(255, 255, 255, 255), width: 1.6 });
        let style = TextStyle::bold(10.0);
        Item::Text(TextRun { text: words.into(), pos, anchor: Anchor::Middle, style, color: INK, halo, angle: 0.0 })
    }

    #[test]
    fn text_stays_text_with_its_halo_and_is_escaped() {
        check(
            vec![text("<Fish & \"chips\">\u{1}", [50.0, 40.0])],
            &[
                "&lt;Fish &amp; &quot;chips&quot;&gt;<",
                "text-anchor=\"middle\"",
                "stroke-width=\"3.2\"",
                "font-weight=\"700\"",
            ],
            &["\u{1}", "<Fish"],
        );
    }

    #[test]
    fn a_name_in_another_script_names_its_family_and_is_drawn_by_its_letters() {
        let words = "A fire in Gyumri (Գյումրի)";
        check(vec![text(words, [50.0, 40.0])], &["(<tspan font-family=\"Noto Sans Armenian\">Գյումրի</tspan>)"], &[]);
        let document = svg(&scene(vec![text(words, [50.0, 40.0])]));
        let tree = usvg::Tree::from_str(&document, &super::super::png::options()).unwrap();
        let missing = |node: &usvg::Node| match node {
            usvg::Node::Text(text) => {
                text.layouted().iter().flat_map(|span| &span.positioned_glyphs).filter(|glyph| glyph.id.0 == 0).count()
            }
            _ => 0,
        };
        assert_eq!(tree.root().children().iter().map(missing).sum::<usize>(), 0, "letters drawn as empty boxes");
    }

    #[test]
    fn what_lies_outside_is_left_out_and_what_lies_across_is_clipped() {
        let disc = |x| Item::Disc { center: [x, 40.0], radius: 5.0, fill: Some(INK), stroke: None };
        check(vec![disc(50.0)], &["<circle"], &["clipPath"]);
        check(vec![disc(-20.0)], &[], &["<circle"]);
        check(vec![disc(0.0)], &["<circle", "clipPath"], &[]);
    }

    #[test]
    fn groups_keep_names_and_titles_and_cut_lines_to_their_clip() {
        let line =
            Item::Line { points: vec![[0.0, 10.0], [90.0, 10.0]], closed: false, stroke: Stroke::solid(1.0, INK) };
        let clip = Some(Rect { min: [20.0, 0.0], max: [30.0, 50.0] });
        let group = Group { id: Some("pins".into()), title: Some("A & B".into()), clip, items: vec![line] };
        check(vec![Item::Group(group)], &["id=\"pins\"", "<title>A &amp; B</title>", "M20 10l10 0"], &["clipPath"]);
    }

    #[test]
    fn tiles_are_put_on_the_page_and_dashes_have_flat_ends() {
        let geometry = Arc::new(TileLine { lines: vec![vec![[0, 0], [100, 50]]] });
        let stroke = Stroke { width: 1.0, color: INK, dash: Some([6.0, 4.0]) };
        let tiled = Tiled { geometry, origin: [10.0, 20.0], scale: 0.5, clip: None };
        check(vec![Item::TileLine(tiled, stroke)], &["M10 20l50 25", "stroke-dasharray=\"6 4\"", "butt"], &[]);
        let geometry =
            Arc::new(TileArea { polygons: vec![vec![vec![[0, 0], [100, 0], [100, 100]]]], ..TileArea::default() });
        let tiled = Tiled { geometry, origin: [0.0, 0.0], scale: 0.1, clip: None };
        check(vec![Item::TileArea(tiled, INK)], &["M0 0l10 0l0 10Z", "evenodd"], &[]);
    }
}
