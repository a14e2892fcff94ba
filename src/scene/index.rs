//! Where the events of a large story lie, so that a view of it costs what is seen and not what there is.
//!
//! Comes in: a story and which of its events are kept. Goes out, for a camera: single events where few are in view, else
//! the events of each small cell of the map together. Built once, away from the thread that draws. Events stand in the
//! order of a Z curve (Morton, 1966): every square of every zoom is one run of them, found by halving, and its middle comes
//! from running sums, so nothing is kept for each zoom. Cells do not depend on where the view ends: panning changes none.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::arrange::Kept;
use super::camera::{Camera, unit_from_map};
use super::item::Point;
use super::naming::{self, Written};
use crate::story::{Event, EventId, Family, PlaceRef, Story};

/// Up to so many events in view each stands for itself, and finds its place among the others.
const SINGLE: usize = 400;
/// Cells are this many steps of zoom smaller than a tile of 256 points: 11 to 23 points wide.
const FINER: f64 = 4.5;
/// What lies outside a view is told of in squares no smaller than those of this zoom.
const FAR: u32 = 5;
/// The finest squares: a twentieth of a millimetre.
const DEEPEST: u32 = 30;

/// The kept events of a story with a place, by where they are.
#[derive(Debug, Default)]
pub struct EventIndex {
    /// Places on the Z curve: the bits of x and y in turn, each a share of the world in 32 bits. Sorted, and all below too.
    codes: Vec<u64>,
    /// Sums of x and y of all events before: one more than there are events.
    sums: Vec<[f64; 2]>,
    /// Positions in `Story::events`.
    positions: Vec<u32>,
    ids: Vec<EventId>,
    families: Vec<Family>,
    /// What stands over what, see [`weight`].
    weights: Vec<u64>,
    /// Places the articles name where no event is.
    mentioned: Vec<Mentioned>,
    /// Which of two names of a place the articles write.
    written: Written,
    /// How its events were laid out for the views asked for last.
    kept: Kept,
}

/// A place the articles name where no event is.
#[derive(Debug)]
pub(super) struct Mentioned {
    pub(super) place: Arc<PlaceRef>,
    /// Where, in the unit square of Web Mercator.
    pub(super) at: [f64; 2],
}

/// Events that lie in one cell of the map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// Which, in the order of the index.
    pub(super) run: Range<usize>,
    /// Their middle on the screen, in points.
    pub(super) at: Point,
}

/// What an index has for a view.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the view.
    pub(super) inside: Vec<Cell>,
    /// Outside of it, in large squares.
    pub(super) outside: Vec<Cell>,
}

/// What stands over what: what happened over what was said, what is checked, what many report, what was read first.
pub(super) fn weight(event: &Event, articles: usize) -> u64 {
    let happened = u64::from(event.family != Family::Speech) << 63;
    let checked = u64::from(event.checked) << 62;
    let articles = u64::try_from(articles.min(0x3FFF)).unwrap_or(0) << 48;
    happened | checked | articles | (!event.id.0 & 0xFFFF_FFFF_FFFF)
}

/// How many articles report an event.
pub(super) fn articles(event: &Event) -> usize {
    if event.mentions.len() < 2 {
        return event.mentions.len();
    }
    let mut articles: Vec<_> = event.mentions.iter().map(|mention| mention.article).collect();
    articles.sort_unstable();
    articles.dedup();
    articles.len()
}

/// How many articles report an event of this weight.
pub(super) fn articles_of(weight: u64) -> usize {
    usize::try_from(weight >> 48 & 0x3FFF).unwrap_or(0)
}

impl EventIndex {
    /// Of the events of a story for which `keeps` says yes. Some ten milliseconds for 100,000.
    #[must_use]
    pub fn new(story: &Story, keeps: impl Fn(usize, &Event) -> bool) -> Self {
        let mut rows: Vec<(u64, u32)> = Vec::new();
        for (position, event) in story.events.iter().enumerate() {
            if let (Some(place), Ok(row)) = (&event.place, u32::try_from(position))
                && keeps(position, event)
            {
                rows.push((code(unit_from_map([place.lon, place.lat])), row));
            }
        }
        rows.sort_unstable();
        let at = |place: &PlaceRef| unit_from_map([place.lon, place.lat]);
        let mentioned = mentioned(story).map(|place| Mentioned { place: Arc::clone(place), at: at(place) }).collect();
        let mut index = Self { mentioned, written: naming::written(story), ..Self::default() };
        let mut sum = [0.0, 0.0];
        index.sums.push(sum);
        for (code, row) in rows {
            let Some(event) = usize::try_from(row).ok().and_then(|row| story.events.get(row)) else { continue };
            let [x, y] = unit(code);
            sum = [sum[0] + x, sum[1] + y];
            index.codes.push(code);
            index.sums.push(sum);
            index.positions.push(row);
            index.ids.push(event.id);
            index.families.push(event.family);
            index.weights.push(weight(event, articles(event)));
        }
        index
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Places the articles name where no event is, each once.
    pub(super) fn mentioned(&self) -> &[Mentioned] {
        &self.mentioned
    }

    /// How its events were laid out for the views asked for last.
    pub(super) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Which of two names of a place the articles write.
    pub(super) fn written(&self) -> &Written {
        &self.written
    }

    /// The events of a run.
    pub(super) fn ids(&self, run: &Range<usize>) -> &[EventId] {
        self.ids.get(run.clone()).unwrap_or_default()
    }

    /// Their families, in the same order.
    pub(super) fn families(&self, run: &Range<usize>) -> &[Family] {
        self.families.get(run.clone()).unwrap_or_default()
    }

    /// The most important event of a run, as a position in the story's, and its weight.
    pub(super) fn head(&self, run: &Range<usize>) -> Option<(usize, u64)> {
        let weights = self.weights.get(run.clone())?;
        // In two passes, each a plain loop: half the time of one that carries positions along.
        let most = *weights.iter().max()?;
        let at = weights.iter().position(|&weight| weight == most)?;
        Some((usize::try_from(*self.positions.get(run.start + at)?).ok()?, most))
    }

    /// One event by where it stands in the order of the index, as a cell of its own.
    pub(super) fn single(&self, at: usize, camera: &Camera) -> Cell {
        let run = at..at + 1;
        Cell { at: camera.screen_from_unit(self.middle(&run)), run }
    }

    /// Where an event stands in the order of the index.
    pub(super) fn find(&self, id: EventId) -> Option<usize> {
        self.ids.iter().position(|&other| other == id)
    }

    /// What it has for a view.
    pub(super) fn look(&self, camera: &Camera) -> Found {
        let mut found = Found::default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a zoom, clamped")]
        let finest = (camera.zoom + FINER).floor().clamp(0.0, f64::from(DEEPEST)) as u32;
        let (view, projection) = (camera.frame().grown(2.0), camera.projection());
        let mut squares = vec![(0_u32, 0..self.codes.len())];
        while let Some((level, run)) = squares.pop() {
            let beyond = level >= FAR.min(finest) && self.is_beyond(level, &run, camera);
            if run.len() > 1 && level < finest && !beyond {
                squares.extend(self.quarters(level, run).into_iter().rev().map(|run| (level + 1, run)));
            } else if !run.is_empty() {
                let at = projection.screen_from_unit(self.middle(&run));
                let part = if view.contains(at) { &mut found.inside } else { &mut found.outside };
                part.push(Cell { run, at });
            }
        }
        if found.inside.iter().map(|cell| cell.run.len()).sum::<usize>() <= SINGLE {
            let single = |at| self.single(at, camera);
            found.inside = found.inside.into_iter().flat_map(|cell| cell.run).map(single).collect();
        }
        found
    }

    /// The mean place of a run, as shares of the world.
    fn middle(&self, run: &Range<usize>) -> [f64; 2] {
        let (Some(from), Some(to)) = (self.sums.get(run.start), self.sums.get(run.end)) else { return [0.5, 0.5] };
        #[expect(clippy::cast_precision_loss, reason = "a number of events")]
        let count = run.len().max(1) as f64;
        [(to[0] - from[0]) / count, (to[1] - from[1]) / count]
    }

    /// The four quarters of a square, as runs.
    fn quarters(&self, level: u32, run: Range<usize>) -> [Range<usize>; 4] {
        let shift = 62 - 2 * level;
        let codes = self.codes.get(run.clone()).unwrap_or_default();
        let end = |quarter: u64| run.start + codes.partition_point(|code| (code >> shift) & 3 <= quarter);
        let [a, b, c] = [0, 1, 2].map(end);
        [run.start..a, a..b, b..c, c..run.end]
    }

    /// Whether the square of this level in which a run lies is wholly outside the view.
    fn is_beyond(&self, level: u32, run: &Range<usize>, camera: &Camera) -> bool {
        let Some(&code) = self.codes.get(run.start) else { return false };
        let half = (-f64::from(level)).exp2() / 2.0;
        let [x, y] = unit(code).map(|at| (at / (2.0 * half)).floor() * 2.0 * half + half);
        let at = camera.screen_from_unit([x, y]);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let reach = (half * camera.world_width()) as f32;
        !camera.frame().grown(reach + 4.0).contains(at)
    }
}

/// Places that articles name and no event has.
pub(super) fn mentioned(story: &Story) -> impl Iterator<Item = &Arc<PlaceRef>> {
    let places = story.events.iter().filter_map(|event| event.place.as_ref());
    let mut seen: HashSet<&str> = places.map(|place| place.key.as_str()).collect();
    let toponyms = story.sources.iter().flat_map(|source| &source.reading.toponyms);
    let named = toponyms.filter_map(|toponym| toponym.place.as_ref());
    named.filter(move |place| seen.insert(&place.key))
}

/// The place on the Z curve of a position in the unit square.
fn code(unit: [f64; 2]) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 32 bits")]
    let whole = |at: f64| (at.clamp(0.0, 1.0) * 4_294_967_295.0) as u64;
    spread(whole(unit[0])) | spread(whole(unit[1])) << 1
}

/// The position of a place on the Z curve.
fn unit(code: u64) -> [f64; 2] {
    [code, code >> 1].map(|bits| f64::from(u32::try_from(gathered(bits)).unwrap_or(u32::MAX)) / 4_294_967_295.0)
}

/// 32 bits with a gap after each (Anderson, Bit Twiddling Hacks).
fn spread(mut bits: u64) -> u64 {
    for (shift, mask) in [
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

/// Every second bit, together.
fn gathered(mut bits: u64) -> u64 {
    bits &= 0x5555_5555_5555_5555;
    for (shift, mask) in [
        (1, 0x3333_3333_3333_3333),
        (2, 0x0F0F_0F0F_0F0F_0F0F),
        (4, 0x00FF_00FF_00FF_00FF),
        (8, 0x0000_FFFF_0000_FFFF),
        (16, 0x0000_0000_FFFF_FFFF),
    ] {
        bits = (bits | bits >> shift) & mask;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    fn index(count: u32) -> (Story, EventIndex) {
        let story = fixture::crowd(count);
        let index = EventIndex::new(&story, |_, _| true);
        (story, index)
    }

    #[test]
    fn a_place_is_found_again_on_the_curve() {
        for at in [[0.0, 0.0], [1.0, 1.0], [0.623, 0.377], [0.25, 0.75]] {
            let found = unit(code(at));
            assert!((found[0] - at[0]).abs() < 1e-9 && (found[1] - at[1]).abs() < 1e-9, "{at:?} {found:?}");
        }
        assert_eq!((spread(0b1011), gathered(0b100_0101)), (0b100_0101, 0b1011));
    }

    /// Every event is in exactly one cell, whatever the view.
    #[test]
    fn cells_hold_every_event_once() {
        let (story, index) = index(3000);
        for (center, zoom) in [([46.75, 39.8], 1.0), ([46.75, 39.8], 6.0), ([179.0, 10.0], 3.0), ([46.2, 39.1], 11.0)] {
            let found = index.look(&Camera::new(center, zoom, [800.0, 600.0]));
            let mut seen: Vec<EventId> = Vec::new();
            for cell in found.inside.iter().chain(&found.outside) {
                seen.extend(index.ids(&cell.run));
            }
            seen.sort_unstable();
            let mut all: Vec<EventId> = story.events.iter().map(|event| event.id).collect();
            all.sort_unstable();
            assert_eq!(seen, all, "zoom {zoom}");
        }
    }

    #[test]
    fn what_is_in_view_is_inside_and_alone_where_few_are() {
        let (story, index) = index(3000);
        let camera = Camera::new([46.2, 39.1], 10.0, [800.0, 600.0]);
        let found = index.look(&camera);
        let in_view = |event: &&Event| {
            let place = event.place.as_ref().unwrap();
            camera.frame().contains(camera.screen_from_map([place.lon, place.lat]))
        };
        let expected = story.events.iter().filter(in_view).count();
        assert!(expected > 0 && found.inside.len() >= expected && found.inside.iter().all(|cell| cell.run.len() == 1));
    }

    #[test]
    fn panning_by_a_little_keeps_the_cells_in_the_middle() {
        let (_, index) = index(3000);
        let camera = Camera::new([46.75, 39.8], 5.0, [800.0, 600.0]);
        let runs = |camera: &Camera| -> Vec<Range<usize>> {
            let inner = camera.frame().grown(-60.0);
            let found = index.look(camera).inside;
            found.into_iter().filter(|cell| inner.contains(cell.at)).map(|cell| cell.run).collect()
        };
        let moved = runs(&camera.panned([7.0, -5.0]));
        assert!(runs(&camera).iter().filter(|run| moved.contains(run)).count() * 10 >= moved.len() * 9);
    }

    #[test]
    fn the_head_of_a_run_is_its_most_important_event() {
        let (story, index) = index(500);
        let (head, weight) = index.head(&(0..index.len())).unwrap();
        let head = &story.events[head];
        assert_eq!(articles_of(weight), articles(head));
        assert!(head.checked && head.family != Family::Speech);
        assert_eq!(index.find(head.id).map(|at| index.ids(&(at..at + 1))), Some(&[head.id][..]));
        assert_eq!(index.head(&(0..0)), None);
    }

    #[test]
    fn nothing_kept_is_an_empty_index() {
        let index = EventIndex::new(&fixture::crowd(20), |_, _| false);
        let found = index.look(&Camera::new([0.0, 0.0], 2.0, [800.0, 600.0]));
        assert!(index.is_empty() && found.inside.is_empty() && found.outside.is_empty());
    }
}
