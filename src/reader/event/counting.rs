//! Who counts the sick: "Spain says it has confirmed a case in a person back from Mexico", "the health ministry of Israel
//! reported two cases", "California has confirmed thirteen cases, three in Texas".
//!
//! Comes in: an illness in its sentence. Goes out: the land or the state whose own cases are counted. It must never take who
//! counts for the whole world, nor a land that only helps.

use std::sync::Arc;

use super::super::token::Kind as TokenKind;
use super::place::is_country;
use super::{Hit, Named, Scope};
use crate::story::{Kind, MentionPlace, PlaceBasis, PlaceRef, Role, Shape};

/// What is done with cases.
const COUNTS: &[&str] =
    &["confirmed", "confirms", "reported", "reports", "recorded", "records", "registered", "detected", "logged"];

/// Who does so.
const BODIES: &[&str] = &["ministry", "department", "authorities", "officials", "secretary", "minister", "agency"];

/// The place of an illness, moved to the land that counts it where what was found lies elsewhere.
pub(super) fn at_home(scope: &Scope, hit: &Hit, found: Option<MentionPlace>) -> Option<MentionPlace> {
    if hit.kind != Kind::Outbreak {
        return found;
    }
    let Some(named) = scope.ground.named(&scope.sentence.tokens).iter().find(|named| counts(scope, hit, named)) else {
        return found;
    };
    let Some(land) = named.toponym.place.clone() else { return found };
    let within = |found: &MentionPlace| {
        found.place.key == land.key
            || land.holds(&found.place)
            || is_country(&land) && found.place.country == land.country
    };
    if found.as_ref().is_some_and(within) {
        return found;
    }
    Some(MentionPlace { place: land, span: Some(named.toponym.span), basis: PlaceBasis::Indirect })
}

/// Whether a name is of a land that counts its own sick.
fn counts(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let end = named.tokens.end;
    let land = |place: &Arc<PlaceRef>| is_country(place) || place.shape == Shape::Area;
    if !named.toponym.place.as_ref().is_some_and(land)
        || named.toponym.role == Role::PartOfName
        || named.toponym.indirect
    {
        return false;
    }
    let verb = (end..(end + REACH).min(hit.tokens.end)).find(|&at| COUNTS.contains(&ground.word(at)));
    let Some(verb) = verb else { return false };
    let word = |at: usize| {
        ground.page.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive))
            && !matches!(
                ground.word(at),
                "in" | "were" | "was" | "been" | "be" | "to" | "from" | "with" | "by" | "that"
            )
    };
    let first = scope.sentence.tokens.start;
    let of_body = named.tokens.start >= first + 2
        && ground.word(named.tokens.start - 1) == "of"
        && BODIES.contains(&ground.word(named.tokens.start - 2));
    // "Israel has confirmed", "Mexican health officials reported": the one who does it, and nobody's object.
    let subject = named.tokens.start == first
        || matches!(
            ground.word(named.tokens.start - 1),
            "," | ";" | "and" | "while" | "the" | "neighbouring" | "neighboring"
        );
    // "Nebraska and Iowa": neither alone.
    let joined = named.tokens.start >= first + 2
        && ground.word(named.tokens.start - 1) == "and"
        && ground.named(&(first..named.tokens.start)).iter().any(|other| other.tokens.end + 1 == named.tokens.start);
    let bodied = named.toponym.role != Role::Demonym || (end..verb).any(|at| BODIES.contains(&ground.word(at)));
    !joined && (of_body || (subject && bodied)) && (end..verb).all(word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn cases_are_where_they_are_counted() {
        let first = "Swine flu has killed 152 people in Mexico.";
        let then = |text: &str, expected: &str| {
            check(&format!("{first} {text}"), &["outbreak Swine flu @ Mexico | killed 152", expected]);
        };
        then("Spain says it has confirmed a case of swine flu.", "outbreak case of swine flu @ Spain (context)");
        then(
            "The health ministry of Israel confirmed two cases of swine flu.",
            "outbreak cases of swine flu @ Israel (indirect) | infected 2",
        );
        then("Spain confirmed a case of swine flu in Madrid.", "outbreak case of swine flu @ Madrid");
    }
}
