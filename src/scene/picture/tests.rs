//! Layouts of stories on sheets: nothing overlaps, nothing is cut off, nothing is lost without a word.

use super::*;
use std::sync::Arc;

use crate::scene::{Fetched, PictureStore, Rect, fixture};
use crate::story::{Edit, Kind, LayoutEdit, Shape};

fn check(story: &Story, sheet: Sheet) -> Scene {
    let proof = proof(story, &PictureOptions::new(sheet));
    let scene = proof.scene;
    assert_eq!(proof.check.overlaps, [], "{sheet}");
    assert!(proof.check.credits && proof.check.scale && proof.check.note, "{sheet}: {:?}", proof.check);
    let found = check::Found::within(&scene);
    let frame = Rect { min: [0.0, 0.0], max: scene.size };
    for (words, ink) in &found.texts {
        assert!(frame.contains(ink.min) && frame.contains(ink.max), "{sheet}: “{words}” runs off the sheet: {ink:?}");
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
    let others = [(1280, 720), (1600, 400), (900, 1600), (1200, 1000), (400, 500), (640, 360), (540, 540), (250, 900)];
    sheets.extend(others.map(|(w, h)| Sheet::new(w, h).unwrap()));
    sheets
}

/// Events all over the world, those over the date line among them, with names in several scripts.
fn far_flung() -> Story {
    let places = [
        ("Accra", -0.19, 5.6),
        ("Lima", -77.0, -12.0),
        ("東京", 139.7, 35.7),
        ("Wellington", 174.8, -41.3),
        ("Reykjavík", -21.9, 64.1),
        ("الخرطوم", 32.5, 15.6),
        ("Երևան", 44.5, 40.2),
        ("Apia", -171.8, -13.8),
    ];
    told(&places)
}

fn told(places: &[(&str, f64, f64)]) -> Story {
    told_by(places, &["Reef Daily", "صحيفة النيل"], &[0, 1])
}

fn told_by(places: &[(&str, f64, f64)], outlets: &[&str], letters: &[u32]) -> Story {
    let told: Vec<_> = places
        .iter()
        .map(|&(name, lon, lat)| fixture::Told {
            title: "Storm over the town",
            kind: Kind::Storm,
            place: fixture::place(name, &[name], lon, lat, Shape::Point),
            day: None,
            letters,
            killed: &[(4, Some(4)), (9, None)],
            checked: false,
        })
        .collect();
    fixture::story(outlets, &told)
}

#[test]
fn nothing_overlaps_on_any_sheet() {
    let mut written = fixture::karabakh();
    let long = "A caption that a person wrote at length, so that it takes all the lines there are beside its pin and then some";
    for event in &fixture::karabakh().events {
        written = written.apply(Edit::Layout(LayoutEdit::Caption(event.id, Some(long.to_owned()))));
    }
    let islands = told(&[("Suva", 178.4, -18.1), ("Apia", -171.8, -13.8), ("Nadi", 177.4, -17.8)]);
    let twins = told(&[("Khartoum", 32.53, 15.59), ("Omdurman", 32.48, 15.64), ("El Fasher", 25.35, 13.63)]);
    let stories = [
        fixture::karabakh(),
        fixture::lone(),
        fixture::crowd(200),
        fixture::crowd(7),
        Story::default(),
        far_flung(),
        islands,
        twins,
        written,
    ];
    let mut layouts = 0;
    for story in &stories {
        for sheet in sheets() {
            check(story, sheet);
            layouts += 1;
        }
    }
    assert!(layouts >= 30, "{layouts} layouts");
}

#[test]
fn a_post_has_six_captions_and_says_how_many_more() {
    for sheet in [Sheet::SQUARE, Sheet::PORTRAIT] {
        let proof = proof(&fixture::karabakh(), &PictureOptions::new(sheet));
        assert_eq!(proof.captions.len(), 6);
        let found = check::Found::within(&proof.scene);
        assert!(found.texts.iter().any(|(words, _)| words.contains(" more as small dots")), "{sheet}");
    }
}

#[test]
fn what_the_map_shows_the_place_of_is_not_told_as_outside() {
    // Towns in a row from south to north, and one beside them whose old story stretches no frame; a sheet is wide.
    let places = [("A", 44.0, 40.0), ("B", 44.1, 40.2), ("C", 44.0, 40.4), ("D", 44.1, 40.6), ("Beside", 45.1, 40.4)];
    let far = [("Far", 9.0, 50.0)];
    let mut story = told(&[&places[..], &far[..]].concat());
    let mut events: Vec<Event> = story.events.iter().cloned().collect();
    for (at, event) in events.iter_mut().enumerate() {
        let year = if at < 4 { 2024 } else { 2019 };
        event.date = Some(DayRange::day(jiff::civil::date(year, 5, 2)));
    }
    story.events = events.into();
    let (beside, far) = (story.events[4].id, story.events[5].id);
    for sheet in [Sheet::WIDE, Sheet::SQUARE] {
        let options = PictureOptions::new(sheet);
        let framed = Choice::new(&story, &options, 12, &[]);
        assert!(framed.outside.iter().any(|it| it.0.id == beside), "{sheet}: the frame has no need of it");
        let left_out = proof(&story, &options).left_out;
        assert!(left_out.contains(&(beside, Why::Background)), "{sheet}: {left_out:?}");
        assert!(left_out.contains(&(far, Why::Outside)), "{sheet}: {left_out:?}");
        let given = PictureOptions { bbox: Some([43.9, 39.9, 44.2, 40.7]), ..options };
        let left_out = proof(&story, &given).left_out;
        assert!(left_out.contains(&(beside, Why::Outside)), "{sheet}: a frame that a person gave holds");
    }
}

#[test]
fn nothing_of_the_map_reaches_over_its_lower_edge() {
    for sheet in [Sheet::WIDE, Sheet::PORTRAIT, Sheet::new(400, 500).unwrap()] {
        let Proof { scene, map, .. } = proof(&fixture::lone(), &PictureOptions::new(sheet));
        let is_map = |item: &Item| matches!(item, Item::Group(group) if group.id.as_deref() == Some("map"));
        let is_below = |item: &Item| matches!(item, Item::Box { rect, fill: Some(_), .. } if rect.min == [0.0, map.max[1]] && rect.max == scene.size);
        let (over, below) = (scene.items.iter().position(is_map), scene.items.iter().position(is_below));
        assert!(over.is_some() && below > over, "{sheet}: {over:?} {below:?}");
    }
}

#[test]
fn the_date_of_an_outlet_stands_apart_from_its_name() {
    let story = told_by(&[("Khartoum", 32.5, 15.6)], &["صحيفة النيل", "Reef Daily"], &[0, 1]);
    let found = check::Found::within(&check(&story, Sheet::new(400, 500).unwrap()));
    let at = |words: &str| found.texts.iter().position(|(text, _)| text == words);
    for name in ["صحيفة النيل", "Reef Daily"] {
        let (name, date) = (at(name).unwrap(), at(name).unwrap() + 1);
        let [(_, name), (words, date)] = [&found.texts[name], &found.texts[date]];
        assert!(words.starts_with(", ") && date.min[0] > name.max[0] - 1.0, "{words}");
    }
}

#[test]
fn captions_stand_at_the_side_of_their_pins_and_even_out_where_pins_are_in_the_middle() {
    let at_left = |places: &[(&str, f64, f64)]| {
        let proof = proof(&told(places), &PictureOptions::new(Sheet::WIDE));
        let is_left = |caption: &&ProofCaption| caption.rect.center()[0] < proof.map.center()[0];
        (proof.captions.iter().filter(is_left).count(), proof.captions.len())
    };
    let west = [("A", 10.0, 45.0), ("B", 10.1, 45.5), ("C", 10.0, 46.0), ("D", 10.1, 46.5), ("E", 10.0, 47.0)];
    let east = [("F", 14.0, 46.0)];
    assert_eq!(at_left(&[&west[..], &east[..]].concat()), (5, 6));
    let (left, all) = at_left(&west);
    assert!(all == 5 && (2..=3).contains(&left), "{left} of {all} at the left");
}

#[test]
fn a_town_that_bears_only_a_small_dot_is_named() {
    let places = [("Suva", 178.4, -18.1), ("Nadi", 177.4, -17.8), ("Labasa", 179.4, -16.4), ("Lautoka", 177.5, -17.6)];
    let more =
        [("Nausori", 178.5, -18.0), ("Savusavu", 179.3, -16.8), ("Rakiraki", 178.1, -17.4), ("Levuka", 178.8, -17.7)];
    let all: Vec<_> = places.into_iter().chain(more).collect();
    let scene = check(&told(&all), Sheet::SQUARE);
    let found = check::Found::within(&scene);
    let is_named = |name: &str| found.texts.iter().filter(|(words, _)| words == name).count();
    let missing: Vec<&str> = all.iter().map(|it| it.0).filter(|name| is_named(name) != 1).collect();
    assert_eq!(missing, Vec::<&str>::new(), "each once");
    assert_eq!(found.discs.len(), 6, "the others have dots");
}

#[test]
fn what_a_person_decided_is_what_the_picture_shows() {
    let mut story = fixture::karabakh();
    let (first, second) = (story.events[0].id, story.events[4].id);
    let edits = [
        LayoutEdit::Title(Some("A title of our own".into())),
        LayoutEdit::Dateline(Some("Here and now".into())),
        LayoutEdit::Alt(Some("A map of twelve events".into())),
        LayoutEdit::Caption(second, Some("Shells fell all day".into())),
        LayoutEdit::Position(second, Some([0.5, 0.9])),
        LayoutEdit::Order(vec![second]),
        LayoutEdit::Exclude(first),
    ];
    for edit in edits {
        story = story.apply(Edit::Layout(edit));
    }
    let proof = proof(&story, &PictureOptions::new(Sheet::WIDE));
    assert_eq!((proof.title.as_str(), proof.dateline.as_str()), ("A title of our own", "Here and now"));
    assert_eq!(proof.scene.description, "A map of twelve events");
    let caption = &proof.captions[0];
    assert_eq!((caption.event, caption.text.as_str()), (second, "Shells fell all day"));
    let middle = [caption.rect.center()[0] - proof.map.min[0], caption.rect.center()[1] - proof.map.min[1]];
    assert!((middle[0] / proof.map.width() - 0.5).abs() < 0.01 && (middle[1] / proof.map.height() - 0.9).abs() < 0.06);
    assert!(proof.left_out.contains(&(first, Why::Excluded)));
}

#[test]
fn a_caption_put_on_a_pin_is_told_as_an_overlap() {
    let story = fixture::lone();
    let id = story.events[0].id;
    let at = |story: &Story| proof(story, &PictureOptions::new(Sheet::WIDE));
    let free = at(&story);
    assert_eq!((free.check.overlaps.len(), free.check.pins, free.check.unchecked), (0, 1, 1));
    let on_pin = story.apply(Edit::Layout(LayoutEdit::Position(id, Some([0.5, 0.5]))));
    assert!(at(&on_pin).check.lines().iter().any(|(good, words)| !good && words.contains("overlap")));
}

#[test]
fn without_its_credit_a_picture_may_not_be_saved() {
    let proof = proof(&fixture::lone(), &PictureOptions::new(Sheet::WIDE));
    assert!(proof.check.may_be_saved());
    let check = check::check(&proof.scene, (1, 1), ("", "© Somebody else"), 0, 1.0);
    assert!(!check.may_be_saved() && check.lines().iter().any(|(_, words)| words.contains("credit is missing")));
}

#[test]
fn a_title_of_500_letters_and_long_names_are_fitted_and_told() {
    let mut story = fixture::karabakh();
    story.name = "A long title ".repeat(40);
    for sheet in sheets() {
        check(&story, sheet);
        let told = proof(&story, &PictureOptions::new(sheet)).check.lines();
        assert!(told.iter().any(|(good, words)| !good && words.contains("title is too long")), "{sheet}");
    }
    story.name = "A title".into();
    assert!(proof(&story, &PictureOptions::new(Sheet::WIDE)).check.title);
}

#[test]
fn pictures_of_the_ground_that_are_not_at_hand_are_told() {
    let later = PictureStore::of_pictures(9, Box::new(|_| Fetched::Waiting));
    let tiles = TileStore::empty().under_pictures(Arc::new(later));
    let options = PictureOptions { tiles: Some(&tiles), ..PictureOptions::new(Sheet::WIDE) };
    let check = proof(&fixture::lone(), &options).check;
    assert!(check.missing_tiles > 4, "{}", check.missing_tiles);
    let told = check.lines();
    assert!(told.iter().any(|(good, words)| !good && words.contains("of the map missing")), "{told:?}");
}

#[test]
fn what_happened_far_off_stands_on_a_small_map_and_squeezes_nothing() {
    let near = [("Faenza", 11.88, 44.29), ("Forlì", 12.04, 44.22), ("Cesena", 12.24, 44.14), ("Imola", 11.71, 44.35)];
    let far = [("Goma", 29.23, -1.68), ("東京", 139.7, 35.7)];
    let story = told(&[near.as_slice(), &far].concat());
    // A small sheet has no room for a second map.
    for sheet in sheets().into_iter().filter(|sheet| sheet.form() != Form::Small) {
        let scene = check(&story, sheet);
        let found = check::Found::within(&scene);
        assert_eq!(found.discs.len(), 6, "{sheet}: each has a disc");
        for (name, ..) in near.iter().chain(&far) {
            assert!(found.texts.iter().any(|(words, _)| words == name), "{sheet}: {name} is not named");
        }
        // The four lie in forty kilometres: on a map of half the world they would stand on each other.
        let drawn = format!("{:?}", scene.items);
        assert!(drawn.contains("\"elsewhere\"") && drawn.contains("Farther off"), "{sheet}");
        assert!(!drawn.contains("\"locator\""), "{sheet}: the small map says where the large one lies");
    }
    let alone = check(&told(&near), Sheet::WIDE);
    assert!(!format!("{:?}", alone.items).contains("\"elsewhere\""));
}

#[test]
fn the_title_tells_of_all_events_and_not_of_one_among_many() {
    let title = |story: &Story| proof(story, &PictureOptions::new(Sheet::WIDE)).title;
    assert_eq!(
        title(&fixture::karabakh()),
        "Shelling of Stepanakert / Khankendi",
        "what several report stands for the rest"
    );
    let places = [("Faenza", 11.9, 44.3), ("Forlì", 12.0, 44.2), ("Cesena", 12.2, 44.1), ("Imola", 11.7, 44.4)];
    let mut one = told_by(&places, &["Po Valley Post"], &[0]);
    assert_eq!(title(&one), one.sources[0].article.headline, "an article of much has its own name for it");
    Arc::make_mut(&mut one.sources[0].article).headline.clear();
    assert_eq!(title(&one), "Storm", "no country is known here");
}

/// A story of events by title, kind and number killed, each told by an article of its own, at places far apart.
fn title_of(events: &[(&str, Kind, u32)]) -> String {
    let outlets: Vec<String> = (0..events.len()).map(|n| format!("Paper {n}")).collect();
    let letters: Vec<[u32; 1]> = (0..).map(|n| [n]).take(events.len()).collect();
    let killed: Vec<[(u32, Option<u32>); 1]> = events.iter().map(|&(.., killed)| [(killed, Some(killed))]).collect();
    let told: Vec<_> = events
        .iter()
        .enumerate()
        .map(|(at, &(title, kind, count))| fixture::Told {
            title,
            kind,
            place: fixture::place(&format!("town {at}"), &["Delft"], 4.0 + at as f64, 52.0, Shape::Point),
            day: Some(jiff::civil::date(2024, 5, 3)),
            letters: &letters[at],
            killed: if count > 0 { &killed[at] } else { &[] },
            checked: true,
        })
        .collect();
    let outlets: Vec<&str> = outlets.iter().map(String::as_str).collect();
    proof(&fixture::story(&outlets, &told), &PictureOptions::new(Sheet::WIDE)).title
}

#[test]
fn a_title_names_what_killed_many_and_not_what_followed_from_it() {
    let arrest = ("Arrest in Delft", Kind::Arrest, 0);
    let fires = [("Forest fire in Delft", Kind::Wildfire, 64), ("Blaze in Delft", Kind::Fire, 70)];
    let title = title_of(&[arrest, arrest, arrest, arrest, fires[0], fires[1]]);
    assert!(["Forest fires", "Blazes"].contains(&title.as_str()), "one thing once: {title}");
    let strike = ("Strike in Delft", Kind::Strike, 0);
    let tear_gas = ("Tear gas in Delft", Kind::Protest, 0);
    let death = ("Death in Delft", Kind::Killing, 2);
    assert_eq!(title_of(&[strike, strike, tear_gas, arrest, death]), "Strikes and protest");
    assert_eq!(title_of(&[arrest, arrest, arrest, arrest]), "Arrests", "where there is nothing else");
}

#[test]
fn the_picture_says_what_it_leaves_out_and_credits_its_data() {
    let scene = check(&fixture::karabakh(), Sheet::WIDE);
    let found = check::Found::within(&scene);
    let all: String = found.texts.iter().map(|(words, _)| format!("{words}\n")).collect();
    for words in
        ["12 of 13 events shown · 3 unchecked", "outside the frame (Moscow)", "GeoNames, CC BY 4.0", "Stepanakert"]
    {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
    assert!(scene.description.contains("kills 2\u{a0}(A) to 27\u{a0}(E); sources differ"), "{}", scene.description);
}

#[test]
fn of_many_sources_those_the_captions_cite_are_listed() {
    let places = [("Faenza", 11.9, 44.3), ("Cesena", 12.2, 44.1)];
    let outlets: Vec<String> = (0..40).map(|n| format!("Paper {n}")).collect();
    let outlets: Vec<&str> = outlets.iter().map(String::as_str).collect();
    let story = told_by(&places, &outlets, &[37]);
    for sheet in sheets() {
        let scene = check(&story, sheet);
        let found = check::Found::within(&scene);
        assert!(found.texts.iter().any(|(words, _)| words.starts_with("Paper 37")), "{sheet}");
        assert!(found.texts.iter().any(|(words, _)| words.contains(" more")), "{sheet}: the rest is counted");
    }
}

/// Where on a sheet the names of the sources of a story begin, from left to right.
fn source_columns(story: &Story, sheet: Sheet) -> Vec<f32> {
    let scene = check(story, sheet);
    let found = check::Found::within(&scene);
    let names = found.texts.iter().filter(|(words, _)| words.starts_with("Paper "));
    let mut lefts: Vec<f32> = names.map(|(_, rect)| rect.min[0].round()).collect();
    lefts.sort_by(f32::total_cmp);
    lefts
}

#[test]
fn sources_stand_in_two_columns_where_one_leaves_half_a_sheet_idle_or_does_not_hold_them() {
    let places = [("Faenza", 11.9, 44.3), ("Cesena", 12.2, 44.1)];
    let outlets: Vec<String> = (0..12).map(|n| format!("Paper {n}")).collect();
    let outlets: Vec<&str> = outlets.iter().map(String::as_str).collect();
    let many = source_columns(&told_by(&places, &outlets, &[3]), Sheet::A4);
    assert!(many.len() > 6 && many.first() < many.last(), "more than one column holds: {many:?}");
    // Three that name no outlet, with short headlines and quotations.
    let mut few = told_by(&places, &outlets[..3], &[0, 1, 2]);
    for (source, n) in few.sources.iter_mut().zip(0..) {
        let article = Arc::make_mut(&mut source.article);
        article.outlet = None;
        article.headline = format!("Paper {n}");
    }
    for sheet in [Sheet::PORTRAIT, Sheet::A4] {
        let columns = source_columns(&few, sheet);
        assert!(columns.len() == 3 && columns.first() < columns.last(), "{sheet}: {columns:?}");
    }
    let article = Arc::make_mut(&mut few.sources[0].article);
    article.headline = format!("Paper 0 {}", "with a long headline ".repeat(3));
    let columns = source_columns(&few, Sheet::PORTRAIT);
    assert!(columns.len() == 3 && columns.first() == columns.last(), "a line of its own for each: {columns:?}");
}

#[test]
fn each_article_keeps_words_that_no_caption_quotes() {
    let march = |title: &'static str, name: &str, lon: f64| fixture::Told {
        title,
        kind: Kind::Protest,
        place: fixture::place(name, &[name], lon, 44.3, Shape::Point),
        day: None,
        letters: &[0],
        killed: &[],
        checked: false,
    };
    let told = [
        march("March in Faenza", "Faenza", 11.9),
        march("Vigil in Cesena", "Cesena", 12.2),
        march("Strike in Imola", "Imola", 11.7),
    ];
    let scene = check(&fixture::story(&["Paper"], &told), Sheet::WIDE);
    assert_eq!(scene.description.matches('“').count(), 2, "{}", scene.description);
}

#[test]
fn on_a_square_a_headline_shares_its_line_with_a_quotation() {
    let mut story = fixture::karabakh();
    for source in &mut story.sources {
        let article = Arc::make_mut(&mut source.article);
        article.outlet = None;
        article.headline = format!("{} and of much that came to be known only in the days after it", article.headline);
    }
    let scene = check(&story, Sheet::SQUARE);
    let found = check::Found::within(&scene);
    let quoted = found.texts.iter().filter(|(words, _)| words.starts_with('“')).count();
    assert_eq!(quoted, story.sources.len(), "each source is heard");
    assert!(
        found.texts.iter().any(|(words, _)| words.starts_with("What ") && words.ends_with('…')),
        "headlines are cut"
    );
}

#[test]
fn five_thousand_captions_make_a_picture_that_counts_them() {
    let mut story = fixture::crowd(5_000);
    story.layout = Arc::new(crate::story::Layout {
        captions: story.events.iter().map(|event| (event.id, format!("Caption of event {}", event.id.0))).collect(),
        ..crate::story::Layout::default()
    });
    for sheet in [Sheet::WIDE, Sheet::A4] {
        let scene = check(&story, sheet);
        let found = check::Found::within(&scene);
        assert!(found.texts.iter().any(|(words, _)| words.starts_with("Caption of event")), "{sheet}");
        assert!(found.texts.iter().any(|(words, _)| words.contains("of 5,000 events captioned")), "{sheet}");
    }
}

#[test]
fn the_same_story_gives_the_same_picture() {
    let story = fixture::crowd(60);
    let options = PictureOptions::new(Sheet::WIDE);
    let (a, b) = (picture(&story, &options), picture(&story, &options));
    assert_eq!(format!("{:?}", a.items), format!("{:?}", b.items));
}
