//! The shapes of words under pictures, where no word of the list gives them away.
//!
//! Comes in: a line and the one below. Goes out: whether it ends with who took the picture, or with a credit that the
//! line below repeats. Running text may end with an agency in brackets, so it matters where in the text a line stands.

use super::super::text::FILLER;

/// How a line ends with a credit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Credit {
    /// "… after the flood. (Old Town News: Ana Ruiz)", "… after the flood. / Old Town News"
    Named,
    /// "… after the flood. (AGENCY)", which may end a paragraph of an agency's news too.
    Bare,
    /// "A bridge in Oslo (Ana Ruiz)": with no stop before it.
    Open,
}

/// Words that a credit begins with.
const CREDIT_WORDS: [&str; 14] = [
    "photo",
    "photos",
    "photograph",
    "picture",
    "pictures",
    "image",
    "images",
    "pic",
    "file",
    "credit",
    "courtesy",
    "via",
    "handout",
    "source",
];

/// Words in brackets that are no credit: "(VIDEO)", "(updated)".
const NOTES: [&str; 10] =
    ["video", "videos", "photos", "update", "updated", "live", "watch", "graphic", "exclusive", "opinion"];

/// The credit a line ends with.
pub(super) fn credit(line: &str) -> Option<Credit> {
    let line = line.trim_end_matches(|c: char| c == char::from(FILLER) || c.is_whitespace());
    if let Some(open) = line.strip_suffix(')').or_else(|| line.strip_suffix(']')) {
        let (before, name) = open.rsplit_once(['(', '['])?;
        return in_brackets(before.trim_end(), name.trim());
    }
    if line.ends_with(['.', '?', '!', ':', ',', ';', '"', '\'']) {
        return None;
    }
    // "… after the flood. / Old Town News", "… | Photo Credit: Ana Ruiz", "… . - Agency"
    for mark in [" / ", " | ", " \u{2014} ", " \u{2013} ", " - "] {
        if let Some((before, name)) = line.rsplit_once(mark)
            && (is_stopped(before) || begins_with_credit(name) && before.split_whitespace().count() >= 4)
            && is_name(name)
        {
            return Some(Credit::Named);
        }
    }
    // "… after the flood. AGENCY/Ana Ruiz", "… after the flood. PHOTO FROM THE TOWN HALL"
    let (before, name) = line.rsplit_once(". ")?;
    let (first, all) = (name.split_whitespace().next()?, name.split_whitespace().count());
    let shouted = first.len() >= 3 && first.chars().all(|c| c.is_uppercase() || c == '/' || c == '|');
    let slice = |word: &str| word.split_once('/').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    let sliced = slice(first) || all <= 4 && name.split_whitespace().any(slice);
    let told = before.split_whitespace().count() >= 3 || begins_with_credit(name) && before.contains(' ');
    let fits = (shouted || sliced || begins_with_credit(name)) && (is_name(name) || sliced && all <= 8);
    (told && fits).then_some(Credit::Named)
}

fn in_brackets(before: &str, name: &str) -> Option<Credit> {
    let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    if before.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() < 3
        || NOTES.contains(&first.as_str())
        || !is_name(name)
    {
        return None;
    }
    match (is_stopped(before), name.contains(['/', ':', '|']) || begins_with_credit(name)) {
        (true, true) => Some(Credit::Named),
        (true, false) => Some(Credit::Bare),
        (false, _) => Some(Credit::Open),
    }
}

fn is_stopped(words: &str) -> bool {
    words.trim_end_matches(['"', '\'', ' ', char::from(FILLER)]).ends_with(['.', '?', '!'])
}

fn begins_with_credit(name: &str) -> bool {
    let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
    name.starts_with('\u{a9}') || CREDIT_WORDS.iter().any(|word| word.eq_ignore_ascii_case(first))
}

/// One to seven words with capitals, small ones between them: who took a picture, or for whom.
fn is_name(name: &str) -> bool {
    const LINKS: [&str; 14] =
        ["of", "and", "by", "via", "for", "from", "the", "de", "al", "bin", "van", "credit", "courtesy", "arrangement"];
    let mut words =
        name.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | ':')).filter(|word| !word.is_empty());
    let count = words.clone().count();
    let named = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty() || word.starts_with(char::is_uppercase) || LINKS.contains(&word)
    };
    (1..=7).contains(&count) && name.chars().any(char::is_alphabetic) && (begins_with_credit(name) || words.all(named))
}

/// "1/4 People gather outside the school", "[2/3]Soldiers at the gate": the words under a picture of several.
pub(super) fn is_numbered(line: &str) -> bool {
    let small = |number: &str| number.parse::<u8>().ok().filter(|number| (1..=60).contains(number));
    let numbers = line.trim_start_matches('[').split(|c: char| c != '/' && !c.is_ascii_digit()).next().unwrap_or("");
    numbers.split_once('/').and_then(|(one, all)| Some(small(one)? <= small(all)?)).unwrap_or(false)
}

/// Whether the line below says again what this one ends with: the words under a picture, and its credit by itself.
pub(super) fn is_credited_below(line: &str, below: &str) -> bool {
    let below = below.trim();
    below.len() >= 3 && line.len() >= below.len() + 12 && line.ends_with(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_has_a_shape() {
        let named = Some(Credit::Named);
        assert_eq!(credit("A boat off the beach yesterday. (Bay News: Ana Ruiz)"), named);
        assert_eq!(credit("Damage at the school after the raid. / Valley PDF"), named);
        assert_eq!(credit("People at the spot on Thursday. | Photo Credit: Special Arrangement"), named);
        assert_eq!(credit("People on the spot where a bus fell | Photo Credit: Special Arrangement"), named);
        assert_eq!(
            credit("A soldier stands guard in Lima, May 4, 2021. AGENCY/Ana Ruiz Acquire Licensing Rights"),
            named
        );
        assert_eq!(credit("Boulders on the road in Bauko. PHOTO FROM BAUKO MPS"), named);
        assert_eq!(credit("Armed bandits. File"), named);
        assert_eq!(credit("People walk past ruined houses on May 31, 2025. \u{a9} Ana Ruiz, AGENCY"), named);
        assert_eq!(credit("Rescuers search for the bus on Friday. Ana Ruiz/VAL"), named);
        assert_eq!(credit("Smoke rises over the town. (AFP)"), Some(Credit::Bare));
        assert_eq!(credit("The wreck of the bus on the road (Ana Ruiz)"), Some(Credit::Open));
        assert_eq!(credit("Bus falls into river in Peru (VIDEO)"), None);
        assert_eq!(credit("He was taken to a hospital in St. Louis"), None);
        assert_eq!(credit("The shell hit a house. Two people were killed"), None);
        assert_eq!(credit("Two were killed, the mayor said (see below)"), None);
        assert_eq!(credit("Bus strike: unions and city to meet - mayor"), None);
        assert_eq!(credit("The river rose over its banks on Monday."), None);
    }
}
