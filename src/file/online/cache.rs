//! Tiles that came over the network, on disk, so that none is asked for twice while it is fresh.
//!
//! Comes in: tiles with how long they are fresh. Goes out: the same tiles, fresh or not. It is an SQLite file that may be
//! lost at any time: a damaged one is begun anew, one that cannot be written is held in memory. It stays under its size.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _};

use super::http::Mark;
use super::queue::Key;

/// The most bytes on disk.
const MOST_BYTES: i64 = 200 * 1024 * 1024;
/// After so many new tiles the size is looked at.
const LOOK_AFTER: u32 = 100;

/// What is kept of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// The picture; `None` when there is no such tile.
    pub(super) bytes: Option<Vec<u8>>,
    /// How to ask whether it is still right.
    pub(super) mark: Mark,
    /// Until when it is fresh, as time since 1970.
    pub(super) fresh_until: Duration,
}

/// Tiles of all sources, by the source's address.
#[derive(Debug)]
pub(super) struct Cache {
    connection: Connection,
    added: u32,
    most: i64,
}

impl Cache {
    /// Opens the file, or begins one.
    ///
    /// # Errors
    /// When not even memory can be had for it.
    pub(super) fn open(path: &Path) -> rusqlite::Result<Self> {
        if let Some(folder) = path.parent() {
            // Where the folder cannot be made the file cannot be opened, and memory serves.
            let _ = std::fs::create_dir_all(folder);
        }
        let opened = ready(path).or_else(|_| {
            let _ = std::fs::remove_file(path);
            ready(path)
        });
        let connection = match opened {
            Ok(connection) => connection,
            Err(_) => ready(Path::new(":memory:"))?,
        };
        Ok(Self { connection, added: 0, most: MOST_BYTES })
    }

    /// What is kept of a tile.
    pub(super) fn get(&self, source: &str, (z, x, y): Key) -> Option<Kept> {
        let question =
            "SELECT bytes, etag, modified, fresh_until FROM tile WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
        let found = self.connection.query_row(question, (source, z, x, y), |row| {
            let until: i64 = row.get(3)?;
            Ok(Kept {
                bytes: row.get(0)?,
                mark: Mark { etag: row.get(1)?, modified: row.get(2)? },
                fresh_until: Duration::from_secs(u64::try_from(until).unwrap_or(0)),
            })
        });
        found.optional().ok().flatten()
    }

    /// Keeps a tile. What cannot be written is not kept, and asked for again another day.
    pub(super) fn put(&mut self, source: &str, (z, x, y): Key, kept: &Kept, now: Duration) {
        let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        let Kept { bytes, mark, fresh_until } = kept;
        let _ = self.connection.execute(
            "INSERT OR REPLACE INTO tile VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (source, z, x, y, bytes, &mark.etag, &mark.modified, seconds(*fresh_until), seconds(now)),
        );
        self.added += 1;
        if self.added >= LOOK_AFTER {
            self.added = 0;
            let _ = self.shrink();
        }
    }

    /// Lets the tiles go that came longest ago, until a fifth of the room is free again.
    fn shrink(&self) -> rusqlite::Result<()> {
        let size = |connection: &Connection| {
            connection
                .query_row("SELECT coalesce(sum(length(bytes) + 200), 0) FROM tile", (), |row| row.get::<_, i64>(0))
        };
        if size(&self.connection)? <= self.most {
            return Ok(());
        }
        self.connection.execute(
            "DELETE FROM tile WHERE rowid IN (SELECT rowid FROM (
                SELECT rowid, sum(coalesce(length(bytes), 0) + 200) OVER (ORDER BY came DESC, rowid DESC) AS with_newer FROM tile
             ) WHERE with_newer > ?1)",
            [self.most / 5 * 4],
        )?;
        Ok(())
    }
}

fn ready(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    connection.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA auto_vacuum = FULL;
         CREATE TABLE IF NOT EXISTS tile (
             source TEXT NOT NULL, z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
             bytes BLOB, etag TEXT, modified TEXT, fresh_until INTEGER NOT NULL, came INTEGER NOT NULL,
             PRIMARY KEY (source, z, x, y)
         );",
    )?;
    // A file of the same name with another table in it is not ours.
    connection.query_row("SELECT count(came) FROM (SELECT came FROM tile LIMIT 1)", (), |row| row.get::<_, i64>(0))?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(bytes: Option<&[u8]>) -> Kept {
        let mark = Mark { etag: Some("\"v1\"".to_owned()), modified: None };
        Kept { bytes: bytes.map(<[u8]>::to_vec), mark, fresh_until: Duration::from_secs(900) }
    }

    #[test]
    fn tiles_come_back_from_disk_each_from_its_source() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/in/tiles.sqlite");
        let now = Duration::from_secs(5);
        let mut cache = Cache::open(&path).unwrap();
        cache.put("one", (1, 0, 1), &kept(Some(b"tile")), now);
        cache.put("one", (1, 1, 1), &kept(None), now);
        drop(cache);
        let cache = Cache::open(&path).unwrap();
        assert_eq!(cache.get("one", (1, 0, 1)), Some(kept(Some(b"tile"))));
        assert_eq!(cache.get("one", (1, 1, 1)).unwrap().bytes, None, "that there is none is remembered");
        assert_eq!((cache.get("two", (1, 0, 1)), cache.get("one", (2, 0, 1))), (None, None));
    }

    #[test]
    fn a_damaged_cache_is_begun_anew_and_one_that_cannot_be_written_is_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tiles.sqlite");
        for damage in [&b"not a database at all, however long it goes on for"[..], b"SQLite format 3\0"] {
            std::fs::write(&path, damage.repeat(50)).unwrap();
            let mut cache = Cache::open(&path).unwrap();
            cache.put("one", (0, 0, 0), &kept(Some(b"tile")), Duration::ZERO);
            assert!(cache.get("one", (0, 0, 0)).is_some());
        }
        let mut cache = Cache::open(folder.path()).unwrap();
        cache.put("one", (0, 0, 0), &kept(Some(b"tile")), Duration::ZERO);
        assert!(cache.get("one", (0, 0, 0)).is_some());
    }

    #[test]
    fn the_oldest_go_when_it_is_full() {
        let mut cache = Cache::open(Path::new(":memory:")).unwrap();
        cache.most = 100_000;
        for x in 0..400 {
            cache.put("one", (9, x, 0), &kept(Some(&[7; 800])), Duration::from_secs(u64::from(x)));
        }
        assert!(cache.get("one", (9, 399, 0)).is_some() && cache.get("one", (9, 0, 0)).is_none());
        let left = (0..400).filter(|&x| cache.get("one", (9, x, 0)).is_some()).count();
        assert!((60..=100).contains(&left), "{left}");
    }
}
