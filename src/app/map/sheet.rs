//! The ground as one shape: areas and lines of tiles, each cut into triangles once, then only moved and scaled.
//!
//! Comes in: pieces of tiles that follow each other, and where each tile stands. Goes out: one shape of [`Rows`], without what
//! lies outside of the view. Lines are cut anew after a fifth of a zoom or with another ink, but only so many in one frame:
//! till then those at hand stand. What is kept holds its tile, so that no other can come to stand at its address.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use egui::epaint::Vertex;
use egui::epaint::text::Row;
use egui::{Color32, Context, Id, Mesh, Painter, Pos2, Rect, pos2};

use super::lines::{self, Ink, Stand};
use super::rows::Rows;
use crate::scene::{self, TileArea, TileLine, Triangles, parts};

/// How many corners are kept: every piece of a crowded window, some twenty times over; some 70 MB.
const KEPT_CORNERS: usize = 1_500_000;
/// How many bends of lines are cut in one frame, a millisecond's worth or two; the lines of one tile at least are.
const BENDS_IN_A_FRAME: usize = 2_000;
/// How many pieces are forgotten in one frame.
const FORGOTTEN_IN_A_FRAME: usize = 200;
/// More than any mesh of a frame has, in bytes.
const LARGEST: usize = 8 << 20;
/// Up to so many fifths of a zoom away, lines stand in for those not cut yet.
const STANDING_IN: i32 = 5;
/// By how much the clip of the ground is wider than that of what stands on it, in points: no pixel's worth.
const APART: f32 = 1e-3;

/// What is drawn of a tile.
#[derive(Clone, Copy)]
pub(super) enum Drawn<'a> {
    /// Areas in a colour.
    Area(&'a Arc<TileArea>, Color32),
    /// Lines in an ink.
    Line(&'a Arc<TileLine>, Ink),
}

/// A piece of the ground and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) drawn: Drawn<'a>,
    pub(super) stand: Stand,
}

/// What was cut: the geometry, its colour, pixels to a point, for lines the fifth of a zoom. Two inks of one colour on the
/// same lines would be taken for each other; no style has that.
type Key = (usize, Color32, u32, i32);

/// Held, so that no other geometry comes to stand at its address.
enum Held {
    Area { _area: Arc<TileArea> },
    Line { _lines: Arc<TileLine> },
}

struct Cut {
    parts: Vec<Part>,
    own_scale: f32,
    /// What the lines of a wide tile were cut for, in points around the corner of the tile at their own scale.
    near: Option<Rect>,
    ink: Option<Ink>,
    used: u64,
    _held: Held,
}

/// What lies together of what was cut.
struct Part {
    /// The corners around that of the tile, at the scale it was cut for.
    corners: Vec<Pos2>,
    bounds: Rect,
    /// What is drawn: the corners at the scale of the tile when it was drawn last.
    row: Arc<Row>,
    scale: f32,
}

struct Kept {
    cuts: FxHashMap<Key, Cut>,
    corners: usize,
    clock: u64,
    /// The frame that is drawn, and how many bends were cut in it.
    frame: u64,
    bends: usize,
}

impl Default for Kept {
    fn default() -> Self {
        // Each frame's mesh is let go after it. An allocator that gives so large a block back to the system has to ask for it
        // anew in the next frame, page by page, which takes longer than to fill it. That of glibc keeps blocks up to the size
        // of the largest it was ever given back (mallopt(3), M_MMAP_THRESHOLD): so it is given one.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST)));
        Self { cuts: FxHashMap::default(), corners: 0, clock: 0, frame: 0, bends: 0 }
    }
}

/// Paints pieces of the ground over each other in their order.
pub(super) fn paint<'a>(painter: &Painter, pieces: impl Iterator<Item = Piece<'a>>) {
    let ctx = painter.ctx();
    let kept = ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("sheets"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.ground(ctx, pieces, painter.clip_rect()).paint(painter, APART);
}

impl Kept {
    fn ground<'a>(&mut self, ctx: &Context, pieces: impl Iterator<Item = Piece<'a>>, view: Rect) -> Rows {
        let (mut ground, pixels) = (Rows::new(ctx), ctx.pixels_per_point());
        for piece in pieces {
            self.put((ctx, pixels), piece, view, &mut ground);
        }
        self.forget();
        ground
    }

    /// Adds what is seen of a piece, with so many pixels to a point; nothing where it has to wait.
    fn put(
        &mut self,
        (ctx, pixels): (&Context, f32),
        Piece { drawn, stand }: Piece<'_>,
        view: Rect,
        ground: &mut Rows,
    ) {
        if !(stand.scale.is_finite() && stand.scale > 0.0) {
            return;
        }
        self.clock += 1;
        let used = self.clock;
        let key = match drawn {
            Drawn::Area(area, fill) => (Arc::as_ptr(area).addr(), fill, pixels.to_bits(), 0),
            Drawn::Line(lines, ink) => (Arc::as_ptr(lines).addr(), ink.stroke.color, pixels.to_bits(), stand.step()),
        };
        let view = view.translate(-stand.origin.to_vec2());
        let fits = |cut: &Cut| match drawn {
            Drawn::Area(..) => true,
            Drawn::Line(_, ink) => cut.ink == Some(ink) && cut.is_cut_for(view, stand),
        };
        let mut at = Some(key);
        if !self.cuts.get(&key).is_some_and(fits) {
            if self.may_cut(ctx, drawn) {
                self.keep(key, Cut::new(ctx, drawn, stand, view, ground));
            } else {
                at = self.standing_in(key);
            }
        }
        if let Some(cut) = at.and_then(|at| self.cuts.get_mut(&at)) {
            cut.used = used;
            cut.put(stand, view, ground);
        }
    }

    /// The lines at hand that are nearest to those not cut yet.
    fn standing_in(&self, (lines, color, pixels, step): Key) -> Option<Key> {
        let near = (0..=STANDING_IN).flat_map(|off| [step - off, step + off]);
        near.map(|step| (lines, color, pixels, step)).find(|key| self.cuts.contains_key(key))
    }

    /// Whether there is time left in this frame; where not, another frame is asked for.
    fn may_cut(&mut self, ctx: &Context, drawn: Drawn<'_>) -> bool {
        let Drawn::Line(lines, _) = drawn else { return true };
        let frame = ctx.cumulative_pass_nr();
        if self.frame != frame {
            (self.frame, self.bends) = (frame, 0);
        }
        if self.bends >= BENDS_IN_A_FRAME {
            ctx.request_repaint();
            return false;
        }
        self.bends += lines.lines.iter().map(Vec::len).sum::<usize>();
        true
    }

    fn keep(&mut self, key: Key, cut: Cut) {
        self.corners += cut.corners();
        if let Some(before) = self.cuts.insert(key, cut) {
            self.corners = self.corners.saturating_sub(before.corners());
        }
    }

    /// Forgets what was used longest ago while there are too many corners: little in each frame, as letting go takes time too.
    fn forget(&mut self) {
        if self.corners > KEPT_CORNERS {
            let mut ages: Vec<u64> = self.cuts.values().map(|cut| cut.used).collect();
            let last = FORGOTTEN_IN_A_FRAME.min(ages.len() / 2);
            let (_, &mut limit, _) = ages.select_nth_unstable(last);
            self.cuts.retain(|_, cut| cut.used > limit);
            self.corners = self.cuts.values().map(Cut::corners).sum();
        }
    }
}

impl Cut {
    /// Cuts a piece; `view` is what is seen, in points around the corner of its tile.
    fn new(ctx: &Context, drawn: Drawn<'_>, stand: Stand, view: Rect, rows: &Rows) -> Self {
        // Three views wide and high, so that a wide tile need not be cut in each frame of a drag.
        let near = view.expand2(view.size());
        let (meshes, own_scale, near, ink, held): (Vec<Mesh>, _, _, _, _) = match drawn {
            Drawn::Area(area, fill) => {
                let meshes = area.triangles().iter().map(|part| mesh_of(part, fill)).collect();
                (meshes, 1.0, None, None, Held::Area { _area: Arc::clone(area) })
            }
            Drawn::Line(lines, ink) => {
                let held = Held::Line { _lines: Arc::clone(lines) };
                let (scale, near) =
                    if stand.is_wide() { (stand.scale, Some(near)) } else { (stand.step_scale(), None) };
                let side = near.map_or(lines::side(scale), |near| near.size().max_elem());
                (in_parts(lines::mesh(ctx, lines, scale, ink, near), side), scale, near, Some(ink), held)
            }
        };
        let part = |mesh: Mesh| {
            let (corners, bounds) = (mesh.vertices.iter().map(|corner| corner.pos).collect(), mesh.calc_bounds());
            Some(Part { corners, bounds, row: rows.row(mesh)?, scale: own_scale })
        };
        let parts = meshes.into_iter().filter_map(part).collect();
        Self { parts, own_scale, near, ink, used: 0, _held: held }
    }

    fn corners(&self) -> usize {
        self.parts.iter().map(|part| part.corners.len()).sum()
    }

    /// Whether all that is seen was cut: `view` is in points around the corner of the tile.
    fn is_cut_for(&self, view: Rect, stand: Stand) -> bool {
        self.near.is_none_or(|near| (near * (stand.scale / self.own_scale)).contains_rect(view))
    }

    /// Adds those of its parts that are seen, `view` being in points around the corner of the tile.
    fn put(&mut self, Stand { origin, scale }: Stand, view: Rect, ground: &mut Rows) {
        let grow = scale / self.own_scale;
        for part in self.parts.iter_mut().filter(|part| view.intersects(part.bounds * grow)) {
            part.grow(scale, grow);
            ground.add(origin, &part.row);
        }
    }
}

impl Part {
    /// At a scale, so many times its own.
    fn grow(&mut self, scale: f32, grow: f32) {
        if self.scale != scale {
            let visuals = &mut Arc::make_mut(&mut self.row).visuals;
            visuals.mesh_bounds = self.bounds * grow;
            for (corner, from) in visuals.mesh.vertices.iter_mut().zip(&self.corners) {
                corner.pos = *from * grow;
            }
            self.scale = scale;
        }
    }
}

/// A part of an area of a tile in its own units.
fn mesh_of(part: &Triangles, fill: Color32) -> Mesh {
    let corner = |at: &[i16; 2]| Vertex::untextured(pos2(f32::from(at[0]), f32::from(at[1])), fill);
    Mesh { indices: part.indices.clone(), vertices: part.corners.iter().map(corner).collect(), ..Mesh::default() }
}

/// A mesh of a tile so many points wide, in parts.
fn in_parts(mesh: Mesh, side: f32) -> Vec<Mesh> {
    let corner = |index: u32| mesh.vertices.get(usize::try_from(index).ok()?);
    let found = parts(mesh.vertices.len(), &mesh.indices, side, |index| corner(index).map(|it| [it.pos.x, it.pos.y]));
    if found.len() < 2 {
        return vec![mesh];
    }
    let part = |part: scene::Part| Mesh {
        vertices: part.corners.into_iter().filter_map(|index| corner(index).copied()).collect(),
        indices: part.indices,
        ..Mesh::default()
    };
    found.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use egui::{Stroke, vec2};

    use super::*;

    const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(800.0, 600.0) };

    fn lines() -> Arc<TileLine> {
        Arc::new(TileLine { lines: vec![vec![[0, 0], [4000, 0], [4000, 4000]]] })
    }

    fn piece(lines: &Arc<TileLine>, width: f32, origin: Pos2, scale: f32) -> Piece<'_> {
        let ink = Ink { stroke: Stroke::new(width, Color32::RED), dash: None };
        Piece { drawn: Drawn::Line(lines, ink), stand: Stand { origin, scale } }
    }

    /// A frame in which these pieces are drawn: how many bends were cut in it, and the corners of each row.
    fn frame(kept: &mut Kept, ctx: &Context, pieces: &[Piece<'_>]) -> (usize, Vec<Vec<Pos2>>) {
        let mut rows = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            kept.bends = 0;
            let ground = kept.ground(ui.ctx(), pieces.iter().copied(), VIEW);
            rows = ground.corners();
        });
        output.textures_delta.clear();
        (kept.bends, rows)
    }

    #[test]
    fn a_piece_is_cut_once_and_moved_and_scaled_after() {
        let (mut kept, ctx, lines) = (Kept::default(), Context::default(), lines());
        let at = |x: f32, scale: f32| [piece(&lines, 2.0, pos2(x, 20.0), 0.0625 * scale)];
        let (cut, before) = frame(&mut kept, &ctx, &at(10.0, 1.0));
        let (again, moved) = frame(&mut kept, &ctx, &at(60.0, 1.0));
        assert!((cut, again) == (3, 0) && (moved[0][0] - before[0][0] - vec2(50.0, 0.0)).length() < 1e-3);
        let (again, scaled) = frame(&mut kept, &ctx, &at(10.0, 1.02));
        let far = |rows: &[Vec<Pos2>]| rows[0].iter().map(|at| at.x).fold(0.0, f32::max) - 10.0;
        assert!(again == 0 && (far(&scaled) / far(&before) - 1.02).abs() < 1e-3, "within a fifth of a zoom");
        assert_eq!(frame(&mut kept, &ctx, &at(10.0, 1.4)).0, 3, "lines keep their width");
        assert_eq!(frame(&mut kept, &ctx, &at(10.0, 1.0)).0, 0, "both are kept");
    }

    #[test]
    fn what_is_outside_is_left_out_and_each_piece_is_its_own() {
        let (mut kept, ctx, tiles) = (Kept::default(), Context::default(), [lines(), lines()]);
        let two = |x, y| [piece(&tiles[0], 2.0, pos2(x, 20.0), 0.05), piece(&tiles[1], 3.0, pos2(y, 20.0), 0.05)];
        let (cut, rows) = frame(&mut kept, &ctx, &two(10.0, 300.0));
        assert!(cut == 6 && rows.len() == 2 && rows[1][0].x > 290.0, "{rows:?}");
        let (cut, rows) = frame(&mut kept, &ctx, &two(-900.0, 300.0));
        assert!(cut == 0 && rows.len() == 1 && rows[0][0].x > 290.0, "{rows:?}");
        let wide = [piece(&tiles[0], 3.0, pos2(10.0, 20.0), 0.05)];
        assert_eq!(frame(&mut kept, &ctx, &wide).0, 3, "another width");
        let square = vec![[0, 0], [100, 0], [100, 100], [0, 100]];
        let area = Arc::new(TileArea { polygons: vec![vec![square]], ..TileArea::default() });
        let stand = Stand { origin: pos2(5.0, 5.0), scale: 2.0 };
        let (_, rows) = frame(&mut kept, &ctx, &[Piece { drawn: Drawn::Area(&area, Color32::RED), stand }]);
        assert!(rows[0].contains(&pos2(205.0, 5.0)), "{rows:?}");
    }

    #[test]
    fn of_a_wide_tile_what_is_near_the_view_is_cut_and_more_when_it_comes() {
        let (mut kept, ctx) = (Kept::default(), Context::default());
        let zigzag = (0..4000_i16).map(|x| [x, (x % 2) * 100]).collect();
        let lines = Arc::new(TileLine { lines: vec![zigzag] });
        let at = |x: f32| [piece(&lines, 2.0, pos2(x, 20.0), 4.0)];
        let (_, rows) = frame(&mut kept, &ctx, &at(-4000.0));
        assert!(rows[0].len() < 8000, "{} corners", rows[0].len());
        assert_eq!(frame(&mut kept, &ctx, &at(-4300.0)).0, 0, "a view to each side is cut");
        assert!(frame(&mut kept, &ctx, &at(-9000.0)).0 > 0);
    }

    #[test]
    fn a_frame_cuts_so_much_and_the_old_ink_stands_till_then() {
        let straight = || (0..2_000_i16).map(|n| [n, n]).collect();
        let crowded = || Arc::new(TileLine { lines: vec![straight()] });
        let tiles = [crowded(), crowded(), crowded()];
        let (mut kept, ctx) = (Kept::default(), Context::default());
        let all = |width, scale| [0, 1, 2].map(|n| piece(&tiles[n], width, Pos2::ZERO, scale));
        let drawn: Vec<usize> = (0..3).map(|_| frame(&mut kept, &ctx, &all(1.0, 0.1)).1.len()).collect();
        assert_eq!(drawn, [1, 2, 3]);
        let (bends, rows) = frame(&mut kept, &ctx, &all(2.0, 0.1));
        assert!(bends == BENDS_IN_A_FRAME && rows.len() == 3, "none is gone while it waits for its new width");
        let (bends, rows) = frame(&mut kept, &ctx, &all(2.0, 0.13));
        assert!(bends == BENDS_IN_A_FRAME && rows.len() == 3, "nor for its new scale");
    }

    #[test]
    fn memory_is_bounded() {
        let (mut kept, ctx) = (Kept::default(), Context::default());
        let tiles: Vec<Arc<TileLine>> =
            (0..60).map(|_| Arc::new(TileLine { lines: vec![vec![[0, 0], [9, 0], [9, 9]]; 5_000] })).collect();
        for tile in &tiles {
            frame(&mut kept, &ctx, &[piece(tile, 2.0, Pos2::ZERO, 1.0)]);
            assert!(kept.corners <= KEPT_CORNERS);
        }
        assert!(kept.cuts.len() < 60);
        let (again, _) = frame(&mut kept, &ctx, &[piece(&tiles[59], 2.0, Pos2::ZERO, 1.0)]);
        assert_eq!(again, 0, "the newest stays");
    }
}
