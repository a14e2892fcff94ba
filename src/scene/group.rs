//! Which events stand as pins, which as clusters, and where: crowds join, neighbours move apart (LOOK §4).
//!
//! Comes in: events with their positions on the screen, the most important first. Goes out: pins and clusters with the
//! place each belongs to. Near events join by a grid, so a hundred thousand cost a pass and not a pass squared.

use std::collections::HashMap;

use super::spread::{Spot, Spread, distance};
use super::{Point, Rect, Theme, pin};
use crate::story::{EventId, Family};

/// How far a sign may move aside, in points (LOOK §4).
const REACH: f32 = 48.0;
/// Up to so many neighbours move apart; more join.
const APART: usize = 5;

/// An event on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    /// Which.
    pub(super) event: EventId,
    /// Its true place on the screen.
    pub(super) at: Point,
    /// Its family.
    pub(super) family: Family,
    /// Radius of its pin, with all that is drawn of it.
    pub(super) radius: f32,
    /// Whether it keeps its place.
    pub(super) selected: bool,
}

/// A sign on the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign {
    /// Where it stands.
    pub(super) at: Point,
    /// The true place, when it was moved aside from it.
    pub(super) from: Option<Point>,
    /// The events in it, the most important first; one for a pin.
    pub(super) events: Vec<EventId>,
    /// How many of each family, for a cluster.
    pub(super) families: Vec<(Family, usize)>,
}

/// Signs for marks given the most important first.
pub(super) fn signs(marks: &[Mark], within: Rect, theme: &Theme) -> Vec<Sign> {
    let crowds = merged(crowds(marks, theme), theme);
    let mut spread = Spread::default();
    let mut signs = Vec::new();
    // The selected keeps its place against all; then clusters, which do not move; then pins by importance.
    for mark in marks.iter().filter(|mark| mark.selected) {
        spread.block(mark.at, mark.radius);
        signs.push(single(mark, mark.at));
    }
    let (large, small): (Vec<_>, Vec<_>) = crowds.into_iter().partition(|crowd| crowd.len() > APART);
    for crowd in &large {
        let at = middle(crowd);
        let selected_near = marks.iter().any(|mark| mark.selected && distance(mark.at, at) < REACH);
        signs.extend(together(crowd, at, selected_near, &mut spread, within, theme));
    }
    for crowd in &small {
        let at = middle(crowd);
        let mut left = Vec::new();
        for &mark in crowd {
            let spot = Spot { at: mark.at, radius: mark.radius, fixed: false, aside: false };
            match spread.place(spot, REACH, at, within) {
                Some(place) => signs.push(single(mark, place)),
                None => left.push(mark),
            }
        }
        if !left.is_empty() {
            let at = middle(&left);
            signs.extend(together(&left, at, true, &mut spread, within, theme));
        }
    }
    signs
}

fn single(mark: &Mark, at: Point) -> Sign {
    let from = (at != mark.at).then_some(mark.at);
    Sign { at, from, events: vec![mark.event], families: vec![(mark.family, 1)] }
}

/// One cluster of all; moved aside if `aside` and there is room.
fn together(crowd: &[&Mark], at: Point, aside: bool, spread: &mut Spread, within: Rect, theme: &Theme) -> Option<Sign> {
    let &first = crowd.first()?;
    let radius = pin::cluster_radius(crowd.len(), theme) + theme.tokens.pin.casing;
    let spot = Spot { at, radius, fixed: !aside, aside: false };
    let place = spread.place(spot, REACH, at, within).unwrap_or(at);
    if crowd.len() == 1 {
        return Some(single(first, place));
    }
    let mut families: Vec<(Family, usize)> = Vec::new();
    for mark in crowd {
        match families.iter_mut().find(|(family, _)| *family == mark.family) {
            Some((_, count)) => *count += 1,
            None => families.push((mark.family, 1)),
        }
    }
    let from = (place != at).then_some(at);
    Some(Sign { at: place, from, events: crowd.iter().map(|mark| mark.event).collect(), families })
}

#[expect(clippy::cast_precision_loss, reason = "a mean on the screen")]
fn middle(crowd: &[&Mark]) -> Point {
    let sum = crowd.iter().fold([0.0_f32, 0.0], |sum, mark| [sum[0] + mark.at[0], sum[1] + mark.at[1]]);
    let count = crowd.len().max(1) as f32;
    [sum[0] / count, sum[1] / count]
}

/// Crowds whose clusters would touch, together: a cluster is larger than the marks it was made of, so it may reach others.
fn merged<'a>(mut crowds: Vec<Vec<&'a Mark>>, theme: &Theme) -> Vec<Vec<&'a Mark>> {
    let radius = |crowd: &[&Mark]| match crowd {
        [mark] => mark.radius,
        crowd => pin::cluster_radius(crowd.len(), theme) + theme.tokens.pin.casing,
    };
    // Each round the clusters grow a little; a few rounds settle any view.
    for _ in 0..6 {
        let before = crowds.len();
        crowds.sort_by_key(|crowd| std::cmp::Reverse(crowd.len()));
        let mut hosts: Vec<(Point, f32, Vec<&Mark>)> = Vec::new();
        for crowd in crowds {
            let (at, own) = (middle(&crowd), radius(&crowd));
            let touched = hosts.iter_mut().find(|(host, its, held)| {
                held.len() > APART && distance(*host, at) < theme.tokens.cluster.join_below * (its + own + 2.0)
            });
            match touched {
                Some((_, its, held)) => {
                    held.extend(crowd);
                    *its = radius(held);
                }
                None => hosts.push((at, own, crowd)),
            }
        }
        crowds = hosts.into_iter().map(|(.., crowd)| crowd).collect();
        if crowds.len() == before {
            break;
        }
    }
    crowds
}

/// Marks that would touch, together; the first of each crowd is its most important. The selected is in none.
fn crowds<'a>(marks: &'a [Mark], theme: &Theme) -> Vec<Vec<&'a Mark>> {
    let mut crowds: Vec<Vec<&Mark>> = Vec::new();
    let side = theme.tokens.pin.radius * 2.0 + 4.0;
    #[expect(clippy::cast_possible_truncation, reason = "cells of a view")]
    let cell = |at: Point| ((at[0] / side).floor() as i32, (at[1] / side).floor() as i32);
    let mut heads: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    for mark in marks.iter().filter(|mark| !mark.selected) {
        let (x, y) = cell(mark.at);
        let near = (y - 1..=y + 1).flat_map(|y| (x - 1..=x + 1).map(move |x| (x, y)));
        let found = near.filter_map(|key| heads.get(&key)).flatten().copied().find(|&index| {
            let head = crowds.get(index).and_then(|crowd| crowd.first());
            let join = |head: &&Mark| theme.tokens.cluster.join_below * (head.radius + mark.radius + 2.0);
            head.is_some_and(|head| distance(head.at, mark.at) < join(head))
        });
        if let Some(crowd) = found.and_then(|index| crowds.get_mut(index)) {
            crowd.push(mark);
        } else {
            heads.entry(cell(mark.at)).or_default().push(crowds.len());
            crowds.push(vec![mark]);
        }
    }
    crowds
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: [0.0, 0.0], max: [1000.0, 700.0] };

    fn mark(id: u64, x: f32, y: f32) -> Mark {
        Mark { event: EventId(id), at: [x, y], family: Family::Violence, radius: 12.75, selected: false }
    }

    fn check(marks: &[Mark]) -> Vec<Sign> {
        let signs = signs(marks, VIEW, &Theme::light());
        let mut seen: Vec<u64> = signs.iter().flat_map(|sign| &sign.events).map(|event| event.0).collect();
        seen.sort_unstable();
        let mut all: Vec<u64> = marks.iter().map(|mark| mark.event.0).collect();
        all.sort_unstable();
        assert_eq!(seen, all, "every event is in exactly one sign");
        signs
    }

    #[test]
    fn events_apart_are_pins_on_their_places() {
        let signs = check(&[mark(1, 100.0, 100.0), mark(2, 300.0, 100.0)]);
        assert!(signs.iter().all(|sign| sign.from.is_none() && sign.events.len() == 1));
    }

    #[test]
    fn a_few_at_one_place_move_apart_and_keep_their_leader() {
        let signs = check(&[mark(1, 500.0, 300.0), mark(2, 500.0, 300.0), mark(3, 501.0, 300.0)]);
        assert_eq!(signs.len(), 3);
        assert_eq!(signs[0].from, None, "the most important stays");
        assert!(signs[1..].iter().all(|sign| sign.from.is_some_and(|from| distance(from, sign.at) <= REACH)));
    }

    #[test]
    fn many_at_one_place_are_one_cluster_and_the_selected_stays_out() {
        let mut marks: Vec<Mark> = (0..40).map(|n| mark(n, 500.0, 300.0)).collect();
        marks[7].selected = true;
        let signs = check(&marks);
        assert_eq!(signs.len(), 2);
        assert_eq!((signs[0].at, signs[0].events.len()), ([500.0, 300.0], 1));
        assert!(signs[1].events.len() == 39 && distance(signs[1].at, signs[0].at) > 24.0, "beside the selected");
    }

    #[test]
    fn a_hundred_thousand_are_grouped_in_a_pass() {
        let marks: Vec<Mark> = (0..=u16::MAX)
            .chain(0..34_464)
            .map(|n| mark(u64::from(n), f32::from(n % 997), f32::from(n / 97)))
            .collect();
        let theme = Theme::light();
        let signs = signs(&marks, VIEW, &theme);
        assert!(signs.len() < 2_000, "{}", signs.len());
        let large: Vec<_> = signs.iter().filter(|sign| sign.events.len() > APART).collect();
        for (index, a) in large.iter().enumerate() {
            for b in &large[..index] {
                let touch = pin::cluster_radius(a.events.len(), &theme) + pin::cluster_radius(b.events.len(), &theme);
                assert!(distance(a.at, b.at) > touch * 0.8, "{:?} and {:?}", a.at, b.at);
            }
        }
    }
}
