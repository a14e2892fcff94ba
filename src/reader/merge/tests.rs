use crate::reader::read_story;
use crate::story::{Draft, Story};

/// Reads texts as one story (each dated or not) and writes its events as "title | letters | date".
pub(super) fn read(texts: &[(&str, Option<jiff::civil::Date>)]) -> Vec<String> {
    let drafts = texts
        .iter()
        .map(|(text, day)| {
            let mut draft = Draft::plain("test", text);
            draft.date = *day;
            draft
        })
        .collect();
    let (sources, events) = read_story(drafts, &Story::default(), geodata::Gazetteer::bundled());
    let story = Story { sources, events: events.into(), ..Story::default() };
    story
        .events
        .iter()
        .map(|event| {
            let letters: String = story.letters(event).iter().map(ToString::to_string).collect();
            let date = event.date.map_or_else(|| "-".to_owned(), |days| days.to_string());
            format!("{} | {letters} | {date}", event.title)
        })
        .collect()
}

#[test]
fn one_happening_told_twice_is_one_event() {
    let day = Some(jiff::civil::date(2023, 9, 19));
    let events = read(&[
        ("A bomb blast in Baghdad killed five people on Monday, police said.", day),
        ("Five people were killed when a bomb exploded in Baghdad on Monday.", day),
    ]);
    assert_eq!(events, ["Bomb blast in Baghdad | AB | 18 September 2023"]);
}

#[test]
fn other_days_and_other_places_stay_apart() {
    let events = read(&[
        ("A bomb blast in Baghdad killed five people on Monday.", Some(jiff::civil::date(2023, 9, 19))),
        ("A bomb blast in Basra killed five people on Monday.", Some(jiff::civil::date(2023, 9, 19))),
        ("A bomb blast in Baghdad killed five people on Monday.", Some(jiff::civil::date(2023, 9, 26))),
    ]);
    assert_eq!(
        events,
        [
            "Bomb blast in Baghdad | A | 18 September 2023",
            "Bomb blast in Basra | B | 18 September 2023",
            "Bomb blast in Baghdad | C | 25 September 2023",
        ]
    );
}

#[test]
fn an_undated_article_borrows_its_day() {
    let events = read(&[
        ("Shells hit Stepanakert on Tuesday.", Some(jiff::civil::date(2023, 9, 19))),
        ("Stepanakert was shelled on Tuesday. A mine blast had killed six men in Shusha a day earlier.", None),
    ]);
    assert_eq!(
        events,
        ["Mine blast in Shusha | B | 18 September 2023", "Shelling of Stepanakert | AB | 19 September 2023",]
    );
}

#[test]
fn what_is_only_feared_makes_no_event() {
    assert!(read(&[("Troops may attack Shusha. A flood could hit Dhaka.", None)]).is_empty());
}

#[test]
fn the_same_story_gives_the_same_events() {
    let texts = [
        ("Rebels shelled Goma on Monday, killing two women.", None),
        ("Shelling in Goma left at least three dead.", None),
    ];
    assert_eq!(read(&texts), read(&texts));
}

#[test]
fn titles_fit_their_line() {
    for event in
        read(&[("The ministry of foreign affairs of the Republic of Armenia warned Azerbaijan on Monday.", None)])
    {
        assert!(event.split(" | ").next().unwrap_or("").chars().count() <= 60, "{event}");
    }
}

#[test]
fn one_wreck_told_in_other_words_is_one_event() {
    let day = |day| Some(jiff::civil::date(2024, 3, day));
    let events = read(&[
        ("A ferry sank near Calapan early on Tuesday, killing at least 11 people, the coast guard said.", day(12)),
        ("The number of people killed when a ferry capsized near Calapan on Tuesday rose to 19.", day(13)),
        ("Scores were feared dead after a crowded ferry went down near Calapan on Tuesday.", day(12)),
    ]);
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(events[0].ends_with("| ABC | 12 March 2024"), "{events:?}");
}

fn day(month: i8, day: i8) -> Option<jiff::civil::Date> {
    Some(jiff::civil::date(2023, month, day))
}

#[test]
fn a_toll_told_later_joins_what_it_is_of() {
    let events = read(&[
        ("Missiles hit a school in Sloviansk on Friday, killing at least eight people.", day(4, 14)),
        ("The death toll from Friday's missile strike on Sloviansk rose to 11 on Saturday.", day(4, 15)),
    ]);
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(events[0].ends_with("| AB | 14 April 2023"), "{events:?}");
}

#[test]
fn strikes_on_two_towns_of_one_day_are_two() {
    let events = read(&[(
        "Missiles hit a school in Sloviansk on Friday, killing eight people. In Kupiansk shelling killed two women on Friday.",
        day(4, 14),
    )]);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn a_part_told_of_a_finer_place_is_an_event_of_its_own() {
    let events = read(&[(
        "Blasts at churches across Sri Lanka killed more than 130 people on Sunday, police said.\n\nIn the eastern town \
         of Batticaloa, 25 people died in an attack on an evangelical church.",
        day(4, 23),
    )]);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn a_toll_without_a_place_is_of_the_one_happening_it_can_be_of() {
    let collapse = "Part of an apartment building collapsed in Surfside, Florida, on Thursday, killing at least one person \
                    and leaving 99 missing.";
    let toll = "Crews tire as search goes on\n\nThe confirmed dead numbered 28 by Monday, the mayor said.";
    let events = read(&[(collapse, day(6, 23)), (toll, day(7, 3))]);
    assert_eq!(events.len(), 1, "{events:?}");
    // Where two happenings may have killed so many, it is given to neither.
    let second =
        "Part of a shopping centre collapsed in Beira on Friday, killing at least nine people and leaving 40 missing.";
    let events = read(&[(collapse, day(6, 23)), (second, day(6, 24)), (toll, day(7, 3))]);
    assert_eq!(events.len(), 3, "{events:?}");
}

#[test]
fn what_a_season_took_is_not_one_flood_of_it() {
    let events = read(&[(
        "Floods in Swat killed 14 people on Friday. Floods in Pakistan have killed 937 people since June.",
        day(8, 27),
    )]);
    assert_eq!(events.len(), 2, "{events:?}");
    let roof = "A roof collapsed in Sukkur on Saturday night, killing five people.";
    let season = "Rains go on\n\nNationwide 937 people have died in monsoon rains since June.";
    assert_eq!(differing(&[(roof, day(8, 28)), (season, day(8, 28))]), [""; 0]);
}

/// The slots on which a story of texts differs, as "title: slot".
fn differing(texts: &[(&str, Option<jiff::civil::Date>)]) -> Vec<String> {
    let drafts = texts.iter().map(|(text, day)| Draft { date: *day, ..Draft::plain("test", text) }).collect();
    let (_, events) = read_story(drafts, &Story::default(), geodata::Gazetteer::bundled());
    let differs = |event: &crate::story::Event| {
        let slots = event.slots.iter().filter(|slot| slot.agreement == crate::story::Agreement::Differs);
        slots.map(|slot| format!("{}: {}", event.title, slot.slot.word())).collect::<Vec<_>>()
    };
    events.iter().flat_map(differs).collect()
}

#[test]
fn the_days_on_which_an_outbreak_is_counted_are_no_difference() {
    let texts = [
        ("Uganda declared an outbreak of Ebola in Mubende on Tuesday.", day(9, 20)),
        ("Ebola in Mubende has killed 19 people, the ministry said on Saturday.", day(10, 15)),
        ("Uganda on Wednesday declared an end to the Ebola outbreak in Mubende that killed 55 people.", day(12, 14)),
    ];
    assert_eq!(differing(&texts), [""; 0]);
}

#[test]
fn last_week_said_at_its_end_is_no_other_day() {
    let texts = [
        ("An explosion at a mine in Soma killed 301 workers on Tuesday.", day(5, 17)),
        ("Police held 25 people over the explosion that killed 301 workers at a mine in Soma last week.", day(5, 21)),
    ];
    assert_eq!(differing(&texts), [""; 0]);
}

#[test]
fn sides_that_cannot_both_be_right_differ() {
    let texts = [
        ("A strike on Goma on Monday killed 12 people, the army said.", day(5, 16)),
        ("A strike on Goma on Monday killed 40 people, rebels said.", day(5, 16)),
    ];
    assert_eq!(differing(&texts), ["Strikes on Goma, claimed: killed"]);
}

#[test]
fn what_a_quake_did_in_one_town_is_of_the_quake() {
    let events = read(&[(
        "An earthquake in Ecuador killed 15 people on Saturday, officials said.\n\nIn Cuenca one person was killed.",
        day(3, 19),
    )]);
    assert_eq!(events, ["Earthquake in Ecuador | A | 18 March 2023"]);
}

#[test]
fn the_day_a_search_ends_is_not_that_of_the_wreck() {
    let events = read(&[
        ("At least 68 people were killed on Sunday when a plane crashed in Pokhara.", day(1, 15)),
        (
            "The search for the last victim of the Pokhara plane crash ended on Sunday. All 72 people on board died.",
            day(1, 23),
        ),
    ]);
    assert_eq!(events, ["Plane crash in Pokhara | AB | 15 January 2023"]);
}

#[test]
fn what_flew_is_titled_as_no_ship() {
    let events = read(&[("A helicopter went down near Quetta on Saturday, killing two.", day(8, 27))]);
    assert!(events[0].starts_with("Helicopter crash in"), "{events:?}");
}

#[test]
fn what_is_only_pointed_at_is_the_happening_told_in_full() {
    let day = |day| Some(jiff::civil::date(1998, 8, day));
    let events = read(&[
        ("A bomb exploded in Nairobi on Friday, killing 40 people.", day(8)),
        ("The council condemned the bombing on Thursday and called for calm.", day(13)),
    ]);
    assert_eq!(events.first().map(String::as_str), Some("Bombing in Nairobi | AB | 7 August 1998"));
    // Of two that may be meant, neither is.
    let events = read(&[
        ("A bomb exploded in Nairobi on Friday, killing 40 people.", day(8)),
        ("A bomb exploded in Mombasa on Friday, killing 9 people.", day(8)),
        ("The council condemned the bombing on Thursday and called for calm.", day(13)),
    ]);
    assert_eq!(events.iter().filter(|event| event.contains('C')).count(), 1, "{events:?}");
    assert!(!events.iter().any(|event| event.contains("AC") || event.contains("BC")), "{events:?}");
}

#[test]
fn nobody_is_killed_twice() {
    let day = |month, day| Some(jiff::civil::date(1998, month, day));
    let events = read(&[
        ("Dr. Anna Lind was shot dead in Malmo on Friday night, police said.", day(10, 24)),
        ("The murder of Anna Lind, a surgeon, has shaken the town.", day(12, 7)),
        ("Karl Berg was shot dead in Malmo in November.", day(12, 7)),
    ]);
    let killed: Vec<_> = events.iter().filter(|event| event.contains("hooting") || event.contains("illing")).collect();
    assert_eq!(killed.len(), 2, "{events:?}");
    assert!(killed.iter().any(|event| event.contains("| AB |")), "{events:?}");
}

#[test]
fn a_war_of_decades_is_no_operation_of_a_day() {
    let events = read(&[(
        "Azerbaijan launched a military operation in Nagorno-Karabakh on Tuesday. The two sides have been at war over \
         Nagorno-Karabakh since 1988.",
        Some(jiff::civil::date(2023, 9, 19)),
    )]);
    assert_eq!(
        events,
        [
            "War in Nagorno-Karabakh | A | 1 January 1988 – 19 September 2023",
            "Military operation in Nagorno-Karabakh | A | 19 September 2023",
        ]
    );
}

#[test]
fn another_attack_is_another() {
    let day = Some(jiff::civil::date(2023, 9, 19));
    let events = |second: &str| {
        read(&[(&format!("A week in Goma\n\nGunmen attacked a post in Goma on Monday.\n\n{second}"), day)]).len()
    };
    assert_eq!(events("A woman was killed on Monday in another apparent attack."), 2);
    assert_eq!(events("A woman was killed in the attack."), 1);
}

#[test]
fn troops_that_train_are_not_those_that_are_sent() {
    let day = Some(jiff::civil::date(2023, 9, 19));
    let events = read(&[
        ("Joint exercises with foreign troops began in Goma on Monday.", day),
        ("Troops were deployed in Goma on Monday.", day),
    ]);
    assert_eq!(events.len(), 2, "{events:?}");
    let events = read(&[
        ("Joint exercises with foreign troops began in Goma on Monday.", day),
        ("Joint exercises were held in Goma on Monday.", day),
    ]);
    assert_eq!(events.len(), 1, "{events:?}");
}

#[test]
fn explosions_heard_are_no_car_bombing_elsewhere() {
    let text = |place: &str| {
        format!(
            "A day of fear\n\nResidents of {place} reported explosions.\n\nA car bombing in Shusha killed six people on Monday."
        )
    };
    let day = Some(jiff::civil::date(2023, 9, 19));
    let events = read(&[(&text("Stepanakert"), day)]);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn a_helicopter_that_comes_down_is_no_ship_that_sinks() {
    let day = Some(jiff::civil::date(2023, 9, 19));
    let text = |second: &str| format!("A day at sea\n\nA trawler sank off Calapan on Monday.\n\n{second}");
    let events = |second: &str| read(&[(&text(second), day)]).len();
    assert_eq!(events("On Monday a helicopter crashed at Calapan."), 2);
    assert_eq!(events("The vessel sank off Calapan on Monday with nine on board."), 1);
}

#[test]
fn the_dead_of_a_land_are_not_put_in_a_province() {
    let day = Some(jiff::civil::date(2010, 8, 8));
    let events = read(&[(
        "Floods in Pakistan leave 1,600 dead\n\nFloods in Pakistan have killed 1,600 people. Floods destroyed homes in Punjab.",
        day,
    )]);
    assert_eq!(events, ["Floods in Pakistan | A | 8 August 2010"]);
}

#[test]
fn a_minister_who_resigns_somewhere_is_news() {
    let day = Some(jiff::civil::date(2023, 9, 19));
    assert_eq!(
        read(&[("The defence minister handed in his resignation on Monday.", day)]),
        ["Resignation | A | 18 September 2023"]
    );
}

#[test]
fn a_headline_tells_what_its_article_opens_with() {
    let day = Some(jiff::civil::date(2025, 8, 12));
    let events = read(&[(
        "Landslide buries homes in south India\n\nKOCHI - A landslide near Munnar on Tuesday buried 14 people, officials said.\n\n\
         In Kottayam a landslide cut the road to the coast on Tuesday.",
        day,
    )]);
    let slides: Vec<_> = events.iter().filter(|event| event.starts_with("Landslide")).collect();
    assert_eq!(slides, ["Landslide in Kottayam | A | 12 August 2025", "Landslide in Munnar | A | 12 August 2025"]);
}

#[test]
fn a_quarter_of_a_land_is_called_a_region() {
    let day = Some(jiff::civil::date(2026, 9, 16));
    let events = read(&[
        ("Gunmen attacked a bus in the Western Region of Ghana on Tuesday, killing two.", day),
        ("Gunmen attacked a bus in Western Sahara on Monday, killing three.", day),
    ]);
    assert_eq!(
        events,
        ["Attack in Western Sahara | B | 14 September 2026", "Attack in the Western region | A | 15 September 2026"]
    );
}

#[test]
fn those_detained_at_a_march_are_a_part_of_it() {
    let day = Some(jiff::civil::date(2026, 3, 13));
    let march = "Thousands marched through Paramaribo on Thursday in protest at the price of power.";
    let one = read(&[(&format!("{march}\n\nPolice fired tear gas. Officers arrested 58 people."), day)]);
    assert_eq!(one, ["Protest in Paramaribo | A | 12 March 2026"]);
    let elsewhere = read(&[(&format!("{march}\n\nIn Albina officers arrested 58 people."), day)]);
    assert_eq!(elsewhere.len(), 2, "{elsewhere:?}");
    let later = read(&[(&format!("{march}\n\nOfficers arrested 58 people on Friday."), day)]);
    assert_eq!(later.len(), 2, "{later:?}");
}

#[test]
fn the_two_who_were_stopped_are_the_two_who_were_arrested() {
    let day = Some(jiff::civil::date(2026, 10, 12));
    let told = |second: &str| {
        let text = format!("Two held over bomb\n\nPolice in Thailand arrested two men over a blast.\n\n{second}");
        let events = read(&[(&text, day)]);
        events.into_iter().filter(|event| event.starts_with("Arrest")).collect::<Vec<_>>()
    };
    let one = ["Arrest in Hat Yai | A | 10 October 2026"];
    assert_eq!(told("The brothers were arrested on Saturday in Hat Yai, the army said."), one);
    assert_eq!(
        told("The arrests were made on Saturday in Hat Yai, the army said."),
        ["Arrests in Hat Yai | A | 10 October 2026"]
    );
    assert_eq!(told("A nurse was arrested on Saturday in Hat Yai, the army said.").len(), 2);
}

#[test]
fn a_toll_of_years_ago_told_by_its_year_is_that_of_its_day() {
    let day = Some(jiff::civil::date(2026, 10, 12));
    let events = |first: &str| {
        let text = format!("A bomb killed four people in Yala on Sunday. {first}");
        read(&[(&text, day), ("People marched in Yala. At Tak Bai 85 men died on 25 October 2004.", day)])
    };
    let died = |events: Vec<String>| events.into_iter().filter(|event| event.contains("Tak Bai")).count();
    assert_eq!(died(events("The deaths of 85 men at Tak Bai in 2004 are not forgotten.")), 1);
    assert_eq!(died(events("The deaths of 85 men at Tak Bai in 1994 are not forgotten.")), 2);
}

#[test]
fn a_bus_that_overturned_is_no_part_of_the_stampede() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let events = |second: &str| {
        let first = "A stampede killed nine people in Dumka on Wednesday.";
        read(&[(first, day), (second, day)]).len()
    };
    assert_eq!(events("A bus overturned on a road in Dumka on Wednesday and nine people were killed."), 2);
    assert_eq!(events("Nine people were killed when a crowd panicked in a crush in Dumka on Wednesday."), 1);
}

#[test]
fn murder_in_general_is_no_murder() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let general = read(&[("The party spoke of efforts to fight torture, kidnappings and assassinations.", day)]);
    assert_eq!(general, Vec::<String>::new());
    assert_eq!(read(&[("The party condemned the assassination on Monday.", day)]).len(), 1);
}

#[test]
fn words_of_several_kinds_have_the_title_of_theirs() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let of = |text| read(&[(text, day)]);
    assert_eq!(
        of("Nigeria agreed on Monday to reinstate a fired judge."),
        ["Resignation in Nigeria | A | 3 August 2026"]
    );
    assert_eq!(of("Two officers were fired at in Kano on Monday."), ["Shooting in Kano | A | 3 August 2026"]);
    assert_eq!(of("Two officers were fired in Kano on Monday."), ["Dismissal in Kano | A | 3 August 2026"]);
    assert_eq!(of("Soldiers entered Merawi on Monday."), ["Incursion into Merawi | A | 3 August 2026"]);
}

#[test]
fn the_day_in_hospital_is_not_that_of_the_shooting() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let ward = "Two men were in hospital in stable condition today with gunshot wounds that they suffered in Leeds.";
    let then = "The shooting took place in Leeds late on Tuesday, police said.";
    assert_eq!(read(&[(&format!("{ward} {then}"), day)]), ["Shooting in Leeds | A | 4 August 2026"]);
    let shot = "Two men suffered gunshot wounds in Leeds today.";
    assert_eq!(read(&[(&format!("{shot} A shooting took place in York late on Tuesday."), day)]).len(), 2);
}

#[test]
fn what_a_sentence_tells_twice_of_one_place_and_day_is_one() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let of = |text| read(&[(text, day)]);
    assert_eq!(
        of("A tanker ran aground in a gale off Split on Monday and lost oil."),
        ["Grounding off Split | A | 3 August 2026"]
    );
    assert_eq!(
        of("The murdered driver was buried in Osijek on Tuesday with hundreds of colleagues behind the coffin.").len(),
        1
    );
    // Other days and other sentences tell of two.
    assert_eq!(
        of("A man was buried in Osijek on Tuesday, a week after gunmen killed him in Split on Monday.").len(),
        2
    );
    assert_eq!(of("A tanker ran aground off Split on Monday. Two men were arrested in Split on Monday.").len(), 2);
}

#[test]
fn what_is_left_of_one_family_at_one_place_and_day_is_one() {
    let day = Some(jiff::civil::date(2026, 8, 6));
    let read = |second| {
        read(&[
            ("An explosion tore through a flour mill in Rudnyy in Kazakhstan on Monday, killing six people.", day),
            (second, day),
        ])
    };
    assert_eq!(read("Gas leaked from a dryer and a mill in Rudnyy in Kazakhstan collapsed on Monday.").len(), 1);
    assert_eq!(read("Gas leaked from a dryer and a mill in Rudnyy in Kazakhstan collapsed on 14 July.").len(), 2);
    assert_eq!(read("Two men were arrested in Rudnyy in Kazakhstan on Monday.").len(), 2);
}

#[test]
fn who_dies_of_burns_elsewhere_is_told_of_the_fire() {
    let events = read(&[
        (
            "A boiler exploded at a sugar mill in Kisumu on Monday, killing two men and burning five, police said.",
            Some(jiff::civil::date(2023, 5, 9)),
        ),
        (
            "The ministry promised help to the families on Saturday.\n\n\
             - The latest victim is a stoker aged 23, who died of his burns in Nairobi on Friday.",
            Some(jiff::civil::date(2023, 5, 13)),
        ),
    ]);
    assert_eq!(events, ["Explosion in Kisumu | AB | 8 May 2023"]);
}

#[test]
fn who_dies_in_a_fire_at_a_hospital_is_of_the_fire() {
    let events = read(&[(
        "A bus fell off a bridge near Kisumu on Monday, killing nine people.\n\n\
         Six patients died in a fire at a hospital in Mombasa on Tuesday.",
        Some(jiff::civil::date(2023, 5, 11)),
    )]);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn a_robbery_and_the_guard_it_killed_are_one() {
    let events = read(&[
        (
            "A night guard was shot dead at a jeweller's shop in Split on Monday, police said.",
            Some(jiff::civil::date(2023, 5, 9)),
        ),
        (
            "The robbery in Split on Monday was the work of a gang, the mayor said. Nothing has been found.",
            Some(jiff::civil::date(2023, 5, 10)),
        ),
    ]);
    assert_eq!(events, ["Shooting in Split | AB | 8 May 2023"]);
}

#[test]
fn those_held_at_a_march_are_told_with_it_in_every_article() {
    let events = read(&[
        (
            "Thousands of students marched through Split on Monday against higher fees. Stones flew at the ministry.\n\n\
             A spokesman said that 58 people had been taken into custody.",
            Some(jiff::civil::date(2023, 5, 9)),
        ),
        (
            "Some 74 people were detained on Monday as students marched through Split, a lawyer said.",
            Some(jiff::civil::date(2023, 5, 11)),
        ),
    ]);
    assert_eq!(events, ["Protest in Split | AB | 8 May 2023"]);
}

#[test]
fn what_two_papers_put_in_a_town_and_in_its_suburb_is_one() {
    let quarry = "Nine men were killed when gunmen attacked a quarry at Solin on Monday, the police said.";
    let clash = "The clash in Split on Monday left several dead, a union said.";
    let (tuesday, wednesday) = (Some(jiff::civil::date(2023, 5, 9)), Some(jiff::civil::date(2023, 5, 10)));
    assert_eq!(read(&[(quarry, tuesday), (clash, wednesday)]), ["Clash in Solin | AB | 8 May 2023"]);
    // One paper that names both tells two.
    let both = format!("{quarry}\n\n{clash}");
    assert_eq!(read(&[(both.as_str(), wednesday)]).len(), 2);
}

#[test]
fn outbreaks_of_two_diseases_are_two() {
    let events = read(&[
        (
            "An outbreak of diphtheria has killed nine children in the Kisumu district since Monday, officials said.",
            Some(jiff::civil::date(2023, 5, 12)),
        ),
        (
            "Four cases of measles were confirmed in Kisumu on Monday, the health ministry said.",
            Some(jiff::civil::date(2023, 5, 12)),
        ),
    ]);
    assert_eq!(events.len(), 2, "{events:?}");
}

#[test]
fn what_is_only_spoken_of_is_no_pin_and_what_is_told_beyond_doubt_is_one() {
    let day = Some(jiff::civil::date(2024, 3, 6));
    let talk = "The mill in Clinton shows visitors how flour was ground by hand in the town during the war.";
    assert_eq!(read(&[(talk, day)]), Vec::<String>::new());
    let told = "The war reached Clinton on Monday, when shells fell on the mill and killed two men.";
    assert!(!read(&[(told, day)]).is_empty());
}

/// Reads an article of a day of June and one of the day after with a toll.
fn with_toll(wrecks: &str, toll: &str, first: i8) -> Vec<String> {
    let day = |day| Some(jiff::civil::date(2023, 6, day));
    read(&[(wrecks, day(first)), (toll, day(first + 1))])
}

#[test]
fn a_toll_is_of_the_wreck_told_with_its_name() {
    let wrecks = "Eleven tourists drowned when a houseboat overturned on Vembanad Lake near Kumarakom on Sunday. On Monday a \
                  fisherman drowned when his canoe was swamped off Muhamma.";
    let events = with_toll(wrecks, "The toll in the Kumarakom houseboat tragedy climbed to 13 on Monday.", 5);
    assert!(events.len() == 2 && events[0].contains("Vembanad Lake | AB") && events[1].contains("| A |"), "{events:?}");
}

#[test]
fn an_article_gives_one_happening_no_two_days() {
    let wrecks = "A boat sank on the Kwa River near Kwamouth on Monday, and 86 drowned. On Tuesday a canoe overturned at \
                  Mbandaka; four children are missing.";
    let events = with_toll(wrecks, "The death toll from the Kwamouth sinking stands at 92.", 14);
    assert!(
        events.len() == 2 && events[0].contains("Kwamouth | AB") && events[1].contains("Mbandaka | A"),
        "{events:?}"
    );
}

#[test]
fn who_died_in_another_town_is_of_no_wreck_near_it() {
    let day = |day| Some(jiff::civil::date(2023, 10, day));
    let events = read(&[
        (
            "A train struck a lorry near Ribnitz-Damgarten on Monday. On the same line, at Velgast, a woman was killed by \
             a freight train.",
            day(9),
        ),
        ("Barriers\n\nThe woman who died at Velgast on Monday had walked around the barriers.", day(10)),
    ]);
    assert!(events.contains(&"Death in Velgast | AB | 9 October 2023".to_owned()), "{events:?}");
}

#[test]
fn a_blockade_by_a_crowd_is_its_protest() {
    let day = |day| Some(jiff::civil::date(2023, 6, day));
    let events = read(&[
        ("Youths blocked the road at Dhing on Monday with burning tyres.", day(5)),
        ("Drivers want an escort after the blockade at Dhing on Monday.", day(6)),
    ]);
    assert_eq!(events, ["Protest in Dhing | AB | 5 June 2023"]);
}

#[test]
fn whom_it_befell_by_name_says_more_than_a_town_around() {
    let day = |day| Some(jiff::civil::date(2024, 10, day));
    let events = read(&[
        ("A lawyer, Elvino Dias, was shot dead in his car in Maputo on Friday night.", day(20)),
        (
            "Outrage\n\nThe murder of Elvino Dias was condemned by the European Union. Two marchers were hurt in Nampula \
             on Saturday.",
            day(21),
        ),
    ]);
    assert!(events.iter().any(|event| event.starts_with("Shooting in Maputo | AB")), "{events:?}");
}
