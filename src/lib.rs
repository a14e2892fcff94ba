//! Dateline reads the articles you have on one story, finds the places and events they report, ties each to the
//! passages that say so, and lays them out on a map for the screen and for print.
//!
//! The floors of the house, and what each may use, stand in ARCHITECTURE.md; `tests/floors.rs` holds the code to it.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod export;
pub mod file;
pub mod reader;
pub mod scene;
pub mod story;
pub mod task;
