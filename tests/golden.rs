//! Golden readings: dispatches in our own words, each with the events a careful editor would list.
//!
//! A file of `tests/golden` holds the document date, the text, and after `=====` the events as they are read. Run with
//! `GOLDEN=write` to write what is read now; look at every changed line before it is committed.

use std::fmt::Write as _;
use std::path::Path;

use dateline::reader::read_story;
use dateline::story::{Draft, Slot, Story, Value};

/// The events of a text, one line each: title, kind, place, date, figures with who says so.
fn digest(date: &str, text: &str) -> String {
    let mut draft = Draft::plain("golden", text);
    draft.date = date.parse().ok();
    let (sources, events) = read_story(vec![draft], &Story::default(), geodata::Gazetteer::bundled());
    let mut out = String::new();
    for event in &events {
        let place = event.place.as_ref().map_or("nowhere", |place| place.name.as_str());
        let date = event.date.map_or_else(|| "undated".to_owned(), |days| days.to_string());
        let _ = write!(out, "{} | {} | {place}, {} | {date}", event.title, event.kind.word(), event.basis.word());
        for slot in &event.slots {
            let Slot::Figure(victim) = slot.slot else { continue };
            for claim in &slot.claims {
                if let Value::Count { min, max } = claim.value {
                    let top = max.map_or("or more".to_owned(), |max| format!("to {max}"));
                    let _ = write!(out, " | {} {min} {top} [{}]", victim.word(), claim.source);
                }
            }
        }
        out.push('\n');
    }
    for source in &sources {
        for mention in source.reading.mentions.iter().filter(|mention| mention.modal || mention.negated) {
            let words = source.article.text.slice(mention.trigger);
            let why = if mention.negated { "negated" } else { "modal" };
            let _ = writeln!(out, "({why}: {words})");
        }
    }
    out
}

/// The events of the sample story, with the letters of the files that tell of each.
fn sample_digest() -> std::io::Result<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut drafts = Vec::new();
    for (name, day) in [
        ("eastfield-review.txt", None),
        ("harbour-post.md", None),
        ("meridian-daily.txt", None),
        ("northgate-wire.txt", None::<&str>),
    ] {
        let text = std::fs::read_to_string(folder.join(name))?;
        let mut draft = Draft::plain(name, &text);
        draft.date = day.and_then(|day| day.parse().ok());
        drafts.push(draft);
    }
    let (sources, events) = read_story(drafts, &Story::default(), geodata::Gazetteer::bundled());
    let story = Story { sources, events: events.into(), ..Story::default() };
    let mut out = String::new();
    for event in &story.events {
        let letters: String = story.letters(event).iter().map(ToString::to_string).collect();
        let date = event.date.map_or_else(|| "undated".to_owned(), |days| days.to_string());
        let _ = writeln!(out, "{} | {letters} | {date}", event.title);
    }
    Ok(out)
}

#[test]
fn the_sample_reads_as_one_story() -> std::io::Result<()> {
    let events = sample_digest()?;
    for expected in [
        "Blockade of the Lachin corridor | ABD |",
        "Shelling of Stepanakert | ABD |",
        "Mortar attack on Shusha, alleged | B |",
        "Protest in Yerevan | B |",
        "Military operation in Nagorno-Karabakh | ABCD |",
    ] {
        assert!(events.contains(expected), "{expected} is not among\n{events}");
    }
    Ok(())
}

fn check(path: &Path) -> std::io::Result<()> {
    let file = std::fs::read_to_string(path)?;
    let (head, expected) = file.split_once("\n=====\n").unwrap_or((file.as_str(), ""));
    let (date, text) = head.split_once('\n').unwrap_or(("", head));
    let found = digest(date, text);
    if std::env::var_os("GOLDEN").is_some_and(|how| how == "write") {
        return std::fs::write(path, format!("{}\n=====\n{found}", head.trim_end()));
    }
    assert_eq!(found, expected, "{}", path.display());
    Ok(())
}

#[test]
fn dispatches_read_as_an_editor_would() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    assert!(files.len() >= 13, "golden files are missing");
    files.iter().filter(|file| file.extension().is_some_and(|end| end == "txt")).try_for_each(|file| check(file))
}
