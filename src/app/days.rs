//! Days as people type them: one day, a month, a year, or from one to another; and ranges of them in many letters or few.
//!
//! Comes in: words such as "18 Sep 2023", "2023-09", "2023-09-18..20", "18–20 Sep". Goes out: a range of days, or a
//! sentence that says what could not be read and how to write it.

use jiff::civil::{Date, date};

use crate::story::DayRange;

use super::state::{short_day, typed_date};

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

/// The two sides of a range. Dates hold hyphens too: one parts with blanks around it, after a month's name, and between a
/// day and a day with its month.
fn parted(text: &str) -> Option<(&str, &str)> {
    let marked = ["..", "–", "—", " - ", " to ", " until "].iter().find_map(|mark| text.split_once(mark));
    let hyphens = || text.match_indices('-').filter_map(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?)));
    marked.or_else(|| {
        hyphens().find(|(first, last)| {
            let day = first.parse::<u8>().is_ok() && last.contains(char::is_alphabetic);
            day || first.ends_with(char::is_alphabetic)
        })
    })
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

/// A range to the day, to the month and to the year, each shorter than the one before; its beginning no more exact than
/// the first event in it is told.
pub(super) fn range_words(DayRange { start, end }: DayRange, first: Option<DayRange>) -> [String; 3] {
    let month = |day: Date| day.strftime("%b %Y").to_string();
    let first = first.filter(|first| first.start == start && first.end < end);
    let is_whole =
        |unit: fn(Date) -> (Date, Date)| first.is_some_and(|first| unit(first.start) == (first.start, first.end));
    let years = || format!("{}–{}", start.year(), end.year());
    if is_whole(|day| (day.first_of_year(), day.last_of_year())) {
        return [
            format!("{} – {}", start.year(), short_day(end)),
            format!("{} – {}", start.year(), month(end)),
            years(),
        ];
    }
    if is_whole(|day| (day.first_of_month(), day.last_of_month())) {
        let months = format!("{} – {}", month(start), month(end));
        let shortest = if start.year() == end.year() { months.clone() } else { years() };
        return [format!("{} – {}", month(start), short_day(end)), months, shortest];
    }
    if start == end {
        return [short_day(start), short_day(start), start.strftime("%-d %b").to_string()];
    }
    if start.year() != end.year() {
        let days = format!("{} – {}", short_day(start), short_day(end));
        return [days, format!("{} – {}", month(start), month(end)), years()];
    }
    let days = format!("{} – {}", start.strftime("%-d %b"), short_day(end));
    if start.month() == end.month() {
        return [days, format!("{}–{}", start.day(), short_day(end)), month(end)];
    }
    let months = format!("{}–{}", start.strftime("%b"), month(end));
    [days, months.clone(), months]
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
        for text in ["18-20 Sep 2023", "18-20 Sep", "18 Sep-20 Sep", "18 Sep 2023 - 20 Sep 2023"] {
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

    #[test]
    fn a_range_is_said_in_fewer_letters_where_there_is_less_room() {
        let words = |start: [i16; 3], end: [i16; 3]| {
            let day = |[year, month, day]: [i16; 3]| date(year, month as i8, day as i8);
            range_words(DayRange { start: day(start), end: day(end) }, None)
        };
        let years = ["1 Jan 2020 – 20 Sep 2023", "Jan 2020 – Sep 2023", "2020–2023"];
        assert_eq!(words([2020, 1, 1], [2023, 9, 20]), years);
        assert_eq!(words([2023, 7, 1], [2023, 9, 20]), ["1 Jul – 20 Sep 2023", "Jul–Sep 2023", "Jul–Sep 2023"]);
        assert_eq!(words([2023, 9, 18], [2023, 9, 20]), ["18 Sep – 20 Sep 2023", "18–20 Sep 2023", "Sep 2023"]);
        assert_eq!(words([2023, 9, 18], [2023, 9, 18]), ["18 Sep 2023", "18 Sep 2023", "18 Sep"]);
    }

    #[test]
    fn a_range_begins_as_exactly_as_its_first_event_is_told() {
        let range = |start, end| DayRange { start, end };
        let all = range(date(2020, 1, 1), date(2023, 9, 20));
        let words = |first| range_words(all, Some(first));
        assert_eq!(words(range(date(2020, 1, 1), date(2020, 12, 31)))[0], "2020 – 20 Sep 2023");
        assert_eq!(words(range(date(2020, 1, 1), date(2020, 1, 31)))[0], "Jan 2020 – 20 Sep 2023");
        assert_eq!(words(range(date(2020, 1, 1), date(2020, 1, 1)))[0], "1 Jan 2020 – 20 Sep 2023");
    }
}
