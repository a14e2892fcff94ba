//! Where tiles can be fetched: a name, an address with places for the numbers, whom to credit.
//!
//! Comes in: the list that is part of the program, and what people type. Goes out: the address of one tile. A source
//! without a credit is no source: what is drawn is credited, always.

use serde::{Deserialize, Serialize};

/// A server of map tiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TileSource {
    /// What people call it.
    pub name: String,
    /// The address of a tile, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Whom to credit, on the screen and on every picture.
    pub credit: String,
    /// The deepest zoom it has.
    pub max_zoom: u8,
}

/// Why something typed is no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// It has no name.
    #[error("give the map a name")]
    Name,
    /// It does not begin as an address does.
    #[error("the address begins with https:// or http://")]
    Scheme,
    /// A place for a number is missing.
    #[error("the address says where zoom, column and row go: {{z}}, {{x}} and {{y}}")]
    Places,
    /// It credits nobody.
    #[error("say whom to credit; the words are printed on the map and on pictures")]
    Credit,
    /// It is longer than any address, name or credit is.
    #[error("that is longer than 500 letters")]
    Long,
}

impl TileSource {
    /// A source of these words, the spaces around them left out.
    ///
    /// # Errors
    /// When something is missing; the words say what.
    pub fn new(name: &str, url: &str, credit: &str, max_zoom: u8) -> Result<Self, SourceError> {
        let (name, url, credit) = (name.trim(), url.trim(), credit.trim());
        if name.is_empty() {
            return Err(SourceError::Name);
        }
        if !(url.starts_with("https://") || url.starts_with("http://")) || url.contains(char::is_whitespace) {
            return Err(SourceError::Scheme);
        }
        if !["{z}", "{x}", "{y}"].iter().all(|place| url.contains(place)) {
            return Err(SourceError::Places);
        }
        if credit.is_empty() {
            return Err(SourceError::Credit);
        }
        if [name, url, credit].iter().any(|words| words.chars().count() > 500) {
            return Err(SourceError::Long);
        }
        Ok(Self { name: name.to_owned(), url: url.to_owned(), credit: credit.to_owned(), max_zoom: max_zoom.min(22) })
    }

    /// The sources that are part of the program.
    #[must_use]
    pub fn bundled() -> Vec<Self> {
        #[derive(Deserialize)]
        struct List {
            source: Vec<TileSource>,
        }
        // The list is part of the program, and a test reads it.
        toml::from_str::<List>(include_str!("../../../assets/tiles.toml")).map(|list| list.source).unwrap_or_default()
    }

    /// The address of one tile.
    #[must_use]
    pub fn address(&self, (z, x, y): (u8, u32, u32)) -> String {
        let address = self.url.replace("{z}", &z.to_string()).replace("{x}", &x.to_string());
        // Some lists name one of several servers, or a finer tile; the first server and the plain tile are always there.
        address.replace("{y}", &y.to_string()).replace("{s}", "a").replace("{r}", "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_the_program_holds_sources() {
        let list = TileSource::bundled();
        assert!(list.iter().any(|source| source.name == "OpenStreetMap" && source.credit.contains("OpenStreetMap")));
        for TileSource { name, url, credit, max_zoom } in &list {
            let again = TileSource::new(name, url, credit, *max_zoom).unwrap();
            assert!(list.contains(&again) && url.starts_with("https://"), "{name}");
        }
    }

    #[test]
    fn an_address_takes_its_numbers() {
        let source = TileSource::new("Mine", " http://127.0.0.1:9/{z}/{y}/{x}@{s}.png ", "me", 99).unwrap();
        assert_eq!(source.address((7, 80, 48)), "http://127.0.0.1:9/7/48/80@a.png");
        assert_eq!(source.max_zoom, 22);
    }

    #[test]
    fn what_is_missing_is_said() {
        let check = |name: &str, url: &str, credit: &str, wrong| {
            assert_eq!(TileSource::new(name, url, credit, 19), Err(wrong));
        };
        check(" ", "https://a/{z}/{x}/{y}", "c", SourceError::Name);
        check("n", "ftp://a/{z}/{x}/{y}", "c", SourceError::Scheme);
        check("n", "file:///etc/passwd", "c", SourceError::Scheme);
        check("n", "https://a/{z}/{x}", "c", SourceError::Places);
        check("n", "https://a/{z}/{x}/{y}", "", SourceError::Credit);
        check("n", &format!("https://a/{{z}}/{{x}}/{{y}}{}", "a".repeat(600)), "c", SourceError::Long);
    }
}
