//! Points of a table: columns for latitude, longitude and name, known by their headings.
//!
//! Comes in: text with commas, semicolons or tabs between cells. Goes out: a point for each row with a position; decimal
//! commas are understood where commas do not part the cells. Rows without a position are left out.

use super::{LayerProblem, MAX_FEATURES, name};
use crate::story::{Feature, Shape};

const LATITUDE: [&str; 6] = ["latitude", "lat", "y", "lat_dd", "latitude_wgs84", "point_y"];
const LONGITUDE: [&str; 8] = ["longitude", "lon", "lng", "long", "x", "lon_dd", "longitude_wgs84", "point_x"];
const NAME: [&str; 7] = ["name", "title", "label", "place", "site", "location", "id"];

/// The rows of a table as points.
pub(super) fn features(text: &str) -> Result<Vec<Feature>, LayerProblem> {
    let head = text.lines().next().unwrap_or_default();
    let count = |c: char| head.matches(c).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|&c| count(c)).filter(|&c| count(c) > 0);
    let delimiter = u8::try_from(delimiter.ok_or(LayerProblem::NoColumns)?).unwrap_or(b',');
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let broken = |error: ::csv::Error| LayerProblem::Broken { kind: "a table", reason: error.to_string() };
    let headings: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_lowercase).collect();
    let column = |names: &[&str]| names.iter().find_map(|name| headings.iter().position(|heading| heading == name));
    let (Some(lat), Some(lon)) = (column(&LATITUDE), column(&LONGITUDE)) else { return Err(LayerProblem::NoColumns) };
    let label = column(&NAME);
    let mut features = Vec::new();
    for row in reader.records() {
        let row = row.map_err(broken)?;
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let (Some(lon), Some(lat)) = (number(cell(lon)), number(cell(lat))) else { continue };
        let name = label.map(|label| name(cell(label))).unwrap_or_default();
        features.push(Feature { name, shape: Shape::Point, paths: vec![vec![[lon, lat]]] });
        if features.len() > MAX_FEATURES {
            return Err(LayerProblem::TooMany);
        }
    }
    Ok(features)
}

/// Degrees with a decimal point or comma.
fn number(cell: &str) -> Option<f64> {
    let value: f64 = cell.trim_end_matches('°').replace(',', ".").parse().ok()?;
    value.is_finite().then_some(value)
}
