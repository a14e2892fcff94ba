//! Figures: how many people something befell, as ranges, with whom and what.
//!
//! Comes in: the words of one sentence. Goes out: figures with the tokens they stand on. A range is never wider or
//! narrower than the words: "about 300" stays 300, "at least five" has no upper end, "nearly two dozen" is 18 to 23.
//! It must never count ages, money, clock times, crowds, votes or scores: a number needs people and a fate.

use std::ops::Range;

use super::text::Page;
use super::token::{Case, Kind};
use super::vocabulary::{Class, Lex, NO_NUMBER};
use crate::story::{Figure, Victim};

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
        let part = reader.is_part_of_another(sentence.start, at);
        let Some(group) = (if part { reader.one(at) } else { reader.group(at) }) else {
            at += 1;
            continue;
        };
        let next = group.tokens.end.max(at + 1);
        if !part
            && let Some((victim, last)) = reader.fate(sentence.start, &group)
            && let Some(counted) = reader.counted(&group, victim, last)
        {
            found.push(counted);
        }
        at = next;
    }
    found
}

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
        };
        if many || !(noun == at + 1 || self.may_qualify(at + 1)) {
            return None;
        }
        let (victim, last) = self.fate_after(&group)?;
        let close = self.is(noun + 1, Class::HAVE) || matches!(self.word(noun + 1), "died" | "drowned");
        (close && matches!(victim, Victim::Killed | Victim::Wounded)).then(|| self.counted(&group, victim, last))?
    }

    /// "including a child", "among them two children", "one of them": counted already.
    fn is_part_of_another(&self, start: usize, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        let two = at.checked_sub(2).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        matches!(before, "including" | "included") || (two == "among" && matches!(before, "them" | "those"))
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
                return Some(Group { min, max, tokens: at..last, nouns, fate });
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
        (closed && !year).then(|| Group { min, max, tokens: at..end, nouns: Vec::new(), fate: None })
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

    /// The fate a word says.
    fn victim_at(&self, at: usize) -> Option<Victim> {
        let lex = self.lex(at);
        if lex.is(Class::KILLED)
            && !matches!(self.word(at), "claim" | "claimed" | "claiming" | "life" | "lives" | "kill" | "bodies")
        {
            Some(Victim::Killed)
        } else if lex.is(Class::WOUNDED) {
            Some(Victim::Wounded)
        } else if lex.is(Class::MISSING) {
            Some(Victim::Missing)
        } else if lex.is(Class::DETAINED) {
            Some(Victim::Detained)
        } else if lex.is(Class::DISPLACED) {
            Some(Victim::Displaced)
        } else {
            None
        }
    }

    /// What befell a group, and the last token that says so.
    fn fate(&self, start: usize, group: &Group) -> Option<(Victim, usize)> {
        if let Some(victim) = group.fate {
            return Some((victim, group.tokens.end));
        }
        self.fate_after(group)
            .or_else(|| self.fate_before(start, group.tokens.start).map(|victim| (victim, group.tokens.end)))
    }

    /// "… had been killed", "… people injured", "…, including a child, were wounded".
    fn fate_after(&self, group: &Group) -> Option<(Victim, usize)> {
        let mut at = group.tokens.end;
        if self.mark(at, b',')
            && matches!(self.word(at + 1), "including" | "among" | "most" | "mostly" | "all" | "many" | "one")
        {
            let close = (at + 2..at + 14).find(|&index| self.mark(index, b','))?;
            at = close + 1;
        }
        if self.word(at) == "from" && matches!(self.word(at + 2), "homes" | "houses" | "villages") {
            return Some((Victim::Displaced, at + 3));
        }
        let (mut passive, mut between) = (false, 0);
        for index in at..at + 9 {
            if let Some(victim) = self.victim_at(index) {
                let adjacent = between == 0;
                // "four dead birds": an adjective of no person.
                let adjective = adjacent
                    && !passive
                    && matches!(
                        self.word(index),
                        "dead" | "injured" | "wounded" | "missing" | "homeless" | "displaced"
                    );
                if adjective && group.nouns.is_empty() && self.is_plain_noun(index + 1) {
                    return None;
                }
                if !(passive || adjacent) {
                    return None;
                }
                // "two officers killed a man": they did it.
                let object = !passive && adjacent && victim != Victim::Displaced && self.begins_object(index + 1);
                let intransitive =
                    matches!(self.word(index), "died" | "die" | "dead" | "fled" | "perished" | "drowned" | "missing");
                return (!object || intransitive).then_some((victim, index + 1));
            }
            let lex = self.lex(index);
            let token = self.page.token(index).filter(|_| index < self.end)?;
            if lex.is(Class::HAVE) {
                passive = true;
            } else if lex.is(Class::ADVERB)
                || matches!(
                    self.word(index),
                    "reported"
                        | "feared"
                        | "confirmed"
                        | "believed"
                        | "shot"
                        | "seriously"
                        | "badly"
                        | "critically"
                        | "slightly"
                        | "left"
                        | "found"
                        | "more"
                        | "others"
                        | "to"
                        | "known"
                        | "listed"
                        | "hospitalized"
                )
            {
                between += usize::from(!matches!(self.word(index), "shot" | "reported" | "left" | "found" | "feared"));
            } else if token.kind != Kind::Word
                || lex.is(Class::BREAK)
                || lex.is(Class::NUMBER)
                || lex.reporting.is_some()
            {
                return None;
            } else {
                between += 1;
                if between > 4 {
                    return None;
                }
            }
        }
        None
    }

    /// Whether a lower-case word that is no preposition, conjunction or person stands here.
    fn is_plain_noun(&self, at: usize) -> bool {
        self.page.token(at).is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Lower)
            && !self.is(at, Class::PEOPLE.with(Class::BREAK).with(Class::HAVE).with(Class::ADVERB).with(Class::NUMBER))
            && !matches!(
                self.word(at),
                "in" | "on"
                    | "at"
                    | "near"
                    | "from"
                    | "by"
                    | "of"
                    | "to"
                    | "as"
                    | "or"
                    | "for"
                    | "during"
                    | "following"
                    | "since"
                    | "around"
                    | "across"
                    | "when"
                    | "so"
                    | "more"
                    | "at-least"
                    | "over"
                    | "among"
                    | "including"
                    | "last"
                    | "this"
                    | "that"
                    | "the"
                    | "a"
                    | "an"
                    | "another"
                    | "inside"
                    | "outside"
            )
    }

    fn begins_object(&self, at: usize) -> bool {
        matches!(self.word(at), "a" | "an" | "the" | "his" | "her" | "their" | "its" | "at" | "more" | "up")
            && !(self.word(at) == "at" && self.word(at + 1) != "least")
            || self.is(at, Class::NUMBER.with(Class::MANY))
            || (self.is(at, Class::PEOPLE) && !self.is(at, Class::KILLED.with(Class::WOUNDED)))
            || self
                .page
                .token(at)
                .is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Title)
    }

    /// "killed four", "the deaths of four", "claimed the lives of four", "the toll rose to 14".
    fn fate_before(&self, start: usize, at: usize) -> Option<Victim> {
        let back = |by: usize| at.checked_sub(by).filter(|&index| index >= start);
        let word = |by: usize| back(by).map_or("", |index| self.page.word(index));
        let victim = |by: usize| back(by).and_then(|index| self.victim_at(index));
        match word(1) {
            "of" | "the" | "by" | "another" | "also" | "about" => {
                let of = word(1) == "of" || (word(1) == "the" && word(2) == "of");
                if !of {
                    return if word(1) == "by" { None } else { self.active(back(2)?, start) };
                }
                let head = if word(1) == "of" { 2 } else { 3 };
                match word(head) {
                    "death" | "deaths" | "killing" | "killings" | "murder" | "murders" | "assassination"
                    | "massacre" | "execution" | "slaying" | "loss" | "bodies" => Some(Victim::Killed),
                    // "claimed the lives of", never "the life of a refugee".
                    "lives" | "life" => (head + 1..head + 4)
                        .any(|by| {
                            matches!(
                                word(by),
                                "claim"
                                    | "claimed"
                                    | "claiming"
                                    | "claims"
                                    | "cost"
                                    | "costing"
                                    | "took"
                                    | "taking"
                                    | "taken"
                                    | "take"
                            )
                        })
                        .then_some(Victim::Killed),
                    "abduction" | "kidnapping" | "arrest" | "detention" | "arrests" | "capture" => {
                        Some(Victim::Detained)
                    }
                    "wounding" | "injury" => Some(Victim::Wounded),
                    "disappearance" => Some(Victim::Missing),
                    "displacement" | "evacuation" => Some(Victim::Displaced),
                    _ => None,
                }
            }
            // "the toll rose to 14", "put the number of injured at 45"
            "to" | "at" => {
                if (2..7).any(|by| word(by) == "toll") {
                    return Some(Victim::Killed);
                }
                let number = (3..9).find(|&by| word(by) == "number" && word(by - 1) == "of")?;
                (2..number).find_map(victim)
            }
            _ => {
                victim(1)?;
                self.active(back(1)?, start)
            }
        }
    }

    /// A verb of fate that takes the figure as its object.
    fn active(&self, at: usize, start: usize) -> Option<Victim> {
        let victim = self.victim_at(at)?;
        let before = at.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        let passive = matches!(before, "was" | "were" | "been" | "being" | "is" | "are");
        let verb = !matches!(
            self.word(at),
            "dead" | "missing" | "homeless" | "death" | "deaths" | "died" | "dying" | "fled" | "wounded"
        );
        let wounded = self.word(at) == "wounded" && !matches!(before, "the" | "a");
        ((verb || wounded) && !passive).then_some(victim)
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
        Some(Counted { figure: Figure { what, min: group.min, max: group.max, of, span }, tokens })
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary;
    use super::*;
    use crate::story::Text;

    fn check(text: &str, expected: &[&str]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let lexes = vocabulary::lexes(&page);
        let found: Vec<String> = figures(&page, &lexes, 0..page.tokens.len())
            .iter()
            .map(|counted| {
                let figure = &counted.figure;
                let max = figure
                    .max
                    .map_or("+".to_owned(), |max| if max == figure.min { String::new() } else { format!("-{max}") });
                format!("{} {}{max} {}", figure.what.word(), figure.min, figure.of).trim_end().to_owned()
            })
            .collect();
        assert_eq!(found, expected, "{:?}", text.as_str());
    }

    #[test]
    fn ranges_follow_the_words() {
        check("At least five people were killed.", &["killed 5+ people"]);
        check("Nearly two dozen others were wounded.", &["wounded 18-23 others"]);
        check("More than 100 villagers died.", &["killed 101+ villagers"]);
        check("Between 10 and 15 miners are missing.", &["missing 10-15 miners"]);
        check("Up to 20 people were injured.", &["wounded 0-20 people"]);
        check("About 32,000 people were killed.", &["killed 32000 people"]);
        check("Dozens of passengers were hurt.", &["wounded 24+ passengers"]);
        check("The blast killed 8 to 10 guards.", &["killed 8-10 guards"]);
    }

    #[test]
    fn sums_and_parts() {
        check("A mine killed four soldiers and two civilians.", &["killed 6 soldiers and civilians"]);
        check("It claimed the lives of four policemen and two civilians.", &["killed 6 policemen and civilians"]);
        check(
            "Two civilians had been killed and nearly two dozen others wounded.",
            &["killed 2 civilians", "wounded 18-23 others"],
        );
        check(
            "It left at least five dead, including a child, and 80 people injured.",
            &["killed 5+", "wounded 80 people"],
        );
        check("Gunmen killed four guards and wounded 11.", &["killed 4 guards", "wounded 11"]);
        check("Seven people, including two children, were killed.", &["killed 7 people"]);
    }

    #[test]
    fn nouns_of_fate_and_none_at_all() {
        check("the mortar shelling death of a civilian", &["killed 1 civilian"]);
        check("There were no casualties.", &["killed 0 casualties"]);
        check("The death toll rose to 14.", &["killed 14"]);
        check("No one was injured.", &["wounded 0"]);
        check("resulting in the deaths of four soldiers and two civilians", &["killed 6 soldiers and civilians"]);
        check("Police arrested 12 protesters.", &["detained 12 protesters"]);
        check("Police put the number of injured at 45.", &["wounded 45"]);
        check("The pilot was killed; the drivers were not.", &["killed 1 pilot"]);
        check("It forced 12,000 families from their homes.", &["displaced 12000 families"]);
        check("3,000 families fled.", &["displaced 3000 families"]);
    }

    #[test]
    fn numbers_that_count_no_victims() {
        check("The 36-year-old driver was killed at 5 p.m.", &[]);
        check("A crowd of 5,000 people heard him.", &[]);
        check("It lost $14 million and 30 percent of its value.", &[]);
        check("The town of 120,000 residents lies north.", &[]);
        check("Two officers killed a man.", &["killed 1 man"]);
        check("She was killed two days ago in 2019.", &[]);
        check("They voted 14 to 3.", &[]);
    }
}
