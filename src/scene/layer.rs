//! A person's own layers on the map: quiet marks under the pins, with their names where there is room.
//!
//! Comes in: the layers that are shown, a camera. Goes out: marks, and names set after those of the story's own places. They
//! are drawn in the ink of text and in no family's colour, so that nobody takes them for events.

use super::{Camera, Item, Lettering, Placer, Point, Rect, Stroke, TextStyle, Theme};
use crate::story::{Feature, Layer, Shape, Story};

/// Half the side of a point's square, in points.
const HALF: f32 = 3.2;
/// The most names of layers in one view.
const MOST_NAMES: usize = 120;

/// The layers that are drawn.
fn shown(story: &Story) -> impl Iterator<Item = &Layer> {
    story.layers.iter().filter(|layer| layer.shown)
}

/// The files the drawn layers came from, for the credit; `None` when none is drawn.
pub(super) fn credit(story: &Story) -> Option<String> {
    let mut origins: Vec<&str> = shown(story).map(|layer| layer.origin.as_str()).collect();
    origins.dedup();
    let noun = if origins.len() == 1 { "Layer" } else { "Layers" };
    (!origins.is_empty()).then(|| format!("{noun}: {}", origins.join(", ")))
}

/// Squares, lines and outlines of what is in view.
pub(super) fn marks(story: &Story, camera: &Camera, theme: &Theme) -> Vec<Item> {
    let (mut areas, mut lines, mut points) = (Vec::new(), Vec::new(), Vec::new());
    for feature in shown(story).flat_map(|layer| layer.features.iter()) {
        match feature.shape {
            Shape::Point => points.extend(at(feature, camera).map(|at| square(at, theme)).into_iter().flatten()),
            Shape::Line => lines.extend(course(feature, camera, theme)),
            Shape::Area => areas.extend(area(feature, camera, theme)),
        }
    }
    areas.append(&mut lines);
    areas.append(&mut points);
    areas
}

/// Names beside points and lines and within areas, as far as there is room.
pub(super) fn names(story: &Story, camera: &Camera, placer: &mut Placer, theme: &Theme) -> Vec<Item> {
    let style = TextStyle { italic: true, ..TextStyle::regular(theme.tokens.text.caption) };
    let ink = Lettering { style, color: theme.palette.text.second, halo: Some(theme.halo()) };
    let named = shown(story).flat_map(|layer| layer.features.iter()).filter(|feature| !feature.name.is_empty());
    let set = named.filter_map(|feature| {
        let name = [feature.name.as_str()];
        if feature.shape == Shape::Area {
            return placer.place_over(middle(feature, camera)?, &name, ink);
        }
        let at = if feature.shape == Shape::Point { at(feature, camera)? } else { middle(feature, camera)? };
        [0.0, 10.0].iter().find_map(|off| placer.place_beside(at, HALF + off, &name, ink))
    });
    set.take(MOST_NAMES).flatten().map(Item::Text).collect()
}

/// The middle of a line's course, or of an area's outer ring, when it is in view.
fn middle(feature: &Feature, camera: &Camera) -> Option<Point> {
    let path = on_screen(feature, camera).into_iter().next()?;
    let at = if feature.shape == Shape::Line {
        path.get(path.len() / 2).copied()?
    } else {
        #[expect(clippy::cast_precision_loss, reason = "a mean on the screen")]
        let count = path.len().max(1) as f32;
        let sum = path.iter().fold([0.0, 0.0], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
        [sum[0] / count, sum[1] / count]
    };
    camera.frame().contains(at).then_some(at)
}

/// A point on the screen, when it is in view.
fn at(feature: &Feature, camera: &Camera) -> Option<Point> {
    let at = camera.screen_from_map(*feature.paths.first()?.first()?);
    camera.frame().grown(HALF).contains(at).then_some(at)
}

/// The mark of a point, as the legend shows it too.
pub(super) fn square(at: Point, theme: &Theme) -> [Item; 2] {
    let side = |half: f32| Rect::from_center_size(at, [half * 2.0, half * 2.0]);
    let (casing, ink) = (theme.palette.pin.casing, theme.palette.text.second);
    let square = |half, color| Item::Box { rect: side(half), radius: 1.0, fill: Some(color), stroke: None };
    [square(HALF + 1.4, casing), square(HALF, ink)]
}

/// The paths of a feature on the screen, cut where they go round the world; none when all is out of view.
fn on_screen(feature: &Feature, camera: &Camera) -> Vec<Vec<Point>> {
    let view = camera.frame();
    // A longer step goes round the world, not across it.
    let stride = camera.world_width() / 2.0;
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for path in &feature.paths {
        let mut piece: Vec<Point> = Vec::new();
        for &position in path {
            let point = camera.screen_from_map(position);
            if piece.last().is_some_and(|last| f64::from(last[0] - point[0]).abs() > stride) {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(point);
        }
        pieces.push(piece);
    }
    let around = |piece: &Vec<Point>| {
        let bounds = piece.iter().fold(None, |bounds: Option<Rect>, &[x, y]| {
            let Rect { min, max } = bounds.unwrap_or(Rect { min: [x, y], max: [x, y] });
            Some(Rect { min: [min[0].min(x), min[1].min(y)], max: [max[0].max(x), max[1].max(y)] })
        });
        bounds.is_some_and(|bounds| bounds.grown(1.0).overlaps(view))
    };
    pieces.retain(|piece| piece.len() > 1 && around(piece));
    pieces
}

fn course(feature: &Feature, camera: &Camera, theme: &Theme) -> Vec<Item> {
    let ink = theme.palette.text.second.with_alpha(0.75);
    let line = |points| Item::Line { points, closed: false, stroke: Stroke::solid(1.6, ink) };
    on_screen(feature, camera).into_iter().map(line).collect()
}

fn area(feature: &Feature, camera: &Camera, theme: &Theme) -> Vec<Item> {
    let rings = on_screen(feature, camera);
    if rings.is_empty() {
        return Vec::new();
    }
    let ink = theme.palette.text.second;
    let edge = Stroke { width: 1.2, color: ink.with_alpha(0.75), dash: Some([4.0, 2.5]) };
    let mut items = vec![Item::Fill { rings: rings.clone(), color: ink.with_alpha(0.08) }];
    items.extend(rings.into_iter().map(|points| Item::Line { points, closed: true, stroke: edge.clone() }));
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use crate::story::{Edit, LayerEdit, LayerId};
    use std::sync::Arc;

    fn story(shown: bool) -> Story {
        let feature = |name: &str, shape, paths| Feature { name: name.to_owned(), shape, paths };
        let features = vec![
            feature("Camp", Shape::Point, vec![vec![[46.9, 39.7]]]),
            feature("Elsewhere", Shape::Point, vec![vec![[-70.0, 10.0]]]),
            feature("Road", Shape::Line, vec![vec![[46.5, 39.5], [47.0, 40.0]]]),
            feature("Zone", Shape::Area, vec![vec![[46.5, 39.5], [47.0, 39.5], [47.0, 40.0]]]),
        ];
        let (name, origin) = ("Camps".to_owned(), "camps.csv".to_owned());
        let layer = Layer { id: LayerId(0), name, origin, shown, features: Arc::new(features) };
        fixture::karabakh().apply(Edit::Layer(LayerEdit::Add(vec![layer])))
    }

    #[test]
    fn what_is_in_view_is_drawn_named_and_credited() {
        let (story, theme) = (story(true), Theme::light());
        let camera = Camera::new([46.75, 39.8], 8.0, [800.0, 600.0]);
        let items = marks(&story, &camera, &theme);
        let count = |wanted: fn(&Item) -> bool| items.iter().filter(|item| wanted(item)).count();
        assert_eq!(count(|item| matches!(item, Item::Box { .. })), 2, "one square in its casing");
        assert_eq!(count(|item| matches!(item, Item::Line { .. })), 2);
        assert_eq!(count(|item| matches!(item, Item::Fill { .. })), 1);
        let names = names(&story, &camera, &mut Placer::new(camera.frame()), &theme);
        let words: Vec<_> = names.iter().filter_map(super::super::compose::words).collect();
        assert_eq!(words, ["Camp", "Road", "Zone"]);
        assert_eq!(credit(&story).as_deref(), Some("Layer: camps.csv"));
    }

    #[test]
    fn a_hidden_layer_leaves_no_trace() {
        let (story, theme) = (story(false), Theme::light());
        let camera = Camera::new([46.75, 39.8], 8.0, [800.0, 600.0]);
        assert!(marks(&story, &camera, &theme).is_empty() && credit(&story).is_none());
    }
}
