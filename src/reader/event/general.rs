//! Words of happenings in what holds at large: "when a quake strikes, stay indoors", "the idea of closing schools", "killed in
//! crashes that involved alcohol".
//!
//! Comes in: a trigger in its sentence. Goes out: whether it is spoken of in general, and no one happening is told. Each rule
//! is for a turn of phrase that its comment quotes. It must never silence what a day, a figure of victims or a past verb of
//! its own says has been.

use std::ops::Range;

use super::super::time::is_past;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::{Scope, clause, is_headline};
use crate::story::{Family, Kind};

/// Whether a trigger is spoken of in general.
pub(super) fn is_general(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    is_whenever(scope, tokens)
        || is_notion(scope, tokens)
        || is_count_of_many(scope, kind, tokens)
        || is_sought_in_tests(scope, kind, tokens)
        || is_of_the_year(scope, tokens)
        || is_yearly(scope, kind, tokens)
        || is_at_large(scope, kind, tokens)
        || is_as_a_rule(scope, tokens)
        || is_department(scope, tokens)
        || is_a_word(scope, tokens)
        || is_of_whoever(scope, tokens)
        || is_date(scope, tokens)
        || is_of_the_sort(scope, tokens)
}

/// "In Goma attacks are part of daily life", "insures houses against floods", "the budget for fighting kidnappings", "known for
/// its riots", "has seen many clashes": what happens there again and again, of no day and no count.
fn is_of_the_sort(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let word = ground.word(tokens.end.saturating_sub(1));
    let back =
        |by: usize| tokens.start.checked_sub(by).filter(|&at| at >= sentence.start).map_or("", |at| ground.word(at));
    // "the budget for fighting attacks"
    if word == "fighting" && matches!(back(1), "for" | "on" | "of") && ground.word(tokens.end).ends_with('s') {
        return true;
    }
    let dated = || ground.timed(sentence).iter().any(|timed| timed.timex.days.is_some());
    if !scope.figures.is_empty() || is_headline(scope.sentence) || !vocabulary::is_noun_phrase(word) || dated() {
        return false;
    }
    let many = word.ends_with('s') && !word.ends_with("ss");
    // "what to do in a flood", "memories of the quake", "the year of the great flood"
    let taught = (1..4).any(|by| back(by) == "in" && back(by + 1) == "do" && back(by + 2) == "to");
    let recalled = (1..4).any(|by| back(by) == "of" && matches!(back(by + 1), "memory" | "memories" | "year"));
    if taught || (recalled && back(1) != "of") {
        return true;
    }
    let for_its =
        matches!(back(1), "its" | "their") && back(2) == "for" && matches!(back(3), "known" | "famous" | "notorious");
    let seen = back(1) == "many" && matches!(back(2), "seen" | "suffered" | "experienced" | "endured" | "had");
    let bare = match back(1) {
        "against" => (2..7).any(|by| {
            let led = back(by);
            ["insur", "protect", "guard", "prepar", "vaccin"].iter().any(|stem| led.starts_with(stem))
        }),
        "about" => (2..4).any(|by| {
            matches!(back(by), "spoke" | "speaks" | "talked" | "talks" | "learn" | "learned" | "wrote" | "book")
        }),
        "fighting" | "combating" | "combatting" | "tackling" | "preventing" => back(2) == "for" || back(2) == "on",
        "of" => matches!(back(2), "warns" | "museum" | "study" | "studies" | "research"),
        _ => false,
    };
    many && (for_its || seen || bare || is_usual(scope, tokens))
}

/// "attacks in Goma are on the rise", "kidnappings are part of daily life": what is said of the sort, in the present.
fn is_usual(scope: &Scope, tokens: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let led = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    // "the clashes are a warning", "two attacks are rare"
    let open = led.is_none_or(|at| {
        let mark = ground.page.token(at).is_some_and(|token| token.kind != TokenKind::Word);
        mark || ground.lex(at).reporting.is_some()
            || matches!(ground.word(at), "that" | "and" | "where" | "because" | "as")
    });
    let end = (tokens.end + REACH).min(scope.sentence.tokens.end);
    let be = (tokens.end..end).find(|&at| matches!(ground.word(at), "are" | "remain" | "become"));
    open && be.is_some_and(|be| {
        matches!(
            ground.word(be + 1),
            "on" | "part"
                | "common"
                | "rare"
                | "frequent"
                | "routine"
                | "more"
                | "less"
                | "increasing"
                | "rising"
                | "growing"
                | "a"
                | "an"
                | "nothing"
                | "not"
                | "usual"
                | "normal"
                | "unusual"
                | "ever"
                | "still"
        ) && !matches!(ground.word(be + 2), "going" | "continuing" | "under" | "raging" | "burning")
    })
}

/// "the yearly floods", "seasonal flu": what comes each year. A march or a feast is held each year as well.
fn is_yearly(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let befalls = matches!(kind.family(), Family::Disaster | Family::Health | Family::Justice);
    let before = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    befalls
        && scope.figures.is_empty()
        && before.is_some_and(|at| {
            matches!(scope.ground.word(at), "yearly" | "annual" | "seasonal" | "recurring" | "recurrent" | "periodic")
        })
}

/// "those who commit acts of terrorism": whoever does.
fn is_of_whoever(scope: &Scope, tokens: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start + 1);
    let who = (from..tokens.start).rev().find(|&at| {
        ground.word(at) == "who"
            && matches!(ground.word(at - 1), "those" | "anyone" | "people" | "anybody" | "everyone")
    });
    who.is_some_and(|who| {
        let past = |at: usize| is_past(ground.word(at)) || ground.lex(at).is(Class::HAVE) || ground.word(at) == "were";
        !(who + 1..tokens.end).any(past) && scope.figures.is_empty()
    })
}

/// "ON 28 MARCH 1954": a month, and nobody marches.
fn is_date(scope: &Scope, tokens: &Range<usize>) -> bool {
    let named = scope.ground.timed(&(tokens.start.saturating_sub(3)..tokens.end));
    matches!(scope.ground.word(tokens.start), "march" | "marches")
        && named.iter().any(|timed| timed.tokens.contains(&tokens.start))
}

/// "declined to use the word blockade", "the term genocide": a word, and not the thing.
fn is_a_word(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let quote = |at: usize| ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Quote || token.is(b'"'));
    let lead = (1..3).filter_map(|by| tokens.start.checked_sub(by)).find(|&at| !quote(at));
    lead.filter(|&at| at > scope.sentence.tokens.start).is_some_and(|at| {
        matches!(ground.word(at), "word" | "term" | "label" | "phrase")
            && matches!(ground.word(at - 1), "the" | "that" | "this" | "a")
    })
}

/// "is", "has": what holds now.
fn holds_now(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "has"
            | "have"
            | "can"
            | "may"
            | "must"
            | "should"
            | "could"
            | "might"
            | "will"
            | "would"
            | "do"
            | "does"
    )
}

/// "when people are laid off, they may as well fish", "what to do if a quake strikes": whenever it is so. A headline tells the
/// past as the present: "Two hurt when bus hits tree".
fn is_whenever(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let own = clause::clause(scope, tokens);
    let opens = |at: usize| matches!(ground.word(at), "when" | "whenever" | "wherever" | "if");
    let opener = own.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start && opens(at));
    let first = Some(own.start).filter(|&at| opens(at));
    // "at a time when the city is cutting staff": it is, now.
    let at_a_time = opener.is_some_and(|at| at > 0 && matches!(ground.word(at - 1), "time" | "moment" | "days"));
    if opener.or(first).is_none()
        || at_a_time
        || is_headline(scope.sentence)
        || !scope.figures.is_empty()
        || clause::is_definite(scope, tokens)
    {
        return false;
    }
    let be = |at: usize| matches!(ground.word(at), "is" | "are" | "be" | "being" | "get" | "gets");
    let past = |at: usize| {
        let word = ground.word(at);
        (is_past(word)
            || matches!(word, "was" | "were" | "had" | "did")
            || (word == "said" && ground.word(at + 1) == "that"))
            && !(at > own.start && be(at - 1))
    };
    let outside = |at: usize| !own.contains(&at);
    let rest = || scope.sentence.tokens.clone().filter(|&at| outside(at));
    !own.clone().any(past) && rest().any(|at| holds_now(ground.word(at)))
}

/// "Any time you work a homicide, you get to know the victim", "the focus needs to be on health emergencies": spoken of in the
/// present, at no place and on no day, and of none that is known. What goes on now stands: "Police are looking into a
/// robbery".
fn is_at_large(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let phrase: Vec<&str> = tokens.clone().map(|at| ground.word(at)).collect();
    let noun = vocabulary::is_noun_phrase(&phrase.join(" "));
    let befalls = super::befalls(kind.family()) || matches!(kind, Kind::HealthMeasure | Kind::War);
    // Cases of an illness are counted as they come.
    let spreads = kind == Kind::Outbreak && !matches!(phrase.as_slice(), ["pandemic" | "epidemic" | "outbreak"]);
    // "Aftershocks may follow": foretold.
    let foretold = scope.ground.lex(tokens.end).is(Class::MODAL);
    // "information about a fire", "reports of a riot": one that is spoken of.
    let spoken = (tokens.start.saturating_sub(4).max(sentence.start)..tokens.start).any(|at| {
        matches!(
            ground.word(at),
            "information" | "report" | "reports" | "claims" | "claim" | "rumours" | "rumors" | "news"
        )
    });
    let fresh =
        spreads || foretold || spoken || tokens.start < sentence.start + 2 || clause::is_definite(scope, tokens);
    if !noun || !befalls || fresh || is_headline(scope.sentence) || !scope.figures.is_empty() {
        return false;
    }
    let located = ground.named(sentence).iter().any(|named| super::is_location(named.toponym));
    let dated = ground.timed(sentence).iter().any(|timed| timed.timex.days.is_some());
    let be = |at: usize| matches!(ground.word(at), "is" | "are" | "'s" | "'re");
    let goes_on = |at: usize| be(at) && (at + 1..at + 3).any(|next| ground.word(next).ends_with("ing"));
    // "There are clashes in the north", "It is a pandemic"
    let there = |at: usize| {
        be(at)
            && at < tokens.start
            && tokens.start - at <= 4
            && (at + 1..tokens.start).all(|next| {
                !ground.lex(next).is(Class::BREAK)
                    && !matches!(
                        ground.word(next),
                        "of" | "to"
                            | "in"
                            | "on"
                            | "for"
                            | "with"
                            | "just"
                            | "during"
                            | "at"
                            | "from"
                            | "by"
                            | "against"
                    )
            })
    };
    let past = |at: usize| {
        let word = ground.word(at);
        matches!(word, "was" | "were" | "had" | "did" | "has" | "have" | "been" | "being" | "after" | "since")
            || (is_past(word) && ground.lex(at).reporting.is_none() && !is_adjective(scope, at))
    };
    let open = |at: usize| {
        holds_now(ground.word(at)) || matches!(ground.word(at), "needs" | "need" | "you" | "urge" | "urges")
    };
    let told = sentence.clone().any(|at| goes_on(at) || there(at) || past(at));
    !located && !dated && !told && sentence.clone().any(open)
}

/// "a *suspected* case", "the *proposed* deal": a participle right before what it tells of.
fn is_adjective(scope: &Scope, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| scope.ground.word(before));
    scope.ground.word(at).ends_with("ed")
        && matches!(before, "a" | "an" | "the" | "of" | "its" | "their" | "his" | "her")
}

/// "a cry regularly heard at rallies", "attacks on shops are often the work of boys": as a rule, and not once.
fn is_as_a_rule(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let word = ground.word(tokens.end.saturating_sub(1));
    let led = tokens.start.checked_sub(1).map_or("", |at| ground.word(at));
    let noun = vocabulary::is_noun_phrase(word) || matches!(led, "at" | "in" | "during" | "of" | "by" | "for" | "with");
    let many = word.ends_with('s') && !word.ends_with("ss") && noun;
    let own = clause::clause(scope, tokens);
    let usual = |at: usize| {
        matches!(
            ground.word(at),
            "regularly"
                | "often"
                | "usually"
                | "routinely"
                | "frequently"
                | "typically"
                | "generally"
                | "sometimes"
                | "rarely"
                | "occasionally"
                | "normally"
                | "traditionally"
        )
    };
    // "The city holds elections in September of those years"
    let held = matches!(
        led,
        "holds" | "hold" | "stages" | "conducts" | "sees" | "suffers" | "faces" | "experiences" | "celebrates"
    );
    if many && held && scope.figures.is_empty() && !is_headline(scope.sentence) {
        return true;
    }
    many && scope.figures.is_empty() && !clause::is_definite(scope, tokens) && own.clone().any(usual)
}

/// "the commander of police investigations", "director of disaster relief": what somebody heads.
fn is_department(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let of = (1..4).filter_map(|by| tokens.start.checked_sub(by)).find(|&at| at > start && ground.word(at) == "of");
    let heads = |at: usize| {
        ground.lex(at).is(Class::OFFICE)
            || matches!(ground.word(at), "commander" | "coordinator" | "supervisor" | "chief")
    };
    let bare = |of: usize| {
        (of + 1..tokens.start).all(|at| {
            !matches!(ground.word(at), "the" | "a" | "an" | "this" | "that")
                && ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word && !token.is_capital())
        })
    };
    let acts = tokens.clone().any(|at| is_past(ground.word(at)) || ground.lex(at).is(Class::HAVE));
    !acts && of.is_some_and(|of| heads(of - 1) && bare(of))
}

/// What is set on a deed that is still to be done: "its sights *on* buying".
const INTENT: &[&str] = &[
    "sights",
    "together",
    "focus",
    "focused",
    "focusing",
    "bent",
    "intent",
    "keen",
    "working",
    "decision",
    "talks",
    "concentrate",
    "concentrating",
    "ideas",
    "advice",
    "agree",
    "plans",
    "insists",
    "insist",
    "counting",
    "hearts",
    "minds",
];

/// "the idea of closing schools", "has its sights on buying a bank", "uses age as a basis for cutting staff": a notion, and no
/// deed.
fn is_notion(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let Some(lead) = tokens.start.checked_sub(1).filter(|&at| at > start) else { return false };
    let gerund = ground.word(tokens.start).ends_with("ing") && !vocabulary::is_noun_phrase(ground.word(tokens.start));
    // "his policies of war"
    (gerund || (ground.word(tokens.start) == "war" && ground.word(lead) == "of"))
        && ((matches!(ground.word(lead), "of" | "for") && ground.lex(lead - 1).is(Class::NOTION))
            // "asked Congress for help closing the camp"
            || (ground.word(lead) == "help" && matches!(ground.word(lead - 1), "for" | "with" | "some" | "any"))
            || (ground.word(lead) == "on" && INTENT.contains(&ground.word(lead - 1))))
        // "was responsible for bombing the school" tells of a deed.
        && !(ground.word(lead - 1) == "responsible" && (start..lead).any(|at| matches!(ground.word(at), "was" | "were")))
        && scope.figures.is_empty()
}

/// "327 were killed in crashes that involved a drunk driver", "the number of people who died in fires": a count over many.
fn is_count_of_many(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const COUNTS: &[&str] = &[
        "number",
        "percent",
        "percentage",
        "proportion",
        "share",
        "rate",
        "rates",
        "total",
        "statistics",
        "statewide",
        "nationwide",
        "annually",
        "average",
        "fewer",
        "survey",
        "figures",
    ];
    let ground = scope.ground;
    let word = ground.word(tokens.end.saturating_sub(1));
    let befalls = matches!(kind.family(), Family::Accident | Family::Justice)
        || matches!(kind, Kind::Fire | Kind::Killing | Kind::Shooting | Kind::Attack);
    let bare = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start).is_some_and(|at| {
        matches!(ground.word(at), "in" | "by" | "from" | "of" | "fatal" | "traffic" | "car" | "alcohol" | "all")
    });
    let noun = word.ends_with('s') && !word.ends_with("ss") && vocabulary::is_noun_phrase(word);
    befalls && noun && bare && scope.sentence.tokens.clone().any(|at| COUNTS.contains(&ground.word(at)))
}

/// Whether a toll is one of many happenings at large: "327 were killed in crashes that involved a drunk driver".
pub(super) fn is_toll_of_many(scope: &Scope, tokens: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let end = (tokens.end + REACH).min(scope.sentence.tokens.end);
    (tokens.end..end).any(|at| {
        vocabulary::trigger(scope.ground.lexes, &scope.sentence.tokens, at)
            .and_then(|(trigger, end)| Some((trigger.kind?, end)))
            .is_some_and(|(kind, end)| is_count_of_many(scope, kind, &(at..end)))
    })
}

/// "birds tested for avian flu", "signs of cholera", "a shot against measles": an illness looked for or kept off, and no
/// outbreak by that.
fn is_sought_in_tests(scope: &Scope, kind: Kind, tokens: &Range<usize>) -> bool {
    const REACH: usize = 4;
    let ground = scope.ground;
    let illness = tokens.clone().all(|at| {
        !matches!(
            ground.word(at),
            "outbreak"
                | "outbreaks"
                | "epidemic"
                | "epidemics"
                | "pandemic"
                | "case"
                | "cases"
                | "died"
                | "death"
                | "deaths"
        )
    });
    let first = ground.word(tokens.start);
    let lead = if matches!(first, "of" | "for" | "against") { Some(tokens.start) } else { tokens.start.checked_sub(1) };
    let Some(lead) = lead.filter(|&at| at > scope.sentence.tokens.start) else { return false };
    // "tested positive for": that is a case.
    let positive = (lead.saturating_sub(REACH)..lead).any(|at| ground.word(at) == "positive");
    kind == Kind::Outbreak
        && illness
        && !positive
        && scope.figures.is_empty()
        && matches!(ground.word(lead), "of" | "for" | "against" | "to")
        && (lead.saturating_sub(REACH).max(scope.sentence.tokens.start)..lead)
            .any(|at| ground.lex(at).is(Class::CHECKUP))
}

/// "flu kills 12,000 people annually", "selects its chairman at the start of each fiscal year": what is so each year.
pub(super) fn is_of_the_year(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let from = tokens.start.saturating_sub(1).max(scope.sentence.tokens.start);
    let window = from..(tokens.end + 2).min(scope.sentence.tokens.end);
    let past = |at: usize| is_past(ground.word(at)) || matches!(ground.word(at), "was" | "were" | "had");
    let acts = |at: usize| {
        let word = ground.word(at);
        let noun = vocabulary::is_noun_phrase(word) || ground.lex(at).is(Class::VEHICLE.with(Class::PEOPLE));
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !noun && at > scope.sentence.tokens.start
    };
    let present = !window.clone().any(past) && window.clone().any(acts);
    let parted =
        |at: usize| ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Punct && token.is(b';'));
    present
        && (tokens.end..scope.sentence.tokens.end).take_while(|&at| !parted(at)).any(|at| {
            let each = matches!(ground.word(at), "each" | "every")
                && (at + 1..at + 4)
                    .any(|time| matches!(ground.word(time), "year" | "month" | "week" | "season" | "spring"));
            each || matches!(ground.word(at), "annually" | "yearly" | "habitually")
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_is_so_whenever_it_happens_has_not_happened() {
        check("Sales may rise because, when people are laid off in Lowell, they go fishing.", &[]);
        check("Families must know what to do when a quake strikes Lima.", &[]);
        check("He was at home in Lowell when people were laid off on Monday.", &["job-cuts laid off @ Lowell"]);
        check("Two people died when a quake struck Lima.", &["earthquake quake @ Lima | killed 2"]);
    }

    #[test]
    fn what_is_said_of_all_is_said_of_none() {
        check("She lives in Salem. Any time you work a homicide, it is good to know the victim, she said.", &[]);
        check("She lives in Salem. The focus needs to be on health emergencies.", &[]);
        check(
            "She lives in Matara. Police are looking into a robbery.",
            &["investigation are looking into @ Matara (context)"],
        );
        check("He vowed in Salem to find those who commit acts of terrorism.", &[]);
        check("Salem holds elections in September of those years.", &[]);
        check("The yearly floods around Salem can be foreseen.", &[]);
        check("The floods around Matara killed two.", &["flood floods @ Matara | killed 2"]);
        check(
            "He vowed to find those who committed acts of terrorism in Matara.",
            &["attack acts of terrorism @ Matara"],
        );
        check("The minister declined to use the word blockade in Salem.", &[]);
        check("The chant is regularly heard at rallies in Salem.", &[]);
        check("Ada Berg, commander of police investigations in Salem, is 40.", &[]);
    }

    #[test]
    fn a_notion_is_no_deed() {
        check("The bank has set its sights on buying a rival in Leeds.", &[]);
        check("The board in Athens uses age as a basis for cutting staff.", &[]);
        check("The council in Leeds likes the idea of closing two schools.", &[]);
    }

    #[test]
    fn a_count_of_many_is_no_crash() {
        check("Of that number, 327 were killed in crashes that involved a drunk driver in Ohio.", &[]);
        check("Three people were killed in a crash in Ohio.", &["crash crash @ Ohio | killed 3"]);
    }

    #[test]
    fn an_illness_looked_for_is_no_outbreak() {
        check("Officials in Virginia are testing ducks for the presence of avian flu.", &[]);
        check("A man in Virginia tested positive for avian flu.", &["outbreak tested positive for @ Virginia"]);
    }

    #[test]
    fn what_is_so_each_year_is_of_no_day() {
        check("Influenza kills 12,000 people annually in Kenya.", &[]);
    }

    #[test]
    fn what_is_said_of_the_sort_is_no_happening() {
        for text in [
            "In Goma, attacks are part of daily life.",
            "Experts say attacks in Goma are on the rise.",
            "The firm insures houses in Goma against floods.",
            "The budget for fighting attacks in Goma was cut.",
            "The school in Goma teaches children what to do in a flood.",
        ] {
            check(text, &[]);
        }
        check("Clashes in Goma are continuing.", &["clash Clashes @ Goma"]);
    }
}
