//! What is asked of a picture or a data file, and making its bytes.
//!
//! Comes in: a story, the gazetteer and a [`Picture`]. Goes out: bytes for a file, by its ending. The same input gives the
//! same bytes: the time it is made is handed in or left out. It needs no screen and no network.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use geodata::Gazetteer;
use jiff::civil::Date;

use super::chart::Chart;
use crate::export;
use crate::scene::{self, Filter, Mode, NameOrder, PictureOptions, Scene, Sheet, Theme, TileStore, Units};
use crate::story::Story;

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
    /// What part of the world is shown: west, south, east, north in degrees; fitted to the events when not given.
    pub bbox: Option<[f64; 4]>,
    /// The day it is made; left out when not given.
    pub made_at: Option<Date>,
    /// The map it is drawn on; the bundled one when not given.
    pub chart: Option<Chart>,
    /// What the scale bar is told in.
    pub units: Units,
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
}

impl Format {
    /// Every format with the ending that asks for it and what it is, pictures first. Longer endings stand before those
    /// they end in.
    pub const ALL: [(Self, &str, &str); 13] = [
        (Self::Png, ".png", "Picture"),
        (Self::Svg, ".svg", "Drawing"),
        (Self::Pdf, ".pdf", "Picture with the sources behind it"),
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
        ".png, .svg, .pdf, .html, .geojson, .csv, .kml, .kmz, .gpkg, .jsonld, .bib, .storymap.json or .json";

    /// Whether it is a picture, which says by itself what it does not show.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Svg | Self::Pdf)
    }

    /// The format a file name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let asked = |(_, ending, _): &&(Self, &str, &str)| name.len() > ending.len() && name.ends_with(ending);
        Self::ALL.iter().find(asked).map(|&(format, ..)| format)
    }
}

impl Picture {
    /// The bytes of a file that shows a story.
    ///
    /// # Errors
    /// When the size cannot be drawn; all else would be a fault of this program.
    pub fn bytes(&self, story: &Story, format: Format, gazetteer: &Gazetteer) -> anyhow::Result<Vec<u8>> {
        match format {
            Format::Json => {
                let mut json = serde_json::to_vec_pretty(&export::reading::story(story))?;
                json.push(b'\n');
                Ok(json)
            }
            Format::GeoJson => Ok(export::geojson::geojson(story, &self.filter)),
            Format::Csv => Ok(export::table::csv(story, &self.filter)),
            Format::Pdf => {
                let tiles = self.drawn_tiles()?;
                let scene = self.scene(story, gazetteer, &tiles);
                let title = self.title.clone().unwrap_or_else(|| story.title());
                let contents = export::pdf::Contents {
                    story,
                    filter: &self.filter,
                    numbered: &[],
                    title: &title,
                    made_at: self.made_at,
                    theme: Theme::of(self.mode),
                };
                export::pdf::pdf(&scene, self.sheet.pixels(1), &contents).context("no PDF was made")
            }
            Format::Html => Ok(export::html::html(&export::html::Dossier {
                story,
                filter: &self.filter,
                title: self.title.as_deref(),
                made_at: self.made_at,
                gazetteer,
                tiles: self.tiles()?.as_ref(),
            })),
            Format::Kml => Ok(export::kml::kml(story, &self.filter)),
            Format::Kmz => export::kml::kmz(story, &self.filter).context("no KMZ was made"),
            Format::GeoPackage => {
                export::geopackage::geopackage(story, &self.filter, self.made_at).context("no GeoPackage was made")
            }
            Format::Annotations => Ok(export::annotation::annotations(story, &self.filter)),
            Format::BibTex => Ok(export::bibtex::bibtex(story, &self.filter)),
            Format::StoryMap => Ok(export::storymap::storymap(story, &self.filter)),
            Format::Svg => {
                let tiles = self.tiles()?;
                Ok(export::svg::svg(&self.scene(story, gazetteer, &tiles)).into_bytes())
            }
            Format::Png => {
                let tiles = self.tiles()?;
                let scene = self.scene(story, gazetteer, &tiles);
                let title = self.title.clone().unwrap_or_else(|| story.title());
                let metadata =
                    [("Title", title.as_str()), ("Software", "Dateline"), ("Description", &scene.description)];
                let pixels = self.sheet.pixels(self.scale);
                export::png::png(&scene, pixels, &metadata).context("no picture was made")
            }
        }
    }

    /// What the map is drawn from.
    fn tiles(&self) -> anyhow::Result<Arc<TileStore>> {
        match &self.chart {
            Some(chart) => Ok(chart.tiles().clone()),
            None => Ok(Arc::new(super::chart::bundled_tiles()?)),
        }
    }

    /// What the map of a PDF is drawn from: our PDF writer knows no pictures, so the bundled map stands in for theirs.
    fn drawn_tiles(&self) -> anyhow::Result<Arc<TileStore>> {
        match &self.chart {
            Some(chart) if chart.tiles().pictures().is_none() => Ok(chart.tiles().clone()),
            _ => Ok(Arc::new(super::chart::bundled_tiles()?)),
        }
    }

    /// The picture laid out, before it is drawn in any format.
    #[must_use]
    pub fn scene(&self, story: &Story, gazetteer: &Gazetteer, tiles: &TileStore) -> Scene {
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
        scene::picture(story, &options)
    }
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
}
