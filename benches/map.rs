//! How long a frame of the map takes: laying the scene out, turning it into shapes, and cutting those into triangles.
//!
//! 1280 × 800 points, time of this thread on the processor (not on the clock). Each figure stands beside that of the
//! empty map under the same camera (`no events`), and what the events add is the difference. `still` paints a scene that
//! is at hand, `panning` and `zooming` lay it out anew in each frame. Before them two figures that no mean tells: how many
//! corners a frame has, and the longest frame while the tiles of a drag come in.

#[path = "processor/mod.rs"]
mod processor;
#[path = "random/mod.rs"]
mod random;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::{Criterion, criterion_group, criterion_main};
use dateline::app::MapPainter;
use dateline::scene::{Camera, EventIndex, Options, Scene, Theme, TileId, TileStore, Want, compose, ready_names};
use dateline::story::Story;
use dateline::task::bundled_tiles;
use egui::epaint::Primitive;
use egui::{Context, FullOutput, RawInput, Rect, pos2, vec2};
use geodata::Gazetteer;
use processor::ProcessorTime;

const SIZE: [f32; 2] = [1280.0, 800.0];
/// Ukraine, about: a country in the news.
const COUNTRY: [f64; 4] = [22.0, 44.5, 40.0, 52.0];

/// A window's map with no window.
struct Map<'a> {
    story: &'a Story,
    options: Options<'a>,
    painter: MapPainter,
    ctx: Context,
}

impl<'a> Map<'a> {
    fn new(story: &'a Story, index: Option<&'a EventIndex>, tiles: &'a TileStore) -> Self {
        let ctx = Context::default();
        let painter = MapPainter::new(&ctx);
        let options = Options {
            gazetteer: Some(Gazetteer::bundled()),
            tiles: Some(tiles),
            want: Want::Now,
            show_places: true,
            index,
            ..Options::new(Theme::light())
        };
        Self { story, options, painter, ctx }
    }

    fn compose(&self, camera: &Camera) -> Scene {
        compose(self.story, camera, &self.options)
    }

    /// Shapes and triangles of a frame; how many corners they have.
    fn paint(&self, scene: &Scene) -> usize {
        self.triangles(self.shapes(scene))
    }

    fn shapes(&self, scene: &Scene) -> FullOutput {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(SIZE[0], SIZE[1]));
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        self.ctx.run_ui(input, |ui| self.painter.paint(ui.painter(), scene, pos2(0.0, 0.0)))
    }

    fn triangles(&self, output: FullOutput) -> usize {
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        primitives.iter().map(|clipped| corners(&clipped.primitive)).sum()
    }
}

fn corners(primitive: &Primitive) -> usize {
    if let Primitive::Mesh(mesh) = primitive { mesh.vertices.len() } else { 0 }
}

/// The longest frame on a way over the map with nothing loaded; another thread loads what a frame found missing, and its time
/// does not count.
fn arriving(way: &str, mut camera: Camera, moved: impl Fn(&Camera) -> Camera) {
    let Ok(tiles) = bundled_tiles() else { return };
    tiles.load(TileId { z: 0, x: 0, y: 0 });
    ready_names(Gazetteer::bundled());
    let story = Story::default();
    let mut map = Map::new(&story, None, &tiles);
    map.options.want = Want::Ready;
    let mut frames: Vec<[Duration; 3]> = Vec::new();
    for _ in 0..240 {
        camera = moved(&camera);
        let from = ThreadTime::now();
        let scene = map.compose(&camera);
        let laid_out = from.elapsed();
        let shapes = map.shapes(&scene);
        let drawn = from.elapsed();
        black_box(map.triangles(shapes));
        frames.push([from.elapsed(), laid_out, drawn - laid_out]);
        for id in tiles.take_missing() {
            if let Some(tile) = tiles.load(id) {
                tile.cut();
            }
        }
    }
    // The first frame lays out the letters of the program's typefaces.
    let mut rest = frames.split_off(1);
    rest.sort_unstable();
    let at = |share: usize| rest.get(rest.len() * share / 100).or(rest.last()).copied().unwrap_or_default();
    let [[median, ..], [most, ..], [longest, laid_out, drawn]] = [50, 95, 100].map(at);
    println!("tiles arriving, {way}: median {median:?}, 95 of 100 within {most:?}, longest {longest:?}");
    println!("of the longest, laying out took {laid_out:?}, making shapes {drawn:?}");
}

fn frames(criterion: &mut Criterion<ProcessorTime>) {
    arriving("across a continent", Camera::new([5.0, 48.0], 6.0, SIZE), |camera| camera.panned([-12.0, 2.0]));
    arriving("on the way in", Camera::new([46.5, 40.0], 3.0, SIZE), |camera| {
        camera.zoomed_at([700.0, 420.0], camera.zoom + 0.02)
    });
    let gazetteer = Gazetteer::bundled();
    let Ok(tiles) = bundled_tiles() else { return };
    let views = [
        ("world", None, Camera::new([20.0, 25.0], 2.3, SIZE)),
        ("one country", Some(COUNTRY), Camera::new([31.0, 48.4], 5.6, SIZE)),
    ];
    for (place, within, camera) in views {
        let mut group = criterion.benchmark_group(format!("map of {place}"));
        group.sample_size(20).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
        for count in [0, 1_000, 10_000, 100_000] {
            let story = random::story(count, within, gazetteer);
            // As in the window: a small story needs no index.
            let index = (count > 500).then(|| EventIndex::new(&story, |_, _| true));
            let map = Map::new(&story, index.as_ref(), &tiles);
            let name = if count == 0 { "no events".to_owned() } else { format!("{count} events") };
            let scene = map.compose(&camera);
            // The first frames cut lines and lay letters out; a person sees them once.
            for _ in 0..80 {
                map.paint(&scene);
            }
            println!("{place}, {name}: {} corners", map.paint(&scene));
            group.bench_function(format!("{name}, still"), |bencher| bencher.iter(|| black_box(map.paint(&scene))));
            let mut step = 0_u16;
            group.bench_function(format!("{name}, panning"), |bencher| {
                bencher.iter(|| {
                    step = (step + 1) % 64;
                    let scene = map.compose(&camera.panned([f32::from(step) * 3.0, f32::from(step)]));
                    black_box(map.paint(&scene))
                });
            });
            group.bench_function(format!("{name}, zooming"), |bencher| {
                bencher.iter(|| {
                    step = (step + 1) % 64;
                    let scene = map.compose(&camera.zoomed_at([500.0, 300.0], camera.zoom + f64::from(step) * 0.01));
                    black_box(map.paint(&scene))
                });
            });
            group.bench_function(format!("{name}, laid out alone"), |bencher| {
                bencher.iter(|| {
                    step = (step + 1) % 64;
                    black_box(map.compose(&camera.panned([f32::from(step) * 3.0, f32::from(step)])))
                });
            });
        }
        group.finish();
    }
}

/// What the thread that builds an index does.
fn index(criterion: &mut Criterion<ProcessorTime>) {
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    for count in [1_000, 10_000, 100_000] {
        let story = random::story(count, None, Gazetteer::bundled());
        group.bench_function(format!("{count} events"), |bencher| {
            bencher.iter(|| black_box(EventIndex::new(&story, |_, _| true)).len());
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = index, frames
}
criterion_main!(benches);
