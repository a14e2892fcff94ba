//! What stands around the text of an article: lines seen among their neighbours.
//!
//! Comes in: the lines and what each was taken for by itself. Goes out: the same with more of them left out: names of
//! sections over the headline, words under pictures, headlines of other stories between and after the paragraphs.
//! A text without closed paragraphs (notes, cables, chats) has nothing around it and stays as it is.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::story::ZoneKind;

use super::super::date::full_date;
use super::super::lexicon::Tags;
use super::super::text::Page;
use super::super::token::{Case, Kind, Token};
use super::caption::{self, Credit};
use super::look::{Look, SHORT};
use super::sign::Sign;

/// The lines of a page, what each is, and which are closed paragraphs of its text.
pub(super) struct Lines<'p, 't> {
    page: &'p Page<'t>,
    looks: &'p [Look<'p>],
    signs: &'p [Option<Sign>],
    kinds: &'p mut [ZoneKind],
    prose: Vec<bool>,
    /// The first letters of all words of the closed paragraphs.
    known: OnceCell<FxHashSet<&'p str>>,
}

impl<'p, 't> Lines<'p, 't> {
    /// Settles what the lines are among their neighbours.
    pub(super) fn settle(
        page: &'p Page<'t>,
        looks: &'p [Look<'p>],
        signs: &'p [Option<Sign>],
        kinds: &'p mut [ZoneKind],
        headline: &str,
    ) {
        let mut lines = Self { page, looks, signs, kinds, prose: Vec::new(), known: OnceCell::new() };
        let open = (0..looks.len()).filter(|&at| lines.is_read(at) && !lines.closes(at)).count();
        if open < 2 && !signs.iter().any(Option::is_some) {
            return;
        }
        lines.find_prose();
        lines.leave_out_captions();
        let Some(first) = lines.prose.iter().position(|&prose| prose) else { return };
        lines.leave_out_comments(first);
        lines.leave_out_last_list(first);
        lines.leave_out_authors(first);
        lines.look_over(first, headline);
        lines.look_between(first);
    }

    /// Where the article begins, when a closed line stands over it that is none of its own: the weather, a notice on
    /// cookies. Many lines lie between it and the text, the headline and its date among them, and hardly a word of it
    /// is in the text.
    pub(super) fn false_start(page: &'p Page<'t>, looks: &'p [Look<'p>], kinds: &'p mut [ZoneKind]) -> Option<usize> {
        let mut lines = Self { page, looks, signs: &[], kinds, prose: Vec::new(), known: OnceCell::new() };
        lines.find_prose();
        let mut prose = (0..looks.len()).filter(|&at| lines.is_prose(at));
        let (first, second, _third) = (prose.next()?, prose.next()?, prose.next()?);
        if second < first + 4 || looks.get(first)?.bytes.len() > 160 {
            return None;
        }
        if let Some(prose) = lines.prose.get_mut(first) {
            *prose = false;
        }
        let (all, held) = lines.shared(first);
        // The headline and its date stand below it, and none above.
        let is_headline = |at: usize| {
            let (all, held) = lines.shared(at);
            !lines.closes(at) && looks.get(at).is_some_and(|look| look.length() >= 4) && held >= 2 && held * 2 >= all
        };
        let dated = |at: usize| matches!(lines.kind(at), ZoneKind::Dateline | ZoneKind::Byline);
        let below = (first + 1..second).any(is_headline) && (first + 1..second).any(dated);
        (held * 4 <= all && below && !(0..first).any(|at| is_headline(at) || dated(at))).then_some(first + 1)
    }

    fn find_prose(&mut self) {
        self.prose = (0..self.looks.len())
            // A headline that is the first sentence of the text is one of its paragraphs.
            .map(|at| self.is_read(at) && self.looks.get(at).is_some_and(Look::is_prose))
            .collect();
    }

    fn kind(&self, at: usize) -> ZoneKind {
        self.kinds.get(at).copied().unwrap_or(ZoneKind::Boilerplate)
    }

    fn set(&mut self, at: usize, kind: ZoneKind) {
        if let Some(place) = self.kinds.get_mut(at) {
            *place = kind;
        }
        if let Some(prose) = self.prose.get_mut(at) {
            *prose &= kind == ZoneKind::Body;
        }
    }

    fn is_read(&self, at: usize) -> bool {
        self.kind(at).yields_events()
    }

    fn is_prose(&self, at: usize) -> bool {
        self.prose.get(at).copied().unwrap_or(false)
    }

    fn closes(&self, at: usize) -> bool {
        self.looks.get(at).is_some_and(Look::closes)
    }

    fn sign(&self, at: usize) -> Option<Sign> {
        self.signs.get(at).copied().flatten()
    }

    /// Whether a line is nothing but the head of a list of other stories: "Read more", "Most viewed".
    fn heads_list(&self, at: usize) -> bool {
        let short = self.looks.get(at).is_some_and(|look| look.length() <= 5 || look.plain.ends_with(':'));
        match self.sign(at) {
            Some(Sign::ListHead) => true,
            Some(Sign::RelatedStart) => short,
            _ => false,
        }
    }

    /// "WORLD", "NEWSINFO": one to three words in capitals over a line that is no paragraph.
    fn is_label(&self, at: usize) -> bool {
        let Some(look) = self.looks.get(at) else { return false };
        let shouted = look.tokens.iter().all(|token| token.kind != Kind::Word || token.case == Case::Upper);
        (1..=3).contains(&look.length()) && shouted && !look.ends && !look.is_item()
    }

    /// "11:28", "15 April": a day without its year or a time of day, which leads an entry of a chronicle.
    fn is_day_or_time(&self, at: usize) -> bool {
        let Some(look) = self.looks.get(at) else { return false };
        let number = |token: &Token| token.kind == Kind::Number;
        let clock = |token: &Token| {
            number(token)
                && self.page.plain.get(token.start as usize..token.end as usize).is_some_and(|n| n.contains([':', '.']))
        };
        let dated = |token: &Token| token.tags.has(Tags::MONTH.with(Tags::WEEKDAY));
        let year = |token: &Token| number(token) && token.end - token.start == 4;
        look.tokens.len() <= 6
            && (look.tokens.iter().any(clock) && look.length() <= 3
                || look.tokens.iter().any(dated) && look.tokens.iter().any(number) && !look.tokens.iter().any(year))
    }

    /// The words of a line that say something, by their first letters.
    fn content(&self, at: usize) -> impl Iterator<Item = (&'p str, bool)> + '_ {
        let page = self.page;
        let tokens = self.looks.get(at).map_or(0..0, |look| look.at.clone());
        tokens.filter_map(move |at| {
            let token = page.token(at)?;
            let told = token.kind == Kind::Word && !token.tags.has(Tags::FUNCTION) && token.end - token.start >= 3;
            told.then(|| (stem(page.word(at)), token.is_capital()))
        })
    }

    fn known(&self) -> &FxHashSet<&'p str> {
        self.known.get_or_init(|| self.stems((0..self.looks.len()).filter(|&at| self.is_prose(at))))
    }

    fn stems(&self, lines: impl Iterator<Item = usize>) -> FxHashSet<&'p str> {
        lines.flat_map(|at| self.content(at).map(|(stem, _)| stem)).collect()
    }

    /// How many words of a line say something, and how many of those the paragraphs hold.
    fn shared(&self, at: usize) -> (usize, usize) {
        self.shared_with(at, self.known())
    }

    fn shared_with(&self, at: usize, known: &FxHashSet<&str>) -> (usize, usize) {
        self.content(at).fold((0, 0), |(all, held), (stem, _)| (all + 1, held + usize::from(known.contains(stem))))
    }

    /// Whether a line speaks of something else than the paragraphs do.
    fn is_foreign(&self, at: usize) -> bool {
        self.is_foreign_to(at, self.known())
    }

    fn is_foreign_to(&self, at: usize, known: &FxHashSet<&str>) -> bool {
        let (all, held) = self.shared_with(at, known);
        let named = self.content(at).skip(1).any(|(stem, capital)| capital && !known.contains(stem));
        all >= 3 && (held * 3 <= all || named && held * 2 <= all)
    }

    fn bytes(&self, lines: impl Iterator<Item = usize>) -> usize {
        lines.filter_map(|at| self.looks.get(at)).map(|look| look.bytes.len()).sum()
    }

    /// Words under pictures that end with a credit, or stand over one.
    fn leave_out_captions(&mut self) {
        let first = self.prose.iter().position(|&prose| prose).unwrap_or(self.looks.len());
        let last = self.prose.iter().rposition(|&prose| prose).unwrap_or(0);
        let bare = |look: &Look<'_>| caption::credit(look.plain) == Some(Credit::Bare);
        let briefs = self.looks.iter().filter(|look| bare(look)).count() > 2;
        let mut titled = false;
        for at in 0..self.looks.len() {
            let Some(look) = self.looks.get(at).filter(|_| self.is_read(at)) else { continue };
            let below = self.looks.get(at + 1).map_or("", |next| next.plain);
            let credit = if look.tokens.len() <= 60 { caption::credit(look.plain) } else { None };
            let repeated = look.bytes.len() <= 400 && caption::is_credited_below(look.plain, below);
            let credited = match credit {
                Some(Credit::Named) => at < last,
                Some(Credit::Bare) => at < first && at < last && !briefs,
                Some(Credit::Open) => titled && at < last,
                None => false,
            };
            // "Cars under water on Monday" over "Photo: Ana Ruiz", below the headline.
            let over_credit = titled
                && at < first
                && look.length() >= 4
                && self.sign(at + 1) == Some(Sign::CaptionStart)
                && self.looks.get(at + 1).is_some_and(|next| next.length() <= 8);
            if repeated {
                self.set(at + 1, ZoneKind::Caption);
            }
            let numbered = at < first && caption::is_numbered(look.plain);
            if repeated || credited || over_credit || numbered {
                self.set(at, ZoneKind::Caption);
            } else if self.kind(at) == ZoneKind::Headline {
                titled |= look.length() >= 3;
            }
        }
    }

    /// What readers wrote under the article.
    fn leave_out_comments(&mut self, first: usize) {
        let text = |lines: &Self, range: Range<usize>| lines.bytes(range.filter(|&at| lines.is_prose(at)));
        let under = |&at: &usize| {
            self.sign(at) == Some(Sign::CommentHead) && text(self, at..self.looks.len()) <= text(self, 0..at)
        };
        let Some(head) = (first + 1..self.looks.len()).find(under) else { return };
        (head..self.looks.len()).for_each(|at| self.set(at, ZoneKind::Boilerplate));
    }

    /// A list of other stories with a sentence under each, which ends the page: "Recommended for you".
    fn leave_out_last_list(&mut self, first: usize) {
        let Some(head) = (first + 1..self.looks.len()).find(|&at| self.heads_list(at) && self.ends_page(at)) else {
            return;
        };
        for at in head + 1..self.looks.len() {
            if self.is_read(at) && !self.looks.get(at).is_some_and(Look::is_item) {
                self.set(at, ZoneKind::RelatedLink);
            }
        }
    }

    /// Whether hardly any closed paragraph stands after the head of a list, and each under a line of it that speaks of
    /// something else than the paragraphs over the head.
    fn ends_page(&self, head: usize) -> bool {
        let after: Vec<usize> = (head + 1..self.looks.len()).filter(|&at| self.is_prose(at)).collect();
        let open = (head + 1..self.looks.len()).filter(|&at| self.is_read(at) && !self.closes(at)).count();
        let over = || (0..head).filter(|&at| self.is_prose(at));
        let known = self.stems(over());
        let under = |&at: &usize| {
            let link = at.checked_sub(1);
            link.is_some_and(|link| self.is_read(link) && !self.closes(link) && self.is_foreign_to(link, &known))
        };
        let (bytes, text) = (self.bytes(after.iter().copied()), self.bytes(over()));
        let slight = open >= 2 * after.len() && bytes * 5 <= text
            || after.len() >= 2 && open >= after.len() && bytes * 3 <= text * 2;
        slight && !after.is_empty() && after.iter().all(under)
    }

    /// "Ana Ruiz is a reporter who has covered the war since 2019.", after all else.
    fn leave_out_authors(&mut self, first: usize) {
        while let Some(last) = self.prose.iter().rposition(|&prose| prose).filter(|&last| last > first) {
            if !self.is_about_author(last) {
                return;
            }
            self.set(last, ZoneKind::Boilerplate);
        }
    }

    fn is_about_author(&self, at: usize) -> bool {
        const TRADES: [&str; 20] = [
            "based",
            "staff",
            "contributor",
            "reported",
            "covered",
            "fellow",
            "analyst",
            "broadcaster",
            "reporter",
            "journalist",
            "correspondent",
            "editor",
            "writer",
            "columnist",
            "freelancer",
            "photographer",
            "photojournalist",
            "author",
            "producer",
            "intern",
        ];
        const DOES: [&str; 8] = ["is", "was", "has", "covers", "reports", "writes", "joined", "works"];
        let Some(look) = self.looks.get(at) else { return false };
        let page = self.page;
        let start = look.at.start;
        let names = (start..start + 4)
            .take_while(|&at| page.token(at).is_some_and(|token| token.is_capital() && !token.tags.has(Tags::FUNCTION)))
            .count();
        let (surname, does) = (page.word(start + names.saturating_sub(1)), page.word(start + names));
        let trade = || (start + names..(start + names + 14).min(look.at.end)).any(|at| TRADES.contains(&page.word(at)));
        let told_of = || {
            let others = (0..self.looks.len()).filter(|&other| other != at && self.is_prose(other));
            let mut words = others.filter_map(|other| self.looks.get(other)).flat_map(|look| look.at.clone());
            words.any(|word| page.word(word) == surname)
        };
        (2..=3).contains(&names) && DOES.contains(&does) && (trade() || does == "covers") && !told_of()
    }

    /// The lines over the first paragraph: one is the headline, and what shares no word with the text is no part of it.
    fn look_over(&mut self, first: usize, headline: &str) {
        let heads: Vec<usize> = (0..first).filter(|&at| self.kind(at) == ZoneKind::Headline).collect();
        if heads.len() < 2 {
            return;
        }
        let given = |at: &usize| self.looks.get(*at).is_some_and(|look| look.is_given(self.page, headline));
        let may_be = |&at: &usize| {
            self.looks.get(at).is_some_and(|look| look.length() >= 4 && !look.is_item() && !is_count(self.page, look))
        };
        let held = |at: usize| self.shared(at).1;
        // Never a list or a table.
        let best = heads.iter().copied().filter(may_be).max_by_key(|&at| (held(at), usize::MAX - at));
        let Some(title) = heads.iter().copied().find(given).or(best) else { return };
        let (all, shared) = self.shared(title);
        let own = headline.is_empty() || given(&title);
        let top = Top { title, first, sure: own && shared >= 2, clear: own && shared >= 3 && shared * 2 >= all };
        let taken = |&at: &usize| {
            if at < title { self.over_title(at, top) } else { self.under_title(at, top) }.map(|kind| (at, kind))
        };
        let taken: Vec<_> = heads.iter().filter(|&&at| at != title).filter_map(taken).collect();
        taken.into_iter().for_each(|(at, kind)| self.set(at, kind));
    }

    /// What a line over the headline is, when it is none itself: "World", "Home / News", the headline of another story.
    /// The line right above may be the headline, and what was taken for it its second line.
    fn over_title(&self, at: usize, top: Top) -> Option<ZoneKind> {
        let look = self.looks.get(at)?;
        let (all, held) = self.shared(at);
        let section = look.length() == 1 || look.length() <= 3 && look.capitals == look.words;
        if top.sure && held * 2 <= all && self.states_date(at) {
            return Some(ZoneKind::Dateline);
        }
        let other =
            at + 1 < top.title && (if look.length() <= 3 { top.sure && held < all } else { top.clear && held == 0 });
        // "Official Website of the Government of Sindh"
        let site = top.clear && held == 0 && all >= 4 && look.capitals == look.words;
        (section || other || site).then_some(ZoneKind::Boilerplate)
    }

    /// What a line between the headline and the text is, when it tells nothing: who wrote it, where and when, words
    /// under a picture.
    fn under_title(&self, at: usize, top: Top) -> Option<ZoneKind> {
        let look = self.looks.get(at)?;
        if look.plain.ends_with(['-', '_', '\u{2014}', '\u{2013}']) || look.is_item() || states_count(self.page, look) {
            return None;
        }
        if look.length() <= 3 && look.capitals == look.words {
            // A word right above the text may head its first part.
            if at + 1 == top.first {
                return None;
            }
            // "Bhola", "Lerato Mabaso" beside "Summary"
            let everyday = look.tokens.iter().all(|token| token.kind != Kind::Word || token.tags.has(Tags::COMMON));
            return Some(if everyday { ZoneKind::Boilerplate } else { ZoneKind::Dateline });
        }
        if self.states_date(at) {
            let dated = |line: usize| line != at && self.kind(line) == ZoneKind::Dateline && self.states_date(line);
            let told = look.words > look.capitals + 2;
            return Some(if told || (0..top.first).any(dated) { ZoneKind::Caption } else { ZoneKind::Dateline });
        }
        if look.plain.starts_with("By ") || look.plain.starts_with("by ") {
            return Some(ZoneKind::Byline);
        }
        // A second line of the headline may have no word of the text.
        if at == top.title + 1 && look.capitals < look.words {
            return None;
        }
        let names = look.capitals == look.words && look.length() <= 6;
        let foreign = top.sure && self.shared(at).1 == 0;
        (names && foreign).then_some(ZoneKind::Dateline).or_else(|| foreign.then_some(ZoneKind::Boilerplate))
    }

    /// "Smoke over the harbour, 18 September 2024"
    fn states_date(&self, at: usize) -> bool {
        let tokens = self.looks.get(at).map_or(0..0, |look| look.at.clone());
        tokens.into_iter().any(|at| full_date(self.page, at).is_some())
    }

    /// The lines between the paragraphs and after them.
    fn look_between(&mut self, first: usize) {
        let mut at = first + 1;
        while at < self.looks.len() {
            if self.is_prose(at) {
                at += 1;
                continue;
            }
            let end = (at..self.looks.len()).find(|&next| self.is_prose(next)).unwrap_or(self.looks.len());
            self.settle_run(at..end);
            at = end;
        }
    }

    /// Lines in a row of which none is a closed paragraph.
    fn settle_run(&mut self, run: Range<usize>) {
        let tail = run.end == self.looks.len();
        let paragraphs = self.prose.iter().filter(|&&prose| prose).count();
        let open: Vec<usize> = run.clone().filter(|&at| self.is_read(at) && !self.closes(at)).collect();
        let text = self.bytes((0..self.looks.len()).filter(|&at| self.is_prose(at)));
        let slight = self.bytes(open.iter().copied()) <= text && paragraphs >= 2;
        let leads_on = |at: usize| self.looks.get(at).is_some_and(|look| look.plain.ends_with(':'));
        let before = run.start.checked_sub(1);
        // What leads a list of entries, which are text: "By district:", "15 April", "11:28".
        let table =
            open.iter().filter(|&&at| self.looks.get(at).is_some_and(|look| states_count(self.page, look))).count();
        let mut entries = before.is_some_and(leads_on)
            || self.is_day_or_time(run.start)
            || table >= 2 && table * 3 >= open.len() * 2
            // Notes between two paragraphs, and not some links.
            || !tail && open.len() >= paragraphs.max(3);
        let (mut listed, mut labelled) = (false, false);
        for at in run.clone() {
            if self.heads_list(at) {
                (listed, entries) = (true, false);
                continue;
            }
            if !self.is_read(at) {
                if listed && self.kind(at) == ZoneKind::Dateline && self.sign(at).is_none() {
                    self.set(at, ZoneKind::RelatedLink);
                }
                labelled |= self.is_label(at) && at + 1 < run.end;
                continue;
            }
            let stray = Stray {
                tail,
                slight,
                listed,
                labelled,
                alone: open.len() == 1,
                first: at == run.start,
                many: paragraphs >= 3,
            };
            if leads_on(at) && !listed {
                entries = true;
            } else if !entries && self.is_stray(at, stray) {
                let long = self.looks.get(at).is_some_and(|look| look.length() >= 4);
                self.set(at, if long { ZoneKind::RelatedLink } else { ZoneKind::Boilerplate });
            }
            labelled |= self.is_label(at) && at + 1 < run.end;
        }
    }

    /// Whether a line that is no closed paragraph is the headline of another story, a topic or the like.
    fn is_stray(&self, at: usize, stray: Stray) -> bool {
        let Some(look) = self.looks.get(at) else { return false };
        if look.bytes.len() > SHORT {
            return false;
        }
        if look.closes() {
            // "Why are so many people dying on the roads?" in a list of links.
            return stray.listed && look.length() <= 14 && look.plain.ends_with(['?', ']']);
        }
        let is_entry =
            look.is_item() || self.is_day_or_time(at) || look.begins_with_time() || is_count(self.page, look);
        if stray.listed {
            return true;
        }
        if is_entry || look.plain.ends_with(['-', '_']) || !stray.slight {
            return false;
        }
        let bracketed = look.plain.starts_with('[') && look.plain.ends_with(']');
        let slashed = look.plain.contains(" / ") && look.length() <= 8;
        if bracketed || slashed {
            return true;
        }
        if stray.tail {
            let cut_off = stray.first && (look.reads_as_sentence(self.page) || look.hangs(self.page));
            return !cut_off;
        }
        let words = look.length();
        let told = look.reads_as_sentence(self.page);
        // Words under a picture, or set large beside the text: heads of parts are shorter.
        if !told && words >= 7 && stray.many {
            return true;
        }
        let foreign = !told && self.is_foreign(at);
        foreign && (words >= 5 || words >= 3 && (stray.labelled || !stray.alone))
    }
}

/// The lines over the text.
#[derive(Clone, Copy)]
struct Top {
    /// The headline.
    title: usize,
    /// The first closed paragraph.
    first: usize,
    /// Whether it speaks of what the text does.
    sure: bool,
    /// Whether it says hardly anything else.
    clear: bool,
}

/// What is known of a line among those around it.
#[derive(Clone, Copy)]
struct Stray {
    /// No closed paragraph follows.
    tail: bool,
    /// The open lines are few beside the closed paragraphs.
    slight: bool,
    /// The head of a list of other stories stands over it.
    listed: bool,
    /// A word in capitals stands over it.
    labelled: bool,
    /// No other open line stands beside it.
    alone: bool,
    /// It follows a paragraph.
    first: bool,
    /// Closed paragraphs stand all around, three or more.
    many: bool,
}

/// The first letters of a word, which its forms share.
fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(end, _)| word.get(..end).unwrap_or(word))
}

/// "Total dead: 192", "Larkana: 12 dead, 4,000 houses", "| Deaths: 17 | Cases: 164 |": a line of a table, which may be the
/// headline of another story too: "Zambia floods: 11 dead".
fn states_count(page: &Page<'_>, look: &Look<'_>) -> bool {
    let number = |at: usize| page.token(at).is_some_and(|token| token.kind == Kind::Number);
    look.plain.starts_with('|')
        || look.at.clone().any(|at| page.token(at).is_some_and(|token| token.is(b':')) && number(at + 1))
}

/// "Total dead: 192" and no more.
fn is_count(page: &Page<'_>, look: &Look<'_>) -> bool {
    let last = look.tokens.last().is_some_and(|token| token.kind == Kind::Number);
    look.plain.starts_with('|') || last && states_count(page, look) && look.length() <= 5
}
