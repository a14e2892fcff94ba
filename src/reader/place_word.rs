//! Words beside a name that say whether it is a place, each set for the turn of phrase its comment quotes.
//!
//! Comes in: a word in small letters. Goes out: whether it is of a set. Sets differ where the turns do: "the X mine" makes a
//! place of X and "the mine of X" does not. Nothing here looks at the text around a word.

/// What is said to be "of" a place: "the village of X", "residents of X".
pub(super) fn is_head(word: &str) -> bool {
    const HEADS: &[&str] = &[
        "village",
        "town",
        "city",
        "villages",
        "towns",
        "crossing",
        "hamlet",
        "camp",
        "camps",
        "suburb",
        "resort",
        "settlement",
        "commune",
        "municipality",
        "township",
        "locality",
        "neighbourhood",
        "neighborhood",
        "port",
        "mayor",
        "residents",
        "inhabitants",
        "villagers",
        "outskirts",
        "houses",
    ];
    HEADS.contains(&word)
}

/// What a place is called behind its name: "X, a fishing village".
pub(super) fn is_description(word: &str) -> bool {
    const DESCRIPTIONS: &[&str] = &[
        "prefecture",
        "county",
        "district",
        "province",
        "commune",
        "quarter",
        "oasis",
        "town",
        "village",
        "island",
        "suburb",
        "hamlet",
        "settlement",
        "township",
        "neighbourhood",
        "neighborhood",
    ];
    DESCRIPTIONS.contains(&word)
}

/// Nouns of ground that stand before the name, in the tongues that English leaves them in.
pub(super) fn is_feature_head(word: &str) -> bool {
    const FEATURE_HEADS: &[&str] = &[
        "sierra", "serra", "cerro", "rio", "río", "lago", "laguna", "isla", "ilha", "jebel", "jabal", "djebel", "wadi",
        "nevado", "volcán", "pulau", "gunung", "koh", "puerto", "camp", "barangay", "fort", "kafr", "kfar", "beit",
        "deir", "tell", "umm", "ras", "nahr", "mont", "monte", "pico", "playa", "punta", "mount", "mt.", "lake",
        "cape", "cabo",
    ];
    FEATURE_HEADS.contains(&word)
}

/// Small words inside names of places in other tongues.
pub(super) fn is_article(word: &str) -> bool {
    const ARTICLES: &[&str] = &[
        "de", "del", "la", "las", "los", "da", "do", "dos", "el", "al", "an", "ad", "ar", "as", "ash", "at", "az",
        "ed", "er", "es", "ez",
    ];
    ARTICLES.contains(&word)
}

/// What shakes, floods or shells a place.
pub(super) fn is_of_ground(word: &str) -> bool {
    const OF_GROUND: &[&str] = &[
        "earthquake",
        "quake",
        "tremor",
        "tremors",
        "aftershock",
        "aftershocks",
        "magnitude",
        "storm",
        "cyclone",
        "typhoon",
        "hurricane",
        "tornado",
        "tsunami",
        "bushfire",
        "wildfire",
        "blaze",
        "flood",
        "floods",
        "landslide",
        "mudslide",
        "shells",
        "shelling",
        "artillery",
        "missile",
        "missiles",
        "rockets",
        "rebels",
        "troops",
        "fighters",
        "militants",
        "insurgents",
        "jihadists",
        "soldiers",
        "jets",
        "warplanes",
        "gunmen",
        "herders",
        "bandits",
        "drones",
        "airstrike",
        "airstrikes",
    ];
    OF_GROUND.contains(&word)
}

/// Houses that stand "at" a village: "the clinic at Seaqaqa".
pub(super) fn is_house(word: &str) -> bool {
    matches!(
        word,
        "centre"
            | "clinic"
            | "hospital"
            | "depot"
            | "warehouse"
            | "mill"
            | "post"
            | "outpost"
            | "base"
            | "camp"
            | "barracks"
            | "garrison"
            | "checkpoint"
            | "chapel"
            | "mosque"
            | "monastery"
            | "quarry"
            | "farm"
            | "market"
            | "church"
            | "shrine"
            | "highway"
            | "roadblock"
            | "barricade"
            | "roundabout"
            | "landing"
            | "jetty"
    )
}

/// What collides, sinks or blows up somewhere: a sentence with one tells of a place on the ground.
pub(super) fn is_of_wreck(word: &str) -> bool {
    const OF_WRECK: &[&str] = &[
        "train",
        "trains",
        "bus",
        "buses",
        "minibus",
        "minivan",
        "van",
        "coach",
        "car",
        "taxi",
        "pickup",
        "motorcycle",
        "plane",
        "lorry",
        "lorries",
        "truck",
        "ferry",
        "boat",
        "boats",
        "wheeler",
        "tanker",
        "trawler",
        "helicopter",
        "derailed",
        "collided",
        "collision",
        "capsized",
        "overturned",
        "explosion",
        "bomb",
        "ambush",
        "ambushed",
    ];
    OF_WRECK.contains(&word)
}

/// What happens on ground: "a crash *at*" is at a place, as work at a firm is not.
pub(super) fn is_happening(word: &str) -> bool {
    matches!(
        word,
        "crash"
            | "crashes"
            | "collision"
            | "derailment"
            | "accident"
            | "pileup"
            | "explosion"
            | "blast"
            | "fire"
            | "blaze"
            | "clash"
            | "clashes"
            | "fighting"
            | "ambush"
            | "attack"
            | "massacre"
            | "shooting"
            | "stampede"
            | "landslide"
            | "mudslide"
            | "raid"
            | "violence"
            | "riot"
            | "riots"
    )
}

/// Nouns for a part of a land that an article points back at: "in the restive *province*".
pub(super) fn is_region(word: &str) -> bool {
    matches!(word, "region" | "enclave" | "territory" | "province" | "district")
}

/// How such a part is said to be: "the *troubled* region".
pub(super) fn is_mood(word: &str) -> bool {
    matches!(word, "troubled" | "restive" | "volatile" | "separatist")
}

/// Whose such a part is, is not agreed on: "the *breakaway* region".
pub(super) fn is_contested(word: &str) -> bool {
    matches!(word, "disputed" | "breakaway")
}

/// Nouns of nature, and of townships, that make a place of the capital words before them.
pub(super) fn is_feature_end(word: &str) -> bool {
    const FEATURE_ENDS: &[&str] = &[
        "river",
        "creek",
        "lake",
        "valley",
        "wilderness",
        "mountain",
        "mountains",
        "canyon",
        "bayou",
        "township",
        "twp.",
        "peninsula",
        "reservoir",
        "refuge",
        "lagoon",
        "glacier",
        "beach",
        "pass",
        "desert",
        "strait",
        "gorge",
    ];
    FEATURE_ENDS.contains(&word)
}

/// Nouns behind a name in capitals that make another place of it, which seldom lies at the town of the bare name: "Griffith
/// Park", "Tennessee Colony", "Indian Orchard".
pub(super) fn is_estate(word: &str) -> bool {
    matches!(word, "park" | "colony" | "grove" | "orchard")
}

/// Verbs of people on the move: nobody flees or flies to a firm.
pub(super) fn is_moving(word: &str) -> bool {
    const MOVING: &[&str] = &[
        "fled",
        "flee",
        "fleeing",
        "displaced",
        "evacuated",
        "flew",
        "flown",
        "airlifted",
        "deported",
        "sailed",
        "travelled",
        "traveled",
    ];
    MOVING.contains(&word)
}

/// Words before "at" that lead to who pays somebody, not to where something happened.
pub(super) fn is_work(word: &str) -> bool {
    const WORK: &[&str] = &[
        "work",
        "works",
        "worked",
        "working",
        "employed",
        "job",
        "jobs",
        "engineer",
        "analyst",
        "economist",
        "executive",
        "manager",
        "researcher",
        "student",
        "students",
        "partner",
        "fired",
        "aimed",
    ];
    WORK.contains(&word)
}

/// Nouns in small letters that make the unknown name before them a place.
pub(super) fn is_place_noun(word: &str) -> bool {
    const PLACE_NOUNS: &[&str] = &[
        "district",
        "province",
        "village",
        "region",
        "county",
        "township",
        "town",
        "municipality",
        "prefecture",
        "airport",
        "camp",
        "crossing",
        "checkpoint",
        "forest",
        "island",
        "suburb",
        "neighborhood",
        "neighbourhood",
        "quarter",
        "commune",
        "subdistrict",
        "station",
        "peninsula",
        "valley",
        "mountains",
        "hills",
        "highlands",
        "plateau",
        "archipelago",
        "islands",
        "river",
        "lake",
        "creek",
        "gorge",
        "volcano",
        "glacier",
        "reef",
        "slum",
        "favela",
        "dam",
        "mine",
    ];
    PLACE_NOUNS.contains(&word)
}

/// Nouns of settled places and of ground, as an apposition uses them.
pub(super) fn is_apposed(word: &str) -> bool {
    const APPOSED: &[&str] = &[
        "town",
        "city",
        "village",
        "suburb",
        "district",
        "island",
        "port",
        "neighborhood",
        "neighbourhood",
        "municipality",
        "prefecture",
        "governorate",
        "quarter",
        "resort",
        "settlement",
        "hamlet",
        "township",
        "commune",
        "capital",
        "community",
        "borough",
        "province",
        "region",
        "county",
        "state",
    ];
    APPOSED.contains(&word)
}

/// Whether a verb is what befalls people on the ground they stand on: "killed *at* Heipang".
pub(super) fn is_fate(word: &str) -> bool {
    matches!(
        word,
        "killed"
            | "murdered"
            | "massacred"
            | "slaughtered"
            | "ambushed"
            | "abducted"
            | "kidnapped"
            | "beheaded"
            | "drowned"
    )
}

/// Whether a noun is a way over land that is called by where it leads: "the road to Heipang".
pub(super) fn is_road(word: &str) -> bool {
    matches!(word, "road" | "track" | "highway" | "path" | "trail")
}
