//! How many an event befell, in words: by all who count them, as a range where they differ.
//!
//! Comes in: a story and one of its events. Goes out: a [`Toll`] for each kind of victim, which says itself. Nothing is
//! averaged; where sources differ both ends have their letter.

use super::does;
use crate::story::{
    Agreement, ArticleId, Claim, Event, Kind, Letter, MentionId, Slot, SlotClaims, Story, Value, Victim, grouped,
    nearly,
};

/// What an event is said to have done to people, by all who count them.
pub(super) struct Toll {
    pub(super) victim: Victim,
    pub(super) low: Count,
    pub(super) high: Count,
    pub(super) differ: bool,
    /// Whether families are counted, for no source counts the people in them.
    families: bool,
}

/// What a count of families ends with.
const FAMILIES: &str = " families";

/// So many people, as an article counts them.
#[derive(Clone, Copy)]
pub(super) struct Count {
    pub(super) min: u32,
    max: Option<u32>,
    letter: Letter,
    /// Whether the article says "more than" the number below.
    more_than: bool,
}

/// How many it befell, the gravest first; at most two kinds of them.
pub(super) fn tolls(story: &Story, event: &Event) -> Vec<Toll> {
    Victim::ALL
        .into_iter()
        // "Two arrested" says nothing of a verdict.
        .filter(|victim| *victim != Victim::Detained || !matches!(event.kind, Kind::Trial | Kind::Sentence))
        .filter_map(|victim| {
            let slot = event.slots.iter().find(|slot| slot.slot == Slot::Figure(victim))?;
            toll(story, slot, victim, &|claim| is_of_another(story, event, claim))
        })
        .filter(|toll| fits(&event.title, toll))
        .take(2)
        .collect()
}

/// So few killed are not what a word for the killing of many counts.
const MANY: u32 = 3;

/// Whether a title can count so many killed: a word for the killing of many says more than two of them, one body is one.
fn fits(title: &str, toll: &Toll) -> bool {
    let title = title.to_lowercase();
    let has = |words: &[&str]| title.split(|c: char| !c.is_alphabetic()).any(|word| words.contains(&word));
    let many = has(&["genocide", "massacre", "massacres", "slaughter", "carnage"]);
    let one = title.starts_with("body found");
    toll.victim != Victim::Killed || (!many || toll.high.min >= MANY) && (!one || toll.high.max == Some(1))
}

fn toll(story: &Story, slot: &SlotClaims, victim: Victim, elsewhere: &dyn Fn(&Claim) -> bool) -> Option<Toll> {
    // What counts a part is no rival of the whole, nor is a count that a later one of the same speaker took the place of.
    let counts_others = |claim: &Claim| counts_others(story, claim);
    let has_counted = |by: ArticleId| slot.claims.iter().any(|it| it.mention.article == by && !counts_others(it));
    let is_part = |claim: &Claim| claim.part || counts_others(claim) && has_counted(claim.mention.article);
    let whole = slot.claims.iter().any(|claim| !is_part(claim));
    let rivals: Vec<&Claim> =
        slot.claims.iter().filter(|claim| (!whole || !is_part(claim)) && !elsewhere(claim)).collect();
    // Families are no rivals of the people in them.
    let families = rivals.iter().all(|claim| counts_families(story, claim));
    let rivals: Vec<&Claim> = rivals.into_iter().filter(|claim| families || !counts_families(story, claim)).collect();
    let newer = rivals.iter().any(|claim| !claim.older);
    let mut counts: Vec<Count> = rivals
        .iter()
        .filter(|claim| !newer || !claim.older)
        .filter_map(|claim| match claim.value {
            Value::Count { min, max } => {
                let letter = story.source(claim.mention.article)?.article.letter;
                Some(Count { min, max, letter, more_than: claim.more_than(story).is_some() })
            }
            _ => None,
        })
        .collect();
    counts.sort_by_key(|it| (it.min, it.max.unwrap_or(u32::MAX), it.letter));
    let (mut low, mut high) = (*counts.first()?, *counts.last()?);
    let differ = slot.agreement == Agreement::Differs && (low.min, low.max) != (high.min, high.max);
    if let Some(all) = narrowed(&counts).filter(|_| slot.agreement != Agreement::Differs) {
        (low, high) = (Count { letter: low.letter, ..all }, Count { letter: high.letter, ..all });
    }
    // That nobody came to harm is no toll.
    if high.max == Some(0) {
        return None;
    }
    Some(Toll { victim, low, high, differ, families })
}

/// Whether the sentence that counts whom an event befell tells of another as well, of a kind that does such a thing, which the same
/// article counts as many for, and this one is of no such kind: a sentence on a strike that was read as a protest too counts the
/// dead of the strike.
fn is_of_another(story: &Story, event: &Event, claim: &Claim) -> bool {
    if does(event.family) {
        return false;
    }
    let article = claim.mention.article;
    let sentence = |id: MentionId| story.mention(id).map(|(_, mention)| (id.article, mention.sentence));
    let told = sentence(claim.mention);
    let same = |other: &Claim| other.mention.article == article && other.value == claim.value;
    story.events.iter().filter(|other| other.id != event.id && does(other.family)).any(|other| {
        other.mentions.iter().any(|&id| told.is_some() && sentence(id) == told)
            && other.slots.iter().any(|slot| slot.claims.iter().any(same))
    })
}

/// Whether a claim counts people beside others: "two others", "another three".
fn counts_others(story: &Story, claim: &Claim) -> bool {
    let Some((source, span)) = story.source(claim.mention.article).zip(claim.span) else { return false };
    let words = source.article.text.slice(span).to_lowercase();
    words.split_whitespace().any(|word| ["other", "others", "another"].contains(&word))
}

/// Whether a claim counts families: "19 families", "about 200 households".
fn counts_families(story: &Story, claim: &Claim) -> bool {
    let Some((source, span)) = story.source(claim.mention.article).zip(claim.span) else { return false };
    let words = source.article.text.slice(span).to_lowercase();
    words
        .split_whitespace()
        .last()
        .is_some_and(|last| ["family", "families", "household", "households"].contains(&last))
}

/// What all of several counts allow: "more than 60" and "at least 87" are at least 87; none where they contradict each other.
fn narrowed(counts: &[Count]) -> Option<Count> {
    let most = counts.iter().filter_map(|it| it.max).min();
    let least = counts.iter().max_by_key(|it| it.min)?;
    most.is_none_or(|max| least.min <= max).then_some(Count { max: most, ..*least })
}

impl Toll {
    /// "two", "at least 14", "2 (A) to at least 27 (E)".
    pub(super) fn words(&self) -> String {
        self.whom(self.range())
    }

    /// The least that all of them count.
    pub(super) fn least(&self) -> String {
        self.whom(self.lower_end())
    }

    /// A count with whom it counts, where those are not people.
    fn whom(&self, count: String) -> String {
        match count.as_str() {
            "one" if self.families => "one family".to_owned(),
            _ if self.families => count + FAMILIES,
            _ => count,
        }
    }

    fn range(&self) -> String {
        let (low, high) = (self.low, self.high);
        if (low.min, low.max) == (high.min, high.max) {
            return low.words();
        }
        if low.min == high.min {
            return low.at_least(&small(low.min));
        }
        if low.min == 0 && !self.differ {
            return self.lower_end();
        }
        let most = high.max.map_or_else(|| high.at_least(&grouped(high.min)), grouped);
        let least = match nearly(low.min, low.max) {
            Some(round) => format!("nearly {}", grouped(round)),
            None if low.min == 0 => small(0),
            None => grouped(low.min),
        };
        if low.letter == high.letter {
            return format!("{least} to {most}");
        }
        // A number and its letter stay on one line.
        format!("{least}\u{a0}({}) to {most}\u{a0}({})", low.letter, high.letter)
    }

    fn lower_end(&self) -> String {
        let (low, high) = (self.low, self.high);
        if (low.min, low.max) == (high.min, high.max) {
            low.words()
        } else if low.min == 0 {
            // Some say that nobody did.
            format!("up to {}", small(high.max.unwrap_or(high.min)))
        } else {
            low.at_least(&small(low.min))
        }
    }
}

impl Count {
    /// As running text has it.
    fn words(self) -> String {
        if let Some(round) = nearly(self.min, self.max) {
            return format!("nearly {}", small(round));
        }
        match self.max {
            None => self.at_least(&small(self.min)),
            Some(max) if max == self.min => small(max),
            Some(max) if self.min == 0 => format!("up to {}", small(max)),
            Some(max) => format!("{} to {}", grouped(self.min), grouped(max)),
        }
    }

    /// "At least 27"; "more than 1,000" where that is what the article says, and of one more than a round hundred.
    fn at_least(self, words: &str) -> String {
        match self.min.checked_sub(1) {
            Some(below) if self.more_than || below >= 100 && below.is_multiple_of(50) => {
                format!("more than {}", small(below))
            }
            _ => format!("at least {words}"),
        }
    }
}

/// Numbers under ten in words.
fn small(number: u32) -> String {
    const WORDS: [&str; 10] = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    usize::try_from(number).ok().and_then(|at| WORDS.get(at)).map_or_else(|| grouped(number), |word| (*word).to_owned())
}

/// A count at the beginning of a sentence: no sentence begins with a figure that a short word says.
pub(super) fn beginning(count: &str) -> String {
    const WORDS: [&str; 11] = [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let (number, whom) = count.strip_suffix(FAMILIES).map_or((count, ""), |number| (number, FAMILIES));
    let word = number.parse::<usize>().ok().and_then(|number| WORDS.get(number.checked_sub(10)?));
    word.map_or_else(|| count.to_owned(), |word| format!("{word}{whom}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use crate::story::{Shape, Text};
    use std::sync::Arc;

    #[test]
    fn a_verdict_arrests_nobody() {
        let mut story = fixture::lone();
        let event = &mut story.events[0];
        for slot in &mut event.slots {
            slot.slot = Slot::Figure(Victim::Detained);
        }
        event.kind = Kind::Sentence;
        assert!(tolls(&story, &story.events[0]).is_empty());
    }

    #[test]
    fn counts_that_allow_each_other_are_said_as_what_all_of_them_allow() {
        let check = |counts: &[(u32, Option<u32>)], expected| {
            let count = |&(min, max): &(u32, Option<u32>)| Count { min, max, letter: Letter(0), more_than: false };
            let counts: Vec<Count> = counts.iter().map(count).collect();
            assert_eq!(narrowed(&counts).map(|it| (it.min, it.max)), expected);
        };
        check(&[(61, None), (87, None)], Some((87, None)));
        check(&[(10, Some(20)), (14, None)], Some((14, Some(20))));
        check(&[(2, Some(2)), (5, Some(5))], None);
    }

    /// What an article counts as killed in such words.
    fn counted(title: &str, counts: &[(&str, u32)]) -> Vec<String> {
        let killed: Vec<(u32, Option<u32>)> = counts.iter().map(|it| (it.1, Some(it.1))).collect();
        let told = fixture::Told {
            title,
            kind: Kind::Crash,
            place: fixture::place("Delft", &["Delft"], 4.0, 52.0, Shape::Point),
            day: None,
            letters: &[0],
            killed: &killed[..1],
            checked: true,
        };
        let mut story = fixture::story(&["Post"], &[told]);
        let words: Vec<&str> = counts.iter().map(|it| it.0).collect();
        let text = Text::new(&words.join(". "));
        let slot = &mut story.events[0].slots[0];
        let pattern = slot.claims[0].clone();
        slot.claims = counts
            .iter()
            .map(|&(words, count)| {
                let start = text.as_str().find(words).unwrap();
                let value = Value::Count { min: count, max: Some(count) };
                Claim { span: text.span(start..start + words.len()), value, ..pattern.clone() }
            })
            .collect();
        Arc::make_mut(&mut story.sources[0].article).text = text;
        tolls(&story, &story.events[0]).iter().map(Toll::words).collect()
    }

    #[test]
    fn others_are_no_rivals_of_those_who_were_counted_already() {
        let crash = |counts: &[(&str, u32)]| counted("Crash in Delft", counts);
        assert_eq!(crash(&[("41 bodies", 41), ("two others", 2)]), ["41"]);
        // Of one article "18 others" stand beside its dead, not beside another's wounded.
        assert_eq!(crash(&[("another three", 3)]), ["three"], "alone they are all there is");
        assert_eq!(crash(&[("41 bodies", 41), ("two men", 2)]), ["2 to 41"]);
    }

    #[test]
    fn families_are_not_people() {
        let flood = |counts: &[(&str, u32)]| counted("Flood in Delft", counts);
        assert_eq!(flood(&[("12 families", 12)]), ["12 families"]);
        assert_eq!(flood(&[("a family", 1)]), ["one family"]);
        assert_eq!(flood(&[("four households", 4), ("about 20 people", 20)]), ["20"], "people are counted as well");
        assert_eq!(flood(&[("a family of four", 4)]), ["four"], "four people");
        assert_eq!(beginning("12 families"), "twelve families");
    }

    #[test]
    fn one_dead_is_no_massacre_and_one_body_is_not_two() {
        assert_eq!(counted("Massacre in Delft", &[("a man", 1)]), Vec::<String>::new());
        assert_eq!(counted("Massacre in Delft", &[("40 people", 40)]), ["40"]);
        assert_eq!(counted("Body found in Delft", &[("two people", 2)]), Vec::<String>::new());
        assert_eq!(counted("Body found in Delft", &[("a man", 1)]), ["one"]);
        assert_eq!(counted("Crash in Delft", &[("a man", 1)]), ["one"]);
    }

    #[test]
    fn words_that_count_the_dead_of_a_strike_count_none_of_a_protest() {
        let place = fixture::place("Delft", &["Delft"], 4.0, 52.0, Shape::Point);
        let told = |title: &'static str, kind: Kind| fixture::Told {
            title,
            kind,
            place: Arc::clone(&place),
            day: None,
            letters: &[0],
            killed: &[(9, Some(9))],
            checked: true,
        };
        let both = [told("Strike on Delft", Kind::ShellingStrike), told("Protest in Delft", Kind::Protest)];
        let mut story = fixture::story(&["Post"], &both);
        let count = |story: &Story| [0, 1].map(|at| tolls(story, &story.events[at]).len());
        assert_eq!(count(&story), [1, 1], "each has a sentence of its own");
        let reading = Arc::make_mut(&mut story.sources[0].reading);
        reading.mentions[1].sentence = reading.mentions[0].sentence;
        assert_eq!(count(&story), [1, 0]);
        let value = &mut story.events[1].slots[0].claims[0].value;
        *value = Value::Count { min: 2, max: Some(2) };
        assert_eq!(count(&story), [1, 1], "the sentence counts both");
    }

    #[test]
    fn a_sentence_begins_with_a_word_where_one_is_short() {
        assert_eq!(beginning("12"), "twelve");
        for count in ["nine", "9", "21", "at least 12", "1,200"] {
            assert_eq!(beginning(count), count);
        }
    }
}
