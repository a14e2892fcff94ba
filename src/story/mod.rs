//! The vocabulary of a story: articles, what was read in them, what people decided, and the events they report.
//!
//! Comes in: nothing but values. Goes out: types every floor above shares. It must never read a file, ask the clock,
//! look a name up or draw; a change of a story is an [`Edit`], applied by [`Story::apply`], and nothing else.

mod article;
pub mod cause;
mod claim;
mod claims;
mod compare;
mod correct;
mod count;
mod decision;
mod doubt;
mod edit;
mod event;
mod events;
pub mod gather;
mod history;
mod layer;
mod layout;
pub mod means;
mod named;
mod place;
mod reading;
mod settle;
mod side;
mod span;
#[cfg(test)]
mod tests;
mod time;
mod told;
mod toponym;
mod whom;

pub use article::{Article, ArticleId, DateStatus, DocumentDate, Draft, Letter, Warning};
pub use claim::{Agreement, Claim, Slot, SlotClaims, Value};
pub use claims::{around, claims, telling};
pub use compare::{Known, slots};
pub use decision::{Decision, EventChange, EventKey, MentionChange, PassageKey, Verdict};
pub use edit::Edit;
pub use event::{
    Attribution, Cue, Detail, Event, EventId, EventMention, Family, Figure, FigurePart, Kind, MentionDate, MentionId,
    MentionPlace, PlaceBasis, Stance, Tells, Victim, count_words, grouped, nearly,
};
pub use events::Events;
pub use history::History;
pub use layer::{Feature, Layer, LayerEdit, LayerId};
pub use layout::{Layout, LayoutEdit};
pub use place::{Candidate, EARTH_KM, PlaceRef, Shape, distance_km, takes_article};
pub use reading::{Reading, Zone, ZoneKind};
pub use settle::Decided;
pub use span::{Span, Text};
pub use time::{DayRange, Timex, TimexKind, day_words};
pub use told::{ArticleChange, Copies, copies};
pub use toponym::{Role, Toponym};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The document a person opens and saves: articles, what was read in them, and the events they speak of.
///
/// Cheap to clone: articles and readings are shared. Undo keeps whole stories, see [`History`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// What the person calls it; empty until named, then [`Story::title`] makes one from the events.
    pub name: String,
    /// The articles in the order of their letters, each with its reading.
    pub sources: Vec<Source>,
    /// What the mentions in all sources speak of, by time then place; no event is without a mention.
    pub events: Events,
    /// What a person decided about its pictures.
    #[serde(default)]
    pub layout: Arc<Layout>,
    /// Points, lines and areas of a person's own, drawn under the story, in this order.
    #[serde(default)]
    pub layers: Arc<Vec<Layer>>,
    /// What people decided, and what was found before they did.
    #[serde(skip)]
    pub decided: Decided,
}

/// One article and what was read in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The text and what is known of it.
    pub article: Arc<Article>,
    /// What the reader found in it.
    pub reading: Arc<Reading>,
}

/// Where among these the source of an article stands.
fn position_of(sources: &[Source], id: ArticleId) -> Option<usize> {
    let near = (id.0 as usize).saturating_add(1).min(sources.len());
    let is = |&at: &usize| sources.get(at).is_some_and(|source| source.article.id == id);
    (0..near).rev().chain(near..sources.len()).find(is)
}

impl Story {
    /// The source an id names, or `None` after it was removed.
    ///
    /// Articles stand near their number: looked for from there, so that it costs little however many there are.
    #[must_use]
    pub fn source(&self, id: ArticleId) -> Option<&Source> {
        self.sources.get(position_of(&self.sources, id)?)
    }

    /// The event that speaks of a mention.
    #[must_use]
    pub fn event_holding(&self, mention: MentionId) -> Option<&Event> {
        self.events.holding(mention)
    }

    /// The event an id names.
    #[must_use]
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.find(id)
    }

    /// The mention an id names, with the source it stands in.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> Option<(&Source, &EventMention)> {
        let source = self.source(id.article)?;
        Some((source, source.reading.mentions.get(id.index as usize)?))
    }

    /// The sources that report an event, in the order of their letters, each once.
    #[must_use]
    pub fn reporting(&self, event: &Event) -> Vec<&Source> {
        let mut articles: Vec<ArticleId> = event.mentions.iter().map(|mention| mention.article).collect();
        articles.sort_unstable();
        articles.dedup();
        let mut sources: Vec<&Source> = articles.into_iter().filter_map(|id| self.source(id)).collect();
        sources.sort_by_key(|source| source.article.letter);
        sources
    }

    /// The letters of the articles that report an event, in order, each once.
    #[must_use]
    pub fn letters(&self, event: &Event) -> Vec<Letter> {
        self.reporting(event).into_iter().map(|source| source.article.letter).collect()
    }

    /// The next letter no article has taken yet: letters stay with their article for the story's life.
    #[must_use]
    pub fn next_letter(&self) -> Letter {
        Letter(self.sources.iter().map(|source| source.article.letter.0 + 1).max().unwrap_or(0))
    }

    /// The next article id that was never used in this story.
    #[must_use]
    pub fn next_id(&self) -> ArticleId {
        ArticleId(self.sources.iter().map(|source| source.article.id.0 + 1).max().unwrap_or(0))
    }

    /// How many different places the events stand at.
    #[must_use]
    pub fn place_count(&self) -> usize {
        let mut keys: Vec<&str> = self
            .sources
            .iter()
            .flat_map(|source| &source.reading.toponyms)
            .filter_map(|toponym| toponym.place.as_ref())
            .map(|place| place.key.as_str())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    }

    /// How many events nobody has checked yet.
    #[must_use]
    pub fn unchecked_count(&self) -> usize {
        self.events.iter().filter(|event| !event.checked).count()
    }

    /// The name, or one made from the place and day of the event most is said of when nobody has named the story.
    ///
    /// Which event that is, is a matter of what was found: events a person merges, splits or adds give the story no other
    /// name. What a person corrects about that one event the name follows, and a rejected one names nothing.
    #[must_use]
    pub fn title(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let told = |event: &&Event| (event.family != Family::Speech, event.mentions.len());
        let found = self.found_events();
        let stands = |event: &&Event| event.mentions.iter().any(|&mention| self.event_holding(mention).is_some());
        let loudest = found.iter().filter(stands).max_by_key(told);
        let as_it_is = |event: &Event| self.event(event.id).filter(|now| now.mentions == event.mentions).cloned();
        let loudest = loudest.map(|event| as_it_is(event).unwrap_or_else(|| self.placed_anew(event)));
        match loudest.as_ref().or_else(|| self.events.iter().max_by_key(told)) {
            Some(Event { place: Some(place), date: Some(date), .. }) => format!("{}, {date}", place.name),
            Some(event) => event.title.clone(),
            None => String::new(),
        }
    }

    /// A found event that is merged or split by now, where what its mentions name is by now.
    fn placed_anew(&self, found: &Event) -> Event {
        let place_of = |source: &Source, id: MentionId| -> Option<Arc<PlaceRef>> {
            Some(source.reading.mentions.get(id.index as usize)?.place.as_ref()?.place.clone())
        };
        let named = |id: &&MentionId| {
            let source = self.found_source(id.article);
            source.and_then(|source| place_of(source, **id)) == found.place
        };
        let named = found.mentions.iter().find(named);
        let place = named.and_then(|&id| place_of(self.source(id.article)?, id));
        Event { place: place.or_else(|| found.place.clone()), ..found.clone() }
    }
}
