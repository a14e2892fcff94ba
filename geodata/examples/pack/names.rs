//! Names and the places they can mean → the automaton of folded names, its postings and the first-word sieve.

use anyhow::Result;
use geodata::layout::{push_varint, zigzag};
use std::collections::BTreeMap;

use crate::input::PlaceIn;

/// Bytes of the sieve of first words; a power of two, about four bits for each word.
const SIEVE: usize = 1 << 17;

pub(crate) struct Packed {
    pub(crate) automaton: Vec<u8>,
    pub(crate) postings: Vec<u8>,
    pub(crate) sieve: Vec<u8>,
    pub(crate) count: usize,
}

/// Folded name → (row, is only an alternate), rows being in order of likelihood.
pub(crate) fn pack(places: &[PlaceIn]) -> Result<Packed> {
    let mut table: BTreeMap<String, BTreeMap<u32, bool>> = BTreeMap::new();
    for (row, place) in places.iter().enumerate() {
        let row = row as u32;
        for name in std::iter::once(&place.name).chain(&place.main_names) {
            for key in keys_of(name) {
                table.entry(key).or_default().insert(row, false);
            }
        }
        for name in &place.names {
            for key in keys_of(name).into_iter().filter(|key| !(key.is_ascii() && key.len() < 3)) {
                table.entry(key).or_default().entry(row).or_insert(true);
            }
        }
    }
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    let mut sieve = vec![0u8; SIEVE];
    for (key, list) in &table {
        let value = match list.iter().next() {
            Some((row, alternate)) if list.len() == 1 => (u64::from(*row) << 1 | u64::from(*alternate)) << 1 | 1,
            _ => {
                let at = postings.len() as u64;
                push_list(&mut postings, list, places);
                at << 1
            }
        };
        builder.insert(key, value)?;
        let bit = geodata::first_word_bit(key.split(' ').next().unwrap_or_default(), SIEVE);
        if let Some(byte) = sieve.get_mut(bit / 8) {
            *byte |= 1 << (bit % 8);
        }
    }
    Ok(Packed { automaton: builder.into_inner()?, postings, sieve, count: table.len() })
}

/// How much less likely an alternate name means a place than its main name does.
const ALTERNATE: f64 = 0.02;

/// The likeliest first: an alternate of a big city comes before a village of that name, not before a town.
fn push_list(postings: &mut Vec<u8>, list: &BTreeMap<u32, bool>, places: &[PlaceIn]) {
    let weight = |row: u32, alternate: bool| {
        let prior = places.get(row as usize).map_or(0.0, |p| p.prior);
        if alternate { prior * ALTERNATE } else { prior }
    };
    let mut ranked: Vec<(u32, bool)> = list.iter().map(|(row, alternate)| (*row, *alternate)).collect();
    ranked.sort_by(|a, b| weight(b.0, b.1).total_cmp(&weight(a.0, a.1)).then(a.cmp(b)));
    push_varint(postings, ranked.len() as u64);
    let mut last = 0;
    for (row, alternate) in ranked {
        push_varint(postings, zigzag(i64::from(row) - last) << 1 | u64::from(alternate));
        last = i64::from(row);
    }
}

/// The folded name and the ways English writes it otherwise: ə as a, Saint for St., Mount for Mt., Fort for Ft.
fn keys_of(name: &str) -> Vec<String> {
    let mut keys = vec![geodata::fold(name)];
    if name.contains(['ə', 'Ə', 'ǝ', 'Ǝ']) {
        keys.push(geodata::fold(&name.replace(['ə', 'ǝ'], "a").replace(['Ə', 'Ǝ'], "A")));
    }
    for (long, short) in [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")] {
        for (from, to) in [(long, short), (short, long)] {
            if let Some(rest) = keys.first().and_then(|k| k.strip_prefix(from)) {
                keys.push(format!("{to}{rest}"));
            }
        }
    }
    keys.retain(|key| key.chars().count() > 1);
    keys
}
