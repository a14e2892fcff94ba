//! Scores of temporal expressions, and what was missed, found in vain or given another value.
//!
//! Comes in: documents with readings. Goes out: TempEval-3's figures as `score.py` counts them (a value is right when the
//! span overlaps and the TimeML values are equal), and errors by type and by the shape of the value.

use std::fmt;

use dateline::story::Timex;
use serde_json::json;

use super::corpus::{GoldTimex, Rates, Read, Spans, matching};
use super::tally::Tally;

/// The scores of one corpus.
pub(crate) struct Score {
    gold: usize,
    found: usize,
    strict: Rates,
    relaxed: Rates,
    kind: Rates,
    value: Rates,
}

fn spans(read: &Read) -> (Spans, Spans) {
    let marks = read.document.timexes.iter().map(|mark| (mark.start, mark.end)).collect();
    let found = read.source.reading.timexes.iter().map(|timex| (timex.span.start(), timex.span.end())).collect();
    (marks, found)
}

fn pairs(read: &Read) -> impl Iterator<Item = (&GoldTimex, &Timex)> {
    let (marks, found) = spans(read);
    let pairs = matching(&marks, &found).pairs;
    pairs.into_iter().filter_map(|(i, j)| Some((read.document.timexes.get(i)?, read.source.reading.timexes.get(j)?)))
}

fn same_value(mark: &GoldTimex, timex: &Timex) -> bool {
    mark.value.as_deref().unwrap_or("").eq_ignore_ascii_case(&timex.value)
}

/// Scores a corpus.
pub(crate) fn score(reads: &[Read]) -> Score {
    let gold = reads.iter().map(|read| read.document.timexes.len()).sum();
    let found = reads.iter().map(|read| read.source.reading.timexes.len()).sum();
    let (mut strict, mut relaxed, mut kind, mut value) = (0, 0, 0, 0);
    for (mark, timex) in reads.iter().flat_map(pairs) {
        relaxed += 1;
        strict += usize::from((mark.start, mark.end) == (timex.span.start(), timex.span.end()));
        kind += usize::from(mark.kind.eq_ignore_ascii_case(timex.kind.word()));
        value += usize::from(same_value(mark, timex));
    }
    let rates = |right| Rates::of(right, found, gold);
    Score { gold, found, strict: rates(strict), relaxed: rates(relaxed), kind: rates(kind), value: rates(value) }
}

/// The errors of a corpus by cause.
pub(crate) fn analyse(reads: &[Read], examples: bool) -> String {
    let (mut missed, mut vain, mut wrong) = (Tally::default(), Tally::default(), Tally::default());
    for read in reads {
        let (marks, found) = spans(read);
        let matching = matching(&marks, &found);
        for mark in matching.first_left.iter().filter_map(|&at| read.document.timexes.get(at)) {
            let value = mark.value.as_deref().unwrap_or("");
            missed.add(format!("{}: {}", mark.kind, shape(value)), || {
                format!("{} = {value}", read.excerpt(mark.start, mark.end))
            });
        }
        for timex in matching.second_left.iter().filter_map(|&at| read.source.reading.timexes.get(at)) {
            let range = timex.span.range();
            vain.add(format!("{}: {}", timex.kind.word(), shape(&timex.value)), || {
                format!("{} = {}", read.excerpt(range.start, range.end), timex.value)
            });
        }
        for (mark, timex) in pairs(read).filter(|(mark, timex)| !same_value(mark, timex)) {
            let value = mark.value.as_deref().unwrap_or("");
            let (meant, read_as) = (shape(value), shape(&timex.value));
            let cause = if meant == read_as {
                format!("{}: another {meant}", mark.kind)
            } else {
                format!("{}: {meant} read as {read_as}", mark.kind)
            };
            wrong.add(cause, || format!("{} = {value}, read as {}", read.excerpt(mark.start, mark.end), timex.value));
        }
    }
    [
        missed.lines("missed", examples),
        vain.lines("found though not marked", examples),
        wrong.lines("found, with another value", examples),
    ]
    .concat()
}

/// What kind of value this is.
fn shape(value: &str) -> &'static str {
    let ends = |list: &[&str]| list.iter().any(|end| value.ends_with(end));
    match value {
        "" => "nothing",
        _ if value.ends_with("_REF") => "reference",
        _ if value.starts_with('P') && value.contains('X') => "length left open",
        _ if value.starts_with('P') => "length",
        _ if value.contains('T') => "time of day",
        _ if value.contains("-W") && value.len() > 8 && !value.ends_with("WE") => "weekday",
        _ if value.contains("-W") && !value.ends_with("WI") => "week",
        _ if value.contains("-Q") || value.contains("-H") => "quarter or half",
        _ if ends(&["-SP", "-SU", "-FA", "-WI"]) => "season",
        _ if value.starts_with("FY") => "fiscal year",
        _ if value.contains('/') => "range",
        _ => match value.len() {
            0..=3 => "decade or century",
            4 => "year",
            5..=7 => "month",
            _ => "day",
        },
    }
}

impl Score {
    /// The figures a script compares.
    pub(crate) fn json(&self) -> serde_json::Value {
        json!({
            "strict": self.strict.f1, "relaxed": self.relaxed.f1, "type": self.kind.f1, "value": self.value.f1,
        })
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  marked {} · found {}", self.gold, self.found)?;
        writeln!(f, "  same span   {}", self.strict)?;
        writeln!(f, "  overlap     {}", self.relaxed)?;
        writeln!(f, "  type        {}", self.kind)?;
        writeln!(f, "  value       {}", self.value)
    }
}
