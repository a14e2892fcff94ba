//! The middle form between a story and its pictures: flat fills, strokes, discs, rectangles, glyphs and text.
//!
//! Lengths and positions are points, x to the right, y down, from the upper left of the scene (1 pt = 1 px at scale 1).
//! Items are drawn in order, later over earlier. Exactly two `match`es paint them: one for the screen, one for SVG.

use std::sync::{Arc, OnceLock};

use super::base::MapPicture;
use crate::story::{ArticleId, EventId, Family, MentionId};

/// A position: x to the right, y down, in points.
pub type Point = [f32; 2];

/// A colour: red, green, blue and opacity, sRGB, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8, pub u8);

impl Color {
    /// The same colour at this opacity, 0 to 1.
    #[must_use]
    pub fn with_alpha(self, alpha: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255 first")]
        let opacity = (alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
        Self(self.0, self.1, self.2, opacity)
    }
}

/// An upright rectangle: upper left and lower right, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Upper left corner.
    pub min: Point,
    /// Lower right corner.
    pub max: Point,
}

impl Rect {
    /// From the upper left corner and a size.
    #[must_use]
    pub fn from_min_size(min: Point, size: Point) -> Self {
        Self { min, max: [min[0] + size[0], min[1] + size[1]] }
    }

    /// Around a middle, of this size.
    #[must_use]
    pub fn from_center_size(center: Point, size: Point) -> Self {
        Self::from_min_size([center[0] - size[0] / 2.0, center[1] - size[1] / 2.0], size)
    }

    /// Width.
    #[must_use]
    pub fn width(self) -> f32 {
        self.max[0] - self.min[0]
    }

    /// Height.
    #[must_use]
    pub fn height(self) -> f32 {
        self.max[1] - self.min[1]
    }

    /// The middle.
    #[must_use]
    pub fn center(self) -> Point {
        [f32::midpoint(self.min[0], self.max[0]), f32::midpoint(self.min[1], self.max[1])]
    }

    /// Grown by this much on every side.
    #[must_use]
    pub fn grown(self, by: f32) -> Self {
        Self { min: [self.min[0] - by, self.min[1] - by], max: [self.max[0] + by, self.max[1] + by] }
    }

    /// The same moved by this much.
    #[must_use]
    pub fn shifted(self, by: Point) -> Self {
        Self::from_min_size([self.min[0] + by[0], self.min[1] + by[1]], [self.width(), self.height()])
    }

    /// Whether the two share area.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.min[0] < other.max[0]
            && other.min[0] < self.max[0]
            && self.min[1] < other.max[1]
            && other.min[1] < self.max[1]
    }

    /// Whether a point lies within.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        self.min[0] <= point[0] && point[0] <= self.max[0] && self.min[1] <= point[1] && point[1] <= self.max[1]
    }
}

/// How a line is drawn; joins and ends are round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Width in points.
    pub width: f32,
    /// Colour.
    pub color: Color,
    /// Lengths of dash and gap in points; `None` for a whole line.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// A whole line.
    #[must_use]
    pub fn solid(width: f32, color: Color) -> Self {
        Self { width, color, dash: None }
    }
}

/// Two weights of text, no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size in points (1 em).
    pub size: f32,
    /// Regular or bold.
    pub weight: Weight,
    /// Slanted, for water and regions.
    pub italic: bool,
    /// Extra space after each letter, in points.
    pub tracking: f32,
}

impl TextStyle {
    /// Upright regular text of this size.
    #[must_use]
    pub const fn regular(size: f32) -> Self {
        Self { size, weight: Weight::Regular, italic: false, tracking: 0.0 }
    }

    /// Upright bold text of this size.
    #[must_use]
    pub const fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, ..Self::regular(size) }
    }
}

/// Which point of a run its position is; always on the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A light edge around letters, so that they can be read on lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Halo {
    /// Colour, usually the land's.
    pub color: Color,
    /// Width on each side, in points.
    pub width: f32,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// The words, in logical order; never broken.
    pub text: String,
    /// Where the anchor stands, on the baseline.
    pub pos: Point,
    /// Which point of the run stands there.
    pub anchor: Anchor,
    /// How it is set.
    pub style: TextStyle,
    /// Its colour.
    pub color: Color,
    /// Its edge, if any.
    pub halo: Option<Halo>,
    /// Turned around `pos`, in radians, clockwise as seen.
    pub angle: f32,
}

/// Polygons of one base-map tile in tile units; shared by both painters, cut into triangles once when the screen asks.
#[derive(Debug, Default)]
pub struct TileArea {
    /// Polygons: an outer ring and its holes, each closed without repeating the first point.
    pub polygons: Vec<Vec<Vec<[i16; 2]>>>,
    /// Triangles over all polygons in parts of the tile, made on first use by the screen painter.
    pub mesh: OnceLock<Vec<Triangles>>,
    /// The box around each polygon (west, north, east, south in tile units), made when a point is first looked for in it.
    pub boxes: OnceLock<Vec<[i16; 4]>>,
}

/// Triangles of one part of a base-map tile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Triangles {
    /// Corners in tile units.
    pub corners: Vec<[i16; 2]>,
    /// Three for each triangle, as positions among the corners.
    pub indices: Vec<u32>,
}

/// Lines of one base-map tile in tile units.
#[derive(Debug, Default)]
pub struct TileLine {
    /// The lines.
    pub lines: Vec<Vec<[i16; 2]>>,
}

/// Geometry of a tile put on the scene: `screen = origin + tile * scale`.
#[derive(Debug)]
pub struct Tiled<G> {
    /// The shared geometry.
    pub geometry: Arc<G>,
    /// Where the tile's upper left corner stands.
    pub origin: Point,
    /// Points per tile unit.
    pub scale: f32,
    /// Where the tile may be drawn; neighbours draw the rest. `None` draws all.
    pub clip: Option<Rect>,
}

impl<G> Clone for Tiled<G> {
    /// Shares the geometry.
    fn clone(&self) -> Self {
        Self { geometry: Arc::clone(&self.geometry), origin: self.origin, scale: self.scale, clip: self.clip }
    }
}

/// Something to draw.
#[derive(Clone, Debug)]
pub enum Item {
    /// Areas of a base-map tile, filled.
    TileArea(Tiled<TileArea>, Color),
    /// Lines of a base-map tile.
    TileLine(Tiled<TileLine>, Stroke),
    /// A picture of the ground, stretched over its place.
    Image {
        /// The picture.
        picture: Arc<MapPicture>,
        /// Where all of it lies.
        rect: Rect,
        /// Where it may be drawn. `None` draws all.
        clip: Option<Rect>,
        /// How strong it stands on what lies under it, 0 to 1.
        opacity: f32,
    },
    /// A polygon with holes (even-odd), filled.
    Fill {
        /// Outer rings and holes, closed without repeating the first point.
        rings: Vec<Vec<Point>>,
        /// Colour.
        color: Color,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<Point>,
        /// Whether it returns to the first.
        closed: bool,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A disc or ring.
    Disc {
        /// Middle.
        center: Point,
        /// Radius to the middle of the stroke.
        radius: f32,
        /// Inside.
        fill: Option<Color>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// A rectangle with rounded corners.
    Box {
        /// Where.
        rect: Rect,
        /// Radius of the corners.
        radius: f32,
        /// Inside.
        fill: Option<Color>,
        /// Edge.
        stroke: Option<Stroke>,
    },
    /// The glyph of a family, from the tokens' path data, in a box of this size around a middle.
    Glyph {
        /// Whose glyph.
        family: Family,
        /// Middle of the box.
        center: Point,
        /// Side of the box.
        size: f32,
        /// Colour.
        color: Color,
    },
    /// A line of text.
    Text(TextRun),
    /// A sign that looks the same wherever it stands.
    Stamp(Stamp),
    /// Items that belong together.
    Group(Group),
}

/// A small drawing around the origin, put down at a place; painters may keep it cut into triangles.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Where its origin stands.
    pub at: Point,
    /// The same number for the same drawing, and never for another.
    pub key: u64,
    /// The drawing: discs, pieces of rings as fills, boxes, glyphs and text.
    pub items: Arc<[Item]>,
}

impl Item {
    /// The same item moved by this much.
    #[must_use]
    pub fn shifted(self, by: Point) -> Self {
        let point = |[x, y]: Point| [x + by[0], y + by[1]];
        let rect = |rect: Rect| Rect { min: point(rect.min), max: point(rect.max) };
        let ring = |ring: Vec<Point>| ring.into_iter().map(point).collect();
        match self {
            Self::TileArea(tiled, color) => Self::TileArea(tiled.shifted(by), color),
            Self::TileLine(tiled, stroke) => Self::TileLine(tiled.shifted(by), stroke),
            Self::Image { picture, rect: place, clip, opacity } => {
                Self::Image { picture, rect: rect(place), clip: clip.map(rect), opacity }
            }
            Self::Fill { rings, color } => Self::Fill { rings: rings.into_iter().map(ring).collect(), color },
            Self::Line { points, closed, stroke } => Self::Line { points: ring(points), closed, stroke },
            Self::Disc { center, radius, fill, stroke } => Self::Disc { center: point(center), radius, fill, stroke },
            Self::Box { rect: place, radius, fill, stroke } => Self::Box { rect: rect(place), radius, fill, stroke },
            Self::Glyph { family, center, size, color } => Self::Glyph { family, center: point(center), size, color },
            Self::Text(run) => Self::Text(TextRun { pos: point(run.pos), ..run }),
            Self::Stamp(stamp) => Self::Stamp(Stamp { at: point(stamp.at), ..stamp }),
            Self::Group(group) => Self::Group(Group {
                clip: group.clip.map(rect),
                items: group.items.into_iter().map(|item| item.shifted(by)).collect(),
                ..group
            }),
        }
    }
}

impl<G> Tiled<G> {
    fn shifted(self, by: Point) -> Self {
        let clip = self.clip.map(|clip| Rect {
            min: [clip.min[0] + by[0], clip.min[1] + by[1]],
            max: [clip.max[0] + by[0], clip.max[1] + by[1]],
        });
        Self { origin: [self.origin[0] + by[0], self.origin[1] + by[1]], clip, ..self }
    }
}

/// Items that belong together: clipped, named and linked as one.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Name of the group in an SVG (`base`, `pins`, `event-7`); unique in a scene.
    pub id: Option<String>,
    /// What a screen reader says of it.
    pub title: Option<String>,
    /// Nothing is drawn outside of it.
    pub clip: Option<Rect>,
    /// What is in it.
    pub items: Vec<Item>,
}

/// What stands under the pointer and what it leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where it answers; at least 24 × 24.
    pub rect: Rect,
    /// What it stands for.
    pub target: Target,
    /// What a screen reader and a tooltip say of it.
    pub label: String,
}

/// What a click on an item of a scene is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A pin.
    Event(EventId),
    /// A cluster, or a stack at one place: all that is in it.
    Cluster(Arc<[EventId]>),
    /// The arrow to events outside the view, nearest first.
    Outside(Arc<[EventId]>),
    /// A place that is mentioned but has no event: its stable key.
    Place(String),
}

/// Where an item of an exported scene leads: a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// An article.
    Article(ArticleId),
    /// A mention, hence a passage.
    Mention(MentionId),
}

/// A story laid out: what to draw and what a click means.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Width and height in points.
    pub size: Point,
    /// What lies under everything.
    pub background: Color,
    /// What to draw, in order.
    pub items: Vec<Item>,
    /// What answers to a pointer, topmost last.
    pub hits: Vec<Hit>,
    /// What a screen reader says of the whole picture.
    pub description: String,
}

impl Scene {
    /// The topmost thing that answers at a point.
    #[must_use]
    pub fn pick(&self, point: Point) -> Option<&Hit> {
        self.hits.iter().rev().find(|hit| hit.rect.contains(point))
    }
}
