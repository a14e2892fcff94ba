//! Temporal expressions and ranges of days.
//!
//! Days are civil dates of the proleptic Gregorian calendar with no time zone: news says "Tuesday", not an instant.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;

/// A temporal expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timex {
    /// The words.
    pub span: Span,
    /// TimeML type.
    pub kind: TimexKind,
    /// TimeML value (`2023-09-19`, `2023-W38`, `P3D`, `PAST_REF`, `XXXX-WXX-2` while unanchored).
    pub value: String,
    /// The days it covers once anchored; `None` for sets and open references. A duration has them only beside a
    /// happening ("a day after the attack"), and they are the happening's.
    pub days: Option<DayRange>,
}

/// TimeML types of temporal expressions (Pustejovsky et al. 2003, TIMEX3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A day or more.
    Date,
    /// A part of a day.
    Time,
    /// A length.
    Duration,
    /// Again and again.
    Set,
}

impl TimexKind {
    /// The TimeML word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// First to last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayRange {
    /// First day.
    pub start: Date,
    /// Last day; the same for a single day.
    pub end: Date,
}

impl DayRange {
    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { start: day, end: day }
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether the other lies wholly within.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// From the end of the one that begins first to the start of the other, in days; negative where they overlap.
    #[must_use]
    pub fn gap_days(self, other: Self) -> i32 {
        let (first, second) = if self.start <= other.start { (self, other) } else { (other, self) };
        first.end.until(second.start).map_or(i32::MAX, |span| span.get_days())
    }

    /// When what goes on began, as exactly as that is known: the first day of a month stands for the month and the first of a
    /// year for the year, where so much time has passed since ("since December", "since 1988").
    #[must_use]
    pub fn begun(self) -> Self {
        let start = self.start;
        let end = match (start.month(), start.day()) {
            (1, 1) if self.len_days() >= 365 => Date::new(start.year(), 12, 31).unwrap_or(start),
            (_, 1) if self.len_days() > 27 => start.last_of_month(),
            _ => start,
        };
        Self { start, end }
    }

    /// How many days, at least 1.
    #[must_use]
    pub fn len_days(self) -> i32 {
        self.start.until(self.end).map_or(0, |span| span.get_days()) + 1
    }
}

/// A day as people write it here: "19 September 2023".
#[must_use]
pub fn day_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

impl fmt::Display for DayRange {
    /// As coarse as the range is: a day, a month, a year, or first–last.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, end } = *self;
        if start == end {
            return f.write_str(&day_words(start));
        }
        let from_first_to_last = start.day() == 1 && end == end.last_of_month();
        let (same_year, same_month) = (start.year() == end.year(), start.month() == end.month());
        if from_first_to_last && same_year && same_month {
            return write!(f, "{} {}", month_name(start.month()), start.year());
        }
        if from_first_to_last && start.month() == 1 && end.month() == 12 {
            return if same_year {
                write!(f, "{}", start.year())
            } else {
                write!(f, "{}–{}", start.year(), end.year())
            };
        }
        if same_year && same_month {
            write!(f, "{}–{}", start.day(), day_words(end))
        } else if same_year {
            write!(f, "{} {} – {}", start.day(), month_name(start.month()), day_words(end))
        } else {
            write!(f, "{} – {}", day_words(start), day_words(end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_range_is_written_as_coarse_as_it_is() {
        let check = |start, end, words: &str| assert_eq!(DayRange { start, end }.to_string(), words);
        check(date(2023, 9, 19), date(2023, 9, 19), "19 September 2023");
        check(date(2022, 12, 1), date(2022, 12, 31), "December 2022");
        check(date(2020, 1, 1), date(2020, 12, 31), "2020");
        check(date(1992, 1, 1), date(1994, 12, 31), "1992–1994");
        let begun = |start, end| DayRange { start, end }.begun().to_string();
        assert_eq!(begun(date(2022, 12, 1), date(2023, 9, 19)), "December 2022");
        assert_eq!(begun(date(1988, 1, 1), date(2023, 9, 19)), "1988");
        assert_eq!(begun(date(2023, 9, 1), date(2023, 9, 19)), "1 September 2023");
        check(date(2023, 9, 18), date(2023, 9, 20), "18–20 September 2023");
        check(date(2023, 8, 30), date(2023, 9, 2), "30 August – 2 September 2023");
    }

    #[test]
    fn ranges_meet_when_they_share_a_day() {
        let range = |a, b| DayRange { start: date(2023, 9, a), end: date(2023, 9, b) };
        assert!(range(1, 5).overlaps(range(5, 9)) && !range(1, 4).overlaps(range(5, 9)));
        assert_eq!(range(1, 5).len_days(), 5);
    }
}
