//! How the places of two mentions bear on their being one happening.
//!
//! Comes in: two mentions that name places. Goes out: one place, a vaguer name for it, or another place. A vaguer name
//! ("southern Lebanon", "near Dhaka", "Pakistan") ties two mentions only in the second look at the clusters, which
//! knows whether it could as well mean another of them.

use super::Told;
use super::alike::{is_calamity, is_fate, is_part_of_operation, is_rare};
use super::cluster::{Count, figures};
use super::days::days;
use crate::story::{Family, Kind, MentionPlace, PlaceBasis, PlaceRef, Shape};

/// How far from where it struck a quake is told of, in kilometres.
const FELT_KM: f64 = 400.0;

/// How far a headline's large town may lie from the small one it stands for, in kilometres.
const OUTSKIRTS_KM: f64 = 40.0;

/// How far apart two towns may lie that one wreck or fire is told of, in kilometres.
const NEXT_KM: f64 = 15.0;

/// How two places stand to each other.
pub(super) enum Ground {
    /// One place, and what that is worth.
    Same(f32),
    /// One in or beside the other, and what that is worth.
    Near(f32),
    /// Two places; whether one of them is only taken from around.
    Elsewhere(bool),
}

/// How the places of two mentions bear on their being one happening.
pub(super) fn grounds(a: &Told, b: &Told, here: &MentionPlace, there: &MentionPlace) -> Ground {
    let (one, other) = (a.mention, b.mention);
    let same_article = a.id.article == b.id.article;
    let doubtful = here.basis == PlaceBasis::Context || there.basis == PlaceBasis::Context;
    let (near, far) = (here.place.as_ref(), there.place.as_ref());
    let land = near.is_country() || far.is_country();
    // "northern Malawi" is not all of it.
    let grain = near.key == far.key && near.approximate != far.approximate && land && !same_article;
    if (near.key == far.key && !grain) || is_one_name(near, far) {
        return Ground::Same(if doubtful { 2.0 } else { 3.0 });
    }
    if is_part_of_operation(one.kind, other.kind) {
        // The shelling of one town is not the whole operation, nor the other way about.
        return Ground::Elsewhere(false);
    }
    let close = near.shape != Shape::Area && far.shape != Shape::Area && near.km_to(far) < 3.0;
    let quake = one.kind == Kind::Earthquake && other.kind == Kind::Earthquake && near.km_to(far) < FELT_KM;
    // Of wrecks and fires there is one on a day in neighbouring towns.
    let next = one.kind == other.kind
        && (is_calamity(one.kind) || is_rare(one.kind))
        && near.shape != Shape::Area
        && far.shape != Shape::Area
        && near.km_to(far) < NEXT_KM;
    // "in the La Isla district", of which only the land is known, right behind the town it is a part of.
    let quarter = same_article
        && one.paragraph.abs_diff(other.paragraph) <= 1
        && is_known_for_one(near, far)
        && days(a, b).is_some()
        && !(a.wording.another || b.wording.another)
        && !matches!(figures(&one.figures, &other.figures), Some(Count::Other));
    // Of crashes there is one on a day, be it at a ranch that no gazetteer has.
    let rare = one.kind == other.kind && is_rare(one.kind) && is_known_for_one(near, far) && !same_article;
    let part = quarter || rare || may_hold(near, far) || may_hold(far, near);
    if !(grain || part || next || close || near.holds(far) || far.holds(near) || is_namesake(near, far))
        && !(near.is_beside(far) || quake || is_outskirts(a, b, near, far) || is_of_headline(a, b, near, far))
        && !(doubtful && !same_article && days(a, b).is_some_and(|agree| agree > 0.0) && is_suburb(near, far))
    {
        return Ground::Elsewhere(doubtful);
    }
    if is_fate_elsewhere(a, b, here, there) {
        return Ground::Elsewhere(false);
    }
    let headline = same_article && (one.paragraph == 0 || other.paragraph == 0);
    // A road closed and a region cut off are one blockade.
    let worth = if one.family == Family::Blockade { 2.0 } else { 1.2 };
    Ground::Near(worth + if headline { 0.6 } else { 0.0 })
}

/// "The woman who died at Velgast" of a crash near Ribnitz: of no wreck that its own papers put in another town.
fn is_fate_elsewhere(a: &Told, b: &Told, here: &MentionPlace, there: &MentionPlace) -> bool {
    let stated = here.basis == PlaceBasis::Stated && there.basis == PlaceBasis::Stated;
    let (near, far) = (here.place.as_ref(), there.place.as_ref());
    let town = |place: &PlaceRef| place.shape == Shape::Point && !place.is_unlisted();
    let counts = figures(&a.mention.figures, &b.mention.figures);
    // The many dead of a calamity are named after the district as well.
    let few = [a, b].iter().all(|told| {
        told.mention.paragraph > 0
            && (!is_fate(told.mention.kind) || told.mention.figures.iter().all(|own| own.min < 3))
    });
    stated
        && few
        && a.id.article != b.id.article
        && is_fate(a.mention.kind) != is_fate(b.mention.kind)
        && !(a.late || b.late || a.toll || b.toll)
        && town(near)
        && town(far)
        && near.km_to(far) > NEXT_KM
        && matches!(counts, None | Some(Count::Other))
}

/// Whether two points told of one event are no disagreement: a quake where it struck and where it was felt, two towns of
/// one flood, a large city and its suburb.
pub(super) fn is_one_told(one: &PlaceRef, other: &PlaceRef, kind: Kind) -> bool {
    /// So many people at least live in a city that has suburbs, and in a town that has hamlets; two villages are two places.
    const CITY: u32 = 50_000;
    const TOWN: u32 = 3_000;
    /// What lies so near is of one parish, in kilometres.
    const PARISH_KM: f64 = 8.0;
    let large = one.population.max(other.population);
    let km = one.km_to(other);
    let most = dwarfs(one, other) || dwarfs(other, one);
    let city = large >= CITY && most && km < OUTSKIRTS_KM;
    let town = large >= TOWN && most && km < NEXT_KM;
    // A flood or a storm strikes many towns of one land.
    let land = one.country.is_some() && one.country == other.country;
    let wide = kind.family() == Family::Disaster && kind.is_wide() && land && km < FELT_KM;
    (kind == Kind::Earthquake && km < FELT_KM) || wide || city || town || km < PARISH_KM
}

/// A headline names the city, the article the suburb.
fn is_outskirts(a: &Told, b: &Told, near: &PlaceRef, far: &PlaceRef) -> bool {
    let of = |told: &Told, large: &PlaceRef, small: &PlaceRef| told.mention.paragraph == 0 && dwarfs(large, small);
    near.shape == Shape::Point
        && far.shape == Shape::Point
        && near.km_to(far) < OUTSKIRTS_KM
        && (of(a, near, far) || of(b, far, near))
}

/// A large city and a town that has grown into it.
fn is_suburb(one: &PlaceRef, other: &PlaceRef) -> bool {
    one.shape == Shape::Point
        && other.shape == Shape::Point
        && one.km_to(other) < OUTSKIRTS_KM
        && (dwarfs(one, other) || dwarfs(other, one))
}

/// Whether one has more than four times the people of the other.
fn dwarfs(large: &PlaceRef, small: &PlaceRef) -> bool {
    large.population / 4 > small.population
}

/// "Huddersfield gang jailed" over "at a court in Leeds": of a kind told once, a headline may name whom it befell.
fn is_of_headline(a: &Told, b: &Told, near: &PlaceRef, far: &PlaceRef) -> bool {
    const HOME_KM: f64 = 150.0;
    a.id.article == b.id.article
        && (a.mention.paragraph == 0 || b.mention.paragraph == 0)
        && a.mention.kind == b.mention.kind
        && is_rare(a.mention.kind)
        && near.km_to(far) < HOME_KM
}

/// Whether a vaguer place may stand for a finer one in another article: a whole land only where days or figures say so.
pub(super) fn is_enough(a: &Told, b: &Told, agree: f32, tied: bool) -> bool {
    let land = [a, b].iter().any(|told| told.mention.place.as_ref().is_some_and(|place| place.place.is_country()));
    let kind = a.mention.kind;
    let told_once = kind == b.mention.kind && (is_rare(kind) || is_calamity(kind) || kind == Kind::Outbreak);
    a.id.article == b.id.article || !land || tied || agree >= 0.3 || told_once
}

/// Whether no more is known of where a place lies than its land.
fn is_somewhere(place: &PlaceRef) -> bool {
    place.key.strip_prefix(PlaceRef::UNLISTED).is_some_and(|within| within.starts_with("iso:"))
        || place.key.starts_with(PlaceRef::GUESSED)
}

/// Whether a place of which only the land is known may lie in a region of that land: "Tapovan" and "Uttarakhand".
pub(super) fn may_hold(region: &PlaceRef, place: &PlaceRef) -> bool {
    is_somewhere(place)
        && !is_somewhere(region)
        && (region.shape == Shape::Area || is_division(&region.name))
        && region.country.is_some()
        && region.country == place.country
}

/// "Maga" in one article and "Maga" in another, of which one knows where it lies and the other only its land.
pub(super) fn is_one_name(one: &PlaceRef, other: &PlaceRef) -> bool {
    let guessed = is_somewhere(one) && is_somewhere(other) && one.country == other.country;
    (guessed || is_known_for_one(one, other)) && one.name.eq_ignore_ascii_case(&other.name)
}

/// Whether of one of two places in one land more is known than that land.
fn is_known_for_one(one: &PlaceRef, other: &PlaceRef) -> bool {
    is_somewhere(one) != is_somewhere(other) && one.country == other.country
}

/// Whether a name says that it is of a part of a land: "Chamoli district".
fn is_division(name: &str) -> bool {
    const KINDS: &[&str] = &["district", "province", "region", "county", "department", "governorate", "oblast"];
    name.rsplit_once(' ').is_some_and(|(_, kind)| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

/// "Karonga" and "Karonga District": a town and what is named after it.
pub(super) fn is_namesake(one: &PlaceRef, other: &PlaceRef) -> bool {
    let bare = |place: &PlaceRef| match place.name.rsplit_once(' ') {
        Some((name, _)) if is_division(&place.name) => name.to_owned(),
        _ => place.name.clone(),
    };
    one.country.is_some() && one.country == other.country && bare(one) == bare(other)
}
