//! The articles as BibTeX, for footnotes.
//!
//! Comes in: a story, a filter. Goes out: an entry for each article that reports a kept event, in UTF-8; what TeX would
//! take for a command is escaped. Keys stay while letters do: outlet, year and letter.

use std::fmt::Write as _;

use super::extract::{Extract, web_address};
use crate::scene::Filter;
use crate::story::{Article, Story};

/// The articles of the kept events as the bytes of a `.bib` file.
#[must_use]
pub fn bibtex(story: &Story, filter: &Filter) -> Vec<u8> {
    let extract = Extract::new(story, filter);
    let mut out = String::new();
    for article in &extract.articles {
        entry(&mut out, article);
    }
    out.into_bytes()
}

fn entry(out: &mut String, article: &Article) {
    let kind = if article.outlet.is_some() { "article" } else { "misc" };
    let _ = writeln!(out, "@{kind}{{{},", key(article));
    // Two braces: the headline keeps its capitals.
    let _ = writeln!(out, "  title = {{{{{}}}}},", escaped(&article.headline));
    if let Some(byline) = &article.byline {
        // Two braces: a name as the paper writes it, not taken apart.
        let _ = writeln!(out, "  author = {{{{{}}}}},", escaped(byline));
    }
    if let Some(outlet) = &article.outlet {
        let _ = writeln!(out, "  journal = {{{}}},", escaped(outlet));
    }
    if let Some(day) = article.date.day {
        let _ = writeln!(out, "  date = {{{day}}},\n  year = {{{}}},", day.year());
        let month = day.strftime("%b").to_string().to_lowercase();
        let _ = writeln!(out, "  month = {month},\n  day = {{{}}},", day.day());
    }
    if let Some(url) = web_address(article) {
        let _ = writeln!(out, "  url = {{{}}},", url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C"));
    }
    let file = article.origin.rsplit(['/', '\\']).next().unwrap_or_default();
    let _ = writeln!(out, "  note = {{Article {} of the story; read from {}}},\n}}\n", article.letter, escaped(file));
}

/// `northgate-wire-2023-A`: letters, digits and dashes; the headline's where no outlet is named.
fn key(article: &Article) -> String {
    let mut key = String::new();
    let headline = Some(article.headline.as_str()).filter(|headline| headline.is_ascii() && !headline.is_empty());
    let name = article.outlet.as_deref().or(headline).unwrap_or(article.outlet_or_origin());
    for c in name.chars().take(40) {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-');
    let key = if key.is_empty() { "article" } else { key };
    match article.date.day {
        Some(day) => format!("{key}-{}-{}", day.year(), article.letter),
        None => format!("{key}-{}", article.letter),
    }
}

/// Words that TeX sets as they are.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    #[test]
    fn every_article_is_an_entry_with_what_is_known() {
        let text = String::from_utf8(bibtex(&fixture::karabakh(), &Filter::default())).unwrap();
        assert_eq!(text.matches("\n}\n").count(), 5);
        assert!(text.starts_with("@article{northgate-wire-2023-A,\n  title = {{What Northgate Wire saw on the day}},"));
        assert!(text.contains("  month = sep,\n  day = {20},"));
        assert_eq!(text.matches('{').count(), text.matches('}').count());
    }

    #[test]
    fn no_word_is_a_command() {
        assert_eq!(
            escaped(r"50% of R&D_{x} \input ~^#$"),
            r"50\% of R\&D\_\{x\} \textbackslash{}input \textasciitilde{}\textasciicircum{}\#\$"
        );
        let story = fixture::lone();
        let article = Article {
            outlet: None,
            byline: None,
            headline: String::new(),
            origin: "/tmp/Ա_б.txt".to_owned(),
            url: Some("https://example.org/a{b}".to_owned()),
            ..Article::clone(&story.sources[0].article)
        };
        let mut out = String::new();
        entry(&mut out, &article);
        assert!(out.starts_with("@misc{txt-2023-A,") && out.contains("url = {https://example.org/a%7Bb%7D}"), "{out}");
    }
}
