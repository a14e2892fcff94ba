//! What the sources say, in a picture: a quotation or more for each, chosen so that together they say most.
//!
//! Comes in: the content of a picture and a room. Goes out: chips, outlets, headlines, quoted passages with the number of the
//! event they speak of. A source that names no outlet is known by its headline, not by the name of its file.

use super::{Content, same_passage};
use crate::scene::furniture::text;
use crate::scene::quote;
use crate::scene::{Item, Point, TextStyle, font, pin};
use crate::story::{EventMention, Family, Source, day_words};

/// Columns of sources side by side; more go in two rows.
const COLUMNS: usize = 6;
/// Lines of a quotation in the wide form; in two rows fewer, and smaller.
const LINES: usize = 3;
const LINES_IN_ROWS: usize = 2;
/// How high the sources of the wide form are: one row, and two.
const HEIGHTS: [f32; 2] = [136.0, 164.0];
/// Distance from row to row of two.
const ROW: f32 = 76.0;
/// Free room between columns, and between a chip's left end and its words.
const GAP: f32 = 28.0;
const CHIP_ROOM: f32 = 28.0;
/// Distance from line to line of a headline.
const SECOND: f32 = 19.0;
/// How far the words of a quotation stand behind its number.
const INDENT: f32 = 27.0;

/// What a passage is worth: it stands alone, no caption quotes it, how telling it is, something happened.
type Worth = (bool, bool, i32, bool);

/// A quoted passage.
pub(super) struct Quotation {
    /// The number of the event it speaks of.
    pub(super) number: Option<usize>,
    /// The words in quotation marks.
    pub(super) words: String,
}

impl Content<'_> {
    /// Quotations of each source that fit a room, at most `most` each: its words on the most telling events that no source
    /// before it is quoted on.
    /// Words that a caption quotes already come last.
    pub(super) fn quotations(&self, most: usize, fits: &dyn Fn(&Source, &str) -> bool) -> Vec<Vec<Quotation>> {
        let mut told: Vec<usize> = Vec::new();
        self.story
            .sources
            .iter()
            .map(|source| {
                let fits = |words: &str| fits(source, &quoted(words));
                let mut found: Vec<(Worth, usize, String)> = Vec::new();
                for entry in &self.entries {
                    let ids = entry.event.mentions.iter().filter(|mention| mention.article == source.article.id);
                    let mentions = ids.filter_map(|id| source.reading.mentions.get(id.index as usize));
                    // The headline stands beside the quotation already.
                    let mentions = mentions.filter(|mention| mention.paragraph > 0);
                    let best = mentions.filter_map(|mention| {
                        let words = quote::fitting(source, mention, &fits)?;
                        Some((quote::telling(mention, &words)?, words))
                    });
                    let fresh = |words: &str| !self.is_in_caption(words) && !is_headline(source, words);
                    let best = best.max_by_key(|(telling, words)| (fresh(words), *telling, words.len()));
                    if let Some((telling, words)) = best {
                        let (alone, fresh) = (quote::stands_alone(&words), fresh(&words));
                        let happened = entry.event.family != Family::Speech;
                        let new = !told.contains(&entry.number);
                        found.push(((alone, fresh, telling + i32::from(new) * 6, happened), entry.number, words));
                    }
                }
                found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
                // Rather the beginning of a telling passage than a whole one that leans on another or was said already.
                if !found.iter().any(|&((alone, fresh, ..), ..)| alone && fresh) {
                    let beginning = self.any_words(source, !found.is_empty(), &fits);
                    if found.is_empty() || beginning.is_some() {
                        return beginning.into_iter().collect();
                    }
                }
                let mut seen: Vec<&str> = Vec::new();
                let mut chosen: Vec<Quotation> = Vec::new();
                for (_, number, words) in &found {
                    if chosen.len() < most && !seen.contains(&words.as_str()) {
                        seen.push(words);
                        told.push(*number);
                        chosen.push(Quotation { number: Some(*number), words: quoted(words) });
                    }
                }
                chosen.sort_by_key(|quotation| quotation.number);
                chosen
            })
            .collect()
    }

    /// Whether a caption quotes a passage.
    fn is_in_caption(&self, words: &str) -> bool {
        let mut said = self.entries.iter().filter_map(|entry| entry.caption.quoted.as_ref());
        said.any(|(said, _)| same_passage(said, words))
    }

    /// What a source is heard with that has no telling passage of the size: on a numbered event, if only its beginning; else,
    /// where all it tells of lies elsewhere, its first passage that fits.
    fn any_words(&self, source: &Source, only_telling: bool, fits: &dyn Fn(&str) -> bool) -> Option<Quotation> {
        let cited = self.entries.iter().flat_map(|entry| {
            let ids = entry.event.mentions.iter().filter(|mention| mention.article == source.article.id);
            ids.filter_map(|id| Some((Some(entry.number), source.reading.mentions.get(id.index as usize)?)))
        });
        let first =
            source.reading.mentions.iter().filter(|mention| mention.paragraph > 0).map(|mention| (None, mention));
        let all: Vec<_> = cited.chain(first).filter(|(_, mention)| mention.paragraph > 0).collect();
        let fits = |words: &str| fits(words) && !is_headline(source, words);
        let telling = |&&(_, mention): &&(Option<usize>, &EventMention)| {
            quote::squeezed(source, mention, true, &|_| true)
                .filter(|words| quote::stands_alone(words) && !self.is_in_caption(words))
                .is_some_and(|words| quote::telling(mention, &words).is_some())
        };
        let cut = |whole: bool| {
            all.iter()
                .filter(|it| !whole || telling(it))
                .find_map(|&(number, mention)| Some((number, quote::squeezed(source, mention, whole, &fits)?)))
        };
        let found = cut(true);
        let found = if only_telling { found } else { found.or_else(|| cut(false)) };
        found.map(|(number, words)| Quotation { number, words: quoted(&words) })
    }

    /// How high the sources under a wide map are.
    pub(super) fn sources_height(&self, margin: f32) -> f32 {
        let [one, two] = HEIGHTS;
        if self.story.sources.len() > COLUMNS { two } else { one + self.second_line(self.column(margin) - GAP) }
    }

    /// Distance from column to column of sources.
    fn column(&self, margin: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
        let columns = self.story.sources.len().clamp(1, COLUMNS) as f32;
        (self.options.sheet.size()[0] - 2.0 * margin) / columns
    }

    /// What a second line takes where the headline of any source in one row of columns needs it.
    fn second_line(&self, width: f32) -> f32 {
        let long = self.story.sources.iter().any(|source| Self::headline_lines(source, width).len() > 1);
        if long { SECOND } else { 0.0 }
    }

    /// The headline of a source in at most two lines of the letters it is set in; bold behind its chip where it names no outlet.
    fn headline_lines(source: &Source, width: f32) -> Vec<String> {
        let (style, width) = match Self::outlet(source) {
            Some(_) => (TextStyle::regular(13.0), width),
            None => (TextStyle::bold(15.0), width - CHIP_ROOM),
        };
        font::wrap(Self::headline(source), &style, width, 2)
    }

    /// The outlet of a source; a number is none.
    pub(super) fn outlet(source: &Source) -> Option<&str> {
        source.article.outlet.as_deref().filter(|outlet| outlet.contains(char::is_alphabetic))
    }

    /// The headline of a source, else the name of its file.
    fn headline(source: &Source) -> &str {
        let headline = Some(source.article.headline.trim()).filter(|headline| !headline.is_empty());
        headline.unwrap_or(&source.article.origin)
    }

    /// Which sources are listed where there is room for so many, by their positions: those that the captions cite, then the
    /// others, each in the order of letters.
    pub(super) fn listed(&self, room: usize) -> Vec<usize> {
        let cited =
            |source: &Source| self.entries.iter().any(|entry| entry.caption.letters.contains(&source.article.letter));
        let mut listed: Vec<usize> = (0..self.story.sources.len()).collect();
        listed.sort_by_key(|&index| !self.story.sources.get(index).is_some_and(cited));
        listed.truncate(room);
        listed.sort_unstable();
        listed
    }

    /// The date of a source, or that it has none.
    pub(super) fn source_date(source: &Source) -> String {
        source.article.date.day.map_or_else(|| "undated".to_owned(), day_words)
    }

    /// What a source is known by: its outlet, else its headline, else the name of its file.
    pub(super) fn source_name(source: &Source) -> &str {
        Self::outlet(source).unwrap_or_else(|| Self::headline(source))
    }

    /// The sources under a wide map: in columns with headline and quotations, or, when there are many, in two rows without
    /// headlines; those that still have no room are counted.
    pub(super) fn source_columns(&self, top: f32, margin: f32) -> Vec<Item> {
        let all = &self.story.sources;
        let two_rows = all.len() > COLUMNS;
        let columns = all.len().clamp(1, COLUMNS);
        let step = self.column(margin);
        let second = if two_rows { 0.0 } else { self.second_line(step - GAP) };
        let most = if two_rows { COLUMNS * 2 } else { COLUMNS };
        let shown = if all.len() > most { most - 1 } else { all.len() };
        let per = match all.len() {
            1 => 3,
            2 => 2,
            _ => 1,
        };
        #[expect(clippy::cast_precision_loss, reason = "one to three")]
        let room = (step - GAP) / per as f32;
        let (style, lines) =
            if two_rows { (TextStyle::regular(13.0), LINES_IN_ROWS) } else { (TextStyle::regular(15.0), LINES) };
        let fits = |_: &Source, words: &str| font::wrap(words, &style, room - INDENT - 14.0, lines + 1).len() <= lines;
        let mut items = Vec::new();
        let quotations = self.quotations(per, &fits);
        let listed = self.listed(shown).into_iter();
        let listed = listed.filter_map(|at| Some((all.get(at)?, quotations.get(at)?)));
        for (index, (source, quotations)) in listed.enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
            let (column, row) = ((index % columns) as f32, (index / columns) as f32);
            let at = [margin + column * step, top + 14.0 + row * ROW];
            let whole = !two_rows;
            items.extend(self.source_head(source, at, step - GAP, whole));
            let y = at[1] + second + if whole { 61.0 } else { 38.0 };
            for (quotation, n) in quotations.iter().zip(0_u8..) {
                let x = at[0] + f32::from(n) * room;
                items.extend(self.quotation(quotation, [x, y], room - 14.0, style, lines));
            }
        }
        if all.len() > shown {
            #[expect(clippy::cast_precision_loss, reason = "at most six columns")]
            let x = margin + (columns - 1) as f32 * step;
            let words = format!("and {} more articles", all.len() - shown);
            let ink = self.theme().palette.text.second;
            items.push(text(&words, [x, top + 14.0 + ROW + 15.0], TextStyle::regular(14.0), ink));
        }
        items
    }

    /// Chip, name and date of a source; below, its headline. Without an outlet the headline stands in the place of its name.
    fn source_head(&self, source: &Source, [x, y]: Point, width: f32, whole: bool) -> Vec<Item> {
        let ink = &self.theme().palette.text;
        let mut items = self.chip(source.article.letter, [x, y], 20.0);
        let (bold, small) = (TextStyle::bold(15.0), TextStyle::regular(13.0));
        let date = Self::source_date(source);
        let lines = Self::headline_lines(source, width);
        let baselines = |first: f32, step: f32| std::iter::successors(Some(first), move |y| Some(y + step));
        if whole && Self::outlet(source).is_none() {
            let mut below = y + 17.0;
            for (line, baseline) in lines.iter().zip(baselines(y + 15.0, SECOND)) {
                items.push(text(line, [x + CHIP_ROOM, baseline], bold, ink.ink));
                below = baseline + 22.0;
            }
            items.push(text(&format!("{date} · no outlet named"), [x, below], small, ink.third));
            return items;
        }
        let room = width - CHIP_ROOM - font::measure(&date, &small).width - 10.0;
        let name = font::fit(Self::source_name(source), &bold, room);
        let name_width = font::measure(&name, &bold).width;
        items.push(text(&name, [x + CHIP_ROOM, y + 15.0], bold, ink.ink));
        items.push(text(&date, [x + CHIP_ROOM + name_width + 9.0, y + 15.0], small, ink.third));
        if whole {
            let set = lines.iter().zip(baselines(y + 37.0, SECOND - 2.0));
            items.extend(set.map(|(line, baseline)| text(line, [x, baseline], small, ink.second)));
        }
        items
    }

    /// A quotation with the number of its event before it, its first baseline at a point.
    pub(super) fn quotation(
        &self,
        quotation: &Quotation,
        [x, y]: Point,
        width: f32,
        style: TextStyle,
        lines: usize,
    ) -> Vec<Item> {
        let mut items = Vec::new();
        let entry = quotation.number.and_then(|number| self.entries.get(number.checked_sub(1)?));
        if let Some(entry) = entry {
            let at = [x + 10.0, y - 5.2];
            items.extend(pin::numbered_of(
                at,
                entry.number,
                entry.event.family,
                entry.event.checked,
                10.0,
                self.theme(),
            ));
        }
        let mut baseline = y;
        let indent = if entry.is_some() { INDENT } else { 0.0 };
        for line in font::wrap(&quotation.words, &style, width - indent, lines) {
            items.push(text(&line, [x + indent, baseline], style, self.theme().palette.text.ink));
            baseline += (style.size * 1.33).round();
        }
        items
    }
}

/// Whether words stand beside their quotation already, as the headline of their source.
fn is_headline(source: &Source, words: &str) -> bool {
    let headline = source.article.headline.trim();
    !headline.is_empty() && same_passage(headline, words)
}

fn quoted(words: &str) -> String {
    format!("“{words}”")
}
