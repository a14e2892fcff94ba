//! How long a person waits for what is on the screen: from the start of the program to its first frame, ours or an empty
//! window of the same toolkit beside it; and with files, from when they are dropped to the first frame with pins. Prints
//! milliseconds, one or two numbers, and closes.
//!
//! usage: `first_frame dateline|empty START [FILE…]`, START being nanoseconds since 1970 (`date +%s%N`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use dateline::app::Window;
use dateline::story::Story;

struct Timed {
    /// Ours; `None` for an empty window.
    window: Option<Window>,
    start: u128,
    frames: u32,
    files: Vec<PathBuf>,
    dropped: Option<Instant>,
    /// Whether the last frame had pins.
    pins: bool,
}

impl Timed {
    /// Whether there is nothing more to wait for; a frame begins once the one before it is on the screen.
    fn is_over(&mut self) -> bool {
        if self.frames == 1 {
            println!("{:.1}", self.since_start());
        }
        if self.pins
            && let Some(dropped) = self.dropped.take()
        {
            println!("{:.1}", dropped.elapsed().as_secs_f64() * 1e3);
        }
        // The map comes to rest first: nobody drops anything as soon.
        if !self.files.is_empty() && self.since_start() > 1500.0 {
            self.dropped = Some(Instant::now());
            let files = std::mem::take(&mut self.files);
            if let Some(window) = &mut self.window {
                window.open_files(files);
            }
        }
        self.frames >= 1 && self.files.is_empty() && self.dropped.is_none()
    }

    /// Milliseconds since the program was started.
    fn since_start(&self) -> f64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        now.saturating_sub(self.start) as f64 / 1e6
    }
}

impl eframe::App for Timed {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        if self.is_over() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        self.frames += 1;
        if let Some(window) = &mut self.window {
            window.show(ui);
            self.pins = !window.story().events.is_empty();
        }
        // While files are read the window's own frames count; before and after, one follows the other.
        if self.dropped.is_none() || self.pins {
            ui.ctx().request_repaint();
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let ours = arguments.next().as_deref() == Some("dateline");
    let start = arguments.next().ok_or("when was it started?")?.parse()?;
    let files = arguments.map(PathBuf::from).collect();
    let viewport = egui::ViewportBuilder::default().with_title("First frame").with_inner_size([1440.0, 900.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let make = move |creation: &eframe::CreationContext<'_>| {
        let window = if ours { Some(Window::new(&creation.egui_ctx, Arc::<Story>::default())?) } else { None };
        Ok(Box::new(Timed { window, start, frames: 0, files, dropped: None, pins: false }) as Box<dyn eframe::App>)
    };
    Ok(eframe::run_native("first-frame", options, Box::new(make))?)
}
