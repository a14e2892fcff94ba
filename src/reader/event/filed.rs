//! The town an article was filed from: "TORRINGTON - A fire destroyed the top floor of a house on Tuesday."
//!
//! Comes in: a page. Goes out: the place its dateline names, and whether a happening that names no other place may be
//! there. Local news only: what an agency reports from a capital happened elsewhere as often as not.

use std::sync::Arc;

use super::super::sentence::Sentence;
use super::super::token::Case;
use super::place::{is_country, is_wide};
use super::stand::is_state;
use super::{Ground, Hit, Scope, is_location};
use crate::story::{Family, Kind, PlaceRef, Role, ZoneKind};

/// How many tokens a dateline may have: "BRAZZAVILLE/KINSHASA, 18 November 2020 (Agency) -".
const LONGEST: usize = 14;

/// How many sentences back another place may stand that a happening could be of.
const REACH: usize = 3;

/// The town of the dateline, for a happening that names no place of its own.
pub(super) fn of_local(scope: &Scope, hit: &Hit) -> Option<Arc<PlaceRef>> {
    let ground = scope.ground;
    let town = ground.filed_from.get_or_init(|| town(ground)).clone()?;
    if !is_local(hit.kind) || (is_state(ground, &town) && hit.kind.family() != Family::Justice) {
        return None;
    }
    // Whatever else is named close by, as place or as side, may be where it was.
    let from = scope.index.saturating_sub(REACH);
    let near = ground.page.sentences.get(from)?.tokens.start..scope.sentence.tokens.end;
    let other = ground.named(&near).iter().any(|named| {
        named.toponym.role != Role::PartOfName
            && named.toponym.place.as_ref().is_some_and(|place| {
                let same_land = place.country.is_some() && place.country == town.country;
                place.key != town.key && !(same_land && is_around(place))
            })
    });
    (!other).then_some(town)
}

/// A state or country named beside its town says no other place.
fn is_around(place: &PlaceRef) -> bool {
    is_country(place) || is_wide(place) || place.bbox.is_some()
}

/// What happens where a local paper reports from.
pub(super) fn is_local(kind: Kind) -> bool {
    matches!(kind.family(), Family::Justice | Family::Accident)
        || matches!(
            kind,
            Kind::Shooting
                | Kind::Killing
                | Kind::Attack
                | Kind::Abduction
                | Kind::ExplosionMine
                | Kind::Protest
                | Kind::Riot
                | Kind::Strike
                | Kind::Legislation
                | Kind::Evacuation
                | Kind::Rescue
                | Kind::Closure
                | Kind::Appointment
                | Kind::Resignation
                | Kind::Ceremony
                | Kind::Construction
                | Kind::Death
        )
}

/// Where the dateline of a sentence ends: before the dash, or the agency in brackets, that a place in the first words
/// leads to. What is named there tells where the article was written.
pub(super) fn dateline(ground: &Ground, sentence: &Sentence) -> Option<usize> {
    let page = ground.page;
    let end = sentence.tokens.end.min(sentence.tokens.start + LONGEST);
    let close = (sentence.tokens.start..end).find(|&at| {
        page.token(at).is_some_and(|token| {
            let before = at.checked_sub(1).and_then(|before| page.token(before));
            let spaced = token.is(b'-') && before.is_some_and(|before| !before.touches(token));
            token.is(b'_') || token.is(b')') || spaced
        })
    })?;
    let first = ground.named(&(sentence.tokens.start..close)).first()?;
    let opens = first.tokens.start == sentence.tokens.start;
    let shouted = page.token(first.tokens.start)?.case == Case::Upper;
    // A name may reach past the dash: "I- Smith County".
    (opens && (shouted || (first.tokens.end..=first.tokens.end + 3).contains(&close))).then_some(close)
}

/// The town that opens the body before a dash or an agency in brackets.
pub(super) fn town(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let page = ground.page;
    let told = |zone| matches!(zone, ZoneKind::Body | ZoneKind::Headline | ZoneKind::Dateline);
    page.sentences
        .iter()
        .filter(|sentence| told(sentence.zone))
        .take(4)
        .find_map(|sentence| {
            let close = dateline(ground, sentence)?;
            let first = ground.named(&(sentence.tokens.start..close)).first()?;
            // "QUITO/LIMA" names two.
            let two = page.token(first.tokens.end).is_some_and(|token| token.is(b'/'));
            (!two && is_location(first.toponym)).then(|| first.toponym.place.clone()).flatten()
        })
        .filter(|place| !is_wide(place))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn local_news_is_where_it_was_filed() {
        check(
            "TORRINGTON, Conn. - The mayor spoke on Tuesday. A fire destroyed the top floor of a house.",
            &["fire fire destroyed @ Torrington (context)"],
        );
        check(
            "TRENTON, N.J. (AP) - A man came to the court on Monday. He pleaded guilty to a robbery.",
            &["trial pleaded guilty @ Trenton (context)"],
        );
    }

    #[test]
    fn what_an_agency_reports_from_a_capital_may_be_elsewhere() {
        check("BEIRUT - Gunmen killed three soldiers on Monday.", &["shooting Gunmen killed | killed 3"]);
        check(
            "TORRINGTON, Conn. - The mayor spoke on Tuesday. A fire destroyed a house in Hartford.",
            &["fire fire destroyed @ Hartford"],
        );
    }
}
