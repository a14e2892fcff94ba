//! The text that goes with a picture: every numbered event with all its passages, every source with where it is to be found.
//!
//! Comes in: a story and the proof of its picture. Goes out: plain text, UTF-8, for those who check the picture or cannot see
//! it. Passages are whole sentences as the sources have them; what nobody checked says so.

use std::fmt::Write as _;

use super::extract::when;
use crate::scene::{Proof, ProofCaption, Why};
use crate::story::{Event, Source, Story, day_words};

/// Writing to a `String` does not fail.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => { let _ = writeln!($out, $($arg)*); };
}

/// The companion of a picture.
#[must_use]
pub fn companion(story: &Story, proof: &Proof) -> String {
    let mut out = String::new();
    line!(out, "{}\n{}\n", proof.title, proof.dateline);
    line!(out, "WHAT THE PICTURE SHOWS\n\n{}\n", proof.scene.description);
    line!(out, "EVENTS, WITH THEIR PASSAGES\n");
    for caption in &proof.captions {
        if let Some(event) = story.event(caption.event) {
            event_lines(&mut out, story, event, caption);
        }
    }
    if !proof.left_out.is_empty() {
        line!(out, "WITHOUT A NUMBER\n");
        for &(id, why) in &proof.left_out {
            let Some(event) = story.event(id) else { continue };
            line!(out, "- {} ({})", event.title, reason(why));
        }
        out.push('\n');
    }
    line!(out, "SOURCES\n");
    for source in &story.sources {
        source_lines(&mut out, source);
    }
    line!(
        out,
        "Map: Natural Earth (public domain), GSHHG by Wessel and Smith (LGPL-3.0). Places: GeoNames (CC BY 4.0). Names of\n\
         countries: Unicode CLDR. Drawing a line or a name is no statement on status. Made with Dateline {}.",
        env!("CARGO_PKG_VERSION")
    );
    out
}

/// Why an event has no number, for a reader of the picture.
fn reason(why: Why) -> &'static str {
    match why {
        Why::NoRoom => "a small dot, for want of room",
        Why::Outside => "outside the frame",
        Why::NoPlace => "no known place",
        Why::Background => "looks back to earlier",
        Why::Excluded => "left out by choice",
    }
}

fn event_lines(out: &mut String, story: &Story, event: &Event, caption: &ProofCaption) {
    line!(out, "{}. {}", caption.number, caption.text.replace('\u{a0}', " "));
    let date = when(event).unwrap_or_else(|| "undated".to_owned());
    let checked = if event.checked { "checked" } else { "not checked" };
    if let Some(place) = &event.place {
        let side = |value: f64, positive: char, negative: char| {
            format!("{:.4}° {}", value.abs(), if value < 0.0 { negative } else { positive })
        };
        let about = if place.approximate { ", approximate" } else { "" };
        let (lat, lon) = (side(place.lat, 'N', 'S'), side(place.lon, 'E', 'W'));
        line!(out, "   {date} · {} ({lat}, {lon}{about}) · {checked}", place.full_name());
    }
    for (source, mention) in event.mentions.iter().filter_map(|&id| story.mention(id)) {
        let words: Vec<&str> = source.article.text.slice(mention.sentence).split_whitespace().collect();
        let at = match mention.paragraph {
            0 => "headline".to_owned(),
            number => format!("paragraph {number}"),
        };
        line!(out, "   {}, {at}: “{}”", source.article.letter, words.join(" "));
    }
    out.push('\n');
}

fn source_lines(out: &mut String, source: &Source) {
    let article = &source.article;
    let date = article.date.day.map_or_else(|| "undated".to_owned(), day_words);
    let outlet = article.outlet.as_deref().unwrap_or("no outlet named");
    line!(out, "{}  {outlet}: {}. {date}.", article.letter, article.headline);
    line!(out, "   {}\n", article.url.as_deref().unwrap_or(&article.origin));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{PictureOptions, Sheet, fixture, proof};

    #[test]
    fn every_passage_of_every_numbered_event_and_every_source_is_in_it() {
        let story = fixture::karabakh();
        let proof = proof(&story, &PictureOptions::new(Sheet::SQUARE));
        let text = companion(&story, &proof);
        assert_eq!(proof.captions.len(), 6);
        for caption in &proof.captions {
            let event = story.event(caption.event).unwrap();
            for (source, mention) in event.mentions.iter().filter_map(|&id| story.mention(id)) {
                let words = source.article.text.slice(mention.sentence);
                assert!(text.contains(&format!("“{words}”")), "{words} is not in\n{text}");
            }
        }
        for words in ["A  Northgate Wire", "outside the frame", "39.8", "GeoNames (CC BY 4.0)", "not checked"] {
            assert!(text.contains(words), "{words} is not in\n{text}");
        }
    }
}
