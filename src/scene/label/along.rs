//! Names along lines: rivers and ranges in every bend, dated lines beside their course.
//!
//! Comes in: a line on the screen, its name, what is taken. Goes out: one run where the line is straight, else a run for each
//! letter, turned with the line; never upside down, and nothing where the line is too crooked or has no room.

use super::course::{CLOSE, Course, NEAR, smoothed};
use super::{CAP_HEIGHT, Lettering, Placer};
use crate::scene::font;
use crate::scene::item::{Anchor, Point, Rect, TextRun, TextStyle};

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

impl Placer {
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
            letters.along(&course, start, beside, size, |at| self.is_free(letter_box(at, size)) && clear(at))
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
    set.iter().map(move |&(at, ..)| letter_box(at, size))
}

fn letter_box(at: Point, size: f32) -> Rect {
    let side = size * 1.1;
    Rect::from_center_size(at, [side, side])
}

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

    /// Middle, angle and width of each piece when the name begins so far along a course; nothing where it bends too much or
    /// the middle of a piece does not fit.
    fn along(
        &self,
        course: &Course,
        start: f32,
        beside: f32,
        size: f32,
        fits: impl Fn(Point) -> bool,
    ) -> Option<Vec<(Point, f32, f32)>> {
        let (from, to) = (course.at(start), course.at(start + self.length));
        // Read from left to right: a course that runs to the left is followed from its end.
        let back = to[0] < from[0];
        let place = |at: f32| course.at(if back { start + self.length - at } else { start + at });
        let turns = |a: f32, b: f32| {
            ((b - a + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI).abs()
        };
        let mut set: Vec<(Point, f32, f32)> = Vec::with_capacity(self.pieces.len());
        let (mut at, mut least, mut most) = (0.0, f32::MAX, f32::MIN);
        for &(_, width) in &self.pieces {
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
            let set_at = [on[0] + up[0] * beside, on[1] + up[1] * beside];
            (least, most) = (least.min(angle), most.max(angle));
            let readable = least > -1.75 && most < 1.75 && most - least < MOST_TURN;
            // Most courses are too crooked somewhere: the rest of the letters need not be tried.
            let goes_on = set.last().is_none_or(|&(before, angle_before, wide)| {
                let apart = (set_at[0] - before[0]).hypot(set_at[1] - before[1]) / f32::midpoint(wide, width).max(0.1);
                turns(angle_before, angle) < SHARPEST && SPACED.contains(&apart)
            });
            if !(readable && goes_on && fits(set_at)) {
                return None;
            }
            set.push((set_at, angle, width));
            at += width;
        }
        Some(set)
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

#[cfg(test)]
mod tests {
    use super::super::tests::{ink, view};
    use super::*;

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
}
