//! Cues: "said", "according to", "blamed": who stands beside them as speaker, and which words they report.
//!
//! Comes in: the place of a reporting word in its sentence. Goes out: a speech, or nothing where the word is a noun, an
//! infinitive or part of a name. It must never take for said what the cue only stands near.

use std::ops::Range;

use super::super::token::{Case, Kind, Token};
use super::super::vocabulary::{Class, Reporting};
use super::{Listener, Speaker, Speech};

/// The longest name, in tokens, of a speaker whom only "that" behind the verb makes one.
const NAMED: usize = 6;

/// After these a word of speech is a noun or an infinitive.
const NO_VERB_AFTER: &[&str] = &[
    "the", "a", "an", "to", "of", "its", "his", "her", "their", "these", "those", "no", "new", "'s", "such", "with",
    "from", "for", "in", "any", "would", "could", "may", "might", "despite", "be",
];

/// Words of when, where and to whom behind a verb of speech that ends its sentence.
const LISTENERS: &[&str] = &[
    "on",
    "in",
    "at",
    "a",
    "an",
    "the",
    "to",
    "by",
    "his",
    "her",
    "its",
    "their",
    "early",
    "night",
    "morning",
    "evening",
    "afternoon",
    "week",
    "news",
    "press",
    "state",
    "national",
    "local",
    "social",
    "statement",
    "conference",
    "briefing",
    "interview",
    "telephone",
    "phone",
    "email",
    "parliament",
    "reporters",
    "journalists",
    "lawmakers",
    "media",
    "speech",
    "post",
    "video",
    "letter",
    "report",
    "broadcast",
    "radio",
    "television",
    "agency",
    "condition",
    "anonymity",
    "of",
];

/// Behind a speaker between commas these go on with no verb of the clause before: "33 of them", "with two more", "a day after".
const NO_PREDICATE: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "but",
    "while",
    "with",
    "who",
    "which",
    "where",
    "when",
    "as",
    "after",
    "before",
    "including",
    "in",
    "on",
    "at",
    "of",
    "for",
    "from",
    "to",
    "by",
    "its",
    "his",
    "her",
    "their",
    "some",
    "most",
    "all",
    "both",
    "more",
    "adding",
    "citing",
    "calling",
    "although",
    "though",
    "because",
    "so",
    "or",
    "among",
    "mostly",
    "mainly",
    "many",
    "this",
];

impl Listener<'_> {
    /// "according to X".
    pub(super) fn according(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let from = at + 2;
        let mut end = from;
        while end < sentence.end && end < from + 12 {
            let token = self.page.token(end)?;
            let stops = match token.kind {
                Kind::Punct => !token.is(b'-'),
                // "according to a doctors' alliance"
                Kind::Quote => {
                    !(token.is(b'\'') && self.word(end - 1).ends_with('s') && self.kind(end + 1) == Some(Kind::Word))
                }
                // "according to the investigation was acting": the verb of the clause goes on.
                _ => {
                    end > from
                        && (matches!(self.word(end), "that" | "which" | "who" | "and" | "but" | "as" | "while")
                            || self.goes_on_at(end))
                }
            };
            if stops {
                break;
            }
            end += 1;
        }
        let speaker = self.phrase(from..end, true)?;
        let content = if at <= sentence.start + 1 || self.goes_on_at(end) {
            end..sentence.end
        } else {
            self.clause_before(at, sentence.start)..at
        };
        Some(Speech { speaker: Some(speaker), cue: at..at + 2, reporting: Reporting::Say, content })
    }

    /// "according to the investigation *was* acting": whether the verb of the clause stands here.
    fn goes_on_at(&self, at: usize) -> bool {
        self.is_verb(at) && !self.is_acronym(at) && !matches!(self.word(at), "who" | "which")
    }

    /// Where what is said before a cue begins: after a "while" or "but" with a comma, else with the sentence.
    pub(super) fn clause_before(&self, at: usize, start: usize) -> usize {
        (start..at)
            .rev()
            .find(|&index| {
                matches!(self.word(index), "while" | "but" | "whereas") && index > start && self.mark(index - 1, b',')
            })
            .map_or(start, |index| index + 1)
    }

    /// A reporting verb, or a turn of several words that stands for one, with its subject.
    pub(super) fn verb(&self, cue: Range<usize>, reporting: Reporting, sentence: &Range<usize>) -> Option<Speech> {
        let at = cue.start;
        let told = |speaker, content| Some(Speech { speaker, cue: cue.clone(), reporting, content });
        let before = if at > sentence.start { self.word(at - 1) } else { "" };
        if self.is_name(at, before, sentence.start) || self.are_lands(at) {
            return None;
        }
        if matches!(before, "been" | "were" | "was" | "is" | "are" | "being") {
            return self.passive(at, reporting, sentence);
        }
        // "a man accused of bombing a church": whoever accuses him is not named.
        if reporting == Reporting::Accuse && matches!(self.word(at + 1), "of" | "by") {
            return Some(self.accused(at, sentence));
        }
        // A video "posted online" says nothing by that.
        if self.word(at) == "posted" && matches!(self.word(at + 1), "online" | "on" | "by" | "to") && self.showing(at) {
            return None;
        }
        // Nouns and infinitives: "the claims", "to say", "a report", "accused by"; "would say only that" says it.
        let only = before == "would" && self.word(at) == "say" && self.word(cue.end) == "only";
        if self.tells_nothing(at, cue.end) {
            return None;
        }
        if before == "by" || (NO_VERB_AFTER.contains(&before) && !only) || self.is_noun_of_report(at) {
            return None;
        }
        if matches!(self.word(at), "reports" | "claims" | "calls" | "report" | "showed" | "captured" | "estimates") {
            let subject = self.subject(at, sentence.start)?;
            let plural_noun = subject.is_empty();
            if plural_noun {
                return self.reports(at, sentence);
            }
        }
        let after_ends = self.ends_after(cue.end, sentence.end);
        let inverted = at > sentence.start
            && (self.mark(at - 1, b',') || self.kind(at - 1) == Some(Kind::Quote))
            && self.begins_name(cue.end)
            && !self.apposed(at, sentence.start);
        let coordinated = at > sentence.start && (self.mark(at - 1, b',') || before == "and") && !quoted(self, at);
        if coordinated
            && !self.apposed(at, sentence.start)
            && self.lex(at).reporting.is_some()
            && self.follows_speech(at, sentence.start)
        {
            return told(None, cue.end..sentence.end);
        }
        if inverted {
            let speaker = self.phrase(cue.end..self.end_of_name(cue.end, sentence.end), says(self.word(at)))?;
            return told(Some(speaker), sentence.start..at);
        }
        let mut subject = self.subject(at, sentence.start)?;
        if subject.is_empty() && before == "and" {
            subject = self.shared_subject(at - 1, sentence.start)?;
        }
        // "Smith, who runs the shop, said": the relative clause names nobody.
        let relative = subject.start > sentence.start && matches!(self.word(subject.start - 1), "who" | "which");
        let lower = self.page.token(subject.start).is_some_and(|token| token.case == Case::Lower);
        // "which the army says", "who police believe": they do.
        let people = Class::PARTY.with(Class::NEUTRAL).with(Class::FORCE).with(Class::PEOPLE);
        let begins = matches!(self.word(subject.start), "the" | "a" | "an" | "its" | "his" | "her" | "their");
        if relative && lower && !begins && !self.lex(subject.start).is(people) {
            return None;
        }
        let shown = matches!(self.word(at), "showed" | "shows" | "captured") && self.shows(&subject);
        // Whoever says "that" may speak, where no verb of its own and no long phrase stands before: "tests for a virus in a
        // bird brought from China indicate that".
        let plain = subject.len() <= NAMED && !self.has_verb(subject.start, subject.end);
        let that = self.word(cue.end) == "that" && plain;
        let speaker = self.phrase(subject.clone(), shown || says(self.word(at)) || that)?;
        // "The accused showed no emotion": only footage, figures and the like show something.
        if matches!(self.word(at), "showed" | "shows" | "captured") && !(self.word(at + 1) == "that" || shown) {
            return None;
        }
        if let Some((inner, from)) = self.quoted_as(at, &speaker, sentence.end) {
            return told(Some(inner), from..sentence.end);
        }
        let quoted_before = subject.start > sentence.start
            && (self.mark(subject.start - 1, b',') || self.kind(subject.start - 1) == Some(Kind::Quote));
        if after_ends && quoted_before && subject.start > sentence.start + 2 {
            let from = self.clause_before(subject.start, sentence.start);
            // "The fighting, the ministry added, had killed six": what is said goes on.
            let (open, close) = (subject.start - 1, cue.end);
            if self.mark(open, b',') && self.mark(close, b',') && self.goes_on(close + 1) {
                let to = self.clause_end(close + 1, sentence.end);
                return told(Some(speaker), from..to);
            }
            return told(Some(speaker), from..subject.start);
        }
        told(Some(speaker), cue.end..sentence.end)
    }

    /// "The president convened his council and urged Russia to act": the subject of the verb that begins the clause.
    fn shared_subject(&self, and: usize, start: usize) -> Option<Range<usize>> {
        let comma = (start..and).rev().find(|&at| self.mark(at, b','));
        let from = comma.map_or(start, |comma| comma + 1);
        let verb = (from..and).find(|&at| {
            let past = self.word(at).len() > 4 && self.word(at).ends_with("ed");
            past && self.page.token(at).is_some_and(|token| token.case == Case::Lower)
        })?;
        self.subject(verb, from).filter(|subject| !subject.is_empty())
    }

    /// "the minister was quoted as saying"; "deaths have been reported": nobody is named.
    fn passive(&self, at: usize, reporting: Reporting, sentence: &Range<usize>) -> Option<Speech> {
        let cue = at..at + 1;
        match self.word(at) {
            "quoted" | "cited" => {
                let speaker = self.phrase(self.subject(at, sentence.start)?, true)?;
                Some(Speech { speaker: Some(speaker), cue, reporting, content: at + 1..sentence.end })
            }
            "reported" | "alleged" | "said" => {
                let content = sentence.clone();
                Some(Speech { speaker: None, cue, reporting: Reporting::Hearsay, content })
            }
            _ if reporting == Reporting::Accuse => Some(self.accused(at, sentence)),
            _ => None,
        }
    }

    /// Whether a predicate follows whose subject stands before a speaker between commas.
    fn goes_on(&self, at: usize) -> bool {
        let lex = self.lex(at);
        lex.is(Class::HAVE.with(Class::MODAL))
            || self.page.token(at).is_some_and(|token| token.case == Case::Lower && token.kind == Kind::Word)
                && !lex.is(Class::PEOPLE.with(Class::PARTY).with(Class::NEUTRAL).with(Class::FORCE).with(Class::NUMBER))
                && !NO_PREDICATE.contains(&self.word(at))
    }

    /// Where the clause that goes on behind a speaker ends.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        (from..end)
            .find(|&at| {
                self.mark(at, b';') || (self.mark(at, b',') && matches!(self.word(at + 1), "while" | "but" | "and"))
            })
            .unwrap_or(end)
    }

    /// Whether a thing that shows stands right before a verb: "a video posted online".
    pub(super) fn showing(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.shows(&(before..at)))
    }

    /// Whether what is spoken of is a thing that shows: "satellite images", "official figures".
    pub(super) fn shows(&self, subject: &Range<usize>) -> bool {
        const SHOWING: &[&str] = &[
            "footage",
            "video",
            "videos",
            "images",
            "image",
            "pictures",
            "photographs",
            "photos",
            "figures",
            "data",
            "results",
            "records",
            "documents",
            "study",
            "survey",
            "poll",
            "polls",
            "report",
            "reports",
            "television",
            "research",
            "count",
            "readings",
            "radar",
            "inquiry",
            "enquiry",
            "investigation",
            "inspection",
            "autopsy",
            "review",
            "audit",
            "logs",
            "minutes",
        ];
        subject.clone().any(|at| SHOWING.contains(&self.word(at)))
    }

    /// "was accused by the army of", "was blamed for": who accuses stands behind, or nobody is named.
    fn accused(&self, at: usize, sentence: &Range<usize>) -> Speech {
        let agent = (self.word(at + 1) == "by").then(|| {
            let limit = sentence.end.min(at + 12);
            let end = (at + 3..limit).find(|&end| matches!(self.word(end), "of" | "for" | "in" | "on" | "after"));
            self.phrase(at + 2..end.unwrap_or(limit), true)
        });
        match agent.flatten() {
            Some(speaker) => Speech {
                speaker: Some(speaker),
                cue: at..at + 1,
                reporting: Reporting::Accuse,
                content: at + 1..sentence.end,
            },
            None => Speech { speaker: None, cue: at..at + 1, reporting: Reporting::Doubt, content: sentence.clone() },
        }
    }

    /// "United States", "Reports": a capital amid a sentence is a name and no verb.
    fn is_name(&self, at: usize, before: &str, start: usize) -> bool {
        let case = |index: usize| self.page.token(index).map(|token| token.case);
        let titled = case(at.saturating_sub(1)) != Some(Case::Lower) && case(start + 1) != Some(Case::Lower);
        before == "united" || (case(at) == Some(Case::Title) && at > start && !titled)
    }

    /// "urged all Balkan states to sign", "the Gulf states": lands, and no verb.
    fn are_lands(&self, at: usize) -> bool {
        let many = at.checked_sub(1).is_some_and(|before| {
            matches!(self.word(before), "all" | "many" | "some" | "several" | "other" | "both" | "member" | "these")
                || self.lex(before).is(Class::NUMBER)
                || self.page.token(before).is_some_and(|token| token.case == Case::Title && before > 0)
                    && self.word(at + 1) != "that"
        });
        self.word(at) == "states" && many
    }

    /// Where the name of a speaker after the verb ends: "said Maria Lopez, a nurse".
    fn end_of_name(&self, from: usize, limit: usize) -> usize {
        (from..limit.min(from + 13))
            .find(|&at| {
                self.mark(at, b'.')
                    || self.mark(at, b',')
                    || self.kind(at) == Some(Kind::Quote)
                    || matches!(self.word(at), "in" | "on" | "after" | "during" | "at" | "as" | "who" | "that")
            })
            .unwrap_or(limit.min(from + 13))
    }

    /// Whether a verb of speech stands before in the sentence, so that another with no subject shares it.
    fn follows_speech(&self, at: usize, start: usize) -> bool {
        (start + 1..at.saturating_sub(1)).any(|index| {
            self.lex(index)
                .reporting
                .is_some_and(|reporting| !matches!(reporting, Reporting::Doubt | Reporting::Hearsay))
                && self.page.token(index).is_some_and(|token| token.case == Case::Lower)
        })
    }

    /// "Reports of shelling", "Reports and footage from the region showed …": hearsay with no one's name.
    fn reports(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
        let speaker = Speaker {
            name: self.page.span_of(at..at + 1).map_or("", |span| self.page.text.slice(span)).to_lowercase(),
            tokens: at..at + 1,
            party: false,
            neutral: true,
        };
        matches!(self.word(at), "reports" | "report" | "estimates").then_some(Speech {
            speaker: Some(speaker),
            cue: at..at + 1,
            reporting: Reporting::Report,
            content: at + 1..sentence.end,
        })
    }

    /// "complained about the noise", "a collision near Lima claimed 13 lives": whether a verb of speech says nothing
    /// here.
    fn tells_nothing(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        (word == "complained" && matches!(self.word(end), "about" | "to" | "of"))
            || (word.starts_with("claim") && (end..end + 6).any(|at| matches!(self.word(at), "life" | "lives")))
    }

    /// "A rebel report that it had fled": a noun, where one report or claim cannot be the verb of who stands before it.
    fn is_noun_of_report(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |index| self.word(index));
        let many = before.ends_with('s') || matches!(before, "police" | "people" | "men" | "women" | "media");
        let owned = self.kind(at.saturating_sub(1)) == Some(Kind::Possessive);
        let led = (at.saturating_sub(3)..at).any(|index| matches!(self.word(index), "a" | "an"));
        matches!(self.word(at), "report" | "claim") && led && !many && !owned
    }

    /// Whether only when, where and to whom follows a cue: "he said.", "he told reporters in Manila.", "they said on
    /// Monday, 33 of them in …".
    pub(super) fn ends_after(&self, at: usize, end: usize) -> bool {
        // "officials said as dawn broke": when it was said.
        if matches!(self.word(at), "as" | "after" | "when" | "while" | "before" | "hours" | "shortly") {
            return true;
        }
        for index in at..(at + 12).min(end) {
            if self.mark(index, b'.') || self.mark(index, b';') || self.mark(index, b',') || index + 1 == end {
                return true;
            }
            let before = self.word(index.saturating_sub(1));
            let named = self.page.token(index).is_some_and(|token| token.is_capital() || token.kind == Kind::Number)
                && (index == at
                    || matches!(before, "in" | "at" | "on" | "to" | "from" | "of")
                    || self.was_named(index, at));
            let aside = self.lex(index).is(Class::WEEKDAY.with(Class::ADVERB)) || LISTENERS.contains(&self.word(index));
            if !(named || aside) {
                return false;
            }
        }
        at >= end
    }

    /// Whether the word before a capital one is of the same name or date: "New York", "March 12".
    fn was_named(&self, index: usize, at: usize) -> bool {
        index > at && self.page.token(index - 1).is_some_and(Token::is_capital)
    }

    fn begins_name(&self, at: usize) -> bool {
        matches!(self.word(at), "the" | "a" | "an" | "his" | "her" | "its" | "their" | "another" | "several")
            || self.lex(at).is(Class::NUMBER)
            || self.page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower)
            || self.lex(at).is(Class::NEUTRAL.with(Class::PARTY).with(Class::PEOPLE))
    }
}

/// Verbs that only who speaks, writes or is written can be the subject of.
fn says(verb: &str) -> bool {
    matches!(
        verb,
        "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "wrote"
            | "writes"
            | "added"
            | "adds"
            | "testified"
            | "testifies"
            | "replied"
            | "replies"
            | "whispered"
            | "shouted"
            | "retorted"
            | "countered"
            | "boasted"
    )
}

/// Whether a quotation mark stands right before a token or its comma.
fn quoted(listener: &Listener, at: usize) -> bool {
    (1..=2).any(|by| at.checked_sub(by).is_some_and(|index| listener.kind(index) == Some(Kind::Quote)))
}
