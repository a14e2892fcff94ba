//! Names of a sentence that only say something of its people or things: where somebody was born or is jailed, the
//! hospital he was taken to, which way a road leads, what a house is called after.
//!
//! Comes in: a name and a happening of its sentence. Goes out: whether the name tells such a thing. It must never bar
//! where the happening itself was: "was jailed in Leeds" is.

use super::super::lexicon::Tags;
use super::super::sentence::Capitals;
use super::super::token::{Kind as TokenKind, Token};
use super::super::vocabulary::Class;
use super::{Hit, Named, Scope, barred};
use crate::story::{Family, Kind, Role};

/// Whether a name says something aside.
pub(super) fn is_aside(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let Some(lead) = named.tokens.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start) else {
        return false;
    };
    is_ahead(scope, hit, lead)
        || is_of_a_life(scope, hit, lead)
        || is_address(scope, lead)
        || is_second_origin(scope, named, lead)
        || is_hospital(scope, hit, lead)
        || is_flown_to(scope, hit, named)
        || is_house_elsewhere(scope, named)
}

/// "Police found her stolen car in Athens": where what was stolen was found again, or driven.
pub(super) fn is_only_stolen(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let at = hit.tokens.start;
    let noun = ground.page.token(at + 1).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
    let bound =
        ground.page.token(at + 1).is_some_and(|token| token.tags.has(Tags::FUNCTION.with(Tags::PLACE_PREPOSITION)));
    let led = ground.lex(at.saturating_sub(1)).is(Class::HAVE)
        || matches!(ground.word(at.saturating_sub(1)), "was" | "were" | "been" | "being" | "is" | "are" | "be");
    hit.tokens.len() == 1 && ground.word(at) == "stolen" && noun && !bound && !led
}

/// "quarantined to prevent travel towards Kananga": only what moves gets there.
fn is_ahead(scope: &Scope, hit: &Hit, lead: usize) -> bool {
    let moves = matches!(hit.kind.family(), Family::Movement | Family::Protest)
        || matches!(hit.kind, Kind::Invasion | Kind::MilitaryOperation | Kind::ShellingStrike | Kind::Displacement);
    matches!(scope.ground.word(lead), "toward" | "towards") && !moves
}

/// "prisoners jailed in Israel", "a nun born in Ohio", "a firm headquartered in Leeds".
fn is_of_a_life(scope: &Scope, hit: &Hit, lead: usize) -> bool {
    const PAST: &[&str] =
        &["jailed", "imprisoned", "born", "buried", "raised", "educated", "headquartered", "incarcerated"];
    const HELD: &[&str] = &["prisoners", "prisoner", "hostages", "captives", "detainees", "inmates"];
    let ground = scope.ground;
    // "born in the state of Colorado", "jailed in northern Israel"
    let small = |at: usize| matches!(ground.word(at), "the" | "state" | "city" | "town" | "of" | "in" | "at");
    let first = scope.sentence.tokens.start + 1;
    let from = (first..=lead).rev().take_while(|&at| small(at)).last().unwrap_or(lead + 1);
    let Some(verb) = from.checked_sub(1).filter(|&at| from <= lead && at >= first) else { return false };
    let before = ground.word(verb - 1);
    let told = HELD.contains(&before) && matches!(ground.word(verb), "held" | "detained");
    let be = ground.lex(verb - 1).is(Class::HAVE) || matches!(before, "was" | "were" | "been" | "be" | "being" | "is");
    (told || PAST.contains(&ground.word(verb)) && !be) && !hit.tokens.contains(&verb)
}

/// "the suspect, Lee, 23, of the 3200 block of North Main in Dayton, was arrested at the scene".
fn is_address(scope: &Scope, lead: usize) -> bool {
    const REACH: usize = 9;
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let from = lead.saturating_sub(REACH).max(first);
    let block = (from..lead).rev().find(|&at| ground.word(at) == "block");
    let Some(block) = block.filter(|&at| at > first + 3) else { return false };
    ground.page.token(block - 1).is_some_and(|token| token.kind == TokenKind::Number)
        && ground.word(block - 2) == "the"
        && ground.word(block - 3) == "of"
        && ground.page.token(block - 4).is_some_and(|token| token.is(b','))
}

/// "passengers from New York and Toronto": what holds of the first holds of the second.
fn is_second_origin(scope: &Scope, named: &Named, lead: usize) -> bool {
    let ground = scope.ground;
    let joined = ground.word(lead) == "and";
    let first = ground.named(&(scope.sentence.tokens.start..lead)).last().filter(|first| first.tokens.end == lead);
    joined
        && named.toponym.role == Role::Location
        && first.is_some_and(|first| {
            first.tokens.start > scope.sentence.tokens.start
                && ground.word(first.tokens.start - 1) == "from"
                && (barred::is_from(scope, first) || ground.lex(first.tokens.start - 2).is(Class::PEOPLE))
        })
}

/// "Three others were wounded and flown to Songkhla": where the hurt were carried.
fn is_flown_to(scope: &Scope, hit: &Hit, named: &Named) -> bool {
    let ground = scope.ground;
    let to = named.tokens.start.checked_sub(1).filter(|&at| at > hit.tokens.end && ground.word(at) == "to");
    let verb = to.map_or("", |at| ground.word(at - 1));
    matches!(verb, "flown" | "airlifted" | "rushed" | "transferred" | "evacuated" | "ferried")
        && matches!(hit.kind.family(), Family::Violence | Family::Accident | Family::Disaster)
}

/// "was airlifted to a hospital in Fort Worth", "drove to the medical center in Arlington": where the hurt were taken.
fn is_hospital(scope: &Scope, hit: &Hit, lead: usize) -> bool {
    const REACH: usize = 14;
    const TAKEN: &[&str] = &[
        "airlifted",
        "flown",
        "taken",
        "rushed",
        "driven",
        "drove",
        "transported",
        "transferred",
        "ferried",
        "brought",
        "moved",
        "treated",
    ];
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let house = lead.checked_sub(1).filter(|&at| at > first).is_some_and(|at| {
        matches!(ground.word(at), "hospital" | "hospitals" | "clinic" | "infirmary")
            || (matches!(ground.word(at), "center" | "centre")
                && matches!(ground.word(at - 1), "medical" | "trauma" | "health"))
    });
    let from = lead.saturating_sub(REACH).max(first);
    house
        && matches!(ground.word(lead), "in" | "at" | "near")
        && hit.kind.family() != Family::Health
        && (from..lead).any(|at| TAKEN.contains(&ground.word(at)) && !hit.tokens.contains(&at))
}

/// "at Willow Valley Communities in Lancaster": a house called after one place that stands in another.
fn is_house_elsewhere(scope: &Scope, named: &Named) -> bool {
    const LONGEST: usize = 4;
    let ground = scope.ground;
    if scope.sentence.capitals != Capitals::Normal || super::is_headline(scope.sentence) {
        return false;
    }
    let end = named.tokens.end;
    let capital = |at: &usize| {
        ground.page.token(*at).is_some_and(|token| Token::is_capital(token) && token.kind == TokenKind::Word)
    };
    let house = (end..end + LONGEST).take_while(capital).last().map(|last| last + 1);
    house.is_some_and(|at| {
        ground.word(at) == "in"
            && ground.named(&(end..at)).is_empty()
            && ground.named(&(at + 1..at + 2)).iter().any(|town| {
                town.tokens.start == at + 1 && town.toponym.role == Role::Location && town.toponym.place.is_some()
            })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const BEFORE: &str = "The police in Mopti met on Monday. ";

    #[test]
    fn where_the_hurt_were_flown_is_not_where_it_happened() {
        check(
            "A bomb went off in Narathiwat. Three others were wounded and flown to Songkhla.",
            &["explosion-mine bomb went off @ Narathiwat", "explosion-mine wounded @ Narathiwat (context) | wounded 3"],
        );
    }

    #[test]
    fn what_a_name_says_of_people_is_no_place_of_what_befell_them() {
        check(
            "Crowds in Gaza City held a protest for prisoners jailed in Haifa.",
            &["protest held a protest @ Gaza City"],
        );
        check(
            &format!("{BEFORE}Gunmen kidnapped a nun born in the state of Colorado."),
            &["abduction kidnapped @ Mopti (context) | detained 1"],
        );
        check("Two men were jailed in Haifa for theft.", &["sentence were jailed @ Haifa | detained 2"]);
    }

    #[test]
    fn where_the_hurt_were_taken_is_not_where_they_were_hurt() {
        check(
            &format!("{BEFORE}A boy was shot and airlifted to a hospital in Bamako."),
            &["shooting was shot @ Mopti (context)"],
        );
        check("A fire broke out at a hospital in Bamako.", &["fire fire broke out @ Bamako"]);
    }

    #[test]
    fn a_house_called_after_a_place_stands_in_its_town() {
        check("A fire broke out at the Lyon Garden Hotel in Bamako.", &["fire fire broke out @ Bamako"]);
    }
}
