//! Of what ground a body or an office is: the council of a town whose own paper leaves its name out, the high court of a land,
//! the mayor of a town.
//!
//! Comes in: a decision, or what befell people, in its sentence. Goes out: whether such a body takes it, and the town of who
//! holds an office there. It must never override a place that the words themselves give.

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::place::{is_country, is_wide};
use super::{Hit, Named, Scope, befalls, clause};
use crate::story::{MentionPlace, PlaceBasis, Role};

/// "The mayor of Matamoros was shot", "the governor of Kherson said two were killed": where somebody holds an office, where
/// nothing else says where it was.
pub(super) fn town_of_office(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    const REACH: usize = 12;
    const OFFICES: &[&str] = &["councillor", "councilman", "councilwoman", "alderman", "prefect"];
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    if !befalls(hit.kind.family()) {
        return None;
    }
    let held = |named: &&Named| {
        let before = |by: usize| named.tokens.start.checked_sub(by).filter(|&at| at >= start);
        let office = |at: usize| ground.lex(at).is(Class::OFFICE) || OFFICES.contains(&ground.word(at));
        let led = before(1).is_some_and(|at| matches!(ground.word(at), "of" | "from")) && before(2).is_some_and(office);
        let near = named.tokens.end <= hit.tokens.start && hit.tokens.start - named.tokens.end <= REACH;
        let town = named.toponym.place.as_ref().is_some_and(|place| !is_wide(place) && !is_country(place));
        led && near && town && !named.toponym.indirect && named.toponym.role != Role::PartOfName
    };
    let named = ground.named(&(start..hit.tokens.start)).iter().find(held)?;
    let place = named.toponym.place.clone()?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Indirect })
}

/// "a U.S. Supreme Court decision": a land's own court, told of in a story of somewhere else.
pub(super) fn is_of_high_court(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    let court = |at: usize| matches!(ground.word(at), "supreme" | "constitutional") && ground.word(at + 1) == "court";
    let mut lands = ground.named(&(clause.start..clause.end.min(hit.tokens.end + 3))).iter();
    lands.any(|land| {
        let end = land.tokens.end;
        // "Kenya's Supreme Court"
        let owned = ground.page.token(end).is_some_and(|token| token.kind == TokenKind::Possessive);
        court(end + usize::from(owned)) && land.toponym.place.as_ref().is_some_and(|place| is_country(place))
    })
}

/// "City Council approved several changes", "the school board named": what a town or a county decides, whose name its
/// own paper leaves out.
pub(super) fn is_of_local_body(scope: &Scope, hit: &Hit) -> bool {
    const BODIES: &[&str] =
        &["council", "board", "commission", "commissioners", "trustees", "supervisors", "committee"];
    const OF: &[&str] = &["city", "town", "village", "borough", "county", "township", "school", "parish", "zoning"];
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    (clause.start..clause.end.min(hit.tokens.end + 2)).any(|at| {
        matches!(ground.word(at), "selectmen" | "aldermen" | "councilmen" | "councillors")
            || (OF.contains(&ground.word(at)) && BODIES.contains(&ground.word(at + 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_befell_a_mayor_befell_him_at_home_where_no_other_place_is_told() {
        check("The mayor of Matamoros was shot dead.", &["shooting was shot @ Matamoros (indirect) | killed 1"]);
        check("The mayor of Matamoros was shot dead in Tampico.", &["shooting was shot @ Tampico | killed 1"]);
    }

    #[test]
    fn what_a_council_decides_is_of_its_town() {
        check(
            "TORRINGTON, Conn. - The City Council approved a budget on Monday.",
            &["legislation Council approved @ Torrington (context)"],
        );
    }
}
