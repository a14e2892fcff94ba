//! Merging: mentions of one happening in one or more articles become one event.
//!
//! Comes in: sources with their readings. Goes out: events by time, then place, each with its mentions, place, date,
//! slots and title; the same sources give the same events. It must never glue different days or places together, and
//! what is only feared, planned or denied to have happened makes no event.

mod alike;
mod cluster;
mod days;
mod fold;
mod ground;
mod join;
mod late;
mod lend;
mod pointed;
mod refer;
mod signs;
mod spots;
mod title;
mod turn;
mod victim;
mod weigh;
mod weights;
mod within;
mod wording;
mod worth;

use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use self::cluster::Cluster;
use self::wording::Wording;

use crate::reader::event::is_of_toll;
use crate::reader::lexicon;
use crate::story::gather::{self, Dated};
use crate::story::{
    ArticleId, Claim, DayRange, Event, EventId, EventMention, Family, Kind, Known, MentionId, PlaceBasis, PlaceRef,
    Role, Slot, Source, Span, Stance, Text, Value, Victim, around, claims, copies, slots,
};

/// A mention with what the story knows of it.
struct Told<'a> {
    source: &'a Source,
    mention: &'a EventMention,
    id: MentionId,
    /// Its days, lent by a dated article of the same story where its own has none.
    days: Option<DayRange>,
    ongoing: bool,
    /// Whether its days are only those of its article's day, lent by another article.
    lent: bool,
    /// Whether its day is that on which a toll was told, not that of the happening.
    toll: bool,
    /// Whether it tells of somebody who died of wounds: its place and day are those of a bed.
    late: bool,
    /// Whether it tells of the dead of a known happening who are found later.
    found: bool,
    /// Whether the body of its article opens with it: the first of its kind there.
    opening: bool,
    /// Who and what its sentence names beside places: "Bongo", "Lucia".
    names: Vec<&'a str>,
    /// The places its sentence names, as written.
    towns: Vec<&'a str>,
    /// The names of whom it befell: "Barnett", "Slepian".
    victims: Vec<&'a str>,
    /// How its words put it.
    wording: Wording,
    /// The beginnings of the words that name who did it, in small letters.
    actors: Vec<String>,
}

/// The first letters of each word of those who did it: "Armen" of "Armenian forces" and of "Armenia".
fn actors(text: &Text, mention: &EventMention) -> Vec<String> {
    let words = mention.actors.iter().map(|&actor| text.slice(actor).to_lowercase());
    let begin = |word: &str| word.chars().take(5).collect::<String>();
    words.flat_map(|words| words.split_whitespace().map(begin).collect::<Vec<_>>()).collect()
}

impl<'a> Told<'a> {
    /// What the story knows of a mention by its own article.
    fn of(source: &'a Source, mention: &'a EventMention, index: u32) -> Self {
        let text = &source.article.text;
        let (late, found) = (late::is_late(text, mention), late::is_found(text, mention));
        Self {
            source,
            mention,
            id: MentionId { article: source.article.id, index },
            days: mention.date.as_ref().map(|date| date.days),
            ongoing: mention.date.as_ref().is_some_and(|date| date.ongoing),
            lent: false,
            toll: late || found || is_of_toll(text, mention) || is_of_search(text, mention),
            late,
            found,
            opening: false,
            names: names(source, mention),
            towns: towns(source, mention),
            victims: victim::named(source, mention),
            wording: Wording::of(text, mention),
            actors: actors(text, mention),
        }
    }
}

impl Told<'_> {
    /// Whether both sentences bear one name: of somebody, of a ship, of a village that only one of the two places.
    fn shares_name(&self, other: &Told) -> bool {
        let bears = |told: &Told, name: &str| told.names.contains(&name) || told.towns.contains(&name);
        self.names.iter().any(|name| bears(other, name)) || other.names.iter().any(|name| self.towns.contains(name))
    }

    fn dated(&self) -> Option<Dated> {
        // Words of the passage, or of the one that lent them, outweigh the day of the paper.
        let stated = !self.lent && !self.toll && self.mention.date.as_ref().is_none_or(|date| date.span.is_some());
        Some(Dated { days: self.days?, stated, ongoing: self.ongoing })
    }

    /// Whether the day it gives is that of the happening: neither that of a toll, nor one in the months of an outbreak
    /// or a siege but the first.
    fn tells_its_day(&self) -> bool {
        const ENDS: &[&str] = &[" end to ", " ended", " lifted", " is over", " was over"];
        const BEGINS: &[&str] =
            &["began", "begin", "start", "broke out", "since", "declared a", "declares", "impose", "first", "lasted"];
        let begins = || {
            let words = self.source.article.text.slice(self.mention.sentence).to_lowercase();
            let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
            has(BEGINS) && !has(ENDS)
        };
        !self.toll && (!alike::is_lasting(self.mention.kind) || begins())
    }
}

/// "The search for the last victim of the air disaster ended on Sunday": the day is that of what went on after it.
fn is_of_search(text: &Text, mention: &EventMention) -> bool {
    const AFTER: &[&str] = &["search ", "searching ", "digging ", "dug ", "mourn", "hunt for "];
    const WENT_ON: &[&str] = &[" ended", " resumed", " continued", " entered", " was called off", " was suspended"];
    let calamity = matches!(mention.family, Family::Disaster | Family::Accident);
    let Some(date) = mention.date.as_ref().and_then(|date| date.span).filter(|_| calamity) else { return false };
    let (sentence, trigger) = (mention.sentence, mention.trigger);
    let words = |from: usize, to: usize| text.as_str().get(from..to).unwrap_or("").to_lowercase();
    let led = || words(sentence.start(), trigger.start());
    let apart = if date.start() >= trigger.end() {
        WENT_ON.iter().any(|verb| words(trigger.end(), date.start()).contains(verb))
    } else {
        sentence.holds(date)
    };
    apart && {
        let led = led();
        AFTER.iter().any(|word| led.contains(word))
    }
}

/// "The last fatal accident was in 2010, when a jet crashed at Yichun": the happening of that year is told behind it.
fn is_told_again(source: &Source, mention: &EventMention) -> bool {
    const LEADS: &[&str] = &["was in", "was on", "came in", "came on", "happened in", "occurred in", "took place in"];
    let (text, sentence) = (source.article.text.as_str(), mention.sentence);
    let timexes = &source.reading.timexes;
    let from = timexes.partition_point(|timex| timex.span.start() < mention.trigger.end());
    let led = |start: usize| {
        let before = text.get(mention.trigger.end()..start).unwrap_or("").trim_end();
        LEADS.iter().any(|lead| before.ends_with(lead))
    };
    let told = |end: usize| text.get(end..sentence.end()).is_some_and(|after| after.trim_start().starts_with(", when"));
    let mut near = timexes.iter().skip(from).take_while(|timex| timex.span.end() <= sentence.end());
    near.any(|timex| led(timex.span.start()) && told(timex.span.end()))
        && source.reading.mentions.iter().any(|other| {
            other.sentence == sentence && other.trigger.start() > mention.trigger.end() && other.date.is_some()
        })
}

/// The names of a sentence that are no places, offices or days: words in capitals amid it, five letters or longer.
fn names<'a>(source: &'a Source, mention: &EventMention) -> Vec<&'a str> {
    let text = source.article.text.as_str();
    let sentence = mention.sentence;
    let Some(words) = text.get(sentence.range()) else { return Vec::new() };
    let toponyms = &source.reading.toponyms;
    let from = toponyms.partition_point(|toponym| toponym.span.start() < sentence.start());
    let places: Vec<_> = toponyms
        .iter()
        .skip(from)
        .take_while(|toponym| toponym.span.start() < sentence.end())
        .filter(|toponym| toponym.role != Role::PartOfName)
        .map(|toponym| toponym.span)
        .collect();
    let body = sentence.start() + behind_dateline(words);
    let mut out: Vec<&str> = Vec::new();
    let mut capitals = 0;
    let mut count = 0;
    let mut at = 0;
    for part in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let (start, end) = (sentence.start() + at, at + word.len());
        at += part.len();
        if word.is_empty() {
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        (count, capitals) = (count + 1, capitals + usize::from(capital));
        let owner = || words.get(end..).is_some_and(|after| after.starts_with("'s") || after.starts_with("\u{2019}s"));
        let placed = || owner() || places.iter().any(|span| (span.start()..span.end()).contains(&start));
        let first = start == sentence.start();
        if capital
            && !first
            && start >= body
            && word.len() >= 5
            && !placed()
            && !COMMON.contains(word)
            && out.len() < 8
            && !out.contains(&word)
        {
            out.push(word);
        }
    }
    // Capitals everywhere name nothing.
    if capitals * 2 > count { Vec::new() } else { out }
}

/// Where a sentence begins behind "RECIFE, March 7 (Atlantico Wire) - ": who files it from where names nobody of it.
fn behind_dateline(sentence: &str) -> usize {
    const LONGEST: usize = 90;
    let town = sentence.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let capitals = town.chars().count() > 2 && town.chars().all(char::is_uppercase);
    let dash = [" - ", " \u{2013} ", " \u{2014} ", " -- "].iter().filter_map(|dash| sentence.find(dash)).min();
    dash.filter(|&at| capitals && at <= LONGEST).unwrap_or(0)
}

/// The places a sentence names where something is, as written.
fn towns<'a>(source: &'a Source, mention: &EventMention) -> Vec<&'a str> {
    let sentence = mention.sentence;
    let toponyms = &source.reading.toponyms;
    let from = toponyms.partition_point(|toponym| toponym.span.start() < sentence.start());
    let own = toponyms.iter().skip(from).take_while(|toponym| toponym.span.start() < sentence.end());
    own.filter(|toponym| toponym.role == Role::Location)
        .map(|toponym| source.article.text.slice(toponym.span))
        .collect()
}

/// Words in capitals that name nobody: days, months, offices; data, one a line.
static COMMON: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::phrases(include_str!("../../../assets/lexicon/en/no-names.txt")).collect());

/// The events all sources speak of.
#[must_use]
pub fn events(sources: &[&Source]) -> Vec<Event> {
    let told = told(sources);
    let mut clusters = weigh::join(join::join(cluster::clusters(&told), &told), &told);
    late::adopt(&mut clusters, &told);
    within::adopt(&mut clusters, &told);
    refer::adopt(&mut clusters, &told);
    let copies = copies(sources.iter().copied());
    fold::adopt(&mut clusters, &told, |cluster| spot(cluster, &told, &copies));
    let whole: Vec<Gathered> = clusters.iter().filter_map(|cluster| gathered(cluster, &told, &copies)).collect();
    let pointers = pointers(sources);
    let meant = pointed::meant(&whole, &pointers);
    let mut events: Vec<Event> =
        whole.into_iter().zip(meant).filter_map(|(whole, pointers)| event(whole, &pointers, &copies)).collect();
    gather::sort(&mut events);
    events
}

/// The mentions of what is said to have happened, with what the story knows of each.
fn told<'a>(sources: &[&'a Source]) -> Vec<Told<'a>> {
    /// So far into an article it opens: below its headline, its byline and its lead.
    const TOP: u32 = 4;
    let mut told: Vec<Told> = Vec::new();
    for source in sources {
        let mut opened: Vec<Kind> = Vec::new();
        for (index, mention) in (0_u32..).zip(&source.reading.mentions) {
            if mention.modal || mention.negated || mention.pointer || is_told_again(source, mention) {
                continue;
            }
            let body = mention.paragraph > 0 && !mention.back_reference;
            let opening = body && mention.paragraph <= TOP && !opened.contains(&mention.kind);
            if body {
                opened.push(mention.kind);
            }
            told.push(Told { opening, ..Told::of(source, mention, index) });
        }
    }
    share_tolls(&mut told);
    lend::lend(&mut told);
    told
}

/// What only points at a happening, in all sources.
fn pointers<'a>(sources: &[&'a Source]) -> Vec<Told<'a>> {
    let of = |source: &'a Source| {
        let mentions = (0_u32..).zip(&source.reading.mentions).filter(|(_, mention)| mention.pointer);
        mentions.map(move |(index, mention)| Told::of(source, mention, index))
    };
    sources.iter().copied().flat_map(of).collect()
}

/// "The search for the victims of the crash ended on Sunday. All 72 on board died": who goes on from a sentence whose day
/// is that of a toll or a search has no other.
fn share_tolls(told: &mut [Told]) {
    let day = |told: &Told| Some((told.id.article, told.mention.date.as_ref()?.span?));
    let tolls: FxHashSet<_> = told.iter().filter(|told| told.toll).filter_map(day).collect();
    for told in told.iter_mut() {
        let shared = day(told).filter(|(_, span)| !told.mention.sentence.holds(*span));
        told.toll |= shared.is_some_and(|day| tolls.contains(&day));
    }
}

/// What the passages of a cluster say together.
struct Gathered<'a, 't> {
    members: Vec<&'a Told<'t>>,
    kind: Kind,
    place: Option<Arc<PlaceRef>>,
    basis: PlaceBasis,
    date: Option<DayRange>,
    ongoing: bool,
}

/// What a cluster says, unless nothing in it is worth a place on a map or a line in a list.
fn gathered<'a, 't>(
    cluster: &Cluster,
    told: &'a [Told<'t>],
    copies: &FxHashMap<ArticleId, ArticleId>,
) -> Option<Gathered<'a, 't>> {
    let mut members: Vec<&Told> = cluster.members.iter().filter_map(|&index| told.get(index)).collect();
    // Two words for it in one sentence are one mention; the one with the figures stays.
    members.sort_by_key(|told| {
        (
            told.source.article.letter,
            told.mention.sentence.start(),
            std::cmp::Reverse(told.mention.figures.len()),
            told.mention.trigger.start(),
        )
    });
    members.dedup_by(|later, earlier| {
        // Two speakers who each give a number are two mentions, and so are "one was hurt" and "601 were moved".
        let of = |told: &Told, what: Victim| told.mention.figures.iter().any(|figure| figure.what == what);
        let each = !later.mention.figures.is_empty()
            && !earlier.mention.figures.is_empty()
            && (later.mention.attribution.source != earlier.mention.attribution.source
                || !later.mention.figures.iter().any(|figure| of(earlier, figure.what)));
        // "the march, where 14 were held"
        let each = each || alike::group(later.mention.kind) != alike::group(earlier.mention.kind);
        // "An avalanche swept away three; two were found dead": what did it says more than that they died.
        let fate = |one: &Told, other: &Told| one.mention.kind == Kind::Death && alike::is_calamity(other.mention.kind);
        let each = each || fate(later, earlier) || fate(earlier, later);
        later.id.article == earlier.id.article && later.mention.sentence == earlier.mention.sentence && !each
    });
    members.sort_by_key(|told| (told.source.article.letter, told.mention.trigger.start()));
    let mentions: Vec<&EventMention> = members.iter().map(|told| told.mention).collect();
    let kind = gather::kind(&mentions)?;
    let root = |article: ArticleId| copies.get(&article).copied().unwrap_or(article);
    let has_others = members.iter().any(|told| !told.late);
    let told_of = || members.iter().filter(|told| !(told.late && has_others));
    let (place, basis) = gather::place(told_of().map(|told| (root(told.id.article), told.mention)), kind);
    let (date, ongoing) = gather::date(told_of().filter_map(|told| Some((root(told.id.article), told.dated()?))));
    let gathered = Gathered { kind, basis, date, ongoing, place, members };
    worth::is_worth(&gathered).then_some(gathered)
}

/// What the event of a cluster would be, where and when.
fn spot(cluster: &Cluster, told: &[Told], copies: &FxHashMap<ArticleId, ArticleId>) -> Option<fold::Spot> {
    let own = gathered(cluster, told, copies)?;
    Some(fold::Spot { kind: own.kind, place: own.place?, days: own.date? })
}

/// An event of what a cluster says, with what only points at it.
fn event(whole: Gathered, pointers: &[&Told], copies: &FxHashMap<ArticleId, ArticleId>) -> Option<Event> {
    let Gathered { members, kind, place, basis, date, ongoing } = whole;
    let mut all: Vec<&Told> = members.iter().chain(pointers).copied().collect();
    all.sort_by_key(|told| (told.source.article.letter, told.mention.trigger.start()));
    let root = |article: ArticleId| copies.get(&article).copied().unwrap_or(article);
    let has_others = members.iter().any(|told| !told.late);
    let mut told_claims: Vec<_> = all
        .iter()
        .flat_map(|told| {
            let mut claims = claims(&told.source.article, told.mention, told.id);
            // The day a toll was told is no day of the happening, and a bed is not where it was.
            claims.retain(|(slot, _)| *slot != Slot::Date || told.tells_its_day() || (told.late && !has_others));
            claims.retain(|(slot, _)| *slot != Slot::Place || !(told.late && has_others));
            // Who only points at it says at most how many it befell.
            claims.retain(|(_, claim)| !told.mention.pointer || matches!(claim.value, Value::Count { .. }));
            if told.mention.date.is_none()
                && !told.lent
                && let Some(days) = told.days
            {
                claims.push(lend::claim(told, days));
            }
            claims
        })
        .collect();
    spots::share(&members, kind, &mut told_claims);
    let boxes: FxHashMap<&str, &PlaceRef> = members
        .iter()
        .filter_map(|told| told.mention.place.as_ref())
        .map(|place| (place.place.key.as_str(), place.place.as_ref()))
        .collect();
    let holds = |inner: &str, outer: &str| {
        let pair = boxes.get(inner).zip(boxes.get(outer));
        pair.is_some_and(|(inner, outer)| outer.holds(inner) || ground::is_namesake(outer, inner))
    };
    let beside = |one: &str, other: &str| {
        let pair = boxes.get(one).zip(boxes.get(other));
        pair.is_some_and(|(one, other)| one.is_beside(other) || ground::is_one_told(one, other, kind))
    };
    let teller: FxHashMap<MentionId, &Source> = all.iter().map(|told| (told.id, told.source)).collect();
    let day = |claim: &Claim| teller.get(&claim.mention)?.article.date.day;
    let land = |claim: &Claim| land(teller.get(&claim.mention)?, claim);
    let words = |claim: &Claim| {
        let said = teller.get(&claim.mention).zip(claim.span);
        said.map_or_else(String::new, |(source, span)| source.article.text.slice(span).to_owned())
    };
    let sentences: FxHashMap<MentionId, Span> = members.iter().map(|told| (told.id, told.mention.sentence)).collect();
    let around = |claim: &Claim| {
        let said = teller.get(&claim.mention).zip(sentences.get(&claim.mention));
        said.map_or_else(String::new, |(source, span)| around(&source.article.text, *span))
    };
    let known = Known {
        holds: &holds,
        beside: &beside,
        land: &land,
        root: &root,
        day: &day,
        words: &words,
        around: &around,
        kind,
    };
    Some(Event {
        // By the number of the article, which no other order of letters changes.
        id: all.iter().map(|told| EventId::of_first(told.id.article, told.mention.trigger)).min()?,
        title: title::title(&members, kind, place.as_deref(), date),
        family: kind.family(),
        kind,
        confidence: confidence(&members, place.as_deref(), basis),
        place,
        basis,
        date,
        ongoing,
        mentions: all.iter().map(|told| told.id).collect(),
        slots: slots(&told_claims, &known),
        checked: false,
    })
}

/// The country of who a claim names: "Baku", "Azerbaijani forces" and "Azerbaijan's army" are one.
fn land(source: &Source, claim: &Claim) -> Option<String> {
    let span = claim.span?;
    let toponyms = &source.reading.toponyms;
    let from = toponyms.partition_point(|toponym| toponym.span.start() < span.start());
    let named = toponyms.iter().skip(from).take_while(|toponym| toponym.span.start() < span.end());
    named
        .filter_map(|toponym| toponym.place.as_ref())
        .find_map(|place| place.key.strip_prefix("iso:").map(str::to_owned).or_else(|| place.country.clone()))
}

/// How sure the reader is that it happened there.
fn confidence(members: &[&Told], place: Option<&PlaceRef>, basis: PlaceBasis) -> f32 {
    let Some(place) = place else { return 0.2 };
    let base = match basis {
        PlaceBasis::Stated => 0.9,
        PlaceBasis::Indirect => 0.7,
        PlaceBasis::Seat => 0.7,
        PlaceBasis::Context => 0.35,
        PlaceBasis::Unknown => 0.2,
    };
    // As sure as the surest name that says so.
    let named = members
        .iter()
        .filter_map(|told| {
            let at = told.mention.place.as_ref().filter(|at| at.place.key == place.key)?.span?;
            let toponyms = &told.source.reading.toponyms;
            // Names stand in one another a few deep at most.
            let from = toponyms.partition_point(|toponym| toponym.span.start() < at.start()).saturating_sub(8);
            toponyms
                .iter()
                .skip(from)
                .take_while(|toponym| toponym.span.start() < at.end())
                .find(|toponym| toponym.span.overlaps(at))
                .map(|toponym| toponym.confidence)
        })
        .fold(0.0_f32, f32::max);
    let named = if named > 0.0 { named } else { 0.7 };
    let mut articles: Vec<_> = members.iter().map(|told| told.id.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let more = 0.05 * f32::from(u8::try_from(articles.len().saturating_sub(1).min(3)).unwrap_or(3));
    let doubted =
        members.iter().all(|told| matches!(told.mention.attribution.stance, Stance::Alleged | Stance::Denied));
    (base * named + more - if doubted { 0.15 } else { 0.0 }).clamp(0.05, 0.99)
}

#[cfg(test)]
mod differences;
#[cfg(test)]
mod fit;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(super) use fit::{Marked, marked};
