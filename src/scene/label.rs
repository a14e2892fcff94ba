//! Room for labels: which rectangles of the view are taken, and where beside a place a name still fits.
//!
//! Comes in: what stands in the way (pins, leaders, furniture) and labels, the most important first. Goes out: runs of
//! text that overlap nothing. What has no room is left out, never shrunk. The order of calls decides alone, so that a
//! view that did not change is labelled alike.

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
    /// What is taken by the cells it reaches into, row by row; none while nothing is.
    cells: Vec<Vec<Rect>>,
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
        Self { frame, grid: [count(frame.width()), count(frame.height())], cells: Vec::new(), placed: 0 }
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
        self.cells.resize_with(self.grid[0] * self.grid[1], Vec::new);
        for cell in self.cells_of(rect) {
            if let Some(taken) = self.cells.get_mut(cell) {
                taken.push(rect);
            }
        }
    }

    /// Takes all that another view of the same frame has in the way.
    pub fn block_all(&mut self, other: &Self) {
        self.placed += other.placed;
        self.cells.resize_with(self.grid[0] * self.grid[1], Vec::new);
        for (taken, rects) in self.cells.iter_mut().zip(&other.cells) {
            taken.extend_from_slice(rects);
        }
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
            && (self.cells.is_empty()
                || self.cells_of(rect).filter_map(|cell| self.cells.get(cell)).flatten().all(|t| !t.overlaps(rect)))
    }

    /// The cells a rectangle reaches into, those at the edge for what lies beyond it.
    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let [columns, rows] = self.grid;
        let Rect { min: [left, top], .. } = self.frame;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped at 0 and at the last")]
        let cell = |at: f32, count: usize| ((at / CELL).max(0.0) as usize).min(count - 1);
        let (x0, x1) = (cell(rect.min[0] - left, columns), cell(rect.max[0] - left, columns));
        let (y0, y1) = (cell(rect.min[1] - top, rows), cell(rect.max[1] - top, rows));
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }

    /// Sets a name of one or two lines beside a point whose mark has this radius, on the first side with room.
    pub fn place_beside(&mut self, at: Point, radius: f32, lines: &[&str], ink: Lettering) -> Option<Vec<TextRun>> {
        let nothing = Self::new(self.frame);
        self.place_beside_clear(at, radius, lines, ink, (&[], &nothing))
    }

    /// The same on the side where it covers the least of these points, its own apart, by their weight: marks whose own names
    /// come after it; and nothing of what another view of the same frame has in the way.
    pub fn place_beside_clear(
        &mut self,
        at: Point,
        radius: f32,
        lines: &[&str],
        ink: Lettering,
        (of, others): (&[(Point, u32)], &Self),
    ) -> Option<Vec<TextRun>> {
        let mut best: Option<(u32, Rect, Anchor)> = None;
        for (rect, anchor) in beside(at, radius, extent(lines, ink.style)) {
            if !self.is_free(rect.grown(0.5)) || !others.is_free(rect.grown(0.5)) {
                continue;
            }
            let near = rect.grown(8.0);
            let covered = of.iter().filter(|&&(point, _)| near.contains(point) && point != at);
            let weight = covered.map(|&(_, weight)| weight).sum();
            if best.is_none_or(|(least, ..)| weight < least) {
                best = Some((weight, rect, anchor));
            }
            if weight == 0 {
                break;
            }
        }
        best.map(|(_, rect, anchor)| {
            self.block(rect);
            runs(lines, rect, anchor, ink)
        })
    }

    /// Whether a name of these lines beside a point with a mark of this radius has a side left, also once a rectangle is taken;
    /// so too where it has none as it is.
    #[must_use]
    pub fn keeps_side(&self, at: Point, radius: f32, lines: &[&str], style: TextStyle, taken: Rect) -> bool {
        let free =
            || beside(at, radius, extent(lines, style)).map(|(rect, _)| rect.grown(0.5)).filter(|&it| self.is_free(it));
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
        self.place_clear(at, lines, ink, (&[], &nothing))
    }

    /// The same where the name covers none of these points, marks whose own names come after it, and nothing of what another
    /// view of the same frame has in the way.
    pub fn place_clear(
        &mut self,
        at: Point,
        lines: &[&str],
        ink: Lettering,
        (of, others): (&[Point], &Self),
    ) -> Option<Vec<TextRun>> {
        let rect = Self::room_over(at, lines, ink.style);
        let (margin, marks) = (rect.grown(2.0), rect.grown(5.0));
        let clear = self.is_free(margin) && others.is_free(rect) && !of.iter().any(|&point| marks.contains(point));
        clear.then(|| {
            self.block(rect);
            runs(lines, rect, Anchor::Middle, ink)
        })
    }

    /// Sets a name along a line on the screen, so many points above it, at the first place that is free and that `accept`
    /// takes the middle of. Where the line is straight it is one run; else a run for each letter, turned with the line.
    /// Places are tried outwards from each of `around` (the middle of the line where there is none), wherever the view ends,
    /// so that a name stays while the map is panned.
    pub fn place_along(
        &mut self,
        (line, around): (&[Point], &[Point]),
        text: &str,
        (beside, hug): (f32, Hug),
        ink: Lettering,
        accept: impl Fn(Point) -> bool,
    ) -> Option<Vec<TextRun>> {
        let size = ink.style.size;
        let letters = Letters::of(text, &ink.style);
        let close = smoothed(line, size, CLOSE);
        let set = self.set_along((&close, around), &letters, beside, size, &accept, |_| true);
        let set = set.or_else(|| {
            if hug == Hug::Close {
                return None;
            }
            let clear = |at: Point| close.iter().all(|on| (on[0] - at[0]).hypot(on[1] - at[1]) > size * 0.7);
            let course = smoothed(line, size, NEAR);
            let bent = [beside, -beside, beside + size, -beside - size].iter().find_map(|&beside| {
                let off = beside + size.copysign(beside) * 0.4;
                self.set_along((&course, around), &letters, off, size, &accept, clear)
            });
            bent.or_else(|| self.set_straight((&close, around), &letters, size, &accept, clear))
        })?;
        for rect in letter_boxes(&set, size) {
            self.block(rect);
        }
        Some(letters.runs(&set, text, ink))
    }

    /// Where the letters of a name stand along a course, at the first place with room for all.
    fn set_along(
        &self,
        (course, around): (&[Point], &[Point]),
        letters: &Letters,
        beside: f32,
        size: f32,
        accept: &impl Fn(Point) -> bool,
        clear: impl Fn(Point) -> bool,
    ) -> Option<Vec<(Point, f32, f32)>> {
        let course = Course::new(course);
        let room = course.length() - letters.length;
        if room < 8.0 {
            return None;
        }
        course.starts(around, letters.length, room).into_iter().find_map(|start| {
            let middle = course.at(start + letters.length / 2.0);
            if !self.frame.contains(middle) || !accept(middle) {
                return None;
            }
            let set = letters.along(&course, start, beside, size)?;
            let free = letter_boxes(&set, size).all(|rect| self.is_free(rect));
            (free && set.iter().all(|&(at, ..)| clear(at))).then_some(set)
        })
    }

    /// The same where a line is too crooked or too short for its name: straight beside the whole of a part of it.
    fn set_straight(
        &self,
        (course, around): (&[Point], &[Point]),
        letters: &Letters,
        size: f32,
        accept: &impl Fn(Point) -> bool,
        clear: impl Fn(Point) -> bool,
    ) -> Option<Vec<(Point, f32, f32)>> {
        let course = Course::new(course);
        let span = letters.length.min(course.length());
        if span < letters.length * LEAST_PART {
            return None;
        }
        course.starts(around, span, course.length() - span).into_iter().find_map(|start| {
            let (a, b, on) = (course.at(start), course.at(start + span), course.at(start + span / 2.0));
            let (a, b) = if b[0] < a[0] { (b, a) } else { (a, b) };
            let angle = (b[1] - a[1]).atan2(b[0] - a[0]);
            let coiled = (b[0] - a[0]).hypot(b[1] - a[1]) < span * LEAST_PART;
            if coiled || angle.abs() > STEEPEST || !self.frame.contains(on) || !accept(on) {
                return None;
            }
            let up = [angle.sin(), -angle.cos()];
            let middle = [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])];
            let over = |at: Point| (at[0] - middle[0]) * up[0] + (at[1] - middle[1]) * up[1];
            let (low, high) = (0..=16_u8)
                .map(|n| over(course.at(start + span * f32::from(n) / 16.0)))
                .fold((f32::MAX, f32::MIN), |(low, high), off| (low.min(off), high.max(off)));
            [high + size, low - size].into_iter().filter(|off| off.abs() < size * FARTHEST).find_map(|off| {
                let set = letters.straight([middle[0] + up[0] * off, middle[1] + up[1] * off], angle);
                let free = letter_boxes(&set, size).all(|rect| self.is_free(rect));
                (free && set.iter().all(|&(at, ..)| clear(at))).then_some(set)
            })
        })
    }
}

/// The room each letter takes, however it is turned.
fn letter_boxes(set: &[(Point, f32, f32)], size: f32) -> impl Iterator<Item = Rect> {
    let side = size * 1.1;
    set.iter().map(move |&(at, ..)| Rect::from_center_size(at, [side, side]))
}

/// How closely a name follows its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hug {
    /// In every bend as large as its letters, or not at all: a river.
    Close,
    /// As closely as it can; where the line is too crooked, beside its general course: a dated line must not stay nameless.
    Near,
}

/// The least part of the length of a name that its line has to have, and the least of its own length from end to end.
const LEAST_PART: f32 = 0.3;
/// The steepest a name stands straight beside a line, in radians.
const STEEPEST: f32 = 1.3;
/// How far off the middle of its line a straight name may stand, in sizes.
const FARTHEST: f32 = 4.5;
/// From one place that is tried along a line to the next, in points.
const STEP: f32 = 24.0;
/// Half the width of the mean that takes out bends smaller than letters, in steps of a third of their size.
const CLOSE: usize = 2;
/// The same for bends smaller than words.
const NEAR: usize = 12;

/// The letters of a name with their widths, for setting them along a line.
struct Letters {
    /// What is set as one: a letter, or the whole name where its letters join.
    pieces: Vec<(String, f32)>,
    length: f32,
}

/// Least turn between neighbours, in radians, from which a line counts as too crooked for letters.
const SHARPEST: f32 = 0.3;
/// The most a name may turn from its first letter to its last, in radians.
const MOST_TURN: f32 = 1.4;
/// How far neighbours may be pushed together or drawn apart by a bend, of their distance on a straight line.
const SPACED: std::ops::Range<f32> = 0.84..1.22;
/// Letters that lie so near to one straight line, in sizes, are set as one run.
const STRAIGHT: f32 = 0.09;

impl Letters {
    fn of(text: &str, style: &TextStyle) -> Self {
        // Arabic joins its letters, Hebrew runs to the left, and marks sit on the letter before them: those stay whole.
        let apart = text.chars().all(|c| matches!(u32::from(c), 0x20..=0x2FF | 0x370..=0x58F | 0x10A0..=0x10FF | 0x1E00..=0x1FFF | 0x2010..=0x2027));
        let pieces: Vec<(String, f32)> = if apart {
            let width = |letter: &str| font::measure(letter, style).width;
            text.chars().map(|letter| letter.to_string()).map(|letter| (letter.clone(), width(&letter))).collect()
        } else {
            vec![(text.to_owned(), font::measure(text, style).width)]
        };
        let length = pieces.iter().map(|(_, width)| width).sum();
        Self { pieces, length }
    }

    /// Middle, angle and width of each piece when the name begins so far along a course; nothing where it bends too much.
    fn along(&self, course: &Course, start: f32, beside: f32, size: f32) -> Option<Vec<(Point, f32, f32)>> {
        let (from, to) = (course.at(start), course.at(start + self.length));
        // Read from left to right: a course that runs to the left is followed from its end.
        let back = to[0] < from[0];
        let place = |at: f32| course.at(if back { start + self.length - at } else { start + at });
        let mut set = Vec::with_capacity(self.pieces.len());
        let mut at = 0.0;
        for (_, width) in &self.pieces {
            let reach = (width / 2.0).max(size * 0.5);
            let middle = at + width / 2.0;
            let (a, b, on) = (place(middle - reach), place(middle + reach), place(middle));
            let angle = (b[1] - a[1]).atan2(b[0] - a[0]);
            let up = [angle.sin(), -angle.cos()];
            // A whole word on a bend has its ends off the line.
            let chord = [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])];
            if (chord[0] - on[0]).hypot(chord[1] - on[1]) > size * 0.8 {
                return None;
            }
            set.push(([on[0] + up[0] * beside, on[1] + up[1] * beside], angle, *width));
            at += width;
        }
        let turns = |a: f32, b: f32| {
            ((b - a + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI).abs()
        };
        let angles = || set.iter().map(|&(_, angle, _)| angle);
        let sharpest = angles().zip(angles().skip(1)).map(|(a, b)| turns(a, b)).fold(0.0, f32::max);
        let (least, most) = angles().fold((f32::MAX, f32::MIN), |(low, high), a| (low.min(a), high.max(a)));
        let readable = least > -1.75 && most < 1.75;
        let spaced = set.iter().zip(set.iter().skip(1)).all(|(&(a, _, wide), &(b, _, next))| {
            SPACED.contains(&((b[0] - a[0]).hypot(b[1] - a[1]) / f32::midpoint(wide, next).max(0.1)))
        });
        (spaced && sharpest < SHARPEST && most - least < MOST_TURN && readable).then_some(set)
    }

    /// Middle, angle and width of each piece of a name set straight around a point.
    fn straight(&self, center: Point, angle: f32) -> Vec<(Point, f32, f32)> {
        let mut at = -self.length / 2.0;
        let pieces = self.pieces.iter().map(|&(_, width)| {
            let along = at + width / 2.0;
            at += width;
            ([center[0] + angle.cos() * along, center[1] + angle.sin() * along], angle, width)
        });
        pieces.collect()
    }

    fn runs(&self, set: &[(Point, f32, f32)], text: &str, ink: Lettering) -> Vec<TextRun> {
        let Lettering { style, color, halo } = ink;
        // The baseline lies under the middle of the letters.
        let drop = style.size * CAP_HEIGHT / 2.0;
        let run = |text: String, center: Point, angle: f32| {
            let pos = [center[0] - angle.sin() * drop, center[1] + angle.cos() * drop];
            TextRun { text, pos, anchor: Anchor::Middle, style, color, halo, angle }
        };
        if let (Some(&(first, angle, _)), Some(&(last, ..))) = (set.first(), set.last()) {
            let (dx, dy) = (last[0] - first[0], last[1] - first[1]);
            let length = dx.hypot(dy).max(1.0);
            let off = |p: Point| ((p[0] - first[0]) * dy - (p[1] - first[1]) * dx).abs() / length;
            if set.len() == 1 || set.iter().all(|&(at, ..)| off(at) < style.size * STRAIGHT) {
                let angle = if set.len() == 1 { angle } else { dy.atan2(dx) };
                let middle = [f32::midpoint(first[0], last[0]), f32::midpoint(first[1], last[1])];
                return vec![run(text.to_owned(), middle, angle)];
            }
        }
        // A letter alone needs no space after it.
        let style = TextStyle { tracking: 0.0, ..style };
        let letters = self.pieces.iter().zip(set).filter(|((letter, _), _)| letter != " ");
        let turned = letters.map(|((letter, _), &(at, angle, _))| TextRun { style, ..run(letter.clone(), at, angle) });
        turned.collect()
    }
}

/// A line without its small bends: points at even steps of a third of the size of letters, each three times the mean of
/// those so many steps around it. Both ends stay.
fn smoothed(line: &[Point], size: f32, reach: usize) -> Vec<Point> {
    let course = Course::new(line);
    let step = (size / 3.0).max(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 4000")]
    let count = (course.length() / step).clamp(1.0, 4000.0) as u16;
    let mut points: Vec<Point> =
        (0..=count).map(|n| course.at(course.length() * f32::from(n) / f32::from(count))).collect();
    for _ in 0..3 {
        // Sums from the start, so that a wide mean costs no more than a narrow one.
        let sums: Vec<[f64; 2]> = std::iter::once([0.0, 0.0])
            .chain(points.iter().scan([0.0, 0.0], |sum, at| {
                *sum = [sum[0] + f64::from(at[0]), sum[1] + f64::from(at[1])];
                Some(*sum)
            }))
            .collect();
        let last = points.len().saturating_sub(1);
        for (at, point) in points.iter_mut().enumerate() {
            let around = reach.min(at).min(last - at);
            let (Some(from), Some(to)) = (sums.get(at - around), sums.get(at + around + 1)) else { continue };
            #[expect(clippy::cast_precision_loss, reason = "a few")]
            let wide = (2 * around + 1) as f64;
            #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
            let mean = |axis: fn(&[f64; 2]) -> f64| ((axis(to) - axis(from)) / wide) as f32;
            *point = [mean(|sum| sum[0]), mean(|sum| sum[1])];
        }
    }
    points
}

/// A line measured along itself.
struct Course<'a> {
    points: &'a [Point],
    lengths: Vec<f32>,
}

impl<'a> Course<'a> {
    fn new(points: &'a [Point]) -> Self {
        let mut sum = 0.0;
        let mut lengths = vec![0.0];
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            sum += (b[0] - a[0]).hypot(b[1] - a[1]);
            lengths.push(sum);
        }
        Self { points, lengths }
    }

    fn length(&self) -> f32 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// Where a name of a length is tried, the best first: outwards from each of these points, from its middle where there is
    /// none. It begins at `room` at the latest.
    fn starts(&self, around: &[Point], length: f32, room: f32) -> Vec<f32> {
        let tries = |from: f32, most: f32| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 400")]
            let count = (most / STEP).clamp(1.0, 400.0) as u16;
            let off = |n: u16| f32::from(n.div_ceil(2)) * STEP * if n.is_multiple_of(2) { 1.0 } else { -1.0 };
            (0..count).map(move |n| (from + off(n)).clamp(0.0, room))
        };
        if around.is_empty() {
            return tries(room / 2.0, room).collect();
        }
        let beside = |&point: &Point| tries(self.nearest(point) - length / 2.0, length.max(8.0 * STEP));
        around.iter().flat_map(beside).collect()
    }

    /// How far along it the bend nearest to a point is.
    fn nearest(&self, to: Point) -> f32 {
        let off = |point: &Point| (point[0] - to[0]).hypot(point[1] - to[1]);
        let bends = self.points.iter().zip(&self.lengths);
        bends.min_by(|a, b| off(a.0).total_cmp(&off(b.0))).map_or(0.0, |(_, &length)| length)
    }

    fn at(&self, along: f32) -> Point {
        let next = self.lengths.partition_point(|&length| length < along).max(1);
        let (Some(&a), Some(&b)) = (self.points.get(next - 1), self.points.get(next)) else {
            return self.points.last().copied().unwrap_or([0.0, 0.0]);
        };
        let (from, to) =
            (self.lengths.get(next - 1).copied().unwrap_or(0.0), self.lengths.get(next).copied().unwrap_or(0.0));
        let t = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
    }
}

/// Where a name of this width and height may stand beside a point whose mark has this radius, the best side first.
fn beside(at: Point, radius: f32, (width, height): (f32, f32)) -> impl Iterator<Item = (Rect, Anchor)> {
    let gap = radius + 3.0;
    SIDES.into_iter().map(move |(dx, dy)| {
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

fn runs(lines: &[&str], rect: Rect, anchor: Anchor, ink: Lettering) -> Vec<TextRun> {
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

    fn ink() -> Lettering {
        Lettering { style: TextStyle::regular(12.0), color: Color(0, 0, 0, 255), halo: None }
    }

    fn view() -> Placer {
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

    #[test]
    fn a_name_keeps_off_marks_that_are_named_after_it() {
        let (at, other) = ([200.0, 150.0], [220.0, 150.0]);
        let placed = view().place_beside_clear(at, 3.0, &["Town"], ink(), (&[(at, 1), (other, 1)], &view())).unwrap();
        assert_eq!(placed[0].anchor, Anchor::End, "to the west, as the other mark is in the east");
        let all_around: Vec<_> = [[220.0, 150.0], [180.0, 150.0], [212.0, 140.0], [200.0, 165.0], [185.0, 165.0]]
            .into_iter()
            .zip([2, 1, 2, 2, 2])
            .collect();
        let placed = view().place_beside_clear(at, 3.0, &["Town"], ink(), (&all_around, &view())).unwrap();
        assert!(placed[0].anchor == Anchor::End && placed[0].pos[1] < 160.0, "over the least: {placed:?}");
        assert!(view().place_clear(at, &["Land"], ink(), (&[at], &view())).is_none());
        assert!(view().place_clear(at, &["Land"], ink(), (&[[200.0, 180.0]], &view())).is_some());
        let mut claims = view();
        claims.block_line(&[[190.0, 100.0], [190.0, 200.0]], 1.0);
        assert!(view().place_clear(at, &["Land"], ink(), (&[], &claims)).is_none(), "across a claim");
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

    fn along(line: &[Point], text: &str) -> Option<Vec<TextRun>> {
        view().place_along((line, &[]), text, (0.0, Hug::Close), ink(), |_| true)
    }

    #[test]
    fn a_name_follows_its_line_and_is_never_upside_down() {
        let right = along(&[[50.0, 100.0], [350.0, 200.0]], "River").unwrap();
        let left = along(&[[350.0, 200.0], [50.0, 100.0]], "River").unwrap();
        assert!((right[0].angle - left[0].angle).abs() < 1e-3 && right[0].angle > 0.3 && right[0].angle < 0.34);
        assert_eq!((right.len(), right[0].text.as_str()), (1, "River"), "a straight name is one run");
        let bent = [[50.0, 100.0], [60.0, 190.0], [70.0, 100.0], [80.0, 190.0], [90.0, 100.0]];
        assert!(along(&bent, "Crooked river").is_none());
    }

    #[test]
    fn letters_turn_with_a_bend() {
        let bow: Vec<Point> = (0..=30_u8)
            .map(|n| f32::from(n) * 0.05 - 0.75)
            .map(|t| [200.0 + 150.0 * t.sin(), 250.0 - 150.0 * t.cos()])
            .collect();
        let set = along(&bow, "Long river name").unwrap();
        assert_eq!(set.iter().map(|run| run.text.as_str()).collect::<String>(), "Longrivername");
        assert!(set.windows(2).all(|two| two[0].pos[0] < two[1].pos[0] && two[0].angle < two[1].angle + 0.05));
        assert!(set[0].angle < -0.1 && set[set.len() - 1].angle > 0.1);
        let joined = along(&bow, "نهر");
        assert!(joined.is_some_and(|runs| runs.len() == 1), "letters that join stay together");
    }

    #[test]
    fn a_dated_line_is_named_beside_its_course_where_it_is_crooked() {
        let crooked: Vec<Point> =
            (0..40_u8).map(|n| [20.0 + 9.0 * f32::from(n), 150.0 + if n % 2 == 0 { 8.0 } else { -8.0 }]).collect();
        let set = |hug| view().place_along((&crooked, &[]), "line of 1994", (9.0, hug), ink(), |_| true);
        assert!(set(Hug::Close).is_none());
        let named = set(Hug::Near).unwrap();
        assert!(named.iter().all(|run| (run.pos[1] - 150.0).abs() > 8.0), "not on the line: {named:?}");
        assert!(named.iter().all(|run| (run.pos[1] - 150.0).abs() < 40.0 && run.angle.abs() < 0.2), "{named:?}");
    }

    #[test]
    fn a_dated_line_that_is_coiled_or_short_is_named_straight_beside_it() {
        let hooked: Vec<Point> = (0..=30_u8)
            .map(|n| f32::from(n) * 0.08)
            .map(|t| [200.0 - 45.0 * t.cos(), 150.0 - 45.0 * t.sin() + if t > 1.0 { 9.0 } else { 0.0 }])
            .collect();
        for line in [&hooked[..], &[[180.0, 150.0], [230.0, 155.0]]] {
            let set = |hug| view().place_along((line, &[]), "line of control", (9.0, hug), ink(), |_| true);
            let close = set(Hug::Close);
            let named = set(Hug::Near).unwrap();
            assert!(close.is_none() && named.len() == 1, "{close:?}, {named:?}");
            let middle = font::bounds(&named[0]).center();
            let off = |at: &Point| (at[0] - middle[0]).hypot(at[1] - middle[1]);
            let nearest = line.iter().map(off).fold(f32::MAX, f32::min);
            assert!((8.0..60.0).contains(&nearest), "{nearest} off");
        }
        let speck = [[180.0, 150.0], [190.0, 150.0]];
        assert!(view().place_along((&speck, &[]), "line of control", (9.0, Hug::Near), ink(), |_| true).is_none());
    }

    #[test]
    fn a_name_stays_on_its_line_while_the_view_moves() {
        let line = |shift: f32| [[-300.0 + shift, 150.0], [500.0 + shift, 160.0]];
        let x = |shift: f32| along(&line(shift), "River").unwrap()[0].pos[0] - shift;
        assert!((x(0.0) - x(7.0)).abs() < 0.01 && (x(0.0) - x(-9.0)).abs() < 0.01);
    }

    #[test]
    fn a_name_stands_near_what_it_is_asked_to() {
        let line = [[10.0, 150.0], [390.0, 150.0]];
        // A line's own bends stand for the places on it, so it is smoothed into many first.
        for x in [80.0, 200.0, 320.0] {
            let set = view().place_along((&line, &[[x, 140.0]]), "1994", (0.0, Hug::Close), ink(), |_| true).unwrap();
            assert!((set[0].pos[0] - x).abs() < 5.0, "{} for {x}", set[0].pos[0]);
        }
    }

    #[test]
    fn lines_stand_in_the_way() {
        let mut placer = view();
        placer.block_line(&[[0.0, 150.0], [400.0, 150.0]], 4.0);
        assert!(placer.place_over([200.0, 150.0], &["Name"], ink()).is_none());
        assert!(placer.place_over([200.0, 120.0], &["Name"], ink()).is_some());
    }
}
