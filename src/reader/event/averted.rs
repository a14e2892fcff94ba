//! What was called off, put off or stayed: "cancelled a protest", "the strike was averted", "stayed the execution".
//!
//! Comes in: a trigger in its sentence. Goes out: whether it did not take place. It must never take what was cancelled after
//! or during a happening for the happening.

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::{Hit, Scope};
use crate::story::Kind;

/// "A strike was averted", "the visit to Sofia has been put off": what was to be, and was not.
pub(super) fn is_averted(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 12;
    const OFF: &[&str] = &[
        "averted",
        "postponed",
        "shelved",
        "foiled",
        "thwarted",
        "prevented",
        "avoided",
        "delayed",
        "cancelled",
        "canceled",
        "scrapped",
        "banned",
    ];
    let ground = scope.ground;
    let end = (hit.tokens.end + REACH).min(scope.sentence.tokens.end);
    let called = |at: usize| matches!(ground.word(at), "called" | "put") && ground.word(at + 1) == "off";
    let mut behind = (hit.tokens.end..end).take_while(|&at| {
        ground.page.token(at).is_some_and(|token| token.kind != TokenKind::Punct)
            && !ground.lex(at).is(Class::BREAK)
            && ground.word(at) != "and"
    });
    let passive = behind.any(|at| {
        let off = OFF.contains(&ground.word(at + 1)) || called(at + 1);
        matches!(ground.word(at), "was" | "were" | "been") && off
    });
    let staged = is_staged(hit);
    // "stayed the execution"
    let put_to_death = hit.kind == Kind::Killing && ground.word(hit.tokens.start).starts_with("execution");
    (passive && (staged || vocabulary::is_noun_phrase(ground.word(hit.tokens.start))))
        || ((staged || put_to_death) && is_cancelled(scope, hit))
}

/// What is planned and then held: a march, a strike, a visit, a vote.
fn is_staged(hit: &Hit) -> bool {
    matches!(
        hit.kind,
        Kind::Protest | Kind::Strike | Kind::Visit | Kind::Summit | Kind::Election | Kind::Ceremony | Kind::Negotiation
    )
}

/// "cancelled a protest", "called off Monday's strike".
fn is_cancelled(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 4;
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let link = |at: usize| {
        matches!(
            ground.word(at),
            "after" | "over" | "amid" | "following" | "because" | "for" | "in" | "at" | "during" | "by"
        )
    };
    let verb = (from..hit.tokens.start).rev().take_while(|&at| !link(at)).find(|&at| {
        let word = ground.word(at);
        matches!(word, "cancelled" | "canceled" | "scrapped" | "postponed" | "banned" | "bans" | "cancels" | "stayed")
            || (ground.word(at) == "off" && matches!(ground.word(at.saturating_sub(1)), "called" | "put" | "calls"))
    });
    verb.is_some_and(|at| !hit.tokens.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_was_called_off_was_not() {
        check("A march in Lagos was cancelled on Monday.", &["protest march @ Lagos | modal"]);
        check(
            "A court in Lahore stayed the execution of a prisoner.",
            &["killing execution @ Lahore | killed 1 | modal"],
        );
    }
}
