//! What a headline or a lead tells before the article says when, where or what it was.
//!
//! Comes in: the mentions of a page, in order. Goes out: the same, where those told first and barely take kind, place and
//! day from the one below that tells the same happening in full. It must never take from what is looked back on, planned
//! or denied, nor from another place.

use std::collections::VecDeque;
use std::sync::Arc;

use super::super::text::Page;
use super::super::vocabulary;
use super::{is_of_toll, is_one, is_told_on};
use crate::story::{EventMention, Family, Kind, MentionDate, MentionPlace, PlaceBasis, PlaceRef, Victim};

/// "Nine miners dead" above "an explosion killed nine": deaths told before what caused them are of its kind, and of the
/// happening that killed as many before any other; there and then too, where nothing of their own says where and when.
pub(super) fn adopt(page: &Page, mentions: &mut [EventMention]) {
    const AHEAD: usize = 4;
    const NEXT_DAY: i32 = 1;
    for index in 0..mentions.len() {
        let Some((mention, later)) = mentions.get_mut(index..).and_then(<[EventMention]>::split_first_mut) else {
            return;
        };
        let bare = matches!(mention.kind, Kind::Death | Kind::Killing)
            && vocabulary::is_effect(page.plain.get(mention.trigger.range()).unwrap_or(""));
        if !bare || mention.paragraph > 1 {
            continue;
        }
        let as_many = |later: &EventMention| {
            let killed = |of: &EventMention| {
                let killed = of.figures.iter().find(|figure| figure.what == Victim::Killed);
                killed.map(|figure| (figure.min, figure.max))
            };
            killed(mention).is_some_and(|here| killed(later) == Some(here))
        };
        let causes = later.iter().take(AHEAD).filter(|later| {
            let caused =
                matches!(later.family, Family::Violence | Family::Disaster | Family::Accident | Family::Protest)
                    || later.kind == Kind::Outbreak;
            let elsewhere = mention.place.as_ref().zip(later.place.as_ref()).is_some_and(|(here, there)| {
                here.place.key != there.place.key && here.place.bbox.is_none() && there.place.bbox.is_none()
            });
            // Who died in March did not die at the march of Saturday.
            let other_day = mention.date.as_ref().zip(later.date.as_ref()).is_some_and(|(here, there)| {
                here.span.is_some() && there.span.is_some() && here.days.gap_days(there.days) > NEXT_DAY
            });
            caused
                && !matches!(later.kind, Kind::Death | Kind::Killing | Kind::War)
                && !(later.modal || later.negated || later.back_reference || elsewhere || other_day)
                && later.paragraph <= 3
        });
        let causes: Vec<&EventMention> = causes.collect();
        if let Some(cause) = causes.iter().find(|later| as_many(later)) {
            (mention.kind, mention.family) = (cause.kind, cause.family);
            if mention.place.as_ref().is_none_or(|place| place.span.is_none())
                && let Some(there) = &cause.place
            {
                mention.place = Some(MentionPlace { span: None, basis: PlaceBasis::Context, ..there.clone() });
            }
            if mention.date.as_ref().is_none_or(|date| date.span.is_none())
                && let Some(then) = &cause.date
            {
                mention.date = Some(MentionDate { span: None, ..then.clone() });
            }
        } else if let Some(cause) = causes.first() {
            (mention.kind, mention.family) = (cause.kind, cause.family);
        }
    }
}

/// "Blast kills 201" above "it happened on Tuesday": what the first paragraphs tell with no day of its own is of the day
/// its like below states, and where that was when the headline names no place.
pub(super) fn date_from_below(page: &Page, mentions: &mut [EventMention]) {
    const LEAD: u32 = 2;
    let mut dated = dated(mentions);
    for index in 0..mentions.len() {
        let Some(mention) = mentions.get(index) else { return };
        let bare = mention.date.as_ref().is_none_or(|date| date.span.is_none());
        let told_on =
            is_told_on(mention.kind) || matches!(mention.kind, Kind::Arrest | Kind::Resignation | Kind::Sentence);
        if mention.paragraph > LEAD || !bare || is_apart(mention) || !told_on {
            continue;
        }
        let like = dated
            .iter_mut()
            .filter(|dated| is_one(mention.kind, dated.kind) && is_here(mention, dated.place.as_deref()))
            .filter_map(|dated| dated.first_below(page, mentions, index))
            .min();
        let Some(like) = like.and_then(|like| mentions.get(like)) else { continue };
        let there = like.place.as_ref().filter(|place| place.basis != PlaceBasis::Seat);
        let there = there.map(|there| MentionPlace { span: None, basis: PlaceBasis::Context, ..there.clone() });
        let date = like.date.clone();
        let Some(mention) = mentions.get_mut(index) else { return };
        if mention.paragraph == 0 && mention.place.is_none() {
            mention.place = there;
        }
        mention.date = date;
    }
}

/// What states its day among the first paragraphs, of one kind at one place.
struct Dated {
    kind: Kind,
    place: Option<Arc<PlaceRef>>,
    /// Mentions by number, in order.
    mentions: VecDeque<usize>,
}

/// The mentions of the first paragraphs that state their day.
fn dated(mentions: &[EventMention]) -> Vec<Dated> {
    const BELOW: u32 = 8;
    let mut out: Vec<Dated> = Vec::new();
    for (index, mention) in mentions.iter().enumerate().take_while(|(_, mention)| mention.paragraph <= BELOW) {
        let states = mention.date.as_ref().is_some_and(|date| date.span.is_some() && date.days.len_days() <= 7);
        if !states || is_apart(mention) {
            continue;
        }
        let place = mention.place.as_ref().map(|place| &place.place);
        let here = |dated: &Dated| match (&dated.place, place) {
            (Some(there), Some(here)) => there.key == here.key,
            (there, here) => there.is_none() && here.is_none(),
        };
        match out.iter_mut().find(|dated| dated.kind == mention.kind && here(dated)) {
            Some(dated) => dated.mentions.push_back(index),
            None => out.push(Dated { kind: mention.kind, place: place.cloned(), mentions: VecDeque::from([index]) }),
        }
    }
    out
}

impl Dated {
    /// The first below a mention; those asked for lie ever deeper. A day that is of a toll is not of what happened.
    fn first_below(&mut self, page: &Page, mentions: &[EventMention], above: usize) -> Option<usize> {
        let passed =
            |&index: &usize| index <= above || mentions.get(index).is_none_or(|mention| is_of_toll(page.text, mention));
        while self.mentions.front().is_some_and(passed) {
            self.mentions.pop_front();
        }
        self.mentions.front().copied()
    }
}

/// "Police detained 25 people in an inquiry into the fire at the mine": a step against somebody that names no place is
/// where its sentence puts what it is about.
pub(super) fn place_from_beside(mentions: &mut [EventMention]) {
    for index in 0..mentions.len() {
        let Some((mention, later)) = mentions.get_mut(index..).and_then(<[EventMention]>::split_first_mut) else {
            return;
        };
        if mention.place.is_some() || !matches!(mention.kind, Kind::Arrest | Kind::Investigation | Kind::Trial) {
            continue;
        }
        let beside = later.iter().take_while(|other| other.sentence == mention.sentence).find(|other| {
            // "The court heard that he was shot in Topeka": heard elsewhere.
            let heard = other.attribution.cue.as_ref().is_some_and(|cue| mention.trigger.overlaps(cue.span));
            !heard
                && other.trigger.start() > mention.trigger.start()
                && matches!(other.family, Family::Violence | Family::Disaster | Family::Accident | Family::Protest)
                && other.place.as_ref().is_some_and(|place| place.basis == PlaceBasis::Stated)
        });
        if let Some(place) = beside.and_then(|other| other.place.clone()) {
            mention.place = Some(MentionPlace { span: None, basis: PlaceBasis::Context, ..place });
        }
    }
}

/// Whether it is no happening of the article's news.
fn is_apart(mention: &EventMention) -> bool {
    mention.modal || mention.negated || mention.back_reference
}

/// Whether nothing puts a mention elsewhere than at a place.
fn is_here(mention: &EventMention, there: Option<&PlaceRef>) -> bool {
    mention.place.as_ref().zip(there).is_none_or(|(place, there)| {
        let here = &place.place;
        here.key == there.key
            || here.holds(there)
            || there.holds(here)
            || here.is_beside(there)
            // Of a village nobody has on a map only its land is known.
            || ((here.is_unlisted() || there.is_unlisted()) && here.country.is_some() && here.country == there.country)
            || place.basis == PlaceBasis::Context
    })
}

#[cfg(test)]
mod tests {
    use crate::reader::read_story;
    use crate::story::{Draft, Story};

    /// The days of a text's mentions, of an article of Wednesday, 14 May 2014.
    fn days(text: &str) -> Vec<String> {
        let mut draft = Draft::plain("test", text);
        draft.date = Some(jiff::civil::date(2014, 5, 14));
        let (sources, _) = read_story(vec![draft], &Story::default(), geodata::Gazetteer::bundled());
        let mentions = sources.iter().flat_map(|source| source.reading.mentions.iter());
        mentions
            .map(|mention| mention.date.as_ref().map_or("-".to_owned(), |date| date.days.start.to_string()))
            .collect()
    }

    #[test]
    fn a_lead_is_of_the_day_told_below_it() {
        assert_eq!(
            days(
                "Mine blast in Turkey kills 201\n\nAn explosion in a coal mine in western Turkey killed at least 201 \
                 miners, a minister said on Wednesday.\n\nThe blast at the mine in Soma happened on Tuesday."
            ),
            ["2014-05-13", "2014-05-13", "2014-05-13"]
        );
    }

    #[test]
    fn a_village_nobody_knows_may_lie_in_the_state_of_the_headline() {
        assert_eq!(
            days(
                "Air strike on jetty kills 21 in Myanmar's Rakhine\n\nA warplane bombed a boat landing at Myebonga in \
                 western Myanmar on Monday, killing 21 people."
            ),
            ["2014-05-12", "2014-05-12"]
        );
        assert_eq!(
            days(
                "Air strike on jetty kills 21 in Myanmar's Rakhine\n\nA warplane bombed a boat landing at Dawlaka in \
                 northern Syria on Monday, killing 21 people."
            ),
            ["2014-05-14", "2014-05-12"]
        );
    }

    #[test]
    fn what_goes_on_is_of_the_day_told_above_it() {
        assert_eq!(
            days("A bomb exploded in Kabul on Monday.\n\nThe minister came. The blast killed four people."),
            ["2014-05-12", "2014-05-12"]
        );
        assert_eq!(
            days("A bomb exploded in Kabul on Monday.\n\nA second blast hit Herat."),
            ["2014-05-12", "2014-05-14"]
        );
    }

    #[test]
    fn what_had_happened_before_is_of_no_day() {
        assert_eq!(days("The governor came to Goma on Monday. Rebels had seized the town."), ["-"]);
    }
}
