use super::*;
use crate::reader::home::Home;
use crate::reader::{Context, places, time};
use crate::story::{DateStatus, PlaceBasis, Text};
use jiff::civil::date;

/// The mentions of a text of Tuesday, 19 September 2023.
fn mentioned(text: &Text) -> Vec<EventMention> {
    let page = Page::new(text, "");
    let document = DocumentDate { day: Some(date(2023, 9, 19)), status: DateStatus::Explicit, span: None };
    let gazetteer = Gazetteer::bundled();
    let toponyms = places(&page, gazetteer, &Context::default(), &Home::default());
    let timexes = time::find_and_anchor(&page, &document);
    mentions(&page, &toponyms, &timexes, &document, gazetteer)
}

/// Reads a text of Tuesday, 19 September 2023 and writes its mentions as
/// "kind words @ place (basis) | date | figures | marks".
fn read(text: &str) -> Vec<String> {
    let text = Text::new(text);
    mentioned(&text)
        .iter()
        .filter(|mention| !mention.pointer)
        .map(|mention| {
            let mut line = format!("{} {}", mention.kind.word(), text.slice(mention.trigger));
            if let Some(place) = &mention.place {
                line += &format!(" @ {}", place.place.name);
                if place.basis != PlaceBasis::Stated {
                    line += &format!(" ({})", place.basis.word());
                }
            }
            for figure in &mention.figures {
                line += &format!(" | {} {}", figure.what.word(), figure.words());
                if figure.part {
                    line += " part";
                }
            }
            for (on, word) in [(mention.modal, "modal"), (mention.negated, "negated"), (mention.back_reference, "back")]
            {
                if on {
                    line += &format!(" | {word}");
                }
            }
            line
        })
        .collect()
}

/// What a text of Tuesday, 19 September 2023 only points at, as "words @ place".
pub(super) fn pointers(text: &str) -> Vec<String> {
    let text = Text::new(text);
    let mentions = mentioned(&text);
    let pointers = mentions.iter().filter(|mention| mention.pointer);
    pointers
        .map(|mention| {
            let place = mention.place.as_ref().map(|place| format!(" @ {}", place.place.name));
            text.slice(mention.trigger).to_owned() + place.as_deref().unwrap_or("")
        })
        .collect()
}

/// The figures of a text with who gives each.
pub(super) fn spoken(text: &str) -> Vec<String> {
    let mentions = mentioned(&Text::new(text));
    let figures = mentions.iter().flat_map(|mention| mention.figures.iter().map(move |figure| (mention, figure)));
    figures
        .map(|(mention, figure)| {
            let said = figure.said.as_deref().unwrap_or(&mention.attribution);
            format!("{} {}", figure.min, said.source)
        })
        .collect()
}

/// The first day of each mention of a text that has one.
pub(super) fn days(text: &str) -> Vec<String> {
    let mentions = mentioned(&Text::new(text));
    mentions.iter().filter_map(|mention| Some(mention.date.as_ref()?.days.start.to_string())).collect()
}

/// Who tells each mention of a text, and how far they stand behind it.
pub(super) fn attributed(text: &str) -> Vec<String> {
    let told = mentioned(&Text::new(text)).into_iter().map(|mention| mention.attribution);
    told.map(|told| format!("{} {}", told.source, told.stance.word())).collect()
}

/// The first day of the first mention of a text.
fn dated(text: &str) -> Option<jiff::civil::Date> {
    mentioned(&Text::new(text)).first().and_then(|mention| mention.date.as_ref()).map(|date| date.days.start)
}

pub(super) fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn what_ends_as_a_superlative_and_is_none_keeps_its_date() {
    assert_eq!(dated("A forest fire since Friday has burned homes near Huelva."), Some(date(2023, 9, 15)));
    assert_eq!(dated("It was the worst forest fire since 1990 near Huelva."), Some(date(2023, 9, 19)));
}

#[test]
fn deaths_told_first_are_of_what_killed_as_many() {
    check(
        "Kabul counts six dead from a mine\n\nSoldiers launched a raid on Tuesday in Kandahar after an explosion in \
         Herat. The blast killed six people, police said.",
        &[
            "explosion-mine dead @ Herat (context) | killed 6",
            "military-operation launched a raid @ Kandahar",
            "explosion-mine explosion @ Herat",
            "explosion-mine blast @ Herat (context) | killed 6",
        ],
    );
}

#[test]
fn who_demands_has_marched_where_the_sentence_says() {
    check(
        "Thousands of protesters filled the streets of Yerevan and demanded that the government act.",
        &["protest Thousands of protesters @ Yerevan"],
    );
}

#[test]
fn what_a_court_has_on_paper_is_of_no_day_of_the_paper() {
    assert_eq!(dated("He gunned a man down near Salina, according to court documents."), None);
    assert_eq!(dated("He gunned a man down near Salina, according to the police."), Some(date(2023, 9, 19)));
}

#[test]
fn an_appeal_says_more_than_the_concern_before_it() {
    check(
        "The Kremlin said it was concerned by the losses and called on both sides to talk.",
        &["appeal called on @ Kremlin (seat)"],
    );
    check("The Kremlin said it was concerned by the losses.", &["statement was concerned @ Kremlin (seat)"]);
    check(
        "The Kremlin said it was concerned by the losses and could not confirm that it had been warned.",
        &["statement was concerned @ Kremlin (seat)"],
    );
}

#[test]
fn a_clause_about_somebody_keeps_its_own_day_and_dead() {
    assert_eq!(
        days("Paul Amin, who was shot in Gao on Friday, was buried in Mopti on Sunday."),
        ["2023-09-15", "2023-09-17"]
    );
    assert_eq!(days("A man who stabbed a priest in Nice in 2020 was jailed in Paris."), ["2020-01-01", "2023-09-19"]);
    let led =
        "Gunmen shot dead a judge who had led inquiries into smuggling, in the port city of Split on Monday night.";
    assert_eq!(days(led), ["2023-09-18"]);
    assert_eq!(
        days("Police in Gao arrested two men who planted the bomb that killed four people on Friday."),
        ["2023-09-19", "2023-09-15"]
    );
    assert_eq!(
        days("Police in Gao arrested five men on Sunday after last week's deadly ambush.").first().unwrap(),
        "2023-09-17"
    );
    assert_eq!(days("Police in Gao arrested five men after last week's deadly ambush.").first().unwrap(), "2023-09-19");
    check(
        "Residents of Derna, where a dam burst in 2013 and killed 300 people, marched on Sunday.",
        &["flood dam burst @ Derna | killed 300 | back", "protest marched on @ Derna"],
    );
}

#[test]
fn a_year_or_an_hour_of_something_else_dates_nothing() {
    let first = |text: &str| dated(text).map(|day| day.to_string()).unwrap_or_default();
    assert_eq!(first("The firm, founded in 1998, dismissed 300 workers in Ghent."), "2023-09-19");
    assert_eq!(first("The 1998 graduate was shot in Ghent."), "2023-09-19");
    assert_eq!(first("The 1998 shooting in Ghent was filmed."), "1998-01-01");
    assert_eq!(first("Police in Oslo detained two men suspected of a robbery in March."), "2023-09-19");
    assert_eq!(first("Police in Oslo detained two men in March."), "2023-03-01");
    assert_eq!(first("A bomb exploded in Kano overnight on Monday."), "2023-09-18");
    assert_eq!(first("Ten men died in Gao in a blast; the law was to follow in 2021."), "2023-09-19");
}

#[test]
fn what_gives_no_day_is_of_the_day_it_was_filed_on() {
    assert_eq!(dated("GAO, Mali, Sept 18 - A man was shot dead in the market."), Some(date(2023, 9, 18)));
    assert_eq!(
        dated("GAO, Mali, Sept 18 - In the evening a man was shot dead in the market."),
        Some(date(2023, 9, 18))
    );
    assert_eq!(dated("Nine men are in custody in Gao."), None);
    assert_eq!(dated("Nine men were taken into custody in Gao."), Some(date(2023, 9, 19)));
    assert_eq!(dated("GAO, Mali, Aug 2 - A man was shot dead in the market."), Some(date(2023, 9, 19)));
}

#[test]
fn what_heads_a_sentence_decides_its_kind() {
    check("Gold robbery: five men arrested in Tarkwa", &["arrest arrested @ Tarkwa | detained 5"]);
    check("Thieves robbed a bank in Tarkwa and were arrested.", &["crime robbed @ Tarkwa"]);
    check("Heavy rain flooded homes in Porto Alegre on Monday.", &["flood flooded homes @ Porto Alegre"]);
    check("Heavy rain fell on Porto Alegre on Monday.", &["storm Heavy rain @ Porto Alegre"]);
}

#[test]
fn a_step_of_a_case_is_of_the_day_of_the_one_before() {
    let days = |text: &str| -> Vec<String> {
        let mentions = mentioned(&Text::new(text));
        mentions.iter().filter_map(|mention| Some(mention.date.as_ref()?.days.start.to_string())).collect()
    };
    let charged = "Four men were charged in Sekondi on Monday over the raid of Aug. 15.";
    assert_eq!(days(&format!("{charged} The judge jailed them.")).last().unwrap(), "2023-09-18");
    assert_eq!(days(&format!("{charged} The judge jailed them on Tuesday.")).last().unwrap(), "2023-09-19");
    check(
        "Four men on trial in Ghana\n\nSEKONDI, Ghana - Four men were charged on Monday.",
        &["trial on trial @ Ghana", "trial were charged @ Sekondi (context)"],
    );
}

#[test]
fn those_taken_away_are_of_the_crowd_before() {
    check(
        "Miners threw stones at police in Sekondi on Monday. Seven were taken away.",
        &["riot threw stones at police @ Sekondi", "riot Seven were taken away @ Sekondi (context) | detained 7"],
    );
    check("The minister spoke in Sekondi on Monday. Seven were taken away.", &[]);
}

#[test]
fn a_second_place_of_a_sentence_has_its_own() {
    check(
        "Hundreds marched in Nantes, while in Rennes police fired tear gas.",
        &["protest Hundreds marched @ Nantes", "protest fired tear gas @ Rennes"],
    );
    check("Hundreds marched in Nantes, where police fired tear gas.", &["protest Hundreds marched @ Nantes"]);
}

#[test]
fn what_takes_lives_says_nothing() {
    check("A bus crash near Mutare claimed 13 lives.", &["traffic-accident bus crash @ Mutare | killed 13"]);
    check("A bus crash was planned, Mutare claimed.", &["traffic-accident bus crash"]);
}

#[test]
fn who_is_suspected_did_it_and_about_is_a_number() {
    check("Suspected rebels stormed a school in Gao.", &["attack stormed a school @ Gao"]);
    check("A suspected attack on a school in Gao was looked into.", &["attack attack @ Gao | modal"]);
    check("In Gao about 2,000 people marched to the court.", &["protest people marched @ Gao"]);
    check("People in Gao were about to march.", &["protest march @ Gao | modal"]);
    check("Some 300 feared dead in Freetown mudslide", &["landslide mudslide @ Freetown"]);
    check("A mudslide is feared in Freetown.", &["landslide mudslide @ Freetown | modal"]);
    check("Protests are likely in Gao.", &["protest Protests @ Gao | modal"]);
    check("There was a rumour on Monday of a bomb in Gao.", &["explosion-mine bomb @ Gao | modal"]);
}

#[test]
fn one_happening_is_one_mention() {
    check("A bomb blast killed five people in Baghdad on Monday.", &["explosion-mine bomb blast @ Baghdad | killed 5"]);
    check(
        "Gunmen attacked a bus near Kabul, shooting and killing three men.",
        &["shooting shooting @ Kabul | killed 3"],
    );
    check(
        "A car bombing shook Beirut. Six people were killed.",
        &["explosion-mine car bombing @ Beirut", "explosion-mine killed @ Beirut (context) | killed 6"],
    );
}

#[test]
fn what_is_feared_or_planned_is_marked() {
    check("Troops may attack the town of Shusha.", &["attack attack @ Shusha | modal"]);
    check("A flood may hit Dhaka this week.", &["flood flood @ Dhaka | modal"]);
    check("In Kanazawa officials warned that aftershocks may follow.", &["earthquake aftershocks @ Kanazawa | modal"]);
    check("Fears of a siege grew in Kharkiv.", &["siege siege @ Kharkiv | modal"]);
    check("If rebels attack Goma, the mayor said, he would go.", &["attack attack @ Goma | modal"]);
    check("There was no shelling in Donetsk on Sunday.", &["shelling-strike shelling @ Donetsk | negated"]);
}

#[test]
fn what_is_taken_for_granted_is_not_a_wish() {
    check("Officials said the blockade of Gaza must end.", &["blockade blockade @ Gaza Strip"]);
}

#[test]
fn what_is_remembered_is_context() {
    check("Leaders spoke of the 2006 war in Lebanon.", &["war war @ Lebanon | back"]);
}

#[test]
fn a_state_that_acts_is_no_place() {
    let lines = read("Azerbaijan has launched a military offensive in Nagorno-Karabakh.");
    assert_eq!(lines, ["military-operation military offensive @ Nagorno-Karabakh"]);
    let lines = read("Baku's shelling of Stepanakert went on.");
    assert_eq!(lines, ["shelling-strike shelling @ Stepanakert"]);
}

#[test]
fn figures_of_speech_are_no_events() {
    check("He fought the war on drugs and had an attack of nerves in Chicago.", &[]);
    check("A storm of criticism met the mayor of Boston.", &[]);
    check("They struck a deal and the fire chief in Dallas was flooded with calls.", &[]);
}

#[test]
fn other_families_are_read_too() {
    check("A magnitude 6.1 earthquake struck near Osaka on Monday.", &["earthquake earthquake @ Osaka"]);
    check("Voters went to the polls in Nairobi on Monday.", &["election Voters went to the polls @ Nairobi"]);
    check("A bus crash in Lima left 14 people dead.", &["traffic-accident bus crash @ Lima | killed 14"]);
    check("An outbreak of measles in Samoa has killed 20 children.", &["outbreak outbreak @ Samoa | killed 20"]);
    check("Police in Oslo arrested two men on Sunday.", &["arrest arrested @ Oslo | detained 2"]);
}

#[test]
fn statements_stand_at_the_seat_of_who_speaks() {
    check("Armenia accused Azerbaijan of bad faith.", &["accusation accused @ Yerevan (seat)"]);
    check("Jim accused Tom of bad faith.", &[]);
}

#[test]
fn words_that_need_another_are_read_beside_it() {
    check(
        "A ferry carrying 143 people sank off Calapan on Tuesday, killing 11.",
        &["crash sank @ Calapan | killed 11"],
    );
    check(
        "Nine miners were killed when a tunnel collapsed near Rybnik.",
        &["industrial-accident collapsed @ Rybnik | killed 9"],
    );
    check(
        "At least 21 people have died of cholera in Malawi.",
        &["outbreak died of cholera @ Malawi | killed 21 or more"],
    );
    check("Hopes sank in Calapan.", &[]);
}

#[test]
fn a_place_beside_the_matter_is_no_place_of_it() {
    let place =
        |text: &str| read(text).first().map(|line| line.split(" @ ").nth(1).map(str::to_owned)).unwrap_or_default();
    assert_eq!(place("The blast killed two men, a spokesman told reporters in Manila."), None);
    assert_eq!(place("Police arrested the former mayor of Rosario."), None);
    assert_eq!(place("The outbreak has killed 9, among them two nurses from the Karonga district."), None);
    assert_eq!(place("The outbreak has killed 754 people, 33 of them in Karonga."), None);
    assert_eq!(place("Clashes were reported in Omdurman on Friday.").as_deref(), Some("Omdurman"));
}

#[test]
fn what_is_taken_back_is_no_happening() {
    check("An earlier report that a bomb had exploded in Lima was wrong.", &["explosion-mine bomb @ Lima | negated"]);
    check("Doses of vaccine would arrive in Lima next week.", &["aid-delivery Doses of vaccine @ Lima | modal"]);
}

#[test]
fn what_is_still_to_come_is_planned() {
    check("The company named a possible acquisition of a rival in Dayton.", &["deal acquisition of @ Dayton | modal"]);
    check("The vote will be held in Windhoek on 27 November.", &[]);
    check("The election will be held in Windhoek in November.", &["election election @ Windhoek | modal"]);
    check("He faces up to 20 years in prison in Lima.", &["sentence years in prison @ Lima | modal"]);
    check("Police in Lima arrested two men, who will be tried in October.", &["arrest arrested @ Lima | detained 2"]);
}

#[test]
fn kinds_of_every_family_are_told() {
    let kind = |text: &str| {
        read(text).first().map(|line| line.split(" | ").next().unwrap_or_default().to_owned()).unwrap_or_default()
    };
    let is = |text: &str, expected: &str| assert_eq!(kind(text), expected, "{text}");
    is("The president of Guinea was ousted by soldiers in Conakry.", "coup was ousted @ Conakry");
    is("Cyclone Freddy battered Quelimane on Monday.", "storm Cyclone @ Quelimane");
    is("Lava from the volcano reached the outskirts of Goma.", "eruption Lava from @ Goma");
    is("Fifteen miners were trapped in a mine in Meghalaya.", "industrial-accident miners were trapped @ Meghalaya");
    is("Pirates seized a tanker off Mombasa.", "abduction Pirates seized @ Mombasa");
    is("Thousands marched in Warsaw against the law.", "protest Thousands marched @ Warsaw");
    is("Voters in Slovakia elected a president.", "election elected @ Slovakia");
    is("The opposition leader won Zambia's presidency on Monday.", "election won @ Zambia (indirect)");
    is("The runner was banned for doping in Lausanne.", "sport banned for doping @ Lausanne");
    is("Fans fought with police in Belgrade.", "riot Fans fought @ Belgrade");
    is("Rebels fired about 90 rockets at Haifa on Monday.", "shelling-strike fired @ Haifa");
}

#[test]
fn illness_is_counted_in_the_land_its_sentence_names() {
    check(
        "Cholera has killed nine people in Zimbabwe. The South African ministry of health reported 160 cases of cholera.",
        &[
            "outbreak Cholera @ Zimbabwe | killed 9",
            "outbreak cases of cholera @ South Africa (context) | infected 160",
        ],
    );
}

#[test]
fn a_denial_of_deaths_is_kept() {
    check(
        "Police shot at people in Kisumu on Tuesday. Police denied that anyone had died there.",
        &["shooting Police shot @ Kisumu", "shooting died @ Kisumu (indirect)"],
    );
}

#[test]
fn a_place_told_earlier_in_the_sentence_is_better_than_where_one_is_from() {
    check("He found the men in Topeka, but in a struggle the Wichita man was stabbed.", &["killing stabbed @ Topeka"]);
}

#[test]
fn a_step_of_a_case_is_where_its_court_sits() {
    check("The Tbilisi City Court sentenced ten men on Monday.", &["sentence sentenced @ Tbilisi (context)"]);
}

#[test]
fn what_another_happening_is_about_is_not_told_as_news() {
    check(
        "A court in Lima sentenced two men on Monday for the murder of a judge in Cusco in 2019.",
        &["sentence sentenced @ Lima", "killing murder @ Cusco | killed 1 | back"],
    );
}

#[test]
fn a_clause_with_a_year_of_its_own_is_told_apart() {
    check(
        "In 2012 a fire in Karachi killed 112 people, and in 2013 a flood in Kabul killed 300 people.",
        &["fire fire in @ Karachi | killed 112 | back", "flood flood @ Kabul | killed 300 | back"],
    );
}

#[test]
fn what_was_struck_is_no_second_happening() {
    check(
        "A suicide attack on an election rally in Mastung killed 140 people on Monday.",
        &["explosion-mine suicide attack @ Mastung | killed 140"],
    );
}

#[test]
fn people_who_block_a_road_protest() {
    check("Angry residents blocked the road in Sagamu on Monday.", &["protest blocked the road @ Sagamu"]);
}

#[test]
fn those_a_storm_drove_out_are_of_the_storm() {
    check(
        "A cyclone hit Beira on Monday. More than 50,000 people were displaced.",
        &["storm cyclone @ Beira", "storm displaced @ Beira (context) | displaced more than 50,000"],
    );
}

#[test]
fn a_year_before_a_clause_dates_it() {
    check(
        "It was the deadliest tremor in Morocco since 1960, when an earthquake near Agadir killed 12,000 people.",
        &["earthquake tremor @ Morocco", "earthquake earthquake @ Agadir | killed 12,000 | back"],
    );
}

#[test]
fn who_has_words_for_a_happening_is_not_where_it_was() {
    check(
        "Soldiers staged a coup in Niger on Monday. France condemned the coup.",
        &["coup coup @ Niger", "accusation condemned @ Paris (seat)", "coup coup @ Niger (context)"],
    );
}

#[test]
fn where_an_article_was_written_is_not_where_it_happened() {
    check("DUBAI - Protests spread to a dozen Iranian cities on Monday.", &["protest Protests @ Iran (context)"]);
}

#[test]
fn what_a_land_keeps_abroad_is_not_in_that_land() {
    check(
        "Bombs exploded outside the U.S. embassies in Kenya and Tanzania on Friday.",
        &["explosion-mine Bombs @ Kenya", "explosion-mine Tanzania @ Tanzania"],
    );
    check("A bomb exploded in the U.S. on Friday.", &["explosion-mine bomb @ United States"]);
}

#[test]
fn what_waits_for_something_is_not_it() {
    check("The army must hold off until the envoy visits Baghdad.", &["visit visits @ Baghdad | modal"]);
    check("The envoy visits Baghdad on Monday.", &["visit visits @ Baghdad"]);
    check("Setting off a bomb above Leeds might be the only way.", &["explosion-mine Setting off @ Leeds | modal"]);
    check("An election is unlikely to take place in Prague.", &["election election @ Prague | modal"]);
}

#[test]
fn a_word_of_another_craft_is_no_happening() {
    check("The school chess club members in Bern were novices last year.", &[]);
    check("The chief denied his request for the money in Bern.", &[]);
    check("We are still shooting for early June in Bern.", &[]);
    check("The state may seize a house in Bern before trial.", &[]);
    check("The trial of a banker began in Bern on Monday.", &["trial trial @ Bern"]);
    check(
        "Landslide buries houses in southern Kyrgyzstan, nine dead",
        &["landslide Landslide @ Kyrgyzstan | killed 9"],
    );
}

#[test]
fn a_road_is_blocked_for_a_demand_or_to_cut_it_off() {
    check(
        "Some 200 of those in the tents blocked the road near Bern to demand water.",
        &["protest blocked the road @ Bern"],
    );
    check("The army blocked the road near Bern with tanks.", &["blockade blocked the road @ Bern"]);
}

#[test]
fn a_dateline_and_a_clause_aside_date_nothing_else() {
    assert_eq!(
        dated("BISHKEK, Sept 18 - A landslide hit a village near Osh early on Sunday, the ministry said on Monday."),
        Some(date(2023, 9, 17))
    );
    assert_eq!(
        dated("The blast in Karachi came after talk of the war, which began with an invasion in March 2003."),
        Some(date(2023, 9, 19))
    );
    assert_eq!(dated("They want to solve the 1946 Moore's Ford lynching in Monroe."), Some(date(1946, 1, 1)));
}

#[test]
fn a_way_is_named_after_where_it_leads() {
    check("Mud came down on the Bishkek-Osh highway near Toktogul.", &["landslide came down @ Toktogul"]);
    check("An express from Sylhet derailed near Dhaka.", &["crash derailed @ Dhaka"]);
}

#[test]
fn prisoners_are_no_town_and_houses_no_protest() {
    check("Guards recaptured seven of the 281 prisoners in Goma.", &["arrest recaptured @ Goma | detained 7"]);
    check("Rebels recaptured Goma.", &["invasion recaptured @ Goma"]);
    check(
        "Drones hit two apartment blocks in the city of Konotop, killing nine people.",
        &["shelling-strike Drones hit @ Konotop | killed 9"],
    );
}

#[test]
fn the_day_of_a_march_is_that_of_what_happened_in_it() {
    assert_eq!(dated("The student was shot by police during Wednesday's march in Lilongwe."), Some(date(2023, 9, 13)));
    assert_eq!(dated("The second attack in Goma left two dead, following one on 6 February."), Some(date(2023, 9, 19)));
}

#[test]
fn what_was_on_board_came_nowhere_and_nobody_says_nothing() {
    check("A plane carrying vaccines to the north of Bolivia crashed near Reyes.", &["crash crashed @ Reyes"]);
    check("People in the village near Bern ask why nobody warned them.", &[]);
    check("Our vaccination brigade in Bern met on Monday.", &[]);
}

#[test]
fn whoever_is_about_to_speak_has_acted_before() {
    check("The governor declared a curfew in Osaka and said more would follow.", &["announcement curfew @ Osaka"]);
    check("Officials in Osaka said a curfew was declared.", &["announcement curfew @ Osaka (indirect)"]);
}

#[test]
fn a_part_in_it_is_denied_and_not_the_deed() {
    check("The rebels denied any involvement in the bombing in Goma.", &["explosion-mine bombing @ Goma"]);
    check("The army denied any bombing in Goma.", &["explosion-mine bombing @ Goma | negated"]);
}

#[test]
fn what_others_shout_about_is_not_where_they_shout() {
    check(
        "Thousands marched in Ankara. \"Stop the war in Somalia,\" the protesters chanted.",
        &["protest Thousands marched @ Ankara", "war war @ Somalia | modal", "protest chanted @ Ankara (context)"],
    );
}

#[test]
fn a_region_nobody_named_is_not_where_the_last_thing_happened() {
    check(
        "Hundreds marched in Istanbul. Dozens were killed in clashes in the troubled region.",
        &["protest Hundreds marched @ Istanbul", "clash clashes | killed 24 or more"],
    );
}

#[test]
fn the_day_of_what_was_done_about_a_vote_is_not_the_day_of_the_vote() {
    assert_eq!(dated("Omondi on Wednesday entered the mayoral election in Nakuru."), None);
    assert_eq!(dated("On Sunday Nakuru voted in a mayoral election."), Some(date(2023, 9, 17)));
    assert_eq!(dated("About 32,000 people died in Abyei in the years 1994 and 2020."), None);
}

#[test]
fn who_owns_a_place_and_where_help_comes_from() {
    check(
        "The plane crashed at Butte's Bert Mooney Airport in Montana.",
        &["crash plane crashed @ Bert Mooney Airport"],
    );
    check("In Britain, charities have launched relief efforts.", &["aid-delivery relief efforts"]);
    check("In Kenya, relief efforts reached the hills.", &["aid-delivery relief efforts @ Kenya"]);
    check(
        "Kenya must immediately cease military operations in Goma.",
        &["military-operation military operations @ Goma | modal"],
    );
}

#[test]
fn quotation_marks_part_no_phrase() {
    check(
        "The ministry announced an \"anti-terrorist\" operation in Goma.",
        &["military-operation anti-terrorist\" operation @ Goma"],
    );
}

#[test]
fn a_capital_behind_a_comma_and_the_town_of_a_court_are_places() {
    check("Mr Berg died at Line Barracks, Port Louis, on Sunday.", &["death died @ Port Louis"]);
    check(
        "Two men were charged with manslaughter at the Leeds district court on Friday.",
        &["trial were charged @ Leeds"],
    );
    check("He was jailed for six years by the Leeds district court.", &["sentence was jailed @ Leeds"]);
    check("The pool was shut down by the Leeds city council.", &["closure was shut down @ Leeds (context)"]);
}

#[test]
fn what_happened_ages_ago_did_not_on_the_day_of_the_words() {
    let marked = |text: &str| read(text).iter().any(|line| line.ends_with("| back"));
    assert!(marked("Divers announced on Monday the find of a ship that sank some 3,600 years ago off Antalya."));
    assert!(!marked("Divers announced on Monday the find of a ship that sank on Sunday off Antalya."));
    assert!(!marked("A ship sank on Sunday off Antalya, where divers had trained years ago."));
}

#[test]
fn a_weapon_that_is_found_and_a_hall_that_is_built_are_no_happenings() {
    check("Police seized a mortar.", &[]);
    check("A hall in Kobe is under construction.", &[]);
    check("Civilians could leave Kobe through humanitarian corridors.", &[]);
}

#[test]
fn help_that_is_pledged_is_help() {
    check("The company pledged 200 tents to survivors in Kobe.", &["aid-delivery pledged @ Kobe"]);
}

#[test]
fn what_a_flood_blew_apart_exploded_not() {
    check("The whole place is blown apart after the flood in Kobe.", &["flood flood @ Kobe"]);
    check("A bus was blown apart in Kobe.", &["explosion-mine blown apart @ Kobe"]);
}

#[test]
fn what_is_supposed_to_come_has_not_come() {
    check("A blizzard is supposed to pass Kobe on Friday.", &["storm blizzard @ Kobe | modal"]);
    check("A blizzard passed Kobe on Friday, as it was supposed to.", &["storm blizzard @ Kobe"]);
}

#[test]
fn shells_of_the_sea_and_an_illness_of_one_are_no_happenings() {
    check("The hall in Kobe shows ocean shells that were found in graves.", &[]);
    check("The army shells Kobe.", &["shelling-strike shells @ Kobe"]);
    check("A boy in Kobe was diagnosed with bone cancer.", &[]);
    check("A boy in Kobe was diagnosed with cholera.", &["outbreak was diagnosed with @ Kobe | infected 1"]);
    check("His airbags did deploy in Kobe.", &[]);
}

#[test]
fn what_is_cancelled_was_not_held() {
    check("A march in Lagos was cancelled on Monday.", &["protest march @ Lagos | modal"]);
    check("Organisers called off Monday's march in Lagos.", &["protest march @ Lagos | modal"]);
    check("The fair was cancelled after a march in Lagos.", &["protest march @ Lagos"]);
    check("A march in Lagos was held on Monday.", &["protest march @ Lagos"]);
}

#[test]
fn a_clause_that_ends_before_an_odd_past_keeps_its_year() {
    let read = |text: &str| days(text).join(" ");
    assert_eq!(read("Goma, which was shelled in 2012, held an election on Monday."), "2012-01-01 2023-09-18");
    assert_eq!(read("Goma, which was shelled on Sunday, held an election on Monday."), "2023-09-17 2023-09-18");
    assert_eq!(read("Thirty years after the siege of Sarajevo, survivors marched on Monday."), "1993-01-01 2023-09-18");
}

#[test]
fn what_would_have_been_was_not() {
    check("Had the bomb gone off in Kano, dozens would have died.", &["explosion-mine bomb @ Kano | modal"]);
    check("Had he known of the riot in Kano, he said, nobody cared.", &["riot riot @ Kano"]);
    check("The deputies stormed out of the hall in Kano.", &[]);
    check("Gunmen stormed the hall in Kano.", &["attack stormed @ Kano"]);
}

#[test]
fn an_order_holds_and_a_people_has() {
    check("The curfew in Kobe holds until further notice.", &["announcement curfew @ Kobe"]);
}

#[test]
fn what_is_said_counts_beside_what_is_only_wished_for() {
    check("Kenya said it does not have troops in Goma.", &["denial said it does not @ Nairobi (seat)"]);
    check(
        "Kenya expressed deep concern and called for talks.",
        &["statement expressed deep concern @ Nairobi (seat)", "talks-offer called for talks @ Nairobi (seat) | modal"],
    );
}

#[test]
fn what_is_said_to_be_a_town_is_one_and_its_slums_are_in_it() {
    check("A shallow tremor rattled the city of Van at dawn on Monday.", &["earthquake tremor @ Van"]);
    check("A shallow tremor rattled the owner of Van Motors at dawn on Monday.", &["earthquake rattled"]);
    check(
        "Gunmen kidnapped two women in the slums of Nairobi on Monday.",
        &["abduction kidnapped @ Nairobi | detained 2"],
    );
    check("Gunmen kidnapped two women, the pride of Nairobi, on Monday.", &["abduction kidnapped | detained 2"]);
}

#[test]
fn what_is_walked_into_or_falls_is_what_it_is() {
    check(
        "Three soldiers walked into a minefield near Gao on Monday.",
        &["explosion-mine walked into a minefield @ Gao"],
    );
    check("Three men walked into a bar on Monday.", &[]);
    check("Snow is falling on the hills of Nepal.", &[]);
    check("Boulders fell on two houses in Nepal on Monday.", &["landslide Boulders fell @ Nepal"]);
    check("Leeds rivals ousted Winchester in the cup on Monday.", &[]);
    check("Soldiers ousted the president in Niger on Monday.", &["coup ousted the president @ Niger"]);
}

#[test]
fn a_place_stands_behind_all_that_a_verb_has_for_its_object() {
    check("Troops killed a separatist commander and his two brothers near Kumbo.", &["killing killed @ Kumbo"]);
    check("Troops killed a commander, said a mayor who lives near Kumbo.", &[]);
}

#[test]
fn what_means_are_used_for_is_done() {
    check("Soldiers fired from the roof of a terminal in Juliaca.", &["shooting Soldiers fired @ Juliaca"]);
    check("Farmers used tractors and bales to seal off the motorway at Bayonne.", &["blockade seal off @ Bayonne"]);
    check("Farmers could use tractors to seal off the motorway at Bayonne.", &["blockade seal off @ Bayonne | modal"]);
}

#[test]
fn who_the_dead_were_is_no_appointment_and_lives_are_no_town() {
    check("The dead man was named as Eusebio Quispe in Lima.", &[]);
    check("Eusebio Quispe was named as minister in Lima.", &["appointment was named @ Lima"]);
    check("The flood took 40 lives in Bama.", &["flood flood @ Bama | killed 40"]);
    check("A gunman took six lives at a school in Lund.", &["killing lives @ Lund | killed 6"]);
    check("The army took Bama.", &["invasion took @ Bama"]);
}

#[test]
fn a_smash_of_cars_is_one_of_the_road() {
    check(
        "A head-on smash between a truck and a jeep shut a lane near Nashik.",
        &["traffic-accident head-on smash @ Nashik"],
    );
    check("A head-on smash between a truck and a train shut a line near Nashik.", &["crash head-on smash @ Nashik"]);
}

#[test]
fn what_came_first_is_counted_back_from_what_came_later() {
    let read = |text: &str| days(text).join(" ");
    assert_eq!(
        read("A bomb killed two in Kano on Sunday, the day after gunmen raided a village near Zaria."),
        "2023-09-17 2023-09-16"
    );
    assert_eq!(
        read("Crews in Vigo stopped work on Friday, ten days after nine men died in a crash off Muros."),
        "2023-09-15 2023-09-05"
    );
    assert_eq!(read("On Thursday, a day before the vote, a bomb killed two in Kano."), "2023-09-14");
    assert_eq!(read("The bomb killed two in Kano a day before the vote."), "2023-09-19");
    assert_eq!(read("A bomb killed the mayor on Friday; his funeral is on Wednesday."), "2023-09-15 2023-09-20");
    assert_eq!(read("A bomb killed the mayor on Friday and his funeral was on Monday."), "2023-09-15 2023-09-18");
}

#[test]
fn where_a_later_thing_was_is_not_where_what_came_first_was() {
    check(
        "A march filled Lyon on Sunday, two days after police shot a boy dead.",
        &["protest march @ Lyon", "shooting police shot @ Lyon (context) | killed 1"],
    );
    check(
        "A march filled Lyon on Sunday, two days after police shot a boy dead in Rennes.",
        &["protest march @ Lyon", "shooting police shot @ Rennes | killed 1"],
    );
}

#[test]
fn a_strike_that_lasts_is_one_of_workers() {
    check("The strike in Lima entered its fifth day.", &["strike strike @ Lima"]);
    check("The missile strike in Lima began at dawn.", &["shelling-strike missile strike @ Lima"]);
    check("The strike in Lima missed.", &[]);
}

#[test]
fn what_is_to_be_served_was_decided() {
    check("He will spend 21 years behind bars, a court in Oslo decided.", &["sentence years behind bars @ Oslo"]);
    check("He could spend 21 years behind bars in Oslo.", &["sentence years behind bars @ Oslo | modal"]);
}

#[test]
fn the_next_day_is_none_to_be_feared() {
    check("The next day a bus overturned in Bari.", &["traffic-accident bus overturned @ Bari"]);
    check("The head of an insurance firm was shot dead in Bari.", &["shooting was shot @ Bari"]);
}

#[test]
fn the_day_of_what_is_answered_is_not_that_of_the_answer() {
    assert_eq!(
        days("The ministry said its military operation in Goma answered a landmine explosion a day earlier."),
        ["2023-09-19", "2023-09-18"]
    );
}
