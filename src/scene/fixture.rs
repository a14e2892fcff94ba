//! Stories for the tests of layouts: our own words, built without the reader.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::story::{
    Agreement, Article, ArticleId, Claim, DateStatus, DayRange, DocumentDate, Event, EventId, EventMention, Family,
    Kind, Letter, MentionId, PlaceBasis, PlaceRef, Reading, Shape, Slot, SlotClaims, Source, Stance, Story, Text,
    Value, Victim,
};

/// A place at a position.
pub(crate) fn place(key: &str, names: &[&str], lon: f64, lat: f64, shape: Shape) -> Arc<PlaceRef> {
    Arc::new(PlaceRef {
        key: key.to_owned(),
        name: names.first().copied().unwrap_or_default().to_owned(),
        second_name: names.get(1).map(|&name| name.to_owned()),
        shape,
        lon,
        lat,
        bbox: None,
        country: Some("AZ".to_owned()),
        region: None,
        contested: names.len() > 1,
        approximate: false,
        population: 50_000,
    })
}

/// What a builder is told of one event.
pub(crate) struct Told<'a> {
    /// Title.
    pub(crate) title: &'a str,
    /// Kind.
    pub(crate) kind: Kind,
    /// Where.
    pub(crate) place: Arc<PlaceRef>,
    /// When.
    pub(crate) day: Option<Date>,
    /// Letters that report it, as indices.
    pub(crate) letters: &'a [u32],
    /// Killed, per letter of `letters`.
    pub(crate) killed: &'a [(u32, Option<u32>)],
    /// Whether a person checked it.
    pub(crate) checked: bool,
}

/// A story of these events; every mention is a sentence of its article that holds the title.
pub(crate) fn story(outlets: &[&str], told: &[Told<'_>]) -> Story {
    let mut texts: Vec<String> = outlets.iter().map(|outlet| format!("Report of {outlet}\n")).collect();
    let mut mentions: Vec<Vec<(usize, usize, Kind)>> = vec![Vec::new(); outlets.len()];
    let mut events = Vec::new();
    for (number, told) in told.iter().enumerate() {
        let mut ids = Vec::new();
        for &letter in told.letters {
            let text = &mut texts[letter as usize];
            let start = text.len();
            write!(text, "{}, people who were there told our reporter.", told.title).unwrap();
            ids.push(MentionId {
                article: ArticleId(letter),
                index: u32::try_from(mentions[letter as usize].len()).unwrap(),
            });
            mentions[letter as usize].push((start, text.len(), told.kind));
            text.push('\n');
        }
        events.push(event(number, told, ids));
    }
    let sources = (0..outlets.len()).map(|n| source(n, outlets[n], &texts[n], &mentions[n])).collect();
    Story { sources, events: events.into(), ..Story::default() }
}

fn event(number: usize, told: &Told<'_>, mentions: Vec<MentionId>) -> Event {
    let claims: Vec<Claim> = mentions
        .iter()
        .zip(told.killed)
        .map(|(&mention, &(min, max))| Claim {
            mention,
            value: Value::Count { min, max },
            span: None,
            source: "local officials".to_owned(),
            stance: Stance::Claimed,
            part: false,
            older: false,
        })
        .collect();
    let agreement = if claims.len() < 2 { Agreement::OneSource } else { Agreement::Differs };
    let slots = SlotClaims { slot: Slot::Figure(Victim::Killed), agreement, claims };
    Event {
        id: EventId(number as u64),
        title: told.title.to_owned(),
        family: told.kind.family(),
        kind: told.kind,
        place: Some(Arc::clone(&told.place)),
        basis: if told.kind.family() == Family::Speech { PlaceBasis::Seat } else { PlaceBasis::Stated },
        date: told.day.map(DayRange::day),
        ongoing: told.kind.family() == Family::Blockade,
        mentions,
        slots: if slots.claims.is_empty() { Vec::new() } else { vec![slots] },
        confidence: 0.8,
        checked: told.checked,
    }
}

fn source(number: usize, outlet: &str, text: &str, mentions: &[(usize, usize, Kind)]) -> Source {
    let text = Text::new(text);
    let number = u32::try_from(number).unwrap();
    let date = DocumentDate { day: Some(date(2023, 9, 20)), status: DateStatus::Explicit, span: None };
    let mentions = mentions
        .iter()
        .map(|&(start, end, kind)| {
            let span = text.span(start..end).unwrap();
            EventMention::bare(span, span, 1, kind)
        })
        .collect();
    let article = Article {
        id: ArticleId(number),
        letter: Letter(number),
        origin: format!("{outlet}.txt"),
        url: None,
        headline: format!("What {outlet} saw on the day"),
        outlet: Some(outlet.to_owned()),
        byline: None,
        date: date.clone(),
        text,
        warnings: Vec::new(),
    };
    Source { article: Arc::new(article), reading: Arc::new(Reading { date, mentions, ..Reading::default() }) }
}

/// Twelve events around Karabakh in five articles, and one far away.
pub(crate) fn karabakh() -> Story {
    let stepanakert = place("geonames:616752", &["Stepanakert", "Khankendi"], 46.7528, 39.8177, Shape::Point);
    let shusha = place("geonames:585225", &["Shusha", "Shushi"], 46.7499, 39.7601, Shape::Point);
    let corridor = place("curated:lachin-corridor", &["Lachin corridor"], 46.55, 39.64, Shape::Line);
    let district = place("curated:khojavend-district", &["Khojavend", "Martuni"], 47.02, 39.63, Shape::Area);
    let baku = place("geonames:587084", &["Baku"], 49.8920, 40.3777, Shape::Point);
    let yerevan = place("geonames:616052", &["Yerevan"], 44.5126, 40.1777, Shape::Point);
    let martakert = place("geonames:585557", &["Martakert", "Aghdara"], 46.8214, 40.2113, Shape::Point);
    let aghdam = place("geonames:586770", &["Aghdam"], 46.93, 39.99, Shape::Point);
    let yevlakh = place("geonames:584923", &["Yevlakh"], 47.15, 40.62, Shape::Point);
    let moscow = place("geonames:524901", &["Moscow"], 37.6156, 55.7522, Shape::Point);
    let sep = |day| Some(date(2023, 9, day));
    let told = |title, kind, place: &Arc<PlaceRef>, day, letters, killed, checked| Told {
        title,
        kind,
        place: Arc::clone(place),
        day,
        letters,
        killed,
        checked,
    };
    let told = [
        told(
            "Lachin corridor is closed to traffic",
            Kind::Blockade,
            &corridor,
            Some(date(2022, 12, 12)),
            &[0, 2, 4],
            &[],
            true,
        ),
        told("Flour comes in by the Aghdam road", Kind::AidDelivery, &aghdam, sep(18), &[1], &[], true),
        told(
            "Mines kill six on a road in Khojavend",
            Kind::ExplosionMine,
            &district,
            sep(19),
            &[0, 1, 2, 4],
            &[(6, Some(6)), (6, Some(6)), (6, Some(6)), (5, None)],
            true,
        ),
        told("Baku announces an operation", Kind::Announcement, &baku, sep(19), &[0, 1, 2], &[], true),
        told(
            "Shelling of Stepanakert",
            Kind::ShellingStrike,
            &stepanakert,
            sep(19),
            &[0, 1, 2, 3, 4],
            &[(2, Some(2)), (25, None), (5, Some(8)), (5, None), (27, Some(27))],
            true,
        ),
        told("Mortar round hits Shusha", Kind::ShellingStrike, &shusha, sep(19), &[2, 4], &[(1, Some(1))], false),
        told("Families move into basements in Stepanakert", Kind::Evacuation, &stepanakert, sep(19), &[3], &[], true),
        told("People leave villages near Martakert", Kind::Displacement, &martakert, sep(19), &[1, 3], &[], false),
        told("Yerevan denies having troops there", Kind::Denial, &yerevan, sep(19), &[0, 1], &[], true),
        told("Crowd at the government building in Yerevan", Kind::Protest, &yerevan, sep(19), &[0, 3], &[], true),
        told("Ceasefire accepted in Stepanakert", Kind::Ceasefire, &stepanakert, sep(20), &[1, 3, 4], &[], true),
        told("The sides agree to meet in Yevlakh", Kind::Agreement, &yevlakh, sep(20), &[1], &[], false),
        told("Moscow says it is worried", Kind::Statement, &moscow, sep(19), &[1], &[], true),
    ];
    story(&["Northgate Wire", "The Harbour Post", "Caspian Ledger", "Meridian Daily", "Eastfield Review"], &told)
}

/// One event in one article.
pub(crate) fn lone() -> Story {
    let place = place("geonames:2950159", &["Berlin"], 13.41, 52.52, Shape::Point);
    let told = Told {
        title: "March through Berlin",
        kind: Kind::Protest,
        place,
        day: Some(date(2024, 5, 1)),
        letters: &[0],
        killed: &[],
        checked: false,
    };
    story(&["Riverside Courier"], &[told])
}

/// Many events over a region, with names in other scripts among them.
pub(crate) fn crowd(count: u32) -> Story {
    scattered(count, |n| (44.0 + f64::from(n * 37 % 101) / 17.0, 38.5 + f64::from(n * 53 % 89) / 30.0))
}

/// The same all over the world.
pub(crate) fn world(count: u32) -> Story {
    scattered(count, |n| (f64::from(n * 7919 % 3600) / 10.0 - 180.0, f64::from(n * 5087 % 1100) / 10.0 - 50.0))
}

fn scattered(count: u32, at: impl Fn(u32) -> (f64, f64)) -> Story {
    let names = ["الخرطوم", "Ստեփանակերտ", "Quba", "Київ", "A town with quite a long name indeed"];
    let told: Vec<Told<'_>> = (0..count)
        .map(|n| {
            let (lon, lat) = at(n);
            let name = names[n as usize % names.len()];
            let kinds = Kind::ALL;
            Told {
                title: "Something was seen and heard by many people that day",
                kind: kinds[(n as usize * 7) % kinds.len()],
                place: place(&format!("test:{n}"), &[name], lon, lat, Shape::Point),
                day: Some(date(2023, 9, 1 + i8::try_from(n % 28).unwrap())),
                letters: if n % 3 == 0 { &[0, 2] } else { &[1] },
                killed: if n % 4 == 0 { &[(3, None)] } else { &[] },
                checked: n % 2 == 0,
            }
        })
        .collect();
    story(&["Northgate Wire", "The Harbour Post", "Caspian Ledger"], &told)
}
