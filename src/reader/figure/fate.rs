//! What befell a group of people, from the words after it and before it.
//!
//! Comes in: a group in its sentence. Goes out: the fate and the last token that says so. What nobody says befell them is
//! no fate: a crowd, an age and a price fall through. It must never take who did it for who suffered it.

use super::super::token::{Case, Kind, Token};
use super::super::vocabulary::Class;
use super::group::is_body;
use super::toll::PUT;
use super::{Counter, Group, PEOPLE, TAKEN};
use crate::story::Victim;

/// Nouns of people that stand for more than one without an "s".
const PLURALS: &[&str] = &[
    "people",
    "police",
    "men",
    "women",
    "children",
    "crew",
    "family",
    "staff",
    "personnel",
    "youth",
    "elderly",
    "policemen",
    "servicemen",
    "gunmen",
    "militiamen",
    "businessmen",
];

/// Whether a noun of people is of more than one.
pub(super) fn is_plural(noun: &str) -> bool {
    noun.ends_with('s') || noun.ends_with("men") || PLURALS.contains(&noun)
}

/// Where the displaced are, went or were driven from.
const HOMES: &[&str] = &["homes", "houses", "villages", "home", "shelters", "shelter", "camps"];

/// Words on the way to a fate behind its people: "were later found dead".
const ON_THE_WAY: &[&str] =
    &["shot", "reported", "left", "found", "feared", "burned", "burnt", "confirmed", "declared", "pronounced"];

impl Counter<'_> {
    /// The fate a word says.
    pub(super) fn victim_at(&self, at: usize) -> Option<Victim> {
        let lex = self.lex(at);
        if lex.is(Class::KILLED)
            && !matches!(
                self.word(at),
                "claim" | "claimed" | "claiming" | "life" | "lives" | "kill" | "bodies" | "body"
            )
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
        } else if lex.is(Class::INFECTED) {
            Some(Victim::Infected)
        } else {
            None
        }
    }

    /// The fate a word says of the people before it: "killed", "dead", but no "killing", "deaths" or "arrests".
    pub(super) fn befell(&self, at: usize) -> Option<Victim> {
        let word = self.word(at);
        let done_to = word == "missing" || word == "dying" || !word.ends_with("ing");
        let noun = matches!(
            word,
            "deaths"
                | "fatality"
                | "fatalities"
                | "casualty"
                | "casualties"
                | "injuries"
                | "injury"
                | "arrests"
                | "kills"
                | "refugees"
                | "evacuees"
        ) || (word == "death" && at.checked_sub(1).is_none_or(|before| self.word(before) != "to"));
        self.victim_at(at).filter(|_| done_to && !noun)
    }

    /// What befell a group, and the last token that says so.
    pub(super) fn fate(&self, start: usize, group: &Group) -> Option<(Victim, usize)> {
        if let Some(victim) = group.fate {
            return Some((victim, group.tokens.end));
        }
        if let Some(end) = self.bodies(start, group) {
            return Some((Victim::Killed, end));
        }
        // "Six members of one family drowned": told of the six.
        let family = group
            .tokens
            .start
            .checked_sub(2)
            .filter(|&at| at >= start)
            .is_some_and(|at| self.word(at + 1) == "of" && matches!(self.word(at), "members" | "generations"));
        if family {
            return None;
        }
        // "killed 14 in displacement camps", "killed 55 of the 143 people infected": what leads them says what befell them.
        let led = group.tokens.start.checked_sub(1).filter(|&at| at >= start).and_then(|at| self.active(at, start));
        if let Some(victim) = led.filter(|_| self.word(group.tokens.end) == "in" || self.whole_of(group).is_some()) {
            return Some((victim, group.tokens.end));
        }
        // "took away 14 activists from their homes"
        let before = self.phrase_before(start, group);
        if before == Some(Victim::Detained) {
            return before.map(|victim| (victim, group.tokens.end));
        }
        self.fate_after(group)
            .or_else(|| self.driven(start, group))
            .or_else(|| self.fate_before(start, group.tokens.start).map(|victim| (victim, group.tokens.end)))
            .or_else(|| before.map(|victim| (victim, group.tokens.end)))
            .or_else(|| self.fate_within(group).map(|victim| (victim, group.tokens.end)))
            .or_else(|| self.count_again(start, group).map(|victim| (victim, group.tokens.end)))
    }

    /// "the two missing boys": the fate stands before the noun.
    fn fate_within(&self, group: &Group) -> Option<Victim> {
        let noun = group.nouns.first().filter(|_| group.nouns.len() == 1)?;
        self.befallen_before(noun.start.checked_sub(1).filter(|&at| at > group.tokens.start)?)
    }

    /// The fate an adjective before a noun of people says: "missing", "injured".
    pub(super) fn befallen_before(&self, at: usize) -> Option<Victim> {
        let adjective = ["missing", "injured", "wounded", "displaced", "kidnapped", "abducted"];
        self.victim_at(at).filter(|_| adjective.contains(&self.word(at)))
    }

    /// "two of the six men missing", "two of the six missing miners": what befell those the group is taken from.
    pub(super) fn fate_of_whole(&self, at: usize) -> Option<(Group, Victim)> {
        const BEFALLEN: &[&str] = &[
            "missing",
            "killed",
            "injured",
            "wounded",
            "hurt",
            "infected",
            "arrested",
            "detained",
            "abducted",
            "kidnapped",
            "died",
        ];
        let of = self.quantity(at).filter(|quantity| self.word(quantity.end) == "of")?.end;
        let from = of + 1 + usize::from(matches!(self.word(of + 1), "the" | "its" | "their"));
        let whole = self.one(from).filter(|whole| self.is(from, Class::NUMBER) && whole.max == Some(whole.min))?;
        if let Some(victim) = self.fate_within(&whole) {
            return Some((whole, victim));
        }
        // "four of the 20 people who died", "seven of the 14 who were killed"
        let mut behind = whole.tokens.end;
        let who = matches!(self.word(behind), "who" | "whom" | "that");
        if let Some(auxiliary) = self.behind_relative(behind) {
            behind = auxiliary + 1;
        } else if who {
            behind += 1 + usize::from(self.is(behind + 1, Class::HAVE));
        }
        // "50 of the 303 pupils seized from a school"
        if let Some(victim) = self.phrase_at(behind).filter(|_| !who && !whole.nouns.is_empty()) {
            return Some((whole, victim));
        }
        let victim = self.victim_at(behind).filter(|_| BEFALLEN.contains(&self.word(behind)))?;
        let reduced =
            self.is(behind + 1, Class::HAVE) || matches!(self.word(behind + 1), "in" | "on" | "since" | "after");
        (who || reduced).then_some((whole, victim))
    }

    /// "55 of the 143 people": the number the group is taken from.
    pub(super) fn whole_of(&self, group: &Group) -> Option<usize> {
        let of = (group.tokens.start + 1..group.tokens.end).find(|&at| self.word(at) == "of")?;
        (of + 1..of + 3).find(|&at| at < group.tokens.end && self.is(at, Class::NUMBER))
    }

    /// "13 bodies were found", "recovered 13 bodies": the dead, unless they are only "more" of them.
    fn bodies(&self, start: usize, group: &Group) -> Option<usize> {
        const FOUND: &[&str] = &[
            "found",
            "recovered",
            "retrieved",
            "pulled",
            "brought",
            "discovered",
            "counted",
            "washed",
            "identified",
            "collected",
            "received",
            "buried",
            "recovering",
            "taken",
            "dug",
            "unearthed",
        ];
        let noun = group.tokens.end.checked_sub(1).filter(|&at| matches!(self.word(at), "bodies" | "corpses"))?;
        if (group.tokens.start..noun).any(|at| matches!(self.word(at), "more" | "other" | "another" | "further"))
            && !(self.word(group.tokens.start) == "more" && self.word(group.tokens.start + 1) == "than")
        {
            return None;
        }
        let after = (noun + 1..noun + 5).find(|&at| FOUND.contains(&self.word(at))).map(|at| at + 1);
        let mut before = group.tokens.start.checked_sub(1).filter(|&at| at >= start);
        // "picked up 19 bodies", "brought out 13"
        if let Some(at) = before.filter(|&at| matches!(self.word(at), "up" | "out" | "ashore" | "in")) {
            before = at.checked_sub(1).filter(|&at| {
                at >= start && matches!(self.word(at), "picked" | "dug" | "fished" | "brought" | "pulled" | "carried")
            });
        } else {
            // "found three survivors and ten bodies"
            let listed = before.filter(|&at| self.word(at) == "and");
            let found = |at: usize| (at.saturating_sub(4).max(start)..at).find(|&at| FOUND.contains(&self.word(at)));
            before = listed.and_then(found).or(before.filter(|&at| FOUND.contains(&self.word(at))));
        }
        after.or(before.map(|_| group.tokens.end))
    }

    /// "… had been killed", "… people injured", "…, including a child, were wounded".
    pub(super) fn fate_after(&self, group: &Group) -> Option<(Victim, usize)> {
        let mut at = self.behind_insertion(group)?;
        // "nine more drowned overnight"
        at += usize::from(self.word(at) == "more");
        // "brings to five the number of people killed"
        if self.word(at) == "the" && matches!(self.word(at + 1), "number" | "toll" | "total") {
            let put =
                (2..4).any(|by| group.tokens.start.checked_sub(by).is_some_and(|at| PUT.contains(&self.word(at))));
            let victim = (at + 2..at + 8).find_map(|index| self.victim_at(index).map(|victim| (victim, index + 1)));
            return victim.filter(|_| put);
        }
        if self.word(at) == "from" && (at + 1..at + 4).any(|index| HOMES.contains(&self.word(index))) {
            return Some((Victim::Displaced, at + 3));
        }
        // "13 men who are missing"
        let told = |at: usize| self.is(at, Class::HAVE) || self.victim_at(at).is_some() || self.cared_for(at).is_some();
        if matches!(self.word(at), "who" | "that") && told(at + 1) {
            at += 1;
        } else if let Some(behind) = self.behind_relative(at) {
            at = behind;
        }
        // "residents of a home were moved": not the home.
        let one = group.max == Some(1) && group.parts.is_empty();
        let (mut passive, mut be, mut between, mut from) = (false, false, 0, at);
        for index in at..at + 16 {
            if index < from {
                continue;
            }
            if one && matches!(self.word(index), "were" | "are" | "have") {
                return None;
            }
            // "people living in five-storey blocks were told to leave"
            if self.mark(index, b'-') && between > 0 && self.is(index - 1, Class::NUMBER) {
                continue;
            }
            // "people in Ranu, a town on the slope, had been moved"
            if self.mark(index, b',')
                && !passive
                && let Some(end) = self.behind_apposition(index)
            {
                from = end;
                continue;
            }
            if let Some(found) = self.cared_for(index).filter(|_| passive || index == at) {
                return Some(found);
            }
            if let Some(found) = self.phrase_behind(group, index, (be && between == 0, index == at)) {
                return Some(found);
            }
            if self.victim_at(index).is_some() {
                let victim = self.befell(index)?;
                return self.suffered(group, index, (passive, between == 0)).then_some((victim, index + 1));
            }
            let lex = self.lex(index);
            let token = self.page.token(index).filter(|_| index < self.end)?;
            let word = self.word(index);
            // "members of one family"
            let one = word == "one" && matches!(self.word(index.saturating_sub(1)), "of" | "from");
            if lex.is(Class::HAVE)
                || matches!(word, "remain" | "remains" | "remained" | "went" | "gone" | "lie" | "lay")
            {
                (passive, between) = (true, 0);
                // "a priest they had held" was held by them.
                be = !matches!(word, "had" | "has" | "have" | "having" | "did" | "does" | "do");
            } else if ON_THE_WAY.contains(&word) || (lex.is(Class::ADVERB) && !passive) || word.ends_with("ly") {
            } else if token.kind != Kind::Word
                || (lex.is(Class::NUMBER) && !one && !self.mark(index + 1, b'-'))
                || lex.is(Class::BREAK.with(Class::MODAL).with(Class::NOT))
                || lex.reporting.is_some_and(|_| !matches!(word, "confirmed" | "known" | "believed"))
            {
                return None;
            } else {
                between += usize::from(!token.is_capital());
                if between > if passive { 4 } else { 8 } {
                    return None;
                }
            }
        }
        None
    }

    /// Whether a word of fate behind a group is of that group; told by an auxiliary before it, or its standing right behind.
    fn suffered(&self, group: &Group, at: usize, (passive, adjacent): (bool, bool)) -> bool {
        let word = self.word(at);
        // "four dead birds": an adjective of no person.
        let adjective = adjacent
            && !passive
            && matches!(word, "dead" | "injured" | "wounded" | "missing" | "homeless" | "displaced" | "infected");
        if (adjective && group.nouns.is_empty() && self.is_plain_noun(at + 1)) || !(passive || adjacent) {
            // "people in the north died": a verb that needs no other.
            // "all nine on board died"
            let aboard = matches!(self.word(group.tokens.end), "on" | "aboard" | "inside") && at < group.tokens.end + 3;
            return !passive
                && matches!(word, "died" | "drowned" | "perished" | "fled")
                && (!group.nouns.is_empty() || (aboard && group.parts.is_empty()));
        }
        // "two officers killed a man": they did it.
        let object = !passive && !matches!(word, "displaced") && self.begins_object(at + 1);
        !object || matches!(word, "died" | "die" | "dead" | "fled" | "perished" | "drowned" | "missing")
    }

    /// "treated for burns", "taken to hospital", "in critical condition", "in emergency shelters", "held hostage".
    pub(super) fn cared_for(&self, at: usize) -> Option<(Victim, usize)> {
        let word = self.word(at);
        let within = |from: usize, words: &[&str]| (from..from + 5).find(|&index| words.contains(&self.word(index)));
        let hospital = |from| within(from, &["hospital", "hospitals", "clinic", "clinics", "hospitalized"]);
        match word {
            "treated" if self.word(at + 1) == "for" && self.is_illness(at + 2) => Some((Victim::Infected, at + 3)),
            "treated" if matches!(self.word(at + 1), "for" | "in" | "at" | "by") => Some((Victim::Wounded, at + 2)),
            "taken" | "rushed" | "admitted" | "flown" | "airlifted" | "transported" | "sent" | "brought"
                if self.word(at + 1) == "to" && hospital(at + 2).is_some() =>
            {
                hospital(at + 2).map(|end| (Victim::Wounded, end + 1))
            }
            "in" if matches!(self.word(at + 1), "hospital" | "hospitals") => {
                let ill = (at + 2..at + 8).find(|&with| self.word(with) == "with" && self.is_illness(with + 1));
                Some((if ill.is_some() { Victim::Infected } else { Victim::Wounded }, at + 2))
            }
            "in" | "into" if self.word(at + 1) == "custody" => Some((Victim::Detained, at + 2)),
            // "four inmates with bubonic plague"
            "with" if self.is_illness(at + 1) && self.is_ill_with(at) => Some((Victim::Infected, at + 2)),
            // "58 cases, three of them fatal"
            "fatal" => Some((Victim::Killed, at + 1)),
            // "nine are held, according to a later count"
            "held" if self.stops(at + 1) => Some((Victim::Detained, at + 1)),
            "behind" if self.word(at + 1) == "bars" => Some((Victim::Detained, at + 2)),
            "in" if matches!(self.word(at + 1), "critical" | "serious" | "stable") => Some((Victim::Wounded, at + 3)),
            "in" if matches!(self.word(at + 1), "a" | "an") && self.word(at + 3) == "condition" => {
                Some((Victim::Wounded, at + 4))
            }
            "in" if within(at + 1, &["shelters", "camps"]).is_some_and(|noun| noun < at + 4) => {
                Some((Victim::Displaced, at + 2))
            }
            "forced" | "driven" | "made" | "ordered" => self.out_of_home(at + 1).map(|end| (Victim::Displaced, end)),
            "taken" | "led" | "marched" if self.word(at + 1) == "away" => Some((Victim::Detained, at + 2)),
            "taken" | "held" if matches!(self.word(at + 1), "hostage" | "captive" | "prisoner") => {
                Some((Victim::Detained, at + 2))
            }
            "moved" | "taken" | "brought" => {
                let to = (at + 1..at + 4).find(|&to| self.word(to) == "to")?;
                let refuge = [
                    "school",
                    "schools",
                    "shelter",
                    "shelters",
                    "camp",
                    "camps",
                    "gym",
                    "gymnasium",
                    "hotels",
                    "safety",
                    "relatives",
                    "hall",
                    "halls",
                ];
                let refuge = (to + 1..to + 7).find(|&index| refuge.contains(&self.word(index)));
                refuge.map(|end| (Victim::Displaced, end + 1))
            }
            "lost" | "lose"
                if matches!(self.word(at + 1), "their" | "his" | "her")
                    && matches!(self.word(at + 2), "life" | "lives") =>
            {
                Some((Victim::Killed, at + 3))
            }
            // "have left their villages", "have left Jakiri for Kumbo"
            "left" if matches!(self.word(at - 1), "have" | "has" | "had") => {
                let home =
                    within(at + 1, HOMES).or_else(|| within(at + 1, &["communes", "district", "area", "town", "city"]));
                let town = || self.page.token(at + 1).is_some_and(Token::is_capital);
                let away =
                    || (at + 2..at + 7).find(|&index| matches!(self.word(index), "for" | "since")).filter(|_| town());
                home.map(|end| end + 1).or_else(away).map(|end| (Victim::Displaced, end))
            }
            "tested" if self.word(at + 1) == "positive" => Some((Victim::Infected, at + 2)),
            "fell" | "fallen" | "become" | "became" if matches!(self.word(at + 1), "ill" | "sick") => {
                Some((Victim::Infected, at + 2))
            }
            _ => None,
        }
    }

    /// "to flee", "into shelters", "from their homes", "to leave their homes": the token after.
    fn out_of_home(&self, at: usize) -> Option<usize> {
        match self.word(at) {
            "to" if matches!(self.word(at + 1), "flee" | "evacuate") => Some(at + 2),
            "to" if self.word(at + 1) == "leave" && HOMES.contains(&self.word(at + 3)) => Some(at + 4),
            "homeless" => Some(at + 1),
            "into" | "from" | "out" => {
                (at + 1..at + 4).find(|&index| HOMES.contains(&self.word(index))).map(|index| index + 1)
            }
            _ => None,
        }
    }

    /// "forced 12,000 to flee", "sent 65 people to hospital": the group is moved by a verb before it.
    fn driven(&self, start: usize, group: &Group) -> Option<(Victim, usize)> {
        let before =
            group.tokens.start.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.word(index));
        let end = group.tokens.end;
        match before {
            // "pirates seized a carrier with 21 crew"
            "with" if !group.nouns.is_empty() => {
                const TOOK: &[&str] = &["seize", "seized", "seizes", "hijack", "hijacked", "hijacks", "captured"];
                let with = group.tokens.start.saturating_sub(1);
                let took = (with.saturating_sub(6).max(start)..with).find(|&at| TOOK.contains(&self.word(at)))?;
                (took..with).any(|at| self.lex(at).is_thing()).then_some((Victim::Detained, end))
            }
            // "has made 31 people ill"
            "made" | "makes" | "making" if matches!(self.word(end), "ill" | "sick") => {
                Some((Victim::Infected, end + 1))
            }
            "forced" | "forcing" | "forces" | "driven" | "drove" | "driving" | "made" | "making" | "makes"
            | "rendering" | "left" | "leaving" | "caused" | "prompted" => {
                self.out_of_home(end).map(|end| (Victim::Displaced, end))
            }
            // "has cost 18 people their lives"
            "cost" | "costs" | "costing" if self.word(end) == "their" && self.word(end + 1) == "lives" => {
                Some((Victim::Killed, end + 2))
            }
            // "stabbed eight people to death"
            "stabbed" | "beat" | "hacked" | "clubbed" | "burned" | "burnt" | "stoned" | "battered" | "trampled"
            | "crushed" | "shot" | "knifed" | "kicked" | "starved" | "strangled" | "tortured" | "mauled"
            | "bludgeoned"
                if self.word(end) == "to" && self.word(end + 1) == "death" =>
            {
                Some((Victim::Killed, end + 2))
            }
            // "says it lost five soldiers in the clash"
            "lost" | "loses" | "losing" if !matches!(self.word(end), "to" | "for") && self.is_mourned(group) => {
                Some((Victim::Killed, end))
            }
            // "cholera has hit 58 people"
            "hit" | "struck" | "affected" | "afflicted" if !group.nouns.is_empty() => {
                let verb = group.tokens.start - 1;
                let disease = (verb.saturating_sub(4).max(start)..verb).any(|at| self.is(at, Class::DISEASE));
                disease.then_some((Victim::Infected, end))
            }
            // "sentenced four men to 12 years"
            "sentenced" | "sentences" | "sentencing" if self.word(end) == "to" && !group.nouns.is_empty() => {
                (self.word(end + 1) != "death").then_some((Victim::Detained, end))
            }
            // "took 18,600 villagers out of danger"
            "took" | "taking" | "takes" | "taken" | "moved" | "brought" if self.is_to_safety(end) => {
                Some((Victim::Displaced, end + 2))
            }
            "sending" | "sent" if self.word(end) == "fleeing" => Some((Victim::Displaced, end + 1)),
            "sending" | "sent" if self.word(end) == "to" && matches!(self.word(end + 1), "jail" | "prison") => {
                Some((Victim::Detained, end + 2))
            }
            "sending" | "sent" | "put" | "putting" => {
                let to = matches!(self.word(end), "to" | "in");
                let hospital = (end + 1..end + 4).find(|&at| matches!(self.word(at), "hospital" | "hospitals"));
                hospital.filter(|_| to).map(|end| (Victim::Wounded, end + 1))
            }
            // "treated 1,100 patients": a clinic's work, whatever they had.
            "treated" | "treating" if matches!(self.word(end), "for" | "with") && self.is_illness(end + 1) => {
                Some((Victim::Infected, end + 2))
            }
            "treated" | "treating" if self.word(end.saturating_sub(1)) == "patients" => None,
            // "Crews were searching for 21 people"
            "for" if self.is_sought(start, group) => Some((Victim::Missing, end)),
            "treated" | "treating" if !group.nouns.is_empty() || self.mark(end, b'.') => Some((Victim::Wounded, end)),
            "took" | "taking" | "seized" | "seizing" | "holding" | "held" | "hold" => {
                // "Police also held two men"
                let verb = group.tokens.start - 1;
                let police = (verb.saturating_sub(3).max(start)..verb).any(|at| self.is(at, Class::INVESTIGATOR));
                if police && before == "held" && !group.nouns.is_empty() {
                    return Some((Victim::Detained, end));
                }
                if self.is_carried_off(start, group) {
                    return Some((Victim::Detained, end));
                }
                let hostages = self.word(end.saturating_sub(1)).starts_with("hostage");
                let hostage = matches!(self.word(end), "hostage" | "captive" | "prisoner");
                (hostages || hostage).then_some((Victim::Detained, end + usize::from(hostage)))
            }
            _ => None,
        }
    }

    /// Whether "with" here stands behind people or a word for their being ill.
    fn is_ill_with(&self, with: usize) -> bool {
        let before = with.saturating_sub(1);
        self.is_people(before) || matches!(self.word(before), "ill" | "sick" | "down" | "hospitalised" | "hospitalized")
    }

    /// Whether an illness is named here, within a few words of one phrase: "acute diarrhoea", "food poisoning".
    pub(super) fn is_illness(&self, at: usize) -> bool {
        const ILLNESSES: &[&str] =
            &["diarrhoea", "diarrhea", "vomiting", "poisoning", "dysentery", "disease", "illness"];
        (at..at + 3).any(|at| self.is(at, Class::DISEASE) || ILLNESSES.contains(&self.word(at)))
    }

    /// Whether a group behind "for" is looked for by those who rescue; whom police look for did it.
    fn is_sought(&self, start: usize, group: &Group) -> bool {
        const SEEKERS: &[&str] = &["searching", "search", "searched", "looking", "look", "hunt", "combing"];
        const FLED: &[&str] = &[
            "suspects",
            "suspect",
            "gunmen",
            "attackers",
            "fugitives",
            "escapees",
            "inmates",
            "prisoners",
            "survivors",
        ];
        let Some(mut verb) = group.tokens.start.checked_sub(2).filter(|&verb| verb >= start) else { return false };
        // "A search is under way for three boys"
        let word = |at: usize| self.page.token(at).is_some_and(|token| token.kind == Kind::Word);
        let noun = (verb.saturating_sub(5).max(start)..verb).rev().take_while(|&at| word(at));
        verb = noun.into_iter().find(|&at| self.word(at) == "search").unwrap_or(verb);
        let last = group.nouns.last().and_then(|noun| noun.end.checked_sub(1));
        SEEKERS.contains(&self.word(verb))
            && last.is_some_and(|last| !FLED.contains(&self.word(last)) && !self.lex(last).is(Class::FORCE))
            && !(verb.saturating_sub(6).max(start)..verb)
                .any(|at| self.is(at, Class::INVESTIGATOR.with(Class::FORCE)) || self.word(at) == "manhunt")
    }

    /// "Gunmen took 30 residents into the forest", "bandits seized 279 on 26 February": taken by captors, or to where they hide.
    fn is_carried_off(&self, start: usize, group: &Group) -> bool {
        const WILDS: &[&str] =
            &["forest", "forests", "bush", "hills", "mountains", "captivity", "desert", "jungle", "creeks", "woods"];
        const SAFE: &[&str] = &[
            "safety",
            "hospital",
            "hospitals",
            "clinic",
            "shelter",
            "shelters",
            "school",
            "rescue",
            "rescued",
            "danger",
            "minutes",
            "hours",
            "seats",
            "part",
            "votes",
        ];
        let (end, verb) = (group.tokens.end, group.tokens.start.saturating_sub(1));
        let toward = |from: usize, words: &[&str]| (from..from + 4).any(|at| words.contains(&self.word(at)));
        if matches!(self.word(end), "into" | "to") && toward(end + 1, WILDS) && !group.nouns.is_empty() {
            return true;
        }
        let away =
            matches!(self.word(end), "from" | "at" | "on" | "in" | "during" | "near" | "after") || self.stops(end);
        let captor = (verb.saturating_sub(8).max(start)..verb).any(|at| self.is(at, Class::CAPTOR));
        let took = matches!(self.word(verb), "took" | "seized" | "taking" | "seizing" | "hold" | "holding" | "held");
        // Who is seized is held, whoever does it; "seized 14 militant hideouts".
        let seized = matches!(self.word(verb), "seized" | "seizing") && !group.nouns.is_empty();
        if seized && !self.is_qualifier(end) {
            return true;
        }
        captor
            && took
            && away
            && !toward(end + 1, SAFE)
            && !(group.nouns.is_empty() && self.word(verb).starts_with("t"))
    }

    /// Whether those whom one "lost" are dead: soldiers and kin, and no players.
    fn is_mourned(&self, group: &Group) -> bool {
        const MOURNED: &[&str] = &[
            "soldiers",
            "troops",
            "men",
            "officers",
            "policemen",
            "fighters",
            "firefighters",
            "children",
            "sons",
            "daughters",
            "relatives",
            "brothers",
            "sisters",
            "brother",
            "sister",
            "son",
            "daughter",
            "parents",
            "neighbours",
            "neighbors",
            "comrades",
            "civilians",
            "guards",
            "marines",
            "sailors",
            "peacekeepers",
        ];
        let noun = group.nouns.last().and_then(|noun| noun.end.checked_sub(1));
        // "I have lost a son": of an illness, as like as not.
        group.max != Some(1) && noun.is_some_and(|noun| MOURNED.contains(&self.word(noun)))
    }

    /// "out of danger", "to safety".
    fn is_to_safety(&self, at: usize) -> bool {
        match self.word(at) {
            "to" => self.word(at + 1) == "safety",
            "out" => self.word(at + 1) == "of" && matches!(self.word(at + 2), "danger" | "harm"),
            _ => false,
        }
    }

    /// Whether a lower-case word that is no preposition, conjunction or person stands here.
    pub(super) fn is_plain_noun(&self, at: usize) -> bool {
        self.page.token(at).is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Lower)
            && !self.is(at, PEOPLE.with(Class::BREAK).with(Class::HAVE).with(Class::ADVERB).with(Class::NUMBER))
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
                    | "according"
                    | "amid"
                    | "since"
                    | "around"
                    | "across"
                    | "when"
                    | "so"
                    | "more"
                    | "over"
                    | "with"
                    | "against"
                    | "while"
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
                    | "there"
                    | "here"
                    | "overnight"
                    | "yesterday"
                    | "today"
            )
    }

    pub(super) fn begins_object(&self, at: usize) -> bool {
        matches!(self.word(at), "a" | "an" | "the" | "his" | "her" | "their" | "its" | "at" | "more" | "up" | "himself")
            && !(self.word(at) == "at" && self.word(at + 1) != "least")
            || self.is(at, Class::NUMBER.with(Class::MANY))
            || (self.is(at, PEOPLE) && !self.is(at, Class::KILLED.with(Class::WOUNDED)))
            || self
                .page
                .token(at)
                .is_some_and(|token| at < self.end && token.kind == Kind::Word && token.case == Case::Title)
    }

    /// "killed four", "the deaths of four", "claimed the lives of four", "the toll rose to 14".
    pub(super) fn fate_before(&self, start: usize, at: usize) -> Option<Victim> {
        // "killed \"14 terrorists\""
        let quoted = |at: usize| self.page.token(at).is_some_and(|token| token.kind == Kind::Quote);
        let at = at.checked_sub(1).filter(|&before| before > start && quoted(before)).unwrap_or(at);
        self.toll(start, at).or_else(|| self.fate_before_near(start, at))
    }

    /// Whether a sentence or a clause ends here.
    pub(super) fn stops(&self, at: usize) -> bool {
        at >= self.end || [b'.', b',', b';'].iter().any(|&mark| self.mark(at, mark))
    }

    fn fate_before_near(&self, start: usize, at: usize) -> Option<Victim> {
        let back = |by: usize| at.checked_sub(by).filter(|&index| index >= start);
        let word = |by: usize| back(by).map_or("", |index| self.page.word(index));
        let victim = |by: usize| back(by).and_then(|index| self.victim_at(index));
        match word(1) {
            "of" | "the" | "by" | "another" | "also" | "about" | "all" => {
                let of = word(1) == "of" || (word(1) == "the" && word(2) == "of");
                // "with the loss of all 44 on board"
                if word(1) == "all" && word(2) == "of" {
                    return self.of_head(start, at, 3);
                }
                if !of {
                    return if word(1) == "by" { None } else { self.active(back(2)?, start) };
                }
                self.of_head(start, at, if word(1) == "of" { 2 } else { 3 })
            }
            // "killing himself and at least 57 others", "killed the driver and 12 passengers"
            "and" => (3..6).find_map(|by| {
                let led = back(by)?;
                let object = (led + 1..at - 1).all(|index| {
                    self.is(index, PEOPLE)
                        || matches!(
                            self.word(index),
                            "himself" | "herself" | "themselves" | "the" | "a" | "an" | "their" | "his" | "its"
                        )
                });
                self.active(led, start).filter(|_| object)
            }),
            // "hacked to death 134 herders", "shot dead three people"
            "death" if word(2) == "to" => Some(Victim::Killed),
            // "the confirmed dead numbered 28"
            "numbered" | "totalled" | "totaled" => victim(2),
            // "one more has died, which makes seven"
            "makes" | "making" if (word(2) == "which" || word(1) == "making") && self.stops(at + 1) => {
                (start..at).rev().find_map(|index| {
                    self.victim_at(index).or_else(|| is_body(self.word(index)).then_some(Victim::Killed))
                })
            }
            "dead" if matches!(word(2), "shot" | "shoot" | "shooting" | "gunned" | "left" | "leaving") => {
                Some(Victim::Killed)
            }
            _ => {
                victim(1)?;
                self.active(back(1)?, start)
            }
        }
    }

    /// "the deaths of four", "claimed the lives of four", "the arrest of four": by the noun before "of".
    fn of_head(&self, start: usize, at: usize, head: usize) -> Option<Victim> {
        let word =
            |by: usize| at.checked_sub(by).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        match word(head) {
            // "the attempted murder of a nurse": she lives.
            "murder" | "murders" | "assassination" if word(head + 1) == "attempted" => None,
            "death" | "deaths" | "killing" | "killings" | "murder" | "murders" | "assassination" | "massacre"
            | "execution" | "slaying" | "slayings" | "loss" | "bodies" | "remains" => Some(Victim::Killed),
            // "claimed the lives of", never "the life of a refugee".
            "lives" | "life" => (head + 1..head + 4).any(|by| TAKEN.contains(&word(by))).then_some(Victim::Killed),
            // "ordered the arrest of 14 officials": nobody is held yet.
            "arrest" | "arrests" | "detention"
                if (head + 1..head + 4).any(|by| {
                    matches!(
                        word(by),
                        "ordered" | "orders" | "ordering" | "demanded" | "demand" | "demands" | "sought" | "seeks"
                    )
                }) =>
            {
                None
            }
            "abduction" | "kidnapping" | "arrest" | "detention" | "arrests" | "capture" => Some(Victim::Detained),
            "wounding" | "injury" => Some(Victim::Wounded),
            "martyrdom" => Some(Victim::Killed),
            "disappearance" | "whereabouts" => Some(Victim::Missing),
            "displacement" | "evacuation" => Some(Victim::Displaced),
            "infection" | "infections" => Some(Victim::Infected),
            _ => None,
        }
    }

    /// A verb of fate that takes the figure as its object.
    pub(super) fn active(&self, at: usize, start: usize) -> Option<Victim> {
        let victim = self.victim_at(at)?;
        let before = at.checked_sub(1).filter(|&index| index >= start).map_or("", |index| self.page.word(index));
        let passive = matches!(before, "was" | "were" | "been" | "being" | "is" | "are");
        let verb = !matches!(
            self.word(at),
            "dead" | "missing" | "homeless" | "death" | "deaths" | "died" | "dying" | "fled" | "wounded" | "arrests"
        );
        let wounded = self.word(at) == "wounded" && !matches!(before, "the" | "a");
        ((verb || wounded) && !passive).then_some(victim)
    }
}
