//! Parts of a figure: "including a child", "four of them soldiers", "33 of them in the north", "12 in El Oro".
//!
//! Comes in: a token that begins a quantity. Goes out: the parts told there and the token after them. A part is never a
//! figure beside its whole, also where the whole stands in another sentence ("eleven of the dead were buried").

use std::ops::Range;

use super::super::token::Kind;
use super::super::vocabulary::Class;
use super::{Counted, Counter};
use crate::story::{FigurePart, Victim};

/// How many tokens behind a figure a part of it may be named.
const REACH: usize = 14;

/// Who a part is of: "of them", "of the dead".
const WHOLES: &[&str] = &["them", "whom", "those", "these"];
/// The same behind an article: "of the dead", "among the victims".
const FALLEN: &[&str] =
    &["dead", "victims", "killed", "injured", "wounded", "casualties", "missing", "bodies", "deaths", "fatalities"];

impl Counter<'_> {
    /// The parts that begin here, and where they end; `found` are the figures before.
    pub(super) fn parts(&self, start: usize, at: usize, found: &[Counted]) -> Option<(Vec<FigurePart>, usize)> {
        if let Some((part, end)) = self.including(start, at, found) {
            return Some((vec![part], end));
        }
        if self.has_own_fate(at, found) {
            return None;
        }
        if found.is_empty() && self.is_of_those_aboard(at) {
            return None;
        }
        if let Some((part, mut end)) = self.of_them(at) {
            let mut parts = vec![part];
            // "45 of them soldiers and 82 civilians"
            while self.word(end) == "and"
                && let Some(more) = self.one(end + 1).filter(|more| !more.nouns.is_empty() && more.fate.is_none())
                && self.victim_at(more.tokens.end).is_none()
                && !self.is(more.tokens.end, Class::HAVE)
            {
                parts.push(self.as_part(&more));
                end = more.tokens.end;
            }
            return Some((parts, end));
        }
        self.by_place(at, found).map(|(part, end)| (vec![part], end))
    }

    /// "at least 25 of those on board": of a number nobody gave.
    pub(super) fn is_of_those_aboard(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|quantity| {
            self.word(quantity.end) == "of"
                && self.word(quantity.end + 1) == "those"
                && matches!(self.word(quantity.end + 2), "on" | "aboard" | "inside" | "present")
        })
    }

    /// "wounding two firemen, one of whom later died": another fate than that of the whole.
    fn has_own_fate(&self, at: usize, found: &[Counted]) -> bool {
        let Some((quantity, whole)) = self.quantity(at).zip(found.last()) else { return false };
        let whom = self.word(quantity.end) == "of" && self.word(quantity.end + 1) == "whom";
        let last = quantity.end + 2;
        let died = (last..last + 3).find(|&at| matches!(self.word(at), "died" | "dead"));
        whom && died.is_some() && whole.figure.what != Victim::Killed
    }

    /// Adds parts to the figure they are of: the last one before that is near and large enough.
    pub(super) fn give(at: usize, parts: Vec<FigurePart>, found: &mut [Counted]) {
        for part in parts {
            let whole = found.last_mut().filter(|whole| at < whole.tokens.end + REACH);
            let fits = |whole: &&mut Counted| whole.figure.max.is_none_or(|top| part.min <= top);
            if let Some(whole) = whole.filter(fits) {
                whole.figure.parts.push(part);
            }
        }
    }

    /// Whether a quantity here is of people told already: "three of them", "eleven of the dead".
    pub(super) fn is_part_of(&self, at: usize) -> bool {
        self.quantity(at).is_some_and(|quantity| self.whole(quantity.end).is_some())
    }

    /// The token after "of them", "of the dead".
    fn whole(&self, at: usize) -> Option<usize> {
        if self.word(at) != "of" {
            return None;
        }
        if WHOLES.contains(&self.word(at + 1)) {
            return Some(at + 2);
        }
        let noun = if self.is(at + 2, Class::NUMBER) { at + 3 } else { at + 2 };
        (self.word(at + 1) == "the" && FALLEN.contains(&self.word(noun))).then_some(noun + 1)
    }

    /// "including a child", "among them two children", "among the dead were 36 foreigners", "of these, 19".
    fn including(&self, start: usize, at: usize, found: &[Counted]) -> Option<(FigurePart, usize)> {
        let word = |by: usize| at.checked_sub(by).filter(|&index| index >= start).map_or("", |index| self.word(index));
        let mark = |by: usize| at.checked_sub(by).is_some_and(|index| index >= start && self.mark(index, b','));
        let mut back = 1;
        if word(1) == "of" && word(2) == "those" {
            back = 3;
        }
        let named = matches!(word(back), "including" | "included");
        if matches!(word(back), "was" | "were" | "are" | "is") || mark(back) {
            back += 1;
        }
        let them = WHOLES.contains(&word(back)) && matches!(word(back + 1), "among" | "of");
        let fallen = FALLEN.contains(&word(back))
            && (back + 1..back + 5)
                .find(|&by| !matches!(word(by), "the" | "confirmed" | "civilian") && !self.is_number_before(at, by))
                .is_some_and(|by| matches!(word(by), "among" | "of") && !(word(by) == "of" && by > back + 2));
        if !(named || them || fallen) {
            return None;
        }
        let group = self.one(at)?;
        // "112 were checked, of whom 46 were detained": a fate of its own.
        if word(back) == "whom" && self.is(group.tokens.end, Class::HAVE) && self.fate_after(&group).is_some() {
            return None;
        }
        // "has infected 23 people, of whom eight died"
        let whole = found.last().map(|whole| whole.figure.what);
        if word(back) == "whom"
            && whole.is_some_and(|whole| self.befell(group.tokens.end).is_some_and(|what| what != whole))
        {
            return None;
        }
        Some((self.as_part(&group), group.tokens.end))
    }

    fn is_number_before(&self, at: usize, by: usize) -> bool {
        at.checked_sub(by).is_some_and(|index| self.is(index, Class::NUMBER))
    }

    /// "four of them soldiers", "33 of them in the north", "eleven of the dead were buried".
    fn of_them(&self, at: usize) -> Option<(FigurePart, usize)> {
        let quantity = self.quantity(at)?;
        let from = self.whole(quantity.end)?;
        // Up to five words say who or where they are.
        let verb = |at: usize| self.is(at, Class::HAVE) || self.victim_at(at).is_some();
        let to = (from..from + 5)
            .find(|&index| {
                index >= self.end
                    || verb(index)
                    || matches!(self.word(index), "and" | "when" | "after" | "while" | "as")
                    || self.page.token(index).is_none_or(|token| !matches!(token.kind, Kind::Word | Kind::Number))
            })
            .unwrap_or(from + 5);
        // "Five of them were killed" tells a fate of its own; "five of the dead were" none.
        let theirs = WHOLES.contains(&self.word(from - 1));
        if (to == from || self.word(from) == "fatal") && theirs {
            return None;
        }
        Some((FigurePart { min: quantity.min, max: quantity.max, of: self.page_words(from..to) }, to))
    }

    /// "killed 17 people, 12 in El Oro and three on Jambeli": a number and a place behind the whole, with no fate of its own.
    fn by_place(&self, at: usize, found: &[Counted]) -> Option<(FigurePart, usize)> {
        let whole = found.last()?;
        let before = at.checked_sub(1)?;
        let listed = matches!(self.word(before), "and" | "with")
            || self.page.token(before).is_some_and(|token| matches!(token.mark, b',' | b':' | b'(' | b'_' | b';'));
        let quantity = self.quantity(at).filter(|quantity| !quantity.article && listed)?;
        let place = |at: usize| self.page.token(at).is_some_and(super::super::token::Token::is_capital);
        let here = quantity.end;
        let named = matches!(self.word(here), "in" | "at" | "near" | "on")
            && (place(here + 1) || (self.word(here + 1) == "the" && place(here + 2)));
        let close = at < whole.tokens.end + 2 * REACH && whole.figure.max.is_none_or(|top| quantity.min < top);
        if !(named && close) {
            return None;
        }
        let to = (here + 1..here + 5).find(|&index| index > here + 1 && !place(index)).unwrap_or(here + 2);
        let closed = self.page.token(to).filter(|_| to < self.end).is_none_or(|token| token.kind == Kind::Punct)
            || matches!(self.word(to), "and" | "province" | "state" | "city" | "district" | "region");
        closed.then(|| (FigurePart { min: quantity.min, max: quantity.max, of: self.page_words(here..to) }, to))
    }

    /// "seized 14 people in Reggio and two more in Milan": one count of both. Puts it with those found, and says where what was
    /// told elsewhere ends.
    pub(super) fn elsewhere_too(&self, mut counted: Counted, found: &mut Vec<Counted>) -> Option<usize> {
        let more = self.more_elsewhere(&counted);
        let end = more.as_ref().map(|&(.., end)| end);
        if let Some((first, more, end)) = more {
            let figure = &mut counted.figure;
            figure.min = figure.min.saturating_add(more.min);
            figure.max = figure.max.zip(more.max).map(|(one, other)| one.saturating_add(other));
            figure.parts.extend([first, more]);
            counted.tokens.end = end;
        }
        found.push(counted);
        end
    }

    /// The parts in one place and in another, and the token after them.
    fn more_elsewhere(&self, counted: &Counted) -> Option<(FigurePart, FigurePart, usize)> {
        const WORDS: usize = 5;
        let at = counted.tokens.end;
        let within = |at: usize| matches!(self.word(at), "in" | "at" | "near" | "on");
        let capital =
            |at: usize| at < self.end && self.page.token(at).is_some_and(super::super::token::Token::is_capital);
        let named =
            |at: usize| (at + 1..at + WORDS).find(|&next| !capital(next)).filter(|&next| within(at) && next > at + 1);
        let and = named(at).filter(|&and| self.word(and) == "and" && counted.figure.min > 0)?;
        let more =
            self.quantity(and + 1).filter(|more| !more.article && matches!(self.word(more.end), "more" | "others"))?;
        let end = named(more.end + 1)?;
        let own = self.is(end, Class::HAVE) || self.victim_at(end).is_some();
        let part = |min, max, of| FigurePart { min, max, of: self.page_words(of) };
        let first = part(counted.figure.min, counted.figure.max, at..and);
        (!own).then(|| (first, part(more.min, more.max, more.end + 1..end), end))
    }

    /// The text of some tokens, with single blanks.
    pub(super) fn page_words(&self, tokens: Range<usize>) -> String {
        let words = self.page.span_of(tokens).map_or("", |span| self.page.text.slice(span));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
