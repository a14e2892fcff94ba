//! The glyphs of the families, drawn as paths: no picture fonts.
//!
//! Comes in: path data of the tokens (a 16 × 16 box, y down). Goes out: shapes in a colour.
//! Only what the tokens use of SVG path data is read: M L H V A Z, upper and lower case, circular arcs.

use std::f32::consts::{PI, TAU};

use egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};
use geo::TriangulateEarcut as _;

/// A filled outline in a 16 × 16 box, cut into triangles once.
pub(super) struct Glyph {
    rings: Vec<Vec<Pos2>>,
    triangles: Vec<[Pos2; 3]>,
}

impl Glyph {
    /// Reads path data; what it does not know ends the outline there.
    pub(super) fn parse(path: &str) -> Self {
        let rings = rings(path);
        let triangles = rings.iter().flat_map(|ring| triangles(ring)).collect();
        Self { rings, triangles }
    }

    /// Paints it around a middle, in a box of this side.
    pub(super) fn paint(&self, painter: &Painter, center: Pos2, side: f32, color: Color32) {
        painter.extend(self.shapes(center, side, color));
    }

    /// Its shapes around a middle, in a box of this side.
    pub(super) fn shapes(&self, center: Pos2, side: f32, color: Color32) -> Vec<Shape> {
        let place = |point: Pos2| center + (point - pos2(8.0, 8.0)) * (side / 16.0);
        let mut mesh = Mesh::default();
        for triangle in &self.triangles {
            let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
            for &corner in triangle {
                mesh.colored_vertex(place(corner), color);
            }
            mesh.add_triangle(first, first + 1, first + 2);
        }
        // A hair of a line around it, as triangles alone have hard edges.
        let edge = |ring: &Vec<Pos2>| {
            Shape::closed_line(ring.iter().copied().map(place).collect::<Vec<_>>(), Stroke::new(0.5, color))
        };
        std::iter::once(Shape::mesh(mesh)).chain(self.rings.iter().map(edge)).collect()
    }
}

fn triangles(ring: &[Pos2]) -> Vec<[Pos2; 3]> {
    let outline = geo::LineString::from(ring.iter().map(|point| (point.x, point.y)).collect::<Vec<_>>());
    let polygon = geo::Polygon::new(outline, Vec::new());
    let corner = |at: geo::Coord<f32>| pos2(at.x, at.y);
    polygon.earcut_triangles().into_iter().map(|found| [found.v1(), found.v2(), found.v3()].map(corner)).collect()
}

/// The outlines of path data as points; arcs are cut into short lines.
fn rings(path: &str) -> Vec<Vec<Pos2>> {
    let mut rings: Vec<Vec<Pos2>> = Vec::new();
    let mut ring: Vec<Pos2> = Vec::new();
    let (mut at, mut start) = (Pos2::ZERO, Pos2::ZERO);
    for (command, numbers) in commands(path) {
        let relative = command.is_ascii_lowercase();
        let base = if relative { at.to_vec2() } else { Vec2::ZERO };
        match command.to_ascii_uppercase() {
            'M' | 'L' => {
                for (index, pair) in numbers.as_chunks::<2>().0.iter().enumerate() {
                    let base = if relative { at.to_vec2() } else { Vec2::ZERO };
                    at = pos2(pair[0], pair[1]) + base;
                    if command.eq_ignore_ascii_case(&'M') && index == 0 {
                        rings.extend(Some(std::mem::take(&mut ring)).filter(|ring| ring.len() > 2));
                        start = at;
                    }
                    ring.push(at);
                }
            }
            'H' => numbers.iter().for_each(|x| {
                at.x = x + base.x;
                ring.push(at);
            }),
            'V' => numbers.iter().for_each(|y| {
                at.y = y + base.y;
                ring.push(at);
            }),
            'A' => {
                for arc in numbers.as_chunks::<7>().0 {
                    let base = if relative { at.to_vec2() } else { Vec2::ZERO };
                    let end = pos2(arc[5], arc[6]) + base;
                    ring.extend(arc_points(at, end, arc[0], arc[3] != 0.0, arc[4] != 0.0));
                    at = end;
                }
            }
            'Z' => {
                rings.extend(Some(std::mem::take(&mut ring)).filter(|ring| ring.len() > 2));
                at = start;
            }
            _ => break,
        }
    }
    rings.extend(Some(ring).filter(|ring| ring.len() > 2));
    rings
}

/// Letters of path data, each with the numbers behind it. Flags of arcs must stand apart.
fn commands(path: &str) -> Vec<(char, Vec<f32>)> {
    let mut out: Vec<(char, Vec<f32>)> = Vec::new();
    let mut number = String::new();
    let flush = |number: &mut String, out: &mut Vec<(char, Vec<f32>)>| {
        if let (Ok(value), Some((_, numbers))) = (number.parse(), out.last_mut()) {
            numbers.push(value);
        }
        number.clear();
    };
    for character in path.chars() {
        match character {
            'a'..='z' | 'A'..='Z' => {
                flush(&mut number, &mut out);
                out.push((character, Vec::new()));
            }
            '0'..='9' => number.push(character),
            '.' if !number.contains('.') => number.push('.'),
            '.' | '-' => {
                flush(&mut number, &mut out);
                number.push(character);
            }
            _ => flush(&mut number, &mut out),
        }
    }
    flush(&mut number, &mut out);
    out
}

/// Points along a circular arc, after SVG 1.1 appendix F.6.5; without the first, with the last.
fn arc_points(from: Pos2, to: Pos2, radius: f32, large: bool, sweep: bool) -> Vec<Pos2> {
    let half = (to - from) / 2.0;
    let radius = radius.max(half.length());
    let off = (radius * radius - half.length_sq()).max(0.0).sqrt();
    let across = vec2(-half.y, half.x).normalized() * off * if large == sweep { -1.0 } else { 1.0 };
    let center = from + half + across;
    let (first, last) = ((from - center).angle(), (to - center).angle());
    let mut turn = last - first;
    if sweep && turn <= 0.0 {
        turn += TAU;
    }
    if !sweep && turn >= 0.0 {
        turn -= TAU;
    }
    let steps = ((turn.abs() / (PI / 10.0)).ceil() as u16).max(2);
    (1..=steps).map(|step| center + Vec2::angled(first + turn * f32::from(step) / f32::from(steps)) * radius).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_of_the_tokens_is_read() {
        let bar = rings("M2.5 6h11v4h-11Z");
        assert_eq!(bar, [[pos2(2.5, 6.0), pos2(13.5, 6.0), pos2(13.5, 10.0), pos2(2.5, 10.0)]]);
        assert_eq!(rings("M8 1.5 9.7 6.3 14.5 8ZM1 1h2v2Z").len(), 2, "implied lines, then a second outline");
    }

    #[test]
    fn arcs_bend_to_the_side_their_flags_say() {
        let left_half = rings("M6.7 3.5A4.5 4.5 0 0 0 6.7 12.5Z").remove(0);
        let leftmost = left_half.iter().map(|point| point.x).fold(f32::MAX, f32::min);
        assert!((leftmost - 2.2).abs() < 0.1, "{leftmost}");
        let whole = rings("M8 2.2a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4Z").remove(0);
        assert!(whole.iter().all(|point| ((*point - pos2(8.0, 4.9)).length() - 2.7).abs() < 0.05), "{whole:?}");
    }
}
