//! What each source says about one slot of an event, and whether the sources agree.

use serde::{Deserialize, Serialize};

use super::{DayRange, Kind, MentionId, Span, Stance, Story, Victim, count_words, grouped};

/// What a claim is about; the rows of a comparison, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// The words for the happening itself.
    What,
    /// Where.
    Place,
    /// When.
    Date,
    /// How strong an earthquake was.
    Magnitude,
    /// How many people it befell, and what befell them.
    Figure(Victim),
    /// Whom it befell.
    Victims,
    /// Who did it.
    Actor,
    /// With what.
    Means,
    /// Why it happened.
    Cause,
}

impl Slot {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Place => "place",
            Self::Date => "date",
            Self::Magnitude => "magnitude",
            Self::Figure(victim) => victim.word(),
            Self::Victims => "victims",
            Self::Actor => "actor",
            Self::Means => "means",
            Self::Cause => "cause",
        }
    }

    /// The words shown to people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::What => "What happened",
            Self::Place => "Place",
            Self::Date => "When",
            Self::Magnitude => "Magnitude",
            Self::Figure(Victim::Killed) => "Killed",
            Self::Figure(Victim::Wounded) => "Wounded",
            Self::Figure(Victim::Missing) => "Missing",
            Self::Figure(Victim::Displaced) => "Displaced",
            Self::Figure(Victim::Detained) => "Detained",
            Self::Figure(Victim::Infected) => "Fell ill",
            Self::Victims => "Victims",
            Self::Actor => "Carried out by",
            Self::Means => "Means",
            Self::Cause => "Cause",
        }
    }

    /// The words shown to people beside what happened: whom kidnappers hold was abducted.
    #[must_use]
    pub fn label_of(self, kind: Kind) -> &'static str {
        match self {
            Self::Figure(Victim::Detained) if kind == Kind::Abduction => "Abducted",
            other => other.label(),
        }
    }
}

/// All claims on one slot of one event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SlotClaims {
    /// What they are about.
    pub slot: Slot,
    /// Whether the sources agree.
    pub agreement: Agreement,
    /// What each mention says, in the order of the event's mentions.
    pub claims: Vec<Claim>,
}

/// What one mention says about one slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Who says so: the mention, hence the article.
    pub mention: MentionId,
    /// What is said.
    pub value: Value,
    /// The words that say so, in that mention's article; `None` when taken from around.
    pub span: Option<Span>,
    /// The speaker as shown; empty when the article speaks for itself.
    pub source: String,
    /// How far it is stood behind.
    pub stance: Stance,
    /// Whether it counts only a part of what the same article tells in all ("105 in one district" of 157): no
    /// disagreement with the whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// Whether it is an earlier count of what a later article counts higher: overtaken, no disagreement with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub older: bool,
}

impl Claim {
    /// What is said, in words: a count as its article words it, "more than 40" and not "41 or more".
    #[must_use]
    pub fn words(&self, story: &Story) -> String {
        if let Some(number) = self.more_than(story) {
            return format!("more than {}", grouped(number));
        }
        match &self.value {
            Value::Words(words) => words.clone(),
            Value::Place { name, .. } => name.clone(),
            Value::Days(days) => days.to_string(),
            Value::Count { min, max } => count_words(*min, *max),
            // "Karim, 38, killed"
            Value::People { what, words } if words.contains(',') => format!("{words}, {}", what.participle()),
            Value::People { what, words } => format!("{words} {}", what.participle()),
        }
    }

    /// The number that its article counts more than: "more than 70" is no "at least 71". None where the words tell
    /// another number than what is claimed, as after a correction.
    #[must_use]
    pub fn more_than(&self, story: &Story) -> Option<u32> {
        let Value::Count { min, max: None } = self.value else { return None };
        let (below, span) = (min.checked_sub(1)?, self.span?);
        let text = &story.source(self.mention.article)?.article.text;
        let words = text.slice(span).to_lowercase();
        let mut before = text.as_str().get(..span.start())?.split_whitespace().rev().map(str::to_lowercase);
        let leads = match before.next().as_deref() {
            Some("over") => true,
            Some("than") => before.next().as_deref() == Some("more"),
            _ => false,
        };
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let tells = digits.is_empty() || digits == below.to_string();
        (tells && (leads || words.starts_with("more than ") || words.starts_with("over "))).then_some(below)
    }
}

/// The value of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Words of the source.
    Words(String),
    /// A place: its stable key and its name.
    Place {
        /// Stable key of the gazetteer entry.
        key: String,
        /// Name shown.
        name: String,
    },
    /// Days.
    Days(DayRange),
    /// A head-count as a range.
    Count {
        /// At least.
        min: u32,
        /// At most; `None` when open.
        max: Option<u32>,
    },
    /// People, and what befell them.
    People {
        /// What befell them.
        what: Victim,
        /// Words of the source: "54 people", "a camp leader".
        words: String,
    },
}

/// Whether the claims on one slot agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// Every source says the same.
    Same,
    /// Ranges or grains that overlap: they may both be right.
    Compatible,
    /// They cannot all be right.
    Differs,
    /// Only one source says anything.
    OneSource,
}

impl Agreement {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Differs => "differs",
            Self::OneSource => "one-source",
        }
    }

    /// The words shown to people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OneSource => "one source",
            other => other.word(),
        }
    }
}
