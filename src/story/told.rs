//! What a person says of an article itself: its date, headline, outlet, byline, and whether a near-copy counts for itself.
//!
//! Comes in: sources as the reader found them, and decisions. Goes out: the same sources as the person has them. Date and
//! copy are told to the reader, which reads again by them; the others are for people alone. A text never changes.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Article, ArticleId, DateStatus, Decision, DocumentDate, Letter, Source, Story, Warning};

/// What is changed about an article.
#[derive(Clone, Debug, PartialEq)]
pub enum ArticleChange {
    /// When it was published; `None` for a day nobody knows.
    Date(Option<Date>),
    /// Whether what is nearly the text of another is one source with it.
    Copy(Copies),
    /// Its headline; an empty one brings back the one that was found.
    Headline(String),
    /// Its outlet; empty for one that is not known.
    Outlet(String),
    /// Who wrote it; empty when nobody is named.
    Byline(String),
}

impl ArticleChange {
    /// What undo calls it.
    #[must_use]
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Date(_) => "change date",
            Self::Copy(Copies::One) => "count as one source",
            Self::Copy(Copies::Both) => "keep both sources",
            Self::Headline(_) => "change headline",
            Self::Outlet(_) => "change outlet",
            Self::Byline(_) => "change byline",
        }
    }

    /// Whether the reader reads otherwise by it.
    #[must_use]
    pub fn is_for_the_reader(&self) -> bool {
        matches!(self, Self::Date(_) | Self::Copy(_))
    }
}

/// What a person says of two articles of nearly the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copies {
    /// They are one source: what both say is said once.
    One,
    /// Each is a source of its own.
    Both,
}

/// The changes of each text, in the order they were made.
pub(super) type Changes<'a> = HashMap<u64, Vec<&'a ArticleChange>>;

/// The changes of articles among decisions.
pub(super) fn changes(list: &[Decision]) -> Changes<'_> {
    let mut changes = Changes::new();
    for decision in list {
        if let Decision::Article { text, change } = decision {
            changes.entry(*text).or_default().push(change);
        }
    }
    changes
}

/// The sources as they are to be read: with the dates people gave, and copies counted as people said.
pub(super) fn to_read(mut sources: Vec<Source>, changes: &Changes<'_>) -> Vec<Source> {
    if !changes.is_empty() {
        sources.iter_mut().for_each(|source| apply(source, changes, true));
    }
    sources
}

/// A source as people see it: with the words they gave it.
pub(super) fn as_seen(source: &mut Source, changes: &Changes<'_>) {
    apply(source, changes, false);
}

fn apply(source: &mut Source, changes: &Changes<'_>, for_the_reader: bool) {
    let Some(changes) = changes.get(&source.article.text.fingerprint()) else { return };
    let mut now = Article::clone(&source.article);
    for change in changes.iter().filter(|change| change.is_for_the_reader() == for_the_reader) {
        change_article(&mut now, change);
    }
    // The same words leave the same article, so that nothing seems to have changed.
    if now != *source.article {
        source.article = Arc::new(now);
    }
}

fn change_article(article: &mut Article, change: &ArticleChange) {
    let words = |words: &String| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    match change {
        ArticleChange::Date(None) => article.date = DocumentDate::UNKNOWN,
        ArticleChange::Date(day) if article.date.day == *day && article.date.status == DateStatus::Explicit => {}
        ArticleChange::Date(day) => {
            article.date = DocumentDate { day: *day, status: DateStatus::Explicit, span: None };
        }
        ArticleChange::Copy(copies) => {
            for warning in &mut article.warnings {
                if let Warning::NearCopy { choice, .. } = warning {
                    *choice = Some(*copies);
                }
            }
        }
        ArticleChange::Headline(headline) => {
            article.headline = words(headline).unwrap_or_else(|| article.headline.clone());
        }
        ArticleChange::Outlet(outlet) => article.outlet = words(outlet),
        ArticleChange::Byline(byline) => article.byline = words(byline),
    }
}

impl Story {
    /// The decision that changes an article; `None` when it is gone.
    #[must_use]
    pub fn decide_article(&self, article: ArticleId, change: ArticleChange) -> Option<Decision> {
        let text = self.source(article)?.article.text.fingerprint();
        Some(Decision::Article { text, change })
    }

    /// Whether people told the reader something of a text that it could not know when it read it for the first time.
    #[must_use]
    pub fn told(&self, text: u64) -> bool {
        self.decisions().iter().any(|decision| match decision {
            Decision::Article { text: about, change } => *about == text && change.is_for_the_reader(),
            _ => false,
        })
    }

    /// Puts an article at another place among the sources, counted from 0. The letters go by the new order, and with them
    /// everything that names an article by its letter; the order in which events name their articles follows.
    pub(super) fn put(&mut self, article: ArticleId, place: usize) {
        let mut found = self.as_found();
        let Some(from) = found.sources.iter().position(|source| source.article.id == article) else { return };
        let letters: Vec<Letter> = found.sources.iter().map(|source| source.article.letter).collect();
        let moved = found.sources.remove(from);
        found.sources.insert(place.min(found.sources.len()), moved);
        let now: HashMap<Letter, Letter> =
            found.sources.iter().map(|source| source.article.letter).zip(letters).collect();
        for source in &mut found.sources {
            let mut relettered = Article::clone(&source.article);
            let renamed = |letter: &mut Letter| *letter = now.get(letter).copied().unwrap_or(*letter);
            renamed(&mut relettered.letter);
            for warning in &mut relettered.warnings {
                if let Warning::NearCopy { of, .. } = warning {
                    renamed(of);
                }
            }
            if relettered != *source.article {
                source.article = Arc::new(relettered);
            }
        }
        let places = super::edit::places(&found.sources);
        let place = |article: ArticleId| places.get(&article).copied().unwrap_or(usize::MAX);
        for event in &mut found.events {
            event.mentions.sort_by_key(|mention| place(mention.article));
            for slot in &mut event.slots {
                slot.claims.sort_by_key(|claim| place(claim.mention.article));
            }
        }
        self.find(found.sources, found.events);
    }
}

/// Which article each near-copy repeats: together they are one source, unless a person keeps both.
pub fn copies<'a>(sources: impl Iterator<Item = &'a Source> + Clone) -> FxHashMap<ArticleId, ArticleId> {
    let by_letter: FxHashMap<Letter, ArticleId> =
        sources.clone().map(|source| (source.article.letter, source.article.id)).collect();
    let copied = |source: &Source| {
        let of = source.article.warnings.iter().find_map(|warning| match warning {
            Warning::NearCopy { of, choice } => (*choice != Some(Copies::Both)).then_some(*of),
            _ => None,
        })?;
        Some((source.article.id, *by_letter.get(&of)?))
    };
    sources.filter_map(copied).collect()
}
