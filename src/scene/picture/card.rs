//! Where the captions of a wide picture stand: beside their discs when there are few, else in a column at each side.
//!
//! Comes in: discs on a map, captions. Goes out: cards that touch neither each other nor, placed by us, a disc, with leaders
//! that cross as little as can be; and for how many captions there was room. Where a person put a card, it stands.

use super::Content;
use super::map::{Disc, MapFrame};
use crate::scene::spread::{crosses, crosses_rect, distance, distance_to_segment};
use crate::scene::{Point, Rect, TextStyle, font};

/// Width of a card, and the least distance from the edge of the sheet.
pub(super) const CARD: f32 = 306.0;
pub(super) const CARD_X: f32 = 32.0;
/// Least distance from card to card, and from the map's edges.
const CARD_GAP: f32 = 12.0;
const EDGE: f32 = 16.0;
/// Distance from a column of cards to the nearest disc.
const REACH: f32 = 120.0;
/// Distance from baseline to baseline in a caption.
pub(super) const LINE: f32 = 20.0;
/// Lines of a caption.
const CARD_LINES: usize = 5;
/// How much the way of leaders across the map weighs beside columns of uneven height, both in points.
const FAR: f32 = 0.6;
/// Up to so many captions stand beside their discs.
const FEW: usize = 4;

/// A caption card, in positions of the map.
#[derive(Clone)]
pub(super) struct Card {
    /// Whose caption.
    pub(super) disc: Disc,
    /// What it says.
    pub(super) words: String,
    /// The same in lines.
    pub(super) lines: Vec<String>,
    /// The same without a quotation.
    plain: (String, Vec<String>),
    /// Upper left corner.
    pub(super) min: Point,
    /// Height.
    pub(super) height: f32,
}

impl Card {
    /// Where its leader begins: on its edge, as near its disc as it reaches. `None` when it lies on its disc.
    pub(super) fn anchor(&self) -> Option<Point> {
        let Rect { min, max } = self.rect();
        let [x, y] = self.disc.at;
        let outside = Rect { min, max }.grown(2.0);
        if outside.contains([x, y]) {
            return None;
        }
        let inset = 14.0;
        let [near_x, near_y] = [x.clamp(min[0], max[0]), y.clamp(min[1], max[1])];
        // Not at the very corner, where the edge is round.
        if near_x == x {
            Some([x.clamp(min[0] + inset, max[0] - inset), near_y])
        } else {
            Some([near_x, y.clamp(min[1] + inset, max[1] - inset)])
        }
    }

    pub(super) fn rect(&self) -> Rect {
        Rect::from_min_size(self.min, [CARD, self.height])
    }
}

/// Cards at their places, and for how many captions there is room.
/// `small` is where the small map stands, if there is one: no card lies on it.
pub(super) fn cards(
    content: &Content<'_>,
    discs: &[Disc],
    names: &[Rect],
    map: &MapFrame,
    small: Option<Rect>,
) -> (Vec<Card>, usize) {
    let cards: Vec<Card> = discs.iter().filter_map(|&disc| card(content, disc)).collect();
    let few = (cards.len() <= FEW && small.is_none()).then(|| beside(cards.clone(), discs, names, map)).flatten();
    let (mut cards, room_for) = match few {
        Some(cards) => {
            let count = cards.len();
            (cards, count)
        }
        None => {
            let mut busy: Vec<f32> = content.dots(map).iter().map(|dot| dot[0]).collect();
            let near = |rect: Rect| [rect.min[0] - EDGE + REACH, rect.max[0] + EDGE - REACH];
            busy.extend(small.into_iter().flat_map(near));
            columns(cards, discs, &busy, map)
        }
    };
    // Where a person put a card, it stands: the others keep the places they have without it.
    let [width, height] = [map.rect.width(), map.rect.height()];
    for card in &mut cards {
        let id = content.entries.get(card.disc.entry).map(|entry| entry.event.id);
        if let Some([x, y]) = id.and_then(|id| content.story.layout.positions.get(&id)) {
            let (x, y) = (x * width - CARD / 2.0, y * height - card.height / 2.0);
            card.min = [x.clamp(8.0, width - CARD - 8.0), y.clamp(8.0, height - card.height - 8.0)];
        }
    }
    (cards, room_for)
}

fn card(content: &Content<'_>, disc: Disc) -> Option<Card> {
    let entry = content.entries.get(disc.entry)?;
    let style = TextStyle::regular(15.0);
    let wrapped = |words: &str| font::wrap(words, &style, CARD - 62.0, CARD_LINES + 1);
    let whole = Some(wrapped(&entry.caption.text)).filter(|lines| lines.len() <= CARD_LINES);
    let plain = (entry.caption.plain.clone(), font::wrap(&entry.caption.plain, &style, CARD - 62.0, CARD_LINES));
    let (words, lines) = whole.map_or_else(|| plain.clone(), |lines| (entry.caption.text.clone(), lines));
    Some(Card { disc, height: card_height(&lines), words, lines, plain, min: [0.0, 0.0] })
}

/// Each card beside its own disc; `None` where one finds no room.
fn beside(mut cards: Vec<Card>, discs: &[Disc], names: &[Rect], map: &MapFrame) -> Option<Vec<Card>> {
    let within = Rect { min: [0.0, 0.0], max: [map.rect.width(), map.rect.height()] }.grown(-EDGE);
    // The scale bar stands in the lower left corner.
    let scale = Rect { min: [0.0, within.max[1] - 34.0], max: [within.min[0] + 260.0, map.rect.height()] };
    let middle = map.inner.center()[0];
    let mut placed: Vec<Card> = Vec::new();
    cards.sort_by(|a, b| a.disc.at[1].total_cmp(&b.disc.at[1]));
    for mut card in cards {
        let [x, y] = card.disc.at;
        let right_first = x >= middle;
        let mut spots: Vec<(f32, Point)> = Vec::new();
        for off in [72.0, 96.0, 130.0, 180.0, 240.0, 320.0] {
            for lift in [0.5, 0.2, 0.8, 1.0, 0.0, 1.4, -0.4] {
                let top = y - card.height * lift;
                let (right, left) = ([x + off, top], [x - off - CARD, top]);
                let turn = (lift - 0.5_f32).abs() * 60.0;
                spots.push((off + turn + if right_first { 0.0 } else { 8.0 }, right));
                spots.push((off + turn + if right_first { 8.0 } else { 0.0 }, left));
            }
        }
        spots.sort_by(|a, b| a.0.total_cmp(&b.0));
        let free = |min: Point| {
            let rect = Rect::from_min_size(min, [CARD, card.height]);
            let candidate = Card { min, ..card.clone() };
            let leader = candidate.anchor().map(|from| (from, card.disc.at));
            let clear_of = |point: Point, by: f32| !rect.grown(by).contains(point);
            within.contains(rect.min)
                && within.contains(rect.max)
                && !rect.overlaps(scale)
                && !names.iter().any(|name| name.grown(4.0).overlaps(rect))
                && discs.iter().all(|disc| clear_of(disc.at, 26.0) && clear_of(disc.place, 40.0))
                && placed.iter().all(|other| !other.rect().grown(CARD_GAP).overlaps(rect))
                && leader.is_none_or(|leader| {
                    let under =
                        |disc: &Disc| disc.at != leader.1 && distance_to_segment(disc.at, leader.0, leader.1) < 17.0;
                    !discs.iter().any(under)
                        && !names.iter().any(|&name| crosses_rect(name, leader))
                        && placed.iter().all(|other| {
                            !crosses_rect(other.rect(), leader)
                                && other.anchor().is_none_or(|from| {
                                    !crosses((from, other.disc.at), leader)
                                        && !crosses_rect(rect, (from, other.disc.at))
                                })
                        })
                })
        };
        card.min = spots.into_iter().map(|(_, min)| min).find(|&min| free(min))?;
        placed.push(card);
    }
    Some(placed)
}

/// The cards in a column at each side, as near the discs as both columns stay clear of them all, and of what else is busy, by
/// how far right it stands.
fn columns(mut cards: Vec<Card>, discs: &[Disc], also: &[f32], map: &MapFrame) -> (Vec<Card>, usize) {
    let (width, height) = (map.rect.width(), map.rect.height());
    let available = height - 2.0 * EDGE;
    let tall = |cards: &[Card]| cards.iter().map(|card| card.height + CARD_GAP).sum::<f32>() - CARD_GAP;
    let busy = || discs.iter().flat_map(|disc| [disc.at[0], disc.place[0]]).chain(also.iter().copied());
    let left_x = (busy().fold(f32::MAX, f32::min) - REACH - CARD).clamp(CARD_X, width / 2.0 - CARD - REACH);
    let right_x = (busy().fold(f32::MIN, f32::max) + REACH).clamp(width / 2.0 + REACH, width - CARD_X - CARD);
    // Discs to the left have their cards at the left; the split evens the columns out as far as leaders stay short.
    cards.sort_by(|a, b| a.disc.at[0].total_cmp(&b.disc.at[0]));
    let reach = |cards: &[Card], edge: f32| cards.iter().map(|card| (card.disc.at[0] - edge).abs()).sum::<f32>();
    let cost = |split: usize| {
        let (left, right) = cards.split_at(split);
        let over = (tall(left) - available).max(0.0) + (tall(right) - available).max(0.0);
        let far = reach(left, left_x + CARD) + reach(right, right_x);
        over * 1000.0 + (tall(left) - tall(right)).abs() + far * FAR
    };
    let split = (0..=cards.len()).min_by(|&a, &b| cost(a).total_cmp(&cost(b))).unwrap_or(0);
    let mut room_for = cards.len();
    let mut placed = Vec::new();
    for (x, mut side) in [(left_x, cards.drain(..split).collect::<Vec<_>>()), (right_x, cards)] {
        while tall(&side) > available {
            // Quotations give way first, the longest of them, then whole cards.
            let quoting = side.iter_mut().filter(|card| card.lines.len() > card.plain.1.len());
            if let Some(card) = quoting.max_by_key(|card| card.lines.len() - card.plain.1.len()) {
                (card.words, card.lines) = card.plain.clone();
                card.height = card_height(&card.lines);
            } else if side.pop().is_some() {
                room_for -= 1;
            }
        }
        for card in &mut side {
            card.min[0] = x;
        }
        side.sort_by(|a, b| a.disc.at[1].total_cmp(&b.disc.at[1]));
        stack(&mut side, height);
        uncross(&mut side, discs, height);
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
    let (top, bottom) = (EDGE, height - EDGE);
    let mut low = top;
    for card in cards.iter_mut() {
        card.min[1] = (card.disc.at[1] - card.height / 2.0).max(low);
        low = card.min[1] + card.height + CARD_GAP;
    }
    let mut high = bottom;
    for card in cards.iter_mut().rev() {
        card.min[1] = card.min[1].min(high - card.height);
        high = card.min[1] - CARD_GAP;
    }
}

/// Swaps cards while that lessens how often leaders cross each other or run under discs, or how long they are in all.
fn uncross(cards: &mut [Card], discs: &[Disc], height: f32) {
    let mut best = tangle(cards, discs);
    let count = cards.len();
    for _ in 0..200 {
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let mut swapped = None;
        for (a, b) in pairs {
            cards.swap(a, b);
            stack(cards, height);
            let cost = tangle(cards, discs);
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
fn tangle(cards: &[Card], discs: &[Disc]) -> f32 {
    let lines: Vec<(Point, Point)> = cards.iter().filter_map(|card| Some((card.anchor()?, card.disc.at))).collect();
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
