//! The written forms of a phrase of the lexicon: plurals of nouns, inflections of verbs, passives.
//!
//! Comes in: a phrase and what it is, as the lexicon writes it ("v: go/went/gone to war"). Goes out: every form it is met
//! in. English as far as the lists need it: what is irregular is written out there.

/// The written forms of a phrase: plurals of nouns, inflections of verbs.
pub(super) fn forms(form: &str, phrase: &str) -> Vec<String> {
    match form {
        "n" => {
            let mut out = vec![phrase.to_owned()];
            // "delivery of humanitarian aid": the head before "of" bears the plural.
            let (head, tail) = match phrase.find(" of ") {
                Some(at) => phrase.split_at(at),
                None => (phrase, ""),
            };
            out.push(format!("{}{tail}", plural(head)));
            out
        }
        "v" => {
            let (verb, rest) = verb_and_rest(phrase);
            let (base, past, participle) = principal_parts(verb);
            let gerund = gerund(&base);
            [base.clone(), plural(&base), past, participle, gerund].map(|word| format!("{word}{rest}")).to_vec()
        }
        "p" => {
            let (verb, rest) = verb_and_rest(phrase);
            let (_, _, participle) = principal_parts(verb);
            ["was", "were", "been", "being"].map(|passive| format!("{passive} {participle}{rest}")).to_vec()
        }
        "b" => {
            let (verb, rest) = verb_and_rest(phrase);
            vec![format!("{}{rest} by", principal_parts(verb).2)]
        }
        _ => vec![phrase.to_owned()],
    }
}

/// "swept into": the verb, and what follows it with its space.
fn verb_and_rest(phrase: &str) -> (&str, &str) {
    phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()))
}

/// Base, past and participle of a verb: "go/went/gone", or by rule.
fn principal_parts(verb: &str) -> (String, String, String) {
    let mut parts = verb.split('/').map(str::to_owned);
    let base = parts.next().unwrap_or_default();
    let past = parts.next().unwrap_or_else(|| past(&base));
    let participle = parts.next().unwrap_or_else(|| past.clone());
    (base, past, participle)
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut end = word.chars().rev();
    end.next() == Some('y') && !matches!(end.next(), Some('a' | 'e' | 'i' | 'o' | 'u') | None)
}

fn plural(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ies", word.trim_end_matches('y'))
    } else if ["s", "sh", "ch", "x", "z"].iter().any(|end| word.ends_with(end)) || matches!(word, "go" | "do" | "veto")
    {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// Whether the last consonant is written twice before "-ed" and "-ing": a single vowel between consonants in one syllable
/// ("rob", "slam", "quit"), or a last syllable that bears the stress ("expel").
fn doubles(base: &str) -> bool {
    if matches!(base, "kidnap" | "expel" | "overrun" | "acquit" | "handicap") {
        return true;
    }
    let is_vowel = |byte: u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
    let sounds = base.strip_prefix("qu").unwrap_or(base).as_bytes();
    let [start @ .., vowel, last] = sounds else { return false };
    is_vowel(*vowel)
        && !is_vowel(*last)
        && !matches!(last, b'w' | b'x' | b'y')
        && !start.iter().any(|&byte| is_vowel(byte))
}

fn past(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if ends_in_consonant_y(base) {
        format!("{}ied", base.trim_end_matches('y'))
    } else if doubles(base) {
        format!("{base}{}ed", base.chars().last().unwrap_or_default())
    } else {
        format!("{base}ed")
    }
}

fn gerund(base: &str) -> String {
    if base == "die" {
        "dying".to_owned()
    } else if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e') && !base.ends_with("ee")) {
        format!("{stem}ing")
    } else if doubles(base) {
        format!("{base}{}ing", base.chars().last().unwrap_or_default())
    } else {
        format!("{base}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn verbs_are_inflected_by_their_first_word() {
        assert_eq!(forms("v", "ram into"), ["ram into", "rams into", "rammed into", "rammed into", "ramming into"]);
        assert_eq!(forms("v", "skid off")[2..], ["skidded off", "skidded off", "skidding off"]);
        assert_eq!(forms("v", "raid")[2..], ["raided", "raided", "raiding"]);
        assert_eq!(forms("v", "tow")[2..], ["towed", "towed", "towing"]);
        assert_eq!(forms("v", "bury"), ["bury", "buries", "buried", "buried", "burying"]);
        assert_eq!(
            forms("v", "go/went/gone to war"),
            ["go to war", "goes to war", "went to war", "gone to war", "going to war"]
        );
    }

    #[test]
    fn a_passive_has_its_auxiliary() {
        assert_eq!(
            forms("p", "take/took/taken away"),
            ["was taken away", "were taken away", "been taken away", "being taken away"]
        );
        assert_eq!(forms("b", "swallow"), ["swallowed by"]);
    }

    #[test]
    fn nouns_have_a_plural_and_phrases_that_of_their_head() {
        assert_eq!(forms("n", "delivery of aid"), ["delivery of aid", "deliveries of aid"]);
        assert_eq!(forms("n", "car crash"), ["car crash", "car crashes"]);
        assert_eq!(forms("x", "on strike"), ["on strike"]);
    }
}
