//! Layouts of stories on sheets: nothing overlaps, nothing is cut off, nothing is lost without a word.

use super::*;
use crate::scene::{Group, Point, Rect, fixture, font};

/// Every upright text of a scene with its box, and every numbered disc.
#[derive(Default)]
struct Found {
    texts: Vec<(String, Rect)>,
    discs: Vec<(Point, f32)>,
}

fn gather(items: &[Item], within_pin: bool, found: &mut Found) {
    for item in items {
        match item {
            Item::Text(run) if run.angle == 0.0 && !within_pin => {
                found.texts.push((run.text.clone(), font::bounds(run)));
            }
            Item::Group(Group { id, items, .. }) => {
                let pin = id.as_deref().is_some_and(|id| id.starts_with("event-"));
                gather(items, within_pin || pin, found);
                if pin && let Some(Item::Disc { center, radius, .. }) = items.first() {
                    found.discs.push((*center, *radius));
                }
            }
            _ => {}
        }
    }
}

fn check(story: &Story, sheet: Sheet) -> Scene {
    let scene = picture(story, &PictureOptions::new(sheet));
    let mut found = Found::default();
    gather(&scene.items, false, &mut found);
    let frame = Rect { min: [0.0, 0.0], max: scene.size };
    for (index, (words, rect)) in found.texts.iter().enumerate() {
        // Capitals and descenders, not the whole line.
        let ink = Rect { min: [rect.min[0] + 1.0, rect.min[1] + 2.0], max: [rect.max[0] - 1.0, rect.max[1] - 2.0] };
        assert!(frame.contains(ink.min) && frame.contains(ink.max), "{sheet}: “{words}” runs off the sheet: {ink:?}");
        for (other, place) in &found.texts[..index] {
            assert!(!ink.overlaps(*place), "{sheet}: “{words}” and “{other}” overlap at {ink:?}");
        }
        for (center, radius) in &found.discs {
            let near = [center[0].clamp(ink.min[0], ink.max[0]), center[1].clamp(ink.min[1], ink.max[1])];
            let distance = (near[0] - center[0]).hypot(near[1] - center[1]);
            assert!(distance > radius - 1.0, "{sheet}: “{words}” lies on a disc at {center:?}");
        }
    }
    for (index, (center, radius)) in found.discs.iter().enumerate() {
        for (other, its) in &found.discs[..index] {
            let distance = (other[0] - center[0]).hypot(other[1] - center[1]);
            assert!(distance >= radius + its - 0.5, "{sheet}: discs overlap at {center:?} and {other:?}");
        }
    }
    scene
}

fn sheets() -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Sheet::NAMED.iter().map(|&(_, sheet)| sheet).collect();
    sheets.extend([(1280, 720), (1600, 400), (900, 1600), (1200, 1000)].map(|(w, h)| Sheet::new(w, h).unwrap()));
    sheets
}

#[test]
fn no_text_overlaps_another_or_a_disc_on_any_sheet() {
    for story in [fixture::karabakh(), fixture::lone(), fixture::crowd(200), fixture::crowd(7), Story::default()] {
        for sheet in sheets() {
            check(&story, sheet);
        }
    }
}

#[test]
fn a_title_of_500_letters_and_long_names_are_fitted() {
    let mut story = fixture::karabakh();
    story.name = "A long title ".repeat(40);
    for sheet in sheets() {
        check(&story, sheet);
    }
}

#[test]
fn the_picture_says_what_it_leaves_out_and_credits_its_data() {
    let scene = check(&fixture::karabakh(), Sheet::WIDE);
    let mut found = Found::default();
    gather(&scene.items, false, &mut found);
    let all: String = found.texts.iter().map(|(words, _)| format!("{words}\n")).collect();
    for words in
        ["12 of 13 events shown · 3 unchecked", "outside the frame (Moscow)", "GeoNames, CC BY 4.0", "Stepanakert"]
    {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
    assert!(scene.description.contains("Killed: 2 (A) to 27 (E)"), "{}", scene.description);
}

#[test]
fn the_same_story_gives_the_same_picture() {
    let story = fixture::crowd(60);
    let options = PictureOptions::new(Sheet::WIDE);
    let (a, b) = (picture(&story, &options), picture(&story, &options));
    assert_eq!(format!("{:?}", a.items), format!("{:?}", b.items));
}
