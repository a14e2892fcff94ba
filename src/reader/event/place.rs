//! Where a mention puts its event.
//!
//! Comes in: a trigger in its sentence and what was said before. Goes out: a place, the words that name it, and how
//! it is known: stated, pointed at, the seat of who acts, or taken from around. The most specific place near the
//! trigger wins; a country that only acts is no place.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::super::attribution::Speech;
use super::super::token::Kind as TokenKind;
use super::super::vocabulary::Class;
use super::{Ground, Hit, Memory, Named, Scope, clause, is_location, pick, seat};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, PlaceRef, Role, Shape};

/// The place of a hit.
pub(super) fn place(
    scope: &Scope,
    hit: &Hit,
    others: &[&Hit],
    speeches: &[Speech],
    memory: &Memory,
) -> Option<MentionPlace> {
    if let Some((found, distance)) = stated(scope, hit, others, speeches) {
        // "the bombing … and its troops in X": a known happening stays where it was.
        let from = found.span.map_or(hit.tokens.end, |span| scope.ground.page.token_at(span.start()));
        let parted = from < hit.tokens.start
            || !clause::clause(scope, &hit.tokens).contains(&from)
            || (hit.tokens.end..from).any(|at| {
                scope.ground.word(at) == "and" || scope.ground.page.token(at).is_some_and(|token| token.is(b','))
            });
        let known = clause::is_definite(scope, &hit.tokens) && distance > 3 && parted;
        return match before(scope, hit, memory).filter(|_| known) {
            Some(place) => Some(MentionPlace { place, span: None, basis: PlaceBasis::Context }),
            None => Some(found),
        };
    }
    match hit.kind {
        Kind::TalksOffer | Kind::TalksRejected | Kind::Ultimatum => seat_of_speaker(scope, hit, speeches, memory)
            .or_else(|| seat_of_actor(scope, hit))
            .or_else(|| context(scope, hit, memory)),
        Kind::DiplomaticStep | Kind::Sanction => seat_of_actor(scope, hit),
        Kind::Negotiation | Kind::Summit => None,
        _ => context(scope, hit, memory),
    }
}

/// The seat of who is said to offer or demand.
fn seat_of_speaker(scope: &Scope, hit: &Hit, speeches: &[Speech], memory: &Memory) -> Option<MentionPlace> {
    let speech =
        speeches.iter().find(|speech| speech.content.contains(&hit.tokens.start) && speech.speaker.is_some())?;
    let speaker = speech.speaker.as_ref()?;
    let place = seat::of_speaker(scope.ground, memory, &speaker.tokens)?;
    Some(MentionPlace { place, span: scope.ground.page.span_of(speaker.tokens.clone()), basis: PlaceBasis::Seat })
}

/// The place the sentence names for the trigger.
fn stated(scope: &Scope, hit: &Hit, others: &[&Hit], speeches: &[Speech]) -> Option<(MentionPlace, usize)> {
    let clause = clause::clause(scope, &hit.tokens);
    let mut best: Option<(f32, &Named)> = None;
    for named in scope.ground.named(&scope.sentence.tokens) {
        // "officials in Baku said": where the speaker sits is not where it happened.
        let speaks = speeches.iter().filter_map(|speech| speech.speaker.as_ref().map(|speaker| (speaker, speech))).any(
            |(speaker, speech)| {
                let close = if speech.cue.start > speaker.tokens.start { speech.cue.start } else { speaker.tokens.end };
                let close = if close > speaker.tokens.start + 18 { speaker.tokens.end } else { close };
                speaker.is_party() && (speaker.tokens.start..close).contains(&named.tokens.start)
            },
        );
        if speaks {
            continue;
        }
        let Some(mut score) = worth(scope, hit, &clause, named) else { continue };
        // "sentenced for a shooting in Dayton": the name belongs to the happening right before it.
        let nearer = others.iter().any(|other| {
            other.tokens.start >= hit.tokens.end && other.tokens.end <= named.tokens.start && hit.tokens != other.tokens
        });
        if nearer {
            score -= 5.0;
        }
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, named));
        }
    }
    let (_, named) = best.filter(|(score, _)| *score > 0.0)?;
    let place = named.toponym.place.clone()?;
    let basis = if named.toponym.indirect { PlaceBasis::Indirect } else { PlaceBasis::Stated };
    Some((MentionPlace { place, span: Some(named.toponym.span), basis }, gap(&hit.tokens, &named.tokens)))
}

/// Prepositions a place stands behind.
const LEADS: &[&str] = &[
    "in",
    "of",
    "on",
    "at",
    "near",
    "against",
    "into",
    "outside",
    "around",
    "across",
    "through",
    "over",
    "inside",
    "to",
    "between",
    "within",
    "throughout",
    "from",
    "along",
    "around",
    "off",
    "by",
    "toward",
    "towards",
    "north",
    "south",
    "east",
    "west",
];

/// The preposition before a place name, past its article.
fn lead<'a>(scope: &Scope<'a>, named: &Named) -> &'a str {
    const KINDS: &[&str] = &[
        "capital", "city", "town", "village", "region", "enclave", "province", "district", "state", "island", "suburb",
        "port",
    ];
    const PASSED: &[&str] =
        &["the", "disputed", "breakaway", "nearby", "neighbouring", "neighboring", "northern", "southern", "main"];
    let ground = scope.ground;
    let start = scope.sentence.tokens.start;
    let mut at = named.tokens.start;
    for _ in 0..6 {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else { return "" };
        at = before;
        let word = ground.page.word(at);
        let of_kind = word == "of" && at.checked_sub(1).is_some_and(|noun| KINDS.contains(&ground.page.word(noun)));
        let demonym = ground.over(at).any(|other| other.toponym.role == Role::Demonym);
        // "struck the Jajarkot district of western Nepal": on to what leads the district.
        if of_kind {
            at -= 1;
            while at > start && ground.page.token(at - 1).is_some_and(super::super::token::Token::is_capital) {
                at -= 1;
            }
            continue;
        }
        // "the streets of Yerevan" are in Yerevan.
        let street = word == "of"
            && at.checked_sub(1).is_some_and(|noun| {
                matches!(
                    ground.page.word(noun),
                    "streets"
                        | "outskirts"
                        | "suburbs"
                        | "centre"
                        | "center"
                        | "north"
                        | "south"
                        | "east"
                        | "west"
                        | "heart"
                        | "parts"
                        | "airport"
                )
            });
        if street {
            return "in";
        }
        if !(demonym || KINDS.contains(&word) || PASSED.contains(&word)) {
            break;
        }
    }
    ground.page.word(at)
}

/// Tokens between a trigger and a name.
fn gap(hit: &Range<usize>, name: &Range<usize>) -> usize {
    if name.start >= hit.end { name.start - hit.end } else { hit.start.saturating_sub(name.end) }
}

/// Whether a place name can be where something is: states and capitals act by metonymy and need a preposition.
pub(super) fn stands(scope: &Scope, kind: Kind, named: &Named, hit: &Range<usize>) -> bool {
    let Some(place) = named.toponym.place.as_ref() else { return false };
    let before = lead(scope, named);
    let after = named.tokens.start >= hit.end;
    let distance = gap(hit, &named.tokens);
    let goal =
        matches!(kind, Kind::AidDelivery | Kind::Visit | Kind::Deployment | Kind::Evacuation | Kind::Displacement);
    if is_vast(place) {
        return false;
    }
    let possessive = scope.ground.page.token(named.tokens.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    // "Nepal earthquake", "Ghana's presidential election": the land it befell.
    let owned = !after && (distance == 0 || (distance <= 1 && possessive));
    if owned
        && named.toponym.role != Role::PartOfName
        && (matches!(kind.family(), Family::Disaster | Family::Accident | Family::Health)
            || matches!(kind, Kind::Election | Kind::Coup | Kind::Protest | Kind::Riot)
            || (!possessive
                && matches!(kind, Kind::Shooting | Kind::ExplosionMine | Kind::Clash | Kind::Siege | Kind::Strike)))
    {
        return named.toponym.role != Role::Demonym || kind.family() == Family::Disaster;
    }
    // "Columbus man sentenced", "Dayton police": where someone is from.
    if !possessive && is_bearer(scope, named.tokens.end) {
        return false;
    }
    match named.toponym.role {
        Role::Location if !is_state(scope.ground, place) || place.approximate => true,
        Role::Location | Role::Actor => {
            let inside = matches!(
                before,
                "in" | "at"
                    | "near"
                    | "into"
                    | "across"
                    | "throughout"
                    | "inside"
                    | "outside"
                    | "around"
                    | "within"
                    | "over"
                    | "through"
            );
            let struck =
                after && distance <= 3 && (matches!(before, "of" | "on") || (before == "against" && kind != Kind::War));
            let reached = goal && after && (before == "to" || distance == 0);
            let shaken = matches!(
                before,
                "hit"
                    | "hits"
                    | "struck"
                    | "strikes"
                    | "shook"
                    | "rocked"
                    | "rocks"
                    | "battered"
                    | "swept"
                    | "ravaged"
                    | "devastated"
                    | "pounded"
            ) && !possessive;
            let object = after && distance == 0 && kind.family() == Family::Violence;
            (inside && named.toponym.role == Role::Location && !possessive) || struck || reached || shaken || object
        }
        _ => false,
    }
}

/// Whether the noun after a name is someone who bears it: "Columbus man", "Franklin County judge".
fn is_bearer(scope: &Scope, at: usize) -> bool {
    at < scope.sentence.tokens.end
        && scope.ground.lex(at).is(Class::PEOPLE.with(Class::NEUTRAL).with(Class::PARTY))
        && scope.ground.page.token(at).is_some_and(|token| token.kind == TokenKind::Word)
        && !scope.ground.lex(at).is(Class::BREAK)
        && !matches!(
            scope.ground.word(at),
            "deaths"
                | "death"
                | "home"
                | "homes"
                | "casualties"
                | "reported"
                | "side"
                | "front"
                | "office"
                | "court"
                | "state"
                | "life"
        )
}

/// Whether a name may stand for a government: a country, or the capital of one.
fn is_state(ground: &Ground, place: &PlaceRef) -> bool {
    is_country(place)
        || place
            .country
            .as_deref()
            .and_then(|iso| ground.gazetteer.country(iso))
            .and_then(|country| country.capital)
            .is_some_and(|capital| ground.gazetteer.place(capital).key == place.key.as_str())
}

/// A continent or an ocean is no place for an event.
fn is_vast(place: &PlaceRef) -> bool {
    !is_country(place) && place.bbox.is_some_and(|[west, south, east, north]| (east - west) * (north - south) > 400.0)
}

/// How well a place name fits as the place of a hit; `None` when it cannot be.
fn worth(scope: &Scope, hit: &Hit, clause: &Range<usize>, named: &Named) -> Option<f32> {
    let place = named.toponym.place.as_ref()?;
    if !stands(scope, hit.kind, named, &hit.tokens) {
        return None;
    }
    let before = lead(scope, named);
    let led = LEADS.contains(&before);
    let after_hit = named.tokens.start >= hit.tokens.end;
    let distance = gap(&hit.tokens, &named.tokens);
    let mut score = 2.0_f32;
    if clause.contains(&named.tokens.start) {
        score += 3.0;
    } else if !after_hit || distance > 12 {
        score -= 0.5;
    } else {
        score += 1.0;
    }
    if after_hit && led && distance <= 4 {
        score += 3.0;
    } else if led {
        score += 1.0;
    }
    // "of", "from" and "to" after other nouns name origins and owners.
    if matches!(before, "from" | "to") && distance > 2 {
        score -= 2.0;
    }
    score += match (place.shape, is_country(place)) {
        (_, true) => -1.5,
        (Shape::Point, _) => 1.5,
        (Shape::Line, _) => match hit.kind.family() {
            Family::Blockade => 4.0,
            Family::Aid | Family::Health | Family::Talks => -3.0,
            _ => 0.5,
        },
        (Shape::Area, _) => 0.7,
    };
    if named.toponym.indirect && hit.kind.family() != Family::Blockade {
        score -= 1.5;
    }
    // A place in another speaker's clause, far away.
    score -= f32::from(u16::try_from(distance.min(40)).unwrap_or(40)) * 0.12;
    Some(score)
}

/// Whether a place is a whole country.
pub(super) fn is_country(place: &PlaceRef) -> bool {
    place.key.starts_with("iso:")
}

/// Whether a place is wide: a country, a continent, a sea.
fn is_wide(place: &PlaceRef) -> bool {
    is_country(place) || place.bbox.is_some_and(|[west, south, east, north]| (east - west) * (north - south) > 60.0)
}

/// The seat of the government that offers, rejects or summons.
fn seat_of_actor(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let clause = clause::clause(scope, &hit.tokens);
    let named = scope.ground.named(&(clause.start..hit.tokens.end)).iter().rfind(|named| {
        matches!(named.toponym.role, Role::Actor | Role::Demonym)
            || (named.toponym.role == Role::Location && !stands(scope, hit.kind, named, &hit.tokens))
    })?;
    let place = seat::seat_of(scope.ground, named.toponym.place.as_ref()?)?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Seat })
}

/// The place of the same happening said before, else the last place of the paragraph or the sentence before.
fn context(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<MentionPlace> {
    let taken = |place: Arc<PlaceRef>| MentionPlace { place, span: None, basis: PlaceBasis::Context };
    if let Some(found) = region(scope, hit) {
        return Some(found);
    }
    if let Some(place) = before(scope, hit, memory) {
        return Some(taken(place));
    }
    if matches!(
        hit.kind,
        Kind::War
            | Kind::MilitaryOperation
            | Kind::Invasion
            | Kind::Clash
            | Kind::Ceasefire
            | Kind::Blockade
            | Kind::Shortage
    ) {
        return scope.ground.dominant.get_or_init(|| dominant(scope.ground)).clone().map(taken);
    }
    let sentences = &scope.ground.page.sentences;
    for by in 1..=3_usize {
        let sentence = sentences.get(scope.index.checked_sub(by)?)?;
        if scope.sentence.paragraph - sentence.paragraph.min(scope.sentence.paragraph) > u32::from(by == 1) {
            break;
        }
        if !sentence.zone.yields_events() {
            continue;
        }
        let last = scope.ground.named(&sentence.tokens).iter().rev().find(|named| {
            // "the agency in Geneva said": who speaks from there was not there.
            let speaks = scope.ground.lex(named.tokens.end).reporting.is_some();
            is_location(named.toponym)
                && !named.toponym.indirect
                && !speaks
                && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place) && !is_state(scope.ground, place))
        });
        if let Some(place) = last.and_then(|named| named.toponym.place.clone()) {
            return Some(taken(place));
        }
    }
    let focus = || scope.ground.focus.get_or_init(|| focus(scope.ground)).clone();
    is_local(hit.kind).then(focus).flatten().or_else(|| borne(scope)).map(taken)
}

/// "Columbus man sentenced": for want of better, where someone of the sentence is from.
fn borne(scope: &Scope) -> Option<Arc<PlaceRef>> {
    let named = scope.ground.named(&scope.sentence.tokens).iter().find(|named| {
        is_location(named.toponym)
            && is_bearer(scope, named.tokens.end)
            && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place))
    })?;
    named.toponym.place.clone()
}

/// Where the same happening stood when it was spoken of before: "the attack", "its blockade", "the dead".
fn before(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<Arc<PlaceRef>> {
    // "a landmine explosion" is a new one.
    let new = scope.ground.word(hit.tokens.start.saturating_sub(1)) == "a"
        || scope.ground.word(hit.tokens.start.saturating_sub(1)) == "an";
    if new {
        return None;
    }
    let wide = matches!(hit.kind, Kind::War | Kind::MilitaryOperation | Kind::Blockade | Kind::Siege | Kind::Outbreak);
    let reach = if wide { 14 } else { 6 };
    let recent = || memory.recent(scope.index, reach);
    let same = recent().find(|past| past.kind == hit.kind && past.place.is_some());
    let near = || {
        recent()
            .find(|past| scope.index - past.sentence <= 2 && pick::is_one(past.kind, hit.kind) && past.place.is_some())
    };
    same.or_else(near).and_then(|past| past.place.clone())
}

/// "in the region", "in the enclave": the last area named.
fn region(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let ground = scope.ground;
    let end = (hit.tokens.end + 5).min(scope.sentence.tokens.end);
    // "an outbreak in the east": of the land spoken of last.
    let side = (hit.tokens.end..end).find(|&at| {
        matches!(ground.word(at), "east" | "west" | "north" | "south") && ground.word(at.saturating_sub(1)) == "the"
    });
    if let Some(side) = side {
        let earlier = ground.named(&(0..hit.tokens.start)).iter().rev();
        let land = earlier.filter_map(|named| named.toponym.place.as_ref()).find(|place| is_country(place))?;
        let mut land = PlaceRef::clone(land);
        land.approximate = true;
        return Some(MentionPlace {
            place: Arc::new(land),
            span: ground.page.span_of(side.saturating_sub(1)..side + 1),
            basis: PlaceBasis::Indirect,
        });
    }
    let noun = (hit.tokens.end..end).find(|&at| {
        matches!(ground.word(at), "region" | "enclave" | "territory" | "province" | "district")
            && matches!(ground.word(at.saturating_sub(1)), "the" | "this" | "disputed" | "breakaway" | "that")
    })?;
    let earlier = ground.named(&(0..hit.tokens.start)).iter().rev();
    let place = earlier.filter(|named| is_location(named.toponym)).find_map(|named| {
        named.toponym.place.as_ref().filter(|place| place.shape == Shape::Area && !is_wide(place)).map(Arc::clone)
    })?;
    Some(MentionPlace {
        place,
        span: ground.page.span_of(noun.saturating_sub(1)..noun + 1),
        basis: PlaceBasis::Indirect,
    })
}

/// How often each place is named, in the order of first mention.
fn counted<'a>(places: impl Iterator<Item = &'a Arc<PlaceRef>>) -> Vec<(&'a Arc<PlaceRef>, usize)> {
    let mut at: FxHashMap<&str, usize> = FxHashMap::default();
    let mut counts: Vec<(&Arc<PlaceRef>, usize)> = Vec::new();
    for place in places {
        let index = *at.entry(place.key.as_str()).or_insert(counts.len());
        match counts.get_mut(index) {
            Some((_, count)) => *count += 1,
            None => counts.push((place, 1)),
        }
    }
    counts
}

/// The place an article is most about, when one stands out: a region or a town, no country.
fn dominant(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let located = ground.toponyms.iter().filter(|named| is_location(named.toponym));
    let narrow = |place: &&Arc<PlaceRef>| !is_wide(place) && !is_state(ground, place);
    let places = counted(located.filter_map(|named| named.toponym.place.as_ref()).filter(narrow));
    let all: usize = places.iter().map(|(_, count)| count).sum();
    // The first named wins a tie.
    let top = places.iter().rev().max_by_key(|(_, count)| *count)?;
    (top.1 >= 3 && top.1 * 5 >= all * 2).then(|| Arc::clone(top.0))
}

/// The one place a local story is about: named as a location at least twice and by two thirds of the locations.
fn focus(ground: &Ground) -> Option<Arc<PlaceRef>> {
    let located = ground.toponyms.iter().filter(|named| is_location(named.toponym) && !named.toponym.indirect);
    let places = counted(located.filter_map(|named| named.toponym.place.as_ref()).filter(|place| !is_wide(place)));
    let all: usize = places.iter().map(|(_, count)| count).sum();
    let &(top, times) = places.iter().max_by_key(|(_, count)| *count)?;
    (times >= 2 && times * 3 >= all * 2).then(|| Arc::clone(top))
}

/// Whether what happens in a local story, and leaves its place out, happens in the place the story is about.
fn is_local(kind: Kind) -> bool {
    let family = matches!(
        kind.family(),
        Family::Violence | Family::Disaster | Family::Accident | Family::Justice | Family::Protest | Family::Health
    );
    family && !matches!(kind, Kind::War | Kind::MilitaryOperation | Kind::Invasion)
}
