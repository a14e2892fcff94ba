//! Words of happenings that a sentence only passes by on its way to what it tells: what it reckons time from, counts over
//! years, names a town or a case by, or says of somebody's life.
//!
//! Comes in: a trigger in its sentence. Goes out: whether it is only passed by, and no pin is due. Each rule is for a turn of
//! phrase that its comment quotes. It must never silence what a day of its own says has been.

use std::ops::Range;

use super::super::time::is_past;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::compound::BOUND_AFTER;
use super::{Scope, Timed, befalls, clause};
use crate::story::{DayRange, Family, Kind};

/// Whether a trigger is only passed by.
pub(super) fn is_passed_by(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    is_counted_over_years(scope, kind, tokens)
        || is_years_of(scope, kind, tokens)
        || is_of_a_struck_town(scope, kind, tokens)
        || is_what_funds_are_for(scope, kind, tokens)
        || is_of_a_life(scope, kind, tokens)
        || is_time_served(scope, kind, tokens)
        || is_no_case(scope, kind, tokens)
        || is_of_a_reign(scope, kind, tokens)
        || is_under_way(scope, kind, tokens)
}

/// Whether nothing in a sentence says of one day that something was on it.
fn is_undated(scope: &Scope) -> bool {
    const A_WEEK: i32 = 8;
    let dated = |timed: &Timed| timed.timex.days.is_some_and(|days| days.len_days() <= A_WEEK);
    !scope.ground.timed(&scope.sentence.tokens).iter().any(dated)
}

/// "70 reporters have been killed in Mexico since 2006", "over the past five years 851 people died on the road": a count over
/// years, and no day. What is called the worst in years is one: "killed 12, the deadliest attack since 2006".
pub(super) fn is_counted_over_years(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const A_YEAR: i32 = 365;
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let counted = kind.family() == Family::Accident
        || (matches!(kind, Kind::Arrest | Kind::Crime) && !scope.figures.is_empty())
        || matches!(kind, Kind::Death | Kind::Killing | Kind::Shooting | Kind::Abduction | Kind::Attack);
    if !counted {
        return false;
    }
    let best = |at: usize| {
        let word = ground.word(at);
        (word.ends_with("est") && word.len() > 4)
            || matches!(word, "first" | "worst" | "most" | "only" | "second" | "last")
    };
    let over_years = |timed: &&Timed| {
        let lead = timed.tokens.start.checked_sub(1).map_or("", |at| ground.word(at));
        let begun = lead == "since"
            && timed.timex.days.is_some_and(|days| days.len_days() > 27)
            && ground
                .document
                .day
                .zip(timed.timex.days)
                .is_none_or(|(today, then)| today.since(then.start).is_ok_and(|span| span.get_days() > A_YEAR));
        let length = timed.timex.value.strip_prefix('P').and_then(|rest| rest.strip_suffix('Y'));
        let years = length.is_some_and(|number| number != "1")
            && timed.tokens.clone().any(|at| matches!(ground.word(at), "past" | "last" | "recent"));
        let called_best = (sentence.start..timed.tokens.start).rev().take(9).any(best);
        (begun && !called_best) || years
    };
    let one = tokens.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "a" | "an"));
    // "killed in a crash near Kumasi, where 851 have died over the past five years": of the other clause.
    let own = clause::clause(scope, tokens);
    let near = |timed: &&Timed| {
        let at = timed.tokens.start;
        at < sentence.start + 4 || (own.start..own.end + 3).contains(&at)
    };
    !one && is_undated(scope) && ground.timed(sentence).iter().filter(near).any(|timed| over_years(&timed))
}

/// "after ten years of war": how long, and not that it began.
fn is_years_of(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let of = tokens.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start && ground.word(at) == "of");
    kind == Kind::War
        && of.is_some_and(|of| matches!(ground.word(of - 1), "year" | "years" | "decade" | "decades" | "months"))
}

/// "spread to the earthquake ravaged city", "in the cyclone hit town": what a town is known for.
fn is_of_a_struck_town(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const WHERE: &[&str] = &[
        "city",
        "cities",
        "town",
        "towns",
        "village",
        "villages",
        "area",
        "areas",
        "region",
        "regions",
        "district",
        "districts",
        "country",
        "nation",
        "state",
        "states",
        "province",
        "provinces",
        "island",
        "islands",
        "zone",
        "zones",
        "community",
        "communities",
        "families",
        "people",
        "population",
        "residents",
        "capital",
        "coast",
        "county",
    ];
    let ground = scope.ground;
    let led = (1..5).filter_map(|by| tokens.start.checked_sub(by)).filter(|&at| at >= scope.sentence.tokens.start);
    let inside = led.into_iter().take_while(|&at| !ground.lex(at).is(Class::BREAK)).any(|at| {
        matches!(
            ground.word(at),
            "to" | "in" | "of" | "from" | "for" | "across" | "into" | "around" | "through" | "help"
        )
    });
    // "cyclone" and "hit" both tell of a storm elsewhere.
    let verb = BOUND_AFTER.contains(&ground.word(tokens.start)) && tokens.len() == 1;
    let struck = if verb { tokens.start } else { tokens.end };
    befalls(kind.family())
        && inside
        && BOUND_AFTER.contains(&ground.word(struck))
        && WHERE.contains(&ground.word(struck + 1))
}

/// "a conference for the reconstruction of Gaza": what money is for.
fn is_what_funds_are_for(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let back = |by: usize| tokens.start.checked_sub(by).filter(|&at| at > scope.sentence.tokens.start);
    let lead = if back(1).is_some_and(|at| ground.word(at) == "the") { back(2) } else { back(1) };
    kind == Kind::Construction && lead.is_some_and(|at| matches!(ground.word(at), "for" | "towards" | "toward"))
}

/// "who was appointed in August 2005, attended": somebody's life, long ago.
fn is_of_a_life(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const LONG_AGO: i32 = 300;
    let ground = scope.ground;
    let who = (1..5)
        .filter_map(|by| tokens.start.checked_sub(by))
        .filter(|&at| at > scope.sentence.tokens.start)
        .find(|&at| matches!(ground.word(at), "who" | "when"));
    let Some(who) = who.filter(|_| matches!(kind, Kind::Appointment | Kind::Election)) else { return false };
    let own = tokens.end..(tokens.end + 12).min(scope.sentence.tokens.end);
    let then = ground.timed(&own).iter().find_map(|timed| timed.timex.days);
    let ago = |then: DayRange| {
        let today = ground.document.day;
        today.is_none_or(|today| today.since(then.start).is_ok_and(|span| span.get_days() > LONG_AGO))
    };
    // "who was appointed by the governor": no day at all.
    let comma = ground.page.token(who - 1).is_some_and(|token| token.is(b','));
    then.map_or(comma && ground.word(who) == "who" && is_undated(scope), ago)
}

/// "Since the president took office in December, agents have seized …": from when on, and no news.
fn is_of_a_reign(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const REACH: usize = 7;
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    kind == Kind::Appointment
        && matches!(
            ground.word(tokens.end.saturating_sub(1)),
            "office" | "power" | "inaugurated" | "elected" | "appointed"
        )
        && (from..tokens.start)
            .rev()
            .take_while(|&at| !ground.page.token(at).is_some_and(|token| token.is(b',') || token.is(b';')))
            .any(|at| matches!(ground.word(at), "since" | "before" | "until"))
}

/// "Police are still investigating": nothing new.
fn is_under_way(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let from = tokens.start.saturating_sub(2).max(scope.sentence.tokens.start);
    let word = scope.ground.word(tokens.end.saturating_sub(1));
    kind == Kind::Investigation
        && matches!(word, "investigating" | "probing")
        && (from..tokens.end).any(|at| scope.ground.word(at) == "still")
}

/// "had served six years in prison", "is serving a life sentence": a sentence of old. One that is to be served was just passed.
fn is_time_served(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const REACH: usize = 7;
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let served = (from..tokens.end).find(|&at| matches!(ground.word(at), "served" | "serving" | "spent"));
    kind == Kind::Sentence
        && served.is_some_and(|at| {
            let before = |by: usize| at.checked_sub(by).map_or("", |at| ground.word(at));
            let owed =
                |word: &str| matches!(word, "to" | "be" | "will" | "must" | "without" | "before" | "after" | "of");
            !(owed(before(1)) || owed(before(2)))
        })
        && !(scope.sentence.tokens.start..tokens.start)
            .any(|at| matches!(ground.word(at), "sentenced" | "jailed" | "ordered"))
}

/// "tests came back negative", "the suspected case proved negative": no illness.
fn is_no_case(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let negative = scope.sentence.tokens.clone().find(|&at| ground.word(at) == "negative");
    let found = |at: usize| {
        let verb = |by: usize| at.checked_sub(by).map_or("", |at| ground.word(at));
        [1, 2].into_iter().any(|by| {
            matches!(
                verb(by),
                "back" | "up" | "proved" | "proven" | "was" | "were" | "tested" | "test" | "been" | "returned"
            )
        })
    };
    kind == Kind::Outbreak
        && negative.is_some_and(found)
        && !scope.sentence.tokens.clone().any(|at| ground.word(at) == "positive")
        && tokens.len() <= 3
}

/// "since the invasion of Iraq", "since the coup": what time is reckoned from, where no day is told.
pub(super) fn is_reckoned_from(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let lead =
        (tokens.start.saturating_sub(REACH).max(start)..tokens.start).rev().find(|&at| ground.word(at) == "since");
    let phrase = |since: usize| {
        (since + 1..tokens.start).all(|at| {
            ground.page.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive))
                && !is_past(ground.word(at))
                && !matches!(ground.word(at), "is" | "are" | "was" | "were" | "has" | "have" | "had")
        })
    };
    let noun = vocabulary::is_noun_phrase(ground.word(tokens.end.saturating_sub(1)))
        || tokens.len() > 1 && ground.word(tokens.end - 1) == "of";
    // "his first words since the coup": it was days ago.
    let fresh = lead.is_some_and(|at| (at.saturating_sub(4).max(start)..at).any(|at| ground.word(at) == "first"));
    // "since a war broke out in 1988": told by its own verb.
    let told = (tokens.end..tokens.end + 2).any(|at| is_past(ground.word(at)) && ground.word(at) != "said");
    let turn = befalls(kind.family()) || matches!(kind, Kind::Coup | Kind::Ceasefire | Kind::Election);
    turn && noun && !told && !fresh && is_undated(scope) && lead.is_some_and(phrase)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_count_over_years_is_of_no_day() {
        check("More than 70 reporters have been killed in Mexico since 2006.", &[]);
        check("Over the past five years, 851 people were killed in crashes on the road near Kumasi.", &[]);
        check("The soldier is the 28th person from Vermont killed since 2003 while serving in Iraq.", &[]);
        check(
            "A bomb killed 12 people in Mexico City, the deadliest attack since 2006.",
            &["explosion-mine bomb killed @ Mexico City | killed 12"],
        );
        check(
            "Two people were killed in a crash near Kumasi, where 851 people have died over the past five years.",
            &["crash crash @ Kumasi | killed 2"],
        );
    }

    #[test]
    fn what_time_is_reckoned_from_is_told_elsewhere() {
        check("Trade with Kuwait has doubled since the invasion.", &[]);
        check("Fuel prices in Libreville have doubled since the coup.", &[]);
        check("After ten years of war, lawmakers question the aid to El Salvador.", &[]);
        check("In his first words in Libreville since the coup, he said he was well.", &["coup coup"]);
        check("The streets of Libreville have been quiet since Monday's coup.", &["coup coup"]);
    }

    #[test]
    fn what_a_town_or_a_fund_is_known_for_is_not_told() {
        check("Lorries with rice drove to the earthquake ravaged city of Port-au-Prince.", &[]);
        check("Nurses went to the cyclone hit town of Beira.", &[]);
        check("The cyclone hit towns around Beira.", &["storm cyclone @ Beira"]);
        check("She attended a conference for the reconstruction of Gaza.", &[]);
    }

    #[test]
    fn a_life_of_old_and_time_served_are_no_news() {
        check("Larry Stewart, who was appointed in Danielsville in August 2005, was at the desk.", &[]);
        check("He had served six years in prison in San Francisco.", &[]);
        check("He was sentenced to six years in prison in San Francisco.", &["sentence was sentenced @ San Francisco"]);
    }

    #[test]
    fn what_proved_negative_is_no_illness() {
        check("Samples from the suspected cases in Kabale came back negative.", &[]);
        check("Samples from suspected cases in Kabale came back positive.", &["outbreak suspected cases @ Kabale"]);
    }
}
