//! What the passes on happenings know of words: triggers by kind, reporting words by stance, and small classes.
//!
//! Comes in: the tokens of a page. Goes out: one [`Lex`] for each token, from the lexicon's table of words, and the
//! longest trigger phrase at a token. It must never allocate per token.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::inflection::forms;
use super::lexicon::{ENGLISH, Lexicon, Tags};
use super::text::Page;
use super::token::{Case, Kind as TokenKind};
use crate::story::Kind;

/// A set of classes a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u128);

/// Declares the classes once: constant, and the word lexicons name it by.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident $word:literal,)*) => {
        /// The classes in their order, each a bit of a set.
        #[expect(clippy::upper_case_acronyms, reason = "named as the constants are")]
        enum Bit { $($class,)* }

        impl Class {
            $($(#[$doc])* pub(super) const $class: Self = Self(1 << Bit::$class as u32);)*

            const NAMES: &[(&'static str, Self)] = &[$(($word, Self::$class),)*];
        }
    };
}

classes! {
    MODAL "modal",
    IF "if",
    PLAN "plan",
    FEAR "fear",
    NOT "not",
    PAST "past",
    BREAK "break",
    PEOPLE "people",
    KILLED "killed",
    WOUNDED "wounded",
    MISSING "missing",
    DISPLACED "displaced",
    DETAINED "detained",
    MEANS "means",
    FORCE "force",
    NUMBER "number",
    SCALE "scale",
    MANY "many",
    PARTY "party",
    NEUTRAL "neutral",
    WEEKDAY "weekday",
    ADVERB "adverb",
    HAVE "have",
    QUANTITY "quantity",
    VESSEL "vessel",
    VEHICLE "vehicle",
    AIRCRAFT "aircraft",
    BUILDING "building",
    PASSAGE "passage",
    INFECTED "infected",
    POLL "poll",
    /// Heads of compounds that name no happening: "storm shelter", "murder charge".
    HEAD "head",
    /// What aircraft run into or come down on: "mountain", "runway".
    GROUND "ground",
    /// What ships run into: "bridge", "reef".
    OBSTACLE "obstacle",
    FLAMES "flames",
    COURT "court",
    PROSECUTION "prosecution",
    CHAMBER "chamber",
    RESCUER "rescuer",
    RULER "ruler",
    /// Who stages a coup.
    SOLDIERY "soldiery",
    SERVICE "service",
    GOODS "goods",
    QUAKE "quake",
    /// What floods: "rain", "river", "dam".
    RAIN "rain",
    MUD "mud",
    LOOT "loot",
    MISSILE "missile",
    CAPTIVE "captive",
    /// What a crowd does that protests: "chanting".
    DEMAND "demand",
    BODY "body",
    /// What people are pulled from.
    WRECK "wreck",
    DIPLOMAT "diplomat",
    LEADER "leader",
    VOLCANO "volcano",
    DEGREE "degree",
    RAIL "rail",
    BILL "bill",
    INVESTIGATOR "investigator",
    FOREST "forest",
    CARE "care",
    GUN "gun",
    STREET "street",
    CROWD "crowd",
    WINNER "winner",
    PACT "pact",
    CAPTOR "captor",
    GALE "gale",
    SUSPECT "suspect",
    REFUGEE "refugee",
    YEAR "year",
    JOBS "jobs",
    AIRSTRIKES "airstrikes",
    /// Offices people are named to and leave: "minister".
    OFFICE "office",
    /// What is built, opened and torn down.
    WORKS "works",
    /// What rises and falls on markets.
    PRICE "price",
    FIRM "firm",
    FACTORY "factory",
    ANIMAL "animal",
    LIVESTOCK "livestock",
    /// Air and what falls from it: "gusts", "hail".
    WIND "wind",
    /// Who breaks in, steals and smashes.
    THIEF "thief",
    DRUGS "drugs",
    DISPUTE "dispute",
    NEGOTIATOR "negotiator",
    TRUCE "truce",
    TAX "tax",
    CHARTER "charter",
    DISEASE "disease",
    MEDICINE "medicine",
    PREMISES "premises",
    GUILTY "guilty",
    CHEMICAL "chemical",
    /// What a vehicle runs into: "tree".
    BARRIER "barrier",
    PRIZE "prize",
    WARSHIP "warship",
    FUEL "fuel",
    PILGRIM "pilgrim",
    BOMB "bomb",
    /// Who finds fault, and has no weapons: "come under fire" from them.
    CRITIC "critic",
    /// Who is carried off, and carries off nobody.
    INNOCENT "innocent",
    /// What slips and slides: "slope".
    EARTH "earth",
    DEAD "dead",
    /// What tells of happenings that may never have been: "novel".
    TALE "tale",
    /// What is attacked and shot down with words.
    IDEA "idea",
    /// Words behind which another phrase begins: "rejected *in* talks".
    LINK "link",
    /// What a thermometer shows: "the mercury".
    TEMPERATURE "temperature",
    VOTER "voter",
    /// What dries up and withers: "pasture".
    CROP "crop",
    /// Verbs whose object is a happening that was before: one answers, judges, looks into or outlives it.
    ANSWER "answer",
    /// Behind which "for" and "with" point back at a happening: "in *connection* with the bombing".
    BLAME "blame",
    /// What is left of a happening, or follows from it: "*victims* of the blast".
    REMAINS "remains",
    /// Nouns behind a happening that they are of: "the blast *scene*".
    SCENE "scene",
}

impl Class {
    /// The classes that names of the lexicon stand for, parted by "|"; none for a name nobody knows.
    fn named(names: &str) -> Self {
        let known = |name: &str| Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, class)| class);
        names.split('|').filter_map(known).fold(Self(0), Self::with)
    }

    /// Both sets as one.
    #[inline]
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// How a reporting word bears on what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reporting {
    Say,
    Claim,
    Accuse,
    /// Praise or blame of what is known to have happened.
    Judge,
    Deny,
    Report,
    Doubt,
    Hearsay,
}

impl Reporting {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "say" => Self::Say,
            "claim" => Self::Claim,
            "accuse" => Self::Accuse,
            "judge" => Self::Judge,
            "deny" => Self::Deny,
            "report" => Self::Report,
            "doubt" => Self::Doubt,
            "hearsay" => Self::Hearsay,
            _ => return None,
        })
    }
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lex {
    /// Names the word in phrases; 0 for words in none.
    id: u32,
    /// The node of the phrases that begin with the word; 0 for words that begin none.
    first: u32,
    class: Class,
    /// The number it stands for.
    pub(super) value: u32,
    /// Whether and how it reports.
    pub(super) reporting: Option<Reporting>,
}

impl Lex {
    /// Whether it is in any of the classes.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.class.0 & class.0 != 0
    }

    /// Whether it names what floats and bears a name: "ferry", "tanker".
    pub(super) fn is_vessel(&self) -> bool {
        self.is(Class::VESSEL)
    }

    /// Whether it names what carries, houses or hits people, and never people.
    pub(super) fn is_thing(&self) -> bool {
        let things = Class::VESSEL.with(Class::VEHICLE).with(Class::AIRCRAFT).with(Class::BUILDING);
        self.is(things.with(Class::PASSAGE).with(Class::MEANS))
    }
}

/// How much a trigger is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// Names a happening.
    Strong,
    /// Does beside a stated place or a figure.
    Weak,
    /// What befell people: joins another happening.
    Effect,
}

/// What a trigger phrase names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    /// `None` silences shorter triggers within.
    pub(super) kind: Option<Kind>,
    pub(super) strength: Strength,
    /// Whether it is a noun phrase, fit to head a title.
    pub(super) noun: bool,
    needs: Needs,
}

/// The words a trigger counts beside only; nothing asked where a class is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Needs {
    /// On either side, not far: "sank" near a vessel.
    near: Class,
    /// Before it: a *plane* "hit".
    before: Class,
    /// Behind it: "hit" a *mountain*.
    after: Class,
    /// Right behind it, nothing but an article or an adjective between: "signed" a *bill*.
    object: Class,
    /// Not behind it: "pulled" three *bodies* "from the rubble" rescues nobody.
    without: Class,
}

impl Needs {
    /// The phrase of the lexicon, and what it asks for: "hit <aircraft >ground".
    fn parse(phrase: &str) -> (&str, Self) {
        let mut needs = Self::default();
        let mut rest = phrase;
        for word in phrase.split(' ').rev() {
            let Some((at, name)) = word.chars().next().map(|at| (at, word.get(1..).unwrap_or_default())) else { break };
            match at {
                '+' => needs.near = Class::named(name),
                '<' => needs.before = Class::named(name),
                '>' => needs.after = Class::named(name),
                '=' => needs.object = Class::named(name),
                '!' => needs.without = Class::named(name),
                _ => break,
            }
            rest = rest.get(..rest.len() - word.len()).unwrap_or_default().trim_end();
        }
        (rest, needs)
    }

    /// Whether the words around some tokens of a sentence hold what is asked for.
    fn met(self, lexes: &[Lex], sentence: &Range<usize>, tokens: Range<usize>) -> bool {
        let holds = |range: Range<usize>, class: Class| {
            class == Class(0) || lexes.get(range).is_some_and(|lexes| lexes.iter().any(|lex| lex.is(class)))
        };
        let back = |reach: usize| tokens.start.saturating_sub(reach).max(sentence.start)..tokens.start;
        let on = |reach: usize| tokens.end..(tokens.end + reach).min(sentence.end).max(tokens.end);
        let near = || holds(back(NEAR.0), self.near) || holds(on(NEAR.1), self.near);
        let clear = self.without == Class(0) || !holds(on(BESIDE.1), self.without);
        let object = || objects(lexes, on(OBJECT + QUANTITY)).any(|lex| lex.is(self.object));
        holds(back(BESIDE.0), self.before)
            && holds(on(BESIDE.1), self.after)
            && near()
            && clear
            && (self.object == Class(0) || object())
    }

    /// How much is asked for: what asks for more is the better reading.
    fn count(self) -> usize {
        [self.near, self.before, self.after, self.object, self.without]
            .iter()
            .filter(|class| **class != Class(0))
            .count()
    }
}

/// A trie of trigger phrases over the numbers of their words.
#[derive(Default)]
pub(super) struct Triggers {
    /// (node, word) → node; what the root leads to stands with the words themselves.
    edges: FxHashMap<(u32, u32), u32>,
    ends: FxHashMap<u32, Vec<Trigger>>,
    nodes: u32,
    /// Words of phrases so far.
    words: u32,
}

/// What is known of every token of a page, in order.
pub(super) fn lexes(page: &Page) -> Vec<Lex> {
    let known = &*ENGLISH;
    let hyphen = known.lex(known.id("-"));
    let mut out = Vec::with_capacity(page.tokens.len());
    for (index, token) in page.tokens.iter().enumerate() {
        // "In May last year": a month, and no "may".
        if token.case == Case::Title && token.tags.has(Tags::MONTH) {
            out.push(Lex::default());
            continue;
        }
        let lex = match token.kind {
            TokenKind::Word | TokenKind::Possessive => known.lex(token.word),
            TokenKind::Number => Lex { class: Class::NUMBER, value: digits(page.word(index)), ..Lex::default() },
            TokenKind::Punct if token.is(b'-') => hyphen,
            _ => Lex::default(),
        };
        out.push(lex);
    }
    out
}

/// "1,234" → 1234; what is no whole number is 0 and of no use ("10:30", "3.5", "19th").
fn digits(word: &str) -> u32 {
    let mut value: u64 = 0;
    for byte in word.bytes() {
        match byte {
            b'0'..=b'9' => value = (value * 10 + u64::from(byte - b'0')).min(u64::from(u32::MAX)),
            b',' => {}
            _ => return NO_NUMBER,
        }
    }
    u32::try_from(value).unwrap_or(NO_NUMBER)
}

/// The value of a number token that counts nothing.
pub(super) const NO_NUMBER: u32 = u32::MAX;

/// How far before and behind a trigger the word it needs may stand.
const NEAR: (usize, usize) = (16, 7);

/// How far before a trigger the word may stand that does it, and behind it the word it is done to.
const BESIDE: (usize, usize) = (9, 8);

/// How far behind a trigger its object may stand: "signed a new fishing *accord*".
const OBJECT: usize = 4;

/// How long a count before an object may be, which is passed over: "seized *at least 30* pupils".
const QUANTITY: usize = 4;

/// The words that may be the object of a verb, from behind it on: up to the next phrase, a count passed over.
fn objects(lexes: &[Lex], behind: Range<usize>) -> impl Iterator<Item = &Lex> {
    let count = Class::NUMBER.with(Class::SCALE).with(Class::MANY);
    let counts = move |at: usize| lexes.get(at).is_some_and(|lex| lex.is(count));
    // "at least 30", "more than 30", "up to 30", "dozens of"
    let joins = move |at: usize| {
        counts(at + 2) || (counts(at + 1) && at > behind.start) || at.checked_sub(1).is_some_and(counts)
    };
    let end = behind.end;
    let phrase = behind.clone().take_while(move |&at| {
        lexes.get(at).is_some_and(|lex| !lex.is(Class::BREAK) && (!lex.is(Class::LINK) || joins(at)))
    });
    let words = phrase.filter(move |&at| at < end && !counts(at) && !counts(at + 1) && !counts(at + 2));
    words.take(OBJECT).filter_map(|at| lexes.get(at))
}

/// The longest trigger phrase of a sentence that begins at a token, and the token after it.
#[inline]
pub(super) fn trigger(lexes: &[Lex], sentence: &Range<usize>, at: usize) -> Option<(Trigger, usize)> {
    // Most words begin no phrase.
    let first = lexes.get(at).map(|lex| lex.first).filter(|&node| node != 0)?;
    longest(first, lexes, sentence, at)
}

/// The longest phrase from a node on.
fn longest(mut node: u32, lexes: &[Lex], sentence: &Range<usize>, at: usize) -> Option<(Trigger, usize)> {
    let known = &ENGLISH.triggers;
    let (mut after, mut best) = (at + 1, None);
    loop {
        let is_met = |trigger: &&Trigger| trigger.needs.met(lexes, sentence, at..after);
        let ends = known.ends.get(&node).map_or(&[][..], Vec::as_slice);
        if let Some(&trigger) = ends.iter().find(is_met) {
            // A word that names a happening by itself is no weaker for what stands beside it.
            let alone = trigger.strength == Strength::Weak
                && ends.iter().any(|other| other.strength == Strength::Strong && is_met(&other));
            let strength = if alone { Strength::Strong } else { trigger.strength };
            best = Some((Trigger { strength, ..trigger }, after));
        }
        let Some(lex) = lexes.get(after) else { return best };
        // "was also struck", "were later found": an adverb parts no phrase.
        let parts = || lex.is(Class::ADVERB) && lexes.get(after - 1).is_some_and(|before| before.is(Class::HAVE));
        let passed = || lexes.get(after + 1).filter(|_| parts()).and_then(|lex| known.next(node, lex));
        let Some((next, by)) = known.next(node, lex).map(|next| (next, 1)).or_else(|| passed().map(|next| (next, 2)))
        else {
            return best;
        };
        node = next;
        after += by;
    }
}

/// What a phrase in lower case names, if it is a trigger from its first word to its last.
fn whole(words: &str) -> Option<&'static [Trigger]> {
    let known = &*ENGLISH;
    let mut words = pieces(words).map(|word| known.lex(known.id(word)));
    let first = words.next().map(|lex| lex.first).filter(|&node| node != 0)?;
    let end = words.try_fold(first, |node, lex| known.triggers.next(node, &lex))?;
    known.triggers.ends.get(&end).map(Vec::as_slice)
}

/// Whether words in lower case are a noun phrase that names a happening by itself.
pub(super) fn is_noun_phrase(words: &str) -> bool {
    let names = |trigger: &Trigger| trigger.noun && trigger.kind.is_some() && trigger.strength != Strength::Effect;
    whole(words).is_some_and(|triggers| triggers.iter().any(names))
}

/// Whether words in any case only say what befell people: "killed", "deaths".
pub(super) fn is_effect(words: &str) -> bool {
    whole(&words.to_lowercase())
        .is_some_and(|triggers| triggers.iter().any(|trigger| trigger.strength == Strength::Effect))
}

/// Fills in what the lists on happenings say of words, and the trigger phrases.
pub(super) fn load(lexicon: &mut Lexicon) {
    lexicon.classes(include_str!("../../assets/lexicon/en/happenings.txt"));
    lexicon.reporting(include_str!("../../assets/lexicon/en/reporting.txt"));
    let verbs = verbs(include_str!("../../assets/lexicon/en/verbs.txt"));
    lexicon.phrases(include_str!("../../assets/lexicon/en/triggers.txt"), &verbs);
}

/// Verbs that do one and the same thing, by the name of their class.
type Verbs<'a> = FxHashMap<&'a str, Vec<&'a str>>;

/// The classes of verbs of a list.
fn verbs(list: &str) -> Verbs<'_> {
    let mut out = Verbs::default();
    for (name, verbs) in list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": ")) {
        out.entry(name).or_default().extend(verbs.split(',').map(str::trim));
    }
    out
}

/// The written forms of a phrase of the lexicon; of "@ram" those of every verb of the class.
fn written(form: &str, phrase: &str, verbs: &Verbs) -> Vec<String> {
    match phrase.strip_prefix('@') {
        Some(name) => verbs.get(name).into_iter().flatten().flat_map(|verb| forms(form, verb)).collect(),
        None => forms(form, phrase),
    }
}

impl Triggers {
    /// Where a phrase goes on with a word.
    fn next(&self, node: u32, lex: &Lex) -> Option<u32> {
        if lex.id == 0 {
            return None;
        }
        self.edges.get(&(node, lex.id)).copied()
    }
}

impl Lexicon {
    fn classes(&mut self, list: &str) {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            let Some(head) = words.next() else { continue };
            let (name, value) = head.split_once(':').unwrap_or((head, "0"));
            let Some(&(_, class)) = Class::NAMES.iter().find(|(known, _)| *known == name) else { continue };
            for word in words {
                let lex = &mut self.entry(word).lex;
                lex.class = lex.class.with(class);
                lex.value = lex.value.max(value.parse().unwrap_or(0));
            }
        }
    }

    fn reporting(&mut self, list: &str) {
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_ascii_whitespace();
            let Some(reporting) = words.next().and_then(Reporting::from_word) else { continue };
            for word in words {
                self.entry(word).lex.reporting = Some(reporting);
            }
        }
    }

    fn phrases(&mut self, list: &str, verbs: &Verbs) {
        let mut kind = None;
        for line in list.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                kind = Kind::from_word(name);
                continue;
            }
            let Some((form, phrases)) = line.split_once(':') else { continue };
            for phrase in phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let (phrase, needs) = Needs::parse(phrase);
                let (phrase, strength) = match (phrase.strip_suffix('~'), phrase.strip_suffix('^')) {
                    (Some(phrase), _) => (phrase, Strength::Weak),
                    (_, Some(phrase)) => (phrase, Strength::Effect),
                    _ => (phrase, Strength::Strong),
                };
                let trigger = Trigger { kind, strength, noun: form == "n", needs };
                for written in written(form, phrase, verbs) {
                    self.insert(&written, trigger);
                }
            }
        }
    }

    fn insert(&mut self, phrase: &str, trigger: Trigger) {
        let mut node = 0;
        for word in pieces(phrase) {
            let id = self.number(word);
            let mut lex = self.of(id).lex;
            let triggers = &mut self.triggers;
            if lex.id == 0 {
                triggers.words += 1;
                lex.id = triggers.words;
            }
            let new = triggers.nodes + 1;
            let next = match node {
                0 if lex.first == 0 => new,
                0 => lex.first,
                _ => *triggers.edges.entry((node, lex.id)).or_insert(new),
            };
            triggers.nodes = triggers.nodes.max(next);
            if node == 0 {
                lex.first = next;
            }
            self.of(id).lex = lex;
            node = next;
        }
        // What silences is written last and wins; else the first reading of a phrase stands, save what needs a word.
        let triggers = self.triggers.ends.entry(node).or_default();
        if trigger.kind.is_none() {
            triggers.clear();
        }
        if triggers.iter().all(|known| known.needs != trigger.needs) {
            triggers.push(trigger);
            triggers.sort_by_key(|known| std::cmp::Reverse((known.needs.count(), known.strength == Strength::Strong)));
        }
    }
}

/// A phrase as tokens cut it: hyphens and possessives apart.
fn pieces(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(' ').flat_map(|word| {
        let (stem, possessive) = match word.strip_suffix("'s") {
            Some(stem) => (stem, Some("'s")),
            None => match word.strip_suffix('\'') {
                Some(stem) => (stem, Some("'")),
                None => (word, None),
            },
        };
        let parts = stem.split('-').enumerate().flat_map(|(index, part)| [if index > 0 { "-" } else { "" }, part]);
        parts.filter(|part| !part.is_empty()).chain(possessive)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let lexes = lexes(&page);
        let mut found = Vec::new();
        let mut at = 0;
        while at < lexes.len() {
            match trigger(&lexes, &(0..lexes.len()), at) {
                Some((trigger, end)) => {
                    let words = page.span_of(at..end).map_or("", |span| text.slice(span));
                    found.push((words, trigger.kind.map_or("none", Kind::word)));
                    at = end;
                }
                None => at += 1,
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_phrase_wins_and_guards_silence() {
        check(
            "A car bombing and an air strike",
            &[("car bombing", "explosion-mine"), ("air strike", "shelling-strike")],
        );
        check("the fire chief fought the war on drugs", &[("fire chief", "none"), ("war on drugs", "none")]);
        check("an anti-terrorist operation", &[("anti-terrorist operation", "military-operation")]);
    }

    #[test]
    fn some_words_count_only_beside_another() {
        check("A ferry slowly sank and the car then crashed", &[("sank", "crash"), ("crashed", "traffic-accident")]);
        check("Hopes sank as a wall then collapsed", &[("collapsed", "industrial-accident")]);
    }

    #[test]
    fn who_does_what_to_what_tells_the_kind() {
        check("the ship struck a bridge", &[("struck", "crash")]);
        check("the lorry struck a van", &[("struck", "traffic-accident")]);
        check("a missile flattened the depot", &[("flattened", "shelling-strike")]);
        check("rescuers pulled a child from the rubble", &[("pulled", "rescue")]);
        check("rescuers pulled three bodies from the rubble", &[]);
        check("the clock struck twelve", &[]);
    }

    #[test]
    fn words_are_taken_in_their_forms() {
        check(
            "They shelled, stabbed and kidnapped",
            &[("shelled", "shelling-strike"), ("stabbed", "killing"), ("kidnapped", "abduction")],
        );
        check("deliveries of humanitarian aid", &[("deliveries of humanitarian aid", "aid-delivery")]);
        check("she denied it", &[("denied", "denial")]);
    }

    #[test]
    fn no_phrase_of_the_lexicon_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        let verbs = verbs(include_str!("../../assets/lexicon/en/verbs.txt"));
        let list = include_str!("../../assets/lexicon/en/triggers.txt");
        let (happenings, _) = list.split_once("\n[none]").unwrap();
        for line in happenings.lines().filter(|line| !line.starts_with('#')) {
            let Some((form, phrases)) = line.split_once(": ") else { continue };
            for phrase in phrases.split(", ") {
                let (bare, needs) = Needs::parse(phrase);
                let forms = written(form, bare.trim_end_matches(['~', '^']), &verbs);
                let new = forms.into_iter().filter(|form| seen.insert(format!("{form} {needs:?}"))).count();
                assert!(new > 0, "{form}: {phrase}");
            }
        }
        assert!(seen.len() > 1000);
    }

    #[test]
    fn a_class_of_verbs_stands_for_each_of_them() {
        check("the lorry hurtled into a queue of shoppers", &[("hurtled into", "traffic-accident")]);
        check("the rowdy talk hurtled into a row", &[]);
        check("bandits grabbed at least 30 pupils", &[("grabbed", "abduction")]);
        check("bandits grabbed at a rope of pupils", &[]);
    }

    #[test]
    fn every_class_of_verbs_is_asked_for() {
        let verbs = verbs(include_str!("../../assets/lexicon/en/verbs.txt"));
        let list = include_str!("../../assets/lexicon/en/triggers.txt");
        let asked: std::collections::HashSet<&str> = list
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| line.split([' ', ',']))
            .filter_map(|word| word.strip_prefix('@'))
            .map(|name| name.trim_end_matches(['~', '^']))
            .collect();
        assert_eq!(asked, verbs.keys().copied().collect());
    }

    #[test]
    fn every_class_a_phrase_asks_for_is_known() {
        for line in include_str!("../../assets/lexicon/en/triggers.txt").lines().filter(|line| !line.starts_with('#')) {
            for word in line.split([' ', ',']).filter_map(|word| word.strip_prefix(['+', '<', '>', '=', '!'])) {
                for class in word.split('|') {
                    assert!(Class::named(class) != Class(0), "{class} in {line}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_the_lexicon_is_known() {
        for line in include_str!("../../assets/lexicon/en/triggers.txt").lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                assert!(name == "none" || Kind::from_word(name).is_some(), "{name}");
            }
        }
        for &kind in Kind::ALL {
            let heading = format!("[{}]", kind.word());
            assert!(include_str!("../../assets/lexicon/en/triggers.txt").contains(&heading), "{heading} has no words");
        }
    }
}
