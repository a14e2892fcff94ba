//! How fast and in how much memory a corpus was read.
//!
//! Comes in: a corpus. Goes out: its readings and words on the speed; the memory of the whole run where the system tells.

use std::time::Instant;

use super::corpus::{Corpus, Read};

/// Reads a corpus; the second value says how fast.
pub(crate) fn measure(corpus: Corpus) -> (Vec<Read>, String) {
    let bytes = corpus.bytes();
    // Lexicons and the gazetteer are loaded once, before the clock starts.
    let _ = dateline::reader::Page::new(&dateline::story::Text::new("Oslo"), "");
    let start = Instant::now();
    let read = corpus.read();
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "some millions of bytes")]
    let megabytes = bytes as f64 / 1e6;
    (read, format!("{megabytes:.2} MB of text read in {seconds:.2} s: {:.1} MB/s on one thread", megabytes / seconds))
}

/// The most memory this process held, corpora and readings included.
pub(crate) fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    match status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        Some(peak) => format!("{} at most, with all corpora and readings held at once", peak.trim()),
        None => "this system does not tell".to_owned(),
    }
}
