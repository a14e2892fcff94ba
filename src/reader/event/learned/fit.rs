//! How the weights of [`super::LEARNED`] are fitted.
//!
//! Comes in: the sentences of `tests/data/sentences.tsv` with their kinds, those of `tests/data/stories` with the kind most
//! mentions of their happening have, and the phrases of `triggers.txt`, which count less. Goes out: the file of weights, as
//! printed from "# Words" on by `cargo test --release --lib fits_the_telling_words -- --ignored --nocapture`. What was
//! written to count on (draws from 43 on, the stories from "w" on) is left out. Text that is no news comes from
//! `tests/data/quiet.txt` and from WikiGold (Balasuriya et al. 2009, CC BY 4.0), read from `../shared/train`; nothing of
//! that is kept but what it adds to the weights. The kinds of stories are as the reader finds them, so one that finds other
//! kinds fits other weights.

use std::collections::BTreeMap;

use super::weights::{AXIS, Meaning, features, words};
use crate::reader::embedding::{AXES, Point};
use crate::reader::merge::{Marked, marked};
use crate::reader::text::Page;
use crate::story::{Kind, Text};

/// How often all examples are gone through.
const ROUNDS: usize = 14;

/// How far a first step goes.
const STEP: f32 = 0.4;

/// How loosely weights are held to zero.
const LOOSE: f32 = 2.0;

/// What a phrase of the lexicon counts beside a sentence.
const PHRASE: f32 = 0.3;

/// Weights nearer to zero are left out.
const LEAST: f32 = 0.12;

/// A feature, as it stands in the file, of at least so many examples.
const SEEN: usize = 2;

struct Example {
    features: Vec<String>,
    meaning: Point,
    /// The kinds that are right, parted by ","; "none" where nothing happens.
    kinds: String,
    weight: f32,
}

impl Example {
    fn of(text: &str, kinds: &str, weight: f32) -> Self {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        Self::told(&page, 0..page.tokens.len(), kinds, weight)
    }

    fn told(page: &Page<'_>, tokens: std::ops::Range<usize>, kinds: &str, weight: f32) -> Self {
        let mut features = Vec::new();
        super::weights::features(words(page, tokens.clone()), |_, feature| features.push(feature.to_owned()));
        features.sort();
        features.dedup();
        Self { features, meaning: Meaning::of(page, words(page, tokens)).point, kinds: kinds.to_owned(), weight }
    }
}

/// The sentences of draws that are no longer counted on.
fn sentences() -> Vec<Example> {
    let list = include_str!("../../../../tests/data/sentences.tsv");
    let rows = list.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let known = rows.filter(|row| row[0].parse::<u32>().is_ok_and(|draw| draw < 43));
    known.map(|row| Example::of(row[3], row[1], 1.0)).collect()
}

/// The phrases of the lexicon, verbs in their first form.
fn phrases() -> Vec<Example> {
    let (mut kind, mut out) = (None, Vec::new());
    for line in include_str!("../../../../assets/lexicon/en/triggers.txt").lines().filter(|line| !line.starts_with('#'))
    {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            kind = Kind::from_word(name);
        } else if let (Some(kind), Some((_, phrases))) = (kind, line.split_once(':')) {
            for phrase in phrases.split(',') {
                let plain = |word: &&str| !word.starts_with(['<', '>', '=', '+', '!', '@']);
                let words = phrase.split_whitespace().filter(plain);
                let words = words.map(|word| word.trim_end_matches(['~', '^']).split('/').next().unwrap());
                let text = words.collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    out.push(Example::of(&text, kind.word(), PHRASE));
                }
            }
        }
    }
    out
}

/// The sentences of a story: of each happening the kind most of its mentions have, and of the rest none.
fn told(story: &Marked) -> Vec<Example> {
    let mut kinds: BTreeMap<u32, BTreeMap<&str, usize>> = BTreeMap::new();
    let number = |article: usize, at: usize| {
        story.marks[article].iter().rev().find(|(from, _)| *from <= at).map_or(0, |(_, number)| *number)
    };
    for (article, source) in story.sources.iter().enumerate() {
        for mention in source.reading.mentions.iter().filter(|mention| !mention.modal && !mention.negated) {
            let of = number(article, mention.trigger.start());
            *kinds.entry(of).or_default().entry(mention.kind.word()).or_default() += 1;
        }
    }
    let mut out = Vec::new();
    for (article, source) in story.sources.iter().enumerate() {
        let text = &source.article.text;
        let page = Page::new(text, &source.article.headline);
        for sentence in page.sentences.iter().filter(|sentence| sentence.zone.yields_events()) {
            let of = number(article, sentence.span.start());
            let most = kinds.get(&of).and_then(|kinds| kinds.iter().rev().max_by_key(|(_, count)| **count));
            let kind = if of == 0 { Some("none") } else { most.map(|(kind, _)| *kind) };
            out.extend(kind.map(|kind| Example::told(&page, sentence.tokens.clone(), kind, 1.0)));
        }
    }
    out
}

/// Sentences in which nothing happens: of newspapers, in our own words, and of Wikipedia, where that lies beside the
/// project, a token on each line and behind it what name it is of.
fn quiet() -> Vec<Example> {
    const SHORTEST: usize = 7;
    let own = include_str!("../../../../tests/data/quiet.txt");
    let mut out: Vec<Example> = own.lines().map(|line| Example::of(line, "none", 1.0)).collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/train/wikigold.conll.txt");
    let list = std::fs::read_to_string(path).unwrap();
    for block in list.split("\n\n") {
        let words: Vec<&str> = block.lines().filter_map(|line| line.split(' ').next()).collect();
        if words.len() >= SHORTEST {
            out.push(Example::of(&words.join(" "), "none", 1.0));
        }
    }
    out
}

/// The numbers of an example.
struct Row {
    /// Features and axes by number, and what they are worth.
    features: Vec<(usize, f32)>,
    /// Which columns are right.
    right: Vec<bool>,
    weight: f32,
}

/// What was fitted.
struct Fitted {
    /// Rows of weights, one for each feature, and behind them one for each axis of meaning.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

fn fit(examples: &[Example], index: &BTreeMap<&str, usize>, kinds: &[&str]) -> Fitted {
    let columns = kinds.len();
    let mut counts = vec![0.0_f32; index.len()];
    counts.resize(index.len() + AXES, examples.len() as f32);
    let rows: Vec<Row> = examples
        .iter()
        .map(|example| {
            let known = example.features.iter().filter_map(|name| index.get(name.as_str()));
            let mut features: Vec<(usize, f32)> = known.map(|&feature| (feature, 1.0)).collect();
            features.iter().for_each(|&(feature, _)| counts[feature] += 1.0);
            features.extend(example.meaning.iter().enumerate().map(|(axis, value)| (index.len() + axis, *value)));
            let right = kinds.iter().map(|kind| example.kinds.split(',').any(|of| of == *kind)).collect();
            Row { features, right, weight: example.weight }
        })
        .collect();
    let mut weights = vec![0.0_f32; counts.len() * columns];
    let mut squares = vec![1e-6_f32; weights.len()];
    let (mut bias, mut bias_squares) = (vec![0.0_f32; columns], vec![1e-6_f32; columns]);
    let mut seed = 1_u64;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for &row in &order {
            let Row { features, right, weight } = &rows[row];
            let mut scores = bias.clone();
            for &(feature, value) in features {
                let of = &weights[feature * columns..(feature + 1) * columns];
                scores.iter_mut().zip(of).for_each(|(score, weight)| *score += weight * value);
            }
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let parts: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
            let sum: f32 = parts.iter().sum();
            // Any kind that is right will do: the likelihood is that of all of them together.
            let good: f32 = parts.iter().zip(right).filter(|(_, right)| **right).map(|(part, _)| part).sum();
            for column in 0..columns {
                let due = if right[column] { parts[column] / good.max(f32::MIN_POSITIVE) } else { 0.0 };
                let slope = weight * (parts[column] / sum - due);
                bias_squares[column] += slope * slope;
                bias[column] -= STEP * slope / bias_squares[column].sqrt();
                for &(feature, value) in features {
                    let cell = feature * columns + column;
                    let slope = slope * value + weights[cell] / (LOOSE * counts[feature]);
                    squares[cell] += slope * slope;
                    weights[cell] -= STEP * slope / squares[cell].sqrt();
                }
            }
        }
    }
    Fitted { weights, bias }
}

#[test]
#[ignore = "prints assets/lexicon/en/telling.txt; a minute without optimisation"]
fn fits_the_telling_words() {
    let mut examples = sentences();
    examples.extend(phrases());
    examples.extend(quiet());
    let stories = marked();
    examples.extend(stories.iter().filter(|story| !story.name.starts_with(['w', 'x', 'y'])).flat_map(told));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    examples.iter().flat_map(|example| &example.features).for_each(|name| *seen.entry(name).or_default() += 1);
    let names = seen.iter().filter(|(_, count)| **count >= SEEN).map(|(name, _)| *name);
    let index: BTreeMap<&str, usize> = names.enumerate().map(|(at, name)| (name, at)).collect();
    let mut kinds: Vec<&str> = examples.iter().flat_map(|example| example.kinds.split(',')).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let Fitted { weights, bias } = fit(&examples, &index, &kinds);
    let hundredths = |weight: f32| format!("{:.0}", weight * 100.0);
    let mut out = String::from(
        "# Words that tell what happened, and how much: kinds, their biases, then a stem, the first letters of a word (with a\n\
         # \"*\"), a pair of stems (with a \"_\") or an axis of meaning (with a \"@\") and its weights by column, all in hundredths.\n\
         # Written by src/reader/event/learned/fit.rs from sentences in our own words, and from WikiGold (Balasuriya et al. 2009,\n\
         # CC BY 4.0) as text in which nothing happens.\n",
    );
    out += &format!("{}\n", kinds.join(" "));
    out += &format!("{}\n", bias.iter().map(|weight| hundredths(*weight)).collect::<Vec<_>>().join(" "));
    let axes = (0..AXES).map(|axis| (format!("{AXIS}{axis}"), index.len() + axis));
    for (name, row) in index.iter().map(|(name, row)| ((*name).to_owned(), *row)).chain(axes) {
        let cells = weights[row * kinds.len()..(row + 1) * kinds.len()].iter().enumerate();
        let told: Vec<String> = cells
            .filter(|(_, weight)| weight.abs() >= LEAST)
            .map(|(column, weight)| format!("{column}:{}", hundredths(*weight)))
            .collect();
        if !told.is_empty() {
            out += &format!("{name} {}\n", told.join(" "));
        }
    }
    eprintln!("{} examples, {} features, {} kinds, {} bytes", examples.len(), index.len(), kinds.len(), out.len());
    print!("{out}");
}

#[test]
fn a_feature_is_a_stem_the_first_letters_of_a_word_or_a_pair_of_stems() {
    let text = Text::new("Kerrville woke to flooding rivers on Friday.");
    let page = Page::new(&text, "");
    let mut names = Vec::new();
    features(words(&page, 0..page.tokens.len()), |_, feature| names.push(feature.to_owned()));
    let pairs = ["kerrville_woke", "woke_to", "to_flood", "flood_river", "river_on"];
    let singles = ["kerrville", "kerrv*", "woke", "to", "flood", "flood*", "river", "river*", "on"];
    assert_eq!(names.len(), pairs.len() + singles.len());
    assert!(pairs.iter().chain(&singles).all(|name| names.iter().any(|own| own == name)), "{names:?}");
}
