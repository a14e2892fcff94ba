//! When a mention puts its event.
//!
//! Comes in: a trigger in its sentence, the timexes around it, the document date. Goes out: days, the words that say
//! so, and whether it goes on. It must never give a date to an article that has none.

use super::super::attribution::Speech;
use super::super::vocabulary::Class;
use super::{Ground, Hit, Scope, Timed, case, clause, filed, item, reduced, refer, toll, whose};
use crate::story::{DayRange, Kind, MentionDate, TimexKind};

/// Days past which a happening is a look back and not this story's news.
const LONG_AGO: i32 = 120;

/// Prepositions that make a year the time of something.
const LEADS: &[&str] = &["in", "since", "during", "until", "by", "from", "between", "of"];

/// Up to this paragraph what is counted from is the paper's own day.
const LEAD: u32 = 2;

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
    let precedes = |timed: &Timed, other: &Hit, within: usize| whose::precedes(scope, timed, other, within);
    // "BISHKEK, April 20 -": when it was filed.
    let filed = filed::dateline(ground, scope.sentence);
    let best = ground
        .timed(&scope.sentence.tokens)
        .iter()
        .filter(|timed| match timed.timex.kind {
            TimexKind::Date | TimexKind::Time => true,
            TimexKind::Duration => is_counted_to(scope, hit, hits, timed),
            TimexKind::Set => false,
        })
        .filter(|timed| hit.about.is_none_or(|at| timed.tokens.start >= at))
        .filter(|timed| !refer::is_of_pointer(scope, hit, timed))
        .filter(|timed| !item::is_of_other(scope, hit, hits, &timed.tokens))
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
        // "By Friday the floods had killed six": up to then, and no day of its own.
        let lead = ground.word(timed.tokens.start.saturating_sub(1));
        let up_to =
            lead == "by" && super::super::time::is_up_to(ground.page, timed.tokens.clone(), &scope.sentence.tokens);
        return (date.map(|date| MentionDate { span: date.span.filter(|_| !(spoken || up_to)), ..date }), back);
    }
    if let Some(date) = as_long_ago(scope, hit, hits) {
        return (Some(date), true);
    }
    if case::is_charged(scope, hit) {
        return (None, false);
    }
    if is_of_record(scope) {
        return (None, true);
    }
    unstated(scope, hit, &clause, speeches, words_back)
}

/// "came a day after a mortar attack": the day is the attack's, and nobody else's. Behind a comma it is of what stands before
/// that: "a day before the vote, a bomb killed two".
fn is_counted_to(scope: &Scope, hit: &Hit, hits: &[Hit], timed: &Timed) -> bool {
    let ground = scope.ground;
    let mut between = timed.tokens.end..hit.tokens.start;
    timed.tokens.end < hit.tokens.start
        && between.len() <= 6
        && !hits.iter().any(|other| between.contains(&other.tokens.start))
        && !between.any(|at| ground.page.token(at).is_some_and(|token| token.is(b',')))
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
        || ((!named || (lead != "of" && LEADS.contains(&lead)) || whose::precedes(scope, timed, hit, 1))
            && !whose::is_of_noun(scope, hit, timed));
    year && !is_compared(scope, hit, timed)
        && !whose::is_of_another(scope, hit, hits, timed)
        && !is_of_deed(scope, hit, timed)
        && !case::is_of_deed(scope, hit, hits, timed)
        && !case::is_past_the_charge(scope, hit, hits, timed)
        && !case::is_told(scope, hit, speeches, timed.tokens.start)
        && !whose::is_of_one_before(scope, hit, hits, timed)
        && !reduced::parts_times(scope, &hit.tokens, &timed.tokens)
}

/// "died in the attack, one of the worst of its kind since 2024": from when on nothing like it was.
fn is_compared(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    const REACH: usize = 8;
    let ground = scope.ground;
    let Some(since) = timed.tokens.start.checked_sub(1).filter(|&at| ground.word(at) == "since") else {
        return false;
    };
    let most = |at: usize| matches!(ground.word(at), "worst" | "deadliest" | "bloodiest" | "biggest" | "strongest");
    let from = since.saturating_sub(REACH).max(hit.tokens.end);
    (from..since).any(most)
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
    if words_back
        || open
        || is_of_late(scope, hit, clause)
        || hit.about.is_some()
        || deed()
        || filed()
        || is_before_all(scope, hit, clause, speeches)
    {
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

/// "He stood in the dock the other day", "was recently arrested", "fourteen were held in the days that followed": on some day
/// that nobody tells.
fn is_of_late(scope: &Scope, hit: &Hit, clause: &std::ops::Range<usize>) -> bool {
    const FOLLOW: &[&str] = &["followed", "after", "since", "afterwards"];
    let ground = scope.ground;
    let of_late = |timed: &Timed| {
        let last = ground.word(timed.tokens.end - 1);
        timed.timex.value == "PAST_REF"
            && (matches!(last, "recently" | "lately") || ground.word(timed.tokens.end - 2) == "other")
    };
    let later = |at: usize| {
        matches!(ground.word(at), "days" | "weeks" | "months" | "hours")
            && matches!(ground.word(at.saturating_sub(1)), "the" | "few" | "subsequent" | "following")
            && (FOLLOW.contains(&ground.word(at + 1))
                || (ground.word(at + 1) == "that" && FOLLOW.contains(&ground.word(at + 2)))
                || matches!(ground.word(at - 1), "subsequent" | "following"))
    };
    ground.timed(clause).iter().any(of_late)
        || (hit.tokens.end..scope.sentence.tokens.end.min(hit.tokens.end + 10)).any(later)
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

/// "The find of a ship that went down some 3,600 years ago": so long ago that it has no date, whatever day the words are of.
fn is_ages_ago(scope: &Scope, hit: &Hit, clause: &std::ops::Range<usize>) -> bool {
    scope.ground.timed(clause).iter().any(|timed| {
        let behind = (hit.tokens.end..hit.tokens.end + 6).contains(&timed.tokens.start);
        behind && timed.timex.value == "PAST_REF" && scope.ground.word(timed.tokens.end - 1) == "ago"
    })
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
    let link = clause::set_apart(scope, hit.tokens.start).or_else(|| clause::set_apart_in_front(scope, hit))?;
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
    // What has a day of its own needs no reckoning: "two years after a fire in May 2021". A day behind a comma is of what came
    // after: "a year after the flood, families marched on Monday".
    let mut behind = hit.tokens.end..scope.sentence.tokens.end;
    let shut = behind.find(|&at| ground.page.token(at).is_some_and(|token| token.is(b',')));
    let until = shut.unwrap_or(scope.sentence.tokens.end);
    let own = ground.timed(&(link..until)).iter().any(|timed| timed.timex.kind == TimexKind::Date);
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
        } else if scope.sentence.paragraph > LEAD && clause::is_definite(scope, &hit.tokens) {
            // "He was caught two days after the attack", far down: of some day before the paper's, and so is the attack.
            return None;
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
            whose::precedes(scope, timed, other, 1)
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
    // "said on Monday it would cut 2,000 jobs": the day of the words.
    let from = tokens.start.saturating_sub(2).max(scope.sentence.tokens.start);
    if (from..tokens.start).any(|at| scope.ground.lex(at).reporting.is_some()) {
        return date;
    }
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

/// A day spoken of in the few sentences before, in the same paragraph, close to the document date.
fn nearby(scope: &Scope) -> Option<MentionDate> {
    const SENTENCES: usize = 2;
    let today = scope.ground.document.day?;
    let sentences = &scope.ground.page.sentences;
    (1..=SENTENCES).find_map(|by| {
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

/// "The deadliest case remains Zhuhai, where 35 people died": no news of today.
fn is_of_record(scope: &Scope) -> bool {
    const MOST: &[&str] = &["deadliest", "bloodiest", "worst", "biggest", "largest", "costliest"];
    let word = |at: usize| scope.ground.word(at);
    let mut tokens = scope.sentence.tokens.clone();
    tokens.any(|at| MOST.contains(&word(at))) && tokens.take(6).any(|at| matches!(word(at), "remains" | "remained"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn what_remains_the_worst_is_no_news() {
        assert_eq!(days("The deadliest crush remains that of Gao, where 35 people were killed in a stadium.").len(), 0);
        assert_eq!(days("In the deadliest crush 35 people were killed in a stadium in Gao."), ["2023-09-19"]);
    }

    #[test]
    fn from_when_on_nothing_was_as_bad_is_no_day() {
        let attack = "Eleven people died in the attack in Gao, one of the worst of its kind since 2019.";
        assert_eq!(days(attack), ["2023-09-19"]);
        assert_eq!(days("Gao has been under siege since 2019."), ["2019-01-01"]);
    }

    #[test]
    fn what_was_done_of_late_is_of_no_known_day() {
        assert_eq!(days("Two men were arrested in Gao."), ["2023-09-19"]);
        assert_eq!(days("Two men were arrested in Gao the other day.").len(), 0);
        assert_eq!(days("Two men were recently arrested in Gao.").len(), 0);
        assert_eq!(days("Two men were arrested in Gao in the days that followed.").len(), 0);
    }

    #[test]
    fn the_day_of_an_inserted_clause_is_of_what_it_tells() {
        assert_eq!(
            days("The general, who was arrested in May 2022, was shot dead in Gao on Monday."),
            ["2022-05-01", "2023-09-18"]
        );
        assert_eq!(
            days("The general, who was arrested in May 2022, was shot dead in Gao."),
            ["2022-05-01", "2023-09-19"]
        );
    }

    #[test]
    fn up_to_a_day_is_of_no_day_of_its_own() {
        // Published on Tuesday 19 September 2023.
        assert_eq!(
            days("Floods hit Lismore on Friday. By Monday evening the floods had killed six people."),
            ["2023-09-15", "2023-09-15"]
        );
    }
}
