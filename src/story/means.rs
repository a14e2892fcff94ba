//! With what something was done: which sort of weapon words name, and how two accounts of it stand to each other.
//!
//! Comes in: words of a text. Goes out: the weapons they name, by sorts that are data (`assets/lexicon/en/means.txt`), and
//! whether two of them agree. It sets against each other what is laid and what is sent, and what looks like nothing else;
//! it must never do so with what is used together: attackers shoot and burn, one bomb may be told as a mine.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Agreement;

/// A phrase of the list: the words behind its first, and the place of its sort among [`SORTS`].
type Phrase = (Vec<&'static str>, usize);

/// The sorts by their names in the list: what is only "a bomb" first.
const SORTS: &[&str] = &[
    "bomb",
    "ied",
    "mine",
    "roadside",
    "car",
    "motorcycle",
    "parcel",
    "suicide",
    "suicide-car",
    "grenade",
    "petrol",
    "drone",
    "air",
    "helicopter",
    "missile",
    "rocket",
    "artillery",
    "mortar",
    "tank",
    "gun",
    "rubber",
    "gas",
    "water",
    "baton",
    "knife",
    "poison",
    "arson",
    "torpedo",
    "dynamite",
];

/// What is left or brought where it bursts, each in its own way.
const LAID: &[&str] = &["roadside", "car", "motorcycle", "parcel", "suicide", "suicide-car", "mine"];

/// What comes from afar.
const SENT: &[&str] = &["drone", "air", "helicopter", "missile", "rocket", "artillery", "mortar", "tank", "grenade"];

/// Of what is laid, those that can be one: a mine beside a road, a bomber in a car.
const ONE: &[(&str, &str)] = &[
    ("mine", "roadside"),
    ("car", "suicide-car"),
    ("suicide", "suicide-car"),
    ("car", "suicide"),
    ("motorcycle", "suicide"),
];

/// Pairs of which one was used where an article tells of no other: each looks like nothing else.
const APART: &[(&str, &str)] = &[
    ("drone", "artillery"),
    ("drone", "mortar"),
    ("drone", "tank"),
    ("air", "artillery"),
    ("air", "mortar"),
    ("air", "tank"),
    ("gun", "rubber"),
    ("gun", "knife"),
    ("gun", "poison"),
    ("knife", "poison"),
];

/// The phrases by their first word, longer ones first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("../../assets/lexicon/en/means.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((name, phrases)) = line.split_once(':') else { continue };
        let Some(sort) = SORTS.iter().position(|sort| *sort == name) else { continue };
        for phrase in phrases.split(',') {
            let mut words = phrase.split_whitespace();
            if let Some(first) = words.next() {
                all.entry(first).or_default().push((words.collect(), sort));
            }
        }
    }
    all.values_mut().for_each(|phrases| phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    all
});

/// What the first words of the phrases begin with, up to a hyphen.
static BEGINS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| PHRASES.keys().map(|word| word.split('-').next().unwrap_or(word)).collect());

/// Whether a word in small letters may begin the name of a weapon: where none does, there is nothing to look for.
#[must_use]
pub fn begins(word: &str) -> bool {
    BEGINS.contains(word) || word.strip_suffix('s').is_some_and(|one| BEGINS.contains(one))
}

/// The weapons some words name, in their order: where, in bytes, and the place of their sort in the list.
pub fn means(text: &str) -> Vec<(Range<usize>, usize)> {
    let words: Vec<(Range<usize>, String)> = words(text).collect();
    let mut out: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = 0;
    while let Some((range, word)) = words.get(at) {
        let found = phrases(word).and_then(|phrases| {
            phrases.iter().find(|(rest, _)| {
                let behind = words.get(at + 1..at + 1 + rest.len());
                behind.is_some_and(|behind| behind.iter().zip(rest).all(|((_, word), wanted)| is(word, wanted)))
            })
        });
        if let Some((rest, sort)) = found {
            let end = words.get(at + rest.len()).map_or(range.end, |(last, _)| last.end);
            out.push((range.start..end, *sort));
            at += rest.len();
        }
        at += 1;
    }
    out
}

/// The phrases a word begins, whatever its number.
fn phrases(word: &str) -> Option<&'static Vec<Phrase>> {
    PHRASES.get(word).or_else(|| PHRASES.get(word.strip_suffix('s')?))
}

/// Whether a word is the one wanted, in whatever number.
fn is(word: &str, wanted: &str) -> bool {
    word == wanted || word.strip_suffix('s') == Some(wanted)
}

/// The words of a text in small letters, those with a hyphen whole, with their bytes.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    words_of(text, |c| c.is_alphanumeric() || c == '-')
}

/// The words of a text in small letters with their bytes: what begins with a letter or digit, and the letters that may go on.
pub(super) fn words_of(text: &str, goes_on: impl Fn(char) -> bool) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let found = text.get(start..)?;
        let end = start + found.find(|c: char| !goes_on(c)).unwrap_or(found.len());
        at = end;
        Some((start..end, text.get(start..end)?.to_lowercase()))
    })
}

/// The sort of the first weapon some words name.
fn sort(words: &str) -> Option<&'static str> {
    means(words).first().and_then(|&(_, sort)| SORTS.get(sort).copied())
}

/// How two weapons stand to each other.
pub(super) fn between(one: &str, other: &str) -> Agreement {
    let (Some(a), Some(b)) = (sort(one), sort(other)) else {
        let alike = one.eq_ignore_ascii_case(other) || super::side::stem(one) == super::side::stem(other);
        return if alike { Agreement::Same } else { Agreement::Compatible };
    };
    let either = |pairs: &[(&str, &str)]| pairs.contains(&(a, b)) || pairs.contains(&(b, a));
    let both = |list: &[&str]| list.contains(&a) && list.contains(&b);
    let apart = (LAID.contains(&a) && SENT.contains(&b)) || (SENT.contains(&a) && LAID.contains(&b));
    if a == b {
        Agreement::Same
    } else if apart || either(APART) || (both(LAID) && !either(ONE)) {
        Agreement::Differs
    } else {
        Agreement::Compatible
    }
}

/// Whether the first names only the kind of thing that the second names more closely: "a bomb" beside "a car bomb".
pub(super) fn is_vaguer(one: &str, other: &str) -> bool {
    let finer = |sort: &str| LAID.contains(&sort) || matches!(sort, "ied" | "petrol" | "grenade");
    sort(one) == Some("bomb") && sort(other).is_some_and(finer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_in_the_list() {
        for (place, sort) in SORTS.iter().enumerate() {
            assert!(PHRASES.values().flatten().any(|(_, known)| *known == place), "{sort}");
        }
        for sort in LAID.iter().chain(SENT).chain(ONE.iter().chain(APART).flat_map(|(a, b)| [a, b])) {
            assert!(SORTS.contains(sort), "{sort}");
        }
    }

    #[test]
    fn weapons_are_told_apart() {
        let check = |one, other, expected| assert_eq!(between(one, other), expected, "{one} / {other}");
        check("mortar rounds", "Mortar shells", Agreement::Same);
        check("roadside bomb", "bomb", Agreement::Compatible);
        check("motorcycle bomb", "drone", Agreement::Differs);
        check("motorcycle bomb", "grenade", Agreement::Differs);
        check("motorcycle bomb", "car bomb", Agreement::Differs);
        check("suicide bomber", "car bomb", Agreement::Compatible);
        check("suicide bomber", "roadside bomb", Agreement::Differs);
        check("landmine", "roadside bomb", Agreement::Compatible);
        check("landmine", "IED", Agreement::Compatible);
        check("air strike", "airstrikes", Agreement::Same);
        check("drone", "air strike", Agreement::Compatible);
        check("artillery", "rockets", Agreement::Compatible);
        check("car bomb", "missile", Agreement::Differs);
        check("car bomb", "gunfire", Agreement::Compatible);
        check("drones", "artillery", Agreement::Differs);
        check("live rounds", "rubber bullets", Agreement::Differs);
        check("knives", "a knife", Agreement::Same);
        check("catapults", "a catapult", Agreement::Same);
    }
}
