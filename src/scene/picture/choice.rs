//! Which events a picture numbers.
//!
//! Comes in: a story with its layout, and options. Goes out: at most so many events in the order of their numbers, and what is
//! left out and why. What a person preferred goes first, then what happened before what was said, and what befell people
//! before what followed from it.

use std::cmp::Reverse;

use geodata::Gazetteer;
use jiff::civil::Date;

use super::frame::{frame, reaches, zoom_of};
use super::sheet::Form;
use super::{PictureOptions, Why};
use crate::scene::filter::holds;
use crate::scene::headline;
use crate::story::{
    Claim, DayRange, Event, EventId, Family, Kind, PlaceBasis, PlaceRef, Shape, Slot, SlotClaims, Story, Value, grouped,
};

/// How near to its capital's middle a seat of power stands, in degrees.
const SEAT_DEGREES: f64 = 0.06;
/// How much farther out the frame may go for events without a number, in zoom steps.
const DOTS_ZOOM: f64 = 0.5;
/// The most events on the small map.
const MOST_FAR: usize = 6;

/// What a picture is about.
pub(super) struct Choice<'a> {
    /// The numbered events, by time or as a person ordered them.
    pub(super) chosen: Vec<&'a Event>,
    /// The most telling of them.
    pub(super) loudest: Option<&'a Event>,
    /// How many events pass the filter.
    pub(super) all: usize,
    /// Numbered events too far off for the frame: they stand on the small map.
    pub(super) far: Vec<EventId>,
    /// Those that have no known place.
    pub(super) placeless: Vec<&'a Event>,
    /// Events outside the frame that have no number, with their places, as they come.
    pub(super) outside: Vec<(&'a Event, &'a PlaceRef)>,
    /// Events within that have no number for want of room; the most telling first.
    pub(super) crowded_out: Vec<&'a Event>,
    /// Events that look back to long before.
    pub(super) background: Vec<&'a Event>,
    /// Events a person left out.
    pub(super) excluded: Vec<&'a Event>,
    /// The day in the middle of what is dated.
    pub(super) day: Option<Date>,
    /// West, south, east, north of what is framed, degrees.
    pub(super) bbox: [f64; 4],
    /// Where the names of countries and capitals come from.
    pub(super) gazetteer: Option<&'a Gazetteer>,
}

impl<'a> Choice<'a> {
    /// The choice of at most so many; `in_view` are events that the map shows the place of although its frame has no need of them.
    pub(super) fn new(story: &'a Story, options: &PictureOptions<'a>, most: usize, in_view: &[EventId]) -> Self {
        let all: Vec<&Event> = story.events.iter().filter(|event| options.filter.keeps(story, event)).collect();
        let layout = &story.layout;
        let (excluded, kept): (Vec<&Event>, Vec<&Event>) =
            all.iter().partition(|event| layout.excluded.contains(&event.id));
        let placed: Vec<(&Event, &PlaceRef)> =
            kept.iter().filter_map(|&event| Some((event, event.place.as_deref()?))).collect();
        let bbox = options.bbox.unwrap_or_else(|| framed(story, &placed, most, options.gazetteer));
        let meets = |place: &PlaceRef| holds(bbox, place) || reaches(bbox, place, options.gazetteer);
        let (within, mut outside): (Vec<_>, Vec<_>) =
            placed.iter().partition(|(event, place)| meets(place) || in_view.contains(&event.id));
        let day = main_day(&kept);
        let mut ranked: Vec<(bool, i32, &Event)> = within
            .iter()
            .map(|&(event, _)| (layout.preferred.contains(&event.id), weight(story, event, day), event))
            .collect();
        ranked.sort_by_key(|&(preferred, weight, _)| Reverse((preferred, weight)));
        let loudest = ranked.iter().rev().max_by_key(|&&(_, weight, _)| weight).map(|it| it.2);
        // Old wars are not numbered beside today's events, unless there is nothing else or a person wants them.
        let news = ranked.iter().filter(|&&(preferred, weight, _)| preferred || weight >= 0).count();
        let mut ranked: Vec<&Event> = ranked.into_iter().map(|(.., event)| event).collect();
        let background = if news > 0 { ranked.split_off(news) } else { Vec::new() };
        let far = match options.sheet.form() {
            // There is no room for a second map.
            Form::Small => Vec::new(),
            Form::Wide | Form::Tall => far(story, &outside, most, ranked.len(), options.bbox.is_none()),
        };
        let crowded_out = ranked.split_off(most.saturating_sub(far.len()).min(ranked.len()));
        ranked.extend(&far);
        let far: Vec<EventId> = far.iter().map(|event| event.id).collect();
        outside.retain(|(event, _)| !far.contains(&event.id));
        // As a person ordered them, then by time; undated events last; the order of the story decides among equals.
        let numbered = |event: &Event| layout.order.iter().position(|&id| id == event.id).unwrap_or(usize::MAX);
        let order = |event: &Event| story.events.iter().position(|known| known.id == event.id);
        ranked.sort_by_cached_key(|event| {
            (numbered(event), event.date.is_none(), event.date.map(|days| days.start), order(event))
        });
        Self {
            chosen: ranked,
            loudest,
            all: all.len(),
            far,
            placeless: kept.iter().copied().filter(|event| event.place.is_none()).collect(),
            outside,
            crowded_out,
            background,
            excluded,
            day,
            bbox,
            gazetteer: options.gazetteer,
        }
    }

    /// Events that have a disc or a dot.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Event> {
        self.chosen.iter().chain(&self.crowded_out).copied()
    }

    /// Events that have no number, with the reason; those a person left out first, for they may want them back.
    pub(super) fn left_out(&self) -> Vec<(EventId, Why)> {
        let all = |events: &[&Event], why| events.iter().map(|event| (event.id, why)).collect::<Vec<_>>();
        let outside: Vec<&Event> = self.outside.iter().map(|it| it.0).collect();
        [
            all(&self.excluded, Why::Excluded),
            all(&self.crowded_out, Why::NoRoom),
            all(&outside, Why::Outside),
            all(&self.background, Why::Background),
            all(&self.placeless, Why::NoPlace),
        ]
        .concat()
    }

    /// Names of the places outside the frame, each once.
    fn outside_names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for (_, place) in &self.outside {
            let name = self.known_as(place);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What a place outside the frame is known by: a seat of power ("Kremlin") by the capital it stands in.
    pub(super) fn known_as<'p>(&self, place: &'p PlaceRef) -> &'p str
    where
        'a: 'p,
    {
        let capital = || {
            let gazetteer = self.gazetteer?;
            let capital = gazetteer.place(gazetteer.country(place.country.as_deref()?)?.capital?);
            let near = (capital.lon - place.lon).abs() < SEAT_DEGREES && (capital.lat - place.lat).abs() < SEAT_DEGREES;
            (near && place.population == 0 && place.shape == Shape::Point).then_some(capital.name)
        };
        capital().unwrap_or(&place.name)
    }

    /// What has no number for want of room: "+ 6 more as small dots".
    pub(super) fn more(&self) -> Option<String> {
        let dots = match self.crowded_out.len() {
            0 => return None,
            1 => "a small dot",
            _ => "small dots",
        };
        Some(format!("+ {} more as {dots}", grouped(self.crowded_out.len())))
    }

    /// Why events are not on the map: "2 lie outside the frame (Moscow, New York)", "1 has no known place".
    pub(super) fn missing(&self) -> Vec<String> {
        let mut parts = Vec::new();
        let mut part = |count: usize, one: &str, more: &str| {
            if count > 0 {
                parts.push(format!("{count} {}", if count == 1 { one } else { more }));
            }
        };
        let names = self.outside_names();
        let rest = if names.len() > 3 { ", …" } else { "" };
        let names =
            format!("outside the frame ({}{rest})", names.iter().take(3).copied().collect::<Vec<_>>().join(", "));
        part(self.outside.len(), &format!("lies {names}"), &format!("lie {names}"));
        part(self.placeless.len(), "has no known place", "have no known place");
        part(self.background.len(), "looks back to earlier", "look back to earlier");
        part(self.excluded.len(), "left out by choice", "left out by choice");
        parts
    }
}

/// A frame around the events that will have a number: the others are small dots, and stretch it only a little, unless they are
/// more than those.
fn framed(story: &Story, placed: &[(&Event, &PlaceRef)], most: usize, gazetteer: Option<&Gazetteer>) -> [f64; 4] {
    let whole = frame(story, placed, gazetteer);
    if placed.len() <= most {
        return whole;
    }
    let day = main_day(&placed.iter().map(|it| it.0).collect::<Vec<_>>());
    let rank = |event: &Event| Reverse((story.layout.preferred.contains(&event.id), weight(story, event, day)));
    let mut ranked = placed.to_vec();
    ranked.sort_by_cached_key(|(event, _)| rank(event));
    ranked.truncate(most);
    let close = frame(story, &ranked, gazetteer);
    let gained = placed.iter().filter(|(_, place)| holds(whole, place) && !holds(close, place)).count();
    if gained > ranked.len() || zoom_of(whole) >= zoom_of(close) - DOTS_ZOOM { whole } else { close }
}

/// Which of the events outside the frame are numbered all the same, on the small map: those a person wants, and, of a frame
/// that is ours and has captions to spare, what happened elsewhere.
fn far<'a>(
    story: &Story,
    outside: &[(&'a Event, &'a PlaceRef)],
    most: usize,
    within: usize,
    own_frame: bool,
) -> Vec<&'a Event> {
    if within == 0 {
        return Vec::new();
    }
    let events: Vec<&Event> = outside.iter().map(|it| it.0).collect();
    let wanted = |event: &Event| story.layout.preferred.contains(&event.id);
    let day = main_day(&story.events.iter().collect::<Vec<_>>());
    let mut far: Vec<(bool, i32, &Event)> = events
        .into_iter()
        .map(|event| (wanted(event), weight(story, event, day), event))
        .filter(|&(wanted, weight, event)| wanted || own_frame && weight >= 0 && event.family != Family::Speech)
        .collect();
    far.sort_by_key(|&(wanted, weight, _)| Reverse((wanted, weight)));
    let all_wanted = far.iter().filter(|it| it.0).count();
    let room = most.saturating_sub(within).max(all_wanted).min(MOST_FAR).min(most.saturating_sub(1));
    far.into_iter().take(room).map(|it| it.2).collect()
}

/// How telling an event is, in points: what happened over what was said, what many report, with figures, at a place that
/// is named, on the days the story is about. Below zero: background, which is not numbered beside the news.
pub(super) fn weight(story: &Story, event: &Event, main_day: Option<Date>) -> i32 {
    let mentions = || event.mentions.iter().filter_map(|&id| story.mention(id)).map(|(_, mention)| mention);
    let news = mentions().any(|mention| !mention.back_reference && !mention.negated);
    let planned = mentions().all(|mention| mention.modal);
    let days_off = match (event.date, main_day) {
        (Some(days), Some(day)) if !event.ongoing => Some(days.end.until(day).map_or(0, |span| span.get_days())),
        _ => None,
    };
    let fresh = || event.date.is_some_and(|days| is_fresh(story, event, days));
    let day = match (event.ongoing, days_off) {
        // What has gone on for years is the ground the news stands on.
        (true, _) if began_long_ago(event, main_day) => BACKGROUND,
        (true, _) => 40,
        (false, Some(-7..=7)) => 80,
        (false, Some(-60..=60)) => 20,
        // News of its own time, in a story of several.
        (false, Some(_)) if fresh() => 20,
        (false, Some(_)) => BACKGROUND,
        (false, None) => -20,
    };
    let place = match event.basis {
        PlaceBasis::Stated => 60,
        PlaceBasis::Indirect => 40,
        PlaceBasis::Seat => 0,
        PlaceBasis::Context | PlaceBasis::Unknown => -60,
    };
    let articles = i32::try_from(story.letters(event).len().min(6)).unwrap_or(6);
    let harmed = |slot: &&SlotClaims| {
        let counted = |claim: &Claim| matches!(claim.value, Value::Count { max, .. } if max != Some(0));
        matches!(slot.slot, Slot::Figure(_)) && slot.claims.iter().any(counted)
    };
    let figures = event.slots.iter().filter(harmed).count().min(2);
    // What articles are headed by, and what killed many.
    let heads = i32::try_from(mentions().filter(|mention| mention.paragraph == 0).count().min(5)).unwrap_or(5);
    let toll = match headline::killed(story, event) {
        0..10 => 0,
        10..100 => 50,
        _ => 80,
    };
    #[expect(clippy::cast_possible_truncation, reason = "0 to 20")]
    let sure = (event.confidence.clamp(0.0, 1.0) * 20.0) as i32;
    // What happened over what followed from it: a killing over the arrest, the vote over the ceremony.
    let kind = match (event.family, event.kind) {
        (Family::Speech, _) => 0,
        (_, Kind::Arrest | Kind::Visit | Kind::Death) | (Family::Society, _) => 270,
        (Family::Violence | Family::Disaster | Family::Accident, _) if figures > 0 => 340,
        (Family::Justice | Family::Economy | Family::Movement | Family::Aid | Family::Diplomacy, _) => 300,
        _ => 320,
    };
    let looks_back = if news { 0 } else { BACKGROUND };
    let planned = if planned { -200 } else { 0 };
    500 + kind
        + articles * 40
        + i32::try_from(figures).unwrap_or(0) * 30
        + place
        + day
        + sure
        + planned
        + looks_back
        + heads * 20
        + toll
}

/// Whether an article that reports an event came out within two months of it.
fn is_fresh(story: &Story, event: &Event, days: DayRange) -> bool {
    let mut articles = event.mentions.iter().filter_map(|id| story.source(id.article)?.article.date.day);
    articles.any(|out| days.end.until(out).is_ok_and(|span| span.get_days().abs() <= 60))
}

/// Whether what goes on began more than two years before the story's days.
fn began_long_ago(event: &Event, main_day: Option<Date>) -> bool {
    let Some((days, day)) = event.date.zip(main_day) else { return false };
    days.start.until(day).is_ok_and(|span| span.get_days() > 730)
}

/// What takes an event below zero.
const BACKGROUND: i32 = -2_000;

/// The day in the middle of what is dated: what the story is about.
pub(super) fn main_day(events: &[&Event]) -> Option<Date> {
    let dated = |event: &&Event| event.date.filter(|days| !event.ongoing && days.len_days() <= 7);
    let mut days: Vec<Date> = events.iter().filter_map(dated).map(|days| days.start).collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::*;
    use crate::scene::fixture;
    use crate::story::{Edit, LayoutEdit};

    #[test]
    fn the_frame_holds_the_region_and_names_what_is_far_off() {
        let story = fixture::karabakh();
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 12, &[]);
        assert_eq!(choice.chosen.len(), 12);
        assert_eq!(choice.missing(), ["1 lies outside the frame (Moscow)"]);
        assert_eq!(choice.chosen[0].title, "Lachin corridor is closed to traffic", "by time");
        assert_eq!(choice.loudest.map(|event| event.title.as_str()), Some("Shelling of Stepanakert"));
    }

    #[test]
    fn what_was_said_is_left_out_first() {
        let story = fixture::karabakh();
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 9, &[]);
        assert!(choice.chosen.iter().all(|event| event.family != Family::Speech));
        // What has no number stretches the frame no more: it lies outside.
        assert_eq!((choice.crowded_out.len(), choice.outside.len()), (2, 2));
        assert_eq!(choice.more().as_deref(), Some("+ 2 more as small dots"));
    }

    #[test]
    fn what_a_person_prefers_goes_first_and_numbers_follow_their_order() {
        let mut story = fixture::karabakh();
        let (said, shelling) = (story.events[9].id, story.events[4].id);
        for edit in [
            LayoutEdit::Restore(said),
            LayoutEdit::Order(vec![shelling, said]),
            LayoutEdit::Exclude(story.events[2].id),
        ] {
            story = story.apply(Edit::Layout(edit));
        }
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 3, &[]);
        let ids: Vec<_> = choice.chosen.iter().map(|event| event.id).collect();
        assert_eq!((ids.len(), ids[0], ids[1]), (3, shelling, said));
        assert!(choice.missing().contains(&"1 left out by choice".to_owned()));
    }
}
