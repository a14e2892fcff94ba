//! A story as plain text for people: its articles, then its events by time, each with the passages that say so.
//!
//! Comes in: a story. Goes out: text of at most [`WIDTH`] columns: what happened, what was said, what lies long back. It
//! must never state what no passage states, or hide where sources differ.

use std::fmt::Write as _;

use crate::story::{
    Agreement, Attribution, Claim, DateStatus, Event, Family, Figure, MentionId, PlaceBasis, Slot, SlotClaims, Stance,
    Story, Value, Victim,
};
use crate::task::counted;

/// Columns of the text.
const WIDTH: usize = 100;

/// The whole story in words.
pub(super) fn digest(story: &Story) -> String {
    let mut out = String::new();
    let counts = [
        counted(story.sources.len(), "article"),
        counted(story.place_count(), "place"),
        counted(story.events.len(), "event"),
    ];
    let _ = writeln!(out, "{} · {} to check\n", counts.join(" · "), story.unchecked_count());
    for source in &story.sources {
        articles_line(&mut out, &source.article);
    }
    let (said, happened): (Vec<&Event>, Vec<&Event>) =
        story.events.iter().partition(|event| event.family == Family::Speech);
    let (before, happened): (Vec<&Event>, Vec<&Event>) =
        happened.into_iter().partition(|event| looks_back(event, story));
    section(&mut out, "What happened", &happened, story);
    section(&mut out, "What was said", &said, story);
    section(&mut out, "Looking back", &before, story);
    out
}

/// Whether every passage speaks of it as of something long past.
fn looks_back(event: &Event, story: &Story) -> bool {
    event.mentions.iter().all(|&id| story.mention(id).is_some_and(|(_, mention)| mention.back_reference))
}

fn articles_line(out: &mut String, article: &crate::story::Article) {
    let date = match (article.date.day, article.date.status) {
        (Some(day), DateStatus::Inferred) => format!("{} (worked out)", crate::story::day_words(day)),
        (Some(day), _) => crate::story::day_words(day),
        (None, _) => "date unknown".to_owned(),
    };
    let line = format!("{} — {}, {date}", article.headline, article.outlet_or_origin());
    paragraph(out, &format!("{:<3}", article.letter.to_string()), "   ", &line);
    for warning in &article.warnings {
        let _ = writeln!(out, "   ! {warning}");
    }
}

fn section(out: &mut String, title: &str, events: &[&Event], story: &Story) {
    if events.is_empty() {
        return;
    }
    let mut events = events.to_vec();
    // What nobody dates comes last; a long stretch after what is dated to the day.
    events.sort_by_key(|event| (event.date.is_none(), event.date.map(|days| (days.end, days.start))));
    let _ = writeln!(out, "\n{}", title.to_uppercase());
    for event in events {
        write_event(out, event, story);
    }
}

fn write_event(out: &mut String, event: &Event, story: &Story) {
    let letters: Vec<String> = story.letters(event).iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "\n{}  [{}]  {}", event.title, event.kind.label(), letters.join(" "));
    let when = match event.date {
        Some(days) if event.ongoing => format!("since {}", days.begun()),
        Some(days) => days.to_string(),
        None => "date unknown".to_owned(),
    };
    let _ = writeln!(out, "   {} · {when}", place_words(event, story));
    for slot in &event.slots {
        if let Slot::Figure(victim) = slot.slot {
            paragraph(out, "   ", "     ", &figure_words(victim, slot, story));
        }
        let differs = slot.agreement == Agreement::Differs;
        if matches!(slot.slot, Slot::Magnitude | Slot::Cause)
            || (differs && matches!(slot.slot, Slot::Victims | Slot::Actor))
        {
            paragraph(out, "   ", "     ", &said_words(slot, story));
        }
    }
    for &mention in &event.mentions {
        passage(out, mention, story);
    }
}

fn place_words(event: &Event, story: &Story) -> String {
    let Some(place) = &event.place else { return "place unknown".to_owned() };
    let how = match event.basis {
        PlaceBasis::Context => ", taken from the sentences around",
        PlaceBasis::Seat => ", seat of the speaker",
        _ if place.approximate => ", approximate",
        _ => "",
    };
    // Of two towns of one name the likelier: which of them it is, and which it may be.
    if let Some(other) = story.other_place(event) {
        let (own, other) = (place.name_and_region(), other.name_and_region());
        return format!("{own} ({:.3}, {:.3}{how}; unsure: or {other})", place.lat, place.lon);
    }
    format!("{} ({:.3}, {:.3}{how})", place.full_name(), place.lat, place.lon)
}

/// "Cause, sources differ: brakes had failed (A, the company); speeding (B, police)".
fn said_words(slot: &SlotClaims, story: &Story) -> String {
    let mut claims: Vec<String> = Vec::new();
    for claim in &slot.claims {
        let Some((source, _)) = story.mention(claim.mention) else { continue };
        let speaker = if claim.source.is_empty() { String::new() } else { format!(", {}", one_line(&claim.source)) };
        let stance = match claim.stance {
            Stance::Denied | Stance::Alleged => format!(", {}", claim.stance.word()),
            _ => String::new(),
        };
        let words = format!("{} ({}{speaker}{stance})", one_line(&claim.words(story)), source.article.letter);
        if !claims.contains(&words) {
            claims.push(words);
        }
    }
    let differ = if slot.agreement == Agreement::Differs { ", sources differ" } else { "" };
    format!("{}{differ}: {}", slot.slot.label(), claims.join("; "))
}

/// "Killed, sources differ: 5 or more (A, claimed by local authorities); 2 (B)".
fn figure_words(victim: Victim, slot: &SlotClaims, story: &Story) -> String {
    let mut words = Slot::Figure(victim).label().to_owned();
    if slot.agreement == Agreement::Differs {
        words.push_str(", sources differ");
    }
    // What one source says again in the same words is said once.
    let mut claims: Vec<String> = Vec::new();
    // Where the numbers are one, the sources differ on who they were.
    let first = slot.claims.first().map(|claim| &claim.value);
    let whom = slot.agreement == Agreement::Differs && slot.claims.iter().all(|claim| Some(&claim.value) == first);
    for claim in slot.claims.iter().filter_map(|claim| claim_words(victim, claim, whom, story)) {
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }
    let _ = write!(words, ": {}", claims.join("; "));
    words
}

fn claim_words(victim: Victim, claim: &Claim, whom: bool, story: &Story) -> Option<String> {
    let Value::Count { min, max } = claim.value else { return None };
    let (source, mention) = story.mention(claim.mention)?;
    let figure = Figure {
        what: victim,
        min,
        max,
        of: String::new(),
        span: mention.span,
        parts: Vec::new(),
        part: false,
        said: None,
    };
    let letter = source.article.letter;
    let speaker = if claim.source.is_empty() { String::new() } else { format!(", {}", one_line(&claim.source)) };
    let own = claim.span.filter(|_| whom).map(|span| one_line(source.article.text.slice(span)));
    let own = own.map_or_else(String::new, |own| format!(", “{own}”"));
    Some(format!("{}{own} ({letter}{speaker})", figure.words()))
}

fn passage(out: &mut String, id: MentionId, story: &Story) {
    let Some((source, mention)) = story.mention(id) else { return };
    let mut words = format!("“{}”", one_line(source.article.text.slice(mention.sentence)));
    if let Some(speaker) = speaker_words(&mention.attribution) {
        let _ = write!(words, " [{speaker}]");
    }
    for (is_so, word) in [(mention.negated, "said not to have happened"), (mention.modal, "not said to have happened")]
    {
        if is_so {
            let _ = write!(words, " [{word}]");
        }
    }
    paragraph(out, &format!("   {:<3}", source.article.letter.to_string()), "      ", &words);
}

fn speaker_words(attribution: &Attribution) -> Option<String> {
    let speaker = one_line(&attribution.source);
    match (speaker.is_empty(), attribution.stance) {
        (true, Stance::Asserted) => None,
        (true, stance) => Some(stance.word().to_owned()),
        (false, stance) => Some(format!("{} by {speaker}", stance.word())),
    }
}

/// The words with single spaces between them: a passage may run over line ends.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes words in lines of at most [`WIDTH`] columns; a word longer than that stands whole.
fn paragraph(out: &mut String, first: &str, rest: &str, words: &str) {
    let mut line = first.to_owned();
    let mut columns = first.chars().count();
    let mut fresh = true;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if !fresh && columns + 1 + length > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            rest.clone_into(&mut line);
            columns = rest.chars().count();
            fresh = true;
        }
        if !fresh {
            line.push(' ');
            columns += 1;
        }
        line.push_str(word);
        columns += length;
        fresh = false;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_under_their_first() {
        let mut out = String::new();
        paragraph(&mut out, "A  ", "   ", &"word ".repeat(40));
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("A  word") && lines[1].starts_with("   word"));
    }

    #[test]
    fn a_source_that_repeats_itself_is_quoted_once() {
        let text = "A blast in Orléans\n\nA bomb killed three people in Orléans on 3 May 2020, police said. The bomb killed \
                    three people in Orléans on 3 May 2020, police said.";
        let draft = crate::story::Draft::plain("blast.txt", text);
        let gazetteer = geodata::Gazetteer::bundled();
        let (sources, events) = crate::reader::read_story(vec![draft], &Story::default(), gazetteer);
        let told = digest(&Story::default().apply(crate::story::Edit::Add { sources, events: events.into() }));
        assert_eq!(told.matches("3 (A, police)").count(), 1, "{told}");
        assert_eq!(told.matches("killed three people").count(), 2, "both passages stay: {told}");
    }

    #[test]
    fn two_towns_of_one_name_are_told_where_nothing_tells_them_apart() {
        let told = |text: &str| {
            let draft = crate::story::Draft::plain("fire.txt", text);
            let gazetteer = geodata::Gazetteer::bundled();
            let (sources, events) = crate::reader::read_story(vec![draft], &Story::default(), gazetteer);
            digest(&Story::default().apply(crate::story::Edit::Add { sources, events: events.into() }))
        };
        let unsure = told("A basement fire killed a man in Scottdale on Monday.");
        assert!(
            unsure.contains("Scottdale, Georgia (33.790, -84.264; unsure: or Scottdale, Pennsylvania)"),
            "{unsure}"
        );
        for sure in ["Scottdale, Georgia,", "Nairobi"] {
            let told = told(&format!("A basement fire killed a man in {sure} on Monday."));
            assert!(!told.contains("unsure"), "{told}");
        }
    }

    #[test]
    fn causes_are_told_with_who_gives_them() {
        let texts = [
            "A crash\n\nA bus left the road near Huancayo on Monday, killing 19 people. The company said the brakes had failed.",
            "A crash\n\nNineteen people died near Huancayo on Monday when a bus left the road. Police said the driver was \
             speeding.",
        ];
        let day = Some(jiff::civil::date(2024, 3, 5));
        let drafts =
            texts.map(|text| crate::story::Draft { date: day, ..crate::story::Draft::plain("crash.txt", text) }).into();
        let (sources, events) = crate::reader::read_story(drafts, &Story::default(), geodata::Gazetteer::bundled());
        let story = Story::default().apply(crate::story::Edit::Add { sources, events: events.into() });
        let told = digest(&story);
        let line = "Cause, sources differ: brakes had failed (A, The company); speeding (B, Police)";
        assert!(told.contains(line), "{told}");
        let json = serde_json::to_value(crate::export::reading::story(&story)).unwrap();
        let slot = json["events"][0]["slots"].as_array().unwrap().iter().find(|slot| slot["slot"] == "cause").unwrap();
        assert_eq!(slot["agreement"], "differs");
        assert_eq!(slot["claims"][1]["value"], "speeding");
        assert_eq!(json["articles"][1]["mentions"][0]["details"][0]["tells"], "cause");
    }

    #[test]
    fn an_empty_story_is_a_line_of_counts() {
        assert_eq!(digest(&Story::default()), "0 articles · 0 places · 0 events · 0 to check\n\n");
    }
}
