//! The page: one article's text made ready for the rules.
//!
//! Comes in: an article's text. Goes out: the text, a *plain* copy of exactly the same length in bytes, and over them
//! zones, tokens, sentences and quotations. Every byte position of the plain copy is the same position of the text.
//! The plain copy writes curly quotes as ASCII, odd blanks as spaces, dashes as `-`; what a character was longer
//! than its ASCII stand-in is filled with [`FILLER`], which no token's lower-case form holds.

use std::borrow::Cow;

use crate::story::{Span, Text, Zone};

use super::sentence::{self, Sentence};
use super::token::{self, Token};
use super::zone;

/// Fills up a character whose plain form is shorter (DEL, one byte); zero-width characters are nothing else.
pub const FILLER: u8 = 0x7F;

/// One article's text with what the first passes found.
pub struct Page<'a> {
    /// The untouched text.
    pub text: &'a Text,
    /// The same-length copy.
    pub plain: Cow<'a, str>,
    /// The lines and what they are.
    pub zones: Vec<Zone>,
    /// Words, numbers and marks of all zones, in order.
    pub tokens: Vec<Token>,
    /// Sentences of all zones, in order; those of zones that yield no events too.
    pub sentences: Vec<Sentence>,
    /// Quoted stretches, marks included, in order, without overlap; one that runs over several paragraphs is one.
    pub quotes: Vec<Span>,
    /// Lower-case forms of all tokens, one after another.
    lower: String,
}

/// The tokens of a text with their lower-case forms, and the plain copy where it differs from the text: what does not
/// depend on a headline, and may be kept while one is found.
pub(super) struct Words {
    plain: Option<String>,
    tokens: Vec<Token>,
    lower: String,
}

impl<'a> Page<'a> {
    /// Runs the passes that need nothing but the text. `headline` is what metadata gives, or empty.
    #[must_use]
    pub fn new(text: &'a Text, headline: &str) -> Self {
        let plain = plain(text.as_str());
        let (tokens, lower) = token::cut(&plain);
        Self::laid_out(text, headline, plain, tokens, lower)
    }

    /// The page of a text whose words are known, under another headline.
    pub(super) fn again(text: &'a Text, headline: &str, words: Words) -> Self {
        let plain = words.plain.map_or(Cow::Borrowed(text.as_str()), Cow::Owned);
        Self::laid_out(text, headline, plain, words.tokens, words.lower)
    }

    /// What [`Page::again`] needs of this page.
    pub(super) fn into_words(self) -> Words {
        let plain = match self.plain {
            Cow::Borrowed(_) => None,
            Cow::Owned(plain) => Some(plain),
        };
        Words { plain, tokens: self.tokens, lower: self.lower }
    }

    fn laid_out(text: &'a Text, headline: &str, plain: Cow<'a, str>, tokens: Vec<Token>, lower: String) -> Self {
        let mut page =
            Self { text, plain, zones: Vec::new(), tokens, sentences: Vec::new(), quotes: Vec::new(), lower };
        let paragraphs = zone::paragraphs(&page.plain);
        let kinds = zone::kinds(&page, &paragraphs, headline);
        page.zones = zone::zones(text, &page.plain, &paragraphs, &kinds);
        page.sentences = sentence::split(&page, &paragraphs, &kinds, headline);
        page.quotes = sentence::quotations(&page);
        page
    }

    /// The lower-case form of a token: "u.s.", "'s", "azerbaijan"; empty past the end.
    #[inline]
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        let Some(token) = self.tokens.get(index) else { return "" };
        let end = self.tokens.get(index + 1).map_or(self.lower.len(), |next| next.lower as usize);
        self.lower.get(token.lower as usize..end).unwrap_or("")
    }

    /// A token by its index.
    #[inline]
    #[must_use]
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// The span from the first to the last of these tokens (indices; the end is exclusive).
    #[must_use]
    pub fn span_of(&self, tokens: std::ops::Range<usize>) -> Option<Span> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        self.text.span(first.start as usize..last.end as usize)
    }

    /// The index of the first token that starts at or after a byte.
    #[must_use]
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < byte)
    }

    /// The tokens that lie within a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        self.token_at(span.start())..self.tokens.partition_point(|token| (token.end as usize) <= span.end())
    }

    /// The sentence a byte stands in.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end() <= byte);
        self.sentences.get(index).filter(|sentence| sentence.span.start() <= byte)
    }

    /// The quotation a byte stands in.
    #[must_use]
    pub fn quote_at(&self, byte: usize) -> Option<Span> {
        let index = self.quotes.partition_point(|quote| quote.end() <= byte);
        self.quotes.get(index).copied().filter(|quote| quote.start() <= byte)
    }

    /// Whether a byte stands between quotation marks.
    #[must_use]
    pub fn in_quote(&self, byte: usize) -> bool {
        self.quote_at(byte).is_some()
    }
}

/// The same-length copy of a text; borrowed when nothing is to be changed.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && !text.as_bytes().contains(&FILLER) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // What needs no stand-in is taken over in runs.
    while let Some(at) = rest.bytes().position(|byte| byte >= FILLER) {
        let (run, odd) = rest.split_at(at);
        out.push_str(run);
        let mut chars = odd.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let stand_in = match c {
            '\u{7F}' => " ",
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{2B9}' | '\u{B4}' | '\u{2032}' => "'",
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2033}' | '\u{300C}'
            | '\u{300D}' => "\"",
            '\u{2010}' | '\u{2011}' | '\u{2212}' => "-",
            '\u{2026}' => ".",
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => "",
            '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
            _ if c.is_whitespace() => " ",
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push_str(stand_in);
        let fill = if stand_in == " " { ' ' } else { char::from(FILLER) };
        (stand_in.len()..c.len_utf8()).for_each(|_| out.push(fill));
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::super::token::Kind;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        assert_eq!(page.plain.len(), text.as_str().len(), "the copy is as long as the text");
        let words: Vec<&str> = (0..page.tokens.len()).map(|index| page.word(index)).collect();
        assert_eq!(words, expected, "{text:?}");
        for token in &page.tokens {
            assert!(text.span(token.start as usize..token.end as usize).is_some(), "{token:?} cuts a character");
        }
    }

    #[test]
    fn words_keep_their_stops_and_lose_their_coats() {
        check("Azerbaijan’s army", &["azerbaijan", "'s", "army"]);
        check("“Don’t,” he’d said.", &["\"", "don't", ",", "\"", "he'd", "said", "."]);
        check("the U.S. Gen. J. Smith at 5 a.m.", &["the", "u.s.", "gen.", "j.", "smith", "at", "5", "a.m."]);
        check("Armenia-Azerbaijan 1992–94", &["armenia", "-", "azerbaijan", "1992", "_", "94"]);
        check("N’Djamena, Şuşa, Xankəndi", &["n'djamena", ",", "şuşa", ",", "xankəndi"]);
        check("1,234.5 on 10:30, 19th.", &["1,234.5", "on", "10:30", ",", "19th", "."]);
        check("the Haitians' '' loss ''", &["the", "haitians", "'", "\"", "loss", "\""]);
        check("«measures» and ‘words’", &["\"", "measures", "\"", "and", "'", "words", "'"]);
        check("St. Louis said no. No. 5", &["st.", "louis", "said", "no", ".", "no.", "5"]);
        check("St… Louis", &["st", ".", "louis"]);
        check("wait… Washington, D.C. and", &["wait", ".", "washington", ",", "d.c.", "and"]);
    }

    #[test]
    fn a_possessive_is_told_from_a_closing_quote() {
        let text = Text::new("‘the troops’ left");
        let page = Page::new(&text, "");
        assert_eq!(page.tokens.get(3).map(|token| token.kind), Some(Kind::Quote));
    }
}
