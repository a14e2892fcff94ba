//! Where an article's paper is at home, as far as its name and address tell: a local paper writes of its own Paris.
//!
//! Comes in: the outlet's name and the article's address. Goes out: a country, from the last part of the address, the towns
//! the paper may be called after, and whether a name stands in the paper's own. It must never decide alone: what an article
//! says of countries, states and neighbours counts beside it.

use std::sync::LazyLock;

use geodata::{Class, Gazetteer, NameKey};

use super::gather::{self, Candidate};
use super::lexicon::{self, Tags};
use super::region::{self, Region};
use super::text::Page;
use crate::story::Article;

/// Where a paper is at home.
#[derive(Clone, Debug, Default)]
pub(super) struct Home {
    /// Its country, ISO 3166-1 alpha-2.
    pub(super) country: Option<[u8; 2]>,
    /// The letters of its name and of its address before the ending: "theoldtownnews".
    letters: String,
    /// Towns and states it may be called after, all of one name: every Middletown for "The Middletown Press".
    pub(super) towns: Vec<Candidate>,
    /// The land whose offices and spelling the text's own words are, and the word that says it best.
    pub(super) signs: Option<([u8; 2], &'static str)>,
    /// The states its words are of.
    pub(super) regions: Vec<Region>,
    /// Whether its town is known, and not only of what name it is.
    pub(super) known: bool,
}

/// From so many people on a place may have given a paper its name.
const HAS_A_PAPER: u32 = 2_000;

impl Home {
    /// The home of an article's paper; empty where neither outlet nor address is known.
    pub(super) fn of(article: &Article, gazetteer: &Gazetteer) -> Self {
        let mut home = Self::default();
        for name in [article.url.as_deref(), article.outlet.as_deref()].into_iter().flatten() {
            let host = name.split_once("://").map_or(name, |(_, rest)| rest);
            let host = host.split('/').next().unwrap_or(host);
            match host.rsplit_once('.') {
                Some((labels, ending)) if !host.contains(' ') => {
                    home.country = home.country.or_else(|| country(ending));
                    let whole = host.strip_prefix("www.").unwrap_or(host);
                    home.settle(std::iter::once(whole).chain(labels.split('.')), gazetteer);
                    home.add(labels);
                    labels.split('.').for_each(|label| home.add_towns(&bare(label), gazetteer));
                }
                _ => {
                    home.settle(std::iter::once(name), gazetteer);
                    home.add(name);
                    home.add_towns(&bare(name), gazetteer);
                }
            }
        }
        home
    }

    /// The same, with what the words of the text say of its land, of its state and of its paper.
    pub(super) fn with_signs(mut self, page: &Page<'_>, gazetteer: &Gazetteer) -> Self {
        const LEAST: f32 = 1.0;
        let found = region::find(&page.plain, gazetteer);
        let mut seen: Vec<Sign> =
            found.lands.iter().map(|&(word, land)| Sign { word, land, weight: OF_PHRASE }).collect();
        for (index, _) in page.tokens.iter().enumerate().filter(|(_, token)| token.tags.has(Tags::LAND_SIGN)) {
            let word = page.word(index);
            if !seen.iter().any(|sign| sign.word == word) {
                seen.extend(SIGNS.iter().find(|sign| sign.word == word).copied());
            }
        }
        let weight = |land| seen.iter().filter(|sign| sign.land == land).map(|sign| sign.weight).sum::<f32>();
        let best =
            seen.iter().max_by(|a, b| weight(a.land).total_cmp(&weight(b.land)).then(a.weight.total_cmp(&b.weight)));
        let all: f32 = seen.iter().map(|sign| sign.weight).sum();
        let plain = best.filter(|best| weight(best.land) >= LEAST && weight(best.land) * 1.5 >= all);
        self.signs = plain.map(|sign| (sign.land, sign.word));
        self.regions = found.regions;
        if let Some(town) = found.paper.filter(|_| self.letters.is_empty()) {
            self.be_of(town, gazetteer);
        }
        self
    }

    /// Settles the town of a paper that is known by one of these names, save one of another land than its address.
    fn settle<'a>(&mut self, mut names: impl Iterator<Item = &'a str>, gazetteer: &Gazetteer) {
        let Some(town) = names.find_map(|name| region::town_of_paper(name, gazetteer)).filter(|_| !self.known) else {
            return;
        };
        if self.country.is_none_or(|country| country == town.country) {
            self.be_of(town, gazetteer);
        }
    }

    fn be_of(&mut self, town: Candidate, gazetteer: &Gazetteer) {
        self.add(gazetteer.name(town.id));
        self.towns = vec![town];
        self.known = true;
    }

    /// Adds the towns, or the land, that what is left of a paper's name without a paper's words is the name of.
    fn add_towns(&mut self, name: &str, gazetteer: &Gazetteer) {
        const SHORTEST: usize = 4;
        if name.len() < SHORTEST
            || !self.towns.is_empty()
            || lexicon::tags(name).has(Tags::COMMON.with(Tags::PLACE_NOUN))
        {
            return;
        }
        let people = gazetteer.demonym(name);
        if let Some(land) = people.filter(|&id| gazetteer.class(id) == Class::Country) {
            self.country = self.country.or(gather::candidate(land, true, gazetteer).country.into());
            return;
        }
        let of_people = || gazetteer.key_of(gazetteer.name(people?));
        let Some(key) = of_people().or_else(|| key_of(name, gazetteer)) else { return };
        let mut found = gather::named(key, gazetteer);
        found.retain(|place| match place.class {
            Class::City => place.main && place.population >= HAS_A_PAPER,
            Class::Admin1 | Class::Country => place.main,
            _ => false,
        });
        // "The Lebanon Daily News" may be one of a Lebanon in Pennsylvania.
        if let Some(land) = found.iter().find(|place| place.class == Class::Country)
            && !found.iter().any(|place| place.class == Class::City && speaks_english(place.country))
        {
            self.country = self.country.or(Some(land.country));
        }
        found.retain(|place| place.class != Class::Country);
        self.towns = found;
    }

    /// Whether it is called after a town that is no great city, of which papers are known abroad.
    pub(super) fn is_of_town(&self) -> bool {
        const GREAT: u32 = 1_500_000;
        let best = self.towns.iter().map(|town| town.population).max();
        best.is_some_and(|people| people < GREAT)
    }

    fn add(&mut self, name: &str) {
        self.letters.extend(name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase));
        // What two names are made of must not run together.
        self.letters.push(' ');
    }

    /// Whether the paper bears a name of at least five letters: "The Paris Courier" that of Paris.
    pub(super) fn bears(&self, name: &str) -> bool {
        if self.letters.is_empty() {
            return false;
        }
        let letters: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        letters.len() >= 5 && self.letters.contains(&letters)
    }
}

/// What a phrase of a land weighs: more than a word of its spelling.
const OF_PHRASE: f32 = 0.7;

/// A word that says in which land a local story is told.
#[derive(Clone, Copy)]
struct Sign {
    word: &'static str,
    land: [u8; 2],
    weight: f32,
}

/// Such words, each once.
static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut words = line.split_ascii_whitespace();
        let land = words.next().and_then(|land| land.as_bytes().try_into().ok()).unwrap_or_default();
        let weight = words.next().and_then(|weight| weight.parse().ok()).unwrap_or(0.0);
        words.map(move |word| Sign { word, land, weight })
    };
    lexicon::phrases(include_str!("../../assets/lexicon/en/land-signs.txt")).flat_map(line).collect()
});

/// The words of [`SIGNS`].
pub(super) fn sign_words() -> impl Iterator<Item = &'static str> {
    SIGNS.iter().map(|sign| sign.word)
}

/// The words papers are called by beside the name of a place.
static PAPER_WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| lexicon::words(include_str!("../../assets/lexicon/en/paper-words.txt")).collect());

/// A paper's name in small letters without the words of papers at either end: "old town" of "The Old Town Daily News",
/// "oldtown" of "myoldtownnews".
fn bare(name: &str) -> String {
    let lower = name.to_lowercase().replace(['-', '_'], " ");
    let mut rest = lower.trim();
    let whole = rest.contains(' ');
    let ends = |left: &str, at_end: bool| {
        // Of words that run together the rest has to be a name's length.
        left.is_empty() || !whole || (if at_end { left.ends_with(' ') } else { left.starts_with(' ') })
    };
    loop {
        let tail = PAPER_WORDS.iter().filter_map(|word| rest.strip_suffix(word)).find(|left| ends(left, true));
        let head = || PAPER_WORDS.iter().filter_map(|word| rest.strip_prefix(word)).find(|left| ends(left, false));
        match tail.or_else(head) {
            Some(left) => rest = left.trim(),
            None => return rest.to_owned(),
        }
    }
}

/// The key of a name whose words may run together: "newlondon".
fn key_of(name: &str, gazetteer: &Gazetteer) -> Option<NameKey> {
    const HEADS: &[&str] = &[
        "new", "los", "las", "san", "santa", "saint", "st", "fort", "port", "north", "south", "east", "west", "grand",
        "mount", "cape", "lake", "el", "la",
    ];
    gazetteer.key_of(name).or_else(|| {
        let parted = HEADS.iter().filter_map(|head| Some((head, name.strip_prefix(head)?)));
        parted.filter(|(_, rest)| rest.len() > 3).find_map(|(head, rest)| gazetteer.key_of(&format!("{head} {rest}")))
    })
}

/// The country of the last part of an address; not those that are sold to everybody (".tv", ".io", ".co").
fn country(ending: &str) -> Option<[u8; 2]> {
    let ending = ending.to_ascii_lowercase();
    if matches!(ending.as_str(), "tv" | "io" | "co" | "me" | "fm" | "ai" | "ly" | "to" | "gg" | "cc" | "ws" | "eu") {
        return None;
    }
    let code = if ending == "uk" { "GB".to_owned() } else { ending.to_ascii_uppercase() };
    code.as_bytes().try_into().ok()
}

/// Whether papers in English are local papers there.
pub(super) fn speaks_english(country: [u8; 2]) -> bool {
    matches!(&country, b"US" | b"GB" | b"CA" | b"AU" | b"NZ" | b"IE")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{ArticleId, Draft, Letter};

    fn home(outlet: Option<&str>, url: Option<&str>) -> Home {
        let draft = Draft {
            outlet: outlet.map(str::to_owned),
            url: url.map(str::to_owned),
            ..Draft::plain("test", "Rain fell.")
        };
        Home::of(&crate::reader::article(draft, ArticleId(0), Letter(0)), Gazetteer::bundled())
    }

    #[test]
    fn an_address_tells_a_country_and_a_name() {
        assert_eq!(home(None, Some("https://www.oldtownnews.ca/a/b.html")).country, Some(*b"CA"));
        assert_eq!(home(Some("oldtown.co.uk"), None).country, Some(*b"GB"));
        assert_eq!(home(None, Some("https://old.io/1")).country, None);
        assert_eq!(home(None, Some("https://www.oldtownnews.com")).country, None);
        assert!(home(None, Some("https://www.theparisnews.com/x")).bears("Paris"));
        assert!(home(Some("The New London Day"), None).bears("New London"));
        assert!(!home(Some("The Day"), None).bears("Paris") && !home(None, None).bears("Paris"));
    }

    #[test]
    fn a_paper_is_called_after_a_town_beside_words_of_papers() {
        let towns = |outlet: &str| home(Some(outlet), None).towns.len();
        assert!(towns("middletownreview.com") > 5 && towns("The Middletown Review") > 5);
        assert_eq!(towns("newlondondaily.com"), towns("The New London Times"));
        assert!(towns("Lima Chronicle") > 1 && towns("Athenian Courier") > 1);
        assert_eq!((towns("The Daily News"), towns("news.example.org"), towns("Midweek Courier")), (0, 0, 0));
        assert_eq!(home(Some("Egyptian Gazette"), None).country, Some(*b"EG"));
        assert_eq!(home(Some("Lebanon Daily News"), None).country, None);
    }
}
