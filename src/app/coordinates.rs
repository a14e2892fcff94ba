//! Coordinates as people type and paste them.
//!
//! Comes in: words. Goes out: degrees longitude and latitude, WGS84. Latitude is read first, as map services write it,
//! unless letters say which is which: "39.82, 46.75", "39.815° N, 46.752° E", "39°48′55″N 46°45′07″E", "E 46.75 N
//! 39.82".

/// Longitude and latitude in degrees, where the words are nothing but that.
pub(super) fn read(text: &str) -> Option<[f64; 2]> {
    let text = text.trim();
    let (one, other) = halves(text)?;
    let (one, other) = (angle(one)?, angle(other)?);
    let (lat, lon) = match (one.axis, other.axis) {
        (Some(Axis::Longitude), Some(Axis::Latitude)) => (other.degrees, one.degrees),
        (Some(Axis::Latitude) | None, Some(Axis::Longitude) | None) => (one.degrees, other.degrees),
        _ => return None,
    };
    (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some([lon, lat])
}

/// Latitude first, in degrees: "39.8150, 46.7520".
pub(super) fn words([lon, lat]: [f64; 2]) -> String {
    format!("{lat:.4}, {lon:.4}")
}

/// The two angles: apart by a comma or semicolon, else where the letter of a side ends or begins one, else by a space.
fn halves(text: &str) -> Option<(&str, &str)> {
    if let Some(halves) = text.split_once([',', ';']) {
        return Some(halves);
    }
    let is_side = |letter: char| axis(letter).is_some();
    let mut sides = text.char_indices().filter(|(_, letter)| is_side(*letter));
    let cut = match (sides.next(), sides.next()) {
        (Some((0, _)), Some((second, _))) => second,
        (Some((first, letter)), Some(_)) => first + letter.len_utf8(),
        (Some(_), None) => return None,
        (None, _) => return text.split_once(char::is_whitespace),
    };
    Some((text.get(..cut)?, text.get(cut..)?))
}

#[derive(Clone, Copy, PartialEq)]
enum Axis {
    Latitude,
    Longitude,
}

fn axis(letter: char) -> Option<Axis> {
    match letter.to_ascii_uppercase() {
        'N' | 'S' => Some(Axis::Latitude),
        'E' | 'W' => Some(Axis::Longitude),
        _ => None,
    }
}

struct Angle {
    degrees: f64,
    axis: Option<Axis>,
}

/// One angle: degrees, or degrees, minutes and seconds, with the letter of its side before or behind.
fn angle(text: &str) -> Option<Angle> {
    let text = text.trim();
    let at_end = text.chars().next_back().filter(|letter| axis(*letter).is_some());
    let side = at_end.or_else(|| text.chars().next().filter(|letter| axis(*letter).is_some()));
    let numbers = text.trim_matches(|letter: char| Some(letter) == side || letter.is_whitespace());
    let marks = ['°', 'º', '\'', '′', '’', '"', '″', '”'];
    let parts = numbers.split(|letter: char| marks.contains(&letter) || letter.is_whitespace());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let (whole, finer) = parts.split_first()?;
    let negative = whole.starts_with(['-', '−']);
    let digits = whole.trim_start_matches(['-', '−', '+']);
    let number =
        |part: &str| part.starts_with(|digit: char| digit.is_ascii_digit()).then(|| part.parse::<f64>().ok())?;
    let mut degrees = number(digits)?;
    let mut unit = 60.0;
    for part in finer {
        degrees += number(part).filter(|finer| *finer < 60.0 && unit <= 3600.0)? / unit;
        unit *= 60.0;
    }
    let against = matches!(side.map(|side| side.to_ascii_uppercase()), Some('S' | 'W'));
    let degrees = if negative || against { -degrees } else { degrees };
    Some(Angle { degrees, axis: side.and_then(axis) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_as_maps_and_articles_write_them() {
        let near = |text: &str, lat: f64, lon: f64| {
            let [east, north] = read(text).unwrap_or_else(|| panic!("{text} is read as nothing"));
            assert!((north - lat).abs() < 1e-4 && (east - lon).abs() < 1e-4, "{text}: {north}, {east}");
        };
        near("39.82, 46.75", 39.82, 46.75);
        near("39.82 46.75", 39.82, 46.75);
        near(" -33.45;-70.66 ", -33.45, -70.66);
        near("−33.45, −70.66", -33.45, -70.66);
        near("39.815° N, 46.752° E", 39.815, 46.752);
        near("33.5° S, 70.7° W", -33.5, -70.7);
        near("39°48′55″N 46°45′07″E", 39.815_278, 46.751_944);
        near("39°48'55\"N, 46°45'7.5\"E", 39.815_278, 46.752_083);
        near("N 12 03.6 E 3 10.8", 12.06, 3.18);
        near("E46.75 N39.82", 39.82, 46.75);
    }

    #[test]
    fn what_is_no_pair_of_angles_is_a_name() {
        for text in
            ["", "Goma", "Kandi, Benin", "3 Rivers", "12", "91, 0", "0, 181", "39°75′N 46°E", "N 12 N 13", "New 5"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
