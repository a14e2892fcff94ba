//! Numbers before units of time: "two", "twenty-four", "2 1/2", "a couple of", "several".
//!
//! Comes in: the words of a page and where to begin. Goes out: the count and the token after it. It must never take
//! a number whose unit does not follow: that is for the caller to see.

use super::super::lexicon::Tags;
use super::super::text::Page;
use super::super::token::{Kind, Token};
use super::expression::Count;
use super::word::Word;

/// The number that begins at a token.
pub(super) fn count(page: &Page, words: &[Word], at: usize) -> Option<(Count, usize)> {
    let word = |index: usize| words.get(index).copied().unwrap_or(Word::Other);
    match word(at) {
        Word::Digits(value, digits) => Some(digits_with_fraction(page, words, at, value, digits)),
        Word::Number(_) => {
            let (value, end) = spelled(page, words, at)?;
            if page.word(end) == "and" && word(end + 1) == Word::Article && page.word(end + 2) == "half" {
                return Some((Count::Exact(value, true), end + 3));
            }
            // "a couple of", "dozen of"
            let end = if page.word(end) == "of" && page.word(end - 1) == "couple" { end + 1 } else { end };
            Some((Count::Exact(value, false), end))
        }
        Word::Vague => {
            let end = if page.word(at + 1) == "more" { at + 2 } else { at + 1 };
            Some((Count::Vague, end))
        }
        Word::Article => match word(at + 1) {
            Word::Number(100 | 1000) => {
                let (value, end) = spelled(page, words, at + 1)?;
                Some((Count::Exact(value, false), end))
            }
            Word::Number(12) if page.word(at + 1) == "dozen" => Some((Count::Exact(12, false), at + 2)),
            Word::Number(2) if page.word(at + 1) == "couple" => {
                let end = if page.word(at + 2) == "of" { at + 3 } else { at + 2 };
                Some((Count::Exact(2, false), end))
            }
            Word::Vague => Some((Count::Vague, at + 2)),
            Word::Unit(_) => Some((Count::Exact(1, false), at + 1)),
            _ => None,
        },
        _ => None,
    }
}

fn digits_with_fraction(page: &Page, words: &[Word], at: usize, value: u32, digits: u8) -> (Count, usize) {
    let word = |index: usize| words.get(index).copied().unwrap_or(Word::Other);
    // "2 1/2 years": the half is three tokens.
    if word(at + 1) == Word::Digits(1, 1)
        && page.token(at + 2).is_some_and(|token| token.is(b'/'))
        && word(at + 3) == Word::Digits(2, 1)
    {
        return (Count::Exact(value, true), at + 4);
    }
    let scaled = match word(at + 1) {
        Word::Number(scale @ (100 | 1000)) if digits < 4 => Some(value.saturating_mul(scale)),
        _ => None,
    };
    scaled.map_or((Count::Exact(value, false), at + 1), |value| (Count::Exact(value, false), at + 2))
}

/// "twenty-four", "two hundred", "nineteen": the value and the token after.
pub(super) fn spelled(page: &Page, words: &[Word], at: usize) -> Option<(u32, usize)> {
    let word = |index: usize| words.get(index).copied().unwrap_or(Word::Other);
    let Word::Number(first) = word(at) else { return None };
    let (mut value, mut end) = (first, at + 1);
    if (20..100).contains(&first) && first.is_multiple_of(10) {
        let next = if page.token(end).is_some_and(|token| token.is(b'-')) { end + 1 } else { end };
        if let Word::Number(unit @ 1..=9) = word(next) {
            value += unit;
            end = next + 1;
        }
    }
    while let Word::Number(scale) = word(end) {
        match scale {
            100 | 1000 => value = value.saturating_mul(scale),
            12 if page.word(end) == "dozen" => value = value.saturating_mul(12),
            _ => break,
        }
        end += 1;
    }
    Some((value, end))
}

/// "nineteen ninety-four", "nineteen ninety", "two thousand four": a year in words.
pub(super) fn spelled_year(page: &Page, words: &[Word], at: usize) -> Option<(i16, usize)> {
    let word = |index: usize| words.get(index).copied().unwrap_or(Word::Other);
    match (word(at), word(at + 1)) {
        (Word::Number(century @ (18..=20)), Word::Number(10..=90)) => {
            let (rest, end) = spelled(page, words, at + 1)?;
            (rest < 100).then_some(())?;
            Some((i16::try_from(century * 100 + rest).ok()?, end))
        }
        (Word::Number(2), Word::Number(1000)) => {
            let (year, end) = match word(at + 2) {
                Word::Number(rest @ 1..=30) => (2000 + i16::try_from(rest).ok()?, at + 3),
                _ => (2000, at + 2),
            };
            (!counts(page, words, end)).then_some((year, end))
        }
        _ => None,
    }
}

/// Whether what follows a number is counted by it, or goes on with it: "two thousand people", "two thousand five hundred".
fn counts(page: &Page, words: &[Word], end: usize) -> bool {
    let link = |token: &Token| token.tags.has(Tags::FUNCTION.with(Tags::ACTION).with(Tags::SPEECH));
    matches!(words.get(end), Some(Word::Number(_)))
        || page.token(end).is_some_and(|token| token.kind == Kind::Word && !link(token))
}
