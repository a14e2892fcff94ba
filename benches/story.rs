//! What a correction, a step back and a save cost in a story of five thousand articles.

#![expect(clippy::unwrap_used, reason = "a bench says what went wrong by panicking")]

#[path = "article/mod.rs"]
mod article;

use std::hint::black_box;
use std::sync::Arc;

use article::article;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use dateline::reader;
use dateline::story::{Decision, Draft, Edit, EventChange, History, PassageKey, Story, Verdict};
use geodata::Gazetteer;

const ARTICLES: usize = 5000;

/// Articles of other towns and days each, so that events stay apart as they do in news.
fn story() -> Story {
    let draft = |index: usize| Draft::plain(&format!("{index}.txt"), &article(index, 3));
    let drafts = (0..ARTICLES).map(draft).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), Gazetteer::bundled());
    Story::default().apply(Edit::Add { sources, events: events.into() })
}

fn bench(criterion: &mut Criterion) {
    let story = story();
    println!("{} articles, {} events", story.sources.len(), story.events.len());
    let place = story.events.iter().find_map(|event| event.place.clone()).unwrap();
    let name = |index: usize| {
        let source = story.sources.get(index).unwrap();
        let toponym = source.reading.toponyms.first().unwrap();
        let at = PassageKey::of(&source.article.text, toponym.span);
        Decision::Place { at, words: "a name".to_owned(), verdict: Verdict::Place(place.clone()) }
    };
    let checked = |index: usize| {
        let event = story.events.get(index).unwrap();
        story.decide_event(event, EventChange::Checked(true))
    };
    // Someone has been at it for a while: two hundred decisions already.
    let many = (0..100).flat_map(|index| [name(index * 7), checked(index * 5)]).collect();
    let mut history = History::new(Arc::new(story.apply(Edit::Decide(many))));
    criterion.bench_function("a correction among 5000 articles", |bencher| {
        bencher.iter_batched(
            || (history.story().clone(), name(4321)),
            |(story, decision)| black_box(story.apply(Edit::Decide(vec![decision]))),
            BatchSize::LargeInput,
        );
    });
    history.apply(Edit::Decide(vec![name(4321)]));
    criterion.bench_function("undo and redo among 5000 articles", |bencher| {
        bencher.iter(|| {
            history.undo();
            let places = black_box(history.story().unchecked_count());
            history.redo();
            places
        });
    });
    criterion.bench_function("the bytes of a story of 5000 articles", |bencher| {
        bencher.iter(|| {
            black_box(dateline::file::story::bytes(history.story(), &dateline::file::story::Extra::default()))
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = bench
}
criterion_main!(benches);
