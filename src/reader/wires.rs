//! Sentences as wires of all continents write them, and the places to be found in them: what is said of a name beside it,
//! names that ships, storms, firms and people bear, and places the gazetteer lacks.

use super::examples::{check, read_as};
use super::{Context, read};
use crate::story::PlaceRef;
use geodata::Gazetteer;

/// The place of the first mention of these words, and how sure it is.
fn place_of(text: &str, words: &str) -> Option<(PlaceRef, f32)> {
    let article = read_as(None, text);
    let reading = read(&article, Gazetteer::bundled(), &Context::default());
    let toponym = reading.toponyms.iter().find(|toponym| article.text.slice(toponym.span) == words)?;
    Some((toponym.place.as_deref()?.clone(), toponym.confidence))
}

#[test]
fn what_is_said_behind_a_name_says_what_and_where_it_is() {
    check(
        "The river swept away a bus near Bahrain, a hill town in Pakistan.",
        &["Bahrain | location | Bahrain", "Pakistan | location | Pakistan"],
    );
    check(
        "Fire tore through a yard in Wellington, a farming town in South Africa's Western Cape.",
        &[
            "Wellington | location | Wellington",
            "South Africa | location | South Africa",
            "Western Cape | location | Western Cape",
        ],
    );
    check(
        "A bomb went off in Salem, in the southern Indian state of Tamil Nadu.",
        &["Salem | location | Salem", "Indian | demonym | India", "Tamil Nadu | location | Tamil Nadu"],
    );
    check("Gunmen freed inmates in Hinche, a town where they rule.", &["Hinche | location | Hinche"]);
}

#[test]
fn people_known_by_a_title_or_a_first_name_are_no_cities() {
    check("Captain Austin Dallas said the crew was safe.", &[]);
    check("Hector Wellington, who owns the yard, was not hurt.", &[]);
    check("The minister will meet Victoria Hollmark in Munich.", &["Munich | location | Munich"]);
}

#[test]
fn ships_storms_and_firms_bear_names_of_places() {
    check("The crew of the tug Savannah were safe.", &[]);
    check("Hurricane Florence turned north.", &[]);
    check("A horse named Dallas won.", &[]);
    check("People fled a village named Taghavard.", &["Taghavard | location | Taghavard"]);
    check("The ferry belongs to Georgia Lines.", &[]);
    check("Clifty Creek Power Plant was shut.", &[]);
}

#[test]
fn waters_of_plain_words_are_waters() {
    check("Drones fell over the Black Sea.", &["Black Sea | location | Black Sea"]);
    check("A bridge over the Dnieper was hit.", &["Dnieper | location | Dnieper"]);
    check("Convoys crossed the Red Sea.", &["Red Sea | location | Red Sea"]);
}

#[test]
fn offices_and_sites_speak_of_places() {
    check("The mayor of Izium asked for help.", &["Izium | location | Izium"]);
    check("Shots fell on the outskirts of Goma.", &["Goma | location | Goma"]);
    check(
        "People queued at the Ouanaminthe crossing in Haiti.",
        &["Ouanaminthe | location | Ouanaminthe", "Haiti | location | Haiti"],
    );
    check("Flights left Ben Gurion airport on Sunday.", &["Ben Gurion airport | location | Ben Gurion Airport"]);
    check(
        "It had sailed from Kizingitini for Mombasa.",
        &["Kizingitini | location | Kizingitini", "Mombasa | location | Mombasa"],
    );
    check("Shells hit the camps of Zamzam.", &["Zamzam | location | Zamzam"]);
}

#[test]
fn small_words_inside_a_name_do_not_cut_it() {
    check("The drugs lay in Bergen op Zoom.", &["Bergen op Zoom | location | Bergen op Zoom"]);
    check("Trains stopped at Newcastle upon Tyne.", &["Newcastle upon Tyne | location | Newcastle upon Tyne"]);
}

#[test]
fn a_list_of_towns_is_no_place_in_a_place() {
    check(
        "Cases were found in Konnaville, Djenné and Ségou.",
        &["Konnaville | location | Konnaville", "Djenné | location | Djenné", "Ségou | location | Ségou"],
    );
}

#[test]
fn bangor_is_the_one_the_article_speaks_of() {
    check(
        "Police in Belfast, Northern Ireland, held a man from Bangor.",
        &[
            "Belfast | location | Belfast",
            "Northern Ireland | location | Northern Ireland",
            "Bangor | location | Bangor",
        ],
    );
}

#[test]
fn a_district_named_by_its_noun_is_no_town() {
    check(
        "A bus fell into a gorge in the Doti district of Nepal.",
        &["Doti | location | Doti", "Nepal | location | Nepal"],
    );
}

/// Names made up: no gazetteer has them, and the text says where they lie.
#[test]
fn a_name_the_gazetteer_lacks_stands_where_the_text_says() {
    let check = |text: &str, words: &str, lon: f64, lat: f64| {
        let (place, _) = place_of(text, words).unwrap_or_else(|| panic!("no place for {words} in {text}"));
        let off = (place.lon - lon).hypot(place.lat - lat);
        assert!(
            off < 1.2 && place.approximate && place.is_unlisted() | place.key.starts_with(PlaceRef::OFF),
            "{text}: {place:?}"
        );
        assert_eq!(place.name, words, "{text}");
    };
    check("KATHMANDU - A quake struck the Kavrelung district of Karnali province.", "Kavrelung", 82.2, 29.2);
    check(
        "GOMA - Rebels overran Kabasheke, a town in Masisi territory about 60 km north of Goma.",
        "Kabasheke",
        29.2,
        -1.1,
    );
    check("SANAA - Troops held Qarn al-Bahawi, a village south of Marib.", "Qarn al-Bahawi", 45.3, 15.4);
    check(
        "LIMA - A fire in Yanaquihuira, in the Cusco region of southern Peru, was put out.",
        "Yanaquihuira",
        -72.0,
        -13.0,
    );
    check(
        "MADRID - A fire in the Sierra de la Culebrilla, in Spain's Zamora province, spread.",
        "Sierra de la Culebrilla",
        -6.0,
        41.7,
    );
    check("TEHRAN - The quake rattled Kouik Azizan, near Shiraz.", "Kouik Azizan", 52.5, 29.6);
}

#[test]
fn a_name_nobody_places_is_in_its_land_and_to_be_checked_never_at_the_dateline() {
    let (place, sure) =
        place_of("KATHMANDU, Nepal - An aftershock rattled Ramadhanda on Sunday.", "Ramadhanda").unwrap();
    assert_eq!((place.name.as_str(), place.country.as_deref(), place.approximate), ("Ramadhanda", Some("NP"), true));
    assert!((place.lat - 27.7).abs() > 0.3 || (place.lon - 85.3).abs() > 0.3, "not Kathmandu: {place:?}");
    assert!(sure < 0.7, "to check: {sure}");
    assert!(place_of("The team of Ramadhanda won.", "Ramadhanda").is_none(), "no place position, no place");
}

#[test]
fn a_noun_of_ground_before_a_name_makes_one_longer_name() {
    check("Fire spread in the Sierra de Culebrona.", &["Sierra de Culebrona | location | -"]);
    check("Soldiers left Camp Bondsteel on Friday.", &["Camp Bondsteel | location | -"]);
    check("They crossed the Kerch Bridge at night.", &["Kerch Bridge | location | Crimean Bridge"]);
}

#[test]
fn a_block_of_a_street_is_no_town() {
    check("Two people died in the 400 block of Broadway in Osaka.", &["Osaka | location | Osaka"]);
}
