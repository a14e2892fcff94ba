//! What a data file holds of a story: the kept events, numbered by time, each with its passages and who says them.
//!
//! Comes in: a story and a filter. Goes out: an [`Extract`], which every data format writes in its own way, so that all of
//! them number, quote and count alike. Offsets count Unicode code points of the article's text, end exclusive.

use std::collections::{HashMap, HashSet};

use super::reading::CodePoints;
use crate::scene::{Filter, within_sentence};
use crate::story::{
    Article, ArticleId, Event, EventMention, Letter, MentionId, PlaceRef, Shape, Source, Span, Stance, Story, Toponym,
    day_words,
};

/// Where place names and positions come from; every data file says so.
pub(super) const CREDIT: &str = "Places: GeoNames, CC BY 4.0. Passages: the articles named with each.";

/// The part of a story that a data file holds.
pub(super) struct Extract<'a> {
    /// What the story is called.
    pub(super) title: String,
    /// The kept events in the order of the story, which is by time.
    pub(super) events: Vec<Entry<'a>>,
    /// The articles: all of them while nothing is filtered, else those that report a kept event; by letter.
    pub(super) articles: Vec<&'a Article>,
}

/// A kept event.
pub(super) struct Entry<'a> {
    /// From 1, in the order of the file.
    pub(super) number: usize,
    /// The event.
    pub(super) event: &'a Event,
    /// The letters of the articles that report it, each once.
    pub(super) letters: Vec<Letter>,
    /// Who reports it, in the order of its mentions.
    pub(super) passages: Vec<Passage<'a>>,
}

/// A passage that reports an event.
pub(super) struct Passage<'a> {
    /// Which mention it is.
    pub(super) id: MentionId,
    /// The article it stands in.
    pub(super) article: &'a Article,
    /// What was read in it.
    pub(super) mention: &'a EventMention,
    /// The sentence, as it stands in the text.
    pub(super) quote: &'a str,
    /// First code point of the sentence.
    pub(super) start: u32,
    /// One past its last code point.
    pub(super) end: u32,
    source: &'a Source,
}

impl<'a> Extract<'a> {
    /// The kept events of a story with their passages.
    pub(super) fn new(story: &'a Story, filter: &Filter) -> Self {
        let texts: HashMap<ArticleId, (&Source, CodePoints<'_>)> = story
            .sources
            .iter()
            .map(|source| (source.article.id, (source, CodePoints::of(source.article.text.as_str()))))
            .collect();
        let kept = story.events.iter().filter(|event| filter.keeps(story, event));
        let events: Vec<Entry<'_>> = kept
            .zip(1..)
            .map(|(event, number)| {
                let passages: Vec<_> = event.mentions.iter().filter_map(|&id| passage(id, &texts)).collect();
                let mut letters: Vec<Letter> = passages.iter().map(|passage| passage.article.letter).collect();
                letters.sort_unstable();
                letters.dedup();
                Entry { number, event, letters, passages }
            })
            .collect();
        let cited: HashSet<Letter> = events.iter().flat_map(|entry| entry.letters.iter().copied()).collect();
        let articles = story.sources.iter().map(|source| source.article.as_ref());
        let articles = articles.filter(|article| filter.is_open() || cited.contains(&article.letter)).collect();
        Self { title: story.title(), events, articles }
    }
}

fn passage<'a>(id: MentionId, texts: &HashMap<ArticleId, (&'a Source, CodePoints<'a>)>) -> Option<Passage<'a>> {
    let (source, points) = texts.get(&id.article)?;
    let mention = source.reading.mentions.get(id.index as usize)?;
    let [start, end] = points.range(mention.sentence);
    let quote = source.article.text.slice(mention.sentence);
    Some(Passage { id, article: &source.article, mention, quote, start, end, source })
}

impl<'a> Entry<'a> {
    /// Where it happened.
    pub(super) fn place(&self) -> Option<&'a PlaceRef> {
        self.event.place.as_deref()
    }

    /// The letters as shown: "A, C".
    pub(super) fn letters(&self) -> String {
        let letters: Vec<String> = self.letters.iter().map(ToString::to_string).collect();
        letters.join(", ")
    }

    /// When it happened, in words: "19 September 2023", "since 12 December 2022"; `None` when nobody says.
    pub(super) fn when(&self) -> Option<String> {
        when(self.event)
    }

    /// Whether all who report it look back to it as something long past.
    pub(super) fn looks_back(&self) -> bool {
        !self.passages.is_empty() && self.passages.iter().all(|passage| passage.mention.back_reference)
    }

    /// First and last day, ISO 8601; the last is empty for what goes on.
    pub(super) fn days(&self) -> [Option<String>; 2] {
        let last = self.event.date.filter(|_| !self.event.ongoing);
        [self.event.date.map(|days| days.start.to_string()), last.map(|days| days.end.to_string())]
    }

    /// Where it happened, in words, and what kind of place: "Stepanakert / Khankendi", "Lachin corridor (along a line)".
    pub(super) fn where_words(&self) -> Option<String> {
        let place = self.place()?;
        let name = place.full_name();
        Some(match (place.shape, place.approximate) {
            (Shape::Line, _) => format!("{name} (somewhere along it)"),
            (Shape::Area, _) => format!("{name} (somewhere in it)"),
            (Shape::Point, true) => format!("near {name}"),
            (Shape::Point, false) => name,
        })
    }

    /// What a reader has to know before trusting the place or the event: "nobody has checked it", and so on.
    pub(super) fn cautions(&self) -> Vec<&'static str> {
        use crate::story::PlaceBasis;
        let basis = match self.event.basis {
            PlaceBasis::Context => Some("the place is taken from the sentences around"),
            PlaceBasis::Seat => Some("the place is the seat of who speaks"),
            PlaceBasis::Unknown => Some("no known place"),
            PlaceBasis::Stated | PlaceBasis::Indirect => None,
        };
        let checked = (!self.event.checked).then_some("not checked by a person");
        checked.into_iter().chain(basis).collect()
    }
}

impl<'a> Passage<'a> {
    /// The text before a span and after it, at most so many characters, whole words where it can be.
    pub(super) fn around(&self, span: Span, most: usize) -> [&'a str; 2] {
        let text = self.source.article.text.as_str();
        let before = text.get(..span.start()).unwrap_or("");
        let after = text.get(span.end()..).unwrap_or("");
        let first = before.char_indices().rev().take(most).last().map_or(before.len(), |(at, _)| at);
        let last = after.char_indices().nth(most).map_or(after.len(), |(at, _)| at);
        [before.get(first..).unwrap_or(""), after.get(..last).unwrap_or("")]
    }

    /// The toponym that gives the mention its place, with the places it might mean.
    pub(super) fn toponym(&self) -> Option<&'a Toponym> {
        let span = self.mention.place.as_ref()?.span?;
        self.source.reading.toponyms.iter().find(|toponym| toponym.span.overlaps(span))
    }

    /// Who says so and how: "claimed by the defence ministry", "in the article's own words".
    pub(super) fn said(&self) -> String {
        let speaker = within_sentence(&self.mention.attribution.source, self.source);
        match (self.mention.attribution.stance, speaker.is_empty()) {
            (Stance::Asserted, true) => "in the article's own words".to_owned(),
            (stance, true) => format!("{}, speaker not named", stance.word()),
            (Stance::Asserted, false) => format!("said by {speaker}"),
            (stance, false) => format!("{} by {speaker}", stance.word()),
        }
    }
}

/// An article as sources are listed: "Northgate Wire, “Headline”, 19 September 2023". The name of its file stands only for
/// what has neither outlet nor headline.
pub(super) fn citation(article: &Article) -> String {
    let date = article.date.day.map_or_else(|| "no date".to_owned(), day_words);
    match (&article.outlet, article.headline.trim()) {
        (None, "") => format!("{}, {date}", article.outlet_or_origin()),
        (None, headline) => format!("“{headline}”, no outlet named, {date}"),
        (Some(outlet), headline) => format!("{outlet}, “{headline}”, {date}"),
    }
}

/// An address that may be followed: article metadata is a stranger's, so nothing but the web's own schemes.
pub(super) fn web_address(article: &Article) -> Option<&str> {
    let url = article.url.as_deref()?;
    let web = ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)));
    (web && !url.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(url)
}

/// When an event happened, in words: "19 September 2023", "since 12 December 2022"; `None` when nobody says.
pub(super) fn when(event: &Event) -> Option<String> {
    let days = event.date?;
    if !event.ongoing {
        return Some(days.to_string());
    }
    Some(format!("since {}", days.begun()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::scene::fixture;
    use crate::story::DayRange;
    use crate::story::Family;

    #[test]
    fn offsets_count_code_points_and_find_the_quote() {
        let story = fixture::karabakh();
        let extract = Extract::new(&story, &Filter::default());
        assert_eq!((extract.events.len(), extract.articles.len()), (13, 5));
        for passage in extract.events.iter().flat_map(|entry| &entry.passages) {
            let text: Vec<char> = passage.article.text.as_str().chars().collect();
            let [start, end] = [passage.start as usize, passage.end as usize];
            assert_eq!(text[start..end].iter().collect::<String>(), passage.quote);
            let [before, after] = passage.around(passage.mention.sentence, 30);
            assert!(before.chars().count() <= 30 && after.chars().count() <= 30);
            assert!(passage.article.text.as_str().contains(&format!("{before}{}{after}", passage.quote)));
        }
    }

    #[test]
    fn a_filter_leaves_out_events_and_the_articles_that_report_none() {
        let story = fixture::karabakh();
        let filter = Filter { families: vec![Family::Protest], ..Filter::default() };
        let extract = Extract::new(&story, &filter);
        assert_eq!(extract.events.iter().map(Entry::letters).collect::<Vec<_>>(), ["A, D"]);
        assert_eq!(extract.articles.len(), 2);
    }

    #[test]
    fn what_goes_on_began_as_exactly_as_is_known() {
        let mut event = fixture::karabakh().events[0].clone();
        event.ongoing = true;
        let mut since = |start| {
            event.date = Some(DayRange { start, end: date(2023, 9, 19) });
            when(&event).unwrap_or_default()
        };
        assert_eq!(since(date(1988, 1, 1)), "since 1988");
        assert_eq!(since(date(2022, 12, 1)), "since December 2022");
        assert_eq!(since(date(2022, 12, 12)), "since 12 December 2022");
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        let story = fixture::karabakh();
        let with = |url: &str| Article { url: Some(url.to_owned()), ..Article::clone(&story.sources[0].article) };
        assert!(web_address(&with("https://example.org/a?b=c")).is_some());
        for url in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "", "data:text/html,x"] {
            assert_eq!(web_address(&with(url)), None, "{url}");
        }
    }
}
