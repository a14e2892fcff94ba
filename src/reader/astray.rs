//! Names put in a land that their article does not speak of: a canton of El Salvador that only Mexico's gazetteer knows.
//!
//! Comes in: the toponyms of a page. Goes out: the same, a doubtful one moved to its namesake in a land that is spoken of; and
//! which of the others no happening may stand at; and which are one of several namesakes that nothing tells apart. It
//! must never move a place that its own words, or others of the page, tie to where it lies.

use std::sync::Arc;

use super::home;
use crate::story::{Candidate, PlaceRef, Role, Shape, Toponym};

/// How sure a namesake is that only the lands of its article speak for: to be checked.
const MOVED: f32 = 0.5;

/// How likely such a namesake was at least, by the likelihood of the chosen place.
const LEAST: f32 = 0.5;

/// Moves what lies in a land nobody speaks of to its first namesake in one that is.
pub(super) fn settle(toponyms: &mut [Toponym]) {
    let lands = lands(toponyms);
    for toponym in toponyms.iter_mut().filter(|toponym| is_astray(toponym, &lands)) {
        let least = toponym.candidates.first().map_or(1.0, |chosen| chosen.score * LEAST);
        let here = |candidate: &&Candidate| {
            let land = candidate.place.country.as_deref();
            candidate.score >= least
                && !candidate.place.is_country()
                && lands.iter().any(|(known, _)| Some(known.as_str()) == land)
        };
        let Some(found) = toponym.candidates.iter().find(here) else { continue };
        let approximate = toponym.place.as_ref().is_some_and(|place| place.approximate);
        let place = PlaceRef { approximate: found.place.approximate || approximate, ..found.place.clone() };
        let away = toponym.place.as_ref().map_or("", |place| place.name.as_str());
        let reason = format!("nothing else in the article lies where the best known {away} does");
        toponym.place = Some(Arc::new(place));
        toponym.confidence = toponym.confidence.min(MOVED);
        toponym.put_reason_first(&reason);
    }
}

/// From so sure on a name says which lands an article speaks of.
const SURE: f32 = 0.7;

/// Below this a name alone, in a land nobody speaks of, is some other place of that name.
const DOUBTFUL: f32 = 0.65;

/// From so many sure places in other lands on, an article is of those.
const MANY: usize = 2;

/// The lands an article surely speaks of, each with how many of its places lie there.
pub(super) fn lands(toponyms: &[Toponym]) -> Vec<(String, usize)> {
    let mut lands: Vec<(String, usize)> = Vec::new();
    let sure = toponyms
        .iter()
        .filter(|toponym| toponym.role != Role::PartOfName && !toponym.indirect && toponym.confidence >= SURE);
    for (land, town) in sure.filter_map(|toponym| {
        let place = toponym.place.as_ref()?;
        Some((place.country.as_deref()?, usize::from(!place.is_country())))
    }) {
        match lands.iter_mut().find(|(known, _)| *known == land) {
            Some((_, towns)) => *towns += town,
            None => lands.push((land.to_owned(), town)),
        }
    }
    lands
}

/// Whether a toponym lies in a land the article does not speak of, and is not sure in itself.
pub(super) fn is_astray(toponym: &Toponym, lands: &[(String, usize)]) -> bool {
    let Some(place) = toponym.place.as_ref().filter(|place| !place.is_country() && !place.is_unlisted()) else {
        return false;
    };
    let Some(land) = place.country.as_deref() else { return false };
    let elsewhere: usize = lands.iter().map(|(_, towns)| towns).sum();
    toponym.confidence < DOUBTFUL && elsewhere >= MANY && !lands.iter().any(|(known, _)| known == land)
}

/// Lands of one tongue, whose towns bear the same names: who tells of one of them names towns of another seldom, and
/// then with their land.
const OF_ONE_TONGUE: &[&[&str]] = &[&[
    "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "UY",
    "VE",
]];

/// Keys of little towns in lands that nobody speaks of, where another of the same tongue is spoken of: a village of
/// Nicaragua is none of Mexico's that the gazetteer has instead.
pub(super) fn in_sister_lands(toponyms: &[Toponym]) -> Vec<String> {
    const LITTLE: u32 = 100_000;
    const VILLAGE: u32 = 20_000;
    const SURE: f32 = 0.3;
    const ONE: f32 = 0.5;
    let counts = |toponym: &&Toponym| toponym.role != Role::PartOfName && toponym.place.is_some();
    let wide = |place: &PlaceRef| place.is_country() || place.shape == Shape::Area || place.population >= LITTLE;
    let is_one = |toponym: &Toponym| toponym.candidates.first().is_some_and(|first| first.score >= ONE);
    let mut spoken: Vec<&str> = Vec::new();
    for toponym in toponyms.iter().filter(counts).filter(|toponym| toponym.confidence >= SURE) {
        let town = |place: &PlaceRef| place.population >= VILLAGE && is_one(toponym);
        if let Some(place) = toponym.place.as_deref().filter(|place| wide(place) || town(place))
            && let Some(land) = place.country.as_deref()
            && !spoken.contains(&land)
        {
            spoken.push(land);
        }
    }
    let strange = |toponym: &&Toponym| {
        let Some(place) = toponym.place.as_deref() else { return false };
        let land = place.country.as_deref().unwrap_or_default();
        let sisters = OF_ONE_TONGUE.iter().find(|lands| lands.contains(&land));
        // A town of some size that alone bears its name is meant all the same.
        place.population < if is_one(toponym) { VILLAGE } else { LITTLE }
            && place.shape == Shape::Point
            && !place.is_unlisted()
            && !spoken.contains(&land)
            && sisters.is_some_and(|sisters| sisters.iter().any(|land| spoken.contains(land)))
    };
    let strange = toponyms.iter().filter(counts).filter(strange);
    strange.filter_map(|toponym| Some(toponym.place.as_ref()?.key.clone())).collect()
}

/// Below this share of the choice a town is one of several that are as likely, where a local paper of another may be
/// speaking of its own: of such bare names in local papers three in four were another town.
const CHOSEN: f32 = 0.3;

/// The same where no namesake is of a size to have such a paper.
const CHOSEN_ABROAD: f32 = 0.12;

/// Whether a bare name is one of several towns, and nothing says which: a pin at any of them would be a guess.
pub(super) fn is_one_of_several(toponym: &Toponym) -> bool {
    const SAME_KM: f64 = 40.0;
    const HAS_A_PAPER: u32 = 30_000;
    const AS_LIKELY: f32 = 0.3;
    let Some(place) = toponym.place.as_deref().filter(|place| place.shape == Shape::Point && !place.is_unlisted())
    else {
        return false;
    };
    // Another than the first is its own words' choice.
    let Some(first) = toponym.candidates.first().filter(|first| first.place.key == place.key && !toponym.indirect)
    else {
        return false;
    };
    let rival = |candidate: &&Candidate| {
        let land = candidate.place.country.as_deref().and_then(|land| <[u8; 2]>::try_from(land.as_bytes()).ok());
        candidate.place.population >= HAS_A_PAPER
            && candidate.score >= first.score * AS_LIKELY
            && candidate.place.shape == Shape::Point
            && land.is_some_and(home::speaks_english)
    };
    let (near, far): (Vec<&Candidate>, Vec<&Candidate>) =
        toponym.candidates.iter().partition(|candidate| candidate.place.km_to(place) < SAME_KM);
    // "Berea": once the name of another town, beside several that bear it.
    let own = geodata::fold(&first.place.name);
    let once = far.len() > 1 && far.iter().all(|candidate| geodata::fold(&candidate.place.name) != own);
    let open = once || far.iter().copied().any(|candidate| rival(&candidate));
    let least = if open { CHOSEN } else { CHOSEN_ABROAD };
    near.iter().map(|candidate| candidate.score).sum::<f32>() < least
}
