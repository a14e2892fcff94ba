//! How fast text is read on one thread, and what it costs in memory: MB/s and bytes allocated per byte read, pass by pass.
//!
//! The text is our own dispatches (`tests/golden`, `assets/sample`), and the LGL corpus too where `../shared/eval` is
//! there. One Aho-Corasick pass for the names of every town of the gazetteer over the same text stands beside it, as the
//! speed of merely looking for names.

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::export::reading::article as as_json;
use dateline::reader::{self, Page, time};
use dateline::story::{Article, ArticleId, Draft, Letter, Story};
use geodata::{Gazetteer, PlaceId};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Dispatches in our own words, and the sample.
const DISPATCHES: [&str; 16] = [
    include_str!("../tests/golden/blast.txt"),
    include_str!("../tests/golden/coup.txt"),
    include_str!("../tests/golden/court.txt"),
    include_str!("../tests/golden/fire.txt"),
    include_str!("../tests/golden/flood.txt"),
    include_str!("../tests/golden/mine.txt"),
    include_str!("../tests/golden/outbreak.txt"),
    include_str!("../tests/golden/quake.txt"),
    include_str!("../tests/golden/rail.txt"),
    include_str!("../tests/golden/road.txt"),
    include_str!("../tests/golden/strike.txt"),
    include_str!("../tests/golden/talks.txt"),
    include_str!("../tests/golden/vote.txt"),
    include_str!("../assets/sample/northgate-wire.txt"),
    include_str!("../assets/sample/meridian-daily.txt"),
    include_str!("../assets/sample/eastfield-review.txt"),
];

/// The corpus that is read too where it is.
const CORPUS: &str = "../shared/eval/lgl.jsonl";

/// The texts of the corpus; none where there is no such file.
fn corpus() -> Vec<String> {
    let lines = std::fs::read_to_string(CORPUS).unwrap_or_default();
    let text =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?.get("text")?.as_str().map(str::to_owned);
    lines.lines().filter_map(text).collect()
}

/// What is done with one article.
type Pass = fn(&Article);

/// From the least to everything, each with its name.
const PASSES: [(&str, Pass); 4] = [
    ("words, zones, sentences", |article| {
        black_box(Page::new(&article.text, &article.headline));
    }),
    ("and time", |article| {
        let page = Page::new(&article.text, &article.headline);
        black_box(time::find_and_anchor(&page, &article.date));
    }),
    ("a whole reading", |article| {
        black_box(reader::read(article, Gazetteer::bundled(), &reader::Context::default()));
    }),
    ("opened, read, merged, as JSON", |article| {
        let draft = Draft::plain("bench", article.text.as_str());
        let (sources, events) = reader::read_story(vec![draft], &Story::default(), Gazetteer::bundled());
        for source in &sources {
            black_box(serde_json::to_vec(&as_json(0, source, &events)).map_or(0, |json| json.len()));
        }
    }),
];

#[expect(clippy::cast_precision_loss, reason = "bytes of a bench")]
fn mb_per_s(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// Prints speed and memory of each pass over some texts: the best of three rounds, each of a megabyte or so.
#[expect(clippy::cast_precision_loss, reason = "bytes of a bench")]
fn table(name: &str, texts: &[&str]) {
    let articles: Vec<Article> =
        texts.iter().map(|text| reader::article(Draft::plain("bench", text), ArticleId(0), Letter(0))).collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let rounds = (1_000_000 / bytes.max(1)).max(1);
    println!(
        "{name}: {} texts, {bytes} bytes\n  {:34} {:>8} {:>28}",
        texts.len(),
        "",
        "MB/s",
        "bytes allocated per byte"
    );
    for (pass, run) in PASSES {
        let once = Region::new(COUNTED);
        articles.iter().for_each(run);
        let stats = once.change();
        let best = (0..3).map(|_| timed(rounds, || articles.iter().for_each(run))).min().unwrap_or_default();
        let grown = usize::try_from(stats.bytes_reallocated).unwrap_or(0);
        let each = (stats.bytes_allocated + grown) as f64 / bytes as f64;
        println!("  {pass:34} {:8.1} {each:28.1}", mb_per_s(bytes * rounds, best));
    }
    let (looking, names) = looking();
    let best = (0..3).map(|_| timed(rounds, || looked_for(&looking, texts))).min().unwrap_or_default();
    println!("  one Aho-Corasick pass, {names} names {:8.1}\n", mb_per_s(bytes * rounds, best));
}

fn timed(rounds: usize, mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..rounds).for_each(|_| run());
    start.elapsed()
}

/// An automaton for the main names of all places, and how many names it has.
#[expect(clippy::expect_used, reason = "a bench without its automaton has nothing to show")]
fn looking() -> (AhoCorasick, usize) {
    let gazetteer = Gazetteer::bundled();
    let count = u32::try_from(gazetteer.len()).unwrap_or(u32::MAX);
    let mut names: Vec<&str> =
        (0..count).map(|id| gazetteer.name(PlaceId(id))).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names);
    (built.expect("the names fit an automaton"), names.len())
}

fn looked_for(looking: &AhoCorasick, texts: &[&str]) {
    black_box(texts.iter().map(|text| looking.find_iter(black_box(*text)).count()).sum::<usize>());
}

fn reading(criterion: &mut Criterion) {
    // One thread, so that the figure is what a core does.
    assert!(rayon::ThreadPoolBuilder::new().num_threads(1).build_global().is_ok(), "the pool is made once");
    table("Dispatches", &DISPATCHES);
    let corpus = corpus();
    if !corpus.is_empty() {
        table("LGL", &corpus.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let gazetteer = Gazetteer::bundled();
    let bytes: usize = DISPATCHES.iter().map(|text| text.len()).sum();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("each article alone", |bencher| {
        bencher.iter(|| {
            for text in DISPATCHES {
                let draft = Draft::plain("bench", black_box(text));
                black_box(reader::read_story(vec![draft], &Story::default(), gazetteer));
            }
        });
    });
    group.bench_function("all as one story", |bencher| {
        bencher.iter(|| {
            let drafts = DISPATCHES.iter().map(|text| Draft::plain("bench", black_box(text))).collect();
            black_box(reader::read_story(drafts, &Story::default(), gazetteer))
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
