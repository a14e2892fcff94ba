//! Where somebody of a sentence lives or is from, which is not where something befell them: "the man, who lives in Leeds, was
//! picked up at a motel", "Tyler Maddox of Leeds was caught", "a 27-year-old from Leeds was held".
//!
//! Comes in: a name in its sentence. Goes out: whether the words before it only say where a person is at home. It must never
//! take the town where people who live there were struck.

use super::super::lexicon::Tags;
use super::super::sentence::Capitals;
use super::super::token::{Kind as TokenKind, Token};
use super::super::vocabulary::Class;
use super::{Named, Scope};

/// How many capital words a person's name has at most before "of Leeds".
const NAME: usize = 4;

/// Whether a name says where a person of the sentence is at home.
pub(super) fn is_home(scope: &Scope, named: &Named) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let Some(lead) = named.tokens.start.checked_sub(1).filter(|&at| at > start) else { return false };
    match ground.word(lead) {
        // "in Leeds, Ontario": the outer name is no other place than the inner.
        "," => {
            let inner = ground.named(&(start..lead)).last().filter(|inner| inner.tokens.end == lead);
            inner.is_some_and(|inner| inner.toponym.role != crate::story::Role::PartOfName && is_home(scope, inner))
        }
        "in" | "at" | "near" | "outside" => lives(scope, lead),
        "from" => is_aged(scope, lead),
        "of" => is_person(scope, lead),
        "the" => ground.word(lead - 1) == "from" && lead > start + 1 && is_aged(scope, lead - 1),
        _ => false,
    }
}

/// "who lives in Leeds", "he has lived for years in": one person's home. Of people who live somewhere, it is where they are.
fn lives(scope: &Scope, lead: usize) -> bool {
    const REACH: usize = 4;
    let ground = scope.ground;
    let from = lead.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let verb = (from..lead).rev().find(|&at| matches!(ground.word(at), "lives" | "resides" | "lived" | "resided"));
    let Some(verb) = verb else { return false };
    let small = |at: usize| ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    // "took 40 lives in": no verb.
    let who = (verb.saturating_sub(3).max(scope.sentence.tokens.start)..verb)
        .any(|at| matches!(ground.word(at), "who" | "he" | "she") || ground.word(at) == "had");
    let named = verb.checked_sub(1).and_then(|at| ground.page.token(at)).is_some_and(Token::is_capital);
    let one = who || (ground.word(verb) == "lives" && named);
    one && (verb + 1..lead).all(small)
}

/// "a 27-year-old from", "a man of 66 from", "John Berg, aged 34, from".
fn is_aged(scope: &Scope, lead: usize) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let Some(before) = lead.checked_sub(1).filter(|&at| at > start) else { return false };
    let old = matches!(ground.word(before), "old" | "olds")
        && ground.page.token(before - 1).is_some_and(|token| token.is(b'-') || token.kind == TokenKind::Word);
    let number = ground.page.token(before).is_some_and(|token| token.kind == TokenKind::Number);
    old || (number
        && matches!(ground.word(before - 1), "of" | "aged")
        && !ground.timed(&(before..before + 1)).iter().any(|timed| timed.timex.days.is_some()))
}

/// "Tyler Dean Maddox of Leeds": a first name and more before "of". "the Mary Smith University of" is none.
fn is_person(scope: &Scope, lead: usize) -> bool {
    let ground = scope.ground;
    if scope.sentence.capitals != Capitals::Normal || super::is_headline(scope.sentence) {
        return false;
    }
    let first = scope.sentence.tokens.start;
    let part = |at: usize| {
        ground.page.token(at).is_some_and(|token| Token::is_capital(token) && token.kind == TokenKind::Word)
            && !ground.lex(at).is(Class::BUILDING.with(Class::PREMISES).with(Class::WORKS))
    };
    let begins = (lead.saturating_sub(NAME).max(first)..lead).rev().take_while(|&at| part(at)).last();
    begins.is_some_and(|begins| {
        lead - begins >= 2
            && (begins..lead - 1).any(|at| ground.page.token(at).is_some_and(|token| token.tags.has(Tags::FIRST_NAME)))
            && !ground
                .named(&(begins..lead))
                .iter()
                .any(|named| named.tokens.end == lead && named.tokens.start < lead - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const BEFORE: &str = "The police in Mopti met on Monday. ";

    #[test]
    fn where_one_lives_is_not_where_one_was_taken() {
        check(
            &format!("{BEFORE}The man, who lives in Leeds, was arrested at a motel."),
            &["arrest arrested @ Mopti (context) | detained 1"],
        );
        check("Shells killed six people who live in Leeds.", &["shelling-strike Shells @ Leeds | killed 6"]);
    }

    #[test]
    fn where_one_is_from_is_not_where_one_was_taken() {
        check(
            &format!("{BEFORE}Gunmen killed Tyler Dean Maddox of Leeds."),
            &["shooting Gunmen killed @ Mopti (context)"],
        );
        check(
            &format!("{BEFORE}A 27-year-old from Leeds was arrested."),
            &["arrest arrested @ Mopti (context) | detained 1"],
        );

        check(&format!("{BEFORE}Two men were arrested in Leeds."), &["arrest arrested @ Leeds | detained 2"]);
    }
}
