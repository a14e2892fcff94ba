//! The command line: what was asked, done without a window where it can be, and an exit code.
//!
//! Comes in: arguments, and a function that opens the window. Goes out: text or JSON on stdout, progress and errors on
//! stderr; exit code 0, 1 when the work failed, 2 when the question was wrong. Every error names the file and the way
//! out. It must never know egui.

mod digest;
mod export;
mod meter;
mod stream;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::{Args, Parser, Subcommand};
use geodata::Gazetteer;

use crate::export::reading;
use crate::file::article::OpenError;
use crate::file::layer::is_layer;
use crate::story::Story;
use crate::task::{Outcome, Task};
use meter::Meter;

/// Dateline reads the articles you have on one story, finds the events they report, and puts them on a map, each tied
/// to the passages that say so. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Articles to open in the window: text, Markdown, HTML, PDF, Word, OpenDocument or mail files; or a story file, or layers
    files: Vec<PathBuf>,
    /// A map file to draw on, instead of the map that is built in: PMTiles or MBTiles
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles and print what they report, with no window
    Read(Read),
    /// Make pictures and data of a story, with no window
    Export(Box<export::Export>),
}

#[derive(Debug, Args)]
struct Read {
    /// The articles of one story (text, Markdown, HTML, PDF, Word, OpenDocument or mail files), or one story file
    #[arg(required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// Print the whole story as JSON (offsets are Unicode code points, end exclusive)
    #[arg(long)]
    json: bool,
    /// Read one article per line of stdin, {"id","text","date"?,"title"?,"source"?}, and print one reading per line
    #[arg(long, conflicts_with_all = ["files", "json"])]
    jsonl: bool,
    /// Leave peoples and adjectives ("Armenian") out of the toponyms of the JSON
    #[arg(long)]
    no_demonyms: bool,
}

/// Runs the command line; `window` opens the window on some files and a map, and returns when it is closed.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    window: impl FnOnce(Vec<PathBuf>, Option<PathBuf>) -> anyhow::Result<()>,
) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap knows which stream and code each has.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match arguments.command {
        Some(Command::Read(read)) => read.run(),
        Some(Command::Export(export)) => export.run(),
        None => open_window(arguments.files, arguments.map, window),
    };
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

impl Read {
    fn run(self) -> anyhow::Result<ExitCode> {
        if self.jsonl {
            let demonyms = !self.no_demonyms;
            let failed = stream::run(io::stdin().lock(), io::stdout().lock(), Gazetteer::bundled(), demonyms)?;
            return Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        let (mut story, code) = open(&self.files)?;
        if self.files.iter().all(|path| is_layer(path)) {
            return Err(anyhow!(
                "nothing was read: a layer lies under a story; name articles or a story file beside it"
            ));
        }
        if self.no_demonyms {
            story.sources.iter_mut().for_each(|source| Arc::make_mut(&mut source.reading).leave_out_demonyms());
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            serde_json::to_writer_pretty(&mut out, &reading::story(&story))?;
            writeln!(out)?;
        } else {
            out.write_all(digest::digest(&story).as_bytes())?;
        }
        out.flush()?;
        Ok(code)
    }
}

/// Reads the files into one story: articles (a folder's too), a story file, or articles into a story file's, with layers
/// under it. Files that cannot be opened are named on stderr and make the exit code 1; the others are read.
fn open(paths: &[PathBuf]) -> anyhow::Result<(Story, ExitCode)> {
    let (saved, others): (Vec<PathBuf>, Vec<PathBuf>) =
        crate::file::folder::opened(paths.to_vec()).into_iter().partition(|path| crate::file::story::is_story(path));
    let (layers, articles): (Vec<PathBuf>, Vec<PathBuf>) = others.into_iter().partition(|path| is_layer(path));
    let story = match saved.as_slice() {
        [] => Arc::default(),
        [path] => match run_task(Task::Load { path: path.clone() })? {
            Outcome::Loaded { story, .. } => story,
            _ => Arc::default(),
        },
        _ => return Err(anyhow!("only one story file can be opened at a time; name one, with articles to add to it")),
    };
    let (story, mut refused) = if articles.is_empty() {
        (Story::clone(&story), Vec::new())
    } else {
        let (read, refused) = run_reading(Task::Open { paths: articles, story: story.clone() }, &story)?;
        (read.ok_or_else(|| anyhow!("nothing was read: none of the files could be opened"))?, refused)
    };
    let mut story = story;
    if !layers.is_empty() {
        let (with_layers, more) = run_reading(Task::Layers { paths: layers }, &story)?;
        story = with_layers.unwrap_or(story);
        refused.extend(more);
    }
    let code = if refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    Ok((story, code))
}

/// Runs a task that reads files; the story after it, `None` when no file could be opened. Files that could not be are named
/// on stderr.
fn run_reading(task: Task, story: &Story) -> anyhow::Result<(Option<Story>, Vec<OpenError>)> {
    let Outcome::Read { edit, refused } = run_task(task)? else { return Err(anyhow!("stopped")) };
    for error in &refused {
        complain(&error.to_string());
    }
    Ok((edit.map(|edit| story.apply(edit)), refused))
}

/// Runs slow work with a progress line on stderr.
fn run_task(task: Task) -> anyhow::Result<Outcome> {
    let meter = Meter::new();
    let outcome = task.run(Gazetteer::bundled(), &meter);
    meter.clear();
    outcome
}

/// What a bare Debian machine needs to show a window.
const WINDOW_PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri";

fn open_window(
    files: Vec<PathBuf>,
    map: Option<PathBuf>,
    window: impl FnOnce(Vec<PathBuf>, Option<PathBuf>) -> anyhow::Result<()>,
) -> anyhow::Result<ExitCode> {
    let shown = has_display().and_then(|()| {
        catch_unwind(std::panic::AssertUnwindSafe(|| window(files, map)))
            .unwrap_or_else(|panic| Err(anyhow!("{}", crate::task::panic_words(panic.as_ref()))))
    });
    shown.map(|()| ExitCode::SUCCESS).with_context(|| {
        format!(
            "The window cannot be opened here. On Debian or Ubuntu a window needs a display and these packages:\n  \
             apt-get install {WINDOW_PACKAGES}\n\
             Without a window: `dateline read FILE…` prints what the articles report, and\n\
             `dateline export FILE… --out map.png` makes the picture.\nThe reason"
        )
    })
}

/// Whether there is any display to open a window on.
fn has_display() -> anyhow::Result<()> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(all(unix, not(target_os = "macos"))) && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Err(anyhow!("neither DISPLAY nor WAYLAND_DISPLAY is set"));
    }
    Ok(())
}

/// Says on stderr what went wrong.
fn complain(sentence: &str) {
    let _ = writeln!(io::stderr(), "dateline: {sentence}");
}

/// Whether whoever reads our output has gone, as `| head` does.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|error| error.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
