//! Who dies of it later: "died of his burns in Porto on Wednesday" is told of the fire that burned him, and its place
//! and day are those of a bed. Where one article tells both, `event/deathbed.rs` has put the death where it came from.
//!
//! Comes in: mentions; then clusters. Goes out: which mentions tell of such a death; then fewer clusters, each death
//! with the happening that brought it. It must never take a death for one of what came after it, or long before.

use super::Told;
use super::alike::{group, is_fate, is_flight};
use super::cluster::Cluster;
use super::join::{self, members};
use super::wording::is_any;
use crate::story::{EventMention, Family, Text};

/// A story a person reads; a stream of thousands keeps what its first looks joined.
const MOST: usize = 2000;

/// How many days on people die of what befell them.
const DAYS: i32 = 60;

/// Whether a mention tells of somebody who died of wounds or in a hospital: "died of his burns", "died at the clinic".
pub(super) fn is_late(text: &Text, mention: &EventMention) -> bool {
    const WORDS: usize = 12;
    const DIED: &[&str] = &["died", "dies", "succumbed", "succumbs", "death"];
    const BEDS: &[&str] = &["hospital", "hospitals", "clinic", "clinics", "infirmary"];
    const WOUNDS: &[&str] = &["wounds", "injuries", "burns"];
    const LEADS: &[&str] = &["of", "from", "to", "in", "at", "on"];
    // "died in a fire at a hospital", "died when the clinic was hit": of what happened there.
    const ENDS: &[&str] = &[
        "when",
        "after",
        "as",
        "while",
        "but",
        "who",
        "where",
        "and",
        "fire",
        "blaze",
        "crush",
        "crash",
        "collapse",
        "outbreak",
        "attack",
        "blast",
        "explosion",
        "shooting",
        "strike",
        "raid",
        "ambush",
        "bombing",
        "shelling",
    ];
    if !matches!(mention.family, Family::Violence | Family::Disaster | Family::Accident | Family::Protest)
        && !is_fate(mention.kind)
    {
        return false;
    }
    let own = text.slice(mention.trigger);
    if !(own.split_whitespace().any(|word| is_any(word, DIED)) || own.eq_ignore_ascii_case("passed away")) {
        return false;
    }
    let behind = text.as_str().get(mention.trigger.start()..mention.sentence.end()).unwrap_or("");
    let behind = behind.split([',', ';', ':']).next().unwrap_or("");
    let words = behind.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS);
    let mut led = false;
    for word in words {
        if is_any(word, ENDS) {
            return false;
        }
        if led && (is_any(word, BEDS) || is_any(word, WOUNDS)) {
            return true;
        }
        led |= is_any(word, LEADS);
    }
    false
}

/// Whether a mention tells of the dead of a known happening who are found later: "the body of the driver swept away at X was
/// found", "found the eleventh and last body", "three more bodies were recovered": its day is that of the finding.
pub(super) fn is_found(text: &Text, mention: &EventMention) -> bool {
    const FOUND: &[&str] = &["found", "recovered", "pulled", "retrieved", "located", "discovered", "dug", "surfaced"];
    const DEAD: &[&str] = &["body", "bodies", "remains"];
    const KNOWN: &[&str] = &["the", "his", "her", "their", "all", "both"];
    const NEXT: &[&str] = &[
        "last",
        "final",
        "remaining",
        "missing",
        "more",
        "another",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    ];
    let own = |word: &str| is_any(word, FOUND) || is_any(word, DEAD);
    let harm = matches!(mention.family, Family::Violence | Family::Disaster | Family::Accident);
    if !(is_fate(mention.kind) || (harm && text.slice(mention.trigger).split_whitespace().any(own))) {
        return false;
    }
    let sentence = text.slice(mention.sentence);
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let found = words.iter().any(|word| is_any(word, FOUND));
    found
        && words.iter().enumerate().any(|(at, word)| {
            let near = |from: usize, to: usize| words.get(from..to.min(words.len())).unwrap_or_default();
            let any = |words: &[&str], list: &[&str]| words.iter().any(|word| is_any(word, list));
            let of = is_any(word, DEAD) && any(near(at + 1, at + 2), &["of"]) && any(near(at + 2, at + 3), KNOWN);
            let next = is_any(word, DEAD) && any(near(at.saturating_sub(3), at), NEXT);
            // "found the last one", "found the last of them"
            let last = is_any(word, &["last"])
                && any(near(at + 1, at + 2), &["one", "of", "two", "three", "victim", "victims"]);
            of || next || (last && any(near(at.saturating_sub(2), at), FOUND))
        })
}

/// Puts each cluster of late deaths into the happening that brought them.
pub(super) fn adopt(clusters: &mut Vec<Cluster>, told: &[Told]) {
    if clusters.len() > MOST {
        return;
    }
    join::adopt(clusters, |clusters, index| cause(clusters, index, told));
}

/// The cluster of what brought the deaths of one: the one its story tells most of, of those it can be.
fn cause(clusters: &[Cluster], index: usize, told: &[Told]) -> Option<usize> {
    let own: Vec<&Told> = members(clusters.get(index)?, told).collect();
    if !own.iter().all(|told| told.late && !told.mention.back_reference) {
        return None;
    }
    let can = |&(at, cluster): &(usize, &Cluster)| at != index && can_bring(cluster, &own, told);
    let mut most: Vec<(usize, usize)> =
        clusters.iter().enumerate().filter(can).map(|(at, cluster)| (cluster.members.len(), at)).collect();
    most.sort_by_key(|&(count, at)| (std::cmp::Reverse(count), at));
    let &(count, at) = most.first()?;
    most.get(1).is_none_or(|&(next, _)| count > next).then_some(at)
}

/// Whether people can have died of what a cluster tells, by their days and what it is.
fn can_bring(cluster: &Cluster, own: &[&Told], told: &[Told]) -> bool {
    let harms = |other: &Told| {
        group(other.mention.kind) == Family::Violence
            && !is_flight(other.mention.kind)
            && !other.late
            && !other.mention.back_reference
    };
    let began =
        members(cluster, told).filter(|other| !other.late).filter_map(|other| other.days).map(|days| days.start);
    let Some(began) = began.min() else { return false };
    let in_time = own.iter().all(|one| {
        one.days.is_none_or(|days| {
            let since = began.until(days.end).map_or(-1, |span| span.get_days());
            (0..=DAYS).contains(&since)
        })
    });
    in_time && members(cluster, told).any(harms)
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    fn joined(first: &str, second: &str) -> Vec<String> {
        let day = |day| Some(jiff::civil::date(2026, 12, day));
        read(&[(first, day(1)), (second, day(3))])
    }

    #[test]
    fn the_dead_found_later_are_of_what_killed_them() {
        let events = joined(
            "A bus driver drowned when his vehicle was carried off a flooded causeway at Norwood on Monday.",
            "The body of the bus driver swept away at Norwood was found on Wednesday.",
        );
        assert!(events.len() == 1 && events[0].ends_with("| AB | 30 November 2026"), "{events:?}");
        let events = joined(
            "A mudslide buried eight houses in Manizales on Monday. Eleven people were killed.",
            "Rescuers found the eleventh and last body in Manizales on Wednesday.",
        );
        assert!(events.len() == 1 && events[0].ends_with("| AB | 30 November 2026"), "{events:?}");
    }

    #[test]
    fn a_body_of_nobody_told_before_is_another() {
        let events = joined(
            "A bus driver drowned when his vehicle was carried off a flooded causeway at Norwood on Monday.",
            "The body of the fisherman lost off Galle was found on Wednesday.",
        );
        assert_eq!(events.len(), 2, "{events:?}");
    }
}
