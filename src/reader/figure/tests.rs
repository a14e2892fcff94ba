use super::*;
use crate::reader::vocabulary;
use crate::story::Text;

fn check(text: &str, expected: &[&str]) {
    let text = Text::new(text);
    let page = Page::new(&text, "");
    let lexes = vocabulary::lexes(&page);
    let found: Vec<String> = figures(&page, &lexes, 0..page.tokens.len())
        .iter()
        .map(|counted| {
            let figure = &counted.figure;
            let max = figure
                .max
                .map_or("+".to_owned(), |max| if max == figure.min { String::new() } else { format!("-{max}") });
            let parts: Vec<String> = figure.parts.iter().map(|part| format!(" ({} {})", part.min, part.of)).collect();
            let line = format!("{} {}{max} {}", figure.what.word(), figure.min, figure.of);
            line.trim_end().to_owned() + &parts.concat()
        })
        .collect();
    assert_eq!(found, expected, "{:?}", text.as_str());
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
