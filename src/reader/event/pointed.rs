//! What a sentence only points at, where it tells of no such happening itself: "marched in memory of the teacher killed in
//! Arras", "relatives of those who died in the stampede", "held over the mayor's killing", "called the tragedy a national loss".
//!
//! Comes in: a sentence and its hits. Goes out: at most one mention that is marked as a pointer: it joins the happening of the
//! story that it fits (`merge/pointed.rs`), and is shown nowhere where none does. It must never have a place or a day that its
//! own phrase does not give, nor stand beside a hit that tells what befell people.

use std::ops::Range;

use super::super::attribution::{Listener, Speech};
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class, Strength};
use super::{Hit, Memory, Scope, assemble, clause, compound, date, general, negated, place, sense, surname, toll};
use super::{known, pick, unreal, untold};
use crate::story::{EventMention, Family, Kind, PlaceBasis};

/// How many words a noun phrase reaches back over.
const PHRASE: usize = 8;

/// What befell people, said with no word of what it was.
const PLAIN: &[&str] = &["tragedy", "disaster", "catastrophe", "calamity", "carnage", "bloodshed", "ordeal"];

/// Those it befell.
const THOSE: &[&str] = &["victims", "survivors"];

/// Participles of those it befell: "the teacher killed in Arras".
const PARTICIPLES: &[&str] = &[
    "killed",
    "slain",
    "shot",
    "murdered",
    "wounded",
    "injured",
    "hurt",
    "drowned",
    "crushed",
    "burned",
    "kidnapped",
    "abducted",
    "stabbed",
    "trampled",
    "swept",
    "buried",
    "trapped",
    "electrocuted",
];

/// What may stand behind a participle that is no verb of its own.
const BEHIND: &[&str] = &[
    "in", "at", "on", "by", "near", "during", "outside", "when", "while", "as", "last", "after", "earlier", "there",
    "along", "inside", "this", "away", "under", "beneath",
];

/// What stands behind a plain noun that no other noun follows.
const OPEN: &[&str] = &[
    "in", "at", "on", "of", "near", "that", "which", "who", "has", "had", "have", "was", "were", "is", "are", "and",
    "as", "to", "for", "with", "from", "began", "left", "could", "should", "will", "would", "called", "included",
    "include", "told", "said", "say", "struck", "occurred", "happened", "came", "where", "when", "a", "the", "by",
];

/// The mention of what a sentence points at.
pub(super) fn mention(
    scope: &Scope,
    hits: &[Hit],
    listener: &Listener,
    speeches: &[Speech],
    memory: &Memory,
) -> Option<EventMention> {
    // "Police outside the studio after the raid": words without an end stand under a picture.
    if !scope
        .ground
        .page
        .text
        .slice(scope.sentence.span)
        .trim_end()
        .ends_with(['.', '!', '?', '"', '\u{201d}', '\'', '\u{2019}', ':', ')'])
    {
        return None;
    }
    // Who tells what befell people points at nothing beside it.
    if hits.iter().any(|hit| befalls(hit.kind) || hit.kind.family() == Family::Health) {
        return None;
    }
    let hit = scope.sentence.tokens.clone().find_map(|at| named(scope, memory, at).or_else(|| plain(scope, at)))?;
    let start = hit.about?;
    if hits.iter().any(|other| other.tokens.start < hit.tokens.end && hit.tokens.start < other.tokens.end)
        || hits.iter().any(|other| other.kind.family() == hit.kind.family())
        || clause::is_modal(scope, &hit)
        || negated::is_negated(scope, &hit)
    {
        return None;
    }
    let place = place::place(scope, &hit, &[&hit], speeches, memory).filter(|place| {
        place.basis == PlaceBasis::Stated && place.span.is_some_and(|span| scope.sentence.span.holds(span))
    });
    let (date, _) = date::date(scope, &hit, std::slice::from_ref(&hit), speeches);
    let date = date.filter(|date| date.span.is_some_and(|span| scope.sentence.span.holds(span)));
    let attribution = listener.attribution(speeches, &hit.tokens, hit.kind.family());
    let own = |tokens: &Range<usize>| tokens.start >= start;
    let figures = toll::figures(scope, &[&hit], 0).into_iter().filter(|counted| own(&counted.tokens));
    let figures = figures.map(|counted| toll::said(counted, &attribution, attribution.clone())).collect();
    let trigger = scope.ground.page.span_of(hit.tokens.clone())?;
    let bare = EventMention::bare(trigger, scope.sentence.span, assemble::paragraph(scope), hit.kind);
    Some(EventMention { place, date, figures, attribution, back_reference: true, pointer: true, ..bare })
}

/// Whether a word says that people were harmed, and not by what: "tragedy", "victims".
pub(in crate::reader) fn is_plain(word: &str) -> bool {
    PLAIN.contains(&word) || THOSE.contains(&word)
}

/// "The woman who died at Velgast had walked around the barriers", "The children killed in Surat were brothers": where the
/// phrase begins by which a sentence names those it goes on to speak of; what befell them was before.
pub(super) fn lead(scope: &Scope, hit: &Hit) -> Option<usize> {
    if !befalls(hit.kind) {
        return None;
    }
    let start = whom(scope, &hit.tokens)?;
    let goes_on = (hit.tokens.end..scope.sentence.tokens.end).any(|at| {
        scope.ground.lex(at).is(Class::HAVE) || matches!(scope.ground.word(at), "was" | "were" | "is" | "are" | "will")
    });
    goes_on.then_some(start)
}

/// What strikes once, and is spoken of ever after.
fn befalls(kind: Kind) -> bool {
    matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident)
}

/// What is pointed at by its noun: what strikes once, and what goes on until it ends.
fn is_meant(kind: Kind) -> bool {
    let lasts = matches!(
        kind,
        Kind::Crime
            | Kind::Sentence
            | Kind::Strike
            | Kind::Riot
            | Kind::Shortage
            | Kind::Blockade
            | Kind::Siege
            | Kind::Coup
    );
    (befalls(kind) && kind != Kind::War) || lasts
}

/// A word of a happening at a token that only points at it, with where its phrase begins.
fn named(scope: &Scope, memory: &Memory, at: usize) -> Option<Hit> {
    let ground = scope.ground;
    let (trigger, end) = vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at)?;
    let tokens = at..end;
    let kind = sense::kind(scope, trigger.kind?, &tokens);
    if end > scope.sentence.tokens.end || !is_meant(kind) {
        return None;
    }
    let effect = trigger.strength == Strength::Effect;
    let start = whom(scope, &tokens).or_else(|| definite(scope, &tokens))?;
    let silent = pick::is_part_of_name(scope, &tokens)
        || surname::is_surname(ground, &tokens)
        || pick::is_place(scope, &tokens)
        || compound::is_other(scope, kind, &tokens)
        || unreal::is_unreal(scope, kind, &tokens)
        || untold::is_untold(scope, kind, &tokens)
        || sense::is_other_sense(scope, kind, &tokens)
        || (general::is_general(scope, kind, &tokens) && whom(scope, &tokens).is_none());
    if silent {
        return None;
    }
    let candidate = pick::Candidate { trigger, kind, tokens };
    let kind = if effect { kind } else { known::kind(scope, &candidate, memory).unwrap_or(kind) };
    Some(Hit { kind, tokens: candidate.tokens, effect, about: Some(start) })
}

/// "the teacher killed in Arras", "those who died", "the man who was shot": where a phrase begins that names people by what
/// befell them.
fn whom(scope: &Scope, tokens: &Range<usize>) -> Option<usize> {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let helps = |at: &usize| {
        ground.lex(*at).is(Class::HAVE.with(Class::ADVERB)) || matches!(ground.word(*at), "was" | "were" | "been")
    };
    let verb = (first..tokens.start).rev().find(|at| !helps(at))?;
    let who = matches!(ground.word(verb), "who" | "whom");
    let fate = ground.word(tokens.end.saturating_sub(1));
    if who && !(PARTICIPLES.contains(&fate) || matches!(fate, "died" | "perished")) {
        return None;
    }
    let helped = verb + 1 < tokens.start;
    let participle = || {
        let ends = ground.page.token(tokens.end).is_none_or(|next| next.kind == TokenKind::Punct && !next.is(b'-'));
        let timed = || ground.timed(&(tokens.end..tokens.end + 2)).iter().any(|timed| timed.tokens.start == tokens.end);
        !helped
            && PARTICIPLES.contains(&ground.word(tokens.end.saturating_sub(1)))
            && (ends || BEHIND.contains(&ground.word(tokens.end)) || timed())
    };
    if !(who || participle()) {
        return None;
    }
    let last = if who { verb.checked_sub(1).filter(|&at| at >= first)? } else { verb };
    let comma = who && ground.page.token(last).is_some_and(|token| token.is(b','));
    let last = if comma { last.checked_sub(1).filter(|&at| at >= first)? } else { last };
    let start = phrase(scope, last).or_else(|| if comma { name(scope, last) } else { None })?;
    // "the army killed", "the bomb killed": who did it.
    let does =
        Class::FORCE.with(Class::CAPTOR).with(Class::GUN).with(Class::BOMB).with(Class::MEANS).with(Class::SOLDIERY);
    let people = matches!(ground.word(start), "those") || (start < last && (who || !ground.lex(last).is(does)));
    // "The teacher killed in Arras was 47" and "in memory of the teacher killed in Arras" point; a bare "The teacher killed" tells.
    people.then_some(start)
}

/// "Karrar Jabbar, who was shot": where a name of somebody begins that ends at a token.
fn name(scope: &Scope, last: usize) -> Option<usize> {
    let first = last.saturating_sub(2).max(scope.sentence.tokens.start);
    let own = |at: &usize| {
        scope.ground.page.token(*at).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital())
            && scope.ground.over(*at).next().is_none()
    };
    (first..=last).rev().take_while(own).last()
}

/// Where the noun phrase that ends at a token begins, if what begins it makes it a known one.
fn phrase(scope: &Scope, last: usize) -> Option<usize> {
    let ground = scope.ground;
    let first = last.saturating_sub(PHRASE).max(scope.sentence.tokens.start);
    let inner = |at: &usize| {
        let lex = ground.lex(*at);
        ground.page.token(*at).is_some_and(|token| {
            matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive) || token.is(b'-')
        }) && !lex.is(Class::BREAK.with(Class::MODAL).with(Class::HAVE))
            && lex.reporting.is_none()
            && !matches!(
                ground.word(*at),
                "a" | "an" | "another" | "no" | "any" | "in" | "to" | "for" | "with" | "at" | "on"
            )
    };
    let begins = |at: &usize| {
        matches!(
            ground.word(*at),
            "the" | "those" | "these" | "this" | "that" | "his" | "her" | "their" | "its" | "all"
        ) || ground.page.token(*at).is_some_and(|token| token.kind == TokenKind::Possessive)
    };
    (first..=last).rev().take_while(|at| inner(at) || begins(at)).find(begins)
}

/// "the mayor's killing", "the raid", "Wednesday's raid", "the Zagazig collision": where the phrase of a known happening's
/// noun begins.
fn definite(scope: &Scope, tokens: &Range<usize>) -> Option<usize> {
    let ground = scope.ground;
    let word = ground.word(tokens.end.saturating_sub(1));
    let noun = vocabulary::is_noun_phrase(word)
        || matches!(word, "killing" | "killings" | "death" | "deaths" | "murder" | "shooting" | "stabbing" | "bombing");
    let last = tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start)?;
    // "the mayor's killing": no verb, whatever its ending.
    let owned = || {
        ground.word(last) == "the" || ground.page.token(last).is_some_and(|token| token.kind == TokenKind::Possessive)
    };
    if !noun || !(clause::is_definite(scope, tokens) || owned()) {
        return None;
    }
    phrase(scope, last)
}

/// "the tragedy", "Wednesday's victims", "survivors of the ferry disaster": what befell people, with no word of what it was.
fn plain(scope: &Scope, at: usize) -> Option<Hit> {
    let ground = scope.ground;
    let word = ground.word(at);
    let lower = ground.page.token(at).is_some_and(|token| token.case == super::super::token::Case::Lower);
    let next = ground.page.token(at + 1);
    let open = OPEN.contains(&ground.word(at + 1))
        || ground.lex(at + 1).reporting.is_some()
        || next.is_none_or(|token| token.kind != TokenKind::Word && !token.is(b'-'));
    if !is_plain(word) || !lower || !open || general::is_general(scope, Kind::Death, &(at..at + 1)) {
        return None;
    }
    let last = at.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start)?;
    let start = phrase(scope, last)?;
    // "the worst disaster in the history of the land", "the same tragedy"
    let likened = (start..at).any(|at| {
        let word = ground.word(at);
        matches!(
            word,
            "worst" | "deadliest" | "biggest" | "same" | "greatest" | "first" | "last" | "humanitarian" | "natural"
        )
    });
    (!likened).then_some(Hit { kind: Kind::Death, tokens: at..at + 1, effect: true, about: Some(start) })
}

#[cfg(test)]
mod tests {
    use super::super::tests::pointers;

    #[test]
    fn what_befell_those_a_sentence_speaks_of_is_pointed_at() {
        for (text, pointer) in [
            ("Thousands marched in Lille in memory of the teacher killed in Arras.", "killed @ Arras"),
            ("The governor announced money for the families of those who died in the stampede.", "died"),
            ("Two men were arrested in Mazatlan over the mayor's killing.", "killing"),
            ("The president called the tragedy a national loss.", "tragedy"),
            ("The UN condemned the killing of the aid workers.", "killing"),
            ("Among the victims were four Koreans.", "victims"),
        ] {
            assert_eq!(pointers(text), [pointer], "{text}");
        }
    }

    #[test]
    fn live_fire_burns_nothing() {
        let read = super::super::tests::check;
        read("Three workers were killed by live fire at Gao.", &["shooting by live fire @ Gao | killed 3"]);
        read("Three workers were killed by the fire at a mill in Gao.", &["fire fire at @ Gao | killed 3"]);
    }

    #[test]
    fn what_a_sentence_tells_itself_or_at_large_is_not_pointed_at() {
        for text in [
            "Gunmen killed the teacher in Arras.",
            "A bomb in Gao killed six; families of those who died wept.",
            "The disaster management agency held a drill in Gao.",
            "It was the worst disaster in years.",
            "The man who lives in Gao was in court.",
            "A tragedy by Euripides was staged in Gao.",
        ] {
            assert!(pointers(text).is_empty(), "{text}: {:?}", pointers(text));
        }
    }
}
