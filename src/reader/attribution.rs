//! Attribution: who says what in a sentence, by which words, and how far it is stood behind.
//!
//! Comes in: the words of a sentence and who spoke last. Goes out: speeches, each with its speaker, cue and the
//! tokens of what is said. A speaker is a whole noun phrase, never a cut piece; a pronoun takes the last speaker's
//! name. It must never invent a speaker: what nobody is said to say is the article's own word.

use std::ops::Range;

use super::text::Page;
use super::token::{Case, Kind, Token};
use super::vocabulary::{Class, Lex, Reporting};
use crate::story::{Attribution, Cue, Family, Span, Stance};

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

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Speaker {
    /// The noun phrase as shown.
    pub(super) name: String,
    /// Its tokens (of an earlier sentence when a pronoun stands for it).
    pub(super) tokens: Range<usize>,
    /// Whether the name holds the word of a side ("ministry", "rebels").
    party: bool,
    /// Whether it holds the word of an onlooker ("police", "media").
    neutral: bool,
}

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

    fn word(&self, at: usize) -> &str {
        self.page.word(at)
    }

    fn lex(&self, at: usize) -> Lex {
        self.lexes.get(at).copied().unwrap_or_default()
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.page.token(at).map(|token| token.kind)
    }

    fn mark(&self, at: usize, mark: u8) -> bool {
        self.page.token(at).is_some_and(|token| token.is(mark))
    }

    /// The speeches of a sentence, in order of their cues.
    pub(super) fn speeches(&mut self, sentence: Range<usize>) -> Vec<Speech> {
        let mut speeches: Vec<Speech> = Vec::new();
        for at in sentence.clone() {
            let speech = if self.word(at) == "according" && self.word(at + 1) == "to" {
                self.according(at, &sentence)
            } else {
                match self.lex(at).reporting {
                    None => None,
                    Some(reporting @ (Reporting::Doubt | Reporting::Hearsay)) => {
                        let content = at.saturating_sub(4).max(sentence.start)..(at + 8).min(sentence.end);
                        Some(Speech { speaker: None, cue: at..at + 1, reporting, content })
                    }
                    Some(reporting) => self.verb(at, reporting, &sentence),
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
            {
                before.content.end = speaker.tokens.start;
            }
            if let Some(speaker) = self.resolved(speech.speaker.take()) {
                self.last = Some(speaker.clone());
                if !self.known.contains(&speaker) && self.known.len() < 64 {
                    self.known.push(speaker.clone());
                }
                speech.speaker = Some(speaker);
            }
            if speech.speaker.is_some() || matches!(speech.reporting, Reporting::Doubt | Reporting::Hearsay) {
                speeches.push(speech);
            }
        }
        if speeches.is_empty() {
            speeches.extend(self.carried(&sentence));
        }
        speeches
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

    /// "according to X".
    fn according(&self, at: usize, sentence: &Range<usize>) -> Option<Speech> {
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
                _ => matches!(self.word(end), "that" | "which" | "who" | "and" | "but" | "as" | "while") && end > from,
            };
            if stops {
                break;
            }
            end += 1;
        }
        let speaker = self.phrase(from..end)?;
        let content =
            if at <= sentence.start + 1 { end..sentence.end } else { self.clause_before(at, sentence.start)..at };
        Some(Speech { speaker: Some(speaker), cue: at..at + 2, reporting: Reporting::Say, content })
    }

    /// Where what is said before a cue begins: after a "while" or "but" with a comma, else with the sentence.
    fn clause_before(&self, at: usize, start: usize) -> usize {
        (start..at)
            .rev()
            .find(|&index| {
                matches!(self.word(index), "while" | "but" | "whereas") && index > start && self.mark(index - 1, b',')
            })
            .map_or(start, |index| index + 1)
    }

    /// A reporting verb with its subject.
    fn verb(&self, at: usize, reporting: Reporting, sentence: &Range<usize>) -> Option<Speech> {
        let before = if at > sentence.start { self.word(at - 1) } else { "" };
        if self.is_name(at, before, sentence.start) {
            return None;
        }
        // "deaths have been reported": nobody is named.
        if matches!(before, "been" | "were" | "was" | "is" | "are" | "being") {
            let passive = matches!(self.word(at), "reported" | "alleged" | "said" | "believed");
            let content = sentence.clone();
            return passive.then_some(Speech {
                speaker: None,
                cue: at..at + 1,
                reporting: Reporting::Hearsay,
                content,
            });
        }
        // Nouns and infinitives: "the claims", "to say", "a report", "accused by".
        if before == "by" || NO_VERB_AFTER.contains(&before) {
            return None;
        }
        if matches!(self.word(at), "reports" | "claims" | "calls" | "report" | "showed" | "captured" | "estimates") {
            let subject = self.subject(at, sentence.start)?;
            let plural_noun = subject.is_empty();
            if plural_noun {
                return self.reports(at, sentence);
            }
        }
        let after_ends = self.ends_after(at + 1, sentence.end);
        let inverted = at > sentence.start
            && (self.mark(at - 1, b',') || self.kind(at - 1) == Some(Kind::Quote))
            && self.begins_name(at + 1)
            && !self.apposed(at, sentence.start);
        let coordinated = at > sentence.start && (self.mark(at - 1, b',') || before == "and") && !quoted(self, at);
        if coordinated
            && !self.apposed(at, sentence.start)
            && self.lex(at).reporting.is_some()
            && self.follows_speech(at, sentence.start)
        {
            return Some(Speech { speaker: None, cue: at..at + 1, reporting, content: at + 1..sentence.end });
        }
        if inverted {
            let speaker = self.phrase(at + 1..self.end_of_name(at + 1, sentence.end))?;
            return Some(Speech { speaker: Some(speaker), cue: at..at + 1, reporting, content: sentence.start..at });
        }
        let subject = self.subject(at, sentence.start)?;
        // "Smith, who runs the shop, said": the relative clause names nobody.
        let relative = subject.start > sentence.start && matches!(self.word(subject.start - 1), "who" | "which");
        let lower = self.page.token(subject.start).is_some_and(|token| token.case == Case::Lower);
        if relative && lower {
            return None;
        }
        let speaker = self.phrase(subject.clone())?;
        let quoted_before = subject.start > sentence.start
            && (self.mark(subject.start - 1, b',') || self.kind(subject.start - 1) == Some(Kind::Quote));
        if after_ends && quoted_before && subject.start > sentence.start + 2 {
            let from = self.clause_before(subject.start, sentence.start);
            return Some(Speech { speaker: Some(speaker), cue: at..at + 1, reporting, content: from..subject.start });
        }
        Some(Speech { speaker: Some(speaker), cue: at..at + 1, reporting, content: at + 1..sentence.end })
    }

    /// "United States", "Reports": a capital amid a sentence is a name and no verb.
    fn is_name(&self, at: usize, before: &str, start: usize) -> bool {
        let case = |index: usize| self.page.token(index).map(|token| token.case);
        let titled = case(at.saturating_sub(1)) != Some(Case::Lower) && case(start + 1) != Some(Case::Lower);
        before == "united" || (case(at) == Some(Case::Title) && at > start && !titled)
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

    /// Whether only when, where and to whom follows a cue: "he said.", "he told reporters in Manila.", "they said on
    /// Monday, 33 of them in …".
    fn ends_after(&self, at: usize, end: usize) -> bool {
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

    /// "WHO" amid running text is a body, "who" a pronoun.
    fn is_acronym(&self, at: usize) -> bool {
        let upper = |index: usize| self.page.token(index).is_some_and(|token| token.case == Case::Upper);
        upper(at) && !upper(at + 1)
    }

    fn begins_name(&self, at: usize) -> bool {
        matches!(self.word(at), "the" | "a" | "an" | "his" | "her" | "its")
            || self.page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower)
            || self.lex(at).is(Class::NEUTRAL.with(Class::PARTY).with(Class::PEOPLE))
    }

    /// "Michel, president of the council, said": the comma before the cue closes an apposition.
    fn apposed(&self, at: usize, start: usize) -> bool {
        let Some(comma) = at.checked_sub(1).filter(|&index| self.mark(index, b',')) else { return false };
        let Some(open) = (start..comma).rev().take(14).find(|&index| self.mark(index, b',')) else { return false };
        let inner = open + 1;
        let noun = matches!(
            self.word(inner),
            "the" | "a" | "an" | "who" | "its" | "his" | "head" | "president" | "chief" | "director"
        ) || self.lex(inner).is(Class::PARTY.with(Class::NEUTRAL).with(Class::NUMBER));
        // "officials, for their part, said"
        let aside = matches!(self.word(inner), "for" | "in" | "on" | "at" | "with" | "however" | "meanwhile" | "too")
            && comma - inner <= 6;
        // "The opposition candidate, Albert Ossa, denied": a name beside an office.
        let name = comma - inner <= 4
            && (inner..comma).all(|index| self.page.token(index).is_some_and(Token::is_capital))
            && open > start
            && (open.saturating_sub(6).max(start)..open)
                .any(|index| self.lex(index).is(Class::PARTY.with(Class::PEOPLE).with(Class::NEUTRAL)));
        (noun || aside || name) && !(open..comma).any(|index| self.kind(index) == Some(Kind::Quote))
    }

    /// The tokens of the subject before a verb; empty when the verb begins its clause.
    fn subject(&self, at: usize, start: usize) -> Option<Range<usize>> {
        let mut end = at;
        // Back over "has", "also", "on Tuesday".
        while end > start {
            let lex = self.lex(end - 1);
            let word = self.word(end - 1);
            let adverbial = lex.is(Class::HAVE.with(Class::ADVERB).with(Class::WEEKDAY)) && word != "'s";
            if !(adverbial || (word == "on" && end < at)) {
                break;
            }
            end -= 1;
        }
        if end > start && self.mark(end - 1, b',') && self.apposed(end, start) {
            // Skip the apposition, keep what stands before it.
            let open = (start..end - 1).rev().find(|&index| self.mark(index, b','))?;
            end = open;
        }
        let mut from = end;
        while from > start {
            let index = from - 1;
            let token = self.page.token(index)?;
            let word = self.word(index);
            let stops = match token.kind {
                Kind::Punct => !(token.is(b'-') || token.is(b'.') && from < end && token.end - token.start > 1),
                Kind::Quote => true,
                Kind::Possessive => false,
                _ => {
                    matches!(
                        word,
                        "that"
                            | "while"
                            | "but"
                            | "as"
                            | "after"
                            | "when"
                            | "because"
                            | "although"
                            | "though"
                            | "if"
                            | "where"
                            | "whereas"
                            | "before"
                            | "since"
                            | "so"
                    ) || (word == "and" && self.has_verb(start, index))
                        || (self.lex(index).reporting.is_some()
                            && token.case == Case::Lower
                            && !matches!(word, "reports" | "report" | "claims" | "calls" | "states" | "estimates"))
                        || (self.is_verb(index) && !self.is_acronym(index))
                }
            };
            if stops {
                break;
            }
            from = index;
        }
        if from == end {
            // "X did this and said that": the subject of the first verb, if it is near.
            return Some(end..end);
        }
        Some(from..end)
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "could"
                | "can"
                | "did"
                | "does"
                | "began"
                | "took"
                | "made"
                | "came"
                | "went"
                | "held"
                | "who"
                | "which"
        )
    }

    /// Whether a verb stands between: what follows "and" is then a new predicate.
    fn has_verb(&self, start: usize, end: usize) -> bool {
        (start..end).any(|index| {
            let word = self.word(index);
            self.is_verb(index)
                || self.lex(index).reporting.is_some()
                || (word.len() > 4
                    && word.ends_with("ed")
                    && self.page.token(index).is_some_and(|token| token.case == Case::Lower))
        })
    }

    /// A noun phrase trimmed to the speaker, or nothing when it names none.
    fn phrase(&self, tokens: Range<usize>) -> Option<Speaker> {
        let (mut from, mut end) = (tokens.start, tokens.end);
        while from < end {
            let lex = self.lex(from);
            let trims = lex.is(Class::BREAK.with(Class::ADVERB).with(Class::WEEKDAY))
                || matches!(self.word(from), "on" | "yet" | "or" | "nor" | "then" | "too" | "here");
            if !trims || self.lex(from).is(Class::NEUTRAL) {
                break;
            }
            from += 1;
        }
        while end > from && (self.kind(end - 1) != Some(Kind::Word) && self.kind(end - 1) != Some(Kind::Number)) {
            end -= 1;
        }
        // "In Baku the ministry": what a preposition leads is where, not who.
        if matches!(self.word(from), "in" | "at" | "from" | "during" | "with" | "under" | "through" | "despite") {
            return None;
        }
        let bare = end == from + 1 && matches!(self.word(from), "a" | "an" | "the" | "its" | "his" | "her" | "their");
        let nobody = matches!(self.word(from), "none" | "no" | "nothing" | "nobody" | "which" | "who");
        if bare || (nobody && !self.is_acronym(from)) {
            return None;
        }
        if from >= end || end - from > 16 {
            return None;
        }
        // The head of the phrase must be able to speak: "its operation in X answered" is no speaker.
        let head = (from + 1..end)
            .find(|&at| matches!(self.word(at), "in" | "of" | "for" | "on" | "at" | "from" | "with" | "to"))
            .unwrap_or(end);
        let speaks =
            self.page.token(head - 1).is_some_and(|token| token.kind != Kind::Word || token.case != Case::Lower)
                || self.lex(head - 1).is(Class::PARTY.with(Class::FORCE).with(Class::NEUTRAL).with(Class::PEOPLE))
                || matches!(
                    self.word(head - 1),
                    "he" | "she" | "it" | "they" | "one" | "both" | "many" | "some" | "few" | "several" | "others"
                );
        if !speaks {
            return None;
        }
        let words: Vec<&str> = (from..end).map(|index| self.word(index)).collect();
        if words.len() == 1
            && matches!(
                words.first(),
                Some(&("there" | "this" | "that" | "what" | "which" | "who" | "you" | "i" | "we"))
            )
        {
            return None;
        }
        let name = self.page.span_of(from..end).map(|span| self.page.text.slice(span))?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let party = (from..end).any(|index| {
            let lex = self.lex(index);
            lex.is(Class::PARTY) || (lex.is(Class::FORCE) && !lex.is(Class::NEUTRAL))
        });
        let neutral = (from..end).any(|index| self.lex(index).is(Class::NEUTRAL));
        let says =
            (from..end).any(|index| {
                let lex = self.lex(index);
                lex.is(Class::PARTY.with(Class::FORCE).with(Class::NEUTRAL).with(Class::PEOPLE))
                    || self
                        .page
                        .token(index)
                        .is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower && index > from)
                    || matches!(self.word(index), "he" | "she" | "it" | "they")
            }) || self.page.token(from).is_some_and(|token| token.case != Case::Lower && token.kind == Kind::Word);
        says.then_some(Speaker { name, tokens: from..end, party, neutral })
    }

    /// Pronouns and "the ministry" take the name of who spoke before.
    fn resolved(&self, speaker: Option<Speaker>) -> Option<Speaker> {
        let speaker = speaker?;
        let pronoun =
            speaker.tokens.len() == 1 && matches!(self.word(speaker.tokens.start), "he" | "she" | "it" | "they");
        if pronoun {
            return self.last.clone();
        }
        // "according to the same reports": who reported before.
        let same = speaker.tokens.clone().any(|at| self.word(at) == "same");
        if same && let Some(last) = self.last.clone() {
            return Some(last);
        }
        if speaker.tokens.len() == 2 && matches!(self.word(speaker.tokens.start), "the" | "this") {
            let head = self.word(speaker.tokens.start + 1);
            let full = self
                .known
                .iter()
                .rev()
                .find(|known| known.tokens.len() > 2 && known.tokens.clone().any(|index| self.word(index) == head));
            if let Some(full) = full {
                return Some(full.clone());
            }
        }
        Some(speaker)
    }

    /// Who says what stands at these tokens, as a story keeps it.
    pub(super) fn attribution(&self, speeches: &[Speech], trigger: &Range<usize>, family: Family) -> Attribution {
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
        if family != Family::Speech && self.judges(speech, trigger) {
            return Attribution::default();
        }
        let mut source = speaker.name.clone();
        if self.is_according(speech)
            && let Some(via) =
                // Who passes it on is named behind; who spoke first said something else.
                named
                    .iter()
                    .find(|other| !self.is_according(other) && other.cue.start > speech.cue.start)
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
            (Reporting::Accuse, _) | (_, Some(_)) => Stance::Alleged,
            (Reporting::Claim, _) => Stance::Claimed,
            _ if side && contested => Stance::Claimed,
            _ => Stance::Reported,
        };
        Attribution { source, source_span: self.span(&speaker.tokens), cue: self.cue(speech), stance }
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

    fn is_according(&self, speech: &Speech) -> bool {
        self.word(speech.cue.start) == "according"
    }

    fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        self.page.span_of(tokens.clone())
    }

    fn cue(&self, speech: &Speech) -> Option<Cue> {
        let span = self.span(&speech.cue).filter(|_| !speech.cue.is_empty())?;
        let words: Vec<&str> = speech.cue.clone().map(|index| self.word(index)).collect();
        Some(Cue { word: words.join(" "), span })
    }
}

/// Whether a quotation mark stands right before a token or its comma.
fn quoted(listener: &Listener, at: usize) -> bool {
    (1..=2).any(|by| at.checked_sub(by).is_some_and(|index| listener.kind(index) == Some(Kind::Quote)))
}

impl Speaker {
    /// Whether it speaks for a side rather than for onlookers.
    pub(super) fn is_party(&self) -> bool {
        self.party || !self.neutral
    }

    fn neutral_or_short(&self) -> bool {
        self.neutral || self.tokens.len() <= 4
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary;
    use super::*;
    use crate::story::Text;

    /// Attribution of the word in brackets, as "source | cue | stance".
    fn check(text: &str, expected: &str) {
        let plain = text.replace(['[', ']'], "");
        let (from, to) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let text = Text::new(&plain);
        let page = Page::new(&text, "");
        let lexes = vocabulary::lexes(&page);
        let mut listener = Listener::new(&page, &lexes);
        let trigger = page.token_at(from)..page.token_at(to);
        for sentence in &page.sentences {
            let speeches = listener.speeches(sentence.tokens.clone());
            if sentence.tokens.contains(&trigger.start) {
                let told = listener.attribution(&speeches, &trigger, Family::Violence);
                let cue = told.cue.map_or(String::new(), |cue| cue.word);
                assert_eq!(format!("{} | {cue} | {}", told.source, told.stance.word()), expected, "{plain}");
            }
        }
    }

    #[test]
    fn direct_and_indirect_speech() {
        check(
            "Azerbaijan's defence ministry said troops had [shelled] the town.",
            "Azerbaijan's defence ministry | said | claimed",
        );
        check("Two men died in the [blast], police said.", "police | said | reported");
        check("\"The [shelling] has begun,\" said Maria Lopez, a nurse.", "Maria Lopez | said | claimed");
        check(
            "Late on Tuesday, presidential aide Anna Bell said the [attack] was over.",
            "presidential aide Anna Bell | said | claimed",
        );
        check("Carl Muster, head of the union, said the [raid] was wrong.", "Carl Muster | said | claimed");
        check("The town was quiet before the [attack].", " |  | asserted");
    }

    #[test]
    fn according_to_and_chains() {
        check(
            "The [attack] left five dead, according to state media, CNN reported.",
            "state media, via CNN | according to | claimed",
        );
        check("A [raid] killed 2, according to a doctors' alliance.", "a doctors' alliance | according to | reported");
        check("According to witnesses, the [blast] shook the city.", "witnesses | according to | reported");
    }

    #[test]
    fn blame_denial_and_doubt() {
        check(
            "Rebels said two had died, while officials in Baku blamed separatists for the [shelling].",
            "officials in Baku | blamed | alleged",
        );
        check("Armenia denied any part in the [bombing].", "Armenia | denied | denied");
        check("The soldiers allegedly [shelled] a school.", " | allegedly | alleged");
    }

    #[test]
    fn what_is_judged_is_taken_for_granted() {
        check("France condemned the [attack] in Lyon.", " |  | asserted");
        check("The president's office called the [raid] \"a disgrace\".", " |  | asserted");
        check("France accused the rebels of the [attack].", "France | accused | alleged");
    }

    #[test]
    fn speakers_who_follow_what_they_say() {
        check(
            "Nine died in the [blast], coast guard spokesman Anton Berg told reporters in Manila.",
            "coast guard spokesman Anton Berg | told | claimed",
        );
        check(
            "The [attack] killed 754 people, officials said on Monday, 33 of them in the north.",
            "officials | said | claimed",
        );
        check("Four have died since the [raid], the WHO said.", "the WHO | said | claimed");
        check(
            "One man was hurt in the [attack], the army said; the rebels blamed the army.",
            "the army | said | claimed",
        );
        check(
            "The opposition candidate, Albert Ossa, denied that an [attack] had taken place.",
            "The opposition candidate | denied | denied",
        );
        check("An earlier report in this paper that an [attack] had failed was wrong.", " |  | asserted");
    }

    #[test]
    fn pronouns_take_the_last_speaker() {
        check(
            "The Kremlin said it was watching. It also said the [attack] was a surprise.",
            "The Kremlin | said | claimed",
        );
        check(
            "Chad's army ministry spoke. Chad's army ministry said so. The ministry said the [raid] failed.",
            "Chad's army ministry | said | claimed",
        );
    }
}
