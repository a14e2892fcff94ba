//! Maps of the user's own, through the doors a person uses: an MBTiles file of pictures, one of vector tiles, a PMTiles file;
//! drawn, credited, and drawn without where they are damaged.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::story::Story;
use dateline::task::{self, Chart, Format, Picture};
use geodata::Gazetteer;
use rusqlite::Connection;

/// Red, green and blue of the test pictures: no colour of ours.
const PINK: [u8; 3] = [255, 40, 200];
/// A view of the South Caucasus, all land or sea of the bundled map.
const CAUCASUS: [f64; 4] = [44.0, 38.5, 48.0, 41.5];

fn png(color: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 256, 256);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&color.repeat(256 * 256)).unwrap();
    bytes
}

/// A vector tile whose one layer, of this name, covers all of it.
fn vector_tile(layer: &str) -> Vec<u8> {
    tile_of(layer, "", 4096)
}

/// A vector tile whose one layer, of this name, has one area of this class, so many units wide from the left.
fn tile_of(layer: &str, class: &str, width: u32) -> Vec<u8> {
    let varint = |mut number: u32| {
        let mut out = Vec::new();
        while number >= 0x80 {
            out.push((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        out.push(number as u8);
        out
    };
    let field =
        |number: u32, bytes: &[u8]| [varint(number << 3 | 2), varint(bytes.len() as u32), bytes.to_vec()].concat();
    // Move to 0, 0; lines to the right, down by 4096, to the left; close (zigzag, specification 2.1 §4.3).
    let (right, left) = (width * 2, width * 2 - 1);
    let course: Vec<u8> = [9, 0, 0, 26, right, 0, 0, 8192, left, 0, 15].into_iter().flat_map(varint).collect();
    let feature = [field(2, &[0, 0]), vec![0x18, 3], field(4, &course)].concat();
    let tags = [field(3, b"class"), field(4, &field(1, class.as_bytes()))].concat();
    let body = [field(1, layer.as_bytes()), field(2, &feature), tags, vec![0x28], varint(4096), vec![0x78, 2]].concat();
    field(3, &body)
}

/// An MBTiles file with this tile at every place down to zoom 3.
fn mbtiles(folder: &Path, format: &str, tile: &[u8]) -> PathBuf {
    let path = folder.join(format!("own-{format}.mbtiles"));
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE metadata (name text, value text);
             CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);",
        )
        .unwrap();
    for (name, value) in [("format", format), ("attribution", "<b>&copy; A careful surveyor</b>")] {
        connection.execute("INSERT INTO metadata VALUES (?1, ?2)", (name, value)).unwrap();
    }
    for z in 0..4_u32 {
        for (x, y) in (0..1 << z).flat_map(|x| (0..1 << z).map(move |y| (x, y))) {
            connection.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (z, x, y, tile)).unwrap();
        }
    }
    path
}

fn picture_on(path: &Path) -> Picture {
    let (tiles, note) = task::opened_map(path).unwrap();
    assert_eq!(note, None);
    Picture { bbox: Some(CAUCASUS), chart: Some(Chart::new(Arc::new(tiles))), ..Picture::default() }
}

/// The share of a picture's pixels near a colour, in hundredths.
fn share(png_bytes: &[u8], color: [u8; 3]) -> usize {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png_bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let step = info.color_type.samples();
    let near = |pixel: &&[u8]| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 40);
    pixels.chunks_exact(step).filter(near).count() * 100 / (pixels.len() / step)
}

#[test]
fn pictures_as_tiles_lie_under_the_map_of_an_export_and_are_credited() {
    let folder = tempfile::tempdir().unwrap();
    let picture = picture_on(&mbtiles(folder.path(), "png", &png(PINK)));
    let story = Story::default();
    let bytes = picture.bytes(&story, Format::Png, Gazetteer::bundled()).unwrap();
    assert!(share(&bytes, PINK) > 30, "{} of 100 pixels are of the pictures", share(&bytes, PINK));
    let svg = String::from_utf8(picture.bytes(&story, Format::Svg, Gazetteer::bundled()).unwrap()).unwrap();
    assert!(svg.contains("<image ") && svg.contains("data:image/png;base64,"));
    assert!(svg.contains("© A careful surveyor") && svg.contains("Natural Earth"), "both are credited");
    let pdf = picture.bytes(&story, Format::Pdf, Gazetteer::bundled()).unwrap();
    let images = pdf.windows(14).filter(|words| words == b"/Subtype/Image").count()
        + pdf.windows(15).filter(|words| words == b"/Subtype /Image").count();
    assert!(images > 0, "a PDF shows the pictures of the map, not another map");
    assert!(pdf == picture.bytes(&story, Format::Pdf, Gazetteer::bundled()).unwrap(), "the same bytes again");
    let again = String::from_utf8(picture.bytes(&story, Format::Svg, Gazetteer::bundled()).unwrap()).unwrap();
    assert!(svg == again, "the same bytes again");
}

#[test]
fn a_users_vector_tiles_are_drawn_with_our_style() {
    let folder = tempfile::tempdir().unwrap();
    let story = Story::default();
    let with_tile = |tile: &[u8]| {
        let path = mbtiles(folder.path(), "pbf", tile);
        // Zoom 3 of the file lies over zoom 3 of the bundled map, which is deeper elsewhere: look from far.
        let far = Picture { bbox: Some([-170.0, -60.0, 170.0, 75.0]), ..picture_on(&path) };
        std::fs::remove_file(path).unwrap();
        far.bytes(&story, Format::Png, Gazetteer::bundled()).unwrap()
    };
    let with = |layer: &str| with_tile(&vector_tile(layer));
    let theme = dateline::scene::Theme::light();
    let palette = &theme.palette.map;
    let rgb = |color: dateline::scene::Color| [color.0, color.1, color.2];
    let (sea, land) = (with("water"), with("earth"));
    assert!(share(&sea, rgb(palette.water)) > 40, "{}", share(&sea, rgb(palette.water)));
    assert!(share(&land, rgb(palette.earth)) > 40);
    assert_ne!(sea, land);
    // OpenMapTiles has no layer for land: where such a file has roads and no water, there is land.
    let roads = with("transportation");
    assert!(share(&roads, rgb(palette.earth)) > 40, "{}", share(&roads, rgb(palette.earth)));
    // And where it has the sea on one side of a tile and nothing else at all, the other side is land.
    let coast = with_tile(&tile_of("water", "ocean", 2048));
    let (half, whole) = (share(&coast, rgb(palette.water)), share(&sea, rgb(palette.water)));
    assert!(half > whole / 4 && half < whole * 3 / 4, "{half} of {whole}");
}

#[test]
fn a_pmtiles_file_draws_as_the_same_map_built_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.pmtiles");
    std::fs::write(&path, geodata::BASEMAP).unwrap();
    let own = picture_on(&path);
    let built_in = Picture { chart: None, ..own.clone() };
    let story = Story::default();
    let shapes = |picture: &Picture| {
        let svg = picture.bytes(&story, Format::Svg, Gazetteer::bundled()).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        svg.lines().filter(|line| line.starts_with("<path ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(shapes(&own).len() > 20 && shapes(&own) == shapes(&built_in), "the file credits more; the map is the same");
}

#[test]
fn damaged_tiles_leave_the_ground_to_the_bundled_map() {
    let folder = tempfile::tempdir().unwrap();
    let story = Story::default();
    let half = &png(PINK)[..200];
    for (format, tile) in [("png", half), ("jpg", b"\xFF\xD8\xFF and no more"), ("pbf", b"\x1A\xFF\xFF\xFF\xFF\x0F")] {
        let picture = picture_on(&mbtiles(folder.path(), format, tile));
        let svg = String::from_utf8(picture.bytes(&story, Format::Svg, Gazetteer::bundled()).unwrap()).unwrap();
        assert!(!svg.contains("<image ") && svg.matches("<path ").count() > 10, "{format}");
    }
}

#[test]
fn a_file_of_unknown_layers_comes_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let path = mbtiles(folder.path(), "pbf", &vector_tile("seabed"));
    Connection::open(&path)
        .unwrap()
        .execute("INSERT INTO metadata VALUES ('json', '{\"vector_layers\":[{\"id\":\"seabed\"}]}')", ())
        .unwrap();
    let (_, note) = task::opened_map(&path).unwrap();
    assert!(note.unwrap().contains("no layer that Dateline draws"));
}
