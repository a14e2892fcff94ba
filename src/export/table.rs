//! Events as a table, a row for each passage, safe to open in a spreadsheet.
//!
//! Comes in: a story, a filter. Goes out: CSV after RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it.
//! A cell that would be taken for a formula gets an apostrophe before it: article text is from strangers.

use crate::scene::Filter;
use crate::story::{Article, Event, EventMention, Story, Victim, count_words};

/// A passage that reports an event, with offsets in code points.
pub(super) struct Passage<'a> {
    pub(super) article: &'a Article,
    pub(super) mention: &'a EventMention,
    /// The sentence, as it stands in the text.
    pub(super) quote: &'a str,
    /// First code point of the sentence.
    pub(super) start: usize,
    /// One past its last code point.
    pub(super) end: usize,
}

/// The passages of an event in the order of its mentions.
pub(super) fn passages<'a>(story: &'a Story, event: &Event) -> Vec<Passage<'a>> {
    let mentions = event.mentions.iter().filter_map(|&id| story.mention(id));
    mentions
        .map(|(source, mention)| {
            let text = &source.article.text;
            let quote = text.slice(mention.sentence);
            let before = text.as_str().get(..mention.sentence.start()).unwrap_or_default();
            let start = before.chars().count();
            Passage { article: &source.article, mention, quote, start, end: start + quote.chars().count() }
        })
        .collect()
}

const HEADER: [&str; 27] = [
    "event",
    "title",
    "family",
    "kind",
    "date_from",
    "date_to",
    "ongoing",
    "place",
    "second_name",
    "latitude",
    "longitude",
    "place_known_by",
    "country",
    "article",
    "outlet",
    "headline",
    "published",
    "quote",
    "start",
    "end",
    "speaker",
    "stance",
    "killed",
    "wounded",
    "missing",
    "displaced",
    "detained",
];

/// The kept events of a story as the bytes of a `.csv` file.
#[must_use]
pub fn csv(story: &Story, filter: &Filter) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    let header: Vec<String> = HEADER.iter().chain(&["checked"]).map(|&name| name.to_owned()).collect();
    row(&mut out, &header);
    let kept = story.events.iter().filter(|event| filter.keeps(story, event));
    for (number, event) in (1_usize..).zip(kept) {
        for passage in passages(story, event) {
            row(&mut out, &cells(number, event, &passage));
        }
    }
    out.into_bytes()
}

fn cells(number: usize, event: &Event, passage: &Passage<'_>) -> Vec<String> {
    let place = event.place.as_deref();
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let article = passage.article;
    let said = &passage.mention.attribution;
    let mut cells = vec![
        number.to_string(),
        event.title.clone(),
        event.family.word().to_owned(),
        event.kind.word().to_owned(),
        day(event.date.map(|days| days.start)),
        day(event.date.filter(|_| !event.ongoing).map(|days| days.end)),
        yes_no(event.ongoing),
        place.map_or_else(String::new, |place| place.name.clone()),
        place.and_then(|place| place.second_name.clone()).unwrap_or_default(),
        place.map_or_else(String::new, |place| place.lat.to_string()),
        place.map_or_else(String::new, |place| place.lon.to_string()),
        event.basis.word().to_owned(),
        place.and_then(|place| place.country.clone()).unwrap_or_default(),
        article.letter.to_string(),
        article.outlet.clone().unwrap_or_default(),
        article.headline.clone(),
        day(article.date.day),
        passage.quote.to_owned(),
        passage.start.to_string(),
        passage.end.to_string(),
        said.source.clone(),
        said.stance.word().to_owned(),
    ];
    cells.extend(Victim::ALL.iter().map(|victim| {
        let figures = passage.mention.figures.iter().filter(|figure| figure.what == *victim);
        figures.map(|figure| count_words(figure.min, figure.max)).collect::<Vec<_>>().join("; ")
    }));
    cells.push(yes_no(event.checked));
    cells
}

fn yes_no(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn row(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let is_number = cell.parse::<f64>().is_ok();
        let formula = !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let guard = if formula { "'" } else { "" };
        if formula || cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(guard);
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    fn check_row(cells: &[&str], line: &str) {
        let mut out = String::new();
        row(&mut out, &cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
        assert_eq!(out, line);
    }

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_a_formula() {
        check_row(&["a", "b, c", "say \"no\"", "two\nlines"], "a,\"b, c\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
        check_row(&["=1+1", "@cmd", "-39.8", "-x"], "\"'=1+1\",\"'@cmd\",-39.8,\"'-x\"\r\n");
    }

    #[test]
    fn every_passage_is_a_row_as_wide_as_the_header() {
        let story = fixture::karabakh();
        let bytes = csv(&story, &Filter::default());
        let text = String::from_utf8(bytes).unwrap();
        let passages: usize = story.events.iter().map(|event| event.mentions.len()).sum();
        assert_eq!(text.lines().count(), passages + 1, "no quote of the fixture has a line end");
        assert!(text.starts_with("\u{feff}event,title,"));
        let mut out = String::new();
        row(&mut out, &cells(1, &story.events[4], &super::passages(&story, &story.events[4])[0]));
        assert_eq!(out.matches(',').count() - 1, HEADER.len(), "{out}: one comma is in the quote");
    }

    #[test]
    fn the_filter_holds() {
        let filter = Filter { families: vec![crate::story::Family::Protest], ..Filter::default() };
        let text = String::from_utf8(csv(&fixture::karabakh(), &filter)).unwrap();
        assert_eq!(text.lines().count(), 3, "two articles report the one protest");
    }
}
