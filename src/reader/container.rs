//! What a name is written as lying in: "Paris, Texas", "Cordoba, Argentina", "Athens, Ga."
//!
//! Comes in: mentions and the places each may be. Goes out: the first of each such pair marked with the second. It must never
//! take a row of peers for such a pair: "Georgia, Oklahoma, Pennsylvania".

use geodata::Class;

use super::gather::Names;
use super::text::Page;
use super::toponym::{Mention, Naming};

/// "Paris, Texas", "Cordoba, Argentina", "Athens, Ga.": marks the first as lying in the second.
pub(super) fn mark(page: &Page<'_>, mentions: &mut [Mention], names: &Names) {
    for index in 0..mentions.len().saturating_sub(1) {
        let (Some(inner), Some(outer)) = (mentions.get(index), mentions.get(index + 1)) else { break };
        let (gap, next) = (inner.tokens.end, outer.tokens.start);
        let comma = next == gap + 1 && page.token(gap).is_some_and(|token| token.is(b',') || token.is(b'('));
        let bare = next == gap && matches!(outer.naming, Naming::Abbreviation(_));
        if inner.sentence != outer.sentence
            || !(comma || bare)
            || matches!(outer.naming, Naming::Demonym(_) | Naming::Seat(..))
        {
            continue;
        }
        let fits = match (names.of(index), names.of(index + 1)) {
            (Some(inner), Some(outer)) => inner.candidates.iter().any(|place| {
                outer
                    .candidates
                    .iter()
                    .any(|around| (is_container(around.class) && place.lies_in(around)) || place.id == around.id)
            }),
            _ => false,
        };
        let peers = is_list_of_peers(page, mentions, names, index);
        for at in [index, index + 1] {
            if let Some(mention) = mentions.get_mut(at).filter(|_| peers) {
                mention.listed = true;
            }
        }
        if fits && !peers {
            for (at, weight) in [(index, 4.5), (index + 1, 2.5)] {
                if let Some(mention) = mentions.get_mut(at) {
                    mention.evidence += weight;
                }
            }
            if let Some(mention) = mentions.get_mut(index) {
                mention.container = Some(index + 1);
            }
        }
    }
}

/// "Georgia, Oklahoma, Pennsylvania": states in a row, not a town called Oklahoma in Pennsylvania.
fn is_list_of_peers(page: &Page<'_>, mentions: &[Mention], names: &Names, index: usize) -> bool {
    let state = |at: usize| {
        let likely = names.of(at).map_or(&[][..], |name| name.candidates.get(..3).unwrap_or(&name.candidates));
        likely.iter().any(|place| matches!(place.class, Class::Country | Class::Admin1) && place.prior >= 5.0)
    };
    let listed = |left: usize, right: usize| {
        let (Some(left), Some(right)) = (mentions.get(left), mentions.get(right)) else { return false };
        let joins = |at: usize| matches!(page.word(at), "," | "and" | "or");
        left.tokens.end < right.tokens.start && (left.tokens.end..right.tokens.start).all(joins)
    };
    let before = index.checked_sub(1).is_some_and(|before| state(before) && listed(before, index));
    let after = state(index + 2) && listed(index + 1, index + 2);
    state(index) && state(index + 1) && (before || after)
}

/// Kinds of places that others are said to lie in.
pub(super) fn is_container(class: Class) -> bool {
    matches!(class, Class::Country | Class::Admin1 | Class::Admin2 | Class::Region | Class::Island)
}
