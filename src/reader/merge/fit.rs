//! How the weights of [`super::weights`] are fitted, and how well they do on stories they have not seen.
//!
//! Comes in: the stories of `tests/data/stories`, with marks that say which happening each passage tells of. Goes out: for
//! each threshold how many pairs of passages are joined rightly, each ninth of the stories by weights fitted on the others;
//! then the weights of all. `cargo test --release --lib fits_the_weights -- --ignored --nocapture` prints them.

use super::cluster::{Cluster, clusters};
use super::signs::{Telling, tellings};
use super::weigh::{ENOUGH, NUMBERS, Weights, join_by, numbers};
use super::weights::WEIGHTS;
use super::{Told, join, told};
use crate::reader::read_story;
use crate::story::{Draft, Source, Story};

/// In how many parts the stories are held out.
const FOLDS: usize = 9;

/// How strongly weights are held to zero.
const RIDGE: f64 = 0.5;

/// Where in a text passages begin to tell of which happening; 0 is none of the list.
pub(in crate::reader) type Marks = Vec<(usize, u32)>;

/// The text of an article without its marks, its day in a line below the headline.
#[expect(clippy::string_slice, reason = "cut where a mark was found")]
fn article(day: &str, body: &str) -> (String, Marks) {
    let (mut text, mut marks) = (String::new(), Marks::new());
    let mut rest = body.trim();
    while let Some(open) = rest.find('[') {
        let number = rest[open + 1..].split_once(']').and_then(|(number, _)| number.parse().ok());
        let end = if number.is_some() { open } else { open + 1 };
        text.push_str(&rest[..end]);
        rest = &rest[end..];
        if let Some(number) = number {
            marks.push((text.len(), number));
            rest = &rest[rest.find(']').unwrap() + 1..];
        }
    }
    text.push_str(rest);
    text.push('\n');
    if day != "undated" {
        let line = format!("\nPublished: {day}");
        let cut = text.find('\n').unwrap();
        text.insert_str(cut, &line);
        marks.iter_mut().filter(|(at, _)| *at > cut).for_each(|(at, _)| *at += line.len());
    }
    (text, marks)
}

/// A story as it is read, with the marks of its articles.
pub(in crate::reader) struct Marked {
    pub(in crate::reader) name: String,
    pub(in crate::reader) sources: Vec<Source>,
    pub(in crate::reader) marks: Vec<Marks>,
}

/// All stories of the folder, read.
pub(in crate::reader) fn marked() -> Vec<Marked> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stories");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let gazetteer = geodata::Gazetteer::bundled();
    let read = |path: std::path::PathBuf| {
        let file = std::fs::read_to_string(&path).unwrap();
        let (texts, _) = file.split_once("\n-----\n").unwrap();
        let parts = format!("\n{texts}");
        let articles = parts.split("\n== ").skip(1).map(|part| {
            let (day, body) = part.split_once('\n').unwrap();
            article(day.trim(), body)
        });
        let (texts, marks): (Vec<String>, Vec<Marks>) = articles.unzip();
        let drafts = texts.iter().map(|text| Draft::plain("test", text)).collect();
        let (sources, _) = read_story(drafts, &Story::default(), gazetteer);
        Marked { name: path.file_stem().unwrap().to_string_lossy().into_owned(), sources, marks }
    };
    paths.into_iter().map(read).collect()
}

/// What a story gives to fit on, and what is joined in it.
struct Sample<'a> {
    name: &'a str,
    told: Vec<Told<'a>>,
    tellings: Vec<Telling>,
    /// Which happening each mention tells of.
    of: Vec<u32>,
    rows: Vec<([f32; NUMBERS], bool)>,
}

impl<'a> Sample<'a> {
    fn of(story: &'a Marked) -> Self {
        let told = told(&story.sources.iter().collect::<Vec<_>>());
        let tellings = tellings(&told);
        let at = |told: &Told| {
            let article = story.sources.iter().position(|source| source.article.id == told.id.article).unwrap();
            let mut marks = story.marks[article].iter().rev();
            marks.find(|(at, _)| *at <= told.mention.trigger.start()).map_or(0, |(_, number)| *number)
        };
        let of = told.iter().map(at).collect();
        let mut sample = Self { name: &story.name, told, tellings, of, rows: Vec::new() };
        sample.rows = sample.rows();
        sample
    }

    fn clusters(&self) -> Vec<Cluster> {
        join::join(clusters(&self.told), &self.told)
    }

    /// Two clusters of the rules; then what a happening is joined of by and by, held against each.
    fn rows(&self) -> Vec<([f32; NUMBERS], bool)> {
        let mut happenings: std::collections::BTreeMap<u32, Vec<Cluster>> = std::collections::BTreeMap::new();
        for cluster in self.clusters() {
            let mut counts: Vec<(u32, usize)> = Vec::new();
            for number in cluster.members.iter().map(|&member| self.of[member]).filter(|number| *number > 0) {
                match counts.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((number, 1)),
                }
            }
            if let Some(&(number, _)) = counts.iter().rev().max_by_key(|(_, count)| *count) {
                happenings.entry(number).or_default().push(cluster);
            }
        }
        let of = |a: &Cluster, b: &Cluster| numbers(a, b, &self.told, &self.tellings);
        let together =
            |parts: &[Cluster]| Cluster { members: parts.iter().flat_map(|part| part.members.clone()).collect() };
        let flat: Vec<(u32, &Cluster)> =
            happenings.iter().flat_map(|(number, parts)| parts.iter().map(|part| (*number, part))).collect();
        let mut rows = Vec::new();
        for (index, (number, part)) in flat.iter().enumerate() {
            for (other, beside) in &flat[..index] {
                rows.extend(of(part, beside).map(|row| (row, number == other)));
            }
        }
        for (number, parts) in &happenings {
            for grown in 2..parts.len() {
                rows.extend(of(&together(&parts[..grown]), &parts[grown]).map(|row| (row, true)));
            }
            if parts.len() > 1 {
                let whole = together(parts);
                let others = flat.iter().filter(|(other, _)| other != number);
                rows.extend(others.filter_map(|(_, other)| of(&whole, other)).map(|row| (row, false)));
            }
        }
        rows
    }

    /// Pairs of mentions of one happening, those joined, and those joined though they are of two.
    fn pairs(&self, clusters: &[Cluster]) -> [usize; 3] {
        let mut of = vec![usize::MAX; self.told.len()];
        for (number, cluster) in clusters.iter().enumerate() {
            cluster.members.iter().for_each(|&member| of[member] = number);
        }
        let mut counts = [0; 3];
        let marked: Vec<usize> = (0..of.len()).filter(|&at| self.of[at] > 0).collect();
        for (index, &one) in marked.iter().enumerate() {
            for &other in &marked[..index] {
                let (same, joined) = (self.of[one] == self.of[other], of[one] == of[other]);
                counts[0] += usize::from(same);
                counts[1] += usize::from(same && joined);
                counts[2] += usize::from(joined && !same);
            }
        }
        counts
    }
}

/// Logistic regression by Newton's steps, with a ridge.
fn fit(rows: &[&([f32; NUMBERS], bool)]) -> Weights {
    let mut weights = [0.0_f64; NUMBERS];
    for _ in 0..25 {
        let mut slope = weights.map(|weight| RIDGE * weight);
        let mut curve = vec![[0.0_f64; NUMBERS]; NUMBERS];
        (0..NUMBERS).for_each(|at| curve[at][at] = RIDGE);
        for (numbers, same) in rows {
            let sum: f64 = numbers.iter().zip(&weights).map(|(number, weight)| f64::from(*number) * weight).sum();
            let share = 1.0 / (1.0 + (-sum).exp());
            let off = share - f64::from(u8::from(*same));
            let used: Vec<usize> = (0..NUMBERS).filter(|&at| numbers[at] != 0.0).collect();
            for &at in &used {
                slope[at] += f64::from(numbers[at]) * off;
                for &beside in &used {
                    curve[at][beside] += f64::from(numbers[at]) * f64::from(numbers[beside]) * share * (1.0 - share);
                }
            }
        }
        // The step, by Gauss and Jordan: the ridge keeps every pivot off zero.
        (0..NUMBERS).for_each(|at| {
            let pivot = curve[at][at];
            curve[at].iter_mut().for_each(|value| *value /= pivot);
            slope[at] /= pivot;
            let (row, worth) = (curve[at], slope[at]);
            for other in (0..NUMBERS).filter(|&other| other != at) {
                let share = curve[other][at];
                if share != 0.0 {
                    (0..NUMBERS).for_each(|column| curve[other][column] -= share * row[column]);
                    slope[other] -= share * worth;
                }
            }
        });
        weights.iter_mut().zip(slope).for_each(|(weight, step)| *weight -= step);
    }
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    let rounded = weights.map(|weight| (weight * 100.0).round() as f32 / 100.0);
    rounded
}

#[test]
#[ignore = "prints weights for weights.rs; some minutes without optimisation"]
fn fits_the_weights() {
    let stories = marked();
    let samples: Vec<Sample> = stories.iter().map(Sample::of).collect();
    let told = |[all, right, wrong]: [usize; 3]| {
        #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
        let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        let (precision, recall) = (share(right, right + wrong), share(right, all));
        let f = 2.0 * precision * recall / (precision + recall).max(1e-9);
        format!("P {precision:.2} R {recall:.2} F {f:.3} ({right} of {all}, {wrong} wrong)")
    };
    let report = |label: String, found: &[[usize; 3]]| {
        let sum = |letter: Option<char>| {
            let of =
                samples.iter().zip(found).filter(|(sample, _)| letter.is_none_or(|own| sample.name.starts_with(own)));
            of.fold([0; 3], |sum: [usize; 3], (_, own)| [sum[0] + own[0], sum[1] + own[1], sum[2] + own[2]])
        };
        println!("{label}: {}", told(sum(None)));
        for letter in 'a'..='z' {
            if samples.iter().any(|sample| sample.name.starts_with(letter)) {
                println!("    {letter}: {}", told(sum(Some(letter))));
            }
        }
    };
    report(
        "rules alone".to_owned(),
        &samples.iter().map(|sample| sample.pairs(&sample.clusters())).collect::<Vec<_>>(),
    );
    let as_written =
        |sample: &Sample| sample.pairs(&join_by(sample.clusters(), &sample.told, &sample.tellings, &WEIGHTS, ENOUGH));
    report("by the weights as written".to_owned(), &samples.iter().map(as_written).collect::<Vec<_>>());
    let without: Vec<Weights> = (0..FOLDS)
        .map(|fold| {
            let others = samples.iter().enumerate().filter(|(index, _)| index % FOLDS != fold);
            fit(&others.flat_map(|(_, other)| &other.rows).collect::<Vec<_>>())
        })
        .collect();
    let held_out: Vec<&Weights> = (0..samples.len()).map(|index| &without[index % FOLDS]).collect();
    for enough in [-1.0, -0.7, -0.5, -0.3, 0.0, 0.5] {
        let found: Vec<[usize; 3]> = samples
            .iter()
            .zip(&held_out)
            .map(|(sample, weights)| {
                sample.pairs(&join_by(sample.clusters(), &sample.told, &sample.tellings, weights, enough))
            })
            .collect();
        report(format!("held out, from {enough}"), &found);
    }
    let weights = fit(&samples.iter().flat_map(|sample| &sample.rows).collect::<Vec<_>>());
    for line in weights.chunks(12) {
        println!("    {}", line.iter().map(|weight| format!("{weight:.2}, ")).collect::<String>().trim_end());
    }
}
