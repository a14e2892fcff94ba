//! What is seen of one paragraph by itself: its words, its case, how it ends.

use std::ops::Range;

use super::super::lexicon::Tags;
use super::super::text::{FILLER, Page};
use super::super::token::{Case, Kind, Token};
use super::sign::{self, Sign};

/// The longest line that can be anything but body, in bytes.
pub(super) const SHORT: usize = 260;

/// What the items of a list begin with.
const BULLETS: [char; 9] = ['-', '*', '\u{2022}', '\u{25CF}', '\u{25AA}', '\u{B7}', '\u{2023}', '\u{2013}', '\u{2014}'];

/// What is seen of a paragraph.
pub(super) struct Look<'p> {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Its words as the rules read them.
    pub plain: &'p str,
    /// Indices of its tokens.
    pub at: Range<usize>,
    /// Its tokens.
    pub tokens: &'p [Token],
    /// Words that are no function words.
    pub words: usize,
    /// Those of them that hold a capital.
    pub capitals: usize,
    /// Whether a mark ends it, a comma or colon too.
    pub ends: bool,
}

impl<'p> Look<'p> {
    pub(super) fn new(page: &'p Page<'_>, bytes: Range<usize>) -> Self {
        let plain = page.plain.get(bytes.clone()).unwrap_or("");
        let from = page.token_at(bytes.start);
        let to =
            from + page.tokens.get(from..).unwrap_or(&[]).partition_point(|token| (token.start as usize) < bytes.end);
        let tokens = page.tokens.get(from..to).unwrap_or(&[]);
        let is_word = |token: &&Token| token.kind == Kind::Word && !token.tags.has(Tags::FUNCTION);
        let words = tokens.iter().filter(is_word).count();
        let capitals = tokens.iter().filter(is_word).filter(|token| token.case != Case::Lower).count();
        let ends = without_closers(plain).ends_with(['.', '?', '!', ':', ',', ';', '*']) || plain.ends_with("...");
        Self { bytes, plain, at: from..to, tokens, words, capitals, ends }
    }

    /// Whether it is the headline that metadata gives, as written.
    pub(super) fn is_given(&self, page: &Page<'_>, headline: &str) -> bool {
        !headline.is_empty() && page.text.as_str().get(self.bytes.clone()) == Some(headline)
    }

    pub(super) fn is_title_case(&self) -> bool {
        self.capitals * 10 >= self.words * 7
    }

    pub(super) fn sign(&self) -> Option<Sign> {
        if self.bytes.len() > SHORT { None } else { sign::of_line(self.plain, self.words, self.ends) }
    }

    /// How many words it has, function words too.
    pub(super) fn length(&self) -> usize {
        self.tokens.iter().filter(|token| token.kind == Kind::Word).count()
    }

    /// Whether a full stop, question or exclamation mark ends it.
    pub(super) fn closes(&self) -> bool {
        self.ends && !self.leads_on()
    }

    /// Whether a colon, comma or the like ends it.
    pub(super) fn leads_on(&self) -> bool {
        without_closers(self.plain).ends_with([':', ',', ';', '*'])
    }

    /// Whether it is running text: a closed sentence of some length with a function word in it.
    pub(super) fn is_prose(&self) -> bool {
        let small = |token: &Token| token.tags.has(Tags::FUNCTION);
        self.closes() && self.tokens.len() >= 8 && self.length() >= 6 && self.tokens.iter().any(small)
    }

    /// Whether it begins as the item of a list does: "- 12 May, Goma: …", "• …", "(b) …".
    pub(super) fn is_item(&self) -> bool {
        let mark = |rest: &str| rest.starts_with(['.', ')']);
        let numbered = self.plain.trim_start_matches(|c: char| c.is_ascii_digit());
        let lettered = |rest: &str| rest.split_once(')').is_some_and(|(letter, _)| letter.len() <= 3);
        self.plain.starts_with(BULLETS)
            || self.plain.len() - numbered.len() <= 2 && numbered.len() < self.plain.len() && mark(numbered)
            || self.plain.strip_prefix('(').is_some_and(lettered)
    }

    /// "13:50 Village flattened", "0410 Patrol shot at", "12 May, Goma: two killed": the entry of a log.
    pub(super) fn begins_with_time(&self) -> bool {
        let [first, second, ..] = self.tokens else { return false };
        let number = self.plain.split(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).next().unwrap_or("");
        let clock = number.split_once([':', '.']).is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() >= 2);
        let day = second.tags.has(Tags::MONTH) && second.case != Case::Lower;
        first.kind == Kind::Number && (clock || day || number.len() == 4 && number.starts_with(['0', '1']))
    }

    /// Whether its words are those of a sentence and not of a headline: articles, pronouns, auxiliaries.
    pub(super) fn reads_as_sentence(&self, page: &Page<'_>) -> bool {
        const TOLD: [&str; 19] = [
            "the", "a", "an", "was", "were", "had", "has", "have", "been", "he", "she", "they", "it", "its", "his",
            "her", "their", "who", "which",
        ];
        let told = self.at.clone().filter(|&at| TOLD.contains(&page.word(at))).count();
        let small = self.tokens.iter().filter(|token| token.tags.has(Tags::FUNCTION)).count();
        told >= 3 && told * 6 >= self.length() || told >= 1 && small * 2 >= self.length()
    }

    /// Whether it stops after a word that nothing ends with: "the", "of"; but "Fire hurts three".
    pub(super) fn hangs(&self, page: &Page<'_>) -> bool {
        const NUMBERS: [&str; 11] =
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens"];
        let last = self.tokens.last();
        last.is_some_and(|token| token.tags.has(Tags::FUNCTION) && token.case == Case::Lower)
            && !NUMBERS.contains(&page.word(self.at.end.saturating_sub(1)))
    }

    pub(super) fn is_dateline(&self, page: &Page<'_>) -> bool {
        // "7 Mar 2024": the word is a verb too.
        let month =
            |at: usize| page.token(at).is_some_and(|token| token.tags.has(Tags::MONTH)) || page.word(at) == "mar";
        let dated = self.at.clone().any(|at| month(at) && page.token(at).is_some_and(Token::is_capital));
        dated
            && self.tokens.iter().any(|token| token.kind == Kind::Number)
            && self.tokens.len() <= 12
            && self.words == self.capitals
            && self.words <= 5
    }

    pub(super) fn is_byline(&self, page: &Page<'_>) -> bool {
        let capital = |at: usize| page.token(at).is_some_and(Token::is_capital);
        let first = self.at.start;
        if page.word(first) != "by" || self.ends || !(2..=24).contains(&self.tokens.len()) {
            return false;
        }
        let name = if page.token(first + 1).is_some_and(|token| token.is(b':')) { first + 2 } else { first + 1 };
        // "by Ana Ruiz 15 September 2026 in News"
        let dated =
            || self.tokens.iter().any(|token| token.tags.has(Tags::MONTH)) && capital(name) && capital(name + 1);
        self.words == self.capitals && self.tokens.len() <= 16 || dated()
    }

    /// A whole paragraph between one pair of quotation marks.
    pub(super) fn is_quoted(&self) -> bool {
        let quote = |token: &Token| token.kind == Kind::Quote && token.is(b'"');
        let [first, inner @ .., last] = self.tokens else { return false };
        quote(first) && quote(last) && inner.len() > 12 && inner.iter().filter(|token| quote(token)).count() == 0
    }
}

/// A line without the quotation marks and brackets after its last word or stop.
fn without_closers(line: &str) -> &str {
    line.trim_end_matches(['"', '\'', ')', ']', char::from(FILLER)])
}
