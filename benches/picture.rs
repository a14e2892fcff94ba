//! How long a picture takes from a loaded story: laying it out, and making the PNG at one and two times the size.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::reader;
use dateline::story::{Draft, Edit, Story};
use dateline::task::{Format, Picture, bundled_tiles};
use geodata::Gazetteer;

/// The sample as one story.
fn story(gazetteer: &Gazetteer) -> Story {
    let drafts = [
        ("northgate-wire", include_str!("../assets/sample/northgate-wire.txt")),
        ("meridian-daily", include_str!("../assets/sample/meridian-daily.txt")),
        ("eastfield-review", include_str!("../assets/sample/eastfield-review.txt")),
        ("harbour-post", include_str!("../assets/sample/harbour-post.md")),
    ];
    let drafts = drafts.iter().map(|(name, text)| Draft::plain(name, text)).collect();
    let (sources, events) = reader::read_story(drafts, &Story::default(), gazetteer);
    Story::default().apply(Edit::Add { sources, events })
}

fn picture(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let story = story(gazetteer);
    let Ok(tiles) = bundled_tiles() else { return };
    let mut group = criterion.benchmark_group("picture 1920x1080");
    group.sample_size(10);
    let once = Picture::default();
    group.bench_function("lay out", |bencher| bencher.iter(|| black_box(once.scene(&story, gazetteer, &tiles))));
    for scale in [1, 2] {
        let picture = Picture { scale, ..Picture::default() };
        group.bench_function(format!("PNG at {scale}x, tiles decoded anew"), |bencher| {
            bencher.iter(|| picture.bytes(&story, Format::Png, gazetteer).map(|bytes| bytes.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, picture);
criterion_main!(benches);
