//! Where an article's paper is at home, as far as its name and address tell: a local paper writes of its own Paris.
//!
//! Comes in: the outlet's name and the article's address. Goes out: a country, from the last part of the address, and
//! whether a name stands in the paper's own. It must never decide alone: what an article says of countries, states and
//! neighbours counts beside it.

use crate::story::Article;

/// Where a paper is at home.
#[derive(Clone, Debug, Default)]
pub(super) struct Home {
    /// Its country, ISO 3166-1 alpha-2.
    pub(super) country: Option<[u8; 2]>,
    /// The letters of its name and of its address before the ending: "theoldtownnews".
    letters: String,
}

impl Home {
    /// The home of an article's paper; empty where neither outlet nor address is known.
    pub(super) fn of(article: &Article) -> Self {
        let mut home = Self::default();
        for name in [article.url.as_deref(), article.outlet.as_deref()].into_iter().flatten() {
            let host = name.split_once("://").map_or(name, |(_, rest)| rest);
            let host = host.split('/').next().unwrap_or(host);
            match host.rsplit_once('.') {
                Some((labels, ending)) if !host.contains(' ') => {
                    home.country = home.country.or_else(|| country(ending));
                    home.add(labels);
                }
                _ => home.add(name),
            }
        }
        home
    }

    fn add(&mut self, name: &str) {
        self.letters.extend(name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase));
        // What two names are made of must not run together.
        self.letters.push(' ');
    }

    /// Whether the paper bears a name of at least five letters: "The Paris Courier" that of Paris.
    pub(super) fn bears(&self, name: &str) -> bool {
        if self.letters.is_empty() {
            return false;
        }
        let letters: String = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        letters.len() >= 5 && self.letters.contains(&letters)
    }
}

/// The country of the last part of an address; not those that are sold to everybody (".tv", ".io", ".co").
fn country(ending: &str) -> Option<[u8; 2]> {
    let ending = ending.to_ascii_lowercase();
    if matches!(ending.as_str(), "tv" | "io" | "co" | "me" | "fm" | "ai" | "ly" | "to" | "gg" | "cc" | "ws" | "eu") {
        return None;
    }
    let code = if ending == "uk" { "GB".to_owned() } else { ending.to_ascii_uppercase() };
    code.as_bytes().try_into().ok()
}

/// Whether papers in English are local papers there.
pub(super) fn speaks_english(country: [u8; 2]) -> bool {
    matches!(&country, b"US" | b"GB" | b"CA" | b"AU" | b"NZ" | b"IE")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{ArticleId, Draft, Letter};

    fn home(outlet: Option<&str>, url: Option<&str>) -> Home {
        let draft = Draft {
            outlet: outlet.map(str::to_owned),
            url: url.map(str::to_owned),
            ..Draft::plain("test", "Rain fell.")
        };
        Home::of(&crate::reader::article(draft, ArticleId(0), Letter(0)))
    }

    #[test]
    fn an_address_tells_a_country_and_a_name() {
        assert_eq!(home(None, Some("https://www.oldtownnews.ca/a/b.html")).country, Some(*b"CA"));
        assert_eq!(home(Some("oldtown.co.uk"), None).country, Some(*b"GB"));
        assert_eq!(home(None, Some("https://old.io/1")).country, None);
        assert_eq!(home(None, Some("https://www.oldtownnews.com")).country, None);
        assert!(home(None, Some("https://www.theparisnews.com/x")).bears("Paris"));
        assert!(home(Some("The New London Day"), None).bears("New London"));
        assert!(!home(Some("The Day"), None).bears("Paris") && !home(None, None).bears("Paris"));
    }
}
