//! Why place names were missed, found in vain, or put in the wrong place: one cause each, by rules on the data.
//!
//! Comes in: documents with readings. Goes out: counts and examples by cause. The causes are what a person would check
//! first: is the name in the gazetteer, is it part of a longer name, is it a people, which namesake was taken. The first
//! that fits is the cause.

use dateline::reader::{Page, Token};
use dateline::story::{Role, Toponym};
use geodata::{Class, Gazetteer, PlaceId};

use super::corpus::{GoldPlace, Read, matching};
use super::place::{NEAR_KM, distance_km, error_km, spans};
use super::tally::Tally;

/// The errors of a corpus by cause.
pub(crate) fn analyse(reads: &[Read], examples: bool) -> String {
    let (mut missed, mut vain, mut wrong) = (Tally::default(), Tally::default(), Tally::default());
    for read in reads {
        let toponyms = read.toponyms();
        let (marks, found) = spans(read, &toponyms);
        let matching = matching(&marks, &found);
        let page = Page::new(&read.source.article.text, &read.source.article.headline);
        for mark in matching.first_left.iter().filter_map(|&at| read.document.toponyms.get(at)) {
            missed.add(of_missed(read, &page, mark, &toponyms), || read.excerpt(mark.start, mark.end));
        }
        for toponym in matching.second_left.iter().filter_map(|&at| toponyms.get(at)) {
            let range = toponym.span.range();
            vain.add(of_vain(read, &page, toponym), || read.excerpt(range.start, range.end));
        }
        for (i, j) in matching.pairs {
            let (Some(mark), Some(toponym)) = (read.document.toponyms.get(i), toponyms.get(j)) else { continue };
            let error = error_km(mark, toponym.place.as_deref());
            if mark.lat.is_some() && error.is_none_or(|error| error > NEAR_KM) {
                let (cause, note) = of_wrong(read, mark, toponym);
                wrong.add(cause, || format!("{} {note}", read.excerpt(mark.start, mark.end)));
            }
        }
    }
    [
        missed.lines("missed", examples),
        vain.lines("found though not marked", examples),
        wrong.lines("found, but put elsewhere", examples),
    ]
    .concat()
}

fn words(read: &Read, start: usize, end: usize) -> &str {
    read.document.text.get(start..end).unwrap_or("")
}

/// Whether a capital word touches the span on its left or right within the line; a comma or a stop parts.
fn beside_capital(page: &Page<'_>, start: usize, end: usize) -> (bool, bool) {
    let (first, after) = (page.token_at(start), page.token_at(end));
    let before = first.checked_sub(1).and_then(|at| page.token(at));
    (before.is_some_and(Token::is_capital), page.token(after).is_some_and(Token::is_capital))
}

fn of_missed(read: &Read, page: &Page<'_>, mark: &GoldPlace, found: &[&Toponym]) -> &'static str {
    let gazetteer = Gazetteer::bundled();
    let name = words(read, mark.start, mark.end);
    let meets = |toponym: &Toponym| toponym.span.start() < mark.end && mark.start < toponym.span.end();
    let zone =
        read.source.reading.zones.iter().find(|zone| zone.span.start() <= mark.start && mark.start < zone.span.end());
    if zone.is_some_and(|zone| !zone.kind.yields_events()) {
        return "in a line that is not read (byline, caption, boilerplate)";
    }
    if found.iter().any(|toponym| meets(toponym)) {
        return "inside a name found that answers another mark";
    }
    if read.source.reading.toponyms.iter().any(|toponym| toponym.role == Role::PartOfName && meets(toponym)) {
        return "taken for a part of another name";
    }
    if name.chars().next().is_some_and(char::is_lowercase) {
        return "written small";
    }
    let known = !gazetteer.lookup(name).is_empty();
    if !known && (gazetteer.demonym(name).is_some() || gazetteer.abbreviation(name).is_some()) {
        return "a people or an abbreviation, too little to go by";
    }
    if !known {
        return "not in the gazetteer under this name";
    }
    match beside_capital(page, mark.start, mark.end) {
        (true, _) => "known, but after another capital word",
        (_, true) => "known, but before another capital word",
        _ => "known, but nothing beside it says place",
    }
}

fn of_vain(read: &Read, page: &Page<'_>, toponym: &Toponym) -> &'static str {
    let (start, end) = (toponym.span.start(), toponym.span.end());
    let name = words(read, start, end);
    let marked = read.document.toponyms.iter().any(|mark| words(read, mark.start, mark.end) == name);
    if read.document.toponyms.iter().any(|mark| mark.start < end && start < mark.end) {
        return "inside a marked name another find answers";
    }
    if marked {
        return "the same name is marked elsewhere in the document";
    }
    let known = toponym.place.as_ref().and_then(|place| Gazetteer::bundled().by_key(&place.key));
    if toponym.role == Role::Demonym {
        return "a people, not marked";
    }
    if toponym.place.is_none() {
        return "a street, a river or a name no gazetteer has";
    }
    let class = known.map(|id| Gazetteer::bundled().class(id));
    if toponym.role == Role::Actor {
        return "a government or people by the name of its place";
    }
    match (beside_capital(page, start, end), class) {
        ((_, true), _) => "before another capital word: part of a longer name?",
        ((true, _), _) => "after another capital word: part of a longer name?",
        (_, Some(Class::Country | Class::Continent)) => "a country or continent, not marked",
        (_, Some(Class::Admin1)) => "a state or province, not marked",
        (_, Some(Class::Admin2 | Class::Region | Class::Historical)) => "a county or region, not marked",
        _ if toponym.place.as_ref().is_some_and(|place| place.population >= 100_000) => {
            "a town of 100,000 or more, not marked"
        }
        _ => "a small town or a feature: a person or a word?",
    }
}

/// The cause, and what was taken instead.
fn of_wrong(read: &Read, mark: &GoldPlace, toponym: &Toponym) -> (&'static str, String) {
    let gazetteer = Gazetteer::bundled();
    let Some(place) = toponym.place.as_ref() else {
        return ("no place given", String::new());
    };
    let name = words(read, toponym.span.start(), toponym.span.end());
    let taken = gazetteer.by_key(&place.key);
    let at = place.region.as_deref().or(place.country.as_deref()).unwrap_or("");
    let ids = gazetteer.lookup(name);
    let note = format!("→ {}, {at} (confidence {:.2})", place.name, toponym.confidence);
    let distance = |id: &PlaceId| {
        let place = gazetteer.place(*id);
        distance_km((mark.lon.unwrap_or(0.0), mark.lat.unwrap_or(0.0)), (place.lon, place.lat))
    };
    let right = ids.iter().filter(|id| distance(id) <= NEAR_KM).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    let Some(&right) = right else {
        return ("the gazetteer has no such place there", note);
    };
    let (right, taken) = (gazetteer.place(right), taken.map(|id| gazetteer.place(id)));
    let wide = |class: Class| matches!(class, Class::Country | Class::Admin1 | Class::Continent);
    let Some(taken) = taken else { return ("no place of the gazetteer", note) };
    let cause = match (wide(taken.class), wide(right.class)) {
        (true, false) => "a state or country taken, a town or county meant",
        (false, true) => "a town or county taken, a state or country meant",
        _ if taken.admin1 == right.admin1 && taken.country == right.country => "a namesake of the same state",
        _ if taken.country == right.country => "a namesake in another state of the country",
        _ => "a namesake in another country",
    };
    (cause, note)
}
