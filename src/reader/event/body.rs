//! Of what ground a body is that decides: the council of a town whose own paper leaves its name out, the high court of a land.
//!
//! Comes in: a decision in its sentence. Goes out: whether such a body takes it. It must never tell which town or land.

use super::place::is_country;
use super::{Hit, Scope, clause};

/// "a U.S. Supreme Court decision": a land's own court, told of in a story of somewhere else.
pub(super) fn is_of_high_court(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    let court = |at: usize| matches!(ground.word(at), "supreme" | "constitutional") && ground.word(at + 1) == "court";
    let mut lands = ground.named(&(clause.start..clause.end.min(hit.tokens.end + 3))).iter();
    lands.any(|land| court(land.tokens.end) && land.toponym.place.as_ref().is_some_and(|place| is_country(place)))
}

/// "City Council approved several changes", "the school board named": what a town or a county decides, whose name its own paper
/// leaves out.
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
    fn what_a_council_decides_is_of_its_town() {
        check(
            "TORRINGTON, Conn. - The City Council approved a budget on Monday.",
            &["legislation Council approved @ Torrington (context)"],
        );
    }
}
