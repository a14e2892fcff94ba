//! Nouns that only look back at a happening already known: "condemned the bombings", "victims of the blast", "in
//! connection with the embassy bombing", "fled after the shooting", "the blast scene".
//!
//! Comes in: a trigger in its sentence. Goes out: where the words begin that point at it, and whether a time behind it
//! is that of the pointing ("condemned the bombings on Thursday"). What is only pointed at has neither the day nor the
//! place of what points at it. It must never take "a bomb killed two" for a look back.

use super::super::token::Kind as TokenKind;
use super::super::vocabulary::{self, Class};
use super::{Hit, Scope, Timed, clause};
use crate::story::{Family, Kind};

/// Prepositions before a happening that was before.
const LEADS: &[&str] = &["after", "since", "following", "before", "over", "about", "into", "despite"];

/// How far before a happening's noun the words stand that point at it.
const REACH: usize = 7;

/// Where the words begin that only point at a happening; `None` for what is told as news.
pub(super) fn lead(scope: &Scope, hit: &Hit) -> Option<usize> {
    let ground = scope.ground;
    if !befalls(hit.kind) || hit.effect {
        return None;
    }
    if !is_noun(scope, hit) {
        return whom_it_befell(scope, hit).or_else(|| since(scope, hit)).or_else(|| whose_death(scope, hit));
    }
    let first = scope.sentence.tokens.start;
    let start = phrase_start(scope, hit);
    if ground.lex(hit.tokens.end).is(Class::SCENE) {
        return Some(start);
    }
    // "after a mortar attack", "over two blasts": news, told behind what it led to.
    let fresh = (start..hit.tokens.start)
        .any(|at| matches!(ground.word(at), "a" | "an" | "another" | "new" | "fresh" | "second" | "third"));
    let lead = start.checked_sub(1).filter(|&at| at >= first)?;
    let before = |by: usize| lead.checked_sub(by).filter(|&at| at >= first);
    let is = |by: usize, class: Class| before(by).is_some_and(|at| ground.lex(at).is(class));
    let is_word = |word: &str| before(1).is_some_and(|at| ground.word(at) == word);
    if ground.lex(lead).is(Class::ANSWER) {
        return Some(lead);
    }
    let word = ground.word(lead);
    let points = match word {
        _ if LEADS.contains(&word) => true,
        "for" => (1..=3).any(|by| is(by, Class::BLAME)),
        "with" | "to" => is(1, Class::BLAME),
        "in" => before(1).is_some_and(|at| ground.lex(at).is(Class::CASE)) || is_killed_in(scope, lead),
        "of" => is(1, Class::REMAINS) || before(1).is_some_and(|at| CHARGED.contains(&ground.word(at))),
        // "convicted of having ordered the murder of a journalist"
        "ordered" | "ordering" | "committed" | "committing" | "planned" | "planning" | "organised" | "organized"
        | "plotting" | "plotted" => (first..lead).any(|at| CHARGED.contains(&ground.word(at))),
        "from" => is_word("evidence"),
        _ => false,
    };
    (points && !fresh).then_some(lead)
}

/// "buried a commander killed *in* an air strike", "relatives of those hurt *in* the blast": who it befell is spoken of.
fn is_killed_in(scope: &Scope, lead: usize) -> bool {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let Some(befell) = lead.checked_sub(1).filter(|&at| at > first) else { return false };
    let fate = matches!(ground.word(befell), "killed" | "slain" | "hurt" | "injured" | "wounded" | "drowned");
    fate && (matches!(ground.word(befell - 1), "those" | "people")
        && matches!(ground.word(befell.saturating_sub(2)), "of" | "for" | "to" | "with" | "remember" | "mourn")
        || whom_it_befell_at(scope, befell).is_some())
}

/// "Fourth suspect in the murder held in Spain", "an inquiry into the shooting was opened in Lyon": whether a token stands
/// behind the verb with which a sentence goes on after words that only point at a happening.
pub(super) fn is_behind_its_verb(scope: &Scope, hit: &Hit, at: usize) -> bool {
    let ground = scope.ground;
    let Some(lead) = hit.about else { return false };
    // What "after" and "since" lead in is a clause of its own, and may go on.
    if at < hit.tokens.end || matches!(ground.word(lead), "after" | "since" | "following" | "before" | "despite") {
        return false;
    }
    (hit.tokens.end..at).any(|between| {
        let verb = vocabulary::trigger(ground.lexes, &scope.sentence.tokens, between)
            .is_some_and(|(trigger, _)| trigger.kind.is_some_and(|kind| !befalls(kind)))
            && !vocabulary::is_noun_phrase(ground.word(between));
        let who = (hit.tokens.end..between).rev().take(3).any(|at| matches!(ground.word(at), "who" | "which" | "that"));
        let stop = ground.page.token(between).is_some_and(|token| token.is(b';'));
        // "Suspect in the murder held in Spain", "those hurt in the blast gathered"
        // "the bombing perpetrated in Lyon": the happening's own.
        let own = matches!(
            ground.word(between),
            "perpetrated" | "committed" | "staged" | "carried" | "reported" | "launched"
        );
        let next = between == hit.tokens.end
            && !own
            && (ground.word(between).ends_with("ed") || ground.word(between) == "held");
        stop || ((verb || next || ground.lex(between).is(Class::HAVE)) && !who && ground.word(between) != "'s")
    })
}

/// What someone is before a court for a deed.
const CHARGED: &[&str] =
    &["convicted", "guilty", "accused", "acquitted", "cleared", "charged", "suspected", "wanted", "absolved"];

/// "the thirteenth to be found since the mountain fell on the village": a whole clause that only says from when on.
fn since(scope: &Scope, hit: &Hit) -> Option<usize> {
    let clause = clause::clause(scope, &hit.tokens);
    let since = clause.start.checked_sub(1).filter(|&at| at > scope.sentence.tokens.start)?;
    let own = scope.ground.timed(&clause).iter().any(|timed| timed.timex.days.is_some());
    (scope.ground.word(since) == "since" && !own).then_some(since)
}

/// "faces a charge over the death of Malik Osei, 15, who was gunned down": a death that is spoken of, and how it came.
fn whose_death(scope: &Scope, hit: &Hit) -> Option<usize> {
    const REACH: usize = 12;
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let who = (first..hit.tokens.start).rev().take(3).find(|&at| matches!(ground.word(at), "who" | "whose"))?;
    let of = (first + 1..who).rev().take(REACH).find(|&at| {
        ground.word(at) == "of"
            && matches!(
                ground.word(at - 1),
                "death"
                    | "deaths"
                    | "murder"
                    | "murders"
                    | "killing"
                    | "killings"
                    | "shooting"
                    | "disappearance"
                    | "funeral"
                    | "burial"
                    | "manslaughter"
            )
    })?;
    Some(of - 1)
}

/// "marched for Marvin Lopez, the radio host gunned down in Tela", "prayed for the four men killed on the road": who it
/// befell is spoken of, and what befell them was before. Where the words that name them begin.
fn whom_it_befell(scope: &Scope, hit: &Hit) -> Option<usize> {
    whom_it_befell_at(scope, hit.tokens.start)
}

/// The same for a participle at a token.
fn whom_it_befell_at(scope: &Scope, at: usize) -> Option<usize> {
    const WORDS: usize = 6;
    let ground = scope.ground;
    let first = scope.sentence.tokens.start;
    let word = ground.word(at);
    if !(word.ends_with("ed") || matches!(word, "shot" | "slain" | "blown" | "struck" | "run" | "hurt")) {
        return None;
    }
    let noun = |at: usize| {
        let lex = ground.lex(at);
        ground.page.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            && !lex.is(Class::BREAK.with(Class::MODAL).with(Class::HAVE).with(Class::ADVERB))
            && lex.reporting.is_none()
            && !PARTS.contains(&ground.word(at))
    };
    let behind = at.checked_sub(1).filter(|&at| at > first && noun(at))?;
    let from = behind.saturating_sub(WORDS).max(first + 1);
    let start = (from..=behind).rev().take_while(|&at| noun(at)).find(|&at| {
        let lex = ground.lex(at);
        matches!(ground.word(at), "the" | "those" | "his" | "her" | "their") || lex.is(Class::NUMBER)
    })?;
    let led = start.checked_sub(1).filter(|&at| at > first)?;
    let comma = ground.page.token(led).is_some_and(|token| token.is(b','));
    let definite = !ground.lex(start).is(Class::NUMBER);
    let points = matches!(ground.word(led), "for" | "of" | "with" | "to" | "about") || (comma && definite);
    let told = (first..led).any(|at| {
        let lex = ground.lex(at);
        lex.is(Class::HAVE)
            || lex.reporting.is_some()
            || (at > first && ground.word(at).ends_with("ed"))
            || ground.word(at) == "held"
    });
    (points && told).then_some(led)
}

/// Whether a time behind a noun that is pointed at is that of what points at it, "condemned the bombings on Thursday",
/// and not its own: "since the bombings of Aug. 7", "the bombings last week".
pub(super) fn is_of_pointer(scope: &Scope, hit: &Hit, timed: &Timed) -> bool {
    let ground = scope.ground;
    let known = || befalls(hit.kind) && !hit.effect && is_noun(scope, hit) && clause::is_definite(scope, &hit.tokens);
    // "met on Wednesday to finish talks that were cut short by the bombing": the day of another clause.
    let outside = || !clause::clause(scope, &hit.tokens).contains(&timed.tokens.start);
    // "the figures as of Monday for the dead in the bombings": led by a preposition, and nobody counted on that day.
    let led = || {
        let start = phrase_start(scope, hit);
        let before = start.checked_sub(1).map_or("", |at| ground.word(at));
        matches!(before, "in" | "of" | "by" | "from" | "with" | "to" | "for") && timed.tokens.end < start
    };
    if timed.tokens.end <= hit.tokens.start && known() && (outside() || (scope.figures.is_empty() && led())) {
        return true;
    }
    let Some(lead) = hit.about else { return false };
    if timed.tokens.start < hit.tokens.end {
        return false;
    }
    if is_behind_its_verb(scope, hit, timed.tokens.start) {
        return true;
    }
    // A clause of its own holds its own time, up to where the sentence goes on: "fled after the shooting, and the car was
    // found in December".
    if matches!(ground.word(lead), "after" | "since" | "following" | "before") {
        return (hit.tokens.end..timed.tokens.start).any(|at| {
            let comma = ground.page.token(at).is_some_and(|token| token.is(b','));
            (comma && matches!(ground.word(at + 1), "and" | "but")) || ground.lex(at).is(Class::HAVE)
        });
    }
    let today = ground.document.day;
    let fresh = timed
        .timex
        .days
        .zip(today)
        .is_some_and(|(days, today)| days.end.until(today).is_ok_and(|span| span.get_days() <= 1));
    let of = ground.word(timed.tokens.start.saturating_sub(1)) == "of";
    fresh && !of
}

/// Whether a happening of this kind strikes once, and is spoken of ever after.
fn befalls(kind: Kind) -> bool {
    matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident)
}

/// Whether a happening is told by a noun: "the bombings", not "was bombed".
pub(super) fn is_noun(scope: &Scope, hit: &Hit) -> bool {
    let ground = scope.ground;
    let Some(words) = ground.page.span_of(hit.tokens.clone()) else { return false };
    let Some(words) = ground.page.plain.get(words.range()) else { return false };
    vocabulary::is_noun_phrase(words) || {
        let word = ground.word(hit.tokens.end.saturating_sub(1));
        hit.tokens.len() == 1 && (word.ends_with("ing") || word.ends_with("ings"))
    }
}

/// Where the noun phrase of a happening begins: its article, owner, adjectives and nouns.
fn phrase_start(scope: &Scope, hit: &Hit) -> usize {
    let ground = scope.ground;
    let first = scope.sentence.tokens.start.max(hit.tokens.start.saturating_sub(REACH));
    let mut start = hit.tokens.start;
    while start > first {
        let at = start - 1;
        let Some(token) = ground.page.token(at) else { break };
        let word = ground.word(at);
        let lex = ground.lex(at);
        let inner = match token.kind {
            TokenKind::Word | TokenKind::Possessive | TokenKind::Number => {
                !(lex.is(Class::BREAK.with(Class::MODAL).with(Class::HAVE))
                    || lex.reporting.is_some()
                    || PARTS.contains(&word)
                    || lex.is(Class::ANSWER)
                    || LEADS.contains(&word))
            }
            TokenKind::Punct => token.is(b'-') || token.is(b'.'),
            TokenKind::Quote => true,
        };
        if !inner {
            break;
        }
        start = at;
        if matches!(word, "the" | "this" | "that" | "these" | "those" | "a" | "an" | "its" | "their" | "his" | "her") {
            break;
        }
    }
    start
}

/// What is no part of the noun phrase behind it.
const PARTS: &[&str] = &[
    "of", "to", "in", "on", "from", "for", "with", "by", "at", "against", "and", "or", "as", "than", "is", "are",
    "was", "were", "be", "been", "said", "outside", "near", "during", "when", "while", "that", "who", "which",
];

#[cfg(test)]
mod tests {
    use crate::reader::read_story;
    use crate::story::{Draft, Story};

    /// The mentions of a text of Thursday, 13 August 1998, as "words @ place, first day".
    fn read(text: &str) -> Vec<String> {
        let mut draft = Draft::plain("test", text);
        draft.date = Some(jiff::civil::date(1998, 8, 13));
        let (sources, _) = read_story(vec![draft], &Story::default(), geodata::Gazetteer::bundled());
        let Some(source) = sources.first() else { return Vec::new() };
        let mentions = source.reading.mentions.iter().filter(|mention| super::befalls(mention.kind));
        mentions
            .map(|mention| {
                let place = mention.place.as_ref().map_or("-", |place| place.place.name.as_str());
                let day = mention.date.as_ref().map_or("-".to_owned(), |date| date.days.start.to_string());
                format!("{} @ {place}, {day}", source.article.text.slice(mention.trigger))
            })
            .collect()
    }

    #[test]
    fn what_is_condemned_is_not_of_the_day_of_the_words() {
        assert_eq!(read("The president condemned the bombing in Nairobi on Thursday."), ["bombing @ Nairobi, -"]);
        assert_eq!(
            read("A man was held on Thursday in connection with the bombing in Nairobi."),
            ["bombing @ Nairobi, -"]
        );
        assert_eq!(read("He met relatives of victims of the blast on Thursday."), ["blast @ -, -"]);
    }

    #[test]
    fn whom_it_befell_is_spoken_of_later() {
        assert_eq!(
            read("Hundreds marched through Tegucigalpa on Monday for the radio host gunned down in La Ceiba."),
            ["gunned down @ La Ceiba, -"]
        );
        assert_eq!(
            read("On Monday gunmen killed the radio host in La Ceiba."),
            ["gunmen killed @ La Ceiba, 1998-08-10"]
        );
        assert_eq!(
            read("He is the third to be found since gunmen stormed a market in Nairobi."),
            ["stormed @ Nairobi, -"]
        );
        assert_eq!(
            read("Police said a man was gunned down in La Ceiba on Monday."),
            ["gunned down @ La Ceiba, 1998-08-10"]
        );
    }

    #[test]
    fn what_is_told_behind_a_case_is_of_the_case() {
        assert_eq!(
            read("Fourth suspect in the murder of a pharmacist was held in Spain on Monday."),
            ["murder @ -, -"]
        );
        assert_eq!(
            read("An inquiry into the shooting of a student was opened in Lyon on Monday."),
            ["shooting @ -, -"]
        );
        assert_eq!(read("Relatives of those killed in the bombing gathered in Athens on Monday."), ["bombing @ -, -"]);
        assert_eq!(
            read("Two men found guilty of the bombing of a bank in Nairobi in May have lodged appeals in Mombasa."),
            ["bombing @ Nairobi, 1998-05-01"]
        );
        assert_eq!(
            read("Five people were killed in the bombing in Athens on Monday."),
            ["bombing @ Athens, 1998-08-10"]
        );
    }

    #[test]
    fn a_day_of_its_own_stays() {
        assert_eq!(read("The president condemned Friday's bombing in Nairobi."), ["bombing @ Nairobi, 1998-08-07"]);
        assert_eq!(
            read("Tourists have stayed away since the bombing in Nairobi on Aug. 7."),
            ["bombing @ Nairobi, 1998-08-07"]
        );
        assert_eq!(
            read("The shops opened again six days after the bombing in Nairobi."),
            ["bombing @ Nairobi, 1998-08-06"]
        );
    }

    #[test]
    fn what_is_told_as_news_is_of_the_day() {
        assert_eq!(read("A bombing in Nairobi on Thursday killed two people."), ["bombing @ Nairobi, 1998-08-13"]);
        assert_eq!(
            read("Two people died on Thursday in the bombing of a bus in Nairobi."),
            ["bombing @ Nairobi, 1998-08-13"]
        );
    }
}
