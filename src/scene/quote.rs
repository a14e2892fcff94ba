//! Which words of a source are worth quoting: they stand by themselves, name the place, count the people, come early.
//!
//! Comes in: a mention and the source it stands in. Goes out: its words, whole or cut where a clause ends, and how telling
//! they are. Nothing is added to a source's words and none of them is changed.

use std::cmp::Reverse;

use crate::story::{EventMention, Source};

/// First words that lean on a sentence before them: "However, it did not say how…".
const LEANING: &[&str] = &[
    "however",
    "but",
    "and",
    "so",
    "yet",
    "it",
    "they",
    "he",
    "she",
    "this",
    "that",
    "these",
    "those",
    "also",
    "still",
    "then",
    "meanwhile",
    "instead",
    "nor",
    "or",
    "such",
    "its",
    "their",
    "his",
    "her",
    "while",
    "although",
    "though",
    "because",
    "which",
    "who",
    "where",
    "when",
    "there",
    "another",
    "both",
    "thus",
    "therefore",
    "moreover",
    "otherwise",
    "similarly",
    "likewise",
    "nevertheless",
    "nonetheless",
    "elsewhere",
    "separately",
    "afterwards",
    "in addition",
];

/// Whether words can be read without the sentence before them.
pub(super) fn stands_alone(words: &str) -> bool {
    let first: String =
        words.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric()).collect();
    // A dateline or the name of an agency before the sentence is no part of what it says.
    let opening: String = words.chars().take(60).collect();
    let headed = [") ", "): ", ") —", ") –", ") -"].iter().any(|end| opening.contains(end))
        && opening.chars().take(24).any(|c| c.is_ascii_digit());
    // "NEWSROOM IN notes that…": an outlet speaks of itself.
    let mut capitals = words.split_whitespace().map(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let shouted = first.len() > 3 && capitals.next() == Some(true) && capitals.next() == Some(true);
    !headed && !shouted && !LEANING.contains(&first.to_lowercase().as_str())
}

/// How telling the passage of a mention is beside its event; `None` for what would mislead there: what may happen, did not,
/// or lies long back.
pub(super) fn telling(mention: &EventMention, words: &str) -> Option<i32> {
    if mention.modal || mention.negated || mention.back_reference {
        return None;
    }
    let placed = mention.place.as_ref().is_some_and(|place| place.span.is_some());
    let alone =
        stands_alone(words) && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“‘\"'".contains(c));
    let early = 5 - i32::try_from(mention.paragraph).unwrap_or(i32::MAX).clamp(0, 5);
    // A headline says less than a sentence of the text.
    let body = i32::from(mention.paragraph > 0) * 3;
    Some(i32::from(alone) * 8 + i32::from(placed) * 4 + i32::from(!mention.figures.is_empty()) * 4 + early + body)
}

/// The words of a mention that fit: its sentence, else the longest beginning of it that ends with a clause and holds the words
/// for what happened, with an ellipsis. `None` when not even that does.
pub(super) fn fitting(source: &Source, mention: &EventMention, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let text = &source.article.text;
    let (sentence, start) = spoken(source, mention);
    if fits(&sentence) {
        return Some(sentence);
    }
    let told = text.span(start..mention.trigger.end().max(start))?;
    cut(&sentence, one_line(text.slice(told)).len(), fits)
}

/// Words behind which nothing may break off that is no whole clause.
const LEADING_ON: &[&str] = &[
    "a", "an", "in", "on", "at", "by", "for", "from", "as", "into", "its", "their", "his", "her", "was", "were", "is",
    "are", "has", "have", "had", "not", "than", "between", "against", "near", "over", "after", "before", "during",
    "be", "been", "off", "around", "about", "under", "until", "since", "through", "this", "these", "those", "some",
    "more", "all", "if", "because", "also", "only", "just", "no", "any", "our", "each", "every", "another",
];

/// The words of a mention that fit: as [`fitting`], else cut behind the last word for which there is room and that wants no other
/// after it, so that a source is heard at all. They hold the words for what happened where `telling`. `None` where there is no room for three.
pub(super) fn squeezed(
    source: &Source,
    mention: &EventMention,
    telling: bool,
    fits: &dyn Fn(&str) -> bool,
) -> Option<String> {
    if let Some(words) = fitting(source, mention, fits) {
        return Some(words);
    }
    let (sentence, start) = spoken(source, mention);
    let text = &source.article.text;
    let told = text.span(start..mention.trigger.end().max(start)).map_or(0, |told| one_line(text.slice(told)).len());
    let least = if telling { told } else { 0 };
    let ends = sentence.match_indices(' ').map(|(at, _)| at);
    // Not behind a number, whose noun would be missing, nor behind an adverb or a little word that leads to another.
    let leads_on = |head: &str| {
        let last = head.rsplit(' ').next().unwrap_or_default().to_lowercase();
        last.ends_with(|c: char| c.is_ascii_digit()) || last.ends_with("ly") || LEADING_ON.contains(&last.as_str())
    };
    ends.filter_map(|at| sentence.get(..at).filter(|head| !leads_on(head)))
        .filter(|head| head.len() >= least && head.split_whitespace().count() >= 3 && ends_whole(head))
        .map(|head| broken_off(head.trim_end_matches([',', ';', ':', '—', '–', '-', ' '])))
        .take_while(|head| fits(head))
        .last()
}

/// The sentence of a mention on one line, without the mark of a list or a dateline before it, and where in the text it begins.
fn spoken(source: &Source, mention: &EventMention) -> (String, usize) {
    let whole = source.article.text.slice(mention.sentence);
    let mark = list_mark(whole);
    let head = mark + dateline(whole.get(mark..).unwrap_or(whole), mention.paragraph <= 3);
    let words = one_line(whole.get(head..).unwrap_or(whole));
    // Speech that began in a sentence before ends here.
    let ends_other =
        words.ends_with('’') && !words.contains('‘') && [".’", "!’", "?’", ",’"].iter().any(|end| words.ends_with(end));
    let words = if ends_other { words.trim_end_matches('’').to_owned() } else { words };
    (words, mention.sentence.start() + head)
}

/// How many bytes before a sentence are the mark of a list: "- ", "• ".
fn list_mark(sentence: &str) -> usize {
    let rest = sentence.trim_start_matches(['-', '–', '—', '•', '*', '·']);
    let words = rest.trim_start();
    if rest.len() < sentence.len() && words.len() < rest.len() { sentence.len() - words.len() } else { 0 }
}

/// How many bytes of a sentence are a dateline: "DAMASCUS, March 3 - ", "Goma (AP) — ", "GOMA, Congo: ", "(Harbour Desk) ". A
/// name in capitals alone is one only in the first paragraphs.
fn dateline(sentence: &str, first: bool) -> usize {
    const MARKS: [&str; 7] = [" - ", " – ", " — ", " -- ", "— ", "—", ": "];
    // An agency in brackets begins no sentence of its own.
    let agency = sentence.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map(|it| it.0);
    let is_name =
        |words: &str| words.chars().count() <= 30 && words.split(' ').all(|word| word.starts_with(char::is_uppercase));
    if let Some(agency) = agency.filter(|words| first && is_name(words)) {
        return agency.len() + 3;
    }
    let mark = MARKS.iter().filter_map(|mark| Some((sentence.find(mark)?, Reverse(mark.len())))).min();
    let Some((head, at)) = mark.and_then(|(at, Reverse(width))| Some((sentence.get(..at)?, at + width))) else {
        return 0;
    };
    // "NATO: the alliance met": before a colon stands a place with what it lies in.
    if sentence.get(head.len()..).is_some_and(|rest| rest.starts_with(':')) && !head.contains(',') {
        return 0;
    }
    let mut words = head.split_whitespace();
    let named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(')
            || ["of", "de", "and"].contains(&word)
    };
    let shouted = words.next().is_some_and(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.contains(char::is_lowercase)
    });
    let dated = head.contains(|c: char| c.is_numeric() || c == '(') || shouted && (first || head.contains(','));
    // What stands in brackets is the agency, however it is written.
    let short = head.chars().count() <= 60 && words.take_while(|word| !word.starts_with('(')).all(named);
    if short && dated && (shouted || head.ends_with(')')) { at } else { 0 }
}

/// The longest beginning that ends at a comma, semicolon or dash and fits, with an ellipsis; at least six words and `least`
/// bytes.
pub(super) fn cut(words: &str, least: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let ends = words.match_indices([',', ';', '—', '–']).filter(|&(at, _)| {
        // Not inside a number ("1,200").
        !words.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    });
    ends.filter_map(|(at, _)| words.get(..at))
        .map(str::trim_end)
        .filter(|head| head.len() >= least && head.split_whitespace().count() >= 6 && ends_whole(head))
        .map(broken_off)
        .filter(|head| fits(head))
        .last()
}

/// Words that break off, with an ellipsis; speech that they begin with is closed.
fn broken_off(head: &str) -> String {
    let open = head.starts_with('‘') && !head.contains("’ ") && !head.ends_with('’');
    format!("{head}…{}", if open { "’" } else { "" })
}

/// Whether words do not break off after one that wants more ("…, saying", "which").
fn ends_whole(words: &str) -> bool {
    const OPEN: &[&str] =
        &["saying", "that", "which", "who", "and", "or", "but", "when", "while", "with", "of", "the", "to"];
    words.rsplit(' ').next().is_some_and(|last| !OPEN.contains(&last.to_lowercase().as_str()))
}

/// Words on one line, without their own double quotation marks, which would end ours early.
pub(super) fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut open = false;
    let plain = |c| match c {
        '“' => '‘',
        '”' => '’',
        '"' => {
            open = !open;
            if open { '‘' } else { '’' }
        }
        c => c,
    };
    words.join(" ").chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_list_is_no_part_of_what_is_said() {
        assert_eq!(list_mark("- Six bodies were found."), 2);
        assert_eq!(list_mark("• Six bodies were found."), "• ".len());
        assert_eq!(list_mark("-20 degrees were measured."), 0);
        assert_eq!(list_mark("Six bodies were found."), 0);
    }

    #[test]
    fn what_leans_on_the_sentence_before_does_not_stand_alone() {
        for words in [
            "However, it did not say how.",
            "“They left,” he said.",
            "It burned all night.",
            "But the road is shut.",
            "May 4, 2021 (Daily): Rain fell.",
            "DAILY ON notes that the road is shut.",
        ] {
            assert!(!stands_alone(words), "{words}");
        }
        for words in ["Shells fell on the town.", "“Nobody slept,” a nurse said.", "Italy sent help."] {
            assert!(stands_alone(words), "{words}");
        }
    }

    #[test]
    fn a_passage_is_cut_where_a_clause_ends() {
        let words = "Shells fell on the town through the night, killing 1,200 people in all, officials of the region said on Friday";
        let cut = |most: usize| cut(words, 20, &|words| words.chars().count() <= most);
        assert_eq!(cut(90).as_deref(), Some("Shells fell on the town through the night, killing 1,200 people in all…"));
        assert_eq!(cut(60).as_deref(), Some("Shells fell on the town through the night…"));
        assert_eq!(cut(30), None, "not mid-phrase");
        assert_eq!(broken_off("‘Nobody on our street slept"), "‘Nobody on our street slept…’");
        assert_eq!(broken_off("‘Go,’ she said to the driver"), "‘Go,’ she said to the driver…");
    }

    #[test]
    fn a_dateline_is_no_part_of_what_a_sentence_says() {
        let check = |words: &str, rest: &str| assert_eq!(words.get(dateline(words, true)..), Some(rest), "{words}");
        check("DELFT, March 3 - Rain fell.", "Rain fell.");
        check("DELFT — Rain fell.", "Rain fell.");
        check("Delft, Netherlands (Wire) — Rain fell.", "Rain fell.");
        check("DELFT (the Wire) -- Rain fell.", "Rain fell.");
        check("PORT OF DELFT (Wire) - Rain fell.", "Rain fell.");
        check("DELFT, May 4, 2021 (South Wire)—Rain fell.", "Rain fell.");
        check("DELFT, Netherlands: Rain fell.", "Rain fell.");
        check("(Harbour Desk) Rain fell.", "Rain fell.");
        for words in [
            "Rain - and hail - fell.",
            "The 2020 war – the worst – ended.",
            "NATO said so — at last.",
            "Rain fell.",
            "NATO: it met.",
            "(He did not say why) Rain fell.",
        ] {
            check(words, words);
        }
        assert_eq!(dateline("NATO - the alliance - met.", false), 0);
    }

    #[test]
    fn quotation_marks_within_are_single() {
        assert_eq!(one_line("He said \"stop\"\n and “go”."), "He said ‘stop’ and ‘go’.");
    }
}
