//! What a sentence says of the happening told right before it: "A fire killed two people. The incident occurred in Goma on
//! Monday night."
//!
//! Comes in: the mentions of a page. Goes out: the same, where one that names no place or no day has those of the sentence
//! behind it that speaks of nothing else. It must never change what a mention's own sentence says.

use std::ops::Range;

use super::lead::lead;
use super::{Ground, Scope, is_location, is_one, is_told_on};
use crate::story::{EventMention, Kind, MentionDate, MentionPlace, PlaceBasis, TimexKind};

/// What a happening is called that was told before.
const CALLED: &[&str] = &[
    "incident",
    "accident",
    "attack",
    "assault",
    "ambush",
    "explosion",
    "blast",
    "crash",
    "collision",
    "derailment",
    "fire",
    "blaze",
    "shooting",
    "stabbing",
    "killing",
    "killings",
    "murder",
    "raid",
    "robbery",
    "kidnapping",
    "abduction",
    "tragedy",
    "disaster",
    "landslide",
    "stampede",
    "violence",
    "clash",
    "clashes",
    "mishap",
    "event",
    "episode",
];

/// How many paragraphs behind a happening such a sentence may stand.
const BEHIND: u32 = 1;

/// Gives mentions without a place or a day those of the sentences right behind them.
pub(super) fn tell(ground: &Ground, mentions: &mut [EventMention]) {
    for (index, sentence) in ground.page.sentences.iter().enumerate() {
        if !sentence.zone.yields_events() {
            continue;
        }
        let Some(rest) = what_it_says(ground, &sentence.tokens) else { continue };
        let scope = Scope::new(ground, sentence, index, &[]);
        let (place, date) = (place(&scope, &rest), date(ground, &rest));
        if place.is_none() && date.is_none() {
            continue;
        }
        let start = sentence.span.start();
        // "The shooting took place near X": of the shooting, and not of what was told beside it.
        let own = mentions.iter().find(|mention| mention.sentence == sentence.span).map(|mention| mention.kind);
        let told = |mention: &EventMention| {
            mention.trigger.end() <= start
                && own.is_none_or(|own| is_one(mention.kind, own))
                && (is_told_on(mention.kind) || mention.kind == Kind::Death)
                && !(mention.modal || mention.negated || mention.back_reference)
        };
        let Some(last) = mentions.iter().rev().find(|mention| told(mention)).map(|mention| mention.sentence) else {
            continue;
        };
        let near = |mention: &EventMention| {
            mention.sentence == last && told(mention) && mention.paragraph + BEHIND >= sentence.paragraph
        };
        for mention in mentions.iter_mut().filter(|mention| near(mention)) {
            let bare = mention.place.as_ref().is_none_or(|place| place.basis == PlaceBasis::Context);
            if let Some(place) = place.as_ref().filter(|_| bare) {
                mention.place = Some(place.clone());
            }
            let bare = mention.date.as_ref().is_none_or(|date| date.span.is_none());
            if let Some(date) = date.as_ref().filter(|_| bare) {
                mention.date = Some(date.clone());
            }
        }
    }
}

/// What stands behind "It happened", "The incident, which occurred": the rest of a sentence that speaks of what was told.
fn what_it_says(ground: &Ground, sentence: &Range<usize>) -> Option<Range<usize>> {
    let subject = match ground.word(sentence.start) {
        "it" | "this" => sentence.start + 1,
        "the" => (sentence.start + 1..sentence.start + 4).find(|&at| CALLED.contains(&ground.word(at)))? + 1,
        _ => return None,
    };
    let comma = ground.page.token(subject).is_some_and(|token| token.is(b','));
    let verb = if comma && ground.word(subject + 1) == "which" { subject + 2 } else { subject };
    let end = match ground.word(verb) {
        "happened" | "occurred" | "unfolded" => verb + 1,
        "took" if ground.word(verb + 1) == "place" => verb + 2,
        _ => return None,
    };
    (end < sentence.end).then_some(end..sentence.end)
}

/// Where it says that it was.
fn place(scope: &Scope, rest: &Range<usize>) -> Option<MentionPlace> {
    const REACH: usize = 10;
    let ground = scope.ground;
    let near = rest.start..(rest.start + REACH).min(rest.end);
    let named = ground.named(&near).iter().find(|named| {
        is_location(named.toponym) && matches!(lead(scope, named), "in" | "at" | "near" | "outside" | "off" | "on")
    })?;
    let place = named.toponym.place.clone()?;
    let known = !(ground.astray.contains(&place.key) || ground.unsettled.contains(&place.key));
    let basis = if named.toponym.indirect { PlaceBasis::Indirect } else { PlaceBasis::Stated };
    known.then_some(MentionPlace { place, span: Some(named.toponym.span), basis })
}

/// When it says that it was: a day that is not to come.
fn date(ground: &Ground, rest: &Range<usize>) -> Option<MentionDate> {
    let timed = ground.timed(rest).iter().map(|timed| timed.timex);
    let mut days = timed
        .filter(|timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time))
        .filter_map(|timex| Some((timex.days?, timex.span)));
    let (days, span) =
        days.find(|(days, _)| days.len_days() == 1 && ground.document.day.is_none_or(|today| days.start <= today))?;
    Some(MentionDate { days, span: Some(span), ongoing: false })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, days};

    #[test]
    fn the_sentence_behind_says_where_it_was() {
        check(
            "A fire killed two people. The incident occurred in Goma on Monday night.",
            &["fire fire killed @ Goma | killed 2"],
        );
        check(
            "Two people died when a boat sank. It happened off Kribi on Monday.",
            &["crash boat sank @ Kribi | killed 2"],
        );
        check(
            "A fire killed two people in Kano. The incident occurred in Goma on Monday night.",
            &["fire fire killed @ Kano | killed 2"],
        );
    }

    #[test]
    fn the_sentence_behind_says_when_it_was() {
        // Published on Tuesday 19 September 2023.
        assert_eq!(days("A fire killed two people in Kano. It took place on Sunday morning."), ["2023-09-17"]);
    }
}
