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
use crate::story::gather::{self, Dated};
use crate::story::{
    DayRange, Event, EventId, EventMention, Family, Kind, MentionId, PlaceBasis, PlaceRef, Source, Stance, claims,
    slots,
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

impl Told<'_> {
    fn dated(&self) -> Option<Dated> {
        // Words of the passage, or of the one that lent them, outweigh the day of the paper.
        let stated = self.mention.date.as_ref().is_none_or(|date| date.span.is_some());
        Some(Dated { days: self.days?, stated, ongoing: self.ongoing })
    }
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
    gather::sort(&mut events);
    events
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
    let mentions: Vec<&EventMention> = members.iter().map(|told| told.mention).collect();
    let kind = gather::kind(&mentions)?;
    let (place, basis) = gather::place(&mentions, kind);
    let (date, ongoing) = gather::date(members.iter().filter_map(|told| told.dated()));
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
        boxes.get(inner).zip(boxes.get(outer)).is_some_and(|(inner, outer)| outer.holds(inner))
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
