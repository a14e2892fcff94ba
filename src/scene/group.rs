//! Which events stand as pins, which as clusters, and where: crowds join, neighbours move apart (LOOK §4).
//!
//! Comes in: events with their positions on the screen, alone or a small cell of them together, the most important first.
//! Goes out: pins and clusters with the place each belongs to. Near events join by a grid, so many cost a pass and not a
//! pass squared.

use super::spread::{Spot, Spread, distance};
use super::{Point, Rect, Theme, pin};
use crate::story::{EventId, Family};

/// How far a sign may move aside, in points (LOOK §4).
const REACH: f32 = 48.0;
/// Up to so many neighbours move apart; more join.
const APART: usize = 5;
/// Side of the cells in which clusters look for clusters they touch: as far as two of the largest reach.
const REACH_OF_CLUSTERS: f32 = 56.0;

/// So often clusters are looked through for such as touch.
const ROUNDS: usize = 24;

/// An event on the screen, or the events of one small cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark<'a> {
    /// The most important of them.
    pub(super) head: EventId,
    /// All of them.
    pub(super) events: &'a [EventId],
    /// Their families, in the same order.
    pub(super) families: &'a [Family],
    /// Their true place on the screen, or the middle of their places.
    pub(super) at: Point,
    /// Radius of its sign, with all that is drawn of it.
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
    /// The most important of its events.
    pub(super) head: EventId,
    /// The events in it, the most important first as far as they were given so; one for a pin.
    pub(super) events: Vec<EventId>,
    /// How many of each family, for a cluster.
    pub(super) families: Vec<(Family, usize)>,
}

/// Marks that share a sign; the first is the most important.
#[derive(Clone, Debug)]
struct Crowd<'a> {
    marks: Vec<&'a Mark<'a>>,
    /// How many events.
    count: usize,
    /// Sum of positions, each as often as it has events.
    sum: [f64; 2],
}

impl<'a> Crowd<'a> {
    fn of(mark: &'a Mark<'a>) -> Self {
        let mut crowd = Self { marks: Vec::new(), count: 0, sum: [0.0, 0.0] };
        crowd.join(mark);
        crowd
    }

    fn join(&mut self, mark: &'a Mark<'a>) {
        let times = number(mark.events.len());
        self.count += mark.events.len();
        self.sum = [self.sum[0] + f64::from(mark.at[0]) * times, self.sum[1] + f64::from(mark.at[1]) * times];
        self.marks.push(mark);
    }

    fn absorb(&mut self, other: Self) {
        self.count += other.count;
        self.sum = [self.sum[0] + other.sum[0], self.sum[1] + other.sum[1]];
        self.marks.extend(other.marks);
    }

    fn middle(&self) -> Point {
        let count = number(self.count.max(1));
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let at = [(self.sum[0] / count) as f32, (self.sum[1] / count) as f32];
        at
    }

    fn radius(&self, theme: &Theme) -> f32 {
        match self.marks[..] {
            [mark] if self.count == 1 => mark.radius,
            _ => pin::cluster_radius(self.count, theme) + theme.tokens.pin.casing,
        }
    }

    /// Whether it stays together: too many to move apart, or cells that were never apart.
    fn is_large(&self) -> bool {
        self.count > APART || self.count > self.marks.len()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of events")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Signs for marks given the most important first.
pub(super) fn signs(marks: &[Mark<'_>], within: Rect, theme: &Theme) -> Vec<Sign> {
    let crowds = merged(crowds(marks, theme), theme);
    let mut spread = Spread::default();
    let mut signs = Vec::new();
    // The selected keeps its place against all; then clusters, which do not move; then pins by importance.
    let selected: Option<&Mark<'_>> = marks.iter().find(|mark| mark.selected);
    if let Some(mark) = selected {
        spread.block(mark.at, mark.radius);
        signs.push(single(mark, mark.at));
    }
    let (large, small): (Vec<_>, Vec<_>) = crowds.into_iter().partition(Crowd::is_large);
    for crowd in &large {
        let at = crowd.middle();
        let aside = selected.is_some_and(|mark| distance(mark.at, at) < REACH);
        signs.extend(together(crowd, aside, &mut spread, within, theme));
    }
    for crowd in &small {
        let at = crowd.middle();
        let mut left: Option<Crowd<'_>> = None;
        for &mark in &crowd.marks {
            let spot = Spot { at: mark.at, radius: mark.radius, fixed: false, aside: false };
            match (spread.place(spot, REACH, at, within), &mut left) {
                (Some(place), _) => signs.push(single(mark, place)),
                (None, Some(left)) => left.join(mark),
                (None, None) => left = Some(Crowd::of(mark)),
            }
        }
        if let Some(left) = left {
            signs.extend(together(&left, true, &mut spread, within, theme));
        }
    }
    signs
}

fn single(mark: &Mark<'_>, at: Point) -> Sign {
    let from = (at != mark.at).then_some(mark.at);
    let families = mark.families.first().map(|&family| (family, 1)).into_iter().collect();
    Sign { at, from, head: mark.head, events: vec![mark.head], families }
}

/// One cluster of all; moved aside if `aside` and there is room.
fn together(crowd: &Crowd<'_>, aside: bool, spread: &mut Spread, within: Rect, theme: &Theme) -> Option<Sign> {
    let &first = crowd.marks.first()?;
    let at = crowd.middle();
    let spot = Spot { at, radius: crowd.radius(theme), fixed: !aside, aside: false };
    let place = spread.place(spot, REACH, at, within).unwrap_or(at);
    if crowd.count == 1 {
        return Some(single(first, place));
    }
    let mut counts = [0_usize; Family::ALL.len()];
    let mut events = Vec::with_capacity(crowd.count);
    for mark in &crowd.marks {
        events.extend_from_slice(mark.events);
        for &family in mark.families {
            if let Some(count) = counts.get_mut(family as usize) {
                *count += 1;
            }
        }
    }
    let families = Family::ALL.into_iter().zip(counts).filter(|&(_, count)| count > 0).collect();
    Some(Sign { at: place, from: (place != at).then_some(at), head: first.head, events, families })
}

/// The squares of a view, each with what was put there: neighbours are found without looking at all.
struct Squares {
    side: f32,
    corner: Point,
    columns: usize,
    rows: usize,
    /// What was put into each square last; one more than its number, 0 for nothing.
    last: Vec<u32>,
    /// What was put into the same square before each, in the same way.
    before: Vec<u32>,
}

impl Squares {
    /// Along each side at most so many; what lies farther out is in the outermost.
    const MOST: usize = 400;

    /// Squares of a side over all these points.
    fn over(points: impl Iterator<Item = Point>, side: f32) -> Self {
        let bounds = points.fold(None, |bounds: Option<Rect>, at| {
            let Rect { min, max } = bounds.unwrap_or(Rect { min: at, max: at });
            Some(Rect { min: [min[0].min(at[0]), min[1].min(at[1])], max: [max[0].max(at[0]), max[1].max(at[1])] })
        });
        let bounds = bounds.unwrap_or(Rect { min: [0.0, 0.0], max: [0.0, 0.0] });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let count = |length: f32| ((length / side).floor() as usize + 1).clamp(1, Self::MOST);
        let (columns, rows) = (count(bounds.width()), count(bounds.height()));
        Self { side, corner: bounds.min, columns, rows, last: vec![0; columns * rows], before: Vec::new() }
    }

    fn square(&self, at: Point) -> (usize, usize) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let along = |n: f32, corner: f32, most: usize| (((n - corner) / self.side).max(0.0) as usize).min(most - 1);
        (along(at[0], self.corner[0], self.columns), along(at[1], self.corner[1], self.rows))
    }

    /// Puts the next thing, counted from 0, at a point.
    fn put(&mut self, at: Point) {
        let (x, y) = self.square(at);
        let number = u32::try_from(self.before.len() + 1).unwrap_or(0);
        if let Some(last) = self.last.get_mut(y * self.columns + x) {
            self.before.push(std::mem::replace(last, number));
        }
    }

    /// The numbers of what is in the square of a point and the eight around it.
    fn near(&self, at: Point) -> impl Iterator<Item = usize> {
        let (x, y) = self.square(at);
        let columns = x.saturating_sub(1)..(x + 2).min(self.columns);
        let squares = (y.saturating_sub(1)..(y + 2).min(self.rows))
            .flat_map(move |y| columns.clone().map(move |x| y * self.columns + x));
        squares.flat_map(move |square| {
            let number = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
            let first = self.last.get(square).copied().and_then(number);
            std::iter::successors(first, move |&at| self.before.get(at).copied().and_then(number))
        })
    }
}

/// Crowds whose clusters would touch, together: a cluster is larger than the marks it was made of, so it may reach others.
fn merged<'a>(mut crowds: Vec<Crowd<'a>>, theme: &Theme) -> Vec<Crowd<'a>> {
    // Each round the clusters grow a little and their middles move; a few rounds settle a view, more a whole crowded world.
    for _ in 0..ROUNDS {
        let before = crowds.len();
        crowds.sort_by_key(|crowd| std::cmp::Reverse(crowd.count));
        let mut hosts: Vec<(Point, f32, Crowd<'a>)> = Vec::new();
        let mut near = Squares::over(crowds.iter().map(Crowd::middle), REACH_OF_CLUSTERS);
        for crowd in crowds {
            let (at, own) = (crowd.middle(), crowd.radius(theme));
            let touched = near.near(at).find(|&host| {
                hosts
                    .get(host)
                    .is_some_and(|(host, its, held)| held.is_large() && distance(*host, at) < its + own + 2.0)
            });
            match touched.and_then(|host| hosts.get_mut(host)) {
                Some((_, its, held)) => {
                    held.absorb(crowd);
                    *its = held.radius(theme);
                }
                None => {
                    near.put(at);
                    hosts.push((at, own, crowd));
                }
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
fn crowds<'a>(marks: &'a [Mark<'a>], theme: &Theme) -> Vec<Crowd<'a>> {
    let mut crowds: Vec<Crowd<'a>> = Vec::new();
    let side = theme.tokens.pin.radius * 2.0 + 4.0;
    let mut heads = Squares::over(marks.iter().map(|mark| mark.at), side);
    for mark in marks.iter().filter(|mark| !mark.selected) {
        let found = heads.near(mark.at).find(|&index| {
            let head = crowds.get(index).and_then(|crowd| crowd.marks.first());
            let join = |head: &&&Mark<'_>| theme.tokens.cluster.join_below * (head.radius + mark.radius + 2.0);
            head.is_some_and(|head| distance(head.at, mark.at) < join(&head))
        });
        if let Some(crowd) = found.and_then(|index| crowds.get_mut(index)) {
            crowd.join(mark);
        } else {
            heads.put(mark.at);
            crowds.push(Crowd::of(mark));
        }
    }
    crowds
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Rect = Rect { min: [0.0, 0.0], max: [1000.0, 700.0] };

    /// Ids to borrow from.
    static IDS: std::sync::LazyLock<Vec<EventId>> = std::sync::LazyLock::new(|| (0..100_000).map(EventId).collect());

    fn mark(id: u64, x: f32, y: f32) -> Mark<'static> {
        cell(id, 1, x, y)
    }

    /// So many events from this one on, in one cell.
    fn cell(id: u64, count: usize, x: f32, y: f32) -> Mark<'static> {
        let id = usize::try_from(id).unwrap();
        let events = &IDS[id..id + count];
        let families = &[Family::Violence; 500][..count];
        Mark { head: events[0], events, families, at: [x, y], radius: 12.75, selected: false }
    }

    fn check(marks: &[Mark<'_>]) -> Vec<Sign> {
        let signs = signs(marks, VIEW, &Theme::light());
        let mut seen: Vec<u64> = signs.iter().flat_map(|sign| &sign.events).map(|event| event.0).collect();
        seen.sort_unstable();
        let mut all: Vec<u64> = marks.iter().flat_map(|mark| mark.events).map(|event| event.0).collect();
        all.sort_unstable();
        assert_eq!(seen, all, "every event is in exactly one sign");
        for sign in &signs {
            let sum: usize = sign.families.iter().map(|&(_, count)| count).sum();
            assert_eq!(sum, sign.events.len(), "families add up");
        }
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
        let mut marks: Vec<Mark<'_>> = (0..40).map(|n| mark(n, 500.0, 300.0)).collect();
        marks[7].selected = true;
        let signs = check(&marks);
        assert_eq!(signs.len(), 2);
        assert_eq!((signs[0].at, signs[0].events.len()), ([500.0, 300.0], 1));
        assert!(signs[1].events.len() == 39 && distance(signs[1].at, signs[0].at) > 24.0, "beside the selected");
    }

    #[test]
    fn cells_stay_whole_and_pull_the_middle_by_their_number() {
        let signs = check(&[cell(0, 300, 500.0, 300.0), cell(300, 3, 510.0, 300.0), mark(400, 900.0, 300.0)]);
        assert_eq!(signs.len(), 2);
        assert!(signs[0].events.len() == 303 && (signs[0].at[0] - 500.1).abs() < 0.01, "{:?}", signs[0].at);
        let few = check(&[cell(0, 2, 500.0, 300.0)]);
        assert_eq!((few.len(), few[0].from), (1, None));
    }

    #[test]
    fn a_hundred_thousand_are_grouped_in_a_pass() {
        let marks: Vec<Mark<'_>> = (0..=u16::MAX)
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
                assert!(distance(a.at, b.at) > touch, "{:?} and {:?}", a.at, b.at);
            }
        }
    }
}
