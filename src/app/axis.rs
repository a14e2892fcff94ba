//! The axis of time, from decades to hours: which span is shown, in which units, and when each event stands on it.
//!
//! Comes in: days of events, a span chosen by zooming. Goes out: positions in days since 1 January 1970, and ticks that
//! fall on whole hours, days, months and years. Pure: it knows no screen but a width.

use std::ops::Range;

use jiff::{ToSpan, civil::Date, civil::date};

use crate::story::{Event, Story};

/// Days without events that part one group of days from another.
const BREAK_DAYS: f64 = 21.0;
/// The closest look: six hours.
const LEAST: f64 = 0.25;
/// The widest: ten thousand years.
const MOST: f64 = 3_652_500.0;

/// A span of time shown, in days since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// Whether something lies before it, behind a break.
    pub(super) before: bool,
    /// Whether something lies after it, behind a break.
    pub(super) after: bool,
}

/// The beginning of a day in days since 1970.
pub(super) fn number(day: Date) -> f64 {
    date(1970, 1, 1).until(day).map_or(0.0, |span| f64::from(span.get_days()))
}

/// The day a position falls on; the last one there is beyond all calendars.
pub(super) fn day_at(at: f64) -> Date {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to what a calendar has")]
    let days = at.floor().clamp(-4_000_000.0, 2_900_000.0) as i64;
    date(1970, 1, 1).checked_add(days.days()).unwrap_or(Date::MAX)
}

/// When an event stands on the axis: at its hour when a passage says one, else in the middle of its first day.
pub(super) fn position(story: &Story, event: &Event) -> Option<f64> {
    let day = event.date?;
    let hour = || event.mentions.iter().find_map(|&id| hour_said(story, id, day.start));
    let hour = if day.start == day.end { hour() } else { None };
    Some(number(day.start) + hour.map_or(0.5, |hour| hour / 24.0))
}

/// The hour of day a mention's sentence gives for a day: "at 13:00", "in the evening".
fn hour_said(story: &Story, id: crate::story::MentionId, day: Date) -> Option<f64> {
    let (source, mention) = story.mention(id)?;
    let inside = |timex: &&crate::story::Timex| mention.span.holds(timex.span);
    let said = source.reading.timexes.iter().filter(inside).find_map(|timex| {
        let (on, hour) = timex.value.split_once('T')?;
        (on.parse::<Date>().ok()? == day).then_some(hour)
    })?;
    match said {
        "MO" => Some(9.0),
        "MI" => Some(12.0),
        "AF" => Some(15.0),
        "EV" => Some(20.0),
        "NI" => Some(23.0),
        clock => {
            let mut parts = clock.split(':').map(|part| part.parse::<f64>().ok());
            let hours = parts.next().flatten().filter(|hours| (0.0..24.0).contains(hours))?;
            Some(hours + parts.next().flatten().unwrap_or(0.0) / 60.0)
        }
    }
}

impl Axis {
    /// The span of the group of days most events begin in and most articles are of, the later one on a tie; with the days
    /// of the articles that follow. When events begin and articles are of, both in order.
    pub(super) fn of(times: &[f64], reported: &[f64]) -> Option<Self> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut last: Option<f64> = None;
        for (index, &at) in times.iter().enumerate() {
            match groups.last_mut().filter(|_| last.is_some_and(|last| at - last <= BREAK_DAYS)) {
                Some(group) => group.end = index + 1,
                None => groups.push(index..index + 1),
            }
            last = Some(at);
        }
        let ends = |group: &Range<usize>| Some((*times.get(group.start)?, *times.get(group.end.checked_sub(1)?)?));
        let reports = |(first, last): (f64, f64)| {
            let from = reported.partition_point(|&at| at < first.floor());
            let to = reported.partition_point(|&at| at <= last + BREAK_DAYS);
            reported.get(from..to).unwrap_or_default()
        };
        let weight = |group: &Range<usize>| group.len() + ends(group).map_or(0, |ends| reports(ends).len());
        let best = groups.into_iter().max_by_key(weight)?;
        let (first, last) = ends(&best)?;
        let told = reports((first, last)).last().map_or(last, |&at| at.max(last));
        let (first, end) = (first.floor(), told.floor());
        let pad = ((7.0 - (end - first)) / 2.0).floor().max(2.0);
        let (before, after) = (best.start > 0, best.end < times.len());
        Some(Self { from: first - pad, to: end + 1.0 + pad, before, after })
    }

    /// A span chosen by zooming: everything lies in a row, nothing behind a break.
    pub(super) fn chosen([from, to]: [f64; 2]) -> Self {
        Self { from, to, before: false, after: false }
    }

    /// How many days it spans.
    pub(super) fn days(&self) -> f64 {
        (self.to - self.from).max(LEAST / 2.0)
    }

    /// Whether a position lies in it.
    pub(super) fn holds(&self, at: f64) -> bool {
        self.from <= at && at < self.to
    }

    /// The span after zooming by a factor (over 1: closer) around a position.
    pub(super) fn zoomed(&self, factor: f64, around: f64) -> [f64; 2] {
        let days = (self.days() / factor).clamp(LEAST, MOST);
        let share = ((around - self.from) / self.days()).clamp(0.0, 1.0);
        let from = around.clamp(self.from, self.to) - days * share;
        [from, from + days]
    }

    /// The finest unit of which one is at least so wide when all is `width` wide.
    pub(super) fn unit(&self, width: f32, least: f32) -> Unit {
        let per_day = f64::from(width) / self.days();
        // Most events are known to the day: hours matter once a few days fill the view.
        let hours = self.days() < 4.0;
        let mut units = Unit::ALL.into_iter().filter(|unit| hours || unit.days() >= 1.0);
        units.find(|unit| unit.days() * per_day >= f64::from(least)).unwrap_or(Unit::Years(1000))
    }

    /// Where each unit begins, from the one the span begins in; at most so many as a screen can show.
    pub(super) fn ticks(&self, unit: Unit) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut at = unit.floor(self.from);
        while at < self.to && ticks.len() < 2000 {
            ticks.push(at);
            let next = unit.next(at);
            if next <= at {
                break;
            }
            at = next;
        }
        ticks
    }
}

/// A unit of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many hours.
    Hours(u8),
    Day,
    /// From Monday.
    Week,
    Month,
    /// So many years.
    Years(u16),
}

impl Unit {
    const ALL: [Self; 12] = [
        Self::Hours(1),
        Self::Hours(3),
        Self::Hours(6),
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Years(1),
        Self::Years(5),
        Self::Years(10),
        Self::Years(50),
        Self::Years(100),
        Self::Years(500),
    ];

    /// About how many days it has.
    fn days(self) -> f64 {
        match self {
            Self::Hours(hours) => f64::from(hours) / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.44,
            Self::Years(years) => 365.25 * f64::from(years),
        }
    }

    /// The beginning of the unit a position falls in.
    pub(super) fn floor(self, at: f64) -> f64 {
        let day = day_at(at);
        match self {
            Self::Hours(hours) => {
                let part = f64::from(hours) / 24.0;
                number(day) + ((at - at.floor()) / part + 1e-9).floor() * part
            }
            Self::Day => at.floor(),
            // 1 January 1970 was a Thursday.
            Self::Week => ((at.floor() + 3.0) / 7.0).floor() * 7.0 - 3.0,
            Self::Month => number(day.first_of_month()),
            Self::Years(years) => year_start(day.year(), years),
        }
    }

    /// The beginning of the unit after the one that begins here.
    pub(super) fn next(self, at: f64) -> f64 {
        match self {
            Self::Month => number(day_at(at + 32.0).first_of_month()),
            Self::Years(years) => year_start(day_at(at + self.days() + 40.0).year(), years),
            _ => at + self.days(),
        }
    }

    /// Its words: short within the year or day that the label before it named, long after another.
    pub(super) fn words(self, at: f64, before: Option<f64>) -> String {
        let day = day_at(at + 1e-6);
        let known = before.map(|before| day_at(before + 1e-6));
        match self {
            Self::Hours(_) => {
                let minutes = ((at - at.floor()) * 24.0 * 60.0).round();
                if known == Some(day) && minutes > 0.0 {
                    format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0)
                } else {
                    day.strftime("%-d %b").to_string()
                }
            }
            Self::Day if known.is_some_and(|known| (known.year(), known.month()) == (day.year(), day.month())) => {
                day.day().to_string()
            }
            Self::Day | Self::Week => match known {
                Some(known) if known.year() != day.year() => day.strftime("%-d %b %Y").to_string(),
                _ => day.strftime("%-d %b").to_string(),
            },
            Self::Month if known.is_some_and(|known| known.year() == day.year()) => day.strftime("%b").to_string(),
            Self::Month => day.strftime("%b %Y").to_string(),
            Self::Years(_) => day.year().to_string(),
        }
    }

    /// Whether its words stand over the whole of it (a day, a month) or at where it begins (an hour).
    pub(super) fn stands_in_middle(self) -> bool {
        matches!(self, Self::Day | Self::Month | Self::Years(1))
    }
}

fn year_start(year: i16, step: u16) -> f64 {
    let step = i16::try_from(step).unwrap_or(1).max(1);
    let first = year.div_euclid(step) * step;
    number(Date::new(first.clamp(-9999, 9999), 1, 1).unwrap_or(Date::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(days: &[Date]) -> Vec<f64> {
        let mut times: Vec<f64> = days.iter().map(|&day| number(day) + 0.5).collect();
        times.sort_by(f64::total_cmp);
        times
    }

    #[test]
    fn the_axis_holds_the_days_most_events_begin_in() {
        let day = |d| date(2023, 9, d);
        let axis = Axis::of(&times(&[day(18), day(19), day(19), day(20), date(2022, 12, 12), date(1988, 1, 1)]), &[]);
        let axis = axis.expect("there are days");
        assert!(axis.before && !axis.after, "{axis:?}");
        assert!(
            axis.holds(number(day(18))) && axis.holds(number(day(20)) + 0.5) && !axis.holds(number(date(2022, 12, 12)))
        );
        assert!(axis.days() >= 7.0, "{axis:?}");
        assert_eq!(Axis::of(&[], &[]), None);
    }

    #[test]
    fn what_the_articles_are_of_outweighs_what_they_look_back_on() {
        let long_ago = [date(2013, 6, 1), date(2013, 6, 9)];
        let events = times(&[long_ago[0], long_ago[1], date(2021, 2, 7)]);
        let axis = Axis::of(&events, &times(&[date(2021, 2, 7), date(2021, 2, 15)])).expect("there are days");
        assert!(
            axis.before && axis.holds(number(date(2021, 2, 7))) && axis.holds(number(date(2021, 2, 15))),
            "{axis:?}"
        );
        let axis = Axis::of(&events, &times(&[date(2023, 1, 1)])).expect("there are days");
        assert!(axis.after && axis.holds(number(long_ago[0])), "an article long after says nothing");
    }

    #[test]
    fn units_go_from_hours_to_centuries_and_begin_on_whole_ones() {
        let unit = |days: f64| Axis::chosen([0.0, days]).unit(700.0, 26.0);
        assert_eq!(
            [0.5, 2.0, 14.0, 100.0, 400.0, 3_000.0, 30_000.0].map(unit),
            [Unit::Hours(1), Unit::Hours(3), Unit::Day, Unit::Week, Unit::Month, Unit::Years(1), Unit::Years(5)]
        );
        for unit in Unit::ALL {
            let axis =
                Axis::chosen([number(date(2023, 3, 5)) + 0.3, number(date(2023, 3, 5)) + 0.3 + unit.days() * 9.0]);
            let ticks = axis.ticks(unit);
            assert!((9..=12).contains(&ticks.len()), "{unit:?}: {}", ticks.len());
            for pair in ticks.windows(2) {
                assert!(pair[0] < pair[1] && (unit.floor(pair[1]) - pair[1]).abs() < 1e-6, "{unit:?} {pair:?}");
            }
        }
        assert_eq!(day_at(Unit::Week.floor(number(date(2023, 9, 20)))), date(2023, 9, 18), "a Monday");
        assert_eq!(day_at(Unit::Years(10).floor(number(date(2023, 9, 20)))), date(2020, 1, 1));
    }

    #[test]
    fn labels_name_what_the_one_before_did_not() {
        let at = |day| number(day);
        assert_eq!(Unit::Day.words(at(date(2023, 9, 30)), None), "30 Sep");
        assert_eq!(Unit::Day.words(at(date(2023, 10, 1)), Some(at(date(2023, 9, 30)))), "1 Oct");
        assert_eq!(Unit::Day.words(at(date(2023, 10, 2)), Some(at(date(2023, 10, 1)))), "2");
        assert_eq!(Unit::Hours(6).words(at(date(2023, 10, 2)) + 0.75, Some(at(date(2023, 10, 2)))), "18:00");
        assert_eq!(Unit::Month.words(at(date(2024, 1, 1)), Some(at(date(2023, 12, 1)))), "Jan 2024");
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let axis = Axis::chosen([100.0, 110.0]);
        let [from, to] = axis.zoomed(2.0, 104.0);
        assert_eq!([from, to], [102.0, 107.0]);
        let [from, to] = axis.zoomed(1e9, 104.0);
        assert!((to - from - LEAST).abs() < 1e-9 && from <= 104.0 && 104.0 <= to);
        let back = Axis::chosen([102.0, 107.0]).zoomed(0.5, 104.0);
        assert_eq!(back, [100.0, 110.0]);
    }
}
