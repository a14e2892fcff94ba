//! From hits to mentions: place, date, figures, actors, means, who says so.
//!
//! Comes in: the hits of a sentence. Goes out: mentions, and what later sentences need to know. Speech becomes a
//! mention only where a speaker with a seat says something beyond the happenings of its own sentence, and once for
//! each speaker and kind.

use std::ops::Range;

use super::super::attribution::{Listener, Speech};
use super::super::token::{Case, Kind as TokenKind};
use super::super::vocabulary::{self, Class};
use super::{
    Hit, Memory, Past, Scope, case, clause, date, days_after, deathbed, filed, is_headline, is_one, is_told_on, listed,
    negated, pick, place, seat, toll,
};
use crate::story::means as weapons;
use crate::story::{
    DayRange, EventMention, Family, Figure, Kind, MentionDate, MentionPlace, PlaceBasis, Role, Span, Stance,
};

/// Whether a kind is of what happens: a state of emergency is, what is merely said is not.
fn happens(kind: Kind) -> bool {
    kind.family() != Family::Speech || kind == Kind::Announcement
}

/// "No casualties were reported": none of what happened, which was.
fn counts_none(hit: &Hit, figures: &[Figure]) -> bool {
    hit.effect && !figures.is_empty() && figures.iter().all(|figure| figure.max == Some(0))
}

/// Adds the mentions of a sentence.
pub(super) fn mentions(
    scope: &Scope,
    hits: &[Hit],
    listener: &Listener,
    speeches: &[Speech],
    memory: &mut Memory,
    out: &mut Vec<EventMention>,
) {
    // "declares war" is the happening itself, not a word of speech; "the court heard that" is both.
    let speeches: Vec<Speech> = speeches
        .iter()
        .filter(|speech| {
            let is_itself = |hit: &Hit| happens(hit.kind) && hit.tokens.contains(&speech.cue.start);
            speech.cue.is_empty() || !hits.iter().any(|hit| is_itself(hit) && !case::tells(hit, speech))
        })
        .cloned()
        .collect();
    let happenings: Vec<&Hit> = hits.iter().filter(|hit| happens(hit.kind)).collect();
    for (index, hit) in happenings.iter().enumerate() {
        let attribution = listener.attribution(&speeches, &hit.tokens, hit.kind.family());
        let giver = |tokens: &Range<usize>| listener.attribution(&speeches, tokens, hit.kind.family());
        let figures: Vec<Figure> = toll::figures(scope, &happenings, index)
            .into_iter()
            .map(|counted| toll::said(counted, &attribution, giver(&counted.tokens)))
            .collect();
        let place = place::place(scope, hit, &happenings, &speeches, memory)
            .filter(|found| !case::is_of_court_alone(scope, hit, &speeches, found));
        let (mut date, mut back_reference) = deathbed::date(scope, hit, hits, &speeches, memory);
        let own = date.as_ref().and_then(|date| date.span).is_some_and(|span| {
            scope.sentence.span.holds(span) && !date::is_clock(scope, &scope.ground.page.tokens_in(span))
        });
        if !own && let Some(past) = earlier(scope, hit, place.as_ref(), memory).filter(|_| !back_reference) {
            (date, back_reference) = (past.date.clone(), past.back);
        }
        date = date.map(|date| if own || back_reference { date } else { story_day(scope, hit, date, memory) });
        if !own && let Some(then) = days_after::day(scope, hit, memory) {
            date = then;
        }
        let clause = clause::clause(scope, &hit.tokens);
        let Some((span, trigger)) = spans(scope, hit, &clause, happenings.len()) else { continue };
        let ahead = date::is_ahead(scope, date.as_ref());
        let modal = clause::is_modal(scope, hit) || (ahead && !is_done(scope, hit));
        if modal {
            date = date.map(|date| date::to_come(scope, date));
        } else if ahead {
            // "was arrested and is to appear on Friday": the day to come is of something else.
            date = scope.ground.document.day.map(date::spanless);
        }
        let negated = !counts_none(hit, &figures) && negated::is_negated(scope, hit);
        if !modal && !negated {
            memory.happened.push(Past {
                kind: hit.kind,
                sentence: scope.index,
                paragraph: scope.sentence.paragraph,
                date: date.clone(),
                dated: own,
                back: back_reference,
                place: place.as_ref().filter(|place| place.basis != PlaceBasis::Seat).map(|place| place.place.clone()),
            });
        }
        let denied = attribution.stance == Stance::Denied;
        let mention = EventMention {
            span,
            trigger,
            sentence: scope.sentence.span,
            paragraph: paragraph(scope),
            family: hit.kind.family(),
            kind: hit.kind,
            place,
            date,
            figures,
            actors: if denied { Vec::new() } else { actors(scope, hit, &clause, &speeches) },
            means: means(scope, hit, &clause),
            details: Vec::new(),
            attribution,
            negated,
            modal,
            back_reference,
            pointer: false,
        };
        out.extend(listed::elsewhere(scope, &mention));
        out.push(mention);
    }
    let told = happenings.iter().any(|hit| {
        matches!(hit.kind.family(), Family::Violence | Family::Talks | Family::Blockade)
            && !clause::is_modal(scope, hit)
    });
    for hit in hits.iter().filter(|hit| !happens(hit.kind)) {
        out.extend(speech(scope, hit, listener, &speeches, memory, told));
    }
}

/// "On Monday a gas main blew up. Hours later a bus collided with a truck": what gives no day of its own is of the day told
/// last, and not of the paper's.
fn story_day(scope: &Scope, hit: &Hit, date: MentionDate, memory: &Memory) -> MentionDate {
    const DAYS: i32 = 1;
    let Some(today) = scope.ground.document.day else { return date };
    // "Clashes were reported on Tuesday": its own words name the day.
    let filed = filed::dateline(scope.ground, scope.sentence).unwrap_or(scope.sentence.tokens.start);
    let said = scope
        .ground
        .timed(&(filed..scope.sentence.tokens.end))
        .iter()
        .any(|timed| timed.timex.days == Some(date.days) && !date::is_clock(scope, &timed.tokens));
    if date.span.is_some() || said || date.days != DayRange::day(today) {
        return date;
    }
    let ground = scope.ground;
    // "has just landed": as the paper is written.
    let just = hit.tokens.start.checked_sub(1).is_some_and(|at| {
        matches!(ground.word(at), "has" | "have" | "just") || matches!(ground.word(hit.tokens.start), "has" | "have")
    });
    // What goes on goes on today.
    let lasts = matches!(
        hit.kind,
        Kind::War
            | Kind::Blockade
            | Kind::Siege
            | Kind::Outbreak
            | Kind::Shortage
            | Kind::Drought
            | Kind::MilitaryOperation
    );
    if lasts || just || is_headline(scope.sentence) {
        return date;
    }
    // "overnight on Saturday … Hours later": the next day.
    let from = scope.sentence.tokens.start;
    let later = ground.word(from) == "hours" && ground.word(from + 1) == "later";
    let by_night = |span: Span| {
        let night = |at| matches!(ground.word(at), "night" | "overnight" | "midnight" | "p.m." | "pm" | "evening");
        later && ground.page.tokens_in(span).any(night)
    };
    let told = memory.happened.iter().rev().filter(|past| past.dated && !past.back).find_map(|past| {
        let date = past.date.as_ref().filter(|date| date.days.len_days() == 1 && !date.span.is_some_and(by_night))?;
        let near = date.days.start.until(today).is_ok_and(|span| (0..=DAYS).contains(&span.get_days()));
        near.then_some(date.days)
    });
    match told {
        Some(days) => MentionDate { days, ..date },
        None => date,
    }
}

/// How far a quarter of a town lies from it at most, in kilometres: "the assault in X" after "attacked a school in its Y
/// district".
const QUARTER_KM: f64 = 20.0;

/// The happening told of before that this one goes on telling, and so shares the day of: "190 others were hurt", "the
/// blast", "Miners died of the gas". Another of its kind is none: "a second blast".
fn earlier<'a>(scope: &Scope, hit: &Hit, place: Option<&MentionPlace>, memory: &'a Memory) -> Option<&'a Past> {
    const GOES_ON: usize = 14;
    let definite = clause::is_definite(scope, &hit.tokens);
    let from = hit.tokens.start.saturating_sub(3).max(scope.sentence.tokens.start);
    let other = (from..hit.tokens.start).any(|at| {
        matches!(scope.ground.word(at), "another" | "second" | "new" | "fresh" | "further" | "other" | "more")
    });
    let first = scope.ground.word(hit.tokens.start.saturating_sub(1));
    if is_headline(scope.sentence) || (!hit.effect && (other || matches!(first, "a" | "an"))) {
        return None;
    }
    let here = |past: &Past| {
        place.zip(past.place.as_ref()).is_none_or(|(place, there)| {
            let here = &place.place;
            let beside = definite && here.km_to(there) <= QUARTER_KM;
            here.key == there.key
                || here.holds(there)
                || there.holds(here)
                || beside
                || (definite && hit.kind.is_wide())
        })
    };
    // "collided on Feb. 28, 2023. Fifty-seven people were killed.": of the sentence right before, however long ago.
    let last = || {
        memory.recent(scope.index, 1).find(|past| {
            past.paragraph == scope.sentence.paragraph && past.kind == hit.kind && past.dated && past.date.is_some()
        })
    };
    let dated = memory.recent(scope.index, GOES_ON).filter(|_| is_told_on(hit.kind)).find(|past| {
        let day = past.date.as_ref().is_some_and(|date| date.days.len_days() <= 7);
        past.dated && day && !past.back && is_one(past.kind, hit.kind) && here(past)
    });
    let told = || memory.recent(scope.index, 5).find(|past| past.kind == hit.kind && past.date.is_some());
    // "three days after the shooting": the one told of before, as long ago as that one.
    let back = || {
        let past = memory.recent(scope.index, 30).find(|past| past.kind == hit.kind && past.place.is_some());
        past.filter(|past| past.back && past.date.is_some())
    };
    // "were charged on Wednesday over the raid of 15 May. The court remanded them": the day of the step before.
    let case = || {
        memory.recent(scope.index, 2).find(|past| {
            let near = past.paragraph == scope.sentence.paragraph && past.sentence < scope.index;
            near && past.dated && !past.back && pick::is_one_case(past.kind, hit.kind) && here(past)
        })
    };
    if let Some(past) = case() {
        return Some(past);
    }
    // "over the death of X, who was gunned down. Two others were hurt in the attack": as long ago as that, whenever it was.
    let looked_back = memory
        .recent(scope.index, 1)
        .find(|past| past.paragraph == scope.sentence.paragraph && past.date.is_none() && is_one(past.kind, hit.kind));
    if let Some(past) = looked_back.filter(|_| definite || hit.effect) {
        return Some(past);
    }
    if hit.effect {
        return last().or(dated).or_else(told);
    }
    dated.or_else(|| if definite { back() } else { None })
}

/// "was arrested": a verb of the past.
fn is_done(scope: &Scope, hit: &Hit) -> bool {
    let first = scope.ground.word(hit.tokens.start);
    let before = hit.tokens.start.checked_sub(1).map_or("", |at| scope.ground.word(at));
    matches!(before, "was" | "were" | "has" | "had" | "have")
        || first.ends_with("ed")
        || matches!(first, "was" | "were" | "shot" | "won" | "sank" | "fell" | "found")
}

pub(super) fn paragraph(scope: &Scope) -> u32 {
    if is_headline(scope.sentence) { 0 } else { scope.sentence.paragraph.max(1) }
}

/// The passage and the trigger as spans: the clause where a sentence reports several happenings.
fn spans(scope: &Scope, hit: &Hit, clause: &Range<usize>, among: usize) -> Option<(Span, Span)> {
    let page = scope.ground.page;
    let trigger = page.span_of(hit.tokens.clone())?;
    let passage = if among > 1 { page.span_of(clause.clone())? } else { scope.sentence.span };
    Some((passage.join(trigger), trigger))
}

/// Words before a name that make it the other side of what is done.
const OBJECT: &[&str] = &[
    "with", "against", "on", "to", "toward", "towards", "from", "for", "about", "between", "in", "at", "near",
    "warned", "told", "accused", "blamed", "of",
];

/// Who is said to have done it: "by X" after the trigger, else the last who acts before it.
fn actors(scope: &Scope, hit: &Hit, clause: &Range<usize>, speeches: &[Speech]) -> Vec<Span> {
    let ground = scope.ground;
    if !matches!(
        hit.kind.family(),
        Family::Violence
            | Family::Blockade
            | Family::Movement
            | Family::Talks
            | Family::Diplomacy
            | Family::Protest
            | Family::Justice
            | Family::Aid
    ) {
        return Vec::new();
    }
    // An ultimatum, an offer and a refusal are of who speaks.
    if matches!(hit.kind, Kind::Ultimatum | Kind::TalksOffer | Kind::TalksRejected | Kind::Negotiation) {
        return Vec::new();
    }
    let phrase = |at: usize| -> Option<Span> {
        // A demonym or a name, and the force it bears: "Azerbaijani forces", "Israel's army", "gunmen".
        let mut end = ground.over(at).next().map_or(at + 1, |named| named.tokens.end.max(at + 1));
        let at_name = end;
        while end < clause.end
            && end < at_name + 3
            && (ground.lex(end).is(Class::FORCE)
                || ground.page.token(end).is_some_and(|token| token.kind == TokenKind::Possessive)
                || ground.word(end) == "armed")
        {
            end += 1;
        }
        while end > at_name && ground.page.token(end - 1).is_some_and(|token| token.kind == TokenKind::Possessive) {
            end -= 1;
        }
        // A bare adjective does nothing: "Azerbaijani", "military".
        let bare = end == at_name
            && (ground.over(at).any(|named| named.toponym.role == Role::Demonym)
                || matches!(
                    ground.word(at),
                    "military"
                        | "terrorist"
                        | "rebel"
                        | "guerrilla"
                        | "regime"
                        | "suspects"
                        | "suspect"
                        | "peacekeepers"
                ));
        let cut = at.checked_sub(1).is_some_and(|before| ground.page.token(before).is_some_and(|token| token.is(b'-')));
        if bare || cut { None } else { ground.page.span_of(at..end) }
    };
    // Who only says so did not do it.
    let speaks = |at: usize| {
        speeches.iter().filter_map(|speech| speech.speaker.as_ref()).any(|speaker| speaker.tokens.contains(&at))
    };
    let acts = |at: usize| -> Option<usize> {
        // "talks with Baku", "had warned Moscow of it": on the other end of what is done.
        let before = at.checked_sub(1).map_or("", |index| ground.word(index));
        let object = at < hit.tokens.start && OBJECT.contains(&before);
        // "its forces had killed six fighters in an ambush": whom it befell did not do it.
        let suffers = scope.figures.iter().any(|counted| counted.tokens.contains(&at));
        if speaks(at) || object || suffers {
            return None;
        }
        let named = ground.over(at).next();
        match named {
            Some(named) => matches!(named.toponym.role, Role::Actor | Role::Demonym).then_some(named.tokens.start),
            None => (ground.lex(at).is(Class::FORCE) && !ground.lex(at).is(Class::MEANS)).then_some(at),
        }
    };
    let by = (hit.tokens.end..(hit.tokens.end + 8).min(clause.end)).find(|&at| ground.word(at) == "by");
    if let Some(by) = by {
        let found = (by + 1..(by + 5).min(clause.end)).find_map(acts);
        return found.and_then(phrase).into_iter().collect();
    }
    // "Three protesters were shot": before a passive stands whom it befell.
    if is_passive(scope, hit) {
        return Vec::new();
    }
    let from = clause.start.max(hit.tokens.start.saturating_sub(14));
    // "Police shot", "gunmen killed": of the trigger itself.
    let own = acts(hit.tokens.start).filter(|_| hit.tokens.len() > 1);
    let before = own.or_else(|| (from..hit.tokens.start).rev().find_map(acts));
    let Some(mut at) = before else { return Vec::new() };
    // "Azerbaijani forces": from the adjective on.
    if let Some(adjective) = at.checked_sub(1).filter(|&index| index >= from).and_then(acts) {
        at = adjective;
    }
    phrase(at).into_iter().collect()
}

/// "were shot", "was killed": what its subject suffers.
fn is_passive(scope: &Scope, hit: &Hit) -> bool {
    const BE: &[&str] = &["was", "were", "been", "being", "is", "are", "be"];
    let word = |at: usize| scope.ground.word(at);
    let before = hit.tokens.start.checked_sub(1).map_or("", word);
    let led = BE.contains(&word(hit.tokens.start)) || BE.contains(&before);
    let verb = word(hit.tokens.end.saturating_sub(1));
    led && !verb.ends_with("ing") && !vocabulary::is_noun_phrase(verb)
}

/// With what: "artillery", "a car bomb"; at most four.
fn means(scope: &Scope, hit: &Hit, clause: &Range<usize>) -> Vec<Span> {
    if !matches!(hit.kind.family(), Family::Violence | Family::Protest) {
        return Vec::new();
    }
    let ground = scope.ground;
    if !clause.clone().any(|at| weapons::begins(ground.word(at)) || ground.lex(at).is(Class::MEANS)) {
        return Vec::new();
    }
    // "not by explosives" says so.
    let not = |at: usize| (1..4).any(|by| at.checked_sub(by).is_some_and(|before| ground.word(before) == "not"));
    let span = ground.page.span_of(clause.clone());
    let words = span.and_then(|span| ground.page.plain.get(span.range())).unwrap_or("");
    let begin = span.map_or(0, Span::start);
    let mut out: Vec<Span> = Vec::new();
    for (range, _) in weapons::means(words) {
        let Some(span) = ground.page.text.span(begin + range.start..begin + range.end) else { continue };
        let tokens = ground.page.tokens_in(span);
        // "a coal mine" and "a device" are no weapons, unless they are what happened.
        let bare = tokens.len() == 1 && matches!(ground.word(tokens.start), "mine" | "mines" | "device" | "devices");
        // "a mine exploded under", "stepped on a mine"
        let bursts = |at: usize| {
            let word = ground.word(at);
            word.starts_with("explod")
                || word.starts_with("detonat")
                || word.starts_with("trod")
                || word.starts_with("stepp")
        };
        let bare = bare && !(tokens.start.saturating_sub(4)..tokens.end + 2).any(bursts);
        if !(not(tokens.start) || (bare && !hit.tokens.contains(&tokens.start))) {
            out.push(span);
        }
    }
    for at in clause.clone().filter(|&at| ground.lex(at).is(Class::MEANS) && !ground.lex(at).is(Class::NOT)) {
        if !matches!(ground.word(at), "mine" | "mines")
            && !not(at)
            && let Some(span) = ground.page.span_of(at..at + 1)
            && !out.iter().any(|known| known.overlaps(span))
        {
            out.push(span);
        }
    }
    out.sort_unstable_by_key(|span| span.start());
    out.truncate(4);
    out
}

/// A statement worth a quiet pin.
fn speech(
    scope: &Scope,
    hit: &Hit,
    listener: &Listener,
    speeches: &[Speech],
    memory: &mut Memory,
    told: bool,
) -> Option<EventMention> {
    let ground = scope.ground;
    if is_headline(scope.sentence) || clause::is_modal(scope, hit) {
        return None;
    }
    // The cue is the trigger, or the trigger stands right behind the speaker.
    let speech = speeches
        .iter()
        .filter(|speech| speech.speaker.is_some())
        .min_by_key(|speech| speech.cue.start.abs_diff(hit.tokens.start))?;
    let speaker = speech.speaker.as_ref()?;
    // What one is said to have said to another is not a statement of its own.
    let within = speeches.iter().any(|other| {
        other.cue.start < speech.cue.start
            && other.content.contains(&speech.cue.start)
            && other.speaker.as_ref() != Some(speaker)
    });
    if within {
        return None;
    }
    let near = speech.cue.start.abs_diff(hit.tokens.start) <= 2 || speech.content.contains(&hit.tokens.start);
    if !near || (told && speech.content.contains(&hit.tokens.start)) {
        return None;
    }
    // A sentence whose happening is already told under this speaker needs no second mark.
    if told && matches!(hit.kind, Kind::Statement | Kind::Accusation | Kind::Denial) {
        return None;
    }
    // "People ask why nobody warned them": no word of anybody's.
    let silent = speech.cue.start.checked_sub(1).is_some_and(|at| matches!(ground.word(at), "nobody" | "none"))
        || (speech.cue.start >= 2
            && ground.word(speech.cue.start - 2) == "no"
            && ground.word(speech.cue.start - 1) == "one");
    if silent {
        return None;
    }
    let place = seat::of_speaker(ground, memory, &speaker.tokens)?;
    let name = last_name(scope, &speaker.tokens);
    if !memory.spoken.insert((name, hit.kind)) {
        return None;
    }
    let (date, back_reference) = date::date(scope, hit, &[], &[]);
    let trigger = ground.page.span_of(hit.tokens.clone())?;
    Some(EventMention {
        span: scope.sentence.span,
        trigger,
        sentence: scope.sentence.span,
        paragraph: paragraph(scope),
        family: Family::Speech,
        kind: hit.kind,
        place: Some(MentionPlace { place, span: ground.page.span_of(speaker.tokens.clone()), basis: PlaceBasis::Seat }),
        date,
        figures: Vec::new(),
        actors: Vec::new(),
        means: Vec::new(),
        details: Vec::new(),
        attribution: listener.attribution(
            std::slice::from_ref(speech),
            &(speech.content.start..speech.content.start),
            Family::Speech,
        ),
        negated: false,
        modal: false,
        back_reference,
        pointer: false,
    })
}

/// What a speaker is told apart by: the last capital word, else the whole phrase.
fn last_name(scope: &Scope, tokens: &Range<usize>) -> String {
    let page = scope.ground.page;
    let last = tokens
        .clone()
        .rev()
        .find(|&at| page.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.case != Case::Lower));
    last.map_or_else(String::new, |at| page.word(at).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::days;

    #[test]
    fn what_tells_no_day_is_of_the_day_told_last() {
        let monday = "A gas main blew up in Gao on Monday.";
        let last = |text: &str| days(&format!("{monday}\n\n{text}")).last().cloned().unwrap();
        assert_eq!(last("In Mopti a bus collided with a truck, killing two."), "2023-09-18");
        assert_eq!(last("In Mopti a bus collided with a truck on Tuesday, killing two."), "2023-09-19");
        assert_eq!(last("Clashes were reported in Mopti on Tuesday."), "2023-09-19");
        assert_eq!(last("Gunmen have kidnapped two nurses in Mopti."), "2023-09-19");
        assert_eq!(last("Mopti has been under siege."), "2023-09-19");
        assert_eq!(
            days("A gas main blew up in Gao on Friday.\n\nIn Mopti a bus collided with a truck.")[1],
            "2023-09-19"
        );
    }

    #[test]
    fn hours_after_a_night_it_is_the_next_day() {
        let later = "Hours later a bus collided with a truck in Mopti.";
        let last = |first: &str| days(&format!("{first}\n\n{later}")).last().cloned().unwrap();
        assert_eq!(last("A gas main blew up in Gao at 11 p.m. on Monday."), "2023-09-19");
        assert_eq!(last("A gas main blew up in Gao on Monday."), "2023-09-18");
    }
}
