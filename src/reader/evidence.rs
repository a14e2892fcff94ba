//! Is a place meant? Weighs what stands around each mention: persons, organisations, prepositions, states after commas.
//!
//! Comes in: mentions and the names they bear. Goes out: the same mentions with log-odds and part-of-name marks, and
//! containers ("Paris, Texas"). Each weight stands beside the kind of words it is for; none knows a document.

mod after;
mod before;

use std::ops::Range;

use geodata::{Class, PlaceId};
use rustc_hash::FxHashSet;

use super::container;
use super::filing;
use super::gather::{Name, Names};
use super::lexicon::{ENGLISH, Tags};
use super::sentence::Capitals;
use super::series;
use super::text::Page;
use super::token::{Case, Kind, Token};
use super::toponym::{Mention, Naming};

/// From this prior on a bare name is known to most readers: countries, states, cities of a million.
const FAMOUS: f32 = 5.9;

/// From this prior on a place is a large town.
const LARGE: f32 = 5.3;

/// Below this prior a place is known to few beside those who live there.
const LITTLE_KNOWN: f32 = 4.9;

/// Weighs all mentions; `told` are the places other articles of the story are sure of, sorted.
pub(super) fn weigh(page: &Page<'_>, mentions: &mut [Mention], names: &Names, told: &[PlaceId]) {
    let mut scale = Scale {
        page,
        persons: FxHashSet::default(),
        covered: vec![false; page.tokens.len()],
        titled: FxHashSet::default(),
        first: FxHashSet::default(),
        small: FxHashSet::default(),
        vessels: FxHashSet::default(),
    };
    for mention in mentions.iter() {
        for slot in scale.covered.get_mut(mention.tokens.clone()).unwrap_or_default() {
            *slot = true;
        }
    }
    for (index, mention) in mentions.iter().enumerate() {
        let unknown = names.of(index).is_none_or(|name| name.prominence < LITTLE_KNOWN);
        let named = page.token(mention.tokens.start).is_some_and(|token| token.tags.has(Tags::FIRST_NAME));
        if mention.tokens.len() == 1 && unknown && named {
            scale.first.insert(mention.tokens.start);
        }
    }
    scale.find_persons(mentions, names);
    scale.find_small_words(mentions);
    scale.find_vessels(mentions);
    container::mark(page, mentions, names);
    for index in 0..mentions.len() {
        let Some(mention) = mentions.get(index) else { break };
        let (evidence, part_of_name) = scale.weigh(mention, names.of(index));
        if let Some(mention) = mentions.get_mut(index) {
            mention.evidence += evidence;
            mention.part_of_name = part_of_name;
        }
    }
    agree(page, mentions, names);
    agree_with_story(&scale, mentions, names, told);
}

/// One sense per article: mentions of a name that are weakly seen follow one that is plainly seen.
fn agree(page: &Page<'_>, mentions: &mut [Mention], names: &Names) {
    let mut best = vec![f32::MIN; names.names.len()];
    for (index, mention) in mentions.iter().enumerate() {
        if let Some(slot) = names.index(index).and_then(|name| best.get_mut(name))
            && !mention.part_of_name
        {
            *slot = slot.max(mention.evidence);
        }
    }
    for (index, mention) in mentions.iter_mut().enumerate() {
        if begins_as_word(page, mention) {
            continue;
        }
        let top = names.index(index).and_then(|name| best.get(name)).copied().unwrap_or(0.0);
        if top >= 2.0 && mention.evidence > -2.2 {
            mention.evidence += 1.8;
        }
    }
}

/// "the villages of Riyom", "the Riyom site": what another article of the story plainly names as a place is one in this article
/// too, where nothing much speaks against it.
fn agree_with_story(scale: &Scale<'_>, mentions: &mut [Mention], names: &Names, told: &[PlaceId]) {
    const AGAINST: f32 = -1.8;
    if told.is_empty() {
        return;
    }
    let page = scale.page;
    let person = |mention: &Mention| {
        let plain = page.sentences.get(mention.sentence).is_some_and(|sentence| sentence.capitals == Capitals::Normal);
        let capital =
            |at: usize| plain && page.token(at).is_some_and(|token| token.is_capital() && !scale.is_covered(at));
        // "his rival Hector Hila"
        let first = page.sentences.get(mention.sentence).map_or(0, |sentence| sentence.tokens.start);
        let given =
            |at: usize| page.token(at).is_some_and(|token| token.is_capital() && token.tags.has(Tags::FIRST_NAME));
        let named = mention.tokens.start.checked_sub(1).is_some_and(|at| at >= first && (capital(at) || given(at)));
        named || scale.persons.contains(page.word(mention.tokens.end - 1)) || capital(mention.tokens.end)
    };
    for (index, mention) in mentions.iter_mut().enumerate() {
        let doubtful = mention.evidence <= 0.0 && mention.evidence > AGAINST && !mention.part_of_name;
        let first = names.of(index).and_then(|name| name.candidates.first());
        let known = || first.is_some_and(|place| told.binary_search(&place.id).is_ok());
        if doubtful
            && matches!(mention.naming, Naming::Name(_))
            && !begins_as_word(page, mention)
            && known()
            && !person(mention)
        {
            mention.evidence = 0.4;
        }
    }
}

/// "Mobile phones were sold in Mobile", "Reading is fun in Reading": a word that begins its sentence and goes on in small
/// letters is a word, whatever the town.
fn begins_as_word(page: &Page<'_>, mention: &Mention) -> bool {
    let first = page
        .sentences
        .get(mention.sentence)
        .is_some_and(|sentence| sentence.tokens.start == mention.tokens.start && sentence.capitals == Capitals::Normal);
    let word = page.token(mention.tokens.start).is_some_and(|token| token.tags.has(Tags::AMBIGUOUS.with(Tags::COMMON)));
    let next = page.token(mention.tokens.end);
    mention.tokens.len() == 1
        && first
        && word
        && next.is_some_and(|next| {
            next.kind == Kind::Word
                && next.case == Case::Lower
                && !next.tags.has(Tags::SPEECH.with(Tags::ACTION).with(Tags::PLACE_NOUN).with(Tags::STATE_BODY))
        })
}

struct Scale<'p> {
    page: &'p Page<'p>,
    /// Words that end the names of persons in this article.
    persons: FxHashSet<&'p str>,
    /// Tokens that belong to a mention.
    covered: Vec<bool>,
    /// Tokens of first names that are also places nobody knows: "Hector" before "Wellington".
    first: FxHashSet<usize>,
    /// Tokens of a person's names after a title: "Captain Austin Dallas".
    titled: FxHashSet<usize>,
    /// Words of mentions that also stand in small letters in this article.
    small: FxHashSet<&'p str>,
    /// First words of what a ship or a storm is called in this article.
    vessels: FxHashSet<&'p str>,
}

impl<'p> Scale<'p> {
    fn token(&self, index: Option<usize>, sentence: &Range<usize>) -> Option<&'p Token> {
        index.filter(|index| sentence.contains(index)).and_then(|index| self.page.tokens.get(index))
    }

    fn is_covered(&self, index: usize) -> bool {
        self.covered.get(index).copied().unwrap_or(false)
    }

    /// "Gen. J. Smith", "Anna Lachin", "Tyrise M. Bell": the last words are persons' from here on.
    fn find_persons(&mut self, mentions: &[Mention], names: &Names) {
        let famous: FxHashSet<usize> = mentions
            .iter()
            .enumerate()
            .filter(|&(index, _)| names.of(index).is_some_and(|name| name.prominence >= FAMOUS))
            .map(|(_, mention)| mention.tokens.end - 1)
            .collect();
        for sentence in &self.page.sentences {
            if sentence.capitals == Capitals::All {
                self.find_shouted(&sentence.tokens);
                continue;
            }
            self.find_victims(&sentence.tokens, &famous);
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.page.token(at).is_some_and(Token::is_capital) {
                    at += 1;
                    continue;
                }
                let (end, person) = self.person_run(at, sentence.tokens.end);
                if let Some(names) = self.aged(at, sentence.tokens.end) {
                    self.persons.extend(names.clone().map(|at| self.page.word(at)));
                    self.titled.extend(names.clone());
                    at = names.end;
                    continue;
                }
                if person && let Some(names) = self.names_after_title(at, end) {
                    self.titled.extend(names);
                }
                if person && end > at + 1 && !famous.contains(&(end - 1)) {
                    self.persons.insert(self.page.word(end - 1));
                    self.persons.extend(self.first_of_two(at, end).map(|at| self.page.word(at)));
                }
                at = end.max(at + 1);
            }
        }
    }

    /// Whether a number may be somebody's years.
    fn is_age(&self, at: usize) -> bool {
        const OLDEST: u32 = 110;
        self.page.word(at).parse::<u32>().is_ok_and(|years| years <= OLDEST)
    }

    /// "Sohag Hossain, 19,": two or three capital words with an age behind them, and no place of so many words.
    fn aged(&self, at: usize, stop: usize) -> Option<Range<usize>> {
        let other = Tags::PLACE_NOUN
            .with(Tags::CIVIC)
            .with(Tags::ORGANISATION)
            .with(Tags::TEAM)
            .with(Tags::COMPASS)
            .with(Tags::FUNCTION)
            .with(Tags::MONTH)
            .with(Tags::WEEKDAY);
        let name = |at: usize| {
            at < stop && self.page.token(at).is_some_and(|token| token.case == Case::Title && !token.tags.has(other))
        };
        let names = at..(at..at + 3).find(|&at| !name(at)).unwrap_or(at + 3);
        let mark = |at: usize| at < stop && self.page.word(at) == ",";
        let (comma, age) = (names.end, names.end + 1);
        let aged = names.len() >= 2 && !name(comma) && mark(comma) && self.is_age(age) && mark(age + 1);
        (aged && !names.clone().all(|at| self.is_covered(at))).then_some(names)
    }

    /// "Carlos Valencia García": the first of two family names, by which a person is known.
    fn first_of_two(&self, at: usize, end: usize) -> Option<usize> {
        let of = |at: usize, tag: Tags| self.page.token(at).is_some_and(|token| token.tags.has(tag));
        let first = end.checked_sub(2).filter(|&first| first > at)?;
        (of(first - 1, Tags::FIRST_NAME)
            && of(first, Tags::SURNAME)
            && of(first + 1, Tags::SURNAME)
            && !of(first, Tags::COMMON))
        .then_some(first)
    }

    /// "had stabbed Welch", "after Welch and his mother left", "her daughter, Brittany", "Brittany, 12,": who is stabbed, has kin
    /// or, by a first name, an age is no place.
    fn find_victims(&mut self, sentence: &Range<usize>, famous: &FxHashSet<usize>) {
        const HARMED: &[&str] =
            &["stabbed", "stabbing", "murdered", "murdering", "strangled", "strangling", "married", "marrying"];
        let page = self.page;
        let alone = |at: usize| {
            let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
            self.is_covered(at) && capital(at) && !capital(at + 1) && !famous.contains(&at)
        };
        let found = sentence.clone().skip(1).filter(|&at| alone(at)).filter(|&at| {
            let kin = page.word(at + 1) == "and"
                && matches!(page.word(at + 2), "his" | "her")
                && before::KIN.contains(&page.word(at + 3));
            HARMED.contains(&page.word(at - 1)) || kin || self.is_first_name_of_kin(at)
        });
        let found: Vec<usize> = found.collect();
        self.persons.extend(found.into_iter().map(|at| page.word(at)));
    }

    /// "her daughter, Brittany", "his wife Georgia and", "Brittany, 12,": a first name with kin before it or an age behind it.
    fn is_first_name_of_kin(&self, at: usize) -> bool {
        let page = self.page;
        if !page.token(at).is_some_and(|token| token.tags.has(Tags::FIRST_NAME)) {
            return false;
        }
        let before = at - usize::from(page.word(at - 1) == ",");
        let kin = before.checked_sub(1).is_some_and(|at| before::KIN.contains(&page.word(at)));
        let owned = before.checked_sub(2).map_or("", |at| page.word(at));
        let aged = page.word(at + 1) == "," && page.word(at + 3) == "," && self.is_age(at + 2);
        (kin && (matches!(owned, "her" | "his" | "their" | "my" | "our") || owned.ends_with("s"))) || aged
    }

    /// "CARLOS VALENCIA GARCIA" where every letter is a capital: names are told by the lists alone.
    fn find_shouted(&mut self, sentence: &Range<usize>) {
        let is =
            |at: usize, tag: Tags| at < sentence.end && self.page.token(at).is_some_and(|token| token.tags.has(tag));
        let family = |at: usize| is(at, Tags::SURNAME) && !is(at, Tags::COMMON.with(Tags::FUNCTION).with(Tags::TITLE));
        let mut found: Vec<usize> = Vec::new();
        for at in sentence.clone().filter(|&at| is(at, Tags::FIRST_NAME) && family(at + 1)) {
            found.push(at + 1);
            found.extend(Some(at + 2).filter(|&at| family(at)));
        }
        self.persons.extend(found.into_iter().map(|at| self.page.word(at)));
    }

    /// A run of capital words from `at`: where it ends, and whether it names a person.
    fn person_run(&self, at: usize, stop: usize) -> (usize, bool) {
        let (mut end, mut person) = (at, false);
        while end < stop
            && let Some(token) = self.page.tokens.get(end)
            && token.is_capital()
            && !token.tags.has(Tags::FUNCTION.with(Tags::MONTH).with(Tags::WEEKDAY))
        {
            let word = self.page.word(end);
            let first = end == at;
            if token.tags.has(Tags::TITLE) && !token.tags.has(Tags::FIRST_NAME) {
                // What follows a title is a person; what stood before it was something else.
                return if first { self.person_after_title(end + 1, stop) } else { (end, person) };
            }
            person |= token.tags.has(Tags::FIRST_NAME) && (first || person) && !self.is_part_of_longer(end);
            person |= !first && is_initial(word);
            let breaks = Tags::CIVIC
                .with(Tags::ORGANISATION)
                .with(Tags::TEAM)
                .with(Tags::STREET)
                .with(Tags::PLACE_NOUN)
                .with(Tags::COMPANY);
            if !first && token.tags.has(breaks) && !token.tags.has(Tags::FIRST_NAME) {
                return (end + 1, false);
            }
            end += 1;
        }
        (end, person && end <= at + 4)
    }

    fn person_after_title(&self, from: usize, stop: usize) -> (usize, bool) {
        let mut end = from;
        while end < stop
            && end < from + 4
            && let Some(token) = self.page.tokens.get(end)
            && token.is_capital()
            && !token.tags.has(Tags::FUNCTION.with(Tags::TITLE).with(Tags::CIVIC).with(Tags::ORGANISATION))
        {
            end += 1;
        }
        (end, end > from)
    }

    /// The two or three names of a person after a title; none where one of them is no name of a person.
    fn names_after_title(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let other = Tags::PLACE_NOUN.with(Tags::CIVIC).with(Tags::ORGANISATION).with(Tags::TEAM).with(Tags::COMPASS);
        let title =
            self.page.token(at).filter(|token| token.tags.has(Tags::TITLE) && !token.tags.has(Tags::FIRST_NAME));
        let names = at + 1..end;
        let fits =
            |at: usize| self.page.token(at).is_some_and(|token| token.case == Case::Title && !token.tags.has(other));
        (title.is_some() && (2..=3).contains(&names.len()) && names.clone().all(fits)).then_some(names)
    }

    /// A first name that only begins a longer place name: "San Jose", "Jose" of it.
    fn is_part_of_longer(&self, index: usize) -> bool {
        self.is_covered(index)
            && self.is_covered(index + 1)
            && !self.page.token(index + 1).is_some_and(|next| next.tags.has(Tags::SURNAME))
    }

    fn find_small_words(&mut self, mentions: &[Mention]) {
        let singles: FxHashSet<&str> =
            mentions.iter().filter(|m| m.tokens.len() == 1).map(|m| self.page.word(m.tokens.start)).collect();
        // One bit for each first letter and length there is: most words of a text end here.
        let bit = |word: &str| {
            let first = word.bytes().next().unwrap_or(0);
            1_u64 << ((usize::from(first) * 5 + word.len()) % 64)
        };
        let sieve = singles.iter().fold(0, |sieve, word| sieve | bit(word));
        for (index, token) in self.page.tokens.iter().enumerate() {
            if token.kind == Kind::Word && token.case == Case::Lower && token.end - token.start > 2 {
                let word = self.page.word(index);
                if sieve & bit(word) != 0 && singles.contains(word) {
                    self.small.insert(word);
                }
            }
        }
    }

    /// "the container ship Dali": from here on "the Dali" is the ship.
    fn find_vessels(&mut self, mentions: &[Mention]) {
        for mention in mentions {
            let before = mention.tokens.start.checked_sub(1).and_then(|at| self.page.token(at));
            let christened = before
                .is_some_and(|before| before.kind == Kind::Word && self.christened(mention.tokens.start, before) < 0.0);
            let said = || self.is_definite(mention) && self.is_said_to_be_vessel(mention);
            if christened || said() || self.is_measured(mention) || self.is_afloat(mention) {
                self.vessels.insert(self.page.word(mention.tokens.start));
            }
        }
    }

    /// "the Dali ran aground", "aboard the Dali", "the crew of the Dali": what floats.
    fn is_afloat(&self, mention: &Mention) -> bool {
        const FLOATS: &[&str] = &["sank", "capsized", "foundered", "sailed", "keeled", "docked", "drifted"];
        let (from, end) = (mention.tokens.start, mention.tokens.end);
        let word = |back: usize| from.checked_sub(back).map_or("", |at| self.page.word(at));
        let verb = FLOATS.contains(&self.page.word(end))
            || matches!((self.page.word(end), self.page.word(end + 1)), ("ran", "aground") | ("went", "down"));
        let aboard = matches!(word(2), "aboard" | "onboard")
            || (word(2) == "board" && word(3) == "on")
            || (word(2) == "of" && matches!(word(3), "crew" | "captain" | "skipper" | "deck" | "wreck" | "hold"));
        self.is_definite(mention) && (verb || aboard)
    }

    /// "The Dali, a Singapore-flagged vessel".
    fn is_said_to_be_vessel(&self, mention: &Mention) -> bool {
        const REACH: usize = 8;
        let from = mention.tokens.end + 2;
        self.page.word(from - 2) == ","
            && matches!(self.page.word(from - 1), "a" | "an" | "the")
            && (from..from + REACH)
                .take_while(|&at| {
                    !matches!(self.page.word(at), "," | "." | "in" | "of" | "on" | "where" | "that" | "which")
                })
                .any(|at| self.page.token(at).is_some_and(|noun| ENGLISH.lex(noun.word).is_vessel()))
    }

    /// Log-odds that the mention is a place, and whether it is part of another name.
    fn weigh(&self, mention: &Mention, name: Option<&Name>) -> (f32, bool) {
        let Some(sentence) = self.page.sentences.get(mention.sentence) else { return (0.0, false) };
        let range = &sentence.tokens;
        let prominence = name.map_or(0.0, |name| name.prominence);
        match mention.naming {
            Naming::Street => return (1.5, false),
            Naming::Unlisted if self.is_vessel(mention) => return (-3.2, false),
            Naming::Unlisted => return (0.8, false),
            Naming::Abbreviation(_) => return (3.0 + self.after(mention, range, true).0, false),
            Naming::Demonym(_) => return self.weigh_demonym(mention, range),
            Naming::Seat(..) => return (3.0, false),
            Naming::Name(_) => {}
        }
        let famous = prominence >= FAMOUS;
        let base = (prominence - 3.9) * 0.8;
        let (after, part) = self.after(mention, range, famous);
        let feature = name.is_some_and(|name| name.candidates.iter().take(4).any(|place| is_feature(place.class)));
        let within = self.within(mention, range, prominence, feature);
        let mut sum = base + self.before(mention, range, famous) + after + within;
        if filing::is_town(self.page, mention.tokens.clone(), sentence) {
            sum += 3.0;
        }
        if series::noun(self.page, mention.tokens.end).is_some() {
            sum += 2.5;
        }
        let river = name.and_then(|name| name.candidates.first()).is_some_and(|place| place.class == Class::River);
        let vessel = self.is_vessel(mention);
        let height = || name.and_then(|name| name.candidates.first()).is_some_and(|place| is_feature(place.class));
        if vessel || (self.is_measured(mention) && !height()) {
            sum -= 4.0;
        } else if river && self.is_definite(mention) {
            // "The Rhine burst its banks."
            sum += 1.0;
        }
        match sentence.capitals {
            Capitals::Normal => {}
            Capitals::Title => sum -= 0.6,
            Capitals::All => sum -= 1.0,
        }
        (sum, part)
    }

    /// Whether a mention is of a ship that its page calls so.
    fn is_vessel(&self, mention: &Mention) -> bool {
        self.vessels.contains(self.page.word(mention.tokens.start)) && self.is_definite(mention)
    }

    /// Whether "the" stands before a mention.
    fn is_definite(&self, mention: &Mention) -> bool {
        mention.tokens.start.checked_sub(1).is_some_and(|at| self.page.word(at) == "the")
    }

    /// "the 984-foot Dali", "the Doña Paz, 93 metres long": what has a length is no town.
    fn is_measured(&self, mention: &Mention) -> bool {
        const LENGTHS: &[&str] = &["feet", "foot", "metres", "meters", "m"];
        let end = mention.tokens.end;
        if self.page.word(end) == ","
            && self.page.token(end + 1).is_some_and(|token| token.kind == Kind::Number)
            && LENGTHS.contains(&self.page.word(end + 2))
            && self.page.word(end + 3) == "long"
        {
            return true;
        }
        const UNITS: &[&str] = &["foot", "feet", "ft", "metre", "meter", "tonne", "ton", "seat"];
        let unit = mention.tokens.start.checked_sub(1).filter(|&at| UNITS.contains(&self.page.word(at)));
        unit.and_then(|unit| unit.checked_sub(2)).is_some_and(|number| {
            self.page.token(number + 1).is_some_and(|dash| dash.is(b'-'))
                && self.page.token(number).is_some_and(|token| token.kind == Kind::Number)
        })
    }

    /// A people's name is nearly always meant; not "Georgian Smith" nor "Polish" that begins a sentence.
    fn weigh_demonym(&self, mention: &Mention, sentence: &Range<usize>) -> (f32, bool) {
        let next = self.token(Some(mention.tokens.end), sentence);
        // "the Pan-American" is a road of many lands.
        let joined =
            mention.tokens.start.checked_sub(2).filter(|&at| self.page.token(at + 1).is_some_and(|dash| dash.is(b'-')));
        if joined.is_some_and(|at| matches!(self.page.word(at), "pan" | "inter" | "trans")) {
            return (-2.0, false);
        }
        let swallowed =
            next.is_some_and(|next| next.is_capital() && next.tags.has(Tags::ORGANISATION.with(Tags::TEAM)));
        let spoken =
            |at: usize| matches!(self.page.word(at), "in" | "speak" | "speaks" | "spoke" | "speaking" | "into");
        let tongue = matches!(
            self.page.word(mention.tokens.start),
            "english" | "spanish" | "french" | "german" | "italian" | "russian" | "arabic" | "chinese"
        );
        let before = mention.tokens.start.checked_sub(1);
        let noun = next.is_some_and(|next| next.kind == Kind::Word && !next.tags.has(Tags::FUNCTION));
        if tongue && !noun && (before.is_some_and(spoken) || self.page.word(mention.tokens.start) == "english") {
            return (-1.0, false);
        }
        let language = next.is_some_and(|next| next.kind == Kind::Word)
            && matches!(self.page.word(mention.tokens.end), "language" | "dictionary");
        // "American Legion", "Spanish Oaks": a name of its own, unless an office or a person follows.
        let office = Tags::TITLE
            .with(Tags::CIVIC)
            .with(Tags::STATE_BODY)
            .with(Tags::FIRST_NAME)
            .with(Tags::FUNCTION)
            .with(Tags::SURNAME);
        let plain =
            self.page.sentences.get(mention.sentence).is_some_and(|sentence| sentence.capitals == Capitals::Normal);
        let named = next.is_some_and(|next| plain && next.is_capital() && !next.tags.has(office))
            && !self.is_covered(mention.tokens.end);
        (if language { -1.0 } else { 2.5 }, swallowed || named)
    }

    /// What the words of the name themselves say.
    fn within(&self, mention: &Mention, sentence: &Range<usize>, prominence: f32, feature: bool) -> f32 {
        let famous = prominence >= FAMOUS;
        let Some(token) = self.page.token(mention.tokens.start) else { return 0.0 };
        if mention.tokens.len() > 1 {
            let common = |index: usize| {
                self.page.token(index).is_some_and(|token| token.tags.has(Tags::COMMON.with(Tags::FUNCTION)))
            };
            let plain = mention.tokens.clone().all(common);
            let last = mention.tokens.end - 1;
            let person = token.tags.has(Tags::FIRST_NAME) && self.persons.contains(self.page.word(last));
            let county =
                self.page.token(last).is_some_and(|token| token.tags.has(Tags::PLACE_NOUN) && token.is_capital());
            // "Captain Austin Dallas", where a place is called Austin Dallas, or Dallas alone.
            let titled = mention.tokens.clone().any(|at| self.titled.contains(&at));
            return match (person, plain) {
                // "in Warner Robins": where a name so long is known, nobody is meant.
                (true, _) if self.is_where(mention) => 0.0,
                (true, _) => -3.0,
                _ if titled => -4.0,
                // "the Black Sea", "the White Mountains": every word is plain, the whole is a name.
                _ if feature && county => 1.2,
                _ if county
                    && (!plain || self.page.word(last) == "county")
                    && self.page.token(last - 1).is_some_and(|before| !before.tags.has(Tags::FUNCTION)) =>
                {
                    1.9
                }
                (false, true) => -0.8,
                (false, false) => 1.0,
            };
        }
        let word = self.page.word(mention.tokens.start);
        let mut sum: f32 = 0.0;
        if self.titled.contains(&mention.tokens.start) {
            sum -= 5.0;
        }
        if token.tags.has(Tags::COMMON.with(Tags::FUNCTION).with(Tags::TITLE)) {
            // "in Nice", "near Van": a word that is no name has no capital there.
            let plain = self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals == Capitals::Normal);
            sum -= if prominence >= LARGE && plain && self.is_where(mention) { 1.5 } else { 4.0 };
        }
        if token.tags.has(Tags::COMPASS.with(Tags::PLACE_NOUN).with(Tags::ABBREVIATION)) {
            sum -= 4.0;
        }
        if token.tags.has(Tags::TEAM.with(Tags::CIVIC)) {
            sum -= 1.5;
        }
        if token.tags.has(Tags::AMBIGUOUS) && !famous {
            sum -= 1.0;
        }
        if self.persons.contains(word) {
            let led = mention.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
            let placed = matches!(led, "in" | "at" | "near" | "from" | "to" | "of" | "outside" | "through" | "for");
            sum -= if famous && placed { 1.0 } else { 3.5 };
        }
        if token.tags.has(Tags::FIRST_NAME) && !famous {
            // "Augusta" and "Charlotte" are towns as often as women.
            sum -= if prominence >= 4.9 { 0.4 } else { 1.2 };
        } else if token.tags.has(Tags::SURNAME) && !famous {
            sum -= 0.5;
        }
        if (mention.container.is_some() || self.is_said_outright(mention.tokens.start))
            && !token.tags.has(Tags::FUNCTION)
        {
            // "Nice, France", "the city of Van": said to be a place, whatever else the word may be.
            return sum.max(-2.0);
        }
        if self.small.contains(word) {
            sum -= if mention.tokens.start == sentence.start { 3.0 } else { 1.5 };
        }
        // Where every letter is a capital, a little-known name is more often a word.
        if prominence < 4.3 && self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals == Capitals::All) {
            sum -= 1.2;
        }
        if word.len() <= 3 {
            sum -= if token.case == Case::Upper { 2.0 } else { 1.2 };
        } else if token.case == Case::Upper
            && self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals != Capitals::All)
        {
            // A shouted dateline town ("LEBANON (AP)") or letters that stand for something.
            let alone = word.len() <= 4 && mention.tokens.start > sentence.start;
            // "PTA", "UGA": letters that stand for something, though a gazetteer has them as a code of some town.
            sum -= match (alone, word.len()) {
                (true, _) => 4.0,
                (false, 0..=4) => 1.5,
                _ => 0.0,
            };
        }
        sum
    }
}

/// Waters, heights and islands.
fn is_feature(class: Class) -> bool {
    matches!(class, Class::Water | Class::River | Class::Mountain | Class::Island | Class::Region)
}

/// "J.", "w.": a single letter with its stop.
fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.')
}
