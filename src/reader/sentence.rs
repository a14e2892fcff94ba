//! Sentences and quotations over the tokens of a page.
//!
//! Comes in: tokens, paragraphs and their kinds. Goes out: sentences that never cross a paragraph, and quoted
//! stretches that may. A stop after an abbreviation ends a sentence only before a word that begins one; a quotation
//! nobody closed ends with its paragraph unless the next one opens again.

use std::ops::Range;

use crate::story::{Span, ZoneKind};

use super::lexicon::Tags;
use super::text::Page;
use super::token::{Case, Kind, Token};
use super::zone::Layout;

/// How a sentence is capitalised, hence what a capital is worth in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// Names only.
    Normal,
    /// Every word: a headline in title case.
    Title,
    /// Every letter.
    All,
}

/// A sentence of any zone.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its bytes, from its first to its last token.
    pub span: Span,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
    /// What its line is; the first sentence is a headline when it repeats the given title.
    pub zone: ZoneKind,
    /// Which paragraph of the text it stands in, from 0.
    pub paragraph: u32,
    /// What capitals are worth in it.
    pub capitals: Capitals,
}

/// Tokens of a sentence at most: what goes on longer is a list or a page without stops, and is cut.
const LONGEST: usize = 600;

/// Cuts paragraphs into sentences.
pub(super) fn split(page: &Page<'_>, layout: &Layout, kinds: &[ZoneKind], headline: &str) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(page.tokens.len() / 20 + 4);
    let title_end = if !headline.is_empty() && page.text.as_str().starts_with(headline) { headline.len() } else { 0 };
    let mut from = 0;
    for (paragraph, (bytes, &zone)) in (0_u32..).zip(layout.paragraphs().zip(kinds)) {
        let rest = page.tokens.get(from..).unwrap_or(&[]);
        let to = from + rest.partition_point(|token| (token.start as usize) < bytes.end);
        while from < to {
            let end = end_of_sentence(page, from, to.min(from + LONGEST), title_end).max(from + 1);
            if let Some(span) = page.span_of(from..end) {
                let titled = zone == ZoneKind::Body && span.end() <= title_end + 2 && span.start() < title_end;
                let zone = if titled { ZoneKind::Headline } else { zone };
                let capitals = capitals(page.tokens.get(from..end).unwrap_or(&[]));
                sentences.push(Sentence { span, tokens: from..end, zone, paragraph, capitals });
            }
            from = end;
        }
    }
    sentences
}

/// The index one past the last token of the sentence that begins at `from`.
fn end_of_sentence(page: &Page<'_>, from: usize, to: usize, title_end: usize) -> usize {
    let bytes = page.plain.as_bytes();
    let stopped = |token: &Token| bytes.get((token.end as usize).wrapping_sub(1)) == Some(&b'.');
    let mut index = from;
    while index < to {
        let Some(token) = page.tokens.get(index) else { return to };
        if title_end > 0 && (token.start as usize) < title_end && (token.end as usize) >= title_end {
            // The given title is a sentence of its own, with the full stop that parts it from the text.
            let stop = page.tokens.get(index + 1).is_some_and(|next| next.is(b'.') && index + 1 < to);
            return index + 1 + usize::from(stop);
        }
        if token.is(b'.') || token.is(b'?') {
            let end = past_closers(page, index + 1, to);
            if ends_at_mark(page, index, end, to) {
                return end;
            }
            index = end;
            continue;
        }
        if token.kind == Kind::Word && stopped(token) && ends_at_abbreviation(page, index, to) {
            return past_closers(page, index + 1, to);
        }
        index += 1;
    }
    to
}

/// Skips further stops and the closing quotes and brackets that belong to the sentence.
fn past_closers(page: &Page<'_>, mut index: usize, to: usize) -> usize {
    while index < to
        && let (Some(before), Some(token)) =
            (index.checked_sub(1).and_then(|at| page.tokens.get(at)), page.tokens.get(index))
    {
        let closes = token.kind == Kind::Quote && (before.touches(token) || !opens(page, index));
        let closes =
            closes || (matches!(token.mark, b')' | b']') || token.is(b'.') || token.is(b'?')) && before.touches(token);
        if !closes {
            break;
        }
        index += 1;
    }
    index
}

/// `L. "Buzz" Myers`: an initial, and a nickname between marks with a name behind it.
fn is_initial_of_nickname(page: &Page<'_>, mark: usize, next: usize) -> bool {
    let token = |at: usize| page.tokens.get(at);
    let title = |at: usize| token(at).is_some_and(|token| token.kind == Kind::Word && token.case == Case::Title);
    let initial =
        mark.checked_sub(1).and_then(token).is_some_and(|token| token.end - token.start == 1 && token.is_capital());
    let quote = |at: usize| token(at).is_some_and(|token| token.kind == Kind::Quote);
    initial && quote(next) && title(next + 1) && quote(next + 2) && title(next + 3)
}

fn ends_at_mark(page: &Page<'_>, mark: usize, next: usize, to: usize) -> bool {
    let Some(token) = page.tokens.get(next).filter(|_| next < to) else { return true };
    if is_initial_of_nickname(page, mark, next) {
        return false;
    }
    let before = next.checked_sub(1).and_then(|at| page.tokens.get(at));
    let touching = before.is_some_and(|before| before.touches(token));
    if touching {
        // A missing blank: "ended.The".
        let lower_before = mark.checked_sub(1).and_then(|at| page.tokens.get(at));
        return token.case == Case::Title
            && lower_before
                .is_some_and(|word| word.kind == Kind::Word && word.case == Case::Lower && word.end - word.start > 2);
    }
    match token.kind {
        Kind::Word => token.case != Case::Lower,
        Kind::Number | Kind::Quote => true,
        Kind::Possessive => false,
        Kind::Punct => !matches!(token.mark, b',' | b';' | b':'),
    }
}

/// "U.S. The": the stop of an abbreviation ends a sentence before a capital word that seldom stands within one.
fn ends_at_abbreviation(page: &Page<'_>, index: usize, to: usize) -> bool {
    let Some(token) = page.tokens.get(index) else { return false };
    let Some(next) = page.tokens.get(index + 1).filter(|_| index + 1 < to) else { return true };
    if token.tags.has(Tags::TITLE) {
        return false;
    }
    let next = if next.kind == Kind::Quote { page.tokens.get(index + 2).unwrap_or(next) } else { next };
    next.case == Case::Title && next.tags.has(Tags::FUNCTION)
}

fn capitals(tokens: &[Token]) -> Capitals {
    let (mut words, mut title, mut upper) = (0_u32, 0_u32, 0_u32);
    for token in tokens {
        if token.kind != Kind::Word || token.end - token.start < 2 {
            continue;
        }
        if token.case == Case::Upper {
            upper += 1;
            words += 1;
        } else if !token.tags.has(Tags::FUNCTION) {
            title += u32::from(token.case != Case::Lower);
            words += 1;
        } else if token.case == Case::Lower {
            // A small function word says that not every letter is a capital, nothing about titles.
            upper = upper.saturating_sub(1);
        }
    }
    // "Berg will meet Victoria Hollmark in Munich.": a small verb and a full stop make a sentence, however many names.
    let stopped = tokens.last().is_some_and(|token| token.is(b'.'));
    if words >= 3 && upper * 10 >= words * 8 {
        Capitals::All
    } else if words >= 4 && (title + upper) * 10 >= words * if stopped { 10 } else { 8 } {
        Capitals::Title
    } else {
        Capitals::Normal
    }
}

/// Whether a quotation mark opens: a blank or bracket stands before it and none after it.
fn opens(page: &Page<'_>, index: usize) -> bool {
    let Some(token) = page.tokens.get(index) else { return false };
    let before = index.checked_sub(1).and_then(|at| page.tokens.get(at));
    let after = page.tokens.get(index + 1);
    let free_before = before.is_none_or(|before| !before.touches(token) || matches!(before.mark, b'(' | b'[' | b'_'));
    let free_after = after.is_none_or(|after| !token.touches(after));
    if free_before && free_after {
        // Loose on both sides ("'' word ''"): the count decides, see `quotations`.
        return false;
    }
    free_before
}

/// The quoted stretches of a page, marks included.
pub(super) fn quotations(page: &Page<'_>) -> Vec<Span> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut paragraph = None;
    for sentence in &page.sentences {
        let first = page.tokens.get(sentence.tokens.start);
        let begins_quoted = first.is_some_and(|token| token.kind == Kind::Quote && token.is(b'"'));
        let mut skip_first = false;
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            if let Some(from) = open {
                if begins_quoted {
                    skip_first = true;
                } else {
                    quotes.extend(page.span_of(from..sentence.tokens.start));
                    open = None;
                }
            }
        }
        for index in sentence.tokens.clone().skip(usize::from(skip_first)) {
            let Some(token) = page.tokens.get(index) else { break };
            if token.kind != Kind::Quote || !token.is(b'"') {
                continue;
            }
            match open {
                Some(from) => {
                    quotes.extend(page.span_of(from..index + 1));
                    open = None;
                }
                None => open = Some(index),
            }
        }
    }
    if let Some(from) = open {
        quotes.extend(page.span_of(from..page.tokens.len()));
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    fn check(text: &str, expected: &[&str]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let found: Vec<&str> = page.sentences.iter().map(|sentence| text.slice(sentence.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_within_a_sentence_do_not_end_it() {
        check("The U.S. Army left. Gen. J. Smith stayed.", &["The U.S. Army left.", "Gen. J. Smith stayed."]);
        check("It left the U.S. The army stayed.", &["It left the U.S.", "The army stayed."]);
        check("He came at 5 p.m. on Jan. 5. She left.", &["He came at 5 p.m. on Jan. 5.", "She left."]);
        check("It cost 3.5 million. So what?", &["It cost 3.5 million.", "So what?"]);
        check("“We saw it.” He left.", &["“We saw it.”", "He left."]);
        check("“We saw it,” he said. “It burned.”", &["“We saw it,” he said.", "“It burned.”"]);
        check("One line\nAnother line. And one", &["One line", "Another line.", "And one"]);
    }

    #[test]
    fn a_page_without_stops_is_read_in_pieces() {
        let text = Text::new(&"word ".repeat(LONGEST * 3));
        let lengths: Vec<usize> = Page::new(&text, "").sentences.iter().map(|sentence| sentence.tokens.len()).collect();
        assert_eq!(lengths, [LONGEST; 3]);
    }

    fn check_quotes(text: &str, expected: &[&str]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let found: Vec<&str> = page.quotes.iter().map(|quote| text.slice(*quote)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotations_run_over_paragraphs_and_end_when_nobody_closes_them() {
        check_quotes("“One,” he said, “two.”", &["“One,”", "“two.”"]);
        check_quotes("He said: “One. Two.\n“Three.” Then he left.", &["“One. Two.\n“Three.”"]);
        check_quotes("He said: “One. Two.\nThen he left.", &["“One. Two."]);
        check_quotes("«One two three.«", &["«One two three.«"]);
    }

    #[test]
    fn a_nickname_behind_an_initial_ends_nothing() {
        check("Fire chief L. \"Buzz\" Myers came. He spoke.", &["Fire chief L. \"Buzz\" Myers came.", "He spoke."]);
        check("They chose plan B. \"Go on\" he said.", &["They chose plan B.", "\"Go on\" he said."]);
    }
}
