//! How large a picture is: the points it is laid out in and the pixels it is drawn in.
//!
//! Comes in: a size by name or in pixels. Goes out: a [`Sheet`]. Layouts are made for 1920 points across (wide), 1080 (tall)
//! or 540 (small), so that text keeps its share of the picture whatever the pixels; where it could not be read less is said.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::scene::Point;

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// Width and height in pixels.
    pixels: [u32; 2],
}

/// Why a size cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SheetError {
    /// Neither a name nor WIDTHxHEIGHT.
    #[error(
        "“{0}” is no picture size: use 16:9, 4:5, 1:1, a4, a4-landscape or WIDTHxHEIGHT in pixels, such as 1920x1080"
    )]
    Unknown(String),
    /// Too small, too large or too long.
    #[error(
        "a picture of {0} × {1} pixels cannot be laid out: each side is from 200 to 20000, and one at most 4 times the other"
    )]
    Size(u32, u32),
}

/// Where captions stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Cards at both sides on the map, sources under it.
    Wide,
    /// A list under the map.
    Tall,
    /// A short list under the map: the sheet has no room for more words that can be read.
    Small,
}

/// Pixels of a point with which the words of a tall layout can be read: the smallest are 12 points, 7 pixels.
const LEAST_PIXELS: f32 = 0.58;

impl Form {
    /// The most events a picture numbers: more cannot be told apart at a glance.
    fn most_events(self) -> usize {
        if self == Self::Small { 4 } else { 12 }
    }

    /// The least width and height of its layout, in points.
    fn least(self) -> Point {
        match self {
            Self::Wide => [1920.0, 1000.0],
            Self::Tall => [1080.0, 1000.0],
            Self::Small => [540.0, 540.0],
        }
    }
}

impl Sheet {
    /// 1920 × 1080.
    pub const WIDE: Self = Self { pixels: [1920, 1080] };
    /// 1080 × 1350.
    pub const PORTRAIT: Self = Self { pixels: [1080, 1350] };
    /// 1080 × 1080.
    pub const SQUARE: Self = Self { pixels: [1080, 1080] };
    /// A4 upright at 300 dots per inch.
    pub const A4: Self = Self { pixels: [2480, 3508] };
    /// A4 lying at 300 dots per inch.
    pub const A4_LANDSCAPE: Self = Self { pixels: [3508, 2480] };

    /// The sizes with a name, for menus.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("16:9", Self::WIDE),
        ("4:5", Self::PORTRAIT),
        ("1:1", Self::SQUARE),
        ("a4", Self::A4),
        ("a4-landscape", Self::A4_LANDSCAPE),
    ];

    /// A size in pixels.
    ///
    /// # Errors
    /// When a side is below 200 or above 20,000, or one side is more than four times the other.
    pub fn new(width: u32, height: u32) -> Result<Self, SheetError> {
        let fits = |side: u32| (200..=20_000).contains(&side);
        if !fits(width) || !fits(height) || width > height * 4 || height > width * 4 {
            return Err(SheetError::Size(width, height));
        }
        Ok(Self { pixels: [width, height] })
    }

    /// Width and height in pixels at a scale: twice as many at 2.
    #[must_use]
    pub fn pixels(self, scale: u32) -> [u32; 2] {
        self.pixels.map(|side| side.saturating_mul(scale))
    }

    pub(super) fn form(self) -> Form {
        // On a small sheet the words of a wide layout could not be read.
        let wide = self.pixels[0] * 4 >= self.pixels[1] * 5 && self.pixels[0] >= 1000;
        match wide {
            true => Form::Wide,
            false if self.scale_of(Form::Tall) * LEAST_PIXELS > 1.0 => Form::Small,
            false => Form::Tall,
        }
    }

    /// The most events this sheet numbers: a post for a telephone has six captions.
    pub(super) fn most_events(self) -> usize {
        let [width, height] = self.size();
        if self.form() == Form::Tall && height < width * 1.34 { 6 } else { self.form().most_events() }
    }

    /// Size of the smallest words, in points: 6 pt or more where the sheet is a page.
    pub(super) fn fine_print(self) -> f32 {
        if self == Self::A4_LANDSCAPE { 14.0 } else { 12.0 }
    }

    /// Pixels of a scale of 1 to a point.
    #[expect(clippy::cast_precision_loss, reason = "at most 20,000")]
    pub(super) fn pixels_per_point(self) -> f32 {
        self.pixels[0] as f32 / self.size()[0]
    }

    /// Width and height in points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 20,000")]
    pub fn size(self) -> Point {
        let scale = self.scale_of(self.form());
        self.pixels.map(|side| (side as f32 * scale).round())
    }

    /// Points of a pixel in the layout of a form.
    #[expect(clippy::cast_precision_loss, reason = "at most 20,000")]
    fn scale_of(self, form: Form) -> f32 {
        let [width, height] = self.pixels.map(|side| side as f32);
        let [across, down] = form.least();
        (across / width).max(down / height)
    }
}

impl Default for Sheet {
    fn default() -> Self {
        Self::WIDE
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.pixels[0], self.pixels[1])
    }
}

impl FromStr for Sheet {
    type Err = SheetError;

    fn from_str(text: &str) -> Result<Self, SheetError> {
        let name = text.trim().to_ascii_lowercase();
        if let Some(&(_, sheet)) = Self::NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(sheet);
        }
        let unknown = || SheetError::Unknown(text.to_owned());
        let (width, height) = name.split_once(['x', '×']).ok_or_else(unknown)?;
        let side = |words: &str| words.trim().parse::<u32>().map_err(|_| unknown());
        Self::new(side(width)?, side(height)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_by_name_and_in_pixels() {
        let check = |text: &str, sheet| assert_eq!(text.parse::<Sheet>(), sheet, "{text}");
        check("16:9", Ok(Sheet::WIDE));
        check("A4", Ok(Sheet::A4));
        check("1280x720", Sheet::new(1280, 720));
        check("0x100", Err(SheetError::Size(0, 100)));
        check("100000x100000", Err(SheetError::Size(100_000, 100_000)));
        check("wide", Err(SheetError::Unknown("wide".to_owned())));
    }

    #[test]
    fn layouts_keep_their_width_whatever_the_pixels() {
        assert_eq!(Sheet::WIDE.size(), [1920.0, 1080.0]);
        assert_eq!(Sheet::new(1280, 720).unwrap().size(), [1920.0, 1080.0]);
        assert_eq!(Sheet::SQUARE.size(), [1080.0, 1080.0]);
        assert_eq!(Sheet::A4.size()[0], 1080.0);
        assert_eq!(Sheet::PORTRAIT.pixels(2), [2160, 2700]);
    }

    #[test]
    fn a_sheet_too_small_for_all_its_words_says_less() {
        let check = |width, height, form, size| {
            let sheet = Sheet::new(width, height).unwrap();
            assert_eq!((sheet.form(), sheet.size()), (form, size), "{sheet}");
        };
        check(400, 500, Form::Small, [540.0, 675.0]);
        check(640, 360, Form::Small, [960.0, 540.0]);
        check(640, 800, Form::Tall, [1080.0, 1350.0]);
        check(1000, 600, Form::Wide, [1920.0, 1152.0]);
    }
}
