//! Ways and waters told by their two ends: "the only road linking A with B", "the A-B highway", "the strait between A and B".
//!
//! Comes in: the noun and the places named around it. Goes out: a line from one end to the other, or the corridor the gazetteer
//! has there. It must never take two places for ends that nothing joins.

use std::ops::Range;
use std::sync::Arc;

use geodata::{Class, PlaceId};

use super::super::gather::{self, Candidate};
use super::super::mention::place_ref;
use super::{Finder, Named, line};
use crate::story::PlaceRef;

impl Finder<'_> {
    /// "the only road linking A with B", "the region's only road linking it to B", "the strait between A and B", "the A-B road",
    /// "midway between A and B".
    pub(super) fn way(&mut self, noun: usize, tokens: &Range<usize>) -> Option<usize> {
        if let Some(end) = self.hyphened(noun, tokens) {
            return Some(end);
        }
        let road = matches!(self.page.word(noun), "road" | "highway" | "route");
        let verb = noun + 1;
        let verb = if matches!(self.page.word(verb), "that" | "which") { verb + 1 } else { verb };
        let links = match self.page.word(verb) {
            "between" => true,
            "from" => self.page.word(noun) != "line",
            "linking" | "connecting" | "links" | "connects" | "joining" | "linked" | "connected" => true,
            _ => false,
        };
        if !links {
            return if road { self.known_line(noun, tokens) } else { None };
        }
        let stop = (verb + 14).min(tokens.end);
        let all = self.named;
        let mut ends = all.iter().filter(|named| !named.demonym && named.start > verb && named.end <= stop);
        let (first, second) = (ends.next(), ends.next());
        let number = self.page.sentences.partition_point(|sentence| sentence.tokens.end <= noun);
        let pronoun = matches!(self.page.word(verb + 1), "it" | "them" | "the");
        let (a, b) = match (first, second) {
            (Some(first), Some(second)) => (first, second),
            // "linking it to Armenia": it is the last region named.
            (Some(to), None) if pronoun && road => {
                let region = |named: &Named| {
                    matches!(named.place.class, Class::Region | Class::Admin1) && named.place.id != to.place.id
                };
                (self.last(noun, number, region)?, to)
            }
            _ => return None,
        };
        // "the road from Goma, where fighting raged in Sake": the other end stands behind a "to".
        let to = |at: usize| matches!(self.page.word(at), "to" | "and" | "with");
        let joined = a.start > b.start || (a.end..b.start).any(to);
        if !joined || (!road && a.place.id == b.place.id) {
            return None;
        }
        let end = a.end.max(b.end).max(noun + 1);
        let start = self.determiner(noun, tokens).unwrap_or(noun);
        self.lay(noun, start..end, (a, b));
        Some(end)
    }

    /// "the Lagos-Ibadan expressway".
    fn hyphened(&mut self, noun: usize, tokens: &Range<usize>) -> Option<usize> {
        let all = self.named;
        let before = |end: usize| all.iter().find(|named| named.end == end && !named.demonym);
        let b = before(noun)?;
        let hyphen = b.start.checked_sub(1).filter(|&at| self.page.token(at).is_some_and(|token| token.is(b'-')))?;
        let a = before(hyphen).filter(|a| a.start >= tokens.start && a.place.id != b.place.id)?;
        let start = a.start.checked_sub(1).filter(|&at| at >= tokens.start && self.page.word(at) == "the");
        self.lay(noun, start.unwrap_or(a.start)..noun + 1, (a, b));
        Some(noun + 1)
    }

    fn lay(&mut self, noun: usize, tokens: Range<usize>, (a, b): (&Named, &Named)) {
        let (place, reason) = self.way_between(noun, a, b);
        self.line = Some(place.clone());
        self.push(tokens, place, reason, 0.7);
    }

    /// The corridor the gazetteer has between two places, else a line from one to the other.
    fn way_between(&self, noun: usize, a: &Named, b: &Named) -> (Arc<PlaceRef>, String) {
        let (one, two) = (self.words(a.start..a.end), self.words(b.start..b.end));
        let reach = 0.4;
        let word = self.page.word(noun);
        let by_land = !matches!(word, "waters" | "strait" | "channel" | "sea");
        let ways = if by_land { self.gazetteer.corridors() } else { &[] };
        let corridor = ways.iter().map(|&id| gather::candidate(id, true, self.gazetteer)).find(|way| {
            let box_of = |place: &Candidate| place.bbox.unwrap_or([place.lon, place.lat, place.lon, place.lat]);
            let way = box_of(way);
            meet(way, box_of(&a.place), reach) && meet(way, box_of(&b.place), reach)
        });
        let kind = match word {
            "waters" | "strait" | "channel" | "sea" | "railway" => word,
            "midway" | "halfway" => "way",
            _ => "road",
        };
        match corridor {
            Some(way) => (Arc::new(place_ref(&way, self.gazetteer)), format!("the way known between {one} and {two}")),
            None => (
                Arc::new(line(&self.town(a, b), &self.town(b, a), &format!("{kind} between {one} and {two}"), kind)),
                format!("somewhere between {one} and {two}"),
            ),
        }
    }

    /// What a road that goes on to `other` begins at: of a region that `other` lies in too, its town of that name, if it has one.
    fn town(&self, end: &Named, other: &Named) -> Candidate {
        let region = end.place.id;
        let within = |id: PlaceId| self.gazetteer.parents(id).0 == Some(region);
        let names =
            if within(other.place.id) { self.gazetteer.lookup(&self.words(end.start..end.end)) } else { Vec::new() };
        let mut towns = names.into_iter().filter(|&id| within(id) && self.gazetteer.class(id) == Class::City);
        towns.next().map_or_else(|| end.place.clone(), |id| gather::candidate(id, true, self.gazetteer))
    }

    /// "this road", "the corridor": the last one spoken of.
    pub(super) fn known_line(&mut self, noun: usize, tokens: &Range<usize>) -> Option<usize> {
        let start = self.determiner(noun, tokens)?;
        let named = self.named.iter().rev().find(|named| named.end <= start && named.place.class == Class::Corridor);
        let named = named.map(|named| Arc::new(place_ref(&named.place, self.gazetteer)));
        if self.is_named_next(noun) {
            return None;
        }
        let place = named.or_else(|| self.line.clone())?;
        self.push(start..noun + 1, place, "the last one spoken of".to_owned(), 0.6);
        Some(noun + 1)
    }
}

/// Whether two boxes meet when each is widened by `reach` degrees.
fn meet(a: [f64; 4], b: [f64; 4], reach: f64) -> bool {
    a[0] - reach <= b[2] && b[0] - reach <= a[2] && a[1] - reach <= b[3] && b[1] - reach <= a[3]
}
