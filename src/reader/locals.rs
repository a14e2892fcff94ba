//! What local papers take for granted, and how their towns are found all the same: by the paper's name, by words of a land's
//! own offices, by neighbours named beside them; and names that the gazetteer writes otherwise.

use super::{Context, article, read};
use crate::story::{ArticleId, Draft, Letter, PlaceRef};
use geodata::Gazetteer;

/// The place of the first mention of these words in an article of this outlet.
fn place_of(outlet: Option<&str>, text: &str, words: &str) -> Option<PlaceRef> {
    let draft = Draft { outlet: outlet.map(str::to_owned), ..Draft::plain("test", text) };
    let article = article(draft, ArticleId(0), Letter(0));
    let reading = read(&article, Gazetteer::bundled(), &Context::default());
    let toponym = reading.toponyms.iter().find(|toponym| article.text.slice(toponym.span) == words)?;
    toponym.place.as_deref().cloned()
}

fn check(outlet: Option<&str>, text: &str, words: &str, region: Option<&str>, country: &str) {
    let place = place_of(outlet, text, words).unwrap_or_else(|| panic!("no place for {words} in {text}"));
    let found = (place.region.as_deref(), place.country.as_deref());
    assert_eq!(found, (region.or(found.0), Some(country)), "{words} in {text}");
}

#[test]
fn a_paper_called_after_a_town_writes_of_the_towns_around_it() {
    let text = "A man was hurt when his car hit a tree in East Hampton on Friday, the fire chief said.";
    check(Some("The Middletown Press"), text, "East Hampton", Some("Connecticut"), "US");
    let alone = place_of(None, text, "East Hampton").and_then(|place| place.region);
    assert_ne!(alone.as_deref(), Some("Connecticut"), "the text alone does not say so");
    let abroad = "Chancellor Olaf Scholz met ministers in Berlin on Friday. Germany will send aid.";
    check(Some("The Middletown Press"), abroad, "Berlin", None, "DE");
    let land = "The virus was found in Norway and in the United States, doctors said on Friday.";
    check(Some("Hartford Courant"), land, "Norway", None, "NO");
}

#[test]
fn words_of_one_lands_offices_say_where_a_local_story_plays() {
    let text = "SWAT officers shot a gunman in San Pedro, and a councilman called it a tragedy.";
    check(None, text, "San Pedro", Some("California"), "US");
    let abroad = "SWAT officers shot a gunman in San Pedro. Ivory Coast and Ghana have called for calm.";
    check(None, abroad, "San Pedro", None, "CI");
}

#[test]
fn a_telephone_code_and_a_known_paper_say_which_state_a_local_story_is_of() {
    let fire = "A fire burned a barn in Rochester on Monday. ";
    check(None, &format!("{fire}Call the police at 507-555-0136."), "Rochester", Some("Minnesota"), "US");
    let fire = "A fire burned a barn in Florence on Monday. ";
    check(None, &format!("{fire}Photographs by Ann Lee of the TimesDaily."), "Florence", Some("Alabama"), "US");
    check(Some("timesdaily.com"), fire, "Florence", Some("Alabama"), "US");
    let abroad = "The virus was found in Norway and in the United States. Call 207-555-0136 for help.";
    check(None, abroad, "Norway", None, "NO");
}

#[test]
fn towns_that_lie_together_speak_for_each_other() {
    let text = "The storm cut power in New London, Winfield and Mount Pleasant, and a barn burned in Henry County.";
    for town in ["New London", "Winfield", "Mount Pleasant", "Henry County"] {
        check(None, text, town, Some("Iowa"), "US");
    }
    check(None, "Talks were held in Paris, Athens and Norway on Friday.", "Norway", None, "NO");
}

#[test]
fn another_spelling_is_found_in_the_land_spoken_of() {
    check(None, "A blast in Rudny killed two people, police in Kazakhstan said.", "Rudny", None, "KZ");
    check(None, "Rudny mourns. The blast struck Rudny in Kazakhstan.", "Rudny", None, "KZ");
    check(None, "Police arrested five men in Qassim, Saudi Arabia.", "Qassim", None, "SA");
}

#[test]
fn who_looks_after_roads_is_no_road() {
    check(None, "He called the Florida Highway Patrol at once.", "Florida", None, "US");
    assert_eq!(place_of(None, "Cars met on Florida Street in rain.", "Florida"), None);
    check(None, "Of Indiana counties, four grew.", "Indiana", None, "US");
    let state = place_of(None, "Of all Indiana counties, four grew.", "Indiana").map(|place| place.key);
    assert_eq!(state, place_of(None, "Four towns in Indiana grew.", "Indiana").map(|place| place.key));
}

#[test]
fn what_nobody_knows_lies_in_the_part_of_the_land_that_is_spoken_of() {
    let text = "Rain fell on Greenville and Spartanburg, South Carolina. A boat sank on Lake Robertshaw.";
    let place = place_of(None, text, "Lake Robertshaw").unwrap();
    assert_eq!((place.region.as_deref(), place.approximate), (Some("South Carolina"), true));
    assert!(place.key.starts_with(PlaceRef::GUESSED) && place.is_unlisted(), "{}", place.key);
    assert!(!place.outline_key().contains('?'), "{}", place.outline_key());
}

#[test]
fn the_north_of_a_town_spoken_of_is_no_town_elsewhere() {
    let text = "A gas well was approved in Arlington, Texas, on Monday. People in North Arlington were angry.";
    check(None, text, "North Arlington", Some("Texas"), "US");
    check(None, "A fire spread in North Arlington on Monday.", "North Arlington", Some("New Jersey"), "US");
    let both = "A fire in Las Vegas, Nevada, spread to North Las Vegas on Monday.";
    let place = place_of(None, both, "North Las Vegas").unwrap();
    assert_eq!(place.name, "North Las Vegas");
}

#[test]
fn an_airport_is_that_of_the_town_known_by_the_name() {
    check(None, "He was held at Cairo airport on Friday. A man from Illinois was freed.", "Cairo airport", None, "EG");
    check(None, "She was held at Bali airport on Friday.", "Bali airport", None, "ID");
}

#[test]
fn a_district_of_a_city_is_there_and_not_where_another_bears_its_name() {
    let place = place_of(None, "Two died in the Brandon district of Baghdad on Monday.", "Brandon").unwrap();
    assert_eq!((place.country.as_deref(), place.is_unlisted()), (Some("IQ"), true));
    check(None, "A fire in the Lekki area of Lagos killed three.", "Lekki", None, "NG");
}
