//! Claims: what each mention says about each slot of its event.
//!
//! Comes in: a mention in its article. Goes out: claims, each with its words and under its speaker. It must never
//! turn what one side claims into the article's own word: stance and source go with every claim.

use super::{Article, Claim, EventMention, MentionId, PlaceBasis, Slot, Span, Stance, Value, Victim};

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
    let mut out = vec![(Slot::What, claim(Value::Words(words(mention.trigger)), Some(mention.trigger)))];
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
                part: figure.part,
                ..claim(value, Some(figure.span))
            };
            let claim = unblamed(claim);
            out.push((Slot::Figure(victim), claim));
        }
    }
    for &actor in &mention.actors {
        out.push((Slot::Actor, claim(Value::Words(words(actor)), Some(actor))));
    }
    for &means in &mention.means {
        out.push((Slot::Means, own(Value::Words(words(means)), Some(means))));
    }
    out
}
