//! Lending dates: an undated article of the same story takes its days from a dated one.
//!
//! Comes in: the mentions of a story. Goes out: the same, with days where an undated article says "Tuesday" of what a
//! dated one puts on a Tuesday. It must never lend to an article that shares no happening with a dated one.

use jiff::civil::{Date, date};

use super::Told;
use super::ground::is_one_told;
use crate::reader::event::{is_count, is_one};
use crate::story::{ArticleId, Claim, DayRange, PlaceBasis, Slot, Span, Timex, Value};

/// Gives days to the mentions of undated articles.
pub(super) fn lend(told: &mut [Told]) {
    let mut undated: Vec<ArticleId> = Vec::new();
    for mention in told.iter().filter(|mention| mention.source.article.date.day.is_none()) {
        if !undated.contains(&mention.id.article) {
            undated.push(mention.id.article);
        }
    }
    if told.iter().all(|mention| mention.source.article.date.day.is_none()) {
        return; // nobody has a day to lend
    }
    for article in undated {
        let Some(day) = reference(told, article) else { continue };
        for mention in told.iter_mut().filter(|mention| mention.id.article == article) {
            if mention.days.is_some() || mention.mention.back_reference {
                continue;
            }
            if let Some((days, since)) =
                open_timex(mention).and_then(|timex| Some((resolve(mention, timex, day)?, is_since(mention, timex))))
            {
                // "The toll rose to 136 on Friday", of what fell on a Thursday: the day after it, not six before.
                mention.toll |= is_count(&mention.source.article.text, mention.mention);
                let after = if mention.toll && days.end < day { next_week(days) } else { days };
                mention.days = Some(if since { DayRange { start: days.start, end: day.max(days.end) } } else { after });
                mention.ongoing |= since;
            } else if mention.mention.date.is_none() && open_timex(mention).is_none() {
                // Its own day, as a dated article's is for what gives no other.
                (mention.days, mention.lent) = (Some(DayRange::day(day)), true);
            }
        }
    }
}

/// The same days a week later.
fn next_week(days: DayRange) -> DayRange {
    let later = |day: Date| day.checked_add(jiff::Span::new().days(7)).unwrap_or(day);
    DayRange { start: later(days.start), end: later(days.end) }
}

/// The date claim of a mention whose days were lent.
pub(super) fn claim(told: &Told, days: DayRange) -> (Slot, Claim) {
    let span: Option<Span> = open_timex(told).map(|timex| timex.span);
    let claim = Claim {
        mention: told.id,
        value: Value::Days(days),
        span,
        source: String::new(),
        stance: crate::story::Stance::Asserted,
        part: false,
        older: false,
    };
    (Slot::Date, claim)
}

/// The day an undated article speaks on: its "Tuesday" for a happening that a dated article puts on a Tuesday.
fn reference(told: &[Told], article: ArticleId) -> Option<Date> {
    let own = told.iter().filter(|mention| mention.id.article == article && !mention.mention.back_reference);
    own.filter_map(|mention| Some((mention, weekday(&open_timex(mention)?.value)?))).find_map(|(mention, weekday)| {
        let place = mention.mention.place.as_ref().filter(|place| place.basis != PlaceBasis::Unknown)?;
        told.iter().find_map(|other| {
            let day = other.days.filter(|days| days.start == days.end)?.start;
            let there = other.mention.place.as_ref()?;
            let fits = other.source.article.date.day.is_some()
                && !other.mention.back_reference
                && (other.mention.kind == mention.mention.kind || is_one(other.mention.kind, mention.mention.kind))
                && (there.place.key == place.place.key
                    || there.place.holds(&place.place)
                    || place.place.holds(&there.place)
                    || (other.mention.kind == mention.mention.kind
                        && is_one_told(&there.place, &place.place, other.mention.kind)))
                && day.weekday().to_monday_one_offset() == weekday;
            fits.then_some(day)
        })
    })
}

/// The expression of a mention's sentence that waits for a date, nearest to the trigger.
fn open_timex<'a>(told: &Told<'a>) -> Option<&'a Timex> {
    let sentence = told.mention.sentence;
    let timexes = &told.source.reading.timexes;
    let from = timexes.partition_point(|timex| timex.span.start() < sentence.start());
    timexes
        .get(from..)?
        .iter()
        .take_while(|timex| timex.span.end() <= sentence.end())
        .filter(|timex| timex.days.is_none() && timex.value.starts_with('X'))
        .min_by_key(|timex| timex.span.start().abs_diff(told.mention.trigger.start()))
}

fn is_since(told: &Told, timex: &Timex) -> bool {
    let text = told.source.article.text.as_str();
    text.get(..timex.span.start()).is_some_and(|before| before.trim_end().to_lowercase().ends_with("since"))
}

fn weekday(value: &str) -> Option<i8> {
    value.strip_prefix("XXXX-WXX-").and_then(|rest| rest.get(..1)).and_then(|digit| digit.parse().ok())
}

/// The last such weekday or month up to a day; "this month", "last week" from that day.
fn resolve(told: &Told, timex: &Timex, day: Date) -> Option<DayRange> {
    let value = timex.value.as_str();
    let back = |days: i32| day.checked_sub(jiff::Span::new().try_days(days).ok()?).ok();
    let monday = i32::from(day.weekday().to_monday_zero_offset());
    match told.source.article.text.slice(timex.span).to_lowercase().as_str() {
        "this month" => return Some(DayRange { start: day.first_of_month(), end: day }),
        "last month" => {
            let end = back(i32::from(day.day()))?;
            return Some(DayRange { start: end.first_of_month(), end });
        }
        "this week" => return Some(DayRange { start: back(monday)?, end: day }),
        "last week" => return Some(DayRange { start: back(monday + 7)?, end: back(monday + 1)? }),
        "last year" => {
            let year = day.year() - 1;
            return Some(DayRange { start: date(year, 1, 1), end: date(year, 12, 31) });
        }
        _ => {}
    }
    if let Some(weekday) = weekday(value) {
        let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        let found = day.checked_sub(jiff::Span::new().try_days(i64::from(back)).ok()?).ok()?;
        return Some(DayRange::day(found));
    }
    let month: i8 = value.strip_prefix("XXXX-").filter(|rest| rest.len() == 2)?.parse().ok()?;
    if !(1..=12).contains(&month) {
        return None;
    }
    let year = if month <= day.month() { day.year() } else { day.year() - 1 };
    let start = date(year, month, 1);
    Some(DayRange { start, end: start.last_of_month() })
}
