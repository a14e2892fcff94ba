//! How fast text is read: the sample's articles, the whole pipeline on one thread; one Aho-Corasick pass over the same
//! text stands beside it as the speed of merely looking.

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::reader;
use dateline::story::{Draft, Story};
use geodata::Gazetteer;

/// The sample, as plain text.
const SAMPLE: [(&str, &str); 4] = [
    ("northgate-wire", include_str!("../assets/sample/northgate-wire.txt")),
    ("meridian-daily", include_str!("../assets/sample/meridian-daily.txt")),
    ("eastfield-review", include_str!("../assets/sample/eastfield-review.txt")),
    ("harbour-post", include_str!("../assets/sample/harbour-post.md")),
];

fn reading(criterion: &mut Criterion) {
    // One thread, so that the figure is what a core does.
    assert!(rayon::ThreadPoolBuilder::new().num_threads(1).build_global().is_ok(), "the pool is made once");
    let gazetteer = Gazetteer::bundled();
    let bytes: usize = SAMPLE.iter().map(|(_, text)| text.len()).sum();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("each article alone", |bencher| {
        bencher.iter(|| {
            for (name, text) in SAMPLE {
                let draft = Draft::plain(name, black_box(text));
                black_box(reader::read_story(vec![draft], &Story::default(), gazetteer));
            }
        });
    });
    group.bench_function("all as one story", |bencher| {
        bencher.iter(|| {
            let drafts = SAMPLE.iter().map(|(name, text)| Draft::plain(name, black_box(text))).collect();
            black_box(reader::read_story(drafts, &Story::default(), gazetteer))
        });
    });
    let words =
        ["killed", "wounded", "said", "shelling", "protest", "Tuesday", "September", "Yerevan", "Baku", "Shusha"];
    let Ok(automaton) = AhoCorasick::new(words) else { return };
    group.bench_function("one Aho-Corasick pass", |bencher| {
        bencher.iter(|| SAMPLE.iter().map(|(_, text)| automaton.find_iter(black_box(text)).count()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
