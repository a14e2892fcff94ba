//! The program as people run it: what it prints, where, and its exit code.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn dateline() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command
}

fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    dateline().args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> Value {
    assert!(stdout(output).starts_with('{'), "no JSON; stderr: {}", stderr(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn sample() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 4, "the sample is a story of several articles");
    files
}

/// Code points `start..end` of a text, as JSON counts them.
fn code_points(text: &str, item: &Value) -> String {
    let at = |field: &str| usize::try_from(item[field].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn the_sample_is_read_as_json_with_exact_offsets() {
    let output = run(["read".into(), "--json".into()].into_iter().chain(sample()));
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let story = json(&output);
    let articles = story["articles"].as_array().unwrap();
    assert_eq!(articles.len(), sample().len());
    assert_eq!(articles.iter().map(|article| article["id"].as_str().unwrap()).collect::<String>(), "ABCDE");
    for article in articles {
        let text = article["text"].as_str().unwrap();
        for field in ["toponyms", "references", "timexes", "mentions"] {
            for item in article[field].as_array().unwrap() {
                assert_eq!(code_points(text, item), item["text"].as_str().unwrap());
            }
        }
        assert!(!article["toponyms"].as_array().unwrap().is_empty(), "no place in {}", article["path"]);
    }
}

#[test]
fn the_sample_is_read_as_words() {
    let output = run(["read".into()].into_iter().chain(sample()));
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let words = stdout(&output);
    assert!(words.starts_with(&format!("{} articles · ", sample().len())), "{words}");
    assert!(words.lines().any(|line| line.starts_with("E  ")), "{words}");
    // What a careful reader takes from the sample, whatever else is listed.
    for event in ["Shelling of Stepanakert", "Blockade of the Lachin corridor"] {
        assert!(words.lines().any(|line| line.starts_with(event)), "{event} is not in:\n{words}");
    }
    assert!(
        words.contains("Wounded, sources differ: ") && words.contains("nearly 24 (C, separatist officials)"),
        "{words}"
    );
}

#[test]
fn a_stream_is_answered_line_by_line() {
    let mut child = dateline()
        .args(["read", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = "{\"id\":\"one\",\"text\":\"Rain fell in Oslo on Tuesday.\",\"date\":\"2023-09-19\"}\nbroken\n\
                 {\"id\":2,\"text\":\"«Şuşa» and Paris\"}\n";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.code(), Some(1), "one line was broken");
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[0]["id"], &lines[2]["id"]), (&"one".into(), &2.into()));
    assert!(lines[1]["error"].as_str().unwrap().starts_with("line 2 is not an article"));
    for toponym in lines[2]["toponyms"].as_array().unwrap() {
        assert_eq!(code_points("«Şuşa» and Paris", toponym), toponym["text"].as_str().unwrap());
    }
}

#[test]
fn each_bad_file_gets_its_sentence_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let paths = [
        file("empty.txt", b""),
        file("binary.txt", b"\x00\x01\x02\x03\xff\xfe\xfd\x00"),
        folder.path().join("missing.txt"),
        folder.path().join("bare"),
        file("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        file("latin.txt", b"The mayor of M\xe1laga met the council in C\xf3rdoba on Tuesday."),
        file("good.txt", b"Rain fell in Oslo on Tuesday."),
    ];
    fs::create_dir(folder.path().join("bare")).unwrap();
    let output = run(["read".into(), "--json".into()].into_iter().chain(paths));
    assert_eq!(output.status.code(), Some(1));
    let sentences: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(sentences.len(), 5, "{sentences:?}");
    for (sentence, words) in sentences.iter().zip([
        "empty.txt is empty",
        "binary.txt is not text",
        "missing.txt does not exist",
        "is a folder",
        "picture.txt is a picture",
    ]) {
        assert!(sentence.starts_with("dateline: ") && sentence.contains(words), "{sentence}");
    }
    let story = json(&output);
    assert_eq!(story["articles"].as_array().unwrap().len(), 2);
    assert!(story["articles"][0]["text"].as_str().unwrap().contains("Málaga met the council in Córdoba"));
}

#[test]
fn fifty_megabytes_are_read_as_far_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    let (huge, good) = (folder.path().join("huge.txt"), folder.path().join("good.txt"));
    let line = b"nothing of note, and nobody wrote of it\n";
    fs::write(&huge, line.repeat(50_000_000 / line.len())).unwrap();
    fs::write(&good, "Rain fell in Oslo on Tuesday.").unwrap();
    let output = run([Path::new("read"), &huge, &good]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert!(stdout(&output).contains("! Only the first 5 MB are read"), "{}", &stdout(&output)[..1000]);
}

#[test]
fn pictures_and_data_are_made_without_a_screen_and_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str| {
        let (png, svg, data) = (format!("{name}.png"), format!("{name}.svg"), format!("{name}.json"));
        let mut command = dateline();
        command.current_dir(folder.path()).arg("export").args(sample());
        let output =
            command.args(["--out", &png, "--out", &svg, "--out", &data, "--size", "800x600"]).output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
        assert_eq!(stdout(&output), format!("{png}\n{svg}\n{data}\n"));
        [png, svg, data].map(|name| fs::read(folder.path().join(name)).unwrap())
    };
    let first = make("first");
    assert_eq!(first, make("second"));
    let [png, svg, data] = first;
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!((&png[16..20], &png[20..24]), (&800_u32.to_be_bytes()[..], &600_u32.to_be_bytes()[..]));
    assert!(svg.starts_with(b"<svg") || svg.starts_with(b"<?xml"));
    assert_eq!(serde_json::from_slice::<Value>(&data).unwrap()["articles"].as_array().unwrap().len(), sample().len());
}

#[test]
fn a_picture_that_cannot_be_meant_is_refused_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str], words: &str| {
        let mut command = dateline();
        command.current_dir(folder.path()).arg("export").args(sample());
        let output = command.args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(words), "{arguments:?}: {}", stderr(&output));
    };
    refused(&["--out", "map.xyz"], "told by the ending of the name: .png, .svg");
    refused(&["--out", "map.png", "--size", "0x0"], "each side is from 200 to 20000");
    refused(&["--out", "map.png", "--size", "100000x100000"], "each side is from 200 to 20000");
    refused(&["--out", "map.png", "--family", "nonsense"], "there is no such family; there are violence, blockade");
    refused(&["--out", "map.png", "--from", "tomorrow"], "a day is written 2023-09-19");
    refused(&["--out", "map.png", "--source", "7"], "articles are known by letters");
    refused(&["--out", "map.png", "--bbox", "1,2"], "the frame is written west,south,east,north");
    refused(&[], "--out");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Runs `export` on a text in a folder of its own.
fn export(text: &str, arguments: &[&str]) -> (Output, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let mut command = dateline();
    let output = command.current_dir(folder.path()).args(["export", "a.txt"]).args(arguments).output().unwrap();
    (output, folder)
}

const FLOOD: &str = "Flood in Accra\n\nA flood hit Accra on 4 May 2021 and killed six people, police said.\n";

#[test]
fn a_picture_that_shows_nothing_says_why() {
    let check = |text: &str, arguments: &[&str], words: &str| {
        let (output, folder) = export(text, &[&["--out", "map.png"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stderr(&output).contains(words), "{words} is not in {}", stderr(&output));
        assert!(folder.path().join("map.png").exists());
    };
    check("Nothing of note was written.", &[], "the picture shows no events: none was found");
    check(FLOOD, &["--bbox", "100,10,120,30"], "all of them lie outside the frame");
    check(FLOOD, &["--from", "2022-01-01"], "none passes the filters");
    check("Talks\n\nAn earthquake killed two people on Tuesday.", &[], "the picture shows no events");
}

#[test]
fn a_title_of_500_letters_and_5000_events_make_a_picture() {
    let title = "A very long title indeed ".repeat(20);
    let (output, folder) = export(FLOOD, &["--out", "map.svg", "--title", &title]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("the title is too long and is cut"), "{}", stderr(&output));
    let drawing = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(drawing.contains("<title>A very long title indeed") && drawing.contains("GeoNames, CC BY 4.0"));

    let towns = ["Accra", "Kumasi", "Tamale", "Lagos", "Abuja", "Lome", "Cotonou", "Niamey", "Bamako", "Dakar"];
    let day = |n: usize| format!("{} {} 2021", n % 27 + 1, ["March", "April", "May"][n % 3]);
    let event = |n: usize| format!("A fire in {} killed {} people on {}.\n\n", towns[n % 10], n % 90 + 2, day(n));
    let text: String = (0..5_000).map(event).collect();
    let (output, folder) = export(&text, &["--out", "map.png", "--out", "map.txt", "--size", "1:1"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert!(fs::read_to_string(folder.path().join("map.txt")).unwrap().contains("a small dot, for want of room"));
}

#[test]
fn letters_are_text_or_outlines_and_the_picture_says_what_it_shows() {
    let (output, folder) = export(FLOOD, &["--out", "map.svg"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let text = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(text.contains("<text") && text.contains("font-family=\"Noto Sans,") && text.contains("<desc>"));
    let (_, folder) = export(FLOOD, &["--out", "map.svg", "--outlines"]);
    let outlines = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(!outlines.contains("<text") && outlines.contains("<title>") && outlines.contains("<desc>"));
}

#[test]
fn a_story_file_keeps_what_was_decided_about_its_pictures() {
    use dateline::story::{Draft, Edit, LayoutEdit, Story};
    let gazetteer = geodata::Gazetteer::bundled();
    let (sources, events) =
        dateline::reader::read_story(vec![Draft::plain("a.txt", FLOOD)], &Story::default(), gazetteer);
    let story = Story::default().apply(Edit::Add { sources, events: events.into() });
    let id = story.events[0].id;
    let story = story
        .apply(Edit::Layout(LayoutEdit::Title(Some("Water in the streets".into()))))
        .apply(Edit::Layout(LayoutEdit::Caption(id, Some("Six people died".into()))));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dateline");
    dateline::file::story::save(&story, &path, &dateline::file::story::Known::default()).unwrap();
    let mut command = dateline();
    let output =
        command.current_dir(folder.path()).args(["export", "a.dateline", "--out", "map.svg"]).output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let drawing = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(drawing.contains(">Water in the streets<") && drawing.contains(">Six people died<"));
}

#[test]
fn a_target_that_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.png");
    fs::write(&old, "as it was").unwrap();
    let mut permissions = fs::metadata(&old).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&old, permissions).unwrap();
    for (target, words) in [("old.png", "you may not write there"), ("none/map.png", "its folder does not exist")] {
        let mut command = dateline();
        command.current_dir(folder.path()).arg("export").arg(&sample()[0]);
        let output = command.args(["--out", target, "--size", "400x300"]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        assert!(said.contains(target) && said.matches(words).count() == 1, "{said}");
    }
    assert_eq!(fs::read(&old).unwrap(), b"as it was");
}

#[test]
fn when_no_file_opens_that_is_said() {
    let output = run(["read", "no-such-file.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no-such-file.txt does not exist. Check the name and the folder."));
    assert!(stderr(&output).contains("nothing was read"));
    assert_eq!(stdout(&output), "");
}

#[test]
fn a_wrong_question_has_its_own_code() {
    for arguments in [&["read"][..], &["read", "--jsonl", "a.txt"], &["read", "--nonsense", "a.txt"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains("Usage:"), "{arguments:?}");
    }
    let help = run(["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(stdout(&help).contains("read") && stdout(&help).contains("Nothing leaves this computer"));
}

#[test]
fn without_a_screen_it_says_what_to_install_and_what_works() {
    let output = run(sample());
    assert_eq!(output.status.code(), Some(1));
    for words in ["The window cannot be opened here", "libxkbcommon-x11-0", "dateline export FILE", "DISPLAY"] {
        assert!(stderr(&output).contains(words), "{words} is not in: {}", stderr(&output));
    }
}

#[test]
fn every_format_is_made_and_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let endings = dateline::task::Format::ALL.map(|(_, ending, _)| ending);
    let make = |name: &str| {
        let mut command = dateline();
        command.current_dir(folder.path()).arg("export").args(sample());
        for ending in endings {
            command.args(["--out", &format!("{name}{ending}")]);
        }
        let output = command.args(["--made-at", "2026-11-27"]).output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
        endings.map(|ending| fs::read(folder.path().join(format!("{name}{ending}"))).unwrap())
    };
    let first = make("first");
    for (ending, (one, two)) in endings.iter().zip(first.iter().zip(&make("second"))) {
        assert!(!one.is_empty() && one == two, "{ending}: not the same bytes twice");
    }
}

#[test]
fn a_filter_that_keeps_nothing_makes_valid_empty_files_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = dateline();
    command.current_dir(folder.path()).arg("export").args(sample());
    for ending in ["html", "geojson", "csv", "kml", "gpkg", "jsonld", "bib", "storymap.json"] {
        command.args(["--out", &format!("none.{ending}")]);
    }
    let output = command.args(["--from", "1900-01-01", "--to", "1900-01-02"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("no event passes the filters"), "{}", stderr(&output));
    let events: Value = serde_json::from_slice(&fs::read(folder.path().join("none.geojson")).unwrap()).unwrap();
    assert_eq!(events["features"], Value::Array(Vec::new()));
}

#[test]
fn layers_of_ones_own_lie_under_the_story_and_bad_ones_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("camps.csv"), "name,lat,lon\nCamp Aras,39.45,47.9\n").unwrap();
    fs::write(folder.path().join("bad.geojson"), "{").unwrap();
    let mut command = dateline();
    command.current_dir(folder.path()).arg("export").args(sample());
    let output = command.args(["--layer", "camps.csv", "--layer", "bad.geojson", "--out", "map.svg"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "one layer was refused");
    assert!(stderr(&output).contains("bad.geojson is not GeoJSON"), "{}", stderr(&output));
    let svg = fs::read_to_string(folder.path().join("map.svg")).unwrap();
    assert!(svg.contains("Camp Aras") && svg.contains("camps.csv"), "named on the map and credited");
}
