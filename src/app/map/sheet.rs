//! The ground as one mesh: areas and lines of many tiles, put together once, then only moved and scaled.
//!
//! Comes in: items of tiles that follow each other, and how the scene lies on the screen. Goes out: one shape. It is put
//! together anew when other tiles or inks come, or after a fifth of a zoom; tiles that leave the view, as on the way in, may
//! stay in it. A sheet holds its tiles, so that no other can come to stand at their address. It must never draw one sheet
//! where another was asked for.

use std::sync::{Arc, Mutex, PoisonError};

use egui::epaint::Vertex;
use egui::{Color32, Context, Id, Mesh, Painter, Pos2, Rect, Shape, Vec2, vec2};

use super::lines::{Cuts, Ink, Stand};
use crate::scene::{TileArea, TileLine};

/// How many sheets are kept: of a window, the views around it, a preview.
const KEPT: usize = 12;
/// How far a tile may stand from where the rest of its sheet is, in points.
const ASTRAY: f32 = 0.04;

/// By how much the clip of the ground is wider than that of what stands on it, in points: no pixel's worth.
const APART: f32 = 1e-3;

/// What is drawn of a tile.
#[derive(Clone)]
pub(super) enum Drawn {
    /// Areas in a colour.
    Area(Arc<TileArea>, Color32),
    /// Lines in an ink.
    Line(Arc<TileLine>, Ink),
}

impl PartialEq for Drawn {
    /// Whether it is the very same geometry in the same ink.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Area(a, fill), Self::Area(b, other)) => Arc::ptr_eq(a, b) && fill == other,
            (Self::Line(a, ink), Self::Line(b, other)) => Arc::ptr_eq(a, b) && ink == other,
            _ => false,
        }
    }
}

/// A piece of the ground and where it stands.
#[derive(Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) drawn: Drawn,
    pub(super) stand: Stand,
}

/// How a sheet lies now, against how it was put together.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lie {
    grow: f32,
    shift: Vec2,
}

impl Lie {
    /// As it was put together.
    const FIRST: Self = Self { grow: 1.0, shift: Vec2::ZERO };

    fn of(self, at: Pos2) -> Pos2 {
        (at.to_vec2() * self.grow + self.shift).to_pos2()
    }
}

struct Sheet {
    pieces: Vec<Piece>,
    /// As it was put together.
    mesh: Arc<Mesh>,
    /// What it was put together for, where tiles are wide.
    view: Rect,
    /// As it was drawn since it moved, and how it lay last.
    last: Option<Arc<Mesh>>,
    lie: Lie,
    /// Whether all lines are in it as they should be.
    whole: bool,
    pixels: f32,
    used: u64,
}

#[derive(Default)]
struct Kept {
    sheets: Vec<Sheet>,
    cuts: Cuts,
    clock: u64,
}

/// Paints pieces of the ground over each other in their order.
pub(super) fn paint(painter: &Painter, pieces: Vec<Piece>) {
    if pieces.is_empty() {
        return;
    }
    let ctx = painter.ctx();
    let kept = ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("sheets"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let mesh = kept.drawn(ctx, pieces, painter.clip_rect());
    if !mesh.is_empty() {
        // Clipped a hair wider, egui draws it apart from what follows: else each name and pin put after it would make egui
        // copy the whole ground to where there is room for more. `with_clip_rect` would only ever narrow the clip.
        let mut apart = painter.clone();
        apart.set_clip_rect(painter.clip_rect().expand(APART));
        apart.add(Shape::Mesh(mesh));
    }
}

impl Kept {
    fn drawn(&mut self, ctx: &Context, pieces: Vec<Piece>, view: Rect) -> Arc<Mesh> {
        self.clock += 1;
        let pixels = ctx.pixels_per_point();
        let fits = |sheet: &Sheet| (sheet.pixels == pixels).then(|| sheet.lies(&pieces, view)).flatten();
        let found = self.sheets.iter().enumerate().find_map(|(at, sheet)| Some((at, fits(sheet)?)));
        let (at, lie) = found.unwrap_or_else(|| {
            // The one whose lines were not all there is put together again, in its place.
            let unfinished = self.sheets.iter().position(|sheet| !sheet.whole && sheet.shows(&pieces));
            let at = unfinished.unwrap_or(self.sheets.len());
            let of_last = |sheet: &Sheet| [sheet.mesh.vertices.len(), sheet.mesh.indices.len()];
            let room = self.sheets.iter().max_by_key(|sheet| sheet.used).map_or([0, 0], of_last);
            let sheet = Sheet::new(ctx, &mut self.cuts, pieces, view, room);
            match self.sheets.get_mut(at) {
                Some(old) => *old = sheet,
                None => self.sheets.push(sheet),
            }
            (at, Lie::FIRST)
        });
        let Some(sheet) = self.sheets.get_mut(at) else { return Arc::default() };
        sheet.used = self.clock;
        let mesh = sheet.at(lie);
        if self.sheets.len() > KEPT {
            let oldest = self.sheets.iter().enumerate().min_by_key(|(_, sheet)| sheet.used).map(|(at, _)| at);
            oldest.map(|at| self.sheets.swap_remove(at));
        }
        mesh
    }
}

impl Sheet {
    fn new(ctx: &Context, cuts: &mut Cuts, pieces: Vec<Piece>, view: Rect, room: [usize; 2]) -> Self {
        // Three views wide and high, so that a wide tile need not be cut in each frame of a drag.
        let view = view.expand2(view.size());
        // About as large as the one before it: a mesh that grows on the way is copied ever again.
        let mut mesh = Mesh::default();
        mesh.vertices.reserve(room[0]);
        mesh.indices.reserve(room[1]);
        let mut whole = true;
        for Piece { drawn, stand } in &pieces {
            match drawn {
                Drawn::Area(area, fill) => add_area(area, *stand, *fill, &mut mesh),
                Drawn::Line(lines, ink) => whole &= cuts.add(ctx, lines, *stand, *ink, view, &mut mesh),
            }
        }
        let (mesh, pixels) = (Arc::new(mesh), ctx.pixels_per_point());
        Self { pieces, mesh, view, last: None, lie: Lie::FIRST, whole, pixels, used: 0 }
    }

    /// Whether it has the same pieces, wherever they stand.
    fn shows(&self, pieces: &[Piece]) -> bool {
        self.pieces.len() == pieces.len() && self.pieces.iter().zip(pieces).all(|(a, b)| a.drawn == b.drawn)
    }

    /// How it lies when its pieces stand like these; nothing when it has to be put together anew. It may hold others between
    /// them: tiles that left the view.
    fn lies(&self, pieces: &[Piece], view: Rect) -> Option<Lie> {
        if !self.whole {
            return None;
        }
        let mut held = self.pieces.iter();
        let mut lie = None;
        for now in pieces {
            let then = held.find(|then| then.drawn == now.drawn)?.stand;
            let now = now.stand;
            let lie = *lie.get_or_insert_with(|| {
                let grow = now.scale / then.scale;
                Lie { grow, shift: now.origin.to_vec2() - then.origin.to_vec2() * grow }
            });
            let astray = (lie.of(then.origin) - now.origin).abs().max_elem();
            // Far outside, a position has fewer digits behind the point.
            let stands = then.step() == now.step()
                && (then.scale * lie.grow / now.scale - 1.0).abs() < 1e-5
                && astray < ASTRAY + now.origin.to_vec2().abs().max_elem() * 1e-6;
            if !stands {
                return None;
            }
        }
        let in_view = |lie: &Lie| {
            let cut_for = Rect::from_min_max(lie.of(self.view.min), lie.of(self.view.max));
            !self.pieces.iter().any(|piece| piece.stand.is_wide()) || cut_for.contains_rect(view)
        };
        lie.filter(in_view)
    }

    /// The mesh as it lies now: the one drawn last where nothing moved.
    fn at(&mut self, lie: Lie) -> Arc<Mesh> {
        if self.lie != lie {
            self.lie = lie;
            let last = Arc::make_mut(self.last.get_or_insert_with(|| Arc::new(Mesh::clone(&self.mesh))));
            for (corner, from) in last.vertices.iter_mut().zip(&self.mesh.vertices) {
                corner.pos = lie.of(from.pos);
            }
        }
        Arc::clone(self.last.as_ref().unwrap_or(&self.mesh))
    }
}

fn add_area(area: &TileArea, stand: Stand, fill: Color32, mesh: &mut Mesh) {
    let (corners, triangles) = area.triangles();
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
    mesh.indices.extend(triangles.iter().map(|index| first + index));
    mesh.vertices.extend(corners.iter().map(|corner| {
        let at = stand.origin + vec2(f32::from(corner[0]), f32::from(corner[1])) * stand.scale;
        Vertex::untextured(at, fill)
    }));
}

#[cfg(test)]
mod tests {
    use egui::{Stroke, pos2};

    use super::*;

    const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(800.0, 600.0) };

    fn lines() -> Arc<TileLine> {
        Arc::new(TileLine { lines: vec![vec![[0, 0], [4000, 0], [4000, 4000]]] })
    }

    fn piece(lines: &Arc<TileLine>, width: f32, origin: Pos2, scale: f32) -> Piece {
        let ink = Ink { stroke: Stroke::new(width, Color32::RED), dash: None };
        Piece { drawn: Drawn::Line(Arc::clone(lines), ink), stand: Stand { origin, scale } }
    }

    /// A frame in which these pieces are drawn: how many sheets there are then, and the first corner.
    fn frame(kept: &mut Kept, ctx: &Context, pieces: &[Piece]) -> (usize, Pos2) {
        let mut first = Pos2::ZERO;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let mesh = kept.drawn(ui.ctx(), pieces.to_vec(), VIEW);
            first = mesh.vertices.first().map_or(Pos2::ZERO, |corner| corner.pos);
        });
        output.textures_delta.clear();
        (kept.sheets.len(), first)
    }

    #[test]
    fn a_sheet_is_put_together_once_and_moved_and_scaled_after() {
        let (mut kept, ctx, tiles) = (Kept::default(), Context::default(), [lines(), lines()]);
        let at = |x: f32, grow: f32| {
            let right = pos2(x + 256.0 * grow, 20.0);
            vec![piece(&tiles[0], 2.0, pos2(x, 20.0), 0.0625 * grow), piece(&tiles[1], 2.0, right, 0.0625 * grow)]
        };
        let (count, before) = frame(&mut kept, &ctx, &at(10.0, 1.0));
        let (moved, after) = frame(&mut kept, &ctx, &at(60.0, 1.0));
        assert!((count, moved) == (1, 1) && (after - before - vec2(50.0, 0.0)).length() < 1e-3);
        assert_eq!(frame(&mut kept, &ctx, &at(60.0, 1.02)).0, 1, "within a fifth of a zoom");
        assert_eq!(frame(&mut kept, &ctx, &at(60.0, 1.4)).0, 2, "lines keep their width");
    }

    #[test]
    fn a_tile_that_left_the_view_may_stay_and_one_that_comes_may_not_lack() {
        let (mut kept, ctx, tiles) = (Kept::default(), Context::default(), [lines(), lines(), lines()]);
        let at = |which: &[usize], shift: f32| -> Vec<Piece> {
            let place = |n: usize| pos2(shift + [0.0, 256.0, 512.0][n], 20.0);
            which.iter().map(|&n| piece(&tiles[n], 2.0, place(n), 0.0625)).collect()
        };
        frame(&mut kept, &ctx, &at(&[0, 1], 10.0));
        let (count, first) = frame(&mut kept, &ctx, &at(&[1], -40.0));
        assert_eq!(count, 1, "the first tile is outside and may stay");
        let (_, whole) = frame(&mut kept, &ctx, &at(&[0, 1], -40.0));
        assert!((first - whole).length() < 1e-3, "and all lies where it belongs");
        assert_eq!(frame(&mut kept, &ctx, &at(&[1, 2], -40.0)).0, 2, "another tile came");
        assert_eq!(frame(&mut kept, &ctx, &at(&[1, 0], -40.0)).0, 3, "another order");
    }

    #[test]
    fn no_sheet_stands_for_another() {
        let (mut kept, ctx, tiles) = (Kept::default(), Context::default(), [lines(), lines()]);
        let at = |x| pos2(x, 20.0);
        let two = |x, y| vec![piece(&tiles[0], 2.0, at(x), 0.05), piece(&tiles[1], 2.0, at(y), 0.05)];
        frame(&mut kept, &ctx, &two(10.0, 300.0));
        assert_eq!(frame(&mut kept, &ctx, &two(10.0, 310.0)).0, 2, "one tile stands elsewhere");
        let other = vec![piece(&tiles[1], 2.0, at(10.0), 0.05), piece(&tiles[0], 2.0, at(300.0), 0.05)];
        assert_eq!(frame(&mut kept, &ctx, &other).0, 3, "other tiles in the same places");
        let wide = vec![piece(&tiles[0], 3.0, at(10.0), 0.05), piece(&tiles[1], 2.0, at(300.0), 0.05)];
        assert_eq!(frame(&mut kept, &ctx, &wide).0, 4, "another width");
        for n in 0..40_u8 {
            frame(&mut kept, &ctx, &two(10.0, 400.0 + f32::from(n)));
        }
        assert!(kept.sheets.len() <= KEPT);
    }
}
