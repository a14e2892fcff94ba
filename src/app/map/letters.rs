//! Letters with their edge as one shape: a name on the map is drawn five times over, four of them for its halo.
//!
//! Comes in: words as egui laid them out, the colour and width of the edge. Goes out: the same with the edge under the
//! letters, made once and kept while it is drawn. Positions in egui's store of glyphs are left to egui, as they change. And
//! whether a frame has time for a name: to draw letters of a size for the first time is dear.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use egui::epaint::{TextShape, Vertex};
use egui::text::Galley;
use egui::{Color32, Context, FontId, Id, Mesh, Painter, Pos2, Vec2};

/// How many edged names are kept before those not drawn of late are let go.
const KEPT: usize = 2_000;
/// How many copies of the letters are their edge: to each corner of a square, which close around stems, bars and slants as
/// thick as letters of a map have. The corners of letters are most of what a frame draws.
const COPIES: usize = 4;
/// How far off the copies stand, of the width of the edge.
const REACH: f32 = 1.15;

/// Corners of a letter, and indices of its two triangles.
const CORNERS: usize = 4;
const INDICES: usize = 6;

/// Which words, by where egui keeps them; colour and width of the edge.
type Key = (usize, Color32, u32);

struct Edged {
    edged: Arc<Galley>,
    used: u64,
    /// Held, so that no other words come to stand at their address.
    _plain: Arc<Galley>,
}

#[derive(Default)]
struct Kept(FxHashMap<Key, Edged>);

/// How many letters are drawn for the first time in one frame, some four milliseconds' worth; those of one name at least are.
const NEW_IN_A_FRAME: usize = 80;
/// How many letters are known before all are forgotten; a map has some hundreds.
const MOST_KNOWN: usize = 20_000;

/// The letters that were drawn once, each in a typeface and size.
#[derive(Default)]
struct Known {
    letters: FxHashSet<(char, u64)>,
    /// The frame that is drawn, and how many were new in it.
    frame: u64,
    new: usize,
}

impl Known {
    /// Whether words in a typeface and size may be drawn in this frame; all that may are known from then on.
    fn may_draw(&mut self, frame: u64, words: &str, face: u64) -> bool {
        if self.frame != frame {
            (self.frame, self.new) = (frame, 0);
        }
        let new = words.chars().filter(|&letter| !self.letters.contains(&(letter, face))).count();
        if new > 0 && self.new >= NEW_IN_A_FRAME {
            return false;
        }
        if new > 0 {
            if self.letters.len() > MOST_KNOWN {
                self.letters.clear();
            }
            self.letters.extend(words.chars().map(|letter| (letter, face)));
            self.new += new;
        }
        true
    }
}

/// Whether this frame has time for words in a typeface and size, which a number stands for; where not, they come with the
/// next one, which is asked for.
pub(super) fn may_draw(ctx: &Context, words: &str, face: u64) -> bool {
    let known =
        ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Known>>>(Id::unique("letters"))));
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let may = known.may_draw(ctx.cumulative_pass_nr(), words, face);
    if !may {
        ctx.request_repaint();
    }
    may
}

/// Words with an edge of a colour and a width in points around each letter.
pub(super) fn edged(ctx: &Context, plain: Arc<Galley>, color: Color32, width: f32) -> Arc<Galley> {
    let kept = ctx.data_mut(|data| Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Kept>>>(Id::unique("edged"))));
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let now = ctx.cumulative_pass_nr();
    if kept.0.len() > KEPT {
        kept.0.retain(|_, edged| edged.used + 1 >= now);
    }
    let key = (Arc::as_ptr(&plain).addr(), color, width.to_bits());
    let edged = kept.0.entry(key).or_insert_with(|| {
        let edged = Arc::new(with_edge(&plain, color, width));
        Edged { edged, used: now, _plain: plain }
    });
    edged.used = now;
    Arc::clone(&edged.edged)
}

/// A text of one blank: it draws nothing, and others are made from it, as egui gives no other way to make one.
pub(super) fn blank(ctx: &Context) -> Arc<Galley> {
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(" ".to_owned(), FontId::default(), Color32::TRANSPARENT))
}

/// Has egui make room for so many letters with an edge at once, where it would copy all it has for each few of them.
pub(super) fn make_room(painter: &Painter, letters: usize) {
    let mut room = Galley::clone(&blank(painter.ctx()));
    room.rows.clear();
    room.num_vertices = letters * CORNERS * (COPIES + 1);
    room.num_indices = letters * INDICES * (COPIES + 1);
    painter.add(TextShape::new(Pos2::ZERO, Arc::new(room), Color32::TRANSPARENT));
}

fn with_edge(plain: &Galley, color: Color32, width: f32) -> Galley {
    let mut edged = plain.clone();
    (edged.num_vertices, edged.num_indices) = (0, 0);
    for placed in &mut edged.rows {
        let row = Arc::make_mut(&mut placed.row);
        row.visuals.mesh = under_laid(&row.visuals.mesh, color, width);
        row.visuals.mesh_bounds = row.visuals.mesh_bounds.expand(width);
        edged.num_vertices += row.visuals.mesh.vertices.len();
        edged.num_indices += row.visuals.mesh.indices.len();
    }
    edged.mesh_bounds = edged.mesh_bounds.expand(width);
    edged
}

/// A mesh over copies of itself around it. Its own corners stay the first, as what egui knows of them is by number.
fn under_laid(letters: &Mesh, color: Color32, width: f32) -> Mesh {
    let mut mesh = Mesh { indices: Vec::with_capacity(letters.indices.len() * (COPIES + 1)), ..letters.clone() };
    mesh.vertices.reserve(letters.vertices.len() * COPIES);
    for step in (0..8_u8).skip(1).step_by(2) {
        let around = Vec2::angled(f32::from(step) * std::f32::consts::FRAC_PI_4) * width * REACH;
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
        mesh.indices.extend(letters.indices.iter().map(|index| first + index));
        mesh.vertices.extend(letters.vertices.iter().map(|at| Vertex { pos: at.pos + around, uv: at.uv, color }));
    }
    mesh.indices.extend(&letters.indices);
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_lies_under_the_letters_and_is_made_once() {
        let ctx = Context::default();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let layout = || ui.painter().layout_no_wrap("Lachin".to_owned(), FontId::default(), Color32::BLACK);
            let edged = || edged(ui.ctx(), layout(), Color32::WHITE, 1.6);
            let (plain, first) = (layout(), edged());
            assert!(Arc::ptr_eq(&first, &edged()), "made once");
            assert_eq!(first.num_vertices, plain.num_vertices * 5);
            let (plain, mesh) = (&plain.rows[0].visuals.mesh, &first.rows[0].visuals.mesh);
            let last = mesh.indices.len() - plain.indices.len();
            assert_eq!(mesh.indices[last..], plain.indices[..], "the letters are drawn last");
            let edge = &mesh.vertices[plain.vertices.len()..];
            assert!(edge.iter().all(|corner| corner.color == Color32::WHITE));
            let off = (edge[0].pos - plain.vertices[0].pos).length();
            assert!((off - 1.6 * REACH).abs() < 1e-3, "{off}");
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_frame_draws_so_many_new_letters_and_the_next_one_goes_on() {
        let many: String = ('A'..='z').chain('\u{410}'..='\u{44F}').collect();
        let mut known = Known::default();
        assert!(known.may_draw(1, &many, 1), "one name at least");
        assert!(!known.may_draw(1, "Lachin", 2) && known.may_draw(1, "KHANKENDI", 1), "known letters wait for nothing");
        assert!(known.may_draw(2, "Lachin", 2) && known.may_draw(2, "Shusha", 2));
        assert!(known.may_draw(2, &many, 3) && !known.may_draw(2, "Lachin", 4));
    }
}
