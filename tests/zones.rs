//! Zones of saved pages and of plain text: what stands around the news is never an event.
//!
//! The same article comes as HTML, through the reader of files, and as text copied from a page.

use dateline::file::article;
use dateline::reader::read_story;
use dateline::story::{Draft, EventMention, Source, Story, Zone, ZoneKind};
use geodata::Gazetteer;

/// The words of the triggers of all mentions of a draft, and the days of its document date.
fn triggers(draft: Draft) -> (Vec<String>, Option<String>) {
    let (sources, _) = read_story(vec![draft], &Story::default(), Gazetteer::bundled());
    let Some(source) = sources.first() else { return (Vec::new(), None) };
    let words = |mention: &EventMention| source.article.text.slice(mention.trigger).to_owned();
    (source.reading.mentions.iter().map(words).collect(), source.article.date.day.map(|day| day.to_string()))
}

/// What an editor would read, and nothing else.
const BODY: [&str; 3] = [
    "A train derailed near the harbour of Varna on Tuesday, and two people were killed, the railway said.",
    "The driver braked at the last moment, said a passenger, and the first coach fell on its side by the quay.",
    "Two cranes lifted the coach in the evening, while the line to the port stayed closed for the whole of the night.",
];

#[test]
fn a_saved_page_yields_its_article_alone() {
    let page = format!(
        "<html><head><title>Train leaves rails in Varna</title><meta property=\"article:published_time\" content=\"2021-05-04T10:00:00Z\">\
         </head><body><nav><a href=\"/a\">Bomb kills nine in Oslo</a></nav><article><h1>Train leaves rails in Varna</h1>\
         <p>By Anna Berg</p><figure><img src=\"x.jpg\"><figcaption>A shelled house in Sofia last year. Photo: Archive</figcaption></figure>\
         <p>{}</p><p>{}</p><p>{}</p><p>Additional reporting by Jan Holm</p></article>\
         <aside><h2>Related</h2><a href=\"/b\">Explosion in Riga kills two</a></aside>\
         <div class=\"comments\"><h3>Leave a Reply</h3><p>I saw a murder in Paris once. Two were killed.</p></div>\
         <footer>Sign up to our newsletter on the war</footer></body></html>",
        BODY[0], BODY[1], BODY[2]
    );
    let draft = article::draft("page.html", page.as_bytes()).unwrap();
    let (triggers, day) = triggers(draft);
    assert!(triggers.iter().any(|words| words.contains("derailed")), "{triggers:?}");
    for other in ["kills", "shelled", "Explosion", "murder", "war"] {
        assert!(!triggers.iter().any(|words| words.contains(other)), "{other}: {triggers:?}");
    }
    assert_eq!(day.as_deref(), Some("2021-05-04"));
}

#[test]
fn text_copied_from_a_page_yields_its_article_alone() {
    let text = format!(
        "Train leaves rails in Varna\n\nBy Anna Berg\nPublished: 4 May 2021\nShare on Facebook\nPhoto: A shelled house in Sofia\n\n\
         {}\n\n{}\n\nRead more: Explosion in Riga kills two\n\n{}\n\nAdditional reporting by Jan Holm\n\
         Sign up for our newsletter on the war in your inbox\n\nLeave a Reply\nI saw a murder in Paris once. Two were killed.",
        BODY[0], BODY[1], BODY[2]
    );
    let (triggers, day) = triggers(Draft::plain("test", &text));
    assert!(triggers.iter().any(|words| words.contains("derailed")), "{triggers:?}");
    for other in ["kills", "shelled", "Explosion", "murder", "war"] {
        assert!(!triggers.iter().any(|words| words.contains(other)), "{other}: {triggers:?}");
    }
    assert_eq!(day.as_deref(), Some("2021-05-04"));
}

/// What a line of the pages in `tests/data/pages` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Headline or text: it is read.
    Read,
    /// No event and no place is taken from it.
    Around,
    /// Either way.
    Either,
}

/// A page of `tests/data/pages`: its name, its day (none for texts without one), its lines.
struct Page<'t> {
    name: &'t str,
    day: Option<&'t str>,
    lines: Vec<(Mark, &'t str)>,
}

fn pages(list: &str) -> Vec<Page<'_>> {
    let mut pages: Vec<Page<'_>> = Vec::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("== ") {
            let (name, day) = head.split_once(" | ").map_or((head, None), |(name, day)| (name, Some(day)));
            pages.push(Page { name, day: day.filter(|day| *day != "-"), lines: Vec::new() });
            continue;
        }
        let (mark, words) = line.split_once(' ').unwrap_or((line, ""));
        assert!(["H", "B", "F", "O"].contains(&mark), "no mark: {line}");
        let mark = match mark {
            "H" | "B" => Mark::Read,
            "F" => Mark::Around,
            _ => Mark::Either,
        };
        if let Some(page) = pages.last_mut() {
            page.lines.push((mark, words));
        }
    }
    pages
}

/// What is wrong with a line as it was read.
fn fault(source: &Source, zone: &Zone, mark: Mark) -> Option<String> {
    let text = &source.article.text;
    let told = source.reading.mentions.iter().find(|mention| zone.span.holds(mention.trigger));
    let named = source.reading.toponyms.iter().find(|toponym| zone.span.holds(toponym.span));
    let read = zone.kind.yields_events() || zone.kind == ZoneKind::QuoteBlock;
    let what = match mark {
        Mark::Read if !read => format!("left out as {:?}", zone.kind),
        Mark::Around if let Some(told) = told => format!("an event of {:?}", text.slice(told.trigger)),
        Mark::Around if zone.kind != ZoneKind::Dateline => format!("a place at {:?}", text.slice(named?.span)),
        _ => return None,
    };
    Some(format!("{what}: {}", text.slice(zone.span)))
}

#[test]
fn of_saved_pages_the_article_is_read_and_nothing_around_it() {
    let list = [
        include_str!("data/pages/pages.txt"),
        include_str!("data/pages/more.txt"),
        include_str!("data/pages/third.txt"),
        include_str!("data/pages/running.txt"),
        include_str!("data/pages/running2.txt"),
        include_str!("data/pages/running3.txt"),
    ]
    .join("\n");
    let pages = pages(&list);
    assert!(pages.len() >= 86, "{} pages", pages.len());
    let mut faults = Vec::new();
    for page in pages {
        let text = page.lines.iter().map(|(_, words)| *words).collect::<Vec<_>>().join("\n");
        let (sources, _) = read_story(vec![Draft::plain("test", &text)], &Story::default(), Gazetteer::bundled());
        let source = sources.first().unwrap();
        let day = source.article.date.day.map(|day| day.to_string());
        if page.day.is_some() && page.day != day.as_deref() {
            faults.push(format!("{}: {day:?} instead of {:?}", page.name, page.day));
        }
        assert_eq!(source.reading.zones.len(), page.lines.len(), "{}", page.name);
        let lines = source.reading.zones.iter().zip(&page.lines);
        faults.extend(
            lines
                .filter_map(|(zone, (mark, _))| fault(source, zone, *mark))
                .map(|fault| format!("{}: {fault}", page.name)),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Checks a page of `tests/data/pages` as HTML: words of events that are told, words that no event and no place holds.
fn check_page(page: &str, day: &str, told: &[&str], around: &[&str]) {
    let drafts: Vec<Draft> = article::draft("page.html", page.as_bytes()).into_iter().collect();
    let (sources, _) = read_story(drafts, &Story::default(), Gazetteer::bundled());
    let days = sources.iter().filter_map(|source| source.article.date.day).map(|day| day.to_string());
    assert_eq!(days.collect::<Vec<_>>(), [day]);
    for Source { article, reading, .. } in &sources {
        let passages: Vec<&str> = reading.mentions.iter().map(|mention| article.text.slice(mention.span)).collect();
        let places: Vec<&str> = reading.toponyms.iter().map(|toponym| article.text.slice(toponym.span)).collect();
        for words in told {
            assert!(passages.iter().any(|passage| passage.contains(words)), "{words}: {passages:?}");
        }
        for words in around {
            let found = passages.iter().chain(&places).find(|found| found.contains(words));
            assert_eq!(found, None, "{words}");
        }
    }
}

#[test]
fn a_page_in_html_yields_no_caption_and_no_link() {
    let others = ["Masisi", "overturned", "Walikale", "Beni", "Congo River", "Bunia", "Butembo", "Kalemie"];
    check_page(include_str!("data/pages/lake.html"), "2024-10-04", &["sank on Lake Kivu", "cut the road"], &others);
    let others = ["Jowhar", "outside the Bakara", "bombings", "Eyl", "Gedo", "My brother"];
    check_page(include_str!("data/pages/market.html"), "2023-05-06", &["killed four people", "The blast"], &others);
    let others = ["Officers at the scene", "Bradford", "Wakefield"];
    check_page(include_str!("data/pages/tram.html"), "2024-05-03", &["tram hit a lorry on Hunslet Road"], &others);
    let others = ["Kapiri Mposhi", "Burnt stalls", "Chingola", "Kanyama"];
    check_page(include_str!("data/pages/table.html"), "2019-06-02", &["exploded in the suburb"], &others);
}

#[test]
fn lists_and_entries_in_html_stay_text() {
    let told = ["mortar fire killed two farmers", "three trucks with flour looted"];
    check_page(include_str!("data/pages/report.html"), "2024-03-12", &told, &[]);
    let told = ["Cyclone reaches land", "killed at least six", "cut by fallen trees"];
    check_page(include_str!("data/pages/live.html"), "2022-02-05", &told, &[]);
}
