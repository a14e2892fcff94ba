//! What is told for somebody without a verb of speech: "in the army's telling", "spoke of an explosion", "if the owners are
//! to be believed", "holds the rebels responsible for".
//!
//! Comes in: a token of a sentence. Goes out: a speech where one of these turns begins. It must never take a turn for
//! speech that names nobody who can speak.

use std::ops::Range;

use super::super::token::Kind;
use super::super::vocabulary::Reporting;
use super::{Listener, Speaker, Speech};

/// Nouns for what somebody tells: "in the army's *telling*".
const ACCOUNTS: &[&str] =
    &["telling", "account", "version", "words", "reckoning", "count", "tally", "estimate", "estimation"];

/// How many words a turn may put between its halves: "holds *the ruling party* responsible".
const BETWEEN: usize = 8;

impl Listener<'_> {
    /// The speech of a turn that begins at a token.
    pub(super) fn account(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let next = |by: usize| if at + by < sentence.end { self.word(at + by) } else { "" };
        let turn = |length: usize, reporting| self.verb(at..at + length, reporting, sentence);
        match self.word(at) {
            "spoke" | "speak" | "speaks" if next(1) == "of" => turn(2, Reporting::Say),
            "let" | "lets" if next(1) == "it" && next(2) == "be" && next(3) == "known" => turn(4, Reporting::Say),
            "is" | "are" | "was" | "were"
                if matches!(next(1), "convinced" | "certain" | "adamant" | "sure") && next(2) == "that" =>
            {
                turn(2, Reporting::Claim)
            }
            // "A report by the group found that": what is found out by a thing that shows.
            "found" | "finds" | "find" | "concluded" | "concludes" | "show" | "revealed" | "reveal" | "reveals"
                if next(1) == "that"
                    && self.subject(at, sentence.start).is_some_and(|subject| self.shows(&subject)) =>
            {
                turn(1, Reporting::Say)
            }
            "took" | "takes" | "take" if next(1) == "issue" && next(2) == "with" => turn(3, Reporting::Deny),
            "put" | "puts" | "lay" | "lays" | "laid" | "pin" | "pins" | "pinned" | "place" | "placed" | "places"
                if next(1) == "blame" || (next(1) == "the" && next(2) == "blame") =>
            {
                turn(1, Reporting::Accuse)
            }
            "point" | "points" | "pointed" if next(2) == "finger" && next(3) == "at" => turn(4, Reporting::Accuse),
            "see" | "sees" | "saw" if next(1) == "the" && next(2) == "hand" && next(3) == "of" => {
                turn(4, Reporting::Accuse)
            }
            "hold" | "holds" | "held" if self.comes(at + 1, sentence.end, "responsible", "for") => {
                turn(1, Reporting::Accuse)
            }
            "in" | "by" => self.in_words_of(at, sentence),
            "if" => self.if_believed(at, sentence),
            "so" if at > sentence.start && self.word(at - 1) == "or" => self.or_so(at, sentence),
            "that" if next(1) == "is" && next(2) == "what" => self.what_was_said(at, sentence),
            _ => None,
        }
    }

    /// Whether two words stand together within a few, with no mark before them.
    fn comes(&self, from: usize, end: usize, first: &str, second: &str) -> bool {
        (from..end.min(from + BETWEEN))
            .take_while(|&at| self.kind(at) != Some(Kind::Punct))
            .any(|at| self.word(at) == first && self.word(at + 1) == second)
    }

    /// "in the army's telling", "by the union's own count", "in the account that survivors gave".
    fn in_words_of(&self, lead: usize, sentence: &Range<usize>) -> Option<Speech> {
        let end = sentence.end.min(lead + BETWEEN);
        let noun = (lead + 2..end)
            .take_while(|&at| !matches!(self.kind(at), Some(Kind::Punct) | None))
            .find(|&at| ACCOUNTS.contains(&self.word(at)))?;
        let owner = if self.word(noun - 1) == "own" { noun - 1 } else { noun };
        let owned = matches!(self.kind(owner - 1), Some(Kind::Possessive | Kind::Quote));
        let speaker = if owned { self.phrase(lead + 1..owner - 1, true)? } else { self.giver(noun + 1, sentence.end)? };
        Some(self.whole(speaker, noun..noun + 1, sentence))
    }

    /// "that survivors gave to a radio station": who gave it.
    fn giver(&self, from: usize, end: usize) -> Option<Speaker> {
        const GAVE: &[&str] = &["gave", "give", "gives", "keep", "keeps", "kept", "offered", "published", "issued"];
        let verb = (from + 2..end.min(from + BETWEEN)).find(|&at| GAVE.contains(&self.word(at)))?;
        matches!(self.word(from), "that" | "which").then(|| self.phrase(from + 1..verb, true)).flatten()
    }

    /// "if the owners are to be believed", "if one is to believe the owners".
    fn if_believed(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let end = sentence.end.min(at + BETWEEN + 2);
        let to = (at + 2..end).find(|&to| {
            self.word(to) == "to"
                && (self.word(to + 1) == "believe" || (self.word(to + 1) == "be" && self.word(to + 2) == "believed"))
        })?;
        let cue = to..to + 2;
        let speaker = if self.word(to + 1) == "believe" {
            let stop = (to + 2..sentence.end.min(to + 2 + BETWEEN)).find(|&at| self.kind(at) == Some(Kind::Punct));
            self.phrase(to + 2..stop.unwrap_or(sentence.end), true)?
        } else {
            self.phrase(at + 1..to - 1, true)?
        };
        Some(self.whole(speaker, cue, sentence))
    }

    /// "- or so the rebels would have it", "or so the army claims".
    fn or_so(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        const HAVE: &[&str] = &["would", "say", "says", "said", "claim", "claims", "claimed", "believe", "believes"];
        let verb = (at + 2..sentence.end.min(at + BETWEEN)).find(|&verb| HAVE.contains(&self.word(verb)))?;
        let speaker = self.phrase(at + 1..verb, true)?;
        let content = sentence.start..at - 1;
        Some(Speech { speaker: Some(speaker), cue: verb..verb + 1, reporting: Reporting::Claim, content })
    }

    /// "; that is what the coastguard was told": of what stands before it.
    fn what_was_said(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        const SAID: &[&str] =
            &["was", "were", "said", "says", "say", "told", "tell", "tells", "claims", "claimed", "reported", "heard"];
        let verb = (at + 4..sentence.end.min(at + 3 + BETWEEN)).find(|&verb| SAID.contains(&self.word(verb)))?;
        let was = matches!(self.word(verb), "was" | "were");
        if was && self.word(verb + 1) != "told" {
            return None;
        }
        let speaker = self.phrase(at + 3..verb, true)?;
        let content = sentence.start..at;
        Some(Speech { speaker: Some(speaker), cue: verb..verb + 1, reporting: Reporting::Say, content })
    }

    /// Somebody's word for all of a sentence.
    fn whole(&self, speaker: Speaker, cue: Range<usize>, sentence: &Range<usize>) -> Speech {
        Speech { speaker: Some(speaker), cue, reporting: Reporting::Say, content: sentence.clone() }
    }
}
