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
    fn widened(&self, start: usize, expression: &Expression, floor: usize) -> usize {
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
    fn days_of_month(&self, at: usize) -> Option<Found> {
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
    fn through(&self, end: usize, expression: Expression) -> (usize, Expression, Option<u8>) {
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
    fn named(&self, at: usize) -> Hit {
        let token = self.page.token(at)?;
        if token.case == Case::Title {
            let (rule, end) = holiday::at(self.page, at)?;
            if let (Word::Digits(year @ 1800..=2100, 4), true) = (self.word(self.past_comma(end)), true) {
                return Some((self.past_comma(end) + 1, Expression::Holiday(rule, Whole::Year(small(year)))));
            }
            return Some((end, Expression::Holiday(rule, Whole::Open)));
        }
        None
    }

    /// The longest expression that begins here.
    fn expression(&self, at: usize) -> Hit {
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
    fn overnight(&self, at: usize) -> Hit {
        let day = matches!(self.text(at + 1), "into" | "to").then(|| self.anchored_day(at + 2)).flatten();
        Some(match day {
            Some((end, day)) => (end, Expression::Part(5, Some(Box::new(Expression::Beside(-1, Box::new(day)))))),
            None => (at + 1, Expression::Part(5, None)),
        })
    }

    /// "as soon as possible" is one; "too soon", "sooner" are none.
    fn soon(&self, at: usize) -> Hit {
        if self.text(at + 1) == "as" && self.before(at) == "as" {
            return (self.text(at + 2) == "possible").then_some((at + 3, Expression::Reference("FUTURE_REF")));
        }
        if self.text(at + 1) == "after" || self.before(at) == "too" {
            return None;
        }
        Some((at + 1, Expression::Reference("FUTURE_REF")))
    }

    /// "half a century ago": the half of a unit, counted in the next smaller one.
    fn half_of(&self, at: usize) -> Hit {
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

    fn bare_future(&self, at: usize) -> Hit {
        matches!(self.before(at), "near" | "foreseeable" | "immediate" | "in")
            .then_some((at + 1, Expression::Reference("FUTURE_REF")))
    }

    /// "the …"
    fn after_the(&self, at: usize) -> Hit {
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
                "full" if self.text(next + 1) == "year" => Some((next + 2, Expression::Unit(Unit::Year, 0))),
                _ => None,
            },
        }
    }

    /// "in the past", "of the past".
    fn plain_past(&self, at: usize) -> Hit {
        let before = at.checked_sub(2).map_or("", |index| self.page.word(index));
        matches!(before, "in" | "of" | "from").then_some((at + 1, Expression::Reference("PAST_REF")))
    }

    /// Whether a word that may follow "the past" stands here.
    fn leads_on(&self, at: usize) -> bool {
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

    /// "the day before yesterday", "the year 2000", "the week of March 6", "the day after the vote" (nothing).
    fn the_unit(&self, at: usize, unit: Unit) -> Hit {
        let after = self.text(at + 1);
        if unit == Unit::Day && matches!(after, "before" | "after") {
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

    /// "year-ago", "year-earlier", "year-end", "day-long".
    fn compound_unit(&self, at: usize, unit: Unit) -> Hit {
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

    /// Bare units: "year-ago", "years ago", "for weeks", "decades of".
    fn bare_unit(&self, at: usize, unit: Unit) -> Hit {
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

    /// What begins with a number: "4 May 2020", "two weeks ago", "1994", "9 a.m. Tuesday", "2023-09-19".
    fn number_first(&self, at: usize) -> Hit {
        self.day_first(at)
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.year(at))
    }

    /// A number and its unit: "two weeks ago", "three-year", "a day earlier".
    fn counted(&self, at: usize) -> Hit {
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
    fn after_units(&self, end: usize, count: Count, unit: Unit, definite: bool) -> Hit {
        let article =
            !definite && count == Count::Exact(1, false) && matches!(self.text(end.saturating_sub(2)), "a" | "an");
        match self.word(end) {
            Word::Ago => return Some((end + 1, Expression::FromNow(count, unit, -1))),
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

    /// "third-quarter", "third quarter of 1990", "first half", "20th century", "first nine months".
    fn ordinal_first(&self, at: usize) -> Hit {
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

    /// "of 1990", "of this year", "last year" after a quarter or a half.
    fn whole_after(&self, at: usize) -> (usize, Whole) {
        let next = if self.text(at) == "of" { at + 1 } else { at };
        match (self.word(next), self.word(next + 1)) {
            (Word::Digits(year @ 1000..=2100, 4), _) => (next + 1, Whole::Year(small(year))),
            (Word::Which(which @ -1..=1), Word::Unit(Unit::Year)) => (next + 2, Whole::Relative(which)),
            (Word::Fiscal, Word::Digits(year @ 1000..=2100, 4)) => (next + 2, Whole::Year(small(year))),
            _ => (at, Whole::Open),
        }
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
                self.with_part(next + 1, Expression::Weekday(weekday, if which == 2 { Whole::Open } else { whole }))
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

    fn which_unit(&self, at: usize, next: usize, which: i8, unit: Unit) -> Hit {
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
    fn which_part(&self, next: usize, which: i8, part: u8) -> Hit {
        let day = match which {
            -1 => Expression::Day(-1),
            1 => Expression::FromThere(Count::Exact(1, false), Unit::Day, 1),
            2 => Expression::Same(Unit::Day),
            _ => Expression::Day(0),
        };
        Some((next + 1, Expression::Part(part, Some(Box::new(day)))))
    }

    /// "early Tuesday", "late November", "earlier this year", "mid-1996", "the end of the month".
    fn edge_first(&self, at: usize, edge: u8) -> Hit {
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
    fn latest(&self, at: usize) -> Hit {
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

    /// "every day", "each Thursday", "every two weeks".
    fn every(&self, at: usize) -> Hit {
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

    fn adverb_set(&self, at: usize, unit: Unit) -> Hit {
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

    /// "fiscal 1989", "fiscal first quarter", "fiscal year".
    fn fiscal(&self, at: usize) -> Hit {
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
