//! The score table of the reader on public corpora, and why it is wrong where it is wrong.
//!
//! `cargo run --release --example scorecard [-- FOLDER]` reads every corpus of the folder (by default `../shared/eval`)
//! with one thread and prints, for each, the scores, the errors by cause with three real examples of each cause, and how
//! far the reader's confidence can be trusted; then the roles marked by hand, speed and memory. `--brief` leaves the
//! examples out, `--json` prints the scores alone. It judges by the corpora's own marks, and knows no document.

mod calibration;
mod cause;
mod corpus;
mod happening;
mod place;
mod role;
mod speed;
mod tally;
mod timex;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::{Corpus, Read};

/// The folder that is looked for when none is named.
const FOLDER: &str = "../shared/eval";

/// A corpus with places, and the file it is in.
const PLACES: [(&str, &str); 2] = [("LGL", "lgl.jsonl"), ("GeoVirus", "geovirus.jsonl")];
/// Those with temporal expressions.
const TIMEXES: [(&str, &str); 2] = [("TimeBank", "timex_timebank.jsonl"), ("AQUAINT", "timex_aquaint.jsonl")];

/// How much is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Print {
    Whole,
    Brief,
    Json,
}

fn main() -> ExitCode {
    let (mut folder, mut print) = (PathBuf::from(FOLDER), Print::Whole);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--brief" => print = Print::Brief,
            "--json" => print = Print::Json,
            _ => folder = PathBuf::from(argument),
        }
    }
    // One thread, so that the speed is what a core does.
    if rayon::ThreadPoolBuilder::new().num_threads(1).build_global().is_err() {
        eprintln!("the pool of threads was made before");
    }
    match run(&folder, print) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, print: Print) -> Result<(), String> {
    if !folder.is_dir() {
        return Err(format!(
            "There is no folder {}. Name one that holds {} or others of these corpora as JSON lines: \
             cargo run --release --example scorecard -- FOLDER",
            folder.display(),
            PLACES.iter().chain(&TIMEXES).map(|(_, file)| *file).collect::<Vec<_>>().join(", "),
        ));
    }
    let mut scores = serde_json::Map::new();
    let mut reads: Vec<(&str, Vec<Read>)> = Vec::new();
    for (name, file) in PLACES.into_iter().chain(TIMEXES).chain([("MUC-4", "muc4_tst3.jsonl")]) {
        if let Some(corpus) = Corpus::open(&folder.join(file))? {
            let (read, speed) = speed::measure(corpus);
            if print != Print::Json {
                println!("\n== {name}: {} documents, {speed}", read.len());
            }
            if PLACES.iter().any(|(own, _)| *own == name) {
                let score = place::score(&read);
                scores.insert(name.to_owned(), score.json());
                if print != Print::Json {
                    print!("{score}");
                    print!("{}", cause::analyse(&read, print == Print::Whole));
                    print!("{}", calibration::table(&read));
                }
            } else if TIMEXES.iter().any(|(own, _)| *own == name) {
                let score = timex::score(&read);
                scores.insert(name.to_owned(), score.json());
                if print != Print::Json {
                    print!("{score}");
                    print!("{}", timex::analyse(&read, print == Print::Whole));
                }
            } else if print != Print::Json {
                print!("{}", happening::report(&read, print == Print::Whole));
            }
            reads.push((name, read));
        } else if print != Print::Json {
            println!("\n== {name}: no file {file} in {}", folder.display());
        }
    }
    if print == Print::Json {
        println!("{}", serde_json::Value::Object(scores));
    } else {
        print!("{}", role::report(&reads, print == Print::Whole));
        println!("\n== Memory\n{}", speed::memory());
    }
    Ok(())
}
