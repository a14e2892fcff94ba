//! The bundled base map as the CPU painter draws it: the right ground in the right place, and no line that is not there.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what went wrong by panicking")]

use dateline::export::png::png;
use dateline::file::TileFile;
use dateline::scene::{BaseTile, Camera, Color, Ground, Scene, Theme, TileId, TileStore, Want};
use dateline::task::bundled_tiles;

/// The colours of a view without its names, row by row.
fn pixels(camera: &Camera, theme: Theme, store: &TileStore) -> Vec<Vec<Color>> {
    let ground = Ground::new(*camera, theme, store, Want::Now);
    let background = theme.palette.map.water;
    let description = String::new();
    let scene = Scene { size: camera.size, background, items: ground.items, hits: Vec::new(), description };
    let [width, height] = camera.size.map(|side| side as u32);
    let bytes = png(&scene, [width, height], &[]).expect("a picture of a view");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut raw = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut raw).expect("its pixels");
    let row = |row: &[u8]| row.chunks(3).map(|rgb| Color(rgb[0], rgb[1], rgb[2], 255)).collect();
    raw.chunks(width as usize * 3).map(row).collect()
}

/// The share of a view that has a colour, 0 to 1.
fn share(rows: &[Vec<Color>], color: Color) -> f64 {
    let all: usize = rows.iter().map(Vec::len).sum();
    let of: usize = rows.iter().map(|row| row.iter().filter(|pixel| **pixel == color).count()).sum();
    of as f64 / all as f64
}

/// The colour at a place given in degrees.
fn at(lon: f64, lat: f64, zoom: f64, store: &TileStore) -> Color {
    let camera = Camera::new([lon, lat], zoom, [33.0, 33.0]);
    pixels(&camera, Theme::light(), store)[16][16]
}

#[test]
fn land_and_water_are_where_they_belong_however_close() {
    let store = bundled_tiles().expect("the bundled map");
    let map = &Theme::light().palette.map;
    // A lake, an island in a lake, a sea that a coarser source has as land, an inlet, open sea, land: each at every depth.
    let places = [
        ("Lake Victoria", 33.2, -1.6, false),
        ("Manitoulin Island in Lake Huron", -82.15, 45.72, true),
        ("the Caspian", 51.0, 41.5, false),
        ("the Gulf of Finland", 26.3, 59.85, false),
        ("the Pacific at 180°", 179.9, 13.0, false),
        ("Antarctica", 23.0, -77.5, true),
        ("Wrangel Island", -179.5, 71.2, true),
        ("the Libyan Desert", 24.3, 24.2, true),
    ];
    for (name, lon, lat, land) in places {
        for zoom in [4.0, 6.4, 7.2, 9.0, 12.0, 16.0] {
            let found = at(lon, lat, zoom, &store);
            assert_eq!(found, if land { map.earth } else { map.water }, "{name} at zoom {zoom}");
        }
    }
}

#[test]
fn no_seam_at_the_date_line_and_none_between_tiles() {
    let store = bundled_tiles().expect("the bundled map");
    for theme in [Theme::light(), Theme::dark()] {
        let map = &theme.palette.map;
        // Open sea on both sides of 180°, where four tiles meet; deeper than the file in the second.
        for zoom in [5.5, 8.3] {
            let rows = pixels(&Camera::new([179.99, 20.0], zoom, [500.0, 300.0]), theme, &store);
            assert!(share(&rows, map.water) > 0.999, "sea at zoom {zoom}: {}", share(&rows, map.water));
        }
        // Empty desert, where tiles of every zoom meet at 22.5° E.
        for zoom in [6.6, 7.4, 9.7] {
            let rows = pixels(&Camera::new([22.5, 27.0], zoom, [300.0, 200.0]), theme, &store);
            for x in 149..=151 {
                let column: Vec<Vec<Color>> = vec![rows.iter().map(|row| row[x]).collect()];
                assert!(share(&column, map.earth) > 0.9, "column {x} at zoom {zoom}: {}", share(&column, map.earth));
            }
        }
    }
}

#[test]
fn a_coarser_tile_that_stands_in_leaves_no_seam() {
    let file = TileFile::from_static(geodata::BASEMAP).expect("the bundled map");
    // Of the deeper tiles every second one is missing.
    let fetch = move |id: TileId| {
        let there = id.z < 6 || (id.x + id.y).is_multiple_of(2);
        there.then(|| file.tile(id.z, id.x, id.y).ok().flatten()).flatten()
    };
    let store = TileStore::new(6, Box::new(fetch));
    let theme = Theme::light();
    let rows = pixels(&Camera::new([22.5, 24.5], 6.2, [500.0, 300.0]), theme, &store);
    let water = share(&rows, theme.palette.map.water);
    assert!(water < 0.001, "no gap between a tile and its neighbour's ancestor: {water}");
}

#[test]
fn a_damaged_tile_is_drawn_as_far_as_it_goes() {
    let file = TileFile::from_static(geodata::BASEMAP).expect("the bundled map");
    let whole = file.tile(6, 40, 24).expect("readable").expect("there");
    for step in [3, 17, 101, 997] {
        let mut bytes = whole.clone();
        for at in (step..bytes.len()).step_by(step) {
            bytes[at] ^= 0xA5;
        }
        BaseTile::decode(&bytes).cut();
        let store = TileStore::new(6, Box::new(move |id| (id.z == 6).then(|| bytes.clone())));
        let rows = pixels(&Camera::new([46.0, 40.0], 6.0, [200.0, 120.0]), Theme::light(), &store);
        assert_eq!(rows.len(), 120);
    }
    BaseTile::decode(whole.get(..whole.len() / 3).expect("a third")).cut();
}
