//! The articles by outlet, for a list of many: who has how many, and which have no date.
//!
//! Comes in: a story's sources. Goes out: groups of indices into them, the largest first; counted once for each change.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::story::{Article, Source};

/// What articles of a list have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Common {
    /// The outlet, by its name.
    Outlet(String),
    /// That no outlet is named.
    Unnamed,
    /// That their date is missing.
    Undated,
}

impl Common {
    /// Whether an article has it.
    pub(super) fn is_of(&self, article: &Article) -> bool {
        match self {
            Self::Outlet(name) => article.outlet.as_deref() == Some(name),
            Self::Unnamed => article.outlet.is_none(),
            Self::Undated => article.date.day.is_none(),
        }
    }
}

/// Articles that have something in common.
#[derive(Debug)]
pub(super) struct Group {
    /// What.
    pub(super) common: Common,
    /// Which, as indices into the story's sources, in order.
    pub(super) articles: Vec<usize>,
}

/// The articles by outlet, most first, then those whose outlet is not named; those without a date once more at the end.
/// Nothing where most outlets have a single article.
pub(super) fn groups(sources: &[Source]) -> Vec<Group> {
    let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let (mut unnamed, mut undated) = (Vec::new(), Vec::new());
    for (index, source) in sources.iter().enumerate() {
        match source.article.outlet.as_deref() {
            Some(outlet) => by_name.entry(outlet).or_default().push(index),
            None => unnamed.push(index),
        }
        if source.article.date.day.is_none() {
            undated.push(index);
        }
    }
    if by_name.len() * 2 > sources.len() || by_name.is_empty() {
        return Vec::new();
    }
    let mut named: Vec<(&str, Vec<usize>)> = by_name.into_iter().collect();
    named.sort_by(|a, b| (Reverse(a.1.len()), a.0).cmp(&(Reverse(b.1.len()), b.0)));
    let named = named.into_iter().map(|(name, articles)| (Common::Outlet(name.to_owned()), articles));
    let groups = named.chain([(Common::Unnamed, unnamed), (Common::Undated, undated)]);
    let groups = groups.filter(|(_, articles)| !articles.is_empty());
    groups.map(|(common, articles)| Group { common, articles }).collect()
}
