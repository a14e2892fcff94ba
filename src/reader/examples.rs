//! Small texts and the places to be found in them: the failures known to be common in finding and resolving names.

use geodata::Gazetteer;

use super::{Context, article, read};
use crate::story::{Article, ArticleId, Draft, Letter, Role, Toponym, distance_km};

/// The article of a text, with the title its file states, if any.
pub(super) fn read_as(title: Option<&str>, text: &str) -> Article {
    let draft = Draft { title: title.map(str::to_owned), ..Draft::plain("test", text) };
    article(draft, ArticleId(0), Letter(0))
}

/// Reads a text and checks its toponyms against lines of `words | role | key or name of the place`; `-` for no place.
/// Indirect references stand in the same list, their role marked with `>`.
pub(super) fn check(text: &str, expected: &[&str]) {
    let article = read_as(None, text);
    let reading = read(&article, Gazetteer::bundled(), &Context::default());
    let line = |toponym: &Toponym| {
        let role = if toponym.indirect { ">".to_owned() } else { toponym.role.word().to_owned() };
        let place = toponym.place.as_ref().map_or_else(
            || "-".to_owned(),
            |place| match &place.region {
                Some(region) if place.country.as_deref() == Some("US") => format!("{}, {region}", place.name),
                _ => place.name.clone(),
            },
        );
        format!("{} | {role} | {place}", article.text.slice(toponym.span))
    };
    let found: Vec<String> =
        reading.toponyms.iter().filter(|toponym| toponym.role != Role::PartOfName).map(line).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn persons_are_no_places() {
    check("The envoy Victoria Hollmark met Georgia Brandtner in the old town hall.", &[]);
    check("Lachin said on Monday that the talks went well.", &[]);
    check("Jordan Smith met Paris Hilton at the station.", &[]);
    check("Mary Lachin opened the meeting. Later, Lachin said the talks went well.", &[]);
    check("Houston, 34, was arrested on Monday.", &[]);
    check("Gov. Lincoln spoke first, and Mr. Washington left.", &[]);
    check("A guest stabbed Welch. Two coats were stolen from Welch on Monday.", &[]);
    check("Two coats were stolen from Welch on Monday.", &["Welch | location | Welch, West Virginia"]);
    // Who has two family names is known by the first; where every letter is a capital, the lists alone tell.
    check("Carlos Salinas Guerra was a judge. The police said that Salinas was well known.", &[]);
    check("CARLOS SALINAS GUERRA WAS A JUDGE. THE DEATH OF SALINAS WAS TOLD.", &[]);
    check("THE DEATHS IN SALINAS WERE TOLD.", &["SALINAS | location | Salinas, California"]);
}

#[test]
fn who_is_presented_by_a_noun_or_an_age_is_no_place() {
    check("Its chairman, Bello Shagarani, spoke in Sokoto.", &["Sokoto | location | Sokoto"]);
    check("The suspect, 26-year-old Tyler Dean Maddoxon, is in jail.", &[]);
    check("Jurors found Tyler Dean Maddoxon guilty.", &[]);
    check("Jurors met in Tyler, Texas.", &["Tyler | location | Tyler, Texas", "Texas | location | Texas"]);
}

#[test]
fn a_name_nobody_knows_is_a_place_where_people_are_killed_or_a_road_leads() {
    let unlisted = "Danakoma | location | Danakoma";
    let in_nigeria = |text: &str| format!("Nigeria is in mourning. {text}");
    check(&in_nigeria("Five travellers were killed at Danakoma on Monday."), &["Nigeria | actor | Nigeria", unlisted]);
    check(&in_nigeria("Five travellers were happy at Danakoma on Monday."), &["Nigeria | actor | Nigeria"]);
    check(&in_nigeria("A bus was stopped on the track to Danakoma."), &["Nigeria | actor | Nigeria", unlisted]);
    check(&in_nigeria("A bus was sold to Danakoma."), &["Nigeria | actor | Nigeria"]);
    check(
        &in_nigeria("Two prisoners died of typhoid at Danakoma, where 40 are ill."),
        &["Nigeria | actor | Nigeria", unlisted],
    );
    check(&in_nigeria("Youths put up a roadblock at Danakoma."), &["Nigeria | actor | Nigeria", unlisted]);
}

#[test]
fn a_capital_that_only_begins_a_sentence_makes_no_name() {
    check("Glacial lake bursts in Bhutan.", &["Bhutan | location | Bhutan"]);
    check("Swollen river floods three villages in Bhutan.", &["Bhutan | location | Bhutan"]);
    let named = ["Ramidanda | location | Ramidanda", "Bhutan | location | Bhutan"];
    check("Ramidanda village was flooded in Bhutan.", &named);
}

#[test]
fn organisations_and_teams_swallow_their_names() {
    check("She studied at Baku State University for four years.", &[]);
    check("The Oklahoma City Thunder lost again.", &[]);
    check("He told the New York Times that he was tired.", &[]);
    check("Police said the West Nile virus was found in mosquitoes.", &[]);
}

#[test]
fn the_end_of_a_name_is_no_place_and_a_journey_leads_to_one() {
    check("Police searched the offices of Granelera del Litoral.", &[]);
    check("He flew to Santa Cruz on Tuesday.", &["Santa Cruz | location | Santa Cruz"]);
    check("A mine blew up a bus in Ituri on Sunday.", &["Ituri | location | Ituri"]);
    check("Ituri villagers blew up a bus on Sunday.", &["Ituri | demonym | Ituri"]);
    check("A bomb exploded in the market of Rueso.", &["Rueso | location | Rueso"]);
}

#[test]
fn the_forces_of_a_nation_come_to_towns_abroad() {
    check("Russian forces shelled Kherson on Monday.", &["Russian | demonym | Russia", "Kherson | location | Kherson"]);
    check("Israeli troops raided Jenin on Monday.", &["Israeli | demonym | Israel", "Jenin | location | Jenin"]);
    check("Kupiansk was shelled on Monday.", &["Kupiansk | location | Kupiansk"]);
    check("Kupiansk was late on Monday.", &[]);
}

#[test]
fn what_has_a_length_or_is_said_to_be_a_ship_is_no_town() {
    check("The bridge fell after the 984-foot Dali lost power.", &[]);
    check("The Dali, a container ship, lost power.", &[]);
    check(
        "The road ends at the 984-foot tower in Dali, China.",
        &["Dali | location | Dali", "China | location | China"],
    );
    check("Fishermen cut the Pan-American with nets.", &[]);
    check("Forecasters said cyclone Gamane would weaken.", &[]);
}

#[test]
fn clubs_and_papers_are_no_places() {
    check("Manchester United lost to Real Madrid and FC Porto.", &[]);
    check("The Boston Globe reported it from Cairo.", &["Cairo | location | Cairo"]);
}

#[test]
fn words_that_are_also_places_are_words() {
    check(
        "Mobile phones were sold in Mobile, Alabama.",
        &["Mobile | location | Mobile, Alabama", "Alabama | location | Alabama"],
    );
    check(
        "People were happy in Reading, England, and in Nice, France.",
        &[
            "Reading | location | Reading",
            "England | location | England",
            "Nice | location | Nice",
            "France | location | France",
        ],
    );
    check("May and June were wet, and the march went on.", &[]);
    check("Reading is good for you. Mobile phones are not.", &[]);
    check("Of course it rained in March and on Sunday.", &[]);
    check("Reddit users laughed.", &[]);
    check("It will cost US$5 million.", &[]);
}

#[test]
fn states_and_countries_after_a_comma_decide() {
    check(
        "A fire broke out in Paris, Texas, on Monday.",
        &["Paris | location | Paris, Texas", "Texas | location | Texas"],
    );
    check(
        "The plane landed in Cordoba, Argentina.",
        &["Cordoba | location | Córdoba", "Argentina | location | Argentina"],
    );
    check("She lives in Athens, Ga., now.", &["Athens | location | Athens, Georgia", "Ga. | location | Georgia"]);
    check(
        "It was found in Georgia, Oklahoma, Pennsylvania and Wisconsin.",
        &[
            "Georgia | location | Georgia",
            "Oklahoma | location | Oklahoma",
            "Pennsylvania | location | Pennsylvania",
            "Wisconsin | location | Wisconsin",
        ],
    );
    check("A bus left Bangor, Maine, at noon.", &["Bangor | location | Bangor, Maine", "Maine | location | Maine"]);
}

#[test]
fn the_company_a_name_keeps_decides() {
    check(
        "Officials in Tbilisi said Georgia would not join. Armenia and Azerbaijan agreed.",
        &[
            "Tbilisi | location | Tbilisi",
            "Georgia | actor | Georgia",
            "Armenia | actor | Armenia",
            "Azerbaijan | actor | Azerbaijan",
        ],
    );
    check(
        "Troops left Tripoli for Benghazi on Friday.",
        &["Tripoli | location | Tripoli", "Benghazi | location | Benghazi"],
    );
}

#[test]
fn peoples_regions_and_continents() {
    check("European leaders met Armenian officials.", &["European | demonym | Europe", "Armenian | demonym | Armenia"]);
    check("Fighting went on in northern Syria.", &["Syria | location | Syria"]);
    check(
        "The Armenia-Azerbaijan talks failed.",
        &["Armenia | location | Armenia", "Azerbaijan | location | Azerbaijan"],
    );
}

#[test]
fn capitals_act_and_are_acted_in() {
    check("Baku said it had no losses.", &["Baku | actor | Baku"]);
    check("Thousands marched in Baku on Sunday.", &["Baku | location | Baku"]);
    check("The Kremlin denied it.", &["Kremlin | actor | Kremlin"]);
}

#[test]
fn compass_words_and_nearness_make_a_point_approximate() {
    let approximate = |text: &str| {
        let article = article(Draft::plain("test", text), ArticleId(0), Letter(0));
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        reading.toponyms.iter().filter_map(|toponym| toponym.place.as_ref()).any(|place| place.approximate)
    };
    assert!(approximate("Fighting went on in northern Syria."));
    assert!(approximate("Shells fell in eastern Ukraine."));
    assert!(approximate("A mine went off near Yerevan."));
    assert!(approximate("A mine went off south of Yerevan."));
    assert!(approximate("A trawler sank off Barra in Scotland."));
    assert!(!approximate("A mine went off in Yerevan."));
}

#[test]
fn other_names_lead_to_one_place() {
    check(
        "Khankendi, or Stepanakert, was shelled.",
        &["Khankendi | location | Stepanakert", "Stepanakert | location | Stepanakert"],
    );
}

#[test]
fn phrases_without_a_name_point_back() {
    check(
        "Troops closed the only road linking Nagorno-Karabakh with Armenia.",
        &[
            "the only road linking Nagorno-Karabakh with Armenia | > | Lachin corridor",
            "Nagorno-Karabakh | location | Nagorno-Karabakh",
            "Armenia | actor | Armenia",
        ],
    );
    check(
        "Thousands marched in the Armenian capital on Tuesday.",
        &["the Armenian capital | > | Yerevan", "Armenian | demonym | Armenia"],
    );
    check("Shelling was heard in the city of Shusha.", &["Shusha | location | Shusha"]);
    check(
        "Shelling was heard in Shusha. People left the city.",
        &["Shusha | location | Shusha", "the city | > | Shusha"],
    );
    check("The region is quiet.", &[]);
}

#[test]
fn streets_and_highways_are_places_the_gazetteer_lacks() {
    check(
        "Police went to 12 Main Street and 200 North Lowry Ave. in Springfield, Ill., off Interstate 70.",
        &[
            "Main Street | location | -",
            "North Lowry Ave. | location | -",
            "Springfield | location | Springfield, Illinois",
            "Ill. | location | Illinois",
            "Interstate 70 | location | -",
        ],
    );
}

#[test]
fn abbreviations_are_read_with_and_without_stops() {
    check(
        "Flights from the UAE, the UK and the U.S. landed in Washington, D.C., and in Fresno, Calif.",
        &[
            "UAE | location | United Arab Emirates",
            "UK | location | United Kingdom",
            "U.S. | location | United States",
            "Washington | location | Washington, D.C., District of Columbia",
            "D.C. | location | Washington, D.C., District of Columbia",
            "Fresno | location | Fresno, California",
            "Calif. | location | California",
        ],
    );
}

#[test]
fn nouns_of_place_say_what_is_meant() {
    check("Fighting went on in the Donetsk region.", &["Donetsk region | location | Donetsk region"]);
    check(
        "A typhoon hit Quezon province in the Philippines.",
        &["Quezon | location | Quezon", "Philippines | location | Philippines"],
    );
    check(
        "The city of Shusha and the village of Taghavard were shelled.",
        &["Shusha | location | Shusha", "Taghavard | location | Taghavard"],
    );
    check("Lake Victoria rose by a metre.", &["Lake Victoria | location | Lake Victoria"]);
    check("A bus fell into the Strait of Hormuz.", &["Strait of Hormuz | location | Strait of Hormuz"]);
}

#[test]
fn possessives_and_sentence_starts_do_not_hide_a_name() {
    check(
        "Yerevan's streets were empty. Gyumri was calm.",
        &["Yerevan | actor | Yerevan", "Gyumri | location | Gyumri"],
    );
}

#[test]
fn lines_and_ways_are_resolved_by_their_ends() {
    check(
        "The only road linking Stepanakert with Goris was closed.",
        &[
            "The only road linking Stepanakert with Goris | > | Lachin corridor",
            "Stepanakert | location | Stepanakert",
            "Goris | location | Goris",
        ],
    );
    check(
        "The border between Armenia and Azerbaijan is shut.",
        &[
            "The border between Armenia and Azerbaijan | > | border of Armenia and Azerbaijan",
            "Armenia | location | Armenia",
            "Azerbaijan | location | Azerbaijan",
        ],
    );
    check(
        "The Dominican-Haitian border is shut.",
        &[
            "The Dominican-Haitian border | > | border of the Dominican Republic and Haiti",
            "Dominican | demonym | Dominican Republic",
            "Haitian | demonym | Haiti",
        ],
    );
    check(
        "Shots were heard along the line of contact near Stepanakert.",
        &["the line of contact | > | Nagorno-Karabakh line of contact", "Stepanakert | location | Stepanakert"],
    );
}

#[test]
fn ways_and_waters_are_told_by_their_ends_however_they_are_named() {
    let ends = ["Lagos | location | Lagos", "Ibadan | location | Ibadan"];
    let told = |way: &'static str| [&[way], ends.as_slice()].concat();
    check(
        "It overturned on the road from Lagos to Ibadan.",
        &told("the road from Lagos to Ibadan | > | road between Lagos and Ibadan"),
    );
    check(
        "It overturned on the Lagos-Ibadan expressway.",
        &told("the Lagos-Ibadan expressway | > | road between Lagos and Ibadan"),
    );
    check(
        "Shots were fired midway between Lagos and Ibadan.",
        &told("midway between Lagos and Ibadan | > | way between Lagos and Ibadan"),
    );
    check(
        "A boat sank in the strait between Bali and Lombok.",
        &[
            "the strait between Bali and Lombok | > | strait between Bali and Lombok",
            "Bali | location | Bali",
            "Lombok | location | Lombok",
        ],
    );
    check(
        "The line from Lagos, where shops closed in Ibadan.",
        &["Lagos | location | Lagos", "Ibadan | location | Ibadan"],
    );
}

#[test]
fn a_border_is_where_the_outlines_of_lands_meet() {
    let spot = |text: &str| {
        let article = read_as(None, text);
        read(&article, Gazetteer::bundled(), &Context::default())
            .toponyms
            .iter()
            .find(|toponym| toponym.indirect)
            .and_then(|toponym| toponym.place.clone())
            .unwrap()
    };
    let three = spot("Raids near the point where Burkina Faso, Mali and Niger meet.");
    assert!(distance_km((three.lon, three.lat), (0.23, 14.95)) < 60.0, "{three:?}");
    let area = spot("Raids in the tri-border area of Burkina Faso, Mali and Niger.");
    assert_eq!((area.lon, area.lat), (three.lon, three.lat));
    check(
        "Talks in Geneva, where the leaders of Kenya and Somalia meet.",
        &["Geneva | location | Geneva", "Kenya | actor | Kenya", "Somalia | actor | Somalia"],
    );
    let two = spot("Shots at the border between Kenya and Somalia.");
    assert!((40.9..41.6).contains(&two.lon) && (-1.7..4.1).contains(&two.lat), "{two:?}");
}

#[test]
fn the_capital_and_the_part_of_a_land_are_found_behind_its_name() {
    check(
        "A school fell in Kenya's crowded capital.",
        &["Kenya | location | Kenya", "Kenya's crowded capital | > | Nairobi"],
    );
    check(
        "A school fell in the capital of Kenya.",
        &["the capital of Kenya | > | Nairobi", "Kenya | location | Kenya"],
    );
    check("A school fell in Kenya's capital, Nairobi.", &["Kenya | location | Kenya", "Nairobi | location | Nairobi"]);
    check("A school fell in Kenya's north-east.", &["Kenya | location | Kenya", "Kenya's north-east | > | Kenya"]);
    check("A school fell on Kenya's north coast.", &["Kenya | actor | Kenya", "Kenya's north coast | > | Kenya"]);
}

#[test]
fn the_capital_and_the_country_are_those_spoken_of() {
    check(
        "Rain fell in Kenya. Shops in the capital closed, and schools across the country too.",
        &["Kenya | location | Kenya", "the capital | > | Nairobi", "the country | > | Kenya"],
    );
    check(
        "The quake hit Gaziantep province in Turkey. In the provincial capital a school fell.",
        &["Gaziantep | location | Gaziantep", "Turkey | location | Turkey", "the provincial capital | > | Gaziantep"],
    );
    check("Police held six Iraqis, who had come to the country.", &["Iraqis | demonym | Iraq"]);
    check(
        "Fighting went on in Nagorno-Karabakh. People in the region waited.",
        &["Nagorno-Karabakh | location | Nagorno-Karabakh", "the region | > | Nagorno-Karabakh"],
    );
}

/// The reasons of the first mention of these words.
fn reasons(text: &str, words: &str) -> Vec<String> {
    let article = read_as(None, text);
    let reading = read(&article, Gazetteer::bundled(), &Context::default());
    let toponym = reading.toponyms.iter().find(|toponym| article.text.slice(toponym.span) == words);
    toponym.map(|toponym| toponym.reasons.to_vec()).unwrap_or_default()
}

#[test]
fn reasons_can_be_checked() {
    assert_eq!(
        reasons("Trains from Lowell to Boston, in Massachusetts, stood still.", "Lowell"),
        ["mentioned with Boston, 37 km away, and Massachusetts", "110,700 people", "7 other Lowells are farther away"]
    );
    assert_eq!(
        reasons("A fire broke out in Paris, Texas.", "Paris").first().map(String::as_str),
        Some("“Texas” stands after it")
    );
    assert_eq!(reasons("Armenian troops left.", "Armenian"), ["the people or things of Armenia"]);
    let around = reasons("Ohio towns such as Lima and Akron were cut off.", "Ohio");
    assert_eq!(around.first().map(String::as_str), Some("mentioned with Lima and Akron, in it"));
}

#[test]
fn shouting_and_titles_are_read() {
    check("Floods Hit Central Nigeria as Rivers Rise", &["Nigeria | location | Nigeria"]);
    check(
        "BOGOTA, 3 MAY -- A BOMB EXPLODED IN MEDELLIN LAST NIGHT, POLICE SAID. NOBODY WAS HURT IN THE ATTACK.",
        &["BOGOTA | location | Bogota", "MEDELLIN | location | Medellín"],
    );
    check(
        "Thousands March in Yerevan After Talks in Moscow Fail\n\nPeople marched on Monday, police said.",
        &["Yerevan | location | Yerevan", "Moscow | location | Moscow"],
    );
}

#[test]
fn a_land_behind_a_name_decides() {
    let place = |text: &str, words: &str| {
        let article = article(Draft::plain("test", text), ArticleId(0), Letter(0));
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        let found = reading.toponyms.iter().find(|toponym| article.text.slice(toponym.span) == words);
        found.and_then(|toponym| toponym.place.as_ref()).map(|place| (place.country.clone(), place.approximate))
    };
    let in_land = |code: &str| Some((Some(code.to_owned()), true));
    assert_eq!(place("Two trains collided in the Tempe gorge in central Greece.", "Tempe"), in_land("GR"));
    assert_eq!(place("He was stopped in Stroud, Ontario, on Sunday.", "Stroud"), in_land("CA"));
    assert_eq!(place("A plant burned in Xiangshui county, in China's Jiangsu.", "Xiangshui"), in_land("CN"));
    // A subject after a comma and the next of a list hold nothing.
    assert_ne!(place("In Vienna, Iran said the talks went on.", "Vienna"), in_land("IR"));
    assert_ne!(place("They play in Stroud, Wales and Scotland.", "Stroud"), in_land("GB"));
}

#[test]
fn ships_airlines_and_teams_are_no_places() {
    check(
        "The container ship Dali struck a bridge in Baltimore; the Dali had lost power.",
        &["Baltimore | location | Baltimore, Maryland"],
    );
    check(
        "A flight of China Southern from Guangzhou turned back with the Melbourne Storm aboard.",
        &["Guangzhou | location | Guangzhou"],
    );
}

#[test]
fn a_bare_name_is_the_citys_unless_a_division_is_spoken_of() {
    let shape = |text: &str, words: &str| {
        let article = article(Draft::plain("test", text), ArticleId(0), Letter(0));
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        let found = reading.toponyms.iter().find(|toponym| article.text.slice(toponym.span) == words);
        found.and_then(|toponym| toponym.place.as_ref()).map(|place| place.shape)
    };
    use crate::story::Shape::{Area, Point};
    assert_eq!(shape("A convoy was ambushed in Veracruz and fled toward Xalapa.", "Veracruz"), Some(Point));
    assert_eq!(shape("Shells fell on Aleppo for a third night.", "Aleppo"), Some(Point));
    assert_eq!(shape("Farmers across Aleppo governorate lost their wheat.", "Aleppo"), Some(Area));
    assert_eq!(shape("The governor of Puebla said the volcano had calmed.", "Puebla"), Some(Area));
}

#[test]
fn articles_of_arabic_names_and_links_belong_to_the_name() {
    check("Jets bombed el-Fasher on Monday.", &["el-Fasher | location | El Fasher"]);
    check(
        "Clashes spread to Deir ez-Zor and Boulogne-sur-Mer.",
        &["Deir ez-Zor | location | Deir ez-Zor", "Boulogne-sur-Mer | location | Boulogne-sur-Mer"],
    );
}

#[test]
fn counties_in_a_row_are_counties() {
    check(
        "Floods closed roads in Dakota, Otoe and Washington counties in Nebraska.",
        &[
            "Dakota | location | Dakota County, Nebraska",
            "Otoe | location | Otoe County, Nebraska",
            "Washington | location | Washington County, Nebraska",
            "Nebraska | location | Nebraska",
        ],
    );
}

#[test]
fn what_one_mention_shows_is_known_wherever_the_name_stands() {
    let countries = |text: &str, words: &str| -> Vec<Option<String>> {
        let article = article(Draft::plain("test", text), ArticleId(0), Letter(0));
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        let found = reading.toponyms.iter().filter(|toponym| article.text.slice(toponym.span) == words);
        found.map(|toponym| toponym.place.as_ref().and_then(|place| place.country.clone())).collect()
    };
    let nigeria = || Some("NG".to_owned());
    // A name made up: the second mention alone says no place.
    let twice = "Men stormed a college at Dansadaru in Nigeria's Zamfara State. Girls from Dansadaru came home.";
    assert_eq!(countries(twice, "Dansadaru"), [nigeria(), nigeria()]);
    assert_eq!(
        countries("Shops burned in Birmingham's Handsworth quarter, police said.", "Handsworth"),
        [Some("GB".to_owned())]
    );
    // Where somebody has a post is no place.
    assert!(countries("She is an engineer at Dansadaru in Lagos, Nigeria.", "Dansadaru").is_empty());
}

#[test]
fn the_land_of_a_story_decides_for_an_article_that_names_none() {
    let drafts = [
        "QUITO - Floods covered fields around Esmeraldas and San Lorenzo in Ecuador, officials in Quito said.",
        "Ecuador sent boats to Esmeraldas and to Borb\u{f3}n, in the north of Ecuador, after the floods.",
        "Three children drowned in Borb\u{f3}n when the river rose, their uncle said.",
    ];
    let drafts = drafts.iter().map(|text| Draft::plain("test", text)).collect();
    let (sources, _) = super::read_story(drafts, &crate::story::Story::default(), Gazetteer::bundled());
    let last = sources.last().unwrap();
    let place = last.reading.toponyms.iter().find_map(|toponym| toponym.place.as_ref()).unwrap();
    assert_eq!(place.country.as_deref(), Some("EC"), "{place:?}");
}

#[test]
fn half_of_a_name_is_no_place() {
    check("Two nurses were taken from the health post at Birni-Lafia.", &["Birni-Lafia | location | -"]);
    check("A landslide hit Kara-Alma in Kyrgyzstan.", &["Kyrgyzstan | location | Kyrgyzstan"]);
    check(
        "The river crested in Fargo-Moorhead on Monday.",
        &["Fargo | location | Fargo, North Dakota", "Moorhead | location | Moorhead, Minnesota"],
    );
    check(
        "A lorry burned on the Bosaso-Garowe road.",
        &[
            "the Bosaso-Garowe road | > | road between Bosaso and Garowe",
            "Bosaso | location | Bosaso",
            "Garowe | location | Garowe",
        ],
    );
}

#[test]
fn what_lies_in_another_part_of_the_land_than_the_text_says_is_not_meant() {
    for place in ["in Ethiopia's Amhara region", "in the Amhara region"] {
        let article = read_as(None, &format!("A drone hit a school in Gedeb, {place}, on Thursday."));
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        let region = reading.toponyms.first().and_then(|gedeb| gedeb.place.as_ref()?.region.clone());
        assert_eq!(region.as_deref(), Some("Amhara"), "{place}");
    }
}

#[test]
fn what_lies_elsewhere_than_the_text_says_is_another_of_that_name() {
    check(
        "Two trains collided near Tempe, about 380 km north of Athens.",
        &["Tempe | location | Tempe", "Athens | location | 380 km north of Athens"],
    );
}

#[test]
fn what_is_called_after_a_town_lies_in_the_land_spoken_of() {
    for (text, land) in [
        ("The Sri Lankan navy seized three trawlers off Delft Island on Monday.", "LK"),
        ("A boat capsized off Lisbon Island in Fiji on Monday.", "FJ"),
        ("Fiji is far. Two people drowned in Lisbon on Monday.", "PT"),
    ] {
        let article = read_as(None, text);
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        let found = reading.mentions.first().and_then(|mention| mention.place.as_ref()?.place.country.clone());
        assert_eq!(found.as_deref(), Some(land), "{text}");
    }
}

#[test]
fn where_things_crash_is_a_place_nobody_need_know() {
    let place = |text: &str| {
        let article = read_as(None, text);
        let reading = read(&article, Gazetteer::bundled(), &Context::default());
        reading.toponyms.iter().any(|toponym| article.text.slice(toponym.span) == "Masiaka")
    };
    assert!(place("Sierra Leone is in shock. Two people died when a minivan hit a tree at Masiaka."));
    assert!(place("Sierra Leone is in shock. Two people died in a two-car crash at Masiaka."));
    assert!(!place("Sierra Leone is in shock. A driver at Masiaka said that he was not at work."));
}

#[test]
fn names_with_an_age_behind_them_are_a_persons() {
    check("Sohag Hossain, 19, died in Dhaka. Sohag had two brothers.", &["Dhaka | location | Dhaka"]);
    check("Sohag, 19 km from the river, was calm.", &["Sohag | location | Sohag"]);
}

#[test]
fn labels_and_kin_are_no_places() {
    check("BRIEF - Benin says two men are safe.", &["Benin | actor | Benin"]);
    check("She was accused of hurting her daughter, Brittany, in June.", &[]);
    check("His wife, Florence, and his son Austin were hurt.", &[]);
    check("The lorry was driven by David Arvin and hit a tree.", &[]);
    check("They spent June in Brittany.", &["Brittany | location | Brittany"]);
}

#[test]
fn a_road_begins_at_the_town_and_not_in_the_middle_of_its_region() {
    let middle = |text: &str| {
        let reading = read(&read_as(None, text), Gazetteer::bundled(), &Context::default());
        let road = reading.toponyms.iter().find(|toponym| toponym.indirect).and_then(|toponym| toponym.place.clone());
        road.map(|place| (place.lon, place.lat))
    };
    let (lon, lat) =
        middle("AGADEZ, Niger - Gunmen attacked a bus on the road between Agadez and Arlit on Monday.").unwrap();
    assert!((lon - 7.7).abs() < 0.2 && (lat - 17.85).abs() < 0.2, "{lon} {lat}");
    // To another country the road is from the region.
    let (_, lat) = middle("The only road linking Agadez region with Algeria was closed.").unwrap();
    assert!(lat > 19.0, "{lat}");
}

#[test]
fn a_name_goes_on_with_a_word_no_list_has() {
    check(
        "A tornado tore through the town of Coronel Bogadun in southern Paraguay on Monday.",
        &["Coronel Bogadun | location | Coronel Bogadun", "Paraguay | location | Paraguay"],
    );
    check("Two men were hurt in Coronel on Monday.", &["Coronel | location | Coronel"]);
    check("Two men were hurt in Madrid Kowalczuk said.", &["Madrid | location | Madrid"]);
}

#[test]
fn a_name_known_whole_is_whole_wherever_it_stands() {
    check(
        "A tornado hit the town of Coronel Bogadun in Paraguay. The wind came down on Coronel Bogadun at night.",
        &[
            "Coronel Bogadun | location | Coronel Bogadun",
            "Paraguay | location | Paraguay",
            "Coronel Bogadun | location | Coronel Bogadun",
        ],
    );
}

#[test]
fn the_capital_is_the_one_a_report_is_filed_from() {
    let last = |text: &str| {
        let reading = read(&read_as(None, text), Gazetteer::bundled(), &Context::default());
        reading
            .toponyms
            .iter()
            .rfind(|toponym| toponym.indirect)
            .and_then(|toponym| Some(toponym.place.clone()?.name.clone()))
    };
    let filed = "KABUL, Sept 19 - Afghanistan's army met on Monday. Its men were in Afghanistan.\n\nPakistan said no.";
    assert_eq!(last(&format!("{filed}\n\nA bomb killed six people in the capital.")).as_deref(), Some("Kabul"));
    let other = "KABUL, Sept 19 - Iran's army met on Monday. It was in Iran.";
    assert_eq!(last(&format!("{other}\n\nA bomb killed six people in the capital.")).as_deref(), Some("Tehran"));
}

#[test]
fn this_city_is_where_it_was_filed_and_the_city_the_one_told_of() {
    check(
        "GAO, Sept 19 - A road leads to Mopti. A shop burned in this city on Monday.",
        &["GAO | location | Gao", "Mopti | location | Mopti", "this city | > | Gao"],
    );
    check(
        "A shop burned in Gao. Men came to Gao. The market of Gao was shut.\n\nA lorry came from Mopti.\n\nIt was late. A \
         house burned in the city on Monday.",
        &[
            "Gao | location | Gao",
            "Gao | location | Gao",
            "Gao | location | Gao",
            "Mopti | location | Mopti",
            "the city | > | Gao",
        ],
    );
    check(
        "A shop burned in Gao. A lorry came from Mopti. A house burned in the city on Monday.",
        &["Gao | location | Gao", "Mopti | location | Mopti", "the city | > | Mopti"],
    );
}

#[test]
fn a_namesake_in_a_land_that_is_spoken_of_is_likelier() {
    let text = "Wildfires burned for a third day near Leiria on Friday. Men came from Leiria.\n\nA plane crashed near Bragança.";
    let reading = read(&read_as(None, text), Gazetteer::bundled(), &Context::default());
    let lands: Vec<_> = reading.toponyms.iter().filter_map(|toponym| toponym.place.as_ref()?.country.clone()).collect();
    assert_eq!(lands, ["PT", "PT", "PT"]);
}
