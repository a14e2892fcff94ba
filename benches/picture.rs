//! How long pictures take from a loaded story: laying one out, and making its files, of the sample and of 500 events.
//!
//! Start, reading and peak memory are printed by `.ci/pictures.sh`, with the base map by another renderer beside them.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::file::article;
use dateline::reader;
use dateline::scene::Sheet;
use dateline::story::{Draft, Edit, Story};
use dateline::task::{Format, Picture, SAMPLE, bundled_tiles};
use geodata::Gazetteer;

fn read(drafts: Vec<Draft>, gazetteer: &Gazetteer) -> Story {
    let (sources, events) = reader::read_story(drafts, &Story::default(), gazetteer);
    Story::default().apply(Edit::Add { sources, events: events.into() })
}

fn sample(gazetteer: &Gazetteer) -> Story {
    read(SAMPLE.iter().filter_map(|(name, bytes)| article::draft(name, bytes).ok()).collect(), gazetteer)
}

/// About so many events at towns of one country, each of a day or a kind of its own.
fn many(count: usize, gazetteer: &Gazetteer) -> Story {
    const TOWNS: [&str; 25] = [
        "Adana",
        "Ankara",
        "Antalya",
        "Edirne",
        "Gaziantep",
        "Kayseri",
        "Malatya",
        "Mersin",
        "Samsun",
        "Sivas",
        "Trabzon",
        "Yozgat",
        "Zonguldak",
        "Tokat",
        "Rize",
        "Denizli",
        "Isparta",
        "Batman",
        "Siirt",
        "Mardin",
        "Kars",
        "Artvin",
        "Giresun",
        "Sinop",
        "Bolu",
    ];
    const KINDS: [&str; 7] = [
        "Floods killed",
        "Shells killed",
        "A bomb killed",
        "A fire killed",
        "A train crash killed",
        "An earthquake killed",
        "A landslide killed",
    ];
    const A_PAGE: usize = 20;
    let page = |first: usize| {
        let mut text = format!("What a spring brought\n\nDaily {first}, 1 June 2024\n\n");
        for n in first..count.min(first + A_PAGE) {
            let turn = n / TOWNS.len();
            let of = |list: &[&'static str], at: usize| list.get(at % list.len()).copied().unwrap_or_default();
            let (kind, town) = (of(&KINDS, turn * 3 + n % TOWNS.len()), of(&TOWNS, n));
            let (month, day) = (of(&["March", "April", "May"], turn), turn / 3 * 4 + 1);
            let _ = write!(text, "{kind} {} people in {town} on {day} {month} 2024.\n\n", n % 90 + 2);
        }
        Draft::plain(&format!("page {first}.txt"), &text)
    };
    let story = read((0..count).step_by(A_PAGE).map(page).collect(), gazetteer);
    assert!(story.events.len() * 10 > count * 9, "{} events are no {count}", story.events.len());
    story
}

fn picture(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let (sample, many) = (sample(gazetteer), many(500, gazetteer));
    let Ok(tiles) = bundled_tiles() else { return };
    let mut group = criterion.benchmark_group("picture");
    group.sample_size(10);
    let once = Picture::default();
    group.bench_function("lay out, 1920x1080", |bencher| {
        bencher.iter(|| black_box(once.scene(&sample, gazetteer, &tiles)));
    });
    let mut file = |name: &str, story: &Story, format: Format, picture: Picture| {
        let name = format!("{name}, {} events", story.events.len());
        group.bench_function(name, |bencher| {
            bencher.iter(|| picture.bytes(story, format, gazetteer).map(|bytes| bytes.len()));
        });
    };
    let a4 = || Picture { sheet: Sheet::A4, ..Picture::default() };
    let map_alone = Picture { bbox: Some([44.0, 38.4, 50.0, 41.4]), ..Picture::default() };
    file("PNG 1920x1080, the map alone", &Story::default(), Format::Png, map_alone);
    file("PNG 1920x1080 (target 400 ms)", &sample, Format::Png, Picture::default());
    file("PNG 3840x2160 (target 1 s)", &sample, Format::Png, Picture { scale: 2, ..Picture::default() });
    file("PDF A4 (target 2 s)", &sample, Format::Pdf, a4());
    file("PDF A4 (target 5 s)", &many, Format::Pdf, a4());
    file("PNG A4 at 300 dpi (target 5 s)", &many, Format::Png, a4());
    group.finish();
}

criterion_group!(benches, picture);
criterion_main!(benches);
