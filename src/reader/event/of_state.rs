//! Who comes and goes in the offices of a whole land: a minister resigns where the government sits, not at the disaster he
//! answers for.
//!
//! Comes in: a resignation or an appointment in its sentence. Goes out: whether the office is one of a land, and the land, or
//! the town of it that the sentence was filed from. It must never take the place of what the office is blamed for.

use super::super::vocabulary::Class;
use super::place::{is_country, land_of_actor};
use super::{Hit, Scope, clause, context, filed};
use crate::story::{MentionPlace, PlaceBasis};

/// How many words behind its verb may name the office: "dismissed the head of the state railway".
const REACH: usize = 8;

/// Whether an office of a whole land is named beside a hit.
pub(super) fn is_of_state(scope: &Scope, hit: &Hit) -> bool {
    const OFFICES: &[&str] =
        &["minister", "ministers", "cabinet", "premier", "president", "parliament", "junta", "government", "ministry"];
    // "the president of the club", "the vice president of the bank", "the mayor's cabinet": of no land.
    const OTHERS: &[&str] = &[
        "mayor",
        "governor",
        "council",
        "university",
        "club",
        "company",
        "bank",
        "school",
        "federation",
        "association",
        "union",
        "board",
        "court",
        "firm",
        "vice",
        "chamber",
    ];
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    let near = clause.start..clause.end.min(hit.tokens.end + REACH);
    let office = near.clone().any(|at| OFFICES.contains(&ground.word(at)));
    let state = near.clone().any(|at| ground.word(at) == "state" && ground.word(at.wrapping_sub(2)) == "head");
    // "The president dismissed the head of the state railway company": whoever is sent away, by the state.
    let sends = hit.tokens.clone().any(|at| {
        matches!(ground.word(at), "dismissed" | "fired" | "sacked" | "suspended" | "removed" | "named" | "appointed")
    }) && (clause.start..hit.tokens.start).any(|at| OFFICES.contains(&ground.word(at)))
        && !ground.lex(hit.tokens.start.saturating_sub(1)).is(Class::HAVE);
    let end = (hit.tokens.end + 2 * REACH).min(scope.sentence.tokens.end);
    let local = (hit.tokens.end..end).any(|at| matches!(ground.word(at), "mayor" | "governor" | "council" | "chief"));
    let all = clause.start..if sends && !local { hit.tokens.start } else { end };
    (office || state) && !all.clone().any(|at| OTHERS.contains(&ground.word(at)))
}

/// The town that the very sentence was filed from, where it lies in the land that is spoken of, else that land.
pub(super) fn place(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let ground = scope.ground;
    let land = land_of_actor(scope, hit).or_else(|| {
        let place = context::land_of_page(ground)?;
        Some(MentionPlace { place, span: None, basis: PlaceBasis::Context })
    })?;
    let filed = filed::dateline(ground, scope.sentence).and_then(|end| {
        let town = ground.named(&(scope.sentence.tokens.start..end)).first()?.toponym.place.clone()?;
        (land.place.holds(&town) && !is_country(&town)).then_some(town)
    });
    match filed {
        Some(place) => Some(MentionPlace { place, span: None, basis: PlaceBasis::Context }),
        None => Some(land),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_minister_resigns_where_the_government_sits() {
        let before = "A bus fell into a river at Bouaké on Monday. ";
        let crash = "traffic-accident bus fell @ Bouaké";
        check(
            &format!("{before}Ivory Coast's transport minister resigned on Tuesday."),
            &[crash, "resignation resigned @ Ivory Coast (indirect)"],
        );
        check(
            &format!("{before}The director of the bus company resigned on Tuesday."),
            &[crash, "resignation resigned @ Bouaké (context)"],
        );
        check(
            &format!("{before}The president of Ivory Coast dismissed the head of the bus company on Tuesday."),
            &[crash, "resignation dismissed @ Ivory Coast (indirect)"],
        );
        check(
            "ABIDJAN, Sept 19 (Lagoon Wire) - Ivory Coast's transport minister resigned on Tuesday.",
            &["resignation resigned @ Abidjan (context)"],
        );
    }
}
