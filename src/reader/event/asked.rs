//! What somebody is asked to do and has not done: "called for an emergency meeting", "calling on Arabs to rise up".
//!
//! Comes in: a trigger in its clause. Goes out: whether the words only ask for it. It must never take the appeal itself for
//! what is asked, nor a known happening that is to stop.

use std::ops::Range;

use super::super::time::is_past;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::clause::is_definite;
use super::{Hit, Scope};
use crate::story::Family;

/// "called for an emergency meeting", "demanded a ceasefire", "demands a strike": what is asked for.
pub(super) fn is_called_for(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> bool {
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(5).max(clause.start);
    if hit.kind.family() != Family::Speech && is_called_on(scope, hit, clause) {
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

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_asked_for_has_not_been() {
        check("He is calling on people in Basra to rise up in a holy war.", &["war war @ Basra | modal"]);
        check("He called on nobody, and a riot shook Basra on Monday.", &["riot riot @ Basra"]);
    }
}
