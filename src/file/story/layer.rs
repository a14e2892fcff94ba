//! How layers stand in a story file: types frozen with version 1 of the file.
//!
//! Comes in: layers. Goes out: their form in the file, and back. What a stranger's file holds beyond the limits of a layer, or
//! off the world, is left out.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::file::layer::{MAX_FEATURES, MAX_POSITIONS};
use crate::story::{Feature, Layer, LayerEdit, LayerId, Shape};

/// A layer, as version 1 of the file has it.
#[derive(Serialize, Deserialize)]
pub(super) struct LayerV1 {
    name: String,
    origin: String,
    #[serde(default = "shown")]
    shown: bool,
    features: Vec<FeatureV1>,
}

#[derive(Serialize, Deserialize)]
struct FeatureV1 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    shape: ShapeV1,
    /// Longitude and latitude in degrees.
    paths: Vec<Vec<[f64; 2]>>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ShapeV1 {
    Point,
    Line,
    Area,
}

fn shown() -> bool {
    true
}

impl LayerV1 {
    /// The form a layer has in the file.
    pub(super) fn of(layer: &Layer) -> Self {
        let feature = |feature: &Feature| FeatureV1 {
            name: feature.name.clone(),
            shape: match feature.shape {
                Shape::Point => ShapeV1::Point,
                Shape::Line => ShapeV1::Line,
                Shape::Area => ShapeV1::Area,
            },
            paths: feature.paths.clone(),
        };
        Self {
            name: layer.name.clone(),
            origin: layer.origin.clone(),
            shown: layer.shown,
            features: layer.features.iter().map(feature).collect(),
        }
    }
}

/// The layers of a file, within their limits.
pub(super) fn layers(file: Vec<LayerV1>) -> Vec<Layer> {
    let layers = file.into_iter().map(|layer| {
        let mut room = MAX_POSITIONS;
        let mut fits = |feature: &FeatureV1| {
            let positions: usize = feature.paths.iter().map(Vec::len).sum();
            room = room.saturating_sub(positions);
            let on_world = |[lon, lat]: &[f64; 2]| lon.abs() <= 540.0 && lat.abs() <= 90.0;
            room > 0 && positions > 0 && feature.paths.iter().flatten().all(on_world)
        };
        let kept = layer.features.into_iter().take(MAX_FEATURES).filter(|feature| fits(feature));
        let feature = |feature: FeatureV1| Feature {
            name: feature.name,
            shape: match feature.shape {
                ShapeV1::Point => Shape::Point,
                ShapeV1::Line => Shape::Line,
                ShapeV1::Area => Shape::Area,
            },
            paths: feature.paths,
        };
        Layer {
            id: LayerId(0),
            name: layer.name,
            origin: layer.origin,
            shown: layer.shown,
            features: Arc::new(kept.map(feature).collect()),
        }
    });
    LayerEdit::Add(layers.collect()).after(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_come_back_as_they_were_and_what_is_off_the_world_does_not() {
        let point = |lon| Feature { name: "A".to_owned(), shape: Shape::Point, paths: vec![vec![[lon, 1.0]]] };
        let layer = Layer {
            id: LayerId(0),
            name: "Camps".to_owned(),
            origin: "camps.csv".to_owned(),
            shown: false,
            features: Arc::new(vec![point(2.0)]),
        };
        let text = serde_json::to_string(&LayerV1::of(&layer)).unwrap();
        assert_eq!(layers(vec![serde_json::from_str(&text).unwrap()]), std::slice::from_ref(&layer));
        let odd = Layer { features: Arc::new(vec![point(1e9), point(3.0)]), ..layer };
        assert_eq!(layers(vec![LayerV1::of(&odd)])[0].features.len(), 1);
    }
}
