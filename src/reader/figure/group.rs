//! Groups of people: quantities with their nouns, and lists of them summed up.
//!
//! Comes in: a token that may begin a quantity. Goes out: a group with its parts, before its fate is known. What only
//! says again who they were ("two civilians, a man and a woman") is never added, nor a part of the same people ("23
//! people, three of them children"); an age, a price, a road's number and an ordinal count nobody.

use super::super::lexicon::Tags;
use super::super::token::{Case, Kind, Token};
use super::super::vocabulary::Class;
use super::quantity::Quantity;
use super::{Counter, Group, PEOPLE, TAKEN, fate};
use crate::story::{FigurePart, Victim};

/// Words before a number that names something: "Route 24", "aged 19", "magnitude 6".
const NAMED: &[&str] = &[
    "route",
    "highway",
    "road",
    "flight",
    "line",
    "article",
    "section",
    "resolution",
    "law",
    "act",
    "aged",
    "age",
    "magnitude",
    "no.",
    "number",
    "unit",
    "chapter",
    "page",
    "district",
    "ward",
    "room",
    "bus",
    "train",
    "boeing",
    "airbus",
    "channel",
    "interstate",
    "ages",
    "category",
    "level",
    "phase",
];

/// "third", "fourth": one of a row, no count.
const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "latest"];

/// The number of an ordinal: "third", "eighteenth", "41st".
fn ordinal(word: &str) -> Option<u32> {
    const TEENS: [&str; 10] = [
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let named = ORDINALS.iter().take(10).chain(&TEENS).position(|name| *name == word);
    if let Some(place) = named {
        return u32::try_from(place + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok()
}

/// How sure it is that one is ill: "119 confirmed and 11 probable cases".
const CERTAINTY: &[&str] = &["confirmed", "probable", "suspected", "suspect", "possible"];

/// How many words may name who is told before those who are counted.
const LEADER: usize = 8;

/// Words that end like people's and are none.
const THINGS: &[&str] = &[
    "numbers",
    "quarters",
    "papers",
    "newspapers",
    "orders",
    "centers",
    "borders",
    "waters",
    "powers",
    "towers",
    "rivers",
    "letters",
    "matters",
    "computers",
    "helicopters",
    "boosters",
    "motors",
    "doors",
    "floors",
    "sectors",
    "factors",
    "tractors",
    "reactors",
    "mirrors",
    "corridors",
    "indicators",
    "generators",
    "meters",
    "kilometers",
    "liters",
    "dollars",
    "trailers",
    "containers",
    "shelters",
    "disasters",
    "chapters",
    "posters",
    "layers",
    "counters",
    "bunkers",
    "chambers",
    "theaters",
    "skyscrapers",
    "launchers",
    "carriers",
    "errors",
    "offers",
    "transformers",
    "scooters",
    "specimen",
    "regimen",
    "abdomen",
    "acumen",
];

/// What has a head or elders.
const LED: &[&str] = &[
    "village",
    "police",
    "clan",
    "district",
    "ward",
    "tribal",
    "community",
    "local",
    "traditional",
    "hamlet",
    "area",
    "town",
];

impl Counter<'_> {
    /// Whether a word is of people: a known noun, or a plural that ends as those who do something do ("herders").
    pub(super) fn is_people(&self, at: usize) -> bool {
        if self.is(at, PEOPLE) {
            return true;
        }
        let word = self.word(at);
        // "a village head", "the clan's elders"
        let before = || at.checked_sub(1).map_or("", |before| self.word(before));
        if matches!(word, "head" | "heads" | "chief" | "chiefs" | "elder" | "elders") && LED.contains(&before()) {
            return true;
        }
        // "farm hands"
        if word == "hands" && matches!(before(), "farm" | "ranch" | "field" | "deck") {
            return true;
        }
        if word == "figures" && matches!(before(), "opposition" | "political" | "religious" | "public" | "senior") {
            return true;
        }
        let doer = word.len() > 5 && ["ers", "ors", "ists", "men", "ians"].iter().any(|end| word.ends_with(end));
        doer && self.page.token(at).is_some_and(|token| token.case == Case::Lower)
            && !THINGS.contains(&word)
            && !self.lex(at).is_thing()
    }

    /// "four soldiers and two civilians": quantities with their nouns, summed up.
    pub(super) fn group(&self, start: usize, at: usize) -> Option<Group> {
        if let Some(last) = self.last_of(start, at) {
            return Some(last);
        }
        let mut group = self.one(at).or_else(|| self.led(start, at))?;
        let first = group.clone();
        // "killed two men and a woman was arrested": what has its own verb is no part of the list.
        let led = self.fate_before(start, at).is_some();
        loop {
            let end = group.tokens.end;
            let next = match (self.word(end), self.mark(end, b',')) {
                ("and", _) => end + 1,
                (_, true) if self.word(end + 1) == "and" => end + 2,
                (_, true) => end + 1,
                _ => break,
            };
            if matches!(self.word(next), "including" | "included") {
                break;
            }
            let more = self.one(next).or_else(|| self.owned(next)).or_else(|| self.their_own(next));
            let more = more.or_else(|| self.as_many(next, &first));
            // "killing a policeman and the driver"
            let Some(more) = more.or_else(|| self.definite(next).filter(|_| led)) else { break };
            // "19 bodies and 23 survivors"
            let body =
                |group: &Group| group.nouns.last().is_some_and(|noun| noun.end > 0 && is_body(self.word(noun.end - 1)));
            if body(&group) || body(&more) {
                break;
            }
            // "three people, a politician said": who says so is none of them.
            if self.is_part_of(more.tokens.start) || self.lex(more.tokens.end).reporting.is_some() {
                break;
            }
            // "five dead and 80 injured" is two groups; "119 confirmed and 11 probable cases" is one.
            let ill = group.fate == Some(Victim::Infected) && more.fate == group.fate;
            let apart = more.fate.is_some() || group.fate.is_some();
            if (apart && !ill) || group.nouns.is_empty() || more.nouns.is_empty() {
                break;
            }
            let told = self.victim_at(more.tokens.end).is_some();
            // "two civilians killed and three others wounded": each has its own fate after it.
            if told && self.victim_at(group.tokens.end).is_some() {
                break;
            }
            if led && (told || self.is(more.tokens.end, Class::HAVE)) {
                break;
            }
            if group.parts.is_empty() {
                group.parts.push(self.as_part(&group));
            }
            group.parts.push(self.as_part(&more));
            group.min = group.min.saturating_add(more.min);
            group.max = group.max.zip(more.max).map(|(a, b)| a.saturating_add(b));
            group.tokens.end = more.tokens.end;
            group.nouns.extend(more.nouns);
        }
        // "two civilians, a man and a woman": the same two again.
        let rest = group.min - first.min;
        if self.mark(first.tokens.end, b',') && first.max == Some(first.min) && rest == first.min && rest > 1 {
            let parts = group.parts.split_off(1.min(group.parts.len()));
            return Some(Group { min: first.min, max: first.max, nouns: first.nouns, parts, ..group });
        }
        Some(group)
    }

    /// "the mayor and two guards", "a commander of the rebels and six of his men": one more, told before those who are
    /// counted.
    pub(super) fn with_leader(&self, start: usize, group: Group) -> Group {
        let one = |noun: usize| {
            self.is(noun, PEOPLE.with(Class::OFFICE))
                && !fate::is_plural(self.word(noun))
                && !self.is(noun, Class::KILLED)
        };
        let Some(and) = group.tokens.start.checked_sub(1).filter(|&at| at > start && self.word(at) == "and") else {
            return group;
        };
        let phrase = (start..and).rev().take(LEADER).take_while(|&at| {
            self.may_qualify(at) || matches!(self.word(at), "of" | "the" | "a" | "an" | "his" | "its" | "their")
        });
        let begins = |at: usize| {
            let before = at.checked_sub(1).filter(|&before| before >= start);
            let noun = (at + 1..at + 4)
                .take_while(|&noun| noun < and && self.may_qualify(noun))
                .find(|&noun| one(noun) && (noun + 1 == and || self.word(noun + 1) == "of"));
            let free = before.is_none_or(|before| {
                self.mark(before, b',')
                    || self.active(before, start).is_some()
                    || self.lex(before).reporting.is_some()
                    || matches!(self.word(before), "that" | "when" | "after" | "as" | "while")
            });
            matches!(self.word(at), "the" | "a" | "an" | "its" | "their" | "his" | "her") && free && noun.is_some()
        };
        let Some(first) = phrase.filter(|&at| begins(at)).last() else { return group };
        let lone = Group::plain((1, Some(1)), first..and, Some(first + 1..and));
        let mut parts = vec![self.as_part(&lone)];
        let nouns = lone.nouns.into_iter().chain(group.nouns.iter().cloned()).collect();
        parts.extend(if group.parts.is_empty() { vec![self.as_part(&group)] } else { group.parts });
        let (min, max) = (group.min.saturating_add(1), group.max.map(|max| max.saturating_add(1)));
        Group { min, max, tokens: first..group.tokens.end, parts, nouns, ..group }
    }

    /// "his driver", "their son": one more of a list.
    fn owned(&self, at: usize) -> Option<Group> {
        let whose = matches!(self.word(at), "his" | "her" | "their" | "its");
        let noun = (at + 1..at + 3).find(|&index| self.is(index, PEOPLE))?;
        let one = whose && !fate::is_plural(self.word(noun)) && (noun == at + 1 || self.may_qualify(at + 1));
        // "his brother-in-law"
        let law = self.mark(noun + 1, b'-') && self.word(noun + 4) == "law";
        let end = noun + if law { 5 } else { 1 };
        one.then(|| Group::plain((1, Some(1)), at..end, Some(noun..end)))
    }

    /// "and an equal number of militants", "and as many rioters": so many again.
    fn as_many(&self, at: usize, first: &Group) -> Option<Group> {
        let noun = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("an", "equal", "number") | ("the", "same", "number") if self.word(at + 3) == "of" => at + 4,
            ("as", "many", _) => at + 2,
            _ => return None,
        };
        let people = (noun..noun + 3).find(|&index| self.is_people(index) || !self.may_qualify(index))?;
        let group = Group::plain((first.min, first.max), at..people + 1, Some(noun..people + 1));
        self.is_people(people).then_some(group)
    }

    /// "and their three children", "and her two daughters": more of a list.
    fn their_own(&self, at: usize) -> Option<Group> {
        let whose = matches!(self.word(at), "his" | "her" | "their" | "its");
        // "her twin daughters"
        if whose && matches!(self.word(at + 1), "twin" | "both") && self.is_people(at + 2) {
            return Some(Group::plain((2, Some(2)), at..at + 3, Some(at + 2..at + 3)));
        }
        let more = self.one(at + 1).filter(|more| whose && !more.nouns.is_empty())?;
        Some(Group { tokens: at..more.tokens.end, ..more })
    }

    /// "killed his wife", "killed the driver and two passengers": one that a verb of fate right before it befalls.
    fn led(&self, start: usize, at: usize) -> Option<Group> {
        let verb = at.checked_sub(1).filter(|&index| index >= start)?;
        self.active(verb, start)?;
        let one = self.owned(at).or_else(|| {
            let noun = (at + 1..at + 3).find(|&index| self.is(index, PEOPLE))?;
            let one = self.word(at) == "the" && !fate::is_plural(self.word(noun)) && !self.is_people(noun + 1);
            // "killed the family of …" names nobody alone.
            let plain = (noun == at + 1 || self.may_qualify(at + 1))
                && (self.word(noun + 1) == "and"
                    || (self.mark(noun + 1, b',')
                        && matches!(self.word(noun + 2), "his" | "her" | "their" | "a" | "an"))
                    // "came down in a field, killing the pilot."
                    || (matches!(self.word(verb), "killing" | "injuring" | "wounding") && self.ends_clause(noun + 1)));
            (one && plain).then(|| Group::plain((1, Some(1)), at..noun + 1, Some(noun..noun + 1)))
        })?;
        Some(one)
    }

    /// Whether a clause ends at a token: its stop, or when and where it was.
    fn ends_clause(&self, at: usize) -> bool {
        let over = self.page.token(at).is_none_or(|token| matches!(token.mark, b'.' | b';')) || at >= self.end;
        over || matches!(self.word(at), "on" | "in" | "near" | "at" | "instantly" | "outright")
    }

    pub(super) fn as_part(&self, group: &Group) -> FigurePart {
        let of = group.nouns.first().map_or_else(String::new, |noun| self.page_words(noun.clone()));
        FigurePart { min: group.min, max: group.max, of }
    }

    /// Whether a quantity is a day, an age, or of things and animals.
    fn counts_no_people(&self, at: usize, quantity: &Quantity) -> bool {
        let (min, max, end) = (quantity.min, quantity.max, quantity.end);
        let word = |by: usize| at.checked_sub(by).map_or("", |index| self.word(index));
        if self.is_people(end) {
            return false;
        }
        // "during a march on May 12", "a bricklayer of 38"
        let month =
            at.checked_sub(1).and_then(|index| self.page.token(index)).is_some_and(|token| token.tags.has(Tags::MONTH));
        if self.is(at, Class::NUMBER) && (month || self.is_age_of(at)) {
            return true;
        }
        // "Marvin Lane, 80, both of York"
        let called = at >= 2 && self.mark(at - 1, b',') && self.page.token(at - 2).is_some_and(Token::is_capital);
        if called && self.mark(end, b',') && (2..=115).contains(&min) && max == Some(min) {
            return true;
        }
        let before = || (at.saturating_sub(10)..at).rev();
        // "a truck carrying 40 cows, killing 22 of them"
        let animals = Class::ANIMAL.with(Class::LIVESTOCK);
        let beasts = || {
            let last = before().find(|&it| self.is(it, animals) || self.is_people(it));
            last.is_some_and(|it| self.is(it, animals))
        };
        if self.word(end) == "of" && self.word(end + 1) == "them" && beasts() {
            return true;
        }
        // "1,340 birds, of which 911 dead"
        word(1) == "which" && word(2) == "of" && !before().any(|it| self.is_people(it))
    }

    /// One quantity and its noun; households are counted by their people where those are told too.
    pub(super) fn one(&self, at: usize) -> Option<Group> {
        let mut group = self.one_of(at)?;
        if let Some(people) = self.people_of(&group) {
            return Some(people);
        }
        // "five people at least lost their lives"
        let end = group.tokens.end;
        let (least, more) = (
            self.word(end) == "at" && self.word(end + 1) == "least",
            self.word(end) == "or" && self.word(end + 1) == "more",
        );
        if (least || more) && group.min > 0 && group.max == Some(group.min) {
            (group.max, group.tokens.end) = (None, end + 2);
        }
        Some(group)
    }

    /// "34 families (196 persons)", "Some 120 households, or about 600 people,": how many people those are.
    fn people_of(&self, group: &Group) -> Option<Group> {
        const SOULS: &[&str] = &["people", "persons", "individuals", "members", "inhabitants", "residents", "souls"];
        let last = group.nouns.last().and_then(|noun| noun.end.checked_sub(1))?;
        let end = group.tokens.end;
        if !matches!(self.word(last), "families" | "households") {
            return None;
        }
        let opens = self.mark(end, b'(') || self.mark(end, b',');
        let from = end + 1 + usize::from(matches!(self.word(end + 1), "or" | "totalling" | "totaling" | "some"));
        let count = self.quantity(from).filter(|count| opens && !count.article)?;
        let close = count.end + 1;
        let said = SOULS.contains(&self.word(count.end));
        let closed = (close..close + 8).find(|&at| self.mark(at, b')') || self.mark(at, b','))?;
        let to = if self.mark(end, b'(') { (closed..closed + 8).find(|&at| self.mark(at, b')'))? } else { closed };
        (said && from > end)
            .then(|| Group::plain((count.min, count.max), group.tokens.start..to + 1, Some(count.end..close)))
    }

    /// One quantity and its noun, as told.
    fn one_of(&self, at: usize) -> Option<Group> {
        // "detained the 61-year-old": an age.
        if self.age(at).is_some() {
            return None;
        }
        let quantity = self.quantity(at)?;
        let (min, max, end, article) = (quantity.min, quantity.max, quantity.end, quantity.article);
        let before = at.checked_sub(1).map_or("", |index| self.word(index));
        // "$5", "10:30", "Route 24"
        let marked = at.checked_sub(1).and_then(|index| self.page.token(index));
        let touched = marked.zip(self.page.token(at)).is_some_and(|(mark, number)| {
            mark.kind == Kind::Punct && matches!(mark.mark, b'$' | b'#' | b':') && mark.touches(number)
        });
        if touched || (self.is(at, Class::NUMBER) && NAMED.contains(&before) && !self.is_numbered(at)) {
            return None;
        }
        if self.counts_no_people(at, &quantity) {
            return None;
        }
        if self.mark(end, b'%') || matches!(self.word(end), "percent" | "per" | "a.m." | "p.m." | "years" | "year") {
            return None;
        }
        let mut noun = end;
        if self.word(noun) == "of"
            && matches!(
                self.word(noun + 1),
                "the" | "them" | "those" | "whom" | "their" | "its" | "his" | "her" | "our" | "my" | "your"
            )
            && (self.word(noun + 1) != "those" || self.is_of_those_aboard(at))
        {
            noun += 2;
            // "nine of their number"
            if self.word(noun) == "number" {
                return Some(Group::plain((min, max), at..noun + 1, Some(noun..noun + 1)));
            }
            // "24 of its 60 passengers"
            if let Some((_, after)) = self.number(noun) {
                noun = after;
            }
        } else if self.word(noun) == "of" || (self.word(noun) == "more" && !article) {
            noun += 1;
        }
        if let Some(after) = self.age(noun) {
            noun = after;
        }
        // "a family of five", "an entire family of five"
        if article && matches!(self.word(noun), "entire" | "whole" | "single") {
            noun += 1;
        }
        if article
            && matches!(self.word(noun), "family" | "household" | "crew")
            && self.word(noun + 1) == "of"
            && let Some((count, after)) = self.number(noun + 2).filter(|&(_, after)| !self.is_people(after))
        {
            return Some(Group::plain((count, Some(count)), at..after, Some(noun..noun + 1)));
        }
        if matches!(self.word(noun + 1), "and" | "or")
            && CERTAINTY.contains(&self.word(noun))
            && self
                .number(noun + 2)
                .is_some_and(|(_, after)| (after..after + 4).any(|index| self.word(index) == "cases"))
        {
            let group = Group::plain((min, max), at..noun + 1, Some(noun..noun + 1));
            return Some(Group { fate: Some(Victim::Infected), ..group });
        }
        // Up to three words may stand before the noun: "four Azerbaijani police officers".
        for offset in 0..4 {
            let here = noun + offset;
            if self.is_people(here) && !(article && min == 0 && self.word(here) == "others") {
                return self.with_noun(at, (min, max), noun..here, end);
            }
            if !self.may_qualify(here) || ORDINALS.contains(&self.word(here)) {
                break;
            }
        }
        if article {
            return None;
        }
        if self.is_called(at, end) {
            return self.with_noun(at, (min, max), end..end, end);
        }
        // "five dead", "80 were injured", "wounded 11": no noun; the fate must stand close by.
        let digits = self.page.token(at).is_some_and(|token| token.end - token.start == 4);
        let year = digits && min == max.unwrap_or(0) && (1900..=2100).contains(&min) && end == at + 1;
        // "nine of the 22 died"
        let whole =
            self.word(end) == "of" && (noun > end + 2 || matches!(self.word(end + 1), "them" | "those" | "whom"));
        (self.is_closed(end) && !year).then(|| Group::plain((min, max), at..if whole { noun } else { end }, None))
    }

    /// Whether a number that ends here is followed by no noun.
    fn is_closed(&self, end: usize) -> bool {
        self.page.token(end).filter(|_| end < self.end).is_none_or(|token| token.kind == Kind::Punct)
            || self.is(end, Class::BREAK.with(Class::HAVE))
            || self.victim_at(end).is_some()
            || self.is_phrase(end)
            || (self.word(end) == "the" && matches!(self.word(end + 1), "number" | "toll" | "total"))
            || matches!(
                self.word(end),
                "in" | "on"
                    | "at"
                    | "near"
                    | "of"
                    | "by"
                    | "more"
                    | "others"
                    | "during"
                    | "from"
                    | "into"
                    | "to"
                    | "aboard"
                    | "captive"
                    | "hostage"
                    | "prisoner"
                    | "still"
                    | "treated"
                    | "hospitalised"
                    | "hospitalized"
            )
    }

    /// "arrested six Protestants", "making 4,000 Rohingya homeless": people by what they are, whom a verb of fate befalls.
    fn is_called(&self, at: usize, noun: usize) -> bool {
        let capital = self.page.token(noun).is_some_and(|token| noun < self.end && token.case == Case::Title);
        let befell = || at.checked_sub(1).is_some_and(|verb| self.active(verb, verb).is_some());
        let many = || self.is(at, Class::NUMBER) && fate::is_plural(self.word(noun));
        capital && (self.word(noun + 1) == "homeless" || (many() && befell()))
    }

    /// The last of many whom it befell, by its number: "an eighteenth victim", "a 41st body" are 18 and 41 in all. The third to
    /// tenth are so where the sentence has counted no others, the second where it has counted one, and only if they die.
    fn last_of(&self, start: usize, at: usize) -> Option<Group> {
        const BEFALLEN: [&str; 6] = ["victim", "fatality", "death", "body", "casualty", "person"];
        if !matches!(self.word(at), "a" | "an" | "the") {
            return None;
        }
        // "a thirty-second victim"
        let tens = Some(self.lex(at + 1)).filter(|lex| lex.is(Class::NUMBER) && self.mark(at + 2, b'-'));
        let (count, noun) = match tens {
            Some(tens) => (ordinal(self.word(at + 3)).filter(|unit| *unit < 10)?.saturating_add(tens.value), at + 4),
            None => (ordinal(self.word(at + 1))?, at + 2),
        };
        let few = count <= 10;
        let people = Some(self.word(noun)).filter(|_| (2..=1_000).contains(&count))?;
        // "a fourth died", "the fourth, a resident of a home, died"
        let bare = self.stops(noun) || people == "died" || (people == "has" && self.word(noun + 1) == "died");
        let noun = if bare { noun.saturating_sub(1) } else { noun };
        let known = bare || BEFALLEN.contains(&people) || (self.is(noun, PEOPLE) && !fate::is_plural(people));
        let counted: Vec<u32> =
            (start..at).filter(|&before| self.is(before, Class::NUMBER)).map(|before| self.lex(before).value).collect();
        let next = counted.iter().any(|one| one.checked_add(1) == Some(count));
        if !known || (few && !(next || (counted.is_empty() && count > 2))) {
            return None;
        }
        // "an eighteenth victim of the crash, a boy of nine, died"
        let comma = |from: usize| (from..from + 12).find(|&index| self.mark(index, b','));
        let behind = noun + 1;
        let of = if self.word(behind) == "of" {
            comma(behind + 1)
        } else {
            Some(behind).filter(|&end| self.mark(end, b','))
        };
        let end = of.and_then(|of| comma(of + 1)).map_or(behind, |comma| comma + 1);
        let dead = |at: usize| matches!(self.word(at), "died" | "dies" | "succumbed" | "passed" | "perished");
        let dies = dead(end) || (self.is(end, Class::HAVE) && dead(end + 1));
        let group = Group::plain((count, Some(count)), at..end, (!bare).then_some(noun..behind));
        let listed = !few && BEFALLEN.contains(&people) && self.word(at) != "the";
        (dies || listed).then(|| Group { fate: noun_fate(people).or(dies.then_some(Victim::Killed)), ..group })
    }

    /// The group whose noun begins after some qualifiers.
    fn with_noun(
        &self,
        at: usize,
        count: (u32, Option<u32>),
        before: std::ops::Range<usize>,
        end: usize,
    ) -> Option<Group> {
        let (min, max) = count;
        let mut last = before.end + 1;
        while self.is_people(last) && !self.is_fate_only(last) {
            last += 1;
        }
        // "the 2006 poisoning death", "2009 fans": a year, unless people follow at once.
        let yearly = end == at + 1
            && (1900..=2100).contains(&min)
            && max == Some(min)
            && self.page.token(at).is_some_and(|token| token.end - token.start == 4);
        if yearly && (before.end > before.start || !self.word(last - 1).ends_with('s')) {
            return None;
        }
        let head = self.word(last - 1);
        let count = if head == "couple" && (min, max) == (1, Some(1)) { (2, Some(2)) } else { count };
        // "300 casualties" are dead and hurt, unless the hurt are counted apart: "five casualties, and left 80 injured".
        let apart = || (last..(last + 16).min(self.end)).any(|at| self.is(at, Class::WOUNDED));
        if matches!(head, "casualty" | "casualties") && min > 0 && !apart() {
            return None;
        }
        let led = at.checked_sub(1).map_or("", |index| self.word(index));
        if matches!(head, "life" | "lives") {
            // "sank with the loss of seven lives"
            let lost = led == "of" && at >= 2 && self.word(at - 2) == "loss";
            let taken = (TAKEN.contains(&led) && (count != (1, Some(1)) || self.word(at) == "one")) || lost;
            return taken.then(|| Group { fate: Some(Victim::Killed), ..Group::plain(count, at..last, None) });
        }
        // "suspects in only four cases"
        if head == "cases"
            && (led == "in" || (1..3).any(|by| at.checked_sub(by).is_some_and(|index| self.word(index) == "in")))
        {
            return None;
        }
        let fate = noun_fate(head);
        let end = self.behind_age(last, max.is_some_and(|top| top <= 3));
        // "the two missing boys" are boys.
        let quoted = self.page.token(before.start).is_some_and(|token| token.kind == Kind::Quote);
        let led = !before.is_empty() && (quoted || self.befallen_before(before.start).is_some());
        let led = before.start + usize::from(led);
        Some(Group { fate, ..Group::plain(count, at..end, Some(led..last)) })
    }

    /// The token after the age of a person: "a man, 56", "two men aged 24 and 31", "a girl of nine"; what follows a second
    /// comma goes on.
    pub(super) fn behind_age(&self, at: usize, few: bool) -> usize {
        const OLDEST: u32 = 115;
        let age = |at: usize| self.number(at).filter(|&(years, end)| years <= OLDEST && end == at + 1).map(|_| at + 1);
        let behind = |at: usize| self.stops(at) || self.is(at, Class::HAVE) || self.victim_at(at).is_some();
        let ends = |at: usize| behind(at) || matches!(self.word(at), "and" | "from" | "who");
        let led = match self.word(at) {
            "aged" | "ages" => true,
            "of" => {
                let two = few && self.word(at + 2) == "and" && age(at + 3).is_some() && behind(at + 4);
                if two {
                    return at + 4;
                }
                behind(at + 2)
            }
            // "a woman between 19 and 30"
            "between" if few && self.word(at + 2) == "and" && age(at + 1).is_some() && age(at + 3).is_some() => {
                return at + 4;
            }
            _ => few && self.mark(at, b',') && ends(at + 2) && !self.is_part_of(at + 1),
        };
        let Some(mut end) = age(at + 1).filter(|_| led) else { return at };
        while self.word(at) != "of"
            && (self.mark(end, b',') || matches!(self.word(end), "and" | "to"))
            && let Some(next) = age(end + 1).filter(|&next| ends(next))
            && !self.is_people(next)
        {
            end = next;
        }
        end
    }

    /// "a bricklayer of 38": how old one is.
    fn is_age_of(&self, at: usize) -> bool {
        const OLDEST: u32 = 115;
        let one =
            |noun: usize| self.is(noun, PEOPLE) && !fate::is_plural(self.word(noun)) || self.word(noun).ends_with("er");
        let led = |noun: usize| {
            noun.checked_sub(1).is_some_and(|at| matches!(self.word(at), "a" | "an" | "the"))
                || noun.checked_sub(2).is_some_and(|at| matches!(self.word(at), "a" | "an" | "the"))
        };
        let closed =
            |end: usize| self.is(end, Class::HAVE) || self.stops(end) || matches!(self.word(end), "who" | "from");
        let years =
            self.number(at).is_some_and(|(years, end)| (2..=OLDEST).contains(&years) && end == at + 1 && closed(end));
        let noun = at.checked_sub(2).filter(|&noun| self.word(noun + 1) == "of" && one(noun) && led(noun));
        years
            && noun
                .is_some_and(|noun| !self.is(noun, Class::KILLED.with(Class::WOUNDED)) && self.word(noun) != "number")
    }

    /// "4-year-old", "six-month-old": the token after it.
    pub(super) fn age(&self, at: usize) -> Option<usize> {
        let aged = self.is(at, Class::NUMBER)
            && self.mark(at + 1, b'-')
            && matches!(self.word(at + 2), "year" | "month" | "week" | "day")
            && self.mark(at + 3, b'-')
            && self.word(at + 4) == "old";
        aged.then_some(at + 5)
    }

    /// Whether a word may stand between a number and its noun.
    pub(super) fn may_qualify(&self, at: usize) -> bool {
        let Some(token) = self.page.token(at).filter(|_| at < self.end) else { return false };
        let lex = self.lex(at);
        // "killed 14 \"terrorists\""
        if token.is(b'-') || token.kind == Kind::Quote {
            return true;
        }
        token.kind == Kind::Word
            && !lex.is(Class::HAVE.with(Class::BREAK).with(Class::MODAL).with(Class::NUMBER))
            && !matches!(
                self.word(at),
                "in" | "on"
                    | "of"
                    | "at"
                    | "to"
                    | "by"
                    | "from"
                    | "for"
                    | "the"
                    | "a"
                    | "an"
                    | "near"
                    | "during"
                    | "days"
                    | "weeks"
                    | "months"
                    | "years"
                    | "hours"
                    | "miles"
                    | "times"
                    | "year"
                    | "day"
                    | "into"
                    | "dollars"
                    | "cars"
            )
            && (lex.is(PEOPLE) || !lex.is(Class::KILLED.with(Class::WOUNDED)))
    }

    /// "others" after "people" may be a noun, "dead" is a fate.
    fn is_fate_only(&self, at: usize) -> bool {
        self.is(at, Class::KILLED.with(Class::WOUNDED)) && !self.is(at, PEOPLE)
    }
}

/// Whether a noun is of the dead alone.
pub(super) fn is_body(noun: &str) -> bool {
    matches!(noun, "bodies" | "corpses" | "body" | "corpse")
}

/// The fate a noun of people says by itself.
fn noun_fate(noun: &str) -> Option<Victim> {
    Some(match noun {
        "fatality" | "fatalities" | "casualty" | "casualties" | "deaths" | "death" | "killings" | "murders"
        | "slayings" | "executions" => Victim::Killed,
        "injury" | "injuries" => Victim::Wounded,
        "arrests" | "arrest" | "detentions" | "kidnappings" | "abductions" => Victim::Detained,
        "disappearances" => Victim::Missing,
        "cases" | "infections" => Victim::Infected,
        _ => return None,
    })
}
