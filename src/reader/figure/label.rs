//! Counts behind a label, as situation reports give them: "dead 3, injured 14", "Deaths: 5; missing: 16".
//!
//! Comes in: a word of a sentence. Goes out: what it counts, where it stands between marks and a number follows that
//! another mark closes. It must never read a verb with its object so: "missing 3 games".

use super::{Counted, Counter, Group};
use crate::reader::vocabulary::Class;
use crate::story::Victim;

impl Counter<'_> {
    /// The count behind a label.
    pub(super) fn labelled(&self, start: usize, at: usize) -> Option<Counted> {
        const LABELS: &[&str] = &[
            "dead",
            "deaths",
            "fatalities",
            "killed",
            "injured",
            "injuries",
            "wounded",
            "missing",
            "evacuated",
            "displaced",
            "arrested",
            "infected",
        ];
        const MARKS: &[u8] = b",;:.|()";
        // Most words befall nobody.
        let toll = || Some(Victim::Killed).filter(|_| self.word(at) == "toll" && self.mark(at + 1, b':'));
        let victim = self.victim_at(at).filter(|_| LABELS.contains(&self.word(at))).or_else(toll)?;
        let mark = |at: usize| MARKS.iter().any(|&mark| self.mark(at, mark));
        let opens = at == start
            || self.word(at) == "toll"
            || at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "confirmed" | "reported" | "total"))
            || at.checked_sub(1).is_some_and(|before| mark(before) || self.mark(before, b'-'));
        let number = at + 1 + usize::from(self.mark(at + 1, b':'));
        // "Evacuated: 14,600 persons from the slope"
        if opens
            && self.mark(at + 1, b':')
            && let Some(group) = self.one(number).filter(|group| !group.nouns.is_empty())
        {
            return self.counted(&group, victim, group.tokens.end);
        }
        let closed = number + 1 >= self.end || mark(number + 1);
        let value = self.lex(number).value;
        if !(opens && closed && value > 0 && self.is(number, Class::NUMBER)) {
            return None;
        }
        self.counted(&Group::plain((value, Some(value)), number..number + 1, None), victim, number + 1)
    }
}
