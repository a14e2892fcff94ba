//! PDF to plain text: lines put together again to paragraphs, page numbers and running heads left out.
//!
//! Comes in: the bytes of a PDF file. Goes out: a draft whose title is what the file's own title and a paragraph agree on,
//! else what the first page sets in the largest type. Of a web page that a browser printed, what stands above the headline
//! is left out, and its foot tells the address.
//! Letters are taken where the page draws them; pictures of text (scans) give no words, and the sentence says so.
//! Nothing in the file is run or fetched; pages and text are capped; dates of the file are not taken for the article's.

mod paragraph;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};
use unicode_normalization::UnicodeNormalization;

use self::paragraph::{Line, paragraphs};
use super::{MAX_TEXT, Problem, about};
use crate::story::{Draft, Text};

/// Pages that are looked at.
const MAX_PAGES: usize = 500;

/// A draft of a PDF.
///
/// # Errors
/// Says that it is damaged, locked by a password, or made of pictures.
pub(super) fn draft(name: &str, bytes: &[u8]) -> Result<Draft, Problem> {
    // The parser is made not to panic on any bytes; should it do so all the same, the file is damaged and no more.
    let (lines, print) =
        catch_unwind(AssertUnwindSafe(|| lines(bytes))).unwrap_or(Err(Problem::Damaged("PDF document")))?;
    if lines.is_empty() {
        return Err(Problem::Pictures);
    }
    let (title, text) = paragraphs(&lines);
    let address = print.browser.then(|| printed_address(&lines)).flatten();
    let mut draft = Draft::plain(name, "");
    draft.title = title;
    draft.outlet = address.and_then(about::host);
    draft.url = address.filter(|address| !address.contains('…')).map(str::to_owned);
    let headline = print.title.as_deref().and_then(|title| Some((title, headline(title, &text)?)));
    if let Some((title, at)) = headline {
        let words = text.get(at.clone()).unwrap_or_default();
        draft.title = Some(words.to_owned());
        if print.browser {
            draft.outlet = about::after_headline(title, words).and_then(about::last_part).or(draft.outlet);
        }
        let above = text.get(..at.start).unwrap_or_default();
        let kept = if print.browser && !above.lines().any(is_sentence) { at.start } else { 0 };
        draft.text = Text::new(text.get(kept..).unwrap_or_default());
    } else {
        draft.text = Text::new(&text);
    }
    Ok(draft)
}

/// Where the headline stands in `text`, in bytes: the first paragraph that the file's title begins with.
fn headline(title: &str, text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split('\n') {
        let named = title == line || about::after_headline(title, line).is_some();
        if named && line.split_whitespace().count() > 2 {
            return Some(start..start + line.len());
        }
        start += line.len() + 1;
    }
    None
}

/// Whether a paragraph is of an article rather than of what a site puts around it.
fn is_sentence(line: &str) -> bool {
    line.chars().count() > 80 && line.trim_end_matches(['"', '”']).ends_with('.')
}

/// The address a browser prints at the rim of the first page; cut with "…" where it is long.
fn printed_address(lines: &[Line]) -> Option<&str> {
    let mut rim = lines.iter().filter(|line| line.page == 0 && (line.depth < 0.05 || line.depth > 0.95));
    rim.find_map(|line| line.text.split(' ').find(|word| word.starts_with("http://") || word.starts_with("https://")))
}

/// What a file says about itself.
struct Print {
    /// Its title in one line.
    title: Option<String>,
    /// Whether a browser printed it.
    browser: bool,
}

impl Print {
    fn of(pdf: &Pdf) -> Self {
        const BROWSERS: [&str; 4] = ["Mozilla/", "Firefox", "Safari", "Chrome"];
        let told = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(string).filter(|text| !text.is_empty());
        let creator = told(&pdf.metadata().creator).unwrap_or_default();
        let browser = BROWSERS.iter().any(|browser| creator.contains(browser));
        Self { title: told(&pdf.metadata().title), browser }
    }
}

/// A text string of PDF (ISO 32000-2, 7.9.2.2) in one line: UTF-16 or UTF-8 by its mark, else, nearly, Windows-1252.
fn string(bytes: &[u8]) -> String {
    let (text, ..) = encoding_rs::WINDOWS_1252.decode(bytes);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All lines in the order in which they are drawn, and what the file says about itself.
fn lines(bytes: &[u8]) -> Result<(Vec<Line>, Print), Problem> {
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
        let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, &cache, page.xref(), settings);
        writer.begin_page(number, f64::from(height));
        interpret_page(page, &mut context, &mut writer);
        writer.end_line();
        if writer.bytes > MAX_TEXT {
            break;
        }
    }
    Ok((writer.lines, Print::of(&pdf)))
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
            letter.chars().for_each(|letter| push(&mut line.text, letter));
        }
        line.end = at.x + width;
    }
}

/// Adds a letter; joined ones (ﬀ, ﬁ) as the letters they are, for the reader knows words by their letters.
fn push(text: &mut String, letter: char) {
    match letter {
        '\u{fb00}'..='\u{fb06}' => text.extend(letter.nfkc()),
        '\u{a0}' => text.push(' '),
        _ => text.push(letter),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A page that sets each of `lines`, given as (size, y up from the foot, words), in one of the standard fonts.
    fn page(lines: &[(u32, u32, &str)]) -> Vec<u8> {
        let drawn: String =
            lines.iter().map(|(size, y, words)| format!("BT /F {size} Tf 50 {y} Td ({words}) Tj ET\n")).collect();
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
                .to_owned(),
            format!("<< /Length {} >>\nstream\n{drawn}endstream", drawn.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        ];
        let mut pdf = "%PDF-1.4\n".to_owned();
        for (number, object) in objects.iter().enumerate() {
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
        }
        pdf.push_str("trailer << /Root 1 0 R /Size 6 >>\n");
        pdf.into_bytes()
    }

    #[test]
    fn a_page_gives_its_title_and_paragraphs() {
        let pdf = page(&[
            (24, 700, "Ferry sinks off Cebu"),
            (12, 660, "Three people drowned when a ferry sank on Mon-"),
            (12, 646, "day night, the coast guard said."),
            (12, 620, "A search goes on."),
        ]);
        let draft = draft("a.pdf", &pdf).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Ferry sinks off Cebu"));
        assert_eq!(
            draft.text.as_str(),
            "Ferry sinks off Cebu\n\nThree people drowned when a ferry sank on Monday night, the coast guard said.\n\n\
             A search goes on.\n"
        );
    }

    /// The same page, said by its file to be `title`, made by `creator`.
    fn titled(lines: &[(u32, u32, &str)], title: &str, creator: &str) -> Draft {
        let info = format!(
            "6 0 obj\n<< /Title ({title}) /Creator ({creator}) >>\nendobj\ntrailer << /Info 6 0 R /Root 1 0 R /Size 7 >>"
        );
        let pdf = String::from_utf8(page(lines)).unwrap().replace("trailer << /Root 1 0 R /Size 6 >>", &info);
        draft("a.pdf", pdf.as_bytes()).unwrap()
    }

    #[test]
    fn a_printed_web_page_begins_with_its_headline() {
        let lines = [
            (12, 760, "News Sport Weather"),
            (30, 730, "Most read today here"),
            (16, 690, "Ferry sinks off Cebu"),
            (12, 660, "Three people drowned when a ferry sank, police said."),
            (8, 15, "https://www.example.org/2023/09/19/ferry"),
        ];
        let printed = titled(&lines, "Ferry sinks off Cebu | Asia | Harbour Post", "Mozilla/5.0 Chrome/120");
        assert_eq!(
            printed.text.as_str(),
            "Ferry sinks off Cebu\n\nThree people drowned when a ferry sank, police said.\n"
        );
        assert_eq!(
            (printed.title.as_deref(), printed.outlet.as_deref()),
            (Some("Ferry sinks off Cebu"), Some("Harbour Post"))
        );
        assert_eq!(printed.url.as_deref(), Some("https://www.example.org/2023/09/19/ferry"));
        let written = titled(&lines, "Ferry sinks off Cebu - draft", "A word processor");
        assert!(written.text.as_str().starts_with("News Sport Weather"));
        assert_eq!((written.title.as_deref(), written.outlet), (Some("Ferry sinks off Cebu"), None));
        let other = titled(&lines, "Microsoft Word - 2.doc", "A word processor");
        assert_eq!(other.title.as_deref(), Some("Most read today here"));
    }

    #[test]
    fn what_gives_no_words_says_why() {
        let problem = |bytes: &[u8]| draft("a.pdf", bytes).unwrap_err().to_string();
        assert!(problem(&page(&[])).starts_with("holds pictures of pages and no text"));
        assert!(problem(b"%PDF-1.7 ...").starts_with("is a damaged PDF document"));
    }

    #[test]
    fn any_bytes_after_the_first_line_are_survived() {
        let whole = page(&[(12, 660, "Three people drowned.")]);
        for cut in (10..whole.len()).step_by(7) {
            let _ = draft("a.pdf", whole.get(..cut).unwrap());
            let mut turned = whole.clone();
            if let Some(byte) = turned.get_mut(cut) {
                *byte = byte.wrapping_add(13);
            }
            let _ = draft("a.pdf", &turned);
        }
    }
}
