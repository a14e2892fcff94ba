//! The wide form: caption cards at both sides on the map with leaders to their discs, sources in columns underneath.
//!
//! Comes in: the content. Goes out: items, and for how many captions there was room. Cards keep the order of their discs'
//! heights, and are swapped until no two leaders cross.

use super::locator::WORLD_ZOOM;
use super::map::{Disc, MapFrame};
use super::{Content, Drawn, Entry};
use crate::scene::furniture::text;
use crate::scene::spread::{crosses, distance, distance_to_segment};
use crate::scene::{Item, Point, Rect, Stroke, TextStyle, font, pin};
use crate::story::Source;

const HEAD: f32 = 96.0;
const KEY: f32 = 44.0;
const SOURCES: f32 = 136.0;
const NOTES: f32 = 38.0;
/// Free space at both sides of the sheet.
const MARGIN: f32 = 36.0;
/// Width of a card, and its distance from the edge of the sheet.
const CARD: f32 = 306.0;
const CARD_X: f32 = 32.0;
/// Least distance from card to card, and from the map's edges.
const CARD_GAP: f32 = 12.0;
/// Distance from baseline to baseline in a caption.
const LINE: f32 = 20.0;
/// Lines of a caption.
const CARD_LINES: usize = 5;
/// Columns of sources side by side; more go in two rows.
const COLUMNS: usize = 6;
const LOCATOR: Point = [168.0, 124.0];

/// A caption card, in positions of the map.
struct Card {
    disc: Disc,
    lines: Vec<String>,
    /// The same without a quotation.
    plain: Vec<String>,
    height: f32,
    left: bool,
    top: f32,
}

impl Card {
    /// Where its leader begins: at its inner edge, as near its disc's height as it reaches.
    fn anchor(&self, width: f32) -> Point {
        let x = if self.left { CARD_X + CARD } else { width - CARD_X - CARD };
        [x, self.disc.at[1].clamp(self.top + 14.0, self.top + self.height - 14.0)]
    }

    fn rect(&self, width: f32) -> Rect {
        let x = if self.left { CARD_X } else { width - CARD_X - CARD };
        Rect::from_min_size([x, self.top], [CARD, self.height])
    }
}

/// Draws the wide form.
pub(super) fn draw(content: &Content<'_>) -> Drawn {
    let [width, height] = content.options.sheet.size();
    let bottom = height - NOTES - SOURCES - KEY;
    let rect = Rect { min: [0.0, HEAD], max: [width, bottom] };
    let both = if content.entries.is_empty() { 0.0 } else { CARD_X + CARD + 24.0 };
    let inner = Rect { min: [both.max(24.0), HEAD + 24.0], max: [width - both.max(24.0), bottom - 34.0] };
    let map = MapFrame::new(rect, inner, content.choice.bbox);
    let (discs, named) = content.discs(&map);
    let (cards, room_for) = cards(content, &discs, &map);
    if room_for < content.entries.len() {
        return Drawn { items: Vec::new(), room_for };
    }
    let mut taken: Vec<Rect> = cards.iter().map(|card| card.rect(width).grown(4.0)).collect();
    let leaders: Vec<(Point, Point)> = cards.iter().map(|card| (card.anchor(width), card.disc.at)).collect();
    let locator = locator_corner(&map, &discs, &leaders, &taken);
    taken.extend(locator.map(|min| Rect::from_min_size(min, LOCATOR).grown(4.0)));

    let mut items = vec![content.map(&map, (&discs, &named), &taken, &leaders, leader_lines(content, &leaders))];
    for card in &cards {
        items.extend(card_items(content, card, width).into_iter().map(|item| item.shifted(rect.min)));
    }
    if let Some(min) = locator {
        items.push(content.locator([min[0] + rect.min[0], min[1] + rect.min[1]], LOCATOR, &map.camera));
    }
    items.push(content.rule(0.0, width, bottom));
    items.extend(content.head(HEAD, MARGIN, true));
    items.push(content.rule(0.0, width, HEAD));
    items.extend(content.key_row(MARGIN, bottom + KEY / 2.0, width - MARGIN, true));
    items.push(content.rule(MARGIN, width - MARGIN, bottom + KEY));
    items.extend(sources(content, bottom + KEY));
    items.push(content.rule(MARGIN, width - MARGIN, height - NOTES));
    items.extend(content.notes(height - NOTES, MARGIN));
    Drawn { items, room_for }
}

/// Cards at their sides and heights, and for how many captions there is room.
fn cards(content: &Content<'_>, discs: &[Disc], map: &MapFrame) -> (Vec<Card>, usize) {
    let style = TextStyle::regular(15.0);
    let mut cards: Vec<Card> = discs
        .iter()
        .filter_map(|&disc| {
            let entry = content.entries.get(disc.entry)?;
            let wrapped = |words: &str| font::wrap(words, &style, CARD - 62.0, CARD_LINES + 1);
            let lines = Some(wrapped(&entry.caption.text)).filter(|lines| lines.len() <= CARD_LINES);
            let plain = font::wrap(&entry.caption.plain, &style, CARD - 62.0, CARD_LINES);
            let lines = lines.unwrap_or_else(|| plain.clone());
            Some(Card { disc, height: card_height(&lines), lines, plain, left: true, top: 0.0 })
        })
        .collect();
    let available = map.rect.height() - 2.0 * 16.0;
    let tall = |cards: &[Card]| cards.iter().map(|card| card.height + CARD_GAP).sum::<f32>() - CARD_GAP;
    // Discs to the left have their cards at the left; the split evens the columns out.
    cards.sort_by(|a, b| a.disc.at[0].total_cmp(&b.disc.at[0]));
    let middle = map.inner.center()[0];
    let cost = |split: usize| {
        let (left, right) = cards.split_at(split);
        let wrong = left.iter().filter(|card| card.disc.at[0] > middle).count()
            + right.iter().filter(|card| card.disc.at[0] < middle).count();
        #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
        let wrong = wrong as f32 * 60.0;
        let over = (tall(left) - available).max(0.0) + (tall(right) - available).max(0.0);
        over * 1000.0 + (tall(left) - tall(right)).abs() + wrong
    };
    let split = (0..=cards.len()).min_by(|&a, &b| cost(a).total_cmp(&cost(b))).unwrap_or(0);
    let mut room_for = cards.len();
    let mut placed = Vec::new();
    for (n, mut side) in [(0, cards.drain(..split).collect::<Vec<_>>()), (1, cards)] {
        while tall(&side) > available {
            // Quotations give way first, the longest of them, then whole cards.
            let quoting = side.iter_mut().filter(|card| card.lines.len() > card.plain.len());
            if let Some(card) = quoting.max_by_key(|card| card.lines.len() - card.plain.len()) {
                card.lines = card.plain.clone();
                card.height = card_height(&card.lines);
            } else if side.pop().is_some() {
                room_for -= 1;
            }
        }
        for card in &mut side {
            card.left = n == 0;
        }
        side.sort_by(|a, b| a.disc.at[1].total_cmp(&b.disc.at[1]));
        stack(&mut side, map.rect.height());
        uncross(&mut side, discs, map.rect.width(), map.rect.height());
        placed.extend(side);
    }
    (placed, room_for)
}

fn card_height(lines: &[String]) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most five lines")]
    let count = lines.len().max(1) as f32;
    44.0 + count * LINE
}

/// Gives each card its disc's height, then pushes apart, downwards and then back up from the lower edge.
fn stack(cards: &mut [Card], height: f32) {
    let (top, bottom) = (16.0, height - 16.0);
    let mut low = top;
    for card in cards.iter_mut() {
        card.top = (card.disc.at[1] - card.height / 2.0).max(low);
        low = card.top + card.height + CARD_GAP;
    }
    let mut high = bottom;
    for card in cards.iter_mut().rev() {
        card.top = card.top.min(high - card.height);
        high = card.top - CARD_GAP;
    }
}

/// Swaps cards while that lessens how often leaders cross each other or run under discs, or how long they are in all.
fn uncross(cards: &mut [Card], discs: &[Disc], width: f32, height: f32) {
    let mut best = tangle(cards, discs, width);
    let count = cards.len();
    for _ in 0..200 {
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let mut swapped = None;
        for (a, b) in pairs {
            cards.swap(a, b);
            stack(cards, height);
            let cost = tangle(cards, discs, width);
            if cost < best - 0.5 {
                best = cost;
                swapped = Some((a, b));
                break;
            }
            cards.swap(a, b);
        }
        if swapped.is_none() {
            break;
        }
    }
    stack(cards, height);
}

/// How tangled leaders are: crossings weigh most, then discs they run under, then their length.
fn tangle(cards: &[Card], discs: &[Disc], width: f32) -> f32 {
    let lines: Vec<(Point, Point)> = cards.iter().map(|card| (card.anchor(width), card.disc.at)).collect();
    let mut cost = 0.0;
    for (index, &line) in lines.iter().enumerate() {
        let crossed = lines.iter().skip(index + 1).filter(|&&other| crosses(line, other)).count();
        let (from, to) = line;
        let under = discs.iter().filter(|disc| disc.at != to && distance_to_segment(disc.at, from, to) < 15.0).count();
        #[expect(clippy::cast_precision_loss, reason = "at most a hundred")]
        let (crossed, under) = (crossed as f32, under as f32);
        cost += crossed * 10_000.0 + under * 1_000.0 + distance(from, to);
    }
    cost
}

fn leader_lines(content: &Content<'_>, leaders: &[(Point, Point)]) -> Vec<Item> {
    let theme = content.theme();
    let sizes = &theme.tokens.pin;
    let line = |&(from, to): &(Point, Point), width, color| Item::Line {
        points: vec![from, to],
        closed: false,
        stroke: Stroke::solid(width, color),
    };
    let casing = theme.palette.label.halo.colour;
    let mut items: Vec<Item> = leaders.iter().map(|leader| line(leader, sizes.leader_casing, casing)).collect();
    items.extend(leaders.iter().map(|leader| line(leader, sizes.leader, theme.palette.text.second)));
    items
}

fn card_items(content: &Content<'_>, card: &Card, width: f32) -> Vec<Item> {
    let theme = content.theme();
    let Some(Entry { number, event, caption }) = content.entries.get(card.disc.entry) else { return Vec::new() };
    let rect = card.rect(width);
    let [x, y] = rect.min;
    let edge = Stroke::solid(1.0, theme.palette.surface.line_strong);
    let fill = Some(theme.palette.surface.panel);
    let mut items = vec![Item::Box { rect, radius: 6.0, fill, stroke: Some(edge) }];
    items.extend(pin::numbered([x + 25.0, y + 24.0], *number, event.family, event.checked, theme));
    let (letters, left) = content.letters(&caption.letters, rect.max[0] - 12.0, y + 13.0, 6);
    let date = TextStyle::regular(13.0);
    items.push(text(
        &font::fit(&caption.date, &date, left - x - 48.0),
        [x + 48.0, y + 26.5],
        date,
        theme.palette.text.second,
    ));
    items.extend(letters);
    let mut baseline = y + 49.0;
    for line in &card.lines {
        items.push(text(line, [x + 48.0, baseline], TextStyle::regular(15.0), theme.palette.text.ink));
        baseline += LINE;
    }
    items
}

/// The corner between the cards where the inset hides least; `None` where it would hide a disc, a leader's end or a card.
fn locator_corner(map: &MapFrame, discs: &[Disc], leaders: &[(Point, Point)], taken: &[Rect]) -> Option<Point> {
    if map.camera.zoom <= WORLD_ZOOM {
        return None;
    }
    let (left, right) = (map.inner.min[0] + 4.0, map.inner.max[0] - LOCATOR[0] - 4.0);
    let (top, bottom) = (16.0, map.rect.height() - LOCATOR[1] - 16.0);
    let hides = |min: &Point| {
        let rect = Rect::from_min_size(*min, LOCATOR);
        let on_disc =
            discs.iter().any(|disc| rect.grown(22.0).contains(disc.at) || rect.grown(60.0).contains(disc.place));
        let on_card = taken.iter().any(|card| card.overlaps(rect));
        let corners = [rect.min, [rect.max[0], rect.min[1]], rect.max, [rect.min[0], rect.max[1]]];
        let sides = corners.iter().zip(corners.iter().cycle().skip(1));
        let crossed = sides.flat_map(|(&a, &b)| leaders.iter().filter(move |&&leader| crosses((a, b), leader))).count();
        if on_disc || on_card { usize::MAX } else { crossed }
    };
    let corners = [[left, top], [right, top], [right, bottom], [left, bottom - 40.0]];
    corners.into_iter().find(|min| hides(min) == 0)
}

/// The sources under the map: in columns with headline and quotation, or, when there are many, in two rows of one line.
fn sources(content: &Content<'_>, top: f32) -> Vec<Item> {
    let width = content.options.sheet.size()[0] - 2.0 * MARGIN;
    let all = &content.story.sources;
    let two_rows = all.len() > COLUMNS;
    let columns = if two_rows { COLUMNS } else { all.len().max(3) };
    #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
    let step = width / columns as f32;
    let mut items = Vec::new();
    let most = if two_rows { COLUMNS * 2 } else { COLUMNS };
    let shown = if all.len() > most { most - 1 } else { all.len() };
    for (index, (source, quotation)) in all.iter().zip(content.quotations()).take(shown).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let at = [MARGIN + column * step, top + 14.0 + row * 60.0];
        items.extend(source_column(content, source, quotation, at, (step - 28.0, !two_rows)));
    }
    if all.len() > shown {
        #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
        let x = MARGIN + (columns - 1) as f32 * step;
        let words = format!("and {} more articles", all.len() - shown);
        items.push(text(
            &words,
            [x, top + 14.0 + 60.0 + 15.0],
            TextStyle::regular(14.0),
            content.theme().palette.text.second,
        ));
    }
    items
}

/// A source with its quotation: whole with headline, or in one line of small type.
fn source_column(
    content: &Content<'_>,
    source: &Source,
    quotation: Option<String>,
    at: Point,
    (width, whole): (f32, bool),
) -> Vec<Item> {
    let ink = &content.theme().palette.text;
    let [x, y] = at;
    let mut items = content.chip(source.article.letter, [x, y], 20.0);
    let (bold, small, body) = (TextStyle::bold(15.0), TextStyle::regular(13.0), TextStyle::regular(15.0));
    let date = Content::source_date(source);
    let date_width = font::measure(&date, &small).width;
    let outlet = font::fit(source.article.outlet_or_origin(), &bold, width - 28.0 - date_width - 10.0);
    let outlet_width = font::measure(&outlet, &bold).width;
    items.push(text(&outlet, [x + 28.0, y + 15.0], bold, ink.ink));
    items.push(text(&date, [x + 28.0 + outlet_width + 9.0, y + 15.0], small, ink.third));
    let mut baseline = y + 37.0;
    let style = if whole { body } else { small };
    let needed = quotation.as_deref().map_or(0, |words| font::wrap(words, &style, width - 8.0, 9).len());
    // Five lines in all: the quotation has three of them at most, the headline what is left, two at most.
    let headline_lines = if needed > 2 { 1 } else { 2 };
    if whole {
        for line in font::wrap(&source.article.headline, &small, width, headline_lines) {
            items.push(text(&line, [x, baseline], small, ink.second));
            baseline += 17.0;
        }
        baseline += 5.0;
    }
    if let Some(words) = quotation {
        let most = if whole { 3 } else { 1 };
        for line in Content::quotation_lines(&words, &style, width, most) {
            items.push(text(&line, [x, baseline], style, ink.ink));
            baseline += 20.0;
        }
    }
    items
}
