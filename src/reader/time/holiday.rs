//! Holidays by name.
//!
//! Comes in: a page and where to begin. Goes out: the rule of the holiday that is named there, from
//! `assets/lexicon/en/holidays.txt`. It must never take a name that is not capitalised.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::text::Page;

/// First word → (rest of the name, rule), longest first.
type Names = FxHashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>;

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for line in include_str!("../../../assets/lexicon/en/holidays.txt").lines() {
        let line = line.split('#').next().unwrap_or("").trim();
        let Some((rule, name)) = line.split_once(' ') else { continue };
        // Tokens cut the possessive off: "year's" is "year", "'s".
        let mut words = name.split(' ').flat_map(|word| match word.strip_suffix("'s") {
            Some(stem) => vec![stem, "'s"],
            None => vec![word],
        });
        let Some(first) = words.next() else { continue };
        names.entry(first).or_default().push((words.collect(), rule));
    }
    for list in names.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    names
});

/// The holiday named at a token: its rule and the token after.
pub(super) fn at(page: &Page, at: usize) -> Option<(&'static str, usize)> {
    if !page.token(at)?.is_capital() {
        return None;
    }
    NAMES.get(page.word(at))?.iter().find_map(|(rest, rule)| {
        let fits = rest.iter().enumerate().all(|(offset, word)| page.word(at + 1 + offset) == *word);
        fits.then_some((*rule, at + 1 + rest.len()))
    })
}
