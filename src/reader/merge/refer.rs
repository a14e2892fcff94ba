//! What is only pointed at finds what it means: "condemned the bombings", "since the slaying", told with no day of its
//! own, is the happening its article tells in full, else the one its story tells most of.
//!
//! Comes in: clusters. Goes out: fewer of them. Where two happenings may be meant and neither is told clearly more
//! than the other, what points stays alone. It must never take a happening that came after its paper, nor one elsewhere.

use super::Told;
use super::alike::{group, kinds};
use super::cluster::Cluster;
use super::ground::{Ground, grounds};
use super::join::{self, members};
use crate::story::{Family, PlaceBasis};

/// How alike two kinds must be for one to be meant by the other.
const ALIKE: f32 = 0.6;

/// A story a person reads; a stream of thousands keeps what its first look joined.
const MOST: usize = 2000;

/// Puts each cluster of mentions without a day into the one it means.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, told: &[Told]) {
    if clusters.len() > MOST {
        return;
    }
    join::adopt(clusters, |clusters, index| meant(clusters, index, told));
}

/// The cluster that one of mentions without a day means.
fn meant(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<usize> {
    let own: Vec<&Told> = members(clusters.get(index)?, told).collect();
    let family = group(own.first()?.mention.kind);
    let points = own.iter().all(|told| told.days.is_none() && !told.mention.back_reference && !told.wording.new);
    if !points || family != Family::Violence {
        return None;
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, cluster) in clusters.iter().enumerate() {
        if at == index || !members(cluster, told).any(|other| other.days.is_some()) || !fits(&own, cluster, told) {
            continue;
        }
        let here = members(cluster, told).filter(|other| own.iter().any(|told| told.id.article == other.id.article));
        found.push((here.count(), cluster.members.len(), at));
    }
    found.sort_by_key(|&(here, all, at)| (std::cmp::Reverse((here, all)), at));
    let &(here, all, at) = found.first()?;
    let clear =
        found.get(1).is_none_or(
            |&(next_here, next, _)| {
                if here > 0 { here >= next_here * 2 } else { next_here == 0 && all >= next * 2 }
            },
        );
    clear.then_some(at)
}

/// Whether mentions may mean a cluster by kind, place and day.
fn fits(own: &[&Told], cluster: &Cluster, told: &[Told]) -> bool {
    let began = members(cluster, told).filter_map(|other| other.days).map(|days| days.start).min();
    own.iter().all(|one| {
        let told_by = one.source.article.date.day;
        let before = began.zip(told_by).is_none_or(|(began, day)| began <= day);
        let alike = members(cluster, told)
            .any(|other| kinds(one.mention.kind, other.mention.kind).is_some_and(|worth| worth >= ALIKE));
        let stated = one.mention.place.as_ref().filter(|place| place.basis != PlaceBasis::Context);
        let here = stated.is_none_or(|here| {
            members(cluster, told).filter(|other| other.mention.place.is_some()).all(|other| {
                let there = other.mention.place.as_ref();
                there.is_some_and(|there| !matches!(grounds(one, other, here, there), Ground::Elsewhere(_)))
            })
        });
        before && alike && here
    })
}
