//! Names put in a land that their article does not speak of: a canton of El Salvador that only Mexico's gazetteer knows.
//!
//! Comes in: the toponyms of a page. Goes out: which of them no happening may stand at. It must never drop a place that its
//! own words, or others of the page, tie to where it lies.

use crate::story::{PlaceRef, Role, Toponym};

/// From so sure on a name says which lands an article speaks of.
const SURE: f32 = 0.7;

/// Below this a name alone, in a land nobody speaks of, is some other place of that name.
const DOUBTFUL: f32 = 0.65;

/// From so many sure places in other lands on, an article is of those.
const MANY: usize = 2;

/// The lands an article surely speaks of, each with how many of its places lie there.
pub(super) fn lands(toponyms: &[Toponym]) -> Vec<(&str, usize)> {
    let mut lands: Vec<(&str, usize)> = Vec::new();
    let sure = toponyms
        .iter()
        .filter(|toponym| toponym.role != Role::PartOfName && !toponym.indirect && toponym.confidence >= SURE);
    for (land, town) in sure.filter_map(|toponym| {
        let place = toponym.place.as_ref()?;
        Some((place.country.as_deref()?, usize::from(!is_country(place))))
    }) {
        match lands.iter_mut().find(|(known, _)| *known == land) {
            Some((_, towns)) => *towns += town,
            None => lands.push((land, town)),
        }
    }
    lands
}

/// Whether a toponym lies in a land the article does not speak of, and is not sure in itself.
pub(super) fn is_astray(toponym: &Toponym, lands: &[(&str, usize)]) -> bool {
    let Some(place) = toponym.place.as_ref().filter(|place| !is_country(place) && !place.is_unlisted()) else {
        return false;
    };
    let Some(land) = place.country.as_deref() else { return false };
    let elsewhere: usize = lands.iter().map(|(_, towns)| towns).sum();
    toponym.confidence < DOUBTFUL && elsewhere >= MANY && !lands.iter().any(|(known, _)| *known == land)
}

fn is_country(place: &PlaceRef) -> bool {
    place.key.starts_with("iso:")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn no_happening_stands_in_a_land_nobody_speaks_of() {
        let crews = "Firefighters came from Kansas City, Missouri, and North Kansas City.";
        check(
            &format!("{crews} A fire broke out at the Northland apartments on Monday."),
            &["fire fire broke out @ North Kansas City (context)"],
        );
        check(
            &format!("{crews} A fire broke out at the Northland apartments in New Zealand on Monday."),
            &["fire fire broke out @ Northland"],
        );
    }
}
