//! What the words behind a mention say of whether a place is meant, and whether they swallow it: surnames, schools, clubs,
//! firms, ages.
//!
//! Comes in: a mention in its sentence. Goes out: log-odds, and whether the name is a part of another. It must never look
//! beyond the few words right behind the name.

use std::ops::Range;

use super::super::lexicon::{Tags, WordId};
use super::super::sentence::Capitals;
use super::super::token::{Case, Kind, Token};
use super::super::toponym::Mention;
use super::super::unknown::has_befallen;
use super::{Scale, is_initial};

impl Scale<'_> {
    /// What the words after say, and whether they swallow the name.
    pub(super) fn after(&self, mention: &Mention, sentence: &Range<usize>, famous: bool) -> (f32, bool) {
        let end = mention.tokens.end;
        let Some(next) = self.token(Some(end), sentence) else { return (0.0, false) };
        let word = self.page.word(end);
        let nile = self.page.word(mention.tokens.start) == "nile";
        let west = nile && mention.tokens.start.checked_sub(1).is_some_and(|at| self.page.word(at) == "west");
        if west && matches!(word, "cases" | "case" | "infection" | "infections" | "outbreak" | "season" | "activity") {
            return (0.0, true);
        }
        if matches!(word, "virus" | "ebolavirus" | "flu" | "fever" | "disease" | "encephalitis" | "syndrome" | "strain")
        {
            return (0.0, true);
        }
        if self.is_school_of(mention, sentence) || self.is_club_of(mention, sentence) {
            return (1.0, true);
        }
        match next.kind {
            // "St. Patrick's Day", "St. John's Hospital".
            Kind::Possessive if !famous && matches!(self.page.word(mention.tokens.start), "st." | "st") => {
                (-2.5, false)
            }
            Kind::Possessive => (0.3, false),
            Kind::Word if next.is_capital() => self.before_capital(mention, next, sentence, famous),
            Kind::Word if next.tags.has(Tags::PLACE_NOUN.with(Tags::SITE_NOUN)) => {
                // "the Doti district", "the Ouanaminthe crossing": nothing but a place is called so.
                let the = self.token(mention.tokens.start.checked_sub(1), sentence).is_some()
                    && self.page.word(mention.tokens.start - 1) == "the";
                (if the { 3.2 } else { 1.2 }, false)
            }
            Kind::Word if next.tags.has(Tags::PERSON_NOUN) && !next.tags.has(Tags::TITLE) => (1.0, false),
            Kind::Word if word == "police" => (1.8, false),
            Kind::Word if next.tags.has(Tags::STATE_BODY) => (0.8, false),
            // "Police in Metz said": who is there did.
            Kind::Word if next.tags.has(Tags::SPEECH) && !famous => {
                (if self.is_where(mention) { 0.0 } else { -1.6 }, false)
            }
            Kind::Word if has_befallen(self.page, end) => (1.7, false),
            Kind::Word if word == "and" => (0.1, false),
            Kind::Punct if next.is(b',') && self.is_speaker(mention, sentence) => (-3.0, false),
            Kind::Punct if next.is(b',') => (self.before_comma(end, sentence), false),
            _ => (0.0, false),
        }
    }

    /// "in Metz", "near Metz", "the mayor of Metz": where somebody is.
    pub(super) fn is_where(&self, mention: &Mention) -> bool {
        let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
        let noun = Tags::PERSON_NOUN.with(Tags::TITLE).with(Tags::PLACE_HEAD).with(Tags::PLACE_NOUN);
        let office =
            |at: usize| self.page.token(at).is_some_and(|token| token.case == Case::Lower && token.tags.has(noun));
        match self.page.word(before) {
            "in" | "near" | "outside" => true,
            "of" => before.checked_sub(1).is_some_and(office),
            _ => false,
        }
    }

    /// "Pax Toledo, who saw it", "Pax Toledo, said": a word no list has before the name, and what only a person does behind.
    fn is_speaker(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        let first = mention.tokens.start.checked_sub(1);
        let first =
            self.token(first, sentence).filter(|word| word.word == WordId::default() && word.case == Case::Title);
        let behind = mention.tokens.end + 1;
        let speaks = self.token(Some(behind), sentence).is_some_and(|token| token.tags.has(Tags::SPEECH));
        first.is_some() && mention.tokens.len() == 1 && (speaks || matches!(self.page.word(behind), "who" | "whose"))
    }

    /// "Houston, 34, of Dallas": an age after a comma makes a person.
    fn before_comma(&self, comma: usize, sentence: &Range<usize>) -> f32 {
        let Some(after) = self.token(Some(comma + 1), sentence) else { return 0.0 };
        let closed = self.token(Some(comma + 2), sentence).is_some_and(|token| token.is(b','));
        if after.kind == Kind::Number && closed && after.end - after.start <= 2 { -3.5 } else { 0.0 }
    }

    /// "University of Georgia", "Bank of England": the name of the school, not of the state.
    fn is_school_of(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        let at = mention.tokens.start;
        let of = at.checked_sub(1).filter(|&of| self.page.word(of) == "of");
        let Some(head) = of.and_then(|of| self.token(of.checked_sub(1), sentence)) else { return false };
        head.is_capital() && head.tags.has(Tags::ORGANISATION)
    }

    /// "Real Madrid", "FC Porto", "Dynamo Kyiv": a club.
    fn is_club_of(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        let head = self.token(mention.tokens.start.checked_sub(1), sentence);
        head.is_some_and(|head| head.is_capital() && head.tags.has(Tags::CLUB))
            && self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals != Capitals::All)
    }

    /// A capital word stands right after.
    fn before_capital(&self, mention: &Mention, next: &Token, sentence: &Range<usize>, famous: bool) -> (f32, bool) {
        let end = mention.tokens.end;
        let own = self.page.token(end - 1);
        let single = mention.tokens.len() == 1;
        let two_names = single && own.is_some_and(|own| own.tags.has(Tags::FIRST_NAME)) && next.tags.has(Tags::SURNAME);
        let second = self.token(Some(end + 1), sentence);
        // "China Southern", but "South Africa's Eastern Cape"
        let plain = self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals == Capitals::Normal);
        if plain
            && famous
            && is_side(self.page.word(end))
            && !second.is_some_and(|second| {
                second.is_capital() && (self.is_covered(end + 1) || second.tags.has(Tags::PLACE_NOUN.with(Tags::CIVIC)))
            })
        {
            return (0.5, true);
        }
        let swallows = Tags::ORGANISATION.with(Tags::TEAM).with(Tags::COMPANY);
        let swallower = |token: &Token| token.is_capital() && token.tags.has(swallows) && !token.tags.has(Tags::TITLE);
        if swallower(next) && !next.tags.has(Tags::CIVIC)
            || second.is_some_and(|second| next.tags.has(Tags::CIVIC) && swallower(second))
        {
            return (0.5, true);
        }
        if !famous && self.is_institution(mention, sentence) {
            return (0.5, true);
        }
        if plain && single && !famous && self.is_presented(mention, sentence) {
            return (-4.5, false);
        }
        if self.is_covered(end) && (!two_names || self.is_covered(end + 1)) {
            let called = single && !famous && own.is_some_and(|own| own.tags.has(Tags::FIRST_NAME));
            return (if called && self.is_called(mention, sentence) { -3.5 } else { 0.0 }, false);
        }
        if next.tags.has(Tags::CIVIC.with(Tags::TITLE).with(Tags::PLACE_NOUN).with(Tags::COMPASS)) {
            return (1.3, false);
        }
        if next.tags.has(Tags::FUNCTION.with(Tags::MONTH).with(Tags::WEEKDAY)) {
            return (0.0, false);
        }
        let first_name = own.is_some_and(|own| own.tags.has(Tags::FIRST_NAME));
        if single && first_name {
            // "Jordan Smith", "Paris Hilton"; a word no list has is a family's name too ("Victoria Nuland").
            let plain = self.page.sentences.get(mention.sentence).is_some_and(|s| s.capitals == Capitals::Normal);
            // not "the Paris Walmart", "Georgia Educators".
            let article =
                mention.tokens.start.checked_sub(1).is_some_and(|at| matches!(self.page.word(at), "the" | "of"));
            let unknown =
                next.word == WordId::default() && next.case == Case::Title && !self.page.word(end).ends_with('s');
            let alone = !second.is_some_and(Token::is_capital);
            let surname =
                next.tags.has(Tags::SURNAME) || (plain && unknown && alone && !article && !self.is_covered(end));
            return (if famous && !surname { -1.2 } else { -4.5 }, false);
        }
        if is_initial(self.page.word(end)) && single {
            return (-4.0, false);
        }
        if next.tags.has(Tags::FIRST_NAME) && !famous && single {
            return (-0.8, false);
        }
        if famous { (0.0, false) } else { (-0.9, false) }
    }

    /// "its chairman, Bello Shagari, said", "the 26-year-old Tyler Dean Maddox", "the dead man's name was Tyler Dean Maddox": a
    /// noun of a person or an age before a name of two or three words, or two first names before a third.
    fn is_presented(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        let (at, end) = (mention.tokens.start, mention.tokens.end);
        let other = Tags::CIVIC
            .with(Tags::ORGANISATION)
            .with(Tags::TEAM)
            .with(Tags::STREET)
            .with(Tags::PLACE_NOUN)
            .with(Tags::COMPANY)
            .with(Tags::COMPASS)
            .with(Tags::INSTITUTION)
            .with(Tags::TITLE)
            .with(Tags::FUNCTION);
        let name = |at: usize| {
            self.token(Some(at), sentence).is_some_and(|token| {
                token.case == Case::Title && (!token.tags.has(other) || token.tags.has(Tags::FIRST_NAME))
            })
        };
        let last = (end..end + 3).take_while(|&at| name(at)).last();
        let Some(last) = last.filter(|&last| !self.token(Some(last + 1), sentence).is_some_and(Token::is_capital))
        else {
            return false;
        };
        let word =
            |back: usize| at.checked_sub(back).filter(|&at| at >= sentence.start).map_or("", |at| self.page.word(at));
        let noun = at.checked_sub(2).filter(|_| word(1) == ",").and_then(|at| self.token(Some(at), sentence));
        let apposed = noun
            .is_some_and(|noun| noun.case == Case::Lower && noun.tags.has(Tags::PERSON_NOUN.with(Tags::TITLE)))
            && self.page.word(last + 1) == ",";
        let aged = word(1) == "old" && matches!(word(2), "-" | "year");
        let first = |at: usize| self.page.token(at).is_some_and(|token| token.tags.has(Tags::FIRST_NAME));
        let three = last > end && first(at) && first(end) && !self.is_covered(last);
        apposed || aged || three
    }

    /// "driven by David Arvin of Irvine", "for Elizabeth Fairfield, a nurse", "Sydney Hall, 9, was": a woman's or man's name and
    /// one behind it that some town bears as well. "in Lincoln Nebraska" is a town and its state.
    fn is_called(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        const DOERS: &[&str] = &["by", "for", "and", "with", "of", "said", "told", "identified", "charged", "arrested"];
        let (at, end) = (mention.tokens.start, mention.tokens.end);
        let title = |at: usize| self.page.token(at).is_some_and(|token| token.case == Case::Title);
        let led =
            at.checked_sub(1).filter(|&at| at >= sentence.start).is_none_or(|at| DOERS.contains(&self.page.word(at)));
        let alone = !self.token(Some(end + 1), sentence).is_some_and(Token::is_capital);
        mention.container.is_none() && title(at) && title(end) && led && alone
    }

    /// "Southwold School", "Drayton Hall Elementary School", "Peabody Energy": one house of that name, not the town. A
    /// high school and a county hospital are the town's own and leave it a place.
    fn is_institution(&self, mention: &Mention, sentence: &Range<usize>) -> bool {
        let end = mention.tokens.end;
        let mut last = end;
        while last < sentence.end.min(end + 5)
            && self.page.token(last).is_some_and(|token| token.is_capital() && !token.tags.has(Tags::FUNCTION))
        {
            last += 1;
        }
        (end..last).any(|at| self.page.token(at).is_some_and(|token| token.tags.has(Tags::INSTITUTION)))
            && !(end..last).any(|at| matches!(self.page.word(at), "high" | "county" | "district" | "city"))
    }
}

/// Sides of the sky as names of firms have them.
fn is_side(word: &str) -> bool {
    matches!(word, "southern" | "eastern" | "northern" | "western")
}
