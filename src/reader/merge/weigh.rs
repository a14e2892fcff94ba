//! A last look at the clusters of a story: two are joined where all that speaks for it outweighs what speaks against it.
//!
//! Comes in: clusters of several articles. Goes out: fewer of them. What each sign is worth was fitted by logistic regression
//! on stories in our own words (`tests/data/stories`), a ninth of them held out in turn to choose how; `merge/fit.rs` holds the
//! recipe. It must never join within one article alone: there the rules of [`super::cluster`] have said what they can.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use rustc_hash::FxHashMap;

use super::Told;
use super::alike::group;
use super::cluster::Cluster;
use super::join::anchor;
use super::signs::{SIGNS, Signs, Telling, signs, tellings};
use super::weights::WEIGHTS;
use crate::story::{ArticleId, PlaceBasis};

/// The square of a story a person reads; a stream of thousands keeps its first looks.
const MOST: usize = 600;

/// From what odds on two clusters are one, as their logarithm.
pub(super) const ENOUGH: f32 = -0.7;

/// Within so much of the likeliest, another is as likely.
const MARGIN: f32 = 0.5;

/// Numbers of two clusters: of each sign how much of their pairs has it, then the most any pair has; how many pairs there
/// are, as a logarithm, whether they share an article, and one.
pub(super) const NUMBERS: usize = 2 * SIGNS + 3;

/// What each of those numbers is worth.
pub(super) type Weights = [f32; NUMBERS];

/// Joins what outweighs [`ENOUGH`].
pub(super) fn join(clusters: Vec<Cluster>, told: &[Told]) -> Vec<Cluster> {
    let mut articles = told.iter().map(|told| told.id.article);
    let several = articles.next().is_some_and(|first| articles.any(|other| other != first));
    if !several || clusters.len() > MOST {
        return clusters;
    }
    join_by(clusters, told, &tellings(told), &WEIGHTS, ENOUGH)
}

/// Two clusters that may be one, the likeliest first.
struct Offer {
    odds: f32,
    /// The stamps of the two, the older first.
    pair: (u32, u32),
}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.odds.total_cmp(&other.odds).then_with(|| other.pair.cmp(&self.pair))
    }
}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Offer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Offer {}

/// The same by given weights: always the likeliest two first, unless one names no place and may as well be of a
/// third that is not the other.
pub(super) fn join_by(
    clusters: Vec<Cluster>,
    told: &[Told],
    tellings: &[Telling],
    weights: &Weights,
    enough: f32,
) -> Vec<Cluster> {
    let mut alive: BTreeMap<u32, Cluster> = (0..).zip(clusters).collect();
    let mut next = u32::try_from(alive.len()).unwrap_or(u32::MAX);
    let mut known: FxHashMap<(u32, u32), f32> = FxHashMap::default();
    let offer = |a: (u32, &Cluster), b: (u32, &Cluster)| {
        let odds = odds(&numbers(a.1, b.1, told, tellings)?, weights);
        (odds > enough).then_some(Offer { odds, pair: (a.0, b.0) })
    };
    let mut offers: BinaryHeap<Offer> = BinaryHeap::new();
    for (stamp, cluster) in &alive {
        offers.extend(alive.range(..stamp).filter_map(|(other, beside)| offer((*other, beside), (*stamp, cluster))));
    }
    known.extend(offers.iter().map(|offer| (offer.pair, offer.odds)));
    while let Some(Offer { odds, pair: (first, second) }) = offers.pop() {
        let odds_of = |a: u32, b: u32| known.get(&(a.min(b), a.max(b))).copied();
        let torn = |own: u32, other: u32| {
            let place = |stamp: u32| alive.get(&stamp).and_then(|cluster| anchor(cluster, told));
            let bare = alive.get(&own).is_some_and(|own| is_bare(own, told));
            // "the slide in Kerala" beside one at Munnar and one at Kottayam.
            let vague = |rival: u32| {
                let (own, finer) = (place(own), place(other).zip(place(rival)));
                own.zip(finer).is_some_and(|(own, (one, other))| {
                    own.holds(one) && own.holds(other) && one.key != other.key && !one.holds(other) && !other.holds(one)
                })
            };
            let mut rivals = alive.keys().filter(|&&rival| rival != own && rival != other);
            rivals.any(|&rival| {
                odds_of(own, rival).is_some_and(|rival| rival >= odds - MARGIN)
                    && odds_of(other, rival).is_none()
                    && (bare || vague(rival))
            })
        };
        if !(alive.contains_key(&first) && alive.contains_key(&second)) || torn(first, second) || torn(second, first) {
            continue;
        }
        let (Some(mut one), Some(other)) = (alive.remove(&first), alive.remove(&second)) else { continue };
        one.members.extend(other.members);
        let fresh: Vec<Offer> =
            alive.iter().filter_map(|(stamp, beside)| offer((*stamp, beside), (next, &one))).collect();
        known.extend(fresh.iter().map(|offer| (offer.pair, offer.odds)));
        offers.extend(fresh);
        alive.insert(next, one);
        next += 1;
    }
    alive.into_values().collect()
}

/// Whether no passage of a cluster names a place.
fn is_bare(cluster: &Cluster, told: &[Told]) -> bool {
    let mut members = cluster.ends().filter_map(|index| told.get(index));
    members.all(|told| told.mention.place.as_ref().is_none_or(|place| place.basis == PlaceBasis::Context))
}

/// The logarithm of the odds that two clusters are one.
fn odds(numbers: &[f32; NUMBERS], weights: &Weights) -> f32 {
    numbers.iter().zip(weights).map(|(number, weight)| number * weight).sum()
}

/// The numbers of two clusters; `None` where they cannot be one, or are of one article alone.
pub(super) fn numbers(one: &Cluster, other: &Cluster, told: &[Told], tellings: &[Telling]) -> Option<[f32; NUMBERS]> {
    let members = |cluster: &Cluster| -> Vec<(&Told, &Telling)> {
        cluster.ends().filter_map(|index| told.get(index).zip(tellings.get(index))).collect()
    };
    let (a, b) = (members(one), members(other));
    let family = |members: &[(&Told, &Telling)]| members.first().map(|(told, _)| group(told.mention.kind));
    if family(&a) != family(&b) {
        return None;
    }
    let articles = |members: &[(&Told, &Telling)]| -> Vec<ArticleId> {
        let mut articles: Vec<ArticleId> = members.iter().map(|(told, _)| told.id.article).collect();
        articles.sort_unstable();
        articles.dedup();
        articles
    };
    let (here, there) = (articles(&a), articles(&b));
    if here.len() == 1 && here == there {
        return None;
    }
    let mut sums: Signs = [0.0; SIGNS];
    let mut most: Signs = [0.0; SIGNS];
    for &member in &a {
        for &beside in &b {
            for ((sum, most), sign) in sums.iter_mut().zip(&mut most).zip(signs(member, beside)?) {
                *sum += sign;
                *most = most.max(sign);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand pairs at most")]
    let pairs = (a.len() * b.len()) as f32;
    let shares = here.iter().any(|article| there.contains(article));
    let mut numbers = [0.0; NUMBERS];
    let all = sums.iter().map(|sum| sum / pairs).chain(most).chain([pairs.ln(), f32::from(u8::from(shares)), 1.0]);
    for (slot, number) in numbers.iter_mut().zip(all) {
        *slot = number;
    }
    Some(numbers)
}
