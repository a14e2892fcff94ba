//! The town a report was filed from, as its first line has it: "BEIRUT (Agency) -", "HARWINTON — Firefighters said".
//!
//! Comes in: a page and a stretch of tokens. Goes out: whether the stretch stands where such a town stands. Shouted words at
//! the head of a sentence, a dash behind them: no other thing is written so, be its name known or not.

use std::ops::Range;

use super::lexicon::Tags;
use super::sentence::{Capitals, Sentence};
use super::text::Page;
use super::token::{Case, Kind, Token};

/// The most tokens between the town and the dash: ", Conn. (Agency)".
const LONGEST: usize = 8;

/// What agencies and papers write where the town of a dateline stands: "BRIEF - Benin says".
const LABELS: &[&str] = &[
    "analysis",
    "breaking",
    "brief",
    "briefs",
    "correction",
    "corrected",
    "exclusive",
    "explainer",
    "factbox",
    "feature",
    "graphic",
    "insight",
    "interview",
    "live",
    "newsmaker",
    "opinion",
    "photos",
    "profile",
    "recap",
    "refile",
    "report",
    "roundup",
    "special",
    "timeline",
    "update",
    "urgent",
    "video",
    "watch",
    "wrapup",
];

/// Whether these tokens are the town of a dateline.
pub(super) fn is_town(page: &Page<'_>, tokens: Range<usize>, sentence: &Sentence) -> bool {
    if tokens.start != sentence.tokens.start || tokens.len() > 3 || sentence.capitals == Capitals::All {
        return false;
    }
    let shouted = |at: usize| {
        page.token(at)
            .is_some_and(|token| token.kind != Kind::Word || (token.case == Case::Upper && token.end - token.start > 2))
    };
    if LABELS.contains(&page.word(tokens.start))
        || page.token(tokens.start).is_none_or(|token| token.kind != Kind::Word)
    {
        return false;
    }
    let end = (tokens.end + LONGEST).min(sentence.tokens.end);
    let dash = (tokens.end..end).find(|&at| is_dash(page, at));
    let shouted = tokens.clone().all(shouted);
    dash.is_some_and(|dash| {
        (tokens.end..dash).all(|at| page.token(at).is_some_and(may_stand_between))
            && (shouted || is_dated(page, tokens.end..dash))
    })
}

/// "Osh, Nov. 6 (Agency) -": behind a town that is not shouted stand a comma and a day.
fn is_dated(page: &Page<'_>, between: Range<usize>) -> bool {
    let month = |at: usize| page.token(at).is_some_and(|token| token.tags.has(Tags::MONTH));
    let day = |at: usize| page.token(at).is_some_and(|token| token.kind == Kind::Number);
    let comma = page.token(between.start).is_some_and(|token| token.is(b','));
    comma && between.clone().any(month) && between.clone().any(day)
}

/// A dash with room around it; "--" is two.
fn is_dash(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.token(at) else { return false };
    let apart = at.checked_sub(1).and_then(|before| page.token(before)).is_some_and(|before| !before.touches(token));
    token.is(b'_') || (token.is(b'-') && (apart || page.token(at + 1).is_some_and(|next| next.is(b'-'))))
}

/// A state, an agency in brackets, a date.
fn may_stand_between(token: &Token) -> bool {
    match token.kind {
        Kind::Word => token.case != Case::Lower,
        Kind::Number => true,
        _ => matches!(token.mark, b',' | b'(' | b')' | b'.' | b'/'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    #[test]
    fn shouted_words_before_a_dash_are_a_town() {
        let check = |text: &str, end: usize, expected: bool| {
            let text = Text::new(text);
            let page = Page::new(&text, "");
            let found = page.sentences.first().is_some_and(|sentence| is_town(&page, 0..end, sentence));
            assert_eq!(found, expected, "{}", text.as_str());
        };
        check("HARWINTON — Firefighters said on Monday that the barn was empty.", 1, true);
        check("BEIRUT (Agency) - Two men were hurt when a wall fell on Monday.", 1, true);
        check("HUME, Ill. -- The school board met on Monday for two hours.", 1, true);
        check("NATO-led troops said on Monday that the road was open.", 1, false);
        check("BRIEF - Three men were hurt when a wall fell on Monday.", 1, false);
        check("Harwinton, Nov. 6 (Agency) - Two men were hurt when a wall fell on Monday.", 1, true);
        check("Harwinton - a town of many barns - has a new fire engine.", 1, false);
    }
}
