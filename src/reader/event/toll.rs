//! To which happening a figure belongs, and which figures count only a part.
//!
//! Comes in: the figures of a sentence and its happenings; then all mentions of a page. Goes out: for each happening the
//! figures of its own clause, and marks on what is a part of a total told elsewhere in the article. It must never give a
//! figure to a happening that is only compared with ("the deadliest since a 1960 tsunami").

use std::borrow::Borrow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use super::super::figure::Counted;
use super::super::lexicon;
use super::super::text::Page;
use super::super::vocabulary::{self, Class};
use super::pick::is_one;
use super::{Hit, Scope, befalls, clause, fits, item, passing};
use crate::story::{Attribution, EventMention, Family, Figure, Kind, PlaceBasis, PlaceRef, Span, Text, Victim};

/// Phrases that tell a toll: data, one a line.
static TOLLS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lexicon::phrases(include_str!("../../../assets/lexicon/en/toll.txt")).collect());

/// Whether the day a mention gives is that on which a toll was told, not that of the happening: "rose to 23 on Tuesday".
pub(in crate::reader) fn is_of_toll(text: &Text, mention: &EventMention) -> bool {
    if mention.figures.is_empty() {
        return false;
    }
    let Some(date) = &mention.date else { return false };
    let start = mention.sentence.start();
    let words = text.slice(mention.sentence).to_ascii_lowercase();
    let told: Vec<(usize, usize)> = TOLLS
        .iter()
        .flat_map(|&phrase| words.match_indices(phrase).map(|(at, found)| (at, at + found.len())))
        .collect();
    let Some(span) = date.span.filter(|span| mention.sentence.holds(*span)) else { return !told.is_empty() };
    let (from, to) = (span.start().saturating_sub(start), span.end().saturating_sub(start));
    // "Friday's strike" is the day of the strike.
    let owns = words.get(to..).is_some_and(|after| after.starts_with("'s") || after.starts_with("\u{2019}s"));
    let owns = owns || words.get(from..to).is_some_and(|own| own.ends_with("'s") || own.ends_with("\u{2019}s"));
    // "had killed 19 by Friday": counted up to then.
    let until = words.get(..from).is_some_and(|before| {
        let before = before.trim_end();
        before == "as of" || [" by", " as of", " until"].iter().any(|word| before.ends_with(word))
    });
    let trigger = mention.trigger.start().saturating_sub(start);
    // "rose to 282 on Thursday": the count itself is no verb that the day could be of.
    let counts = mention.figures.iter().any(|figure| figure.span.overlaps(mention.trigger));
    let near = |&(at, end): &(usize, usize)| {
        let between = if end <= from { words.get(end..from) } else { words.get(to..at) };
        let apart = if end <= from { end..from } else { to..at };
        between.is_some_and(|between| between.split_whitespace().count() <= 6) && (counts || !apart.contains(&trigger))
    };
    !owns && (until || told.iter().any(near))
}

/// Whether the words of a mention tell a count as it stood when it was told: "the toll rose to 23".
pub(in crate::reader) fn is_count(text: &Text, mention: &EventMention) -> bool {
    let words = text.slice(mention.sentence).to_ascii_lowercase();
    !mention.figures.is_empty() && TOLLS.iter().any(|&phrase| words.contains(phrase))
}

/// The figures that are of one of the hits.
pub(super) fn figures<'a>(scope: &'a Scope, hits: &[&Hit], index: usize) -> Vec<&'a Counted> {
    scope.figures.iter().filter(|counted| owner(scope, hits, counted) == Some(index)).collect()
}

/// A figure with who gives it, where that is another than who tells of its happening: "officials put the toll at 12,
/// while the opposition said 40 had died".
pub(super) fn said(counted: &Counted, teller: &Attribution, giver: Attribution) -> Figure {
    let other = !giver.source.is_empty() && giver.source != teller.source;
    Figure { said: other.then(|| Box::new(giver)), ..counted.figure.clone() }
}

/// The happening a figure is of: the nearest by the build of the sentence among those that can befall people so.
pub(super) fn owner<H: Borrow<Hit>>(scope: &Scope, hits: &[H], counted: &Counted) -> Option<usize> {
    hits.iter()
        .map(Borrow::borrow)
        .enumerate()
        .filter(|(_, hit)| befalls(hit.kind.family()) && fits(hit.kind, counted.figure.what))
        .filter_map(|(index, hit)| Some((distance(scope, hits, hit, &counted.tokens)?, index)))
        .min()
        .map(|(_, index)| index)
}

/// Words a figure's verb is tied by to what did it: "died in the fires", "killed when a wall fell".
const TIES: &[&str] = &["in", "by", "from", "when", "as", "after", "because", "during"];
/// Prepositions that make a happening a circumstance of the one named before it: "clashes at a march".
const UNDER: &[&str] = &["at", "by", "in", "of", "during", "over", "on", "from", "for", "with", "after"];

/// How far a figure stands from a hit, none where the hit is only compared with.
fn distance<H: Borrow<Hit>>(scope: &Scope, hits: &[H], hit: &Hit, figure: &Range<usize>) -> Option<usize> {
    let ground = scope.ground;
    let comma = |mut tokens: Range<usize>| tokens.any(|at| ground.page.token(at).is_some_and(|token| token.is(b',')));
    if hit.tokens.start < figure.end && figure.start < hit.tokens.end {
        return Some(0);
    }
    if is_of_older_deed(scope, figure) && hit.tokens.end <= figure.start {
        return None;
    }
    // "a crash near Kumasi, where 851 people have died over the past five years"
    if passing::is_counted_over_years(scope, Kind::Death, figure) {
        return None;
    }
    if hit.kind.family() == Family::Protest && is_remembered(scope, figure) {
        return None;
    }
    // "came a week after a gunman killed two": not those of what came; those of what came may be of "the blast" before.
    let apart = (clause::set_apart(scope, hit.tokens.start), clause::set_apart(scope, figure.start));
    if apart.0 != apart.1 && (apart.1.is_some() || !clause::is_definite(scope, &hit.tokens)) {
        return None;
    }
    let clause = clause::clause(scope, &hit.tokens);
    let same = clause.contains(&figure.start);
    let behind = hit.tokens.start >= figure.end;
    let between = if behind { figure.end..hit.tokens.start } else { hit.tokens.end..figure.start };
    if is_compared(scope, &between) || (hit.effect && !same && is_placed(scope, figure)) {
        return None;
    }
    if item::are_listed(scope, figure, &hit.tokens) {
        return None;
    }
    let tied = behind
        && between.len() <= 8
        && !comma(between.clone())
        && between.clone().take(2).any(|at| TIES.contains(&ground.word(at)));
    if tied {
        return Some(between.len() / 4 + 1);
    }
    // "Clashes at a march left 24 hurt": the clashes did.
    let from = hit.tokens.start.saturating_sub(4);
    let under = !behind
        && (from..hit.tokens.start).any(|at| UNDER.contains(&ground.word(at)))
        && hits.iter().map(Borrow::borrow).any(|other| {
            other.tokens.end <= hit.tokens.start
                && clause.contains(&other.tokens.start)
                && !comma(other.tokens.end..hit.tokens.start)
                && befalls(other.kind.family())
        });
    // "a ferry sank during a typhoon, killing 800": the circumstance killed nobody.
    let before = hit.tokens.start.saturating_sub(3)..hit.tokens.start;
    let beside = before.into_iter().any(|at| matches!(ground.word(at), "during" | "amid" | "despite"));
    let clauses = if same { 0 } else { 15 };
    // "where a dam burst and killed thousands, marched on": a comma shuts off what was counted before it.
    let shut = if behind && comma(between.clone()) { 6 } else { 0 };
    Some(between.len() + clauses + shut + if beside { 40 } else { 0 } + if under { 14 } else { 0 })
}

/// "a march for the 85 men who died", "a vigil in memory of 12 workers", "families of 43 students": those a crowd remembers or
/// stands up for, whom nothing befell where it stood.
pub(super) fn is_remembered(scope: &Scope, figure: &Range<usize>) -> bool {
    const MOURNED: &[&str] = &[
        "mourn",
        "mourning",
        "mourned",
        "remember",
        "remembering",
        "honour",
        "honor",
        "honouring",
        "honoring",
        "commemorate",
        "commemorating",
        "commemorated",
    ];
    const OF: &[&str] = &[
        "memory",
        "honour",
        "honor",
        "anniversary",
        "families",
        "relatives",
        "parents",
        "mothers",
        "widows",
        "portraits",
        "photographs",
        "photos",
        "names",
    ];
    let word = |at: Option<usize>| at.map_or("", |at| scope.ground.word(at));
    let mut at = figure.start.checked_sub(1);
    let definite = matches!(word(at), "the" | "all" | "those");
    if definite {
        at = at.and_then(|at| at.checked_sub(1));
    }
    let before = word(at.and_then(|at| at.checked_sub(1)));
    match word(at) {
        "for" => definite,
        "of" => OF.contains(&before),
        lead => MOURNED.contains(&lead),
    }
}

/// "expelled in punishment for two killings": those of a deed that only its noun tells, before what the sentence is about.
pub(super) fn is_of_older_deed(scope: &Scope, figure: &Range<usize>) -> bool {
    let noun = figure.end.checked_sub(1).map_or("", |at| scope.ground.word(at));
    let lead = figure.start.checked_sub(1).map_or("", |at| scope.ground.word(at));
    matches!(noun, "killings" | "murders" | "slayings" | "deaths") && matches!(lead, "for" | "over" | "avenge")
}

/// "died of his burns", "succumbed to her injuries", "died in hospital": where and when somebody died of it is not
/// where and when it happened.
pub(super) fn is_of_wounds(scope: &Scope, clause: &Range<usize>) -> bool {
    const WOUNDS: &[&str] = &["burns", "wounds", "injuries"];
    const CARE: &[&str] = &["hospital", "hospitals", "clinic", "infirmary", "ambulance"];
    let word = |at: usize| scope.ground.word(at);
    clause.clone().any(|at| {
        let cause = matches!((word(at), word(at + 1)), ("died", "of" | "from") | ("succumbed" | "succumbing", "to"));
        let bed = matches!((word(at), word(at + 1)), ("died" | "dies" | "dead", "in" | "at"));
        let name = |at: &usize| !scope.ground.lex(*at).is(Class::LINK.with(Class::BREAK).with(Class::HAVE));
        (cause && (at + 2..at + 5).any(|at| WOUNDS.contains(&word(at))))
            || (bed && (at + 2..at + 6).take_while(name).any(|at| CARE.contains(&word(at))))
    })
}

/// Whether a hit tells of one who died later of what was told before, and not of a killing of its own.
pub(super) fn is_deathbed(scope: &Scope, hit: &Hit) -> bool {
    let word = scope.ground.word(hit.tokens.start);
    let own = hit.kind == Kind::Death || (hit.kind == Kind::Killing && word.starts_with("kill"));
    hit.effect && !own && is_of_wounds(scope, &clause::clause(scope, &hit.tokens))
}

/// Whether a figure's own verb is tied to some words: "died in the fires".
pub(super) fn is_tied(scope: &Scope, words: &Range<usize>) -> bool {
    let clause = clause::clause(scope, words);
    scope.figures.iter().filter(|counted| counted.figure.min > 0).any(|counted| {
        let between = counted.tokens.end..words.start;
        counted.tokens.end < words.start
            && between.len() <= 4
            && clause.contains(&counted.tokens.start)
            && between.clone().take(2).any(|at| TIES.contains(&scope.ground.word(at)))
    })
}

/// "the deadliest since a 1960 tsunami", "the worst since 2007, when dozens died": a look back between the two.
fn is_compared(scope: &Scope, between: &Range<usize>) -> bool {
    let since = between.clone().find(|&at| matches!(scope.ground.word(at), "since" | "than"));
    since.is_some_and(|since| {
        let from = since.saturating_sub(8).max(scope.sentence.tokens.start);
        (from..since).any(|at| {
            let word = scope.ground.word(at);
            let most =
                word.ends_with("est") && !matches!(word, "forest" | "protest" | "arrest" | "west" | "rest" | "unrest");
            most || matches!(word, "worst" | "most" | "first" | "worse" | "more" | "higher")
        })
    })
}

/// Whether the clause of a figure names where it fell.
fn is_placed(scope: &Scope, figure: &Range<usize>) -> bool {
    let clause = clause::clause(scope, figure);
    scope.ground.named(&clause).iter().any(|named| super::is_location(named.toponym))
}

/// Whether the words are of a count kept of the dead: "the toll", "bodies", "the number of injured".
pub(super) fn is_toll(scope: &Scope) -> bool {
    scope.sentence.tokens.clone().any(|at| {
        matches!(scope.ground.word(at), "toll" | "bodies" | "survivors")
            || (scope.ground.word(at) == "number"
                && scope.ground.word(at + 1) == "of"
                && (at + 2..at + 6)
                    .any(|index| scope.ground.lex(index).is(Class::KILLED.with(Class::WOUNDED).with(Class::MISSING))))
    })
}

/// The most told of each place.
type Most<'a> = FxHashMap<&'a str, (u32, Option<&'a PlaceRef>)>;

/// Marks the figures that count only a part of what the article counts in all: those of one place among the places of one
/// happening, those on top of others ("two more"), and the smaller of two in one passage.
pub(super) fn mark_parts(page: &Page, mentions: &mut [EventMention]) {
    let places: Vec<Option<Arc<PlaceRef>>> =
        mentions.iter().map(|mention| mention.place.as_ref().map(|place| place.place.clone())).collect();
    // The most told so far, by kind and fate, then by place: few of each, however long the article.
    let mut told: FxHashMap<(Kind, Victim), Most> = FxHashMap::default();
    for (mention, place) in mentions.iter_mut().zip(&places) {
        let place = place.as_deref();
        let own = place.filter(|_| {
            let basis = mention.place.as_ref().map(|place| place.basis);
            matches!(basis, Some(PlaceBasis::Stated | PlaceBasis::Indirect))
        });
        let words = |span: Span| page.plain.get(span.range()).unwrap_or("").to_lowercase();
        let spread = mention.kind.is_wide()
            || matches!(mention.kind, Kind::Death | Kind::Killing)
            || vocabulary::is_effect(&words(mention.trigger));
        let kind = mention.kind;
        let apart = mention.back_reference || mention.modal || mention.negated;
        let counted: Vec<(Victim, u32)> = mention.figures.iter().map(|figure| (figure.what, figure.min)).collect();
        for figure in mention.figures.iter_mut().filter(|figure| figure.min > 0) {
            let here = counted.iter().any(|&(what, total)| what == figure.what && total > figure.min);
            let added = is_more(&words(figure.span));
            let before = || {
                let like = told.iter().filter(|((of, what), _)| *what == figure.what && is_one(*of, kind));
                like.flat_map(|(_, totals)| totals.values()).any(|&(total, there)| {
                    let elsewhere =
                        || own.zip(there).is_some_and(|(here, there)| here.key != there.key && !here.holds(there));
                    total > figure.min && (added || (spread && elsewhere()))
                })
            };
            figure.part |= (here && !apart) || before();
        }
        for (what, total) in counted.into_iter().filter(|_| !apart) {
            let totals = told.entry((kind, what)).or_default();
            let most = totals.entry(place.map_or("", |place| &place.key)).or_insert((0, place));
            most.0 = most.0.max(total);
        }
    }
}

/// "two more", "another 11": counted on top of others.
fn is_more(words: &str) -> bool {
    words.starts_with("another ")
        || ((words.contains(" more") || words.contains(" further")) && !words.contains("more than"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, spoken};

    #[test]
    fn a_figure_is_of_the_happening_of_its_own_clause() {
        check(
            "A bomb in Kabul killed five people on Monday, while a flood in Herat left nine dead.",
            &["explosion-mine bomb @ Kabul | killed 5", "flood flood @ Herat | killed 9"],
        );
    }

    #[test]
    fn what_came_long_before_keeps_its_dead() {
        check(
            "The shooting in Dayton came a month after a man killed a guard in Topeka, and two years after six people \
             were shot dead at a church in Macon.",
            &[
                "shooting shooting @ Dayton",
                "killing killed @ Topeka | killed 1",
                "shooting were shot @ Macon | killed 6 | back",
            ],
        );
        check(
            "A ferry sank off Calapan a day after it left Manila, killing 52 people.",
            &["crash ferry sank @ Calapan | killed 52"],
        );
    }

    #[test]
    fn what_is_only_compared_with_takes_no_figure() {
        check(
            "At least 80 people died in the fires in Lahaina, the deadliest since a tsunami in Hilo.",
            &["fire fires @ Lahaina | killed 80 or more"],
        );
    }

    #[test]
    fn the_dead_of_a_deed_that_is_answered_are_not_of_the_answer() {
        check("Militants shelled Goma on Monday in revenge for two killings.", &["shelling-strike shelled @ Goma"]);
        check(
            "Militants shelled Goma on Monday, and two killings followed.",
            &["shelling-strike shelled @ Goma | killed 2"],
        );
    }

    #[test]
    fn a_circumstance_killed_nobody() {
        check(
            "A ferry sank off Calapan during a typhoon, killing 800 people.",
            &["crash ferry sank @ Calapan | killed 800", "storm typhoon @ Calapan"],
        );
    }

    #[test]
    fn a_toll_without_its_happening_is_of_the_one_told_before() {
        check(
            "A fire swept a market in Lagos on Monday. The mayor came. The death toll rose to 14 on Tuesday.",
            &["fire fire swept @ Lagos", "fire 14 @ Lagos (context) | killed 14"],
        );
    }

    #[test]
    fn each_figure_has_who_gives_it() {
        assert_eq!(
            spoken("Clashes broke out in Lima on Monday. Officials put the toll at 12, while the opposition said 40."),
            ["12 Officials", "40 the opposition"]
        );
        assert_eq!(
            spoken("A ferry sank off Calapan. Police said 11 people had died, but relatives said 30 people had died."),
            ["11 Police", "30 relatives"]
        );
        assert_eq!(
            spoken(
                "A general said he would stay, a day after clashes in Khartoum left 23 dead, according to a doctors' group."
            ),
            ["23 a doctors' group"]
        );
    }

    #[test]
    fn a_part_told_of_a_place_of_its_own_is_marked() {
        check(
            "An earthquake in Ecuador killed 15 people on Monday. In Cuenca one person was killed.",
            &["earthquake earthquake @ Ecuador | killed 15", "earthquake killed @ Cuenca | killed 1 part"],
        );
    }

    #[test]
    fn none_hurt_and_some_hurt_are_told_of_what_was_told_before() {
        check(
            "A fire swept a market in Lagos on Monday. No casualties were reported.",
            &["fire fire swept @ Lagos", "fire casualties @ Lagos (context) | killed 0"],
        );
        check("The shop in Lagos opened on Monday. No casualties were reported.", &[]);
        check(
            "Students marched in Lima on Monday. Five officers were hurt.",
            &["protest marched in @ Lima", "protest were hurt @ Lima (context) | wounded 5"],
        );
        check("The gang is holding 17 missionaries in Jacmel.", &["abduction 17 missionaries @ Jacmel | detained 17"]);
    }
}
