//! The head of an article: its headline, its outlet and who wrote it, as far as the lines before the news tell.
//!
//! Comes in: a draft and its page. Goes out: a [`Head`]. What the file's own metadata states comes before anything found
//! in the text; a line is taken for a paper's name only where papers print theirs.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::story::{Draft, Span, Zone, ZoneKind};

use super::lexicon::{self, Tags};
use super::sentence::Sentence;
use super::text::Page;
use super::token::Kind;

/// What stands over an article.
pub(super) struct Head {
    pub headline: String,
    pub outlet: Option<String>,
    pub byline: Option<String>,
}

impl Head {
    /// The head of a draft.
    pub(super) fn of(draft: &Draft, page: &Page<'_>) -> Self {
        let masthead = masthead_on_top(page);
        let headline = headline(draft, page, masthead.is_some());
        let outlet = draft.outlet.clone().or(masthead).or_else(|| outlet(page)).or_else(|| site(draft.text.as_str()));
        Self { headline, outlet, byline: draft.byline.clone().or_else(|| byline(page)) }
    }
}

/// Metadata's title, else the first headline (after the paper's own name, where that stands on top), else the first
/// sentence, else the first line.
fn headline(draft: &Draft, page: &Page<'_>, masthead: bool) -> String {
    let given = draft.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    // A line in the middle of the text is no headline of it, though nothing ends it.
    let above = page.zones.iter().take_while(|zone| zone.kind != ZoneKind::Body);
    let masthead_reads = masthead && page.zones.first().is_some_and(|zone| zone.kind == ZoneKind::Headline);
    let reads = |zone: &&Zone| zone.kind == ZoneKind::Headline && host(draft.text.slice(zone.span)).is_none();
    let headlines = || above.clone().filter(reads).skip(usize::from(masthead_reads));
    let news = told_words(page);
    let zone = || {
        let mut lines = headlines().map(|zone| (zone, shared(page, zone.span, &news)));
        let first = lines.next()?;
        // The bar of a site's sections on top says nothing of the news: "HOME NEWS POLITICS", "Action 6 News | Pocatello".
        let bar = first.1 == 0 || draft.text.slice(first.0.span).contains('|');
        let better = lines.find(|&(_, words)| bar && words >= ENOUGH && words > first.1);
        Some(draft.text.slice(better.unwrap_or(first).0.span))
    };
    let body = || {
        page.sentences
            .iter()
            .find(|sentence| sentence.zone == ZoneKind::Body)
            .map(|sentence| draft.text.slice(sentence.span))
    };
    let any = || draft.text.as_str().lines().map(str::trim).find(|line| !line.is_empty());
    given
        .or_else(zone)
        .or_else(body)
        .or_else(any)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

/// How many words of the news a line must say to be its headline where another stands above it.
const ENOUGH: usize = 2;

/// The telling words of the first sentences of the body, cut to their first letters.
fn told_words<'p>(page: &'p Page<'_>) -> FxHashSet<&'p str> {
    const SENTENCES: usize = 3;
    let body = page.sentences.iter().filter(|sentence| sentence.zone == ZoneKind::Body).take(SENTENCES);
    body.flat_map(|sentence| sentence.tokens.clone()).filter_map(|at| telling(page, at)).collect()
}

/// A word that is no function word, cut to its first letters.
fn telling<'p>(page: &'p Page<'_>, at: usize) -> Option<&'p str> {
    const LETTERS: usize = 5;
    page.token(at).filter(|token| token.kind == Kind::Word && !token.tags.has(Tags::FUNCTION))?;
    let word = page.word(at);
    Some(word.char_indices().nth(LETTERS).map_or(word, |(end, _)| word.get(..end).unwrap_or(word)))
}

/// How many telling words of a line the news says too.
fn shared(page: &Page<'_>, line: Span, news: &FxHashSet<&str>) -> usize {
    page.tokens_in(line).filter_map(|at| telling(page, at)).filter(|word| news.contains(word)).count()
}

/// The lines over the body, in order.
fn above<'p>(page: &'p Page<'_>) -> impl Iterator<Item = &'p Sentence> {
    page.sentences.iter().take_while(|sentence| sentence.zone != ZoneKind::Body)
}

/// The paper's name as the very first line, over the date and the headline, or over the headline and the date, as a front page
/// has it.
fn masthead_on_top(page: &Page<'_>) -> Option<String> {
    let mut lines = above(page);
    let (first, second, third) = (lines.next()?, lines.next()?, lines.next());
    let is_dated = |line: &Sentence| matches!(line.zone, ZoneKind::Dateline | ZoneKind::Byline);
    let is_headline = |line: &Sentence| line.zone == ZoneKind::Headline;
    let stands = (is_headline(first) || first.zone == ZoneKind::Boilerplate)
        && match third {
            Some(third) if is_dated(second) => is_headline(third),
            Some(third) => is_headline(second) && is_dated(third) && tells_nothing(page, first.tokens.clone()),
            // The news itself stands below the date, without a headline.
            None => is_dated(second) && is_papers(page, first.tokens.clone()),
        };
    if stands { masthead(page, first.tokens.clone()) } else { None }
}

/// Whether a line ends in a paper's noun, and no word before it says what somebody does, or who: "Coast Gazette" and not "Mayor
/// Sues Gazette".
fn is_papers(page: &Page<'_>, line: Range<usize>) -> bool {
    let telling = Tags::ACTION.with(Tags::SPEECH).with(Tags::PERSON_NOUN).with(Tags::TITLE);
    let Some(last) = line.end.checked_sub(1) else { return false };
    page.token(last).is_some_and(|token| token.tags.has(Tags::ORGANISATION))
        && !(line.start..last).any(|at| page.token(at).is_some_and(|token| token.tags.has(telling)))
}

/// Whether the words of a line before its last are names or "The" and say nothing of anybody: "Lima Chronicle" and not "Gunmen
/// Storm Airlines".
fn tells_nothing(page: &Page<'_>, line: Range<usize>) -> bool {
    let telling = Tags::ACTION.with(Tags::SPEECH).with(Tags::PERSON_NOUN).with(Tags::COMMON);
    let before = line.start..line.end.saturating_sub(1);
    before.into_iter().all(|at| page.word(at) == "the" || page.token(at).is_some_and(|token| !token.tags.has(telling)))
}

/// "(Old Town News):" at the head of the text; a line of its own near the date: "The Valley Courier", "Nile Observer, April
/// 23, 2023"; what a byline says after the name: "By Ana Ruiz, Valley Courier".
fn outlet(page: &Page<'_>) -> Option<String> {
    let mut lines = above(page).filter(|line| line.paragraph > 0);
    let named = lines.find_map(|line| {
        let part = line.tokens.clone().find(|&at| matches!(page.word(at), "," | "|"));
        let rest = part.filter(|_| line.zone == ZoneKind::Byline).map(|part| part + 1..line.tokens.end);
        masthead(page, line.tokens.clone()).or_else(|| masthead(page, rest?))
    });
    named.or_else(|| in_brackets(page))
}

/// The words before the date of a line, when they name a paper: all in capitals, with a paper's noun last or "The" first.
fn masthead(page: &Page<'_>, line: Range<usize>) -> Option<String> {
    let time = Tags::MONTH.with(Tags::WEEKDAY);
    let name = |at: usize| page.token(at).is_some_and(|token| token.is_capital() && !token.tags.has(time));
    // "Gulf & Delta Times", "Al-Wasat Review".
    let joins = |at: usize| at > line.start && matches!(page.word(at), "&" | "-" | "of" | "and") && name(at + 1);
    let dated = |at: usize| page.token(at).is_some_and(|token| token.kind != Kind::Word || token.tags.has(time));
    let end = line.clone().find(|&at| !name(at) && !joins(at)).unwrap_or(line.end);
    let last = page.token(end.checked_sub(1)?)?;
    let paper = last.tags.has(Tags::ORGANISATION) || page.word(line.start) == "the";
    let fits = paper && (line.start + 2..=line.start + 6).contains(&end) && (end..line.end).all(dated);
    if !fits {
        return None;
    }
    page.span_of(line.start..end).map(|span| page.text.slice(span).to_owned())
}

/// The site a page was saved from, where a line at its head or its end is an address: "www.valleycourier.example/news/1",
/// "Source: valleycourier.example". Two sites say nothing.
fn site(text: &str) -> Option<String> {
    const LINES: usize = 4;
    const LEADS: [&str; 6] = ["source:", "url:", "link:", "from:", "original:", "published on"];
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let behind = lines.len().saturating_sub(LINES).max(LINES);
    let ends = lines.iter().take(LINES).chain(lines.iter().skip(behind));
    let told = |line: &&str| {
        let lower = line.to_lowercase();
        let lead = LEADS.iter().find(|lead| lower.starts_with(**lead)).map_or(0, |lead| lead.len());
        host(line.get(lead..)?)
    };
    let mut sites = ends.filter_map(told);
    let first = sites.next()?;
    sites.all(|other| other == first).then_some(first)
}

/// The host of a line that is nothing but an address, without "www.": "https://www.valleycourier.example/news/1".
fn host(line: &str) -> Option<String> {
    let line = line.trim().to_lowercase();
    let bare = line.strip_prefix("https://").or_else(|| line.strip_prefix("http://")).unwrap_or(&line);
    let named = bare.len() < line.len() || bare.starts_with("www.");
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let host = bare.split(['/', '?', '#']).next()?;
    let (name, ending) = host.rsplit_once('.')?;
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let fits = (2..=7).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_lowercase());
    let names = name.split('.').all(plain) && name.chars().any(char::is_alphabetic);
    let whole = !line.contains(char::is_whitespace) && (named || bare.len() == host.len());
    (fits && names && whole && name.len() > 2).then(|| host.to_owned())
}

/// "(Himal Press) -", "(Old Town News):" within the first words of the body.
fn in_brackets(page: &Page<'_>) -> Option<String> {
    let first = page.sentences.iter().find(|sentence| sentence.zone == ZoneKind::Body)?;
    let tokens = first.tokens.start..first.tokens.end.min(first.tokens.start + 20);
    let open = tokens.clone().find(|&at| page.token(at).is_some_and(|token| token.is(b'(')))?;
    let close = (open + 1..tokens.end).find(|&at| page.token(at).is_some_and(|token| token.is(b')')))?;
    let after = page.token(close + 1)?;
    let names =
        (open + 1..close).all(|at| page.token(at).is_some_and(|token| token.kind != Kind::Word || token.is_capital()));
    // "(2024):" names a year.
    let worded = (open + 1..close).any(|at| page.token(at).is_some_and(|token| token.kind == Kind::Word));
    if !(names && worded && (after.is(b':') || after.is(b'_'))) {
        return None;
    }
    page.span_of(open + 1..close).map(|span| page.text.slice(span).to_owned())
}

/// Who the first byline names: "By Ana Ruiz, Valley Courier", "Written by Ana Ruiz". A byline of staff names nobody.
fn byline(page: &Page<'_>) -> Option<String> {
    let line = page.zones.iter().find(|zone| zone.kind == ZoneKind::Byline)?;
    let words = page.text.slice(line.span).trim();
    let name = ["Written by ", "Reported by ", "Story by ", "By ", "BY ", "by "]
        .iter()
        .find_map(|start| words.strip_prefix(start))?;
    let name = name.split(['|', '\n', ';']).next()?.trim();
    // "Ana Ruiz, Ben Lee, Valley Courier, 7 May 2024": up to what is no person's name.
    let is_person = |part: &&str| {
        let part = part.trim();
        let last = part.rsplit(' ').next().unwrap_or("").to_lowercase();
        !part.contains(|c: char| c.is_ascii_digit())
            && !lexicon::tags(&last).has(Tags::ORGANISATION.with(Tags::PERSON_NOUN))
            && !matches!(part.to_lowercase().split(' ').next(), Some("staff" | "our"))
    };
    let name = name.split(',').take_while(is_person).collect::<Vec<_>>().join(",");
    let name = name.trim_end_matches(['.', ' ']);
    (name.starts_with(char::is_uppercase) && name.len() <= 120).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::reader::examples::read_as;

    #[test]
    fn a_paper_over_its_date_and_the_news_is_no_headline() {
        let found = read_as(
            None,
            "Coast Gazette\n\n5 November 2023\n\nThe river flooded the old town on Sunday, the mayor said.",
        );
        assert_eq!(found.outlet.as_deref(), Some("Coast Gazette"));
        assert!(found.headline.starts_with("The river flooded"), "{}", found.headline);
    }

    #[test]
    fn the_address_a_page_was_saved_from_says_whose_it_is() {
        let read = |text: &str| {
            let found = read_as(None, text);
            (found.headline, found.outlet)
        };
        let news =
            "River floods old town\n\n5 November 2023\n\nThe river flooded the old town on Sunday, the mayor said.";
        let site = Some("valleycourier.example".to_owned());
        let headline = "River floods old town".to_owned();
        assert_eq!(read(&format!("valleycourier.example\n\n{news}")), (headline.clone(), site.clone()));
        assert_eq!(
            read(&format!("{news}\n\nhttps://www.valleycourier.example/news/1?x=2")),
            (headline.clone(), site.clone())
        );
        assert_eq!(read(&format!("{news}\n\nSource: www.valleycourier.example")), (headline.clone(), site));
        assert_eq!(read(&format!("one.example\n\n{news}\n\nother.example")).1, None);
        assert_eq!(read(&format!("U.S.\n\n{news}")).1, None);
    }

    #[test]
    fn headline_and_outlet_come_from_where_they_stand() {
        let body = "September 19, 2023 (Old Town News): The river rose over its banks.";
        let found = read_as(None, &format!("River floods\n\n{body}"));
        assert_eq!((found.headline.as_str(), found.outlet.as_deref()), ("River floods", Some("Old Town News")));
        assert_eq!(read_as(Some("Given"), body).headline, "Given");
        let plain = "The river rose over its banks on Monday.";
        let outlet = |head: &str| read_as(None, &format!("River floods\n\n{head}\n\n{plain}")).outlet;
        assert_eq!(outlet("The Valley Record | May 7, 2024").as_deref(), Some("The Valley Record"));
        assert_eq!(outlet("Lake Observer, April 23, 2023").as_deref(), Some("Lake Observer"));
        assert_eq!(outlet("5 November 2023\nThe Valley Courier").as_deref(), Some("The Valley Courier"));
        assert_eq!(outlet("Gulf & Valley Times\n5 November 2023").as_deref(), Some("Gulf & Valley Times"));
        assert_eq!(outlet("By Ana Ruiz, Valley Courier, 7 May 2024").as_deref(), Some("Valley Courier"));
        assert_eq!(outlet("Coast Ledger, 4 March 2024").as_deref(), Some("Coast Ledger"));
        assert_eq!(outlet("GOMA, 1 June 2020"), None);
        assert_eq!(outlet("GOMA (2024): The river rose."), None);
        assert_eq!(outlet("Many Streets Under Water"), None);
    }

    #[test]
    fn a_bar_of_sections_on_top_is_no_headline() {
        let news = "Bandits kill six in Minna market";
        let body = "Bandits killed six traders at a market in Minna on Monday.";
        for bar in ["HOME NEWS POLITICS METRO OPINION", "Action News | Pocatello - Idaho Falls"] {
            let found = read_as(None, &format!("{bar}\n{news}\n\n{body}"));
            assert_eq!(found.headline, news);
        }
        let found = read_as(None, "A day of grief\nHow bandits came to Minna market\n\nNobody knows who came.");
        assert_eq!(found.headline, "A day of grief");
    }

    #[test]
    fn a_papers_own_name_on_top_is_no_headline() {
        let body = "The river rose over its banks on Monday.";
        let found =
            read_as(None, &format!("The Valley Register\nSaturday, 12 August 2023\nRiver floods old town\n{body}"));
        assert_eq!(found.headline, "River floods old town");
        assert_eq!(found.outlet.as_deref(), Some("The Valley Register"));
        for (top, outlet) in [("Lima Chronicle", Some("Lima Chronicle")), ("Gunmen Storm Lima Airlines", None)] {
            let found = read_as(None, &format!("{top}\n\nRiver floods old town\n\n12 August 2023\n\n{body}"));
            assert_eq!(found.outlet.as_deref(), outlet);
            assert_eq!(found.headline, if outlet.is_some() { "River floods old town" } else { top });
        }
        let found = read_as(None, &format!("The River Rises Again\n12 August 2023\n{body}"));
        assert_eq!((found.headline.as_str(), found.outlet), ("The River Rises Again", None));
    }

    #[test]
    fn a_byline_names_who_wrote_it() {
        let byline = |line: &str| {
            read_as(None, &format!("River floods\n\n{line}\n\nThe river rose over its banks on Monday.")).byline
        };
        assert_eq!(byline("By Ana Ruiz").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("By Ana Ruiz, Staff Writer").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("By Ana Ruiz, Ben Lee, Valley Courier, 7 May 2024").as_deref(), Some("Ana Ruiz, Ben Lee"));
        assert_eq!(byline("By Staff Reporters"), None);
        assert_eq!(byline("By Ana Ruiz | May 7, 2024").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("The river is a long one and many people live beside it."), None);
    }
}
