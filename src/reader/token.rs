//! Tokens: words, numbers and marks of a text, by byte span, with their case and what the lexicon knows of them.
//!
//! Comes in: the same-length plain copy of [`super::Page`]. Goes out: tokens in order and one arena of their lower-case
//! forms. It must never allocate per token, and every token starts and ends between characters of the original.
//! Hyphenated words are three tokens without a gap; "U.S.", "a.m." and "Gen." keep their full stops.

use std::ops::Range;

use super::lexicon::{self, ENGLISH, Tags, WordId};
use super::text::FILLER;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner apostrophes and the full stops of an abbreviation.
    Word,
    /// Begins with a digit: "19", "1,234.5", "10:30", "19th", "2020s".
    Number,
    /// The `'s` or `'` of a possessive (or of "he's").
    Possessive,
    /// A quotation mark, single or double, of any coat; [`Token::mark`] is `"` or `'`.
    Quote,
    /// Any other mark; [`Token::mark`] says which.
    Punct,
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital (and everything that is no word).
    Lower,
    /// A capital, then none: "Baku", "A".
    Title,
    /// Two or more letters, all capitals: "NATO", "U.S.".
    Upper,
    /// Otherwise: "McLean", "DeKalb", "iPhone".
    Mixed,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Where its lower-case form begins in the arena; it ends where the next one's begins.
    pub(super) lower: u32,
    /// What the lexicon knows of it as part of a name.
    pub tags: Tags,
    /// Its number in the lexicon.
    pub(super) word: WordId,
    /// What it is.
    pub kind: Kind,
    /// How it is capitalised.
    pub case: Case,
    /// For marks and quotes the ASCII byte they are read as; `-` is a hyphen, `_` a dash, `?` also `!`, `*` anything odd;
    /// 0 for words and numbers.
    pub mark: u8,
}

impl Token {
    /// Whether it is a word that begins with a capital or holds one.
    #[inline]
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.case != Case::Lower
    }

    /// Whether it is this mark.
    #[inline]
    #[must_use]
    pub fn is(&self, mark: u8) -> bool {
        self.mark == mark
    }

    /// Whether nothing stands between this token and the next one.
    #[inline]
    #[must_use]
    pub fn touches(&self, next: &Self) -> bool {
        self.end == next.start
    }
}

/// Cuts a plain copy into tokens; the second value is the arena of their lower-case forms.
pub(super) fn cut(plain: &str) -> (Vec<Token>, String) {
    let mut cutter = Cutter {
        plain,
        bytes: plain.as_bytes(),
        tokens: Vec::with_capacity(plain.len() / 5 + 8),
        lower: String::with_capacity(plain.len()),
        open_single: false,
    };
    let mut at = 0;
    while let Some(&byte) = cutter.bytes.get(at) {
        at = match byte {
            b'\n' => {
                cutter.open_single = false;
                at + 1
            }
            b' ' | b'\t' | b'\r' | FILLER | 0..=31 => at + 1,
            b'a'..=b'z' | b'A'..=b'Z' => cutter.word(at),
            b'0'..=b'9' => cutter.number(at),
            b'\'' | b'`' => cutter.apostrophe(at),
            0x80.. => cutter.other(at),
            mark => cutter.mark(at, at + 1, mark),
        };
    }
    (cutter.tokens, cutter.lower)
}

struct Cutter<'a> {
    plain: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    lower: String,
    /// A single opening quote of this paragraph waits for its end.
    open_single: bool,
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// How many ASCII letters some bytes begin with, and how many of those are capitals.
fn ascii_letters(bytes: &[u8]) -> (usize, usize) {
    let (mut run, mut capitals) = (0, 0);
    for byte in bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()) {
        run += 1;
        capitals += usize::from(byte.is_ascii_uppercase());
    }
    (run, capitals)
}

impl Cutter<'_> {
    #[inline]
    fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    /// The next byte that is no filler, and where it stands.
    fn past_filler(&self, mut at: usize) -> (u8, usize) {
        while self.at(at) == FILLER && at < self.bytes.len() {
            at += 1;
        }
        (self.at(at), at)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.plain.get(at..).and_then(|rest| rest.chars().next())
    }

    #[expect(clippy::cast_possible_truncation, reason = "a text holds less than 4 GiB: Text::span refuses more")]
    fn push(&mut self, start: usize, end: usize, kind: Kind, case: Case, mark: u8) -> usize {
        let lower = self.lower.len();
        let (mut word, mut tags) = (WordId::default(), Tags::NONE);
        if matches!(kind, Kind::Word | Kind::Number | Kind::Possessive) {
            self.push_lower(start..end);
            if kind != Kind::Number {
                word = ENGLISH.id(self.lower.get(lower..).unwrap_or(""));
            }
            if kind == Kind::Word {
                tags = ENGLISH.tags(word);
            }
        } else {
            self.lower.push(char::from(mark));
        }
        let (start, lower) = (start as u32, lower as u32);
        self.tokens.push(Token { start, end: end as u32, lower, tags, word, kind, case, mark });
        end
    }

    /// Adds the lower-case form of a piece to the arena, without fillers.
    fn push_lower(&mut self, piece: Range<usize>) {
        let piece = self.plain.get(piece).unwrap_or("");
        let from = self.lower.len();
        if piece.bytes().all(|byte| byte < FILLER) {
            self.lower.push_str(piece);
            if let Some(added) = self.lower.get_mut(from..) {
                added.make_ascii_lowercase();
            }
            return;
        }
        for c in piece.chars().filter(|&c| c != char::from(FILLER)) {
            self.lower.extend(c.to_lowercase());
        }
    }

    fn word(&mut self, start: usize) -> usize {
        let (mut at, mut letters, mut capitals, mut first_capital) = (start, 0, 0, false);
        let mut dotted = false;
        loop {
            let byte = self.at(at);
            if byte.is_ascii_alphabetic() {
                first_capital |= letters == 0 && byte.is_ascii_uppercase();
                let (run, great) = ascii_letters(self.bytes.get(at..).unwrap_or(&[]));
                capitals += great;
                letters += run;
                at += run;
            } else if byte >= 0x80 {
                let Some(c) = self.char_at(at) else { break };
                if !is_word_char(c) {
                    break;
                }
                first_capital |= letters == 0 && c.is_uppercase();
                capitals += usize::from(c.is_uppercase());
                letters += 1;
                at += c.len_utf8();
            } else if byte == FILLER && self.bytes.len() > at {
                at += 1;
            } else if byte.is_ascii_digit() && letters > 0 {
                letters += 1;
                at += 1;
            } else if byte == b'.' && self.goes_on_after_stop(start, at) {
                dotted = true;
                at += 1;
            } else if byte == b'\'' && self.is_inner_apostrophe(start, at) {
                at += 1;
            } else {
                break;
            }
        }
        // Fillers at the end belong to the mark before them, never to the word; nor does an apostrophe no letter follows.
        while at > start && matches!(self.at(at - 1), FILLER | b'\'') {
            at -= 1;
        }
        let at = self.full_stop(start, at, dotted);
        let case = match (capitals, letters) {
            (0, _) => Case::Lower,
            (1, _) if first_capital => Case::Title,
            (all, of) if all == of => Case::Upper,
            _ => Case::Mixed,
        };
        self.push(start, at, Kind::Word, case, 0)
    }

    /// "U.S": a stop between single letters goes on.
    fn goes_on_after_stop(&self, start: usize, at: usize) -> bool {
        let single = at == start + 1 || (at >= 2 && self.at(at - 2) == b'.');
        single && self.at(at + 1).is_ascii_alphabetic() && !is_letter(self.at(at + 2))
    }

    /// Whether an apostrophe stands inside a word ("don't", "N'Djamena", "O'Brien") rather than before a possessive.
    fn is_inner_apostrophe(&self, start: usize, at: usize) -> bool {
        let (next, place) = self.past_filler(at + 1);
        if !is_letter(next) || at == start {
            return false;
        }
        let (after, _) = self.past_filler(place + 1);
        !(matches!(next, b's' | b'S') && !is_letter(after) && !after.is_ascii_digit())
    }

    /// Takes the full stop into an abbreviation or an initial.
    fn full_stop(&self, start: usize, end: usize, dotted: bool) -> usize {
        // "St…": the stop is the first byte of an ellipsis.
        if self.at(end) != b'.' || matches!(self.at(end + 1), b'.' | FILLER) {
            return end;
        }
        let length = end - start;
        if dotted {
            return end + 1;
        }
        if length == 1 && self.at(start).is_ascii_uppercase() {
            // An initial: "J. Smith", "George W. Bush"; "Plan B." at a line's end is not.
            let (next, place) = (self.at(end + 1), end + 2);
            let goes_on = next.is_ascii_uppercase() || (next == b' ' && self.at(place).is_ascii_uppercase());
            return if goes_on && self.at(start) != b'I' { end + 1 } else { end };
        }
        if length > 6 {
            return end;
        }
        let mut buffer = [0_u8; 8];
        for (slot, &byte) in buffer.iter_mut().zip(self.bytes.get(start..=end).unwrap_or(&[])) {
            *slot = byte.to_ascii_lowercase();
        }
        let word = buffer.get(..=length).and_then(|word| str::from_utf8(word).ok()).unwrap_or("");
        let known = lexicon::tags(word).has(Tags::ABBREVIATION);
        // "No. 5" but "no."; "Sun. 5" but "sun."
        let capital = self.at(start).is_ascii_uppercase();
        let fits = match word {
            "no." | "nos." => self.at(end + 1) == b' ' && self.at(end + 2).is_ascii_digit(),
            "a.m." | "p.m." | "vs." | "etc." | "approx." => true,
            _ => capital,
        };
        if known && fits { end + 1 } else { end }
    }

    fn number(&mut self, start: usize) -> usize {
        let mut at = start;
        loop {
            let byte = self.at(at);
            let goes_on = byte.is_ascii_alphanumeric()
                || (matches!(byte, b',' | b'.' | b':')
                    && self.at(at + 1).is_ascii_digit()
                    && self.at(at - 1).is_ascii_digit());
            if !goes_on || at >= self.bytes.len() {
                break;
            }
            at += 1;
        }
        self.push(start, at, Kind::Number, Case::Lower, 0)
    }

    fn apostrophe(&mut self, at: usize) -> usize {
        let (next, place) = self.past_filler(at + 1);
        let after_word =
            at > 0 && (is_letter(self.at(at - 1)) || self.at(at - 1).is_ascii_digit() || self.at(at - 1) == b'.');
        let close = self.close_of(at);
        if after_word && matches!(next, b's' | b'S') {
            let (after, _) = self.past_filler(place + 1);
            if !is_letter(after) {
                return self.push(at, place + 1, Kind::Possessive, Case::Lower, 0);
            }
        }
        if matches!(next, b'\'' | b'`') {
            return self.push(at, self.close_of(place), Kind::Quote, Case::Lower, b'"');
        }
        if after_word && matches!(self.at(at - 1), b's' | b'S') && !self.open_single {
            return self.push(at, close, Kind::Possessive, Case::Lower, 0);
        }
        self.open_single = !after_word;
        self.push(at, close, Kind::Quote, Case::Lower, b'\'')
    }

    /// One past a mark and the fillers that make it as long as it was.
    fn close_of(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.bytes.len() && self.at(end) == FILLER {
            end += 1;
        }
        end
    }

    fn mark(&mut self, start: usize, end: usize, mark: u8) -> usize {
        let end = end.max(self.close_of(start));
        let (kind, mark) = match mark {
            b'"' => (Kind::Quote, b'"'),
            b'!' => (Kind::Punct, b'?'),
            // Two hyphens are a dash, and so is one between blanks.
            b'-' if self.at(end) == b'-' => {
                let mut stop = end;
                while self.at(stop) == b'-' {
                    stop += 1;
                }
                return self.push(start, stop, Kind::Punct, Case::Lower, b'_');
            }
            b'-' if self.at(end) == b' ' => (Kind::Punct, b'_'),
            other => (Kind::Punct, other),
        };
        self.push(start, end, kind, Case::Lower, mark)
    }

    fn other(&mut self, start: usize) -> usize {
        let Some(c) = self.char_at(start) else { return start + 1 };
        if is_word_char(c) {
            return self.word(start);
        }
        let end = start + c.len_utf8();
        if c.is_whitespace() || c.is_control() {
            return end;
        }
        self.push(start, end, Kind::Punct, Case::Lower, if matches!(c, '—' | '–' | '―') { b'_' } else { b'*' })
    }
}

/// Letters, and the marks that are part of them in scripts that write vowels as marks.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{900}'..='\u{EFF}')
}
