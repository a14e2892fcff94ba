//! Story files (`*.dateline`): JSON with types of its own, frozen per version, saved whole or not at all.
//!
//! Comes in: a story, or the bytes of a file from anywhere. Goes out: the file, or a [`Saved`] story whose every span
//! and number was checked. What a person owns (texts, dates, decisions) has frozen types; what the reader found is kept
//! beside it and is dropped, to be read again, where it does not fit the text. Fields this version does not know survive:
//! they go with the story as an [`Extra`]. It must never trust a file: they come from strangers.

mod decision;
mod layer;
mod layout;
mod lines;
mod salvage;
mod v1;

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize as _};
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::atomic::{self, WriteError};
use crate::story::{EventId, Story};

use lines::Lines;
use v1::{ReadV1, WrittenV1, file_of, story_of};

pub use salvage::{Salvaged, salvage};

/// The version this program writes; it reads this one and all before.
pub const VERSION: u32 = 1;

/// What the first field says, so that a file is known for what it is.
const FORMAT: &str = "dateline story";

/// Largest story file that is read, in bytes.
pub const MAX_FILE: u64 = 400_000_000;

/// Why a story file could not be opened.
#[derive(Debug)]
pub struct StoryError {
    /// The file, as the person named it.
    pub path: String,
    /// What is wrong with it, and what to do.
    pub problem: StoryProblem,
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.problem)
    }
}

// The problem stands in the sentence already: what is behind it is the cause, or it would be said twice.
impl std::error::Error for StoryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.problem.source()
    }
}

/// What can be wrong with a story file; each is the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum StoryProblem {
    /// There is none.
    #[error("does not exist. Check the name and the folder.")]
    Missing,
    /// The file cannot be read at all.
    #[error("could not be read")]
    Io(#[source] std::io::Error),
    /// More than is read.
    #[error("is larger than {} MB, more than Dateline opens.", MAX_FILE / 1_000_000)]
    TooLarge,
    /// No JSON, or not a story's.
    #[error(
        "is not a Dateline story ({0}). If it was cut short, a file of the same name with .bak behind it, where there is one, is the one before."
    )]
    NotAStory(String),
    /// Written by a later program.
    #[error(
        "was saved by a newer Dateline (story version {0}; this one reads up to {VERSION}). Update Dateline to open it."
    )]
    Newer(u64),
    /// A promise of the format does not hold.
    #[error("is damaged: {0}. A file of the same name with .bak behind it, where there is one, is the one before.")]
    Damaged(String),
}

impl From<std::io::Error> for StoryProblem {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

/// A story as it was saved, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Articles with their readings, events with what was decided of them.
    pub story: Story,
    /// What was read did not fit the texts or this version: all is to be read again.
    pub stale: bool,
    /// Events a person found right, as files said before there were decisions; for a stale story these are to be set once
    /// it is read again.
    pub checked: Vec<EventId>,
    /// What else stood in the file.
    pub extra: Extra,
}

/// What a story file holds that this version does not know: fields of others, decisions of another version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    file: Map<String, Value>,
    /// By the fingerprint of the article's text.
    articles: HashMap<u64, Map<String, Value>>,
    decisions: Vec<Value>,
}

/// Whether a file's name is a story's: `*.dateline`.
#[must_use]
pub fn is_story(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("dateline"))
}

/// The story as it was before the last save of this file, where it was kept.
#[must_use]
pub fn backup_of(path: &Path) -> Option<PathBuf> {
    Some(atomic::backup_path(path)).filter(|backup| backup.is_file())
}

/// What is known of the file a story was opened from or saved to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What else stands in it, to be written back.
    pub extra: Arc<Extra>,
    /// Its bytes when it was opened or saved last; `None` for a file that may be written over whatever it holds.
    pub stamp: Option<Stamp>,
    /// Whether it was saved without what was read, as it would have been too large: all is read again when it is opened.
    pub bare: bool,
}

/// Tells whether a file still holds the bytes it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(u64);

impl Stamp {
    /// The stamp of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        // Any change tells; nobody forges a stamp of a file they may write anyway.
        let step = |hash: u64, chunk: &[u8]| {
            let word = chunk.iter().fold(0_u64, |word, &byte| word << 8 | u64::from(byte));
            (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
        };
        Self(bytes.chunks(8).fold(bytes.len() as u64, step))
    }

    /// The number it is written down as.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// The stamp that was written down as this number.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// Why a story could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program, or another window, wrote to the file since.
    #[error(
        "{0} was changed by someone else since it was opened here. Save under another name to keep both, or save over it."
    )]
    Changed(String),
    /// Texts and decisions alone are more than is opened again.
    #[error(
        "{0} was not saved: the story is larger than {max} MB, more than Dateline opens. Save it as several stories.",
        max = MAX_FILE / 1_000_000
    )]
    TooLarge(String),
    /// What is in the way of writing.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// The bytes of a story file; without what was read in it where they would be more than is opened again.
#[must_use]
pub fn bytes(story: &Story, extra: &Extra) -> Vec<u8> {
    bytes_within(story, extra, MAX_FILE).0
}

/// The bytes of a story file, and whether they are without what was read, as with it they would be more than this.
fn bytes_within(story: &Story, extra: &Extra, most: u64) -> (Vec<u8>, bool) {
    let whole = written(&file_of(story, extra));
    if whole.len() as u64 <= most { (whole, false) } else { (bare_bytes(story, extra), true) }
}

/// The same of texts and decisions alone: the rest is read again when the file is opened.
#[must_use]
pub fn bare_bytes(story: &Story, extra: &Extra) -> Vec<u8> {
    let mut file = file_of(story, extra);
    // No list, rather than an empty one: that is how it is known that all is to be read again.
    file.events = None;
    for article in &mut file.articles {
        article.reading = Arc::default();
    }
    written(&file)
}

fn written(file: &WrittenV1) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Lines::default());
    // Nothing here can fail to be written down, and no room can fail to be found for it.
    let _ = file.serialize(&mut writer);
    bytes.push(b'\n');
    bytes
}

/// Saves a story over what was there, which is kept once under its name with `.bak` behind it; returns what is known of the
/// file now.
///
/// # Errors
/// The file was changed since `known`, the story is more than is opened again, or something is in the way; the old file is whole.
pub fn save(story: &Story, path: &Path, known: &Known) -> Result<Known, SaveError> {
    // A file that is gone is no change to be kept.
    if let (Some(stamp), Ok(now)) = (known.stamp, fs::read(path))
        && Stamp::of(&now) != stamp
    {
        return Err(SaveError::Changed(path.display().to_string()));
    }
    let (bytes, bare) = bytes_within(story, &known.extra, MAX_FILE);
    if bytes.len() as u64 > MAX_FILE {
        return Err(SaveError::TooLarge(path.display().to_string()));
    }
    atomic::write_with_backup(path, &bytes)?;
    Ok(Known { extra: Arc::clone(&known.extra), stamp: Some(Stamp::of(&bytes)), bare })
}

/// Opens a story file; the second value tells later whether it was changed since.
///
/// # Errors
/// Says what is wrong with the file, and the way out, in one sentence that begins with its name.
pub fn load(path: &Path) -> Result<(Saved, Stamp), StoryError> {
    let read = || {
        let bytes = read(path)?;
        Ok((parse(&bytes)?, Stamp::of(&bytes)))
    };
    read().map_err(|problem| StoryError { path: path.display().to_string(), problem })
}

fn read(path: &Path) -> Result<Vec<u8>, StoryProblem> {
    if fs::metadata(path)?.len() > MAX_FILE {
        return Err(StoryProblem::TooLarge);
    }
    Ok(fs::read(path)?)
}

fn parse(bytes: &[u8]) -> Result<Saved, StoryProblem> {
    let unread = |error: serde_json::Error| unreadable(bytes, &error);
    check_format(&serde_json::from_slice(bytes).map_err(unread)?)?;
    story_of(serde_json::from_slice::<ReadV1>(bytes).map_err(unread)?)
}

/// What is wrong with a file that does not read: one that says it is a story is a damaged one.
fn unreadable(bytes: &[u8], error: &serde_json::Error) -> StoryProblem {
    let (line, told) = (error.line(), format!("\"{FORMAT}\""));
    if !bytes.windows(told.len()).any(|window| window == told.as_bytes()) {
        return StoryProblem::NotAStory(format!("line {line} does not read as one"));
    }
    StoryProblem::Damaged(match error.classify() {
        Category::Eof => format!("it stops in the middle of line {line}"),
        _ => format!("line {line} does not read as it should"),
    })
}

/// What a file says that it is.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
}

/// Whether it says of itself that it is a story this version can open.
fn check_format(head: &Head) -> Result<(), StoryProblem> {
    if head.format.as_str() != Some(FORMAT) {
        return Err(StoryProblem::NotAStory(format!("it does not say \"format\": \"{FORMAT}\"")));
    }
    match head.version.as_u64() {
        Some(version) if version > u64::from(VERSION) => Err(StoryProblem::Newer(version)),
        Some(_) => Ok(()),
        None => Err(StoryProblem::NotAStory("it states no version".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{
        Article, ArticleId, Attribution, DateStatus, Decision, Detail, DocumentDate, EventMention, Kind, Letter,
        PassageKey, Reading, Source, Tells, Text, Verdict, Warning, Zone, ZoneKind,
    };
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
            byline: None,
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
        let mut file = serde_json::to_value(file_of(&story(), &Extra::default())).unwrap();
        change(&mut file);
        parse(file.to_string().as_bytes())
    }

    /// A decision about the first word.
    fn decided() -> Story {
        let story = story();
        let text = &story.sources[0].article.text;
        let at = PassageKey::of(text, text.span(0..6).unwrap());
        let decision = Decision::Place { at, words: "Şuşa".to_owned(), verdict: Verdict::CannotTell };
        story.with_decisions(vec![decision])
    }

    #[test]
    fn without_what_was_read_a_story_asks_to_be_read_again() {
        let (bytes, bare) = bytes_within(&decided(), &Extra::default(), 100);
        assert!(bare && !bytes_within(&decided(), &Extra::default(), MAX_FILE).1);
        let saved = parse(&bytes).unwrap();
        assert!(saved.stale);
        assert_eq!(saved.story.decisions(), decided().decisions());
    }

    #[test]
    fn a_story_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        for story in [story(), decided()] {
            let known = save(&story, &path, &Known::default()).unwrap();
            let (saved, stamp) = load(&path).unwrap();
            assert_eq!(saved, Saved { story, stale: false, checked: Vec::new(), extra: Extra::default() });
            assert_eq!(known.stamp, Some(stamp));
        }
    }

    #[test]
    fn details_come_back_and_a_file_from_before_them_opens() {
        let mut story = story();
        let source = &mut story.sources[0];
        let text = &source.article.text;
        let whole = text.span(0..text.as_str().len()).unwrap();
        let detail = Detail { tells: Tells::Actor, span: text.span(0..6).unwrap(), said: Attribution::default() };
        let bare = EventMention::bare(text.span(7..11).unwrap(), whole, 1, Kind::Invasion);
        let mentions = vec![EventMention { details: vec![detail], ..bare }];
        source.reading = Arc::new(Reading { mentions, ..Reading::clone(&source.reading) });
        let file = serde_json::to_value(file_of(&story, &Extra::default())).unwrap();
        let opened = |change: fn(&mut Value)| {
            let mut file = file.clone();
            change(&mut file["articles"][0]["reading"]["mentions"][0]);
            parse(file.to_string().as_bytes()).unwrap()
        };
        assert_eq!(opened(|_| {}).story, story);
        let before = opened(|mention| drop(mention.as_object_mut().unwrap().remove("details")));
        assert!(!before.stale && before.story.sources[0].reading.mentions[0].details.is_empty());
        assert!(opened(|mention| mention["details"][0]["span"]["end"] = 900.into()).stale);
    }

    #[test]
    fn fields_and_decisions_of_others_survive_a_save_under_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        let mut file = serde_json::to_value(file_of(&decided(), &Extra::default())).unwrap();
        file["views"] = "kept".into();
        file["articles"][0]["note"] = "kept too".into();
        file["decisions"].as_array_mut().unwrap().push(serde_json::json!({"decide": "later-than-this"}));
        fs::write(&path, file.to_string()).unwrap();
        let (saved, stamp) = load(&path).unwrap();
        let known = Known { extra: Arc::new(saved.extra), stamp: Some(stamp), ..Known::default() };
        let other = folder.path().join("b.dateline");
        save(&Story { name: "Another".to_owned(), ..saved.story }, &other, &Known { stamp: None, ..known }).unwrap();
        let again: Value = serde_json::from_slice(&fs::read(&other).unwrap()).unwrap();
        assert_eq!((&again["views"], &again["articles"][0]["note"]), (&"kept".into(), &"kept too".into()));
        assert_eq!((&again["name"], &again["decisions"][1]["decide"]), (&"Another".into(), &"later-than-this".into()));
        assert_eq!(again["decisions"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn a_file_changed_underneath_is_not_written_over_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dateline");
        let known = save(&story(), &path, &Known::default()).unwrap();
        fs::write(&path, "theirs").unwrap();
        let error = save(&decided(), &path, &known).unwrap_err();
        assert!(error.to_string().contains("was changed by someone else"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        save(&decided(), &path, &Known { stamp: None, ..known }).unwrap();
        assert_eq!(fs::read(folder.path().join("a.dateline.bak")).unwrap(), b"theirs", "one backup is kept");
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
        let other = sentence(changed(|file| file["articles"][0]["text"] = Value::Null));
        assert!(other.starts_with("is damaged: line ") && other.contains("does not read as it should"), "{other}");
        let cut = sentence(parse(b"{\n \"format\": \"dateline story\",\n \"version\": 1,\n \"name\": \"Ri"));
        assert!(cut.starts_with("is damaged: it stops in the middle of line 4."), "{cut}");
    }

    #[test]
    fn a_reading_that_does_not_fit_its_text_is_to_be_made_again() {
        assert!(!changed(|_| {}).unwrap().stale);
        let stale = |change: fn(&mut Value)| changed(change).unwrap().stale;
        assert!(stale(|file| file["articles"][0]["text"] = "Şuşa fell on Tuesday!".into()));
        assert!(stale(|file| file["articles"][0]["reading"]["zones"][0]["span"]["end"] = 1.into()));
        assert!(stale(|file| file["articles"][0]["reading"] = "from another version".into()));
        assert!(stale(|file| file["events"] = Value::Null));
        assert!(stale(|file| file["events"] = serde_json::json!({"of": "another shape"})));
        assert!(stale(|file| file["events"] = serde_json::json!(["from another version"])));
    }

    #[test]
    fn deep_json_from_a_stranger_is_refused() {
        assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    }
}
