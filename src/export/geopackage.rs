//! The story as a GeoPackage (OGC 12-128r18, version 1.3): layers `events` and `passages`, and a table `articles`.
//!
//! Comes in: a story, a filter, the day it is made. Goes out: the bytes of the SQLite file, made in memory; the same input
//! gives the same bytes. Geometries are points, longitude and latitude, WGS84 (EPSG:4326); what has no known place has none.

use rusqlite::{Connection, MAIN_DB, params};
use thiserror::Error;

use super::extract::{CREDIT, Entry, Extract, Passage};
use super::reading::event_id;
use crate::scene::Filter;
use crate::story::{Article, PlaceRef, Story, Victim, count_words};

/// Why a GeoPackage could not be made: a fault of this program, or no memory.
#[derive(Debug, Error)]
#[error("the GeoPackage could not be put together")]
pub struct GeoPackageError(#[from] rusqlite::Error);

/// What every GeoPackage has: who it is, the three reference systems, and tables that tell what is in it.
const FRAME: &str = "
PRAGMA application_id = 1196444487; -- 'GPKG'
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE articles (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, letter TEXT, outlet TEXT, headline TEXT,
  published DATE, published_known_by TEXT, url TEXT, file TEXT);
CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, event_id TEXT, title TEXT, family TEXT,
  kind TEXT, date_from DATE, date_to DATE, ongoing BOOLEAN, place TEXT, second_name TEXT, place_key TEXT,
  place_shape TEXT, place_known_by TEXT, approximate BOOLEAN, contested BOOLEAN, country TEXT, region TEXT,
  articles TEXT, differs TEXT, confidence DOUBLE, checked BOOLEAN);
CREATE TABLE passages (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, event INTEGER, event_id TEXT,
  title TEXT, article TEXT, outlet TEXT, headline TEXT, published DATE, url TEXT, quote TEXT, start_offset INTEGER,
  end_offset INTEGER, speaker TEXT, stance TEXT, negated BOOLEAN, modal BOOLEAN, back_reference BOOLEAN,
  killed TEXT, wounded TEXT, missing TEXT, displaced TEXT, detained TEXT, infected TEXT);
";

/// The kept events of a story as the bytes of a `.gpkg` file. `made_at` stands in the file as the day of its last change.
///
/// # Errors
/// None that is not a fault of this program.
pub fn geopackage(
    story: &Story,
    filter: &Filter,
    made_at: Option<jiff::civil::Date>,
) -> Result<Vec<u8>, GeoPackageError> {
    let extract = Extract::new(story, filter);
    let mut file = Connection::open_in_memory()?;
    let begun = file.unchecked_transaction()?;
    begun.execute_batch(FRAME)?;
    for article in &extract.articles {
        put_article(&begun, article)?;
    }
    for entry in &extract.events {
        put_event(&begun, entry)?;
        for passage in &entry.passages {
            put_passage(&begun, entry, passage)?;
        }
    }
    // Without a day handed in, the data's own last day: a clock would make other bytes each time.
    let published = || extract.articles.iter().filter_map(|article| article.date.day).max();
    let day = made_at.or_else(published).map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string());
    contents(&begun, &extract, &day)?;
    begun.commit()?;
    Ok(file.serialize(MAIN_DB)?.to_vec())
}

/// What is in the file, and where on the ground.
fn contents(file: &Connection, extract: &Extract<'_>, day: &str) -> rusqlite::Result<()> {
    let bounds = bounds(extract);
    for (table, data_type) in [("events", "features"), ("passages", "features"), ("articles", "attributes")] {
        let features = data_type == "features";
        let [west, south, east, north] = match bounds {
            Some(sides) if features => sides.map(Some),
            _ => [None; 4],
        };
        let description = format!("{}. {CREDIT}", extract.title);
        file.execute(
            "INSERT INTO gpkg_contents VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                table,
                data_type,
                description,
                format!("{day}T00:00:00.000Z"),
                west,
                south,
                east,
                north,
                features.then_some(4326)
            ],
        )?;
        if features {
            file.execute("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'POINT', 4326, 0, 0)", [table])?;
        }
    }
    Ok(())
}

/// West, south, east, north of all places.
fn bounds(extract: &Extract<'_>) -> Option<[f64; 4]> {
    let places = extract.events.iter().filter_map(Entry::place);
    places.fold(None, |bounds: Option<[f64; 4]>, PlaceRef { lon, lat, .. }| {
        let [west, south, east, north] = bounds.unwrap_or([*lon, *lat, *lon, *lat]);
        Some([west.min(*lon), south.min(*lat), east.max(*lon), north.max(*lat)])
    })
}

/// A point as GeoPackages hold it: header (little-endian, no envelope, reference system), then well-known binary.
fn geometry(place: Option<&PlaceRef>) -> Option<Vec<u8>> {
    let place = place?;
    let mut blob = b"GP\x00\x01".to_vec();
    blob.extend(4326_i32.to_le_bytes());
    blob.push(1);
    blob.extend(1_u32.to_le_bytes());
    blob.extend(place.lon.to_le_bytes());
    blob.extend(place.lat.to_le_bytes());
    Some(blob)
}

fn put_article(file: &Connection, article: &Article) -> rusqlite::Result<()> {
    file.prepare("INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![
            article.letter.to_string(),
            article.outlet,
            article.headline,
            article.date.day.map(|day| day.to_string()),
            article.date.status.word(),
            article.url,
            article.origin,
        ])
        .map(drop)
}

#[expect(clippy::cast_possible_wrap, reason = "far fewer events than 2^63")]
fn number(entry: &Entry<'_>) -> i64 {
    entry.number as i64
}

fn put_event(file: &Connection, entry: &Entry<'_>) -> rusqlite::Result<()> {
    let (event, place) = (entry.event, entry.place());
    let [from, to] = entry.days();
    let differs = event.slots.iter().filter(|slot| slot.agreement == crate::story::Agreement::Differs);
    let differs: Vec<&str> = differs.map(|slot| slot.slot.word()).collect();
    file.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
        .execute(params![
            number(entry),
            geometry(place),
            event_id(event.id),
            event.title,
            event.family.word(),
            event.kind.word(),
            from,
            to,
            event.ongoing,
            place.map(|place| &place.name),
            place.and_then(|place| place.second_name.as_ref()),
            place.map(|place| &place.key),
            place.map(|place| place.shape.word()),
            event.basis.word(),
            place.map(|place| place.approximate),
            place.map(|place| place.contested),
            place.and_then(|place| place.country.as_ref()),
            place.and_then(|place| place.region.as_ref()),
            entry.letters(),
            differs.join(", "),
            (f64::from(event.confidence) * 100.0).round() / 100.0,
            event.checked,
        ])
        .map(drop)
}

fn put_passage(file: &Connection, entry: &Entry<'_>, passage: &Passage<'_>) -> rusqlite::Result<()> {
    let (article, mention) = (passage.article, passage.mention);
    let place = mention.place.as_ref().map(|place| place.place.as_ref());
    let [killed, wounded, missing, displaced, detained, infected] = Victim::ALL.map(|victim| {
        let figures = mention.figures.iter().filter(|figure| figure.what == victim);
        figures.map(|figure| count_words(figure.min, figure.max)).collect::<Vec<_>>().join("; ")
    });
    file.prepare(
        "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        geometry(place.or(entry.place())),
        number(entry),
        event_id(entry.event.id),
        entry.event.title,
        article.letter.to_string(),
        article.outlet,
        article.headline,
        article.date.day.map(|day| day.to_string()),
        article.url,
        passage.quote,
        passage.start,
        passage.end,
        mention.attribution.source,
        mention.attribution.stance.word(),
        mention.negated,
        mention.modal,
        mention.back_reference,
        killed,
        wounded,
        missing,
        displaced,
        detained,
        infected,
    ])
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;

    fn opened(bytes: &[u8]) -> Connection {
        let mut file = Connection::open_in_memory().unwrap();
        file.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true).unwrap();
        file
    }

    #[test]
    fn the_layers_hold_the_story_and_the_bytes_are_the_same_each_time() {
        let story = fixture::karabakh();
        let bytes = geopackage(&story, &Filter::default(), None).unwrap();
        assert_eq!(bytes, geopackage(&story, &Filter::default(), None).unwrap());
        let file = opened(&bytes);
        let count = |query: &str| file.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
        let mentions: usize = story.events.iter().map(|event| event.mentions.len()).sum();
        assert_eq!(count("SELECT count(*) FROM events"), 13);
        assert_eq!(count("SELECT count(*) FROM passages"), i64::try_from(mentions).unwrap());
        assert_eq!(count("SELECT count(*) FROM articles"), 5);
        assert_eq!(count("PRAGMA application_id"), 0x4750_4B47);
        let (title, geom): (String, Vec<u8>) = file
            .query_row("SELECT title, geom FROM events WHERE place = 'Stepanakert'", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!((title.as_str(), geom.len(), &geom[..4]), ("Shelling of Stepanakert", 29, &b"GP\x00\x01"[..]));
        assert_eq!(f64::from_le_bytes(geom[13..21].try_into().unwrap()), 46.7528);
    }

    #[test]
    fn a_filter_that_keeps_nothing_leaves_valid_empty_layers() {
        let filter = Filter { families: vec![crate::story::Family::Health], ..Filter::default() };
        let file = opened(&geopackage(&fixture::karabakh(), &filter, None).unwrap());
        let tables: i64 = file.query_row("SELECT count(*) FROM gpkg_contents", [], |row| row.get(0)).unwrap();
        let events: i64 = file.query_row("SELECT count(*) FROM events", [], |row| row.get(0)).unwrap();
        assert_eq!((tables, events), (3, 0));
    }
}
