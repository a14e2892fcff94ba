//! Names of places that are names of something else where they stand: a river, a ship, a person, a known disaster.
//!
//! Comes in: a name in its sentence. Goes out: whether what bears it is no place of a happening. It must never take a town for a
//! ship because one sailed from it.

use super::super::lexicon::Tags;
use super::super::sentence::Capitals;
use super::super::token::{Case, Kind as TokenKind, Token};
use super::super::vocabulary::Class;
use super::lead::{LEADS, lead};
use super::place::is_country;
use super::{Hit, Named, Scope};
use crate::story::{Role, Shape};

/// Whether a name is that of something which bears a place's name.
pub(super) fn is_of_something(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    is_feature(scope, named) || is_ship(scope, named) || is_person(scope, named) || is_known_disaster(scope, hit, named)
}

/// "In Nowshera … the Kabul river burst its banks": the water, and the town only for want of another.
pub(super) fn is_river(scope: &Scope, named: &Named) -> bool {
    let town = named.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Point && !is_country(place));
    town && matches!(scope.ground.word(named.tokens.end), "river" | "creek")
}

/// "was found in Evergreen Lake": half of what a lake or a hill is called.
fn is_feature(scope: &Scope, named: &Named) -> bool {
    let end = named.tokens.end;
    let ground = scope.ground;
    let town = named.toponym.place.as_ref().is_some_and(|place| place.shape == Shape::Point && !is_country(place));
    town && ground.page.token(end).is_some_and(Token::is_capital)
        && matches!(
            ground.word(end),
            "lake" | "creek" | "reservoir" | "pond" | "mountain" | "peak" | "ridge" | "forest" | "canyon"
        )
}

/// "the submarine ARA San Juan", "the trawler Playa Grande … the Playa Grande went down".
fn is_ship(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let of_ship = |at: usize| {
        let Some(mut before) = at.checked_sub(1) else { return false };
        let letters = |at: usize| {
            ground.page.token(at).is_some_and(|token| token.case == Case::Upper && token.end - token.start <= 4)
        };
        if letters(before) && before > 0 {
            before -= 1;
        }
        ground.lex(before).is(Class::VESSEL) && ground.page.token(before).is_some_and(|token| token.case == Case::Lower)
    };
    if of_ship(named.tokens.start) {
        return true;
    }
    let pointed = named.tokens.start.checked_sub(1).is_some_and(|at| ground.word(at) == "the");
    let name = ground.page.text.slice(named.toponym.span);
    pointed
        && ground
            .toponyms
            .iter()
            .any(|other| of_ship(other.tokens.start) && ground.page.text.slice(other.toponym.span) == name)
}

/// "detained Aung San Suu Kyi": more capital words right behind, and no preposition before.
fn is_person(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let end = named.tokens.end;
    let touches = |at: usize| {
        ground
            .page
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Word && Token::is_capital(token) && token.case == Case::Title)
    };
    // "Leeds Crown Court", "Dayton Fire Department"
    let common = |at: usize| ground.page.token(at).is_some_and(|token| token.tags.has(Tags::COMMON));
    let noun = ground.lex(end).is(Class::BUILDING.with(Class::PREMISES).with(Class::WORKS).with(Class::STREET));
    scope.sentence.capitals == Capitals::Normal
        && !super::is_headline(scope.sentence)
        && named.toponym.role == Role::Location
        && end < scope.sentence.tokens.end
        && touches(end)
        && touches(end + 1)
        && !noun
        && !common(end)
        && !common(end + 1)
        && ground.over(end).next().is_none()
        && !LEADS.contains(&lead(scope, named))
}

/// "a strike in the wake of the Ahangama disaster", "jailed for the Dayton shooting": what is called after where it was, and
/// not what came of it.
fn is_known_disaster(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const KNOWN: &[&str] = &[
        "disaster",
        "tragedy",
        "massacre",
        "scandal",
        "atrocity",
        "catastrophe",
        "crash",
        "bombing",
        "bombings",
        "attack",
    ];
    let ground = scope.ground;
    let end = named.tokens.end;
    let Some(the) = named.tokens.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start) else {
        return false;
    };
    KNOWN.contains(&ground.word(end))
        && !hit.tokens.contains(&end)
        && ground.word(the) == "the"
        && matches!(ground.word(the - 1), "of" | "over" | "after" | "since" | "following" | "for" | "about")
        && hit.tokens.end <= the
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const BEFORE: &str = "The police in Mopti met on Monday. ";

    #[test]
    fn a_river_is_no_town_where_another_is_named() {
        check(
            "In Gao, thousands fled after the Kabul river burst its banks.",
            &["flood river burst @ Gao | displaced 2,000 or more"],
        );
        check("The Brisbane river burst its banks on Monday.", &["flood river burst @ Brisbane"]);
    }

    #[test]
    fn half_of_the_name_of_a_lake_is_no_town() {
        check(&format!("{BEFORE}A boat sank in Evergreen Lake."), &["crash boat sank @ Evergreen Lake"]);
    }

    #[test]
    fn a_ship_is_no_town() {
        check(&format!("{BEFORE}The trawler San Juan sank on Monday."), &["crash sank @ Mopti (context)"]);
        check("A trawler sank off San Juan on Monday.", &["crash trawler sank @ San Juan"]);
    }

    #[test]
    fn what_came_of_a_disaster_is_elsewhere() {
        check(
            &format!("{BEFORE}Drivers began a strike in the wake of the Gao disaster."),
            &["strike began a strike @ Mopti (context)"],
        );
    }
}
