//! What the reader found in one article: zones, date, toponyms, timexes and event mentions, all by span.

use serde::{Deserialize, Serialize};

use super::{DocumentDate, EventMention, Role, Span, Timex, Toponym};

/// What was read in one article. Reading cannot fail: what was unsure is a note in the value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The text line by line, in order, without gaps but for line ends.
    pub zones: Vec<Zone>,
    /// When the article was published.
    pub date: DocumentDate,
    /// Sentences of the zones that are read (headline and body), in order.
    pub sentences: Vec<Span>,
    /// Place names, in order.
    pub toponyms: Vec<Toponym>,
    /// Temporal expressions, in order.
    pub timexes: Vec<Timex>,
    /// Mentions of events, in order of their trigger.
    pub mentions: Vec<EventMention>,
}

impl Reading {
    /// The mention of a trigger: this very one, else one that shares words with it.
    #[must_use]
    pub fn mention_at(&self, trigger: Span) -> Option<usize> {
        let exact = self.mentions.iter().position(|mention| mention.trigger == trigger);
        exact.or_else(|| self.mentions.iter().position(|mention| mention.trigger.overlaps(trigger)))
    }

    /// The sentence in which words of a mention stand: its own, or one behind it that tells more of it.
    #[must_use]
    pub fn sentence_of(&self, words: Option<Span>, mention: &EventMention) -> Span {
        let Some(words) = words.filter(|words| !mention.sentence.holds(*words)) else { return mention.sentence };
        let behind = self.sentences.partition_point(|sentence| sentence.start() <= words.start());
        let found = behind.checked_sub(1).and_then(|at| self.sentences.get(at));
        found.copied().filter(|sentence| sentence.holds(words)).unwrap_or(mention.sentence)
    }

    /// Leaves out peoples and adjectives ("Armenian"), for those who count names of places alone. Events keep the
    /// places that such words gave them.
    pub fn leave_out_demonyms(&mut self) {
        self.toponyms.retain(|toponym| toponym.role != Role::Demonym);
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            zones: Vec::new(),
            date: DocumentDate::UNKNOWN,
            sentences: Vec::new(),
            toponyms: Vec::new(),
            timexes: Vec::new(),
            mentions: Vec::new(),
        }
    }
}

/// A line of the text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The line without its end and outer blanks.
    pub span: Span,
    /// What it is.
    pub kind: ZoneKind,
}

/// What a line of an article is; only headline and body yield events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// Title or subtitle.
    Headline,
    /// "By …", "Written by staff".
    Byline,
    /// A line that is only place and date.
    Dateline,
    /// Words under a picture, credits.
    Caption,
    /// Running text.
    Body,
    /// A whole line quoted.
    QuoteBlock,
    /// A link to another story.
    RelatedLink,
    /// Comment forms, newsletter lines, share bars, site names.
    Boilerplate,
    /// A piece of a sentence cut off.
    Fragment,
}

impl ZoneKind {
    /// Whether events may be read from it.
    #[must_use]
    pub fn yields_events(self) -> bool {
        matches!(self, Self::Headline | Self::Body)
    }
}
