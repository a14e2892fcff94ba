//! Which other place an event may as well be at: of two towns of one name the reader takes the likelier, and says so where
//! the other is nearly as likely.
//!
//! Comes in: a story and one of its events. Goes out: the other place, or none. It must never doubt what a person decided.

use super::{Candidate, Event, PlaceBasis, PlaceRef, Story};

/// From what share of the likelihood of the chosen place another is as good as it: of such choices in local news less than
/// half are right.
const AS_GOOD: f32 = 0.5;

/// So near to each other two places are one to a reader, in kilometres.
const APART_KM: f64 = 80.0;

impl Story {
    /// Another place of the same name that is nearly as likely as the one an event was put at; none where any passage is
    /// sure, or a person has decided.
    #[must_use]
    pub fn other_place(&self, event: &Event) -> Option<&PlaceRef> {
        let place = event.place.as_deref().filter(|place| !event.checked && !place.is_pinned())?;
        let mut other = None;
        for &id in &event.mentions {
            let Some((source, mention)) = self.mention(id) else { continue };
            let here = mention.place.as_ref().filter(|here| here.place.key == place.key);
            let Some((span, basis)) = here.and_then(|here| Some((here.span?, here.basis))) else { continue };
            if !matches!(basis, PlaceBasis::Stated | PlaceBasis::Indirect) {
                continue;
            }
            let mut toponyms = source.reading.toponyms.iter();
            let named = toponyms.find(|toponym| {
                toponym.span.overlaps(span) && toponym.place.as_ref().is_some_and(|named| named.key == place.key)
            });
            let Some(named) = named else { continue };
            other = Some(rival(place, &named.candidates)?);
        }
        other
    }
}

/// The likeliest candidate far from the chosen place, where it is as good as that one.
fn rival<'a>(place: &PlaceRef, candidates: &'a [Candidate]) -> Option<&'a PlaceRef> {
    let chosen = candidates.iter().find(|candidate| candidate.place.key == place.key)?;
    let far = candidates.iter().find(|candidate| candidate.place.km_to(place) > APART_KM)?;
    (far.score >= chosen.score * AS_GOOD).then_some(&far.place)
}
