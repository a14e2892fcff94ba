//! A story under a camera, laid out: what to draw, where, and what a click on it means.
//!
//! Comes in: a story, a camera, options, the base map's tiles. Goes out: a [`Scene`], which the screen painter and the
//! SVG painter draw alike. It cannot fail, and it must never read a file, ask the clock or know egui.

pub mod font;
mod item;

pub use item::{
    Anchor, Color, Group, Halo, Hit, Item, Link, Point, Rect, Scene, Stroke, Target, TextRun, TextStyle, TileArea,
    TileLine, Tiled, Weight,
};
