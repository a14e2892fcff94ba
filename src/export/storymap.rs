//! The story as StoryMapJS JSON (Knight Lab): one slide an event, in the order of the story.
//!
//! Comes in: a story, a filter. Goes out: the `storymap` object that the StoryMapJS player and its importer take. Only
//! events with a known place can be slides; how many are left out stands on the first slide.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::extract::{CREDIT, Entry, Extract, citation};
use super::markup::Escaped;
use crate::scene::Filter;
use crate::story::{Shape, Story};

/// The kept events as the bytes of a `.storymap.json` file.
#[must_use]
pub fn storymap(story: &Story, filter: &Filter) -> Vec<u8> {
    let extract = Extract::new(story, filter);
    let mut slides = vec![overview(&extract)];
    slides.extend(extract.events.iter().filter_map(slide));
    let map = json!({"storymap": {
        "language": "en",
        "map_type": "osm:standard",
        "map_as_image": false,
        "map_background_color": "#F3F2EE",
        "attribution": CREDIT,
        "slides": slides,
    }});
    let mut bytes = map.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn overview(extract: &Extract<'_>) -> Json {
    let placeless = extract.events.iter().filter(|entry| entry.place().is_none()).count();
    let mut text = String::from("<ul>");
    for article in &extract.articles {
        let _ = write!(text, "<li>{}: {}</li>", article.letter, Escaped(&citation(article)));
    }
    text.push_str("</ul>");
    if placeless > 0 {
        let _ = write!(text, "<p>{placeless} of {} events have no known place and no slide.</p>", extract.events.len());
    }
    json!({"type": "overview", "date": "", "text": {"headline": Escaped(&extract.title).to_string(), "text": text}, "media": no_media()})
}

fn slide(entry: &Entry<'_>) -> Option<Json> {
    let place = entry.place()?;
    let mut text = String::new();
    let cautions = entry.cautions();
    if !cautions.is_empty() {
        let _ = write!(text, "<p><i>Mind: {}</i></p>", Escaped(&cautions.join("; ")));
    }
    for passage in &entry.passages {
        let citation = citation(passage.article);
        let _ = write!(text, "<blockquote>{}</blockquote>", Escaped(passage.quote));
        let _ = write!(text, "<p>{}: {}, {}</p>", passage.article.letter, Escaped(&citation), Escaped(&passage.said()));
    }
    let zoom = if place.shape == Shape::Point { 9 } else { 7 };
    Some(json!({
        "type": "",
        "date": entry.when().unwrap_or_default(),
        "location": {"lat": place.lat, "lon": place.lon, "name": place.full_name(), "zoom": zoom, "line": true},
        "text": {"headline": Escaped(&entry.event.title).to_string(), "text": text},
        "media": no_media(),
    }))
}

fn no_media() -> Json {
    json!({"url": "", "caption": "", "credit": ""})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    #[test]
    fn a_slide_for_each_event_with_a_place_and_its_words_escaped() {
        let mut story = fixture::karabakh();
        story.events[0].title = "A <b>title</b>".to_owned();
        story.events[1].place = None;
        let map: Json = serde_json::from_slice(&storymap(&story, &Filter::default())).unwrap();
        let slides = map["storymap"]["slides"].as_array().unwrap();
        assert_eq!(slides.len(), 1 + 12);
        assert!(slides[0]["text"]["text"].as_str().unwrap().contains("1 of 13 events have no known place"));
        assert_eq!(slides[1]["text"]["headline"], "A &lt;b&gt;title&lt;/b&gt;");
        assert_eq!(slides[1]["location"]["name"], "Lachin corridor");
    }
}
