//! How an article uses a name: how often, in what, and what the words beside it say it is.
//!
//! Comes in: the mentions of a page and their names. Goes out: one [`Usage`] for each name. It must never look at a
//! candidate's place.

use geodata::Class;

use super::super::gather::{Names, has_banks};
use super::super::home::Home;
use super::super::lexicon::Tags;
use super::super::series;
use super::super::text::Page;
use super::super::token::{Case, Kind};
use super::super::toponym::{Mention, Naming};
use super::super::unknown::befalls_ground;

/// How a name is used in the article.
#[derive(Clone, Default)]
pub(super) struct Usage {
    /// Mentions that are places by the evidence.
    pub(super) count: u32,
    pub(super) container: Option<usize>,
    /// The name written before it as lying in it: Paris in "Paris, Texas".
    pub(super) holds: Option<usize>,
    pub(super) wanted: Option<Wanted>,
    /// Whether the noun beside it names nothing else but what is wanted: "province", "county".
    pub(super) firm: bool,
    /// Whether the paper bears the name.
    pub(super) home: bool,
    /// Whether what only ground suffers befalls it: "rebels overran X".
    pub(super) befallen: bool,
    /// Whether it befalls it from the hands of a nation's forces, who may be abroad: "Russian troops shelled X".
    pub(super) by_force: bool,
}

/// What the noun beside a name says it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Division,
    County,
    Town,
    Water,
    Height,
    Island,
    /// It has police, a mayor, firefighters: a town or a division, no country.
    Local,
}

/// How each name is used by the mentions thought to be places, in the order of the names.
pub(super) fn uses(page: &Page<'_>, mentions: &[Mention], names: &Names, home: &Home) -> Vec<Usage> {
    let mut uses = vec![Usage::default(); names.names.len()];
    for (index, mention) in mentions.iter().enumerate() {
        let Some(usage) = names.index(index).and_then(|name| uses.get_mut(name)) else { continue };
        if mention.evidence <= 0.0 || is_of_person(page, mention) {
            continue;
        }
        if usage.count == 0 {
            usage.home = page.span_of(mention.tokens.clone()).is_some_and(|span| home.bears(page.text.slice(span)));
        }
        usage.count += 1;
        usage.befallen |= page
            .sentences
            .get(mention.sentence)
            .is_some_and(|sentence| befalls_ground(page, mention.tokens.start, sentence));
        usage.by_force |= usage.befallen && is_by_force(page, mentions.get(..index).unwrap_or_default(), mention);
        // "Henderson airfield"
        usage.befallen |= page
            .token(mention.tokens.end)
            .is_some_and(|next| next.case == Case::Lower && next.tags.has(Tags::SITE_NOUN));
        usage.container = usage.container.or(mention.container.and_then(|outer| names.index(outer)));
        if let Some((wanted, firm)) = wanted(page, mention) {
            usage.wanted = usage.wanted.or(Some(wanted));
            usage.firm |= firm;
        }
        let outer = mention.container.and_then(|outer| names.index(outer)).and_then(|outer| uses.get_mut(outer));
        if let Some(outer) = outer {
            outer.holds = outer.holds.or(names.index(index));
        }
    }
    uses
}

/// "Elizabeth Mills": a first name before another name in capitals is no town that others lie near.
fn is_of_person(page: &Page<'_>, mention: &Mention) -> bool {
    let first = page.token(mention.tokens.start).is_some_and(|token| token.tags.has(Tags::FIRST_NAME));
    let end = mention.tokens.end;
    let next = page.token(end);
    // "Virginia Commonwealth University" is no person.
    let longer = page.token(end + 1).is_some_and(|token| token.is_capital() && token.kind == Kind::Word);
    first
        && mention.tokens.len() == 1
        && !longer
        && next.is_some_and(|next| {
            next.is_capital()
                && next.kind == Kind::Word
                && !next.tags.has(Tags::CIVIC.with(Tags::PLACE_NOUN).with(Tags::TEAM).with(Tags::ORGANISATION))
        })
}

/// "Israeli troops raided X": the forces of a nation, before a place in its sentence.
fn is_by_force(page: &Page<'_>, before: &[Mention], place: &Mention) -> bool {
    const REACH: usize = 3;
    let near = before.iter().rev().take_while(|mention| mention.sentence == place.sentence);
    near.filter(|mention| matches!(mention.naming, Naming::Demonym(_))).any(|mention| {
        let end = mention.tokens.end;
        (end..(end + REACH).min(place.tokens.start)).any(|at| is_force(page.word(at)))
    })
}

/// Whether a word names what a state fights with; rebels and gunmen fight at home.
fn is_force(word: &str) -> bool {
    matches!(
        word,
        "forces"
            | "troops"
            | "army"
            | "soldiers"
            | "military"
            | "artillery"
            | "warplanes"
            | "planes"
            | "jets"
            | "aircraft"
            | "helicopters"
            | "drones"
            | "missiles"
            | "tanks"
            | "paratroopers"
            | "commandos"
            | "navy"
            | "warships"
            | "gunboats"
            | "peacekeepers"
    )
}

/// What the words around a mention say it is, and whether they name nothing else: "Quezon province", "Marion County", "the
/// province of Quezon", "Salem, a town in"; "police" and "city" leave more open.
fn wanted(page: &Page<'_>, mention: &Mention) -> Option<(Wanted, bool)> {
    let (first, end) = (mention.tokens.start, mention.tokens.end);
    if mention.listed {
        return Some((Wanted::Division, false));
    }
    let the = first.checked_sub(1).filter(|&at| page.word(at) == "the").unwrap_or(first);
    let head = the.checked_sub(2).filter(|_| page.word(the - 1) == "of").map_or("", |at| page.word(at));
    let own = if mention.tokens.len() > 1 { page.word(end - 1) } else { "" };
    // "Columbia State Community College": a noun in capitals belongs to another name.
    let next = if mention.part_of_name { "" } else { page.word(end) };
    let banks = if has_banks(page, mention) { "banks" } else { "" };
    let apposed = mention.apposed.map_or("", |at| page.word(at));
    // "Konya's governor", "Dakota, Otoe and Washington counties"
    let owned = page.token(end).is_some_and(|token| token.kind == Kind::Possessive);
    let office = if owned && page.word(end + 1) == "governor" { "governor" } else { "" };
    let row = if mention.part_of_name { "" } else { series::noun(page, end).unwrap_or_default() };
    // "Lake Ontario", "Gulf of Alaska"
    let begun = if mention.tokens.len() > 1 { page.word(first) } else { "" };
    let begun = if matches!(begun, "lake" | "gulf" | "bay" | "strait" | "mount") { begun } else { "" };
    [next, own, begun, head, apposed, banks, office, row].into_iter().find_map(Wanted::by_noun)
}

impl Wanted {
    /// What a noun beside a name says it is, and whether it says nothing else.
    fn by_noun(noun: &str) -> Option<(Self, bool)> {
        Some(match noun {
            "county" | "counties" | "parish" | "parishes" | "co." => (Self::County, true),
            "district" | "districts" | "raion" | "rayon" => (Self::County, false),
            "province" | "provinces" | "oblast" | "governorate" | "governorates" | "prefecture" => {
                (Self::Division, true)
            }
            "state" | "region" | "regions" | "republic" | "territory" | "governor" => (Self::Division, false),
            "city" | "town" | "village" | "township" | "borough" | "suburb" | "municipality" => (Self::Town, false),
            "river" | "lake" | "sea" | "bay" | "gulf" | "strait" | "ocean" | "canal" | "creek" | "banks" | "mouth"
            | "tributary" => (Self::Water, false),
            "mountains" | "mountain" | "mount" | "hills" | "desert" | "plateau" | "valley" => (Self::Height, false),
            "island" | "islands" | "isle" | "archipelago" => (Self::Island, false),
            "police" | "firefighters" | "fire" | "mayor" | "council" | "school" | "schools" | "high" | "sheriff"
            | "sheriff's" | "residents" => (Self::Local, false),
            _ => return None,
        })
    }

    /// Whether it is of the ground itself, where nobody lives.
    pub(super) fn is_ground(self) -> bool {
        matches!(self, Self::Water | Self::Height)
    }

    pub(super) fn fits(self, class: Class) -> bool {
        match self {
            Self::Division => matches!(class, Class::Admin1 | Class::Region | Class::Admin2 | Class::Country),
            Self::County => matches!(class, Class::Admin2 | Class::Admin1 | Class::Region),
            Self::Town => matches!(class, Class::City | Class::CityPart),
            Self::Water => matches!(class, Class::Water | Class::River),
            Self::Height => matches!(class, Class::Mountain | Class::Region),
            Self::Island => class == Class::Island,
            Self::Local => matches!(class, Class::City | Class::CityPart | Class::Admin2),
        }
    }
}
