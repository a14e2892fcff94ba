//! Names that move over: where one that matters has no room, those in its way go to another of their own places, if each of
//! them has one; no name is lost by it.
//!
//! Comes in: a name with all the places it may stand at. Goes out: where it stands, and the runs of text of those that moved.

use std::ops::Range;

use super::Names;
use crate::scene::item::{Anchor, Item, Point, Rect};
use crate::scene::label::{Lettering, Placer, runs};

/// The most names that are asked to move over for one.
const MOST_MOVED: usize = 2;
/// How far from the box around a line names are in the way of its own, in points.
const FROM_LINE: f32 = 30.0;

/// Where a name stands: its room, and which end of its lines is at the edge of it.
pub(super) type Place = (Rect, Anchor);

/// A name and the places it may stand at.
pub(super) struct Label {
    pub(super) lines: Vec<String>,
    pub(super) ink: Lettering,
    /// The best first.
    pub(super) spots: Vec<Place>,
    /// Left free around it, in points.
    pub(super) margin: f32,
    /// The dot of its place, if it has one, and what is left free around both for the names of small towns, in points.
    pub(super) dot: Option<(Rect, f32)>,
}

/// A name that stands on the map.
pub(super) struct Standing {
    label: Label,
    rect: Rect,
    items: Range<usize>,
}

impl Standing {
    /// What is left free around it and its dot.
    fn air(&self) -> impl Iterator<Item = Rect> + use<> {
        let rect = self.rect;
        self.label.dot.into_iter().flat_map(move |(dot, air)| [rect.grown(air), dot.grown(air)])
    }
}

impl Label {
    /// A name with its middle at one of these points.
    pub(super) fn over(lines: Vec<String>, ink: Lettering, at: impl Iterator<Item = Point>) -> Self {
        let borrowed: Vec<&str> = lines.iter().map(String::as_str).collect();
        let room = Placer::room_over([0.0, 0.0], &borrowed, ink.style);
        let size = [room.width(), room.height()];
        let spots = at.map(|at| (Rect::from_center_size(at, size), Anchor::Middle)).collect();
        Self { lines, ink, spots, margin: crate::scene::label::OVER_MARGIN, dot: None }
    }

    /// The same at those of its places that are fit.
    pub(super) fn only(mut self, fit: impl Fn(Rect) -> bool) -> Self {
        self.spots.retain(|&(rect, _)| fit(rect));
        self
    }

    fn runs(&self, at: Place) -> impl Iterator<Item = Item> {
        let lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        runs(&lines, at, self.ink).into_iter().map(Item::Text)
    }
}

impl Names<'_, '_> {
    /// The first of a name's places with room.
    pub(super) fn free_place(&self, label: &Label) -> Option<Place> {
        label.spots.iter().copied().find(|&(rect, _)| self.placer.is_free(rect.grown(label.margin)))
    }

    /// Sets a name at one of its places.
    pub(super) fn put(&mut self, label: Label, at: Place) {
        self.placer.block(at.0);
        let from = self.items.len();
        self.items.extend(label.runs(at));
        let standing = Standing { label, rect: at.0, items: from..self.items.len() };
        for air in standing.air() {
            self.air.block(air);
        }
        self.standing.push(standing);
    }

    /// The first place of a name, with a mark beside it, that is free once those in its way have moved over.
    pub(super) fn make_room(&mut self, mark: Option<Rect>, label: &Label) -> Option<Place> {
        let wanted = |rect: Rect| std::iter::once(rect.grown(label.margin)).chain(mark).collect::<Vec<Rect>>();
        label.spots.iter().copied().find(|&(rect, _)| self.move_over(&wanted(rect)))
    }

    /// Moves the names in the way of these rectangles over, if each has another place; else all stay.
    fn move_over(&mut self, wanted: &[Rect]) -> bool {
        let meets = |rect: Rect| wanted.iter().any(|it| it.overlaps(rect));
        let in_way = |it: &Standing| meets(it.rect) || self.aired && it.air().any(meets);
        let in_way: Vec<usize> =
            self.standing.iter().enumerate().filter(|(_, it)| in_way(it)).map(|(at, _)| at).collect();
        if in_way.is_empty() || in_way.len() > MOST_MOVED {
            return false;
        }
        for &at in &in_way {
            self.lift(at);
        }
        let places = wanted.iter().all(|&it| self.placer.is_free(it)).then(|| self.other_places(&in_way, wanted));
        let places = places.flatten();
        for (at, &index) in in_way.iter().enumerate() {
            let place = places.as_ref().and_then(|places| places.get(at)).copied();
            self.settle(index, place);
        }
        places.is_some()
    }

    /// Where lifted names find room beside these rectangles and each other.
    fn other_places(&mut self, lifted: &[usize], wanted: &[Rect]) -> Option<Vec<Place>> {
        let mut blocked = wanted.to_vec();
        wanted.iter().for_each(|&it| self.placer.block(it));
        let mut places = Vec::with_capacity(lifted.len());
        for &index in lifted {
            let Some(place) = self.standing.get(index).and_then(|it| self.free_place(&it.label)) else { break };
            self.placer.block(place.0);
            blocked.push(place.0);
            places.push(place);
        }
        blocked.into_iter().for_each(|it| self.placer.release(it));
        (places.len() == lifted.len()).then_some(places)
    }

    /// What is set once one of the names of areas and countries at a line, within the box around it, stands elsewhere.
    pub(super) fn make_way<T>(&mut self, line: Rect, set: impl Fn(&mut Placer) -> Option<T>) -> Option<T> {
        let at_line = |it: &Standing| it.label.dot.is_none() && it.rect.overlaps(line.grown(FROM_LINE));
        let at_line: Vec<usize> =
            self.standing.iter().enumerate().filter(|(_, it)| at_line(it)).map(|(at, _)| at).collect();
        at_line.into_iter().take(MOST_MOVED).find_map(|index| {
            let before = self.placer.clone();
            self.lift(index);
            let set = set(self.placer);
            let place = set.as_ref().and_then(|_| self.free_place(&self.standing.get(index)?.label));
            if place.is_none() {
                *self.placer = before;
                return None;
            }
            self.settle(index, place);
            set
        })
    }

    fn lift(&mut self, index: usize) {
        let Some(standing) = self.standing.get(index) else { return };
        self.placer.release(standing.rect);
        for air in standing.air() {
            self.air.release(air);
            if self.aired {
                self.placer.release(air);
            }
        }
    }

    /// Puts a lifted name down, at another place where there is one.
    fn settle(&mut self, index: usize, place: Option<Place>) {
        let Some(standing) = self.standing.get_mut(index) else { return };
        if let Some(place) = place {
            standing.rect = place.0;
            let moved = standing.label.runs(place);
            for (item, run) in self.items.get_mut(standing.items.clone()).unwrap_or_default().iter_mut().zip(moved) {
                *item = run;
            }
        }
        self.placer.block(standing.rect);
        for air in standing.air() {
            self.air.block(air);
            if self.aired {
                self.placer.block(air);
            }
        }
    }
}
