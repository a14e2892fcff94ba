//! What speaks for two mentions being one happening, and against it: the signs that a weighing adds up.
//!
//! Comes in: the mentions of a story. Goes out: for each two of them a number for each sign, mostly 0 or 1. It must never
//! say itself what a sign is worth: that was fitted (see [`super::weigh`]).

use rustc_hash::FxHashMap;

use super::Told;
use super::alike::{is_fate, is_flight, is_lasting, kinds};
use super::cluster::{Count, are_apart, figures, is_part};
use super::days::{is_inferred, is_of_season};
use super::ground::{Ground, grounds, is_one_name, may_hold};
use crate::reader::event::{is_count, is_one};
use crate::reader::vocabulary::is_effect;
use crate::story::{DayRange, EventMention, Kind, PlaceBasis, PlaceRef, Role};

/// What is looked at; within an article `Here`, between two `Across`.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    KindSame,
    KindOne,
    FateMixed,
    SentenceSame,
    ParagraphSame,
    ParagraphNear,
    ParagraphFar,
    Headline,
    BothLead,
    OneLeads,
    LaterKnown,
    LaterNew,
    PlaceNoneHere,
    PlaceNoneAcross,
    PlaceSameHere,
    PlaceSameAcross,
    PlaceSameDoubtfulHere,
    PlaceSameDoubtfulAcross,
    PlaceHeldHere,
    PlaceHeldAcross,
    PlaceHeldDoubtfulHere,
    PlaceHeldDoubtfulAcross,
    PlaceNearHere,
    PlaceNearAcross,
    PlaceApartHere,
    PlaceApartAcross,
    PlaceApartDoubtfulHere,
    PlaceApartDoubtfulAcross,
    Abroad,
    DayNone,
    DaySame,
    DaySamePaper,
    DayWithin,
    Day1,
    Day1Paper,
    Day3,
    Day3Paper,
    Day14,
    Day14Paper,
    Day120,
    Day120Paper,
    DayFar,
    DayFarPaper,
    DayOfToll,
    BackOne,
    BackBoth,
    CountSameHere,
    CountSameAcross,
    CountGrownHere,
    CountGrownAcross,
    CountOtherHere,
    CountOtherAcross,
    CountMeetsHere,
    CountMeetsAcross,
    Words,
    Numbers,
}

/// How many signs there are.
pub(super) const SIGNS: usize = Sign::Numbers as usize + 1;

/// The signs of two mentions.
pub(super) type Signs = [f32; SIGNS];

/// Kinds worth less as one say little of each other where one of the two names no place.
const LOOSE: f32 = 0.5;

/// How near a place is another's neighbour, in kilometres.
const NEAR_KM: f64 = 40.0;

/// What is known of a mention beside [`Told`], once for all pairs.
pub(super) struct Telling {
    /// Whether it is of what its article is about: of the kind of its first happening with dead, and at its top.
    lead: bool,
    /// Whether it tells a count as it stood then.
    count: bool,
    /// The words of its sentence beside places and the happening's own, by number, each with what it tells: the rarer in the
    /// story, the more.
    words: Vec<(u32, f32)>,
    /// What its words tell in all.
    weight: f32,
    /// The numbers of two digits and more its sentence gives.
    numbers: Vec<u64>,
}

/// The tellings of all mentions of a story.
pub(super) fn tellings(told: &[Told]) -> Vec<Telling> {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut of: Vec<u32> = Vec::new();
    let spoken: Vec<Vec<u32>> = told
        .iter()
        .map(|told| {
            let mut own: Vec<u32> = words(told)
                .map(|word| {
                    let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                    *ids.entry(word).or_insert(next)
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            of.resize(ids.len(), 0);
            for &id in &own {
                if let Some(count) = of.get_mut(id as usize) {
                    *count += 1;
                }
            }
            own
        })
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of mentions")]
    let tells = |id: u32| {
        let times = of.get(id as usize).copied().unwrap_or(1).max(1);
        // What every fifth mention says is of no one happening.
        let common = told.len() >= 10 && times as usize * 5 > told.len();
        if common { 0.0 } else { ((told.len() + 1) as f32 / times as f32).ln() }
    };
    let leads = leads(told);
    told.iter()
        .zip(spoken)
        .zip(leads)
        .map(|((told, words), lead)| {
            let words: Vec<(u32, f32)> = words.into_iter().map(|id| (id, tells(id))).collect();
            let weight = words.iter().map(|(_, weight)| weight).sum();
            Telling {
                lead,
                count: told.toll || is_count(&told.source.article.text, told.mention),
                words,
                weight,
                numbers: numbers(told),
            }
        })
        .collect()
}

/// Which mentions are of what their article is about.
fn leads(told: &[Told]) -> Vec<bool> {
    const TOP: usize = 6;
    // Bylines, days and places may stand above the lead.
    const LOWEST: u32 = 4;
    let mut of: FxHashMap<u32, Vec<&Told>> = FxHashMap::default();
    for told in told.iter().filter(|told| !told.mention.back_reference) {
        let own = of.entry(told.id.article.0).or_default();
        if own.len() < TOP {
            own.push(told);
        }
    }
    let about: FxHashMap<u32, Kind> = of
        .iter()
        .filter_map(|(&article, own)| {
            let grave = |told: &Told| super::cluster::killed(told.mention).is_some();
            let best = own.iter().rev().max_by_key(|told| (grave(told), std::cmp::Reverse(told.mention.paragraph)))?;
            Some((article, best.mention.kind))
        })
        .collect();
    let mut tops: FxHashMap<u32, u32> = FxHashMap::default();
    for told in told.iter().filter(|told| (1..=LOWEST).contains(&told.mention.paragraph)) {
        let top = tops.entry(told.id.article.0).or_insert(LOWEST);
        *top = (*top).min(told.mention.paragraph);
    }
    told.iter()
        .map(|told| {
            let (mention, article) = (told.mention, told.id.article.0);
            let top = tops.get(&article).copied().unwrap_or(0);
            !mention.back_reference && mention.paragraph <= top && about.get(&article) == Some(&mention.kind)
        })
        .collect()
}

/// The words of a mention's sentence, of four letters and more, without their endings.
fn words<'a>(told: &'a Told) -> impl Iterator<Item = String> + 'a {
    const SHORTEST: usize = 4;
    let sentence = told.mention.sentence;
    let text = told.source.article.text.as_str().get(sentence.range()).unwrap_or("");
    let toponyms = &told.source.reading.toponyms;
    let from = toponyms.partition_point(|toponym| toponym.span.start() < sentence.start());
    let places = toponyms.get(from..).unwrap_or_default();
    let skipped = move |at: usize| {
        let trigger = told.mention.trigger;
        let place = || {
            places
                .iter()
                .take_while(|toponym| toponym.span.start() <= at)
                .any(|toponym| toponym.role != Role::PartOfName && at < toponym.span.end())
        };
        (trigger.start() <= at && at < trigger.end()) || place()
    };
    let mut at = sentence.start();
    text.split_inclusive(|letter: char| !letter.is_alphabetic()).filter_map(move |part| {
        let (word, start) = (part.trim_end_matches(|letter: char| !letter.is_alphabetic()), at);
        at += part.len();
        (word.len() >= SHORTEST && !skipped(start)).then(|| stem(&word.to_lowercase()).to_owned())
    })
}

/// A word without "-ing", "-ed", "-es" or "-s".
pub(super) fn stem(word: &str) -> &str {
    let bare = |ending: &str| word.strip_suffix(ending).filter(|bare| bare.len() >= 4);
    ["ings", "ing", "ed", "es", "s"].into_iter().find_map(bare).unwrap_or(word)
}

/// The numbers of two digits and more in a mention's sentence.
fn numbers(told: &Told) -> Vec<u64> {
    let text = told.source.article.text.slice(told.mention.sentence);
    let digits = text.split(|letter: char| !(letter.is_ascii_digit() || letter == ','));
    let mut numbers: Vec<u64> =
        digits.filter_map(|number| number.replace(',', "").parse().ok()).filter(|&number| number >= 10).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The signs of two mentions; `None` where they are two happenings whatever else speaks for them.
pub(super) fn signs(a: (&Told, &Telling), b: (&Told, &Telling)) -> Option<Signs> {
    let ((one, telling), (other, told)) = (a, b);
    let alike = kinds(one.mention.kind, other.mention.kind)?;
    // "the war" of a headline is not each shelling of it.
    let loose = alike < LOOSE && (one.mention.place.is_none() || other.mention.place.is_none());
    if loose || are_apart(one, other) || are_elsewhere(one, other) || are_of_other_days(a, b) {
        return None;
    }
    let mut signs = [0.0; SIGNS];
    let mut set = |sign: Sign, worth: f32| {
        if let Some(slot) = signs.get_mut(sign as usize) {
            *slot = worth;
        }
    };
    let here = one.id.article == other.id.article;
    let (first, second) = (one.mention, other.mention);
    if first.kind == second.kind {
        set(Sign::KindSame, 1.0);
    } else if is_one(first.kind, second.kind) {
        set(Sign::KindOne, 1.0);
    }
    let befell = |kind: Kind| is_fate(kind) || is_flight(kind) || kind == Kind::Attack;
    if befell(first.kind) != befell(second.kind) {
        set(Sign::FateMixed, 1.0);
    }
    if here {
        set(paragraphs(first.paragraph.abs_diff(second.paragraph)), 1.0);
        if first.paragraph == 0 || second.paragraph == 0 {
            set(Sign::Headline, 1.0);
        }
        if first.sentence == second.sentence {
            set(Sign::SentenceSame, 1.0);
        }
    } else {
        match (telling.lead, told.lead) {
            (true, true) => set(Sign::BothLead, 1.0),
            (false, false) => {}
            _ => set(Sign::OneLeads, 1.0),
        }
        let day = |told: &Told| (told.source.article.date.day.is_none(), told.source.article.date.day, told.id.article);
        let later = if day(one) > day(other) { one.wording } else { other.wording };
        if later.known {
            set(Sign::LaterKnown, 1.0);
        }
        if later.new {
            set(Sign::LaterNew, 1.0);
        }
        let shared = telling.numbers.iter().filter(|number| told.numbers.binary_search(number).is_ok()).count();
        set(Sign::Numbers, f32::from(u8::try_from(shared.min(2)).unwrap_or(2)));
    }
    set(places(one, other, here), 1.0);
    let land = |told: &Told| told.mention.place.as_ref().and_then(|place| place.place.country.clone());
    if land(one).zip(land(other)).is_some_and(|(one, other)| one != other) {
        set(Sign::Abroad, 1.0);
    }
    let day = days(one, other);
    set(day, 1.0);
    let apart = !matches!(day, Sign::DayNone | Sign::DaySame | Sign::DaySamePaper | Sign::DayWithin);
    if apart && (telling.count || told.count) {
        set(Sign::DayOfToll, 1.0);
    }
    match (first.back_reference, second.back_reference) {
        (true, true) => set(Sign::BackBoth, 1.0),
        (false, false) => {}
        _ => set(Sign::BackOne, 1.0),
    }
    match (figures(&first.figures, &second.figures), here) {
        (Some(Count::Same), true) => set(Sign::CountSameHere, 1.0),
        (Some(Count::Same), false) => set(Sign::CountSameAcross, 1.0),
        (Some(Count::Grown), true) => set(Sign::CountGrownHere, 1.0),
        (Some(Count::Grown), false) => set(Sign::CountGrownAcross, 1.0),
        (Some(Count::Other), true) => set(Sign::CountOtherHere, 1.0),
        (Some(Count::Other), false) => set(Sign::CountOtherAcross, 1.0),
        (None, true) if count_meets(first, second) => set(Sign::CountMeetsHere, 1.0),
        (None, false) if count_meets(first, second) => set(Sign::CountMeetsAcross, 1.0),
        (None, _) => {}
    }
    if !(here && first.sentence == second.sentence) {
        set(Sign::Words, shared(telling, told));
    }
    Some(signs)
}

/// Whether both passages name their place and the two are not one, or one counts a part of what the other counts.
fn are_elsewhere(one: &Told, other: &Told) -> bool {
    let places = one.mention.place.as_ref().zip(other.mention.place.as_ref());
    let apart =
        places.is_some_and(|(here, there)| matches!(grounds(one, other, here, there), Ground::Elsewhere(false)));
    apart || is_part(one, other) || is_part(other, one)
}

/// Whether two passages name days too far apart for a slip or for what goes on, or one counts a whole season.
fn are_of_other_days((one, telling): (&Told, &Telling), (other, told): (&Told, &Telling)) -> bool {
    const SLACK_DAYS: i32 = 3;
    let (Some(a), Some(b)) = (one.days, other.days) else { return false };
    if is_of_season(one, other) || is_of_season(other, one) {
        return true;
    }
    let exact = |told: &Told, days: DayRange| {
        days.len_days() == 1 && !is_inferred(told) && !told.ongoing && !is_lasting(told.mention.kind)
    };
    let counted = telling.count || told.count;
    // No article gives one happening two days; those who die of it may be counted, or found, on a later one.
    let befell = |told: &Told| {
        let words = told.source.article.text.slice(told.mention.trigger);
        is_fate(told.mention.kind) || is_flight(told.mention.kind) || is_effect(words)
    };
    let later = if a.start < b.start { other } else { one };
    let here = one.id.article == other.id.article && !befell(later);
    let slack = if here { 0 } else { SLACK_DAYS };
    !counted && exact(one, a) && exact(other, b) && a.gap_days(b) > slack
}

/// Whether both count those whom one thing befell, in ranges that overlap: "at least 12" and 14.
fn count_meets(one: &EventMention, other: &EventMention) -> bool {
    one.figures.iter().any(|figure| other.figures.iter().any(|beside| beside.what == figure.what))
}

fn paragraphs(apart: u32) -> Sign {
    match apart {
        0 => Sign::ParagraphSame,
        1..=3 => Sign::ParagraphNear,
        _ => Sign::ParagraphFar,
    }
}

/// How the places stand to each other.
fn places(one: &Told, other: &Told, here: bool) -> Sign {
    let (Some(a), Some(b)) = (&one.mention.place, &other.mention.place) else {
        return if here { Sign::PlaceNoneHere } else { Sign::PlaceNoneAcross };
    };
    let doubtful = a.basis == PlaceBasis::Context || b.basis == PlaceBasis::Context;
    let (a, b): (&PlaceRef, &PlaceRef) = (&a.place, &b.place);
    let same = a.key == b.key || is_one_name(a, b);
    match (here, doubtful) {
        (true, false) if same => Sign::PlaceSameHere,
        (true, true) if same => Sign::PlaceSameDoubtfulHere,
        (false, false) if same => Sign::PlaceSameAcross,
        (false, true) if same => Sign::PlaceSameDoubtfulAcross,
        _ if a.holds(b) || b.holds(a) || may_hold(a, b) || may_hold(b, a) => match (here, doubtful) {
            (true, false) => Sign::PlaceHeldHere,
            (true, true) => Sign::PlaceHeldDoubtfulHere,
            (false, false) => Sign::PlaceHeldAcross,
            (false, true) => Sign::PlaceHeldDoubtfulAcross,
        },
        _ if a.is_beside(b) || a.km_to(b) < NEAR_KM => {
            if here {
                Sign::PlaceNearHere
            } else {
                Sign::PlaceNearAcross
            }
        }
        (true, false) => Sign::PlaceApartHere,
        (true, true) => Sign::PlaceApartDoubtfulHere,
        (false, false) => Sign::PlaceApartAcross,
        (false, true) => Sign::PlaceApartDoubtfulAcross,
    }
}

/// How the days stand to each other; those of a paper say less than those of a passage.
fn days(one: &Told, other: &Told) -> Sign {
    let (Some(a), Some(b)) = (one.days, other.days) else { return Sign::DayNone };
    let paper = is_inferred(one) || is_inferred(other);
    let gap = |a: DayRange, b: DayRange| if a.overlaps(b) { 0 } else { a.gap_days(b) };
    match (gap(a, b), paper) {
        _ if a == b && paper => Sign::DaySamePaper,
        _ if a == b => Sign::DaySame,
        (..=0, _) => Sign::DayWithin,
        (1, false) => Sign::Day1,
        (1, true) => Sign::Day1Paper,
        (2..=3, false) => Sign::Day3,
        (2..=3, true) => Sign::Day3Paper,
        (4..=14, false) => Sign::Day14,
        (4..=14, true) => Sign::Day14Paper,
        (15..=120, false) => Sign::Day120,
        (15..=120, true) => Sign::Day120Paper,
        (_, false) => Sign::DayFar,
        (_, true) => Sign::DayFarPaper,
    }
}

/// How much of what the words of two mentions tell they share, from 0 to 1.
fn shared(one: &Telling, other: &Telling) -> f32 {
    const ALL: f32 = 3.0;
    let (mut a, mut b) = (one.words.iter().peekable(), other.words.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&(left, weight)), Some(&&(right, _))) = (a.peek(), b.peek()) {
        match left.cmp(&right) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                sum += weight;
                a.next();
                b.next();
            }
        }
    }
    let scale = (one.weight * other.weight).sqrt();
    if scale > 0.0 { (ALL * sum / scale).min(1.0) } else { 0.0 }
}
