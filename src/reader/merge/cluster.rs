//! Which mentions speak of one happening.
//!
//! Comes in: all mentions of a story that say something happened. Goes out: clusters. A mention joins the cluster it
//! fits best by kind, place, days and figures; another place or another day forbids it. Mentions that state their
//! place come first, so that those that do not can find them.

use super::Told;
use crate::reader::event::is_one;
use crate::story::{DayRange, EventMention, Family, Figure, Kind, MentionPlace, PlaceBasis, PlaceRef, Shape, Victim};

/// How well a mention must fit to join.
const ENOUGH: f32 = 3.0;

/// How many of the first and of the last members of a cluster a mention is held against: all of any story a person reads,
/// and few enough that one happening told ten thousand times costs no more than its telling.
const ENDS: usize = 32;

/// Mentions of one happening, by their index.
pub(super) struct Cluster {
    pub(super) members: Vec<usize>,
}

/// All clusters; every mention is in exactly one.
pub(super) fn clusters(told: &[Told]) -> Vec<Cluster> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_key(|&index| {
        told.get(index).map_or((9, index), |told| {
            let basis = told.mention.place.as_ref().map_or(PlaceBasis::Unknown, |place| place.basis);
            let rank = match basis {
                PlaceBasis::Stated => 0,
                PlaceBasis::Indirect | PlaceBasis::Seat => 1,
                PlaceBasis::Context => 2,
                PlaceBasis::Unknown => 3,
            };
            (rank, index)
        })
    });
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut by_kind: rustc_hash::FxHashMap<Family, Vec<usize>> = rustc_hash::FxHashMap::default();
    for index in order {
        let Some(mention) = told.get(index) else { continue };
        let near = by_kind.entry(group(mention.mention.family)).or_default();
        // The last few hundred of a family are tried: a stream of thousands stays fast.
        let mut best: Option<(f32, usize)> = None;
        for &candidate in near.iter().rev().take(400) {
            let Some(cluster) = clusters.get(candidate) else { continue };
            if let Some(score) = fit(mention, cluster, told)
                && score >= ENOUGH
                && best.is_none_or(|(top, _)| score > top)
            {
                best = Some((score, candidate));
            }
        }
        match best.and_then(|(_, candidate)| clusters.get_mut(candidate)) {
            Some(cluster) => cluster.members.push(index),
            None => {
                near.push(clusters.len());
                clusters.push(Cluster { members: vec![index] });
            }
        }
    }
    join(clusters, told)
}

/// A second look: clusters that began apart because what ties them was read later.
fn join(mut clusters: Vec<Cluster>, told: &[Told]) -> Vec<Cluster> {
    // The square of a story a person reads; a stream of thousands keeps its first look.
    const MOST: usize = 600;
    if clusters.len() > MOST {
        return clusters;
    }
    let family = |cluster: &Cluster| {
        cluster.members.first().and_then(|&index| told.get(index)).map(|told| group(told.mention.family))
    };
    let mut index = 0;
    while index < clusters.len() {
        let (before, rest) = clusters.split_at_mut(index);
        let Some(this) = rest.first() else { break };
        let best = before
            .iter()
            .enumerate()
            .filter(|(_, other)| family(other) == family(this))
            .filter_map(|(at, other)| {
                let fits: Option<Vec<f32>> = this
                    .members
                    .iter()
                    .filter_map(|&index| told.get(index))
                    .map(|member| fit(member, other, told))
                    .collect();
                let score = fits?.into_iter().fold(f32::MIN, f32::max);
                (score >= ENOUGH).then_some((score, at))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((_, at)) => {
                let gone = clusters.remove(index);
                if let Some(kept) = clusters.get_mut(at) {
                    kept.members.extend(gone.members);
                }
            }
            None => index += 1,
        }
    }
    clusters
}

/// Families whose mentions may be of one happening: what befalls people is one group.
fn group(family: Family) -> Family {
    match family {
        Family::Violence | Family::Disaster | Family::Accident | Family::Health => Family::Violence,
        other => other,
    }
}

/// How well a mention fits a cluster: its best fit with one of [`ENDS`] members, none if any of them forbids it.
fn fit(told: &Told, cluster: &Cluster, all: &[Told]) -> Option<f32> {
    let mut best = f32::MIN;
    let (first, rest) = cluster.members.split_at(cluster.members.len().min(ENDS));
    let last = rest.get(rest.len().saturating_sub(ENDS)..).unwrap_or_default();
    for other in first.iter().chain(last).filter_map(|&index| all.get(index)) {
        match pair(told, other) {
            Fit::Forbidden => return None,
            Fit::Score(score) => best = best.max(score),
        }
    }
    Some(best)
}

enum Fit {
    Forbidden,
    Score(f32),
}

/// Whether two mentions cannot be of one happening, whatever their places and days: what one looks back on is not the
/// other's news, and a mine that blew up is no shelling.
fn are_apart(a: &Told, b: &Told) -> bool {
    let (one, other) = (a.mention, b.mention);
    let same_article = a.id.article == b.id.article;
    let arrests = one.kind == Kind::Arrest && other.kind == Kind::Arrest;
    // "Explosions were heard in X" is the shelling of X; a mine or a car bomb is not.
    let sound = |told: &Told| told.mention.kind != Kind::ExplosionMine || told.is_plain_blast();
    let fight = |kind: Kind| matches!(kind, Kind::ShellingStrike | Kind::Clash);
    one.back_reference != other.back_reference
        || (is_of_someone(one.kind) && others_did(a, b))
        || (same_article && arrests && !is_same_arrest(one, other))
        || (one.kind != other.kind && (fight(one.kind) || fight(other.kind)) && !(sound(a) && sound(b)))
}

/// How well two mentions fit as one happening.
fn pair(a: &Told, b: &Told) -> Fit {
    let (one, other) = (a.mention, b.mention);
    if are_apart(a, b) {
        return Fit::Forbidden;
    }
    let Some(mut score) = kinds(one.kind, other.kind) else { return Fit::Forbidden };
    let same_article = a.id.article == b.id.article;
    let (killed, agree) = (figures(&one.figures, &other.figures), days(a, b));
    let Some(agree) = agree else { return Fit::Forbidden };
    score += agree;
    let mut tied = killed == Some(true);
    // Both speak of one person, vessel or company by name, on one day.
    let shared = one.kind == other.kind && a.names.iter().any(|name| b.names.contains(name));
    if shared && !same_article {
        score += 0.8;
        tied |= agree >= 0.3;
    }
    // Many died of it on both sides: few happenings of a kind do, in one land and on one day.
    let grave = one.kind == other.kind && is_grave(one) && is_grave(other);
    // A killing is the blast that killed as many, or the one told beside it; no other.
    let vague = |kind: Kind| matches!(kind, Kind::Killing | Kind::Attack);
    if one.kind != other.kind
        && (vague(one.kind) || vague(other.kind))
        && !tied
        && !(same_article && one.paragraph.abs_diff(other.paragraph) <= 2)
        && !(same_article && (one.paragraph == 0 || other.paragraph == 0))
        && agree < 1.2
    {
        return Fit::Score(0.0);
    }
    // "six dead" in a headline is the blast that killed six, and nothing else.
    if one.kind != other.kind && (one.kind == Kind::Death || other.kind == Kind::Death) && !tied {
        return Fit::Score(0.0);
    }
    match (&one.place, &other.place) {
        (Some(here), Some(there)) => match grounds(a, b, (here, there), agree, grave && agree >= 0.3) {
            Ground::Same(worth) => {
                score += worth;
                tied = true;
            }
            Ground::Near(worth, ties) => {
                score += worth;
                tied |= ties;
            }
            Ground::Elsewhere(doubtful) if doubtful && (tied || same_article) => score -= 1.5,
            Ground::Elsewhere(_) => return Fit::Forbidden,
        },
        // "the coup" of a paper that names no land is the coup of that day.
        _ if !same_article && one.kind == other.kind && is_rare(one.kind) && agree >= 0.8 => {
            score += 1.2;
            tied = true;
        }
        _ if !same_article && grave && agree >= 0.8 => {
            score += 1.2;
            tied = true;
        }
        _ if same_article => {
            score += if one.paragraph.abs_diff(other.paragraph) <= 3 || one.paragraph == 0 || other.paragraph == 0 {
                1.2
            } else {
                0.7
            };
            tied = true;
        }
        _ => {}
    }
    match killed {
        Some(true) => score += 3.0,
        Some(false) if same_article => score -= 2.0,
        Some(false) => score -= 0.5,
        None => {}
    }
    if tied { Fit::Score(score) } else { Fit::Score(0.0) }
}

/// How two places stand to each other.
enum Ground {
    /// One place, and what that is worth.
    Same(f32),
    /// One in or beside the other, what that is worth, and whether it ties two mentions by itself.
    Near(f32, bool),
    /// Two places; whether one of them is only taken from around.
    Elsewhere(bool),
}

/// How the places of two mentions bear on their being one happening. `grave`: many died in both, on days that agree.
fn grounds(a: &Told, b: &Told, (here, there): (&MentionPlace, &MentionPlace), agree: f32, grave: bool) -> Ground {
    let (one, other) = (a.mention, b.mention);
    let same_article = a.id.article == b.id.article;
    let doubtful = here.basis == PlaceBasis::Context || there.basis == PlaceBasis::Context;
    let (near, far) = (here.place.as_ref(), there.place.as_ref());
    let land = near.key.starts_with("iso:") || far.key.starts_with("iso:");
    // "northern Malawi" is not all of it.
    let grain = near.key == far.key && near.approximate != far.approximate && land && !same_article;
    if near.key == far.key && !grain {
        return Ground::Same(if doubtful { 2.0 } else { 3.0 });
    }
    if is_part_of_operation(one.kind, other.kind) {
        // The shelling of one town is not the whole operation, nor the other way about.
        return Ground::Elsewhere(false);
    }
    if !(grain || near.holds(far) || far.holds(near) || is_close(near, far) || is_namesake(near, far)) {
        return Ground::Elsewhere(doubtful);
    }
    let explicit = |told: &Told| told.mention.date.as_ref().is_some_and(|date| date.span.is_some());
    let dated = agree >= 1.5 && one.kind == other.kind && explicit(a) && explicit(b);
    let headline =
        same_article && ((one.paragraph == 0 && near.holds(far)) || (other.paragraph == 0 && far.holds(near)));
    // An outbreak somewhere in the land is not the one in this province.
    let wide = one.kind.is_wide() && other.kind.is_wide() && (!land || agree >= 0.8 || headline);
    // A road closed and a region cut off are one blockade.
    let worth = if one.family == Family::Blockade { 2.0 } else { 1.0 };
    Ground::Near(worth + if headline { 0.6 } else { 0.0 }, wide || dated || grave || (same_article && doubtful))
}

/// Kinds of which a story tells one on a day.
fn is_rare(kind: Kind) -> bool {
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

/// Whether it killed three or more, by its own figures.
fn is_grave(mention: &EventMention) -> bool {
    mention.figures.iter().any(|figure| matches!(figure.what, Victim::Killed | Victim::Missing) && figure.min >= 3)
}

/// "Two were arrested … nine others were detained": each count is an arrest of its own; one without a count is the one
/// told right before.
fn is_same_arrest(one: &EventMention, other: &EventMention) -> bool {
    let count = |mention: &EventMention| {
        mention.figures.iter().find(|figure| figure.what == Victim::Detained).map(|figure| (figure.min, figure.max))
    };
    let near = one.paragraph.abs_diff(other.paragraph) <= 1;
    match (count(one), count(other)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => true,
        _ => near && (one.paragraph == 0 || other.paragraph == 0),
    }
}

/// Kinds that are told apart by who does them: two envoys' visits are two.
fn is_of_someone(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Deployment | Kind::Withdrawal | Kind::Visit | Kind::DiplomaticStep | Kind::AidDelivery | Kind::Sanction
    )
}

/// Whether both name who did it, and not the same: no longer word begins alike.
fn others_did(a: &Told, b: &Told) -> bool {
    let words = |told: &Told| -> Vec<String> {
        let text = &told.source.article.text;
        let actors = told.mention.actors.iter().map(|&actor| text.slice(actor).to_lowercase());
        actors
            .flat_map(|actor| actor.split_whitespace().map(|word| word.chars().take(5).collect()).collect::<Vec<_>>())
            .collect()
    };
    let (one, other) = (words(a), words(b));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|word| word.chars().count() > 3 && other.contains(word))
}

/// What two kinds are worth as one; `None` where they cannot be.
fn kinds(a: Kind, b: Kind) -> Option<f32> {
    let pair = |x: Kind, y: Kind| (a == x && b == y) || (a == y && b == x);
    if a == b {
        Some(2.0)
    } else if a.family() == Family::Speech {
        // Statements of one seat stay apart by what they do: accuse, deny, appeal.
        None
    } else if (a == Kind::Death || b == Kind::Death) && a.family() != b.family() {
        Some(0.6)
    } else if pair(Kind::Arrest, Kind::Crime) {
        // One sentence may tell a case by both; two sentences tell two things.
        None
    } else if is_one(a, b) {
        Some(1.0)
    } else if pair(Kind::War, Kind::MilitaryOperation)
        || pair(Kind::War, Kind::Invasion)
        || pair(Kind::War, Kind::Clash)
        || pair(Kind::War, Kind::Attack)
    {
        Some(0.8)
    } else if pair(Kind::War, Kind::ShellingStrike) || pair(Kind::Clash, Kind::ExplosionMine) {
        Some(0.3)
    } else if pair(Kind::ShellingStrike, Kind::MilitaryOperation)
        || pair(Kind::Clash, Kind::MilitaryOperation)
        || pair(Kind::Clash, Kind::ShellingStrike)
        || pair(Kind::ExplosionMine, Kind::ShellingStrike)
    {
        Some(0.5)
    } else {
        None
    }
}

/// Shelling or fighting against the operation it belongs to.
fn is_part_of_operation(a: Kind, b: Kind) -> bool {
    let whole = |kind: Kind| matches!(kind, Kind::MilitaryOperation | Kind::War | Kind::Invasion);
    let part = |kind: Kind| matches!(kind, Kind::ShellingStrike | Kind::Clash | Kind::Attack);
    (whole(a) && part(b)) || (part(a) && whole(b))
}

/// Whether the days allow it, and what that is worth.
fn days(a: &Told, b: &Told) -> Option<f32> {
    let (Some(one), Some(other)) = (a.days, b.days) else { return Some(0.0) };
    if one.overlaps(other) {
        return Some(match (one == other, one.len_days().max(other.len_days())) {
            (true, 1) => 1.5,
            (true, _) => 1.2,
            (false, ..=40) => 0.8,
            _ => 0.3,
        });
    }
    let inferred = |told: &Told| told.lent || told.mention.date.as_ref().is_some_and(|date| date.span.is_none());
    let gap = gap(one, other);
    // "the besieged town" says nothing of when the siege began.
    let lasting = |told: &Told| {
        matches!(
            told.mention.kind,
            Kind::Blockade
                | Kind::Siege
                | Kind::Closure
                | Kind::War
                | Kind::Shortage
                | Kind::Outbreak
                | Kind::Drought
                | Kind::Displacement
        )
    };
    let truce = |told: &Told| matches!(told.mention.kind, Kind::Ceasefire | Kind::Agreement | Kind::Negotiation);
    if truce(a) && truce(b) && a.id.article == b.id.article && gap <= 3 {
        return Some(0.0);
    }
    if lasting(a) && lasting(b) && (inferred(a) || inferred(b) || a.ongoing || b.ongoing) {
        return Some(0.0);
    }
    // A paper of the next day speaks of the day before; a week's slack only where no words give the day.
    match gap {
        0..=1 if inferred(a) || inferred(b) => Some(0.3),
        2..=4 if inferred(a) || inferred(b) => Some(-0.3),
        _ => None,
    }
}

fn gap(a: DayRange, b: DayRange) -> i32 {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    first.end.until(second.start).map_or(i32::MAX, |span| span.get_days())
}

/// Whether the killed are told alike: `Some(true)` exactly so, `Some(false)` not so, `None` when nobody says.
fn figures(a: &[Figure], b: &[Figure]) -> Option<bool> {
    let of = |figures: &[Figure], what: Victim| {
        figures.iter().find(|figure| figure.what == what).map(|figure| (figure.min, figure.max))
    };
    for what in [Victim::Killed, Victim::Wounded] {
        if let (Some(one), Some(other)) = (of(a, what), of(b, what)) {
            if one == other && one.0 >= 2 {
                return Some(true);
            }
            let meet = other.1.is_none_or(|top| one.0 <= top) && one.1.is_none_or(|top| other.0 <= top);
            return (!meet).then_some(false);
        }
    }
    None
}

/// "Karonga" and "Karonga District": a town and what is named after it.
pub(super) fn is_namesake(one: &PlaceRef, other: &PlaceRef) -> bool {
    const KINDS: &[&str] = &[" District", " Province", " Region", " County", " Department", " Governorate", " Oblast"];
    let bare = |place: &PlaceRef| {
        KINDS.iter().find_map(|kind| place.name.strip_suffix(kind)).unwrap_or(&place.name).to_owned()
    };
    one.country.is_some() && one.country == other.country && bare(one) == bare(other)
}

/// Whether two points lie within about 3 km.
fn is_close(a: &PlaceRef, b: &PlaceRef) -> bool {
    let dy = (a.lat - b.lat) * 111.0;
    let dx = (a.lon - b.lon) * 111.0 * a.lat.to_radians().cos();
    a.shape != Shape::Area && b.shape != Shape::Area && dx.hypot(dy) < 3.0
}
