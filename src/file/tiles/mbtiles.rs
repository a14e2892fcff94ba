//! MBTiles: tiles in an SQLite database (MBTiles specification 1.3), opened for reading only.
//!
//! Comes in: a path. Goes out: what the file says of itself, and tiles as they are stored. Rows count from the south there
//! and are turned around here. A stranger's database may define its tables as endless queries: each question may take so
//! many steps and no more, no cell may be larger than a tile can be, and nothing it defines is trusted.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::{About, Cause, DEEPEST, MAX_READ, TileForm, TilesError, credit, sensible};

/// Steps of the database's machine after which it is asked whether to go on.
const STEPS: i32 = 100_000;
/// How often it may go on, for one question: some seconds of work.
const MOST_TURNS: u32 = 500;
/// The most layers a file may list.
const MOST_LAYERS: usize = 200;

/// An open file.
#[derive(Debug)]
pub(super) struct MbTiles(Mutex<Connection>);

impl MbTiles {
    pub(super) fn open(path: &Path) -> Result<(Self, About), TilesError> {
        let damaged = |error: rusqlite::Error| TilesError::Archive(error.into());
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(damaged)?;
        let largest = i32::try_from(MAX_READ).unwrap_or(i32::MAX);
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, largest).map_err(damaged)?;
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;").map_err(damaged)?;
        let file = Self(Mutex::new(connection));
        let about = file.about()?;
        Ok((file, about))
    }

    /// A tile as it is stored.
    pub(super) fn tile(&self, z: u8, x: u32, y: u32) -> Result<Option<Vec<u8>>, Cause> {
        let row = (1_u32 << z).checked_sub(1 + y).ok_or("no such row")?;
        let question =
            "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3 LIMIT 1";
        Ok(self.asked().query_row(question, (z, x, row), |row| row.get(0)).optional()?)
    }

    fn about(&self) -> Result<About, TilesError> {
        let damaged = |error: rusqlite::Error| TilesError::Archive(error.into());
        let ends = self.asked().query_row("SELECT min(zoom_level), max(zoom_level) FROM tiles", (), |row| {
            Ok((row.get::<_, Option<u8>>(0)?, row.get::<_, Option<u8>>(1)?))
        });
        let (Some(min_zoom), Some(max_zoom)) = ends.map_err(damaged)? else { return Err(TilesError::Empty) };
        let format = self.said("format").to_ascii_lowercase();
        let form = match format.trim() {
            "pbf" | "mvt" | "application/vnd.mapbox-vector-tile" => TileForm::Vector,
            "png" | "jpg" | "jpeg" | "webp" | "image/png" | "image/jpeg" | "image/webp" => TileForm::Picture,
            // The first files of this kind did not say; the bytes do.
            "" => self.form_of_a_tile().map_err(damaged)?,
            other => return Err(TilesError::Form(other.chars().take(40).collect())),
        };
        let bounds: Vec<f64> = self.said("bounds").split(',').filter_map(|side| side.trim().parse().ok()).collect();
        let details = serde_json::from_str::<serde_json::Value>(&self.said("json")).ok();
        let layers = details.as_ref().and_then(|details| details.get("vector_layers")?.as_array());
        let layers = layers.into_iter().flatten().filter_map(|layer| Some(layer.get("id")?.as_str()?.to_owned()));
        Ok(About {
            form,
            min_zoom: min_zoom.min(DEEPEST),
            max_zoom: max_zoom.min(DEEPEST),
            credit: credit::plain(&self.said("attribution")),
            layers: layers.take(MOST_LAYERS).collect(),
            bounds: <[f64; 4]>::try_from(bounds).ok().and_then(sensible),
        })
    }

    /// What the file says under a name; nothing when it does not, or not as text.
    fn said(&self, name: &str) -> String {
        let question = "SELECT value FROM metadata WHERE name = ?1 LIMIT 1";
        self.asked().query_row(question, [name], |row| row.get(0)).unwrap_or_default()
    }

    fn form_of_a_tile(&self) -> rusqlite::Result<TileForm> {
        let bytes: Vec<u8> = self.asked().query_row("SELECT tile_data FROM tiles LIMIT 1", (), |row| row.get(0))?;
        let is_picture = [b"\x89PNG".as_slice(), b"\xFF\xD8\xFF", b"RIFF"].iter().any(|first| bytes.starts_with(first));
        Ok(if is_picture { TileForm::Picture } else { TileForm::Vector })
    }

    /// The connection, for one question that may not go on for ever.
    fn asked(&self) -> MutexGuard<'_, Connection> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut turns = 0;
        // Only a closed connection refuses; then the question itself says so.
        let _ = connection.progress_handler(
            STEPS,
            Some(move || {
                turns += 1;
                turns > MOST_TURNS
            }),
        );
        connection
    }
}
