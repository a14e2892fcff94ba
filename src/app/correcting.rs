//! A correction on its way: what is being asked, what was typed so far, and what else it could be done to.
//!
//! Comes in: what a person clicked and typed. Goes out: plain values the panels read, and decisions once they are whole.
//! Nothing here changes a story: `execute` does, by one edit for each decision.

use std::collections::BTreeSet;
use std::sync::Arc;

use geodata::Gazetteer;

use crate::app::coordinates;
use crate::story::{
    Agreement, ArticleId, Decision, Event, EventChange, EventId, Letter, MentionId, PassageKey, PlaceBasis, PlaceRef,
    Shape, Span, Story, Toponym, Verdict, Victim,
};

/// How far the middle of a region may be from a town for both to be one place.
const NEAR_KM: f64 = 20.0;
/// How far apart two entries for one spot may be.
const SPOT_KM: f64 = 0.5;

/// What is being corrected.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// The place a name means; on any words of an article.
    Name(ArticleId, Span),
    /// Where an event happened.
    Place(EventId),
    /// When it happened.
    Date(EventId),
    /// What it is called.
    Title(EventId),
    /// What happened.
    Kind(EventId),
    /// A figure of a passage.
    Figure(MentionId, Victim),
    /// Who says so.
    Speaker(MentionId),
    /// Which other event it is one with.
    Merge(EventId),
    /// Which passages speak of another event.
    Split(EventId),
    /// What these words report: trigger and sentence.
    Add(ArticleId, Span, Span),
}

/// A correction being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// What is being corrected.
    pub(super) what: What,
    /// What was typed so far.
    pub(super) text: String,
    /// What was ticked, by its number in the list.
    pub(super) picked: BTreeSet<usize>,
}

/// The same words elsewhere, to which a choice may apply too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Also {
    /// The words.
    pub(super) words: String,
    /// What they mean now.
    pub(super) verdict: Verdict,
    /// Where else they stand: article and index of the name.
    pub(super) places: Vec<(ArticleId, usize)>,
    /// How many of them stand in the same article.
    pub(super) here: usize,
    /// The article of the choice.
    pub(super) article: ArticleId,
    /// Whether their sentences are shown.
    pub(super) shown: bool,
}

/// Doubtful events, one by one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Queue {
    /// The events, in the order they are asked about.
    pub(super) events: Vec<EventId>,
    /// Which is asked about.
    pub(super) at: usize,
    /// Those that were corrected since it was opened, and still wait to be called right.
    pub(super) changed: BTreeSet<EventId>,
}

/// A pin on its way to another place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pin {
    /// The event.
    pub(super) event: EventId,
    /// Where the pin is held: degrees longitude and latitude.
    pub(super) at: [f64; 2],
}

/// All corrections on their way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Correcting {
    /// What is being typed.
    pub(super) draft: Option<Draft>,
    /// What a choice could be done to as well.
    pub(super) also: Option<Also>,
    /// The events being checked.
    pub(super) queue: Queue,
    /// The pin being moved.
    pub(super) pin: Option<Pin>,
}

/// What can be asked of corrections.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Correction {
    /// Begin one.
    Begin(What),
    /// What was typed and ticked so far.
    Draft(Draft),
    /// Leave it.
    Cancel,
    /// Decide.
    Decide(Vec<Decision>),
    /// Show where else the words stand, or hide it.
    ShowAlso,
    /// Do it there too: everywhere, or in the same article alone.
    Also {
        /// In all articles.
        everywhere: bool,
    },
    /// Leave it at the one.
    NoAlso,
    /// Begin to move an event's pin.
    MovePin(EventId),
    /// Hold the pin there.
    HoldPin([f64; 2]),
    /// Put the pin down there.
    PutPin([f64; 2]),
    /// The queue's name means this candidate, counted from 1.
    Choose(usize),
    /// Nobody can tell which place the queue's name is.
    CannotTell,
    /// The queue's name is no place.
    NotAPlace,
    /// Look for another place of the queue's name.
    SearchPlace,
}

/// Unchecked events, the most doubtful first: a place from around, then what sources differ on. What nobody can tell is not
/// asked about again.
pub(super) fn doubtful(story: &Story) -> Vec<EventId> {
    let untold = |decision: &Decision| match decision {
        Decision::Place { at, verdict: Verdict::CannotTell, .. } => Some(*at),
        _ => None,
    };
    let told: BTreeSet<PassageKey> = story.decisions().iter().filter_map(untold).collect();
    let is_told = |event: &Event| !told.is_empty() && named(story, event).is_some_and(|(at, ..)| told.contains(&at));
    let mut queue: Vec<&Event> = story.events.iter().filter(|event| !event.checked && !is_told(event)).collect();
    queue.sort_by_cached_key(|event| {
        let differs = event.slots.iter().any(|slot| slot.agreement == Agreement::Differs);
        // What is only remembered comes last: no news hangs on it.
        let mut mentions = event.mentions.iter().filter_map(|&id| story.mention(id));
        let remembered = mentions.all(|(_, mention)| mention.back_reference);
        (remembered, std::cmp::Reverse(event.basis), !differs, event.date.is_some())
    });
    queue.iter().map(|event| event.id).collect()
}

/// The name an event has its place from: a passage's own words, the chosen place's before others'.
pub(super) fn name_of(story: &Story, event: &Event) -> Option<(ArticleId, usize)> {
    let key = event.place.as_ref().map(|place| place.key.as_str());
    let named = |id: &MentionId| {
        let (source, mention) = story.mention(*id)?;
        let span = mention.place.as_ref().and_then(|place| place.span);
        let index = source.reading.toponyms.iter().position(|toponym| match span {
            Some(span) => toponym.span.overlaps(span) && !toponym.indirect,
            None => mention.place.is_none() && mention.sentence.holds(toponym.span) && toponym.place.is_none(),
        })?;
        let toponym = source.reading.toponyms.get(index)?;
        let same = toponym.place.as_ref().map(|place| place.key.as_str()) == key;
        // "European" names no Brussels: the seat of who speaks is not the place of a name.
        let of_name = same || event.basis != PlaceBasis::Seat;
        of_name.then_some((same, source.article.id, index))
    };
    let mut names: Vec<(bool, ArticleId, usize)> = event.mentions.iter().filter_map(named).collect();
    names.sort_by_key(|(same, ..)| !same);
    names.first().map(|&(_, article, index)| (article, index))
}

/// The decision that a place chosen for what is being corrected makes; `None` where a draft asks for no place. A point
/// told by its coordinates is called as what stands there is.
pub(super) fn place_decision(story: &Story, draft: &Draft, place: PlaceRef) -> Option<Decision> {
    let at = [place.lon, place.lat];
    match draft.what {
        What::Name(article, span) => {
            let source = story.source(article)?;
            let text = &source.article.text;
            let words = text.slice(span).to_owned();
            let before = source.reading.toponyms.iter().find(|toponym| toponym.span == span);
            let before = before.and_then(|toponym| toponym.place.as_deref());
            let place = if place.is_pinned() { pinned_as(&words, before, at) } else { place };
            Some(Decision::Place { at: PassageKey::of(text, span), words, verdict: Verdict::Place(Arc::new(place)) })
        }
        What::Place(event) => {
            let event = story.event(event)?;
            let place = if place.is_pinned() { pinned_beside(event.place.as_deref(), at) } else { place };
            Some(story.decide_event(event, EventChange::Place(Some(Arc::new(place)))))
        }
        _ => None,
    }
}

/// The point that a name of an article stands for, degrees longitude and latitude: called as the article calls it, by
/// both names where it has two, and in the land its place was in before, unless it is far from there.
fn pinned_as(words: &str, before: Option<&PlaceRef>, [lon, lat]: [f64; 2]) -> PlaceRef {
    let own = |place: &&PlaceRef| place.name == words || place.second_name.as_deref() == Some(words);
    let name = before.filter(own).map_or(words, |place| &place.name);
    let second = before.filter(own).and_then(|place| place.second_name.clone());
    let point = PlaceRef::pinned(name, second, lon, lat);
    match before.filter(|place| place.is_unlisted() || place.km_to(&point) < NEAR_KM) {
        Some(place) => PlaceRef { country: place.country.clone(), region: place.region.clone(), ..point },
        None => point,
    }
}

/// The point where something happened, degrees longitude and latitude: "near" the place it was given before, which
/// stays where it is, or that place itself where the gazetteer does not have it.
pub(super) fn pinned_beside(before: Option<&PlaceRef>, [lon, lat]: [f64; 2]) -> PlaceRef {
    let Some(before) = before else { return PlaceRef::pinned(&coordinates::words([lon, lat]), None, lon, lat) };
    let own = before.is_unlisted() || before.name.starts_with("near ");
    let name = if own { before.name.clone() } else { format!("near {}", before.name) };
    PlaceRef {
        country: before.country.clone(),
        region: before.region.clone(),
        ..PlaceRef::pinned(&name, before.second_name.clone(), lon, lat)
    }
}

/// The name an event has its place from, with the key and the words of it.
pub(super) fn named<'a>(story: &'a Story, event: &Event) -> Option<(PassageKey, String, &'a Toponym)> {
    toponym(story, name_of(story, event)?)
}

/// A name of an article.
pub(super) fn toponym(story: &Story, (article, index): (ArticleId, usize)) -> Option<(PassageKey, String, &Toponym)> {
    let source = story.source(article)?;
    let toponym = source.reading.toponyms.get(index)?;
    let words = source.article.text.slice(toponym.span).to_owned();
    Some((PassageKey::of(&source.article.text, toponym.span), words, toponym))
}

/// What a choice about a name could be done to as well: the same words elsewhere that mean something else and that nobody
/// decided about.
pub(super) fn also(story: &Story, decision: &Decision) -> Option<Also> {
    let Decision::Place { at, words, verdict } = decision else { return None };
    if *verdict == Verdict::CannotTell {
        return None;
    }
    let means = match verdict {
        Verdict::Place(place) => Some(place.key.as_str()),
        Verdict::NotAPlace | Verdict::CannotTell => None,
    };
    let decided: BTreeSet<PassageKey> = story
        .decisions()
        .iter()
        .filter_map(|decision| match decision {
            Decision::Place { at, .. } => Some(*at),
            _ => None,
        })
        .collect();
    let article = story.sources.iter().find(|source| source.article.text.fingerprint() == at.text)?.article.id;
    let wanted = words.to_lowercase();
    let mut places = Vec::new();
    for source in &story.sources {
        for (index, toponym) in source.reading.toponyms.iter().enumerate() {
            let other = toponym.place.as_ref().map(|place| place.key.as_str()) != means;
            if other
                && !toponym.indirect
                && source.article.text.slice(toponym.span).to_lowercase() == wanted
                && !decided.contains(&PassageKey::of(&source.article.text, toponym.span))
            {
                places.push((source.article.id, index));
            }
        }
    }
    let here = places.iter().filter(|(other, _)| *other == article).count();
    let (words, verdict) = (words.clone(), verdict.clone());
    (!places.is_empty()).then_some(Also { words, verdict, places, here, article, shown: false })
}

impl Also {
    /// The same choice for the other places: all, or those of the same article.
    pub(super) fn decisions(&self, story: &Story, everywhere: bool) -> Vec<Decision> {
        let chosen = self.places.iter().filter(|(article, _)| everywhere || *article == self.article);
        let one = |&name: &(ArticleId, usize)| {
            let (at, words, _) = toponym(story, name)?;
            Some(Decision::Place { at, words, verdict: self.verdict.clone() })
        };
        chosen.filter_map(one).collect()
    }

    /// The letters of the articles they stand in.
    pub(super) fn letters(&self, story: &Story) -> Vec<Letter> {
        let holds = |id: ArticleId| self.places.iter().any(|(article, _)| *article == id);
        story.sources.iter().filter(|source| holds(source.article.id)).map(|source| source.article.letter).collect()
    }
}

/// The places a person may mean by what was typed: by name, likeliest first, or the point that coordinates tell.
pub(super) fn places(gazetteer: &Gazetteer, text: &str) -> Vec<PlaceRef> {
    if let Some([lon, lat]) = coordinates::read(text) {
        return vec![PlaceRef::pinned(&coordinates::words([lon, lat]), None, lon, lat)];
    }
    gazetteer.lookup(text.trim()).into_iter().take(9).map(|id| crate::reader::place_ref(gazetteer, id)).collect()
}

/// Places a person tells apart. A town and the district or region that has its name and is about as large, or stands on the
/// same spot, are one to whoever asks where something happened: the first of them stands for both.
pub(super) fn told_apart(places: impl IntoIterator<Item = PlaceRef>) -> Vec<PlaceRef> {
    let gazetteer = Gazetteer::bundled();
    let is_named = |place: &PlaceRef, name: &str| {
        place.name == name || gazetteer.by_key(&place.key).is_some_and(|id| gazetteer.names(id).contains(&name))
    };
    let same = |one: &PlaceRef, other: &PlaceRef| {
        let within = if (one.shape == Shape::Area) == (other.shape == Shape::Area) { SPOT_KM } else { NEAR_KM };
        one.country == other.country
            && one.km_to(other) < within
            && (is_named(one, &other.name) || is_named(other, &one.name))
    };
    let mut apart: Vec<PlaceRef> = Vec::new();
    for place in places {
        if !apart.iter().any(|known| same(known, &place)) {
            apart.push(place);
        }
    }
    apart
}

/// A head-count as people type it: `5`, `5 or more`, `5+`, `more than 5`, `up to 20`, `80 to 100`, `80-100`.
pub(super) fn count(text: &str) -> Option<(u32, Option<u32>)> {
    let text = text.trim().to_lowercase().replace(',', "");
    let number = |text: &str| text.trim().parse::<u32>().ok();
    if let Some(exact) = number(&text) {
        return Some((exact, Some(exact)));
    }
    for open in ["or more", "+", "at least"] {
        if let Some(min) = text.strip_suffix(open).or_else(|| text.strip_prefix(open)).and_then(number) {
            return Some((min, None));
        }
    }
    if let Some(below) = text.strip_prefix("more than").and_then(number) {
        return Some((below.saturating_add(1), None));
    }
    for top in ["up to", "at most"] {
        if let Some(max) = text.strip_prefix(top).and_then(number) {
            return Some((0, Some(max)));
        }
    }
    let (min, max) = ["to", "-", "–"].iter().find_map(|parted| text.split_once(parted))?;
    let (min, max) = (number(min)?, number(max)?);
    (min <= max).then_some((min, Some(max)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_type_them() {
        let check = |text: &str, expected| assert_eq!(count(text), expected, "{text}");
        check("5", Some((5, Some(5))));
        check("32,000", Some((32_000, Some(32_000))));
        check("5 or more", Some((5, None)));
        check("at least 5", Some((5, None)));
        check("5+", Some((5, None)));
        check("more than 1,700", Some((1_701, None)));
        check("up to 20", Some((0, Some(20))));
        check("80 to 100", Some((80, Some(100))));
        check("80–100", Some((80, Some(100))));
        check("100-80", None);
        check("many", None);
    }

    #[test]
    fn a_point_told_by_coordinates_is_called_as_what_stands_there() {
        let place = |key: &str, name: &str, second: Option<&str>, country: &str, [lon, lat]: [f64; 2]| PlaceRef {
            key: key.to_owned(),
            country: Some(country.to_owned()),
            ..PlaceRef::pinned(name, second.map(str::to_owned), lon, lat)
        };
        let unlisted = place("unlisted:iso:BJ/karimama", "Karimama", None, "BJ", [2.3, 9.6]);
        let both = place("geonames:616752", "Stepanakert", Some("Khankendi"), "AZ", [46.75, 39.82]);
        let texan = place("geonames:4717560", "Paris", None, "US", [-95.56, 33.66]);
        let told = |words: &str, before: &PlaceRef, at| {
            let point = pinned_as(words, Some(before), at);
            (point.full_name(), point.country)
        };
        assert_eq!(told("Karimama", &unlisted, [3.18, 12.06]), ("Karimama".to_owned(), Some("BJ".to_owned())));
        assert_eq!(told("Paris", &texan, [2.35, 48.86]), ("Paris".to_owned(), None), "no more in Texas");
        assert_eq!(told("Khankendi", &both, [46.76, 39.82]).0, "Stepanakert / Khankendi");
        assert_eq!(told("the hospital", &both, [46.76, 39.82]).0, "the hospital");
        let beside = |before: Option<&PlaceRef>| pinned_beside(before, [3.18, 12.06]).name;
        assert_eq!(beside(Some(&unlisted)), "Karimama", "it was nowhere more exactly");
        assert_eq!(beside(Some(&both)), "near Stepanakert");
        assert_eq!(beside(None), "12.0600, 3.1800");
    }

    #[test]
    fn a_town_and_its_own_region_are_one_choice_and_a_state_of_its_name_is_another() {
        let all = |keys: &[&str]| {
            let gazetteer = Gazetteer::bundled();
            let place = |key: &&str| crate::reader::place_ref(gazetteer, gazetteer.by_key(key).unwrap());
            told_apart(keys.iter().map(place)).iter().map(|place| place.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(all(&["geonames:587084", "admin1:AZ.09"]), ["geonames:587084"], "Baku and Baki");
        assert_eq!(all(&["admin1:AM.11", "geonames:616052"]), ["admin1:AM.11"], "Yerevan and Yerevan");
        let town = ["geonames:2392837", "admin2:BJ.07.7874170"];
        assert_eq!(all(&town), town[..1], "Malanville and its commune, both points on one spot");
        let new_york = ["geonames:5128581", "admin1:US.NY"];
        assert_eq!(all(&new_york), new_york, "the city and the state");
    }

    #[test]
    fn places_are_found_by_name_and_by_position() {
        let found = places(Gazetteer::bundled(), "Springfield");
        assert!(found.len() > 3 && found.iter().all(|place| place.name.contains("Springfield")));
        let [point] = places(Gazetteer::bundled(), "39.82, 46.75").try_into().unwrap();
        assert_eq!((point.lat, point.lon), (39.82, 46.75));
        assert!(places(Gazetteer::bundled(), "99, 200").is_empty() && places(Gazetteer::bundled(), "").is_empty());
    }
}
