//! The sheet of keys, read off the one table of commands, group by group; keys that do the same share a line.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use crate::app::command::{Binding, Command, Group, bindings};
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button};

use super::{Desk, sheet};

const COLUMN: f32 = 384.0;
/// Room for the caps of a line.
const CAPS: f32 = 134.0;
const ROW: f32 = 25.0;
const HEAD: f32 = 34.0;
const PAD: f32 = 24.0;

/// Shows the sheet over the window.
pub(in crate::app) fn show(ui: &Ui, desk: &mut Desk) {
    let look = desk.look;
    let window = ui.ctx().content_rect();
    let columns = (((window.width() - 2.0 * PAD) / COLUMN).floor() as usize).clamp(1, 3);
    sheet::show(ui, desk, "Keys", |ui, desk| {
        #[expect(clippy::cast_precision_loss, reason = "one to three")]
        let width = COLUMN * columns as f32 + PAD;
        let (rect, _) = ui.allocate_exact_size(vec2(width, 52.0), Sense::hover());
        let bold = font(size::TITLE, Weight::Bold);
        widget::said(ui, rect.min + vec2(PAD, 30.0), Align2::LEFT_CENTER, "Keys", bold, look.ink);
        let close = Rect::from_center_size(pos2(rect.right() - 28.0, rect.top() + 28.0), vec2(28.0, 28.0));
        if Button::icon(Icon::Close, "Close the sheet of keys").show_in(ui, look, close).clicked() {
            desk.ask(Command::Close);
        }
        let most = window.height() - 140.0;
        ScrollArea::vertical().id_salt("keys").max_height(most).show(ui, |ui| table(ui, desk, columns, width));
    });
}

/// A line of the sheet: what is done, and every key that does it.
struct Line {
    caps: Vec<&'static str>,
    what: &'static str,
}

/// The lines of a group in the order of the table.
fn lines(all: &[Binding], group: Group) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for binding in all.iter().filter(|binding| binding.group == group && binding.key.is_some()) {
        match lines.iter_mut().find(|line| line.what == binding.what) {
            Some(line) => line.caps.push(binding.cap),
            None => lines.push(Line { caps: vec![binding.cap], what: binding.what }),
        }
    }
    lines
}

/// Which column each of the groups stands in, so that the highest column is as low as it can be and their order is kept.
fn columns_of(heights: &[f32], columns: usize) -> Vec<usize> {
    let fill = |limit: f32| -> Vec<usize> {
        let (mut column, mut height) = (0, 0.0);
        let place = |&tall: &f32| {
            if height > 0.0 && height + tall > limit {
                (column, height) = (column + 1, 0.0);
            }
            height += tall;
            column
        };
        heights.iter().map(place).collect()
    };
    let sums = |from: usize| {
        heights.iter().skip(from).scan(0.0, |sum, tall| {
            *sum += tall;
            Some(*sum)
        })
    };
    let mut limits: Vec<f32> = (0..heights.len()).flat_map(sums).collect();
    limits.sort_by(f32::total_cmp);
    let least = heights.iter().copied().fold(0.0, f32::max);
    let fits = |limit: &f32| *limit >= least && fill(*limit).last().is_none_or(|&last| last < columns);
    limits.into_iter().find(fits).map_or_else(|| vec![0; heights.len()], fill)
}

/// The groups in as many columns as there is room for.
fn table(ui: &mut Ui, desk: &Desk, columns: usize, width: f32) {
    let all = bindings();
    let groups: Vec<(Group, Vec<Line>)> = Group::ALL.map(|group| (group, lines(&all, group))).into();
    #[expect(clippy::cast_precision_loss, reason = "rows of a sheet")]
    let heights: Vec<f32> = groups.iter().map(|(_, lines)| HEAD + ROW * lines.len() as f32).collect();
    let columns = columns_of(&heights, columns);
    let mut tops = Vec::new();
    let (mut here, mut top, mut lowest) = (0, 0.0, 0.0_f32);
    for (&column, tall) in columns.iter().zip(&heights) {
        if column != here {
            (here, top) = (column, 0.0);
        }
        #[expect(clippy::cast_precision_loss, reason = "one of three columns")]
        tops.push((COLUMN * column as f32, top));
        top += tall;
        lowest = lowest.max(top);
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, lowest + 16.0), Sense::hover());
    for ((group, lines), (across, top)) in groups.iter().zip(tops) {
        let left = rect.left() + PAD + across;
        let mut y = rect.top() + top + HEAD / 2.0;
        let bold = font(size::SMALL, Weight::Bold);
        widget::said(ui, pos2(left, y), Align2::LEFT_CENTER, group.label(), bold, desk.look.second);
        y += HEAD / 2.0 + ROW / 2.0 - 4.0;
        for line in lines {
            row(ui, desk, line, pos2(left, y));
            y += ROW;
        }
    }
}

fn row(ui: &Ui, desk: &Desk, line: &Line, at: egui::Pos2) {
    let look = desk.look;
    let mut x = at.x;
    for cap in &line.caps {
        x = widget::keycap(ui.painter(), look, pos2(x, at.y), cap, false).right() + 5.0;
    }
    let plain = font(size::SMALL, Weight::Regular);
    let words = widget::words(ui.painter(), line.what, plain, look.ink, COLUMN - CAPS - PAD, 1);
    let name = format!("{}: {}", line.caps.join(" or "), line.what);
    let place = Rect::from_min_max(pos2(at.x, at.y - ROW / 2.0), pos2(at.x + COLUMN - PAD, at.y + ROW / 2.0));
    let response = ui.interact(place, ui.scope_id().with(("key", line.what)), Sense::hover());
    widget::named(&response, Role::Label, &name);
    ui.painter().galley(pos2(at.x + CAPS, at.y - words.size().y / 2.0), words, look.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_about_as_high_as_one_another_and_keep_the_order() {
        let check = |heights: &[f32], columns, expected: &[usize]| assert_eq!(columns_of(heights, columns), expected);
        check(&[9.0, 11.0, 10.0, 6.0, 10.0], 3, &[0, 0, 1, 1, 2]);
        check(&[9.0, 11.0, 10.0, 6.0, 10.0], 2, &[0, 0, 1, 1, 1]);
        check(&[9.0, 11.0, 10.0], 1, &[0, 0, 0]);
        check(&[9.0], 3, &[0]);
    }

    #[test]
    fn keys_that_do_the_same_share_a_line() {
        let lines = lines(&bindings(), Group::Story);
        let redo: Vec<_> = lines.iter().filter(|line| line.what == "Redo").map(|line| line.caps.len()).collect();
        assert_eq!(redo, [2]);
    }
}
