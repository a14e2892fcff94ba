//! To which happening a figure belongs, and which figures count only a part.
//!
//! Comes in: the figures of a sentence and its happenings; then all mentions of a page. Goes out: for each happening the
//! figures of its own clause, and marks on what is a part of a total told elsewhere in the article. It must never give a
//! figure to a happening that is only compared with ("the deadliest since a 1960 tsunami").

use std::ops::Range;
use std::sync::Arc;

use super::super::figure::Counted;
use super::super::text::Page;
use super::super::vocabulary::{self, Class};
use super::pick::is_one;
use super::{Hit, Scope, befalls, clause, fits};
use crate::story::{EventMention, Figure, Kind, PlaceBasis, PlaceRef, Span, Victim};

/// The figures that are of one of the hits.
pub(super) fn figures(scope: &Scope, hits: &[&Hit], index: usize) -> Vec<Figure> {
    let own = scope.figures.iter().filter(|counted| owner(scope, hits, counted) == Some(index));
    own.map(|counted| counted.figure.clone()).collect()
}

/// The happening a figure is of: the nearest by the build of the sentence among those that can befall people so.
pub(super) fn owner(scope: &Scope, hits: &[&Hit], counted: &Counted) -> Option<usize> {
    hits.iter()
        .enumerate()
        .filter(|(_, hit)| befalls(hit.kind.family()) && fits(hit.kind, counted.figure.what))
        .filter_map(|(index, hit)| Some((distance(scope, hits, hit, &counted.tokens)?, index)))
        .min()
        .map(|(_, index)| index)
}

/// Words a figure's verb is tied by to what did it: "died in the fires", "killed when a wall fell".
const TIES: &[&str] = &["in", "by", "from", "when", "as", "after", "because", "during"];
/// Prepositions that make a happening a circumstance of the one named before it: "clashes at a march".
const UNDER: &[&str] = &["at", "by", "in", "of", "during", "over", "on", "from", "for", "with", "after"];

/// How far a figure stands from a hit, none where the hit is only compared with.
fn distance(scope: &Scope, hits: &[&Hit], hit: &Hit, figure: &Range<usize>) -> Option<usize> {
    let ground = scope.ground;
    let comma = |mut tokens: Range<usize>| tokens.any(|at| ground.page.token(at).is_some_and(|token| token.is(b',')));
    if hit.tokens.start < figure.end && figure.start < hit.tokens.end {
        return Some(0);
    }
    let clause = clause::clause(scope, &hit.tokens);
    let same = clause.contains(&figure.start);
    let behind = hit.tokens.start >= figure.end;
    let between = if behind { figure.end..hit.tokens.start } else { hit.tokens.end..figure.start };
    if is_compared(scope, &between) || (hit.effect && !same && is_placed(scope, figure)) {
        return None;
    }
    let tied = behind
        && between.len() <= 8
        && !comma(between.clone())
        && between.clone().take(2).any(|at| TIES.contains(&ground.word(at)));
    if tied {
        return Some(between.len() / 4 + 1);
    }
    // "Clashes at a march left 24 hurt": the clashes did.
    let from = hit.tokens.start.saturating_sub(4);
    let under = !behind
        && (from..hit.tokens.start).any(|at| UNDER.contains(&ground.word(at)))
        && hits.iter().any(|other| {
            other.tokens.end <= hit.tokens.start
                && clause.contains(&other.tokens.start)
                && !comma(other.tokens.end..hit.tokens.start)
                && befalls(other.kind.family())
        });
    // "a ferry sank during a typhoon, killing 800": the circumstance killed nobody.
    let before = hit.tokens.start.saturating_sub(3)..hit.tokens.start;
    let beside = before.into_iter().any(|at| matches!(ground.word(at), "during" | "amid" | "despite"));
    let clauses = if same { 0 } else { 15 };
    Some(between.len() + clauses + if beside { 40 } else { 0 } + if under { 14 } else { 0 })
}

/// Whether a figure's own verb is tied to some words: "died in the fires".
pub(super) fn is_tied(scope: &Scope, words: &Range<usize>) -> bool {
    let clause = clause::clause(scope, words);
    scope.figures.iter().filter(|counted| counted.figure.min > 0).any(|counted| {
        let between = counted.tokens.end..words.start;
        counted.tokens.end < words.start
            && between.len() <= 4
            && clause.contains(&counted.tokens.start)
            && between.clone().take(2).any(|at| TIES.contains(&scope.ground.word(at)))
    })
}

/// "the deadliest since a 1960 tsunami", "the worst since 2007, when dozens died": a look back between the two.
fn is_compared(scope: &Scope, between: &Range<usize>) -> bool {
    let since = between.clone().find(|&at| matches!(scope.ground.word(at), "since" | "than"));
    since.is_some_and(|since| {
        let from = since.saturating_sub(8).max(scope.sentence.tokens.start);
        (from..since).any(|at| {
            let word = scope.ground.word(at);
            let most =
                word.ends_with("est") && !matches!(word, "forest" | "protest" | "arrest" | "west" | "rest" | "unrest");
            most || matches!(word, "worst" | "most" | "first" | "worse" | "more" | "higher")
        })
    })
}

/// Whether the clause of a figure names where it fell.
fn is_placed(scope: &Scope, figure: &Range<usize>) -> bool {
    let clause = clause::clause(scope, figure);
    scope.ground.named(&clause).iter().any(|named| super::is_location(named.toponym))
}

/// The figures of a sentence that are of none of its hits.
pub(super) fn open<'a>(scope: &'a Scope, hits: &[Hit]) -> Vec<&'a Counted> {
    let hits: Vec<&Hit> = hits.iter().collect();
    let counted = scope.figures.iter().filter(|counted| counted.figure.min > 0);
    counted.filter(|counted| owner(scope, &hits, counted).is_none()).collect()
}

/// Whether the words are of a count kept of the dead: "the toll", "bodies", "the number of injured".
pub(super) fn is_toll(scope: &Scope) -> bool {
    scope.sentence.tokens.clone().any(|at| {
        matches!(scope.ground.word(at), "toll" | "bodies" | "survivors")
            || (scope.ground.word(at) == "number"
                && scope.ground.word(at + 1) == "of"
                && (at + 2..at + 6)
                    .any(|index| scope.ground.lex(index).is(Class::KILLED.with(Class::WOUNDED).with(Class::MISSING))))
    })
}

/// Marks the figures that count only a part of what the article counts in all: those of one place among the places of one
/// happening, those on top of others ("two more"), and the smaller of two in one passage.
pub(super) fn mark_parts(page: &Page, mentions: &mut [EventMention]) {
    let told: Vec<(usize, Kind, Victim, u32)> = (0..)
        .zip(mentions.iter())
        .filter(|(_, mention)| !(mention.back_reference || mention.modal || mention.negated))
        .flat_map(|(index, mention)| {
            mention.figures.iter().map(move |figure| (index, mention.kind, figure.what, figure.min))
        })
        .collect();
    let places: Vec<Option<Arc<PlaceRef>>> =
        mentions.iter().map(|mention| mention.place.as_ref().map(|place| place.place.clone())).collect();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let own =
            mention.place.as_ref().filter(|place| matches!(place.basis, PlaceBasis::Stated | PlaceBasis::Indirect));
        let words = |span: Span| page.plain.get(span.range()).unwrap_or("").to_lowercase();
        let spread = mention.kind.is_wide()
            || matches!(mention.kind, Kind::Death | Kind::Killing)
            || vocabulary::is_effect(&words(mention.trigger));
        let kind = mention.kind;
        for figure in mention.figures.iter_mut().filter(|figure| figure.min > 0) {
            let added = is_more(&words(figure.span));
            figure.part |= told.iter().any(|&(other, of, what, total)| {
                let larger = what == figure.what && total > figure.min;
                let here = other == index;
                let apart = own
                    .zip(places.get(other).and_then(Option::as_ref))
                    .is_some_and(|(here, there)| here.place.key != there.key && !here.place.holds(there));
                let one = is_one(of, kind);
                larger && (here || (one && other < index && (added || (spread && apart))))
            });
        }
    }
}

/// "two more", "another 11": counted on top of others.
fn is_more(words: &str) -> bool {
    words.starts_with("another ")
        || ((words.contains(" more") || words.contains(" further")) && !words.contains("more than"))
}
