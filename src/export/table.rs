//! Events as a table, a row for each passage, safe to open in a spreadsheet.
//!
//! Comes in: a story, a filter. Goes out: CSV after RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know it.
//! A cell that would be taken for a formula gets an apostrophe before it: article text is from strangers.

use super::extract::{Entry, Extract, Passage};
use super::reading::event_id;
use crate::scene::Filter;
use crate::story::{Story, Victim, count_words};

const HEADER: [&str; 35] = [
    "event",
    "event_id",
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
    "place_shape",
    "place_known_by",
    "country",
    "article",
    "outlet",
    "headline",
    "published",
    "url",
    "quote",
    "start",
    "end",
    "speaker",
    "stance",
    "negated",
    "modal",
    "back_reference",
    "killed",
    "wounded",
    "missing",
    "displaced",
    "detained",
    "infected",
    "checked",
];

/// The kept events of a story as the bytes of a `.csv` file.
#[must_use]
pub fn csv(story: &Story, filter: &Filter) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    row(&mut out, &HEADER.map(str::to_owned));
    for entry in &Extract::new(story, filter).events {
        for passage in &entry.passages {
            row(&mut out, &cells(entry, passage));
        }
    }
    out.into_bytes()
}

fn cells(entry: &Entry<'_>, passage: &Passage<'_>) -> Vec<String> {
    let (event, place) = (entry.event, entry.place());
    let (article, mention) = (passage.article, passage.mention);
    let said = &mention.attribution;
    let [from, to] = entry.days();
    let mut cells = vec![
        entry.number.to_string(),
        event_id(event.id),
        event.title.clone(),
        event.family.word().to_owned(),
        event.kind.word().to_owned(),
        from.unwrap_or_default(),
        to.unwrap_or_default(),
        yes_no(event.ongoing),
        place.map_or_else(String::new, |place| place.name.clone()),
        place.and_then(|place| place.second_name.clone()).unwrap_or_default(),
        place.map_or_else(String::new, |place| place.lat.to_string()),
        place.map_or_else(String::new, |place| place.lon.to_string()),
        place.map_or("", |place| place.shape.word()).to_owned(),
        event.basis.word().to_owned(),
        place.and_then(|place| place.country.clone()).unwrap_or_default(),
        article.letter.to_string(),
        article.outlet.clone().unwrap_or_default(),
        article.headline.clone(),
        article.date.day.map_or_else(String::new, |day| day.to_string()),
        article.url.clone().unwrap_or_default(),
        passage.quote.to_owned(),
        passage.start.to_string(),
        passage.end.to_string(),
        said.source.clone(),
        said.stance.word().to_owned(),
        yes_no(mention.negated),
        yes_no(mention.modal),
        yes_no(mention.back_reference),
    ];
    cells.extend(Victim::ALL.iter().map(|victim| {
        let figures = mention.figures.iter().filter(|figure| figure.what == *victim);
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
        let formula = is_formula(cell);
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

/// Whether a spreadsheet would work the cell out instead of showing it: signs after blanks and in full width count too.
fn is_formula(cell: &str) -> bool {
    let is_number = cell.strip_prefix('-').unwrap_or(cell).chars().all(|c| c.is_ascii_digit() || c == '.');
    let bare = cell.trim_start_matches([' ', '\n', '\u{a0}', '\u{200b}', '\u{feff}']);
    !is_number && bare.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '＝', '＋', '－', '＠'])
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
        check_row(&[" =1+1", "－1", "+49 30", "-inf"], "\"' =1+1\",\"'－1\",\"'+49 30\",\"'-inf\"\r\n");
    }

    #[test]
    fn every_passage_is_a_row_as_wide_as_the_header() {
        let story = fixture::karabakh();
        let bytes = csv(&story, &Filter::default());
        assert!(bytes.starts_with("\u{feff}event,event_id,title,".as_bytes()));
        let mut reader = ::csv::Reader::from_reader(&bytes[3..]);
        let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        let passages: usize = story.events.iter().map(|event| event.mentions.len()).sum();
        assert_eq!((rows.len(), rows[0].len()), (passages, HEADER.len()));
    }

    #[test]
    fn the_filter_holds() {
        let filter = Filter { families: vec![crate::story::Family::Protest], ..Filter::default() };
        let text = String::from_utf8(csv(&fixture::karabakh(), &filter)).unwrap();
        assert_eq!(text.lines().count(), 3, "two articles report the one protest");
    }
}
