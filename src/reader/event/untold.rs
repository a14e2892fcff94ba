//! Words of happenings that nobody tells of: what is asked, provided for, done at large or on a sports field, or befell beasts.
//!
//! Comes in: a trigger in its sentence. Goes out: whether no happening is told by it. Each rule is for a turn of phrase that
//! its comment quotes. It must never silence what has victims or weapons, nor a known happening that is asked about.

use std::ops::Range;

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::{Scope, clause};
use crate::story::Kind;

/// Whether a trigger tells of nothing that happened.
pub(super) fn is_untold(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    is_asked(scope, tokens)
        || is_provided_for(scope, tokens)
        || is_practice(scope, kind, tokens)
        || is_of_sport(scope, kind, tokens)
        || (kind == Kind::Death && is_of_animals(scope, tokens))
}

/// "Will the army attack the town?", "Who is looking into it?": asked, and told by nobody. What is known is asked about:
/// "Did the blast in Kabul come as a surprise?", "Who bombed the school?".
fn is_asked(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let asks = scope.sentence.tokens.end.checked_sub(1).is_some_and(|at| ground.word(at) == "?");
    let open = |at: usize| {
        matches!(
            ground.word(at),
            "will" | "would" | "can" | "could" | "should" | "did" | "does" | "do" | "is" | "are" | "was" | "were"
        )
    };
    let whether = open(start) || (matches!(ground.word(start), "what" | "who" | "how") && open(start + 1));
    // "the army attack": somebody's noun, and no known attack.
    let done = (start + 1..tokens.start)
        .any(|at| ground.lex(at).is(Class::PEOPLE.with(Class::FORCE).with(Class::MEANS)))
        || ground.word(start + 1) == "a";
    asks && whether && (done || !clause::is_definite(scope, tokens))
}

/// "in case of a blackout", "any strike on the port would push up prices", "no date has been fixed for a new round": what may
/// come to be, or has no day yet.
fn is_provided_for(scope: &Scope, tokens: &Range<usize>) -> bool {
    const WORDS: usize = 5;
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(WORDS).max(scope.sentence.tokens.start);
    let phrase = |at: usize| {
        (at..tokens.start).all(|between| {
            ground.page.token(between).is_some_and(|token| token.kind == TokenKind::Word)
                && !ground.lex(between).is(Class::BREAK.with(Class::HAVE).with(Class::MODAL))
        })
    };
    let case = (from..tokens.start).any(|at| {
        ground.word(at) == "in"
            && phrase(at)
            && matches!((ground.word(at + 1), ground.word(at + 2)), ("case", "of") | ("the", "event" | "case"))
    });
    // What follows a noun of which there may be any.
    let any = (from..tokens.start).any(|at| ground.word(at) == "any" && phrase(at))
        && (tokens.end..(tokens.end + 12).min(scope.sentence.tokens.end))
            .take_while(|&at| ground.page.token(at).is_some_and(|token| token.kind != TokenKind::Punct))
            .any(|at| matches!(ground.word(at), "would" | "could" | "will" | "might" | "may" | "can"));
    let date = (scope.sentence.tokens.start..tokens.start).any(|at| {
        ground.word(at) == "no"
            && ground.word(at + 1) == "date"
            && (at..tokens.start).any(|at| ground.word(at) == "for")
    });
    case || any || date
}

/// "a policy against drug trafficking in the region", "the cost of corruption": what is done at large, where nothing says by
/// whom or when.
fn is_practice(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const PRACTICES: &[&str] = &[
        "trafficking",
        "smuggling",
        "corruption",
        "laundering",
        "racketeering",
        "bribery",
        "piracy",
        "terrorism",
        "extortion",
        "fraud",
        "cybercrime",
        "poaching",
        "blackmail",
        "forgery",
    ];
    let ground = scope.ground;
    let dated = || ground.timed(&scope.sentence.tokens).iter().any(|timed| timed.timex.days.is_some());
    // "a fraud", "the corruption scandal": one of them.
    let one = tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "a" | "an"));
    // "their agenda today includes the fight against drug trafficking"
    let from = tokens.start.saturating_sub(3).max(scope.sentence.tokens.start);
    let practice = PRACTICES.contains(&ground.word(tokens.end.saturating_sub(1)));
    let fought = (from..tokens.start).any(|at| ground.word(at) == "against")
        && (from.saturating_sub(3)..tokens.start)
            .any(|at| matches!(ground.word(at), "fight" | "war" | "struggle" | "battle" | "campaign"));
    kind == Kind::Crime && practice && (fought || (!one && scope.figures.is_empty() && !dated()))
}

/// "to improve his side's attack", "stayed up by beating Misri 2-0", "the two teams will clash again": on a field. Where there
/// are victims or weapons it was none.
fn is_of_sport(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const FIELD: &[&str] = &[
        "coach",
        "league",
        "striker",
        "midfielder",
        "goalkeeper",
        "halftime",
        "innings",
        "inning",
        "quarterback",
        "touchdown",
        "touchdowns",
        "playoff",
        "playoffs",
        "semifinal",
        "semifinals",
        "quarterfinal",
        "batsman",
        "wicket",
        "wickets",
        "defenceman",
        "pitcher",
        "bullpen",
        "postseason",
        "preseason",
        "offense",
        "teams",
        "unbeaten",
        "title",
        "substitutions",
        "rebounds",
        "goals",
    ];
    let ground = scope.ground;
    let violent = matches!(
        kind,
        Kind::Attack
            | Kind::Clash
            | Kind::Shooting
            | Kind::ShellingStrike
            | Kind::Strike
            | Kind::Invasion
            | Kind::ExplosionMine
    );
    if !violent || !scope.figures.is_empty() {
        return false;
    }
    let armed = Class::GUN.with(Class::BOMB).with(Class::CAPTOR).with(Class::SOLDIERY).with(Class::MEANS);
    let real = |at: usize| {
        (ground.lex(at).is(armed) && !tokens.contains(&at))
            || matches!(ground.word(at), "police" | "hospital" | "arrested")
    };
    let number = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Number && token.end - token.start <= 2)
    };
    // "2-0": of two small numbers.
    let score = |at: usize| {
        ground.page.token(at).is_some_and(|token| token.is(b'-')) && at > 0 && number(at - 1) && number(at + 1)
    };
    let mut sentence = scope.sentence.tokens.clone();
    !sentence.clone().any(real) && sentence.any(|at| FIELD.contains(&ground.word(at)) || score(at))
}

/// "410 birds were found dead", "140 dead or dying birds": of beasts, and of no one. A person killed by one is no beast.
pub(super) fn is_of_animals(scope: &Scope, tokens: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let beast = |at: &usize| ground.lex(*at).is(Class::LIVESTOCK);
    let person = |at: &usize| ground.lex(*at).is(Class::PEOPLE) && !beast(at) && !tokens.contains(at);
    let stop = |at: &usize| {
        ground.lex(*at).is(Class::BREAK) || ground.page.token(*at).is_some_and(|token| token.kind == TokenKind::Punct)
    };
    let told = |at: &usize| stop(at) || beast(at) || person(at);
    let mut before = (tokens.start.saturating_sub(REACH).max(sentence.start)..tokens.start).rev();
    let mut behind = tokens.end..(tokens.end + 3).min(sentence.end);
    let dead = tokens.clone().any(|at| matches!(ground.word(at), "dead" | "died" | "dying"));
    dead && [before.find(&told), behind.find(&told)].into_iter().flatten().any(|at| beast(&at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_may_come_to_be_has_not_been() {
        check("Keep water at home in case of a blackout in Oslo.", &[]);
        check("Any strike on the port of Odesa would push up prices.", &[]);
        check("A strike on the port of Odesa pushed up prices.", &["shelling-strike strike on @ Odesa"]);
        check("No date has been fixed for a new round of talks in Geneva.", &[]);
        check(
            "An independent inquiry in Valletta is needed.",
            &["investigation independent inquiry @ Valletta | modal"],
        );
    }

    #[test]
    fn what_is_done_at_large_was_done_on_no_day() {
        check("The minister wants a policy on drug trafficking in Venezuela.", &[]);
        check("Drug trafficking is seriously affecting Venezuela.", &[]);
        check("A fraud at a bank in Caracas cost it millions.", &["crime fraud @ Caracas"]);
    }

    #[test]
    fn what_teams_do_is_no_violence() {
        check("The coach made two substitutions in Port Said to improve his side's attack.", &[]);
        check("Tersana stayed up in Port Said by beating Misri 2-0.", &[]);
        check("The two teams will clash again in Ismailia.", &[]);
        check("Gunmen attacked the bus of the two teams in Ismailia.", &["attack attacked @ Ismailia"]);
        check("The attack on the coach in Ismailia killed two.", &["attack attack @ Ismailia | killed 2"]);
    }

    #[test]
    fn what_is_asked_is_told_by_nobody() {
        check("Will the army attack Kabul?", &[]);
        check("Who is looking into it?", &[]);
        check("Could a quake like this strike Istanbul?", &[]);
        check("Who bombed the school in Kabul?", &["shelling-strike bombed @ Kabul"]);
        check("The army will attack Kabul.", &["attack attack @ Kabul | modal"]);
    }

    #[test]
    fn beasts_found_dead_are_no_dead() {
        check("Some 410 birds were found dead in Kabul on Monday.", &[]);
        check("Some 410 people were found dead in Kabul on Monday.", &["death found dead in @ Kabul | killed 410"]);
    }
}
