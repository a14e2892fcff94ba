//! `dateline export`: pictures and data of a story, made with no screen, no graphics card and no network.
//!
//! Comes in: articles or a story file, and what the picture is to be. Goes out: files, whole or not at all. A question
//! that cannot be meant (a size of nothing, an unknown ending) is refused before anything is read.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::scene::{Filter, Mode, NameOrder, Sheet};
use crate::story::{Family, Letter, Story};
use crate::task::{self, Chart, Format, Outcome, Picture, Task};

/// What `dateline export` is asked for.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The articles of one story, or one story file
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where it goes; the ending tells what is made: .png, .svg or .pdf for pictures, .txt for the text
    /// that goes with one; .html for a page of its own; .geojson,
    /// .csv, .kml, .kmz, .gpkg (GeoPackage), .jsonld (W3C annotations), .bib, .storymap.json (StoryMapJS) or .json (the whole
    /// reading) for data. May be given several times
    #[arg(long, required = true, value_name = "FILE", value_parser = target)]
    out: Vec<PathBuf>,
    /// Points, lines or areas of your own to lie under the story (.geojson, .csv, .tsv, .kml, .kmz, .gpx). May be given several times
    #[arg(long, value_name = "FILE", value_parser = layer)]
    layer: Vec<PathBuf>,
    /// 16:9, 4:5, 1:1, a4, a4-landscape, or width x height in pixels such as 1920x1080
    #[arg(long, default_value = "16:9")]
    size: Sheet,
    /// How many times as many pixels along each side
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4))]
    scale: u32,
    /// What stands over the picture; made from the story when not given
    #[arg(long)]
    title: Option<String>,
    /// Light or dark
    #[arg(long, value_enum, default_value_t = Look::Light)]
    theme: Look,
    /// Only these families of events, such as violence,protest
    #[arg(long, value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Only what was still going on on this day or after, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    from: Option<Date>,
    /// Only what had begun by this day, YYYY-MM-DD
    #[arg(long, value_parser = day)]
    to: Option<Date>,
    /// Only events that one of these articles reports, such as A,C
    #[arg(long, value_delimiter = ',', value_parser = letter)]
    source: Vec<Letter>,
    /// What part of the world is shown, in degrees: west,south,east,north; data but .json holds only what lies in it
    #[arg(long, value_parser = bbox, allow_hyphen_values = true)]
    bbox: Option<Bbox>,
    /// A map file to draw on, instead of the map that is built in: PMTiles or MBTiles
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Which name of a contested place stands first: listed, reversed, alphabetical or sources (the one they write more often)
    #[arg(long, value_name = "ORDER", default_value = "listed", value_parser = names)]
    names: NameOrder,
    /// Draw the letters of an SVG as outlines, for programs without the typefaces
    #[arg(long)]
    outlines: bool,
    /// The day the picture is made, to be printed on it; left out when not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    made_at: Option<Date>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Look {
    Light,
    Dark,
}

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bbox([f64; 4]);

impl Export {
    /// Reads the files and makes what was asked for.
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(why) = self.contradiction() {
            return Err(anyhow!(why));
        }
        let (story, code) = super::open(&[self.files, self.layer].concat())?;
        if let Some(why) = unknown_article(&self.source, &story) {
            return Err(anyhow!(why));
        }
        let chart = match &self.map {
            Some(path) => {
                let (tiles, note) = task::opened_map(path)?;
                note.iter().for_each(|note| super::complain(note));
                Some(Chart::new(Arc::new(tiles)))
            }
            None => None,
        };
        let picture = Picture {
            sheet: self.size,
            scale: self.scale,
            title: self.title,
            mode: match self.theme {
                Look::Light => Mode::Light,
                Look::Dark => Mode::Dark,
            },
            filter: Filter {
                families: self.family,
                letters: self.source,
                from: self.from,
                to: self.to,
                ..Filter::default()
            },
            names: self.names,
            bbox: self.bbox.map(|Bbox(sides)| sides),
            made_at: self.made_at,
            outlines: self.outlines,
            chart,
            ..Picture::default()
        };
        let task = Task::Export { story: Arc::new(story), picture: Box::new(picture), paths: self.out };
        if let Outcome::Made { paths, remarks } = super::run_task(task)? {
            for remark in remarks {
                super::complain(&remark);
            }
            for path in paths {
                writeln!(io::stdout(), "{}", path.display())?;
            }
        }
        Ok(code)
    }

    /// What was asked that cannot be meant together.
    fn contradiction(&self) -> Option<String> {
        let twice = self.out.iter().enumerate().find(|&(at, path)| self.out.iter().take(at).any(|known| known == path));
        if let Some((_, path)) = twice {
            return Some(format!("{} is named twice: each --out is a file of its own", path.display()));
        }
        let (from, to) = self.from.zip(self.to).filter(|(from, to)| from > to)?;
        Some(format!("--from {from} is after --to {to}: no day is both. Change one of them"))
    }
}

/// Why an article that is asked for cannot be: the story has none of that letter.
fn unknown_article(asked: &[Letter], story: &Story) -> Option<String> {
    let known: Vec<Letter> = story.sources.iter().map(|source| source.article.letter).collect();
    let unknown = asked.iter().find(|letter| !known.contains(letter))?;
    let (first, last) = (known.iter().min()?, known.iter().max()?);
    let all = if first == last { format!("only {first}") } else { format!("{first} to {last}") };
    Some(format!("there is no article {unknown}: the story has {all}"))
}

fn target(value: &str) -> Result<PathBuf, String> {
    let path = Path::new(value);
    match Format::of(path) {
        Some(_) => Ok(path.to_owned()),
        None => Err(format!("what to make is told by the ending of the name: {}", Format::ENDINGS)),
    }
}

fn names(word: &str) -> Result<NameOrder, String> {
    NameOrder::from_word(word).ok_or_else(|| {
        let words: Vec<&str> = NameOrder::ALL.iter().map(|order| order.word()).collect();
        format!("there is no such order; there are {}", words.join(", "))
    })
}

fn layer(value: &str) -> Result<PathBuf, String> {
    let path = Path::new(value);
    if crate::file::layer::is_layer(path) {
        Ok(path.to_owned())
    } else {
        Err("a layer is a .geojson, .csv, .tsv, .kml, .kmz or .gpx file".to_owned())
    }
}

fn family(word: &str) -> Result<Family, String> {
    Family::from_word(word.trim().to_ascii_lowercase().as_str()).ok_or_else(|| {
        let words: Vec<&str> = Family::ALL.iter().map(|family| family.word()).collect();
        format!("there is no such family; there are {}", words.join(", "))
    })
}

fn day(value: &str) -> Result<Date, String> {
    value.parse().map_err(|_| "a day is written 2023-09-19".to_owned())
}

/// The letter of an article: A is the first, AA the one after Z.
fn letter(value: &str) -> Result<Letter, String> {
    let add = |number: u32, letter: char| {
        let digit = u32::from(letter).checked_sub(u32::from('A')).filter(|&digit| digit < 26)?;
        number.checked_mul(26)?.checked_add(digit + 1)
    };
    let number = value.trim().chars().map(|letter| letter.to_ascii_uppercase()).try_fold(0, add);
    match number.and_then(|number| number.checked_sub(1)) {
        Some(number) => Ok(Letter(number)),
        None => Err("articles are known by letters: A, B, … Z, AA".to_owned()),
    }
}

fn bbox(value: &str) -> Result<Bbox, String> {
    let sides: Option<Vec<f64>> = value.split(',').map(|side| side.trim().parse().ok()).collect();
    let sides = sides.and_then(|sides| <[f64; 4]>::try_from(sides).ok());
    match sides {
        Some([west, south, east, north])
            if [west, east].iter().all(|lon| (-180.0..=180.0).contains(lon))
                && [south, north].iter().all(|lat| (-85.0..=85.0).contains(lat))
                && south < north
                && (west - east).abs() > 0.0 =>
        {
            Ok(Bbox([west, south, east, north]))
        }
        _ => Err("the frame is written west,south,east,north in degrees, such as 45.5,38.9,47.9,40.6".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_named_by_letter() {
        for number in [0, 25, 26, 51, 52, 701, 702] {
            assert_eq!(letter(&Letter(number).to_string()), Ok(Letter(number)));
        }
        assert_eq!(letter("c"), Ok(Letter(2)));
        assert!(letter("").is_err() && letter("3").is_err() && letter("ZZZZZZZZZZ").is_err());
    }

    #[test]
    fn what_cannot_be_meant_together_is_said() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            export: Export,
        }
        let said = |words: &str| {
            let line = format!("dateline a.txt {words}");
            <Line as clap::Parser>::try_parse_from(line.split(' ')).unwrap().export.contradiction()
        };
        assert_eq!(said("--out a.png --out b.png --from 2023-09-18 --to 2023-09-18"), None);
        let twice = said("--out a.png --out b.svg --out a.png").unwrap();
        assert_eq!(twice, "a.png is named twice: each --out is a file of its own");
        let days = said("--out a.png --from 2023-09-20 --to 2023-09-18").unwrap();
        assert!(days.starts_with("--from 2023-09-20 is after --to 2023-09-18"), "{days}");
    }

    #[test]
    fn an_article_that_is_not_there_is_named() {
        let story = crate::scene::fixture::karabakh();
        assert_eq!(unknown_article(&[Letter(0), Letter(4)], &story), None);
        let why = "there is no article Q: the story has A to E";
        assert_eq!(unknown_article(&[Letter(0), Letter(16)], &story).as_deref(), Some(why));
    }

    #[test]
    fn a_frame_has_four_sides_in_order() {
        assert_eq!(bbox("45.5,38.9,47.9,40.6"), Ok(Bbox([45.5, 38.9, 47.9, 40.6])));
        assert_eq!(bbox("170,-20,-170,10"), Ok(Bbox([170.0, -20.0, -170.0, 10.0])), "over the date line");
        for wrong in ["1,2,3", "1,5,3,4", "0,0,0,9", "a,b,c,d", "200,0,10,10", "0,0,nan,3"] {
            assert!(bbox(wrong).is_err(), "{wrong}");
        }
    }
}
