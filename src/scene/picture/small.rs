//! The small form, for sheets on which a whole picture could not be read: title, map, a few captions, outlets, credits.
//!
//! Comes in: the content. Goes out: items, and for how many captions there was room. It says less than the other forms: no
//! quoted passages, no second map; what has no caption is counted.

use super::locator::WORLD_ZOOM;
use super::tall::{self, MARGIN, Says};
use super::{Content, Drawn, DrawnCaption};
use crate::scene::furniture::text;
use crate::scene::{Group, Item, Point, Rect, TextStyle, font};

const TITLE: TextStyle = TextStyle::bold(22.0);
const TITLE_LINE: f32 = 27.0;
const SUBTITLE: TextStyle = TextStyle::regular(14.0);
const COUNT: TextStyle = TextStyle::bold(14.0);
/// The line that counts, and the key under it.
const KEY: f32 = 54.0;
const LOCATOR: Point = [96.0, 72.0];
/// The least share of the sheet that the map has.
const MAP_SHARE: f32 = 0.3;
/// Captions stand in two columns on a sheet this wide, in points.
const TWO_COLUMNS: f32 = 800.0;

/// Draws the small form.
pub(super) fn draw(content: &Content<'_>) -> Drawn {
    let [width, height] = content.options.sheet.size();
    let right = width - MARGIN;
    let title = font::wrap(&content.title, &TITLE, width - 2.0 * MARGIN, 2);
    let head = if title.len() > 1 { 62.0 + TITLE_LINE } else { 62.0 };
    let notes = height - tall::note_height(tall::note_lines(content).len());
    let sources = notes - 8.0 - tall::outlets_height(content);

    let columns: usize = if width < TWO_COLUMNS { 1 } else { 2 };
    let column = tall::caption_width(width, columns);
    let captions: Vec<(String, Vec<String>)> =
        content.entries.iter().map(|entry| tall::caption_lines(entry, column - 40.0, Says::LEAST)).collect();
    let rows = tall::row_heights(&captions, columns);
    let free = sources - 8.0 - head - height * MAP_SHARE - KEY;
    let fitting = tall::rows_within(&rows, free);
    let list = sources - 8.0 - rows.iter().take(fitting).sum::<f32>();

    let rect = Rect { min: [0.0, head], max: [width, list - KEY] };
    let inner = Rect { min: [20.0, rect.min[1] + 12.0], max: [width - 20.0, rect.max[1] - 30.0] };
    let map = content.map_frame(rect, inner);
    let (discs, named) = content.discs(&map, false);
    let busy: Vec<Point> = discs.iter().flat_map(|disc| [disc.at, disc.place]).collect();
    let corner = tall::free_corner(&map, &busy, LOCATOR).filter(|_| map.camera.zoom > WORLD_ZOOM);
    let mut taken: Vec<Rect> = corner.iter().map(|&min| Rect::from_min_size(min, LOCATOR).grown(4.0)).collect();
    let edges = content.edges(&map, &discs, &[], &taken.iter().copied().chain([map.scale_rect()]).collect::<Vec<_>>());
    taken.extend(edges.iter().filter_map(|piece| piece.rect));
    let above = edges.into_iter().flat_map(|piece| piece.items).collect();

    let mut items = vec![content.map(&map, (&discs, &named), &taken, &[], above)];
    if let Some([x, y]) = corner {
        items.push(content.locator([x + rect.min[0], y + rect.min[1]], LOCATOR, &map.camera));
    }
    let ink = &content.theme().palette.text;
    let mut baseline = 30.0;
    for line in &title {
        items.push(text(line, [MARGIN, baseline], TITLE, ink.ink));
        baseline += TITLE_LINE;
    }
    let subtitle = font::fit(&content.subtitle, &SUBTITLE, width - 2.0 * MARGIN);
    items.push(text(&subtitle, [MARGIN, baseline - 5.0], SUBTITLE, ink.second));
    items.push(content.rule(0.0, width, head));
    items.push(content.below(rect.max[1]));
    items.push(content.rule(0.0, width, rect.max[1]));
    let counted = font::fit(&content.count_line(), &COUNT, width - 2.0 * MARGIN);
    items.push(text(&counted, [MARGIN, rect.max[1] + 21.0], COUNT, ink.ink));
    items.extend(content.key_row(MARGIN, rect.max[1] + 38.0, right, false, &map.camera));
    let mut said = Vec::new();
    for (entry, (words, lines)) in captions.iter().enumerate() {
        let caption = tall::caption_rect(&rows, list, (column, columns), entry);
        items.extend(
            content.entries.get(entry).into_iter().flat_map(|it| tall::caption_row(content, it, lines, caption)),
        );
        said.push(DrawnCaption { entry, text: words.clone(), rect: caption });
    }
    items.push(content.rule(MARGIN, right, sources));
    let outlets = tall::outlets(content, sources);
    items.push(Item::Group(Group { id: Some("sources".to_owned()), title: None, clip: None, items: outlets }));
    items.push(content.rule(MARGIN, right, notes));
    items.extend(tall::notes(content, notes));
    Drawn { items, room_for: fitting * columns, map, captions: said }
}
