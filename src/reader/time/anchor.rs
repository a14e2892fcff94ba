//! Second stage of reading time: what an expression comes to, given the document date and what was said before.
//!
//! Comes in: an [`Expression`], the document date (perhaps unknown), the last day, month or year spoken of, and
//! whether its clause speaks of the future. Goes out: TimeML type, TimeML value and the days covered. It must never
//! guess a document date: without one, weekdays and "last week" keep their `X`.
//! Values follow TimeML 1.2.1 (Saurí et al. 2006) as TimeBank's annotators applied it.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::expression::{Count, Expression, Whole};
use super::word::Unit;
use crate::story::{DayRange, TimexKind};

/// What an expression is anchored to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The document date.
    pub(super) today: Option<Date>,
    /// What was spoken of last, for "a day earlier" and "that month": its days.
    pub(super) there: Option<DayRange>,
    /// The weekday spoken of last while no date is known: 1 Monday … 7 Sunday.
    pub(super) weekday: Option<u8>,
    /// Whether the clause speaks of what is to come.
    pub(super) future: bool,
    /// Whether it stands behind "since", and so looks back.
    pub(super) since: bool,
}

/// A type, a value, and the days it covers.
pub(super) type Anchored = (TimexKind, String, Option<DayRange>);

/// What an expression comes to.
pub(super) fn anchor(expression: &Expression, at: Anchor) -> Anchored {
    match expression {
        Expression::Duration(count, unit) => (TimexKind::Duration, duration(*count, *unit), None),
        Expression::Set(value) => (TimexKind::Set, value.clone(), None),
        Expression::Clock(hour, minute, day) => clock(*hour, *minute, day.as_deref(), at),
        Expression::Part(part, day) => part_of_day(*part, day.as_deref(), at),
        Expression::Reference(value) => (TimexKind::Date, (*value).to_owned(), None),
        other => {
            let (value, days) = date(other, at);
            (TimexKind::Date, value, days)
        }
    }
}

/// The first such weekday (1 Monday … 7 Sunday) after a day.
pub(super) fn weekday_after(first: Date, weekday: u8) -> Anchored {
    let found = (1..=7)
        .filter_map(|offset| days_after(first, offset))
        .find(|day| u8::try_from(day.weekday().to_monday_one_offset()).is_ok_and(|number| number == weekday));
    match found {
        Some(day) => {
            let (value, days) = one_day(day);
            (TimexKind::Date, value, days)
        }
        None => (TimexKind::Date, format!("XXXX-WXX-{weekday}"), None),
    }
}

fn date(expression: &Expression, at: Anchor) -> (String, Option<DayRange>) {
    match expression {
        Expression::Date { year, month, day } => calendar(*year, *month, *day, at),
        Expression::Years(first, last) => (format!("{first:04}/{last:04}"), years(*first, *last)),
        Expression::Decade(decade) => {
            let first = i16::try_from(*decade).unwrap_or(0) * 10;
            (decade.to_string(), years(first, first + 9))
        }
        Expression::Century(century) => {
            let first = i16::from(*century) * 100 - 100;
            (format!("{:02}", century.saturating_sub(1)), years(first, first + 99))
        }
        Expression::Quarter(quarter, whole) => part_of_year(*quarter, *whole, 3, 'Q', at),
        Expression::Half(half, whole) => part_of_year(*half, *whole, 6, 'H', at),
        Expression::Season(which, whole) => season(*which, *whole, at),
        Expression::Month(month, whole) => month_of(*month, *whole, at),
        Expression::MonthOfSame(month) => {
            let whole = at.there.map_or(Whole::Open, |there| Whole::Year(there.start.year()));
            month_of(*month, whole, at)
        }
        Expression::DayOf(month, day, years) => {
            let year = at.today.map(|today| today.year() + i16::from(*years));
            match year.and_then(|year| civil(year, *month, *day)) {
                Some(date) => one_day(date),
                None => (format!("XXXX-{month:02}-{day:02}"), None),
            }
        }
        Expression::Weekday(weekday, whole) => weekday_of(*weekday, *whole, at),
        Expression::WeekdayOf(weekday, week) => {
            let monday = at.today.and_then(monday_of);
            match monday.and_then(|monday| days_after(monday, 7 * i32::from(*week) + i32::from(*weekday) - 1)) {
                Some(day) => one_day(day),
                None => (format!("XXXX-WXX-{weekday}"), None),
            }
        }
        Expression::AnyWeekday(weekday) => (format!("XXXX-WXX-{weekday}"), None),
        Expression::ThatWeekday(weekday) => that_weekday(*weekday, at),
        Expression::YearsBefore(years, other) => years_before(*years, date(other, at).1),
        Expression::Day(offset) => match at.today.and_then(|today| days_after(today, *offset)) {
            Some(day) => one_day(day),
            None => ("XXXX-XX-XX".to_owned(), None),
        },
        // "was shot this weekend", told early in the week, was at the one just over.
        Expression::Unit(Unit::Weekend, 0)
            if !at.future && at.today.is_some_and(|today| today.weekday().to_monday_one_offset() <= 3) =>
        {
            date(&Expression::Weekend, at)
        }
        Expression::Unit(unit, offset) => match at.today {
            Some(today) => unit_at(*unit, moved(today, *unit, i32::from(*offset))),
            None => (open(*unit), None),
        },
        Expression::Weekend => match at.today {
            Some(today) => {
                let over = !at.future && today.weekday().to_monday_one_offset() < 6;
                unit_at(Unit::Weekend, moved(today, Unit::Week, if over { -1 } else { 0 }))
            }
            None => (open(Unit::Weekend), None),
        },
        Expression::Around(unit, other) => match date(other, at).1 {
            Some(days) => unit_at(*unit, Some(days.start)),
            None => (open(*unit), None),
        },
        Expression::Same(unit) => match at.there {
            Some(there) => unit_at(*unit, Some(there.start)),
            None => (open(*unit), None),
        },
        Expression::FromNow(count, unit, sign) => {
            year_of_quarter(*count, *unit, *sign, at).unwrap_or_else(|| shifted(*count, *unit, *sign, at.today, at))
        }
        Expression::FromThere(count, unit, sign) => from_there(*count, *unit, *sign, at),
        Expression::Beside(offset, other) => match date(other, at).1.and_then(|days| days_after(days.start, *offset)) {
            Some(day) => one_day(day),
            None => ("XXXX-XX-XX".to_owned(), None),
        },
        Expression::Holiday(rule, whole) => holiday(rule, *whole, at),
        Expression::Slashed(year, month, day) => slashed(*year, *month, *day, at),
        _ => (String::new(), None),
    }
}

/// "that Saturday": on or after the day spoken of before, and no day of this week.
fn that_weekday(weekday: u8, at: Anchor) -> (String, Option<DayRange>) {
    let there = at.there.filter(|there| there.len_days() == 1).map(|there| there.start);
    let after = there.and_then(|there| {
        let ahead = i32::from(weekday) - i32::from(there.weekday().to_monday_one_offset());
        days_after(there, ahead.rem_euclid(7))
    });
    after.map_or_else(|| (format!("XXXX-WXX-{weekday}"), None), one_day)
}

/// Year, month, day as far as given.
fn calendar(year: Option<i16>, month: Option<u8>, day: Option<u8>, at: Anchor) -> (String, Option<DayRange>) {
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => match civil(year, month, day) {
            Some(date) => one_day(date),
            None => (format!("{year:04}-{month:02}-{day:02}"), None),
        },
        (Some(year), Some(month), None) => (format!("{year:04}-{month:02}"), month_days(year, month)),
        (Some(year), None, _) => (format!("{year:04}"), years(year, year)),
        (None, Some(month), Some(day)) => {
            let Some(today) = at.today else {
                return (format!("XXXX-{month:02}-{day:02}"), None);
            };
            match nearest_year(today, month, day, at) {
                Some(date) => one_day(date),
                None => (format!("XXXX-{month:02}-{day:02}"), None),
            }
        }
        (None, Some(month), None) => month_of(month, Whole::Open, at),
        (None, None, Some(day)) => {
            let near = at.there.map(|there| there.start).or(at.today);
            match near.and_then(|near| civil(near.year(), near.month().unsigned_abs(), day)) {
                Some(date) => one_day(date),
                None => (format!("XXXX-XX-{day:02}"), None),
            }
        }
        (None, None, None) => ("XXXX".to_owned(), None),
    }
}

/// The year in which a day of a month falls nearest to the document date: within 45 days on either side as it is,
/// else on the side the tense says. Behind "since" it is never to come.
fn nearest_year(today: Date, month: u8, day: u8, at: Anchor) -> Option<Date> {
    let distance = |date: Date| today.until(date).map_or(i32::MAX, |span| span.get_days());
    let candidates: Vec<Date> = (-1..=1).filter_map(|offset| civil(today.year() + offset, month, day)).collect();
    let near = candidates.iter().copied().min_by_key(|&date| distance(date).abs());
    if let Some(near) = near.filter(|&near| distance(near).abs() <= 45 && !(at.since && near > today)) {
        return Some(near);
    }
    if at.future {
        candidates.iter().copied().find(|&date| date >= today)
    } else {
        candidates.iter().copied().rfind(|&date| date <= today)
    }
}

fn month_of(month: u8, whole: Whole, at: Anchor) -> (String, Option<DayRange>) {
    let now = at.today.map(|today| (today.year(), today.month().unsigned_abs()));
    let year = match (whole, now) {
        (Whole::Year(year), _) => Some(year),
        (Whole::Relative(-1), Some((year, here))) => Some(if month < here { year } else { year - 1 }),
        (Whole::Relative(1), Some((year, here))) => Some(if month > here { year } else { year + 1 }),
        // "April next year": the year is said, whichever month it is now.
        (Whole::Relative(by @ (-3 | 3)), Some((year, _))) => Some(year + i16::from(by / 3)),
        (Whole::Relative(_), Some((year, _))) => Some(year),
        (Whole::Open, Some((year, here))) => Some(match (at.future, month <= here) {
            (true, true) if month < here => year + 1,
            (true, _) | (false, true) => year,
            (false, false) => year - 1,
        }),
        _ => None,
    };
    match year {
        Some(year) => (format!("{year:04}-{month:02}"), month_days(year, month)),
        None => (format!("XXXX-{month:02}"), None),
    }
}

fn weekday_of(weekday: u8, whole: Whole, at: Anchor) -> (String, Option<DayRange>) {
    let Some(today) = at.today else { return (format!("XXXX-WXX-{weekday}"), None) };
    let here = i32::from(today.weekday().to_monday_one_offset());
    let to = i32::from(weekday) - here;
    let offset = match whole {
        // "last Friday" is never today; "next Friday" neither.
        // Nor is it the day that everybody calls yesterday.
        Whole::Relative(-1) if to >= -1 => to - 7,
        Whole::Relative(1) if to <= 0 => to + 7,
        Whole::Relative(-1 | 1) => to,
        Whole::Relative(_) if at.future && to < 0 => to + 7,
        Whole::Open if at.future && to < 0 => to + 7,
        Whole::Open | Whole::Relative(_) | Whole::Year(_) if !at.future && to > 0 => to - 7,
        _ => to,
    };
    days_after(today, offset).map_or_else(|| (format!("XXXX-WXX-{weekday}"), None), one_day)
}

/// "third-quarter", "first half": `months` long; part 0 is the latest that is over.
fn part_of_year(part: u8, whole: Whole, months: u8, letter: char, at: Anchor) -> (String, Option<DayRange>) {
    let now = at.today.map(|today| (today.year(), (today.month().unsigned_abs() - 1) / months + 1));
    let (year, part) = match (whole, now) {
        (Whole::Year(year), Some((_, here))) => (year, if part == 0 { here } else { part }),
        (Whole::Year(year), None) => (year, part.max(1)),
        (Whole::Relative(offset), Some((year, here))) if part == 0 => {
            let parts = i16::from(12 / months);
            let index = year * parts + i16::from(here) - 1 + i16::from(offset);
            (index.div_euclid(parts), u8::try_from(index.rem_euclid(parts) + 1).unwrap_or(1))
        }
        (Whole::Relative(offset), Some((year, _))) => (year + i16::from(offset), part),
        (Whole::Open, Some((year, here))) if part == 0 => {
            if here > 1 {
                (year, here - 1)
            } else {
                (year - 1, 12 / months)
            }
        }
        (Whole::Open, Some((year, here))) => match (at.future, part <= here) {
            (false, false) => (year - 1, part),
            // "will report third-quarter results" in October speaks of the one just over.
            (true, true) if part + 1 < here => (year + 1, part),
            _ => (year, part),
        },
        (_, None) => {
            return (format!("XXXX-{letter}{}", if part == 0 { "X".to_owned() } else { part.to_string() }), None);
        }
    };
    let first = part.saturating_sub(1) * months + 1;
    let days = civil(year, first, 1)
        .zip(civil(year, first + months - 1, 1))
        .map(|(start, last)| DayRange { start, end: last.last_of_month() });
    (format!("{year:04}-{letter}{part}"), days)
}

fn season(which: u8, whole: Whole, at: Anchor) -> (String, Option<DayRange>) {
    let name = match which {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    };
    let first_month = match which {
        1 => 3,
        2 => 6,
        3 => 9,
        _ => 12,
    };
    let year = match (whole, at.today) {
        (Whole::Year(year), _) => Some(year),
        (Whole::Relative(-1), Some(today)) => {
            let over = today.month() > first_month + 2;
            Some(if over && which != 4 { today.year() } else { today.year() - 1 })
        }
        (Whole::Relative(offset @ 1), Some(today)) => {
            let ahead = today.month() < first_month;
            Some(if ahead { today.year() } else { today.year() + i16::from(offset) })
        }
        (Whole::Relative(_), Some(today)) => Some(today.year()),
        (Whole::Open, Some(today)) => {
            let ahead = today.month() < first_month;
            Some(today.year() - i16::from(ahead && !at.future))
        }
        (_, None) => None,
    };
    let Some(year) = year else { return (format!("XXXX-{name}"), None) };
    let start = civil(year, first_month.unsigned_abs(), 1);
    let days =
        start.and_then(|start| Some(DayRange { start, end: start.checked_add(2.months()).ok()?.last_of_month() }));
    (format!("{year:04}-{name}"), days)
}

/// "up from a year ago" where a quarter is spoken of: the same quarter of the year before this one.
fn year_of_quarter(count: Count, unit: Unit, sign: i8, at: Anchor) -> Option<(String, Option<DayRange>)> {
    let (Unit::Year, Count::Exact(1, false), -1) = (unit, count, sign) else { return None };
    let there = at.there.filter(|there| (88..=93).contains(&there.len_days()) && there.start.day() == 1)?;
    let year = at.today.map_or(there.start.year(), Date::year) - 1;
    let quarter = (there.start.month().unsigned_abs() - 1) / 3 + 1;
    Some(part_of_year(quarter, Whole::Year(year), 3, 'Q', at))
}

/// "a day earlier", "two months later": from what was spoken of last; the grain of a quarter is kept.
fn from_there(count: Count, unit: Unit, sign: i8, at: Anchor) -> (String, Option<DayRange>) {
    if let Some(quarter) = year_of_quarter(count, unit, sign, at) {
        return quarter;
    }
    if at.there.is_none()
        && at.today.is_none()
        && let (Some(weekday), Unit::Day, Count::Exact(number, false)) = (at.weekday, unit, count)
    {
        let shifted = i64::from(weekday) - 1 + i64::from(sign) * i64::from(number);
        return (format!("XXXX-WXX-{}", shifted.rem_euclid(7) + 1), None);
    }
    // "15 years later" with nothing spoken of before is later than something else, not than today.
    if sign > 0 && at.there.is_none() {
        return (open(unit), None);
    }
    // A day after something of some month is of that month.
    if let Some(there) = at.there
        && matches!(unit, Unit::Day | Unit::Hour)
        && let Some(coarse) = match there.len_days() {
            28..=31 => Some(Unit::Month),
            300.. => Some(Unit::Year),
            _ => None,
        }
    {
        return unit_at(coarse, Some(there.start));
    }
    shifted(count, unit, sign, at.there.map(|there| there.start).or(at.today), at)
}

/// So many units before or after a day, as coarse as the unit.
fn shifted(count: Count, unit: Unit, sign: i8, from: Option<Date>, at: Anchor) -> (String, Option<DayRange>) {
    let Count::Exact(number, half) = count else {
        return (if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned(), None);
    };
    let Some(from) = from else { return (open(unit), None) };
    let offset = i32::from(sign) * i32::try_from(number.min(5000)).unwrap_or(0);
    if unit == Unit::Year && half {
        let months = offset * 12 + i32::from(sign) * 6;
        return unit_at(Unit::Month, moved(from, Unit::Month, months));
    }
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let days = if unit == Unit::Hour { offset / 24 } else { 0 };
            unit_at(Unit::Day, moved(from, Unit::Day, days))
        }
        Unit::Decade | Unit::Century => {
            let years = if unit == Unit::Decade { 10 } else { 100 } * offset;
            unit_at(Unit::Year, moved(from, Unit::Year, years))
        }
        Unit::Quarter => {
            let day = moved(from, Unit::Month, offset * 3);
            let year = day.map_or(Whole::Open, |day| Whole::Year(day.year()));
            let quarter = day.map_or(0, |day| (day.month().unsigned_abs() - 1) / 3 + 1);
            part_of_year(quarter, year, 3, 'Q', at)
        }
        _ => unit_at(unit, moved(from, unit, offset)),
    }
}

/// A day, a week or a month so many years before another.
fn years_before(number: u32, from: Option<DayRange>) -> (String, Option<DayRange>) {
    let Some(from) = from else { return (open(Unit::Year), None) };
    let unit = match from.len_days() {
        1 => Unit::Day,
        2..=7 => Unit::Week,
        _ => Unit::Month,
    };
    unit_at(unit, moved(from.start, Unit::Year, -i32::try_from(number).unwrap_or(0)))
}

/// The day, or the week, so many units before (−1) or after (1) some days.
pub(super) fn shifted_days(from: DayRange, number: u32, unit: Unit, sign: i32) -> Option<DayRange> {
    unit_at(unit, moved(from.start, unit, sign * i32::try_from(number).ok()?)).1
}

/// The whole unit a day lies in.
fn unit_at(unit: Unit, day: Option<Date>) -> (String, Option<DayRange>) {
    let Some(day) = day else { return (open(unit), None) };
    match unit {
        Unit::Day | Unit::Second | Unit::Minute | Unit::Hour => one_day(day),
        Unit::Week | Unit::Fortnight => {
            let week = day.iso_week_date();
            let days = monday_of(day).and_then(|monday| Some(DayRange { start: monday, end: days_after(monday, 6)? }));
            (format!("{:04}-W{:02}", week.year(), week.week()), days)
        }
        Unit::Weekend => {
            let week = day.iso_week_date();
            let days = monday_of(day)
                .and_then(|monday| Some(DayRange { start: days_after(monday, 5)?, end: days_after(monday, 6)? }));
            (format!("{:04}-W{:02}-WE", week.year(), week.week()), days)
        }
        Unit::Month => {
            (format!("{:04}-{:02}", day.year(), day.month()), month_days(day.year(), day.month().unsigned_abs()))
        }
        Unit::Quarter => {
            let quarter = (day.month().unsigned_abs() - 1) / 3 + 1;
            let at = Anchor { today: Some(day), there: None, weekday: None, future: false, since: false };
            part_of_year(quarter, Whole::Year(day.year()), 3, 'Q', at)
        }
        Unit::Year => (format!("{:04}", day.year()), years(day.year(), day.year())),
        Unit::Decade => {
            let first = day.year() / 10 * 10;
            (format!("{:03}", first / 10), years(first, first + 9))
        }
        Unit::Century | Unit::Millennium => {
            let first = day.year() / 100 * 100;
            (format!("{:02}", first / 100), years(first, first + 99))
        }
    }
}

/// The value of a unit nobody can place.
fn open(unit: Unit) -> String {
    match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
        _ => "XXXX-XX-XX",
    }
    .to_owned()
}

fn moved(from: Date, unit: Unit, by: i32) -> Option<Date> {
    let by = i64::from(by);
    let span = match unit {
        Unit::Week | Unit::Weekend => jiff::Span::new().try_weeks(by),
        Unit::Fortnight => jiff::Span::new().try_weeks(by * 2),
        Unit::Month => jiff::Span::new().try_months(by),
        Unit::Quarter => jiff::Span::new().try_months(by * 3),
        Unit::Year => jiff::Span::new().try_years(by),
        Unit::Decade => jiff::Span::new().try_years(by * 10),
        Unit::Century => jiff::Span::new().try_years(by * 100),
        Unit::Millennium => jiff::Span::new().try_years(by * 1000),
        _ => jiff::Span::new().try_days(by),
    };
    from.checked_add(span.ok()?).ok()
}

fn duration(count: Count, unit: Unit) -> String {
    let (letter, time) = unit.letter();
    let t = if time { "T" } else { "" };
    match count {
        Count::Vague => match unit {
            Unit::Decade => "PXDE".to_owned(),
            Unit::Weekend => "PXWE".to_owned(),
            _ => format!("P{t}X{letter}"),
        },
        Count::Exact(number, true) => match unit {
            Unit::Hour => format!("PT{number}H30M"),
            Unit::Minute => format!("PT{number}M30S"),
            Unit::Year => format!("P{number}Y6M"),
            _ => format!("P{t}{number}.5{letter}"),
        },
        Count::Exact(number, false) => match unit {
            Unit::Decade => format!("P{}Y", number.saturating_mul(10)),
            Unit::Century => format!("P{}Y", number.saturating_mul(100)),
            Unit::Millennium => format!("P{}Y", number.saturating_mul(1000)),
            Unit::Fortnight => format!("P{}W", number.saturating_mul(2)),
            Unit::Hour if number > 0 && number.is_multiple_of(24) && number <= 48 => format!("PT{number}H"),
            _ => format!("P{t}{number}{letter}"),
        },
    }
}

/// The day a time of day stands on: its value without a time, and its days.
fn day_under(day: Option<&Expression>, at: Anchor) -> (String, Option<DayRange>) {
    match day {
        Some(day) => date(day, at),
        None => match at.there.filter(|there| there.start == there.end).map(|there| there.start).or(at.today) {
            Some(day) => one_day(day),
            None => ("XXXX-XX-XX".to_owned(), None),
        },
    }
}

fn clock(hour: u8, minute: Option<u8>, day: Option<&Expression>, at: Anchor) -> Anchored {
    let (value, days) = day_under(day, at);
    (TimexKind::Time, format!("{value}T{hour:02}:{:02}", minute.unwrap_or(0)), days)
}

fn part_of_day(part: u8, day: Option<&Expression>, at: Anchor) -> Anchored {
    let (value, days) = match day {
        Some(day) => date(day, at),
        None => match at.today {
            Some(day) => one_day(day),
            None => ("XXXX-XX-XX".to_owned(), None),
        },
    };
    // "in the night to Sunday": of Saturday and Sunday.
    let days = match (day, days.and_then(|days| days_after(days.end, 1))) {
        (Some(Expression::Beside(-1, _)), Some(next)) => days.map(|days| DayRange { end: next, ..days }),
        _ => days,
    };
    let code = match part {
        1 | 6 => "MO",
        2 => "MI",
        3 => "AF",
        4 => "EV",
        _ => "NI",
    };
    (TimexKind::Time, format!("{value}T{code}"), days)
}

/// "02/11/2026" in a paper of 4 November: of the two days that can be meant the one last past; without a paper's day the
/// month comes first.
fn slashed(year: i16, month: u8, day: u8, at: Anchor) -> (String, Option<DayRange>) {
    let both = [civil(year, month, day), civil(year, day, month)];
    let past = at.today.and_then(|today| both.into_iter().flatten().filter(|&date| date <= today).max());
    match past.or_else(|| civil(year, month, day)) {
        Some(date) => one_day(date),
        None => (format!("{year:04}-{month:02}-{day:02}"), None),
    }
}

/// The rules of `assets/lexicon/en/holidays.txt`.
fn holiday(rule: &str, whole: Whole, at: Anchor) -> (String, Option<DayRange>) {
    let in_year = |year: i16| -> Option<Date> {
        if let Some(offset) = rule.strip_prefix("easter") {
            return days_after(easter(year)?, offset.parse().ok()?);
        }
        if let Some((month, day)) = rule.split_once('-') {
            return civil(year, month.parse().ok()?, day.parse().ok()?);
        }
        let mut parts = rule.split(':').map(str::parse::<i8>);
        let (month, weekday, nth) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        civil(year, month.unsigned_abs(), 1)?.nth_weekday_of_month(if nth == 9 { -1 } else { nth }, weekday).ok()
    };
    let found = match (whole, at.today) {
        (Whole::Year(year), _) => in_year(year),
        (Whole::Relative(offset), Some(today)) if offset != 0 => {
            let here = in_year(today.year());
            match (offset < 0, here) {
                (true, Some(day)) if day < today => Some(day),
                (false, Some(day)) if day > today => Some(day),
                _ => in_year(today.year() + i16::from(offset)),
            }
        }
        (_, Some(today)) => {
            let near = (-1..=1).filter_map(|offset| in_year(today.year() + offset));
            if at.future {
                near.into_iter().find(|&day| day >= today)
            } else {
                near.min_by_key(|&day| today.until(day).map_or(i32::MAX, |span| span.get_days().abs()))
            }
        }
        (_, None) => None,
    };
    match (found, rule.split_once('-')) {
        (Some(day), _) => one_day(day),
        (None, Some((month, day))) if month.len() == 2 => (format!("XXXX-{month}-{day}"), None),
        _ => ("XXXX-XX-XX".to_owned(), None),
    }
}

/// Western Easter by the anonymous Gregorian algorithm (Meeus 1991, ch. 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    civil(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn one_day(day: Date) -> (String, Option<DayRange>) {
    (day.to_string(), Some(DayRange::day(day)))
}

fn month_days(year: i16, month: u8) -> Option<DayRange> {
    civil(year, month, 1).map(|start| DayRange { start, end: start.last_of_month() })
}

fn years(first: i16, last: i16) -> Option<DayRange> {
    Some(DayRange { start: civil(first, 1, 1)?, end: civil(last, 12, 31)? })
}

fn days_after(day: Date, by: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(i64::from(by)).ok()?).ok()
}

fn monday_of(day: Date) -> Option<Date> {
    days_after(day, -i32::from(day.weekday().to_monday_zero_offset()))
}
