//! Which events a picture numbers and what of the world it frames.
//!
//! Comes in: a story with its layout, and options. Goes out: at most so many events in the order of their numbers, a box in
//! degrees that holds them, and what is left out and why. What a person preferred goes first, then what happened before
//! what was said; the frame fits where most events are, and far-off ones are named instead of squeezing the rest.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use geodata::Gazetteer;
use jiff::civil::Date;

use super::{PictureOptions, Why};
use crate::scene::filter::holds;
use crate::scene::headline::{self, capital};
use crate::scene::{Camera, Filter, caption, extent, unit_from_map, wrapped};
use crate::story::{DayRange, Event, EventId, Family, PlaceBasis, PlaceRef, Shape, Slot, Story, grouped};

/// How much farther out the frame may go for events apart from the rest, in zoom steps.
const REACH_ZOOM: f64 = 1.6;
/// How much farther out it may go to show the whole of an area, in zoom steps.
const AREA_ZOOM: f64 = 0.9;
/// The most events on the small map.
const MOST_FAR: usize = 6;
/// Events this few of all, in hundredths, do not squeeze the rest: they go to the small map.
const FEW_PERCENT: usize = 40;
/// How far out they would have to draw the frame for that, in zoom steps.
const SQUEEZE_ZOOM: f64 = 1.0;
/// The closest a picture looks: past it the base map has nothing more to say.
const CLOSEST: f64 = 8.6;

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
}

impl<'a> Choice<'a> {
    pub(super) fn new(story: &'a Story, options: &PictureOptions<'_>, most: usize) -> Self {
        let all: Vec<&Event> = story.events.iter().filter(|event| options.filter.keeps(story, event)).collect();
        let layout = &story.layout;
        let (excluded, kept): (Vec<&Event>, Vec<&Event>) =
            all.iter().partition(|event| layout.excluded.contains(&event.id));
        let placed: Vec<(&Event, &PlaceRef)> =
            kept.iter().filter_map(|&event| Some((event, event.place.as_deref()?))).collect();
        let bbox = options.bbox.unwrap_or_else(|| frame(story, &placed));
        let meets = |place: &PlaceRef| holds(bbox, place) || reaches(bbox, place, options.gazetteer);
        let (within, mut outside): (Vec<_>, Vec<_>) = placed.iter().partition(|(_, place)| meets(place));
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
        let far = far(story, &outside, most, ranked.len(), options.bbox.is_none());
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
        }
    }

    /// Whether an event outweighs the rest, which lie in the same country: it killed more than twice as many as any other.
    pub(super) fn is_gravest(&self, story: &Story, event: &Event) -> bool {
        let country = |event: &Event| event.place.as_ref().and_then(|place| place.country.clone());
        let killed = headline::killed(story, event);
        let mut others = self.shown().filter(|other| other.id != event.id);
        killed > 0
            && others.all(|other| country(other) == country(event) && headline::killed(story, other) * 2 < killed)
    }

    /// Events that have a disc or a dot.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a Event> {
        self.chosen.iter().chain(&self.crowded_out).copied()
    }

    /// "Azerbaijan and Armenia, 18–20 September 2023, as five articles report it"; no country that stands in the title.
    pub(super) fn subtitle(&self, story: &Story, gazetteer: Option<&Gazetteer>, title: &str) -> String {
        let articles = match story.sources.len() {
            0 => return "No articles are open".to_owned(),
            1 => "as one article reports it".to_owned(),
            count => format!("as {} articles report it", number_word(count)),
        };
        let mut parts: Vec<String> =
            self.countries(gazetteer).filter(|names| !title.contains(names)).into_iter().collect();
        parts.extend(caption::span_words(&self.shown().collect::<Vec<_>>()));
        parts.push(articles);
        capital(&parts.join(", "))
    }

    /// The countries the shown events lie in, when they are one to three; the most eventful first.
    pub(super) fn countries(&self, gazetteer: Option<&Gazetteer>) -> Option<String> {
        let gazetteer = gazetteer?;
        let codes = counted(self.chosen.iter().filter_map(|event| event.place.as_ref()?.country.as_deref()));
        let names: Vec<&str> =
            codes.iter().filter_map(|code| Some(gazetteer.place(gazetteer.country(code)?.place).name)).collect();
        if names.len() > 3 { None } else { listed(&names) }
    }

    /// What many events are about: "Disasters, violence and accidents in 42 countries".
    pub(super) fn gist(&self, gazetteer: Option<&Gazetteer>) -> String {
        let all = || self.shown().chain(self.outside.iter().map(|it| it.0));
        let said = all().all(|event| event.family == Family::Speech);
        let families = counted(all().map(|event| event.family).filter(|&family| said || family != Family::Speech));
        // What makes less than a fifth is not named.
        let enough = |family: &Family| all().filter(|event| event.family == *family).count() * 5 > all().count();
        let words: Vec<&str> = families.into_iter().filter(enough).take(3).map(plural).collect();
        let codes = counted(all().filter_map(|event| event.place.as_ref()?.country.as_deref()));
        let place = match codes.len() {
            0 => None,
            1..=3 => self.countries(gazetteer),
            count => Some(format!("{} countries", number_word(count))),
        };
        let what = listed(&words).unwrap_or_else(|| format!("{} events", number_word(self.all)));
        capital(&place.map_or_else(|| what.clone(), |place| format!("{what} in {place}")))
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
            if !names.contains(&place.name.as_str()) {
                names.push(&place.name);
            }
        }
        names
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
fn weight(story: &Story, event: &Event, main_day: Option<Date>) -> i32 {
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
    let figures = event.slots.iter().filter(|slot| matches!(slot.slot, Slot::Figure(_))).count().min(2);
    #[expect(clippy::cast_possible_truncation, reason = "0 to 20")]
    let sure = (event.confidence.clamp(0.0, 1.0) * 20.0) as i32;
    let kind = if event.family == Family::Speech { 0 } else { 300 };
    let looks_back = if news { 0 } else { BACKGROUND };
    let planned = if planned { -200 } else { 0 };
    500 + kind + articles * 40 + i32::try_from(figures).unwrap_or(0) * 30 + place + day + sure + planned + looks_back
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
fn main_day(events: &[&Event]) -> Option<Date> {
    let dated = |event: &&Event| event.date.filter(|days| !event.ongoing && days.len_days() <= 7);
    let mut days: Vec<Date> = events.iter().filter_map(dated).map(|days| days.start).collect();
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

/// Whether the box of a place and another overlap, whatever copies of the world they are in.
fn overlaps([west, south, east, north]: [f64; 4], place: &PlaceRef) -> bool {
    let Some([left, low, right, high]) = place.bbox else { return false };
    let span = |from: f64, to: f64| (to - from).rem_euclid(360.0);
    let across = span(west, left) <= span(west, east) || span(left, west) <= span(left, right);
    across && low <= north && south <= high
}

/// Whether some of an area lies well within a box that does not hold its middle.
fn reaches(bbox: [f64; 4], place: &PlaceRef, gazetteer: Option<&Gazetteer>) -> bool {
    if place.shape != Shape::Area || !overlaps(bbox, place) {
        return false;
    }
    let Some(gazetteer) = gazetteer else { return false };
    let camera = Camera::fit(bbox, [1000.0, 650.0], 0.0, CLOSEST);
    let homes = extent::homes_within(place, &camera, Some(gazetteer), 60.0, camera.frame());
    homes.len() > 1
}

/// West, south, east, north in degrees around where most of the kept events of a story are; the world when none has a place.
#[must_use]
pub fn story_frame(story: &Story, filter: &Filter) -> [f64; 4] {
    let kept = story.events.iter().filter(|event| filter.keeps(story, event));
    frame(story, &kept.filter_map(|event| Some((event, event.place.as_deref()?))).collect::<Vec<_>>())
}

/// A box around where most events are.
fn frame(story: &Story, placed: &[(&Event, &PlaceRef)]) -> [f64; 4] {
    // Where this story's own happenings are; statements and looks back count only when there is nothing else.
    let events: Vec<&Event> = placed.iter().map(|it| it.0).collect();
    let day = main_day(&events);
    let news = |event: &Event| weight(story, event, day) >= 0;
    let counts = placed.iter().any(|it| news(it.0));
    let placed: Vec<(&Event, &PlaceRef)> = placed.iter().copied().filter(|it| !counts || news(it.0)).collect();
    // Somewhere in an area around others is nowhere in particular: its middle stretches no frame.
    let around = |area: &PlaceRef| {
        let inside = |other: &PlaceRef| other.shape != Shape::Area && area.bbox.is_some_and(|bbox| holds(bbox, other));
        area.shape == Shape::Area && placed.iter().any(|it| inside(it.1))
    };
    let placed: Vec<(&Event, &PlaceRef)> = placed.iter().copied().filter(|it| !around(it.1)).collect();
    let is_own = |event: &Event| event.family != Family::Speech && weight(story, event, day) >= 0;
    let own: Vec<&PlaceRef> = placed.iter().filter(|(event, _)| is_own(event)).map(|it| it.1).collect();
    let all: Vec<&PlaceRef> = placed.iter().map(|it| it.1).collect();
    let seed = if own.is_empty() { &all } else { &own };
    let (Some(lon), Some(lat)) = (median(seed.iter().map(|p| p.lon)), median(seed.iter().map(|p| p.lat))) else {
        return [-170.0, -56.0, 190.0, 72.0];
    };
    let [x, y] = unit_from_map([lon, lat]);
    let far = |place: &&PlaceRef| {
        let [px, py] = unit_from_map([place.lon, place.lat]);
        let dx = (px - x + 0.5).rem_euclid(1.0) - 0.5;
        dx.hypot(py - y)
    };
    let mut order: Vec<(f64, &PlaceRef)> = all.iter().map(|place| (far(place), *place)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let core = order.len().div_ceil(2) + order.len() / 10;
    let mut bbox: Option<[f64; 4]> = None;
    let mut core_zoom = CLOSEST;
    for (index, (_, place)) in order.iter().enumerate() {
        let wider = joined(bbox, place, lon);
        let zoom = Camera::fit(wider, [1000.0, 650.0], 0.0, CLOSEST).zoom;
        if index < core.max(1) {
            core_zoom = zoom.min(7.8);
        } else if zoom < core_zoom - REACH_ZOOM
            || zoom < core_zoom - SQUEEZE_ZOOM && (order.len() - index) * 100 <= order.len() * FEW_PERCENT
        {
            break;
        }
        bbox = Some(wider);
    }
    let areas: Vec<&PlaceRef> = events.iter().filter_map(|event| event.place.as_deref()).collect();
    bbox.map_or([-170.0, -56.0, 190.0, 72.0], |bbox| with_areas(bbox, &areas, lon))
}

/// A box grown to show areas that events lie somewhere in, as far as that does not squeeze the rest.
fn with_areas(bbox: [f64; 4], places: &[&PlaceRef], middle: f64) -> [f64; 4] {
    let zoom = |bbox| Camera::fit(bbox, [1000.0, 650.0], 0.0, CLOSEST).zoom;
    let alone = places.iter().all(|place| places.first().is_some_and(|first| first.key == place.key));
    let least = if alone { 0.0 } else { zoom(bbox).min(7.8) - AREA_ZOOM };
    let mut grown = bbox;
    for place in places.iter().filter(|place| place.shape == Shape::Area && (alone || overlaps(bbox, place))) {
        let Some([west, south, east, north]) = place.bbox else { continue };
        // The copy of the world the box is in.
        let shift = middle + wrapped(west - middle) - west;
        let east = if east < west { east + 360.0 } else { east };
        let [left, low, right, high] = grown;
        let wider = [left.min(west + shift), low.min(south), right.max(east + shift), high.max(north)];
        if zoom(wider) >= least && wider[2] - wider[0] < 359.0 {
            grown = wider;
        }
    }
    grown
}

/// A box grown to hold a place, near the middle longitude where the world repeats.
fn joined(bbox: Option<[f64; 4]>, place: &PlaceRef, middle: f64) -> [f64; 4] {
    let lon = middle + wrapped(place.lon - middle);
    let lat = place.lat;
    bbox.map_or([lon, lat, lon, lat], |[west, south, east, north]| {
        [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
    })
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Different things, those that occur most first; in their own order among equals.
fn counted<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| Reverse(count));
    counts.into_iter().map(|it| it.0).collect()
}

/// "a", "a and b", "a, b and c".
fn listed(words: &[&str]) -> Option<String> {
    let (last, before) = words.split_last()?;
    Some(if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) })
}

/// What several events of a family are called in a sentence.
fn plural(family: Family) -> &'static str {
    match family {
        Family::Violence => "violence",
        Family::Blockade => "blockades",
        Family::Talks => "talks",
        Family::Speech => "statements",
        Family::Protest => "protests",
        Family::Movement => "displacement",
        Family::Aid => "aid",
        Family::Diplomacy => "diplomacy",
        Family::Disaster => "disasters",
        Family::Accident => "accidents",
        Family::Justice => "court cases",
        Family::Politics => "politics",
        Family::Health => "illness",
        Family::Economy => "business",
        Family::Society => "public life",
    }
}

/// Small numbers in words, as running text has them, and the others with their thousands apart.
fn number_word(count: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(count).map_or_else(|| grouped(count), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::Sheet;
    use super::*;
    use crate::scene::fixture;
    use crate::story::{Edit, LayoutEdit, Shape};
    use std::sync::Arc;

    #[test]
    fn the_frame_holds_the_region_and_names_what_is_far_off() {
        let story = fixture::karabakh();
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 12);
        assert_eq!(choice.chosen.len(), 12);
        assert_eq!(choice.missing(), ["1 lies outside the frame (Moscow)"]);
        assert_eq!(choice.chosen[0].title, "Lachin corridor is closed to traffic", "by time");
        assert_eq!(choice.loudest.map(|event| event.title.as_str()), Some("Shelling of Stepanakert"));
    }

    #[test]
    fn what_was_said_is_left_out_first() {
        let story = fixture::karabakh();
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 9);
        assert!(choice.chosen.iter().all(|event| event.family != Family::Speech));
        assert_eq!(choice.crowded_out.len(), 3);
        assert_eq!(choice.more().as_deref(), Some("+ 3 more as small dots"));
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
        let choice = Choice::new(&story, &options, 3);
        let ids: Vec<_> = choice.chosen.iter().map(|event| event.id).collect();
        assert_eq!((ids.len(), ids[0], ids[1]), (3, shelling, said));
        assert!(choice.missing().contains(&"1 left out by choice".to_owned()));
    }

    #[test]
    fn an_event_somewhere_in_a_country_shows_the_country() {
        let place = fixture::place("nepal", &["Nepal"], 84.0, 28.2, Shape::Area);
        let place = Arc::new(PlaceRef { bbox: Some([80.0, 26.3, 88.2, 30.5]), ..PlaceRef::clone(&place) });
        let told = fixture::Told {
            title: "Earthquake in Nepal",
            kind: crate::story::Kind::Earthquake,
            place,
            day: None,
            letters: &[0],
            killed: &[],
            checked: false,
        };
        let story = fixture::story(&["Valley Post"], &[told]);
        let options = PictureOptions::new(Sheet::WIDE);
        assert_eq!(Choice::new(&story, &options, 12).bbox, [80.0, 26.3, 88.2, 30.5]);
    }

    #[test]
    fn a_story_across_the_date_line_has_a_narrow_frame() {
        let places = [("Suva", 178.44, -18.14), ("Apia", -171.76, -13.83), ("Nadi", 177.42, -17.80)];
        let told: Vec<_> = places
            .iter()
            .map(|&(name, lon, lat)| fixture::Told {
                title: "Storm",
                kind: crate::story::Kind::Storm,
                place: fixture::place(name, &[name], lon, lat, Shape::Point),
                day: None,
                letters: &[0],
                killed: &[],
                checked: false,
            })
            .collect();
        let story = fixture::story(&["Reef Daily"], &told);
        let options = PictureOptions::new(Sheet::WIDE);
        let choice = Choice::new(&story, &options, 12);
        let [west, _, east, _] = choice.bbox;
        assert!(east - west < 20.0 && choice.chosen.len() == 3, "{:?}", choice.bbox);
    }
}
