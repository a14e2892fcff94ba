//! What is asked of a picture or a data file, and making its bytes.
//!
//! Comes in: a story, the gazetteer and a [`Picture`]. Goes out: bytes for a file, by its ending. The same input gives the
//! same bytes: the time it is made is handed in or left out. It needs no screen and no network.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use geodata::Gazetteer;

use crate::export;
use crate::file::TileFile;
use crate::scene::{self, Camera, Filter, Mode, Scene, Theme, TileStore, Want};
use crate::story::Story;

/// What is asked of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width and height in points.
    pub size: [u32; 2],
    /// Pixels per point.
    pub scale: u32,
    /// What stands over it; made from the story when not given.
    pub title: Option<String>,
    /// Light or dark.
    pub mode: Mode,
    /// Which events are shown.
    pub filter: Filter,
    /// What part of the world is shown: west, south, east, north in degrees; fitted to the events when not given.
    pub bbox: Option<[f64; 4]>,
    /// When it was made, as it is to be written; left out when not given.
    pub made_at: Option<String>,
}

impl Default for Picture {
    fn default() -> Self {
        Self {
            size: [1920, 1080],
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
}

impl Format {
    /// The endings there are, for a sentence.
    pub const ENDINGS: &str = ".png, .svg or .json";

    /// The format a file name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "png" => Some(Self::Png),
            "svg" => Some(Self::Svg),
            "json" => Some(Self::Json),
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
            Format::Svg => Ok(export::svg::svg(&self.scene(story, gazetteer, &bundled_tiles()?)).into_bytes()),
            Format::Png => {
                let scene = self.scene(story, gazetteer, &bundled_tiles()?);
                let pixels = self.size.map(|side| side.saturating_mul(self.scale));
                let title = self.title.clone().unwrap_or_else(|| story.title());
                let metadata =
                    [("Title", title.as_str()), ("Software", "Dateline"), ("Description", &scene.description)];
                export::png::png(&scene, pixels, &metadata).context("no picture was made")
            }
        }
    }

    /// The picture laid out, as every format and the window's preview draw it.
    #[must_use]
    pub fn scene(&self, story: &Story, gazetteer: &Gazetteer, tiles: &TileStore) -> Scene {
        let options = scene::Options {
            filter: self.filter.clone(),
            gazetteer: Some(gazetteer),
            tiles: Some(tiles),
            want: Want::Now,
            legend: true,
            ..scene::Options::new(Theme::of(self.mode))
        };
        #[expect(clippy::cast_precision_loss, reason = "sides are far below 2^24")]
        let size = self.size.map(|side| side as f32);
        let bbox = self.bbox.unwrap_or_else(|| frame(story, &self.filter));
        scene::compose(story, &Camera::fit(bbox, size, 80.0, 10.0), &options)
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

/// The box around all events that are shown; the world when there is none.
fn frame(story: &Story, filter: &Filter) -> [f64; 4] {
    let shown = story.events.iter().filter(|event| filter.keeps(story, event));
    let places = shown.filter_map(|event| event.place.as_deref()).map(|place| [place.lon, place.lat]);
    let around = places.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[west, south, east, north], [lon, lat]| {
        [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
    });
    if around.iter().all(|side| side.abs() <= 360.0) { around } else { [-170.0, -58.0, 180.0, 78.0] }
}
