//! What a person decided, kept apart from what the reader found and keyed to the words it is about.
//!
//! Comes in: a choice about a place name, a passage or an event. Goes out: a [`Decision`] that outlives every re-reading:
//! a passage is named by the fingerprint of its text and its bytes, an event by the passages that report it. A decision
//! whose words are in no article of the story waits; it is never dropped.

use std::sync::Arc;

use super::{
    ArticleChange, DayRange, Event, Kind, MentionId, PlaceRef, Role, Source, Span, Stance, Story, Text, Victim,
};

/// A passage by what the text says, whichever article of whichever story it is opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageKey {
    /// [`Text::fingerprint`] of the article's text.
    pub text: u64,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl PassageKey {
    /// The key of a span of a text.
    #[must_use]
    pub fn of(text: &Text, span: Span) -> Self {
        let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { text: text.fingerprint(), start: byte(span.start()), end: byte(span.end()) }
    }

    /// The span in a text of this fingerprint; `None` in another, or where it cuts a character.
    #[must_use]
    pub fn span(self, text: &Text) -> Option<Span> {
        (text.fingerprint() == self.text).then(|| text.span(self.start as usize..self.end as usize)).flatten()
    }
}

/// An event by the triggers of its mentions, the first first; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EventKey(pub Vec<PassageKey>);

/// What a place name means, as a person sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// This place.
    Place(Arc<PlaceRef>),
    /// No place at all: a person, a ship, a club.
    NotAPlace,
    /// A place, but the texts do not tell which.
    CannotTell,
}

/// What is changed about one mention of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionChange {
    /// How many people something befell, at least and at most; `None` when the passage gives no such figure.
    Figure(Victim, Option<(u32, Option<u32>)>),
    /// Who says so; empty when the article speaks for itself.
    Speaker(String),
    /// How far it is stood behind.
    Stance(Stance),
    /// Whether the passage reports no event at all.
    Rejected(bool),
}

/// What is changed about an event.
#[derive(Clone, Debug, PartialEq)]
pub enum EventChange {
    /// Where it happened; `None` for a place nobody knows.
    Place(Option<Arc<PlaceRef>>),
    /// When it happened; `None` for a day nobody knows.
    Date(Option<DayRange>),
    /// What happened.
    Kind(Kind),
    /// What it is called.
    Title(String),
    /// Whether a person found it right.
    Checked(bool),
    /// Whether it is left out of the story.
    Rejected(bool),
}

/// One choice of a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// What a place name means; on words the reader took for no name it makes one.
    Place {
        /// The name.
        at: PassageKey,
        /// Its words, for people to read while their article is away.
        words: String,
        /// What it means.
        verdict: Verdict,
    },
    /// What a place name does in its sentence.
    Role {
        /// The name.
        at: PassageKey,
        /// Its words.
        words: String,
        /// What it does.
        role: Role,
    },
    /// Something about one mention.
    Mention {
        /// The trigger of the mention.
        at: PassageKey,
        /// What is changed.
        change: MentionChange,
    },
    /// Something about one event.
    Event {
        /// The event.
        of: EventKey,
        /// What is changed.
        change: EventChange,
    },
    /// Something about an article itself.
    Article {
        /// [`Text::fingerprint`] of its text.
        text: u64,
        /// What is changed.
        change: ArticleChange,
    },
    /// Several events are one.
    Merge(Vec<EventKey>),
    /// These mentions speak of an event of their own.
    Split(EventKey),
    /// A passage reports an event the reader did not see.
    Add {
        /// The words for what happened.
        trigger: PassageKey,
        /// The passage.
        sentence: PassageKey,
        /// What happened.
        kind: Kind,
        /// Where.
        place: Option<Arc<PlaceRef>>,
        /// When.
        date: Option<DayRange>,
    },
}

impl Decision {
    /// What undo calls it, as in "Undo change place".
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Place { verdict: Verdict::Place(_), .. } => "change place",
            Self::Place { verdict: Verdict::NotAPlace, .. } => "mark as no place",
            Self::Place { verdict: Verdict::CannotTell, .. } => "mark as cannot tell",
            Self::Role { .. } => "change role of a name",
            Self::Mention { change: MentionChange::Figure(..), .. } => "change figure",
            Self::Mention { change: MentionChange::Speaker(_), .. } => "change speaker",
            Self::Mention { change: MentionChange::Stance(_), .. } => "change stance",
            Self::Mention { change: MentionChange::Rejected(true), .. } => "reject passage",
            Self::Mention { change: MentionChange::Rejected(false), .. } => "restore passage",
            Self::Event { change: EventChange::Place(Some(place)), .. } if place.is_pinned() => "move pin",
            Self::Event { change: EventChange::Place(_), .. } => "change place",
            Self::Event { change: EventChange::Date(_), .. } => "change date of an event",
            Self::Event { change: EventChange::Kind(_), .. } => "change kind",
            Self::Event { change: EventChange::Title(_), .. } => "rename event",
            Self::Event { change: EventChange::Checked(true), .. } => "mark as checked",
            Self::Event { change: EventChange::Checked(false), .. } => "mark as unchecked",
            Self::Event { change: EventChange::Rejected(true), .. } => "reject event",
            Self::Event { change: EventChange::Rejected(false), .. } => "restore event",
            Self::Article { change, .. } => change.label(),
            Self::Merge(_) => "merge events",
            Self::Split(_) => "split event",
            Self::Add { .. } => "add event",
        }
    }

    /// The texts it speaks of, each once, in no order.
    #[must_use]
    pub fn texts(&self) -> Vec<u64> {
        let mut texts: Vec<u64> = match self {
            Self::Place { at, .. } | Self::Role { at, .. } | Self::Mention { at, .. } => vec![at.text],
            Self::Event { of, .. } | Self::Split(of) => of.0.iter().map(|key| key.text).collect(),
            Self::Merge(events) => events.iter().flat_map(|event| &event.0).map(|key| key.text).collect(),
            Self::Add { trigger, .. } => vec![trigger.text],
            Self::Article { text, .. } => vec![*text],
        };
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// Whether it takes the place of an earlier one: the same question about the same words.
    #[must_use]
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
        use std::mem::discriminant;
        match (self, earlier) {
            (Self::Place { at: a, .. }, Self::Place { at: b, .. })
            | (Self::Role { at: a, .. }, Self::Role { at: b, .. })
            | (Self::Add { trigger: a, .. }, Self::Add { trigger: b, .. }) => a == b,
            (Self::Mention { at: a, change: one }, Self::Mention { at: b, change: other }) => {
                a == b
                    && match (one, other) {
                        (MentionChange::Figure(one, _), MentionChange::Figure(other, _)) => one == other,
                        _ => discriminant(one) == discriminant(other),
                    }
            }
            (Self::Article { text: a, change: one }, Self::Article { text: b, change: other }) => {
                a == b && discriminant(one) == discriminant(other)
            }
            (Self::Event { of: a, change: one }, Self::Event { of: b, change: other }) => {
                a == b && discriminant(one) == discriminant(other)
            }
            _ => false,
        }
    }
}

/// The mention of an article that a decision names by its trigger: these very words, else some of them.
pub(super) fn mention_in(source: &Source, key: PassageKey) -> Option<MentionId> {
    let trigger = key.span(&source.article.text)?;
    let index = source.reading.mention_at(trigger)?;
    Some(MentionId { article: source.article.id, index: u32::try_from(index).ok()? })
}

impl Story {
    /// How a decision names a mention: by its trigger.
    #[must_use]
    pub fn mention_key(&self, mention: MentionId) -> Option<PassageKey> {
        let (source, mention) = self.mention(mention)?;
        Some(PassageKey::of(&source.article.text, mention.trigger))
    }

    /// The mention a decision names by its trigger, in the first article of its text.
    #[must_use]
    pub fn mention_of(&self, key: PassageKey) -> Option<MentionId> {
        self.sources.iter().find_map(|source| mention_in(source, key))
    }

    /// How a decision names an event.
    #[must_use]
    pub fn event_key(&self, event: &Event) -> EventKey {
        EventKey(event.mentions.iter().filter_map(|&mention| self.mention_key(mention)).collect())
    }

    /// The decision that changes an event; nothing happens to an event that is gone.
    #[must_use]
    pub fn decide_event(&self, event: &Event, change: EventChange) -> Decision {
        Decision::Event { of: self.event_key(event), change }
    }
}
