//! Days as people type them: one day, a month, a year, or from one to another.
//!
//! Comes in: words such as "18 Sep 2023", "2023-09", "2023-09-18..20", "18–20 Sep". Goes out: a range of days, or a
//! sentence that says what could not be read and how to write it.

use jiff::civil::{Date, date};

use crate::story::DayRange;

use super::state::typed_date;

/// How days can be written; the end of every complaint.
const FORMS: &str = "write 18 Sep 2023, 2023-09 or 2023-09-18..20";

/// The days meant. `all` are the days of the story: they give an open end and a year that was left out.
///
/// # Errors
/// A sentence for a person: what could not be read, and what can be written instead.
pub(super) fn typed_days(text: &str, all: Option<DayRange>) -> Result<DayRange, String> {
    let text = text.trim();
    let year = all.map(|all| all.end.year());
    let wrong = |part: &str| format!("“{}” is no day; {FORMS}", part.trim());
    let Some((first, last)) = parted(text) else {
        return unit(text, year).ok_or_else(|| wrong(text));
    };
    let (first, last) = (first.trim(), last.trim());
    let left = unit(first, year);
    let right = unit(last, year).filter(|_| last.parse::<i8>().is_err());
    let start = match (left.filter(|_| first.parse::<i8>().is_err()), right) {
        (Some(left), _) => Some(left.start),
        (None, Some(right)) if first.is_empty() => all.map(|all| all.start.min(right.start)),
        (None, Some(right)) => day_of(first, right.end),
        (None, None) => None,
    };
    let start = start.ok_or_else(|| wrong(first))?;
    let end = match right {
        Some(right) => Some(right.end),
        None if last.is_empty() => all.map(|all| all.end.max(start)),
        None => day_of(last, start),
    };
    let end = end.ok_or_else(|| wrong(last))?;
    if end < start {
        return Err("The last day comes before the first; change the two".to_owned());
    }
    Ok(DayRange { start, end })
}

/// The two sides of a range; hyphens part only with blanks around them, as dates hold them too.
fn parted(text: &str) -> Option<(&str, &str)> {
    ["..", "–", "—", " - ", " to ", " until "].iter().find_map(|mark| text.split_once(mark))
}

/// A day, a month or a year.
fn unit(text: &str, year: Option<i16>) -> Option<DayRange> {
    if let Some(day) = typed_date(text) {
        return Some(DayRange::day(day));
    }
    let months = ["%Y-%m-%d", "%d %b %Y", "%d %B %Y"];
    let in_month = |text: &str| months.iter().find_map(|form| Date::strptime(form, text).ok());
    let first =
        in_month(&format!("{text}-01")).filter(|_| text.contains('-')).or_else(|| in_month(&format!("1 {text}")));
    if let Some(first) = first {
        return Some(DayRange { start: first, end: first.last_of_month() });
    }
    if let Some(year) = text.parse::<i16>().ok().filter(|year| text.len() == 4 && *year > 0) {
        return Some(DayRange { start: date(year, 1, 1), end: date(year, 12, 31) });
    }
    let with_year = format!("{text} {}", year?);
    let day = typed_date(&with_year).map(DayRange::day);
    let month =
        || in_month(&format!("1 {with_year}")).map(|first| DayRange { start: first, end: first.last_of_month() });
    day.or_else(month)
}

/// The day of this number in the month of another day.
fn day_of(text: &str, other: Date) -> Option<Date> {
    Date::new(other.year(), other.month(), text.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: DayRange = DayRange { start: date(2022, 12, 12), end: date(2023, 9, 30) };

    #[test]
    fn days_are_read_as_people_type_them() {
        let check = |text: &str, start: Date, end: Date| {
            assert_eq!(typed_days(text, Some(ALL)), Ok(DayRange { start, end }), "{text}");
        };
        let (a, b) = (date(2023, 9, 18), date(2023, 9, 20));
        for text in
            ["2023-09-18..20", "2023-09-18..2023-09-20", "18–20 Sep 2023", "18 Sep – 20 Sep 2023", "18 to 20 Sep"]
        {
            check(text, a, b);
        }
        check("18 Sep 2023", a, a);
        check("18 Sep", a, a);
        check("2023-09", date(2023, 9, 1), date(2023, 9, 30));
        check("Sep 2023", date(2023, 9, 1), date(2023, 9, 30));
        check("2023", date(2023, 1, 1), date(2023, 12, 31));
        check("2022..2023-09-18", date(2022, 1, 1), a);
        check("2023-09-18..", a, ALL.end);
        check("..2023-09-18", ALL.start, a);
    }

    #[test]
    fn what_cannot_be_read_is_said_with_what_can() {
        let wrong = |text: &str| typed_days(text, Some(ALL)).unwrap_err();
        assert_eq!(wrong("someday"), "“someday” is no day; write 18 Sep 2023, 2023-09 or 2023-09-18..20");
        assert!(wrong("2023-02-18..40").starts_with("“40” is no day"));
        assert!(wrong("").contains("is no day"));
        assert!(wrong("2023-09-20..2023-09-18").contains("before the first"));
        assert!(typed_days("18 Sep", None).is_err(), "no year to take");
    }
}
