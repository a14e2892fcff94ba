//! How long a program takes from its start to its first frame on the screen: our window, or an empty one of the same
//! toolkit beside it. Prints milliseconds, and closes.
//!
//! usage: `first_frame dateline|empty START`, START being nanoseconds since 1970 (`date +%s%N`).

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use dateline::app::Window;
use dateline::story::Story;

struct Timed {
    /// Ours; `None` for an empty window.
    window: Option<Window>,
    start: u128,
    frames: u32,
}

impl eframe::App for Timed {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        // A second frame begins once the first is on the screen.
        if self.frames == 1 {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
            println!("{:.1}", (now.saturating_sub(self.start)) as f64 / 1e6);
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        self.frames += 1;
        if let Some(window) = &mut self.window {
            window.show(ui);
        }
        ui.ctx().request_repaint();
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let ours = arguments.next().as_deref() == Some("dateline");
    let start = arguments.next().ok_or("when was it started?")?.parse()?;
    let viewport = egui::ViewportBuilder::default().with_title("First frame").with_inner_size([1440.0, 900.0]);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let make = move |creation: &eframe::CreationContext<'_>| {
        let window = if ours { Some(Window::new(&creation.egui_ctx, Arc::<Story>::default())?) } else { None };
        Ok(Box::new(Timed { window, start, frames: 0 }) as Box<dyn eframe::App>)
    };
    Ok(eframe::run_native("first-frame", options, Box::new(make))?)
}
