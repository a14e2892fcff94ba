//! Which triggers of a sentence stand: one for each happening.
//!
//! Comes in: a sentence with its figures. Goes out: hits in order. Weak triggers need a stated place or a figure;
//! effects ("killed", "wounded") join another happening of the sentence, or the one just spoken of, and stand alone
//! only beside a figure. Two words for one happening ("a barrage of attacks", "bombing … blast") are one hit.

use std::ops::Range;

use super::super::attribution::Speech;
use super::super::figure::Counted;
use super::super::vocabulary::{self, Class, Strength, Trigger};
use super::lead::lead;
use super::{
    Hit, Memory, Scope, case, cause, clause, compound, general, is_location, item, known, learned, passing, place,
    pointed, refer, sense, stand, surname, toll, under, unreal, untold,
};
use crate::story::{Family, Kind, Victim};

/// At most so many happenings are read from one sentence.
const MOST: usize = 4;

/// A trigger before it is known whether it stands.
pub(super) struct Candidate {
    pub(super) trigger: Trigger,
    pub(super) kind: Kind,
    pub(super) tokens: Range<usize>,
}

/// The hits of a sentence.
pub(super) fn hits(scope: &Scope, speeches: &[Speech], memory: &Memory) -> Vec<Hit> {
    let candidates = candidates(scope);
    let mut hits: Vec<Hit> = Vec::new();
    // "the conflict has its roots in …": background, unless a figure or a date makes it news.
    let news = !scope.figures.is_empty()
        || scope.ground.timed(&scope.sentence.tokens).iter().any(|timed| timed.timex.days.is_some());
    let figured = candidates.iter().any(|other| other.trigger.strength == Strength::Strong && violent(other.kind));
    let strong: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| match candidate.trigger.strength {
            Strength::Strong => news || !is_war_at_large(scope, candidate),
            Strength::Weak => {
                let vague = matches!(scope.ground.word(candidate.tokens.start), "conflict" | "conflicts");
                is_supported(scope, candidate, figured) && (news || !vague)
            }
            Strength::Effect => false,
        })
        .collect();
    for candidate in &strong {
        // "was concerned and called on both sides to stop": the appeal says more than the concern.
        if candidate.kind == Kind::Appeal {
            hits.retain(|hit| hit.kind != Kind::Statement);
        }
        // A generic "attack" beside a bombing is the bombing.
        let apart = clause::set_apart(scope, candidate.tokens.start);
        let generic = candidate.kind == Kind::Attack
            && strong.iter().any(|other| {
                other.kind != Kind::Attack
                    && apart == clause::set_apart(scope, other.tokens.start)
                    && other.kind.family() == Family::Violence
                    && other.kind != Kind::War
                    && same_place(scope, &other.tokens, &candidate.tokens)
            });
        let again = is_again(scope, &hits, candidate);
        if again {
            heads(scope, &mut hits, candidate);
        }
        if generic
            || is_fired_on(scope, candidate, &strong)
            || again
            || is_undone(scope, candidate, &strong)
            || is_target(scope, candidate, &strong)
            || is_reckoned_from(scope, candidate, memory)
            || hits.len() >= MOST
        {
            continue;
        }
        if candidate.kind == Kind::Displacement
            && let Some(kind) = calamity_that_drove_out(scope, &strong, &candidate.tokens, memory)
        {
            if !strong.iter().any(|other| other.kind == kind) {
                hits.push(Hit { kind, tokens: candidate.tokens.clone(), effect: true, about: None });
            }
            continue;
        }
        if let Some(charged) = compound::charge(scope, candidate.kind, &candidate.tokens) {
            // "charged four bankers with fraud", "found guilty of murder": a step of a case, told once.
            if !hits.iter().any(|hit| is_one_case(hit.kind, Kind::Trial)) {
                hits.extend(charged.map(|tokens| Hit { kind: Kind::Trial, tokens, effect: false, about: None }));
            }
            continue;
        }
        let kind = known::kind(scope, candidate, memory).unwrap_or(candidate.kind);
        // Bodies that are found are what befell people, where the article tells of what did.
        let effect = candidate.kind == Kind::Death && kind != Kind::Death;
        hits.push(Hit { kind, tokens: candidate.tokens.clone(), effect, about: None });
    }
    hits.extend(effects(scope, &candidates, &hits, memory));
    hits.extend(case::deed(scope, &candidates, &hits));
    hits.extend(case::hearing(scope, speeches, &hits));
    hits.extend(told_twice(scope, speeches, &hits));
    if hits.is_empty() && candidates.is_empty() {
        hits.extend(learned::hit(scope, speeches, memory));
    }
    hits.sort_by_key(|hit| hit.tokens.start);
    let about: Vec<Option<usize>> = hits
        .iter()
        .map(|hit| {
            clause::about(scope, hit, &hits).or_else(|| refer::lead(scope, hit)).or_else(|| pointed::lead(scope, hit))
        })
        .collect();
    for (hit, about) in hits.iter_mut().zip(about) {
        hit.about = about;
    }
    hits
}

/// "Since the coup prices have doubled": nothing, where the article has told of none.
fn is_reckoned_from(scope: &Scope, candidate: &Candidate, memory: &Memory) -> bool {
    passing::is_reckoned_from(scope, candidate.kind, &candidate.tokens)
        && !memory.happened.iter().any(|past| is_one(past.kind, candidate.kind))
}

/// "fired on demonstrators": who is fired on tells of no second happening.
fn is_fired_on(scope: &Scope, candidate: &Candidate, strong: &[&Candidate]) -> bool {
    let acts = |other: &Candidate| {
        matches!(other.kind.family(), Family::Violence | Family::Protest | Family::Justice | Family::Blockade)
    };
    compound::is_crowd(scope.ground.word(candidate.tokens.start))
        && strong.iter().any(|other| !std::ptr::eq(*other, candidate) && acts(other))
}

/// "a plane carrying vaccines crashed", "trucks carrying grain were set ablaze": what was on board came nowhere. "Flood waters
/// cut the road": nobody did.
fn is_undone(scope: &Scope, candidate: &Candidate, strong: &[&Candidate]) -> bool {
    let mut others = strong.iter().map(|other| (other.kind.family(), other.tokens.end));
    match candidate.kind {
        Kind::AidDelivery => {
            scope.ground.word(candidate.tokens.start).starts_with("carry")
                && others.any(|(family, _)| matches!(family, Family::Accident | Family::Violence))
        }
        Kind::Blockade => others.any(|(family, end)| family == Family::Disaster && end <= candidate.tokens.start),
        Kind::Storm => others.any(|(_, end)| is_what_drove(scope, end, candidate.tokens.start)),
        _ => false,
    }
}

/// "a bushfire fanned by gale-force winds swept through the farms": the wind is told of the fire.
fn is_what_drove(scope: &Scope, end: usize, start: usize) -> bool {
    const REACH: usize = 5;
    let ground = scope.ground;
    let by = (end..start).rev().take(REACH).find(|&at| ground.word(at) == "by");
    by.is_some_and(|by| {
        by > end
            && by <= end + 3
            && matches!(
                ground.word(by - 1),
                "fanned"
                    | "driven"
                    | "fuelled"
                    | "fueled"
                    | "whipped"
                    | "stoked"
                    | "spread"
                    | "fed"
                    | "pushed"
                    | "powered"
                    | "caused"
                    | "triggered"
                    | "sparked"
                    | "brought"
                    | "unleashed"
                    | "swollen"
            )
    })
}

/// Whether a hit of the sentence tells the same happening already.
fn is_again(scope: &Scope, hits: &[Hit], candidate: &Candidate) -> bool {
    let apart = clause::set_apart(scope, candidate.tokens.start);
    // "the deadliest quake since 1960, when a tremor near X killed 12,000": another one.
    let older = clause::time_before(scope, &candidate.tokens).is_some();
    // "twelve died when a train hit a bus; in 2019 a crash at X left 16 dead": each half has its own.
    let parted = |hit: &Hit| {
        (hit.tokens.end..candidate.tokens.start)
            .any(|at| scope.ground.page.token(at).is_some_and(|token| token.is(b';')))
    };
    !older
        && hits.iter().any(|hit| {
            !parted(hit)
                && !item::are_two(scope, &hit.tokens, &candidate.tokens)
                && apart == clause::set_apart(scope, hit.tokens.start)
                && (is_one(hit.kind, candidate.kind) || is_one_case(hit.kind, candidate.kind))
                && !case::is_another_step(scope, hit, candidate)
                && same_place(scope, &hit.tokens, &candidate.tokens)
        })
}

/// "Robbery: five arrested", "heavy rain flooded the town": what a sentence is headed by decides its kind, and neither
/// the deed behind a step of its case nor the weather behind what it did.
fn heads(scope: &Scope, hits: &mut [Hit], candidate: &Candidate) {
    let ground = scope.ground;
    let step = matches!(candidate.kind, Kind::Arrest | Kind::Trial | Kind::Sentence) && !candidate.trigger.noun;
    let harm = matches!(candidate.kind, Kind::Flood | Kind::Landslide);
    let hit = hits.iter_mut().find(|hit| {
        let word = ground.word(hit.tokens.end.saturating_sub(1));
        match hit.kind {
            Kind::Crime => step && vocabulary::is_noun_phrase(word),
            Kind::Storm => harm && matches!(word, "rain" | "rains" | "downpour" | "downpours" | "rainfall"),
            _ => false,
        }
    });
    if let Some(hit) = hit.filter(|hit| hit.tokens.end <= candidate.tokens.start) {
        (hit.kind, hit.tokens) = (candidate.kind, candidate.tokens.clone());
    }
}

/// "painters who fled war": no one war, where no article stands before it and no place beside it.
fn is_war_at_large(scope: &Scope, candidate: &Candidate) -> bool {
    let ground = scope.ground;
    let before = candidate.tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    let bare = before.is_some_and(|at| {
        ground.page.token(at).is_some_and(|token| token.case == super::super::token::Case::Lower)
            && !matches!(ground.word(at), "the" | "a" | "an" | "this" | "that" | "at" | "of")
    });
    candidate.kind == Kind::War
        && matches!(ground.word(candidate.tokens.start), "war" | "wars")
        && candidate.tokens.len() == 1
        && bare
        && ground.named(&clause::clause(scope, &candidate.tokens)).is_empty()
}

/// "a suicide attack on an election rally", "a blast at a wedding": what was struck, and no happening beside it.
fn is_target(scope: &Scope, candidate: &Candidate, strong: &[&Candidate]) -> bool {
    let gathering = matches!(
        candidate.kind.family(),
        Family::Politics | Family::Protest | Family::Society | Family::Diplomacy | Family::Talks
    ) || candidate.kind == Kind::Death;
    gathering
        && strong.iter().any(|other| {
            let between = other.tokens.end..candidate.tokens.start;
            violent(other.kind)
                && other.tokens.end < candidate.tokens.start
                && between.len() <= 6
                && matches!(scope.ground.word(between.start), "on" | "at" | "near" | "outside" | "targeting" | "during")
                && between.clone().all(|at| {
                    let lex = scope.ground.lex(at);
                    !lex.is(Class::BREAK.with(Class::HAVE))
                        && scope.ground.page.token(at).is_some_and(|token| !token.is(b','))
                })
        })
}

/// What befell people and is of no hit yet: each open figure, or a death told without one.
fn effects(scope: &Scope, candidates: &[Candidate], hits: &[Hit], memory: &Memory) -> Vec<Hit> {
    let mut all = hits.to_vec();
    let told = |counted: &&Counted| counted.figure.min > 0 && !toll::is_of_older_deed(scope, &counted.tokens);
    // "31 were held for looting" is told of the looting.
    let held_for = |counted: &Counted| {
        let near = |hit: &Hit| (counted.tokens.end..counted.tokens.end + 3).contains(&hit.tokens.start);
        counted.figure.what == Victim::Detained && hits.iter().any(near)
    };
    // "a vigil for the 29 dead": those a crowd remembers.
    let calm = !hits.is_empty() && hits.iter().all(|hit| !super::befalls(hit.kind.family()));
    let mourned = |counted: &Counted| calm && toll::is_remembered(scope, &counted.tokens);
    for counted in scope.figures.iter().filter(told) {
        if !mourned(counted) && !held_for(counted) && toll::owner(scope, &all, counted).is_none() {
            all.extend(effect(scope, candidates, memory, Some(counted)));
        }
    }
    let silent = scope.figures.iter().all(|counted| counted.figure.min == 0);
    // "There were no deaths." is of what was told right before.
    if hits.is_empty()
        && silent
        && let Some(none) = scope.figures.iter().find(|counted| counted.figure.max == Some(0))
    {
        all.extend(effect(scope, candidates, memory, Some(none)));
        return all;
    }
    if silent && hits.iter().all(|hit| !super::befalls(hit.kind.family())) {
        all.extend(effect(scope, candidates, memory, None));
    }
    all.split_off(hits.len())
}

/// "More than 50,000 people were displaced": of the calamity the sentence tells, or the one told right before, where no
/// place of its own says otherwise. Whom a war drives out is told for itself.
fn calamity_that_drove_out(
    scope: &Scope,
    strong: &[&Candidate],
    tokens: &Range<usize>,
    memory: &Memory,
) -> Option<Kind> {
    let calamity = |kind: Kind| matches!(kind.family(), Family::Disaster | Family::Accident);
    // "Displacement: 3,100 people are in Legazpi": what it heads is its own.
    let heads = scope.ground.page.token(tokens.end).is_some_and(|token| token.is(b':'));
    let own = if heads { scope.sentence.tokens.clone() } else { clause::clause(scope, tokens) };
    let placed = scope.ground.named(&own).iter().any(|named| is_location(named.toponym));
    let told = strong.iter().map(|other| other.kind).find(|&kind| calamity(kind));
    let before = || {
        let near = memory.recent(scope.index, 3).find(|past| violent(past.kind));
        near.filter(|past| calamity(past.kind) && !past.back && !placed).map(|past| past.kind)
    };
    let driven = scope.figures.iter().any(|counted| counted.figure.what == Victim::Displaced && counted.figure.min > 0);
    driven.then(|| told.or_else(before)).flatten()
}

/// "Two were hurt, a doctor said; the army said nobody was": each speaker's figure is a mention of its own.
fn told_twice(scope: &Scope, speeches: &[Speech], hits: &[Hit]) -> Option<Hit> {
    let speaker = |at: usize| {
        let within = speeches.iter().filter(|speech| speech.content.contains(&at) && speech.speaker.is_some());
        within.min_by_key(|speech| speech.cue.start.abs_diff(at)).and_then(|speech| speech.speaker.as_ref())
    };
    let [first, rest @ ..] = scope.figures else { return None };
    let told = speaker(first.tokens.start)?;
    let other = rest.iter().find(|other| {
        other.figure.what == first.figure.what && speaker(other.tokens.start).is_some_and(|speaker| speaker != told)
    })?;
    let hit = hits.iter().find(|hit| super::fits(hit.kind, first.figure.what))?;
    let tokens = other.tokens.end.checked_sub(1)?..other.tokens.end;
    let known = hits.iter().any(|hit| other.tokens.contains(&hit.tokens.start) || hit.tokens.contains(&tokens.start));
    (!known).then_some(Hit { kind: hit.kind, tokens, effect: true, about: None })
}

fn candidates(scope: &Scope) -> Vec<Candidate> {
    let sentence = &scope.sentence.tokens;
    let mut out = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some((kind, tokens)) = under::assault(scope, at) {
            at = tokens.end;
            out.push(Candidate { trigger: Trigger::STRONG, kind, tokens });
            continue;
        }
        match vocabulary::trigger(scope.ground.lexes, sentence, at) {
            Some((trigger, end)) if end <= sentence.end => {
                if let Some(kind) = trigger.kind.map(|kind| sense::kind(scope, kind, &(at..end)))
                    && !is_part_of_name(scope, &(at..end))
                    && !surname::is_surname(scope.ground, &(at..end))
                    && !is_of_the_sea(scope, &(at..end))
                    && !is_place(scope, &(at..end))
                    && !is_figurative(scope, kind, end)
                    && !is_gloss(scope, at)
                    && !compound::is_other(scope, kind, &(at..end))
                    && !unreal::is_unreal(scope, kind, &(at..end))
                    && !untold::is_untold(scope, kind, &(at..end))
                    && !general::is_general(scope, kind, &(at..end))
                    && !passing::is_passed_by(scope, kind, &(at..end))
                    && !sense::is_other_sense(scope, kind, &(at..end))
                    && (!matches!(kind, Kind::Visit | Kind::Summit) || is_official(scope, at))
                {
                    out.push(Candidate { trigger, kind, tokens: at..end });
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// "necklaces of ocean shells that": "shells" does nothing where no object follows it.
fn is_of_the_sea(scope: &Scope, tokens: &Range<usize>) -> bool {
    let ground = scope.ground;
    let bare = ground.page.token(tokens.end).is_none_or(|next| next.kind != super::super::token::Kind::Word);
    let linked = matches!(
        ground.word(tokens.end),
        "that" | "which" | "were" | "are" | "have" | "had" | "to" | "from" | "and" | "or" | "of" | "in" | "on" | "with"
    );
    tokens.len() == 1
        && ground.word(tokens.start) == "shells"
        && (tokens.end >= scope.sentence.tokens.end || bare || linked)
}

/// "War Memorial Park", "Fire Department of X": a capital word amid capitals names an institution, not a happening.
pub(super) fn is_part_of_name(scope: &Scope, tokens: &Range<usize>) -> bool {
    let page = scope.ground.page;
    let capital = |at: usize| {
        page.token(at).is_some_and(|token| token.is_capital() && token.case != super::super::token::Case::Upper)
    };
    if scope.sentence.capitals != super::super::sentence::Capitals::Normal || !capital(tokens.start) {
        return false;
    }
    // "Cyclone Freddy battered the coast": a storm has a name.
    if compound::is_storm(page.word(tokens.start)) && capital(tokens.end) {
        return false;
    }
    let first = tokens.start == scope.sentence.tokens.start;
    let after = tokens.end < scope.sentence.tokens.end && capital(tokens.end);
    let before = tokens.start > scope.sentence.tokens.start && capital(tokens.start - 1);
    // "Civil War documents": a phrase all in capitals amid a sentence is a name.
    let all = tokens
        .clone()
        .all(|at| capital(at) || page.token(at).is_none_or(|token| token.kind != super::super::token::Kind::Word));
    // "Brothers to the Rescue"
    let led = |by: usize| tokens.start.checked_sub(by).filter(|&at| at >= scope.sentence.tokens.start);
    let to_the = tokens.len() == 1
        && led(1).is_some_and(|at| page.word(at) == "the")
        && led(2).is_some_and(|at| page.word(at) == "to")
        && led(3).is_some_and(capital);
    // "the Center for Immunization"
    let of_body = tokens.len() == 1
        && led(1).is_some_and(|at| matches!(page.word(at), "for" | "of" | "against" | "and"))
        && led(2).is_some_and(|at| capital(at) && scope.ground.over(at).next().is_none());
    all && (after || to_the || of_body || (!first && (before || tokens.len() > 1)))
}

/// "the war on inflation": a war on what is no place and no people.
fn is_figurative(scope: &Scope, kind: Kind, end: usize) -> bool {
    let next = scope.ground.page.token(end + 1);
    kind == Kind::War
        && matches!(scope.ground.word(end), "on" | "of")
        && next.is_some_and(|token| token.kind == super::super::token::Kind::Word && !token.is_capital())
        && !matches!(scope.ground.word(end + 1), "the" | "its" | "their")
}

/// "an agreement, a kind of trade deal for cargo", "compared the debate to a car crash": says what something is like.
fn is_gloss(scope: &Scope, at: usize) -> bool {
    let ground = scope.ground;
    let before = (1..5).filter_map(|by| at.checked_sub(by)).take_while(|&of| of > scope.sentence.tokens.start);
    let kind = before.clone().any(|of| {
        (ground.word(of) == "of" && matches!(ground.word(of - 1), "kind" | "kinds" | "sort" | "type" | "form"))
            || (matches!(ground.word(of), "of" | "for")
                && matches!(ground.word(of - 1), "metaphor" | "symbol" | "echo" | "echoes"))
    });
    let article = matches!(ground.word(at.saturating_sub(1)), "a" | "an");
    let likened = article
        && before.clone().any(|to| matches!(ground.word(to), "to" | "with"))
        && (scope.sentence.tokens.start..at)
            .rev()
            .take(10)
            .any(|verb| matches!(ground.word(verb), "compared" | "compares" | "likened" | "likens"));
    kind || likened
}

/// "in Hurricane, West Virginia": a word that is the name of a place names no happening.
pub(super) fn is_place(scope: &Scope, tokens: &Range<usize>) -> bool {
    scope
        .ground
        .named(&(tokens.start.saturating_sub(3)..tokens.end))
        .iter()
        .any(|named| !named.toponym.indirect && named.tokens.start <= tokens.start && tokens.end <= named.tokens.end)
}

/// A visit or a meeting is news when someone of office makes it.
fn is_official(scope: &Scope, at: usize) -> bool {
    const REACH: usize = 6;
    let office = Class::PARTY.with(Class::OFFICE).with(Class::RULER);
    let met = (at..at + REACH).any(|behind| scope.ground.lex(behind).is(Class::LEADER));
    met || (scope.sentence.tokens.start..at).any(|before| scope.ground.lex(before).is(office))
}

/// How many words an object may have between a verb and where it was done.
const PHRASE: usize = 12;

/// Whether words hold nothing but what a verb does something to: no verb, no mark, no other clause.
fn is_one_phrase(scope: &Scope, words: &Range<usize>) -> bool {
    words.clone().all(|at| {
        let (lex, word) = (scope.ground.lex(at), scope.ground.word(at));
        let verb = word.len() > 4 && word.ends_with("ed");
        !verb
            && scope
                .ground
                .page
                .token(at)
                .is_some_and(|token| token.kind != super::super::token::Kind::Punct || token.is(b'-'))
            && (word == "and" || !lex.is(Class::BREAK.with(Class::HAVE).with(Class::MODAL)))
            && lex.reporting.is_none()
    })
}

/// A stated place in the clause, or a figure of victims in the sentence.
/// `figured`: a stronger word of the sentence takes the figures.
fn is_supported(scope: &Scope, candidate: &Candidate, figured: bool) -> bool {
    let clause = clause::clause(scope, &candidate.tokens);
    let place = scope.ground.named(&clause).iter().any(|named| {
        // "stopped on Saturday at the border bridge in X": farther, where a preposition leads to it.
        let passive = scope.ground.lex(candidate.tokens.start).is(Class::HAVE);
        // "killed a commander and six of his men near Oku": past what the verb does something to.
        let led = matches!(lead(scope, named), "in" | "at" | "near" | "outside");
        let reach = if led
            && candidate.kind != Kind::Outbreak
            && is_one_phrase(scope, &(candidate.tokens.end..named.tokens.start))
        {
            PHRASE
        } else if passive && led {
            8
        } else {
            5
        };
        let after = named.tokens.start >= candidate.tokens.end && named.tokens.start - candidate.tokens.end <= reach;
        let before = named.tokens.end <= candidate.tokens.start && candidate.tokens.start - named.tokens.end <= 8;
        (after || before || place::is_fronted(scope, named.toponym.span))
            && is_location(named.toponym)
            && stand::stands(scope, candidate.kind, named, &candidate.tokens)
    });
    let figure = scope.figures.iter().any(|counted| {
        let family = candidate.kind.family();
        let befalls = match counted.figure.what {
            // "the demonstration on Monday ended with 31 hurt"
            Victim::Killed | Victim::Wounded => {
                let known = || family == Family::Protest && clause::is_definite(scope, &candidate.tokens);
                violent(candidate.kind) || family == Family::Health || known()
            }
            Victim::Detained => candidate.kind == Kind::Arrest,
            _ => false,
        };
        counted.figure.min > 0 && befalls
    });
    let item = place::itemised(scope).is_some();
    place || item || (figure && !figured) || toll::is_tied(scope, &candidate.tokens)
}

/// Whether a kind is of violence, a disaster or an accident.
pub(super) fn violent(kind: Kind) -> bool {
    matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident)
}

/// "Police denied that anyone had died there": of what was told before, and denied.
fn denied(scope: &Scope, candidates: &[Candidate]) -> Option<Range<usize>> {
    let sentence = &scope.sentence.tokens;
    let mut effects = candidates.iter().filter(|candidate| candidate.trigger.strength == Strength::Effect);
    let denies = (sentence.clone()).find(|&at| scope.ground.lex(at).reporting == Some(vocabulary::Reporting::Deny))?;
    let anyone =
        (denies..sentence.end).any(|at| matches!(scope.ground.word(at), "anyone" | "anybody" | "any" | "someone"));
    effects.find(|candidate| anyone && candidate.tokens.start > denies).map(|candidate| candidate.tokens.clone())
}

/// The words that say what befell people: the verb beside their number, the number itself, or a plain verb of death.
fn effect_words(
    scope: &Scope,
    candidates: &[Candidate],
    memory: &Memory,
    figure: Option<&Counted>,
) -> Option<Range<usize>> {
    let effects = || candidates.iter().filter(|candidate| candidate.trigger.strength == Strength::Effect);
    Some(match figure {
        None if denied(scope, candidates).is_some() && memory.recent(scope.index, 3).any(|past| violent(past.kind)) => {
            denied(scope, candidates)?
        }
        Some(counted) => {
            let about = counted.tokens.start.saturating_sub(2)..counted.tokens.end + 1;
            effects()
                .filter(|candidate| about.contains(&candidate.tokens.start))
                .min_by_key(|candidate| candidate.tokens.start.abs_diff(counted.tokens.end))
                .map_or_else(|| counted.tokens.clone(), |candidate| candidate.tokens.clone())
        }
        None => {
            // "The mayor was killed in X", "General Berg was killed", "The novelist died in X": no figure, but the plain verb
            // and a place or a name.
            let candidate = effects().find(|candidate| {
                matches!(scope.ground.word(candidate.tokens.start), "killed" | "slain" | "died" | "lost" | "perished")
            })?;
            let passive = is_passive(scope, candidate)
                || matches!(scope.ground.word(candidate.tokens.start), "died" | "perished" | "lost");
            let named = passive && is_somebody(scope, candidate);
            (named || is_supported(scope, candidate, false)).then(|| candidate.tokens.clone())?
        }
    })
}

/// What befell people, told apart from what did it.
fn effect(scope: &Scope, candidates: &[Candidate], memory: &Memory, figure: Option<&Counted>) -> Option<Hit> {
    let word = effect_words(scope, candidates, memory, figure)?;
    if is_no_toll(scope, &word) {
        return None;
    }
    let what = figure.map_or(Victim::Killed, |counted| counted.figure.what);
    let of = |kind: Kind| Some(Hit { kind, tokens: word.clone(), effect: true, about: None });
    let clause = clause::clause(scope, &word);
    // "more than 2,100 have been killed in the past year": of no one happening of the day.
    let long =
        scope.ground.timed(&clause).iter().any(|timed| {
            timed.timex.days.is_some_and(|days| days.len_days() > 200) || timed.timex.value.ends_with('Y')
        });
    // "Miners threw stones. Seven were taken away."
    let crowd = || {
        let near =
            memory.recent(scope.index, 3).filter(|past| past.paragraph == scope.sentence.paragraph && !past.back);
        near.into_iter().find(|past| super::fits(past.kind, what))
    };
    if what == Victim::Detained {
        let many = figure.is_some_and(|counted| counted.figure.min > 1);
        // "In Mzuzu, 31 were held for looting."
        let unrest = || memory.recent(scope.index, 8).find(|past| past.kind.family() == Family::Protest && !past.back);
        let past = crowd().or_else(|| unrest().filter(|_| many));
        return past.map(|past| past.kind).or_else(|| taking(scope, &word).filter(|_| many)).and_then(of);
    }
    // "a week after a gunman killed two": of nothing told before.
    let apart = clause::set_apart(scope, word.start).is_some();
    let past = told_before(scope, memory).filter(|past| !long && !apart && super::fits(past.kind, what));
    // "the 85 men the march is for": not of the march.
    let remembered = || figure.is_some_and(|counted| toll::is_remembered(scope, &counted.tokens));
    let past = past.filter(|past| past.kind.family() != Family::Protest || !remembered());
    // "Students threw stones. Five officers were hurt."
    let beaten =
        || crowd().filter(|past| what == Victim::Wounded && past.kind.family() == Family::Protest && !long && !apart);
    let past = past.or_else(beaten);
    // "Nobody was hurt.": nothing befell anybody, where nothing is told that could.
    if past.is_none() && figure.is_some_and(|counted| counted.figure.max == Some(0)) {
        return None;
    }
    if let Some(past) = past {
        // "a power station at X was struck; ten died": where the part of the sentence before it is.
        let bare = !scope.ground.named(&clause).iter().any(|named| is_location(named.toponym));
        let led = scope.sentence.tokens.start..word.start;
        let elsewhere = is_elsewhere(scope, if bare { &led } else { &clause }, past);
        // What spreads over a land befalls people in many of its places; the hurt and the missing are of what was told.
        let spread = past.kind.is_wide() || matches!(past.kind, Kind::Protest | Kind::Riot);
        // "taken to hospital in X": where they were treated is not where it happened.
        let cared = clause.clone().any(|at| matches!(scope.ground.word(at), "hospital" | "hospitals" | "clinic"));
        let hurt = matches!(what, Victim::Wounded | Victim::Missing) && !cared;
        // "died of his burns in Porto": of what burned him.
        let later = what == Victim::Killed && toll::is_of_wounds(scope, &clause);
        if !elsewhere || later || spread || (hurt && past.kind.family() == Family::Violence) {
            return of(past.kind);
        }
    }
    // Deaths in a story on an outbreak are the outbreak's.
    let ill = memory.recent(scope.index, 8).find(|past| past.kind == Kind::Outbreak);
    let killed_by_hand = matches!(scope.ground.word(word.start), "killed" | "slain" | "killing" | "kill");
    // "Three health workers were hurt": by no illness.
    let hurt = what == Victim::Wounded
        && word.clone().any(|at| matches!(scope.ground.word(at), "hurt" | "injured" | "wounded" | "injuries"));
    if let Some(past) = ill.filter(|past| !killed_by_hand && !hurt && !apart && super::fits(past.kind, what)) {
        return of(past.kind);
    }
    // "A gunman took six lives": a person did.
    let taken = matches!(scope.ground.word(word.end.saturating_sub(1)), "life" | "lives")
        && (clause.start..word.start).any(|at| scope.ground.lex(at).is(Class::CAPTOR.with(Class::GUN)));
    let killed_by_hand = killed_by_hand || taken;
    let placed = scope.ground.named(&clause).iter().any(|named| is_location(named.toponym));
    // "The rockets left 14 people hurt."
    if matches!(what, Victim::Wounded | Victim::Missing) && !long {
        return cause::by_thing(scope, &word).and_then(of);
    }
    if what != Victim::Killed || (long && !placed) {
        return None;
    }
    // "63 cases of diarrhoea, two of them fatal"
    let sick = scope.figures.iter().any(|counted| counted.figure.what == Victim::Infected && counted.figure.min > 0);
    let kind = cause::by_thing(scope, &word).or(sick.then_some(Kind::Outbreak));
    of(kind.unwrap_or(if killed_by_hand { Kind::Killing } else { Kind::Death }))
}

/// "Six people were in custody", "The gang is holding 17 missionaries": who took them says whether it was an arrest.
fn taking(scope: &Scope, word: &Range<usize>) -> Option<Kind> {
    const HELD: &[&str] = &[
        "custody", "detained", "arrested", "held", "rounded", "booked", "caught", "captured", "nabbed", "jail",
        "prison", "cells",
    ];
    const ARMY: &[&str] = &["troops", "soldiers", "forces", "vigilantes", "armed"];
    let ground = scope.ground;
    let captor = |at: usize| ground.lex(at).is(Class::CAPTOR) && !ARMY.contains(&ground.word(at));
    let taker = (scope.sentence.tokens.start..word.start).any(captor);
    if taker {
        return Some(Kind::Abduction);
    }
    let caught = |at: usize| ground.lex(at).is(Class::INVESTIGATOR) || HELD.contains(&ground.word(at));
    (word.start.saturating_sub(6).max(scope.sentence.tokens.start)..word.end).any(caught).then_some(Kind::Arrest)
}

/// "On average, 300 people are killed on its roads": a rate, and no one happening's.
fn is_no_toll(scope: &Scope, word: &Range<usize>) -> bool {
    unreal::is_habitual(scope, word)
        || untold::is_of_animals(scope, word)
        || general::is_of_the_year(scope, word)
        || general::is_toll_of_many(scope, word)
        || passing::is_counted_over_years(scope, Kind::Death, word)
}

/// The happening a toll without words for one is of: the one just spoken of, or for a count kept of the dead the first
/// the article tells that can kill.
pub(super) fn told_before<'a>(scope: &Scope, memory: &'a Memory) -> Option<&'a super::Past> {
    let kills =
        |past: &&super::Past| violent(past.kind) || matches!(past.kind, Kind::Outbreak | Kind::Protest | Kind::Riot);
    // "His mother and ten others died at sea": of no abduction told before.
    let died = scope.sentence.tokens.clone().any(|at| matches!(scope.ground.word(at), "died" | "drowned" | "perished"));
    let kills_so = |past: &&super::Past| violent(past.kind) && !(died && past.kind == Kind::Abduction);
    let of_item = |past: &&super::Past| !item::is_another(scope, past);
    let near = memory.recent(scope.index, 5).filter(kills_so).find(|past| {
        let same_paragraph = past.paragraph == scope.sentence.paragraph;
        (same_paragraph || (!past.back && scope.index - past.sentence <= 2))
            && scope.sentence.paragraph - past.paragraph.min(scope.sentence.paragraph) <= 1
    });
    let near = near.filter(of_item);
    let main = || memory.happened.iter().filter(|past| !past.back).find(kills);
    // A count kept of the dead is of what the article is about, save right behind another that kills.
    let beside = |past: &&super::Past| past.paragraph == scope.sentence.paragraph && past.sentence + 1 >= scope.index;
    if toll::is_toll(scope) { near.filter(beside).or_else(main).or(near) } else { near }
}

/// Whether the clause names a place that is not the happening's, nor one that holds it.
pub(super) fn is_elsewhere(scope: &Scope, clause: &Range<usize>, past: &super::Past) -> bool {
    scope.ground.named(clause).iter().any(|named| {
        let pair = named.toponym.place.as_ref().zip(past.place.as_ref());
        is_location(named.toponym)
            && pair.is_some_and(|(here, there)| {
                here.key != there.key && !here.holds(there) && !there.holds(here) && here.bbox.is_none()
            })
    })
}

/// "was killed", "were slain".
fn is_passive(scope: &Scope, candidate: &Candidate) -> bool {
    let before = candidate.tokens.start.checked_sub(1).map_or("", |at| scope.ground.word(at));
    matches!(before, "was" | "were" | "been")
}

/// A name in capitals right before: "Colonel Anton Berg was killed".
fn is_somebody(scope: &Scope, candidate: &Candidate) -> bool {
    let from = candidate.tokens.start.saturating_sub(4).max(scope.sentence.tokens.start + 1);
    scope.sentence.capitals == super::super::sentence::Capitals::Normal
        && (from..candidate.tokens.start).any(|at| {
            scope.ground.page.token(at).is_some_and(super::super::token::Token::is_capital)
                && scope.ground.over(at).next().is_none()
        })
}

/// Whether two kinds name one happening within a sentence.
pub(in crate::reader) fn is_one(a: Kind, b: Kind) -> bool {
    use Kind::{
        Accusation, Agreement, Announcement, Appeal, Appointment, Arrest, Attack, Blockade, Ceasefire, Clash, Closure,
        Crash, Crime, Denial, Earthquake, Election, ExplosionMine, Fire, Flood, HealthMeasure, IndustrialAccident,
        Invasion, Killing, Landslide, MilitaryOperation, Negotiation, Outbreak, Protest, Riot, Sentence,
        ShellingStrike, Shooting, Siege, Statement, Storm, TalksOffer, TalksRejected, TrafficAccident, Trial,
        Ultimatum, Warning, Wildfire,
    };
    let same = |list: &[Kind]| list.contains(&a) && list.contains(&b);
    a == b
        || same(&[Attack, Killing, Shooting, Crime])
        || same(&[Attack, Killing, ExplosionMine])
        || same(&[Attack, ShellingStrike])
        || same(&[Shooting, Clash])
        || same(&[ExplosionMine, IndustrialAccident, Fire, Crash, TrafficAccident])
        || same(&[Crash, Fire, Wildfire])
        || same(&[Attack, Killing, Clash])
        || same(&[MilitaryOperation, Invasion, Attack])
        || same(&[Blockade, Closure, Siege])
        || same(&[Storm, Flood, Landslide])
        || same(&[Earthquake, Landslide])
        || same(&[Agreement, Ceasefire])
        || same(&[Negotiation, TalksOffer, TalksRejected])
        || same(&[Ultimatum, TalksRejected])
        || same(&[Statement, Denial, Accusation, Warning, Appeal, Announcement])
        || same(&[Trial, Sentence])
        || same(&[Election, Appointment])
        || same(&[Outbreak, HealthMeasure])
        || same(&[Riot, Protest])
        || same(&[Arrest, Crime])
}

/// Steps of one case in one sentence: "was arrested and charged with robbery".
pub(super) fn is_one_case(a: Kind, b: Kind) -> bool {
    let case =
        |kind: Kind| matches!(kind, Kind::Arrest | Kind::Trial | Kind::Sentence | Kind::Crime | Kind::Investigation);
    case(a) && case(b)
}

/// Whether two triggers stand at no two different stated places.
fn same_place(scope: &Scope, a: &Range<usize>, b: &Range<usize>) -> bool {
    let place = |tokens: &Range<usize>| {
        scope
            .ground
            .named(&(tokens.end..(tokens.end + 6).min(scope.sentence.tokens.end)))
            .iter()
            .find(|named| {
                is_location(named.toponym) && named.toponym.place.as_ref().is_some_and(|place| place.bbox.is_none())
            })
            .and_then(|named| named.toponym.place.as_ref())
            .map(|place| place.key.as_str())
    };
    let clauses = (clause::clause(scope, a), clause::clause(scope, b));
    // "two were killed in the shelling, while a mortar killed one in X": each clause has its own dead.
    let hurt = |clause: &Range<usize>| {
        scope
            .figures
            .iter()
            .any(|counted| counted.figure.what == Victim::Killed && clause.contains(&counted.tokens.start))
    };
    if clauses.0 != clauses.1 && hurt(&clauses.0) && hurt(&clauses.1) {
        return false;
    }
    // "marched in X, while in Y police fired tear gas": a clause that opens with its place.
    let fronted = |clause: &Range<usize>, tokens: &Range<usize>| {
        let named = scope.ground.named(&(clause.start..(clause.start + 4).min(tokens.start)));
        named.iter().find(|named| is_location(named.toponym) && lead(scope, named) == "in")
    };
    let key = |clause: &Range<usize>, tokens: &Range<usize>| {
        let ahead = || fronted(clause, tokens).and_then(|named| named.toponym.place.as_ref());
        place(tokens).or_else(|| ahead().map(|place| place.key.as_str()))
    };
    match (key(&clauses.0, a), key(&clauses.1, b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}
