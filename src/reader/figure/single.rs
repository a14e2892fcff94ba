//! One person whom something befell, told without a number: "the driver was killed", "Fire kills man, 84", "a 16-year-old
//! was shot dead and another was injured", "Jane Doe, 25, was arrested"; and those told with one: "the driver and the guard".
//!
//! Comes in: a token that may begin such a phrase. Goes out: a figure of one. It must never count who did it, nor one of
//! whom nothing is said.

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind, Token};
use super::super::vocabulary::Class;
use super::{Counted, Counter, Group, PEOPLE, fate};
use crate::story::Victim;

/// What is done to persons alone: lands, teams and marches are taken, held and caught.
const HELD: &[&str] = &[
    "arrested",
    "detained",
    "jailed",
    "imprisoned",
    "abducted",
    "kidnapped",
    "custody",
    "picked",
    "remanded",
    "nabbed",
];

impl Counter<'_> {
    /// The single person whose phrase begins here; `begun` says whether the sentence has counted anybody before.
    pub(super) fn single(&self, start: usize, at: usize, begun: bool) -> Option<Counted> {
        self.the_one(at, begun)
            .or_else(|| self.of_an_age(at))
            .or_else(|| self.bare(start, at))
            .or_else(|| self.another(at).filter(|_| begun))
            .or_else(|| self.one_more(at))
            .or_else(|| self.one_left(at))
    }

    /// "… and the fifth has not been found": the last of some.
    fn one_left(&self, at: usize) -> Option<Counted> {
        const LEFT: &[&str] = &["third", "fourth", "fifth", "sixth", "seventh", "eighth", "last", "other"];
        if self.word(at) != "the" || !LEFT.contains(&self.word(at + 1)) || !self.is(at + 2, Class::HAVE) {
            return None;
        }
        let one = Group::plain((1, Some(1)), at..at + 2, None);
        let (victim, end) = self.fate_after(&one).filter(|&(victim, _)| victim == Victim::Missing)?;
        self.counted(&one, victim, end)
    }

    /// "the driver was killed", "its pilot died", "the driver and the guard were hurt".
    fn the_one(&self, at: usize, begun: bool) -> Option<Counted> {
        let first = self.definite(at).filter(|_| self.word(at) != "a" && self.word(at) != "an")?;
        let and = first.tokens.end;
        let both = self.definite(and + 1).filter(|_| self.word(and) == "and").and_then(|other| {
            let parts = vec![self.as_part(&first), self.as_part(&other)];
            let nouns = first.nouns.iter().chain(&other.nouns).cloned().collect();
            let group = Group { min: 2, max: Some(2), tokens: at..other.tokens.end, nouns, fate: None, parts };
            self.passive(&group)
        });
        both.or_else(|| self.passive(&first)).or_else(|| self.gapped(&first).filter(|_| begun))
    }

    /// "a woman was killed and her husband badly hurt": the auxiliary is said once.
    fn gapped(&self, one: &Group) -> Option<Counted> {
        let and = one.tokens.start.checked_sub(1).is_some_and(|at| self.word(at) == "and");
        let at = one.tokens.end + usize::from(self.word(one.tokens.end).ends_with("ly"));
        let hurt = matches!(self.word(at), "killed" | "hurt" | "injured" | "wounded") && !self.begins_object(at + 1);
        let victim = self.victim_at(at).filter(|_| and && hurt)?;
        self.counted(one, victim, at + 1)
    }

    /// "the driver", "his helper", "a medic".
    pub(super) fn definite(&self, at: usize) -> Option<Group> {
        if !matches!(self.word(at), "the" | "its" | "his" | "her" | "their" | "a" | "an") {
            return None;
        }
        let owner = |at: usize| self.page.token(at).is_some_and(|token| token.kind == Kind::Possessive);
        let noun = (at + 1..at + 5).find(|&index| self.is(index, PEOPLE) && !owner(index + 1))?;
        let many = fate::is_plural(self.word(noun))
            || self.is(noun, Class::KILLED.with(Class::WOUNDED))
            || self.is(noun + 1, PEOPLE);
        let led = (at + 1..noun).all(|at| self.may_qualify(at) || owner(at));
        let one = !many && led && (noun < at + 3 || owner(at + 2));
        one.then(|| Group::plain((1, Some(1)), at..noun + 1, Some(noun..noun + 1)))
    }

    /// "a third man was arrested": one, where he did not die.
    fn one_more(&self, at: usize) -> Option<Counted> {
        const NEXT: &[&str] = &["second", "third", "fourth", "fifth", "sixth"];
        let next = matches!(self.word(at), "a" | "an") && NEXT.contains(&self.word(at + 1)) && self.is(at + 2, PEOPLE);
        if !next || fate::is_plural(self.word(at + 2)) {
            return None;
        }
        self.passive(&Group::plain((1, Some(1)), at..at + 3, Some(at + 1..at + 3)))
            .filter(|counted| counted.figure.what != Victim::Killed)
    }

    /// "Jane Doe, 25, was killed", "Doe was arrested": one called by name. Lands and teams are killed and hurt too, so that
    /// without an age, a first name or an office only an arrest tells a person.
    pub(super) fn named(&self, start: usize, at: usize) -> Option<Counted> {
        const WORDS: usize = 6;
        let capital = |at: usize| {
            at < self.end
                && self.page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case == Case::Title)
        };
        let tags = |at: usize| self.page.token(at).map_or(Tags::NONE, |token| token.tags);
        let within = |at: usize| {
            capital(at)
                || self.mark(at, b'-')
                || matches!(self.word(at), "al" | "el" | "de" | "bin" | "van" | "der" | "da")
        };
        let small =
            |at: usize| tags(at).has(Tags::FUNCTION) || tags(at).has(Tags::WEEKDAY) || tags(at).has(Tags::MONTH);
        if !capital(at) || small(at) {
            return None;
        }
        let before = at.checked_sub(1).filter(|&before| before >= start);
        if before.is_some_and(|before| within(before) && !small(before)) {
            return None;
        }
        let end = (at + 1..at + WORDS).find(|&next| !within(next))?;
        if !capital(end - 1) {
            return None;
        }
        // Most names have nothing done to them.
        let caught = before.is_some_and(|verb| self.is(verb, Class::DETAINED.with(Class::KILLED).with(Class::WOUNDED)));
        let caught = caught || before.is_some_and(|dead| self.word(dead) == "dead");
        if !caught && !matches!(self.word(end), "was" | "has" | "is" | "died" | "of") && !self.mark(end, b',') {
            return None;
        }
        let group = Group::plain((1, Some(1)), at..self.behind_age(end, true), Some(at..end));
        let led = before.map_or("", |before| self.word(before));
        let aged = group.tokens.end > end;
        let person = aged || (at..end).any(|at| tags(at).has(Tags::FIRST_NAME) || tags(at).has(Tags::TITLE));
        // "shot dead Judge Luis Paz"
        let dead = before.filter(|&dead| {
            let word = |by: usize| dead.checked_sub(by).map_or("", |at| self.word(at));
            let passive = matches!(word(2), "was" | "were" | "been" | "being");
            word(0) == "dead" && dead > start && matches!(word(1), "shot" | "gunned") && !passive
        });
        if let Some(victim) = before.and_then(|verb| self.active(verb, start)).or(dead.map(|_| Victim::Killed)) {
            return Some(victim).filter(|_| led != "captured").and_then(|victim| self.caught(&group, victim, person));
        }
        // "Bo Li of Radio Pune, who had spoken, was arrested"
        let of =
            if self.word(end) == "of" { (end + 1..end + 4).find(|&next| !capital(next))? } else { group.tokens.end };
        let verb = self.behind_insertion(&Group { tokens: at..of, ..group.clone() })?;
        if !matches!(self.word(verb), "was" | "has" | "is" | "died") {
            return None;
        }
        let office = before.is_some_and(|before| self.is(before, PEOPLE));
        let counted = self.passive(&Group { tokens: at..of, ..group })?;
        // "was already in custody": no news.
        let already = self.word(verb + 1) == "already";
        let arrested = |at: usize| HELD.contains(&self.word(at));
        let held = counted.figure.what == Victim::Detained && !already && (verb + 1..verb + 4).any(arrested);
        let free = (!self.is(at, PEOPLE) || tags(at).has(Tags::TITLE))
            && !matches!(led, "the" | "of" | "in" | "at" | "near" | "and" | "a");
        // "Chelsea was hurt by two early goals"
        let died = self.word(counted.tokens.end.saturating_sub(1)) == "died";
        let close = counted.tokens.end <= verb + 6 && !died && (aged || self.word(verb + 1) != "hurt");
        let first = before == Some(start);
        let led = held && (first || !matches!(led, "the" | "a" | "in" | "at" | "near" | "from"));
        (close && (led || (free && (person || office)))).then_some(counted)
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
        let one = self.is(at, PEOPLE)
            && !fate::is_plural(self.word(at))
            && !self.is(at, Class::KILLED.with(Class::WOUNDED).with(Class::FORCE))
            && !self.is(at + 1, PEOPLE);
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
        // "killed Senator Luis Paz": told with the name.
        if self
            .page
            .token(at + 1)
            .is_some_and(|next| at + 1 < self.end && next.case == Case::Title && next.kind == Kind::Word)
        {
            return None;
        }
        let victim = at.checked_sub(1).and_then(|verb| self.active(verb, start)).filter(grave)?;
        self.counted(&group, victim, group.tokens.end)
    }

    /// "arrested Bo Li in Leeds", "killed Senator Luis Paz, 61, and his driver", and no list of names.
    fn caught(&self, one: &Group, victim: Victim, person: bool) -> Option<Counted> {
        let mut end = one.tokens.end;
        let capital = |at: usize| self.page.token(at).is_some_and(Token::is_capital);
        if self.mark(end, b',') && self.word(end + 1) == "and" {
            end += 1;
        }
        let more = (self.word(end) == "and").then(|| self.definite(end + 1)).flatten();
        let listed = matches!(self.word(end), "and" | "of") || (self.mark(end, b',') && capital(end + 1));
        if (listed && more.is_none()) || !(person || victim == Victim::Detained) {
            return None;
        }
        let Some(more) = more else { return self.counted(one, victim, one.tokens.end) };
        let parts = vec![self.as_part(one), self.as_part(&more)];
        let nouns = one.nouns.iter().chain(&more.nouns).cloned().collect();
        let tokens = one.tokens.start..more.tokens.end;
        self.counted(&Group { min: 2, max: Some(2), tokens, nouns, fate: None, parts }, victim, more.tokens.end)
    }

    /// What befell one of whom a verb right behind says it.
    fn passive(&self, group: &Group) -> Option<Counted> {
        let (victim, last) = self.fate_after(group)?;
        let mut end = self.behind_insertion(group)?;
        // "a 27-year-old from Leeds was arrested"
        if matches!(self.word(end), "from" | "of" | "in") {
            let capital = |at: usize| self.page.token(at).is_some_and(Token::is_capital);
            let named = (end + 1..end + 4).find(|&next| !capital(next)).filter(|&next| next > end + 1);
            // "the conductor of the bus died"
            let owned = || {
                let of = self.word(end) == "of"
                    && matches!(self.word(end + 1), "the" | "a" | "an" | "their" | "his" | "its");
                let noun = (end + 2..end + 4)
                    .find(|&next| self.is(next + 1, Class::HAVE) || self.victim_at(next + 1).is_some());
                noun.filter(|&noun| of && (end + 2..=noun).all(|at| self.is_plain_noun(at))).map(|noun| noun + 1)
            };
            end = named.or_else(owned)?;
        }
        let close = self.is(end, Class::HAVE) || matches!(self.word(end), "died" | "dies" | "drowned" | "drowns");
        let grave = matches!(victim, Victim::Killed | Victim::Wounded | Victim::Detained);
        // "died at his home", "died in her sleep": nothing befell them.
        let calm = victim == Victim::Killed
            && matches!(
                (self.word(last), self.word(last + 1), self.word(last + 2)),
                ("at", "his" | "her" | "their" | "home", _)
                    | ("in", "his" | "her", "sleep")
                    | ("of", "cancer" | "natural", _)
                    | ("after", "a", "long" | "short")
                    | ("peacefully" | "aged", _, _)
            );
        (close && grave && !calm && !self.is_feared(group, last, victim)).then(|| self.counted(group, victim, last))?
    }
}
