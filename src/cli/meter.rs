//! A progress line on stderr, drawn only where a person sees it and only when the work takes longer than a second.

use std::io::{self, IsTerminal as _};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::task::{Progress, Watch};

/// How long work may take before it is spoken of.
const PATIENCE: Duration = Duration::from_secs(1);

/// Hears of progress and draws it after a second.
pub(super) struct Meter {
    began: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Meter {
    /// Begins to wait.
    pub(super) fn new() -> Self {
        Self { began: Instant::now(), bar: OnceLock::new() }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Watch for Meter {
    fn progress(&self, progress: Progress) {
        if self.began.elapsed() < PATIENCE || !io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}");
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(progress.what);
    }

    fn stopped(&self) -> bool {
        false
    }
}
