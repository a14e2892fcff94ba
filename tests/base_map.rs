//! The bundled base map under twenty views of the world: whole, named, and with no name over another.

#![expect(clippy::expect_used, reason = "a test says what went wrong by panicking")]

#[path = "../benches/random/mod.rs"]
mod random;

use dateline::scene::{
    Camera, EventIndex, Ground, Hit, Item, NameOptions, NameOrder, Naming, Options, Placer, Rect, Target, TextRun,
    Theme, TileStore, Want, compose, font,
};
use dateline::story::{Draft, Edit, Story};

/// Middle (degrees), zoom, and a name that must be on the map there.
const VIEWS: [([f64; 2], f64, &str); 20] = [
    ([20.0, 25.0], 2.0, "Russia"),
    ([-60.0, -15.0], 3.0, "Brazil"),
    ([15.0, 50.0], 4.0, "Berlin"),
    ([46.0, 40.5], 6.0, "Yerevan"),
    ([46.5, 39.9], 8.0, "Stepanakert"),
    ([46.8, 39.75], 9.0, "Hadrut"),
    ([35.0, 31.6], 8.0, "Gaza"),
    ([76.0, 34.0], 6.0, "Srinagar"),
    ([34.0, 46.0], 6.5, "Crimea"),
    ([-10.0, 26.0], 6.0, "Laayoune"),
    ([33.3, 35.1], 8.0, "Lefkoşa"),
    ([-170.0, 33.0], 3.5, "Los Angeles"),
    ([179.9, -17.5], 6.0, "Suva"),
    ([-118.2, 34.0], 9.0, "Long Beach"),
    ([139.7, 35.7], 9.0, "Tokyo"),
    ([32.5, 15.6], 9.0, "Khartoum"),
    ([-74.0, 40.7], 10.0, "Newark"),
    ([13.4, 52.5], 11.0, "Berlin"),
    ([127.0, 38.0], 7.0, "Seoul"),
    ([96.0, 21.0], 5.0, "Mandalay"),
];

fn store() -> TileStore {
    dateline::task::bundled_tiles().expect("the bundled map")
}

fn names(ground: &Ground, camera: &Camera, options: &NameOptions) -> Vec<TextRun> {
    let mut placer = Placer::new(camera.frame());
    let items = ground.names(&mut placer, options);
    // Letters along a bend are a group under the name they spell.
    let runs = items.into_iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        Item::Group(group) => {
            let text = group.title.clone()?;
            let letters =
                group.items.into_iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None });
            letters.max_by(|a, b| a.angle.abs().total_cmp(&b.angle.abs())).map(|run| TextRun { text, ..run })
        }
        _ => None,
    });
    runs.collect()
}

#[test]
fn every_view_has_its_names_and_none_over_another() {
    let store = store();
    for (center, zoom, expected) in VIEWS {
        let camera = Camera::new(center, zoom, [1200.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let runs = names(&ground, &camera, &NameOptions::default());
        let is = |run: &TextRun| run.text == expected || run.text == expected.to_uppercase();
        assert!(runs.iter().any(is), "{expected} is not on the map at {center:?}, zoom {zoom}");
        let upright: Vec<(&TextRun, Rect)> =
            runs.iter().filter(|run| run.angle == 0.0).map(|run| (run, font::bounds(run).grown(-1.5))).collect();
        for (at, (run, bounds)) in upright.iter().enumerate() {
            for (other, taken) in &upright[at + 1..] {
                assert!(!bounds.overlaps(*taken), "{} lies over {} at {center:?}, zoom {zoom}", run.text, other.text);
            }
        }
    }
}

#[test]
fn a_view_moved_by_a_little_keeps_its_names() {
    let store = store();
    let camera = Camera::new([46.5, 39.9], 8.0, [1200.0, 800.0]);
    let inner = camera.frame().grown(-200.0);
    let seen = |camera: Camera| -> std::collections::BTreeSet<String> {
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let runs = names(&ground, &camera, &NameOptions::default());
        runs.into_iter().filter(|run| inner.contains(run.pos)).map(|run| run.text).collect()
    };
    let before = seen(camera);
    let after = seen(camera.panned([3.0, -2.0]));
    assert!(before.len() > 10, "{before:?}");
    let changed = before.symmetric_difference(&after).count();
    assert!(changed * 20 <= before.len(), "{changed} of {} names changed", before.len());
}

/// The words on a map, with the gazetteer's contested areas.
fn words(center: [f64; 2], zoom: f64) -> Vec<String> {
    let store = store();
    let camera = Camera::new(center, zoom, [1280.0, 800.0]);
    let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
    let gazetteer = Some(geodata::Gazetteer::bundled());
    let runs = names(&ground, &camera, &NameOptions { gazetteer, ..NameOptions::default() });
    runs.into_iter().map(|run| run.text).collect()
}

#[test]
fn countries_keep_room_beside_their_capitals() {
    let check = |center, zoom, names: &[&str]| {
        let words = words(center, zoom);
        for name in names {
            assert!(words.iter().any(|word| word == name), "{name} is not on the map of Central Europe at zoom {zoom}");
        }
    };
    let far = ["Hungary", "Budapest", "Czechia", "Prague", "Austria", "Vienna", "Slovakia", "Poland", "Warsaw"];
    check([15.0, 50.0], 4.0, &far);
    check([17.0, 48.0], 4.6, &[&far[..], &["Bratislava"]].concat());
}

/// The seats of the smallest countries are villages beside the cities that would have to go for them.
#[test]
fn small_seats_come_after_cities_of_a_million() {
    let far = words([15.0, 50.0], 4.0);
    assert!(["Munich", "Marseille"].iter().all(|city| far.iter().any(|word| word == city)), "{far:?}");
    let near = words([8.0, 45.5], 6.0);
    assert!(["Vaduz", "Monaco", "Marseille"].iter().all(|city| near.iter().any(|word| word == city)), "{near:?}");
}

/// Boroughs of a great city are no towns beside it from afar, as its twin is: Darnytsya is Kyiv's.
#[test]
fn boroughs_are_named_where_the_map_is_close() {
    let at = |center, zoom, name: &str| words(center, zoom).iter().any(|word| word == name);
    let kyiv = [30.6, 50.45];
    assert!(!at(kyiv, 6.0, "Darnytsya") && !at(kyiv, 7.4, "Darnytsya") && at(kyiv, 11.0, "Darnytsya"));
    assert!(at([-93.2, 44.95], 7.8, "Saint Paul"), "beside Minneapolis, and as large");
}

#[test]
fn large_towns_keep_a_side_beside_the_names_of_contested_areas() {
    let words = words([34.5, 31.5], 6.0);
    for name in ["Gaza", "Tel Aviv", "Jerusalem", "Haifa", "Amman", "Beirut", "Damascus"] {
        assert!(words.iter().any(|word| word == name), "{name} is not on the map");
    }
}

/// The tiles have three of the Great Lakes as one water with one name.
#[test]
fn each_of_the_great_lakes_is_named_on_its_own_water() {
    let store = store();
    let camera = Camera::new([-85.0, 45.0], 6.0, [1280.0, 800.0]);
    let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
    let gazetteer = Some(geodata::Gazetteer::bundled());
    let runs = names(&ground, &camera, &NameOptions { gazetteer, ..NameOptions::default() });
    for (name, west, south, east, north) in [
        ("Lake Superior", -92.2, 46.4, -84.3, 49.0),
        ("Lake Michigan", -88.1, 41.6, -84.7, 46.1),
        ("Lake Huron", -84.8, 43.0, -79.6, 46.4),
        ("Lake Erie", -83.5, 41.35, -78.8, 42.9),
    ] {
        for run in runs.iter().filter(|run| run.text == name) {
            let [lon, lat] = camera.map_from_screen(run.pos);
            assert!((west..east).contains(&lon) && (south..north).contains(&lat), "{name} at {lon} {lat}");
        }
    }
    assert_eq!(runs.iter().filter(|run| run.text == "Lake Superior").count(), 1);
}

/// The tiles have a point for it on Franz Josef Land.
#[test]
fn an_ocean_is_named_on_its_water_or_not_at_all() {
    let store = store();
    for zoom in [1.6, 2.0, 2.6, 3.0, 4.0] {
        let camera = Camera::new([60.0, 79.0], zoom, [1280.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        for run in names(&ground, &camera, &NameOptions::default()).iter().filter(|run| run.text == "Arctic") {
            let [lon, lat] = camera.map_from_screen(run.pos);
            assert!(!((44.0..65.0).contains(&lon) && (80.0..81.9).contains(&lat)), "at {lon} {lat}, zoom {zoom}");
        }
    }
    let words = words([-160.0, 75.0], 3.0);
    assert!(words.iter().any(|word| word == "Arctic"), "{words:?}");
    // Nor is a narrow gulf named on the desert beside it.
    let camera = Camera::new([35.0, 31.8], 7.0, [1280.0, 800.0]);
    let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
    let runs = names(&ground, &camera, &NameOptions::default());
    let gulf = runs.iter().find(|run| run.text == "Gulf of").expect("the Gulf of Suez");
    let [lon, lat] = camera.map_from_screen(gulf.pos);
    assert!((32.3..34.3).contains(&lon) && (27.5..30.0).contains(&lat), "at {lon} {lat}");
}

/// Countries, seas, regions and other areas named in a view, each with a point of its name: lines under each other are one
/// name.
fn areas(camera: &Camera, store: &TileStore) -> Vec<(String, [f32; 2])> {
    let theme = Theme::light();
    let label = &theme.palette.label;
    let inks = [&label.country, &label.water, &label.region, &label.physical].map(|style| style.colour);
    let ground = Ground::new(*camera, theme, store, Want::Now);
    let gazetteer = Some(geodata::Gazetteer::bundled());
    let runs = names(&ground, camera, &NameOptions { gazetteer, ..NameOptions::default() });
    let mut found: Vec<(String, [f32; 2])> = Vec::new();
    let mut above: Option<TextRun> = None;
    for run in runs.into_iter().filter(|run| run.angle == 0.0 && inks.contains(&run.color)) {
        let follows = |above: &TextRun| {
            let [across, down] = [run.pos[0] - above.pos[0], run.pos[1] - above.pos[1]];
            above.style == run.style && across.abs() < 0.1 && (0.0..run.style.size * 1.3).contains(&down)
        };
        match found.last_mut().filter(|_| above.as_ref().is_some_and(follows)) {
            Some((name, _)) => *name = format!("{name} {}", run.text),
            None => found.push((run.text.clone(), run.pos)),
        }
        above = Some(run);
    }
    found
}

/// However much of it fills the window; only where the world itself is seen twice it has its name in each.
#[test]
fn an_area_is_named_once_in_a_view() {
    let store = store();
    let views = [
        ([66.0, 36.0], 7.8, "AFGHANISTAN"),
        ([35.0, 39.0], 7.8, "TÜRKIYE"),
        ([-100.0, 55.0], 5.0, "CANADA"),
        ([100.0, 60.0], 4.0, "Russia"),
        ([18.0, 38.0], 5.0, "Mediterranean Sea"),
        ([12.0, 42.0], 8.0, "ITALY"),
        ([110.0, 2.0], 6.0, "INDONESIA"),
        ([-170.0, 33.0], 3.2, "United States"),
        ([60.0, -50.0], 2.6, "Southern Ocean"),
    ];
    for (center, zoom, expected) in views {
        for size in [[1280.0, 800.0], [1920.0, 1060.0]] {
            let camera = Camera::new(center, zoom, size);
            let found = areas(&camera, &store);
            assert!(found.iter().any(|(name, _)| name == expected), "{expected} at zoom {zoom}: {found:?}");
            for (at, (name, [x, y])) in found.iter().enumerate() {
                let again = found[at + 1..].iter().find(|(other, [other_x, other_y])| {
                    other == name && f64::from((x - other_x).hypot(y - other_y)) < camera.world_width() * 0.85
                });
                assert_eq!(again, None, "{name} at {center:?}, zoom {zoom}, {size:?}");
            }
        }
    }
    let twice = areas(&Camera::new([-60.0, 20.0], 2.1, [1920.0, 1060.0]), &store);
    assert!(twice.iter().filter(|(name, _)| name == "Algeria").count() == 2, "{twice:?}");
}

#[test]
fn contested_areas_that_the_tiles_leave_out_are_named_once() {
    let check = |center, zoom, areas: &[&str]| {
        let words = words(center, zoom);
        for name in areas {
            assert_eq!(words.iter().filter(|word| word == name).count(), 1, "{name} at {center:?}, zoom {zoom}");
        }
    };
    check([34.5, 31.5], 6.0, &["Gaza Strip", "West", "Golan Heights", "Tel Aviv", "Gaza"]);
    check([35.0, 31.8], 7.0, &["Gaza Strip", "West Bank", "Golan Heights", "Tel Aviv", "Gaza", "Hebron"]);
    check([34.3, 45.5], 6.0, &["Crimea"]);
    check([33.2, 35.1], 8.0, &["Northern Cyprus"]);
    check([75.5, 34.0], 6.0, &["Azad Kashmir", "Ladakh"]);
}

#[test]
fn both_names_stand_in_the_chosen_order() {
    let store = store();
    let camera = Camera::new([46.75, 39.8], 9.0, [900.0, 700.0]);
    let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
    let orders = [(NameOrder::Listed, "Stepanakert", "Khankendi"), (NameOrder::Reversed, "Khankendi", "Stepanakert")];
    for (order, above, below) in orders {
        let runs =
            names(&ground, &camera, &NameOptions { naming: order.into(), already: &[], ..NameOptions::default() });
        let y = |name: &str| runs.iter().find(|run| run.text == name).map(|run| run.pos[1]).unwrap();
        let style = |name: &str| runs.iter().find(|run| run.text == name).map(|run| (run.style, run.color)).unwrap();
        assert!(y(above) < y(below));
        assert_eq!(style(above), style(below), "the same size, weight and colour");
    }
    let runs = names(
        &ground,
        &camera,
        &NameOptions { naming: NameOrder::Listed.into(), already: &["Khankendi"], ..NameOptions::default() },
    );
    assert!(runs.iter().all(|run| run.text != "Stepanakert"), "a pin has named it already");
}

#[test]
fn the_sources_order_is_what_the_articles_write_more_often() {
    let gazetteer = geodata::Gazetteer::bundled();
    let naming = |text: &str| {
        let drafts = vec![Draft::plain("any", text)];
        let (sources, events) = dateline::reader::read_story(drafts, &Story::default(), gazetteer);
        Naming::of(NameOrder::Sources, &Story::default().apply(Edit::Add { sources, events: events.into() }))
    };
    let first = |text: &str| naming(text).lines("Stepanakert", Some("Khankendi"))[0].to_owned();
    let quiet = "Officials met in Khankendi on Monday. Khankendi was quiet, and so was the road from Stepanakert.";
    assert_eq!(first(quiet), "Khankendi");
    assert_eq!(first("Officials met in Stepanakert on Monday."), "Stepanakert");
    assert_eq!(first("Officials met in Paris on Monday."), "Stepanakert", "as listed where nobody says");
}

#[test]
fn dated_lines_say_their_date() {
    let store = store();
    for (zoom, words) in [
        (8.0, "oblast boundary until 1991"),
        (8.5, "ceasefire line 1994"),
        (9.0, "oblast boundary until 1991"),
        (9.0, "ceasefire line 1994"),
        (10.0, "oblast boundary until 1991"),
    ] {
        let runs = named([46.8, 39.9], zoom, &store);
        assert!(runs.iter().any(|run| run.text == words && run.angle != 0.0), "{words} at zoom {zoom}");
    }
}

/// The names of a view of a small window.
fn named(center: [f64; 2], zoom: f64, store: &TileStore) -> Vec<TextRun> {
    let camera = Camera::new(center, zoom, [1200.0, 900.0]);
    let ground = Ground::new(camera, Theme::light(), store, Want::Now);
    names(&ground, &camera, &NameOptions::default())
}

/// Whatever towns crowd around it: where a line has a date, the map says it from zoom 6 on.
#[test]
fn lines_of_disputes_all_over_the_world_are_named() {
    let store = store();
    for (center, words) in [
        ([75.5, 34.0], "line of control 1972"),
        ([34.3, 45.5], "line of control 2014–2022"),
        ([34.3, 45.5], "line of contact 2015–2022"),
        ([-13.0, 25.0], "ceasefire line 1991"),
        ([-13.0, 25.0], "colonial boundary until 1976"),
    ] {
        for zoom in [6.0, 6.4] {
            let runs = named(center, zoom, &store);
            assert!(runs.iter().any(|run| run.text == words), "{words} at zoom {zoom}");
        }
    }
}

#[test]
fn a_dated_line_is_named_beside_the_name_of_the_area_it_parts() {
    let words = words([34.3, 45.5], 6.0);
    for name in ["line of contact 2015–2022", "line of control 2014–2022", "Donbas", "Crimea"] {
        assert_eq!(words.iter().filter(|word| *word == name).count(), 1, "{name}");
    }
}

/// What a reader of news looks for is there at first sight, and no town of two names hides a far larger one.
#[test]
fn cities_in_the_news_are_named_at_zoom_six() {
    let store = store();
    let runs = named([34.5, 31.5], 6.0, &store);
    for city in ["Gaza", "Jerusalem", "Amman", "Damascus", "Beirut", "Cairo"] {
        assert!(runs.iter().any(|run| run.text == city), "{city}");
    }
}

/// The name of a small country stands in it, however crowded its neighbours are.
#[test]
fn a_small_country_is_named_within_itself() {
    let store = store();
    let camera = Camera::new([15.0, 50.0], 4.0, [1280.0, 800.0]);
    let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
    let runs = names(&ground, &camera, &NameOptions::default());
    // Small, and between five others.
    let at = camera.screen_from_map([19.5, 48.7]);
    let named: Vec<_> = runs.iter().filter(|run| run.text == "Slovakia").collect();
    assert!(!named.is_empty());
    for run in named {
        let off = (run.pos[1] - 4.5 - at[1]).abs();
        assert!(off < 15.0, "{off} points off");
    }
}

/// A country is named amid what is seen of its land: Canada not in its far northwest, Saudi Arabia across no gulf beside it.
#[test]
fn a_large_country_is_named_amid_its_land() {
    let store = store();
    let gazetteer = Some(geodata::Gazetteer::bundled());
    for (country, center, zoom, [west, south, east, north]) in [
        ("Canada", [20.0, 25.0], 2.0, [-115.0, 50.0, -85.0, 65.0]),
        ("Canada", [-100.0, 55.0], 3.0, [-115.0, 50.0, -85.0, 65.0]),
        ("SAUDI ARABIA", [34.5, 31.4], 6.0, [36.5, 25.0, 45.0, 31.0]),
        ("UKRAINE", [34.0, 45.5], 6.0, [28.0, 47.0, 34.5, 50.5]),
        ("TÜRKIYE", [33.2, 35.1], 6.0, [33.0, 37.5, 37.5, 40.5]),
    ] {
        let camera = Camera::new(center, zoom, [1280.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let runs = names(&ground, &camera, &NameOptions { gazetteer, ..NameOptions::default() });
        let run = runs.iter().find(|run| run.text == country).unwrap();
        let rect = font::bounds(run);
        for corner in [rect.min, rect.max] {
            let [lon, lat] = camera.map_from_screen(corner);
            assert!((west..east).contains(&lon) && (south..north).contains(&lat), "{country} at {lon} {lat}");
        }
    }
}

/// The name of a country stays in the middle of its land while that is seen with room for it, also near the rim, and then goes
/// to what is seen of the land; at the rim none lies across its frontier.
#[test]
fn the_name_of_a_country_stays_while_it_is_seen() {
    let store = store();
    let gazetteer = Some(geodata::Gazetteer::bundled());
    let longitude = |country: &str, center: [f64; 2]| {
        let camera = Camera::new(center, 6.0, [1280.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let runs = names(&ground, &camera, &NameOptions { gazetteer, ..NameOptions::default() });
        let run = runs.iter().find(|run| run.text == country)?;
        Some(camera.map_from_screen(font::bounds(run).center())[0])
    };
    let amid = longitude("UKRAINE", [31.0, 48.5]).unwrap();
    let at_rim = longitude("UKRAINE", [22.0, 48.5]).unwrap();
    assert!((amid - at_rim).abs() < 1.0, "{amid} and {at_rim}");
    let gone = longitude("UKRAINE", [15.0, 48.5]).unwrap();
    assert!(gone < 28.0, "{gone}");
    assert_eq!(longitude("LEBANON", [46.0, 41.2]), None, "of which the north alone is seen");
    assert!(longitude("LEBANON", [34.5, 31.5]).is_some());
}

/// The order of the setting decides also where there is room for one of two names; the other stands where it alone fits.
#[test]
fn one_name_of_two_is_the_one_that_stands_first() {
    let store = store();
    let gazetteer = Some(geodata::Gazetteer::bundled());
    let west_bank = |center, zoom, order: NameOrder| {
        let camera = Camera::new(center, zoom, [1280.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let options = NameOptions { naming: order.into(), gazetteer, ..NameOptions::default() };
        let runs = names(&ground, &camera, &options);
        let is = |run: &&TextRun| ["West", "Bank", "West Bank", "Judea and Samaria"].contains(&&*run.text);
        runs.iter().filter(is).map(|run| run.text.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(west_bank([33.2, 35.1], 6.4, NameOrder::Listed), "West Bank");
    assert_eq!(west_bank([33.2, 35.1], 6.4, NameOrder::Reversed), "Judea and Samaria");
    assert_eq!(west_bank([34.5, 31.5], 6.0, NameOrder::Reversed), "West Bank", "no room for the longer one");
}

/// What has no room for its first name but for the edge of the view is not named by its other one there.
#[test]
fn the_second_name_of_an_area_does_not_stand_alone_at_the_rim() {
    let at = |center| words(center, 6.0);
    let has = |words: &[String], name: &str| words.iter().any(|word| word == name);
    let rim = at([33.2, 35.1]);
    assert!(!has(&rim, "Artsakh") && !has(&rim, "Nagorno-Karabakh"), "{rim:?}");
    let amid = at([44.0, 39.5]);
    assert!(has(&amid, "Nagorno-Karabakh"), "{amid:?}");
}

#[test]
fn capitals_have_room_beside_the_names_of_countries() {
    let store = store();
    for (center, zoom, capitals) in [
        ([15.0, 50.0], 4.0, &["Vienna", "Prague", "Budapest", "Berlin", "Kyiv"][..]),
        ([-170.0, 35.0], 3.2, &["Tokyo", "Seoul", "Mexico City"]),
        ([25.0, 0.0], 4.0, &["Nairobi", "Kampala", "Kigali"]),
    ] {
        let camera = Camera::new(center, zoom, [1280.0, 800.0]);
        let ground = Ground::new(camera, Theme::light(), &store, Want::Now);
        let runs = names(&ground, &camera, &NameOptions::default());
        for capital in capitals {
            assert!(runs.iter().any(|run| run.text == *capital), "{capital} at zoom {zoom}");
        }
    }
}

/// Upright text of a scene with its rectangle.
fn texts(items: &[Item], found: &mut Vec<(String, Rect)>) {
    for item in items {
        match item {
            Item::Text(run) if run.angle == 0.0 => found.push((run.text.clone(), font::bounds(run).grown(-1.5))),
            // The credit and the scale bar stand over whatever is there.
            Item::Group(group) if group.id.as_deref() != Some("furniture") => texts(&group.items, found),
            _ => {}
        }
    }
}

#[test]
fn no_name_lies_over_another_or_over_a_pin() {
    let store = store();
    let gazetteer = geodata::Gazetteer::bundled();
    for (count, center, zoom) in [(300, [20.0, 30.0], 2.2), (3000, [15.0, 48.0], 4.6), (3000, [100.0, 20.0], 5.5)] {
        let story = random::story(count, None, gazetteer);
        let index = EventIndex::new(&story, |_, _| true);
        let camera = Camera::new(center, zoom, [1280.0, 800.0]);
        let options = Options {
            tiles: Some(&store),
            want: Want::Now,
            gazetteer: Some(gazetteer),
            index: (count > 500).then_some(&index),
            ..Options::new(Theme::light())
        };
        let scene = compose(&story, &camera, &options);
        let mut found = Vec::new();
        texts(&scene.items, &mut found);
        assert!(found.len() > 20, "{} names", found.len());
        for (at, (name, rect)) in found.iter().enumerate() {
            for (other, taken) in &found[at + 1..] {
                assert!(!rect.overlaps(*taken), "{name} lies over {other} at {center:?}");
            }
            let inner = |hit: &&Hit| !matches!(hit.target, Target::Outside(_)) && hit.rect.width() > 24.5;
            for hit in scene.hits.iter().filter(inner) {
                assert!(!rect.overlaps(hit.rect.grown(-3.0)), "{name} lies over {}", hit.label);
            }
        }
    }
}

#[test]
fn clusters_hold_every_event_once_wherever_the_map_is() {
    let story = random::story(20_000, None, geodata::Gazetteer::bundled());
    let index = EventIndex::new(&story, |_, _| true);
    for (center, zoom) in [([0.0, 20.0], 1.5), ([179.0, 0.0], 3.0), ([10.0, 50.0], 6.0), ([77.2, 28.6], 10.0)] {
        let options = Options { index: Some(&index), ..Options::new(Theme::light()) };
        let scene = compose(&story, &Camera::new(center, zoom, [1280.0, 800.0]), &options);
        let mut seen = std::collections::HashSet::new();
        let mut sum = 0;
        for hit in &scene.hits {
            let events = match &hit.target {
                Target::Event(id) => std::slice::from_ref(id),
                Target::Cluster(ids) | Target::Outside(ids) => ids,
                Target::Place(_) => &[],
            };
            sum += events.len();
            seen.extend(events.iter().copied());
        }
        assert_eq!((sum, seen.len()), (story.events.len(), story.events.len()), "zoom {zoom}");
        assert!(scene.hits.len() < 1200, "{} signs at zoom {zoom}", scene.hits.len());
    }
}
