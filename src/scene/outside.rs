//! What lies outside the view, as pills on its edge: which way, what, how many.
//!
//! Comes in: events outside the view. Goes out: pills and what a click on one means. Pills that would touch are one.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::arrange::Shown;
use super::furniture::{EdgePill, MARGIN, Piece};
use super::spread::distance;
use super::{Camera, Hit, Point, Rect, Target, Theme};
use crate::story::EventId;

/// The most pills on the edge of a view.
const MOST: usize = 8;
/// Pills nearer to each other than this are one, in points.
const TOGETHER: f32 = 130.0;

/// On a map narrower than this pills have no name, in points.
const NARROW: f32 = 240.0;

/// How far from the edge pills may stand where the edge is full of signs, in points.
const ROWS: [f32; 3] = [0.0, 34.0, 68.0];

struct Pill<'a> {
    at: Point,
    towards: Point,
    /// Places with how many events each has, and which came first.
    names: FxHashMap<&'a str, (usize, Reverse<usize>)>,
    /// Nearest first.
    events: Vec<EventId>,
}

/// Pills for what lies outside, on the edge, clear of what is taken and of each other, and of the signs on the map where
/// the edge has room. Where it has none for all, as on a narrow map, fewer pills stand for more.
pub(super) fn pills(
    outside: &[Shown<'_>],
    camera: &Camera,
    taken: &[Rect],
    signs: &[Rect],
    theme: &Theme,
) -> Vec<(Piece, Hit)> {
    let center = camera.frame().center();
    let mut order: Vec<(f32, &Shown<'_>)> = outside.iter().map(|shown| (distance(center, shown.at), shown)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut most = MOST;
    loop {
        let pills = gathered(&order, camera, most);
        let edge = Edge { frame: camera.frame(), signs, theme };
        let mut taken = taken.to_vec();
        let pieces: Vec<Option<Piece>> = pills.iter().map(|pill| edge.piece(pill, &mut taken)).collect();
        if most > 1 && pieces.iter().any(Option::is_none) {
            most = most.min(pills.len()) - 1;
            continue;
        }
        let last = |pill: &Pill<'_>| edge.make(pill, pill.at);
        let all = pills.into_iter().zip(pieces);
        return all.filter_map(|(pill, piece)| answered(piece.unwrap_or_else(|| last(&pill)), pill)).collect();
    }
}

/// What lies outside in at most so many pills, the nearest events first.
fn gathered<'a>(order: &[(f32, &'a Shown<'a>)], camera: &Camera, most: usize) -> Vec<Pill<'a>> {
    let center = camera.frame().center();
    let mut pills: Vec<Pill<'_>> = Vec::new();
    for (_, shown) in order {
        let at = edge_towards(center, shown.at, camera);
        let full = pills.len() >= most;
        let near = pills
            .iter_mut()
            .map(|pill| (distance(pill.at, at), pill))
            .filter(|(apart, _)| full || *apart < TOGETHER)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let pill = match near {
            Some((_, pill)) => pill,
            None => {
                pills.push(Pill { at, towards: shown.at, names: FxHashMap::default(), events: Vec::new() });
                let Some(last) = pills.last_mut() else { continue };
                last
            }
        };
        pill.events.extend_from_slice(shown.events);
        let place = pill.names.len();
        pill.names.entry(&shown.place.name).or_insert((0, Reverse(place))).0 += shown.events.len();
    }
    pills
}

/// A pill with what a click on it means.
fn answered(piece: Piece, pill: Pill<'_>) -> Option<(Piece, Hit)> {
    let more = if pill.names.len() > 1 { " and other places" } else { "" };
    let label = format!("Outside the view, towards {}{more}: {}", pill.name(), pill.events.len());
    let rect = piece.rect?;
    Some((piece, Hit { rect, target: Target::Outside(pill.events.into()), label }))
}

impl Pill<'_> {
    /// The place with the most events, of equals the nearest.
    fn name(&self) -> &str {
        self.names.iter().max_by_key(|(_, rank)| **rank).map_or("", |(name, _)| name)
    }
}

/// The edge of a view, and the signs near it.
struct Edge<'a> {
    frame: Rect,
    signs: &'a [Rect],
    theme: &'a Theme,
}

impl Edge<'_> {
    /// A pill with its name, which on a narrow map would cover what is there: how many, and which way, is said alone.
    fn drawn(&self, pill: &Pill<'_>) -> EdgePill {
        let name = if self.frame.width() < NARROW { "" } else { pill.name() };
        EdgePill::new(name, pill.events.len(), self.theme)
    }

    /// A pill as near to a point as the view allows, whatever lies there.
    fn make(&self, pill: &Pill<'_>, at: Point) -> Piece {
        let drawn = self.drawn(pill);
        drawn.piece(drawn.rect(at, self.frame), pill.towards, self.theme)
    }

    /// A pill on the edge; else a row or two farther in; else where it lies on signs, but on nothing else; on another edge
    /// only where its own has no room. Takes its room; nothing where there is none.
    fn piece(&self, pill: &Pill<'_>, taken: &mut Vec<Rect>) -> Option<Piece> {
        let drawn = self.drawn(pill);
        let meets = |rect: Rect, others: &[Rect]| others.iter().any(|other| other.overlaps(rect.grown(4.0)));
        let places = |inwards: f32, edges: usize| {
            let frame = self.frame.grown(-inwards);
            let at = [
                pill.at[0].clamp(frame.min[0], frame.max[0].max(frame.min[0])),
                pill.at[1].clamp(frame.min[1], frame.max[1].max(frame.min[1])),
            ];
            along_edges(at, frame, edges).map(|at| drawn.rect(at, self.frame)).filter(|rect| !meets(*rect, taken))
        };
        let clear = |inwards| places(inwards, 1).find(|rect| !meets(*rect, self.signs));
        let found = ROWS.into_iter().find_map(clear).or_else(|| ROWS.into_iter().find_map(|row| places(row, 4).next()));
        taken.extend(found);
        found.map(|rect| drawn.piece(rect, pill.towards, self.theme))
    }
}

/// A point on the edge of a frame and others ever farther from it along that edge, to both sides, then along the two
/// edges beside it and the one across: so many edges in all.
fn along_edges(at: Point, frame: Rect, count: usize) -> impl Iterator<Item = Point> {
    let to_side = (at[0] - frame.min[0]).min(frame.max[0] - at[0]);
    let to_end = (at[1] - frame.min[1]).min(frame.max[1] - at[1]);
    let upright = to_side <= to_end;
    let across = |at: f32, axis: usize| {
        let (min, max) = (frame.min.get(axis).copied().unwrap_or(at), frame.max.get(axis).copied().unwrap_or(at));
        if at - min < max - at { [max, min] } else { [min, max] }
    };
    let ([far_x, near_x], [far_y, near_y]) = (across(at[0], 0), across(at[1], 1));
    let edges = if upright {
        [(at, true), ([near_x, near_y], false), ([near_x, far_y], false), ([far_x, at[1]], true)]
    } else {
        [(at, false), ([near_x, near_y], true), ([far_x, near_y], true), ([at[0], far_y], false)]
    };
    let steps = || std::iter::once(0.0).chain((1..24_u8).map(|n| f32::from(n) * 30.0).flat_map(|d| [d, -d]));
    let moved = |[x, y]: Point, upright: bool, d: f32| if upright { [x, y + d] } else { [x + d, y] };
    let along =
        edges.into_iter().take(count).flat_map(move |(from, upright)| steps().map(move |d| moved(from, upright, d)));
    along.filter(move |&point| frame.contains(point))
}

/// Where the way from the middle to a place leaves the view.
fn edge_towards(center: Point, place: Point, camera: &Camera) -> Point {
    let (dx, dy) = (place[0] - center[0], place[1] - center[1]);
    let half = [camera.size[0] / 2.0 - MARGIN, camera.size[1] / 2.0 - MARGIN];
    let t = (half[0].max(1.0) / dx.abs().max(1e-6)).min(half[1].max(1.0) / dy.abs().max(1e-6));
    [center[0] + dx * t, center[1] + dy * t]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Options, compose, fixture};

    #[test]
    fn pills_stand_on_the_edge_and_never_over_each_other() {
        let story = fixture::crowd(400);
        for center in [[46.5, 39.9], [45.0, 40.5], [48.9, 39.0]] {
            let camera = Camera::new(center, 9.5, [900.0, 600.0]);
            let scene = compose(&story, &camera, &Options::new(Theme::light()));
            let pills: Vec<Rect> =
                scene.hits.iter().filter(|hit| matches!(hit.target, Target::Outside(_))).map(|hit| hit.rect).collect();
            assert!(pills.len() > 2, "{pills:?}");
            // The edge, and the rows beside it.
            let inner = camera.frame().grown(-MARGIN - 30.0 - ROWS[2]);
            for (at, pill) in pills.iter().enumerate() {
                let on_edge = !(inner.contains(pill.min) && inner.contains(pill.max));
                assert!(on_edge, "{pill:?} is in the middle of the map");
                assert!(pills[at + 1..].iter().all(|other| !other.overlaps(*pill)), "{pills:?}");
            }
        }
    }

    #[test]
    fn on_a_narrow_map_fewer_pills_stand_for_all() {
        let story = fixture::crowd(400);
        for size in [[300.0, 260.0], [340.0, 420.0], [480.0, 300.0]] {
            let camera = Camera::new([46.5, 39.9], 9.5, size);
            // The map's buttons, and where the pointer is.
            let buttons = Rect::from_min_size([size[0] - 42.0, 12.0], [30.0, 166.0]);
            let pointed = Rect::from_min_size([size[0] - 130.0, size[1] - 42.0], [130.0, 20.0]);
            let options = Options { taken: vec![buttons, pointed], ..Options::new(Theme::light()) };
            let scene = compose(&story, &camera, &options);
            let (mut pills, mut count) = (Vec::new(), 0);
            for hit in &scene.hits {
                match &hit.target {
                    Target::Outside(events) => {
                        pills.push(hit.rect);
                        count += events.len();
                    }
                    Target::Event(_) => count += 1,
                    Target::Cluster(events) => count += events.len(),
                    Target::Place(_) => {}
                }
            }
            assert_eq!(count, story.events.len(), "every event is told of");
            assert!(!pills.is_empty());
            for (at, pill) in pills.iter().enumerate() {
                assert!(!pill.overlaps(buttons) && !pill.overlaps(pointed), "{pill:?} lies over a button at {size:?}");
                assert!(pills[at + 1..].iter().all(|other| !other.overlaps(*pill)), "{pills:?}");
            }
        }
    }
}
