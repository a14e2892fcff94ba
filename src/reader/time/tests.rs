use super::*;
use crate::story::{DateStatus, Text};

/// Reads a text dated Tuesday, 19 September 2023, or on no date, and holds its timexes against `words = value`.
fn check_on(day: Option<jiff::civil::Date>, text: &str, expected: &[(&str, &str)]) {
    let text = Text::new(text);
    let page = Page::new(&text, "");
    let date = DocumentDate { day, status: DateStatus::Explicit, span: None };
    let timexes = find_and_anchor(&page, &date);
    let found: Vec<(&str, &str)> = timexes.iter().map(|timex| (text.slice(timex.span), timex.value.as_str())).collect();
    assert_eq!(found, expected, "{:?}", text.as_str());
}

fn check(text: &str, expected: &[(&str, &str)]) {
    check_on(Some(jiff::civil::date(2023, 9, 19)), text, expected);
}

#[test]
fn explicit_dates_in_any_order() {
    check("It began on September 19, 2023.", &[("September 19, 2023", "2023-09-19")]);
    check("It began on 4 May 2020 there.", &[("4 May 2020", "2020-05-04")]);
    check("It began on the 4th of May 2020.", &[("the 4th of May 2020", "2020-05-04")]);
    check("Filed 2023-09-01 here.", &[("2023-09-01", "2023-09-01")]);
    check("In December 2022 it closed.", &[("December 2022", "2022-12")]);
    check("Since December the road was closed.", &[("December", "2022-12")]);
    check("Friday, Oct. 13, 1989 was bad.", &[("Friday, Oct. 13, 1989", "1989-10-13")]);
}

#[test]
fn of_two_days_that_slashes_may_mean_it_is_the_one_last_past() {
    check("It burned on 04/09/2023.", &[("04/09/2023", "2023-09-04")]);
    check("It burned on 09/04/2023.", &[("09/04/2023", "2023-09-04")]);
    check("It burned on 09/14/2023.", &[("09/14/2023", "2023-09-14")]);
    check_on(None, "It burned on 04/09/2023.", &[("04/09/2023", "2023-04-09")]);
}

#[test]
fn holidays_of_many_lands_have_their_day() {
    check("They will meet on Orthodox Christmas.", &[("Orthodox Christmas", "2024-01-07")]);
    check("They will meet on Boxing Day.", &[("Boxing Day", "2023-12-26")]);
    check("It burned on Whit Monday.", &[("Whit Monday", "2023-05-29")]);
    check("It burned on Bastille Day.", &[("Bastille Day", "2023-07-14")]);
    check("It burned on Christmas Day last year.", &[("Christmas Day last year", "2022-12-25")]);
    check("It burned on All Souls' Day this year.", &[("All Souls", "2023-11-02"), ("this year", "2023")]);
}

#[test]
fn weekdays_look_back_unless_told_otherwise() {
    check("Strikes began on Tuesday.", &[("Tuesday", "2023-09-19")]);
    check("He was shot on Friday.", &[("Friday", "2023-09-15")]);
    check("They will meet on Thursday.", &[("Thursday", "2023-09-21")]);
    check("Voters go to the polls on Saturday.", &[("Saturday", "2023-09-23")]);
    check("They met last Tuesday.", &[("last Tuesday", "2023-09-12")]);
    check("They met last Monday.", &[("last Monday", "2023-09-11")]);
    check("They met last Friday.", &[("last Friday", "2023-09-15")]);
    check("Crowds came late Tuesday night.", &[("late Tuesday night", "2023-09-19TNI")]);
}

#[test]
fn the_day_of_words_and_an_hour_are_no_day_spoken_of() {
    check(
        "It fell on Friday, officials said on Saturday. It rose on the same day.",
        &[("Friday", "2023-09-15"), ("Saturday", "2023-09-16"), ("the same day", "2023-09-15")],
    );
}

#[test]
fn relative_expressions_count_from_the_right_day() {
    check("It rained yesterday and today.", &[("yesterday", "2023-09-18"), ("today", "2023-09-19")]);
    check("It rained last week.", &[("last week", "2023-W37")]);
    check(
        "It fell on 3 May 2020; a day earlier it rose.",
        &[("3 May 2020", "2020-05-03"), ("a day earlier", "2020-05-02")],
    );
    check("It came two weeks ago.", &[("two weeks ago", "2023-W36")]);
    check("They fought three years ago.", &[("three years ago", "2020")]);
    check("It was built years ago.", &[("years ago", "PAST_REF")]);
    check(
        "It began in April 2022, and on the 7th of that month it ended.",
        &[("April 2022", "2022-04"), ("the 7th of that month", "2022-04-07")],
    );
    check("It ran from August to November 2017.", &[("August", "2017-08"), ("November 2017", "2017-11")]);
    check("It burned in the night to Sunday.", &[("the night to Sunday", "2023-09-16TNI")]);
    check("He stood there the other day.", &[("the other day", "PAST_REF")]);
    check(
        "It began in 2011 and ended in October of that year.",
        &[("2011", "2011"), ("October of that year", "2011-10")],
    );
    check("They came by ship and by lorry on Thursday to help.", &[("Thursday", "2023-09-14")]);
    check("It must be done by late on Thursday.", &[("late on Thursday", "2023-09-21")]);
    check(
        "It began on Monday, and he was there the day before.",
        &[("Monday", "2023-09-18"), ("the day before", "2023-09-17")],
    );
    check("He was there the day before the vote.", &[]);
    check("It comes the day after tomorrow.", &[("the day after tomorrow", "2023-09-21")]);
}

#[test]
fn numbers_of_people_are_no_years_and_some_friday_is_no_day() {
    check("Two thousand people walked to the gate.", &[]);
    check("It was in two thousand that they came.", &[("two thousand", "2000")]);
    check("On a Friday in May 1997 it burned.", &[("Friday", "XXXX-WXX-5"), ("May 1997", "1997-05")]);
    check("On 27 July 30 boats sank.", &[("27 July", "2023-07-27")]);
}

#[test]
fn what_has_gone_on_since_a_day_began_before_this_one() {
    check("They have lived there since 14 October.", &[("14 October", "2022-10-14")]);
    check("They left on 14 October.", &[("14 October", "2023-10-14")]);
}

#[test]
fn years_ago_are_counted_from_the_day_told_beside_them() {
    check("It burned a year ago this month.", &[("a year ago this month", "2022-09")]);
    check("It burned ten years ago today.", &[("ten years ago today", "2013-09-19")]);
    check("It burned three years ago on Friday.", &[("three years ago on Friday", "2020-09-15")]);
    check(
        "It sank on Tuesday, the largest wreck this year. A day later it rose.",
        &[("Tuesday", "2023-09-19"), ("this year", "2023"), ("A day later", "2023-09-20")],
    );
    check(
        "It burned in May 2020. A day later it burned again.",
        &[("May 2020", "2020-05"), ("A day later", "2020-05")],
    );
}

#[test]
fn without_a_document_date_nothing_is_guessed() {
    check_on(
        None,
        "Tuesday's attack followed a blast a day earlier.",
        &[("Tuesday", "XXXX-WXX-2"), ("a day earlier", "XXXX-WXX-1")],
    );
    check_on(None, "It rained last week and in May 2020.", &[("last week", "XXXX-WXX"), ("May 2020", "2020-05")]);
    check_on(None, "In September it rained.", &[("September", "XXXX-09")]);
    check_on(None, "Filed 15 DEC 89 (AGENCY).", &[("15 DEC 89", "1989-12-15")]);
    check_on(None, "On 4 May 89 people left.", &[("4 May", "XXXX-05-04")]);
}

#[test]
fn lone_phrases_of_time_are_read() {
    check("Late Tuesday it snowed.", &[("Late Tuesday", "2023-09-19")]);
    check("It has rained since December.", &[("December", "2022-12")]);
    check("He fought in the 1992–94 war.", &[("the 1992–94", "1992/1994")]);
    check("The past three decades were calm.", &[("The past three decades", "P30Y")]);
    check("It was dry in the 1990s.", &[("the 1990s", "199")]);
    check("Last winter was mild.", &[("Last winter", "2022-WI")]);
    check("Profits fell in fiscal 2021.", &[("fiscal 2021", "2021")]);
    check(
        "Crowds came on Friday; a day earlier it was calm.",
        &[("Friday", "2023-09-15"), ("a day earlier", "2023-09-14")],
    );
}

#[test]
fn quarters_seasons_and_years_of_business() {
    check("Sales rose in the third quarter.", &[("the third quarter", "2023-Q3")]);
    check("Sales fell in Q1 2022.", &[("Q1 2022", "2022-Q1")]);
    check("It lost money in fiscal 2022.", &[("fiscal 2022", "2022")]);
    check("It grew in the first quarter of 2021.", &[("the first quarter of 2021", "2021-Q1")]);
    check("It opened in spring 2020.", &[("spring 2020", "2020-SP")]);
}

#[test]
fn ranges_go_on_from_their_first_day() {
    check("It will rain from Monday to Wednesday.", &[("Monday", "2023-09-25"), ("Wednesday", "2023-09-27")]);
    check("It rained from Monday to Wednesday.", &[("Monday", "2023-09-11"), ("Wednesday", "2023-09-13")]);
    check("It rained between 9 and 11 May.", &[("9 and 11 May", "2023-05-09/2023-05-11")]);
    check("It ran on September 12-14 in Rome.", &[("September 12-14", "2023-09-12/2023-09-14")]);
    check("It ran from Sept. 3 to 5, 2021.", &[("Sept. 3 to 5, 2021", "2021-09-03/2021-09-05")]);
    check("It froze from 3 to 5 May.", &[("3 to 5 May", "2023-05-03/2023-05-05")]);
    check("It hailed on July 30 and 31.", &[("July 30 and 31", "2023-07-30/2023-07-31")]);
    check("It hailed on July 30 and 31 people were hurt.", &[("July 30", "2023-07-30")]);
    check("It lasted from 2014 to 2016.", &[("2014", "2014"), ("2016", "2016")]);
    check("It lay between May 3 and May 7.", &[("May 3", "2023-05-03"), ("May 7", "2023-05-07")]);
}

#[test]
fn lengths_sets_and_wholes() {
    check("It was built half a century ago.", &[("half a century ago", "1973")]);
    check("over the past three decades", &[("over the past three decades", "P30Y")]);
    check("a two-week truce", &[("two-week", "P2W")]);
    check("nearly two years of war", &[("nearly two years", "P2Y")]);
    check("every Thursday they march", &[("every Thursday", "XXXX-WXX-4")]);
    check("in the 1990s and the 20th century", &[("the 1990s", "199"), ("the 20th century", "19")]);
    check("the 1992-94 war", &[("the 1992-94", "1992/1994")]);
    check("the third quarter of 1990", &[("the third quarter of 1990", "1990-Q3")]);
    check("last winter and the summer of 2021", &[("last winter", "2022-WI"), ("the summer of 2021", "2021-SU")]);
    check("at 9 a.m. Tuesday", &[("9 a.m. Tuesday", "2023-09-19T09:00")]);
}

#[test]
fn what_is_no_time_is_left_alone() {
    check("They may march on Rome a second time.", &[]);
    check("A crowd of 2000 people paid $1999 each.", &[]);
    check("The 36-year-old driver ran.", &[]);
    check("April Jones met June Smith.", &[]);
    check("Prices fall and trees spring up.", &[]);
    check("At 1950 Elm Street he lived.", &[]);
}

#[test]
fn holidays_fall_on_their_days() {
    check("Shops shut on Christmas Day 2022.", &[("Christmas Day 2022", "2022-12-25")]);
    check("It was Easter 2021.", &[("Easter 2021", "2021-04-04")]);
    check("Since last Thanksgiving it was shut.", &[("last Thanksgiving", "2022-11-24")]);
}

#[test]
fn tense_and_company_choose_the_side() {
    check("She agreed to open the bridge in January.", &[("January", "2024-01")]);
    check("They may come as early as Thursday.", &[("Thursday", "2023-09-21")]);
    check("The ban is effective Oct. 1.", &[("Oct. 1", "2023-10-01")]);
    check("It will join in April next year.", &[("April next year", "2024-04")]);
    check("He left in November last year.", &[("November last year", "2022-11")]);
    check("It fell in March last year.", &[("March last year", "2022-03")]);
    check("It fell in late March of last year.", &[("late March of last year", "2022-03")]);
    check("Officials met over the weekend.", &[("the weekend", "2023-W37-WE")]);
    check("He died that Saturday.", &[("that Saturday", "XXXX-WXX-6")]);
    check("It began on 4 May. He died that Saturday.", &[("4 May", "2023-05-04"), ("that Saturday", "2023-05-06")]);
    check("On the 7th a school burned.", &[("the 7th", "2023-09-07")]);
    check("On the 7th floor a door burned.", &[]);
    check("A man was shot this weekend.", &[("this weekend", "2023-W37-WE")]);
    check("Officials will meet this weekend.", &[("this weekend", "2023-W38-WE")]);
    check("The hearing is the week of October 9.", &[("the week of October 9", "2023-W41")]);
    check("The board raised the quarterly dividend.", &[]);
}

#[test]
fn a_length_beside_a_happening_dates_the_happening() {
    let text = Text::new("A bomb went off on Monday. It came a day after a mortar attack.");
    let page = Page::new(&text, "");
    let date = DocumentDate { day: Some(jiff::civil::date(2023, 9, 19)), status: DateStatus::Explicit, span: None };
    let timexes = find_and_anchor(&page, &date);
    let days: Vec<_> = timexes.iter().map(|timex| (timex.value.as_str(), timex.days.map(|days| days.start))).collect();
    let day = |day| Some(jiff::civil::date(2023, 9, day));
    assert_eq!(days, [("2023-09-18", day(18)), ("P1D", day(17))]);
}

#[test]
fn weeks_nights_and_what_is_fixed() {
    check("The strike began on Monday last week.", &[("Monday last week", "2023-09-11")]);
    check("It ended on Friday of last week.", &[("Friday of last week", "2023-09-15")]);
    check("The court meets this coming Friday.", &[("this coming Friday", "2023-09-22")]);
    check("The law takes effect at the end of November.", &[("the end of November", "2023-11")]);
    check("They fought overnight into Sunday.", &[("overnight into Sunday", "2023-09-16TNI")]);
    check("It fell in the night of 11 May.", &[("11 May", "2023-05-11")]);
    check("It had 300 fires in 2022, up from 200 the year before.", &[("2022", "2022"), ("the year before", "2021")]);
}

#[test]
fn a_night_of_two_days_is_theirs() {
    check("It sank in the night of 6 to 7 May.", &[("6 to 7 May", "2023-05-06/2023-05-07")]);
    check("It sank in the night.", &[("the night", "2023-09-19TNI")]);
}

#[test]
fn the_same_day_is_a_day() {
    check(
        "It fell on 12 May 2023. He had said so three years ago. The same day, it rained.",
        &[("12 May 2023", "2023-05-12"), ("three years ago", "2020"), ("The same day", "2023-05-12")],
    );
}

#[test]
fn a_participle_is_of_its_own_auxiliary() {
    check(
        "He was arrested in October and will be sentenced June 8.",
        &[("October", "2022-10"), ("June 8", "2024-06-08")],
    );
    check("He told the Nation Wednesday that he would run.", &[("Wednesday", "2023-09-13")]);
}

#[test]
fn a_day_is_of_the_year_told_behind_it() {
    check("On 4 July this year it sank.", &[("4 July this year", "2023-07-04")]);
    check("On March 4 last year it sank.", &[("March 4 last year", "2022-03-04")]);
    check("On March 4 it sank.", &[("March 4", "2023-03-04")]);
}

#[test]
fn what_did_it_is_no_deadline() {
    check("A village was left in ruins by a storm on Saturday.", &[("Saturday", "2023-09-16")]);
    check("Talks must be over by the end of Saturday.", &[("the end of Saturday", "2023-09-23")]);
}

#[test]
fn the_deadline_of_another_time_is_none_of_this_one() {
    check(
        "The blaze broke out on Thursday and by Saturday had spread.",
        &[("Thursday", "2023-09-14"), ("Saturday", "2023-09-16")],
    );
    check("The work is to end by Thursday.", &[("Thursday", "2023-09-21")]);
}
