//! When a mention puts its event.
//!
//! Comes in: a trigger in its sentence, the timexes around it, the document date. Goes out: days, the words that say
//! so, and whether it goes on. It must never give a date to an article that has none.

use super::{Hit, Scope, clause};
use crate::story::{DayRange, Kind, MentionDate, TimexKind};

/// Days past which a happening is a look back and not this story's news.
const LONG_AGO: i32 = 120;

/// Prepositions that make a year the time of something.
const LEADS: &[&str] = &["in", "since", "during", "until", "by", "from", "between", "of"];

/// The date of a mention, and whether it is a look back.
pub(super) fn date(scope: &Scope, hit: &Hit, hits: &[Hit]) -> (Option<MentionDate>, bool) {
    let ground = scope.ground;
    let clause = clause::clause(scope, &hit.tokens);
    let words_back = clause::looks_back(scope, hit);
    let best = ground
        .timed(&scope.sentence.tokens)
        .iter()
        .filter(|timed| matches!(timed.timex.kind, TimexKind::Date | TimexKind::Time))
        .filter_map(|timed| timed.timex.days.map(|days| (timed, days)))
        .filter(|(timed, days)| days.len_days() <= 400 || timed.tokens.end + 1 >= hit.tokens.start)
        // "until Tuesday" ends something; it does not date the happening.
        .filter(|(timed, _)| !matches!(ground.word(timed.tokens.start.saturating_sub(1)), "until" | "till" | "through"))
        // "a 2008 sedan": a model year dates nothing.
        .filter(|(timed, days)| {
            let named = scope.ground.page.token(timed.tokens.end).is_some_and(super::super::token::Token::is_capital);
            days.len_days() < 300 || !named || LEADS.contains(&ground.word(timed.tokens.start.saturating_sub(1)))
        })
        .filter(|(timed, _)| {
            // "the worst since the 2020 war": the year is the war's alone.
            let attached =
                |other: &Hit| timed.tokens.end <= other.tokens.start && other.tokens.start - timed.tokens.end <= 1;
            attached(hit) || !hits.iter().any(|other| other.tokens != hit.tokens && attached(other))
        })
        .min_by_key(|(timed, days)| {
            let inside = clause.contains(&timed.tokens.start);
            let attached = timed.tokens.end <= hit.tokens.start && hit.tokens.start - timed.tokens.end <= 2;
            let distance = if timed.tokens.start >= hit.tokens.end {
                timed.tokens.start - hit.tokens.end
            } else {
                hit.tokens.start.saturating_sub(timed.tokens.end)
            };
            (!attached, !inside, distance + usize::try_from(days.len_days() / 8).unwrap_or(0))
        });
    if let Some((timed, days)) = best {
        let since =
            ground.word(timed.tokens.start.saturating_sub(1)) == "since" || ground.word(timed.tokens.start) == "since";
        let since = since && !(timed.tokens.end <= hit.tokens.start && hit.tokens.start - timed.tokens.end <= 1);
        let today = ground.document.day;
        let days = match today {
            Some(today) if since && today > days.end => DayRange { start: days.start, end: today },
            _ => days,
        };
        // A blockade of last winter is still the blockade.
        let lasts = matches!(hit.kind, Kind::Blockade | Kind::Siege | Kind::Outbreak | Kind::Shortage | Kind::Drought);
        let long = if lasts { 730 } else { LONG_AGO };
        let far = today.is_some_and(|today| days.end.until(today).is_ok_and(|span| span.get_days() > long));
        let undated_year = today.is_none() && days.len_days() > 300 && !since;
        // Words of the past do not make a day of this week long ago.
        let near = today.is_some_and(|today| days.end.until(today).is_ok_and(|span| span.get_days() <= 30))
            && days.len_days() < 60;
        let back = !since && (far || (words_back && !near) || undated_year);
        return (Some(MentionDate { days, span: Some(timed.timex.span), ongoing: since }), back);
    }
    // "the 2020 war, which led to the displacement of …": as long ago as the war.
    let shared = hits.iter().filter(|other| other.tokens != hit.tokens).find_map(|other| {
        ground.timed(&scope.sentence.tokens).iter().find(|timed| {
            let attached = timed.tokens.end <= other.tokens.start && other.tokens.start - timed.tokens.end <= 1;
            attached
                && ground.word(timed.tokens.start.saturating_sub(1)) != "since"
                && timed.tokens.end <= hit.tokens.start
        })
    });
    if let Some((timed, days)) = shared.and_then(|timed| Some((timed, timed.timex.days?)))
        && days.len_days() > 300
    {
        return (Some(MentionDate { days, span: Some(timed.timex.span), ongoing: false }), true);
    }
    // A weekday or a "last week" nobody can place must not fall back on the document's day.
    let open = ground.timed(&clause).iter().any(|timed| {
        timed.timex.kind == TimexKind::Date && timed.timex.days.is_none() && timed.timex.value.starts_with('X')
    });
    if words_back || open {
        return (None, words_back);
    }
    if let Some(near) = nearby(scope) {
        return (Some(near), false);
    }
    let day = ground.document.day.map(DayRange::day);
    (day.map(|days| MentionDate { days, span: None, ongoing: false }), false)
}

/// A day spoken of in the two sentences before, in the same paragraph, close to the document date.
fn nearby(scope: &Scope) -> Option<MentionDate> {
    let today = scope.ground.document.day?;
    let sentences = &scope.ground.page.sentences;
    (1..=2).find_map(|by| {
        let before = sentences.get(scope.index.checked_sub(by)?)?;
        if before.paragraph != scope.sentence.paragraph {
            return None;
        }
        let timed = scope.ground.timed(&before.tokens);
        timed.iter().rev().find_map(|timed| {
            let days = timed.timex.days.filter(|days| days.len_days() == 1)?;
            let recent = days.start.until(today).is_ok_and(|span| (0..=14).contains(&span.get_days()));
            recent.then_some(MentionDate { days, span: Some(timed.timex.span), ongoing: false })
        })
    })
}
