//! Corrections carried out: each decision is one edit, one step of undo, and what it touched stays in view.
//!
//! Comes in: a [`Correction`]. Goes out: edits, the offer to do the same elsewhere, a moved map.

use std::sync::Arc;

use crate::app::Window;
use crate::app::correcting::{self, Correction, Draft, Pin, What};
use crate::app::state::{Move, Tab};
use crate::story::{Decision, Edit, EventChange, EventId, MentionId, Story, Verdict};

impl Window {
    /// Carries out one correction.
    pub(super) fn correct(&mut self, correction: Correction) {
        match correction {
            Correction::Begin(what) => self.begin_correcting(what),
            Correction::Draft(draft) => {
                // What is typed may name a place the map does not show now.
                let typed = self.view.correcting.draft.as_ref().is_none_or(|before| before.text != draft.text);
                let places = crate::app::panel::correct::offered(self.history.story(), &draft);
                if let Some(place) = places.first().filter(|_| typed) {
                    self.map.ask(Move::Show([place.lon, place.lat]));
                }
                self.view.correcting.draft = Some(draft);
            }
            Correction::Cancel => {
                self.leave_draft();
                self.view.correcting.pin = None;
            }
            Correction::Decide(decisions) => self.decide(decisions),
            Correction::ShowAlso => {
                if let Some(also) = &mut self.view.correcting.also {
                    also.shown = !also.shown;
                }
            }
            Correction::Also { everywhere } => {
                if let Some(also) = self.view.correcting.also.take() {
                    let decisions = also.decisions(self.history.story(), everywhere);
                    self.decide_and_stay(decisions);
                }
            }
            Correction::NoAlso => self.view.correcting.also = None,
            Correction::MovePin(event) => self.move_pin(event),
            Correction::HoldPin(at) => {
                if let Some(pin) = &mut self.view.correcting.pin {
                    pin.at = at;
                }
            }
            Correction::PutPin(at) => self.put_pin(at),
            Correction::Choose(number) => self.choose(number),
            Correction::CannotTell => self.answer_name(Verdict::CannotTell),
            Correction::NotAPlace => self.answer_name(Verdict::NotAPlace),
            Correction::SearchPlace => {
                let story = self.history.story().clone();
                let event = self.view.selected.and_then(|id| story.event(id));
                let name = event.and_then(|event| correcting::name_of(&story, event));
                let span = name.and_then(|name| Some((name.0, correcting::toponym(&story, name)?.2.span)));
                match (span, event) {
                    (Some((article, span)), _) => self.begin_correcting(What::Name(article, span)),
                    (None, Some(event)) => self.begin_correcting(What::Place(event.id)),
                    (None, None) => {}
                }
            }
        }
    }

    /// Leaves what is being typed, if anything is; the map, which may have followed it, goes back to the event.
    pub(super) fn leave_draft(&mut self) -> bool {
        let Some(draft) = self.view.correcting.draft.take() else { return false };
        let place = self.view.selected.and_then(|id| self.history.story().event(id)?.place.as_ref());
        if let (What::Name(..) | What::Place(_), Some(place)) = (draft.what, place) {
            self.map.ask(Move::Show([place.lon, place.lat]));
        }
        true
    }

    fn begin_correcting(&mut self, what: What) {
        let story = self.history.story().clone();
        let event = |id: EventId| story.event(id);
        let text = match &what {
            What::Name(article, span) => {
                story.source(*article).map_or_else(String::new, |source| source.article.text.slice(*span).to_owned())
            }
            What::Date(id) => event(*id).and_then(|event| event.date).map_or_else(String::new, |date| {
                if date.start == date.end { date.start.to_string() } else { format!("{} - {}", date.start, date.end) }
            }),
            What::Title(id) => event(*id).map_or_else(String::new, |event| event.title.clone()),
            What::Figure(id, victim) => {
                let figures = story.mention(*id).map(|(_, mention)| mention.figures.as_slice()).unwrap_or_default();
                let figure = figures.iter().find(|figure| figure.what == *victim);
                figure.map_or_else(String::new, crate::story::Figure::words)
            }
            What::Speaker(id) => {
                story.mention(*id).map_or_else(String::new, |(_, mention)| mention.attribution.source.clone())
            }
            What::Place(_) | What::Kind(_) | What::Merge(_) | What::Split(_) | What::Add(..) => String::new(),
        };
        if matches!(what, What::Split(_) | What::Merge(_) | What::Figure(..) | What::Speaker(_)) {
            self.view.tab = Tab::Event;
        }
        self.view.correcting.pin = None;
        self.view.correcting.draft = Some(Draft { what, text, picked: std::collections::BTreeSet::new() });
    }

    /// One step: the decision, and the offer to do the same where the same words stand.
    pub(super) fn decide(&mut self, decisions: Vec<Decision>) {
        self.view.correcting.draft = None;
        self.view.correcting.pin = None;
        let place = decisions.iter().find(|decision| matches!(decision, Decision::Place { .. })).cloned();
        self.decide_and_stay(decisions);
        let story = self.history.story().clone();
        self.view.correcting.also = place.and_then(|place| correcting::also(&story, &place));
    }

    /// Decides, and keeps in view what was decided about.
    fn decide_and_stay(&mut self, decisions: Vec<Decision>) {
        if decisions.is_empty() {
            return;
        }
        let before = self.history.story().clone();
        let anchor = self.anchor(&before, decisions.first());
        let place_before = self.view.selected.and_then(|id| before.event(id)?.place.clone());
        self.edit(Edit::Decide(decisions));
        let story = self.history.story().clone();
        let Some(anchor) = anchor else { return };
        let Some(event) = story.event_holding(anchor) else { return };
        if self.view.selected != Some(event.id) && self.view.stack.is_empty() {
            self.view.selected = Some(event.id);
        }
        if self.view.checking && before.event_holding(anchor) != Some(event) {
            self.view.correcting.queue.changed.insert(event.id);
        }
        // Another date or name may give it another place in the list.
        self.view.reveal = true;
        self.view.mention = Some(anchor);
        if let Some(place) = event.place.as_ref().filter(|place| Some(*place) != place_before.as_ref()) {
            self.map.ask(Move::Show([place.lon, place.lat]));
        }
    }

    /// The mention that stays in view: of an event split off, its own; else the one at hand.
    fn anchor(&self, story: &Story, decision: Option<&Decision>) -> Option<MentionId> {
        let of_key = |&key: &crate::story::PassageKey| story.mention_of(key);
        match decision {
            Some(Decision::Split(key)) => key.0.first().and_then(of_key),
            Some(Decision::Event { of, .. }) => of.0.first().and_then(of_key),
            Some(Decision::Add { trigger, .. }) => {
                // It will stand behind all that the article has now.
                of_key(trigger).or_else(|| {
                    let source =
                        story.sources.iter().find(|source| source.article.text.fingerprint() == trigger.text)?;
                    let index = u32::try_from(source.reading.mentions.len()).ok()?;
                    Some(MentionId { article: source.article.id, index })
                })
            }
            _ => {
                let selected = self.view.selected.and_then(|id| story.event(id));
                let own = |event: &&crate::story::Event| {
                    self.view.mention.is_some_and(|mention| event.mentions.contains(&mention))
                };
                selected.filter(own).and(self.view.mention).or_else(|| selected?.mentions.first().copied())
            }
        }
    }

    fn move_pin(&mut self, id: EventId) {
        let story = self.history.story().clone();
        let Some(event) = story.event(id) else { return };
        self.view.correcting.draft = None;
        let center = self.map.center();
        let at = event.place.as_ref().map_or(center, |place| [place.lon, place.lat]);
        self.view.correcting.pin = Some(Pin { event: id, at });
        if event.place.is_some() {
            self.map.ask(Move::Show(at));
        }
    }

    fn put_pin(&mut self, at: [f64; 2]) {
        let story = self.history.story().clone();
        let pin = self.view.correcting.pin.take();
        let Some(event) = pin.and_then(|pin| story.event(pin.event)) else { return };
        let place = correcting::pinned_beside(event.place.as_deref(), at);
        self.decide(vec![story.decide_event(event, EventChange::Place(Some(Arc::new(place))))]);
    }
}
