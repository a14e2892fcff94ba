//! Expressions by the calendar and the clock: days, months, weekdays, years, decades, seasons, times of day.
//!
//! Comes in: a [`Finder`] and the token to begin at. Goes out: where the expression ends and what it says. Guards
//! against "may" the modal, "march", "fall" the verb, names of people, and numbers that are no years.

use super::super::token::{Case, Kind};
use super::expression::{Expression, Whole};
use super::find::{Finder, Hit, small, year_only};
use super::number;
use super::word::{Unit, Word};

impl Finder<'_> {
    /// "May 4, 2020", "May 2020", "May".
    pub(super) fn month_first(&self, at: usize) -> Hit {
        let Word::Month(month) = self.word(at) else { return None };
        // "Dec. 15", "Dec 15": a full stop may be a token of its own after "May".
        let next = at + 1;
        match self.word(next) {
            Word::Digits(day @ 1..=31, 1 | 2) => {
                let year_at = self.past_comma(next + 1);
                let day = u8::try_from(day).ok()?;
                if let Word::Digits(year @ 1000..=2100, 4) = self.word(year_at) {
                    let date = Expression::Date { year: Some(small(year)), month: Some(month), day: Some(day) };
                    return Some((year_at + 1, date));
                }
                Some(self.in_year(next + 1, month, day))
            }
            Word::Ordinal(day @ 1..=31) if self.text(next).starts_with(|c: char| c.is_ascii_digit()) || day < 32 => {
                let year_at = self.past_comma(next + 1);
                if let Word::Digits(year @ 1000..=2100, 4) = self.word(year_at) {
                    let date = Expression::Date { year: Some(small(year)), month: Some(month), day: Some(day) };
                    return Some((year_at + 1, date));
                }
                Some(self.in_year(next + 1, month, day))
            }
            _ => self.month_alone(at, month),
        }
    }

    /// A month with a year or a "last year", or by itself where it is one.
    pub(super) fn month_alone(&self, at: usize, month: u8) -> Hit {
        let next = self.past_comma(at + 1);
        let dated = |year| Expression::Date { year: Some(year), month: Some(month), day: None };
        if let Word::Digits(year @ 1000..=2100, 4) = self.word(next) {
            return Some((next + 1, dated(small(year))));
        }
        if let ("of", Word::Digits(year @ 1000..=2100, 4)) = (self.text(at + 1), self.word(at + 2)) {
            return Some((at + 3, dated(small(year))));
        }
        if let Some((year, end)) = number::spelled_year(self.page, self.words, at + 1) {
            return Some((end, dated(year)));
        }
        if !self.is_month(at) {
            return None;
        }
        // "August to November 2017": both of that year.
        let joined = matches!(self.text(at + 1), "to" | "through" | "until")
            || self.hyphen(at + 1)
            || (self.text(at + 1) == "and" && self.before(at) == "between");
        if let (true, Word::Month(last), Word::Digits(year @ 1000..=2100, 4)) =
            (joined, self.word(at + 2), self.word(at + 3))
        {
            return Some((at + 1, dated(small(year) - i16::from(month > last))));
        }
        // "March last year", "March of last year".
        let which_at = if self.text(at + 1) == "of" { at + 2 } else { at + 1 };
        if let (Word::Which(which @ -1..=1), Word::Unit(Unit::Year)) = (self.word(which_at), self.word(which_at + 1)) {
            return Some((which_at + 2, Expression::Month(month, Whole::Relative(which * 3))));
        }
        // "October of that year": of the year spoken of last.
        if self.text(at + 1) == "of" {
            let same = if self.text(at + 3) == "same" { at + 4 } else { at + 3 };
            if self.text(at + 2) == "that" && self.word(same) == Word::Unit(Unit::Year) {
                return Some((same + 1, Expression::MonthOfSame(month)));
            }
        }
        Some((at + 1, Expression::Month(month, Whole::Open)))
    }

    /// Whether a bare month is one: "may" the modal, "march", "April" the name of a person.
    pub(super) fn is_month(&self, at: usize) -> bool {
        let Some(token) = self.page.token(at) else { return false };
        if !token.is_capital() {
            return false;
        }
        let before = self.before(at);
        let led = matches!(
            before,
            "in" | "of"
                | "since"
                | "by"
                | "until"
                | "till"
                | "through"
                | "from"
                | "last"
                | "this"
                | "next"
                | "early"
                | "late"
                | "mid"
                | "during"
                | "to"
                | "between"
                | "before"
                | "after"
                | "for"
                | "every"
                | "each"
                | "ending"
        ) || (before == "-" && at > 1 && self.before(at - 1) == "mid");
        if matches!(self.text(at), "may" | "march" | "mar." | "sept" | "dec") && !led {
            return false;
        }
        if led {
            return true;
        }
        // "June Smith": a capital right after, and none of time.
        let named = self.page.token(at + 1).is_some_and(|next| {
            next.kind == Kind::Word && next.case == Case::Title && self.word(at + 1) == Word::Other
        });
        !(named && token.case == Case::Title && !matches!(before, "the" | "a" | ",")) || before == "'s"
    }

    /// "Tuesday", "Tuesday night", "Tuesday, May 4", "Tuesday the 4th".
    pub(super) fn weekday_first(&self, at: usize) -> Hit {
        let Word::Weekday(weekday) = self.word(at) else { return None };
        let token = self.page.token(at)?;
        if !token.is_capital() {
            return None;
        }
        let dated = self.past_comma(at + 1);
        if let Word::Month(_) = self.word(dated)
            && let Some((end, Expression::Date { year, month, day: Some(day) })) = self.month_first(dated)
        {
            return Some((end, Expression::Date { year, month, day: Some(day) }));
        }
        if let Word::Digits(1..=31, _) = self.word(dated)
            && let Some((end, expression)) = self.day_first(dated)
        {
            return Some((end, expression));
        }
        if self.text(at).ends_with("days") {
            return Some((at + 1, Expression::Set(format!("XXXX-WXX-{weekday}"))));
        }
        let nights = matches!(self.text(at + 1), "nights" | "mornings" | "evenings" | "afternoons");
        if nights {
            return Some((at + 2, Expression::Set(format!("XXXX-WXX-{weekday}"))));
        }
        // "Monday last week", "Friday of this week"
        let of = usize::from(self.text(at + 1) == "of");
        if let (Word::Which(week @ -1..=1), Word::Unit(Unit::Week)) = (self.word(at + 1 + of), self.word(at + 2 + of)) {
            return Some((at + 3 + of, Expression::WeekdayOf(weekday, week)));
        }
        // "On a Friday in May 1997": any such day.
        if self.before(at) == "a" && at.checked_sub(1).is_some_and(|article| self.before(article) == "on") {
            return self.with_part(at + 1, Expression::AnyWeekday(weekday));
        }
        self.with_part(at + 1, Expression::Weekday(weekday, Whole::Open))
    }

    /// A day and the part of it that follows, if any.
    pub(super) fn with_part(&self, next: usize, day: Expression) -> Hit {
        match (self.word(next), self.word(next + 1)) {
            (Word::Part(part), _) => Some((next + 1, Expression::Part(part, Some(Box::new(day))))),
            (Word::Edge(0), Word::Part(part)) => Some((next + 2, Expression::Part(part, Some(Box::new(day))))),
            _ => Some((next, day)),
        }
    }

    /// "4 May 2020", "4 May", "4th of May".
    pub(super) fn day_first(&self, at: usize) -> Hit {
        let day = match self.word(at) {
            Word::Digits(day @ 1..=31, 1 | 2) => u8::try_from(day).ok()?,
            Word::Ordinal(day @ 1..=31) => day,
            _ => return None,
        };
        let month_at = if self.text(at + 1) == "of" { at + 2 } else { at + 1 };
        let Word::Month(month) = self.word(month_at) else { return None };
        if !self.page.token(month_at)?.is_capital() {
            return None;
        }
        let year_at = self.past_comma(month_at + 1);
        if let Word::Digits(year @ 1000..=2100, 4) = self.word(year_at) {
            let date = Expression::Date { year: Some(small(year)), month: Some(month), day: Some(day) };
            return Some((year_at + 1, date));
        }
        // "15 DEC 89 (AFP)": a year of two digits, in the head of a wire's dispatch.
        if let Word::Digits(year @ 50..=99, 2) = self.word(month_at + 1)
            && self.page.token(month_at + 2).is_none_or(|next| next.kind == Kind::Punct)
        {
            let date = Expression::Date { year: Some(small(1900 + year)), month: Some(month), day: Some(day) };
            return Some((month_at + 2, date));
        }
        // "10 May 5": the day stands after, unless "on 10 May 5 boats sank".
        let led = matches!(self.before(at), "on" | "since" | "until" | "by" | "from" | "of");
        if !led && matches!(self.word(month_at + 1), Word::Digits(1..=31, 1 | 2)) {
            return None;
        }
        Some(self.in_year(month_at + 1, month, day))
    }

    /// A day of a month that ends here, in the year told behind it: "4 July last year", "July 4 of this year".
    fn in_year(&self, end: usize, month: u8, day: u8) -> (usize, Expression) {
        let at = if self.text(end) == "of" { end + 1 } else { end };
        match (self.word(at), self.word(at + 1)) {
            (Word::Which(which @ -1..=1), Word::Unit(Unit::Year)) if self.text(at + 1) == "year" => {
                (at + 2, Expression::DayOf(month, day, which))
            }
            _ => (end, Expression::Date { year: None, month: Some(month), day: Some(day) }),
        }
    }

    /// "2023-09-19", "10/31/89", "10/31".
    pub(super) fn numeric_date(&self, at: usize) -> Hit {
        let Word::Digits(first, length) = self.word(at) else { return None };
        let mark = if self.hyphen(at + 1) { b'-' } else { b'/' };
        if !self.mark(at + 1, mark) {
            return None;
        }
        let Word::Digits(second, _) = self.word(at + 2) else { return None };
        let third = match self.word(at + 4) {
            Word::Digits(third, length) if self.mark(at + 3, mark) => Some((third, length)),
            _ => None,
        };
        match (length, third) {
            (4, Some((day, 2))) if (1000..=2100).contains(&first) && (1..=12).contains(&second) => Some((
                at + 5,
                Expression::Date {
                    year: Some(small(first)),
                    month: u8::try_from(second).ok(),
                    day: u8::try_from(day).ok(),
                },
            )),
            (1 | 2, Some((year, length @ (2 | 4)))) if mark == b'/' || length == 4 => {
                let year = match length {
                    2 if year < 50 => 2000 + year,
                    2 => 1900 + year,
                    _ => year,
                };
                // Month first, as in the United States, unless it cannot be one; where either could be, the paper's day tells.
                let (month, day) = if first > 12 { (second, first) } else { (first, second) };
                ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
                if month <= 12 && day <= 12 && month != day {
                    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
                    return Some((at + 5, Expression::Slashed(small(year), month, day)));
                }
                Some((
                    at + 5,
                    Expression::Date {
                        year: Some(small(year)),
                        month: u8::try_from(month).ok(),
                        day: u8::try_from(day).ok(),
                    },
                ))
            }
            _ => None,
        }
    }

    /// "9 a.m.", "10:30", "noon", each with a zone and a day.
    pub(super) fn clock(&self, at: usize) -> Hit {
        let (hour, minute, mut end) = match (self.word(at), self.word(at + 1)) {
            (Word::Digits(hour @ 1..=12, _), Word::Am) => (hour % 12, None, at + 2),
            (Word::Digits(hour @ 1..=12, _), Word::Pm) => (hour % 12 + 12, None, at + 2),
            (Word::Clock(hour, minute), Word::Am) => (u32::from(hour) % 12, Some(minute), at + 2),
            (Word::Clock(hour, minute), Word::Pm) => (u32::from(hour) % 12 + 12, Some(minute), at + 2),
            (Word::Clock(hour, minute), _) => (u32::from(hour), Some(minute), at + 1),
            (Word::Digits(value, 4), Word::Zone) if value < 2400 && value % 100 < 60 => {
                (value / 100, u8::try_from(value % 100).ok(), at + 1)
            }
            (Word::Noon(hour), _) => (u32::from(hour), None, at + 1),
            _ => return None,
        };
        let hour = u8::try_from(hour).ok()?;
        if self.word(end) == Word::Zone {
            end += 1;
        }
        let day_at = if self.text(end) == "on" { end + 1 } else { self.past_comma(end) };
        if let Some((after, day)) = self.anchored_day(day_at)
            && matches!(day, Expression::Date { .. } | Expression::Weekday(..) | Expression::Day(_))
        {
            return Some((after, Expression::Clock(hour, minute, Some(Box::new(day)))));
        }
        Some((end, Expression::Clock(hour, minute, None)))
    }

    /// "1994", "1992–94", where it is a year.
    pub(super) fn year(&self, at: usize) -> Hit {
        if let Some((year, end)) = number::spelled_year(self.page, self.words, at) {
            return (1800..2060).contains(&year).then_some((end, year_only(year)));
        }
        let Word::Digits(value @ 1000..=2100, 4) = self.word(at) else { return None };
        if !self.is_year(at, value) {
            return None;
        }
        self.year_then(at, value)
    }

    /// A year, and what may follow: a second year, "period", "third quarter".
    pub(super) fn year_then(&self, at: usize, value: u32) -> Hit {
        if !(1000..=2100).contains(&value) {
            return None;
        }
        let year = small(value);
        let dash = self.hyphen(at + 1) || self.mark(at + 1, b'_');
        if dash && self.page.token(at + 1).zip(self.page.token(at + 2)).is_some_and(|(dash, next)| dash.touches(next)) {
            match self.word(at + 2) {
                Word::Digits(last, 2) if i32::from(year % 100) < i32::try_from(last).unwrap_or(0) => {
                    return Some((at + 3, Expression::Years(year, year / 100 * 100 + small(last))));
                }
                Word::Digits(last @ 1000..=2100, 4) if last > value => {
                    return Some((at + 3, Expression::Years(year, small(last))));
                }
                _ => {}
            }
        }
        match (self.word(at + 1), self.word(at + 2)) {
            (Word::Ordinal(quarter @ 1..=4), Word::Unit(Unit::Quarter)) => {
                Some((at + 3, Expression::Quarter(quarter, Whole::Year(year))))
            }
            (Word::Unit(Unit::Quarter), _) => Some((at + 2, Expression::Quarter(0, Whole::Year(year)))),
            (Word::Period, _) if self.text(at + 1) == "period" => Some((at + 2, year_only(year))),
            _ => Some((at + 1, year_only(year))),
        }
    }

    /// Whether four digits are a year and not a head-count, a price or a street number.
    pub(super) fn is_year(&self, at: usize, value: u32) -> bool {
        let before = self.before(at);
        let after = self.text(at + 1);
        if matches!(
            before,
            "$" | "#" | "£" | "€" | "no." | "number" | "room" | "route" | "highway" | "flight" | "than" | "least"
        ) || matches!(
            after,
            "%" | "percent"
                | "people"
                | "men"
                | "troops"
                | "soldiers"
                | "miles"
                | "feet"
                | "km"
                | "points"
                | "residents"
                | "dead"
        ) || matches!(self.word(at + 1), Word::Unit(_)) && self.word(at + 1) != Word::Unit(Unit::Quarter)
        {
            return false;
        }
        let led = matches!(
            before,
            "in" | "since"
                | "of"
                | "by"
                | "until"
                | "from"
                | "during"
                | "through"
                | "to"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "year"
                | "the"
                | "and"
                | "between"
                | "till"
                | "circa"
                | "fiscal"
                | "post"
                | "ended"
                | "around"
                | "about"
        );
        // A date's own year was taken with it; a number with more digits behind a comma is one token.
        if !led && at > 0 && self.page.token(at - 1).is_some_and(|token| matches!(token.mark, b'/' | b':')) {
            return false;
        }
        // A house number stands before a capital word that ends in a street; the 1900s and 2000s are years elsewhere.
        let house = self.page.token(at + 1).is_some_and(|next| next.case == Case::Title) && !led;
        led && (1400..=2100).contains(&value) || ((1900..=2040).contains(&value) && !house)
    }

    /// "1990s", "'90s".
    pub(super) fn decade(&self, at: usize, decade: u16) -> Hit {
        let decade = match decade {
            0..=2 => 200 + decade,
            3..=9 => 190 + decade,
            other => other,
        };
        // "in his forties" is an age; "temperatures in the 90s" another matter.
        let before = self.before(at);
        if matches!(before, "his" | "her" | "their" | "my" | "your") {
            return None;
        }
        let short = self.page.token(at).is_some_and(|token| token.end - token.start <= 3);
        if short && !(self.before(at) == "'" || matches!(before, "early" | "late" | "-")) {
            return None;
        }
        let word = self.page.token(at).is_some_and(|token| token.kind == Kind::Word);
        (!word || before == "the" || matches!(before, "early" | "late")).then_some((at + 1, Expression::Decade(decade)))
    }

    /// A season with what year follows it.
    pub(super) fn season(&self, at: usize, season: u8, whole: Whole) -> Hit {
        if self.text(at) == "fall" && whole == Whole::Open && self.text(at + 1) == "of" {
            let Word::Digits(year @ 1000..=2100, 4) = self.word(at + 2) else { return None };
            return Some((at + 3, Expression::Season(season, Whole::Year(small(year)))));
        }
        match (self.word(at + 1), self.text(at + 1), self.word(at + 2)) {
            (Word::Digits(year @ 1000..=2100, 4), _, _) => {
                Some((at + 2, Expression::Season(season, Whole::Year(small(year)))))
            }
            (_, "of", Word::Digits(year @ 1000..=2100, 4)) => {
                Some((at + 3, Expression::Season(season, Whole::Year(small(year)))))
            }
            (_, "of", _) => match number::spelled_year(self.page, self.words, at + 2) {
                Some((year, end)) => Some((end, Expression::Season(season, Whole::Year(year)))),
                None => Some((at + 1, Expression::Season(season, whole))),
            },
            _ => Some((at + 1, Expression::Season(season, whole))),
        }
    }

    pub(super) fn bare_season(&self, at: usize, season: u8) -> Hit {
        let year = self.word(at + 1);
        if let (Word::Digits(1000..=2100, 4), true) = (year, true) {
            return self.season(at, season, Whole::Open);
        }
        if self.text(at + 1) == "of" && matches!(self.word(at + 2), Word::Digits(1000..=2100, 4)) {
            return self.season(at, season, Whole::Open);
        }
        // "in summer"; "in fall" is rarer than the verb, "in spring" is fine.
        (self.before(at) == "in" && self.text(at) != "fall")
            .then_some((at + 1, Expression::Season(season, Whole::Open)))
    }

    pub(super) fn deictic_day(&self, at: usize, offset: i32) -> Hit {
        let day = Expression::Day(offset);
        if self.mark(at + 1, b'\'') {
            return Some((at + 1, day));
        }
        self.with_part(at + 1, day)
    }

    /// "the 4th", where a month was spoken of.
    pub(super) fn day_of_month(&self, at: usize) -> Hit {
        let Word::Ordinal(day @ 1..=31) = self.word(at) else { return None };
        let digits = self.text(at).starts_with(|c: char| c.is_ascii_digit());
        // "on the 7th of that month"
        if self.text(at + 1) == "of"
            && matches!(self.text(at + 2), "that" | "the" | "this")
            && self.word(at + 3) == Word::Unit(Unit::Month)
        {
            return digits.then_some((at + 4, Expression::Date { year: None, month: None, day: Some(day) }));
        }
        let before = at.checked_sub(2).map_or("", |index| self.page.word(index));
        // "On the 7th a school burned": what goes on is no floor or brigade that it counts.
        let goes_on = matches!(
            self.text(at + 1),
            "a" | "an"
                | "the"
                | "and"
                | "but"
                | "when"
                | "in"
                | "at"
                | "he"
                | "she"
                | "they"
                | "it"
                | "we"
                | "i"
                | "his"
                | "her"
                | "their"
                | "two"
                | "three"
                | "four"
                | "five"
                | "some"
                | "about"
                | "after"
                | "as"
                | "with"
                | "police"
                | "troops"
        );
        let ends = goes_on || !matches!(self.page.token(at + 1).map(|token| token.kind), Some(Kind::Word));
        (digits && ends && matches!(before, "on" | "until" | "by" | "from" | "since"))
            .then_some((at + 1, Expression::Date { year: None, month: None, day: Some(day) }))
    }

    pub(super) fn anchored_day(&self, at: usize) -> Hit {
        match self.word(at) {
            Word::Day(offset) => Some((at + 1, Expression::Day(i32::from(offset)))),
            Word::Weekday(_) => self.weekday_first(at),
            Word::Month(_) => self.month_first(at),
            Word::Which(which) => self.which_first(at, which),
            _ => None,
        }
    }
}
