//! Words by which an article turns to another happening: "That evening crews were called to X", "Hours later a man was
//! shot", "On the same line, at Y".
//!
//! Comes in: words. Goes out: whether they turn from what was told before them. It must never say by itself that two
//! are two: a town of its own, or what it is, has to say so as well.

/// What two words in a row turn: any of the first, right before any of the second.
const TURNS: &[(&[&str], &[&str])] = &[
    (&["that"], &["evening", "night", "afternoon", "morning"]),
    (
        &["same"],
        &[
            "day",
            "night",
            "evening",
            "afternoon",
            "morning",
            "line",
            "road",
            "route",
            "stretch",
            "motorway",
            "highway",
            "river",
            "storm",
            "weekend",
        ],
    ),
    (&["hour", "hours", "minutes", "day", "days", "week"], &["later", "earlier", "before"]),
    (&["earlier"], &["on", "that", "in", "the"]),
    (&["later"], &["that", "on", "in"]),
    (&["following", "next", "previous"], &["day", "night", "evening", "morning", "afternoon"]),
    (&["further", "farther"], &["down", "up", "along", "north", "south", "east", "west", "inland", "upstream"]),
    (&["separate"], &["incident", "accident", "attack", "case", "crash", "blaze", "fire", "shooting"]),
];

/// Words that turn alone.
const ALONE: &[&str] = &["meanwhile", "elsewhere", "separately"];

/// Whether words turn from what was told before them.
pub(in crate::reader) fn is_turn(words: &str) -> bool {
    let among = |word: &str, list: &[&str]| list.iter().any(|own| word.eq_ignore_ascii_case(own));
    let mut last = "";
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let before = std::mem::replace(&mut last, word);
        among(word, ALONE) || TURNS.iter().any(|(first, second)| among(before, first) && among(word, second))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::is_turn;

    #[test]
    fn the_next_day_is_none_to_be_feared() {
        check("The next day a bus overturned in Bari.", &["traffic-accident bus overturned @ Bari"]);
        check("The head of an insurance firm was shot dead in Bari.", &["shooting was shot @ Bari"]);
    }

    #[test]
    fn words_that_turn_to_another_happening() {
        for turn in [
            "That evening crews were called to Grantham",
            "lawyers demonstrated in Galle the same afternoon",
            "Hours later a man was shot",
            "On the same line, at Velgast,",
            "Elsewhere in the province",
            "Further down the valley a bus was swept away",
        ] {
            assert!(is_turn(turn), "{turn}");
        }
        for same in ["Two people died in the crash.", "He left the same way.", "It happened on Monday evening."] {
            assert!(!is_turn(same), "{same}");
        }
    }
}
