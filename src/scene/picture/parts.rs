//! What every form of picture has: head, key, chips of letters, source quotations, notes.
//!
//! Comes in: the content of a picture and where a part stands. Goes out: items. Every line is fitted to its room before it
//! is set, so nothing is clipped and nothing runs into its neighbour.

use super::Content;
use crate::scene::furniture::{Key, run, text};
use crate::scene::{Anchor, Camera, Item, Point, Rect, Stroke, TextStyle, font, pin};
use crate::story::{Family, Letter, Shape};

/// Side of a letter's chip, in points.
pub(super) const CHIP: f32 = 17.0;
/// Distance from line to line at the foot.
const NOTE_LINE: f32 = 18.0;
/// Distance from chip to chip.
const CHIP_STEP: f32 = 21.0;

impl Content<'_> {
    /// A letter in its tinted, rounded square, from its upper left corner.
    pub(super) fn chip(&self, letter: Letter, min: Point, side: f32) -> Vec<Item> {
        let tint = self.theme().source(letter);
        let rect = Rect::from_min_size(min, [side, side]);
        let edge = tint.edge.map(|color| Stroke::solid(1.0, color));
        let words = letter.to_string();
        let size = if words.len() > 1 { side * 0.5 } else { side * 0.66 };
        vec![
            Item::Box { rect, radius: side * 0.2, fill: Some(tint.fill), stroke: edge },
            pin::centered(words, rect.center(), TextStyle::bold(size), tint.text),
        ]
    }

    /// The letters of a caption, right-aligned; past `most` the rest is a number. Returns the left end as well.
    pub(super) fn letters(&self, letters: &[Letter], right: f32, top: f32, most: usize) -> (Vec<Item>, f32) {
        let shown = if letters.len() > most { most.saturating_sub(1) } else { letters.len() };
        let mut items = Vec::new();
        let mut x = right;
        if letters.len() > shown {
            let style = TextStyle::regular(12.0);
            let words = format!("+{}", letters.len() - shown);
            items.push(run(&words, [x, top + 13.0], Anchor::End, style, self.theme().palette.text.third));
            x -= font::measure(&words, &style).width + 6.0;
        }
        for &letter in letters.iter().take(shown).rev() {
            items.extend(self.chip(letter, [x - CHIP, top], CHIP));
            x -= CHIP_STEP;
        }
        (items, x)
    }

    /// Title, sub-line and, where there is room at the right, the count line.
    pub(super) fn head(&self, height: f32, margin: f32, counts: bool) -> Vec<Item> {
        let (ink, surface) = (&self.theme().palette.text, &self.theme().palette.surface);
        let width = self.options.sheet.size()[0];
        let mut items = vec![Item::Box {
            rect: Rect::from_min_size([0.0, 0.0], [width, height]),
            radius: 0.0,
            fill: Some(surface.panel),
            stroke: None,
        }];
        let (bold, small) = (TextStyle::bold(15.0), TextStyle::regular(14.0));
        let mut room = width - 2.0 * margin;
        let (title_y, sub_y) = (height * 0.5, height * 0.5 + 28.0);
        if counts {
            let count_line = self.count_line();
            let parts: Vec<String> = self.choice.more().into_iter().chain(self.choice.missing()).collect();
            let lines = joined(&parts, &small, 560.0, 2);
            let wide = |words: &String| font::measure(words, &small).width;
            let side = lines.iter().map(wide).fold(font::measure(&count_line, &bold).width, f32::max);
            let mut y = if lines.len() > 1 { title_y - 14.0 } else { title_y - 6.0 };
            items.push(run(&count_line, [width - margin, y], Anchor::End, bold, ink.ink));
            for line in lines {
                y += 21.0;
                items.push(run(&line, [width - margin, y], Anchor::End, small, ink.second));
            }
            room -= side + 40.0;
        }
        let sub_style = TextStyle::regular(17.0);
        let (title, style) = self.fitted_title(room);
        items.push(text(&title, [margin, title_y], style, ink.ink));
        items.push(text(&font::fit(&self.subtitle, &sub_style, room), [margin, sub_y], sub_style, ink.second));
        items
    }

    /// The title in the largest letters that hold it whole, else cut in the smallest.
    fn fitted_title(&self, room: f32) -> (String, TextStyle) {
        let display = self.theme().tokens.text.display;
        let sizes = [display, display * 0.86, display * 0.74].map(TextStyle::bold);
        let whole = sizes.into_iter().find(|style| font::measure(&self.title, style).width <= room);
        let style = whole.unwrap_or(TextStyle::bold(display * 0.74));
        (font::fit(&self.title, &style, room), style)
    }

    /// The key in one row from a left end: families that occur, then checking and precision marks that occur.
    pub(super) fn key_row(&self, left: f32, y: f32, right: f32, families: bool, camera: &Camera) -> Vec<Item> {
        let theme = self.theme();
        let style = TextStyle::regular(13.0);
        let ink = theme.palette.text.ink;
        let mut items = Vec::new();
        let mut x = left;
        if families {
            let occurs = |family: &Family| self.choice.shown().any(|event| event.family == *family);
            for family in Family::ALL.into_iter().filter(occurs) {
                let width = font::measure(family.label(), &style).width;
                if x + 16.0 + width > right {
                    break;
                }
                items.push(pin::disc([x + 6.0, y], 6.5, Some(theme.family_numbered(family)), None));
                items.push(text(family.label(), [x + 18.0, y + 4.6], style, ink));
                x += 18.0 + width + 18.0;
            }
            if !items.is_empty() {
                let line = vec![[x, y - 8.0], [x, y + 8.0]];
                items.push(Item::Line {
                    points: line,
                    closed: false,
                    stroke: Stroke::solid(1.0, theme.palette.surface.line_strong),
                });
                x += 18.0;
            }
        }
        for key in self.keys(camera) {
            let width = font::measure(key.words(), &style).width;
            if x + 24.0 + width > right {
                break;
            }
            items.extend(key.sample([x + 9.0, y], theme));
            items.push(text(key.words(), [x + 24.0, y + 4.6], style, ink));
            x += 24.0 + width + 18.0;
        }
        items
    }

    /// How wide the key row without families is.
    pub(super) fn keys_width(&self, camera: &Camera) -> f32 {
        let style = TextStyle::regular(13.0);
        self.keys(camera).iter().map(|key| font::measure(key.words(), &style).width + 42.0).sum::<f32>() - 18.0
    }

    /// What the key has to explain: marks that are drawn under a camera, and no others.
    fn keys(&self, camera: &Camera) -> Vec<Key> {
        let any = |checked: bool| self.choice.shown().any(|event| event.checked == checked);
        let occurs = [
            (Key::Checked, any(true)),
            (Key::Unchecked, any(false)),
            (Key::Approximate, self.shows(Shape::Point, camera)),
            (Key::Area, self.shows(Shape::Area, camera)),
            (Key::Line, self.shows(Shape::Line, camera)),
            (Key::Layer, crate::scene::layer::credit(self.story).is_some()),
            (Key::NoCaption, !self.choice.crowded_out.is_empty()),
        ];
        occurs.into_iter().filter(|&(_, occurs)| occurs).map(|(key, _)| key).collect()
    }

    /// A hairline across.
    pub(super) fn rule(&self, left: f32, right: f32, y: f32) -> Item {
        let stroke = Stroke::solid(1.0, self.theme().palette.surface.line);
        Item::Line { points: vec![[left, y], [right, y]], closed: false, stroke }
    }

    /// The ground of all that stands under the map: it covers the ends of lines that reach over the map's lower edge.
    pub(super) fn below(&self, top: f32) -> Item {
        let rect = Rect { min: [0.0, top], max: self.options.sheet.size() };
        Item::Box { rect, radius: 0.0, fill: Some(self.theme().palette.surface.panel), stroke: None }
    }

    /// How high the foot with notes and credits is.
    pub(super) fn notes_height(&self, margin: f32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most four")]
        let lines = self.notes_lines(margin).map_or(1.0, |lines| lines.len() as f32);
        20.0 + lines * NOTE_LINE
    }

    /// Notes and credits in lines, when the two have no room side by side.
    fn notes_lines(&self, margin: f32) -> Option<Vec<String>> {
        let style = TextStyle::regular(self.options.sheet.fine_print());
        let (note, credits) = (self.names_note(), self.credits());
        let room = self.options.sheet.size()[0] - 2.0 * margin;
        let wide = |words: &str| font::measure(words, &style).width;
        let beside = wide(&note) + wide(&credits) + 30.0 <= room;
        (!beside).then(|| font::wrap(&format!("{note} {credits}"), &style, room, 4))
    }

    /// Notes and credits at the foot.
    pub(super) fn notes(&self, top: f32, margin: f32) -> Vec<Item> {
        let width = self.options.sheet.size()[0];
        let style = TextStyle::regular(self.options.sheet.fine_print());
        let color = self.theme().palette.text.third;
        let Some(lines) = self.notes_lines(margin) else {
            return vec![
                text(&self.names_note(), [margin, top + 24.0], style, color),
                run(&self.credits(), [width - margin, top + 24.0], Anchor::End, style, color),
            ];
        };
        let baselines = std::iter::successors(Some(top + 22.0), |y| Some(y + NOTE_LINE));
        lines.iter().zip(baselines).map(|(line, y)| text(line, [margin, y], style, color)).collect()
    }
}

/// Parts with middle dots between them, in lines that break at the dots; what does not fit the last line is cut.
pub(super) fn joined(parts: &[String], style: &TextStyle, width: f32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let fits = |line: &str| font::measure(line, style).width <= width;
        let full = lines.len() >= most;
        let longer = lines.last().map(|last| format!("{last} · {part}"));
        match (lines.last_mut(), longer) {
            (Some(last), Some(longer)) if full || fits(&longer) => *last = longer,
            _ => lines.push(part.clone()),
        }
    }
    lines.iter().map(|line| font::fit(line, style, width)).collect()
}
