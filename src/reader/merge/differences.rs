//! Pairs of reports of one happening, and how what they say of one slot stands to each other: no difference may be told
//! where both can be right, and none may be lost.

use crate::reader::read_story;
use crate::story::{Agreement, Draft, Slot, Story, Victim};

const KILLED: Slot = Slot::Figure(Victim::Killed);
const WOUNDED: Slot = Slot::Figure(Victim::Wounded);
const MISSING: Slot = Slot::Figure(Victim::Missing);

/// How a slot stands after two articles of 5 March 2024, or the second of a later day of the month.
fn stands(slot: Slot, texts: [&str; 2], later: i8) -> String {
    let day = |day: i8| Some(jiff::civil::date(2024, 3, day));
    let drafts = texts
        .iter()
        .zip([5, 5 + later])
        .map(|(text, on)| Draft { date: day(on), ..Draft::plain("test", text) })
        .collect();
    let (_, events) = read_story(drafts, &Story::default(), geodata::Gazetteer::bundled());
    let slots: Vec<_> = events.iter().flat_map(|event| &event.slots).filter(|known| known.slot == slot).collect();
    let told = slots.iter().find(|known| known.agreement != Agreement::OneSource).or(slots.first());
    told.map_or_else(
        || "nothing".to_owned(),
        |known| {
            let older = if known.claims.iter().any(|claim| claim.older) { ", updated" } else { "" };
            known.agreement.word().to_owned() + older
        },
    )
}

/// Holds the words of a market bombing in Kano, completed by each row.
fn check(rows: &[(Slot, &str, &str, i8, &str)]) {
    let misread: Vec<String> = rows
        .iter()
        .filter_map(|&(slot, one, other, later, expected)| {
            let read = stands(slot, [one, other], later);
            (read != expected).then(|| format!("{one}\n{other}\n    {}: expected {expected}, read {read}", slot.word()))
        })
        .collect();
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), rows.len(), misread.join("\n"));
}

/// The two sentences a row of a bombing stands in.
fn bombing(slot: Slot, one: &str, other: &str, later: i8, expected: &str) -> Option<String> {
    let one = format!("A bomb at a market in Kano on Monday {one}, police said.");
    let other = format!("A bomb that went off at a market in Kano on Monday {other}, a hospital said.");
    let read = stands(slot, [&one, &other], later);
    (read != expected).then(|| format!("{one}\n{other}\n    {}: expected {expected}, read {read}", slot.word()))
}

#[test]
fn counts_of_one_bombing() {
    let rows: &[(Slot, &str, &str, i8, &str)] = &[
        (KILLED, "killed 12 people", "killed 12 people", 0, "same"),
        (KILLED, "killed 12 people", "left 12 people dead", 0, "same"),
        (KILLED, "killed a dozen people", "killed 12 people", 0, "same"),
        (KILLED, "killed four soldiers and two civilians", "killed six people", 0, "same"),
        (KILLED, "killed six people, including a child", "killed six people", 0, "same"),
        (KILLED, "killed 12 villagers", "killed 12 people", 0, "same"),
        (KILLED, "killed at least 12 people", "killed 14 people", 0, "compatible"),
        (KILLED, "killed more than 10 people", "killed 14 people", 0, "compatible"),
        (KILLED, "killed dozens of people", "killed 31 people", 0, "compatible"),
        (KILLED, "killed nearly two dozen people", "killed 22 people", 0, "compatible"),
        (KILLED, "killed between 10 and 15 people", "killed 12 people", 0, "compatible"),
        (KILLED, "killed up to 20 people", "killed 12 people", 0, "compatible"),
        (KILLED, "killed at least 12 people", "killed at least 14 people", 0, "compatible"),
        (KILLED, "killed about 30 people", "killed 31 people", 0, "compatible"),
        (KILLED, "killed some 200 people", "killed 212 people", 0, "compatible"),
        (KILLED, "killed several people", "killed five people", 0, "compatible"),
        (KILLED, "killed 12 people", "killed 14 people", 0, "differs"),
        (KILLED, "killed nearly two dozen people", "killed 12 people", 0, "differs"),
        (KILLED, "killed about 30 people", "killed 60 people", 0, "differs"),
        (KILLED, "killed at least 20 people", "killed 14 people", 0, "differs"),
        (KILLED, "killed up to 10 people", "killed 16 people", 0, "differs"),
        (KILLED, "killed 12 militants", "killed 12 villagers", 0, "same"),
        (Slot::Victims, "killed 12 militants", "killed 12 villagers", 0, "differs"),
        (KILLED, "killed four soldiers and two civilians", "killed four policemen and two civilians", 0, "same"),
        (KILLED, "killed four soldiers and two civilians", "killed six soldiers and civilians", 0, "same"),
        (KILLED, "killed 12 people", "killed 15 people", 1, "compatible, updated"),
        (KILLED, "killed 12 people", "killed 9 people", 1, "differs"),
        (KILLED, "killed at least 12 people", "killed 20 people", 1, "compatible, updated"),
        (WOUNDED, "killed 12 people and wounded 40", "killed 12 people and wounded 40", 0, "same"),
        (WOUNDED, "killed 12 people and wounded 40", "killed 12 people and wounded 45", 0, "differs"),
        (WOUNDED, "killed 12 people and wounded dozens", "killed 12 people and injured 40 others", 0, "compatible"),
        (WOUNDED, "killed 12 people and wounded at least 50", "killed 12 people and wounded 40", 0, "differs"),
        (WOUNDED, "killed 12 people and wounded 40", "killed 12 people", 0, "one-source"),
        (MISSING, "killed 12 people and left six missing", "killed 12 people and left six missing", 0, "same"),
        (
            MISSING,
            "killed 12 people and left six missing",
            "killed 14 people and left four missing",
            1,
            "compatible, updated",
        ),
        (Slot::Place, "killed 12 people", "killed 12 people", 0, "same"),
        (Slot::Date, "killed 12 people", "killed 12 people", 0, "same"),
    ];
    let misread: Vec<String> = rows
        .iter()
        .filter_map(|&(slot, one, other, later, expected)| bombing(slot, one, other, later, expected))
        .collect();
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), rows.len(), misread.join("\n"));
}

#[test]
fn places_days_sides_and_means() {
    check(&[
        (
            Slot::Place,
            "A bomb at a market in Kano on Monday killed 12 people.",
            "A bomb at a market in northern Nigeria on Monday killed 12 people.",
            0,
            "compatible",
        ),
        (
            Slot::Place,
            "An earthquake struck near Kathmandu on Monday, killing 12 people.",
            "An earthquake struck Nepal on Monday, killing 12 people.",
            0,
            "compatible",
        ),
        (
            Slot::Date,
            "A bomb at a market in Kano on Monday killed 12 people.",
            "A bomb at a market in Kano this week killed 12 people.",
            0,
            "compatible",
        ),
        (
            Slot::Actor,
            "Rebels shelled Goma on Monday, killing 12 people.",
            "The army shelled Goma on Monday, killing 12 people.",
            0,
            "differs",
        ),
        (
            Slot::Actor,
            "Rebels shelled Goma on Monday, killing 12 people.",
            "Rebels shelled Goma on Monday, killing at least 10 people.",
            0,
            "same",
        ),
        (
            Slot::Means,
            "A car bomb at a market in Kano on Monday killed 12 people.",
            "A car bomb killed 12 people at a market in Kano on Monday.",
            0,
            "same",
        ),
        (
            Slot::What,
            "A bomb blast at a market in Kano on Monday killed 12 people.",
            "An explosion at a market in Kano on Monday killed 12 people.",
            0,
            "compatible",
        ),
        (
            KILLED,
            "A bomb at a market in Kano on Monday killed 12 people.",
            "A bomb at a market in Kaduna on Monday killed 14 people.",
            0,
            "one-source",
        ),
        (
            KILLED,
            "Flooding in Kano on Monday killed 12 people. The death toll stood at 12.",
            "The death toll from Monday's flooding in Kano rose to 17 on Wednesday.",
            1,
            "compatible, updated",
        ),
    ]);
}

/// The same for articles of a headline and a paragraph: who says what of a happening behind the sentence that tells it.
fn check_told(rows: &[(Slot, &str, &str, i8, &str)]) {
    let misread: Vec<String> = rows
        .iter()
        .filter_map(|&(slot, one, other, later, expected)| {
            let articles = [one, other].map(|text| format!("The day's news\n\n{text}"));
            let read = stands(slot, [&articles[0], &articles[1]], later);
            (read != expected).then(|| format!("{one}\n{other}\n    {}: expected {expected}, read {read}", slot.word()))
        })
        .collect();
    assert!(misread.is_empty(), "{} of {}:\n{}", misread.len(), rows.len(), misread.join("\n"));
}

#[test]
fn causes_as_their_tellers_have_them() {
    let bus = [
        "A bus plunged into a ravine near Huancayo on Monday, killing 19 passengers.",
        "Nineteen people died on Monday when a bus left the road near Huancayo.",
    ];
    let fire = [
        "A fire at a garment factory in Chittagong on Monday killed 12 workers.",
        "Twelve workers died in Monday's fire at a garment factory in Chittagong.",
    ];
    let ferry = [
        "A ferry capsized off Zanzibar on Monday and 14 people drowned.",
        "Fourteen people drowned when a ferry capsized off Zanzibar on Monday.",
    ];
    let rows = [
        (bus, "Police said the driver was speeding.", "The company said the brakes had failed.", "differs"),
        (bus, "Police blamed a burst tyre.", "One of its tyres had burst, survivors said.", "same"),
        (bus, "The driver had fallen asleep, prosecutors said.", "Prosecutors said the driver fell asleep.", "same"),
        (bus, "Police blamed the state of the road.", "The company said the brakes had failed.", "compatible"),
        (bus, "Police said the driver was speeding.", "Nobody knew why.", "one-source"),
        (fire, "The fire service blamed a short circuit.", "A union leader said a gas leak started it.", "differs"),
        (fire, "Police suspect arson.", "The owner said a candle had started it.", "differs"),
        (fire, "Police suspect arson.", "Police have ruled out arson.", "differs"),
        (fire, "Police suspect arson.", "Arson investigators were at the scene.", "one-source"),
        (fire, "Police are looking into whether arson was to blame.", "A candle may have started it.", "one-source"),
        (fire, "Women lit a candle for each of them.", "A short circuit caused the fire, police said.", "one-source"),
        (ferry, "Port officials said it was overloaded.", "The owner said it had hit a rock.", "differs"),
        (
            ferry,
            "Port officials said it was overloaded.",
            "Survivors spoke of strong winds before it sank.",
            "one-source",
        ),
        (
            ferry,
            "Port officials said it was overloaded.",
            "The ferry sank because of strong winds, they said.",
            "compatible",
        ),
        (ferry, "Bad weather hampered the search.", "Port officials said it was overloaded.", "one-source"),
    ];
    let rows: Vec<(String, String, &str)> = rows
        .iter()
        .map(|(lead, one, other, how)| (format!("{} {one}", lead[0]), format!("{} {other}", lead[1]), *how))
        .collect();
    let rows: Vec<(Slot, &str, &str, i8, &str)> =
        rows.iter().map(|(one, other, how)| (Slot::Cause, one.as_str(), other.as_str(), 0, *how)).collect();
    check_told(&rows);
}

#[test]
fn whom_it_befell() {
    let rows = [
        ("An air strike near Tal Abyad on Monday killed nine", "civilians", "militants", "differs"),
        ("An air strike near Tal Abyad on Monday killed nine", "farmers", "herders", "differs"),
        ("An air strike near Tal Abyad on Monday killed nine", "people", "militants", "compatible"),
        ("An air strike near Tal Abyad on Monday killed nine", "soldiers", "soldiers", "same"),
        ("An air strike near Tal Abyad on Monday killed nine", "policemen", "officers", "same"),
        ("An air strike near Tal Abyad on Monday killed nine", "people", "people", "nothing"),
        ("Clashes near Tal Abyad on Monday killed nine", "soldiers", "villagers", "compatible"),
    ];
    let rows: Vec<(String, String, &str)> = rows
        .iter()
        .map(|(lead, one, other, how)| (format!("{lead} {one}."), format!("{lead} {other}."), *how))
        .collect();
    let rows: Vec<(Slot, &str, &str, i8, &str)> =
        rows.iter().map(|(one, other, how)| (Slot::Victims, one.as_str(), other.as_str(), 0, *how)).collect();
    check_told(&rows);
    check_told(&[
        (
            Slot::Victims,
            "A 24-year-old woman was stabbed to death in Bristol on Monday.",
            "A 26-year-old woman was stabbed to death in Bristol on Monday.",
            0,
            "differs",
        ),
        (
            Slot::Victims,
            "A 24-year-old woman was shot dead in Bristol on Monday.",
            "A woman was shot dead in Bristol on Monday. Relatives identified her as Amy Coles.",
            0,
            "compatible",
        ),
    ]);
}

#[test]
fn who_is_blamed_and_who_denies_it() {
    let shells = [
        "Shells hit Rutshuru on Monday and killed four people.",
        "Four people were killed when Rutshuru was shelled on Monday.",
    ];
    let shooting = [
        "Three protesters were shot dead in Lima on Monday.",
        "A shooting in Lima on Monday left three protesters dead.",
    ];
    let bomb = [
        "A car bomb killed five policemen in Quetta on Monday.",
        "Five policemen were killed by a car bomb in Quetta on Monday.",
    ];
    let rows = [
        (shells, "The rebels accused the army of firing the rounds.", "The army denied it.", "differs"),
        (shells, "The rebels accused the army of firing the rounds.", "The army blamed the rebels.", "differs"),
        (shells, "Residents blamed the army for the attack.", "The rebels blamed government troops for it.", "same"),
        (shells, "Residents blamed the army for the attack.", "The rebels denied any role.", "compatible"),
        (
            shells,
            "The rebels accused the army of failing to protect them.",
            "The army blamed the rebels.",
            "one-source",
        ),
        (shooting, "The opposition blamed the police.", "The minister blamed armed infiltrators.", "differs"),
        (bomb, "No group has claimed responsibility.", "Islamabad blamed militants from abroad.", "one-source"),
        (bomb, "The Red Dawn Front claimed responsibility.", "Islamabad blamed militants from abroad.", "compatible"),
        (bomb, "The Red Dawn Front claimed responsibility.", "Islamabad blamed the Green Dawn Front.", "differs"),
    ];
    let rows: Vec<(String, String, &str)> = rows
        .iter()
        .map(|(lead, one, other, how)| (format!("{} {one}", lead[0]), format!("{} {other}", lead[1]), *how))
        .collect();
    let rows: Vec<(Slot, &str, &str, i8, &str)> =
        rows.iter().map(|(one, other, how)| (Slot::Actor, one.as_str(), other.as_str(), 0, *how)).collect();
    check_told(&rows);
}

#[test]
fn magnitudes_and_counts_set_against_each_other() {
    check_told(&[
        (
            Slot::Magnitude,
            "A magnitude 5.9 earthquake struck near Kermanshah on Monday.",
            "An earthquake struck near Kermanshah on Monday. The U.S. Geological Survey put its magnitude at 6.1.",
            0,
            "differs",
        ),
        (
            Slot::Magnitude,
            "A magnitude 5.9 earthquake struck near Kermanshah on Monday.",
            "A 5.9-magnitude earthquake struck near Kermanshah on Monday. An aftershock measured 4.8.",
            0,
            "same",
        ),
        (
            Slot::Magnitude,
            "A magnitude 6 earthquake struck near Kermanshah on Monday.",
            "An earthquake measuring 5.9 struck near Kermanshah on Monday.",
            0,
            "compatible",
        ),
        (
            KILLED,
            "Officials said six people died in clashes in Jos on Monday.",
            "Clashes in Jos on Monday killed 15 people, residents said. That is far above the official figure.",
            1,
            "differs",
        ),
        (
            KILLED,
            "Police said six people died in clashes in Jos on Monday.",
            "Clashes in Jos on Monday killed 15 people, residents said.",
            1,
            "differs",
        ),
        (
            KILLED,
            "Police said six people died in clashes in Jos on Monday.",
            "Clashes in Jos on Monday killed 15 people, the governor said.",
            1,
            "compatible, updated",
        ),
        (
            KILLED,
            "Police said six people died in a landslide in Jos on Monday.",
            "A landslide in Jos on Monday killed 15 people, residents said.",
            1,
            "compatible, updated",
        ),
    ]);
}

/// Rows of one slot, each two articles of a headline and a paragraph.
fn check_slot(slot: Slot, rows: &[(&str, &str, &str)]) {
    let rows: Vec<(Slot, &str, &str, i8, &str)> =
        rows.iter().map(|&(one, other, how)| (slot, one, other, 0, how)).collect();
    check_told(&rows);
}

#[test]
fn with_what_it_was_done() {
    check_slot(
        Slot::Means,
        &[
            (
                "A motorcycle bomb went off at a police post in Corinto on Monday, injuring nine people.",
                "Guerrillas attacked the police post in Corinto on Monday using a drone, and nine people were hurt.",
                "differs",
            ),
            (
                "Mortar rounds landed on a market in Goma on Monday, killing three people.",
                "Mortar shells hit a market in Goma on Monday and killed three people.",
                "same",
            ),
            (
                "A roadside bomb hit a patrol near Narathiwat on Monday, killing two rangers.",
                "A bomb killed two rangers near Narathiwat on Monday.",
                "compatible",
            ),
            (
                "A landmine killed three soldiers near Gao on Monday.",
                "A roadside bomb killed three soldiers near Gao on Monday.",
                "compatible",
            ),
            (
                "A car bomb killed 11 people in Kunduz on Monday.",
                "Eleven people in Kunduz were killed by a rocket on Monday.",
                "differs",
            ),
            (
                "Police fired live rounds at protesters in Kisumu on Monday, killing two.",
                "Two protesters were killed in Kisumu on Monday. Officers used only rubber bullets, police said.",
                "differs",
            ),
            (
                "Police fired tear gas at protesters in Kisumu on Monday, and 12 people were arrested.",
                "Police arrested 12 people at a protest in Kisumu on Monday. Officers used tear gas and batons.",
                "same",
            ),
            (
                "Police fired tear gas at protesters in Kisumu on Monday, and 12 people were arrested.",
                "Police arrested 12 people at a protest in Kisumu on Monday. They seized three rifles.",
                "one-source",
            ),
        ],
    );
}

#[test]
fn who_did_it_by_other_words() {
    check_slot(
        Slot::Actor,
        &[
            (
                "Armed gangs attacked Mirebalais on Monday, killing six people.",
                "Gangs attacked Mirebalais on Monday, killing six people.",
                "same",
            ),
            (
                "Insurgents attacked Nacoja on Monday, killing three men.",
                "Fighters linked to Islamic State attacked Nacoja on Monday, killing three men.",
                "compatible",
            ),
            (
                "Government forces shelled Shahba on Monday, killing three people.",
                "Three people were killed in Shahba on Monday when outlaw groups fired mortar shells.",
                "differs",
            ),
            (
                "Nine people were killed in a police operation in Goma on Monday.",
                "Police shot dead nine people at a house in Goma on Monday.",
                "same",
            ),
            (
                "Israeli drones struck a car in Nabatieh on Monday, killing two people.",
                "Two people were killed in an Israeli air strike in Nabatieh on Monday.",
                "same",
            ),
            (
                "Four protesters were shot dead in Kitengela on Monday. Police officers fired the shots, a rights group said.",
                "Four protesters were shot dead in Kitengela on Monday. Police said a gang had opened fire at them.",
                "differs",
            ),
            (
                "Gunmen killed eight miners in Goma on Monday. The army blamed dissidents of the former FARC.",
                "Guerrillas killed eight miners in Goma on Monday.",
                "compatible",
            ),
            (
                "Armed men raided Kwi, in Plateau State in north-central Nigeria, late on Monday and shot dead nine villagers.",
                "Gunmen killed nine villagers in Kwi in Nigeria's Plateau State on Monday.",
                "same",
            ),
            (
                "Rebels killed eight miners in Goma on Monday.",
                "Eight miners were killed on Monday in Goma by Russian mercenaries, survivors said.",
                "differs",
            ),
            (
                "Security agents arrested four activists in Goma on Monday.",
                "Police arrested four activists in Goma on Monday.",
                "compatible",
            ),
            (
                "Gunmen killed four soldiers near Gao on Monday. Soldiers fired at the attackers.",
                "Four soldiers were killed by gunmen near Gao on Monday.",
                "same",
            ),
        ],
    );
}

#[test]
fn why_it_happened_by_other_words() {
    check_slot(
        Slot::Cause,
        &[
            (
                "A fire destroyed a warehouse in Leeds on Monday. It was started by the battery of a scooter, the fire service said.",
                "A faulty scooter battery caused the fire at a warehouse in Leeds on Monday, investigators believe.",
                "same",
            ),
            (
                "A landslide hit Cisarua on Monday, killing three people. Days of heavy rain had loosened the soil.",
                "A landslide hit Cisarua on Monday and killed three people, following prolonged downpours.",
                "same",
            ),
            (
                "Floods hit Madyan on Monday, killing nine people. A cloudburst had sent water down the stream.",
                "Floods killed nine people in Madyan on Monday. Heavy rain had caused the stream to burst.",
                "compatible",
            ),
            (
                "A bus overturned in Kasese on Monday, killing 14 people. The driver had lost control, police said.",
                "A bus overturned in Kasese on Monday, killing 14 people, after the brakes of the coach failed.",
                "differs",
            ),
            (
                "A train hit a bus in La Oroya on Monday, killing seven people. The driver ignored the signal, the company said.",
                "Seven people died when a train hit their bus on Monday in La Oroya. The barrier at the crossing was not working.",
                "differs",
            ),
            (
                "A blast at a factory in Sivakasi on Monday killed nine workers. Friction while mixing chemicals caused the blast.",
                "Nine workers died in a blast on Monday at a factory in Sivakasi. Women lit a candle for each.",
                "one-source",
            ),
        ],
    );
}

#[test]
fn where_it_was_by_other_words() {
    check_slot(
        Slot::Place,
        &[
            (
                "Six miners were killed when a pit caved in at Manso Nkwanta in Ghana's Ashanti Region on Monday.",
                "The collapse of a pit at Manso Nkwanta left six miners dead on Monday.",
                "same",
            ),
            (
                "Fourteen people died when a bus rolled off the road at Salgaa on Monday.",
                "Fourteen people died in a bus accident in Nakuru County in Kenya on Monday.",
                "compatible",
            ),
            (
                "A bus fell into a ravine in Ayacucho on Monday, killing 18 people.",
                "A bus fell into a ravine in Peru's Ayacucho region on Monday, killing 18 people.",
                "same",
            ),
            (
                "Police in Burundi arrested an opposition leader on Monday. He was arrested in Ngozi.",
                "Police arrested an opposition leader in Ngozi on Monday.",
                "same",
            ),
        ],
    );
}

#[test]
fn counts_whom_they_name_and_ratings() {
    check_slot(
        KILLED,
        &[
            (
                "Soldiers shot dead six civilians in Ndop on Monday.",
                "Soldiers shot dead six separatist fighters in Ndop on Monday.",
                "same",
            ),
            (
                "Shelling in Shahba on Monday killed three people. A woman and her son were among the dead.",
                "Shelling in Shahba on Monday killed three people.",
                "same",
            ),
        ],
    );
    check_slot(
        Slot::Victims,
        &[
            (
                "Soldiers shot dead six civilians in Ndop on Monday.",
                "Soldiers shot dead six separatist fighters in Ndop on Monday.",
                "differs",
            ),
            (
                "Six illegal miners were killed in a mine collapse in Obuasi on Monday.",
                "Six galamsey operators were killed in a mine collapse in Obuasi on Monday.",
                "same",
            ),
        ],
    );
    check_slot(
        Slot::Magnitude,
        &[
            (
                "A tornado struck Palestine in Texas on Monday, killing three people. The county rated the tornado EF2.",
                "A tornado struck Palestine in Texas on Monday, killing three people. Forecasters rated the tornado EF3.",
                "differs",
            ),
            (
                "About 12,000 litres of fuel leaked into the harbour in Lyttelton on Monday.",
                "Some 40,000 litres of fuel leaked into the harbour in Lyttelton on Monday.",
                "differs",
            ),
        ],
    );
}
