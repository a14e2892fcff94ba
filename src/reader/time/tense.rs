//! Whether the clause around a temporal expression speaks of what is to come.
//!
//! Comes in: a page and where the expression stands. Goes out: yes or no, from the nearest sign before it in its
//! sentence, else after it: "will meet Friday" against "met Friday". It must never look past the sentence.

use std::ops::Range;

use super::super::text::Page;
use super::super::token::Kind;

/// What may stand between a "by" and its time: "by the end of Friday", "by late on Thursday".
const DEADLINE: &[&str] = &[
    "the",
    "end",
    "of",
    "late",
    "early",
    "close",
    "business",
    "start",
    "beginning",
    "middle",
    "mid",
    "next",
    "this",
    "on",
    "at",
    "about",
    "around",
    "noon",
    "midnight",
    "dawn",
    "dusk",
    "morning",
    "evening",
    "night",
    "afternoon",
    "trading",
];

/// Whether the nearest verb sign says future.
pub(super) fn is_future(page: &Page, start: usize, end: usize) -> bool {
    let Some(token) = page.token(start) else { return false };
    let Some(sentence) = page.sentence_at(token.start as usize) else { return false };
    // "Friday's earthquake" has been.
    if page.token(end).is_some_and(|token| token.kind == Kind::Possessive) {
        return false;
    }
    // "by Saturday had spread": up to then, and no deadline.
    let until = start.checked_sub(1).is_some_and(|by| page.word(by) == "by");
    if until
        && (matches!(page.word(end), "has" | "have" | "was" | "were") || is_up_to(page, start..end, &sentence.tokens))
    {
        return false;
    }
    // "came in by ship and lorry on Thursday": by what, and no deadline.
    let far =
        |index: usize| page.word(index) == "by" && !(index + 1..start).all(|at| DEADLINE.contains(&page.word(at)));
    let mut signs = (sentence.tokens.start..start).rev().take(14).filter(|&index| !far(index));
    let before = signs.find_map(|index| sign(page, index));
    // The "by" of another time is no deadline of this one: "began on Thursday and by Saturday had spread".
    let behind = (end..sentence.tokens.end).filter(|&index| page.word(index) != "by");
    before.or_else(|| behind.take(14).find_map(|index| sign(page, index))).unwrap_or(false)
}

/// Whether "had" stands around a time led by "by": "had covered 38,000 hectares by Thursday", "by Friday the floods had killed
/// six". "had to leave by Friday" is a deadline.
pub(in super::super) fn is_up_to(page: &Page, time: Range<usize>, sentence: &Range<usize>) -> bool {
    const REACH: usize = 9;
    let before = time.start.saturating_sub(REACH).max(sentence.start)..time.start;
    let behind = time.end..(time.end + REACH).min(sentence.end);
    // "had vowed to leave by Friday", "had said that troops would go by Friday"
    let ahead =
        |at: usize| (at + 1..time.start).any(|next| matches!(page.word(next), "to" | "would" | "will" | "must"));
    before.chain(behind).any(|at| page.word(at) == "had" && page.word(at + 1) != "to" && !ahead(at))
}

/// What a token says of tense: `Some(true)` future, `Some(false)` past.
fn sign(page: &Page, index: usize) -> Option<bool> {
    if page.token(index)?.kind != Kind::Word {
        return None;
    }
    let word = page.word(index);
    match word {
        "will" | "shall" | "effective" | "'ll" | "we'll" | "they'll" | "he'll" | "she'll" | "i'll" | "it'll"
        | "won't" => Some(true),
        "scheduled" | "planned" | "plans" | "due" | "slated" | "upcoming" | "expects" | "expected" | "until"
        | "deadline" | "tentatively" | "intends" | "going" => Some(true),
        // "The court meets Friday", "the law takes effect in June": what is fixed is told in the present.
        "meets" | "takes" | "begins" | "starts" | "opens" | "resumes" | "expires" | "votes" => Some(true),
        "go" | "goes" | "head" | "heads" if page.word(index + 1) == "to" && page.word(index + 3) == "polls" => {
            Some(true)
        }
        // "by Friday" is a deadline, "killed by Friday's quake" is not.
        "by" if index > 0 && !page.word(index - 1).ends_with("ed") && !is_doer(page, index + 1) => Some(true),
        "to" if index > 0 => intends(page.word(index - 1)).then_some(true),
        // "as soon as Tuesday", "as early as May".
        "as" if index > 0 && matches!(page.word(index - 1), "soon" | "early") => Some(true),
        "was" | "were" | "had" | "did" | "since" | "said" | "has" | "have" => Some(false),
        // "will be sentenced", "will be held": the participle says nothing by itself.
        _ if is_past(word) && (index == 0 || page.word(index - 1) != "be") => Some(false),
        _ => None,
    }
}

/// "in ruins by a quake", "homeless by the storm": what did it, and no deadline.
fn is_doer(page: &Page, at: usize) -> bool {
    let of_time =
        |word: &str| matches!(word, "end" | "start" | "close" | "beginning" | "middle" | "time" | "deadline" | "age");
    matches!(page.word(at), "a" | "an" | "the") && !of_time(page.word(at + 1))
}

/// Whether a word is a verb of the past or its participle.
pub(in super::super) fn is_past(word: &str) -> bool {
    let irregular = matches!(
        word,
        "told"
            | "made"
            | "held"
            | "took"
            | "came"
            | "went"
            | "met"
            | "left"
            | "began"
            | "won"
            | "lost"
            | "gave"
            | "fell"
            | "broke"
            | "struck"
            | "sank"
            | "ran"
            | "rose"
            | "shook"
            | "blew"
            | "swept"
            | "burst"
            | "caught"
            | "drove"
            | "flew"
            | "threw"
            | "saw"
            | "stood"
            | "brought"
            | "found"
            | "felt"
            | "paid"
            | "sent"
            | "spent"
            | "tore"
            | "withdrew"
            | "became"
            | "fought"
            | "fled"
            | "grew"
            | "shot"
            | "stole"
            | "spoke"
            | "wrote"
    );
    irregular || (word.len() > 4 && word.ends_with("ed"))
}

/// Words after which "to" and a verb speak of what is still to come: "agreed to buy", "hopes to open".
fn intends(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "due"
            | "scheduled"
            | "expected"
            | "expects"
            | "plan"
            | "plans"
            | "planning"
            | "planned"
            | "going"
            | "set"
            | "agreed"
            | "agreement"
            | "hopes"
            | "hoping"
            | "hoped"
            | "intends"
            | "intention"
            | "ready"
            | "likely"
            | "vowed"
            | "promised"
            | "pledged"
            | "preparing"
            | "prepares"
            | "wants"
            | "about"
    )
}
