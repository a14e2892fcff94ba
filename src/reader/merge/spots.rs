//! Where each article puts one event, where its own passage names it otherwise or not at all: "the pit at Manso Nkwanta"
//! beside "Manso Nkwanta in the Ashanti Region", a village by its district, a town told in the sentence before.
//!
//! Comes in: the mentions of one event and their claims. Goes out: the same claims, with places that the words of an
//! article bear and another article knows. It must never make two sources differ: only what can be one place is added.

use super::{Told, ground};
use crate::story::{ArticleId, Claim, Kind, MentionId, PlaceBasis, PlaceRef, Shape, Slot, Span, Value, claims};

/// How far before its sentence's wider name a finer one may end, in bytes: "Kitengela, outside Nairobi".
const BEFORE: usize = 24;

/// A place that a mention of the event gives.
struct Given<'a> {
    article: ArticleId,
    mention: MentionId,
    place: &'a PlaceRef,
    basis: PlaceBasis,
}

/// Adds to the claims of an event what articles say of its place that only the others make plain.
pub(super) fn share(members: &[&Told], kind: Kind, claims: &mut Vec<(Slot, Claim)>) {
    let mut articles: Vec<ArticleId> = members.iter().map(|told| told.id.article).collect();
    articles.dedup();
    if articles.len() < 2 {
        return;
    }
    let given: Vec<Given> = members
        .iter()
        .filter_map(|told| {
            let at = told.mention.place.as_ref().filter(|at| at.basis != PlaceBasis::Seat)?;
            Some(Given { article: told.id.article, mention: told.id, place: at.place.as_ref(), basis: at.basis })
        })
        .collect();
    refine(members, &given, claims);
    for article in articles {
        let claimed = |claim: &Claim| claim.mention.article == article;
        if claims.iter().any(|(slot, claim)| *slot == Slot::Place && claimed(claim)) {
            continue;
        }
        // What the others claim, as they claim it.
        let stated = |given: &&Given| {
            claims.iter().any(|(slot, claim)| {
                *slot == Slot::Place && claim.mention == given.mention && is_of(claim, given.place)
            })
        };
        let stated: Vec<&PlaceRef> = given.iter().filter(stated).map(|given| given.place).collect();
        let own = members.iter().filter(|told| told.id.article == article && !told.late);
        let around = own.clone().find_map(|told| from_around(told, kind, &stated));
        let found = around.or_else(|| own.clone().find_map(|told| named(told, &stated)));
        if let Some((told, (key, name), span)) = found {
            add(told, Value::Place { key, name }, span, claims);
        }
    }
}

fn is_of(claim: &Claim, place: &PlaceRef) -> bool {
    matches!(&claim.value, Value::Place { key, .. } if *key == place.key)
}

fn value(place: &PlaceRef) -> (String, String) {
    (place.key.clone(), place.full_name())
}

/// A place as a claim gives it: its key and its name.
type Spot = (String, String);

/// The place an article has the happening at by what stands before it, where that can be the one the others claim.
fn from_around<'t, 'a>(
    told: &'t &Told<'a>,
    kind: Kind,
    stated: &[&PlaceRef],
) -> Option<(&'t Told<'a>, Spot, Option<Span>)> {
    let at = told.mention.place.as_ref().filter(|at| at.basis == PlaceBasis::Context)?;
    let alike = |other: &&PlaceRef| {
        at.place.key == other.key
            || at.place.holds(other)
            || other.holds(&at.place)
            || at.place.is_beside(other)
            || ground::is_one_name(&at.place, other)
            || ground::is_namesake(&at.place, other)
            || ground::is_one_told(&at.place, other, kind)
    };
    (!stated.is_empty() && stated.iter().all(alike)).then(|| (*told, value(&at.place), at.span))
}

/// A place that others claim, where the article's own sentence bears its name.
fn named<'t, 'a>(told: &'t &Told<'a>, stated: &[&PlaceRef]) -> Option<(&'t Told<'a>, Spot, Option<Span>)> {
    let named = stated.iter().find_map(|place| Some((value(place), led(told, &place.name)?)));
    let (spot, span) = named.or_else(|| unknown(told, stated))?;
    Some((*told, spot, Some(span)))
}

/// A name that no gazetteer has, of a spot in the area others claim: "rolled off the road at Salgaa" of Nakuru County.
fn unknown(told: &Told, stated: &[&PlaceRef]) -> Option<(Spot, Span)> {
    let [area] = stated else { return None };
    let text = &told.source.article.text;
    let words = text.as_str().get(told.mention.trigger.end()..told.mention.sentence.end())?;
    let wide = area.shape == Shape::Area || area.key.starts_with("admin");
    if !wide || area.is_country() || told.mention.place.is_some() {
        return None;
    }
    let at = [" at ", " in ", " near "].iter().filter_map(|lead| Some(words.find(lead)? + lead.len())).min()?;
    let rest = words.get(at..)?;
    let mut len = 0;
    for word in rest.split_inclusive(' ') {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !name.starts_with(char::is_uppercase) || COMMON_PLACES.contains(&name) {
            break;
        }
        len += word.len();
        if word.trim_end() != name {
            break;
        }
    }
    let name = rest.get(..len)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = told.mention.trigger.end() + at;
    let span = text.span(start..start + name.len())?;
    // What the reader knows is a person, a body or a place elsewhere is none.
    let known = told.source.reading.toponyms.iter().any(|toponym| toponym.span.overlaps(span));
    let dated = told.source.reading.timexes.iter().any(|timex| timex.span.overlaps(span));
    let slug = name.to_lowercase().replace(' ', "-");
    (!name.is_empty() && name.split(' ').count() <= 2 && !known && !dated)
        .then(|| ((format!("{}{}/{slug}", PlaceRef::UNLISTED, area.key), name.to_owned()), span))
}

/// Words in capitals that are no name of a spot by themselves.
const COMMON_PLACES: [&str; 8] = ["I", "St", "Mr", "Mrs", "Dr", "Hospital", "University", "Court"];

/// Where a sentence names a place behind a word that leads to one: "at Manso Nkwanta", "of Gidan Zago".
fn led(told: &Told, name: &str) -> Option<Span> {
    const LEADS: [&str; 12] =
        ["in", "at", "near", "of", "from", "outside", "around", "village", "town", "city", "raided", "stormed"];
    let text = &told.source.article.text;
    let sentence = told.mention.sentence;
    let words = text.as_str().get(sentence.range())?;
    let mut places = words.match_indices(name);
    places.find_map(|(at, found)| {
        let before = words.get(..at)?.strip_suffix(' ')?;
        let after = words.get(at + found.len()..)?;
        let lead = before.rsplit(|c: char| !c.is_alphanumeric()).next()?.to_lowercase();
        let whole = !after.starts_with(char::is_alphanumeric);
        let start = sentence.start() + at;
        (whole && LEADS.contains(&lead.as_str())).then(|| text.span(start..start + found.len()))?
    })
}

/// Puts claims of a district or a city on the village that their own sentence names as well, where another article knows it.
fn refine(members: &[&Told], given: &[Given], claims: &mut [(Slot, Claim)]) {
    for (_, claim) in claims.iter_mut().filter(|(slot, _)| *slot == Slot::Place) {
        let Some(told) = members.iter().find(|told| told.id == claim.mention) else { continue };
        let Some(at) = &told.mention.place else { continue };
        let finer = given.iter().filter(|other| other.article != told.id.article && other.place.key != at.place.key);
        let finer = finer.filter(|other| other.basis != PlaceBasis::Unknown && other.place.name != at.place.name);
        let found = finer.filter_map(|other| {
            let span = led(told, &other.place.name)?;
            // "Gidan Zago village in Maru", "Kitengela, outside Nairobi": right before the wider name.
            let before = at.span.is_some_and(|wide| span.end() <= wide.start() && wide.start() - span.end() <= BEFORE);
            let wider =
                at.place.holds(other.place) || (other.place.is_unlisted() && other.place.country == at.place.country);
            (before && !other.place.holds(&at.place) && (wider || other.place.shape == Shape::Point))
                .then_some((other, span))
        });
        if let Some((other, span)) = found.max_by_key(|(other, _)| other.place.name.len()) {
            let (key, name) = value(other.place);
            (claim.value, claim.span) = (Value::Place { key, name }, Some(span));
        }
    }
}

/// Adds a claim on the place beside the others of its mention.
fn add(told: &Told, value: Value, span: Option<Span>, all: &mut Vec<(Slot, Claim)>) {
    let own = claims(&told.source.article, told.mention, told.id);
    let Some((_, what)) = own.into_iter().find(|(slot, _)| *slot == Slot::What) else { return };
    let claim = Claim { value, span, ..what };
    let at = all.iter().rposition(|(_, claim)| claim.mention == told.id).map_or(all.len(), |at| at + 1);
    all.insert(at, (Slot::Place, claim));
}
