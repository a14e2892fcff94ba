//! Figures: how many people something befell, as ranges, with whom and what.
//!
//! Comes in: the words of one sentence. Goes out: figures with the tokens they stand on. A range is never wider or
//! narrower than the words: "about 300" stays 300, "at least five" has no upper end, "nearly two dozen" is 18 to 23.
//! It must never count ages, money, clock times, crowds, votes or scores, nor what is only feared or expected: a number
//! needs people and a fate.

#[cfg(test)]
mod examples;
mod fate;
mod group;
mod insertion;
mod label;
mod part;
mod phrase;
mod quantity;
mod single;
#[cfg(test)]
mod tests;
mod toll;
#[cfg(test)]
mod world;

use std::ops::Range;

use super::lexicon::Tags;
use super::text::Page;
use super::vocabulary::{Class, Lex};
use crate::story::{Figure, FigurePart, Victim};

/// A figure and the tokens it stands on.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) figure: Figure,
    /// From the quantity to the last word of the fate, when that stands behind.
    pub(super) tokens: Range<usize>,
}

/// Whom an article counted last, shortly before a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) what: Victim,
    /// At least so many.
    pub(super) count: u32,
}

/// A number of people, before their fate is known.
#[derive(Clone, Debug)]
struct Group {
    min: u32,
    max: Option<u32>,
    /// First token of the quantity, one past the last of the noun.
    tokens: Range<usize>,
    /// The nouns, as token ranges.
    nouns: Vec<Range<usize>>,
    /// A fate the noun itself says ("casualties", "dead").
    fate: Option<Victim>,
    /// What it was summed up from; empty for one quantity.
    parts: Vec<FigurePart>,
}

impl Group {
    fn plain((min, max): (u32, Option<u32>), tokens: Range<usize>, noun: Option<Range<usize>>) -> Self {
        Self { min, max, tokens, nouns: noun.into_iter().collect(), fate: None, parts: Vec::new() }
    }
}

/// What a quantity may begin with.
const STARTS: Class = Class::NUMBER.with(Class::SCALE).with(Class::MANY).with(Class::QUANTITY);

/// Nouns of people.
const PEOPLE: Class = Class::PEOPLE.with(Class::FOLK);

/// All figures of a sentence.
///
/// `told` is whom the article counted last: a count that names nobody is of those.
pub(super) fn figures(page: &Page, lexes: &[Lex], sentence: Range<usize>, told: Option<Told>) -> Vec<Counted> {
    let mut reader = Counter { page, lexes, end: sentence.end, told };
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(counted) = reader.labelled(sentence.start, at) {
            at = counted.tokens.end;
            found.push(counted);
            continue;
        }
        // Most words begin no quantity.
        let counts = reader.is(at, STARTS);
        if let Some(counted) = (counts || reader.is(at, PEOPLE))
            .then(|| reader.single(sentence.start, at, !found.is_empty()))
            .flatten()
            .or_else(|| {
                let told = found.last().is_some_and(|counted| counted.tokens.contains(&at));
                reader.named(sentence.start, at).filter(|_| !told)
            })
        {
            at = counted.tokens.end;
            found.push(counted);
            continue;
        }
        if !counts {
            at += 1;
            continue;
        }
        if let Some(counted) = reader.so_many_again(at, &found) {
            at = counted.tokens.end;
            found.push(counted);
            continue;
        }
        if let Some((whole, victim)) = reader.fate_of_whole(at) {
            let begin = at;
            at = whole.tokens.end.max(at + 1);
            found.extend(reader.of_whole(begin, &whole, victim));
            continue;
        }
        if let Some((parts, end)) = reader.parts(sentence.start, at, &found) {
            Counter::give(at, parts, &mut found);
            at = end.max(at + 1);
            continue;
        }
        let Some(group) = reader.group(sentence.start, at) else {
            at += 1;
            continue;
        };
        let group = reader.with_leader(sentence.start, group);
        let counted = reader.befallen(sentence.start, &group);
        // "killed 55 of the 143 people infected" counts twice.
        let behind = reader.victim_at(group.tokens.end);
        let twice = counted.as_ref().is_some_and(|counted| behind.is_some_and(|what| what != counted.figure.what));
        let whole = reader.whole_of(&group).filter(|_| twice);
        at = whole.unwrap_or(group.tokens.end).max(at + 1);
        let none = counted.as_ref().is_some_and(|counted| counted.figure.max == Some(0));
        if let Some(counted) = counted {
            reader.told = Some(Told { what: counted.figure.what, count: counted.figure.min });
            at = reader.elsewhere_too(counted, &mut found).unwrap_or(at).max(at);
        }
        // "no deaths or injuries"
        if none && let Some(other) = reader.nor(at) {
            at = other.tokens.end;
            found.push(other);
        }
    }
    found
}

/// Verbs that take lives: "claimed 53 lives", "cost the lives of".
const TAKEN: &[&str] =
    &["claim", "claimed", "claiming", "claims", "cost", "costing", "costs", "took", "taking", "taken", "take"];

struct Counter<'a> {
    page: &'a Page<'a>,
    lexes: &'a [Lex],
    end: usize,
    /// Whom the article, or the sentence so far, counted last.
    told: Option<Told>,
}

impl Counter<'_> {
    #[inline]
    fn lex(&self, at: usize) -> Lex {
        if at < self.end { self.lexes.get(at).copied().unwrap_or_default() } else { Lex::default() }
    }

    #[inline]
    fn is(&self, at: usize, class: Class) -> bool {
        self.lex(at).is(class)
    }

    #[inline]
    fn word(&self, at: usize) -> &str {
        if at < self.end { self.page.word(at) } else { "" }
    }

    #[inline]
    fn mark(&self, at: usize, mark: u8) -> bool {
        at < self.end && self.page.token(at).is_some_and(|token| token.is(mark))
    }

    /// The figure of a group, when something befell it and somebody says so.
    fn befallen(&self, start: usize, group: &Group) -> Option<Counted> {
        let (victim, last) = self.fate(start, group)?;
        if self.is_feared(group, last, victim) {
            return None;
        }
        let mut counted = self.counted(group, victim, last)?;
        let before = group.tokens.start.checked_sub(1).map_or("", |index| self.word(index));
        // "one of whom later died" is one of those told before.
        let of = (group.tokens.start..group.tokens.end).find(|&at| self.word(at) == "of");
        counted.figure.part = of.is_some_and(|of| self.word(of + 1) == "whom");
        // "the toll passes 750"
        if toll::PASSED.contains(&before) && counted.figure.max == Some(counted.figure.min) {
            counted.figure.max = None;
        }
        Some(counted)
    }

    /// "Two of the six miners missing were found dead": what befell the six, and the two if more befell them.
    fn of_whole(&self, at: usize, whole: &Group, victim: Victim) -> Vec<Counted> {
        let part = self.quantity(at).and_then(|some| {
            let told = whole.tokens.end + usize::from(self.victim_at(whole.tokens.end) == Some(victim));
            let some = Group { min: some.min, max: some.max, tokens: at..told, ..whole.clone() };
            let (what, last) = self.fate_after(&some).filter(|&(what, _)| what != victim)?;
            self.counted(&some, what, last)
        });
        let counted = self.counted(whole, victim, whole.tokens.end);
        part.into_iter().chain(counted).collect()
    }

    /// "four were killed and as many injured": so many again, of another fate.
    fn so_many_again(&self, at: usize, found: &[Counted]) -> Option<Counted> {
        let again = self.word(at) == "as" && self.word(at + 1) == "many";
        let first = found.last().filter(|_| again)?;
        let others = at + 2 + usize::from(matches!(self.word(at + 2), "others" | "more" | "people"));
        let fate = others + usize::from(self.is(others, Class::HAVE));
        let victim = self.befell(fate).filter(|&victim| victim != first.figure.what)?;
        self.counted(&Group::plain((first.figure.min, first.figure.max), at..at + 2, None), victim, fate + 1)
    }

    /// "… or injuries" behind "no deaths".
    fn nor(&self, at: usize) -> Option<Counted> {
        let noun = at + 1;
        let victim = self.victim_at(noun).filter(|_| matches!(self.word(at), "or" | "nor") && self.is_people(noun))?;
        self.counted(&Group::plain((0, Some(0)), noun..noun + 1, Some(noun..noun + 1)), victim, noun + 1)
    }

    /// "scores of people were feared dead", "may have died", "expected the toll to rise to 250": nobody says they are.
    fn is_feared(&self, group: &Group, last: usize, what: Victim) -> bool {
        let known = last.min(self.end);
        // "could not be found" is what is said of the missing.
        if what == Victim::Missing && (group.tokens.end..known).any(|at| self.word(at) == "not") {
            return false;
        }
        // "left 48 families without a home"
        if what == Victim::Displaced && (group.tokens.end..known).any(|at| self.word(at) == "without") {
            return false;
        }
        // "on 15 May caught a man": a month.
        let month =
            |at: usize| self.page.token(at).is_some_and(|token| token.is_capital() && token.tags.has(Tags::MONTH));
        let open = |at: usize| self.is(at, Class::MODAL.with(Class::NOT)) && !month(at);
        (group.tokens.end..known).any(|at| {
            matches!(self.word(at), "feared" | "fear" | "presumed" | "believed" | "thought" | "risk") || open(at)
        }) || (group.tokens.start.saturating_sub(2)..group.tokens.start)
            .any(|at| matches!(self.word(at), "feared" | "fears" | "fear") || open(at))
    }

    fn counted(&self, group: &Group, what: Victim, last: usize) -> Option<Counted> {
        let mut of = String::new();
        for (index, noun) in group.nouns.iter().enumerate() {
            if index > 0 {
                of.push_str(if index + 1 == group.nouns.len() { " and " } else { ", " });
            }
            of.push_str(&self.page_words(noun.clone()));
        }
        let tokens = group.tokens.start..group.tokens.end.max(last.min(self.end));
        let span = self.page.span_of(group.tokens.clone())?;
        let figure = Figure {
            what,
            min: group.min,
            max: group.max,
            of,
            span,
            parts: group.parts.clone(),
            part: (group.tokens.end..last).any(|at| self.word(at) == "among"),
            said: None,
        };
        Some(Counted { figure, tokens })
    }
}
