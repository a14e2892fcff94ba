//! Speech that is passed on or stands in brief: "citing police", "quoted a witness as saying", "are believed to have",
//! "a court heard", "Police: two dead".
//!
//! Comes in: a token of a sentence. Goes out: a speech where one of these turns stands there. It must never leave a claim
//! that somebody passes on as the word of who passes it on alone.

use std::ops::Range;

use super::super::token::Kind;
use super::super::vocabulary::{Class, Reporting};
use super::{Listener, Speaker, Speech};

/// How many words may stand before or behind the mark of a headline that names its source.
const LABEL: usize = 4;

impl Listener<'_> {
    /// What no list of reporting words says: "citing X", "are thought to have", "the court heard".
    pub(super) fn passed_on(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let before = at.checked_sub(1).filter(|&index| index >= sentence.start).map_or("", |index| self.word(index));
        let nameless = |reporting, content| Speech { speaker: None, cue: at..at + 1, reporting, content };
        match self.word(at) {
            "citing" | "quoting" => self.citing(at, sentence),
            "believed" | "thought" | "understood" | "reported" | "said" | "alleged"
                if self.word(at + 1) == "to" && matches!(before, "is" | "are" | "was" | "were" | "been") =>
            {
                let alleged = self.word(at) == "alleged";
                let reporting = if alleged { Reporting::Doubt } else { Reporting::Hearsay };
                Some(nameless(reporting, at + 1..sentence.end))
            }
            "heard" | "hears" => self.in_court(at..at + 1, Reporting::Accuse, sentence),
            "told" if at > sentence.start && matches!(before, "was" | "were") => {
                self.in_court(at - 1..at + 1, Reporting::Accuse, sentence)
            }
            "found" | "finds" | "ruled" if self.word(at + 1) == "that" => {
                self.in_court(at..at + 1, Reporting::Say, sentence)
            }
            _ => None,
        }
    }

    /// "Leeds Crown Court heard that", "he fled, the jury was told", "a tribunal found that": what is told in court is the
    /// court's, and not the article's. Who hears evidence or an appeal is told nothing yet.
    fn in_court(&self, cue: Range<usize>, reporting: Reporting, sentence: &Range<usize>) -> Option<Speech> {
        const SITS: &[&str] = &["inquest", "inquiry", "trial", "hearing"];
        const HEARD: &[&str] = &[
            "evidence",
            "arguments",
            "argument",
            "testimony",
            "appeal",
            "appeals",
            "case",
            "cases",
            "from",
            "submissions",
            "pleas",
            "statements",
            "charges",
            "petition",
            "petitions",
            "motion",
        ];
        let subject = self.subject(cue.start, sentence.start)?;
        let sits = |at: usize| self.lex(at).is(Class::COURT) || SITS.contains(&self.word(at));
        let object = (cue.end..sentence.end.min(cue.end + 4))
            .take_while(|&at| self.word(at) != "that")
            .any(|at| HEARD.contains(&self.word(at)));
        if !subject.clone().any(sits) || (cue.len() == 1 && object) {
            return None;
        }
        let behind = subject.start > sentence.start
            && (self.mark(subject.start - 1, b',') || self.kind(subject.start - 1) == Some(Kind::Quote))
            && self.ends_after(cue.end, sentence.end);
        let verb = |at: usize| self.lex(at).is(Class::HAVE.with(Class::MODAL)) || self.word(at).ends_with("ed");
        let told = (cue.end..sentence.end).any(|at| matches!(self.word(at), "that" | "how") || verb(at));
        if !(behind || told) {
            return None;
        }
        let content = if behind {
            self.clause_before(subject.start, sentence.start)..subject.start
        } else {
            cue.end..sentence.end
        };
        let speaker = self.phrase(subject, true)?;
        Some(Speech { speaker: Some(Speaker { party: false, neutral: true, ..speaker }), cue, reporting, content })
    }

    /// "The agency reported, citing police, that …"; "Citing police, the agency reported …".
    fn citing(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let limit = sentence.end.min(at + 13);
        let end = (at + 1..limit)
            .find(|&end| {
                self.kind(end).is_none_or(|kind| matches!(kind, Kind::Punct | Kind::Quote) && !self.mark(end, b'-'))
                    || matches!(self.word(end), "that" | "which" | "who" | "as")
            })
            .unwrap_or(limit);
        let speaker = self.phrase(at + 1..end, true)?;
        Some(Speech { speaker: Some(speaker), cue: at..at + 1, reporting: Reporting::Say, content: sentence.clone() })
    }

    /// Who is quoted by another: "state television quoted the minister as saying", "the minister was quoted as saying".
    pub(super) fn quoted_as(&self, at: usize, outer: &Speaker, end: usize) -> Option<(Speaker, usize)> {
        if !matches!(self.word(at), "quoted" | "quotes" | "cited" | "cites") {
            return None;
        }
        let saying = |index: usize| matches!(self.word(index), "saying" | "telling" | "stating" | "confirming");
        let turn = (at + 1..end.min(at + 15)).find(|&index| self.word(index) == "as" && saying(index + 1))?;
        let inner = self.phrase(at + 1..turn, true)?;
        let name = format!("{}, via {}", inner.name, outer.name);
        Some((Speaker { name, ..inner }, turn + 2))
    }

    /// A headline that names its source before a colon, or behind one or a dash: "Police: two men shot", "… – ministry".
    pub(super) fn labelled(&self, sentence: &Range<usize>) -> Option<Speech> {
        let marks = |at: &usize| {
            let free =
                self.page.token(*at).zip(self.page.token(at + 1)).is_some_and(|(mark, next)| !mark.touches(next));
            self.mark(*at, b':') || ((self.mark(*at, b'_') || self.mark(*at, b'-')) && free)
        };
        let told = |label: Range<usize>, mark: usize, content: Range<usize>| {
            let word = |at: usize| self.kind(at).is_some_and(|kind| matches!(kind, Kind::Word | Kind::Possessive));
            let last = label.end.checked_sub(1)?;
            let speaks = self.lex(last).is(Class::NEUTRAL.with(Class::PARTY).with(Class::FORCE));
            let fits = (1..=LABEL).contains(&label.len()) && label.clone().all(word) && speaks;
            let speaker = self.phrase(label, true).filter(|_| fits)?;
            Some(Speech { speaker: Some(speaker), cue: mark..mark + 1, reporting: Reporting::Say, content })
        };
        let first = (sentence.start + 1..sentence.end.min(sentence.start + LABEL + 2)).find(|at| self.mark(*at, b':'));
        if let Some(mark) = first
            && let Some(speech) = told(sentence.start..mark, mark, mark + 1..sentence.end)
        {
            return Some(speech);
        }
        let mark = sentence.clone().rev().take(LABEL + 2).find(marks)?;
        let end = if self.mark(sentence.end - 1, b'.') { sentence.end - 1 } else { sentence.end };
        told(mark + 1..end, mark, sentence.start..mark)
    }
}
