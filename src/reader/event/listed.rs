//! Happenings told of in a list of places: "protests also took place in Mombasa, Kisumu and Nakuru".
//!
//! Comes in: a mention and where its place is named. Goes out: one more mention for each other place of the list, its
//! trigger the place's own name. A list with a count of victims stays one mention: the count is of all places together.

use std::ops::Range;
use std::sync::Arc;

use super::super::token::Kind as TokenKind;
use super::place::is_country;
use super::{Scope, is_location};
use crate::story::{EventMention, Kind, MentionPlace, PlaceBasis, Shape, Span};

/// At most so many places of one list.
const MOST: usize = 8;

/// Kinds of which there is one in each place; a quake or a storm is one in all.
fn is_of_each(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Protest
            | Kind::Riot
            | Kind::Strike
            | Kind::Clash
            | Kind::ShellingStrike
            | Kind::ExplosionMine
            | Kind::Attack
            | Kind::Shooting
            | Kind::Fire
            | Kind::Arrest
            | Kind::Ceremony
            | Kind::Closure
    )
}

/// The same happening at the other places of its list.
pub(super) fn elsewhere(scope: &Scope, mention: &EventMention) -> Vec<EventMention> {
    if !is_of_each(mention.kind) || !mention.figures.is_empty() {
        return Vec::new();
    }
    let Some(first) = mention.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated) else {
        return Vec::new();
    };
    let Some(span) = first.span else { return Vec::new() };
    let mut last = scope.ground.page.tokens_in(span);
    let mut out = Vec::new();
    for named in scope.ground.named(&(last.end..scope.sentence.tokens.end)) {
        if out.len() >= MOST || !is_joined(scope, &(last.end..named.tokens.start)) {
            break;
        }
        // "in Kenya and Tanzania": of two lands as of two towns.
        let alike = |place: &Arc<crate::story::PlaceRef>| {
            place.shape == Shape::Point && !is_country(place) || (is_country(place) && is_country(&first.place))
        };
        let town = |place: &Arc<crate::story::PlaceRef>| alike(place) && place.key != first.place.key;
        if !is_location(named.toponym) || named.toponym.indirect {
            break;
        }
        last = named.tokens.clone();
        // "in Kisumu, Kenya": the land of a town is no further place.
        let Some(place) = named.toponym.place.clone().filter(town) else { continue };
        out.push((place, named.toponym.span));
    }
    // Two names and no "and" are a town and what it lies in: "Lebanon, Ohio".
    let listed = scope.ground.page.tokens_in(span).end..last.end;
    if !listed.clone().any(|at| matches!(scope.ground.word(at), "and" | "or")) {
        return Vec::new();
    }
    out.into_iter().map(|(place, at)| elsewhere_at(mention, place, at)).collect()
}

fn elsewhere_at(mention: &EventMention, place: Arc<crate::story::PlaceRef>, at: Span) -> EventMention {
    let place = Some(MentionPlace { place, span: Some(at), basis: PlaceBasis::Stated });
    EventMention { span: mention.span.join(at), trigger: at, place, ..mention.clone() }
}

/// Nothing but commas, "and" and "in" between two names.
fn is_joined(scope: &Scope, between: &Range<usize>) -> bool {
    !between.is_empty()
        && between.len() <= 3
        && between.clone().all(|at| {
            scope.ground.page.token(at).is_some_and(|token| token.is(b',') && token.kind == TokenKind::Punct)
                || matches!(scope.ground.word(at), "and" | "or" | "in" | "as" | "well" | "the" | "also")
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn each_place_of_a_list_has_its_own() {
        check(
            "Protests also took place in Mombasa, Kisumu and Nakuru.",
            &["protest Protests @ Mombasa", "protest Kisumu @ Kisumu", "protest Nakuru @ Nakuru"],
        );
        check("A protest was held in Kisumu, Kenya.", &["protest protest @ Kisumu"]);
        check(
            "Bombings at embassies in Kenya and Tanzania blew apart buildings.",
            &["explosion-mine Bombings @ Kenya", "explosion-mine Tanzania @ Tanzania"],
        );
    }

    #[test]
    fn a_count_over_all_places_stays_whole() {
        check(
            "Protests in Mombasa, Kisumu and Nakuru left 12 people dead.",
            &["protest Protests @ Mombasa | killed 12"],
        );
    }
}
