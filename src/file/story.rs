//! Story files (`*.dateline`): JSON with types of its own, frozen per version, saved whole or not at all.
//!
//! Comes in: a story, or the bytes of a file from anywhere. Goes out: the file, or a [`Saved`] story whose every span
//! and number was checked. What a person owns (texts, dates, decisions) has frozen types; what the reader found is kept
//! beside it and is dropped, to be read again, where it does not fit the text. Fields this version does not know survive
//! when a file is saved over. It must never trust a file: they come from strangers.

mod layout;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::atomic::{self, WriteError};
use crate::story::{
    Article, ArticleId, DateStatus, DocumentDate, Event, EventId, Letter, Reading, Source, Span, Story, Text, Warning,
};

/// The version this program writes; it reads this one and all before.
pub const VERSION: u32 = 1;

/// What the first field says, so that a file is known for what it is.
const FORMAT: &str = "dateline story";

/// Largest story file that is read, in bytes.
pub const MAX_FILE: u64 = 400_000_000;

/// Why a story file could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("{path} {problem}")]
pub struct StoryError {
    /// The file, as the person named it.
    pub path: String,
    /// What is wrong with it, and what to do.
    #[source]
    pub problem: StoryProblem,
}

/// What can be wrong with a story file; each is the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum StoryProblem {
    /// The file cannot be read at all.
    #[error("could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// More than is read.
    #[error("is larger than {} MB, more than Dateline opens.", MAX_FILE / 1_000_000)]
    TooLarge,
    /// No JSON, or not a story's.
    #[error(
        "is not a Dateline story ({0}). If it was cut short, the file of the same name with .bak behind it is the one before."
    )]
    NotAStory(String),
    /// Written by a later program.
    #[error(
        "was saved by a newer Dateline (story version {0}; this one reads up to {VERSION}). Update Dateline to open it."
    )]
    Newer(u64),
    /// A promise of the format does not hold.
    #[error("is damaged: {0}. The file of the same name with .bak behind it is the one before.")]
    Damaged(String),
}

/// A story as it was saved, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Articles with their readings, events with what was decided of them.
    pub story: Story,
    /// What was read did not fit the texts or this version: all is to be read again.
    pub stale: bool,
    /// Events a person found right; for a stale story these are to be set once it is read again.
    pub checked: Vec<EventId>,
}

/// Version 1 of the file. Changing a field that is here makes version 2.
#[derive(Serialize, Deserialize)]
struct FileV1 {
    format: String,
    version: u32,
    name: String,
    articles: Vec<ArticleV1>,
    /// Events a person found right, by article and first byte of the first trigger.
    checked: Vec<[u32; 2]>,
    /// What the reader found; a value, since its shape is the reader's and may change with it.
    events: Value,
    /// What was decided about pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    layout: Option<layout::LayoutV1>,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
struct ArticleV1 {
    id: u32,
    letter: u32,
    origin: String,
    headline: String,
    outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    date: Option<Date>,
    date_status: DateStatusV1,
    date_span: Option<[u32; 2]>,
    text: String,
    /// FNV-1a of the text's bytes, in hexadecimal: tells a text that was edited from the one that was read.
    text_hash: String,
    warnings: Value,
    reading: Value,
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DateStatusV1 {
    Explicit,
    Inferred,
    Unknown,
}

/// Saves a story over what was there, which is kept once under its name with `.bak` behind it.
///
/// # Errors
/// Says what is in the way; the old file is whole.
pub fn save(story: &Story, path: &Path) -> Result<(), WriteError> {
    let before = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<FileV1>(&bytes).ok());
    let file = file_of(story, before);
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    atomic::write_with_backup(path, &bytes)
}

/// Opens a story file.
///
/// # Errors
/// Says what is wrong with the file, and the way out, in one sentence that begins with its name.
pub fn load(path: &Path) -> Result<Saved, StoryError> {
    let read = || {
        if fs::metadata(path)?.len() > MAX_FILE {
            return Err(StoryProblem::TooLarge);
        }
        parse(&fs::read(path)?)
    };
    read().map_err(|problem| StoryError { path: path.display().to_string(), problem })
}

fn parse(bytes: &[u8]) -> Result<Saved, StoryProblem> {
    let not_a_story = |error: serde_json::Error| StoryProblem::NotAStory(error.to_string());
    let value: Value = serde_json::from_slice(bytes).map_err(not_a_story)?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(StoryProblem::NotAStory(format!("it does not say \"format\": \"{FORMAT}\"")));
    }
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(StoryProblem::Newer(version)),
        Some(_) => {}
        None => return Err(StoryProblem::NotAStory("it states no version".to_owned())),
    }
    story_of(serde_json::from_value(value).map_err(not_a_story)?)
}

/// The file of a story; what the file before it held and this version does not know is kept.
fn file_of(story: &Story, before: Option<FileV1>) -> FileV1 {
    let (unknown, mut known) = before.map_or_else(Default::default, |file| (file.unknown, file.articles));
    let articles = story.sources.iter().map(|source| {
        let same = |old: &ArticleV1| old.id == source.article.id.0 && old.text == source.article.text.as_str();
        let old = known.iter().position(same).map(|index| known.swap_remove(index));
        article_file(source, old.map(|old| old.unknown).unwrap_or_default())
    });
    let articles = articles.collect();
    let halves = |id: EventId| [(id.0 >> 32) as u32, (id.0 & u64::from(u32::MAX)) as u32];
    FileV1 {
        format: FORMAT.to_owned(),
        version: VERSION,
        name: story.name.clone(),
        articles,
        checked: story.events.iter().filter(|event| event.checked).map(|event| halves(event.id)).collect(),
        events: serde_json::to_value(&story.events).unwrap_or_default(),
        layout: layout::LayoutV1::of(&story.layout),
        unknown,
    }
}

fn article_file(source: &Source, unknown: Map<String, Value>) -> ArticleV1 {
    let Article { id, letter, origin, text, headline, outlet, url, date, warnings } = source.article.as_ref();
    let bytes = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    ArticleV1 {
        id: id.0,
        letter: letter.0,
        origin: origin.clone(),
        headline: headline.clone(),
        outlet: outlet.clone(),
        url: url.clone(),
        date: date.day,
        date_status: match date.status {
            DateStatus::Explicit => DateStatusV1::Explicit,
            DateStatus::Inferred => DateStatusV1::Inferred,
            DateStatus::Unknown => DateStatusV1::Unknown,
        },
        date_span: date.span.map(|span| [bytes(span.start()), bytes(span.end())]),
        text: text.as_str().to_owned(),
        text_hash: hash(text.as_str()),
        warnings: serde_json::to_value(warnings).unwrap_or_default(),
        reading: serde_json::to_value(source.reading.as_ref()).unwrap_or_default(),
        unknown,
    }
}

/// The story of a file, every promise checked.
fn story_of(file: FileV1) -> Result<Saved, StoryProblem> {
    let (mut ids, mut letters) = (HashSet::new(), HashSet::new());
    let mut stale = false;
    let mut sources = Vec::with_capacity(file.articles.len());
    for article in file.articles {
        let letter = Letter(article.letter);
        if !ids.insert(article.id) || !letters.insert(article.letter) {
            return Err(StoryProblem::Damaged(format!("two articles bear the letter {letter} or its number")));
        }
        if article.id == u32::MAX || article.letter == u32::MAX {
            return Err(StoryProblem::Damaged("the number of an article is out of bounds".to_owned()));
        }
        let (source, fits) = source_of(article)?;
        stale |= !fits;
        sources.push(source);
    }
    sources.sort_by_key(|source| source.article.letter);
    let layout = file.layout.map(layout::LayoutV1::layout).unwrap_or_default();
    let mut story = Story { name: file.name, sources, events: Vec::new(), layout: Arc::new(layout) };
    match serde_json::from_value::<Vec<Event>>(file.events) {
        Ok(events) if !stale && events.iter().all(|event| event_fits(event, &story)) => story.events = events,
        _ => stale = true,
    }
    let id = |&[article, byte]: &[u32; 2]| EventId(u64::from(article) << 32 | u64::from(byte));
    let checked: Vec<EventId> = file.checked.iter().map(id).collect();
    for event in &mut story.events {
        event.checked = checked.contains(&event.id);
    }
    Ok(Saved { story, stale, checked })
}

/// One article, and whether what was read of it fits its text.
fn source_of(file: ArticleV1) -> Result<(Source, bool), StoryProblem> {
    let letter = Letter(file.letter);
    let text = Text::new(&file.text);
    let span = match file.date_span {
        Some([start, end]) => Some(text.span(start as usize..end as usize).ok_or_else(|| {
            StoryProblem::Damaged(format!("the date of article {letter} stands outside of its text"))
        })?),
        None => None,
    };
    let status = match (file.date_status, file.date) {
        (_, None) => DateStatus::Unknown,
        (DateStatusV1::Inferred, _) => DateStatus::Inferred,
        _ => DateStatus::Explicit,
    };
    let reading = serde_json::from_value::<Reading>(file.reading)
        .ok()
        .filter(|reading| file.text_hash == hash(&file.text) && reading_fits(reading, &text));
    let date = DocumentDate { day: file.date, status, span };
    let article = Article {
        id: ArticleId(file.id),
        letter,
        origin: file.origin,
        text,
        headline: file.headline,
        outlet: file.outlet,
        url: file.url,
        date,
        warnings: serde_json::from_value::<Vec<Warning>>(file.warnings).unwrap_or_default(),
    };
    let fits = reading.is_some();
    Ok((Source { article: Arc::new(article), reading: Arc::new(reading.unwrap_or_default()) }, fits))
}

/// Whether every span of a reading stands in the text.
fn reading_fits(reading: &Reading, text: &Text) -> bool {
    let spans = |spans: &[Span]| spans.iter().all(|&span| text.bears(span));
    let maybe = |span: Option<Span>| span.is_none_or(|span| text.bears(span));
    let mention_fits = |mention: &crate::story::EventMention| {
        spans(&[mention.span, mention.trigger, mention.sentence])
            && spans(&mention.actors)
            && spans(&mention.means)
            && mention.figures.iter().all(|figure| text.bears(figure.span))
            && maybe(mention.place.as_ref().and_then(|place| place.span))
            && maybe(mention.date.as_ref().and_then(|date| date.span))
            && maybe(mention.attribution.source_span)
            && maybe(mention.attribution.cue.as_ref().map(|cue| cue.span))
    };
    maybe(reading.date.span)
        && spans(&reading.sentences)
        && reading.zones.iter().all(|zone| text.bears(zone.span))
        && reading.toponyms.iter().all(|toponym| text.bears(toponym.span))
        && reading.timexes.iter().all(|timex| text.bears(timex.span))
        && reading.mentions.iter().all(mention_fits)
}

/// Whether an event has mentions, each of them in the story, and claims by their spans.
fn event_fits(event: &Event, story: &Story) -> bool {
    let claim_fits = |claim: &crate::story::Claim| {
        story
            .mention(claim.mention)
            .is_some_and(|(source, _)| claim.span.is_none_or(|span| source.article.text.bears(span)))
    };
    !event.mentions.is_empty()
        && event.mentions.iter().all(|&mention| story.mention(mention).is_some())
        && event.slots.iter().all(|slot| !slot.claims.is_empty() && slot.claims.iter().all(claim_fits))
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): enough to tell an edited text, no guard against intent.
fn hash(text: &str) -> String {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Zone, ZoneKind};
    use jiff::civil::date;

    fn story() -> Story {
        let text = Text::new("Şuşa fell on Tuesday.");
        let span = text.span(0..6).unwrap();
        let day = DocumentDate { day: Some(date(2023, 9, 19)), status: DateStatus::Explicit, span: text.span(15..22) };
        let article = Article {
            id: ArticleId(4),
            letter: Letter(2),
            origin: "a.txt".to_owned(),
            text,
            headline: "Şuşa fell".to_owned(),
            outlet: None,
            url: Some("https://example.org/2023/a".to_owned()),
            date: day.clone(),
            warnings: vec![Warning::CutShort],
        };
        let zones = vec![Zone { span, kind: ZoneKind::Body }];
        let reading = Reading { zones, date: day, ..Reading::default() };
        let sources = vec![Source { article: Arc::new(article), reading: Arc::new(reading) }];
        Story { name: "A day".to_owned(), sources, ..Story::default() }
    }

    /// A story file after a change of its JSON, opened again.
    fn changed(change: impl FnOnce(&mut Value)) -> Result<Saved, StoryProblem> {
        let mut file = serde_json::to_value(file_of(&story(), None)).unwrap();
        change(&mut file);
        parse(file.to_string().as_bytes())
    }

    #[test]
    fn a_story_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        save(&story(), &path).unwrap();
        assert_eq!(load(&path).unwrap(), Saved { story: story(), stale: false, checked: Vec::new() });
    }

    #[test]
    fn fields_of_others_survive_a_save() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        let mut file = serde_json::to_value(file_of(&story(), None)).unwrap();
        file["views"] = "kept".into();
        file["articles"][0]["note"] = "kept too".into();
        fs::write(&path, file.to_string()).unwrap();
        save(&Story { name: "Another".to_owned(), ..story() }, &path).unwrap();
        let again: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!((&again["views"], &again["articles"][0]["note"]), (&"kept".into(), &"kept too".into()));
        assert_eq!(again["name"], "Another");
    }

    #[test]
    fn what_is_no_story_is_refused_in_a_sentence() {
        let sentence = |result: Result<Saved, StoryProblem>| result.unwrap_err().to_string();
        assert!(sentence(parse(b"{\"format\":")).starts_with("is not a Dateline story"));
        assert!(sentence(parse(b"{\"a\":1}")).contains("does not say \"format\""));
        assert!(sentence(changed(|file| file["version"] = 7.into())).contains("newer Dateline (story version 7"));
        assert!(sentence(changed(|file| file["articles"][0]["date_span"] = vec![1, 3].into())).contains("damaged"));
        let twice = changed(|file| {
            let copy = file["articles"][0].clone();
            file["articles"].as_array_mut().unwrap().push(copy);
        });
        assert!(sentence(twice).contains("two articles bear the letter C"));
        assert!(sentence(changed(|file| file["articles"][0]["text"] = Value::Null)).contains("not a Dateline story"));
    }

    #[test]
    fn a_reading_that_does_not_fit_its_text_is_to_be_made_again() {
        assert!(!changed(|_| {}).unwrap().stale);
        let stale = |change: fn(&mut Value)| changed(change).unwrap().stale;
        assert!(stale(|file| file["articles"][0]["text"] = "Şuşa fell on Tuesday!".into()));
        assert!(stale(|file| file["articles"][0]["reading"]["zones"][0]["span"]["end"] = 1.into()));
        assert!(stale(|file| file["articles"][0]["reading"] = "from another version".into()));
        assert!(stale(|file| file["events"] = Value::Null));
    }

    #[test]
    fn deep_json_from_a_stranger_is_refused() {
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
