//! What happens in the course of something is told with it: those a march ended in the cells for, those pulled alive from a
//! wreck.
//!
//! Comes in: clusters. Goes out: fewer of them. It must never take what has a place or a day of its own, nor what its
//! article is about.

use super::Told;
use super::cluster::Cluster;
use super::ground::{Ground, grounds};
use super::join::{self, members};
use crate::story::{Family, Kind, PlaceBasis, Victim};

/// A story a person reads; a stream of thousands keeps what its first look joined.
const MOST: usize = 600;

/// How many paragraphs on a part may be told.
const NEAR: u32 = 1;

/// Puts each cluster of parts into the one told right before it.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, told: &[Told]) {
    if clusters.len() > MOST {
        return;
    }
    join::adopt(clusters, |clusters, index| whole(clusters, index, told));
}

/// The one cluster that one of passages of a part is told with, where none of them is of another place or day.
fn whole(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<usize> {
    let parts: Vec<&Told> = members(clusters.get(index)?, told).collect();
    let body = parts.iter().any(|part| part.mention.paragraph > 0);
    if !body || !parts.iter().all(|part| is_course(part)) {
        return None;
    }
    let holds = |whole: &Cluster| {
        let of_kind = || members(whole, told).any(|other| parts.iter().any(|part| can_hold(part, other)));
        let fits = |part: &&Told| members(whole, told).any(|other| is_at_one(part, other));
        let near = |part: &&Told| members(whole, told).any(|other| is_told_with(part, other));
        of_kind() && parts.iter().all(fits) && parts.iter().any(near)
    };
    let mut found = clusters.iter().enumerate().filter(|&(at, whole)| at != index && holds(whole));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

/// Whether it is a thing that happens in the course of another: many detained, people rescued.
fn is_course(told: &Told) -> bool {
    let mention = told.mention;
    let alone = || mention.figures.iter().any(|figure| figure.what == Victim::Detained && figure.min <= 1);
    let set_apart = told.wording.new || told.wording.another;
    match mention.kind {
        Kind::Arrest => !alone() && !set_apart,
        Kind::Rescue => !set_apart,
        _ => false,
    }
}

/// Whether one can happen in the course of the other, told in its article.
fn can_hold(part: &Told, whole: &Told) -> bool {
    let kind = match part.mention.kind {
        Kind::Arrest => matches!(whole.mention.kind, Kind::Protest | Kind::Riot | Kind::Clash),
        _ => matches!(whole.mention.family, Family::Accident | Family::Disaster),
    };
    kind && part.id.article == whole.id.article
}

/// Whether a part is of the day of a whole, and nowhere else.
fn is_at_one(part: &Told, whole: &Told) -> bool {
    let (one, other) = (part.mention, whole.mention);
    let day = part.days.zip(whole.days).is_none_or(|(one, other)| one == other);
    let place = one.place.as_ref().zip(other.place.as_ref()).is_none_or(|(here, there)| {
        here.basis == PlaceBasis::Context || matches!(grounds(part, whole, here, there), Ground::Same(_))
    });
    day && place && one.back_reference == other.back_reference
}

/// Whether a part is told in one breath with a whole that it is at one with.
fn is_told_with(part: &Told, whole: &Told) -> bool {
    let (one, other) = (part.mention, whole.mention);
    let before = other.trigger.start() < one.trigger.start() && one.paragraph.abs_diff(other.paragraph) <= NEAR;
    // "in protest at the detention of two men": what led to it.
    let beside = one.sentence == other.sentence;
    let led_to = beside && (part.wording.known || part.wording.anaphor);
    part.id.article == whole.id.article
        && one.paragraph > 0
        && (one.kind != Kind::Rescue || can_hold(part, whole))
        && (before || beside)
        && !led_to
        && is_at_one(part, whole)
}
