//! Roles of place names against those marked by hand in `tests/data/roles.tsv`.
//!
//! Comes in: the readings of corpora by name. Goes out: how many of the marked names are found, and how many of those
//! play the role that was marked; errors by the pair of roles.

use super::corpus::{Read, share};
use super::tally::Tally;

/// Marks by hand: corpus, document, first code point, role.
const MARKS: &str = include_str!("../../tests/data/roles.tsv");

/// The accuracy, and what was taken for what.
pub(crate) fn report(corpora: &[(&str, Vec<Read>)], examples: bool) -> String {
    let (mut marked, mut found, mut right) = (0, 0, 0);
    let mut wrong = Tally::default();
    for line in MARKS.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(corpus), Some(document), Some(point), Some(role)) =
            (fields.next(), fields.next(), fields.next().and_then(|point| point.parse().ok()), fields.next())
        else {
            continue;
        };
        let corpus = corpora.iter().find(|(name, _)| name.eq_ignore_ascii_case(corpus));
        let Some(read) = corpus.and_then(|(_, reads)| reads.iter().find(|read| read.document.id == document)) else {
            continue;
        };
        marked += 1;
        let byte = read.document.text.char_indices().nth(point).map_or(0, |(byte, _)| byte);
        let toponyms = &read.source.reading.toponyms;
        let Some(toponym) = toponyms.iter().find(|toponym| !toponym.indirect && toponym.span.range().contains(&byte))
        else {
            wrong.add(format!("{role} not found"), || read.excerpt(byte, byte));
            continue;
        };
        found += 1;
        if toponym.role.word() == role {
            right += 1;
        } else {
            let range = toponym.span.range();
            wrong.add(format!("{role} taken for {}", toponym.role.word()), || read.excerpt(range.start, range.end));
        }
    }
    let all = share(right, marked);
    let of_found = share(right, found);
    let head =
        format!("\n== Roles: {marked} marked by hand, {right} right: {of_found:.3} of those found, {all:.3} of all\n");
    head + &wrong.lines("wrong", examples)
}
