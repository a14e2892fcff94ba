//! Temporal expressions of a page, TimeML's way: found first, anchored second.
//!
//! Comes in: a page and the document date. Goes out: timexes in order, each with its span, type, value and days. It
//! must never guess a document date, and never read a clock: without a date, "Tuesday" stays `XXXX-WXX-2`.

mod anchor;
mod calendar;
mod counted;
mod expression;
mod find;
mod holiday;
mod number;
mod pointing;
mod tense;
mod word;

use jiff::ToSpan;
use jiff::civil::Date;

use self::anchor::Anchor;
use self::expression::{Count, Expression, Found, Whole};
pub(super) use self::tense::{is_past, is_up_to};
use self::word::Unit;
pub(super) use self::word::{Word, load};
use super::lexicon::Tags;
use super::text::Page;
use super::token::Kind;
use crate::story::{DayRange, DocumentDate, Timex, TimexKind};

/// All temporal expressions of a page, in order, without overlap.
#[must_use]
pub fn find_and_anchor(page: &Page, document: &DocumentDate) -> Vec<Timex> {
    let words = word::words(page);
    let expressions = find::find(page, &words);
    let mut timexes = Vec::with_capacity(expressions.len());
    let mut there: Option<DayRange> = None;
    // The same but for the days of words: "killed 300 on Friday, the agency said on Saturday. In Takhar 20 drowned on the same
    // day".
    let mut told: Option<DayRange> = None;
    // The last that was one day: "the same day" is never the year that "three years ago" names.
    let mut one_day: Option<DayRange> = None;
    let mut weekday = None;
    let mut last = None;
    for (index, found) in expressions.iter().enumerate() {
        let Some(span) = page.span_of(found.start..found.end) else { continue };
        // The dateline's own date is the document's.
        let future = tense::is_future(page, found.start, found.end);
        let over =
            !future && expressions.get(index + 1).is_some_and(|next| ends_ahead(page, found, next, document.day));
        let today = if over { document.day.and_then(|day| day.checked_sub(7.days()).ok()) } else { document.day };
        let spoken_of = match found.expression {
            Expression::Same(Unit::Day) | Expression::FromThere(_, Unit::Hour | Unit::Minute, _) => {
                told.filter(|told| told.len_days() == 1).or(one_day)
            }
            // "seized on Tuesday, the largest haul this year. A day later": of two that were told the day, where the other holds it.
            Expression::FromThere(_, Unit::Day, _) => {
                let last = told.or(there);
                let holds = |day: &DayRange| last.is_some_and(|last| last.len_days() > 7 && last.overlaps(*day));
                one_day.filter(holds).or(last)
            }
            _ => there,
        };
        let since = found.start.checked_sub(1).is_some_and(|before| page.word(before) == "since");
        let at = Anchor { today, there: spoken_of, weekday, future, since };
        // "from Monday to Wednesday": the second day is the one after the first.
        let begun = last.filter(|&(end, _)| end + 1 == found.start && is_until(page, end)).map(|(_, day)| day);
        let (kind, value, days) = match (&found.expression, begun) {
            (&Expression::Weekday(day, Whole::Open), Some(first)) => anchor::weekday_after(first, day),
            _ => anchor::anchor(&found.expression, at),
        };
        last = match (&found.expression, days) {
            (Expression::Weekday(_, Whole::Open), Some(days)) => Some((found.end, days.start)),
            _ => None,
        };
        if value.is_empty() {
            continue;
        }
        if refers(&found.expression) && matches!(kind, TimexKind::Date | TimexKind::Time) {
            // A date nobody can place hides what was spoken of before it.
            there = days;
            let day = days.filter(|days| days.len_days() == 1);
            let of_words = told.is_some() && day.is_some() && is_of_words(page, found);
            if !of_words {
                told = days;
                one_day = day.or(one_day);
            }
        }
        if let Expression::Weekday(day, Whole::Open) = found.expression {
            weekday = Some(day);
        }
        let days = match kind {
            TimexKind::Duration => beside(page, found, there.or(document.day.map(DayRange::day))),
            TimexKind::Set => None,
            TimexKind::Date | TimexKind::Time => days,
        };
        let (value, days) = match found.last_day {
            Some(last) => through(&value, days, last),
            None => (value, days),
        };
        timexes.push(Timex { span, kind, value, days });
    }
    timexes
}

/// "It rained from Monday to Wednesday", told on a Tuesday: the range is last week's where its last day would be ahead.
fn ends_ahead(page: &Page, first: &Found, next: &Found, today: Option<Date>) -> bool {
    let (&Expression::Weekday(from, Whole::Open), &Expression::Weekday(to, Whole::Open), Some(today)) =
        (&first.expression, &next.expression, today)
    else {
        return false;
    };
    let here = today.weekday().to_monday_one_offset().unsigned_abs();
    first.end + 1 == next.start && is_until(page, first.end) && from <= here && here < to
}

/// "September 12-14": from the first day, whose value and days are given, to another of the same month.
fn through(value: &str, days: Option<DayRange>, last: u8) -> (String, Option<DayRange>) {
    let head = value.rsplit_once('-').map_or("", |(head, _)| head);
    let whole = format!("{value}/{head}-{last:02}");
    let days = days.map(|days| {
        let end = days.start.with().day(i8::try_from(last).unwrap_or(31)).build().unwrap_or(days.end);
        DayRange { end, ..days }
    });
    (whole, days)
}

/// "a day after the mortar attack": the days of what stands after, counted from what was spoken of last.
fn beside(page: &Page, found: &Found, there: Option<DayRange>) -> Option<DayRange> {
    let Expression::Duration(Count::Exact(number, false), unit @ (Unit::Day | Unit::Week)) = found.expression else {
        return None;
    };
    let sign = match page.word(found.end) {
        "after" => -1,
        "before" => 1,
        _ => return None,
    };
    let happening = page.token(found.end + 1).is_some_and(|next| next.kind == Kind::Word);
    there.filter(|_| happening && number <= 60).and_then(|there| anchor::shifted_days(there, number, unit, sign))
}

/// Whether a word or mark leads from the first day of a range to its last.
fn is_until(page: &Page, at: usize) -> bool {
    matches!(page.word(at), "to" | "through" | "until" | "till" | "thru" | "-" | "_")
}

/// "said on Saturday", "told reporters late on Monday": whether a day is that of the words of somebody.
fn is_of_words(page: &Page, found: &Found) -> bool {
    const REACH: usize = 4;
    let small = |at: usize| matches!(page.word(at), "on" | "late" | "early" | "reporters" | "in" | "a" | "statement");
    let from = found.start.saturating_sub(REACH);
    let said = |at: usize| page.token(at).is_some_and(|token| token.tags.has(Tags::SPEECH));
    (from..found.start).rev().find(|&at| !small(at)).is_some_and(said)
}

/// Whether "a day earlier" may count from this expression: not from an hour of a day told elsewhere.
fn refers(expression: &Expression) -> bool {
    !matches!(
        expression,
        Expression::Decade(_)
            | Expression::Century(_)
            | Expression::Years(..)
            | Expression::Reference(_)
            | Expression::Clock(_, _, None)
            | Expression::Part(_, None)
    )
}

#[cfg(test)]
mod tests;
