//! PMTiles archives, version 3, through the `pmtiles` crate.
//!
//! Comes in: static bytes or an open file. Goes out: what the archive says of itself, and tiles as they are packed. The
//! crate's reads are asynchronous; ours are ready at once, so they are blocked on. It bounds what numbers claim, but not
//! what a directory unpacks to; that is looked at here before the crate sees it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Mutex;

use pmtiles::{AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, Header, PmtError, TileCoord, TileType};

use super::{About, Cause, DEEPEST, MAX_READ, TileForm, TilesError, credit, gunzipped, sensible};

/// The most bytes a directory, or the archive's word of itself, may unpack to.
const MAX_DIRECTORY: u64 = 8 * 1024 * 1024;

/// An open archive.
pub(super) struct PmTiles(Reader);

enum Reader {
    Bytes(AsyncPmTilesReader<StaticBytes>),
    File(AsyncPmTilesReader<OnDisk>),
}

impl std::fmt::Debug for PmTiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Reader::Bytes(_) => "PmTiles(bytes)",
            Reader::File(_) => "PmTiles(file)",
        })
    }
}

impl PmTiles {
    pub(super) fn from_static(bytes: &'static [u8]) -> Result<(Self, About), TilesError> {
        let reader = AsyncPmTilesReader::try_from_source(StaticBytes(bytes));
        let reader = pollster::block_on(reader).map_err(|error| TilesError::Archive(error.into()))?;
        let about = about(reader.get_header(), None)?;
        Ok((Self(Reader::Bytes(reader)), about))
    }

    pub(super) fn open(mut file: File) -> Result<(Self, About), TilesError> {
        let damaged = |error: Cause| TilesError::Archive(error);
        let mut first = Vec::new();
        Read::by_ref(&mut file).take(127).read_to_end(&mut first).map_err(|error| damaged(error.into()))?;
        let parts = Parts::of(&first);
        let words = parts.as_ref().and_then(|parts| said_of_itself(&mut file, parts));
        let leaves = parts.map_or(0..0, |parts| parts.leaves);
        let reader = AsyncPmTilesReader::try_from_source(OnDisk { file: Mutex::new(file), leaves });
        let reader = pollster::block_on(reader).map_err(|error| damaged(error.into()))?;
        let about = about(reader.get_header(), words.as_ref())?;
        Ok((Self(Reader::File(reader)), about))
    }

    /// A tile as it is packed.
    pub(super) fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, Cause> {
        let Ok(coord) = TileCoord::new(z, x, y) else { return Ok(None) };
        let bytes = match &self.0 {
            Reader::Bytes(reader) => pollster::block_on(reader.get_tile(coord)),
            Reader::File(reader) => pollster::block_on(reader.get_tile(coord)),
        };
        Ok(bytes?.map(|bytes| bytes.to_vec()))
    }
}

fn about(header: &Header, words: Option<&serde_json::Value>) -> Result<About, TilesError> {
    let form = match header.tile_type {
        TileType::Mvt => TileForm::Vector,
        TileType::Png | TileType::Jpeg | TileType::Webp => TileForm::Picture,
        other => return Err(TilesError::Form(format!("{other:?}"))),
    };
    let packed = header.tile_compression;
    if !matches!(packed, Compression::Gzip | Compression::None) {
        return Err(TilesError::Packed(format!("{packed:?}")));
    }
    let text = |key: &str| words.and_then(|words| words.get(key)?.as_str()).unwrap_or_default();
    let layers = words.and_then(|words| words.get("vector_layers")?.as_array());
    let layers = layers.into_iter().flatten().filter_map(|layer| Some(layer.get("id")?.as_str()?.to_owned()));
    Ok(About {
        form,
        min_zoom: header.min_zoom.min(DEEPEST),
        max_zoom: header.max_zoom.min(DEEPEST),
        credit: credit::plain(text("attribution")),
        layers: layers.collect(),
        bounds: sensible([header.min_longitude, header.min_latitude, header.max_longitude, header.max_latitude]),
    })
}

/// Where the parts of an archive are that the crate reads without a limit.
struct Parts {
    words: Range<u64>,
    leaves: Range<u64>,
}

impl Parts {
    /// From the header, as version 3 of the specification lays it out: eight-byte little-endian numbers from byte 8.
    fn of(header: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u64::from_le_bytes(header.get(at..at + 8)?.try_into().ok()?));
        let range = |at: usize| {
            let (offset, length) = (number(at)?, number(at + 8)?);
            Some(offset..offset.checked_add(length)?)
        };
        Some(Self { words: range(24)?, leaves: range(40)? })
    }
}

/// The JSON an archive has of itself, if it can be read.
fn said_of_itself(file: &mut File, parts: &Parts) -> Option<serde_json::Value> {
    let length = usize::try_from(parts.words.end - parts.words.start).ok().filter(|&length| length <= MAX_READ)?;
    let bytes = read(file, parts.words.start, length).ok()?;
    let bytes = if bytes.starts_with(&[0x1F, 0x8B]) { gunzipped(&bytes, MAX_DIRECTORY).ok()? } else { bytes };
    serde_json::from_slice(&bytes).ok()
}

fn read(file: &mut File, offset: u64, length: usize) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    Read::by_ref(file).take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
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

struct OnDisk {
    file: Mutex<File>,
    /// Where directories are.
    leaves: Range<u64>,
}

impl AsyncBackend for OnDisk {
    async fn read(&self, offset: u64, length: usize) -> Result<BackendResponse, PmtError> {
        capped(length)?;
        let mut file = self.file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let bytes = read(&mut file, offset, length)?;
        if self.leaves.contains(&offset) && bytes.starts_with(&[0x1F, 0x8B]) {
            gunzipped(&bytes, MAX_DIRECTORY).map_err(|error| PmtError::Reading(std::io::Error::other(error)))?;
        }
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
