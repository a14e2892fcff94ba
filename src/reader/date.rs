//! When an article was published, and how that is known.
//!
//! Comes in: a draft and its page. Goes out: a [`DocumentDate`] with a status. Metadata, a dateline, a "Published …" line and a
//! line beside the text that begins with a date are explicit; a date in the address, a day over the text whose month the
//! page gives away ("01/06/2025") or a full date in the first lines is inferred; otherwise it is unknown and a person is
//! asked. It must never take today's date, nor a date the article merely tells of far into its text.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use crate::story::{DateStatus, DocumentDate, Draft, Span, ZoneKind};

use super::lexicon::{ENGLISH, Tags};
use super::sentence::Sentence;
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
    let explicit = |(day, tokens): (Date, Range<usize>)| DocumentDate {
        day: Some(day),
        status: DateStatus::Explicit,
        span: page.span_of(tokens),
    };
    let over = page.sentences.iter().position(|sentence| sentence.zone == ZoneKind::Body);
    let (head, rest) = page.sentences.split_at(over.unwrap_or(page.sentences.len()));
    if let Some(found) = stated(page, head) {
        return explicit(found);
    }
    let mut body =
        page.sentences.iter().filter(|sentence| matches!(sentence.zone, ZoneKind::Body | ZoneKind::Headline));
    if let Some(found) = body.find_map(|sentence| in_dateline(page, sentence.tokens.clone())) {
        return explicit(found);
    }
    if let Some(found) = stated(page, rest) {
        return explicit(found);
    }
    if let Some(day) = draft.url.as_deref().and_then(in_address) {
        return DocumentDate { day: Some(day), status: DateStatus::Inferred, span: None };
    }
    if let Some((day, tokens)) = told_apart(page, head) {
        return DocumentDate { day: Some(day), status: DateStatus::Inferred, span: page.span_of(tokens) };
    }
    // Menus may stand over the first lines.
    let body_at = rest.first().map_or(0, |sentence| sentence.tokens.start);
    let first = (0..page.tokens.len().min(FIRST_LINES.max(body_at + 30))).find_map(|at| full_date(page, at));
    match first {
        Some((day, tokens)) => {
            DocumentDate { day: Some(day), status: DateStatus::Inferred, span: page.span_of(tokens) }
        }
        None => DocumentDate::UNKNOWN,
    }
}

/// The date of the lines that state one: when it was published before when it was changed, and these before a line that
/// only begins with a date.
fn stated(page: &Page<'_>, lines: &[Sentence]) -> Option<(Date, Range<usize>)> {
    let is_changed = |line: &Sentence| {
        let word = page.word(line.tokens.start);
        word.starts_with("updated") || word == "modified" || word == "last"
    };
    let dated = |line: &&Sentence| matches!(line.zone, ZoneKind::Dateline | ZoneKind::Byline);
    let date_of = |line: &Sentence| line.tokens.clone().find_map(|at| full_date(page, at));
    let published = lines.iter().filter(dated).filter(|line| !is_changed(line)).find_map(date_of);
    published.or_else(|| lines.iter().filter(dated).find_map(date_of)).or_else(|| {
        let other = |line: &&Sentence| matches!(line.zone, ZoneKind::Boilerplate | ZoneKind::Headline);
        lines.iter().filter(other).find_map(|line| full_date(page, first_of_date(page, line)))
    })
}

/// "Issued on: 01/06/2025" over the text, of which nobody knows which number is the month: the one of the two days that
/// another date of the page lies near, or that the first weekday of the text fits ("on Sunday": that day or the day after).
fn told_apart(page: &Page<'_>, head: &[Sentence]) -> Option<(Date, Range<usize>)> {
    let (days, tokens) = head.iter().flat_map(|line| line.tokens.clone()).find_map(|at| either_way(page, at))?;
    let others: Vec<Date> = (0..page.tokens.len()).filter_map(|at| Some(full_date(page, at)?.0)).take(20).collect();
    let near = |day: Date| others.iter().any(|other| day.duration_until(*other).as_hours().abs() <= 24 * 10);
    let weekday = (tokens.end..page.tokens.len()).find_map(|at| weekday(page, at));
    let on = |day: Date| {
        weekday.is_some_and(|told| told == day.weekday() || Some(told) == day.yesterday().ok().map(Date::weekday))
    };
    let [first, second] = days;
    let fits = if near(first) == near(second) { [on(first), on(second)] } else { [near(first), near(second)] };
    match fits {
        [true, false] => Some((first, tokens)),
        [false, true] => Some((second, tokens)),
        _ => None,
    }
}

/// The two days that "01/06/2025" may be.
fn either_way(page: &Page<'_>, at: usize) -> Option<([Date; 2], Range<usize>)> {
    let (mark, [first, second, year], tokens) = figures(page, at)?;
    if mark != '/' || first > 12 || second > 12 {
        return None;
    }
    let (year, small) = (i16::try_from(year).ok()?, |number: u32| i8::try_from(number).ok());
    Some(([date(year, small(second)?, first)?, date(year, small(first)?, second)?], tokens))
}

/// Where the date of a line begins that a clock time or a weekday may lead: "7:31 am, September 18, 2024 - Agency".
fn first_of_date(page: &Page<'_>, line: &Sentence) -> usize {
    let leads = |at: &usize| {
        page.token(*at).is_some_and(|token| {
            token.kind == Kind::Punct
                || token.tags.has(Tags::WEEKDAY)
                || matches!(page.word(*at), "am" | "pm" | "a.m." | "p.m." | "at" | "on")
                || page.plain.get(token.start as usize..token.end as usize).is_some_and(|word| word.contains(':'))
        })
    };
    line.tokens.clone().find(|at| !leads(at)).unwrap_or(line.tokens.start)
}

/// A day of publication that lacks its year, as wires write it: "BAKU, Sept 19 (Agency) -".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Yearless {
    month: i8,
    day: i8,
    span: Option<Span>,
}

impl Yearless {
    /// How many days the other articles of a story may lie from it.
    const SAME_STORY: i64 = 150;

    /// The day with the year that puts it nearest to one of the given days, when that is within the same story.
    pub(super) fn beside(&self, days: &[Date]) -> Option<DocumentDate> {
        let gap = |day: &Date, other: Date| other.duration_until(*day).as_secs().abs() / 86_400;
        let near = |other: &Date| {
            let years = [other.year().checked_sub(1), Some(other.year()), other.year().checked_add(1)];
            let days = years.into_iter().flatten().filter_map(|year| Date::new(year, self.month, self.day).ok());
            days.min_by_key(|day| gap(day, *other)).map(|day| (gap(&day, *other), day))
        };
        let (gap, day) = days.iter().filter_map(near).min()?;
        (gap <= Self::SAME_STORY).then_some(DocumentDate {
            day: Some(day),
            status: DateStatus::Inferred,
            span: self.span,
        })
    }
}

/// The day and month of an article's dateline that states no year; for articles whose date is not known otherwise.
pub(super) fn without_year(page: &Page<'_>) -> Option<Yearless> {
    let is_head = |zone: ZoneKind| matches!(zone, ZoneKind::Dateline | ZoneKind::Byline);
    let head = page.sentences.iter().filter(|sentence| is_head(sentence.zone));
    let mut tokens = head.map(|sentence| sentence.tokens.clone());
    let body = page.sentences.iter().filter(|sentence| sentence.zone.yields_events()).take(3);
    let (month, day, found) =
        tokens.find_map(|tokens| tokens.clone().find_map(|at| month_and_day(page, at))).or_else(|| {
            body.filter_map(|sentence| dateline(page, sentence.tokens.clone()))
                .find_map(|tokens| tokens.clone().find_map(|at| month_and_day(page, at)))
        })?;
    Some(Yearless { month, day, span: page.span_of(found) })
}

/// "Sept 19", "19 September".
fn month_and_day(page: &Page<'_>, at: usize) -> Option<(i8, i8, Range<usize>)> {
    let (month, day) = match month(page, at) {
        Some(month) => (month, number(page, at + 1)?),
        None => (month(page, at + 1)?, number(page, at)?),
    };
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some((month, day, at..at + 2))
}

/// "September 19, 2023 (World Defence News):", "KYIV, May 4, 2021 (Agency) -": a sentence that begins with place and date.
fn in_dateline(page: &Page<'_>, sentence: Range<usize>) -> Option<(Date, Range<usize>)> {
    dateline(page, sentence)?.find_map(|at| full_date(page, at))
}

/// The tokens of a dateline that a sentence begins with, up to its dash or colon; it has hardly a word in small letters.
fn dateline(page: &Page<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    let mark = sentence.clone().take(22).find(|&at| {
        page.token(at).is_some_and(|token| {
            token.is(b'_')
                || (token.is(b':') && at > sentence.start + 3)
                || (token.mark == b'-' && at > sentence.start + 3)
        })
    })?;
    let small = (sentence.start..mark)
        .filter(|&at| page.token(at).is_some_and(|token| token.kind == Kind::Word && token.case == Case::Lower))
        .count();
    (small <= 1).then_some(sentence.start..mark)
}

/// A day, month and year from this token on: "19 September 2023", "Sept. 19, 2023", "2023-09-19".
pub(super) fn full_date(page: &Page<'_>, at: usize) -> Option<(Date, Range<usize>)> {
    let token = page.token(at)?;
    if token.kind == Kind::Number {
        if let Some(found) = in_figures(page, at) {
            return Some(found);
        }
        let day = number(page, at).filter(|day| (1..=31).contains(day));
        // "7 March 2024", "7th of March, 2024", "07-Mar-2024"
        let joins = page.word(at + 1) == "of" || page.token(at + 1)?.is(b'-');
        let month_at = if joins { at + 2 } else { at + 1 };
        if let (Some(day), Some(month)) = (day, month(page, month_at)) {
            let parts = page.token(month_at + 1).is_some_and(|mark| mark.is(b',') || joins && mark.is(b'-'));
            let year_at = if parts { month_at + 2 } else { month_at + 1 };
            let year = year(page, year_at).or_else(|| short_year(page, year_at))?;
            return Some((date(year, month, day)?, at..year_at + 1));
        }
        let (year, month, day) = (year(page, at)?, number(page, at + 2)?, number(page, at + 4)?);
        let hyphens = [at + 1, at + 3]
            .iter()
            .all(|&mark| page.token(mark).is_some_and(|token| matches!(token.mark, b'-' | b'_' | b'/' | b'.')));
        let month = i8::try_from(month).ok()?;
        return if hyphens { Some((date(year, month, day)?, at..at + 5)) } else { None };
    }
    let month = month(page, at)?;
    if let Some((day, year)) = glued(page, at + 1) {
        return Some((date(year, month, day)?, at..at + 2));
    }
    let day = number(page, at + 1).filter(|day| (1..=31).contains(day))?;
    let year_at = if page.token(at + 2)?.is(b',') { at + 3 } else { at + 2 };
    Some((date(year(page, year_at)?, month, day)?, at..year_at + 1))
}

/// "March 7,2024": the day and the year without a blank.
fn glued(page: &Page<'_>, at: usize) -> Option<(u32, i16)> {
    let (day, year) = page.word(at).split_once(',')?;
    let (day, year) = (day.parse().ok()?, year.parse().ok()?);
    ((1..=31).contains(&day) && (1800..=2100).contains(&year)).then_some((day, year))
}

/// "19.09.2023", and "9/19/2023" or "19/9/2023" where only one of the two numbers can be a month: papers of two continents
/// write 5/6 for two different days. A weekday before it tells which: "Thursday 6/5/2021".
fn in_figures(page: &Page<'_>, at: usize) -> Option<(Date, Range<usize>)> {
    let (mark, [first, second, year], tokens) = figures(page, at)?;
    let (day, month) = match (mark, first > 12, second > 12) {
        ('.', _, false) | ('/', true, false) => (first, second),
        ('/', false, true) => (second, first),
        ('/', false, false) if first == second => (first, second),
        ('/', false, false) => {
            let (weekday, ([one, other], tokens)) = (weekday_before(page, at)?, either_way(page, at)?);
            return match (one.weekday() == weekday, other.weekday() == weekday) {
                (true, false) => Some((one, tokens)),
                (false, true) => Some((other, tokens)),
                _ => None,
            };
        }
        _ => return None,
    };
    let year = i16::try_from(year).ok()?;
    Some((date(year, i8::try_from(month).ok()?, day)?, tokens))
}

/// The weekday within the three tokens before a date.
fn weekday_before(page: &Page<'_>, at: usize) -> Option<Weekday> {
    (at.saturating_sub(3)..at).rev().find_map(|at| weekday(page, at))
}

fn weekday(page: &Page<'_>, at: usize) -> Option<Weekday> {
    let token = page.token(at).filter(|token| token.tags.has(Tags::WEEKDAY))?;
    match ENGLISH.time(token.word) {
        TimeWord::Weekday(day) => Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok(),
        _ => None,
    }
}

/// Three numbers with full stops or strokes between them, and which of the two: "19.09.2023", "9/19/2023"; a year that
/// comes first is put last, as with full stops.
fn figures(page: &Page<'_>, at: usize) -> Option<(char, [u32; 3], Range<usize>)> {
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
    // "2019.05.30"
    if (1800..=2100).contains(&first) && year <= 31 {
        return Some(('.', [year, second, first], at..page.token_at(start + written.len())));
    }
    if !(1800..=2100).contains(&year) {
        return None;
    }
    Some((mark, [first, second, year], at..page.token_at(start + written.len())))
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
    // Beside a number it is no verb.
    if page.word(at) == "mar" {
        return Some(3);
    }
    match ENGLISH.time(token.word) {
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
        check(&format!("Floods\n24.05.2021\n{body}"), None, Some("2021-05-24"), Explicit);
        check(&format!("Floods\n5/24/2021\n{body}"), None, Some("2021-05-24"), Explicit);
        check(&format!("Floods\n5/6/2021\n{body}"), None, None, Unknown);
        check(&format!("Floods\nThursday 6/5/2021\n{body}"), None, Some("2021-05-06"), Explicit);
        let saturday = "The river rose over its banks on Saturday, officials said.";
        check(&format!("Floods\nIssued on: 01/06/2025\n{saturday}"), None, Some("2025-06-01"), Inferred);
        check(&format!("Floods\n1/6/2025\n{body} It fell on June 3, 2025."), None, Some("2025-06-01"), Inferred);
        check(&format!("Floods\nThu 7 Mar 2024 18.04 GMT\n{body}"), None, Some("2024-03-07"), Explicit);
        check(&format!("Floods\n7th of March, 2024\n{body}"), None, Some("2024-03-07"), Explicit);
        check(&format!("Floods\n07-Mar-2024 10:12\n{body}"), None, Some("2024-03-07"), Explicit);
        check(&format!("Floods\n2024. 03. 07. 08:12\n{body}"), None, Some("2024-03-07"), Explicit);
        check(&format!("Floods\n2024.03.07\n{body}"), None, Some("2024-03-07"), Explicit);
        check(&format!("Floods\nMarch 7,2024\n{body}"), None, Some("2024-03-07"), Explicit);
        let both = "Updated - March 9, 2024 09:14 pm IST - KOLLAM\nPublished - March 7, 2024 09:14 pm IST";
        check(&format!("Floods\n{both}\n{body}"), None, Some("2024-03-07"), Explicit);
        let later = "Read Next\nMiddle East\nRocket strikes port\nOctober 3, 2023";
        let head = "Floods\nJune 27, 2023 4:11 PM GMT+2 \u{b7} Updated 2 years ago";
        check(&format!("{head}\n{body}\n{body}\n{later}"), None, Some("2023-06-27"), Explicit);
        check("The river rose on 4 May 2021, officials said.", None, Some("2021-05-04"), Inferred);
        check(body, None, None, Unknown);
        check(body, Some("https://news.example/story-12345678"), None, Unknown);
    }

    #[test]
    fn a_day_without_its_year_takes_that_of_its_story() {
        let check = |text: &str, others: &[Date], expected: Option<&str>| {
            let draft = Draft::plain("test", text);
            let page = Page::new(&draft.text, "");
            let found = without_year(&page).and_then(|yearless| yearless.beside(others));
            assert_eq!(
                found.as_ref().and_then(|date| date.day).map(|day| day.to_string()).as_deref(),
                expected,
                "{text}"
            );
            assert!(found.is_none_or(|date| date.status == DateStatus::Inferred && date.span.is_some()));
        };
        let (june, december) = (jiff::civil::date(2025, 6, 20), jiff::civil::date(2024, 12, 30));
        check("QUITO, June 25 (Agency) - The river rose.", &[june], Some("2025-06-25"));
        check("QUITO, 25 June (Agency) - The river rose.", &[june], Some("2025-06-25"));
        check("QUITO, Jan. 2 (Agency) - The river rose.", &[december], Some("2025-01-02"));
        check("QUITO, June 25 (Agency) - The river rose.", &[december], None);
        check("QUITO, June 25 (Agency) - The river rose.", &[], None);
        check("The river rose on June 25, officials said - and fell.", &[june], None);
    }

    #[test]
    fn metadata_wins() {
        let draft =
            Draft { date: Some(jiff::civil::date(2020, 1, 2)), ..Draft::plain("test", "On 4 May 2021 it rained.") };
        let page = Page::new(&draft.text, "");
        assert_eq!(of_draft(&draft, &page).day, draft.date);
    }
}
