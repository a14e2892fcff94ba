//! What was only weighed, warned against or left undone: "considered bombing the dam", "warned against attacking Goma", "ruled
//! out closing the border"; and what an "if" or a question puts first: "If the jets bomb Goma", "Why would police raid a house?"
//!
//! Comes in: a trigger in its sentence. Goes out: whether by such words it did not happen. It must never take what somebody did
//! after weighing something else.

use super::super::time::is_past;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{self, Class};
use super::{Hit, Scope};

/// Verbs before what is only thought of or left: "considered bombing".
const WEIGHED: &[&str] = &[
    "considered",
    "considering",
    "consider",
    "considers",
    "mulled",
    "mulling",
    "weighed",
    "weighing",
    "discussed",
    "discussing",
    "proposed",
    "proposing",
    "proposes",
    "suggested",
    "suggesting",
    "contemplated",
    "contemplating",
    "opposed",
    "opposes",
    "opposing",
    "banned",
    "forbade",
    "without",
    "resisted",
    "postponed",
];

/// Whether a trigger is only weighed or warned against.
pub(super) fn is_weighed(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let word = |at: Option<usize>| at.filter(|&at| at >= first).map_or("", |at| ground.word(at));
    let start = hit.tokens.start;
    let back = |by: usize| word(start.checked_sub(by));
    // "discussed kidnapping" is of the crime at large, "considered bombing Goma" of one.
    let noun = vocabulary::is_noun_phrase(ground.word(start)) && !has_object(scope, hit);
    if !ground.word(start).ends_with("ing") || noun && back(1) != "against" {
        return false;
    }
    match back(1) {
        "against" => (2..9).any(|by| {
            let warned = back(by);
            warned.starts_with("warn") || warned.starts_with("advis") || warned.starts_with("caution")
        }),
        "out" => matches!(back(2), "ruled" | "rule" | "ruling" | "rules"),
        "of" => matches!(back(2), "instead" | "short"),
        "than" => back(2) == "rather",
        before => WEIGHED.contains(&before),
    }
}

/// "If the jets bomb Goma", "Why would the police raid a house": the verb of a clause that only supposes or asks.
pub(super) fn is_supposed(scope: &Scope, hit: &Hit) -> bool {
    const SUBJECT: usize = 5;
    let ground = scope.ground;
    let (first, start) = (scope.sentence.tokens.start, hit.tokens.start);
    let from = start.saturating_sub(SUBJECT).max(first);
    let supposes = |at: usize| {
        let lex = ground.lex(at);
        (lex.is(Class::IF) && ground.word(at) != "until") || (lex.is(Class::MODAL) && is_question(scope))
    };
    let open = |at: usize| {
        ground.page.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive))
            && !ground.lex(at).is(Class::HAVE)
            && !is_past(ground.word(at))
    };
    let led = (from..start).rev().take_while(|&at| open(at)).any(supposes);
    // "if the attack in Goma was ordered": a noun is followed by no name of its own.
    led && has_object(scope, hit)
}

/// Whether what something is done to stands right behind a trigger.
fn has_object(scope: &Scope, hit: &Hit) -> bool {
    let (ground, end) = (scope.ground, hit.tokens.end);
    let name = ground.page.token(end).is_some_and(|token| token.case == Case::Title);
    end < scope.sentence.tokens.end
        && (name || matches!(ground.word(end), "the" | "a" | "an" | "their" | "his" | "her" | "its"))
}

fn is_question(scope: &Scope) -> bool {
    scope.sentence.tokens.end.checked_sub(1).is_some_and(|last| scope.ground.word(last) == "?")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_only_weighed_did_not_happen() {
        for text in [
            "The rebels considered attacking Goma.",
            "The minister warned the rebels against attacking Goma.",
            "The rebels ruled out attacking Goma.",
        ] {
            check(text, &["attack attacking @ Goma | modal"]);
        }
        check("The rebels went on attacking Goma.", &["attack attacking @ Goma"]);
    }

    #[test]
    fn what_is_supposed_or_asked_did_not_happen() {
        check("If the jets bomb Goma, people will starve.", &["shelling-strike bomb @ Goma | modal"]);
        check("Why would the gunmen storm the prison in Goma?", &["attack storm @ Goma | modal"]);
        check("The jets bombed Goma.", &["shelling-strike jets bombed @ Goma"]);
    }
}
