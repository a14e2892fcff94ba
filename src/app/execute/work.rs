//! What takes time: the line of work for the worker, and what it and the dialogs report back.
//!
//! Comes in: files and requests, reports. Goes out: tasks, edits, notices. A result never undoes what was decided meanwhile.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::files::at_home;
use crate::app::state::{Over, Row, Tab};
use crate::app::worker::{Ahead, Dialog, Report};
use crate::app::{Request, Running, Window};
use crate::file::article::OpenError;
use crate::file::folder::free_name;
use crate::file::layer::is_layer;

use super::Then;
use crate::story::Edit;
use crate::task::{Outcome, SAMPLE, Stage, Task};

/// Why something did not work, from what stopped to what stopped it; words that an error already told are not told twice.
fn causes(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.contains(&cause) {
            told = if told.is_empty() { cause } else { format!("{told}: {cause}") };
        }
    }
    told
}

impl Window {
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        self.view.sheet = None;
        let paths = crate::file::folder::opened(paths);
        let (stories, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| crate::file::story::is_story(path));
        let (maps, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| crate::file::TileFile::is_named_so(path));
        if let Some(map) = maps.last() {
            self.open_map(map);
        }
        for story in stories {
            self.after_asking(&self.worker_context(), Then::Load(story));
        }
        if paths.is_empty() {
            return;
        }
        let (layers, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| is_layer(path));
        let name = |path: &PathBuf| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        if !layers.is_empty() {
            let batch = self.begin_rows(layers.iter().map(name));
            self.queue(Request::Layers(layers, batch));
        }
        if !paths.is_empty() {
            let batch = self.begin_rows(paths.iter().map(name));
            self.queue(Request::Open(paths, batch));
        }
    }

    /// Shows a row for each file that is on its way; returns the number they are known by together.
    pub(super) fn begin_rows(&mut self, names: impl Iterator<Item = String>) -> u64 {
        let batch = self.view.rows.iter().map(|row| row.batch + 1).max().unwrap_or(0);
        let row = |(place, name)| Row { name, batch, place, stage: Stage::default(), problem: None };
        self.view.rows.extend(names.enumerate().map(row));
        batch
    }

    /// Puts work in the line and starts the first when the worker is free.
    pub(in crate::app) fn queue(&mut self, request: Request) {
        self.requests.push_back(request);
        self.start_next();
    }

    /// Starts the next work with the story as it is now, so that ids and letters stay one of a kind.
    fn start_next(&mut self) {
        if self.worker.busy() {
            return;
        }
        let Some(request) = self.requests.pop_front() else { return };
        let story = self.history.story().clone();
        let from = story.clone();
        let mut running = Running { epoch: self.epoch, revision: self.history.revision(), ..Running::default() };
        running.pasted = matches!(request, Request::Paste(..));
        running.batch = request.batch();
        let task = match request {
            Request::Open(paths, _) => Task::Open { paths, story },
            Request::Layers(paths, _) => Task::Layers { paths },
            Request::Paste(text, _) => Task::Paste { text, story },
            Request::Example(_) => {
                let texts = SAMPLE.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into();
                Task::Texts { texts, story }
            }
            Request::Take(edit) => Task::Take { edit },
            Request::Reread => Task::Reread { story },
            Request::Save(path, known) => Task::Save { story, path, known },
            Request::Load(path) => Task::Load { path },
            Request::Salvage(path) => Task::Salvage { path },
            Request::Restore(leftover) => {
                running.leftover = Some(leftover.clone());
                Task::Load { path: leftover.path }
            }
            Request::Export => {
                let (story, picture) = self.picture();
                Task::Export { story, picture: Box::new(picture), paths: self.export_paths() }
            }
            Request::CopyPicture => {
                let (story, picture) = self.picture();
                Task::Draw { story, picture: Box::new(picture) }
            }
        };
        self.progress = Some((task.label(), 0.0));
        self.running = running;
        self.worker.run(task, from);
    }

    /// Takes in what the worker and the dialogs have to say.
    pub(in crate::app) fn hear(&mut self, ctx: &Context) {
        self.hear_of_files();
        for report in self.worker.reports() {
            match report {
                Report::Progress(progress) => {
                    #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
                    let part = progress.done as f32 / progress.total.max(1) as f32;
                    self.progress = Some((progress.what, part));
                }
                Report::Done(label, outcome, ahead) => {
                    if let Some(ahead) = &ahead {
                        self.digest.know(&ahead.story, &ahead.counted);
                    }
                    self.done(ctx, &label, outcome, ahead);
                }
                // A dialog that was cancelled: what waited for its answer is off too.
                Report::Chosen(paths) if paths.is_empty() && self.view.sheet.is_none() => self.view.then = None,
                Report::Chosen(paths) => self.open(paths),
                Report::Target(Dialog::Save, path) => self.save_to(path),
                Report::Target(_, path) => {
                    self.view.export.path = path.to_string_lossy().into_owned();
                    self.view.export.own_path = true;
                }
                Report::NoDialog(Dialog::Open | Dialog::Map) => self.ask_path(Over::OpenPath, String::new()),
                Report::NoDialog(Dialog::Save) => {
                    // Where another window has the file, it is not offered again.
                    let beside = self.files.path.as_deref();
                    let free = |path: &Path| if self.files.theirs { free_name(path) } else { path.to_owned() };
                    let beside = beside.map(|path| free(path).to_string_lossy().into_owned());
                    let path = beside.unwrap_or_else(|| at_home(&self.file_name("dateline")));
                    self.ask_path(Over::SavePath, path);
                }
                Report::NoDialog(Dialog::Export) => {
                    self.notices.fail("No file dialog is available here", "Type the path into the field instead");
                }
            }
        }
    }

    /// How far each file of the task is, for its row, or why it was refused.
    fn hear_of_files(&mut self) {
        let Some(batch) = self.running.batch.filter(|_| !self.view.rows.is_empty()) else { return };
        let files = self.worker.files();
        for row in self.view.rows.iter_mut().filter(|row| row.batch == batch && row.problem.is_none()) {
            match files.get(row.place) {
                Some(Ok(stage)) => row.stage = *stage,
                Some(Err(why)) => row.problem = Some(why.clone()),
                None => {}
            }
        }
    }

    fn done(&mut self, ctx: &Context, label: &str, outcome: anyhow::Result<Outcome>, ahead: Option<Ahead>) {
        self.progress = None;
        self.hear_of_files();
        let running = std::mem::take(&mut self.running);
        let now = ctx.input(|input| input.time);
        let story_is_empty = self.history.story().sources.is_empty();
        self.view.rows.retain(|row| row.problem.is_some() || Some(row.batch) != running.batch);
        let failed = format!("{label} did not work");
        if outcome.is_ok() {
            self.notices.withdraw(&failed);
        }
        match outcome {
            // Articles of a story that was let go of meanwhile.
            Ok(Outcome::Read { .. } | Outcome::ReadAgain { .. }) if running.epoch != self.epoch => {}
            Ok(Outcome::ReadAgain { edit }) => {
                let saved = self.history.revision() == self.files.saved;
                // It was read of the story of that revision, so that is what was made ahead.
                if !self.history.amend(running.revision, &edit, ahead.map(|ahead| ahead.story)) {
                    self.queue(Request::Reread);
                }
                if saved {
                    self.files.saved = self.history.revision();
                }
                self.keep_view_whole();
            }
            // Why a file was refused stands in its row.
            Ok(Outcome::Read { edit: Some(edit), .. }) => {
                self.take_in(edit, ahead);
                // A pasted text is in no file.
                self.files.decided |= running.pasted;
            }
            Ok(Outcome::Read { edit: None, refused }) => {
                if let Some(OpenError { path, problem }) = refused.first().filter(|_| story_is_empty) {
                    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                    self.notices.fail(format!("{name} could not be opened"), format!("It {problem}"));
                }
            }
            Ok(Outcome::Made { paths, remarks }) => self.made(&paths, &remarks, now),
            Ok(Outcome::Drawn { size, rgba }) => self.copy_picture(ctx, size, &rgba, now),
            Ok(Outcome::Saved { path, known, .. }) => self.was_saved(ctx, path, running.revision, known),
            Ok(Outcome::Loaded { story, path, known }) => match running.leftover {
                Some(leftover) => self.was_restored(&leftover, story, known),
                None => self.begin_with(story, Some(path), known),
            },
            Ok(Outcome::Salvaged { story, path, known, lost }) => self.was_salvaged(story, known, &path, &lost),
            Ok(Outcome::Stopped) => self.notices.tell("Stopped", "What was done is kept", now),
            Err(error) if self.way_out(&error) => {}
            Err(error) => {
                self.view.then = None;
                self.notices.fail(failed, causes(&error));
            }
        }
        self.start_next();
    }

    /// Asks for a path in a sheet, where no dialog is to be had.
    pub(super) fn ask_path(&mut self, sheet: Over, path: String) {
        self.view.typed_path = path;
        self.view.sheet = Some(sheet);
    }

    /// Takes in what was read; the first time, frames the story and selects what most articles report. Where the story has
    /// changed since, the worker makes the story anew: that takes too long for a frame.
    fn take_in(&mut self, edit: Edit, ahead: Option<Ahead>) {
        let story = self.history.story().clone();
        let Some(ahead) = ahead.filter(|ahead| Arc::ptr_eq(&ahead.from, &story)) else {
            // Before what else waits: the next articles need the ids that are free after these.
            self.requests.push_front(Request::Take(Box::new(edit)));
            return;
        };
        let first = story.sources.is_empty();
        let told = match &edit {
            Edit::Add { sources, .. } => sources.iter().any(|source| story.told(source.article.text.fingerprint())),
            _ => false,
        };
        self.files.decided |= !matches!(edit, Edit::Add { .. });
        self.history.take(&edit, ahead.story);
        self.keep_view_whole();
        if told {
            // A text that was here before: its date was given by a person, and the reader did not know.
            self.queue(Request::Reread);
        }
        if self.view.selected.is_none() {
            self.select_loudest();
        }
        if first {
            self.map.frame_first();
            if self.history.story().events.is_empty() {
                // What was read is all there is to see, and words of it can be made an event.
                self.show_tab(Tab::Article);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cause_is_told_twice() {
        let error =
            anyhow::anyhow!("the disk is full").context("a.txt could not be written").context("Saving did not work");
        assert_eq!(causes(&error), "a.txt could not be written: the disk is full");
        let error = anyhow::anyhow!("is too new").context("a.txt is too new").context("Opening did not work");
        assert_eq!(causes(&error), "a.txt is too new");
    }
}
