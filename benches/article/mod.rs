//! Articles in our own words, as many as wanted, for measuring: made of a number, the same each time.

use std::fmt::Write as _;

use dateline::story::day_words;
use jiff::{Span, civil::date};

const TOWNS: [&str; 24] = [
    "Accra", "Lagos", "Nairobi", "Lima", "Quito", "Hanoi", "Manila", "Dhaka", "Athens", "Oslo", "Lyon", "Porto",
    "Leeds", "Denver", "Izmir", "Osaka", "Bergen", "Turin", "Tbilisi", "Yerevan", "Almaty", "Perth", "Austin", "Baku",
];
const HAPPENINGS: [&str; 6] = [
    "A flood hit {} on {day} and killed {n} people, officials said.",
    "An explosion in {} on {day} injured {n} people, police said.",
    "A crowd of protesters marched in {} on {day} against the new law.",
    "A fire broke out at a factory in {} on {day}, and {n} workers were killed.",
    "Ministers met in {} on {day} for talks about a ceasefire.",
    "A bus crashed near {} on {day}, killing {n} people, the mayor said.",
];
/// What stands between the news of an article, as most of any article does.
pub(crate) const BETWEEN: &str = "Roads around the town stayed closed for hours, and shops along the main street kept their doors \
    shut. Neighbours brought blankets and tea to those who waited outside. A spokeswoman asked for patience and said \
    that more would be known in the coming days, once the reports of all offices had been gathered.";

/// An article in our own words: `paragraphs` happenings, of towns and days that follow its number, so that most stand
/// alone, as they do in news.
pub(crate) fn article(number: usize, paragraphs: usize) -> String {
    let pick = |list: &[&'static str], at: usize| list.get(at % list.len()).copied().unwrap_or("");
    let day = |ago: usize| {
        let days = i64::try_from(number * 3 + 40 - ago).unwrap_or(0);
        day_words(date(1990, 1, 1).saturating_add(Span::new().days(days)))
    };
    let mut text = format!("Reports from {} and elsewhere\n\n{}\n", pick(&TOWNS, number), day(0));
    for at in 0..paragraphs {
        let happening = pick(&HAPPENINGS, number + at * 5).replace("{}", pick(&TOWNS, number * 7 + at * 3));
        let happening = happening.replace("{day}", &day(at)).replace("{n}", &(number % 9 + 2).to_string());
        let _ = write!(text, "\n{happening} {BETWEEN}\n");
    }
    text
}
