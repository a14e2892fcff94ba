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
        (KILLED, "killed 12 militants", "killed 12 villagers", 0, "differs"),
        (KILLED, "killed four soldiers and two civilians", "killed four policemen and two civilians", 0, "differs"),
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
