//! An event in at most 25 words: what happened and where, how many it befell by which source, who says so, how sure.
//!
//! Comes in: a story and one of its events. Goes out: words. Where sources differ the ends of the range are named with
//! their letters; nothing is averaged. No word is here that the reading does not hold.

use jiff::civil::Date;

use crate::story::{
    Agreement, DayRange, Event, EventMention, Letter, PlaceRef, Slot, SlotClaims, Stance, Story, Value, Victim,
    count_words,
};

/// The most words of a caption.
pub(super) const MOST_WORDS: usize = 25;
/// The fewest words a quotation is worth giving with.
const LEAST_QUOTE: usize = 6;

/// How a range ends that no two sources can both be right about.
const DIFFER: &str = "; sources differ.";

/// What is said of an event beside its number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Caption {
    /// When: "19 Sep", "Since Dec 2022", "undated".
    pub(super) date: String,
    /// Which articles report it.
    pub(super) letters: Vec<Letter>,
    /// At most 25 words.
    pub(super) text: String,
    /// The same without the words of a passage.
    pub(super) plain: String,
    /// The same for one line, from the longest to the shortest.
    pub(super) short: Vec<String>,
}

/// The caption of an event; `say_unchecked` adds "Not checked." where nobody has.
pub(super) fn caption(story: &Story, event: &Event, year: Option<i16>, say_unchecked: bool) -> Caption {
    let what = with_both_names(&event.title, event.place.as_deref());
    let figures = figures(story, event);
    let mut short = Vec::new();
    if let Some(figure) = figures.first() {
        let figure = figure.trim_end_matches(DIFFER).trim_end_matches('.');
        short.extend([format!("{what}. {figure}"), format!("{}. {figure}", event.title)]);
    }
    short.extend([what.clone(), event.title.clone()]);
    let mut parts = vec![sentence(&what)];
    // That sources differ is said once, at the end.
    let differing = figures.iter().rposition(|figure| figure.ends_with(DIFFER));
    parts.extend(figures.into_iter().enumerate().map(|(index, figure)| match figure.strip_suffix(DIFFER) {
        Some(before) if Some(index) != differing => format!("{before}."),
        _ => figure,
    }));
    let speaker = speaker(story, event);
    let last = (say_unchecked && !event.checked).then(|| "Not checked.".to_owned());
    let count = |parts: &[String]| parts.iter().map(|part| part.split_whitespace().count()).sum::<usize>();
    let room = MOST_WORDS - last.as_deref().map_or(0, |words| words.split_whitespace().count());
    // The words of the passage tell most; who says it stands in them or behind them.
    let quote = quote(story, event, room.saturating_sub(count(&parts)));
    let joined = |mut parts: Vec<String>| {
        while parts.len() > 1 && count(&parts) > room {
            parts.pop();
        }
        let mut text = parts.join(" ");
        if text.split_whitespace().count() > room {
            text = text.split_whitespace().take(room).collect::<Vec<_>>().join(" ") + "…";
        }
        text.extend(last.as_ref().map(|last| format!(" {last}")));
        text
    };
    let with = |part: Option<String>| joined(parts.iter().cloned().chain(part).collect());
    let plain = with(speaker);
    let text = if quote.is_some() { with(quote) } else { plain.clone() };
    Caption { date: date_words(event, year), letters: story.letters(event), text, plain, short }
}

/// A title with both names of a contested place.
pub(super) fn with_both_names(title: &str, place: Option<&PlaceRef>) -> String {
    let Some(place) = place else { return title.to_owned() };
    match &place.second_name {
        Some(second) if !title.contains(second.as_str()) => title.replacen(&place.name, &place.full_name(), 1),
        _ => title.to_owned(),
    }
}

fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches(['.', ',', ';', ':']);
    if words.ends_with(['!', '?', '…']) { words.to_owned() } else { format!("{words}.") }
}

/// When an event happened, short; the year only where it is not the story's.
pub(super) fn date_words(event: &Event, year: Option<i16>) -> String {
    let Some(days) = event.date else { return "undated".to_owned() };
    if event.ongoing {
        let start = days.start;
        let whole_month = days.start.day() == 1 && days.len_days() > 27;
        let day = if whole_month { month_words(start) } else { day_words(start, year) };
        return format!("Since {day}");
    }
    range_words(days, year)
}

fn range_words(DayRange { start, end }: DayRange, year: Option<i16>) -> String {
    if start == end {
        return day_words(start, year);
    }
    let months = start.day() == 1 && end == end.last_of_month();
    let same_month = (start.year(), start.month()) == (end.year(), end.month());
    match (months, same_month) {
        (true, true) => month_words(start),
        (true, false) if start.month() == 1 && end.month() == 12 && start.year() == end.year() => {
            start.year().to_string()
        }
        (true, false) if start.month() == 1 && end.month() == 12 => format!("{}–{}", start.year(), end.year()),
        (false, true) => format!("{}–{}", start.day(), day_words(end, year)),
        _ => format!("{} – {}", day_words(start, year), day_words(end, year)),
    }
}

fn month_words(day: Date) -> String {
    day.strftime("%b %Y").to_string()
}

/// "19 Sep", with the year where it is not the given one.
pub(super) fn day_words(day: Date, year: Option<i16>) -> String {
    let words = format!("{} {}", day.day(), day.strftime("%b"));
    if year == Some(day.year()) { words } else { format!("{words} {}", day.year()) }
}

/// "Killed: 2 (A) to 27 (E); sources differ." for each thing that befell people, the gravest first; at most two.
fn figures(story: &Story, event: &Event) -> Vec<String> {
    Victim::ALL
        .into_iter()
        .filter_map(|victim| event.slots.iter().find(|slot| slot.slot == Slot::Figure(victim)))
        .filter_map(|slot| figure(story, slot))
        .take(2)
        .collect()
}

fn figure(story: &Story, slot: &SlotClaims) -> Option<String> {
    let mut counts: Vec<(u32, Option<u32>, Letter)> = slot
        .claims
        .iter()
        .filter_map(|claim| match claim.value {
            Value::Count { min, max } => Some((min, max, story.source(claim.mention.article)?.article.letter)),
            _ => None,
        })
        .collect();
    counts.sort_by_key(|&(min, max, letter)| (min, max.unwrap_or(u32::MAX), letter));
    let (&(low, low_max, low_letter), &(high, high_max, high_letter)) = (counts.first()?, counts.last()?);
    let label = slot.slot.label();
    if (low, low_max) == (high, high_max) {
        return Some(format!("{label}: {}.", count_words(low, low_max)));
    }
    if low_letter == high_letter {
        let (low, high) = (low, high_max.unwrap_or(high));
        return Some(format!("{label}: {low} to {high} ({low_letter})."));
    }
    let differ = if slot.agreement == Agreement::Differs { DIFFER } else { "." };
    let (low, high) = (count_words(low, low_max), count_words(high, high_max));
    Some(format!("{label}: {low} ({low_letter}) to {high} ({high_letter}){differ}"))
}

/// The words of the passage that says most in at most so many words, with its letter; the clause, not the sentence around it.
fn quote(story: &Story, event: &Event, room: usize) -> Option<String> {
    let mentions = event.mentions.iter().filter_map(|&id| story.mention(id));
    // What may happen, did not or long ago did would mislead beside what is told as having happened.
    let tells =
        |mention: &EventMention| mention.paragraph > 0 && !mention.modal && !mention.negated && !mention.back_reference;
    let clauses = mentions.filter(|(_, mention)| tells(mention)).map(|(source, mention)| {
        let words = plain_quotes(source.article.text.slice(mention.span));
        let words = words.trim_end_matches([',', ';', ':', ' ']);
        let cut = if words.starts_with(char::is_lowercase) { "…" } else { "" };
        // What names its place and counts its people tells more than what only alludes to the event.
        let placed = mention.place.as_ref().is_some_and(|place| place.span.is_some());
        let tells = usize::from(placed) + usize::from(!mention.figures.is_empty());
        (words.split_whitespace().count(), tells, format!("{cut}{words}"), source.article.letter)
    });
    // Only what fits whole and comes to its end ("…, saying" does not).
    let fitting = clauses.filter(|(count, _, words, _)| {
        (LEAST_QUOTE..=room.saturating_sub(1)).contains(count) && words.ends_with(['.', '!', '?', '’'])
    });
    let (.., words, letter) =
        fitting.max_by_key(|&(count, tells, _, letter)| (tells, count, std::cmp::Reverse(letter)))?;
    Some(format!("“{words}” ({letter})"))
}

/// Words of a source without its own double quotation marks, which would end ours early, on one line.
pub(super) fn plain_quotes(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let one_line = words.join(" ");
    let mut open = false;
    one_line
        .chars()
        .map(|c| match c {
            '“' => '‘',
            '”' => '’',
            '"' => {
                open = !open;
                if open { '‘' } else { '’' }
            }
            c => c,
        })
        .collect()
}

/// Who says so, where nobody says it in their own voice: "According to local officials."
fn speaker(story: &Story, event: &Event) -> Option<String> {
    let mut found: Option<&str> = None;
    for &mention in &event.mentions {
        let (_, mention) = story.mention(mention)?;
        let said = &mention.attribution;
        if said.stance == Stance::Asserted || said.source.is_empty() {
            return None;
        }
        // Only when all of them name the same speaker; else the letters stand for the difference.
        if found.is_some_and(|source| source != said.source) {
            return None;
        }
        found = Some(&said.source);
    }
    let source = found.filter(|source| source.chars().count() > 3 && source.split_whitespace().count() <= 6)?;
    // The title may name them already ("Ultimatum by Baku").
    (!event.title.contains(source)).then(|| format!("According to {source}."))
}

/// The year most events lie in: captions leave it out.
pub(super) fn common_year(events: &[&Event]) -> Option<i16> {
    let mut years: Vec<i16> = events.iter().filter_map(|event| event.date).map(|days| days.start.year()).collect();
    years.sort_unstable();
    years.get(years.len() / 2).copied()
}

/// Words for the days a story's events lie in: "18–20 September 2023".
pub(super) fn span_words(events: &[&Event]) -> Option<String> {
    let exact = |event: &&&Event| !event.ongoing && event.date.is_some_and(|days| days.len_days() <= 3);
    let mut days: Vec<DayRange> = events.iter().filter(exact).filter_map(|event| event.date).collect();
    if days.is_empty() {
        days = events.iter().filter_map(|event| event.date).collect();
    }
    days.sort();
    // What is told of long before is background: the frame is where most events lie.
    let middle = days.get(days.len() / 2)?.start;
    let near = |days: &&DayRange| days.start.since(middle).is_ok_and(|span| span.get_days().abs() <= 45);
    let start = days.iter().filter(near).map(|days| days.start).min()?;
    let end = days.iter().filter(near).map(|days| days.end).max()?;
    Some(DayRange { start, end }.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use jiff::civil::date;

    fn check(number: usize, text: &str, date: &str) {
        let story = fixture::karabakh();
        let caption = caption(&story, &story.events[number], Some(2023), true);
        assert_eq!((caption.plain.as_str(), caption.date.as_str()), (text, date));
        assert!(caption.text.split_whitespace().count() <= MOST_WORDS);
    }

    #[test]
    fn a_caption_has_both_names_the_range_with_its_letters_and_says_what_nobody_checked() {
        check(4, "Shelling of Stepanakert / Khankendi. Killed: 2 (A) to 27 (E); sources differ.", "19 Sep");
        check(5, "Mortar round hits Shusha / Shushi. Killed: 1. Not checked.", "19 Sep");
        check(0, "Lachin corridor is closed to traffic.", "Since 12 Dec 2022");
    }

    #[test]
    fn where_there_is_room_the_passage_speaks() {
        let story = fixture::karabakh();
        let caption = caption(&story, &story.events[9], Some(2023), true);
        let words = "Crowd at the government building in Yerevan, people who were there told our reporter.";
        assert_eq!(caption.text, format!("Crowd at the government building in Yerevan. “{words}” (A)"));
        assert_eq!(plain_quotes("He said \"stop\"\n and “go”."), "He said ‘stop’ and ‘go’.");
    }

    #[test]
    fn captions_of_long_titles_end_at_25_words() {
        let mut story = fixture::lone();
        story.events[0].title = "word ".repeat(60);
        let caption = caption(&story, &story.events[0], None, true);
        assert_eq!(caption.text.split_whitespace().count(), MOST_WORDS);
        assert!(caption.text.ends_with("Not checked."));
    }

    #[test]
    fn ranges_are_as_short_as_they_can_be() {
        let words = |start, end| range_words(DayRange { start, end }, Some(2023));
        assert_eq!(words(date(2023, 9, 18), date(2023, 9, 20)), "18–20 Sep");
        assert_eq!(words(date(2022, 12, 1), date(2022, 12, 31)), "Dec 2022");
        assert_eq!(words(date(2020, 1, 1), date(2020, 12, 31)), "2020");
        assert_eq!(words(date(2023, 8, 30), date(2023, 9, 2)), "30 Aug – 2 Sep");
    }

    #[test]
    fn the_days_of_a_story_are_where_most_events_lie() {
        let story = fixture::karabakh();
        let events: Vec<&Event> = story.events.iter().collect();
        assert_eq!(span_words(&events).as_deref(), Some("18–20 September 2023"));
        assert_eq!(span_words(&[]), None);
    }
}
