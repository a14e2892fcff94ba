//! Layers of a person's own: GeoJSON, CSV, KML, KMZ and GPX files to points, lines and areas.
//!
//! Comes in: a path, or a name and bytes. Goes out: a [`Layer`], or one sentence saying why not and what to do. Positions
//! are longitude and latitude, WGS84, held to the world. Files are strangers': sizes, counts and nesting are capped, no
//! entity is expanded, no link in them is followed.

mod csv;
mod geojson;
mod xml;

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;

use crate::story::{Feature, Layer, LayerId, Shape};

use super::article::{OpenError, Problem};

/// Largest file that is read, and largest document in a KMZ, in bytes.
pub const MAX_FILE: u64 = 50_000_000;
/// The most features of one layer.
pub const MAX_FEATURES: usize = 50_000;
/// The most positions of one layer.
pub const MAX_POSITIONS: usize = 2_000_000;

/// The endings of the files that are opened as layers.
pub const ENDINGS: [&str; 6] = ["geojson", "csv", "tsv", "kml", "kmz", "gpx"];

/// What can be wrong with a layer's file; each is the end of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum LayerProblem {
    /// More than is read.
    #[error("is larger than {} MB, more than a layer may be. Simplify it or split it.", MAX_FILE / 1_000_000)]
    TooLarge,
    /// More things than are drawn.
    #[error("holds more than {MAX_FEATURES} features or {MAX_POSITIONS} positions. Simplify it or split it.")]
    TooMany,
    /// Not what its ending says.
    #[error("is not {kind} ({reason}). Export it again from the program it came from.")]
    Broken {
        /// What its ending says it is.
        kind: &'static str,
        /// What the parser says.
        reason: String,
    },
    /// A table without the columns that matter.
    #[error(
        "has no columns for a position. Name them latitude and longitude, in degrees; a column called name is shown beside each point."
    )]
    NoColumns,
    /// Nothing in it has a place.
    #[error("holds no point, line or area with a position in degrees (longitude and latitude, WGS84).")]
    Empty,
    /// Metres, feet, or degrees of another kind.
    #[error(
        "has positions outside of the world, so they are not degrees. Export it again in WGS84 (EPSG:4326), longitude and latitude."
    )]
    NotDegrees,
}

/// Whether a file is opened as a layer, by its ending.
#[must_use]
pub fn is_layer(path: &Path) -> bool {
    Format::of(path).is_some()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    GeoJson,
    Csv,
    Kml,
    Kmz,
    Gpx,
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "geojson" => Some(Self::GeoJson),
            "csv" | "tsv" => Some(Self::Csv),
            "kml" => Some(Self::Kml),
            "kmz" => Some(Self::Kmz),
            "gpx" => Some(Self::Gpx),
            _ => None,
        }
    }
}

/// Opens a layer's file.
///
/// # Errors
/// Says what is wrong with the file, and the way out, in one sentence that begins with its name.
pub fn open(path: &Path) -> Result<Layer, OpenError> {
    let read = || {
        let about = std::fs::metadata(path).map_err(Problem::from)?;
        if about.is_dir() {
            return Err(Problem::Folder);
        }
        if !about.is_file() {
            return Err(Problem::NotPlain);
        }
        if about.len() > MAX_FILE {
            return Err(Problem::Layer(LayerProblem::TooLarge));
        }
        let bytes = std::fs::read(path).map_err(Problem::from)?;
        layer(path, &bytes).map_err(Problem::Layer)
    };
    read().map_err(|problem| OpenError { path: path.display().to_string(), problem })
}

/// The layer that the bytes of a file hold.
///
/// # Errors
/// As [`open`].
pub fn layer(path: &Path, bytes: &[u8]) -> Result<Layer, LayerProblem> {
    let features = match Format::of(path) {
        Some(Format::GeoJson) => geojson::features(&text(bytes))?,
        Some(Format::Kml) => xml::features(&text(bytes), "KML")?,
        Some(Format::Gpx) => xml::features(&text(bytes), "GPX")?,
        Some(Format::Kmz) => xml::features(&text(&unpacked(bytes)?), "KMZ")?,
        Some(Format::Csv) | None => csv::features(&text(bytes))?,
    };
    let features = sound(features)?;
    let file =
        |name: Option<&std::ffi::OsStr>| name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Layer {
        id: LayerId(0),
        name: file(path.file_stem()),
        origin: file(path.file_name()),
        shown: true,
        features: Arc::new(features),
    })
}

/// Text of any common encoding; bytes that are none become nothing, which no format takes for its own.
fn text(bytes: &[u8]) -> String {
    super::article::text_of(bytes).unwrap_or_default()
}

/// The document in a KMZ: the first `.kml` in it, no larger than a file may be.
fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, LayerProblem> {
    let broken = |reason: &dyn std::fmt::Display| LayerProblem::Broken { kind: "KMZ", reason: reason.to_string() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let is_kml = |name: &std::borrow::Cow<str>| name.to_ascii_lowercase().ends_with(".kml");
    let name = archive.file_names().filter_map(Result::ok).find(is_kml).map(std::borrow::Cow::into_owned);
    let name = name.ok_or_else(|| broken(&"it holds no .kml"))?;
    let document = archive.by_name(&name).map_err(|error| broken(&error))?;
    let mut out = Vec::new();
    // A few kilobytes can unpack to gigabytes: count what comes out, whatever the archive says.
    document.take(MAX_FILE + 1).read_to_end(&mut out).map_err(|error| broken(&error))?;
    if out.len() as u64 > MAX_FILE {
        return Err(LayerProblem::TooLarge);
    }
    Ok(out)
}

/// The features whose positions are on the world; an error when there are none, too many, or all lie outside.
fn sound(features: Vec<Feature>) -> Result<Vec<Feature>, LayerProblem> {
    let positions: usize = features.iter().flat_map(|feature| &feature.paths).map(Vec::len).sum();
    if features.len() > MAX_FEATURES || positions > MAX_POSITIONS {
        return Err(LayerProblem::TooMany);
    }
    if features.is_empty() {
        return Err(LayerProblem::Empty);
    }
    let on_world = |[lon, lat]: &[f64; 2]| (-540.0..=540.0).contains(lon) && (-90.0..=90.0).contains(lat);
    let least = |shape| match shape {
        Shape::Point => 1,
        Shape::Line => 2,
        Shape::Area => 3,
    };
    let whole = |feature: &Feature| {
        let long_enough = |path: &Vec<[f64; 2]>| path.len() >= least(feature.shape);
        !feature.paths.is_empty() && feature.paths.iter().all(long_enough)
    };
    let kept: Vec<Feature> =
        features.into_iter().filter(whole).filter(|feature| feature.paths.iter().flatten().all(on_world)).collect();
    if kept.is_empty() { Err(LayerProblem::NotDegrees) } else { Ok(kept) }
}

/// A name as it is shown: one line, not too long.
fn name(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Vec<Feature>, String> {
        let layer = layer(Path::new(name), text.as_bytes()).map_err(|problem| problem.to_string())?;
        Ok(Arc::unwrap_or_clone(layer.features))
    }

    fn names(name: &str, text: &str) -> Vec<(String, Shape, [f64; 2])> {
        let features = read(name, text).unwrap();
        features.into_iter().map(|feature| (feature.name, feature.shape, feature.paths[0][0])).collect()
    }

    #[test]
    fn every_ending_that_is_offered_is_opened() {
        assert!(ENDINGS.iter().all(|ending| is_layer(Path::new(&format!("a.{ending}")))));
        assert!(!is_layer(Path::new("a.txt")) && !is_layer(Path::new("geojson")));
    }

    #[test]
    fn the_same_camp_reads_alike_from_every_format() {
        let camp = vec![("Camp Ö".to_owned(), Shape::Point, [46.75, 39.8])];
        let geojson = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Camp Ö"},
            "geometry":{"type":"Point","coordinates":[46.75,39.8,120]}}]}"#;
        assert_eq!(names("a.geojson", geojson), camp);
        let kml = "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Placemark><name>Camp Ö</name><Point>\
                   <coordinates> 46.75,39.8,0 </coordinates></Point></Placemark></Document></kml>";
        assert_eq!(names("a.kml", kml), camp);
        let gpx = "<gpx xmlns='http://www.topografix.com/GPX/1/1'><wpt lat='39.8' lon='46.75'><name>Camp Ö</name></wpt></gpx>";
        assert_eq!(names("a.gpx", gpx), camp);
        assert_eq!(names("a.csv", "\u{feff}name,Latitude,Longitude\r\nCamp Ö,39.8,46.75\r\n"), camp);
        assert_eq!(names("a.csv", "LON;LAT;Title\n46,75;39,8;Camp Ö\n"), camp);
        assert_eq!(names("a.tsv", "x\ty\tlabel\n46.75\t39.8\tCamp Ö\n"), camp);
    }

    #[test]
    fn lines_and_areas_are_read_whole() {
        let geojson = r#"{"type":"GeometryCollection","geometries":[
            {"type":"LineString","coordinates":[[1,2],[3,4]]},
            {"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]],[[0.2,0.1],[0.3,0.1],[0.3,0.2],[0.2,0.1]]]]},
            {"type":"MultiPoint","coordinates":[[5,6],[7,8]]}]}"#;
        let shapes: Vec<(Shape, usize)> =
            read("a.geojson", geojson).unwrap().iter().map(|feature| (feature.shape, feature.paths.len())).collect();
        assert_eq!(shapes, [(Shape::Line, 1), (Shape::Area, 2), (Shape::Point, 1), (Shape::Point, 1)]);
        let gpx = "<gpx><trk><name>Patrol</name><trkseg><trkpt lat='1' lon='2'/><trkpt lat='3' lon='4'/></trkseg></trk></gpx>";
        assert_eq!(names("a.gpx", gpx), [("Patrol".to_owned(), Shape::Line, [2.0, 1.0])]);
        let kml = "<kml><Placemark><name>Zone</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>\
                   0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon><LineString><coordinates>0,0\n1,1\
                   </coordinates></LineString></MultiGeometry></Placemark></kml>";
        assert_eq!(read("a.kml", kml).unwrap().len(), 2);
    }

    #[test]
    fn a_kmz_of_ours_opens_again_as_a_layer() {
        use std::io::Write as _;
        use zip::{ZipWriter, write::SimpleFileOptions};
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("doc.kml", SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<kml><Placemark><Point><coordinates>1,2</coordinates></Point></Placemark></kml>").unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert_eq!(layer(Path::new("a.kmz"), &bytes).unwrap().features.len(), 1);
    }

    #[test]
    fn each_bad_file_gets_its_sentence() {
        let check = |name: &str, text: &str, words: &str| {
            let said = read(name, text).unwrap_err();
            assert!(said.contains(words), "{name}: {said}");
        };
        check("a.geojson", "{", "is not GeoJSON");
        check("a.geojson", r#"{"type":"FeatureCollection","features":[]}"#, "holds no point");
        check("a.kml", "<kml>", "is not KML");
        check("a.kml", "<!DOCTYPE x [<!ENTITY a 'b'>]><kml>&a;</kml>", "is not KML");
        check("a.kmz", "PK", "is not KMZ");
        check("a.gpx", "<gpx/>", "holds no point");
        check("a.csv", "name,place\nA,B\n", "Name them latitude and longitude");
        check("a.csv", "lat,lon\n,\n", "holds no point");
        check("a.csv", "lat,lon\n4450000,8550000\n", "Export it again in WGS84");
        check("a.csv", &format!("lat,lon\n{}", "1,2\n".repeat(MAX_FEATURES + 1)), "Simplify it or split it");
    }
}
