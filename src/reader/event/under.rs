//! What is under fire, whoever's fire it is: "Kherson came under Russian fire", "under heavy rebel bombardment".
//!
//! Comes in: a token of a sentence. Goes out: the words of an assault and its kind, where a list of phrases cannot hold
//! every army. It must never take for one what only words are fired at: "came under opposition fire over the budget".

use std::ops::Range;

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::Scope;
use crate::story::{Kind, Role};

/// How many words may tell whose fire it is, and how heavy.
const WHOSE: usize = 4;

/// The assault whose words begin at a token: "*came* under Israeli fire", "*under* Israeli fire".
pub(super) fn assault(scope: &Scope, at: usize) -> Option<(Kind, Range<usize>)> {
    let ground = scope.ground;
    let comes = matches!(ground.word(at), "come" | "came" | "comes" | "coming");
    let under = if comes { at + 1 } else { at };
    if ground.word(under) != "under" {
        return None;
    }
    let end = scope.sentence.tokens.end.min(under + 2 + WHOSE);
    let what = (under + 2..end).find(|&at| kind(ground.word(at)).is_some())?;
    let tells = |at: usize| {
        let lex = ground.lex(at);
        ground.page.token(at).is_some_and(|token| token.is(b'-'))
            || lex.is(Class::FORCE.with(Class::MEANS).with(Class::AIRCRAFT).with(Class::GUN).with(Class::MISSILE))
            || matches!(ground.word(at), "heavy" | "intense" | "sustained" | "renewed" | "constant" | "enemy" | "fresh")
            || ground.over(at).any(|named| matches!(named.toponym.role, Role::Demonym | Role::Actor | Role::Location))
    };
    let whose = (under + 1..what).all(tells);
    let words = matches!(ground.word(what + 1), "over" | "for") && ground.word(what) == "fire";
    let critics = (what + 1..what + 4).any(|at| ground.lex(at).is(Class::CRITIC));
    let plain = ground.page.token(what).is_some_and(|token| token.kind == TokenKind::Word);
    (whose && plain && !words && !critics).then_some((kind(ground.word(what))?, at..what + 1))
}

/// What one may be under, and its kind.
fn kind(word: &str) -> Option<Kind> {
    match word {
        "fire" | "bombardment" | "shelling" => Some(Kind::ShellingStrike),
        "attack" | "assault" => Some(Kind::Attack),
        "gunfire" => Some(Kind::Shooting),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_town_is_under_the_fire_of_any_army() {
        check("Kherson came under Russian fire on Monday.", &["shelling-strike came under Russian fire @ Kherson"]);
        check(
            "A village near Marjayoun came under heavy Israeli shelling.",
            &["shelling-strike came under heavy Israeli shelling @ Marjayoun"],
        );
        check("Goma has come under rebel attack.", &["attack come under rebel attack @ Goma"]);
    }

    #[test]
    fn under_the_fire_of_critics_nothing_burns() {
        check("The mayor of Goma came under rebel fire over the budget.", &[]);
        check("The minister came under opposition fire in Goma.", &[]);
        check("Goma came under Congolese rule.", &[]);
    }
}
