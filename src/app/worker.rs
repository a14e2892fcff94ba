//! The one thread slow work runs on, and the dialogs that must not block the window.
//!
//! Comes in: tasks, one at a time. Goes out: reports, read by the window once a frame. Channels are bounded; a task
//! hears of a stop through a flag and keeps what is done. It must never touch a story: results come back as edits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::anyhow;
use geodata::Gazetteer;

use crate::file::article::{ENDINGS, OpenError};
use crate::story::Story;
use crate::task::{Outcome, Progress, Stage, Task, Watch, panic_words};

use super::digest::Counted;
use super::map::camera::story_frame;

/// What the worker or a dialog has to say.
pub(super) enum Report {
    /// How far the task is.
    Progress(Progress),
    /// The task is over: its label, what it came to, and the story it leads to.
    Done(String, anyhow::Result<Outcome>, Option<Ahead>),
    /// Files were chosen in a dialog, or none.
    Chosen(Vec<PathBuf>),
    /// A place for the picture or the story was chosen.
    Target(Dialog, PathBuf),
    /// This machine has no file dialog to offer.
    NoDialog(Dialog),
}

/// The story a task leads to, made and counted where no frame waits for it.
pub(super) struct Ahead {
    /// The story the window had when the task began.
    pub(super) from: Arc<Story>,
    /// That story with what was read, or the one that was opened in its place.
    pub(super) story: Arc<Story>,
    /// Its counts.
    pub(super) counted: Arc<Counted>,
}

impl Ahead {
    fn of(from: Arc<Story>, outcome: &Outcome) -> Option<Self> {
        let story = match outcome {
            Outcome::Read { edit: Some(edit), .. } | Outcome::ReadAgain { edit } => Arc::new(from.apply(edit.clone())),
            Outcome::Loaded { story, .. } | Outcome::Salvaged { story, .. } => Arc::clone(story),
            _ => return None,
        };
        let counted = Arc::new(Counted::of(&story, None));
        // What the first frame would put in order: its groups of outlets, the frame of the map, the tables of events.
        counted.outlets(&story);
        counted.frame(&story, story_frame);
        counted.whole(&story);
        counted.loudest(&story);
        let first = story.events.first().and_then(|event| event.mentions.first());
        first.and_then(|&mention| story.event(story.event_holding(mention)?.id));
        Some(Self { from, story, counted })
    }
}

/// Which dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    /// Which files to open.
    Open,
    /// Where the picture goes.
    Export,
    /// Where the story goes.
    Save,
    /// Which map to draw on.
    Map,
}

/// How far each file of the task is, by its place among those given, or why it was refused; empty until one is opened.
type Files = Arc<Mutex<Vec<Result<Stage, String>>>>;

/// How far the task is, until that was read: steps that pass between two frames are not told.
type Latest = Arc<Mutex<Option<Progress>>>;

/// The least time between two frames that show how far a task is: many files pass in the time of one.
const BEAT: Duration = Duration::from_millis(40);

/// Within this a system without a dialog says so, and nobody presses Cancel in one.
const AT_ONCE: Duration = Duration::from_millis(900);

/// What the thread tells of the task at hand.
struct Ear {
    stop: Arc<AtomicBool>,
    reports: SyncSender<Report>,
    files: Files,
    progress: Latest,
    wake: egui::Context,
}

impl Ear {
    fn set(&self, place: usize, stage: Result<Stage, String>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.len() <= place {
            files.resize(place + 1, Ok(Stage::default()));
        }
        if let Some(known) = files.get_mut(place) {
            *known = stage;
        }
        self.wake.request_repaint_after(BEAT);
    }
}

impl Watch for Ear {
    fn file(&self, place: usize, stage: Stage) {
        self.set(place, Ok(stage));
    }

    fn refused(&self, place: usize, why: &OpenError) {
        self.set(place, Err(why.problem.to_string()));
    }

    fn progress(&self, progress: Progress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        self.wake.request_repaint_after(BEAT);
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// The thread and the ends of its channels.
pub(super) struct Worker {
    tasks: SyncSender<(Task, Arc<Story>)>,
    reports: Receiver<Report>,
    sender: SyncSender<Report>,
    stop: Arc<AtomicBool>,
    files: Files,
    progress: Latest,
    busy: bool,
    /// When a dialog was asked for that did not answer yet.
    asked: Option<Instant>,
    wake: egui::Context,
}

impl Worker {
    /// Starts the thread; `ctx` is woken when there is something to read.
    pub(super) fn start(ctx: &egui::Context) -> std::io::Result<Self> {
        Self::doing(ctx, |task, ear| task.run(Gazetteer::bundled(), ear))
    }

    /// The same with another way to do a task.
    fn doing(
        ctx: &egui::Context,
        run: impl Fn(Task, &Ear) -> anyhow::Result<Outcome> + Send + 'static,
    ) -> std::io::Result<Self> {
        let (tasks, todo) = sync_channel::<(Task, Arc<Story>)>(1);
        let (sender, reports) = sync_channel(64);
        let stop = Arc::new(AtomicBool::new(false));
        let (files, progress) = (Files::default(), Latest::default());
        let ear = Ear {
            stop: stop.clone(),
            reports: sender.clone(),
            files: files.clone(),
            progress: progress.clone(),
            wake: ctx.clone(),
        };
        thread::Builder::new().name("dateline-worker".to_owned()).spawn(move || {
            for (task, from) in todo {
                let label = task.label();
                let work = || {
                    let outcome = run(task, &ear);
                    let ahead = outcome.as_ref().ok().and_then(|outcome| Ahead::of(from, outcome));
                    (outcome, ahead)
                };
                let (outcome, ahead) = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
                    let fault = anyhow!("a fault in Dateline itself: {}", panic_words(panic.as_ref()));
                    (Err(fault.context(format!("{label} did not work"))), None)
                });
                if ear.reports.send(Report::Done(label, outcome, ahead)).is_err() {
                    return;
                }
                ear.wake.request_repaint();
            }
        })?;
        Ok(Self { tasks, reports, sender, stop, files, progress, busy: false, asked: None, wake: ctx.clone() })
    }

    /// Whether a task is running.
    pub(super) fn busy(&self) -> bool {
        self.busy
    }

    /// The context that is woken.
    pub(super) fn context(&self) -> egui::Context {
        self.wake.clone()
    }

    /// Hands a task over with the story there is; `false` when one is running still.
    pub(super) fn run(&mut self, task: Task, story: Arc<Story>) -> bool {
        if self.busy {
            return false;
        }
        self.stop.store(false, Ordering::Relaxed);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.busy = self.tasks.try_send((task, story)).is_ok();
        self.busy
    }

    /// Tells the task to stop and keep what is done.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// How far the files of the task are, in the order they were given, or why one was refused.
    pub(super) fn files(&self) -> Vec<Result<Stage, String>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What there is to read, without waiting.
    pub(super) fn reports(&mut self) -> Vec<Report> {
        let told: Vec<Report> = self.reports.try_iter().collect();
        // Taken after what was told and put before it: a step of a task that is over comes before its end.
        let latest = self.progress.lock().unwrap_or_else(PoisonError::into_inner).take();
        let reports: Vec<Report> = latest.map(Report::Progress).into_iter().chain(told).collect();
        if reports.iter().any(|report| matches!(report, Report::Done(..))) {
            self.busy = false;
        }
        let answers = |report: &Report| !matches!(report, Report::Progress(_) | Report::Done(..));
        if reports.iter().any(answers) {
            self.asked = None;
        }
        reports
    }

    /// Whether a dialog was asked for and may not be there: what is typed then is for the field in its place.
    pub(super) fn asks_for_dialog(&self) -> bool {
        self.asked.is_some_and(|asked| asked.elapsed() < AT_ONCE)
    }

    /// Makes ready what the first reading needs, while nobody waits for it.
    pub(super) fn prepare() {
        let work = || crate::task::prepare(Gazetteer::bundled());
        // Without a thread the first reading takes so much longer.
        let _ = thread::Builder::new().name("dateline-ready".to_owned()).spawn(work);
    }

    /// Asks for files, or for a place, in the system's dialog, on a thread of its own.
    pub(super) fn ask(&mut self, dialog: Dialog, name: String) {
        self.asked = Some(Instant::now());
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let spawned = thread::Builder::new().name("dateline-dialog".to_owned()).spawn(move || {
            // A dialog that falls over is one that is not there.
            let report = catch_unwind(|| pollster::block_on(asked(dialog, &name)));
            let _ = sender.send(report.unwrap_or(Report::NoDialog(dialog)));
            wake.request_repaint();
        });
        if spawned.is_err() {
            let _ = self.sender.try_send(Report::NoDialog(dialog));
        }
    }
}

/// Shows the dialog. Where the system has none, the answer comes at once and is the same as for Cancel.
async fn asked(dialog: Dialog, name: &str) -> Report {
    let begun = Instant::now();
    let chosen = match dialog {
        Dialog::Open => {
            let kinds = [ENDINGS.as_slice(), &["dateline"]].concat();
            let asked = rfd::AsyncFileDialog::new().set_title("Open articles").add_filter("Articles", &kinds);
            let asked = asked.add_filter("Layers", &crate::file::layer::ENDINGS);
            let files = asked.add_filter("All files", &["*"]).pick_files().await;
            files.map(|files| Report::Chosen(files.iter().map(|file| file.path().to_owned()).collect()))
        }
        Dialog::Map => {
            let asked = rfd::AsyncFileDialog::new().set_title("Choose a map file");
            let file = asked.add_filter("Maps", &["pmtiles", "mbtiles"]).pick_file().await;
            file.map(|file| Report::Chosen(vec![file.path().to_owned()]))
        }
        Dialog::Export | Dialog::Save => {
            let title = if dialog == Dialog::Save { "Save the story" } else { "Export the picture" };
            let asked = rfd::AsyncFileDialog::new().set_title(title).set_file_name(name);
            asked.save_file().await.map(|file| Report::Target(dialog, file.path().to_owned()))
        }
    };
    match chosen {
        Some(report) => report,
        None if begun.elapsed() < AT_ONCE => Report::NoDialog(dialog),
        None => Report::Chosen(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The report that a task is over, once it comes.
    fn done(worker: &mut Worker) -> anyhow::Result<Outcome> {
        for _ in 0..1000 {
            for report in worker.reports() {
                if let Report::Done(_, outcome, _) = report {
                    return outcome;
                }
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("a task without an end")
    }

    #[test]
    fn a_panic_inside_a_task_is_told_and_the_next_task_runs() {
        let run = |task: Task, _: &Ear| match task {
            Task::Load { .. } => panic!("the story fell over"),
            _ => Ok(Outcome::Stopped),
        };
        let mut worker = Worker::doing(&egui::Context::default(), run).unwrap();
        assert!(worker.run(Task::Load { path: PathBuf::new() }, Arc::default()));
        assert!(worker.busy() && !worker.run(Task::Layers { paths: Vec::new() }, Arc::default()), "one at a time");
        let error = format!("{:#}", done(&mut worker).unwrap_err());
        assert_eq!(error, "Opening the story did not work: a fault in Dateline itself: the story fell over");
        assert!(worker.run(Task::Layers { paths: Vec::new() }, Arc::default()), "the thread lives on");
        assert!(matches!(done(&mut worker), Ok(Outcome::Stopped)));
    }
}
