//! Merging: mentions of one happening in one or more articles become one event.
//!
//! Comes in: sources with their readings. Goes out: events by time, then place, each with its mentions, place, date,
//! slots and title; the same sources give the same events. It must never glue different days or places together, and
//! what is only feared, planned or denied to have happened makes no event.

mod cluster;
mod lend;
mod title;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::cluster::Cluster;
use crate::story::{
    DayRange, Event, EventId, EventMention, Family, Kind, MentionId, PlaceBasis, PlaceRef, Shape, Source, Stance,
    claims, slots,
};

/// A mention with what the story knows of it.
struct Told<'a> {
    source: &'a Source,
    mention: &'a EventMention,
    id: MentionId,
    /// Its days, lent by a dated article of the same story where its own has none.
    days: Option<DayRange>,
    ongoing: bool,
}

/// The events all sources speak of.
#[must_use]
pub fn events(sources: &[&Source]) -> Vec<Event> {
    let mut told: Vec<Told> = Vec::new();
    for source in sources {
        for (index, mention) in (0_u32..).zip(&source.reading.mentions) {
            if mention.modal || mention.negated {
                continue;
            }
            let id = MentionId { article: source.article.id, index };
            let days = mention.date.as_ref().map(|date| date.days);
            let ongoing = mention.date.as_ref().is_some_and(|date| date.ongoing);
            told.push(Told { source, mention, id, days, ongoing });
        }
    }
    lend::lend(&mut told);
    let clusters = cluster::clusters(&told);
    let mut events: Vec<Event> = clusters.iter().filter_map(|cluster| event(cluster, &told)).collect();
    events.sort_by(|a, b| {
        let key = |event: &Event| (event.date.is_none(), event.date.map(|days| (days.start, days.end)));
        key(a).cmp(&key(b)).then_with(|| name(a).cmp(name(b))).then_with(|| a.id.cmp(&b.id))
    });
    events
}

fn name(event: &Event) -> &str {
    event.place.as_ref().map_or("", |place| place.name.as_str())
}

/// An event of a cluster, unless nothing in it is worth a place on a map or a line in a list.
fn event(cluster: &Cluster, told: &[Told]) -> Option<Event> {
    let mut members: Vec<&Told> = cluster.members.iter().filter_map(|&index| told.get(index)).collect();
    members.sort_by_key(|told| (told.source.article.letter, told.mention.trigger.start()));
    // Two words for it in one sentence are one mention; the one with the figures stays.
    members.sort_by_key(|told| {
        (
            told.source.article.letter,
            told.mention.sentence.start(),
            std::cmp::Reverse(told.mention.figures.len()),
            told.mention.trigger.start(),
        )
    });
    members.dedup_by(|later, earlier| {
        later.id.article == earlier.id.article && later.mention.sentence == earlier.mention.sentence
    });
    members.sort_by_key(|told| (told.source.article.letter, told.mention.trigger.start()));
    let first = members.first()?;
    let kind = kind(&members)?;
    let (place, basis) = place(&members, kind);
    let (date, ongoing) = date(&members);
    if !is_worth(&members, kind, place.as_ref(), basis, date) {
        return None;
    }
    let claims: Vec<_> = members
        .iter()
        .flat_map(|told| {
            let mut claims = claims(&told.source.article, told.mention, told.id);
            if told.mention.date.is_none()
                && let Some(days) = told.days
            {
                claims.push(lend::claim(told, days));
            }
            claims
        })
        .collect();
    let boxes: FxHashMap<&str, &PlaceRef> = members
        .iter()
        .filter_map(|told| told.mention.place.as_ref())
        .map(|place| (place.place.key.as_str(), place.place.as_ref()))
        .collect();
    let holds = |inner: &str, outer: &str| {
        boxes.get(inner).zip(boxes.get(outer)).is_some_and(|(inner, outer)| cluster::holds(outer, inner))
    };
    Some(Event {
        id: EventId::of_first(first.source.article.id, first.mention.trigger),
        title: title::title(&members, kind, place.as_deref(), date),
        family: kind.family(),
        kind,
        confidence: confidence(&members, place.as_deref(), basis),
        place,
        basis,
        date,
        ongoing,
        mentions: members.iter().map(|told| told.id).collect(),
        slots: slots(&claims, &holds),
        checked: false,
    })
}

/// The kind most mentions give; the more telling one on a tie.
fn kind(members: &[&Told]) -> Option<Kind> {
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for told in members {
        match counts.iter_mut().find(|(kind, _)| *kind == told.mention.kind) {
            Some((_, count)) => *count += 2,
            None => counts.push((told.mention.kind, 2)),
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
fn place(members: &[&Told], kind: Kind) -> (Option<Arc<PlaceRef>>, PlaceBasis) {
    let mut found: Vec<(&Arc<PlaceRef>, u32, PlaceBasis)> = Vec::new();
    for told in members {
        let Some(place) = &told.mention.place else { continue };
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
        let narrower = other.key != top.key && cluster::holds(top, other) && weight >= 4;
        let line = kind.family() == Family::Blockade && other.shape == Shape::Line;
        if (narrower && !cluster::is_wide(kind)) || line {
            (top, basis) = (other, other_basis);
        }
    }
    (Some(Arc::clone(top)), basis)
}

/// The day most mentions give, else the narrowest range.
fn date(members: &[&Told]) -> (Option<DayRange>, bool) {
    let mut found: Vec<(DayRange, u32, bool)> = Vec::new();
    for told in members {
        let Some(days) = told.days else { continue };
        // Words of the passage outweigh the day of the paper.
        let weight = if told.mention.date.as_ref().is_none_or(|date| date.span.is_some()) { 3 } else { 1 };
        match found.iter_mut().find(|(known, ..)| *known == days) {
            Some((_, total, ongoing)) => {
                *total += weight;
                *ongoing |= told.ongoing;
            }
            None => found.push((days, weight, told.ongoing)),
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

/// Whether an event deserves its line: it has a place or a date of its own, or several tell of it.
fn is_worth(
    members: &[&Told],
    kind: Kind,
    place: Option<&Arc<PlaceRef>>,
    basis: PlaceBasis,
    date: Option<DayRange>,
) -> bool {
    let alone = members.len() == 1;
    let back = members.iter().all(|told| told.mention.back_reference);
    let figures = members.iter().any(|told| !told.mention.figures.is_empty());
    let own_date = members.iter().any(|told| told.mention.date.as_ref().is_some_and(|date| date.span.is_some()));
    let quiet = matches!(
        kind.family(),
        Family::Society
            | Family::Economy
            | Family::Politics
            | Family::Movement
            | Family::Aid
            | Family::Health
            | Family::Talks
    );
    if place.is_none() {
        let grave = matches!(
            kind,
            Kind::Killing | Kind::Abduction | Kind::ExplosionMine | Kind::Shooting | Kind::ShellingStrike
        );
        return !back && (figures || grave || (!alone && date.is_some()));
    }
    if back && alone {
        return own_date
            && matches!(
                kind.family(),
                Family::Violence | Family::Disaster | Family::Accident | Family::Talks | Family::Protest
            );
    }
    if basis == PlaceBasis::Context && alone {
        return figures || (!quiet && own_date);
    }
    true
}

/// How sure the reader is that it happened there.
fn confidence(members: &[&Told], place: Option<&PlaceRef>, basis: PlaceBasis) -> f32 {
    let Some(place) = place else { return 0.2 };
    let base = match basis {
        PlaceBasis::Stated => 0.9,
        PlaceBasis::Indirect => 0.7,
        PlaceBasis::Seat => 0.7,
        PlaceBasis::Context => 0.35,
        PlaceBasis::Unknown => 0.2,
    };
    // As sure as the surest name that says so.
    let named = members
        .iter()
        .filter_map(|told| {
            let at = told.mention.place.as_ref().filter(|at| at.place.key == place.key)?.span?;
            told.source
                .reading
                .toponyms
                .iter()
                .find(|toponym| toponym.span.overlaps(at))
                .map(|toponym| toponym.confidence)
        })
        .fold(0.0_f32, f32::max);
    let named = if named > 0.0 { named } else { 0.7 };
    let mut articles: Vec<_> = members.iter().map(|told| told.id.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let more = 0.05 * f32::from(u8::try_from(articles.len().saturating_sub(1).min(3)).unwrap_or(3));
    let doubted =
        members.iter().all(|told| matches!(told.mention.attribution.stance, Stance::Alleged | Stance::Denied));
    (base * named + more - if doubted { 0.15 } else { 0.0 }).clamp(0.05, 0.99)
}

#[cfg(test)]
mod tests;
