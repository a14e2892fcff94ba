//! Happenings told in words that no list holds: "Vinh woke to find cars bobbing in the streets".
//!
//! Comes in: a sentence in which no trigger was found. Goes out: what kind of happening its words together tell, by weights
//! learned from sentences in our own words (`fit.rs`), and the most telling of them. A multinomial logistic regression over
//! the stems of words and their first letters, in `assets/lexicon/en/telling.txt`. It must never speak of what is asked,
//! planned, denied or quoted, nor where the sentence names no place.

#[cfg(test)]
mod fit;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::attribution::Speech;
use super::super::lexicon::Tags;
use super::super::text::Page;
use super::super::time::is_past;
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{self, Class};
use super::{Hit, Memory, Scope, general, is_location, is_one, place, sense, unreal, untold};
use crate::story::{Family, Kind};

/// From what likelihood on a sentence is taken to tell of a happening.
const SURE: f32 = 0.55;

/// What the most telling word has to bring at least, and some other word.
const FIRST: f32 = 0.85;
const SECOND: f32 = 0.75;

/// Sentences of fewer tokens tell too little.
const SHORTEST: usize = 9;

/// How many letters of a word stand for its kin: "resign" for "resignation".
const LETTERS: usize = 5;

/// What was learned.
struct Learned {
    /// The kind each column is of; `None` where nothing happens.
    kinds: Vec<Option<Kind>>,
    bias: Vec<f32>,
    /// Of each feature, where its cells lie.
    rows: FxHashMap<&'static str, Range<usize>>,
    /// Columns and weights.
    cells: Vec<(usize, f32)>,
}

static LEARNED: LazyLock<Learned> =
    LazyLock::new(|| Learned::parse(include_str!("../../../assets/lexicon/en/telling.txt")));

impl Learned {
    /// The weights of a file: a line of kinds, a line of their biases, then a feature and its weights by column on each line,
    /// in hundredths.
    fn parse(text: &'static str) -> Self {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let kinds: Vec<Option<Kind>> = lines.next().unwrap_or_default().split(' ').map(Kind::from_word).collect();
        let hundredths = |word: &str| word.parse::<f32>().unwrap_or_default() / 100.0;
        let bias = lines.next().unwrap_or_default().split(' ').map(hundredths).collect();
        let (mut rows, mut cells) = (FxHashMap::default(), Vec::new());
        for line in lines {
            let mut words = line.split(' ');
            let Some(feature) = words.next() else { continue };
            let start = cells.len();
            let cell = |word: &str| {
                let (column, weight) = word.split_once(':')?;
                Some((column.parse().ok()?, hundredths(weight)))
            };
            cells.extend(words.filter_map(cell));
            rows.insert(feature, start..cells.len());
        }
        Self { kinds, bias, rows, cells }
    }

    /// The weights of a feature.
    fn cells(&self, feature: &str) -> &[(usize, f32)] {
        self.rows.get(feature).and_then(|row| self.cells.get(row.clone())).unwrap_or_default()
    }

    /// The likeliest kind of a sentence, where one is likely enough, and its column.
    fn kind(&self, features: &[(usize, Feature)]) -> Option<(Kind, usize)> {
        let mut scores = self.bias.clone();
        for (_, feature) in features {
            for &(column, weight) in self.cells(feature.as_str()) {
                if let Some(score) = scores.get_mut(column) {
                    *score += weight;
                }
            }
        }
        let (best, top) = scores.iter().copied().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
        let kind = self.kinds.get(best).copied().flatten()?;
        (1.0 / sum >= SURE).then_some((kind, best))
    }

    /// What a word brings to a kind.
    fn brings(&self, feature: &Feature, column: usize) -> f32 {
        self.cells(feature.as_str()).iter().find(|(of, _)| *of == column).map_or(0.0, |(_, weight)| *weight)
    }
}

/// What is looked at of a word.
enum Feature<'a> {
    Stem(&'a str),
    /// Its first letters, and a mark that says so.
    Beginning(String),
}

impl Feature<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Stem(stem) => stem,
            Self::Beginning(letters) => letters,
        }
    }
}

/// A word without the endings of its forms: "shelling", "shelled" are "shell".
fn stem(word: &str) -> &str {
    let ending = ["ing", "ed", "es", "s"].iter().find(|ending| word.len() > 4 && word.ends_with(**ending));
    ending.and_then(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// What is looked at of a sentence: the token, and its stem or its first letters. Names and numbers say nothing.
fn features<'p>(page: &'p Page<'_>, tokens: Range<usize>) -> Vec<(usize, Feature<'p>)> {
    let first = tokens.start;
    let mut out = Vec::new();
    for at in tokens {
        let Some(token) = page.token(at).filter(|token| token.kind == TokenKind::Word) else { continue };
        if token.case != Case::Lower && at > first {
            continue;
        }
        let word = page.word(at);
        out.push((at, Feature::Stem(stem(word))));
        if word.len() > LETTERS
            && let Some(letters) = word.get(..LETTERS)
        {
            out.push((at, Feature::Beginning(format!("{letters}*"))));
        }
    }
    out
}

/// The happening a sentence without triggers tells of.
pub(super) fn hit(scope: &Scope, speeches: &[Speech], memory: &Memory) -> Option<Hit> {
    let ground = scope.ground;
    let tokens = scope.sentence.tokens.clone();
    let placed = ground.named(&tokens).iter().any(|named| is_location(named.toponym));
    if !placed || tokens.len() < SHORTEST {
        return None;
    }
    let open = Class::MODAL.with(Class::IF).with(Class::NOT).with(Class::PLAN).with(Class::QUOTE);
    let unsaid = tokens.clone().any(|at| ground.lex(at).is(open) || ground.word(at) == "?");
    let past = || tokens.clone().any(|at| is_past(ground.word(at)) || ground.lex(at).is(Class::HAVE));
    if unsaid || !past() {
        return None;
    }
    // What a list knows and a rule has silenced tells of nothing: "a protest leader", "land plots withdrawn".
    if tokens.clone().any(|at| vocabulary::trigger(ground.lexes, &scope.sentence.tokens, at).is_some()) {
        return None;
    }
    let features = features(ground.page, tokens);
    let (kind, column) = LEARNED.kind(&features)?;
    if matches!(kind.family(), Family::Speech) {
        return None;
    }
    let telling = |at: usize| {
        let token = ground.page.token(at);
        token.is_some_and(|token| {
            token.case == Case::Lower && !token.tags.has(Tags::FUNCTION) && token.end - token.start > 3
        }) && ground.lex(at).reporting.is_none()
    };
    let brings = |at: usize| -> f32 {
        features.iter().filter(|(of, _)| *of == at).map(|(_, feature)| LEARNED.brings(feature, column)).sum()
    };
    let words = features.iter().map(|(at, _)| *at).filter(|&at| telling(at));
    let at = words.max_by(|&one, &other| brings(one).total_cmp(&brings(other)))?;
    // One word alone, said once or more, tells of nothing: lists hold those that do.
    let alone = |&of: &usize| stem(ground.word(of)) == stem(ground.word(at));
    let seconded = features.iter().map(|(of, _)| *of).filter(|of| !alone(of)).any(|of| brings(of) >= SECOND);
    if !seconded || brings(at) < FIRST {
        return None;
    }
    let hit = Hit { kind, tokens: at..at + 1, effect: false, about: None };
    // What the article has told before goes on: "the bus was carrying pilgrims from Multan".
    let goes_on = memory.happened.iter().any(|past| is_one(past.kind, kind));
    // Aid is told by many words here, and by who brings it alone where a list holds one.
    let unreal = unreal::is_unreal(scope, kind, &hit.tokens)
        || untold::is_untold(scope, kind, &hit.tokens)
        || general::is_general(scope, kind, &hit.tokens)
        || (kind != Kind::AidDelivery && sense::is_other_sense(scope, kind, &hit.tokens));
    let stands = !goes_on && !unreal && place::is_stated(scope, &hit, speeches);
    stands.then_some(hit)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn words_that_no_list_holds_tell_a_happening_together() {
        check("Cars bobbed in the streets of Vinh after a night of rain.", &["flood rain @ Vinh"]);
        check("Beekeepers in Vinh sold honey from stalls beside the river on Friday.", &[]);
    }

    #[test]
    fn one_word_alone_tells_of_nothing() {
        check("Shares of the mill closed yesterday at four pounds on the exchange in London.", &[]);
        check("The bank in Salem was cleared by its insurer to join a rival in Dayton.", &[]);
    }

    #[test]
    fn what_may_be_what_has_no_place_and_what_goes_on_is_no_happening_of_its_own() {
        check("Cars may have bobbed in the streets of Vinh after a night of rain.", &[]);
        check("Cars bobbed in the streets of a town after a night of rain.", &[]);
        check(
            "A flood hit Vinh on Monday. Cars bobbed in the streets of Vinh after a night of rain.",
            &["flood flood @ Vinh"],
        );
    }
}
