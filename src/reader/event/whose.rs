//! Whose a time of a sentence is: another happening's, a record's, or what a clause beside a happening tells.
//!
//! Comes in: a trigger and a time of its sentence. Goes out: whether the time is of something else there. It must never take
//! from a happening the only day that its own clause gives.

use std::ops::Range;

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{self, Class};
use super::{Hit, Scope, Timed, befalls, case, clause, reduced, refer};
use crate::story::Family;

/// How far behind a happening's words its own day stands.
const REACH: usize = 8;

/// Whether a time is of another happening of the sentence, of a record, or of what a participle tells.
pub(super) fn is_of_another(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let others = || hits.iter().filter(|other| other.tokens != hit.tokens);
    // "was shot during Wednesday's march": the day of the march is that of what happened in it.
    let within = timed.tokens.start >= hit.tokens.end
        && matches!(scope.ground.word(timed.tokens.start - 1), "during" | "in" | "at" | "amid")
        && befalls(hit.kind.family());
    // "the second attack of the kind, following one on 6 February".
    let one = timed.tokens.start >= hit.tokens.end + 3 && {
        let word = |by: usize| scope.ground.word(timed.tokens.start - by);
        (word(2) == "one" && matches!(word(3), "following" | "after" | "since" | "to" | "like"))
            || (word(1) == "one" && matches!(word(2), "following" | "after"))
    };
    // "the worst since the 2020 war": the year is the war's alone.
    one || (!within && !precedes(scope, timed, hit, 1) && others().any(|other| precedes(scope, timed, other, 1)))
        || is_others(scope, hit, hits, timed)
        || others()
            .any(|other| clause::time_before(scope, &other.tokens).is_some_and(|theirs| theirs.tokens == timed.tokens))
        || is_record(scope, hit, timed)
        || is_of_ward(scope, hit, timed)
        || is_of_missing(scope, hit, timed)
        || is_of_answered(scope, hit, hits, timed)
        || is_of_relative(scope, hit, timed)
        || is_of_inserted(scope, hit, hits, timed)
        || is_behind_a_stop(scope, hit, timed)
        || is_of_participle(scope, hit, timed)
        || is_opposed(scope, hit, timed)
}

/// "The raid followed an attack on soldiers a day earlier": the day of what is answered.
fn is_of_answered(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let ground = scope.ground;
    let answers = |at: usize| {
        matches!(
            ground.word(at),
            "answered" | "followed" | "avenged" | "response" | "retaliation" | "revenge" | "reprisal"
        )
    };
    let earlier = timed.tokens.clone().any(|at| matches!(ground.word(at), "earlier" | "before" | "previous"));
    earlier
        && hits.iter().any(|other| {
            hit.tokens.end <= other.tokens.start
                && other.tokens.end <= timed.tokens.start
                && (hit.tokens.end..other.tokens.start).any(answers)
        })
}

/// "the bodies of two hikers missing since May were found": since when they were missing, held or shut off.
fn is_of_missing(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let before = |by: usize| timed.tokens.start.checked_sub(by).filter(|at| !hit.tokens.contains(at));
    before(1).is_some_and(|at| ground.word(at) == "since")
        && before(2).is_some_and(|at| {
            matches!(
                ground.word(at),
                "missing" | "held" | "detained" | "jailed" | "closed" | "occupied" | "vacant" | "empty"
            )
        })
}

/// "were in hospital on Sunday with gunshot wounds": the day is that of the ward, not of what brought them there.
fn is_of_ward(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    const REACH: usize = 14;
    const WARDS: &[&str] =
        &["hospitalized", "hospitalised", "hospital", "recovering", "condition", "treated", "stable"];
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(REACH).max(scope.sentence.tokens.start);
    let harm = |at: usize| matches!(ground.word(at), "wounds" | "wound" | "injuries" | "burns");
    let with = |at: usize| ground.word(at) == "with" || ground.word(at) == "for";
    let led = (timed.tokens.end..hit.tokens.start).any(with);
    (harm(hit.tokens.end.saturating_sub(1)) || harm(hit.tokens.end))
        && led
        && (from..hit.tokens.start).contains(&timed.tokens.start)
        && (from..timed.tokens.start).any(|at| WARDS.contains(&ground.word(at)))
}

/// "arrested the men who planted the bomb that killed four on Thursday", "a man who stabbed a priest in 2020 was
/// jailed": the day of what a clause about somebody or something tells, and not of what it stands beside. Of a
/// happening that a noun tells, a clause behind it says more: "the attack in Kano, which killed five on Monday".
fn is_of_relative(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let theirs = clause::clause(scope, &timed.tokens);
    let Some(opens) = theirs.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start) else { return false };
    let about = match ground.word(opens) {
        _ if refer::is_noun(scope, hit) => false,
        "who" | "where" => true,
        // "planted the bomb that killed four": what the clause is about is of the hit itself.
        "that" | "which" => ground.lex(opens - 1).reporting.is_none() && opens > hit.tokens.end + 3,
        _ => false,
    };
    // "who had led an inquiry, in Split on Monday": behind the comma the clause before it goes on.
    let past = (theirs.start..timed.tokens.start).any(|at| {
        ground.page.token(at).is_some_and(|token| token.is(b','))
            && matches!(ground.word(at + 1), "in" | "at" | "on" | "near")
    });
    about
        && !past
        && !theirs.contains(&hit.tokens.start)
        && theirs.clone().any(|at| {
            vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at)
                .and_then(|(trigger, _)| trigger.kind)
                .is_some_and(|kind| befalls(kind.family()))
        })
}

/// "The general, who left his post in May, was shot": the day of another happening, told between two commas before this one.
fn is_of_inserted(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let comma = |at: &usize| ground.page.token(*at).is_some_and(|token| token.is(b','));
    let Some(who) = (first..timed.tokens.start).rev().find(|&at| matches!(ground.word(at), "who" | "which")) else {
        return false;
    };
    let opened = who.checked_sub(1).is_some_and(|at| at > first && comma(&at));
    let shut = (timed.tokens.end..hit.tokens.start).find(comma);
    // The happening of the inserted clause stands in it, and this one behind it.
    opened
        && shut.is_some_and(|shut| {
            hits.iter().any(|other| other.tokens.start > who && other.tokens.end <= shut && other.tokens != hit.tokens)
        })
        && !(who..timed.tokens.start).any(|at| comma(&at))
}

/// "the 1998 graduate was shot": a year between an article and a noun that names no happening here.
pub(super) fn is_of_noun(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let from = timed.tokens.start.saturating_sub(1).max(scope.sentence.tokens.start);
    let noun = ground.page.token(timed.tokens.end).is_some_and(|token| {
        token.kind == TokenKind::Word && token.case == Case::Lower && !token.tags.has(Tags::FUNCTION)
    });
    (from..timed.tokens.end).any(|at| matches!(ground.word(at), "the" | "a" | "an" | "his" | "her" | "their"))
        && noun
        && !(refer::is_noun(scope, hit) && precedes(scope, timed, hit, 2))
}

/// "In the disaster ten men died; the land meant to follow suit in 2024": a year behind a semicolon is of another
/// thing.
fn is_behind_a_stop(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    const YEAR: i32 = 300;
    timed.timex.days.is_some_and(|days| days.len_days() >= YEAR)
        && (hit.tokens.end..timed.tokens.start)
            .any(|at| scope.ground.page.token(at).is_some_and(|token| token.is(b';')))
}

/// "the collapse of a school, completed only in 2023": the year of what stands between a comma and it.
fn is_of_participle(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let made = |at: usize| {
        let word = ground.word(at);
        word.ends_with("ed") || matches!(word, "built" | "born" | "begun" | "written" | "bought" | "made")
    };
    let verb = (1..5).filter_map(|by| timed.tokens.start.checked_sub(by)).find(|&at| made(at));
    // "The firm, founded in 1998, dismissed": shut off on both sides.
    let shut =
        timed.tokens.end <= hit.tokens.start && ground.page.token(timed.tokens.end).is_some_and(|token| token.is(b','));
    verb.is_some_and(|verb| {
        (verb > hit.tokens.end || shut)
            && ground.page.token(verb.saturating_sub(1)).is_some_and(|token| token.is(b','))
            && (verb + 1..timed.tokens.start).all(|at| {
                matches!(ground.word(at), "in" | "on" | "only" | "just" | "back" | "since" | "by" | "late" | "early")
            })
    })
}

/// How many tokens the name of a place takes between a year and what happened there.
const NAME: usize = 5;

/// Whether a time stands right before a happening, as "the 2020 war" and "Friday's strike" do.
pub(super) fn precedes(scope: &Scope, timed: &Timed, other: &Hit, within: usize) -> bool {
    let ground = scope.ground;
    let between = timed.tokens.end..other.tokens.start;
    // "the 1946 Moore's Ford lynching": the name of a place parts nothing.
    let name = |at: usize| {
        ground
            .page
            .token(at)
            .is_some_and(|token| token.is_capital() || token.kind == TokenKind::Possessive || token.is(b'-'))
    };
    let named = timed.timex.days.is_some_and(|days| days.len_days() > 300) && between.clone().all(name);
    // "last week's deadly ambush": the owner of a noun is of it, whatever else is said of that.
    let owns = ground.page.token(timed.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive)
        || timed
            .tokens
            .end
            .checked_sub(1)
            .and_then(|at| ground.page.token(at))
            .is_some_and(|token| token.kind == TokenKind::Possessive);
    let within = if named || owns { within.max(NAME) } else { within };
    // "on Thursday in clashes", "on Saturday to denounce": the day of what comes before it as well.
    timed.tokens.end <= other.tokens.start
        && between.len() <= within
        && !case::is_day_of_charge(scope, other, timed)
        && !reduced::parts_times(scope, &other.tokens, &timed.tokens)
        && !between.clone().any(|at| {
            ground.page.token(at).is_some_and(|token| token.is(b',') || token.is(b';'))
                || matches!(
                    ground.word(at),
                    "in" | "at" | "to" | "during" | "after" | "by" | "as" | "when" | "for" | "and"
                )
        })
}

/// "arrested in Bradford on 4 March and charged on 6 March": a day right behind one happening is not that of the next, which
/// has its own.
pub(super) fn is_of_one_before(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let ground = scope.ground;
    let own = hit.tokens.end..(hit.tokens.end + REACH).min(scope.sentence.tokens.end);
    let ends = hits.iter().map(|other| other.tokens.start).filter(|&at| at >= hit.tokens.end).min();
    let own = own.start..own.end.min(ends.unwrap_or(own.end));
    let joined = || {
        let mut between = timed.tokens.end..hit.tokens.start;
        between.any(|at| matches!(ground.word(at), "and" | "but" | ";"))
    };
    let before = || hits.iter().filter(|other| other.tokens.end <= timed.tokens.start);
    // "marched on Monday in memory of the twelve killed in a fire last year"
    let remembered = || {
        let calls = |family| matches!(family, Family::Protest | Family::Society | Family::Justice);
        befalls(hit.kind.family()) && before().any(|other| calls(other.kind.family()))
    };
    timed.tokens.end <= hit.tokens.start
        && before().next().is_some()
        && ground
            .timed(&own)
            .iter()
            .filter_map(|own| own.timex.days)
            .any(|days| if days.len_days() <= 7 { joined() || remembered() } else { remembered() })
}

/// Whether an expression stands in the clause of another happening, and so dates that one: "the outbreak spread after
/// the floods in December". What opens the sentence dates all of it.
fn is_others(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let own = clause::clause(scope, &hit.tokens);
    let opens = timed.tokens.start < scope.sentence.tokens.start + 4;
    let begins = |clause: &Range<usize>, words: &[&str]| {
        clause.start > scope.sentence.tokens.start && words.contains(&scope.ground.word(clause.start - 1))
    };
    // "The storm dumped rain on Monday on towns where rescuers dug through the ruins of a quake": the quake is older.
    let relative = !hit.effect && begins(&own, &["where", "which", "that", "who"]);
    // "The blast came a day after he spoke of the war, which began with an invasion in 2003": the invasion's year.
    let aside = |clause: &Range<usize>| clause.start >= own.end && begins(clause, &["which", "who", "where"]);
    !opens
        && !own.contains(&timed.tokens.start)
        && hits.iter().any(|other| {
            let theirs = clause::clause(scope, &other.tokens);
            other.tokens != hit.tokens
                && theirs.contains(&timed.tokens.start)
                && (begins(&theirs, &["after", "because", "before", "since"])
                    || ((relative || aside(&theirs)) && !other.effect && !super::is_one(other.kind, hit.kind)))
        })
}

/// "It was declared over on 1 June, while another outbreak was spreading": the day is of what the other clause tells.
fn is_opposed(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let own = clause::clause(scope, &hit.tokens);
    // "arrested two men, who will be tried in October": the day of what is to come.
    let later = timed.tokens.start > own.end
        && matches!(ground.word(own.end), "who" | "which" | "that" | "where")
        && (own.end + 1..own.end + 3).any(|at| ground.lex(at).is(Class::MODAL));
    // "Divers found two of the six on Friday, missing since a ship struck the bridge": the day of the finding.
    let before = own.start > scope.sentence.tokens.start
        && timed.tokens.end <= own.start
        && matches!(ground.word(own.start - 1), "while" | "whereas" | "although" | "though" | "since");
    later || before
}

/// "the eighth coup since 2020", "the worst storm since 1990": the span of a record and no date.
fn is_record(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let since = timed.tokens.start.saturating_sub(1);
    let superlative =
        (hit.tokens.start.saturating_sub(4).max(scope.sentence.tokens.start)..hit.tokens.start).any(|at| {
            let word = ground.word(at);
            word.ends_with("est") && word.len() > 4 && !NO_SUPERLATIVES.contains(&word)
                || ORDINALS.contains(&word)
                || word == "worst"
        });
    superlative
        && ground.word(since) == "since"
        && since >= hit.tokens.end
        && !(hit.tokens.end..since).any(|at| ground.lex(at).is(Class::HAVE))
}

/// Words that end as superlatives do and are none.
const NO_SUPERLATIVES: &[&str] = &[
    "arrest",
    "contest",
    "forest",
    "guest",
    "harvest",
    "interest",
    "midwest",
    "northwest",
    "protest",
    "quest",
    "request",
    "southwest",
    "tempest",
    "unrest",
];

/// Words that count one happening among its like.
const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "latest"];
