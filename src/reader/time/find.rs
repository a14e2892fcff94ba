//! First stage of reading time: where expressions stand and what each says, before any date is known.
//!
//! Comes in: a page and the meaning of its words. Goes out: expressions in order, without overlap, the longest first
//! at each place. It must never look at the document date. Guards: "may" the modal against May the month, "second"
//! the ordinal, "march", numbers that are no years (head-counts, money, ages).

use super::super::lexicon::Tags;
use super::super::text::Page;
use super::super::token::{Case, Kind};
use super::expression::{Count, Expression, Found, Whole};
use super::word::{Unit, Word};
use super::{holiday, number};

/// All expressions of a page.
pub(super) fn find(page: &Page, words: &[Word]) -> Vec<Found> {
    let finder = Finder { page, words };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(range) = finder.days_of_month(at) {
            at = range.end;
            found.push(range);
            continue;
        }
        let hit = match finder.word(at) {
            Word::Other => finder.named(at),
            Word::Ago | Word::Zone | Word::Am | Word::Pm => None,
            _ => finder.expression(at),
        };
        match hit {
            Some((end, expression)) if end > at => {
                let start = finder.widened(at, &expression, found.last().map_or(0, |last: &Found| last.end));
                let (end, expression, last_day) = finder.through(end, expression);
                found.push(Found { start, end, expression, last_day });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Where an expression ends, and what it says.
pub(super) type Hit = Option<(usize, Expression)>;

/// A page with the meaning of its words.
pub(super) struct Finder<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) words: &'a [Word],
}

impl Finder<'_> {
    pub(super) fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(Word::Other)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.page.word(at)
    }

    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |index| self.page.word(index))
    }

    pub(super) fn mark(&self, at: usize, mark: u8) -> bool {
        self.page.token(at).is_some_and(|token| token.is(mark))
    }

    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.mark(at, b'-')
    }

    /// A comma is skipped: "May 4, 2020".
    pub(super) fn past_comma(&self, at: usize) -> usize {
        if self.mark(at, b',') { at + 1 } else { at }
    }

    /// Takes what stands before into the expression: "about two weeks", "at least 30 days".
    pub(super) fn widened(&self, start: usize, expression: &Expression, floor: usize) -> usize {
        if !matches!(expression, Expression::Duration(..) | Expression::FromNow(..)) {
            return start;
        }
        let one = start.saturating_sub(1).max(floor);
        let two = start.saturating_sub(2).max(floor);
        match self.before(start) {
            "about" | "nearly" | "almost" | "around" | "over" | "roughly" | "within" => one,
            "than" if matches!(self.text(two), "more" | "less") => two,
            "least" | "most" if self.text(two) == "at" => two,
            "to" if self.text(two) == "up" => two,
            _ => start,
        }
    }

    /// "3 to 5 May", "12-13 May 2020": days of one month, the month after them.
    pub(super) fn days_of_month(&self, at: usize) -> Option<Found> {
        let Word::Digits(first @ 1..=30, 1 | 2) = self.word(at) else { return None };
        let both = self.text(at + 1) == "and" && matches!(self.before(at), "between" | "on");
        if !(both || self.text(at + 1) == "to" || self.hyphen(at + 1) || self.mark(at + 1, b'_')) {
            return None;
        }
        let (end, expression) = self.day_first(at + 2)?;
        let Expression::Date { year, month: Some(month), day: Some(last) } = expression else { return None };
        let first = u8::try_from(first).ok().filter(|&first| first < last)?;
        let expression = Expression::Date { year, month: Some(month), day: Some(first) };
        Some(Found { start: at, end, expression, last_day: Some(last) })
    }

    /// "September 12-14", "Sept. 12 to 14, 2023", "July 30 and 31": the last day of a range that stands behind its first,
    /// and where it ends. "July 30 and 31 people" is a day and a head-count.
    pub(super) fn through(&self, end: usize, expression: Expression) -> (usize, Expression, Option<u8>) {
        let Expression::Date { year: None, month: Some(month), day: Some(first) } = expression else {
            return (end, expression, None);
        };
        let joins = self.hyphen(end) || self.mark(end, b'_') || matches!(self.text(end), "to" | "through" | "and");
        let last = match self.word(end + 1) {
            Word::Digits(last @ 1..=31, 1 | 2) if joins => u8::try_from(last).ok().filter(|&last| last > first),
            _ => None,
        };
        let Some(last) = last else { return (end, expression, None) };
        let year_at = self.past_comma(end + 2);
        if let Word::Digits(year @ 1000..=2100, 4) = self.word(year_at) {
            let expression = Expression::Date { year: Some(small(year)), month: Some(month), day: Some(first) };
            return (year_at + 1, expression, Some(last));
        }
        let counts = self.page.token(end + 2).is_some_and(|next| {
            matches!(next.kind, Kind::Word) && !next.tags.has(Tags::FUNCTION)
                || next.kind == Kind::Number
                || next.is(b'%')
        });
        if counts { (end, expression, None) } else { (end + 2, expression, Some(last)) }
    }

    /// What has no word of time at its head: holidays, "at the moment".
    pub(super) fn named(&self, at: usize) -> Hit {
        let token = self.page.token(at)?;
        if token.case == Case::Title {
            let (rule, end) = holiday::at(self.page, at)?;
            if let (Word::Digits(year @ 1800..=2100, 4), true) = (self.word(self.past_comma(end)), true) {
                return Some((self.past_comma(end) + 1, Expression::Holiday(rule, Whole::Year(small(year)))));
            }
            // "Christmas Day last year"
            let fixed = rule.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
            if let (Word::Which(which @ -1..=1), "year", Some((month, day))) =
                (self.word(end), self.text(end + 1), fixed)
            {
                return Some((end + 2, Expression::DayOf(month, day, which)));
            }
            return Some((end, Expression::Holiday(rule, Whole::Open)));
        }
        None
    }

    /// The longest expression that begins here.
    pub(super) fn expression(&self, at: usize) -> Hit {
        let word = self.word(at);
        match word {
            Word::The => self.after_the(at),
            Word::Month(_) => self.month_first(at),
            Word::Weekday(_) => self.weekday_first(at),
            Word::Digits(..) | Word::Number(_) | Word::Vague | Word::Article => self.number_first(at),
            Word::Ordinal(_) => self.ordinal_first(at),
            Word::Clock(..) | Word::Noon(_) => self.clock(at),
            Word::Decade(decade) => self.decade(at, decade),
            Word::Which(which) => self.which_first(at, which),
            Word::Edge(edge) => self.edge_first(at, edge),
            Word::Latest => self.latest(at),
            Word::Day(offset) => self.deictic_day(at, i32::from(offset)),
            Word::Tonight => Some((at + 1, Expression::Part(5, Some(Box::new(Expression::Day(0)))))),
            Word::Overnight => self.overnight(at),
            Word::Present => Some((at + 1, Expression::Reference("PRESENT_REF"))),
            Word::Past => Some((at + 1, Expression::Reference("PAST_REF"))),
            Word::Future => self.soon(at),
            Word::Every => self.every(at),
            Word::Set(unit) => self.adverb_set(at, unit),
            Word::Fiscal => self.fiscal(at),
            Word::Unit(unit) => self.bare_unit(at, unit),
            Word::Season(season) => self.bare_season(at, season),
            Word::FutureNoun => self.bare_future(at),
            Word::Quarter(quarter) if self.page.token(at)?.is_capital() => {
                let (end, whole) = self.whole_after(at + 1);
                Some((end, Expression::Quarter(quarter, whole)))
            }
            Word::Half => self.half_of(at),
            _ => None,
        }
    }

    /// "overnight", "overnight into Friday": the night that began the day before.
    pub(super) fn overnight(&self, at: usize) -> Hit {
        let day = matches!(self.text(at + 1), "into" | "to").then(|| self.anchored_day(at + 2)).flatten();
        Some(match day {
            Some((end, day)) => (end, Expression::Part(5, Some(Box::new(Expression::Beside(-1, Box::new(day)))))),
            None => (at + 1, Expression::Part(5, None)),
        })
    }

    /// "as soon as possible" is one; "too soon", "sooner" are none.
    pub(super) fn soon(&self, at: usize) -> Hit {
        if self.text(at + 1) == "as" && self.before(at) == "as" {
            return (self.text(at + 2) == "possible").then_some((at + 3, Expression::Reference("FUTURE_REF")));
        }
        if self.text(at + 1) == "after" || self.before(at) == "too" {
            return None;
        }
        Some((at + 1, Expression::Reference("FUTURE_REF")))
    }

    pub(super) fn bare_future(&self, at: usize) -> Hit {
        matches!(self.before(at), "near" | "foreseeable" | "immediate" | "in")
            .then_some((at + 1, Expression::Reference("FUTURE_REF")))
    }

    /// "the …"
    pub(super) fn after_the(&self, at: usize) -> Hit {
        let next = at + 1;
        match self.word(next) {
            Word::Which(which) => {
                if which == -1 && self.text(next) == "past" && !self.leads_on(next + 1) {
                    return self.plain_past(next);
                }
                self.which_first(next, if which == 2 { 2 } else { which })
            }
            Word::Latest => self.latest(next),
            Word::Edge(_) | Word::Decade(_) | Word::Fiscal | Word::Season(_) => match self.word(next) {
                Word::Season(season) => self.season(next, season, Whole::Open),
                _ => self.expression(next),
            },
            Word::Ordinal(_) => self.ordinal_first(next).or_else(|| self.day_of_month(next)),
            Word::Digits(year, 4) => self.year_then(next, year),
            Word::Number(_) | Word::Digits(..) | Word::Vague => {
                let (count, end) = number::count(self.page, self.words, next)?;
                let Word::Unit(unit) = self.word(end) else { return None };
                self.after_units(end + 1, count, unit, true)
            }
            Word::Unit(unit) => self.the_unit(next, unit),
            Word::Part(part) => {
                // "in the night to Thursday": it began on Wednesday.
                if self.text(next) == "night"
                    && self.text(next + 1) == "to"
                    && let Some((end, day)) = self.anchored_day(next + 2)
                {
                    return Some((end, Expression::Part(part, Some(Box::new(Expression::Beside(-1, Box::new(day)))))));
                }
                // "in the night of 11 May" is that day's, and the day is found by itself.
                // So is "the night of 6 to 7 May".
                let of_days = || {
                    let mut ahead = next + 3..next + 6;
                    matches!(self.word(next + 2), Word::Digits(1..=31, _))
                        && ahead.any(|at| matches!(self.word(at), Word::Month(_)))
                };
                let of_day = self.text(next + 1) == "of"
                    && (self.anchored_day(next + 2).is_some() || self.day_first(next + 2).is_some() || of_days());
                (!of_day && matches!(self.before(at), "in" | "during" | "of"))
                    .then_some((next + 1, Expression::Part(part, None)))
            }
            Word::FutureNoun => Some((next + 1, Expression::Reference("FUTURE_REF"))),
            Word::Weekday(_) => self.weekday_first(next),
            Word::Month(_) => self.month_first(next),
            _ => match self.text(next) {
                "near" | "foreseeable" | "immediate" if self.word(next + 1) == Word::FutureNoun => {
                    Some((next + 2, Expression::Reference("FUTURE_REF")))
                }
                "near" | "short" | "long" if self.word(next + 1) == Word::Period => {
                    Some((next + 2, Expression::Reference("FUTURE_REF")))
                }
                // "the other day": some day of late.
                "other" if self.text(next + 1) == "day" => Some((next + 2, Expression::Reference("PAST_REF"))),
                "full" if self.text(next + 1) == "year" => Some((next + 2, Expression::Unit(Unit::Year, 0))),
                _ => None,
            },
        }
    }

    /// "the day before yesterday", "the year 2000", "the week of March 6", "the day after the vote" (nothing).
    pub(super) fn the_unit(&self, at: usize, unit: Unit) -> Hit {
        let after = self.text(at + 1);
        if unit == Unit::Day && matches!(after, "before" | "after") {
            // "over an attack in Durban the day before."
            let ends = matches!(self.page.token(at + 2).map(|token| token.kind), Some(Kind::Punct) | None);
            if ends {
                let sign = if after == "after" { 1 } else { -1 };
                return Some((at + 2, Expression::FromThere(Count::Exact(1, false), unit, sign)));
            }
            let (end, day) = self.anchored_day(at + 2)?;
            return Some((end, Expression::Beside(if after == "before" { -1 } else { 1 }, Box::new(day))));
        }
        // "up from 200 the year before."
        let closed = self.page.token(at + 2).is_none_or(|next| next.kind == Kind::Punct);
        if after == "before" && closed && matches!(unit, Unit::Week | Unit::Month | Unit::Year) {
            return Some((at + 2, Expression::FromThere(Count::Exact(1, false), unit, -1)));
        }
        if unit == Unit::Day && after == "prior" {
            return Some((at + 2, Expression::FromThere(Count::Exact(1, false), Unit::Day, -1)));
        }
        if unit == Unit::Year {
            if let Word::Digits(year, 4) = self.word(at + 1) {
                return Some((at + 2, year_only(small(year))));
            }
            if let Some((year, end)) = number::spelled_year(self.page, self.words, at + 1) {
                return Some((end, year_only(year)));
            }
        }
        match unit {
            Unit::Quarter => Some((at + 1, Expression::Quarter(0, Whole::Open))),
            Unit::Weekend => Some((at + 1, Expression::Weekend)),
            Unit::Week if after == "of" => {
                let (end, day) = self.anchored_day(at + 2)?;
                matches!(day, Expression::Date { .. }).then(|| (end, Expression::Around(unit, Box::new(day))))
            }
            Unit::Year if self.text(at + 1) == "-" => self.compound_unit(at, unit),
            Unit::Year if matches!(self.before(at.saturating_sub(1)), "for" | "of" | "in" | "during") => {
                Some((at + 1, Expression::Unit(Unit::Year, 0)))
            }
            _ => None,
        }
    }

    /// "third-quarter", "third quarter of 1990", "first half", "20th century", "first nine months".
    pub(super) fn ordinal_first(&self, at: usize) -> Hit {
        let Word::Ordinal(ordinal) = self.word(at) else { return None };
        if let Some(hit) = self.day_first(at) {
            return Some(hit);
        }
        let next = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
        match self.word(next) {
            Word::Unit(Unit::Quarter) if (1..=4).contains(&ordinal) => {
                if self.text(next) == "quarters" {
                    return None;
                }
                let (end, whole) = self.whole_after(next + 1);
                Some((end, Expression::Quarter(ordinal, whole)))
            }
            Word::Unit(Unit::Century) if ordinal <= 30 => Some((next + 1, Expression::Century(ordinal))),
            Word::Number(_) | Word::Digits(..) | Word::Vague if ordinal == 1 => {
                let (count, end) = number::count(self.page, self.words, next)?;
                let Word::Unit(unit) = self.word(end) else { return None };
                Some((end + 1, Expression::Duration(count, unit)))
            }
            _ if self.text(next) == "half"
                && ordinal <= 2
                && (self.before(at) == "the" || self.text(next + 1) == "of") =>
            {
                let (end, whole) = self.whole_after(next + 1);
                (whole != Whole::Open).then_some((end, Expression::Half(ordinal, whole)))
            }
            _ => None,
        }
    }

    /// "fiscal 1989", "fiscal first quarter", "fiscal year".
    pub(super) fn fiscal(&self, at: usize) -> Hit {
        let next = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
        match self.word(next) {
            Word::Digits(year @ 1000..=2100, 4) => Some((next + 1, year_only(small(year)))),
            Word::Ordinal(_) => self.ordinal_first(next),
            Word::Unit(Unit::Year) => match self.word(next + 1) {
                Word::Digits(year @ 1000..=2100, 4) => Some((next + 2, year_only(small(year)))),
                _ => Some((next + 1, Expression::Duration(Count::Exact(1, false), Unit::Year))),
            },
            _ => None,
        }
    }
}

pub(super) fn year_only(year: i16) -> Expression {
    Expression::Date { year: Some(year), month: None, day: None }
}

/// A number known to be a year.
pub(super) fn small(year: u32) -> i16 {
    i16::try_from(year).unwrap_or(0)
}
