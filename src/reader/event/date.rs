//! When a mention puts its event.
//!
//! Comes in: a trigger in its sentence, the timexes around it, the document date. Goes out: days, the words that say
//! so, and whether it goes on. It must never give a date to an article that has none.

use super::super::attribution::Speech;
use super::super::lexicon::Tags;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{self, Class};
use super::{Ground, Hit, Scope, Timed, befalls, case, clause, filed, refer, toll};
use crate::story::{DayRange, Kind, MentionDate, TimexKind};

/// Days past which a happening is a look back and not this story's news.
const LONG_AGO: i32 = 120;

/// Prepositions that make a year the time of something.
const LEADS: &[&str] = &["in", "since", "during", "until", "by", "from", "between", "of"];

/// How much farther off the hour of a day counts than a day.
const CLOCK: usize = 4;

/// The date of a mention, and whether it is a look back.
pub(super) fn date(scope: &Scope, hit: &Hit, hits: &[Hit], speeches: &[Speech]) -> (Option<MentionDate>, bool) {
    let ground = scope.ground;
    // "died in hospital on Friday": no day of what was told before; "nine are in custody": of some day before.
    if toll::is_deathbed(scope, hit) || is_held(scope, hit) {
        return (None, false);
    }
    let clause = clause::clause(scope, &hit.tokens);
    let words_back = clause::looks_back(scope, hit);
    if let Some((timed, days)) =
        clause::time_before(scope, &hit.tokens).and_then(|timed| Some((timed, timed.timex.days?)))
    {
        // "since 1960, when": the year of what follows, and no span of time up to now.
        let (_, back) = stated(scope, hit, timed, days, words_back);
        let long_ago = ground.document.day.is_none_or(|today| is_long_ago(hit.kind, days, today));
        return (Some(MentionDate { days, span: Some(timed.timex.span), ongoing: false }), back || long_ago);
    }
    if let Some((date, back)) = long_before(scope, hit) {
        return (Some(date), back);
    }
    if is_ages_ago(scope, hit, &clause) {
        return (None, true);
    }
    let precedes = |timed: &Timed, other: &Hit, within: usize| precedes(scope, timed, other, within);
    // "BISHKEK, April 20 -": when it was filed.
    let filed = filed::dateline(ground, scope.sentence);
    let best = ground
        .timed(&scope.sentence.tokens)
        .iter()
        .filter(|timed| match timed.timex.kind {
            TimexKind::Date | TimexKind::Time => true,
            // "came a day after a mortar attack": the day is the attack's, and nobody else's.
            TimexKind::Duration => {
                // "a day before the vote, a bomb killed two": the day is of the vote.
                let shut = || {
                    (timed.tokens.end..hit.tokens.start)
                        .any(|at| ground.page.token(at).is_some_and(|token| token.is(b',')))
                };
                timed.tokens.end < hit.tokens.start
                    && hit.tokens.start - timed.tokens.end <= 6
                    && !shut()
                    && !hits.iter().any(|other| (timed.tokens.end..hit.tokens.start).contains(&other.tokens.start))
            }
            TimexKind::Set => false,
        })
        .filter(|timed| hit.about.is_none_or(|at| timed.tokens.start >= at))
        .filter(|timed| !refer::is_of_pointer(scope, hit, timed))
        .filter(|timed| filed.is_none_or(|end| timed.tokens.end > end))
        .filter_map(|timed| timed.timex.days.map(|days| (timed, days)))
        .filter(|(timed, days)| days.len_days() <= 400 || timed.tokens.end + 1 >= hit.tokens.start)
        .filter(|(timed, days)| may_date(scope, hit, hits, speeches, timed, *days))
        .min_by_key(|(timed, days)| {
            let inside = clause.contains(&timed.tokens.start);
            let attached = precedes(timed, hit, 2);
            // "police said on Monday": the day of the words, for want of another.
            let spoken = is_spoken(scope, speeches, timed);
            let distance = if timed.tokens.start >= hit.tokens.end {
                timed.tokens.start - hit.tokens.end
            } else {
                hit.tokens.start.saturating_sub(timed.tokens.end)
            };
            // "overnight on Monday": the day, and not the hour beside it.
            let distance = distance + if is_clock(scope, &timed.tokens) { CLOCK } else { 0 };
            (!attached, spoken, !inside, distance + usize::try_from(days.len_days() / 8).unwrap_or(0))
        });
    // "died in 1994 and 2020": of both, and so of no one day.
    if hit.effect && best.is_some_and(|(timed, _)| is_one_of_two(scope, timed)) {
        return (None, true);
    }
    // "In the evening the president spoke": an hour of the day that is told of.
    let hour = best.is_some_and(|(timed, _)| is_clock(scope, &timed.tokens));
    if hour && let Some(day) = nearby(scope).or_else(|| filed_on(ground).map(spanless)) {
        return (Some(day), false);
    }
    if let Some((timed, days)) = best {
        let days = last_week(scope, hit, timed, days);
        let (date, back) = stated(scope, hit, timed, days, words_back);
        // The day of the words is the latest the happening can be of, and no claim of its own.
        let spoken = !precedes(timed, hit, 2) && is_spoken(scope, speeches, timed);
        return (date.map(|date| MentionDate { span: date.span.filter(|_| !spoken), ..date }), back);
    }
    if let Some(date) = as_long_ago(scope, hit, hits) {
        return (Some(date), true);
    }
    unstated(scope, hit, &clause, speeches, words_back)
}

/// "Nine men are in custody": they were taken before.
fn is_held(scope: &Scope, hit: &Hit) -> bool {
    let before = hit.tokens.start.checked_sub(1).map_or("", |at| scope.ground.word(at));
    hit.kind == Kind::Arrest
        && matches!(scope.ground.word(hit.tokens.end.saturating_sub(1)), "custody" | "bars" | "detention")
        && matches!(before, "are" | "is" | "remain" | "remains" | "still")
}

/// Whether a time of the sentence can be that of a hit, and is of nothing else.
fn may_date(scope: &Scope, hit: &Hit, hits: &[Hit], speeches: &[Speech], timed: &Timed, days: DayRange) -> bool {
    let ground = scope.ground;
    let lead = ground.word(timed.tokens.start.saturating_sub(1));
    // "until Tuesday" ends something; it does not date the happening.
    if matches!(lead, "until" | "till" | "through") {
        return false;
    }
    // "a 2008 sedan", "the 1998 graduate": such a year dates nothing. So does a house number: "of 1935 Orchard St."
    let named = ground.page.token(timed.tokens.end).is_some_and(super::super::token::Token::is_capital);
    let year = days.len_days() < 300
        || ((!named || (lead != "of" && LEADS.contains(&lead)) || precedes(scope, timed, hit, 1))
            && !is_of_noun(scope, hit, timed));
    year && !is_of_another(scope, hit, hits, timed)
        && !is_of_deed(scope, hit, timed)
        && !case::is_of_deed(scope, hit, hits, timed)
        && !case::is_told(scope, hit, speeches, timed.tokens.start)
        && !case::is_of_one_before(scope, hit, hits, timed)
}

/// The date of a mention that no time of its sentence gives, and whether it is a look back.
fn unstated(
    scope: &Scope,
    hit: &Hit,
    clause: &std::ops::Range<usize>,
    speeches: &[Speech],
    words_back: bool,
) -> (Option<MentionDate>, bool) {
    let ground = scope.ground;
    // A weekday or a "last week" nobody can place must not fall back on the document's day.
    let open = ground.timed(clause).iter().any(|timed| {
        timed.timex.kind == TimexKind::Date && timed.timex.days.is_none() && timed.timex.value.starts_with('X')
    });
    let deed = || ground.timed(clause).iter().any(|timed| is_of_deed(scope, hit, timed));
    let filed = || is_of_court_papers(scope, hit, speeches);
    if words_back || open || hit.about.is_some() || deed() || filed() || is_before_all(scope, hit, clause, speeches) {
        return (None, words_back);
    }
    if is_of_years(scope, clause) {
        return (None, true);
    }
    if let Some(near) = nearby(scope) {
        return (Some(near), false);
    }
    (filed_on(ground).or(ground.document.day).map(spanless), false)
}

/// A day that no words of the text state.
pub(super) fn spanless(day: jiff::civil::Date) -> MentionDate {
    MentionDate { days: DayRange::day(day), span: None, ongoing: false }
}

/// "SEKONDI, Ghana, Sept 23 -" over an article of the 24th: what gives no day is of the one it was filed on.
fn filed_on(ground: &Ground) -> Option<jiff::civil::Date> {
    const DAYS: i32 = 3;
    let today = ground.document.day?;
    let sentence = ground.page.sentences.iter().filter(|sentence| sentence.zone.yields_events()).take(4);
    let mut datelines = sentence.filter_map(|sentence| Some(sentence.tokens.start..filed::dateline(ground, sentence)?));
    let timed = ground.timed(&datelines.next()?).iter().find_map(|timed| timed.timex.days)?;
    let near = timed.start.until(today).is_ok_and(|span| (0..=DAYS).contains(&span.get_days()));
    (near && timed.len_days() == 1).then_some(timed.start)
}

/// "He gunned a man down, according to court documents": what a court has on paper was on some day before.
fn is_of_court_papers(scope: &Scope, hit: &Hit, speeches: &[Speech]) -> bool {
    const PAPERS: &[&str] =
        &["documents", "records", "papers", "indictment", "affidavit", "complaint", "lawsuit", "filings"];
    let said = speeches.iter().filter(|speech| speech.content.contains(&hit.tokens.start));
    super::befalls(hit.kind.family())
        && hit.kind.family() != crate::story::Family::Justice
        && said.filter_map(|speech| speech.speaker.as_ref()).any(|speaker| {
            speaker.tokens.clone().any(|at| PAPERS.contains(&scope.ground.word(at)))
                && (speaker.tokens.len() == 1
                    || speaker
                        .tokens
                        .clone()
                        .any(|at| matches!(scope.ground.word(at), "court" | "charging" | "the" | "an" | "a")))
        })
}

/// "in 1992-94 and 2020": whether a time of years is joined by "and" to one of other years.
fn is_one_of_two(scope: &Scope, timed: &Timed) -> bool {
    const YEAR: i32 = 300;
    let years = |timed: &Timed| timed.timex.days.filter(|days| days.len_days() >= YEAR);
    let Some(own) = years(timed) else { return false };
    scope.ground.timed(&scope.sentence.tokens).iter().any(|other| {
        let (first, second) = if other.tokens.start < timed.tokens.start { (other, timed) } else { (timed, other) };
        second.tokens.start == first.tokens.end + 1
            && scope.ground.word(first.tokens.end) == "and"
            && years(other).is_some_and(|days| !days.overlaps(own))
    })
}

/// "On Wednesday he entered the election": the day of what was done about a vote, and not of the vote.
fn is_of_deed(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    const HOLDS: &[&str] = &["opened", "started", "staged", "voted", "elected", "returned", "scheduled", "delayed"];
    let deed = |at: usize| {
        let word = scope.ground.word(at);
        word.len() > 4 && word.ends_with("ed") && !HOLDS.contains(&word)
    };
    matches!(hit.kind, Kind::Election)
        && timed.tokens.end <= hit.tokens.start
        && (timed.tokens.end..hit.tokens.start).any(deed)
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

/// "The find of a ship that went down some 3,600 years ago": so long ago that it has no date, whatever day the words are of.
fn is_ages_ago(scope: &Scope, hit: &Hit, clause: &std::ops::Range<usize>) -> bool {
    scope.ground.timed(clause).iter().any(|timed| {
        let behind = (hit.tokens.end..hit.tokens.end + 6).contains(&timed.tokens.start);
        behind && timed.timex.value == "PAST_REF" && scope.ground.word(timed.tokens.end - 1) == "ago"
    })
}

/// Whether a time is of another happening of the sentence, of a record, or of what a participle tells.
fn is_of_another(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
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
        || is_of_relative(scope, hit, timed)
        || is_behind_a_stop(scope, hit, timed)
        || is_of_participle(scope, hit, timed)
        || is_opposed(scope, hit, timed)
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

/// "the 1998 graduate was shot": a year between an article and a noun that names no happening here.
fn is_of_noun(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
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

/// "We condemn the shelling on Tuesday": a bare weekday of a known happening is the last one, and none to come.
fn last_week(scope: &Scope, hit: &Hit, timed: &Timed, days: DayRange) -> DayRange {
    let ground = scope.ground;
    let bare = timed.tokens.len() == 1 && ground.lex(timed.tokens.start).is(Class::WEEKDAY);
    let ahead = ground.document.day.is_some_and(|today| days.start > today && days.len_days() == 1);
    let to_come = clause::clause(scope, &hit.tokens)
        .any(|at| ground.lex(at).is(Class::MODAL) || matches!(ground.word(at), "to" | "next" | "planned" | "due"));
    let done = ground.word(hit.tokens.start).ends_with("ed") || clause::is_definite(scope, &hit.tokens);
    if !(bare && ahead && !to_come && done) {
        return days;
    }
    days.start.checked_sub(jiff::Span::new().days(7)).map_or(days, DayRange::day)
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
            && ground.page.token(verb - 1).is_some_and(|token| token.is(b','))
            && (verb + 1..timed.tokens.start).all(|at| {
                matches!(ground.word(at), "in" | "on" | "only" | "just" | "back" | "since" | "by" | "late" | "early")
            })
    })
}

/// How many tokens the name of a place takes between a year and what happened there.
const NAME: usize = 5;

/// Whether a time stands right before a happening, as "the 2020 war" and "Friday's strike" do.
fn precedes(scope: &Scope, timed: &Timed, other: &Hit, within: usize) -> bool {
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
        && !between.clone().any(|at| {
            ground.page.token(at).is_some_and(|token| token.is(b',') || token.is(b';'))
                || matches!(
                    ground.word(at),
                    "in" | "at" | "to" | "during" | "after" | "by" | "as" | "when" | "for" | "and"
                )
        })
}

/// "two years after the country's deadliest rail crash", "13 days after the bombings": the calendar year, the month, the
/// week about or the day as long before the article's,
/// and whether that is a look back.
fn long_before(scope: &Scope, hit: &Hit) -> Option<(MentionDate, bool)> {
    let ground = scope.ground;
    // Most sentences tell no length of time.
    let length = ground.timed(&scope.sentence.tokens).iter().any(|timed| timed.timex.value.starts_with('P'));
    if !length && !scope.sentence.tokens.clone().any(|at| ground.word(at) == "day") {
        return None;
    }
    let link = clause::set_apart(scope, hit.tokens.start)?;
    // What is counted from: the day the sentence gives for what came after.
    let before = scope.sentence.tokens.start..link;
    let dates = ground.timed(&before).iter().filter(|timed| timed.timex.kind == TimexKind::Date);
    let mut told = dates.filter_map(|timed| timed.timex.days);
    let told = told.rfind(|days| days.len_days() == 1).map(|days| days.start);
    // "the day after gunmen raided a village"
    if ground.word(link.saturating_sub(1)) == "day" && ground.word(link.saturating_sub(2)) == "the" {
        let day = told.or(ground.document.day)?.yesterday().ok()?;
        return Some((
            MentionDate { days: DayRange::day(day), span: ground.page.span_of(link - 2..link), ongoing: false },
            false,
        ));
    }
    // What has a day of its own needs no reckoning: "two years after a fire in May 2021".
    let own = ground.timed(&(link..scope.sentence.tokens.end)).iter().any(|timed| timed.timex.kind == TimexKind::Date);
    let timed = ground.timed(&(link.saturating_sub(4)..link)).iter().find(|timed| timed.tokens.end == link && !own)?;
    // "a day after": reckoned where the words were found.
    if hit.about.is_none() && timed.timex.days.is_some_and(|days| days.len_days() == 1) {
        return None;
    }
    let today = ground.document.day?;
    let length = timed.timex.value.strip_prefix('P')?;
    let many = |unit: char| length.strip_suffix(unit).and_then(|count| count.parse::<i16>().ok());
    let (start, end) = if let Some(days) = many('D') {
        if let Some(then) = told.and_then(|told| told.checked_sub(jiff::Span::new().days(days)).ok()) {
            (then, then)
        } else {
            // The day that is counted from is the paper's, or the one before.
            let then = today.checked_sub(jiff::Span::new().days(days)).ok()?;
            (then.yesterday().ok()?, then)
        }
    } else if let Some(weeks) = many('W') {
        let then = today.checked_sub(jiff::Span::new().weeks(weeks)).ok()?;
        let around = jiff::Span::new().days(3);
        (then.checked_sub(around).ok()?, then.checked_add(around).ok()?)
    } else if let Some(years) = many('Y') {
        let then = today.checked_sub(jiff::Span::new().years(years)).ok()?;
        (then.first_of_year(), then.last_of_year())
    } else {
        let then = today.checked_sub(jiff::Span::new().months(many('M')?)).ok()?;
        (then.first_of_month(), then.last_of_month())
    };
    let days = DayRange { start, end };
    Some((MentionDate { days, span: Some(timed.timex.span), ongoing: false }, is_long_ago(hit.kind, days, today)))
}

/// "the 2020 war, which led to the displacement of …": as long ago as the war. So are the troops "deployed in accordance
/// with the 2020 ceasefire".
fn as_long_ago(scope: &Scope, hit: &Hit, hits: &[Hit]) -> Option<MentionDate> {
    let ground = scope.ground;
    let (timed, days) = hits.iter().filter(|other| other.tokens != hit.tokens).find_map(|other| {
        let under = (hit.tokens.end..other.tokens.start)
            .any(|at| matches!(ground.word(at), "accordance" | "under") && ground.word(at + 1) != "way");
        let timed = ground.timed(&scope.sentence.tokens).iter().find(|timed| {
            precedes(scope, timed, other, 1)
                && ground.word(timed.tokens.start.saturating_sub(1)) != "since"
                && (timed.tokens.end <= hit.tokens.start || under)
        })?;
        Some((timed, timed.timex.days))
    })?;
    let days = days.filter(|days| days.len_days() > 300)?;
    Some(MentionDate { days, span: Some(timed.timex.span), ongoing: false })
}

/// "police said on Monday", "told reporters in Manila late on Tuesday": the day of the words.
fn is_spoken(scope: &Scope, speeches: &[Speech], timed: &Timed) -> bool {
    const AROUND: &[&str] = &[
        "on",
        "late",
        "early",
        "in",
        "a",
        "an",
        "at",
        "the",
        "statement",
        "reporters",
        "earlier",
        "later",
        "as",
        "dawn",
        "day",
        "night",
        "broke",
        "fell",
    ];
    speeches.iter().filter(|speech| !speech.cue.is_empty() && speech.cue.end <= timed.tokens.start).any(|speech| {
        let mut between = speech.cue.end..timed.tokens.start;
        between.len() <= 6
            && between.all(|at| {
                AROUND.contains(&scope.ground.word(at))
                    || scope.ground.page.token(at).is_some_and(super::super::token::Token::is_capital)
            })
    })
}

/// "Rebels had seized the town": told as over before the rest, by the article's own word, and so on no day it gives. In
/// what somebody says the past perfect is only the past: "police said a bomb had exploded".
fn is_before_all(scope: &Scope, hit: &Hit, clause: &std::ops::Range<usize>, speeches: &[Speech]) -> bool {
    let ground = scope.ground;
    let from = hit.tokens.start.saturating_sub(3).max(clause.start);
    let had = (from..hit.tokens.start).rev().find(|&at| ground.word(at) == "had");
    let said = || speeches.iter().any(|speech| speech.content.contains(&hit.tokens.start));
    had.is_some_and(|had| (had + 1..hit.tokens.start).all(|at| ground.lex(at).is(Class::HAVE.with(Class::ADVERB))))
        && !said()
}

/// "clashes have killed hundreds in recent years", "at war for decades": of no one day.
fn is_of_years(scope: &Scope, clause: &std::ops::Range<usize>) -> bool {
    let ground = scope.ground;
    (clause.start..clause.end).any(|at| {
        matches!(ground.word(at), "years" | "decades" | "centuries")
            && at.checked_sub(1).filter(|&before| before >= clause.start).is_some_and(|before| {
                matches!(ground.word(before), "recent" | "past" | "for" | "of")
                    || (ground.word(before) == "the" && before > clause.start && ground.word(before - 1) == "over")
            })
    })
}

/// The days a mention's own words state, "since" when they say so, and whether they are long past.
fn stated(scope: &Scope, hit: &Hit, timed: &Timed, days: DayRange, words_back: bool) -> (Option<MentionDate>, bool) {
    let ground = scope.ground;
    let since =
        ground.word(timed.tokens.start.saturating_sub(1)) == "since" || ground.word(timed.tokens.start) == "since";
    let since = since && !(timed.tokens.end <= hit.tokens.start && hit.tokens.start - timed.tokens.end <= 1);
    let today = ground.document.day;
    let days = match today {
        Some(today) if since && today > days.end => DayRange { start: days.start, end: today },
        _ => days,
    };
    let far = today.is_some_and(|today| is_long_ago(hit.kind, days, today));
    let undated_year = today.is_none() && days.len_days() > 300 && !since;
    // Words of the past do not make a day of this week long ago.
    let near = today.is_some_and(|today| days.end.until(today).is_ok_and(|span| span.get_days() <= 30))
        && days.len_days() < 60;
    let back = !since && (far || (words_back && !near) || undated_year);
    (Some(MentionDate { days, span: Some(timed.timex.span), ongoing: since }), back)
}

/// Whether days are so long past that the happening is no news; a blockade of last winter is still the blockade.
fn is_long_ago(kind: Kind, days: DayRange, today: jiff::civil::Date) -> bool {
    let lasts = matches!(kind, Kind::Blockade | Kind::Siege | Kind::Outbreak | Kind::Shortage | Kind::Drought);
    let long = if lasts { 730 } else { LONG_AGO };
    days.end.until(today).is_ok_and(|span| span.get_days() > long)
}

/// Whether an expression stands in the clause of another happening, and so dates that one: "the outbreak spread after
/// the floods in December". What opens the sentence dates all of it.
fn is_others(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let own = clause::clause(scope, &hit.tokens);
    let opens = timed.tokens.start < scope.sentence.tokens.start + 4;
    let begins = |clause: &std::ops::Range<usize>, words: &[&str]| {
        clause.start > scope.sentence.tokens.start && words.contains(&scope.ground.word(clause.start - 1))
    };
    // "The storm dumped rain on Monday on towns where rescuers dug through the ruins of a quake": the quake is older.
    let relative = !hit.effect && begins(&own, &["where", "which", "that", "who"]);
    // "The blast came a day after he spoke of the war, which began with an invasion in 2003": the invasion's year.
    let aside = |clause: &std::ops::Range<usize>| clause.start >= own.end && begins(clause, &["which", "who", "where"]);
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

/// "at around 5 a.m.", "before dawn": an hour of a day told elsewhere.
pub(super) fn is_clock(scope: &Scope, tokens: &std::ops::Range<usize>) -> bool {
    const OF_DAYS: &[&str] =
        &["today", "yesterday", "tomorrow", "tonight", "last", "this", "next", "same", "day", "earlier"];
    let ground = scope.ground;
    let timed = ground.timed(tokens).first();
    timed.is_some_and(|timed| timed.timex.kind == TimexKind::Time)
        && tokens.clone().all(|at| {
            let month = ground.page.token(at).is_some_and(|token| token.tags.has(super::super::lexicon::Tags::MONTH));
            !ground.lex(at).is(Class::WEEKDAY) && !month && !OF_DAYS.contains(&ground.word(at))
        })
}

/// Whether a happening's own words put it after the article's day: nobody can tell what has not been yet.
pub(super) fn is_ahead(scope: &Scope, date: Option<&MentionDate>) -> bool {
    let today = scope.ground.document.day;
    let stated = date.filter(|date| date.span.is_some());
    stated.zip(today).is_some_and(|(date, today)| date.days.start > today)
}

/// "would march again on Thursday": a weekday of what is planned is the one to come.
pub(super) fn to_come(scope: &Scope, date: MentionDate) -> MentionDate {
    let Some(today) = scope.ground.document.day else { return date };
    let Some(span) = date.span.filter(|span| scope.sentence.span.holds(*span)) else { return date };
    let tokens = scope.ground.page.tokens_in(span);
    let weekday = |at: usize| {
        let token = scope.ground.page.token(at);
        token.is_some_and(|token| token.tags.has(super::super::lexicon::Tags::WEEKDAY))
    };
    let last = scope.ground.word(tokens.start.saturating_sub(1)) == "last" || scope.ground.word(tokens.start) == "last";
    let past = date.days.len_days() == 1
        && date.days.end < today
        && date.days.end.until(today).is_ok_and(|gap| gap.get_days() < 7);
    if !past || last || !tokens.clone().any(weekday) {
        return date;
    }
    match date.days.start.checked_add(jiff::Span::new().days(7)) {
        Ok(day) => MentionDate { days: DayRange::day(day), ..date },
        Err(_) => date,
    }
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

/// A day spoken of in the two sentences before, in the same paragraph, close to the document date.
fn nearby(scope: &Scope) -> Option<MentionDate> {
    let today = scope.ground.document.day?;
    let sentences = &scope.ground.page.sentences;
    (1..=2).find_map(|by| {
        let before = sentences.get(scope.index.checked_sub(by)?)?;
        if before.paragraph != scope.sentence.paragraph {
            return None;
        }
        // "He had said on Thursday that he would stay": the day of the words alone.
        let spoken = |timed: &Timed| {
            let from = timed.tokens.start.saturating_sub(2).max(before.tokens.start);
            (from..timed.tokens.start).any(|at| scope.ground.lex(at).reporting.is_some())
        };
        let timed = scope.ground.timed(&before.tokens);
        timed.iter().rev().filter(|timed| !spoken(timed)).find_map(|timed| {
            let days = timed.timex.days.filter(|days| days.len_days() == 1)?;
            let recent = days.start.until(today).is_ok_and(|span| (0..=14).contains(&span.get_days()));
            recent.then_some(MentionDate { days, span: Some(timed.timex.span), ongoing: false })
        })
    })
}
