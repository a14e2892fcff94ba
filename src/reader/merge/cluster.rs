//! Which mentions speak of one happening.
//!
//! Comes in: all mentions of a story that say something happened. Goes out: clusters. A mention joins the cluster it
//! fits best by kind, place, days and figures; another place or another day forbids it. Mentions that state their
//! place come first, so that those that do not can find them.

use super::Told;
use super::alike::{group, is_calamity, is_fate, is_flight, is_of_someone, is_rare, is_wrought, kinds};
use super::days::days;
use super::ground::{Ground, grounds, is_enough};
use super::turn::are_told_apart;
use super::victim;
use super::wording::Craft;
use crate::reader::event::is_one;
use crate::story::{EventMention, Family, Figure, Kind, PlaceBasis, Victim};

/// How well a mention must fit to join.
pub(super) const ENOUGH: f32 = 3.0;

/// What it is worth that both name whom it befell: more than a place that is only taken from around.
const VICTIM: f32 = 5.0;

/// How many of the first and of the last members of a cluster a mention is held against: all of any story a person reads,
/// and few enough that one happening told ten thousand times costs no more than its telling.
const ENDS: usize = 32;

/// Mentions of one happening, by their index.
pub(super) struct Cluster {
    pub(super) members: Vec<usize>,
}

impl Cluster {
    /// Its first and its last members, [`ENDS`] of each at most.
    pub(super) fn ends(&self) -> impl Iterator<Item = usize> {
        let (first, rest) = self.members.split_at(self.members.len().min(ENDS));
        let last = rest.get(rest.len().saturating_sub(ENDS)..).unwrap_or_default();
        first.iter().chain(last).copied()
    }
}

/// Which look at the mentions it is: in the second, a vaguer name of a place may stand for a finer one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    First,
    Second,
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
        let near = by_kind.entry(group(mention.mention.kind)).or_default();
        // The last few hundred of a family are tried: a stream of thousands stays fast.
        let mut best: Option<(f32, usize)> = None;
        for &candidate in near.iter().rev().take(400) {
            let Some(cluster) = clusters.get(candidate) else { continue };
            if let Some(score) = fit(mention, cluster, told, Look::First)
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
    clusters
}

/// How well a mention fits a cluster: its best fit with one of [`ENDS`] members, none if any of them forbids it.
pub(super) fn fit(told: &Told, cluster: &Cluster, all: &[Told], look: Look) -> Option<f32> {
    let mut best = f32::MIN;
    let members = || cluster.ends().filter_map(|index| all.get(index));
    // Who was killed is one and the same, whatever else the papers say.
    let sure = members().any(|other| victim::is_shared(told, other));
    for other in members() {
        match pair(told, other, look) {
            Fit::Forbidden if sure => {}
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
/// other's news, a mine that blew up is no shelling, an aftershock not the quake.
pub(super) fn are_apart(a: &Told, b: &Told) -> bool {
    let (one, other) = (a.mention, b.mention);
    let same_article = a.id.article == b.id.article;
    let arrests = one.kind == Kind::Arrest && other.kind == Kind::Arrest;
    // "Explosions were heard in X" is the shelling of X; a mine or a car bomb is not.
    let sound = |told: &Told| told.mention.kind != Kind::ExplosionMine || told.wording.plain_blast;
    let fight = |kind: Kind| matches!(kind, Kind::ShellingStrike | Kind::Clash);
    let violent = |kind: Kind| kind.family() == Family::Violence;
    // What a dated paper tells with no day is only pointed at, and may be of any.
    let pointed = |told: &Told| told.days.is_none() && told.source.article.date.day.is_some();
    let past = one.back_reference != other.back_reference && !(pointed(a) || pointed(b));
    (past && !is_news_of_then(a, b) && !victim::is_shared(a, b))
        || victim::are_others(a, b)
        || (same_article && is_beside_the_story(a, b))
        || a.wording.aftershock != b.wording.aftershock
        || (a.late && is_flight(other.kind))
        || (b.late && is_flight(one.kind))
        || (same_article && is_another_attack(a, b))
        || are_told_apart(a, b)
        || (one.kind == Kind::Deployment && other.kind == Kind::Deployment && a.wording.drill != b.wording.drill)
        || are_votes_apart(a, b)
        || are_other_diseases(a, b)
        || are_loose_talks(a, b)
        || are_other_craft(a, b)
        || are_other_craft(b, a)
        || is_noise_elsewhere(a, b)
        || is_noise_elsewhere(b, a)
        || (one.kind != other.kind && is_long_war(a) != is_long_war(b))
        || (is_of_someone(one.kind) && others_did(a, b))
        || (same_article && arrests && !is_same_arrest(a, b) && !is_headline_of(a, b))
        || (one.kind != other.kind
            && violent(one.kind)
            && violent(other.kind)
            && (fight(one.kind) || fight(other.kind))
            && !(sound(a) && sound(b)))
}

/// "A woman was murdered in X in another attack": not what was told before it, unless both name one place.
fn is_another_attack(a: &Told, b: &Told) -> bool {
    let (first, second) = if a.mention.trigger.start() < b.mention.trigger.start() { (a, b) } else { (b, a) };
    let stated = |told: &Told| {
        let place = told.mention.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated);
        place.map(|place| place.place.key.clone())
    };
    let here = stated(second);
    second.wording.another_one
        && first.mention.sentence != second.mention.sentence
        && first.mention.paragraph > 0
        && (here.is_none() || here != stated(first))
}

/// A vote of the land and one of a town, each by its own words.
fn are_votes_apart(a: &Told, b: &Told) -> bool {
    a.wording.vote.zip(b.wording.vote).is_some_and(|(one, other)| one != other)
}

/// Measles in one town and diphtheria in the next: outbreaks whose sentences name diseases, and none of them alike.
fn are_other_diseases(a: &Told, b: &Told) -> bool {
    let (one, other) = (a.wording.diseases, b.wording.diseases);
    one != 0 && other != 0 && one & other == 0
}

/// Talks of two papers of which neither says where and one not even when: nothing ties them but the word.
fn are_loose_talks(a: &Told, b: &Told) -> bool {
    let bare = |told: &Told| told.mention.place.is_none();
    let negotiates = |told: &Told| told.mention.kind == Kind::Negotiation;
    a.id.article != b.id.article
        && negotiates(a)
        && negotiates(b)
        && bare(a)
        && bare(b)
        && (a.days.is_none() || b.days.is_none())
}

/// A helicopter that came down beside a ship that sank, a water bomber that fell at a forest fire, a bus that overturned on the
/// way from a stampede.
fn are_other_craft(a: &Told, b: &Told) -> bool {
    let (one, other) = (a.wording.craft, b.wording.craft);
    a.mention.kind == Kind::Crash
        && match b.mention.kind {
            Kind::Crash => one.zip(other).is_some_and(|(one, other)| one != other),
            Kind::Wildfire => one.is_some() && other.is_none(),
            Kind::TrafficAccident => one == Some(Craft::Crowd),
            _ => false,
        }
}

/// "Residents of X reported explosions": no blast whose own words say what blew up, at another place.
fn is_noise_elsewhere(noise: &Told, blast: &Told) -> bool {
    let known = |told: &Told| told.mention.place.as_ref().map(|place| place.place.key.clone());
    noise.wording.plain_blast
        && noise.wording.heard
        && blast.mention.kind == Kind::ExplosionMine
        && blast.wording.device
        && known(noise) != known(blast)
}

/// "at war over X since 1988": what goes on for years is no deed of one day in it.
fn is_long_war(told: &Told) -> bool {
    const YEAR: i32 = 365;
    told.mention.kind == Kind::War && told.ongoing && told.days.is_some_and(|days| days.len_days() >= YEAR)
}

/// "Gunmen stormed a post." and, a paragraph on, "In the afternoon a lorry hit a roadside bomb": told as new, of another
/// kind, with words of its own for when and where.
fn is_beside_the_story(a: &Told, b: &Told) -> bool {
    let (first, second) = if a.mention.trigger.start() < b.mention.trigger.start() { (a, b) } else { (b, a) };
    let (earlier, later) = (first.mention, second.mention);
    let mined = |kind: Kind| kind == Kind::ExplosionMine;
    let own = later.date.as_ref().and_then(|date| date.span).is_some_and(|span| later.sentence.holds(span));
    let stated = later.place.as_ref().is_some_and(|place| place.basis == PlaceBasis::Stated);
    earlier.family == Family::Violence
        && later.family == Family::Violence
        && mined(earlier.kind) != mined(later.kind)
        && earlier.paragraph > 0
        && earlier.paragraph != later.paragraph
        && second.wording.new
        && (own || stated)
}

/// Whether what one mention looks back on, on days its words give, is the news the other tells.
fn is_news_of_then(a: &Told, b: &Told) -> bool {
    const ABOUT_DAYS: i32 = 31;
    let (back, news) = if a.mention.back_reference { (a, b) } else { (b, a) };
    let once = matches!(back.mention.family, Family::Violence | Family::Disaster | Family::Accident);
    if !once || news.days.is_none() {
        return false;
    }
    let stated = back.mention.date.as_ref().filter(|date| date.span.is_some());
    stated.is_some_and(|date| date.days.len_days() <= ABOUT_DAYS) && days(a, b).is_some()
}

/// The dead of a toll are of no scuffle told beside it.
fn is_toll_beside_scuffle(a: &Told, b: &Told) -> bool {
    let scuffle = |told: &Told| matches!(told.mention.kind, Kind::Clash | Kind::Protest | Kind::Riot);
    (a.toll || b.toll) && (scuffle(a) || scuffle(b))
}

/// Whether a count of dead is held against another happening before anything else ties them; not so the dead found later.
fn is_first(a: &Told, b: &Told, look: Look) -> bool {
    let first = look == Look::First || a.id.article != b.id.article || is_toll_beside_scuffle(a, b);
    first && !(a.found || b.found)
}

/// How well two mentions fit as one happening.
fn pair(a: &Told, b: &Told, look: Look) -> Fit {
    let (one, other) = (a.mention, b.mention);
    // What ties two mentions of another pair ties no part to the whole.
    if are_apart(a, b) || is_part(a, b) || is_part(b, a) {
        return Fit::Forbidden;
    }
    let Some(mut score) = kinds(one.kind, other.kind) else { return Fit::Forbidden };
    let same_article = a.id.article == b.id.article;
    let killed = figures(&one.figures, &other.figures);
    let one_victim = victim::is_shared(a, b);
    let Some(agree) = days(a, b).or(one_victim.then_some(0.0)) else { return Fit::Forbidden };
    score += agree + if one_victim { VICTIM } else { 0.0 };
    let mut tied = killed == Some(Count::Same) || one_victim;
    if is_wrought(one.kind, other.kind) && !tied {
        return Fit::Score(0.0);
    }
    let raised = is_raised(a, b) || is_raised(b, a);
    // Both speak of one person, vessel or company by name, on one day.
    let shared = one.kind == other.kind && a.shares_name(b);
    if shared && !same_article {
        score += 0.8;
        tied |= agree >= 0.3;
    }
    // Many died of it on both sides: few happenings of a kind do, in one land and on one day.
    let grave = one.kind == other.kind && is_grave(one) && is_grave(other);
    let beside = same_article && one.paragraph.abs_diff(other.paragraph) <= 2;
    let headline = same_article && (one.paragraph == 0 || other.paragraph == 0);
    let opens = is_headline_of(a, b);
    if one.kind != other.kind && is_loose(one, other, look) && !(tied || beside || headline || raised || agree >= 1.2) {
        return Fit::Score(0.0);
    }
    // "six dead" in a headline is the blast that killed six, and nothing else; in the second look, all that it told of.
    let fates = is_fate(one.kind) && is_fate(other.kind);
    let of_death = one.kind != other.kind && (one.kind == Kind::Death || other.kind == Kind::Death) && !fates;
    let first = is_first(a, b, look);
    if (of_death && !tied && !raised && first) || is_flight(one.kind) != is_flight(other.kind) {
        return Fit::Score(0.0);
    }
    // "the raid", "the blast" of the sentences before it.
    if beside && one.kind != other.kind && (a.wording.anaphor || b.wording.anaphor) {
        score += 1.0;
    }
    match (&one.place, &other.place) {
        (Some(here), Some(there)) => match grounds(a, b, here, there) {
            Ground::Same(worth) => {
                score += worth;
                tied = true;
            }
            Ground::Near(worth) => {
                let doubtful = here.basis == PlaceBasis::Context || there.basis == PlaceBasis::Context;
                let own = is_of_its_own(a, b, headline);
                score += worth + if beside || opens { 0.6 } else { 0.0 };
                tied = match look {
                    Look::First => killed == Some(Count::Same) || (same_article && doubtful) || opens,
                    Look::Second => !own && (tied || is_enough(a, b, agree, killed == Some(Count::Grown))),
                };
            }
            Ground::Elsewhere(_) if one_victim => {}
            Ground::Elsewhere(doubtful) if doubtful && (tied || same_article) => score -= 1.5,
            // "The boat sank on June 14" under another dateline: of few kinds there are two on a day.
            Ground::Elsewhere(true) if is_told_once(one, other, agree) && (raised || killed != Some(Count::Other)) => {
                score += 0.8;
                tied = true;
            }
            // Where another paper only comes from speaks against nothing of that day.
            Ground::Elsewhere(true) if agree >= 0.8 => return Fit::Score(0.0),
            Ground::Elsewhere(_) => return Fit::Forbidden,
        },
        // "the coup" of a paper that names no land is the coup of that day.
        _ if !same_article && agree >= 0.8 && (grave || (one.kind == other.kind && is_rare(one.kind))) => {
            score += 1.2;
            tied = true;
        }
        _ if same_article && are_adrift(a, b) => return Fit::Score(0.0),
        _ if same_article => {
            let close = one.paragraph.abs_diff(other.paragraph) <= 3 || headline;
            score += if opens {
                1.8
            } else if close {
                1.2
            } else {
                0.7
            };
            tied = true;
        }
        _ => {}
    }
    score += worth_of_counts(a, b, killed, raised);
    if tied { Fit::Score(score) } else { Fit::Score(0.0) }
}

/// What the counts of two mentions say for or against their being one happening.
fn worth_of_counts(a: &Told, b: &Told, killed: Option<Count>, raised: bool) -> f32 {
    match killed {
        Some(Count::Same) => 3.0,
        Some(Count::Grown) if raised => 1.2,
        Some(Count::Grown) => 0.6,
        Some(Count::Other) if a.toll || b.toll || raised || a.mention.kind == Kind::Outbreak => 0.0,
        Some(Count::Other) if a.id.article == b.id.article => -2.0,
        Some(Count::Other) => -0.5,
        None => 0.0,
    }
}

/// Whether one of two kinds says so little that the other may be anything: a killing is the blast that killed as many, or
/// the one told beside it; no other.
fn is_loose(one: &EventMention, other: &EventMention, look: Look) -> bool {
    let vague = |kind: Kind| matches!(kind, Kind::Killing | Kind::Attack);
    // A vaguer word with a figure finds its happening in the second look.
    let counted = look == Look::Second && !one.figures.is_empty() && !other.figures.is_empty();
    (vague(one.kind) || vague(other.kind)) && !counted
}

/// Whether one of two at near places is a happening of its own: a finer fate, another kind in one article, "another blast".
fn is_of_its_own(a: &Told, b: &Told, headline: bool) -> bool {
    let (one, other) = (a.mention, b.mention);
    let same_article = a.id.article == b.id.article;
    let later = if one.trigger.start() < other.trigger.start() { b } else { a };
    (is_fate(one.kind) != is_fate(other.kind) && is_finer_fate(a, b))
        || (same_article && !headline && !beside_in_kind(one.kind, other.kind))
        || (same_article && later.wording.another)
}

/// Whether what befell people is told of a finer place than what did it: "in Cuenca, one died" of a quake in Ecuador is
/// a part of it with a place of its own.
fn is_finer_fate(a: &Told, b: &Told) -> bool {
    let (fate, cause) = if is_fate(a.mention.kind) { (a, b) } else { (b, a) };
    if cause.mention.family == Family::Disaster && a.id.article == b.id.article {
        return false;
    }
    let stated = fate.mention.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated);
    let Some(fate) = stated else { return false };
    cause.mention.place.as_ref().is_some_and(|cause| cause.place.holds(&fate.place))
}

/// "In Negombo more than 50 were killed" of the bombings over the whole land: a part, with a place of its own. What killed
/// fewer at a finer place is one also where nothing else says so, unless of its kind there is but one on a day.
pub(super) fn is_part(part: &Told, whole: &Told) -> bool {
    let (here, there) = (part.mention, whole.mention);
    let stated = here.place.as_ref().filter(|place| place.basis == PlaceBasis::Stated);
    // What a quake or an outbreak did in one town is told of the quake.
    if matches!(there.family, Family::Disaster | Family::Health) {
        return false;
    }
    let within = stated.zip(there.place.as_ref()).is_some_and(|(here, there)| there.place.holds(&here.place));

    let once = is_rare(here.kind) || is_calamity(here.kind) || part.toll || whole.toll;
    let fewer = || {
        killed(here).zip(killed(there)).is_some_and(|(part, all)| {
            let apart = part.1.is_some_and(|top| top < all.0);
            apart && here.paragraph > 0 && here.sentence != there.sentence
        })
    };
    let same_article = part.id.article == whole.id.article;
    within && (here.counts_a_part() || ((same_article || !once) && fewer()))
}

/// Whether two mentions are of a kind there is one of on a day, and of one day.
fn is_told_once(one: &EventMention, other: &EventMention, agree: f32) -> bool {
    one.kind == other.kind && is_rare(one.kind) && agree >= 0.8
}

/// How many a mention says died, as a range.
pub(super) fn killed(mention: &EventMention) -> Option<(u32, Option<u32>)> {
    let dead = mention.figures.iter().find(|figure| figure.what == Victim::Killed);
    dead.map(|figure| (figure.min, figure.max))
}

/// Whether a toll is a later and no smaller count of what another mention tells: "the toll rose to 282" of "at least 201".
fn is_raised(toll: &Told, first: &Told) -> bool {
    let later = toll.days.zip(first.days).is_some_and(|(toll, first)| first.start <= toll.start);
    let counts = killed(toll.mention).zip(killed(first.mention));
    toll.toll && later && counts.is_some_and(|(now, then)| now.0 >= then.0 && then.0 >= 2)
}

/// Kinds one of which may be told by the other's words within an article: the same, or one that only says what it did.
fn beside_in_kind(one: Kind, other: Kind) -> bool {
    let vague = |kind: Kind| is_fate(kind) || is_flight(kind) || kind == Kind::Attack;
    one == other || vague(one) || vague(other) || is_one(one, other)
}

/// "six more were killed in X … the plane had crashed and its pilot died": the dead of a place told before are not those of
/// a wreck told after without one.
fn is_of_another(one: &EventMention, other: &EventMention) -> bool {
    let (first, second) = if one.trigger.start() < other.trigger.start() { (one, other) } else { (other, one) };
    let stated = first.place.as_ref().is_some_and(|place| place.basis == PlaceBasis::Stated);
    is_fate(first.kind) && is_calamity(second.kind) && stated && second.place.is_none()
}

/// Whether one of two in an article names no place and is of another than the other's: a wreck told after deaths elsewhere,
/// "clashes in the troubled region" beside a march in the capital.
fn are_adrift(a: &Told, b: &Told) -> bool {
    is_of_another(a.mention, b.mention) || (a.mention.kind != b.mention.kind && (a.wording.adrift || b.wording.adrift))
}

/// Whether it killed three or more, by its own figures.
fn is_grave(mention: &EventMention) -> bool {
    mention.figures.iter().any(|figure| matches!(figure.what, Victim::Killed | Victim::Missing) && figure.min >= 3)
}

/// "Gunmen ambush convoy in Ghana" over "ambushed a van near Tarkwa": a headline tells what the article opens with.
fn is_headline_of(a: &Told, b: &Told) -> bool {
    let over = |headline: &Told, body: &Told| headline.mention.paragraph == 0 && body.opening;
    a.id.article == b.id.article && a.mention.kind == b.mention.kind && (over(a, b) || over(b, a))
}

/// "Two were arrested … nine others were detained": each count is an arrest of its own; one without a count is the one
/// told right before, where it says so ("The arrests", "The two were stopped at").
fn is_same_arrest(a: &Told, b: &Told) -> bool {
    let (one, other) = (a.mention, b.mention);
    let count = |mention: &EventMention| {
        mention.figures.iter().find(|figure| figure.what == Victim::Detained).map(|figure| (figure.min, figure.max))
    };
    let later = if one.trigger.start() < other.trigger.start() { b } else { a };
    let points = || later.wording.of_those || later.wording.anaphor || later.wording.known;
    let near = one.paragraph.abs_diff(other.paragraph) <= 1;
    match (count(one), count(other)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => true,
        _ => near && (one.paragraph == 0 || other.paragraph == 0 || (count(later.mention).is_none() && points())),
    }
}

/// Whether both name who did it, and not the same: no longer word begins alike.
fn others_did(a: &Told, b: &Told) -> bool {
    let (one, other) = (&a.actors, &b.actors);
    !one.is_empty() && !other.is_empty() && !one.iter().any(|word| word.chars().count() > 3 && other.contains(word))
}

/// How two counts of people stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// The same, of two people or more.
    Same,
    /// Such that a toll may have grown from the one to the other.
    Grown,
    /// Others.
    Other,
}

/// How the killed are told, else the wounded, the missing, those taken; `None` when not both say, or when both may be right.
pub(super) fn figures(a: &[Figure], b: &[Figure]) -> Option<Count> {
    let of = |figures: &[Figure], what: Victim| {
        // Who is called by name may be one of many, as "one of whom" is.
        let counts =
            |figure: &&Figure| figure.what == what && !figure.names_one() && !(figure.part && figure.of.is_empty());
        figures.iter().find(counts).map(|figure| (figure.min, figure.max))
    };
    for what in [Victim::Killed, Victim::Wounded, Victim::Missing, Victim::Detained] {
        if let (Some(one), Some(other)) = (of(a, what), of(b, what)) {
            if one == other && one.0 >= 2 {
                return Some(Count::Same);
            }
            let meet = other.1.is_none_or(|top| one.0 <= top) && one.1.is_none_or(|top| other.0 <= top);
            let (less, more) = (one.0.min(other.0), one.0.max(other.0));
            let grown = less >= 3 && more <= less.saturating_mul(2);
            return match (grown, meet) {
                (true, _) => Some(Count::Grown),
                (false, true) => None,
                (false, false) => Some(Count::Other),
            };
        }
    }
    None
}
