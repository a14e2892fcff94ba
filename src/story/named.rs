//! The whole name of who acts: "armed gangs", "M23 rebels", "fighters linked to Islamic State" around "gangs", "rebels" and
//! "fighters".
//!
//! Comes in: a text and the words that tell who acts. Goes out: the same with the words about them that say who they are,
//! by lists that are data (`assets/lexicon/en/sides.txt`). It must never take in where or when they act.

use std::sync::LazyLock;

use super::{Span, Text};

/// The lists by name; a phrase of several words with its spaces.
static LISTS: LazyLock<Vec<(&'static str, Vec<String>)>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/en/sides.txt").lines().filter(|line| !line.starts_with('#'));
    let lists = lines.filter_map(|line| line.split_once(':'));
    lists.map(|(name, words)| (name, words.split_whitespace().map(|word| word.replace('|', " ")).collect())).collect()
});

fn list(name: &str) -> &'static [String] {
    LISTS.iter().find(|(known, _)| *known == name).map_or(&[], |(_, words)| words)
}

fn is_any(name: &str, word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.split(['\'', '\u{2019}']).next().unwrap_or("").to_owned();
    list(name).contains(&lower)
}

/// Whether a word is one of a name: in capitals, and no day.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !is_any("no-name", word)
}

/// The words of who acts, with those that say who they are.
#[must_use]
pub(super) fn whole(text: &Text, span: Span) -> Span {
    let all = text.as_str();
    // Where everything is in capitals they name nobody.
    let shouted = !text.slice(span).contains(char::is_lowercase) && text.slice(span).contains(char::is_uppercase);
    let start = start(all.get(..span.start()).unwrap_or(""), !shouted);
    let end = span.end() + behind(all.get(span.end()..).unwrap_or(""));
    text.span(start..end).unwrap_or(span)
}

/// Where a name begins that goes on behind some words; of words in capitals only where they tell a name.
fn start(before: &str, capitals_tell: bool) -> usize {
    const MOST: usize = 4;
    const LINKS: &[&str] = &["es", "de", "del", "da", "do", "el", "al", "la"];
    let mut start = before.len();
    let mut capitals = 0;
    for _ in 0..MOST {
        let Some(head) = before.get(..start).and_then(|head| head.strip_suffix(' ')) else { break };
        let at = head.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let Some(word) = head.get(at..) else { break };
        let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}'));
        // What begins a sentence is in capitals anyhow, unless more of a name follows or it is no word.
        let led = head.get(..at).map_or("", str::trim_end);
        let fresh = head.get(..at).is_some_and(|before| before.ends_with('\n'));
        let first = led.is_empty() || fresh || led.ends_with(['.', '!', '?', '"', '\u{201d}', ':']);
        let led_by = led.rsplit(char::is_whitespace).next().unwrap_or("");
        let placed = matches!(led_by.to_lowercase().as_str(), "in" | "at" | "near" | "on" | "of" | "from");
        let odd = word.contains(|c: char| c.is_ascii_digit()) || word.contains('-') || capitals > 0;
        let named = capitals_tell && is_name(word) && !placed && (!first || odd);
        // "Dar es Salaam police"
        let links = capitals > 0 && LINKS.contains(&word) && is_name(led_by);
        if !plain || !(is_any("before", word) || named || links) {
            break;
        }
        capitals += usize::from(named);
        start = at;
    }
    // "told Radio Okapi gunmen": whom they told is not who they are.
    let led = before.get(..start).map_or("", str::trim_end).rsplit(char::is_whitespace).next().unwrap_or("");
    if capitals > 0 && led == "told" { before.len() } else { start }
}

/// How far a name goes on: " linked to Islamic State".
fn behind(after: &str) -> usize {
    const SMALL: usize = 2;
    const MOST: usize = 4;
    let led =
        |lead: &String| after.strip_prefix(' ')?.strip_prefix(lead.as_str())?.strip_prefix(' ').map(|_| lead.len() + 2);
    let Some(mut at) = list("behind").iter().find_map(led) else { return 0 };
    let mut end = 0;
    let (mut small, mut names) = (0, 0);
    while let Some(rest) = after.get(at..) {
        let word = rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or("");
        let numbered =
            names == 0 && word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(char::is_alphabetic);
        if (is_name(word) || numbered) && names < MOST {
            names += 1;
            end = at + word.len();
        } else if names == 0 && small < SMALL && is_any("between", word) {
            small += 1;
        } else {
            break;
        }
        at += word.len();
        if after.get(at..).is_none_or(|rest| !rest.starts_with(' ')) {
            break;
        }
        at += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_acts_is_told_by_all_of_his_name() {
        let check = |words: &str, named: &str, expected: &str| {
            let text = Text::new(words);
            let at = words.find(named).unwrap();
            let span = text.span(at..at + named.len()).unwrap();
            assert_eq!(text.slice(whole(&text, span)), expected, "{words}");
        };
        check("Armed gangs overran the town.", "gangs", "Armed gangs");
        check("On Monday gunmen fired.", "gunmen", "gunmen");
        check("Two gunmen fired.", "gunmen", "gunmen");
        check("It said M23 rebels had fired.", "rebels", "M23 rebels");
        check("Boko Haram militants attacked.", "militants", "Boko Haram militants");
        check("In Tuesday's army raid two died.", "army", "army");
        check("On Monday Dar es Salaam police raided it.", "police", "Dar es Salaam police");
        check("WE MUST SAY THAT OUR FORCES ATTACKED.", "FORCES", "FORCES");
        check("In Goma rebels attacked.", "rebels", "rebels");
        check("Fighters linked to Islamic State killed three.", "Fighters", "Fighters linked to Islamic State");
        check("He blamed dissidents of the former FARC.", "dissidents", "dissidents of the former FARC");
        check("A dissident group known as the 33rd Front laid it.", "group", "dissident group known as the 33rd Front");
        check("Rebels from the hills attacked.", "Rebels", "Rebels");
        check("Rebels of 2014 attacked.", "Rebels", "Rebels");
        check("Government forces shelled it.", "forces", "Government forces");
        check("", "", "");
    }
}
