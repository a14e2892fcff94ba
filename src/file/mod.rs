//! The only disk and network: article files in, drafts out; whole files written or none.
//!
//! Comes in: paths and bytes. Goes out: drafts, stories, tiles, or an error that names the file, says why, and says what
//! to do. It knows formats, never what the words in them mean; it knows neither the reader nor the scene.

pub mod article;
pub mod atomic;
pub mod folder;
pub mod journal;
pub mod layer;
pub mod lock;
#[cfg(feature = "online")]
pub mod online;
pub mod story;
mod tiles;
mod xml;

pub use tiles::{About, Cause, TileFile, TileForm, TilesError};
