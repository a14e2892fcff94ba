//! Tile archives: the bundled base map, or a PMTiles file of the user's own.
//!
//! Comes in: static bytes or a path. Goes out: the bytes of one vector tile, unpacked. Works through the `pmtiles` crate,
//! whose reads are asynchronous; ours are ready at once, so they are blocked on. A file is a stranger's: reads and
//! unpacked sizes are capped, and whatever is wrong with it is an error that says so. It must never reach the network.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, PmtError, TileCoord, TileType};

/// The most bytes read at once: a tile or a directory of an archive.
const MAX_READ: usize = 2 * 1024 * 1024;
/// The most bytes a tile may have when unpacked.
const MAX_TILE: u64 = 16 * 1024 * 1024;

/// What is wrong with a tile archive.
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
    /// The file is no PMTiles archive, or damaged.
    #[error("this is not a map file Dateline can read (PMTiles, version 3)")]
    Archive(#[source] PmtError),
    /// The archive holds pictures, not vector tiles.
    #[error("this map file holds {0:?} tiles; Dateline draws vector tiles (MVT) from files")]
    NotVector(TileType),
    /// The tiles are packed in a way that is not known here.
    #[error("the tiles of this map file are packed with {0:?}; gzip is read, or none")]
    Packed(Compression),
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
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// An open tile archive.
#[derive(Debug)]
pub struct TileFile {
    archive: Archive,
    packed: Compression,
    max_zoom: u8,
}

enum Archive {
    Bytes(AsyncPmTilesReader<StaticBytes>),
    File(AsyncPmTilesReader<OnDisk>),
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bytes(_) => "Bytes",
            Self::File(_) => "File",
        })
    }
}

impl TileFile {
    /// An archive that is part of the program.
    ///
    /// # Errors
    /// When the bytes are no PMTiles archive of vector tiles.
    pub fn from_static(bytes: &'static [u8]) -> Result<Self, TilesError> {
        let reader = AsyncPmTilesReader::try_from_source(StaticBytes(bytes));
        Self::checked(Archive::Bytes(pollster::block_on(reader).map_err(TilesError::Archive)?))
    }

    /// An archive on disk.
    ///
    /// # Errors
    /// When it cannot be opened, or is no PMTiles archive of vector tiles.
    pub fn open(path: &Path) -> Result<Self, TilesError> {
        let file = File::open(path).map_err(|source| TilesError::Open { path: path.to_owned(), source })?;
        let reader = AsyncPmTilesReader::try_from_source(OnDisk(Mutex::new(file)));
        Self::checked(Archive::File(pollster::block_on(reader).map_err(TilesError::Archive)?))
    }

    fn checked(archive: Archive) -> Result<Self, TilesError> {
        let header = match &archive {
            Archive::Bytes(reader) => reader.get_header(),
            Archive::File(reader) => reader.get_header(),
        };
        if header.tile_type != TileType::Mvt {
            return Err(TilesError::NotVector(header.tile_type));
        }
        let (packed, max_zoom) = (header.tile_compression, header.max_zoom);
        if !matches!(packed, Compression::Gzip | Compression::None) {
            return Err(TilesError::Packed(packed));
        }
        Ok(Self { archive, packed, max_zoom })
    }

    /// The deepest zoom of its tiles.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        self.max_zoom
    }

    /// The bytes of a tile, unpacked: a Mapbox vector tile. `None` where the archive has no such tile.
    ///
    /// # Errors
    /// When the archive is damaged there, or the tile is larger than any honest one.
    pub fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, TilesError> {
        let damaged = |source| TilesError::Tile { z, x, y, source };
        let Ok(coord) = TileCoord::new(z, x, y) else { return Ok(None) };
        let bytes = match &self.archive {
            Archive::Bytes(reader) => pollster::block_on(reader.get_tile(coord)),
            Archive::File(reader) => pollster::block_on(reader.get_tile(coord)),
        };
        let Some(bytes) = bytes.map_err(|error| damaged(error.into()))? else { return Ok(None) };
        if self.packed == Compression::None {
            return Ok(Some(bytes.to_vec()));
        }
        let mut unpacked = Vec::new();
        let mut reader = flate2::read::GzDecoder::new(&bytes[..]).take(MAX_TILE + 1);
        reader.read_to_end(&mut unpacked).map_err(|error| damaged(error.into()))?;
        if unpacked.len() as u64 > MAX_TILE {
            return Err(damaged("it unpacks to more than 16 MB".into()));
        }
        Ok(Some(unpacked))
    }
}

struct StaticBytes(&'static [u8]);

impl AsyncBackend for StaticBytes {
    async fn read(&self, offset: u64, length: usize) -> Result<BackendResponse, PmtError> {
        capped(length)?;
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        let to = from.saturating_add(length).min(self.0.len());
        let bytes = self.0.get(from..to).unwrap_or_default();
        Ok(BackendResponse::new(bytes::Bytes::from_static(bytes)))
    }
}

struct OnDisk(Mutex<File>);

impl AsyncBackend for OnDisk {
    async fn read(&self, offset: u64, length: usize) -> Result<BackendResponse, PmtError> {
        capped(length)?;
        let mut file = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        Read::by_ref(&mut *file).take(length as u64).read_to_end(&mut bytes)?;
        Ok(BackendResponse::new(bytes.into()))
    }
}

fn capped(length: usize) -> Result<(), PmtError> {
    if length > MAX_READ {
        let text = format!("a part of {length} bytes is larger than any honest one");
        return Err(PmtError::Reading(std::io::Error::other(text)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn the_bundled_map_has_the_world_and_the_caucasus() {
        let map = TileFile::from_static(geodata::BASEMAP).unwrap();
        assert_eq!(map.max_zoom(), 9);
        let world = map.tile(0, 0, 0).unwrap().unwrap();
        assert!(world.len() > 1000);
        assert!(map.tile(9, 322, 194).unwrap().unwrap().len() > 1000, "around Stepanakert");
        assert!(map.tile(9, 0, 0).unwrap().is_none());
        assert!(map.tile(3, 99, 0).unwrap().is_none(), "no such column");
    }

    #[test]
    fn a_file_on_disk_gives_the_same_tiles() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(geodata::BASEMAP).unwrap();
        let (disk, built_in) = (TileFile::open(file.path()).unwrap(), TileFile::from_static(geodata::BASEMAP).unwrap());
        assert_eq!(disk.tile(5, 20, 12).unwrap(), built_in.tile(5, 20, 12).unwrap());
    }

    #[test]
    fn a_damaged_file_is_an_error_and_no_more() {
        let mut bytes = geodata::BASEMAP.get(..40_000).unwrap().to_vec();
        for at in (0..bytes.len()).step_by(97) {
            bytes[at] ^= 0x5A;
        }
        for damage in [bytes, b"PMTiles".to_vec(), Vec::new(), geodata::BASEMAP[..30_000].to_vec()] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(&damage).unwrap();
            if let Ok(map) = TileFile::open(file.path()) {
                for z in 0..10 {
                    // Whatever comes of it, it comes.
                    let _ = map.tile(z, 0, 0);
                    let _ = map.tile(z, (1 << z) / 2, (1 << z) / 3);
                }
            }
        }
        assert!(matches!(TileFile::open(Path::new("/no/such/file")), Err(TilesError::Open { .. })));
    }
}
