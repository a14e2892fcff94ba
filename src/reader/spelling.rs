//! Names from other scripts in another spelling: "Rudny" in Kazakhstan is the gazetteer's Rudnyy, "el-Daein" its Ed Daein.
//!
//! Comes in: mentions and the names they bear. Goes out: the same, where a name that no place bears, or none in the lands the
//! article speaks of, is that of a place there but for a letter or two that are written now so, now so. It must never look for
//! a name that a place of those lands bears as written, nor in lands that write with Latin letters in English.

use std::sync::LazyLock;

use geodata::{Class, Gazetteer, NameKey};
use rustc_hash::FxHashMap;

use super::gather::{self, Candidate, Names};
use super::home::speaks_english;
use super::lexicon;
use super::text::Page;
use super::token::Token;
use super::toponym::{Mention, Naming};

/// Where in a name letters may stand otherwise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Anywhere,
    End,
    First,
    Word,
}

/// Two ways to write the same.
struct Rule {
    at: At,
    ways: [&'static str; 2],
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |line: &'static str| {
        let mut words = line.split_ascii_whitespace();
        let at = match words.next()? {
            "any" => At::Anywhere,
            "end" => At::End,
            "first" => At::First,
            "word" => At::Word,
            _ => return None,
        };
        let mut way = || words.next().map(|way| if way == "-" { "" } else { way });
        Some(Rule { at, ways: [way()?, way()?] })
    };
    lexicon::phrases(include_str!("../../assets/lexicon/en/spellings.txt")).filter_map(rule).collect()
});

/// The fewest letters of a name that is looked for otherwise, and of one of which a single letter is changed for another.
const SHORTEST: usize = 5;
const LONG: usize = 7;

/// Looks for names in other spellings in the lands that the article speaks of.
pub(super) fn read(page: &Page<'_>, mentions: &mut [Mention], names: &mut Names, gazetteer: &Gazetteer) {
    let spoken_of = lands(mentions, names);
    let lands: Vec<[u8; 2]> = spoken_of.iter().copied().filter(|&land| !speaks_english(land)).collect();
    if lands.is_empty() {
        return;
    }
    let mut known: FxHashMap<String, Option<(NameKey, usize)>> = FxHashMap::default();
    let words =
        |mention: &Mention| page.span_of(mention.tokens.clone()).map(|span| geodata::fold(page.text.slice(span)));
    for (index, mention) in mentions.iter().enumerate() {
        if !may_be_other(page, mention, names.of(index), &spoken_of) {
            continue;
        }
        let Some(folded) = words(mention).filter(|folded| !known.contains_key(folded)) else { continue };
        let found = in_lands(&folded, &lands, gazetteer).map(|(key, places)| (key, names.add_respelled(places)));
        known.insert(folded, found);
    }
    known.retain(|_, found| found.is_some());
    if known.is_empty() {
        return;
    }
    // One name is one place, wherever it stands.
    for (index, mention) in mentions.iter_mut().enumerate() {
        if !matches!(mention.naming, Naming::Unlisted | Naming::Name(_)) {
            continue;
        }
        if let Some((key, name)) = words(mention).and_then(|folded| known.get(&folded).copied().flatten()) {
            mention.naming = Naming::Name(key);
            names.bear(index, name);
        }
    }
}

/// From this prior on a place is known by its name as written, whatever lands are spoken of: cities of some 200,000.
const KNOWN: f32 = 5.3;

/// Whether a mention may be of a place that is written otherwise: no place bears the name, or a little-known one elsewhere.
fn may_be_other(page: &Page<'_>, mention: &Mention, name: Option<&gather::Name>, lands: &[[u8; 2]]) -> bool {
    match mention.naming {
        Naming::Unlisted => true,
        Naming::Name(_) => {
            let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
            let alone = !capital(mention.tokens.end) && !mention.tokens.start.checked_sub(1).is_some_and(capital);
            alone
                && name.is_some_and(|name| {
                    name.prominence < KNOWN && !name.candidates.iter().any(|place| lands.contains(&place.country))
                })
        }
        _ => false,
    }
}

/// The lands an article names, or the people or great cities of.
fn lands(mentions: &[Mention], names: &Names) -> Vec<[u8; 2]> {
    let mut lands = Vec::new();
    for (index, _) in mentions.iter().enumerate() {
        let Some(place) = names.of(index).and_then(|name| name.candidates.first()) else { continue };
        let tells = match place.class {
            Class::Country | Class::Admin1 => true,
            Class::City => place.main && place.prior >= KNOWN,
            _ => false,
        };
        if tells && place.country != [0, 0] && !lands.contains(&place.country) {
            lands.push(place.country);
        }
    }
    lands
}

/// The places in some lands that a name is another spelling of; none where several spellings lead to several places.
fn in_lands(folded: &str, lands: &[[u8; 2]], gazetteer: &Gazetteer) -> Option<(NameKey, Vec<Candidate>)> {
    let letters = folded.bytes().filter(u8::is_ascii_lowercase).count();
    if letters < SHORTEST || !folded.is_ascii() {
        return None;
    }
    let mut found: Option<(NameKey, Vec<Candidate>)> = None;
    for spelling in spellings(folded, letters >= LONG) {
        let Some(key) = gazetteer.key_of_folded(&spelling) else { continue };
        let mut places = gather::named(key, gazetteer);
        places.retain(|place| {
            lands.contains(&place.country) && matches!(place.class, Class::City | Class::Admin2 | Class::Admin1)
        });
        let Some(best) = places.first() else { continue };
        match &found {
            Some((_, known)) if known.first().is_some_and(|known| known.prior >= best.prior) => {}
            _ => found = Some((key, places)),
        }
    }
    found
}

/// Other spellings of a folded name, each but for one rule; those that change a letter for another only of `long` names.
fn spellings(folded: &str, long: bool) -> Vec<String> {
    let mut found = Vec::new();
    for rule in RULES.iter() {
        let [one, other] = rule.ways;
        let weak = one.len() == 1 && other.len() == 1;
        if long || !weak || rule.at != At::Anywhere {
            respell(folded, rule.at, one, other, &mut found);
            respell(folded, rule.at, other, one, &mut found);
        }
    }
    for (at, pair) in folded.as_bytes().windows(2).enumerate() {
        let [one, next] = pair else { continue };
        if !one.is_ascii_lowercase() {
            continue;
        }
        if one == next {
            let mut single = folded.to_owned();
            single.remove(at);
            found.push(single);
        } else if at > 0 && !b"aeiou".contains(one) {
            let mut double = folded.to_owned();
            double.insert(at, char::from(*one));
            found.push(double);
        }
    }
    if folded.contains(' ') {
        found.push(folded.replace(' ', ""));
    }
    found
}

/// Adds a name with `from` written `to` at each single place the rule is for, and at all of them.
fn respell(folded: &str, at: At, from: &str, to: &str, found: &mut Vec<String>) {
    match at {
        At::End => {
            let rest =
                folded.strip_suffix(from).filter(|rest| rest.len() > 2 && (to.is_empty() || !folded.ends_with(to)));
            found.extend(rest.map(|rest| format!("{rest}{to}")));
        }
        At::First if from.is_empty() => found.push(format!("{to} {folded}")),
        At::First => {
            let rest = folded.strip_prefix(from).and_then(|rest| rest.strip_prefix(' '));
            found.extend(rest.map(|rest| if to.is_empty() { rest.to_owned() } else { format!("{to} {rest}") }));
        }
        At::Word => {
            if folded.split(' ').any(|word| word == from) {
                let words = folded.split(' ').map(|word| if word == from { to } else { word });
                found.push(words.collect::<Vec<_>>().join(" "));
            }
        }
        At::Anywhere => {
            let known = found.len();
            for start in 0..folded.len() {
                let rest = folded.get(start..).filter(|rest| rest.as_bytes().starts_with(from.as_bytes()));
                let (Some(rest), Some(before)) = (rest, folded.get(..start)) else { continue };
                found.extend(rest.get(from.len()..).map(|behind| format!("{before}{to}{behind}")));
            }
            if found.len() > known + 1 {
                found.push(folded.replace(from, to));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_another_spelling_in_a_land_spoken_of() {
        let check = |name: &str, land: [u8; 2], place: Option<&str>| {
            let gazetteer = Gazetteer::bundled();
            let found = in_lands(&geodata::fold(name), &[land], gazetteer);
            let first = found.as_ref().and_then(|(_, places)| places.first()).map(|place| gazetteer.name(place.id));
            assert_eq!(first, place, "{name}");
        };
        check("Rudny", *b"KZ", Some("Rudnyy"));
        check("Rudny", *b"EG", None);
        check("Kara", *b"KZ", None);
    }

    #[test]
    fn the_table_is_read_whole() {
        let table = include_str!("../../assets/lexicon/en/spellings.txt");
        assert_eq!(RULES.len(), lexicon::phrases(table).count());
        assert!(RULES.iter().all(|rule| rule.ways[0] != rule.ways[1]));
    }
}
