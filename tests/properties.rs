//! What must hold for any text whatever: no panic, spans whole and in order, readings the same each time.

use dateline::reader::{self, Context, Page};
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
    check_page(&article)?;
    let whole = |span: Span| prop_assert_whole(&article, span);
    in_order(&article, reading.zones.iter().map(|zone| zone.span), "zones")?;
    in_order(&article, reading.sentences.iter().copied(), "sentences")?;
    in_order(&article, reading.timexes.iter().map(|timex| timex.span), "timexes")?;
    in_order(&article, reading.toponyms.iter().filter(|named| !named.indirect).map(|named| named.span), "names")?;
    let mut before = 0;
    for toponym in &reading.toponyms {
        whole(toponym.span)?;
        prop_assert!(toponym.span.start() >= before, "toponyms are in order");
        before = toponym.span.start();
        prop_assert!((0.0..=1.0).contains(&toponym.confidence));
        prop_assert!(toponym.candidates.len() <= 8);
        prop_assert!(!toponym.reasons.is_empty(), "{toponym:?} gives no reason");
        if let Some(place) = &toponym.place {
            prop_assert!((-90.0..=90.0).contains(&place.lat) && (-180.0..=180.0).contains(&place.lon));
        }
    }
    for timex in &reading.timexes {
        prop_assert!(timex.days.is_none_or(|days| days.start <= days.end), "{timex:?} runs backwards");
    }
    let mut before = 0;
    for mention in &reading.mentions {
        prop_assert!(mention.trigger.start() >= before, "mentions are in order");
        before = mention.trigger.start();
        let spans = [Some(mention.span), Some(mention.trigger), Some(mention.sentence)]
            .into_iter()
            .chain(mention.place.iter().map(|place| place.span))
            .chain(mention.date.iter().map(|date| date.span))
            .chain([mention.attribution.source_span, mention.attribution.cue.as_ref().map(|cue| cue.span)])
            .chain(mention.actors.iter().chain(&mention.means).copied().map(Some))
            .chain(mention.figures.iter().map(|figure| Some(figure.span)));
        for span in spans.flatten() {
            whole(span)?;
        }
        prop_assert!(mention.sentence.holds(mention.trigger), "a trigger outside its sentence");
    }
    Ok(())
}

/// What the first passes make of a text: tokens between characters, sentences of whole tokens, quotations apart.
fn check_page(article: &Article) -> Result<(), TestCaseError> {
    let page = Page::new(&article.text, &article.headline);
    prop_assert_eq!(page.plain.len(), article.text.as_str().len(), "the copy is as long as the text");
    let tokens = page.tokens.iter().map(|token| article.text.span(token.start as usize..token.end as usize));
    let tokens: Option<Vec<Span>> = tokens.collect();
    prop_assert!(tokens.is_some(), "a token cuts a character");
    in_order(article, tokens.into_iter().flatten(), "tokens")?;
    in_order(article, page.sentences.iter().map(|sentence| sentence.span), "sentences of all zones")?;
    in_order(article, page.quotes.iter().copied(), "quotations")?;
    let mut before = 0;
    for sentence in &page.sentences {
        prop_assert!(sentence.tokens.start >= before && sentence.tokens.end <= page.tokens.len());
        before = sentence.tokens.end;
    }
    Ok(())
}

/// Spans of this text, each after the one before.
fn in_order(article: &Article, spans: impl Iterator<Item = Span>, what: &str) -> Result<(), TestCaseError> {
    let mut before = 0;
    for span in spans {
        prop_assert_whole(article, span)?;
        prop_assert!(span.start() >= before, "{what} overlap or run back at {span:?}");
        before = span.end();
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
    let story = Story { sources, events: events.into(), ..Story::default() };
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
    fn bytes_of_any_coat_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200), news in pieces()) {
        // As an old encoding reads them: every byte is a letter or a sign.
        let coat: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        check(&format!("{coat}\n\n{news} {coat}"))?;
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
