//! Who is said to have done it: whether two names can be of one side.
//!
//! Comes in: the words two claims name an actor by, the land of each, and whether it is denied. Goes out: how they stand to
//! each other. It must never set "gunmen" against those who may have been the gunmen.

use super::Agreement;

/// An actor as one claim has it.
pub(super) struct Side<'a> {
    pub(super) words: &'a str,
    /// The country of who is named, where one is.
    pub(super) land: Option<&'a str>,
    /// Whether the claim denies that it was they.
    pub(super) denied: bool,
}

/// What sort of actor words name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Who may be anybody: "gunmen", "unknown men".
    Masked,
    /// Armed men of no state, without a name: "militants", "bandits".
    Irregular,
    Army,
    Police,
    /// The state, be it by its army or its police: "security forces".
    State,
    /// By a name.
    Named,
}

fn sort(words: &str) -> Sort {
    const MASKED: &[&str] = &[
        "gunm",
        "attacker",
        "assailant",
        "unknown",
        "unidentified",
        "robber",
        "kidnapper",
        "raider",
        "suspect",
        "men",
        "shooter",
        "hooded",
        "masked",
        "abductor",
        "bomber",
        "sniper",
        "killer",
    ];
    const IRREGULAR: &[&str] = &[
        "bandit",
        "militant",
        "rebel",
        "insurgent",
        "terrorist",
        "fighter",
        "guerrilla",
        "jihadi",
        "extremist",
        "militia",
        "separatist",
        "gang",
        "opposition",
        "infiltrator",
        "mercenar",
        "cartel",
        "outlaw",
        "group",
        "dissident",
        "paramilitar",
        "islamist",
        "loyalist",
        "faction",
        "thug",
        "vigilante",
    ];
    const POLICE: &[&str] = &["police", "officer", "gendarme", "interior"];
    const STATE: &[&str] = &["security", "government", "state", "official", "authorit"];
    const ARMY: &[&str] = &["army", "soldier", "troop", "military", "navy"];
    const ARMED: &[&str] = &["force", "guard"];
    let lower = words.to_lowercase();
    let has = |list: &[&str]| {
        let mut words = lower.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| list.iter().any(|beginning| word.starts_with(beginning)))
    };
    // A name of their own outweighs what they are: "the Baloch Liberation Army".
    let masked = |word: &str| MASKED.iter().any(|beginning| word.to_lowercase().starts_with(beginning));
    let named = words.split_whitespace().skip(1).any(|word| word.starts_with(char::is_uppercase) && !masked(word));
    match () {
        () if named => Sort::Named,
        () if has(MASKED) => Sort::Masked,
        () if has(IRREGULAR) => Sort::Irregular,
        () if has(ARMY) => Sort::Army,
        () if has(STATE) => Sort::State,
        () if has(POLICE) => Sort::Police,
        () if has(ARMED) => Sort::Army,
        () => Sort::Named,
    }
}

/// Whether words name nobody that the other does not name more closely: "gunmen" of one who accuses a militia as well.
pub(super) fn is_vaguer(one: &str, other: &str) -> bool {
    sort(one) == Sort::Masked && matches!(sort(other), Sort::Irregular | Sort::Named)
}

/// How two claims on who did it stand to each other.
pub(super) fn between(one: &Side, other: &Side) -> Agreement {
    let (a, b) = (sort(one.words), sort(other.words));
    // The rebels of a land are not its army.
    let opposed = (a == Sort::Irregular) != (b == Sort::Irregular);
    let home = one.land.is_some() && one.land == other.land;
    let land = home && !opposed;
    let same = one.words.eq_ignore_ascii_case(other.words) || is_one_name(one.words, other.words) || land;
    let lands = one.land.is_some() || other.land.is_some();
    // Soldiers of no land named may be those of the one that is.
    let both = one.land.is_some() && other.land.is_some();
    let armed = matches!((a, b), (Sort::Army, Sort::Army) | (Sort::State, Sort::State) | (Sort::Police, Sort::Police))
        || (is_armed_men(one.words) && is_armed_men(other.words));
    let hired = |side: &Side| side.words.to_lowercase().contains("mercenar");
    let ruled = |sort: Sort| matches!(sort, Sort::State | Sort::Army | Sort::Police);
    let state = ruled(a) && ruled(b) && (a == Sort::State || b == Sort::State);
    // What may be meant by the other: gunmen by anybody, militants by a group with a name.
    let may = a == Sort::Masked
        || b == Sort::Masked
        || (matches!((a, b), (Sort::Irregular, Sort::Irregular)) && hired(one) == hired(other))
        || ((!lands || home) && matches!((a, b), (Sort::Irregular, Sort::Named) | (Sort::Named, Sort::Irregular)))
        || (armed && !both)
        || (!both && state)
        || is_short_for(one.words, other.words)
        || is_short_for(other.words, one.words);
    match (same || (armed && !lands), one.denied != other.denied) {
        (true, true) => Agreement::Differs,
        (true, false) => Agreement::Same,
        // Who denies a deed leaves it to anybody else.
        (false, true) => Agreement::Compatible,
        (false, false) if may || one.denied => Agreement::Compatible,
        (false, false) => Agreement::Differs,
    }
}

/// "gunmen", "armed men": the same, and nothing more.
fn is_armed_men(words: &str) -> bool {
    const MEN: &[&str] = &["gunmen", "armed men", "unidentified gunmen", "unknown gunmen", "unidentified armed men"];
    MEN.iter().any(|men| words.eq_ignore_ascii_case(men))
}

/// "Al Shabaab" and "al-Shabaab", "forces" and "government forces", but not "opposition forces" and "government forces".
fn is_one_name(one: &str, other: &str) -> bool {
    let words = |words: &str| -> Vec<String> {
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem).collect()
    };
    let (one, other) = (words(one), words(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    !short.is_empty() && short.last() == long.last() && short.iter().all(|word| long.contains(word))
}

/// "BLA" for "Baloch Liberation Army".
fn is_short_for(short: &str, long: &str) -> bool {
    let initials: String = long.split_whitespace().filter_map(|word| word.chars().next()).collect();
    short.len() > 1 && short == initials
}

/// The last word without its plural.
pub(super) fn stem(words: &str) -> String {
    let last = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
    last.strip_suffix('s').map_or(last.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Side<'_> {
        Side { words, land: None, denied: false }
    }

    #[test]
    fn sides_stand_to_each_other_by_what_they_may_be() {
        let check = |one, other, expected| {
            assert_eq!(between(&told(one), &told(other)), expected, "{one} / {other}");
        };
        check("rebels", "army", Agreement::Differs);
        check("army", "government troops", Agreement::Same);
        check("Rebels of the 3R group", "Russian mercenaries", Agreement::Differs);
        check("Security agents", "police", Agreement::Compatible);
        check("Security forces", "rebels", Agreement::Differs);
        check("gunmen", "Boko Haram", Agreement::Compatible);
        check("militants", "bandits", Agreement::Compatible);
        check("militants", "Boko Haram", Agreement::Compatible);
        check("police", "army", Agreement::Differs);
        check("opposition forces", "government troops", Agreement::Differs);
        check("opposition forces", "government forces", Agreement::Differs);
        check("forces", "government forces", Agreement::Same);
        check("BLA", "Baloch Liberation Army", Agreement::Compatible);
        check("Boko Haram", "Islamic State", Agreement::Differs);
        check("Red Dawn Front", "Green Dawn Front", Agreement::Differs);
        check("Al Shabaab", "al-Shabaab", Agreement::Same);
        check("police", "police officers", Agreement::Same);
        check("gunmen", "Armed men", Agreement::Same);
        check("Armed gangs", "gangs", Agreement::Same);
        check("Government forces", "outlaw groups", Agreement::Differs);
        check("Insurgents", "Fighters linked to Islamic State", Agreement::Compatible);
        check("dissidents of the former FARC", "Guerrillas", Agreement::Compatible);
    }

    #[test]
    fn soldiers_of_no_land_may_be_those_of_one() {
        let of = |words, land| Side { words, land, denied: false };
        let check = |one: &Side, other: &Side, expected| assert_eq!(between(one, other), expected);
        check(&of("soldiers", None), &of("Nigerian army", Some("NG")), Agreement::Compatible);
        check(&of("Rwandan army", Some("RW")), &of("Congolese army", Some("CD")), Agreement::Differs);
    }

    #[test]
    fn a_denial_stands_against_the_same_side_alone() {
        let side = |denied| Side { words: "army", land: None, denied };
        assert_eq!(between(&side(true), &side(false)), Agreement::Differs);
        let rebels = Side { words: "rebels", land: None, denied: false };
        assert_eq!(between(&side(true), &rebels), Agreement::Compatible);
    }
}
