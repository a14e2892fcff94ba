//! How the words of a mention put what they tell: as known or as new, as one of several, as heard and no more.
//!
//! Comes in: a mention and its text. Goes out: a [`Wording`], by which joining tells apart what kind, place and day do not.
//! It must never say by itself that two are one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::turn::is_turn;
use crate::reader::event::{is_deed, is_of_land_alone};
use crate::reader::place_word::{is_contested, is_mood, is_region};
use crate::story::{EventMention, Kind, Text};

/// How the words of a mention put what they tell.
#[derive(Clone, Copy)]
pub(super) struct Wording {
    /// "An aftershock" is told beside the quake, and is another.
    pub(super) aftershock: bool,
    /// "the raid", "this attack": what was told of before.
    pub(super) anaphor: bool,
    /// "the embassy bombings", "these deadly attacks": a known one, within the few words a noun bears before it.
    pub(super) known: bool,
    /// "They were arrested", "The brothers were stopped": whom the sentences before told of.
    pub(super) of_those: bool,
    /// "a blast", "another attack": told as new.
    pub(super) new: bool,
    /// "A second jail, at X, was also overrun": not what was told before it in its article.
    pub(super) another: bool,
    /// "explosions", "blasts": sounds that say nothing of what blew up.
    pub(super) plain_blast: bool,
    /// "residents heard explosions": sounds, and no more than sounds.
    pub(super) heard: bool,
    /// By what people went that came to harm.
    pub(super) craft: Option<Craft>,
    /// "a landmine explosion", "a car bombing": what blew up is said.
    pub(super) device: bool,
    /// "in another attack", "in a separate incident": the sentence sets it apart from what was told before.
    pub(super) another_one: bool,
    /// "Hours later a man was shot": the sentence turns from what was told before.
    pub(super) turn: bool,
    /// "clashes in the troubled region": put somewhere that nobody could make out.
    pub(super) adrift: bool,
    /// "joint exercises": troops that train, and are sent nowhere.
    pub(super) drill: bool,
    /// Whether its words make it a vote of a whole land, or one of a town.
    pub(super) vote: Option<Vote>,
    /// The diseases its sentence names, each a bit, where it tells of an outbreak.
    pub(super) diseases: u64,
}

/// What wrecks are of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Craft {
    Ship,
    Plane,
    Train,
    /// None: people crushed one another.
    Crowd,
}

/// What the words of a wreck and those right before them are of, where they name one kind of craft alone.
fn craft(led: &str) -> Option<Craft> {
    const WORDS: usize = 6;
    const SHIPS: &[&str] =
        &["ship", "boat", "ferry", "trawler", "vessel", "carrier", "freighter", "tanker", "sank", "sinks", "capsized"];
    const PLANES: &[&str] = &["plane", "helicopter", "aircraft", "airliner", "jet", "runway", "landing"];
    const TRAINS: &[&str] = &["train", "trains", "rail", "railway", "derailed"];
    const CROWDS: &[&str] = &["stampede", "stampedes", "crush", "crushed", "crowd", "trampled"];
    const CRAFTS: &[(&[&str], Craft)] =
        &[(SHIPS, Craft::Ship), (PLANES, Craft::Plane), (TRAINS, Craft::Train), (CROWDS, Craft::Crowd)];
    let words = led.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(WORDS).collect();
    let mut found = CRAFTS.iter().filter(|(list, _)| words.iter().any(|word| list.contains(word)));
    let first = found.next().map(|&(_, craft)| craft);
    first.filter(|_| found.next().is_none())
}

/// Whether the words before a blast say that it was heard or reported, and no more.
fn is_heard(before: &str) -> bool {
    const HEARD: &[&str] = &["heard", "hear", "hearing", "reported", "reporting"];
    const LOUD: &[&str] = &["loud", "several", "multiple", "two", "three", "more", "of"];
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.find(|word| !is_any(word, LOUD)).is_some_and(|word| is_any(word, HEARD))
}

/// Whose vote an election is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Vote {
    Land,
    Town,
}

impl Vote {
    /// By the words right before it and its own.
    fn of(words: &str) -> Option<Self> {
        const TOWN: &[&str] = &["mayoral", "municipal", "local", "council", "gubernatorial"];
        let mut near = words.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(3);
        near.find_map(|word| match word {
            _ if is_of_land_alone(word) => Some(Self::Land),
            _ if is_any(word, TOWN) => Some(Self::Town),
            _ => None,
        })
    }
}

impl Wording {
    pub(super) fn of(text: &Text, mention: &EventMention) -> Self {
        let trigger = text.slice(mention.trigger);
        let before = text.as_str().get(mention.sentence.start()..mention.trigger.start()).unwrap_or("");
        let last = before.split_whitespace().next_back();
        let near = || before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(3);
        let turn = near().find(|word| is_any(word, KNOWN) || is_any(word, TURNS));
        let led = text.as_str().get(mention.sentence.start()..mention.trigger.end()).unwrap_or("").to_lowercase();
        let behind = text.as_str().get(mention.trigger.end()..mention.sentence.end()).unwrap_or("");
        let own = trigger.to_lowercase();
        Self {
            aftershock: trigger.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("aftershock")),
            anaphor: last.is_some_and(|word| ["the", "this", "that"].iter().any(|own| word.eq_ignore_ascii_case(own))),
            known: turn.is_some_and(|word| is_any(word, KNOWN)),
            of_those: is_of_those(before),
            new: near().any(|word| is_any(word, &["a", "an", "another", "new", "second", "fresh"])),
            another: [" second ", " third ", " separate ", " also "].iter().any(|word| led.contains(word)),
            plain_blast: matches!(own.as_str(), "explosions" | "blasts"),
            heard: is_heard(before),
            craft: matches!(mention.kind, Kind::Crash | Kind::Wildfire).then(|| craft(&led)).flatten(),
            device: ["mine", "bomb"].iter().any(|device| own.contains(device)),
            another_one: is_another_one(&text.slice(mention.sentence).to_lowercase()),
            turn: is_turn(text.slice(mention.sentence)),
            adrift: mention.place.is_none()
                && (is_in_some_region(&behind.to_lowercase()) || is_of_towns(text.slice(mention.sentence))),
            drill: ["exercise", "drill", "manoeuvre", "maneuver"].iter().any(|drill| own.contains(drill)),
            vote: (mention.kind == Kind::Election).then(|| Vote::of(&led)).flatten(),
            diseases: if mention.kind == Kind::Outbreak { diseases(text.slice(mention.sentence)) } else { 0 },
        }
    }
}

/// The names of diseases, those of one on a line; data.
static DISEASES: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/lexicon/en/diseases.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.zip(0_u32..64).flat_map(|(line, bit)| line.split_whitespace().map(move |name| (name, 1 << bit))).collect()
});

/// The diseases that words name, each a bit.
fn diseases(words: &str) -> u64 {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(0, |found, word| found | DISEASES.get(word.to_lowercase().as_str()).copied().unwrap_or(0))
}

/// Whether a sentence begins with people that those before it told of.
fn is_of_those(before: &str) -> bool {
    const THOSE: &[&str] = &["they", "both", "he", "she"];
    const PEOPLE: &[&str] = &[
        "two",
        "three",
        "four",
        "five",
        "pair",
        "couple",
        "trio",
        "group",
        "men",
        "women",
        "brothers",
        "sisters",
        "teenagers",
        "youths",
        "suspects",
    ];
    let mut words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| {
        is_any(first, THOSE)
            || (is_any(first, &["the", "all"]) && words.next().is_some_and(|next| is_any(next, PEOPLE)))
    })
}

/// "in another apparent attack", "in a separate incident".
fn is_another_one(sentence: &str) -> bool {
    const WORDS: usize = 3;
    let mut words =
        sentence.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).peekable();
    while let Some(word) = words.next() {
        let set_apart = match word {
            "in" => words.next_if(|next| matches!(*next, "another" | "a")).is_some_and(|next| {
                next == "another" || words.next_if(|next| matches!(*next, "separate" | "second" | "third")).is_some()
            }),
            _ => false,
        };
        if set_apart && words.clone().take(WORDS).any(is_deed) {
            return true;
        }
    }
    false
}

/// "bombed two largely Catholic towns": places that their sentence counts and does not name.
fn is_of_towns(sentence: &str) -> bool {
    const ADJECTIVES: usize = 5;
    const MANY: &[&str] = &["two", "three", "four", "five", "six", "several", "many", "some"];
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let town = |word: &&str| is_any(word, &["towns", "villages", "cities"]);
    words.iter().enumerate().filter(|(_, word)| town(word)).any(|(at, _)| {
        let before = words.get(at.saturating_sub(ADJECTIVES)..at).unwrap_or_default();
        before.iter().any(|word| is_any(word, MANY))
    })
}

/// "in the troubled region": an area that its sentence only points at.
fn is_in_some_region(behind: &str) -> bool {
    behind.split(" in the ").skip(1).any(|rest| {
        let mut words = rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let first = words.next().unwrap_or("");
        is_region(first) || ((is_mood(first) || is_contested(first)) && words.next().is_some_and(is_region))
    })
}

/// Words that make the noun behind them a known one.
const KNOWN: &[&str] = &["the", "this", "that", "these", "those"];

/// Words that no noun phrase reaches back over.
const TURNS: &[&str] = &["a", "an", "another", "no", "of", "in", "on", "by", "for", "and", "was", "were", "said"];

pub(super) fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|own| word.eq_ignore_ascii_case(own))
}
