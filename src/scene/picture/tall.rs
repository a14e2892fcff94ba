//! The tall form, for posts and pages: the map above, captions as a list in two columns under it, then the sources.
//!
//! Comes in: the content. Goes out: items, and for how many captions there was room. There are no leaders from captions to
//! discs: the numbers do that.

use super::locator::WORLD_ZOOM;
use super::map::MapFrame;
use super::sources::Quotation;
use super::{Content, Drawn, Entry};
use crate::scene::furniture::{run, text};
use crate::scene::{Anchor, Item, Point, Rect, TextStyle, font, pin};
use crate::story::Source;

const HEAD: f32 = 116.0;
const KEY: f32 = 46.0;
const MARGIN: f32 = 32.0;
const LOCATOR: Point = [148.0, 110.0];
/// Room for a quotation beside the name of its source.
const BESIDE: f32 = 660.0;
/// Distance between the two columns of captions.
const GUTTER: f32 = 36.0;

/// How much is said, by the height of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// 1:1: short captions, letters and outlets.
    Square,
    /// 4:5: short captions, one line a source.
    Portrait,
    /// A page: whole captions, headline and quotation.
    Page,
}

impl Plan {
    fn of(height: f32) -> Self {
        match height {
            ..1200.0 => Self::Square,
            ..1440.0 => Self::Portrait,
            _ => Self::Page,
        }
    }

    /// The most lines of a caption.
    fn lines(self) -> usize {
        match self {
            Self::Portrait => 3,
            Self::Square | Self::Page => 2,
        }
    }

    fn source_row(self) -> f32 {
        match self {
            Self::Square | Self::Portrait => 30.0,
            Self::Page => 56.0,
        }
    }

    /// The most rows of sources; the rest are counted.
    fn source_rows(self) -> usize {
        match self {
            Self::Square => 2,
            Self::Portrait => 6,
            Self::Page => 7,
        }
    }
}

/// Where the parts of a sheet stand.
struct Layout {
    plan: Plan,
    map: Rect,
    list: f32,
    sources: f32,
    notes: f32,
    /// Height of a row of the list.
    row: f32,
    /// How many captions the list holds.
    room_for: usize,
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
fn layout(content: &Content<'_>) -> Layout {
    let [width, height] = content.options.sheet.size();
    let plan = Plan::of(height);
    let notes = height - 66.0;
    let source_count = match plan {
        Plan::Square => 2,
        _ => content.story.sources.len().min(plan.source_rows()),
    };
    let sources =
        notes - 12.0 - source_count as f32 * plan.source_row() - if plan == Plan::Square { 0.0 } else { 32.0 };
    // The map takes what captions and sources leave, but never less than two fifths nor more than is good to look at.
    let rows_wanted = content.entries.len().div_ceil(2);
    let least_map = height * 0.36;
    let row = row_height(content, plan);
    let rows_room = ((sources - 16.0 - HEAD - least_map - KEY) / row).floor().max(1.0) as usize;
    let rows = rows_wanted.min(rows_room);
    let list = sources - 12.0 - rows as f32 * row;
    let map = Rect { min: [0.0, HEAD], max: [width, list - KEY] };
    Layout { plan, map, list, sources, notes, row, room_for: rows_room * 2 }
}

/// Rows are as high as the longest caption of the list needs.
fn row_height(content: &Content<'_>, plan: Plan) -> f32 {
    let room = caption_width(content.options.sheet.size()[0]) - 40.0;
    let lines = content.entries.iter().map(|entry| caption_lines(entry, room, plan).len()).max().unwrap_or(1);
    #[expect(clippy::cast_precision_loss, reason = "at most three")]
    let lines = lines.max(1) as f32;
    34.0 + lines * 21.0
}

/// Width of a column of captions.
fn caption_width(sheet: f32) -> f32 {
    (sheet - 2.0 * MARGIN - GUTTER) / 2.0
}

/// A caption in lines: the longest of its forms that fits whole.
fn caption_lines(entry: &Entry<'_>, room: f32, plan: Plan) -> Vec<String> {
    let style = TextStyle::regular(16.0);
    let forms = [&entry.caption.text, &entry.caption.plain].into_iter().chain(&entry.caption.short);
    let fitting = forms.clone().find(|words| font::wrap(words, &style, room, plan.lines() + 1).len() <= plan.lines());
    let words = fitting.or(forms.last()).map_or("", |words| words.as_str());
    font::wrap(words, &style, room, plan.lines())
}

/// Draws the tall form.
pub(super) fn draw(content: &Content<'_>) -> Drawn {
    let width = content.options.sheet.size()[0];
    let at = layout(content);
    let inner = Rect { min: [24.0, at.map.min[1] + 16.0], max: [width - 24.0, at.map.max[1] - 34.0] };
    let map = MapFrame::new(at.map, inner, content.choice.bbox);
    let (discs, named) = content.discs(&map);
    let corner = locator_corner(&map, &discs.iter().flat_map(|disc| [disc.at, disc.place]).collect::<Vec<_>>());
    let taken: Vec<Rect> = corner.iter().map(|&min| Rect::from_min_size(min, LOCATOR).grown(4.0)).collect();
    let scale =
        Rect { min: [map.scale_left, map.rect.height() - 44.0], max: [map.scale_left + 250.0, map.rect.height()] };
    let edges = content.edges(&map, &discs, &[], &taken.iter().copied().chain([scale]).collect::<Vec<_>>());
    let taken: Vec<Rect> = taken.into_iter().chain(edges.iter().filter_map(|piece| piece.rect)).collect();
    let above = edges.into_iter().flat_map(|piece| piece.items).collect();
    let mut items = vec![content.map(&map, (&discs, &named), &taken, &[], above)];
    if let Some(min) = corner {
        items.push(content.locator([min[0] + at.map.min[0], min[1] + at.map.min[1]], LOCATOR, &map.camera));
    }
    items.extend(content.head(HEAD, MARGIN, false));
    items.push(content.rule(0.0, width, HEAD));
    items.push(content.rule(0.0, width, at.map.max[1]));
    items.extend(count_row(content, at.map.max[1] + KEY / 2.0));
    items.push(content.rule(MARGIN, width - MARGIN, at.list));
    items.extend(list(content, &at));
    items.push(content.rule(MARGIN, width - MARGIN, at.sources - 4.0));
    items.extend(sources(content, &at));
    items.push(content.rule(MARGIN, width - MARGIN, at.notes));
    items.extend(notes(content, at.notes));
    let captions = (0..content.entries.len()).map(|index| (index, caption_rect(content, &at, index))).collect();
    Drawn { items, room_for: at.room_for, map, captions }
}

/// The count at the left, the key of checking and precision at the right.
fn count_row(content: &Content<'_>, y: f32) -> Vec<Item> {
    let width = content.options.sheet.size()[0];
    let style = TextStyle::bold(14.0);
    let keys = content.keys_width();
    let ink = &content.theme().palette.text;
    let room = width - 2.0 * MARGIN - keys - 24.0;
    let words: Vec<String> = std::iter::once(content.count_line()).chain(content.choice.more()).collect();
    let whole = words.join(" · ");
    let mut items = if font::measure(&whole, &style).width <= room {
        vec![text(&whole, [MARGIN, y + 5.0], style, ink.ink)]
    } else {
        let lines = words.iter().zip([(y - 4.0, style, ink.ink), (y + 14.0, TextStyle::regular(13.0), ink.second)]);
        lines.map(|(words, (y, style, ink))| text(&font::fit(words, &style, room), [MARGIN, y], style, ink)).collect()
    };
    items.extend(content.key_row(width - MARGIN - keys, y, width - MARGIN + 1.0, false));
    items
}

fn list(content: &Content<'_>, at: &Layout) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, entry) in content.entries.iter().enumerate() {
        let rect = caption_rect(content, at, index);
        items.extend(caption_row(content, entry, rect, at.plan));
    }
    items
}

/// Where the caption of an entry stands: the first half of them in the left column.
fn caption_rect(content: &Content<'_>, at: &Layout, index: usize) -> Rect {
    let column = caption_width(content.options.sheet.size()[0]);
    let rows = content.entries.len().div_ceil(2).max(1);
    #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
    let (side, row) = ((index / rows) as f32, (index % rows) as f32);
    let min = [MARGIN + side * (column + GUTTER), at.list + 6.0 + row * at.row];
    Rect::from_min_size(min, [column, at.row - 6.0])
}

fn caption_row(content: &Content<'_>, entry: &Entry<'_>, rect: Rect, plan: Plan) -> Vec<Item> {
    let theme = content.theme();
    let ink = &theme.palette.text;
    let Entry { number, event, caption } = entry;
    let [x, y] = rect.min;
    let text_x = x + 40.0;
    let mut items = pin::numbered([x + 15.0, y + 18.0], *number, event.family, event.checked, theme);
    let (letters, left) = content.letters(&caption.letters, rect.max[0], y + 3.0, 6);
    items.extend(letters);
    let small = TextStyle::regular(13.0);
    let unchecked = if event.checked || !content.say_unchecked { "" } else { " · not checked" };
    let about = format!("{} · {}{unchecked}", event.family.label(), caption.date);
    items.push(text(&font::fit(&about, &small, left - text_x - 6.0), [text_x, y + 16.0], small, ink.third));
    let style = TextStyle::regular(16.0);
    let mut baseline = y + 38.0;
    for line in caption_lines(entry, rect.max[0] - text_x, plan) {
        items.push(text(&line, [text_x, baseline], style, ink.ink));
        baseline += 21.0;
    }
    items
}

fn sources(content: &Content<'_>, at: &Layout) -> Vec<Item> {
    let theme = content.theme();
    let all = &content.story.sources;
    if at.plan == Plan::Square {
        return outlets(content, at.sources);
    }
    let most = at.plan.source_rows();
    let shown = if all.len() > most { most - 1 } else { all.len() };
    let mut y = at.sources + 20.0;
    let heading = if all.is_empty() { "No sources" } else { "Sources, in their words" };
    let mut items = vec![text(heading, [MARGIN, y], TextStyle::bold(14.0), theme.palette.text.ink)];
    y += 12.0;
    let right = content.options.sheet.size()[0] - MARGIN;
    let body = TextStyle::regular(15.0);
    // A line beside the name of the source, or two lines under it.
    let (room, lines) = if at.plan == Plan::Page { (right - MARGIN - 60.0, 2) } else { (BESIDE, 1) };
    let fits = |words: &str| font::wrap(words, &body, room, lines + 1).len() <= lines;
    for (source, quotations) in all.iter().zip(content.quotations(1, &fits)).take(shown) {
        items.extend(source_row(content, source, quotations.first(), y, at.plan));
        y += at.plan.source_row();
    }
    if all.len() > shown {
        let words = format!("and {} more articles", all.len() - shown);
        items.push(text(&words, [MARGIN, y + 16.0], TextStyle::regular(14.0), theme.palette.text.second));
    }
    items
}

fn source_row(content: &Content<'_>, source: &Source, quotation: Option<&Quotation>, y: f32, plan: Plan) -> Vec<Item> {
    let ink = &content.theme().palette.text;
    let right = content.options.sheet.size()[0] - MARGIN;
    let (bold, small, body) = (TextStyle::bold(15.0), TextStyle::regular(13.0), TextStyle::regular(15.0));
    let mut items = content.chip(source.article.letter, [MARGIN, y], 20.0);
    let mut x = MARGIN + 30.0;
    let baseline = y + 15.0;
    let date = Content::source_date(source);
    let date_width = font::measure(&date, &small).width;
    let most = if plan == Plan::Page { 420.0 } else { right - BESIDE - x - date_width - 46.0 };
    let name = font::fit(Content::source_name(source), &bold, most);
    items.push(text(&name, [x, baseline], bold, ink.ink));
    x += font::measure(&name, &bold).width + 8.0;
    items.push(text(&date, [x, baseline], small, ink.third));
    x += date_width + 14.0;
    if plan == Plan::Page {
        let below = if source.article.outlet.is_some() { source.article.headline.as_str() } else { "no outlet named" };
        items.push(text(&font::fit(below, &small, right - x), [x, baseline], small, ink.second));
        if let Some(quotation) = quotation {
            let at = [MARGIN + 30.0, baseline + 20.0];
            items.extend(content.quotation(quotation, at, right - MARGIN - 30.0, body, 2));
        }
    } else if let Some(quotation) = quotation {
        items.extend(content.quotation(quotation, [x, baseline], right - x, body, 1));
    }
    items
}

/// Letters with their outlets on two lines; those without room are counted.
fn outlets(content: &Content<'_>, top: f32) -> Vec<Item> {
    let ink = &content.theme().palette.text;
    let right = content.options.sheet.size()[0] - MARGIN;
    let style = TextStyle::regular(14.0);
    let (mut x, mut y) = (MARGIN, top + 8.0);
    let mut items = Vec::new();
    let all = &content.story.sources;
    for (index, source) in all.iter().enumerate() {
        let words = format!("{}, {}", Content::source_name(source), Content::source_date(source));
        let words = font::fit(&words, &style, 330.0);
        let width = 28.0 + font::measure(&words, &style).width;
        let second_line = y > top + 20.0;
        let keep = if second_line && index + 1 < all.len() { 90.0 } else { 0.0 };
        if x + width + keep > right {
            if second_line {
                let words = format!("+ {} more", all.len() - index);
                items.push(run(&words, [right, y + 15.0], Anchor::End, style, ink.second));
                break;
            }
            (x, y) = (MARGIN, y + 29.0);
        }
        items.extend(content.chip(source.article.letter, [x, y], 20.0));
        items.push(text(&words, [x + 28.0, y + 15.0], style, ink.ink));
        x += width + 22.0;
    }
    items
}

/// Notes, what is missing, credits: as many lines as there is room for.
fn notes(content: &Content<'_>, top: f32) -> Vec<Item> {
    let width = content.options.sheet.size()[0];
    let style = TextStyle::regular(12.0);
    let missing = content.choice.missing().join(" · ");
    let missing = if missing.is_empty() { missing } else { format!("Not shown: {missing}. ") };
    let words = format!("{missing}{} {}", content.names_note(), content.credits());
    let mut y = top + 17.0;
    let mut items = Vec::new();
    for line in font::wrap(&words, &style, width - 2.0 * MARGIN, 4) {
        items.push(text(&line, [MARGIN, y], style, content.theme().palette.text.third));
        y += 16.0;
    }
    items
}

/// The emptiest corner of the map; `None` where every corner has a disc.
fn locator_corner(map: &MapFrame, busy: &[Point]) -> Option<Point> {
    if map.camera.zoom <= WORLD_ZOOM {
        return None;
    }
    let [width, height] = [map.rect.width(), map.rect.height()];
    let (left, right) = (20.0, width - LOCATOR[0] - 20.0);
    let (top, bottom) = (18.0, height - LOCATOR[1] - 18.0);
    [[right, bottom], [right, top], [left, top]]
        .into_iter()
        .find(|&min| !busy.iter().any(|&point| Rect::from_min_size(min, LOCATOR).grown(56.0).contains(point)))
}
