//! What somebody is asked to do and has not done, or came to do and did: "called for an emergency meeting", "calling on Arabs to rise up".
//!
//! Comes in: a trigger in its clause. Goes out: whether the words only ask for it. It must never take the appeal itself for
//! what is asked, nor a known happening that is to stop.

use std::ops::Range;

use super::super::time::is_past;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::clause::is_definite;
use super::{Hit, Scope, is_headline};
use crate::story::{Family, Kind};

/// "called for an emergency meeting", "demanded a ceasefire", "demands a strike": what is asked for.
pub(super) fn is_called_for(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(5).max(clause.start);
    if hit.kind.family() != Family::Speech && is_called_on(scope, hit, clause) {
        return true;
    }
    if is_demanded_of(scope, hit, clause) || is_to_be_too(scope, hit) {
        return true;
    }
    // "looking for a fight"
    let sought = (1..4).filter_map(|by| hit.tokens.start.checked_sub(by)).any(|at| {
        at > clause.start
            && ground.word(at) == "for"
            && matches!(ground.word(at - 1), "looking" | "hoping" | "waiting" | "hope" | "wait" | "ready")
            && !is_definite(scope, &hit.tokens)
    });
    if sought {
        return true;
    }
    hit.kind.family() != Family::Speech
        && (from..hit.tokens.start).any(|at| {
            ground.word(at + 1) == "for"
                && at + 1 < hit.tokens.start
                && matches!(
                    ground.word(at),
                    "called"
                        | "calls"
                        | "calling"
                        | "appealed"
                        | "appeals"
                        | "pushed"
                        | "pressed"
                        | "train"
                        | "trains"
                        | "training"
                        | "prepare"
                        | "prepares"
                        | "preparing"
                        | "braced"
                )
        })
}

/// "calling on Arabs to rise up in a holy war", what those called on are to do.
fn is_called_on(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    const REACH: usize = 14;
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(REACH).max(clause.start);
    let calls = (from..hit.tokens.start).rev().find(|&at| {
        matches!(ground.word(at), "called" | "calls" | "calling" | "call")
            && matches!(ground.word(at + 1), "on" | "upon")
    });
    let open = |from: usize| {
        (from..hit.tokens.start).all(|at| {
            ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
                && !is_past(ground.word(at))
                && !ground.lex(at).is(Class::HAVE)
        })
    };
    let to = calls.and_then(|calls| (calls + 2..hit.tokens.start).find(|&at| ground.word(at) == "to"));
    to.is_some_and(|to| open(to) && !is_definite(scope, &hit.tokens))
}

/// "requested that all the assessors resign", "demanded that troops withdraw": the bare verb of what somebody is to do.
fn is_demanded_of(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    const REACH: usize = 8;
    const DEMANDS: &[&str] = &[
        "asked",
        "asks",
        "ask",
        "asking",
        "demand",
        "demands",
        "demanded",
        "demanding",
        "request",
        "requests",
        "requested",
        "requesting",
        "urged",
        "urges",
        "insists",
        "insisted",
        "proposed",
        "proposes",
        "recommended",
        "recommends",
        "require",
        "requires",
        "required",
        "ordered",
    ];
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start + 1);
    let that = (from..hit.tokens.start).rev().find(|&at| ground.word(at) == "that");
    let word = ground.word(hit.tokens.start);
    let bare = is_bare(scope, hit)
        && !hit.tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "the" | "a" | "an"));
    let who = |that: usize| {
        hit.tokens.start > that + 1
            && (that + 1..hit.tokens.start).all(|at| {
                ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word) && !is_past(ground.word(at))
            })
    };
    hit.tokens.start > clause.start
        && !word.is_empty()
        && bare
        && that.is_some_and(|that| DEMANDS.contains(&ground.word(that - 1)) && who(that))
}

/// "drove their tractors into Brussels to protest": what they came for, they did.
pub(super) fn came_for_it(scope: &Scope, hit: &Hit, before: Range<usize>) -> bool {
    let ground = scope.ground;
    let open = Class::MODAL.with(Class::PLAN).with(Class::NOT);
    hit.kind == Kind::Protest
        && before.clone().any(|at| is_past(ground.word(at)) && ground.lex(at).reporting.is_none())
        && !before
            .clone()
            .any(|at| ground.lex(at).is(open) || matches!(ground.word(at), "called" | "permission" | "right"))
}

/// Whether a trigger begins with a verb in its first form: "resign", not "resigned", "resigns" or "a strike".
fn is_bare(scope: &Scope, hit: &Hit) -> bool {
    let word = scope.ground.word(hit.tokens.start);
    let formed = is_past(word) || ["s", "ing", "ed"].iter().any(|end| word.ends_with(end));
    let noun = hit.tokens.len() == 1 && vocabulary::is_noun_phrase(word);
    !formed && !noun
}

/// "Lexington to raise taxes, cut staff": a headline's second verb is as far ahead as its first.
fn is_to_be_too(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 8;
    let ground = scope.ground;
    let start = hit.tokens.start;
    let joined = start.checked_sub(1).is_some_and(|at| {
        matches!(ground.word(at), "and" | "or") || ground.page.token(at).is_some_and(|token| token.is(b','))
    });
    let from = start.saturating_sub(REACH).max(scope.sentence.tokens.start + 1);
    let to = (from..start).find(|&at| ground.word(at) == "to");
    is_headline(scope.sentence)
        && joined
        && matches!(
            ground.word(start),
            "cut" | "lay" | "shut" | "hit" | "put" | "set" | "close" | "sack" | "axe" | "fire" | "strike" | "march"
        )
        && to.is_some_and(|to| !(scope.sentence.tokens.start..start).any(|at| at != to + 1 && is_past(ground.word(at))))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_asked_for_has_not_been() {
        check("He is calling on people in Basra to rise up in a holy war.", &["war war @ Basra | modal"]);
        check("He called on nobody, and a riot shook Basra on Monday.", &["riot riot @ Basra"]);
        check(
            "The chairman asked that all the assessors resign in Danielsville.",
            &["resignation resign @ Danielsville | modal"],
        );
        check("Unions demanded that troops withdraw from Goma.", &["withdrawal withdraw from @ Goma | modal"]);
        check("He said that troops withdrew from Goma.", &["withdrawal withdrew from @ Goma"]);
    }

    #[test]
    fn what_people_came_for_they_did() {
        check("Farmers drove their tractors into central Brussels to protest.", &["protest protest @ Brussels"]);
        check("Farmers planned to drive into central Brussels to protest.", &["protest protest @ Brussels | modal"]);
    }
}
