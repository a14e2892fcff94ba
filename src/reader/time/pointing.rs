//! Expressions that point from where one stands: "last week", "this morning", "early Tuesday", "the latest quarter".
//!
//! Comes in: a [`Finder`] and the token to begin at. Goes out: where the expression ends and what it says. It
//! must never look at the document date.

use super::expression::{Count, Expression, Whole};
use super::find::{Finder, Hit, small};
use super::word::{Unit, Word};
use super::{holiday, number};

impl Finder<'_> {
    /// "in the past", "of the past".
    pub(super) fn plain_past(&self, at: usize) -> Hit {
        let before = at.checked_sub(2).map_or("", |index| self.page.word(index));
        matches!(before, "in" | "of" | "from").then_some((at + 1, Expression::Reference("PAST_REF")))
    }

    /// Whether a word that may follow "the past" stands here.
    pub(super) fn leads_on(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            Word::Unit(_)
                | Word::Number(_)
                | Word::Digits(..)
                | Word::Vague
                | Word::Season(_)
                | Word::Month(_)
                | Word::Weekday(_)
                | Word::Fiscal
                | Word::Part(_)
                | Word::Ordinal(_)
                | Word::Article
        )
    }

    /// "last week", "the past three decades", "this morning", "next May", "that day".
    pub(super) fn which_first(&self, at: usize, which: i8) -> Hit {
        let mut next = at + 1;
        // "notes that last year …"
        if which == 2 && self.text(at) == "that" && matches!(self.word(next), Word::Which(-1..=1)) {
            return None;
        }
        // "this past spring", "this coming Friday", "that same day", "the next fiscal year"
        let mut which = which;
        while let Word::Which(_) | Word::Fiscal = self.word(next) {
            if let (0, Word::Which(by @ (-1 | 1))) = (which, self.word(next)) {
                which = by;
            }
            next += 1;
        }
        let whole = Whole::Relative(which.min(1));
        let relative = which != 2;
        match self.word(next) {
            Word::Unit(unit) => self.which_unit(at, next, which, unit),
            Word::Month(month) if relative && self.page.token(next)?.is_capital() => {
                if matches!(self.word(next + 1), Word::Digits(1..=31, 1 | 2)) {
                    return self.month_first(next);
                }
                Some((next + 1, Expression::Month(month, whole)))
            }
            Word::Weekday(weekday) if self.page.token(next)?.is_capital() => {
                let dated = self.past_comma(next + 1);
                if let (Word::Month(_), Some(hit)) = (self.word(dated), self.month_first(dated)) {
                    return Some(hit);
                }
                let day =
                    if which == 2 { Expression::ThatWeekday(weekday) } else { Expression::Weekday(weekday, whole) };
                self.with_part(next + 1, day)
            }
            Word::Season(season) => self.season(next, season, if relative { whole } else { Whole::Open }),
            Word::Part(part) => self.which_part(next, which, part),
            Word::Ordinal(quarter @ 1..=4) if self.word(next + 1) == Word::Unit(Unit::Quarter) => {
                Some((next + 2, Expression::Quarter(quarter, whole)))
            }
            Word::Number(_) | Word::Digits(..) | Word::Vague | Word::Article => {
                let (count, end) = number::count(self.page, self.words, next)?;
                let end = if matches!(self.word(end), Word::Unit(_)) { end } else { return None };
                let Word::Unit(unit) = self.word(end) else { return None };
                (which != 2).then_some((end + 1, Expression::Duration(count, unit)))
            }
            Word::Period if self.text(next) == "period" && which == 0 => None,
            _ => {
                let (rule, end) = holiday::at(self.page, next)?;
                relative.then_some((end, Expression::Holiday(rule, whole)))
            }
        }
    }

    pub(super) fn which_unit(&self, at: usize, next: usize, which: i8, unit: Unit) -> Hit {
        let plural = self.text(next).ends_with('s') && unit != Unit::Century;
        if plural {
            return match (self.text(at), which) {
                ("past" | "last" | "previous" | "coming" | "recent" | "next", _) => {
                    Some((next + 1, Expression::Duration(Count::Vague, unit)))
                }
                _ => None,
            };
        }
        let text = self.text(at);
        let hit = match (which, unit) {
            (2, Unit::Second | Unit::Minute | Unit::Hour) => return None,
            (2, _) => Expression::Same(unit),
            (-1 | 1, Unit::Day) if text == "following" || text == "next" => {
                Expression::FromThere(Count::Exact(1, false), unit, 1)
            }
            (-1, Unit::Day) => Expression::FromThere(Count::Exact(1, false), unit, -1),
            (1, _) if text == "following" => Expression::FromThere(Count::Exact(1, false), unit, 1),
            (-1, _) if matches!(text, "previous" | "preceding" | "prior") => {
                Expression::FromThere(Count::Exact(1, false), unit, -1)
            }
            (-1, Unit::Hour | Unit::Minute) => Expression::Duration(Count::Exact(1, false), unit),
            (-1, Unit::Decade) if text == "past" => Expression::Duration(Count::Exact(1, false), unit),
            (0, Unit::Second | Unit::Minute | Unit::Hour) => return None,
            (0, Unit::Quarter) => Expression::Quarter(0, Whole::Relative(0)),
            _ => Expression::Unit(unit, which),
        };
        // "this year's third quarter", "last year's quarter"
        if unit == Unit::Year && self.text(next + 1) == "'s" {
            match (self.word(next + 2), self.word(next + 3)) {
                (Word::Ordinal(quarter @ 1..=4), Word::Unit(Unit::Quarter)) => {
                    return Some((next + 4, Expression::Quarter(quarter, Whole::Relative(which))));
                }
                _ => return Some((next + 1, hit)),
            }
        }
        Some((next + 1, hit))
    }

    /// "this morning", "last night", "the next morning".
    pub(super) fn which_part(&self, next: usize, which: i8, part: u8) -> Hit {
        let day = match which {
            -1 => Expression::Day(-1),
            1 => Expression::FromThere(Count::Exact(1, false), Unit::Day, 1),
            2 => Expression::Same(Unit::Day),
            _ => Expression::Day(0),
        };
        Some((next + 1, Expression::Part(part, Some(Box::new(day)))))
    }

    /// "early Tuesday", "late November", "earlier this year", "mid-1996", "the end of the month".
    pub(super) fn edge_first(&self, at: usize, edge: u8) -> Hit {
        let mut next = at + 1;
        if edge == 1 {
            if self.text(next) != "of" {
                return None;
            }
            next += 1;
            if let (
                Word::The,
                Word::Unit(unit @ (Unit::Month | Unit::Year | Unit::Week | Unit::Quarter | Unit::Decade)),
            ) = (self.word(next), self.word(next + 1))
            {
                let hit = match unit {
                    Unit::Quarter => Expression::Quarter(0, Whole::Relative(0)),
                    _ => Expression::Unit(unit, 0),
                };
                return Some((next + 2, hit));
            }
        } else if self.hyphen(next)
            || (matches!(self.text(next), "in" | "on")
                && matches!(self.text(at), "early" | "late" | "later" | "earlier"))
        {
            next += 1;
        }
        if self.word(next) == Word::The {
            if let (Word::Unit(unit), 0) = (self.word(next + 1), edge) {
                return matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year)
                    .then_some((next + 2, Expression::Unit(unit, 0)));
            }
            return self.after_the(next);
        }
        match self.word(next) {
            Word::Month(_) if self.page.token(next)?.is_capital() => self.month_first(next),
            Word::Weekday(_) => self.weekday_first(next),
            Word::Which(which) => {
                let hit = self.which_first(next, which)?;
                (!matches!(hit.1, Expression::Duration(..))).then_some(hit)
            }
            Word::Day(offset) => self.deictic_day(next, i32::from(offset)),
            Word::Digits(year @ 1000..=2100, 4) if self.is_year(next, year) => self.year_then(next, year),
            Word::Decade(decade) => self.decade(next, decade),
            Word::Season(season) if edge == 1 || self.before(at) == "the" => self.season(next, season, Whole::Open),
            Word::Part(part)
                if matches!(self.text(at), "mid" | "mid-" | "late" | "early") && self.before(at) != "the" =>
            {
                Some((next + 1, Expression::Part(part, None)))
            }
            Word::Ordinal(_) => self.ordinal_first(next).filter(|hit| !matches!(hit.1, Expression::Duration(..))),
            _ => None,
        }
    }

    /// "the latest quarter", "recent years".
    pub(super) fn latest(&self, at: usize) -> Hit {
        match self.word(at + 1) {
            Word::Unit(Unit::Quarter) if self.text(at + 1) == "quarter" => {
                Some((at + 2, Expression::Quarter(0, Whole::Open)))
            }
            Word::Period if self.text(at + 1) == "period" && self.text(at) == "latest" => {
                Some((at + 2, Expression::Quarter(0, Whole::Open)))
            }
            Word::Unit(unit) if self.text(at + 1).ends_with('s') => {
                Some((at + 2, Expression::Duration(Count::Vague, unit)))
            }
            Word::Number(_) | Word::Digits(..) => {
                let (count, end) = number::count(self.page, self.words, at + 1)?;
                let Word::Unit(unit) = self.word(end) else { return None };
                Some((end + 1, Expression::Duration(count, unit)))
            }
            _ => None,
        }
    }

    /// "of 1990", "of this year", "last year" after a quarter or a half.
    pub(super) fn whole_after(&self, at: usize) -> (usize, Whole) {
        let next = if self.text(at) == "of" { at + 1 } else { at };
        match (self.word(next), self.word(next + 1)) {
            (Word::Digits(year @ 1000..=2100, 4), _) => (next + 1, Whole::Year(small(year))),
            (Word::Which(which @ -1..=1), Word::Unit(Unit::Year)) => (next + 2, Whole::Relative(which)),
            (Word::Fiscal, Word::Digits(year @ 1000..=2100, 4)) => (next + 2, Whole::Year(small(year))),
            _ => (at, Whole::Open),
        }
    }
}
