//! The program: hands the window to the command line, which alone decides whether one is needed.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os(), open_window)
}

#[cfg(feature = "gui")]
fn open_window(files: Vec<PathBuf>, map: Option<PathBuf>) -> anyhow::Result<()> {
    dateline::app::run(files, map)
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Vec<PathBuf>, _: Option<PathBuf>) -> anyhow::Result<()> {
    Err(anyhow::anyhow!("this program was built without its window (the feature `gui`)"))
}
