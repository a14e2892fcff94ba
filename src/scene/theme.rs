//! Every colour and length of the program, from `assets/tokens.toml`: its one home.
//!
//! Comes in: the token file, built into the program and parsed once. Goes out: [`Tokens`], lengths that hold in both
//! themes, and a [`Palette`] each for light and dark. Nothing here is computed by eye, and no other module may write a
//! colour or a length of its own down.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, de};

use super::item::{Color, Halo, Stroke, TextStyle, Weight};
use crate::story::{Family, Letter};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Dark ink on light land.
    #[default]
    Light,
    /// Light ink on dark land; water is darker than land.
    Dark,
}

/// The lengths and colours in force: what the scene is drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Which of the two.
    pub mode: Mode,
    /// Lengths and glyphs, the same in both.
    pub tokens: &'static Tokens,
    /// Colours of this mode.
    pub palette: &'static Palette,
}

impl Theme {
    /// The theme of a mode.
    #[must_use]
    pub fn of(mode: Mode) -> Self {
        let tokens = tokens();
        let palette = match mode {
            Mode::Light => &tokens.light,
            Mode::Dark => &tokens.dark,
        };
        Self { mode, tokens, palette }
    }

    /// The light theme.
    #[must_use]
    pub fn light() -> Self {
        Self::of(Mode::Light)
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> Self {
        Self::of(Mode::Dark)
    }

    /// The colour of a family: always beside a glyph, never for text.
    #[must_use]
    pub fn family(&self, family: Family) -> Color {
        self.palette.family.get(family.word()).copied().unwrap_or(self.palette.text.ink)
    }

    /// The colour of a family behind a number in it.
    #[must_use]
    pub fn family_numbered(&self, family: Family) -> Color {
        self.palette.family_numbered.get(family.word()).copied().unwrap_or_else(|| self.family(family))
    }

    /// The tint of a source; letters past the last tint begin anew (the letter tells them apart).
    #[must_use]
    pub fn source(&self, letter: Letter) -> Tint {
        let tints = &self.palette.source;
        let count = u32::try_from(tints.len()).unwrap_or(1).max(1);
        let at = usize::try_from(letter.0 % count).unwrap_or(0);
        tints.values().nth(at).copied().unwrap_or(Tint {
            fill: self.palette.surface.sunken,
            text: self.palette.text.ink,
            edge: Some(self.palette.surface.line_strong),
        })
    }

    /// SVG path data of a family's glyph, in a 16 × 16 box, y down; filled, not stroked.
    #[must_use]
    pub fn glyph(&self, family: Family) -> &'static str {
        self.tokens.glyph.get(family.word()).map_or("", |glyph| glyph.path.as_str())
    }

    /// The edge around letters on the map.
    #[must_use]
    pub fn halo(&self) -> Halo {
        let Ink { colour, width } = self.palette.label.halo;
        Halo { color: colour, width }
    }
}

/// The token file.
#[derive(Debug, Deserialize)]
pub struct Tokens {
    /// Sizes of text.
    #[serde(rename = "type")]
    pub text: TypeSizes,
    /// Distances.
    pub space: Space,
    /// Radii of corners by what has them: `mark`, `chip`, `control`, `card`, `sheet`, `pill`.
    pub radius: BTreeMap<String, f32>,
    /// Widths of lines in the window by name.
    pub line: BTreeMap<String, f32>,
    /// Sizes of the window's parts by name.
    pub size: BTreeMap<String, f32>,
    /// Pins.
    pub pin: PinSizes,
    /// Marks of precision: rings, hatches, corridors.
    pub precision: Precision,
    /// Clusters.
    pub cluster: ClusterSizes,
    /// The timeline.
    pub timeline: TimelineSizes,
    /// Range bars by name.
    pub range_bar: BTreeMap<String, f32>,
    /// Glyphs of the families.
    pub glyph: BTreeMap<String, Glyph>,
    /// Colours of the light theme.
    pub light: Palette,
    /// Colours of the dark theme.
    pub dark: Palette,
}

/// Sizes of text in points.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct TypeSizes {
    pub family: String,
    pub display: f32,
    pub title: f32,
    pub empty_title: f32,
    pub reading: f32,
    pub figure: f32,
    pub body: f32,
    pub small: f32,
    pub caption: f32,
    pub micro: f32,
    pub line_height: f32,
}

/// Distances in points.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct Space {
    pub scale: Vec<f32>,
    pub panel_x: f32,
    pub side_x: f32,
    pub row_gap: f32,
    pub card_pad: [f32; 2],
}

/// Lengths of pins in points.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct PinSizes {
    pub radius: f32,
    pub radius_statement: f32,
    pub radius_list: f32,
    pub radius_selected: f32,
    pub casing: f32,
    pub hollow_stroke: f32,
    pub glyph_of_radius: f32,
    pub glyph_of_radius_hollow: f32,
    pub selected_gap: f32,
    pub selected_ring: f32,
    pub badge_height: f32,
    pub badge_min_articles: usize,
    pub radius_export: f32,
    pub dot_true_place: f32,
    pub leader: f32,
    pub leader_casing: f32,
}

/// Lengths of the marks of precision in points, opacities 0 to 1.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct Precision {
    pub ring_stroke: f32,
    pub ring_fill_alpha: f32,
    pub hatch_gap: f32,
    pub hatch_stroke: f32,
    pub hatch_alpha: f32,
    pub hatch_angle_deg: f32,
    pub area_outline: f32,
    pub area_outline_alpha: f32,
    pub corridor: f32,
    pub corridor_casing: f32,
    pub corridor_end_tick: f32,
}

/// Lengths of clusters in points.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct ClusterSizes {
    /// Up to so many events: this radius.
    pub steps: Vec<(usize, f32)>,
    pub ring: f32,
    pub ring_small: f32,
    pub segments: usize,
    pub segment_gap: f32,
    pub join_below: f32,
    /// From this radius on: this size of text.
    pub text: Vec<(f32, f32)>,
}

/// Lengths of the timeline in points.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct TimelineSizes {
    pub cell: f32,
    pub cell_gap: f32,
    pub cell_columns: usize,
    pub cells_until: usize,
    pub handle: [f32; 2],
    pub long_event_bar: f32,
}

/// The glyph of a family.
#[derive(Debug, Deserialize)]
pub struct Glyph {
    /// SVG path data in a 16 × 16 box.
    pub path: String,
    /// What it shows, in words.
    pub what: String,
}

/// Colours of one theme.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct Palette {
    pub surface: Surface,
    pub text: TextInk,
    pub state: State,
    pub agreement: AgreementInk,
    pub mark: Marks,
    pub map: MapInk,
    pub label: LabelInk,
    pub pin: PinInk,
    pub family: BTreeMap<String, Color>,
    #[serde(default)]
    pub family_numbered: BTreeMap<String, Color>,
    pub source: BTreeMap<String, Tint>,
}

/// Grounds and hairlines.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct Surface {
    pub window: Color,
    pub panel: Color,
    pub sunken: Color,
    pub hover: Color,
    pub selected: Color,
    pub brushed: Color,
    pub line: Color,
    pub line_strong: Color,
    pub control: Color,
}

/// Colours of text.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct TextInk {
    pub ink: Color,
    pub second: Color,
    pub third: Color,
    pub accent: Color,
    pub on_accent: Color,
}

/// A ground, the text on it, and its edge.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Tint {
    /// Ground.
    pub fill: Color,
    /// Text on it.
    pub text: Color,
    /// Edge, where it has one.
    #[serde(default)]
    pub edge: Option<Color>,
}

/// Tags of state.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct State {
    pub missing: Tint,
    pub warning: Tint,
    pub checked: Tint,
}

/// Tags of agreement; always with glyph and word.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct AgreementInk {
    pub same: Tint,
    pub compatible: Tint,
    pub differs: Tint,
    pub one_source: Tint,
    pub differs_row: Color,
}

/// A mark in the text of an article.
#[derive(Debug, Deserialize)]
pub struct Mark {
    /// Colour of the words.
    pub text: Color,
    /// Ground, if any.
    pub fill: Option<Color>,
    /// Colour of the line under the words, when not that of the words.
    pub line_colour: Option<Color>,
}

/// Marks in the text of an article by role.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct Marks {
    pub location: Mark,
    pub actor: Mark,
    pub demonym: Mark,
    pub timex: Mark,
    pub figure: Mark,
    pub speaker: Mark,
    pub event: Mark,
    pub current_paragraph: Color,
    pub current_mention_ring: Color,
}

/// A colour and a width in points.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Ink {
    /// Colour.
    pub colour: Color,
    /// Width.
    pub width: f32,
}

/// A line of the map.
#[derive(Clone, Debug, Deserialize)]
pub struct MapLine {
    /// Colour.
    pub colour: Color,
    /// Width in points.
    pub width: f32,
    /// Dash and gap in points.
    pub dash: Option<[f32; 2]>,
    /// Opacity, 0 to 1.
    pub alpha: Option<f32>,
}

impl MapLine {
    /// As a stroke.
    #[must_use]
    pub fn stroke(&self) -> Stroke {
        let color = self.alpha.map_or(self.colour, |alpha| self.colour.with_alpha(alpha));
        Stroke { width: self.width, color, dash: self.dash }
    }
}

/// Rivers: one colour, a width for each rank.
#[derive(Debug, Deserialize)]
pub struct RiverInk {
    /// Colour.
    pub colour: Color,
    /// Up to this rank: this width in points.
    pub width_by_rank: Vec<(u32, f32)>,
}

/// Colours and lines of the base map.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct MapInk {
    pub earth: Color,
    pub water: Color,
    pub shore: MapLine,
    pub river: RiverInk,
    pub country_band: MapLine,
    pub country: MapLine,
    pub admin1: MapLine,
    pub disputed: MapLine,
    pub former_boundary: MapLine,
    pub graticule: MapLine,
    pub relief_alpha: f32,
}

/// The mark beside a town's name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dot {
    /// A disc of this radius in points.
    Disc(f32),
    /// A square of this side in points: a capital.
    Square(f32),
}

/// How a kind of label is set.
#[derive(Clone, Debug, Deserialize)]
pub struct LabelStyle {
    /// Colour.
    pub colour: Color,
    /// Size in points.
    pub size: f32,
    /// Space after each letter in points.
    #[serde(default)]
    pub tracking: f32,
    /// In capitals.
    #[serde(default)]
    pub upper: bool,
    /// Slanted.
    #[serde(default)]
    pub italic: bool,
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// The mark at the place.
    #[serde(default)]
    pub dot: Option<Dot>,
}

impl LabelStyle {
    /// As a style of text.
    #[must_use]
    pub fn text(&self) -> TextStyle {
        TextStyle {
            size: self.size,
            weight: if self.bold { Weight::Bold } else { Weight::Regular },
            italic: self.italic,
            tracking: self.tracking,
        }
    }
}

/// The disc beside a town's name.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct DotInk {
    /// Inside.
    pub fill: Color,
    /// Edge.
    pub edge: Color,
    /// Width of the edge in points.
    pub width: f32,
}

/// Labels of the base map.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct LabelInk {
    pub halo: Ink,
    pub country: LabelStyle,
    pub region: LabelStyle,
    pub physical: LabelStyle,
    pub water: LabelStyle,
    pub boundary_date: LabelStyle,
    pub capital: LabelStyle,
    pub city: LabelStyle,
    pub town: LabelStyle,
    pub small_town: LabelStyle,
    pub village: LabelStyle,
    pub hamlet: LabelStyle,
    pub dot: DotInk,
}

/// Colours of a cluster.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ClusterInk {
    /// Disc.
    pub fill: Color,
    /// Number.
    pub text: Color,
    /// The segment of all further families.
    pub rest: Color,
}

/// Colours of pins.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the token file says what each is for")]
pub struct PinInk {
    pub casing: Color,
    pub glyph: Color,
    pub hollow_fill: Color,
    pub selected: Color,
    pub badge: Tint,
    pub cluster: ClusterInk,
}

impl<'de> Deserialize<'de> for Color {
    /// From `#RRGGBB`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(number) = number else {
            return Err(de::Error::custom(format!("{text} is not a colour of the form #RRGGBB")));
        };
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self(red, green, blue, 255))
    }
}

impl<'de> Deserialize<'de> for Dot {
    /// From a radius, or from `square SIDE`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Radius(f32),
            Words(String),
        }
        match Raw::deserialize(deserializer)? {
            Raw::Radius(radius) => Ok(Self::Disc(radius)),
            Raw::Words(words) => words
                .strip_prefix("square ")
                .and_then(|side| side.parse().ok())
                .map(Self::Square)
                .ok_or_else(|| de::Error::custom(format!("{words} is not a dot: a radius or `square SIDE`"))),
        }
    }
}

/// The token file, parsed on first use.
fn tokens() -> &'static Tokens {
    static TOKENS: OnceLock<Tokens> = OnceLock::new();
    TOKENS.get_or_init(|| {
        #[expect(clippy::expect_used, reason = "the file is built in, and a test parses it")]
        toml::from_str(include_str!("../../assets/tokens.toml")).expect("assets/tokens.toml is well formed")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_file_is_whole() {
        for mode in [Mode::Light, Mode::Dark] {
            let theme = Theme::of(mode);
            assert_eq!(theme.palette.source.len(), 12);
            for family in Family::ALL {
                assert!(theme.palette.family.contains_key(family.word()), "no colour for {family:?}");
                assert!(theme.glyph(family).starts_with('M'), "no glyph for {family:?}");
            }
        }
    }

    #[test]
    fn colours_and_dots_read_as_written() {
        let theme = Theme::light();
        assert_eq!(theme.palette.map.earth, Color(0xF3, 0xF2, 0xEE, 255));
        assert_eq!(theme.palette.label.capital.dot, Some(Dot::Square(6.4)));
        assert_eq!(theme.palette.map.disputed.stroke().dash, Some([6.0, 4.0]));
        assert_eq!(theme.source(Letter(12)), theme.source(Letter(0)));
    }

    #[test]
    fn dark_water_is_darker_than_dark_land() {
        let Color(_, _, land, _) = Theme::dark().palette.map.earth;
        let Color(_, _, water, _) = Theme::dark().palette.map.water;
        assert!(water < land);
    }
}
