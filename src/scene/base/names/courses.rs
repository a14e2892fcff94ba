//! Names along lines: rivers, ranges, the dates of boundaries.
//!
//! Comes in: the named lines of the tiles of a view. Goes out: their names along their course where there is room, each once
//! in half a window's width. Where a name is tried hangs on the line and not on where the view ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{COUNTRY_APART, Names, halves};
use crate::scene::base::ramp;
use crate::scene::base::tile::{LineKind, NamedLine, joined};
use crate::scene::item::{Group, Item, Point, Rect};
use crate::scene::label::{Hug, Lettering, Placer, around};
use crate::scene::theme::LabelStyle;

/// Ends of a line in neighbouring tiles that are nearer than this are one, in points.
const TILES_MEET: f32 = 2.5;

impl Names<'_, '_> {
    /// Names along lines: rivers, ranges, or the dates of boundaries; each at most once in half a window's width.
    pub(super) fn lines(&mut self, kind: LineKind) {
        let label = &self.ground.theme.palette.label;
        let (style, from, beside) = match kind {
            LineKind::River => (&label.water, 6.5, label.water.size * 0.8),
            LineKind::Boundary => (&label.boundary_date, 6.0, label.boundary_date.size * 0.75),
            LineKind::Range => (&label.physical, 3.0, 0.0),
        };
        if self.zoom < from {
            return;
        }
        let style = if kind == LineKind::Range { range_style(style, self.zoom) } else { style.clone() };
        let ink = Lettering { style: style.text(), color: style.colour, halo: Some(self.halo()) };
        let course = if kind == LineKind::Boundary { Hug::Near } else { Hug::Close };
        for line in self.courses(kind) {
            let set = self.set.get(&line.name).cloned().unwrap_or_default();
            // Named already, wherever on it one looks.
            if set.iter().any(|&at| farthest(around(&line.points), at) < COUNTRY_APART) {
                continue;
            }
            let apart = |at: Point| {
                let near = |other: &Point| (other[0] - at[0]).hypot(other[1] - at[1]) < COUNTRY_APART;
                line.view.contains(at) && !set.iter().any(near)
            };
            let on = (&line.points[..], &line.around[..]);
            let set_along = |placer: &mut Placer| placer.place_along(on, &line.name, (beside, course), ink, apart);
            let mut runs = set_along(self.placer);
            if runs.is_none() && kind == LineKind::Boundary {
                runs = self.make_way(around(&line.points), set_along);
            }
            let Some(runs) = runs else { continue };
            let Some(at) = runs.get(runs.len() / 2).map(|run| run.pos) else { continue };
            self.set.entry(Arc::clone(&line.name)).or_default().push(at);
            self.items.extend(along(&line.name, runs));
        }
    }

    /// The named lines of a kind that reach into the view. Dated boundaries are joined across tiles: they are short, and must
    /// not stay nameless for where a tile ends.
    fn courses(&self, kind: LineKind) -> Vec<Line> {
        let frame = self.ground.camera.frame();
        let mut lines: Vec<Line> = Vec::new();
        let mut dated: BTreeMap<Arc<str>, Vec<Vec<Point>>> = BTreeMap::new();
        for placed in &self.ground.tiles {
            let shown = |line: &&NamedLine| line.kind == kind && line.min_zoom <= self.zoom + 0.25;
            for line in placed.tile.named_lines.iter().filter(shown) {
                let points: Vec<Point> = line.points.iter().map(|&point| placed.screen(point)).collect();
                let name = Arc::clone(&line.name);
                if kind == LineKind::Boundary && placed.clip.is_none() {
                    dated.entry(name).or_default().push(points);
                } else if around(&points).overlaps(frame) {
                    let view = placed.clip.map_or(frame, |clip| clip.grown(1.0));
                    lines.push(Line { name, points, around: Vec::new(), view });
                }
            }
        }
        for (name, mut pieces) in dated {
            pieces.sort_by(|a, b| long(b).total_cmp(&long(a)));
            // Where a name is tried hangs on the pieces in their tiles and not on which of them are in view.
            let middles: Vec<Point> = pieces.iter().filter_map(|piece| piece.get(piece.len() / 2)).copied().collect();
            for points in joined(pieces, |a, b| (a[0] - b[0]).hypot(a[1] - b[1]), TILES_MEET) {
                let around: Vec<Point> = middles.iter().filter(|&at| points.contains(at)).copied().collect();
                lines.push(Line { name: Arc::clone(&name), points, around, view: frame });
            }
        }
        lines
    }
}

/// A line on the screen with its name.
struct Line {
    name: Arc<str>,
    points: Vec<Point>,
    /// Where on it the name is tried, the best first; along all of it where there is none.
    around: Vec<Point>,
    /// Where the middle of the name may stand.
    view: Rect,
}

/// How far a point is from the farthest corner of a rectangle.
fn farthest(Rect { min, max }: Rect, [x, y]: Point) -> f32 {
    let off = |low: f32, high: f32, at: f32| (low - at).abs().max((high - at).abs());
    off(min[0], max[0], x).hypot(off(min[1], max[1], y))
}

/// The length of a line.
fn long(line: &[Point]) -> f32 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| (b[0] - a[0]).hypot(b[1] - a[1])).sum()
}

/// A name along a line as items: one run where the line is straight; else its letters, all halos under all letters.
fn along(name: &str, runs: Vec<crate::scene::TextRun>) -> Vec<Item> {
    if runs.len() < 2 {
        return runs.into_iter().map(Item::Text).collect();
    }
    let over: Vec<Item> =
        runs.iter().map(|run| Item::Text(crate::scene::TextRun { halo: None, ..run.clone() })).collect();
    let items = runs.into_iter().map(Item::Text).chain(over).collect();
    vec![Item::Group(Group { id: None, title: Some(name.to_owned()), clip: None, items })]
}

/// Names of ranges are spaced out as the map comes closer.
fn range_style(style: &LabelStyle, zoom: f32) -> LabelStyle {
    LabelStyle { tracking: halves(ramp(zoom, 3.0, 1.0, 8.0, style.tracking * 3.0)), ..style.clone() }
}
