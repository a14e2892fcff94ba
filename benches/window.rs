//! What a frame of the whole window costs with 5, 100 and 5,000 articles; how soon the first pins stand after a drop; and
//! the longest frame while a thousand articles are read. No screen: panels, map and timeline are laid out and cut into
//! triangles as they would be for one.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::app::Window;
use dateline::reader;
use dateline::story::{Draft, Edit, Story};
use egui::{Context, Pos2, RawInput, Rect, Vec2};
use geodata::Gazetteer;

const TOWNS: [&str; 16] = [
    "Accra", "Lagos", "Nairobi", "Lima", "Quito", "Hanoi", "Manila", "Dhaka", "Athens", "Oslo", "Lyon", "Porto",
    "Leeds", "Denver", "Izmir", "Osaka",
];
const HAPPENINGS: [&str; 6] = [
    "A flood hit {} and killed {n} people, officials said.",
    "An explosion in {} injured {n} people, police said.",
    "A crowd of protesters marched in {} against the new law.",
    "A fire broke out at a factory in {}, and {n} workers were killed.",
    "Ministers met in {} for talks about a ceasefire.",
    "A bus crashed near {}, killing {n} people, the mayor said.",
];

/// An article in our own words: `paragraphs` happenings in towns that follow its number.
fn article(number: usize, paragraphs: usize) -> String {
    let pick = |list: &[&'static str], at: usize| list.get(at % list.len()).copied().unwrap_or("");
    let mut text = format!("Reports from {} and elsewhere\n\n{} March 2024\n", pick(&TOWNS, number), number % 28 + 1);
    for at in 0..paragraphs {
        let town = pick(&TOWNS, number * 7 + at * 3);
        let happening =
            pick(&HAPPENINGS, number + at * 5).replace("{}", town).replace("{n}", &(number % 9 + 2).to_string());
        let _ = write!(text, "\n{happening} Roads around {town} stayed closed for hours.\n");
    }
    text
}

fn story(articles: usize) -> Arc<Story> {
    let drafts = (0..articles).map(|number| Draft::plain(&format!("{number}.txt"), &article(number, 2))).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    Arc::new(Story::default().apply(Edit::Add { sources, events }))
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
        for _ in 0..30 {
            shown.frame();
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(shown)
    }

    /// One frame, laid out and cut into triangles.
    fn frame(&mut self) -> usize {
        let size = Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0));
        let time = Some(self.began.elapsed().as_secs_f64());
        let input = RawInput { screen_rect: Some(size), time, ..RawInput::default() };
        let window = &mut self.window;
        let output = self.ctx.run_ui(input, |ui| window.show(ui));
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// Frames until the window has read what it was given: how long until the first events, and the longest frame.
    fn read(&mut self) -> (Option<Duration>, Duration) {
        let begun = Instant::now();
        let (mut first, mut longest) = (None, Duration::ZERO);
        while begun.elapsed() < Duration::from_secs(300) {
            let frame = Instant::now();
            self.frame();
            longest = longest.max(frame.elapsed());
            if first.is_none() && !self.window.story().events.is_empty() {
                self.frame();
                first = Some(begun.elapsed());
            }
            if !self.window.busy() {
                break;
            }
            std::thread::sleep(Duration::from_millis(8));
        }
        (first, longest)
    }
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
    let (Ok(folder), Some(mut shown)) = (tempfile::tempdir(), Shown::new(Arc::default())) else { return };
    shown.window.open_files(files(&folder, 5, 12));
    if let (Some(first), longest) = shown.read() {
        println!("5 articles dropped: first pins after {first:.0?}, longest frame {longest:.1?}");
    }
    let (Ok(folder), Some(mut shown)) = (tempfile::tempdir(), Shown::new(Arc::default())) else { return };
    shown.window.open_files(files(&folder, 1000, 36));
    let begun = Instant::now();
    let (_, longest) = shown.read();
    println!("1,000 articles of 4 KB: read in {:.1?}, longest frame {longest:.1?}", begun.elapsed());
}

fn window(criterion: &mut Criterion) {
    waits();
    let mut group = criterion.benchmark_group("a frame of the whole window");
    group.sample_size(20);
    for articles in [5, 100, 5_000] {
        let Some(mut shown) = Shown::new(story(articles)) else { return };
        println!("{articles} articles: {} events", shown.window.story().events.len());
        group.bench_function(format!("{articles} articles"), |bencher| bencher.iter(|| shown.frame()));
    }
    group.finish();
}

criterion_group!(benches, window);
criterion_main!(benches);
