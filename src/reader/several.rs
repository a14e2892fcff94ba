//! Several drafts become the sources and events of one story: ids, letters, dates, warnings, two rounds of reading.
//!
//! Comes in: drafts and the story they join. Goes out: sources with readings, and the events of the whole story. The first
//! round reads each alone; the second knows which places the others named. Letters and ids never change.

use std::sync::Arc;

use geodata::Gazetteer;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::story::{Article, ArticleId, Draft, Event, Letter, Reading, Role, Source, Story, Warning, ZoneKind};

use super::lexicon::Tags;
use super::resolve::Context;
use super::text::Words;
use super::token::Kind;
use super::{Page, date, merge, read, read_page};

/// Words in a row that two copies of one text share.
const SHINGLE: usize = 8;

/// An article of a draft: headline, outlet, date and warnings as far as the draft alone shows them.
#[must_use]
pub fn article(draft: Draft, id: ArticleId, letter: Letter) -> Article {
    opened(draft, id, letter).0
}

/// The article of a draft, and the words of its text.
fn opened(draft: Draft, id: ArticleId, letter: Letter) -> (Article, Words) {
    let page = Page::new(&draft.text, draft.title.as_deref().unwrap_or(""));
    let date = date::of_draft(&draft, &page);
    let headline = headline(&draft, &page);
    let outlet = draft.outlet.clone().or_else(|| outlet(&page));
    let mut warnings = draft.warnings.clone();
    warnings.extend(not_english(&page));
    warnings.extend(cut_short(&page));
    let byline = byline(&page);
    let words = page.into_words();
    let Draft { origin, text, url, .. } = draft;
    (Article { id, letter, origin, text, headline, outlet, byline, url, date, warnings }, words)
}

/// Reads drafts into a story that may hold articles already; the second value is the events of the whole story.
#[must_use]
pub fn read_story(drafts: Vec<Draft>, known: &Story, gazetteer: &Gazetteer) -> (Vec<Source>, Vec<Event>) {
    read_story_until(drafts, known, gazetteer, &|| false)
}

/// The same, asked before each article whether to stop; what was not begun by then is left out, as if never opened.
#[must_use]
pub fn read_story_until(
    drafts: Vec<Draft>,
    known: &Story,
    gazetteer: &Gazetteer,
    stopped: &(dyn Fn() -> bool + Sync),
) -> (Vec<Source>, Vec<Event>) {
    let (first_id, first_letter) = (known.next_id().0, known.next_letter().0);
    let numbered: Vec<(Draft, u32)> = drafts.into_iter().zip(0..).collect();
    let read: Vec<Option<(Article, Reading)>> = numbered
        .into_par_iter()
        .map(|(draft, n)| {
            (!stopped()).then(|| {
                let (article, words) = opened(draft, ArticleId(first_id + n), Letter(first_letter + n));
                let page = Page::again(&article.text, &article.headline, words);
                let reading = read_page(page, &article, gazetteer, &Context::default());
                (article, reading)
            })
        })
        .collect();
    let (mut articles, alone): (Vec<Article>, Vec<Reading>) = read.into_iter().flatten().unzip();
    mark_copies(&mut articles, known);
    read_together(articles, alone, known, gazetteer)
}

/// Reads all articles of a story again, with the dates people gave them; ids and letters stay.
#[must_use]
pub fn read_again(story: &Story, gazetteer: &Gazetteer) -> (Vec<Source>, Vec<Event>) {
    let articles = story.sources.iter().map(|source| Article::clone(&source.article)).collect();
    read_all(articles, &Story::default(), gazetteer)
}

/// Two rounds over the articles; `known` are those of the story that are read already.
fn read_all(articles: Vec<Article>, known: &Story, gazetteer: &Gazetteer) -> (Vec<Source>, Vec<Event>) {
    let alone: Vec<Reading> =
        articles.par_iter().map(|article| read(article, gazetteer, &Context::default())).collect();
    read_together(articles, alone, known, gazetteer)
}

/// The second round, over articles that were read alone.
fn read_together(
    articles: Vec<Article>,
    alone: Vec<Reading>,
    known: &Story,
    gazetteer: &Gazetteer,
) -> (Vec<Source>, Vec<Event>) {
    let readings = if alone.len() + known.sources.len() < 2 {
        alone
    } else {
        let sure: Vec<FxHashSet<&str>> =
            alone.iter().chain(known.sources.iter().map(|source| source.reading.as_ref())).map(sure_places).collect();
        let mut all: FxHashMap<&str, u32> = FxHashMap::default();
        for place in sure.iter().flatten() {
            *all.entry(place).or_default() += 1;
        }
        let again = |(article, own): (&Article, &FxHashSet<&str>)| read(article, gazetteer, &context(&all, own));
        articles.par_iter().zip(&sure).map(again).collect()
    };
    let sources: Vec<Source> = articles
        .into_iter()
        .zip(readings)
        .map(|(article, reading)| Source { article: Arc::new(article), reading: Arc::new(reading) })
        .collect();
    let all: Vec<&Source> = known.sources.iter().chain(&sources).collect();
    let events = merge::events(&all);
    (sources, events)
}

/// The places one reading is sure of.
fn sure_places(reading: &Reading) -> FxHashSet<&str> {
    let sure = reading.toponyms.iter().filter(|toponym| toponym.role != Role::PartOfName && toponym.confidence > 0.6);
    sure.filter_map(|toponym| toponym.place.as_ref()).map(|place| place.key.as_str()).collect()
}

/// What the other readings agree on: in how many of all but this one each place is sure.
fn context(all: &FxHashMap<&str, u32>, own: &FxHashSet<&str>) -> Context {
    let others = all.iter().map(|(key, count)| ((*key).to_owned(), count - u32::from(own.contains(key))));
    let mut places: Vec<(String, u32)> = others.filter(|&(_, count)| count > 0).collect();
    places.sort();
    Context { places }
}

/// Metadata's title, else the first headline, else the first sentence.
fn headline(draft: &Draft, page: &Page<'_>) -> String {
    let given = draft.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let zone =
        || page.zones.iter().find(|zone| zone.kind == ZoneKind::Headline).map(|zone| draft.text.slice(zone.span));
    let body = || {
        page.sentences
            .iter()
            .find(|sentence| sentence.zone == ZoneKind::Body)
            .map(|sentence| draft.text.slice(sentence.span))
    };
    let any = || draft.text.as_str().lines().map(str::trim).find(|line| !line.is_empty());
    given
        .or_else(zone)
        .or_else(body)
        .or_else(any)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

/// Who the first byline names: "By Ana Ruiz, Valley Courier", "Written by Ana Ruiz". A byline of staff names nobody.
fn byline(page: &Page<'_>) -> Option<String> {
    let line = page.zones.iter().find(|zone| zone.kind == ZoneKind::Byline)?;
    let words = page.text.slice(line.span).trim();
    let name = ["Written by ", "Reported by ", "Story by ", "By ", "BY ", "by "]
        .iter()
        .find_map(|start| words.strip_prefix(start))?;
    let name = name.split(['|', '\n', ';']).next()?.trim().trim_end_matches(['.', ',']);
    let names_someone = name.chars().next().is_some_and(char::is_uppercase) && name.len() <= 120;
    (names_someone && !name.to_lowercase().contains("staff")).then(|| name.to_owned())
}

/// "(Old Town News):" at the head of the text, or a line of its own near the date: "The Valley Courier", "Nile Observer,
/// April 23, 2023".
fn outlet(page: &Page<'_>) -> Option<String> {
    let lines = page.sentences.iter().take_while(|sentence| sentence.zone != ZoneKind::Body);
    let mut lines = lines.filter(|line| line.paragraph > 0);
    lines.find_map(|line| masthead(page, line.tokens.clone())).or_else(|| in_brackets(page))
}

/// The words before the date of a line, when they name a paper: all in capitals, with a paper's noun last or "The" first.
fn masthead(page: &Page<'_>, line: std::ops::Range<usize>) -> Option<String> {
    let name = |at: usize| {
        page.token(at).is_some_and(|token| token.is_capital() && !token.tags.has(Tags::MONTH.with(Tags::WEEKDAY)))
    };
    let dated = |at: usize| {
        page.token(at).is_some_and(|token| token.kind != Kind::Word || token.tags.has(Tags::MONTH.with(Tags::WEEKDAY)))
    };
    let end = line.clone().find(|&at| !name(at)).unwrap_or(line.end);
    let last = page.token(end.checked_sub(1)?)?;
    let paper = last.tags.has(Tags::ORGANISATION) || page.word(line.start) == "the";
    let fits = paper && (line.start + 2..=line.start + 6).contains(&end) && (end..line.end).all(dated);
    if !fits {
        return None;
    }
    page.span_of(line.start..end).map(|span| page.text.slice(span).to_owned())
}

/// "(Himal Press) -", "(Old Town News):" within the first words of the body.
fn in_brackets(page: &Page<'_>) -> Option<String> {
    let first = page.sentences.iter().find(|sentence| sentence.zone == ZoneKind::Body)?;
    let tokens = first.tokens.start..first.tokens.end.min(first.tokens.start + 20);
    let open = tokens.clone().find(|&at| page.token(at).is_some_and(|token| token.is(b'(')))?;
    let close = (open + 1..tokens.end).find(|&at| page.token(at).is_some_and(|token| token.is(b')')))?;
    let after = page.token(close + 1)?;
    let names =
        (open + 1..close).all(|at| page.token(at).is_some_and(|token| token.kind != Kind::Word || token.is_capital()));
    if !(names && close > open + 1 && (after.is(b':') || after.is(b'_'))) {
        return None;
    }
    page.span_of(open + 1..close).map(|span| page.text.slice(span).to_owned())
}

/// A text that hardly holds English words.
fn not_english(page: &Page<'_>) -> Option<Warning> {
    // One word in five of English prose is a function word; only a text short of them is worth asking about.
    let first = page.tokens.get(..page.tokens.len().min(300)).unwrap_or(&[]);
    let words = first.iter().filter(|token| token.kind == Kind::Word).count();
    let small = first.iter().filter(|token| token.tags.has(Tags::FUNCTION)).count();
    if small * 5 > words {
        return None;
    }
    let text = page.text.as_str();
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at < 4000).last()?;
    let info = whatlang::detect(text.get(..end)?)?;
    let other = info.lang() != whatlang::Lang::Eng && info.is_reliable() && page.tokens.len() > 12;
    other.then(|| Warning::NotEnglish { language: info.lang().eng_name().to_owned() })
}

/// The last line of body stops without an end.
fn cut_short(page: &Page<'_>) -> Option<Warning> {
    let last = page.zones.iter().rfind(|zone| zone.kind == ZoneKind::Body)?;
    let line = page.plain.get(last.span.range())?;
    let line = line.trim_end_matches(['"', '\'', ')', ']', '\u{7f}', ' ']);
    let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'));
    (open && line.split_whitespace().count() > 8).then_some(Warning::CutShort)
}

/// Marks articles that share most of their words in the same order with an earlier one.
///
/// One pass: each run of words knows the first few articles it stood in, so that thousands of articles cost what they
/// hold and not the square of it.
fn mark_copies(articles: &mut [Article], known: &Story) {
    const BEARERS: usize = 8;
    if articles.len() + known.sources.len() < 2 {
        return;
    }
    let mut before: Vec<(Letter, usize)> = Vec::new();
    let mut bearers: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut add = |letter: Letter, own: &FxHashSet<u64>| -> Option<Letter> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for shingle in own {
            let bearers = bearers.entry(*shingle).or_default();
            bearers.iter().for_each(|&index| *shared.entry(index).or_default() += 1);
            if bearers.len() < BEARERS {
                bearers.push(before.len());
            }
        }
        let is_copy = |&(&index, &shared): &(&usize, &usize)| {
            let other = before.get(index).map_or(0, |&(_, length)| length);
            shared > 8 && shared * 10 > own.len().min(other) * 6
        };
        let first = shared.iter().filter(is_copy).map(|(&index, _)| index).min();
        let copied = first.and_then(|index| before.get(index)).map(|&(letter, _)| letter);
        before.push((letter, own.len()));
        copied
    };
    for source in &known.sources {
        add(source.article.letter, &shingles(source.article.text.as_str()));
    }
    for article in articles {
        if let Some(of) = add(article.letter, &shingles(article.text.as_str())) {
            article.warnings.push(Warning::NearCopy { of, choice: None });
        }
    }
}

fn shingles(text: &str) -> FxHashSet<u64> {
    use std::hash::{BuildHasher, BuildHasherDefault};
    let hasher = BuildHasherDefault::<rustc_hash::FxHasher>::default();
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hasher.hash_one(word.to_lowercase()))
        .collect();
    words.windows(SHINGLE).map(|window| hasher.hash_one(window)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(title: Option<&str>, text: &str) -> Article {
        let draft = Draft { title: title.map(str::to_owned), ..Draft::plain("test", text) };
        article(draft, ArticleId(0), Letter(0))
    }

    #[test]
    fn headline_and_outlet_come_from_where_they_stand() {
        let body = "September 19, 2023 (Old Town News): The river rose over its banks.";
        let found = read_as(None, &format!("River floods\n\n{body}"));
        assert_eq!((found.headline.as_str(), found.outlet.as_deref()), ("River floods", Some("Old Town News")));
        assert_eq!(read_as(Some("Given"), body).headline, "Given");
        let plain = "The river rose over its banks on Monday.";
        let outlet = |head: &str| read_as(None, &format!("River floods\n\n{head}\n\n{plain}")).outlet;
        assert_eq!(outlet("The Valley Record | May 7, 2024").as_deref(), Some("The Valley Record"));
        assert_eq!(outlet("Lake Observer, April 23, 2023").as_deref(), Some("Lake Observer"));
        assert_eq!(outlet("5 November 2023\nThe Valley Courier").as_deref(), Some("The Valley Courier"));
        assert_eq!(outlet("GOMA, 1 June 2020"), None);
        assert_eq!(outlet("Many Streets Under Water"), None);
    }

    #[test]
    fn a_byline_names_who_wrote_it() {
        let byline = |line: &str| {
            read_as(None, &format!("River floods\n\n{line}\n\nThe river rose over its banks on Monday.")).byline
        };
        assert_eq!(byline("By Ana Ruiz").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("By Ana Ruiz | May 7, 2024").as_deref(), Some("Ana Ruiz"));
        assert_eq!(byline("The river is a long one and many people live beside it."), None);
    }

    #[test]
    fn what_is_doubtful_is_said() {
        let body = "The river rose over its banks on Monday, officials said in the old town.";
        assert_eq!(read_as(None, body).warnings, []);
        assert_eq!(
            read_as(None, &format!("{body} The mayor told people to leave their houses before the")).warnings,
            [Warning::CutShort]
        );
        let german = "Der Fluss trat am Montag über die Ufer, und die Menschen mussten ihre Häuser in der Nacht verlassen, sagte der Bürgermeister.";
        assert!(
            matches!(read_as(None, german).warnings.as_slice(), [Warning::NotEnglish { language }] if language == "German")
        );
    }

    #[test]
    fn a_copy_is_marked_with_the_letter_of_the_other() {
        let text = "The river rose over its banks on Monday, officials said in the old town, and people left their houses before night fell.";
        let drafts = vec![
            Draft::plain("a", text),
            Draft::plain("b", &format!("{text} More soon.")),
            Draft::plain("c", "Nothing happened elsewhere, they said."),
        ];
        let (sources, _) = read_story(drafts, &Story::default(), Gazetteer::bundled());
        let warnings: Vec<_> = sources.iter().map(|source| source.article.warnings.clone()).collect();
        assert_eq!(warnings, [vec![], vec![Warning::NearCopy { of: Letter(0), choice: None }], vec![]]);
    }
}
