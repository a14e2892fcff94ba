//! Phrases that say what a short line is.
//!
//! Comes in: the words of a line. Goes out: what the first phrase of the list in it says. A phrase must stand at word
//! edges, and most count only where the line begins.

use std::cmp::Reverse;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::super::lexicon;

/// What a phrase of the list says about a short line that holds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    CommentForm,
    Boilerplate,
    BoilerplateStart,
    CaptionStart,
    Caption,
    BylineStart,
    RelatedStart,
    /// The head of a list of other stories or of topics: the whole line, but for a word or two.
    ListHead,
    DatelineStart,
    /// The head of what readers wrote: the whole line, but for a number before it and a word or two.
    CommentHead,
}

struct Signs {
    finder: AhoCorasick,
    signs: Vec<Sign>,
}

static SIGNS: LazyLock<Option<Signs>> = LazyLock::new(|| {
    let (mut patterns, mut signs) = (Vec::new(), Vec::new());
    for line in lexicon::phrases(include_str!("../../../assets/lexicon/en/line-signs.txt")) {
        let Some((word, phrase)) = line.split_once(':') else { continue };
        let sign = match word.trim() {
            "comment-form" => Sign::CommentForm,
            "boilerplate" => Sign::Boilerplate,
            "boilerplate-start" => Sign::BoilerplateStart,
            "caption-start" => Sign::CaptionStart,
            "caption" => Sign::Caption,
            "byline-start" => Sign::BylineStart,
            "related-start" => Sign::RelatedStart,
            "list-head" => Sign::ListHead,
            "comment-head" => Sign::CommentHead,
            "dateline-start" => Sign::DatelineStart,
            _ => continue,
        };
        patterns.push(phrase.trim());
        signs.push(sign);
    }
    let finder =
        AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::Standard).build(patterns).ok()?;
    Some(Signs { finder, signs })
});

/// What the first phrase that fits says of a line: `words` are how many it has besides function words, and `ends` tells
/// whether a mark ends it.
pub(super) fn of_line(line: &str, words: usize, ends: bool) -> Option<Sign> {
    let signs = SIGNS.as_ref()?;
    if is_address(line) {
        return Some(Sign::Boilerplate);
    }
    let mut found: Option<((usize, Reverse<usize>), Sign)> = None;
    // One phrase may hide within another: "more in your inbox".
    for hit in signs.finder.find_overlapping_iter(line) {
        let sign = signs.signs.get(hit.pattern().as_usize()).copied()?;
        let starts = line.get(..hit.start()).is_some_and(|before| before.chars().all(|c| !c.is_alphanumeric()));
        let rest = line.get(hit.end()..).unwrap_or("");
        let fits = match sign {
            Sign::CommentForm | Sign::Boilerplate => true,
            // "A bridge in Oslo. Photo: Archive": a credit after its caption closes no sentence.
            Sign::Caption => words <= 14 && (!line.contains(". ") || !ends),
            Sign::CommentHead => {
                let before = line.get(..hit.start()).unwrap_or("x");
                !before.contains(char::is_alphabetic) && rest.split_whitespace().count() <= 1 && !ends
            }
            Sign::ListHead => starts && rest.split_whitespace().count() <= 2,
            _ => starts,
        };
        let place = (hit.start(), Reverse(hit.end()));
        let first = found.is_none_or(|(other, _)| place < other);
        if fits && first && has_word_edges(line.as_bytes(), hit.start(), hit.end()) {
            found = Some((place, sign));
        }
    }
    found.map(|(_, sign)| sign)
}

/// "https://news.example.org/2024/quake-kills-ten": a line that is nothing but an address.
fn is_address(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www."))
        && !line.contains(char::is_whitespace)
}

fn has_word_edges(line: &[u8], start: usize, end: usize) -> bool {
    let letter = |at: usize| line.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let open = start > 0 && letter(start - 1) && letter(start);
    let close = letter(end) && end > 0 && letter(end - 1);
    !open && !close
}
