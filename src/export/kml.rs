//! Events as KML 2.2 (OGC 07-147r2), and as KMZ with a pin of its own for each family.
//!
//! Comes in: a story, a filter. Goes out: a document that Google Earth, QGIS and OGR open: a placemark an event, its
//! passages in the balloon, its days on the time slider, its facts as extended data. Nothing in it is fetched from anywhere.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use thiserror::Error;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::extract::{CREDIT, Entry, Extract, citation, web_address};
use super::icon;
use super::markup::{Escaped, hex};
use super::png::PngError;
use super::reading::event_id;
use crate::scene::{Filter, Theme};
use crate::story::{Family, Story};

/// Side of a pin's picture in a KMZ, in pixels.
const PIN: u32 = 64;

/// Why a KMZ could not be packed: each would be a fault of this program.
#[derive(Debug, Error)]
pub enum KmzError {
    /// A pin could not be drawn.
    #[error("a pin could not be drawn")]
    Pin(#[from] PngError),
    /// The parts could not be packed.
    #[error("the parts could not be packed")]
    Zip(#[from] zip::result::ZipError),
    /// The bytes could not be packed.
    #[error("the parts could not be packed")]
    Io(#[from] std::io::Error),
}

/// The kept events of a story as the bytes of a `.kml` file.
#[must_use]
pub fn kml(story: &Story, filter: &Filter) -> Vec<u8> {
    document(&Extract::new(story, filter), false).into_bytes()
}

/// The same as a `.kmz` file, with the pins in it.
///
/// # Errors
/// None that is not a fault of this program.
pub fn kmz(story: &Story, filter: &Filter) -> Result<Vec<u8>, KmzError> {
    let extract = Extract::new(story, filter);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same input gives the same bytes: no clock in the archive.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    zip.start_file("doc.kml", options)?;
    zip.write_all(document(&extract, true).as_bytes())?;
    for family in families(&extract) {
        for checked in [true, false] {
            zip.start_file(pin_name(family, checked), options)?;
            zip.write_all(&pin(family, checked)?)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

fn families(extract: &Extract<'_>) -> Vec<Family> {
    let occurs = |family: &Family| extract.events.iter().any(|entry| entry.event.family == *family);
    Family::ALL.into_iter().filter(occurs).collect()
}

fn pin_name(family: Family, checked: bool) -> String {
    format!("pins/{}-{}.png", family.word(), if checked { "checked" } else { "unchecked" })
}

/// The pin of a family: filled when checked, hollow when not, as on the map.
fn pin(family: Family, checked: bool) -> Result<Vec<u8>, PngError> {
    let theme = Theme::light();
    let color = hex(theme.family(family));
    let (fill, glyph) = if checked { (color.as_str(), "#ffffff") } else { ("#ffffff", color.as_str()) };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{PIN}\" height=\"{PIN}\" viewBox=\"0 0 26 26\">\
         <circle cx=\"13\" cy=\"13\" r=\"12.4\" fill=\"#ffffff\"/>\
         <circle cx=\"13\" cy=\"13\" r=\"10\" fill=\"{fill}\" stroke=\"{color}\" stroke-width=\"2.2\"/>\
         <path transform=\"translate(6.6 6.6) scale(0.8)\" d=\"{}\" fill=\"{glyph}\"/></svg>",
        theme.glyph(family)
    );
    icon::png(&svg, PIN)
}

fn document(extract: &Extract<'_>, packed: bool) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    let _ = writeln!(out, "<name>{}</name>", Escaped(&extract.title));
    let _ = writeln!(out, "<description>{}</description>", Escaped(CREDIT));
    for family in families(extract) {
        for checked in [true, false] {
            style(&mut out, family, checked, packed);
        }
    }
    let (placed, placeless): (Vec<_>, Vec<_>) = extract.events.iter().partition(|entry| entry.place().is_some());
    folder(&mut out, "Events", &placed);
    if !placeless.is_empty() {
        folder(&mut out, "Events with no known place", &placeless);
    }
    out.push_str("</Document>\n</kml>\n");
    out
}

fn style(out: &mut String, family: Family, checked: bool, packed: bool) {
    let word = family.word();
    let state = if checked { "checked" } else { "unchecked" };
    let _ = write!(out, "<Style id=\"{word}-{state}\"><IconStyle>");
    if packed {
        let _ = write!(out, "<scale>0.9</scale><Icon><href>{}</href></Icon>", pin_name(family, checked));
        out.push_str("<hotSpot x=\"0.5\" y=\"0.5\" xunits=\"fraction\" yunits=\"fraction\"/>");
    } else {
        // KML writes colours as opacity, blue, green, red.
        let crate::scene::Color(red, green, blue, _) = Theme::light().family(family);
        let opacity = if checked { "ff" } else { "99" };
        let _ = write!(out, "<color>{opacity}{blue:02x}{green:02x}{red:02x}</color>");
    }
    out.push_str("</IconStyle><LabelStyle><scale>0.8</scale></LabelStyle>");
    out.push_str("<BalloonStyle><text>$[description]</text></BalloonStyle></Style>\n");
}

fn folder(out: &mut String, name: &str, entries: &[&Entry<'_>]) {
    let _ = writeln!(out, "<Folder><name>{name}</name>");
    for entry in entries {
        placemark(out, entry);
    }
    out.push_str("</Folder>\n");
}

fn placemark(out: &mut String, entry: &Entry<'_>) {
    let event = entry.event;
    let state = if event.checked { "checked" } else { "unchecked" };
    let _ = writeln!(out, "<Placemark id=\"{}\">", event_id(event.id));
    let _ = writeln!(out, "<name>{}</name>", Escaped(&event.title));
    // HTML within XML: escaped twice.
    let _ = writeln!(out, "<description>{}</description>", Escaped(&balloon(entry)));
    match entry.days() {
        [Some(from), Some(to)] if from == to => {
            let _ = writeln!(out, "<TimeStamp><when>{from}</when></TimeStamp>");
        }
        [Some(from), Some(to)] => {
            let _ = writeln!(out, "<TimeSpan><begin>{from}</begin><end>{to}</end></TimeSpan>");
        }
        [Some(from), None] => {
            let _ = writeln!(out, "<TimeSpan><begin>{from}</begin></TimeSpan>");
        }
        [None, _] => {}
    }
    let _ = writeln!(out, "<styleUrl>#{}-{state}</styleUrl>", event.family.word());
    out.push_str("<ExtendedData>");
    let [from, to] = entry.days().map(Option::unwrap_or_default);
    for (name, value) in [
        ("number", entry.number.to_string()),
        ("family", event.family.word().to_owned()),
        ("kind", event.kind.word().to_owned()),
        ("place", entry.place().map(crate::story::PlaceRef::full_name).unwrap_or_default()),
        ("place_known_by", event.basis.word().to_owned()),
        ("date_from", from),
        ("date_to", to),
        ("articles", entry.letters()),
        ("passages", passages(entry)),
        ("checked", if event.checked { "yes" } else { "no" }.to_owned()),
    ] {
        let _ = write!(out, "<Data name=\"{name}\"><value>{}</value></Data>", Escaped(&value));
    }
    out.push_str("</ExtendedData>\n");
    if let Some(place) = entry.place() {
        let _ = writeln!(out, "<Point><coordinates>{},{}</coordinates></Point>", place.lon, place.lat);
    }
    out.push_str("</Placemark>\n");
}

/// The passages in one line, for tables of other programs.
fn passages(entry: &Entry<'_>) -> String {
    let lines = entry.passages.iter().map(|passage| format!("{}: {}", passage.article.letter, passage.quote));
    lines.collect::<Vec<_>>().join(" | ")
}

/// What a click on the pin shows, as HTML.
fn balloon(entry: &Entry<'_>) -> String {
    let mut out = format!("<h3>{}</h3><p>", Escaped(&entry.event.title));
    let facts: Vec<String> =
        [Some(entry.event.kind.label().to_owned()), entry.where_words(), entry.when()].into_iter().flatten().collect();
    let _ = write!(out, "{}</p>", Escaped(&facts.join(" · ")));
    let cautions = entry.cautions();
    if !cautions.is_empty() {
        let _ = write!(out, "<p><i>Mind: {}</i></p>", Escaped(&cautions.join("; ")));
    }
    for passage in &entry.passages {
        let _ = write!(out, "<blockquote>{}</blockquote>", Escaped(passage.quote));
        let _ = write!(
            out,
            "<p>{} · {}, {}",
            passage.article.letter,
            Escaped(&citation(passage.article)),
            Escaped(&passage.said())
        );
        if let Some(url) = web_address(passage.article) {
            let _ = write!(out, " · <a href=\"{}\">article</a>", Escaped(url));
        }
        out.push_str("</p>");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use roxmltree::Document;

    #[test]
    fn every_event_is_a_placemark_with_its_passages_in_the_balloon() {
        let story = fixture::karabakh();
        let text = String::from_utf8(kml(&story, &Filter::default())).unwrap();
        let document = Document::parse(&text).unwrap();
        let placemarks: Vec<_> = document.descendants().filter(|node| node.has_tag_name("Placemark")).collect();
        assert_eq!(placemarks.len(), 13);
        for (placemark, event) in placemarks.iter().zip(&story.events) {
            let child = |name: &str| placemark.children().find(|node| node.has_tag_name(name));
            let description = child("description").unwrap().text().unwrap();
            for &id in &event.mentions {
                let (source, mention) = story.mention(id).unwrap();
                let quote = source.article.text.slice(mention.sentence);
                assert!(description.contains(&Escaped(quote).to_string()), "{quote}");
            }
            let url = child("styleUrl").unwrap().text().unwrap().trim_start_matches('#');
            assert!(document.descendants().any(|node| node.attribute("id") == Some(url)), "{url}");
        }
    }

    #[test]
    fn words_of_strangers_stay_words() {
        let mut story = fixture::lone();
        story.events[0].title = "<script>alert(1)</script> & ]]>".to_owned();
        let text = String::from_utf8(kml(&story, &Filter::default())).unwrap();
        let document = Document::parse(&text).unwrap();
        let description = document.descendants().filter(|node| node.has_tag_name("description")).nth(1).unwrap();
        assert!(description.text().unwrap().starts_with("<h3>&lt;script&gt;"), "the balloon holds no script");
    }

    #[test]
    fn a_kmz_holds_the_document_and_every_pin_it_names_and_is_the_same_each_time() {
        let story = fixture::karabakh();
        let bytes = kmz(&story, &Filter::default()).unwrap();
        assert_eq!(bytes, kmz(&story, &Filter::default()).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> =
            archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
        assert_eq!(names[0], "doc.kml");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("doc.kml").unwrap(), &mut text).unwrap();
        let document = Document::parse(&text).unwrap();
        for href in document.descendants().filter(|node| node.has_tag_name("href")) {
            assert!(names.iter().any(|name| Some(name.as_str()) == href.text()), "{href:?}");
        }
    }
}
