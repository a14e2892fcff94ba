//! What would stand twice at one place and on one day is one pin: in a sentence what it tells in two words (the gale by which
//! a ship ran aground, the murdered driver who was buried, the siege that an inquiry is about), in a story what it tells in
//! two kinds of one family.
//!
//! Comes in: clusters, and what each would be as an event. Goes out: fewer of them. It must never fold what has a place or a
//! day of its own, nor what rules keep apart whatever place and day say ([`are_apart`]).

use std::sync::Arc;

use super::Told;
use super::alike::{group, kinds};
use super::cluster::{Cluster, are_apart, killed};
use super::join::{members, put_into};
use super::wording::is_any;
use crate::story::{DayRange, Family, Kind, PlaceRef, Shape};

/// A story a person reads; a stream of thousands keeps what its first looks joined.
const MOST: usize = 2000;

/// What the event of a cluster would be, where and when.
pub(super) struct Spot {
    pub(super) kind: Kind,
    pub(super) place: Arc<PlaceRef>,
    pub(super) days: DayRange,
}

/// Folds each cluster of one passage into another whose event has its place and day and is told in its sentence.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, told: &[Told], spot: impl Fn(&Cluster) -> Option<Spot>) {
    if clusters.len() > MOST || clusters.len() < 2 {
        return;
    }
    let mut spots: Vec<Option<Spot>> = clusters.iter().map(spot).collect();
    let mut index = 0;
    while index < clusters.len() {
        let Some(at) = whole(clusters, &spots, index, told) else {
            index += 1;
            continue;
        };
        // "police detained 14 of the protesters": how many is told of the march.
        let counted = clusters.get(index).is_some_and(|part| members(part, told).all(is_arrest_or_rescue));
        if counted || group_of(clusters, index, told) == group_of(clusters, at, told) {
            put_into(clusters, index, at);
        } else {
            clusters.remove(index);
        }
        spots.remove(index);
    }
    join_alike(clusters, &mut spots, told);
}

/// What is left of one group of families at one place and on one day is one: "explosion" and "gas leak" at the mill,
/// "violence" and "clashes" in the town, "robbery" and the guard shot in it, what one paper puts in the town and another
/// in its suburb. Of two kinds that are the same a vaguer place will do, where only one lies in it.
fn join_alike(clusters: &mut Vec<Cluster>, spots: &mut Vec<Option<Spot>>, told: &[Told]) {
    let mut index = 0;
    while index < clusters.len() {
        let mut found = (0..clusters.len()).filter(|&at| at != index && are_alike(clusters, spots, index, at, told));
        match (found.next(), found.next()) {
            (Some(at), None) => {
                put_into(clusters, index, at);
                spots.remove(index);
            }
            _ => index += 1,
        }
    }
}

fn are_alike(clusters: &[Cluster], spots: &[Option<Spot>], index: usize, at: usize, told: &[Told]) -> bool {
    const DAYS: i32 = 2;
    let of = |index: usize| spots.get(index).and_then(Option::as_ref).zip(clusters.get(index));
    let Some(((spot, own), (other, theirs))) = of(index).zip(of(at)) else { return false };
    // Fires burn on hot days, and are no heat.
    let weather = |kind: Kind| matches!(kind, Kind::Heat | Kind::Drought);
    if weather(spot.kind) != weather(other.kind) {
        return false;
    }
    // Steps of a case, of an office or a trade are each their own.
    let beside = is_robbed(spot.kind, other.kind) || is_barred(spot.kind, other.kind);
    if spot.kind != other.kind && group(spot.kind) != Family::Violence && !beside {
        return false;
    }
    let states = |cluster: &Cluster| members(cluster, told).any(is_of_state);
    let here = spot.place.key == other.place.key
        || (spot.kind == other.kind && (other.place.holds(&spot.place) || spot.place.holds(&other.place)))
        || (are_next(spot, other) && !share_article(own, theirs, told));
    let apart = || members(own, told).any(|one| members(theirs, told).any(|other| are_apart(one, other)));
    here && spot.days == other.days
        && spot.days.len_days() <= DAYS
        && (group_of(clusters, index, told) == group_of(clusters, at, told) || beside)
        && !(states(own) || states(theirs))
        && !apart()
}

/// A town and its suburb, a name and its fuller form, of kinds that may be one: what two papers each put in one of them.
fn are_next(one: &Spot, other: &Spot) -> bool {
    const NEXT_KM: f64 = 10.0;
    let (here, there) = (&one.place, &other.place);
    here.shape != Shape::Area
        && there.shape != Shape::Area
        && here.km_to(there) < NEXT_KM
        && kinds(one.kind, other.kind).is_some()
}

/// Whether an article tells of both: it would not name two places for one.
fn share_article(own: &Cluster, theirs: &Cluster, told: &[Told]) -> bool {
    members(own, told).any(|one| members(theirs, told).any(|other| one.id.article == other.id.article))
}

/// A crime against the violence it was done with: the robbery or the escape in which a guard was killed.
fn is_robbed(one: Kind, other: Kind) -> bool {
    let violence = |kind: Kind| {
        matches!(
            kind,
            Kind::Attack | Kind::Killing | Kind::Shooting | Kind::Abduction | Kind::Death | Kind::ExplosionMine
        )
    };
    (one == Kind::Crime && violence(other)) || (other == Kind::Crime && violence(one))
}

/// "Youths stopped traffic on the road at X", "the blockade at X": a protest by the road it bars.
fn is_barred(one: Kind, other: Kind) -> bool {
    let pair = |x: Kind, y: Kind| (one == x && other == y) || (one == y && other == x);
    pair(Kind::Protest, Kind::Blockade)
}

/// The group of kinds a cluster is of.
fn group_of(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<Family> {
    clusters.get(index).and_then(|cluster| members(cluster, told).next()).map(|told| group(told.mention.kind))
}

/// The cluster that what one passage tells is of.
fn whole(clusters: &[Cluster], spots: &[Option<Spot>], index: usize, told: &[Told]) -> Option<usize> {
    let part = clusters.get(index).filter(|cluster| cluster.members.len() == 1)?;
    let part = members(part, told).next()?;
    let spot = spots.get(index)?.as_ref()?;
    let beside = |whole: &Cluster| {
        let mut own = members(whole, told)
            .filter(|other| other.id.article == part.id.article && other.mention.sentence == part.mention.sentence);
        own.next().is_some_and(|other| {
            !(is_of_state(part) && is_of_state(other)) && (whole.members.len() > 1 || tells_less(part, other))
        })
    };
    let mut found = clusters.iter().zip(spots).enumerate();
    let here = |other: &Option<Spot>| {
        other.as_ref().is_some_and(|other| other.place.key == spot.place.key && other.days == spot.days)
    };
    let (at, _) = found.find(|&(at, (whole, other))| at != index && here(other) && beside(whole))?;
    Some(at)
}

fn is_arrest_or_rescue(told: &Told) -> bool {
    matches!(told.mention.kind, Kind::Arrest | Kind::Rescue)
}

/// What states say and agree on stays apart by what it does: one offers talks and gives an ultimatum.
fn is_of_state(told: &Told) -> bool {
    matches!(told.mention.family, Family::Speech | Family::Talks | Family::Diplomacy)
}

/// Whether of two of one sentence this one is told in passing, is what the other brought with it, is only named by a noun,
/// or tells of nobody killed, or comes later.
fn tells_less(part: &Told, other: &Told) -> bool {
    let worth = |told: &Told| {
        let follows = is_arrest_or_rescue(told) || told.mention.kind == Kind::Closure;
        let named = told.wording.known || told.wording.new;
        let dead = killed(told.mention).is_some();
        (!is_in_passing(told), !follows, !named, dead, std::cmp::Reverse(told.mention.trigger.start()))
    };
    worth(part) < worth(other)
}

/// "in a gale", "over the killing", "the slain driver": behind a preposition, or what somebody only is.
fn is_in_passing(told: &Told) -> bool {
    const LED: &[&str] =
        &["in", "over", "of", "after", "for", "during", "amid", "at", "with", "by", "since", "following"];
    const ARTICLES: &[&str] = &["the", "a", "an", "his", "her", "their", "its", "this", "that"];
    const WORDS: usize = 4;
    let text = &told.source.article.text;
    let (sentence, trigger) = (told.mention.sentence, told.mention.trigger);
    let before = text.as_str().get(sentence.start()..trigger.start()).unwrap_or("");
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS);
    let participle = || {
        let own = text.slice(trigger);
        own.ends_with("ed") || own.eq_ignore_ascii_case("slain")
    };
    let mut first = true;
    while let Some(word) = words.next() {
        if is_any(word, LED) {
            return true;
        }
        if is_any(word, ARTICLES) {
            return (first && participle()) || words.next().is_some_and(|word| is_any(word, LED));
        }
        first = false;
    }
    false
}
