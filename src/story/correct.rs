//! One article's reading after a person's decisions about its words.
//!
//! Comes in: what the reader found in a text, and the decisions about that text in the order they were made. Goes out: the
//! corrected reading and which mentions changed by it. Mentions keep their index; those a person added stand behind the
//! others. A mention's place follows the name it was taken from.

use std::sync::Arc;

use super::{
    Article, Attribution, Decision, EventMention, Figure, MentionChange, MentionDate, MentionPlace, PassageKey,
    PlaceBasis, PlaceRef, Reading, Role, Span, Stance, Text, Toponym, Verdict, ZoneKind,
};

/// What a decision did to a mention, by its index.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Touch {
    /// Its place is another now.
    pub(super) placed: bool,
    /// Its place was chosen by a person and outweighs what others say.
    pub(super) by_hand: bool,
    /// Its figures, speaker or stance are others now.
    pub(super) told: bool,
    /// A person made it, or made an event of it.
    pub(super) added: bool,
}

/// A reading with decisions applied.
pub(super) struct Corrected {
    /// The reading as it is now.
    pub(super) reading: Reading,
    /// What changed, for each mention of the reading.
    pub(super) touched: Vec<Touch>,
}

impl Corrected {
    /// What was found, nothing decided yet.
    pub(super) fn of(found: &Reading) -> Self {
        Self { reading: found.clone(), touched: vec![Touch::default(); found.mentions.len()] }
    }

    /// Applies one decision; `false` when its words are not in this article.
    pub(super) fn apply(&mut self, article: &Article, found: &Reading, decision: &Decision) -> bool {
        let text = &article.text;
        match decision {
            Decision::Place { at, verdict, .. } => {
                at.span(text).is_some_and(|span| self.set_place(article, found, span, verdict))
            }
            Decision::Role { at, role, .. } => at.span(text).is_some_and(|span| self.set_role(span, *role)),
            Decision::Mention { at, change } => self.change_mention(text, *at, change),
            Decision::Add { trigger, sentence, kind, place, date } => {
                let (Some(trigger), Some(sentence)) = (trigger.span(text), sentence.span(text)) else { return false };
                let index = self.reading.mention_at(trigger).unwrap_or_else(|| {
                    self.reading.mentions.push(made(&self.reading, trigger, sentence));
                    self.touched.push(Touch::default());
                    self.reading.mentions.len() - 1
                });
                let Some(mention) = self.reading.mentions.get_mut(index) else { return false };
                mention.kind = *kind;
                mention.family = kind.family();
                (mention.negated, mention.modal) = (false, false);
                if let Some(place) = place {
                    mention.place = Some(stated(place, None));
                }
                if let Some(days) = date {
                    mention.date = Some(MentionDate { days: *days, span: Some(trigger), ongoing: false });
                }
                self.touch(index, |touch| {
                    touch.added = true;
                    touch.by_hand |= place.is_some();
                });
                true
            }
            Decision::Event { .. } | Decision::Merge(_) | Decision::Split(_) | Decision::Article { .. } => false,
        }
    }

    fn touch(&mut self, index: usize, change: impl FnOnce(&mut Touch)) {
        if let Some(touch) = self.touched.get_mut(index) {
            change(touch);
        }
    }

    fn set_place(&mut self, article: &Article, found: &Reading, span: Span, verdict: &Verdict) -> bool {
        let before = self.reading.toponyms.iter().find(|toponym| toponym.span == span && !toponym.indirect);
        let (old, indirect) = match before.or_else(|| self.reading.toponyms.iter().find(|name| name.span == span)) {
            Some(toponym) => (toponym.place.clone(), toponym.indirect),
            None => (None, false),
        };
        if before.is_none() && !indirect {
            // Words the reader took for no name, or for a part of another: the person's names win.
            self.reading.toponyms.retain(|toponym| toponym.indirect || !toponym.span.overlaps(span));
            let made = Toponym {
                span,
                role: Role::Location,
                indirect: false,
                place: None,
                candidates: Arc::default(),
                confidence: 1.0,
                reasons: Arc::default(),
            };
            let at = self.reading.toponyms.partition_point(|toponym| toponym.span < span);
            self.reading.toponyms.insert(at, made);
        }
        let place = match verdict {
            Verdict::Place(place) => Some(place),
            Verdict::NotAPlace | Verdict::CannotTell => None,
        };
        for index in 0..self.reading.mentions.len() {
            if follows(self.reading.mentions.get(index), found, span, old.as_deref()) {
                self.place_mention(index, span, place);
            }
        }
        let Some(toponym) = self.reading.toponyms.iter_mut().find(|toponym| toponym.span == span) else { return false };
        let words = article.text.slice(span);
        toponym.place = place.cloned();
        toponym.confidence = 1.0;
        let reason = match verdict {
            Verdict::Place(_) => {
                if toponym.role == Role::PartOfName {
                    toponym.role = Role::Location;
                }
                "chosen by a person".to_owned()
            }
            Verdict::NotAPlace => {
                toponym.role = Role::PartOfName;
                format!("a person says that “{words}” names no place here")
            }
            Verdict::CannotTell => format!("a person could not tell which “{words}” this is"),
        };
        toponym.reasons = [reason].into();
        true
    }

    fn place_mention(&mut self, index: usize, span: Span, place: Option<&Arc<PlaceRef>>) {
        let Some(mention) = self.reading.mentions.get_mut(index) else { return };
        mention.place = place.map(|place| match &mention.place {
            Some(before) => MentionPlace { place: Arc::clone(place), ..before.clone() },
            None => stated(place, Some(span)),
        });
        self.touch(index, |touch| {
            touch.placed = true;
            touch.by_hand = place.is_some();
        });
    }

    fn set_role(&mut self, span: Span, role: Role) -> bool {
        let Some(toponym) = self.reading.toponyms.iter_mut().find(|toponym| toponym.span == span) else { return false };
        toponym.role = role;
        toponym.put_reason_first("role given by a person");
        if role == Role::Location {
            return true;
        }
        // Who acts is not where it happened.
        for index in 0..self.reading.mentions.len() {
            let stands = |place: &MentionPlace| place.span == Some(span) && place.basis == PlaceBasis::Stated;
            if self.reading.mentions.get(index).is_some_and(|mention| mention.place.as_ref().is_some_and(stands)) {
                self.place_mention(index, span, None);
            }
        }
        true
    }

    fn change_mention(&mut self, text: &Text, at: PassageKey, change: &MentionChange) -> bool {
        let Some(index) = at.span(text).and_then(|trigger| self.reading.mention_at(trigger)) else { return false };
        let Some(mention) = self.reading.mentions.get_mut(index) else { return false };
        match change {
            MentionChange::Figure(what, count) => {
                let before = mention.figures.iter().find(|figure| figure.what == *what).cloned();
                mention.figures.retain(|figure| figure.what != *what);
                if let Some((min, max)) = *count {
                    let span = before.as_ref().map_or(mention.trigger, |figure| figure.span);
                    let of = before.map(|figure| figure.of).unwrap_or_default();
                    mention.figures.push(Figure {
                        what: *what,
                        min,
                        max,
                        of,
                        span,
                        parts: Vec::new(),
                        part: false,
                        said: None,
                    });
                }
            }
            MentionChange::Speaker(speaker) => {
                let said = text.slice(mention.sentence).find(speaker.as_str()).filter(|_| !speaker.is_empty());
                let start = said.map(|at| mention.sentence.start() + at);
                mention.attribution = Attribution {
                    source: speaker.clone(),
                    source_span: start.and_then(|start| text.span(start..start + speaker.len())),
                    cue: mention.attribution.cue.take().filter(|_| !speaker.is_empty()),
                    stance: match mention.attribution.stance {
                        _ if speaker.is_empty() => Stance::Asserted,
                        Stance::Asserted => Stance::Reported,
                        stance => stance,
                    },
                };
            }
            MentionChange::Stance(stance) => mention.attribution.stance = *stance,
            MentionChange::Rejected(_) => return true,
        }
        self.touch(index, |touch| touch.told = true);
        true
    }
}

fn stated(place: &Arc<PlaceRef>, span: Option<Span>) -> MentionPlace {
    MentionPlace { place: Arc::clone(place), span, basis: PlaceBasis::Stated }
}

/// Whether a mention's place was taken from this name: by its words, or from the nearest name before it of that place.
fn follows(mention: Option<&EventMention>, found: &Reading, span: Span, old: Option<&PlaceRef>) -> bool {
    let Some(mention) = mention else { return false };
    let Some(place) = &mention.place else {
        // Nothing was known of where: a name within the passage tells.
        return old.is_none() && mention.span.holds(span);
    };
    let same = old.is_some_and(|old| old.key == place.place.key);
    match place.span {
        Some(words) => words == span || (same && words.overlaps(span)),
        None => {
            let of_place = |toponym: &&Toponym| {
                toponym.place.as_ref().is_some_and(|known| known.key == place.place.key) && !toponym.indirect
            };
            let names = || found.toponyms.iter().filter(of_place);
            let before = names().rfind(|toponym| toponym.span.start() <= mention.trigger.start());
            same && before.or_else(|| names().next()).is_some_and(|toponym| toponym.span == span)
        }
    }
}

/// A mention a person made of a passage: nothing is said of it yet but the words.
fn made(reading: &Reading, trigger: Span, sentence: Span) -> EventMention {
    let body = reading.zones.iter().filter(|zone| zone.kind == ZoneKind::Body);
    let before = body.take_while(|zone| zone.span.start() <= trigger.start()).count();
    let neighbour = reading.mentions.iter().find(|mention| mention.sentence.overlaps(sentence));
    let paragraph = neighbour.map_or(u32::try_from(before).unwrap_or(0), |mention| mention.paragraph);
    EventMention::bare(trigger, sentence, paragraph, super::Kind::Culture)
}
