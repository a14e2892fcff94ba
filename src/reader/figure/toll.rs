//! Counts kept of those whom something befell: "the toll rose to 14", "the number of people killed … passes 750", "the
//! count is 27".
//!
//! Comes in: a number without people of its own. Goes out: what befell those it counts, by the noun of the count, and where
//! that names nobody by those the article counted last. It must never take what is only expected for a count.

use std::ops::Range;

use super::super::token::Kind;
use super::super::vocabulary::{self, Class};
use super::group::is_body;
use super::{Counter, Group, Told};
use crate::story::{Family, Victim};

/// Verbs of a toll that is now more than the number after them.
pub(super) const PASSED: &[&str] =
    &["passes", "passed", "tops", "topped", "exceeds", "exceeded", "surpasses", "surpassed", "above", "past", "beyond"];

/// Words between a toll and its number: "rose to", "stands at", "hits".
const RISES: &[&str] = &[
    "rose",
    "doubled",
    "tripled",
    "quadrupled",
    "fell",
    "dropped",
    "lowered",
    "down",
    "rises",
    "risen",
    "rise",
    "rising",
    "raised",
    "raising",
    "climbed",
    "climbs",
    "increased",
    "increases",
    "jumped",
    "jumps",
    "soared",
    "mounts",
    "mounted",
    "swells",
    "swelled",
    "surged",
    "surges",
    "soars",
    "doubles",
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
    "was",
    "is",
];

/// Who counts puts a toll: "put the toll at 21", "raising the number of dead to 12".
pub(super) const PUT: &[&str] = &[
    "put", "puts", "putting", "raised", "raises", "raising", "placed", "bringing", "brings", "brought", "bring",
    "taking", "takes", "took", "take", "raise", "lifts", "lifted", "cut", "cuts", "lowered", "lowers", "revised",
];

/// What a count may be called without saying of whom.
const COUNTS: &[&str] = &["count", "tally", "figure", "number", "total", "balance"];

/// How many times as large or small another count of the same may be.
const NEAR: u32 = 6;

/// Verbs that give how many there are: "the dead now number eight".
const NUMBERS: &[&str] = &[
    "number", "numbers", "numbered", "total", "totals", "totalled", "totaled", "amount", "amounts", "amounted", "came",
];

impl Counter<'_> {
    /// "the number of people killed when … rose to 19", "the toll … passes 750": what is counted stands far before.
    /// What is only expected is no toll: "could exceed 200", "expected the toll to rise to 250".
    pub(super) fn toll(&self, start: usize, at: usize) -> Option<Victim> {
        let last = at.checked_sub(1).filter(|&index| index >= start)?;
        let mut verb = if matches!(self.word(last), "to" | "at") { last.checked_sub(1)? } else { last };
        // "rose from 9 to 41"
        if self.is(verb, Class::NUMBER) && self.word(verb.checked_sub(1)?) == "from" {
            verb = verb.checked_sub(2)?;
        }
        // "put the number of dead at 2,053 and of wounded at 9,240"
        let again = last.checked_sub(1).filter(|&noun| noun > start && matches!(self.word(last), "to" | "at"));
        if let Some(victim) = again.filter(|&noun| self.word(noun - 1) == "of").and_then(|noun| self.victim_at(noun)) {
            return Some(victim);
        }
        if NUMBERS.contains(&self.word(verb)) && last > start {
            return self.numbered(start, verb);
        }
        let head = (start..last).rev().take(28).find(|&index| {
            matches!(self.word(index), "toll") || (self.word(index) == "number" && self.word(index + 1) == "of")
        });
        let Some(head) = head else { return self.put_its_own(start, last) };
        // "put the toll at 12, while the opposition said 40"
        let told = self.lex(last).reporting.is_some() && self.stops(at + 1);
        let said = told || RISES.contains(&self.word(verb)) || PASSED.contains(&self.word(verb));
        if !(said || self.is_put(start, head, last)) || self.is_hoped(head.saturating_sub(4).max(start)..at) {
            return None;
        }
        if self.word(head) == "toll" {
            return Some(Victim::Killed);
        }
        (head + 2..(head + 8).min(at)).find_map(|index| {
            let body = is_body(self.word(index)).then_some(Victim::Killed);
            let ill = matches!(self.word(index), "sick" | "ill").then_some(Victim::Infected);
            let told = self.victim_at(index).or(body).or(ill).or_else(|| self.phrase_at(index));
            let ill = || (index..at).any(|with| self.word(with) == "with" && self.is_illness(with + 1));
            let cared = || {
                let (victim, _) = self.cared_for(index)?;
                Some(if victim == Victim::Wounded && ill() { Victim::Infected } else { victim })
            };
            let people = || (head + 2..head + 5).any(|at| self.is_people(at));
            told.or_else(|| if people() { cared() } else { None })
        })
    }

    /// Whether somebody puts a count at what follows: "put the toll at 21".
    fn is_put(&self, start: usize, head: usize, last: usize) -> bool {
        matches!(self.word(last), "at" | "to")
            && (start..head).rev().take(4).any(|index| PUT.contains(&self.word(index)))
    }

    /// Whether a count is only expected.
    fn is_hoped(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|index| {
            self.is(index, Class::MODAL.with(Class::NOT))
                || matches!(
                    self.word(index),
                    "expected" | "expect" | "expects" | "likely" | "feared" | "fears" | "estimated" | "projected"
                )
        })
    }

    /// Whether the number here is how many some "number", and no name of anything.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        const REACH: usize = 14;
        let verb = at.checked_sub(1).filter(|&verb| self.word(verb) == "number");
        verb.is_some_and(|verb| self.numbered(verb.saturating_sub(REACH), verb).is_some())
    }

    /// "The dead of Tuesday's raid now number eight", "the total of persons deceased amounts to nine".
    fn numbered(&self, start: usize, verb: usize) -> Option<Victim> {
        const REACH: usize = 12;
        let noun = (start..verb).rev().take(REACH).find(|&index| {
            matches!(self.word(index), "dead" | "deceased" | "injured" | "wounded" | "missing" | "killed" | "displaced")
        })?;
        let known =
            matches!(noun.checked_sub(1).map_or("", |at| self.word(at)), "the" | "confirmed" | "persons" | "people");
        self.victim_at(noun).or((self.word(noun) == "deceased").then_some(Victim::Killed)).filter(|_| known)
    }

    /// "the count is 27", "the ministry put the figure at 80": a count whose noun says nothing of whom is of those the
    /// article counted last; a bare count is of the dead where the sentence tells what kills.
    pub(super) fn count_again(&self, start: usize, group: &Group) -> Option<Victim> {
        const REACH: usize = 8;
        let bare = group.nouns.is_empty() && group.parts.is_empty() && self.stops(group.tokens.end);
        let last = group.tokens.start.checked_sub(1).filter(|&last| bare && last >= start)?;
        let verb = if matches!(self.word(last), "to" | "at") { last.checked_sub(1)? } else { last };
        let head = (start..last).rev().take(REACH).find(|&index| {
            COUNTS.contains(&self.word(index)) && !matches!(self.word(index + 1), "of" | "plate" | "plates")
        });
        let named = |head: usize| head.checked_sub(1).is_some_and(|at| self.is_named_count(at));
        // No crowd, and no year: near the number counted before.
        let near = |by: u32| {
            let like =
                |told: &Told| group.min <= told.count.saturating_mul(by) && told.count <= group.min.saturating_mul(by);
            self.told.filter(like)
        };
        let Some(head) = head.filter(|&head| named(head)) else {
            // "said one of them" is who said it.
            let whole = group.min >= 2 && !group.tokens.clone().any(|at| self.word(at) == "of");
            return near(NEAR).filter(|_| whole && self.says_again(start, last)).map(|told| told.what);
        };
        let said = RISES.contains(&self.word(verb)) || PASSED.contains(&self.word(verb));
        if !(said || self.is_put(start, head, last)) || self.is_hoped(head.saturating_sub(4).max(start)..last) {
            return None;
        }
        let kills = || matches!(self.word(head), "count" | "tally") && self.tells_harm(start, head);
        // "the number injured topped 2,200"
        let own = (head + 1..verb).find_map(|at| self.victim_at(at));
        own.or_else(|| near(4 * NEAR).map(|told| told.what)).or_else(|| kills().then_some(Victim::Killed))
    }

    /// Whether a word before a count leaves open what is counted: "the count", "the official figure".
    fn is_named_count(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "the" | "that" | "this" | "its" | "their" | "official" | "latest" | "final" | "current" | "own"
        ) || (self.page.token(at).is_some_and(|token| token.kind == Kind::Possessive))
    }

    /// "the governor says eleven", "the army speaks of 118": right behind those counted before, and near their number.
    fn says_again(&self, start: usize, last: usize) -> bool {
        let of = usize::from(self.word(last) == "of");
        let Some(verb) = last.checked_sub(of).filter(|&verb| verb > start) else { return false };
        let says = if of == 0 {
            matches!(
                self.word(verb),
                "says" | "said" | "counts" | "counted" | "claims" | "reported" | "reports" | "admits"
            )
        } else {
            matches!(self.word(verb), "speaks" | "spoke" | "speak")
        };
        // "Police put the crowd at 2,500; organisers spoke of 8,000."
        let others = (start..verb).any(|at| self.is(at, Class::NUMBER.with(Class::SCALE)));
        // "'It was hot,' said two"
        let subject =
            verb.checked_sub(1).and_then(|at| self.page.token(at)).is_some_and(|token| token.kind == Kind::Word);
        says && subject && !others
    }

    /// Whether a sentence tells what kills before a token.
    fn tells_harm(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at < end {
            match vocabulary::trigger(self.lexes, &(start..end), at) {
                Some((trigger, behind)) => {
                    let kind = trigger.kind.map(crate::story::Kind::family);
                    if kind
                        .is_some_and(|family| matches!(family, Family::Disaster | Family::Accident | Family::Violence))
                    {
                        return true;
                    }
                    at = behind.max(at + 1);
                }
                None => at += 1,
            }
        }
        false
    }

    /// "put its own dead at 98", "put deaths at 40": the number of those a side counts.
    fn put_its_own(&self, start: usize, at: usize) -> Option<Victim> {
        if self.word(at) != "at" {
            return None;
        }
        let put = (start..at).rev().take(7).find(|&index| PUT.contains(&self.word(index)))?;
        (put + 1..at).find_map(|index| self.victim_at(index))
    }
}
