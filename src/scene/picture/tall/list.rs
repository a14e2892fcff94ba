//! The sources under a tall picture: a row for each, with its letter, name, date and a quotation; in two columns where all
//! rows are short, or where one column of a page does not hold them.
//!
//! Comes in: the content, and how much is said. Goes out: how high the list is, and its items.

use super::{MARGIN, Plan, Says, caption_width};
use crate::scene::furniture::text;
use crate::scene::picture::Content;
use crate::scene::picture::sources::Quotation;
use crate::scene::{Item, Point, TextStyle, font};
use crate::story::Source;

/// How the name, the date and the quotation of a source are set.
const NAME: TextStyle = TextStyle::bold(15.0);
const SMALL: TextStyle = TextStyle::regular(13.0);
const BODY: TextStyle = TextStyle::regular(15.0);
/// Room for the chip of a source.
const CHIP: f32 = 30.0;
/// Room for the number before a quotation, and at its end.
const AROUND_QUOTATION: f32 = 60.0;
/// What stands between the name of a source and the words of its quotation, without the date: gaps and a number.
const AFTER_NAME: f32 = 52.0;
/// Between the date of a source and what follows it.
const AFTER_DATE: f32 = 14.0;
/// What stands in the place of a headline where a source names no outlet, and the room for it.
const NO_OUTLET: (&str, f32) = ("no outlet named", 140.0);
/// The most room for the name of an outlet whose headline stands beside it.
const OUTLET: f32 = 420.0;
/// The least room for a headline beside its outlet.
const HEADLINE: f32 = 90.0;
/// The least room for a quotation beside the name of its outlet, and beside a headline, which is cut for it.
const BESIDE: f32 = 660.0;
const HEADED: f32 = 640.0;
/// The rows of each of two columns of a page, at most.
const ROWS_OF_TWO: usize = 4;

/// The sources that have a row.
pub(super) struct List {
    plan: Plan,
    says: Says,
    columns: usize,
    /// What each of them is quoted with.
    quoted: Vec<Option<Quotation>>,
}

impl List {
    pub(super) fn new(content: &Content<'_>, plan: Plan, says: Says) -> Self {
        let count = content.story.sources.len();
        let most = plan.source_rows();
        let one = Self { plan, says, columns: 1, quoted: Vec::new() }.quoting(content, most);
        let many = plan == Plan::Page && count > most;
        let two = Self { columns: 2, quoted: Vec::new(), ..one };
        let two = two.quoting(content, if many { 2 * ROWS_OF_TWO } else { most });
        if many || two.is_as_telling_as(&one, content) { two } else { one }
    }

    /// With a quotation for each source that has a row, of which there are at most so many.
    fn quoting(self, content: &Content<'_>, most: usize) -> Self {
        let count = content.story.sources.len();
        let shown = if count > most { most - 1 } else { count };
        let fits = |source: &Source, words: &str| {
            // A line beside the name of the source, or lines under it.
            let room =
                if self.is_below(source) { self.below_width(content) } else { self.beside_width(content, source) };
            font::wrap(words, &BODY, room, self.lines() + 1).len() <= self.lines()
        };
        let mut all = content.quotations(1, &fits);
        let quoted = content.listed(shown).into_iter().map(|at| all.get_mut(at).and_then(Vec::pop)).collect();
        Self { quoted, ..self }
    }

    /// Whether two columns say all that one does, each row whole, and take no more room.
    fn is_as_telling_as(&self, one: &Self, content: &Content<'_>) -> bool {
        let words = |list: &Self| -> Vec<Option<String>> {
            list.quoted.iter().map(|quotation| Some(quotation.as_ref()?.words.clone())).collect()
        };
        let whole = |source: &Source| {
            let beside = Self::beside(source);
            let name = font::measure(Content::source_name(source), &NAME).width;
            self.is_below(source)
                && name + font::measure(beside, &SMALL).width + 2.0 * AFTER_DATE <= self.line_width(content, source)
        };
        content.story.sources.len() > 1
            && content.story.sources.iter().all(whole)
            && words(self) == words(one)
            && self.height(content) <= one.height(content)
    }

    /// Each source that has a row, with its quotation, column by column.
    fn rows<'c>(&'c self, content: &Content<'c>) -> Vec<Vec<(&'c Source, Option<&'c Quotation>)>> {
        let all = &content.story.sources;
        let listed = content.listed(self.quoted.len()).into_iter().filter_map(|at| all.get(at));
        let rows: Vec<_> = listed.zip(self.quoted.iter().map(Option::as_ref)).collect();
        rows.chunks(rows.len().div_ceil(self.columns).max(1)).map(<[_]>::to_vec).collect()
    }

    /// How high the list is, with its heading.
    pub(super) fn height(&self, content: &Content<'_>) -> f32 {
        let rows = self.rows(content);
        let columns = rows.iter().map(|rows| rows.iter().map(|row| self.row_height(content, *row)).sum::<f32>());
        let more = if content.story.sources.len() > self.quoted.len() { 30.0 } else { 0.0 };
        32.0 + more + columns.fold(0.0, f32::max)
    }

    pub(super) fn draw(&self, content: &Content<'_>, top: f32) -> Vec<Item> {
        let ink = &content.theme().palette.text;
        let count = content.story.sources.len();
        let heading = if count == 0 { "No sources" } else { "Sources, in their words" };
        let mut items = vec![text(heading, [MARGIN, top + 20.0], TextStyle::bold(14.0), ink.ink)];
        let mut left = MARGIN;
        for rows in self.rows(content) {
            let mut y = top + 32.0;
            for row in rows {
                items.extend(self.row(content, row, [left, y]));
                y += self.row_height(content, row);
            }
            left += self.width(content) + super::GUTTER;
        }
        if count > self.quoted.len() {
            let words = format!("and {} more articles", count - self.quoted.len());
            let y = top + self.height(content) - 14.0;
            items.push(text(&words, [MARGIN, y], TextStyle::regular(14.0), ink.second));
        }
        items
    }

    /// Whether the quotation of a source stands under its name.
    fn is_below(&self, source: &Source) -> bool {
        self.plan == Plan::Page || self.says.below && Content::outlet(source).is_none()
    }

    /// What stands beside the name and the date of a source whose quotation stands under them.
    fn beside(source: &Source) -> &str {
        if Content::outlet(source).is_some() { source.article.headline.as_str() } else { NO_OUTLET.0 }
    }

    /// The most lines of a quotation.
    fn lines(&self) -> usize {
        self.says.quotation.max(self.columns)
    }

    fn width(&self, content: &Content<'_>) -> f32 {
        caption_width(content.options.sheet.size()[0], self.columns)
    }

    /// How wide a quotation under the name of its source may be.
    fn below_width(&self, content: &Content<'_>) -> f32 {
        self.width(content) - AROUND_QUOTATION
    }

    /// How wide a quotation beside the name of its source may be: what the name, cut if need be, leaves of the line.
    fn beside_width(&self, content: &Content<'_>, source: &Source) -> f32 {
        let name = font::measure(Content::source_name(source), &NAME).width.min(self.name_room(content, source));
        self.line_width(content, source) - name - AFTER_NAME
    }

    /// The most room for the name of a source that a quotation stands beside.
    fn name_room(&self, content: &Content<'_>, source: &Source) -> f32 {
        let least = if Content::outlet(source).is_some() { BESIDE } else { HEADED };
        self.line_width(content, source) - least - AFTER_NAME
    }

    /// What the chip and the date of a source leave of its line.
    fn line_width(&self, content: &Content<'_>, source: &Source) -> f32 {
        self.width(content) - CHIP - font::measure(&Content::source_date(source), &SMALL).width
    }

    /// How high the row of a source is with its quotation.
    fn row_height(&self, content: &Content<'_>, (source, quotation): (&Source, Option<&Quotation>)) -> f32 {
        let lines = quotation
            .filter(|_| self.is_below(source))
            .map_or(0, |quotation| font::wrap(&quotation.words, &BODY, self.below_width(content), self.lines()).len());
        self.plan.source_row(lines)
    }

    fn row(
        &self,
        content: &Content<'_>,
        (source, quotation): (&Source, Option<&Quotation>),
        [left, y]: Point,
    ) -> Vec<Item> {
        let ink = &content.theme().palette.text;
        let right = left + self.width(content);
        let mut items = content.chip(source.article.letter, [left, y], 20.0);
        let mut x = left + CHIP;
        let baseline = y + 15.0;
        let date = Content::source_date(source);
        let below = self.is_below(source);
        let line = self.line_width(content, source);
        let most = match (Content::outlet(source).is_some(), below) {
            (_, false) if quotation.is_some() => self.name_room(content, source),
            // The headline of an article stands beside its outlet.
            (true, true) => OUTLET.min(line - AFTER_DATE),
            // A headline has the line.
            _ if self.columns == 1 => line - NO_OUTLET.1,
            _ => line - AFTER_DATE,
        };
        let name = font::fit(Content::source_name(source), &NAME, most);
        items.push(text(&name, [x, baseline], NAME, ink.ink));
        x += font::measure(&name, &NAME).width + 8.0;
        items.push(text(&date, [x, baseline], SMALL, ink.third));
        x += font::measure(&date, &SMALL).width + AFTER_DATE;
        let beside = Self::beside(source);
        let room = right - x;
        if below && (room >= HEADLINE || font::measure(beside, &SMALL).width <= room) {
            items.push(text(&font::fit(beside, &SMALL, room), [x, baseline], SMALL, ink.second));
        }
        if let Some(quotation) = quotation {
            let (at, lines) = if below { ([left + CHIP, baseline + 20.0], self.lines()) } else { ([x, baseline], 1) };
            items.extend(content.quotation(quotation, at, right - at[0], BODY, lines));
        }
        items
    }
}
