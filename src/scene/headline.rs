//! An event as a sentence: what happened where, how many it befell, who says so.
//!
//! Comes in: a story and one of its events. Goes out: words as a subeditor writes them ("Fire in Rotterdam kills two, police
//! said"). Where sources differ the ends of the range are named with their letters; nothing is averaged and no word is here
//! that the reading does not hold. A title that is no plain "what where" keeps its words, with the figures behind a colon.

mod toll;

use crate::story::{Event, EventMention, Family, Kind, PlaceRef, Source, Stance, Story, Victim};
use toll::{Toll, beginning, tolls};

/// An event in words, from the most said to the least; none ends with a full stop.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Headline {
    /// With figures and who says so.
    pub(super) whole: String,
    /// With figures.
    pub(super) told: String,
    /// With the gravest figure alone.
    pub(super) brief: String,
    /// What and where, and how it is known when it is only claimed.
    pub(super) bare: String,
    /// With figures, and no word on how it is known: for where that stands beside it.
    pub(super) unvouched: String,
    /// The one who says all of it, as a name stands within a sentence.
    pub(super) speaker: Option<String>,
}

/// The most words of a title before its place that are taken for a noun.
const MOST_NOUN: usize = 4;

/// The sentence of an event.
pub(super) fn headline(story: &Story, event: &Event) -> Headline {
    let what = with_both_names(&event.title, event.place.as_deref());
    let (what, mark) = unmarked(&what);
    let tolls = tolls(story, event);
    // Of two towns of one name the likelier is drawn.
    let unsure = if story.other_place(event).is_some() { "; place unsure" } else { "" };
    let sentence = |tolls: &[Toll], says: &str| {
        let differ = if tolls.iter().any(|toll| toll.differ) { "; sources differ" } else { "" };
        let counts: Vec<(Victim, String)> = tolls.iter().map(|toll| (toll.victim, toll.words())).collect();
        format!("{}{says}{differ}{unsure}", counted(what, event, &counts))
    };
    let speaker = speaker(story, event);
    let says = says(speaker.as_ref(), event, mark);
    let known = if mark.is_empty() { "" } else { says.as_str() };
    let gravest = tolls.get(..1).unwrap_or_default();
    Headline {
        whole: sentence(&tolls, &says),
        told: sentence(&tolls, known),
        brief: sentence(gravest, known),
        bare: sentence(&[], known),
        unvouched: sentence(&tolls, ""),
        speaker: speaker.map(|it| it.0),
    }
}

/// An event as one sentence with no full stop: its figures, with their letters where sources differ, and who says so. A title
/// that is no plain "what where" stands as it is, as one that a person gave.
#[must_use]
pub fn sentence(story: &Story, event: &Event) -> String {
    let (what, _) = unmarked(&event.title);
    if subject(what, event.place.as_deref()).is_some() { headline(story, event).whole } else { event.title.clone() }
}

/// Whether an event can give a whole story its name: what it did stands in the sentence and not behind a colon, and it is more
/// than the means it is told by.
pub(super) fn names_a_story(story: &Story, event: &Event) -> bool {
    let (what, _) = unmarked(&event.title);
    let noun = subject(what, event.place.as_deref());
    !noun.is_some_and(|noun| MEANS.contains(&noun)) && (does(event.family) || tolls(story, event).is_empty())
}

/// An event as the title of a picture: one figure without letters, the least that all count, and how it is known where it is
/// only claimed. No figure where one source counts more than twice what another does: the least would say too little.
pub(super) fn title(story: &Story, event: &Event) -> String {
    let what = with_both_names(&event.title, event.place.as_deref());
    let (what, mark) = unmarked(&what);
    let tolls = tolls(story, event);
    let near = |toll: &&Toll| toll.high.min <= 2 * toll.low.min.max(1) || toll.low.min == 0 && !toll.differ;
    let least: Vec<_> = tolls.iter().take(1).filter(near).map(|toll| (toll.victim, toll.least())).collect();
    let says = if mark.is_empty() { String::new() } else { says(speaker(story, event).as_ref(), event, mark) };
    format!("{}{says}", counted(what, event, &least))
}

/// The least that all who count them say were killed.
pub(super) fn killed(story: &Story, event: &Event) -> u32 {
    tolls(story, event).into_iter().find(|toll| toll.victim == Victim::Killed).map_or(0, |toll| toll.low.min)
}

/// What an event is called without its place, within a sentence: "shelling", "Ebola outbreak"; its kind where its title is no
/// plain "what where".
pub(super) fn noun(story: &Story, event: &Event) -> String {
    let (what, _) = unmarked(&event.title);
    // "Heat or cold", "Shelling or strike": the first of them.
    let label = event.kind.label().split(" or ").next().unwrap_or_default();
    let noun = subject(what, event.place.as_deref()).filter(|noun| !MEANS.contains(noun)).unwrap_or(label);
    let (first, rest) = noun.split_once(' ').unwrap_or((noun, ""));
    // A name has its capital amid sentences as well; what only begins the title has not.
    let amid = format!(" {first}");
    let is_name = story.sources.iter().any(|source| {
        let text = source.article.text.as_str();
        text.match_indices(&amid)
            .any(|(at, _)| text.get(..at).is_some_and(|before| before.ends_with(char::is_lowercase)))
    });
    // "Security Council meeting".
    if is_name || rest.starts_with(char::is_uppercase) {
        noun.to_owned()
    } else {
        format!("{}{}", first.to_lowercase(), noun.get(first.len()..).unwrap_or(""))
    }
}

/// What a happening is told by and not what it is: "tear gas" is fired at a protest.
const MEANS: [&str; 4] = ["Tear gas", "Water cannon", "Rubber bullets", "Petrol bombs"];

/// Several of what a noun calls one: "shellings", "strikes", "states of emergency".
pub(super) fn plural(noun: &str) -> String {
    let (head, rest) =
        noun.split_once(" of ").map_or((noun, String::new()), |(head, rest)| (head, format!(" of {rest}")));
    let many = if is_plural(head) || ["ing", "unrest", "violence"].iter().any(|end| head.ends_with(end)) {
        head.to_owned()
    } else if ["s", "x", "ch", "sh"].iter().any(|end| head.ends_with(end)) {
        format!("{head}es")
    } else {
        match head.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{head}s"),
        }
    };
    many + &rest
}

/// A title with both names of a contested place.
fn with_both_names(title: &str, place: Option<&PlaceRef>) -> String {
    let Some(place) = place else { return title.to_owned() };
    match &place.second_name {
        Some(second) if !title.contains(second.as_str()) => title.replacen(&place.name, &place.full_name(), 1),
        _ => title.to_owned(),
    }
}

/// A title without its mark of doubt, and the mark.
fn unmarked(title: &str) -> (&str, &'static str) {
    let title = title.trim().trim_end_matches(['.', ';', ':']);
    ["claimed", "alleged"]
        .into_iter()
        .find_map(|mark| Some((title.strip_suffix(mark)?.strip_suffix(", ")?, mark)))
        .unwrap_or((title, ""))
}

/// What happened, with its counts as what it did: "Fire in Rotterdam kills two", "Two arrested in Tongi"; behind a colon where
/// what happened does not do such a thing.
fn counted(what: &str, event: &Event, counts: &[(Victim, String)]) -> String {
    if counts.is_empty() {
        return what.to_owned();
    }
    let participles = |counts: &[&(Victim, String)]| {
        let each = counts.iter().map(|(victim, count)| format!("{count} {}", participle(*victim, event)));
        each.collect::<Vec<_>>().join(", ")
    };
    if let Some((at, (done, place))) =
        counts.iter().enumerate().find_map(|(at, count)| Some((at, alone(what, count.0)?)))
    {
        let rest: Vec<_> = counts.iter().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect();
        let also = if rest.is_empty() { String::new() } else { format!(", {}", participles(&rest)) };
        let said = counts.get(at).map_or_else(String::new, |(victim, count)| {
            format!("{} {}", beginning(count), done.unwrap_or_else(|| participle(*victim, event)))
        });
        return sentence_case(&format!("{said}{place}{also}"));
    }
    let verbs: Option<Vec<String>> = counts.iter().map(|(victim, count)| verb(*victim, event.family, count)).collect();
    match (subject(what, event.place.as_deref()), verbs) {
        (Some(subject), Some(verbs)) if does(event.family) && event.kind != Kind::Abduction && !befell(subject) => {
            let plural = is_plural(subject);
            let verbs: Vec<String> = verbs.into_iter().map(|verb| conjugated(&verb, plural)).collect();
            // "Fire in Narayanganj, 2021, kills 52".
            let comma = if what.contains(", ") && what.ends_with(|c: char| c.is_ascii_digit()) { "," } else { "" };
            format!("{what}{comma} {}", verbs.join(" and "))
        }
        _ => format!("{what}: {}", participles(&counts.iter().collect::<Vec<_>>())),
    }
}

/// Where something happened, of a title whose noun only says what a count says: " in Tongi" of "Arrest in Tongi"; and what befell
/// them, where the noun says more than "killed".
fn alone(what: &str, victim: Victim) -> Option<(Option<&'static str>, &str)> {
    let nouns: &[(&str, Option<&'static str>)] = match victim {
        Victim::Killed => &[
            ("Deaths", None),
            ("Death", None),
            ("Killings", None),
            ("Killing", None),
            ("Drownings", Some("drowned")),
            ("Drowning", Some("drowned")),
            ("Bodies found", Some("found dead")),
            ("Body found", Some("found dead")),
        ],
        Victim::Wounded => &[("Injuries", None), ("Injury", None)],
        Victim::Displaced => &[("People fleeing", None), ("Displacement", None)],
        Victim::Detained => &[("Arrests", None), ("Arrest", None)],
        Victim::Missing | Victim::Infected => &[],
    };
    let (done, rest) = nouns.iter().find_map(|(noun, done)| Some((*done, what.strip_prefix(noun)?)))?;
    (rest.is_empty() || rest.starts_with([' ', ','])).then_some((done, rest))
}

/// Whether a noun says what befell people, which befalls nobody else: "Death", "People fleeing".
fn befell(noun: &str) -> bool {
    [Victim::Killed, Victim::Wounded, Victim::Displaced].into_iter().any(|victim| alone(noun, victim).is_some())
}

/// Whether what happened is of a kind that befalls people by itself.
fn does(family: Family) -> bool {
    matches!(family, Family::Violence | Family::Disaster | Family::Accident | Family::Health)
}

/// The noun of a title that is "what, preposition, place": "Train derailment" of "Train derailment in Ankara".
fn subject<'t>(what: &'t str, place: Option<&PlaceRef>) -> Option<&'t str> {
    const BEFORE: [&str; 14] = [
        "in", "of", "on", "at", "to", "near", "along", "off", "from", "over", "around", "outside", "between", "across",
    ];
    let place = place?;
    let (before, _) = what.split_once(place.name.as_str())?;
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let noun = match before.rsplit_once(' ') {
        Some((noun, preposition)) if BEFORE.contains(&preposition) => noun,
        // "Earthquake 80 km south of Guayaquil".
        _ if place.name.starts_with(|c: char| c.is_ascii_digit()) => before,
        _ => return None,
    };
    // "Clashes with police": the noun stands before.
    let noun = [" with ", " by ", " against "].iter().find_map(|word| noun.split_once(word)).map_or(noun, |it| it.0);
    // "Body found", "Workers trapped": something was done, which does nothing more.
    let done = ["ed", "found", "sent", "cut", "shot", "thrown", "taken"].iter().any(|end| noun.ends_with(end));
    // A person's own title may be a whole sentence.
    let short = (1..=MOST_NOUN).contains(&noun.split_whitespace().count());
    (short && !done).then_some(noun)
}

fn is_plural(noun: &str) -> bool {
    // "Release of captives" is one, "states of emergency" are several.
    let noun = noun.split_once(" of ").map_or(noun, |(head, _)| head);
    let last = noun.rsplit(' ').next().unwrap_or(noun);
    let singular = ["ss", "us", "is", "gas", "measles", "mumps", "rabies", "shingles", "diabetes", "news", "series"]
        .iter()
        .any(|end| last.to_lowercase().ends_with(end));
    noun.contains(" and ") || last == "people" || last.ends_with('s') && !singular
}

/// What befell people as a verb in the plural, with their number.
fn verb(victim: Victim, family: Family, count: &str) -> Option<String> {
    Some(match victim {
        Victim::Killed => format!("kill {count}"),
        Victim::Wounded if family == Family::Violence => format!("wound {count}"),
        Victim::Wounded => format!("injure {count}"),
        Victim::Missing => format!("leave {count} missing"),
        Victim::Displaced => format!("displace {count}"),
        Victim::Infected => format!("sicken {count}"),
        Victim::Detained => return None,
    })
}

fn conjugated(verb: &str, plural: bool) -> String {
    match verb.split_once(' ') {
        Some((verb, rest)) if !plural => format!("{verb}s {rest}"),
        _ => verb.to_owned(),
    }
}

fn participle(victim: Victim, event: &Event) -> &'static str {
    let family = event.family;
    match victim {
        Victim::Killed => "killed",
        Victim::Wounded if family == Family::Violence => "wounded",
        Victim::Wounded => "injured",
        Victim::Missing => "missing",
        Victim::Displaced => "displaced",
        Victim::Detained if event.kind == Kind::Abduction => "abducted",
        Victim::Detained if family == Family::Justice => "arrested",
        Victim::Detained => "detained",
        Victim::Infected => "ill",
    }
}

/// Who says so, where nobody says it in their own voice: ", police said"; how it is known, where that is all there is.
fn says(speaker: Option<&(String, Stance)>, event: &Event, mark: &str) -> String {
    match speaker {
        Some((speaker, stance)) if !event.title.contains(speaker.trim_start_matches("the ")) => match stance {
            Stance::Alleged => format!(", {speaker} alleged"),
            Stance::Denied => format!(", denied by {speaker}"),
            Stance::Asserted | Stance::Reported | Stance::Claimed => format!(", {speaker} said"),
        },
        Some((_, Stance::Claimed)) if mark == "claimed" => ", by its own account".to_owned(),
        // Whoever decrees, elects, sends or celebrates makes it so: there is no account of it to doubt.
        _ if is_done_by_saying(event) => String::new(),
        _ if mark == "claimed" => ", those involved say".to_owned(),
        _ if mark == "alleged" => ", it is alleged".to_owned(),
        _ => String::new(),
    }
}

/// Whether an event is an act of those who tell of it ("a curfew", "the election was upheld") more than something that befell
/// others.
fn is_done_by_saying(event: &Event) -> bool {
    matches!(event.family, Family::Politics | Family::Aid | Family::Society) && event.kind != Kind::Coup
        || matches!(event.kind, Kind::Closure | Kind::HealthMeasure | Kind::Announcement)
}

/// The one who says all there is on an event, as a name stands within a sentence, and how they say it.
fn speaker(story: &Story, event: &Event) -> Option<(String, Stance)> {
    let mut found: Option<(&Source, &EventMention)> = None;
    for &id in &event.mentions {
        let (source, mention) = story.mention(id)?;
        let said = &mention.attribution;
        if said.stance == Stance::Asserted || said.source.is_empty() {
            return None;
        }
        // Only when all of them name the same speaker; else the letters stand for the difference.
        let same = |other: &EventMention| other.attribution.source.eq_ignore_ascii_case(&said.source);
        if found.is_some_and(|(_, other)| !same(other)) {
            return None;
        }
        found = Some((source, mention));
    }
    let (source, mention) = found?;
    let said = &mention.attribution;
    // "A challenge by Ann Vale" is nobody, and "they" may be anybody.
    let named = !PRONOUNS.contains(&said.source.to_lowercase().as_str()) && !said.source.contains(" by ");
    let few = named && said.source.chars().count() > 3 && said.source.split_whitespace().count() <= 6;
    few.then(|| (within_sentence(&said.source, source), said.stance))
}

/// A speaker of a source without the capital that only the beginning of a sentence gave: "officials in Baku", "the
/// authorities". A name keeps its own.
#[must_use]
pub fn within_sentence(speaker: &str, source: &Source) -> String {
    let (first, rest) = speaker.split_once(' ').unwrap_or((speaker, ""));
    let lower = first.to_lowercase();
    let article = ["the", "a", "an"].contains(&lower.as_str());
    let text = source.article.text.as_str();
    let word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == lower);
    // An office before a name has its capital: "Mayor Mamikon Aslanyan".
    let office = rest.starts_with(char::is_uppercase);
    if article || !office && (COMMON.contains(&lower.as_str()) || word(text)) {
        format!("{lower}{}", speaker.get(first.len()..).unwrap_or_default())
    } else {
        speaker.to_owned()
    }
}

/// Who speaks and is named only by the sentences before.
const PRONOUNS: [&str; 7] = ["they", "some", "many", "others", "these", "those", "both"];

/// Who speaks without being named.
const COMMON: &[&str] = &[
    "officials",
    "authorities",
    "police",
    "residents",
    "witnesses",
    "prosecutors",
    "medics",
    "doctors",
    "rescuers",
    "local",
    "state",
    "security",
    "hospital",
    "military",
    "health",
    "emergency",
    "government",
    "activists",
    "survivors",
    "villagers",
];

/// Words with a capital at their beginning, as a line of their own has it; never for names.
pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use crate::story::Shape;

    /// The sentence and the title of an event that letters A, B, … count as killed.
    fn check(title: &str, kind: Kind, place: &str, killed: &[(u32, Option<u32>)], whole: &str, headline_words: &str) {
        let letters: Vec<u32> = (0..).take(killed.len().max(1)).collect();
        let told = fixture::Told {
            title,
            kind,
            place: fixture::place(place, &[place], 4.0, 52.0, Shape::Point),
            day: None,
            letters: &letters,
            killed,
            checked: true,
        };
        let story = fixture::story(&["Post", "Wire", "Ledger"], &[told]);
        let event = &story.events[0];
        assert_eq!(
            (headline(&story, event).whole.as_str(), super::title(&story, event).as_str()),
            (whole, headline_words)
        );
    }

    #[test]
    fn an_event_is_one_sentence_and_a_given_title_its_own() {
        let told = |title| fixture::Told {
            title,
            kind: Kind::Fire,
            place: fixture::place("Delft", &["Delft"], 4.0, 52.0, Shape::Point),
            day: None,
            letters: &[0],
            killed: &[(2, Some(2))],
            checked: true,
        };
        let story = fixture::story(&["Post"], &[told("Fire in Delft"), told("The night of the mill")]);
        let said: Vec<String> = story.events.iter().map(|event| sentence(&story, event)).collect();
        assert_eq!(said, ["Fire in Delft kills two", "The night of the mill"]);
    }

    #[test]
    fn what_happens_does_what_it_did() {
        let two = [(2, Some(2))];
        check("Fire in Delft", Kind::Fire, "Delft", &two, "Fire in Delft kills two", "Fire in Delft kills two");
        check("Floods in Delft", Kind::Flood, "Delft", &two, "Floods in Delft kill two", "Floods in Delft kill two");
        check("Death in Delft", Kind::Killing, "Delft", &two, "Two killed in Delft", "Two killed in Delft");
        check("Drowning in Delft", Kind::Death, "Delft", &two, "Two drowned in Delft", "Two drowned in Delft");
        let dozen = [(12, Some(12))];
        check("Death in Delft", Kind::Killing, "Delft", &dozen, "Twelve killed in Delft", "Twelve killed in Delft");
        check("Fire in Delft", Kind::Fire, "Delft", &dozen, "Fire in Delft kills 12", "Fire in Delft kills 12");
        check(
            "People fleeing in Delft",
            Kind::Flood,
            "Delft",
            &two,
            "People fleeing in Delft: two killed",
            "People fleeing in Delft: two killed",
        );
        check(
            "Protest in Delft",
            Kind::Protest,
            "Delft",
            &two,
            "Protest in Delft: two killed",
            "Protest in Delft: two killed",
        );
        check(
            "Mortar hits Delft",
            Kind::ShellingStrike,
            "Delft",
            &two,
            "Mortar hits Delft: two killed",
            "Mortar hits Delft: two killed",
        );
        check(
            "Workers trapped in Delft",
            Kind::IndustrialAccident,
            "Delft",
            &two,
            "Workers trapped in Delft: two killed",
            "Workers trapped in Delft: two killed",
        );
        let quake = "Earthquake 80 km south of Delft";
        check(
            quake,
            Kind::Earthquake,
            "80 km south of Delft",
            &two,
            &format!("{quake} kills two"),
            &format!("{quake} kills two"),
        );
        check("Fire in Delft", Kind::Fire, "Delft", &[], "Fire in Delft", "Fire in Delft");
    }

    #[test]
    fn where_counts_differ_both_ends_have_their_letter_and_the_title_the_least_of_near_ones() {
        let title = "Shelling of Delft";
        let check = |killed: &[(u32, Option<u32>)], whole: &str, headline: &str| {
            check(title, Kind::ShellingStrike, "Delft", killed, whole, headline);
        };
        check(
            &[(2, Some(2)), (1001, None)],
            "Shelling of Delft kills 2\u{a0}(A) to more than 1,000\u{a0}(B); sources differ",
            "Shelling of Delft",
        );
        check(&[(5, None)], "Shelling of Delft kills at least five", "Shelling of Delft kills at least five");
        check(
            &[(12, Some(12)), (12, None)],
            "Shelling of Delft kills at least 12; sources differ",
            "Shelling of Delft kills at least 12",
        );
        check(&[(14, Some(20))], "Shelling of Delft kills 14 to 20", "Shelling of Delft kills 14 to 20");
    }

    #[test]
    fn what_says_itself_what_befell_people_stands_with_its_count() {
        let one = [(1, Some(1))];
        check("Body found in Delft", Kind::Death, "Delft", &one, "One found dead in Delft", "One found dead in Delft");
        let forty = [(40, Some(40))];
        check(
            "Shooting in Delft",
            Kind::Shooting,
            "Delft",
            &forty,
            "Shooting in Delft kills 40",
            "Shooting in Delft kills 40",
        );
        let place = fixture::place("Delft", &["Delft"], 4.0, 52.0, Shape::Point);
        let mut event = fixture::lone().events[0].clone();
        event.place = Some(place);
        let counts = |victims: [Victim; 2]| victims.map(|victim| (victim, "nine".to_owned()));
        let told = |event: &Event, what: &str, victims| counted(what, event, &counts(victims));
        let fled = told(&event, "People fleeing in Delft", [Victim::Killed, Victim::Displaced]);
        assert_eq!(fled, "Nine displaced in Delft, nine killed");
        event.kind = Kind::Abduction;
        let taken = counted("Kidnapping in Delft", &event, &counts([Victim::Detained, Victim::Wounded])[..1]);
        assert_eq!(taken, "Kidnapping in Delft: nine abducted");
        event.kind = Kind::Protest;
        assert_eq!(
            counted("Vigil in Delft", &event, &counts([Victim::Detained, Victim::Wounded])[..1]),
            "Vigil in Delft: nine detained"
        );
    }

    #[test]
    fn one_article_far_apart_from_itself_gives_no_title_its_least() {
        let mut story = fixture::karabakh();
        let at = story.events.iter().position(|event| killed(&story, event) == 2).unwrap();
        assert!(
            !super::title(&story, &story.events[at]).contains("at least two"),
            "{}",
            super::title(&story, &story.events[at])
        );
        story.events[at].slots[0].agreement = crate::story::Agreement::OneSource;
        assert!(!super::title(&story, &story.events[at]).contains("at least two"), "whatever the two are called");
    }

    #[test]
    fn they_is_nobody_by_name() {
        let mut story = fixture::lone();
        let mut said = |speaker: &str| {
            for source in &mut story.sources {
                for mention in &mut std::sync::Arc::make_mut(&mut source.reading).mentions {
                    mention.attribution.source = speaker.to_owned();
                    mention.attribution.stance = Stance::Reported;
                }
            }
            headline(&story, &story.events[0]).whole
        };
        assert!(!said("They").ends_with(" said") && said("Officials").ends_with(", officials said"));
    }

    #[test]
    fn that_nobody_came_to_harm_is_no_toll() {
        let none = [(0, Some(0))];
        check("Shooting in Delft", Kind::Shooting, "Delft", &none, "Shooting in Delft", "Shooting in Delft");
        let some = [(0, Some(0)), (2, Some(2))];
        let whole = "Shooting in Delft kills none\u{a0}(A) to 2\u{a0}(B); sources differ";
        check("Shooting in Delft", Kind::Shooting, "Delft", &some, whole, "Shooting in Delft kills up to two");
    }

    #[test]
    fn a_noun_that_only_looks_like_several_is_one() {
        let two = [(2, Some(2))];
        for (title, words) in [
            ("Measles in Delft", "Measles in Delft kills two"),
            ("Floods in Delft", "Floods in Delft kill two"),
            ("Virus in Delft", "Virus in Delft kills two"),
        ] {
            check(title, Kind::Outbreak, "Delft", &two, words, words);
        }
    }

    #[test]
    fn what_is_done_by_saying_so_is_no_claim() {
        let mut story = fixture::lone();
        let name = story.events[0].place.as_ref().unwrap().name.clone();
        let mut said = |kind: Kind, title: &str| {
            story.events[0].kind = kind;
            story.events[0].family = kind.family();
            story.events[0].title = format!("{title} in {name}, claimed");
            for source in &mut story.sources {
                for mention in &mut std::sync::Arc::make_mut(&mut source.reading).mentions {
                    mention.attribution.source = String::new();
                    mention.attribution.stance = Stance::Claimed;
                }
            }
            headline(&story, &story.events[0]).bare
        };
        assert_eq!(said(Kind::Closure, "Curfew"), format!("Curfew in {name}"));
        assert_eq!(said(Kind::ShellingStrike, "Strike"), format!("Strike in {name}, those involved say"));
    }

    #[test]
    fn events_are_called_by_their_nouns_within_a_sentence() {
        let mut story = fixture::lone();
        let name = story.events[0].place.as_ref().unwrap().name.clone();
        story.events[0].title = format!("Air strikes on {name}");
        assert_eq!(noun(&story, &story.events[0]), "air strikes");
        story.events[0].title = format!("Town Council meeting in {name}");
        assert_eq!(noun(&story, &story.events[0]), "Town Council meeting");
        story.events[0].kind = Kind::Arrest;
        story.events[0].title = "A word of our own".to_owned();
        assert_eq!(noun(&story, &story.events[0]), "arrest");
        for (one, many) in [
            ("clash", "clashes"),
            ("robbery", "robberies"),
            ("state of emergency", "states of emergency"),
            ("shelling", "shelling"),
            ("floods", "floods"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn a_mark_of_doubt_says_who_vouches_for_it() {
        let mut story = fixture::lone();
        let mut said = |speaker: &str, stance: Stance| {
            story.events[0].title = "Strike on Goma, alleged".to_owned();
            for source in &mut story.sources {
                let reading = std::sync::Arc::make_mut(&mut source.reading);
                for mention in &mut reading.mentions {
                    mention.attribution.source = speaker.to_owned();
                    mention.attribution.stance = stance;
                }
            }
            headline(&story, &story.events[0]).whole
        };
        assert!(said("Officials in Baku", Stance::Alleged).ends_with(", officials in Baku alleged"));
        assert!(said("The ministry", Stance::Claimed).ends_with(", the ministry said"));
        assert!(said("Mayor Ann Vale", Stance::Reported).ends_with(", Mayor Ann Vale said"));
        assert!(said("", Stance::Alleged).ends_with(", it is alleged"));
    }
}
