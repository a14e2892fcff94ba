//! Passages that only point at a happening ("in memory of the teacher killed in Arras", "called the tragedy a national loss")
//! find the one they mean, in any article of the story.
//!
//! Comes in: clusters that are whole, and pointers. Goes out: the same clusters, each with the pointers that mean it. What fits
//! two as well as each other, or none, is left out: it is no happening of its own. It must never change what a cluster is, where
//! or when.

use rustc_hash::FxHashSet;

use super::alike::{is_calamity, is_fate, kinds};
use super::cluster::killed;
use super::ground::{Ground, grounds};
use super::victim;
use super::{Gathered, Told};
use crate::reader::event::is_plain;
use crate::story::{DayRange, Family, Kind, Victim};

/// A story a person reads; a stream of thousands keeps what its first looks joined.
const MOST: usize = 2000;

/// How alike two kinds must be for one to be meant by the other.
const ALIKE: f32 = 0.5;

/// What is told of a happening must be worth so much more for one than for any other.
const MARGIN: f32 = 2.0;

/// From what worth on words that name nothing else than what befell people are sure.
const ENOUGH: f32 = 2.5;

/// What means each of the happenings.
pub(super) fn meant<'a, 't>(whole: &[Gathered<'a, 't>], pointers: &'a [Told<'t>]) -> Vec<Vec<&'a Told<'t>>> {
    let mut meant: Vec<Vec<&Told>> = whole.iter().map(|_| Vec::new()).collect();
    if whole.len() <= MOST {
        for pointer in pointers {
            if let Some(own) = means(whole, pointer).and_then(|at| meant.get_mut(at)) {
                own.push(pointer);
            }
        }
    }
    meant
}

/// The happening a pointer means.
fn means(whole: &[Gathered], pointer: &Told) -> Option<usize> {
    let words = words(pointer);
    let worth = |(at, of): (usize, &Gathered)| Some((worth(pointer, &words, &of.members)?, at));
    let mut found: Vec<(f32, usize)> = whole.iter().enumerate().filter_map(worth).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let &(best, at) = found.first()?;
    let near = || found.iter().skip(1).filter(|(next, _)| *next > best - MARGIN).filter_map(|&(_, at)| whole.get(at));
    let sole = found.len() == 1;
    let own = whole.get(at)?;
    let here = |of: &Gathered| of.members.iter().filter(|other| other.id.article == pointer.id.article).count();
    // What its article tells of, else what its story tells most of.
    let main = near().all(|other| match (here(own), here(other)) {
        (0, 0) => own.members.len() >= 2 * other.members.len(),
        (own, other) => own >= 2 * other,
    });
    let known = if sole { worth_alone(pointer) } else { 0.0 };
    (best + known >= ENOUGH && main).then_some(at)
}

/// What it is worth that a story tells of one alone that can be meant.
fn worth_alone(pointer: &Told) -> f32 {
    if is_plain(pointer.source.article.text.slice(pointer.mention.trigger)) { 3.0 } else { 1.5 }
}

/// How much speaks for a pointer meaning a cluster; `None` where it cannot.
fn worth(pointer: &Told, words: &FxHashSet<String>, of: &[&Told]) -> Option<f32> {
    let own = || of.iter().copied();
    let began = own().filter_map(|other| other.days).map(|days| days.start).min();
    let paper = pointer.source.article.date.day;
    if began.zip(paper).is_some_and(|(began, day)| began > day) || !own().any(|other| is_of_kind(pointer, other)) {
        return None;
    }
    let mut worth = if own().any(|other| other.mention.kind == pointer.mention.kind) { 0.5 } else { 0.0 };
    if let Some(here) = pointer.mention.place.as_ref() {
        let near = own().filter_map(|other| {
            let there = other.mention.place.as_ref()?;
            Some(match grounds(pointer, other, here, there) {
                Ground::Same(_) => 3.0,
                Ground::Near(_) => 2.0,
                Ground::Elsewhere(_) => 0.0,
            })
        });
        match near.reduce(f32::max) {
            Some(near) if near > 0.0 => worth += near,
            None => {}
            Some(_) => return None,
        }
    }
    if let Some(date) = pointer.mention.date.as_ref() {
        let days = || own().filter(|other| !other.toll).filter_map(|other| other.days);
        if !days().any(|days| days.overlaps(date.days)) {
            return None;
        }
        let exact = |days: DayRange| days.len_days() <= 7;
        worth += if exact(date.days) && days().any(|days| exact(days) && days.overlaps(date.days)) { 2.0 } else { 0.5 };
    }
    worth += counts(pointer, of)?;
    if own().any(|other| victim::is_shared(pointer, other)) {
        worth += 3.0;
    } else if own().any(|other| victim::are_others(pointer, other)) {
        return None;
    } else if own().any(|other| pointer.shares_name(other)) {
        worth += 1.5;
    } else if !pointer.victims.is_empty() && worth < ENOUGH {
        return None;
    }
    if own().any(|other| {
        other.id.article == pointer.id.article && other.mention.trigger.start() < pointer.mention.trigger.start()
    }) {
        worth += 1.0;
    }
    let theirs: FxHashSet<String> = own().flat_map(|other| self::words(other)).collect();
    let shared = words.iter().filter(|word| theirs.contains(*word)).count();
    worth += f32::from(u8::try_from(shared.min(2)).unwrap_or(2));
    Some(worth)
}

/// What the counts of a pointer say: `None` where it counts more dead than anybody has.
fn counts(pointer: &Told, of: &[&Told]) -> Option<f32> {
    let Some((least, _)) = killed(pointer.mention) else { return Some(0.0) };
    let counts: Vec<u32> = of.iter().filter_map(|other| killed(other.mention)).map(|(least, _)| least).collect();
    if counts.contains(&least) {
        return Some(if least >= 2 { 2.0 } else { 0.5 });
    }
    let most = counts.iter().max().copied().unwrap_or(0);
    (counts.is_empty() || least <= most).then_some(0.0)
}

/// Whether a pointer may be of what a mention tells, by its kind.
fn is_of_kind(pointer: &Told, other: &Told) -> bool {
    let (one, kind) = (pointer.mention.kind, other.mention.kind);
    let harmed = || {
        let hurt = |what: Victim| matches!(what, Victim::Killed | Victim::Wounded | Victim::Missing);
        other.mention.figures.iter().any(|figure| hurt(figure.what) && figure.min > 0)
            || is_calamity(kind)
            || is_fate(kind)
    };
    let violent = matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident);
    if is_fate(one) {
        return violent && (harmed() || one == Kind::Killing);
    }
    let noun = |told: &Told| {
        let words = told.source.article.text.slice(told.mention.trigger).to_lowercase();
        words.split_whitespace().next_back().map(|word| super::signs::stem(word).to_owned())
    };
    noun(pointer) == noun(other) || kinds(one, kind).is_some_and(|worth| worth >= ALIKE)
}

/// The words of a pointer's or a mention's passage that say whom it befell and what it was, in small letters.
fn words(told: &Told) -> FxHashSet<String> {
    const SHORTEST: usize = 4;
    let text = told.source.article.text.slice(told.mention.sentence);
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() >= SHORTEST);
    let words = words.filter(|word| word.starts_with(char::is_lowercase) && !COMMON.contains(word));
    words.map(|word| super::signs::stem(word).to_owned()).collect()
}

/// Words that are of every happening.
const COMMON: &[&str] = &[
    "people",
    "police",
    "said",
    "were",
    "have",
    "that",
    "with",
    "from",
    "their",
    "after",
    "been",
    "they",
    "which",
    "least",
    "killed",
    "died",
    "dead",
    "victims",
    "wounded",
    "injured",
    "killing",
    "death",
    "deaths",
    "when",
    "where",
    "there",
    "more",
    "than",
    "over",
    "into",
    "about",
    "also",
    "would",
    "could",
    "some",
    "this",
    "those",
    "these",
    "other",
    "others",
    "told",
    "made",
    "most",
    "many",
    "during",
    "before",
    "between",
    "under",
    "since",
    "while",
    "year",
    "years",
    "week",
    "days",
    "called",
    "home",
    "family",
    "families",
    "relatives",
    "government",
    "president",
    "minister",
    "officials",
    "official",
];

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    /// The events of articles of 10 and 12 September 2026.
    fn joined(first: &str, second: &str) -> Vec<String> {
        let day = |day| Some(jiff::civil::date(2026, 9, day));
        read(&[(first, day(10)), (second, day(12))])
    }

    /// Whether all events are told by both, and there is but one.
    fn is_one(first: &str, second: &str) {
        let events = joined(first, second);
        assert!(events.len() == 1 && events[0].contains("| AB |"), "{second}: {events:?}");
    }

    #[test]
    fn who_is_named_by_what_befell_them_points_at_it() {
        let stabbing = "A teacher was stabbed to death outside a school in Arras on Wednesday.";
        let events = joined(
            stabbing,
            "About 3,000 people marched through Lille on Friday in memory of the teacher killed in Arras.",
        );
        assert!(events.iter().any(|event| event.contains("Arras | AB |")), "{events:?}");
        let crush = "Eleven people were crushed to death in a stampede at a temple in Nashik on Wednesday.";
        is_one(crush, "The chief minister announced money for the families of those who died in the stampede.");
        let mine = "A landmine blew up a minibus near Kidal on Wednesday, killing nine civilians.";
        is_one(mine, "Wednesday's victims near Kidal included four children.");
        let riot = "Gunmen attacked a convoy of lorries near Pibor on Wednesday and killed three drivers.";
        is_one(riot, "The UN called for an inquiry into the deaths of the drivers near Pibor.");
    }

    #[test]
    fn a_word_that_only_says_how_grave_it_was_is_of_the_one_happening() {
        let collision = "A coach and a lorry collided near Kumasi on Wednesday, killing 22 people.";
        is_one(collision, "The president called the tragedy a national loss.");
    }

    #[test]
    fn a_pointer_that_could_mean_two_means_none() {
        let two = "A coach and a lorry collided near Kumasi on Wednesday, killing 22 people.\n\nA ferry sank off Takoradi on \
                   Wednesday, killing nine.";
        let events = joined(two, "The president called the tragedy a national loss.");
        assert!(events.len() == 2 && events.iter().all(|event| event.contains("| A |")), "{events:?}");
    }

    #[test]
    fn a_pointer_elsewhere_or_of_other_days_means_nothing_told() {
        let stabbing = "A teacher was stabbed to death outside a school in Arras on Wednesday.";
        for other in [
            "Hundreds marched in memory of the teacher killed in Dijon.",
            "Hundreds marched in memory of the teacher killed in Arras in 2019.",
        ] {
            let events = joined(stabbing, other);
            assert!(!events.iter().any(|event| event.contains("AB")), "{other}: {events:?}");
        }
    }

    #[test]
    fn what_only_points_makes_no_event_of_its_own() {
        assert!(
            joined("Relatives of those who died in the stampede met a lawyer.", "He spoke of the tragedy.").is_empty()
        );
    }

    #[test]
    fn who_is_spoken_of_later_keeps_apart_what_befell_others() {
        let events = joined(
            "A tank exploded at a plant in Dahej on Wednesday, killing six workers.\n\nOn the same day a wall collapsed in \
             Surat, killing two children.",
            "The plant in Dahej where six workers died had been warned. The children killed in Surat were brothers.",
        );
        assert!(events.len() == 2 && events[0].contains("Dahej | AB |"), "{events:?}");
    }
}
