//! Why a place was chosen, in words a person can check: "mentioned with Yerevan, 94 km away, and Armenia; 53,100 people; 3
//! other Martunis are farther away".
//!
//! Comes in: the names of an article with their places, and what counted for each. Goes out: short clauses, the weightiest
//! first. It must never give as a reason what did not count, nor a distance to ground that holds the place.

use geodata::{CapitalRank, Class, Gazetteer, PlaceId};

use super::gather::{Candidate, MOST, Name, Names, is_same_spot};
use super::resolve::Grounds;
use super::text::Page;
use super::token::Case;
use super::toponym::{Mention, Naming};
use crate::story::{self, distance_km};

/// Everything a reason may speak of.
pub(super) struct Witness<'a> {
    pub(super) page: &'a Page<'a>,
    names: &'a Names,
    gazetteer: &'a Gazetteer,
    /// The first mention of each name that is thought to be a place.
    first: Vec<Option<&'a Mention>>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(page: &'a Page<'a>, mentions: &'a [Mention], names: &'a Names, gazetteer: &'a Gazetteer) -> Self {
        let mut first = vec![None; names.names.len()];
        for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.evidence > 0.0) {
            if let Some(slot) = names.index(index).and_then(|name| first.get_mut(name)) {
                slot.get_or_insert(mention);
            }
        }
        Self { page, names, gazetteer, first }
    }

    /// Why the first candidate of a name was chosen.
    pub(super) fn reasons(&self, index: usize, grounds: &Grounds) -> Vec<String> {
        let Some(name) = self.names.names.get(index) else { return Vec::new() };
        let Some(best) = name.candidates.first() else { return Vec::new() };
        let naming = self.first.get(index).copied().flatten().map(|mention| mention.naming);
        let mut reasons = Vec::new();
        match naming {
            Some(Naming::Demonym(_)) => reasons.push(format!("the people or things of {}", self.name_of(best.id))),
            Some(Naming::Seat(_, of)) => reasons.push(format!("the seat that speaks for {}", self.name_of(of))),
            Some(Naming::Abbreviation(_)) => reasons.push(format!("short for {}", self.name_of(best.id))),
            _ if name.respelled => reasons.push(format!("another spelling of {}", self.name_of(best.id))),
            _ => {}
        }
        if let Some(container) = grounds.container {
            reasons.push(format!("“{}” stands after it", self.words(container)));
        }
        reasons.extend(self.company(index, best, grounds));
        if grounds.story {
            reasons.push("another article of the story names it".to_owned());
        }
        if grounds.paper_own {
            reasons.push("it is the paper's own town".to_owned());
        } else if grounds.paper_name && !grounds.paper_known {
            reasons.push("the paper bears its name".to_owned());
        } else if let Some((town, km)) = grounds.paper_town {
            let of = if grounds.paper_known { "of" } else { "called after" };
            reasons.push(format!("the paper is {of} {}, {:.0} km away", self.name_of(town), km.max(1.0)));
        } else if grounds.paper_country {
            reasons.push(format!("the paper is at home in {}", self.country(best)));
        }
        if let Some((word, division)) = grounds.region.as_ref().zip(best.admin1) {
            reasons.push(format!("“{word}” is of {}", self.name_of(division)));
        }
        if let Some(word) = grounds.sign {
            reasons.push(format!("“{word}” is a word of {}", self.country(best)));
        }
        if best.population > 0 && matches!(best.class, Class::City | Class::CityPart) {
            reasons.push(format!("{} people", story::grouped(best.population)));
        }
        if best.capital == CapitalRank::Country {
            reasons.push(format!("the capital of {}", self.country(best)));
        }
        if name.of_side {
            reasons.push(format!("a side of {}, or a town of that name", self.name_of(best.id)));
        } else if matches!(naming, Some(Naming::Name(_))) {
            reasons.push(self.rivals(index, name, best, grounds));
        }
        reasons
    }

    /// "mentioned with Yerevan, 94 km away, and Armenia": the nearest name, and the one that holds it; for ground that
    /// holds others, those; else others of the same land.
    fn company(&self, index: usize, best: &Candidate, grounds: &Grounds) -> Option<String> {
        let mut with = Vec::new();
        if let Some((other, km)) = grounds.nearest {
            with.push(format!("{}, {:.0} km away,", self.called_so(other), km.max(1.0)));
        }
        let holder = self.others(index).filter(|(_, place)| best.lies_in(place) && place.class != Class::Continent);
        let holder =
            holder.min_by_key(|(_, place)| breadth(place.class)).filter(|&(other, _)| grounds.container != Some(other));
        with.extend(holder.map(|(other, _)| self.called_so(other)));
        if !with.is_empty() {
            let joined = with.join(" and ");
            return Some(format!("mentioned with {}", joined.trim_end_matches(',')));
        }
        if best.class.is_area() {
            let within: Vec<String> = self
                .others(index)
                .filter(|(_, place)| place.lies_in(best))
                .map(|(other, _)| self.called_so(other))
                .collect();
            return listed(&within).map(|list| format!("mentioned with {list}, in it"));
        }
        let (fits, land): (fn(&Candidate, &Candidate) -> bool, String) = match best.admin1.filter(|_| grounds.admin1) {
            Some(division) => (|one, other| one.admin1 == other.admin1, self.name_of(division)),
            None if grounds.country => (|one, other| one.country == other.country, self.country(best)),
            None => return None,
        };
        let beside: Vec<String> =
            self.others(index).filter(|(_, place)| fits(place, best)).map(|(other, _)| self.called_so(other)).collect();
        listed(&beside).map(|list| format!("mentioned with {list}, also in {land}"))
    }

    /// The other names thought to be places, each with the place chosen.
    fn others(&self, index: usize) -> impl Iterator<Item = (usize, &Candidate)> {
        let own = self.names.names.get(index).and_then(|name| name.candidates.first()).map(|place| place.id);
        self.names.names.iter().enumerate().filter_map(move |(other, name)| {
            self.first.get(other).copied().flatten()?;
            name.candidates.first().filter(|place| other != index && Some(place.id) != own).map(|place| (other, place))
        })
    }

    /// What speaks against the other places of the name.
    fn rivals(&self, index: usize, name: &Name, best: &Candidate, grounds: &Grounds) -> String {
        let others: Vec<&Candidate> =
            name.candidates.iter().filter(|place| place.id != best.id && !is_same_spot(place, best)).collect();
        let count = others.len();
        if count == 0 {
            return if name.candidates.len() > 1 {
                "every place of this name lies here".to_owned()
            } else {
                "the only place of this name".to_owned()
            };
        }
        let called = self.called(index, count);
        let point = |place: &Candidate| (place.lon, place.lat);
        let near = grounds.nearest.and_then(|(other, _)| self.names.names.get(other)?.candidates.first());
        if let Some(near) = near {
            let own = distance_km(point(best), point(near));
            if others.iter().all(|place| distance_km(point(place), point(near)) > own) {
                return format!("{called} farther away");
            }
        }
        if grounds.container.is_some() {
            return format!("{called} elsewhere");
        }
        let known = others.iter().map(|place| place.prior).fold(f32::MIN, f32::max);
        if best.prior > known + KNOWN {
            return format!("{called} far less known");
        }
        format!("{called} less likely")
    }

    /// "3 other Martunis are", "one other place called Paris is".
    fn called(&self, index: usize, count: usize) -> String {
        let mention = self.first.get(index).copied().flatten();
        let shouted = mention
            .and_then(|mention| self.page.token(mention.tokens.start))
            .is_some_and(|token| token.case == Case::Upper);
        let words = self.words(index);
        let regular = !shouted
            && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
            && !words.ends_with(['s', 'x', 'z', 'h', 'y']);
        let other = match (count, regular, shouted) {
            (1, _, true) => "one other place of this name is".to_owned(),
            (1, true, _) => format!("one other {words} is"),
            (1, ..) => format!("one other place called {words} is"),
            (_, true, _) => format!("other {words}s are"),
            (_, _, true) => "other places of this name are".to_owned(),
            _ => format!("other places called {words} are"),
        };
        match count {
            1 => other,
            // No more are looked at.
            _ if count + 1 >= MOST => format!("more than {} {other}", count - 1),
            _ => format!("{count} {other}"),
        }
    }

    /// A name as the text first writes it.
    fn words(&self, name: usize) -> String {
        let mention = self.first.get(name).copied().flatten();
        let span = mention.and_then(|mention| self.page.span_of(mention.tokens.clone()));
        span.map_or_else(String::new, |span| {
            self.page.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    /// The same, but "Armenia" for "Armenian" and "Missouri" for "Mo.".
    fn called_so(&self, name: usize) -> String {
        match self.first.get(name).copied().flatten().map(|mention| mention.naming) {
            Some(Naming::Demonym(id) | Naming::Abbreviation(id) | Naming::Seat(id, _)) => self.name_of(id),
            _ => self.words(name),
        }
    }

    fn name_of(&self, id: PlaceId) -> String {
        self.gazetteer.name(id).to_owned()
    }

    fn country(&self, place: &Candidate) -> String {
        let country = std::str::from_utf8(&place.country).ok().and_then(|code| self.gazetteer.country(code));
        country.map_or_else(|| "its country".to_owned(), |country| with_article(self.gazetteer.name(country.place)))
    }
}

/// By so much, as a logarithm of people, the best known of several namesakes is so by far.
const KNOWN: f32 = 0.8;

/// Which of several holders is the innermost.
pub(super) fn breadth(class: Class) -> u8 {
    match class {
        Class::Admin2 | Class::City => 0,
        Class::Region | Class::Island => 1,
        Class::Admin1 => 2,
        Class::Country => 3,
        _ => 4,
    }
}

/// "Camden", "Camden and Trenton": the first two of a list that differ, none of an empty one.
fn listed(words: &[String]) -> Option<String> {
    let first = words.first()?;
    Some(match words.iter().find(|word| *word != first) {
        Some(second) => format!("{first} and {second}"),
        None => first.clone(),
    })
}

/// "the United States", "the Netherlands", but "Spain".
fn with_article(country: &str) -> String {
    const PLURAL: [&str; 6] = ["Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Emirates"];
    let common = country.starts_with("United ") || country.contains("Republic") || country.ends_with("Islands");
    if common || PLURAL.iter().any(|name| country.ends_with(name)) {
        format!("the {country}")
    } else {
        country.to_owned()
    }
}
