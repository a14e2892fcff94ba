//! How strong it was: the magnitude of an earthquake, the rating of a tornado, how much of what leaked.
//!
//! Comes in: a sentence with the mentions so far. Goes out: details on the mention they are of. It must never take the
//! strength of one that came before or after for that of the one told.

use std::ops::Range;

use super::detail::Teller;
use crate::story::{Detail, EventMention, Family, Kind, Tells};

impl Teller<'_> {
    /// How strong an earthquake or a tornado was, and how much of what leaked.
    pub(super) fn strength(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        self.magnitude(mentions, out);
        let sentence = self.scope.sentence.span;
        let leak = |kind: Kind| kind == Kind::IndustrialAccident;
        let rating = |kind: Kind| kind == Kind::Storm;
        let words = self.plain(sentence);
        let found = [(rating as fn(Kind) -> bool, scale(words)), (leak, volume(words))];
        for (fits, range) in found {
            let Some(range) = range.filter(|_| mentions.iter().any(|mention| fits(mention.kind))) else { continue };
            let (from, to) = (sentence.start() + range.start, sentence.start() + range.end);
            let Some(span) = self.scope.ground.page.text.span(from..to) else { continue };
            if let Some(index) = self.of(mentions, span, fits) {
                out.push((index, Detail { tells: Tells::Magnitude, span, said: self.giver(span, Family::Disaster) }));
            }
        }
    }

    /// How strong an earthquake was.
    fn magnitude(&self, mentions: &[EventMention], out: &mut Vec<(usize, Detail)>) {
        let quake = |kind: Kind| kind == Kind::Earthquake;
        if !mentions.iter().any(|mention| quake(mention.kind)) {
            return;
        }
        let sentence = self.scope.sentence.span;
        let Some(range) = magnitude(self.plain(sentence)) else { return };
        let (from, to) = (sentence.start() + range.start, sentence.start() + range.end);
        let Some(span) = self.scope.ground.page.text.span(from..to) else { return };
        let Some(index) = self.of(mentions, span, quake) else { return };
        // "Several aftershocks, the strongest of 5.1": not of the quake told before.
        let own = index >= self.own;
        let after = (self.scope.sentence.tokens.clone())
            .any(|at| matches!(self.word(at), "aftershock" | "aftershocks" | "foreshock" | "tremor" | "tremors"));
        if own || !after {
            out.push((index, Detail { tells: Tells::Magnitude, span, said: self.giver(span, Family::Disaster) }));
        }
    }
}

/// "EF3", "an F2 tornado": where, in bytes.
fn scale(sentence: &str) -> Option<Range<usize>> {
    let is_rating = |word: &str| {
        let told = || sentence.to_ascii_lowercase().contains("tornado");
        let degree = word.strip_prefix("EF").or_else(|| word.strip_prefix('F').filter(|_| told()));
        degree.is_some_and(|degree| degree.len() == 1 && degree.starts_with(|c: char| ('0'..='5').contains(&c)))
    };
    let mut at = 0;
    for part in sentence.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if is_rating(word) {
            return Some(at..at + word.len());
        }
        at += part.len();
    }
    None
}

/// "12,000 litres", "some 300 barrels", of what leaked: where, in bytes.
fn volume(sentence: &str) -> Option<Range<usize>> {
    const UNITS: [&str; 6] = ["litre", "liter", "gallon", "barrel", "tonne", "ton"];
    const ROUGH: [&str; 8] = ["at least ", "more than ", "up to ", "over ", "about ", "around ", "some ", "nearly "];
    const LEAKS: [&str; 5] = ["leak", "spill", "spilt", "escaped", "discharged"];
    let lower = sentence.to_ascii_lowercase();
    if !LEAKS.iter().any(|leak| lower.contains(leak)) {
        return None;
    }
    // "at 5 tonight" is no ton.
    let whole = |at: usize, unit: &str| {
        let word = lower.get(at + 1..).unwrap_or("").split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        word == unit || word.strip_suffix('s') == Some(unit)
    };
    let found = UNITS.iter().flat_map(|unit| {
        let lower = &lower;
        lower.match_indices(&format!(" {unit}")).map(|(at, _)| (at, *unit)).collect::<Vec<_>>()
    });
    found.filter(|&(at, unit)| whole(at, unit)).min().and_then(|(at, _)| {
        let end = at + 1 + lower.get(at + 1..)?.find(|c: char| !c.is_alphabetic()).unwrap_or(lower.len() - at - 1);
        let before = lower.get(..at)?;
        let start = before.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).map_or(0, |at| at + 1);
        let led = before.get(..start)?;
        let rough = ROUGH.iter().find(|rough| led.ends_with(*rough)).map_or(0, |rough| rough.len());
        before.get(start..)?.starts_with(|c: char| c.is_ascii_digit()).then_some(start - rough..end)
    })
}

/// The number of a magnitude in a sentence: "magnitude 6.7", "a 6.7-magnitude quake", "measuring 6.7", "6.7 on the Richter
/// scale"; those of two to ten.
fn magnitude(sentence: &str) -> Option<Range<usize>> {
    const BEHIND: &[&str] = &["magnitude", "measuring", "measured", "registered", "registering", "strength"];
    const AHEAD: &[&str] = &["magnitude", "on the richter"];
    let lower = sentence.to_ascii_lowercase();
    let is_number = |range: &Range<usize>| {
        let number: Option<f32> = lower.get(range.clone()).and_then(|words| words.parse().ok());
        number.is_some_and(|number| (2.0..10.0).contains(&number))
    };
    let numbers = || {
        let mut at = 0;
        let lower = &lower;
        std::iter::from_fn(move || {
            let rest = lower.get(at..)?;
            let start = at + rest.find(|c: char| c.is_ascii_digit())?;
            let found = lower.get(start..)?;
            let len = found.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(found.len());
            at = start + len;
            let words = found.get(..len)?.trim_end_matches('.');
            Some(start..start + words.len())
        })
    };
    let led = |range: &Range<usize>| {
        let before = lower.get(..range.start).unwrap_or("");
        let near = before.char_indices().rev().nth(24).map_or(before, |(at, _)| before.get(at..).unwrap_or(before));
        let behind = BEHIND.iter().filter_map(|word| near.rfind(word).map(|at| at + word.len())).max();
        // Nothing but small words between: "a magnitude of at least 6.7", "its magnitude at 6.8".
        behind.and_then(|at| near.get(at..)).is_some_and(|between| {
            let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            words.all(|word| {
                matches!(
                    word,
                    "of" | "at" | "a" | "least" | "about" | "preliminary" | "as" | "around" | "was" | "to" | "up"
                )
            }) && !between.contains(['.', ',', ';'])
        })
    };
    let followed = |range: &Range<usize>| {
        let after = lower.get(range.end..).unwrap_or("").trim_start_matches(['-', ' ']);
        AHEAD.iter().any(|word| after.starts_with(word))
    };
    // "measured Monday's earthquake on the peninsula at 7.5"
    let measured = |range: &Range<usize>| {
        let tenths = lower.get(range.clone()).is_some_and(|words| words.contains('.'));
        tenths
            && lower.get(..range.start).is_some_and(|before| before.ends_with(" at ") && before.contains("measured "))
    };
    numbers().filter(is_number).find(|range| led(range) || followed(range) || measured(range))
}

#[cfg(test)]
mod tests {
    use super::{magnitude, scale, volume};

    #[test]
    fn a_magnitude_is_told_in_several_ways() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(magnitude(text).and_then(|range| text.get(range)), expected, "{text}");
        };
        check("A magnitude 6.7 earthquake struck.", Some("6.7"));
        check("A magnitude-6.7 quake struck at 4.14 p.m.", Some("6.7"));
        check("A 6.7-magnitude quake struck.", Some("6.7"));
        check("The quake, measuring 6.1, hit at 5 a.m.", Some("6.1"));
        check("It registered 5.8 on the Richter scale.", Some("5.8"));
        check("The survey put its magnitude at 6.8.", Some("6.8"));
        check("The survey measured Monday's earthquake off Sado at 7.5.", Some("7.5"));
        check("The quake struck at a depth of 9 km.", None);
        check("The magnitude of the disaster: 8 villages were lost.", None);
    }

    #[test]
    fn a_rating_and_a_volume_are_told() {
        let of = |text: &'static str, range: Option<std::ops::Range<usize>>| range.and_then(|range| text.get(range));
        let text = "The weather service rated the tornado EF3.";
        assert_eq!(of(text, scale(text)), Some("EF3"));
        let text = "An F-16 landed at Ellsworth.";
        assert_eq!(of(text, scale(text)), None);
        let text = "Up to 40,000 litres of fuel spilled into the sea.";
        assert_eq!(of(text, volume(text)), Some("Up to 40,000 litres"));
        let text = "It brought 40,000 litres of water.";
        assert_eq!(of(text, volume(text)), None);
    }
}
