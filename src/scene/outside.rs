//! What lies outside the view, as pills on its edge: which way, what, how many.
//!
//! Comes in: events outside the view. Goes out: pills and what a click on one means. Pills that would touch are one.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::compose::Shown;
use super::furniture::{MARGIN, Piece, edge_pill};
use super::spread::distance;
use super::{Camera, Hit, Point, Rect, Target, Theme};
use crate::story::EventId;

/// The most pills on the edge of a view.
const MOST: usize = 8;
/// Pills nearer to each other than this are one, in points.
const TOGETHER: f32 = 130.0;

struct Pill<'a> {
    at: Point,
    towards: Point,
    /// Places with how many events each has, and which came first.
    names: HashMap<&'a str, (usize, Reverse<usize>)>,
    /// Nearest first.
    events: Vec<EventId>,
}

/// Pills for what lies outside, clear of what is taken and of each other.
pub(super) fn pills(outside: &[Shown<'_>], camera: &Camera, taken: &[Rect], theme: &Theme) -> Vec<(Piece, Hit)> {
    let frame = camera.frame();
    let center = frame.center();
    let mut order: Vec<(f32, &Shown<'_>)> = outside.iter().map(|shown| (distance(center, shown.at), shown)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pills: Vec<Pill<'_>> = Vec::new();
    for (_, shown) in order {
        let at = edge_towards(center, shown.at, camera);
        let full = pills.len() >= MOST;
        let near = pills
            .iter_mut()
            .map(|pill| (distance(pill.at, at), pill))
            .filter(|(apart, _)| full || *apart < TOGETHER)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        let pill = match near {
            Some((_, pill)) => pill,
            None => {
                pills.push(Pill { at, towards: shown.at, names: HashMap::new(), events: Vec::new() });
                let Some(last) = pills.last_mut() else { continue };
                last
            }
        };
        pill.events.extend_from_slice(shown.events);
        let place = pill.names.len();
        pill.names.entry(&shown.place.name).or_insert((0, Reverse(place))).0 += shown.events.len();
    }
    let mut taken = taken.to_vec();
    pills
        .into_iter()
        .filter_map(|pill| {
            let (&name, _) = pill.names.iter().max_by_key(|(_, rank)| **rank)?;
            let make = |at| edge_pill(at, pill.towards, name, pill.events.len(), frame, theme);
            let is_free = |piece: &Piece| {
                piece.rect.is_some_and(|rect| !taken.iter().any(|other| other.overlaps(rect.grown(4.0))))
            };
            let piece = nearby(pill.at).map(make).find(is_free).unwrap_or_else(|| make(pill.at));
            taken.extend(piece.rect);
            let more = if pill.names.len() > 1 { " and other places" } else { "" };
            let label = format!("Outside the view, towards {name}{more}: {}", pill.events.len());
            Some((piece.clone(), Hit { rect: piece.rect?, target: Target::Outside(pill.events), label }))
        })
        .collect()
}

/// A point and others ever farther from it, up and down and to both sides.
fn nearby(at: Point) -> impl Iterator<Item = Point> {
    let steps = (1..12_u8).map(|n| f32::from(n) * 34.0);
    let around =
        steps.flat_map(move |d| [[at[0], at[1] + d], [at[0], at[1] - d], [at[0] - d, at[1]], [at[0] + d, at[1]]]);
    std::iter::once(at).chain(around)
}

/// Where the way from the middle to a place leaves the view.
fn edge_towards(center: Point, place: Point, camera: &Camera) -> Point {
    let (dx, dy) = (place[0] - center[0], place[1] - center[1]);
    let half = [camera.size[0] / 2.0 - MARGIN, camera.size[1] / 2.0 - MARGIN];
    let t = (half[0].max(1.0) / dx.abs().max(1e-6)).min(half[1].max(1.0) / dy.abs().max(1e-6));
    [center[0] + dx * t, center[1] + dy * t]
}
