//! What sets a happening apart from those told before it: another part of the land, another state, another year.
//!
//! Comes in: a happening in its sentence and what was told before. Goes out: whether it was at none of their places. It
//! must never part what its own words tie to them: "the same prison".

use super::{Hit, Memory, Past, Scope, clause, is_told_on};
use crate::story::MentionPlace;

/// Whether its own words set it apart.
pub(super) fn is_apart(scope: &Scope, hit: &Hit) -> bool {
    is_another(scope, hit) || is_elsewhere(scope) || is_abroad(scope, hit)
}

/// What may be told as another one: "in another *attack*".
pub(in crate::reader) fn is_deed(word: &str) -> bool {
    matches!(
        word,
        "attack" | "incident" | "bombing" | "blast" | "explosion" | "shooting" | "raid" | "strike" | "ambush"
    )
}

/// "A woman was murdered in another attack": not where the last one was.
fn is_another(scope: &Scope, hit: &Hit) -> bool {
    const WORDS: usize = 3;
    let ground = scope.ground;
    let set_apart = |at: usize| {
        let (lead, next) = (ground.word(at), ground.word(at + 1));
        lead == "in" && (next == "another" || (next == "a" && matches!(ground.word(at + 2), "separate" | "second")))
    };
    is_told_on(hit.kind)
        && (hit.tokens.end..scope.sentence.tokens.end)
            .any(|at| set_apart(at) && (at + 2..at + 3 + WORDS).any(|at| is_deed(ground.word(at))))
}

/// "Elsewhere in the state a wall collapsed", "In other parts of the country": at none of the places told of before.
fn is_elsewhere(scope: &Scope) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let first = if ground.page.token(first).is_some_and(|token| token.is(b'-')) { first + 1 } else { first };
    let parts = |at: usize| {
        matches!(ground.word(at), "other" | "another")
            && matches!(ground.word(at + 1), "parts" | "part" | "areas" | "towns" | "cities" | "villages" | "districts")
    };
    matches!(ground.word(first), "elsewhere" | "globally" | "worldwide" | "internationally")
        || (matches!(ground.word(first), "in" | "at") && parts(first + 1))
}

/// "was convicted in another state", "held in a neighbouring country": at none of the places told of before.
fn is_abroad(scope: &Scope, hit: &Hit) -> bool {
    const REACH: usize = 14;
    let ground = scope.ground;
    let end = scope.sentence.tokens.end.min(hit.tokens.end + REACH);
    (hit.tokens.end..end).any(|at| {
        ground.word(at) == "in"
            && (matches!(ground.word(at + 1), "another" | "neighboring" | "neighbouring")
                || (matches!(ground.word(at + 1), "a" | "an")
                    && matches!(ground.word(at + 2), "different" | "neighboring" | "neighbouring" | "unrelated")))
            && (at + 2..at + 4).any(|noun| {
                matches!(ground.word(noun), "state" | "country" | "county" | "city" | "town" | "province" | "district")
            })
    })
}

/// "the place where 70 people died in a slide in August 2020", in a story of this year: at no town of this year's
/// happenings.
pub(super) fn is_of_another_year(scope: &Scope, hit: &Hit, found: &MentionPlace, memory: &Memory) -> bool {
    const NEAR: usize = 12;
    const LONG_AGO: i64 = 200;
    let ground = scope.ground;
    let Some(now) = ground.document.day else { return false };
    let clause = clause::clause(scope, &hit.tokens);
    let near = clause.start.max(hit.tokens.start.saturating_sub(NEAR))..clause.end.min(hit.tokens.end + NEAR);
    let year = ground.timed(&near).iter().find_map(|timed| {
        let days = timed.timex.days.as_ref()?;
        // "since 2003" goes on.
        let led = timed.tokens.start.checked_sub(1).map_or("", |at| ground.word(at));
        let long_ago = now.duration_since(days.end).as_hours() > 24 * LONG_AGO;
        (days.start.year() == days.end.year() && long_ago && led != "since").then_some(days.start.year())
    });
    let Some(year) = year else { return false };
    // "The same prison saw 17 killed in 2017", "near its crater in 1996": there all the same.
    let same = scope.sentence.tokens.clone().any(|at| {
        matches!(ground.word(at), "same" | "there" | "here" | "nearby" | "its" | "this") || ground.word(at) == "born"
    });
    let named = ground
        .named(&scope.sentence.tokens)
        .iter()
        .any(|named| named.toponym.place.as_ref().is_some_and(|place| place.key == found.place.key));
    if same || named {
        return false;
    }
    let told = |past: &Past| past.date.as_ref().is_some_and(|date| date.days.start.year() == year);
    !memory.recent(scope.index, NEAR).any(told)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn in_another_state_is_at_none_of_the_places_told_before() {
        let before = "A man shot at a shop in Mopti on Monday. ";
        check(
            &format!("{before}He was arrested in another country."),
            &["shooting shot at @ Mopti", "arrest arrested"],
        );
    }

    #[test]
    fn what_was_years_ago_is_where_its_own_words_say() {
        let news = "BAMAKO, May 4, 2026 - A slide buried a house in Mopti on Monday, killing two people. ";
        check(
            &format!("{news}Seventy people died in a slide in August 2020."),
            &["killing killing @ Mopti | killed 2", "killing died | killed 70 | back"],
        );
        check(
            &format!("{news}Seventy people died at the same spot in August 2020."),
            &["killing killing @ Mopti | killed 2", "killing died @ Mopti (context) | killed 70 | back"],
        );
    }
}
