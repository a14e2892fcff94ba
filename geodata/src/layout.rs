//! How values lie in the packed files: fixed-width numbers, varints and the quantised fields of a record.
//!
//! Both directions live here, so that the packer (`examples/pack`) and the reader of the bytes cannot
//! drift apart. Reading past an end gives `None`, never a panic. All numbers are little-endian.
//!
//! A record of `places.bin` ([`RECORD`] bytes): longitude u24, latitude u24, population u16, class and
//! capital and shape u8, contested and details and radius u8, country u8, admin-1 u16, admin-2 u16,
//! GeoNames id u32.

use crate::place::{CapitalRank, Class, Shape};

/// Bytes of one record of `places.bin`.
pub const RECORD: usize = 19;
/// "No country" in a record.
pub const NO_COUNTRY: u8 = u8::MAX;
/// "No division" in a record.
pub const NO_DIVISION: u16 = u16::MAX;
/// "No place" in a table of places.
pub const NO_PLACE: u32 = u32::MAX;
/// Labels between two entries of the index of `labels.bin`.
pub const LABEL_BLOCK: usize = 16;
/// Degrees per unit of stored outlines and lines: about 100 m.
pub const SHAPE_UNIT: f64 = 0.001;

/// Bits of the second byte of flags.
pub const CONTESTED: u8 = 1;
/// The place has an entry in `details.bin`.
pub const DETAILED: u8 = 2;

/// Bits that say which fields an entry of `details.bin` holds, in this order.
pub mod detail {
    /// The key, for places that have no GeoNames id.
    pub const KEY: u8 = 1;
    /// Four u24 positions: west, south, east, north.
    pub const BBOX: u8 = 2;
    /// The other side's name.
    pub const SECOND: u8 = 4;
    /// A note.
    pub const NOTE: u8 = 8;
    /// Other names: a count, then the names.
    pub const NAMES: u8 = 16;
    /// Where the geometry starts in `shapes.bin`.
    pub const SHAPE: u8 = 32;
}

/// Reads a little-endian number of `N` bytes, four at most, at `at`.
#[inline]
#[must_use]
pub fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let mut wide = [0; 4];
    *wide.first_chunk_mut::<N>()? = *bytes.get(at..)?.first_chunk::<N>()?;
    Some(u32::from_le_bytes(wide))
}

/// Reads a varint at `*at` and moves `at` past it.
#[inline]
pub fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Appends a varint.
pub fn push_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Signed to unsigned, small numbers of either sign staying small.
#[must_use]
pub fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The inverse of [`zigzag`].
#[must_use]
pub fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Reads a string: length as varint, then UTF-8.
pub fn string<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a str> {
    let length = usize::try_from(varint(bytes, at)?).ok()?;
    let end = at.checked_add(length)?;
    let text = std::str::from_utf8(bytes.get(*at..end)?).ok()?;
    *at = end;
    Some(text)
}

/// Appends a string: length as varint, then UTF-8.
pub fn push_string(bytes: &mut Vec<u8>, text: &str) {
    push_varint(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

const STEPS: f64 = (1u32 << 24) as f64;

/// Degrees to a u24 over `-span/2 ..= span/2` (360 for longitude: 2.4 m at the equator; 180 for latitude).
#[must_use]
pub fn angle_code(degrees: f64, span: f64) -> u32 {
    ((degrees + span / 2.0) / span * STEPS).round().clamp(0.0, STEPS - 1.0) as u32
}

/// The inverse of [`angle_code`], rounded to the fifth decimal (about a metre).
#[must_use]
pub fn angle(code: u32, span: f64) -> f64 {
    let degrees = f64::from(code) / STEPS * span - span / 2.0;
    (degrees * 1e5).round() / 1e5
}

/// People as 13 bits times a power of ten: four digits, the last of them rounded.
#[must_use]
pub fn population_code(people: u32) -> u16 {
    let (mut mantissa, mut exponent) = (u64::from(people), 0u16);
    while mantissa > 8191 {
        mantissa = (mantissa + 5) / 10;
        exponent += 1;
    }
    (mantissa as u16) << 3 | exponent
}

/// The inverse of [`population_code`].
#[must_use]
pub fn population(code: u16) -> u32 {
    u32::from(code >> 3).saturating_mul(10u32.saturating_pow(u32::from(code & 7)))
}

/// Kilometres as a 6-bit step on a scale that grows by a quarter, from 0.25 km.
#[must_use]
pub fn radius_code(km: f64) -> u8 {
    ((km.max(0.25) / 0.25).ln() / 1.25f64.ln()).round().clamp(0.0, 63.0) as u8
}

/// The inverse of [`radius_code`], rounded to two digits.
#[must_use]
pub fn radius_km(code: u8) -> f64 {
    let km = 0.25 * 1.25f64.powi(i32::from(code));
    let scale = 10f64.powf(1.0 - km.log10().floor());
    (km * scale).round() / scale
}

/// The bits of a kind that hold the class.
pub const CLASS: u8 = 15;

/// The code of a class.
#[must_use]
pub fn class_code(class: Class) -> u8 {
    Class::ALL.iter().position(|c| *c == class).unwrap_or_default() as u8
}

/// Class, capital and shape in one byte.
#[must_use]
pub fn kind_code(class: Class, capital: CapitalRank, shape: Shape) -> u8 {
    class_code(class) | (capital as u8) << 4 | (shape as u8) << 6
}

/// The inverse of [`kind_code`].
#[inline]
#[must_use]
pub fn kind(code: u8) -> (Class, CapitalRank, Shape) {
    let class = Class::ALL.get(usize::from(code & CLASS)).copied().unwrap_or(Class::City);
    let capital = match code >> 4 & 3 {
        0 => CapitalRank::None,
        1 => CapitalRank::Admin1,
        _ => CapitalRank::Country,
    };
    let shape = match code >> 6 {
        0 => Shape::Point,
        1 => Shape::Line,
        _ => Shape::Area,
    };
    (class, capital, shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_back() {
        for people in [0, 7, 8191, 53_100, 100_000, 1_093_485, 1_400_000_000] {
            let back = population(population_code(people));
            assert!(back.abs_diff(people) <= people / 1000, "{people} came back as {back}");
        }
        for (lon, lat) in [(46.7528, 39.8177), (-180.0, -90.0), (179.9999, 89.9999), (0.0, 0.0)] {
            assert!((angle(angle_code(lon, 360.0), 360.0) - lon).abs() < 2e-5);
            assert!((angle(angle_code(lat, 180.0), 180.0) - lat).abs() < 1e-5);
        }
        for km in [0.3, 1.0, 25.0, 4000.0] {
            assert!((radius_km(radius_code(km)) / km - 1.0).abs() < 0.15, "{km}");
        }
        for class in Class::ALL {
            let all = (class, CapitalRank::Admin1, Shape::Area);
            assert_eq!(kind(kind_code(all.0, all.1, all.2)), all);
        }
        for n in [0, 1, -1, 63, -64, i64::from(i32::MAX), -5_000_000_000] {
            assert_eq!(unzigzag(zigzag(n)), n);
        }
    }

    #[test]
    fn strings_and_varints_stop_at_the_end() {
        let mut bytes = Vec::new();
        push_varint(&mut bytes, 300);
        push_string(&mut bytes, "Şuşa");
        let mut at = 0;
        assert_eq!(varint(&bytes, &mut at), Some(300));
        assert_eq!(string(&bytes, &mut at), Some("Şuşa"));
        assert_eq!(varint(&bytes, &mut at), None);
        assert_eq!(string(&bytes[..4], &mut 2), None);
        assert_eq!(number::<3>(&[1, 2], 0), None);
        assert_eq!(number::<3>(&[1, 2, 3], 0), Some(0x03_02_01));
    }
}
