//! Distinct names of an article with the places each may mean, and how well known the best of them is.
//!
//! Comes in: mentions. Goes out: one entry per distinct naming with at most [`MOST`] candidates and their facts, so that
//! nothing later has to ask the gazetteer twice. The prior is a common logarithm of "how often is a bare name meant so":
//! a town counts as many as its people, a country as some millions.

use geodata::{CapitalRank, Class, Gazetteer, PlaceId};
use rustc_hash::FxHashMap;

use super::home::speaks_english;
use super::lexicon::Tags;
use super::series;
use super::text::Page;
use super::toponym::{Mention, Naming};

/// Candidates looked at for one name; the gazetteer gives the likeliest first.
pub(super) const MOST: usize = 48;

/// A place a name may mean, with what choosing needs to know of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub id: PlaceId,
    pub class: Class,
    pub country: [u8; 2],
    pub admin1: Option<PlaceId>,
    pub admin2: Option<PlaceId>,
    pub lon: f64,
    pub lat: f64,
    pub bbox: Option<[f64; 4]>,
    pub population: u32,
    pub capital: CapitalRank,
    /// Whether the name is its main one.
    pub main: bool,
    /// How often a bare name means it, log10.
    pub prior: f32,
    /// What places of other names around it are worth, better known elsewhere though they are; see [`super::resolve`].
    pub company: f32,
    /// Prior and context together.
    pub score: f32,
}

impl Candidate {
    /// Whether this place lies in the other, by division, country or outline.
    pub(super) fn lies_in(&self, other: &Self) -> bool {
        if self.id == other.id {
            return false;
        }
        match other.class {
            Class::Country => self.country != [0, 0] && self.country == other.country && self.class != Class::Country,
            Class::Admin1 if self.admin1.is_some() => self.admin1 == Some(other.id),
            Class::Admin2 if self.admin2.is_some() => self.admin2 == Some(other.id),
            class if class.is_area() && class != Class::Continent => {
                other.bbox.is_some_and(|bbox| holds(bbox, self.lon, self.lat))
            }
            _ => false,
        }
    }

    /// Whether it covers so much ground that nearness to its point says little.
    pub(super) fn is_vast(&self) -> bool {
        matches!(self.class, Class::Country | Class::Continent | Class::Historical)
            || self.bbox.is_some_and(|[west, south, east, north]| (east - west).abs().max(north - south) > 12.0)
    }
}

/// Whether a box (west, south, east, north) holds a point; east may exceed 180.
pub(super) fn holds(bbox: [f64; 4], lon: f64, lat: f64) -> bool {
    let [west, south, east, north] = bbox;
    south <= lat && lat <= north && ((west <= lon && lon <= east) || (west <= lon + 360.0 && lon + 360.0 <= east))
}

/// Whether two places lie within some 25 km of each other.
pub(super) fn is_same_spot(a: &Candidate, b: &Candidate) -> bool {
    (a.lat - b.lat).abs() < 0.22 && (a.lon - b.lon).abs() < 0.3
}

/// A distinct name of the article.
#[derive(Debug)]
pub(super) struct Name {
    /// What it may mean, likeliest first by prior.
    pub candidates: Vec<Candidate>,
    /// The best prior.
    pub prominence: f32,
    /// Whether its places are written otherwise in the gazetteer.
    pub respelled: bool,
    /// Whether some of its places are towns that it names a side of.
    pub of_side: bool,
}

/// All distinct names, and which one each mention bears.
pub(super) struct Names {
    pub names: Vec<Name>,
    of_mention: Vec<usize>,
}

impl Names {
    /// The name a mention bears.
    pub(super) fn of(&self, mention: usize) -> Option<&Name> {
        self.names.get(*self.of_mention.get(mention)?)
    }

    /// Its index among the names.
    pub(super) fn index(&self, mention: usize) -> Option<usize> {
        self.of_mention.get(mention).copied()
    }

    /// Lets mentions bear a name that no place is known by.
    pub(super) fn forget(&mut self, mentions: &[usize]) {
        self.names.push(Name::new(Vec::new()));
        let unknown = self.names.len() - 1;
        for &mention in mentions {
            if let Some(name) = self.of_mention.get_mut(mention) {
                *name = unknown;
            }
        }
    }

    /// Adds a name in another spelling than its places bear, and gives its index.
    pub(super) fn add_respelled(&mut self, candidates: Vec<Candidate>) -> usize {
        self.names.push(Name { respelled: true, ..Name::new(candidates) });
        self.names.len() - 1
    }

    /// Lets a mention bear the name of this index.
    pub(super) fn bear(&mut self, mention: usize, name: usize) {
        if let Some(slot) = self.of_mention.get_mut(mention) {
            *slot = name;
        }
    }

    /// Gathers the names of all mentions.
    pub(super) fn gather(page: &Page<'_>, mentions: &[Mention], gazetteer: &Gazetteer) -> Self {
        let mut names: Vec<Name> = Vec::new();
        let mut seen: FxHashMap<(u8, u64), usize> = FxHashMap::default();
        let mut of_mention = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let key = match mention.naming {
                Naming::Name(key) => (0, hash(&key)),
                Naming::Demonym(id) => (1, u64::from(id.0)),
                Naming::Seat(place, _) => (2, u64::from(place.0)),
                Naming::Abbreviation(id) => (3, u64::from(id.0)),
                Naming::Street => (4, 0),
                Naming::Unlisted => (5, 0),
            };
            let index = *seen.entry(key).or_insert_with(|| {
                let mut found = candidates(mention.naming, gazetteer);
                spelled_so(page, mention, &mut found, gazetteer);
                names.push(Name::new(found));
                names.len() - 1
            });
            of_mention.push(index);
        }
        let mut gathered = Self { names, of_mention };
        gathered.add_unsaid(page, mentions, gazetteer);
        gathered.add_sides(page, mentions, gazetteer);
        gathered.weigh_airports(page, mentions, gazetteer);
        gathered
    }
}

impl Names {
    /// "Camden and Charlton counties", and "DeKalb" where the article has "DeKalb County" too: the bare name may be the
    /// county's, or that of a river that bursts its banks.
    fn add_unsaid(&mut self, page: &Page<'_>, mentions: &[Mention], gazetteer: &Gazetteer) {
        let whole: Vec<(&str, usize)> = mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| {
                mention.tokens.len() == 2 && matches!(page.word(mention.tokens.end - 1), "county" | "parish")
            })
            .map(|(index, mention)| (page.word(mention.tokens.start), index))
            .collect();
        for (index, mention) in mentions.iter().enumerate() {
            if !matches!(mention.naming, Naming::Name(_))
                || matches!(page.word(mention.tokens.end - 1), "county" | "parish")
            {
                continue;
            }
            let word = page.word(mention.tokens.start);
            let listed = matches!(series::noun(page, mention.tokens.end), Some("counties" | "parishes"));
            let other =
                whole.iter().find(|(name, _)| mention.tokens.len() == 1 && *name == word).map(|&(_, other)| other);
            let banks = has_banks(page, mention);
            let unsaid: Vec<Candidate> = if listed || banks {
                let name = page.span_of(mention.tokens.clone()).map_or("", |span| page.text.slice(span));
                let key = gazetteer.key_of(&format!("{name} {}", if banks { "river" } else { "county" }));
                key.map_or_else(Vec::new, |key| candidates(Naming::Name(key), gazetteer))
            } else {
                other.and_then(|other| self.of(other)).map_or_else(Vec::new, |name| name.candidates.clone())
            };
            let Some(name) = self.of_mention.get(index).and_then(|&name| self.names.get_mut(name)) else { continue };
            let fits = |class| if banks { class == Class::River } else { class == Class::Admin2 };
            for mut meant in unsaid.into_iter().filter(|meant| fits(meant.class)) {
                if name.candidates.iter().any(|known| known.id == meant.id) {
                    continue;
                }
                meant.prior += if listed || banks { 2.0 } else { 0.3 };
                meant.score = meant.prior;
                name.candidates.push(meant);
            }
            name.candidates.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.id.cmp(&b.id)));
        }
    }
}

impl Names {
    /// "in North Arlington" where Arlington is spoken of: the north of that town, unless a North Arlington lies beside one.
    fn add_sides(&mut self, page: &Page<'_>, mentions: &[Mention], gazetteer: &Gazetteer) {
        const BESIDE: f64 = 0.5;
        const OF_ANOTHER: f32 = 1.2;
        let compass = |mention: &&Mention| {
            matches!(mention.naming, Naming::Name(_))
                && mention.tokens.len() > 1
                && page.token(mention.tokens.start).is_some_and(|token| token.tags.has(Tags::COMPASS))
        };
        for (index, side) in mentions.iter().enumerate().filter(|(_, mention)| compass(mention)) {
            let words = |tokens: std::ops::Range<usize>| page.span_of(tokens).map(|span| page.text.slice(span));
            let rest = words(side.tokens.start + 1..side.tokens.end);
            let town =
                |other: &&Mention| matches!(other.naming, Naming::Name(_)) && words(other.tokens.clone()) == rest;
            let Some(Naming::Name(key)) = mentions.iter().find(town).map(|town| town.naming) else { continue };
            let towns = named(key, gazetteer);
            let Some(name) = self.of_mention.get(index).and_then(|&name| self.names.get_mut(name)) else { continue };
            let known = |place: &Candidate| name.candidates.iter().any(|side| side.id == place.id);
            let cities = name.candidates.iter().chain(towns.first()).all(|place| place.class == Class::City);
            let beside = |side: &Candidate| {
                let mut near = towns.iter().filter(|town| town.class == Class::City);
                near.any(|town| (town.lat - side.lat).abs() < BESIDE && (town.lon - side.lon).abs() < BESIDE)
            };
            if !cities || towns.iter().any(known) {
                continue;
            }
            // Where a town of the name lies beside one, it is hardly a side of another.
            let less = if name.candidates.iter().any(beside) { OF_ANOTHER } else { 0.0 };
            name.of_side = less == 0.0;
            let sides = towns.iter().filter(|town| town.class == Class::City);
            let sides: Vec<Candidate> = sides
                .map(|town| Candidate { prior: town.prior - less, score: town.prior - less, ..town.clone() })
                .collect();
            name.candidates.extend(sides);
            name.candidates.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.id.cmp(&b.id)));
        }
    }
}

impl Names {
    /// "at Cairo airport": of several airports, as well known as the towns and islands they are called after.
    fn weigh_airports(&mut self, page: &Page<'_>, mentions: &[Mention], gazetteer: &Gazetteer) {
        const BESIDE: f64 = 0.9;
        for (index, mention) in mentions.iter().enumerate() {
            let (tokens, last) = (&mention.tokens, mention.tokens.end - 1);
            if tokens.len() < 2 || page.word(last) != "airport" || !matches!(mention.naming, Naming::Name(_)) {
                continue;
            }
            let bare = page.span_of(tokens.start..last).and_then(|span| gazetteer.key_of(page.text.slice(span)));
            let Some(key) = bare else { continue };
            let towns = named(key, gazetteer);
            let Some(name) = self.of_mention.get(index).and_then(|&name| self.names.get_mut(name)) else { continue };
            for site in name.candidates.iter_mut().filter(|place| place.class == Class::Site) {
                let beside =
                    |town: &&Candidate| (town.lat - site.lat).abs() < BESIDE && (town.lon - site.lon).abs() < BESIDE;
                let town = towns.iter().filter(beside).map(|town| town.prior).fold(site.prior, f32::max);
                (site.prior, site.score) = (town, town);
            }
            // "at Bali airport": that of the great island, though only a village's is known by the name.
            let known = name.candidates.iter().map(|site| site.prior).fold(f32::MIN, f32::max);
            if let Some(town) = towns.first().filter(|town| town.main && town.prior > known + 0.5) {
                let prior = town.prior - 0.3;
                name.candidates.push(Candidate { prior, score: prior, ..town.clone() });
            }
            name.candidates.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.id.cmp(&b.id)));
            name.prominence = name.candidates.first().map_or(0.0, |best| best.prior);
        }
    }
}

/// "the Swat burst its banks": a river, though it is called by its name alone.
pub(super) fn has_banks(page: &Page<'_>, mention: &Mention) -> bool {
    page.word(mention.tokens.end + 1) == "its" && page.word(mention.tokens.end + 2) == "banks"
}

/// "Borbón": the accents of a name are those of the place that is written so.
fn spelled_so(page: &Page<'_>, mention: &Mention, found: &mut [Candidate], gazetteer: &Gazetteer) {
    let Some(span) = page.span_of(mention.tokens.clone()).filter(|_| found.len() > 1) else { return };
    let written = page.text.slice(span);
    if written.is_ascii() {
        return;
    }
    for place in found.iter_mut().filter(|place| gazetteer.name(place.id) == written) {
        place.prior += 0.6;
        place.score = place.prior;
    }
    found.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.id.cmp(&b.id)));
}

/// From so many people on a place is the one known by its main name.
const KNOWN_BY_IT: u32 = 100_000;

/// The same where papers in English are local papers: Berea is a town of Kentucky before it is Aleppo.
const KNOWN_AT_HOME: u32 = 10_000;

fn hash(key: &geodata::NameKey) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(key)
}

impl Name {
    fn new(candidates: Vec<Candidate>) -> Self {
        let best = candidates.iter().max_by(|a, b| a.prior.total_cmp(&b.prior));
        let prominence = best.map_or(0.0, |best| best.prior);
        Self { candidates, prominence, respelled: false, of_side: false }
    }
}

fn candidates(naming: Naming, gazetteer: &Gazetteer) -> Vec<Candidate> {
    match naming {
        Naming::Name(key) => {
            let mut found: Vec<Candidate> = gazetteer
                .candidates(key)
                .take(MOST)
                .map(|found| candidate(found.place, found.main, gazetteer))
                .collect();
            // Where a city is called so, what once was called so is hardly meant: Kaliningrad is no suburb of Moscow.
            let known = |place: &Candidate| {
                place.population >= if speaks_english(place.country) { KNOWN_AT_HOME } else { KNOWN_BY_IT }
            };
            if found.iter().any(|place| place.main && known(place)) {
                for place in found.iter_mut().filter(|place| !place.main) {
                    place.prior -= 1.0;
                    place.score = place.prior;
                }
            }
            // Rows of one place (a city and the region around it) stay; the likelier stands first.
            found.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.id.cmp(&b.id)));
            found
        }
        Naming::Demonym(id) | Naming::Abbreviation(id) => vec![candidate(id, true, gazetteer)],
        Naming::Seat(place, _) => vec![candidate(place, true, gazetteer)],
        Naming::Street | Naming::Unlisted => Vec::new(),
    }
}

/// What a name of the gazetteer may mean, likeliest first by prior.
pub(super) fn named(key: geodata::NameKey, gazetteer: &Gazetteer) -> Vec<Candidate> {
    candidates(Naming::Name(key), gazetteer)
}

/// The facts of one place; `main` says whether the name is its main one.
pub(super) fn candidate(id: PlaceId, main: bool, gazetteer: &Gazetteer) -> Candidate {
    let place = gazetteer.facts(id);
    let country = place.country.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok()).unwrap_or([0, 0]);
    #[expect(clippy::cast_precision_loss, reason = "a head-count needs no more than three digits here")]
    let people = (place.population as f32 + 60.0).log10();
    let base = match place.class {
        Class::Continent => 6.4,
        // What a land is called in other tongues ("Frans") is hardly ever meant in English.
        Class::Country => 6.2_f32.max(people.min(7.2)) - if main { 0.0 } else { 1.2 },
        Class::Admin1 => 4.3_f32.max(people - 0.6) + if place.country == Some("US") { 0.6 } else { 0.0 },
        Class::Admin2 => 3.4_f32.max(people - 1.2),
        Class::Region | Class::Historical => 5.6,
        Class::Water | Class::River | Class::Mountain | Class::Island | Class::Site => 4.4_f32.max(people),
        Class::Corridor | Class::Line => 5.5,
        Class::City => people,
        Class::CityPart => people - 1.2,
    };
    let capital = match place.capital {
        CapitalRank::Country => 1.1,
        CapitalRank::Admin1 => 0.25,
        CapitalRank::None => 0.0,
    };
    let prior = base + capital - if main { 0.0 } else { 1.0 };
    Candidate {
        id,
        class: place.class,
        country,
        admin1: place.admin1,
        admin2: place.admin2,
        lon: place.lon,
        lat: place.lat,
        bbox: place.bbox,
        population: place.population,
        capital: place.capital,
        main,
        prior,
        company: 0.0,
        score: prior,
    }
}
