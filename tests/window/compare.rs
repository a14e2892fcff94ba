//! What sources say side by side: what differs, who says so, and the way to the passage of each cell.

use std::sync::Arc;

use dateline::story::{Agreement, Article, Claim, Slot, SlotClaims, Value, Victim};

use super::fixture;
use super::shown::{SIZE, click, shows, window_of};

const SHELLING: &str = "Shelling of Stepanakert, 19 Sep, Stepanakert / Khankendi, in AB";

#[test]
fn a_comparison_says_what_differs_and_what_nobody_mentions() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, SHELLING);
    click(&mut shown, "Compare");
    assert!(shows(&shown, "Killed: differs"));
    click(&mut shown, "Killed, B: 5 or more, Officials · claimed");
    assert!(shows(&shown, "Residents of Khankendi heard shelling"), "the passage stands below");
    click(&mut shown, "Open article at this passage");
    assert!(shows(&shown, "Khankendi, place"));
}

#[test]
fn a_cell_says_how_much_more_its_source_claims_and_leads_there() {
    let mut story = fixture::story();
    let killed = &mut story.events[0].slots[0].claims;
    let last = killed.last().unwrap().clone();
    for count in 11..=14 {
        let mut more = last.clone();
        more.value = Value::Count { min: count, max: Some(count) };
        killed.push(more);
    }
    let mut shown = window_of(story, SIZE);
    click(&mut shown, SHELLING);
    click(&mut shown, "Compare");
    click(&mut shown, "Killed, B: and 2 more");
    assert!(shows(&shown, "Residents of Khankendi heard shelling"), "the passage stands below");
}

#[test]
fn a_toll_that_rose_from_day_to_day_is_told() {
    let mut story = fixture::story();
    let mut later = Article::clone(&story.sources[1].article);
    later.date.day = Some(jiff::civil::date(2023, 9, 21));
    story.sources[1].article = Arc::new(later);
    story.events[0].slots[0].claims[0].older = true;
    let mut shown = window_of(story, SIZE);
    click(&mut shown, SHELLING);
    assert!(shows(&shown, "Killed rose from 2 on 19 Sep (A) to 5 or more on 21 Sep (B)"));
}

#[test]
fn whom_it_befell_and_why_are_rows_and_lead_to_the_sentence_that_says_so() {
    let mut story = fixture::story();
    let known = story.events[0].slots[0].claims.last().unwrap().clone();
    let text = &story.sources[1].article.text;
    let at = text.as_str().find("stayed closed").unwrap();
    let why = Value::Words("closed road".to_owned());
    let cause = Claim { value: why, span: text.span(at..at + 13), ..known.clone() };
    let value = Value::People { what: Victim::Killed, words: "five villagers".to_owned() };
    let victims = Claim { value, ..known };
    let slots = [(Slot::Victims, victims), (Slot::Cause, cause)];
    let slots = slots.map(|(slot, claim)| SlotClaims { slot, agreement: Agreement::OneSource, claims: vec![claim] });
    story.events[0].slots.extend(slots);
    let mut shown = window_of(story, SIZE);
    click(&mut shown, SHELLING);
    assert!(shows(&shown, "Victims: Five villagers killed, one source"));
    assert!(shows(&shown, "Cause: Closed road, one source"));
    click(&mut shown, "Compare");
    assert!(shows(&shown, "Victims, B: five villagers killed, Officials · claimed"));
    click(&mut shown, "Cause, B: “closed road”, Officials · claimed");
    assert!(shows(&shown, "The road through the Lachin corridor stayed closed."), "the passage stands below");
}

#[test]
fn where_sources_differ_on_nothing_the_rows_that_differ_are_said_to_be_none() {
    const NONE: &str = "The sources differ on nothing";
    let mut story = fixture::story();
    let mut shown = window_of(story.clone(), SIZE);
    click(&mut shown, SHELLING);
    click(&mut shown, "Compare");
    click(&mut shown, "Only where they differ");
    assert!(shows(&shown, "Killed: differs") && !shows(&shown, NONE));
    for slot in &mut story.events[0].slots {
        slot.agreement = Agreement::Compatible;
    }
    let mut shown = window_of(story, SIZE);
    click(&mut shown, SHELLING);
    click(&mut shown, "Compare");
    assert!(!shows(&shown, NONE));
    click(&mut shown, "Only where they differ");
    assert!(shows(&shown, NONE) && !shows(&shown, "Killed, A"));
    click(&mut shown, "All rows");
    assert!(shows(&shown, "Killed, A") && !shows(&shown, NONE));
}
