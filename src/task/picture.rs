//! What is asked of a picture or a data file, and making its bytes.
//!
//! Comes in: a story, the gazetteer and a [`Picture`]. Goes out: bytes for a file, by its ending. The same input gives the
//! same bytes: the time it is made is handed in or left out. It needs no screen and no network.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use geodata::Gazetteer;
use jiff::civil::Date;

use crate::export;
use crate::file::TileFile;
use crate::scene::{self, Filter, Mode, PictureOptions, Scene, Sheet, Theme, TileStore};
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
    /// What part of the world is shown: west, south, east, north in degrees; fitted to the events when not given.
    pub bbox: Option<[f64; 4]>,
    /// The day it is made; left out when not given.
    pub made_at: Option<Date>,
}

impl Default for Picture {
    fn default() -> Self {
        Self {
            sheet: Sheet::WIDE,
            scale: 1,
            title: None,
            mode: Mode::Light,
            filter: Filter::default(),
            bbox: None,
            made_at: None,
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
    /// The whole reading.
    Json,
    /// Events on a map of another program.
    GeoJson,
    /// A row for each passage.
    Csv,
}

impl Format {
    /// The endings there are, for a sentence.
    pub const ENDINGS: &str = ".png, .svg, .geojson, .csv or .json";

    /// The format a file name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "png" => Some(Self::Png),
            "svg" => Some(Self::Svg),
            "json" => Some(Self::Json),
            "geojson" => Some(Self::GeoJson),
            "csv" => Some(Self::Csv),
            _ => None,
        }
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
            Format::Svg => Ok(export::svg::svg(&self.scene(story, gazetteer, &bundled_tiles()?)).into_bytes()),
            Format::Png => {
                let scene = self.scene(story, gazetteer, &bundled_tiles()?);
                let title = self.title.clone().unwrap_or_else(|| story.title());
                let metadata =
                    [("Title", title.as_str()), ("Software", "Dateline"), ("Description", &scene.description)];
                let pixels = self.sheet.pixels(self.scale);
                export::png::png(&scene, pixels, &metadata).context("no picture was made")
            }
        }
    }

    /// The picture laid out, before it is drawn in any format.
    #[must_use]
    pub fn scene(&self, story: &Story, gazetteer: &Gazetteer, tiles: &TileStore) -> Scene {
        let options = PictureOptions {
            title: self.title.clone(),
            theme: Theme::of(self.mode),
            filter: self.filter.clone(),
            bbox: self.bbox,
            made_at: self.made_at,
            gazetteer: Some(gazetteer),
            tiles: Some(tiles),
            ..PictureOptions::new(self.sheet)
        };
        scene::picture(story, &options)
    }
}

/// The base map that is part of the program, decoded as it is asked for.
///
/// # Errors
/// When its bytes are damaged: a fault of this program.
pub fn bundled_tiles() -> anyhow::Result<TileStore> {
    let file = TileFile::from_static(geodata::BASEMAP).map_err(|error| anyhow!(error))?;
    let zoom = file.max_zoom();
    Ok(TileStore::new(zoom, Box::new(move |id| file.tile(id.z, id.x, id.y).ok().flatten())))
}
