//! What a picture is about in a line: its title, and the line under it with where, when and how many articles tell of it.
//!
//! Comes in: the events chosen for a picture. Goes out: words. The most telling event gives its name to all where it stands for
//! them; else the title names what happened and in which countries. No word is here that the reading does not hold.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use geodata::{Gazetteer, PlaceId};

use super::PictureOptions;
use super::choice::{Choice, weight};
use crate::scene::caption;
use crate::scene::headline::{self, sentence_case};
use crate::story::{Event, Family, Kind, Story, grouped, takes_article};

/// Of so few events the most telling may give its name to all.
const FEW_EVENTS: usize = 3;
/// Of so many what happened is named; of more only what sort of things.
const MOST_NAMED: usize = 14;
/// So many dead may outweigh all else that is told.
const SEVERAL: u32 = 3;
/// So many dead come before all else.
const MANY: u32 = 10;
/// The most letters of a title made of several things, so that it stands whole on a narrow sheet.
const LONGEST: usize = 68;

impl Choice<'_> {
    /// The title asked for, the one a person gave the picture, the story's name, the headline of an only article, or one made of
    /// what happened: the most telling event when it stands for the rest, else what happened and where.
    pub(super) fn title(&self, story: &Story, options: &PictureOptions<'_>) -> String {
        let given = options.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let named = Some(story.name.as_str()).filter(|name| !name.is_empty());
        if let Some(title) = given.or(story.layout.title.as_deref()).or(named) {
            return title.to_owned();
        }
        let Some(loudest) = self.loudest else { return "No events to show".to_owned() };
        let own = match story.sources.as_slice() {
            // A first sentence in the place of a headline is none.
            [only] if options.filter.is_open() => Some(only.article.headline.trim())
                .filter(|words| words.split_whitespace().count() > 2 && !words.ends_with('.')),
            _ => None,
        };
        match own {
            Some(own) => own.to_owned(),
            None if self.stands_for_all(story, loudest) => headline::title(story, loudest),
            None if self.shown().count() <= MOST_NAMED => self.named(story),
            None => self.sorts(),
        }
    }

    /// Whether the rest is about one event: there is hardly any rest, or a third of the sources tell of it and it is of the sort
    /// that most are or killed people, or it outweighs all others.
    fn stands_for_all(&self, story: &Story, event: &Event) -> bool {
        let of_it = self.shown().filter(|other| is_one(story, event, other));
        let tellers = of_it.flat_map(|other| story.letters(other)).collect::<BTreeSet<_>>().len();
        let told_by_many = tellers > 1 && tellers * 3 >= story.sources.len();
        let of_family = |family: Family| self.shown().filter(|event| event.family == family).count();
        let leads = Family::ALL.into_iter().all(|family| of_family(family) <= of_family(event.family));
        let telling = (leads || headline::killed(story, event) > 0) && headline::names_a_story(story, event);
        self.all <= FEW_EVENTS || told_by_many && telling || self.is_gravest(story, event)
    }

    /// Whether an event outweighs the rest, which lie in the same country: it killed more than twice as many as any other.
    fn is_gravest(&self, story: &Story, event: &Event) -> bool {
        let country = |event: &Event| event.place.as_ref().and_then(|place| place.country.clone());
        let killed = headline::killed(story, event);
        let mut others = self.shown().filter(|other| !is_one(story, event, other));
        killed >= SEVERAL
            && others.all(|other| country(other) == country(event) && headline::killed(story, other) * 2 < killed)
    }

    /// "Azerbaijan and Armenia, 18–20 September 2023, as five articles report it"; no country that stands in the title.
    pub(super) fn subtitle(&self, story: &Story, title: &str) -> String {
        let articles = match story.sources.len() {
            0 => return "No articles are open".to_owned(),
            1 => "as one article reports it".to_owned(),
            count => format!("as {} articles report it", number_word(count)),
        };
        // What stands on the small map is no part of where the story is.
        let near = self.chosen.iter().filter(|event| !self.far.contains(&event.id)).copied();
        let names = self.named_lands(&self.lands(near)).unwrap_or_default();
        // Not again what the title says of them, or of most.
        let said = names.iter().filter(|name| title.contains(**name)).count();
        let mut parts: Vec<String> =
            listed(&names).filter(|_| said * 2 <= names.len() && said < names.len()).into_iter().collect();
        parts.extend(caption::span_words(&self.shown().collect::<Vec<_>>()));
        parts.push(articles);
        sentence_case(&parts.join(", "))
    }

    /// What happened, the three things most told of, what killed many first: "Strikes, clashes and protest in France".
    fn named(&self, story: &Story) -> String {
        let mut kinds: BTreeMap<Kind, ((bool, i32), Vec<&Event>)> = BTreeMap::new();
        let all: Vec<&Event> = self.shown().collect();
        // Ceremonies, arrests and the like give a story its name only where there is nothing else.
        let told = [is_of_note as fn(&Event) -> bool, |event| event.family != Family::Speech, |_| true];
        let told = told.into_iter().find(|told| all.iter().any(|event| told(event))).unwrap_or(is_of_note);
        let is = |kind: Kind| all.iter().any(|event| event.kind == kind);
        let finer = |event: &Event| event.family == Family::Violence && event.kind != Kind::Attack;
        for &event in all.iter().filter(|event| told(event)) {
            let kind = match event.kind {
                // "Forest fires and blaze", "missile strikes and attack" say one thing twice.
                Kind::Fire if is(Kind::Wildfire) => Kind::Wildfire,
                Kind::Attack if all.iter().any(|event| finer(event)) => continue,
                kind => kind,
            };
            let ((killed, sum), events) = kinds.entry(kind).or_default();
            *killed |= headline::killed(story, event) >= MANY;
            *sum += weight(story, event, self.day).max(0);
            events.push(event);
        }
        let mut kinds: Vec<((bool, i32), Vec<&Event>)> = kinds.into_values().collect();
        kinds.sort_by_key(|it| Reverse(it.0));
        let mut words: Vec<(String, &[&Event])> = Vec::new();
        for (_, events) in &kinds {
            let Some(event) = events.iter().max_by_key(|event| weight(story, event, self.day)) else { continue };
            let noun = headline::noun(story, event);
            let noun = if events.len() > 1 && is_of_many(event.kind) { headline::plural(&noun) } else { noun };
            if words.len() < 3 && words.iter().all(|(known, _)| *known != noun) {
                words.push((noun, events));
            }
        }
        // Only where what is named happened: nothing else may be said of another country.
        let title = |most: usize| {
            let named = words.get(..most).unwrap_or_default();
            let what: Vec<&str> = named.iter().map(|it| it.0.as_str()).collect();
            self.placed(&what, named.iter().flat_map(|it| it.1.iter().copied()))
        };
        let short = |title: &String| title.chars().count() <= LONGEST;
        (2..=words.len()).rev().map(title).find(short).unwrap_or_else(|| title(words.len().min(1)))
    }

    /// What sorts of things happened: "Disasters, violence and accidents in 42 countries".
    fn sorts(&self) -> String {
        let all = || self.shown().chain(self.outside.iter().map(|it| it.0));
        let said = all().all(|event| event.family == Family::Speech);
        let families = counted(all().map(|event| event.family).filter(|&family| said || family != Family::Speech));
        // What makes less than a fifth is not named.
        let enough = |family: &Family| all().filter(|event| event.family == *family).count() * 5 > all().count();
        let words: Vec<&str> = families.into_iter().filter(enough).take(3).map(sort).collect();
        self.placed(&words, all())
    }

    /// What happened with where.
    fn placed<'e>(&self, what: &[&str], events: impl Iterator<Item = &'e Event>) -> String {
        let lands = self.lands(events);
        let place = match lands.len() {
            0 => None,
            1..=3 => self.named_lands(&lands).and_then(|names| {
                let names: Vec<String> = names.into_iter().map(with_article).collect();
                listed(&names.iter().map(String::as_str).collect::<Vec<_>>())
            }),
            count => {
                let word = if lands.iter().any(|land| land.region.is_some()) { "regions" } else { "countries" };
                Some(format!("{} {word}", number_word(count)))
            }
        };
        let what = listed(what).unwrap_or_else(|| format!("{} events", number_word(self.all)));
        sentence_case(&place.map_or_else(|| what.clone(), |place| format!("{what} in {place}")))
    }

    /// The lands that events lie in, those of most events first.
    fn lands<'e>(&self, events: impl Iterator<Item = &'e Event>) -> Vec<Land<'e>> {
        let of = |event: &'e Event| {
            let region = self.gazetteer.and_then(|gazetteer| contested_region(event, gazetteer));
            Some(Land { code: country(event)?, region })
        };
        one_name_each(&events.filter_map(of).collect::<Vec<_>>())
    }

    /// Lands by name, when they are one to three.
    fn named_lands(&self, lands: &[Land<'_>]) -> Option<Vec<&str>> {
        let gazetteer = self.gazetteer?;
        let place = |land: &Land<'_>| land.region.or_else(|| Some(gazetteer.country(land.code)?.place));
        let names = lands.iter().filter_map(|land| Some(gazetteer.place(place(land)?).name));
        Some(names.collect()).filter(|names: &Vec<&str>| names.len() <= 3)
    }
}

/// Where events lie: a country, or a region of which it is contested whose it is. To name that one's country would take a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Land<'e> {
    /// ISO 3166-1 code of the country.
    code: &'e str,
    region: Option<PlaceId>,
}

/// The lands of events, each once, those of most events first. A country and contested regions of it are never named side by
/// side: its regions stand where they hold as much as the rest of it, else the country.
fn one_name_each<'e>(all: &[Land<'e>]) -> Vec<Land<'e>> {
    let count = |code: &str, region: bool| {
        all.iter().filter(|land| land.code == code && land.region.is_some() == region).count()
    };
    let by_region = |code: &str| count(code, true) >= count(code, false);
    counted(all.iter().copied().filter(|land| land.region.is_some() == by_region(land.code)))
}

/// The contested first division that an event lies in, or is somewhere in.
fn contested_region(event: &Event, gazetteer: &Gazetteer) -> Option<PlaceId> {
    let id = gazetteer.by_key(event.place.as_ref()?.outline_key())?;
    let (division, country) = gazetteer.parents(id);
    let is_division = division.is_none() && country.is_some();
    let region = division.or_else(|| is_division.then_some(id))?;
    gazetteer.place(region).contested.then_some(region)
}

/// Whether an event is the same as another or most likely a telling of it that was not joined to it, by articles that do not
/// tell of both: a story seldom has two quakes, two cyclones or two outbreaks.
fn is_one(story: &Story, event: &Event, other: &Event) -> bool {
    let rare = matches!(event.kind, Kind::Earthquake | Kind::Storm | Kind::Outbreak) && other.kind == event.kind;
    let apart = || !story.letters(other).iter().any(|letter| story.letters(event).contains(letter));
    other.id == event.id || rare && apart()
}

fn country(event: &Event) -> Option<&str> {
    event.place.as_ref()?.country.as_deref()
}

/// Whether an event is more than what followed from another: an arrest, a closed school, a visit.
fn is_of_note(event: &Event) -> bool {
    !matches!(event.family, Family::Speech | Family::Society)
        && !matches!(
            event.kind,
            Kind::Arrest
                | Kind::Investigation
                | Kind::Appointment
                | Kind::Closure
                | Kind::Visit
                | Kind::Rescue
                | Kind::Legislation
                | Kind::Death
                | Kind::Killing
        )
}

/// A country as it stands within a sentence: "the Netherlands", "the Central African Republic".
fn with_article(name: &str) -> String {
    let article = if takes_article(name) { "the " } else { "" };
    format!("{article}{name}")
}

/// Whether a story has several of a kind as a rule: two elections or coups told of in it are one more often than not.
fn is_of_many(kind: Kind) -> bool {
    matches!(
        kind.family(),
        Family::Violence | Family::Protest | Family::Blockade | Family::Disaster | Family::Accident | Family::Economy
    ) && !matches!(kind, Kind::Earthquake | Kind::Storm | Kind::War | Kind::Invasion | Kind::MilitaryOperation)
        || kind == Kind::Arrest
}

/// Different things, those that occur most first; in their own order among equals.
fn counted<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts.into_iter().map(|it| it.0).collect()
}

/// "a", "a and b", "a, b and c".
fn listed(words: &[&str]) -> Option<String> {
    let (last, before) = words.split_last()?;
    Some(if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) })
}

/// What several events of a family are called in a sentence.
fn sort(family: Family) -> &'static str {
    match family {
        Family::Violence => "violence",
        Family::Blockade => "blockades",
        Family::Talks => "talks",
        Family::Speech => "statements",
        Family::Protest => "protests",
        Family::Movement => "displacement",
        Family::Aid => "aid",
        Family::Diplomacy => "diplomacy",
        Family::Disaster => "disasters",
        Family::Accident => "accidents",
        Family::Justice => "court cases",
        Family::Politics => "politics",
        Family::Health => "illness",
        Family::Economy => "business",
        Family::Society => "public life",
    }
}

/// Small numbers in words, as running text has them, and the others with their thousands apart.
fn number_word(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| grouped(count), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_and_contested_regions_of_it_are_never_named_side_by_side() {
        let [north, south] = [1, 2].map(|id| Some(PlaceId(id)));
        let check = |regions: &[Option<PlaceId>], expected: &[Option<PlaceId>]| {
            let all: Vec<Land<'_>> = regions.iter().map(|&region| Land { code: "XA", region }).collect();
            let named: Vec<Option<PlaceId>> = one_name_each(&all).into_iter().map(|land| land.region).collect();
            assert_eq!(named, expected, "{regions:?}");
        };
        check(&[north, None, None, None], &[None]);
        check(&[north, north, None], &[north]);
        check(&[south, south, north, None], &[south, north]);
        check(&[None], &[None]);
        let others = [Land { code: "XA", region: north }, Land { code: "XB", region: None }];
        assert_eq!(one_name_each(&others), others, "another country is no rival of a region");
    }
}
