//! What is given as the cause of a happening: which sort it is of, and how two accounts of it stand to each other.
//!
//! Comes in: words of a text. Goes out: the causes they name, by sorts that are data (`assets/lexicon/en/causes.txt`), and
//! whether two of them agree. It sets two against each other where reports give the one instead of the other; what works
//! together agrees: an overloaded boat may sink in high waves.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Agreement, Kind};

/// Sorts of causes, as the list names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words of the list are the definition")]
pub enum Cause {
    Deliberate,
    Explosive,
    ShotDown,
    Electric,
    Gas,
    Boiler,
    Dust,
    Stove,
    Candle,
    Cigarette,
    Welding,
    Fireworks,
    Heater,
    Lightning,
    Campfire,
    Ammunition,
    Mechanical,
    Human,
    Signal,
    Overload,
    Weather,
    Rain,
    Cloudburst,
    Thaw,
    Wind,
    Sea,
    Fog,
    Ice,
    Collision,
    Structure,
}

/// The sorts with their names in the list.
const SORTS: [(&str, Cause); 30] = [
    ("deliberate", Cause::Deliberate),
    ("explosive", Cause::Explosive),
    ("shot-down", Cause::ShotDown),
    ("electric", Cause::Electric),
    ("gas", Cause::Gas),
    ("boiler", Cause::Boiler),
    ("dust", Cause::Dust),
    ("stove", Cause::Stove),
    ("candle", Cause::Candle),
    ("cigarette", Cause::Cigarette),
    ("welding", Cause::Welding),
    ("fireworks", Cause::Fireworks),
    ("heater", Cause::Heater),
    ("lightning", Cause::Lightning),
    ("campfire", Cause::Campfire),
    ("ammunition", Cause::Ammunition),
    ("mechanical", Cause::Mechanical),
    ("human", Cause::Human),
    ("signal", Cause::Signal),
    ("overload", Cause::Overload),
    ("weather", Cause::Weather),
    ("rain", Cause::Rain),
    ("cloudburst", Cause::Cloudburst),
    ("thaw", Cause::Thaw),
    ("wind", Cause::Wind),
    ("sea", Cause::Sea),
    ("fog", Cause::Fog),
    ("ice", Cause::Ice),
    ("collision", Cause::Collision),
    ("structure", Cause::Structure),
];

/// Words that may stand between those of a phrase: "brakes *had* failed".
const SMALL: &[&str] =
    &["had", "has", "have", "been", "was", "were", "is", "the", "a", "an", "its", "his", "it", "then", "also"];

/// Pairs that one account may hold together with another: neither rules the other out.
const TOGETHER: &[(Cause, Cause)] = &[
    (Cause::Deliberate, Cause::Explosive),
    (Cause::Deliberate, Cause::ShotDown),
    (Cause::Deliberate, Cause::Collision),
    (Cause::Explosive, Cause::ShotDown),
    (Cause::Gas, Cause::Boiler),
    (Cause::Gas, Cause::Stove),
    (Cause::Gas, Cause::Candle),
    (Cause::Gas, Cause::Cigarette),
    (Cause::Gas, Cause::Welding),
    (Cause::Gas, Cause::Heater),
    (Cause::Electric, Cause::Heater),
    (Cause::Electric, Cause::Boiler),
    (Cause::Boiler, Cause::Heater),
];

impl Cause {
    /// What sets something alight or makes it burst; one thing does.
    fn ignites(self) -> bool {
        (Self::Electric..=Self::Ammunition).contains(&self) && self != Self::Dust
    }

    /// Any sort of weather; one goes with another.
    #[must_use]
    pub fn is_weather(self) -> bool {
        (Self::Weather..=Self::Ice).contains(&self)
    }

    /// What somebody means to do.
    fn is_meant(self) -> bool {
        matches!(self, Self::Deliberate | Self::Explosive | Self::ShotDown)
    }

    /// Whether a happening of a kind can have such a cause: planes are overloaded, forests are not.
    #[must_use]
    pub fn fits(self, kind: Kind) -> bool {
        let rides = matches!(kind, Kind::Crash | Kind::TrafficAccident | Kind::Death);
        match self {
            Self::Human | Self::Mechanical => rides || kind == Kind::IndustrialAccident,
            Self::Collision => rides || kind == Kind::IndustrialAccident,
            Self::Signal | Self::Overload | Self::ShotDown => rides,
            _ if self.ignites() => !matches!(kind, Kind::Landslide | Kind::Flood | Kind::TrafficAccident),
            _ => true,
        }
    }

    /// Whether one rules the other out.
    fn rules_out(self, other: Self) -> bool {
        let (one, other) = (self.min(other), self.max(other));
        if one == other || TOGETHER.contains(&(one, other)) {
            return false;
        }
        let ridden = one == Self::Mechanical && other.is_weather();
        one.is_meant()
            || ridden
            || (one.ignites() && other.ignites())
            || matches!(
                (one, other),
                (Self::Mechanical, Self::Human | Self::Signal | Self::Collision)
                    | (Self::Human, Self::Signal)
                    | (Self::Overload, Self::Collision)
                    | (Self::Human | Self::Mechanical, Self::Structure)
            )
            || (one.is_weather() && other == Self::Collision)
    }
}

/// A phrase of the list without its small words.
struct Phrase {
    rest: Vec<&'static str>,
    cause: Cause,
    weak: bool,
}

/// A cause named by some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Its sort.
    pub cause: Cause,
    /// Whether the words are a cause only where a sentence speaks of one: "a candle".
    pub weak: bool,
}

/// The phrases by their first word, longer ones first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&'static str, Vec<Phrase>> = FxHashMap::default();
    for line in include_str!("../../assets/lexicon/en/causes.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((name, phrases)) = line.split_once(':') else { continue };
        let Some(&(_, cause)) = SORTS.iter().find(|(word, _)| *word == name) else { continue };
        for phrase in phrases.split(',').map(str::trim) {
            let weak = phrase.starts_with('~');
            let phrase = phrase.trim_start_matches('~');
            let mut words = phrase.split_whitespace().filter(|word| !SMALL.contains(word));
            if let Some(first) = words.next() {
                all.entry(first).or_default().push(Phrase { rest: words.collect(), cause, weak });
            }
        }
    }
    all.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len())));
    all
});

/// Whether a word in small letters begins a phrase of the list: where none does, there is nothing to look for.
#[must_use]
pub fn begins(word: &str) -> bool {
    PHRASES.contains_key(word)
}

/// The causes some words name, in their order.
#[must_use]
pub fn causes(text: &str) -> Vec<Found> {
    let words: Vec<(Range<usize>, String)> = words(text).collect();
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some((range, word)) = words.get(at) {
        let found = PHRASES.get(word.as_str()).and_then(|phrases| {
            phrases.iter().find_map(|phrase| {
                Some((end_of(&words, at + 1, &phrase.rest, phrase.cause != Cause::Collision)?, phrase))
            })
        });
        let Some((last, phrase)) = found else {
            at += 1;
            continue;
        };
        let end = words.get(last).map_or(range.end, |(last, _)| last.end);
        out.push(Found { range: range.start..end, cause: phrase.cause, weak: phrase.weak });
        at = last + 1;
    }
    out
}

/// The last of the words of a phrase that goes on at one of them, small ones passed over, and where that may be, whose part it is.
fn end_of(words: &[(Range<usize>, String)], from: usize, rest: &[&str], owned: bool) -> Option<usize> {
    /// Words of whose part it is: "of", and two or three behind it.
    const OWNER: usize = 4;
    let mut at = from;
    let mut last = from - 1;
    for wanted in rest {
        let mut within = 0;
        // "the brakes *of a coach* failed", "the barrier *at the crossing* was not working"
        while words.get(at).is_some_and(|(_, word)| {
            within = if owned && matches!(word.as_str(), "of" | "at" | "on") { OWNER } else { within };
            word != wanted && (SMALL.contains(&word.as_str()) || within > 0)
        }) {
            within = within.saturating_sub(1);
            at += 1;
        }
        if words.get(at).is_none_or(|(_, word)| word != wanted) {
            return None;
        }
        last = at;
        at += 1;
    }
    Some(last)
}

/// The words of a text in small letters, with their bytes.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    super::means::words_of(text, char::is_alphanumeric)
}

/// The sort of the first cause some words name.
pub(super) fn sort(words: &str) -> Option<Cause> {
    causes(words).first().map(|found| found.cause)
}

/// How two accounts of a cause stand to each other, each with whether it is denied.
pub(super) fn between((one, denied): (&str, bool), (other, other_denied): (&str, bool)) -> Agreement {
    let (a, b) = (sort(one), sort(other));
    let same = a.zip(b).map_or_else(|| is_alike(one, other), |(a, b)| a == b);
    if denied != other_denied {
        return if same { Agreement::Differs } else { Agreement::Compatible };
    }
    let out = !denied && a.zip(b).is_some_and(|(a, b)| a.rules_out(b));
    match (same, out) {
        (true, _) => Agreement::Same,
        (_, true) => Agreement::Differs,
        _ => Agreement::Compatible,
    }
}

/// Whether the shorter of two phrases shares half its words with the longer: "a faulty battery", "the battery of an e-bike".
fn is_alike(one: &str, other: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let long = words(text).map(|(_, word)| word).filter(|word| {
            let plain =
                ["from", "with", "when", "that", "which", "after", "were", "caused", "fire"].contains(&word.as_str());
            word.len() > 3 && !plain
        });
        let stem = |word: String| {
            let ending = ["ing", "ed", "es", "s"].iter().find_map(|ending| word.strip_suffix(ending));
            ending.filter(|stem| stem.len() > 2).map_or(word.clone(), str::to_owned)
        };
        long.map(stem).collect()
    };
    let (a, b) = (stems(one), stems(other));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    one.eq_ignore_ascii_case(other) || (shared > 0 && shared * 2 >= short.len())
}

/// How two magnitudes stand to each other: one in whole numbers is one rounded.
pub(super) fn between_magnitudes(one: &str, other: &str) -> Agreement {
    let unit = |words: &str| {
        let last = words.rsplit(' ').next().unwrap_or(words);
        last.trim_end_matches(|c: char| c == 's' || c == '.' || c.is_ascii_digit()).to_owned()
    };
    let number = |words: &str| {
        let digits: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        digits.parse::<f32>().ok()
    };
    if unit(one) != unit(other) {
        return Agreement::Compatible;
    }
    let Some((a, b)) = number(one).zip(number(other)) else { return Agreement::Compatible };
    if !unit(one).is_empty() {
        // "at least 5,000 litres" may be 12,000, "around 12,000" 11,500.
        let begins = |words: &str, list: &[&str]| list.iter().any(|lead| words.to_lowercase().starts_with(lead));
        let may = |words: &str, a: f32, b: f32| {
            (begins(words, &["at least", "more than", "over"]) && b >= a)
                || (begins(words, &["up to"]) && b <= a)
                || (begins(words, &["about", "around", "some", "nearly"]) && (a - b).abs() * 10.0 <= a.max(b))
        };
        return match (a - b).abs() < 0.01 {
            true => Agreement::Same,
            false if may(one, a, b) || may(other, b, a) => Agreement::Compatible,
            false => Agreement::Differs,
        };
    }
    let rounded = |words: &str, a: f32, b: f32| !words.contains('.') && (a - b).abs() <= 0.5;
    if (a - b).abs() < 0.01 {
        Agreement::Same
    } else if rounded(one, a, b) || rounded(other, a, b) {
        Agreement::Compatible
    } else {
        Agreement::Differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_in_the_list() {
        for (name, cause) in SORTS {
            assert!(PHRASES.values().flatten().any(|phrase| phrase.cause == cause), "{name}");
        }
    }

    #[test]
    fn a_cause_is_found_whatever_small_words_stand_between() {
        let found = |text: &'static str| -> Vec<(&str, Cause)> {
            causes(text).into_iter().filter_map(|found| Some((text.get(found.range)?, found.cause))).collect()
        };
        assert_eq!(found("It said the brakes had failed."), [("brakes had failed", Cause::Mechanical)]);
        assert_eq!(found("Rebels shot it down"), [("shot it down", Cause::ShotDown)]);
        assert_eq!(found("an electrical short-circuit"), [("short-circuit", Cause::Electric)]);
        assert!(found("The boat sank on Monday.").is_empty());
    }

    #[test]
    fn causes_that_shut_each_other_out_differ() {
        let told = |one, other| between((one, false), (other, false));
        assert_eq!(told("a mud stove", "arson"), Agreement::Differs);
        assert_eq!(told("a coastguard vessel rammed it", "high waves"), Agreement::Differs);
        assert_eq!(told("faulty wiring", "an electrical short circuit"), Agreement::Same);
        assert_eq!(told("overloading", "rough seas"), Agreement::Compatible);
        assert_eq!(told("a gas leak", "a cigarette"), Agreement::Compatible);
        assert_eq!(told("witchcraft", "arson"), Agreement::Compatible);
        assert_eq!(told("high waves", "fog"), Agreement::Compatible);
        assert_eq!(told("a cloudburst", "heavy rain"), Agreement::Compatible);
        assert_eq!(told("brake failure", "fog"), Agreement::Differs);
        assert_eq!(told("the brakes of a coach failed", "brake failure"), Agreement::Same);
        assert_eq!(told("battery", "faulty e-bike battery"), Agreement::Same);
        assert_eq!(told("Friction while mixing chemicals", "chemicals being mixed wrongly"), Agreement::Same);
        assert_eq!(between(("arson", true), ("arson", false)), Agreement::Differs);
        assert_eq!(between(("arson", true), ("a candle", false)), Agreement::Compatible);
    }

    #[test]
    fn tenths_of_a_magnitude_are_a_difference() {
        assert_eq!(between_magnitudes("6.7", "6.8"), Agreement::Differs);
        assert_eq!(between_magnitudes("6.7", "6.7"), Agreement::Same);
        assert_eq!(between_magnitudes("7", "6.9"), Agreement::Compatible);
        assert_eq!(between_magnitudes("7", "6.1"), Agreement::Differs);
        assert_eq!(between_magnitudes("EF2", "EF3"), Agreement::Differs);
        assert_eq!(between_magnitudes("EF2", "EF2"), Agreement::Same);
        assert_eq!(between_magnitudes("12,000 litres", "40,000 litres"), Agreement::Differs);
        assert_eq!(between_magnitudes("At least 12,000 litres", "40,000 litres"), Agreement::Compatible);
        assert_eq!(between_magnitudes("Around 12,000 litres", "Up to 40,000 litres"), Agreement::Compatible);
        assert_eq!(between_magnitudes("300 barrels", "40,000 litres"), Agreement::Compatible);
    }
}
