//! Names of countries: across their land, those of large ones first, over no capital and no claim where there is room so.
//!
//! Comes in: the points the tiles have in each country, its size by its rank. Goes out: names near one of them. Capitals keep a
//! side for theirs; where a country has no room, those around it are asked to move over.

use super::lands::lands;
use super::room::{Label, Place};
use super::{Kept, Land, Names, Spot, broken, halves};
use crate::scene::base::ramp;
use crate::scene::item::{Point, Rect};
use crate::scene::label::{Lettering, Placer, is_clear};
use crate::scene::theme::LabelStyle;

/// Countries of a rank below this are large: a hundred thousand square kilometres (rank: 10 less the digits of km²).
pub(super) const LARGE: u8 = 5;
/// Those below this are not small: ten thousand.
pub(super) const MIDDLING: u8 = 6;

/// Where the name of a country is tried beside the middle of its land, the nearest first, in points.
const COUNTRY_SHIFTS: [Point; 17] = [
    [0.0, 0.0],
    [0.0, -9.0],
    [0.0, 9.0],
    [0.0, -13.0],
    [0.0, 13.0],
    [0.0, -18.0],
    [0.0, 18.0],
    [-16.0, 0.0],
    [16.0, 0.0],
    [-14.0, -10.0],
    [14.0, -10.0],
    [-14.0, 10.0],
    [14.0, 10.0],
    [-30.0, 0.0],
    [30.0, 0.0],
    [0.0, -40.0],
    [0.0, 40.0],
];

/// Within this distance of its own name in another layer a country, an ocean or a line is not named, in points.
pub(super) const COUNTRY_APART: f32 = 620.0;

/// The zoom from which middling countries have room beside their capitals.
const ROOM_FOR_BOTH: f32 = 3.5;

/// The zoom from which middling countries have so much room that capitals find a side all the same.
const ROOM_FOR_ALL: f32 = 4.5;

impl<'a> Names<'a, '_> {
    /// Where countries may be named in this view.
    pub(super) fn lands(&self, spots: &[Spot<'a>]) -> Vec<Land<'a>> {
        let style = country_style(&self.ground.theme.palette.label.country, self.zoom);
        let room = |spot: &Spot<'a>| {
            let text = written(&spot.name.name, &style);
            let lines = broken(&text, 14);
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            Placer::room_over(spot.at, &lines, style.text())
        };
        let crosses = |room| self.crosses(room, |tile| &tile.shores) || self.crosses(room, |tile| &tile.frontiers);
        lands(self.ground, spots, self.zoom, self.options.gazetteer, (room, crosses))
    }

    /// Countries of these ranks; over a capital only where they may cover one and there is no other room.
    pub(super) fn countries(
        &mut self,
        lands: &[Land<'a>],
        ranks: std::ops::Range<u8>,
        kept: &Kept<'a>,
        may_cover: bool,
    ) {
        let style = country_style(&self.ground.theme.palette.label.country, self.zoom);
        let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
        for Land { spot, .. } in lands.iter().filter(|land| ranks.contains(&land.turn)) {
            // The name of a very small country waits until the country is wider than a dot (rank: 10 less the digits of km²).
            let tiny = (7..12).contains(&spot.name.rank) && self.zoom < f32::from(spot.name.rank) + 1.0;
            let named = self.is_named_whole(spot) || self.is_set(spot.name, spot.at, COUNTRY_APART);
            if tiny || named || self.named_by_pins(spot.name) {
                continue;
            }
            let text = written(&spot.name.name, &style);
            let reach = self.reach(spot);
            let shifts = COUNTRY_SHIFTS.iter().copied().filter(|[x, y]| x.hypot(*y) <= reach);
            let shifts: Vec<Point> = shifts.filter(|&shift| self.stays_within(spot.at, shift)).collect();
            let over = |longer_than: usize| {
                let lines = broken(&text, longer_than);
                let at = shifts.iter().map(|shift| [spot.at[0] + shift[0], spot.at[1] + shift[1]]);
                Label::over(lines, ink, at)
            };
            // Across no claim and no capital where there is room so, rather in two lines than aside.
            let clear = |rect: Rect| is_clear(rect, &kept.capitals, &kept.claims);
            let first = |label: &Label, farthest: f32| {
                let fits = |&&(rect, _): &&Place| {
                    let [x, y] = rect.center();
                    let off = (x - spot.at[0]).hypot(y - spot.at[1]);
                    let free = off < farthest + 0.1 && self.placer.is_free(rect.grown(label.margin)) && clear(rect);
                    free && (may_cover || self.leaves_sides(kept, rect))
                };
                label.spots.iter().find(fits).copied()
            };
            let whole = over(14);
            let narrow = || {
                let label = (!kept.claims.is_empty()).then(|| over(5))?;
                first(&label, 18.0).map(|at| (Some(label), at))
            };
            let set = first(&whole, 0.0).map(|at| (None, at)).or_else(narrow);
            let set = match set.or_else(|| first(&whole, f32::MAX).map(|at| (None, at))) {
                Some((label, at)) => Some((label.unwrap_or(whole).only(clear), at)),
                None => {
                    let label = over(14).only(clear);
                    let moved =
                        if may_cover && spot.name.rank < MIDDLING { self.make_room(None, &label) } else { None };
                    let covering = || if may_cover { self.free_place(&whole) } else { None };
                    moved.or_else(covering).map(|at| (label, at))
                }
            };
            if let Some((label, at)) = set {
                self.note_whole(spot);
                self.put(label, at);
            }
        }
    }

    /// Whether each capital keeps a side for its name once a rectangle is taken.
    fn leaves_sides(&self, kept: &Kept<'a>, taken: Rect) -> bool {
        let mut capitals = kept.seats.iter().filter(|seat| seat.capital);
        self.zoom >= ROOM_FOR_ALL || capitals.all(|seat| seat.keeps_side(self.placer, taken))
    }

    /// Whether a name far from the middle of a country is in it all the same: no frontier lies between. One that only makes
    /// room for a capital may straddle a frontier.
    fn stays_within(&self, [x, y]: Point, [dx, dy]: Point) -> bool {
        const ASIDE: f32 = 18.5;
        let way = Rect { min: [x.min(x + dx), y.min(y + dy)], max: [x.max(x + dx), y.max(y + dy)] };
        dx.hypot(dy) <= ASIDE || !self.crosses(way.grown(0.5), |tile| &tile.frontiers)
    }

    /// How far the name of a country may stand from the middle of its land, in points: by its size, so that it stays within
    /// (rank: 10 less the digits of km²).
    fn reach(&self, spot: &Spot<'a>) -> f32 {
        let area_km2 = 3.0 * 10_f64.powi(9 - i32::from(spot.name.rank.min(12)));
        let [_, lat] = self.ground.projection.map_from_screen(spot.at);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let reach = ((area_km2 / std::f64::consts::PI).sqrt() * self.ground.camera.points_per_km(lat) * 0.8) as f32;
        // Half the height of its name and of its capital's beside each other.
        reach.max(if spot.name.rank < MIDDLING && self.zoom >= ROOM_FOR_BOTH { 18.0 } else { 9.0 })
    }
}

/// The name of a country as its style writes it.
fn written(name: &str, style: &LabelStyle) -> String {
    if style.upper { name.to_uppercase() } else { name.to_owned() }
}

/// Country names: sentence case far off, spaced capitals from zoom 5 on.
fn country_style(style: &LabelStyle, zoom: f32) -> LabelStyle {
    if zoom >= 5.0 {
        let tracking = halves(ramp(zoom, 5.0, 2.5, 7.5, style.tracking));
        LabelStyle { size: halves(ramp(zoom, 5.0, 12.5, 7.5, style.size)), tracking, ..style.clone() }
    } else {
        LabelStyle { size: halves(ramp(zoom, 2.0, 11.5, 5.0, 13.0)), tracking: 0.2, upper: false, ..style.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country_width(name: &str, zoom: f32) -> f32 {
        let style = country_style(&crate::scene::theme::Theme::light().palette.label.country, zoom);
        crate::scene::font::measure(name, &style.text()).width
    }

    #[test]
    fn country_names_grow_and_are_spaced_from_zoom_five() {
        assert!(country_width("ARMENIA", 7.5) > 1.4 * country_width("ARMENIA", 4.0));
    }
}
