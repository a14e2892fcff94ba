//! Names of contested areas that the tiles leave out: Gaza Strip, West Bank, Golan Heights, Azad Kashmir (DESIGN §8).
//!
//! Comes in: the gazetteer, whose curated table says which areas are contested and by which names. Goes out: labels as the
//! tiles' own regions have them, both names where two are in use. What the tiles have named is not named again, and no line
//! is drawn: where an area ends is said by the tiles alone.

use std::sync::{Arc, OnceLock};

use geodata::{Class, Gazetteer, PlaceId};

use super::room::{Label, Place};
use super::{Kept, Names, Seat, Spot, broken};
use crate::scene::base::tile::{LabelKind, PointName};
use crate::scene::camera::unit_from_map;
use crate::scene::item::{Item, Point, Rect};
use crate::scene::label::{Lettering, Marks, Placer, is_clear};

/// From here on they are named.
const FROM_ZOOM: f32 = 5.0;
/// The least and the most an area measures across, in points: smaller ones are dots, larger ones fill the view.
const ACROSS: std::ops::Range<f32> = 20.0..1600.0;
/// The least where few names are wanted.
const SPARSE: f32 = 120.0;
/// How roughly boxes are known, in degrees.
const ROUGH: f64 = 0.2;
/// The name of a smaller one may stand beside it, in points.
const SMALL: f32 = 40.0;
/// From here on across a name may take the sides of towns' names where there is no other room, in points.
const LARGE: f32 = 80.0;
/// How far beyond it towns stand in the way of its name, in points: half a name's length, and more.
const AROUND: f32 = 300.0;
/// The most letters of a line of a name: of one where there is room, of one where towns leave little, of one word.
const LONGEST: [usize; 3] = [22, 10, 0];
/// From one place where the name is tried to the next, across and down, and the most of them to each side.
const STEP: Point = [12.0, 7.0];
const STEPS: i8 = 4;

/// A contested area.
pub(super) struct Area {
    name: PointName,
    /// A point within it in the unit square.
    at: [f64; 2],
    /// West, south, east, north in degrees.
    bbox: [f64; 4],
}

/// Names that one side alone gives to what it claims, and a name for scattered islands: a neutral map has none of them.
const UNNAMED: [&str; 4] = ["Rojava", "Azawad", "Ambazonia", "South China Sea islands"];

/// Whether two boxes are the same to a tenth of a degree.
fn is_alike(a: [f64; 4], b: [f64; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.1)
}

/// Whether two names are one, in a short and a long form.
fn is_form_of(name: &str, other: &str) -> bool {
    let (name, other) = (name.to_lowercase(), other.to_lowercase());
    name.contains(&other) || other.contains(&name)
}

/// Whether a name is that of a part of a contested land, which is named as a whole.
fn is_part(name: &str) -> bool {
    ["district", "region"].iter().any(|end| name.to_lowercase().ends_with(end))
}

/// The contested areas of one country, the smallest first; looked for once.
pub(super) fn areas(gazetteer: &Gazetteer) -> &'static [Area] {
    static AREAS: OnceLock<Vec<Area>> = OnceLock::new();
    AREAS.get_or_init(|| {
        let last = u32::try_from(gazetteer.len()).unwrap_or(0);
        let regional = |id: &PlaceId| matches!(gazetteer.class(*id), Class::Admin1 | Class::Region);
        let area = |id| {
            let place = gazetteer.place(id);
            let country = gazetteer.place(gazetteer.country(place.country?)?.place);
            let named = place.contested && !is_part(place.name) && !UNNAMED.contains(&place.name);
            // What is a country whole is named as the country.
            let bbox = place.bbox.filter(|bbox| named && !country.bbox.is_some_and(|whole| is_alike(whole, *bbox)))?;
            let name = PointName {
                kind: LabelKind::Region,
                name: Arc::from(place.name),
                second: place.second_name.filter(|second| !is_form_of(place.name, second)).map(Arc::from),
                population: place.population,
                min_zoom: FROM_ZOOM,
                rank: 0,
                at: [0, 0],
            };
            Some(Area { name, at: unit_from_map([place.lon, place.lat]), bbox })
        };
        let mut found: Vec<Area> = (0..last).map(PlaceId).filter(regional).filter_map(area).collect();
        let size = |area: &Area| (area.bbox[2] - area.bbox[0]) * (area.bbox[3] - area.bbox[1]);
        let holds = |outer: &Area, inner: &Area| {
            let ([west, south, east, north], [w, s, e, n]) = (outer.bbox, inner.bbox);
            let holds = west - ROUGH <= w && south - ROUGH <= s && east + ROUGH >= e && north + ROUGH >= n;
            outer.name.name != inner.name.name && holds && size(outer) > size(inner)
        };
        // Parts of a contested land are named by it: Kashmir Valley, East Jerusalem.
        let kept: Vec<bool> = found.iter().map(|area| !found.iter().any(|outer| holds(outer, area))).collect();
        let mut kept = kept.into_iter();
        found.retain(|_| kept.next() == Some(true));
        found.sort_by(|a, b| size(a).total_cmp(&size(b)));
        found
    })
}

/// Where the name is tried in an area of this width and height, from the middle outwards: not beyond a third of it.
fn within(wide: f32, tall: f32) -> impl Iterator<Item = Point> {
    static SHIFTS: OnceLock<Vec<Point>> = OnceLock::new();
    let shifts = SHIFTS.get_or_init(|| {
        let steps = |step: f32| (-STEPS..=STEPS).map(move |n| f32::from(n) * step);
        let mut shifts: Vec<Point> = steps(STEP[0]).flat_map(|x| steps(STEP[1]).map(move |y| [x, y])).collect();
        shifts.sort_by(|a, b| a[0].hypot(a[1]).total_cmp(&b[0].hypot(b[1])));
        shifts
    });
    shifts.iter().copied().filter(move |[x, y]| x.abs() <= wide / 3.0 && y.abs() <= tall / 3.0)
}

impl Names<'_, '_> {
    /// Contested areas in view that are none of the tiles' own names.
    pub(super) fn claimed(&mut self, spots: &[Spot<'_>], kept: &Kept<'_>) {
        let Some(gazetteer) = self.options.gazetteer.filter(|_| (FROM_ZOOM..=10.5).contains(&self.zoom)) else {
            return;
        };
        let (camera, ink) = (self.ground.camera, self.region_ink());
        for Area { name, at, bbox: [west, south, east, north] } in areas(gazetteer) {
            let at = self.ground.projection.screen_from_unit(*at);
            if !camera.frame().contains(at) {
                continue;
            }
            let (low, high) = (camera.screen_from_map([*west, *south]), camera.screen_from_map([*east, *north]));
            let [wide, tall] = [high[0] - low[0], low[1] - high[1]];
            let across = wide.hypot(tall);
            let sized = ACROSS.contains(&across) && !(self.options.sparse && across < SPARSE);
            let of_tiles = spots.iter().find(|it| it.name.kind == LabelKind::Region && it.name.name == name.name);
            // What the tiles name is set with their regions; here once more only where it found no room so.
            let named = of_tiles.is_some() && (self.zoom < 6.5 || self.set.contains_key(&name.name));
            let name = of_tiles.map_or(name, |spot| spot.name);
            if sized && !named && !self.named_by_pins(name) && self.name_area(name, (at, [wide, tall]), kept, ink) {
                self.note(name, at);
            }
        }
    }

    /// Names an area of this width and height around a point, if there is room.
    fn name_area(
        &mut self,
        name: &PointName,
        (at, [wide, tall]): (Point, Point),
        kept: &Kept<'_>,
        ink: Lettering,
    ) -> bool {
        let over: Vec<Point> = within(wide, tall).map(|[x, y]| [at[0] + x, at[1] + y]).collect();
        // From afar over no large town, and so that each of them keeps a side for its name.
        let near = Rect::from_center_size(at, [wide + AROUND, tall + AROUND]);
        let seats = kept.seats.iter().filter(|seat| self.zoom < 6.5 && near.contains(seat.at));
        let seats: Vec<&Seat<'_>> = seats.collect();
        let marks: Marks = seats.iter().map(|seat| (seat.at, 1)).collect();
        let nothing = Placer::new(self.ground.camera.frame());
        let both = self.options.naming.lines(&name.name, name.second.as_deref());
        // Each name in as few lines as it finds room for.
        let forms = |names: &[&[&str]]| {
            let mut forms: Vec<Vec<String>> = Vec::new();
            for (names, longest) in names.iter().flat_map(|it| LONGEST.map(|most| (it, most))) {
                let lines: Vec<String> = names.iter().flat_map(|line| broken(line, longest)).collect();
                if !lines.is_empty() && !forms.contains(&lines) {
                    forms.push(lines);
                }
            }
            forms
        };
        let label = |lines: Vec<String>| Label::over(lines, ink, over.iter().copied());
        // Both names, else the one that stands first, else the other; a large area asks towns to move over.
        let (first, other) = both.split_at(both.len().min(1));
        let asking = wide.max(tall) >= SMALL;
        // At the rim of a view, which the first is too wide for, the other does not stand in for it.
        let frame = self.ground.camera.frame();
        let within = |&(rect, _): &Place| frame.contains(rect.min) && frame.contains(rect.max);
        let middle = |lines| Label::over(lines, ink, over.first().copied().into_iter());
        let fits = forms(&[first]).into_iter().any(|lines| middle(lines).spots.first().is_some_and(within));
        let other = if fits { other } else { &[] };
        let found = [&[&both[..], first][..], &[other]].into_iter().find_map(|names| {
            let labels = forms(names).into_iter().map(label).collect();
            self.fitting(labels, (&seats, &marks), &kept.claims, asking)
        });
        // A very large one is named all the same.
        let found = found.or_else(|| {
            let label = label(forms(&[&both]).into_iter().next().filter(|_| wide.max(tall) >= LARGE)?);
            self.free_place(&label).map(|place| (label, place))
        });
        if let Some((label, place)) = found {
            self.put(label, place);
            return true;
        }
        // Beside a small one, as beside a town.
        let small = wide.max(tall) < SMALL;
        let clear = (&marks, &nothing);
        let set = if small { self.placer.place_beside_clear(at, wide / 2.0, &both, ink, clear) } else { None };
        let set = set.unwrap_or_default();
        let named = !set.is_empty();
        self.items.extend(set.into_iter().map(Item::Text));
        named
    }

    /// The first of these labels that has room over no seat, and where: rather not across a claim, whose own name stands along
    /// it, and so that each seat keeps a side; else, where it may ask, where towns move over for it.
    fn fitting(
        &mut self,
        labels: Vec<Label>,
        (seats, marks): (&[&Seat<'_>], &Marks),
        claims: &Placer,
        asking: bool,
    ) -> Option<(Label, Place)> {
        let nothing = Placer::new(self.ground.camera.frame());
        let keeps_sides = |rect: Rect| seats.iter().all(|seat| seat.keeps_side(self.placer, rect));
        let free = |label: &Label, others: &Placer| {
            let room = |rect: Rect| self.placer.is_free(rect.grown(label.margin)) && is_clear(rect, marks, others);
            label.spots.iter().find(|&&(rect, _)| room(rect) && keeps_sides(rect)).copied()
        };
        let clear = |rect: Rect| is_clear(rect, marks, &nothing);
        let first = |others| labels.iter().enumerate().find_map(|(at, label)| Some((at, free(label, others)?)));
        if let Some((at, place)) = first(claims).or_else(|| first(&nothing)) {
            return labels.into_iter().nth(at).map(|label| (label.only(clear), place));
        }
        let mut asking = labels.into_iter().filter(|_| asking).map(|label| label.only(clear));
        asking.find_map(|label| self.make_room(None, &label).map(|place| (label, place)))
    }
}
