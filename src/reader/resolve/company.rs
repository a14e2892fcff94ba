//! What places of several names speak for by lying together, though each of them is better known elsewhere: Brandon, Albany and
//! Douglas County are all one corner of Minnesota.
//!
//! Comes in: all names with their candidates, in lon/lat degrees (WGS84). Goes out: what such company is worth for one
//! candidate. It must never weigh which of the names is likelier where: that is the business of the anchors.

use geodata::Class;

use super::super::gather::{Candidate, Name, Names};
use super::near::DEGREE_KM;
use super::usage::Usage;

/// A place that one of the names may mean.
struct Spot {
    lat: f64,
    lon: f64,
    name: usize,
    country: [u8; 2],
    /// What one close by says: the fewer places bear the name, the less it is chance.
    worth: f32,
}

/// How many places of one name are looked at.
const LOOKED_AT: usize = 24;

/// From this prior on a name is known all over: that Athens and Berlin lie together in Ohio too says nothing.
const ALL_OVER: f32 = 6.8;

/// How near such places lie, in km.
const REACH_KM: f64 = 75.0;

/// What the nearest, the next and a third name are worth.
const WORTH: [f32; 3] = [1.7, 1.5, 1.2];

/// Weighs the company of each candidate of every name that has a choice.
pub(super) fn weigh(names: &mut Names, uses: &[Usage]) {
    let spots = spots(names, uses);
    let Some(first) = spots.first() else { return };
    if spots.iter().all(|spot| spot.name == first.name) {
        return;
    }
    for (index, name) in names.names.iter_mut().enumerate() {
        if name.candidates.len() > 1 && !is_of_country(name) {
            for place in &mut name.candidates {
                place.company = worth(&spots, index, place);
            }
        }
    }
}

/// All places that the names may mean, from south to north.
fn spots(names: &Names, uses: &[Usage]) -> Vec<Spot> {
    let used = names.names.iter().zip(uses).enumerate();
    let used = used.filter(|(_, (name, usage))| usage.count > 0 && name.prominence < ALL_OVER);
    let mut spots = Vec::new();
    for (index, (name, _)) in used.filter(|(_, (name, _))| !is_of_country(name)) {
        let places = name.candidates.iter().filter(|place| fits(place)).take(LOOKED_AT);
        #[expect(clippy::cast_precision_loss, reason = "two dozen at most")]
        let worth = 1.0 / (1.0 + places.clone().count() as f32 / 25.0);
        spots.extend(places.map(|place| Spot {
            lat: place.lat,
            lon: place.lon,
            name: index,
            country: place.country,
            worth,
        }));
    }
    spots.sort_by(|a, b| a.lat.total_cmp(&b.lat));
    spots
}

/// Whether a place is a town or county by its own name.
fn fits(place: &Candidate) -> bool {
    place.main && matches!(place.class, Class::City | Class::Admin2)
}

/// What it is worth for a candidate of a name that places of others lie around it.
fn worth(spots: &[Spot], index: usize, place: &Candidate) -> f32 {
    let reach = REACH_KM / DEGREE_KM;
    if !fits(place) {
        return 0.0;
    }
    let from = spots.partition_point(|spot| spot.lat < place.lat - reach);
    let near = spots.get(from..).unwrap_or_default().iter().take_while(|spot| spot.lat <= place.lat + reach);
    let mut near = near.filter(|spot| spot.name != index && spot.country == place.country).peekable();
    if near.peek().is_none() {
        return 0.0;
    }
    let cos_lat = place.lat.to_radians().cos();
    let mut best: Vec<(usize, f32)> = Vec::new();
    for spot in near {
        let (up, across) = (spot.lat - place.lat, (spot.lon - place.lon) * cos_lat);
        let km = (up * up + across * across).sqrt() * DEGREE_KM;
        if km > REACH_KM {
            continue;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a number between 0 and 1")]
        let worth = (1.0 - km / (REACH_KM * 1.5)) as f32 * spot.worth;
        match best.iter_mut().find(|(name, _)| *name == spot.name) {
            Some((_, known)) => *known = known.max(worth),
            None => best.push((spot.name, worth)),
        }
    }
    best.sort_by(|a, b| b.1.total_cmp(&a.1));
    best.iter().zip(WORTH).map(|((_, worth), most)| worth * most).sum()
}

/// Whether a country bears the name: a Norway beside a Paris in Maine is no reason to doubt it.
pub(super) fn is_of_country(name: &Name) -> bool {
    name.candidates.iter().any(|place| place.class == Class::Country && place.main)
}
