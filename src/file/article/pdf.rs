//! PDF to plain text: lines put together again to paragraphs, page numbers and running heads left out.
//!
//! Comes in: the bytes of a PDF file. Goes out: a draft whose title is what the first page sets in the largest type.
//! Letters are taken where the page draws them; pictures of text (scans) give no words, and the sentence says so.
//! Nothing in the file is run or fetched; pages and text are capped; dates of the file are not taken for the article's.

mod paragraph;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

use self::paragraph::{Line, paragraphs};
use super::{MAX_TEXT, Problem};
use crate::story::{Draft, Text};

/// Pages that are looked at.
const MAX_PAGES: usize = 500;

/// A draft of a PDF.
///
/// # Errors
/// Says that it is damaged, locked by a password, or made of pictures.
pub(super) fn draft(name: &str, bytes: &[u8]) -> Result<Draft, Problem> {
    // The parser is made not to panic on any bytes; should it do so all the same, the file is damaged and no more.
    let lines = catch_unwind(AssertUnwindSafe(|| lines(bytes))).unwrap_or(Err(Problem::Damaged("PDF document")))?;
    if lines.is_empty() {
        return Err(Problem::Pictures);
    }
    let (title, text) = paragraphs(&lines);
    let mut draft = Draft::plain(name, "");
    draft.text = Text::new(&text);
    draft.title = title;
    Ok(draft)
}

/// All lines in the order in which they are drawn.
fn lines(bytes: &[u8]) -> Result<Vec<Line>, Problem> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Locked,
        LoadPdfError::Invalid => Problem::Damaged("PDF document"),
    })?;
    let cache = InterpreterCache::new();
    let mut writer = Writer::default();
    for (number, page) in pdf.pages().iter().take(MAX_PAGES).enumerate() {
        let (width, height) = page.render_dimensions();
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context =
            Context::new(page.initial_transform(true).to_kurbo(), bounds, &cache, page.xref(), settings);
        writer.begin_page(number, f64::from(height));
        interpret_page(page, &mut context, &mut writer);
        writer.end_line();
        if writer.bytes > MAX_TEXT {
            break;
        }
    }
    Ok(writer.lines)
}

/// Gathers letters to lines; positions in points, y down from the top of the page.
#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    page: usize,
    height: f64,
    line: Option<Line>,
    bytes: usize,
}

impl Writer {
    fn begin_page(&mut self, page: usize, height: f64) {
        (self.page, self.height) = (page, height.max(1.0));
    }

    fn end_line(&mut self) {
        let Some(mut line) = self.line.take() else { return };
        line.text.truncate(line.text.trim_end().len());
        if !line.text.is_empty() {
            self.bytes += line.text.len();
            self.lines.push(line);
        }
    }

    /// One letter, or a few joined in one sign, at `at`, `width` wide in type of `size`.
    fn letter(&mut self, letter: &str, at: Point, width: f64, size: f64) {
        if !(at.x.is_finite() && at.y.is_finite() && width.is_finite()) || size < 0.5 || self.bytes > MAX_TEXT {
            return;
        }
        // A new line: another height, or back to the left by more than kerning does.
        let turned = self.line.as_ref().is_some_and(|line| {
            (at.y - line.y).abs() > 0.5 * size.max(line.size) || at.x < line.end - line.size.max(size)
        });
        if turned {
            self.end_line();
        }
        let blank = letter.trim().is_empty();
        let line = self.line.get_or_insert_with(|| Line {
            page: self.page,
            left: at.x,
            end: at.x,
            y: at.y,
            depth: at.y / self.height,
            size,
            text: String::new(),
        });
        let gap = at.x - line.end;
        if line.text.is_empty() {
            line.left = at.x;
        } else if !line.text.ends_with(' ') && (blank || gap > 0.17 * size) {
            line.text.push(' ');
        }
        if !blank {
            line.size = line.size.max(size);
            line.text.push_str(letter);
        }
        line.end = at.x + width;
    }
}

impl<'a> Device<'a> for Writer {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            // Glyphs are a thousand units high; the transform takes them to the page.
            let place: Affine = props.transform * glyph.transform();
            let up = place * Point::new(0.0, 1000.0) - place * Point::ZERO;
            let advance = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let along: Vec2 = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - place * Point::ZERO;
            // Words that run up or down the page are margins and stamps.
            if along.y.abs() > along.x.abs() {
                continue;
            }
            let at = place * Point::ZERO;
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => self.letter(letter.encode_utf8(&mut [0; 4]), at, along.x, up.hypot()),
                Some(BfString::String(letters)) => self.letter(&letters, at, along.x, up.hypot()),
                None => {}
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
