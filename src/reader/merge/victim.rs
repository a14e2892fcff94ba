//! Whom a killing befell, by name: "the murder of Dr. Barnett Slepian", "Slepian was shot", "Slepian's death".
//!
//! Comes in: two mentions. Goes out: whether both name one victim, or each another. Nobody is killed twice, so a shared
//! victim ties what other days and places would part. It must never take who did it, nor who speaks of it, for a victim.

use super::Told;
use super::wording::is_any;
use crate::story::{EventMention, Kind, Role, Source};

/// Words between a happening and its victim's name: "the shooting *death of* X", "killed *former President* X".
const BETWEEN: &[&str] = &[
    "death",
    "of",
    "on",
    "the",
    "former",
    "then",
    "late",
    "prominent",
    "doctor",
    "dr",
    "mr",
    "mrs",
    "ms",
    "gen",
    "general",
    "col",
    "colonel",
    "capt",
    "captain",
    "sgt",
    "president",
    "minister",
    "prime",
    "king",
    "prince",
    "judge",
    "senator",
    "sen",
    "rep",
    "governor",
    "gov",
    "mayor",
    "journalist",
    "reporter",
    "activist",
    "lawyer",
    "leader",
    "commander",
    "professor",
    "prof",
    "rev",
    "father",
    "bishop",
    "archbishop",
    "sheikh",
    "imam",
    "officer",
    "constable",
    "actor",
    "singer",
    "editor",
    "opposition",
    "politician",
    "lawmaker",
    "candidate",
    "businessman",
    "billionaire",
];

/// What ends the words that say what somebody was: "the murder of a nurse *in* Goma".
const LINKS: &[&str] = &[
    "in", "at", "by", "near", "outside", "from", "with", "who", "that", "which", "and", "or", "for", "as", "was",
    "were", "is",
];

/// Verbs between a victim's name and the word for what befell it: "X *was* shot".
const PASSIVE: &[&str] = &["was", "were", "is", "been", "had", "has", "being", "also", "later", "fatally"];

/// Whether a happening of this kind can befall one person by name.
fn befalls_one(kind: Kind) -> bool {
    matches!(kind, Kind::Killing | Kind::Shooting | Kind::Death | Kind::Abduction)
}

/// The names of whom a mention says it befell, as written; none where it names nobody.
pub(super) fn named<'a>(source: &'a Source, mention: &EventMention) -> Vec<&'a str> {
    if !befalls_one(mention.kind) {
        return Vec::new();
    }
    let text = source.article.text.as_str();
    let (sentence, trigger) = (mention.sentence, mention.trigger);
    let after = text.get(trigger.end()..sentence.end()).unwrap_or("");
    // The verb of the passive may be of the trigger: "was shot".
    let verb = text.get(trigger.range()).and_then(|trigger| words(trigger).next());
    let lead = verb.filter(|verb| is_any(verb.text, PASSIVE)).map_or(0, |verb| verb.text.len());
    let before = text.get(sentence.start()..trigger.start() + lead).unwrap_or("");
    let placed = |name: &str| {
        let mut located = source.reading.toponyms.iter().filter(|toponym| toponym.role == Role::Location);
        located.any(|toponym| source.article.text.slice(toponym.span) == name)
    };
    let mut out = behind(after);
    out.extend(ahead(before));
    out.retain(|name| name.len() >= 3 && !placed(name) && !super::COMMON.contains(name));
    out.dedup();
    out
}

/// "of Dr. Barnett Slepian, a physician", "of the radio host Ana Diaz": the name right behind, or behind what they were;
/// none behind "by", which says who did it.
fn behind(after: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let of = words(after).next().is_some_and(|word| is_any(word.text, &["of", "on"]));
    for word in words(after).take(8) {
        let capital = word.text.starts_with(char::is_uppercase);
        let small = of && word.text.chars().all(char::is_lowercase) && !is_any(word.text, LINKS);
        let passed = is_any(word.text, BETWEEN) || small;
        // "Dr. Barnett": the stop of a title parts nothing.
        let begun = !out.is_empty();
        if word.parted && (begun || !(passed || is_title_stop(word.before))) {
            break;
        }
        if capital && !passed {
            out.push(word.text);
        } else if begun || !passed {
            break;
        }
    }
    out
}

/// "Slepian's death", "Barnett Slepian was shot", "Slepian, 52, was shot": the name right before.
fn ahead(before: &str) -> Vec<&str> {
    let mut led: Vec<Word> = words(before).collect();
    let owned = before.trim_end().ends_with("'s") || before.trim_end().ends_with("\u{2019}s");
    let mut passive = false;
    while led.last().is_some_and(|word| is_any(word.text, PASSIVE)) {
        passive |= led.pop().is_some_and(|word| is_any(word.text, &["was", "were", "is", "been", "being"]));
    }
    if owned {
        led.pop();
    }
    if !(owned || passive) {
        return apposed(before);
    }
    // "Lind, who was shot": the name before the pronoun.
    if passive && led.last().is_some_and(|word| word.text == "who") {
        led.pop();
    }
    // "Slepian, 52, was": the age between two commas.
    if led.last().is_some_and(|word| word.text.chars().all(|c| c.is_ascii_digit())) {
        led.pop();
    }
    let mut out = Vec::new();
    while let Some(word) = led.pop() {
        if !word.text.starts_with(char::is_uppercase) || is_any(word.text, BETWEEN) {
            break;
        }
        out.push(word.text);
        if word.parted || out.len() == 3 {
            break;
        }
    }
    out
}

/// "for Anna Lind, the radio host gunned down": the name before the comma, where what follows it leads up to the word.
fn apposed(before: &str) -> Vec<&str> {
    let Some((named, said)) = before.trim_end().rsplit_once(", ") else { return Vec::new() };
    let mut said = said.split(' ');
    let article = said.next().is_some_and(|word| is_any(word, &["the", "a", "an"]));
    let plain = said.clone().all(|word| word.chars().all(|c| c.is_lowercase() || c == '-') && !is_any(word, LINKS));
    if !article || !plain || !(1..=4).contains(&said.count()) {
        return Vec::new();
    }
    let name = words(named).collect::<Vec<_>>().into_iter().rev();
    name.take_while(|word| word.text.starts_with(char::is_uppercase)).take(3).map(|word| word.text).collect()
}

/// A word with what stands before it.
struct Word<'a> {
    text: &'a str,
    before: &'a str,
    /// Whether a mark other than a blank stands before it.
    parted: bool,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let found = text.get(start..)?;
        let len = found.find(|c: char| !c.is_alphanumeric()).unwrap_or(found.len());
        let before = text.get(at..start)?;
        at = start + len;
        Some(Word { text: found.get(..len)?, before, parted: before.chars().any(|c| !c.is_whitespace()) })
    })
}

/// "Dr. Barnett": a full stop that ends a title ends no sentence.
fn is_title_stop(mark: &str) -> bool {
    mark.trim() == "."
}

/// Whether both name one victim; papers that put that on two days or in two places differ.
pub(super) fn is_shared(a: &Told, b: &Told) -> bool {
    a.victims.iter().any(|name| b.victims.contains(name))
}

/// Whether each names a victim, and another.
pub(super) fn are_others(a: &Told, b: &Told) -> bool {
    let one = |told: &Told| !told.victims.is_empty() && told.mention.figures.iter().all(|figure| figure.min <= 1);
    one(a) && one(b) && !is_shared(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_victim_is_named_right_beside_what_befell_it() {
        assert_eq!(behind(" of Dr. Anna Lind, a surgeon in Malmo"), ["Anna", "Lind"]);
        assert_eq!(behind(" death of Anna Lind last fall"), ["Anna", "Lind"]);
        assert_eq!(ahead("Lind, 52, was "), ["Lind"]);
        assert_eq!(ahead("Police said Anna Lind was fatally "), ["Lind", "Anna"]);
        assert_eq!(ahead("before Lind's "), ["Lind"]);
        assert_eq!(ahead("A march for Anna Lind, the radio host "), ["Lind", "Anna"]);
        assert_eq!(ahead("Anna Lind, who was "), ["Lind", "Anna"]);
        assert_eq!(behind(" of the radio host Anna Lind"), ["Anna", "Lind"]);
        assert!(behind(" of a nurse in Goma").is_empty());
        assert!(ahead("Lind, the police said, ").is_empty());
    }

    #[test]
    fn who_did_it_is_no_victim() {
        assert!(behind(" by Karl Berg").is_empty());
        assert!(behind(" in Malmo on Friday").is_empty());
        assert!(ahead("Berg, who ").is_empty());
        assert!(ahead("Berg denied the ").is_empty());
    }
}
