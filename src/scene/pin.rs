//! The signs that stand on a map: pins, numbered discs, clusters, leaders (LOOK §4).
//!
//! Comes in: where a sign stands and what it says. Goes out: items, drawn with the tokens' colours and lengths. Colour is
//! the second sign, never the only one: a family has its glyph, a check its fill, a cluster its number.

use std::f32::consts::{FRAC_PI_2, TAU};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHasher};

use super::{Anchor, Color, Item, Point, Rect, Stamp, Stroke, TextRun, TextStyle, Theme, font};
use crate::story::Family;

/// Height of capitals and digits above the baseline, in em (Noto Sans: 714 / 1000).
const CAP_HEIGHT: f32 = 0.714;

/// What a pin says.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub(super) struct Look {
    /// Colour and glyph.
    pub(super) family: Family,
    /// Filled when a person has checked it, else hollow.
    pub(super) checked: bool,
    /// How many articles report it.
    pub(super) articles: usize,
    /// Ringed.
    pub(super) selected: bool,
    /// Under the pointer.
    pub(super) hovered: bool,
}

impl Look {
    /// Radius of its disc in points: statements are quieter.
    pub(super) fn radius(self, theme: &Theme) -> f32 {
        let pin = &theme.tokens.pin;
        if self.family == Family::Speech { pin.radius_statement } else { pin.radius }
    }

    /// Radius of all that is drawn of it but its badge.
    pub(super) fn reach(self, theme: &Theme) -> f32 {
        let pin = &theme.tokens.pin;
        if self.selected {
            self.radius(theme) + pin.selected_gap + pin.selected_ring
        } else {
            self.radius(theme) + pin.casing
        }
    }
}

/// A pin with its middle on a point, as a stamp.
pub(super) fn pin_stamp(at: Point, look: Look, theme: &Theme) -> Item {
    stamp(at, &(look, theme.mode), || pin([0.0, 0.0], look, theme))
}

/// A cluster with its middle on a point, as a stamp.
pub(super) fn cluster_stamp(at: Point, families: &[(Family, usize)], theme: &Theme) -> Item {
    stamp(at, &(families, theme.mode), || cluster([0.0, 0.0], families, theme))
}

/// How many drawings are kept between one layout and the next.
const KEPT: usize = 4_000;

/// A drawing is the same for the same words about it, so it is made once and shared.
fn stamp(at: Point, what: &impl Hash, draw: impl FnOnce() -> Vec<Item>) -> Item {
    static DRAWN: LazyLock<Mutex<FxHashMap<u64, Arc<[Item]>>>> = LazyLock::new(Mutex::default);
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    let key = hasher.finish();
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if drawn.len() > KEPT {
        drawn.clear();
    }
    let items = Arc::clone(drawn.entry(key).or_insert_with(|| draw().into()));
    Item::Stamp(Stamp { at, key, items })
}

/// A pin with its middle on a point.
fn pin(at: Point, look: Look, theme: &Theme) -> Vec<Item> {
    let (sizes, ink) = (&theme.tokens.pin, &theme.palette.pin);
    let radius = look.radius(theme);
    let mut items = Vec::new();
    if look.selected {
        let ring = radius + sizes.selected_gap + sizes.selected_ring / 2.0;
        items.push(disc(at, ring, Some(ink.casing), Some(Stroke::solid(sizes.selected_ring, ink.selected))));
    } else if look.hovered {
        let ring = radius + sizes.casing;
        items.push(disc(at, ring, Some(ink.casing), Some(Stroke::solid(1.5, ink.selected))));
    }
    items.extend(ground(at, radius, theme.family(look.family), look.checked, theme));
    let (share, color) = if look.checked {
        (sizes.glyph_of_radius, ink.glyph)
    } else {
        (sizes.glyph_of_radius_hollow, theme.family(look.family))
    };
    items.push(Item::Glyph { family: look.family, center: at, size: radius * share, color });
    if look.articles >= sizes.badge_min_articles {
        items.extend(badge(at, look.reach(theme), look.articles, theme));
    }
    items
}

/// A numbered disc of an exported picture.
pub(super) fn numbered(at: Point, number: usize, family: Family, checked: bool, theme: &Theme) -> Vec<Item> {
    numbered_of(at, number, family, checked, theme.tokens.pin.radius_export, theme)
}

/// A numbered disc of any size, as stands before a quotation.
pub(super) fn numbered_of(
    at: Point,
    number: usize,
    family: Family,
    checked: bool,
    radius: f32,
    theme: &Theme,
) -> Vec<Item> {
    let mut items = ground(at, radius, theme.family_numbered(family), checked, theme);
    let color = if checked { theme.palette.pin.glyph } else { theme.palette.text.ink };
    // No letters under 12 points (LOOK §6) but where a number has three digits.
    let size = if number > 99 { radius * 0.85 } else { radius.max(12.0) };
    items.push(centered(number.to_string(), at, TextStyle::bold(size), color));
    items
}

/// The disc under a glyph or a number: filled when checked, else hollow, always with a casing that parts it from the map.
fn ground(at: Point, radius: f32, color: Color, checked: bool, theme: &Theme) -> Vec<Item> {
    let (sizes, ink) = (&theme.tokens.pin, &theme.palette.pin);
    let mut items = vec![disc(at, radius + sizes.casing, Some(ink.casing), None)];
    items.push(if checked {
        disc(at, radius, Some(color), None)
    } else {
        let edge = Stroke::solid(sizes.hollow_stroke, color);
        disc(at, radius - sizes.hollow_stroke / 2.0, Some(ink.hollow_fill), Some(edge))
    });
    items
}

/// The small number of articles at the upper right of a pin.
fn badge(at: Point, reach: f32, articles: usize, theme: &Theme) -> Vec<Item> {
    let rect = badge_rect(at, reach, articles, theme);
    let ink = theme.palette.pin.badge;
    let edge = ink.edge.map(|color| Stroke::solid(1.0, color));
    let style = TextStyle::bold(theme.tokens.text.micro);
    vec![
        Item::Box { rect, radius: rect.height() / 2.0, fill: Some(ink.fill), stroke: edge },
        centered(articles.to_string(), rect.center(), style, ink.text),
    ]
}

/// Where the badge of a pin stands; labels keep clear of it.
pub(super) fn badge_rect(at: Point, reach: f32, articles: usize, theme: &Theme) -> Rect {
    let height = theme.tokens.pin.badge_height;
    let width = font::measure(&articles.to_string(), &TextStyle::bold(theme.tokens.text.micro)).width + 7.0;
    Rect::from_center_size([at[0] + reach * 0.86, at[1] - reach * 0.72], [width.max(height), height])
}

/// Radius of a cluster of so many events, in points.
pub(super) fn cluster_radius(count: usize, theme: &Theme) -> f32 {
    let steps = &theme.tokens.cluster.steps;
    let step = steps.iter().find(|&&(up_to, _)| count <= up_to).or(steps.last());
    step.map_or(theme.tokens.pin.radius, |&(_, radius)| radius)
}

/// A cluster: a number in a ring of its families, the largest first; families past the third are one grey segment.
fn cluster(at: Point, families: &[(Family, usize)], theme: &Theme) -> Vec<Item> {
    let (sizes, ink) = (&theme.tokens.cluster, theme.palette.pin.cluster);
    let count: usize = families.iter().map(|&(_, count)| count).sum();
    let radius = cluster_radius(count, theme);
    let ring = if radius < 12.0 { sizes.ring_small } else { sizes.ring };
    let casing = theme.palette.pin.casing;
    let mut items = vec![disc(at, radius + theme.tokens.pin.casing, Some(casing), None)];
    if ink.fill != casing {
        items.push(disc(at, radius, Some(ink.fill), None));
    }
    let mut sorted = families.to_vec();
    sorted.sort_by_key(|&(family, count)| (std::cmp::Reverse(count), family));
    let (named, rest) = sorted.split_at(sizes.segments.min(sorted.len()));
    let rest: usize = rest.iter().map(|&(_, count)| count).sum();
    let mut segments: Vec<(Color, usize)> =
        named.iter().map(|&(family, count)| (theme.family(family), count)).collect();
    if rest > 0 {
        segments.push((ink.rest, rest));
    }
    let gap = if segments.len() > 1 { sizes.segment_gap / radius } else { 0.0 };
    let mut from = -FRAC_PI_2;
    for (color, share) in segments {
        let sweep = TAU * ratio(share, count);
        items.push(Item::Fill {
            rings: vec![sector(at, radius - ring, radius, from + gap / 2.0, from + sweep - gap / 2.0)],
            color,
        });
        from += sweep;
    }
    let size = sizes.text.iter().rev().find(|&&(from, _)| radius >= from).or(sizes.text.first());
    let size = size.map_or(11.0, |&(_, size)| size);
    items.push(centered(short(count), at, TextStyle::bold(size), ink.text));
    items
}

/// A count as a cluster shows it: "842", "3.1k", "12k".
pub(super) fn short(count: usize) -> String {
    match count {
        0..=999 => count.to_string(),
        1000..=9_949 => format!("{}.{}k", (count + 50) / 1000, (count + 50) % 1000 / 100),
        _ => format!("{}k", (count + 500) / 1000),
    }
}

#[expect(clippy::cast_precision_loss, reason = "shares of a drawing")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// A piece of a ring between two angles (clockwise from the right), as a polygon.
fn sector(at: Point, inner: f32, outer: f32, from: f32, to: f32) -> Vec<Point> {
    // No side of it is farther from the arc than this many points.
    const OFF: f32 = 0.15;
    let step = 2.0 * (1.0 - OFF / outer.max(1.0)).acos();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let steps = ((to - from).abs() / step).ceil().clamp(1.0, 64.0) as u16;
    let arc = |radius: f32, n: u16| {
        let angle = from + (to - from) * f32::from(n) / f32::from(steps);
        [at[0] + radius * angle.cos(), at[1] + radius * angle.sin()]
    };
    (0..=steps).map(|n| arc(outer, n)).chain((0..=steps).rev().map(|n| arc(inner, n))).collect()
}

/// A line from a sign that was moved aside to the dot on its true place.
pub(super) fn leader(sign: Point, place: Point, theme: &Theme) -> Vec<Item> {
    let sizes = &theme.tokens.pin;
    let line =
        |width, color| Item::Line { points: vec![place, sign], closed: false, stroke: Stroke::solid(width, color) };
    vec![line(sizes.leader_casing, theme.palette.label.halo.colour), line(sizes.leader, theme.palette.text.ink)]
}

/// The dot on a true place that a leader goes to.
pub(super) fn true_dot(place: Point, theme: &Theme) -> Item {
    let casing = Stroke::solid(1.0, theme.palette.pin.casing);
    disc(place, theme.tokens.pin.dot_true_place, Some(theme.palette.pin.selected), Some(casing))
}

/// A disc.
pub(super) fn disc(center: Point, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) -> Item {
    Item::Disc { center, radius, fill, stroke }
}

/// Words with their middle on a point.
pub(super) fn centered(text: String, at: Point, style: TextStyle, color: Color) -> Item {
    let pos = [at[0], at[1] + style.size * CAP_HEIGHT / 2.0];
    Item::Text(TextRun { text, pos, anchor: Anchor::Middle, style, color, halo: None, angle: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look() -> Look {
        Look { family: Family::Violence, checked: true, articles: 1, selected: false, hovered: false }
    }

    #[test]
    fn statements_are_smaller_and_the_selected_is_ringed() {
        let theme = Theme::light();
        assert!(Look { family: Family::Speech, ..look() }.radius(&theme) < look().radius(&theme));
        let selected = Look { selected: true, ..look() };
        assert!((selected.reach(&theme) - 16.0).abs() < 1.1, "{}", selected.reach(&theme));
        assert_eq!(pin([0.0, 0.0], selected, &theme).len(), pin([0.0, 0.0], look(), &theme).len() + 1);
    }

    #[test]
    fn one_article_needs_no_number_two_do() {
        let texts = |articles| {
            let items = pin([0.0, 0.0], Look { articles, ..look() }, &Theme::light());
            items.iter().filter(|item| matches!(item, Item::Text(_))).count()
        };
        assert_eq!((texts(1), texts(2)), (0, 1));
    }

    #[test]
    fn a_cluster_shows_three_families_and_a_rest() {
        let families = [Family::Violence, Family::Aid, Family::Talks, Family::Protest, Family::Health];
        let counts: Vec<_> = families.into_iter().zip(1..).collect();
        let items = cluster([0.0, 0.0], &counts, &Theme::light());
        let fills: Vec<_> = items
            .iter()
            .filter_map(|item| if let Item::Fill { color, .. } = item { Some(*color) } else { None })
            .collect();
        assert_eq!(fills.len(), 4);
        assert_eq!(fills[0], Theme::light().family(Family::Health), "the largest first");
        assert_eq!(fills[3], Theme::light().palette.pin.cluster.rest);
    }

    #[test]
    fn large_counts_stay_short() {
        assert_eq!([7, 999, 1_049, 3_120, 9_949, 12_400].map(short), ["7", "999", "1.0k", "3.1k", "9.9k", "12k"]);
    }
}
