//! From weighed and resolved mentions to the toponyms of a reading: places, runners-up, roles and reasons in words.
//!
//! Comes in: mentions, names and grounds. Goes out: toponyms in order, each with a place or the plain statement that none
//! fits. What no mention supports is left out here and nowhere else.

use std::ops::Range;
use std::sync::Arc;

use geodata::Gazetteer;

use crate::story::{self, PlaceRef, Role, Shape, Toponym};

use super::gather::{Candidate, Name, Names};
use super::indirect::Named;
use super::lexicon::Tags;
use super::offset::Offset;
use super::reason::Witness;
use super::resolve::{self, Grounds, Resolved};
use super::role::{self, Standing};
use super::text::Page;
use super::token::Case;
use super::toponym::{Mention, Naming};
use super::trust::Signs;
use super::unlisted::{self, Surroundings, is_in_place, off};

/// The most runners-up kept, the chosen place among them.
const RUNNERS_UP: usize = 8;

/// What one name of the article became.
struct Settled {
    place: Option<Arc<PlaceRef>>,
    approximate: Option<Arc<PlaceRef>>,
    candidates: Arc<[story::Candidate]>,
    reasons: Arc<[String]>,
}

/// The toponyms of an article, and the places that phrases without a name may point back to; mentions without enough
/// evidence are dropped.
pub(super) fn toponyms(
    page: &Page<'_>,
    mentions: &[Mention],
    names: &Names,
    resolved: &Resolved,
    gazetteer: &Gazetteer,
    story: &unlisted::Story<'_>,
) -> (Vec<Toponym>, Vec<Named>) {
    let witness = Witness::new(page, mentions, names, gazetteer);
    let surroundings = Surroundings { page, mentions, names, gazetteer, story, stray: &resolved.stray };
    let stands = surroundings.stands();
    let mut settled: Vec<Option<Settled>> = Vec::new();
    settled.resize_with(names.names.len(), || None);
    let mut toponyms: Vec<Toponym> = Vec::with_capacity(mentions.len());
    let (mut standings, mut places) = (Vec::with_capacity(mentions.len()), Vec::with_capacity(mentions.len()));
    for (index, mention) in mentions.iter().enumerate() {
        if mention.evidence <= 0.0 {
            continue;
        }
        let (Some(span), Some(name_index)) = (page.span_of(mention.tokens.clone()), names.index(index)) else {
            continue;
        };
        let Some(slot) = settled.get_mut(name_index) else { continue };
        let (Some(found), Some(grounds)) = (names.names.get(name_index), resolved.grounds.get(name_index)) else {
            continue;
        };
        let stray = resolved.stray.get(name_index).copied().unwrap_or(false);
        let name = slot.get_or_insert_with(|| settle(mention, found, name_index, &witness, grounds, gazetteer, stray));
        let own = resolve::own_choice(mention, index, mentions, names);
        let role = role::role(page, mention, own);
        // "in Ituri": the word for its people is its very name.
        let itself =
            own.is_some_and(|own| geodata::fold(gazetteer.name(own.id)) == geodata::fold(page.text.slice(span)));
        let role =
            if itself && role == Role::Demonym && role::is_location(page, mention) { Role::Location } else { role };
        // "Thackerville, Okla.": the state after the comma is where, never who.
        let role = if role == Role::Actor && contains(mentions, index) { Role::Location } else { role };
        standings.push(Standing::of(page, mention, role, own));
        places.push(own);
        let first = names.of(index).and_then(|name| name.candidates.first());
        let differs = own.is_some_and(|own| first.is_some_and(|first| first.id != own.id));
        let mut sure = resolved.confidence.get(name_index).copied().unwrap_or(0.0);
        let elsewhere = stray && is_in_place(page, mention) || surroundings.is_elsewhere(index);
        let unlisted = !differs && (mention.naming == Naming::Unlisted || elsewhere);
        let (place, reasons) = if unlisted {
            let known = surroundings.name(index).and_then(|name| stands.get(&name).cloned());
            let stand = known.or_else(|| surroundings.stand(index));
            let why = name.reasons.first().cloned().into_iter();
            let reasons = why.chain(stand.as_ref().map(|stand| stand.reason.clone())).collect();
            sure = stand.as_ref().map_or(0.0, |stand| stand.sure);
            (stand.map(|stand| stand.place), reasons)
        } else {
            placed(page, mention, own.filter(|_| differs), name, gazetteer)
        };
        let signs = Signs::of(page, mention, own.filter(|_| !unlisted), grounds, sure);
        let confidence = if place.is_some() { signs.confidence() } else { 0.0 };
        toponyms.push(Toponym {
            span,
            role,
            indirect: false,
            place,
            candidates: name.candidates.clone(),
            confidence,
            reasons,
        });
    }
    role::coordinate(page, &mut standings);
    for (toponym, standing) in toponyms.iter_mut().zip(&standings) {
        toponym.role = standing.role;
    }
    let named = standings.into_iter().zip(places).filter_map(|(standing, place)| {
        let place = place.filter(|_| standing.role != Role::PartOfName)?.clone();
        let (demonym, actor) = (standing.role == Role::Demonym, standing.role == Role::Actor);
        Some(Named { start: standing.tokens.start, end: standing.tokens.end, place, demonym, actor })
    });
    (toponyms, named.collect())
}

/// The place of a mention that the gazetteer has, and why: `own` where its own words choose another than the name's, a spot
/// by distance, somewhere around, or the name's.
fn placed(
    page: &Page<'_>,
    mention: &Mention,
    own: Option<&Candidate>,
    name: &mut Settled,
    gazetteer: &Gazetteer,
) -> (Option<Arc<PlaceRef>>, Arc<[String]>) {
    if let Some(own) = own {
        return (Some(Arc::new(place_ref(own, gazetteer))), ["the name after it says where it lies".to_owned()].into());
    }
    match (&name.place, Offset::before(page, mention.tokens.start)) {
        (Some(place), Some(offset)) => {
            let reason = format!("the point lies {}", offset.named(&place.name));
            let spot = off(place, &offset, offset.named(&place.name));
            (Some(Arc::new(spot)), std::iter::once(reason).chain(name.reasons.iter().cloned()).collect())
        }
        _ => match vagueness(page, mention) {
            Some(from) => (approximate(name), with_note(page, from..mention.tokens.start, &name.reasons)),
            None => (name.place.clone(), name.reasons.clone()),
        },
    }
}

/// The name as the article writes it, where that is the gazetteer's in short ("Acapulco" for "Acapulco de Juárez", "NARA" for
/// "Nara-shi") or another spelling of a lesser place: a reader looks for "Kiryat Shmona" or "Pylos" on the map, not for
/// "Qiryat Shmona" or "Pýlos".
/// Else great cities, countries and contested places keep the name they are known by in English.
fn as_written(mut place: PlaceRef, page: &Page<'_>, mention: &Mention) -> PlaceRef {
    const KNOWN_BY_ITS_NAME: u32 = 500_000;
    let Some(span) = page.span_of(mention.tokens.clone()) else { return place };
    let written = page.text.slice(span);
    let fits = matches!(mention.naming, Naming::Name(_))
        && place.second_name.is_none()
        && !place.contested
        && place.shape == Shape::Point
        && written.len() > 3
        && !written.contains(['\n', '.', '\'']);
    let shouted = mention.tokens.clone().any(|at| page.token(at).is_some_and(|token| token.case == Case::Upper));
    if let Some(short) = short_of(&place.name, written).filter(|_| fits) {
        place.name = short.to_owned();
    } else if fits && !shouted && place.population < KNOWN_BY_ITS_NAME && letters(written) != letters(&place.name) {
        written.clone_into(&mut place.name);
    }
    place
}

/// The beginning of a name that is all an article writes of it, in the name's own letters; `None` where it writes all or another.
fn short_of<'n>(name: &'n str, written: &str) -> Option<&'n str> {
    let written = geodata::fold(written);
    let mut beginnings = name.match_indices([' ', '-']).filter_map(|(at, _)| name.get(..at));
    // "Washington, D.C." is known by both.
    beginnings.find(|head| !head.ends_with(',') && geodata::fold(head) == written)
}

/// The letters of a name: capitals and hyphens make no other of it.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the mention before is written as lying in this one.
fn contains(mentions: &[Mention], index: usize) -> bool {
    index.checked_sub(1).and_then(|before| mentions.get(before)).is_some_and(|before| before.container == Some(index))
}

/// "northern Syria", "near Martakert", "south of Kirkuk": where the words begin that put it somewhere there, not at the point.
fn vagueness(page: &Page<'_>, mention: &Mention) -> Option<usize> {
    let before = mention.tokens.start.checked_sub(1)?;
    let compass = |at: usize| page.token(at).is_some_and(|token| token.tags.has(Tags::COMPASS));
    match page.word(before) {
        "near" | "outside" | "around" | "off" => Some(before),
        "of" => before.checked_sub(1).filter(|&at| compass(at) && !page.word(at).ends_with("ern")),
        _ => compass(before).then_some(before),
    }
}

fn with_note(page: &Page<'_>, words: Range<usize>, reasons: &[String]) -> Arc<[String]> {
    let words: Vec<&str> = words.map(|at| page.word(at)).collect();
    let mut reasons = reasons.to_vec();
    reasons.push(format!("the text says only \u{201c}{}\u{201d}: somewhere around the point shown", words.join(" ")));
    reasons.into()
}

fn approximate(name: &mut Settled) -> Option<Arc<PlaceRef>> {
    if name.approximate.is_none() {
        let mut place = name.place.as_deref()?.clone();
        place.approximate = true;
        name.approximate = Some(Arc::new(place));
    }
    name.approximate.clone()
}

fn settle(
    mention: &Mention,
    name: &Name,
    index: usize,
    witness: &Witness<'_>,
    grounds: &Grounds,
    gazetteer: &Gazetteer,
    stray: bool,
) -> Settled {
    let empty = || Settled {
        place: None,
        approximate: None,
        candidates: Arc::default(),
        reasons: ["no place of this name is known".to_owned()].into(),
    };
    if mention.naming == Naming::Street {
        return Settled { reasons: ["a street or road: the gazetteer has none".to_owned()].into(), ..empty() };
    }
    if mention.naming == Naming::Unlisted {
        return Settled {
            reasons: ["plainly a place, but the gazetteer does not have it".to_owned()].into(),
            ..empty()
        };
    }
    let Some(best) = name.candidates.first() else { return empty() };
    let total: f32 = name.candidates.iter().map(|place| (place.score - best.score).exp()).sum();
    let candidates = name
        .candidates
        .iter()
        .take(RUNNERS_UP)
        .map(|place| story::Candidate {
            place: place_ref(place, gazetteer),
            score: (place.score - best.score).exp() / total,
        })
        .collect();
    if stray {
        let reason = "every place of this name lies far from all else the article speaks of".to_owned();
        return Settled { candidates, reasons: [reason].into(), ..empty() };
    }
    let place = Some(Arc::new(as_written(place_ref(best, gazetteer), witness.page, mention)));
    Settled { place, approximate: None, candidates, reasons: witness.reasons(index, grounds).into() }
}

/// What a story keeps of a candidate.
pub(super) fn place_ref(candidate: &Candidate, gazetteer: &Gazetteer) -> PlaceRef {
    let place = gazetteer.place(candidate.id);
    let shape = match place.shape {
        geodata::Shape::Point => Shape::Point,
        geodata::Shape::Line => Shape::Line,
        geodata::Shape::Area => Shape::Area,
    };
    PlaceRef {
        key: place.key.into_owned(),
        name: place.name.to_owned(),
        second_name: place.second_name.map(str::to_owned),
        shape,
        lon: place.lon,
        lat: place.lat,
        bbox: place.bbox,
        country: place.country.map(str::to_owned),
        region: place.admin1.map(|id| gazetteer.name(id).to_owned()),
        contested: place.contested,
        approximate: false,
        population: place.population,
    }
}

/// Marks toponyms that are only parts of other names: they keep no place.
pub(super) fn strip_parts(toponyms: &mut [Toponym]) {
    for toponym in toponyms.iter_mut().filter(|toponym| toponym.role == Role::PartOfName) {
        toponym.put_reason_first("part of another name");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_short_is_its_beginning_whole_and_in_its_own_letters() {
        let check = |name, written, short| assert_eq!(short_of(name, written), short, "{written}");
        check("Acapulco de Juárez", "Acapulco", Some("Acapulco"));
        check("Nara-shi", "NARA", Some("Nara"));
        check("San Cristóbal de las Casas", "San Cristobal", Some("San Cristóbal"));
        check("Washington, D.C.", "Washington", None);
        check("Newport", "New", None);
        check("Goma", "Goma", None);
    }

    #[test]
    fn accents_make_another_spelling_and_capitals_do_not() {
        assert_eq!(letters("el-Fasher"), letters("El Fasher"));
        assert_ne!(letters("Pylos"), letters("Pýlos"));
    }
}
