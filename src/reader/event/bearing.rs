//! Places told by how far they are from a known one: "30 km south of Beirut".
//!
//! Comes in: a name and the words before it. Goes out: a point that far off, marked approximate, with a key and a name of
//! its own, so that it is never taken for the town it is measured from. Distances in words ("ten miles") are read too.

use std::sync::Arc;

use super::{Named, Scope};
use crate::story::PlaceRef;

/// Kilometres of a unit of length.
fn km_of(unit: &str) -> Option<f64> {
    Some(match unit {
        "km" | "kms" | "kilometres" | "kilometers" | "kilometre" | "kilometer" => 1.0,
        "mile" | "miles" | "mi" => 1.609_344,
        _ => return None,
    })
}

/// Degrees clockwise from north of a compass word.
fn bearing_of(word: &str) -> Option<(f64, &'static str)> {
    Some(match word {
        "north" => (0.0, "north"),
        "northeast" => (45.0, "north-east"),
        "east" => (90.0, "east"),
        "southeast" => (135.0, "south-east"),
        "south" => (180.0, "south"),
        "southwest" => (225.0, "south-west"),
        "west" => (270.0, "west"),
        "northwest" => (315.0, "north-west"),
        _ => return None,
    })
}

/// The place so far from a name, where the words before it say how far and which way.
pub(super) fn measured(scope: &Scope, named: &Named) -> Option<Arc<PlaceRef>> {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let back = |from: usize, by: usize| from.checked_sub(by).filter(|&at| at >= start);
    let of = back(named.tokens.start, 1).filter(|&at| matches!(ground.word(at), "of" | "from"))?;
    let mut at = back(of, 1)?;
    let hyphen = |at: usize| ground.page.token(at).is_some_and(|token| token.is(b'-'));
    let ((degrees, way), first) = match back(at, 2).filter(|&first| hyphen(first + 1)) {
        // "north-east of": two words and a hyphen.
        Some(first) => (bearing_of(&format!("{}{}", ground.word(first), ground.word(at)))?, first),
        None => (bearing_of(ground.word(at))?, at),
    };
    at = back(first, 1)?;
    // "50 miles (80 kilometers) south of"
    if ground.page.token(at)?.is(b')') {
        at = (start..at).rev().take(5).find(|&open| ground.page.token(open).is_some_and(|token| token.is(b'(')))?;
        at = back(at, 1)?;
    }
    let unit = ground.word(at);
    let one = km_of(unit)?;
    let mut number = back(at, 1)?;
    if hyphen(number) {
        number = back(number, 1)?;
    }
    let value = ground.lex(number).value;
    if value == 0 || value > 400 {
        return None;
    }
    let place = named.toponym.place.as_ref()?;
    let unit = if one > 1.0 { "miles" } else { "km" };
    let (lon, lat) = moved((place.lon, place.lat), f64::from(value) * one, degrees);
    Some(Arc::new(PlaceRef {
        key: format!("off:{}:{value}{unit}{way}", place.key),
        name: format!("{value} {unit} {way} of {}", place.name),
        second_name: None,
        shape: crate::story::Shape::Point,
        lon,
        lat,
        bbox: None,
        country: place.country.clone(),
        region: place.region.clone(),
        contested: place.contested,
        approximate: true,
        population: 0,
    }))
}

/// A point (lon, lat in degrees) moved some kilometres along a bearing in degrees from north, on a sphere of 6371 km
/// (the direct formula of great-circle navigation).
fn moved((lon, lat): (f64, f64), km: f64, degrees: f64) -> (f64, f64) {
    let (far, bearing, lat) = (km / 6371.0, degrees.to_radians(), lat.to_radians());
    let to = (lat.sin() * far.cos() + lat.cos() * far.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
    let east = (bearing.sin() * far.sin() * lat.cos()).atan2(far.cos() - lat.sin() * to.sin());
    (lon + east.to_degrees(), to.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::moved;

    #[test]
    fn a_distance_and_a_bearing_make_a_place() {
        check(
            "An air strike on a village 30 km south of Beirut killed 12 people.",
            &["shelling-strike air strike @ 30 km south of Beirut | killed 12"],
        );
        check(
            "A quake was felt 50 miles (80 kilometers) south-west of Guayaquil on Monday.",
            &["earthquake quake @ 50 miles south-west of Guayaquil"],
        );
    }

    #[test]
    fn a_hundred_kilometres_north_is_nine_tenths_of_a_degree() {
        let (lon, lat) = moved((35.5, 33.9), 100.0, 0.0);
        assert!((lon - 35.5).abs() < 1e-9 && (lat - 34.799_3).abs() < 1e-3, "{lon} {lat}");
    }
}
