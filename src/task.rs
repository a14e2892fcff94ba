//! Slow work as a value: open, paste, read again, save, load, make a picture. Runs on whatever thread it is handed to.
//!
//! Comes in: a [`Task`] with the story it starts from, and a [`Watch`] that hears of progress and may say stop. Goes out:
//! an [`Outcome`] to be applied as an edit, so that nothing a person did meanwhile is lost. A panic inside becomes an
//! error; one bad file never stops the others. It must never know the window or the command line.

mod chart;
mod picture;
mod sample;

pub use chart::{Chart, bundled_tiles, opened_map};
pub use picture::{Format, Making, Picture};
pub use sample::SAMPLE;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Once};

use anyhow::{Context as _, anyhow};
use geodata::Gazetteer;
use rayon::prelude::*;

use crate::file;
use crate::file::article::{self, OpenError};
use crate::file::story::{Known, Saved};
use crate::reader;
use crate::story::{Draft, Edit, LayerEdit, Story};

/// What takes time.
#[derive(Clone, Debug)]
pub enum Task {
    /// Read article files into a story.
    Open {
        /// The files, in the order they get their letters.
        paths: Vec<PathBuf>,
        /// The story they are added to.
        story: Arc<Story>,
    },
    /// Open files of points, lines or areas as layers under the story.
    Layers {
        /// The files, in the order they are drawn.
        paths: Vec<PathBuf>,
    },
    /// Read one text that came from the clipboard.
    Paste {
        /// The text.
        text: String,
        /// The story it is added to.
        story: Arc<Story>,
    },
    /// Read files that are held already: the example, or what was dropped as bytes.
    Texts {
        /// Name and bytes of each.
        texts: Vec<(String, Vec<u8>)>,
        /// The story they are added to.
        story: Arc<Story>,
    },
    /// Work a change that was read into the story as it has become meanwhile.
    Take {
        /// The change.
        edit: Box<Edit>,
    },
    /// Read all articles of a story again, with the dates people gave them since.
    Reread {
        /// The story.
        story: Arc<Story>,
    },
    /// Make pictures or data files of a story.
    Export {
        /// The story.
        story: Arc<Story>,
        /// What the picture is to be.
        picture: Box<Picture>,
        /// Where they go; the ending tells what is made.
        paths: Vec<PathBuf>,
    },
    /// Draw a picture of a story as pixels, for the clipboard.
    Draw {
        /// The story.
        story: Arc<Story>,
        /// What the picture is to be.
        picture: Box<Picture>,
    },
    /// Save a story.
    Save {
        /// The story.
        story: Arc<Story>,
        /// Where it goes.
        path: PathBuf,
        /// What is known of the file there: it is not written over when it holds something else by now.
        known: Known,
    },
    /// Open a saved story in place of the one there is.
    Load {
        /// The story file.
        path: PathBuf,
    },
    /// Open what can be opened of a damaged story, as a copy.
    Salvage {
        /// The story file.
        path: PathBuf,
    },
}

/// What a task came to.
#[derive(Debug)]
pub enum Outcome {
    /// Articles were read; the files that could not be are named with the reason, in the order they were given.
    Read {
        /// The change of the story; `None` when no file could be opened.
        edit: Option<Edit>,
        /// Files that could not be opened.
        refused: Vec<OpenError>,
    },
    /// Files were written.
    Made {
        /// Where they are, in the order they were asked for.
        paths: Vec<PathBuf>,
        /// What a person should know of them.
        remarks: Vec<String>,
    },
    /// A picture was drawn for the clipboard.
    Drawn {
        /// Width and height.
        size: [u32; 2],
        /// Red, green, blue and opacity of each pixel, row by row.
        rgba: Vec<u8>,
    },
    /// The story was saved.
    Saved {
        /// Where it is.
        path: PathBuf,
        /// What was saved: unsaved is whatever is not this one.
        story: Arc<Story>,
        /// What is known of the file now.
        known: Known,
    },
    /// Articles were read again: the change belongs to the story the task began with.
    ReadAgain {
        /// What was found.
        edit: Edit,
    },
    /// A saved story was opened.
    Loaded {
        /// The story.
        story: Arc<Story>,
        /// The file it came from.
        path: PathBuf,
        /// What is known of that file.
        known: Known,
    },
    /// What can be opened of a damaged story was opened.
    Salvaged {
        /// The story, a copy that no file holds yet.
        story: Arc<Story>,
        /// The damaged file.
        path: PathBuf,
        /// What else stood in it, for the copy to hold.
        known: Known,
        /// What was lost, a sentence each.
        lost: Vec<String>,
    },
    /// Stopped before anything was done.
    Stopped,
}

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: usize,
    /// Steps in all; 0 while unknown.
    pub total: usize,
    /// What is being done, as a person reads it ("Reading five articles").
    pub what: String,
}

/// How far one file of several is, in the order it passes through them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nothing was done with it yet.
    #[default]
    Waiting,
    /// It is being opened.
    Opening,
    /// Its text is there.
    Opened,
    /// It is being read.
    Reading,
    /// It was read alone; what it tells is being put beside what the others tell.
    Read,
}

/// Hears of progress, and may say stop.
pub trait Watch: Sync {
    /// Called from any thread when a file, by its place among those given, comes to a stage.
    fn file(&self, _place: usize, _stage: Stage) {}
    /// Called from any thread when a file, by its place among those given, could not be opened.
    fn refused(&self, _place: usize, _why: &OpenError) {}
    /// Called from any thread, often.
    fn progress(&self, progress: Progress);
    /// Whether to stop and keep what is done.
    fn stopped(&self) -> bool;
}

/// Watches nothing and never stops.
impl Watch for () {
    fn progress(&self, _: Progress) {}
    fn stopped(&self) -> bool {
        false
    }
}

/// A flag to stop by and a function that hears of progress.
impl<Hear: Fn(Progress) + Sync> Watch for (&AtomicBool, Hear) {
    fn progress(&self, progress: Progress) {
        (self.1)(progress);
    }
    fn stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Reads the example and lets go of it: the next reading finds word lists opened, and in memory what most texts touch
/// of the gazetteer. Once for a process: later calls do nothing.
pub fn prepare(gazetteer: &Gazetteer) {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let texts = SAMPLE.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into();
        drop(Task::Texts { texts, story: Arc::default() }.run(gazetteer, &()));
    });
}

impl Task {
    /// What it is, for a status line.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Open { paths, .. } if paths.len() == 1 => "Opening an article".to_owned(),
            Self::Open { paths, .. } => format!("Opening {} articles", paths.len()),
            Self::Layers { paths } => format!("Opening {}", counted(paths.len(), "layer")),
            Self::Paste { .. } => "Reading the pasted text".to_owned(),
            Self::Texts { texts, .. } => format!("Reading {}", counted(texts.len(), "article")),
            Self::Take { .. } => "Taking in what was read".to_owned(),
            Self::Reread { .. } => "Reading again".to_owned(),
            Self::Export { .. } => "Making the files".to_owned(),
            Self::Draw { .. } => "Copying the picture".to_owned(),
            Self::Save { .. } => "Saving the story".to_owned(),
            Self::Load { .. } => "Opening the story".to_owned(),
            Self::Salvage { .. } => "Opening what can be opened".to_owned(),
        }
    }

    /// Does the work.
    ///
    /// # Errors
    /// What could not be done and why. A panic inside is an error too, and says that it is our fault.
    pub fn run(self, gazetteer: &Gazetteer, watch: &dyn Watch) -> anyhow::Result<Outcome> {
        let label = self.label();
        guarded(|| self.work(gazetteer, watch)).with_context(|| format!("{label} did not work"))
    }

    fn work(self, gazetteer: &Gazetteer, watch: &dyn Watch) -> anyhow::Result<Outcome> {
        match self {
            Self::Open { paths, story } => {
                let name = |path: &PathBuf| path.display().to_string();
                let (drafts, refused) = opened(&paths, name, |path| article::open(path), watch);
                Ok(Outcome::Read { edit: add(drafts, &story, gazetteer, watch), refused })
            }
            Self::Layers { paths } => {
                let name = |path: &PathBuf| path.display().to_string();
                let (layers, refused) = opened(&paths, name, |path| file::layer::open(path), watch);
                let layers: Vec<_> = layers.into_iter().map(|(_, layer)| layer).collect();
                let edit = if layers.is_empty() { None } else { Some(Edit::Layer(LayerEdit::Add(layers))) };
                Ok(Outcome::Read { edit, refused })
            }
            Self::Texts { texts, story } => {
                let open = |(name, bytes): &(String, Vec<u8>)| {
                    article::draft(name, bytes).map_err(|problem| OpenError { path: name.clone(), problem })
                };
                let (drafts, refused) = opened(&texts, |(name, _)| name.clone(), open, watch);
                Ok(Outcome::Read { edit: add(drafts, &story, gazetteer, watch), refused })
            }
            Self::Paste { text, story } => {
                if text.trim().is_empty() {
                    return Err(anyhow!("the clipboard holds no text; copy the article's text first"));
                }
                let edit = add(vec![(0, Draft::plain("Pasted text", &text))], &story, gazetteer, watch);
                Ok(Outcome::Read { edit, refused: Vec::new() })
            }
            Self::Take { edit } => Ok(Outcome::Read { edit: Some(*edit), refused: Vec::new() }),
            Self::Reread { story } => {
                let (sources, events) = reader::read_again(&story.as_found(), gazetteer);
                Ok(Outcome::ReadAgain { edit: Edit::ReadAgain { sources, events: events.into() } })
            }
            Self::Export { story, picture, paths } => export(&story, &picture, paths, gazetteer, watch),
            Self::Draw { story, picture } => {
                let (size, rgba) = picture.pixels(&story, gazetteer)?;
                Ok(Outcome::Drawn { size, rgba })
            }
            Self::Save { story, path, known } => {
                let known = file::story::save(&story, &path, &known)?;
                Ok(Outcome::Saved { path, story, known })
            }
            Self::Load { path } => {
                let (saved, stamp) = file::story::load(&path)?;
                let known = Known { extra: Arc::new(saved.extra.clone()), stamp: Some(stamp), bare: saved.stale };
                let story = if saved.stale { read_again(&saved, gazetteer) } else { saved.story };
                Ok(Outcome::Loaded { story: Arc::new(story), path, known })
            }
            Self::Salvage { path } => {
                let saved = file::story::salvage(&path)?;
                let (sources, events) = reader::read_again(&saved.story.as_found(), gazetteer);
                let story = Arc::new(saved.story.apply(Edit::Add { sources, events: events.into() }));
                let known = Known { extra: Arc::new(saved.extra), ..Known::default() };
                Ok(Outcome::Salvaged { story, path, known, lost: saved.lost })
            }
        }
    }
}

/// Opens files side by side; what cannot be opened is told apart, and both keep the order they were given in, each that was
/// opened with its place among the files. A parser that panics on one file refuses this file and no other.
fn opened<File: Sync, Held: Send>(
    files: &[File],
    name: impl Fn(&File) -> String + Sync,
    open: impl Fn(&File) -> Result<Held, OpenError> + Sync,
    watch: &dyn Watch,
) -> (Vec<(usize, Held)>, Vec<OpenError>) {
    let done = AtomicUsize::new(0);
    let one = |(place, file): (usize, &File)| {
        watch.file(place, Stage::Opening);
        let opened = guarded(|| Ok(open(file))).unwrap_or_else(|panic| {
            let problem = article::Problem::Unparsable(panic.to_string());
            Err(OpenError { path: name(file), problem })
        });
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        watch.progress(Progress { done, total: files.len(), what: format!("Opening {}", name(file)) });
        match &opened {
            Ok(_) => watch.file(place, Stage::Opened),
            Err(why) => watch.refused(place, why),
        }
        opened.map(|opened| (place, opened))
    };
    let results: Vec<_> = files.par_iter().enumerate().filter(|_| !watch.stopped()).map(one).collect();
    let mut refused = Vec::new();
    let mut held = Vec::new();
    for result in results {
        match result {
            Ok(one) => held.push(one),
            Err(error) => refused.push(error),
        }
    }
    (held, refused)
}

fn add(drafts: Vec<(usize, Draft)>, story: &Story, gazetteer: &Gazetteer, watch: &dyn Watch) -> Option<Edit> {
    if drafts.is_empty() {
        return None;
    }
    watch.progress(Progress { done: 0, total: 0, what: format!("Reading {}", counted(drafts.len(), "article")) });
    let (places, drafts): (Vec<usize>, Vec<Draft>) = drafts.into_iter().unzip();
    let hear = |index: usize, read: bool| {
        if let Some(&place) = places.get(index) {
            watch.file(place, if read { Stage::Read } else { Stage::Reading });
        }
        !watch.stopped()
    };
    // Found beside what was found: decisions are applied to the result.
    let (sources, events) = reader::read_story_until(drafts, &story.as_found(), gazetteer, &hear);
    (!sources.is_empty()).then_some(Edit::Add { sources, events: events.into() })
}

/// A saved story whose readings did not fit: read again, what a person decided kept.
fn read_again(saved: &Saved, gazetteer: &Gazetteer) -> Story {
    let (sources, events) = reader::read_again(&saved.story.as_found(), gazetteer);
    let story = saved.story.apply(Edit::Add { sources, events: events.into() });
    saved.checked.iter().fold(story, |story, &event| story.apply(Edit::SetChecked(event, true)))
}

/// Makes every file before the first is written, so that a fault leaves what was there as it was.
fn export(
    story: &Story,
    picture: &Picture,
    paths: Vec<PathBuf>,
    gazetteer: &Gazetteer,
    watch: &dyn Watch,
) -> anyhow::Result<Outcome> {
    let mut files = Vec::with_capacity(paths.len());
    let making = Making::new(picture, story, gazetteer)?;
    for (done, path) in paths.iter().enumerate() {
        if watch.stopped() {
            return Ok(Outcome::Stopped);
        }
        watch.progress(Progress { done, total: paths.len(), what: format!("Making {}", path.display()) });
        let format = Format::of(path).with_context(|| {
            format!("{} has no ending that tells what to make: {}", path.display(), Format::ENDINGS)
        })?;
        files.push(making.bytes(format)?);
    }
    for (path, bytes) in paths.iter().zip(&files) {
        file::atomic::write(path, bytes)?;
    }
    let remarks = making.remarks();
    Ok(Outcome::Made { paths, remarks })
}

/// Runs work that may panic and turns a panic into an error.
fn guarded<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(anyhow!("a fault in Dateline itself: {}", panic_words(panic.as_ref()))))
}

/// What a panic said.
#[must_use]
pub fn panic_words(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<&str>().copied();
    words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given")
}

/// "1 article", "5 articles", "2,999 events".
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", crate::story::grouped(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    use crate::story::{Letter, MentionId};

    fn texts(names: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|&(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn run(task: Task) -> anyhow::Result<Outcome> {
        task.run(Gazetteer::bundled(), &())
    }

    /// The story after reading, and the files refused.
    fn read(task: Task, story: &Story) -> (Story, Vec<String>) {
        let Ok(Outcome::Read { edit, refused }) = run(task) else { panic!("nothing was read") };
        let story = edit.map_or_else(|| story.clone(), |edit| story.apply(edit));
        (story, refused.iter().map(ToString::to_string).collect())
    }

    fn two_articles() -> Story {
        let texts = texts(&[
            ("a.txt", "Flood in Accra\n\nA flood hit Accra on 4 May 2021 and killed six people, police said.\n"),
            ("empty.txt", ""),
            ("b.txt", "A flood in Accra killed at least five people on 4 May 2021, officials said.\n"),
        ]);
        let (story, refused) = read(Task::Texts { texts, story: Arc::default() }, &Story::default());
        assert_eq!(refused, ["empty.txt is empty: there is nothing to read in it."]);
        story
    }

    #[test]
    fn one_bad_file_never_stops_the_rest() {
        let story = two_articles();
        let origins: Vec<&str> = story.sources.iter().map(|source| source.article.origin.as_str()).collect();
        assert_eq!(origins, ["a.txt", "b.txt"], "letters follow the order they were given in");
        assert!(!story.events.is_empty());
    }

    #[test]
    fn what_is_added_takes_the_next_letter_and_joins_the_events() {
        let story = Arc::new(two_articles());
        let text = "Six people died in a flood in Accra on 4 May 2021, a minister said.".to_owned();
        let (story, _) = read(Task::Paste { text, story: story.clone() }, &story);
        assert_eq!(story.sources.last().map(|source| source.article.letter), Some(Letter(2)));
        let flood = story.events.iter().max_by_key(|event| event.mentions.len()).unwrap();
        assert_eq!(story.letters(flood), [Letter(0), Letter(1), Letter(2)]);
        let blank = Task::Paste { text: " \n".to_owned(), story: Arc::new(story) };
        assert!(format!("{:#}", run(blank).unwrap_err()).contains("the clipboard holds no text"));
    }

    #[test]
    fn reading_again_keeps_ids_and_letters() {
        let before = two_articles();
        let removed = before.apply(Edit::Remove(before.sources[0].article.id));
        let Outcome::ReadAgain { edit } = run(Task::Reread { story: Arc::new(removed.clone()) }).unwrap() else {
            panic!()
        };
        let after = removed.apply(edit);
        assert_eq!(after.sources.len(), 1);
        assert_eq!(after.sources[0].article, removed.sources[0].article);
    }

    #[test]
    fn a_story_is_saved_and_opened_with_what_was_decided() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("flood.dateline");
        let story = two_articles();
        let story = Arc::new(story.apply(Edit::SetChecked(story.events[0].id, true)));
        run(Task::Save { story: story.clone(), path: path.clone(), known: Known::default() }).unwrap();
        let Outcome::Loaded { story: opened, .. } = run(Task::Load { path: path.clone() }).unwrap() else { panic!() };
        assert_eq!(*opened, *story);

        // A reading that does not fit any more is made again, and the decision stays.
        let file = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, file.replace("\"zones\"", "\"zones of another version\"")).unwrap();
        let Outcome::Loaded { story: opened, .. } = run(Task::Load { path }).unwrap() else { panic!() };
        assert_eq!(opened.events, story.events);
        let mention = opened.events[0].mentions[0];
        assert!(opened.mention(MentionId { ..mention }).is_some() && opened.events[0].checked);
    }

    #[test]
    fn a_stop_keeps_what_is_done_and_progress_is_heard() {
        let (stop, heard) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let hear = |progress: Progress| heard.lock().unwrap().push(progress.what);
        let task = || Task::Texts { texts: texts(&[("a.txt", "Rain fell in Oslo.")]), story: Arc::default() };
        task().run(Gazetteer::bundled(), &(&stop, hear)).unwrap();
        assert_eq!(*heard.lock().unwrap(), ["Opening a.txt", "Reading 1 article"]);
        stop.store(true, Ordering::Relaxed);
        let Ok(Outcome::Read { edit: None, refused }) = task().run(Gazetteer::bundled(), &(&stop, |_| ())) else {
            panic!("a stop before the first file reads nothing")
        };
        assert!(refused.is_empty());
    }

    /// Notes which file was refused and why, and says stop from then on.
    #[derive(Default)]
    struct Refusals(Mutex<Vec<(usize, String)>>);

    impl Watch for Refusals {
        fn refused(&self, place: usize, why: &OpenError) {
            self.0.lock().unwrap().push((place, why.to_string()));
        }
        fn progress(&self, _: Progress) {}
        fn stopped(&self) -> bool {
            !self.0.lock().unwrap().is_empty()
        }
    }

    #[test]
    fn why_a_file_is_refused_is_heard_before_the_others_are_read() {
        let watch = Refusals::default();
        let texts = texts(&[("empty.txt", ""), ("a.txt", "Rain fell in Oslo.")]);
        let Ok(Outcome::Read { edit, .. }) =
            Task::Texts { texts, story: Arc::default() }.run(Gazetteer::bundled(), &watch)
        else {
            panic!("one bad file is no error")
        };
        assert!(edit.is_none(), "nothing is read after the stop");
        let heard = watch.0.into_inner().unwrap();
        assert_eq!(heard, [(0, "empty.txt is empty: there is nothing to read in it.".to_owned())]);
    }

    #[test]
    fn a_panic_becomes_an_error() {
        let error = guarded::<()>(|| panic!("the parser fell over")).unwrap_err();
        assert_eq!(error.to_string(), "a fault in Dateline itself: the parser fell over");
    }
}
