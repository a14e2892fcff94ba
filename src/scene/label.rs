//! Room for labels: which rectangles of the view are taken, and where beside a place a name still fits.
//!
//! Comes in: what stands in the way (pins, leaders, furniture) and labels, the most important first. Goes out: runs of
//! text that overlap nothing. What has no room is left out, never shrunk. The order of calls decides alone, so that a
//! view that did not change is labelled alike.

mod along;
mod course;
mod marks;

use std::ops::RangeInclusive;

pub(super) use along::Hug;
pub(super) use marks::Marks;

use super::font;
use super::item::{Anchor, Color, Halo, Point, Rect, TextRun, TextStyle};

/// Side of the cells the view is cut into to find neighbours soon, in points.
const CELL: f32 = 64.0;
/// The most cells beside each other.
const MOST_CELLS: f32 = 1_000.0;
/// Distance from baseline to baseline of a name in two lines, of the size.
const LEADING: f32 = 1.18;
/// Height of capitals above the baseline, of the size (Noto Sans: 714 / 1000).
const CAP_HEIGHT: f32 = 0.714;

/// Left free around a name beside its point, in points.
pub(super) const SIDE_MARGIN: f32 = 0.5;
/// The same around a name over its point.
pub(super) const OVER_MARGIN: f32 = 2.0;

/// How a label is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lettering {
    /// Size, weight, slant, tracking.
    pub style: TextStyle,
    /// Colour of the letters.
    pub color: Color,
    /// The edge around them.
    pub halo: Option<Halo>,
}

/// The rectangles of a view that are taken.
#[derive(Clone, Debug)]
pub struct Placer {
    frame: Rect,
    /// How many cells lie side by side, and how many under each other.
    grid: [usize; 2],
    /// For each cell, row by row, what was taken in it last; one more than its number, 0 for nothing. None while nothing is.
    last: Vec<u32>,
    /// What is taken, once for each cell it reaches into, and what was taken in the same cell before, in the same way.
    taken: Vec<(Rect, u32)>,
    placed: usize,
}

/// Where a label stands by its point: east first, as LOOK has it.
const SIDES: [(f32, f32); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0), (0.0, -1.0), (0.0, 1.0)];

impl Placer {
    /// A view with nothing in it; labels stay within `frame`.
    #[must_use]
    pub fn new(frame: Rect) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cells of a view")]
        let count = |length: f32| (length / CELL).floor().clamp(0.0, MOST_CELLS) as usize + 1;
        Self {
            frame,
            grid: [count(frame.width()), count(frame.height())],
            last: Vec::new(),
            taken: Vec::new(),
            placed: 0,
        }
    }

    /// How many rectangles were taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.placed
    }

    /// Whether nothing was taken yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.placed == 0
    }

    /// Takes a rectangle: nothing will be set over it.
    pub fn block(&mut self, rect: Rect) {
        self.placed += 1;
        // What lies outside is in nobody's way.
        if !rect.overlaps(self.frame) {
            return;
        }
        for cell in self.cells_of(rect) {
            self.take(cell, rect);
        }
    }

    /// Gives back a rectangle that was taken.
    pub fn release(&mut self, rect: Rect) {
        self.placed = self.placed.saturating_sub(1);
        if self.last.is_empty() || !rect.overlaps(self.frame) {
            return;
        }
        for cell in self.cells_of(rect) {
            let before = |number: u32| self.taken.get(index(number)?).map(|&(_, before)| before);
            let mut chain = std::iter::successors(self.last.get(cell).copied(), |&number| before(number));
            let is_it = |&number: &u32| index(number).and_then(|at| self.taken.get(at)).is_some_and(|it| it.0 == rect);
            // What was taken in the cell last takes its place.
            let Some(found) = chain.find(is_it).and_then(index) else { continue };
            let Some(&(last, before)) = self.last.get(cell).and_then(|&last| self.taken.get(index(last)?)) else {
                continue;
            };
            if let Some(place) = self.taken.get_mut(found) {
                place.0 = last;
            }
            if let Some(last) = self.last.get_mut(cell) {
                *last = before;
            }
        }
    }

    /// Takes all that another view of the same frame has in the way.
    pub fn block_all(&mut self, other: &Self) {
        self.placed += other.placed;
        for cell in 0..other.last.len() {
            other.in_cell(cell).for_each(|rect| self.take(cell, rect));
        }
    }

    /// Takes a rectangle in a cell.
    fn take(&mut self, cell: usize, rect: Rect) {
        self.last.resize(self.grid[0] * self.grid[1], 0);
        if let (Some(last), Ok(number)) = (self.last.get_mut(cell), u32::try_from(self.taken.len() + 1)) {
            self.taken.push((rect, std::mem::replace(last, number)));
        }
    }

    /// What is taken in a cell.
    fn in_cell(&self, cell: usize) -> impl Iterator<Item = Rect> {
        let taken = |number: u32| self.taken.get(index(number)?);
        let last = self.last.get(cell).and_then(|&number| taken(number));
        std::iter::successors(last, move |&&(_, before)| taken(before)).map(|&(rect, _)| rect)
    }

    /// Takes a line of this width as an obstacle.
    pub fn block_line(&mut self, points: &[Point], width: f32) {
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 400")]
            let steps = (length / 12.0).ceil().clamp(1.0, 400.0) as u16;
            for step in 0..steps {
                let at = |n: u16| {
                    let t = f32::from(n) / f32::from(steps);
                    [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
                };
                self.block(around(&[at(step), at(step + 1)]).grown(width / 2.0));
            }
        }
    }

    /// Whether nothing stands in a rectangle that lies within the view.
    #[must_use]
    pub fn is_free(&self, rect: Rect) -> bool {
        let inside = rect.min[0] >= self.frame.min[0]
            && rect.min[1] >= self.frame.min[1]
            && rect.max[0] <= self.frame.max[0]
            && rect.max[1] <= self.frame.max[1];
        inside
            && (self.last.is_empty() || !self.cells_of(rect).any(|cell| self.in_cell(cell).any(|it| it.overlaps(rect))))
    }

    /// The cells a rectangle reaches into, those at the edge for what lies beyond it.
    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let ((columns, rows), width) = (self.reach(rect), self.grid[0]);
        let (first, last) = (*columns.start(), *columns.end());
        let [mut row, mut column] = [*rows.start(), first];
        std::iter::from_fn(move || {
            let cell = row * width + column;
            let within = row <= *rows.end();
            [row, column] = if column < last { [row, column + 1] } else { [row + 1, first] };
            within.then_some(cell)
        })
    }

    /// The columns and rows of cells a rectangle reaches into.
    fn reach(&self, rect: Rect) -> (RangeInclusive<usize>, RangeInclusive<usize>) {
        let ([columns, rows], Rect { min: [left, top], .. }) = (self.grid, self.frame);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped at 0 and at the last")]
        let cell = |at: f32, count: usize| ((at / CELL).max(0.0) as usize).min(count - 1);
        let span = |low: f32, high: f32, count| cell(low, count)..=cell(high, count);
        (span(rect.min[0] - left, rect.max[0] - left, columns), span(rect.min[1] - top, rect.max[1] - top, rows))
    }

    /// Sets a name of one or two lines beside a point whose mark has this radius, on the first side with room.
    pub fn place_beside(&mut self, at: Point, radius: f32, lines: &[&str], ink: Lettering) -> Option<Vec<TextRun>> {
        let nothing = Self::new(self.frame);
        self.place_beside_clear(at, radius, lines, ink, (&Marks::default(), &nothing))
    }

    /// The same on the side where it covers the least of these points, its own apart, by their weight: marks whose own names
    /// come after it; and nothing of what another view of the same frame has in the way.
    pub(super) fn place_beside_clear(
        &mut self,
        at: Point,
        radius: f32,
        lines: &[&str],
        ink: Lettering,
        clear: (&Marks, &Self),
    ) -> Option<Vec<TextRun>> {
        let sides = Self::sides(at, radius, lines, ink.style);
        self.clearest(at, &sides, clear).map(|side| {
            self.block(side.0);
            runs(lines, side, ink)
        })
    }

    /// The one of these sides of a point that is free and covers the least, the first of those alike.
    #[must_use]
    pub(super) fn clearest(
        &self,
        at: Point,
        sides: &[(Rect, Anchor)],
        (of, others): (&Marks, &Self),
    ) -> Option<(Rect, Anchor)> {
        let mut best: Option<(u32, (Rect, Anchor))> = None;
        for &(rect, anchor) in sides {
            if !self.is_free(rect.grown(SIDE_MARGIN)) || !others.is_free(rect.grown(SIDE_MARGIN)) {
                continue;
            }
            let covered = of.within(rect.grown(8.0)).filter(|&(point, _)| point != at);
            let weight = covered.map(|(_, weight)| weight).sum();
            if best.is_none_or(|(least, _)| weight < least) {
                best = Some((weight, (rect, anchor)));
            }
            if weight == 0 {
                break;
            }
        }
        best.map(|(_, side)| side)
    }

    /// Where a name of these lines may stand beside a point whose mark has this radius, the best side first.
    #[must_use]
    pub fn sides(at: Point, radius: f32, lines: &[&str], style: TextStyle) -> [(Rect, Anchor); 8] {
        beside(at, radius, extent(lines, style))
    }

    /// Whether a name of these lines beside a point with a mark of this radius has a side left, also once a rectangle is taken;
    /// so too where it has none as it is.
    #[must_use]
    pub fn keeps_side(&self, at: Point, radius: f32, lines: &[&str], style: TextStyle, taken: Rect) -> bool {
        let sides = Self::sides(at, radius, lines, style).map(|(rect, _)| rect.grown(SIDE_MARGIN));
        let free = || sides.iter().filter(|&&it| self.is_free(it));
        free().next().is_none() || free().any(|rect| !rect.overlaps(taken))
    }

    /// The room a name of these lines takes with its middle at a point.
    #[must_use]
    pub fn room_over(at: Point, lines: &[&str], style: TextStyle) -> Rect {
        let (width, height) = extent(lines, style);
        Rect::from_center_size(at, [width, height])
    }

    /// Sets a name of one or more lines with its middle at a point, if there is room.
    pub fn place_over(&mut self, at: Point, lines: &[&str], ink: Lettering) -> Option<Vec<TextRun>> {
        let nothing = Self::new(self.frame);
        self.place_clear(at, lines, ink, (&Marks::default(), &nothing))
    }

    /// The same where the name covers none of these points, marks whose own names come after it, and nothing of what another
    /// view of the same frame has in the way.
    pub(super) fn place_clear(
        &mut self,
        at: Point,
        lines: &[&str],
        ink: Lettering,
        (of, others): (&Marks, &Self),
    ) -> Option<Vec<TextRun>> {
        let rect = Self::room_over(at, lines, ink.style);
        (self.is_free(rect.grown(OVER_MARGIN)) && is_clear(rect, of, others)).then(|| {
            self.block(rect);
            runs(lines, (rect, Anchor::Middle), ink)
        })
    }
}

/// Where what has a number stands, counted from 0.
fn index(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// Where a block of this width and height may stand beside a point whose mark has this radius, the best side first.
fn beside(at: Point, radius: f32, (width, height): (f32, f32)) -> [(Rect, Anchor); 8] {
    let gap = radius + 3.0;
    SIDES.map(|(dx, dy)| {
        // Diagonal positions tuck in towards the mark.
        let slant = if dx != 0.0 && dy != 0.0 { 0.72 } else { 1.0 };
        let center = [
            at[0] + dx * (gap * slant + width / 2.0),
            at[1] + dy * (if dx == 0.0 { gap } else { gap * 0.55 } + height / 2.0),
        ];
        let anchor = if dx > 0.0 {
            Anchor::Start
        } else if dx < 0.0 {
            Anchor::End
        } else {
            Anchor::Middle
        };
        (Rect::from_center_size(center, [width, height]), anchor)
    })
}

/// Width and height of lines set under each other.
fn extent(lines: &[&str], style: TextStyle) -> (f32, f32) {
    let wide = lines.iter().map(|line| font::measure(line, &style).width).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "a line or two")]
    let count = lines.len() as f32;
    (wide, style.size * (LEADING * (count - 1.0).max(0.0) + 1.05))
}

/// Whether a name over a rectangle covers none of these points and nothing that stands in the way of another view.
pub(super) fn is_clear(rect: Rect, of: &Marks, others: &Placer) -> bool {
    of.within(rect.grown(5.0)).next().is_none() && others.is_free(rect)
}

/// A name of these lines set in its room.
pub(super) fn runs(lines: &[&str], (rect, anchor): (Rect, Anchor), ink: Lettering) -> Vec<TextRun> {
    let x = match anchor {
        Anchor::Start => rect.min[0],
        Anchor::Middle => rect.center()[0],
        Anchor::End => rect.max[0],
    };
    let size = ink.style.size;
    // The first baseline: the block's capitals are centred in the rectangle.
    let mut y = rect.min[1] + size * f32::midpoint(1.05, CAP_HEIGHT);
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        found.push(TextRun {
            text: (*line).to_owned(),
            pos: [x, y],
            anchor,
            style: ink.style,
            color: ink.color,
            halo: ink.halo,
            angle: 0.0,
        });
        y += size * LEADING;
    }
    found
}

/// The smallest upright rectangle around points.
#[must_use]
pub(super) fn around(points: &[Point]) -> Rect {
    let empty = Rect { min: [f32::MAX, f32::MAX], max: [f32::MIN, f32::MIN] };
    points.iter().fold(empty, |r, p| Rect {
        min: [r.min[0].min(p[0]), r.min[1].min(p[1])],
        max: [r.max[0].max(p[0]), r.max[1].max(p[1])],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn ink() -> Lettering {
        Lettering { style: TextStyle::regular(12.0), color: Color(0, 0, 0, 255), halo: None }
    }

    pub(super) fn view() -> Placer {
        Placer::new(Rect::from_min_size([0.0, 0.0], [400.0, 300.0]))
    }

    #[test]
    fn east_first_then_west_then_left_out() {
        let mut placer = view();
        let east = placer.place_beside([200.0, 150.0], 3.0, &["Town"], ink()).unwrap();
        assert_eq!(east[0].anchor, Anchor::Start);
        let west = placer.place_beside([200.0, 150.0], 3.0, &["Town"], ink()).unwrap();
        assert_eq!(west[0].anchor, Anchor::End);
        placer.block(Rect::from_min_size([0.0, 0.0], [400.0, 300.0]));
        assert!(placer.place_beside([200.0, 150.0], 3.0, &["Town"], ink()).is_none());
    }

    fn marks(points: &[(Point, u32)]) -> Marks {
        points.iter().copied().collect()
    }

    #[test]
    fn a_name_keeps_off_marks_that_are_named_after_it() {
        let (at, other) = ([200.0, 150.0], [220.0, 150.0]);
        let placed =
            view().place_beside_clear(at, 3.0, &["Town"], ink(), (&marks(&[(at, 1), (other, 1)]), &view())).unwrap();
        assert_eq!(placed[0].anchor, Anchor::End, "to the west, as the other mark is in the east");
        let all_around: Vec<(Point, u32)> =
            [[220.0, 150.0], [180.0, 150.0], [212.0, 140.0], [200.0, 165.0], [185.0, 165.0]]
                .into_iter()
                .zip([2, 1, 2, 2, 2])
                .collect();
        let placed = view().place_beside_clear(at, 3.0, &["Town"], ink(), (&marks(&all_around), &view())).unwrap();
        assert!(placed[0].anchor == Anchor::End && placed[0].pos[1] < 160.0, "over the least: {placed:?}");
        assert!(view().place_clear(at, &["Land"], ink(), (&marks(&[(at, 1)]), &view())).is_none());
        assert!(view().place_clear(at, &["Land"], ink(), (&marks(&[([200.0, 180.0], 1)]), &view())).is_some());
        let mut claims = view();
        claims.block_line(&[[190.0, 100.0], [190.0, 200.0]], 1.0);
        assert!(view().place_clear(at, &["Land"], ink(), (&marks(&[]), &claims)).is_none(), "across a claim");
    }

    #[test]
    fn a_side_is_kept_or_was_never_there() {
        let (at, style, mut placer) = ([200.0, 150.0], TextStyle::regular(12.0), view());
        let keeps = |placer: &Placer, taken: Rect| placer.keeps_side(at, 3.0, &["Town"], style, taken);
        let (east, all) =
            (Rect::from_center_size([225.0, 150.0], [40.0, 60.0]), Rect::from_center_size(at, [90.0, 60.0]));
        assert!(keeps(&placer, east) && !keeps(&placer, all));
        placer.block(Rect { min: [100.0, 100.0], max: [199.0, 200.0] });
        assert!(!keeps(&placer, Rect::from_center_size([225.0, 150.0], [60.0, 90.0])), "the west is taken");
        placer.block(all);
        assert!(keeps(&placer, all), "nothing to lose");
    }

    #[test]
    fn what_is_given_back_is_free_and_nothing_else() {
        let mut placer = view();
        let (given, kept) =
            (Rect::from_min_size([50.0, 50.0], [90.0, 12.0]), Rect::from_min_size([60.0, 55.0], [9.0, 9.0]));
        placer.block(given);
        placer.block(kept);
        let first = Rect::from_min_size([52.0, 50.0], [5.0, 5.0]);
        placer.release(given);
        assert!(placer.is_free(Rect::from_min_size([75.0, 50.0], [60.0, 10.0])) && !placer.is_free(kept));
        placer.block(first);
        placer.block(given);
        placer.release(first);
        assert!(!placer.is_free(given) && !placer.is_free(kept));
        placer.release(given);
        assert!(placer.is_free(Rect::from_min_size([75.0, 50.0], [60.0, 10.0])) && !placer.is_free(kept));
        assert_eq!(placer.len(), 1);
    }

    #[test]
    fn a_label_stays_in_the_view() {
        let placed = view().place_beside([395.0, 150.0], 3.0, &["Far east"], ink()).unwrap();
        assert_eq!(placed[0].anchor, Anchor::End);
        assert!(view().place_over([2.0, 2.0], &["Corner"], ink()).is_none());
    }

    #[test]
    fn two_names_stand_under_each_other() {
        let placed = view().place_beside([100.0, 100.0], 3.0, &["Shusha", "Shushi"], ink()).unwrap();
        assert!(placed[1].pos[1] - placed[0].pos[1] > 12.0);
        assert!((placed[0].pos[0] - placed[1].pos[0]).abs() < f32::EPSILON);
    }

    #[test]
    fn lines_stand_in_the_way() {
        let mut placer = view();
        placer.block_line(&[[0.0, 150.0], [400.0, 150.0]], 4.0);
        assert!(placer.place_over([200.0, 150.0], &["Name"], ink()).is_none());
        assert!(placer.place_over([200.0, 120.0], &["Name"], ink()).is_some());
    }
}
