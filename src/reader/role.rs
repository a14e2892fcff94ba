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
pub(super) fn is_location(page: &Page<'_>, mention: &Mention) -> bool {
    let sentence = sentence_of(page, mention);
    let mut at = mention.tokens.start;
    // "Floods hit central Nigeria": a side of a land is where, never who.
    if at > sentence.start && page.token(at - 1).is_some_and(|token| token.tags.has(Tags::COMPASS)) {
        return true;
    }
    // Over "the": "in the Caucasus".
    while at > sentence.start && page.token(at - 1).is_some_and(|token| page.word(at - 1) == "the" || token.is(b'-')) {
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
            if is_office_of(page, at) {
                return false;
            }
            head.is_some_and(|head| head.tags.has(Tags::PLACE_NOUN.with(Tags::PLACE_HEAD).with(Tags::COMPASS)))
        }
        // "the border between A and B": a line on the ground, not a quarrel.
        "between" => at
            .checked_sub(2)
            .and_then(|head| page.token(head))
            .is_some_and(|head| head.tags.has(Tags::PLACE_NOUN.with(Tags::PLACE_HEAD).with(Tags::STREET))),
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
    if is_office_of(page, mention.tokens.start) && page.word(mention.tokens.start.wrapping_sub(1)) == "of" {
        return true;
    }
    let state = place.is_some_and(|place| matches!(place.class, Class::Country | Class::City | Class::Historical));
    let mut at = mention.tokens.end;
    let Some(next) = page.token(at).filter(|_| sentence.contains(&at)) else {
        return is_party(page, mention, &sentence);
    };
    if next.kind == Kind::Possessive {
        // "Indonesia's Aceh province": what it has is a place, so it is one.
        let place_follows = page.token(at + 1).is_some_and(|token| token.is_capital() && !token.tags.has(OFFICE))
            && (at + 2..(at + 4).min(sentence.end))
                .any(|index| page.token(index).is_some_and(|token| token.tags.has(Tags::PLACE_NOUN)));
        if place_follows {
            return false;
        }
        // "Baku's foreign ministry", "Azerbaijan's shelling": its own, so it is somebody.
        return state
            || (at + 1..(at + 4).min(sentence.end))
                .any(|index| page.token(index).is_some_and(|token| token.tags.has(Tags::STATE_BODY)));
    }
    if next.kind == Kind::Word && (next.tags.has(Tags::STATE_BODY) || is_institution(page, mention, &sentence)) {
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
            // "Israel floods farmlands": what begins a sentence and is followed so is its subject.
            let first = mention.tokens.start == sentence.start || at > mention.tokens.end;
            let verb_in_s = word.ends_with('s') && !word.ends_with("ss") && (first || headline(page, mention));
            if token.case == Case::Lower && (word.ends_with("ed") || verb_in_s) {
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
    if next.kind == Kind::Word && page.word(mention.tokens.end) == "and" && state && both_act(page, mention, &sentence)
    {
        return true;
    }
    is_party(page, mention, &sentence)
}

/// Words after a name that make it an institution's: "U.S. Senate", "Ohio House", "UK Secretary of Health".
const OFFICE: Tags = Tags::CIVIC.with(Tags::STATE_BODY).with(Tags::TITLE);

/// "Georgia Public Service Commission", "Illinois State Police": a body of the place, in capitals.
fn is_institution(page: &Page<'_>, mention: &Mention, sentence: &Range<usize>) -> bool {
    let body = |word: &str| {
        matches!(
            word,
            "department"
                | "commission"
                | "senate"
                | "house"
                | "parliament"
                | "assembly"
                | "legislature"
                | "congress"
                | "court"
                | "ministry"
                | "police"
                | "army"
                | "navy"
                | "board"
                | "agency"
                | "authority"
                | "council"
                | "secretary"
                | "president"
                | "minister"
                | "governor"
                | "gov."
                | "attorney"
        )
    };
    !headline(page, mention)
        && (mention.tokens.end..(mention.tokens.end + 4).min(sentence.end))
            .take_while(|&at| page.token(at).is_some_and(crate::reader::Token::is_capital))
            .any(|at| body(page.word(at)))
}

/// "the government of Sudan", "the foreign ministers of Laos".
fn is_office_of(page: &Page<'_>, at: usize) -> bool {
    let head = at.checked_sub(2).and_then(|head| page.token(head));
    head.is_some_and(|head| head.tags.has(Tags::STATE_BODY))
        || at.checked_sub(2).is_some_and(|head| page.word(head) == "ministers")
}

/// A mention as its neighbours see it.
pub(super) struct Standing {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// What it was taken for.
    pub role: Role,
    /// Whether a preposition of place stands before it.
    pub located: bool,
    /// Whether its place can act at all.
    pub acts: bool,
}

impl Standing {
    /// How a mention stands before its neighbours are asked.
    pub(super) fn of(page: &Page<'_>, mention: &Mention, role: Role, place: Option<&Candidate>) -> Self {
        let acts = place.is_some_and(can_act) && matches!(role, Role::Actor | Role::Location);
        Self {
            tokens: mention.tokens.clone(),
            sentence: mention.sentence,
            role,
            located: is_location(page, mention),
            acts,
        }
    }
}

/// "in Cambodia, Laos and Vietnam", "Syria and the United States provide": what is listed together does the same.
pub(super) fn coordinate(page: &Page<'_>, standings: &mut [Standing]) {
    let mut first = 0;
    while first < standings.len() {
        let mut end = first + 1;
        while let (Some(last), Some(next)) = (standings.get(end - 1), standings.get(end)) {
            let joined = next.sentence == last.sentence
                && next.tokens.start <= last.tokens.end + 3
                && (last.tokens.end..next.tokens.start).all(|at| matches!(page.word(at), "," | "and" | "or" | "the"))
                && next.tokens.start > last.tokens.end;
            if !joined {
                break;
            }
            end += 1;
        }
        if let Some(list) = standings.get_mut(first..end).filter(|list| list.len() > 1) {
            let located = list.first().is_some_and(|standing| standing.located);
            let acting = !located && list.iter().any(|standing| standing.role == Role::Actor);
            for standing in list.iter_mut().filter(|standing| standing.acts) {
                standing.role = if acting { Role::Actor } else { Role::Location };
            }
        }
        first = end;
    }
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
    if matches!(word, "with" | "by" | "against" | "on" | "urged" | "between" | "for" | "upon" | "toward" | "towards") {
        return true;
    }
    page.token(before).is_some_and(|token| token.case == Case::Lower && token.tags.has(Tags::SPEECH))
}
