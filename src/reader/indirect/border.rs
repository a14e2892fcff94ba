//! Borders and fronts: "the border between A and B", "where A, B and C meet", "the line of contact".
//!
//! Comes in: the noun and the countries named around it. Goes out: the stretch their outlines share, with a point on it that
//! stands for all of it.

use std::ops::Range;
use std::sync::Arc;

use geodata::{Class, Geometry, PlaceId};
use rustc_hash::FxHashSet;

use super::super::gather;
use super::super::mention::place_ref;
use super::{Finder, Named, line};
use crate::story::{PlaceRef, distance_km};

impl Finder<'_> {
    /// "the border between A and B", "the A-B border", "the border with B", "the tri-border area of A, B and C".
    pub(super) fn border(&mut self, noun: usize, number: usize, tokens: &Range<usize>) -> Option<usize> {
        let three = noun.checked_sub(1).and_then(|at| self.page.token(at)).is_some_and(|token| token.is(b'-'))
            && noun.checked_sub(2).is_some_and(|at| matches!(self.page.word(at), "tri" | "three" | "triple"));
        if three {
            return self.meeting(self.determiner(noun, tokens).unwrap_or(noun), noun + 1, tokens);
        }
        let state = |named: &&Named| matches!(named.place.class, Class::Country | Class::Region);
        let stop = (noun + 7).min(tokens.end);
        let mut after = self.named.iter().filter(|named| named.start > noun && named.end <= stop).filter(state);
        let before = self
            .named
            .iter()
            .rev()
            .filter(|named| named.end <= noun && named.end + 4 > noun && named.start >= tokens.start)
            .filter(state);
        let (a, b, end) = match self.page.word(noun + 1) {
            "between" => {
                let (a, b) = (after.next()?, after.next()?);
                (a, b, b.end)
            }
            "with" => {
                let b = after.next()?;
                let a = self
                    .last(noun, number, |named| named.place.class == Class::Country && named.place.id != b.place.id)?;
                (a, b, b.end)
            }
            _ => {
                let pair: Vec<&Named> = before.take(2).collect();
                let [b, a] = pair.as_slice() else { return None };
                (*a, *b, noun + 1)
            }
        };
        if a.place.id == b.place.id {
            return None;
        }
        let start = self.determiner(noun, tokens).unwrap_or_else(|| a.start.min(noun));
        let name = format!("border of {} and {}", self.name(a), self.name(b));
        let place = Arc::new(self.border_line([a, b], None, &name));
        self.line = Some(place.clone());
        self.push(start..end, place, "the stretch is not named: a point on it stands for all".to_owned(), 0.5);
        Some(end)
    }

    /// "where A, B and C meet".
    pub(super) fn where_met(&mut self, at: usize, tokens: &Range<usize>) -> Option<usize> {
        const REACH: usize = 14;
        let stop = (at + REACH).min(tokens.end);
        // "near the point where": the noun before it is of the phrase.
        let start = at.checked_sub(1).and_then(|noun| self.determiner(noun, tokens)).unwrap_or(at);
        let meets = (at + 1..stop).find(|&at| matches!(self.page.word(at), "meet" | "converge" | "intersect"))?;
        // "where the leaders of Kenya and Somalia meet" is a room.
        let first =
            self.named.iter().map(|named| named.start).find(|&named| named > at).filter(|&named| named < meets)?;
        let lands = |at: usize| matches!(self.page.word(at), "the" | "borders" | "border" | "frontiers" | "of");
        if !(at + 1..first).all(lands) {
            return None;
        }
        self.meeting(start, at + 1, &(tokens.start..meets))
    }

    /// The point where two or three countries named between `from` and the end of `tokens` meet.
    fn meeting(&mut self, at: usize, from: usize, tokens: &Range<usize>) -> Option<usize> {
        const REACH: usize = 12;
        let stop = (from + REACH).min(tokens.end);
        let lands: Vec<&Named> = self
            .named
            .iter()
            .filter(|named| named.start >= from && named.end <= stop && named.place.class == Class::Country)
            .take(3)
            .collect();
        let names: Vec<String> = lands.iter().map(|land| self.name(land)).collect();
        let (name, end) = match names.as_slice() {
            [a, b] => (format!("border of {a} and {b}"), lands.last()?.end),
            [a, b, c] => (format!("border of {a}, {b} and {c}"), lands.last()?.end),
            _ => return None,
        };
        let place = Arc::new(self.border_line([lands.first()?, lands.get(1)?], lands.get(2).copied(), &name));
        self.line = Some(place.clone());
        self.push(at..end, place, "where they meet".to_owned(), 0.6);
        Some(end)
    }

    /// The stretch that the outlines of neighbours share, and its middle; where they share none, where their boxes overlap.
    fn border_line(&self, [a, b]: [&Named; 2], third: Option<&Named>, name: &str) -> PlaceRef {
        let mut place = line(&a.place, &b.place, name, PlaceRef::BORDER);
        if let Some(third) = third {
            place.key = format!("{}+{}", place.key, third.place.id.0);
        }
        let lands = [Some(a), Some(b), third];
        let outlines: Vec<Geometry> = lands
            .iter()
            .flatten()
            .filter_map(|land| self.gazetteer.geometry(land.place.id))
            .filter(|shape| shape.area)
            .collect();
        let stretch = if outlines.len() == lands.iter().flatten().count() { shared(&outlines) } else { None };
        let boxes = || {
            let (one, two) = (a.place.bbox?, b.place.bbox?);
            let bbox = [one[0].max(two[0]), one[1].max(two[1]), one[2].min(two[2]), one[3].min(two[3])];
            let middle = [f64::midpoint(bbox[0], bbox[2]), f64::midpoint(bbox[1], bbox[3])];
            (bbox[0] <= bbox[2] && bbox[1] <= bbox[3]).then_some((bbox, middle))
        };
        if let Some((bbox, [lon, lat])) = stretch.or_else(boxes) {
            place.bbox = Some(bbox);
            (place.lon, place.lat) = (lon, lat);
        }
        place
    }

    /// "the line of contact", "the contact line": a line of the gazetteer near the article's places.
    pub(super) fn front(&mut self, at: usize, tokens: &Range<usize>) -> Option<usize> {
        let end = match (self.page.word(at), self.page.word(at + 1), self.page.word(at + 2)) {
            ("line", "of", "contact") => at + 3,
            ("contact", "line", _) => at + 2,
            _ => return None,
        };
        let ids = self.gazetteer.lookup("line of contact");
        let near = |id: &&PlaceId| {
            let line = gather::candidate(**id, true, self.gazetteer);
            self.named.iter().any(|named| {
                !named.place.is_vast() && distance_km((line.lon, line.lat), (named.place.lon, named.place.lat)) < 400.0
            })
        };
        let id = *ids.iter().filter(|&&id| self.gazetteer.class(id).is_line()).find(near)?;
        let start = self.determiner(at, tokens).unwrap_or(at);
        let place = Arc::new(place_ref(&gather::candidate(id, true, self.gazetteer), self.gazetteer));
        self.line = Some(place.clone());
        self.push(start..end, place, "the line of that name near the places of the article".to_owned(), 0.7);
        Some(end)
    }
}

/// Outlines of neighbours are simplified each for itself: points of both that lie in cells side by side are on their border.
const CELL: f64 = 0.1;

/// The box of the points that all outlines pass, and the one of them nearest to their middle.
fn shared(outlines: &[Geometry]) -> Option<([f64; 4], [f64; 2])> {
    let [first, others @ ..] = outlines else { return None };
    let cell = |[lon, lat]: [f64; 2]| ((lon / CELL).floor() as i32, (lat / CELL).floor() as i32);
    let passed: Vec<FxHashSet<(i32, i32)>> =
        others.iter().map(|outline| outline.parts.iter().flatten().map(|&point| cell(point)).collect()).collect();
    let near = |cells: &FxHashSet<(i32, i32)>, (x, y): (i32, i32), reach: i32| {
        (-reach..=reach).any(|across| (-reach..=reach).any(|up| cells.contains(&(x + across, y + up))))
    };
    // Where three meet, no three corners need lie so near.
    let reach = if others.len() > 1 { 3 } else { 1 };
    let points = first.parts.iter().flatten().copied();
    let points: Vec<[f64; 2]> =
        points.filter(|&point| passed.iter().all(|cells| near(cells, cell(point), reach))).collect();
    let count = points.len() as f64;
    let sum = points.iter().fold([0.0, 0.0], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
    let middle = [sum[0] / count, sum[1] / count];
    let far = |point: &[f64; 2]| (point[0] - middle[0]).powi(2) + (point[1] - middle[1]).powi(2);
    let point = points.iter().copied().min_by(|one, other| far(one).total_cmp(&far(other)))?;
    let bbox = points.iter().fold([point[0], point[1], point[0], point[1]], |bbox, point| {
        [bbox[0].min(point[0]), bbox[1].min(point[1]), bbox[2].max(point[0]), bbox[3].max(point[1])]
    });
    Some((bbox, point))
}
