//! The written forms of a phrase of the lexicon: plurals of nouns, inflections of verbs.
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
            let (verb, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
            let mut parts = verb.split('/');
            let base = parts.next().unwrap_or("");
            let past = parts.next().map_or_else(|| past(base), str::to_owned);
            let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
            [base.to_owned(), plural(base), past, participle, gerund(base)]
                .into_iter()
                .map(|word| format!("{word}{rest}"))
                .collect()
        }
        _ => vec![phrase.to_owned()],
    }
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

/// Whether the last consonant is written twice before "-ed" and "-ing": "rob", "stab", "kidnap".
fn doubles(base: &str) -> bool {
    matches!(
        base,
        "rob"
            | "stab"
            | "kidnap"
            | "shed"
            | "sag"
            | "hit"
            | "cut"
            | "set"
            | "rip"
            | "quit"
            | "stop"
            | "ban"
            | "ram"
            | "slam"
            | "expel"
            | "drop"
            | "grab"
            | "trap"
            | "ship"
            | "strip"
            | "flip"
            | "overrun"
            | "run"
            | "acquit"
            | "gun"
            | "bar"
            | "nab"
            | "lob"
            | "scrap"
            | "tap"
    ) || base.ends_with("napp")
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
        assert_eq!(forms("v", "bury"), ["bury", "buries", "buried", "buried", "burying"]);
        assert_eq!(
            forms("v", "go/went/gone to war"),
            ["go to war", "goes to war", "went to war", "gone to war", "going to war"]
        );
    }

    #[test]
    fn nouns_have_a_plural_and_phrases_that_of_their_head() {
        assert_eq!(forms("n", "delivery of aid"), ["delivery of aid", "deliveries of aid"]);
        assert_eq!(forms("n", "car crash"), ["car crash", "car crashes"]);
        assert_eq!(forms("x", "on strike"), ["on strike"]);
    }
}
