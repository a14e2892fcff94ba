//! Names of oceans, seas and lakes, in the ink of the water.
//!
//! Comes in: the points the tiles have in each water. Goes out: names there; those of oceans and seas off every shore where
//! there is room so, and an ocean's never over land.

use super::{COUNTRY_APART, Names, Spot, broken};
use crate::scene::base::tile::LabelKind;
use crate::scene::item::{Item, Point, Rect, TextRun, TextStyle};
use crate::scene::label::{Lettering, OVER_MARGIN, Placer};

/// Where the name of an ocean or a sea is tried, the nearest first, in points.
const SHIFTS: [Point; 9] = [
    [0.0, 0.0],
    [0.0, -18.0],
    [0.0, 18.0],
    [-30.0, 0.0],
    [30.0, 0.0],
    [-30.0, -30.0],
    [30.0, -30.0],
    [-30.0, 30.0],
    [30.0, 30.0],
];

impl<'a> Names<'a, '_> {
    pub(super) fn seas(&mut self, spots: &[Spot<'a>]) {
        let style = &self.ground.theme.palette.label.water;
        for spot in spots {
            let size = match spot.name.kind {
                LabelKind::Ocean if self.zoom < 5.0 => style.size + 2.0,
                LabelKind::Sea if self.zoom >= 5.0 => style.size + 1.0,
                LabelKind::Sea | LabelKind::Lake => style.size,
                _ => continue,
            };
            let apart = if spot.name.kind == LabelKind::Ocean { COUNTRY_APART } else { 300.0 };
            // Lakes far apart may share a name.
            let named = spot.name.kind != LabelKind::Lake && self.is_named_whole(spot);
            let named = named || self.is_set(spot.name, spot.at, apart);
            if named || self.is_misplaced(spot) {
                continue;
            }
            let text = TextStyle { size, ..style.text() };
            let ink = Lettering { style: text, color: style.colour, halo: Some(self.water_halo()) };
            let lines = if spot.name.kind == LabelKind::Lake {
                vec![spot.name.name.to_string()]
            } else {
                broken(&spot.name.name, 7)
            };
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            // A lake's name stands in its middle; a sea's off the shores where it can, an ocean's always.
            let fits = |at: &Point| {
                let rect = Placer::room_over(*at, &lines, ink.style);
                self.placer.is_free(rect.grown(OVER_MARGIN)) && !self.crosses_shore(rect) && !self.is_land(*at)
            };
            let shifts = if spot.name.kind == LabelKind::Lake { &[][..] } else { &SHIFTS };
            let at = shifts.iter().map(|shift| [spot.at[0] + shift[0], spot.at[1] + shift[1]]).find(fits);
            let at = at.or(if spot.name.kind == LabelKind::Ocean { None } else { Some(spot.at) });
            if let Some(runs) = at.and_then(|at| self.placer.place_over(at, &lines, ink)) {
                self.note_whole(spot);
                // A name wider than its lake lies on land: an edge in the colour of water would be a smear there.
                let spills = spot.name.kind == LabelKind::Lake
                    && self.crosses_shore(Placer::room_over(spot.at, &lines, ink.style));
                let halo = Some(if spills { self.halo() } else { self.water_halo() });
                self.items.extend(runs.into_iter().map(|run| Item::Text(TextRun { halo, ..run })));
            }
        }
        let text = style.text();
        self.lakes_left_out(Lettering { style: text, color: style.colour, halo: Some(self.water_halo()) });
    }

    /// Whether the edge of land or of a lake passes through a rectangle or close by.
    fn crosses_shore(&self, rect: Rect) -> bool {
        self.crosses(rect, |tile| &tile.shores)
    }
}
