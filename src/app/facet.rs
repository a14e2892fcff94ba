//! The choices a filter offers: for each facet what occurs in a story, and how many events each choice would leave.
//!
//! Comes in: a story and the filter as it is. Goes out: choices with counts, most first. A facet is counted under the
//! other facets but not under itself, so that a second choice can be added to the first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::scene::{Filter, differs, sentence_case};
use crate::story::{Event, Family, Letter, Story};

/// Something that can be chosen: its value, its words, how many events it would leave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice<Value> {
    pub(super) value: Value,
    pub(super) label: String,
    pub(super) count: usize,
}

/// All facets.
#[derive(Debug, Default)]
pub(super) struct Facets {
    pub(super) families: Vec<Choice<Family>>,
    pub(super) letters: Vec<Choice<Letter>>,
    pub(super) places: Vec<Choice<String>>,
    pub(super) speakers: Vec<Choice<String>>,
    /// How many are checked, and how many are not.
    pub(super) checked: [usize; 2],
    /// On how many the sources differ.
    pub(super) differs: usize,
}

impl Facets {
    /// Counts the choices; `searched` is the text of each event words are looked for in, empty while none are.
    pub(super) fn count(story: &Story, filter: &Filter, searched: &[String]) -> Self {
        let worded = !filter.words.trim().is_empty();
        let kept = |without: Filter| -> Vec<&Event> {
            let has = |index: usize| searched.get(index).is_some_and(|text| without.keeps_words(text));
            let events = story.events.iter().enumerate();
            let keeps = |&(index, event): &(usize, &Event)| {
                without.keeps_facets(story, event) && without.keeps_days(event) && (!worded || has(index))
            };
            events.filter(keeps).map(|(_, event)| event).collect()
        };
        let but = |clear: fn(&mut Filter)| {
            let mut without = filter.clone();
            clear(&mut without);
            kept(without)
        };
        let checked = but(|filter| filter.checked = None);
        let done = checked.iter().filter(|event| event.checked).count();
        Self {
            families: families(&but(|filter| filter.families.clear())),
            letters: letters(story, &but(|filter| filter.letters.clear())),
            places: places(&but(|filter| filter.places.clear())),
            speakers: speakers(story, &but(|filter| filter.speakers.clear())),
            checked: [done, checked.len() - done],
            differs: but(|filter| filter.differs = false).into_iter().filter(|event| differs(event)).count(),
        }
    }
}

/// Counts values and orders them, most first, then by words.
fn tallied<Value: Ord>(values: impl Iterator<Item = (Value, String)>) -> Vec<Choice<Value>> {
    let mut counts: BTreeMap<Value, (String, usize)> = BTreeMap::new();
    for (value, label) in values {
        counts.entry(value).or_insert((label, 0)).1 += 1;
    }
    let mut choices: Vec<Choice<Value>> =
        counts.into_iter().map(|(value, (label, count))| Choice { value, label, count }).collect();
    choices.sort_by(|a, b| (Reverse(a.count), &a.label).cmp(&(Reverse(b.count), &b.label)));
    choices
}

fn families(events: &[&Event]) -> Vec<Choice<Family>> {
    tallied(events.iter().map(|event| (event.family, event.family.label().to_owned())))
}

/// The articles in the order of their letters.
fn letters(story: &Story, events: &[&Event]) -> Vec<Choice<Letter>> {
    let reporting = events.iter().flat_map(|event| story.letters(event)).map(|letter| (letter, String::new()));
    let counts: BTreeMap<Letter, usize> =
        tallied(reporting).into_iter().map(|choice| (choice.value, choice.count)).collect();
    let choice = |article: &crate::story::Article| Choice {
        value: article.letter,
        label: article.outlet_or_origin().to_owned(),
        count: counts.get(&article.letter).copied().unwrap_or(0),
    };
    story.sources.iter().map(|source| choice(&source.article)).collect()
}

fn places(events: &[&Event]) -> Vec<Choice<String>> {
    let places = events.iter().filter_map(|event| event.place.as_ref());
    tallied(places.map(|place| (place.key.clone(), place.full_name())))
}

/// Who says so, each once for an event, whatever the case of their names.
fn speakers(story: &Story, events: &[&Event]) -> Vec<Choice<String>> {
    let of = |event: &&Event| {
        let said = event.mentions.iter().filter_map(|&id| story.mention(id)).map(|(_, said)| &said.attribution.source);
        let mut names: Vec<(String, String)> =
            said.filter(|name| !name.is_empty()).map(|name| (name.to_lowercase(), sentence_case(name))).collect();
        names.sort();
        names.dedup_by(|a, b| a.0 == b.0);
        names
    };
    tallied(events.iter().flat_map(of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    #[test]
    fn a_facet_is_counted_under_the_others_but_not_under_itself() {
        let story = fixture::karabakh();
        let all = Facets::count(&story, &Filter::default(), &[]);
        assert_eq!(all.checked.iter().sum::<usize>(), story.events.len());
        assert_eq!(all.letters.len(), story.sources.len(), "every article can be chosen");
        let first = all.families.first().cloned().unwrap();
        let filter = Filter { families: vec![first.value], ..Filter::default() };
        let narrowed = Facets::count(&story, &filter, &[]);
        assert_eq!(narrowed.families, all.families, "a second family can be added");
        assert_eq!(narrowed.checked.iter().sum::<usize>(), first.count);
        assert!(narrowed.places.len() <= all.places.len());
    }

    #[test]
    fn a_file_stays_as_it_is_called() {
        let mut story = fixture::karabakh();
        let article = std::sync::Arc::make_mut(&mut story.sources[0].article);
        (article.outlet, article.origin) = (None, "a.txt".to_owned());
        let all = Facets::count(&story, &Filter::default(), &[]);
        assert_eq!(all.letters[0].label, "a.txt");
    }
}
