//! Map files: the bundled base map, or a PMTiles or MBTiles file of the user's own, of vector tiles or of pictures.
//!
//! Comes in: static bytes or a path. Goes out: what the file says of itself, and the bytes of one tile, a vector tile
//! unpacked. A file is a stranger's: reads, unpacked sizes and the work of a query are capped, and whatever is wrong with
//! it is an error that says so. It must never reach the network, and it knows nothing of how tiles are drawn.

mod credit;
mod mbtiles;
mod pmtiles;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use self::mbtiles::MbTiles;
use self::pmtiles::PmTiles;

/// The most bytes a tile may have, packed; a directory of an archive likewise.
const MAX_READ: usize = 2 * 1024 * 1024;
/// The most bytes a tile may have when unpacked.
const MAX_TILE: u64 = 16 * 1024 * 1024;
/// No map is deeper than this.
const DEEPEST: u8 = 24;

/// Why a map file, or a tile of it, cannot be read.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What is wrong with a map file.
#[derive(Debug, thiserror::Error)]
pub enum TilesError {
    /// The file cannot be opened.
    #[error("the map file {path} cannot be opened")]
    Open {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is of no kind that is known here, or damaged.
    #[error("this is not a map file Dateline can read (PMTiles version 3, or MBTiles), or it is damaged")]
    Archive(#[source] Cause),
    /// The archive holds neither vector tiles nor pictures.
    #[error("this map file holds {0} tiles; Dateline draws vector tiles (MVT), PNG, JPEG and WebP")]
    Form(String),
    /// The tiles are packed in a way that is not known here.
    #[error("the tiles of this map file are packed with {0}; gzip is read, or none")]
    Packed(String),
    /// There is not one tile in it.
    #[error("there are no tiles in this map file")]
    Empty,
    /// One tile cannot be read.
    #[error("tile {z}/{x}/{y} of the map file is damaged")]
    Tile {
        /// Zoom.
        z: u8,
        /// Column.
        x: u32,
        /// Row.
        y: u32,
        /// Why.
        #[source]
        source: Cause,
    },
}

/// What the tiles of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileForm {
    /// Mapbox vector tiles.
    Vector,
    /// Pictures: PNG, JPEG or WebP.
    Picture,
}

/// What a map file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// What its tiles are.
    pub form: TileForm,
    /// The first zoom it has tiles of.
    pub min_zoom: u8,
    /// The deepest zoom it has tiles of.
    pub max_zoom: u8,
    /// Whom to credit, as plain words; empty when it does not say.
    pub credit: String,
    /// Its layers, when it lists them.
    pub layers: Vec<String>,
    /// West, south, east, north in degrees, when it says and that makes sense.
    pub bounds: Option<[f64; 4]>,
}

/// An open map file.
#[derive(Debug)]
pub struct TileFile {
    archive: Archive,
    about: About,
}

#[derive(Debug)]
enum Archive {
    Pm(PmTiles),
    Mb(MbTiles),
}

impl TileFile {
    /// An archive that is part of the program.
    ///
    /// # Errors
    /// When the bytes are no PMTiles archive.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, TilesError> {
        let (archive, about) = PmTiles::from_static(bytes)?;
        Ok(Self { archive: Archive::Pm(archive), about })
    }

    /// A map file on disk; what it is is told by its first bytes, not by its name.
    ///
    /// # Errors
    /// When it cannot be opened, or is no map file that is known here.
    pub fn at(path: &Path) -> Result<Self, TilesError> {
        let unopened = |source| TilesError::Open { path: path.to_owned(), source };
        let mut first = Vec::new();
        File::open(path).and_then(|file| file.take(16).read_to_end(&mut first)).map_err(unopened)?;
        if first.starts_with(b"SQLite format 3\0") {
            let (archive, about) = MbTiles::open(path)?;
            return Ok(Self { archive: Archive::Mb(archive), about });
        }
        let (archive, about) = PmTiles::open(File::open(path).map_err(unopened)?)?;
        Ok(Self { archive: Archive::Pm(archive), about })
    }

    /// Whether a name ends as map files do.
    #[must_use]
    pub fn is_named_so(path: &Path) -> bool {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        ending.eq_ignore_ascii_case("pmtiles") || ending.eq_ignore_ascii_case("mbtiles")
    }

    /// What it says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The deepest zoom of its tiles.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        self.about.max_zoom
    }

    /// The bytes of a tile: a vector tile unpacked, or a picture as it is. `None` where the file has no such tile.
    ///
    /// # Errors
    /// When the file is damaged there, or the tile is larger than any honest one.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, TilesError> {
        let is_there = z <= DEEPEST && x < 1 << z && y < 1 << z;
        if !is_there {
            return Ok(None);
        }
        let bytes = match &self.archive {
            Archive::Pm(archive) => archive.tile(z, x, y),
            Archive::Mb(archive) => archive.tile(z, x, y),
        };
        let unpacked = bytes.and_then(|bytes| bytes.map(unpacked).transpose());
        unpacked.map_err(|source| TilesError::Tile { z, x, y, source })
    }
}

/// The bytes as they are, or unpacked where they are a gzip stream, whatever the file says.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, Cause> {
    if bytes.starts_with(&[0x1F, 0x8B]) { gunzipped(&bytes, MAX_TILE) } else { Ok(bytes) }
}

/// A gzip stream unpacked, at most so many bytes of it.
fn gunzipped(bytes: &[u8], most: u64) -> Result<Vec<u8>, Cause> {
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut unpacked)?;
    if unpacked.len() as u64 > most {
        return Err(format!("it unpacks to more than {} MB", most / 1024 / 1024).into());
    }
    Ok(unpacked)
}

/// A box that makes sense as one: numbers within the world, south below north.
fn sensible(bounds: [f64; 4]) -> Option<[f64; 4]> {
    let [west, south, east, north] = bounds;
    let fine = (-180.0..=180.0).contains(&west)
        && (-180.0..=180.0).contains(&east)
        && (-90.0..=90.0).contains(&south)
        && (-90.0..=90.0).contains(&north)
        && south < north
        && west < east;
    fine.then_some(bounds)
}

#[cfg(test)]
mod tests;
