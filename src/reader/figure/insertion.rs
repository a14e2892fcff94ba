//! What is put in between people and what befell them: ", including a child,", ", aged 19 to 23,", "(268 households)".
//!
//! Comes in: a group of people. Goes out: the token at which their clause goes on. It must never skip a clause that tells of
//! others.

use super::super::token::{Kind, Token};
use super::super::vocabulary::Class;
use super::{Counter, Group};

impl Counter<'_> {
    /// The token after an insertion behind a group: ", including a child,", ", aged 19 to 23,", ", three of them children,".
    pub(super) fn behind_insertion(&self, group: &Group) -> Option<usize> {
        let at = group.tokens.end;
        if let Some(end) = self.behind_name(group) {
            return Some(end);
        }
        // "eleven people in all, are"
        if self.word(at) == "in" && matches!(self.word(at + 1), "all" | "total") {
            return Some(at + 2 + usize::from(self.mark(at + 2, b',')));
        }
        // "1,340 persons (268 households) have been"
        if self.mark(at, b'(') {
            return (at + 1..at + 8).find(|&index| self.mark(index, b')')).map(|close| close + 1);
        }
        if !self.mark(at, b',') {
            return Some(at);
        }
        // "a man, 56, died"
        let aged = group.nouns.last().is_some_and(|noun| noun.end < at);
        if aged && (self.is(at + 1, Class::HAVE) || self.victim_at(at + 1).is_some()) {
            return Some(at + 1);
        }
        let opens = matches!(
            self.word(at + 1),
            "including"
                | "among"
                | "most"
                | "mostly"
                | "all"
                | "many"
                | "one"
                | "aged"
                | "ages"
                | "both"
                | "mainly"
                | "some"
                | "who"
                | "whose"
                | "or"
                | "from"
        ) || self.is_part_of(at + 1)
            // "two thirds of them children", "of whom two were women"
            || (at + 1..at + 6).any(|of| self.word(of) == "of" && matches!(self.word(of + 1), "them" | "whom"));
        let close = (at + 2..at + 14).find(|&index| self.mark(index, b',')).filter(|_| opens);
        close.map(|close| close + 1).or_else(|| self.behind_apposition(at)).or_else(|| self.behind_names(at))
    }

    /// ", a town on the slope, had": the token after it.
    pub(super) fn behind_apposition(&self, at: usize) -> Option<usize> {
        let tells = |close: usize| self.is(close + 1, Class::HAVE) || self.befell(close + 1).is_some();
        let close = (at + 2..at + 12).find(|&index| self.mark(index, b',')).filter(|&close| tells(close));
        close.filter(|_| matches!(self.word(at + 1), "a" | "an" | "the")).map(|close| close + 1)
    }

    /// ", Sgt. Ali Musa and Cpl. Ben Otieno, were": the token after the names of several.
    fn behind_names(&self, at: usize) -> Option<usize> {
        const WORDS: usize = 20;
        let named = |at: usize| {
            let token = self.page.token(at).filter(|_| at < self.end);
            token.is_some_and(|token| token.is_capital() || token.is(b'.') || token.is(b',') || token.is(b'-'))
                || self.is(at, Class::NUMBER)
                || matches!(self.word(at), "and" | "al" | "bin" | "de")
        };
        let close = (at + 1..at + WORDS).find(|&index| !named(index))?;
        let tells = self.is(close, Class::HAVE) || self.befell(close).is_some();
        (close > at + 3 && tells && self.mark(close - 1, b',')).then_some(close)
    }

    /// The token after the name of the one spoken of: "a teacher of Thai, Mrs Orn Suk, was shot".
    fn behind_name(&self, group: &Group) -> Option<usize> {
        const WORDS: usize = 5;
        let at = group.tokens.end;
        let of = usize::from(self.word(at) == "of") * WORDS;
        let open = (at..=at + of).find(|&index| self.mark(index, b',')).filter(|_| group.max == Some(1))?;
        let close = (open + 2..open + 12).find(|&index| self.mark(index, b','))?;
        // "a suspect, 26-year-old Tyler Brandt of Wapato, was held"
        let from = self.age(open + 1).unwrap_or(open + 1);
        let called =
            |index| self.page.token(index).is_some_and(Token::is_capital) || (index > from && self.word(index) == "of");
        (from < close && (from..close).all(called)).then_some(close + 1)
    }

    /// "people who sleep in the hall have come down with …", "people whom the ministry says were killed": the auxiliary after a
    /// clause that only says who they are.
    pub(super) fn behind_relative(&self, at: usize) -> Option<usize> {
        const WORDS: usize = 9;
        if !matches!(self.word(at), "who" | "whom" | "that") {
            return None;
        }
        let plain = |at: usize| {
            self.page.token(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number))
                && self.victim_at(at).is_none()
                && !self.is(at, Class::BREAK.with(Class::MODAL).with(Class::NOT))
        };
        let close = (at + 2..at + WORDS).find(|&index| self.is(index, Class::HAVE))?;
        let whose = self.word(at) == "whom" || self.lex(close - 1).reporting.is_none();
        ((at + 1..close).all(plain) && whose).then_some(close)
    }
}
