//! HTML to plain text with what the page says about itself (`about`).
//!
//! Comes in: the text of a page. Goes out: a draft of its main text (or of all its text where no main part is found),
//! the title as its first line. Scripts are never run, pictures and links never fetched, a date never guessed.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::Problem;
use super::about::About;
use crate::story::{Draft, Text};

/// Elements of a page that are parsed at most.
const MAX_ELEMENTS: usize = 200_000;

/// Characters below which what was taken for the main text is held against the whole page.
const SHORT: usize = 250;

/// Characters that the words under a picture have at most.
const LONGEST_CAPTION: usize = 600;

/// Elements inside one another that are parsed at most; parsing takes the square of it.
const MAX_DEPTH: usize = 2_000;

/// A draft of a page.
pub(super) fn draft(name: &str, page: &str) -> Result<Draft, Problem> {
    if depth(page.as_bytes()) > MAX_DEPTH {
        return Err(Problem::Unparsable(format!("more than {MAX_DEPTH} elements lie inside one another")));
    }
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability =
        Readability::new(page, None, Some(config)).map_err(|error| Problem::Unparsable(error.to_string()))?;
    let about = About::of(&readability);
    leave_out_around(&readability);
    let main = readability.parse().ok().map(|article| tidy(&article.text_content));
    let body = match main {
        Some(main) if main.chars().count() >= SHORT => main,
        short => {
            let whole = plain(page);
            short.filter(|main| 2 * main.len() > whole.len()).unwrap_or(whole)
        }
    };
    let mut draft = Draft::plain(name, "");
    draft.text = Text::new(&headed(about.title.as_deref(), &body));
    draft.title = about.title;
    draft.outlet = about.outlet;
    draft.byline = about.byline;
    draft.date = about.date;
    draft.url = about.url;
    Ok(draft)
}

/// Takes out what is no text of the article although it stands in the middle of it: words under pictures, and paragraphs
/// that are nothing but a link to another page.
fn leave_out_around(page: &Readability) {
    const CAPTIONS: &str = "figcaption, p[class*='caption' i], span[class*='caption' i], div[class*='caption' i]";
    for caption in &page.doc.select(CAPTIONS) {
        let frame = caption.is("div") && caption.select("p, h1, h2, figure").exists();
        if !frame && caption.text().chars().count() <= LONGEST_CAPTION {
            caption.remove();
        }
    }
    let letters = |words: &str| words.split_whitespace().map(str::len).sum::<usize>();
    let (mut links, mut paragraphs) = (Vec::new(), 0);
    for part in &page.doc.select("p") {
        let (link, all) = (part.select("a"), letters(&part.text()));
        paragraphs += usize::from(all > 0);
        if link.exists() && all > 0 && letters(&link.text()) == all {
            links.push(part);
        }
    }
    // A page of links alone is a list of news.
    if links.len() * 3 <= paragraphs {
        for link in links {
            link.remove();
        }
    }
}

/// How deep elements lie inside one another at most, by their tags alone. Those that need no closing tag do not count:
/// a page may leave thousands of them open without being deep.
fn depth(page: &[u8]) -> usize {
    const OPEN_ENDED: [&[u8]; 26] = [
        b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"option", b"br", b"hr", b"img", b"input", b"meta", b"link",
        b"area", b"base", b"col", b"embed", b"param", b"source", b"track", b"wbr", b"path", b"use", b"circle", b"rect",
    ];
    let (mut now, mut most) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', page) {
        let Some(rest) = page.get(at + 1..) else { break };
        let closes = rest.first() == Some(&b'/');
        let name = rest.get(usize::from(closes)..).unwrap_or(rest);
        let length = name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = name.get(..length).unwrap_or(name);
        if name.is_empty() || OPEN_ENDED.iter().any(|tag| tag.eq_ignore_ascii_case(name)) {
            continue;
        }
        now = if closes { now.saturating_sub(1) } else { now + 1 };
        most = most.max(now);
    }
    most
}

/// The title as the first line, unless the text begins with it.
fn headed(title: Option<&str>, body: &str) -> String {
    match title {
        Some(title) if !body.starts_with(title) => format!("{title}\n\n{body}"),
        _ => body.to_owned(),
    }
}

/// All words of a page or a piece of one, without scripts and styles.
pub(super) fn plain(page: &str) -> String {
    if depth(page.as_bytes()) > MAX_DEPTH {
        return String::new();
    }
    let Ok(readability) = Readability::new(page, None, None) else { return String::new() };
    readability.doc.select("script, style, noscript, template, svg, iframe, head, nav, form, button").remove();
    let text = readability.doc.select("body").formatted_text();
    tidy(&text)
}

/// No blanks at the ends of lines, no more than one empty line together.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The encoding a page declares in its first kilobyte.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes).to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head.get(at..)?.trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte));
    Encoding::for_label(label.get(..end.unwrap_or(label.len()))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PARAGRAPH: &str = "Rain fell on the harbour for three days, the town council said, and the river rose above \
                             the old bridge, so that most families on the lower streets left for the school on the hill.";

    fn page(head: &str) -> String {
        format!(
            "<html><head>{head}</head><body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article>\
             <h1>Floods in Accra</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>\
             <script>var secret = 1;</script><footer>All rights reserved</footer></body></html>"
        )
    }

    #[test]
    fn the_main_text_is_found_and_headed_by_its_title() {
        let page = page(
            "<title>Floods in Accra | The Harbour Post</title><meta property='og:title' content='Floods in Accra'>\
             <meta property='og:site_name' content='The Harbour Post'>\
             <meta property='article:published_time' content='2023-09-19T23:30:00-05:00'>\
             <link rel='canonical' href='https://example.org/2023/09/19/floods'>",
        );
        let draft = draft("a.html", &page).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Floods in Accra"));
        assert_eq!(draft.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(draft.date, Some(date(2023, 9, 19)));
        assert_eq!(draft.url.as_deref(), Some("https://example.org/2023/09/19/floods"));
        let expected = format!("Floods in Accra\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n");
        assert_eq!(draft.text.as_str(), expected);
    }

    #[test]
    fn a_page_without_a_main_part_gives_all_its_words() {
        let draft =
            draft("a.html", "<p>Short <b>note</b> from Lagos.</p><style>p{}</style><script>x()</script>").unwrap();
        assert_eq!(draft.text.as_str(), "Short note from Lagos.\n");
        assert_eq!((draft.title, draft.date), (None, None));
    }

    #[test]
    fn linked_data_gives_the_date() {
        let page = page(
            "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
             \"headline\":\"Floods in Accra\",\"datePublished\":\"2021-05-04T10:00:00Z\",\
             \"publisher\":{\"name\":\"Harbour Post\"}}</script>",
        );
        let draft = draft("a.html", &page).unwrap();
        assert_eq!((draft.date, draft.outlet.as_deref()), (Some(date(2021, 5, 4)), Some("Harbour Post")));
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let name = |page: &[u8]| declared_encoding(page).map(Encoding::name);
        assert_eq!(name(b"<meta charset=\"windows-1251\">"), Some("windows-1251"));
        assert_eq!(name(b"<meta http-equiv=x content='text/html; charset=KOI8-R'>"), Some("KOI8-R"));
        assert_eq!(name(b"<p>no word of it"), None);
    }

    #[test]
    fn deep_nesting_is_refused_before_it_costs_anything() {
        let nested = |times: usize| format!("{}Rain in Oslo.{}", "<div>".repeat(times), "</div>".repeat(times));
        let sentence = draft("a.html", &nested(100_000)).unwrap_err().to_string();
        assert!(sentence.contains("more than 2000 elements lie inside one another"));
        assert_eq!(draft("a.html", &nested(MAX_DEPTH)).unwrap().text.as_str(), "Rain in Oslo.\n");
        assert_eq!(depth(b"<p>one<p>two<br><b>x</b><DIV><i>y</i></DIV>"), 2);
    }
}
