//! How much memory a story takes in a window without a screen: as its articles are read, as it is saved, and as it is opened
//! again and again in place of itself, when it should grow no more; or that of so many events at random places, map, list
//! and timeline together. Prints megabytes held (Linux tells them, others do not).
//!
//! usage: `memory ARTICLES [ROUNDS]` or `memory events=COUNT`.

#[path = "../benches/article/mod.rs"]
mod article;
#[path = "../benches/random/mod.rs"]
mod random;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::app::Window;
use dateline::story::Story;
use geodata::Gazetteer;

/// A window of 1440 × 900 points without a screen.
struct Shown {
    ctx: egui::Context,
    window: Window,
    began: Instant,
}

impl Shown {
    /// A window with a story, at rest.
    fn with(story: Story) -> Result<Self, Box<dyn std::error::Error>> {
        let ctx = egui::Context::default();
        let window = Window::new(&ctx, Arc::new(story))?;
        let mut shown = Self { ctx, window, began: Instant::now() };
        shown.rest();
        Ok(shown)
    }

    fn frame(&mut self) {
        let size = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0));
        let time = Some(self.began.elapsed().as_secs_f64());
        let input = egui::RawInput { screen_rect: Some(size), time, focused: true, ..egui::RawInput::default() };
        let window = &mut self.window;
        let output = self.ctx.run_ui(input, |ui| window.show(ui));
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point).len());
    }

    /// Frames until all that was asked for is done, and a second more.
    fn rest(&mut self) {
        let mut calm = 0;
        while calm < 50 {
            self.frame();
            calm = if self.window.busy() { 0 } else { calm + 1 };
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Megabytes this program holds; `None` where the system does not say.
fn held() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

fn tell(what: &str) {
    match held() {
        Some(megabytes) => println!("{what}: {megabytes:.0} MB"),
        None => println!("{what}: this system does not say"),
    }
}

/// What a window of so many events takes over an empty one.
fn events(count: u32) -> Result<(), Box<dyn std::error::Error>> {
    drop(Shown::with(random::story(500, None, Gazetteer::bundled()))?);
    let empty = Shown::with(Story::default())?;
    tell("an empty window, after one with 500 events");
    drop(empty);
    let _shown = Shown::with(random::story(count, None, Gazetteer::bundled()))?;
    tell(&format!("a window with {count} events"));
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let many = arguments.next().ok_or("how many articles?")?;
    if let Some(count) = many.strip_prefix("events=") {
        return events(count.parse()?);
    }
    let articles: usize = many.parse()?;
    let rounds: usize = arguments.next().map_or(Ok(20), |rounds| rounds.parse())?;
    let folder = tempfile::tempdir()?;
    let mut shown = Shown::with(Story::default())?;
    tell("an empty window");
    let mut files: Vec<PathBuf> = Vec::new();
    for number in 0..articles {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, article::article(number, 10))?;
        files.push(path);
    }
    shown.window.open_files(files);
    shown.rest();
    let events = shown.window.story().events.len();
    tell(&format!("{articles} articles of {} bytes read, {events} events", article::article(1, 10).len()));
    let story = folder.path().join("story.dateline");
    shown.window.save_as(story.clone());
    shown.rest();
    tell("saved");
    for round in 1..=rounds {
        shown.window.open_files(vec![story.clone()]);
        shown.rest();
        if [1, 2, 5, 10, rounds].contains(&round) {
            tell(&format!("opened again {round} times"));
        }
    }
    Ok(())
}
