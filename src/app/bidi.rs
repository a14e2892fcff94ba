//! Words that run from right to left. egui shapes each Arabic or Hebrew word, but sets word after word from left to right.
//!
//! Comes in: words as egui laid them out. Goes out: the same with their letters where a reader of that script looks for
//! them, as the Unicode bidirectional algorithm (UAX #9) orders them: its implicit levels, without embeddings. In each
//! row the glyphs stand in the order of the text, so that the nth letter is the nth glyph.

use std::sync::Arc;

use egui::epaint::Vertex;
use egui::epaint::text::Row;
use egui::{Galley, Vec2};

/// How a letter runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    Right,
    Number,
    Neutral,
}

fn class(letter: char) -> Class {
    if letter.is_numeric() {
        Class::Number
    } else if matches!(u32::from(letter), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC) {
        Class::Right
    } else if letter.is_alphabetic() {
        Class::Left
    } else {
        Class::Neutral
    }
}

/// Whether any letter runs from right to left.
pub(super) fn runs_left(text: &str) -> bool {
    // Both scripts begin past the last letter of Armenian, at U+0590.
    text.bytes().any(|byte| byte >= 0xD6) && text.chars().any(|letter| class(letter) == Class::Right)
}

/// Whether the text as a whole runs from right to left, as its first letter does.
fn begins_right(text: &str) -> bool {
    let strong = text.chars().map(class).find(|class| matches!(class, Class::Left | Class::Right));
    strong == Some(Class::Right)
}

/// Words in the order they are read.
pub(super) fn ordered(galley: Arc<Galley>) -> Arc<Galley> {
    if !runs_left(&galley.job.text) {
        return galley;
    }
    let right = begins_right(&galley.job.text);
    let mut galley = Galley::clone(&galley);
    let job = Arc::clone(&galley.job);
    let mut rest = job.text.as_str();
    for placed in &mut galley.rows {
        let row = Arc::make_mut(&mut placed.row);
        rest = fill(row, rest);
        if placed.ends_with_newline {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        order_row(row, right);
    }
    Arc::new(galley)
}

/// Words set as a paragraph of this width, in the order they are read.
pub(super) fn paragraph(galley: Arc<Galley>, width: f32) -> Arc<Galley> {
    flush(ordered(galley), width)
}

/// Words in their order within this width: those that as a whole run from right to left begin at its right edge.
pub(super) fn flush(galley: Arc<Galley>, width: f32) -> Arc<Galley> {
    if !begins_right(&galley.job.text) {
        return galley;
    }
    let mut galley = Galley::clone(&galley);
    for placed in &mut galley.rows {
        placed.pos.x = width - placed.row.size.x;
    }
    let shift = Vec2::new(width - galley.rect.width(), 0.0);
    (galley.rect, galley.mesh_bounds) = (galley.rect.translate(shift), galley.mesh_bounds.translate(shift));
    Arc::new(galley)
}

/// Glyphs of a row that are moved as one: what egui shaped as one, a word, or a single letter.
struct Unit {
    from: usize,
    to: usize,
    level: u8,
    /// Where they begin as egui set them, and how far the next ones are from there.
    left: f32,
    wide: f32,
}

/// Gives each letter of a row one glyph: of a word that runs left egui sets empty ones behind it, and letters joined into one
/// have but one. Returns the text after the row.
fn fill<'a>(row: &mut Row, mut text: &'a str) -> &'a str {
    let mut glyphs = Vec::with_capacity(row.glyphs.len());
    for part in row.glyphs.chunk_by(|a, b| class(a.chr) == Class::Right && class(b.chr) == Class::Right) {
        let Some(first) = part.first() else { continue };
        let mut letters = 1;
        if class(first.chr) == Class::Right {
            letters = text.chars().take_while(|&letter| class(letter) == Class::Right).count().max(1);
            let begin = glyphs.len();
            glyphs.extend(part.iter().filter(|glyph| glyph.advance_width > 0.0 || !glyph.uv_rect.is_nothing()));
            let mut joined = *glyphs.last().unwrap_or(first);
            (joined.advance_width, joined.uv_rect) = (0.0, Default::default());
            glyphs.resize((begin + letters).max(glyphs.len()), joined);
        } else {
            glyphs.extend_from_slice(part);
        }
        let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
        text = text.get(end..).unwrap_or_default();
    }
    row.glyphs = glyphs;
    text
}

fn units(row: &Row, right: bool) -> Vec<Unit> {
    let classes: Vec<Class> = row.glyphs.iter().map(|glyph| class(glyph.chr)).collect();
    let mut units: Vec<Unit> = Vec::new();
    for ((at, glyph), level) in row.glyphs.iter().enumerate().zip(levels(&classes, right)) {
        let word = units
            .last_mut()
            .filter(|unit| level == 1 && [at, unit.from].iter().all(|&at| classes.get(at) == Some(&Class::Right)));
        match word {
            Some(unit) => (unit.to, unit.left) = (at + 1, unit.left.min(glyph.pos.x)),
            None => units.push(Unit { from: at, to: at + 1, level, left: glyph.pos.x, wide: 0.0 }),
        }
    }
    let mut next = row.size.x;
    for unit in units.iter_mut().rev() {
        unit.wide = next - unit.left;
        next = unit.left;
    }
    units
}

/// Moves the glyphs of a row to where they are read.
fn order_row(row: &mut Row, right: bool) {
    let mut units = units(row, right);
    let Some(begin) = units.first().map(|unit| unit.left) else { return };
    let most = units.iter().map(|unit| unit.level).max().unwrap_or(0);
    for level in (1..=most).rev() {
        for part in units.chunk_by_mut(|a, b| (a.level >= level) == (b.level >= level)) {
            if part.first().is_some_and(|unit| unit.level >= level) {
                part.reverse();
            }
        }
    }
    let mut x = begin;
    for unit in units {
        let Some(glyphs) = row.glyphs.get_mut(unit.from..unit.to) else { continue };
        for glyph in glyphs.iter_mut() {
            glyph.pos.x += x - unit.left;
            if !glyph.uv_rect.is_nothing() {
                let first = glyph.first_vertex as usize;
                let corners = row.visuals.mesh.vertices.get_mut(first..first + 4).unwrap_or_default();
                let turned = unit.level % 2 == 1 && "()[]{}<>«»‹›".contains(glyph.chr);
                move_corners(corners, x - unit.left, turned);
            }
        }
        if unit.level % 2 == 1 {
            glyphs.reverse();
        }
        x += unit.wide;
    }
    row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
}

/// Moves the corners of a glyph, and turns it to face the other way.
fn move_corners(corners: &mut [Vertex], by: f32, turned: bool) {
    let low = corners.iter().map(|corner| corner.uv.x).fold(f32::INFINITY, f32::min);
    let high = corners.iter().map(|corner| corner.uv.x).fold(f32::NEG_INFINITY, f32::max);
    for corner in corners {
        corner.pos.x += by;
        if turned {
            corner.uv.x = low + high - corner.uv.x;
        }
    }
}

/// The level of each letter: odd ones run to the left.
fn levels(classes: &[Class], right: bool) -> Vec<u8> {
    let base = if right { Class::Right } else { Class::Left };
    let upright = if right { 2 } else { 0 };
    let mut strong = base;
    // Where a number stands in what runs to the left, it is of that, though its digits run to the right.
    let mut sides = Vec::with_capacity(classes.len());
    for &class in classes {
        if matches!(class, Class::Left | Class::Right) {
            strong = class;
        }
        sides.push(if class == Class::Number { strong } else { class });
    }
    let mut levels = Vec::with_capacity(classes.len());
    for (at, &class) in classes.iter().enumerate() {
        let side = |found: Option<&Class>| found.copied().unwrap_or(base);
        let around = |at: usize| {
            let before = sides.get(..at).unwrap_or_default().iter().rev().find(|side| **side != Class::Neutral);
            let after = sides.get(at..).unwrap_or_default().iter().find(|side| **side != Class::Neutral);
            if side(before) == side(after) { side(before) } else { base }
        };
        levels.push(match (class, sides.get(at)) {
            (Class::Number, Some(Class::Right)) => 2,
            (Class::Neutral, _) if around(at) == Class::Right => 1,
            (Class::Right, _) => 1,
            _ => upright,
        });
    }
    levels
}

/// The number of the letter at a point of words in their order, from their upper left.
pub(super) fn letter_at(galley: &Galley, at: Vec2) -> usize {
    if !runs_left(&galley.job.text) {
        return galley.cursor_from_pos(at).index.0;
    }
    let mut first = 0;
    for (index, placed) in galley.rows.iter().enumerate() {
        let last = index + 1 == galley.rows.len();
        if at.y <= placed.max_y() || last {
            let off = |x: f32| (x - (at.x - placed.pos.x)).abs();
            let glyphs = placed.row.glyphs.iter().enumerate();
            let nearest = glyphs
                .min_by(|(_, a), (_, b)| off(a.logical_rect().center().x).total_cmp(&off(b.logical_rect().center().x)));
            return first + nearest.map_or(0, |(at, _)| at);
        }
        first += placed.row.glyphs.len() + usize::from(placed.ends_with_newline);
    }
    first
}

#[cfg(test)]
mod tests {
    use egui::{Color32, FontId};

    use super::*;

    /// The letters of a row from left to right as they are seen.
    fn seen(text: &str, width: Option<f32>) -> (String, Arc<Galley>) {
        let ctx = egui::Context::default();
        ctx.set_fonts(crate::app::look::fonts());
        let mut found = None;
        for _ in 0..2 {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                let plain = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(14.0), Color32::BLACK);
                found = Some(width.map_or_else(|| ordered(plain.clone()), |width| paragraph(plain.clone(), width)));
            });
            output.textures_delta.clear();
        }
        let galley = found.unwrap();
        let mut glyphs: Vec<_> = galley.rows[0].glyphs.iter().map(|glyph| (glyph.pos.x, glyph.chr)).collect();
        glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
        (glyphs.iter().map(|(_, letter)| letter).collect(), galley)
    }

    fn reversed(text: &str) -> String {
        text.chars().rev().collect()
    }

    #[test]
    fn words_follow_one_another_to_the_left_and_numbers_stay_as_they_are() {
        let check = |text: &str, from_left: &str| assert_eq!(seen(text, None).0, from_left, "{text}");
        check("שלום עולם", &reversed("שלום עולם"));
        check("שלום 1994 עולם", &format!("{} 1994 {}", reversed("עולם"), reversed("שלום")));
        check("Haifa שלום עולם city", &format!("Haifa {} city", reversed("שלום עולם")));
        check("שלום Haifa.", &format!(".Haifa {}", reversed("שלום")));
        check("Stepanakert, 1994.", "Stepanakert, 1994.");
    }

    #[test]
    fn a_text_that_runs_left_is_flush_right_and_its_letters_are_found_where_they_stand() {
        let (_, galley) = seen("שלום עולם", Some(300.0));
        let row = &galley.rows[0];
        assert!((row.pos.x + row.size.x - 300.0).abs() < 1.0 && galley.rect.right() > 299.0);
        let center = |letter: usize| row.glyphs[letter].logical_rect().center().x + row.pos.x;
        assert!(center(0) > center(3) && center(3) > center(5), "the first letter is the rightmost");
        for letter in [0, 3, 5, 8] {
            assert_eq!(letter_at(&galley, Vec2::new(center(letter), 8.0)), letter);
        }
        let (row, joined) = seen("سلام 1994", None);
        assert_eq!(joined.rows[0].glyphs.len(), "سلام 1994".chars().count(), "two letters joined into one: {row}");
        assert_eq!(joined.rows[0].glyphs[5].chr, '1');
        let (_, plain) = seen("Haifa", Some(300.0));
        assert_eq!(plain.rows[0].pos.x, 0.0);
    }
}
