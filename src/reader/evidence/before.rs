//! What the words before a mention say of whether a place is meant: prepositions, articles, titles, kin, other names.
//!
//! Comes in: a mention in its sentence. Goes out: log-odds. It must never look beyond the words that lead up to the name.

use std::ops::Range;

use super::super::lexicon::{ENGLISH, Tags};
use super::super::place_word::is_moving;
use super::super::token::{Case, Kind, Token};
use super::super::toponym::Mention;
use super::super::unknown::befalls_ground;
use super::{Scale, is_initial};

/// Who is whose.
pub(super) const KIN: &[&str] = &[
    "daughter",
    "daughters",
    "son",
    "sons",
    "wife",
    "husband",
    "mother",
    "father",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "child",
    "children",
    "baby",
    "girlfriend",
    "boyfriend",
    "partner",
    "niece",
    "nephew",
    "cousin",
    "aunt",
    "uncle",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
    "twin",
    "twins",
    "widow",
    "stepson",
    "stepdaughter",
    "fiance",
    "fiancee",
];

impl Scale<'_> {
    /// What the words before say.
    pub(super) fn before(&self, mention: &Mention, sentence: &Range<usize>, famous: bool) -> f32 {
        let at = mention.tokens.start;
        let Some(previous) = self.token(at.checked_sub(1), sentence) else {
            // First of its sentence: the capital says nothing.
            return if famous { 0.0 } else { -0.5 };
        };
        let word = self.page.word(at - 1);
        if self.is_kin(at, sentence) {
            return -5.0;
        }
        if previous.kind != Kind::Word {
            return match previous.mark {
                b',' if self.is_covered(at.wrapping_sub(2)) => 0.6,
                // "in Birmingham's Handsworth quarter"
                _ if previous.kind == Kind::Possessive && self.is_covered(at.wrapping_sub(2)) => {
                    let back = |back: usize| at.checked_sub(back).map_or("", |at| self.page.word(at));
                    if matches!(back(3), "in" | "near") || matches!(back(4), "in" | "near") { 2.2 } else { 0.0 }
                }
                // "R-Ashland", "D-Story City": a lawmaker's home.
                b'-' if at >= 2 && matches!(self.page.word(at - 2), "r" | "d" | "i" | "republican" | "democrat") => 2.5,
                b'-' | b'/'
                    if at >= 2
                        && !self.is_covered(at - 2)
                        && previous.end == self.page.tokens.get(at).map_or(0, |t| t.start) =>
                {
                    -1.0
                }
                _ => 0.0,
            };
        }
        let christened = self.christened(at, previous);
        if christened != 0.0 {
            return christened;
        }
        if previous.case != Case::Lower && !previous.tags.has(Tags::FUNCTION.with(Tags::MONTH).with(Tags::WEEKDAY)) {
            return self.after_capital(at, previous, sentence, famous);
        }
        if let Some(worth) = self.after_link(at, sentence, famous) {
            return worth;
        }
        if self.page.sentences.get(mention.sentence).is_some_and(|sentence| befalls_ground(self.page, at, sentence)) {
            return 1.7;
        }
        if matches!(word, "with" | "to" | "and") && self.is_linked(at, sentence) {
            return 1.7;
        }
        if previous.tags.has(Tags::PLACE_PREPOSITION) {
            return if matches!(
                word,
                "in" | "near" | "at" | "outside" | "across" | "throughout" | "around" | "into" | "from"
            ) {
                1.7
            } else {
                1.0
            };
        }
        if word == "of" {
            return self.after_of(at, sentence);
        }
        if previous.tags.has(Tags::COMPASS) {
            return 1.2;
        }
        if previous.tags.has(Tags::TITLE) {
            return if famous { -0.3 } else { -1.6 };
        }
        match word {
            "and" | "or" if self.is_covered(at.wrapping_sub(2)) => 0.7,
            "and" | "or" => -0.1,
            "a" | "an" | "his" | "her" | "my" | "their" => -0.6,
            // "a bridge over the Dnieper", "along the Irrawaddy"
            "the" if at >= 2 && matches!(self.page.word(at - 2), "over" | "across" | "along" | "in" | "near") => 0.4,
            "the" => -0.4,
            "mr" | "mrs" | "by" | "with" => -0.4,
            "reached" | "entered" | "visited" => 0.7,
            _ => 0.0,
        }
    }

    /// What a small word right before says with the one before it.
    fn after_link(&self, at: usize, sentence: &Range<usize>, famous: bool) -> Option<f32> {
        let before = at.checked_sub(2).filter(|&before| before >= sentence.start)?;
        match self.page.word(at - 1) {
            "to" | "from" | "towards" | "toward" if is_moving(self.page.word(before)) => Some(2.2),
            // "Granelera del Litoral", "Banco de Chile": the end of a longer name.
            "de" | "del" | "do" | "da" | "dos" | "du" | "di" | "della" => {
                let named = self.page.token(before).is_some_and(Token::is_capital) && !self.is_covered(before);
                named.then_some(if famous { -0.8 } else { -2.4 })
            }
            _ => None,
        }
    }

    /// "her daughter, Brittany, was hurt", "his wife Florence", "sons Orlando and Lincoln": who is somebody's kin is no town.
    fn is_kin(&self, at: usize, sentence: &Range<usize>) -> bool {
        let word =
            |by: usize| at.checked_sub(by).filter(|&at| at >= sentence.start).map_or("", |at| self.page.word(at));
        let owned = |by: usize| {
            matches!(word(by), "his" | "her" | "their" | "my" | "our" | "whose")
                || at
                    .checked_sub(by)
                    .and_then(|at| self.page.token(at))
                    .is_some_and(|token| token.kind == Kind::Possessive)
        };
        let aged = |by: usize| owned(by) || owned(by + 1) || (word(by) == "old" && owned(by + 5));
        (KIN.contains(&word(1)) && aged(2))
            || (word(1) == "," && KIN.contains(&word(2)) && aged(3))
            || (word(1) == "and" && KIN.contains(&word(3)) && word(3).ends_with('s'))
    }

    /// "the tug Savannah", "Hurricane Florence", "a dog named Dallas": what bears the name is no place; "a village named
    /// Kemer" is one.
    pub(super) fn christened(&self, at: usize, previous: &Token) -> f32 {
        let word = self.page.word(at - 1);
        if previous.case != Case::Lower {
            let thing = matches!(
                word,
                "hurricane" | "typhoon" | "cyclone" | "operation" | "hms" | "uss" | "mv" | "flight" | "codename"
            );
            return if thing { -4.0 } else { 0.0 };
        }
        if matches!(word, "named" | "nicknamed" | "called") && at >= 3 {
            let tags = self.page.token(at - 2).map_or(Tags::NONE, |noun| noun.tags);
            if tags.has(Tags::PLACE_NOUN.with(Tags::PLACE_HEAD)) {
                return 2.5;
            }
            let one = |at: usize| matches!(self.page.word(at), "a" | "an" | "another");
            return if one(at - 3) || (at >= 4 && one(at - 4)) { -4.0 } else { 0.0 };
        }
        let vessel = ENGLISH.lex(previous.word).is_vessel() && !word.ends_with('s');
        if vessel || matches!(word, "cyclone" | "hurricane" | "typhoon") { -4.0 } else { 0.0 }
    }

    /// "the only road linking A with B", "the border between A and B": what is linked to a place is one.
    fn is_linked(&self, at: usize, sentence: &Range<usize>) -> bool {
        let from = at.saturating_sub(6).max(sentence.start);
        let link = (from..at).find(|&link| {
            matches!(
                self.page.word(link),
                "linking" | "links" | "linked" | "connecting" | "connects" | "joining" | "joins" | "between"
            )
        });
        link.is_some_and(|link| (link + 1..at).any(|between| self.is_covered(between)))
    }

    /// "the village of Kemer", "the town of Nice": said to be a place, however little known and whatever else the word is.
    pub(super) fn is_said_outright(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or("", |at| self.page.word(at));
        word(1) == "of" && matches!(word(2), "village" | "town" | "city" | "hamlet")
    }

    /// "the city of X" is a place; "University of X" is a school.
    fn after_of(&self, at: usize, sentence: &Range<usize>) -> f32 {
        let Some(head) = self.token(at.checked_sub(2), sentence) else { return 0.2 };
        // "Mark Kitsmore, 54, of Tyler said", "Stephen Davis, of Chiefland, had": where somebody is at home.
        if head.is(b',') && at >= 3 && self.page.token(at - 3).is_some_and(|token| token.kind == Kind::Number) {
            return 3.0;
        }
        if head.is(b',') && at >= 4 && (at - 4..at - 2).all(|at| self.page.token(at).is_some_and(Token::is_capital)) {
            return 1.8;
        }
        // "in the 400 block of Broadway": a street.
        if matches!(self.page.word(at - 2), "block" | "blocks") {
            return -4.0;
        }
        if self.is_said_outright(at) {
            return 3.4;
        }
        let around = head.tags.has(Tags::PLACE_HEAD.with(Tags::COMPASS));
        // "the mayor of Izium", "the outskirts of Goma": who and what only a place has.
        let has = matches!(
            self.page.word(at - 2),
            "mayor"
                | "governor"
                | "residents"
                | "people"
                | "outskirts"
                | "streets"
                | "camp"
                | "camps"
                | "airport"
                | "siege"
                | "area"
                | "areas"
                | "coast"
                | "parts"
                | "shores"
                | "banks"
                | "centre"
                | "center"
                | "waters"
                | "inhabitants"
                | "environs"
                | "market"
                | "bazaar"
                | "port"
                | "harbour"
                | "harbor"
                | "mosque"
                | "cathedral"
                | "suburb"
                | "suburbs"
                | "slums"
                | "villagers"
        );
        if has {
            1.8
        } else if around {
            1.6
        } else {
            0.4
        }
    }

    /// A capital word stands right before.
    fn after_capital(&self, at: usize, previous: &Token, sentence: &Range<usize>, famous: bool) -> f32 {
        let word = self.page.word(at - 1);
        if self.is_covered(at - 1) && !(self.first.contains(&(at - 1)) && famous) {
            // "Russian Moscow", "Texas Houston"; but "Jordan Houston" are two names of one person.
            return if previous.tags.has(Tags::FIRST_NAME) && !famous { -2.5 } else { 0.0 };
        }
        if previous.tags.has(Tags::COMPASS) {
            return 0.8;
        }
        let after_sentence_start = at - 1 == sentence.start;
        if previous.tags.has(Tags::TITLE) {
            // "Mr. Washington" is nobody's capital; "President Georgia" hardly occurs.
            let courtesy =
                matches!(word, "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "dr." | "sir" | "lady" | "lord");
            return if famous && !courtesy { -1.5 } else { -5.0 };
        }
        if word == "united" {
            return -3.0;
        }
        if is_initial(word) || previous.tags.has(Tags::FIRST_NAME) {
            // "Hector Wellington", though all the world knows Wellington; but "Will Russia" begins a question.
            let word =
                after_sentence_start && previous.tags.has(Tags::COMMON.with(Tags::AMBIGUOUS).with(Tags::FUNCTION));
            return if famous && word { -2.6 } else { -5.0 };
        }
        if matches!(word, "neighboring" | "neighbouring" | "nearby") {
            return 1.0;
        }
        if after_sentence_start && (previous.tags.has(Tags::COMMON) || is_adjective(word, previous)) {
            return 0.0;
        }
        if previous.tags.has(Tags::PLACE_NOUN.with(Tags::CIVIC)) {
            return -0.3;
        }
        if famous { -0.8 } else { -2.4 }
    }
}

/// "Besieged Gaza ran out of water", "Flooded Derna buried its dead": a word that only its place at the head of a sentence
/// writes with a capital.
fn is_adjective(word: &str, token: &Token) -> bool {
    const ENDINGS: &[&str] = &["ed", "ing", "ous", "ern", "less", "ful"];
    !token.tags.has(Tags::SURNAME)
        && ENDINGS.iter().any(|ending| word.len() > ending.len() + 4 && word.ends_with(ending))
}
