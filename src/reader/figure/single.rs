//! One person whom something befell, told without a number: "the driver was killed", "Fire kills man, 84", "a 16-year-old
//! was shot dead and another was injured".
//!
//! Comes in: a token that may begin such a phrase. Goes out: a figure of one. It must never count who did it, nor one of
//! whom nothing is said.

use super::super::vocabulary::Class;
use super::{Counted, Counter, Group, fate};
use crate::story::Victim;

impl Counter<'_> {
    /// The single person whose phrase begins here; `begun` says whether the sentence has counted anybody before.
    pub(super) fn single(&self, start: usize, at: usize, begun: bool) -> Option<Counted> {
        self.the_one(at)
            .or_else(|| self.of_an_age(at))
            .or_else(|| self.bare(start, at))
            .or_else(|| self.another(at).filter(|_| begun))
    }

    /// "the driver was killed", "its pilot died".
    fn the_one(&self, at: usize) -> Option<Counted> {
        if !matches!(self.word(at), "the" | "its" | "his" | "her" | "their") {
            return None;
        }
        let noun = (at + 1..at + 3).find(|&index| self.is(index, Class::PEOPLE))?;
        let many = fate::is_plural(self.word(noun))
            || self.is(noun, Class::KILLED.with(Class::WOUNDED))
            || self.is(noun + 1, Class::PEOPLE);
        if many || !(noun == at + 1 || self.may_qualify(at + 1)) {
            return None;
        }
        self.passive(&Group::plain((1, Some(1)), at..noun + 1, Some(noun..noun + 1)))
    }

    /// "a 16-year-old was killed": an age stands for a person where no noun follows.
    fn of_an_age(&self, at: usize) -> Option<Counted> {
        let end = self.age(at + 1).filter(|_| matches!(self.word(at), "a" | "an"))?;
        self.passive(&Group::plain((1, Some(1)), at..end, Some(at + 1..end)))
    }

    /// "… and another was injured": of people counted before.
    fn another(&self, at: usize) -> Option<Counted> {
        let alone = self.word(at) == "another";
        alone.then(|| self.passive(&Group::plain((1, Some(1)), at..at + 1, None)))?
    }

    /// "Man, 84, dies", "Fire kills man, 84": the bare noun of a headline.
    fn bare(&self, start: usize, at: usize) -> Option<Counted> {
        let one = self.is(at, Class::PEOPLE)
            && !fate::is_plural(self.word(at))
            && !self.is(at, Class::KILLED.with(Class::WOUNDED).with(Class::FORCE))
            && !self.is(at + 1, Class::PEOPLE);
        if !one {
            return None;
        }
        let group = Group::plain((1, Some(1)), at..self.behind_age(at + 1, true), Some(at..at + 1));
        let grave = |victim: &Victim| matches!(victim, Victim::Killed | Victim::Wounded);
        if at == start {
            return self.passive(&group).or_else(|| {
                let (victim, last) = self.fate_after(&group).filter(|(victim, _)| grave(victim))?;
                (last <= group.tokens.end + 3).then(|| self.counted(&group, victim, last))?
            });
        }
        let victim = at.checked_sub(1).and_then(|verb| self.active(verb, start)).filter(grave)?;
        self.counted(&group, victim, group.tokens.end)
    }

    /// What befell one of whom a verb right behind says it.
    fn passive(&self, group: &Group) -> Option<Counted> {
        let (victim, last) = self.fate_after(group)?;
        let end = group.tokens.end;
        let close = self.is(end, Class::HAVE) || matches!(self.word(end), "died" | "dies" | "drowned" | "drowns");
        (close && matches!(victim, Victim::Killed | Victim::Wounded)).then(|| self.counted(group, victim, last))?
    }
}
