//! References that bear no name: "the region", "the Armenian capital", "Kenya's north-east", "the only road linking A
//! with B", "the border between A and B", "the line of contact".
//!
//! Comes in: the toponyms of a page with their places. Goes out: further toponyms, marked indirect, each with the place it
//! points at and the ground for it. A phrase followed by its own name ("the city of Shusha") is none; a phrase that
//! nothing before it fits is left out.

use std::ops::Range;
use std::sync::Arc;

mod border;
mod way;

use geodata::{CapitalRank, Class, Gazetteer, PlaceId};

use crate::story::{PlaceRef, Role, Shape, Toponym, ZoneKind, takes_article};

use super::filing;
use super::gather::{self, Candidate};
use super::lexicon::Tags;
use super::mention::place_ref;
use super::sentence::Capitals;
use super::text::Page;
use super::token::{Case, Kind};

/// A named place of the article that a phrase may point back to.
pub(super) struct Named {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub place: Candidate,
    pub demonym: bool,
    pub actor: bool,
}

/// How many sentences back a phrase may point.
const REACH: usize = 6;

/// The indirect references of a page, in order.
pub(super) fn find(page: &Page<'_>, named: &[Named], gazetteer: &Gazetteer) -> Vec<Toponym> {
    let mut finder = Finder { page, named, gazetteer, found: Vec::new(), line: None };
    for (number, sentence) in page.sentences.iter().enumerate() {
        if matches!(sentence.zone, ZoneKind::Headline | ZoneKind::Body | ZoneKind::QuoteBlock) {
            finder.sentence(number, &sentence.tokens);
        }
    }
    finder.found
}

struct Finder<'p> {
    page: &'p Page<'p>,
    named: &'p [Named],
    gazetteer: &'p Gazetteer,
    found: Vec<Toponym>,
    /// The last road, corridor or border spoken of.
    line: Option<Arc<PlaceRef>>,
}

impl<'p> Finder<'p> {
    fn sentence(&mut self, number: usize, tokens: &Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let end = self.phrase(at, number, tokens);
            at = end.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// A phrase whose noun stands at `at`; where it ends.
    fn phrase(&mut self, at: usize, number: usize, tokens: &Range<usize>) -> Option<usize> {
        // "IN THIS CITY": in shouted text no case tells a noun.
        let shouted = || {
            self.page.sentences.get(number).is_some_and(|sentence| sentence.capitals == Capitals::All)
                && matches!(self.page.word(at), "city" | "town")
                && self.determiner(at, tokens).is_some_and(|the| self.page.word(the) == "this")
        };
        let token = self.page.token(at)?;
        if token.kind != Kind::Word || !(token.case == Case::Lower || shouted()) {
            return None;
        }
        // Most words are no such noun: look at the first letter before the whole.
        let word = self.page.word(at);
        let noun = Tags::PLACE_NOUN.with(Tags::PLACE_HEAD).with(Tags::STREET).with(Tags::COMPASS);
        if !token.tags.has(noun)
            && !matches!(
                word,
                "line"
                    | "contact"
                    | "country"
                    | "waters"
                    | "channel"
                    | "railway"
                    | "motorway"
                    | "midway"
                    | "halfway"
                    | "where"
            )
        {
            return None;
        }
        if token.tags.has(Tags::COMPASS) || word == "coast" {
            return self.part_of_land(at, tokens);
        }
        match word {
            "road" | "highway" | "route" | "expressway" | "motorway" | "railway" | "waters" | "strait" | "channel"
            | "sea" | "midway" | "halfway" => self.way(at, tokens),
            "where" => self.where_met(at, tokens),
            "border" | "frontier" => self.border(at, number, tokens),
            "line" | "contact" => self.front(at, tokens).or_else(|| self.way(at, tokens)),
            "capital" => self.capital(at, number, tokens),
            "corridor" => self.known_line(at, tokens),
            _ => self.nominal(at, number, tokens),
        }
    }

    /// The first token of "the … noun", with nothing but small words or peoples' names between.
    fn determiner(&self, noun: usize, tokens: &Range<usize>) -> Option<usize> {
        let from = noun.saturating_sub(4).max(tokens.start);
        let shouted = !self.page.token(noun).is_some_and(|token| token.case == Case::Lower);
        for at in (from..noun).rev() {
            let token = self.page.token(at)?;
            if matches!(self.page.word(at), "the" | "this" | "that") {
                return Some(at);
            }
            let small = token.kind == Kind::Word
                && (token.case == Case::Lower || shouted)
                && (!token.tags.has(Tags::FUNCTION) || self.page.word(at) == "only");
            let hyphen = token.mark == b'-';
            let people = self.named.iter().any(|named| named.demonym && (named.start..named.end).contains(&at));
            if !(small || hyphen || people) {
                return None;
            }
        }
        None
    }

    /// "the city of Shusha", "the capital, Stepanakert": the name itself follows.
    fn is_named_next(&self, noun: usize) -> bool {
        let end = noun + 1;
        if self.page.word(end) == "of" && self.page.token(end + 1).is_some_and(super::Token::is_capital) {
            return true;
        }
        self.named.iter().any(|named| {
            named.start == end
                || (named.start > end
                    && named.start <= end + 2
                    && (end..named.start).all(|at| matches!(self.page.word(at), "of" | "," | "the")))
        })
    }

    /// The last named place before a token that fits, within reach.
    fn last(&self, before: usize, number: usize, fits: impl Fn(&Named) -> bool) -> Option<&'p Named> {
        let first = self.page.sentences.get(number.saturating_sub(REACH)).map_or(0, |sentence| sentence.tokens.start);
        self.named.iter().rev().filter(|named| named.end <= before && named.start >= first).find(|named| fits(named))
    }

    fn nominal(&mut self, noun: usize, number: usize, tokens: &Range<usize>) -> Option<usize> {
        let start = self.determiner(noun, tokens)?;
        if self.is_named_next(noun) {
            return None;
        }
        let word = self.page.word(noun);
        let region = |class| matches!(class, Class::Region | Class::Admin1 | Class::Admin2);
        let fits = |named: &Named| {
            let class = named.place.class;
            !named.demonym
                && match word {
                    "region" | "enclave" | "exclave" | "territory" | "province" | "strip" | "district" | "oblast"
                    | "peninsula" => region(class),
                    "country" | "republic" | "kingdom" => class == Class::Country,
                    "state" => class == Class::Admin1,
                    "county" => class == Class::Admin2,
                    "city" => class == Class::City && !self.is_somebodys(named),
                    "town" | "village" => {
                        class == Class::City && named.place.capital != CapitalRank::Country && !self.is_somebodys(named)
                    }
                    "island" | "islands" => class == Class::Island,
                    _ => false,
                }
        };
        let actor = |named: &Named| word == "country" && named.actor && fits(named);
        let found = match word {
            // A country spoken of as acting is the likelier one.
            // So is the one whose people begin this very sentence ("The Kenyan president …"), but not "Russian-led".
            "country" => {
                let mut peoples = self.named.iter().skip_while(|named| named.start < tokens.start);
                peoples
                    .find(|named| {
                        // "six Iraqis, six Sudanese": people who are in some country, and say nothing of which.
                        let noun = self.page.token(named.end).is_some_and(|next| {
                            next.kind == Kind::Word && next.case == Case::Lower && !next.tags.has(Tags::FUNCTION)
                        });
                        named.demonym && named.place.class == Class::Country && noun
                    })
                    .filter(|named| named.end <= start)
                    .or_else(|| self.last(start, number, actor))
                    .or_else(|| self.last(start, number, fits))
            }
            _ => self.last(start, number, fits),
        };
        let told = matches!(word, "city" | "town").then(|| self.town_told_of(start, number, tokens, fits)).flatten();
        let (found, reason) = match told {
            Some((town, reason)) => (town, reason),
            None => match found {
                Some(found) => (found, "is the last such place named before"),
                None => (self.land_ahead(noun, number).filter(|_| word == "country")?, "is what is spoken of next"),
            },
        };
        let name = self.words(found.start..found.end);
        let land = if word == "country" { self.land_of(found)? } else { found.place.clone() };
        let place = Arc::new(place_ref(&land, self.gazetteer));
        self.push(start..noun + 1, place, format!("{name} {reason}"), 0.6);
        Some(noun + 1)
    }

    /// "fell into a gorge in the country's north-east, Peruvian police said": who names the one land that the sentence and the
    /// next speak of, where none was named before.
    fn land_ahead(&self, from: usize, number: usize) -> Option<&'p Named> {
        let end = self.page.sentences.get(number + 1).or(self.page.sentences.last())?.tokens.end;
        let mut ahead = self.named.iter().filter(|named| (from..end).contains(&named.start));
        let first = ahead.next().filter(|first| first.place.country != [0, 0])?;
        ahead.all(|named| named.place.country == first.place.country).then_some(first)
    }

    /// The land that a place is or lies in.
    fn land_of(&self, named: &Named) -> Option<Candidate> {
        if named.place.class == Class::Country {
            return Some(named.place.clone());
        }
        let land = self.gazetteer.country(std::str::from_utf8(&named.place.country).ok()?)?;
        Some(gather::candidate(land.place, true, self.gazetteer))
    }

    /// "the Concord resident's family", "a Leeds man": only where somebody is from.
    fn is_somebodys(&self, named: &Named) -> bool {
        matches!(
            self.page.word(named.end),
            "resident" | "residents" | "man" | "men" | "woman" | "women" | "native" | "teenager" | "couple" | "family"
        )
    }

    /// "in this city": the one the report was filed from. "the city", with a town named in passing last: the one the article
    /// has spoken of far more often.
    fn town_told_of(
        &self,
        start: usize,
        number: usize,
        tokens: &Range<usize>,
        fits: impl Fn(&Named) -> bool,
    ) -> Option<(&Named, &'static str)> {
        const OFTEN: usize = 3;
        let towns = || self.named.iter().filter(|named| fits(named));
        if self.page.word(start) == "this"
            && let Some(filed) = towns().take_while(|named| named.start < start).find(|named| self.is_filed_from(named))
        {
            return Some((filed, "is where the report was filed from"));
        }
        let last = self.last(start, number, &fits);
        // "the protest in Gao … the city": a town of the same sentence, or the one right before, is the one.
        let near = self.page.sentences.get(number.saturating_sub(1)).map_or(tokens.start, |before| before.tokens.start);
        if last.is_some_and(|last| last.start >= tokens.start) {
            return None;
        }
        let times =
            |named: &Named| towns().filter(|other| other.start < start && other.place.id == named.place.id).count();
        let (top, most) = towns()
            .filter(|named| named.start < start)
            .map(|named| (named, times(named)))
            .max_by_key(|&(named, times)| (times, std::cmp::Reverse(named.start)))?;
        let passing = last.map_or(0, times);
        let beside = last.is_some_and(|last| last.start >= near);
        let enough = if beside { most >= OFTEN.max(passing * 3) } else { most >= OFTEN.max(passing * 2 + 1) };
        (enough && last.is_none_or(|last| last.place.id != top.place.id))
            .then_some((top, "is the town most spoken of before"))
    }

    /// "Delta Post, Banjarmasin" below a headline: a line of names and no verb.
    fn is_imprint(&self, index: usize) -> bool {
        const FIRST: usize = 3;
        const LONGEST: usize = 8;
        let Some(line) = self.page.sentences.get(index).filter(|_| (1..FIRST).contains(&index)) else { return false };
        line.tokens.len() <= LONGEST
            && line.zone != ZoneKind::Headline
            && line.tokens.clone().all(|at| {
                self.page.token(at).is_some_and(|token| {
                    token.is_capital() || token.kind == Kind::Number || token.is(b',') || self.page.word(at) == "by"
                })
            })
    }

    /// Whether a name is the town a report was filed from: on a line of its place and day, or shouted before a dash.
    fn is_filed_from(&self, named: &Named) -> bool {
        let index = self.page.sentences.partition_point(|sentence| sentence.tokens.end <= named.start);
        self.page.sentences.get(index).is_some_and(|sentence| {
            matches!(sentence.zone, ZoneKind::Dateline | ZoneKind::Byline)
                || self.is_imprint(index)
                || filing::is_town(self.page, named.start..named.end, sentence)
        })
    }

    /// "the Armenian capital", "the capital of" nobody named next: the capital of a country.
    fn capital(&mut self, noun: usize, number: usize, tokens: &Range<usize>) -> Option<usize> {
        if let Some(end) = self.capital_of(noun, tokens) {
            return Some(end);
        }
        let start = self.determiner(noun, tokens)?;
        if self.is_named_next(noun) {
            return None;
        }
        if matches!(
            self.page.word(noun - 1),
            "regional" | "provincial" | "state" | "district" | "departmental" | "county" | "prefectural"
        ) {
            return self.seat_of_division(start, noun, number);
        }
        let people = self.named.iter().find(|named| named.demonym && named.start > start && named.end <= noun);
        let land = |named: &Named| named.place.class == Class::Country && !named.demonym;
        let last = || self.last(start, number, land);
        // "KABUL - … Pakistan's army … in the capital": of the land the report is filed from, where it tells as much of that.
        let near = self.named.iter().any(|named| land(named) && named.start >= tokens.start && named.end <= start);
        let filed = self
            .named
            .iter()
            .take_while(|named| named.start < start)
            .find(|named| named.place.capital == CapitalRank::Country && self.is_filed_from(named));
        let told = |code: [u8; 2]| {
            let before = self.named.iter().take_while(|named| named.start < start);
            before
                .filter(|named| named.place.country == code && filed.is_none_or(|town| named.start != town.start))
                .count()
        };
        let of_town = filed.filter(|town| {
            people.is_none()
                && !near
                && told(town.place.country) > 0
                && last().is_none_or(|last| told(town.place.country) >= told(last.place.country))
        });
        let state = people.or(of_town).or_else(last).or_else(|| self.land_ahead(noun, number))?;
        self.push_capital(start..noun + 1, state, if people.is_some() { 0.9 } else { 0.6 })
    }

    /// Puts down some tokens as the capital of a land; where they end.
    fn push_capital(&mut self, tokens: Range<usize>, land: &Named, sure: f32) -> Option<usize> {
        let code = std::str::from_utf8(&land.place.country).ok()?;
        let capital = self.gazetteer.country(code)?.capital?;
        let place = Arc::new(place_ref(&gather::candidate(capital, true, self.gazetteer), self.gazetteer));
        let reason = format!("the capital of {}", self.words(land.start..land.end));
        let end = tokens.end;
        self.push(tokens, place, reason, sure);
        Some(end)
    }

    /// "Kenya's capital", "the capital of Kenya".
    fn capital_of(&mut self, noun: usize, tokens: &Range<usize>) -> Option<usize> {
        let all = self.named;
        let owner = self.owner(noun, tokens).filter(|_| !self.is_named_next(noun));
        let behind = || {
            let of = noun + 1;
            let the = usize::from(self.page.word(of + 1) == "the");
            let land = all.iter().find(|named| named.start == of + 1 + the && !named.demonym)?;
            (self.page.word(of) == "of").then_some(land)
        };
        let state = owner.or_else(behind).filter(|land| land.place.class == Class::Country)?;
        let start = self.determiner(noun, tokens).unwrap_or(noun).min(state.start);
        self.push_capital(start..state.end.max(noun + 1), state, 0.9)
    }

    /// The name a noun belongs to, with an adjective or two between: "Kenya's crowded capital".
    fn owner(&self, noun: usize, tokens: &Range<usize>) -> Option<&'p Named> {
        const ADJECTIVES: usize = 2;
        let kind = |at: usize| self.page.token(at).map(|token| token.kind);
        let owned = (noun.saturating_sub(ADJECTIVES + 1).max(tokens.start)..noun)
            .rev()
            .find(|&at| kind(at) == Some(Kind::Possessive))?;
        let plain = |at: usize| {
            self.page.token(at).is_some_and(|token| {
                token.kind == Kind::Word && token.case == Case::Lower && !token.tags.has(Tags::FUNCTION)
                    || token.is(b'-')
            })
        };
        (owned + 1..noun).all(plain).then(|| self.named.iter().find(|named| named.end == owned && !named.demonym))?
    }

    /// "Nigeria's restive north-east": a part of a land that has no name of its own is the land, about.
    fn part_of_land(&mut self, compass: usize, tokens: &Range<usize>) -> Option<usize> {
        // A hyphen parts "north-east" in two.
        const SIDES: &[&str] = &["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
        if !SIDES.contains(&self.page.word(compass)) && self.page.word(compass) != "coast" {
            return None;
        }
        let second = compass + 2;
        let hyphened =
            self.page.token(compass + 1).is_some_and(|token| token.is(b'-')) && SIDES.contains(&self.page.word(second));
        let end = if hyphened { second + 1 } else { compass + 1 };
        // "Kenya's north coast" is told by its noun, "the north of Kenya" by its name.
        let noun = self.page.token(end).is_some_and(|next| {
            next.is_capital() || next.case == Case::Lower && !next.tags.has(Tags::FUNCTION) && next.kind == Kind::Word
        });
        if noun || self.page.word(end) == "of" {
            return None;
        }
        let number = self.page.sentences.partition_point(|sentence| sentence.tokens.end <= compass);
        let land = |named: &Named| named.place.class == Class::Country;
        let owner = self.owner(compass, tokens).filter(|&owner| land(owner));
        let told = || {
            let country = compass.checked_sub(2).filter(|&at| self.page.word(at) == "country")?;
            self.page.token(country + 1).filter(|token| token.kind == Kind::Possessive)?;
            self.last(country, number, land).or_else(|| self.land_ahead(country, number))
        };
        let land = owner.or_else(told)?;
        let mut place = place_ref(&self.land_of(land)?, self.gazetteer);
        place.approximate = true;
        let start = if (compass..compass + 4).contains(&(land.end + 3)) { land.start } else { compass - 2 };
        let reason = format!("a part of {}", self.name(land));
        self.push(start..end, Arc::new(place), reason, 0.6);
        Some(end)
    }

    /// "the provincial capital": the seat of the division spoken of last, where the article or the division's own name tells it.
    fn seat_of_division(&mut self, start: usize, noun: usize, number: usize) -> Option<usize> {
        let seat = |id: PlaceId| self.gazetteer.facts(id).capital == CapitalRank::Admin1;
        let division = |named: &Named| !named.demonym && named.place.class == Class::Admin1;
        let (place, reason) = match self.last(start, number, division) {
            Some(division) => {
                let name = self.words(division.start..division.end);
                let within = |id: PlaceId| self.gazetteer.parents(id).0 == Some(division.place.id);
                let told = self.named.iter().map(|named| named.place.id).find(|&id| seat(id) && within(id));
                let called = || self.gazetteer.lookup(&name).into_iter().find(|&id| seat(id) && within(id));
                let id = told.or_else(called)?;
                (gather::candidate(id, true, self.gazetteer), format!("the capital of {name}"))
            }
            // "in Goma … the provincial capital": a town that is one.
            None => {
                let town = self.last(start, number, |named| !named.demonym && seat(named.place.id))?;
                (town.place.clone(), format!("{} is such a capital", self.words(town.start..town.end)))
            }
        };
        self.push(start..noun + 1, Arc::new(place_ref(&place, self.gazetteer)), reason, 0.6);
        Some(noun + 1)
    }

    /// What a name says, and of a people the name of its land: "Thai" is Thailand.
    fn name(&self, named: &Named) -> String {
        let name = if named.demonym {
            self.gazetteer.place(named.place.id).name.to_owned()
        } else {
            self.words(named.start..named.end)
        };
        if takes_article(&name) { format!("the {name}") } else { name }
    }

    fn words(&self, tokens: Range<usize>) -> String {
        self.page.span_of(tokens).map_or_else(String::new, |span| self.page.text.slice(span).to_owned())
    }

    fn push(&mut self, tokens: Range<usize>, place: Arc<PlaceRef>, reason: String, confidence: f32) {
        if let Some(span) = self.page.span_of(tokens) {
            self.found.push(Toponym {
                span,
                role: Role::Location,
                indirect: true,
                place: Some(place),
                candidates: Arc::default(),
                confidence,
                reasons: [reason].into(),
            });
        }
    }
}

fn line(a: &Candidate, b: &Candidate, name: &str, kind: &str) -> PlaceRef {
    PlaceRef {
        key: format!("{}:{}+{}", kind.trim_end_matches(':'), a.id.0.min(b.id.0), a.id.0.max(b.id.0)),
        name: name.to_owned(),
        second_name: None,
        shape: Shape::Line,
        lon: f64::midpoint(a.lon, b.lon),
        lat: f64::midpoint(a.lat, b.lat),
        bbox: Some([a.lon.min(b.lon), a.lat.min(b.lat), a.lon.max(b.lon), a.lat.max(b.lat)]),
        country: None,
        region: None,
        contested: false,
        approximate: true,
        population: 0,
    }
}
