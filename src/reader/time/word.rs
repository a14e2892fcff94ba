//! What single tokens mean in the grammar of time.
//!
//! Comes in: a page's tokens. Goes out: one [`Word`] for each, from `assets/lexicon/en/time.txt` and the shape of
//! numbers. It must never allocate per token; what is no word of time is [`Word::Other`].

use super::super::lexicon::{ENGLISH, Lexicon};
use super::super::text::Page;
use super::super::token::Kind;

/// Units of time, from the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reader) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Weekend,
    Fortnight,
    Millennium,
}

impl Unit {
    const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Weekend,
        Self::Fortnight,
        Self::Millennium,
    ];

    /// The letter of a TimeML duration, and whether it stands after the `T`.
    pub(super) fn letter(self) -> (&'static str, bool) {
        match self {
            Self::Second => ("S", true),
            Self::Minute => ("M", true),
            Self::Hour => ("H", true),
            Self::Day => ("D", false),
            Self::Week | Self::Fortnight => ("W", false),
            Self::Month => ("M", false),
            Self::Quarter => ("Q", false),
            Self::Year => ("Y", false),
            Self::Decade => ("DE", false),
            Self::Century => ("CE", false),
            Self::Weekend => ("WE", false),
            Self::Millennium => ("MI", false),
        }
    }
}

/// What a token means in the grammar of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::reader) enum Word {
    /// Nothing.
    #[default]
    Other,
    Month(u8),
    Weekday(u8),
    Unit(Unit),
    /// 1 morning, 2 midday, 3 afternoon, 4 evening, 5 night, 6 dawn.
    Part(u8),
    /// Noon and midnight, by their hour.
    Noon(u8),
    /// 1 spring … 4 winter.
    Season(u8),
    /// A number word.
    Number(u32),
    /// Digits: their value and how many there are.
    Digits(u32, u8),
    /// "10:30".
    Clock(u8, u8),
    /// "10/31" is three tokens; "19th", "third" is this.
    Ordinal(u8),
    /// "1990s", "90s": the decade as 199, 9.
    Decade(u16),
    Vague,
    Article,
    The,
    /// −1 last, 0 this, 1 next, 2 that.
    Which(i8),
    Latest,
    /// 0 early, late …; 1 end, beginning … (of).
    Edge(u8),
    Ago,
    Shift(i8),
    Day(i8),
    Tonight,
    Overnight,
    Present,
    Past,
    Future,
    Every,
    Set(Unit),
    Fiscal,
    Am,
    Pm,
    Zone,
    Period,
    FutureNoun,
    PastNoun,
    /// "Q3".
    Quarter(u8),
    /// "half (a century)".
    Half,
}

fn word_of(class: &str, value: i32) -> Option<Word> {
    let small = u8::try_from(value).unwrap_or(0);
    let signed = i8::try_from(value).unwrap_or(0);
    let unit = || Unit::ALL.get(usize::from(small).checked_sub(1)?).copied();
    Some(match class {
        "month" => Word::Month(small),
        "weekday" => Word::Weekday(small),
        "unit" => Word::Unit(unit()?),
        "part" => Word::Part(small),
        "clockword" => Word::Noon(small),
        "season" => Word::Season(small),
        "number" => Word::Number(u32::try_from(value).ok()?),
        "vague" => Word::Vague,
        "article" => Word::Article,
        "ordinal" => Word::Ordinal(small),
        "decadeword" => Word::Decade(u16::try_from(value).ok()?),
        "the" => Word::The,
        "which" => Word::Which(signed),
        "latest" => Word::Latest,
        "edge" => Word::Edge(small),
        "ago" => Word::Ago,
        "shift" => Word::Shift(signed),
        "day" => Word::Day(signed),
        "tonight" => Word::Tonight,
        "overnight" => Word::Overnight,
        "present" => Word::Present,
        "past" => Word::Past,
        "future" => Word::Future,
        "every" => Word::Every,
        "set" => Word::Set(Unit::ALL.get(usize::from(small).checked_sub(1)?).copied()?),
        "fiscal" => Word::Fiscal,
        "am" => Word::Am,
        "pm" => Word::Pm,
        "zone" => Word::Zone,
        "period" => Word::Period,
        "future-noun" => Word::FutureNoun,
        "past-noun" => Word::PastNoun,
        "quarter" => Word::Quarter(small),
        "half" => Word::Half,
        _ => return None,
    })
}

/// Fills in what the list on time says of words.
pub(in crate::reader) fn load(lexicon: &mut Lexicon) {
    for line in include_str!("../../../assets/lexicon/en/time.txt").lines() {
        let mut parts = line.split('#').next().unwrap_or("").split_whitespace();
        let (Some(class), Some(value)) = (parts.next(), parts.next().and_then(|value| value.parse().ok())) else {
            continue;
        };
        let Some(meaning) = word_of(class, value) else { continue };
        for word in parts {
            // The first meaning given stands: "second" is an ordinal, its plural a unit.
            let time = &mut lexicon.entry(word).time;
            if *time == Word::Other {
                *time = meaning;
            }
        }
    }
}

/// The meaning of every token of a page, in order.
pub(super) fn words(page: &Page) -> Vec<Word> {
    let known = &*ENGLISH;
    page.tokens
        .iter()
        .enumerate()
        .map(|(index, token)| match token.kind {
            Kind::Word => known.time(token.word),
            Kind::Number => number(page.word(index)),
            _ => Word::Other,
        })
        .collect()
}

/// The meaning of a token that begins with a digit.
fn number(word: &str) -> Word {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at_checked(digits).unwrap_or((word, ""));
    let Ok(value) = head.parse::<u32>() else { return Word::Other };
    match tail {
        "" => Word::Digits(value, u8::try_from(digits).unwrap_or(u8::MAX)),
        "st" | "nd" | "rd" | "th" => u8::try_from(value).map_or(Word::Other, Word::Ordinal),
        "s" if value % 10 == 0 && (digits == 4 || digits == 2) && (digits == 2 || (1000..2100).contains(&value)) => {
            Word::Decade(u16::try_from(value / 10).unwrap_or(0))
        }
        "am" | "pm" => match u8::try_from(value % 12) {
            Ok(hour) if value <= 12 => Word::Clock(hour + if tail == "pm" { 12 } else { 0 }, 0),
            _ => Word::Other,
        },
        _ => {
            let minutes =
                tail.strip_prefix(':').filter(|rest| rest.len() == 2).and_then(|rest| rest.parse::<u8>().ok());
            match (minutes, u8::try_from(value)) {
                (Some(minutes), Ok(hour)) if minutes < 60 && hour < 25 => Word::Clock(hour, minutes),
                _ => Word::Other,
            }
        }
    }
}
