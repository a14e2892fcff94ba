//! What a name is said to be, and where: "Salem, a town in Oregon", "Hendek, in Turkey's Sakarya province", "Gonaïves,
//! Haiti's third city".
//!
//! Comes in: mentions and the names they bear. Goes out: the same mentions with the noun that says what each is and the
//! mention it is said to lie in. A name that no place of the land named bears becomes one the gazetteer lacks: "Bahrain, a
//! hill town in Pakistan". It must never move a name whose places all lie elsewhere on the strength of "in" alone.

use geodata::{Class, Gazetteer};
use rustc_hash::FxHashMap;

use super::container::is_container;
use super::gather::{Candidate, Names, candidate, holds};
use super::lexicon::Tags;
use super::place_word::is_apposed;
use super::reason::breadth;
use super::text::Page;
use super::token::{Case, Kind};
use super::toponym::{Mention, Naming};
use crate::story::{PlaceRef, distance_km};

/// What stands behind a name.
struct Said {
    /// The token of "town".
    noun: Option<usize>,
    /// The mentions it may lie in, the narrowest first.
    outers: Vec<usize>,
}

/// How many tokens what is said of a name may take.
const REACH: usize = 9;

/// How far, in degrees, the outline of a land may miss a place that the text puts in it.
const MARGIN: f64 = 1.5;

/// Reads what is said behind each name.
pub(super) fn read(page: &Page<'_>, mentions: &mut [Mention], names: &mut Names) {
    for index in 0..mentions.len() {
        if is_quarter(page, mentions, index) && is_of_far_town(names, index, index + 1) {
            unlist(mentions, names, index, index + 1);
            continue;
        }
        let Some(said) = said(page, mentions, index) else { continue };
        let unlisted = mentions.get(index).is_some_and(|mention| mention.naming == Naming::Unlisted);
        let mut outers = said.outers.iter().copied();
        let outer = if unlisted {
            // "the Condesuyos province of southern Peru": the innermost land.
            let widest = said.outers.last().and_then(|&outer| country(names, outer));
            let within =
                |outer: &usize| is_land(names, *outer) && (widest.is_none() || country(names, *outer) == widest);
            outers.filter(within).min_by_key(|&outer| {
                names.of(outer).and_then(|name| name.candidates.first()).map_or(u8::MAX, |place| breadth(place.class))
            })
        } else if part_says_else(names, index, &said) {
            None
        } else {
            outers.find(|&outer| may_lie_in(names, index, outer))
        };
        if let Some(mention) = mentions.get_mut(index) {
            mention.apposed = said.noun;
            mention.evidence += if said.noun.is_some() { SAID_WHAT } else { 0.0 };
            if outer.is_some() {
                mention.container = outer;
                mention.evidence += SAID_WHERE;
            }
        }
        let stated = said.outers.iter().copied().find(|&outer| is_land(names, outer));
        let known = names.of(index).is_some_and(|name| name.prominence >= KNOWN_ALL_OVER);
        if let (None, Some(land)) = (outer, stated)
            && (said.noun.is_some() || (names_part(names, &said) && !known && !unlisted))
            && (contradicts(names, index, land) || said.outers.iter().all(|&outer| is_far_from(names, index, outer)))
        {
            unlist(mentions, names, index, land);
        }
    }
}

/// "the Adhamiyah district of Baghdad": a part of the town right behind it.
fn is_quarter(page: &Page<'_>, mentions: &[Mention], index: usize) -> bool {
    let (Some(inner), Some(outer)) = (mentions.get(index), mentions.get(index + 1)) else { return false };
    let end = inner.tokens.end;
    matches!(inner.naming, Naming::Name(_))
        && matches!(page.word(end), "district" | "neighbourhood" | "neighborhood" | "quarter" | "suburb" | "area")
        && matches!(page.word(end + 1), "of" | "in")
        && outer.tokens.start == end + 2
        && outer.sentence == inner.sentence
}

/// "the Adhamiyah district of Baghdad", where the one place of that name is far from the city.
fn is_of_far_town(names: &Names, index: usize, town: usize) -> bool {
    const REACH_KM: f64 = 100.0;
    const CITY: u32 = 100_000;
    let (Some(inner), Some(outer)) = (names.of(index), names.of(town)) else { return false };
    let Some(city) = outer.candidates.first().filter(|place| place.class == Class::City && place.population >= CITY)
    else {
        return false;
    };
    let far = |place: &Candidate| {
        matches!(place.class, Class::City | Class::CityPart | Class::Admin2)
            && distance_km((place.lon, place.lat), (city.lon, city.lat)) > REACH_KM
    };
    !inner.candidates.is_empty() && inner.prominence < KNOWN_ALL_OVER && inner.candidates.iter().all(far)
}

/// "Xiangshui county, in China's Jiangsu", "Gedeb, in Ethiopia's Amhara region": no place of the name lies in the part of the land
/// that the text names.
fn part_says_else(names: &Names, index: usize, said: &Said) -> bool {
    (said.noun.is_some() || names_part(names, said))
        && said.outers.first().is_some_and(|&narrow| contradicts(names, index, narrow))
}

/// "Ethiopia's Amhara region": a land and a part of it.
fn names_part(names: &Names, said: &Said) -> bool {
    let land = |at: &usize| country(names, *at);
    said.outers.len() > 1 && said.outers.first().and_then(land) == said.outers.last().and_then(land)
}

/// "Xiangshui county, in China's Jiangsu": a province is named, and every place of the name lies in others.
fn contradicts(names: &Names, index: usize, land: usize) -> bool {
    let province = names.of(land).and_then(|name| name.candidates.first()).filter(|place| place.class == Class::Admin1);
    province.is_some() && is_far_from(names, index, land)
}

/// The country of the likeliest place of a name.
fn country(names: &Names, index: usize) -> Option<[u8; 2]> {
    names.of(index)?.candidates.first().map(|place| place.country)
}

/// "Stroud, Ontario", "seized Palma in northern Mozambique": where every place of a name that is not known all over lies
/// elsewhere than the land behind it, all its mentions are of a place there that the gazetteer lacks. Asked of weighed
/// mentions: what is no place by its own evidence becomes none.
pub(super) fn unlist_elsewhere(page: &Page<'_>, mentions: &mut [Mention], names: &mut Names) {
    for index in 0..mentions.len().saturating_sub(1) {
        if let Some(land) = land_behind(page, mentions, index)
            && is_land(names, land)
            && names.of(index).is_some_and(|name| name.prominence < KNOWN_ALL_OVER && !name.candidates.is_empty())
            && !is_land(names, index)
            && is_far_from(names, index, land)
        {
            unlist(mentions, names, index, land);
        }
        if let Some(owner) = owner(page, mentions, index + 1)
            && names.of(index + 1).is_some_and(|name| !name.candidates.is_empty())
            && is_far_from(names, index + 1, owner)
        {
            unlist(mentions, names, index + 1, owner);
        }
    }
}

/// "in Birmingham's Handsworth quarter": the town right before, in which the name lies.
fn owner(page: &Page<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let (outer, inner) = (mentions.get(index.checked_sub(1)?)?, mentions.get(index)?);
    let owned = inner.tokens.start == outer.tokens.end + 1
        && page.token(outer.tokens.end).is_some_and(|token| token.kind == Kind::Possessive);
    let located = outer.tokens.start.checked_sub(1).is_some_and(|at| matches!(page.word(at), "in" | "near"));
    let named = matches!(inner.naming, Naming::Name(_)) && matches!(outer.naming, Naming::Name(_));
    (owned && located && named && outer.evidence > 0.0 && inner.evidence > 0.0).then_some(index - 1)
}

/// From this prior on a name is that of a place known all over, whatever land stands behind it: cities of some 800,000.
const KNOWN_ALL_OVER: f32 = 5.9;

/// The log-odds from which on a mention is plainly a place.
const PLAIN: f32 = 1.0;

/// The mention of a land that "in" or a comma behind a name says it lies in, as far as the form tells; not the next of a list,
/// and not the subject that follows "In Vienna, Iran".
fn land_behind(page: &Page<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let (inner, outer) = (mentions.get(index)?, mentions.get(index + 1)?);
    let sentence = &page.sentences.get(inner.sentence)?.tokens;
    // "Gedeb, in the Amhara region of Ethiopia": that it lies in the land says nothing of the region.
    let wider = inner.container.is_none_or(|outer| outer > index + 1);
    let plain = inner.evidence >= PLAIN && !inner.part_of_name && wider && !inner.listed;
    let named =
        matches!(inner.naming, Naming::Name(_)) && matches!(outer.naming, Naming::Name(_) | Naming::Abbreviation(_));
    if !(plain && named) || outer.evidence <= 0.0 || outer.part_of_name || inner.sentence != outer.sentence {
        return None;
    }
    let (end, behind) = (inner.tokens.end, outer.tokens.end);
    let next = page.token(behind).filter(|_| behind < sentence.end);
    let comma = page.token(end).is_some_and(|token| token.is(b','));
    if comma && outer.tokens.start == end + 1 {
        let opens = inner.tokens.start <= sentence.start + 1;
        let closed = next.is_none_or(|next| matches!(next.mark, b',' | b'.' | b';' | b')'));
        let goes_on = next.is_some_and(|next| next.kind == Kind::Word && next.case == Case::Lower);
        let list = matches!(page.word(behind), "and" | "or")
            || (page.word(behind) == "," && matches!(page.word(behind + 1), "and" | "or"))
            || mentions.get(index + 2).is_some_and(|third| {
                third.tokens.start == behind + 1
                    && third.sentence == inner.sentence
                    && !closes(page, mentions, index + 2)
            });
        return ((closed || (goes_on && !opens)) && !list).then_some(index + 1);
    }
    let at = if comma { end + 1 } else { end };
    if page.word(at) != "in" {
        return None;
    }
    let found = outers(page, mentions, index, at + 1, sentence.end.min(at + 1 + REACH));
    found.contains(&(index + 1)).then_some(index + 1)
}

/// "in Stroud, Ontario, Canada": the last of a row that goes from narrow to wide, and not a list's.
fn closes(page: &Page<'_>, mentions: &[Mention], last: usize) -> bool {
    mentions.get(last - 1).is_some_and(|middle| middle.container == Some(last))
        && !matches!(page.word(mentions.get(last).map_or(0, |last| last.tokens.end)), "and" | "or")
}

/// What "a town" and "in Oregon" behind a name add to the log-odds that it is a place.
const SAID_WHAT: f32 = 1.5;
const SAID_WHERE: f32 = 1.5;

/// No place of this name lies where the text says: all mentions of the name are of a place the gazetteer lacks.
fn unlist(mentions: &mut [Mention], names: &mut Names, index: usize, land: usize) {
    let Some(name) = names.index(index) else { return };
    let same: Vec<usize> = (0..mentions.len()).filter(|&at| names.index(at) == Some(name)).collect();
    names.forget(&same);
    for at in same {
        if let Some(mention) = mentions.get_mut(at) {
            mention.naming = Naming::Unlisted;
            mention.container = Some(land);
        }
    }
}

/// "Gunmen attacked Gedeb", where another article of the story puts a Gedeb that the gazetteer lacks in another region
/// of the same land than the one it has: that one is meant.
pub(super) fn unlist_told(
    page: &Page<'_>,
    mentions: &mut [Mention],
    names: &mut Names,
    told: &[&str],
    gazetteer: &Gazetteer,
) {
    let within = |key: &&str| {
        let (holder, called) = key.strip_prefix(PlaceRef::UNLISTED)?.rsplit_once('/')?;
        (!key.starts_with(PlaceRef::GUESSED)).then(|| (geodata::fold(called), holder.to_owned()))
    };
    let told: FxHashMap<String, String> = told.iter().filter_map(within).collect();
    for index in 0..if told.is_empty() { 0 } else { mentions.len() } {
        let Some(mention) = mentions.get(index) else { continue };
        let plain = matches!(mention.naming, Naming::Name(_)) && mention.container.is_none();
        let Some(span) = page.span_of(mention.tokens.clone()).filter(|_| plain) else { continue };
        let called = geodata::fold(page.text.slice(span)).replace(' ', "-");
        let holder = told.get(&called).and_then(|holder| gazetteer.by_key(holder));
        let holder = holder.map(|id| candidate(id, true, gazetteer)).filter(|holder| holder.class != Class::Country);
        let meant = holder.zip(names.of(index)).is_some_and(|(holder, name)| {
            name.prominence < KNOWN_ALL_OVER
                && name.candidates.first().is_some_and(|first| first.country == holder.country)
                && !name.candidates.iter().any(|place| is_near(place, &holder))
        });
        if !meant {
            continue;
        }
        let Some(name) = names.index(index) else { continue };
        let same: Vec<usize> = (0..mentions.len()).filter(|&at| names.index(at) == Some(name)).collect();
        names.forget(&same);
        for at in same {
            if let Some(mention) = mentions.get_mut(at) {
                mention.naming = Naming::Unlisted;
            }
        }
    }
}

/// What is said behind the mention of this index.
fn said(page: &Page<'_>, mentions: &[Mention], index: usize) -> Option<Said> {
    let mention = mentions.get(index)?;
    let sentence = &page.sentences.get(mention.sentence)?.tokens;
    let end = mention.tokens.end;
    if !matches!(mention.naming, Naming::Name(_) | Naming::Unlisted) || end >= sentence.end {
        return None;
    }
    // "the Jajarkot district of western Nepal"
    if mention.naming == Naming::Unlisted && is_noun(page, end) && matches!(page.word(end + 1), "of" | "in") {
        let outers = outers(page, mentions, index, end + 2, sentence.end.min(end + 2 + REACH));
        return (!outers.is_empty()).then_some(Said { noun: Some(end), outers });
    }
    let stop = sentence.end.min(end + 2 + REACH);
    // "the Tempe gorge in central Greece", "Xiangshui county, in China's Jiangsu"
    let noun = Some(end).filter(|&at| is_noun(page, at) || is_ground(page.word(at)));
    let after = noun.map_or(end, |noun| noun + 1);
    let comma = page.token(after).is_some_and(|token| token.is(b','));
    let at = if comma { after + 1 } else { after };
    match page.word(at) {
        "in" => {
            let outers = outers(page, mentions, index, at + 1, stop);
            (!outers.is_empty()).then_some(Said { noun, outers })
        }
        _ if noun.is_some() => None,
        "a" | "an" | "the" | "another" if comma => {
            let noun =
                (at + 1..stop).take_while(|&at| describes(page, mentions, index, at)).find(|&at| is_noun(page, at))?;
            // "a farming town of 12,000 people", "an Armenian village near": what it is, though not where.
            let inside = matches!(page.word(noun + 1), "in" | "of" | "on");
            let mut found = if inside { outers(page, mentions, index, noun + 2, stop) } else { Vec::new() };
            let people = mentions.get(index + 1).filter(|next| next.tokens.end <= noun && next.tokens.start > at);
            found.extend(people.map(|_| index + 1));
            Some(Said { noun: Some(noun), outers: found })
        }
        _ if comma => {
            // "Haiti's third city"
            let owner = mentions.get(index + 1).filter(|next| next.tokens.start == at)?;
            let owns = page.token(owner.tokens.end).is_some_and(|token| token.kind == Kind::Possessive);
            let from = owner.tokens.end + 1;
            let noun = (from..stop.min(from + 4)).take_while(|&at| is_small(page, at)).find(|&at| is_noun(page, at));
            noun.filter(|_| owns).map(|noun| Said { noun: Some(noun), outers: vec![index + 1] })
        }
        _ => None,
    }
}

/// The mentions that begin in a stretch with nothing but small words of place between, the last first: "Turkey's northwestern
/// Sakarya province" is Sakarya, then Turkey.
fn outers(page: &Page<'_>, mentions: &[Mention], index: usize, from: usize, stop: usize) -> Vec<usize> {
    let (mut at, mut found) = (from, Vec::new());
    for (outer, next) in mentions.iter().enumerate().skip(index + 1).take(3) {
        let joined = next.tokens.start < stop
            && (at..next.tokens.start).all(|at| {
                page.token(at).is_some_and(|token| {
                    token.kind == Kind::Possessive
                        || token.is(b'-')
                        || token.tags.has(Tags::COMPASS.with(Tags::PLACE_NOUN).with(Tags::PLACE_HEAD))
                        || matches!(page.word(at), "the" | "of" | "remote" | "rural" | "neighboring" | "neighbouring")
                })
            });
        if !joined {
            break;
        }
        found.push(outer);
        at = next.tokens.end;
    }
    found.reverse();
    found
}

/// Whether a token may stand between "a" and its noun: a small word, or the name of the people or land it is of.
fn describes(page: &Page<'_>, mentions: &[Mention], index: usize, at: usize) -> bool {
    let owner = mentions.get(index + 1).is_some_and(|next| next.tokens.contains(&at));
    owner || is_small(page, at)
}

pub(super) fn is_small(page: &Page<'_>, at: usize) -> bool {
    page.token(at).is_some_and(|token| {
        let word = token.kind == Kind::Word && token.case == Case::Lower && !token.tags.has(Tags::FUNCTION);
        word || token.is(b'-') || token.kind == Kind::Number || token.kind == Kind::Possessive
    })
}

/// Nouns of settled places and of ground, as an apposition uses them.
fn is_noun(page: &Page<'_>, at: usize) -> bool {
    is_apposed(page.word(at))
        && !page
            .token(at + 1)
            .is_some_and(|next| next.kind == Kind::Word && next.case == Case::Lower && !next.tags.has(Tags::FUNCTION))
}

/// Nouns of ground and of sites behind a name that is not the ground's whole name: "the Tempe gorge".
fn is_ground(word: &str) -> bool {
    matches!(
        word,
        "gorge"
            | "valley"
            | "pass"
            | "forest"
            | "hills"
            | "plain"
            | "canyon"
            | "camp"
            | "mine"
            | "dam"
            | "area"
            | "crossing"
    )
}

/// Whether a place of the inner name lies in one of the likeliest of the outer.
fn may_lie_in(names: &Names, inner: usize, outer: usize) -> bool {
    let (Some(inner), Some(outer)) = (names.of(inner), names.of(outer)) else { return false };
    let lands = || outer.candidates.iter().take(3).filter(|place| is_container(place.class));
    inner.candidates.iter().any(|place| lands().any(|land| place.lies_in(land)))
}

/// Whether a name is plainly that of a country or a division.
pub(super) fn is_land(names: &Names, index: usize) -> bool {
    names.of(index).and_then(|name| name.candidates.first()).is_some_and(|place| is_container(place.class))
}

/// Whether every place of the inner name lies well outside every land of the outer: disputed ground lies in two lands, and a
/// box is no outline.
fn is_far_from(names: &Names, inner: usize, outer: usize) -> bool {
    let (Some(inner), Some(outer)) = (names.of(inner), names.of(outer)) else { return false };
    !inner.candidates.iter().any(|place| outer.candidates.iter().any(|land| is_near(place, land)))
}

/// Whether a place lies in a land or close to it.
fn is_near(place: &Candidate, land: &Candidate) -> bool {
    let [west, south, east, north] = land.bbox.unwrap_or([land.lon, land.lat, land.lon, land.lat]);
    holds([west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN], place.lon, place.lat)
}
