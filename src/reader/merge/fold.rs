//! What one sentence tells in two words of one place and one day is one pin: the gale by which a ship ran aground, the
//! murdered driver who was buried, the siege that an inquiry is about.
//!
//! Comes in: clusters, and what each would be as an event. Goes out: fewer of them. It must never fold what other passages
//! tell as well, nor what has a place or a day of its own.

use super::Told;
use super::alike::group;
use super::cluster::{Cluster, killed};
use super::join::{members, put_into};
use crate::story::{DayRange, Family};

/// A story a person reads; a stream of thousands keeps what its first looks joined.
const MOST: usize = 2000;

/// Where and when the event of a cluster would be; `None` where it would be none.
pub(super) type Spot = Option<(Option<String>, Option<DayRange>)>;

/// Folds each cluster of one passage into another whose event has its place and day and is told in its sentence.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, told: &[Told], spot: impl Fn(&Cluster) -> Spot) {
    if clusters.len() > MOST || clusters.len() < 2 {
        return;
    }
    let mut spots: Vec<Spot> = clusters.iter().map(spot).collect();
    let mut index = 0;
    while index < clusters.len() {
        let Some(at) = whole(clusters, &spots, index, told) else {
            index += 1;
            continue;
        };
        if families(clusters, index, told) == families(clusters, at, told) {
            put_into(clusters, index, at);
        } else {
            clusters.remove(index);
        }
        spots.remove(index);
    }
}

/// The group of kinds a cluster is of.
fn families(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<Family> {
    clusters.get(index).and_then(|cluster| members(cluster, told).next()).map(|told| group(told.mention.kind))
}

/// The cluster that what one passage tells is of.
fn whole(clusters: &[Cluster], spots: &[Spot], index: usize, told: &[Told]) -> Option<usize> {
    let part = clusters.get(index).filter(|cluster| cluster.members.len() == 1)?;
    let part = members(part, told).next()?;
    let spot = spots.get(index)?.as_ref().filter(|(place, day)| place.is_some() && day.is_some())?;
    let beside = |whole: &Cluster| {
        let mut own = members(whole, told)
            .filter(|other| other.id.article == part.id.article && other.mention.sentence == part.mention.sentence);
        own.next().is_some_and(|other| {
            !(is_of_state(part) && is_of_state(other)) && (whole.members.len() > 1 || tells_less(part, other))
        })
    };
    let mut found = clusters.iter().zip(spots).enumerate();
    let (at, _) = found.find(|&(at, (whole, other))| at != index && other.as_ref() == Some(spot) && beside(whole))?;
    Some(at)
}

/// What states say and agree on stays apart by what it does: one offers talks and gives an ultimatum.
fn is_of_state(told: &Told) -> bool {
    matches!(told.mention.family, Family::Speech | Family::Talks | Family::Diplomacy)
}

/// Whether of two of one sentence this one is only named by a noun, or tells of nobody killed, or comes later.
fn tells_less(part: &Told, other: &Told) -> bool {
    let worth = |told: &Told| {
        let named = told.wording.known || told.wording.new;
        (!named, killed(told.mention).is_some(), std::cmp::Reverse(told.mention.trigger.start()))
    };
    worth(part) < worth(other)
}
