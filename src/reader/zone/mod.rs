//! Zones: what each line of an article is, so that only what the article says is read as news.
//!
//! Comes in: the plain copy and its tokens. Goes out: lines grouped into paragraphs (hard-wrapped lines belong to one)
//! and a kind for each: first by itself (`look`, `sign`), then among its neighbours (`around`, `caption`). It must never
//! call running text boilerplate: every rule but those for comments, authors and a page's last list asks for a short
//! line, and what fits no rule is body.

mod around;
mod caption;
mod look;
mod sign;

use std::ops::Range;

use crate::story::{Text, Zone, ZoneKind};

use super::text::Page;
use super::token::{Case, Kind};

use around::Lines;
use look::{Look, SHORT};
use sign::Sign;

/// The lines of a text and how they group into paragraphs.
pub(super) struct Layout {
    /// Byte ranges of the lines that hold anything, without outer blanks.
    lines: Vec<Range<usize>>,
    /// Ranges of indices into `lines`.
    paragraphs: Vec<Range<usize>>,
}

impl Layout {
    /// Byte ranges of the paragraphs, in order.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.paragraphs.iter().filter_map(|lines| {
            let (first, last) = (self.lines.get(lines.start)?, self.lines.get(lines.end.checked_sub(1)?)?);
            Some(first.start..last.end)
        })
    }
}

/// Groups the lines of a plain copy into paragraphs.
pub(super) fn paragraphs(plain: &str) -> Layout {
    let (mut lines, mut after_blank) = (Vec::new(), Vec::new());
    let (mut start, mut blank) = (0, true);
    for line in plain.split('\n') {
        let (from, to) = trimmed(line);
        if from < to {
            lines.push(start + from..start + to);
            after_blank.push(blank);
            blank = false;
        } else {
            blank = true;
        }
        start += line.len() + 1;
    }
    let wrapped = is_hard_wrapped(plain, &lines, &after_blank);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (index, &blank) in after_blank.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(last) if wrapped && !blank && !is_indented(plain, &lines, index) => last.end = index + 1,
            _ => paragraphs.push(index..index + 1),
        }
    }
    Layout { lines, paragraphs }
}

fn trimmed(line: &str) -> (usize, usize) {
    // Never fillers: those at a line's end belong to the quotation mark before them.
    let outer = |c: char| c.is_whitespace() || c == '\0';
    let from = line.len() - line.trim_start_matches(outer).len();
    (from, line.trim_end_matches(outer).len().max(from))
}

/// Whether lines end where a column was full: the next one goes on in the middle of a sentence.
fn is_hard_wrapped(plain: &str, lines: &[Range<usize>], after_blank: &[bool]) -> bool {
    let (mut pairs, mut cut, mut small) = (0_u32, 0_u32, 0_u32);
    for (pair, &blank) in lines.windows(2).zip(after_blank.iter().skip(1)).take(400) {
        let [first, second] = pair else { continue };
        if blank {
            continue;
        }
        pairs += 1;
        let ends =
            plain.get(first.clone()).is_some_and(|line| line.ends_with(['.', '?', '!', '"', ':', '\'', ')', '\u{7f}']));
        let fits = (40..=100).contains(&first.len()) && second.len() <= 100;
        let on = plain.get(second.clone()).is_some_and(|line| line.starts_with(char::is_lowercase));
        cut += u32::from(!ends && fits);
        small += u32::from(!ends && fits && on);
    }
    // A list of headlines ends no line with a stop either, but each begins with a capital.
    let lettered = plain.bytes().filter(u8::is_ascii_lowercase).count() * 2 > plain.len();
    pairs >= 2 && cut * 2 > pairs && (!lettered || small * 4 >= cut)
}

/// A hard-wrapped paragraph may begin with an indent instead of a blank line.
fn is_indented(plain: &str, lines: &[Range<usize>], index: usize) -> bool {
    let indent = |at: usize| {
        let start = lines.get(at).map_or(0, |line| line.start);
        plain.as_bytes().get(..start).map_or(0, |before| before.iter().rev().take_while(|&&byte| byte == b' ').count())
    };
    index > 0 && indent(index) >= indent(index - 1) + 2
}

/// What each paragraph is. `headline` is what metadata gives, or empty.
pub(super) fn kinds(page: &Page<'_>, layout: &Layout, headline: &str) -> Vec<ZoneKind> {
    let looks: Vec<Look<'_>> = layout.paragraphs().map(|bytes| Look::new(page, bytes)).collect();
    let words = || page.tokens.iter().filter(|token| token.kind == Kind::Word);
    let shouting = words().filter(|token| token.case == Case::Upper).count() * 2 > words().count();
    let signs: Vec<Option<Sign>> = looks.iter().map(Look::sign).collect();
    let mut kinds = each_by_itself(page, &looks, &signs, headline, Start { shouting, at: 0 });
    if !shouting && let Some(at) = Lines::false_start(page, &looks, &mut kinds) {
        kinds = each_by_itself(page, &looks, &signs, headline, Start { shouting, at });
    }
    // A text of one unclosed line is body, not a headline with nothing under it.
    if !kinds.contains(&ZoneKind::Body)
        && let Some(first) = kinds.iter_mut().rfind(|kind| **kind == ZoneKind::Headline)
    {
        *first = ZoneKind::Body;
    }
    if !shouting {
        Lines::settle(page, &looks, &signs, &mut kinds, headline);
    }
    kinds
}

/// Where the article begins, as the index of a paragraph, and whether all of it is in capitals.
#[derive(Clone, Copy)]
struct Start {
    shouting: bool,
    at: usize,
}

/// What each paragraph is by itself and by what stands over it.
fn each_by_itself(
    page: &Page<'_>,
    looks: &[Look<'_>],
    signs: &[Option<Sign>],
    headline: &str,
    start: Start,
) -> Vec<ZoneKind> {
    let mut kinds = Vec::with_capacity(looks.len());
    let (mut body_seen, mut comments) = (false, false);
    for (index, (look, &sign)) in looks.iter().zip(signs).enumerate() {
        comments |= body_seen && sign == Some(Sign::CommentForm);
        let mut kind = if comments {
            ZoneKind::Boilerplate
        } else {
            let place = Place { body_seen, shouting: start.shouting, last: index + 1 == looks.len() };
            kind(page, look, sign, headline, place, || is_repeated(looks, index))
        };
        if index < start.at && kind == ZoneKind::Body {
            kind = ZoneKind::Boilerplate;
        }
        body_seen |= kind == ZoneKind::Body;
        kinds.push(kind);
    }
    kinds
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
struct Place {
    body_seen: bool,
    shouting: bool,
    last: bool,
}

fn kind(
    page: &Page<'_>,
    look: &Look<'_>,
    sign: Option<Sign>,
    headline: &str,
    place: Place,
    repeated: impl Fn() -> bool,
) -> ZoneKind {
    match sign {
        Some(Sign::CommentForm | Sign::Boilerplate | Sign::BoilerplateStart | Sign::ListHead | Sign::CommentHead) => {
            return ZoneKind::Boilerplate;
        }
        Some(Sign::CaptionStart | Sign::Caption) => return ZoneKind::Caption,
        Some(Sign::BylineStart) => return ZoneKind::Byline,
        Some(Sign::RelatedStart) => return ZoneKind::RelatedLink,
        Some(Sign::DatelineStart) if look.tokens.len() <= 24 => return ZoneKind::Dateline,
        _ => {}
    }
    if look.is_given(page, headline) {
        return if place.body_seen { ZoneKind::Caption } else { ZoneKind::Headline };
    }
    if look.is_byline(page) {
        return ZoneKind::Byline;
    }
    if look.is_dateline(page) {
        return ZoneKind::Dateline;
    }
    if look.is_quoted() {
        return ZoneKind::QuoteBlock;
    }
    // "U.S." over the headline ends nothing.
    if look.ends && look.tokens.len() > 1 || look.bytes.len() > SHORT {
        return ZoneKind::Body;
    }
    if place.body_seen && repeated() {
        return ZoneKind::Caption;
    }
    if !place.body_seen {
        return if look.words == 0 { ZoneKind::Boilerplate } else { ZoneKind::Headline };
    }
    unfinished(page, look, place)
}

/// A short line of the body that no mark ends.
fn unfinished(page: &Page<'_>, look: &Look<'_>, place: Place) -> ZoneKind {
    if look.tokens.len() <= 2 || look.words == 0 {
        ZoneKind::Boilerplate
    } else if look.hangs(page) && look.words <= 6 {
        ZoneKind::Fragment
    } else if !place.shouting && look.is_title_case() && look.words >= 4 && !look.begins_with_time() {
        ZoneKind::RelatedLink
    } else if look.tokens.len() <= 8 && !place.last {
        ZoneKind::Headline
    } else {
        ZoneKind::Body
    }
}

/// Whether the same short line stands twice: the words under a picture and their copy for the blind.
fn is_repeated(looks: &[Look<'_>], index: usize) -> bool {
    let Some(this) = looks.get(index) else { return false };
    looks.iter().enumerate().any(|(other, look)| other != index && look.plain == this.plain)
}

/// The zones of a text, line by line.
pub(super) fn zones(text: &Text, plain: &str, layout: &Layout, kinds: &[ZoneKind]) -> Vec<Zone> {
    debug_assert_eq!(text.as_str().len(), plain.len());
    let mut zones = Vec::with_capacity(layout.lines.len());
    for (lines, &kind) in layout.paragraphs.iter().zip(kinds) {
        for line in layout.lines.get(lines.clone()).unwrap_or(&[]) {
            zones.extend(text.span(line.clone()).map(|span| Zone { span, kind }));
        }
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[ZoneKind]) {
        let text = Text::new(text);
        let page = Page::new(&text, "");
        let kinds: Vec<ZoneKind> = page.zones.iter().map(|zone| zone.kind).collect();
        assert_eq!(kinds, expected, "{:?}", text.as_str());
    }

    #[test]
    fn what_stands_around_the_news_is_no_news() {
        use ZoneKind::{Body, Boilerplate, Byline, Caption, Dateline, Fragment, Headline, RelatedLink};
        let body = "The river rose over its banks on Monday, officials said.";
        check(&format!("River floods old town\n\n{body}"), &[Headline, Body]);
        check(&format!("Photo: Town hall (Fair Use)\n{body}"), &[Caption, Body]);
        check(&format!("{body}\nA shelled house last year. Photo: Archive\n{body}"), &[Body, Caption, Body]);
        check(
            &format!("River floods\nAnna Berg/Reuters\nAnna Berg/Reuters\n\n{body}"),
            &[Headline, Caption, Caption, Body],
        );
        check(&format!("By Anna Berg\nPublished: 4 May 2021\n{body}"), &[Byline, Dateline, Body]);
        check(&format!("{body}\nThe Woman Who Counts Every Drop of the River Ob\n{body}"), &[Body, RelatedLink, Body]);
        check(&format!("{body}\nBerg wrote on\n{body}"), &[Body, Fragment, Body]);
        check(&format!("{body}\nAdditional reporting by Anna Berg\nSitename"), &[Body, Byline, Boilerplate]);
        check(&format!("{body}\nLeave a Reply\nI was in Paris then. It burned."), &[Body, Boilerplate, Boilerplate]);
        check(&format!("{body}\nSign up now to get our newsletter in your inbox."), &[Body, Boilerplate]);
        check(&format!("{body}\nRead more: Floods in Spain"), &[Body, RelatedLink]);
    }

    #[test]
    fn one_line_without_an_end_is_body() {
        check("Shelling heard in the city", &[ZoneKind::Body]);
        check("", &[]);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let text = Text::new(
            "   THE GUERRILLAS BLEW UP A BRIDGE ON THE ROAD TO THE\nCOAST LAST NIGHT. TRAFFIC IS STOPPED, AND THE ARMY HAS\nSENT TROOPS.\n\n   NOBODY WAS HURT IN THE ATTACK, WHICH CAME AFTER A WEEK\nOF CALM.",
        );
        let page = Page::new(&text, "");
        assert_eq!(page.sentences.len(), 3);
        assert_eq!(page.sentences.iter().map(|sentence| sentence.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    }

    #[test]
    fn headlines_under_each_other_are_no_wrapped_paragraph() {
        let text = Text::new(
            "Two firefighters hurt in warehouse blaze in the harbour\nEight bodies found in sugar cane field near Phoenix\n\
             Truck driver shot on the road to the coast by robbers\nThe road was closed for an hour, the police said.",
        );
        let page = Page::new(&text, "");
        assert_eq!(page.sentences.iter().map(|sentence| sentence.paragraph).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
}
