//! What a place name does in its sentence: where something is, who acts, a people, or a part of another name.
//!
//! Comes in: a mention and the class of its place. Goes out: a [`Role`]. Only what can act acts: countries, regions with
//! a government of their own, and capitals that stand for one; a village that "said" something is still a village.

use std::ops::Range;

use geodata::{CapitalRank, Class};

use crate::story::Role;

use super::gather::Candidate;
use super::lexicon::Tags;
use super::sentence::Capitals;
use super::text::Page;
use super::token::{Case, Kind};
use super::toponym::{Mention, Naming};

/// The role of a mention whose best candidate is `place`.
pub(super) fn role(page: &Page<'_>, mention: &Mention, place: Option<&Candidate>) -> Role {
    if mention.part_of_name {
        return Role::PartOfName;
    }
    match mention.naming {
        Naming::Demonym(_) => return Role::Demonym,
        Naming::Street | Naming::Unlisted => return Role::Location,
        Naming::Seat(..) => return if is_location(page, mention) { Role::Location } else { Role::Actor },
        Naming::Name(_) | Naming::Abbreviation(_) => {}
    }
    let acts = place.is_some_and(can_act);
    if acts && !is_location(page, mention) && is_actor(page, mention, place) { Role::Actor } else { Role::Location }
}

fn can_act(place: &Candidate) -> bool {
    match place.class {
        Class::Country | Class::Region | Class::Historical | Class::Continent | Class::Admin1 => true,
        Class::City => place.capital == CapitalRank::Country,
        _ => false,
    }
}

fn sentence_of(page: &Page<'_>, mention: &Mention) -> Range<usize> {
    page.sentences.get(mention.sentence).map_or(0..0, |sentence| sentence.tokens.clone())
}

/// A preposition of place, or a noun of place around it, makes it a place.
fn is_location(page: &Page<'_>, mention: &Mention) -> bool {
    let sentence = sentence_of(page, mention);
    let mut at = mention.tokens.start;
    // Over "the" and compass words: "in the northern Caucasus".
    while at > sentence.start
        && page
            .token(at - 1)
            .is_some_and(|token| token.tags.has(Tags::COMPASS) || page.word(at - 1) == "the" || token.is(b'-'))
    {
        at -= 1;
    }
    if page.token(mention.tokens.end).is_some_and(|next| next.tags.has(Tags::PLACE_NOUN) && next.case == Case::Lower) {
        return true;
    }
    if at <= sentence.start {
        return false;
    }
    match page.word(at - 1) {
        "in" | "near" | "at" | "into" | "throughout" | "across" | "around" | "outside" | "inside" | "through"
        | "via" | "onto" | "within" => true,
        "from" => !page.token(mention.tokens.end).is_some_and(|next| next.kind == Kind::Possessive),
        "of" => {
            let head = at.checked_sub(2).and_then(|head| page.token(head));
            head.is_some_and(|head| head.tags.has(Tags::PLACE_NOUN.with(Tags::PLACE_HEAD).with(Tags::COMPASS)))
        }
        "to" => at >= 2 && is_motion(page.word(at - 2)),
        _ => false,
    }
}

fn is_motion(word: &str) -> bool {
    matches!(
        word,
        "went"
            | "go"
            | "going"
            | "goes"
            | "travel"
            | "traveled"
            | "travelled"
            | "travelling"
            | "traveling"
            | "flew"
            | "fly"
            | "flying"
            | "moved"
            | "move"
            | "moving"
            | "returned"
            | "return"
            | "returning"
            | "came"
            | "come"
            | "comes"
            | "fled"
            | "flee"
            | "fleeing"
            | "trip"
            | "visit"
            | "flight"
            | "road"
            | "way"
            | "back"
            | "deployed"
            | "drove"
            | "driving"
            | "access"
            | "delivery"
            | "march"
            | "marched"
            | "close"
            | "next"
    )
}

/// Subject of saying or doing, possessor of a government, party to something.
fn is_actor(page: &Page<'_>, mention: &Mention, place: Option<&Candidate>) -> bool {
    let sentence = sentence_of(page, mention);
    let state = place.is_some_and(|place| matches!(place.class, Class::Country | Class::City | Class::Historical));
    let mut at = mention.tokens.end;
    let Some(next) = page.token(at).filter(|_| sentence.contains(&at)) else {
        return is_party(page, mention, &sentence);
    };
    if next.kind == Kind::Possessive {
        // "Baku's foreign ministry", "Azerbaijan's shelling": its own, so it is somebody.
        return state
            || (at + 1..(at + 4).min(sentence.end))
                .any(|index| page.token(index).is_some_and(|token| token.tags.has(Tags::STATE_BODY)));
    }
    if next.kind == Kind::Word && next.tags.has(Tags::STATE_BODY) {
        return true;
    }
    // Adverbs between: "Armenia also denied", "Baku has repeatedly said".
    while at < sentence.end && at < mention.tokens.end + 3 {
        let Some(token) = page.token(at) else { break };
        let word = page.word(at);
        if token.kind != Kind::Word {
            break;
        }
        if token.case == Case::Lower || headline(page, mention) {
            if token.tags.has(Tags::SPEECH.with(Tags::ACTION)) {
                return true;
            }
            if token.case == Case::Lower && (word.ends_with("ed") || (word.ends_with('s') && headline(page, mention))) {
                return true;
            }
        }
        if !(word.ends_with("ly")
            || matches!(word, "also" | "still" | "now" | "never" | "not" | "then" | "later" | "again"))
        {
            break;
        }
        at += 1;
    }
    if next.kind == Kind::Word && page.word(mention.tokens.end) == "and" {
        return state && both_act(page, mention, &sentence);
    }
    is_party(page, mention, &sentence)
}

fn headline(page: &Page<'_>, mention: &Mention) -> bool {
    page.sentences.get(mention.sentence).is_some_and(|sentence| sentence.capitals != Capitals::Normal)
}

/// "Armenia and Azerbaijan have feuded".
fn both_act(page: &Page<'_>, mention: &Mention, sentence: &Range<usize>) -> bool {
    (mention.tokens.end + 2..(mention.tokens.end + 5).min(sentence.end)).any(|index| {
        page.token(index)
            .is_some_and(|token| token.case == Case::Lower && token.tags.has(Tags::SPEECH.with(Tags::ACTION)))
    })
}

/// "talks with Armenia", "accused Azerbaijan of", "blamed by Baku", "against Russia", "called on Russia to".
fn is_party(page: &Page<'_>, mention: &Mention, sentence: &Range<usize>) -> bool {
    let Some(before) = mention.tokens.start.checked_sub(1).filter(|at| sentence.contains(at)) else { return false };
    let word = page.word(before);
    if matches!(
        word,
        "with" | "by" | "against" | "on" | "urged" | "between" | "for" | "than" | "upon" | "toward" | "towards"
    ) {
        return true;
    }
    page.token(before).is_some_and(|token| token.case == Case::Lower && token.tags.has(Tags::SPEECH))
}
