//! Which place a name means: candidates weighed by what else the article, and the story, speak of.
//!
//! Comes in: names with candidates, the mentions thought to be places, and the places other articles of the story
//! settled. Goes out: each name's candidates ordered by score, with the grounds that counted. One name has one
//! place per article, unless a mention names its container ("Paris, Texas") itself.

mod company;
mod near;
mod paper;
mod usage;

use geodata::{CapitalRank, Class, PlaceId};
use rustc_hash::{FxHashMap, FxHashSet};

use self::near::Anchor;
use self::paper::Towns;
use self::usage::{Usage, Wanted};
use super::gather::{Candidate, Name, Names, is_same_spot};
use super::home::{self, Home};
use super::text::Page;
use super::toponym::{Mention, Naming};
use super::unlisted::Story;

/// What the other articles of a story settled; empty for an article read alone.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Stable keys of the places mentioned, with how many articles mention each.
    pub places: Vec<(String, u32)>,
}

/// What counted for the chosen candidate of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Grounds {
    /// The name of the container written after it, as an index of names.
    pub container: Option<usize>,
    /// Index of the nearest other name, and how far it lies in km; for points alone.
    pub nearest: Option<(usize, f64)>,
    /// Whether any other name lies near it, be it a point or ground.
    pub near: bool,
    /// Whether its first division is mentioned too.
    pub admin1: bool,
    /// Whether its country is mentioned too.
    pub country: bool,
    /// Whether another article of the story names the place.
    pub story: bool,
    /// Whether the paper bears the place's name, and whether it is at home in its country.
    pub paper_name: bool,
    pub paper_country: bool,
    /// A word of the text that is one of the place's country.
    pub sign: Option<&'static str>,
    /// What of the text is of the state it lies in: "telephone code 804".
    pub region: Option<String>,
    /// Whether the town of the paper is known, and whether it is this place.
    pub paper_known: bool,
    pub paper_own: bool,
    /// The town the paper is called after, and how far it lies in km, where that is near.
    pub paper_town: Option<(PlaceId, f64)>,
}

/// The chosen candidate of each name stands first; `grounds` say why.
pub(super) struct Resolved {
    pub grounds: Vec<Grounds>,
    /// How sure the first candidate of each name is among its rivals, 0 to 1.
    pub confidence: Vec<f32>,
    /// Whether the first candidate of each name lies far from all else the article speaks of, and nothing speaks for it.
    pub stray: Vec<bool>,
}

/// What the article mentions by divisions and countries.
#[derive(Default)]
struct Focus {
    countries: FxHashMap<[u8; 2], f32>,
    admin1: FxHashMap<PlaceId, f32>,
}

impl Focus {
    /// The country the article speaks of by far most.
    fn land(&self) -> Option<[u8; 2]> {
        let (land, weight) =
            self.countries.iter().map(|(land, weight)| (*land, *weight)).reduce(|best, next| {
                if next.1 > best.1 || (next.1 >= best.1 && next.0 < best.0) { next } else { best }
            })?;
        let others = self.countries.iter().filter(|(other, _)| **other != land);
        let second = others.map(|(_, weight)| *weight).fold(0.0, f32::max);
        (land != [0, 0] && weight >= LONE && weight >= second * LONE_BY).then_some(land)
    }
}

/// How strongly an article must speak of a country, and how much more than of any other, for it to be the land of the text.
const LONE: f32 = 1.2;
const LONE_BY: f32 = 3.0;

/// What the land of the text is worth for places in it.
const IN_LAND: f32 = 1.0;

/// Chooses a place for every name.
pub(super) fn resolve(
    page: &Page<'_>,
    mentions: &[Mention],
    names: &mut Names,
    story: &Story<'_>,
    home: &Home,
) -> Resolved {
    let uses = usage::uses(page, mentions, names, home);
    let seats = Seats::of(names, &uses);
    company::weigh(names, &uses);
    let lands: Vec<bool> = names.names.iter().map(is_of_land).collect();
    let mut shares = vec![Shares::default(); names.names.len()];
    let mut scores: Vec<f32> = Vec::new();
    // The one place of a name needs no weighing: scores are compared within a name alone.
    let has_choice = |name: &Name| name.candidates.len() > 1;
    for _ in 0..ROUNDS {
        let view = View::of(names, &uses, story, home, (&seats, &lands), &mut shares);
        scores.clear();
        for (index, name) in names.names.iter().enumerate().filter(|(_, name)| has_choice(name)) {
            scores.extend(name.candidates.iter().map(|place| view.score(index, place).0));
        }
        let mut scores = scores.iter();
        for name in names.names.iter_mut().filter(|name| has_choice(name)) {
            for (candidate, &score) in name.candidates.iter_mut().zip(&mut scores) {
                candidate.score = score;
            }
            name.candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        }
    }
    let view = View::of(names, &uses, story, home, (&seats, &lands), &mut shares);
    let ground = |(index, name): (usize, &Name)| {
        let Some(place) = name.candidates.first() else { return Grounds::default() };
        let mut grounds = view.score(index, place).1;
        let region = home.regions.iter().find(|region| Some(region.division) == place.admin1 && grounds.admin1);
        grounds.region = region.map(|region| region.word.clone());
        grounds
    };
    let grounds: Vec<Grounds> = names.names.iter().enumerate().map(ground).collect();
    let stray = names.names.iter().zip(&grounds).enumerate();
    let stray = stray.map(|(index, (name, grounds))| view.is_stray(index, name, grounds)).collect();
    Resolved { grounds, confidence: names.names.iter().map(confidence).collect(), stray }
}

/// How often all names are weighed anew, each against the choices of the round before.
const ROUNDS: usize = 3;

/// What one round of weighing looks at.
struct View<'n> {
    names: &'n Names,
    uses: &'n [Usage],
    story: &'n Story<'n>,
    home: &'n Home,
    shares: &'n [Shares],
    focus: Focus,
    anchors: Vec<Anchor>,
    seats: &'n Seats,
    /// Which names a country or a state known all over bears.
    lands: &'n [bool],
    /// The land the words of the text are of, where it speaks of no other, and the word that says it best.
    signs: Option<([u8; 2], &'static str)>,
    /// The towns the paper may be called after.
    towns: Towns<'n>,
    /// The one country the article speaks of, where there is one.
    land: Option<[u8; 2]>,
}

/// Counties the article names, and those of them in which a town lies that it names too: that Athens and Henderson County
/// are both spoken of says which Athens and which Henderson County.
#[derive(Default)]
struct Seats {
    counties: FxHashSet<PlaceId>,
    with_town: FxHashSet<PlaceId>,
}

impl Seats {
    fn of(names: &Names, uses: &[Usage]) -> Self {
        let mut seats = Self::default();
        let used = || names.names.iter().zip(uses).filter(|(_, usage)| usage.count > 0);
        let county = |usage: &Usage| usage.firm && usage.wanted == Some(Wanted::County);
        for (name, _) in used().filter(|(_, usage)| county(usage)) {
            seats
                .counties
                .extend(name.candidates.iter().filter(|place| place.class == Class::Admin2).map(|place| place.id));
        }
        if !seats.counties.is_empty() {
            for (name, _) in used().filter(|(_, usage)| !county(usage)) {
                let towns = name.candidates.iter().filter(|place| place.class == Class::City && place.main);
                seats.with_town.extend(towns.filter_map(|town| town.admin2).filter(|id| seats.counties.contains(id)));
            }
        }
        seats
    }

    /// What a candidate gains by its county, or by a town of it.
    fn worth(&self, place: &Candidate) -> f32 {
        let county = match place.class {
            Class::Admin2 => Some(place.id),
            Class::City => place.admin2,
            _ => None,
        };
        if county.is_some_and(|county| self.with_town.contains(&county)) { COUNTY_AND_TOWN } else { 0.0 }
    }
}

/// What a county and a town of it, both named, speak for each other.
const COUNTY_AND_TOWN: f32 = 1.6;

/// The countries and divisions the article names, or that could hold many of its names.
///
/// A division counts once for every name that has a candidate in it, by the root of that candidate's share: so that two
/// names that are both better known elsewhere ("Huntsville", "Walker County") still speak for the state they share.
fn focus(uses: &[Usage], shares: &[Shares]) -> Focus {
    let mut focus = Focus::default();
    for (_, shares) in uses.iter().zip(shares).filter(|(usage, _)| usage.count > 0) {
        for &(division, share) in &shares.divisions {
            *focus.admin1.entry(division).or_default() += share;
        }
        for &(country, share) in &shares.countries {
            *focus.countries.entry(country).or_default() += share;
        }
    }
    focus
}

/// What one name that could lie in a division adds to it, and to a country.
const DIVISION: f32 = 0.8;
const COUNTRY: f32 = 0.5;

/// What one name adds to each division and country it could lie in.
#[derive(Clone, Default)]
struct Shares {
    divisions: Vec<(PlaceId, f32)>,
    countries: Vec<([u8; 2], f32)>,
}

impl Shares {
    /// Reckons them anew, as the name's candidates stand now.
    fn renew(&mut self, name: &Name, usage: &Usage) {
        self.divisions.clear();
        self.countries.clear();
        let Some(best) = name.candidates.first() else { return };
        // A country or a state named as such says it outright.
        #[expect(clippy::cast_precision_loss, reason = "a handful of mentions")]
        let count = (usage.count as f32).min(6.0).sqrt();
        match best.class {
            Class::Country => self.countries.push((best.country, count * confidence(name))),
            Class::Admin1 => {
                self.divisions.push((best.id, count * confidence(name) * 1.4));
                self.countries.push((best.country, count * 0.6));
            }
            _ => {}
        }
        let considered = name.candidates.get(..name.candidates.len().min(16)).unwrap_or(&[]);
        let total: f32 = considered.iter().map(|place| (place.score - best.score).exp()).sum();
        for place in considered {
            let share = ((place.score - best.score).exp() / total).sqrt();
            if share < 0.12 {
                continue;
            }
            if let Some(division) = place.admin1.filter(|id| self.division(Some(*id)) == 0.0) {
                self.divisions.push((division, share * DIVISION));
            }
            if place.class != Class::Country && self.country(place.country) == 0.0 {
                self.countries.push((place.country, share * COUNTRY));
            }
        }
    }

    fn division(&self, id: Option<PlaceId>) -> f32 {
        self.divisions.iter().find(|(own, _)| Some(*own) == id).map_or(0.0, |&(_, share)| share)
    }

    fn country(&self, code: [u8; 2]) -> f32 {
        self.countries.iter().find(|(own, _)| *own == code).map_or(0.0, |&(_, share)| share)
    }
}

impl<'n> View<'n> {
    fn of(
        names: &'n Names,
        uses: &'n [Usage],
        story: &'n Story<'n>,
        home: &'n Home,
        (seats, lands): (&'n Seats, &'n [bool]),
        shares: &'n mut [Shares],
    ) -> Self {
        for ((name, usage), shares) in names.names.iter().zip(uses).zip(shares.iter_mut()) {
            shares.renew(name, usage);
        }
        let (mut focus, anchors) = (focus(uses, shares), near::anchors(names, uses));
        if let Some(country) = home.country {
            *focus.countries.entry(country).or_default() += AT_HOME;
        }
        if let Some(country) = story.land {
            *focus.countries.entry(country).or_default() += OF_STORY;
        }
        for region in &home.regions {
            *focus.admin1.entry(region.division).or_default() += region.weight;
            *focus.countries.entry(region.country).or_default() += region.weight * OF_REGION;
        }
        let towns = Towns::of(home, &mut focus);
        let signs = home.signs.filter(|&(land, _)| !speaks_of_others(names, uses, land));
        if let Some((land, _)) = signs {
            *focus.countries.entry(land).or_default() += BY_SIGNS;
        }
        let land = focus.land();
        Self { signs, towns, names, uses, story, home, shares, focus, anchors, seats, lands, land }
    }

    /// How likely the name of this index means the place, as a sum of log-odds, and what counted.
    fn score(&self, index: usize, place: &Candidate) -> (f32, Grounds) {
        let local = self
            .uses
            .get(index)
            .is_some_and(|usage| usage.home || matches!(usage.wanted, Some(Wanted::Local | Wanted::Town)));
        // A place spoken of by its police or its council is near the reader: fame counts for less.
        let fame = match local {
            true => LOCAL,
            false if self.home.is_of_town() && !self.is_of_land(index) => OF_TOWN,
            false => 1.0,
        };
        let mut sum = place.prior * fame;
        let mut grounds = Grounds::default();
        let (Some(usage), Some(shares)) = (self.uses.get(index), self.shares.get(index)) else { return (sum, grounds) };
        if let Some(container) = usage.container.and_then(|outer| self.names.names.get(outer)) {
            let inside = container.candidates.iter().take(3).any(|outer| place.lies_in(outer) || place.id == outer.id);
            sum += if inside { 6.0 } else { -2.0 };
            grounds.container = usage.container.filter(|_| inside);
        }
        // "Mississauga, Ontario": what is written as holding a town is the one that has such a town.
        if let Some(inner) = usage.holds.and_then(|inner| self.names.names.get(inner)) {
            sum += if inner.candidates.iter().any(|inner| inner.lies_in(place)) { 2.5 } else { 0.0 };
        }
        if let Some(wanted) = usage.wanted {
            // "Quezon province" is no city, where there is such a province.
            let named_so = || usage.firm && self.has_such(index, wanted);
            sum += match (wanted, wanted.fits(place.class)) {
                (_, false) if named_so() => -2.5,
                (Wanted::Local, true) => 0.7,
                (Wanted::Local, false) => -0.3,
                (_, true) => 1.5,
                (_, false) => -0.7,
            };
        }
        // What the name itself added is taken off, here or as the paper's: no name speaks for itself.
        let of_land = self.is_of_land(index);
        let added = self.added_by_itself(usage, place, of_land);
        let country = self.focus.countries.get(&place.country).copied().unwrap_or(0.0);
        let country = country - shares.country(place.country) - added.1;
        if country > 0.2 && place.class != Class::Country {
            sum += (0.45 * country).min(1.5);
            grounds.country = true;
            // Where its country is spoken of, a national capital is meant before any namesake, and so is a state; but not
            // before a country of its name.
            if place.capital == CapitalRank::Country && place.main {
                sum += 2.0;
            } else if place.class == Class::Admin1
                && place.main
                && !self.has_town_within(index, place)
                && !self.has_country(index)
            {
                sum += 1.0;
            }
        }
        if self.land == Some(place.country) && country > LONE / 2.0 && place.class != Class::Country {
            sum += IN_LAND;
        }
        if place.class == Class::Admin1 && usage.wanted.is_none() && self.has_seat_within(index, place) {
            sum -= SEAT;
        }
        sum += self.of_paper(usage, place, country, &mut grounds);
        let division = place.admin1.as_ref().and_then(|id| self.focus.admin1.get(id)).copied().unwrap_or(0.0);
        let division = division - shares.division(place.admin1) - added.0;
        if division > 0.2 {
            grounds.admin1 = true;
        }
        sum += (0.85 * division).clamp(0.0, 2.8);
        if self.story.places.contains(&place.id) {
            sum += if place.class == Class::City { OF_OTHERS } else { WIDE_OF_OTHERS };
            grounds.story = true;
        }
        let (near, beside, nearest) = near::nearness(index, place, &self.anchors);
        (grounds.near, grounds.nearest) = (beside, nearest);
        if let Some((town, km, worth)) = self.towns.beside(place).filter(|_| !(usage.home || of_land)) {
            sum += worth;
            grounds.paper_town = Some((town, km));
        }
        let near = near.max(place.company);
        (sum + near + self.seats.worth(place), grounds)
    }
}

/// How strongly an article must speak of other countries for a little-known place abroad to be a stray.
const ELSEWHERE: f32 = 1.0;

/// From so many people on a place is known abroad.
const KNOWN_ABROAD: u32 = 250_000;

/// From this prior on so is an airport, by the town it is called after.
const KNOWN_SITE: f32 = 5.4;

/// Below this share of the choice a place abroad is one of several that are as likely.
const UNSURE: f32 = 0.6;

/// From so many people on a town is meant where the forces of another nation come.
const KNOWN_TO_ARMIES: u32 = 20_000;

/// From so many people on a city is meant whatever befalls it.
const KNOWN_ALL_OVER: u32 = 1_000_000;

impl View<'_> {
    /// Whether the best candidate is a little-known namesake far from everything the article speaks of: a highway "at
    /// Chandra" in an article on Bangladesh is no village on the Comoros. The place meant is one the gazetteer lacks.
    fn is_stray(&self, index: usize, name: &Name, grounds: &Grounds) -> bool {
        let (Some(best), Some(usage), Some(shares)) =
            (name.candidates.first(), self.uses.get(index), self.shares.get(index))
        else {
            return false;
        };
        let lonely = grounds.container.is_none()
            && !grounds.near
            && !(grounds.admin1 || grounds.country || grounds.story || usage.home);
        // "Nyanza province" is no town, and no town is seized abroad by the rebels of this land.
        let misnamed = usage.firm && !usage.wanted.is_some_and(|wanted| self.has_such(index, wanted));
        // "Lake Ontario", "the Gulf of Alaska": no village bears such a name.
        let ground = best.main && usage.wanted.is_some_and(|wanted| wanted.is_ground() && wanted.fits(best.class));
        let unsure = confidence(name) < UNSURE;
        let known = match () {
            () if usage.by_force && !(misnamed || unsure) => KNOWN_TO_ARMIES,
            () if misnamed || usage.befallen || unsure => KNOWN_ALL_OVER,
            () => KNOWN_ABROAD,
        };
        let obscure = matches!(
            best.class,
            Class::City | Class::CityPart | Class::Admin2 | Class::Water | Class::River | Class::Mountain | Class::Site
        ) && best.population < known
            && !(best.class == Class::Site && best.prior >= KNOWN_SITE)
            && best.capital != CapitalRank::Country
            && (best.capital == CapitalRank::None || known == KNOWN_ALL_OVER);
        let elsewhere = || {
            let others = self.focus.countries.iter().filter(|(country, _)| **country != best.country);
            let text = |(country, weight): (&[u8; 2], &f32)| {
                weight - shares.country(*country) - self.towns.of_country(*country)
            };
            others.map(text).fold(0.0, f32::max)
        };
        lonely
            && obscure
            && !ground
            && elsewhere() > if misnamed || usage.befallen { ELSEWHERE / 2.0 } else { ELSEWHERE }
    }

    /// Whether a name has a candidate that the noun beside it fits.
    fn has_such(&self, index: usize, wanted: Wanted) -> bool {
        let name = self.names.names.get(index);
        name.is_some_and(|name| name.candidates.iter().any(|place| wanted.fits(place.class)))
    }

    /// Whether a country bears the name.
    fn has_country(&self, index: usize) -> bool {
        self.names.names.get(index).is_some_and(company::is_of_country)
    }

    /// Whether a country or a state known all over bears the name of this index.
    fn is_of_land(&self, index: usize) -> bool {
        self.lands.get(index).copied().unwrap_or(false)
    }

    /// Veracruz, Aleppo, Homs: a city of weight gave its name to the division around it, and the bare name is the city's. In
    /// lands where papers write English the state is as likely (New York, Quebec).
    fn has_seat_within(&self, index: usize, state: &Candidate) -> bool {
        let name = self.names.names.get(index);
        !home::speaks_english(state.country)
            && name.is_some_and(|name| {
                name.candidates.iter().any(|place| {
                    place.class == Class::City
                        && place.main
                        && place.admin1 == Some(state.id)
                        && place.population >= state.population / SEAT_SHARE
                })
            })
    }

    /// Mendoza is a town in the province of Mendoza: the bare name says nothing for the province.
    fn has_town_within(&self, index: usize, state: &Candidate) -> bool {
        let name = self.names.names.get(index);
        name.is_some_and(|name| {
            name.candidates.iter().any(|place| place.class == Class::City && place.admin1 == Some(state.id))
        })
    }
}

/// What a bare name takes from the division around a city of the name, and one in how many of its people has to live in it.
const SEAT: f32 = 1.2;
const SEAT_SHARE: u32 = 25;

/// What the country of a paper's address adds to that country.
const AT_HOME: f32 = 1.0;

impl View<'_> {
    /// What the paper's own name, and the signs of a text, added to the division and the country of a place that is not
    /// to gain by them.
    fn added_by_itself(&self, usage: &Usage, place: &Candidate, of_land: bool) -> (f32, f32) {
        let own = usage.home && !self.home.known;
        let mut added = if own || of_land { self.towns.added(place) } else { (0.0, 0.0) };
        // Norway is no town in Maine for a telephone number of Maine.
        for region in self.home.regions.iter().filter(|region| of_land && region.country == place.country) {
            added.0 += if Some(region.division) == place.admin1 { region.weight } else { 0.0 };
            added.1 += region.weight * OF_REGION;
        }
        added
    }

    /// What a place gains by its paper, and by the words of its land.
    fn of_paper(&self, usage: &Usage, place: &Candidate, country: f32, grounds: &mut Grounds) -> f32 {
        (grounds.paper_name, grounds.paper_country) = self.at_home(usage, place, country);
        let mut sum = if grounds.paper_country { 1.5 } else { 0.0 } + if grounds.paper_name { 2.0 } else { 0.0 };
        let sign = self.signs.filter(|&(land, _)| land == place.country && place.class != Class::Country);
        if let Some((_, word)) = sign {
            sum += OF_SIGNS;
            grounds.sign = Some(word);
        }
        grounds.paper_known = self.home.known;
        grounds.paper_own = self.home.known && self.home.towns.iter().any(|town| town.id == place.id);
        sum + if grounds.paper_own { OF_PAPER } else { 0.0 }
    }

    /// A paper that bears the name of a town, or the ending of a country, is likelier to write of the town there: whether
    /// each speaks for the place.
    fn at_home(&self, usage: &Usage, place: &Candidate, country: f32) -> (bool, bool) {
        if !matches!(place.class, Class::City | Class::CityPart | Class::Admin2) {
            return (false, false);
        }
        let abroad = self.home.country.is_some_and(|home| home != place.country);
        let spoken_of = country > 0.2 || home::speaks_english(place.country);
        (usage.home && spoken_of && !abroad, self.home.country == Some(place.country))
    }
}

/// What the town of a paper that is known gains.
const OF_PAPER: f32 = 3.0;

/// What a state that the words of a text are of adds to its country, as a share of what it gains itself.
const OF_REGION: f32 = 0.5;

/// What a place gains that other articles of the story are sure of: one name is seldom two places in a story.
const OF_OTHERS: f32 = 2.5;

/// The same of ground: a town in it may be meant.
const WIDE_OF_OTHERS: f32 = 1.5;

/// What the land of the other articles of a story adds to that country.
const OF_STORY: f32 = 1.2;

/// Whether a country or a state known all over bears the name: a paper's own Norway or Wyoming is none it need not name
/// otherwise.
fn is_of_land(name: &Name) -> bool {
    const KNOWN: f32 = 5.5;
    let state = |place: &Candidate| place.class == Class::Admin1 && place.main && place.prior >= KNOWN;
    company::is_of_country(name) || name.candidates.iter().any(state)
}

/// What the words of a text add to the land they are of, and to each place in it.
const BY_SIGNS: f32 = 1.3;
const OF_SIGNS: f32 = 1.0;

/// Whether an article names ground known all over that has no namesake in a land: a word of that land's offices then says
/// where the paper is at home, and not where the story plays.
fn speaks_of_others(names: &Names, uses: &[Usage], land: [u8; 2]) -> bool {
    const KNOWN: f32 = 5.3;
    let used = names.names.iter().zip(uses).filter(|(_, usage)| usage.count > 0);
    used.filter(|(name, _)| name.prominence >= KNOWN)
        .any(|(name, _)| !name.candidates.is_empty() && !name.candidates.iter().any(|place| place.country == land))
}

/// What fame is worth for a place that its own town hall is spoken of, and in a paper that is called after a town.
const LOCAL: f32 = 0.65;
const OF_TOWN: f32 = 0.8;

/// The share of the best candidate among all, by soft maximum, never quite certain.
fn confidence(name: &Name) -> f32 {
    let Some(best) = name.candidates.first() else { return 0.0 };
    // A city and the district around it are no rivals: either answer is right.
    let rivals = name.candidates.iter().filter(|place| place.id == best.id || !is_same_spot(place, best));
    let total: f32 = rivals.map(|place| ((place.score - best.score) * 1.3).exp()).sum();
    (1.0 / total).clamp(0.02, 0.97)
}

/// The candidate a mention means that names its own container, if that differs from the name's choice.
pub(super) fn own_choice<'n>(
    mention: &Mention,
    index: usize,
    mentions: &[Mention],
    names: &'n Names,
) -> Option<&'n Candidate> {
    let name = names.of(index)?;
    let best = name.candidates.first()?;
    let container = mention.container.filter(|&outer| mentions.get(outer).is_some());
    let Some(outer) = container.and_then(|container| names.of(container)?.candidates.first()) else {
        return Some(best);
    };
    if best.lies_in(outer) || best.id == outer.id || matches!(mention.naming, Naming::Demonym(_)) {
        return Some(best);
    }
    name.candidates.iter().find(|place| place.lies_in(outer) || place.id == outer.id).or(Some(best))
}
