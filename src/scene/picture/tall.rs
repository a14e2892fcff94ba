//! The tall form, for posts and pages: the map above, captions as a list in two columns under it, then the sources.
//!
//! Comes in: the content. Goes out: items, and for how many captions there was room. There are no leaders from captions to
//! discs: the numbers do that.

mod list;

use self::list::List;
use super::locator::WORLD_ZOOM;
use super::map::{Disc, MapFrame};
use super::{Content, Drawn, DrawnCaption, Entry};
use crate::scene::furniture::{run, text};
use crate::scene::{Anchor, Camera, Item, Point, Rect, TextStyle, font, pin};
use crate::story::Source;

const HEAD: f32 = 116.0;
const KEY: f32 = 46.0;
/// Free space at both sides of the sheet.
pub(super) const MARGIN: f32 = 32.0;
const LOCATOR: Point = [148.0, 110.0];
/// Size of the small map for what is far off.
const ELSEWHERE: Point = [312.0, 196.0];
/// Distance between columns of captions.
const GUTTER: f32 = 36.0;

/// How much is said, by the height of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// 1:1: short captions, one line a source, or letters and outlets where there are many.
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

    /// How much is said, from what is best to what is least; the first for which there is room for all captions is taken.
    /// Without a line for quotations letters and outlets stand side by side.
    fn says(self) -> &'static [Says] {
        const LEAST: Says = Says::LEAST;
        const SHORT: Says = Says { passages: true, ..LEAST };
        const BELOW: Says = Says { below: true, ..SHORT };
        match self {
            Self::Square => &[BELOW, SHORT, LEAST, Says { quotation: 0, ..LEAST }],
            Self::Portrait => &[Says { caption: 3, ..BELOW }, BELOW, SHORT, LEAST],
            Self::Page => &[
                Says { caption: 4, quotation: 2, ..BELOW },
                Says { caption: 3, quotation: 2, ..BELOW },
                Says { quotation: 2, ..SHORT },
                SHORT,
                LEAST,
            ],
        }
    }

    /// The most rows of sources; the rest are counted.
    fn source_rows(self) -> usize {
        match self {
            Self::Square | Self::Portrait => 6,
            Self::Page => 7,
        }
    }

    /// How high the row of a source is whose quotation has so many lines under its name, none when it stands beside it.
    fn source_row(self, lines: usize) -> f32 {
        match (self, lines) {
            (Self::Square | Self::Portrait, 0) => 30.0,
            (Self::Square | Self::Portrait, 1) => 52.0,
            (Self::Square | Self::Portrait, _) => 72.0,
            (Self::Page, ..=1) => 54.0,
            (Self::Page, _) => 74.0,
        }
    }
}

/// How many lines captions and quotations have.
#[derive(Clone, Copy)]
pub(super) struct Says {
    caption: usize,
    quotation: usize,
    /// Whether captions quote a passage where there is room.
    passages: bool,
    /// Whether the quotation of a source without an outlet stands under its headline, which takes the line. Else both share it.
    below: bool,
}

impl Says {
    /// The least that is said.
    pub(super) const LEAST: Self = Self { caption: 2, quotation: 1, passages: false, below: false };
}

/// The most outlets two lines may hold.
const MOST_OUTLETS: usize = 16;

/// Where the parts of a sheet stand.
struct Layout {
    map: Rect,
    list: f32,
    /// Captions, whole and in lines, with the height of each row, in which two stand side by side.
    captions: Vec<(String, Vec<String>)>,
    rows: Vec<f32>,
    sources: f32,
    /// The sources, where they have rows; else letters and outlets stand side by side.
    listed: Option<List>,
    notes: f32,
    /// How many captions the list holds.
    room_for: usize,
}

fn layout(content: &Content<'_>) -> Layout {
    let plan = Plan::of(content.options.sheet.size()[1]);
    let holds_all = |layout: &Layout| layout.room_for >= content.entries.len();
    let mut last = None;
    for &says in plan.says() {
        let layout = laid_out(content, plan, says);
        if holds_all(&layout) {
            return layout;
        }
        last = Some(layout);
    }
    last.unwrap_or_else(|| laid_out(content, plan, Says::LEAST))
}

fn laid_out(content: &Content<'_>, plan: Plan, says: Says) -> Layout {
    let [width, height] = content.options.sheet.size();
    let notes = height - note_height(note_lines(content).len());
    let listed = (says.quotation > 0).then(|| List::new(content, plan, says));
    let height_of_sources = listed.as_ref().map_or_else(|| outlets_height(content), |list| list.height(content));
    let sources = notes - 12.0 - height_of_sources;
    let room = caption_width(width, columns(content)) - 40.0;
    let captions: Vec<_> = content.entries.iter().map(|entry| caption_lines(entry, room, says)).collect();
    let rows = row_heights(&captions, columns(content));
    // The map takes what captions and sources leave, but never less than a good third.
    let free = sources - 16.0 - HEAD - height * 0.36 - KEY;
    let fitting = rows_within(&rows, free);
    let list = sources - 12.0 - rows.iter().take(fitting).sum::<f32>();
    let map = Rect { min: [0.0, HEAD], max: [width, list - KEY] };
    Layout { map, list, captions, rows, sources, listed, notes, room_for: fitting * columns(content) }
}

/// In how many columns captions stand: one alone has the whole width.
fn columns(content: &Content<'_>) -> usize {
    content.entries.len().clamp(1, 2)
}

/// The height of each row of captions: as high as the longest of its columns needs.
pub(super) fn row_heights(captions: &[(String, Vec<String>)], columns: usize) -> Vec<f32> {
    let rows = captions.len().div_ceil(columns);
    let lines = |index: usize| captions.get(index).map_or(0, |it| it.1.len());
    let longest = |row: usize| (0..columns).map(|column| lines(row + column * rows)).fold(1, usize::max);
    #[expect(clippy::cast_precision_loss, reason = "at most four")]
    let height = |row: usize| 34.0 + longest(row) as f32 * 21.0;
    (0..rows).map(height).collect()
}

/// How many rows a height holds; at least one.
pub(super) fn rows_within(rows: &[f32], height: f32) -> usize {
    let ends = rows.iter().scan(0.0, |end, row| {
        *end += row;
        Some(*end)
    });
    ends.take_while(|&end| end <= height).count().max(1)
}

/// How high the letters with their outlets are.
pub(super) fn outlets_height(content: &Content<'_>) -> f32 {
    if outlet_rows(content).1 > 1 { 60.0 } else { 32.0 }
}

/// Width of one of so many columns of captions.
pub(super) fn caption_width(sheet: f32, columns: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "one or two")]
    let columns = columns.max(1) as f32;
    (sheet - 2.0 * MARGIN - GUTTER * (columns - 1.0)) / columns
}

/// A caption in lines, the longest of its forms that fits whole, and what it says.
pub(super) fn caption_lines(
    entry: &Entry<'_>,
    room: f32,
    Says { caption: most, passages, .. }: Says,
) -> (String, Vec<String>) {
    let style = TextStyle::regular(16.0);
    let whole = passages.then_some(&entry.caption.text);
    let forms = whole.into_iter().chain([&entry.caption.plain]).chain(&entry.caption.short);
    let fitting = forms.clone().find(|words| font::wrap(words, &style, room, most + 1).len() <= most);
    let lines = font::wrap(fitting.or(forms.last()).map_or("", String::as_str), &style, room, most);
    (fitting.cloned().unwrap_or_else(|| lines.join(" ")), lines)
}

/// Draws the tall form.
pub(super) fn draw(content: &Content<'_>) -> Drawn {
    let width = content.options.sheet.size()[0];
    let at = layout(content);
    let inner = Rect { min: [24.0, at.map.min[1] + 16.0], max: [width - 24.0, at.map.max[1] - 34.0] };
    let mut map = content.map_frame(at.map, inner);
    let (mut discs, mut named) = content.discs(&map, false);
    let busy = |discs: &[Disc]| discs.iter().flat_map(|disc| [disc.at, disc.place]).collect::<Vec<_>>();
    let size = if content.has_far() { ELSEWHERE } else { LOCATOR };
    let mut corner = free_corner(&map, &busy(&discs), size);
    if content.has_far() && corner.is_none() {
        // The large map makes room beside the small one.
        let narrow = Rect { max: [inner.max[0] - size[0] - 16.0, inner.max[1]], ..inner };
        map = content.map_frame(at.map, narrow);
        (discs, named) = content.discs(&map, false);
        corner = Some([map.rect.width() - size[0] - 20.0, map.rect.height() - size[1] - 18.0]);
    }
    let small = corner.filter(|_| content.has_far()).map(|min| content.elsewhere(&map, min, size));
    let corner = corner.filter(|_| small.is_some() || map.camera.zoom > WORLD_ZOOM);
    let taken: Vec<Rect> = corner.iter().map(|&min| Rect::from_min_size(min, size).grown(4.0)).collect();
    let blocked: Vec<Rect> = taken.iter().copied().chain([map.scale_rect()]).collect();
    let edges = content.edges(&map, &discs, &[], &blocked);
    let taken: Vec<Rect> = taken.into_iter().chain(edges.iter().filter_map(|piece| piece.rect)).collect();
    let above = edges.into_iter().flat_map(|piece| piece.items).collect();
    let mut items = vec![content.map(&map, (&discs, &named), &taken, &[], above)];
    if let Some(small) = &small {
        items.push(content.draw_elsewhere(small, &map, &[]));
    } else if let Some(min) = corner {
        items.push(content.locator([min[0] + at.map.min[0], min[1] + at.map.min[1]], LOCATOR, &map.camera));
    }
    items.extend(content.head(HEAD, MARGIN, false));
    items.push(content.rule(0.0, width, HEAD));
    items.push(content.below(at.map.max[1]));
    items.push(content.rule(0.0, width, at.map.max[1]));
    items.extend(count_row(content, at.map.max[1] + KEY / 2.0, &map.camera));
    items.push(content.rule(MARGIN, width - MARGIN, at.list));
    items.push(content.rule(MARGIN, width - MARGIN, at.sources - 4.0));
    items.extend(match &at.listed {
        Some(list) => list.draw(content, at.sources),
        None => outlets(content, at.sources),
    });
    items.push(content.rule(MARGIN, width - MARGIN, at.notes));
    items.extend(notes(content, at.notes));
    let column = caption_width(width, columns(content));
    let said = |(entry, (text, _)): (usize, &(String, Vec<String>))| DrawnCaption {
        entry,
        text: text.clone(),
        rect: caption_rect(&at.rows, at.list, (column, columns(content)), entry),
    };
    let captions: Vec<DrawnCaption> = at.captions.iter().enumerate().map(said).collect();
    for ((entry, (_, lines)), caption) in content.entries.iter().zip(&at.captions).zip(&captions) {
        items.extend(caption_row(content, entry, lines, caption.rect));
    }
    Drawn { items, room_for: at.room_for, map, captions }
}

/// The count at the left, the key of checking and precision at the right.
fn count_row(content: &Content<'_>, y: f32, camera: &Camera) -> Vec<Item> {
    let width = content.options.sheet.size()[0];
    let style = TextStyle::bold(14.0);
    let keys = content.keys_width(camera);
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
    items.extend(content.key_row(width - MARGIN - keys, y, width - MARGIN + 1.0, false, camera));
    items
}

/// Where the caption of an entry stands under `top`: one column after the other is filled, each as wide as given.
pub(super) fn caption_rect(rows: &[f32], top: f32, (width, columns): (f32, usize), index: usize) -> Rect {
    let count = rows.len().max(1);
    let row = index % count;
    let above: f32 = rows.iter().take(row).sum();
    let height = rows.get(row).map_or(0.0, |height| height - 6.0);
    #[expect(clippy::cast_precision_loss, reason = "one or two")]
    let column = (index / count).min(columns - 1) as f32;
    Rect::from_min_size([MARGIN + column * (width + GUTTER), top + 6.0 + above], [width, height])
}

/// A caption in its lines: number, family and date, letters at the right, words.
pub(super) fn caption_row(content: &Content<'_>, entry: &Entry<'_>, lines: &[String], rect: Rect) -> Vec<Item> {
    let theme = content.theme();
    let ink = &theme.palette.text;
    let Entry { number, event, caption, .. } = entry;
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
    for line in lines {
        items.push(text(line, [text_x, baseline], style, ink.ink));
        baseline += 21.0;
    }
    items
}

/// An outlet on its place in the lines of outlets, with its date where both have room.
struct SetOutlet {
    at: Point,
    name: String,
    date: Option<String>,
}

/// The words of each outlet as long as two lines hold them all, and how many lines they take; when even the shortest are too
/// many, those without room are left out.
fn outlet_rows(content: &Content<'_>) -> (Vec<SetOutlet>, usize) {
    let count = content.story.sources.len();
    let held = |room: &usize| outlets_set(content, *room).0.len() == *room;
    let room = (1..=count.min(MOST_OUTLETS)).rev().find(held).unwrap_or(count.min(1));
    outlets_set(content, room)
}

/// So many outlets set; fewer where two lines do not hold them.
fn outlets_set(content: &Content<'_>, room: usize) -> (Vec<SetOutlet>, usize) {
    let right = content.options.sheet.size()[0] - MARGIN;
    let style = TextStyle::regular(14.0);
    let all: Vec<&Source> = content.listed(room).into_iter().filter_map(|at| content.story.sources.get(at)).collect();
    let more = content.story.sources.len() > all.len();
    let set = |most: f32| {
        let mut placed = Vec::new();
        let (mut x, mut row) = (MARGIN, 0_u8);
        for (index, source) in all.iter().enumerate() {
            let wide = |words: &str| font::measure(words, &style).width;
            // The name without its date rather than half a date.
            let date = Some(format!(", {}", Content::source_date(source)));
            let date = date.filter(|date| wide(Content::source_name(source)) + wide(date) <= most);
            let name = font::fit(Content::source_name(source), &style, most);
            let width = 28.0 + wide(&name) + date.as_deref().map_or(0.0, wide);
            // The last line keeps room to say how many are left.
            let keep = if row > 0 && (more || index + 1 < all.len()) { 90.0 } else { 0.0 };
            if x + width + keep > right {
                if row > 0 {
                    break;
                }
                (x, row) = (MARGIN, row + 1);
            }
            placed.push(SetOutlet { at: [x, f32::from(row) * 29.0], name, date });
            x += width + 22.0;
        }
        (placed, usize::from(row) + 1)
    };
    let mut sets = [420.0, 330.0, 280.0, 230.0, 180.0].map(set).into_iter();
    let last = set(180.0);
    sets.find(|(placed, _)| placed.len() == all.len()).unwrap_or(last)
}

/// Letters with their outlets on two lines; those without room are counted.
pub(super) fn outlets(content: &Content<'_>, top: f32) -> Vec<Item> {
    let ink = &content.theme().palette.text;
    let style = TextStyle::regular(14.0);
    let all = &content.story.sources;
    let (placed, _) = outlet_rows(content);
    let mut items = Vec::new();
    let listed = content.listed(placed.len()).into_iter().filter_map(|at| all.get(at));
    for (source, &SetOutlet { at: [x, y], ref name, ref date }) in listed.zip(&placed) {
        let y = top + 8.0 + y;
        items.extend(content.chip(source.article.letter, [x, y], 20.0));
        items.push(text(name, [x + 28.0, y + 15.0], style, ink.ink));
        // Apart from the name: beside a name in Arabic the numbers of a date would change places.
        let after = x + 28.0 + font::measure(name, &style).width;
        items.extend(date.iter().map(|date| text(date, [after, y + 15.0], style, ink.ink)));
    }
    if placed.len() < all.len() {
        let words = format!("+ {} more", all.len() - placed.len());
        let right = content.options.sheet.size()[0] - MARGIN;
        items.push(run(&words, [right, top + 8.0 + 29.0 + 15.0], Anchor::End, style, ink.second));
    }
    items
}

/// Notes, what is missing, credits, in lines.
pub(super) fn note_lines(content: &Content<'_>) -> Vec<String> {
    let missing = content.choice.missing().join(" · ");
    let missing = if missing.is_empty() { missing } else { format!("Not shown: {missing}. ") };
    let words = format!("{missing}{} {}", content.names_note(), content.credits());
    let width = content.options.sheet.size()[0] - 2.0 * MARGIN;
    font::wrap(&words, &TextStyle::regular(12.0), width, 6)
}

/// How high so many lines of notes are.
#[expect(clippy::cast_precision_loss, reason = "at most six")]
pub(super) fn note_height(lines: usize) -> f32 {
    18.0 + lines as f32 * 16.0
}

/// The notes, under a height.
pub(super) fn notes(content: &Content<'_>, top: f32) -> Vec<Item> {
    let style = TextStyle::regular(12.0);
    let mut y = top + 17.0;
    let mut items = Vec::new();
    for line in note_lines(content) {
        items.push(text(&line, [MARGIN, y], style, content.theme().palette.text.third));
        y += 16.0;
    }
    items
}

/// The emptiest corner of the map for what has a size; `None` where every corner has a disc.
pub(super) fn free_corner(map: &MapFrame, busy: &[Point], size: Point) -> Option<Point> {
    let [width, height] = [map.rect.width(), map.rect.height()];
    let (left, right) = (20.0, width - size[0] - 20.0);
    let (top, bottom) = (18.0, height - size[1] - 18.0);
    [[right, bottom], [right, top], [left, top]]
        .into_iter()
        .find(|&min| !busy.iter().any(|&point| Rect::from_min_size(min, size).grown(40.0).contains(point)))
}
