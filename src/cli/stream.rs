//! `dateline read --jsonl`: one article per line in, one reading per line out, in order and in constant memory.
//!
//! Comes in: lines of JSON, `{"id","text","date"?,"title"?,"source"?}`; `dct` is another name of `date`. Goes out: the
//! reading of each article by itself, or `{"id","error"}` in its place. One bad line never stops the rest. Lines are
//! read side by side in batches of bounded size; with one rayon thread there is one.

use std::io::{self, BufRead, Read as _, Write};
use std::sync::Arc;

use geodata::Gazetteer;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::export::reading;
use crate::file::article::MAX_TEXT;
use crate::reader;
use crate::story::{Draft, Story, Warning};

/// Longest line that is read, in bytes: the longest text, every character of it escaped.
const MAX_LINE: usize = 6 * MAX_TEXT + 65_536;

/// Bytes of lines that are held at once, but for one longer line.
const BATCH_BYTES: usize = 4_000_000;

/// Lines that are held at once.
const BATCH_LINES: usize = 512;

/// One article of the stream.
#[derive(Deserialize)]
#[serde(expecting = "one JSON object")]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default, alias = "dct")]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    source: Option<String>,
}

/// What stands in the place of a reading that could not be made.
#[derive(Serialize)]
struct Refusal {
    id: Value,
    error: String,
}

/// Reads to the end of the input; how many lines could not be read. `demonyms` says whether peoples are named too.
pub(super) fn run(
    mut input: impl BufRead,
    mut output: impl Write,
    gazetteer: &Gazetteer,
    demonyms: bool,
) -> io::Result<usize> {
    let mut failed = 0;
    let mut number = 0;
    loop {
        let batch = batch(&mut input)?;
        if batch.is_empty() {
            return Ok(failed);
        }
        let answers: Vec<Option<(Vec<u8>, bool)>> = batch
            .par_iter()
            .enumerate()
            .map(|(index, line)| answer(line.as_deref(), number + index + 1, gazetteer, demonyms))
            .collect();
        number += batch.len();
        for (json, good) in answers.into_iter().flatten() {
            failed += usize::from(!good);
            output.write_all(&json)?;
        }
        output.flush()?;
    }
}

/// The next lines; a line too long to be read is `None`. Empty at the end of the input.
fn batch(input: &mut impl BufRead) -> io::Result<Vec<Option<Vec<u8>>>> {
    let mut lines = Vec::new();
    let mut bytes = 0;
    while lines.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        let read = input.by_ref().take(MAX_LINE as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        bytes += read;
        if read > MAX_LINE && line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
            lines.push(None);
        } else {
            lines.push(Some(line));
        }
    }
    Ok(lines)
}

/// The line of output for a line of input, and whether it is a reading; `None` for a blank line.
fn answer(line: Option<&[u8]>, number: usize, gazetteer: &Gazetteer, demonyms: bool) -> Option<(Vec<u8>, bool)> {
    let refuse = |id, error| {
        let mut json = serde_json::to_vec(&Refusal { id, error }).ok()?;
        json.push(b'\n');
        Some((json, false))
    };
    let Some(line) = line else {
        return refuse(Value::Null, format!("line {number} is longer than {MAX_LINE} bytes; split the article"));
    };
    if line.trim_ascii().is_empty() {
        return None;
    }
    match serde_json::from_slice::<Line>(line) {
        Ok(line) => {
            let mut json = read(line, gazetteer, demonyms).ok()?;
            json.push(b'\n');
            Some((json, true))
        }
        Err(error) => {
            let id = serde_json::from_slice::<Value>(line).ok().and_then(|value| value.get("id").cloned());
            let error = format!(
                "line {number} is not an article ({error}); each line is one JSON object with \"id\" and \"text\""
            );
            refuse(id.unwrap_or(Value::Null), error)
        }
    }
}

/// Reads one article by itself.
fn read(line: Line, gazetteer: &Gazetteer, demonyms: bool) -> serde_json::Result<Vec<u8>> {
    let Line { id, text, date, title, source } = line;
    let day = date.as_deref().and_then(day);
    let (url, outlet) = match source {
        Some(source) if source.contains("://") => (Some(source), None),
        source => (None, source),
    };
    let kept = text.floor_char_boundary(MAX_TEXT);
    let mut draft = Draft { title, outlet, date: day, url, ..Draft::plain("stdin", text.get(..kept).unwrap_or("")) };
    if kept < text.len() {
        draft.warnings.push(Warning::Shortened { kept });
    }
    let (mut sources, events) = reader::read_story(vec![draft], &Story::default(), gazetteer);
    let Some(source) = sources.first_mut() else { return Ok(Vec::new()) };
    if !demonyms {
        Arc::make_mut(&mut source.reading).leave_out_demonyms();
    }
    let mut json = reading::article(id, source, &events);
    if let (Some(date), None) = (&date, day) {
        json.warnings.push(format!("The date {date:?} is not written YYYY-MM-DD and was left out"));
    }
    let mut line = Json::default();
    serde_json::to_writer(&mut line, &json)?;
    Ok(line.0)
}

/// JSON as it is written: most of its pieces are single marks, which need no copying of slices.
#[derive(Default)]
struct Json(Vec<u8>);

impl Write for Json {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match *bytes {
            [mark] => self.0.push(mark),
            _ => self.0.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The day of `2023-09-19`, `2023-09-19T08:00` or `20230919`.
fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    value.get(..10).unwrap_or(value).parse().ok().or_else(|| Date::strptime("%Y%m%d", value.get(..8)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn answers(input: &str) -> (Vec<Value>, usize) {
        let mut output = Vec::new();
        let failed = run(input.as_bytes(), &mut output, Gazetteer::bundled(), true).unwrap();
        let lines = output.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
        (lines.map(|line| serde_json::from_slice(line).unwrap()).collect(), failed)
    }

    #[test]
    fn every_line_is_answered_in_order() {
        let (lines, failed) = answers(
            "{\"id\":\"a\",\"text\":\"Rain fell in Oslo.\",\"date\":\"2023-09-19\"}\n\nnot json\n\
             {\"id\":3,\"dct\":\"20230920\",\"text\":\"Şuşa\"}\n{\"id\":\"no text\"}",
        );
        assert_eq!(failed, 2);
        assert_eq!(
            lines.iter().map(|line| line["id"].clone()).collect::<Vec<_>>(),
            ["a".into(), Value::Null, 3.into(), "no text".into()]
        );
        assert_eq!(lines[0]["date"]["start"], "2023-09-19");
        assert!(lines[1]["error"].as_str().unwrap().starts_with("line 3 is not an article"));
        assert_eq!(lines[2]["date"]["start"], "2023-09-20");
        assert!(lines[3]["error"].as_str().unwrap().contains("missing field `text`"));
    }

    #[test]
    fn peoples_are_left_out_when_asked() {
        let line = "{\"id\":1,\"text\":\"Armenian troops left Baku.\"}";
        let texts = |demonyms| {
            let mut output = Vec::new();
            run(line.as_bytes(), &mut output, Gazetteer::bundled(), demonyms).unwrap();
            let json: Value = serde_json::from_slice(&output).unwrap();
            let toponyms = json["toponyms"].as_array().unwrap().iter();
            toponyms.map(|toponym| toponym["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts(true), ["Armenian", "Baku"]);
        assert_eq!(texts(false), ["Baku"]);
    }

    #[test]
    fn a_line_too_long_is_skipped_and_told() {
        let long = "x".repeat(MAX_LINE + 5);
        let (lines, failed) = answers(&format!("{long}\n{{\"id\":1,\"text\":\"Oslo.\"}}\n"));
        assert_eq!((lines.len(), failed), (2, 1));
        assert!(lines[0]["error"].as_str().unwrap().contains("longer than"));
        assert_eq!(lines[1]["id"], 1);
    }

    #[test]
    fn dates_come_in_the_shapes_corpora_use() {
        assert_eq!(day("2023-09-19"), Some(date(2023, 9, 19)));
        assert_eq!(day("2023-09-19T08:00:00Z"), Some(date(2023, 9, 19)));
        assert_eq!(day("19980108"), Some(date(1998, 1, 8)));
        assert_eq!(day("last week"), None);
    }
}
