//! The one table of words: what every list of `assets/lexicon/en` says of a word, found by one look-up.
//!
//! Comes in: the lists, compiled in and parsed once. Goes out: the number of a lower-case word, which its token carries,
//! and by that number its [`Entry`]: tags for names, classes and triggers for happenings, a meaning in the grammar of
//! time. It must never know a place (that is the gazetteer's) nor a document.

use std::hash::Hasher;
use std::sync::LazyLock;

use hashbrown::HashTable;

use super::time::Word as TimeWord;
use super::vocabulary::{Lex, Triggers};

/// What a word is known to be; a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub u32);

impl Tags {
    /// Nothing known.
    pub const NONE: Self = Self(0);
    /// Stands before a person's name: "Mr.", "Gen.", "President", "Rabbi".
    pub const TITLE: Self = Self(1);
    /// A given name of people: "Jordan", "Paris", "Aliya".
    pub const FIRST_NAME: Self = Self(1 << 1);
    /// A family name common among people that is also a place name: "Lincoln", "Houston".
    pub const SURNAME: Self = Self(1 << 2);
    /// Swallows the place name before it: "University", "Bank", "Times", "Airlines".
    pub const ORGANISATION: Self = Self(1 << 3);
    /// A word of everyday English, hardly ever a place even where a gazetteer has one of that name.
    pub const COMMON: Self = Self(1 << 4);
    /// A word of everyday English that often *is* a place: "Reading", "Mobile", "Nice"; wants a sign of place.
    pub const AMBIGUOUS: Self = Self(1 << 5);
    /// Name of a month, whole or short.
    pub const MONTH: Self = Self(1 << 6);
    /// Name of a weekday, whole or short.
    pub const WEEKDAY: Self = Self(1 << 7);
    /// Preposition after which a place stands as a place: "in", "near", "from".
    pub const PLACE_PREPOSITION: Self = Self(1 << 8);
    /// Verb of speech or of human action: "said", "denied", "vowed".
    pub const SPEECH: Self = Self(1 << 9);
    /// Compass word: "northern", "south-east", "central".
    pub const COMPASS: Self = Self(1 << 10);
    /// Noun that makes the name before it a place: "county", "province", "valley", "district".
    pub const PLACE_NOUN: Self = Self(1 << 11);
    /// Noun before the name of a place: "city of", "province of", "town of".
    pub const PLACE_HEAD: Self = Self(1 << 12);
    /// End of a street address: "Street", "Ave.", "Boulevard".
    pub const STREET: Self = Self(1 << 13);
    /// Function word: article, pronoun, conjunction, auxiliary, preposition.
    pub const FUNCTION: Self = Self(1 << 14);
    /// Abbreviation written with a full stop that seldom ends a sentence.
    pub const ABBREVIATION: Self = Self(1 << 15);
    /// Body of a state that acts and speaks: "ministry", "government", "army".
    pub const STATE_BODY: Self = Self(1 << 16);
    /// Noun of a person by trade: "spokesman", "minister", "resident".
    pub const PERSON_NOUN: Self = Self(1 << 17);
    /// Verb whose subject is a people, government or army: "launched", "denies", "withdrew".
    pub const ACTION: Self = Self(1 << 18);
    /// Suffix of a company: "Inc.", "Corp.", "Ltd".
    pub const COMPANY: Self = Self(1 << 19);
    /// Follows a place's name in the name of a team: "Lakers", "Thunder", "United".
    pub const TEAM: Self = Self(1 << 20);
    /// A body or office of the place before it, which stays a place: "Police", "County", "Council", "Mayor".
    pub const CIVIC: Self = Self(1 << 21);
    /// Joins the words of a name in small letters: "of", "de", "upon", "el".
    pub const NAME_LINK: Self = Self(1 << 22);
    /// One house or firm: "Elementary", "Hospital", "Zoo", "Energy"; swallows a little-known name before it.
    pub const INSTITUTION: Self = Self(1 << 23);

    /// Stands before a place's name in the name of a club: "Real", "Dynamo", "FC".
    pub const CLUB: Self = Self(1 << 24);

    /// Noun in small letters after the name of the place it is at: "airport", "crossing", "refugee camp".
    pub const SITE_NOUN: Self = Self(1 << 25);

    /// A word of the offices, laws or games of one land: "sheriff", "constabulary"; see [`super::home`].
    pub const LAND_SIGN: Self = Self(1 << 26);

    /// Whether any of the other's tags is in this set.
    #[inline]
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets as one.
    #[inline]
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The lists, each with what it says of its words.
const LISTS: &[(Tags, &str)] = &[
    (Tags::TITLE, include_str!("../../assets/lexicon/en/titles.txt")),
    (Tags::FIRST_NAME, include_str!("../../assets/lexicon/en/first-names.txt")),
    (Tags::SURNAME, include_str!("../../assets/lexicon/en/surnames.txt")),
    (Tags::ORGANISATION, include_str!("../../assets/lexicon/en/organisations.txt")),
    (Tags::COMMON, include_str!("../../assets/lexicon/en/common-words.txt")),
    (Tags::AMBIGUOUS, include_str!("../../assets/lexicon/en/ambiguous-words.txt")),
    (Tags::MONTH, include_str!("../../assets/lexicon/en/months.txt")),
    (Tags::WEEKDAY, include_str!("../../assets/lexicon/en/weekdays.txt")),
    (Tags::PLACE_PREPOSITION, include_str!("../../assets/lexicon/en/place-prepositions.txt")),
    (Tags::SPEECH, include_str!("../../assets/lexicon/en/speech-verbs.txt")),
    (Tags::COMPASS, include_str!("../../assets/lexicon/en/compass.txt")),
    (Tags::PLACE_NOUN, include_str!("../../assets/lexicon/en/place-nouns.txt")),
    (Tags::PLACE_HEAD, include_str!("../../assets/lexicon/en/place-heads.txt")),
    (Tags::STREET, include_str!("../../assets/lexicon/en/streets.txt")),
    (Tags::FUNCTION, include_str!("../../assets/lexicon/en/function-words.txt")),
    (Tags::ABBREVIATION, include_str!("../../assets/lexicon/en/abbreviations.txt")),
    (Tags::STATE_BODY, include_str!("../../assets/lexicon/en/state-bodies.txt")),
    (Tags::PERSON_NOUN, include_str!("../../assets/lexicon/en/person-nouns.txt")),
    (Tags::ACTION, include_str!("../../assets/lexicon/en/action-verbs.txt")),
    (Tags::COMPANY, include_str!("../../assets/lexicon/en/companies.txt")),
    (Tags::TEAM, include_str!("../../assets/lexicon/en/teams.txt")),
    (Tags::CIVIC, include_str!("../../assets/lexicon/en/civic.txt")),
    (Tags::INSTITUTION, include_str!("../../assets/lexicon/en/institutions.txt")),
    (Tags::CLUB, include_str!("../../assets/lexicon/en/clubs.txt")),
    (Tags::SITE_NOUN, include_str!("../../assets/lexicon/en/site-nouns.txt")),
    (Tags::NAME_LINK, include_str!("../../assets/lexicon/en/name-links.txt")),
];

/// The entries of a word list: one per line or several parted by blanks; `#` begins a comment.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or("")).flat_map(str::split_ascii_whitespace)
}

/// The entries of a list of phrases: one per line; `#` begins a comment.
pub(super) fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

/// Everything the lists say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// What it is as part of a name, or beside one.
    pub(super) tags: Tags,
    /// What it is around happenings.
    pub(super) lex: Lex,
    /// What it means in the grammar of time.
    pub(super) time: TimeWord,
}

/// The number of a word; the default is that of every word no list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct WordId(u16);

/// Words by number, close together: a text asks for each of its words here, and most are not far from the last.
#[derive(Default)]
struct Words {
    /// All words, end to end.
    letters: String,
    slots: HashTable<Slot>,
}

/// Where a word stands in [`Words::letters`], in bytes, and its number.
#[derive(Clone, Copy)]
struct Slot {
    at: u32,
    len: u16,
    id: WordId,
}

impl Words {
    fn hash(word: &[u8]) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(word);
        hasher.finish()
    }

    fn get(&self, word: &str) -> Option<WordId> {
        let word = word.as_bytes();
        let is_it = |slot: &Slot| slot.bytes(&self.letters) == word;
        self.slots.find(Self::hash(word), is_it).map(|slot| slot.id)
    }

    /// Adds a word there is none of yet.
    fn add(&mut self, word: &str, id: WordId) {
        let Self { letters, slots } = self;
        let (Ok(at), Ok(len)) = (u32::try_from(letters.len()), u16::try_from(word.len())) else { return };
        letters.push_str(word);
        let hash = |slot: &Slot| Self::hash(slot.bytes(letters));
        slots.insert_unique(Self::hash(word.as_bytes()), Slot { at, len, id }, hash);
    }
}

impl Slot {
    fn bytes(self, letters: &str) -> &[u8] {
        let at = self.at as usize;
        letters.as_bytes().get(at..at + usize::from(self.len)).unwrap_or_default()
    }
}

/// The words of all lists, and the phrases that name happenings.
pub(super) struct Lexicon {
    ids: Words,
    entries: Vec<Entry>,
    /// Phrases that name happenings, over the words of this table.
    pub(super) triggers: Triggers,
}

/// The lexicon of English.
pub(super) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

impl Lexicon {
    fn load() -> Self {
        let mut lexicon =
            Self { ids: Words::default(), entries: vec![Entry::default()], triggers: Triggers::default() };
        for &(tag, list) in LISTS {
            for word in words(list) {
                let tags = &mut lexicon.entry(word).tags;
                *tags = tags.with(tag);
            }
        }
        for word in super::home::sign_words() {
            let tags = &mut lexicon.entry(word).tags;
            *tags = tags.with(Tags::LAND_SIGN);
        }
        super::time::load(&mut lexicon);
        super::vocabulary::load(&mut lexicon);
        lexicon
    }

    /// The number of a word in lower case, with its full stop if it is an abbreviation.
    #[inline]
    pub(super) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).unwrap_or_default()
    }

    /// What a word is as part of a name, or beside one.
    #[inline]
    pub(super) fn tags(&self, id: WordId) -> Tags {
        self.entries.get(usize::from(id.0)).map_or(Tags::NONE, |entry| entry.tags)
    }

    /// What a word is around happenings.
    #[inline]
    pub(super) fn lex(&self, id: WordId) -> Lex {
        self.entries.get(usize::from(id.0)).map_or_else(Lex::default, |entry| entry.lex)
    }

    /// What a word means in the grammar of time.
    #[inline]
    pub(super) fn time(&self, id: WordId) -> TimeWord {
        self.entries.get(usize::from(id.0)).map_or(TimeWord::Other, |entry| entry.time)
    }

    /// What is known of a word, to be added to; a word no list had yet is given a number. The lists hold some ten
    /// thousand words; past the last number there is, words would share one entry, which a test keeps from happening.
    pub(super) fn entry(&mut self, word: &str) -> &mut Entry {
        let id = self.number(word);
        self.of(id)
    }

    /// The number of a word, given now where it had none.
    pub(super) fn number(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u16::try_from(self.entries.len()).unwrap_or(u16::MAX));
        self.entries.push(Entry::default());
        self.ids.add(word, id);
        id
    }

    /// What is known of the word of a number, to be added to.
    #[expect(clippy::indexing_slicing, reason = "the first entry is always there, and no index is past the last")]
    pub(super) fn of(&mut self, id: WordId) -> &mut Entry {
        let last = self.entries.len().saturating_sub(1);
        &mut self.entries[usize::from(id.0).min(last)]
    }
}

/// The tags of a word in lower case, with its full stop if it is an abbreviation.
#[must_use]
pub fn tags(word: &str) -> Tags {
    ENGLISH.tags(ENGLISH.id(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_bears_every_tag_of_its_lists() {
        assert!(tags("jordan").has(Tags::FIRST_NAME));
        assert!(tags("gen.").has(Tags::TITLE) && tags("gen.").has(Tags::ABBREVIATION));
        assert!(tags("near").has(Tags::PLACE_PREPOSITION) && tags("near").has(Tags::FUNCTION));
        assert_eq!(tags("xyzzy"), Tags::NONE);
    }

    #[test]
    fn every_word_has_a_number_of_its_own() {
        assert!(ENGLISH.entries.len() < usize::from(u16::MAX));
        assert_eq!(ENGLISH.ids.slots.len() + 1, ENGLISH.entries.len(), "the first entry is that of unknown words");
        let march = ENGLISH.id("march");
        assert!(ENGLISH.tags(march).has(Tags::MONTH), "lists meet in one entry");
        assert_eq!(ENGLISH.time(march), TimeWord::Month(3), "lists meet in one entry");
    }

    #[test]
    fn lists_are_lower_case_and_hold_no_word_twice() {
        for &(_, list) in LISTS {
            let mut seen = std::collections::HashSet::new();
            for word in words(list) {
                assert_eq!(word, word.to_lowercase(), "not in lower case");
                assert!(seen.insert(word), "{word} stands twice in a list");
            }
        }
    }
}
