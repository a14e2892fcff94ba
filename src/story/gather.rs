//! What an event is by its mentions: kind, place and days, each by the weight of those that say so.
//!
//! Comes in: mentions. Goes out: what most of them say. The reader gathers fresh events by it, and a correction gathers the
//! events it touches again by the same rules. It must never look at a text: what a mention says stands in its fields.

use std::sync::Arc;

use super::{DayRange, Event, EventMention, Family, Kind, PlaceBasis, PlaceRef, Shape};

/// The kind most mentions give; the more telling one on a tie.
#[must_use]
pub fn kind(mentions: &[&EventMention]) -> Option<Kind> {
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for mention in mentions {
        match counts.iter_mut().find(|(kind, _)| *kind == mention.kind) {
            Some((_, count)) => *count += 2,
            None => counts.push((mention.kind, 2)),
        }
    }
    let weight = |&(kind, count): &(Kind, usize)| match kind {
        // "attack" and "killing" say less than what they stand beside.
        Kind::Attack | Kind::Killing | Kind::Death => count / 2,
        _ => count,
    };
    counts.iter().rev().max_by_key(|entry| weight(entry)).map(|(kind, _)| *kind)
}

/// The place most mentions state, or a narrower one within it.
#[must_use]
pub fn place(mentions: &[&EventMention], kind: Kind) -> (Option<Arc<PlaceRef>>, PlaceBasis) {
    let mut found: Vec<(&Arc<PlaceRef>, u32, PlaceBasis)> = Vec::new();
    for mention in mentions {
        let Some(place) = &mention.place else { continue };
        let weight = match place.basis {
            PlaceBasis::Stated => 6,
            PlaceBasis::Indirect => 4,
            PlaceBasis::Seat => 3,
            PlaceBasis::Context | PlaceBasis::Unknown => 1,
        };
        match found.iter_mut().find(|(known, ..)| known.key == place.place.key) {
            Some((_, total, basis)) => {
                *total += weight;
                *basis = (*basis).min(place.basis);
            }
            None => found.push((&place.place, weight, place.basis)),
        }
    }
    let Some(&(mut top, _, mut basis)) = found.iter().rev().max_by_key(|(_, weight, _)| *weight) else {
        return (None, PlaceBasis::Unknown);
    };
    for &(other, weight, other_basis) in &found {
        let narrower = other.key != top.key && top.holds(other) && weight >= 4;
        let line = kind.family() == Family::Blockade && other.shape == Shape::Line;
        if (narrower && !kind.is_wide()) || line {
            (top, basis) = (other, other_basis);
        }
    }
    (Some(Arc::clone(top)), basis)
}

/// The days one mention gives its event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// The days.
    pub days: DayRange,
    /// Whether words of a passage say so, and not the day of the paper alone.
    pub stated: bool,
    /// Whether it goes on since their start.
    pub ongoing: bool,
}

/// The day most mentions give, else the narrowest range; and whether any says that it goes on.
#[must_use]
pub fn date(dated: impl Iterator<Item = Dated>) -> (Option<DayRange>, bool) {
    let mut found: Vec<(DayRange, u32, bool)> = Vec::new();
    let dated: Vec<Dated> = dated.collect();
    // The days of papers say nothing where a passage gives a day.
    let any_stated = dated.iter().any(|dated| dated.stated);
    for Dated { days, stated, ongoing } in dated.into_iter().filter(|dated| dated.stated || !any_stated) {
        let weight = if stated { 3 } else { 1 };
        match found.iter_mut().find(|(known, ..)| *known == days) {
            Some((_, total, going_on)) => {
                *total += weight;
                *going_on |= ongoing;
            }
            None => found.push((days, weight, ongoing)),
        }
    }
    let best = found.iter().max_by_key(|(days, weight, _)| {
        let fine = match days.len_days() {
            1 => 2,
            2..=31 => 1,
            _ => 0,
        };
        (*weight + fine, std::cmp::Reverse(days.start))
    });
    (best.map(|(days, ..)| *days), found.iter().any(|(_, _, ongoing)| *ongoing))
}

/// Puts events in their order: by time, the undated last, then by name of the place.
pub fn sort<E: std::borrow::Borrow<Event>>(events: &mut [E]) {
    fn name(event: &Event) -> &str {
        event.place.as_ref().map_or("", |place| place.name.as_str())
    }
    let key = |event: &Event| (event.date.is_none(), event.date.map(|days| (days.start, days.end)));
    let order =
        |a: &Event, b: &Event| key(a).cmp(&key(b)).then_with(|| name(a).cmp(name(b))).then_with(|| a.id.cmp(&b.id));
    events.sort_by(|a, b| order(a.borrow(), b.borrow()));
}
