//! What befell people where more than one word says it: "were rounded up", "lost their homes", "knocked down three".
//!
//! Comes in: a token beside a group. Goes out: the fate the phrase there says, and the token after it. The phrases are data,
//! with how each stands to those it befell. It must never take a thing for people: "picked up 14 parcels".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::lexicon;
use super::super::token::Kind;
use super::super::vocabulary::Class;
use super::{Counter, Group};
use crate::story::Victim;

/// How a phrase stands to those it befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Behind an auxiliary of theirs, or right behind them.
    Done,
    /// Said of what they do or have.
    Does,
    /// As done, of those who live or lie somewhere.
    Home,
    /// Before them.
    To,
    /// Before them, and police, troops or captors before it.
    Police,
}

struct Phrase {
    what: Victim,
    how: How,
    words: Vec<&'static str>,
}

/// The phrases by their first words; those that stand before whom they befall by their last.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut known: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for line in lexicon::phrases(include_str!("../../../assets/lexicon/en/fates.txt")) {
        let Some((head, words)) = line.split_once(':') else { continue };
        let Some((what, how)) = head.split_once(' ') else { continue };
        let Some(what) = Victim::ALL.into_iter().find(|victim| victim.word() == what) else { continue };
        let how = match how {
            "done" => How::Done,
            "does" => How::Does,
            "home" => How::Home,
            "to" => How::To,
            _ => How::Police,
        };
        let words: Vec<&str> = words.split_ascii_whitespace().collect();
        let key = if matches!(how, How::To | How::Police) { words.last() } else { words.first() };
        for word in key.copied().unwrap_or_default().split('|') {
            known.entry(word).or_default().push(Phrase { what, how, words: words.clone() });
        }
    }
    known
});

/// Who lives or lies somewhere.
const DWELLERS: &[&str] = &[
    "people",
    "residents",
    "villagers",
    "families",
    "households",
    "inhabitants",
    "persons",
    "patients",
    "guests",
    "pupils",
    "children",
    "women",
    "homeowners",
    "islanders",
    "townspeople",
    "tenants",
    "neighbours",
    "neighbors",
    "students",
    "refugees",
    "others",
    "holidaymakers",
    "tourists",
    "campers",
];

impl Counter<'_> {
    /// The fate that a phrase behind a group says, and the token after it; `aided` says whether an auxiliary stands before
    /// the phrase, `close` whether nothing else does.
    pub(super) fn phrase_behind(
        &self,
        group: &Group,
        at: usize,
        (aided, close): (bool, bool),
    ) -> Option<(Victim, usize)> {
        let dwell =
            || group.nouns.last().is_some_and(|noun| noun.end > 0 && DWELLERS.contains(&self.word(noun.end - 1)));
        PHRASES.get(self.word(at))?.iter().find_map(|phrase| {
            let end = self.follow(&phrase.words, at)?;
            // "run over and killed"
            if phrase.what == Victim::Wounded
                && self.word(end) == "and"
                && self.victim_at(end + 1) == Some(Victim::Killed)
            {
                return Some((Victim::Killed, end + 2)).filter(|_| aided);
            }
            // "run over by a tram in Ghent and died"
            let died = (end..end + 10)
                .take_while(|&at| !self.stops(at))
                .find(|&at| self.word(at) == "and" && matches!(self.word(at + 1), "died" | "killed"));
            if let Some(and) = died.filter(|_| phrase.what == Victim::Wounded && phrase.how == How::Done && aided) {
                return Some((Victim::Killed, and + 2));
            }
            let stands = match phrase.how {
                How::Done => aided || (close && (!self.begins_object(end) || self.is_lead(end - 1))),
                How::Home => aided && dwell(),
                How::Does => true,
                How::To | How::Police => false,
            };
            stands.then_some((phrase.what, end))
        })
    }

    /// The fate a phrase that begins here says of those told before it: "people poisoned by tap water".
    pub(super) fn phrase_at(&self, at: usize) -> Option<Victim> {
        let mut known = PHRASES.get(self.word(at))?.iter().filter(|phrase| phrase.how == How::Done);
        known.find(|phrase| self.follow(&phrase.words, at).is_some()).map(|phrase| phrase.what)
    }

    /// Whether a phrase begins here that tells what befell those right before it; who is held may hold something.
    pub(super) fn is_phrase(&self, at: usize) -> bool {
        let behind = |how: How| matches!(how, How::Does | How::Done);
        PHRASES.get(self.word(at)).is_some_and(|known| {
            known.iter().any(|phrase| {
                phrase.what != Victim::Detained && behind(phrase.how) && self.follow(&phrase.words, at).is_some()
            })
        })
    }

    /// The fate that a phrase right before a group of people says.
    pub(super) fn phrase_before(&self, start: usize, group: &Group) -> Option<Victim> {
        let end = group.tokens.start;
        let last = end.checked_sub(1).filter(|&at| at >= start && !group.nouns.is_empty())?;
        PHRASES.get(self.word(last))?.iter().find_map(|phrase| {
            let begin = end.checked_sub(phrase.words.len()).filter(|&at| at >= start)?;
            let stands = self.follow(&phrase.words, begin) == Some(end)
                && !self.is_qualifier(group.tokens.end)
                // "were held after", "the men caught": nobody's object.
                && !begin.checked_sub(1).is_some_and(|before| {
                    matches!(self.word(before), "was" | "were" | "been" | "being" | "be" | "not" | "to")
                })
                && match phrase.how {
                    How::To => true,
                    How::Police => {
                        self.has_captor(start, begin)
                            && !(self.word(begin).starts_with("pick") && self.is_rescued(group))
                    }
                    _ => false,
                };
            stands.then_some(phrase.what)
        })
    }

    /// "seized a rebel lair", "a Chinese-owned boat": what follows makes the people before it a mere qualifier.
    pub(super) fn is_qualifier(&self, behind: usize) -> bool {
        let word = self.word(behind);
        let owns = self.page.token(behind).is_some_and(|token| token.kind == Kind::Possessive);
        self.mark(behind, b'-')
            || owns
            || (self.is_plain_noun(behind) && !word.ends_with("ed") && !word.ends_with("ing"))
    }

    /// Whether those picked up are more likely taken from the water than held.
    fn is_rescued(&self, group: &Group) -> bool {
        const SAVED: &[&str] =
            &["survivors", "survivor", "sailors", "crew", "passengers", "fishermen", "migrants", "castaways"];
        let last = |noun: &std::ops::Range<usize>| noun.end.checked_sub(1).map_or("", |at| self.word(at));
        group.nouns.iter().any(|noun| SAVED.contains(&last(noun)))
    }

    /// Whether police, troops or captors are named shortly before a verb.
    fn has_captor(&self, start: usize, verb: usize) -> bool {
        const CAPTORS: &[&str] = &["raiders", "pirates", "kidnappers", "abductors", "smugglers", "traffickers", "men"];
        const WORDS: usize = 8;
        (verb.saturating_sub(WORDS).max(start)..verb)
            .any(|at| self.is(at, Class::INVESTIGATOR.with(Class::FORCE)) || CAPTORS.contains(&self.word(at)))
    }

    /// "seized *at* Kuriga": where or by whom it was, and no object.
    fn is_lead(&self, at: usize) -> bool {
        matches!(self.word(at), "at" | "from" | "in" | "on" | "by" | "near" | "during")
    }

    /// The token after a phrase that begins here.
    fn follow(&self, words: &[&str], at: usize) -> Option<usize> {
        const GAP: usize = 3;
        let Some((first, rest)) = words.split_first() else { return Some(at) };
        if *first == "_" {
            let word =
                |at: usize| self.page.token(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number));
            let mark = |at: usize| self.mark(at, b'-');
            return (at + 1..=at + GAP)
                .take_while(|&next| word(next - 1) || mark(next - 1))
                .find_map(|next| self.follow(rest, next));
        }
        let word = self.word(at);
        let owns = matches!(word, "his" | "her" | "its");
        let same = !word.is_empty() && first.split('|').any(|one| one == word || (one == "their" && owns));
        same.then(|| self.follow(rest, at + 1)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_kept() {
        let lines = lexicon::phrases(include_str!("../../../assets/lexicon/en/fates.txt"));
        for line in lines {
            let head = line.split_once(':').and_then(|(head, _)| head.split_once(' '));
            let known = head.is_some_and(|(what, how)| {
                Victim::ALL.iter().any(|victim| victim.word() == what)
                    && ["done", "does", "home", "to", "police"].contains(&how)
            });
            assert!(known, "{line}");
        }
        assert!(PHRASES.values().flatten().all(|phrase| !phrase.words.is_empty()));
    }
}
