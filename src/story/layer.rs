//! Points, lines and areas of a person's own, shown under the story: camps, stations, a front line from elsewhere.
//!
//! Comes in: what a file held, one [`LayerEdit`] at a time. Goes out: the layers of a story, in the order they are drawn. They
//! are context: no event comes of them, and every picture that shows one names the file it came from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Shape;

/// Names a layer for the life of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LayerId(pub u32);

/// What one file held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Its name within the story; given when it is added.
    pub id: LayerId,
    /// What a person calls it; the file's name at first.
    pub name: String,
    /// The file it came from, without its folder: the credit.
    pub origin: String,
    /// Whether it is drawn.
    pub shown: bool,
    /// What is in it.
    pub features: Arc<Vec<Feature>>,
}

/// One thing of a layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// Its name; empty when the file gives none.
    pub name: String,
    /// A point, a line or an area.
    pub shape: Shape,
    /// One position for a point; the course of a line; the outer ring of an area and its holes. Degrees longitude and
    /// latitude, WGS84.
    pub paths: Vec<Vec<[f64; 2]>>,
}

/// One change of the layers.
#[derive(Clone, Debug, PartialEq)]
pub enum LayerEdit {
    /// Files were opened; ids are given anew.
    Add(Vec<Layer>),
    /// A layer is taken out.
    Remove(LayerId),
    /// A person names a layer; an empty name goes back to the file's.
    Rename(LayerId, String),
    /// A layer is drawn, or not.
    Show(LayerId, bool),
}

impl LayerEdit {
    /// What undo calls it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Add(_) => "open layer",
            Self::Remove(_) => "remove layer",
            Self::Rename(..) => "rename layer",
            Self::Show(_, true) => "show layer",
            Self::Show(_, false) => "hide layer",
        }
    }

    /// The name of the layer it is done to, for a list of steps.
    #[must_use]
    pub fn about(&self, layers: &[Layer]) -> String {
        let name = |id: &LayerId| layers.iter().find(|layer| layer.id == *id).map(|layer| layer.name.clone());
        match self {
            Self::Add(added) => added.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>().join(", "),
            Self::Rename(_, name) => name.clone(),
            Self::Remove(id) | Self::Show(id, _) => name(id).unwrap_or_default(),
        }
    }

    /// The layers after the change.
    #[must_use]
    pub fn after(self, layers: &[Layer]) -> Vec<Layer> {
        let mut layers = layers.to_vec();
        match self {
            Self::Add(added) => {
                let first = layers.iter().map(|layer| layer.id.0 + 1).max().unwrap_or(0);
                layers.extend(added.into_iter().zip(first..).map(|(layer, id)| Layer { id: LayerId(id), ..layer }));
            }
            Self::Remove(id) => layers.retain(|layer| layer.id != id),
            Self::Rename(id, name) => {
                if let Some(layer) = layers.iter_mut().find(|layer| layer.id == id) {
                    let name = name.trim();
                    layer.name = if name.is_empty() { layer.origin.clone() } else { name.to_owned() };
                }
            }
            Self::Show(id, shown) => {
                if let Some(layer) = layers.iter_mut().find(|layer| layer.id == id) {
                    layer.shown = shown;
                }
            }
        }
        layers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str) -> Layer {
        let features = Arc::new(Vec::new());
        Layer { id: LayerId(0), name: name.to_owned(), origin: format!("{name}.csv"), shown: true, features }
    }

    #[test]
    fn layers_are_added_named_hidden_and_removed() {
        let layers = LayerEdit::Add(vec![layer("camps"), layer("roads")]).after(&[]);
        let layers = LayerEdit::Add(vec![layer("wells")]).after(&layers);
        assert_eq!(layers.iter().map(|layer| layer.id.0).collect::<Vec<_>>(), [0, 1, 2]);
        let layers = LayerEdit::Remove(LayerId(1)).after(&layers);
        let layers = LayerEdit::Rename(LayerId(2), " Water ".to_owned()).after(&layers);
        let layers = LayerEdit::Show(LayerId(0), false).after(&layers);
        let told: Vec<(&str, bool)> = layers.iter().map(|layer| (layer.name.as_str(), layer.shown)).collect();
        assert_eq!(told, [("camps", false), ("Water", true)]);
        let layers = LayerEdit::Rename(LayerId(2), String::new()).after(&layers);
        assert_eq!(layers[1].name, "wells.csv");
    }
}
