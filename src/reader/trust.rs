//! How often a name is a place at all and the chosen one is right: the confidence of a toponym.
//!
//! Comes in: what the passes before found of a mention. Goes out: a share between 0 and 1, by a logistic regression over the
//! documents of LGL and GeoVirus with even numbers (what they leave unmarked counted as wrong, peoples left out), shown on
//! the odd ones by the scorecard. It must never look at what only these corpora have.

use geodata::Class;

use super::gather::Candidate;
use super::resolve::Grounds;
use super::text::Page;
use super::token::Token;
use super::toponym::Mention;

/// What speaks for a mention's place and against it.
pub(super) struct Signs {
    /// How sure the place is among its rivals, 0 to 1.
    pub sure: f32,
    /// Log-odds that a place is meant.
    pub evidence: f32,
    /// How well known the place is, as a logarithm of people; `None` for a place the gazetteer lacks.
    pub known: Option<f32>,
    /// Whether a capital word stands right behind, or right before: part of a longer name?
    pub before_capital: bool,
    pub after_capital: bool,
    /// Whether its first division is spoken of.
    pub division: bool,
    /// Whether it is water, a height or a site: what bears its name is often something else.
    pub feature: bool,
}

impl Signs {
    /// The signs of a mention with its place; without one the gazetteer lacks it.
    pub(super) fn of(
        page: &Page<'_>,
        mention: &Mention,
        place: Option<&Candidate>,
        grounds: &Grounds,
        sure: f32,
    ) -> Self {
        let capital = |at: Option<usize>| at.and_then(|at| page.token(at)).is_some_and(Token::is_capital);
        Self {
            sure,
            evidence: mention.evidence,
            known: place.map(|place| place.prior),
            before_capital: capital(Some(mention.tokens.end)),
            after_capital: capital(mention.tokens.start.checked_sub(1)),
            division: grounds.admin1,
            feature: place.is_some_and(|place| {
                matches!(place.class, Class::River | Class::Water | Class::Mountain | Class::Site)
            }),
        }
    }

    /// The share that is right among names with such signs.
    pub(super) fn confidence(&self) -> f32 {
        let sure = self.sure.clamp(0.02, 0.97);
        let flag = |sign: bool, weight: f32| if sign { weight } else { 0.0 };
        let known = self.known.map_or(0.785, |known| 0.356 * (known.min(7.0) - 5.0));
        let odds = 0.667 * (sure / (1.0 - sure)).ln() + 0.258 * self.evidence.min(5.0) - 1.175
            + known
            + flag(self.before_capital, -1.203)
            + flag(self.after_capital, -0.542)
            + flag(self.division, 1.297)
            + flag(self.feature, -1.215);
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Signs {
        Signs {
            sure: 0.9,
            evidence: 3.0,
            known: Some(5.5),
            before_capital: false,
            after_capital: false,
            division: false,
            feature: false,
        }
    }

    #[test]
    fn each_sign_speaks_for_or_against() {
        let confidence = |change: fn(&mut Signs)| {
            let mut signs = plain();
            change(&mut signs);
            signs.confidence()
        };
        let whole = plain().confidence();
        assert!(whole > 0.7, "{whole}");
        assert!(confidence(|signs| signs.sure = 0.4) < 0.7);
        assert!(confidence(|signs| signs.before_capital = true) < whole - 0.1);
        assert!(confidence(|signs| signs.after_capital = true) < whole);
        assert!(confidence(|signs| signs.feature = true) < whole);
        assert!(confidence(|signs| signs.division = true) > whole);
        assert!(confidence(|signs| signs.known = Some(3.0)) < whole);
        // Only the land is known of it: always to be checked.
        assert!(confidence(|signs| (signs.known, signs.sure) = (None, 0.4)) < 0.7);
    }
}
