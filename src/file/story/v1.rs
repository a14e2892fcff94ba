//! Version 1 of the story file: its frozen types, and the way from a story and back with every promise checked.
//!
//! Comes in: a story, or parsed JSON of a stranger. Goes out: the other. What a person owns (texts, dates, decisions) has
//! frozen types; what the reader found is a value that may be dropped and read again. It must never trust a file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::{Extra, FORMAT, Saved, StoryProblem, VERSION, decision, layer, layout};
use crate::story::{
    Article, ArticleId, DateStatus, Decision, DocumentDate, Event, EventId, Letter, Reading, Source, Span, Story, Text,
    Warning,
};

/// What the reader found, of a shape that is the reader's and may change with it: nothing where it is of another.
pub(super) struct Found<T>(pub(super) Option<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Found<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Of any shape first, and one at a time: thousands at once would take many times the room of the file.
        Ok(Self(serde_json::from_value(Value::deserialize(deserializer)?).ok()))
    }
}

/// The events the reader found, one after another; nothing where one of them, or the list, is of another shape.
pub(super) struct FoundEvents(pub(super) Option<Vec<Event>>);

impl<'de> Deserialize<'de> for FoundEvents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FoundEvents(Some(Vec::new())))
    }
}

impl<'de> Visitor<'de> for FoundEvents {
    type Value = Self;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("events")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Self, A::Error> {
        while let Some(event) = list.next_element::<Found<Event>>()? {
            self.0 = self.0.zip(event.0).map(|(mut events, event)| {
                events.push(event);
                events
            });
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self(None))
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(Self(None))
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(Self(None))
    }
}

/// Version 1 of the file, as it is read. Changing a field that is here makes version 2.
pub(super) type ReadV1 = FileV1<Found<Reading>, FoundEvents>;

/// The same as it is written.
pub(super) type WrittenV1 = FileV1<Arc<Reading>, Option<Vec<Arc<Event>>>>;

/// The fields of version 1, with what the reader found as `R` and `E`.
#[derive(Serialize, Deserialize)]
pub(super) struct FileV1<R, E> {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) name: String,
    /// What people decided, in the order they did; those this version does not know are kept as they are.
    #[serde(default)]
    pub(super) decisions: Vec<Value>,
    pub(super) articles: Vec<ArticleV1<R>>,
    /// Events a person found right, by article and first byte of the first trigger: as it was before decisions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) checked: Vec<[u32; 2]>,
    /// What the articles tell of.
    pub(super) events: E,
    /// What was decided about pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) layout: Option<layout::LayoutV1>,
    /// Layers of the person's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) layers: Vec<layer::LayerV1>,
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ArticleV1<R> {
    pub(super) id: u32,
    pub(super) letter: u32,
    pub(super) origin: String,
    pub(super) headline: String,
    pub(super) outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) byline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) date_status: DateStatusV1,
    pub(super) date_span: Option<[u32; 2]>,
    pub(super) text: String,
    /// FNV-1a of the text's bytes, in hexadecimal: tells a text that was edited from the one that was read.
    pub(super) text_hash: String,
    pub(super) warnings: Value,
    pub(super) reading: R,
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DateStatusV1 {
    Explicit,
    Inferred,
    Unknown,
}

/// The file of a story as it was found, with what people decided of it, and what else stood in the file it came from.
pub(super) fn file_of(story: &Story, extra: &Extra) -> WrittenV1 {
    let found = story.as_found();
    let unknown = |source: &Source| extra.articles.get(&source.article.text.fingerprint()).cloned().unwrap_or_default();
    let mut decisions: Vec<Value> = story.decisions().iter().map(decision::value).collect();
    decisions.extend(extra.decisions.iter().cloned());
    FileV1 {
        format: FORMAT.to_owned(),
        version: VERSION,
        name: story.name.clone(),
        decisions,
        articles: found.sources.iter().map(|source| article_file(source, unknown(source))).collect(),
        checked: Vec::new(),
        events: Some(found.events.shared().to_vec()),
        layout: layout::LayoutV1::of(&story.layout),
        layers: story.layers.iter().map(layer::LayerV1::of).collect(),
        unknown: extra.file.clone(),
    }
}

fn article_file(source: &Source, unknown: Map<String, Value>) -> ArticleV1<Arc<Reading>> {
    let Article { id, letter, origin, text, headline, outlet, byline, url, date, warnings } = source.article.as_ref();
    let bytes = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    ArticleV1 {
        id: id.0,
        letter: letter.0,
        origin: origin.clone(),
        headline: headline.clone(),
        outlet: outlet.clone(),
        byline: byline.clone(),
        url: url.clone(),
        date: date.day,
        date_status: match date.status {
            DateStatus::Explicit => DateStatusV1::Explicit,
            DateStatus::Inferred => DateStatusV1::Inferred,
            DateStatus::Unknown => DateStatusV1::Unknown,
        },
        date_span: date.span.map(|span| [bytes(span.start()), bytes(span.end())]),
        text: text.as_str().to_owned(),
        text_hash: format!("{:016x}", text.fingerprint()),
        warnings: serde_json::to_value(warnings).unwrap_or_default(),
        reading: Arc::clone(&source.reading),
        unknown,
    }
}

/// The story of a file, every promise checked.
pub(super) fn story_of(file: ReadV1) -> Result<Saved, StoryProblem> {
    let (mut ids, mut letters) = (HashSet::new(), HashSet::new());
    let mut stale = false;
    let mut extra = Extra { file: file.unknown, articles: HashMap::new(), decisions: Vec::new() };
    let mut sources = Vec::with_capacity(file.articles.len());
    for mut article in file.articles {
        let letter = Letter(article.letter);
        if !ids.insert(article.id) || !letters.insert(article.letter) {
            return Err(StoryProblem::Damaged(format!("two articles bear the letter {letter} or its number")));
        }
        if article.id == u32::MAX || article.letter == u32::MAX {
            return Err(StoryProblem::Damaged("the number of an article is out of bounds".to_owned()));
        }
        let unknown = std::mem::take(&mut article.unknown);
        let (source, fits) = source_of(article)?;
        if !unknown.is_empty() {
            extra.articles.insert(source.article.text.fingerprint(), unknown);
        }
        stale |= !fits;
        sources.push(source);
    }
    sources.sort_by_key(|source| source.article.letter);
    let layout = file.layout.map(layout::LayoutV1::layout).unwrap_or_default();
    let layers = Arc::new(layer::layers(file.layers));
    let mut story = Story { name: file.name, sources, layout: Arc::new(layout), layers, ..Story::default() };
    match file.events.0 {
        Some(events) if !stale && events.iter().all(|event| event_fits(event, &story)) => story.events = events.into(),
        _ => stale = true,
    }
    let id = |&[article, byte]: &[u32; 2]| EventId(u64::from(article) << 32 | u64::from(byte));
    let checked: Vec<EventId> = file.checked.iter().map(id).collect();
    for event in &mut story.events {
        event.checked = checked.contains(&event.id);
    }
    let decisions = known(&file.decisions, &mut extra);
    Ok(Saved { story: story.with_decisions(decisions), stale, checked, extra })
}

/// The decisions this version knows; the others are kept as they are.
pub(super) fn known(decisions: &[Value], extra: &mut Extra) -> Vec<Decision> {
    let one = |value: &Value| {
        let known = decision::decision(value);
        if known.is_none() {
            extra.decisions.push(value.clone());
        }
        known
    };
    decisions.iter().filter_map(one).collect()
}

/// One article, and whether what was read of it fits its text.
pub(super) fn source_of(file: ArticleV1<Found<Reading>>) -> Result<(Source, bool), StoryProblem> {
    let letter = Letter(file.letter);
    let text = Text::new(&file.text);
    let span = match file.date_span {
        Some([start, end]) => Some(text.span(start as usize..end as usize).ok_or_else(|| {
            StoryProblem::Damaged(format!("the date of article {letter} stands outside of its text"))
        })?),
        None => None,
    };
    let status = match (file.date_status, file.date) {
        (_, None) => DateStatus::Unknown,
        (DateStatusV1::Inferred, _) => DateStatus::Inferred,
        _ => DateStatus::Explicit,
    };
    let reading = file
        .reading
        .0
        .filter(|reading| file.text_hash == format!("{:016x}", text.fingerprint()) && reading_fits(reading, &text));
    let date = DocumentDate { day: file.date, status, span };
    let article = Article {
        id: ArticleId(file.id),
        letter,
        origin: file.origin,
        text,
        headline: file.headline,
        outlet: file.outlet,
        byline: file.byline,
        url: file.url,
        date,
        warnings: serde_json::from_value::<Vec<Warning>>(file.warnings).unwrap_or_default(),
    };
    let fits = reading.is_some();
    Ok((Source { article: Arc::new(article), reading: Arc::new(reading.unwrap_or_default()) }, fits))
}

/// Whether every span of a reading stands in the text.
fn reading_fits(reading: &Reading, text: &Text) -> bool {
    let spans = |spans: &[Span]| spans.iter().all(|&span| text.bears(span));
    let maybe = |span: Option<Span>| span.is_none_or(|span| text.bears(span));
    let mention_fits = |mention: &crate::story::EventMention| {
        spans(&[mention.span, mention.trigger, mention.sentence])
            && spans(&mention.actors)
            && spans(&mention.means)
            && mention.details.iter().all(|detail| text.bears(detail.span) && maybe(detail.said.source_span))
            && mention.figures.iter().all(|figure| text.bears(figure.span))
            && maybe(mention.place.as_ref().and_then(|place| place.span))
            && maybe(mention.date.as_ref().and_then(|date| date.span))
            && maybe(mention.attribution.source_span)
            && maybe(mention.attribution.cue.as_ref().map(|cue| cue.span))
    };
    maybe(reading.date.span)
        && spans(&reading.sentences)
        && reading.zones.iter().all(|zone| text.bears(zone.span))
        && reading.toponyms.iter().all(|toponym| text.bears(toponym.span))
        && reading.timexes.iter().all(|timex| text.bears(timex.span))
        && reading.mentions.iter().all(mention_fits)
}

/// Whether an event has mentions, each of them in the story, and claims by their spans.
fn event_fits(event: &Event, story: &Story) -> bool {
    let claim_fits = |claim: &crate::story::Claim| {
        story
            .mention(claim.mention)
            .is_some_and(|(source, _)| claim.span.is_none_or(|span| source.article.text.bears(span)))
    };
    !event.mentions.is_empty()
        && event.mentions.iter().all(|&mention| story.mention(mention).is_some())
        && event.slots.iter().all(|slot| !slot.claims.is_empty() && slot.claims.iter().all(claim_fits))
}
