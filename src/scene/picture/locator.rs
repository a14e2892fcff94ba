//! The small map that says where in the world the large one is.
//!
//! Comes in: the large map's camera. Goes out: a framed inset with a box around what the large map shows. It has no names:
//! its shapes say enough, and nothing on it may be read as a place of the story.

use super::Content;
use crate::scene::base::{Ground, Want};
use crate::scene::{Camera, Group, Item, Point, Rect, Stroke};

/// A map of this zoom or less shows where in the world it lies by itself.
pub(super) const WORLD_ZOOM: f64 = 3.0;

/// How much of the inset's width the view of the large map takes.
const SHARE: f32 = 0.17;

impl Content<'_> {
    /// The inset with its upper left corner at a point.
    pub(super) fn locator(&self, min: Point, size: Point, main: &Camera) -> Item {
        let theme = self.theme();
        let back = f64::from(main.size[0] / (size[0] * SHARE)).log2();
        let camera = Camera::new(main.center, (main.zoom - back).max(0.0), size);
        let rect = Rect::from_min_size(min, size);
        let (mut items, background) = match self.options.tiles {
            Some(tiles) => {
                let ground = Ground::drawn(camera, *theme, tiles, Want::Now).items;
                (ground.into_iter().map(|item| item.shifted(min)).collect(), theme.palette.map.water)
            }
            None => (Vec::new(), theme.palette.map.earth),
        };
        items.insert(0, Item::Box { rect, radius: 0.0, fill: Some(background), stroke: None });
        let accent = Stroke::solid(2.0, theme.palette.text.accent);
        items.push(Item::Box {
            rect: view_box(&camera, main).shifted(min),
            radius: 1.0,
            fill: None,
            stroke: Some(accent),
        });
        let inner = Group { id: None, title: None, clip: Some(rect), items };
        let edge = Stroke::solid(1.0, theme.palette.surface.line_strong);
        let frame = Item::Box { rect, radius: 0.0, fill: None, stroke: Some(edge) };
        let title = Some("Where in the world the map lies".to_owned());
        Item::Group(Group { id: Some("locator".to_owned()), title, clip: None, items: vec![Item::Group(inner), frame] })
    }
}

/// The view of the main map on a smaller one, in positions of that.
pub(super) fn view_box(inset: &Camera, main: &Camera) -> Rect {
    #[expect(clippy::cast_possible_truncation, reason = "a ratio of scales")]
    let ratio = (inset.zoom - main.zoom).exp2() as f32;
    let size = [(main.size[0] * ratio).max(5.0), (main.size[1] * ratio).max(4.0)];
    Rect::from_center_size(inset.screen_from_map(main.center), size)
}
