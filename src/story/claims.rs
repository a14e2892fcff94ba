//! Claims: what each mention says about each slot of its event.
//!
//! Comes in: a mention in its article. Goes out: claims, each with its words and under its speaker. It must never
//! turn what one side claims into the article's own word: stance and source go with every claim.

use super::named::whole;
use super::{
    Article, Claim, EventMention, Kind, MentionId, PlaceBasis, Slot, Span, Stance, Tells, Text, Value, Victim,
};

/// Words that only lead on to where, by whom or what.
const LEADING_ON: [&str; 14] =
    ["a", "an", "the", "its", "his", "her", "their", "in", "on", "at", "of", "by", "along", "near"];

/// The words of a trigger that tell what happened, without those at its end that lead on: "operation" of "operation in",
/// "summoned" of "summoned the".
#[must_use]
pub fn telling(text: &Text, trigger: Span) -> Span {
    let mut words = text.slice(trigger);
    while let Some((head, last)) = words.rsplit_once(char::is_whitespace) {
        if !last.is_empty() && !LEADING_ON.contains(&last.to_lowercase().as_str()) {
            break;
        }
        words = head;
    }
    text.span(trigger.start()..trigger.start() + words.len()).unwrap_or(trigger)
}

/// A sentence in small letters with what follows it in its paragraph: where a count is set against another.
#[must_use]
pub fn around(text: &Text, sentence: Span) -> String {
    const LETTERS: usize = 160;
    let rest = text.as_str().get(sentence.end()..).unwrap_or("");
    let after = rest.char_indices().nth(LETTERS).map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest));
    let after = after.split('\n').next().unwrap_or("");
    format!("{}{after}", text.slice(sentence)).to_lowercase()
}

/// "A woman and her son were among the dead": a part of those who are counted.
fn is_among(text: &Text, counted: Span) -> bool {
    const AMONG: &[&str] =
        &[" were among the ", " was among the ", " were among those ", " was among those ", " are among the "];
    let after = text.as_str().get(counted.end()..).unwrap_or("");
    AMONG.iter().any(|among| after.starts_with(among))
}

/// The claims of a mention, slot by slot in the order of its own words.
#[must_use]
pub fn claims(article: &Article, mention: &EventMention, id: MentionId) -> Vec<(Slot, Claim)> {
    let claim = |value: Value, span: Option<Span>| Claim {
        mention: id,
        value,
        span,
        source: mention.attribution.source.clone(),
        stance: mention.attribution.stance,
        part: false,
        older: false,
    };
    // A denial denies the deed or its author, never the figures or the place.
    let unblamed = |mut claim: Claim| {
        if claim.stance == Stance::Denied {
            claim.stance = Stance::Asserted;
            claim.source.clear();
        }
        claim
    };
    let own = |value: Value, span: Option<Span>| unblamed(claim(value, span));
    let words = |span: Span| article.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let told = telling(&article.text, mention.trigger);
    let mut out = vec![(Slot::What, claim(Value::Words(words(told)), Some(told)))];
    if let Some(place) = mention.place.as_ref().filter(|place| place.basis != PlaceBasis::Context) {
        let value = Value::Place { key: place.place.key.clone(), name: place.place.full_name() };
        out.push((Slot::Place, own(value, place.span)));
    }
    // The day of the paper is nobody's claim.
    if let Some(date) = mention.date.as_ref().filter(|date| date.span.is_some()) {
        out.push((Slot::Date, own(Value::Days(date.days), date.span)));
    }
    for victim in Victim::ALL {
        for figure in mention.figures.iter().filter(|figure| figure.what == victim) {
            let value = Value::Count { min: figure.min, max: figure.max };
            let said = figure.said.as_deref().unwrap_or(&mention.attribution);
            let claim = Claim {
                source: said.source.clone(),
                stance: said.stance,
                part: figure.part || is_among(&article.text, figure.span),
                ..claim(value, Some(figure.span))
            };
            let claim = unblamed(claim);
            let named = matches!(victim, Victim::Killed | Victim::Wounded | Victim::Missing | Victim::Detained);
            let value = Value::People { what: victim, words: words(figure.span) };
            let whom = Claim { value, ..claim.clone() };
            out.push((Slot::Figure(victim), claim));
            if named && figure.min > 0 {
                out.push((Slot::Victims, whom));
            }
        }
    }
    for actor in mention.actors.iter().map(|&actor| whole(&article.text, actor)) {
        out.push((Slot::Actor, claim(Value::Words(words(actor)), Some(actor))));
    }
    for &means in &mention.means {
        out.push((Slot::Means, own(Value::Words(words(means)), Some(means))));
    }
    for detail in &mention.details {
        let span = if detail.tells == Tells::Actor { whole(&article.text, detail.span) } else { detail.span };
        let said = words(span);
        let (slot, value) = match detail.tells {
            Tells::Actor => (Slot::Actor, Value::Words(said)),
            Tells::Means => (Slot::Means, Value::Words(said)),
            Tells::Cause => (Slot::Cause, Value::Words(said)),
            Tells::Magnitude => (Slot::Magnitude, Value::Words(said)),
            Tells::Victim => {
                let what = if mention.kind == Kind::Abduction { Victim::Detained } else { Victim::Killed };
                (Slot::Victims, Value::People { what, words: said })
            }
        };
        let (source, stance) = (detail.said.source.clone(), detail.said.stance);
        out.push((slot, Claim { source, stance, ..claim(value, Some(span)) }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_told_without_the_words_that_lead_on() {
        let check = |words: &str, told: &str| {
            let text = Text::new(words);
            let whole = text.span(0..words.len()).unwrap();
            assert_eq!(text.slice(telling(&text, whole)), told);
        };
        check("operation in", "operation");
        check("summoned the", "summoned");
        check("was worried by the", "was worried");
        check("broke out", "broke out");
        check("called for", "called for");
        check("in", "in");
    }
}
