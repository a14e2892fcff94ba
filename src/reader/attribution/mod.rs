//! Attribution: who says what in a sentence, by which words, and how far it is stood behind.
//!
//! Comes in: the words of a sentence and who spoke last. Goes out: speeches, each with its speaker, cue and the
//! tokens of what is said. A speaker is a whole noun phrase, never a cut piece; a pronoun takes the last speaker's
//! name. It must never invent a speaker: what nobody is said to say is the article's own word.

mod account;
mod chain;
mod cue;
#[cfg(test)]
mod drawn;
#[cfg(test)]
mod examples;
mod speaker;
mod stance;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::speaker::Speaker;
use super::text::Page;
use super::token::Kind;
use super::vocabulary::{Lex, Reporting};

/// One speech of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Speech {
    pub(super) speaker: Option<Speaker>,
    /// First and last token of the cue.
    pub(super) cue: Range<usize>,
    pub(super) reporting: Reporting,
    /// What is said.
    pub(super) content: Range<usize>,
}

/// Reads speeches sentence by sentence and remembers who spoke last.
pub(super) struct Listener<'a> {
    page: &'a Page<'a>,
    lexes: &'a [Lex],
    last: Option<Speaker>,
    known: Vec<Speaker>,
}

impl<'a> Listener<'a> {
    /// A listener at the beginning of a page.
    pub(super) fn new(page: &'a Page<'a>, lexes: &'a [Lex]) -> Self {
        Self { page, lexes, last: None, known: Vec::new() }
    }

    #[inline]
    fn word(&self, at: usize) -> &str {
        self.page.word(at)
    }

    #[inline]
    fn lex(&self, at: usize) -> Lex {
        self.lexes.get(at).copied().unwrap_or_default()
    }

    #[inline]
    fn kind(&self, at: usize) -> Option<Kind> {
        self.page.token(at).map(|token| token.kind)
    }

    #[inline]
    fn mark(&self, at: usize, mark: u8) -> bool {
        self.page.token(at).is_some_and(|token| token.is(mark))
    }

    /// The speeches of a sentence, in order of their cues.
    pub(super) fn speeches(&mut self, sentence: Range<usize>) -> Vec<Speech> {
        let mut speeches: Vec<Speech> = Vec::new();
        for at in sentence.clone() {
            if self.kind(at) != Some(Kind::Word) {
                continue;
            }
            let word = self.word(at);
            let speech = if word == "according" && self.word(at + 1) == "to" {
                self.according(at, &sentence)
            } else if let Some(speech) = self.passed_on(at, &sentence).or_else(|| self.account(at, &sentence)) {
                Some(speech)
            } else {
                match self.lex(at).reporting {
                    None if matches!(word, "put" | "puts") && self.counts(at) => {
                        self.verb(at..at + 1, Reporting::Say, &sentence)
                    }
                    None => None,
                    Some(reporting @ (Reporting::Doubt | Reporting::Hearsay)) => {
                        let content = at.saturating_sub(4).max(sentence.start)..(at + 8).min(sentence.end);
                        Some(Speech { speaker: None, cue: at..at + 1, reporting, content })
                    }
                    Some(reporting) => self.verb(at..at + 1, reporting, &sentence),
                }
            };
            let Some(mut speech) = speech else { continue };
            // "Armenia denies …, refutes … and accuses …": one subject for all.
            if speech.speaker.is_none()
                && !matches!(speech.reporting, Reporting::Doubt | Reporting::Hearsay)
                && let Some(before) = speeches.iter().rev().find(|before| before.speaker.is_some())
            {
                speech.speaker = before.speaker.clone();
                speeches.push(speech);
                continue;
            }
            // "…, X said, while Y blamed …": the first content ends where the second speaker begins.
            if let Some(before) = speeches.last_mut()
                && let Some(speaker) = &speech.speaker
                && before.content.contains(&speaker.tokens.start)
                && before.content.end > speaker.tokens.start
                && before.cue.end <= speaker.tokens.start
                && self.parts(before.cue.end, speaker.tokens.start)
                // "The agency reported, citing police, that …": both say it.
                && !self.cites(before)
                && !self.cites(&speech)
            {
                before.content.end = speaker.tokens.start;
            }
            if let Some(speaker) = self.resolved(speech.speaker.take()) {
                self.last = Some(speaker.clone());
                self.hear(&speaker);
                speech.speaker = Some(speaker);
            }
            if speech.speaker.is_some() || matches!(speech.reporting, Reporting::Doubt | Reporting::Hearsay) {
                speeches.push(speech);
            }
        }
        if speeches.is_empty() {
            speeches.extend(self.carried(&sentence).or_else(|| self.labelled(&sentence)));
        }
        speeches
    }

    /// Keeps who spoke, the last at the end.
    fn hear(&mut self, speaker: &Speaker) {
        const KEPT: usize = 64;
        self.known.retain(|known| known != speaker);
        if self.known.len() == KEPT {
            self.known.remove(0);
        }
        self.known.push(speaker.clone());
    }

    /// "officials put the toll at 12": who counts says so.
    fn counts(&self, put: usize) -> bool {
        (put + 1..put + 6)
            .any(|index| matches!(self.word(index), "toll" | "number" | "figure" | "dead" | "deaths" | "casualties"))
    }

    /// Whether a mark or a word that parts clauses stands between.
    fn parts(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.mark(at, b',') || self.mark(at, b';') || matches!(self.word(at), "while" | "but" | "whereas")
        })
    }

    /// A sentence that is all quotation goes on with the last speaker.
    fn carried(&self, sentence: &Range<usize>) -> Option<Speech> {
        let first = self.page.token(sentence.start)?;
        let last = self.page.token(sentence.end.checked_sub(1)?)?;
        let within =
            self.page.in_quote(first.start as usize + 1) && self.page.in_quote((last.start as usize).saturating_sub(1));
        let speaker = self.last.clone().filter(|_| within)?;
        Some(Speech { speaker: Some(speaker), cue: 0..0, reporting: Reporting::Say, content: sentence.clone() })
    }
}
