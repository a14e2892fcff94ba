//! The bundled data by name and coordinate: what a story needs to find, and what it must not mix up.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly; an integration test is outside what clippy takes for tests"
)]

use geodata::{CapitalRank, Class, Gazetteer, Place, Shape};

/// The candidates of a name as "label, country".
fn found(name: &str) -> Vec<Place<'static>> {
    let places = Gazetteer::bundled();
    places.lookup(name).into_iter().map(|id| places.place(id)).collect()
}

fn first(name: &str) -> Place<'static> {
    found(name).into_iter().next().unwrap_or_else(|| panic!("{name} is not found"))
}

/// Every spelling leads first to one place at this position (within `km`).
fn check(spellings: &[&str], lon: f64, lat: f64, km: f64) -> Place<'static> {
    let places: Vec<_> = spellings.iter().map(|name| first(name)).collect();
    for (name, place) in spellings.iter().zip(&places) {
        let off = ((place.lat - lat).hypot((place.lon - lon) * lat.to_radians().cos())) * 111.2;
        assert!(off <= km, "{name}: {} ({}) at {}, {} is {off:.1} km off", place.name, place.key, place.lon, place.lat);
        assert_eq!(place.key, places[0].key, "{name} and {} are not one place", spellings[0]);
    }
    places.into_iter().next().unwrap()
}

#[test]
fn places_of_the_first_story() {
    let stepanakert =
        check(&["Stepanakert", "Khankendi", "Xankəndi", "Xankǝndi", "Khankandi", "Степанакерт"], 46.7528, 39.8177, 0.2);
    assert_eq!((stepanakert.class, stepanakert.population, stepanakert.contested), (Class::City, 53_100, true));
    assert_eq!(stepanakert.second_name, Some("Khankendi"));
    check(&["Shusha", "Shushi", "Şuşa"], 46.7499, 39.7601, 0.2);
    check(&["Lachin", "Laçın", "Berdzor"], 46.5498, 39.6374, 0.2);
    let yerevan = check(&["Yerevan", "Erevan", "Երևան"], 44.5126, 40.1777, 0.5);
    assert_eq!(yerevan.capital, CapitalRank::Country);
    check(&["Baku", "Bakı", "BAKU"], 49.892, 40.3777, 0.5);
    check(&["Martakert", "Aghdara", "Ağdərə"], 46.8214, 40.2113, 0.5);
    check(&["Askeran", "Asgaran"], 46.8316, 39.9391, 0.5);
    check(&["Hadrut"], 47.0319, 39.52, 0.5);
    check(&["Kalbajar", "Kelbajar", "Kəlbəcər"], 46.0445, 40.1098, 0.5);
    check(&["Goris"], 46.3417, 39.5111, 0.5);
}

#[test]
fn areas_and_lines_of_the_first_story() {
    let places = Gazetteer::bundled();
    let karabakh =
        check(&["Nagorno-Karabakh", "Artsakh", "Nagorny Karabakh", "Karabakh", "Dağlıq Qarabağ"], 46.75, 39.82, 30.0);
    assert_eq!((karabakh.class, karabakh.shape, karabakh.contested), (Class::Region, Shape::Area, true));
    let outline = places.geometry(karabakh.id).unwrap();
    assert!(outline.contains(46.7528, 39.8177), "Stepanakert lies in it");
    assert!(!outline.contains(46.5498, 39.6374), "Lachin town does not");
    assert!(!outline.contains(46.3417, 39.5111), "Goris does not");

    let corridor = check(&["Lachin corridor", "Lachin Corridor", "Berdzor corridor"], 46.6, 39.68, 15.0);
    assert_eq!((corridor.class, corridor.shape), (Class::Corridor, Shape::Line));
    let course = places.geometry(corridor.id).unwrap();
    assert!(!course.area && course.parts[0].len() >= 5);

    let khojavend = check(&["Khojavend", "Khojavend district", "Khojavand", "Martuni district"], 46.99, 39.63, 25.0);
    assert_eq!((khojavend.class, khojavend.shape, khojavend.country), (Class::Admin1, Shape::Area, Some("AZ")));
    let martunis: Vec<_> = found("Martuni");
    assert!(martunis.len() >= 4, "three towns and the district");
    assert!(martunis.iter().any(|p| p.key == khojavend.key));
    assert!(martunis.iter().any(|p| p.class == Class::City && p.country == Some("AZ")));
    assert!(martunis.iter().filter(|p| p.country == Some("AM")).count() >= 2);
    assert!(places.lookup("line of contact").iter().any(|id| places.class(*id) == Class::Line));
}

/// What news names often and the packages lack, or have in the wrong land.
#[test]
fn places_of_the_news() {
    check(&["El Alto"], -68.163, -16.505, 3.0);
    check(&["Ras Lanuf"], 18.571, 30.497, 3.0);
    check(&["Brega", "Marsa al-Brega"], 19.58, 30.408, 3.0);
    check(&["Baramulla"], 74.343, 34.209, 3.0);
    check(&["Gorakhpur"], 83.369, 26.766, 3.0);
    check(&["Mafia Island"], 39.78, -7.85, 10.0);
    check(&["Mweso"], 29.012, -1.063, 3.0);
    check(&["Bagram"], 69.258, 34.946, 5.0);
    let jajarkot = check(&["Jajarkot", "Jajarkot district"], 82.2, 28.7, 15.0);
    assert_eq!((jajarkot.class, jajarkot.country), (Class::Admin2, Some("NP")));
}

#[test]
fn airports_go_by_their_full_names() {
    let schiphol = check(&["Schiphol", "Schiphol Airport", "Amsterdam Airport Schiphol"], 4.764, 52.308, 2.0);
    assert_eq!(schiphol.class, Class::Site);
    check(&["Ben Gurion Airport", "Ben Gurion International Airport"], 34.887, 32.011, 2.0);
    check(&["Hamad International Airport", "Hamad Airport"], 51.608, 25.273, 3.0);
    check(&["Jomo Kenyatta International Airport"], 36.925, -1.319, 3.0);
    assert!(first("Hamad International Airport").admin1.is_some(), "it lies in the division of the nearest town");
}

/// Hand-drawn outlines are approximate, but the towns that say what is meant lie on the right side.
#[test]
fn disputed_areas_hold_their_towns() {
    let places = Gazetteer::bundled();
    let check = |area: &str, inside: &[&str], outside: &[&str]| {
        let outline = places.geometry(first(area).id).unwrap_or_else(|| panic!("{area} has no outline"));
        for (names, expected) in [(inside, true), (outside, false)] {
            for name in names {
                let town = first(name);
                assert_eq!(outline.contains(town.lon, town.lat), expected, "{area} and {name}");
            }
        }
    };
    check(
        "Nagorno-Karabakh",
        &["Stepanakert", "Shusha", "Askeran", "Hadrut", "Martakert"],
        &["Lachin", "Kalbajar", "Aghdam"],
    );
    check("South Ossetia", &["Tskhinvali"], &["Gori", "Kutaisi", "Tbilisi"]);
    check("Abkhazia", &["Sukhumi"], &["Zugdidi", "Sochi"]);
    check("Transnistria", &["Tiraspol"], &["Chisinau", "Odesa"]);
    check("Northern Cyprus", &["Kyrenia"], &["Larnaca", "Limassol"]);
    check("Golan Heights", &["Majdal Shams"], &["Tiberias", "Damascus"]);
    check("Kashmir", &["Srinagar", "Muzaffarabad"], &["Lahore", "Islamabad"]);
    check("Kurdistan Region of Iraq", &["Erbil", "Sulaymaniyah", "Duhok"], &["Mosul", "Kirkuk", "Baghdad"]);
    check("Somaliland", &["Hargeisa", "Berbera"], &["Mogadishu", "Djibouti"]);
    check("Gaza Strip", &["Gaza City", "Khan Younis"], &["Ashkelon", "El Arish"]);
    check("West Bank", &["Ramallah", "Nablus", "Hebron"], &["Tel Aviv", "Amman"]);
    check("Crimea", &["Simferopol", "Kerch"], &["Kherson", "Melitopol"]);
    check("Donbas", &["Donetsk", "Luhansk", "Bakhmut"], &["Kharkiv", "Zaporizhzhia"]);
    check("Western Sahara", &["Laayoune"], &["Agadir"]);
    check("Khojavend district", &["Hadrut"], &["Stepanakert", "Shusha"]);
}

#[test]
fn one_name_several_places() {
    let has = |name: &str, class: Class, country: Option<&str>| {
        assert!(
            found(name).iter().any(|p| p.class == class && p.country == country),
            "{name}: no {class:?} in {country:?}"
        );
    };
    assert_eq!(first("Georgia").key, "iso:GE");
    has("Georgia", Class::Admin1, Some("US"));
    assert_eq!(first("Paris").country, Some("FR"));
    has("Paris", Class::City, Some("US"));
    assert_eq!(first("Tripoli").country, Some("LY"));
    has("Tripoli", Class::City, Some("LB"));
    has("Cordoba", Class::City, Some("ES"));
    has("Córdoba", Class::City, Some("AR"));
    assert!(found("Springfield").len() > 15);
    assert_eq!(first("Washington").name, "Washington, D.C.");
    has("Washington", Class::Admin1, Some("US"));
    has("Orange County", Class::Admin2, Some("US"));
    assert!(found("Orange County").len() >= 8);
    assert_eq!(first("Jordan").key, "iso:JO");
    has("Congo", Class::Country, Some("CG"));
}

#[test]
fn old_names_and_new() {
    check(&["Kyiv", "Kiev", "Київ"], 30.5238, 50.4547, 3.0);
    check(&["Mumbai", "Bombay"], 72.8826, 19.0728, 5.0);
    check(&["Kolkata", "Calcutta"], 88.363, 22.5626, 5.0);
    check(&["Ho Chi Minh City", "Saigon"], 106.6297, 10.823, 10.0);
    check(&["Saint Petersburg", "St. Petersburg", "St Petersburg", "Leningrad"], 30.31, 59.94, 5.0);
    check(&["Burma", "Myanmar"], 96.5, 21.0, 300.0);
    check(&["Gaza Strip", "Gaza"], 34.4, 31.45, 15.0);
    check(&["Crimea", "Krym"], 34.3, 45.3, 40.0);
}

#[test]
fn a_place_says_where_it_lies() {
    let places = Gazetteer::bundled();
    let anaheim = first("Anaheim");
    let (state, country) = places.parents(anaheim.id);
    assert_eq!(places.place(state.unwrap()).name, "California");
    assert_eq!(places.place(country.unwrap()).key, "iso:US");
    assert_eq!(places.place(anaheim.admin2.unwrap()).name, "Orange County");
    let france = places.country("FR").unwrap();
    assert_eq!(places.place(france.capital.unwrap()).name, "Paris");
    assert!(places.neighbours(&france).any(|c| c.iso2 == "ES"));
    let box_ = places.place(places.country("US").unwrap().place).bbox.unwrap();
    assert!(box_[0] < -98.5 && box_[2] > -98.5 && box_[1] < 39.76 && box_[3] > 39.76, "{box_:?}");
    for country in places.countries() {
        let place = places.place(country.place);
        assert!(place.bbox.is_none_or(|[w, s, e, n]| w <= e && s <= n), "{}", place.key);
    }
}

#[test]
fn words_that_stand_for_places() {
    let places = Gazetteer::bundled();
    let demonym = |word: &str| places.place(places.demonym(word).unwrap_or_else(|| panic!("{word}"))).key.into_owned();
    assert_eq!(demonym("Armenian"), "iso:AM");
    assert_eq!(demonym("Armenians"), "iso:AM");
    assert_eq!(demonym("Azeri"), "iso:AZ");
    assert_eq!(demonym("European"), "curated:europe");
    assert_eq!(demonym("Californians"), "admin1:US.CA");
    assert_eq!(demonym("Dutch"), "iso:NL");
    assert_eq!(places.demonym("Parisian").map(|id| places.place(id).name), Some("Paris"));
    assert_eq!(places.demonym("table"), None);
    let (place, of) = places.seat("the Kremlin").unwrap();
    assert_eq!((places.class(place), &*places.place(of).key), (Class::Site, "iso:RU"));
    assert_eq!(&*places.place(places.seat("Baku").unwrap().1).key, "iso:AZ");
    let short = |text: &str| places.abbreviation(text).map(|id| places.place(id).key.into_owned());
    assert_eq!(short("U.S.").as_deref(), Some("iso:US"));
    assert_eq!(short("Calif.").as_deref(), Some("admin1:US.CA"));
    assert_eq!(short("TX").as_deref(), Some("admin1:US.TX"));
    assert_eq!(short("Baton Rouge, LA".rsplit(' ').next().unwrap()).as_deref(), Some("admin1:US.LA"));
    assert_eq!(short("N.Y").as_deref(), Some("admin1:US.NY"));
    assert_eq!(short("us"), None);
}

#[test]
fn a_walk_finds_the_longest_name() {
    let places = Gazetteer::bundled();
    let walk = |words: &[&str]| {
        let mut walk = places.walk();
        words.iter().map(|w| walk.push(w)).map(|s| (s.name.is_some(), s.longer)).collect::<Vec<_>>()
    };
    let new_york = walk(&["new", "york", "city"]);
    assert_eq!((new_york[0].1, new_york[1], new_york[2].0), (true, (true, true), true));
    assert!(walk(&["nagorno karabakh"])[0].0, "a hyphenated word folds to two");
    assert!(!walk(&["xqzzv"])[0].0);
    let mut dead = places.walk();
    assert!(dead.push("xqzzv").is_dead() && dead.push("paris").is_dead());
    let mut lachin = places.walk();
    assert!(lachin.push("lachin").longer);
    let key = lachin.push("corridor").name.unwrap();
    let best = places.candidates(key).next().unwrap();
    assert!(best.main);
    assert_eq!(&*places.place(best.place).key, "curated:lachin-corridor");
}

#[test]
fn keys_lead_back_to_their_places() {
    let places = Gazetteer::bundled();
    for id in (0..places.len() as u32).step_by(997).map(geodata::PlaceId) {
        let place = places.place(id);
        assert_eq!(places.by_key(&place.key), Some(id), "{}", place.key);
        assert!(!place.name.is_empty());
        assert!((-180.0..=180.0).contains(&place.lon) && (-90.0..=90.0).contains(&place.lat));
        assert!(places.lookup(place.name).contains(&id), "{} does not find {}", place.name, place.key);
    }
    assert_eq!(places.by_key("geonames:1"), None);
    assert_eq!(places.by_key("curated:nowhere"), None);
}

#[test]
fn outlines_are_whole() {
    let places = Gazetteer::bundled();
    let mut shapes = 0;
    for id in (0..places.len() as u32).map(geodata::PlaceId) {
        let Some(geometry) = places.geometry(id) else { continue };
        shapes += 1;
        let place = places.place(id);
        assert_eq!(geometry.area, place.shape == Shape::Area, "{}", place.key);
        assert!(!geometry.parts.is_empty(), "{}", place.key);
        for part in &geometry.parts {
            let least = if geometry.area { 4 } else { 2 };
            assert!(part.len() >= least, "{}: {} points", place.key, part.len());
            assert!(!geometry.area || part.first() == part.last(), "{}: open ring", place.key);
            assert!(
                part.iter().all(|[x, y]| (-180.1..=190.0).contains(x) && (-90.0..=90.0).contains(y)),
                "{}",
                place.key
            );
        }
    }
    assert!(shapes > 8000, "{shapes}");
}
