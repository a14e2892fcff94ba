//! Happenings told in words that no list holds: "Vinh woke to find cars bobbing in the streets".
//!
//! Comes in: a sentence in which no trigger was found. Goes out: what kind of happening its words together tell, by weights
//! learned from sentences in our own words (`fit.rs`), and the most telling of them. It must never speak of what is asked,
//! planned, denied or quoted, nor where the sentence names no place.

#[cfg(test)]
mod fit;
mod weights;

use std::ops::Range;

use weights::{WEIGHTS, Words};

use super::super::attribution::Speech;
use super::super::lexicon::Tags;
use super::super::text::Page;
use super::super::token::Case;
use super::super::vocabulary::{self, Class};
use super::{Ground, Hit, Memory, Named, Scope, general, is_location, is_one, passing, place, sense, unreal, untold};
use crate::story::{Family, Kind, PlaceRef, Text};

/// From what likelihood on a sentence is taken to tell of a happening, and of one kind.
const SURE: f32 = 0.55;
const OF_KIND: f32 = 0.2;

/// The same where few words tell, where somebody's words follow, or where a rule has silenced one of them.
const DOUBT: f32 = 0.8;
const OF_KIND_DOUBT: f32 = 0.3;

/// The same of the words beside those that a rule has silenced.
const OTHERS: f32 = 0.8;

/// Sentences of fewer telling words tell too little.
const FEWEST: usize = 3;

/// The fewest tokens before somebody's words that tell by themselves.
const SHORTEST: usize = 8;

/// Whether tokens name a place where something may happen.
fn is_located(ground: &Ground, tokens: &Range<usize>) -> bool {
    ground.named(tokens).iter().any(|named| is_location(named.toponym))
}

/// How likely a sentence tells of a happening by its words alone, 0 to 1.
pub(in super::super) fn likelihood(sentence: &str) -> f32 {
    let text = Text::new(sentence);
    let page = Page::new(&text, "");
    WEIGHTS.guess(&Words::of(&page, 0..page.tokens.len(), &[])).map_or(0.0, |guess| guess.happens)
}

/// The happening a sentence without triggers tells of.
pub(super) fn hit(scope: &Scope, speeches: &[Speech], memory: &Memory) -> Option<Hit> {
    let ground = scope.ground;
    let whole = scope.sentence.tokens.clone();
    if !is_located(ground, &whole) {
        return None;
    }
    let open = Class::MODAL.with(Class::IF).with(Class::QUOTE);
    // What stands before the words of somebody, or before what may be, tells by itself.
    let tokens = whole.start..whole.clone().find(|&at| ground.lex(at).is(open)).unwrap_or(whole.end);
    let asked = whole.clone().any(|at| ground.word(at) == "?");
    if asked || (tokens.end < whole.end && (tokens.len() < SHORTEST || !is_located(ground, &tokens))) {
        return None;
    }
    let words = Words::of(ground.page, tokens.clone(), &[]);
    let guess = WEIGHTS.guess(&words)?;
    let (kind, column) = (guess.kind, guess.column);
    // What a list knows and a rule has silenced tells of nothing: "minutes after blast-off", "a protest leader". The words beside
    // it may.
    let silenced = |at: usize| vocabulary::trigger(ground.lexes, &whole, at).map(|(_, after)| at..after);
    let silent: Vec<usize> = tokens.clone().filter_map(silenced).flatten().collect();
    let others = || {
        let others = Words::of(ground.page, tokens.clone(), &silent);
        WEIGHTS.guess(&others).is_some_and(|guess| guess.happens >= OTHERS) && others.count() >= FEWEST
    };
    let few = words.count() == FEWEST;
    let doubt = few || !silent.is_empty() || tokens.end < whole.end;
    let (bar, of_kind) = if doubt { (DOUBT, OF_KIND_DOUBT) } else { (SURE, OF_KIND) };
    let sure = guess.happens >= bar && guess.of_kind >= of_kind && words.count() >= FEWEST;
    if !silent.is_empty() && (few || !others()) {
        return None;
    }
    if !sure || matches!(kind.family(), Family::Speech) {
        return None;
    }
    let telling = |at: usize| {
        let token = ground.page.token(at);
        token.is_some_and(|token| {
            token.case == Case::Lower && !token.tags.has(Tags::FUNCTION) && token.end - token.start > 3
        }) && ground.lex(at).reporting.is_none()
    };
    let brings = |at: usize| WEIGHTS.brings(ground.page, &words, at, column);
    let at = tokens.clone().filter(|&at| telling(at)).max_by(|&one, &other| brings(one).total_cmp(&brings(other)))?;
    let hit = Hit { kind, tokens: at..at + 1, effect: false, about: None };
    let place = place::stated_alone(scope, &hit, speeches)?;
    // "A convoy came from Bafoussam": it may have come anywhere.
    let left = |named: &Named| {
        const COMING: &[&str] = &["came", "come", "comes", "coming", "arrived", "travelled", "traveled", "sailed"];
        let verb = named.tokens.start.checked_sub(2).map_or("", |at| ground.word(at));
        COMING.contains(&verb) && named.toponym.place.as_ref().is_some_and(|left| left.key == place.key)
    };
    if ground.named(&tokens).iter().any(left) {
        return None;
    }
    // What the article has told before goes on: "the bus was carrying pilgrims from Multan"; not at another town.
    let elsewhere = |past: &PlaceRef| past.key != place.key && !place::is_wide(past) && !place::is_wide(&place);
    let goes_on =
        memory.happened.iter().any(|past| is_one(past.kind, kind) && !past.place.as_deref().is_some_and(elsewhere));
    // Aid is told by many words here, and by who brings it alone where a list holds one.
    let unreal = unreal::is_unreal(scope, kind, &hit.tokens)
        || untold::is_untold(scope, kind, &hit.tokens)
        || general::is_general(scope, kind, &hit.tokens)
        || passing::is_passed_by(scope, kind, &hit.tokens)
        || (kind != Kind::AidDelivery && sense::is_other_sense(scope, kind, &hit.tokens));
    (!goes_on && !unreal).then_some(hit)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn words_that_no_list_holds_tell_a_happening_together() {
        check(
            "Water stood knee-deep in the lanes of Vinh on Friday and families climbed onto their roofs.",
            &["flood deep @ Vinh"],
        );
        check("Beekeepers in Vinh sold honey from stalls beside the river on Friday.", &[]);
    }

    #[test]
    fn what_stands_before_somebodys_words_tells_by_itself() {
        let told = "Water stood knee-deep in the lanes of Vinh on Friday and families climbed onto their roofs";
        check(&format!("{told}: \"We could not sleep.\""), &["flood deep @ Vinh"]);
        check(&format!("\"Nobody slept.\" {told}, could it be so?"), &[]);
    }

    #[test]
    fn plain_prose_with_telling_words_tells_of_nothing() {
        check("Shares of the mill closed yesterday at four pounds on the exchange in London.", &[]);
        check("The bank in Salem was cleared by its insurer to join a rival in Dayton.", &[]);
        check("A boy in Kobe was diagnosed with bone cancer.", &[]);
    }

    #[test]
    fn what_may_be_what_has_no_place_and_what_goes_on_is_no_happening_of_its_own() {
        check("Water may have stood knee-deep in the lanes of Vinh while families climbed onto their roofs.", &[]);
        check("Water stood knee-deep in the lanes of a town and families climbed onto their roofs.", &[]);
        check(
            "A flood hit Vinh on Monday. Water stood knee-deep in the lanes of Vinh and families climbed onto their roofs.",
            &["flood flood @ Vinh"],
        );
        check(
            "A flood hit Vinh on Monday. Water stood knee-deep in the lanes of Dong Hoi and families climbed onto their roofs.",
            &["flood flood @ Vinh", "flood deep @ Dong Hoi"],
        );
    }
}
