//! The picture of the sample over the real base map: nothing overlaps, the same bytes each time, files that read back.

use dateline::export::{png, svg};
use dateline::file::article;
use dateline::scene::{Item, PictureOptions, Rect, Scene, Sheet, Theme, TileStore, font, picture};
use dateline::story::{Edit, Story};
use dateline::task::SAMPLE;
use dateline::{reader, task};
use geodata::Gazetteer;

#[expect(clippy::unwrap_used, reason = "a sample that does not open is for the tests to say")]
fn sample() -> Story {
    let drafts = SAMPLE.iter().map(|(name, bytes)| article::draft(name, bytes).unwrap()).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    Story::default().apply(Edit::Add { sources, events: events.into() })
}

fn laid_out(story: &Story, sheet: Sheet, theme: Theme, tiles: &TileStore) -> Scene {
    let options = PictureOptions {
        theme,
        gazetteer: Some(Gazetteer::bundled()),
        tiles: Some(tiles),
        ..PictureOptions::new(sheet)
    };
    picture(story, &options)
}

/// Upright texts with the box of their letters, but those of numbered discs, which stand on their own disc.
fn texts(items: &[Item], found: &mut Vec<(String, Rect)>) {
    for item in items {
        match item {
            Item::Text(run) if run.angle == 0.0 => {
                let rect = font::bounds(run);
                let ink =
                    Rect { min: [rect.min[0] + 1.0, rect.min[1] + 2.0], max: [rect.max[0] - 1.0, rect.max[1] - 2.0] };
                found.push((run.text.clone(), ink));
            }
            Item::Group(group) => texts(&group.items, found),
            _ => {}
        }
    }
}

#[test]
fn no_two_texts_overlap_over_the_base_map() {
    let story = sample();
    let tiles = task::bundled_tiles().unwrap();
    for (name, sheet) in Sheet::NAMED {
        for theme in [Theme::light(), Theme::dark()] {
            let scene = laid_out(&story, sheet, theme, &tiles);
            let mut found = Vec::new();
            texts(&scene.items, &mut found);
            assert!(found.len() > 60, "{name}: a map with names has more than {} texts", found.len());
            for (index, (words, rect)) in found.iter().enumerate() {
                for (other, place) in &found[..index] {
                    assert!(!rect.overlaps(*place), "{name}: “{words}” and “{other}” overlap at {rect:?}");
                }
            }
        }
    }
}

#[test]
fn the_same_story_gives_the_same_bytes_and_files_read_back() {
    let story = sample();
    let tiles = task::bundled_tiles().unwrap();
    let scene = laid_out(&story, Sheet::WIDE, Theme::light(), &tiles);
    let drawing = svg::svg(&scene);
    let fresh = task::bundled_tiles().unwrap();
    assert_eq!(drawing, svg::svg(&laid_out(&story, Sheet::WIDE, Theme::light(), &fresh)), "tiles kept or fetched anew");
    assert!(resvg::usvg::roxmltree::Document::parse(&drawing).is_ok());
    let pixels = Sheet::WIDE.pixels(1);
    let bytes = png::png(&scene, pixels, &[("Title", "Sample")]).unwrap();
    assert_eq!(bytes, png::png(&scene, pixels, &[("Title", "Sample")]).unwrap());
    let decoder = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    assert_eq!([decoder.info().width, decoder.info().height], pixels);
}
