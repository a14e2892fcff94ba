//! The embedded typefaces: their bytes for both painters, and how wide a line of text will be.
//!
//! Comes in: words and a [`TextStyle`]. Goes out: an [`Extent`] in points, or the words cut to a width with an ellipsis.
//! Latin, Greek and Cyrillic widths are sums of advances without kerning, so text never turns out wider than measured
//! by more than a hair; scripts whose letters join are shaped. It must never look at fonts installed on the machine.

use std::sync::OnceLock;

use super::{Rect, TextRun, TextStyle, Weight, item::Anchor};

/// The family name that both painters and an exported SVG give.
pub const FAMILY: &str = "Noto Sans";

/// The families a program without ours may take, for each script, ours first; then those whose letters are as wide or narrower.
pub const FAMILIES: &str = "Noto Sans, Noto Sans Armenian, Noto Sans Georgian, Noto Sans Arabic, Noto Sans Hebrew, \
     Open Sans, Segoe UI, Helvetica Neue, Arial, Liberation Sans, Nimbus Sans, DejaVu Sans Condensed, sans-serif";

/// How high Latin letters reach above the baseline, in em (`d`, `l`; measured on Noto Sans).
const ASCENT: f32 = 0.77;
/// How far Latin letters reach below the baseline, in em (`g`, `p`).
const DESCENT: f32 = 0.24;

/// One embedded typeface.
pub struct Typeface {
    /// Family name in the font's own name table.
    pub family: &'static str,
    /// Regular or bold.
    pub weight: Weight,
    /// Slanted.
    pub italic: bool,
    /// A TrueType file.
    pub bytes: &'static [u8],
}

macro_rules! typefaces {
    ($($family:literal $weight:ident $italic:literal $file:literal,)*) => {
        /// Every embedded typeface; the first three hold Latin, Greek and Cyrillic.
        pub static TYPEFACES: &[Typeface] = &[$(Typeface {
            family: $family,
            weight: Weight::$weight,
            italic: $italic,
            bytes: include_bytes!(concat!("../../assets/fonts/", $file)),
        },)*];
    };
}

typefaces! {
    "Noto Sans" Regular false "NotoSans-Regular.ttf",
    "Noto Sans" Bold false "NotoSans-Bold.ttf",
    "Noto Sans" Regular true "NotoSans-Italic.ttf",
    "Noto Sans Armenian" Regular false "NotoSansArmenian-Regular.ttf",
    "Noto Sans Armenian" Bold false "NotoSansArmenian-Bold.ttf",
    "Noto Sans Georgian" Regular false "NotoSansGeorgian-Regular.ttf",
    "Noto Sans Georgian" Bold false "NotoSansGeorgian-Bold.ttf",
    "Noto Sans Arabic" Regular false "NotoSansArabic-Regular.ttf",
    "Noto Sans Arabic" Bold false "NotoSansArabic-Bold.ttf",
    "Noto Sans Hebrew" Regular false "NotoSansHebrew-Regular.ttf",
    "Noto Sans Hebrew" Bold false "NotoSansHebrew-Bold.ttf",
}

/// How much room a line of text takes, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// From the left end to the right end.
    pub width: f32,
    /// From the baseline up.
    pub ascent: f32,
    /// From the baseline down.
    pub descent: f32,
}

/// How much room a line of text takes; line ends in it count as blanks.
#[must_use]
pub fn measure(text: &str, style: &TextStyle) -> Extent {
    let (em, letters) = plain_width(text, style).unwrap_or_else(|| {
        let widths =
            faced(text, style).map(|(run, face)| face.map_or_else(|| missing_width(run), |face| face.width(run)));
        (widths.sum(), u16::try_from(text.chars().count()).unwrap_or(u16::MAX))
    });
    Extent {
        width: em * style.size + f32::from(letters) * style.tracking,
        ascent: ASCENT * style.size,
        descent: DESCENT * style.size,
    }
}

/// The width in em of text that the typeface of its style has all letters of, and how many they are: nearly every name on a
/// map, so it goes the short way.
fn plain_width(text: &str, style: &TextStyle) -> Option<(f32, u16)> {
    let face = faces().iter().find(|face| face.is_of(style)).filter(|face| !face.joins)?;
    text.chars().try_fold((0.0, 0_u16), |(em, letters), c| {
        let advance = face.advances.get(c as usize).copied().filter(|&advance| advance > 0)?;
        Some((em + f32::from(advance) / 1000.0, letters.saturating_add(1)))
    })
}

/// Text in runs, each of them with the one family that holds all its letters; [`FAMILY`] where none does.
pub fn families<'a>(text: &'a str, style: &TextStyle) -> impl Iterator<Item = (&'a str, &'static str)> {
    faced(text, style).map(|(run, face)| (run, face.map_or(FAMILY, |face| face.typeface.family)))
}

/// Text in runs of one typeface; blanks belong to the run before them.
fn faced<'a>(text: &'a str, style: &TextStyle) -> impl Iterator<Item = (&'a str, Option<&'static Face>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let face = face_of(rest.chars().next()?, style);
        let end =
            rest.char_indices().find(|&(_, c)| c != ' ' && face_of(c, style) != face).map_or(rest.len(), |it| it.0);
        let (run, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = after;
        Some((run, face))
    })
}

/// The upright box around a run that is not turned.
#[must_use]
pub fn bounds(run: &TextRun) -> Rect {
    let Extent { width, ascent, descent } = measure(&run.text, &run.style);
    let left = match run.anchor {
        Anchor::Start => run.pos[0],
        Anchor::Middle => run.pos[0] - width / 2.0,
        Anchor::End => run.pos[0] - width,
    };
    Rect { min: [left, run.pos[1] - ascent], max: [left + width, run.pos[1] + descent] }
}

/// The text whole when it fits a width, else cut between words (or, failing that, letters) with an ellipsis.
#[must_use]
pub fn fit(text: &str, style: &TextStyle, width: f32) -> String {
    if measure(text, style).width <= width {
        return text.to_owned();
    }
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fits = |end: usize| {
        let cut = text.get(..end).unwrap_or("").trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-·".contains(c));
        let cut = format!("{cut}…");
        (measure(&cut, style).width <= width).then_some(cut)
    };
    let longest = cuts.partition_point(|&end| fits(end).is_some());
    let Some(&end) = longest.checked_sub(1).and_then(|last| cuts.get(last)) else { return String::new() };
    let head = text.get(..end).unwrap_or("");
    // A whole last word reads better than half a one, unless most of the line would be lost by it.
    let at_word = head.rfind(' ').filter(|&blank| blank * 3 > end * 2).unwrap_or(end);
    fits(at_word).or_else(|| fits(end)).unwrap_or_default()
}

/// The text broken into lines no wider than a width; the last of at most `lines` ends in an ellipsis if words are left. A
/// no-break space (U+00A0) holds its words together. No short word is left alone on the last line where the lines before it
/// can spare others.
#[must_use]
pub fn wrap(text: &str, style: &TextStyle, width: f32, lines: usize) -> Vec<String> {
    let filled = filled(text, style, width, lines);
    let is_widow = |set: &[String]| {
        let last = set.last().filter(|_| set.len() > 1);
        last.is_some_and(|line| !line.contains(' ') && measure(line, style).width < width * WIDOW)
    };
    if !is_widow(&filled) {
        return filled;
    }
    let narrower = NARROWER.iter().map(|share| self::filled(text, style, width * share, lines));
    let whole = filled.join(" ");
    let mut spared = narrower.take_while(|set| set.len() == filled.len() && set.join(" ") == whole);
    spared.find(|set| !is_widow(set)).unwrap_or(filled)
}

/// A single word on the last line this short, as a share of the width, is better not alone.
const WIDOW: f32 = 0.3;
/// How much narrower lines are tried for its sake.
const NARROWER: [f32; 6] = [0.96, 0.92, 0.87, 0.82, 0.76, 0.7];

/// The text in lines, each as full as it goes.
fn filled(text: &str, style: &TextStyle, width: f32, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let blank = |c: char| c.is_whitespace() && c != '\u{a0}';
    let all: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
    // "Killed:" stays with its number.
    let mut kept: Vec<String> = Vec::with_capacity(all.len());
    for word in all {
        match kept.last_mut() {
            Some(last) if last.ends_with(':') && word.starts_with(|c: char| c.is_ascii_digit()) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => kept.push(word.to_owned()),
        }
    }
    let mut words = kept.iter().map(String::as_str).peekable();
    while let Some(&word) = words.peek() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if measure(&longer, style).width <= width {
            line = longer;
            words.next();
        } else if out.len() + 1 >= lines {
            let rest: Vec<&str> = words.collect();
            let last = if line.is_empty() { rest.join(" ") } else { format!("{line} {}", rest.join(" ")) };
            out.push(fit(&last, style, width));
            return out;
        } else if line.is_empty() {
            // One word wider than the line: cut it rather than let it run out.
            out.push(fit(word, style, width));
            words.next();
        } else {
            out.push(std::mem::take(&mut line));
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    out
}

/// A typeface ready to be measured.
struct Face {
    typeface: &'static Typeface,
    shaper: rustybuzz::Face<'static>,
    /// Advances of the characters below U+0500 in thousandths of an em; 0 where there is none.
    advances: Vec<u16>,
    joins: bool,
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.typeface, other.typeface)
    }
}

impl Face {
    fn is_of(&self, style: &TextStyle) -> bool {
        self.typeface.weight == style.weight && self.typeface.italic == style.italic
    }

    fn has(&self, c: char) -> bool {
        self.advances.get(c as usize).is_some_and(|&advance| advance > 0) || self.shaper.glyph_index(c).is_some()
    }

    fn advance(&self, c: char) -> f32 {
        if let Some(&advance) = self.advances.get(c as usize)
            && advance > 0
        {
            return f32::from(advance) / 1000.0;
        }
        let advance = self.shaper.glyph_index(c).and_then(|glyph| self.shaper.glyph_hor_advance(glyph));
        self.em(i32::from(advance.unwrap_or(0)))
    }

    fn width(&self, run: &str) -> f32 {
        if !self.joins {
            return run.chars().map(|c| self.advance(c)).sum();
        }
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        self.em(units)
    }

    /// Font units in em.
    #[expect(clippy::cast_precision_loss, reason = "a line of text is far below 2^24 font units")]
    fn em(&self, units: i32) -> f32 {
        units as f32 / self.shaper.units_per_em().max(1) as f32
    }
}

fn faces() -> &'static [Face] {
    static FACES: OnceLock<Vec<Face>> = OnceLock::new();
    FACES.get_or_init(|| {
        TYPEFACES
            .iter()
            .filter_map(|typeface| {
                let shaper = rustybuzz::Face::from_slice(typeface.bytes, 0)?;
                let mut face =
                    Face { typeface, shaper, advances: Vec::new(), joins: typeface.family.ends_with("Arabic") };
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an advance is 0 to 4 em")]
                let advances = (0..0x500_u32)
                    .map(|c| char::from_u32(c).map_or(0, |c| (face.advance(c) * 1000.0).round() as u16))
                    .collect();
                face.advances = advances;
                Some(face)
            })
            .collect()
    })
}

/// Whether every character can be drawn: some embedded typeface holds it.
#[must_use]
pub fn covers(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || faces().iter().any(|face| face.has(c)))
}

/// The typeface a character is set in: that of the style, else the one that holds its script.
fn face_of(c: char, style: &TextStyle) -> Option<&'static Face> {
    let faces = faces();
    let of_style = |face: &&Face| face.is_of(style);
    let of_weight = |face: &&Face| face.typeface.weight == style.weight;
    faces
        .iter()
        .filter(of_style)
        .find(|face| face.has(c))
        .or_else(|| faces.iter().filter(of_weight).find(|face| face.has(c)))
        .or_else(|| faces.iter().find(|face| face.has(c)))
}

/// The width, in em, of characters no typeface holds: each is drawn as the empty box.
fn missing_width(run: &str) -> f32 {
    run.chars().map(|_| 0.6).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: TextStyle = TextStyle { size: 10.0, weight: Weight::Regular, italic: false, tracking: 0.0 };

    #[test]
    fn every_typeface_opens_and_says_its_family() {
        assert_eq!(faces().len(), TYPEFACES.len());
        for typeface in TYPEFACES {
            let face = ttf_parser::Face::parse(typeface.bytes, 0).unwrap();
            let names = face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::FAMILY);
            assert!(
                names.filter_map(|name| name.to_string()).any(|name| name == typeface.family),
                "{}",
                typeface.family
            );
            assert_eq!(face.is_bold(), typeface.weight == Weight::Bold);
        }
    }

    #[test]
    fn names_in_scripts_without_a_typeface_are_known() {
        for drawn in ["Yerevan, Երևան", "თბილისი", "درنة", "חיפה", "Київ", "Đà Nẵng"]
        {
            assert!(covers(drawn), "{drawn}");
        }
        for boxes in ["சென்னை", "成都市", "Kōriyama 郡山"] {
            assert!(!covers(boxes), "{boxes}");
        }
    }

    #[test]
    fn widths_are_those_of_the_font() {
        let width = |text: &str| measure(text, &BODY).width;
        assert!((width("H") - 7.41).abs() < 0.01, "Noto Sans H advances 741/1000: {}", width("H"));
        assert!((width("HH") - 2.0 * width("H")).abs() < 0.001);
        assert!(width("Bold") < measure("Bold", &TextStyle::bold(10.0)).width);
        let tracked = TextStyle { tracking: 2.0, ..BODY };
        assert!((measure("abc", &tracked).width - width("abc") - 6.0).abs() < 0.001);
        assert_eq!(width(""), 0.0);
    }

    #[test]
    fn every_script_has_a_width_and_arabic_letters_join() {
        for name in ["Ստեփանակերտ", "თბილისი", "الخرطوم", "ירושלים", "Київ", "Xankəndi", "Αθήνα"]
        {
            let width = measure(name, &BODY).width;
            assert!(width > 15.0 && width < 110.0, "{name}: {width}");
            assert!(name.chars().all(|c| face_of(c, &BODY).is_some()), "{name}");
        }
        let apart: f32 = "بيت".chars().map(|c| measure(&c.to_string(), &BODY).width).sum();
        assert!(measure("بيت", &BODY).width < apart, "joined letters are narrower than letters apart");
    }

    #[test]
    fn text_is_cut_between_words_and_never_runs_out() {
        let text = "Shells fall on the town";
        assert_eq!(fit(text, &BODY, 500.0), text);
        for width in [0.0, 5.0, 20.0, 60.0, 90.0, 100.0] {
            let cut = fit(text, &BODY, width);
            assert!(measure(&cut, &BODY).width <= width && (cut.is_empty() || cut.ends_with('…')), "{width}: {cut}");
        }
        assert_eq!(fit(text, &BODY, 82.0), "Shells fall on…");
    }

    #[test]
    fn lines_hold_every_word_or_say_that_some_are_left() {
        let text = "Shells fall on the town and people leave for the hills before night";
        let lines = wrap(text, &BODY, 80.0, 99);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| measure(line, &BODY).width <= 80.0));
        let two = wrap(text, &BODY, 80.0, 2);
        assert!(two.len() == 2 && two[1].ends_with('…'), "{two:?}");
        assert_eq!(wrap("Mines explode. Wounded: 4.", &BODY, 120.0, 3), ["Mines explode.", "Wounded: 4."]);
        let long = wrap("Llanfairpwllgwyngyllgogerychwyrndrobwll is far", &BODY, 80.0, 3);
        assert!(long.iter().all(|line| measure(line, &BODY).width <= 80.0) && long.len() == 2, "{long:?}");
    }

    #[test]
    fn no_short_word_is_left_alone_where_others_can_be_spared() {
        let text = "Warehouse fire in the old town kills three.";
        let room = measure("Warehouse fire in the old town kills", &BODY).width + 1.0;
        let lines = wrap(text, &BODY, room, 3);
        assert!(lines.len() == 2 && lines[1].contains(' ') && lines.join(" ") == text, "{lines:?}");
        let pair = wrap("Shells fell. A town burns", &BODY, measure("Shells fell. A", &BODY).width + 1.0, 3);
        assert_eq!(pair, ["Shells fell. A", "town burns"], "two words are company");
        let tight = wrap("Strike kills", &BODY, measure("Strike", &BODY).width + 1.0, 3);
        assert_eq!(tight, ["Strike", "kills"], "the line before has none to spare");
        let full = "Fire in Oslo kills three. A bus in Oslo hit three.";
        let room = measure("Fire in Oslo kills", &BODY).width + 1.0;
        for lines in 1..5 {
            let left: Vec<String> = filled(full, &BODY, room, lines);
            assert_eq!(wrap(full, &BODY, room, lines).join(" "), left.join(" "), "no word is lost for it");
        }
    }
}
