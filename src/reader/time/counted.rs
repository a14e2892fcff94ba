//! Expressions that count units: "two weeks ago", "three-year", "a day earlier", "for decades", "every two weeks".
//!
//! Comes in: a [`Finder`] and the token to begin at. Goes out: where the expression ends and what it says. Guards
//! against ages, rates and names ("The Daily Mail").

use super::super::token::Kind;
use super::expression::{Count, Expression};
use super::find::{Finder, Hit};
use super::number;
use super::word::{Unit, Word};

impl Finder<'_> {
    /// What begins with a number: "4 May 2020", "two weeks ago", "1994", "9 a.m. Tuesday", "2023-09-19".
    pub(super) fn number_first(&self, at: usize) -> Hit {
        self.day_first(at)
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.year(at))
    }

    /// A number and its unit: "two weeks ago", "three-year", "a day earlier".
    pub(super) fn counted(&self, at: usize) -> Hit {
        let (count, mut end) = number::count(self.page, self.words, at)?;
        // "12 to 18 months", "weeks or months": the first of both.
        if (matches!(self.text(end), "to" | "or") || self.hyphen(end) || self.mark(end, b'_'))
            && let Some((_, second)) = number::count(self.page, self.words, end + 1)
            && matches!(self.word(second), Word::Unit(_))
            && !matches!(self.word(at), Word::Article)
        {
            end = second;
        }
        if let Word::Unit(unit) = self.word(end) {
            return self.after_units(end + 1, count, unit, false);
        }
        if self.hyphen(end)
            && let Word::Unit(unit) = self.word(end + 1)
        {
            // "36-year-old" is an age.
            if self.hyphen(end + 2) && matches!(self.text(end + 3), "old" | "olds") {
                return None;
            }
            let end = if self.hyphen(end + 2) && self.text(end + 3) == "long" { end + 4 } else { end + 2 };
            return Some((end, Expression::Duration(count, unit)));
        }
        if matches!(self.text(end), "more" | "additional" | "full" | "consecutive" | "straight" | "trading" | "working")
        {
            let Word::Unit(unit) = self.word(end + 1) else { return None };
            return self.after_units(end + 2, count, unit, false);
        }
        None
    }

    /// What follows a number of units: "ago", "earlier", "later", nothing.
    pub(super) fn after_units(&self, end: usize, count: Count, unit: Unit, definite: bool) -> Hit {
        let article =
            !definite && count == Count::Exact(1, false) && matches!(self.text(end.saturating_sub(2)), "a" | "an");
        match self.word(end) {
            Word::Ago => return Some(self.years_before(end, count, unit)),
            _ if matches!(self.text(end), "earlier" | "previously") => {
                return Some((end + 1, Expression::FromThere(count, unit, -1)));
            }
            _ if matches!(self.text(end), "later" | "afterward" | "afterwards" | "hence") => {
                return Some((end + 1, Expression::FromThere(count, unit, 1)));
            }
            // "two days after the vote" has its anchor elsewhere; the length alone is read.
            Word::Shift(sign) => {
                let there = matches!(self.page.token(end + 1).map(|token| token.kind), Some(Kind::Punct) | None);
                if there && !definite {
                    return Some((end + 1, Expression::FromThere(count, unit, sign)));
                }
            }
            _ => {}
        }
        if self.text(end) == "or" && self.text(end + 1) == "so" && self.word(end + 2) == Word::Ago {
            return Some((end + 3, Expression::FromNow(count, unit, -1)));
        }
        if self.text(end) == "from" && self.text(end + 1) == "now" {
            return Some((end + 2, Expression::FromNow(count, unit, 1)));
        }
        if matches!(self.text(end), "old") {
            return None;
        }
        // "a day after the vote": a length, from a happening that bears no date of its own.
        let beside = matches!(self.text(end), "after" | "before")
            && self.page.token(end + 1).is_some_and(|next| next.kind == Kind::Word);
        // "a year", "a day" after a price or a number are rates.
        if article && !beside {
            let before = self.before(end.saturating_sub(2));
            let length = matches!(
                before,
                "for" | "in" | "within" | "after" | "about" | "nearly" | "almost" | "over" | "than" | "least"
            );
            if !length {
                return None;
            }
        }
        if unit == Unit::Quarter && count == Count::Exact(1, false) {
            return None;
        }
        Some((end, Expression::Duration(count, unit)))
    }

    /// "a year ago" with its "ago" at a token, and the day or month behind it that it is counted from: "a year ago this month".
    fn years_before(&self, ago: usize, count: Count, unit: Unit) -> (usize, Expression) {
        let plain = (ago + 1, Expression::FromNow(count, unit, -1));
        let (Count::Exact(years, false), Unit::Year) = (count, unit) else { return plain };
        let from = if self.text(ago + 1) == "on" { ago + 2 } else { ago + 1 };
        let counted_from = match self.word(from) {
            Word::Day(0) => Some((from + 1, Expression::Day(0))),
            Word::Which(which @ -1..=0) => match self.word(from + 1) {
                Word::Unit(unit @ (Unit::Week | Unit::Month)) => Some((from + 2, Expression::Unit(unit, which))),
                _ => None,
            },
            Word::Weekday(_) => self.weekday_first(from),
            _ => None,
        };
        match counted_from {
            Some((end, other)) => (end, Expression::YearsBefore(years, Box::new(other))),
            None => plain,
        }
    }

    /// Bare units: "year-ago", "years ago", "for weeks", "decades of".
    pub(super) fn bare_unit(&self, at: usize, unit: Unit) -> Hit {
        if self.hyphen(at + 1) {
            return self.compound_unit(at, unit);
        }
        let plural = self.text(at).ends_with('s') || unit == Unit::Millennium;
        if self.word(at + 1) == Word::Ago && plural {
            return Some((at + 2, Expression::FromNow(Count::Vague, unit, -1)));
        }
        if plural && matches!(self.text(at + 1), "earlier" | "later") {
            let sign = if self.text(at + 1) == "later" { 1 } else { -1 };
            return Some((at + 2, Expression::FromThere(Count::Vague, unit, sign)));
        }
        // "for weeks", "in years", "decades of war", "after months"
        let before = self.before(at);
        if plural && matches!(before, "for" | "in" | "after" | "of" | "over" | "within" | "took" | "lasted" | "take") {
            let large = unit >= Unit::Day && unit != Unit::Weekend && unit != Unit::Quarter;
            return (large || unit == Unit::Hour).then_some((at + 1, Expression::Duration(Count::Vague, unit)));
        }
        if plural && unit >= Unit::Day && unit != Unit::Weekend && self.text(at + 1) == "of" {
            return Some((at + 1, Expression::Duration(Count::Vague, unit)));
        }
        None
    }

    /// "year-ago", "year-earlier", "year-end", "day-long".
    pub(super) fn compound_unit(&self, at: usize, unit: Unit) -> Hit {
        if !self.hyphen(at + 1) {
            return None;
        }
        let one = Count::Exact(1, false);
        match (unit, self.text(at + 2)) {
            (_, "ago" | "earlier") => {
                let end = match self.word(at + 3) {
                    Word::Unit(Unit::Quarter) | Word::Period => at + 4,
                    Word::Ordinal(_) if self.word(at + 4) == Word::Unit(Unit::Quarter) => at + 5,
                    _ => at + 3,
                };
                Some((end, Expression::FromThere(one, unit, -1)))
            }
            (_, "long") => Some((at + 3, Expression::Duration(one, unit))),
            (Unit::Year, "end") => Some((at + 3, Expression::Date { year: None, month: Some(12), day: Some(31) })),
            (Unit::Year, "round") => None,
            _ => None,
        }
    }

    /// "half a century ago": the half of a unit, counted in the next smaller one.
    pub(super) fn half_of(&self, at: usize) -> Hit {
        if !matches!(self.text(at + 1), "a" | "an") {
            return None;
        }
        let (count, unit) = match self.word(at + 2) {
            Word::Unit(Unit::Century) => (50, Unit::Year),
            Word::Unit(Unit::Decade) => (5, Unit::Year),
            Word::Unit(Unit::Year) => (6, Unit::Month),
            Word::Unit(Unit::Hour) => (30, Unit::Minute),
            _ => return None,
        };
        self.after_units(at + 3, Count::Exact(count, false), unit, true)
    }

    /// "every day", "each Thursday", "every two weeks".
    pub(super) fn every(&self, at: usize) -> Hit {
        match self.word(at + 1) {
            Word::Unit(unit) if unit >= Unit::Second => {
                let (letter, time) = unit.letter();
                let t = if time { "T" } else { "" };
                Some((at + 2, Expression::Set(format!("P{t}1{letter}"))))
            }
            Word::Weekday(weekday) => Some((at + 2, Expression::Set(format!("XXXX-WXX-{weekday}")))),
            Word::Month(month) if self.page.token(at + 1)?.is_capital() => {
                Some((at + 2, Expression::Set(format!("XXXX-{month:02}"))))
            }
            Word::Season(season) => {
                let name = match season {
                    1 => "SP",
                    2 => "SU",
                    3 => "FA",
                    _ => "WI",
                };
                Some((at + 2, Expression::Set(format!("XXXX-{name}"))))
            }
            Word::Part(_) => Some((at + 2, Expression::Set("P1D".to_owned()))),
            Word::Number(_) | Word::Digits(..) => {
                let (count, end) = number::count(self.page, self.words, at + 1)?;
                let (Word::Unit(unit), Count::Exact(number, _)) = (self.word(end), count) else { return None };
                let (letter, time) = unit.letter();
                let t = if time { "T" } else { "" };
                Some((end + 1, Expression::Set(format!("P{t}{number}{letter}"))))
            }
            _ => None,
        }
    }

    pub(super) fn adverb_set(&self, at: usize, unit: Unit) -> Hit {
        let capital = self.page.token(at)?.is_capital();
        // "The Daily Mail", "an annual report", "the quarterly dividend": names and adjectives, left out.
        if capital && self.before(at) != "."
            || self.text(at) == "yearly"
            || self.text(at) == "annual"
            || self.text(at) == "nightly"
            || (unit == Unit::Quarter && self.page.token(at + 1).is_some_and(|next| next.kind == Kind::Word))
        {
            return None;
        }
        let (letter, time) = unit.letter();
        let value = match unit {
            Unit::Quarter => "P3M".to_owned(),
            _ => format!("P{}1{letter}", if time { "T" } else { "" }),
        };
        Some((at + 1, Expression::Set(value)))
    }
}
