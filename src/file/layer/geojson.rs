//! GeoJSON (RFC 7946) to features.
//!
//! Comes in: the text of a document: a collection, a feature or a bare geometry. Goes out: its points, lines and areas, each
//! with the name its properties give. Heights and measures are left out.

use geojson::{GeoJson, Geometry, GeometryValue, JsonObject, Position};

use super::{LayerProblem, MAX_FEATURES, name};
use crate::story::{Feature, Shape};

/// Properties that are taken for a name, the first that is there.
const NAMES: [&str; 6] = ["name", "Name", "NAME", "title", "label", "id"];
/// How deep collections may lie in collections.
const DEEPEST: usize = 8;

/// The features of a document.
pub(super) fn features(text: &str) -> Result<Vec<Feature>, LayerProblem> {
    let broken = |reason: String| LayerProblem::Broken { kind: "GeoJSON", reason };
    let document: GeoJson =
        text.trim_start_matches('\u{feff}').parse().map_err(|error: geojson::Error| broken(error.to_string()))?;
    let mut found = Vec::new();
    match document {
        GeoJson::Geometry(geometry) => put(&geometry, "", 0, &mut found),
        GeoJson::Feature(feature) => feature_of(&feature, &mut found),
        GeoJson::FeatureCollection(collection) => {
            for feature in &collection.features {
                feature_of(feature, &mut found);
                if found.len() > MAX_FEATURES {
                    return Err(LayerProblem::TooMany);
                }
            }
        }
    }
    Ok(found)
}

fn feature_of(feature: &geojson::Feature, found: &mut Vec<Feature>) {
    let name = feature.properties.as_ref().map(named).unwrap_or_default();
    if let Some(geometry) = &feature.geometry {
        put(geometry, &name, 0, found);
    }
}

fn named(properties: &JsonObject) -> String {
    let words = NAMES.iter().find_map(|key| properties.get(*key)?.as_str());
    words.map(name).unwrap_or_default()
}

fn put(geometry: &Geometry, name: &str, depth: usize, found: &mut Vec<Feature>) {
    let mut add = |shape, paths| found.push(Feature { name: name.to_owned(), shape, paths });
    match &geometry.value {
        GeometryValue::Point { coordinates } => add(Shape::Point, vec![path(std::slice::from_ref(coordinates))]),
        GeometryValue::MultiPoint { coordinates } => {
            for point in coordinates {
                add(Shape::Point, vec![path(std::slice::from_ref(point))]);
            }
        }
        GeometryValue::LineString { coordinates } => add(Shape::Line, vec![path(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => {
            add(Shape::Line, coordinates.iter().map(|line| path(line)).collect());
        }
        GeometryValue::Polygon { coordinates } => {
            add(Shape::Area, coordinates.iter().map(|ring| path(ring)).collect());
        }
        GeometryValue::MultiPolygon { coordinates } => {
            for polygon in coordinates {
                add(Shape::Area, polygon.iter().map(|ring| path(ring)).collect());
            }
        }
        GeometryValue::GeometryCollection { geometries } if depth < DEEPEST => {
            for geometry in geometries {
                put(geometry, name, depth + 1, found);
            }
        }
        GeometryValue::GeometryCollection { .. } => {}
    }
}

fn path(positions: &[Position]) -> Vec<[f64; 2]> {
    positions
        .iter()
        .filter_map(|position| Some([*position.as_slice().first()?, *position.as_slice().get(1)?]))
        .collect()
}
