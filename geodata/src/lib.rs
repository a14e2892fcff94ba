//! A world gazetteer over static bytes: names go in, ranked places come out, with geometry and country facts.
//!
//! Everything is part of the program: no build at start-up, no file, no network. The data comes from registry
//! packages by the recipe in `recipe/`; sources and licences are in `README.md`. Positions are degrees WGS84,
//! longitude first. Nothing here reads a text or decides what it means.
//!
//! ```
//! use geodata::Gazetteer;
//! let places = Gazetteer::bundled();
//! let first = places.lookup("BAKU").into_iter().next().map(|id| places.place(id));
//! assert!(first.is_some_and(|p| p.name == "Baku" && (p.lat - 40.3777).abs() < 0.001));
//! ```

mod basemap;
mod fold;
mod gazetteer;
mod geometry;
pub mod layout;
mod place;
mod walk;
mod words;

pub use basemap::{BASEMAP, BASEMAP_ATTRIBUTION};
pub use fold::{fold, fold_into};
pub use gazetteer::Gazetteer;
pub use geometry::Geometry;
pub use place::{CapitalRank, Class, Country, Facts, Place, PlaceId, Shape};
pub use walk::{Candidate, Candidates, NameKey, Step, Walk, first_word_bit};
