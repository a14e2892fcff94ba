//! Why it happened: causes the list knows, and what a sentence says caused it.
//!
//! Comes in: a sentence with the mentions so far. Goes out: details on the mention the cause is of, each with who says so.
//! It must never take for a cause what is ruled out, or what only stood in the way of those who searched.

use std::ops::Range;

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::detail::{Teller, has_cause, is_deed};
use crate::story::cause::{self, Cause};
use crate::story::{Attribution, Detail, EventMention, Family, Kind, Span, Stance, Tells};

impl Teller<'_> {
    /// What is told to have caused it.
    pub(super) fn causes(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        // "The explosion, in which 34 people died, was caused by sparks"
        let tokens = self.scope.sentence.tokens.clone();
        let calamity = tokens.clone().any(|at| self.word(at) == "caused") && self.speaks_of_deed(tokens);
        let has_cause = |kind: Kind| has_cause(kind) || (calamity && kind == Kind::Death);
        if !mentions.iter().any(|mention| has_cause(mention.kind) || is_deed(mention.kind)) {
            return;
        }
        let sentence = self.scope.sentence.span;
        let begun = self.scope.sentence.tokens.clone().any(|at| cause::begins(self.word(at)));
        let all = if begun { cause::causes(self.plain(sentence)) } else { Vec::new() };
        for found in all {
            let (from, to) = (sentence.start() + found.range.start, sentence.start() + found.range.end);
            let Some(span) = self.scope.ground.page.text.span(from..to) else { continue };
            let fits = |kind: Kind| has_cause(kind) && found.cause.fits(kind);
            // "shot down a helicopter": how it came down is all the sentence tells of it.
            let shot = || {
                let own = mentions.iter().enumerate().skip(self.own);
                let told =
                    |mention: &EventMention| mention.trigger.overlaps(span) && !mention.modal && !mention.negated;
                own.filter(|_| found.cause == Cause::ShotDown)
                    .find(|(_, mention)| told(mention))
                    .map(|(index, _)| index)
            };
            let weather = found.cause.is_weather() || found.cause == Cause::Structure;
            let is_itself = |mention: &EventMention| weather && mention.trigger.overlaps(span);
            // "A slope gave way. Heavy rain had loosened it": the rain is of what was told before.
            let told = || {
                let index = self.of(mentions, span, fits)?;
                let other = |mention: &EventMention| !mention.modal && !mention.negated && fits(mention.kind);
                if mentions.get(index).is_some_and(is_itself) {
                    Some(self.before(mentions, other)?.0)
                } else {
                    Some(index)
                }
            };
            let Some(index) = shot().or_else(told) else { continue };
            let itself = mentions.get(index).is_some_and(is_itself);
            // Rain may fall on what something else caused.
            let worked = || {
                found.cause.is_weather() && self.scope.sentence.tokens.clone().any(|at| self.is_any("weather-cues", at))
            };
            let told = (!found.weak && (!weather || index >= self.own)) || self.speaks_of_cause() || worked();
            // "Residents said the owner had added floors": who speaks of it tells it for a reason.
            let claimed = || {
                found.cause == Cause::Structure && !found.weak && !self.giver(span, Family::Accident).source.is_empty()
            };
            let told = told || claimed();
            if itself || !told || self.is_no_cause(span, found.cause) {
                continue;
            }
            let mut said = self.giver(span, Family::Accident);
            match self.ruled_out(span) {
                Some(true) => said.stance = Stance::Denied,
                Some(false) => said.stance = Stance::Alleged,
                None => {}
            }
            out.push((index, Detail { tells: Tells::Cause, span, said }));
        }
        self.caused_by(mentions, &has_cause, out);
        self.causing(mentions, &has_cause, out);
    }

    /// "A faulty battery caused the fire", "a leaking cylinder was to blame": what stands before the verb, and no list knows.
    fn causing(&self, mentions: &[EventMention], has_cause: &dyn Fn(Kind) -> bool, out: &mut Vec<(usize, Detail)>) {
        const BEHIND: usize = 4;
        let tokens = self.scope.sentence.tokens.clone();
        for at in tokens.clone() {
            let verb = matches!(self.word(at), "caused" | "sparked" | "triggered" | "started" | "ignited")
                && self.word(at + 1) != "by"
                && (at + 1..(at + 1 + BEHIND).min(tokens.end)).any(|at| self.is_any("deeds", at));
            let blame =
                matches!(self.word(at), "was" | "were") && self.word(at + 1) == "to" && self.word(at + 2) == "blame";
            if !(verb || blame) {
                continue;
            }
            let Some(span) = self.cause_before(at).and_then(|tokens| self.scope.ground.page.span_of(tokens)) else {
                continue;
            };
            let Some(index) = self.of(mentions, span, has_cause) else { continue };
            let named = mentions.iter().skip(self.own).any(|mention| mention.trigger.overlaps(span));
            let known = out.iter().any(|(_, detail)| detail.tells == Tells::Cause && detail.span.overlaps(span));
            if named || known || !cause::causes(self.plain(span)).is_empty() {
                continue;
            }
            out.push((index, Detail { tells: Tells::Cause, span, said: self.giver(span, Family::Accident) }));
        }
    }

    /// What stands before a verb of causing, without its article: things, and nobody.
    fn cause_before(&self, verb: usize) -> Option<Range<usize>> {
        const REACH: usize = 9;
        let page = self.scope.ground.page;
        let helps = |at: usize| {
            matches!(self.word(at), "had" | "has" | "have" | "may" | "might" | "could" | "probably" | "likely")
        };
        let end = (self.scope.sentence.tokens.start..verb).rev().find(|&at| !helps(at))? + 1;
        let goes_on = |at: usize| {
            page.token(at)
                .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number) || token.is(b'-'))
                && self.scope.ground.lex(at).reporting.is_none()
                && !matches!(
                    self.word(at),
                    "that" | "believes" | "believe" | "when" | "as" | "after" | "and" | "but" | "while" | "whether"
                )
        };
        let from = end.saturating_sub(REACH).max(self.scope.sentence.tokens.start);
        // "Friction while mixing chemicals"
        let doing = |at: usize| self.word(at) == "while" && self.word(at + 1).ends_with("ing");
        let start = (from..end).rev().take_while(|&at| goes_on(at) || doing(at)).last()?;
        let article = |at: &usize| matches!(self.word(*at), "the" | "a" | "an" | "its" | "their" | "some");
        let start = (start..end).find(|at| !article(at))?;
        let phrase = start..end;
        let first = self.word(start);
        let none = matches!(
            first,
            "it" | "he" | "she" | "they" | "who" | "what" | "which" | "this" | "nobody" | "nothing" | "that"
        );
        let people = self.acts(&phrase) || phrase.clone().any(|at| self.scope.ground.lex(at).is(Class::PEOPLE));
        let long = start == from && from > self.scope.sentence.tokens.start;
        (!none && !people && !long).then_some(phrase)
    }

    /// Whether the words of the sentence look for a cause: "started it", "is suspected", "exploded".
    fn speaks_of_cause(&self) -> bool {
        self.scope.sentence.tokens.clone().any(|at| self.is_any("cause-cues", at))
    }

    /// "was caused by illegal work on the ground floor", "is blamed on a falling tree": a cause no list knows.
    fn caused_by(&self, mentions: &[EventMention], has_cause: &dyn Fn(Kind) -> bool, out: &mut Vec<(usize, Detail)>) {
        const REACH: usize = 14;
        const VERBS: &[(&str, &str)] = &[
            ("caused", "by"),
            ("blamed", "on"),
            ("attributed", "to"),
            ("sparked", "by"),
            ("triggered", "by"),
            ("started", "by"),
            ("ignited", "by"),
        ];
        let tokens = self.scope.sentence.tokens.clone();
        for at in tokens.clone() {
            let led = VERBS.contains(&(self.word(at), self.word(at + 1)));
            let Some(mut phrase) = led.then(|| self.phrase(at + 2, tokens.end)).flatten() else { continue };
            // "triggered by days of heavy rainfall"
            if self.word(phrase.end) == "of"
                && let Some(whole) = self.phrase(phrase.end + 1, tokens.end)
            {
                phrase.end = whole.end;
            }
            let acts = matches!(self.word(at), "blamed" | "attributed") && self.acts(&phrase);
            let Some(span) = self.scope.ground.page.span_of(phrase) else { continue };
            // "an attack blamed on militants": nobody need be named who blames them.
            if acts && let Some(index) = self.of(mentions, span, is_deed) {
                let said = Attribution { stance: Stance::Alleged, ..self.giver(span, Family::Violence) };
                out.push((index, Detail { tells: Tells::Actor, span, said }));
                continue;
            }
            let Some(index) = self.of(mentions, span, has_cause) else { continue };
            let before = at.saturating_sub(REACH).max(tokens.start)..at;
            let subject = mentions.iter().skip(self.own).any(|mention| {
                has_cause(mention.kind) && before.contains(&self.scope.ground.page.tokens_in(mention.trigger).start)
            });
            let named = mentions.iter().skip(self.own).any(|mention| mention.trigger.overlaps(span));
            if named || !(subject || self.speaks_of_deed(before)) || !cause::causes(self.plain(span)).is_empty() {
                continue;
            }
            out.push((index, Detail { tells: Tells::Cause, span, said: self.giver(span, Family::Accident) }));
        }
    }

    /// Words of a cause that are none: "arson investigators", "whether faulty wiring", "often caused by", rain on a search.
    fn is_no_cause(&self, span: Span, cause: Cause) -> bool {
        let tokens = self.scope.ground.page.tokens_in(span);
        let has = |list| self.scope.sentence.tokens.clone().any(|at| self.is_any(list, at));
        self.is_any("cause-heads", tokens.end) || has("usual") || (cause.is_weather() && has("search"))
    }

    /// "ruled out arson": it was none; "arson has not been ruled out": it may have been; `None` where neither is said.
    fn ruled_out(&self, span: Span) -> Option<bool> {
        const REACH: usize = 6;
        let own = self.scope.ground.page.tokens_in(span);
        let sentence = &self.scope.sentence.tokens;
        let near = own.start.saturating_sub(REACH).max(sentence.start)..own.start;
        let behind = own.end..(own.end + REACH).min(sentence.end);
        let not = |at: usize| {
            let word = self.word(at);
            matches!(word, "not" | "cannot" | "never" | "no" | "nor") || word.ends_with("n't")
        };
        let rules = |at: &usize| matches!(self.word(*at), "ruled" | "ruling" | "rule") && self.word(*at + 1) == "out";
        // "treat it as arson but rule out a link": what stands behind the verb is ruled out, unless it is passive.
        let passive = |at: &usize| matches!(self.word(at - 1), "was" | "were" | "been" | "is" | "being");
        let behind = behind.filter(|at| rules(at) && passive(at));
        if let Some(out) = near.clone().filter(rules).chain(behind).next() {
            let from = if out < own.start { near.start } else { own.end };
            return Some(!(out.saturating_sub(4).max(from)..out).any(not));
        }
        let sign = |at: usize| matches!(self.word(at), "sign" | "signs" | "evidence" | "caused" | "denied" | "true");
        let denied = near.clone().any(sign) && near.clone().any(not);
        (denied || self.word(own.start.saturating_sub(1)) == "not").then_some(true)
    }
}
