//! What says better or worse than a place found where a happening was: a town beside how far it lies from another, a name that
//! is only known in a land nobody speaks of.
//!
//! Comes in: a happening with the place found for it. Goes out: the town that is nearer; whether no town told of before will
//! do. It must never take a town from another sentence.

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind as TokenKind};
use super::lead::lead;
use super::place::is_country;
use super::{Hit, Scope, clause};
use crate::story::{MentionPlace, PlaceRef, Role, Shape};

/// "in Huancayo, located 315 km east of Lima": of a town and how far it lies from another, the town.
pub(super) fn named(scope: &Scope, found: MentionPlace) -> MentionPlace {
    const BETWEEN: usize = 4;
    let ground = scope.ground;
    if !found.place.key.starts_with(PlaceRef::OFF) {
        return found;
    }
    let told = ground
        .toponyms
        .iter()
        .position(|named| named.toponym.place.as_ref().is_some_and(|place| place.key == found.place.key));
    let Some((before, told)) =
        told.and_then(|at| Some((ground.toponyms.get(at.checked_sub(1)?)?, ground.toponyms.get(at)?)))
    else {
        return found;
    };
    // The span of the name that the distance is counted from; the distance stands between.
    let mut between = before.tokens.end..told.tokens.start;
    let comma = between.next().is_some_and(|at| ground.page.token(at).is_some_and(|token| token.is(b',')));
    let apposed = comma
        && between
            .clone()
            .take(BETWEEN)
            .any(|at| ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Number))
        && !between.clone().any(|at| ground.page.token(at).is_some_and(|token| token.is(b'.') || token.is(b';')));
    match before.toponym.place.clone() {
        Some(place)
            if apposed
                && before.toponym.role == Role::Location
                && place.shape == Shape::Point
                && !is_country(&place)
                && !ground.astray.contains(&place.key) =>
        {
            let span = found.span.map(|_| before.toponym.span);
            MentionPlace { place, span, ..found }
        }
        _ => found,
    }
}

/// Whether the clause of a hit puts it at a name that is not known, or only in a land the article does not speak of.
pub(super) fn is_unknown(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    ground.named(&clause).iter().any(|named| {
        // "at the Northland apartments", "at St. Patrick's Cathedral": a house may stand in that town.
        let house = ground.page.token(named.tokens.end).is_some_and(|token| {
            let noun = token.case == Case::Lower && !token.tags.has(Tags::FUNCTION);
            token.kind == TokenKind::Possessive || (token.kind == TokenKind::Word && noun)
        });
        named.toponym.role == Role::Location
            && !house
            && match named.toponym.place.as_ref() {
                Some(place) => ground.astray.contains(&place.key),
                // "at the Northwest Eighth Avenue": a street is of the town that is spoken of.
                None => !named.tokens.clone().any(|at| {
                    ground.page.token(at).is_some_and(|token| {
                        token.tags.has(Tags::STREET.with(Tags::CIVIC)) || token.kind == TokenKind::Number
                    })
                }),
            }
            && matches!(lead(scope, named), "in" | "at" | "near" | "outside")
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_town_is_nearer_than_how_far_it_lies_from_another() {
        check(
            "A bomb wounded two men in Huancayo, located 315 km east of Lima, on Monday.",
            &["explosion-mine bomb wounded @ Huancayo | wounded 2"],
        );
        check(
            "A bomb wounded two men 315 km east of Lima on Monday.",
            &["explosion-mine bomb wounded @ 315 km east of Lima | wounded 2"],
        );
    }

    #[test]
    fn no_happening_stands_in_a_land_nobody_speaks_of() {
        let crews = "Firefighters came from Kansas City, Missouri, and North Kansas City.";
        check(
            &format!("{crews} A fire broke out at the Northland apartments on Monday."),
            &["fire fire broke out @ North Kansas City (context)"],
        );
        check(
            &format!("{crews} A fire broke out at the Northland apartments in New Zealand on Monday."),
            &["fire fire broke out @ Northland"],
        );
        check(
            &format!("{crews} They had met in Kansas City. A bomb wounded two men in Northland on Monday."),
            &["explosion-mine bomb wounded @ United States (context) | wounded 2"],
        );
    }
}
