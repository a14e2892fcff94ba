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
            "hurt",
            "injured",
            "injuries",
            "wounded",
            "missing",
            "evacuated",
            "displaced",
            "arrested",
            "infected",
        ];
        const MARKS: &[u8] = b",;:.|()_*";
        // Most words befall nobody.
        let victim = self.victim_at(at).filter(|_| LABELS.contains(&self.word(at)));
        let victim = if victim.is_none() && self.is_ruled(at + 1) { self.noun_label(at) } else { victim }?;
        let mark = |at: usize| MARKS.iter().any(|&mark| self.mark(at, mark));
        let opens = at == start
            || self.word(at) == "toll"
            || at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "confirmed" | "reported" | "total"))
            || at.checked_sub(1).is_some_and(|before| mark(before) || self.mark(before, b'-'));
        // "Missing persons: 34", "People injured: 15"
        let people = usize::from(matches!(self.word(at + 1), "people" | "persons"));
        let led = at.checked_sub(1) == Some(start) && matches!(self.word(start), "people" | "persons");
        let sign = self.is_ruled(at + 1 + people);
        let number = at + 1 + people + usize::from(sign);
        if (people > 0 || led) && !sign {
            return None;
        }
        let opens = opens || led;
        // "Evacuated: 14,600 persons from the slope"
        if opens
            && sign
            && let Some(group) = self.one(number).filter(|group| !group.nouns.is_empty())
        {
            return self.counted(&group, victim, group.tokens.end);
        }
        // "Dead: at least nine"
        if opens
            && sign
            && let Some(count) = self.quantity(number).filter(|count| !count.article && count.end > number)
            && (count.end >= self.end || mark(count.end) || self.is_label(count.end))
        {
            let group = Group::plain((count.min, count.max), number..count.end, None);
            return self.counted(&group, victim, count.end);
        }
        let closed = number + 1 >= self.end || mark(number + 1);
        let value = self.lex(number).value;
        if !(opens && closed && value > 0 && self.is(number, Class::NUMBER)) {
            return None;
        }
        self.counted(&Group::plain((value, Some(value)), number..number + 1, None), victim, number + 1)
    }

    /// What a noun counts that befalls nobody by itself.
    fn noun_label(&self, at: usize) -> Option<Victim> {
        match self.word(at) {
            "toll" if self.mark(at + 1, b':') => Some(Victim::Killed),
            "deceased" => Some(Victim::Killed),
            "displacement" | "evacuations" if self.mark(at + 1, b':') => Some(Victim::Displaced),
            _ => None,
        }
    }

    /// Whether a mark stands here that parts a label from its count.
    fn is_ruled(&self, at: usize) -> bool {
        self.page.token(at).is_some_and(|token| at < self.end && matches!(token.mark, b':' | b'_' | b'='))
    }

    /// Whether the next label of a row follows: "Dead: nine Missing: four".
    fn is_label(&self, at: usize) -> bool {
        self.victim_at(at).is_some() && self.is_ruled(at + 1)
    }
}
