//! Events and the passages that report them.
//!
//! An event is what one or more mentions, in one or more articles, speak of; it is never without a mention, and a
//! mention never without its span. The pin-to-passage link needs no table: event → mentions → spans.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{ArticleId, DayRange, PlaceRef, SlotClaims, Span};

/// The fifteen families of events; each has a colour and a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the definition; what belongs to each is in assets/lexicon")]
pub enum Family {
    Violence,
    Blockade,
    Talks,
    Speech,
    Protest,
    Movement,
    Aid,
    Diplomacy,
    Disaster,
    Accident,
    Justice,
    Politics,
    Health,
    Economy,
    Society,
}

impl Family {
    /// All of them, in the order of legends.
    pub const ALL: [Self; 15] = [
        Self::Violence,
        Self::Blockade,
        Self::Talks,
        Self::Speech,
        Self::Protest,
        Self::Movement,
        Self::Aid,
        Self::Diplomacy,
        Self::Disaster,
        Self::Accident,
        Self::Justice,
        Self::Politics,
        Self::Health,
        Self::Economy,
        Self::Society,
    ];

    /// The word used in JSON, lexicons and tokens.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Blockade => "blockade",
            Self::Talks => "talks",
            Self::Speech => "speech",
            Self::Protest => "protest",
            Self::Movement => "movement",
            Self::Aid => "aid",
            Self::Diplomacy => "diplomacy",
            Self::Disaster => "disaster",
            Self::Accident => "accident",
            Self::Justice => "justice",
            Self::Politics => "politics",
            Self::Health => "health",
            Self::Economy => "economy",
            Self::Society => "society",
        }
    }

    /// The word shown to people: families of speech are statements.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Violence => "Violence",
            Self::Blockade => "Blockade",
            Self::Talks => "Talks",
            Self::Speech => "Statement",
            Self::Protest => "Protest",
            Self::Movement => "Movement",
            Self::Aid => "Aid",
            Self::Diplomacy => "Diplomacy",
            Self::Disaster => "Disaster",
            Self::Accident => "Accident",
            Self::Justice => "Justice",
            Self::Politics => "Politics",
            Self::Health => "Health",
            Self::Economy => "Economy",
            Self::Society => "Society",
        }
    }

    /// The family a word of a lexicon, a token or a command line names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.word() == word)
    }
}

/// Declares the closed list of kinds once: variant, family, word in JSON, words shown.
macro_rules! kinds {
    ($($kind:ident $family:ident $word:literal $label:literal,)*) => {
        /// What happened, within its family; a closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the label is the definition; what belongs to each is in assets/lexicon")]
        pub enum Kind { $(#[serde(rename = $word)] $kind,)* }

        impl Kind {
            /// All of them, family by family.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The family it belongs to.
            #[must_use]
            pub fn family(self) -> Family { match self { $(Self::$kind => Family::$family,)* } }

            /// The word used in JSON and lexicons.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$kind => $word,)* } }

            /// The words shown to people, in sentence case.
            #[must_use]
            pub fn label(self) -> &'static str { match self { $(Self::$kind => $label,)* } }
        }
    };
}

kinds! {
    ShellingStrike Violence "shelling-strike" "Shelling or strike",
    ExplosionMine Violence "explosion-mine" "Explosion or mine",
    Clash Violence "clash" "Clash",
    MilitaryOperation Violence "military-operation" "Military operation",
    Invasion Violence "invasion" "Invasion",
    War Violence "war" "War",
    Shooting Violence "shooting" "Shooting",
    Killing Violence "killing" "Killing",
    Abduction Violence "abduction" "Abduction",
    Attack Violence "attack" "Attack",
    Blockade Blockade "blockade" "Blockade",
    Closure Blockade "closure" "Closure",
    Siege Blockade "siege" "Siege",
    TalksOffer Talks "talks-offer" "Offer of talks",
    TalksRejected Talks "talks-rejected" "Talks rejected",
    Ultimatum Talks "ultimatum" "Ultimatum",
    Negotiation Talks "negotiation" "Negotiation",
    Agreement Talks "agreement" "Agreement",
    Ceasefire Talks "ceasefire" "Ceasefire",
    Statement Speech "statement" "Statement",
    Denial Speech "denial" "Denial",
    Accusation Speech "accusation" "Accusation",
    Warning Speech "warning" "Warning",
    Appeal Speech "appeal" "Appeal",
    Announcement Speech "announcement" "Announcement",
    Protest Protest "protest" "Protest",
    Strike Protest "strike" "Strike",
    Riot Protest "riot" "Riot",
    Displacement Movement "displacement" "Displacement",
    Evacuation Movement "evacuation" "Evacuation",
    Deployment Movement "deployment" "Deployment",
    Withdrawal Movement "withdrawal" "Withdrawal",
    Visit Movement "visit" "Visit",
    AidDelivery Aid "aid-delivery" "Aid delivery",
    Rescue Aid "rescue" "Rescue",
    Shortage Aid "shortage" "Shortage",
    DiplomaticStep Diplomacy "diplomatic-step" "Diplomatic step",
    Summit Diplomacy "summit" "Summit",
    Sanction Diplomacy "sanction" "Sanction",
    Earthquake Disaster "earthquake" "Earthquake",
    Flood Disaster "flood" "Flood",
    Storm Disaster "storm" "Storm",
    Wildfire Disaster "wildfire" "Wildfire",
    Landslide Disaster "landslide" "Landslide",
    Eruption Disaster "eruption" "Eruption",
    Drought Disaster "drought" "Drought",
    Heat Disaster "heat" "Heat or cold",
    TrafficAccident Accident "traffic-accident" "Traffic accident",
    Crash Accident "crash" "Crash",
    Fire Accident "fire" "Fire",
    IndustrialAccident Accident "industrial-accident" "Industrial accident",
    Arrest Justice "arrest" "Arrest",
    Trial Justice "trial" "Trial",
    Sentence Justice "sentence" "Sentence",
    Investigation Justice "investigation" "Investigation",
    Crime Justice "crime" "Crime",
    Election Politics "election" "Election",
    Legislation Politics "legislation" "Legislation",
    Appointment Politics "appointment" "Appointment",
    Resignation Politics "resignation" "Resignation",
    Coup Politics "coup" "Coup",
    Outbreak Health "outbreak" "Outbreak",
    HealthMeasure Health "health-measure" "Health measure",
    Death Health "death" "Death",
    Deal Economy "deal" "Deal",
    MarketMove Economy "market-move" "Market move",
    JobCuts Economy "job-cuts" "Job cuts",
    Construction Economy "construction" "Construction",
    Ceremony Society "ceremony" "Ceremony",
    Sport Society "sport" "Sport",
    Culture Society "culture" "Culture",
    Education Society "education" "Education",
}

impl Kind {
    /// The kind a word of a lexicon or a file names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }

    /// Whether it covers ground: a smaller place within a larger one may well be the same happening's.
    #[must_use]
    pub fn is_wide(self) -> bool {
        matches!(
            self,
            Self::War
                | Self::MilitaryOperation
                | Self::Invasion
                | Self::Blockade
                | Self::Closure
                | Self::Siege
                | Self::Ceasefire
                | Self::Earthquake
                | Self::Storm
                | Self::Flood
                | Self::Wildfire
                | Self::Drought
                | Self::Heat
                | Self::Outbreak
                | Self::HealthMeasure
                | Self::Election
                | Self::Shortage
                | Self::Displacement
        )
    }

    /// Whether it is wide but has a centre: of the places told, the finest is where it is put, if they are one within the
    /// other.
    #[must_use]
    pub fn has_centre(self) -> bool {
        matches!(self, Self::Earthquake | Self::Storm | Self::Flood | Self::Wildfire | Self::Outbreak)
    }
}

/// Names an event; the same as long as its first mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId(pub u64);

impl EventId {
    /// The id of the event whose first mention this is: article in the high half, first byte of the trigger in the low.
    #[must_use]
    pub fn of_first(article: ArticleId, trigger: Span) -> Self {
        Self(u64::from(article.0) << 32 | trigger.start() as u64)
    }
}

/// Names a mention: an article, and an index into its reading's mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MentionId {
    /// The article.
    pub article: ArticleId,
    /// Index into [`super::Reading::mentions`].
    pub index: u32,
}

/// What one or more mentions speak of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// What happened where, in sentence case and at most 60 characters: "Shelling of Stepanakert".
    pub title: String,
    /// Family of its kind.
    pub family: Family,
    /// The kind most of its mentions give.
    pub kind: Kind,
    /// Where; `None` when no mention says.
    pub place: Option<Arc<PlaceRef>>,
    /// How the place is known: the best basis among the mentions that give it.
    pub basis: PlaceBasis,
    /// When it happened; `None` when no mention says.
    pub date: Option<DayRange>,
    /// Whether it goes on since the date's start ("since December").
    pub ongoing: bool,
    /// Who reports it, in the order of letters and text; never empty.
    pub mentions: Vec<MentionId>,
    /// What the sources say slot by slot; slots nobody fills are left out.
    pub slots: Vec<SlotClaims>,
    /// How sure the reader is that it happened there, 0 to 1.
    pub confidence: f32,
    /// Whether a person has looked at it and said it is right.
    pub checked: bool,
}

impl Event {
    /// What one mention alone speaks of: nothing else is known of it, not even where. Its id and mentions are to be filled in.
    pub(super) fn alone(mention: &EventMention) -> Self {
        Self {
            id: EventId(0),
            title: String::new(),
            family: mention.family,
            kind: mention.kind,
            place: None,
            basis: PlaceBasis::Unknown,
            date: mention.date.as_ref().map(|date| date.days),
            ongoing: false,
            mentions: Vec::new(),
            slots: Vec::new(),
            confidence: 1.0,
            checked: false,
        }
    }
}

/// One passage of one article that reports an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The passage: the sentence, or the clause when a sentence reports several events.
    pub span: Span,
    /// The words that name the happening.
    pub trigger: Span,
    /// The whole sentence.
    pub sentence: Span,
    /// Which paragraph of the body, from 1; 0 in the headline.
    pub paragraph: u32,
    /// Family of the kind.
    pub family: Family,
    /// What happened.
    pub kind: Kind,
    /// Where.
    pub place: Option<MentionPlace>,
    /// When.
    pub date: Option<MentionDate>,
    /// How many people it befell.
    pub figures: Vec<Figure>,
    /// Who is said to have done it, as spans of the text.
    pub actors: Vec<Span>,
    /// With what, as spans of the text ("artillery", "drones").
    pub means: Vec<Span>,
    /// What else its sentence and those after it say of it: who is blamed, what caused it, how strong it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// Who says so.
    pub attribution: Attribution,
    /// Said not to have happened.
    pub negated: bool,
    /// Feared, planned, possible: not said to have happened.
    pub modal: bool,
    /// A look back at something long past ("the 2020 war"): context, not this story's news.
    pub back_reference: bool,
    /// It only points at a happening told elsewhere ("relatives of those who died in the stampede"), and is shown with that
    /// or not at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pointer: bool,
}

impl EventMention {
    /// Whether all it counts is a part of what its article counts in all: "in Rukum West 35 people died" of 157.
    #[must_use]
    pub fn counts_a_part(&self) -> bool {
        !self.figures.is_empty() && self.figures.iter().all(|figure| figure.part)
    }

    /// A mention of which nothing is said yet but its words: the article's own, without place, date or figures. Its passage
    /// is the whole sentence; `paragraph` counts as in the field.
    #[must_use]
    pub fn bare(trigger: Span, sentence: Span, paragraph: u32, kind: Kind) -> Self {
        Self {
            span: sentence,
            trigger,
            sentence,
            paragraph,
            family: kind.family(),
            kind,
            place: None,
            date: None,
            figures: Vec::new(),
            actors: Vec::new(),
            means: Vec::new(),
            details: Vec::new(),
            attribution: Attribution::default(),
            negated: false,
            modal: false,
            back_reference: false,
            pointer: false,
        }
    }
}

/// What a sentence tells of a happening beside its own words, and who says so: "the army denied it", "the brakes had failed".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// What it tells.
    pub tells: Tells,
    /// The words that tell it.
    pub span: Span,
    /// Who says so.
    pub said: Attribution,
}

/// What a detail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tells {
    /// Who did it, or is said not to have.
    Actor,
    /// Why it happened.
    Cause,
    /// How strong an earthquake was.
    Magnitude,
    /// Whom it killed.
    Victim,
    /// With what it was done.
    Means,
}

impl Tells {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Cause => "cause",
            Self::Magnitude => "magnitude",
            Self::Victim => "victim",
            Self::Means => "means",
        }
    }
}

/// Where a mention puts its event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionPlace {
    /// The place.
    pub place: Arc<PlaceRef>,
    /// The words that say so; `None` when it is taken from around.
    pub span: Option<Span>,
    /// How it is known.
    pub basis: PlaceBasis,
}

/// How an event's place is known, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceBasis {
    /// The passage names the place.
    Stated,
    /// The passage points at it ("the city", "the only road linking …").
    Indirect,
    /// The seat of the government that speaks ("Baku said").
    Seat,
    /// Taken from the sentences around it: doubtful, checked first.
    Context,
    /// Not known.
    Unknown,
}

impl PlaceBasis {
    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Indirect => "indirect",
            Self::Seat => "seat",
            Self::Context => "context",
            Self::Unknown => "unknown",
        }
    }
}

/// When a mention puts its event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionDate {
    /// First and last day it may have happened, or over which it went on.
    pub days: DayRange,
    /// The words that say so; `None` when it is the document date.
    pub span: Option<Span>,
    /// Whether it goes on since the start ("since December").
    pub ongoing: bool,
}

/// How many people something befell, as a range and never an average.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What befell them.
    pub what: Victim,
    /// At least so many.
    pub min: u32,
    /// At most so many; `None` when the source sets no upper end ("at least five").
    pub max: Option<u32>,
    /// Whom, in the source's words ("civilians"); empty when it does not say.
    pub of: String,
    /// The words of the figure.
    pub span: Span,
    /// The parts the source gives: "four soldiers and two civilians", "including a child", "33 of them in the north".
    /// They are within the figure and need not add up to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<FigurePart>,
    /// Whether it counts only some of those its article counts in all: "one died in Cuenca" of 15 in the quake, "two more".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// Who gives the figure, where that is another than who tells of the happening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Box<Attribution>>,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigurePart {
    /// At least so many.
    pub min: u32,
    /// At most so many; `None` when the source sets no upper end.
    pub max: Option<u32>,
    /// Whom or where, in the source's words ("civilians", "in the north").
    pub of: String,
}

/// What befell the people of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are the definition")]
pub enum Victim {
    Killed,
    Wounded,
    Missing,
    Displaced,
    Detained,
    Infected,
}

impl Victim {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 6] =
        [Self::Killed, Self::Wounded, Self::Missing, Self::Displaced, Self::Detained, Self::Infected];

    /// What befell them, behind their name: "54 people killed"; who was detained or abducted was taken.
    #[must_use]
    pub fn participle(self) -> &'static str {
        match self {
            Self::Detained => "taken",
            Self::Infected => "ill",
            other => other.word(),
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::Detained => "detained",
            Self::Infected => "infected",
        }
    }
}

impl Figure {
    /// As shown: "5", "5 or more", "80 to 100", "up to 20".
    #[must_use]
    pub fn words(&self) -> String {
        count_words(self.min, self.max)
    }

    /// Whether it is one called by name, who may be one of many: "Jane Doe", "Colonel Diarra".
    #[must_use]
    pub fn names_one(&self) -> bool {
        self.max == Some(1) && self.min == 1 && is_name(&self.of)
    }
}

/// Whether words are a name of two words or more: "Jane Doe".
pub(super) fn is_name(words: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words.split_whitespace().count() > 1 && words.split_whitespace().all(capital)
}

/// What a range falls just short of, as "nearly two dozen" is read: 24 of 18 to 23.
#[must_use]
pub fn nearly(min: u32, max: Option<u32>) -> Option<u32> {
    let round = max?.checked_add(1)?;
    (round.is_multiple_of(12) && min == round / 4 * 3).then_some(round)
}

/// A head-count as shown: "5", "5 or more", "more than 1,700", "80 to 100", "nearly 24", "up to 20".
#[must_use]
pub fn count_words(min: u32, max: Option<u32>) -> String {
    if let Some(round) = nearly(min, max) {
        return format!("nearly {}", grouped(round));
    }
    match (min, max) {
        // Nobody counts "at least 1,701": it is told as "more than 1,700". "At least 21" is told so.
        (min, None) if min > 100 && min % 100 == 1 => format!("more than {}", grouped(min - 1)),
        (min, None) => format!("{} or more", grouped(min)),
        (min, Some(max)) if min == max => grouped(min),
        (0, Some(max)) => format!("up to {}", grouped(max)),
        (min, Some(max)) => format!("{} to {}", grouped(min), grouped(max)),
    }
}

/// A whole number with a comma between thousands: "32,000".
#[must_use]
pub fn grouped(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Who says what a mention reports, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker as shown ("Azerbaijan's defence ministry"); empty when the article speaks for itself.
    pub source: String,
    /// The words that name the speaker.
    pub source_span: Option<Span>,
    /// The word that makes it speech.
    pub cue: Option<Cue>,
    /// How far the speaker, and the article, stand behind it.
    pub stance: Stance,
}

/// A reporting verb or phrase ("said", "denied", "according to").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// The word, as the lexicon has it.
    pub word: String,
    /// Where it stands.
    pub span: Span,
}

/// How far a statement is stood behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// The article says it in its own voice.
    #[default]
    Asserted,
    /// Someone not party to it is given as the source ("police said", "CNN reported").
    Reported,
    /// A party to it says so.
    Claimed,
    /// Said with a mark of doubt ("allegedly", "accused of", "purportedly").
    Alleged,
    /// Said not to be so.
    Denied,
}

impl Stance {
    /// The word used in JSON and shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Claimed => "claimed",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_names_one_thing() {
        for family in Family::ALL {
            assert_eq!(Family::from_word(family.word()), Some(family));
        }
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn a_figure_is_written_as_its_range() {
        let text = super::super::Text::new("words");
        let span = text.span(0..5).unwrap();
        let words = |min, max| {
            let (of, parts) = (String::new(), Vec::new());
            Figure { what: Victim::Killed, min, max, of, span, parts, part: false, said: None }.words()
        };
        assert_eq!(words(5, Some(5)), "5");
        assert_eq!(words(5, None), "5 or more");
        assert_eq!(words(1_701, None), "more than 1,700");
        assert_eq!(words(21, None), "21 or more");
        assert_eq!(words(18, Some(23)), "nearly 24", "of nearly two dozen nobody said 18");
        assert_eq!(words(18, Some(24)), "18 to 24");
        assert_eq!(words(0, Some(20)), "up to 20");
        assert_eq!(words(32_000, None), "32,000 or more");
        assert_eq!([0, 999, 1204, 1_234_567].map(grouped), ["0", "999", "1,204", "1,234,567"]);
    }
}
