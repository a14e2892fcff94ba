//! How the days of two mentions bear on their being one happening.
//!
//! Comes in: two mentions. Goes out: whether their days allow it, and what that is worth. A day in words is that of the
//! happening; the day of the paper, and the day a toll was told, come after it: later by days or weeks, never before.

use super::Told;
use super::alike::{is_calamity, is_lasting};
use crate::story::{DayRange, Family, Kind};

/// A toll may be told so many days after what it is of.
pub(super) const TOLL_DAYS: i32 = 30;

/// An outbreak of one place and this span is one.
const OUTBREAK_DAYS: i32 = 240;

/// Whether the days allow it, and what that is worth.
pub(super) fn days(a: &Told, b: &Told) -> Option<f32> {
    let (Some(one), Some(other)) = (a.days, b.days) else { return Some(0.0) };
    match (a.toll, b.toll) {
        (true, true) => return (one.gap_days(other) <= TOLL_DAYS).then_some(0.3),
        (true, false) => return since(b, other, one),
        (false, true) => return since(a, one, other),
        (false, false) => {}
    }
    if is_of_season(a, b) || is_of_season(b, a) {
        return None;
    }
    if one.overlaps(other) {
        return Some(match (one == other, one.len_days().max(other.len_days())) {
            (true, 1) => 1.5,
            (true, _) => 1.2,
            (false, ..=40) => 0.8,
            _ => 0.3,
        });
    }
    let gap = one.gap_days(other);
    let truce = |told: &Told| matches!(told.mention.kind, Kind::Ceasefire | Kind::Agreement | Kind::Negotiation);
    if truce(a) && truce(b) && a.id.article == b.id.article && gap <= 3 {
        return Some(0.0);
    }
    let lasting = |told: &Told| is_lasting(told.mention.kind);
    if lasting(a) && lasting(b) && (is_inferred(a) || is_inferred(b) || a.ongoing || b.ongoing) {
        return Some(0.0);
    }
    // An outbreak is counted on each day of its months.
    if a.mention.kind == Kind::Outbreak && b.mention.kind == Kind::Outbreak && gap <= OUTBREAK_DAYS {
        return Some(0.0);
    }
    // "last week", told on a Sunday, may be the week that ends.
    let coarse = |days: DayRange| (5..=31).contains(&days.len_days());
    // So is "a week after the flood" of the days about it.
    let rough = |told: &Told| {
        let span = told.mention.date.as_ref().and_then(|date| date.span);
        span.is_some_and(|span| told.source.article.text.slice(span).to_ascii_lowercase().contains("week"))
    };
    if gap <= 3 && (coarse(one) || coarse(other) || rough(a) || rough(b)) {
        return Some(0.2);
    }
    // "the bombing" of a paper that gives no day is one of any day before the paper's.
    if points_back(a, one, other) || points_back(b, other, one) {
        return Some(if gap <= 14 { 0.0 } else { -0.5 });
    }
    // No paper tells on its day what happened after it; "a day" of slack for the zones of the world.
    let foretold = |paper: &Told, day: DayRange, told: &Told, of: DayRange| {
        is_inferred(paper) && !is_inferred(told) && !paper.lent && day.end < of.start && gap > 1
    };
    if foretold(a, one, b, other) || foretold(b, other, a, one) {
        return None;
    }
    // A paper of the next day speaks of the day before; a week's slack only where no words give the day.
    match gap {
        0..=1 if is_inferred(a) || is_inferred(b) => Some(0.3),
        2..=3 if is_inferred(a) || is_inferred(b) => Some(-0.1),
        4 if is_inferred(a) || is_inferred(b) => Some(-0.3),
        // Of a calamity papers tell for weeks.
        5..=14 if (is_inferred(a) || is_inferred(b)) && is_calamity(a.mention.kind) && is_calamity(b.mention.kind) => {
            Some(-0.3)
        }
        _ => None,
    }
}

/// Whether a mention of a known happening, whose day no words give, may be of one of earlier days.
fn points_back(told: &Told, days: DayRange, earlier: DayRange) -> bool {
    const AGO_DAYS: i32 = 120;
    let once = matches!(told.mention.family, Family::Violence | Family::Disaster | Family::Accident);
    once && is_inferred(told) && told.wording.known && earlier.end < days.start && earlier.gap_days(days) <= AGO_DAYS
}

/// Whether no words give its day: it is that of its paper.
pub(super) fn is_inferred(told: &Told) -> bool {
    told.lent || told.mention.date.as_ref().is_some_and(|date| date.span.is_none())
}

/// "937 people have died in floods since June": what a season took in all is not one flood of it. "In 2004, 85 died at X" of
/// years ago is no count of a season: it may be told elsewhere with its day.
pub(super) fn is_of_season(told: &Told, of: &Told) -> bool {
    const SEASON_DAYS: i32 = 45;
    let (Some(season), Some(day)) = (told.days, of.days) else { return false };
    let counted = told.mention.figures.iter().any(|figure| figure.min > 0);
    let lasting = is_lasting(told.mention.kind) || matches!(told.mention.kind, Kind::Protest | Kind::Riot);
    let long_ago = told.mention.back_reference && of.mention.back_reference && !told.ongoing;
    counted && !lasting && !long_ago && season.len_days() >= SEASON_DAYS && day.len_days() <= 7
}

/// A happening's days against the later day of a toll; the day of a paper is no earlier than what it tells of.
fn since(told: &Told, days: DayRange, toll: DayRange) -> Option<f32> {
    if days.overlaps(toll) {
        return Some(0.8);
    }
    if is_inferred(told) && days.start > toll.end {
        return (toll.gap_days(days) <= 3).then_some(0.3);
    }
    match days.gap_days(toll) {
        _ if days.start > toll.end => None,
        ..=4 => Some(0.5),
        5..=TOLL_DAYS => Some(0.2),
        _ => None,
    }
}
