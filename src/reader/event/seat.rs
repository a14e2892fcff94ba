//! Where those who speak sit: a government's words stand at its capital, quietly.
//!
//! Comes in: a speaker's noun phrase. Goes out: the seat of the state, region or body it speaks for. People are known
//! by the state named beside them once ("Armenian Prime Minister Nikol Pashinyan"), and then by name alone.

use std::ops::Range;
use std::sync::Arc;

use geodata::{Gazetteer, PlaceId};

use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::Class;
use super::{Ground, Memory};
use crate::story::{PlaceRef, Role, Shape};

/// The seat of a place's government: the capital of a country, else the place itself.
pub(super) fn seat_of(ground: &Ground, place: &Arc<PlaceRef>) -> Option<Arc<PlaceRef>> {
    match place.key.strip_prefix("iso:") {
        Some(iso) => {
            let capital = ground.gazetteer.country(iso)?.capital?;
            Some(Arc::new(place_ref(ground.gazetteer, capital)))
        }
        // A continent has no government; "European" is the Union's where its bodies speak.
        None if place.key == "curated:europe" => {
            let (seat, _) = ground.gazetteer.seat("Brussels")?;
            Some(Arc::new(place_ref(ground.gazetteer, seat)))
        }
        None if place.bbox.is_some_and(|[west, south, east, north]| (east - west) * (north - south) > 400.0) => None,
        None => Some(Arc::clone(place)),
    }
}

/// A gazetteer entry as a story keeps it.
#[must_use]
pub fn place_ref(gazetteer: &Gazetteer, id: PlaceId) -> PlaceRef {
    let place = gazetteer.place(id);
    let region = place.admin1.map(|region| gazetteer.place(region).name.to_owned());
    PlaceRef {
        key: place.key.to_string(),
        name: place.name.to_owned(),
        second_name: place.second_name.map(str::to_owned),
        shape: match place.shape {
            geodata::Shape::Point => Shape::Point,
            geodata::Shape::Line => Shape::Line,
            geodata::Shape::Area => Shape::Area,
        },
        lon: place.lon,
        lat: place.lat,
        bbox: place.bbox,
        country: place.country.map(str::to_owned),
        region,
        contested: place.contested,
        approximate: false,
        population: place.population,
    }
}

/// The seat of a speaker.
pub(super) fn of_speaker(ground: &Ground, memory: &Memory, tokens: &Range<usize>) -> Option<Arc<PlaceRef>> {
    // "authorities in Baku": a location within the phrase is the seat itself.
    let named = ground.named(tokens);
    let city = named.iter().find(|named| {
        named.toponym.role == Role::Location
            && named.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Point)
    });
    if let Some(place) = city.and_then(|named| named.toponym.place.clone()) {
        return (!ground.unsettled.contains(&place.key)).then_some(place);
    }
    if let Some(place) = by_phrase(ground, tokens) {
        return Some(place);
    }
    let first = named.iter().find(|named| {
        // "an Armenia-based group" speaks for no government.
        let based = ground.page.token(named.tokens.end).is_some_and(|token| token.is(b'-'));
        named.toponym.role != Role::PartOfName && named.toponym.place.is_some() && !based
    });
    if let Some(place) = first.and_then(|named| named.toponym.place.as_ref()) {
        return seat_of(ground, place);
    }
    tokens.clone().rev().find_map(|at| {
        let token = ground.page.token(at)?;
        if token.kind != TokenKind::Word || token.case == Case::Lower {
            return None;
        }
        memory.names.iter().find(|(name, _)| name == ground.word(at)).map(|(_, place)| Arc::clone(place))
    })
}

/// "the Kremlin", "European Union", "Downing Street": seats by their own names.
fn by_phrase(ground: &Ground, tokens: &Range<usize>) -> Option<Arc<PlaceRef>> {
    for at in tokens.clone() {
        if ground.page.token(at).is_none_or(|token| !token.is_capital()) {
            continue;
        }
        for length in (1..=3_usize).rev() {
            let span = ground.page.span_of(at..(at + length).min(tokens.end))?;
            let phrase = ground.page.plain.get(span.range())?;
            let phrase = if matches!(phrase, "EU" | "NATO" | "European Union") { "Brussels" } else { phrase };
            if let Some((seat, _)) = ground.gazetteer.seat(phrase) {
                return Some(Arc::new(place_ref(ground.gazetteer, seat)));
            }
        }
    }
    None
}

/// People named beside a state and an office, anywhere on the page: their last names and the state's seat.
pub(super) fn names(ground: &Ground) -> Vec<(String, Arc<PlaceRef>)> {
    let mut out: Vec<(String, Arc<PlaceRef>)> = Vec::new();
    for named in &ground.toponyms {
        let Some(place) = named
            .toponym
            .place
            .as_ref()
            .filter(|_| matches!(named.toponym.role, Role::Demonym | Role::Actor | Role::Location))
        else {
            continue;
        };
        // "Armenian Prime Minister Nikol Pashinyan", "Azerbaijan's foreign policy adviser, Hikmet Hajiyev"
        let from = named.tokens.end;
        let Some(office) = (from..from + 6).find(|&at| ground.lex(at).is(Class::PARTY)) else { continue };
        let mut at = office + 1;
        while ground.lex(at).is(Class::PARTY) || ground.page.token(at).is_some_and(|token| token.is(b',')) {
            at += 1;
        }
        let start = at;
        while at < start + 4
            && ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Title)
        {
            at += 1;
        }
        if at > start
            && let Some(seat) = seat_of(ground, place)
        {
            let name = ground.word(at - 1).to_owned();
            if name.len() > 2 && !out.iter().any(|(known, _)| *known == name) {
                out.push((name, seat));
            }
        }
    }
    out
}
