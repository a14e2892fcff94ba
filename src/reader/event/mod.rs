//! Event mentions: which passages of a page report a happening, of what kind, where, when, to whom, by whose word.
//!
//! Comes in: a page with its toponyms and timexes. Goes out: mentions in order of their triggers. One happening is
//! one mention, not one for each verb; what is feared, planned, denied or remembered is marked so. It must never
//! take a place that is only named as an actor for where something happened.

mod afterword;
mod apart;
mod aside;
mod asked;
mod assemble;
mod averted;
mod barred;
mod below;
mod body;
mod case;
mod cause;
mod clause;
mod compound;
mod context;
mod counting;
mod date;
mod days_after;
mod deathbed;
mod deed;
mod detail;
mod echo;
mod filed;
mod general;
mod item;
mod known;
mod lead;
mod learned;
mod listed;
mod named_after;
mod nearer;
mod negated;
mod of_state;
mod origin;
mod passing;
mod pick;
mod place;
mod pointed;
mod reduced;
mod refer;
mod seat;
mod sense;
mod stand;
mod strength;
mod surname;
#[cfg(test)]
mod tests;
mod toll;
mod under;
mod unreal;
mod untold;
mod weighed;
mod whose;
mod why;

pub use seat::place_ref;

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

pub(super) use apart::is_deed;
pub(super) use context::is_of_land_alone;
pub(super) use learned::likelihood;
pub(super) use pick::is_one;
pub(super) use pointed::is_plain;
pub(super) use toll::{is_count, is_of_toll};

use geodata::Gazetteer;
use rustc_hash::FxHashSet;

use super::astray;
use super::attribution::Listener;
use super::figure::{self, Counted, Told};
use super::lexicon::WordId;
use super::sentence::Sentence;
use super::text::Page;
use super::vocabulary::{self, Lex};
use crate::story::{DocumentDate, EventMention, Family, Kind, PlaceRef, Role, Timex, Toponym, Victim, ZoneKind};

/// How many sentences after a count of people another that names nobody may be of the same.
const RECALLED: usize = 3;

/// All event mentions of a page, in order of their triggers.
#[must_use]
pub fn mentions(
    page: &Page,
    toponyms: &[Toponym],
    timexes: &[Timex],
    document: &DocumentDate,
    gazetteer: &Gazetteer,
) -> Vec<EventMention> {
    let lexes = vocabulary::lexes(page);
    let lands = astray::lands(toponyms);
    let away = toponyms.iter().filter(|toponym| astray::is_astray(toponym, &lands));
    let away = away.filter_map(|toponym| Some(toponym.place.as_ref()?.key.clone()));
    let astray = away.chain(astray::in_sister_lands(toponyms)).collect();
    let several = toponyms.iter().filter(|toponym| astray::is_one_of_several(toponym));
    let unsettled = several.filter_map(|toponym| Some(toponym.place.as_ref()?.key.clone())).collect();
    let ground = Ground {
        page,
        lexes: &lexes,
        toponyms: toponyms.iter().map(|toponym| Named { tokens: page.tokens_in(toponym.span), toponym }).collect(),
        timexes: timexes.iter().map(|timex| Timed { tokens: page.tokens_in(timex.span), timex }).collect(),
        astray,
        unsettled,
        document,
        gazetteer,
        dominant: OnceCell::new(),
        focus: OnceCell::new(),
        filed_from: OnceCell::new(),
        home: OnceCell::new(),
        surnames: OnceCell::new(),
    };
    let mut listener = Listener::new(page, &lexes);
    let mut memory = Memory { names: seat::names(&ground), ..Memory::default() };
    let (mut out, mut pointers) = (Vec::new(), Vec::new());
    let mut counted: Option<(Told, usize)> = None;
    for (index, sentence) in page.sentences.iter().enumerate() {
        if !sentence.zone.yields_events() {
            continue;
        }
        let speeches = listener.speeches(sentence.tokens.clone());
        let told = counted.filter(|&(_, at)| index <= at + RECALLED).map(|(told, _)| told);
        let figures = figure::figures(page, &lexes, sentence.tokens.clone(), told);
        let mut open = figures.iter().map(|counted| &counted.figure).filter(|figure| figure.min > 0);
        let killed = open.clone().find(|figure| figure.what == Victim::Killed);
        counted = killed
            .or_else(|| open.next())
            .map(|figure| (Told { what: figure.what, count: figure.min }, index))
            .or(counted);
        let scope = Scope::new(&ground, sentence, index, &figures);
        let hits = pick::hits(&scope, &speeches, &memory);
        let own = out.len();
        pointers.extend(pointed::mention(&scope, &hits, &listener, &speeches, &memory));
        assemble::mentions(&scope, &hits, &listener, &speeches, &mut memory, &mut out);
        detail::tell(&scope, &listener, &speeches, &mut out, own);
    }
    out.sort_by_key(|mention| (mention.trigger.start(), mention.trigger.end()));
    out.dedup_by(|a, b| a.trigger == b.trigger);
    afterword::tell(&ground, &mut out);
    echo::adopt(page, &mut out);
    echo::date_from_below(page, &mut out);
    below::date_lead(page, &lexes, timexes, document, &mut out);
    echo::place_from_beside(&mut out);
    toll::mark_parts(page, &mut out);
    out.extend(pointers);
    out.sort_by_key(|mention| (mention.trigger.start(), mention.trigger.end()));
    out
}

/// A toponym and its tokens.
struct Named<'a> {
    tokens: Range<usize>,
    toponym: &'a Toponym,
}

/// A timex and its tokens.
struct Timed<'a> {
    tokens: Range<usize>,
    timex: &'a Timex,
}

/// Everything known of the page before its events are.
struct Ground<'a> {
    page: &'a Page<'a>,
    lexes: &'a [Lex],
    toponyms: Vec<Named<'a>>,
    timexes: Vec<Timed<'a>>,
    /// Keys of places in lands the article does not speak of: nothing stands there.
    astray: FxHashSet<String>,
    /// Keys of places that are one of several namesakes which nothing tells apart: what is told of them has no pin.
    unsettled: FxHashSet<String>,
    document: &'a DocumentDate,
    gazetteer: &'a Gazetteer,
    /// The place the article is most about; asked for by few mentions, answered once.
    dominant: OnceCell<Option<Arc<PlaceRef>>>,
    /// The one place a local story is about; the same.
    focus: OnceCell<Option<Arc<PlaceRef>>>,
    /// The town the article was filed from; the same.
    filed_from: OnceCell<Option<Arc<PlaceRef>>>,
    /// The town a local article is about; the same.
    home: OnceCell<Option<Arc<PlaceRef>>>,
    /// Words that are names of people on this page.
    surnames: OnceCell<FxHashSet<WordId>>,
}

impl<'a> Ground<'a> {
    #[inline]
    fn lex(&self, at: usize) -> Lex {
        self.lexes.get(at).copied().unwrap_or_default()
    }

    #[inline]
    fn word(&self, at: usize) -> &str {
        self.page.word(at)
    }

    /// The toponyms within some tokens.
    fn named(&self, tokens: &Range<usize>) -> &[Named<'a>] {
        let from = self.toponyms.partition_point(|named| named.tokens.start < tokens.start);
        let to = self.toponyms.partition_point(|named| named.tokens.start < tokens.end);
        self.toponyms.get(from..to).unwrap_or(&[])
    }

    /// The toponyms over one token, the longest first; names stand in one another at most a few deep.
    fn over(&self, at: usize) -> impl Iterator<Item = &Named<'a>> {
        let begun = self.named(&(0..at + 1));
        begun
            .get(begun.len().saturating_sub(8)..)
            .unwrap_or_default()
            .iter()
            .filter(move |named| named.tokens.contains(&at))
    }

    /// The timexes within some tokens.
    fn timed(&self, tokens: &Range<usize>) -> &[Timed<'a>] {
        let from = self.timexes.partition_point(|timed| timed.tokens.start < tokens.start);
        let to = self.timexes.partition_point(|timed| timed.tokens.start < tokens.end);
        self.timexes.get(from..to).unwrap_or(&[])
    }
}

/// A sentence on its ground.
struct Scope<'a> {
    ground: &'a Ground<'a>,
    sentence: &'a Sentence,
    /// Its number among all sentences.
    index: usize,
    figures: &'a [Counted],
    /// Where its clauses end and begin; asked for once there is something to tell.
    breaks: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Scope<'a> {
    fn new(ground: &'a Ground<'a>, sentence: &'a Sentence, index: usize, figures: &'a [Counted]) -> Self {
        Self { ground, sentence, index, figures, breaks: OnceCell::new() }
    }
}

/// A trigger that stands.
#[derive(Clone, Debug)]
struct Hit {
    kind: Kind,
    tokens: Range<usize>,
    /// Whether it only says what befell people.
    effect: bool,
    /// Where the phrase begins that only names it as what is spoken of, or another happening is about: "jailed *for* the
    /// murder", "*condemned* the bombings".
    about: Option<usize>,
}

/// What the sentences before have said.
#[derive(Default)]
struct Memory {
    /// Happenings so far: kind, sentence number, paragraph, place.
    happened: Vec<Past>,
    /// People by name, and the seat of the government they speak for.
    names: Vec<(String, std::sync::Arc<PlaceRef>)>,
    /// Speeches kept so far: speaker, kind.
    spoken: FxHashSet<(String, Kind)>,
}

impl Memory {
    /// The happenings of the last so many sentences, the latest first.
    fn recent(&self, sentence: usize, within: usize) -> impl Iterator<Item = &Past> {
        self.happened.iter().rev().take_while(move |past| sentence - past.sentence <= within)
    }
}

/// A happening said before.
struct Past {
    kind: Kind,
    sentence: usize,
    paragraph: u32,
    date: Option<crate::story::MentionDate>,
    /// Whether words of its own sentence give the date.
    dated: bool,
    place: Option<std::sync::Arc<PlaceRef>>,
    /// Whether it was itself a look back.
    back: bool,
}

/// Whether a place name says where something is, and not only who acts.
fn is_location(toponym: &Toponym) -> bool {
    toponym.role == Role::Location && toponym.place.is_some()
}

/// Kinds of which an article goes on telling one: what befalls people, and the fall of a government.
fn is_told_on(kind: Kind) -> bool {
    matches!(kind.family(), Family::Violence | Family::Disaster | Family::Accident) || kind == Kind::Coup
}

/// Whether a sentence is of the headline.
fn is_headline(sentence: &Sentence) -> bool {
    sentence.zone == ZoneKind::Headline
}

/// Whether a figure of this fate can be of a happening of this kind.
fn fits(kind: Kind, what: Victim) -> bool {
    let family = kind.family();
    match what {
        Victim::Killed | Victim::Wounded | Victim::Missing => {
            matches!(family, Family::Violence | Family::Disaster | Family::Accident | Family::Health | Family::Protest)
        }
        Victim::Detained => matches!(family, Family::Justice | Family::Protest) || kind == Kind::Abduction,
        Victim::Infected => family == Family::Health,
        Victim::Displaced => {
            matches!(family, Family::Movement | Family::Disaster | Family::Violence | Family::Accident)
        }
    }
}

/// Families whose happenings befall people.
fn befalls(family: Family) -> bool {
    matches!(
        family,
        Family::Violence
            | Family::Disaster
            | Family::Accident
            | Family::Health
            | Family::Movement
            | Family::Justice
            | Family::Protest
    )
}
