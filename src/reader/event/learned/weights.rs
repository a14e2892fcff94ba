//! What was learned of how happenings are told: a multinomial logistic regression.
//!
//! Comes in: the words of a sentence. Goes out: how likely it tells of which kind of happening, and what each word brings
//! to that. Looked at are the stems of words, their first letters, pairs of stems side by side, and what the words mean
//! together ([`embedding`]), by the weights of `assets/lexicon/en/telling.txt`. It must never look at names or numbers.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::reader::embedding::{self, AXES, Point};
use crate::reader::lexicon::Tags;
use crate::reader::text::Page;
use crate::reader::token::{Case, Kind as TokenKind};
use crate::story::Kind;

/// How many letters of a word stand for its kin: "resign" for "resignation".
const LETTERS: usize = 5;

/// What begins the name of an axis of meaning in the file.
pub(super) const AXIS: char = '@';

/// What was learned.
pub(super) struct Weights {
    /// The kind each column is of; `None` where nothing happens.
    kinds: Vec<Option<Kind>>,
    bias: Vec<f32>,
    /// Of each column, the weights of the axes of meaning.
    axes: Vec<Point>,
    /// Of each feature, where its cells lie.
    rows: FxHashMap<&'static str, Range<usize>>,
    /// Columns and weights.
    cells: Vec<(usize, f32)>,
}

/// What a sentence most likely tells.
pub(super) struct Guess {
    /// The likeliest kind of happening, and its column.
    pub(super) kind: Kind,
    pub(super) column: usize,
    /// How likely the sentence tells of any happening, 0 to 1.
    pub(super) happens: f32,
    /// How likely it tells of one of this kind, 0 to 1.
    pub(super) of_kind: f32,
}

pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../../../assets/lexicon/en/telling.txt")));

impl Weights {
    /// The weights of a file: a line of kinds, a line of their biases, then a feature and its weights by column on each line,
    /// in hundredths.
    fn parse(text: &'static str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let kinds: Vec<Option<Kind>> = lines.next().unwrap_or_default().split(' ').map(Kind::from_word).collect();
        let hundredths = |word: &str| word.parse::<f32>().unwrap_or_default() / 100.0;
        let bias: Vec<f32> = lines.next().unwrap_or_default().split(' ').map(hundredths).collect();
        let (mut rows, mut cells, mut axes) = (FxHashMap::default(), Vec::new(), vec![[0.0; AXES]; kinds.len()]);
        for line in lines {
            let mut words = line.split(' ');
            let Some(feature) = words.next() else { continue };
            let cell = |word: &str| {
                let (column, weight) = word.split_once(':')?;
                Some((column.parse::<usize>().ok()?, hundredths(weight)))
            };
            let of = words.filter_map(cell);
            if let Some(axis) = feature.strip_prefix(AXIS).and_then(|number| number.parse::<usize>().ok()) {
                for (column, weight) in of {
                    if let Some(cell) = axes.get_mut(column).and_then(|axes| axes.get_mut(axis)) {
                        *cell = weight;
                    }
                }
                continue;
            }
            let start = cells.len();
            cells.extend(of);
            rows.insert(feature, start..cells.len());
        }
        Self { kinds, bias, axes, rows, cells }
    }

    /// What a sentence most likely tells.
    pub(super) fn guess(&self, words: &Words) -> Option<Guess> {
        let mut scores = self.bias.clone();
        for (_, row) in &words.rows {
            for &(column, weight) in self.cells.get(row.clone()).unwrap_or_default() {
                if let Some(score) = scores.get_mut(column) {
                    *score += weight;
                }
            }
        }
        scores.iter_mut().zip(&self.axes).for_each(|(score, axes)| *score += dot(axes, &words.meaning.point));
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let (mut sum, mut quiet, mut best) = (0.0, 0.0, None);
        for (column, (score, kind)) in scores.iter().zip(&self.kinds).enumerate() {
            let part = (score - top).exp();
            sum += part;
            match kind {
                None => quiet += part,
                Some(kind) if best.is_none_or(|(_, _, most)| part > most) => best = Some((*kind, column, part)),
                Some(_) => {}
            }
        }
        best.map(|(kind, column, part)| Guess { kind, column, happens: 1.0 - quiet / sum, of_kind: part / sum })
    }

    /// What the word at a token brings to a kind.
    pub(super) fn brings(&self, page: &Page<'_>, words: &Words, at: usize, column: usize) -> f32 {
        let of = |row: &Range<usize>| {
            let cells = self.cells.get(row.clone()).unwrap_or_default();
            cells.iter().find(|(of, _)| *of == column).map_or(0.0, |(_, weight)| *weight)
        };
        let told: f32 = words.rows.iter().filter(|(token, _)| *token == at).map(|(_, row)| of(row)).sum();
        let mut point = [0.0; AXES];
        embedding::add(page.word(at), &mut point);
        told + self.axes.get(column).map_or(0.0, |axes| dot(axes, &point) * share(words.count()))
    }
}

fn dot(one: &Point, other: &Point) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// A word without the endings of its forms: "shelling", "shelled" are "shell".
fn stem(word: &str) -> &str {
    let ending = ["ing", "ed", "es", "s"].iter().find(|ending| word.len() > 4 && word.ends_with(**ending));
    ending.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Calls `look` with each feature of some tokens: the token, and its stem, its first letters and a mark that says so, or its
/// stem behind that of the word before it. Names and numbers say nothing.
pub(super) fn features<'p>(words: impl Iterator<Item = (usize, &'p str)>, mut look: impl FnMut(usize, &str)) {
    let (mut before, mut made): (Option<&str>, _) = (None, String::new());
    for (at, word) in words {
        let stem = stem(word);
        look(at, stem);
        if word.len() > LETTERS
            && let Some(letters) = word.get(..LETTERS)
        {
            made.clear();
            made.extend([letters, "*"]);
            look(at, &made);
        }
        if let Some(before) = before.replace(stem) {
            made.clear();
            made.extend([before, "_", stem]);
            look(at, &made);
        }
    }
}

/// The words of some tokens that are no names.
pub(super) fn words<'p>(page: &'p Page<'_>, tokens: Range<usize>) -> impl Iterator<Item = (usize, &'p str)> {
    let first = tokens.start;
    let plain = move |at: usize| {
        let token = page.token(at).filter(|token| token.kind == TokenKind::Word)?;
        (token.case == Case::Lower || at == first).then(|| (at, page.word(at)))
    };
    tokens.filter_map(plain)
}

/// What the words of some tokens mean together.
pub(super) struct Meaning {
    /// The sum of their points by the square root of how many there are.
    pub(super) point: Point,
    /// How many there are.
    count: usize,
}

impl Meaning {
    /// What some words of a page mean; function words mean nothing.
    pub(super) fn of<'p>(page: &Page<'_>, words: impl Iterator<Item = (usize, &'p str)>) -> Self {
        let (mut point, mut count) = ([0.0; AXES], 0);
        for (at, word) in words {
            let content = page.token(at).is_some_and(|token| !token.tags.has(Tags::FUNCTION));
            count += usize::from(content && embedding::add(word, &mut point));
        }
        let share = share(count);
        point.iter_mut().for_each(|axis| *axis *= share);
        Self { point, count }
    }
}

/// What one point counts of the meaning of so many.
#[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
fn share(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

/// What is looked at of a sentence, as far as it has weights.
pub(super) struct Words {
    /// The token, and where the cells of its feature lie.
    rows: Vec<(usize, Range<usize>)>,
    meaning: Meaning,
}

impl Words {
    /// The words of some tokens, but for those left out.
    pub(super) fn of(page: &Page<'_>, tokens: Range<usize>, left_out: &[usize]) -> Self {
        let told = || words(page, tokens.clone()).filter(|(at, _)| !left_out.contains(at));
        let mut rows = Vec::new();
        features(told(), |at, feature| {
            rows.extend(WEIGHTS.rows.get(feature).map(|row| (at, row.clone())));
        });
        Self { rows, meaning: Meaning::of(page, told()) }
    }

    /// How many words mean something.
    pub(super) fn count(&self) -> usize {
        self.meaning.count
    }
}
