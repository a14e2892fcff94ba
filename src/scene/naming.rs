//! Which of two names in use stands first, by a person's choice: on the map, on a picture, in the key to it.
//!
//! Comes in: the names of a place as the gazetteer lists them. Goes out: the lines of its label. No order is a judgement,
//! so the choice is never silent: pictures print it ([`NameOrder::words`]).

use serde::{Deserialize, Serialize};

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
}

impl NameOrder {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 3] = [Self::Listed, Self::Reversed, Self::Alphabetical];

    /// The names as lines, one under the other; one line where there is one name.
    #[must_use]
    pub fn lines<'a>(self, name: &'a str, second: Option<&'a str>) -> Vec<&'a str> {
        let Some(second) = second else { return vec![name] };
        let turned = match self {
            Self::Listed => false,
            Self::Reversed => true,
            Self::Alphabetical => second.to_lowercase() < name.to_lowercase(),
        };
        if turned { vec![second, name] } else { vec![name, second] }
    }

    /// The word on a command line and in settings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Reversed => "reversed",
            Self::Alphabetical => "alphabetical",
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
        }
    }

    /// How a picture with places of two names says what was chosen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Listed => "where two are in use both are given, the one more common in English first",
            Self::Reversed => "where two are in use both are given, the one less common in English first by choice",
            Self::Alphabetical => "where two are in use both are given, by the alphabet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_chosen_one() {
        let lines = |order: NameOrder| order.lines("Stepanakert", Some("Khankendi")).join(" / ");
        assert_eq!(lines(NameOrder::Listed), "Stepanakert / Khankendi");
        assert_eq!(lines(NameOrder::Reversed), "Khankendi / Stepanakert");
        assert_eq!(lines(NameOrder::Alphabetical), "Khankendi / Stepanakert");
        assert_eq!(NameOrder::Alphabetical.lines("Lachin", Some("Ödön")), ["Lachin", "Ödön"]);
        assert_eq!(NameOrder::Reversed.lines("Baku", None), ["Baku"]);
    }

    #[test]
    fn a_word_names_one_order() {
        for order in NameOrder::ALL {
            assert_eq!(NameOrder::from_word(order.word()), Some(order));
        }
        assert_eq!(NameOrder::from_word("ours"), None);
    }
}
