//! "He was caught two days after the attack": a day told by how long after a known happening it was.
//!
//! Comes in: a happening that states no day, and those told before. Goes out: the day that many days after the one told
//! before, or that no day is known. It must never count from the day of the paper.

use super::super::vocabulary::{self, Class};
use super::{Hit, Memory, Scope, pick};
use crate::story::{DayRange, MentionDate};

/// How many words may stand between a happening and how long after another one it was.
const REACH: usize = 8;

/// How many words the other one's phrase has before its noun: "the deadly night".
const PHRASE: usize = 4;

/// The day of a hit, `Some(None)` where it is told by a happening whose day is not known; `None` where it is not told so.
pub(super) fn day(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Option<MentionDate>> {
    let ground = scope.ground;
    let end = (hit.tokens.end + REACH).min(scope.sentence.tokens.end);
    let link = (hit.tokens.end + 1..end).find(|&at| {
        matches!(ground.word(at), "after" | "of")
            && matches!(ground.word(at - 1), "day" | "days" | "hours" | "week" | "weeks")
            && matches!(ground.word(at + 1), "the" | "his" | "her" | "their" | "that")
    })?;
    let shut = |at: usize| ground.lex(at).is(Class::BREAK) || ground.page.token(at).is_some_and(|token| token.is(b';'));
    if (hit.tokens.end..link - 1).any(shut) {
        return None;
    }
    let kind = (link + 2..link + 2 + PHRASE).find_map(|at| {
        vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at).and_then(|(trigger, _)| trigger.kind)
    })?;
    let known = memory.happened.iter().rev().filter(|past| pick::is_one(past.kind, kind)).find_map(|past| {
        past.date.as_ref().filter(|date| past.dated && date.days.len_days() == 1).map(|date| date.days.start)
    });
    let length = ground.timed(&(hit.tokens.end..link)).iter().rfind(|timed| timed.tokens.end == link)?;
    let count = length.timex.value.strip_prefix('P')?;
    let days = count
        .strip_suffix('D')
        .and_then(|days| days.parse::<i32>().ok())
        .or_else(|| Some(7 * count.strip_suffix('W')?.parse::<i32>().ok()?));
    let then = known.zip(days).and_then(|(known, days)| known.checked_add(jiff::Span::new().days(days)).ok());
    Some(then.map(|day| MentionDate { days: DayRange::day(day), span: Some(length.timex.span), ongoing: false }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn days_after_a_known_happening_are_counted_from_it() {
        let shot = "Gunmen shot two men in Gao on 4 September.\n\nThe mayor spoke.\n\nThe town is quiet.";
        assert_eq!(
            days(&format!("{shot}\n\nA suspect was caught in Mopti three days after the shooting.")),
            ["2023-09-04", "2023-09-07", "2023-09-04"]
        );
        assert_eq!(
            days(&format!("{shot}\n\nA suspect was caught in Mopti on Friday, three days after the shooting."))[1],
            "2023-09-15"
        );
        // Only the shooting has a day: that of the paper.
        assert_eq!(days("A suspect was caught in Mopti within hours of the shooting.").len(), 1);
        assert_eq!(days("A suspect was caught in Mopti, police said of the shooting.").len(), 2);
    }
}
