//! In which state or province a local story is told, as far as its words say so: telephone codes, interstate highways,
//! papers, offices and colleges of one state. "Call (804) 555-0136" makes the Richmond of the story Virginia's.
//!
//! Comes in: a page's text, or a paper's name or address. Goes out: first divisions with what speaks for each, and the
//! town of a paper that is known. It must never decide alone: what an article says outright counts beside it.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use geodata::{Class, Gazetteer, PlaceId};
use rustc_hash::FxHashMap;

use super::gather::{self, Candidate};
use super::lexicon;

/// A first division that words of the text speak for.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub(super) division: PlaceId,
    /// ISO 3166-1 alpha-2.
    pub(super) country: [u8; 2],
    /// How strongly, as a name of it would.
    pub(super) weight: f32,
    /// What says so best: "the telephone code 804".
    pub(super) word: String,
}

/// What one sign is worth, shared by the root of how many divisions have it, and all of one division together at most.
const PHONE: f32 = 1.8;
const ROAD: f32 = 1.2;
const WORD: f32 = 1.2;
const PAPER: f32 = 1.2;
const MOST: f32 = 2.4;

/// What a line of the lists says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// First divisions, as a line of `region-signs.txt`.
    Line(usize),
    /// A land, as a line of lands.
    Land(usize),
    /// A paper of a town, as a line of `papers.txt`.
    Paper(usize),
    /// "Interstate", "I-": the number behind it says which.
    Road,
}

/// A paper's town: the key of the division without its prefix, and the name.
struct Town {
    division: &'static str,
    name: &'static str,
}

struct Lists {
    finder: Option<AhoCorasick>,
    signs: Vec<Sign>,
    words: Vec<&'static str>,
    /// Divisions of each line of words.
    lines: Vec<Vec<&'static str>>,
    lands: Vec<[u8; 2]>,
    phones: FxHashMap<u16, &'static str>,
    roads: FxHashMap<u16, Vec<&'static str>>,
    towns: Vec<Town>,
    /// Papers by what stands in an address, and by the letters of their names.
    addresses: FxHashMap<&'static str, usize>,
    names: FxHashMap<String, usize>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        finder: None,
        signs: Vec::new(),
        words: Vec::new(),
        lines: Vec::new(),
        lands: Vec::new(),
        phones: FxHashMap::default(),
        roads: FxHashMap::default(),
        towns: Vec::new(),
        addresses: FxHashMap::default(),
        names: FxHashMap::default(),
    };
    let mut phrases: Vec<&'static str> = vec!["Interstate ", "Interstate-", "I-"];
    lists.signs.extend([Sign::Road; 3]);
    lists.read_signs(&mut phrases);
    lists.read_papers(&mut phrases);
    lists.finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&phrases).ok();
    lists.words = phrases;
    lists
});

impl Lists {
    fn read_signs(&mut self, phrases: &mut Vec<&'static str>) {
        for line in lexicon::phrases(include_str!("../../assets/lexicon/en/region-signs.txt")) {
            let Some((head, words)) = line.split_once(':') else { continue };
            let numbers = || words.split_ascii_whitespace().filter_map(|number| number.parse().ok());
            let mut divisions: Vec<&'static str> = head.split_ascii_whitespace().collect();
            match divisions.first().copied() {
                Some("phone") => {
                    let Some(&division) = divisions.get(1) else { continue };
                    self.phones.extend(numbers().map(|code: u16| (code, division)));
                }
                Some("road") => {
                    divisions.remove(0);
                    self.roads.extend(numbers().map(|road: u16| (road, divisions.clone())));
                }
                head => {
                    let land = divisions.get(1).filter(|_| head == Some("land")).map(|land| land.as_bytes());
                    let sign = if let Some(land) = land.and_then(|land| land.try_into().ok()) {
                        self.lands.push(land);
                        Sign::Land(self.lands.len() - 1)
                    } else {
                        self.lines.push(divisions);
                        Sign::Line(self.lines.len() - 1)
                    };
                    for word in words.split(';').map(str::trim).filter(|word| !word.is_empty()) {
                        phrases.push(word);
                        self.signs.push(sign);
                    }
                }
            }
        }
    }

    fn read_papers(&mut self, phrases: &mut Vec<&'static str>) {
        for line in lexicon::phrases(include_str!("../../assets/lexicon/en/papers.txt")) {
            let Some((head, papers)) = line.split_once(':') else { continue };
            let Some((division, name)) = head.split_once(' ') else { continue };
            let town = self.towns.len();
            self.towns.push(Town { division, name: name.trim() });
            for paper in papers.split(';').map(str::trim) {
                if let Some(address) = paper.strip_prefix('@') {
                    self.addresses.insert(address, town);
                } else {
                    self.names.insert(letters(paper), town);
                    phrases.push(paper);
                    self.signs.push(Sign::Paper(town));
                }
            }
        }
    }

    /// The town of a paper, where the gazetteer has it.
    fn town(&self, index: usize, gazetteer: &Gazetteer) -> Option<Candidate> {
        let town = self.towns.get(index)?;
        let found = gather::named(gazetteer.key_of(town.name)?, gazetteer);
        let cities = found.into_iter().filter(|place| place.class == Class::City);
        if !town.division.contains('.') {
            let land = <[u8; 2]>::try_from(town.division.as_bytes()).ok()?;
            return cities.filter(|place| place.country == land).max_by_key(|place| place.population);
        }
        let division = division(town.division, gazetteer)?;
        cities.into_iter().find(|place| place.admin1 == Some(division))
    }
}

fn division(code: &str, gazetteer: &Gazetteer) -> Option<PlaceId> {
    gazetteer.by_key(&format!("admin1:{code}"))
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The town of a paper that is known by this name, or by the part of an address before its ending.
pub(super) fn town_of_paper(name: &str, gazetteer: &Gazetteer) -> Option<Candidate> {
    let lists = &*LISTS;
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower).trim();
    let letters = letters(bare);
    let short = letters.strip_prefix("the").or_else(|| letters.strip_prefix("my"));
    let index = lists.addresses.get(bare).or_else(|| lists.names.get(&letters));
    let index = index.or_else(|| lists.names.get(short?));
    lists.town(*index?, gazetteer)
}

/// What a text's own words say.
#[derive(Default)]
pub(super) struct Found {
    pub(super) regions: Vec<Region>,
    /// Words of a whole land, each with it.
    pub(super) lands: Vec<(&'static str, [u8; 2])>,
    /// The town of the one local paper that the text names.
    pub(super) paper: Option<Candidate>,
}

/// Looks through a text in its plain form.
pub(super) fn find(plain: &str, gazetteer: &Gazetteer) -> Found {
    let lists = &*LISTS;
    let mut found = Found::default();
    let mut seen: Vec<(Sign, u16)> = Vec::new();
    let mut papers: Vec<usize> = Vec::new();
    let bytes = plain.as_bytes();
    for hit in lists.finder.iter().flat_map(|finder| finder.find_iter(plain)) {
        let Some(&sign) = lists.signs.get(hit.pattern().as_usize()) else { continue };
        let letter = |at: Option<&u8>| at.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
        // "£5" stands before its number.
        let whole = sign != Sign::Road && !matches!(sign, Sign::Land(_) if bytes.get(hit.start()) >= Some(&0x80));
        if letter(hit.start().checked_sub(1).and_then(|at| bytes.get(at))) || (whole && letter(bytes.get(hit.end()))) {
            continue;
        }
        let number = if sign == Sign::Road { road(bytes.get(hit.end()..).unwrap_or_default()) } else { 0 };
        if seen.contains(&(sign, number)) {
            continue;
        }
        seen.push((sign, number));
        let word = plain.get(hit.range()).unwrap_or_default();
        match sign {
            Sign::Road => {
                let through = lists.roads.get(&number).or_else(|| lists.roads.get(&(number % 100)));
                let name = format!("Interstate {number}");
                found.add(through.map_or(&[], Vec::as_slice), ROAD, &name, gazetteer);
            }
            Sign::Line(line) => {
                found.add(lists.lines.get(line).map_or(&[], Vec::as_slice), WORD, word, gazetteer);
            }
            Sign::Land(land) => {
                let word = lists.words.get(hit.pattern().as_usize()).copied().unwrap_or_default();
                found.lands.extend(lists.lands.get(land).map(|&land| (word, land)));
            }
            Sign::Paper(town) => {
                let Some(known) = lists.towns.get(town) else { continue };
                papers.push(town);
                found.add(&[known.division], PAPER, word, gazetteer);
            }
        }
    }
    for code in phones(bytes) {
        if let Some(&division) = lists.phones.get(&code) {
            found.add(&[division], PHONE, &format!("telephone code {code}"), gazetteer);
        }
    }
    found.paper = papers.first().filter(|_| papers.len() == 1).and_then(|&town| lists.town(town, gazetteer));
    found
}

impl Found {
    fn add(&mut self, divisions: &[&str], worth: f32, word: &str, gazetteer: &Gazetteer) {
        #[expect(clippy::cast_precision_loss, reason = "a handful of divisions")]
        let share = worth / (divisions.len() as f32).sqrt();
        for code in divisions {
            let Some(id) = division(code, gazetteer) else { continue };
            let country = code.as_bytes().get(..2).and_then(|code| code.try_into().ok()).unwrap_or_default();
            match self.regions.iter_mut().find(|region| region.division == id) {
                Some(known) => known.weight = (known.weight + share).min(MOST),
                None => self.regions.push(Region { division: id, country, weight: share, word: word.to_owned() }),
            }
        }
    }
}

/// The number of an interstate highway at the head of some text; 0 where there is none.
fn road(text: &[u8]) -> u16 {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).take(4);
    let number = digits.fold((0_u16, 0), |(sum, count), byte| (sum * 10 + u16::from(byte - b'0'), count + 1));
    if number.1 < 4 { number.0 } else { 0 }
}

/// The area codes of North American telephone numbers, each once: "(804) 555-0136", "804-555-0136", "804.555.0136".
fn phones(text: &[u8]) -> Vec<u16> {
    let mut codes = Vec::new();
    for at in memchr::memchr2_iter(b'-', b'.', text) {
        let digits = |from: Option<usize>, count: usize| {
            let digits = text.get(from?..from? + count)?;
            digits.iter().all(u8::is_ascii_digit).then_some(digits)
        };
        let is_digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
        if digits(Some(at + 1), 4).is_none() || is_digit(Some(at + 5)) {
            continue;
        }
        let Some(exchange) = at.checked_sub(3).filter(|&from| digits(Some(from), 3).is_some()) else { continue };
        let mut end = exchange;
        let gap = |end: usize| end.checked_sub(1).and_then(|before| text.get(before)).copied();
        while end > exchange.saturating_sub(2) && gap(end).is_some_and(|byte| matches!(byte, b'-' | b'.' | b' ' | b')'))
        {
            end -= 1;
        }
        let from = end.checked_sub(3).filter(|_| end < exchange);
        let Some(code) = digits(from, 3).filter(|_| !is_digit(from.and_then(|from| from.checked_sub(1)))) else {
            continue;
        };
        let code = code.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divisions(text: &str) -> Vec<String> {
        let gazetteer = Gazetteer::bundled();
        find(text, gazetteer).regions.iter().map(|region| gazetteer.name(region.division).to_owned()).collect()
    }

    #[test]
    fn every_line_of_the_lists_is_of_a_place_that_is_known() {
        let (lists, gazetteer) = (&*LISTS, Gazetteer::bundled());
        for code in lists.lines.iter().flatten().chain(lists.roads.values().flatten()).chain(lists.phones.values()) {
            assert!(division(code, gazetteer).is_some(), "{code}");
        }
        let is_unknown = |index: &usize| lists.town(*index, gazetteer).is_none();
        let unknown: Vec<String> = (0..lists.towns.len())
            .filter(is_unknown)
            .filter_map(|index| lists.towns.get(index).map(|town| format!("{} {}", town.division, town.name)))
            .collect();
        assert!(unknown.is_empty(), "{}", unknown.join("\n"));
        assert!(lists.phones.len() > 300 && lists.towns.len() > 300);
    }

    #[test]
    fn a_telephone_code_says_which_state() {
        assert_eq!(divisions("Call the police at (804) 555-0136."), ["Virginia"]);
        assert_eq!(divisions("Call 507-555-0136 or 507.555.0137."), ["Minnesota"]);
        assert_eq!(divisions("Call 800-555-0136, 746-5151 or 1204-555-01366."), Vec::<String>::new());
        assert_eq!(divisions("It fell from 12.804 to 555.0136 in 1990-1995."), Vec::<String>::new());
    }

    #[test]
    fn a_highway_and_an_office_say_which_states() {
        assert_eq!(divisions("Cars stood on Interstate 4 for hours."), ["Florida"]);
        assert_eq!(divisions("Cars stood on I-291 near the bridge."), ["Connecticut", "Massachusetts", "Vermont"]);
        assert_eq!(divisions("MoDOT closed the bridge; MoDOTs did not."), ["Missouri"]);
        assert_eq!(divisions("The I-beam held."), Vec::<String>::new());
    }

    #[test]
    fn a_paper_has_its_town_by_name_and_by_address() {
        let gazetteer = Gazetteer::bundled();
        let town = |name: &str| town_of_paper(name, gazetteer).map(|town| gazetteer.name(town.id).to_owned());
        assert_eq!(town("The Arizona Daily Star").as_deref(), Some("Tucson"));
        assert_eq!(town("arizona-dailystar"), town("arizonadailystar"));
        assert_eq!(town("The Daily Cloud"), None);
        let found = find("Photographs by Ann Lee of the Arizona Daily Star.", gazetteer);
        assert_eq!(found.paper.map(|town| gazetteer.name(town.id)), Some("Tucson"));
    }
}
