//! An event in at most 25 words: what happened and where, how many it befell by which source, who says so, how sure.
//!
//! Comes in: a story and one of its events. Goes out: words. Where sources differ the ends of the range are named with
//! their letters; nothing is averaged. No word is here that the reading does not hold.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::headline::{self, Headline};
use super::quote;
use crate::story::{DayRange, Event, Letter, Story};

/// The most words of a caption.
pub(super) const MOST_WORDS: usize = 25;
/// The fewest words a quotation is worth giving with, and the fewest new things it tells; of what has no figures fewer will do.
const LEAST_QUOTE: (usize, usize) = (6, 3);
const LEAST_BARE_QUOTE: (usize, usize) = (5, 2);

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
    /// The passage it quotes, and whose.
    pub(super) quoted: Option<(String, Letter)>,
    /// The same for one line, from the longest to the shortest.
    pub(super) short: Vec<String>,
}

impl Caption {
    /// Says what a person wrote, at most 25 words of it.
    pub(super) fn say(&mut self, words: &str) {
        let all: Vec<&str> = words.split_whitespace().collect();
        let kept = all.iter().take(MOST_WORDS).copied().collect::<Vec<_>>().join(" ");
        let words = if all.len() > MOST_WORDS { format!("{kept}…") } else { kept };
        self.short = vec![words.clone()];
        self.plain.clone_from(&words);
        self.text = words;
        self.quoted = None;
    }

    /// Quotes nothing.
    pub(super) fn unquote(&mut self) {
        self.text.clone_from(&self.plain);
        self.quoted = None;
    }
}

/// The caption of an event; `say_unchecked` adds "Not checked." where nobody has.
pub(super) fn caption(story: &Story, event: &Event, year: Option<i16>, say_unchecked: bool) -> Caption {
    let Headline { whole, told, brief, bare, unvouched, speaker } = headline::headline(story, event);
    let last = (say_unchecked && !event.checked).then(|| "Not checked.".to_owned());
    let count = |words: &str| words.split_whitespace().count();
    let room = MOST_WORDS - last.as_deref().map_or(0, count);
    let ended = |words: &str| match &last {
        Some(last) => format!("{words} {last}"),
        None => words.to_owned(),
    };
    let forms = [&whole, &told, &brief, &bare];
    let plain = forms.into_iter().map(|words| sentence(words)).find(|words| count(words) <= room);
    let plain = plain.unwrap_or_else(|| bare.split_whitespace().take(room).collect::<Vec<_>>().join(" ") + "…");
    // The words of the passage tell most; who says it stands in them or before them, and not twice.
    let quoted = [&whole, &unvouched].into_iter().find_map(|words| {
        let least = if told == bare { LEAST_BARE_QUOTE } else { LEAST_QUOTE };
        let (quote, letter) = quote(story, event, room.saturating_sub(count(words)), (words, least))?;
        let heard = speaker.as_deref().is_some_and(|who| quote.to_lowercase().contains(&who.to_lowercase()));
        let said_once = if words == &whole { !heard || whole == unvouched } else { heard || unvouched == told };
        // The letter stays on the line of the last word.
        said_once.then(|| (format!("{} “{quote}”\u{a0}({letter})", sentence(words)), (quote, letter)))
    });
    let text = ended(quoted.as_ref().map_or(&plain, |it| &it.0));
    let mut short: Vec<String> = [&told, &brief, &bare, &event.title].map(|words| sentence(words)).into();
    short.dedup();
    let (date, letters, quoted) = (date_words(event, year), story.letters(event), quoted.map(|it| it.1));
    Caption { date, letters, text, plain: ended(&plain), quoted, short }
}

fn sentence(words: &str) -> String {
    let words = words.trim().trim_end_matches(['.', ',', ';', ':']);
    if words.ends_with(['!', '?', '…']) { words.to_owned() } else { format!("{words}.") }
}

/// When an event happened, short; the year only where it is not the story's.
pub(super) fn date_words(event: &Event, year: Option<i16>) -> String {
    let Some(days) = event.date else { return "undated".to_owned() };
    if event.ongoing {
        return format!("Since {}", range_words(days.begun(), year));
    }
    range_words(days, year)
}

/// A range of days, short: "18–20 Sep".
pub(super) fn range_words(DayRange { start, end }: DayRange, year: Option<i16>) -> String {
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

/// The words of the passage that says most in at most so many words, with its letter, when they say more than is said: so many
/// words and new things at least.
fn quote(
    story: &Story,
    event: &Event,
    room: usize,
    (said, (least_words, least_new)): (&str, (usize, usize)),
) -> Option<(String, Letter)> {
    let count = |words: &str| words.split_whitespace().count();
    let fits = |words: &str| count(words) < room && words.ends_with(['.', '!', '?', '’', '…']);
    let mentions = event.mentions.iter().filter_map(|&id| story.mention(id));
    let passages = mentions.filter(|(_, mention)| mention.paragraph > 0).filter_map(|(source, mention)| {
        let words = quote::fitting(source, mention, &fits)?;
        let telling = quote::telling(mention, &words).filter(|_| quote::stands_alone(&words))?;
        Some((telling, count(&words), words, source.article.letter))
    });
    let worth = passages.filter(|(_, count, words, _)| *count >= least_words && new_things(words, said) >= least_new);
    worth.max_by_key(|&(telling, count, _, letter)| (telling, count, Reverse(letter))).map(|it| (it.2, it.3))
}

/// How many things words tell that are not said already nor common to all reports.
fn new_things(words: &str, said: &str) -> usize {
    const COMMON: &[&str] = &[
        "people",
        "person",
        "killed",
        "killing",
        "wounded",
        "wounding",
        "injured",
        "injuring",
        "dead",
        "died",
        "least",
        "said",
        "says",
        "police",
        "officials",
        "were",
        "have",
        "from",
        "their",
        "with",
        "that",
        "more",
        "than",
        "according",
        "near",
        "into",
        "struck",
        "hitting",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "arrested",
    ];
    let said = said.to_lowercase();
    let words = words.to_lowercase();
    let mut new: Vec<&str> = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= 4 && !COMMON.contains(word) && !said.contains(word))
        .collect();
    new.sort_unstable();
    new.dedup();
    new.len()
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
    let close = |days: &&DayRange| days.start.since(middle).is_ok_and(|span| span.get_days().abs() <= 45);
    // Of a story that goes on for long, or of several, all of it is told.
    let scattered = days.iter().filter(close).count() * 2 < days.len();
    let near = |days: &&DayRange| scattered || close(days);
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
        check(4, "Shelling of Stepanakert / Khankendi kills 2\u{a0}(A) to 27\u{a0}(E); sources differ.", "19 Sep");
        check(5, "Mortar round hits Shusha / Shushi: one killed. Not checked.", "19 Sep");
        check(0, "Lachin corridor is closed to traffic.", "Since 12 Dec 2022");
    }

    #[test]
    fn where_there_is_room_the_passage_speaks() {
        let story = fixture::karabakh();
        let caption = caption(&story, &story.events[9], Some(2023), true);
        let words = "Crowd at the government building in Yerevan, people who were there told our reporter.";
        assert_eq!(caption.text, format!("Crowd at the government building in Yerevan. “{words}”\u{a0}(A)"));
    }

    #[test]
    fn a_passage_speaks_where_it_tells_something_new() {
        let said = "Floods in Delft displace four families";
        assert_eq!(new_things("Floods forced four families from their homes in Delft.", said), 2);
        assert_eq!(new_things("The road to Delft was closed.", "Closure in Delft"), 2);
        assert_eq!(new_things("A closure in Delft, police said on Friday.", "Closure in Delft"), 0);
        // Of what has no figures two are enough.
        let story = fixture::lone();
        let quoted = |said: &str, least| quote(&story, &story.events[0], MOST_WORDS, (said, least)).is_some();
        let said = "March through Berlin: people there";
        assert!(!quoted(said, LEAST_QUOTE) && quoted(said, LEAST_BARE_QUOTE));
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
        let mut long = story.clone();
        for (index, year) in (0..long.events.len()).zip(2011..) {
            long.events[index].date = Some(DayRange::day(date(year, 5, 2)));
        }
        let events: Vec<&Event> = long.events.iter().collect();
        assert_eq!(span_words(&events).as_deref(), Some("2 May 2012 – 2 May 2023"), "the blockade goes on");
    }
}
