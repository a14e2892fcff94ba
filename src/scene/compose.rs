//! A story on the map, as the window shows it.
//!
//! Comes in: a story, a camera, [`Options`] with the base map's tiles. Goes out: a [`Scene`] with what to draw and what a
//! click means. Order, bottom to top (LOOK §3): base map, areas, rings, corridors, leaders, names, pins, furniture.

use std::collections::BTreeSet;
use std::sync::Arc;

use geodata::Gazetteer;

use super::arrange::{HIT, Shown, answering, arranged};
use super::base::{Ground, NameOptions, TileStore, Want};
use super::furniture::Units;
use super::index::{self, EventIndex, Mentioned};
use super::label::{Lettering, Placer};
use super::{
    Camera, Filter, Group, Hit, Item, NameOrder, Naming, Point, Rect, Scene, Target, Theme, extent, furniture, layer,
    outside, pin, pin::Look,
};
use crate::story::{Event, EventId, PlaceRef, Shape, Story};

/// The credit every map carries.
pub const CREDIT: &str = "Natural Earth · GSHHG · GeoNames CC BY 4.0";

/// The words of credit for a map: whom its own file or source names first, as they have no room to be cut.
pub(super) fn credit(tiles: Option<&TileStore>) -> String {
    tiles.and_then(TileStore::credit).map_or_else(|| CREDIT.to_owned(), |own| format!("{own} · {CREDIT}"))
}

/// Up to so many places of pins are named in one view; more is an atlas.
const MOST_NAMES: usize = 24;
/// From so many signs on clusters stay without a name: that of one of their places tells little of so much ground.
const CROWD: usize = 60;
/// Up to so many dots stand for places without an event.
const MOST_DOTS: usize = 400;
/// Pills for what lies outside stand within so much of the edge, in points.
const PILLS: f32 = 180.0;

/// How a story is shown.
#[derive(Clone)]
pub struct Options<'a> {
    /// Light or dark.
    pub theme: Theme,
    /// The event a person chose: it keeps its place and has the ring.
    pub selected: Option<EventId>,
    /// The event under the pointer.
    pub hovered: Option<EventId>,
    /// What is shown.
    pub filter: Filter,
    /// Whether places that are mentioned but have no event get a small dot.
    pub show_places: bool,
    /// Whether the scale bar is shown.
    pub scale_bar: bool,
    /// What the scale bar is told in.
    pub units: Units,
    /// Whether the legend is shown.
    pub legend: bool,
    /// Which name stands first where a place has two.
    pub names: NameOrder,
    /// Where shapes of areas and lines come from; without it there are only points.
    pub gazetteer: Option<&'a Gazetteer>,
    /// The base map; without it the map is bare land.
    pub tiles: Option<&'a TileStore>,
    /// Whether to wait for tiles.
    pub want: Want,
    /// Where the events of a large story are; it must be of the story that is composed, and takes the filter's place.
    pub index: Option<&'a EventIndex>,
    /// Parts of the view that something else stands on: no name and no pill is put there.
    pub taken: Vec<Rect>,
}

impl Options<'_> {
    /// Everything shown, nothing selected, no base map.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self {
            theme,
            selected: None,
            hovered: None,
            filter: Filter::default(),
            show_places: false,
            scale_bar: true,
            units: Units::default(),
            legend: false,
            names: NameOrder::Listed,
            gazetteer: None,
            tiles: None,
            want: Want::Ready,
            index: None,
            taken: Vec::new(),
        }
    }
}

/// The story under the camera.
#[must_use]
pub fn compose(story: &Story, camera: &Camera, options: &Options<'_>) -> Scene {
    let theme = &options.theme;
    let frame = camera.frame();
    let arrangement = arranged(story, camera, options);
    let (signs, outside) = arrangement.shown(story, camera);
    let mut view = View {
        story,
        camera,
        options,
        placer: Placer::new(frame),
        naming: match options.index {
            Some(index) => Naming::counted(options.names, index.written()),
            None => Naming::of(options.names, story),
        },
        hits: Vec::new(),
        under: Vec::new(),
    };
    let furniture = view.furniture(&outside, &signs);
    let extents = view.extents(arrangement.extents(story, camera));
    let (leaders, pins) = view.pins(&signs);
    let dots = view.mentioned_places();
    let mut names = view.names(&signs);
    names.extend(layer::names(story, camera, &mut view.placer, theme));
    let ground = options.tiles.map(|tiles| Ground::new(*camera, options.theme, tiles, options.want));
    if let Some(ground) = &ground {
        let already: Vec<String> = names.iter().filter_map(words).collect();
        let already: Vec<&str> = already.iter().map(String::as_str).collect();
        let chosen =
            NameOptions { naming: view.naming.clone(), already: &already, sparse: false, gazetteer: options.gazetteer };
        // Names of pins lie over those of the base map.
        let mut below = ground.names(&mut view.placer, &chosen);
        below.append(&mut names);
        names = below;
    }
    let hits = view.under.into_iter().chain(view.hits).collect();
    let map = &theme.palette.map;
    let background = if ground.is_some() { map.water } else { map.earth };
    let mut items = Vec::new();
    for (id, part) in [
        ("base", ground.map(|ground| ground.items).unwrap_or_default()),
        ("layers", layer::marks(story, camera, theme)),
        ("extents", extents),
        ("leaders", leaders),
        ("names", dots.into_iter().chain(names).collect()),
        ("pins", pins),
        ("furniture", furniture),
    ] {
        if !part.is_empty() {
            items.push(Item::Group(Group { id: Some(id.to_owned()), title: None, clip: Some(frame), items: part }));
        }
    }
    let description = format!("Map of {} events", signs.iter().map(|sign| sign.events.len()).sum::<usize>());
    Scene { size: camera.size, background, items, hits, description }
}

/// What stands over what: the selected, then as in the index.
fn weight(shown: &Shown<'_>, selected: Option<EventId>) -> (bool, u64) {
    (Some(shown.event.id) == selected, shown.weight)
}

/// What the pin of an event says.
pub(super) fn look(event: &Event, articles: usize, options: &Options<'_>) -> Look {
    Look {
        family: event.family,
        checked: event.checked,
        articles,
        selected: Some(event.id) == options.selected,
        hovered: Some(event.id) == options.hovered,
    }
}

/// One composition on its way.
struct View<'a> {
    story: &'a Story,
    camera: &'a Camera,
    options: &'a Options<'a>,
    placer: Placer,
    naming: Naming,
    hits: Vec<Hit>,
    /// What answers where no hit is over it.
    under: Vec<Hit>,
}

impl<'a> View<'a> {
    fn furniture(&mut self, outside: &[Shown<'_>], signs: &[Shown<'_>]) -> Vec<Item> {
        let (theme, frame) = (&self.options.theme, self.camera.frame());
        let maps = credit(self.options.tiles);
        let words = layer::credit(self.story).map_or_else(|| maps.clone(), |layers| format!("{layers} · {maps}"));
        let credit = furniture::credit(&words, frame, theme);
        let mut low = frame.max[1] - furniture::MARGIN;
        let mut pieces = Vec::new();
        let mut scale_top = low;
        if self.options.scale_bar {
            let left = furniture::MARGIN + 2.0;
            let most = f64::from(furniture::longest_bar(frame.width() - left));
            let bar = |low: f32| furniture::scale_bar([left, low - 6.0], self.camera, most, self.options.units, theme);
            let meets =
                |piece: &furniture::Piece| matches!((piece.rect, credit.rect), (Some(a), Some(b)) if a.overlaps(b));
            let mut piece = bar(low);
            scale_top = piece.rect.map_or(low, |rect| rect.min[1]);
            if meets(&piece) {
                // A narrow map has no room for both in one row: the bar stands over the credit.
                low -= credit.rect.map_or(0.0, Rect::height);
                piece = bar(low);
                scale_top = piece.rect.map_or(low, |rect| rect.min[1]);
            }
            pieces.push(piece);
        }
        pieces.push(credit);
        if self.options.legend {
            let keys = furniture::legend_keys(self.story);
            pieces.push(furniture::legend([furniture::MARGIN, scale_top - 8.0], &keys, theme));
        }
        let rects = pieces.iter().filter_map(|piece| piece.rect);
        // A pill stands beside the signs at the edge, not over them, where there is room.
        let inner = frame.grown(-PILLS);
        let at_edge = signs.iter().filter(|sign| !inner.contains(sign.at)).map(|sign| {
            let side = 2.0 * pin::cluster_radius(sign.events.len(), theme) + 4.0;
            Rect::from_center_size(sign.at, [side, side])
        });
        let at_edge: Vec<Rect> = at_edge.collect();
        let taken: Vec<Rect> = rects.chain(self.options.taken.iter().copied()).collect();
        for (pill, hit) in outside::pills(outside, self.camera, &taken, &at_edge, theme) {
            pieces.push(pill);
            self.hits.push(hit);
        }
        for rect in pieces.iter().filter_map(|piece| piece.rect).chain(self.options.taken.iter().copied()) {
            self.placer.block(rect);
        }
        pieces.into_iter().flat_map(|piece| piece.items).collect()
    }

    /// Areas, rings and corridors of the places of these events, each in the colour of its most important one.
    fn extents<'e>(&mut self, of: impl Iterator<Item = &'e Event>) -> Vec<Item> {
        let mut areas_seen = 0;
        let (mut areas, mut lines) = (Vec::new(), Vec::new());
        for (event, place) in of.filter_map(|event| Some((event, event.place.as_deref()?))) {
            let theme = &self.options.theme;
            let ink = (theme.family(event.family), areas_seen % 2 == 1);
            let extent = extent::extent(place, ink, self.camera, self.options.gazetteer, theme);
            for line in &extent.lines {
                self.placer.block_line(line, theme.tokens.precision.corridor_casing);
            }
            areas_seen += usize::from(place.shape == Shape::Area && !extent.items.is_empty());
            let part = if place.shape == Shape::Line { &mut lines } else { &mut areas };
            part.extend(extent.items);
        }
        areas.append(&mut lines);
        areas
    }

    /// Leaders and pins; statements lie lowest, the selected on top. Each takes its room and answers to a pointer.
    fn pins(&mut self, signs: &[Shown<'_>]) -> (Vec<Item>, Vec<Item>) {
        let theme = &self.options.theme;
        let (mut leaders, mut dots, mut pins) = (Vec::new(), Vec::new(), Vec::new());
        // The least important first, so that the most important is drawn last; what the pointer is on is raised over all.
        let hovered = |shown: &Shown<'_>| Some(shown.event.id) == self.options.hovered;
        let mut order: Vec<&Shown<'_>> = signs.iter().collect();
        order.sort_by_key(|shown| (hovered(shown), weight(shown, self.options.selected)));
        for sign in order {
            if let Some(from) = sign.from {
                leaders.extend(pin::leader(sign.at, from, theme));
                dots.push(pin::true_dot(from, theme));
                self.placer.block_line(&[from, sign.at], theme.tokens.pin.leader);
                self.placer.block(Rect::from_center_size(from, [8.0, 8.0]));
            }
            pins.push(self.sign(sign));
        }
        leaders.append(&mut dots);
        (leaders, pins)
    }

    fn sign(&mut self, sign: &Shown<'_>) -> Item {
        let theme = &self.options.theme;
        let (item, radius, target, label, id) = if let [event] = sign.events[..] {
            let look = look(sign.event, sign.articles, self.options);
            let reach = look.reach(theme);
            if look.articles >= theme.tokens.pin.badge_min_articles {
                self.placer.block(pin::badge_rect(sign.at, reach, look.articles, theme));
            }
            let label = format!("{}, {}", sign.event.title, sign.place.full_name());
            (pin::pin_stamp(sign.at, look, theme), reach, Target::Event(event), label, format!("event-{}", event.0))
        } else {
            let radius = pin::cluster_radius(sign.events.len(), theme);
            let label = format!("{} events near {}", sign.events.len(), sign.named.unwrap_or(sign.place).full_name());
            let (id, target) = (format!("cluster-{}", sign.event.id.0), Target::Cluster(Arc::clone(sign.events)));
            (pin::cluster_stamp(sign.at, sign.families, theme), radius, target, label, id)
        };
        self.placer.block(Rect::from_center_size(sign.at, [radius * 2.0, radius * 2.0]));
        self.hits.push(Hit { rect: answering(sign.at, radius), target, label: label.clone() });
        Item::Group(Group { id: Some(id), title: Some(label), clip: None, items: vec![item] })
    }

    /// Small dots where the articles name a place without an event.
    fn mentioned_places(&mut self) -> Vec<Item> {
        if !self.options.show_places {
            return Vec::new();
        }
        let theme = &self.options.theme;
        let mut items = Vec::new();
        for (place, at) in self.places_without_events() {
            let room = Rect::from_center_size(at, [9.0, 9.0]);
            if items.len() >= MOST_DOTS || !self.placer.is_free(room) {
                continue;
            }
            self.placer.block(room);
            let color = theme.palette.surface.control;
            items.push(pin::disc(at, 3.5, Some(color), Some(super::Stroke::solid(1.0, theme.palette.pin.casing))));
            let hit = Rect::from_center_size(at, [HIT, HIT]);
            let label = format!("{}, mentioned", place.full_name());
            // Under every pin: what is mentioned only must not catch a click meant for an event.
            self.under.push(Hit { rect: hit, target: Target::Place(place.key.clone()), label });
        }
        items
    }

    /// Places that articles name and no event has, each once, and where they stand; a country is no dot.
    fn places_without_events(&self) -> Vec<(&'a PlaceRef, Point)> {
        let wide = |place: &PlaceRef| place.bbox.is_some_and(|[west, _, east, _]| east - west > 3.0);
        let projection = self.camera.projection();
        let stands = |mentioned: &'a Mentioned| (&*mentioned.place, projection.screen_from_unit(mentioned.at));
        let mentioned: Vec<(&PlaceRef, Point)> = match self.options.index {
            Some(index) => index.mentioned().iter().map(stands).collect(),
            None => index::mentioned(self.story)
                .map(|place| (&**place, self.camera.screen_from_map([place.lon, place.lat])))
                .collect(),
        };
        let frame = self.camera.frame();
        mentioned.into_iter().filter(|(place, at)| frame.contains(*at) && !wide(place)).collect()
    }

    /// The names of the places that have pins, the most important first; each place once.
    fn names(&mut self, signs: &[Shown<'_>]) -> Vec<Item> {
        let mut seen = BTreeSet::new();
        let mut items = Vec::new();
        let named = |sign: &&Shown<'_>| signs.len() < CROWD || sign.events.len() == 1;
        let mut order: Vec<(&Shown<'_>, &PlaceRef)> =
            signs.iter().filter(named).filter_map(|sign| Some((sign, sign.named?))).collect();
        order.sort_by_key(|(sign, _)| std::cmp::Reverse(weight(sign, self.options.selected)));
        for (sign, place) in order {
            if seen.len() < MOST_NAMES && seen.insert(place.key.as_str()) {
                let theme = &self.options.theme;
                let radius = match sign.events.len() {
                    1 if sign.from.is_none() => look(sign.event, sign.articles, self.options).reach(theme),
                    1 => theme.tokens.pin.dot_true_place,
                    count => pin::cluster_radius(count, theme),
                };
                let at = sign.from.unwrap_or(sign.at);
                items.extend(place_name(place, &[at], radius, &mut self.placer, &self.naming, theme));
            }
        }
        items
    }
}

/// The name of a place beside the first of these points with room. Empty without room.
pub(super) fn place_name(
    place: &PlaceRef,
    points: &[Point],
    radius: f32,
    placer: &mut Placer,
    naming: &Naming,
    theme: &Theme,
) -> Vec<Item> {
    // In a crowd the name may stand a little off; a place with a pin is named whenever there is room at all.
    let tries = [0.0, 12.0, 26.0].iter().flat_map(|off| points.iter().map(move |&at| (at, radius + off)));
    let mut names = tries.map(|mark| place_name_at(place, mark, placer, naming, theme));
    names.find(|name| !name.is_empty()).unwrap_or_default()
}

/// The name of a place beside a point with a mark of a radius: bold for cities, in italics for regions, both names one under the
/// other where the place is contested. Empty without room.
pub(super) fn place_name_at(
    place: &PlaceRef,
    (at, radius): (Point, f32),
    placer: &mut Placer,
    naming: &Naming,
    theme: &Theme,
) -> Vec<Item> {
    let label = &theme.palette.label;
    let style = match (place.shape, place.population) {
        (Shape::Area, _) => &label.region,
        (Shape::Line, _) => &label.small_town,
        (Shape::Point, 200_000..) => &label.city,
        (Shape::Point, 30_000..) => &label.town,
        (Shape::Point, _) => &label.small_town,
    };
    let ink = Lettering { style: style.text(), color: style.colour, halo: Some(theme.halo()) };
    let lines = naming.lines(&place.name, place.second_name.as_deref());
    placer.place_beside(at, radius, &lines, ink).into_iter().flatten().map(Item::Text).collect()
}

/// The words of a text item.
pub(super) fn words(item: &Item) -> Option<String> {
    if let Item::Text(run) = item { Some(run.text.clone()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture;
    use crate::story::Family;

    fn scene(story: &Story, camera: &Camera, selected: Option<EventId>) -> Scene {
        compose(story, camera, &Options { selected, ..Options::new(Theme::light()) })
    }

    /// Every event of a story that has a place can be reached by a click: as a pin, in a cluster or past the edge.
    fn check_reach(story: &Story, camera: &Camera) -> Scene {
        let scene = scene(story, camera, None);
        let mut reached = BTreeSet::new();
        for hit in &scene.hits {
            assert!(hit.rect.width() > HIT - 0.1 && hit.rect.height() > HIT - 0.1, "{hit:?}");
            assert!(!hit.label.is_empty());
            match &hit.target {
                Target::Event(id) => drop(reached.insert(*id)),
                Target::Cluster(ids) | Target::Outside(ids) => reached.extend(ids.iter().copied()),
                Target::Place(_) => {}
            }
        }
        assert_eq!(reached.len(), story.events.len(), "{:#?}", scene.hits);
        scene
    }

    #[test]
    fn every_event_is_reached_near_and_far() {
        let story = fixture::karabakh();
        for zoom in [1.0, 4.0, 7.0, 8.5, 11.0] {
            check_reach(&story, &Camera::new([46.75, 39.82], zoom, [760.0, 700.0]));
        }
        check_reach(&fixture::crowd(400), &Camera::new([46.75, 39.82], 6.0, [760.0, 700.0]));
    }

    #[test]
    fn the_selected_keeps_its_place_and_is_on_top() {
        let story = fixture::karabakh();
        let camera = Camera::new([46.75, 39.82], 8.0, [760.0, 700.0]);
        for event in story.events.iter().take(12) {
            let scene = scene(&story, &camera, Some(event.id));
            let place = event.place.as_ref().unwrap();
            let at = camera.screen_from_map([place.lon, place.lat]);
            if camera.frame().contains(at) {
                assert_eq!(scene.pick(at).map(|hit| &hit.target), Some(&Target::Event(event.id)), "{}", event.title);
            }
        }
    }

    #[test]
    fn an_empty_story_is_a_map_with_its_credit() {
        let scene = scene(&Story::default(), &Camera::new([0.0, 20.0], 2.0, [800.0, 600.0]), None);
        assert!(scene.hits.is_empty());
        let Some(Item::Group(group)) = scene.items.last() else { panic!("no furniture") };
        assert!(group.items.iter().filter_map(words).any(|text| text.contains("GeoNames")));
    }

    #[test]
    fn the_scale_bar_stands_over_the_credit_where_the_map_is_narrow() {
        let heights = |width: f32| {
            let scene = scene(&Story::default(), &Camera::new([46.75, 39.82], 8.0, [width, 600.0]), None);
            let Some(Item::Group(group)) = scene.items.last() else { panic!("no furniture") };
            let height = |part: &str| {
                let runs =
                    group.items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None });
                runs.filter(|run| run.text.ends_with(part)).map(|run| run.pos[1]).next().unwrap()
            };
            (height(" km"), height("CC BY 4.0"))
        };
        let ((wide_bar, wide_credit), (narrow_bar, narrow_credit)) = (heights(800.0), heights(330.0));
        assert!((wide_bar - wide_credit).abs() < 14.0, "side by side");
        assert!(narrow_credit - narrow_bar > 14.0, "one over the other");
    }

    #[test]
    fn the_filter_holds_on_the_map() {
        let story = fixture::karabakh();
        let filter = Filter { families: vec![Family::Protest], ..Filter::default() };
        let camera = Camera::new([46.75, 39.82], 7.0, [760.0, 700.0]);
        let scene = compose(&story, &camera, &Options { filter, ..Options::new(Theme::light()) });
        let events: Vec<_> = scene.hits.iter().filter(|hit| matches!(hit.target, Target::Event(_))).collect();
        assert_eq!(events.len(), 1);
    }
}
