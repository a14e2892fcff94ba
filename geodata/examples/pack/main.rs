//! Packs the gazetteer: the scratch folder of the recipe's Python steps goes in, `geodata/data/*.bin` comes out.
//!
//! `cargo run -p geodata --release --example pack -- SCRATCH geodata/data`. The same input gives the same bytes.

#![allow(clippy::cast_possible_truncation, reason = "a packer: widths are those of geodata::layout")]

mod input;
mod names;

use anyhow::{Context as _, Result, bail};
use geodata::layout::{self, NO_COUNTRY, NO_DIVISION, NO_PLACE, detail, push_string, push_varint, zigzag};
use geodata::{CapitalRank, Class, Shape};
use input::{CountryIn, PlaceIn, WordIn};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(scratch), Some(out)) = (arguments.next(), arguments.next()) else {
        bail!("usage: pack SCRATCH OUT");
    };
    let (scratch, out) = (Path::new(&scratch), Path::new(&out));
    let mut places: Vec<PlaceIn> = input::lines(&scratch.join("places.jsonl"))?;
    // By name: neighbours in the automaton then have neighbouring rows, which packs it a third smaller.
    places.sort_by_cached_key(|p| (geodata::fold(&p.name), p.key.clone()));
    let rows: HashMap<&str, u32> = places.iter().enumerate().map(|(row, p)| (p.key.as_str(), row as u32)).collect();
    if rows.len() != places.len() {
        bail!("two places have the same key");
    }
    let mut countries: Vec<CountryIn> = input::lines(&scratch.join("countries.jsonl"))?;
    countries.sort_by(|a, b| a.iso2.cmp(&b.iso2));
    let codes: HashMap<&str, u8> = countries.iter().enumerate().map(|(i, c)| (c.iso2.as_str(), i as u8)).collect();
    let words: Vec<WordIn> = input::lines(&scratch.join("words.jsonl"))?;

    let admin1 = Divisions::of(&places, &rows, |p| p.admin1.as_deref())?;
    let admin2 = Divisions::of(&places, &rows, |p| p.admin2.as_deref())?;
    let named = names::pack(&places)?;
    let (details, shapes, detailed) = pack_details(&places);
    let tables = pack_sections(&[
        pack_keys(&places)?,
        pack_countries(&countries, &rows, &codes)?,
        admin1.bytes(),
        admin2.bytes(),
        pack_words(&words, "demonym", &rows)?,
        pack_words(&words, "seat", &rows)?,
        pack_words(&words, "abbreviation", &rows)?,
        named.sieve,
    ]);
    let mut records = Vec::with_capacity(places.len() * layout::RECORD);
    for (place, detailed) in places.iter().zip(&detailed) {
        push_record(&mut records, place, *detailed, &codes, &admin1, &admin2)?;
    }
    eprintln!("{} places, {} names", places.len(), named.count);
    for (file, bytes) in [
        ("names.bin", named.automaton),
        ("postings.bin", named.postings),
        ("places.bin", records),
        ("labels.bin", pack_labels(&places)),
        ("details.bin", details),
        ("shapes.bin", shapes),
        ("tables.bin", tables),
    ] {
        eprintln!("{file:14} {:>10}", bytes.len());
        std::fs::write(out.join(file), bytes).with_context(|| format!("write {file}"))?;
    }
    Ok(())
}

/// The divisions that places lie in: their keys to rows of a table of places.
struct Divisions {
    index: HashMap<String, u16>,
    table: Vec<u32>,
}

impl Divisions {
    fn of(places: &[PlaceIn], rows: &HashMap<&str, u32>, key: impl Fn(&PlaceIn) -> Option<&str>) -> Result<Self> {
        let (mut index, mut table) = (HashMap::new(), Vec::new());
        for division in places.iter().filter_map(&key) {
            if index.contains_key(division) {
                continue;
            }
            let row = rows.get(division).with_context(|| format!("no place {division}"))?;
            index.insert(division.to_owned(), u16::try_from(table.len())?);
            table.push(*row);
        }
        if table.len() >= usize::from(NO_DIVISION) {
            bail!("too many divisions");
        }
        Ok(Self { index, table })
    }

    fn row(&self, key: Option<&str>) -> u16 {
        key.and_then(|k| self.index.get(k)).copied().unwrap_or(NO_DIVISION)
    }

    fn bytes(&self) -> Vec<u8> {
        self.table.iter().flat_map(|row| row.to_le_bytes()).collect()
    }
}

fn push_number(bytes: &mut Vec<u8>, value: u32, width: usize) {
    bytes.extend(value.to_le_bytes().iter().take(width));
}

fn geonames_id(key: &str) -> u32 {
    key.strip_prefix("geonames:").and_then(|n| n.parse().ok()).unwrap_or_default()
}

fn push_record(
    bytes: &mut Vec<u8>,
    place: &PlaceIn,
    detailed: bool,
    codes: &HashMap<&str, u8>,
    admin1: &Divisions,
    admin2: &Divisions,
) -> Result<()> {
    let class = Class::ALL
        .into_iter()
        .find(|c| format!("{c:?}") == place.class)
        .with_context(|| format!("{}: no class {}", place.key, place.class))?;
    let shape = match place.shape.as_str() {
        "point" => Shape::Point,
        "line" => Shape::Line,
        "area" => Shape::Area,
        other => bail!("{}: no shape {other}", place.key),
    };
    let capital = match place.capital {
        0 => CapitalRank::None,
        1 => CapitalRank::Admin1,
        _ => CapitalRank::Country,
    };
    push_number(bytes, layout::angle_code(place.lon, 360.0), 3);
    push_number(bytes, layout::angle_code(place.lat, 180.0), 3);
    bytes.extend(layout::population_code(place.population).to_le_bytes());
    bytes.push(layout::kind_code(class, capital, shape));
    let contested = if place.contested { layout::CONTESTED } else { 0 };
    let details = if detailed { layout::DETAILED } else { 0 };
    bytes.push(contested | details | layout::radius_code(place.radius_km) << 2);
    bytes.push(match place.country.as_deref() {
        Some(code) => *codes.get(code).with_context(|| format!("{}: no country {code}", place.key))?,
        None => NO_COUNTRY,
    });
    bytes.extend(admin1.row(place.admin1.as_deref()).to_le_bytes());
    bytes.extend(admin2.row(place.admin2.as_deref()).to_le_bytes());
    bytes.extend(geonames_id(&place.key).to_le_bytes());
    Ok(())
}

fn pack_labels(places: &[PlaceIn]) -> Vec<u8> {
    let blocks = places.len().div_ceil(layout::LABEL_BLOCK);
    let (mut index, mut text) = (Vec::new(), Vec::new());
    for (row, place) in places.iter().enumerate() {
        if row % layout::LABEL_BLOCK == 0 {
            push_number(&mut index, (blocks * 4 + text.len()) as u32, 4);
        }
        push_string(&mut text, &place.name);
    }
    index.extend(text);
    index
}

/// `details.bin`, `shapes.bin`, and which places have an entry.
fn pack_details(places: &[PlaceIn]) -> (Vec<u8>, Vec<u8>, Vec<bool>) {
    let (mut entries, mut shapes, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
    let mut detailed = Vec::with_capacity(places.len());
    for (row, place) in places.iter().enumerate() {
        let entry = pack_entry(place, &mut shapes);
        detailed.push(entry.is_some());
        if let Some(entry) = entry {
            offsets.push((row as u32, entries.len() as u32));
            entries.extend(entry);
        }
    }
    let mut bytes = Vec::new();
    push_number(&mut bytes, offsets.len() as u32, 4);
    let start = 4 + offsets.len() as u32 * 8;
    for (row, offset) in offsets {
        push_number(&mut bytes, row, 4);
        push_number(&mut bytes, start + offset, 4);
    }
    bytes.extend(entries);
    (bytes, shapes, detailed)
}

fn pack_entry(place: &PlaceIn, shapes: &mut Vec<u8>) -> Option<Vec<u8>> {
    let (mut has, mut body) = (0, Vec::new());
    if geonames_id(&place.key) == 0 {
        has |= detail::KEY;
        push_string(&mut body, &place.key);
    }
    if let Some([west, south, east, north]) = place.bbox {
        has |= detail::BBOX;
        let east = if east > 180.0 { east - 360.0 } else { east };
        for (degrees, span) in [(west, 360.0), (south, 180.0), (east, 360.0), (north, 180.0)] {
            push_number(&mut body, layout::angle_code(degrees, span), 3);
        }
    }
    for (bit, text) in [(detail::SECOND, &place.second_name), (detail::NOTE, &place.note)] {
        if let Some(text) = text {
            has |= bit;
            push_string(&mut body, text);
        }
    }
    if !place.shown.is_empty() {
        has |= detail::NAMES;
        push_varint(&mut body, place.shown.len() as u64);
        place.shown.iter().for_each(|name| push_string(&mut body, name));
    }
    if !place.parts.is_empty() {
        has |= detail::SHAPE;
        push_varint(&mut body, shapes.len() as u64);
        push_shape(shapes, &place.parts, place.shape == "area");
    }
    (has != 0).then(|| {
        body.insert(0, has);
        body
    })
}

fn push_shape(bytes: &mut Vec<u8>, parts: &[Vec<[f64; 2]>], area: bool) {
    push_varint(bytes, (parts.len() as u64) << 1 | u64::from(area));
    let mut last = [0i64; 2];
    for part in parts {
        push_varint(bytes, part.len() as u64);
        for point in part {
            let now = point.map(|degrees| (degrees / layout::SHAPE_UNIT).round() as i64);
            for (now, last) in now.iter().zip(&last) {
                push_varint(bytes, zigzag(now - last));
            }
            last = now;
        }
    }
}

/// Keys that are no GeoNames ids → rows.
fn pack_keys(places: &[PlaceIn]) -> Result<Vec<u8>> {
    let keys: BTreeMap<&str, u64> = places
        .iter()
        .enumerate()
        .filter(|(_, p)| geonames_id(&p.key) == 0)
        .map(|(row, p)| (p.key.as_str(), row as u64))
        .collect();
    let mut builder = fst::MapBuilder::memory();
    builder.extend_iter(keys)?;
    Ok(builder.into_inner()?)
}

fn pack_countries(countries: &[CountryIn], rows: &HashMap<&str, u32>, codes: &HashMap<&str, u8>) -> Result<Vec<u8>> {
    if countries.len() >= usize::from(NO_COUNTRY) {
        bail!("too many countries");
    }
    let (mut bytes, mut lists) = (Vec::new(), Vec::new());
    push_number(&mut bytes, countries.len() as u32, 4);
    for country in countries {
        let row = |key: Option<&str>| key.and_then(|k| rows.get(k)).copied().unwrap_or(NO_PLACE);
        bytes.extend(country.iso2.bytes().take(2));
        let place = rows.get(country.place.as_str()).with_context(|| format!("no place {}", country.place))?;
        push_number(&mut bytes, *place, 4);
        push_number(&mut bytes, row(country.capital.as_deref()), 4);
        push_number(&mut bytes, row(country.continent.as_deref()), 4);
        push_number(&mut bytes, (4 + countries.len() * 18 + lists.len()) as u32, 4);
        let near: Vec<u8> = country.neighbours.iter().filter_map(|n| codes.get(n.as_str())).copied().collect();
        push_varint(&mut lists, near.len() as u64);
        lists.extend(near);
    }
    bytes.extend(lists);
    Ok(bytes)
}

fn pack_words(words: &[WordIn], table: &str, rows: &HashMap<&str, u32>) -> Result<Vec<u8>> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for word in words.iter().filter(|w| w.table == table) {
        let row =
            |key: &str| rows.get(key).copied().map(u64::from).with_context(|| format!("{}: no place {key}", word.word));
        let place = row(&word.place)?;
        let (key, value) = match table {
            "abbreviation" => (word.word.clone(), place),
            "seat" => {
                let key = geodata::fold(&word.word);
                let key = key.strip_prefix("the ").unwrap_or(&key).to_owned();
                (key, place << 32 | row(word.of.as_deref().unwrap_or(&word.place))?)
            }
            _ => (geodata::fold(&word.word), place),
        };
        found.entry(key).or_insert(value);
    }
    let mut builder = fst::MapBuilder::memory();
    builder.extend_iter(found)?;
    Ok(builder.into_inner()?)
}

fn pack_sections(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    push_number(&mut bytes, sections.len() as u32, 4);
    sections.iter().for_each(|s| push_number(&mut bytes, s.len() as u32, 4));
    sections.iter().for_each(|s| bytes.extend(s));
    bytes
}
