//! One opened text and what is known of it: where it came from, its headline, outlet, letter and date.
//!
//! Comes in: a [`Draft`] (what a file held). Goes out: an [`Article`], whose text never changes.
//! A date is never guessed silently: its status says how it is known.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Copies, Span, Text};

/// Names an article for the life of a story; never used twice in one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// The letter an article is known by: 0 is A, 25 is Z, 26 is AA.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Letter(pub u32);

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        let mut letters = Vec::new();
        loop {
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{letter}"))
    }
}

/// What a file held, before it has an id, a letter and a reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it came from, as a person would name it: a path, "Pasted text", an id of a stream.
    pub origin: String,
    /// The text to be read.
    pub text: Text,
    /// Title the file's own metadata gives.
    pub title: Option<String>,
    /// Outlet the file's own metadata gives.
    pub outlet: Option<String>,
    /// Author the file's own metadata gives.
    pub byline: Option<String>,
    /// Date the file's own metadata gives.
    pub date: Option<Date>,
    /// Address the file's own metadata gives; its words may hold a date.
    pub url: Option<String>,
    /// What the loader was unsure of.
    pub warnings: Vec<Warning>,
}

impl Draft {
    /// A draft of plain text with no metadata.
    #[must_use]
    pub fn plain(origin: &str, text: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            text: Text::new(text),
            title: None,
            outlet: None,
            byline: None,
            date: None,
            url: None,
            warnings: Vec::new(),
        }
    }
}

/// One opened text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its name within the story.
    pub id: ArticleId,
    /// The letter people know it by.
    pub letter: Letter,
    /// Where it came from: a path, "Pasted text", an id of a stream.
    pub origin: String,
    /// The words as they were opened.
    pub text: Text,
    /// Headline as metadata or the first lines give it; never empty when the text is not.
    pub headline: String,
    /// Outlet, when metadata or the text names it.
    pub outlet: Option<String>,
    /// Who wrote it, when the text or a person names them.
    #[serde(default)]
    pub byline: Option<String>,
    /// Address it was published at, when metadata names one; never fetched.
    pub url: Option<String>,
    /// When it was published, and how that is known.
    pub date: DocumentDate,
    /// What the loader or the reader was unsure of.
    pub warnings: Vec<Warning>,
}

impl Article {
    /// The outlet, or the file name when no outlet is known.
    #[must_use]
    pub fn outlet_or_origin(&self) -> &str {
        self.outlet.as_deref().unwrap_or_else(|| self.origin.rsplit(['/', '\\']).next().unwrap_or(&self.origin))
    }
}

/// When an article was published and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentDate {
    /// The day; `None` while unknown.
    pub day: Option<Date>,
    /// How it is known.
    pub status: DateStatus,
    /// The words of the text that give it, when they do.
    pub span: Option<Span>,
}

impl DocumentDate {
    /// Not known: the person is asked.
    pub const UNKNOWN: Self = Self { day: None, status: DateStatus::Unknown, span: None };
}

/// How a document date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateStatus {
    /// Metadata, a byline, a dateline or a person says it.
    Explicit,
    /// Worked out from the text (a full date in its first lines, an address); shown as such.
    Inferred,
    /// Nobody says; weekdays and "a day earlier" stay open.
    Unknown,
}

impl DateStatus {
    /// The word used in JSON and in the window.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Inferred => "inferred",
            Self::Unknown => "unknown",
        }
    }
}

/// What is doubtful about an article; shown on its row, never a reason to refuse it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// The last sentence stops without an end.
    CutShort,
    /// Hardly any English words.
    NotEnglish {
        /// The language it seems to be in, as its English name.
        language: String,
    },
    /// Nearly the same words as another article.
    NearCopy {
        /// The letter of the other.
        of: Letter,
        /// What a person said of the two; `None` while nobody did, and then they count as one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        choice: Option<Copies>,
    },
    /// Bytes that are no characters of the encoding were replaced.
    BrokenCharacters {
        /// The encoding that was tried.
        encoding: String,
    },
    /// More text than is read; the rest was left out.
    Shortened {
        /// Bytes kept.
        kept: usize,
    },
}

impl Warning {
    /// Whether nothing is left to be decided about it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::NearCopy { choice: Some(_), .. })
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort => f.write_str("Text stops mid-sentence"),
            Self::NotEnglish { language } => write!(f, "Seems to be in {language}; only English is read well"),
            Self::NearCopy { of, choice: None } => write!(f, "Nearly the same text as {of}"),
            Self::NearCopy { of, choice: Some(Copies::One) } => write!(f, "One source with {of}"),
            Self::NearCopy { of, choice: Some(Copies::Both) } => write!(f, "Like {of}, kept as a source of its own"),
            Self::BrokenCharacters { encoding } => write!(f, "Some characters could not be read as {encoding}"),
            Self::Shortened { kept } => write!(f, "Only the first {} MB are read", kept.div_ceil(1_000_000)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters = |n| Letter(n).to_string();
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
