//! The base map: one PMTiles archive in the Protomaps basemap layer schema, as bytes of the program.
//!
//! Zoom 0–7 for the world, 8–9 for the South Caucasus (38–52° E, 36–44° N); layers `earth`, `water`, `boundaries`, `places`.
//! Made by `recipe/basemap.sh`. Data: Natural Earth (public domain), GSHHG (LGPL-3), GeoNames (CC BY 4.0).

/// The archive. Tiles are gzipped Mapbox vector tiles; where a tile is missing, its ancestor is the deepest there is.
pub static BASEMAP: &[u8] = include_bytes!("../data/basemap.pmtiles");

/// What an exported picture with this map must say.
pub const BASEMAP_ATTRIBUTION: &str = "Natural Earth · GSHHG · GeoNames";
