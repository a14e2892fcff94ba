//! Several drafts become the sources and events of one story: ids, letters, dates, warnings, two rounds of reading.
//!
//! Comes in: drafts and the story they join. Goes out: sources with readings, and the events of the whole story. The first
//! round reads each alone; the second knows which places the others named. Letters and ids never change.

use std::sync::Arc;

use geodata::Gazetteer;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::story::{
    Article, ArticleId, DateStatus, Draft, Event, Letter, Reading, Role, Source, Story, Warning, ZoneKind,
};

use super::head::Head;
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
    let head = Head::of(&draft, &page);
    let mut warnings = draft.warnings.clone();
    warnings.extend(not_english(&page));
    warnings.extend(cut_short(&page));
    let words = page.into_words();
    let Draft { origin, text, url, .. } = draft;
    let Head { headline, outlet, byline } = head;
    (Article { id, letter, origin, text, headline, outlet, byline, url, date, warnings }, words)
}

/// The days on which articles that lack only the year of their day appeared, by the dated articles of the story.
fn infer_years(articles: &mut [Article], known: &Story) {
    let dates = articles.iter().chain(known.sources.iter().map(|source| source.article.as_ref()));
    let days: Vec<_> = dates.filter_map(|article| article.date.day).collect();
    if days.is_empty() {
        return;
    }
    for article in articles.iter_mut().filter(|article| article.date.status == DateStatus::Unknown) {
        let page = Page::new(&article.text, &article.headline);
        if let Some(inferred) = date::without_year(&page).and_then(|yearless| yearless.beside(&days)) {
            article.date = inferred;
        }
    }
}

/// Reads drafts into a story that may hold articles already; the second value is the events of the whole story.
#[must_use]
pub fn read_story(drafts: Vec<Draft>, known: &Story, gazetteer: &Gazetteer) -> (Vec<Source>, Vec<Event>) {
    read_story_until(drafts, known, gazetteer, &|_, _| true)
}

/// The same, asked before each article, by its place, whether to go on, and told once it was read alone (`true`); what was
/// not begun by a stop is left out, as if never opened.
#[must_use]
pub fn read_story_until(
    drafts: Vec<Draft>,
    known: &Story,
    gazetteer: &Gazetteer,
    hear: &(dyn Fn(usize, bool) -> bool + Sync),
) -> (Vec<Source>, Vec<Event>) {
    let (first_id, first_letter) = (known.next_id().0, known.next_letter().0);
    let numbered: Vec<(Draft, u32)> = drafts.into_iter().zip(0..).collect();
    let read: Vec<Option<(Article, Reading)>> = numbered
        .into_par_iter()
        .map(|(draft, n)| {
            let place = n as usize;
            hear(place, false).then(|| {
                let (article, words) = opened(draft, ArticleId(first_id + n), Letter(first_letter + n));
                let page = Page::again(&article.text, &article.headline, words);
                let reading = read_page(page, &article, gazetteer, &Context::default());
                hear(place, true);
                (article, reading)
            })
        })
        .collect();
    let (mut articles, alone): (Vec<Article>, Vec<Reading>) = read.into_iter().flatten().unzip();
    mark_copies(&mut articles, known);
    infer_years(&mut articles, known);
    read_together(articles, alone, known, gazetteer)
}

/// Reads all articles of a story again, with the dates people gave them; ids and letters stay.
#[must_use]
pub fn read_again(story: &Story, gazetteer: &Gazetteer) -> (Vec<Source>, Vec<Event>) {
    let mut articles: Vec<_> = story.sources.iter().map(|source| Article::clone(&source.article)).collect();
    infer_years(&mut articles, &Story::default());
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
    // English is written in Latin letters: in others, a few words are enough.
    let sure = info.is_reliable() && page.tokens.len() > 12 || info.script() != whatlang::Script::Latin;
    let other = info.lang() != whatlang::Lang::Eng && sure;
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
    use crate::reader::examples::read_as;

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
        let arabic = "هطلت أمطار غزيرة على المدينة القديمة يوم الاثنين.";
        assert!(matches!(read_as(None, arabic).warnings.as_slice(), [Warning::NotEnglish { .. }]), "however short");
    }

    #[test]
    fn a_dateline_without_a_year_is_dated_by_its_story_and_says_so() {
        let drafts = vec![
            Draft::plain("a", "QUITO, June 24, 2025 (Agency) - The river rose on Tuesday."),
            Draft::plain("b", "QUITO, June 25 (Agency) - The river fell on Wednesday."),
        ];
        let (sources, _) = read_story(drafts, &Story::default(), Gazetteer::bundled());
        let date = sources.last().map(|source| source.reading.date.clone()).unwrap();
        assert_eq!((date.day, date.status), (Some(jiff::civil::date(2025, 6, 25)), DateStatus::Inferred));
        let alone = vec![Draft::plain("b", "QUITO, June 25 (Agency) - The river fell on Wednesday.")];
        let (sources, _) = read_story(alone, &Story::default(), Gazetteer::bundled());
        assert_eq!(sources.first().map(|source| source.reading.date.status), Some(DateStatus::Unknown));
    }

    /// The place of the first mention of these words in the first of some articles.
    fn place_in_first(texts: [&str; 2], words: &str) -> Option<(Option<String>, Option<String>)> {
        let drafts = texts.map(|text| Draft::plain("test", text));
        let (sources, _) = read_story(drafts.into(), &Story::default(), Gazetteer::bundled());
        let source = sources.first()?;
        let mut toponyms = source.reading.toponyms.iter();
        let found = toponyms.find(|toponym| source.article.text.slice(toponym.span) == words)?.place.clone()?;
        Some((found.region.clone(), found.country.clone()))
    }

    #[test]
    fn where_one_article_puts_a_name_the_others_mean_it() {
        let region = |region: &str, land: &str| Some((Some(region.to_owned()), Some(land.to_owned())));
        let bare = "Gunmen attacked the town of Gedeb on Monday, officials in Addis Ababa said.";
        let told =
            "ADDIS ABABA - Two people died when gunmen raided Gedeb, in the Amhara region of Ethiopia, on Monday.";
        assert_eq!(place_in_first([bare, told], "Gedeb"), region("Amhara", "ET"));
        assert_ne!(
            place_in_first([bare, "It rained."], "Gedeb"),
            region("Amhara", "ET"),
            "the gazetteer's is elsewhere"
        );
        let bare = "A fire destroyed a church in Springfield on Monday. Nobody was hurt.";
        let told = "A fire destroyed a church in Springfield, Missouri, on Monday.";
        assert_eq!(place_in_first([bare, told], "Springfield"), region("Missouri", "US"));
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
