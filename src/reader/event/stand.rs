//! Whether a name can be where a happening is: a town by standing there, a state or a capital, which act, only behind a
//! preposition.
//!
//! Comes in: a name and the words of a happening in its sentence. Goes out: whether the one can be where the other was. It
//! must never take a land that only acts, nor where somebody is from, for a place.

use std::ops::Range;

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::lead::{LEADS, lead};
use super::place::{gap, is_country, is_wide};
use super::{Ground, Named, Scope, clause};
use crate::story::{Family, Kind, PlaceRef, Role, Shape};

/// Parts of a town that follow its name: "Havana's old town".
const TOWN_PARTS: &[&str] = &[
    "quarter",
    "quarters",
    "district",
    "districts",
    "suburb",
    "suburbs",
    "neighbourhood",
    "neighborhood",
    "neighbourhoods",
    "neighborhoods",
    "boulevard",
    "avenue",
    "square",
    "town",
    "centre",
    "center",
    "waterfront",
    "seafront",
    "promenade",
    "outskirts",
    "slum",
    "slums",
    "park",
    "harbour",
    "harbor",
];

/// "in the Montserrat neighborhood": a quarter called after a land.
fn is_quarter(scope: &Scope, named: &Named, place: &PlaceRef) -> bool {
    let noun = scope.ground.word(named.tokens.end);
    is_country(place)
        && matches!(noun, "neighborhood" | "neighbourhood" | "neighborhoods" | "neighbourhoods" | "barrio" | "colonia")
}

/// "Rome's main railway station", "Kabul's diplomatic quarter": whether a house or a part of the town follows its name.
fn has_house(scope: &Scope, named: &Named) -> bool {
    (named.tokens.end + 1..(named.tokens.end + 6).min(scope.sentence.tokens.end))
        .take_while(|&at| {
            scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
                && !scope.ground.lex(at).is(Class::BREAK.with(Class::HAVE).with(Class::MODAL).with(Class::PEOPLE))
        })
        .any(|at| {
            let word = scope.ground.lex(at);
            word.is(Class::BUILDING.with(Class::PREMISES).with(Class::WORKS).with(Class::PASSAGE).with(Class::STREET))
                || TOWN_PARTS.contains(&scope.ground.word(at))
        })
}

/// Whether a place name can be where something is: states and capitals act by metonymy and need a preposition.
pub(super) fn stands(scope: &Scope, kind: Kind, named: &Named, hit: &Range<usize>) -> bool {
    let Some(place) = named.toponym.place.as_ref() else { return false };
    let after = named.tokens.start >= hit.end;
    let distance = gap(hit, &named.tokens);
    if scope.ground.astray.contains(&place.key) || is_quarter(scope, named, place) {
        return false;
    }
    // A mountain range of many lands says as little as a continent.
    if is_vast(place) || (place.shape == Shape::Line && is_wide(place)) {
        return false;
    }
    if named.toponym.role == Role::PartOfName && is_house_of_town(scope, named) {
        return true;
    }
    let possessive = scope.ground.page.token(named.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    // "Nepal earthquake", "Malawi's worst cholera outbreak": the land it befell.
    let phrase = || {
        (named.tokens.end + 1..hit.start).all(|at| {
            let lex = scope.ground.lex(at);
            !lex.is(Class::BREAK.with(Class::HAVE).with(Class::MODAL))
                && lex.reporting.is_none()
                && !LEADS.contains(&scope.ground.word(at))
                && scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        })
    };
    let owned = !after && (distance == 0 || (possessive && distance <= 5 && phrase()));
    // "overthrew Gabon's president"
    if after && kind == Kind::Coup && distance <= 2 && is_country(place) {
        return true;
    }
    if owned
        && named.toponym.role != Role::PartOfName
        && (matches!(kind.family(), Family::Disaster | Family::Accident | Family::Health)
            || matches!(kind, Kind::Election | Kind::Coup | Kind::Protest | Kind::Riot | Kind::Death | Kind::Killing)
            || (!possessive
                && matches!(kind, Kind::Shooting | Kind::ExplosionMine | Kind::Clash | Kind::Siege | Kind::Strike)))
    {
        return named.toponym.role != Role::Demonym || kind.family() == Family::Disaster;
    }
    // "charged at the Port Louis district court": where a case is heard.
    if after && matches!(kind, Kind::Trial | Kind::Sentence) && is_of_court(scope, named) {
        return true;
    }
    // "while in Rennes police fired": what opens its clause is where.
    let clause = clause::clause(scope, &named.tokens);
    let opens =
        named.tokens.start == clause.start + 1 && matches!(scope.ground.word(clause.start), "in" | "at" | "near");
    // "Columbus man sentenced", "Dayton police": where someone is from; "at Dayton police station" is where it stands.
    let station = (named.tokens.end + 1..named.tokens.end + 3)
        .any(|at| matches!(scope.ground.word(at), "station" | "headquarters" | "barracks" | "academy"));
    if !possessive && !opens && !station && is_bearer(scope, named.tokens.end) {
        return false;
    }
    // "in a Beirut hotel", "searched the Lima headquarters of a firm": a house of the capital, and no government.
    let house = (named.tokens.end..named.tokens.end + 2).any(|at| {
        let lex = scope.ground.lex(at);
        lex.is(Class::BUILDING.with(Class::PREMISES).with(Class::STREET).with(Class::WORKS))
            || matches!(
                scope.ground.word(at),
                "suburb" | "neighbourhood" | "neighborhood" | "district" | "quarter" | "hall"
            )
    });
    let owner = matches!(named.toponym.role, Role::Location | Role::Actor);
    if possessive && owner && !is_country(place) && kind != Kind::Invasion && has_house(scope, named) {
        return true;
    }
    if house && !possessive && !is_country(place) && named.toponym.role != Role::Demonym {
        return named.toponym.role != Role::PartOfName;
    }
    match named.toponym.role {
        Role::Location if !is_state(scope.ground, place) || place.approximate => true,
        Role::Location | Role::Actor => is_led(scope, kind, named, hit),
        _ => false,
    }
}

/// "at Labasa Hospital", "left the wards of Labasa Hospital": a house called after the town it stands in, where the article
/// speaks of that town for itself. A house called after a place far off stands nowhere known.
fn is_house_of_town(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let end = named.tokens.end;
    let house = (end..end + 3)
        .take_while(|&at| ground.page.token(at).is_some_and(super::super::token::Token::is_capital))
        .any(|at| {
            ground.lex(at).is(Class::BUILDING.with(Class::PREMISES))
                || matches!(
                    ground.word(at),
                    "hospital"
                        | "university"
                        | "college"
                        | "school"
                        | "clinic"
                        | "prison"
                        | "club"
                        | "stadium"
                        | "market"
                )
        });
    let first = named.tokens.start > scope.sentence.tokens.start
        && !ground.page.token(named.tokens.start - 1).is_some_and(super::super::token::Token::is_capital);
    let led = matches!(lead(scope, named), "at" | "in" | "inside" | "outside" | "near" | "of" | "into");
    let key = named.toponym.place.as_ref().map(|place| &place.key);
    let spoken_of = |other: &Named| {
        other.toponym.role == Role::Location && other.toponym.place.as_ref().map(|place| &place.key) == key
    };
    house && first && led && ground.toponyms.iter().any(spoken_of)
}

/// Whether a name is that of a court: "Leeds Crown Court", "the Port Louis district court".
pub(super) fn is_of_court(scope: &Scope, named: &Named) -> bool {
    let end = named.tokens.end;
    (end..end + 3).any(|at| matches!(scope.ground.word(at), "court" | "tribunal"))
}

/// "at Line Barracks, Port Louis,": a town behind a comma that a place led by a preposition lies in.
fn is_around(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let capital = |at: usize| ground.page.token(at).is_some_and(super::super::token::Token::is_capital);
    let comma = named.tokens.start.checked_sub(1).filter(|&at| ground.word(at) == ",");
    let first = comma.map(|comma| (comma.saturating_sub(4)..comma).rev().take_while(|&at| capital(at)).last());
    first
        .flatten()
        .and_then(|first| first.checked_sub(1))
        .is_some_and(|lead| matches!(ground.word(lead), "in" | "at" | "near" | "outside" | "inside"))
}

/// Whether the words around the name of a state, which may act, make it the place of a hit.
fn is_led(scope: &Scope, kind: Kind, named: &Named, hit: &Range<usize>) -> bool {
    if is_around(scope, named) {
        return true;
    }
    let before = lead(scope, named);
    let after = named.tokens.start >= hit.end;
    let distance = gap(hit, &named.tokens);
    let possessive = scope.ground.page.token(named.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    let goal =
        matches!(kind, Kind::AidDelivery | Kind::Visit | Kind::Deployment | Kind::Evacuation | Kind::Displacement);
    let inside = matches!(
        before,
        "in" | "at"
            | "near"
            | "into"
            | "across"
            | "throughout"
            | "inside"
            | "outside"
            | "around"
            | "within"
            | "over"
            | "through"
            | "off"
    );
    let struck =
        after && distance <= 5 && (matches!(before, "of" | "on") || (before == "against" && kind != Kind::War));
    let spread = kind == Kind::Outbreak && before == "to";
    let reached = after && ((goal && (before == "to" || distance == 0)) || spread);
    // "the last troops left Niger", "flown out of Kabul": where they leave is where it is.
    let departs = matches!(kind, Kind::Withdrawal | Kind::Evacuation);
    let left = departs && after && (distance == 0 || matches!(before, "of" | "from"));
    let shaken = matches!(
        before,
        "hit"
            | "hits"
            | "struck"
            | "strikes"
            | "shook"
            | "rocked"
            | "rocks"
            | "battered"
            | "swept"
            | "ravaged"
            | "devastated"
            | "pounded"
            | "jolted"
            | "rattled"
            | "lashed"
            | "engulfed"
            | "pummelled"
            | "pummeled"
    ) && !possessive;
    let object = after && distance == 0 && kind.family() == Family::Violence;
    (inside && named.toponym.role == Role::Location && !possessive) || struck || reached || left || shaken || object
}

/// Whether the noun after a name is someone who bears it: "Columbus man", "Franklin County judge".
pub(super) fn is_bearer(scope: &Scope, at: usize) -> bool {
    at < scope.sentence.tokens.end
        && scope.ground.lex(at).is(Class::PEOPLE.with(Class::NEUTRAL).with(Class::PARTY))
        && scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        && !scope.ground.lex(at).is(Class::BREAK)
        && !matches!(
            scope.ground.word(at),
            "deaths"
                | "death"
                | "home"
                | "homes"
                | "casualties"
                | "reported"
                | "side"
                | "front"
                | "office"
                | "court"
                | "state"
                | "life"
        )
}

/// Whether a name may stand for a government: a country, or the capital of one.
pub(super) fn is_state(ground: &Ground, place: &PlaceRef) -> bool {
    is_country(place)
        || place
            .country
            .as_deref()
            .and_then(|iso| ground.gazetteer.country(iso))
            .and_then(|country| country.capital)
            .is_some_and(|capital| ground.gazetteer.place(capital).key == place.key.as_str())
}

/// A continent or an ocean is no place for an event.
pub(super) fn is_vast(place: &PlaceRef) -> bool {
    !is_country(place)
        && !place.is_unlisted()
        && place.bbox.is_some_and(|[west, south, east, north]| (east - west) * (north - south) > 400.0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_house_called_after_its_town_stands_there() {
        let town = "The mayor came to Labasa. ";
        check(&format!("{town}A fire broke out at Labasa Hospital on Monday."), &["fire fire broke out @ Labasa"]);
        check("A fire broke out at Labasa Hospital on Monday.", &["fire fire broke out"]);
        check("The mayor came to Suva. A fire broke out at the Labasa Hotel on Monday.", &["fire fire broke out"]);
    }

    #[test]
    fn a_town_has_its_houses_and_a_capital_too() {
        check("Rome's main railway station was hit by a bomb.", &["explosion-mine hit by @ Rome"]);
        check("Thousands marched through Havana's old town.", &["protest Thousands marched @ Havana"]);
        check("A bomb went off in Kabul's diplomatic quarter.", &["explosion-mine bomb went off @ Kabul"]);
        check("Rome's foreign minister was hit by a bomb.", &["explosion-mine hit by"]);
        check(
            "A doctor was kidnapped by gunmen as he left a bank in Goma.",
            &["abduction was kidnapped @ Goma | detained 1"],
        );
    }

    #[test]
    fn a_police_station_stands_somewhere_and_police_are_from_there() {
        check("The driver gave himself up at Matara police station.", &["arrest gave himself up @ Matara"]);
        check("Matara police held a driver in Galle.", &["arrest held @ Galle | detained 1"]);
    }
}
