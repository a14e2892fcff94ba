//! Where a mention puts its event.
//!
//! Comes in: a trigger in its sentence and what was said before. Goes out: a place, the words that name it, and how
//! it is known: stated, pointed at, the seat of who acts, or taken from around. The most specific place near the
//! trigger wins; a country that only acts is no place.

use std::sync::Arc;

use super::{Ground, Hit, Memory, Named, Scope, clause, is_location, pick, seat};
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, PlaceRef, Role, Shape};

/// The place of a hit.
pub(super) fn place(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<MentionPlace> {
    if let Some(found) = stated(scope, hit) {
        return Some(found);
    }
    match hit.kind.family() {
        Family::Talks | Family::Diplomacy => seat_of_actor(scope, hit).or_else(|| context(scope, hit, memory)),
        _ => context(scope, hit, memory),
    }
}

/// The place the sentence names for the trigger.
fn stated(scope: &Scope, hit: &Hit) -> Option<MentionPlace> {
    let clause = clause::clause(scope, &hit.tokens);
    let mut best: Option<(f32, &Named)> = None;
    for named in scope.ground.named(&scope.sentence.tokens) {
        let Some(score) = worth(scope, hit, &clause, named) else { continue };
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, named));
        }
    }
    let (score, named) = best.filter(|(score, _)| *score > 0.0)?;
    let _ = score;
    let place = named.toponym.place.clone()?;
    let basis = if named.toponym.indirect { PlaceBasis::Indirect } else { PlaceBasis::Stated };
    Some(MentionPlace { place, span: Some(named.toponym.span), basis })
}

/// How well a place name fits as the place of a hit; `None` when it cannot be.
fn worth(scope: &Scope, hit: &Hit, clause: &std::ops::Range<usize>, named: &Named) -> Option<f32> {
    let ground = scope.ground;
    let place = named.toponym.place.as_ref()?;
    let before = named.tokens.start.checked_sub(1).filter(|&at| at >= scope.sentence.tokens.start);
    let before = before
        .map_or("", |at| if ground.word(at) == "the" { ground.word(at.saturating_sub(1)) } else { ground.word(at) });
    let led = matches!(
        before,
        "in" | "of"
            | "on"
            | "at"
            | "near"
            | "against"
            | "into"
            | "outside"
            | "around"
            | "across"
            | "through"
            | "over"
            | "inside"
            | "to"
            | "between"
            | "within"
            | "throughout"
            | "from"
    );
    let after_hit = named.tokens.start >= hit.tokens.end;
    let distance =
        if after_hit { named.tokens.start - hit.tokens.end } else { hit.tokens.start.saturating_sub(named.tokens.end) };
    match named.toponym.role {
        Role::Location => {}
        // "an attack on Israel": a state as the goal is where, for want of better.
        Role::Actor
            if after_hit && led && matches!(before, "on" | "of" | "against" | "in" | "into") && distance <= 3 => {}
        _ => return None,
    }
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
        (Shape::Line, _) => {
            if hit.kind.family() == Family::Blockade {
                4.0
            } else {
                0.5
            }
        }
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
    let named = scope
        .ground
        .named(&(clause.start..hit.tokens.end))
        .iter()
        .rfind(|named| matches!(named.toponym.role, Role::Actor | Role::Demonym))?;
    let place = seat::seat_of(scope.ground, named.toponym.place.as_ref()?)?;
    Some(MentionPlace { place, span: Some(named.toponym.span), basis: PlaceBasis::Seat })
}

/// The place of the same happening said before, else the last place of the paragraph or the sentence before.
fn context(scope: &Scope, hit: &Hit, memory: &Memory) -> Option<MentionPlace> {
    let taken = |place: Arc<PlaceRef>| MentionPlace { place, span: None, basis: PlaceBasis::Context };
    let before = memory.happened.iter().rev().take_while(|past| scope.index - past.sentence <= 6);
    let same = before.clone().find(|past| past.kind == hit.kind && past.place.is_some());
    let near = before
        .into_iter()
        .find(|past| scope.index - past.sentence <= 2 && pick::is_one(past.kind, hit.kind) && past.place.is_some());
    if let Some(place) = same.or(near).and_then(|past| past.place.clone()) {
        return Some(taken(place));
    }
    if hit.kind.family() == Family::Speech {
        return None;
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
            is_location(named.toponym) && named.toponym.place.as_ref().is_some_and(|place| !is_wide(place))
        });
        if let Some(place) = last.and_then(|named| named.toponym.place.clone()) {
            return Some(taken(place));
        }
    }
    focus(scope.ground, hit).map(taken)
}

/// The one place a local story is about: named as a location at least twice and by two thirds of the locations.
fn focus(ground: &Ground, hit: &Hit) -> Option<Arc<PlaceRef>> {
    if !matches!(
        hit.kind.family(),
        Family::Violence | Family::Disaster | Family::Accident | Family::Justice | Family::Protest | Family::Health
    ) || matches!(hit.kind, Kind::War | Kind::MilitaryOperation | Kind::Invasion)
    {
        return None;
    }
    let places: Vec<&Arc<PlaceRef>> = ground
        .toponyms
        .iter()
        .filter(|named| is_location(named.toponym))
        .filter_map(|named| named.toponym.place.as_ref())
        .filter(|place| !is_wide(place))
        .collect();
    let count = |key: &str| places.iter().filter(|place| place.key == key).count();
    let top = places.iter().max_by_key(|place| count(&place.key))?;
    let times = count(&top.key);
    (times >= 2 && times * 3 >= places.len() * 2).then(|| Arc::clone(top))
}
