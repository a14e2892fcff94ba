//! What a participle right behind a noun tells aside: "the dealer *detained in Split on 5 October* was released on Friday".
//!
//! Comes in: a sentence. Goes out: the words from the participle to the verb that goes on, and whether a happening and a time
//! or a place of the sentence stand on two sides of their ends. It must never take a finite verb for a participle.

use std::ops::Range;

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::Scope;

/// How many words may lead up to the participle: "Meanwhile two of those".
const LEADING: usize = 10;

/// Whether a time is told aside by a participle that a hit is no part of, or the other way round, where each side has its own.
pub(super) fn parts_times(scope: &Scope, hit: &Range<usize>, timed: &Range<usize>) -> bool {
    parts(scope, hit, timed, |within| !scope.ground.timed(within).is_empty())
}

/// The same of a place.
pub(super) fn parts_places(scope: &Scope, hit: &Range<usize>, named: &Range<usize>) -> bool {
    parts(scope, hit, named, |within| {
        scope.ground.named(within).iter().any(|named| super::is_location(named.toponym) && !named.toponym.indirect)
    })
}

fn parts(scope: &Scope, hit: &Range<usize>, other: &Range<usize>, has_own: impl Fn(&Range<usize>) -> bool) -> bool {
    aside(scope).is_some_and(|aside| {
        aside.contains(&hit.end.saturating_sub(1)) != aside.contains(&other.start)
            && has_own(&aside)
            && has_own(&(aside.end..scope.sentence.tokens.end))
    }) || behind(scope, hit).is_some_and(|aside| {
        aside.contains(&other.start) && has_own(&aside) && has_own(&(scope.sentence.tokens.start..aside.start))
    })
}

/// "A judge in Nairobi ordered the release of a blogger *arrested in Kisumu last week*": what a participle tells of whom a hit
/// is done to.
fn behind(scope: &Scope, hit: &Range<usize>) -> Option<Range<usize>> {
    let ground = scope.ground;
    let end = scope.sentence.tokens.end;
    let shut = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Punct && !token.is(b'-'))
            || ground.lex(at).is(Class::BREAK)
    };
    let stop = (hit.end..end).find(|&at| shut(at)).unwrap_or(end);
    let led =
        |at: usize| matches!(ground.word(at), "in" | "at" | "near" | "last" | "on" | "after" | "since" | "earlier");
    // "killed 12 people gathered in Beni": what they did when it befell them is no other happening.
    let earlier = |at: usize| {
        matches!(
            ground.word(at),
            "arrested"
                | "held"
                | "jailed"
                | "detained"
                | "wanted"
                | "convicted"
                | "born"
                | "raised"
                | "wounded"
                | "stolen"
                | "caught"
                | "seized"
                | "captured"
                | "kidnapped"
                | "abducted"
                | "imprisoned"
                | "sentenced"
        )
    };
    let participle = (hit.end + 1..stop)
        .find(|&at| earlier(at) && led(at + 1) && is_somebody(scope, at - 1) && !hit.contains(&(at - 1)))?;
    Some(participle..stop)
}

/// The words from a participle behind the subject's noun to the verb of the sentence.
fn aside(scope: &Scope) -> Option<Range<usize>> {
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let goes_on = |at: usize| matches!(ground.word(at), "was" | "were" | "is" | "are" | "has" | "have" | "had");
    let verb = (sentence.start + 3..sentence.end).find(|&at| goes_on(at))?;
    let shut = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Punct && !token.is(b'-') && !token.is(b'.'))
            || ground.lex(at).is(Class::BREAK)
            || ground.lex(at).reporting.is_some()
    };
    let first = (sentence.start..verb).rev().find(|&at| shut(at)).map_or(sentence.start, |at| at + 1);
    let end = verb.min(first + LEADING);
    let participle = (first + 1..end).find(|&at| is_participle(ground.word(at)) && is_somebody(scope, at - 1))?;
    (participle + 1 < verb).then_some(participle..verb)
}

fn is_participle(word: &str) -> bool {
    const IRREGULAR: &[&str] =
        &["caught", "held", "shot", "found", "taken", "stolen", "hurt", "driven", "hit", "struck"];
    (word.len() > 4 && word.ends_with("ed")) || IRREGULAR.contains(&word)
}

/// "those", "people", "the dealer", "the radio presenter": who or what a participle may be of; no name, which acts by itself.
fn is_somebody(scope: &Scope, at: usize) -> bool {
    let ground = scope.ground;
    if matches!(ground.word(at), "those" | "all" | "some") {
        return true;
    }
    let plain = |at: usize| {
        ground.page.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !token.is_capital()
                && !token.tags.has(super::super::lexicon::Tags::FUNCTION)
        })
    };
    let led = (1..4).filter_map(|by| at.checked_sub(by)).find(|&at| !plain(at));
    let determiner = led.is_some_and(|led| {
        matches!(ground.word(led), "the" | "a" | "an" | "of" | "his" | "her" | "their")
            || ground.lex(led).is(Class::NUMBER)
    });
    plain(at) && !ground.lex(at).is(Class::HAVE.with(Class::ADVERB)) && (determiner || ground.lex(at).is(Class::PEOPLE))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, days};

    #[test]
    fn the_day_of_a_participle_is_not_that_of_the_verb() {
        assert_eq!(
            days("The dealer detained in Split on Thursday was released on bail on Monday."),
            ["2023-09-14", "2023-09-18"]
        );
        assert_eq!(days("Police arrested a dealer in Split on Thursday."), ["2023-09-14"]);
    }

    #[test]
    fn where_somebody_was_arrested_is_not_where_he_is_freed() {
        check(
            "A judge in Nairobi ordered the release of a blogger arrested in Kisumu last week.",
            &["sentence ordered the release of @ Nairobi | detained 1"],
        );
    }

    #[test]
    fn the_place_of_a_participle_is_not_that_of_the_verb() {
        check(
            "Two of those caught with ingots at Finike ten days ago were remanded by a court in Kumluca on Monday.",
            &["trial were remanded @ Kumluca"],
        );
    }
}
