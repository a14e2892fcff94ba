//! What can still be opened of a story file that is damaged.
//!
//! Comes in: the bytes of a file [`super::load`] refuses. Goes out: a copy with every article whose text is there and every
//! decision that can be read, and a sentence for each thing that was lost. Readings are not trusted: all is to be read again.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use super::v1::{ArticleV1, Found, known, source_of};
use super::{Extra, FORMAT, Head, StoryError, StoryProblem, check_format, read, unreadable};
use crate::story::{Letter, Source, Story};

/// What is left of a damaged story.
#[derive(Clone, Debug, PartialEq)]
pub struct Salvaged {
    /// Articles without readings, under the decisions of people.
    pub story: Story,
    /// What else stood in the file and could be read.
    pub extra: Extra,
    /// What was lost, a sentence each.
    pub lost: Vec<String>,
}

/// Opens what can be opened of a damaged story file, as a copy.
///
/// # Errors
/// Nothing of it is a story, or it was written by a newer program.
pub fn salvage(path: &Path) -> Result<Salvaged, StoryError> {
    let work = || salvaged(&read(path)?);
    work().map_err(|problem| StoryError { path: path.display().to_string(), problem })
}

fn salvaged(bytes: &[u8]) -> Result<Salvaged, StoryProblem> {
    let text = String::from_utf8_lossy(bytes);
    let mut lost = Vec::new();
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(error) => {
            let closed = closed(&text).ok_or_else(|| unreadable(bytes, &error))?;
            lost.push(format!("The file stops or breaks at line {}; what stands behind that is lost.", error.line()));
            serde_json::from_str(&closed).map_err(|error| unreadable(bytes, &error))?
        }
    };
    let field = |name: &str| value.get(name).cloned().unwrap_or_default();
    match check_format(&Head { format: field("format"), version: field("version") }) {
        Err(StoryProblem::NotAStory(_)) if value.get("articles").is_some_and(Value::is_array) => {
            lost.push(format!("It does not say that it is a {FORMAT}; it was opened as one all the same."));
        }
        other => other?,
    }
    let mut sources = Vec::new();
    let (mut ids, mut letters) = (HashSet::new(), HashSet::new());
    for (index, article) in (0..).zip(value.get("articles").and_then(Value::as_array).into_iter().flatten()) {
        match source(article, index, &mut ids, &mut letters) {
            Some(source) => sources.push(source),
            None => lost.push(format!("The text of article {} of the file cannot be read.", index + 1)),
        }
    }
    if sources.is_empty() {
        return Err(StoryProblem::Damaged("no article of it can be read".to_owned()));
    }
    sources.sort_by_key(|source| source.article.letter);
    let mut extra = Extra::default();
    let none = Vec::new();
    let decisions = value.get("decisions").and_then(Value::as_array).unwrap_or(&none);
    let decisions = known(decisions, &mut extra);
    if !extra.decisions.is_empty() {
        let (noun, kept) = if extra.decisions.len() == 1 { ("decision", "it is") } else { ("decisions", "they are") };
        lost.push(format!("{} {noun} cannot be read; {kept} kept in the copy.", extra.decisions.len()));
    }
    let name = value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let story = Story { name, sources, ..Story::default() }.with_decisions(decisions);
    Ok(Salvaged { story, extra, lost })
}

/// An article with all of it that can be read, under an id and a letter that are free.
fn source(value: &Value, index: u32, ids: &mut HashSet<u32>, letters: &mut HashSet<u32>) -> Option<Source> {
    let words = |field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned);
    let number = |field: &str| value.get(field).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
    let free = |wanted: Option<u32>, taken: &mut HashSet<u32>| {
        let wanted = wanted.filter(|wanted| *wanted < u32::MAX && !taken.contains(wanted)).unwrap_or(index);
        let free = (wanted..u32::MAX).find(|number| !taken.contains(number)).unwrap_or(0);
        taken.insert(free);
        free
    };
    let text = words("text")?;
    let letter = free(number("letter"), letters);
    let headline = words("headline").unwrap_or_else(|| format!("Article {}", Letter(letter)));
    let article = ArticleV1 {
        id: free(number("id"), ids),
        letter,
        origin: words("origin").unwrap_or_else(|| "A damaged story".to_owned()),
        headline,
        outlet: words("outlet"),
        byline: words("byline"),
        url: words("url"),
        date: words("date").and_then(|date| date.parse().ok()),
        date_status: serde_json::from_value(value.get("date_status").cloned().unwrap_or_default())
            .unwrap_or(super::v1::DateStatusV1::Explicit),
        date_span: None,
        text,
        text_hash: String::new(),
        warnings: value.get("warnings").cloned().unwrap_or_default(),
        reading: Found(None),
        unknown: serde_json::Map::new(),
    };
    source_of(article).ok().map(|(source, _)| source)
}

/// The text up to its last whole article, closed: what was written whole before it breaks off.
fn closed(text: &str) -> Option<String> {
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    let mut whole = None;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop();
                if byte == b'}' && open == [b'{', b'['] {
                    whole = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    Some(format!("{}]}}", text.get(..whole?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Decision, PassageKey, Text, Verdict};

    const FIRST: &str = "The river rose.";

    fn file() -> String {
        let text = Text::new(FIRST);
        let at = PassageKey::of(&text, text.span(4..9).unwrap());
        let decision = Decision::Place { at, words: "river".to_owned(), verdict: Verdict::NotAPlace };
        let article = |id: u32, text: &str| serde_json::json!({"id": id, "letter": id, "origin": "a.txt", "headline": "A \"day\"", "text": text});
        let file = serde_json::json!({
            "format": FORMAT, "version": 1, "name": "Rivers",
            "decisions": [super::super::decision::value(&decision), {"decide": "unheard of"}],
            "articles": [article(0, FIRST), article(0, "It fell again."), {"id": 2}],
        });
        serde_json::to_string_pretty(&file).unwrap()
    }

    #[test]
    fn a_damaged_story_opens_with_what_is_whole() {
        let salvaged = salvaged(file().as_bytes()).unwrap();
        let letters: Vec<u32> = salvaged.story.sources.iter().map(|source| source.article.letter.0).collect();
        assert_eq!((letters, salvaged.story.name.as_str()), (vec![0, 1], "Rivers"));
        assert_eq!(salvaged.story.decisions().len(), 1);
        assert_eq!(salvaged.lost.len(), 2, "{:?}", salvaged.lost);
    }

    #[test]
    fn a_story_cut_short_opens_up_to_its_last_whole_article() {
        let whole = file();
        let cut = whole.split("fell again").next().unwrap();
        // Keys stand in alphabetical order here: articles first, what follows is lost.
        let salvaged = salvaged(cut.as_bytes()).unwrap();
        assert_eq!(salvaged.story.sources.len(), 1);
        assert!(salvaged.lost[0].starts_with("The file stops or breaks at line"), "{:?}", salvaged.lost);
        assert!(super::salvaged(b"{\"articles\": [").is_err() && super::salvaged(b"no story").is_err());
    }

    #[test]
    fn a_story_of_a_newer_version_is_not_taken_apart() {
        let newer = file().replace("\"version\": 1", "\"version\": 9");
        assert!(matches!(salvaged(newer.as_bytes()), Err(StoryProblem::Newer(9))));
    }
}
