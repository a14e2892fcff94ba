use crate::reader::read_story;
use crate::story::{Draft, Story};

/// Reads texts as one story (each dated or not) and writes its events as "title | letters | date".
fn read(texts: &[(&str, Option<jiff::civil::Date>)]) -> Vec<String> {
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
