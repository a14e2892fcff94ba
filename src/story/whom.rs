//! Whom a happening befell, as sources put it: "54 people", "60 armed extremists", "Karim, 38", "a camp leader".
//!
//! Comes in: the claims on victims of one event and its counts. Goes out: whether the sources can mean the same people. It
//! must never set a general word against a special one: "a man" may be the farmer, "12 people" the eight soldiers and more.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Agreement, ArticleId, Claim, MentionId, Slot, Span, Value, Victim};

/// The groups of the list, each a bit of a set in this order.
const GROUPS: [&str; 7] = ["fighters", "police", "civilians", "farmers", "herders", "general", "small"];
const FARMERS: u8 = 1 << 3;
const HERDERS: u8 = 1 << 4;
const GENERAL: u8 = 1 << 5;
/// Words that name nobody: "at least", "dozens".
const SMALL: u8 = 1 << 6;
/// What shuts each other out: fighters, police, civilians.
const SIDES: u8 = 0b111;

/// The beginnings of words with the group they tell; of general and small ones the whole words.
static WORDS: LazyLock<Vec<(&'static str, u8)>> = LazyLock::new(|| {
    let list = include_str!("../../assets/lexicon/en/whom.txt");
    let lines = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
    let of = |name: &str| GROUPS.iter().position(|group| *group == name).map_or(0, |bit| 1_u8 << bit);
    lines.flat_map(|(name, words)| words.split_whitespace().map(move |word| (word, of(name)))).collect()
});

/// The groups of the words of a phrase in small letters.
fn groups(words: &str) -> u8 {
    let parts = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.fold(0, |set, word| set | group(word)) & !SMALL
}

/// The groups of one word.
fn group(word: &str) -> u8 {
    let whole = |bits: u8| bits & (GENERAL | SMALL) != 0;
    let is = |beginning: &str, bits: u8| if whole(bits) { word == beginning } else { word.starts_with(beginning) };
    WORDS.iter().filter(|(beginning, bits)| is(beginning, *bits)).fold(0, |set, (_, bits)| set | bits)
}

/// Whether words say no more of somebody than that they are people: "54 people", "a man", "three others".
pub(super) fn is_general(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut parts = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.all(|word| word.chars().all(|c| c.is_ascii_digit()) || group(word) & (GENERAL | SMALL) != 0)
}

/// What one source says of those whom one fate befell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Whom {
    groups: u8,
    /// Whether it counts more than those it names.
    open: bool,
    /// Whether it tells of one person alone, who may then have a sex and an age.
    one: bool,
    woman: Option<bool>,
    age: Option<u32>,
    heads: Vec<String>,
}

/// Takes claims out that say no more than that it befell people, unless another source says more; the row with them where
/// none does.
pub(super) fn telling(claims: &mut Vec<(Slot, Claim)>) {
    let general = |claim: &Claim| matches!(&claim.value, Value::People { words, .. } if is_general(words));
    let told = |claim: &Claim| match &claim.value {
        Value::People { what, .. } => Some(*what),
        _ => None,
    };
    let mut special: FxHashMap<Victim, FxHashSet<ArticleId>> = FxHashMap::default();
    for (_, claim) in claims.iter().filter(|(_, claim)| !general(claim)) {
        if let Some(what) = told(claim) {
            special.entry(what).or_default().insert(claim.mention.article);
        }
    }
    claims.retain(|(slot, claim)| {
        let others = || told(claim).and_then(|what| special.get(&what));
        *slot != Slot::Victims
            || !general(claim)
            || others().is_some_and(|articles| !articles.contains(&claim.mention.article))
    });
}

/// Whether the sources can mean the same people; `both` says that in such a happening both sides lose people.
pub(super) fn agreement(
    claims: &[Claim],
    all: &[(Slot, Claim)],
    root: &dyn Fn(ArticleId) -> ArticleId,
    both: bool,
) -> Agreement {
    let mut counted: FxHashMap<(ArticleId, Victim), u32> = FxHashMap::default();
    let mut told: FxHashMap<(ArticleId, Victim), Vec<&Claim>> = FxHashMap::default();
    for (slot, claim) in all {
        if let (Slot::Figure(what), Value::Count { min, .. }) = (slot, &claim.value) {
            let most = counted.entry((root(claim.mention.article), *what)).or_default();
            *most = (*most).max(*min);
        }
    }
    for claim in claims {
        if let Value::People { what, .. } = claim.value {
            told.entry((root(claim.mention.article), what)).or_default().push(claim);
        }
    }
    let counts: FxHashMap<(MentionId, Option<Span>), u32> = all
        .iter()
        .filter_map(|(_, count)| match count.value {
            Value::Count { min, .. } => Some(((count.mention, count.span), min)),
            _ => None,
        })
        .collect();
    let own = |claim: &Claim| counts.get(&(claim.mention, claim.span)).copied();
    let mut views: Vec<(Victim, Whom)> = Vec::new();
    let mut sources: FxHashMap<Victim, usize> = FxHashMap::default();
    for ((article, what), claims) in &told {
        let most = counted.get(&(*article, *what)).copied().unwrap_or(1);
        let view = (*what, Whom::of(claims, most, &own));
        *sources.entry(*what).or_default() += 1;
        if !views.contains(&view) {
            views.push(view);
        }
    }
    if sources.values().all(|&count| count < 2) {
        return Agreement::OneSource;
    }
    let mut worst = Agreement::Same;
    for (index, (what, one)) in views.iter().enumerate() {
        let others = views.iter().skip(index + 1).filter(|(other, _)| other == what);
        for (_, other) in others {
            let alike = one.to(other);
            worst = worst.max(if both { alike.min(Agreement::Compatible) } else { alike });
            if worst == Agreement::Differs {
                return worst;
            }
        }
    }
    worst
}

impl Whom {
    fn of(claims: &[&Claim], most: u32, own: &dyn Fn(&Claim) -> Option<u32>) -> Self {
        let mut whom = Self { one: most <= 1, ..Self::default() };
        let mut named = 0;
        for claim in claims {
            let Value::People { words, .. } = &claim.value else { continue };
            let lower = words.to_lowercase();
            let groups = groups(&lower);
            whom.groups |= groups & !GENERAL;
            if !is_general(words) {
                named = own(claim).unwrap_or(1).max(named);
            }
            whom.heads.extend(heads(&lower));
            whom.age = whom.age.or_else(|| age(&lower));
            whom.woman = whom.woman.or_else(|| sex(&lower));
        }
        whom.open = whom.groups & SIDES == 0 || most > named;
        whom.heads.sort_unstable();
        whom.heads.dedup();
        whom
    }

    /// How two accounts of those whom one fate befell stand to each other.
    fn to(&self, other: &Self) -> Agreement {
        let (a, b) = (self.groups & SIDES, other.groups & SIDES);
        let sides = !self.open && !other.open && a & b == 0;
        let trades = |one: &Self, other: &Self| {
            one.groups & (FARMERS | HERDERS) == FARMERS && other.groups & (FARMERS | HERDERS) == HERDERS
        };
        let both_one = self.one && other.one;
        let sexes = both_one && self.woman.zip(other.woman).is_some_and(|(a, b)| a != b);
        let ages = both_one && self.age.zip(other.age).is_some_and(|(a, b)| a != b);
        if sides || sexes || ages || trades(self, other) || trades(other, self) {
            Agreement::Differs
        } else if self.heads == other.heads {
            Agreement::Same
        } else {
            Agreement::Compatible
        }
    }
}

/// The words that stand for one sort of people, each with the one that stands for all.
static ALIKE: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let list = include_str!("../../assets/lexicon/en/whom.txt");
    let lines = list.lines().filter_map(|line| line.strip_prefix("same:"));
    let groups = lines.flat_map(str::split_whitespace);
    groups
        .filter_map(|group| Some((group.split_once('=')?.0, group)))
        .flat_map(|(first, group)| group.split('=').map(move |word| (word, first)))
        .collect()
});

/// The word that stands for all of a sort of people.
fn alike(word: &str) -> Option<&'static str> {
    ALIKE.get(word).copied()
}

/// The nouns of a phrase that tell who they were, without their plural; those of a name are its words.
fn heads(words: &str) -> Vec<String> {
    let parts = words.split(", ").flat_map(|part| part.split(" and "));
    let last = |part: &str| {
        let word = part.split(|letter: char| !letter.is_alphabetic()).rfind(|word| word.len() > 1)?;
        let word = match word {
            "children" => "child".to_owned(),
            "men" | "people" | "persons" => "person".to_owned(),
            _ if word.ends_with("men") => format!("{}man", word.strip_suffix("men").unwrap_or(word)),
            _ => word
                .strip_suffix("ies")
                .map_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned(), |begin| format!("{begin}y")),
        };
        // "officers" of the police are policemen, "galamsey operators" miners.
        let word = if word == "officer" { "policeman".to_owned() } else { word };
        let own = || part.split(|letter: char| !letter.is_alphabetic()).find_map(alike);
        Some(alike(&word).or_else(own).map_or(word, str::to_owned))
    };
    parts.filter_map(last).collect()
}

/// The age some words give: "Karim, 38", "a 24-year-old woman", "aged 7".
fn age(words: &str) -> Option<u32> {
    let old = words.split_whitespace().find_map(|word| word.split_once("-year")?.0.parse().ok());
    let behind = || words.rsplit_once(", ").and_then(|(_, age)| age.trim_end_matches(',').parse().ok());
    let aged = || words.rsplit_once("aged ").and_then(|(_, age)| age.split_whitespace().next()?.parse().ok());
    old.or_else(behind).or_else(aged).filter(|age| (1..=115).contains(age))
}

/// Whether one person is a woman, where the words say.
fn sex(words: &str) -> Option<bool> {
    let mut parts = words.split(|letter: char| !letter.is_alphabetic());
    parts.find_map(|word| match word {
        "woman" | "girl" | "mother" | "grandmother" | "daughter" | "sister" | "wife" | "schoolgirl" => Some(true),
        "man" | "boy" | "father" | "grandfather" | "son" | "brother" | "husband" | "schoolboy" => Some(false),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Stance;

    /// How two sources stand, each with words and how many they count.
    fn told(one: &[(&str, u32)], other: &[(&str, u32)], both: bool) -> Option<Agreement> {
        let what = Victim::Killed;
        let of = |article: u32, said: &[(&str, u32)]| {
            let claims = (0..).zip(said).flat_map(|(index, &(words, count))| {
                let claim = |value: Value| Claim {
                    mention: MentionId { article: ArticleId(article), index },
                    value,
                    span: None,
                    source: String::new(),
                    stance: Stance::Asserted,
                    part: false,
                    older: false,
                };
                let words = words.to_owned();
                [
                    (Slot::Figure(what), claim(Value::Count { min: count, max: Some(count) })),
                    (Slot::Victims, claim(Value::People { what, words })),
                ]
            });
            claims.collect::<Vec<_>>()
        };
        let all: Vec<_> = of(0, one).into_iter().chain(of(1, other)).collect();
        let mut left = all.clone();
        telling(&mut left);
        let victims = left.into_iter().filter(|(slot, _)| *slot == Slot::Victims).map(|(_, claim)| claim);
        let victims: Vec<Claim> = victims.collect();
        (!victims.is_empty()).then(|| agreement(&victims, &all, &|article| article, both))
    }

    #[test]
    fn groups_that_cannot_be_one_differ() {
        let check = |one, other, expected| assert_eq!(told(&[one], &[other], false), expected, "{one:?} {other:?}");
        check(("12 civilians", 12), ("12 militants", 12), Some(Agreement::Differs));
        check(("nine farmers", 9), ("nine herders", 9), Some(Agreement::Differs));
        check(("a 24-year-old woman", 1), ("a 26-year-old woman", 1), Some(Agreement::Differs));
        check(("a man", 1), ("a 26-year-old woman", 1), Some(Agreement::Differs));
        check(("five policemen", 5), ("five officers", 5), Some(Agreement::Same));
        check(("two soldiers", 2), ("two soldiers", 2), Some(Agreement::Same));
        check(("Six illegal miners", 6), ("six galamsey operators", 6), Some(Agreement::Same));
        check(("12 prisoners", 12), ("12 inmates", 12), Some(Agreement::Same));
        check(("nine farm workers", 9), ("nine young labourers", 9), Some(Agreement::Same));
        check(("54 people", 54), ("60 armed extremists", 60), Some(Agreement::Compatible));
        check(("a camp leader", 1), ("Karim, 38", 1), Some(Agreement::Compatible));
        check(("54 people", 54), ("at least 60 people", 60), None);
    }

    #[test]
    fn who_counts_more_than_those_named_may_count_the_others() {
        let soldiers = [("12 people", 12), ("four soldiers", 4)];
        assert_eq!(told(&soldiers, &[("nine villagers", 9)], false), Some(Agreement::Compatible));
        assert_eq!(told(&soldiers[1..], &[("nine villagers", 9)], false), Some(Agreement::Differs));
    }

    #[test]
    fn where_both_sides_lose_people_each_counts_its_own() {
        assert_eq!(told(&[("12 soldiers", 12)], &[("9 villagers", 9)], true), Some(Agreement::Compatible));
    }
}
