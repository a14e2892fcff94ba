//! Speakers: the noun phrase that says something, whole, and whom a pronoun stands for.
//!
//! Comes in: the tokens before or behind a cue. Goes out: a [`Speaker`], or nothing where the phrase names nobody who can
//! speak. It must never cut a name short, nor take a place or a time for a speaker.

use std::ops::Range;

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind, Token};
use super::super::vocabulary::{Class, Reporting};
use super::Listener;

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::reader) struct Speaker {
    /// The noun phrase as shown.
    pub(in crate::reader) name: String,
    /// Its tokens (of an earlier sentence when a pronoun stands for it).
    pub(in crate::reader) tokens: Range<usize>,
    /// Whether the name holds the word of a side ("ministry", "rebels").
    pub(super) party: bool,
    /// Whether it holds the word of an onlooker ("police", "media").
    pub(super) neutral: bool,
}

/// Nouns of several people: such as end in no "s", and such as may begin a sentence with a capital.
const MANY: &[&str] = &[
    "police",
    "people",
    "men",
    "women",
    "both",
    "many",
    "some",
    "others",
    "media",
    "locals",
    "witnesses",
    "doctors",
    "rescuers",
    "neighbours",
    "neighbors",
    "relatives",
    "investigators",
];
/// Bodies that may also be "they".
const BODIES: &[&str] = &["family", "army", "union", "government", "court", "group", "team", "crew"];
/// Nouns of one person that are in no list of titles or persons.
const PERSONS: &[&str] = &["official", "witness", "survivor", "head", "candidate"];

impl Speaker {
    /// Whether it speaks for a side rather than for onlookers.
    pub(in crate::reader) fn is_party(&self) -> bool {
        self.party || !self.neutral
    }

    pub(super) fn neutral_or_short(&self) -> bool {
        self.neutral || self.tokens.len() <= 6
    }
}

impl Listener<'_> {
    /// "WHO" amid running text is a body, "who" a pronoun.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let upper = |index: usize| self.page.token(index).is_some_and(|token| token.case == Case::Upper);
        upper(at) && !upper(at + 1)
    }

    /// "who spoke on condition of anonymity because he was not authorised to talk", "speaking by telephone": how or why somebody
    /// speaks may be told at length.
    fn opens_long(&self, inner: usize) -> bool {
        const SPEAKING: &[&str] =
            &["speaking", "talking", "writing", "addressing", "briefing", "commenting", "requesting", "asking"];
        self.word(inner) == "who" || SPEAKING.contains(&self.word(inner))
    }

    /// "Michel, president of the council, said": the comma before the cue closes an apposition.
    pub(super) fn apposed(&self, at: usize, start: usize) -> bool {
        self.apposition(at, start).is_some()
    }

    /// The comma that opens the apposition closed by the one before a cue.
    fn apposition(&self, at: usize, start: usize) -> Option<usize> {
        const REACH: usize = 14;
        const FAR: usize = 28;
        let comma = at.checked_sub(1).filter(|&index| self.mark(index, b','))?;
        let commas = |reach: usize| (start..comma).rev().take(reach).filter(|&index| self.mark(index, b','));
        let near = commas(REACH).next().filter(|&open| self.is_apposition(open, comma, start));
        // "officials, speaking on condition of anonymity because …, said"
        let open = near.or_else(|| commas(FAR).find(|&open| self.opens_long(open + 1)))?;
        (!(open..comma).any(|index| self.kind(index) == Some(Kind::Quote))).then_some(open)
    }

    fn is_apposition(&self, open: usize, comma: usize, start: usize) -> bool {
        let inner = open + 1;
        let noun = matches!(
            self.word(inner),
            "the" | "a" | "an" | "who" | "its" | "his" | "head" | "president" | "chief" | "director"
        ) || self.lex(inner).is(Class::PARTY.with(Class::NEUTRAL).with(Class::NUMBER))
            // "The report, published on Friday, says"
            || (self.word(inner).ends_with("ed") && comma - inner <= 8)
            || self.opens_long(inner)
            // "Neighbours, none of whom would give a name, say"
            || (self.word(inner + 1) == "of" && matches!(self.word(inner + 2), "whom" | "them"));
        // "officials, for their part, said"
        let aside = matches!(self.word(inner), "for" | "in" | "on" | "at" | "with" | "however" | "meanwhile" | "too")
            && comma - inner <= 6;
        // "The opposition candidate, Albert Ossa, denied": a name beside an office.
        let name = comma - inner <= 4
            && (inner..comma).all(|index| self.page.token(index).is_some_and(Token::is_capital))
            && open > start
            && (open.saturating_sub(6).max(start)..open)
                .any(|index| self.lex(index).is(Class::PARTY.with(Class::PEOPLE).with(Class::NEUTRAL)));
        noun || aside || name
    }

    /// The tokens of the subject before a verb; empty when the verb begins its clause.
    pub(super) fn subject(&self, at: usize, start: usize) -> Option<Range<usize>> {
        let mut end = at;
        // Back over "has", "also", "on Tuesday".
        while end > start {
            let lex = self.lex(end - 1);
            let word = self.word(end - 1);
            let adverbial = lex.is(Class::HAVE.with(Class::ADVERB).with(Class::WEEKDAY)) && word != "'s";
            // "would say only that", "would only say that"
            let only = word == "would" && (end..end + 2).any(|index| self.word(index) == "only");
            if !(adverbial || only || (word == "on" && end < at)) {
                break;
            }
            end -= 1;
        }
        // Skip the apposition, keep what stands before it.
        end = self.apposition(end, start).unwrap_or(end);
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
                    )
                        // "told us they believe"
                        || (from < end && matches!(word, "us" | "me" | "him" | "them"))
                        || (word == "and" && self.parts_clauses(start, index))
                        // "Footage purportedly filmed in X captured": a doubt is no verb.
                        || (self
                            .lex(index)
                            .reporting
                            .is_some_and(|how| !matches!(how, Reporting::Doubt | Reporting::Hearsay))
                            && token.case == Case::Lower
                            && !(word == "posted" && self.showing(index))
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

    pub(super) fn is_verb(&self, at: usize) -> bool {
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

    /// Whether an "and" parts two clauses: a verb stands before it since the last comma, or a comma right before it. In "two
    /// were killed, police and hospital officials said" it joins two who speak.
    fn parts_clauses(&self, start: usize, and: usize) -> bool {
        let comma = (start..and).rev().find(|&at| self.mark(at, b','));
        comma.is_some_and(|comma| comma + 1 == and) || self.has_verb(comma.unwrap_or(start), and)
    }

    /// Whether a verb stands between: what follows "and" is then a new predicate.
    pub(super) fn has_verb(&self, start: usize, end: usize) -> bool {
        (start..end).any(|index| {
            let word = self.word(index);
            self.is_verb(index)
                // "Reports and footage showed": a noun.
                || (self.lex(index).reporting.is_some() && !matches!(word, "reports" | "report" | "claims" | "estimates"))
                || (word.len() > 4
                    && word.ends_with("ed")
                    && self.page.token(index).is_some_and(|token| token.case == Case::Lower))
        })
    }

    /// A noun phrase trimmed to the speaker, or nothing when it names none; any noun may speak where the cue is `sure`
    /// ("the statement said"), elsewhere its head must be one who can: "its operation in X answered" is no speaker.
    pub(super) fn phrase(&self, tokens: Range<usize>, sure: bool) -> Option<Speaker> {
        let (mut from, mut end) = (self.behind_time(&tokens), tokens.end);
        while from < end {
            let lex = self.lex(from);
            let trims = lex.is(Class::BREAK.with(Class::ADVERB).with(Class::WEEKDAY))
                || matches!(self.word(from), "on" | "yet" | "or" | "nor" | "then" | "too" | "here");
            if !trims || self.lex(from).is(Class::NEUTRAL) || self.word(from) == "both" {
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
        // "Two residents reached by telephone": how they were asked is no part of the name.
        let asked = |at: &usize| matches!(self.word(*at), "reached" | "contacted" | "interviewed");
        end = (from + 1..end).find(|at| asked(at) && matches!(self.word(at + 1), "by" | "on" | "in")).unwrap_or(end);
        let head = (from + 1..end)
            .find(|&at| matches!(self.word(at), "in" | "of" | "for" | "on" | "at" | "from" | "with" | "to"))
            .unwrap_or(end);
        let speaks =
            self.page.token(head - 1).is_some_and(|token| token.kind != Kind::Word || token.case != Case::Lower)
                || self.lex(head - 1).is(Class::PARTY.with(Class::FORCE).with(Class::NEUTRAL).with(Class::PEOPLE))
                || (sure && !self.page.token(head - 1).is_some_and(|token| token.tags.has(Tags::FUNCTION)))
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
        let says = (from..end).any(|index| {
            let lex = self.lex(index);
            lex.is(Class::PARTY.with(Class::FORCE).with(Class::NEUTRAL).with(Class::PEOPLE))
                || self
                    .page
                    .token(index)
                    .is_some_and(|token| token.kind == Kind::Word && token.case != Case::Lower && index > from)
                || matches!(self.word(index), "he" | "she" | "it" | "they")
        }) || sure
            || self.page.token(from).is_some_and(|token| token.case != Case::Lower && token.kind == Kind::Word);
        says.then_some(Speaker { name, tokens: from..end, party, neutral })
    }

    /// The token after a time that leads a speaker: "A day later Lund".
    fn behind_time(&self, tokens: &Range<usize>) -> usize {
        const SPANS: &[&str] = &[
            "day", "days", "week", "weeks", "month", "months", "hour", "hours", "year", "years", "minutes", "moments",
        ];
        let from = tokens.start;
        let after = (from + 1..(from + 4).min(tokens.end)).find(|&at| {
            matches!(self.word(at), "later" | "earlier" | "after" | "ago") && SPANS.contains(&self.word(at - 1))
        });
        after.map_or(from, |at| at + 1)
    }

    /// Whether a pronoun may stand for a speaker: "he" for one person, "it" for a body or a land, "they" for several.
    fn can_be(&self, pronoun: &str, speaker: &Speaker) -> bool {
        let tokens = &speaker.tokens;
        let end = tokens
            .clone()
            .skip(1)
            .find(|&at| matches!(self.word(at), "of" | "in" | "for" | "at" | "from" | "on") || self.mark(at, b','));
        let head = end.unwrap_or(tokens.end) - 1;
        let word = self.word(head);
        let lower = self.page.token(head).is_some_and(|token| token.case == Case::Lower);
        // "Residents said": a capital that only begins its sentence.
        let plain =
            lower || (head == tokens.start && self.lex(head).is(Class::PEOPLE.with(Class::FORCE).with(Class::PARTY)));
        let many = MANY.contains(&word) || (plain && word.ends_with('s') && !word.ends_with("ss"));
        let person = || !many && self.is_person(tokens, head);
        match pronoun {
            "they" => many || BODIES.contains(&word),
            "it" => !many && !person(),
            "he" => word != "spokeswoman" && person(),
            _ => !matches!(word, "spokesman" | "king" | "pope") && person(),
        }
    }

    /// Whether a speaker is one person: by trade, by title, or by a name of two words that is no body's.
    fn is_person(&self, tokens: &Range<usize>, head: usize) -> bool {
        let tags = |at: usize| self.page.token(at).map_or(Tags::NONE, |token| token.tags);
        let trade = |at: usize| tags(at).has(Tags::PERSON_NOUN.with(Tags::TITLE)) || PERSONS.contains(&self.word(at));
        let body = Tags::ORGANISATION.with(Tags::STATE_BODY).with(Tags::INSTITUTION).with(Tags::COMPANY);
        let capital = |at: &usize| self.page.token(*at).is_some_and(Token::is_capital) && self.word(*at) != "the";
        let acts = self.lex(head).is(Class::PARTY.with(Class::NEUTRAL).with(Class::FORCE));
        let named = || {
            let full = |at: usize| tags(at).has(Tags::FIRST_NAME.with(Tags::SURNAME)) || self.had_a_first_name(at);
            tokens.clone().filter(capital).count() >= 2 || tokens.clone().filter(capital).any(full)
        };
        let lower = self.page.token(head).is_some_and(|token| token.case == Case::Lower);
        tokens.clone().any(trade)
            || !(lower || acts || self.is_acronym(head) || tokens.clone().any(|at| tags(at).has(body))) && named()
    }

    /// Whether a name stood before behind another capital word: "Prime Minister Nikol Pashinyan" of "Pashinyan said".
    fn had_a_first_name(&self, at: usize) -> bool {
        let no_name = Tags::FUNCTION.with(Tags::COMMON).with(Tags::COMPASS).with(Tags::WEEKDAY).with(Tags::MONTH);
        (1..at).any(|index| {
            self.word(index) == self.word(at)
                && self.page.token(index - 1).is_some_and(|token| token.is_capital() && !token.tags.has(no_name))
        })
    }

    /// Who spoke before by a longer name: "Okello said" of "Police spokesman Tom Okello", "Ruiz" of "the mayor, Ana Ruiz".
    fn named_in_full(&self, speaker: &Speaker) -> Option<Speaker> {
        let tags = |at: usize| self.page.token(at).map_or(Tags::NONE, |token| token.tags);
        let capital = |at: usize| self.page.token(at).is_some_and(Token::is_capital);
        let last = speaker.tokens.end.checked_sub(1).filter(|&at| capital(at))?;
        let plain = speaker.tokens.len() == 1 || (speaker.tokens.len() == 2 && tags(last - 1).has(Tags::TITLE));
        if !plain || self.is_acronym(last) {
            return None;
        }
        let full = |known: &&Speaker| {
            let tokens = &known.tokens;
            let end = tokens.end - 1;
            let named = |from: usize, at: usize| {
                at > from
                    && at != last
                    && self.word(at) == self.word(last)
                    && capital(at - 1)
                    && !tags(at - 1).has(Tags::COMPASS.with(Tags::FUNCTION))
            };
            // "The mayor, Ana Ruiz, said"
            let beside = self.mark(tokens.end, b',')
                && (tokens.end + 1..tokens.end + 5)
                    .take_while(|&at| capital(at))
                    .any(|at| named(tokens.end + 1, at) && self.mark(at + 1, b','));
            (tokens.len() > speaker.tokens.len() && named(tokens.start, end) && self.is_person(tokens, end)) || beside
        };
        self.known.iter().rev().find(full).cloned()
    }

    /// Pronouns and "the ministry" take the name of who spoke before.
    pub(super) fn resolved(&self, speaker: Option<Speaker>) -> Option<Speaker> {
        let speaker = speaker?;
        let pronoun =
            speaker.tokens.len() == 1 && matches!(self.word(speaker.tokens.start), "he" | "she" | "it" | "they");
        if pronoun {
            // Nobody it can stand for was heard before: the pronoun alone, for what "he" says is not the article's own word.
            let said = self.word(speaker.tokens.start);
            return Some(self.known.iter().rev().find(|known| self.can_be(said, known)).cloned().unwrap_or(speaker));
        }
        if let Some(full) = self.named_in_full(&speaker) {
            return Some(full);
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
}
