//! Figures: how many people something befell, as ranges, with whom and what.
//!
//! Comes in: the words of one sentence. Goes out: figures with the tokens they stand on. A range is never wider or
//! narrower than the words: "about 300" stays 300, "at least five" has no upper end, "nearly two dozen" is 18 to 23.
//! It must never count ages, money, clock times, crowds, votes or scores: a number needs people and a fate.

mod fate;

use std::ops::Range;

use super::text::Page;
use super::token::Kind;
use super::vocabulary::{Class, Lex, NO_NUMBER};
use crate::story::{Figure, FigurePart, Victim};

/// A figure and the tokens it stands on.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) figure: Figure,
    pub(super) tokens: Range<usize>,
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

/// What a quantity may begin with.
const STARTS: Class = Class::NUMBER.with(Class::SCALE).with(Class::MANY).with(Class::QUANTITY);

/// All figures of a sentence.
pub(super) fn figures(page: &Page, lexes: &[Lex], sentence: Range<usize>) -> Vec<Counted> {
    let reader = Counter { page, lexes, end: sentence.end };
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        // Most words begin no quantity.
        if !reader.is(at, STARTS) {
            at += 1;
            continue;
        }
        if let Some(counted) = reader.the_one(at) {
            at = counted.tokens.end;
            found.push(counted);
            continue;
        }
        if let Some((part, end)) = reader.part(sentence.start, at) {
            let whole = found.last_mut().filter(|whole: &&mut Counted| at < whole.tokens.end + REACH);
            let fits = |whole: &&mut Counted| whole.figure.max.is_none_or(|top| part.min <= top);
            if let Some(whole) = whole.filter(fits) {
                whole.figure.parts.push(part);
            }
            at = end.max(at + 1);
            continue;
        }
        let Some(group) = reader.group(at) else {
            at += 1;
            continue;
        };
        let next = group.tokens.end.max(at + 1);
        if let Some((victim, last)) = reader.fate(sentence.start, &group)
            && !reader.is_feared(&group, last)
            && let Some(mut counted) = reader.counted(&group, victim, last)
        {
            // "the toll passes 750"
            let before = at.checked_sub(1).map_or("", |index| reader.word(index));
            if PASSED.contains(&before) && counted.figure.max == Some(counted.figure.min) {
                counted.figure.max = None;
            }
            found.push(counted);
        }
        at = next;
    }
    found
}

/// How many tokens behind a figure a part of it may be named.
const REACH: usize = 14;

/// Verbs of a toll that is now more than the number after them.
const PASSED: &[&str] = &["passes", "passed", "tops", "topped", "exceeds", "exceeded", "surpasses", "surpassed"];

/// Words between a toll and its number: "rose to", "stands at", "hits".
const RISES: &[&str] = &[
    "rose",
    "rises",
    "risen",
    "rise",
    "rising",
    "climbed",
    "climbs",
    "increased",
    "increases",
    "jumped",
    "jumps",
    "soared",
    "grew",
    "up",
    "stood",
    "stands",
    "now",
    "put",
    "puts",
    "hits",
    "hit",
    "reaches",
    "reached",
    "revised",
];

struct Counter<'a> {
    page: &'a Page<'a>,
    lexes: &'a [Lex],
    end: usize,
}

impl Counter<'_> {
    fn lex(&self, at: usize) -> Lex {
        if at < self.end { self.lexes.get(at).copied().unwrap_or_default() } else { Lex::default() }
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.lex(at).is(class)
    }

    fn word(&self, at: usize) -> &str {
        if at < self.end { self.page.word(at) } else { "" }
    }

    fn mark(&self, at: usize, mark: u8) -> bool {
        at < self.end && self.page.token(at).is_some_and(|token| token.is(mark))
    }

    /// "the driver was killed", "its pilot died": one person.
    fn the_one(&self, at: usize) -> Option<Counted> {
        if !matches!(self.word(at), "the" | "its" | "his" | "her" | "their") {
            return None;
        }
        let noun = (at + 1..at + 3).find(|&index| self.is(index, Class::PEOPLE))?;
        let word = self.word(noun);
        let many = word.ends_with('s')
            || matches!(
                word,
                "people"
                    | "police"
                    | "men"
                    | "women"
                    | "children"
                    | "crew"
                    | "family"
                    | "staff"
                    | "personnel"
                    | "youth"
                    | "elderly"
            )
            || self.is(noun, Class::KILLED.with(Class::WOUNDED))
            || self.is(noun + 1, Class::PEOPLE);
        let group = Group {
            min: 1,
            max: Some(1),
            tokens: at..noun + 1,
            nouns: std::iter::once(noun..noun + 1).collect(),
            fate: None,
            parts: Vec::new(),
        };
        if many || !(noun == at + 1 || self.may_qualify(at + 1)) {
            return None;
        }
        let (victim, last) = self.fate_after(&group)?;
        let close = self.is(noun + 1, Class::HAVE) || matches!(self.word(noun + 1), "died" | "drowned");
        (close && matches!(victim, Victim::Killed | Victim::Wounded)).then(|| self.counted(&group, victim, last))?
    }

    /// "including a child", "among them two children", "four of them soldiers", "33 of them in the north": a part of the
    /// figure before, and where it ends.
    fn part(&self, start: usize, at: usize) -> Option<(FigurePart, usize)> {
        let before = at.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        let two = at.checked_sub(2).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        if matches!(before, "including" | "included") || (two == "among" && matches!(before, "them" | "those")) {
            let group = self.one(at)?;
            return Some((self.as_part(&group), group.tokens.end));
        }
        let (min, max, end, _) = self.quantity(at)?;
        if !(self.word(end) == "of" && matches!(self.word(end + 1), "them" | "whom" | "those" | "these")) {
            return None;
        }
        // Up to five words say who or where they are.
        let from = end + 2;
        let verb = |at: usize| self.is(at, Class::HAVE) || self.victim_at(at).is_some();
        let to = (from..from + 5)
            .find(|&index| {
                index >= self.end
                    || verb(index)
                    || matches!(self.word(index), "and" | "when" | "after" | "while" | "as")
                    || self.page.token(index).is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number))
            })
            .unwrap_or(from + 5);
        // "Five of them were killed" tells a fate of its own.
        if to == from {
            return None;
        }
        let of = self.page.span_of(from..to).map_or("", |span| self.page.text.slice(span));
        let of = of.split_whitespace().collect::<Vec<_>>().join(" ");
        Some((FigurePart { min, max, of }, to))
    }

    fn as_part(&self, group: &Group) -> FigurePart {
        let of = group.nouns.first().and_then(|noun| self.page.span_of(noun.clone()));
        let of = of.map_or("", |span| self.page.text.slice(span)).split_whitespace().collect::<Vec<_>>().join(" ");
        FigurePart { min: group.min, max: group.max, of }
    }

    /// "scores of people were feared dead": nobody says they are.
    fn is_feared(&self, group: &Group, last: usize) -> bool {
        let known = last.min(self.end);
        (group.tokens.end..known).any(|at| matches!(self.word(at), "feared" | "fear" | "presumed"))
            || (group.tokens.start.saturating_sub(2)..group.tokens.start).any(|at| self.word(at) == "feared")
    }

    /// "four soldiers and two civilians": quantities with their nouns, summed up.
    fn group(&self, at: usize) -> Option<Group> {
        let mut group = self.one(at)?;
        loop {
            let end = group.tokens.end;
            let next = match (self.word(end), self.mark(end, b',')) {
                ("and", _) => end + 1,
                (_, true) if self.word(end + 1) == "and" => end + 2,
                (_, true) => end + 1,
                _ => break,
            };
            if matches!(self.word(next), "including") {
                break;
            }
            let Some(more) = self.one(next) else { break };
            // "killed four and wounded 11" never comes here; "five dead and 80 injured" does, and is two groups.
            if more.fate.is_some() || group.fate.is_some() || group.nouns.is_empty() || more.nouns.is_empty() {
                break;
            }
            // "two civilians killed and three others wounded": each has its own fate after it.
            if self.victim_at(more.tokens.end).is_some() && self.victim_at(group.tokens.end).is_some() {
                break;
            }
            if group.parts.is_empty() {
                group.parts.push(self.as_part(&group));
            }
            group.parts.push(self.as_part(&more));
            group.min = group.min.saturating_add(more.min);
            group.max = group.max.zip(more.max).map(|(a, b)| a.saturating_add(b));
            group.tokens.end = more.tokens.end;
            group.nouns.extend(more.nouns);
        }
        Some(group)
    }

    /// One quantity and its noun.
    fn one(&self, at: usize) -> Option<Group> {
        let (min, max, end, article) = self.quantity(at)?;
        // "$5", "5 %", "5-year-old", "5 p.m."
        let before = at.checked_sub(1).and_then(|index| self.page.token(index));
        if before.is_some_and(|token| matches!(token.mark, b'$' | b'#' | b':') && token.kind == Kind::Punct) {
            return None;
        }
        if self.mark(end, b'%') || matches!(self.word(end), "percent" | "per" | "a.m." | "p.m." | "years" | "year") {
            return None;
        }
        let mut noun = end;
        if self.word(noun) == "of" && matches!(self.word(noun + 1), "the" | "them" | "their" | "its") {
            noun += 2;
        } else if self.word(noun) == "of" || (self.word(noun) == "more" && !article) {
            noun += 1;
        }
        // Up to three words may stand before the noun: "four Azerbaijani police officers".
        for offset in 0..4 {
            let here = noun + offset;
            if self.is(here, Class::PEOPLE) {
                let mut last = here + 1;
                while self.is(last, Class::PEOPLE) && !self.is_fate_only(last) {
                    last += 1;
                }
                // "the 2006 poisoning death", "2009 fans": a year, unless people follow at once.
                let yearly = end == at + 1
                    && (1900..=2100).contains(&min)
                    && max == Some(min)
                    && self.page.token(at).is_some_and(|token| token.end - token.start == 4);
                if yearly && (offset > 0 || !self.word(last - 1).ends_with('s')) {
                    return None;
                }
                let nouns = std::iter::once(noun..last).collect();
                let fate = self.noun_fate(last - 1);
                return Some(Group { min, max, tokens: at..last, nouns, fate, parts: Vec::new() });
            }
            if !self.may_qualify(here) {
                break;
            }
        }
        if article {
            return None;
        }
        // "five dead", "80 were injured", "wounded 11": no noun; the fate must stand close by.
        let year = min == max.unwrap_or(0) && (1900..=2100).contains(&min) && end == at + 1;
        let fate = self.victim_at(end);
        let closed = self.page.token(end).filter(|_| end < self.end).is_none_or(|token| token.kind == Kind::Punct)
            || self.is(end, Class::BREAK.with(Class::HAVE))
            || fate.is_some()
            || matches!(self.word(end), "in" | "on" | "at" | "near" | "of" | "by" | "more" | "others" | "during");
        (closed && !year).then(|| Group { min, max, tokens: at..end, nouns: Vec::new(), fate: None, parts: Vec::new() })
    }

    /// Whether a word may stand between a number and its noun.
    fn may_qualify(&self, at: usize) -> bool {
        let Some(token) = self.page.token(at).filter(|_| at < self.end) else { return false };
        let word = self.page.word(at);
        let lex = self.lex(at);
        if token.is(b'-') {
            return true;
        }
        token.kind == Kind::Word
            && !lex.is(Class::HAVE.with(Class::BREAK).with(Class::MODAL).with(Class::NUMBER))
            && !matches!(
                word,
                "in" | "on"
                    | "of"
                    | "at"
                    | "to"
                    | "by"
                    | "from"
                    | "for"
                    | "the"
                    | "near"
                    | "during"
                    | "days"
                    | "weeks"
                    | "months"
                    | "years"
                    | "hours"
                    | "miles"
                    | "times"
                    | "year"
                    | "day"
                    | "into"
                    | "dollars"
                    | "cars"
            )
            && (lex.is(Class::PEOPLE) || !lex.is(Class::KILLED.with(Class::WOUNDED)))
    }

    /// "others" after "people" may be a noun, "dead" is a fate.
    fn is_fate_only(&self, at: usize) -> bool {
        self.is(at, Class::KILLED.with(Class::WOUNDED)) && !self.is(at, Class::PEOPLE)
    }

    fn noun_fate(&self, at: usize) -> Option<Victim> {
        match self.word(at) {
            "fatality" | "fatalities" | "casualty" | "casualties" | "deaths" | "death" => Some(Victim::Killed),
            _ => None,
        }
    }

    /// A quantity at a token: least, most, the token after, and whether it is only "a".
    fn quantity(&self, at: usize) -> Option<(u32, Option<u32>, usize, bool)> {
        let exact = |(value, end): (u32, usize)| (value, Some(value), end, false);
        match self.word(at) {
            "at" if matches!(self.word(at + 1), "least" | "most") => {
                let (value, end) = self.number(at + 2)?;
                Some(if self.word(at + 1) == "least" {
                    (value, None, end, false)
                } else {
                    (0, Some(value), end, false)
                })
            }
            "more" | "greater" if self.word(at + 1) == "than" => {
                let (value, end) = self.number(at + 2)?;
                Some((value.saturating_add(1), None, end, false))
            }
            "fewer" | "less" if self.word(at + 1) == "than" => {
                let (value, end) = self.number(at + 2)?;
                Some((0, Some(value.saturating_sub(1)), end, false))
            }
            "no" if matches!(self.word(at + 1), "fewer" | "less") && self.word(at + 2) == "than" => {
                let (value, end) = self.number(at + 3)?;
                Some((value, None, end, false))
            }
            "no" if self.word(at + 1) == "one" => Some((0, Some(0), at + 2, false)),
            "nobody" => Some((0, Some(0), at + 1, false)),
            "no" => Some((0, Some(0), at + 1, true)),
            "over" => {
                let (value, end) = self.number(at + 1)?;
                Some((value.saturating_add(1), None, end, false))
            }
            "up" if self.word(at + 1) == "to" => {
                let (value, end) = self.number(at + 2)?;
                Some((0, Some(value), end, false))
            }
            "as" if self.word(at + 1) == "many" && self.word(at + 2) == "as" => {
                let (value, end) = self.number(at + 3)?;
                Some((0, Some(value), end, false))
            }
            "nearly" | "almost" => self.nearly(at + 1),
            "close" if self.word(at + 1) == "to" => self.nearly(at + 2),
            "about" | "around" | "some" | "roughly" | "approximately" | "another" => self.number(at + 1).map(exact),
            "an" | "a" if matches!(self.word(at + 1), "estimated" | "total" | "reported" | "further") => {
                let from = if self.word(at + 2) == "of" { at + 3 } else { at + 2 };
                self.number(from).map(exact)
            }
            "between" => {
                let (low, end) = self.number(at + 1)?;
                let (high, end) = self.number(end + 1).filter(|_| self.word(end) == "and")?;
                Some((low, Some(high), end, false))
            }
            "a" | "an" => match self.number(at) {
                Some((value, end)) => Some(exact((value, end))),
                None => self
                    .many(at + 1)
                    .map_or(Some((1, Some(1), at + 1, true)), |(min, end)| Some((min, None, end, false))),
            },
            _ => {
                if let Some((min, end)) = self.many(at) {
                    return Some((min, None, end, false));
                }
                let (value, end) = self.number(at)?;
                if (self.word(end) == "to" || self.word(end) == "or" || self.mark(end, b'-') || self.mark(end, b'_'))
                    && let Some((high, after)) = self.number(end + 1)
                    && high > value
                {
                    return Some((value, Some(high), after, false));
                }
                if self.word(end) == "or" && self.word(end + 1) == "more" {
                    return Some((value, None, end + 2, false));
                }
                Some(exact((value, end)))
            }
        }
    }

    /// "nearly two dozen": 18 to 23; "nearly 9,000" stays 9,000.
    fn nearly(&self, at: usize) -> Option<(u32, Option<u32>, usize, bool)> {
        let (value, end) = self.number(at)?;
        // A dozen is a round word; a figure is left as the source gives it.
        if self.word(end - 1) == "dozen" {
            return Some((value / 4 * 3, Some(value.saturating_sub(1)), end, false));
        }
        Some((value, Some(value), end, false))
    }

    /// "dozens", "hundreds", "several", "a few", "tens of thousands".
    fn many(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is(at, Class::MANY) {
            return None;
        }
        // "how many died"
        if at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "how" | "so" | "too")) {
            return None;
        }
        let value = self.lex(at).value;
        if self.word(at + 1) == "of" && self.is(at + 2, Class::MANY) {
            let scaled = match self.word(at) {
                "tens" => 20_000,
                "hundreds" => 200_000,
                _ => self.lex(at + 2).value,
            };
            return Some((scaled, at + 3));
        }
        Some((value, at + 1))
    }

    /// "14", "32,000", "two dozen", "twenty-one", "3.5 million" (not), "a dozen".
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        if matches!(self.word(at), "a" | "an") && self.is(at + 1, Class::SCALE) {
            return Some((self.lex(at + 1).value, at + 2));
        }
        let lex = self.lex(at);
        if !lex.is(Class::NUMBER) || lex.value == NO_NUMBER {
            return None;
        }
        let (mut value, mut end) = (lex.value, at + 1);
        if (20..100).contains(&value)
            && value.is_multiple_of(10)
            && self.page.token(at).is_some_and(|t| t.kind == Kind::Word)
        {
            let next = if self.mark(end, b'-') { end + 1 } else { end };
            let unit = self.lex(next);
            if unit.is(Class::NUMBER)
                && (1..10).contains(&unit.value)
                && self.page.token(next).is_some_and(|t| t.kind == Kind::Word)
            {
                value += unit.value;
                end = next + 1;
            }
        }
        while self.is(end, Class::SCALE) {
            value = value.saturating_mul(self.lex(end).value);
            end += 1;
        }
        Some((value, end))
    }

    fn counted(&self, group: &Group, what: Victim, last: usize) -> Option<Counted> {
        let mut of = String::new();
        for (index, noun) in group.nouns.iter().enumerate() {
            if index > 0 {
                of.push_str(if index + 1 == group.nouns.len() { " and " } else { ", " });
            }
            of.push_str(self.page.span_of(noun.clone()).map_or("", |span| self.page.text.slice(span)));
        }
        let of = of.split_whitespace().collect::<Vec<_>>().join(" ");
        let tokens = group.tokens.start..group.tokens.end.max(last.min(self.end));
        let span = self.page.span_of(group.tokens.clone())?;
        let parts = group.parts.clone();
        Some(Counted { figure: Figure { what, min: group.min, max: group.max, of, span, parts }, tokens })
    }
}

#[cfg(test)]
mod tests;
