//! Events without a number for want of room, on the map of a picture: a small dot for each place, with its name.
//!
//! Comes in: the content and the map. Goes out: where the dots stand, their marks, and the names of towns they stand on where
//! there is room: one without its name would hide which town of those around it is meant.

use std::cmp::Reverse;

use super::Content;
use super::map::MapFrame;
use crate::scene::compose::{place_name_at, words};
use crate::scene::{Item, Placer, Point, Rect, Stroke, extent, pin};
use crate::story::{Event, PlaceRef, Shape};

/// Free room between a dot and its name, in points.
const NAME_GAP: f32 = 1.0;

/// The events without a number at one place.
struct Dot<'a> {
    place: &'a PlaceRef,
    /// The most telling of them.
    event: &'a Event,
    /// How many there are.
    count: u16,
    /// Whether a person checked them all.
    checked: bool,
}

impl Dot<'_> {
    /// How large its mark is, in points: larger the more events there are.
    fn radius(&self) -> f32 {
        3.5 + f32::from(self.count).sqrt().min(5.0)
    }
}

impl Content<'_> {
    /// Where the events are that have no number for want of room.
    pub(super) fn dots(&self, map: &MapFrame) -> Vec<Point> {
        let places = self.choice.crowded_out.iter().filter_map(|event| event.place.as_deref());
        places.map(|place| self.dot_of(place, map)).collect()
    }

    /// Where a dot for a place stands; of an area whose middle the frame does not hold, in what is seen of it.
    fn dot_of(&self, place: &PlaceRef, map: &MapFrame) -> Point {
        let at = map.camera.screen_from_map([place.lon, place.lat]);
        if place.shape != Shape::Area || map.inner.contains(at) {
            return at;
        }
        extent::homes_within(place, &map.camera, self.options.gazetteer, 40.0, map.inner).first().copied().unwrap_or(at)
    }

    /// The events without a number by their places, the most telling first.
    fn crowd(&self) -> Vec<Dot<'_>> {
        let mut crowd: Vec<Dot<'_>> = Vec::new();
        for &event in &self.choice.crowded_out {
            let Some(place) = event.place.as_deref() else { continue };
            match crowd.iter_mut().find(|dot| dot.place.key == place.key) {
                Some(dot) => {
                    dot.count = dot.count.saturating_add(1);
                    dot.checked &= event.checked;
                }
                None => crowd.push(Dot { place, event, count: 1, checked: event.checked }),
            }
        }
        crowd
    }

    /// A small dot for each place of events without a number, larger the more they are; hollow while one is unchecked.
    pub(super) fn dot_items(&self, map: &MapFrame, placer: &mut Placer) -> Vec<Item> {
        let theme = self.theme();
        let mark = |dot: &Dot<'_>| {
            let (at, radius) = (self.dot_of(dot.place, map), dot.radius());
            placer.block(Rect::from_center_size(at, [radius * 2.0 + 2.0, radius * 2.0 + 2.0]));
            let color = theme.family_numbered(dot.event.family);
            let casing = pin::disc(at, radius + 1.2, Some(theme.palette.pin.casing), None);
            let fill = if dot.checked { color } else { theme.palette.pin.hollow_fill };
            [casing, pin::disc(at, radius - 0.8, Some(fill), Some(Stroke::solid(1.6, color)))]
        };
        // The most telling is drawn last.
        self.crowd().iter().rev().flat_map(mark).collect()
    }

    /// The names of the towns that dots stand on, the largest first, where there is room right beside them; none that stands
    /// among `named` already. An area has no name here: its dot stands nowhere in particular.
    pub(super) fn dot_names(&self, map: &MapFrame, named: &[Item], placer: &mut Placer) -> Vec<Item> {
        let mut crowd = self.crowd();
        crowd.retain(|dot| dot.place.shape == Shape::Point);
        crowd.sort_by_key(|dot| Reverse(dot.place.population));
        let already: Vec<String> = named.iter().filter_map(words).collect();
        let fresh = crowd.iter().filter(|dot| !already.contains(&dot.place.name));
        let beside = |dot: &Dot<'_>| {
            let mark = (self.dot_of(dot.place, map), dot.radius() + NAME_GAP);
            place_name_at(dot.place, mark, placer, &self.naming(), self.theme())
        };
        fresh.flat_map(beside).collect()
    }
}
