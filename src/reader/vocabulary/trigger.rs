//! Phrases that name a happening, by kind: "hit <aircraft >ground" beside the words they ask for.
//!
//! Comes in: the [`Lex`] of each token. Goes out: the longest trigger phrase at a token. It must never allocate per token.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::super::inflection::forms;
use super::super::lexicon::{ENGLISH, Lexicon};
use super::{Class, Lex};
use crate::story::Kind;

/// How much a trigger is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Strength {
    /// Names a happening.
    Strong,
    /// Does beside a stated place or a figure.
    Weak,
    /// What befell people: joins another happening.
    Effect,
}

/// What a trigger phrase names.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Trigger {
    /// `None` silences shorter triggers within.
    pub(in super::super) kind: Option<Kind>,
    pub(in super::super) strength: Strength,
    /// Whether it is a noun phrase, fit to head a title.
    pub(in super::super) noun: bool,
    /// What it asks for, by number of [`Triggers::needs`].
    needs: u16,
}

impl Trigger {
    /// A verb that stands by itself and that no list holds.
    pub(in super::super) const STRONG: Self = Self { kind: None, strength: Strength::Strong, noun: false, needs: 0 };
}

/// The words a trigger counts beside only; nothing asked where a class is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
        // "Armed men broke into a ranch near X on Wednesday and carried off the son": who did the one did the other.
        let joined =
            tokens.start > sentence.start && lexes.get(tokens.start - 1).is_some_and(|lex| lex.is(Class::BREAK));
        let goes_on = joined && (self.object != Class(0) || self.after != Class(0));
        holds(back(if goes_on { FAR } else { BESIDE.0 }), self.before)
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
pub(in super::super) struct Triggers {
    /// (node, word) → node; what the root leads to stands with the words themselves.
    edges: FxHashMap<(u32, u32), u32>,
    ends: FxHashMap<u32, Vec<Trigger>>,
    /// What triggers ask for, each once; the first is nothing.
    needs: Vec<Needs>,
    /// The number of each of them.
    asked: FxHashMap<Needs, u16>,
    nodes: u32,
    /// Words of phrases so far.
    words: u32,
}

impl Default for Triggers {
    fn default() -> Self {
        let (edges, ends) = (FxHashMap::default(), FxHashMap::default());
        let asked = std::iter::once((Needs::default(), 0)).collect();
        Self { edges, ends, needs: vec![Needs::default()], asked, nodes: 0, words: 0 }
    }
}

impl Triggers {
    /// What a trigger asks for.
    fn needs(&self, trigger: &Trigger) -> Needs {
        self.needs.get(usize::from(trigger.needs)).copied().unwrap_or_default()
    }

    /// The number of what triggers ask for, given now where it had none.
    fn number_of(&mut self, needs: Needs) -> u16 {
        *self.asked.entry(needs).or_insert_with(|| {
            self.needs.push(needs);
            u16::try_from(self.needs.len() - 1).unwrap_or_default()
        })
    }

    /// Where a phrase goes on with a word.
    fn next(&self, node: u32, lex: &Lex) -> Option<u32> {
        if lex.id == 0 {
            return None;
        }
        self.edges.get(&(node, lex.id)).copied()
    }
}

/// How far before and behind a trigger the word it needs may stand.
const NEAR: (usize, usize) = (16, 7);

/// How far before a trigger the word may stand that does it, and behind it the word it is done to.
const BESIDE: (usize, usize) = (9, 8);

/// The same before a trigger that "and", "who" or the like joins to what was done before.
const FAR: usize = 22;

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
    // "at least 30", and not "guilty on 30 counts"
    let of_count = move |at: usize| {
        let small = lexes.get(at).is_some_and(|lex| lex.is(Class::QUANTITY.with(Class::LINK)));
        counts(at) || (small && (counts(at + 1) || counts(at + 2)))
    };
    let words = phrase.filter(move |&at| at < end && !of_count(at));
    words.take(OBJECT).filter_map(|at| lexes.get(at))
}

/// The longest trigger phrase of a sentence that begins at a token, and the token after it.
#[inline]
pub(in super::super) fn trigger(lexes: &[Lex], sentence: &Range<usize>, at: usize) -> Option<(Trigger, usize)> {
    // Most words begin no phrase.
    let first = lexes.get(at).map(|lex| lex.first).filter(|&node| node != 0)?;
    let (found, after) = longest(first, lexes, sentence, at)?;
    // "was kidnapped" is no weaker than the "kidnapped" in it.
    let holds_strong = || {
        let inner = lexes.get(after - 1).map(|lex| lex.first).filter(|&node| node != 0)?;
        let (word, _) = longest(inner, lexes, sentence, after - 1)?;
        Some(word.strength == Strength::Strong && word.kind == found.kind)
    };
    let weak = found.strength == Strength::Weak && after > at + 1;
    let strength = if weak && holds_strong() == Some(true) { Strength::Strong } else { found.strength };
    Some((Trigger { strength, ..found }, after))
}

/// The longest phrase from a node on.
fn longest(mut node: u32, lexes: &[Lex], sentence: &Range<usize>, at: usize) -> Option<(Trigger, usize)> {
    let known = &ENGLISH.triggers;
    let (mut after, mut best) = (at + 1, None);
    loop {
        let is_met = |trigger: &&Trigger| known.needs(trigger).met(lexes, sentence, at..after);
        let ends = known.ends.get(&node).map_or(&[][..], Vec::as_slice);
        if let Some(&trigger) = ends.iter().find(is_met) {
            // A word that names a happening by itself is no weaker for what stands beside it.
            let alone = trigger.strength == Strength::Weak
                && ends.iter().any(|other| other.strength == Strength::Strong && is_met(&other));
            let strength = if alone { Strength::Strong } else { trigger.strength };
            best = Some((Trigger { strength, ..trigger }, after));
        }
        let Some(lex) = lexes.get(after) else { return best };
        // "was also struck", "were later found": an adverb parts no phrase, nor do quotation marks: an "anti-terrorist"
        // operation.
        let parts = || {
            lex.is(Class::QUOTE)
                || lex.is(Class::ADVERB) && lexes.get(after - 1).is_some_and(|before| before.is(Class::HAVE))
        };
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
pub(in super::super) fn is_noun_phrase(words: &str) -> bool {
    let names = |trigger: &Trigger| trigger.noun && trigger.kind.is_some() && trigger.strength != Strength::Effect;
    whole(words).is_some_and(|triggers| triggers.iter().any(names))
}

/// Whether words in any case only say what befell people: "killed", "deaths".
pub(in super::super) fn is_effect(words: &str) -> bool {
    whole(&words.to_lowercase())
        .is_some_and(|triggers| triggers.iter().any(|trigger| trigger.strength == Strength::Effect))
}

/// Fills in the trigger phrases.
pub(super) fn load(lexicon: &mut Lexicon) {
    let verbs = verbs(include_str!("../../../assets/lexicon/en/verbs.txt"));
    lexicon.phrases(include_str!("../../../assets/lexicon/en/triggers.txt"), &verbs);
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

impl Lexicon {
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
                let needs = self.triggers.number_of(needs);
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
        let Triggers { ends, needs, .. } = &mut self.triggers;
        let triggers = ends.entry(node).or_insert_with(|| Vec::with_capacity(1));
        if trigger.kind.is_none() {
            triggers.clear();
        }
        if triggers.iter().all(|known| known.needs != trigger.needs) {
            triggers.push(trigger);
            let asked = |known: &Trigger| needs.get(usize::from(known.needs)).map_or(0, |needs| needs.count());
            triggers.sort_by_key(|known| std::cmp::Reverse((asked(known), known.strength == Strength::Strong)));
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
    use super::super::super::text::Page;
    use super::super::lexes;
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
        let (mut seen, mut again) = (std::collections::HashSet::new(), Vec::new());
        let verbs = verbs(include_str!("../../../assets/lexicon/en/verbs.txt"));
        let list = include_str!("../../../assets/lexicon/en/triggers.txt");
        let (happenings, _) = list.split_once("\n[none]").unwrap();
        for line in happenings.lines().filter(|line| !line.starts_with('#')) {
            let Some((form, phrases)) = line.split_once(": ") else { continue };
            for phrase in phrases.split(", ") {
                let (bare, needs) = Needs::parse(phrase);
                let forms = written(form, bare.trim_end_matches(['~', '^']), &verbs);
                let new = forms.into_iter().filter(|form| seen.insert(format!("{form} {needs:?}"))).count();
                if new == 0 {
                    again.push(format!("{form}: {phrase}"));
                }
            }
        }
        assert!(again.is_empty(), "{again:#?}");
        assert!(seen.len() > 1000);
    }

    #[test]
    fn a_class_of_verbs_stands_for_each_of_them() {
        check("the lorry hurtled into a queue of shoppers", &[("hurtled into", "traffic-accident")]);
        check("the rowdy talk hurtled into a row", &[]);
        check("bandits grabbed at least 30 pupils", &[("grabbed", "abduction")]);
        check("bandits grabbed at a rope of pupils", &[]);
        check("the court found the commander guilty on 44 counts", &[("court found", "sentence")]);
    }

    #[test]
    fn every_class_of_verbs_is_asked_for() {
        let verbs = verbs(include_str!("../../../assets/lexicon/en/verbs.txt"));
        let list = include_str!("../../../assets/lexicon/en/triggers.txt");
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
        for line in
            include_str!("../../../assets/lexicon/en/triggers.txt").lines().filter(|line| !line.starts_with('#'))
        {
            for word in line.split([' ', ',']).filter_map(|word| word.strip_prefix(['+', '<', '>', '=', '!'])) {
                for class in word.split('|') {
                    assert!(Class::named(class) != Class(0), "{class} in {line}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_the_lexicon_is_known() {
        for line in include_str!("../../../assets/lexicon/en/triggers.txt").lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                assert!(name == "none" || Kind::from_word(name).is_some(), "{name}");
            }
        }
        for &kind in Kind::ALL {
            let heading = format!("[{}]", kind.word());
            assert!(
                include_str!("../../../assets/lexicon/en/triggers.txt").contains(&heading),
                "{heading} has no words"
            );
        }
    }
}
