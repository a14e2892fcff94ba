//! Readings as JSON: one article's, and a whole story's.
//!
//! Comes in: a story, or one source of it with the events it takes part in. Goes out: values that serialise to the JSON
//! other programs rely on. Offsets are Unicode code points, end exclusive; places are degrees WGS84. It must never
//! leave a field out because it is empty where a tool may look for it.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::story::{
    Agreement, Article, Candidate, Claim, Detail, Event, EventId, EventMention, Figure, FigurePart, Letter,
    MentionDate, MentionId, MentionPlace, PlaceRef, Reading, SlotClaims, Source, Span, Story, Timex, Toponym, Value,
};

/// Turns byte offsets of one text into code points: one pass to build, a short count to ask.
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before each block of [`BLOCK`] bytes; empty for ASCII, where bytes and code points are the same.
    before: Vec<u32>,
}

/// Bytes that are counted at most to answer one question.
const BLOCK: usize = 64;

impl<'a> CodePoints<'a> {
    /// Counts a text once.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                before.push(count);
                count += starts(block);
            }
            before.push(count);
        }
        Self { text, before }
    }

    /// How many code points lie before a byte.
    #[must_use]
    pub fn at(&self, byte: usize) -> u32 {
        if self.before.is_empty() {
            return u32::try_from(byte).unwrap_or(u32::MAX);
        }
        let block = byte / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..byte).map_or(0, starts);
        self.before.get(block).copied().unwrap_or(0) + rest
    }

    /// Start and end of a span.
    #[must_use]
    pub fn range(&self, span: Span) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }

    fn words(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()).unwrap_or(u32::MAX)
}

/// One article and what was read in it.
#[derive(Debug, Serialize)]
pub struct ArticleJson<'a, Id: Serialize = String> {
    /// What it is called here: a stream's own id, or the article's letter.
    pub id: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    date: DateJson,
    /// What was doubtful about the article, in words.
    pub warnings: Vec<String>,
    toponyms: Vec<ToponymJson<'a>>,
    /// Words that point at a place without naming it.
    references: Vec<ToponymJson<'a>>,
    timexes: Vec<TimexJson<'a>>,
    mentions: Vec<MentionJson<'a>>,
}

/// A whole story.
#[derive(Debug, Serialize)]
pub struct StoryJson<'a> {
    title: String,
    articles: Vec<ArticleJson<'a>>,
    events: Vec<EventJson<'a>>,
}

#[derive(Debug, Serialize)]
struct DateJson {
    start: Option<String>,
    end: Option<String>,
    status: &'static str,
    span: Option<[u32; 2]>,
}

#[derive(Debug, Serialize)]
struct ToponymJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    role: &'static str,
    place: Option<PlaceJson<'a>>,
    #[serde(serialize_with = "candidates")]
    candidates: &'a [Candidate],
    confidence: f64,
    reasons: &'a [String],
}

#[derive(Debug, Serialize)]
struct PlaceJson<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_name: Option<&'a str>,
    lat: f64,
    lon: f64,
    kind: &'static str,
    country: Option<&'a str>,
    region: Option<&'a str>,
    contested: bool,
    approximate: bool,
    bbox: Option<[f64; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct CandidateJson<'a> {
    id: &'a str,
    name: &'a str,
    lat: f64,
    lon: f64,
    score: f64,
}

#[derive(Debug, Serialize)]
struct TimexJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
}

#[derive(Debug, Serialize)]
struct MentionJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    trigger: [u32; 2],
    sentence: [u32; 2],
    paragraph: u32,
    family: &'static str,
    kind: &'static str,
    event: Option<String>,
    place: Option<PlaceJson<'a>>,
    place_span: Option<[u32; 2]>,
    date: Option<MentionDateJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    actors: Vec<PassageJson<'a>>,
    means: Vec<PassageJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<DetailJson<'a>>,
    attribution: AttributionJson<'a>,
    negated: bool,
    modal: bool,
    back_reference: bool,
    /// Only points at a happening told elsewhere; `event` is the one it means, if any.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pointer: bool,
}

#[derive(Debug, Serialize)]
struct MentionDateJson<'a> {
    start: String,
    end: String,
    expression: Option<&'a str>,
    span: Option<[u32; 2]>,
    ongoing: bool,
}

#[derive(Debug, Serialize)]
struct FigureJson<'a> {
    what: &'static str,
    min: u32,
    max: Option<u32>,
    of: &'a str,
    start: u32,
    end: u32,
    parts: &'a [FigurePart],
    /// Who gives it, where that is another than who tells of the happening.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct DetailJson<'a> {
    tells: &'static str,
    start: u32,
    end: u32,
    text: &'a str,
    source: &'a str,
    stance: &'static str,
}

#[derive(Debug, Serialize)]
struct AttributionJson<'a> {
    source: &'a str,
    source_span: Option<[u32; 2]>,
    cue: Option<&'a str>,
    cue_span: Option<[u32; 2]>,
    stance: &'static str,
}

#[derive(Debug, Serialize)]
struct EventJson<'a> {
    id: String,
    title: &'a str,
    family: &'static str,
    kind: &'static str,
    place: Option<PlaceJson<'a>>,
    date: Option<EventDateJson>,
    sources: Vec<String>,
    mentions: Vec<(String, u32)>,
    slots: Vec<SlotJson<'a>>,
    confidence: f64,
    checked: bool,
}

#[derive(Debug, Serialize)]
struct EventDateJson {
    start: String,
    end: String,
    ongoing: bool,
}

#[derive(Debug, Serialize)]
struct SlotJson<'a> {
    slot: &'static str,
    agreement: &'static str,
    claims: Vec<ClaimJson<'a>>,
}

#[derive(Debug, Serialize)]
struct ClaimJson<'a> {
    article: String,
    mention: u32,
    value: ValueJson<'a>,
    span: Option<[u32; 2]>,
    text: Option<&'a str>,
    source: &'a str,
    stance: &'static str,
    /// Whether it counts a part of a total that the same article gives.
    part: bool,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueJson<'a> {
    Words(&'a str),
    Place { id: &'a str, name: &'a str },
    Days { start: String, end: String },
    Count { min: u32, max: Option<u32> },
    People { words: &'a str, what: &'static str },
}

/// The id of an event in JSON: its first mention's article and byte, so that it stays while that mention does.
#[must_use]
pub fn event_id(id: EventId) -> String {
    format!("e{}-{}", id.0 >> 32, id.0 & u64::from(u32::MAX))
}

/// The whole story, articles in the order of their letters.
#[must_use]
pub fn story(story: &Story) -> StoryJson<'_> {
    let points: HashMap<_, _> =
        story.sources.iter().map(|source| (source.article.id, CodePoints::of(source.article.text.as_str()))).collect();
    let event_of = events_by_mention(&story.events);
    let articles = story
        .sources
        .iter()
        .filter_map(|source| {
            let Source { article, reading } = source;
            let letter = article.letter.to_string();
            let json = article_json(letter.clone(), article, reading, points.get(&article.id)?, &event_of);
            Some(ArticleJson {
                letter: Some(letter),
                path: Some(&article.origin),
                headline: Some(&article.headline),
                outlet: article.outlet.as_deref(),
                byline: article.byline.as_deref(),
                text: Some(article.text.as_str()),
                ..json
            })
        })
        .collect();
    let letters: HashMap<_, _> =
        story.sources.iter().map(|source| (source.article.id, source.article.letter)).collect();
    let letter_of = |mention: MentionId| letters.get(&mention.article).map(Letter::to_string).unwrap_or_default();
    let events = story
        .events
        .iter()
        .map(|event| EventJson {
            id: event_id(event.id),
            title: &event.title,
            family: event.family.word(),
            kind: event.kind.word(),
            place: event
                .place
                .as_deref()
                .map(|place| PlaceJson { basis: Some(event.basis.word()), ..place_json(place) }),
            date: event.date.map(|days| EventDateJson {
                start: days.start.to_string(),
                end: days.end.to_string(),
                ongoing: event.ongoing,
            }),
            sources: story.letters(event).iter().map(Letter::to_string).collect(),
            mentions: event.mentions.iter().map(|&mention| (letter_of(mention), mention.index)).collect(),
            slots: event
                .slots
                .iter()
                .map(|slot| slot_json(slot, &letter_of, |claim| points.get(&claim.mention.article)))
                .collect(),
            confidence: rounded(event.confidence),
            checked: event.checked,
        })
        .collect();
    StoryJson { title: story.title(), articles, events }
}

/// One article by itself, under the id its stream gave it; `events` are those it takes part in.
#[must_use]
pub fn article<'a, Id: Serialize>(id: Id, source: &'a Source, events: &[Event]) -> ArticleJson<'a, Id> {
    let points = CodePoints::of(source.article.text.as_str());
    article_json(id, &source.article, &source.reading, &points, &events_by_mention(events))
}

fn events_by_mention<'a>(events: impl IntoIterator<Item = &'a Event>) -> HashMap<MentionId, EventId> {
    events.into_iter().flat_map(|event| event.mentions.iter().map(|&mention| (mention, event.id))).collect()
}

fn article_json<'a, Id: Serialize>(
    id: Id,
    article: &'a Article,
    reading: &'a Reading,
    points: &CodePoints<'a>,
    event_of: &HashMap<MentionId, EventId>,
) -> ArticleJson<'a, Id> {
    let names = |indirect: bool| {
        let wanted = reading.toponyms.iter().filter(|toponym| toponym.indirect == indirect);
        wanted.map(|toponym| toponym_json(toponym, points)).collect()
    };
    let mention_ids = (0..).map(|index| MentionId { article: article.id, index });
    ArticleJson {
        id,
        letter: None,
        path: None,
        headline: None,
        outlet: None,
        byline: None,
        text: None,
        date: DateJson {
            start: article.date.day.map(|day| day.to_string()),
            end: article.date.day.map(|day| day.to_string()),
            status: article.date.status.word(),
            span: article.date.span.map(|span| points.range(span)),
        },
        warnings: article.warnings.iter().map(ToString::to_string).collect(),
        toponyms: names(false),
        references: names(true),
        timexes: reading.timexes.iter().map(|timex| timex_json(timex, points)).collect(),
        mentions: reading
            .mentions
            .iter()
            .zip(mention_ids)
            .map(|(mention, id)| mention_json(mention, event_of.get(&id).copied(), points))
            .collect(),
    }
}

fn toponym_json<'a>(toponym: &'a Toponym, points: &CodePoints<'a>) -> ToponymJson<'a> {
    let [start, end] = points.range(toponym.span);
    ToponymJson {
        start,
        end,
        text: points.words(toponym.span),
        role: toponym.role.word(),
        place: toponym.place.as_deref().map(place_json),
        candidates: &toponym.candidates,
        confidence: rounded(toponym.confidence),
        reasons: &toponym.reasons,
    }
}

/// Written as they are: a list of them would be made for each mention of a name.
fn candidates<S: Serializer>(candidates: &[Candidate], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(candidates.iter().map(candidate_json))
}

fn place_json(place: &PlaceRef) -> PlaceJson<'_> {
    PlaceJson {
        id: &place.key,
        name: &place.name,
        second_name: place.second_name.as_deref(),
        lat: degrees(place.lat),
        lon: degrees(place.lon),
        kind: place.shape.word(),
        country: place.country.as_deref(),
        region: place.region.as_deref(),
        contested: place.contested,
        approximate: place.approximate,
        bbox: place.bbox.map(|bbox| bbox.map(degrees)),
        basis: None,
    }
}

fn candidate_json(candidate: &Candidate) -> CandidateJson<'_> {
    CandidateJson {
        id: &candidate.place.key,
        name: &candidate.place.name,
        lat: degrees(candidate.place.lat),
        lon: degrees(candidate.place.lon),
        score: rounded(candidate.score),
    }
}

fn timex_json<'a>(timex: &'a Timex, points: &CodePoints<'a>) -> TimexJson<'a> {
    let [start, end] = points.range(timex.span);
    TimexJson { start, end, text: points.words(timex.span), kind: timex.kind.word(), value: &timex.value }
}

fn mention_json<'a>(mention: &'a EventMention, event: Option<EventId>, points: &CodePoints<'a>) -> MentionJson<'a> {
    let [start, end] = points.range(mention.span);
    let passage = |&span: &Span| {
        let [start, end] = points.range(span);
        PassageJson { start, end, text: points.words(span) }
    };
    let place = mention.place.as_ref();
    MentionJson {
        start,
        end,
        text: points.words(mention.span),
        trigger: points.range(mention.trigger),
        sentence: points.range(mention.sentence),
        paragraph: mention.paragraph,
        family: mention.family.word(),
        kind: mention.kind.word(),
        event: event.map(event_id),
        place: place
            .map(|MentionPlace { place, basis, .. }| PlaceJson { basis: Some(basis.word()), ..place_json(place) }),
        place_span: place.and_then(|place| place.span).map(|span| points.range(span)),
        date: mention.date.as_ref().map(|date| mention_date_json(date, points)),
        figures: mention.figures.iter().map(|figure| figure_json(figure, points)).collect(),
        actors: mention.actors.iter().map(passage).collect(),
        means: mention.means.iter().map(passage).collect(),
        details: mention.details.iter().map(|detail| detail_json(detail, points)).collect(),
        attribution: AttributionJson {
            source: &mention.attribution.source,
            source_span: mention.attribution.source_span.map(|span| points.range(span)),
            cue: mention.attribution.cue.as_ref().map(|cue| cue.word.as_str()),
            cue_span: mention.attribution.cue.as_ref().map(|cue| points.range(cue.span)),
            stance: mention.attribution.stance.word(),
        },
        negated: mention.negated,
        modal: mention.modal,
        back_reference: mention.back_reference,
        pointer: mention.pointer,
    }
}

fn mention_date_json<'a>(date: &MentionDate, points: &CodePoints<'a>) -> MentionDateJson<'a> {
    MentionDateJson {
        start: date.days.start.to_string(),
        end: date.days.end.to_string(),
        expression: date.span.map(|span| points.words(span)),
        span: date.span.map(|span| points.range(span)),
        ongoing: date.ongoing,
    }
}

fn figure_json<'a>(figure: &'a Figure, points: &CodePoints<'a>) -> FigureJson<'a> {
    let [start, end] = points.range(figure.span);
    FigureJson {
        what: figure.what.word(),
        min: figure.min,
        max: figure.max,
        of: &figure.of,
        start,
        end,
        parts: &figure.parts,
        source: figure.said.as_ref().map(|said| said.source.as_str()),
    }
}

fn detail_json<'a>(detail: &'a Detail, points: &CodePoints<'a>) -> DetailJson<'a> {
    let ([start, end], text) = (points.range(detail.span), points.words(detail.span));
    let (tells, stance) = (detail.tells.word(), detail.said.stance.word());
    DetailJson { tells, start, end, text, source: &detail.said.source, stance }
}

fn slot_json<'a, 'p>(
    slot: &'a SlotClaims,
    letter_of: &impl Fn(MentionId) -> String,
    points_of: impl Fn(&Claim) -> Option<&'p CodePoints<'a>>,
) -> SlotJson<'a>
where
    'a: 'p,
{
    let claim_json = |claim: &'a Claim| {
        let passage = claim.span.zip(points_of(claim));
        ClaimJson {
            article: letter_of(claim.mention),
            mention: claim.mention.index,
            value: match &claim.value {
                Value::Words(words) => ValueJson::Words(words),
                Value::Place { key, name } => ValueJson::Place { id: key, name },
                Value::Days(days) => ValueJson::Days { start: days.start.to_string(), end: days.end.to_string() },
                &Value::Count { min, max } => ValueJson::Count { min, max },
                Value::People { what, words } => ValueJson::People { words, what: what.word() },
            },
            span: passage.map(|(span, points)| points.range(span)),
            text: passage.map(|(span, points)| points.words(span)),
            source: &claim.source,
            stance: claim.stance.word(),
            part: claim.part,
        }
    };
    SlotJson {
        slot: slot.slot.word(),
        agreement: Agreement::word(slot.agreement),
        claims: slot.claims.iter().map(claim_json).collect(),
    }
}

/// A coordinate to about a metre.
fn degrees(value: f64) -> f64 {
    (value * 1e5).round() / 1e5
}

/// A likelihood to three places.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::story::{ArticleId, DocumentDate, Role, Shape, Text};

    fn source(text: &str, toponyms: &[(std::ops::Range<usize>, bool)]) -> Source {
        let text = Text::new(text);
        let place = PlaceRef {
            key: "geonames:1".to_owned(),
            name: "Şuşa".to_owned(),
            second_name: None,
            shape: Shape::Point,
            lon: 46.746_4,
            lat: 39.758_333_3,
            bbox: None,
            country: Some("AZ".to_owned()),
            region: None,
            contested: true,
            approximate: false,
            population: 0,
        };
        let toponyms = toponyms
            .iter()
            .map(|(range, indirect)| Toponym {
                span: text.span(range.clone()).unwrap(),
                role: Role::Location,
                indirect: *indirect,
                place: Some(Arc::new(place.clone())),
                candidates: Arc::default(),
                confidence: 0.5,
                reasons: Arc::default(),
            })
            .collect();
        let article = Article {
            id: ArticleId(0),
            letter: Letter(0),
            origin: "a.txt".to_owned(),
            text,
            headline: String::new(),
            outlet: None,
            byline: None,
            url: None,
            date: DocumentDate::UNKNOWN,
            warnings: Vec::new(),
        };
        Source { article: Arc::new(article), reading: Arc::new(Reading { toponyms, ..Reading::default() }) }
    }

    #[test]
    fn offsets_are_code_points_anywhere_in_a_long_text() {
        let text = "Şuşa – 五 a".repeat(200);
        let points = CodePoints::of(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte) as usize, count);
        }
        assert_eq!(points.at(text.len()) as usize, text.chars().count());
        assert_eq!(CodePoints::of("plain").at(3), 3);
    }

    #[test]
    fn names_and_references_stand_apart() {
        let source = source("Near Şuşa the city fell", &[(5..11, false), (12..20, true)]);
        let json = serde_json::to_value(article("x", &source, &[])).unwrap();
        assert_eq!(json["id"], "x");
        assert_eq!((&json["toponyms"][0]["start"], &json["toponyms"][0]["end"]), (&5.into(), &9.into()));
        assert_eq!(json["toponyms"][0]["place"]["lat"], 39.75833);
        assert_eq!(json["toponyms"].as_array().map(Vec::len), Some(1));
        assert_eq!(json["references"][0]["text"], "the city");
        assert_eq!(json["date"]["status"], "unknown");
        assert!(json["timexes"].is_array() && json["mentions"].is_array());
    }

    #[test]
    fn a_story_names_its_articles_by_letter() {
        let story_value = Story { sources: vec![source("Şuşa", &[])], ..Story::default() };
        let json = serde_json::to_value(story(&story_value)).unwrap();
        assert_eq!(json["articles"][0]["id"], "A");
        assert_eq!(json["articles"][0]["path"], "a.txt");
        assert_eq!(json["events"], serde_json::json!([]));
    }
}
