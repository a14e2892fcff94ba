//! Counts by cause, with a few examples of each.
//!
//! Comes in: causes and examples one by one. Goes out: lines for a person, the commonest cause first. It keeps examples
//! from as far apart in a corpus as it can without knowing how many will come.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Examples printed of each cause.
const EXAMPLES: usize = 3;

/// Counts by cause.
#[derive(Default)]
pub(crate) struct Tally {
    causes: BTreeMap<String, Cause>,
}

#[derive(Default)]
struct Cause {
    count: usize,
    examples: Vec<String>,
}

impl Tally {
    /// Counts one more of a cause.
    pub(crate) fn add(&mut self, cause: impl Into<String>, example: impl FnOnce() -> String) {
        let cause = self.causes.entry(cause.into()).or_default();
        cause.count += 1;
        // The first three, then the third anew at 6, 12, 24 …: examples from all over the corpus.
        if cause.examples.len() < EXAMPLES {
            cause.examples.push(example());
        } else if cause.count.is_multiple_of(6) && (cause.count / 6).is_power_of_two() {
            cause.examples.remove(1);
            cause.examples.push(example());
        }
    }

    /// How many there are of all causes.
    pub(crate) fn total(&self) -> usize {
        self.causes.values().map(|cause| cause.count).sum()
    }

    /// The causes under a heading.
    pub(crate) fn lines(&self, heading: &str, examples: bool) -> String {
        let mut out = format!("  {heading}: {}\n", self.total());
        let mut causes: Vec<_> = self.causes.iter().collect();
        causes.sort_by_key(|(_, cause)| std::cmp::Reverse(cause.count));
        for (name, cause) in causes {
            let _ = writeln!(out, "    {:5}  {name}", cause.count);
            for example in cause.examples.iter().filter(|_| examples) {
                let _ = writeln!(out, "             {example}");
            }
        }
        out
    }
}
