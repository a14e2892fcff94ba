//! What is asked of a picture or a data file, and making its bytes.
//!
//! Comes in: a story, the gazetteer and a [`Picture`]. Goes out: bytes for a file, by its ending. The same input gives the
//! same bytes: the time it is made is handed in or left out. It needs no screen and no network.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use geodata::Gazetteer;
use jiff::civil::Date;

use super::chart::Chart;
use crate::export;
use crate::scene::{self, Filter, Mode, NameOrder, PictureOptions, Proof, Scene, Sheet, Theme, TileStore, Units, Why};
use crate::story::{Source, Story, day_words};

/// What is asked of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Size and form.
    pub sheet: Sheet,
    /// How many pixels stand for one of the sheet's.
    pub scale: u32,
    /// What stands over it; made from the story when not given.
    pub title: Option<String>,
    /// Light or dark.
    pub mode: Mode,
    /// Which events are shown.
    pub filter: Filter,
    /// Which name of a contested place stands first.
    pub names: NameOrder,
    /// What part of the world is shown: west, south, east, north in degrees; fitted to the events when not given. Data files
    /// but JSON hold what lies in it.
    pub bbox: Option<[f64; 4]>,
    /// The day it is made; left out when not given.
    pub made_at: Option<Date>,
    /// The map it is drawn on; the bundled one when not given.
    pub chart: Option<Chart>,
    /// What the scale bar is told in.
    pub units: Units,
    /// Whether letters of an SVG are drawn as outlines, for programs without the typefaces.
    pub outlines: bool,
}

impl Default for Picture {
    fn default() -> Self {
        Self {
            sheet: Sheet::WIDE,
            scale: 1,
            title: None,
            mode: Mode::Light,
            filter: Filter::default(),
            names: NameOrder::Listed,
            bbox: None,
            made_at: None,
            chart: None,
            units: Units::default(),
            outlines: false,
        }
    }
}

/// What kind of file is made; told by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Pixels.
    Png,
    /// Drawing.
    Svg,
    /// Drawing with the sources behind it.
    Pdf,
    /// Map and passages in one page.
    Html,
    /// Events on a map of another program.
    GeoJson,
    /// A row for each passage.
    Csv,
    /// Google Earth, QGIS.
    Kml,
    /// The same, packed with its pins.
    Kmz,
    /// Layers for QGIS and other geographic information systems.
    GeoPackage,
    /// W3C Web Annotations.
    Annotations,
    /// The articles, for footnotes.
    BibTex,
    /// Slides of StoryMapJS.
    StoryMap,
    /// The whole reading.
    Json,
    /// What goes with a picture: every passage and source, as text.
    Text,
}

impl Format {
    /// Every format with the ending that asks for it and what it is, pictures first. Longer endings stand before those
    /// they end in.
    pub const ALL: [(Self, &str, &str); 14] = [
        (Self::Png, ".png", "Picture"),
        (Self::Svg, ".svg", "Drawing"),
        (Self::Pdf, ".pdf", "Picture with the sources behind it"),
        (Self::Text, ".txt", "All passages and sources of a picture"),
        (Self::Html, ".html", "Page with map and passages"),
        (Self::GeoJson, ".geojson", "Events for maps on the web"),
        (Self::Csv, ".csv", "Table, a row for each passage"),
        (Self::Kml, ".kml", "Events for Google Earth"),
        (Self::Kmz, ".kmz", "Events for Google Earth, packed with pins"),
        (Self::GeoPackage, ".gpkg", "Layers for QGIS"),
        (Self::Annotations, ".jsonld", "Web Annotations of the passages"),
        (Self::BibTex, ".bib", "Articles for footnotes"),
        (Self::StoryMap, ".storymap.json", "Slides for StoryMapJS"),
        (Self::Json, ".json", "The whole reading"),
    ];

    /// The endings there are, for a sentence.
    pub const ENDINGS: &str =
        ".png, .svg, .pdf, .txt, .html, .geojson, .csv, .kml, .kmz, .gpkg, .jsonld, .bib, .storymap.json or .json";

    /// Whether it is a picture.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Svg | Self::Pdf)
    }

    /// Whether it is a picture whose passages have no room in the file and may go beside it as text.
    #[must_use]
    pub fn wants_companion(self) -> bool {
        self.is_picture() && self != Self::Pdf
    }

    /// The format a file name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let asked = |(_, ending, _): &&(Self, &str, &str)| name.len() > ending.len() && name.ends_with(ending);
        Self::ALL.iter().find(asked).map(|&(format, ..)| format)
    }
}

/// The files of one export on their way: what is asked, of which story, and the picture, laid out once for all that show it.
pub struct Making<'a> {
    picture: &'a Picture,
    story: &'a Story,
    gazetteer: &'a Gazetteer,
    tiles: Arc<TileStore>,
    proof: OnceCell<Proof>,
}

impl<'a> Making<'a> {
    /// Nothing laid out yet.
    ///
    /// # Errors
    /// When the bundled map is damaged: a fault of this program.
    pub fn new(picture: &'a Picture, story: &'a Story, gazetteer: &'a Gazetteer) -> anyhow::Result<Self> {
        Ok(Self { picture, story, gazetteer, tiles: picture.tiles()?, proof: OnceCell::new() })
    }

    fn proof(&self) -> &Proof {
        self.proof.get_or_init(|| self.picture.proof(self.story, self.gazetteer, &self.tiles))
    }

    /// The proof of a picture that may be saved.
    ///
    /// # Errors
    /// When a credit the data requires has no room in it.
    fn fit_to_save(&self) -> anyhow::Result<&Proof> {
        let proof = self.proof();
        if proof.check.may_be_saved() {
            return Ok(proof);
        }
        Err(anyhow!(
            "the credits of map and places have no room in the picture. Choose a larger size, or fewer events or layers"
        ))
    }

    /// The bytes of a file that shows the story.
    ///
    /// # Errors
    /// When the size cannot be drawn; all else would be a fault of this program.
    pub fn bytes(&self, format: Format) -> anyhow::Result<Vec<u8>> {
        let Self { picture, story, gazetteer, .. } = *self;
        let filter = &picture.data_filter();
        match format {
            Format::Json => {
                let mut json = serde_json::to_vec_pretty(&export::reading::story(story))?;
                json.push(b'\n');
                Ok(json)
            }
            Format::GeoJson => Ok(export::geojson::geojson(story, filter)),
            Format::Csv => Ok(export::table::csv(story, filter)),
            Format::Pdf => self.pdf(),
            Format::Html => Ok(export::html::html(&export::html::Dossier {
                story,
                filter,
                title: picture.title.as_deref(),
                made_at: picture.made_at,
                gazetteer,
                tiles: &self.tiles,
            })),
            Format::Kml => Ok(export::kml::kml(story, filter)),
            Format::Kmz => export::kml::kmz(story, filter).context("no KMZ was made"),
            Format::GeoPackage => {
                export::geopackage::geopackage(story, filter, picture.made_at).context("no GeoPackage was made")
            }
            Format::Annotations => Ok(export::annotation::annotations(story, filter)),
            Format::BibTex => Ok(export::bibtex::bibtex(story, filter)),
            Format::StoryMap => Ok(export::storymap::storymap(story, filter)),
            Format::Text => Ok(export::companion::companion(story, self.proof()).into_bytes()),
            Format::Svg => {
                let Proof { scene, title, .. } = self.fit_to_save()?;
                if picture.outlines {
                    Ok(export::svg::outlined(scene, title).context("no drawing was made")?.into_bytes())
                } else {
                    Ok(export::svg::titled(scene, title).into_bytes())
                }
            }
            Format::Png => {
                let proof = self.fit_to_save()?;
                let words = metadata(story, proof);
                let words: Vec<(&str, &str)> = words.iter().map(|(keyword, text)| (*keyword, text.as_str())).collect();
                let size = picture.sheet.pixels(picture.scale);
                export::png::png(&proof.scene, size, &words).context("no picture was made")
            }
        }
    }

    fn pdf(&self) -> anyhow::Result<Vec<u8>> {
        let proof = self.fit_to_save()?;
        let numbered: Vec<_> = proof.captions.iter().map(|caption| caption.event).collect();
        let contents = export::pdf::Contents {
            story: self.story,
            filter: &self.picture.filter,
            numbered: &numbered,
            title: &proof.title,
            made_at: self.picture.made_at,
            theme: Theme::of(self.picture.mode),
        };
        export::pdf::pdf(&proof.scene, self.picture.sheet.pixels(1), &contents).context("no PDF was made")
    }

    /// What a person should know of the files made so far: of a picture what it lacks, of data alone that there is none.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let filter = self.picture.data_filter();
        let kept = || self.story.events.iter().any(|event| filter.keeps(self.story, event));
        match self.proof.get() {
            Some(proof) => remarks(proof),
            None if kept() => Vec::new(),
            None => vec!["no event passes the filters: the files hold none".to_owned()],
        }
    }
}

impl Picture {
    /// The bytes of one file that shows a story.
    ///
    /// # Errors
    /// As [`Making::bytes`].
    pub fn bytes(&self, story: &Story, format: Format, gazetteer: &Gazetteer) -> anyhow::Result<Vec<u8>> {
        Making::new(self, story, gazetteer)?.bytes(format)
    }

    /// Which events data files hold: those that pass the filter and lie in the frame, where one is asked for. A picture counts
    /// what lies outside its frame instead.
    fn data_filter(&self) -> Filter {
        Filter { bbox: self.bbox.or(self.filter.bbox), ..self.filter.clone() }
    }

    /// What the map is drawn from.
    ///
    /// # Errors
    /// When the bundled map is damaged: a fault of this program.
    pub fn tiles(&self) -> anyhow::Result<Arc<TileStore>> {
        match &self.chart {
            Some(chart) => Ok(chart.tiles().clone()),
            None => Ok(Arc::new(super::chart::bundled_tiles()?)),
        }
    }

    /// The picture as pixels: width, height, and red, green, blue, opacity of each pixel.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub fn pixels(&self, story: &Story, gazetteer: &Gazetteer) -> anyhow::Result<([u32; 2], Vec<u8>)> {
        let making = Making::new(self, story, gazetteer)?;
        let proof = making.fit_to_save()?;
        let size = self.sheet.pixels(self.scale);
        Ok((size, export::png::pixels(&proof.scene, size).context("no picture was made")?))
    }

    /// The name offered for its file: title, pixels of a picture, day of the events:
    /// "shelling-of-a-town_1920x1080_20230919.png".
    #[must_use]
    pub fn file_name(&self, proof: &Proof, ending: &str) -> String {
        let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
        let words: String = proof.title.to_lowercase().chars().map(plain).collect();
        let mut name = String::new();
        for word in words.split_whitespace() {
            if name.chars().count() + word.chars().count() > 50 && !name.is_empty() {
                break;
            }
            if !name.is_empty() {
                name.push('-');
            }
            name.extend(word.chars().take(50));
        }
        let name = if name.is_empty() { "story".to_owned() } else { name };
        let size = match Format::of(Path::new(&format!("name.{ending}"))) {
            Some(Format::Png | Format::Text) => Some(self.sheet.pixels(self.scale)),
            Some(Format::Svg | Format::Pdf) => Some(self.sheet.pixels(1)),
            _ => None,
        };
        let size = size.map_or_else(String::new, |[width, height]| format!("_{width}x{height}"));
        let day = proof.day.map_or_else(String::new, |day| day.strftime("_%Y%m%d").to_string());
        format!("{name}{size}{day}.{ending}")
    }

    /// The picture laid out, before it is drawn in any format.
    #[must_use]
    pub fn scene(&self, story: &Story, gazetteer: &Gazetteer, tiles: &TileStore) -> Scene {
        self.proof(story, gazetteer, tiles).scene
    }

    /// The picture laid out, with what stands where in it and what it lacks.
    #[must_use]
    pub fn proof(&self, story: &Story, gazetteer: &Gazetteer, tiles: &TileStore) -> Proof {
        let options = PictureOptions {
            title: self.title.clone(),
            theme: Theme::of(self.mode),
            filter: self.filter.clone(),
            names: self.names,
            bbox: self.bbox,
            made_at: self.made_at,
            units: self.units,
            gazetteer: Some(gazetteer),
            tiles: Some(tiles),
            ..PictureOptions::new(self.sheet)
        };
        scene::proof(story, &options)
    }
}

/// What a PNG says of itself, under the keywords its specification names.
fn metadata(story: &Story, proof: &Proof) -> Vec<(&'static str, String)> {
    let source = |source: &Source| {
        let article = &source.article;
        let date = article.date.day.map_or_else(|| "undated".to_owned(), day_words);
        let outlet = article.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
        let url = article.url.as_deref().map(|url| format!(", {url}")).unwrap_or_default();
        format!("{}: {outlet}“{}”, {date}{url}", article.letter, article.headline)
    };
    let sources: Vec<String> = story.sources.iter().map(source).collect();
    vec![
        ("Title", proof.title.clone()),
        ("Description", proof.scene.description.clone()),
        ("Source", sources.join("\n")),
        ("Copyright", "Map: Natural Earth, GSHHG. Places: GeoNames, CC BY 4.0.".to_owned()),
        ("Disclaimer", "Drawing a line or a name is no statement on status.".to_owned()),
        ("Software", format!("Dateline {}", env!("CARGO_PKG_VERSION"))),
    ]
}

/// What a person should know of a picture that was made: that it shows no events and why, overlaps, missing map.
fn remarks(proof: &Proof) -> Vec<String> {
    let count = |why: Why| proof.left_out.iter().filter(|(_, other)| *other == why).count();
    let mut remarks = Vec::new();
    if proof.check.pins == 0 {
        remarks.push(match (count(Why::Outside), count(Why::NoPlace), count(Why::Excluded)) {
            (0, 0, 0) => "the picture shows no events: none was found, or none passes the filters".to_owned(),
            (0, 0, _) => "the picture shows no events: all were left out of it by choice".to_owned(),
            (0, _, _) => "the picture shows no events: none of them has a known place".to_owned(),
            _ => "the picture shows no events: all of them lie outside the frame. Name another with --bbox, or none"
                .to_owned(),
        });
    }
    let bad = proof.check.lines().into_iter().skip(1).filter(|(good, _)| !good);
    let begun = |words: &str| words.get(..1).unwrap_or_default().to_lowercase() + words.get(1..).unwrap_or_default();
    remarks.extend(bad.map(|(_, words)| begun(&words)));
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_asks_for_its_format_and_is_named_in_the_sentence() {
        for (format, ending, _) in Format::ALL {
            assert_eq!(Format::of(Path::new(&format!("a folder/a.b{}", ending.to_uppercase()))), Some(format));
            assert!(Format::ENDINGS.contains(ending), "{ending}");
        }
        for name in ["map", "map.xyz", ".png", "png", ""] {
            assert_eq!(Format::of(Path::new(name)), None, "{name}");
        }
    }

    #[test]
    fn the_name_offered_says_title_size_and_day_and_is_a_name_everywhere() {
        let story = crate::scene::fixture::karabakh();
        let check = |title: &str, scale: u32, ending: &str, name: &str| {
            let picture = Picture { title: Some(title.to_owned()), scale, ..Picture::default() };
            let proof = scene::proof(
                &story,
                &PictureOptions { title: picture.title.clone(), ..PictureOptions::new(Sheet::WIDE) },
            );
            assert_eq!(picture.file_name(&proof, ending), name);
        };
        check("Shelling of a town", 1, "png", "shelling-of-a-town_1920x1080_20230919.png");
        check("../a\\b:c*?\"<>|\u{0}", 2, "png", "a-b-c_3840x2160_20230919.png");
        check("Ստեփանակերտ", 2, "pdf", "ստեփանակերտ_1920x1080_20230919.pdf");
        check("…", 1, "geojson", "story_20230919.geojson");
        let long = "word ".repeat(100);
        check(&long, 1, "csv", "word-word-word-word-word-word-word-word-word-word_20230919.csv");
        check(&"x".repeat(500), 1, "svg", &format!("{}_1920x1080_20230919.svg", "x".repeat(50)));
    }
}
