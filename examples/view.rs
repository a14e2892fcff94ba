//! One view of the map as a PNG on standard output, with no window, for looking at the cartography of a place.
//!
//! Files are articles of one story; `events=100000` puts random events on the map, `select=0` selects one.

#[path = "../benches/random/mod.rs"]
mod random;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use dateline::scene::{Camera, EventIndex, Mode, NameOrder, Options, Theme, Want, compose};
use dateline::story::{Edit, Story};
use dateline::{export, file, reader, task};
use geodata::Gazetteer;

const USAGE: &str = "view LON LAT ZOOM [WxH] [light|dark] [listed|reversed|alphabetical|sources] [events=N] [select=N] [FILE…] > view.png";

fn main() -> anyhow::Result<()> {
    let gazetteer = Gazetteer::bundled();
    let (mut numbers, mut size, mut mode) = (Vec::new(), [1280_u32, 800], Mode::Light);
    let (mut story, mut drafts) = (Story::default(), Vec::new());
    let (mut names, mut select) = (NameOrder::Listed, None);
    for word in std::env::args().skip(1) {
        let pixels = word.split_once('x').and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
        match word.as_str() {
            "light" => mode = Mode::Light,
            "dark" => mode = Mode::Dark,
            _ => {
                if let Some(order) = NameOrder::from_word(&word) {
                    names = order;
                } else if let Some(count) = word.strip_prefix("events=") {
                    story = random::story(count.parse()?, None, gazetteer);
                } else if let Some(number) = word.strip_prefix("select=") {
                    select = Some(number.parse::<usize>()?);
                } else if let Some(pixels) = pixels {
                    size = pixels;
                } else if let Ok(number) = word.parse::<f64>() {
                    numbers.push(number);
                } else {
                    drafts.push(file::article::open(Path::new(&word))?);
                }
            }
        }
    }
    let &[lon, lat, zoom] = numbers.as_slice() else { anyhow::bail!("usage: {USAGE}") };
    if !drafts.is_empty() {
        let (sources, events) = reader::read_story(drafts, &story, gazetteer);
        story = story.apply(Edit::Add { sources, events: events.into() });
    }
    let tiles = task::bundled_tiles()?;
    let camera = Camera::new([lon, lat], zoom, size.map(|side| side as f32));
    let index = (story.events.len() > 500).then(|| EventIndex::new(&story, |_, _| true));
    let options = Options {
        index: index.as_ref(),
        selected: select.and_then(|at| story.events.get(at)).map(|event| event.id),
        gazetteer: Some(gazetteer),
        tiles: Some(&tiles),
        want: Want::Now,
        show_places: true,
        names,
        ..Options::new(Theme::of(mode))
    };
    let scene = compose(&story, &camera, &options);
    let png = export::png::png(&scene, size, &[]).context("no picture was made")?;
    std::io::stdout().write_all(&png)?;
    Ok(())
}
