//! Sentences as wires of all continents write them, and the places to be found in them: what is said of a name beside it,
//! names that ships, storms, firms and people bear, and places the gazetteer lacks.

use super::examples::check;

#[test]
fn what_is_said_behind_a_name_says_what_and_where_it_is() {
    check(
        "The river swept away a bus near Bahrain, a hill town in Pakistan.",
        &["Bahrain | location | Pakistan", "Pakistan | location | Pakistan"],
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
    check("Flights left Ben Gurion airport on Sunday.", &["Ben Gurion | location | -"]);
    check(
        "It had sailed from Kizingitini for Mombasa.",
        &["Kizingitini | location | -", "Mombasa | location | Mombasa"],
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
        &["Konnaville | location | -", "Djenné | location | Djenné", "Ségou | location | Segou"],
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
