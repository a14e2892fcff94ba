//! Stories of many events at random places: for measuring maps, not for showing anything.
//!
//! The events fall near the towns of the gazetteer, so that the world is as uneven as news is, and the numbers come from
//! a fixed seed, so that two runs measure the same story.

use std::sync::Arc;

use dateline::story::{ArticleId, Draft, Event, EventId, Kind, MentionId, PlaceBasis, PlaceRef, Source, Story};
use geodata::{Gazetteer, PlaceId};

/// The multiplier and increment are Knuth's for 64 bits (The Art of Computer Programming, 3.3.4).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }
}

/// A story of so many events; within a box of west, south, east, north degrees when one is given.
pub(crate) fn story(count: u32, within: Option<[f64; 4]>, gazetteer: &Gazetteer) -> Story {
    let towns = towns(within, gazetteer);
    let mut dice = Dice(19);
    let base = read_one(gazetteer);
    let events = (0..count)
        .filter_map(|number| {
            let mut pick = |len: usize| (dice.roll() * len as f64) as usize % len.max(1);
            let (name, at, population) = towns.get(pick(towns.len()))?;
            let kind = *Kind::ALL.get(pick(Kind::ALL.len()))?;
            let (lon, lat) =
                (at[0] + (dice.roll() - 0.5) * 0.2, (at[1] + (dice.roll() - 0.5) * 0.2).clamp(-80.0, 80.0));
            let place = PlaceRef {
                key: format!("random:{number}"),
                population: *population,
                ..PlaceRef::pinned(name, None, lon, lat)
            };
            Some(Event {
                id: EventId(u64::from(number)),
                title: format!("{} near {name}", kind.label()),
                family: kind.family(),
                kind,
                place: Some(Arc::new(place)),
                basis: PlaceBasis::Stated,
                date: None,
                ongoing: false,
                mentions: vec![MentionId { article: ArticleId(0), index: 0 }],
                slots: Vec::new(),
                confidence: 0.5,
                checked: dice.roll() < 0.3,
            })
        })
        .collect();
    Story { events, ..base }
}

/// Every seventh town: name, longitude and latitude, people.
fn towns(within: Option<[f64; 4]>, gazetteer: &Gazetteer) -> Vec<(String, [f64; 2], u32)> {
    let [west, south, east, north] = within.unwrap_or([-180.0, -60.0, 180.0, 72.0]);
    let last = u32::try_from(gazetteer.len()).unwrap_or(0);
    (0..last)
        .step_by(7)
        .map(|row| gazetteer.place(PlaceId(row)))
        .filter(|place| (west..=east).contains(&place.lon) && (south..=north).contains(&place.lat))
        .map(|place| (place.name.to_owned(), [place.lon, place.lat], place.population))
        .collect()
}

/// One article with at least one mention, for all events to point at.
fn read_one(gazetteer: &Gazetteer) -> Story {
    let draft =
        Draft::plain("one.txt", "A blast in Paris\n\nPARIS, 3 May 2024 - A blast killed two people in Paris.\n");
    let (sources, _): (Vec<Source>, _) = dateline::reader::read_story(vec![draft], &Story::default(), gazetteer);
    Story { sources, ..Story::default() }
}
