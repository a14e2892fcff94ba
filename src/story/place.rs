//! A place as a story keeps it: enough to draw, name and compare it without the gazetteer at hand.
//!
//! Comes in: what a gazetteer entry says. Goes out: a snapshot that a saved story can carry to another machine.
//! Points are degrees longitude and latitude, WGS84.

use serde::{Deserialize, Serialize};

/// How a place lies on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A town, a site.
    Point,
    /// A road, a corridor, a border.
    Line,
    /// A district, a country, a sea.
    Area,
}

impl Shape {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Line => "line",
            Self::Area => "area",
        }
    }
}

/// A place a toponym was resolved to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// Stable key of the gazetteer entry, such as `geonames:616752` or `curated:lachin-corridor`.
    pub key: String,
    /// Main name.
    pub name: String,
    /// The other side's name where the place is contested.
    pub second_name: Option<String>,
    /// Point, line or area.
    pub shape: Shape,
    /// Degrees east, WGS84; for lines and areas a point that stands for them.
    pub lon: f64,
    /// Degrees north, WGS84.
    pub lat: f64,
    /// West, south, east, north in degrees; areas and lines only.
    pub bbox: Option<[f64; 4]>,
    /// Two-letter code of the country, ISO 3166-1.
    pub country: Option<String>,
    /// Name of the first-level region.
    pub region: Option<String>,
    /// Whether sides use different names or claims.
    pub contested: bool,
    /// Whether the point stands for somewhere around it only ("northern Syria", "near Martakert").
    pub approximate: bool,
    /// How many people live there; 0 when unknown.
    pub population: u32,
}

impl PlaceRef {
    /// Both names where contested, else the one: "Stepanakert / Khankendi".
    #[must_use]
    pub fn full_name(&self) -> String {
        match &self.second_name {
            Some(second) => format!("{} / {second}", self.name),
            None => self.name.clone(),
        }
    }
}

/// A place a toponym might mean, with how likely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The place.
    pub place: PlaceRef,
    /// Likelihood among the candidates, 0 to 1.
    pub score: f32,
}
