//! Mentions of places: where a name of the gazetteer, a demonym, a seat of power or a street stands in the text.
//!
//! Comes in: a page and the gazetteer. Goes out: mentions in order, the longest name at each capital, not yet judged
//! (see [`super::evidence`]) nor resolved (see [`super::resolve`]). It must never allocate for a word that begins no
//! name: most words end at the first step of the walk.

use std::ops::Range;

use geodata::{Class, Gazetteer, NameKey, PlaceId, Step, Walk};
use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{Tags, WordId};
use super::place_word::{is_article, is_estate, is_feature_head};
use super::sentence::{Capitals, Sentence};
use super::series;
use super::text::Page;
use super::token::{Case, Kind, Token};
use super::unknown;
use crate::story::{ZoneKind, distance_km};

/// What kind of words name the place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Naming {
    /// A name of the gazetteer.
    Name(NameKey),
    /// "Armenian": the people or things of a place.
    Demonym(PlaceId),
    /// "the Kremlin": where it stands, and the place it speaks for.
    Seat(PlaceId, PlaceId),
    /// "U.S.", "Calif.", and after a comma "GA".
    Abbreviation(PlaceId),
    /// "Main Street", "Interstate 70": a place no gazetteer of towns has.
    Street,
    /// "Neches River", "Lake Lanier": plainly a place, by its noun, that the gazetteer does not have.
    Unlisted,
}

/// A place named in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The index of its sentence.
    pub sentence: usize,
    /// How it is named.
    pub naming: Naming,
    /// The container it is qualified by: the index of the mention of Texas in "Paris, Texas".
    pub container: Option<usize>,
    /// The noun that says what it is: the token of "town" in "Salem, a town in Oregon".
    pub apposed: Option<usize>,
    /// Whether it stands in a row of states or countries ("Utah, Washington and Wisconsin").
    pub listed: bool,
    /// Whether the words belong to another name ("Baku State University").
    pub part_of_name: bool,
    /// Log-odds that a place is meant.
    pub evidence: f32,
}

impl Mention {
    /// A mention of which no more is known than where it stands.
    pub(super) fn new(tokens: Range<usize>, sentence: usize, naming: Naming) -> Self {
        Self {
            tokens,
            sentence,
            naming,
            container: None,
            apposed: None,
            listed: false,
            part_of_name: false,
            evidence: 0.0,
        }
    }
}

/// Finds all mentions of a page; `told` are the keys of places the gazetteer lacks that other articles put somewhere.
pub(super) fn find(page: &Page<'_>, gazetteer: &Gazetteer, told: &[&str]) -> Vec<Mention> {
    let mut finder = Finder {
        page,
        gazetteer,
        folded: String::new(),
        known: FxHashMap::default(),
        begun: FxHashMap::default(),
        rivers: FxHashSet::default(),
    };
    let mut mentions = Vec::new();
    for (index, sentence) in page.sentences.iter().enumerate() {
        let read =
            matches!(sentence.zone, ZoneKind::Headline | ZoneKind::Body | ZoneKind::QuoteBlock | ZoneKind::Dateline);
        if read {
            finder.sentence(index, sentence, &mut mentions);
        }
    }
    unknown::find_again(page, told, &mut mentions);
    mentions
}

/// What stands before a hyphen and makes no other name of what stands behind: "Anti-Iran", "Trans-Siberia".
const PREFIXES: &[&str] = &[
    "anti", "pro", "non", "ex", "post", "pre", "mid", "trans", "neo", "inter", "intra", "north", "south", "east",
    "west",
];

pub(super) struct Finder<'p, 'g> {
    pub(super) page: &'p Page<'p>,
    pub(super) gazetteer: &'g Gazetteer,
    folded: String,
    /// What single capital words that begin no longer name were found to be.
    known: FxHashMap<&'p str, Option<Naming>>,
    /// First words of rivers the gazetteer lacks, named in full before: "the Neches River".
    rivers: FxHashSet<&'p str>,
    /// Where the walks of names stand after words that began one.
    begun: FxHashMap<&'p str, (Walk<'g>, Step)>,
}

impl<'p, 'g> Finder<'p, 'g> {
    fn sentence(&mut self, number: usize, sentence: &Sentence, mentions: &mut Vec<Mention>) {
        let mut index = sentence.tokens.start;
        while index < sentence.tokens.end {
            let Some(token) = self.page.token(index) else { break };
            if !self.may_begin(token, sentence) && !self.begins_with_article(index) {
                index += 1;
                continue;
            }
            let mut found = self.longest(index, sentence).filter(|&(end, naming)| !self.is_money(index, end, naming));
            if let Some(county) = self.county_of_row(index, found.map_or(index + 1, |(end, _)| end), sentence) {
                found = Some(county);
            }
            if let Some((end, Naming::Name(key))) = found
                && self.has_idle_head(index, end, key, sentence)
            {
                found = None;
            }
            if let Some((end, Naming::Name(_))) = found
                && (self.is_cut_at_hyphen(end) || self.is_half(index, end, sentence, mentions))
            {
                found = None;
            }
            if let Some((end, Naming::Name(key))) = found
                && let Some(shorter) = self.without_city(index, end, key)
            {
                found = Some((end - 1, Naming::Name(shorter)));
            }
            if found.is_none_or(|(_, naming)| naming == Naming::Unlisted) {
                found = self.joined(index, sentence).or(found);
            }
            let end = found.map_or(index + 1, |(end, _)| end);
            if let Some((end, naming)) = found {
                if naming == Naming::Unlisted && self.page.word(end - 1) == "river" {
                    self.rivers.insert(self.page.word(index));
                }
                mentions.push(Mention::new(index..end, number, naming));
            }
            index = end.max(index + 1);
        }
    }

    /// "Pétion-Ville": a name that the gazetteer writes as one word.
    fn joined(&self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        const SHORTEST: u32 = 3;
        let part = |at: usize| {
            self.page.token(at).filter(|token| token.case == Case::Title && token.end - token.start >= SHORTEST)
        };
        let (first, hyphen, last) = (part(index)?, self.page.token(index + 1)?, part(index + 2)?);
        let bound = hyphen.is(b'-') && first.touches(hyphen) && hyphen.touches(last);
        let more = self.page.token(index + 3).is_some_and(|next| next.is(b'-') && last.touches(next));
        if !bound || more || index + 3 > sentence.tokens.end || PREFIXES.contains(&self.page.word(index)) {
            return None;
        }
        let name = self.original(index..index + 3).replace('-', "");
        let key = self.gazetteer.key_of(&name)?;
        let town = self.gazetteer.candidates(key).any(|found| self.gazetteer.class(found.place) == Class::City);
        town.then_some((index + 3, Naming::Name(key)))
    }

    /// "Swift and Wilkin counties": each is that county, whatever else bears the bare name.
    fn county_of_row(&self, index: usize, end: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        // "Indiana counties" and "the four metro Athens counties" are those of a state and of a town.
        let alone = |end: usize| matches!(self.page.word(end), "counties" | "parishes") && !self.is_listed(index);
        let row = |end: usize| matches!(series::noun(self.page, end), Some("counties" | "parishes")) && !alone(end);
        let end = [end, end + 1].into_iter().find(|&end| end <= sentence.tokens.end && row(end))?;
        let key = self.gazetteer.key_of(&format!("{} county", self.original(index..end)))?;
        Some((end, Naming::Name(key)))
    }

    /// "and Wilkin": whether a name goes on a list.
    fn is_listed(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|at| matches!(self.page.word(at), "and" | "or" | "," | "&" | "/"))
    }

    /// "el-Fasher", "ad-Damazin": the article of Arabic names, in small letters, before what it belongs to.
    pub(super) fn begins_with_article(&self, index: usize) -> bool {
        let Some(token) = self.page.token(index).filter(|token| token.end - token.start <= 3) else { return false };
        let hyphen = self.page.token(index + 1).is_some_and(|next| next.is(b'-') && token.touches(next));
        hyphen && is_article(self.page.word(index)) && self.page.token(index + 2).is_some_and(Token::is_capital)
    }

    /// "Croix-sur-Mer" where only Croix is known: another name, of which this is a part.
    fn is_cut_at_hyphen(&self, end: usize) -> bool {
        let hyphen = |at: usize| self.page.token(at).is_some_and(|token| token.is(b'-'));
        let joined = self.page.token(end - 1).zip(self.page.token(end)).is_some_and(|(last, next)| last.touches(next));
        let link = self.page.token(end + 1).is_some_and(|token| token.tags.has(Tags::NAME_LINK));
        joined && link && hyphen(end) && hyphen(end + 2)
    }

    /// "Birni-Lafia" where only Lafia is known, "Kara-Alma" where only Kara is: half of another name. Of two names that are
    /// both known each stands: "the Armenia-Azerbaijan border".
    fn is_half(&mut self, index: usize, end: usize, sentence: &Sentence, mentions: &[Mention]) -> bool {
        let page = self.page;
        let bound = |at: usize| {
            let hyphen = page.token(at).filter(|token| token.is(b'-'));
            hyphen.zip(page.token(at + 1)).is_some_and(|(hyphen, next)| hyphen.touches(next))
                && at > sentence.tokens.start
                && page.token(at - 1).zip(hyphen).is_some_and(|(last, hyphen)| last.touches(hyphen))
        };
        // "LIMA-Police said" is a dateline, "Pro-Russia" a prefix.
        let name = |at: usize| {
            page.token(at).is_some_and(|token| {
                token.case == Case::Title && token.end - token.start > 2 && !token.tags.has(Tags::FUNCTION)
            }) && !PREFIXES.contains(&page.word(at))
        };
        let shouted = page.token(index).is_some_and(|token| token.case == Case::Upper);
        if shouted || sentence.capitals != Capitals::Normal {
            return false;
        }
        if end < sentence.tokens.end && bound(end) && name(end + 1) {
            return match self.longest(end + 1, sentence) {
                Some((last, Naming::Name(_))) => !self.are_two(index..end, end + 1..last),
                other => other.is_none(),
            };
        }
        if index < sentence.tokens.start + 2 || !bound(index - 1) || !name(index - 2) {
            return false;
        }
        // The first half stands where both are places.
        mentions.last().is_none_or(|last| last.tokens.end != index - 1)
    }

    /// "the Bosaso-Garowe road", "the Moscow-Minsk express", "Armenia-Azerbaijan talks", "Fargo-Moorhead": two places, by
    /// the noun behind them, because everybody knows both, or because they lie side by side. Two names little known and far
    /// apart are one, "Kara-Alma".
    fn are_two(&self, one: Range<usize>, other: Range<usize>) -> bool {
        const KNOWN: u32 = 150_000;
        const TOWN: u32 = 5_000;
        const TWINS_KM: f64 = 30.0;
        const MOST: usize = 12;
        const WAYS: &[&str] = &[
            "road",
            "highway",
            "border",
            "route",
            "railway",
            "line",
            "corridor",
            "axis",
            "express",
            "train",
            "flight",
            "motorway",
            "expressway",
            "frontier",
            "bus",
            "ferry",
            "talks",
            "pipeline",
            "track",
        ];
        if (other.end..other.end + 3).any(|at| WAYS.contains(&self.page.word(at))) {
            return true;
        }
        let found = |tokens: Range<usize>| {
            let key = self.gazetteer.key_of(self.original(tokens));
            let candidates = key.into_iter().flat_map(|key| self.gazetteer.candidates(key)).take(MOST);
            candidates.map(|found| self.gazetteer.facts(found.place)).collect::<Vec<_>>()
        };
        let (one, other) = (found(one), found(other));
        let known = |facts: &Vec<geodata::Facts>| {
            facts.first().is_some_and(|facts| match facts.class {
                Class::City => facts.population >= KNOWN,
                Class::Country | Class::Admin1 | Class::Admin2 | Class::Region | Class::Continent => true,
                _ => false,
            })
        };
        let town = |facts: &&geodata::Facts| facts.population >= TOWN;
        let twins = || {
            one.iter().filter(town).any(|a| {
                let mut beside = other.iter().filter(town);
                beside.any(|b| distance_km((a.lon, a.lat), (b.lon, b.lat)) < TWINS_KM)
            })
        };
        (known(&one) && known(&other)) || other.first().is_some_and(|facts| facts.class == Class::Admin2) || twins()
    }

    /// "Boulder City Council" is that of Boulder, unless the town called Boulder City is the larger; "Hanover Town Hall" and
    /// "Springfield City Schools" are of any Hanover and Springfield, though one of them is also known by the longer name.
    fn without_city(&mut self, index: usize, end: usize, key: NameKey) -> Option<NameKey> {
        if end < index + 2 || !matches!(self.page.word(end - 1), "city" | "town") {
            return None;
        }
        let next = self.page.token(end).filter(|next| next.is_capital())?;
        let shorter = self.gazetteer.key_of(self.original(index..end - 1))?;
        let first = |key| self.gazetteer.candidates(key).next().map(|found| self.gazetteer.facts(found.place));
        let (town, city) = (first(shorter)?, first(key)?);
        let office = next.tags.has(Tags::CIVIC.with(Tags::TITLE).with(Tags::PERSON_NOUN));
        let larger = office && self.page.word(end - 1) == "city" && town.population >= city.population;
        let also = || self.gazetteer.candidates(key).all(|found| !found.main);
        (town.class == Class::City && (larger || also())).then_some(shorter)
    }

    /// "US$5 million" names money, not a country.
    fn is_money(&self, index: usize, end: usize, naming: Naming) -> bool {
        let dollar = |at: usize| self.page.token(at).is_some_and(|token| token.is(b'$'));
        matches!(naming, Naming::Abbreviation(_)) && (dollar(end) || index.checked_sub(1).is_some_and(dollar))
    }

    /// "The United States", "City of Norfolk": the name proper begins later, and is known without its head.
    fn has_idle_head(&mut self, index: usize, end: usize, key: NameKey, sentence: &Sentence) -> bool {
        let of = self.page.word(index + 1) == "of"
            && matches!(self.page.word(index), "city" | "town" | "village" | "county" | "province");
        // "evacuees to The Pas": an article with a capital is of the name.
        let own = index > sentence.tokens.start
            && sentence.capitals == Capitals::Normal
            && self.page.token(index).is_some_and(Token::is_capital);
        let from = if of {
            index + 2
        } else if self.page.word(index) == "the" && !own {
            index + 1
        } else {
            return false;
        };
        let Some((shorter, Naming::Name(rest))) = self.name(from, sentence) else { return false };
        let likeliest = |key| self.gazetteer.candidates(key).map(|found| found.place).next();
        shorter == end && (of || likeliest(rest) <= likeliest(key))
    }

    fn may_begin(&self, token: &Token, sentence: &Sentence) -> bool {
        token.kind == Kind::Word
            && token.case != Case::Lower
            && !token.tags.has(Tags::MONTH.with(Tags::WEEKDAY))
            && (sentence.capitals != Capitals::All || !token.tags.has(Tags::FUNCTION.with(Tags::COMMON)))
    }

    /// The longest thing that begins here: name, demonym, seat, abbreviation or street.
    fn longest(&mut self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        if self.is_river_again(index) {
            return Some((index + 1, Naming::Unlisted));
        }
        let street = self.street(index, sentence);
        let abbreviation = self.abbreviation(index);
        // "Lisbon Island" lies in no Iceland, whatever Danes call that.
        let name = self.name(index, sentence).filter(|&(end, _)| end > index + 1 || self.page.word(index) != "island");
        let word = self.demonym_or_seat(index, sentence).filter(|&(end, naming)| !self.is_own_name(end, naming, name));
        // "Ben Gurion airport": that some hamlet is called Ben does not cut the name.
        let first = || {
            let named = self.page.token(index).is_some_and(|token| token.tags.has(Tags::FIRST_NAME));
            named && self.page.token(index + 2).is_some_and(|token| token.tags.has(Tags::SITE_NOUN))
        };
        let headed = || is_feature_head(self.page.word(index));
        let quarter =
            || self.page.token(index + 1).is_some_and(Token::is_capital) && self.is_quarter_of(index, sentence);
        let unlisted = name.is_none_or(|(end, naming)| {
            end == index + 1 && (first() || headed() || quarter() || self.may_go_on(index, naming))
        });
        // "Jackson Township" lies at Jackson; the noun adds nothing a gazetteer could tell.
        let street = street.or_else(|| if unlisted { self.feature(index, sentence) } else { None });
        let street =
            street.or_else(|| self.longer(index, sentence, name)).or_else(|| self.estate(index, sentence, name));
        let mut best: Option<(usize, Naming)> = None;
        // On equal length the earlier of this list wins: "Georgian" is a demonym before it is a village.
        for found in [abbreviation, word, name, street].into_iter().flatten() {
            if best.is_none_or(|(end, _)| found.0 > end) {
                best = Some(found);
            }
        }
        best
    }

    /// "the town of Coronel Bogado" where only some Coronel is known, and not widely: a word no list has behind it may be of
    /// its name.
    fn may_go_on(&self, index: usize, naming: Naming) -> bool {
        const WIDELY: u32 = 300_000;
        let Naming::Name(key) = naming else { return false };
        let next = self.page.token(index + 1);
        next.is_some_and(|next| next.case == Case::Title && next.word == WordId::default())
            && self.gazetteer.candidates(key).next().is_some_and(|found| {
                let facts = self.gazetteer.facts(found.place);
                facts.class == Class::City && facts.population < WIDELY
            })
    }

    /// "in Roche Bois", where only some Roche is known: a place the gazetteer lacks, and not that one.
    fn longer(&self, index: usize, sentence: &Sentence, name: Option<(usize, Naming)>) -> Option<(usize, Naming)> {
        let (_, naming) = name.filter(|&(end, _)| end == index + 1)?;
        let before = index.checked_sub(1).filter(|&at| at >= sentence.tokens.start)?;
        let led = matches!(self.page.word(before), "in" | "at" | "near" | "from" | "outside" | "around");
        let ends = self.page.token(index + 2).is_none_or(|next| {
            !next.is_capital() && !matches!(next.kind, Kind::Possessive | Kind::Number) && !next.is(b'-')
        });
        let plain = sentence.capitals == Capitals::Normal;
        (led && ends && plain && self.may_go_on(index, naming)).then_some((index + 2, Naming::Unlisted))
    }

    /// "Griffith Park", "a Meadow Grove man", where none of that name is known: not the town of its first word, nor of its last.
    fn estate(&self, index: usize, sentence: &Sentence, name: Option<(usize, Naming)>) -> Option<(usize, Naming)> {
        let first = self.page.token(index)?;
        let next = self.page.token(index + 1).filter(|next| index + 1 < sentence.tokens.end && next.is_capital())?;
        let person = Tags::FIRST_NAME.with(Tags::TITLE).with(Tags::FUNCTION).with(Tags::COMPASS);
        let capital = |at: Option<usize>| at.and_then(|at| self.page.token(at)).is_some_and(Token::is_capital);
        // "Old Roanoke Park Road" is longer still.
        let whole = !capital(Some(index + 2)) && (index == sentence.tokens.start || !capital(index.checked_sub(1)));
        let fits = is_estate(self.page.word(index + 1))
            && next.case == Case::Title
            && first.case == Case::Title
            && !first.tags.has(person)
            && sentence.capitals == Capitals::Normal
            && name.is_none_or(|(end, _)| end == index + 1);
        (fits && whole).then_some((index + 2, Naming::Unlisted))
    }

    /// "the Neches", after "the Neches River".
    fn is_river_again(&self, index: usize) -> bool {
        !self.rivers.is_empty()
            && self.rivers.contains(self.page.word(index))
            && index.checked_sub(1).is_some_and(|the| self.page.word(the) == "the")
            && !self.page.token(index + 1).is_some_and(Token::is_capital)
    }

    /// "The Philippines": the word for the people that is the very name of the place.
    fn is_own_name(&self, end: usize, naming: Naming, name: Option<(usize, Naming)>) -> bool {
        let (Naming::Demonym(of), Some((name_end, Naming::Name(key)))) = (naming, name) else { return false };
        let likeliest = || self.gazetteer.candidates(key).next();
        name_end == end && likeliest().is_some_and(|found| found.main && found.place == of)
    }

    fn name(&mut self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        let mut walk = self.gazetteer.walk();
        let (mut at, mut best) = (index, None);
        while at < sentence.tokens.end.min(index + 9) {
            let token = self.page.token(at)?;
            if at > index && !self.goes_on(index, at) {
                break;
            }
            if token.mark == b'-' {
                at += 1;
                continue;
            }
            let possessive = self
                .page
                .token(at + 1)
                .filter(|next| next.kind == Kind::Possessive && next.end - next.start > 1 && token.case != Case::Lower);
            if possessive.is_some() {
                // "St. John's", "Land's End": the name may hold the possessive.
                self.fold(at);
                self.folded.push('s');
                let step = walk.clone().push(&self.folded);
                let more = self.page.token(at + 2).is_some_and(Token::is_capital);
                let fits = |key: &NameKey| at > index || (more && !self.is_owner(at, *key));
                if let Some(key) = step.name.filter(fits) {
                    best = Some((at + 2, Naming::Name(key)));
                }
                if step.longer && more {
                    walk.push(&self.folded);
                    at += 2;
                    continue;
                }
            }
            let step = if at == index { self.begin(at, &mut walk) } else { self.push(at, &mut walk) };
            let longest = best.is_none_or(|(end, _)| end <= at);
            if let Some(key) = step.name.filter(|_| longest && self.may_end(index, at)) {
                best = Some((at + 1, Naming::Name(key)));
            }
            if !step.longer {
                break;
            }
            at += 1;
        }
        best
    }

    /// "Butte's Mooney Airport": whether a word before an "'s" names more people by itself than with it.
    fn is_owner(&self, at: usize, with: NameKey) -> bool {
        let people = |key: NameKey| {
            let best = self.gazetteer.candidates(key).next();
            best.map_or(0, |found| self.gazetteer.facts(found.place).population)
        };
        let bare = self.gazetteer.key_of(self.page.word(at));
        bare.is_some_and(|bare| people(bare) > people(with))
    }

    /// Goes on by a token.
    fn push(&mut self, at: usize, walk: &mut Walk<'_>) -> Step {
        self.fold(at);
        if self.folded == "co" {
            // "Loudon Co. man dies"
            self.folded.replace_range(.., "county");
        }
        walk.push(&self.folded)
    }

    /// The first step of a walk, which many names of an article share.
    fn begin(&mut self, at: usize, walk: &mut Walk<'g>) -> Step {
        let page: &'p Page<'p> = self.page;
        let word = page.word(at);
        if let Some(&(begun, step)) = self.begun.get(word) {
            *walk = begun;
            return step;
        }
        self.fold(at);
        let step = walk.push(&self.folded);
        self.begun.insert(word, (*walk, step));
        step
    }

    /// Whether a name that began earlier may hold this token.
    fn goes_on(&self, first: usize, at: usize) -> bool {
        let (Some(token), Some(before)) = (self.page.token(at), self.page.token(at - 1)) else { return false };
        match token.kind {
            Kind::Word => {
                let small = Tags::NAME_LINK.with(Tags::PLACE_NOUN).with(Tags::SITE_NOUN);
                // "Deir ez-Zor", "Boulogne-sur-Mer"
                let joined = || {
                    before.is(b'-') || self.page.token(at + 1).is_some_and(|next| next.is(b'-') && token.touches(next))
                };
                let fits = token.case != Case::Lower || token.tags.has(small) || joined();
                // A stop ends the name unless it belongs to a short word: "St. Paul", "Ft. Worth", but not "Calif. Gov".
                let stopped =
                    self.page.word(at - 1).ends_with('.') && before.kind == Kind::Word && before.end - before.start > 4;
                fits && !stopped
            }
            Kind::Punct => token.mark == b'-' && before.touches(token) && at > first,
            Kind::Number => token.end - token.start <= 2,
            Kind::Possessive | Kind::Quote => false,
        }
    }

    /// A name ends at a capital, or at a small noun of place: "Lachin corridor", "Ben Gurion airport".
    fn may_end(&self, first: usize, at: usize) -> bool {
        let Some(token) = self.page.token(at) else { return false };
        let noun = token.tags.has(Tags::PLACE_NOUN.with(Tags::SITE_NOUN)) || token.kind == Kind::Number;
        // "Opa-locka"
        let hyphen = at.checked_sub(1).and_then(|at| self.page.token(at)).filter(|hyphen| hyphen.is(b'-'));
        let joined = hyphen.is_some_and(|hyphen| hyphen.touches(token));
        token.case != Case::Lower || (at > first && (noun || joined))
    }

    fn fold(&mut self, at: usize) {
        let word = self.page.word(at);
        if word.is_ascii() {
            self.folded.clear();
            self.folded.extend(word.chars().filter(|c| !matches!(c, '.' | '\'')));
        } else {
            geodata::fold_into(word, &mut self.folded);
        }
    }

    fn original(&self, range: Range<usize>) -> &'p str {
        self.page.span_of(range).map_or("", |span| self.page.text.slice(span))
    }

    /// "U.S.", "UK", "Calif."; two letters without stops only after a comma, or where all the world knows them.
    fn abbreviation(&self, index: usize) -> Option<(usize, Naming)> {
        let token = self.page.token(index)?;
        let length = token.end - token.start;
        let dotted = self.page.word(index).ends_with('.');
        if !(dotted || token.case == Case::Upper) || length > 8 {
            return None;
        }
        let text = self.original(index..index + 1);
        // "W. Va.", "N. J.": with the blank they are written with at times.
        let second = self.page.token(index + 1).filter(|next| dotted && length == 2 && next.is_capital());
        if second.is_some_and(|next| next.end - next.start <= 4) {
            let whole: String = self.original(index..index + 2).split_whitespace().collect();
            if let Some(place) = self.gazetteer.abbreviation(&whole).filter(|_| whole.ends_with('.')) {
                return Some((index + 2, Naming::Abbreviation(place)));
            }
        }
        // "U.S" with its last stop taken for the sentence's.
        let place = self.gazetteer.abbreviation(text)?;
        let famous = matches!(text, "US" | "UK" | "EU" | "UAE" | "USA" | "DRC" | "NSW" | "USSR");
        let before = index.checked_sub(1).and_then(|at| self.page.token(at));
        let after_comma = before.is_some_and(|before| before.is(b','));
        (famous || after_comma || (dotted && length > 2) || length > 3)
            .then_some((index + 1, Naming::Abbreviation(place)))
    }

    fn demonym_or_seat(&mut self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        // As good as folded, unless a mark or an accent is to go.
        let first = self.page.word(index);
        let folded = first.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if first == "the" || (folded && !self.gazetteer.may_stand_for_place(first)) {
            return None;
        }
        for length in (1..=3_usize).rev() {
            let end = index + length;
            if end > sentence.tokens.end
                || (1..length).any(|step| !self.page.token(index + step).is_some_and(Token::is_capital))
            {
                continue;
            }
            let words = self.original(index..end);
            let known = match self.known.get(words) {
                Some(&known) => known,
                None => {
                    let demonym = (length < 3).then(|| self.gazetteer.demonym(words)).flatten().map(Naming::Demonym);
                    let seat = || {
                        self.gazetteer
                            .seat(words)
                            .filter(|_| !self.is_town(words))
                            .map(|(place, of)| Naming::Seat(place, of))
                    };
                    let known = demonym.or_else(seat);
                    self.known.insert(words, known);
                    known
                }
            };
            if let Some(naming) = known {
                return Some((end, naming));
            }
        }
        None
    }

    /// A capital is itself, whoever sits there; only what names no town is a mere seat.
    fn is_town(&self, words: &str) -> bool {
        let first = self.gazetteer.key_of(words).and_then(|key| self.gazetteer.candidates(key).next());
        first.is_some_and(|first| {
            matches!(self.gazetteer.class(first.place), Class::City | Class::Country | Class::Admin1)
        })
    }

    /// "Main Street", "North Lowry Ave.", "Highway 19", "Interstate 70".
    fn street(&self, index: usize, sentence: &Sentence) -> Option<(usize, Naming)> {
        let first = self.page.token(index)?;
        let word = self.page.word(index);
        let next = self.page.token(index + 1)?;
        let numbered = matches!(word, "highway" | "interstate" | "route" | "hwy." | "i" | "us" | "u.s.");
        if numbered && index + 1 < sentence.tokens.end {
            let number = if next.mark == b'-' || matches!(self.page.word(index + 1), "highway" | "route") {
                index + 2
            } else {
                index + 1
            };
            let digits =
                self.page.token(number).is_some_and(|token| token.kind == Kind::Number && token.end - token.start <= 3);
            let fits = digits && (number > index + 1 || matches!(word, "highway" | "interstate" | "route" | "hwy."));
            if fits {
                return Some((number + 1, Naming::Street));
            }
        }
        if first.tags.has(Tags::FUNCTION) {
            return None;
        }
        for end in index + 1..(index + 4).min(sentence.tokens.end) {
            let token = self.page.token(end)?;
            if !token.is_capital() || (sentence.capitals == Capitals::All && token.tags.has(Tags::FUNCTION)) {
                return None;
            }
            let last = self.page.word(end);
            // "Main St. and", but "Fort St. John", "Dr. Brown".
            let alone = !self.page.token(end + 1).is_some_and(Token::is_capital);
            // "the Florida Highway Patrol", "the Massachusetts Turnpike Authority", "Lebanon Street Superintendent Larry Lee".
            if !alone && sentence.capitals == Capitals::Normal && self.is_body_of_roads(end + 1) {
                return None;
            }
            // "Otter Tail County Road 80" is a road of the county.
            let numbered = self.page.token(end + 1).is_some_and(|next| next.kind == Kind::Number);
            if numbered && end > index + 1 && self.page.word(end - 1) == "county" {
                return None;
            }
            if token.tags.has(Tags::STREET) && (is_street_end(last) || (alone && matches!(last, "st." | "dr."))) {
                let south =
                    self.page.token(end + 1).is_some_and(|next| next.is_capital() && next.tags.has(Tags::COMPASS));
                return Some((end + 1 + usize::from(south), Naming::Street));
            }
        }
        None
    }
}

impl Finder<'_, '_> {
    /// Whether a capital behind "Highway" or "Street" makes it the name of who looks after roads.
    fn is_body_of_roads(&self, at: usize) -> bool {
        let office = Tags::TITLE.with(Tags::PERSON_NOUN).with(Tags::STATE_BODY);
        self.page.token(at).is_some_and(|token| token.tags.has(office))
            || matches!(
                self.page.word(at),
                "patrol"
                    | "patrolman"
                    | "trooper"
                    | "authority"
                    | "administration"
                    | "department"
                    | "commission"
                    | "commissioner"
                    | "committee"
                    | "agency"
                    | "superintendent"
                    | "safety"
                    | "police"
            )
    }
}

/// Words that end the name of a street and seldom anything else; "Court" and "Park" do too often.
fn is_street_end(word: &str) -> bool {
    !matches!(
        word,
        "court"
            | "ct."
            | "square"
            | "way"
            | "circle"
            | "trail"
            | "plaza"
            | "terrace"
            | "st."
            | "dr."
            | "route"
            | "pike"
            | "streets"
            | "avenues"
    )
}
