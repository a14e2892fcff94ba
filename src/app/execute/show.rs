//! What is looked at: an event, a passage, a name in an article, and the map that follows.
//!
//! Comes in: what was clicked or stepped to. Goes out: a changed view and moves of the map. The story stays as it is.

use crate::app::Window;
use crate::app::axis::{Axis, position};
use crate::app::panel;
use crate::app::state::{Find, Move, Tab};
use crate::story::{ArticleId, Event, EventId, MentionId};

impl Window {
    /// Selects the first event the filters leave by now: what they leave may have changed since the last frame.
    pub(super) fn select_first(&mut self) {
        let story = self.history.story().clone();
        self.digest.update(&story, &self.view.filter, self.view.order);
        let first = self.digest.laid.shown.first().and_then(|&index| story.events.get(index));
        if let Some(event) = first {
            self.select(event.id);
        }
    }

    pub(super) fn select(&mut self, id: EventId) {
        let story = self.history.story().clone();
        let Some(event) = story.event(id) else { return };
        let view = &mut self.view;
        view.selected = Some(id);
        view.reveal = true;
        view.stack.clear();
        if !view.mention.is_some_and(|mention| event.mentions.contains(&mention)) {
            view.mention = event.mentions.first().copied();
        }
        view.cell = panel::compare::first_cell(event);
        match view.tab {
            Tab::Article => {
                let here = event.mentions.iter().find(|mention| Some(mention.article) == view.article);
                match here {
                    Some(&mention) => self.open_mention(mention),
                    None => view.tab = Tab::Event,
                }
            }
            Tab::Event | Tab::Compare => {}
        }
        if let Some(place) = &event.place {
            self.map.ask(Move::Show([place.lon, place.lat]));
        }
    }

    pub(super) fn step(&mut self, by: i32) {
        self.step_within(by, |_| true);
    }

    /// Looks for words in the article that is read, from its beginning.
    pub(super) fn find(&mut self, text: Option<String>) {
        let began = self.view.find.is_none();
        if began && text.is_some() {
            self.show_tab(Tab::Article);
        }
        self.view.find = text.map(|text| Find { text, at: 0, fresh: began });
        self.view.scroll = true;
    }

    /// Goes to another place the words stand at, around the ends.
    pub(super) fn find_step(&mut self, by: i32) {
        let story = self.history.story().clone();
        let read = self.view.article.and_then(|id| story.source(id)).or_else(|| story.sources.first());
        let (Some(find), Some(source)) = (self.view.find.as_mut(), read) else { return };
        let count = panel::find::places(source.article.text.as_str(), &find.text).len();
        let at = i64::try_from(find.at).unwrap_or(0) + i64::from(by);
        let at = at.checked_rem_euclid(i64::try_from(count).unwrap_or(0)).unwrap_or(0);
        find.at = usize::try_from(at).unwrap_or(0);
        find.fresh = false;
        self.view.scroll = true;
    }

    /// Looks closer at time around the selected event, or the middle.
    pub(super) fn zoom_time(&mut self, factor: f64) {
        let story = self.history.story().clone();
        let Some(axis) = self.view.span.map(Axis::chosen).or(self.digest.laid.axis) else { return };
        let selected = self.view.selected.and_then(|id| story.event(id)).and_then(|event| position(&story, event));
        let around = selected.filter(|&at| axis.holds(at)).unwrap_or(f64::midpoint(axis.from, axis.to));
        self.view.span = Some(axis.zoomed(factor, around));
    }

    /// Steps through the events at the place of the selected one.
    pub(super) fn step_place(&mut self, by: i32) {
        let story = self.history.story().clone();
        let now = self.view.selected.and_then(|id| story.event(id)).and_then(|event| event.place.as_ref());
        let Some(key) = now.map(|place| place.key.as_str()) else { return };
        self.step_within(by, |event| event.place.as_ref().is_some_and(|place| place.key == key));
    }

    /// Selects the event so many on of those in the list that are wanted, around its ends.
    fn step_within(&mut self, by: i32, wanted: impl Fn(&Event) -> bool) {
        let story = self.history.story().clone();
        self.digest.update(&story, &self.view.filter, self.view.order);
        let wanted = |index: &usize| story.events.get(*index).is_some_and(&wanted);
        let shown: Vec<usize> = self.digest.laid.shown.iter().copied().filter(wanted).collect();
        let at = shown
            .iter()
            .position(|&index| story.events.get(index).is_some_and(|event| Some(event.id) == self.view.selected));
        let count = i32::try_from(shown.len()).unwrap_or(i32::MAX);
        if count == 0 {
            return;
        }
        let next = match at {
            Some(at) => (i32::try_from(at).unwrap_or(0) + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        let next =
            usize::try_from(next).ok().and_then(|next| shown.get(next)).and_then(|&index| story.events.get(index));
        if let Some(event) = next {
            self.select(event.id);
        }
    }

    pub(super) fn open_mention(&mut self, id: MentionId) {
        let story = self.history.story().clone();
        let Some((source, mention)) = story.mention(id) else { return };
        let view = &mut self.view;
        view.article = Some(id.article);
        view.mention = Some(id);
        view.tab = Tab::Article;
        view.scroll = true;
        let span = mention.place.as_ref().and_then(|place| place.span);
        view.toponym = span
            .and_then(|span| source.reading.toponyms.iter().position(|toponym| toponym.span.overlaps(span)))
            .map(|index| (id.article, index));
        if let Some(event) = story.event_holding(id) {
            view.selected = Some(event.id);
            view.stack.clear();
        }
    }

    /// Opens the article at what the panel has at hand: in the comparison the framed cell, else the current card.
    pub(super) fn open_here(&mut self) {
        let story = self.history.story();
        let Some(event) = self.view.selected.and_then(|id| story.event(id)) else { return };
        let cell = self.view.cell.map(|(mention, _)| mention).filter(|_| self.view.tab == Tab::Compare);
        let at_hand = cell.or(self.view.mention).filter(|mention| event.mentions.contains(mention));
        if let Some(mention) = at_hand.or(event.mentions.first().copied()).filter(|_| self.view.tab != Tab::Article) {
            self.unfold_right();
            self.open_mention(mention);
        }
    }

    /// Rings a name; the map moves just enough, and an event at that place is selected if the passage reports one.
    pub(super) fn show_toponym(&mut self, article: ArticleId, index: usize) {
        let story = self.history.story().clone();
        let Some(source) = story.source(article) else { return };
        let Some(toponym) = source.reading.toponyms.get(index) else { return };
        let view = &mut self.view;
        view.article = Some(article);
        view.toponym = Some((article, index));
        view.tab = Tab::Article;
        view.scroll = true;
        if let Some(place) = &toponym.place {
            self.map.ask(crate::app::map::camera::showing(place));
        }
        let reported = source.reading.mentions.iter().position(|mention| mention.sentence.holds(toponym.span));
        if let Some(reported) = reported.and_then(|index| u32::try_from(index).ok()) {
            view.mention = Some(MentionId { article, index: reported });
        }
    }

    pub(super) fn step_toponym(&mut self, by: i32) {
        let story = self.history.story().clone();
        let article = self.view.article.or_else(|| story.sources.first().map(|source| source.article.id));
        let Some(source) = article.and_then(|id| story.source(id)) else { return };
        let toponyms = &source.reading.toponyms;
        let known: Vec<usize> = (0..toponyms.len())
            .filter(|&index| toponyms.get(index).is_some_and(|toponym| toponym.place.is_some()))
            .collect();
        let count = i32::try_from(known.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let now = self.view.toponym.filter(|(id, _)| *id == source.article.id).map(|(_, index)| index);
        let at = now.and_then(|now| known.iter().position(|&index| index >= now));
        let next = match at {
            Some(at) => (i32::try_from(at).unwrap_or(0) + by).rem_euclid(count),
            None => 0,
        };
        if let Some(&index) = usize::try_from(next).ok().and_then(|next| known.get(next)) {
            self.show_toponym(source.article.id, index);
        }
    }

    pub(super) fn show_tab(&mut self, tab: Tab) {
        let story = self.history.story().clone();
        let place = self.view.selected.and_then(|id| story.event(id)?.place.clone());
        if let Some(place) = place.filter(|_| self.view.tab != tab) {
            // A wider panel must not cover what it is about.
            self.map.ask(super::super::map::camera::showing(&place));
        }
        self.view.tab = tab;
        if tab == Tab::Article {
            match self.view.mention {
                Some(mention) => self.open_mention(mention),
                None if self.view.article.is_none() => {
                    self.view.article = story.sources.first().map(|source| source.article.id);
                }
                None => {}
            }
        }
    }

    /// Selects what most articles report.
    pub(super) fn select_loudest(&mut self) {
        let story = self.history.story().clone();
        self.digest.update(&story, &self.view.filter, self.view.order);
        if let Some(event) = self.digest.loudest(&story) {
            self.select(event);
        }
    }
}
