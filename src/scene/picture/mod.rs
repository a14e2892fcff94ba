//! The picture to publish: map, numbered discs, a caption for each, sources with their words, key, scale, credits.
//!
//! Comes in: a story and [`PictureOptions`]. Goes out: a [`Scene`] in points, whose pixels [`Sheet`] says. Everything a
//! reader needs to check the map is inside the image (LOOK §6). It cannot fail; what has no room is left out and counted.

mod card;
mod check;
mod choice;
mod dot;
mod elsewhere;
mod frame;
mod gist;
mod locator;
mod map;
mod parts;
mod sheet;
mod small;
mod sources;
mod tall;
mod wide;

use geodata::Gazetteer;
use jiff::civil::Date;

pub use check::Check;
pub use frame::story_frame;
pub use sheet::{Sheet, SheetError};

use super::base::TileStore;
use super::caption::{self, Caption};
use super::furniture::Units;
use super::quote;
use super::{Filter, Item, NameOrder, Rect, Scene, Theme};
use crate::story::{DayRange, Event, EventId, EventMention, Letter, PlaceRef, Story, grouped};
use choice::Choice;
use map::MapFrame;
use sheet::Form;

/// How a picture is made.
#[derive(Clone)]
pub struct PictureOptions<'a> {
    /// Size and form.
    pub sheet: Sheet,
    /// The title; the story's own when `None` or empty.
    pub title: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// Which events it is about.
    pub filter: Filter,
    /// West, south, east, north in degrees; chosen from the events when `None`.
    pub bbox: Option<[f64; 4]>,
    /// The day it is made, printed when given.
    pub made_at: Option<Date>,
    /// Which name stands first where a place has two.
    pub names: NameOrder,
    /// What the scale bar is told in.
    pub units: Units,
    /// Where shapes of areas and lines, and names of countries, come from.
    pub gazetteer: Option<&'a Gazetteer>,
    /// The base map; without it the map is bare land.
    pub tiles: Option<&'a TileStore>,
}

impl PictureOptions<'_> {
    /// A light 16:9 picture of everything.
    #[must_use]
    pub fn new(sheet: Sheet) -> Self {
        Self {
            sheet,
            title: None,
            theme: Theme::light(),
            filter: Filter::default(),
            bbox: None,
            made_at: None,
            names: NameOrder::Listed,
            units: Units::default(),
            gazetteer: None,
            tiles: None,
        }
    }
}

/// A numbered event of a picture.
struct Entry<'a> {
    number: usize,
    event: &'a Event,
    caption: Caption,
    /// Whether it stands on the small map, too far off for the large one.
    far: bool,
}

/// What every form of picture prints.
struct Content<'a> {
    story: &'a Story,
    options: &'a PictureOptions<'a>,
    choice: Choice<'a>,
    entries: Vec<Entry<'a>>,
    title: String,
    subtitle: String,
    /// Whether each unchecked event is marked in words; not where none is checked, which the count line says once.
    say_unchecked: bool,
}

/// A picture laid out, with what a person who edits it needs to know.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The picture.
    pub scene: Scene,
    /// The title as it stands there, before it is cut to its room.
    pub title: String,
    /// The line under it.
    pub dateline: String,
    /// Where the map stands on the sheet, in points.
    pub map: Rect,
    /// Whether captions stand on the map, where a person may move them.
    pub movable: bool,
    /// The numbered events with their captions, in the order of numbers.
    pub captions: Vec<ProofCaption>,
    /// Events that have no number, with the reason; the most telling of each reason first.
    pub left_out: Vec<(EventId, Why)>,
    /// The day in the middle of what it is about.
    pub day: Option<Date>,
    /// What it holds and lacks.
    pub check: Check,
}

/// The caption of a proof.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofCaption {
    /// Whose.
    pub event: EventId,
    /// Its number.
    pub number: usize,
    /// When, as printed.
    pub date: String,
    /// What it says, as it is printed.
    pub text: String,
    /// Where it stands on the sheet, in points.
    pub rect: Rect,
}

/// Why an event has no number in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Others tell more, and there is not room for all: it is a small dot.
    NoRoom,
    /// Its place lies outside the frame.
    Outside,
    /// Its place is not known.
    NoPlace,
    /// It looks back to long before.
    Background,
    /// A person left it out.
    Excluded,
}

/// The picture of a story.
#[must_use]
pub fn picture(story: &Story, options: &PictureOptions<'_>) -> Scene {
    proof(story, options).scene
}

/// The picture of a story, with what stands where in it and what it lacks.
#[must_use]
pub fn proof(story: &Story, options: &PictureOptions<'_>) -> Proof {
    let form = options.sheet.form();
    // Captions that find no room send their events back to what is left out, the least telling first.
    let mut most = options.sheet.most_events();
    let mut in_view: Vec<EventId> = Vec::new();
    loop {
        let content = Content::new(story, options, most, &in_view);
        let drawn = match form {
            Form::Wide => wide::draw(&content),
            Form::Tall => tall::draw(&content),
            Form::Small => small::draw(&content),
        };
        let count = content.entries.len();
        if drawn.room_for < count && count > 1 {
            most = drawn.room_for.clamp(1, count - 1);
            continue;
        }
        // A sheet shows more of the world than its frame asks for: what is seen to lie on the map is not outside of it.
        let seen = content.choice.outside.iter().filter(|(_, place)| drawn.map.shows_place(place));
        let known = in_view.len();
        in_view.extend(seen.map(|(event, _)| event.id).filter(|_| options.bbox.is_none()));
        if in_view.len() > known {
            continue;
        }
        return content.proof(form, drawn);
    }
}

/// What a form drew, where its captions stand, and for how many of them it had room.
struct Drawn {
    items: Vec<Item>,
    room_for: usize,
    map: MapFrame,
    captions: Vec<DrawnCaption>,
}

/// A caption as it is printed.
struct DrawnCaption {
    /// Index of its entry.
    entry: usize,
    /// What it says there.
    text: String,
    /// Where it stands on the sheet.
    rect: Rect,
}

impl<'a> Content<'a> {
    fn new(story: &'a Story, options: &'a PictureOptions<'a>, most: usize, in_view: &[EventId]) -> Self {
        let choice = Choice::new(story, options, most, in_view);
        let events: Vec<&Event> = choice.chosen.clone();
        let year = caption::common_year(&events);
        let say_unchecked = events.iter().any(|event| event.checked);
        let mut entries: Vec<Entry<'_>> = events
            .iter()
            .zip(1..)
            .map(|(event, number)| {
                let mut caption = caption::caption(story, event, year, say_unchecked);
                if let Some(words) = story.layout.captions.get(&event.id) {
                    caption.say(words);
                }
                Entry { number, event, caption, far: choice.far.contains(&event.id) }
            })
            .collect();
        unquote_repeats(story, &mut entries);
        let title = choice.title(story, options);
        let dateline = || choice.subtitle(story, &title);
        let subtitle = story.layout.dateline.clone().unwrap_or_else(dateline);
        Self { story, options, choice, entries, title, subtitle, say_unchecked }
    }

    fn theme(&self) -> &Theme {
        &self.options.theme
    }

    /// The picture with what is said of it.
    fn proof(&self, form: Form, drawn: Drawn) -> Proof {
        let description = self.story.layout.alt.clone().unwrap_or_else(|| self.description());
        let background = self.options.theme.palette.surface.panel;
        let size = self.options.sheet.size();
        let scene = Scene { size, background, items: drawn.items, hits: Vec::new(), description };
        let unchecked = self.entries.iter().filter(|entry| !entry.event.checked).count();
        let missing = check::missing_tiles(&drawn.map.camera, self.options.tiles);
        let pins = (self.entries.len(), unchecked);
        let check =
            check::check(&scene, pins, (&self.title, &self.credits()), missing, self.options.sheet.pixels_per_point());
        let caption = |DrawnCaption { entry, text, rect }| {
            let Entry { number, event, caption, .. } = self.entries.get(entry)?;
            Some(ProofCaption { event: event.id, number: *number, date: caption.date.clone(), text, rect })
        };
        let mut captions: Vec<ProofCaption> = drawn.captions.into_iter().filter_map(caption).collect();
        captions.sort_by_key(|caption| caption.number);
        let (title, dateline) = (self.title.clone(), self.subtitle.clone());
        let movable = form == Form::Wide;
        let (map, left_out, day) = (drawn.map.rect, self.choice.left_out(), self.choice.day);
        Proof { scene, title, dateline, map, movable, captions, left_out, day, check }
    }

    /// "12 of 14 events shown · 3 unchecked".
    fn count_line(&self) -> String {
        let (shown, all) = (self.entries.len(), self.choice.all);
        let unchecked = self.entries.iter().filter(|entry| !entry.event.checked).count();
        let events = if all == 1 { "event" } else { "events" };
        let verb = if self.choice.crowded_out.is_empty() { "shown" } else { "captioned" };
        let all_words = grouped(all);
        let shown_words = if shown == all {
            format!("{all_words} {events} shown")
        } else {
            format!("{shown} of {all_words} {events} {verb}")
        };
        match unchecked {
            0 if shown == 0 => shown_words,
            0 => format!("{shown_words} · all checked"),
            _ if unchecked == shown => format!("{shown_words} · none checked by a person"),
            _ => format!("{shown_words} · {unchecked} unchecked"),
        }
    }

    /// Whether any shown place has two names.
    fn has_two_names(&self) -> bool {
        self.entries.iter().any(|entry| entry.event.place.as_ref().is_some_and(|place| place.second_name.is_some()))
    }

    /// Notes on names and lines.
    fn names_note(&self) -> String {
        let names =
            if self.has_two_names() { format!("Names: {}. ", self.options.names.words()) } else { String::new() };
        format!(
            "{names}Dashed and dotted lines are disputed or historical. Drawing a line or a name is no statement on status."
        )
    }

    /// Credits and the day of making.
    fn credits(&self) -> String {
        // The day stays on one line.
        let day_words = |day| caption::day_words(day, None).replace(' ', "\u{a0}");
        let made = self.options.made_at.map_or_else(String::new, |day| format!(", {}", day_words(day)));
        let days = self.story.sources.iter().filter_map(|source| source.article.date.day);
        let (first, last) = (days.clone().min(), days.max());
        let articles = first.zip(last).map_or_else(String::new, |(start, end)| {
            format!("Articles dated {} · ", caption::range_words(DayRange { start, end }, None))
        });
        let own = self.options.tiles.and_then(TileStore::credit).map_or_else(String::new, |own| format!("{own}, "));
        let layers = super::layer::credit(self.story).map_or_else(String::new, |layers| format!("{layers} · "));
        let version = env!("CARGO_PKG_VERSION");
        format!(
            "{articles}{layers}Base map: {own}Natural Earth, GSHHG · Places: GeoNames, CC BY 4.0 · Made with Dateline {version}{made}"
        )
    }

    /// What a screen reader says of the picture.
    fn description(&self) -> String {
        let mut words = format!("{}. {}. {}.", self.title, self.subtitle, self.count_line());
        for Entry { number, caption, .. } in &self.entries {
            let letters: Vec<String> = caption.letters.iter().map(ToString::to_string).collect();
            let told = if letters.is_empty() { String::new() } else { format!(" Told by {}.", letters.join(", ")) };
            words += &format!(" {number}: {}. {}{told}", caption.date, caption.text);
        }
        words
    }

    /// The numbered events of the large map, and their places: only there areas, lines and rings are drawn.
    fn near(&self) -> impl Iterator<Item = (&Entry<'a>, &PlaceRef)> {
        let near = self.entries.iter().filter(|entry| !entry.far);
        near.filter_map(|entry| Some((entry, entry.event.place.as_deref()?)))
    }
}

/// Lets captions quote no passage that another quotes already, nor one that is all its article has left to quote: that stands in
/// the list of sources.
fn unquote_repeats(story: &Story, entries: &mut [Entry<'_>]) {
    let mut seen: Vec<String> = Vec::new();
    let others = |seen: &[String], letter: Letter, words: &str| {
        let said = |sentence: &str| seen.iter().any(|known| same_passage(known, sentence));
        let source = story.sources.iter().find(|source| source.article.letter == letter);
        let body = |mention: &&EventMention| mention.paragraph > 0;
        source.is_some_and(|source| {
            source.reading.mentions.iter().filter(body).any(|mention| {
                let sentence = quote::one_line(source.article.text.slice(mention.sentence));
                !same_passage(&sentence, words) && !said(&sentence) && quote::telling(mention, &sentence).is_some()
            })
        })
    };
    for entry in entries {
        let Some((words, letter)) = entry.caption.quoted.clone() else { continue };
        if seen.iter().any(|known| same_passage(known, &words)) || !others(&seen, letter, &words) {
            entry.caption.unquote();
        } else {
            seen.push(words);
        }
    }
}

/// Whether two quotations are of one passage, cut or whole.
fn same_passage(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|words| words.trim_end_matches(['…', '.', '’']));
    a.contains(b) || b.contains(a)
}

#[cfg(test)]
mod tests;
