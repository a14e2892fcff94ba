//! Whether the claims on a slot agree.
//!
//! Comes in: the claims of all mentions of one event. Goes out: slots in their order, each with its agreement. Two
//! articles that say the same count once each, a near-copy not at all; two ranges or grains that overlap may both be
//! right; a second figure in one article's own words, a part of its total, or a toll that a later article raised, is no
//! disagreement between sources.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::cause::{self, Cause};
use super::count::{mark_older, mark_one_of_many, mark_parts};
use super::means;
use super::side::{self, Side, stem};
use super::whom;
use super::{Agreement, ArticleId, Claim, DayRange, Kind, PlaceRef, Slot, SlotClaims, Stance, Value, Victim};

/// Slots in the order of a comparison.
const ORDER: [Slot; 14] = [
    Slot::What,
    Slot::Place,
    Slot::Date,
    Slot::Magnitude,
    Slot::Figure(Victim::Killed),
    Slot::Figure(Victim::Wounded),
    Slot::Figure(Victim::Missing),
    Slot::Figure(Victim::Displaced),
    Slot::Figure(Victim::Detained),
    Slot::Figure(Victim::Infected),
    Slot::Victims,
    Slot::Actor,
    Slot::Means,
    Slot::Cause,
];

/// What the story knows of the places, people and articles of claims.
pub struct Known<'a> {
    /// Whether the place of the first key lies within that of the second.
    pub holds: &'a dyn Fn(&str, &str) -> bool,
    /// Whether two places may be two names for one: "near the city" and its suburb.
    pub beside: &'a dyn Fn(&str, &str) -> bool,
    /// The country of who a claim names, where it names one.
    pub land: &'a dyn Fn(&Claim) -> Option<String>,
    /// The article that an article repeats nearly word for word, or itself.
    pub root: &'a dyn Fn(ArticleId) -> ArticleId,
    /// The day of the article that makes a claim.
    pub day: &'a dyn Fn(&Claim) -> Option<Date>,
    /// The words of a claim in its article; empty where none say it.
    pub words: &'a dyn Fn(&Claim) -> String,
    /// The sentence of a claim and what follows it in its paragraph; empty where nobody knows.
    pub around: &'a dyn Fn(&Claim) -> String,
    /// What happened.
    pub kind: Kind,
}

impl<'a> Known<'a> {
    /// Nothing known but which place lies within which.
    #[must_use]
    pub fn of(holds: &'a dyn Fn(&str, &str) -> bool) -> Self {
        Self {
            holds,
            beside: &|_, _| false,
            land: &|_| None,
            root: &|article| article,
            day: &|_| None,
            words: &|_| String::new(),
            around: &|_| String::new(),
            kind: Kind::Attack,
        }
    }
}

/// The slots of an event, those nobody fills left out.
#[must_use]
pub fn slots(claims: &[(Slot, Claim)], known: &Known) -> Vec<SlotClaims> {
    let mut claims = claims.to_vec();
    mark_parts(&mut claims, known.holds);
    mark_one_of_many(&mut claims, known);
    mark_older(&mut claims, known);
    whom::telling(&mut claims);
    if !tells_cause(&claims) {
        claims.retain(|(slot, _)| *slot != Slot::Cause);
    }
    ORDER
        .iter()
        .filter_map(|&slot| {
            let of_slot: Vec<Claim> =
                claims.iter().filter(|(other, _)| *other == slot).map(|(_, claim)| claim.clone()).collect();
            (!of_slot.is_empty()).then(|| SlotClaims {
                slot,
                agreement: match slot {
                    Slot::Victims => whom::agreement(&of_slot, &claims, known.root, takes_both(known.kind)),
                    _ => agreement(slot, &of_slot, known),
                },
                claims: of_slot,
            })
        })
        .collect()
}

/// Whether anything but a weapon is told as the cause: a weapon is the means.
fn tells_cause(claims: &[(Slot, Claim)]) -> bool {
    let told = claims.iter().filter(|(slot, _)| *slot == Slot::Cause);
    told.filter_map(|(_, claim)| match &claim.value {
        Value::Words(words) => Some(words),
        _ => None,
    })
    .any(|words| cause::sort(words) != Some(Cause::Explosive))
}

/// Kinds in which both sides lose people, and each counts those of one.
fn takes_both(kind: Kind) -> bool {
    matches!(kind, Kind::Clash | Kind::War | Kind::MilitaryOperation | Kind::Invasion | Kind::Riot)
}

/// Kinds in which each side does to the other what it suffers.
fn is_mutual(kind: Kind) -> bool {
    matches!(kind, Kind::Clash | Kind::War | Kind::Riot)
}

/// A claim as it is compared: all that decides how it stands to another, whoever makes it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct View<'a> {
    value: &'a Value,
    part: bool,
    older: bool,
    day: Option<Date>,
    /// Whether its article gives a larger count under the same name: then it is one on the way to it, or within it.
    within: bool,
    /// Whether its count is meant roughly.
    rough: bool,
    /// The country of who it names.
    land: Option<String>,
    /// Whether it says that it was not so: of who did it and why alone.
    denied: bool,
    /// Whether it lays the blame on a side, or turns it away.
    blamed: bool,
    /// Whether it is what one side says of another.
    sided: bool,
}

/// What each article and speaker counts at most: the largest least.
type Largest<'a> = FxHashMap<(ArticleId, &'a str), u32>;

impl<'a> View<'a> {
    fn of(claim: &'a Claim, slot: Slot, largest: &Largest, known: &Known) -> Self {
        let count = matches!(claim.value, Value::Count { .. });
        let words = if count { (known.words)(claim).to_lowercase() } else { String::new() };
        let more = largest.get(&(claim.mention.article, claim.source.as_str()));
        Self {
            value: &claim.value,
            part: claim.part,
            older: claim.older,
            // Where nothing was overtaken the day says nothing.
            day: if claim.older { (known.day)(claim) } else { None },
            within: matches!(claim.value, Value::Count { min, max: Some(_) } if more.is_some_and(|&more| more > min)),
            rough: is_round(&words),
            land: if slot == Slot::Actor { (known.land)(claim) } else { None },
            denied: matches!(slot, Slot::Actor | Slot::Cause) && claim.stance == Stance::Denied,
            sided: slot == Slot::Actor && matches!(claim.stance, Stance::Alleged | Stance::Claimed),
            blamed: slot == Slot::Actor && matches!(claim.stance, Stance::Alleged | Stance::Denied),
        }
    }
}

/// Whether the claims agree.
fn agreement(slot: Slot, claims: &[Claim], known: &Known) -> Agreement {
    let root = |claim: &Claim| (known.root)(claim.mention.article);
    let mut largest = Largest::default();
    for claim in claims {
        if let Value::Count { min, .. } = claim.value {
            let most = largest.entry((claim.mention.article, claim.source.as_str())).or_default();
            *most = min.max(*most);
        }
    }
    // What is said alike is compared once, however many say it.
    let mut views: Vec<View> = Vec::new();
    let mut said: Vec<(ArticleId, usize, &str)> = Vec::new();
    let mut known_views: FxHashMap<View, usize> = FxHashMap::default();
    for claim in claims {
        let view = View::of(claim, slot, &largest, known);
        let at = known_views.get(&view).copied().unwrap_or_else(|| {
            known_views.insert(view.clone(), views.len());
            views.push(view);
            views.len() - 1
        });
        said.push((root(claim), at, claim.source.as_str()));
    }
    if slot == Slot::Place {
        keep_finest(&mut said, &views, known);
    }
    said.sort_unstable();
    said.dedup();
    let by_root: Vec<&[(ArticleId, usize, &str)]> = said.chunk_by(|a, b| a.0 == b.0).collect();
    let start = if by_root.len() < 2 { Agreement::OneSource } else { Agreement::Same };
    let of = |at: usize, other: usize| {
        let pair = views.get(at).zip(views.get(other));
        pair.map_or(Agreement::Same, |(one, other)| between(one, other, slot, known))
    };
    if slot == Slot::Actor {
        let blames = !known.kind.is_wide();
        let denied = |at: usize| views.get(at).is_some_and(|view| view.denied);
        let rivals = by_root.iter().any(|said| blames_and_denies(said, &views, blames, of));
        return if rivals {
            Agreement::Differs
        } else {
            worst_of_sides(finest(&by_root, &views, slot), start, false, denied, of)
        };
    }
    if slot == Slot::Means {
        return worst_of_sides(
            finest(&by_root, &views, slot),
            start,
            known.kind != Kind::ShellingStrike,
            |_| false,
            of,
        );
    }
    if by_root.iter().any(|said| is_against_itself(slot, said, &views, of)) {
        return Agreement::Differs;
    }
    // The first and the last source of each view: two that differ somewhere are of two sources.
    let mut ends: Vec<Option<(ArticleId, ArticleId)>> = views.iter().map(|_| None).collect();
    for &(root, at, _) in &said {
        if let Some(end) = ends.get_mut(at) {
            *end = Some((end.map_or(root, |(first, _)| first), root));
        }
    }
    let told = |at: usize| ends.get(at).is_some_and(Option::is_some);
    let whole: Vec<(usize, &View)> = views.iter().enumerate().filter(|(at, view)| !view.part && told(*at)).collect();
    let mut worst = start;
    for (index, &(at, one)) in whole.iter().enumerate() {
        for &(beside, other) in whole.get(index + 1..).unwrap_or_default() {
            if ends.get(at) == ends.get(beside) && ends.get(at).copied().flatten().is_some_and(|(a, b)| a == b) {
                continue;
            }
            let alike = of(at, beside);
            // What was overtaken does not contradict what overtook it.
            let moved = one.older != other.older || (one.older && one.day != other.day);
            let mild = moved || one.within || other.within;
            worst = worse(worst, if mild { alike.min(Agreement::Compatible) } else { alike });
            if worst == Agreement::Differs {
                return worst;
            }
        }
    }
    worst
}

/// Leaves out where a source says no more than in what land or district it was, of what it names more closely as well:
/// "Burundian police", of an arrest in Ngozi.
fn keep_finest(said: &mut Vec<(ArticleId, usize, &str)>, views: &[View], known: &Known) {
    let key = |at: usize| match views.get(at)?.value {
        Value::Place { key, .. } => Some(key.as_str()),
        _ => None,
    };
    let all = said.clone();
    said.retain(|&(root, at, _)| {
        let own = all.iter().filter(|(of, other, _)| *of == root && *other != at);
        let mut finer = own.filter_map(|&(_, other, _)| Some((key(at)?, key(other)?)));
        !finer.any(|(outer, inner)| (known.holds)(inner, outer) && !(known.holds)(outer, inner))
    });
}

/// What each source says, as places among the views.
fn sides(by_root: &[&[(ArticleId, usize, &str)]]) -> Vec<Vec<usize>> {
    let of = |said: &&[(ArticleId, usize, &str)]| {
        let mut views: Vec<usize> = said.iter().map(|&(_, at, _)| at).collect();
        views.dedup();
        views
    };
    by_root.iter().map(of).collect()
}

/// The same without what a source names more closely as well: "the bomb" of one that tells of a roadside bomb,
/// "gunmen" of one that says whose they were.
fn finest(by_root: &[&[(ArticleId, usize, &str)]], views: &[View], slot: Slot) -> Vec<Vec<usize>> {
    let is_vaguer = if slot == Slot::Actor { side::is_vaguer } else { means::is_vaguer };
    let denied = |at: usize| views.get(at).is_some_and(|view| view.denied);
    let words = |at: usize| match views.get(at)?.value {
        Value::Words(words) => Some(words.as_str()),
        _ => None,
    };
    let mut sides = sides(by_root);
    for side in &mut sides {
        let all = side.clone();
        let vaguer = |at: usize, other: usize| {
            !denied(other) && words(at).zip(words(other)).is_some_and(|(vague, fine)| is_vaguer(vague, fine))
        };
        side.retain(|&at| !all.iter().any(|&other| vaguer(at, other)));
    }
    sides
}

/// How sources stand to each other on who did it and with what: one may name both sides of a fight, and two agree when
/// they share one of them.
fn worst_of_sides(
    mut sides: Vec<Vec<usize>>,
    start: Agreement,
    strict: bool,
    denied: impl Fn(usize) -> bool,
    of: impl Fn(usize, usize) -> Agreement,
) -> Agreement {
    sides.sort_unstable();
    sides.dedup();
    let mut worst = start;
    for (index, one) in sides.iter().enumerate() {
        for other in sides.get(index + 1..).unwrap_or_default() {
            let pairs = || one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
            // Who denies a deed says nothing of who did it, but stands against whoever says that he did.
            let told = || pairs().filter(|&(a, b)| !denied(a) && !denied(b)).map(|(a, b)| of(a, b));
            // Of weapons those that nobody else tells of count as well.
            let strange = strict
                && told().all(|alike| alike != Agreement::Same)
                && told().any(|alike| alike == Agreement::Differs);
            let told = if strange { Some(Agreement::Differs) } else { told().min() };
            let against = pairs().filter(|&(a, b)| denied(a) != denied(b)).map(|(a, b)| of(a, b)).max();
            let alike = [told, against.filter(|&against| told.is_none() || against == Agreement::Differs)];
            let found = alike.into_iter().flatten().max();
            worst = worse(worst, found.unwrap_or(Agreement::Same));
            if worst == Agreement::Differs {
                return worst;
            }
        }
    }
    worst
}

/// Whether of two speakers of one source one denies what the other blames a side for, or, where that counts, each blames
/// another side.
fn blames_and_denies(
    said: &[(ArticleId, usize, &str)],
    views: &[View],
    each_blames: bool,
    of: impl Fn(usize, usize) -> Agreement,
) -> bool {
    let blames = |at: usize, source: &str| !source.is_empty() && views.get(at).is_some_and(|view| view.sided);
    let denied = |at: usize| views.get(at).is_some_and(|view| view.denied);
    said.iter().enumerate().any(|(index, &(_, at, source))| {
        said.iter().skip(index + 1).filter(|(_, beside, other)| *beside != at && *other != source).any(
            |&(_, beside, other)| {
                let against = denied(at) != denied(beside);
                let accused =
                    each_blames && !denied(at) && !denied(beside) && blames(at, source) && blames(beside, other);
                (against || accused) && of(at, beside) == Agreement::Differs
            },
        )
    })
}

/// The worse of two; what only one source says is not yet any agreement.
fn worse(one: Agreement, other: Agreement) -> Agreement {
    if one == Agreement::OneSource { other } else { one.max(other) }
}

/// Whether two named speakers of one source cannot both be right, on what speakers can differ about.
fn is_against_itself(
    slot: Slot,
    said: &[(ArticleId, usize, &str)],
    views: &[View],
    of: impl Fn(usize, usize) -> Agreement,
) -> bool {
    if matches!(slot, Slot::What | Slot::Means | Slot::Actor | Slot::Date) {
        return false;
    }
    let whole = |at: usize| views.get(at).is_some_and(|view| !view.part);
    let named = || said.iter().filter(|&&(_, at, source)| !source.is_empty() && whole(at));
    named().enumerate().any(|(index, &(_, at, source))| {
        let mut others = named().skip(index + 1).filter(|&&(_, beside, other)| other != source && beside != at);
        others.any(|&(_, beside, _)| of(at, beside) == Agreement::Differs)
    })
}

/// How two values stand to each other: same, compatible or different.
fn between(one: &View, other: &View, slot: Slot, known: &Known) -> Agreement {
    let holds = known.holds;
    match (one.value, other.value) {
        (Value::Count { min: a, max: b }, Value::Count { min: c, max: d }) => {
            if (a, b) == (c, d) {
                // Whom they count is for another row.
                Agreement::Same
            } else if d.is_none_or(|top| *a <= top) && b.is_none_or(|top| *c <= top) {
                Agreement::Compatible
            } else {
                // "about 30" and 31 are one count.
                let near = u64::from(a.abs_diff(*c)) * 10 <= u64::from(*a.max(c));
                if near && (one.rough || other.rough) { Agreement::Compatible } else { Agreement::Differs }
            }
        }
        (Value::Days(a), Value::Days(b)) => {
            if a == b {
                Agreement::Same
            } else if a.overlaps(*b) || is_rough(*a, *b) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Place { key: a, name: one }, Value::Place { key: b, name: other }) => {
            // "Jaboatao" for "Jaboatao dos Guararapes"
            let short = |one: &str, other: &str| other.strip_prefix(one).is_some_and(|rest| rest.starts_with(' '));
            // A spot no gazetteer has, in what the other names: its key begins with that one's.
            let within = |inner: &str, outer: &str| {
                let rest = inner.strip_prefix(PlaceRef::UNLISTED).and_then(|rest| rest.strip_prefix(outer));
                rest.is_some_and(|rest| rest.starts_with('/'))
            };
            let meet = holds(a, b) || holds(b, a) || (known.beside)(a, b) || within(a, b) || within(b, a);
            // A town and the region called by its name.
            if a == b || (meet && one.eq_ignore_ascii_case(other)) {
                Agreement::Same
            } else if meet || short(one, other) || short(other, one) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Words(a), Value::Words(b)) => {
            let same = a.eq_ignore_ascii_case(b) || stem(a) == stem(b);
            match slot {
                // "Baku" and "Azerbaijani forces": one side.
                Slot::Actor => {
                    // In a clash both sides act; only one can have begun it.
                    let both = is_mutual(known.kind) && !(one.blamed && other.blamed) && !(one.denied || other.denied);
                    let one = Side { words: a, land: one.land.as_deref(), denied: one.denied };
                    let alike =
                        side::between(&one, &Side { words: b, land: other.land.as_deref(), denied: other.denied });
                    if both { alike.min(Agreement::Compatible) } else { alike }
                }
                Slot::Cause => cause::between((a, one.denied), (b, other.denied)),
                Slot::Magnitude => cause::between_magnitudes(a, b),
                // In a wide happening many weapons are used.
                Slot::Means if known.kind.is_wide() => means::between(a, b).min(Agreement::Compatible),
                Slot::Means => means::between(a, b),
                _ if same => Agreement::Same,
                // Other words for a thing are for a person to weigh.
                Slot::What => Agreement::Compatible,
                _ => Agreement::Differs,
            }
        }
        _ => Agreement::Differs,
    }
}

/// "about 30", "some 200": meant roughly; in small letters.
fn is_round(words: &str) -> bool {
    const ROUGH: &[&str] = &[
        "about ",
        "around ",
        "some ",
        "roughly ",
        "approximately ",
        "nearly ",
        "almost ",
        "close to ",
        "an estimated ",
    ];
    ROUGH.iter().any(|rough| words.starts_with(rough))
}

/// "last week", said at its end, may mean the week before or the one that ends: within three days they may be one.
fn is_rough(a: DayRange, b: DayRange) -> bool {
    const SLACK_DAYS: i32 = 3;
    let coarse = |days: DayRange| (5..=31).contains(&days.len_days());
    (coarse(a) || coarse(b)) && a.gap_days(b) <= SLACK_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{MentionId, Stance};

    fn check(values: &[(u32, Value)], slot: Slot, expected: Agreement) {
        let claims: Vec<Claim> = values
            .iter()
            .map(|(article, value)| Claim {
                mention: MentionId { article: ArticleId(*article), index: 0 },
                value: value.clone(),
                span: None,
                source: String::new(),
                stance: Stance::Asserted,
                part: false,
                older: false,
            })
            .collect();
        // The third article is a copy of the first.
        let known = Known {
            beside: &|_, _| false,
            day: &|_| None,
            words: &|_| String::new(),
            around: &|_| String::new(),
            holds: &|a, b| a == "town" && b == "region",
            land: &|claim| {
                matches!(&claim.value, Value::Words(words) if words.contains("Baku")).then(|| "AZ".to_owned())
            },
            root: &|article| if article == ArticleId(2) { ArticleId(0) } else { article },
            kind: Kind::Attack,
        };
        assert_eq!(agreement(slot, &claims, &known), expected, "{values:?}");
    }

    #[test]
    fn counts_agree_where_their_ranges_meet() {
        let killed = Slot::Figure(Victim::Killed);
        let count = |min, max| Value::Count { min, max };
        check(&[(0, count(6, Some(6))), (1, count(6, Some(6)))], killed, Agreement::Same);
        check(&[(0, count(5, None)), (1, count(7, Some(7)))], killed, Agreement::Compatible);
        check(&[(0, count(5, None)), (1, count(2, Some(2)))], killed, Agreement::Differs);
        check(&[(0, count(5, None)), (0, count(2, Some(2)))], killed, Agreement::OneSource);
    }

    #[test]
    fn a_copy_is_no_second_source() {
        let killed = Slot::Figure(Victim::Killed);
        let count = |min| Value::Count { min, max: Some(min) };
        check(&[(0, count(11)), (2, count(11))], killed, Agreement::OneSource);
        check(&[(0, count(11)), (2, count(11)), (1, count(11))], killed, Agreement::Same);
    }

    #[test]
    fn a_raised_toll_is_no_disagreement() {
        let killed = Slot::Figure(Victim::Killed);
        let count = |min| Value::Count { min, max: Some(min) };
        check(&[(0, count(17)), (1, count(25))], killed, Agreement::Differs);
        let claim = |article: u32, min: u32| {
            let mention = MentionId { article: ArticleId(article), index: 0 };
            let (source, stance, value) = (String::new(), Stance::Asserted, count(min));
            // As a file or an earlier comparison has it: only what is told now counts.
            (killed, Claim { mention, value, span: None, source, stance, part: false, older: true })
        };
        // Each article is a day later than the one before.
        let day = |claim: &Claim| Date::new(2024, 3, 1 + i8::try_from(claim.mention.article.0).ok()?).ok();
        let told = |counts: &[(u32, u32)]| {
            let claims: Vec<_> = counts.iter().map(|&(article, min)| claim(article, min)).collect();
            let slots = slots(&claims, &Known { day: &day, ..Known::of(&|_, _| false) });
            let older = |slot: &SlotClaims| slot.claims.iter().map(|claim| claim.older).collect::<Vec<_>>();
            slots.first().map(|slot| (slot.agreement, older(slot)))
        };
        assert_eq!(told(&[(0, 17), (1, 25)]), Some((Agreement::Compatible, vec![true, false])));
        assert_eq!(told(&[(0, 25), (1, 17)]), Some((Agreement::Differs, vec![false, false])));
        assert_eq!(told(&[(1, 25), (1, 17)]), Some((Agreement::OneSource, vec![false, false])));
        assert_eq!(told(&[(0, 17), (1, 25), (1, 17)]).map(|(agreement, _)| agreement), Some(Agreement::Compatible));
    }

    #[test]
    fn one_side_by_two_names_is_one_actor() {
        let words = |words: &str| Value::Words(words.to_owned());
        check(&[(0, words("Baku")), (1, words("Baku forces"))], Slot::Actor, Agreement::Same);
        check(&[(0, words("Baku")), (1, words("Yerevan"))], Slot::Actor, Agreement::Differs);
    }

    #[test]
    fn places_agree_where_one_holds_the_other() {
        let place = |key: &str| Value::Place { key: key.to_owned(), name: key.to_owned() };
        check(&[(0, place("town")), (1, place("region"))], Slot::Place, Agreement::Compatible);
        check(&[(0, place("town")), (1, place("other"))], Slot::Place, Agreement::Differs);
    }
}
