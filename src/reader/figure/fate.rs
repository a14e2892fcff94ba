//! What befell a group of people, from the words after it and before it.
//!
//! Comes in: a group in its sentence. Goes out: the fate and the last token that says so. What nobody says befell them is
//! no fate: a crowd, an age and a price fall through. It must never take who did it for who suffered it.

use super::super::token::{Case, Kind};
use super::super::vocabulary::Class;
use super::{Counter, Group, PASSED, RISES};
use crate::story::Victim;

impl Counter<'_> {
    /// The fate a word says.
    pub(super) fn victim_at(&self, at: usize) -> Option<Victim> {
        let lex = self.lex(at);
        if lex.is(Class::KILLED)
            && !matches!(self.word(at), "claim" | "claimed" | "claiming" | "life" | "lives" | "kill" | "bodies")
        {
            Some(Victim::Killed)
        } else if lex.is(Class::WOUNDED) {
            Some(Victim::Wounded)
        } else if lex.is(Class::MISSING) {
            Some(Victim::Missing)
        } else if lex.is(Class::DETAINED) {
            Some(Victim::Detained)
        } else if lex.is(Class::DISPLACED) {
            Some(Victim::Displaced)
        } else {
            None
        }
    }

    /// What befell a group, and the last token that says so.
    pub(super) fn fate(&self, start: usize, group: &Group) -> Option<(Victim, usize)> {
        if let Some(victim) = group.fate {
            return Some((victim, group.tokens.end));
        }
        if let Some(end) = self.bodies(start, group) {
            return Some((Victim::Killed, end));
        }
        self.fate_after(group)
            .or_else(|| self.fate_before(start, group.tokens.start).map(|victim| (victim, group.tokens.end)))
    }

    /// "13 bodies were found", "recovered 13 bodies": the dead, unless they are only "more" of them.
    fn bodies(&self, start: usize, group: &Group) -> Option<usize> {
        const FOUND: &[&str] =
            &["found", "recovered", "retrieved", "pulled", "brought", "discovered", "counted", "washed", "identified"];
        let noun = group.tokens.end.checked_sub(1).filter(|&at| matches!(self.word(at), "bodies" | "corpses"))?;
        if (group.tokens.start..noun).any(|at| matches!(self.word(at), "more" | "other" | "another" | "further")) {
            return None;
        }
        let after = (noun + 1..noun + 5).find(|&at| FOUND.contains(&self.word(at))).map(|at| at + 1);
        let before = group.tokens.start.checked_sub(1).filter(|&at| at >= start && FOUND.contains(&self.word(at)));
        after.or(before.map(|_| group.tokens.end))
    }

    /// "… had been killed", "… people injured", "…, including a child, were wounded".
    pub(super) fn fate_after(&self, group: &Group) -> Option<(Victim, usize)> {
        let mut at = group.tokens.end;
        if self.mark(at, b',')
            && matches!(self.word(at + 1), "including" | "among" | "most" | "mostly" | "all" | "many" | "one")
        {
            let close = (at + 2..at + 14).find(|&index| self.mark(index, b','))?;
            at = close + 1;
        }
        if self.word(at) == "from" && matches!(self.word(at + 2), "homes" | "houses" | "villages") {
            return Some((Victim::Displaced, at + 3));
        }
        // "13 men who are missing"
        if matches!(self.word(at), "who" | "that") && self.is(at + 1, Class::HAVE) {
            at += 1;
        }
        let (mut passive, mut between) = (false, 0);
        for index in at..at + 9 {
            if let Some(end) = self.treated(index).filter(|_| passive) {
                return Some((Victim::Wounded, end));
            }
            if let Some(victim) = self.victim_at(index) {
                let adjacent = between == 0;
                // "four dead birds": an adjective of no person.
                let adjective = adjacent
                    && !passive
                    && matches!(
                        self.word(index),
                        "dead" | "injured" | "wounded" | "missing" | "homeless" | "displaced"
                    );
                if adjective && group.nouns.is_empty() && self.is_plain_noun(index + 1) {
                    return None;
                }
                if !(passive || adjacent) {
                    return None;
                }
                // "two officers killed a man": they did it.
                let object = !passive && adjacent && victim != Victim::Displaced && self.begins_object(index + 1);
                let intransitive =
                    matches!(self.word(index), "died" | "die" | "dead" | "fled" | "perished" | "drowned" | "missing");
                return (!object || intransitive).then_some((victim, index + 1));
            }
            let lex = self.lex(index);
            let token = self.page.token(index).filter(|_| index < self.end)?;
            if lex.is(Class::HAVE) || matches!(self.word(index), "remain" | "remains" | "remained" | "went" | "gone") {
                passive = true;
            } else if lex.is(Class::ADVERB)
                || matches!(
                    self.word(index),
                    "reported"
                        | "feared"
                        | "confirmed"
                        | "believed"
                        | "shot"
                        | "seriously"
                        | "badly"
                        | "critically"
                        | "slightly"
                        | "left"
                        | "found"
                        | "more"
                        | "others"
                        | "to"
                        | "known"
                        | "listed"
                        | "hospitalized"
                )
            {
                between += usize::from(!matches!(self.word(index), "shot" | "reported" | "left" | "found" | "feared"));
            } else if token.kind != Kind::Word
                || lex.is(Class::BREAK)
                || lex.is(Class::NUMBER)
                || lex.reporting.is_some()
            {
                return None;
            } else {
                between += 1;
                if between > 4 {
                    return None;
                }
            }
        }
        None
    }

    /// "treated for burns", "taken to hospital": hurt, and the token after.
    fn treated(&self, at: usize) -> Option<usize> {
        let treated = self.word(at) == "treated" && matches!(self.word(at + 1), "for" | "in" | "at");
        let taken = matches!(self.word(at), "taken" | "rushed" | "admitted")
            && self.word(at + 1) == "to"
            && (at + 2..at + 5).any(|index| matches!(self.word(index), "hospital" | "hospitals"));
        (treated || taken).then_some(at + 2)
    }

    /// Whether a lower-case word that is no preposition, conjunction or person stands here.
    fn is_plain_noun(&self, at: usize) -> bool {
        self.page.token(at).is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Lower)
            && !self.is(at, Class::PEOPLE.with(Class::BREAK).with(Class::HAVE).with(Class::ADVERB).with(Class::NUMBER))
            && !matches!(
                self.word(at),
                "in" | "on"
                    | "at"
                    | "near"
                    | "from"
                    | "by"
                    | "of"
                    | "to"
                    | "as"
                    | "or"
                    | "for"
                    | "during"
                    | "following"
                    | "since"
                    | "around"
                    | "across"
                    | "when"
                    | "so"
                    | "more"
                    | "over"
                    | "among"
                    | "including"
                    | "last"
                    | "this"
                    | "that"
                    | "the"
                    | "a"
                    | "an"
                    | "another"
                    | "inside"
                    | "outside"
            )
    }

    fn begins_object(&self, at: usize) -> bool {
        matches!(self.word(at), "a" | "an" | "the" | "his" | "her" | "their" | "its" | "at" | "more" | "up")
            && !(self.word(at) == "at" && self.word(at + 1) != "least")
            || self.is(at, Class::NUMBER.with(Class::MANY))
            || (self.is(at, Class::PEOPLE) && !self.is(at, Class::KILLED.with(Class::WOUNDED)))
            || self
                .page
                .token(at)
                .is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Title)
    }

    /// "killed four", "the deaths of four", "claimed the lives of four", "the toll rose to 14".
    fn fate_before(&self, start: usize, at: usize) -> Option<Victim> {
        self.toll(start, at).or_else(|| self.fate_before_near(start, at))
    }

    /// "the number of people killed when … rose to 19", "the toll … passes 750": what is counted stands far before.
    fn toll(&self, start: usize, at: usize) -> Option<Victim> {
        let last = at.checked_sub(1).filter(|&index| index >= start)?;
        let verb = if matches!(self.word(last), "to" | "at") { last.checked_sub(1)? } else { last };
        if !(RISES.contains(&self.word(verb)) || PASSED.contains(&self.word(verb))) {
            return None;
        }
        let head = (start..verb).rev().take(28).find(|&index| {
            matches!(self.word(index), "toll") || (self.word(index) == "number" && self.word(index + 1) == "of")
        })?;
        if self.word(head) == "toll" {
            return Some(Victim::Killed);
        }
        (head + 2..head + 8).find_map(|index| self.victim_at(index))
    }

    fn fate_before_near(&self, start: usize, at: usize) -> Option<Victim> {
        let back = |by: usize| at.checked_sub(by).filter(|&index| index >= start);
        let word = |by: usize| back(by).map_or("", |index| self.page.word(index));
        let victim = |by: usize| back(by).and_then(|index| self.victim_at(index));
        match word(1) {
            "of" | "the" | "by" | "another" | "also" | "about" => {
                let of = word(1) == "of" || (word(1) == "the" && word(2) == "of");
                if !of {
                    return if word(1) == "by" { None } else { self.active(back(2)?, start) };
                }
                let head = if word(1) == "of" { 2 } else { 3 };
                match word(head) {
                    "death" | "deaths" | "killing" | "killings" | "murder" | "murders" | "assassination"
                    | "massacre" | "execution" | "slaying" | "loss" | "bodies" => Some(Victim::Killed),
                    // "claimed the lives of", never "the life of a refugee".
                    "lives" | "life" => (head + 1..head + 4)
                        .any(|by| {
                            matches!(
                                word(by),
                                "claim"
                                    | "claimed"
                                    | "claiming"
                                    | "claims"
                                    | "cost"
                                    | "costing"
                                    | "took"
                                    | "taking"
                                    | "taken"
                                    | "take"
                            )
                        })
                        .then_some(Victim::Killed),
                    "abduction" | "kidnapping" | "arrest" | "detention" | "arrests" | "capture" => {
                        Some(Victim::Detained)
                    }
                    "wounding" | "injury" => Some(Victim::Wounded),
                    "disappearance" => Some(Victim::Missing),
                    "displacement" | "evacuation" => Some(Victim::Displaced),
                    _ => None,
                }
            }
            // "the toll rose to 14", "put the number of injured at 45"
            "to" | "at" => {
                if (2..7).any(|by| word(by) == "toll") {
                    return Some(Victim::Killed);
                }
                let number = (3..9).find(|&by| word(by) == "number" && word(by - 1) == "of")?;
                (2..number).find_map(victim)
            }
            _ => {
                victim(1)?;
                self.active(back(1)?, start)
            }
        }
    }

    /// A verb of fate that takes the figure as its object.
    fn active(&self, at: usize, start: usize) -> Option<Victim> {
        let victim = self.victim_at(at)?;
        let before = at.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        let passive = matches!(before, "was" | "were" | "been" | "being" | "is" | "are");
        let verb = !matches!(
            self.word(at),
            "dead" | "missing" | "homeless" | "death" | "deaths" | "died" | "dying" | "fled" | "wounded"
        );
        let wounded = self.word(at) == "wounded" && !matches!(before, "the" | "a");
        ((verb || wounded) && !passive).then_some(victim)
    }
}
