//! Sentences of many turns with the figures a careful reader counts in them; all that are read otherwise are told at once.

use super::tests::counts;

/// A sentence, and its figures by "; ".
const SENTENCES: &[(&str, &str)] = &[
    // Some of a number, and the number.
    ("Two of the six men missing since Sunday were found alive.", "missing 6 men"),
    ("Two of the six men missing are brothers.", "missing 6 men"),
    ("Two of the six missing miners were found dead.", "killed 2 miners; missing 6 miners"),
    ("Two of the six sailors are still missing.", "missing 2 sailors"),
    ("Three of the nine climbers died and the other six were rescued.", "killed 3 climbers"),
    ("Half of the 40 passengers were injured.", "wounded 20 passengers"),
    ("Of the 22 people on the bus, nine died.", "killed 9"),
    ("Nine of the 22 died.", "killed 9"),
    ("One of the three people shot died in hospital.", "killed 1 people"),
    ("None of the 80 passengers was hurt.", "wounded 0 passengers"),
    ("All but two of the 14 crew drowned.", "killed 12 crew"),
    ("All 167 aboard were killed.", "killed 167"),
    ("All 31 people on board the boat drowned.", "killed 31 people"),
    ("Flight 302 crashed, killing all 157 people on board.", "killed 157 people"),
    // Families, pairs, and lists.
    ("A family of five died when their house slid into the river.", "killed 5 family"),
    ("The fire killed a couple and their three children.", "killed 5 couple and children (2 couple) (3 children)"),
    ("A mother and her two daughters died in the flat.", "killed 3 mother and daughters (1 mother) (2 daughters)"),
    ("The crash killed both pilots.", "killed 2 pilots"),
    ("Both drivers died.", "killed 2 drivers"),
    ("Eight people, six of them women, were wounded.", "wounded 8 people (6 women)"),
    (
        "Police said 15 officers and about 30 protesters were hurt.",
        "wounded 45 officers and protesters (15 officers) (30 protesters)",
    ),
    (
        "A gunman killed his wife, two sons and a neighbour.",
        "killed 4 wife, sons and neighbour (1 wife) (2 sons) (1 neighbour)",
    ),
    ("Two men aged 24 and 31 were arrested.", "detained 2 men"),
    ("A man, 56, died at the scene.", "killed 1 man"),
    ("A man, 34, and a woman, 29, were arrested.", "detained 2 man and woman (1 man) (1 woman)"),
    ("Two teenage boys and a girl of nine are missing.", "missing 3 teenage boys and girl (2 teenage boys) (1 girl)"),
    ("At least 12 people, including a child, died.", "killed 12+ people (1 child)"),
    ("Four crew members and 19 passengers were rescued; three others are missing.", "missing 3 others"),
    // More of them.
    ("A further three people died in hospital.", "killed 3 people"),
    ("Another 12 were treated for smoke inhalation.", "wounded 12"),
    ("The blast killed one soldier and wounded three more.", "killed 1 soldier; wounded 3"),
    ("An 11th victim died on Friday.", "killed 11 victim"),
    // Tolls that change.
    ("The toll has tripled to 90.", "killed 90"),
    ("The toll rose to 14 on Monday.", "killed 14"),
    ("The number of injured rose from 30 to 45.", "wounded 45"),
    ("The death toll was revised down to 11.", "killed 11"),
    // Round words.
    ("Dozens were hurt.", "wounded 24+"),
    ("Nearly two dozen people died.", "killed 18-23 people"),
    ("As many as 50 people were killed.", "killed 0-50 people"),
    ("Up to a dozen militants were killed.", "killed 0-12 militants"),
    ("The attack left more than a dozen people dead and scores injured.", "killed 13+ people; wounded 40+"),
    ("Six to eight people were injured.", "wounded 6-8 people"),
    ("More than 1,200 people have been displaced since January.", "displaced 1201+ people"),
    ("Some 40,000 residents have fled their homes.", "displaced 40000 residents"),
    ("Hundreds of people were evacuated.", "displaced 200+ people"),
    ("Tens of thousands fled.", "displaced 20000+"),
    ("Just one person was injured.", "wounded 1 person"),
    // None.
    ("No casualties were reported.", "killed 0 casualties"),
    ("There were no reports of casualties.", "killed 0 casualties"),
    ("Nobody was hurt.", "wounded 0"),
    ("No deaths or injuries were reported.", "killed 0 deaths; wounded 0 injuries"),
    // Several fates.
    ("It killed four, wounded nine and left two missing.", "killed 4; wounded 9; missing 2"),
    ("Twelve dead, 40 hurt in bus plunge", "killed 12; wounded 40"),
    ("Bus plunge kills 12, injures 40", "killed 12; wounded 40"),
    ("At least 20 killed, dozens wounded in market blast", "killed 20+; wounded 24+"),
    ("In all 23 persons have lost their lives.", "killed 23 persons"),
    ("Fifteen people lost their lives.", "killed 15 people"),
    ("Three killed as train hits van", "killed 3"),
    ("Gunmen shot dead three brothers.", "killed 3 brothers"),
    ("There were 14 fatalities and 33 injuries.", "killed 14 fatalities; wounded 33 injuries"),
    ("It has sickened 214 people and killed nine.", "infected 214 people; killed 9"),
    ("The ministry confirmed 31 new cases and two deaths.", "infected 31 new cases; killed 2 deaths"),
    ("Thirty-one people have tested positive.", "infected 31 people"),
    ("The two survivors were taken to hospital.", "wounded 2 survivors"),
    ("Police detained more than 200 people, most of them students.", "detained 201+ people"),
    ("Six arrests were made.", "detained 6 arrests"),
    ("He is accused of killing three women in 2015.", "killed 3 women"),
    ("The second explosion, 20 minutes later, killed four rescuers.", "killed 4 rescuers"),
    ("A team of 60 rescuers searched for the two missing boys.", "missing 2 boys"),
    ("The 2019 attack killed 51 worshippers.", "killed 51 worshippers"),
    ("A magnitude 6.1 earthquake killed seven.", "killed 7"),
    ("It struck 40 kilometres south of the town, killing two.", "killed 2"),
    ("Route 7 was closed after a crash that killed three.", "killed 3"),
    ("The bomb went off at 14 King Street, injuring a guard.", "wounded 1 guard"),
    // Numbers that count nobody.
    ("Around 700 homes were destroyed.", ""),
    ("The storm left 200,000 customers without power.", ""),
    ("A 12-member team was sent.", ""),
    ("The 45-year-old was jailed for 12 years.", ""),
    ("She was hit by a car at 11:40 p.m. on Highway 9.", ""),
    ("It raised $40 million for 12,000 refugees.", ""),
    ("About 5,000 people marched.", ""),
    ("The town has a population of 3,400 people.", ""),
    ("Lawmakers voted 61 to 40 to remove him.", ""),
    ("The home side lost 3-1 before 20,000 fans.", ""),
    ("In case No. 18 the court freed four men.", ""),
    ("The rebels freed 14 captives.", ""),
    ("Rescuers pulled 16 people from the rubble alive.", ""),
    ("Three of the dead were children.", ""),
    ("Only three of the 30 houses survived.", ""),
    ("Between 30 and 40 people were trapped.", ""),
    ("The storm killed 1,400 sheep.", ""),
    ("Some 1,400 sheep were killed.", ""),
    ("Workers collected 911 dead birds.", ""),
    ("About 900 dead birds were found.", ""),
];

#[test]
fn figures_of_many_turns() {
    let misread: Vec<String> = SENTENCES
        .iter()
        .filter_map(|&(text, expected)| {
            let read = counts(text).join("; ");
            (read != expected).then(|| format!("{text}\n    expected {expected:?}\n    read     {read:?}"))
        })
        .collect();
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), SENTENCES.len(), misread.join("\n"));
}
