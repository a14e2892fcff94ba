//! A story under a camera, laid out: what to draw, where, and what a click on it means.
//!
//! Comes in: a story, a camera, options, the base map's tiles. Goes out: a [`Scene`], which the screen painter and the
//! SVG painter draw alike. It cannot fail, and it must never read a file, ask the clock or know egui.

mod arrange;
mod base;
mod camera;
mod caption;
mod compose;
mod extent;
mod filter;
#[cfg(test)]
pub(crate) mod fixture;
mod flight;
pub mod font;
mod furniture;
mod group;
mod headline;
mod index;
mod item;
mod label;
mod layer;
mod motion;
mod naming;
mod outside;
mod parts;
mod picture;
mod pin;
mod quote;
mod spread;
mod theme;

pub use base::{
    BaseTile, Border, EXTENT, Fetch, Fetched, Ground, LabelKind, LineKind, Loaded, MapPicture, NameOptions, NamedLine,
    PictureStore, PointName, Store, TileId, TileStore, Want, ready_names,
};
pub use camera::{Camera, MAX_LATITUDE, MAX_ZOOM, MIN_ZOOM, map_from_unit, unit_from_map, wrapped};
pub use compose::{CREDIT, Options, compose};
pub use filter::{Filter, differs, searched};
pub use furniture::{Units, legend_room};
pub use headline::{sentence, sentence_case, within_sentence};
pub use index::EventIndex;
pub use item::{
    Anchor, Color, Group, Halo, Hit, Item, Link, Point, Rect, Scene, Stamp, Stroke, Target, TextRun, TextStyle,
    TileArea, TileLine, Tiled, Triangles, Weight,
};
pub use label::{Lettering, Placer};
pub use motion::Motion;
pub use naming::{NameOrder, Naming};
pub use parts::{Part, parts};
pub use picture::{Check, PictureOptions, Proof, ProofCaption, Sheet, SheetError, Why, picture, proof, story_frame};
pub use theme::{
    AgreementInk, ClusterInk, ClusterSizes, Dot, DotInk, Glyph, Ink, LabelInk, LabelStyle, MapInk, MapLine, Mark,
    Marks, Mode, Palette, PinInk, PinSizes, Precision, RiverInk, Space, State, Surface, TextInk, Theme, TimelineSizes,
    Tint, Tokens, TypeSizes,
};
