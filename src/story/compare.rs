//! Whether the claims on a slot agree.
//!
//! Comes in: the claims of all mentions of one event. Goes out: slots in their order, each with its agreement. Two
//! articles that say the same count once each, a near-copy not at all; two ranges or grains that overlap may both be
//! right; a second figure in one article's own words, a part of its total, or a toll that a later article raised, is no
//! disagreement between sources.

use jiff::civil::Date;

use super::{Agreement, ArticleId, Claim, DayRange, Slot, SlotClaims, Stance, Value, Victim};

/// Slots in the order of a comparison.
const ORDER: [Slot; 11] = [
    Slot::What,
    Slot::Place,
    Slot::Date,
    Slot::Figure(Victim::Killed),
    Slot::Figure(Victim::Wounded),
    Slot::Figure(Victim::Missing),
    Slot::Figure(Victim::Displaced),
    Slot::Figure(Victim::Detained),
    Slot::Figure(Victim::Infected),
    Slot::Actor,
    Slot::Means,
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
        }
    }
}

/// The slots of an event, those nobody fills left out.
#[must_use]
pub fn slots(claims: &[(Slot, Claim)], known: &Known) -> Vec<SlotClaims> {
    let mut claims = claims.to_vec();
    mark_parts(&mut claims, known.holds);
    mark_older(&mut claims, known);
    ORDER
        .iter()
        .filter_map(|&slot| {
            let of_slot: Vec<Claim> =
                claims.iter().filter(|(other, _)| *other == slot).map(|(_, claim)| claim.clone()).collect();
            (!of_slot.is_empty()).then(|| SlotClaims {
                slot,
                agreement: agreement(slot, &of_slot, known),
                claims: of_slot,
            })
        })
        .collect()
}

/// Marks the counts that an article of a later day raised: "at least 17" on Monday, 23 on Tuesday. What two named sides
/// claim against each other is no update.
fn mark_older(claims: &mut [(Slot, Claim)], known: &Known) {
    // What overtook a count may be gone: a split, a passage taken out.
    for (_, claim) in claims.iter_mut() {
        claim.older = false;
    }
    let overtakes = |slot: Slot, old: &Claim, new: &Claim| {
        let (Value::Count { min, .. }, Value::Count { min: later, .. }) = (&old.value, &new.value) else {
            return false;
        };
        let sides = |claim: &Claim| matches!(claim.stance, Stance::Claimed | Stance::Alleged);
        let rivals = old.source != new.source && sides(old) && sides(new);
        // People who were missing are found; no other count falls.
        let moved = if slot == Slot::Figure(Victim::Missing) { min != later } else { min < later };
        moved && !rivals && !new.part && (known.day)(old).zip((known.day)(new)).is_some_and(|(old, new)| old < new)
    };
    let older: Vec<usize> = claims
        .iter()
        .enumerate()
        .filter(|(_, (slot, old))| {
            !old.part && claims.iter().any(|(other, new)| other == slot && overtakes(*slot, old, new))
        })
        .map(|(index, _)| index)
        .collect();
    for index in older {
        if let Some((_, claim)) = claims.get_mut(index) {
            claim.older = true;
        }
    }
}

/// Marks the counts that are parts of a larger one told in the same article: what two or more of them add up to, or what
/// befell a place within the place of the whole.
fn mark_parts(claims: &mut [(Slot, Claim)], holds: &dyn Fn(&str, &str) -> bool) {
    let place_of = |claims: &[(Slot, Claim)], claim: &Claim| {
        claims.iter().find_map(|(_, other)| match &other.value {
            Value::Place { key, .. } if other.mention == claim.mention => Some(key.clone()),
            _ => None,
        })
    };
    let mut parts: Vec<usize> = Vec::new();
    for (whole, (slot, total)) in claims.iter().enumerate() {
        let Value::Count { min: all, .. } = total.value else { continue };
        let smaller: Vec<(usize, u32)> = claims
            .iter()
            .enumerate()
            .filter(|(index, (other, claim))| {
                *index != whole && other == slot && claim.mention.article == total.mention.article
            })
            .filter_map(|(index, (_, claim))| match claim.value {
                Value::Count { min, .. } if min < all && min > 0 => Some((index, min)),
                _ => None,
            })
            .collect();
        // Each count once, however often the article gives it.
        let mut counts: Vec<u32> = smaller.iter().map(|(_, count)| *count).collect();
        counts.sort_unstable();
        counts.dedup();
        let sum: u64 = counts.iter().copied().map(u64::from).sum();
        let pair = |one: u32| counts.iter().any(|&other| other != one && other.checked_add(one) == Some(all));
        let whole_place = place_of(claims, total);
        for (index, count) in smaller {
            let within = claims.get(index).and_then(|(_, claim)| place_of(claims, claim)).zip(whole_place.as_deref());
            let adds = counts.len() >= 2 && (sum == u64::from(all) || pair(count));
            if adds || within.is_some_and(|(inner, outer)| holds(&inner, outer)) {
                parts.push(index);
            }
        }
    }
    for index in parts {
        if let Some((_, claim)) = claims.get_mut(index) {
            claim.part = true;
        }
    }
}

/// Whether the claims agree.
fn agreement(slot: Slot, claims: &[Claim], known: &Known) -> Agreement {
    let root = |claim: &Claim| (known.root)(claim.mention.article);
    let mut articles: Vec<ArticleId> = claims.iter().map(root).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut worst = if articles.len() < 2 { Agreement::OneSource } else { Agreement::Same };
    // A source may name both sides of a fight: two agree when they share one of them.
    if slot == Slot::Actor {
        for (index, &one) in articles.iter().enumerate() {
            for &other in articles.iter().skip(index + 1) {
                let of = |article| claims.iter().filter(move |claim| root(claim) == article);
                let best = of(one).flat_map(|a| of(other).map(move |b| between(a, b, slot, known))).min();
                worst = worse(worst, best.unwrap_or(Agreement::Same));
            }
        }
        return worst;
    }
    let mut distinct: Vec<&Claim> = Vec::new();
    for claim in claims {
        if !distinct.iter().any(|known| is_same_again(known, claim)) {
            distinct.push(claim);
        }
    }
    for (index, &one) in distinct.iter().enumerate() {
        for &other in distinct.iter().skip(index + 1) {
            if one.part || other.part {
                continue;
            }
            let alike = between(one, other, slot, known);
            // What was overtaken does not contradict what overtook it.
            let moved = one.older != other.older || (one.older && (known.day)(one) != (known.day)(other));
            if root(one) != root(other) && (moved || is_within(one, claims) || is_within(other, claims)) {
                worst = worse(worst, alike.min(Agreement::Compatible));
            } else if root(one) != root(other) {
                worst = worse(worst, alike);
            } else if alike == Agreement::Differs && is_against_itself(slot, one, other) {
                // Two speakers of one article who cannot both be right.
                worst = Agreement::Differs;
            }
        }
    }
    worst
}

/// Whether a claim says again what another of its article has said under the same name: that changes no agreement.
fn is_same_again(one: &Claim, again: &Claim) -> bool {
    one.mention.article == again.mention.article
        && (one.part, one.older) == (again.part, again.older)
        && one.source == again.source
        && one.value == again.value
}

/// Whether the same speaker of the same article gives a larger count: then it is one on the way to it, or within it.
fn is_within(claim: &Claim, claims: &[Claim]) -> bool {
    let Value::Count { min, max: Some(_) } = claim.value else { return false };
    claims.iter().any(|other| {
        let larger = matches!(other.value, Value::Count { min: all, .. } if all > min);
        larger && other.mention.article == claim.mention.article && other.source == claim.source
    })
}

/// The worse of two; what only one source says is not yet any agreement.
fn worse(one: Agreement, other: Agreement) -> Agreement {
    if one == Agreement::OneSource { other } else { one.max(other) }
}

/// Whether two claims of one article are of two named speakers, on what speakers can differ about.
fn is_against_itself(slot: Slot, one: &Claim, other: &Claim) -> bool {
    let named = !one.source.is_empty() && !other.source.is_empty() && one.source != other.source;
    named && !matches!(slot, Slot::What | Slot::Means | Slot::Actor | Slot::Date)
}

/// How two values stand to each other: same, compatible or different.
fn between(one: &Claim, other: &Claim, slot: Slot, known: &Known) -> Agreement {
    let holds = known.holds;
    match (&one.value, &other.value) {
        (Value::Count { min: a, max: b }, Value::Count { min: c, max: d }) => {
            let words = || ((known.words)(one), (known.words)(other));
            if (a, b) == (c, d) {
                let (one, other) = words();
                if are_rivals(&one, &other) { Agreement::Differs } else { Agreement::Same }
            } else if d.is_none_or(|top| *a <= top) && b.is_none_or(|top| *c <= top) {
                Agreement::Compatible
            } else {
                // "about 30" and 31 are one count.
                let ((one, other), apart) = (words(), a.abs_diff(*c));
                let near = u64::from(apart) * 10 <= u64::from(*a.max(c));
                let round = is_round(&one) || is_round(&other);
                if near && round { Agreement::Compatible } else { Agreement::Differs }
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
        (Value::Place { key: a, .. }, Value::Place { key: b, .. }) => {
            if a == b {
                Agreement::Same
            } else if holds(a, b) || holds(b, a) || (known.beside)(a, b) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Words(a), Value::Words(b)) => {
            let same = a.eq_ignore_ascii_case(b) || stem(a) == stem(b);
            // "Baku" and "Azerbaijani forces": one side.
            let land = |claim: &Claim| (known.land)(claim);
            let side = slot == Slot::Actor && land(one).is_some_and(|land_of| Some(land_of) == land(other));
            match (same || side, slot) {
                (true, _) => Agreement::Same,
                // Two weapons may both have been used; other words for a thing are for a person to weigh.
                (false, Slot::Means | Slot::What) => Agreement::Compatible,
                (false, _) => Agreement::Differs,
            }
        }
        _ => Agreement::Differs,
    }
}

/// "about 30", "some 200": meant roughly.
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
    let words = words.to_lowercase();
    ROUGH.iter().any(|rough| words.starts_with(rough))
}

/// Whether one calls fighters whom the other calls civilians: "killed 12 militants", "killed 12 villagers".
fn are_rivals(one: &str, other: &str) -> bool {
    const FIGHTERS: &[&str] = &[
        "soldier",
        "troop",
        "fighter",
        "militant",
        "rebel",
        "insurgent",
        "terrorist",
        "gunm",
        "bandit",
        "guerrilla",
        "servicem",
        "militiam",
    ];
    const CIVILIANS: &[&str] = &[
        "civilian",
        "villager",
        "resident",
        "child",
        "women",
        "woman",
        "girl",
        "boy",
        "student",
        "pupil",
        "farmer",
        "herder",
        "worshipper",
        "shopper",
        "passenger",
        "patient",
        "refugee",
        "worker",
        "pilgrim",
        "bystander",
    ];
    let has = |words: &str, list: &[&str]| {
        let words = words.to_lowercase();
        words.split(|letter: char| !letter.is_alphanumeric()).any(|word| list.iter().any(|stem| word.starts_with(stem)))
    };
    let (fights, lives) = (|words: &str| has(words, FIGHTERS), |words: &str| has(words, CIVILIANS));
    let only = |words: &str| (fights(words) && !lives(words), lives(words) && !fights(words));
    matches!((only(one), only(other)), ((true, _), (_, true)) | ((_, true), (true, _)))
}

/// "last week", said at its end, may mean the week before or the one that ends: within three days they may be one.
fn is_rough(a: DayRange, b: DayRange) -> bool {
    const SLACK_DAYS: i32 = 3;
    let coarse = |days: DayRange| (5..=31).contains(&days.len_days());
    (coarse(a) || coarse(b)) && a.gap_days(b) <= SLACK_DAYS
}

/// The last word without its plural.
fn stem(words: &str) -> String {
    let last = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
    last.strip_suffix('s').map_or(last.clone(), str::to_owned)
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
            holds: &|a, b| a == "town" && b == "region",
            land: &|claim| {
                matches!(&claim.value, Value::Words(words) if words.contains("Baku")).then(|| "AZ".to_owned())
            },
            root: &|article| if article == ArticleId(2) { ArticleId(0) } else { article },
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
    fn parts_of_a_total_do_not_contradict_it() {
        let claim = |index: u32, min: u32| {
            let mention = MentionId { article: ArticleId(0), index };
            let (source, stance) = (format!("speaker {index}"), Stance::Claimed);
            let value = Value::Count { min, max: Some(min) };
            (
                Slot::Figure(Victim::Killed),
                Claim { mention, value, span: None, source, stance, part: false, older: false },
            )
        };
        let parts = |counts: &[u32]| -> Vec<u32> {
            let mut claims: Vec<_> = (0..).zip(counts).map(|(index, &count)| claim(index, count)).collect();
            mark_parts(&mut claims, &|_, _| false);
            let parts = claims.iter().filter(|(_, claim)| claim.part);
            parts
                .filter_map(|(_, claim)| if let Value::Count { min, .. } = claim.value { Some(min) } else { None })
                .collect()
        };
        assert_eq!(parts(&[157, 105, 52]), [105, 52]);
        assert_eq!(parts(&[157, 105, 52, 105]), [105, 52, 105]);
        assert_eq!(parts(&[157, 150]), [0_u32; 0]);
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
