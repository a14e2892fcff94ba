//! Quantities in words and digits, as ranges: "at least five", "nearly two dozen", "8 to 10", "tens of thousands".
//!
//! Comes in: a token. Goes out: the least and the most the words allow, and the token after them. What it counts is not
//! asked here. It must never make a range wider or narrower than its words.

use super::super::token::Kind;
use super::super::vocabulary::{Class, NO_NUMBER};
use super::Counter;

/// A quantity as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// At least so many.
    pub(super) min: u32,
    /// At most so many; `None` when open.
    pub(super) max: Option<u32>,
    /// The token after its words.
    pub(super) end: usize,
    /// Whether it is only "a" or "no", which count nothing without a noun.
    pub(super) article: bool,
}

impl Quantity {
    fn exact((value, end): (u32, usize)) -> Self {
        Self { min: value, max: Some(value), end, article: false }
    }

    fn least((min, end): (u32, usize)) -> Self {
        Self { min, max: None, end, article: false }
    }

    fn above((value, end): (u32, usize)) -> Self {
        Self::least((value.saturating_add(1), end))
    }

    fn most((value, end): (u32, usize)) -> Self {
        Self { min: 0, max: Some(value), end, article: false }
    }

    fn none(end: usize, article: bool) -> Self {
        Self { min: 0, max: Some(0), end, article }
    }
}

impl Counter<'_> {
    /// The quantity that begins at a token.
    pub(super) fn quantity(&self, at: usize) -> Option<Quantity> {
        let next = self.word(at + 1);
        match (self.word(at), next) {
            ("at", "least") => self.number(at + 2).map(Quantity::least),
            ("at", "most") => self.number(at + 2).map(Quantity::most),
            ("more" | "greater", "than") => self.number(at + 2).map(Quantity::above),
            ("upwards" | "excess", "of") => self.number(at + 2).map(Quantity::above),
            ("over", _) => self.number(at + 1).map(Quantity::above),
            ("fewer" | "less", "than") => {
                self.number(at + 2).map(|(value, end)| Quantity::most((value.saturating_sub(1), end)))
            }
            ("no", "fewer" | "less") if self.word(at + 2) == "than" => self.number(at + 3).map(Quantity::least),
            ("no", "more") if self.word(at + 2) == "than" => self.number(at + 3).map(Quantity::most),
            // "none of the 80", "half of the 40", "all but two of the 14", "both pilots", "a couple and their son"
            ("none", "of" | "was" | "were" | "has" | "have") => Some(Quantity::none(at + 1, false)),
            ("neither", "of" | "was") => Some(Quantity::none(at + 1, false)),
            ("half" | "third" | "quarter", "of") => self.share(at),
            ("all", "but") => self.all_but(at),
            ("both", _) if self.is_people(at + 1) => Some(Quantity::exact((2, at + 1))),
            ("a", "couple") if self.word(at + 2) != "of" => Some(Quantity::exact((2, at + 1))),
            ("a", "pair") if self.word(at + 2) == "of" => Some(Quantity::exact((2, at + 2))),
            // "no reports of casualties", "no immediate word of injuries"
            ("no", "reports" | "report" | "word") if self.word(at + 2) == "of" => Some(Quantity::none(at + 3, true)),
            ("no", "immediate") if self.word(at + 3) == "of" && matches!(self.word(at + 2), "reports" | "word") => {
                Some(Quantity::none(at + 4, true))
            }
            ("not", "one") if self.is_people(at + 2) => Some(Quantity::none(at + 2, true)),
            ("not", "a") if self.word(at + 2) == "single" => Some(Quantity::none(at + 3, true)),
            ("no", "one") => Some(Quantity::none(at + 2, false)),
            ("nobody", _) => Some(Quantity::none(at + 1, false)),
            ("no", _) => Some(Quantity::none(at + 1, true)),
            // "the toll has gone up to 15"
            ("up", "to") if at > 0 && matches!(self.word(at - 1), "gone" | "went" | "going" | "goes" | "shot") => None,
            ("up", "to") => self.number(at + 2).map(Quantity::most),
            ("as", "many") if self.word(at + 2) == "as" => self.number(at + 3).map(Quantity::most),
            ("nearly" | "almost", _) => self.nearly(at + 1),
            ("close", "to") => self.nearly(at + 2),
            // "half a dozen", "half a million"
            ("half", "a") if self.is(at + 2, Class::SCALE) => {
                Some(Quantity::exact((self.lex(at + 2).value / 2, at + 3)))
            }
            ("about" | "around" | "some" | "roughly" | "approximately" | "another", _) => {
                self.number(at + 1).map(Quantity::exact)
            }
            ("an" | "a", "estimated" | "total" | "reported" | "further" | "record") => {
                let from = if self.word(at + 2) == "of" { at + 3 } else { at + 2 };
                self.number(from).map(Quantity::exact)
            }
            ("a", "minimum") if self.word(at + 2) == "of" => self.number(at + 3).map(Quantity::least),
            ("between", _) => {
                let (low, end) = self.number(at + 1)?;
                let (high, end) = self.number(end + 1).filter(|_| self.word(end) == "and")?;
                Some(Quantity { min: low, max: Some(high), end, article: false })
            }
            ("a" | "an", _) => {
                let one = Quantity { min: 1, max: Some(1), end: at + 1, article: true };
                let some = self.number(at).map(Quantity::exact);
                Some(some.or_else(|| self.many(at + 1).map(Quantity::least)).unwrap_or(one))
            }
            _ => self.many(at).map(Quantity::least).or_else(|| self.plain(at)),
        }
    }

    /// "half of the 40", "a third of its 60": the share of the number behind.
    fn share(&self, at: usize) -> Option<Quantity> {
        let by = match self.word(at) {
            "half" => 2,
            "third" => 3,
            _ => 4,
        };
        let from = at + 2 + usize::from(matches!(self.word(at + 2), "the" | "its" | "their"));
        let (all, end) = self.number(from)?;
        Some(Quantity::exact((all / by, end)))
    }

    /// "all but two of the 14 crew": twelve.
    fn all_but(&self, at: usize) -> Option<Quantity> {
        let (left, of) = self.number(at + 2)?;
        let from = of + 1 + usize::from(matches!(self.word(of + 1), "the" | "its" | "their"));
        let (all, end) = self.number(from).filter(|_| self.word(of) == "of")?;
        Some(Quantity::exact((all.checked_sub(left)?, end)))
    }

    /// "14", "8 to 10", "14 or more"; "rose from 9 to 41" is no range.
    fn plain(&self, at: usize) -> Option<Quantity> {
        let (value, end) = self.number(at)?;
        let from = at.checked_sub(1).is_some_and(|before| self.word(before) == "from");
        let joined = matches!(self.word(end), "to" | "or") || self.mark(end, b'-') || self.mark(end, b'_');
        if joined
            && !from
            && let Some((high, end)) = self.number(end + 1).filter(|&(high, _)| high > value)
        {
            return Some(Quantity { min: value, max: Some(high), end, article: false });
        }
        if self.word(end) == "or" && self.word(end + 1) == "more" {
            return Some(Quantity::least((value, end + 2)));
        }
        Some(Quantity::exact((value, end)))
    }

    /// "nearly two dozen": 18 to 23; "nearly 9,000" stays 9,000.
    fn nearly(&self, at: usize) -> Option<Quantity> {
        let (value, end) = self.number(at)?;
        // A dozen is a round word; a figure is left as the source gives it.
        if self.word(end - 1) == "dozen" {
            let max = Some(value.saturating_sub(1));
            return Some(Quantity { min: value / 4 * 3, max, end, article: false });
        }
        Some(Quantity::exact((value, end)))
    }

    /// "dozens", "hundreds", "several", "a few", "tens of thousands".
    fn many(&self, at: usize) -> Option<(u32, usize)> {
        if !self.is(at, Class::MANY) {
            return None;
        }
        // "how many died"
        if at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "how" | "so" | "too" | "as")) {
            return None;
        }
        let value = self.lex(at).value;
        if self.word(at + 1) == "of" && self.is(at + 2, Class::MANY) {
            let scaled = match self.word(at) {
                "tens" => 20_000,
                "hundreds" => 200_000,
                _ => self.lex(at + 2).value,
            };
            return Some((scaled, at + 3));
        }
        Some((value, at + 1))
    }

    /// "14", "32,000", "two dozen", "twenty-one", "1.2 million", "a dozen".
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        if matches!(self.word(at), "a" | "an") && self.is(at + 1, Class::SCALE) {
            // "half a dozen" is read from "half" on.
            let halved = at.checked_sub(1).is_some_and(|before| self.word(before) == "half");
            return (!halved).then(|| (self.lex(at + 1).value, at + 2));
        }
        let lex = self.lex(at);
        if !lex.is(Class::NUMBER) {
            return None;
        }
        if lex.value == NO_NUMBER {
            return self.decimal(at);
        }
        let (mut value, mut end) = (lex.value, at + 1);
        let word = |at: usize| self.page.token(at).is_some_and(|token| token.kind == Kind::Word);
        if (20..100).contains(&value) && value.is_multiple_of(10) && word(at) {
            let next = if self.mark(end, b'-') { end + 1 } else { end };
            let unit = self.lex(next);
            if unit.is(Class::NUMBER) && (1..10).contains(&unit.value) && word(next) {
                value += unit.value;
                end = next + 1;
            }
        }
        while self.is(end, Class::SCALE) {
            value = value.saturating_mul(self.lex(end).value);
            end += 1;
        }
        Some((value, end))
    }

    /// "1.2 million" → 1,200,000; a decimal without a scale counts no people.
    fn decimal(&self, at: usize) -> Option<(u32, usize)> {
        let (whole, tenths) = self.word(at).split_once('.')?;
        let scale = self.lex(at + 1).value;
        if !self.is(at + 1, Class::SCALE) || scale < 1000 || tenths.len() > 3 {
            return None;
        }
        let (whole, part): (u32, u32) = (whole.parse().ok()?, tenths.parse().ok()?);
        let parts = 10_u32.checked_pow(u32::try_from(tenths.len()).ok()?)?;
        Some((whole.checked_mul(scale)?.checked_add(part.checked_mul(scale / parts)?)?, at + 2))
    }
}
