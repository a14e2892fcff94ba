//! "30 km south of Beirut", "about 50 miles (80 kilometers) north-east of Quito": a spot told by how far it lies from a name.
//!
//! Comes in: a page and the token at which a name begins. Goes out: the way from the named place to the spot, and the point
//! it leads to. What does not state distance, direction and "of" in full is none.

use std::f64::consts::PI;

use super::lexicon::ENGLISH;
use super::text::Page;
use super::token::Kind;
use super::vocabulary::{Class, NO_NUMBER};
use crate::story::EARTH_KM;

/// The way from a named place to the spot spoken of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offset {
    /// First token of the phrase.
    pub start: usize,
    /// As the crow flies.
    pub km: f64,
    /// Clockwise from north, in degrees.
    pub bearing: f64,
    /// "south", "north-east", as a title says it.
    pub direction: &'static str,
}

/// Farther than this a distance is a journey, not a description of where something lies.
const FARTHEST_KM: f64 = 500.0;

/// The eight winds by the words that name them, without hyphens and blanks.
const WINDS: [(&str, f64, &str); 8] = [
    ("north", 0.0, "north"),
    ("northeast", 45.0, "north-east"),
    ("east", 90.0, "east"),
    ("southeast", 135.0, "south-east"),
    ("south", 180.0, "south"),
    ("southwest", 225.0, "south-west"),
    ("west", 270.0, "west"),
    ("northwest", 315.0, "north-west"),
];

impl Offset {
    /// The phrase that ends right before the token at which a name begins.
    pub(super) fn before(page: &Page<'_>, name: usize) -> Option<Self> {
        // "five miles west of downtown Birmingham"
        let middle = usize::from(matches!(page.word(name.checked_sub(1)?), "downtown" | "central"));
        let of = name.checked_sub(1 + middle).filter(|&at| page.word(at) == "of")?;
        let (start, bearing, direction) = wind(page, of)?;
        // "50 miles (80 kilometers) south": the first of the two counts.
        let closed = start.checked_sub(1).filter(|&at| page.word(at) == ")");
        let unit = match closed {
            Some(close) => (close.saturating_sub(4)..close).rev().find(|&at| page.word(at) == "(")?.checked_sub(1)?,
            None => {
                let at = start.checked_sub(1)?;
                if matches!(page.word(at), "to" | "the") { return None } else { at }
            }
        };
        let hyphen = usize::from(unit.checked_sub(1).is_some_and(|at| page.word(at) == "-"));
        let (number, km) = match length(page.word(unit)) {
            // "40 nautical miles"
            Some(_) if page.word(unit).starts_with("mile") && page.word(unit.wrapping_sub(1)) == "nautical" => {
                (unit.checked_sub(2)?, NAUTICAL_MILE_KM)
            }
            Some(km) => (unit.checked_sub(1 + hyphen)?, km),
            // "30km" is one token.
            None => (unit, length(page.word(unit).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'))?),
        };
        let km = amount(page, number)? * km;
        let mut start = number;
        while start
            .checked_sub(1)
            .is_some_and(|at| matches!(page.word(at), "about" | "some" | "around" | "roughly" | "nearly"))
        {
            start -= 1;
        }
        (km > 0.0 && km <= FARTHEST_KM).then_some(Self { start, km, bearing, direction })
    }

    /// Longitude and latitude of the spot, from those of the named place: degrees, WGS84.
    ///
    /// The direct problem on a sphere of mean radius, which newspapers' round numbers do not outdo.
    pub(super) fn from(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (angle, bearing) = (self.km / EARTH_KM, self.bearing.to_radians());
        let (lon, lat) = (lon.to_radians(), lat.to_radians());
        let there = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
        let across = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * there.sin());
        let lon = (lon + across + 3.0 * PI).rem_euclid(2.0 * PI) - PI;
        (lon.to_degrees(), there.to_degrees())
    }

    /// "30 km south of Beirut".
    pub(super) fn named(&self, place: &str) -> String {
        format!("{:.0} km {} of {place}", self.km, self.direction)
    }
}

/// The wind whose words end before this token: "south", "south-east", "north west".
fn wind(page: &Page<'_>, end: usize) -> Option<(usize, f64, &'static str)> {
    let plain = |from: usize| -> String {
        (from..end).map(|at| page.word(at)).filter(|word| *word != "-").collect::<String>().replace('-', "")
    };
    // The longest first: the "east" of "south-east" is none.
    [3, 2, 1].into_iter().filter_map(|count| end.checked_sub(count)).find_map(|start| {
        let word = plain(start);
        WINDS.iter().find(|(name, ..)| *name == word).map(|&(_, bearing, direction)| (start, bearing, direction))
    })
}

/// Kilometres in a nautical mile (International Hydrographic Conference, 1929).
const NAUTICAL_MILE_KM: f64 = 1.852;

/// Kilometres in one of a unit of length.
fn length(unit: &str) -> Option<f64> {
    match unit {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => Some(1.0),
        "mile" | "miles" | "mi" => Some(1.609_344),
        "metres" | "meters" => Some(0.001),
        _ => None,
    }
}

/// "30", "1,200", "12.5", "ten".
fn amount(page: &Page<'_>, at: usize) -> Option<f64> {
    let token = page.token(at)?;
    if token.kind == Kind::Number {
        let digits = page.word(at).split(|c: char| c.is_ascii_alphabetic()).next()?.replace(',', "");
        return digits.parse().ok();
    }
    let lex = ENGLISH.lex(token.word);
    (lex.is(Class::NUMBER) && lex.value != NO_NUMBER).then(|| f64::from(lex.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Token;
    use crate::story::Text;

    fn found(text: &str) -> Option<(String, f64)> {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let name = page.tokens.iter().rposition(Token::is_capital)?;
        Offset::before(&page, name).map(|offset| (offset.named("X"), offset.bearing))
    }

    #[test]
    fn a_distance_a_direction_and_of() {
        let check =
            |text: &str, expected: &str| assert_eq!(found(text).map(|(name, _)| name).as_deref(), Some(expected));
        check("It struck a village, 30 km south of Beirut", "30 km south of X");
        check("It was centred about 50 miles (80 kilometers) north-east of Quito", "80 km north-east of X");
        check("A camp ten kilometres southwest of Goma", "10 km south-west of X");
        check("A camp 12.5 km north west of Goma", "12 km north-west of X");
        check("A camp eighteen miles west of Goma", "29 km west of X");
        check("A boat sank some 40 nautical miles west of Nouadhibou", "74 km west of X");
        for none in [
            "The road south of Beirut",
            "He walked 30 km to the south of Beirut",
            "It lies 30 km from Beirut",
            "9,000 km east of Beirut",
        ] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn the_spot_lies_that_far_that_way() {
        let offset = |km, bearing| Offset { start: 0, km, bearing, direction: "" };
        let (lon, lat) = offset(111.195, 0.0).from(35.5, 33.9);
        assert!((lon - 35.5).abs() < 1e-6 && (lat - 34.9).abs() < 1e-4, "{lon} {lat}");
        let (lon, lat) = offset(111.195, 90.0).from(179.8, 0.0);
        assert!((lon + 179.2).abs() < 1e-4 && lat.abs() < 1e-6, "across the antimeridian: {lon} {lat}");
    }
}
