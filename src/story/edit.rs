//! What changes a story: one closed list, applied without a clock, a disk or a gazetteer.
//!
//! Comes in: a story and an edit. Goes out: the changed story. An edit whose object is gone changes nothing.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Article, ArticleId, DateStatus, DocumentDate, Event, EventId, LayoutEdit, Reading, Source, Story};

/// One change of a story; one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Articles were read (or read again: same id) and the events of all articles merged anew.
    Add {
        /// New or re-read articles with what was found in them.
        sources: Vec<Source>,
        /// The events of the whole story as it will be.
        events: Vec<Event>,
    },
    /// An article is taken out; its mentions go, and events nobody else reports go with them.
    Remove(ArticleId),
    /// A person gives, changes or clears an article's date.
    SetDate(ArticleId, Option<Date>),
    /// A person says an event is right, or takes that back.
    SetChecked(EventId, bool),
    /// A person names the story.
    Rename(String),
    /// A person changes how pictures of the story look.
    Layout(LayoutEdit),
}

impl Edit {
    /// What undo calls it, as in "Undo remove article".
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Add { .. } => "open articles",
            Self::Remove(_) => "remove article",
            Self::SetDate(..) => "change date",
            Self::SetChecked(_, true) => "mark as checked",
            Self::SetChecked(_, false) => "mark as unchecked",
            Self::Rename(_) => "rename story",
            Self::Layout(edit) => edit.label(),
        }
    }
}

impl Story {
    /// The story after an edit.
    #[must_use]
    pub fn apply(&self, edit: Edit) -> Self {
        let mut story = self.clone();
        match edit {
            Edit::Add { sources, events } => story.add(sources, events),
            Edit::Remove(article) => story.remove(article),
            Edit::SetDate(article, day) => story.set_date(article, day),
            Edit::SetChecked(event, checked) => {
                if let Some(event) = story.events.iter_mut().find(|candidate| candidate.id == event) {
                    event.checked = checked;
                }
            }
            Edit::Rename(name) => story.name = name,
            Edit::Layout(edit) => story.layout = Arc::new(story.layout.after(edit)),
        }
        story
    }

    /// Puts read articles in, and keeps of the merged events what the story still has sources for.
    fn add(&mut self, sources: Vec<Source>, events: Vec<Event>) {
        let checked: Vec<EventId> = self.events.iter().filter(|event| event.checked).map(|event| event.id).collect();
        for source in sources {
            match self.sources.iter_mut().find(|known| known.article.id == source.article.id) {
                Some(known) => *known = source,
                None => self.sources.push(source),
            }
        }
        self.sources.sort_by_key(|source| source.article.letter);
        self.events = events;
        for event in &mut self.events {
            event.checked |= checked.contains(&event.id);
        }
        self.drop_lost_mentions();
    }

    fn remove(&mut self, article: ArticleId) {
        self.sources.retain(|source| source.article.id != article);
        self.drop_lost_mentions();
    }

    /// No event without a mention, no mention or claim without its article.
    fn drop_lost_mentions(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        for event in &mut events {
            event.mentions.retain(|&mention| self.mention(mention).is_some());
            for slot in &mut event.slots {
                slot.claims.retain(|claim| self.mention(claim.mention).is_some());
            }
            event.slots.retain(|slot| !slot.claims.is_empty());
        }
        events.retain(|event| !event.mentions.is_empty());
        self.events = events;
    }

    fn set_date(&mut self, article: ArticleId, day: Option<Date>) {
        let Some(source) = self.sources.iter_mut().find(|source| source.article.id == article) else { return };
        let date = match day {
            Some(day) => DocumentDate { day: Some(day), status: DateStatus::Explicit, span: None },
            None => DocumentDate::UNKNOWN,
        };
        source.article = Arc::new(Article { date: date.clone(), ..Article::clone(&source.article) });
        source.reading = Arc::new(Reading { date, ..Reading::clone(&source.reading) });
    }
}
