//! Happenings said not to have been: "no shelling", "denied any attack", "an earlier report was wrong".
//!
//! Comes in: a trigger in its sentence. Goes out: whether the words say that there was no such thing. What is taken for
//! granted ("denied any part in the bombing") was.

use super::super::vocabulary::{self, Class};
use super::clause::{clause, is_definite};
use super::{Hit, Scope};

/// What may be no more than talk.
const TALK: &[&str] = &[
    "report",
    "reports",
    "claim",
    "claims",
    "rumours",
    "rumors",
    "rumour",
    "rumor",
    "story",
    "allegations",
    "allegation",
    "accusations",
    "speculation",
];

/// "An earlier report that 21 miners had died was wrong", "Rumours of a riot were described as baseless": taken back in its
/// own sentence.
fn is_withdrawn(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 5;
    const WRONG: &[&str] = &[
        "wrong",
        "false",
        "untrue",
        "incorrect",
        "inaccurate",
        "mistaken",
        "unfounded",
        "erroneous",
        "baseless",
        "groundless",
        "fake",
        "fabricated",
        "invented",
    ];
    const WERE: &[&str] = &["was", "were", "is", "are", "proved", "turned"];
    let ground = scope.ground;
    let tokens = &scope.sentence.tokens;
    let reported = (tokens.start..hit.tokens.start).any(|at| TALK.contains(&ground.word(at)));
    reported
        && (hit.tokens.end..tokens.end).filter(|&at| WERE.contains(&ground.word(at))).any(|at| {
            let said = (at + 1..(at + 1 + REACH).min(tokens.end)).map(|at| ground.word(at));
            said.take_while(|&word| word != "not").any(|word| WRONG.contains(&word))
        })
}

/// "denied that any soldier had been killed", "denied any attack".
fn is_denied_of_any(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let any = (scope.sentence.tokens.start..hit.tokens.start).rev().take(5).find(|&at| ground.word(at) == "any");
    // "denied any involvement in the bombing": the bombing was.
    let part = |any: usize| {
        matches!(
            ground.word(any + 1),
            "involvement" | "role" | "part" | "responsibility" | "connection" | "link" | "links" | "hand" | "knowledge"
        )
    };
    // "denied that its boats had rammed it or that any collision took place"
    let reach = |any: usize| {
        let also = any >= 2 && matches!(ground.word(any - 1), "that") && matches!(ground.word(any - 2), "or" | "nor");
        if also { usize::MAX } else { 3 }
    };
    any.filter(|&any| !part(any)).is_some_and(|any| {
        (scope.sentence.tokens.start..any).rev().take(reach(any)).any(|at| {
            matches!(ground.word(at), "denied" | "denies" | "deny" | "denying") || ground.word(at) == "without"
        })
    })
}

/// "He ruled out a public inquiry": nor will there be one.
fn is_ruled_out(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 5;
    let word = |at: usize| scope.ground.word(at);
    let before = hit.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start)..hit.tokens.start;
    before.skip(1).any(|at| {
        word(at) == "out"
            && matches!(word(at - 1), "ruled" | "rules" | "ruling" | "rule")
            && matches!(word(at + 1), "a" | "an" | "any" | "another" | "new" | "further" | "holding")
    })
}

/// "The hurricane, far out at sea, is no threat to Florida."
fn is_no_threat(scope: &Scope, hit: &Hit) -> bool {
    let word = |at: usize| scope.ground.word(at);
    (hit.tokens.end..scope.sentence.tokens.end).any(|at| {
        matches!(word(at), "threat" | "danger" | "risk")
            && at.checked_sub(1).is_some_and(|no| word(no) == "no")
            && word(at + 1) == "to"
    })
}

/// "A curfew like the last one was not imposed", "the escape, which a radio reported, did not take place": what a noun
/// names and its own verb says was not.
fn never_was(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 12;
    let ground = scope.ground;
    let noun = vocabulary::is_noun_phrase(ground.word(hit.tokens.end.saturating_sub(1)));
    let end = (hit.tokens.end + REACH).min(scope.sentence.tokens.end);
    let denied = |at: usize| {
        let next = ground.word(at + 2);
        ground.word(at + 1) == "not"
            && match ground.word(at) {
                "did" => {
                    matches!(next, "happen" | "occur" | "materialise" | "materialize")
                        || (next == "take" && ground.word(at + 3) == "place")
                }
                "was" | "were" | "is" | "are" => {
                    matches!(next, "planned" | "imposed" | "held" | "declared" | "staged" | "launched" | "carried")
                }
                _ => false,
            }
    };
    noun && (hit.tokens.end..end).any(denied)
}

/// "police kept the crowd from storming the hall", "must refrain from attacking": what somebody was kept from.
fn is_kept_from(scope: &Scope, hit: &Hit) -> bool {
    let clause = clause(scope, &hit.tokens);
    const REACH: usize = 12;
    let (ground, start) = (scope.ground, hit.tokens.start);
    let from = (start.saturating_sub(REACH).max(clause.start + 1)..start).rev().find(|&at| ground.word(at) == "from");
    ground.word(start).ends_with("ing")
        && from.is_some_and(|from| {
            let verbs = (from + 1..start + 1).all(|at| {
                let word = ground.word(at);
                word.ends_with("ing") || matches!(word, "," | "or" | "and" | "in") || ground.lex(at).is(Class::ADVERB)
            });
            verbs
                && (from.saturating_sub(8).max(clause.start)..from).any(|at| {
                    matches!(
                        ground.word(at),
                        "prevent"
                            | "prevented"
                            | "preventing"
                            | "prevents"
                            | "blocked"
                            | "blocking"
                            | "kept"
                            | "keep"
                            | "keeping"
                            | "stopped"
                            | "stop"
                            | "stopping"
                            | "refrain"
                            | "refrained"
                            | "refraining"
                            | "refrains"
                            | "barred"
                            | "banned"
                            | "discouraged"
                            | "dissuaded"
                            | "deterred"
                            | "prohibited"
                    )
                })
        })
}

/// Said not to have happened: "no shelling", "was not attacked".
pub(super) fn is_negated(scope: &Scope, hit: &Hit) -> bool {
    if is_withdrawn(scope, hit)
        || is_denied_of_any(scope, hit)
        || never_was(scope, hit)
        || is_kept_from(scope, hit)
        || is_ruled_out(scope, hit)
        || is_no_threat(scope, hit)
    {
        return true;
    }
    if is_definite(scope, &hit.tokens) {
        return false;
    }
    let clause = clause(scope, &hit.tokens);
    // "none of them are facing any trials"
    let any = (1..4).filter_map(|by| hit.tokens.start.checked_sub(by)).find(|&at| scope.ground.word(at) == "any");
    let none = any.is_some_and(|any| {
        (any.saturating_sub(8).max(clause.start)..any).any(|at| {
            matches!(scope.ground.word(at), "none" | "never" | "nobody" | "neither" | "nor" | "not" | "hardly")
        })
    });
    if none {
        return true;
    }
    (1..5).any(|by| {
        let Some(at) = hit.tokens.start.checked_sub(by).filter(|&at| at >= clause.start) else { return false };
        let mark =
            (at..hit.tokens.start).any(|index| scope.ground.page.token(index).is_some_and(|token| token.is(b',')));
        !mark
            && scope.ground.lex(at).is(Class::NOT)
            && !matches!(scope.ground.word(at + 1), "only" | "just")
            && !matches!(scope.ground.word(at), "denied" | "denies" | "deny" | "denying" | "disputed")
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_called_baseless_is_none() {
        check(
            "Rumours of a second riot in Toamasina on Monday were described as baseless by the mayor.",
            &["riot riot @ Toamasina | modal | negated"],
        );
        check("Reports of a riot in Toamasina turned out to be false.", &["riot riot @ Toamasina | negated"]);
        check("Reports of a riot in Toamasina were not false.", &["riot riot @ Toamasina"]);
        check("Reports of a riot in Toamasina were confirmed by the mayor.", &["riot riot @ Toamasina"]);
    }

    #[test]
    fn what_is_ruled_out_and_what_threatens_nobody_is_none() {
        check(
            "The governor ruled out a public inquiry in Panama.",
            &["investigation public inquiry @ Panama | negated"],
        );
        check("A public inquiry in Panama ruled in May.", &["investigation public inquiry @ Panama"]);
        check("Hurricane Odile, far out at sea, is no threat to Panama.", &["storm Hurricane | negated"]);
    }

    #[test]
    fn none_of_any_is_none() {
        check("None of the men in Panama are facing any trials.", &["trial trials @ Panama | negated"]);
    }

    #[test]
    fn what_somebody_was_kept_from_is_none() {
        check(
            "Police prevented a crowd from storming the hall in Nairobi.",
            &["attack storming @ Nairobi | modal | negated"],
        );
        check("States must refrain from attacking Nairobi.", &["attack attacking @ Nairobi | modal | negated"]);
        check("Smoke from burning tyres hung over Nairobi after a riot.", &["riot riot @ Nairobi"]);
    }

    #[test]
    fn what_did_not_take_place_is_none() {
        check("A riot in Toamasina, of which a radio spoke, did not take place.", &["riot riot @ Toamasina | negated"]);
        check(
            "A curfew like that of May was not planned in Toamasina.",
            &["announcement curfew @ Toamasina | negated"],
        );
        check("A riot in Toamasina did not last long.", &["riot riot @ Toamasina"]);
    }

    #[test]
    fn what_is_denied_goes_on_behind_or_that() {
        check(
            "The firm denied that its boats had been there or that any collision took place off Masinloc.",
            &["crash collision @ Masinloc | negated"],
        );
    }
}
