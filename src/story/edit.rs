//! What changes a story: one closed list, applied without a clock, a disk or a gazetteer.
//!
//! Comes in: a story and an edit. Goes out: the changed story. An edit whose object is gone changes nothing.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{
    ArticleChange, ArticleId, Decision, Event, EventChange, EventId, Events, LayerEdit, LayoutEdit, MentionId, Source,
    Story,
};

/// One change of a story; one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Articles were read (or read again: same id) and the events of all articles merged anew.
    Add {
        /// New or re-read articles with what was found in them.
        sources: Vec<Source>,
        /// The events of the whole story as it will be.
        events: Events,
    },
    /// Articles were read again, with the dates they had then; those that are gone or have another date by now are left.
    ReadAgain {
        /// The articles with what was found in them.
        sources: Vec<Source>,
        /// The events of the whole story.
        events: Events,
    },
    /// An article is taken out; its mentions go, and events nobody else reports go with them.
    Remove(ArticleId),
    /// A person gives, changes or clears an article's date.
    SetDate(ArticleId, Option<Date>),
    /// A person puts an article at another place among the sources, counted from 0: the letters follow.
    Put(ArticleId, usize),
    /// A person says an event is right, or takes that back.
    SetChecked(EventId, bool),
    /// A person corrects what was read; kept apart from it and applied to every reading to come.
    Decide(Vec<Decision>),
    /// A person names the story.
    Rename(String),
    /// A person changes how pictures of the story look.
    Layout(LayoutEdit),
    /// A person opens, names, shows, hides or removes layers of their own.
    Layer(LayerEdit),
}

impl Edit {
    /// What undo calls it, as in "Undo remove article".
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Add { .. } => "open articles",
            Self::ReadAgain { .. } => "read again",
            Self::Remove(_) => "remove article",
            Self::SetDate(..) => "change date",
            Self::Put(..) => "change order of articles",
            Self::Decide(decisions) => decisions.first().map_or("change nothing", Decision::label),
            Self::SetChecked(_, true) => "mark as checked",
            Self::SetChecked(_, false) => "mark as unchecked",
            Self::Rename(_) => "rename story",
            Self::Layout(edit) => edit.label(),
            Self::Layer(edit) => edit.label(),
        }
    }
}

impl Edit {
    /// What it is done to, for a list of steps: the words of a name, the title of an event, a headline. May be empty.
    #[must_use]
    pub fn about(&self, story: &Story) -> String {
        let headline = |id: ArticleId| {
            story
                .source(id)
                .map_or_else(String::new, |source| format!("{} {}", source.article.letter, source.article.headline))
        };
        match self {
            Self::Add { sources, .. } => match sources.as_slice() {
                [one] => one.article.headline.clone(),
                many => format!("{} articles", many.len()),
            },
            Self::Remove(id) | Self::SetDate(id, None) | Self::Put(id, _) => headline(*id),
            Self::SetDate(id, Some(day)) => format!("{}: {}", headline(*id), super::day_words(*day)),
            Self::SetChecked(id, _) => story.event(*id).map_or_else(String::new, |event| event.title.clone()),
            Self::Decide(decisions) => match decisions.as_slice() {
                [] => String::new(),
                [one] => story.about(one),
                [first, others @ ..] => format!("{} and {} more", story.about(first), others.len()),
            },
            Self::Rename(name) => name.clone(),
            Self::Layout(_) | Self::ReadAgain { .. } => String::new(),
            Self::Layer(edit) => edit.about(&story.layers),
        }
    }
}

impl Story {
    /// What a decision is about, in words: a name and what it means now, the title of an event.
    #[must_use]
    pub fn about(&self, decision: &Decision) -> String {
        let title = |key: &super::EventKey| {
            let holding = |id| self.event_holding(id).or_else(|| self.rejected().holding(id));
            let event = key.0.iter().find_map(|&key| holding(self.mention_of(key)?));
            event.map_or_else(|| "an event of another article".to_owned(), |event| event.title.clone())
        };
        match decision {
            Decision::Place { words, verdict: super::Verdict::Place(place), .. } if place.is_pinned() => {
                format!("“{words}” is at {:.4}, {:.4}", place.lat, place.lon)
            }
            Decision::Place { words, verdict: super::Verdict::Place(place), .. } => {
                format!("“{words}” is {}", place.full_name())
            }
            Decision::Place { words, .. } => format!("“{words}”"),
            Decision::Role { words, role, .. } => format!("“{words}”: {}", role.word()),
            Decision::Mention { at, .. } => title(&super::EventKey(vec![*at])),
            Decision::Event { of, change: EventChange::Title(name) } => format!("{}: {name}", title(of)),
            Decision::Event { of, .. } | Decision::Split(of) => title(of),
            Decision::Article { text, change } => {
                let source = self.sources.iter().find(|source| source.article.text.fingerprint() == *text);
                let article = source.map(|source| &source.article);
                let letter = article.map_or_else(String::new, |article| article.letter.to_string());
                let headline = article.map_or_else(String::new, |article| format!("{letter} {}", article.headline));
                match change {
                    ArticleChange::Headline(words) | ArticleChange::Outlet(words) | ArticleChange::Byline(words) => {
                        format!("{letter}: {words}")
                    }
                    ArticleChange::Date(Some(day)) => format!("{headline}: {}", super::day_words(*day)),
                    ArticleChange::Date(None) | ArticleChange::Copy(_) => headline,
                }
            }
            Decision::Merge(events) => events.iter().take(2).map(title).collect::<Vec<_>>().join(" + "),
            Decision::Add { kind, .. } => kind.label().to_owned(),
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
            Edit::ReadAgain { sources, events } => story.read_again(sources, events),
            Edit::Remove(article) => story.remove(article),
            Edit::SetDate(article, day) => {
                let date = self.decide_article(article, ArticleChange::Date(day));
                story.decide(date.into_iter().collect());
            }
            Edit::Put(article, place) => story.put(article, place),
            Edit::SetChecked(event, checked) => {
                if let Some(event) = self.event(event) {
                    story.decide(vec![self.decide_event(event, EventChange::Checked(checked))]);
                }
            }
            Edit::Decide(decisions) => story.decide(decisions),
            Edit::Rename(name) => story.name = name,
            Edit::Layout(edit) => story.layout = Arc::new(story.layout.after(edit)),
            Edit::Layer(edit) => story.layers = Arc::new(edit.after(&story.layers)),
        }
        story
    }

    /// Puts read articles in, and keeps of the merged events what the story still has sources for. Both are as the reader
    /// found them; what people decided is applied to them anew.
    fn add(&mut self, added: Vec<Source>, events: Events) {
        let mut sources = self.as_found().sources;
        let places = places(&sources);
        for source in added {
            match places.get(&source.article.id).and_then(|&at| sources.get_mut(at)) {
                Some(known) => *known = source,
                None => sources.push(source),
            }
        }
        sources.sort_by_key(|source| source.article.letter);
        let events = without_lost_mentions(&sources, events);
        self.find(sources, events);
    }

    fn read_again(&mut self, read: Vec<Source>, events: Events) {
        let mut found = self.as_found();
        let places = places(&found.sources);
        for source in read {
            let known = places.get(&source.article.id).and_then(|&at| found.sources.get_mut(at));
            if let Some(known) = known.filter(|known| known.article.date == source.article.date) {
                known.reading = source.reading;
            }
        }
        let events = without_lost_mentions(&found.sources, events);
        self.find(found.sources, events);
    }

    fn remove(&mut self, article: ArticleId) {
        let mut found = self.as_found();
        found.sources.retain(|source| source.article.id != article);
        let events = without_lost_mentions(&found.sources, found.events);
        self.find(found.sources, events);
    }
}

/// Where each article stands.
pub(super) fn places(sources: &[Source]) -> FxHashMap<ArticleId, usize> {
    sources.iter().enumerate().map(|(at, source)| (source.article.id, at)).collect()
}

/// No event without a mention, no mention or claim without its article. Events that lose nothing are shared.
fn without_lost_mentions(sources: &[Source], events: Events) -> Events {
    let counts: FxHashMap<ArticleId, usize> =
        sources.iter().map(|source| (source.article.id, source.reading.mentions.len())).collect();
    let stands =
        |mention: MentionId| counts.get(&mention.article).is_some_and(|&count| (mention.index as usize) < count);
    let whole = |event: &Event| {
        let mut claims = event.slots.iter().flat_map(|slot| &slot.claims);
        event.mentions.iter().all(|&mention| stands(mention)) && claims.all(|claim| stands(claim.mention))
    };
    if events.iter().all(whole) {
        return events;
    }
    let kept = |event: &Arc<Event>| {
        if whole(event) {
            return Some(Arc::clone(event));
        }
        let mut event = Event::clone(event);
        event.mentions.retain(|&mention| stands(mention));
        for slot in &mut event.slots {
            slot.claims.retain(|claim| stands(claim.mention));
        }
        event.slots.retain(|slot| !slot.claims.is_empty());
        (!event.mentions.is_empty()).then(|| Arc::new(event))
    };
    events.shared().iter().filter_map(kept).collect()
}
