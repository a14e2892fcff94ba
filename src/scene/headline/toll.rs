//! How many an event befell, in words: by all who count them, as a range where they differ.
//!
//! Comes in: a story and one of its events. Goes out: a [`Toll`] for each kind of victim, which says itself. Nothing is
//! averaged; where sources differ both ends have their letter.

use crate::story::{Agreement, Claim, Event, Kind, Letter, Slot, SlotClaims, Story, Value, Victim, grouped};

/// What an event is said to have done to people, by all who count them.
pub(super) struct Toll {
    pub(super) victim: Victim,
    pub(super) low: Count,
    pub(super) high: Count,
    pub(super) differ: bool,
}

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
            toll(story, slot, victim)
        })
        .take(2)
        .collect()
}

fn toll(story: &Story, slot: &SlotClaims, victim: Victim) -> Option<Toll> {
    // What counts a part is no rival of the whole, nor is a count that a later one of the same speaker took the place of.
    let whole = slot.claims.iter().any(|claim| !claim.part);
    let rivals: Vec<&Claim> = slot.claims.iter().filter(|claim| !whole || !claim.part).collect();
    let newer = rivals.iter().any(|claim| !claim.older);
    let mut counts: Vec<Count> = rivals
        .iter()
        .filter(|claim| !newer || !claim.older)
        .filter_map(|claim| match claim.value {
            Value::Count { min, max } => {
                let letter = story.source(claim.mention.article)?.article.letter;
                Some(Count { min, max, letter, more_than: max.is_none() && says_more_than(story, claim) })
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
    Some(Toll { victim, low, high, differ })
}

/// Whether an article says that they are more than a number, not at least one: "more than 70" is no "at least 71".
fn says_more_than(story: &Story, claim: &Claim) -> bool {
    let Some((source, span)) = story.source(claim.mention.article).zip(claim.span) else { return false };
    let text = source.article.text.as_str();
    let before = text.get(..span.start()).unwrap_or_default();
    let near: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let words = source.article.text.slice(span).to_lowercase();
    let over = |word: &&str| ["over", "than"].contains(&word.to_lowercase().as_str());
    words.starts_with("more than ") || words.starts_with("over ") || near.first().is_some_and(over)
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
        let (low, high) = (self.low, self.high);
        if (low.min, low.max) == (high.min, high.max) {
            return low.words();
        }
        if low.min == high.min {
            return low.at_least(&small(low.min));
        }
        if low.min == 0 && !self.differ {
            return self.least();
        }
        let most = high.max.map_or_else(|| high.at_least(&grouped(high.min)), grouped);
        let least = if low.min == 0 { small(0) } else { grouped(low.min) };
        if low.letter == high.letter {
            return format!("{least} to {most}");
        }
        // A number and its letter stay on one line.
        format!("{least}\u{a0}({}) to {most}\u{a0}({})", low.letter, high.letter)
    }

    /// The least that all of them count.
    pub(super) fn least(&self) -> String {
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
    let word = count.parse::<usize>().ok().and_then(|number| WORDS.get(number.checked_sub(10)?));
    word.map_or_else(|| count.to_owned(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

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

    #[test]
    fn a_sentence_begins_with_a_word_where_one_is_short() {
        assert_eq!(beginning("12"), "twelve");
        for count in ["nine", "9", "21", "at least 12", "1,200"] {
            assert_eq!(beginning(count), count);
        }
    }
}
