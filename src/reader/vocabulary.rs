//! What the passes on happenings know of words: reporting words by stance, small classes, and in [`trigger`] the phrases
//! that name a happening.
//!
//! Comes in: the tokens of a page. Goes out: one [`Lex`] for each token, from the lexicon's table of words. It must never
//! allocate per token.

mod trigger;

pub(super) use self::trigger::{Strength, Trigger, Triggers, is_effect, is_noun_phrase, trigger};
use super::lexicon::{ENGLISH, Lexicon, Tags};
use super::text::Page;
use super::token::{Case, Kind};

/// A set of classes a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    /// What somebody may be or have "in" a deed that was before: "a *suspect* in the murder".
    CASE "case",
    /// What something is only thought of as: "the *idea* of closing", "a *basis* for cutting staff".
    NOTION "notion",
    /// Beside which an illness is looked for or kept off: "*tested* for flu".
    CHECKUP "checkup",
    /// Beside which goods are aid: who brings it, in what, to whom.
    AID "aid",
    /// What is left of a happening, or follows from it: "*victims* of the blast".
    REMAINS "remains",
    /// Nouns behind a happening that they are of: "the blast *scene*".
    SCENE "scene",
    /// What is opened and ordered when something has gone wrong.
    INQUIRY "inquiry",
    /// What is dug up, and makes a find of it: "Roman", "tomb".
    ANTIQUE "antique",
    /// What a strike of workers does, and one of arms does not: "ended", "entered its fifth day".
    LASTING "lasting",
    /// More of those who may be counted, of which nothing else is asked.
    FOLK "folk",
    /// A quotation mark, single or double.
    QUOTE "\"",
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
            Kind::Word | Kind::Possessive => known.lex(token.word),
            Kind::Number => Lex { class: Class::NUMBER, value: digits(page.word(index)), ..Lex::default() },
            Kind::Punct if token.is(b'-') => hyphen,
            Kind::Quote => Lex { class: Class::QUOTE, ..Lex::default() },
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

/// Fills in what the lists on happenings say of words, and the trigger phrases.
pub(super) fn load(lexicon: &mut Lexicon) {
    lexicon.classes(include_str!("../../assets/lexicon/en/happenings.txt"));
    lexicon.reporting(include_str!("../../assets/lexicon/en/reporting.txt"));
    trigger::load(lexicon);
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
}
