//! Which of two names in use stands first, by a person's choice: on the map, on a picture, in the key to it.
//!
//! Comes in: the names of a place as the gazetteer lists them, and how often the articles write each. Goes out: the lines of
//! its label. No order is a judgement, so the choice is never silent: pictures print it ([`NameOrder::words`]).

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::story::Story;

/// The order of the two names of a contested place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameOrder {
    /// As the gazetteer lists them: the name more common in English news first.
    #[default]
    Listed,
    /// The other one first.
    Reversed,
    /// By the alphabet.
    Alphabetical,
    /// The one the articles of the story write more often first.
    Sources,
}

impl NameOrder {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 4] = [Self::Listed, Self::Reversed, Self::Alphabetical, Self::Sources];

    /// The word on a command line and in settings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Reversed => "reversed",
            Self::Alphabetical => "alphabetical",
            Self::Sources => "sources",
        }
    }

    /// The order a word of a command line or of settings names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }

    /// What a menu says of it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Listed => "As listed",
            Self::Reversed => "Other first",
            Self::Alphabetical => "A to Z",
            Self::Sources => "As the sources do",
        }
    }

    /// How a picture with places of two names says what was chosen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Listed => "where two are in use both are given, the one more common in English first",
            Self::Reversed => "where two are in use both are given, the one less common in English first by choice",
            Self::Alphabetical => "where two are in use both are given, by the alphabet",
            Self::Sources => "where two are in use both are given, the one the sources write more often first",
        }
    }
}

/// The places whose second name the articles of a story write more often than their first; by the first name. Shared, as it
/// stays the same from frame to frame.
pub(super) type Written = Arc<FxHashSet<String>>;

/// Counts how often the articles write each name of the places with two.
pub(super) fn written(story: &Story) -> Written {
    let mut counts: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for source in &story.sources {
        for toponym in &source.reading.toponyms {
            let Some(place) = &toponym.place else { continue };
            let Some(second) = &place.second_name else { continue };
            let words = source.article.text.slice(toponym.span).to_lowercase();
            let count = counts.entry(&place.name).or_default();
            count.0 += usize::from(words.contains(&place.name.to_lowercase()));
            count.1 += usize::from(words.contains(&second.to_lowercase()));
        }
    }
    let turned = counts.into_iter().filter(|(_, (first, second))| second > first);
    Arc::new(turned.map(|(name, _)| name.to_owned()).collect())
}

/// How the names of places are set in one picture: the order chosen, and what the articles write.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    order: NameOrder,
    written: Written,
}

impl From<NameOrder> for Naming {
    /// For a map without a story: nothing is written more often.
    fn from(order: NameOrder) -> Self {
        Self { order, written: Written::default() }
    }
}

impl Naming {
    /// For a story.
    #[must_use]
    pub fn of(order: NameOrder, story: &Story) -> Self {
        if order == NameOrder::Sources { Self { order, written: written(story) } } else { order.into() }
    }

    /// For a story whose names were counted before.
    pub(super) fn counted(order: NameOrder, written: &Written) -> Self {
        Self { order, written: Arc::clone(written) }
    }

    /// The names of a place as lines, one under the other; one line where there is one name.
    #[must_use]
    pub fn lines<'a>(&self, name: &'a str, second: Option<&'a str>) -> Vec<&'a str> {
        let Some(second) = second else { return vec![name] };
        let turned = match self.order {
            NameOrder::Listed => false,
            NameOrder::Reversed => true,
            NameOrder::Alphabetical => second.to_lowercase() < name.to_lowercase(),
            NameOrder::Sources => self.written.contains(name),
        };
        if turned { vec![second, name] } else { vec![name, second] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_chosen_one() {
        let lines = |order: NameOrder| Naming::from(order).lines("Stepanakert", Some("Khankendi")).join(" / ");
        assert_eq!(lines(NameOrder::Listed), "Stepanakert / Khankendi");
        assert_eq!(lines(NameOrder::Reversed), "Khankendi / Stepanakert");
        assert_eq!(lines(NameOrder::Alphabetical), "Khankendi / Stepanakert");
        assert_eq!(Naming::from(NameOrder::Alphabetical).lines("Lachin", Some("Ödön")), ["Lachin", "Ödön"]);
        assert_eq!(Naming::from(NameOrder::Reversed).lines("Baku", None), ["Baku"]);
    }

    #[test]
    fn nothing_is_turned_where_no_article_writes_it() {
        let naming = Naming::of(NameOrder::Sources, &crate::scene::fixture::karabakh());
        assert_eq!(naming.lines("Stepanakert", Some("Khankendi")), ["Stepanakert", "Khankendi"]);
        let written = Arc::new(std::iter::once("Stepanakert".to_owned()).collect());
        let naming = Naming::counted(NameOrder::Sources, &written);
        assert_eq!(naming.lines("Stepanakert", Some("Khankendi")), ["Khankendi", "Stepanakert"]);
        assert_eq!(naming.lines("Shusha", Some("Shushi")), ["Shusha", "Shushi"]);
    }

    #[test]
    fn a_word_names_one_order() {
        for order in NameOrder::ALL {
            assert_eq!(NameOrder::from_word(order.word()), Some(order));
        }
        assert_eq!(NameOrder::from_word("ours"), None);
    }
}
