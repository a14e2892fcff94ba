//! What killed, told by the thing that did it where no verb is known: "a lorry crushed two cars, killing 11".
//!
//! Comes in: the words that say what befell people, in their sentence. Goes out: the kind of happening such a thing makes.
//! It must never speak where somebody with weapons is named: what gunmen did in a bus is no accident of it.

use std::ops::Range;

use super::super::vocabulary::Class;
use super::{Scope, clause};
use crate::story::Kind;

/// What each sort of thing makes when it kills; the first that fits.
const THINGS: [(Class, Kind); 13] = [
    (Class::MISSILE, Kind::ShellingStrike),
    (Class::BOMB, Kind::ExplosionMine),
    (Class::VESSEL, Kind::Crash),
    (Class::AIRCRAFT, Kind::Crash),
    (Class::RAIL, Kind::Crash),
    (Class::VEHICLE, Kind::TrafficAccident),
    (Class::FLAMES, Kind::Fire),
    (Class::GALE, Kind::Storm),
    (Class::QUAKE, Kind::Earthquake),
    (Class::MUD, Kind::Landslide),
    (Class::WIND, Kind::Storm),
    (Class::ANIMAL, Kind::Attack),
    (Class::CHEMICAL, Kind::IndustrialAccident),
];

/// Prepositions behind which a thing is only where people were: "in a car".
const WHERE: &[&str] =
    &["in", "on", "at", "near", "inside", "from", "of", "with", "by", "aboard", "behind", "outside", "under", "for"];

/// The kind a thing makes that does something in the clause of some words, or in the one that says when they were true.
pub(super) fn by_thing(scope: &Scope, word: &Range<usize>) -> Option<Kind> {
    const REACH: usize = 8;
    const SUBJECT: usize = 6;
    let ground = scope.ground;
    let sentence = &scope.sentence.tokens;
    let armed = Class::FORCE.with(Class::GUN);
    // "the police post" fires at nobody.
    let house = |at: usize| {
        matches!(
            ground.word(at),
            "post"
                | "posts"
                | "station"
                | "stations"
                | "base"
                | "bases"
                | "barracks"
                | "checkpoint"
                | "car"
                | "vehicle"
                | "headquarters"
                | "convoy"
                | "patrol"
        )
    };
    if sentence.clone().any(|at| ground.lex(at).is(armed) && !ground.lex(at).is(Class::MISSILE) && !house(at + 1)) {
        return None;
    }
    let own = clause::clause(scope, word);
    // "A drone that dropped a grenade in X hurt nine": its subject stands before what is told of it.
    let told = (sentence.start + 1..word.start.min(sentence.start + SUBJECT))
        .find(|&at| matches!(ground.word(at), "that" | "which"))
        .map(|at| sentence.start..at);
    let when = (word.end..sentence.end)
        .take(REACH)
        .find(|&at| matches!(ground.word(at), "when" | "as" | "after"))
        .map(|at| at + 1..(at + 1 + REACH).min(sentence.end));
    let acts = |range: Range<usize>| {
        range.clone().find_map(|at| {
            let (_, kind) = THINGS.iter().find(|(class, _)| ground.lex(at).is(*class))?;
            let from = at.saturating_sub(3).max(range.start);
            let placed = (from..at).any(|before| WHERE.contains(&ground.word(before)));
            (!placed).then_some(*kind)
        })
    };
    when.and_then(acts).or_else(|| acts(own.start..word.start)).or_else(|| told.and_then(acts))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_kills_names_the_happening() {
        check(
            "A runaway lorry crushed two cars near Topeka on Friday, killing 11 people.",
            &["traffic-accident crushed @ Topeka | killed 11"],
        );
        check("Forty people died in Kigali when their boat turned over.", &["crash turned over @ Kigali | killed 40"]);
        check("Gunmen stopped a bus near Kano, killing nine people.", &["killing killing @ Kano | killed 9"]);
        check(
            "Fumes in a tank claimed the lives of four cleaners in Kirkuk.",
            &["industrial-accident four cleaners @ Kirkuk | killed 4"],
        );
        check(
            "A drone that dropped a grenade on the police post in Corinto injured nine people on Thursday.",
            &["explosion-mine injured @ Corinto | wounded 9"],
        );
        check("A woman in a car was killed in Dayton.", &["killing killed @ Dayton | killed 1"]);
    }
}
