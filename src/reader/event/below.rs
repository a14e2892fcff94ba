//! The day of a lead that tells none: "Gunmen fired at a judge's house, police said … She was at home when the bullets hit the
//! wall on Sunday evening".
//!
//! Comes in: the mentions of a page with its timexes. Goes out: the same, where what the first paragraphs tell with no day of
//! its own is of the one day of late that the next sentences speak of. It must never take the day of words, of another
//! happening, or one to come.

use super::super::text::Page;
use super::super::vocabulary::Lex;
use super::{is_told_on, vocabulary};
use crate::story::{DayRange, DocumentDate, EventMention, Kind, MentionDate, Timex, TimexKind};

/// Up to this paragraph a lead goes on.
const LEAD: u32 = 2;

/// Up to this one its day may be told.
const TOLD: u32 = 3;

/// How many days before the paper's own.
const OF_LATE: i32 = 4;

/// Gives bare mentions of the lead the day that the sentences right below tell.
pub(super) fn date_lead(
    page: &Page,
    lexes: &[Lex],
    timexes: &[Timex],
    document: &DocumentDate,
    mentions: &mut [EventMention],
) {
    let Some(today) = document.day.map(DayRange::day) else { return };
    let bare = |mention: &EventMention| {
        mention.date.as_ref().is_some_and(|date| date.span.is_none() && date.days == today)
            && is_told_on(mention.kind)
            && !mention.kind.is_wide()
            && !(mention.modal || mention.negated || mention.back_reference)
    };
    let states = |mention: &EventMention| {
        is_told_on(mention.kind) && mention.date.as_ref().is_some_and(|date| date.span.is_some())
    };
    let Some(first) = mentions.iter().find(|mention| mention.paragraph <= LEAD && bare(mention)) else { return };
    let (from, start) = (first.sentence.start(), first.trigger.start());
    if mentions.iter().any(|mention| mention.paragraph <= TOLD && states(mention)) {
        return;
    }
    let used = |timex: &Timex| {
        mentions.iter().filter_map(|mention| mention.date.as_ref()?.span).any(|span| span.overlaps(timex.span))
    };
    let Some(told) =
        timexes.iter().find(|timex| timex.span.start() > from && is_of_late(page, lexes, timex, today) && !used(timex))
    else {
        return;
    };
    let Some(days) = told.days else { return };
    // What the next paragraphs go on to tell is of that day too: "1,900 residents were ordered to leave".
    let goes_on = |mention: &EventMention| {
        let told_on =
            is_told_on(mention.kind) || matches!(mention.kind, Kind::Evacuation | Kind::Rescue | Kind::Closure);
        told_on && mention.paragraph <= TOLD + 1
    };
    for mention in mentions.iter_mut().skip_while(|mention| mention.trigger.start() < start) {
        let open = mention.date.as_ref().is_some_and(|date| date.span.is_none() && date.days == today);
        if open && goes_on(mention) && !(mention.modal || mention.negated || mention.back_reference) {
            mention.date = Some(MentionDate { days, span: None, ongoing: false });
        }
    }
}

/// Whether a time is one day shortly before the paper's, told of what was done and not of words.
fn is_of_late(page: &Page, lexes: &[Lex], timex: &Timex, today: DayRange) -> bool {
    const WORDS: usize = 4;
    let tokens = page.tokens_in(timex.span);
    let Some(sentence) = page.sentence_at(timex.span.start()) else { return false };
    let late = timex.days.is_some_and(|days| {
        days.len_days() == 1 && days.start.until(today.start).is_ok_and(|span| (1..=OF_LATE).contains(&span.get_days()))
    });
    if !late
        || !matches!(timex.kind, TimexKind::Date | TimexKind::Time)
        || !sentence.zone.yields_events()
        || sentence.paragraph > TOLD
    {
        return false;
    }
    let lead = tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    let led = !matches!(lead, "until" | "till" | "by" | "since" | "before" | "after" | "from" | "for" | "of");
    let from = tokens.start.saturating_sub(WORDS).max(sentence.tokens.start);
    let spoken = (from..tokens.start).any(|at| lexes.get(at).is_some_and(|lex| lex.reporting.is_some()));
    let owned = page.token(tokens.end).is_some_and(|token| token.kind == super::super::token::Kind::Possessive);
    let done = (sentence.tokens.start..tokens.start)
        .any(|at| super::super::time::is_past(page.word(at)) || matches!(page.word(at), "was" | "were" | "hit"));
    let other = (sentence.tokens.clone()).any(|at| {
        vocabulary::trigger(lexes, &sentence.tokens, at).is_some_and(|(trigger, _)| {
            trigger.kind.is_some_and(|kind| !is_told_on(kind) && kind.family() != crate::story::Family::Speech)
        })
    });
    led && !spoken && !owned && done && !other
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn a_lead_without_a_day_is_of_the_one_told_right_below() {
        let lead = "Gunmen shot at the house of a judge in Gao, police said.";
        assert_eq!(
            days(&format!("{lead}\n\nShe was at home when the wall was hit on Sunday evening.")),
            ["2023-09-17"]
        );
        assert_eq!(days(&format!("{lead}\n\nThe mayor said on Sunday that he was sad.")), ["2023-09-19"]);
        assert_eq!(days(&format!("{lead}\n\nThe mayor resigned on Sunday."))[0], "2023-09-19");
    }
}
