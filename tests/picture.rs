//! The picture of the sample over the real base map: nothing overlaps, the same bytes each time, files that read back.

use dateline::export::{png, svg};
use dateline::file::article;
use dateline::scene::{Item, PictureOptions, Rect, Scene, Sheet, Theme, TileStore, font, picture, proof};
use dateline::story::{Draft, Edit, Story};
use dateline::task::SAMPLE;
use dateline::{reader, task};
use geodata::Gazetteer;

/// A story of texts with the days they came out.
fn read(articles: &[(Option<&str>, String)]) -> Story {
    let draft = |(at, (day, text)): (usize, &(Option<&str>, String))| {
        let mut draft = Draft::plain(&format!("article {at}"), text);
        draft.date = day.and_then(|day| day.parse().ok());
        draft
    };
    let drafts = articles.iter().enumerate().map(draft).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    Story::default().apply(Edit::Add { sources, events: events.into() })
}

/// A golden text by itself, or the articles of a story in our own words without the marks of what they tell of.
fn articles(text: &str) -> Vec<(Option<&str>, String)> {
    if let Some((day, rest)) = text.split_once('\n').filter(|(day, _)| !day.starts_with("== ")) {
        let body = rest.split("=====").next().unwrap_or_default();
        return vec![(Some(day), body.trim().to_owned())];
    }
    let body = text.split("\n-----").next().unwrap_or_default();
    let article = |part| {
        let (day, words): (&str, &str) = str::split_once(part, '\n').unwrap_or_default();
        let pieces = words.split('[').map(|piece| match piece.split_once(']') {
            Some((number, rest)) if number.parse::<u32>().is_ok() => rest.to_owned(),
            _ => piece.to_owned(),
        });
        (Some(day.trim()).filter(|day| *day != "undated"), pieces.collect::<String>().trim().to_owned())
    };
    body.split("== ").filter(|part| !part.trim().is_empty()).map(article).collect()
}

/// What is wrong with words that have to read like a subeditor's.
fn faults(words: &str) -> Vec<&'static str> {
    const OPEN: [&str; 16] =
        ["the", "a", "an", "of", "in", "on", "at", "to", "by", "and", "or", "near", "with", "for", "from", "between"];
    let bare = words.trim_end_matches(['.', '!', '?', '…']);
    let each: Vec<String> = bare.split_whitespace().map(str::to_lowercase).collect();
    let pairs = || each.iter().zip(each.iter().skip(1));
    let has_pair = |first: &[&str], second: &[&str]| {
        pairs().any(|(a, b)| first.contains(&a.as_str()) && second.contains(&b.as_str()))
    };
    let has = |parts: &[&str]| parts.iter().any(|part| bare.contains(part));
    let checks = [
        ("does not begin with a capital or a number", !words.starts_with(|c: char| c.is_uppercase() || c.is_numeric())),
        ("ends with a comma or the like", bare.ends_with([',', ':', ';', '-', '–', '/', ' '])),
        ("ends with a word that wants more", each.last().is_some_and(|last| OPEN.contains(&last.as_str()))),
        ("says a word twice", pairs().any(|(a, b)| a == b)),
        (
            "tells of nobody as of a toll",
            has_pair(&["0", "none"], &["killed", "wounded", "injured", "missing", "arrested"]),
        ),
        (
            "does nothing to nobody",
            has_pair(&["kills", "kill", "wounds", "wound", "injures", "injure"], &["0", "none"]),
        ),
        ("has blanks or signs in a row", has(&["  ", " ,", " .", " ;", ",,", "..", ", ;", ": ;"])),
        ("has brackets that do not close", bare.matches('(').count() != bare.matches(')').count()),
    ];
    checks.into_iter().filter(|(_, wrong)| *wrong).map(|it| it.0).collect()
}

#[test]
fn titles_and_captions_read_like_sentences() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let files = ["golden", "data/stories"].map(|name| std::fs::read_dir(folder.join(name)).unwrap());
    let mut captions = 0;
    let mut wrong: Vec<String> = Vec::new();
    for path in files.into_iter().flatten().map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let story = read(&articles(&text));
        let options = PictureOptions { gazetteer: Some(Gazetteer::bundled()), ..PictureOptions::new(Sheet::WIDE) };
        let proof = proof(&story, &options);
        let name = path.file_name().unwrap().to_string_lossy();
        let mut look = |words: &str, most: usize| {
            let long = (words.split_whitespace().count() > most).then_some("is too long");
            wrong.extend(faults(words).into_iter().chain(long).map(|fault| format!("{name}: “{words}” {fault}")));
        };
        look(&proof.title, 15);
        look(&proof.dateline, 25);
        for caption in &proof.captions {
            // A quotation is its source's own.
            let said = caption.text.split(" “").next().unwrap_or_default();
            look(said, 25);
            assert!(said.ends_with(['.', '!', '?', '…']), "{name}: {said}");
            assert!(caption.text.split_whitespace().count() <= 25, "{name}: {}", caption.text);
            captions += 1;
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(captions > 60, "of {captions} captions");
}

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

#[test]
fn a_town_on_a_coast_has_more_land_than_sea_around_it() {
    let tiles = task::bundled_tiles().unwrap();
    let disc_x = |town: &str| {
        let text = format!("A fire in {town} killed three people on Sunday, the fire service said.");
        let scene = laid_out(&read(&[(Some("2024-03-04"), text)]), Sheet::WIDE, Theme::light(), &tiles);
        pin(&scene.items).map(|center| center[0] / scene.size[0])
    };
    let (west_coast, inland, east_coast) = (disc_x("Valparaiso"), disc_x("Ankara"), disc_x("Mombasa"));
    assert!(west_coast.is_some_and(|x| x < 0.4), "{west_coast:?}");
    assert!(inland.is_some_and(|x| (x - 0.5).abs() < 0.01), "{inland:?}");
    assert!(east_coast.is_some_and(|x| x > 0.55), "{east_coast:?}");
}

/// The middle of the first numbered disc of the map.
fn pin(items: &[Item]) -> Option<[f32; 2]> {
    items.iter().find_map(|item| match item {
        Item::Group(group) if group.id.as_deref() == Some("event-1") => {
            group.items.iter().find_map(|item| match item {
                Item::Disc { center, .. } => Some(*center),
                _ => None,
            })
        }
        Item::Group(group) => pin(&group.items),
        _ => None,
    })
}
