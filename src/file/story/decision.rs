//! What people decided, as a story file writes it: version 1, frozen.
//!
//! Comes in: decisions, or JSON of a stranger. Goes out: the other. A decision this version does not know is left as it
//! is, to be written back; one that breaks a promise (a place off the globe, a range that runs backwards) is told apart.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::story::{
    ArticleChange, Copies, DayRange, Decision, EventChange, EventKey, Kind, MentionChange, PassageKey, PlaceRef, Role,
    Shape, Stance, Verdict, Victim,
};

/// Fingerprint of the text in hexadecimal, first byte, one past the last byte.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct PassageV1(String, u32, u32);

#[derive(Serialize, Deserialize)]
struct PlaceV1 {
    key: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    second_name: Option<String>,
    shape: Shape,
    lon: f64,
    lat: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(default)]
    contested: bool,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    population: u32,
}

/// The words for a toponym that is no place, or whose place nobody can tell.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NoneV1 {
    NotAPlace,
    CannotTell,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "decide", rename_all = "kebab-case")]
enum DecisionV1 {
    Place {
        at: PassageV1,
        words: String,
        place: PlaceV1,
    },
    NoPlace {
        at: PassageV1,
        words: String,
        why: NoneV1,
    },
    Role {
        at: PassageV1,
        words: String,
        role: Role,
    },
    Figure {
        at: PassageV1,
        what: Victim,
        count: Option<(u32, Option<u32>)>,
    },
    Speaker {
        at: PassageV1,
        source: String,
    },
    Stance {
        at: PassageV1,
        stance: Stance,
    },
    Passage {
        at: PassageV1,
        rejected: bool,
    },
    EventPlace {
        event: Vec<PassageV1>,
        place: Option<PlaceV1>,
    },
    EventDate {
        event: Vec<PassageV1>,
        days: Option<[Date; 2]>,
    },
    EventKind {
        event: Vec<PassageV1>,
        kind: Kind,
    },
    EventTitle {
        event: Vec<PassageV1>,
        title: String,
    },
    Checked {
        event: Vec<PassageV1>,
        checked: bool,
    },
    Rejected {
        event: Vec<PassageV1>,
        rejected: bool,
    },
    /// Of the article whose text has this fingerprint, in hexadecimal.
    ArticleDate {
        text: String,
        day: Option<Date>,
    },
    Copy {
        text: String,
        sources: Copies,
    },
    Headline {
        text: String,
        words: String,
    },
    Outlet {
        text: String,
        words: String,
    },
    Byline {
        text: String,
        words: String,
    },
    Merge {
        events: Vec<Vec<PassageV1>>,
    },
    Split {
        mentions: Vec<PassageV1>,
    },
    Add {
        trigger: PassageV1,
        sentence: PassageV1,
        kind: Kind,
        place: Option<PlaceV1>,
        days: Option<[Date; 2]>,
    },
}

/// A decision as JSON.
pub(super) fn value(decision: &Decision) -> Value {
    let of = |key: &EventKey| key.0.iter().copied().map(passage).collect::<Vec<_>>();
    let words = |words: &String| words.clone();
    let file = match decision {
        Decision::Place { at, words: said, verdict } => {
            let (at, words) = (passage(*at), words(said));
            match verdict {
                Verdict::Place(place) => DecisionV1::Place { at, words, place: place_v1(place) },
                Verdict::NotAPlace => DecisionV1::NoPlace { at, words, why: NoneV1::NotAPlace },
                Verdict::CannotTell => DecisionV1::NoPlace { at, words, why: NoneV1::CannotTell },
            }
        }
        Decision::Role { at, words: said, role } => {
            DecisionV1::Role { at: passage(*at), words: words(said), role: *role }
        }
        Decision::Mention { at, change } => {
            let at = passage(*at);
            match change {
                MentionChange::Figure(what, count) => DecisionV1::Figure { at, what: *what, count: *count },
                MentionChange::Speaker(source) => DecisionV1::Speaker { at, source: source.clone() },
                MentionChange::Stance(stance) => DecisionV1::Stance { at, stance: *stance },
                MentionChange::Rejected(rejected) => DecisionV1::Passage { at, rejected: *rejected },
            }
        }
        Decision::Event { of: key, change } => {
            let event = of(key);
            match change {
                EventChange::Place(place) => DecisionV1::EventPlace { event, place: place.as_deref().map(place_v1) },
                EventChange::Date(days) => DecisionV1::EventDate { event, days: days.map(days_v1) },
                EventChange::Kind(kind) => DecisionV1::EventKind { event, kind: *kind },
                EventChange::Title(title) => DecisionV1::EventTitle { event, title: title.clone() },
                EventChange::Checked(checked) => DecisionV1::Checked { event, checked: *checked },
                EventChange::Rejected(rejected) => DecisionV1::Rejected { event, rejected: *rejected },
            }
        }
        Decision::Article { text, change } => {
            let text = format!("{text:016x}");
            match change {
                ArticleChange::Date(day) => DecisionV1::ArticleDate { text, day: *day },
                ArticleChange::Copy(sources) => DecisionV1::Copy { text, sources: *sources },
                ArticleChange::Headline(said) => DecisionV1::Headline { text, words: words(said) },
                ArticleChange::Outlet(said) => DecisionV1::Outlet { text, words: words(said) },
                ArticleChange::Byline(said) => DecisionV1::Byline { text, words: words(said) },
            }
        }
        Decision::Merge(events) => DecisionV1::Merge { events: events.iter().map(of).collect() },
        Decision::Split(mentions) => DecisionV1::Split { mentions: of(mentions) },
        Decision::Add { trigger, sentence, kind, place, date } => DecisionV1::Add {
            trigger: passage(*trigger),
            sentence: passage(*sentence),
            kind: *kind,
            place: place.as_deref().map(place_v1),
            days: date.map(days_v1),
        },
    };
    serde_json::to_value(file).unwrap_or_default()
}

/// The decision of JSON; `None` when this version does not know it, or it breaks a promise.
pub(super) fn decision(value: &Value) -> Option<Decision> {
    let event = |keys: Vec<PassageV1>, change: EventChange| Some(Decision::Event { of: event_key(&keys)?, change });
    let mention = |at: &PassageV1, change: MentionChange| Some(Decision::Mention { at: key(at)?, change });
    let article = |text: &str, change| Some(Decision::Article { text: u64::from_str_radix(text, 16).ok()?, change });
    Some(match serde_json::from_value::<DecisionV1>(value.clone()).ok()? {
        DecisionV1::Place { at, words, place } => {
            Decision::Place { at: key(&at)?, words, verdict: Verdict::Place(place_ref(place)?) }
        }
        DecisionV1::NoPlace { at, words, why } => {
            let verdict = match why {
                NoneV1::NotAPlace => Verdict::NotAPlace,
                NoneV1::CannotTell => Verdict::CannotTell,
            };
            Decision::Place { at: key(&at)?, words, verdict }
        }
        DecisionV1::Role { at, words, role } => Decision::Role { at: key(&at)?, words, role },
        DecisionV1::Figure { at, what, count } => {
            let forward = count.is_none_or(|(min, max)| max.is_none_or(|max| min <= max));
            mention(&at, MentionChange::Figure(what, count)).filter(|_| forward)?
        }
        DecisionV1::Speaker { at, source } => mention(&at, MentionChange::Speaker(source))?,
        DecisionV1::Stance { at, stance } => mention(&at, MentionChange::Stance(stance))?,
        DecisionV1::Passage { at, rejected } => mention(&at, MentionChange::Rejected(rejected))?,
        DecisionV1::EventPlace { event: of, place } => {
            let place = match place {
                Some(place) => Some(place_ref(place)?),
                None => None,
            };
            event(of, EventChange::Place(place))?
        }
        DecisionV1::EventDate { event: of, days: range } => event(of, EventChange::Date(days(range)?))?,
        DecisionV1::EventKind { event: of, kind } => event(of, EventChange::Kind(kind))?,
        DecisionV1::EventTitle { event: of, title } => event(of, EventChange::Title(title))?,
        DecisionV1::Checked { event: of, checked } => event(of, EventChange::Checked(checked))?,
        DecisionV1::Rejected { event: of, rejected } => event(of, EventChange::Rejected(rejected))?,
        DecisionV1::ArticleDate { text, day } => article(&text, ArticleChange::Date(day))?,
        DecisionV1::Copy { text, sources } => article(&text, ArticleChange::Copy(sources))?,
        DecisionV1::Headline { text, words } => article(&text, ArticleChange::Headline(words))?,
        DecisionV1::Outlet { text, words } => article(&text, ArticleChange::Outlet(words))?,
        DecisionV1::Byline { text, words } => article(&text, ArticleChange::Byline(words))?,
        DecisionV1::Merge { events } => {
            Decision::Merge(events.iter().map(|keys| event_key(keys)).collect::<Option<_>>()?)
        }
        DecisionV1::Split { mentions } => Decision::Split(event_key(&mentions)?),
        DecisionV1::Add { trigger, sentence, kind, place, days: range } => {
            let place = match place {
                Some(place) => Some(place_ref(place)?),
                None => None,
            };
            Decision::Add { trigger: key(&trigger)?, sentence: key(&sentence)?, kind, place, date: days(range)? }
        }
    })
}

fn passage(key: PassageKey) -> PassageV1 {
    PassageV1(format!("{:016x}", key.text), key.start, key.end)
}

fn key(file: &PassageV1) -> Option<PassageKey> {
    let PassageV1(text, start, end) = file;
    (start < end).then_some(PassageKey { text: u64::from_str_radix(text, 16).ok()?, start: *start, end: *end })
}

fn event_key(keys: &[PassageV1]) -> Option<EventKey> {
    let keys: Option<Vec<PassageKey>> = keys.iter().map(key).collect();
    keys.filter(|keys| !keys.is_empty()).map(EventKey)
}

fn days_v1(days: DayRange) -> [Date; 2] {
    [days.start, days.end]
}

/// The range of two days; `None` when it runs backwards.
fn days(file: Option<[Date; 2]>) -> Option<Option<DayRange>> {
    match file {
        Some([start, end]) => (start <= end).then_some(Some(DayRange { start, end })),
        None => Some(None),
    }
}

fn place_v1(place: &PlaceRef) -> PlaceV1 {
    PlaceV1 {
        key: place.key.clone(),
        name: place.name.clone(),
        second_name: place.second_name.clone(),
        shape: place.shape,
        lon: place.lon,
        lat: place.lat,
        bbox: place.bbox,
        country: place.country.clone(),
        region: place.region.clone(),
        contested: place.contested,
        approximate: place.approximate,
        population: place.population,
    }
}

/// The place, when it is on the globe.
fn place_ref(file: PlaceV1) -> Option<Arc<PlaceRef>> {
    let on_globe = (-180.0..=180.0).contains(&file.lon) && (-90.0..=90.0).contains(&file.lat);
    let whole = file.bbox.is_none_or(|sides| sides.iter().all(|side| side.is_finite()));
    (on_globe && whole).then(|| {
        Arc::new(PlaceRef {
            key: file.key,
            name: file.name,
            second_name: file.second_name,
            shape: file.shape,
            lon: file.lon,
            lat: file.lat,
            bbox: file.bbox,
            country: file.country,
            region: file.region,
            contested: file.contested,
            approximate: file.approximate,
            population: file.population,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn all() -> Vec<Decision> {
        let at = PassageKey { text: 0xfeed_0000_0000_0001, start: 3, end: 9 };
        let of = EventKey(vec![at, PassageKey { start: 12, end: 14, ..at }]);
        let place = Arc::new(PlaceRef::pinned("Lachin", Some("Berdzor".to_owned()), 46.5, 39.6));
        let words = "Lachin".to_owned();
        let days = Some(DayRange { start: date(2023, 9, 18), end: date(2023, 9, 19) });
        let mention = |change| Decision::Mention { at, change };
        let event = |change| Decision::Event { of: of.clone(), change };
        let article = |change| Decision::Article { text: at.text, change };
        let name = |verdict| Decision::Place { at, words: words.clone(), verdict };
        vec![
            name(Verdict::Place(place.clone())),
            name(Verdict::NotAPlace),
            name(Verdict::CannotTell),
            Decision::Role { at, words: words.clone(), role: Role::Actor },
            mention(MentionChange::Figure(Victim::Wounded, Some((5, None)))),
            mention(MentionChange::Figure(Victim::Killed, None)),
            mention(MentionChange::Speaker("the office".to_owned())),
            mention(MentionChange::Stance(Stance::Alleged)),
            mention(MentionChange::Rejected(true)),
            event(EventChange::Place(Some(place.clone()))),
            event(EventChange::Place(None)),
            event(EventChange::Date(days)),
            event(EventChange::Kind(Kind::Clash)),
            event(EventChange::Title("A title".to_owned())),
            event(EventChange::Checked(true)),
            event(EventChange::Rejected(true)),
            article(ArticleChange::Date(days.map(|days| days.start))),
            article(ArticleChange::Date(None)),
            article(ArticleChange::Copy(Copies::Both)),
            article(ArticleChange::Headline("A headline".to_owned())),
            article(ArticleChange::Outlet(String::new())),
            article(ArticleChange::Byline("A. Writer".to_owned())),
            Decision::Merge(vec![of.clone(), of.clone()]),
            Decision::Split(of.clone()),
            Decision::Add { trigger: at, sentence: at, kind: Kind::Flood, place: Some(place), date: days },
        ]
    }

    #[test]
    fn every_decision_comes_back_as_it_was() {
        for one in all() {
            let text = value(&one).to_string();
            assert_eq!(decision(&serde_json::from_str(&text).unwrap()), Some(one), "{text}");
        }
    }

    #[test]
    fn a_decision_that_breaks_a_promise_is_told_apart() {
        let refused = |index: usize, change: fn(&mut Value)| {
            let mut value = value(&all()[index]);
            change(&mut value);
            decision(&value).is_none()
        };
        assert!(refused(0, |value| value["place"]["lat"] = 91.into()));
        assert!(refused(0, |value| value["at"][1] = 9.into()));
        assert!(refused(4, |value| value["count"] = serde_json::json!([5, 2])));
        assert!(refused(11, |value| value["days"] = serde_json::json!(["2023-09-19", "2023-09-18"])));
        assert!(refused(14, |value| value["event"] = serde_json::json!([])));
        assert!(refused(14, |value| value["decide"] = "of-another-version".into()));
    }
}
