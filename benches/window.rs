//! What the whole window costs with 5, 100 and 5,000 articles, and with 300 that tell of one event: a still frame of each
//! panel, a frame of moving and scrolling, a correction and its undo; how soon the first pins stand after a drop; and the
//! longest frame while a thousand articles are read.
//!
//! No screen: 1440 × 900 points are laid out and cut into triangles as they would be for one. Figures are time of this
//! thread on the processor; what a person waits for is on the clock as well.

#[path = "article/mod.rs"]
mod article;
#[path = "processor/mod.rs"]
mod processor;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use article::{BETWEEN, article};
use cpu_time::ThreadTime;
use criterion::{Criterion, criterion_group, criterion_main};
use dateline::app::Window;
use dateline::reader;
use dateline::story::{Draft, Edit, History, Story, day_words};
use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2};
use geodata::Gazetteer;
use jiff::civil::date;
use processor::ProcessorTime;

/// An article on the one flood that others tell of too, each with a toll of its own.
fn flood(number: usize) -> String {
    let day = day_words(date(1990, 5, 4));
    format!(
        "Flood in Lagos\n\n{day}\n\nA flood hit Lagos on {day} and killed {} people, officials said. {BETWEEN}\n",
        number + 2
    )
}

fn story(texts: impl Iterator<Item = String>) -> Arc<Story> {
    let drafts = texts.enumerate().map(|(number, text)| Draft::plain(&format!("{number}.txt"), &text)).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    Arc::new(Story::default().apply(Edit::Add { sources, events: events.into() }))
}

/// A window of 1440 × 900 points without a screen.
struct Shown {
    ctx: Context,
    window: Window,
    began: Instant,
}

impl Shown {
    fn new(story: Arc<Story>) -> Option<Self> {
        let ctx = Context::default();
        let window = Window::new(&ctx, story).ok()?;
        let mut shown = Self { ctx, window, began: Instant::now() };
        shown.rest();
        Some(shown)
    }

    /// Until tiles, index and fonts are there and nothing moves.
    fn rest(&mut self) {
        for _ in 0..30 {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// One frame, laid out and cut into triangles; how long this thread was on the processor for it.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let size = Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0));
        let time = Some(self.began.elapsed().as_secs_f64());
        let input = RawInput { screen_rect: Some(size), time, events, focused: true, ..RawInput::default() };
        let window = &mut self.window;
        let start = ThreadTime::now();
        let output = self.ctx.run_ui(input, |ui| window.show(ui));
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point).len());
        start.elapsed()
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        let down = self.frame(vec![event(true)]);
        down.max(self.frame(vec![event(false)]))
    }

    /// A key, and then frames until all it brought about is done: the longest of them.
    fn settled(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        let mut longest = self.press(key, modifiers);
        for _ in 0..40 {
            longest = longest.max(self.frame(Vec::new()));
            std::thread::sleep(Duration::from_millis(10));
        }
        longest
    }

    /// Frames until the window has read what it was given.
    fn read(&mut self) -> Waited {
        let begun = Instant::now();
        let mut waited = Waited::default();
        while begun.elapsed() < Duration::from_secs(300) {
            let clock = Instant::now();
            let processor = self.frame(Vec::new());
            waited.frames += 1;
            waited.longest = waited.longest.max(processor);
            waited.clock = waited.clock.max(clock.elapsed());
            if waited.first.is_none() && !self.window.story().events.is_empty() {
                self.frame(Vec::new());
                waited.first = Some(begun.elapsed());
            }
            if !self.window.busy() {
                break;
            }
            std::thread::sleep(Duration::from_millis(8));
        }
        waited.all = begun.elapsed();
        waited
    }
}

/// What a person waited for while articles were read.
#[derive(Default)]
struct Waited {
    frames: usize,
    /// Of a frame, on the processor.
    longest: Duration,
    /// Of a frame, on the clock.
    clock: Duration,
    /// Until the first events.
    first: Option<Duration>,
    all: Duration,
}

fn files(folder: &tempfile::TempDir, count: usize, paragraphs: usize) -> Vec<PathBuf> {
    (0..count)
        .filter_map(|number| {
            let path = folder.path().join(format!("{number}.txt"));
            std::fs::write(&path, article(number, paragraphs)).ok()?;
            Some(path)
        })
        .collect()
}

/// Printed, not compared: what a person waits for.
fn waits() {
    for (articles, first) in [(5, "target 300 ms"), (1000, "no target")] {
        let (Ok(folder), Some(mut shown)) = (tempfile::tempdir(), Shown::new(Arc::default())) else { return };
        shown.window.open_files(files(&folder, articles, 10));
        let Waited { frames, longest, clock, first: pins, all } = shown.read();
        let events = shown.window.story().events.len();
        println!(
            "{articles} articles of {} bytes dropped: first pins after {:.0?} ({first}), {events} events read in \
             {all:.1?}; of {frames} frames the longest {longest:.1?} on the processor, {clock:.1?} on the clock \
             (target 33 ms)",
            article(1, 10).len(),
            pins.unwrap_or_default(),
        );
    }
}

/// Printed: the longest frame of what changes the story, until everything has followed.
fn changes(shown: &mut Shown, articles: &str) {
    let mut correction = Vec::new();
    for _ in 0..3 {
        shown.settled(Key::C, Modifiers::NONE);
        correction.push(shown.settled(Key::Enter, Modifiers::NONE));
        shown.settled(Key::Escape, Modifiers::NONE);
    }
    let undo: Vec<Duration> = (0..3).map(|_| shown.settled(Key::Z, Modifiers::COMMAND)).collect();
    let redo: Vec<Duration> = (0..3).map(|_| shown.settled(Key::Y, Modifiers::COMMAND)).collect();
    println!(
        "{articles}, longest frame of a correction {correction:.1?}, of undo {undo:.1?}, of redo {redo:.1?} \
         (target 20 ms)"
    );
}

/// Printed: how long a frame is held up when all articles were read again, as a date was set, and what people see is put
/// in order: right after, and when a step was made meanwhile.
fn read_again(story: &Arc<Story>, articles: &str) {
    let (sources, events) = reader::read_again(&story.as_found(), Gazetteer::bundled());
    let edit = Edit::ReadAgain { sources, events: events.into() };
    let made = Arc::new(story.apply(edit.clone()));
    let mut history = History::new(story.clone());
    let begun = Instant::now();
    history.amend(0, &edit, Some(made.clone()));
    let after = begun.elapsed();
    let mut history = History::new(story.clone());
    if let Some(event) = story.events.first() {
        history.apply(Edit::SetChecked(event.id, true));
    }
    let begun = Instant::now();
    history.amend(0, &edit, Some(made));
    let meanwhile = begun.elapsed();
    println!("{articles}, read again: taken in within {after:.1?}, with a step made meanwhile {meanwhile:.1?}");
}

fn moved(to: Pos2) -> Vec<Event> {
    vec![Event::PointerMoved(to)]
}

fn frames(criterion: &mut Criterion<ProcessorTime>) {
    waits();
    let mut group = criterion.benchmark_group("a frame of the whole window");
    group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
    let several =
        [5, 100, 5_000].map(|count| (format!("{count} articles"), story((0..count).map(|at| article(at, 3)))));
    let one = ("300 articles on one event".to_owned(), story((0..300).map(flood)));
    for (articles, story) in several.into_iter().chain([one]) {
        read_again(&story, &articles);
        let Some(mut shown) = Shown::new(story) else { return };
        println!("{articles}: {} events", shown.window.story().events.len());
        for (key, tab) in [(Key::Num2, "article"), (Key::Num3, "comparison"), (Key::Num1, "event")] {
            shown.press(key, Modifiers::NONE);
            shown.rest();
            group.bench_function(format!("{articles}, still, {tab}"), |bencher| {
                bencher.iter(|| shown.frame(Vec::new()));
            });
        }
        let mut step = 0_u16;
        let mut next = || {
            step = (step + 1) % 128;
            f32::from(step)
        };
        group.bench_function(format!("{articles}, pointer over the map"), |bencher| {
            bencher.iter(|| shown.frame(moved(pos2(400.0 + 4.0 * next(), 300.0))));
        });
        group.bench_function(format!("{articles}, pointer over the list"), |bencher| {
            bencher.iter(|| shown.frame(moved(pos2(120.0, 500.0 + 2.0 * next()))));
        });
        let button = |pressed| Event::PointerButton {
            pos: pos2(600.0, 400.0),
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        shown.frame(moved(pos2(600.0, 400.0)));
        shown.frame(vec![button(true)]);
        group.bench_function(format!("{articles}, dragging the map"), |bencher| {
            bencher.iter(|| shown.frame(moved(pos2(600.0 + next(), 400.0))));
        });
        shown.frame(vec![button(false)]);
        shown.press(Key::Escape, Modifiers::NONE);
        shown.rest();
        group.bench_function(format!("{articles}, still, nothing selected"), |bencher| {
            bencher.iter(|| shown.frame(Vec::new()));
        });
        changes(&mut shown, &articles);
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = frames
}
criterion_main!(benches);
