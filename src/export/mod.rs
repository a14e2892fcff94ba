//! A scene or a story to bytes.
//!
//! Comes in: a story or a scene. Goes out: JSON, SVG, PNG. Nothing is written to disk here, no clock is asked; the same
//! input gives the same bytes.

mod clip;
pub mod geojson;
pub mod png;
pub mod reading;
pub mod svg;
pub mod table;
