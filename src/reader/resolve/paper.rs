//! What the town a paper is called after speaks for: its neighbours, and what lies in its state.
//!
//! Comes in: every town of that name, as which of them is not known, in lon/lat degrees (WGS84), and what the article speaks
//! of. Goes out: how likely each is the paper's own, what that adds to its state, and what a place gains beside any of them.

use geodata::{Class, PlaceId};

use super::super::gather::Candidate;
use super::super::home::{self, Home};
use super::Focus;
use super::near::DEGREE_KM;

/// The towns a paper may be called after, each with its share of likelihood.
pub(super) struct Towns<'h> {
    towns: Vec<(&'h Candidate, f32)>,
}

/// How much the fame of a town counts for its being the paper's own: small towns have papers too.
const FAME: f32 = 0.6;

/// What a state and a country that the article speaks of count for it.
const IN_STATE: f32 = 1.0;
const IN_COUNTRY: f32 = 0.5;

/// What it counts for a town that papers in English are local papers there.
const ENGLISH: f32 = 1.0;

/// What the paper's town adds to its state and its country, as a name of the article would.
const DIVISION: f32 = 0.8;
const COUNTRY: f32 = 0.5;

/// How far a paper of a town reaches, in km, and what a place there gains at the most.
const REACH_KM: f64 = 70.0;
const NEIGHBOUR: f32 = 3.0;

/// How much of that a place gains beside a town that is hardly the paper's own.
const LEAST: f32 = 0.5;

impl<'h> Towns<'h> {
    /// Weighs the towns by what the article speaks of, and adds them to that.
    pub(super) fn of(home: &'h Home, focus: &mut Focus) -> Self {
        let worth = |town: &Candidate| {
            let state = town.admin1.and_then(|id| focus.admin1.get(&id)).copied().unwrap_or(0.0);
            let country = focus.countries.get(&town.country).copied().unwrap_or(0.0);
            let english = if home::speaks_english(town.country) { ENGLISH } else { 0.0 };
            town.prior * FAME + state * IN_STATE + country * IN_COUNTRY + english
        };
        let mut towns: Vec<(&Candidate, f32)> = home.towns.iter().map(|town| (town, worth(town))).collect();
        let best = towns.iter().map(|&(_, worth)| worth).fold(f32::MIN, f32::max);
        let total: f32 = towns.iter().map(|&(_, worth)| (worth - best).exp()).sum();
        for (_, share) in &mut towns {
            *share = (*share - best).exp() / total;
        }
        let towns = Self { towns };
        for (town, share) in &towns.towns {
            if let Some(division) = division(town) {
                *focus.admin1.entry(division).or_default() += share.sqrt() * DIVISION;
            }
            *focus.countries.entry(town.country).or_default() += *share * COUNTRY;
        }
        towns
    }

    /// What the towns added to the division and to the country of a place that is one of them itself.
    pub(super) fn added(&self, place: &Candidate) -> (f32, f32) {
        let within = |at: &&(&Candidate, f32)| place.admin1.is_some() && division(at.0) == place.admin1;
        let divisions = self.towns.iter().filter(within).map(|(_, share)| share.sqrt() * DIVISION).sum();
        (divisions, self.of_country(place.country))
    }

    /// What the towns added to a country.
    pub(super) fn of_country(&self, country: [u8; 2]) -> f32 {
        let within = self.towns.iter().filter(|(town, _)| town.country == country);
        within.map(|(_, share)| share * COUNTRY).sum()
    }

    /// The town of the paper a place lies beside, how far away in km, and what that is worth.
    pub(super) fn beside(&self, place: &Candidate) -> Option<(PlaceId, f64, f32)> {
        if !matches!(place.class, Class::City | Class::CityPart | Class::Admin2 | Class::Site) {
            return None;
        }
        let mut cos_lat = None;
        let near = self.towns.iter().filter_map(|&(town, share)| {
            // Most lie too far by their latitudes alone.
            let up = (town.lat - place.lat) * DEGREE_KM;
            if up.abs() > REACH_KM || town.country != place.country || town.class != Class::City || town.id == place.id
            {
                return None;
            }
            let cos_lat = *cos_lat.get_or_insert_with(|| place.lat.to_radians().cos());
            let km = up.hypot((town.lon - place.lon) * cos_lat * DEGREE_KM);
            #[expect(clippy::cast_possible_truncation, reason = "a number between 0 and 1")]
            let closeness = (1.0 - km / (REACH_KM * 1.3)) as f32;
            (km <= REACH_KM).then(|| (town.id, km, NEIGHBOUR * closeness * share.sqrt().max(LEAST)))
        });
        near.max_by(|a, b| a.2.total_cmp(&b.2))
    }
}

/// The division a town lies in, or is.
fn division(town: &Candidate) -> Option<PlaceId> {
    if town.class == Class::Admin1 { Some(town.id) } else { town.admin1 }
}
