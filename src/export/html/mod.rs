//! The story as one HTML file: a map whose pins lead to the passages that say so, and every passage with its source.
//!
//! Comes in: a story, a filter, the base map. Goes out: a page that asks nothing of any network (its own policy forbids it),
//! reads well on paper and works without scripts: pins are links, crowded pins lead to lists. Words of articles and story
//! files are strangers' and are escaped; addresses are links only when they are the web's.

mod card;
mod map;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use geodata::Gazetteer;
use jiff::civil::Date;

use super::extract::{CREDIT, Entry, Extract, citation, web_address};
use super::markup::{Escaped, hex};
use crate::scene::{Filter, Theme, TileStore, Tint, Weight, font};
use crate::story::{Family, Letter, Story, day_words, grouped};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What a dossier is made of.
pub struct Dossier<'a> {
    /// The story.
    pub story: &'a Story,
    /// Which events are kept.
    pub filter: &'a Filter,
    /// What stands over it; the story's own title when `None`.
    pub title: Option<&'a str>,
    /// The day it is made; left out when not given.
    pub made_at: Option<Date>,
    /// Where shapes of areas and lines come from.
    pub gazetteer: &'a Gazetteer,
    /// The base map.
    pub tiles: &'a TileStore,
}

/// The dossier as the bytes of a `.html` file.
#[must_use]
pub fn html(dossier: &Dossier<'_>) -> Vec<u8> {
    let extract = Extract::new(dossier.story, dossier.filter);
    let title = dossier.title.map_or_else(|| extract.title.clone(), str::to_owned);
    let title = if title.is_empty() { "A story".to_owned() } else { title };
    let mut out = String::with_capacity(1 << 20);
    head(&mut out, &title);
    let _ =
        write!(out, "<header><h1>{}</h1><p class=\"lead\">{}</p></header>\n<main>\n", Escaped(&title), lead(&extract));
    let hits = map::figure(&mut out, dossier);
    out.push_str("<div class=\"list\">\n");
    map::stacks(&mut out, &hits, &extract);
    out.push_str("<section id=\"events\" aria-label=\"Events\">\n");
    if extract.events.is_empty() {
        out.push_str("<p class=\"none\">No event is kept by the filters.</p>\n");
    }
    // What the articles look back to stands behind the news, however early it was.
    let (past, news): (Vec<&Entry<'_>>, Vec<&Entry<'_>>) = extract.events.iter().partition(|entry| entry.looks_back());
    for entry in &news {
        card::card(&mut out, dossier.story, entry);
    }
    if !past.is_empty() {
        out.push_str("<h2 class=\"part\">What the articles look back to</h2>\n");
    }
    for entry in &past {
        card::card(&mut out, dossier.story, entry);
    }
    out.push_str("</section>\n");
    sources(&mut out, &extract);
    foot(&mut out, dossier.made_at);
    out.push_str("</div>\n</main>\n");
    let _ = write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out.into_bytes()
}

fn head(out: &mut String, title: &str) {
    out.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    // Nothing is fetched from anywhere, whatever a story's words may say.
    out.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'; base-uri 'none'\">\n",
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
    );
    let _ = writeln!(out, "<meta name=\"generator\" content=\"Dateline {}\">", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(out, "<title>{}</title>\n<style>", Escaped(title));
    fonts(out);
    let _ = writeln!(out, ":root{{{}}}", variables(&Theme::light()));
    let _ = writeln!(out, "@media (prefers-color-scheme:dark){{:root{{{}}}}}", variables(&Theme::dark()));
    for number in 0..12 {
        let _ = write!(
            out,
            ".s{number}{{background:var(--s{number});color:var(--st{number});border-color:var(--se{number})}}"
        );
    }
    for family in Family::ALL {
        let word = family.word();
        let _ = write!(out, ".f-{word}{{--f:var(--f-{word})}}");
    }
    let _ = write!(out, "\n{STYLE}</style>\n</head>\n<body>\n");
}

/// The typeface that the map's labels were measured with, regular and bold.
fn fonts(out: &mut String) {
    for typeface in font::TYPEFACES.iter().filter(|typeface| typeface.family == font::FAMILY && !typeface.italic) {
        let weight = if typeface.weight == Weight::Bold { 700 } else { 400 };
        let _ = writeln!(
            out,
            "@font-face{{font-family:\"{}\";font-weight:{weight};src:url(data:font/ttf;base64,{})}}",
            font::FAMILY,
            STANDARD.encode(typeface.bytes)
        );
    }
}

/// The tokens of a theme as CSS variables.
fn variables(theme: &Theme) -> String {
    let palette = theme.palette;
    let (surface, text) = (&palette.surface, &palette.text);
    let mut out = String::new();
    for (name, color) in [
        ("window", surface.window),
        ("panel", surface.panel),
        ("sunken", surface.sunken),
        ("selected", surface.selected),
        ("line", surface.line),
        ("line-strong", surface.line_strong),
        ("ink", text.ink),
        ("second", text.second),
        ("third", text.third),
        ("accent", text.accent),
    ] {
        let _ = write!(out, "--{name}:{};", hex(color));
    }
    let mut tint = |name: &str, tint: Tint| {
        let edge = tint.edge.unwrap_or(tint.fill);
        let _ = write!(out, "--{name}:{};--{name}-t:{};--{name}-e:{};", hex(tint.fill), hex(tint.text), hex(edge));
    };
    tint("differs", palette.agreement.differs);
    tint("missing", palette.state.missing);
    for number in 0..12 {
        let Tint { fill, text, edge } = theme.source(Letter(number));
        let _ = write!(out, "--s{number}:{};--st{number}:{};", hex(fill), hex(text));
        let _ = write!(out, "--se{number}:{};", hex(edge.unwrap_or(fill)));
    }
    let place = &palette.mark.location;
    let _ =
        write!(out, "--mark:{};--mark-ground:{};", hex(place.text), place.fill.map_or_else(|| "none".to_owned(), hex));
    for family in Family::ALL {
        let _ = write!(out, "--f-{}:{};", family.word(), hex(theme.family(family)));
    }
    out
}

/// "13 events from 5 articles · 18–20 September 2023 · 9 not checked by a person".
fn lead(extract: &Extract<'_>) -> String {
    let counted = |count: usize, one: &str| format!("{} {one}{}", grouped(count), if count == 1 { "" } else { "s" });
    let mut parts =
        vec![format!("{} from {}", counted(extract.events.len(), "event"), counted(extract.articles.len(), "article"))];
    let news = extract.events.iter().filter(|entry| !entry.looks_back() && !entry.event.ongoing);
    let days = news.filter_map(|entry| entry.event.date);
    let (first, last) = (days.clone().map(|days| days.start).min(), days.map(|days| days.end).max());
    if let Some((start, end)) = first.zip(last) {
        parts.push(crate::story::DayRange { start, end }.to_string());
    }
    let unchecked = extract.events.iter().filter(|entry| !entry.event.checked).count();
    if unchecked > 0 {
        parts.push(format!("{} not checked by a person", grouped(unchecked)));
    }
    parts.join(" · ")
}

/// A letter in the colours of its article.
fn chip(letter: Letter) -> String {
    format!("<span class=\"chip s{}\">{letter}</span>", letter.0 % 12)
}

fn sources(out: &mut String, extract: &Extract<'_>) {
    out.push_str("<section id=\"sources\"><h2>Articles</h2><ul>\n");
    for article in &extract.articles {
        let _ = write!(
            out,
            "<li id=\"article-{0}\">{1}<div>{2}",
            article.letter,
            chip(article.letter),
            Escaped(&citation(article))
        );
        if let Some(url) = web_address(article) {
            let _ = write!(out, "<br><a href=\"{0}\" rel=\"noreferrer noopener\">{0}</a>", Escaped(url));
        }
        out.push_str("</div></li>\n");
    }
    out.push_str("</ul></section>\n");
}

fn foot(out: &mut String, made_at: Option<Date>) {
    out.push_str("<footer><p>A filled pin was checked by a person, a hollow one was not. A ring or a hatched area stands for somewhere around or within; a thick line for somewhere along it. The number beside a pin counts the articles that report it.</p>");
    out.push_str("<p>Boundaries and names on the map are shown for orientation and are no statement on status; disputed boundaries are dashed, and where sides use different names both are given.</p>");
    let _ = write!(out, "<p>{CREDIT} Base map: Natural Earth, GSHHG. Made with Dateline");
    if let Some(day) = made_at {
        let _ = write!(out, " on {}", day_words(day));
    }
    out.push_str("; nothing in this file is fetched from anywhere.</p></footer>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use std::sync::Arc;

    fn made(story: &Story) -> String {
        let tiles = TileStore::new(0, Box::new(|_| None));
        let dossier = Dossier {
            story,
            filter: &Filter::default(),
            title: None,
            made_at: None,
            gazetteer: Gazetteer::bundled(),
            tiles: &tiles,
        };
        String::from_utf8(html(&dossier)).unwrap()
    }

    /// What a link of the page leads to must be there.
    fn check_links(page: &str) -> usize {
        let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for link in &links {
            assert!(page.contains(&format!("id=\"{link}\"")), "#{link} leads nowhere");
        }
        links.len()
    }

    #[test]
    fn every_event_and_passage_is_there_and_every_pin_leads_somewhere() {
        let story = fixture::karabakh();
        let page = made(&story);
        for event in &story.events {
            assert!(page.contains(&Escaped(&event.title).to_string()), "{}", event.title);
        }
        assert_eq!(
            page.matches("<blockquote>").count(),
            story.events.iter().map(|event| event.mentions.len()).sum::<usize>()
        );
        assert!(check_links(&page) >= 26, "each pin is a link, in light and in dark");
    }

    #[test]
    fn crowded_pins_lead_to_lists_and_the_page_is_the_same_each_time() {
        let mut story = fixture::karabakh();
        let place = story.events[4].place.clone();
        for event in &mut story.events {
            event.place.clone_from(&place);
        }
        let page = made(&story);
        check_links(&page);
        assert!(page.contains("class=\"stack\""));
        assert!(page == made(&story));
    }

    #[test]
    fn nothing_of_a_stranger_is_markup_and_nothing_is_fetched() {
        let mut story = fixture::lone();
        story.name = "</title><script>alert(1)</script>".to_owned();
        let article = &story.sources[0].article;
        let article = crate::story::Article {
            headline: "<img src=x onerror=alert(1)>".to_owned(),
            url: Some("javascript:alert(1)".to_owned()),
            ..crate::story::Article::clone(article)
        };
        story.sources[0].article = Arc::new(article);
        let page = made(&story);
        assert_eq!(page.matches("<script").count(), 1, "our own");
        for word in ["<img", "javascript:", "http://example", "src=\"http", "@import"] {
            assert!(!page.contains(word), "{word}");
        }
        let urls = page.split("url(").skip(1).filter(|rest| !rest.starts_with("data:") && !rest.starts_with('#'));
        assert_eq!(urls.count(), 0);
    }

    #[test]
    fn a_story_of_nothing_says_so() {
        assert!(made(&Story::default()).contains("No event is kept by the filters."));
    }
}
