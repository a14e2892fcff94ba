//! A small story made by hand: two articles in our own words, three events, so that the window is tested without the reader.

use std::sync::Arc;

use dateline::story::{
    Agreement, Article, ArticleId, Attribution, Candidate, Claim, DateStatus, DayRange, DocumentDate, Event, EventId,
    EventMention, Figure, Kind, Letter, MentionDate, MentionId, MentionPlace, PlaceBasis, PlaceRef, Reading, Role,
    Shape, Slot, SlotClaims, Source, Span, Stance, Story, Text, Timex, TimexKind, Toponym, Value, Victim, Zone,
    ZoneKind,
};
use jiff::civil::{Date, date};

const FIRST: &str = "Shells fall on Stepanakert\n\nShells struck Stepanakert on Tuesday and two people were killed, the regional office said.\n\nIn Yerevan a crowd gathered in the evening.\n";
const SECOND: &str = "A day of fighting\n\nResidents of Khankendi heard shelling on Tuesday; at least five people died, officials claimed.\n\nThe road through the Lachin corridor stayed closed.\n";

fn place(key: &str, name: &str, second: Option<&str>, lon: f64, lat: f64) -> Arc<PlaceRef> {
    Arc::new(PlaceRef {
        key: key.to_owned(),
        name: name.to_owned(),
        second_name: second.map(str::to_owned),
        shape: Shape::Point,
        lon,
        lat,
        bbox: None,
        country: Some("AZ".to_owned()),
        region: None,
        contested: second.is_some(),
        approximate: false,
        population: 50_000,
    })
}

/// The first span of these words.
fn span(text: &Text, words: &str) -> Span {
    let at = text.as_str().find(words).unwrap_or_else(|| panic!("{words} is in the text"));
    text.span(at..at + words.len()).unwrap()
}

fn article(id: u32, text: &Text, headline: &str, outlet: &str, day: Option<Date>) -> Arc<Article> {
    let status = if day.is_some() { DateStatus::Explicit } else { DateStatus::Unknown };
    Arc::new(Article {
        id: ArticleId(id),
        letter: Letter(id),
        origin: format!("{outlet}.txt"),
        text: text.clone(),
        headline: headline.to_owned(),
        outlet: Some(outlet.to_owned()),
        byline: None,
        url: None,
        date: DocumentDate { day, status, span: None },
        warnings: Vec::new(),
    })
}

fn zones(text: &Text) -> Vec<Zone> {
    let mut zones = Vec::new();
    let mut at = 0;
    for line in text.as_str().split_inclusive('\n') {
        let words = line.trim_end();
        if let Some(span) = text.span(at..at + words.len()).filter(|span| !span.is_empty()) {
            let kind = if zones.is_empty() { ZoneKind::Headline } else { ZoneKind::Body };
            zones.push(Zone { span, kind });
        }
        at += line.len();
    }
    zones
}

struct Said<'a> {
    sentence: &'a str,
    trigger: &'a str,
    kind: Kind,
    place: (&'a Arc<PlaceRef>, &'a str),
    killed: Option<(&'a str, u32, Option<u32>)>,
    speaker: Option<&'a str>,
    paragraph: u32,
}

fn mention(text: &Text, said: &Said, day: Option<Date>) -> EventMention {
    let figures = said.killed.map(|(words, min, max)| Figure {
        what: Victim::Killed,
        min,
        max,
        of: "people".to_owned(),
        span: span(text, words),
        parts: Vec::new(),
        part: false,
        said: None,
    });
    EventMention {
        span: span(text, said.sentence),
        trigger: span(text, said.trigger),
        sentence: span(text, said.sentence),
        paragraph: said.paragraph,
        family: said.kind.family(),
        kind: said.kind,
        place: Some(MentionPlace {
            place: said.place.0.clone(),
            span: Some(span(text, said.place.1)),
            basis: PlaceBasis::Stated,
        }),
        date: day.map(|day| MentionDate { days: DayRange::day(day), span: None, ongoing: false }),
        figures: figures.into_iter().collect(),
        actors: Vec::new(),
        means: Vec::new(),
        details: Vec::new(),
        attribution: Attribution {
            source: said.speaker.unwrap_or_default().to_owned(),
            source_span: said.speaker.map(|words| span(text, words)),
            cue: None,
            stance: if said.speaker.is_some() { Stance::Claimed } else { Stance::Asserted },
        },
        negated: false,
        modal: false,
        back_reference: false,
        pointer: false,
    }
}

fn toponym(text: &Text, words: &str, place: &Arc<PlaceRef>) -> Toponym {
    Toponym {
        span: span(text, words),
        role: Role::Location,
        indirect: false,
        place: Some(place.clone()),
        candidates: Arc::default(),
        confidence: 0.9,
        reasons: ["the only place of this name in the story".to_owned()].into(),
    }
}

/// The story: Stepanakert shelled (A and B, figures differ), a crowd in Yerevan (A), the corridor closed (B, undated).
pub(crate) fn story() -> Story {
    let stepanakert = place("geonames:616752", "Stepanakert", Some("Khankendi"), 46.7528, 39.8177);
    let yerevan = place("geonames:616052", "Yerevan", None, 44.5136, 40.1811);
    let corridor = place("curated:lachin-corridor", "Lachin corridor", None, 46.4, 39.65);
    let (a, b) = (Text::new(FIRST), Text::new(SECOND));
    let day = date(2023, 9, 19);
    let shells = Said {
        sentence: "Shells struck Stepanakert on Tuesday and two people were killed, the regional office said.",
        trigger: "struck",
        kind: Kind::ShellingStrike,
        place: (&stepanakert, "Stepanakert on"),
        killed: Some(("two people", 2, Some(2))),
        speaker: Some("the regional office"),
        paragraph: 1,
    };
    let crowd = Said {
        sentence: "In Yerevan a crowd gathered in the evening.",
        trigger: "gathered",
        kind: Kind::Protest,
        place: (&yerevan, "Yerevan"),
        killed: None,
        speaker: None,
        paragraph: 2,
    };
    let heard = Said {
        sentence: "Residents of Khankendi heard shelling on Tuesday; at least five people died, officials claimed.",
        trigger: "shelling",
        kind: Kind::ShellingStrike,
        place: (&stepanakert, "Khankendi"),
        killed: Some(("at least five people", 5, None)),
        speaker: Some("officials"),
        paragraph: 1,
    };
    let closed = Said {
        sentence: "The road through the Lachin corridor stayed closed.",
        trigger: "closed",
        kind: Kind::Closure,
        place: (&corridor, "Lachin corridor"),
        killed: None,
        speaker: None,
        paragraph: 2,
    };
    let timex = |text: &Text| Timex {
        span: span(text, "Tuesday"),
        kind: TimexKind::Date,
        value: "2023-09-19".to_owned(),
        days: Some(DayRange::day(day)),
    };
    let reading = |text: &Text, mentions: Vec<EventMention>, toponyms: Vec<Toponym>| {
        Arc::new(Reading {
            zones: zones(text),
            date: DocumentDate::UNKNOWN,
            sentences: mentions.iter().map(|mention| mention.sentence).collect(),
            toponyms,
            timexes: vec![timex(text)],
            mentions,
        })
    };
    let first = Source {
        article: article(0, &a, "Shells fall on Stepanakert", "Northgate Wire", Some(day)),
        reading: reading(
            &a,
            vec![mention(&a, &shells, Some(day)), mention(&a, &crowd, Some(day))],
            vec![toponym(&a, "Stepanakert on", &stepanakert), toponym(&a, "Yerevan", &yerevan)],
        ),
    };
    let second = Source {
        article: article(1, &b, "A day of fighting", "The Harbour Post", None),
        reading: reading(
            &b,
            vec![mention(&b, &heard, Some(day)), mention(&b, &closed, None)],
            vec![toponym(&b, "Khankendi", &stepanakert), toponym(&b, "Lachin corridor", &corridor)],
        ),
    };
    let events = events(&first, &second, [&stepanakert, &yerevan, &corridor], day);
    Story { sources: vec![first, second], events: events.into(), ..Story::default() }
}

fn events(first: &Source, second: &Source, places: [&Arc<PlaceRef>; 3], day: Date) -> Vec<Event> {
    let id = |article: u32, index: u32| MentionId { article: ArticleId(article), index };
    let of =
        |source: &Source, index: usize| EventId::of_first(source.article.id, source.reading.mentions[index].trigger);
    let claim = |mention: MentionId, source: &Source, index: usize| {
        let said = &source.reading.mentions[index];
        Claim {
            mention,
            value: Value::Count { min: said.figures[0].min, max: said.figures[0].max },
            span: Some(said.figures[0].span),
            source: said.attribution.source.clone(),
            stance: said.attribution.stance,
            part: false,
            older: false,
        }
    };
    let killed = SlotClaims {
        slot: Slot::Figure(Victim::Killed),
        agreement: Agreement::Differs,
        claims: vec![claim(id(0, 0), first, 0), claim(id(1, 0), second, 0)],
    };
    let event = |id, title: &str, kind: Kind, place: &Arc<PlaceRef>, date, mentions, slots| Event {
        id,
        title: title.to_owned(),
        family: kind.family(),
        kind,
        place: Some(place.clone()),
        basis: PlaceBasis::Stated,
        date,
        ongoing: false,
        mentions,
        slots,
        confidence: 0.8,
        checked: false,
    };
    let day = Some(DayRange::day(day));
    let [stepanakert, yerevan, corridor] = places;
    let both = vec![id(0, 0), id(1, 0)];
    vec![
        event(of(first, 0), "Shelling of Stepanakert", Kind::ShellingStrike, stepanakert, day, both, vec![killed]),
        event(of(first, 1), "Crowd in Yerevan", Kind::Protest, yerevan, day, vec![id(0, 1)], Vec::new()),
        event(of(second, 1), "Lachin corridor closed", Kind::Closure, corridor, None, vec![id(1, 1)], Vec::new()),
    ]
}

/// The same with names in doubt: each may mean another place, and A says "Stepanakert" twice.
#[allow(dead_code, reason = "one of the tests that share this file asks for it")]
pub(crate) fn doubtful() -> Story {
    let mut story = story();
    let text = story.sources[0].article.text.clone();
    let nth = |nth: usize| {
        let (at, words) = text.as_str().match_indices("Stepanakert").nth(nth).unwrap();
        text.span(at..at + words.len()).unwrap()
    };
    let first = Arc::make_mut(&mut story.sources[0].reading);
    let again = Toponym { span: nth(0), ..first.toponyms[0].clone() };
    first.toponyms[0].span = nth(1);
    first.toponyms.insert(0, again);
    first.mentions[0].place.as_mut().unwrap().span = Some(nth(1));
    for source in &mut story.sources {
        for toponym in &mut Arc::make_mut(&mut source.reading).toponyms {
            let chosen = PlaceRef::clone(toponym.place.as_ref().unwrap());
            let other = PlaceRef { key: "other:place".to_owned(), lon: chosen.lon + 0.7, ..chosen.clone() };
            toponym.candidates = [chosen, other].map(|place| Candidate { place, score: 0.5 }).into();
        }
    }
    story
}

/// So many articles that each give another number of killed for the one event, headlines of these words.
#[allow(dead_code, reason = "one of the tests that share this file asks for it")]
pub(crate) fn many(count: u32, headline: &str) -> Story {
    let mut story = story();
    let (first, event) = (story.sources[0].clone(), story.events[0].clone());
    let id = |article: u32| MentionId { article: ArticleId(article), index: 0 };
    let sources = (0..count).map(|number| {
        let article = Article {
            id: ArticleId(number),
            letter: Letter(number),
            headline: format!("{headline} {number}"),
            outlet: Some(format!("Outlet {number}")),
            ..Article::clone(&first.article)
        };
        Source { article: Arc::new(article), reading: first.reading.clone() }
    });
    story.sources = sources.collect();
    let claims = (0..count).map(|number| Claim {
        mention: id(number),
        value: Value::Count { min: number + 1, max: Some(number + 1) },
        ..event.slots[0].claims[0].clone()
    });
    let slots = vec![SlotClaims { claims: claims.collect(), ..event.slots[0].clone() }];
    story.events = vec![Event { mentions: (0..count).map(id).collect(), slots, ..event }].into();
    story
}

/// So many events at one place, titled with these words.
#[allow(dead_code, reason = "one of the tests that share this file asks for it")]
pub(crate) fn crowded(count: u64, title: &str) -> Story {
    let mut story = story();
    let event = story.events[1].clone();
    let other =
        |number: u64| Event { id: EventId(1 << 40 | number), title: format!("{title} {number}"), ..event.clone() };
    story.events = (0..count).map(other).collect();
    story
}
