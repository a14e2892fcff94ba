//! Whether the claims on a slot agree.
//!
//! Comes in: the claims of all mentions of one event. Goes out: slots in their order, each with its agreement. Two
//! articles that say the same count once each; two ranges or grains that overlap may both be right; a second figure
//! in one article's own words is no disagreement between sources.

use super::{Agreement, ArticleId, Claim, Slot, SlotClaims, Value, Victim};

/// Slots in the order of a comparison.
const ORDER: [Slot; 10] = [
    Slot::What,
    Slot::Place,
    Slot::Date,
    Slot::Figure(Victim::Killed),
    Slot::Figure(Victim::Wounded),
    Slot::Figure(Victim::Missing),
    Slot::Figure(Victim::Displaced),
    Slot::Figure(Victim::Detained),
    Slot::Actor,
    Slot::Means,
];

/// The slots of an event, those nobody fills left out. `holds(a, b)`: whether the place of key `a` lies within that of `b`.
#[must_use]
pub fn slots(claims: &[(Slot, Claim)], holds: &dyn Fn(&str, &str) -> bool) -> Vec<SlotClaims> {
    ORDER
        .iter()
        .filter_map(|&slot| {
            let of_slot: Vec<Claim> =
                claims.iter().filter(|(other, _)| *other == slot).map(|(_, claim)| claim.clone()).collect();
            (!of_slot.is_empty()).then(|| SlotClaims {
                slot,
                agreement: agreement(slot, &of_slot, holds),
                claims: of_slot,
            })
        })
        .collect()
}

/// Whether the claims agree. `holds(a, b)`: whether place `a` lies within place `b`.
fn agreement(slot: Slot, claims: &[Claim], holds: &dyn Fn(&str, &str) -> bool) -> Agreement {
    let mut articles: Vec<ArticleId> = claims.iter().map(|claim| claim.mention.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut speakers: Vec<&str> = claims.iter().map(|claim| claim.source.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    if articles.len() < 2 && (speakers.len() < 2 || matches!(slot, Slot::What | Slot::Means | Slot::Actor | Slot::Date))
    {
        return Agreement::OneSource;
    }
    let mut worst = Agreement::Same;
    for (index, one) in claims.iter().enumerate() {
        for other in claims.iter().skip(index + 1) {
            if one.mention.article == other.mention.article && one.source == other.source {
                continue;
            }
            worst = worst.max(between(&one.value, &other.value, slot, holds));
        }
    }
    worst
}

/// How two values stand to each other: same, compatible or different.
fn between(one: &Value, other: &Value, slot: Slot, holds: &dyn Fn(&str, &str) -> bool) -> Agreement {
    match (one, other) {
        (Value::Count { min: a, max: b }, Value::Count { min: c, max: d }) => {
            if (a, b) == (c, d) {
                Agreement::Same
            } else if d.is_none_or(|top| *a <= top) && b.is_none_or(|top| *c <= top) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Days(a), Value::Days(b)) => {
            if a == b {
                Agreement::Same
            } else if a.overlaps(*b) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Place { key: a, .. }, Value::Place { key: b, .. }) => {
            if a == b {
                Agreement::Same
            } else if holds(a, b) || holds(b, a) {
                Agreement::Compatible
            } else {
                Agreement::Differs
            }
        }
        (Value::Words(a), Value::Words(b)) => {
            let same = a.eq_ignore_ascii_case(b) || stem(a) == stem(b);
            match (same, slot) {
                (true, _) => Agreement::Same,
                // Two weapons may both have been used; other words for a thing are for a person to weigh.
                (false, Slot::Means | Slot::What) => Agreement::Compatible,
                (false, _) => Agreement::Differs,
            }
        }
        _ => Agreement::Differs,
    }
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
            })
            .collect();
        assert_eq!(agreement(slot, &claims, &|a, b| a == "town" && b == "region"), expected, "{values:?}");
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
    fn places_agree_where_one_holds_the_other() {
        let place = |key: &str| Value::Place { key: key.to_owned(), name: key.to_owned() };
        check(&[(0, place("town")), (1, place("region"))], Slot::Place, Agreement::Compatible);
        check(&[(0, place("town")), (1, place("other"))], Slot::Place, Agreement::Differs);
    }
}
