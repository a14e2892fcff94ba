//! When an article was published, and how that is known.
//!
//! Comes in: a draft and its page. Goes out: a [`DocumentDate`] with a status. Metadata, a dateline, a "Published …" line are
//! explicit; a date in the address or a full date in the first lines is inferred; otherwise it is unknown and a person
//! is asked. It must never take today's date, nor a date the article merely tells of far into its text.

use std::ops::Range;

use jiff::civil::Date;

use crate::story::{DateStatus, DocumentDate, Draft, ZoneKind};

use super::lexicon::ENGLISH;
use super::text::Page;
use super::time::Word as TimeWord;
use super::token::{Case, Kind};

/// How far into the text a full date may still be the article's own, in tokens.
const FIRST_LINES: usize = 90;

/// The date of a draft.
#[must_use]
pub fn of_draft(draft: &Draft, page: &Page<'_>) -> DocumentDate {
    if draft.date.is_some() {
        return DocumentDate { day: draft.date, status: DateStatus::Explicit, span: None };
    }
    let lines =
        || page.sentences.iter().filter(|sentence| matches!(sentence.zone, ZoneKind::Dateline | ZoneKind::Byline));
    for sentence in lines() {
        if let Some((day, tokens)) = sentence.tokens.clone().find_map(|at| full_date(page, at)) {
            return DocumentDate { day: Some(day), status: DateStatus::Explicit, span: page.span_of(tokens) };
        }
    }
    let mut body =
        page.sentences.iter().filter(|sentence| matches!(sentence.zone, ZoneKind::Body | ZoneKind::Headline));
    if let Some((day, tokens)) = body.find_map(|sentence| in_dateline(page, sentence.tokens.clone())) {
        return DocumentDate { day: Some(day), status: DateStatus::Explicit, span: page.span_of(tokens) };
    }
    if let Some(day) = draft.url.as_deref().and_then(in_address) {
        return DocumentDate { day: Some(day), status: DateStatus::Inferred, span: None };
    }
    let first = (0..page.tokens.len().min(FIRST_LINES)).find_map(|at| full_date(page, at));
    match first {
        Some((day, tokens)) => {
            DocumentDate { day: Some(day), status: DateStatus::Inferred, span: page.span_of(tokens) }
        }
        None => DocumentDate::UNKNOWN,
    }
}

/// "September 19, 2023 (World Defence News):", "KYIV, May 4, 2021 (Agency) -": a sentence that begins with place and date.
fn in_dateline(page: &Page<'_>, sentence: Range<usize>) -> Option<(Date, Range<usize>)> {
    let mark = sentence.clone().take(22).find(|&at| {
        page.token(at).is_some_and(|token| {
            token.is(b'_')
                || (token.is(b':') && at > sentence.start + 3)
                || (token.mark == b'-' && at > sentence.start + 3)
        })
    })?;
    let (day, tokens) = (sentence.start..mark).find_map(|at| full_date(page, at))?;
    let small = (sentence.start..mark)
        .filter(|&at| page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case == Case::Lower))
        .count();
    (small <= 1).then_some((day, tokens))
}

/// A day, month and year from this token on: "19 September 2023", "Sept. 19, 2023", "2023-09-19".
pub(super) fn full_date(page: &Page<'_>, at: usize) -> Option<(Date, Range<usize>)> {
    let token = page.token(at)?;
    if token.kind == Kind::Number {
        if let Some(found) = in_figures(page, at) {
            return Some(found);
        }
        let day = number(page, at).filter(|day| (1..=31).contains(day));
        if let (Some(day), Some(month)) = (day, month(page, at + 1)) {
            let year_at = if page.token(at + 2)?.is(b',') { at + 3 } else { at + 2 };
            let year = year(page, year_at).or_else(|| short_year(page, year_at))?;
            return Some((date(year, month, day)?, at..year_at + 1));
        }
        let (year, month, day) = (year(page, at)?, number(page, at + 2)?, number(page, at + 4)?);
        let hyphens = [at + 1, at + 3]
            .iter()
            .all(|&mark| page.token(mark).is_some_and(|token| matches!(token.mark, b'-' | b'_' | b'/')));
        let month = i8::try_from(month).ok()?;
        return if hyphens { Some((date(year, month, day)?, at..at + 5)) } else { None };
    }
    let month = month(page, at)?;
    let day = number(page, at + 1).filter(|day| (1..=31).contains(day))?;
    let year_at = if page.token(at + 2)?.is(b',') { at + 3 } else { at + 2 };
    Some((date(year(page, year_at)?, month, day)?, at..year_at + 1))
}

/// "19.09.2023", and "9/19/2023" or "19/9/2023" where only one of the two numbers can be a month: papers of two continents
/// write 5/6 for two different days.
fn in_figures(page: &Page<'_>, at: usize) -> Option<(Date, Range<usize>)> {
    let start = page.token(at)?.start as usize;
    let written = page.plain.get(start..)?;
    let end = written.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/')).unwrap_or(written.len());
    let written = written.get(..end)?.trim_end_matches(['.', '/']);
    let mark = written.chars().find(|c| !c.is_ascii_digit())?;
    let mut groups = written.split(mark).map(str::parse::<u32>);
    let (first, second, year) = (groups.next()?.ok()?, groups.next()?.ok()?, groups.next()?.ok()?);
    if groups.next().is_some() {
        return None;
    }
    let (day, month) = match (mark, first > 12, second > 12) {
        ('.', _, false) | ('/', true, false) => (first, second),
        ('/', false, true) => (second, first),
        ('/', false, false) if first == second => (first, second),
        _ => return None,
    };
    let year = i16::try_from(year).ok().filter(|year| (1800..=2100).contains(year))?;
    let tokens = at..page.token_at(start + written.len());
    Some((date(year, i8::try_from(month).ok()?, day)?, tokens))
}

fn date(year: i16, month: i8, day: u32) -> Option<Date> {
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

fn number(page: &Page<'_>, at: usize) -> Option<u32> {
    page.token(at).filter(|token| token.kind == Kind::Number)?;
    // "12th", and the day of "2023-09-12T08:30".
    let word = page.word(at);
    let digits = word.split(|c: char| c.is_ascii_alphabetic()).next().unwrap_or(word);
    digits.parse().ok()
}

fn year(page: &Page<'_>, at: usize) -> Option<i16> {
    let year = i16::try_from(number(page, at)?).ok()?;
    (1800..=2100).contains(&year).then_some(year)
}

/// "15 DEC 89 (AFP)": the year as wires wrote it, of the last century, with no word after it.
fn short_year(page: &Page<'_>, at: usize) -> Option<i16> {
    let year = number(page, at).filter(|year| (50..=99).contains(year))?;
    let alone = page.token(at + 1).is_none_or(|next| next.kind == Kind::Punct);
    if alone { i16::try_from(1900 + year).ok() } else { None }
}

fn month(page: &Page<'_>, at: usize) -> Option<i8> {
    let token = page.token(at).filter(|token| token.case != Case::Lower)?;
    match ENGLISH.get(token.word).time {
        TimeWord::Month(month) => i8::try_from(month).ok(),
        _ => None,
    }
}

/// `…/2023/09/19/…`, `…-2023-09-19…`, `…/20230919/…` in an address.
fn in_address(address: &str) -> Option<Date> {
    let groups: Vec<&str> = address.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let parse = |year: &str, month: &str, day: &str| {
        let year: i16 = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    groups
        .windows(3)
        .find_map(|window| match window {
            [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => parse(year, month, day),
            _ => None,
        })
        .or_else(|| {
            let packed = groups.iter().find(|group| group.len() == 8)?;
            parse(packed.get(..4)?, packed.get(4..6)?, packed.get(6..)?)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, url: Option<&str>, expected: Option<&str>, status: DateStatus) {
        let draft = Draft { url: url.map(str::to_owned), ..Draft::plain("test", text) };
        let page = Page::new(&draft.text, "");
        let found = of_draft(&draft, &page);
        assert_eq!(found.day.map(|day| day.to_string()).as_deref(), expected, "{text:?}");
        assert_eq!(found.status, status, "{text:?}");
    }

    #[test]
    fn a_date_is_taken_from_where_papers_put_it() {
        use DateStatus::{Explicit, Inferred, Unknown};
        let body = "The river rose over its banks on Monday, officials said.";
        check(&format!("Floods\nPublished: 4 May 2021\n{body}"), None, Some("2021-05-04"), Explicit);
        check("September 19, 2023 (Old Town News): The river rose.", None, Some("2023-09-19"), Explicit);
        check("KYIV, Sept. 19, 2023 (Agency) — The river rose.", None, Some("2023-09-19"), Explicit);
        check("SAN JUAN, 15 DEC 89 (AGENCY) -- THE RIVER ROSE TODAY.", None, Some("1989-12-15"), Explicit);
        check(&format!("By Anna Berg\nSeptember 3, 2021\n\n{body}"), None, Some("2021-09-03"), Explicit);
        check("BAKU, Sept 19 (Agency) - The river rose.", None, None, Unknown);
        check(body, Some("https://news.example/2021/05/04/floods"), Some("2021-05-04"), Inferred);
        check(&format!("Floods\nPublished: 2021-05-04T08:30:00Z\n{body}"), None, Some("2021-05-04"), Explicit);
        check(&format!("Floods\nUpdated May 4th, 2021 at 5:02 p.m. EDT\n{body}"), None, Some("2021-05-04"), Explicit);
        check(&format!("Floods\n24.05.2021\n{body}"), None, Some("2021-05-24"), Inferred);
        check(&format!("Floods\n5/24/2021\n{body}"), None, Some("2021-05-24"), Inferred);
        check(&format!("Floods\n5/6/2021\n{body}"), None, None, Unknown);
        check("The river rose on 4 May 2021, officials said.", None, Some("2021-05-04"), Inferred);
        check(body, None, None, Unknown);
        check(body, Some("https://news.example/story-12345678"), None, Unknown);
    }

    #[test]
    fn metadata_wins() {
        let draft =
            Draft { date: Some(jiff::civil::date(2020, 1, 2)), ..Draft::plain("test", "On 4 May 2021 it rained.") };
        let page = Page::new(&draft.text, "");
        assert_eq!(of_draft(&draft, &page).day, draft.date);
    }
}
