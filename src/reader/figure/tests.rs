use super::*;
use crate::reader::vocabulary;
use crate::story::Text;

fn read(text: &str) -> Vec<Figure> {
    let text = Text::new(text);
    let page = Page::new(&text, "");
    let lexes = vocabulary::lexes(&page);
    figures(&page, &lexes, 0..page.tokens.len(), None).into_iter().map(|counted| counted.figure).collect()
}

/// What befell how many: "killed 8-10".
fn range(figure: &Figure) -> String {
    let top = |max: u32| if max == figure.min { String::new() } else { format!("-{max}") };
    format!("{} {}{}", figure.what.word(), figure.min, figure.max.map_or("+".to_owned(), top))
}

/// The figures of a sentence, as "killed 8-10".
pub(super) fn bare_counts(text: &str) -> Vec<String> {
    read(text).iter().map(range).collect()
}

/// The figures of a sentence, as "killed 8-10 guards (2 women)".
pub(super) fn counts(text: &str) -> Vec<String> {
    let told = |figure: &Figure| {
        let parts: Vec<String> = figure.parts.iter().map(|part| format!(" ({} {})", part.min, part.of)).collect();
        format!("{} {}", range(figure), figure.of).trim_end().to_owned() + &parts.concat()
    };
    read(text).iter().map(told).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(counts(text), expected, "{text:?}");
}

#[test]
fn ranges_follow_the_words() {
    check("At least five people were killed.", &["killed 5+ people"]);
    check("Nearly two dozen others were wounded.", &["wounded 18-23 others"]);
    check("More than 100 villagers died.", &["killed 101+ villagers"]);
    check("Between 10 and 15 miners are missing.", &["missing 10-15 miners"]);
    check("Up to 20 people were injured.", &["wounded 0-20 people"]);
    check("About 32,000 people were killed.", &["killed 32000 people"]);
    check("Dozens of passengers were hurt.", &["wounded 24+ passengers"]);
    check("The blast killed 8 to 10 guards.", &["killed 8-10 guards"]);
}

#[test]
fn one_told_by_name_is_one() {
    check("A teacher of Thai, Mrs Orn Suk, was killed in Yala.", &["killed 1 teacher"]);
    check("A teacher of Thai, history and maths was killed time.", &[]);
    check("A thirty-second victim died on Friday.", &["killed 32 victim"]);
    check("Nine men are in custody.", &["detained 9 men"]);
    check("About 180 residents have been moved to a school.", &["displaced 180 residents"]);
    check("About 180 residents have been taken to a hospital near the school.", &["wounded 180 residents"]);
    check("About 180 residents have moved to the left.", &[]);
    check("Nine men are in the market.", &[]);
    check("Police shot dead three people, a politician said.", &["killed 3 people"]);
    check(
        "Police shot dead three people and a politician.",
        &["killed 4 people and politician (3 people) (1 politician)"],
    );
}

#[test]
fn sums_and_parts() {
    check(
        "A mine killed four soldiers and two civilians.",
        &["killed 6 soldiers and civilians (4 soldiers) (2 civilians)"],
    );
    check(
        "It claimed the lives of four policemen and two civilians.",
        &["killed 6 policemen and civilians (4 policemen) (2 civilians)"],
    );
    check(
        "Two civilians had been killed and nearly two dozen others wounded.",
        &["killed 2 civilians", "wounded 18-23 others"],
    );
    check(
        "It left at least five dead, including a child, and 80 people injured.",
        &["killed 5+ (1 child)", "wounded 80 people"],
    );
    check("Gunmen killed four guards and wounded 11.", &["killed 4 guards", "wounded 11"]);
    check("Seven people, including two children, were killed.", &["killed 7 people (2 children)"]);
    check("Nine people were killed, four of them soldiers.", &["killed 9 people (4 soldiers)"]);
    check("It has killed 754 people, 33 of them in Karonga.", &["killed 754 people (33 in Karonga)"]);
}

#[test]
fn nouns_of_fate_and_none_at_all() {
    check("the mortar shelling death of a civilian", &["killed 1 civilian"]);
    check("There were no casualties.", &["killed 0 casualties"]);
    check("It caused at least 300 casualties.", &[]);
    check(
        "It caused at least nine casualties, two of them children, and left 40 people injured.",
        &["killed 9+ casualties (2 children)", "wounded 40 people"],
    );
    check("The death toll rose to 14.", &["killed 14"]);
    check("The number of people killed when a ferry capsized on Tuesday rose to 19 on Friday.", &["killed 19"]);
    check("Death toll in the ferry disaster rises to 19", &["killed 19"]);
    check("The cholera toll passes 750 as schools stay shut.", &["killed 750+"]);
    check("The death toll stands at 12.", &["killed 12"]);
    check("Thirteen bodies had been brought ashore.", &["killed 13 bodies"]);
    check("Divers recovered eight more bodies.", &[]);
    check("Hopes were fading for 13 men who are missing.", &["missing 13 men"]);
    check("Eleven miners remain missing.", &["missing 11 miners"]);
    check("Seventeen miners were being treated for burns.", &["wounded 17 miners"]);
    check("No one was injured.", &["wounded 0"]);
    check(
        "resulting in the deaths of four soldiers and two civilians",
        &["killed 6 soldiers and civilians (4 soldiers) (2 civilians)"],
    );
    check("Police arrested 12 protesters.", &["detained 12 protesters"]);
    check("Police put the number of injured at 45.", &["wounded 45"]);
    check("The pilot was killed; the drivers were not.", &["killed 1 pilot"]);
    check("It forced 12,000 families from their homes.", &["displaced 12000 families"]);
    check("3,000 families fled.", &["displaced 3000 families"]);
}

#[test]
fn numbers_that_count_no_victims() {
    check("The 36-year-old driver was killed at 5 p.m.", &[]);
    check("A crowd of 5,000 people heard him.", &[]);
    check("It lost $14 million and 30 percent of its value.", &[]);
    check("The town of 120,000 residents lies north.", &[]);
    check("Two officers killed a man.", &["killed 1 man"]);
    check("She was killed two days ago in 2019.", &[]);
    check("They voted 14 to 3.", &[]);
    check("Officials did not know how many residents were displaced.", &[]);
    check("Scores of people were feared dead.", &[]);
    check("The ferry was carrying 143 people.", &[]);
}

#[test]
fn forms_of_the_dead() {
    check("The outbreak claimed 55 lives.", &["killed 55"]);
    check("The violence cost the lives of more than 500 civilians.", &["killed 501+ civilians"]);
    check("Two supporters of the ruling party were hacked to death.", &["killed 2 supporters"]);
    check("Attackers hacked to death 134 herders.", &["killed 134 herders"]);
    check("A ferry capsized, drowning 14 people.", &["killed 14 people"]);
    check("A light aircraft came down in a field, killing the pilot.", &["killed 1 pilot"]);
    check("Gunmen shot dead Judge Carlos Mena in the street.", &["killed 1 Judge Carlos Mena"]);
    check("A camp leader, or majhi, was shot dead.", &["killed 1 camp leader"]);
    check("Twelve people on board drowned.", &["killed 12 people"]);
    check("A 60-year-old police officer died on his way to work.", &["killed 1 police officer"]);
    check("He blew himself up, killing himself and at least 57 others.", &["killed 57+ others"]);
    check("Rescuers had collected more than 1,000 bodies.", &["killed 1001+ bodies"]);
    check("A hospital had received 29 bodies of children.", &["killed 29 bodies"]);
    check("A coach fell, killing 24 of its 60 passengers.", &["killed 24 passengers"]);
    check("The district put the number of dead at 25.", &["killed 25"]);
    check("Six members of one family drowned.", &["killed 6 members"]);
    check("They lost more than 20 sheep.", &[]);
}

#[test]
fn forms_of_the_hurt_the_missing_and_the_displaced() {
    check("Twelve people were hurt, police said.", &["wounded 12 people"]);
    check("Sixty-six were in hospital.", &["wounded 66"]);
    check("A crash sent at least 65 to hospital.", &["wounded 65+"]);
    check("A hospital said it had treated 14 people.", &["wounded 14 people"]);
    check("Seventeen others, including two children, were taken to hospital.", &["wounded 17 others (2 children)"]);
    check("Three soldiers, aged 19 to 23, were wounded.", &["wounded 3 soldiers"]);
    check("It struck with 190 people seriously injured.", &["wounded 190 people"]);
    check("At least 40 workers were still missing.", &["missing 40+ workers"]);
    check("Another 11 people were missing.", &["missing 11 people"]);
    check("About 250 were unaccounted for.", &["missing 250"]);
    check("It has driven 3 million from their homes.", &["displaced 3000000"]);
    check("Floods forced 1.2 million people from their homes.", &["displaced 1200000 people"]);
    check("Some 1,418 people were in emergency shelters.", &["displaced 1418 people"]);
    check("The fire left 300 people homeless.", &["displaced 300 people"]);
    check("No fewer than 90 residents were ordered to evacuate.", &["displaced 90+ residents"]);
}

#[test]
fn forms_of_the_held_and_the_ill() {
    check("The march led to 49 arrests.", &["detained 49 arrests"]);
    check("Gunmen took 12 hostages.", &["detained 12 hostages"]);
    check("They abducted at least 30 others.", &["detained 30+ others"]);
    check("Nine nurses were held hostage.", &["detained 9 nurses"]);
    check("Measles has infected 3,728 people.", &["infected 3728 people"]);
    check("Fiji reported 15 cases and no deaths.", &["infected 15 cases", "killed 0 deaths"]);
    check(
        "There were 119 confirmed and 11 probable cases.",
        &["infected 130 confirmed and probable cases (119 confirmed) (11 probable cases)"],
    );
    check("Forty children fell ill.", &["infected 40 children"]);
    check("Suspects were arrested in only four cases.", &[]);
}

#[test]
fn a_part_is_never_added_to_its_whole() {
    check(
        "A strike killed at least 23 people, three of them children, in the town.",
        &["killed 23+ people (3 children)"],
    );
    check("Rockets killed two civilians, a man and a woman in their 40s.", &["killed 2 civilians (1 man) (1 woman)"]);
    check(
        "Fighting killed 127, a spokesman said: 45 of them soldiers and 82 civilians.",
        &["killed 127 (45 soldiers) (82 civilians)"],
    );
    check(
        "The quake killed 17 people, 12 in Ambato and 3 in Quito.",
        &["killed 17 people (12 in Ambato) (3 in Quito)"],
    );
    check("It had recorded 22 deaths, 19 of them in Nairobi.", &["killed 22 deaths (19 in Nairobi)"]);
    check("Among the dead were 36 foreigners.", &[]);
    check("Eleven of the dead were buried.", &[]);
    check("Of these, 19 had been identified.", &[]);
    check(
        "It killed a mayor, his driver and two guards.",
        &["killed 4 mayor, driver and guards (1 mayor) (1 driver) (2 guards)"],
    );
    check("Police killed two men and a woman was arrested.", &["killed 2 men", "detained 1 woman"]);
}

#[test]
fn a_toll_that_changed_is_its_last_count() {
    check("The death toll rose from 14 to 17.", &["killed 17"]);
    check("The toll from two quakes rose from 9 to 41 on Saturday.", &["killed 41"]);
    check("Police put the toll at 21.", &["killed 21"]);
    check("Two more bodies were found.", &[]);
    check("A third victim died on Monday.", &["killed 3 victim"]);
    check("Two died on Sunday and a third victim died on Monday.", &["killed 2", "killed 3 victim"]);
    check("Four died on Sunday and a third victim died on Monday.", &["killed 4"]);
}

#[test]
fn what_is_feared_or_expected_is_no_count() {
    check("At least 2,000 people were feared dead.", &[]);
    check("It said it expected the toll to rise to 250.", &[]);
    check("A group said the number of dead could exceed 200.", &[]);
    check("As many as 40 may have died.", &[]);
    check("Two men were convicted of killing a guard.", &["killed 1 guard"]);
}

#[test]
fn names_and_measures_with_numbers_count_nobody() {
    check("A coach fell on Route 24, killing the driver.", &["killed 1 driver"]);
    check("Half a dozen people were hurt.", &["wounded 6 people"]);
    check("No more than five people were hurt.", &["wounded 0-5 people"]);
    check("The quake of magnitude 6 injured no one.", &["wounded 0"]);
    check("Two trawlers are missing.", &[]);
    check("The army lost six helicopters.", &[]);
}

#[test]
fn what_leads_a_count_says_what_befell_it() {
    check("Rebels killed 14 in displacement camps.", &["killed 14"]);
    check("It killed 55 of the 143 people infected.", &["killed 55 people", "infected 143 people"]);
    check("A blast killed 24 of its 60 passengers.", &["killed 24 passengers"]);
    check("A clinic said it had treated 1,100 patients.", &[]);
}

#[test]
fn of_which_counts_things_unless_people_stand_before_it() {
    check("Some 1,340 birds were collected, of which 911 dead.", &[]);
    check("Police counted 14 miners, of which three dead.", &["killed 3"]);
}

#[test]
fn an_ordinal_counts_those_before_it() {
    check("An eighteenth victim, a boy of nine, died in hospital on Monday.", &["killed 18 victim"]);
    check("A 12th victim of the Monday crash, a girl, died in hospital.", &["killed 12 victim"]);
    check("A 41st person died on Tuesday.", &["killed 41 person"]);
    check("The crash killed a fifth person.", &[]);
    check("A 12th-century church burned down; nobody was hurt.", &["wounded 0"]);
}

#[test]
fn one_person_is_counted_without_a_number() {
    check("Fire kills man, 84, in Nakuru", &["killed 1 man"]);
    check("Woman, 24, dies after crash in Nakuru", &["killed 1 Woman"]);
    check("Man killed in Nakuru fire", &["killed 1 Man"]);
    check("A 16-year-old was killed and another was injured.", &["killed 1 16-year-old", "wounded 1"]);
    check("A 16-year-old boy was killed.", &["killed 1 boy"]);
    check("Man kills three in Nakuru", &["killed 3"]);
    check("Another was injured.", &[]);
    check("Driver denies killing cyclists", &[]);
    check("A 16-year-old was praised.", &[]);
}

#[test]
fn the_whole_is_counted_of_which_a_part_is_told() {
    check("Four of the 20 people who died came from Busia.", &["killed 20 people"]);
    check("Seven of the 14 who were killed were children.", &["killed 14"]);
    check("Three of the nine people who came were asked.", &[]);
}

#[test]
fn people_are_called_by_what_they_are() {
    check("Police arrested six Protestants in Nakuru.", &["detained 6 Protestants"]);
    check("The quake killed six Nepalis.", &["killed 6 Nepalis"]);
    check("Police seized six Toyotas in Nakuru.", &[]);
    check("At least 75 people were killed and 40 wounded there.", &["killed 75+ people", "wounded 40"]);
    check("They found 40 wounded birds there.", &[]);
}

#[test]
fn who_is_told_before_those_who_are_counted_is_one_more() {
    check("The mayor and two guards were killed.", &["killed 3 mayor and guards (1 mayor) (2 guards)"]);
    check(
        "Troops killed a commander of the rebels and six of his men.",
        &["killed 7 commander of the rebels and men (1 commander of the rebels) (6 men)"],
    );
    check(
        "The headmaster and two of his teachers were abducted.",
        &["detained 3 headmaster and teachers (1 headmaster) (2 teachers)"],
    );
    check("The mayor spoke and two guards were killed.", &["killed 2 guards"]);
    check("The mayor met the teachers and two guards were killed.", &["killed 2 guards"]);
}

#[test]
fn numbers_that_count_people_by_other_words() {
    check("It killed 14 \"fighters\" in a strike.", &["killed 14 fighters"]);
    check("So far 23 people confirmed dead, 9 missing.", &["killed 23 people", "missing 9"]);
    check("It sank with the loss of all 44 on board.", &["killed 44"]);
    check("It sank with the loss of seven lives.", &["killed 7"]);
    check("It sank with the loss of seven containers.", &[]);
    check("Some 3,400 people have left their villages.", &["displaced 3400 people"]);
    check("Some 3,400 people have left their mark.", &[]);
    check("Police also held two men.", &["detained 2 men"]);
    check("The couple held two children.", &[]);
    check("The water has made 31 people ill.", &["infected 31 people"]);
    check("The water has made 31 people rich.", &[]);
    check("Police detained the 61-year-old at a temple.", &[]);
    check("Nine of their number perished.", &["killed 9 number"]);
}

#[test]
fn may_the_month_fears_no_deaths() {
    check("A flood on 13 May left ten people dead.", &["killed 10 people"]);
    check("Flood in Naga, 13 May: six people died.", &["killed 6 people"]);
    check("A flood may leave ten people dead.", &[]);
}

#[test]
fn a_label_counts_what_stands_behind_it() {
    check("Flood in Naga: dead 3, injured 14.", &["killed 3", "wounded 14"]);
    check("Deaths: 5; missing: 16.", &["killed 5", "missing 16"]);
    check("He was dead 3 miles out, missing 2 meals.", &[]);
}
