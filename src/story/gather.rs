//! What an event is by its mentions: kind, place and days, each by the weight of those that say so.
//!
//! Comes in: mentions. Goes out: what most of them say. The reader gathers fresh events by it, and a correction gathers the
//! events it touches again by the same rules. It must never look at a text: what a mention says stands in its fields.

use std::sync::Arc;

use super::{ArticleId, DayRange, Event, EventMention, Family, Kind, PlaceBasis, PlaceRef, Shape, Victim};

/// The kind most mentions give; the more telling one on a tie.
#[must_use]
pub fn kind(mentions: &[&EventMention]) -> Option<Kind> {
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for mention in mentions {
        match counts.iter_mut().find(|(kind, _)| *kind == mention.kind) {
            Some((_, count)) => *count += 2,
            None => counts.push((mention.kind, 2)),
        }
    }
    let weight = |&(kind, count): &(Kind, usize)| match kind {
        // "attack" says less than what it stands beside, and "54 were killed" nothing of how.
        Kind::Killing | Kind::Death => count / 3,
        Kind::Attack | Kind::Displacement | Kind::Evacuation => count / 2,
        // Who was detained or rescued is a part of what they stand beside.
        Kind::Arrest | Kind::Rescue => 1,
        _ => count,
    };
    counts.iter().rev().max_by_key(|entry| weight(entry)).map(|(kind, _)| *kind)
}

/// A place as it is voted for: what it weighs, over all articles, and how often it is named.
struct Named<'a> {
    place: &'a Arc<PlaceRef>,
    basis: PlaceBasis,
    /// What each article that names it puts on it: its best mention's.
    by: Vec<(ArticleId, u32)>,
    times: usize,
    /// Whether it is told of it how many people died.
    tolled: bool,
}

impl Named<'_> {
    fn weight(&self) -> u32 {
        self.by.iter().map(|(_, weight)| weight).sum()
    }

    fn is_vaguer(&self, other: &Self) -> bool {
        self.place.is_vaguer_than(other.place)
    }
}

/// The place most sources state, or a finer one for it that one of them states; each mention with its article, or the
/// article that one repeats. A headline alone weighs less than a passage.
#[must_use]
pub fn place<'a>(
    mentions: impl IntoIterator<Item = (ArticleId, &'a EventMention)>,
    kind: Kind,
) -> (Option<Arc<PlaceRef>>, PlaceBasis) {
    let mut found: Vec<Named> = Vec::new();
    // "In Rukum West 35 people died" says where a part of it fell.
    let part = EventMention::counts_a_part;
    let mentions: Vec<_> = mentions.into_iter().collect();
    let whole = mentions.iter().any(|(_, mention)| mention.place.is_some() && !part(mention));
    for (article, mention) in mentions.into_iter().filter(|(_, mention)| !(whole && part(mention))) {
        let Some(place) = &mention.place else { continue };
        let weight = match place.basis {
            PlaceBasis::Stated if mention.paragraph == 0 => 5,
            PlaceBasis::Stated => 6,
            PlaceBasis::Indirect => 4,
            PlaceBasis::Seat => 3,
            PlaceBasis::Context | PlaceBasis::Unknown => 1,
        };
        let tolled = mention.figures.iter().any(|figure| figure.what == Victim::Killed && figure.min > 0);
        let same = |known: &&mut Named| {
            known.place.key == place.place.key && known.place.approximate == place.place.approximate
        };
        match found.iter_mut().find(same) {
            Some(named) => {
                named.times += 1;
                named.tolled |= tolled;
                named.basis = named.basis.min(place.basis);
                match named.by.iter_mut().find(|(of, _)| *of == article) {
                    Some((_, known)) => *known = weight.max(*known),
                    None => named.by.push((article, weight)),
                }
            }
            None => {
                found.push(Named {
                    place: &place.place,
                    basis: place.basis,
                    by: vec![(article, weight)],
                    times: 1,
                    tolled,
                });
            }
        }
    }
    let Some(mut top) = found.iter().rev().max_by_key(|named| (named.weight(), named.times)) else {
        return (None, PlaceBasis::Unknown);
    };
    let stated = |named: &&Named| named.weight() >= 4;
    if let Some(line) = found.iter().rfind(|named| named.place.shape == Shape::Line)
        && kind.family() == Family::Blockade
    {
        top = line;
    }
    while let Some(finer) = found
        .iter()
        .filter(stated)
        .filter(|named| top.is_vaguer(named))
        .max_by_key(|named| (named.weight(), named.times))
    {
        // One town of several says little of a storm over all of them, unless most put it there.
        let others = || found.iter().filter(stated).filter(|named| top.is_vaguer(named));
        let alone = others().all(|other| {
            other.place.key == finer.place.key
                || other.is_vaguer(finer)
                || finer.is_vaguer(other)
                || other.by.len() < finer.by.len()
        });
        if kind.is_wide() && !(kind.has_centre() && alone) {
            break;
        }
        // The dead of a land's floods are not those of the one province that a sentence names.
        if kind == Kind::Flood && top.tolled && !finer.tolled && top.times > finer.times {
            break;
        }
        top = finer;
    }
    (Some(Arc::clone(top.place)), top.basis)
}

/// The days one mention gives its event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated {
    /// The days.
    pub days: DayRange,
    /// Whether words of a passage say so, and not the day of the paper alone.
    pub stated: bool,
    /// Whether it goes on since their start.
    pub ongoing: bool,
}

/// The day most sources give, else the narrowest range, each day with its article or the one that repeats; and whether any
/// says that it goes on.
#[must_use]
pub fn date(dated: impl IntoIterator<Item = (ArticleId, Dated)>) -> (Option<DayRange>, bool) {
    struct Voted {
        days: DayRange,
        stated: bool,
        articles: Vec<ArticleId>,
        times: usize,
        ongoing: bool,
    }
    let mut found: Vec<Voted> = Vec::new();
    let dated: Vec<(ArticleId, Dated)> = dated.into_iter().collect();
    // The days of papers say nothing where a passage gives a day.
    let any_stated = dated.iter().any(|(_, dated)| dated.stated);
    for (article, Dated { days, stated, ongoing }) in dated {
        if any_stated && !stated {
            continue;
        }
        match found.iter_mut().find(|known| known.days == days) {
            Some(known) => {
                known.times += 1;
                known.ongoing |= ongoing;
                if !known.articles.contains(&article) {
                    known.articles.push(article);
                }
            }
            None => found.push(Voted { days, stated, articles: vec![article], times: 1, ongoing }),
        }
    }
    let best = found.iter().max_by_key(|voted| {
        let fine = match voted.days.len_days() {
            1 => 2,
            2..=31 => 1,
            _ => 0,
        };
        // Of the days of papers the first is nearest to what happened.
        let weight = if voted.stated { voted.articles.len() * 3 + fine } else { fine };
        let times = if voted.stated { voted.times } else { 0 };
        (weight, times, std::cmp::Reverse(voted.days.start))
    });
    (best.map(|voted| voted.days), found.iter().any(|voted| voted.ongoing))
}

/// Puts events in their order: by time, the undated last, then by name of the place.
pub fn sort<E: std::borrow::Borrow<Event>>(events: &mut [E]) {
    fn name(event: &Event) -> &str {
        event.place.as_ref().map_or("", |place| place.name.as_str())
    }
    let key = |event: &Event| (event.date.is_none(), event.date.map(|days| (days.start, days.end)));
    let order =
        |a: &Event, b: &Event| key(a).cmp(&key(b)).then_with(|| name(a).cmp(name(b))).then_with(|| a.id.cmp(&b.id));
    events.sort_by(|a, b| order(a.borrow(), b.borrow()));
}
