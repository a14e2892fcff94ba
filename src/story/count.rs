//! Which counts are no total of their own: parts of a larger one, and those that a later article raised.
//!
//! Comes in: the claims of one event. Goes out: the same, marked. However many articles tell one happening, each kind of
//! claim is weighed once: the way grows with the claims, not with their square.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::compare::Known;
use super::event::is_name;
use super::whom;
use super::{ArticleId, Claim, Family, MentionId, Slot, Stance, Value, Victim};

/// How many, and of which place.
type Counted<'a> = (u32, Option<&'a str>);

/// A count as it is held against later ones: what is told alike on one day is one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Told<'a> {
    slot: Slot,
    min: u32,
    day: Date,
    /// Who claims it against others; `None` for what nobody disputes.
    side: Option<&'a str>,
    /// The camp of who gives it, where camps count against each other.
    camp: Option<&'static str>,
    /// Whether its own words set it against another count: "far higher than the official figure".
    against: bool,
}

impl<'a> Told<'a> {
    fn of(slot: Slot, claim: &'a Claim, known: &Known) -> Option<Self> {
        let Value::Count { min, .. } = claim.value else { return None };
        let day = (known.day)(claim)?;
        let side = matches!(claim.stance, Stance::Claimed | Stance::Alleged).then_some(claim.source.as_str());
        let contested = matches!(known.kind.family(), Family::Violence | Family::Protest);
        let camp = camp(&claim.source).filter(|_| contested);
        Some(Self { slot, min, day, side, camp, against: is_set_against(&(known.around)(claim)) })
    }

    /// Whether a later article counts higher; of the missing, otherwise: they are found, and no other count falls. What
    /// two named sides claim against each other is no update.
    fn is_overtaken_by(&self, new: &Self) -> bool {
        let missing = self.slot == Slot::Figure(Victim::Missing);
        let moved = if missing { self.min != new.min } else { self.min < new.min };
        let camps = self.camp.zip(new.camp).map(|(one, other)| one != other);
        let named = || self.side.zip(new.side).is_some_and(|(one, other)| one != other);
        let rivals = new.against || camps.unwrap_or_else(named);
        self.slot == new.slot && self.day < new.day && moved && !rivals
    }
}

/// The camp of a speaker where the state and those it rules count against each other.
fn camp(source: &str) -> Option<&'static str> {
    const STATE: &[&str] = &[
        "police",
        "army",
        "military",
        "government",
        "ministry",
        "minister",
        "official",
        "officials",
        "authorities",
        "governor",
        "governorate",
        "interior",
    ];
    const PEOPLE: &[&str] = &[
        "resident",
        "residents",
        "villagers",
        "villager",
        "locals",
        "opposition",
        "rebels",
        "activists",
        "protesters",
        "organisers",
        "organizers",
        "relatives",
        "families",
        "survivors",
        "witnesses",
        "rights",
        "observatory",
    ];
    let lower = source.to_lowercase();
    let has = |list: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word));
    match (has(STATE), has(PEOPLE)) {
        (_, true) => Some("people"),
        (true, false) => Some("state"),
        (false, false) => None,
    }
}

/// Whether words, in small letters, set a count against another and do not tell that it rose.
fn is_set_against(words: &str) -> bool {
    const AGAINST: &[&str] = &[
        "higher than the official",
        "above the official",
        "than the official",
        "official figure",
        "official count",
        "official tally",
        "disputed the",
        "disputes the",
        "disputing the",
        "contradict",
        "than the government",
        "than the authorities",
        "than authorities",
        "than officials",
        "than reported by",
        "than the police",
        "true toll",
        "real toll",
        "actual toll",
        "true number",
        "real number",
        "twice as many",
        "undercount",
        "played down",
        "rejected the official",
        "rather than the",
        "far from the",
    ];
    AGAINST.iter().any(|phrase| words.contains(phrase))
}

/// Whether whoever gives a count says that it is a first one: "first reports", "an early count".
fn is_first_count(claim: &Claim) -> bool {
    let words: Vec<String> = claim.source.split_whitespace().map(str::to_lowercase).collect();
    let is = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    is(&["first", "early", "initial"]) && is(&["report", "reports", "account", "accounts", "count", "counts"])
}

/// Marks the counts that an article of a later day raised: "at least 17" on Monday, 23 on Tuesday; and first ones that another
/// count corrects.
pub(super) fn mark_older(claims: &mut [(Slot, Claim)], known: &Known) {
    let whole = claims.iter().filter(|(_, claim)| !claim.part);
    let all: FxHashSet<Told> = whole.filter_map(|(slot, claim)| Told::of(*slot, claim, known)).collect();
    let old: FxHashSet<&Told> = all.iter().filter(|told| all.iter().any(|new| told.is_overtaken_by(new))).collect();
    // Its own article corrects it, or one of a later day.
    let later = |it: &Claim, claim: &Claim| {
        let days = (known.day)(claim).zip((known.day)(it));
        it.mention.article == claim.mention.article || days.is_some_and(|(first, day)| day > first)
    };
    let corrected = |slot: Slot, claim: &Claim| {
        let other = |it: &Claim| !it.part && it.value != claim.value && !is_first_count(it) && later(it, claim);
        is_first_count(claim) && claims.iter().any(|(of, it)| *of == slot && other(it))
    };
    let older: Vec<bool> = claims
        .iter()
        .map(|(slot, claim)| {
            let overtaken = || Told::of(*slot, claim, known).is_some_and(|told| old.contains(&told));
            !claim.part && (overtaken() || corrected(*slot, claim))
        })
        .collect();
    // What overtook a count may be gone: a split, a passage taken out.
    for ((_, claim), older) in claims.iter_mut().zip(older) {
        claim.older = older;
    }
}

/// Marks the counts that are parts of a larger one told in the same article: what two or more of them add up to, or what
/// befell a place within the place of the whole.
pub(super) fn mark_parts(claims: &mut [(Slot, Claim)], holds: &dyn Fn(&str, &str) -> bool) {
    let mut places: FxHashMap<MentionId, &str> = FxHashMap::default();
    for (_, claim) in claims.iter() {
        if let Value::Place { key, .. } = &claim.value {
            places.entry(claim.mention).or_insert(key);
        }
    }
    let counted = |claim: &Claim| match claim.value {
        Value::Count { min, .. } => Some((min, places.get(&claim.mention).copied())),
        _ => None,
    };
    // Each count once, however often its article gives it of a place.
    let mut told: FxHashMap<(ArticleId, Slot), Vec<Counted>> = FxHashMap::default();
    for (slot, claim) in claims.iter() {
        if let Some(count) = counted(claim) {
            told.entry((claim.mention.article, *slot)).or_default().push(count);
        }
    }
    for counts in told.values_mut() {
        counts.sort_unstable();
        counts.dedup();
    }
    let mut parts: FxHashSet<(ArticleId, Slot, u32, Option<&str>)> = FxHashSet::default();
    for (&(article, slot), counts) in &told {
        parts.extend(parts_of(counts, holds).map(|(count, place)| (article, slot, count, place)));
    }
    let marked: Vec<bool> = claims
        .iter()
        .map(|(slot, claim)| {
            counted(claim).is_some_and(|(min, place)| parts.contains(&(claim.mention.article, *slot, min, place)))
        })
        .collect();
    for ((_, claim), part) in claims.iter_mut().zip(marked) {
        claim.part |= part;
    }
}

/// Marks the single persons pointed at, called by name or told by what they are of an event that befell more: "the driver",
/// "Jane Doe, 25", "a retired teacher" is one of the nine whom another article counts, and no rival of them.
pub(super) fn mark_one_of_many(claims: &mut [(Slot, Claim)], known: &Known) {
    let one = Value::Count { min: 1, max: Some(1) };
    let more = |claim: &Claim| matches!(claim.value, Value::Count { min, .. } if min > 1);
    let many: FxHashSet<Slot> = claims.iter().filter(|(_, claim)| more(claim)).map(|(slot, _)| *slot).collect();
    let here: FxHashSet<(Slot, ArticleId)> =
        claims.iter().filter(|(_, claim)| more(claim)).map(|(slot, claim)| (*slot, claim.mention.article)).collect();
    for (slot, claim) in claims.iter_mut() {
        if !many.contains(slot) || claim.value != one {
            continue;
        }
        let words = (known.words)(claim);
        let told = here.contains(&(*slot, claim.mention.article)) && !whom::is_general(&words);
        if points_at_one(&words) || (is_described(&words) && (told || words.split_whitespace().count() > 2)) {
            claim.part = true;
        }
    }
}

/// Whether words tell somebody by what he is, not by his number: "a shepherd", "a retired teacher"; no "a man", "one woman".
fn is_described(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["a", "an"].contains(&first.as_str()) && !whom::is_general(words)
}

/// Whether words point at one person or give a name: "the driver", "his wife", "Jane Doe, 25".
fn points_at_one(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let called = is_name(words.split(',').next().unwrap_or_default());
    ["the", "his", "her", "its", "their"].contains(&first.as_str())
        || (called && !["a", "an", "one"].contains(&first.as_str()))
}

/// Of the counts of one article, in their order and each with its place, those that are parts of another.
fn parts_of<'a>(
    counts: &[(u32, Option<&'a str>)],
    holds: &dyn Fn(&str, &str) -> bool,
) -> impl Iterator<Item = (u32, Option<&'a str>)> {
    let mut numbers: Vec<u32> = counts.iter().map(|(count, _)| *count).filter(|count| *count > 0).collect();
    numbers.dedup();
    let is_part = |count: u32, place: Option<&str>, all: u32, around: Option<&str>| {
        let smaller = numbers.get(..numbers.partition_point(|&number| number < all)).unwrap_or_default();
        let sum = || smaller.iter().copied().map(u64::from).sum::<u64>() == u64::from(all);
        let pair = || all - count != count && smaller.binary_search(&(all - count)).is_ok();
        let adds = smaller.len() >= 2 && (pair() || sum());
        adds || place.zip(around).is_some_and(|(inner, outer)| holds(inner, outer))
    };
    let parts = counts.iter().copied().filter(|&(count, place)| {
        let mut larger = counts.iter().filter(|(all, _)| *all > count && count > 0);
        larger.any(|&(all, around)| is_part(count, place, all, around))
    });
    parts.collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_count_is_corrected_by_another() {
        let claim = |index: u32, min: u32, source: &str| {
            let mention = MentionId { article: ArticleId(0), index };
            let (source, stance) = (source.to_owned(), Stance::Reported);
            let value = Value::Count { min, max: Some(min) };
            (
                Slot::Figure(Victim::Killed),
                Claim { mention, value, span: None, source, stance, part: false, older: false },
            )
        };
        let known = Known::of(&|_, _| false);
        let older = |counts: &[(u32, &str)]| -> Vec<bool> {
            let mut claims: Vec<_> =
                (0..).zip(counts).map(|(index, &(count, source))| claim(index, count, source)).collect();
            mark_older(&mut claims, &known);
            claims.iter().map(|(_, claim)| claim.older).collect()
        };
        assert_eq!(older(&[(15, "First reports"), (27, "")]), [true, false]);
        assert_eq!(older(&[(15, "First reports")]), [false], "all there is");
        let mut claims = [claim(0, 15, "First reports"), claim(0, 27, "")];
        claims[1].1.mention.article = ArticleId(1);
        mark_older(&mut claims, &known);
        assert!(!claims[0].1.older, "nobody says that the other article is later");
        assert_eq!(older(&[(15, "the first minister"), (27, "")]), [false, false], "a rival");
    }

    #[test]
    fn who_is_pointed_at_is_one_of_many() {
        let told = |words: &'static [(u32, &'static str)]| -> Vec<bool> {
            let claim = |index: u32, min: u32| Claim {
                mention: MentionId { article: ArticleId(index), index },
                value: Value::Count { min, max: Some(min) },
                span: None,
                source: String::new(),
                stance: Stance::Asserted,
                part: false,
                older: false,
            };
            let slot = Slot::Figure(Victim::Killed);
            let mut claims: Vec<_> = (0..).zip(words).map(|(index, &(count, _))| (slot, claim(index, count))).collect();
            let said = |claim: &Claim| words.get(claim.mention.index as usize).map_or("", |(_, said)| said).to_owned();
            mark_one_of_many(&mut claims, &Known { words: &said, ..Known::of(&|_, _| false) });
            claims.iter().map(|(_, claim)| claim.part).collect()
        };
        assert_eq!(told(&[(1, "the driver"), (9, "nine people")]), [true, false]);
        assert_eq!(told(&[(1, "Jane Doe, 25"), (9, "nine people")]), [true, false]);
        assert_eq!(told(&[(1, "a seven-year-old girl"), (9, "nine people")]), [true, false]);
        assert_eq!(told(&[(1, "a retired teacher"), (9, "nine people")]), [true, false]);
        assert_eq!(told(&[(1, "a student"), (9, "nine people")]), [false, false], "a rival");
        assert_eq!(told(&[(1, "A man"), (9, "nine people")]), [false, false], "a rival");
        assert_eq!(told(&[(1, "one person"), (2, "two people")]), [false, false], "a rival");
        assert_eq!(told(&[(1, "the driver"), (1, "a man")]), [false, false], "all there is");
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
}
