//! Passages as W3C Web Annotations (JSON-LD): each event's passages tied to the very words of the articles.
//!
//! Comes in: a story, a filter. Goes out: an AnnotationCollection with one page. Each target has a TextQuoteSelector with
//! what stands before and after, and a TextPositionSelector whose offsets count Unicode code points, end exclusive, so that
//! a passage is found again even in a text that has changed a little.

use serde_json::{Value as Json, json};

use super::extract::{Entry, Extract, Passage, web_address};
use super::reading::event_id;
use crate::scene::Filter;
use crate::story::{Article, Story};

/// How many characters before and after a passage are given with it.
const AROUND: usize = 32;

/// The passages of the kept events as the bytes of a `.jsonld` file.
#[must_use]
pub fn annotations(story: &Story, filter: &Filter) -> Vec<u8> {
    let extract = Extract::new(story, filter);
    let items: Vec<Json> = extract
        .events
        .iter()
        .flat_map(|entry| entry.passages.iter().map(move |passage| annotation(entry, passage)))
        .collect();
    let collection = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}],
        "id": "urn:dateline:annotations",
        "type": "AnnotationCollection",
        "label": extract.title,
        "total": items.len(),
        "first": {
            "id": "urn:dateline:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    let mut bytes = collection.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn annotation(entry: &Entry<'_>, passage: &Passage<'_>) -> Json {
    let event = entry.event;
    let span = passage.mention.sentence;
    let [prefix, suffix] = passage.around(span, AROUND);
    let facts: Vec<String> =
        [Some(event.title.clone()), entry.where_words(), entry.when()].into_iter().flatten().collect();
    let mut body = vec![
        json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en",
               "value": facts.join(" · ")}),
        json!({"type": "TextualBody", "purpose": "classifying", "value": event.kind.word()}),
        json!({"type": "TextualBody", "purpose": "commenting", "language": "en", "value": passage.said()}),
    ];
    if let Some(place) = entry.place() {
        body.push(json!({
            "type": "schema:Place",
            "purpose": "identifying",
            "id": place_address(&place.key),
            "schema:name": place.full_name(),
            "schema:geo": {"type": "schema:GeoCoordinates", "schema:latitude": place.lat, "schema:longitude": place.lon},
        }));
    }
    json!({
        "id": format!("urn:dateline:annotation:{}:{}-{}", event_id(event.id), passage.article.letter, passage.id.index),
        "type": "Annotation",
        "motivation": "describing",
        "body": body,
        "target": {
            "type": "SpecificResource",
            "source": source(passage.article),
            "selector": [
                {"type": "TextQuoteSelector", "exact": passage.quote, "prefix": prefix, "suffix": suffix},
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        },
    })
}

/// The article: its own address where its file names one, else a name within the story.
fn source(article: &Article) -> Json {
    let id = web_address(article).map_or_else(|| format!("urn:dateline:article:{}", article.letter), str::to_owned);
    json!({
        "id": id,
        "type": "Text",
        "schema:identifier": article.letter.to_string(),
        "schema:headline": article.headline,
        "schema:publisher": article.outlet,
        "schema:datePublished": article.date.day.map(|day| day.to_string()),
        "schema:name": article.origin,
    })
}

/// `geonames:616752` as GeoNames writes it; our own places are names of ours.
fn place_address(key: &str) -> String {
    match key.split_once(':') {
        Some(("geonames", number)) => format!("https://sws.geonames.org/{number}/"),
        _ => format!("urn:dateline:place:{key}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    #[test]
    fn every_annotation_leads_back_to_its_words_both_ways() {
        let story = fixture::karabakh();
        let collection: Json = serde_json::from_slice(&annotations(&story, &Filter::default())).unwrap();
        let items = collection["first"]["items"].as_array().unwrap();
        let mentions: usize = story.events.iter().map(|event| event.mentions.len()).sum();
        assert_eq!((items.len(), collection["total"].as_u64()), (mentions, Some(mentions as u64)));
        let mut ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), mentions, "each has a name of its own");
        for item in items {
            let letter = item["target"]["source"]["schema:identifier"].as_str().unwrap();
            let source = story.sources.iter().find(|source| source.article.letter.to_string() == letter).unwrap();
            let text = source.article.text.as_str();
            let [quote, position] = [0, 1].map(|n| &item["target"]["selector"][n]);
            let word = |field: &str| quote[field].as_str().unwrap();
            let whole = format!("{}{}{}", word("prefix"), word("exact"), word("suffix"));
            assert_eq!(text.matches(&whole).count(), 1);
            let at = |field: &str| usize::try_from(position[field].as_u64().unwrap()).unwrap();
            let found: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
            assert_eq!(found, word("exact"));
        }
    }
}
