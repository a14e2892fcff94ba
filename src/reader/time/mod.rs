//! Temporal expressions of a page, TimeML's way: found first, anchored second.
//!
//! Comes in: a page and the document date. Goes out: timexes in order, each with its span, type, value and days. It
//! must never guess a document date, and never read a clock: without a date, "Tuesday" stays `XXXX-WXX-2`.

mod anchor;
mod calendar;
mod expression;
mod find;
mod holiday;
mod number;
mod tense;
mod word;

use self::anchor::Anchor;
use self::expression::{Expression, Whole};
use super::text::Page;
use crate::story::{DayRange, DocumentDate, Timex, TimexKind};

/// All temporal expressions of a page, in order, without overlap.
#[must_use]
pub fn find_and_anchor(page: &Page, document: &DocumentDate) -> Vec<Timex> {
    let words = word::words(page);
    let found = find::find(page, &words);
    let mut timexes = Vec::with_capacity(found.len());
    let mut there: Option<DayRange> = None;
    let mut weekday = None;
    for found in &found {
        let Some(span) = page.span_of(found.start..found.end) else { continue };
        // The dateline's own date is the document's.
        let future = tense::is_future(page, found.start, found.end);
        let at = Anchor { today: document.day, there, weekday, future };
        let (kind, value, days) = anchor::anchor(&found.expression, at);
        if value.is_empty() {
            continue;
        }
        if refers(&found.expression) && matches!(kind, TimexKind::Date | TimexKind::Time) {
            // A date nobody can place hides what was spoken of before it.
            there = days;
        }
        if let Expression::Weekday(day, Whole::Open) = found.expression {
            weekday = Some(day);
        }
        let days = if kind == TimexKind::Duration || kind == TimexKind::Set { None } else { days };
        timexes.push(Timex { span, kind, value, days });
    }
    timexes
}

/// Whether "a day earlier" may count from this expression.
fn refers(expression: &Expression) -> bool {
    !matches!(
        expression,
        Expression::Decade(_) | Expression::Century(_) | Expression::Years(..) | Expression::Reference(_)
    )
}

#[cfg(test)]
mod tests;
