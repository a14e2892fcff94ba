//! What the recipe's Python steps leave in the scratch folder, as types: one JSON object per line.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::io::BufRead as _;
use std::path::Path;

/// A line of `places.jsonl`.
#[derive(Deserialize)]
pub(crate) struct PlaceIn {
    /// Stable key, unique.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) class: String,
    /// "point", "line" or "area".
    pub(crate) shape: String,
    pub(crate) country: Option<String>,
    /// Keys of the places it lies in.
    pub(crate) admin1: Option<String>,
    pub(crate) admin2: Option<String>,
    #[serde(default)]
    pub(crate) population: u32,
    /// 0 none, 1 of a first division, 2 of a country.
    #[serde(default)]
    pub(crate) capital: u8,
    pub(crate) lon: f64,
    pub(crate) lat: f64,
    pub(crate) bbox: Option<[f64; 4]>,
    pub(crate) radius_km: f64,
    #[serde(default)]
    pub(crate) contested: bool,
    pub(crate) second_name: Option<String>,
    pub(crate) note: Option<String>,
    /// How likely a bare name means this place; only the order counts.
    pub(crate) prior: f64,
    /// Names as good as the main one.
    #[serde(default)]
    pub(crate) main_names: Vec<String>,
    /// Other names that find it.
    #[serde(default)]
    pub(crate) names: Vec<String>,
    /// Other names to show.
    #[serde(default)]
    pub(crate) shown: Vec<String>,
    /// Lines or rings (not closed), degrees.
    #[serde(default)]
    pub(crate) parts: Vec<Vec<[f64; 2]>>,
}

/// A line of `countries.jsonl`; places by key.
#[derive(Deserialize)]
pub(crate) struct CountryIn {
    pub(crate) iso2: String,
    pub(crate) place: String,
    pub(crate) capital: Option<String>,
    pub(crate) continent: Option<String>,
    pub(crate) neighbours: Vec<String>,
}

/// A line of `words.jsonl`; places by key.
#[derive(Deserialize)]
pub(crate) struct WordIn {
    /// "demonym", "seat" or "abbreviation".
    pub(crate) table: String,
    pub(crate) word: String,
    pub(crate) place: String,
    /// For a seat: whom it speaks for.
    pub(crate) of: Option<String>,
}

/// Reads all lines of a file.
pub(crate) fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>> {
    let file = std::fs::File::open(path).with_context(|| format!("open {}", path.display()))?;
    std::io::BufReader::new(file)
        .lines()
        .enumerate()
        .map(|(n, line)| serde_json::from_str(&line?).with_context(|| format!("{} line {}", path.display(), n + 1)))
        .collect()
}
