//! Lines of a page to paragraphs.
//!
//! Comes in: lines in drawing order, with where they stand and how large they are set. Goes out: the text, a blank line
//! between paragraphs, and the title. A word divided at a line's end is put together again; page numbers, small type at
//! the rim and what repeats at the top or foot of pages is left out. It must never lose any other line.

use std::collections::HashMap;

/// One line of type as a page sets it; lengths in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Number of its page, from zero.
    pub page: usize,
    /// Where its first letter begins.
    pub left: f64,
    /// Where its last letter ends.
    pub end: f64,
    /// Its base line, down from the top of the page.
    pub y: f64,
    /// The same as a share of the page's height.
    pub depth: f64,
    /// Size of its largest letters.
    pub size: f64,
    /// Its words.
    pub text: String,
}

/// The title, where the first page sets one larger than its text, and all the text.
pub(super) fn paragraphs(lines: &[Line]) -> (Option<String>, String) {
    let body = usual(lines.iter().map(|line| (line.size, line.text.len()))).unwrap_or(0.0);
    let lines = without_furniture(lines, body);
    let leading = usual(lines.windows(2).filter_map(|pair| match pair {
        [above, below] if above.page == below.page && below.y > above.y && alike(above.size, below.size) => {
            Some(((below.y - above.y) / below.size, 1))
        }
        _ => None,
    }))
    .unwrap_or(1.2);
    let right = lines.iter().filter(|line| alike(line.size, body)).map(|line| line.end).fold(0.0, f64::max);

    let mut blocks: Vec<(f64, String)> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in &lines {
        let same = above.is_some_and(|above| continues(above, line, leading, right));
        match blocks.last_mut().filter(|_| same) {
            Some((_, block)) => join(block, &line.text),
            None => blocks.push((line.size, line.text.clone())),
        }
        above = Some(line);
    }
    let first_page = lines.iter().filter(|line| line.page == 0);
    let largest = first_page.map(|line| line.size).fold(0.0, f64::max);
    let title = blocks.iter().find(|(size, _)| *size >= largest).filter(|_| largest > 1.2 * body);
    let title = title.map(|(_, words)| words.clone()).filter(|words| words.split_whitespace().count() > 2);
    let text = blocks.into_iter().fold(String::new(), |mut text, (_, block)| {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&block);
        text.push('\n');
        text
    });
    (title, text)
}

/// Sizes that a reader takes for the same.
fn alike(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.08 * one.max(other)
}

/// The measure that most of the weight has, to a twentieth.
fn usual(measures: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut weights: HashMap<i64, usize> = HashMap::new();
    for (measure, weight) in measures {
        #[expect(clippy::cast_possible_truncation, reason = "lengths on a page are small")]
        let step = (measure * 20.0).round() as i64;
        *weights.entry(step).or_default() += weight;
    }
    let (step, _) = weights.into_iter().max_by_key(|&(step, weight)| (weight, -step))?;
    #[expect(clippy::cast_precision_loss, reason = "lengths on a page are small")]
    Some(step as f64 / 20.0)
}

/// Whether a line goes on with the paragraph of the line before it.
fn continues(above: &Line, line: &Line, leading: f64, right: f64) -> bool {
    if !alike(above.size, line.size) {
        return false;
    }
    let ended = above.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':', '…']);
    let lower = line.text.starts_with(char::is_lowercase);
    if above.page != line.page || line.y < above.y {
        // The top of another page or column.
        return !ended || lower;
    }
    let gap = (line.y - above.y) / line.size;
    if gap > 1.25 * leading.max(1.0) {
        return false;
    }
    let indented = line.left > above.left + 0.7 * line.size;
    let short = above.end < right - 0.25 * (right - above.left);
    !(ended && (indented || short)) || lower
}

/// Adds a line to its paragraph; a hyphen before a small letter is taken for a division of the word.
fn join(block: &mut String, line: &str) {
    let divided = block.strip_suffix(['-', '\u{2010}', '\u{ad}']).map(str::len);
    match divided {
        Some(length) if line.starts_with(char::is_lowercase) && block.get(..length).is_some_and(ends_in_letter) => {
            block.truncate(length);
        }
        Some(_) => {}
        None => block.push(' '),
    }
    block.push_str(line);
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(char::is_alphabetic)
}

/// Without page numbers, small type at the rim (what a browser prints there), and what stands at the same edge of several
/// pages but for its digits.
fn without_furniture(lines: &[Line], body: f64) -> Vec<Line> {
    let at_edge = |line: &Line| line.depth < 0.09 || line.depth > 0.91;
    let words = |line: &Line| line.text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    let mut pages: HashMap<String, Vec<usize>> = HashMap::new();
    for line in lines.iter().filter(|line| at_edge(line)) {
        let pages = pages.entry(words(line)).or_default();
        if pages.last() != Some(&line.page) {
            pages.push(line.page);
        }
    }
    let furniture = |line: &Line| {
        let words = words(line);
        let rim = line.depth < 0.05 || line.depth > 0.95;
        let repeats = || !words.contains(char::is_alphabetic) || pages.get(&words).is_some_and(|pages| pages.len() > 1);
        (rim && line.size < 0.85 * body) || (at_edge(line) && repeats())
    };
    lines.iter().filter(|line| !furniture(line)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of one column, given as (page, y, left, size, words), as wide as their words.
    fn text(lines: &[(usize, f64, f64, f64, &str)]) -> (Option<String>, String) {
        let lines: Vec<Line> = lines
            .iter()
            .map(|&(page, y, left, size, words)| Line {
                page,
                left,
                end: left + 0.5 * size * f64::from(u32::try_from(words.len()).unwrap()),
                y,
                depth: y / 800.0,
                size,
                text: words.to_owned(),
            })
            .collect();
        paragraphs(&lines)
    }

    #[test]
    fn lines_are_put_together_and_divided_words_healed() {
        let (title, text) = text(&[
            (0, 100.0, 50.0, 20.0, "Ferry sinks off Cebu"),
            (0, 130.0, 50.0, 10.0, "Three people drowned when a ferry cap-"),
            (0, 142.0, 50.0, 10.0, "sized on Monday in a Russian-"),
            (0, 154.0, 50.0, 10.0, "African strait, police say."),
            (0, 178.0, 50.0, 10.0, "A search goes on."),
        ]);
        assert_eq!(title.as_deref(), Some("Ferry sinks off Cebu"));
        assert_eq!(
            text,
            "Ferry sinks off Cebu\n\nThree people drowned when a ferry capsized on Monday in a Russian-African strait, \
             police say.\n\nA search goes on.\n"
        );
    }

    #[test]
    fn an_indent_after_a_full_stop_begins_a_paragraph() {
        let (_, text) = text(&[
            (0, 100.0, 50.0, 10.0, "The river rose above the old stone bridge."),
            (0, 112.0, 62.0, 10.0, "Families left for the school on the hill,"),
            (0, 124.0, 50.0, 10.0, "the mayor said."),
        ]);
        assert_eq!(
            text,
            "The river rose above the old stone bridge.\n\nFamilies left for the school on the hill, the mayor said.\n"
        );
    }

    #[test]
    fn a_sentence_goes_on_over_the_page_and_its_furniture() {
        let (_, text) = text(&[
            (0, 20.0, 50.0, 7.0, "1/2/24, 10:00 AM Market hall"),
            (0, 60.0, 50.0, 10.0, "Harbour Post, 19 September 2023"),
            (0, 700.0, 50.0, 10.0, "Nobody was hurt when the roof of the"),
            (0, 780.0, 50.0, 8.0, "1 of 2"),
            (0, 785.0, 50.0, 8.0, "1"),
            (1, 60.0, 50.0, 10.0, "Harbour Post, 20 September 2023"),
            (1, 80.0, 50.0, 10.0, "market hall fell in."),
            (1, 780.0, 50.0, 8.0, "2 of 2"),
        ]);
        assert_eq!(text, "Nobody was hurt when the roof of the market hall fell in.\n");
    }
}
