//! Titles of events: what happened where, at most 60 characters, in sentence case.
//!
//! Comes in: the mentions of an event and what was settled of it. Goes out: its title. What only one side claims says
//! so in its title; a statement is named by who makes it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Told;
use crate::story::{DayRange, Family, Kind, PlaceBasis, PlaceRef, Shape, Stance};

/// A line of the list: the title, the preposition before its place, whether it names who.
type Named = (&'static str, &'static str, bool);

/// Titles by the words of triggers, each with the one kind it is for, if any.
type Names = FxHashMap<&'static str, Vec<(Named, Option<Kind>)>>;

/// Words of triggers that are no noun phrases, what titles call them, and the one kind each is of where they are words of several.
static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for line in
        include_str!("../../../assets/lexicon/en/event-titles.txt").lines().filter(|line| !line.starts_with('#'))
    {
        let Some((head, phrases)) = line.split_once(':') else { continue };
        let mut parts = head.split('|');
        let (Some(title), Some(preposition)) = (parts.next(), parts.next()) else { continue };
        let only = parts.next().and_then(Kind::from_word);
        let (preposition, whose) = preposition.strip_suffix('+').map_or((preposition, false), |bare| (bare, true));
        for phrase in phrases.split(',').map(str::trim) {
            names.entry(phrase).or_default().push(((title, preposition, whose), only));
        }
    }
    names
});

/// Longest title, in characters.
const LONGEST: usize = 60;
/// A word of so many characters is cut where it must be.
const ENDLESS: usize = 24;

/// The title of an event.
pub(super) fn title(members: &[&Told], kind: Kind, place: Option<&PlaceRef>, date: Option<DayRange>) -> String {
    let speaker = members.iter().map(|told| told.mention.attribution.source.as_str()).find(|source| !source.is_empty());
    if kind.family() == Family::Speech && kind != Kind::Announcement {
        let who = speaker.map(short).unwrap_or_default();
        return if who.is_empty() { kind.label().to_owned() } else { cut(&format!("{} by {who}", kind.label())) };
    }
    let (mut title, preposition) = noun(members, kind);
    if let Some(place) = place {
        let preposition = before_place(&title, preposition, kind, place);
        // "Britain sanctioned two ports in Russia": whom they are on, and not whose they are.
        let target = kind == Kind::Sanction
            && members
                .iter()
                .filter_map(|told| told.mention.place.as_ref())
                .any(|told| told.basis == PlaceBasis::Stated && told.place.key == place.key);
        let preposition = if target { "on" } else { preposition };
        title = [title.as_str(), preposition, &place.within_sentence()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
    }
    let back = members.iter().all(|told| told.mention.back_reference);
    if let Some(days) = date.filter(|_| back) {
        let years = if days.start.year() == days.end.year() {
            days.start.year().to_string()
        } else {
            format!("{}–{}", days.start.year(), days.end.year())
        };
        title = format!("{title}, {years}");
    }
    let stances = || members.iter().map(|told| told.mention.attribution.stance);
    let mark = if stances().all(|stance| matches!(stance, Stance::Alleged | Stance::Denied)) {
        ", alleged"
    } else if stances().all(|stance| matches!(stance, Stance::Claimed | Stance::Alleged | Stance::Denied)) {
        ", claimed"
    } else {
        ""
    };
    if title.chars().count() + mark.len() <= LONGEST {
        title.push_str(mark);
    }
    cut(&title)
}

/// What stands between what happened and its place, where usually a word does.
fn before_place(title: &str, usual: &'static str, kind: Kind, place: &PlaceRef) -> &'static str {
    const STRUCK: [&str; 7] = ["attack", "attacks", "strike", "strikes", "raid", "raids", "barrage"];
    // "Earthquake 80 km south of Guayaquil".
    if place.name.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    let usual = match kind {
        Kind::ShellingStrike if STRUCK.iter().any(|end| title.ends_with(end)) => "on",
        Kind::ShellingStrike if title.ends_with("fire") || title.starts_with("Mortar") => "in",
        _ => usual,
    };
    let preposition = match usual {
        "in" if place.shape == Shape::Line => "along",
        // "Ferry disaster on Lake Victoria", "Mudflow on Mount Marapi".
        "in" if is_height_or_lake(place) => "on",
        // "Shooting at Goma airport".
        "in" if is_site(&place.name) => "at",
        usual => usual,
    };
    if title.split(' ').next_back() == Some(preposition) { "" } else { preposition }
}

/// Whether things happen on a place: a lake, a mountain that is no town ("Mount Isa").
fn is_height_or_lake(place: &PlaceRef) -> bool {
    let height = ["Mount ", "Mt ", "Mt. "].iter().any(|start| place.name.starts_with(start));
    place.name.starts_with("Lake ") || height && place.population == 0
}

/// Whether a name is that of a site, at which things happen, more than of a land or town, in which they do.
fn is_site(name: &str) -> bool {
    const SITES: [&str; 16] = [
        "airport",
        "airfield",
        "airbase",
        "base",
        "station",
        "stadium",
        "prison",
        "jail",
        "hospital",
        "university",
        "school",
        "port",
        "crossing",
        "dam",
        "tower",
        "towers",
    ];
    // "Harbour Towers South" is one of several.
    let name = [" North", " South", " East", " West"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    // "Newport" is a town: the noun is a word of its own.
    name.rsplit_once(' ').is_some_and(|(_, last)| SITES.contains(&last.to_lowercase().as_str()))
}

/// The noun phrase the mentions use most, else what the list calls their words, else the kind's own; and the preposition
/// before a place.
fn noun(members: &[&Told], kind: Kind) -> (String, &'static str) {
    let (own, preposition) = kind_noun(kind);
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut listed: Option<(Named, &Told)> = None;
    for told in members.iter().filter(|told| told.mention.kind == kind) {
        let words = told.source.article.text.slice(told.mention.trigger).to_lowercase().replace('\u{2019}', "'");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // "An attack. 20 were killed": named by what it was, and not by what befell people.
        let befell = || crate::reader::vocabulary::is_effect(&words);
        if !matches!(kind, Kind::Death | Kind::Killing) && befell() {
            continue;
        }
        let of_kind = |only: Option<Kind>| only.is_none_or(|only| only == kind);
        // "sued the": the article leads on to whom.
        let short = words.strip_suffix(" the").unwrap_or(&words);
        let listed_as = |words: &str| NAMES.get(words).into_iter().flatten().find(|&&(_, only)| of_kind(only));
        let named = listed_as(&words).or_else(|| listed_as(short));
        if let Some(&(named, _)) = named {
            let named = flown(told, kind).map_or(named, |title| (title, "in", false));
            listed = listed.or(Some((named, told)));
            continue;
        }
        if !is_head(&words) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counts.push((words, 1)),
        }
    }
    // The most used; the longer and more telling on a tie; never a plural of one happening where another word is at hand.
    let best = counts.iter().max_by_key(|(words, count)| (*count, !words.ends_with('s'), words.len()));
    if let Some((words, _)) = best {
        // "a spill of sulphuric acid"
        let words = words.strip_suffix(" of").unwrap_or(words);
        return (capital(words.strip_suffix(" death").unwrap_or(words)), preposition);
    }
    match listed {
        Some(((title, preposition, whose), told)) => {
            let who = whose.then(|| visitor(told)).flatten();
            (who.map_or_else(|| title.to_owned(), |who| format!("{title} by {who}")), preposition)
        }
        None => (capital(own), preposition),
    }
}

/// "A helicopter went down": what flew is no ship.
fn flown(told: &Told, kind: Kind) -> Option<&'static str> {
    const FLOWN: &[(&str, &str)] = &[
        ("helicopter", "Helicopter crash"),
        ("plane", "Plane crash"),
        ("airliner", "Plane crash"),
        ("aircraft", "Plane crash"),
    ];
    if kind != Kind::Crash {
        return None;
    }
    let mention = told.mention;
    let before = told.source.article.text.as_str().get(mention.sentence.start()..mention.trigger.start())?;
    let title = |word: &str| FLOWN.iter().find(|(flown, _)| word.trim_matches(',').eq_ignore_ascii_case(flown));
    before.split_whitespace().rev().take(8).find_map(title).map(|&(_, title)| title)
}

/// "Prime Minister Donald Tusk travelled to …": the capital words right before the verb, without their office.
fn visitor(told: &Told) -> Option<String> {
    let text = told.source.article.text.as_str();
    let before = text.get(told.mention.sentence.start()..told.mention.trigger.start())?;
    let words: Vec<&str> = before.split_whitespace().collect();
    let skipped = words.iter().rev().take_while(|word| matches!(**word, "has" | "had" | "also" | "later")).count();
    let mut name: Vec<&str> = words
        .iter()
        .rev()
        .skip(skipped)
        .take_while(|word| word.starts_with(char::is_uppercase) && !word.ends_with(['.', ':', ';']))
        .take(3)
        .map(|word| word.trim_matches([',', '"', '\u{201d}']))
        .collect();
    name.reverse();
    let offices = ["President", "Prime", "Minister", "Secretary", "Foreign", "Pope", "King", "Chancellor"];
    while name.len() > 2 && name.first().is_some_and(|word| offices.contains(word)) {
        name.remove(0);
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// Whether the words of a trigger can head a title: a noun phrase the lexicon lists as one.
fn is_head(words: &str) -> bool {
    crate::reader::vocabulary::is_noun_phrase(words)
}

/// How a kind is named, and how its place follows.
fn kind_noun(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::ShellingStrike => ("shelling", "of"),
        Kind::ExplosionMine => ("explosion", "in"),
        Kind::MilitaryOperation => ("military operation", "in"),
        Kind::Invasion => ("invasion", "of"),
        Kind::Blockade => ("blockade", "of"),
        Kind::Siege => ("siege", "of"),
        Kind::Visit => ("visit", "to"),
        Kind::AidDelivery => ("aid delivery", "to"),
        Kind::Withdrawal => ("withdrawal", "from"),
        Kind::TalksOffer => ("offer of talks", "by"),
        Kind::TalksRejected => ("talks rejected", "by"),
        Kind::Ultimatum => ("ultimatum", "by"),
        Kind::Sanction => ("sanctions", "by"),
        Kind::DiplomaticStep => ("diplomatic step", "by"),
        Kind::Death => ("death", "in"),
        Kind::Closure => ("closure", "in"),
        Kind::Displacement => ("displacement", "in"),
        other => (other.label(), "in"),
    }
}

fn capital(words: &str) -> String {
    // "h5n1 cases": a code is all capitals.
    if let Some((code, rest)) = words.split_once(' ').filter(|(code, _)| code.contains(|c: char| c.is_ascii_digit())) {
        return format!("{} {rest}", code.to_uppercase());
    }
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A speaker in few words: the whole phrase, or its last capital words.
fn short(speaker: &str) -> String {
    let speaker = speaker.split(',').next().unwrap_or(speaker).trim();
    let speaker =
        ["the ", "The ", "a ", "an "].iter().find_map(|article| speaker.strip_prefix(article)).unwrap_or(speaker);
    if speaker.chars().count() <= 42 {
        return speaker.to_owned();
    }
    // Two speak as one: the first names them.
    let speaker = speaker.split(" and ").next().unwrap_or(speaker);
    if speaker.chars().count() <= 42 {
        return speaker.to_owned();
    }
    let words: Vec<&str> = speaker.split(' ').collect();
    let names: Vec<&str> =
        words.iter().rev().take_while(|word| word.starts_with(char::is_uppercase)).take(3).copied().collect();
    if names.is_empty() {
        words.iter().take(5).copied().collect::<Vec<_>>().join(" ")
    } else {
        names.into_iter().rev().collect::<Vec<_>>().join(" ")
    }
}

/// At most [`LONGEST`] characters, cut between words; within the name of a place that is a line by itself, so that it
/// does not end in "Fire in…".
fn cut(title: &str) -> String {
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let mut out = String::new();
    for word in title.split(' ') {
        let (room, long) = (LONGEST.saturating_sub(out.chars().count() + 2), word.chars().count());
        if long > room && (long < ENDLESS || room < 6) {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(room));
        if long > room {
            break;
        }
    }
    out.trim_end_matches([',', ';', ':']).to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_between_words_and_within_a_name_without_end() {
        let title =
            "Fire in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch on the island of Anglesey in Wales";
        let short = cut(title);
        assert!(short.starts_with("Fire in Llanfairpwll") && short.ends_with('…'), "{short}");
        assert!(short.chars().count() <= LONGEST, "{short}");
        let words = "Statement by the president of the national association of the owners of small and larger boats";
        let short = cut(words);
        assert!(words.starts_with(short.trim_end_matches('…')) && short.chars().count() <= LONGEST, "{short}");
        let rest = words.strip_prefix(short.trim_end_matches('…'));
        assert!(rest.is_some_and(|rest| rest.starts_with(' ')), "between words: {short}");
        assert_eq!(cut("Fire in Wales"), "Fire in Wales");
    }

    #[test]
    fn things_happen_at_a_site_and_in_a_town() {
        let sites = ["Goma airport", "Kerem Shalom crossing", "Sudzha Dam", "Harbour Towers South"];
        assert!(sites.into_iter().all(is_site));
        assert!(!["Goma", "Newport", "Port Sudan", "Station Road", "South"].into_iter().any(is_site));
    }

    #[test]
    fn things_happen_on_a_mountain_and_in_a_town_that_is_called_after_one() {
        let place = |name: &str, population| PlaceRef {
            key: String::new(),
            name: name.to_owned(),
            second_name: None,
            shape: Shape::Point,
            lon: 0.0,
            lat: 0.0,
            bbox: None,
            country: None,
            region: None,
            contested: false,
            approximate: false,
            population,
        };
        let check = |name: &str, population, expected: &str| {
            assert_eq!(before_place("Mudflow", "in", Kind::Landslide, &place(name, population)), expected, "{name}");
        };
        check("Mount Marapi", 0, "on");
        check("Mount Isa", 18_000, "in");
        check("Lake Victoria", 0, "on");
        check("80 km south of Goma", 0, "");
    }
}
