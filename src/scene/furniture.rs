//! What stands on the map without being of it: scale bar, credit, legend, pills for what lies outside.
//!
//! Comes in: a camera, a theme, what occurs. Goes out: items, and the rectangles labels keep clear of. A scale bar is true
//! for the latitude of the middle of the view and says so where that matters.

use std::f32::consts::PI;

use super::headline::sentence_case;
use super::{
    Anchor, Camera, Color, Halo, Item, Point, Rect, Stroke, TextRun, TextStyle, Theme, extent, font, layer, pin,
};
use crate::story::Story;

/// Distance of furniture from the edges, in points (LOOK §2).
pub(super) const MARGIN: f32 = 12.0;

/// Items and the room they take.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// What to draw.
    pub(super) items: Vec<Item>,
    /// What it covers.
    pub(super) rect: Option<Rect>,
}

/// A line of text from its left end.
pub(super) fn text(words: &str, pos: Point, style: TextStyle, color: Color) -> Item {
    run(words, pos, Anchor::Start, style, color)
}

/// A line of text by an anchor.
pub(super) fn run(words: &str, pos: Point, anchor: Anchor, style: TextStyle, color: Color) -> Item {
    Item::Text(TextRun { text: words.to_owned(), pos, anchor, style, color, halo: None, angle: 0.0 })
}

/// What lengths on the ground are told in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Kilometres and metres.
    #[default]
    Metric,
    /// Miles and feet.
    Imperial,
}

/// A mile in kilometres (the international mile of 1959, exact).
const MILE_KM: f64 = 1.609_344;

/// A length for a scale bar: the largest 1, 2 or 5 · 10ⁿ of a unit that is at most `most` points long; with its points.
#[must_use]
fn nice_length(points_per_unit: f64, most: f64) -> (f64, f64) {
    let longest = most / points_per_unit.max(1e-12);
    let power = 10_f64.powf(longest.log10().floor());
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * power <= longest).unwrap_or(1.0);
    (step * power, step * power * points_per_unit)
}

/// The words for a length of a scale bar, "50 km" or "200 m", and its points.
fn length(points_per_km: f64, most: f64, units: Units) -> (String, f64) {
    let (large, small, in_large) = match units {
        Units::Metric => ((1.0, "km"), (0.001, "m"), 1.0),
        Units::Imperial => ((MILE_KM, "mi"), (MILE_KM / 5280.0, "ft"), MILE_KM),
    };
    let (km, word) = if points_per_km * in_large <= most { large } else { small };
    let (count, points) = nice_length(points_per_km * km, most);
    (format!("{count:.0} {word}"), points)
}

/// The most a scale bar measures on the map of the window where there is so much room from its left end to the edge, in
/// points: its words stand beside it.
pub(super) fn longest_bar(room: f32) -> f32 {
    const WORDS: f32 = 64.0;
    (room - WORDS - MARGIN).clamp(20.0, 110.0)
}

/// A scale bar whose left end stands at a point; `at` is on its line.
pub(super) fn scale_bar(at: Point, camera: &Camera, most: f64, units: Units, theme: &Theme) -> Piece {
    let lat = camera.center[1];
    let (words, points) = length(camera.points_per_km(lat), most, units);
    #[expect(clippy::cast_possible_truncation, reason = "at most a few hundred points")]
    let width = points as f32;
    let [x, y] = at;
    let ink = theme.palette.text.ink;
    let line =
        |points: Vec<Point>, width, color| Item::Line { points, closed: false, stroke: Stroke::solid(width, color) };
    let course = vec![[x, y - 6.0], [x, y], [x + width, y], [x + width, y - 6.0]];
    let middle = vec![[x + width / 2.0, y - 3.0], [x + width / 2.0, y]];
    let halo = Halo { color: theme.palette.label.halo.colour, width: theme.palette.label.halo.width };
    let style = TextStyle::regular(theme.tokens.text.small);
    let label = |text: &str, pos| {
        let (anchor, color) = (Anchor::Start, theme.palette.text.second);
        Item::Text(TextRun { text: text.to_owned(), pos, anchor, style, color, halo: Some(halo), angle: 0.0 })
    };
    let mut items = vec![
        line(course.clone(), 4.0, halo.color),
        line(course, 1.4, ink),
        line(middle, 1.2, ink),
        label(&words, [x + width + 6.0, y + 2.0]),
    ];
    let mut top = y - 12.0;
    // Where a kilometre is not the same length over the view, the bar says where it is true.
    if camera.zoom < 5.0 {
        let side = if lat < 0.0 { 'S' } else { 'N' };
        items.push(label(&format!("at {:.0}° {side}", lat.abs()), [x, y - 11.0]));
        top = y - 26.0;
    }
    let right = x + width + 6.0 + font::measure(&words, &style).width;
    Piece { items, rect: Some(Rect { min: [x - 4.0, top], max: [right + 4.0, y + 8.0] }) }
}

/// A credit in the lower right corner of a frame: whole, in as many lines as a narrow one asks for.
pub(super) fn credit(words: &str, frame: Rect, theme: &Theme) -> Piece {
    const LINE: f32 = 13.0;
    const LINES: usize = 6;
    let style = TextStyle::regular(theme.tokens.text.micro);
    let lines = font::wrap(words, &style, frame.width() - 2.0 * MARGIN, LINES);
    let width = lines.iter().map(|line| font::measure(line, &style).width).fold(0.0, f32::max);
    let [right, bottom] = frame.max;
    let above = |line: usize| f32::from(u8::try_from(line).unwrap_or(u8::MAX)) * LINE;
    let more = above(lines.len().saturating_sub(1));
    let rect = Rect { min: [right - width - 14.0, bottom - 19.0 - more], max: frame.max };
    let fill = theme.palette.surface.panel.with_alpha(0.88);
    let mut items = vec![Item::Box { rect, radius: 0.0, fill: Some(fill), stroke: None }];
    items.extend(lines.iter().rev().enumerate().map(|(line, words)| {
        let at = [right - 7.0, bottom - 5.5 - above(line)];
        run(words, at, Anchor::End, style, theme.palette.text.third)
    }));
    Piece { items, rect: Some(rect) }
}

/// What a legend explains: the marks of checking and of precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Checked,
    Unchecked,
    Approximate,
    Area,
    Line,
    Layer,
    /// In pictures: an event without a number.
    NoCaption,
}

impl Key {
    /// The words beside the sample.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Unchecked => "not checked",
            Self::Approximate => "approximate",
            Self::Area => "somewhere in area",
            Self::Line => "along a line",
            Self::Layer => "from a layer",
            Self::NoCaption => "no caption",
        }
    }

    /// The same where each stands on a line of its own: begun with a capital.
    fn heading(self) -> String {
        sentence_case(self.words())
    }

    /// The sample around a middle, at most 18 wide.
    pub(super) fn sample(self, at: Point, theme: &Theme) -> Vec<Item> {
        let ink = theme.palette.text.ink;
        match self {
            Self::Checked => vec![pin::disc(at, 6.0, Some(ink), None)],
            Self::Unchecked => {
                vec![pin::disc(at, 5.0, Some(theme.palette.pin.hollow_fill), Some(Stroke::solid(2.0, ink)))]
            }
            Self::Approximate => vec![pin::disc(at, 7.0, None, Some(Stroke::solid(1.2, ink)))],
            Self::Area => extent::hatch_sample(Rect::from_center_size(at, [17.0, 12.0]), ink, theme),
            Self::NoCaption => {
                vec![pin::disc(at, 3.7, Some(theme.palette.pin.hollow_fill), Some(Stroke::solid(1.6, ink)))]
            }
            Self::Line => extent::line_sample(Rect::from_center_size(at, [18.0, 12.0]), ink, theme),
            Self::Layer => layer::square(at, theme).to_vec(),
        }
    }
}

/// What the legend of the window's map explains.
pub(super) fn legend_keys(story: &Story) -> Vec<Key> {
    let layers = layer::credit(story).map(|_| Key::Layer);
    [Key::Checked, Key::Unchecked, Key::Approximate, Key::Area, Key::Line].into_iter().chain(layers).collect()
}

/// The part of a view of this size, in points, that the legend and the scale bar under it take at most.
#[must_use]
pub fn legend_room(story: &Story, [_, height]: Point, theme: &Theme) -> Rect {
    // The tallest scale bar, with its latitude, and what parts the two.
    const BAR: f32 = 40.0;
    let card = card([MARGIN, height - MARGIN - BAR], &legend_keys(story), theme);
    Rect { min: [0.0, card.min[1]], max: [card.max[0], height] }
}

/// Height of a row of the legend, in points.
const ROW: f32 = 20.0;

/// The card of a legend whose lower left corner stands at a point.
fn card(corner: Point, keys: &[Key], theme: &Theme) -> Rect {
    let style = TextStyle::regular(theme.tokens.text.caption);
    #[expect(clippy::cast_precision_loss, reason = "at most six rows")]
    let height = keys.len() as f32 * ROW + 12.0;
    let widest = keys.iter().map(|key| font::measure(&key.heading(), &style).width).fold(0.0, f32::max);
    Rect::from_min_size([corner[0], corner[1] - height], [widest + 52.0, height])
}

/// A legend as a card whose lower left corner stands at a point.
pub(super) fn legend(corner: Point, keys: &[Key], theme: &Theme) -> Piece {
    let style = TextStyle::regular(theme.tokens.text.caption);
    let rect = card(corner, keys, theme);
    let surface = &theme.palette.surface;
    let edge = Stroke::solid(1.0, surface.line);
    let mut items = vec![Item::Box { rect, radius: 6.0, fill: Some(surface.panel), stroke: Some(edge) }];
    let mut y = rect.min[1] + 6.0 + ROW / 2.0;
    for key in keys {
        items.extend(key.sample([rect.min[0] + 20.0, y], theme));
        items.push(text(&key.heading(), [rect.min[0] + 40.0, y + 4.0], style, theme.palette.text.ink));
        y += ROW;
    }
    Piece { items, rect: Some(rect) }
}

/// A pill on the edge of the view: an arrow towards what lies outside, the name of it, how many. Measured once, since many
/// places are tried for it.
pub(super) struct EdgePill {
    name: String,
    number: String,
    size: Point,
}

impl EdgePill {
    pub(super) fn new(name: &str, count: usize, theme: &Theme) -> Self {
        let (style, bold) = Self::styles(theme);
        let name = font::fit(name, &style, 150.0);
        let number = pin::short(count);
        let (name_width, number_width) = (font::measure(&name, &style).width, font::measure(&number, &bold).width);
        let height = theme.tokens.size.get("edge_pill").copied().unwrap_or(26.0);
        Self { name, number, size: [name_width + number_width + 46.0, height] }
    }

    /// How name and number are set.
    fn styles(theme: &Theme) -> (TextStyle, TextStyle) {
        (TextStyle::regular(theme.tokens.text.body), TextStyle::bold(theme.tokens.text.body))
    }

    /// Where it stands with its middle as near to a point as the view allows.
    pub(super) fn rect(&self, at: Point, frame: Rect) -> Rect {
        let (size, inner) = (self.size, frame.grown(-MARGIN));
        let keep = |n: f32, low: f32, high: f32| n.clamp(low, high.max(low));
        let min = [
            keep(at[0] - size[0] / 2.0, inner.min[0], inner.max[0] - size[0]),
            keep(at[1] - size[1] / 2.0, inner.min[1], inner.max[1] - size[1]),
        ];
        Rect::from_min_size(min, size)
    }

    /// The pill in its place, its arrow towards a point.
    pub(super) fn piece(&self, rect: Rect, towards: Point, theme: &Theme) -> Piece {
        let (style, bold) = Self::styles(theme);
        let [cx, cy] = [rect.min[0] + 15.0, rect.center()[1]];
        let angle = (towards[1] - cy).atan2(towards[0] - cx);
        let tip = |turn: f32, reach: f32| [cx + (angle + turn).cos() * reach, cy + (angle + turn).sin() * reach];
        let (surface, ink) = (&theme.palette.surface, &theme.palette.text);
        let edge = Stroke::solid(1.0, surface.line_strong);
        let baseline = cy + 4.7;
        let items = vec![
            Item::Box { rect, radius: rect.height() / 2.0, fill: Some(surface.panel), stroke: Some(edge) },
            // Longer than wide and hollow behind, as three corners alike point three ways.
            Item::Fill {
                rings: vec![vec![tip(0.0, 7.0), tip(2.3, 5.5), tip(PI, 1.5), tip(-2.3, 5.5)]],
                color: ink.ink,
            },
            text(&self.name, [rect.min[0] + 26.0, baseline], style, ink.ink),
            run(&self.number, [rect.max[0] - 12.0, baseline], Anchor::End, bold, ink.ink),
        ];
        Piece { items, rect: Some(rect) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_of_a_pill_is_longest_towards_what_lies_outside() {
        let pill = EdgePill::new("Baku", 3, &Theme::light());
        let rect = pill.rect([400.0, 300.0], Rect::from_min_size([0.0, 0.0], [800.0, 600.0]));
        let middle = [rect.min[0] + 15.0, rect.center()[1]];
        for towards in [[2000.0, 300.0], [-900.0, 500.0], [700.0, 2000.0], [350.0, -4000.0]] {
            let piece = pill.piece(rect, towards, &Theme::light());
            let rings = piece.items.iter().find_map(|item| match item {
                Item::Fill { rings, .. } => rings.first(),
                _ => None,
            });
            let way = (towards[1] - middle[1]).atan2(towards[0] - middle[0]);
            // How far each corner lies in that direction, and from the line there.
            let along = |at: &Point| {
                let (x, y) = (at[0] - middle[0], at[1] - middle[1]);
                (x * way.cos() + y * way.sin(), (y * way.cos() - x * way.sin()).abs())
            };
            let corners: Vec<(f32, f32)> = rings.unwrap().iter().map(along).collect();
            let (tip, off) = corners.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            let back = corners.iter().map(|corner| corner.0).fold(f32::MAX, f32::min);
            let wide = corners.iter().map(|corner| corner.1).fold(0.0, f32::max) * 2.0;
            assert!(off < 0.1 && tip - back > 1.25 * wide, "{towards:?}: {corners:?}");
        }
    }

    #[test]
    fn a_scale_bar_is_round_and_true() {
        for (zoom, lat) in [(7.0, 40.0), (9.0, -33.0), (2.0, 0.0), (13.0, 60.0)] {
            let camera = Camera::new([46.0, lat], zoom, [800.0, 600.0]);
            let (km, points) = nice_length(camera.points_per_km(lat), 130.0);
            assert!(points <= 130.0 && points > 50.0, "{km} km is {points} points");
            assert!((points / camera.points_per_km(lat) - km).abs() < 1e-9);
            let digits: String = format!("{km:.6}").chars().filter(|c| ('1'..='9').contains(c)).collect();
            assert!(["1", "2", "5"].contains(&digits.as_str()), "{km}");
        }
        let check = |points_per_km, units, words: &str| assert_eq!(length(points_per_km, 130.0, units).0, words);
        check(2.0, Units::Metric, "50 km");
        check(500.0, Units::Metric, "200 m");
        check(2.0, Units::Imperial, "20 mi");
        check(500.0, Units::Imperial, "500 ft");
        let (_, points) = length(2.0, 130.0, Units::Imperial);
        assert!((points - 20.0 * MILE_KM * 2.0).abs() < 1e-9, "a bar of 20 miles is 20 miles long");
    }

    #[test]
    fn a_scale_bar_stays_within_a_narrow_map() {
        let left = MARGIN + 2.0;
        for (size, zoom) in
            [120.0, 160.0, 900.0].into_iter().flat_map(|size| [0.5, 2.0, 4.7, 9.0].map(|zoom| (size, zoom)))
        {
            let camera = Camera::new([46.0, 40.0], zoom, [size, 200.0]);
            let most = longest_bar(size - left);
            for units in [Units::Metric, Units::Imperial] {
                let piece = scale_bar([left, 180.0], &camera, f64::from(most), units, &Theme::light());
                let right = piece.rect.unwrap().max[0];
                assert!(right <= size, "{right} of {size} at zoom {zoom}");
            }
        }
        assert!((longest_bar(900.0) - 110.0).abs() < f32::EPSILON, "a wide map has a long bar");
    }

    #[test]
    fn a_pill_stays_within_the_view() {
        let frame = Rect::from_min_size([0.0, 0.0], [400.0, 300.0]);
        for at in [[0.0, 0.0], [400.0, 0.0], [400.0, 300.0], [200.0, 300.0]] {
            let rect = EdgePill::new("A place with a very long name indeed", 3, &Theme::light()).rect(at, frame);
            assert!(frame.contains(rect.min) && frame.contains(rect.max), "{rect:?}");
        }
    }
}
