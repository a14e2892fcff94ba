//! A scene or a story to bytes.
//!
//! Comes in: a story or a scene. Goes out: pictures (SVG, PNG, PDF), a page (HTML) and data for other programs. Nothing is written to disk
//! here, no clock is asked; the same input gives the same bytes.

pub mod annotation;
pub mod bibtex;
mod clip;
pub mod companion;
mod extract;
pub mod geojson;
pub mod geopackage;
pub mod html;
mod icon;
pub mod kml;
mod markup;
pub mod pdf;
pub mod png;
pub mod reading;
pub mod storymap;
pub mod svg;
pub mod table;
