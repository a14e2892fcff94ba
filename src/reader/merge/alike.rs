//! Which kinds may be one happening told in other words, and how much that is worth.
//!
//! Comes in: two kinds. Goes out: whether a story may mean one thing by both. It must never look at places or days: those
//! decide elsewhere.

use crate::reader::event::is_one;
use crate::story::{Family, Kind};

/// Families whose mentions may be of one happening: what befalls people is one group, and a protest can turn deadly.
pub(super) fn group(kind: Kind) -> Family {
    match kind.family() {
        Family::Movement if is_flight(kind) => Family::Violence,
        Family::Violence | Family::Disaster | Family::Accident | Family::Health | Family::Protest => Family::Violence,
        other => other,
    }
}

/// What two kinds are worth as one; `None` where they cannot be.
pub(super) fn kinds(a: Kind, b: Kind) -> Option<f32> {
    use Kind::{
        Abduction, Arrest, Attack, Clash, Closure, Crash, Crime, Death, ExplosionMine, HealthMeasure,
        IndustrialAccident, Invasion, Killing, MilitaryOperation, Outbreak, Protest, Riot, ShellingStrike, Shooting,
        TrafficAccident, War,
    };
    let pair = |x: Kind, y: Kind| (a == x && b == y) || (a == y && b == x);
    let with = |x: Kind, others: &[Kind]| (a == x && others.contains(&b)) || (b == x && others.contains(&a));
    if a == b {
        Some(2.0)
    } else if with(TrafficAccident, &[IndustrialAccident, ExplosionMine]) {
        // An ambulance that hits a truck on its way from a blast is no part of it.
        None
    } else if a.family() == Family::Speech || pair(Arrest, Crime) || pair(Outbreak, HealthMeasure) {
        // Statements of one seat stay apart by what they do: accuse, deny, appeal. One sentence may tell a case by an arrest
        // and its crime; two sentences tell two things. A campaign in one town has its own place and day, not the outbreak's.
        None
    } else if ((is_fate(a) || is_flight(a)) && is_calamity(b))
        || ((is_fate(b) || is_flight(b)) && is_calamity(a))
        || pair(Death, Outbreak)
    {
        Some(0.6)
    } else if (a == Death || b == Death) && a.family() != b.family() {
        (a.family() != Family::Protest && b.family() != Family::Protest).then_some(0.6)
    } else if is_one(a, b) {
        Some(1.0)
    } else if with(War, &[MilitaryOperation, Invasion, Clash, Attack]) || pair(Riot, Clash) {
        Some(0.8)
    } else if with(Killing, &[ShellingStrike, MilitaryOperation, TrafficAccident]) || is_wrought(a, b) {
        Some(0.5)
    } else if pair(War, ShellingStrike) || pair(Clash, ExplosionMine) {
        Some(0.3)
    } else if with(ShellingStrike, &[MilitaryOperation, Clash, ExplosionMine])
        || pair(Clash, MilitaryOperation)
        || with(Protest, &[Clash, Shooting, Killing])
        || with(Riot, &[Killing, Shooting, Attack])
        || with(Abduction, &[Attack, Shooting, MilitaryOperation])
        || pair(ExplosionMine, Crash)
        || pair(Closure, HealthMeasure)
    {
        Some(0.5)
    } else {
        None
    }
}

/// What befell people, with no word of what did it.
pub(super) fn is_fate(kind: Kind) -> bool {
    matches!(kind, Kind::Killing | Kind::Death)
}

/// What fell or burst against the quake, flood, storm or volcano that brought it down: one where they killed as many.
pub(super) fn is_wrought(a: Kind, b: Kind) -> bool {
    let nature =
        |kind: Kind| matches!(kind, Kind::Earthquake | Kind::Flood | Kind::Storm | Kind::Landslide | Kind::Eruption);
    let wreck = |kind: Kind| kind == Kind::IndustrialAccident;
    (nature(a) && wreck(b)) || (wreck(a) && nature(b))
}

/// People who had to leave: told with no place of its own, it is of the calamity told beside it.
pub(super) fn is_flight(kind: Kind) -> bool {
    matches!(kind, Kind::Displacement | Kind::Evacuation)
}

/// What kills without anybody's will.
pub(super) fn is_calamity(kind: Kind) -> bool {
    matches!(kind.family(), Family::Disaster | Family::Accident)
}

/// Kinds of which a story tells one on a day.
pub(super) fn is_rare(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Coup
            | Kind::Election
            | Kind::Crash
            | Kind::Earthquake
            | Kind::Eruption
            | Kind::IndustrialAccident
            | Kind::Sentence
            | Kind::War
            | Kind::MilitaryOperation
    )
}

/// Kinds that go on: "the besieged town" says nothing of when the siege began.
pub(super) fn is_lasting(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Blockade
            | Kind::Siege
            | Kind::Closure
            | Kind::War
            | Kind::Shortage
            | Kind::Outbreak
            | Kind::Drought
            | Kind::Displacement
    )
}

/// Kinds that are told apart by who does them: two envoys' visits are two.
pub(super) fn is_of_someone(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Deployment | Kind::Withdrawal | Kind::Visit | Kind::DiplomaticStep | Kind::AidDelivery | Kind::Sanction
    )
}

/// Shelling or fighting against the operation it belongs to.
pub(super) fn is_part_of_operation(a: Kind, b: Kind) -> bool {
    let whole = |kind: Kind| matches!(kind, Kind::MilitaryOperation | Kind::War | Kind::Invasion);
    let part = |kind: Kind| matches!(kind, Kind::ShellingStrike | Kind::Clash | Kind::Attack);
    (whole(a) && part(b)) || (part(a) && whole(b))
}
