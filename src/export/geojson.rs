//! Events as GeoJSON (RFC 7946), one feature an event, with the passages that say so.
//!
//! Comes in: a story, a filter. Goes out: a FeatureCollection that QGIS, geojson.io and OGR read. Positions are longitude,
//! latitude, WGS84; offsets of passages count Unicode code points of the article's text, end exclusive. Events with no known
//! place have a null geometry and are not left out.

use serde_json::{Map, Value as Json, json};

use super::table::{Passage, passages};
use crate::scene::Filter;
use crate::story::{Claim, Event, PlaceRef, SlotClaims, Story, Value};

/// The kept events of a story as the bytes of a `.geojson` file.
#[must_use]
pub fn geojson(story: &Story, filter: &Filter) -> Vec<u8> {
    let kept = story.events.iter().filter(|event| filter.keeps(story, event));
    let features: Vec<Json> = kept.map(|event| feature(story, event)).collect();
    let collection = json!({
        "type": "FeatureCollection",
        "name": story.title(),
        "attribution": "Places: GeoNames, CC BY 4.0. Passages: the articles named with each.",
        "features": features,
    });
    let mut bytes = collection.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn feature(story: &Story, event: &Event) -> Json {
    let mut properties = Map::new();
    let mut put = |key: &str, value: Json| properties.insert(key.to_owned(), value);
    put("title", json!(event.title));
    put("family", json!(event.family.word()));
    put("kind", json!(event.kind.word()));
    put("date_from", json!(event.date.map(|days| days.start.to_string())));
    put("date_to", json!(event.date.filter(|_| !event.ongoing).map(|days| days.end.to_string())));
    put("ongoing", json!(event.ongoing));
    put("place", json!(event.place.as_deref().map(place)));
    put("place_known_by", json!(event.basis.word()));
    put("checked", json!(event.checked));
    put("confidence", json!((f64::from(event.confidence) * 100.0).round() / 100.0));
    let letters: Vec<String> = story.letters(event).iter().map(ToString::to_string).collect();
    put("articles", json!(letters));
    put("claims", Json::Array(event.slots.iter().map(|slot| claims(story, slot)).collect()));
    put("passages", Json::Array(passages(story, event).iter().map(passage).collect()));
    let geometry = event.place.as_deref().map(|place| json!({"type": "Point", "coordinates": [place.lon, place.lat]}));
    json!({"type": "Feature", "id": event.id.0, "geometry": geometry, "properties": properties})
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
    };
    let letter = story.source(claim.mention.article).map(|source| source.article.letter.to_string());
    json!({"article": letter, "value": value, "speaker": claim.source, "stance": claim.stance.word()})
}

fn passage(passage: &Passage<'_>) -> Json {
    json!({
        "article": passage.article.letter.to_string(),
        "outlet": passage.article.outlet,
        "headline": passage.article.headline,
        "published": passage.article.date.day.map(|day| day.to_string()),
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "speaker": passage.mention.attribution.source,
        "stance": passage.mention.attribution.stance.word(),
    })
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
    }

    #[test]
    fn offsets_count_code_points_and_find_the_quote() {
        let story = fixture::karabakh();
        for event in &story.events {
            for passage in passages(&story, event) {
                let text: Vec<char> = passage.article.text.as_str().chars().collect();
                assert_eq!(text[passage.start..passage.end].iter().collect::<String>(), passage.quote);
            }
        }
    }

    #[test]
    fn the_filter_holds() {
        let filter = Filter { families: vec![crate::story::Family::Protest], ..Filter::default() };
        assert_eq!(parsed(&filter)["features"].as_array().map(Vec::len), Some(1));
    }
}
