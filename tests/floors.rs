//! Holds the source to ARCHITECTURE.md: a module imports from floors below its own only, the window's crates stay
//! under `app`, disk and network under `file`, the clock out of what is pure, and no file grows past reading.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test fails by panicking, in its helpers too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const LONGEST: usize = 800;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the project, with its path from there.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    files.sort();
    files
}

/// The floor of every module, from the table of ARCHITECTURE.md: rows such as `| 4 | export | … |`.
fn floors() -> BTreeMap<String, u32> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut floors = BTreeMap::new();
    for row in text.lines().filter_map(|line| line.strip_prefix("| ")) {
        let mut cells = row.split('|').map(str::trim);
        let Some(Ok(floor)) = cells.next().map(str::parse) else { continue };
        for module in cells.next().unwrap_or("").split(',') {
            floors.insert(module.trim().trim_matches('`').to_owned(), floor);
        }
    }
    floors
}

/// The top module a file belongs to: `src/reader/date.rs` and `src/reader.rs` are of `reader`.
fn module(path: &Path) -> String {
    let first = path.strip_prefix("src").unwrap().components().next().unwrap();
    let name = first.as_os_str().to_str().unwrap();
    name.strip_suffix(".rs").unwrap_or(name).to_owned()
}

/// The text without comment lines, and without the unit tests at its end.
fn code(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The top modules a text names after `crate::`, singly or in braces.
fn imports(code: &str) -> Vec<String> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let name = |text: &str| text.chars().take_while(|&character| is_name(character)).collect::<String>();
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::").chain(code.match_indices("dateline::")) {
        if code[..at].ends_with(|character| is_name(character) || character == '$') {
            continue;
        }
        let rest = &code[at + start.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 0_u32;
        let mut item = String::new();
        for character in group.chars() {
            match character {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => found.push(name(std::mem::take(&mut item).trim())),
                _ if depth == 0 => item.push(character),
                _ => {}
            }
        }
        found.push(name(item.trim()));
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn the_scan_for_imports_finds_them() {
    let code = "use crate::story::Span;\nuse crate::{file::{a, b}, reader};\nlet x = crate::scene::fit(1);";
    assert_eq!(imports(code), ["story", "file", "reader", "scene"]);
    assert!(imports("use other_crate::thing;").is_empty());
}

#[test]
fn modules_import_from_below_only() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let own = module(&path);
        if own == "lib" {
            continue;
        }
        let Some(&floor) = floors.get(&own) else {
            wrong.push(format!("{}: the module {own} has no floor in ARCHITECTURE.md", path.display()));
            continue;
        };
        for other in imports(&code(&text)) {
            match floors.get(&other) {
                _ if other == own => {}
                Some(&below) if below < floor => {}
                Some(_) => wrong.push(format!("{}: {own} may not import {other}", path.display())),
                None => wrong.push(format!("{}: {other} has no floor in ARCHITECTURE.md", path.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_floor_of_the_table_is_built() {
    let built: Vec<String> = sources("src").iter().map(|(path, _)| module(path)).collect();
    let table = floors();
    for module in table.keys().filter(|module| *module != "geodata") {
        assert!(built.contains(module), "ARCHITECTURE.md names {module}, which src does not hold");
    }
    let order = ["geodata", "story", "reader", "export", "task", "cli", "main"];
    for pair in order.windows(2) {
        assert!(table[pair[0]] < table[pair[1]], "{} lies below {}", pair[0], pair[1]);
    }
    for (one, other) in [("reader", "file"), ("reader", "scene"), ("cli", "app")] {
        assert_eq!(table[one], table[other], "{one} and {other} are strangers to each other");
    }
}

/// Whether the module above declares the file for tests alone.
fn is_of_tests(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (path.parent(), path.file_stem().and_then(|name| name.to_str())) else {
        return false;
    };
    let declared = format!("#[cfg(test)]\nmod {name};");
    let folder = root().join(folder);
    [folder.join("mod.rs"), folder.with_extension("rs")]
        .iter()
        .any(|above| fs::read_to_string(above).is_ok_and(|text| text.contains(&declared)))
}

/// Fails for every place outside `homes` whose code holds one of the words.
fn only_in(homes: &[&str], words: &[&str]) {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        // Tests in a file of their own may do as tests beside the code do.
        if homes.contains(&module(&path).as_str()) || is_of_tests(&path) {
            continue;
        }
        let code = code(&text);
        for word in words.iter().filter(|word| code.contains(**word)) {
            wrong.push(format!("{}: {word} belongs under {}", path.display(), homes.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_window_stays_under_app() {
    only_in(
        &["app"],
        &["egui::", "eframe::", "walkers::", "rfd::", "use egui", "use eframe", "use walkers", "use rfd"],
    );
}

#[test]
fn disk_and_network_stay_under_file() {
    only_in(&["file"], &["std::fs", "fs::", "std::net", "reqwest", "tempfile", "File::open", "TcpStream", "ureq"]);
}

#[test]
fn sockets_are_opened_in_one_place() {
    let words = ["std::net", "TcpStream", "UdpSocket", "ureq", "reqwest", "tokio::net"];
    let home = Path::new("src/file/online");
    for (path, text) in sources("src") {
        let code = code(&text);
        let found = words.iter().find(|word| code.contains(**word));
        assert!(
            path.starts_with(home) || found.is_none(),
            "{}: {found:?} belongs under src/file/online",
            path.display()
        );
    }
}

#[test]
fn files_are_written_whole() {
    for (path, text) in sources("src") {
        let code = code(&text);
        let found = ["fs::write", "File::create", "File::options", "fs::rename", "NamedTempFile"]
            .iter()
            .find(|word| code.contains(**word));
        let home = ["src/file/atomic.rs", "src/file/lock.rs"].iter().any(|home| path == Path::new(home));
        assert!(home || path.ends_with("tests.rs") || found.is_none(), "{}: {found:?} may leave half", path.display());
    }
}

#[test]
fn panels_change_no_story() {
    for (path, text) in sources("src/app/panel") {
        assert!(!code(&text).contains(".apply("), "{}: a panel pushes commands", path.display());
    }
}

#[test]
fn the_gazetteer_is_handed_in() {
    only_in(&["app", "cli", "task", "main"], &["Gazetteer::bundled"]);
}

#[test]
fn the_clock_is_handed_in() {
    only_in(&["app", "cli", "main"], &["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now", "std::env::"]);
}

#[test]
fn no_file_is_too_long_to_read_and_each_says_what_it_is() {
    let mut wrong = Vec::new();
    for folder in ["src", "geodata/src", "tests", "benches", "examples"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > LONGEST {
                wrong.push(format!("{}: {lines} lines", path.display()));
            }
            if !text.starts_with("//!") && !path.ends_with("tests.rs") {
                wrong.push(format!("{}: does not begin with what it is (//!)", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
