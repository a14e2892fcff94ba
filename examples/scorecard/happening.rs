//! Happenings of MUC-4's dispatches: is each told of, with its place and its number of dead and wounded?
//!
//! Comes in: documents with readings. Goes out: recall by slot. A template is found when the article has an event of a
//! fitting kind; its place when such an event is at the template's most exact place or one that holds its name; a number
//! when one of the article's figures is that number. Only what was accomplished counts.

use dateline::story::{Family, Kind, Value, Victim};

use super::corpus::{GoldEvent, Read, share};
use super::tally::Tally;

/// Recall by slot, and what was missed.
pub(crate) fn report(reads: &[Read], examples: bool) -> String {
    let mut missed = Tally::default();
    let ([mut kinds, mut places, mut numbers], [mut all_kinds, mut all_places, mut all_numbers]) = ([0; 3], [0; 3]);
    for read in reads {
        for gold in read.document.events.iter().filter(|gold| gold.stage == "ACCOMPLISHED") {
            all_kinds += 1;
            let named = format!("{}: {} at {}", read.document.id, gold.kind, gold.location.join(" / "));
            let found = read.events.iter().any(|event| fits(&gold.kind, event.kind));
            kinds += usize::from(found);
            if !found {
                missed.add(format!("no event of this kind: {}", gold.kind), || named.clone());
            }
            for name in gold.location.iter().filter_map(|location| most_exact(location)) {
                all_places += 1;
                let found = read.events.iter().filter_map(|event| event.place.as_ref()).any(|place| {
                    same_name(&place.name, name)
                        || place.region.as_deref().is_some_and(|region| same_name(region, name))
                }) || (read.events.iter().filter_map(|event| event.place.as_ref()))
                    .any(|place| place.country.as_deref().is_some_and(|code| is_country(code, name)));
                places += usize::from(found);
                if !found {
                    missed.add("place of no event", || format!("{named}: {name}"));
                }
            }
            for (what, number) in numbers_of(gold) {
                all_numbers += 1;
                let figures = read.events.iter().flat_map(|event| &event.slots).flat_map(|slot| &slot.claims);
                let found = figures.filter_map(|claim| match claim.value {
                    Value::Count { min, max } => Some(min == number || max == Some(number)),
                    _ => None,
                });
                let found = found.into_iter().any(|same| same);
                numbers += usize::from(found);
                if !found {
                    missed.add(format!("number of {} missed", what.word()), || format!("{named}: {number}"));
                }
            }
        }
    }
    format!(
        "  recall: kind {kinds} of {all_kinds} ({:.3}) · place {places} of {all_places} ({:.3}) · \
         number {numbers} of {all_numbers} ({:.3})\n{}",
        share(kinds, all_kinds),
        share(places, all_places),
        share(numbers, all_numbers),
        missed.lines("missed", examples)
    )
}

/// Whether an event's kind answers a template's type.
fn fits(template: &str, kind: Kind) -> bool {
    match template {
        "KIDNAPPING" => matches!(kind, Kind::Abduction | Kind::Arrest),
        "BOMBING" => matches!(kind, Kind::ExplosionMine | Kind::ShellingStrike | Kind::Attack),
        "ROBBERY" => kind == Kind::Crime || kind.family() == Family::Violence,
        "ARSON" => matches!(kind, Kind::Fire | Kind::Attack | Kind::Crime),
        "FORCED WORK STOPPAGE" => matches!(kind, Kind::Strike | Kind::Closure),
        _ => kind.family() == Family::Violence,
    }
}

/// "PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)" → "SAN ISIDRO".
fn most_exact(location: &str) -> Option<&str> {
    let first = location.split(" / ").next()?.trim_matches(['(', ')', '?', ' ']);
    let last = first.rsplit(": ").next()?;
    Some(last.split(" (").next()?.trim_matches(['(', ')', ' ']))
}

fn same_name(ours: &str, theirs: &str) -> bool {
    geodata::fold(ours) == geodata::fold(theirs)
}

fn is_country(code: &str, name: &str) -> bool {
    let gazetteer = geodata::Gazetteer::bundled();
    gazetteer.country(code).is_some_and(|country| same_name(gazetteer.place(country.place).name, name))
}

/// How many were killed and wounded, as far as the template gives one number for all who were.
fn numbers_of(gold: &GoldEvent) -> Vec<(Victim, u32)> {
    let mut found = Vec::new();
    for (word, what) in [("DEATH", Victim::Killed), ("INJURY", Victim::Wounded)] {
        let targets = gold.hum_effect.iter().filter_map(|effect| effect.strip_prefix(word)?.strip_prefix(": "));
        for target in targets {
            let number = gold.hum_number.iter().find_map(|entry| {
                let (number, whom) = entry.split_once(": ")?;
                (whom == target).then(|| number.trim().parse::<u32>().ok()).flatten()
            });
            // One person is told of by name more often than by number.
            found.extend(number.filter(|&number| number > 1).map(|number| (what, number)));
        }
    }
    found
}
