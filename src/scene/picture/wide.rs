//! The wide form: a head, a map across the sheet with captions on cards, then key, sources, notes.
//!
//! Comes in: the content. Goes out: items, and for how many captions there was room.

use super::card::{self, CARD, CARD_X, Card, LINE};
use super::elsewhere::Elsewhere;
use super::locator::WORLD_ZOOM;
use super::map::{Disc, MapFrame, Named, SCALE, boxes};
use super::{Content, Drawn, DrawnCaption, Entry};
use crate::scene::furniture::text;
use crate::scene::spread::{crosses, crosses_rect};
use crate::scene::{Group, Item, Point, Rect, Stroke, TextStyle, font, pin};

const HEAD: f32 = 96.0;
const KEY: f32 = 44.0;
/// Free space at both sides of the sheet.
const MARGIN: f32 = 36.0;
const LOCATOR: Point = [168.0, 124.0];
/// Size of the small map for what is far off.
const ELSEWHERE: Point = [372.0, 226.0];

/// Draws the wide form.
pub(super) fn draw(content: &Content<'_>) -> Drawn {
    let [width, height] = content.options.sheet.size();
    let notes = height - content.notes_height(MARGIN);
    let bottom = notes - content.sources_height(MARGIN) - KEY;
    let rect = Rect { min: [0.0, HEAD], max: [width, bottom] };
    let both = if content.entries.is_empty() { 0.0 } else { CARD_X + CARD + 24.0 };
    let inner = Rect { min: [both.max(24.0), HEAD + 24.0], max: [width - both.max(24.0), bottom - 34.0] };
    let (mut map, discs, named, small) = placed(content, rect, inner);
    let small_rect = small.as_ref().map(Elsewhere::rect);
    let all: Vec<Disc> = discs.iter().copied().chain(small.iter().flat_map(Elsewhere::discs)).collect();
    let (cards, room_for) = card::cards(content, &all, &boxes(&named), &map, small_rect);
    if room_for < content.entries.len() {
        return Drawn { items: Vec::new(), room_for, map, captions: Vec::new() };
    }
    let mut taken: Vec<Rect> = cards.iter().map(|card| card.rect().grown(4.0)).collect();
    taken.extend(small_rect.map(|rect| rect.grown(4.0)));
    let leaders: Vec<(Point, Point)> = cards.iter().filter_map(|card| Some((card.anchor()?, card.disc.at))).collect();
    map.scale_left = scale_left(&map, &taken, &discs);
    let scale = map.scale_rect();
    taken.push(scale);
    let locator = locator_corner(&map, &discs, &leaders, &taken).filter(|_| small.is_none());
    taken.extend(locator.map(|min| Rect::from_min_size(min, LOCATOR).grown(4.0)));
    let edges = content.edges(&map, &discs, &leaders, &taken);
    taken.extend(edges.iter().filter_map(|piece| piece.rect));
    taken.retain(|rect| *rect != scale);

    let mut above = content.leader_lines(&leaders);
    above.extend(edges.into_iter().flat_map(|piece| piece.items));
    let mut items = vec![content.map(&map, (&discs, &named), &taken, &leaders, above)];
    if let Some(small) = &small {
        // Leaders lie under the small map, but for those that lead to it.
        let to_it: Vec<_> = leaders.iter().copied().filter(|(_, to)| small.rect().contains(*to)).collect();
        items.push(content.draw_elsewhere(small, &map, &to_it));
    }
    let said = |card: &Card| DrawnCaption {
        entry: card.disc.entry,
        text: card.words.clone(),
        rect: card.rect().shifted(rect.min),
    };
    let captions = cards.iter().map(said).collect();
    let drawn = cards.iter().map(|card| Item::Group(card_group(content, card)).shifted(rect.min)).collect();
    items.push(Item::Group(Group { id: Some("captions".to_owned()), title: None, clip: None, items: drawn }));
    if let Some(min) = locator {
        items.push(content.locator([min[0] + rect.min[0], min[1] + rect.min[1]], LOCATOR, &map.camera));
    }
    items.push(content.below(bottom));
    items.push(content.rule(0.0, width, bottom));
    items.extend(content.head(HEAD, MARGIN, true));
    items.push(content.rule(0.0, width, HEAD));
    items.extend(content.key_row(MARGIN, bottom + KEY / 2.0, width - MARGIN, true, &map.camera));
    items.push(content.rule(MARGIN, width - MARGIN, bottom + KEY));
    let sources = content.source_columns(bottom + KEY, MARGIN);
    items.push(Item::Group(Group { id: Some("sources".to_owned()), title: None, clip: None, items: sources }));
    items.push(content.rule(MARGIN, width - MARGIN, notes));
    items.extend(content.notes(notes, MARGIN));
    Drawn { items, room_for, map, captions }
}

/// The map with its discs, and the small map for what is too far off, in the corner where fewest leaders will cross it. Where
/// every corner is busy the large map makes room beside it.
fn placed(content: &Content<'_>, rect: Rect, inner: Rect) -> (MapFrame, Vec<Disc>, Vec<Named>, Option<Elsewhere>) {
    let map = content.map_frame(rect, inner);
    let (discs, named) = content.discs(&map, false);
    if !content.has_far() {
        return (map, discs, named, None);
    }
    let corners = |map: &MapFrame| {
        let (left, right) = (map.inner.min[0], map.inner.max[0].max(inner.max[0]) - ELSEWHERE[0]);
        let (top, bottom) = (16.0, map.rect.height() - ELSEWHERE[1] - 16.0);
        [[right, top], [right, bottom], [left, top], [left, bottom - 36.0]]
    };
    let crossed = |map: &MapFrame, discs: &[Disc], min: Point| {
        let small = content.elsewhere(map, min, ELSEWHERE);
        let all: Vec<Disc> = discs.iter().copied().chain(small.discs()).collect();
        let (cards, _) = card::cards(content, &all, &[], map, Some(small.rect()));
        let leaders = cards.iter().filter_map(|card| Some((card.anchor()?, card.disc.at)));
        let crossed =
            leaders.filter(|&(from, to)| !small.rect().contains(to) && crosses_rect(small.rect(), (from, to)));
        (crossed.count(), small)
    };
    let free = |discs: &[Disc], min: Point| {
        let rect = Rect::from_min_size(min, ELSEWHERE).grown(30.0);
        !discs.iter().any(|disc| rect.contains(disc.at) || rect.contains(disc.place))
    };
    let found = corners(&map).into_iter().filter(|&min| free(&discs, min)).map(|min| crossed(&map, &discs, min));
    if let Some((_, small)) = found.min_by_key(|(crossed, _)| *crossed) {
        return (map, discs, named, Some(small));
    }
    let narrow = Rect { max: [inner.max[0] - ELSEWHERE[0] - 24.0, inner.max[1]], ..inner };
    let map = content.map_frame(rect, narrow);
    let (discs, named) = content.discs(&map, false);
    let found = corners(&map).into_iter().take(2).map(|min| crossed(&map, &discs, min));
    let small = found.min_by_key(|(crossed, _)| *crossed).map(|(_, small)| small);
    (map, discs, named, small)
}

/// Where the scale bar begins: in the lower left corner, or right of what stands there.
fn scale_left(map: &MapFrame, taken: &[Rect], discs: &[Disc]) -> f32 {
    let rect = |left: f32| Rect { min: [left, map.rect.height() - 44.0], max: [left + SCALE, map.rect.height()] };
    let free = |left: &f32| {
        let rect = rect(*left);
        let clear = |disc: &Disc| !rect.grown(16.0).contains(disc.at) && !rect.grown(6.0).contains(disc.place);
        !taken.iter().any(|other| other.overlaps(rect)) && discs.iter().all(clear)
    };
    let beside = taken.iter().map(|rect| rect.max[0] + 14.0);
    let mut spots: Vec<f32> = std::iter::once(CARD_X).chain(beside).filter(|x| x + SCALE < map.rect.width()).collect();
    spots.sort_by(f32::total_cmp);
    spots.into_iter().find(free).unwrap_or(map.inner.min[0] + 6.0)
}

fn card_group(content: &Content<'_>, card: &Card) -> Group {
    let number = content.entries.get(card.disc.entry).map_or(0, |entry| entry.number);
    let items = card_items(content, card);
    Group { id: Some(format!("caption-{number}")), title: None, clip: None, items }
}

fn card_items(content: &Content<'_>, card: &Card) -> Vec<Item> {
    let theme = content.theme();
    let Some(Entry { number, event, caption, .. }) = content.entries.get(card.disc.entry) else { return Vec::new() };
    let rect = card.rect();
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

/// The corner where the inset hides least; `None` where it would hide a disc, a leader or a card in all of them.
fn locator_corner(map: &MapFrame, discs: &[Disc], leaders: &[(Point, Point)], taken: &[Rect]) -> Option<Point> {
    if map.camera.zoom <= WORLD_ZOOM {
        return None;
    }
    let (left, right) = (map.inner.min[0] + 4.0, map.inner.max[0] - LOCATOR[0] - 4.0);
    let (top, bottom) = (16.0, map.rect.height() - LOCATOR[1] - 16.0);
    let free = |min: &Point| {
        let rect = Rect::from_min_size(*min, LOCATOR);
        let on_disc =
            discs.iter().any(|disc| rect.grown(22.0).contains(disc.at) || rect.grown(60.0).contains(disc.place));
        let corners = [rect.min, [rect.max[0], rect.min[1]], rect.max, [rect.min[0], rect.max[1]]];
        let mut sides = corners.iter().zip(corners.iter().cycle().skip(1));
        !on_disc
            && !taken.iter().any(|card| card.overlaps(rect))
            && !sides.any(|(&a, &b)| leaders.iter().any(|&leader| crosses((a, b), leader)))
    };
    let outer = map.rect.width() - LOCATOR[0] - CARD_X;
    let corners = [
        [CARD_X, top],
        [outer, top],
        [outer, bottom],
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom - 40.0],
    ];
    corners.into_iter().find(free)
}
