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

/// The one cluster that all of one are parts of.
fn whole(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<usize> {
    let parts = clusters.get(index)?;
    if !members(parts, told).all(is_course) {
        return None;
    }
    let holds =
        |whole: &Cluster| members(parts, told).all(|part| members(whole, told).any(|other| is_part_of(part, other)));
    let mut found = clusters.iter().enumerate().filter(|&(at, whole)| at != index && holds(whole));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}

/// Whether it is a thing that happens in the course of another: many detained, people rescued.
fn is_course(told: &Told) -> bool {
    let mention = told.mention;
    let alone = || mention.figures.iter().any(|figure| figure.what == Victim::Detained && figure.min <= 1);
    match mention.kind {
        Kind::Arrest => mention.paragraph > 0 && !alone(),
        Kind::Rescue => mention.paragraph > 0,
        _ => false,
    }
}

/// Whether a part is told with a whole: in one article and breath, of its day, and nowhere else. Of two in one sentence one
/// alone would be shown, and that the part.
fn is_part_of(part: &Told, whole: &Told) -> bool {
    let (one, other) = (part.mention, whole.mention);
    let kind = match one.kind {
        Kind::Arrest => matches!(other.kind, Kind::Protest | Kind::Riot | Kind::Clash),
        _ => matches!(other.family, Family::Accident | Family::Disaster),
    };
    let near = part.id.article == whole.id.article
        && other.trigger.start() < one.trigger.start()
        && other.sentence != one.sentence
        && one.paragraph.abs_diff(other.paragraph) <= NEAR;
    let day = part.days.zip(whole.days).is_none_or(|(one, other)| one == other);
    let place = one.place.as_ref().zip(other.place.as_ref()).is_none_or(|(here, there)| {
        here.basis == PlaceBasis::Context || matches!(grounds(part, whole, here, there), Ground::Same(_))
    });
    let told_apart = part.wording.new || part.wording.another;
    kind && near && day && place && !told_apart && one.back_reference == other.back_reference
}
