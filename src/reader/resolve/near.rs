//! What the surest names of an article speak for by lying close.
//!
//! Comes in: names with their candidates as they stand, in lon/lat degrees (WGS84). Goes out: what closeness is worth for
//! one candidate. Distances are equirectangular, good to a few per cent where they count.

use geodata::Class;

use super::super::gather::{Candidate, Names, holds};
use super::confidence;
use super::usage::Usage;

/// A name that counts for others, as its best candidate stands now.
pub(super) struct Anchor {
    name: usize,
    place: Candidate,
    weight: f32,
    cos_lat: f64,
    vast: bool,
    /// The southernmost and northernmost degree it reaches.
    latitudes: (f64, f64),
}

/// The most names that others are weighed against; the surest are taken.
const ANCHORS: usize = 24;

/// What a place counts that the article calls by another name than its own.
const ALSO_CALLED: f32 = 0.4;

/// The surest names of an article, at most [`ANCHORS`].
pub(super) fn anchors(names: &Names, uses: &[Usage]) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = names
        .names
        .iter()
        .zip(uses)
        .enumerate()
        .filter(|(_, (_, usage))| usage.count > 0)
        .filter_map(|(index, (name, usage))| {
            let place = name.candidates.first()?;
            #[expect(clippy::cast_precision_loss, reason = "a handful of mentions")]
            let weight = confidence(name) * (0.7 + 0.1 * (usage.count as f32).min(4.0));
            // What only some call it by may be called so by chance.
            let weight = if place.main { weight } else { weight * ALSO_CALLED };
            let (cos_lat, vast, latitudes) = (place.lat.to_radians().cos(), place.is_vast(), latitudes(place));
            Some(Anchor { name: index, place: place.clone(), weight, cos_lat, vast, latitudes })
        })
        .collect();
    anchors.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.name.cmp(&b.name)));
    anchors.truncate(ANCHORS);
    anchors
}

/// How much the surest other names speak for a candidate by lying close.
pub(super) fn nearness(index: usize, place: &Candidate, anchors: &[Anchor]) -> (f32, bool, Option<(usize, f64)>) {
    let (mut first, mut second, mut nearest) = (0.0_f32, 0.0_f32, None::<(usize, f64)>);
    let (vast, mut beside) = (place.is_vast(), false);
    let (south, north) = latitudes(place);
    for anchor in anchors {
        let (low, high) = anchor.latitudes;
        // Most lie too far by their latitudes alone.
        if low - north > FAR || south - high > FAR || anchor.name == index || anchor.place.id == place.id {
            continue;
        }
        let reach = if anchor.vast || vast { 120.0 } else { 180.0 };
        let Some(distance) = gap_km(place, anchor, vast, reach) else { continue };
        #[expect(clippy::cast_possible_truncation, reason = "a number between 0 and 2")]
        let closeness = (1.0 - distance / (reach * 1.2)) as f32;
        let worth = anchor.weight * closeness * if anchor.vast { 0.7 } else { 2.6 };
        if worth > first {
            second = first;
            first = worth;
        } else {
            second = second.max(worth);
        }
        beside |= !anchor.vast;
        let points = !place.class.is_area() && !anchor.place.class.is_area();
        if points && nearest.is_none_or(|(_, best)| distance < best) {
            nearest = Some((anchor.name, distance));
        }
    }
    (first + 0.6 * second, beside, nearest)
}

/// Kilometres of a degree of latitude.
pub(super) const DEGREE_KM: f64 = 111.2;

/// Degrees of latitude between what speaks for nothing: somewhat more than the farthest reach.
const FAR: f64 = 185.0 / DEGREE_KM;

/// The southernmost and northernmost degree a place reaches.
fn latitudes(place: &Candidate) -> (f64, f64) {
    let (south, north) = place.bbox.map_or((place.lat, place.lat), |[_, south, _, north]| (south, north));
    (south.min(place.lat), north.max(place.lat))
}

/// Kilometres between a candidate and an anchor, from the edge of what is vast, when no more than `reach`
/// (equirectangular: good to a few per cent at the distances that count).
fn gap_km(place: &Candidate, anchor: &Anchor, vast: bool, reach: f64) -> Option<f64> {
    let other = &anchor.place;
    if let Some(bbox) = other.bbox
        && (anchor.vast || other.class == Class::Admin1)
    {
        return box_gap_km(bbox, place, reach);
    }
    if let Some(bbox) = place.bbox
        && (vast || place.class == Class::Admin1)
    {
        return box_gap_km(bbox, other, reach);
    }
    let up = place.lat - other.lat;
    if up.abs() * DEGREE_KM > reach {
        return None;
    }
    let mut across = (place.lon - other.lon).abs();
    if across > 180.0 {
        across = 360.0 - across;
    }
    let km = ((across * anchor.cos_lat).powi(2) + up * up).sqrt() * DEGREE_KM;
    (km <= reach).then_some(km)
}

/// The same between a box and a place; 40 km to what lies in it.
fn box_gap_km(bbox: [f64; 4], place: &Candidate, reach: f64) -> Option<f64> {
    if holds(bbox, place.lon, place.lat) {
        return Some(40.0);
    }
    let [west, south, east, north] = bbox;
    let [from, low, to, high] = place.bbox.unwrap_or([place.lon, place.lat, place.lon, place.lat]);
    let up = (south - high).max(low - north).max(0.0);
    if up * DEGREE_KM > reach {
        return None;
    }
    let across = (west - to).max(from - east).max(0.0);
    let km = ((across * place.lat.to_radians().cos()).powi(2) + up * up).sqrt() * DEGREE_KM;
    (km <= reach).then_some(km)
}
