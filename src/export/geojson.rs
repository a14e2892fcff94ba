//! Events as GeoJSON (RFC 7946), one feature an event, with the passages that say so.
//!
//! Comes in: a story, a filter. Goes out: a FeatureCollection that QGIS, geojson.io and OGR read. Positions are longitude,
//! latitude, WGS84; offsets of passages count Unicode code points of the article's text, end exclusive. Events with no known
//! place have a null geometry and are not left out. What is the same for many passages is said once: an article by its
//! letter in `articles`, what a place name may mean in the event's `place_readings`, by its key in `places`.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value as Json, json};

use super::extract::{CREDIT, Entry, Extract, Passage};
use super::reading::event_id;
use crate::scene::Filter;
use crate::story::{Article, Candidate, Claim, Figure, PlaceRef, SlotClaims, Story, Value};

/// The kept events of a story as the bytes of a `.geojson` file.
#[must_use]
pub fn geojson(story: &Story, filter: &Filter) -> Vec<u8> {
    let extract = Extract::new(story, filter);
    let mut places = BTreeMap::new();
    let features: Vec<Json> = extract.events.iter().map(|entry| feature(story, entry, &mut places)).collect();
    let articles: Vec<Json> = extract.articles.iter().map(|article| source(article)).collect();
    let collection = json!({
        "type": "FeatureCollection",
        "name": extract.title,
        "attribution": CREDIT,
        "articles": articles,
        "places": places,
        "features": features,
    });
    let mut bytes = collection.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

/// What a place name might mean, by key: each place once for the whole file.
type Places = BTreeMap<String, Json>;

fn feature(story: &Story, entry: &Entry<'_>, places: &mut Places) -> Json {
    let event = entry.event;
    let mut properties = Map::new();
    let mut put = |key: &str, value: Json| properties.insert(key.to_owned(), value);
    let [from, to] = entry.days();
    put("number", json!(entry.number));
    put("title", json!(event.title));
    put("family", json!(event.family.word()));
    put("kind", json!(event.kind.word()));
    put("date_from", json!(from));
    put("date_to", json!(to));
    put("ongoing", json!(event.ongoing));
    put("place", json!(entry.place().map(place)));
    put("place_known_by", json!(event.basis.word()));
    put("checked", json!(event.checked));
    put("confidence", json!(hundredths(event.confidence)));
    let letters: Vec<String> = entry.letters.iter().map(ToString::to_string).collect();
    put("articles", json!(letters));
    put("claims", Json::Array(event.slots.iter().map(|slot| claims(story, slot)).collect()));
    let mut readings = Readings::default();
    put("passages", Json::Array(entry.passages.iter().map(|told| passage(told, &mut readings, places)).collect()));
    put("place_readings", Json::Array(readings.all));
    let geometry = entry.place().map(|place| json!({"type": "Point", "coordinates": [place.lon, place.lat]}));
    json!({"type": "Feature", "id": event_id(event.id), "geometry": geometry, "properties": properties})
}

fn hundredths(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

fn source(article: &Article) -> Json {
    json!({
        "letter": article.letter.to_string(),
        "outlet": article.outlet,
        "headline": article.headline,
        "published": article.date.day.map(|day| day.to_string()),
        "published_known_by": article.date.status.word(),
        "url": article.url,
        "file": article.origin,
    })
}

fn place(place: &PlaceRef) -> Json {
    json!({
        "key": place.key,
        "name": place.name,
        "second_name": place.second_name,
        "shape": place.shape.word(),
        "bbox": place.bbox,
        "country": place.country,
        "region": place.region,
        "contested": place.contested,
        "approximate": place.approximate,
    })
}

fn claims(story: &Story, slot: &SlotClaims) -> Json {
    let claims: Vec<Json> = slot.claims.iter().map(|claim| one_claim(story, claim)).collect();
    json!({"slot": slot.slot.word(), "agreement": slot.agreement.word(), "claims": claims})
}

fn one_claim(story: &Story, claim: &Claim) -> Json {
    let value = match &claim.value {
        Value::Words(words) => json!(words),
        Value::Place { key, name } => json!({"key": key, "name": name}),
        Value::Days(days) => json!({"from": days.start.to_string(), "to": days.end.to_string()}),
        Value::Count { min, max } => json!({"min": min, "max": max}),
        Value::People { what, words } => json!({"words": words, "what": what.word()}),
    };
    let letter = story.source(claim.mention.article).map(|source| source.article.letter.to_string());
    json!({"article": letter, "value": value, "speaker": claim.source, "stance": claim.stance.word()})
}

/// What the place names of an event's passages may mean, each reading once.
#[derive(Default)]
struct Readings {
    all: Vec<Json>,
    known: HashMap<String, usize>,
}

impl Readings {
    /// Which of all readings one is.
    fn number(&mut self, reading: Json) -> usize {
        *self.known.entry(reading.to_string()).or_insert_with(|| {
            self.all.push(reading);
            self.all.len() - 1
        })
    }
}

/// A passage. What its place name may mean goes to `readings`, once for all passages of the event that read it alike: common
/// names have dozens of candidates, and a large story would say them a hundred thousand times.
fn passage(passage: &Passage<'_>, readings: &mut Readings, places: &mut Places) -> Json {
    let (article, mention) = (passage.article, passage.mention);
    let reading = passage.toponym().map(|toponym| {
        let reading = json!({
            "words": article.text.slice(toponym.span),
            "candidates": toponym.candidates.iter().map(|it| candidate(it, places)).collect::<Vec<_>>(),
            "reasons": &*toponym.reasons,
        });
        readings.number(reading)
    });
    json!({
        "article": article.letter.to_string(),
        "outlet": article.outlet,
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "speaker": mention.attribution.source,
        "cue": mention.attribution.cue.as_ref().map(|cue| &cue.word),
        "stance": mention.attribution.stance.word(),
        "figures": mention.figures.iter().map(figure).collect::<Vec<_>>(),
        "place_reading": reading,
        "negated": mention.negated,
        "modal": mention.modal,
        "back_reference": mention.back_reference,
    })
}

fn figure(figure: &Figure) -> Json {
    json!({"what": figure.what.word(), "min": figure.min, "max": figure.max, "of": figure.of})
}

/// A place a name might mean, with how sure that is; what it is stands in `places`.
fn candidate(candidate: &Candidate, places: &mut Places) -> Json {
    let place = &candidate.place;
    places.entry(place.key.clone()).or_insert_with(|| {
        json!({
            "name": place.name,
            "country": place.country,
            "region": place.region,
            "lon": place.lon,
            "lat": place.lat,
        })
    });
    json!({"place": place.key, "score": hundredths(candidate.score)})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    fn parsed(filter: &Filter) -> Json {
        serde_json::from_slice(&geojson(&fixture::karabakh(), filter)).unwrap()
    }

    #[test]
    fn every_event_is_a_feature_with_its_passages() {
        let collection = parsed(&Filter::default());
        let features = collection["features"].as_array().unwrap();
        assert_eq!(features.len(), 13);
        let shelling = features.iter().find(|f| f["properties"]["title"] == "Shelling of Stepanakert").unwrap();
        assert_eq!(shelling["geometry"]["coordinates"], json!([46.7528, 39.8177]));
        assert_eq!(shelling["properties"]["passages"].as_array().map(Vec::len), Some(5));
        assert_eq!(shelling["properties"]["claims"][0]["claims"][1]["value"], json!({"min": 25, "max": null}));
        assert_eq!(collection["articles"].as_array().map(Vec::len), Some(5));
        for feature in features {
            let properties = &feature["properties"];
            let readings = properties["place_readings"].as_array().unwrap();
            for passage in properties["passages"].as_array().unwrap() {
                let Some(reading) = passage["place_reading"].as_u64() else { continue };
                let reading = &readings[usize::try_from(reading).unwrap()];
                assert!(reading["words"].is_string());
                for candidate in reading["candidates"].as_array().unwrap() {
                    assert!(collection["places"][candidate["place"].as_str().unwrap()]["lon"].is_f64());
                }
            }
            let twice = |reading: &Json| readings.iter().filter(|other| *other == reading).count() > 1;
            assert!(!readings.iter().any(twice), "{readings:?}");
        }
    }

    #[test]
    fn ten_times_the_passages_of_an_event_are_ten_times_the_bytes_and_no_more() {
        let bytes = |reporters: u32| {
            let outlets: Vec<String> = (0..reporters).map(|n| format!("Paper {n}")).collect();
            let outlets: Vec<&str> = outlets.iter().map(String::as_str).collect();
            let letters: Vec<u32> = (0..reporters).collect();
            let killed: Vec<(u32, Option<u32>)> = letters.iter().map(|&n| (n, None)).collect();
            let told = fixture::Told {
                title: "Blast in Goma",
                kind: crate::story::Kind::ExplosionMine,
                place: fixture::place("goma", &["Goma"], 29.23, -1.68, crate::story::Shape::Point),
                day: None,
                letters: &letters,
                killed: &killed,
                checked: false,
            };
            geojson(&fixture::story(&outlets, &[told]), &Filter::default()).len()
        };
        let (few, many) = (bytes(30), bytes(300));
        assert!(many < few * 11, "{few} bytes for 30 passages, {many} for 300");
    }

    #[test]
    fn the_filter_holds_and_nothing_left_is_an_empty_collection() {
        let filter = Filter { families: vec![crate::story::Family::Protest], ..Filter::default() };
        assert_eq!(parsed(&filter)["features"].as_array().map(Vec::len), Some(1));
        let none = Filter { families: vec![crate::story::Family::Health], ..Filter::default() };
        assert_eq!(parsed(&none)["features"], json!([]));
    }
}
