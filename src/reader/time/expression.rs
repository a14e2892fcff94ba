//! What a temporal expression says before it is anchored: which parts of a date it gives, and relative to what.
//!
//! Comes in: nothing but values. Goes out: [`Expression`]; `find` makes it, `anchor` turns it into a TimeML value.

use super::word::Unit;

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// So many, and whether a half more.
    Exact(u32, bool),
    /// "several", "a few", or nothing at all: the `X` of TimeML.
    Vague,
}

/// Which year (or other whole) a part belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// This one.
    Year(i16),
    /// The one so many from now: −1 last, 0 this, 1 next.
    Relative(i8),
    /// Not said: tense and the document date decide.
    Open,
}

/// What a temporal expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// "4 May 2020", "September", "1994": what is given of year, month and day.
    Date { year: Option<i16>, month: Option<u8>, day: Option<u8> },
    /// "02/11/2026": year, then month and day as the United States have them, or the other way about.
    Slashed(i16, u8, u8),
    /// "1992–94".
    Years(i16, i16),
    /// "the 1990s" is 199.
    Decade(u16),
    /// "the 20th century" is 20.
    Century(u8),
    /// "the third quarter of 1990", "third-quarter"; 0 is the latest.
    Quarter(u8, Whole),
    /// "the first half of 1989".
    Half(u8, Whole),
    /// "last fall".
    Season(u8, Whole),
    /// "May", "last May", "this September".
    Month(u8, Whole),
    /// "4 July last year": month and day, in the year so many from now.
    DayOf(u8, u8, i8),
    /// "October of that year": in the year spoken of last.
    MonthOfSame(u8),
    /// "Tuesday", "last Friday".
    Weekday(u8, Whole),
    /// "Monday last week", "Friday of this week": the day of a week counted from this one.
    WeekdayOf(u8, i8),
    /// "on a Friday": one such day, nobody says which.
    AnyWeekday(u8),
    /// "that Saturday": of what was spoken of.
    ThatWeekday(u8),
    /// "today", "yesterday", "tomorrow".
    Day(i32),
    /// "last week", "this year", "next month".
    Unit(Unit, i8),
    /// "over the weekend": the last one, unless what is told is to come.
    Weekend,
    /// "the week of March 6": the unit the other expression lies in.
    Around(Unit, Box<Expression>),
    /// "that day", "the same month": the one spoken of last.
    Same(Unit),
    /// "two weeks ago", "three years ago": from the document date.
    FromNow(Count, Unit, i8),
    /// "a year ago this month", "ten years ago on Friday": so many years before the other expression.
    YearsBefore(u32, Box<Expression>),
    /// "a day earlier", "two days later": from what was spoken of last.
    FromThere(Count, Unit, i8),
    /// The day before or after another expression.
    Beside(i32, Box<Expression>),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A length.
    Duration(Count, Unit),
    /// Again and again; its TimeML value.
    Set(String),
    /// A time of day: hour and minute, on the day of the other expression or the document date.
    Clock(u8, Option<u8>, Option<Box<Expression>>),
    /// "Wednesday night": the part, as [`super::word::Word::Part`] numbers them.
    Part(u8, Option<Box<Expression>>),
    /// "Christmas", "Thanksgiving": the holiday's rule, and which year.
    Holiday(&'static str, Whole),
}

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it says.
    pub(super) expression: Expression,
    /// The day of the month a range of days ends on: "September 12-14".
    pub(super) last_day: Option<u8>,
}
