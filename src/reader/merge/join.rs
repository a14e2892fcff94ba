//! A second look at the clusters: those that began apart because what ties them was read later, or because one names its
//! place more vaguely ("southern Lebanon", "near Dhaka") than the other (the village, the suburb).
//!
//! Comes in: clusters. Goes out: fewer of them. A vaguer name joins the one happening it can mean; where it could mean two
//! in different places it stays alone, unless their figures tell them apart.

use rustc_hash::FxHashMap;

use super::Told;
use super::alike::{group, is_fate, is_wrought, kinds};
use super::cluster::{Cluster, ENOUGH, Look, fit, killed};
use super::days::TOLL_DAYS;
use super::victim;
use crate::story::{Family, Kind, PlaceBasis, PlaceRef};

/// The square of a story a person reads; a stream of thousands keeps its first look.
const MOST: usize = 600;

/// How often what was joined is looked at again: each time a chain of names may grow by one.
const ROUNDS: usize = 4;

/// Two happenings that fit within so much are both possible.
const MARGIN: f32 = 0.9;

/// Joins what belongs together.
pub(super) fn join(clusters: Vec<Cluster>, told: &[Told]) -> Vec<Cluster> {
    if clusters.len() > MOST {
        return clusters;
    }
    let mut joining = Joining::of(clusters, told);
    for _ in 0..ROUNDS {
        let mut moved = false;
        let mut index = 0;
        while index < joining.clusters.len() {
            match joining.mutual(index) {
                Some(at) => {
                    joining.put_into(index, at);
                    moved = true;
                }
                None => index += 1,
            }
        }
        if !moved {
            break;
        }
    }
    let mut clusters = joining.clusters;
    adopt_tolls(&mut clusters, told);
    clusters
}

/// Takes out the cluster at `index` and puts its members into the one at `at`; where that one stands now.
pub(super) fn put_into(clusters: &mut Vec<Cluster>, index: usize, at: usize) -> usize {
    let gone = clusters.remove(index);
    // Those behind the one taken out have moved up by one.
    let kept = at - usize::from(at > index);
    if let Some(kept) = clusters.get_mut(kept) {
        kept.members.extend(gone.members);
    }
    kept
}

/// Clusters on their way to be joined, with what was reckoned of them: each pair once until one of the two grows.
struct Joining<'a, 't> {
    told: &'t [Told<'a>],
    clusters: Vec<Cluster>,
    /// What each cluster is now: another number after it grew.
    stamps: Vec<u32>,
    next: u32,
    anchors: Vec<Option<&'a PlaceRef>>,
    fits: FxHashMap<(u32, u32), Option<f32>>,
}

/// A toll told in a paper of its own with no place ("The confirmed dead numbered 28 by Monday") is of the one happening
/// of the story that can have killed so many by then; where two can have, it stays alone.
fn adopt_tolls(clusters: &mut Vec<Cluster>, told: &[Told]) {
    adopt(clusters, |clusters, index| sole_parent(clusters, index, told));
}

/// Puts each cluster into the one that is found for it, by the index of both; those put into grow on the way.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, find: impl Fn(&[Cluster], usize) -> Option<usize>) {
    let mut index = 0;
    while index < clusters.len() {
        match find(clusters, index) {
            Some(at) => _ = put_into(clusters, index, at),
            None => index += 1,
        }
    }
}

/// The one cluster a toll without a place can be of.
fn sole_parent(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<usize> {
    let orphan: Vec<&Told> = members(clusters.get(index)?, told).collect();
    let (article, paper) = orphan.first().map(|first| (first.id.article, first.source.article.date.day))?;
    let count = orphan.iter().filter_map(|told| killed(told.mention)).map(|(least, _)| least).max()?;
    let bare = orphan.iter().all(|told| {
        let place = told.mention.place.as_ref();
        told.id.article == article
            && !told.mention.back_reference
            && place.is_none_or(|place| place.basis == PlaceBasis::Context)
    });
    let day = orphan.iter().filter_map(|told| told.days).map(|days| days.end).max()?;
    // "937 have died in the rains since June": of no one of its days.
    let season = orphan.iter().filter_map(|told| told.days).any(|days| days.len_days() > TOLL_DAYS);
    if count < 2 || !bare || season {
        return None;
    }
    // What later papers count is no bound to what was known by then.
    let known = |told: &&Told| paper.is_none_or(|paper| told.source.article.date.day.is_none_or(|day| day <= paper));
    let can = |&(at, parent): &(usize, &Cluster)| {
        let counts =
            members(parent, told).filter(known).filter_map(|told| killed(told.mention)).map(|(least, _)| least);
        let began = members(parent, told).filter_map(|told| told.days).map(|days| days.start).min();
        let since = began.and_then(|began| began.until(day).ok()).map(|span| span.get_days());
        at != index
            && members(parent, told).all(|told| told.id.article != article && !told.mention.back_reference)
            && members(parent, told).any(|told| told.mention.place.is_some())
            && since.is_some_and(|days| (0..=TOLL_DAYS).contains(&days))
            && members(parent, told).any(|one| orphan.iter().any(|other| can_be(one.mention.kind, other.mention.kind)))
            && counts.max().is_some_and(|most| most <= count)
    };
    let parents: Vec<(usize, &Cluster)> = clusters.iter().enumerate().filter(can).collect();
    // "The toll in the X ferry disaster": of two the one told with that name.
    let named = |&&(_, parent): &&(usize, &Cluster)| {
        members(parent, told).any(|one| orphan.iter().any(|other| one.shares_name(other)))
    };
    let mut own = parents.iter().filter(named);
    match (parents.as_slice(), own.next(), own.next()) {
        ([(at, _)], ..) | (_, Some((at, _)), None) => Some(*at),
        _ => None,
    }
}

/// Whether a toll may be of a happening: of its kind, one that only says that people died, or the wreck a flood made.
fn can_be(parent: Kind, toll: Kind) -> bool {
    let calamity = matches!(parent.family(), Family::Violence | Family::Disaster | Family::Accident | Family::Protest);
    calamity && (is_fate(toll) || is_wrought(parent, toll) || kinds(parent, toll).is_some_and(|worth| worth >= 0.5))
}

pub(super) fn members<'a, 'b>(cluster: &'b Cluster, told: &'b [Told<'a>]) -> impl Iterator<Item = &'b Told<'a>> {
    cluster.members.iter().filter_map(|&index| told.get(index))
}

impl<'a, 't> Joining<'a, 't> {
    fn of(clusters: Vec<Cluster>, told: &'t [Told<'a>]) -> Self {
        let anchors = clusters.iter().map(|cluster| anchor(cluster, told)).collect();
        let stamps: Vec<u32> = (0..).zip(&clusters).map(|(stamp, _)| stamp).collect();
        let next = u32::try_from(stamps.len()).unwrap_or(u32::MAX);
        Self { told, clusters, stamps, next, anchors, fits: FxHashMap::default() }
    }

    fn put_into(&mut self, index: usize, at: usize) {
        let kept = put_into(&mut self.clusters, index, at);
        self.stamps.remove(index);
        self.anchors.remove(index);
        let anchor = self.clusters.get(kept).and_then(|cluster| anchor(cluster, self.told));
        if let (Some(stamp), Some(own)) = (self.stamps.get_mut(kept), self.anchors.get_mut(kept)) {
            (*stamp, *own) = (self.next, anchor);
            self.next += 1;
        }
    }

    fn anchor(&self, index: usize) -> Option<&'a PlaceRef> {
        self.anchors.get(index).copied().flatten()
    }

    /// How well two clusters fit: the best of their pairs, none if any forbids it.
    fn score(&mut self, index: usize, at: usize) -> Option<f32> {
        let (this, other) = (self.clusters.get(index)?, self.clusters.get(at)?);
        let key = (*self.stamps.get(index)?, *self.stamps.get(at)?);
        let told = self.told;
        *self.fits.entry(key).or_insert_with(|| {
            let members = |cluster: &'_ Cluster| cluster.ends().filter_map(|index| told.get(index)).collect::<Vec<_>>();
            let (these, others) = (members(this), members(other));
            let sure = these.iter().any(|one| others.iter().any(|other| victim::is_shared(one, other)));
            let mut best = None;
            for member in these {
                match fit(member, other, told, Look::Second) {
                    Some(score) => best = Some(best.map_or(score, |best: f32| best.max(score))),
                    None if sure => {}
                    None => return None,
                }
            }
            best
        })
    }

    /// The cluster that one cluster belongs to; one of a vaguer place only if that one belongs to this and no other.
    fn mutual(&mut self, index: usize) -> Option<usize> {
        let at = self.partner(index)?;
        let vaguer = match (self.anchor(index), self.anchor(at)) {
            (Some(own), Some(other)) => is_vaguer(other, own),
            (own, other) => own.is_some() && other.is_none(),
        };
        (!vaguer || self.partner(at) == Some(index)).then_some(at)
    }

    /// The cluster that one cluster fits best, unless it fits another as well.
    fn partner(&mut self, index: usize) -> Option<usize> {
        let family = self.family(index)?;
        let mut found: Vec<(f32, usize)> = Vec::new();
        for at in (0..self.clusters.len()).filter(|&at| at != index) {
            if self.family(at) == Some(family)
                && let Some(score) = self.score(index, at).filter(|&score| score >= ENOUGH)
            {
                found.push((score, at));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let &(best, at) = found.first()?;
        let (own, chosen) = (self.anchor(index), self.anchor(at));
        let rivals = found.iter().skip(1).take_while(|(score, _)| *score >= best - MARGIN);
        for &(_, rival) in rivals {
            // Two that are themselves one are no rivals: a quake off the coast and in the towns it shook.
            if self.score(at, rival).is_some_and(|score| score >= ENOUGH) {
                continue;
            }
            let (Some(chosen), Some(rival)) = (chosen, self.anchor(rival)) else { continue };
            // Two that lie one in the other are two names of one place; and its own place is nobody's rival.
            let apart =
                chosen.key != rival.key && !chosen.holds(rival) && !rival.holds(chosen) && !chosen.is_beside(rival);
            if apart && own.is_none_or(|own| own.key != chosen.key) {
                return None;
            }
        }
        Some(at)
    }

    fn family(&self, index: usize) -> Option<Family> {
        let first = self.clusters.get(index)?.members.first()?;
        self.told.get(*first).map(|told| group(told.mention.kind))
    }
}

/// The finest place a cluster states.
pub(super) fn anchor<'a>(cluster: &Cluster, told: &[Told<'a>]) -> Option<&'a PlaceRef> {
    let places = cluster.members.iter().filter_map(|&index| told.get(index)?.mention.place.as_ref());
    let stated = places.filter(|place| place.basis != PlaceBasis::Context).map(|place| place.place.as_ref());
    stated.reduce(|best, place| if is_vaguer(best, place) { place } else { best })
}

/// Whether a place is a vaguer name for another.
fn is_vaguer(one: &PlaceRef, other: &PlaceRef) -> bool {
    one.holds(other) || (one.approximate && !other.approximate && (one.key == other.key || one.is_beside(other)))
}
