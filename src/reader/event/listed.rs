//! Happenings told of in a list of places: "protests also took place in Mombasa, Kisumu and Nakuru".
//!
//! Comes in: a mention and where its place is named. Goes out: one more mention for each other place of the list, its
//! trigger the place's own name. A count of victims is of all places together and stays with the first mention.

use std::ops::Range;
use std::sync::Arc;

use super::super::token::Kind as TokenKind;
use super::place::{is_country, is_wide};
use super::{Named, Scope, is_location};
use crate::story::{EventMention, Kind, MentionPlace, PlaceBasis, PlaceRef, Shape, Span};

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
    if !is_of_each(mention.kind) {
        return Vec::new();
    }
    let Some(own) = mention.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated) else {
        return Vec::new();
    };
    let Some(span) = own.span else { return Vec::new() };
    let tokens = scope.ground.page.tokens_in(span);
    let mut list = before(scope, &tokens);
    let first = list.first().map_or(tokens.start, |named| named.tokens.start);
    let behind = behind(scope, &tokens);
    let last = behind.last().map_or(tokens.end, |named| named.tokens.end);
    // "the line between Dhaka and Sylhet": one between the two.
    let between = (scope.sentence.tokens.start..first).rev().take(2).any(|at| scope.ground.word(at) == "between");
    // Two names and no "and" are a town and what it lies in: "Lebanon, Ohio".
    if between || !(first..last).any(|at| matches!(scope.ground.word(at), "and" | "or")) {
        return Vec::new();
    }
    list.extend(behind);
    list.extend(spread_from(scope, mention, first));
    let mut told: Vec<&PlaceRef> = vec![&own.place];
    let mut out = Vec::new();
    for named in list {
        let Some(place) = &named.toponym.place else { continue };
        // "in Kisumu, Kenya", "in Kharkiv and the Kharkiv region": what holds another of the list is no further place.
        let within = |there: &&PlaceRef| {
            let holds = there.shape != place.shape && (there.holds(place) || place.holds(there));
            there.key == place.key || holds
        };
        if out.len() < MOST && is_alike(place, &own.place) && !told.iter().any(within) {
            told.push(place);
            out.push(elsewhere_at(mention, Arc::clone(place), named.toponym.span));
        }
    }
    out
}

/// Of two lands, or of two towns or provinces.
fn is_alike(place: &PlaceRef, own: &PlaceRef) -> bool {
    is_country(place) == is_country(own) && (is_country(place) || !is_wide(place)) && place.shape != Shape::Line
}

/// The places of a list that stand behind one of it.
fn behind<'n>(scope: &'n Scope, tokens: &Range<usize>) -> Vec<&'n Named<'n>> {
    let (mut out, mut last) = (Vec::new(), tokens.end);
    for named in scope.ground.named(&(tokens.end..scope.sentence.tokens.end)) {
        if !is_joined(scope, &(last..named.tokens.start)) || !is_location(named.toponym) || named.toponym.indirect {
            break;
        }
        last = named.tokens.end;
        out.push(named);
    }
    out
}

/// The places of a list that stand before one of it, the nearest last.
fn before<'n>(scope: &'n Scope, tokens: &Range<usize>) -> Vec<&'n Named<'n>> {
    let (mut out, mut first) = (Vec::new(), tokens.start);
    for named in scope.ground.named(&(scope.sentence.tokens.start..tokens.start)).iter().rev() {
        if named.tokens.end > first
            || !is_joined(scope, &(named.tokens.end..first))
            || !is_location(named.toponym)
            || named.toponym.indirect
        {
            break;
        }
        first = named.tokens.start;
        out.push(named);
    }
    out.reverse();
    out
}

/// "Protests spread from Nairobi to Mombasa and Kisumu": what spreads is where it began as well.
fn spread_from<'n>(scope: &'n Scope, mention: &EventMention, first: usize) -> Option<&'n Named<'n>> {
    let ground = scope.ground;
    let crowd = matches!(mention.kind, Kind::Protest | Kind::Riot | Kind::Strike | Kind::Clash);
    let to = first.checked_sub(1).filter(|&at| crowd && ground.word(at) == "to")?;
    let named = ground.named(&(scope.sentence.tokens.start..to)).last().filter(|named| named.tokens.end == to)?;
    let from = named.tokens.start.checked_sub(1).filter(|&at| ground.word(at) == "from")?;
    let verb = from.checked_sub(1).map_or("", |at| ground.word(at));
    let spread = matches!(verb, "spread" | "spreads" | "spreading" | "expanded" | "moved");
    (spread && from > scope.sentence.tokens.start && is_location(named.toponym)).then_some(named)
}

/// The dead and hurt of all places together are told once.
fn elsewhere_at(mention: &EventMention, place: Arc<PlaceRef>, at: Span) -> EventMention {
    let place = Some(MentionPlace { place, span: Some(at), basis: PlaceBasis::Stated });
    EventMention {
        span: mention.span.join(at),
        trigger: at,
        place,
        figures: Vec::new(),
        details: Vec::new(),
        ..mention.clone()
    }
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
    fn a_list_is_whole_from_wherever_its_place_is_taken() {
        check(
            "Air strikes hit Idlib, Aleppo and Hama on Monday.",
            &["shelling-strike Air strikes @ Hama", "shelling-strike Idlib @ Idlib", "shelling-strike Aleppo @ Aleppo"],
        );
        check(
            "Protests spread from Nairobi to Mombasa and Kisumu.",
            &["protest Protests @ Mombasa", "protest Nairobi @ Nairobi", "protest Kisumu @ Kisumu"],
        );
        check(
            "Protesters walked from Nairobi to Mombasa and Kisumu.",
            &["protest Protesters @ Mombasa", "protest Kisumu @ Kisumu"],
        );
        check("Services between Mombasa and Kisumu came to a standstill.", &["closure came to a standstill @ Mombasa"]);
        check("Protests shook Kharkiv and the Kharkiv region.", &["protest Protests @ Kharkiv"]);
    }

    #[test]
    fn a_count_over_all_places_stays_whole() {
        check(
            "Protests in Mombasa, Kisumu and Nakuru left 12 people dead.",
            &["protest Protests @ Mombasa | killed 12", "protest Kisumu @ Kisumu", "protest Nakuru @ Nakuru"],
        );
    }
}
