//! Documents of a corpus with their marks, and what the reader makes of each.
//!
//! Comes in: a file of JSON lines. Goes out: documents whose marks are byte spans of their text, and each document with
//! its reading. A line that is no document is an error that says which.

use std::path::Path;

use dateline::reader;
use dateline::story::{Draft, Event, Source, Story, Toponym};
use geodata::Gazetteer;
use serde::Deserialize;

/// A place a corpus marks; offsets are code points in the file, bytes once opened.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldPlace {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    #[serde(default)]
    pub(crate) fcode: Option<String>,
}

/// A temporal expression a corpus marks.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldTimex {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) value: Option<String>,
}

/// A happening of MUC-4's templates.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldEvent {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) stage: String,
    #[serde(default)]
    pub(crate) location: Vec<String>,
    #[serde(default)]
    pub(crate) hum_effect: Vec<String>,
    #[serde(default)]
    pub(crate) hum_number: Vec<String>,
}

/// A document and its marks.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default, alias = "dct")]
    date: Option<String>,
    #[serde(default)]
    pub(crate) toponyms: Vec<GoldPlace>,
    #[serde(default)]
    pub(crate) timexes: Vec<GoldTimex>,
    #[serde(default)]
    pub(crate) events: Vec<GoldEvent>,
}

/// The documents of one file.
pub(crate) struct Corpus(Vec<Document>);

impl Corpus {
    /// Opens a file of JSON lines; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read or a line is no document.
    pub(crate) fn open(path: &Path) -> Result<Option<Self>, String> {
        if !path.is_file() {
            return Ok(None);
        }
        let lines = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut documents = Vec::new();
        for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let mut document: Document = serde_json::from_str(line)
                .map_err(|error| format!("{} line {}: {error}", path.display(), number + 1))?;
            document.measure_in_bytes();
            documents.push(document);
        }
        Ok(Some(Self(documents)))
    }

    /// Reads every document by itself.
    pub(crate) fn read(self) -> Vec<Read> {
        self.0.into_iter().filter_map(Read::of).collect()
    }

    /// How many bytes of text there are.
    pub(crate) fn bytes(&self) -> usize {
        self.0.iter().map(|document| document.text.len()).sum()
    }
}

impl Document {
    fn measure_in_bytes(&mut self) {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(self.text.len());
        let byte = |point: usize| bytes.get(point).copied().unwrap_or(self.text.len());
        for place in &mut self.toponyms {
            (place.start, place.end) = (byte(place.start), byte(place.end));
        }
        for timex in &mut self.timexes {
            (timex.start, timex.end) = (byte(timex.start), byte(timex.end));
        }
    }

    fn draft(&self) -> Draft {
        let date = self.date.as_deref().and_then(|date| date.get(..10).unwrap_or(date).parse().ok());
        let (url, outlet) = match &self.source {
            Some(source) if source.contains("://") => (Some(source.clone()), None),
            source => (None, source.clone()),
        };
        Draft { title: self.title.clone(), outlet, date, url, ..Draft::plain(&self.id, &self.text) }
    }
}

/// A document and its reading.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) source: Source,
    pub(crate) events: Vec<Event>,
}

impl Read {
    fn of(document: Document) -> Option<Self> {
        let (sources, events) = reader::read_story(vec![document.draft()], &Story::default(), Gazetteer::bundled());
        Some(Self { source: sources.into_iter().next()?, document, events })
    }

    /// What counts as found places: every name that is more than a part of another; one for each span, in order.
    pub(crate) fn toponyms(&self) -> Vec<&Toponym> {
        let named = self
            .source
            .reading
            .toponyms
            .iter()
            .filter(|toponym| !toponym.indirect && toponym.role != dateline::story::Role::PartOfName);
        let mut found: Vec<&Toponym> = named.collect();
        found.sort_by_key(|toponym| (toponym.span.start(), toponym.span.end()));
        found.dedup_by_key(|toponym| toponym.span);
        found
    }

    /// Some words of the text between brackets, with what stands around them.
    pub(crate) fn excerpt(&self, start: usize, end: usize) -> String {
        let text = self.document.text.as_str();
        let from = text.floor_char_boundary(start.saturating_sub(44));
        let to = text.ceil_char_boundary((end + 44).min(text.len()));
        let piece = |from, to| text.get(from..to).unwrap_or("");
        let excerpt = format!("{}[{}]{}", piece(from, start), piece(start, end), piece(end, to));
        format!("{}: …{}…", self.document.id, excerpt.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Spans as (start, end) in bytes.
pub(crate) type Spans = Vec<(usize, usize)>;

/// Spans of two lists that belong together: the same ones first, then those that share most; each is used once.
pub(crate) struct Matching {
    /// Pairs of indices.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Indices of the first list without a fellow.
    pub(crate) first_left: Vec<usize>,
    /// Indices of the second.
    pub(crate) second_left: Vec<usize>,
}

/// Matches (start, end) spans.
pub(crate) fn matching(first: &[(usize, usize)], second: &[(usize, usize)]) -> Matching {
    let mut shared: Vec<(usize, usize, usize, usize, usize)> = Vec::new();
    for (i, a) in first.iter().enumerate() {
        for (j, b) in second.iter().enumerate() {
            let length = a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if a == b {
                shared.push((0, 0, 0, i, j));
            } else if length > 0 {
                shared.push((1, usize::MAX - length, a.0.abs_diff(b.0), i, j));
            }
        }
    }
    shared.sort_unstable();
    let (mut free_first, mut free_second) = (vec![true; first.len()], vec![true; second.len()]);
    let mut pairs = Vec::new();
    for (.., i, j) in shared {
        if let (Some(a @ true), Some(b @ true)) = (free_first.get_mut(i), free_second.get_mut(j)) {
            (*a, *b) = (false, false);
            pairs.push((i, j));
        }
    }
    let left = |free: Vec<bool>| free.into_iter().enumerate().filter(|&(_, free)| free).map(|(at, _)| at).collect();
    Matching { pairs, first_left: left(free_first), second_left: left(free_second) }
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy)]
pub(crate) struct Rates {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
}

impl Rates {
    /// From what is right, what was found, and what was to be found.
    pub(crate) fn of(right: usize, found: usize, gold: usize) -> Self {
        let (precision, recall) = (share(right, found), share(right, gold));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

impl std::fmt::Display for Rates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "P {:.3} R {:.3} F1 {:.3}", self.precision, self.recall, self.f1)
    }
}

/// A part of a whole; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of a corpus")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
