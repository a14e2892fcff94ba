//! Words as a map draws them: laid out by egui once, with their edge: a name is drawn five times over, four of them for its halo.
//!
//! Comes in: what tells words from others, and how egui lays them out. Goes out: the same words with the edge under the
//! letters, made once and kept while egui's store of letters stays as it is. And whether a frame has time for a name: to draw
//! letters of a size for the first time is dear. While the map is zoomed all names change their size at once; till each has
//! its own, the same words as they were drawn last stand in.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use egui::epaint::Vertex;
use egui::text::Galley;
use egui::{Color32, Context, Mesh, Pos2, Vec2};

use super::rows::{self, Rows};

/// How many words are kept before those not drawn of late are let go.
const KEPT: usize = 2_000;
/// How many copies of the letters are their edge: to each corner of a square, which close around stems, bars and slants as
/// thick as letters of a map have. The corners of letters are most of what a frame draws.
const COPIES: usize = 4;
/// How far off the copies stand, of the width of the edge.
const REACH: f32 = 1.15;

/// Words ready to be drawn.
pub(super) struct Words {
    /// With their edge.
    pub(super) galley: Arc<Galley>,
    /// From the top down to the baseline, and from the left end to the right, in points.
    pub(super) size: Vec2,
}

impl Words {
    fn of(plain: &Arc<Galley>, edge: Option<(Color32, f32)>) -> Self {
        let row = plain.rows.first();
        let baseline = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y)).unwrap_or(0.0);
        let size = Vec2::new(plain.size().x, baseline);
        let edged = edge.map(|(color, width)| Arc::new(with_edge(plain, color, width)));
        Self { galley: edged.unwrap_or_else(|| Arc::clone(plain)), size }
    }

    /// Puts them among others, with their upper left corner at a place, on whole pixels as egui does.
    pub(super) fn put(&self, at: Pos2, pixels_per_point: f32, rows: &mut Rows) {
        use egui::emath::GuiRounding as _;
        let corner = at.round_to_pixels(pixels_per_point);
        for placed in &self.galley.rows {
            rows.add(corner + placed.pos.to_vec2(), &placed.row);
        }
    }
}

/// The words laid out so far.
#[derive(Default)]
pub(super) struct Letters {
    /// By what tells them from others, with the frame that drew them last.
    words: FxHashMap<u64, (Arc<Words>, u64)>,
    /// The words drawn last by what is the same of them in any size, with the frame.
    drawn: FxHashMap<u64, (Arc<Words>, u64)>,
    known: Known,
    /// The frame that is drawn, and how many words were laid out in it though others could stand in.
    frame: u64,
    anew: usize,
    /// Once egui lays this text out anew, its store of letters was emptied.
    blank: Option<Arc<Galley>>,
}

impl Letters {
    /// Begins a frame: forgets words whose letters stand elsewhere by now, and those of long ago where they are many.
    pub(super) fn begin(&mut self, ctx: &Context) {
        let blank = rows::blank(ctx);
        if !self.blank.as_ref().is_some_and(|known| Arc::ptr_eq(known, &blank)) {
            self.words.clear();
            self.drawn.clear();
            self.blank = Some(blank);
        }
        let frame = ctx.cumulative_pass_nr();
        if self.frame != frame {
            (self.frame, self.anew) = (frame, 0);
        }
        for words in [&mut self.words, &mut self.drawn] {
            if words.len() > KEPT {
                words.retain(|_, (_, used)| *used + 1 >= frame);
            }
        }
    }

    /// Words by a key, laid out when they are not at hand, with an edge of a colour and a width in points.
    pub(super) fn words(
        &mut self,
        key: u64,
        edge: Option<(Color32, f32)>,
        lay_out: impl FnOnce() -> Arc<Galley>,
    ) -> Arc<Words> {
        let (words, used) = self.words.entry(key).or_insert_with(|| (Arc::new(Words::of(&lay_out(), edge)), 0));
        *used = self.frame;
        Arc::clone(words)
    }

    /// Whether this frame has time for words in a typeface and size, which a number stands for; where not, they come with the
    /// next one, which is asked for. What is at hand by its key takes none; `kin` is what is the same of them in any size.
    pub(super) fn may_draw(
        &mut self,
        ctx: &Context,
        (key, kin): (u64, u64),
        words: &str,
        face: impl FnOnce() -> u64,
    ) -> bool {
        if self.words.contains_key(&key) {
            return true;
        }
        let spared = self.standing_in(kin).is_some();
        let may = !(spared && self.anew >= ANEW_IN_A_FRAME) && self.known.may_draw(self.frame, words, face());
        self.anew += usize::from(may && spared);
        if !may {
            ctx.request_repaint();
        }
        may
    }

    /// Notes words as drawn, to stand in for the same in another size.
    pub(super) fn note(&mut self, kin: u64, words: &Arc<Words>) {
        self.drawn.insert(kin, (Arc::clone(words), self.frame));
    }

    /// The same words in another size, as this frame or the last one drew them.
    pub(super) fn standing_in(&mut self, kin: u64) -> Option<Arc<Words>> {
        let (words, used) = self.drawn.get_mut(&kin)?;
        let of_late = *used + 1 >= self.frame;
        *used = if of_late { self.frame } else { *used };
        of_late.then(|| Arc::clone(words))
    }
}

/// How many words are laid out in one frame where the same in another size can stand in.
const ANEW_IN_A_FRAME: usize = 24;
/// How many letters are drawn for the first time in one frame, some two milliseconds' worth; those of one name at least are.
const NEW_IN_A_FRAME: usize = 30;
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
    use egui::FontId;

    use super::*;

    fn in_a_frame(ctx: &Context, test: impl FnMut(&mut egui::Ui)) {
        let mut output = ctx.run_ui(egui::RawInput::default(), test);
        output.textures_delta.clear();
    }

    fn lachin(ctx: &Context) -> Arc<Galley> {
        ctx.fonts_mut(|fonts| fonts.layout_no_wrap("Lachin".to_owned(), FontId::default(), Color32::BLACK))
    }

    #[test]
    fn the_edge_lies_under_the_letters_and_is_made_once() {
        let (ctx, mut letters) = (Context::default(), Letters::default());
        in_a_frame(&ctx, |ui| {
            letters.begin(ui.ctx());
            let plain = lachin(ui.ctx());
            let edge = Some((Color32::WHITE, 1.6));
            let first = letters.words(1, edge, || Arc::clone(&plain));
            let again = letters.words(1, edge, || panic!("made once"));
            assert!(Arc::ptr_eq(&first, &again));
            assert_eq!(first.galley.num_vertices, plain.num_vertices * (COPIES + 1));
            let (plain, mesh) = (&plain.rows[0].visuals.mesh, &first.galley.rows[0].visuals.mesh);
            let last = mesh.indices.len() - plain.indices.len();
            assert_eq!(mesh.indices[last..], plain.indices[..], "the letters are drawn last");
            let edge = &mesh.vertices[plain.vertices.len()..];
            assert!(edge.iter().all(|corner| corner.color == Color32::WHITE));
            let off = (edge[0].pos - plain.vertices[0].pos).length();
            assert!((off - 1.6 * REACH).abs() < 1e-3, "{off}");
        });
    }

    #[test]
    fn words_are_made_anew_once_their_letters_may_stand_elsewhere() {
        let (ctx, mut letters) = (Context::default(), Letters::default());
        let mut made = 0;
        let mut frame = |ctx: &Context| {
            in_a_frame(ctx, |ui| {
                letters.begin(ui.ctx());
                letters.words(1, None, || {
                    made += 1;
                    lachin(ui.ctx())
                });
            });
            made
        };
        assert_eq!([frame(&ctx), frame(&ctx)], [1, 1]);
        ctx.set_fonts(egui::FontDefinitions::default());
        ctx.set_pixels_per_point(2.0);
        frame(&ctx);
        let after = frame(&ctx);
        assert!(after > 1);
        assert_eq!(frame(&ctx), after);
    }

    #[test]
    fn words_of_the_last_frame_stand_in_while_many_change_their_size() {
        let (ctx, mut letters) = (Context::default(), Letters::default());
        // How many of sixty names are drawn in a size of their own, and for how many others stand in.
        let mut frame = |size: u64, of: u64| {
            let (mut own, mut others) = (0, 0);
            in_a_frame(&ctx, |ui| {
                letters.begin(ui.ctx());
                for kin in 0..60 {
                    let key = size * 1000 + kin;
                    if letters.may_draw(ui.ctx(), (key, of + kin), "Lachin", || 1) {
                        let words = letters.words(key, None, || lachin(ui.ctx()));
                        letters.note(of + kin, &words);
                        own += 1;
                    } else {
                        others += usize::from(letters.standing_in(of + kin).is_some());
                    }
                }
            });
            (own, others)
        };
        assert_eq!(frame(1, 0), (60, 0), "nothing stands in for what was not drawn");
        assert_eq!([frame(2, 0), frame(2, 0), frame(2, 0)], [(24, 36), (48, 12), (60, 0)]);
        assert_eq!(frame(3, 100), (60, 0), "others are no kin");
        assert_eq!(frame(4, 0), (60, 0), "nor is what was drawn before the last frame");
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
