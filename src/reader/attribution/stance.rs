//! Stance: which of a sentence's speeches reports a happening, and how far its speaker stands behind it.
//!
//! Comes in: the speeches of a sentence and the words of a happening. Goes out: an [`Attribution`]; the article's own word
//! where no speech holds the happening. A claim of one side must never come out as the article's own.

use std::ops::Range;

use super::super::vocabulary::Reporting;
use super::{Listener, Speech};
use crate::story::{Attribution, Cue, Family, Span, Stance};

impl Listener<'_> {
    /// Who says what stands at these tokens, as a story keeps it.
    pub(in crate::reader) fn attribution(
        &self,
        speeches: &[Speech],
        trigger: &Range<usize>,
        family: Family,
    ) -> Attribution {
        let within = |speech: &&Speech| speech.content.start <= trigger.start && trigger.end <= speech.content.end;
        let named: Vec<&Speech> = speeches.iter().filter(within).filter(|speech| speech.speaker.is_some()).collect();
        let doubt = speeches.iter().filter(within).find(|speech| speech.speaker.is_none());
        // Nearest cue first: in "according to X, Y reported" X is the source and Y passes it on.
        let nearest = named.iter().min_by_key(|speech| {
            let distance = speech.cue.start.abs_diff(trigger.start);
            let nameless = speech.speaker.as_ref().is_some_and(|speaker| speaker.name == "reports");
            (nameless, !self.is_according(speech), distance)
        });
        let Some(speech) = nearest else {
            return match doubt {
                Some(doubt) => Attribution {
                    source: String::new(),
                    source_span: None,
                    cue: self.cue(doubt),
                    stance: if doubt.reporting == Reporting::Hearsay { Stance::Reported } else { Stance::Alleged },
                },
                None => Attribution::default(),
            };
        };
        let Some(speaker) = &speech.speaker else { return Attribution::default() };
        // "It could not confirm that Kenya had warned of the attack": what is told within says no more.
        if named.iter().any(|speech| self.knows_nothing(speech, trigger))
            || (family != Family::Speech && self.judges(speech, trigger))
        {
            return Attribution::default();
        }
        let mut source = speaker.name.clone();
        let passes = self.cites(speech);
        if self.is_according(speech)
            && let Some(via) =
                // Who passes it on is named behind; who spoke first said something else.
                named
                    .iter()
                    .find(|other| !self.is_according(other) && (passes || other.cue.start > speech.cue.start))
                    .and_then(|other| other.speaker.as_ref())
            && via.name != source
            && via.name != "reports"
            && via.neutral_or_short()
        {
            source = format!("{source}, via {}", via.name);
        }
        let side = speaker.party || !speaker.neutral;
        let contested =
            !matches!(family, Family::Disaster | Family::Accident | Family::Health | Family::Society | Family::Economy);
        let stance = match (speech.reporting, doubt) {
            (Reporting::Deny, _) => Stance::Denied,
            _ if self.washes_its_hands(speech, trigger) => Stance::Denied,
            (Reporting::Accuse, _) | (_, Some(_)) => Stance::Alleged,
            (Reporting::Claim, _) => Stance::Claimed,
            _ if side && contested => Stance::Claimed,
            _ => Stance::Reported,
        };
        Attribution { source, source_span: self.span(&speaker.tokens), cue: self.cue(speech), stance }
    }

    /// What a speech says, under its speaker and with a stance of its own: "denied it".
    pub(in crate::reader) fn said(&self, speech: &Speech, stance: Stance) -> Attribution {
        let Some(speaker) = &speech.speaker else {
            return Attribution { source: String::new(), source_span: None, cue: self.cue(speech), stance };
        };
        let (source, source_span) = (speaker.name.clone(), self.span(&speaker.tokens));
        Attribution { source, source_span, cue: self.cue(speech), stance }
    }

    /// "France condemned the coup", "he called the verdict a disgrace": what is judged is taken for granted.
    fn judges(&self, speech: &Speech, trigger: &Range<usize>) -> bool {
        let at = speech.cue.end;
        let calls = matches!(
            self.word(speech.cue.start),
            "called"
                | "calls"
                | "calling"
                | "described"
                | "describes"
                | "describing"
                | "characterizes"
                | "characterized"
        );
        let definite = matches!(self.word(at), "the" | "this" | "that" | "these" | "those" | "its" | "his" | "their");
        at <= trigger.start && (speech.reporting == Reporting::Judge || (calls && definite && trigger.start - at <= 4))
    }

    /// "Azerbaijan said it could not confirm the shelling", "could neither confirm nor deny that": who cannot say so says it not.
    fn knows_nothing(&self, speech: &Speech, trigger: &Range<usize>) -> bool {
        const REACH: usize = 12;
        const NOT: &[&str] = &["not", "cannot", "unable", "neither", "couldn't", "nor"];
        let said = speech.cue.start.max(trigger.start.saturating_sub(REACH))..trigger.start;
        let verb = said.clone().find(|&at| matches!(self.word(at), "confirm" | "verify" | "corroborate"));
        verb.is_some_and(|verb| (said.start..verb).any(|at| verb - at <= 4 && NOT.contains(&self.word(at))))
    }

    /// "The militia said it had nothing to do with the bombing", "had no part in": a denial by other words.
    fn washes_its_hands(&self, speech: &Speech, trigger: &Range<usize>) -> bool {
        const TURNS: &[&[&str]] = &[
            &["nothing", "to", "do", "with"],
            &["no", "part", "in"],
            &["no", "role", "in"],
            &["no", "hand", "in"],
            &["no", "involvement", "in"],
            &["not", "behind"],
            &["not", "involved", "in"],
            &["not", "responsible", "for"],
        ];
        let from = speech.cue.end;
        let turn = |at: usize, turn: &[&str]| turn.iter().enumerate().all(|(by, word)| self.word(at + by) == *word);
        (from..trigger.start).any(|at| {
            TURNS
                .iter()
                .any(|words| turn(at, words) && (at + words.len()..=at + words.len() + 3).contains(&trigger.start))
        })
    }

    fn is_according(&self, speech: &Speech) -> bool {
        self.cites(speech) || self.word(speech.cue.start) == "according"
    }

    /// Whether a speech is passed on by who cites it: "citing police".
    pub(super) fn cites(&self, speech: &Speech) -> bool {
        !speech.cue.is_empty() && matches!(self.word(speech.cue.start), "citing" | "quoting")
    }

    fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        self.page.span_of(tokens.clone())
    }

    fn cue(&self, speech: &Speech) -> Option<Cue> {
        let span = self.span(&speech.cue).filter(|_| !speech.cue.is_empty())?;
        let dash = |index: usize| self.mark(index, b'_') || self.mark(index, b'-');
        let words: Vec<&str> =
            speech.cue.clone().map(|index| if dash(index) { "\u{2013}" } else { self.word(index) }).collect();
        Some(Cue { word: words.join(" "), span })
    }
}
