//! Everything that can be gone to or done, found by a few letters of its name: commands, events, places, articles.
//!
//! Comes in: a story, the one table of commands, the letters typed. Goes out: the items that fit, best first, each with
//! the command it asks for. Listed anew only when the story changed, matched anew only when the letters did.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::story::{Family, Letter, PlaceRef, Story};

use super::command::{Command, bindings};
use super::state::{letters, short_day, short_range};

/// No more are listed.
const MOST: usize = 200;

/// What an item is; said by sign and word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// Something to do, with the cap of its key.
    Do(&'static str),
    /// An event.
    Event(Family, bool),
    /// A place of the story, or one found by its whole name.
    Place,
    /// An article.
    Article(Letter),
}

/// Something found.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it is.
    pub(super) what: What,
    /// Its name; the letters typed are looked for here.
    pub(super) name: String,
    /// A second, quieter line of words.
    pub(super) detail: String,
    /// What choosing it asks for.
    pub(super) command: Command,
}

/// The palette: what was typed and what fits.
#[derive(Default)]
pub(super) struct Palette {
    of: Option<usize>,
    items: Vec<Item>,
    asked: Option<String>,
    /// What was typed.
    pub(super) typed: String,
    /// What fits, best first.
    pub(super) found: Vec<Item>,
    /// Which of them the arrows are on.
    pub(super) at: usize,
}

impl Palette {
    /// Begins anew, with nothing typed.
    pub(super) fn open(&mut self) {
        *self = Self::default();
    }

    /// Finds again if story or letters changed; `known` finds places of the whole world by their name.
    pub(super) fn find(&mut self, story: &Story, known: &dyn Fn(&str) -> Vec<Found>) {
        let address = std::ptr::from_ref(story) as usize;
        if self.of != Some(address) {
            self.of = Some(address);
            self.items = items(story);
            self.asked = None;
        }
        if self.asked.as_ref() == Some(&self.typed) {
            return;
        }
        self.found = fitting(&self.items, &self.typed);
        if self.typed.trim().chars().count() > 2 {
            let there = |name: &str| self.found.iter().any(|item| item.what == What::Place && item.name == name);
            let places = known(self.typed.trim()).into_iter().filter(|place| !there(&place.name));
            let places: Vec<Item> = places.take(4).map(far).collect();
            self.found.extend(places);
        }
        self.asked = Some(self.typed.clone());
        self.at = 0;
    }

    /// Moves to the next or the one before, around the ends.
    pub(super) fn step(&mut self, by: isize) {
        let count = self.found.len();
        if count > 0 {
            self.at = self.at.saturating_add_signed(by.rem_euclid(count.cast_signed())) % count;
        }
    }
}

/// What fits the letters, best first; everything to do while nothing is typed.
fn fitting(items: &[Item], typed: &str) -> Vec<Item> {
    if typed.trim().is_empty() {
        return items.iter().filter(|item| matches!(item.what, What::Do(_))).cloned().collect();
    }
    let pattern = Pattern::parse(typed.trim(), CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, &Item)> = items
        .iter()
        .filter_map(|item| Some((pattern.score(Utf32Str::new(&item.name, &mut letters), &mut matcher)?, item)))
        .collect();
    scored.sort_by_key(|(score, item)| (Reverse(*score), item.name.len()));
    // Letters that lie scattered over other words are no find beside a whole word.
    let least = scored.first().map_or(0, |(best, _)| best / 2);
    scored.retain(|(score, _)| *score >= least);
    scored.into_iter().take(MOST).map(|(_, item)| item.clone()).collect()
}

/// Everything of a story and of the table of commands.
fn items(story: &Story) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for binding in bindings() {
        if !items.iter().any(|known| known.name == binding.what) {
            items.push(Item {
                what: What::Do(binding.cap),
                name: binding.what.to_owned(),
                detail: binding.group.label().to_owned(),
                command: binding.command,
            });
        }
    }
    let year = story.events.iter().filter_map(|event| event.date).map(|date| date.start.year()).max().unwrap_or(0);
    for event in &story.events {
        let when = event.date.map_or("undated".to_owned(), |date| short_range(date, year));
        let place = event.place.as_ref().map_or("no place".to_owned(), |place| place.full_name());
        items.push(Item {
            what: What::Event(event.family, event.checked),
            name: event.title.clone(),
            detail: format!("{when} · {place} · {}", letters(&story.letters(event))),
            command: Command::Select(event.id),
        });
    }
    items.extend(places(story));
    for source in &story.sources {
        let article = &source.article;
        let when = article.date.day.map_or("date missing".to_owned(), short_day);
        items.push(Item {
            what: What::Article(article.letter),
            name: article.headline.clone(),
            detail: format!("{} · {when}", article.outlet_or_origin()),
            command: Command::OpenArticle(article.id),
        });
    }
    items
}

/// The places named in a story, with how often.
fn places(story: &Story) -> Vec<Item> {
    let mut counts: BTreeMap<&str, (&PlaceRef, usize)> = BTreeMap::new();
    for toponym in story.sources.iter().flat_map(|source| &source.reading.toponyms) {
        if let Some(place) = &toponym.place {
            counts.entry(&place.key).or_insert((place, 0)).1 += 1;
        }
    }
    let item = |(place, count): &(&PlaceRef, usize)| {
        let times = if *count == 1 { "named once".to_owned() } else { format!("named {count} times") };
        Item {
            what: What::Place,
            name: place.full_name(),
            detail: times,
            command: Command::Map(super::map::camera::showing(place)),
        }
    };
    counts.values().map(item).collect()
}

/// A place of the world, found by its whole name.
pub(super) struct Found {
    /// Its name.
    pub(super) name: String,
    /// What it lies in.
    pub(super) around: String,
    /// West, south, east, north in degrees.
    pub(super) frame: [f64; 4],
}

/// A place no article names.
fn far(place: Found) -> Item {
    Item {
        what: What::Place,
        name: place.name,
        detail: [place.around.as_str(), "not in this story"]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        command: Command::Map(super::state::Move::Frame(place.frame)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    fn found(typed: &str) -> Vec<String> {
        let mut palette = Palette { typed: typed.to_owned(), ..Palette::default() };
        palette.find(&fixture::karabakh(), &|_| Vec::new());
        palette.found.into_iter().map(|item| item.name).collect()
    }

    #[test]
    fn a_few_letters_find_commands_places_and_articles() {
        assert!(found("").contains(&"Undo".to_owned()), "all commands before anything is typed");
        assert!(found("exp pic").contains(&"Export a picture".to_owned()));
        let story = fixture::karabakh();
        let title = &story.events[0].title;
        assert!(found(title).contains(title));
        let headline = &story.sources[0].article.headline;
        assert!(found(headline).contains(headline));
        assert_eq!(found("qqqqzzzz"), Vec::<String>::new());
        let yerevan = found("yerevan");
        assert!(!yerevan.is_empty() && yerevan.iter().all(|name| name.contains("Yerevan")), "{yerevan:?}");
    }

    #[test]
    fn the_arrows_go_around() {
        let mut palette = Palette::default();
        palette.find(&fixture::karabakh(), &|_| Vec::new());
        palette.step(-1);
        assert_eq!(palette.at, palette.found.len() - 1);
        palette.step(1);
        assert_eq!(palette.at, 0);
    }
}
