//! What must hold for any text whatever: no panic, spans whole and in order, readings the same each time.

use dateline::reader::{self, Context};
use dateline::story::{Article, ArticleId, Draft, Letter, Reading, Span, Story};
use geodata::Gazetteer;
use proptest::prelude::*;

fn read(text: &str) -> (Article, Reading) {
    let article = reader::article(Draft::plain("any", text), ArticleId(0), Letter(0));
    let reading = reader::read(&article, Gazetteer::bundled(), &Context::default());
    (article, reading)
}

/// Every span of a reading slices its own text, and what is listed in order is in order.
fn check(text: &str) -> Result<(), TestCaseError> {
    let (article, reading) = read(text);
    let whole = |span: Span| prop_assert_whole(&article, span);
    for zone in &reading.zones {
        whole(zone.span)?;
    }
    let mut before = 0;
    for sentence in &reading.sentences {
        whole(*sentence)?;
        prop_assert!(sentence.start() >= before, "sentences run on");
        before = sentence.end();
    }
    let mut before = 0;
    for toponym in &reading.toponyms {
        whole(toponym.span)?;
        prop_assert!(toponym.span.start() >= before, "toponyms are in order");
        before = toponym.span.start();
        prop_assert!((0.0..=1.0).contains(&toponym.confidence));
        prop_assert!(toponym.candidates.len() <= 8);
        if let Some(place) = &toponym.place {
            prop_assert!((-90.0..=90.0).contains(&place.lat) && (-180.0..=180.0).contains(&place.lon));
        }
    }
    for timex in &reading.timexes {
        whole(timex.span)?;
    }
    for mention in &reading.mentions {
        whole(mention.span)?;
        whole(mention.trigger)?;
        whole(mention.sentence)?;
    }
    Ok(())
}

fn prop_assert_whole(article: &Article, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(article.text.bears(span), "{span:?} is no span of this text");
    prop_assert!(!span.is_empty(), "{span:?} holds nothing");
    Ok(())
}

/// What rules look for, beside what breaks them.
const PIECES: &[&str] = &[
    "Paris",
    "Texas",
    "Gen.",
    "J.",
    "Smith",
    "Jordan",
    "in",
    "near",
    "the",
    "city",
    "of",
    ",",
    ".",
    "\n",
    "\n\n",
    "“",
    "”",
    "’s",
    "'",
    "«",
    "U.S.",
    "D.C.",
    "said",
    "killed",
    "five",
    "2,000",
    "1992–94",
    "Tuesday",
    "March",
    "19",
    "2023",
    "Street",
    "County",
    "counties",
    "and",
    "road",
    "linking",
    "it",
    "to",
    "Armenia",
    "Azerbaijan",
    "border",
    "between",
    "capital",
    "Armenian",
    "-",
    "—",
    "(",
    ")",
    "$",
    "US",
    "…",
    "Şuşa",
    "Xankəndi",
    "東京",
    "é",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "I-",
    "70",
    "Highway",
    "St.",
    "at least",
    "nearly two dozen",
    "dozens of",
    "no",
    "people",
    "civilians",
    "were",
    "wounded",
    "explosion",
    "shelling of",
    "car bombing",
    "protest",
    "may",
    "not",
    "according to",
    "blamed",
    "which",
    "including",
    "a day earlier",
    "last week",
    "since December",
    "the 2020 war",
];

/// Pieces that news is made of, in any order: what rules look for, beside what breaks them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec((piece, prop::bool::ANY), 0..60).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, blank)| [piece, if blank { " " } else { "" }]).collect()
    })
}

/// Every event has mentions that exist, claims with whole spans and a title that fits its line.
fn check_events(text: &str) -> Result<(), TestCaseError> {
    let drafts = vec![Draft::plain("one", text), Draft::plain("two", text)];
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    let story = Story { sources, events, ..Story::default() };
    for event in &story.events {
        prop_assert!(!event.mentions.is_empty(), "an event nobody tells of");
        prop_assert!(event.title.chars().count() <= 61, "{:?} is too long", event.title);
        prop_assert!((0.0..=1.0).contains(&event.confidence));
        for &id in &event.mentions {
            prop_assert!(story.mention(id).is_some_and(|(_, mention)| !mention.modal && !mention.negated));
        }
        for claim in event.slots.iter().flat_map(|slot| &slot.claims) {
            let source = story.source(claim.mention.article);
            prop_assert!(source.is_some_and(|source| claim.span.is_none_or(|span| source.article.text.bears(span))));
        }
    }
    for source in &story.sources {
        for figure in source.reading.mentions.iter().flat_map(|mention| &mention.figures) {
            prop_assert!(source.article.text.bears(figure.span));
            prop_assert!(figure.max.is_none_or(|max| figure.min <= max), "{figure:?} runs backwards");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_of_news_make_sound_events(text in pieces()) {
        check_events(&text)?;
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn news_in_pieces_is_read(text in pieces()) {
        check(&text)?;
    }

    #[test]
    fn reading_twice_gives_the_same(text in pieces()) {
        prop_assert_eq!(read(&text), read(&text));
    }
}
