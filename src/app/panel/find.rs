//! Find in the article: a bar over the text, every place the letters stand, and the way from one to the next.
//!
//! Comes in: an article's text and what is looked for, whatever its case. Goes out: byte ranges, their ground under the
//! words, commands to step. It never changes the text nor what was read in it.

use std::ops::Range;

use egui::{Align2, Galley, Id, Key, Rect, Sense, Ui, Vec2, pos2, vec2};

use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button, Loud};
use crate::story::Span;

use super::Desk;
use super::page::rects;

/// Where words stand in a text, whatever their case; none for no words.
pub(in crate::app) fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let wanted: Vec<char> = wanted.trim().chars().flat_map(char::to_lowercase).collect();
    let Some(&first) = wanted.first() else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, letter) in text.char_indices() {
        let inside = found.last().is_some_and(|last| start < last.end);
        if inside || letter.to_lowercase().next() != Some(first) {
            continue;
        }
        let rest = text.get(start..).unwrap_or("");
        let mut lower = rest.char_indices().flat_map(|(at, letter)| {
            let end = at + letter.len_utf8();
            letter.to_lowercase().map(move |lower| (end, lower))
        });
        let last =
            wanted.iter().try_fold(0, |_, &wanted| lower.next().filter(|&(_, is)| is == wanted).map(|(end, _)| end));
        found.extend(last.map(|end| start..start + end));
    }
    found
}

/// The bar, 36 high, while something is looked for.
pub(super) fn bar(ui: &mut Ui, desk: &mut Desk, text: &str) {
    let Some(find) = desk.view.find.clone() else { return };
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.sunken);
    ui.painter().hline(rect.x_range(), rect.bottom(), look.hairline());
    let middle = rect.center().y;
    let count = places(text, &find.text).len();
    let button = |icon, name| Button { loud: Loud::Plain, enabled: count > 0, ..Button::icon(icon, name) };
    let at = |right: f32| Rect::from_min_size(pos2(rect.right() - right, middle - 13.0), Vec2::splat(26.0));
    if Button::icon(Icon::Close, "Close the search in the text").show_in(ui, look, at(36.0)).clicked() {
        desk.ask(Command::Find(None));
    }
    if button(Icon::Right, "Next place in the text").show_in(ui, look, at(66.0)).clicked() {
        desk.ask(Command::FindStep(1));
    }
    if button(Icon::Left, "Previous place in the text").show_in(ui, look, at(96.0)).clicked() {
        desk.ask(Command::FindStep(-1));
    }
    let words = match count {
        0 if find.text.trim().is_empty() => String::new(),
        0 => "Not in this article".to_owned(),
        _ => format!("{} of {count}", find.at.min(count - 1) + 1),
    };
    let small = font(size::SMALL, Weight::Regular);
    let color = if count == 0 { look.warning.text } else { look.second };
    let said = widget::said(ui, pos2(rect.right() - 106.0, middle), Align2::RIGHT_CENTER, &words, small, color);
    let field = Rect::from_min_max(pos2(rect.left() + 16.0, middle - 13.0), pos2(said.left() - 10.0, middle + 13.0));
    let mut typed = find.text.clone();
    let id = Id::unique("find in text");
    let response = widget::field(ui, look, field, id, &mut typed, "Find in this article", "Find in this article");
    if response.changed() {
        desk.ask(Command::Find(Some(typed)));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered {
        let back = ui.input(|input| input.modifiers.shift);
        desk.ask(Command::FindStep(if back { -1 } else { 1 }));
    }
    if entered || find.fresh {
        response.request_focus();
    }
}

/// The ground of what was found in a paragraph, under its words; the current one with an edge.
pub(super) fn ground(ui: &Ui, desk: &Desk, text: &str, span: Span, galley: &Galley, rect: Rect) {
    let Some(find) = desk.view.find.as_ref() else { return };
    let words = text.get(span.range()).unwrap_or("");
    let letters = |byte: usize| words.get(..byte).map_or(0, |words| words.chars().count());
    for (index, place) in places(text, &find.text).into_iter().enumerate() {
        if place.start < span.start() || place.end > span.end() {
            continue;
        }
        for part in rects(galley, letters(place.start - span.start()), letters(place.end - span.start())) {
            let part = part.translate(rect.min.to_vec2()).expand2(vec2(1.0, 0.0));
            ui.painter().rect_filled(part, 2.0, desk.look.missing.fill);
            if index == find.at {
                let edge = egui::Stroke::new(2.0, desk.look.accent);
                ui.painter().rect_stroke(part, 2.0, edge, egui::StrokeKind::Outside);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_and_script() {
        let check =
            |text: &str, wanted: &str, found: &[Range<usize>]| assert_eq!(places(text, wanted), found, "{wanted}");
        check("Baku said. BAKU, baku", "baku", &[0..4, 11..15, 17..21]);
        check("Şuşa and şuşa", "ŞUŞA", &[0..6, 11..17]);
        check("aaaa", "aa", &[0..2, 2..4]);
        check("nothing", "", &[]);
        check("İstanbul'da İstanbul", "bul", &[6..9, 19..22]);
    }
}
