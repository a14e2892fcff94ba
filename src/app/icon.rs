//! The icons of the controls, drawn as lines in a 16 × 16 box: no picture fonts.
//!
//! Comes in: an [`Icon`]. Goes out: lines, rings and dots in a colour, at any size.

use std::f32::consts::PI;

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

/// A sign on a control.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    Undo,
    Redo,
    Search,
    Plus,
    Minus,
    Fit,
    Left,
    Right,
    Up,
    Down,
    Warning,
    Calendar,
    Check,
    Lock,
    Documents,
    Close,
    Sort,
    Theme,
    Pin,
    Legend,
    Filter,
    Copy,
    Fold,
    Unfold,
    Layers,
    Pencil,
}

/// A part of an icon.
enum Part {
    /// A line through points.
    Line(&'static [[f32; 2]]),
    /// A line that returns to its first point.
    Loop(&'static [[f32; 2]]),
    /// A ring: middle and radius.
    Ring([f32; 2], f32),
    /// A filled disc: middle and radius.
    Dot([f32; 2], f32),
    /// The left half of a disc, filled: middle and radius.
    Half([f32; 2], f32),
}

use Part::{Dot, Half, Line, Loop, Ring};

/// A shaft from the lower left, with a line across its head.
const PENCIL: &[Part] =
    &[Loop(&[[10.6, 2.6], [13.4, 5.4], [5.6, 13.2], [2.4, 13.6], [2.8, 10.4]]), Line(&[[8.8, 4.4], [11.6, 7.2]])];

impl Icon {
    fn parts(self) -> &'static [Part] {
        match self {
            Self::Undo => &[
                Line(&[[6.0, 3.0], [2.8, 6.2], [6.0, 9.4]]),
                Line(&[[2.8, 6.2], [10.0, 6.2], [12.2, 7.2], [13.2, 9.4], [12.2, 11.6], [10.0, 12.6], [6.6, 12.6]]),
            ],
            Self::Redo => &[
                Line(&[[10.0, 3.0], [13.2, 6.2], [10.0, 9.4]]),
                Line(&[[13.2, 6.2], [6.0, 6.2], [3.8, 7.2], [2.8, 9.4], [3.8, 11.6], [6.0, 12.6], [9.4, 12.6]]),
            ],
            Self::Search => &[Ring([7.0, 7.0], 4.5), Line(&[[10.3, 10.3], [14.0, 14.0]])],
            Self::Plus => &[Line(&[[3.0, 8.0], [13.0, 8.0]]), Line(&[[8.0, 3.0], [8.0, 13.0]])],
            Self::Minus => &[Line(&[[3.0, 8.0], [13.0, 8.0]])],
            Self::Fit => &[
                Line(&[[2.5, 6.0], [2.5, 2.5], [6.0, 2.5]]),
                Line(&[[10.0, 2.5], [13.5, 2.5], [13.5, 6.0]]),
                Line(&[[13.5, 10.0], [13.5, 13.5], [10.0, 13.5]]),
                Line(&[[6.0, 13.5], [2.5, 13.5], [2.5, 10.0]]),
            ],
            Self::Left => &[Line(&[[9.8, 3.5], [5.4, 8.0], [9.8, 12.5]])],
            Self::Right => &[Line(&[[6.2, 3.5], [10.6, 8.0], [6.2, 12.5]])],
            Self::Up => &[Line(&[[3.5, 9.8], [8.0, 5.4], [12.5, 9.8]])],
            Self::Down => &[Line(&[[3.5, 6.2], [8.0, 10.6], [12.5, 6.2]])],
            Self::Warning => &[
                Loop(&[[8.0, 2.2], [14.4, 13.4], [1.6, 13.4]]),
                Line(&[[8.0, 6.4], [8.0, 9.6]]),
                Line(&[[8.0, 11.2], [8.0, 11.9]]),
            ],
            Self::Calendar => &[
                Loop(&[[2.5, 3.8], [13.5, 3.8], [13.5, 13.5], [2.5, 13.5]]),
                Line(&[[2.5, 7.0], [13.5, 7.0]]),
                Line(&[[5.4, 2.0], [5.4, 5.0]]),
                Line(&[[10.6, 2.0], [10.6, 5.0]]),
            ],
            Self::Check => &[Line(&[[2.8, 8.4], [6.4, 12.0], [13.4, 4.4]])],
            Self::Lock => &[
                Loop(&[[3.5, 7.2], [12.5, 7.2], [12.5, 13.8], [3.5, 13.8]]),
                Line(&[[5.4, 7.2], [5.4, 4.8], [6.4, 3.0], [8.0, 2.4], [9.6, 3.0], [10.6, 4.8], [10.6, 7.2]]),
            ],
            Self::Documents => &[
                Loop(&[[3.5, 1.8], [9.5, 1.8], [12.5, 4.8], [12.5, 14.2], [3.5, 14.2]]),
                Line(&[[9.5, 1.8], [9.5, 4.8], [12.5, 4.8]]),
                Line(&[[5.6, 7.2], [10.4, 7.2]]),
                Line(&[[5.6, 9.4], [10.4, 9.4]]),
                Line(&[[5.6, 11.6], [10.4, 11.6]]),
            ],
            Self::Close => &[Line(&[[3.5, 3.5], [12.5, 12.5]]), Line(&[[12.5, 3.5], [3.5, 12.5]])],
            Self::Sort => {
                &[Line(&[[2.5, 4.0], [13.5, 4.0]]), Line(&[[4.5, 8.0], [11.5, 8.0]]), Line(&[[6.5, 12.0], [9.5, 12.0]])]
            }
            Self::Theme => &[Ring([8.0, 8.0], 5.6), Half([8.0, 8.0], 5.6)],
            Self::Pin => &[Ring([8.0, 6.4], 3.6), Line(&[[8.0, 10.0], [8.0, 14.4]])],
            Self::Filter => {
                &[Line(&[[2.0, 3.0], [14.0, 3.0], [9.6, 8.4], [9.6, 13.4], [6.4, 11.6], [6.4, 8.4], [2.0, 3.0]])]
            }
            Self::Copy => &[
                Loop(&[[5.6, 5.6], [13.6, 5.6], [13.6, 13.6], [5.6, 13.6]]),
                Line(&[[3.6, 10.4], [2.4, 10.4], [2.4, 2.4], [10.4, 2.4], [10.4, 3.6]]),
            ],
            Self::Fold => {
                &[Line(&[[8.0, 3.0], [3.0, 8.0], [8.0, 13.0]]), Line(&[[13.0, 3.0], [8.0, 8.0], [13.0, 13.0]])]
            }
            Self::Unfold => {
                &[Line(&[[3.0, 3.0], [8.0, 8.0], [3.0, 13.0]]), Line(&[[8.0, 3.0], [13.0, 8.0], [8.0, 13.0]])]
            }
            Self::Layers => &[
                Loop(&[[8.0, 2.2], [14.0, 5.4], [8.0, 8.6], [2.0, 5.4]]),
                Line(&[[2.0, 8.2], [8.0, 11.4], [14.0, 8.2]]),
                Line(&[[2.0, 11.0], [8.0, 14.2], [14.0, 11.0]]),
            ],
            Self::Pencil => PENCIL,
            Self::Legend => &[
                Dot([3.6, 4.0], 1.5),
                Line(&[[6.6, 4.0], [13.6, 4.0]]),
                Dot([3.6, 8.0], 1.5),
                Line(&[[6.6, 8.0], [13.6, 8.0]]),
                Dot([3.6, 12.0], 1.5),
                Line(&[[6.6, 12.0], [13.6, 12.0]]),
            ],
        }
    }

    /// Paints it around a middle, in a box of this side.
    pub(super) fn paint(self, painter: &Painter, center: Pos2, side: f32, color: Color32) {
        let unit = side / 16.0;
        let at = |[x, y]: [f32; 2]| center + vec2(x - 8.0, y - 8.0) * unit;
        let stroke = Stroke::new((unit * 1.5).clamp(1.2, 1.8), color);
        for part in self.parts() {
            let shape = match *part {
                Line(points) => Shape::line(points.iter().copied().map(at).collect(), stroke),
                Loop(points) => Shape::closed_line(points.iter().copied().map(at).collect(), stroke),
                Ring(middle, radius) => Shape::circle_stroke(at(middle), radius * unit, stroke),
                Dot(middle, radius) => Shape::circle_filled(at(middle), radius * unit, color),
                Half([x, y], radius) => {
                    let angle = |step: u8| PI / 2.0 + PI * f32::from(step) / 12.0;
                    let on = |angle: f32| at([x + radius * angle.cos(), y + radius * angle.sin()]);
                    Shape::convex_polygon((0..=12).map(angle).map(on).collect(), color, Stroke::NONE)
                }
            };
            painter.add(shape);
        }
    }
}
