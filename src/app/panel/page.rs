//! An article set to be read: paragraphs laid out once, with the marks of what was read in them and where each stands.
//!
//! Comes in: a source, a width, the switches of the marks. Goes out: a [`Page`] of paragraphs at heights.
//! Laid out anew only when one of these changes; at most the first 400 kB of a text are set.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::text::Glyph;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Galley, Painter, Rect, TextFormat, pos2};

use crate::app::bidi;
use crate::app::look::{Look, Weight, font, italic, size};
use crate::app::state::Mark;
use crate::story::{EventId, Family, MentionId, Role, Source, Span, Story, ZoneKind, telling};

/// As much text as is set on one page, in bytes.
const MOST: usize = 400_000;
const LINE: f32 = 23.0;
const QUOTE_LEAD: f32 = 14.0;
/// Room beside what may be ringed or boxed, so that the ring stands clear of the words next to it.
const RING_LEAD: f32 = 2.5;
/// The same before a comma or behind a bracket, which are to stay with their words.
const CLOSE_LEAD: f32 = 1.0;

/// What a marked piece of text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// A place name: index into the reading's toponyms.
    Toponym(usize),
    /// A time, a figure or a speaker.
    Plain,
    /// The words for what happened: the mention and its event.
    Trigger(MentionId, Option<EventId>),
}

/// A marked piece of text.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// How it is marked.
    pub(super) mark: Mark,
    /// What it is.
    pub(super) what: What,
    /// Its words.
    pub(super) span: Span,
    /// The colour of the line beneath an event's words.
    pub(super) family: Option<Family>,
    /// Where it stands, from the paragraph's upper left; one for each line it touches.
    pub(super) rects: Vec<Rect>,
}

/// One line of the article's text, set.
pub(super) struct Paragraph {
    /// Its words and how they are set. Laid out again in every frame that shows them: egui keeps what it laid out, and
    /// drops it all when its store of glyphs is full, so that a galley kept here would show other letters.
    pub(super) job: Arc<LayoutJob>,
    /// How wide they came out.
    pub(super) width: f32,
    /// Which line of the text it is.
    pub(super) span: Span,
    /// Whether it is read or only shown.
    pub(super) kind: ZoneKind,
    /// How far from the top of the page it begins, and how high it is.
    pub(super) top: f32,
    /// Its height.
    pub(super) height: f32,
    /// What is marked in it.
    pub(super) marks: Vec<Marked>,
    /// The events it reports, each once, in order.
    pub(super) events: Vec<(EventId, Family, bool)>,
    /// What it is taken for, where that is wanted and it is not what the line before is.
    pub(super) said: Option<&'static str>,
}

/// How a page is to be set.
pub(super) struct Set<'a> {
    /// How wide.
    pub(super) width: f32,
    /// Marks switched off.
    pub(super) off: &'a BTreeSet<Mark>,
    /// Whether each line says what it is taken for.
    pub(super) zones: bool,
}

/// An article set to be read.
pub(in crate::app) struct Page {
    key: Key,
    /// Its paragraphs from top to bottom.
    pub(super) paragraphs: Vec<Paragraph>,
    /// How high all of it is.
    pub(super) height: f32,
    /// Whether text was left out.
    pub(super) cut: bool,
}

#[derive(PartialEq)]
struct Key {
    reading: usize,
    events: usize,
    width: u32,
    dark: bool,
    off: BTreeSet<Mark>,
    zones: bool,
    pixels: u32,
}

impl Page {
    /// The page of a source: the one at hand when nothing changed, else a new one.
    pub(super) fn of<'a>(
        slot: &'a mut Option<Self>,
        painter: &Painter,
        look: &Look,
        story: &Story,
        source: &Source,
        set: &Set,
    ) -> &'a Self {
        let key = Key {
            reading: Arc::as_ptr(&source.reading) as usize,
            events: std::ptr::from_ref(story) as usize,
            width: set.width.to_bits(),
            dark: look.dark,
            off: set.off.clone(),
            zones: set.zones,
            pixels: painter.pixels_per_point().to_bits(),
        };
        let fresh = slot.take().filter(|page| page.key == key);
        slot.insert(fresh.unwrap_or_else(|| Self::set(key, painter, look, story, source, set.width)))
    }

    fn set(key: Key, painter: &Painter, look: &Look, story: &Story, source: &Source, width: f32) -> Self {
        let marks = marks(story, source, &key.off);
        let mut page = Self { key, paragraphs: Vec::new(), height: 0.0, cut: false };
        let mut next = 0;
        let mut top = 14.0;
        for zone in &source.reading.zones {
            let zones = page.key.zones;
            if zone.span.is_empty() || (!zones && is_title(source, zone.span, page.paragraphs.is_empty())) {
                continue;
            }
            if zone.span.end() > MOST {
                page.cut = true;
                break;
            }
            while marks.get(next).is_some_and(|mark| mark.span.end() <= zone.span.start()) {
                next += 1;
            }
            let here: Vec<Marked> =
                marks.iter().skip(next).take_while(|mark| mark.span.start() < zone.span.end()).cloned().collect();
            let other = page.paragraphs.last().is_none_or(|before: &Paragraph| before.kind != zone.kind);
            let said = (zones && other).then(|| taken_for(zone.kind));
            top += if said.is_some() { 22.0 } else { 0.0 };
            let mut paragraph = paragraph(painter, look, story, source, zone.span, zone.kind, here, width, top);
            paragraph.said = said;
            top += paragraph.height + if zone.kind == ZoneKind::Body { 13.0 } else { 8.0 };
            page.paragraphs.push(paragraph);
        }
        page.height = top;
        page
    }

    /// How far down a span stands.
    pub(super) fn top_of(&self, span: Span) -> Option<f32> {
        let paragraph = self.paragraphs.iter().find(|paragraph| paragraph.span.overlaps(span))?;
        Some(paragraph.top)
    }
}

/// What a line is taken for, and whether it is read.
fn taken_for(kind: ZoneKind) -> &'static str {
    match kind {
        ZoneKind::Headline => "Headline, read",
        ZoneKind::Body => "Text, read",
        ZoneKind::QuoteBlock => "Words quoted at length, not read as news",
        ZoneKind::Byline => "Byline, not read as news",
        ZoneKind::Dateline => "Place and date of the paper, not read as news",
        ZoneKind::Caption => "Picture caption or credit, not read",
        ZoneKind::RelatedLink => "Link to another story, left out",
        ZoneKind::Boilerplate => "Form, menu or notice, left out",
        ZoneKind::Fragment => "Cut off, left out",
    }
}

/// Whether a line is the headline that already stands above the page.
fn is_title(source: &Source, span: Span, first: bool) -> bool {
    first && source.article.text.slice(span).trim() == source.article.headline.trim()
}

/// All marks of a source that are on, by where they begin; the wider first.
fn marks(story: &Story, source: &Source, off: &BTreeSet<Mark>) -> Vec<Marked> {
    let reading = &source.reading;
    let plain = |mark, span| Marked { mark, what: What::Plain, span, family: None, rects: Vec::new() };
    let mut marks: Vec<Marked> = Vec::new();
    for (index, toponym) in reading.toponyms.iter().enumerate() {
        let mark = match toponym.role {
            Role::Location => Mark::Place,
            Role::Actor => Mark::Actor,
            Role::Demonym => Mark::People,
            Role::PartOfName => continue,
        };
        marks.push(Marked { what: What::Toponym(index), ..plain(mark, toponym.span) });
    }
    marks.extend(reading.timexes.iter().map(|timex| plain(Mark::Time, timex.span)));
    for (index, mention) in reading.mentions.iter().enumerate() {
        marks.extend(mention.figures.iter().map(|figure| plain(Mark::Figure, figure.span)));
        marks.extend(mention.attribution.source_span.map(|span| plain(Mark::Speaker, span)));
        let id = MentionId { article: source.article.id, index: u32::try_from(index).unwrap_or(u32::MAX) };
        let event = story.event_holding(id);
        let family = Some(event.map_or(mention.family, |event| event.family));
        let what = What::Trigger(id, event.map(|event| event.id));
        let told = telling(&source.article.text, mention.trigger);
        marks.push(Marked { what, family, ..plain(Mark::Event, told) });
    }
    marks.retain(|mark| !off.contains(&mark.mark));
    // The ground of a speaker lies under the line of a name that is the speaker.
    let over = |mark: &Marked| (mark.mark != Mark::Speaker, mark.mark);
    marks.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), over(mark)));
    marks.dedup_by_key(|mark| (mark.span, mark.mark));
    marks
}

#[expect(clippy::too_many_arguments, reason = "one paragraph's worth of circumstances, used once")]
fn paragraph(
    painter: &Painter,
    look: &Look,
    story: &Story,
    source: &Source,
    span: Span,
    kind: ZoneKind,
    mut marks: Vec<Marked>,
    width: f32,
    top: f32,
) -> Paragraph {
    let text = source.article.text.slice(span);
    let (galley, words) = lay_out(painter, look, text, span, kind, &marks, width);
    for mark in &mut marks {
        let from = mark.span.start().max(span.start()) - span.start();
        let to = mark.span.end().min(span.end()).saturating_sub(span.start());
        let chars = |byte: usize| words.get(..byte).map_or(0, |words| words.chars().count());
        mark.rects = rects(&galley, chars(from), chars(to));
    }
    let mut events: Vec<(EventId, Family, bool)> = Vec::new();
    for (index, mention) in source.reading.mentions.iter().enumerate() {
        if !span.holds(mention.trigger) {
            continue;
        }
        let id = MentionId { article: source.article.id, index: u32::try_from(index).unwrap_or(u32::MAX) };
        if let Some(event) = story.event_holding(id)
            && !events.iter().any(|(known, ..)| *known == event.id)
        {
            events.push((event.id, event.family, event.checked));
        }
    }
    let height = galley.size().y.max(22.0 * events.len().min(3) as f32);
    Paragraph { job: galley.job.clone(), width: galley.size().x, span, kind, top, height, marks, events, said: None }
}

/// The words in pieces between the ends of marks, each in the look of the marks that cover it.
fn lay_out(
    painter: &Painter,
    look: &Look,
    text: &str,
    span: Span,
    kind: ZoneKind,
    marks: &[Marked],
    width: f32,
) -> (Arc<Galley>, String) {
    let words = text.replace(['\t', '\r'], " ");
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.span.start(), mark.span.end()])
        .filter(|&at| at > span.start() && at < span.end())
        .map(|at| at - span.start())
        .chain([0, words.len()])
        .filter(|&at| words.is_char_boundary(at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut job =
        LayoutJob { wrap: TextWrapping { max_width: width, ..TextWrapping::default() }, ..LayoutJob::default() };
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(piece) = words.get(*from..*to) else { continue };
        let at = span.start() + from;
        let over: Vec<&Marked> = marks.iter().filter(|mark| mark.span.start() <= at && at < mark.span.end()).collect();
        let close = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace());
        let before = words.get(..*from).and_then(|words| words.chars().next_back());
        let beside = if close(before) && close(piece.chars().next()) { CLOSE_LEAD } else { RING_LEAD };
        let beside = if at == span.start() { 0.0 } else { beside };
        job.append(piece, lead(marks, at, beside), format(look, kind, &over));
    }
    (bidi::paragraph(painter.layout_job(job), width), words)
}

/// Room before the words that begin here: for the sign of a speaker, or this much beside what may be ringed.
fn lead(marks: &[Marked], at: usize, beside: f32) -> f32 {
    let ringed = |mark: &Marked| matches!(mark.mark, Mark::Place | Mark::Actor | Mark::People | Mark::Time);
    let begins = |mark: &&Marked| mark.span.start() == at;
    let ends = |mark: &&Marked| mark.span.end() == at;
    if marks.iter().filter(begins).any(|mark| mark.mark == Mark::Speaker) {
        QUOTE_LEAD
    } else if marks.iter().filter(|mark| begins(mark) || ends(mark)).any(ringed) {
        beside
    } else {
        0.0
    }
}

/// How a piece is set: size by the line it stands in, colour and weight by its marks.
fn format(look: &Look, kind: ZoneKind, over: &[&Marked]) -> TextFormat {
    let has = |mark| over.iter().any(|marked| marked.mark == mark);
    let (size, ink) = match kind {
        ZoneKind::Headline | ZoneKind::Body => (size::READING, look.ink),
        ZoneKind::QuoteBlock => (size::READING, look.second),
        _ => (size::SMALL, look.third),
    };
    let weight = if has(Mark::Event) || has(Mark::Figure) { Weight::Bold } else { Weight::Regular };
    let color = if has(Mark::Figure) {
        look.marks.figure.text
    } else if has(Mark::Event) {
        look.ink
    } else if has(Mark::Place) || has(Mark::Actor) {
        look.marks.location.text
    } else if has(Mark::Time) {
        look.marks.timex.text
    } else if has(Mark::Speaker) {
        look.marks.speaker.text
    } else {
        ink
    };
    let slanted = kind == ZoneKind::QuoteBlock && weight == Weight::Regular;
    TextFormat {
        font_id: if slanted { italic(size) } else { font(size, weight) },
        color,
        background: Color32::TRANSPARENT,
        line_height: Some(if size < size::READING { 17.0 } else { LINE }),
        ..TextFormat::default()
    }
}

/// Where characters stand, one rectangle for each line they touch.
pub(super) fn rects(galley: &Galley, from: usize, to: usize) -> Vec<Rect> {
    let mut out = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let (a, b) = (from.max(first), to.min(first + count));
        if a < b
            && let Some(glyphs) = row.glyphs.get(a - first..b - first)
        {
            let left = glyphs.iter().map(|glyph| glyph.pos.x).fold(f32::INFINITY, f32::min) + row.pos.x;
            let right = glyphs.iter().map(Glyph::max_x).fold(0.0, f32::max) + row.pos.x;
            let height = row.size.y;
            let middle = row.pos.y + height / 2.0;
            out.push(Rect::from_min_max(pos2(left, middle - 10.0), pos2(right, middle + 10.0)));
        }
        first += count + usize::from(row.ends_with_newline);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    #[test]
    fn there_is_room_beside_what_may_be_ringed_and_none_elsewhere() {
        let text = Text::new("In Stepanakert guns roared");
        let mark = |mark, words: std::ops::Range<usize>| {
            let span = text.span(words).unwrap();
            Marked { mark, what: What::Plain, span, family: None, rects: Vec::new() }
        };
        let marks = [mark(Mark::Place, 3..14), mark(Mark::Event, 20..26)];
        assert_eq!([3, 14].map(|at| lead(&marks, at, RING_LEAD)), [RING_LEAD; 2]);
        assert_eq!(lead(&marks, 20, RING_LEAD), 0.0, "words of an event are underlined");
        assert_eq!(lead(&[mark(Mark::Speaker, 0..14), mark(Mark::Place, 3..14)], 0, 0.0), QUOTE_LEAD);
    }
}
