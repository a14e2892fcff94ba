//! Room for labels: which rectangles of the view are taken, and where beside a place a name still fits.
//!
//! Comes in: what stands in the way (pins, leaders, furniture) and labels, the most important first. Goes out: runs of
//! text that overlap nothing. What has no room is left out, never shrunk. The order of calls decides alone, so that a
//! view that did not change is labelled alike.

use std::collections::HashMap;

use super::font;
use super::item::{Anchor, Color, Halo, Point, Rect, TextRun, TextStyle};

/// Side of the cells the view is cut into to find neighbours soon, in points.
const CELL: f32 = 64.0;
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
    cells: HashMap<(i32, i32), Vec<Rect>>,
    placed: usize,
}

/// Where a label stands by its point: east first, as LOOK has it.
const SIDES: [(f32, f32); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0), (0.0, -1.0), (0.0, 1.0)];

impl Placer {
    /// A view with nothing in it; labels stay within `frame`.
    #[must_use]
    pub fn new(frame: Rect) -> Self {
        Self { frame, cells: HashMap::new(), placed: 0 }
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
        let rect = clamp(rect, self.frame.grown(400.0));
        self.placed += 1;
        for cell in cells(rect) {
            self.cells.entry(cell).or_default().push(rect);
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
            && cells(rect).all(|cell| self.cells.get(&cell).is_none_or(|taken| !taken.iter().any(|t| t.overlaps(rect))))
    }

    /// Sets a name of one or two lines beside a point whose mark has this radius, on the first side with room.
    pub fn place_beside(&mut self, at: Point, radius: f32, lines: &[&str], ink: Lettering) -> Option<Vec<TextRun>> {
        let (width, height) = extent(lines, ink.style);
        let gap = radius + 3.0;
        for (dx, dy) in SIDES {
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
            let rect = Rect::from_center_size(center, [width, height]);
            if self.is_free(rect.grown(1.0)) {
                self.block(rect);
                return Some(runs(lines, rect, anchor, ink));
            }
        }
        None
    }

    /// Sets a name of one or more lines with its middle at a point, if there is room.
    pub fn place_over(&mut self, at: Point, lines: &[&str], ink: Lettering) -> Option<Vec<TextRun>> {
        let (width, height) = extent(lines, ink.style);
        let rect = Rect::from_center_size(at, [width, height]);
        self.is_free(rect.grown(2.0)).then(|| {
            self.block(rect);
            runs(lines, rect, Anchor::Middle, ink)
        })
    }

    /// Sets a name along a line on the screen where the line is straight enough for it, `beside` points off it.
    pub fn place_along(&mut self, line: &[Point], text: &str, beside: f32, ink: Lettering) -> Option<TextRun> {
        let length = font::measure(text, &ink.style).width;
        let course = Course::new(line);
        let room = course.length() - length;
        if room < 8.0 {
            return None;
        }
        // From the middle outwards: a name stands where its line is seen most.
        let step = 24.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 200")]
        let tries = (room / step).clamp(1.0, 200.0) as u16;
        for n in 0..tries {
            let off = f32::from(n.div_ceil(2)) * step * if n % 2 == 0 { 1.0 } else { -1.0 };
            let start = (room / 2.0 + off).clamp(0.0, room);
            let Some(found) = self.straight(&course, start, length, beside, ink.style.size) else { continue };
            let (center, angle, taken) = found;
            for rect in taken {
                self.block(rect);
            }
            // The baseline lies under the middle of the letters.
            let drop = ink.style.size * CAP_HEIGHT / 2.0;
            let pos = [center[0] - angle.sin() * drop, center[1] + angle.cos() * drop];
            let Lettering { style, color, halo } = ink;
            return Some(TextRun { text: text.to_owned(), pos, anchor: Anchor::Middle, style, color, halo, angle });
        }
        None
    }

    fn straight(
        &self,
        course: &Course,
        start: f32,
        length: f32,
        beside: f32,
        size: f32,
    ) -> Option<(Point, f32, Vec<Rect>)> {
        let (from, to) = (course.at(start), course.at(start + length));
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let chord = dx.hypot(dy);
        if chord < length * 0.9 {
            return None;
        }
        let normal = [-dy / chord, dx / chord];
        // Read from left to right, the upper side of the line is against its normal, or along it when it runs left.
        let upward = if dx < 0.0 { -1.0 } else { 1.0 };
        let mut bulge = 0.0_f32;
        for n in 1..8_u8 {
            let p = course.at(start + length * f32::from(n) / 8.0);
            let off = (p[0] - from[0]) * normal[0] + (p[1] - from[1]) * normal[1];
            // Beside the line it may bend more than under the letters: the name then stands further off.
            if off.abs() > if beside > 0.0 { size } else { size * 0.55 } {
                return None;
            }
            bulge = bulge.max(off * -upward);
        }
        let mut angle = dy.atan2(dx);
        if angle.abs() > std::f32::consts::FRAC_PI_2 {
            angle -= std::f32::consts::PI * angle.signum();
        }
        // Above the line as it is read.
        let up = [angle.sin(), -angle.cos()];
        let center = [f32::midpoint(from[0], to[0]) + up[0] * beside, f32::midpoint(from[1], to[1]) + up[1] * beside];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count below 100")]
        let pieces = (length / size).ceil().clamp(1.0, 100.0) as u16;
        let taken: Vec<Rect> = (0..=pieces)
            .map(|n| {
                let t = (f32::from(n) / f32::from(pieces) - 0.5) * length;
                let at = [center[0] + angle.cos() * t, center[1] + angle.sin() * t];
                Rect::from_center_size(at, [size * 1.1, size * 1.1])
            })
            .collect();
        taken.iter().all(|&rect| self.is_free(rect)).then_some((center, angle, taken))
    }
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

fn clamp(rect: Rect, to: Rect) -> Rect {
    let fit = |p: Point| [p[0].clamp(to.min[0], to.max[0]), p[1].clamp(to.min[1], to.max[1])];
    Rect { min: fit(rect.min), max: fit(rect.max) }
}

fn cells(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    #[expect(clippy::cast_possible_truncation, reason = "cells of a view")]
    let cell = |n: f32| (n / CELL).floor().clamp(-1e4, 1e4) as i32;
    let (x0, x1, y0, y1) = (cell(rect.min[0]), cell(rect.max[0]), cell(rect.min[1]), cell(rect.max[1]));
    (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| (x, y)))
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
    fn a_name_follows_its_line_and_is_never_upside_down() {
        let right = view().place_along(&[[50.0, 100.0], [350.0, 200.0]], "River", 0.0, ink()).unwrap();
        let left = view().place_along(&[[350.0, 200.0], [50.0, 100.0]], "River", 0.0, ink()).unwrap();
        assert!((right.angle - left.angle).abs() < 1e-4 && right.angle > 0.3 && right.angle < 0.34);
        let bent = [[50.0, 100.0], [60.0, 140.0], [70.0, 100.0], [80.0, 140.0], [90.0, 100.0]];
        assert!(view().place_along(&bent, "Crooked river", 0.0, ink()).is_none());
    }

    #[test]
    fn lines_stand_in_the_way() {
        let mut placer = view();
        placer.block_line(&[[0.0, 150.0], [400.0, 150.0]], 4.0);
        assert!(placer.place_over([200.0, 150.0], &["Name"], ink()).is_none());
        assert!(placer.place_over([200.0, 120.0], &["Name"], ink()).is_some());
    }
}
