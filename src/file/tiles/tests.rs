use std::path::PathBuf;

use ::pmtiles::TileCoord;
use rusqlite::Connection;

use super::*;

/// A file of these bytes, and the folder that keeps it.
fn file_of(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A directory with one entry: tile (or leaf, with run 0), run, length, offset.
fn directory(id: u64, run: u64, length: u64, offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    for number in [1, id, run, length, offset + 1] {
        varint(&mut out, number);
    }
    out
}

/// A PMTiles archive laid out by hand: root, words of itself, leaves, tiles; internal parts not packed.
fn pmtiles(kind: u8, packed: u8, words: &[u8], root: &[u8], leaves: &[u8], tiles: &[u8]) -> Vec<u8> {
    let mut out = b"PMTiles\x03".to_vec();
    let mut at = 127_u64;
    for part in [root, words, leaves, tiles] {
        out.extend(at.to_le_bytes());
        out.extend((part.len() as u64).to_le_bytes());
        at += part.len() as u64;
    }
    out.extend([0; 24]);
    out.extend([1, 1, packed, kind, 0, 3]);
    for degrees in [440_000_000_i32, 380_000_000, 510_000_000, 420_000_000] {
        out.extend(degrees.to_le_bytes());
    }
    out.extend([0; 9]);
    assert_eq!(out.len(), 127);
    [out, root.to_vec(), words.to_vec(), leaves.to_vec(), tiles.to_vec()].concat()
}

/// An MBTiles file with these words of itself and tiles (zoom, column, row from the north, bytes).
fn mbtiles(words: &[(&str, &str)], tiles: &[(u8, u32, u32, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.mbtiles");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE metadata (name text, value text);
             CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
             CREATE UNIQUE INDEX place ON tiles (zoom_level, tile_column, tile_row);",
        )
        .unwrap();
    for word in words {
        connection.execute("INSERT INTO metadata VALUES (?1, ?2)", *word).unwrap();
    }
    for &(z, x, y, bytes) in tiles {
        let row = (1_u32 << z) - 1 - y;
        connection.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (z, x, row, bytes)).unwrap();
    }
    (folder, path)
}

#[test]
fn the_bundled_map_has_the_world_and_the_caucasus() {
    let map = TileFile::from_static(geodata::BASEMAP).unwrap();
    assert!(map.max_zoom() >= 9 && map.about().form == TileForm::Vector);
    assert!(map.tile(0, 0, 0).unwrap().unwrap().len() > 1000);
    assert!(map.tile(9, 322, 194).unwrap().unwrap().len() > 1000, "around Stepanakert");
    assert!(map.tile(9, 0, 0).unwrap().is_none());
    assert!(map.tile(3, 99, 0).unwrap().is_none() && map.tile(200, 0, 0).unwrap().is_none(), "no such column");
}

#[test]
fn a_file_on_disk_gives_the_same_tiles() {
    let (_folder, path) = file_of(geodata::BASEMAP);
    let (disk, built_in) = (TileFile::at(&path).unwrap(), TileFile::from_static(geodata::BASEMAP).unwrap());
    assert_eq!(disk.tile(5, 20, 12).unwrap(), built_in.tile(5, 20, 12).unwrap());
    assert!(!disk.about().layers.is_empty() || disk.about().credit.is_empty());
}

#[test]
fn an_archive_says_what_it_is_and_gives_its_tile() {
    let id = ::pmtiles::TileId::from(TileCoord::new(3, 5, 3).unwrap()).value();
    let words = br#"{"attribution":"<b>&copy; Somebody</b>","vector_layers":[{"id":"earth"},{"id":"water"}]}"#;
    let tile = gzip(b"a tile");
    let root = directory(id, 1, tile.len() as u64, 0);
    let (_folder, path) = file_of(&pmtiles(1, 2, words, &root, &[], &tile));
    let map = TileFile::at(&path).unwrap();
    assert_eq!(map.about().credit, "© Somebody");
    assert_eq!(map.about().layers, ["earth", "water"]);
    assert_eq!((map.about().form, map.about().max_zoom), (TileForm::Vector, 3));
    assert_eq!(map.about().bounds, Some([44.0, 38.0, 51.0, 42.0]));
    assert_eq!(map.tile(3, 5, 3).unwrap().unwrap(), b"a tile");
    assert!(map.tile(3, 5, 4).unwrap().is_none());

    let (_folder, path) = file_of(&pmtiles(2, 1, b"{}", &directory(0, 1, 4, 0), &[], b"\x89PNG"));
    let map = TileFile::at(&path).unwrap();
    assert_eq!(
        (map.about().form, map.tile(0, 0, 0).unwrap().unwrap().as_slice()),
        (TileForm::Picture, &b"\x89PNG"[..])
    );
    let (_folder, path) = file_of(&pmtiles(5, 1, b"{}", &directory(0, 1, 4, 0), &[], b"avif"));
    assert!(matches!(TileFile::at(&path), Err(TilesError::Form(_))));
    let (_folder, path) = file_of(&pmtiles(1, 3, b"{}", &directory(0, 1, 4, 0), &[], b"brot"));
    assert!(matches!(TileFile::at(&path), Err(TilesError::Packed(_))));
}

#[test]
fn a_database_says_what_it_is_and_gives_its_tile_from_the_north() {
    let tile = gzip(b"a vector tile");
    let words = [
        ("format", "pbf"),
        ("attribution", "<a href='#'>Somebody</a> &amp; others"),
        ("bounds", "44,38,51,42"),
        ("json", r#"{"vector_layers":[{"id":"water"}]}"#),
    ];
    let (_folder, path) = mbtiles(&words, &[(0, 0, 0, &tile), (3, 5, 2, &tile)]);
    let map = TileFile::at(&path).unwrap();
    assert_eq!(map.tile(3, 5, 2).unwrap().unwrap(), b"a vector tile");
    assert!(map.tile(3, 5, 5).unwrap().is_none(), "rows count from the south in the file");
    let about = About {
        form: TileForm::Vector,
        min_zoom: 0,
        max_zoom: 3,
        credit: "Somebody & others".to_owned(),
        layers: vec!["water".to_owned()],
        bounds: Some([44.0, 38.0, 51.0, 42.0]),
    };
    assert_eq!(*map.about(), about);

    let (_folder, path) = mbtiles(&[], &[(2, 1, 1, b"\x89PNG and so on")]);
    assert_eq!(TileFile::at(&path).unwrap().about().form, TileForm::Picture, "told by a tile's first bytes");
    let (_folder, path) = mbtiles(&[("format", "jpg"), ("bounds", "9,9,x,200")], &[(2, 1, 1, b"\xFF\xD8\xFF")]);
    assert_eq!(TileFile::at(&path).unwrap().about().bounds, None);
}

#[test]
fn what_is_no_map_is_refused_with_a_reason() {
    let check = |bytes: &[u8]| {
        let (_folder, path) = file_of(bytes);
        TileFile::at(&path).expect_err("no map").to_string()
    };
    for bytes in [b"PMTiles".as_slice(), b"", b"plain words", b"SQLite format 3\0 and then nothing", &[0; 4096]] {
        assert!(check(bytes).starts_with("this is not a map file"), "{}", check(bytes));
    }
    assert!(matches!(TileFile::at(Path::new("/no/such/file")), Err(TilesError::Open { .. })));
    assert!(matches!(TileFile::at(Path::new("/")), Err(TilesError::Open { .. })), "a folder");
    let (_folder, path) = mbtiles(&[("format", "pbf")], &[]);
    assert!(matches!(TileFile::at(&path), Err(TilesError::Empty)));
    let (_folder, path) = mbtiles(&[("format", "grid\nof points")], &[(0, 0, 0, b"?")]);
    assert!(matches!(TileFile::at(&path), Err(TilesError::Form(_))));
}

#[test]
fn damaged_files_are_errors_and_no_more() {
    let (_keep, database) = mbtiles(&[("format", "pbf")], &[(0, 0, 0, b"tile"), (1, 1, 1, b"tile")]);
    let database = std::fs::read(database).unwrap();
    for whole in [&geodata::BASEMAP[..60_000], &database] {
        for seed in 1..20_usize {
            let mut bytes = whole.to_vec();
            for at in (seed * 31..bytes.len()).step_by(97 * seed) {
                bytes[at] ^= 0x5A;
            }
            bytes.truncate(bytes.len() - bytes.len() * (seed % 4) / 5);
            let (_folder, path) = file_of(&bytes);
            if let Ok(map) = TileFile::at(&path) {
                for z in 0..10 {
                    // Whatever comes of it, it comes.
                    let _ = map.tile(z, 0, 0);
                    let _ = map.tile(z, (1 << z) / 2, (1 << z) / 3);
                }
            }
        }
    }
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let bomb = gzip(&vec![0; 64 * 1024 * 1024]);
    let (_folder, path) = mbtiles(&[("format", "pbf")], &[(0, 0, 0, &bomb)]);
    assert!(matches!(TileFile::at(&path).unwrap().tile(0, 0, 0), Err(TilesError::Tile { .. })));
    // The same in a directory of an archive: a root that leads to a leaf that is one.
    let mut leaf = pmtiles(1, 1, b"{}", &directory(0, 0, bomb.len() as u64, 0), &bomb, b"");
    leaf[97] = 2;
    let root = gzip(&directory(0, 0, bomb.len() as u64, 0));
    let mut packed = pmtiles(1, 1, &bomb, &root, &bomb, b"");
    packed[97] = 2;
    for bytes in [leaf, packed] {
        let (_folder, path) = file_of(&bytes);
        if let Ok(map) = TileFile::at(&path) {
            assert!(map.tile(0, 0, 0).is_err());
            assert!(map.about().credit.is_empty());
        }
    }
    let huge = vec![7; MAX_READ + 1];
    let (_folder, path) = mbtiles(&[("format", "png")], &[(0, 0, 0, &huge)]);
    assert!(TileFile::at(&path).unwrap().tile(0, 0, 0).is_err(), "larger than any honest tile");
}

#[test]
fn an_endless_query_in_a_strangers_database_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.mbtiles");
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "CREATE TABLE metadata (name text, value text);
             CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
             SELECT 0 AS zoom_level, i AS tile_column, i AS tile_row, x'00' AS tile_data FROM n;",
        )
        .unwrap();
    assert!(matches!(TileFile::at(&path), Err(TilesError::Archive(_))));
}

#[test]
fn names_of_map_files_are_known() {
    for (name, is) in [("a.pmtiles", true), ("B.MBTILES", true), ("map.png", false), ("pmtiles", false)] {
        assert_eq!(TileFile::is_named_so(Path::new(name)), is, "{name}");
    }
}
