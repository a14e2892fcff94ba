//! Byte ranges of a text that cannot be out of bounds or cut a character.
//!
//! Comes in: a text. Goes out: spans that only this text could make. A span never outlives the promise that
//! slicing its own text with it succeeds; slicing another text with it yields an empty passage, not a panic.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A byte range of one article's text; made by [`Text::span`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Start and end as a range of bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether the other lies wholly within this one.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// From the first of both to the last of both; both must be of one text.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// An article's text: never changes after import, at most 4 GiB.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Arc<str>", into = "Arc<str>")]
pub struct Text {
    words: Arc<str>,
    fingerprint: u64,
}

impl From<Arc<str>> for Text {
    fn from(words: Arc<str>) -> Self {
        let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let fingerprint = words.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step);
        Self { words, fingerprint }
    }
}

impl From<Text> for Arc<str> {
    fn from(text: Text) -> Self {
        text.words
    }
}

impl Text {
    /// Takes the text as it is; what lies past 4 GiB − 1 bytes can bear no span.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::from(Arc::<str>::from(text))
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// FNV-1a of its bytes, 64 bits (Fowler, Noll, Vo): tells one text from another wherever it was opened from, so that
    /// what a person decided is found again. No guard against intent.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The span of a byte range, or `None` when it is out of bounds, backwards, or cuts a character.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.words.get(range.clone())?;
        Some(Span { start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
    }

    /// The words of a span; empty when the span is another text's.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.words.get(span.range()).unwrap_or("")
    }

    /// Whether a span read from a file fits this text.
    #[must_use]
    pub fn bears(&self, span: Span) -> bool {
        self.words.get(span.range()).is_some()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.words.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_cannot_be_out_of_bounds_or_cut_a_character() {
        let text = Text::new("Şuşa fell");
        assert_eq!(text.span(0..6).map(|span| text.slice(span).to_owned()), Some("Şuşa".to_owned()));
        assert_eq!(text.span(1..6), None, "cuts Ş");
        assert_eq!(text.span(0..99), None);
        #[expect(clippy::reversed_empty_ranges, reason = "a backwards range is what is tried")]
        let backwards = text.span(6..0);
        assert_eq!(backwards, None);
    }

    #[test]
    fn a_foreign_span_slices_to_nothing() {
        let long = Text::new("a long text");
        let span = long.span(5..11).unwrap();
        assert_eq!(Text::new("short").slice(span), "");
    }

    #[test]
    fn joining_spans_covers_both() {
        let text = Text::new("one two three");
        let (one, three) = (text.span(0..3).unwrap(), text.span(8..13).unwrap());
        assert_eq!(text.slice(three.join(one)), "one two three");
        assert!(!one.overlaps(three) && one.join(three).holds(three));
    }
}
