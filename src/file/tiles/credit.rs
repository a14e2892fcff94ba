//! Whom a map file credits: its own words, without the markup they come in.
//!
//! Comes in: the attribution of a stranger's file, often HTML. Goes out: one line of plain words that can be printed. Links
//! are not kept, as nothing on a map can be followed; their words are.

/// The longest credit that is printed, in characters.
const LONGEST: usize = 160;

/// The words of an attribution.
pub(super) fn plain(attribution: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in attribution.chars().take(8 * LONGEST) {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ if letter.is_control() => words.push(' '),
            _ => words.push(letter),
        }
    }
    for (entity, letter) in [
        ("&copy;", "©"),
        ("&#169;", "©"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        words = words.replace(entity, letter);
    }
    let one_line: Vec<&str> = words.split_whitespace().collect();
    let one_line = one_line.join(" ");
    if one_line.chars().count() <= LONGEST {
        return one_line;
    }
    let cut: String = one_line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let check = |given: &str, words: &str| assert_eq!(plain(given), words);
        check(
            "<a href=\"https://example.org/\" target=\"_blank\">&copy; Example Maps</a>\n &amp; friends",
            "© Example Maps & friends",
        );
        check("", "");
        check("<script>", "");
        check("plain", "plain");
    }

    #[test]
    fn a_credit_is_never_longer_than_a_line_can_be() {
        let long = plain(&"word ".repeat(100_000));
        assert!(long.chars().count() <= LONGEST && long.ends_with('…'));
    }
}
