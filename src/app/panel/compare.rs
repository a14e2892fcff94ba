//! The Compare tab: what each source says, slot by slot; where they differ is marked with sign, word and ground.
//!
//! "not mentioned" is written out, never left blank and never zero. Every cell leads to its passage.

use std::sync::Arc;

use egui::{Align2, Galley, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::app::citation::Table;
use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Look, Weight, font, size};
use crate::app::state::short_day;
use crate::app::widget::{self, Button, Tip as _};
use crate::scene::sentence_case;
use crate::story::{Agreement, Claim, Event, Kind, Letter, MentionId, Slot, SlotClaims, Source, Stance, Story, Value};

use super::event::marked;
use super::{Desk, figures, summary};

const LABEL: f32 = 128.0;
const COLUMN: f32 = 140.0;
const PAD: f32 = 16.0;
/// So many of a row's cells are laid out to find the highest.
const HIGHEST: usize = 24;
/// Height of the line of sources above the rows.
const HEADER: f32 = 50.0;
/// In less height than this, at twice the size in a small window, the passage below the rows has two lines.
const SHORT: f32 = 300.0;
/// Narrower than this, the switch of rows is one word.
const NARROW: f32 = 480.0;
/// Height of a line of a passage.
const LINE: f32 = 19.0;
/// Height of the line below a passage that says where it stands.
const META: f32 = 18.0;
/// Room between two claims of one cell, so that the frame of one keeps clear of the other.
const BETWEEN: f32 = 6.0;
/// Height of the passage below the rows.
const FOOT: f32 = 84.0;

/// Shows the tab in what height is left.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    let Some(event) = desk.view.selected.and_then(|id| story.event(id)) else {
        summary::show(ui, desk);
        return;
    };
    head(ui, desk, event);
    let sources = story.reporting(event);
    let room = ui.available_width() - LABEL - PAD;
    let column = (room / sources.len().max(1) as f32).clamp(COLUMN, 320.0);
    let foot_height = if ui.available_height() < SHORT { 66.0 } else { FOOT };
    let height = ui.available_height() - foot_height;
    let wide = LABEL + column * sources.len() as f32 + PAD;
    ScrollArea::both().id_salt(("compare", event.id)).max_height(height).auto_shrink(false).show(ui, |ui| {
        ui.set_min_width(wide);
        let grid =
            Grid { sources: &sources, kind: event.kind, column, left: ui.min_rect().left(), seen: ui.clip_rect() };
        // Before the rows, as a screen reader comes to it; the rows end at its lower edge.
        header(ui, desk, &grid);
        ui.add_space(HEADER);
        ui.shrink_clip_rect(grid.seen.with_min_y(grid.seen.top() + HEADER));
        let is_shown = |slot: &&SlotClaims| !desk.view.only_differs || slot.agreement == Agreement::Differs;
        let rows: Vec<&SlotClaims> = event.slots.iter().filter(is_shown).collect();
        for slot in &rows {
            row(ui, desk, slot, &grid);
        }
        if rows.is_empty() && sources.len() > 1 {
            below(ui, desk, "The sources differ on nothing");
        }
        if let [only] = sources.as_slice() {
            alone(ui, desk, only.article.letter);
        }
    });
    foot(ui, desk, event, foot_height);
}

/// The columns of the comparison: only those in view are laid out, the labels and the header stay where they are.
struct Grid<'a> {
    sources: &'a [&'a Source],
    /// What happened.
    kind: Kind,
    /// How wide a column is.
    column: f32,
    /// Where the whole table begins, which may be out of view.
    left: f32,
    /// What of it is in view.
    seen: Rect,
}

impl Grid<'_> {
    /// The sources whose columns are in view, with where each begins.
    fn columns(&self) -> impl Iterator<Item = (usize, &Source, f32)> {
        let begin = self.left + LABEL;
        let (from, to) = (self.seen.left() + LABEL - 8.0, self.seen.right() + 8.0);
        let first = ((from - begin) / self.column).floor().max(0.0) as usize;
        let count = ((to - from) / self.column).ceil().max(0.0) as usize + 1;
        let all = self.sources.iter().enumerate().skip(first).take(count);
        all.map(move |(index, source)| (index, *source, begin + self.column * index as f32))
    }

    /// Where cells may be seen and clicked: beside the labels, under the header.
    fn cells(&self) -> Rect {
        Rect::from_min_max(self.seen.min + vec2(LABEL - 8.0, HEADER), self.seen.max)
    }
}

fn head(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 74.0), Sense::hover());
    let middle = rect.top() + 24.0;
    widget::pin(ui.painter(), look, pos2(rect.left() + PAD + 9.0, middle), 9.0, event.family, event.checked);
    let only = desk.view.only_differs;
    let name = if only { "All rows" } else { "Only where they differ" };
    // Beside a narrow map the title needs the room more.
    let text = if only || rect.width() >= NARROW { name } else { "Differing" };
    let button = Button { name, ..Button::new(text) };
    let button_x = rect.right() - PAD - button.width(ui.painter());
    let at = pos2(rect.left() + PAD + 28.0, middle);
    let title =
        widget::words(ui.painter(), &event.title, font(size::TITLE, Weight::Bold), look.ink, button_x - at.x - 46.0, 1);
    let right = at.x + title.size().x;
    let heading = Rect::from_min_size(pos2(at.x, middle - 12.0), title.size());
    let response = ui.interact(heading, ui.scope_id().with("title"), Sense::hover());
    widget::named(&response, Role::Heading, &event.title);
    ui.painter().galley(pos2(at.x, middle - title.size().y / 2.0), title, look.ink);
    let place = event.place.as_ref().map(|place| place.full_name());
    let date = event.date.map(|date| date.to_string());
    let both = [place, date.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if !both.is_empty() {
        widget::label(ui, heading, "where and when", &both);
    }
    let room = button_x - right - 58.0;
    // Whole or not at all: the rows below say both.
    for words in [Some(both), date].into_iter().flatten() {
        let meta = ui.painter().layout_no_wrap(words, font(size::SMALL, Weight::Regular), look.third);
        if meta.size().x <= room {
            ui.painter().galley(pos2(right + 12.0, middle - meta.size().y / 2.0 + 1.0), meta, look.third);
            break;
        }
    }
    if button.show(ui, look, pos2(button_x, middle - 14.0)).clicked() {
        desk.ask(Command::OnlyDiffers(!only));
    }
    let place = Rect::from_min_size(pos2(button_x - 34.0, middle - 14.0), Vec2::splat(28.0));
    let copy = Button::icon(Icon::Copy, "Copy the comparison as a table").show_in(ui, look, place);
    if copy.tip("Copy as a table for a spreadsheet").clicked() {
        desk.ask(Command::CopyTable(Table::Tabs));
    }
    let mut x = rect.left() + PAD;
    for agreement in [Agreement::Same, Agreement::Compatible, Agreement::Differs, Agreement::OneSource] {
        let count = event.slots.iter().filter(|slot| slot.agreement == agreement).count();
        if count > 0 {
            let tag = widget::agreement_tag(ui.painter(), look, pos2(x, rect.top() + 56.0), agreement);
            let words = if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
            let at = pos2(tag.right() + 6.0, rect.top() + 56.0);
            let small = font(size::SMALL, Weight::Regular);
            let line = widget::line(ui.painter(), at, Align2::LEFT_CENTER, &words, small, look.second);
            widget::label(ui, tag.union(line), ("rows", agreement), &format!("{}: {words}", agreement.label()));
            x = line.right() + 14.0;
        }
    }
    let hint = "Select a cell to read its passage";
    let small = font(size::SMALL, Weight::Regular);
    let at = pos2(rect.right() - PAD, rect.top() + 56.0);
    if at.x - x > 210.0 {
        widget::line(ui.painter(), at, Align2::RIGHT_CENTER, hint, small, look.third);
    }
}

/// Below the one source of an event: that there is no other, and where there is something to compare.
fn alone(ui: &mut Ui, desk: &mut Desk, letter: Letter) {
    below(ui, desk, &format!("Only {letter} reports this"));
    summary::shared(ui, desk);
}

/// A line below the rows, or in place of them.
fn below(ui: &mut Ui, desk: &Desk, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let small = font(size::SMALL, Weight::Regular);
    // Where a wide table is scrolled, it stays in view.
    let at = pos2(ui.clip_rect().left().max(rect.left()) + PAD, rect.top() + 24.0);
    widget::said(ui, at, Align2::LEFT_CENTER, words, small, desk.look.third);
}

/// Chip, outlet and date above each column; it stays where it is while the rows scroll.
fn header(ui: &mut Ui, desk: &Desk, grid: &Grid) {
    let look = desk.look;
    let rect = Rect::from_min_size(grid.seen.min, vec2(grid.seen.width(), HEADER));
    let mut over = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("header"));
    let ui = &mut over;
    ui.painter().rect_filled(rect, 0.0, look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.line_strong));
    ui.set_clip_rect(Rect::from_min_max(rect.min + vec2(LABEL - 8.0, 0.0), rect.max));
    for (index, source, left) in grid.columns() {
        let article = &source.article;
        let chip = Rect::from_min_size(pos2(left, rect.top() + 8.0), Vec2::splat(20.0));
        widget::chip(ui.painter(), look, chip, article.letter);
        let bold = font(size::SMALL, Weight::Bold);
        let outlet = widget::words(ui.painter(), article.outlet_or_origin(), bold, look.ink, grid.column - 38.0, 1);
        ui.painter().galley(pos2(left + 28.0, rect.top() + 18.0 - outlet.size().y / 2.0), outlet, look.ink);
        let (words, color) = match article.date.day {
            Some(day) => (short_day(day), look.third),
            None => ("Date missing".to_owned(), look.missing.text),
        };
        let caption = font(size::CAPTION, Weight::Regular);
        widget::line(ui.painter(), pos2(left + 28.0, rect.top() + 38.0), Align2::LEFT_CENTER, &words, caption, color);
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(grid.column, HEADER));
        let name = format!("{} {}, {words}", article.letter, article.outlet_or_origin());
        widget::label(ui, place, ("column", index), &name);
    }
}

fn words_font(slot: &SlotClaims) -> egui::FontId {
    if matches!(slot.slot, Slot::Figure(_)) { font(size::FIGURE, Weight::Bold) } else { font(12.5, Weight::Regular) }
}

/// The words of a cell, laid out.
fn laid(ui: &Ui, desk: &Desk, slot: &SlotClaims, claim: &Claim, column: f32) -> std::sync::Arc<egui::Galley> {
    widget::words(ui.painter(), &cell_words(desk.story, claim), words_font(slot), desk.look.ink, column - 20.0, 3)
}

/// How high one claim stands in its cell.
fn claim_height(slot: &SlotClaims, galley: &egui::Galley) -> f32 {
    galley.size().y + if matches!(slot.slot, Slot::Figure(_)) { 16.0 } else { 0.0 } + 20.0
}

/// What the height of a row hangs on: the story, the width of a column, the scale, how many sources there are.
type Laid = (usize, u32, u32, usize);

/// How high the row of a slot is: as its highest cell, in view or not. Looked for once for a story and a width, and only
/// among the cells that say most: of thousands, few can be the highest.
fn row_height(ui: &Ui, desk: &Desk, slot: &SlotClaims, grid: &Grid) -> f32 {
    let story = std::sync::Arc::as_ptr(desk.story) as usize;
    let key: Laid = (story, grid.column.to_bits(), ui.pixels_per_point().to_bits(), grid.sources.len());
    let id = Id::unique(("row height", desk.view.selected, slot.slot));
    let known = ui.data(|data| data.get_temp::<(Laid, f32)>(id)).filter(|(known, _)| *known == key);
    if let Some((_, height)) = known {
        return height;
    }
    let mut claims: Vec<&Claim> = slot.claims.iter().collect();
    claims.sort_by_key(|claim| claim.mention.article);
    let cells = claims.chunk_by(|one, next| one.mention.article == next.mention.article);
    let mut cells: Vec<(usize, Said)> = cells
        .map(|claims| said_once(desk.story, claims.iter().copied()))
        .map(|said| (bulk(desk.story, &said, grid.column), said))
        .collect();
    cells.sort_by_key(|(bulk, _)| std::cmp::Reverse(*bulk));
    let high = |(_, said): &(usize, Said)| -> f32 {
        let shown = said.shown.iter().map(|claim| claim_height(slot, &laid(ui, desk, slot, claim, grid.column)));
        shown.sum::<f32>() + BETWEEN * said.shown.len() as f32 + if said.more.is_empty() { 0.0 } else { MORE }
    };
    let height = cells.iter().take(HIGHEST).map(high).fold(50.0_f32, f32::max) + 8.0;
    ui.data_mut(|data| data.insert_temp(id, (key, height)));
    height
}

/// About how many lines a cell has: its claims, and how often their words fill a line.
fn bulk(story: &Story, said: &Said, column: f32) -> usize {
    let letters = (column / 7.0).max(1.0) as usize;
    let lines = |claim: &&Claim| (cell_words(story, claim).chars().count() / letters).min(2) + 2;
    said.shown.iter().map(lines).sum::<usize>() + usize::from(!said.more.is_empty())
}

fn row(ui: &mut Ui, desk: &mut Desk, slot: &SlotClaims, grid: &Grid) {
    let look = desk.look;
    let height = row_height(ui, desk, slot, grid);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let rect = Rect::from_x_y_ranges(grid.seen.x_range(), rect.y_range());
    if slot.agreement == Agreement::Differs {
        // Under the line of the row before.
        let ground = Rect::from_min_max(pos2(rect.left() + LABEL - 8.0, rect.top() + 1.0), rect.max);
        ui.painter().rect_filled(ground, 0.0, look.differs_row);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), look.hairline());
    let bold = font(size::SMALL, Weight::Bold);
    let at = pos2(rect.left() + PAD, rect.top() + 17.0);
    widget::line(ui.painter(), at, Align2::LEFT_CENTER, slot.slot.label_of(grid.kind), bold, look.ink);
    widget::agreement_tag(ui.painter(), look, pos2(at.x, rect.top() + 38.0), slot.agreement);
    let name = format!("{}: {}", slot.slot.label_of(grid.kind), slot.agreement.label());
    widget::label(ui, Rect::from_min_size(rect.min, vec2(LABEL - 8.0, height)), ("row", slot.slot), &name);
    let end = figures::axis_end(slot);
    let mut cells = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(("cells", slot.slot)));
    cells.set_clip_rect(grid.cells().intersect(ui.clip_rect()));
    let ui = &mut cells;
    for (index, source, left) in grid.columns() {
        let letter = source.article.letter;
        let said = said_once(desk.story, slot.claims.iter().filter(|claim| claim.mention.article == source.article.id));
        if said.shown.is_empty() {
            let small = font(12.5, Weight::Regular);
            let at = pos2(left, rect.top() + 17.0);
            widget::line(ui.painter(), at, Align2::LEFT_CENTER, "not mentioned", small, look.third);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(grid.column, height));
            let name = format!("{}, {letter}: not mentioned", slot.slot.label_of(grid.kind));
            widget::label(ui, place, ("unsaid", slot.slot, index), &name);
            continue;
        }
        let mut top = rect.top() + 7.0;
        for &claim in &said.shown {
            let galley = laid(ui, desk, slot, claim, grid.column);
            let tall = claim_height(slot, &galley);
            let place = Rect::from_min_size(pos2(left - 8.0, top - 4.0), vec2(grid.column - 4.0, tall + 6.0));
            cell(ui, desk, (slot.slot, grid.kind), letter, claim, galley, place, end);
            top += tall + BETWEEN;
        }
        let place = Rect::from_min_size(pos2(left - 8.0, top - 4.0), vec2(grid.column - 4.0, MORE));
        more(ui, desk, (slot.slot, grid.kind), letter, &said.more, place);
    }
}

/// How high the line is that says a source claims more.
const MORE: f32 = 22.0;

/// "and 2 more": what a cell has no room for; a click leads to the first of them.
fn more(ui: &Ui, desk: &mut Desk, (slot, kind): (Slot, Kind), letter: Letter, more: &[&Claim], rect: Rect) {
    let Some(first) = more.first() else { return };
    let look = desk.look;
    let words = format!("and {} more", more.len());
    let response = ui.interact(rect, Id::unique(("more", first.mention, slot)), Sense::click());
    let name = format!("{}, {letter}: {words}", slot.label_of(kind));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ink = if response.hovered() { look.ink } else { look.third };
    let small = font(size::CAPTION, Weight::Regular);
    widget::line(ui.painter(), rect.left_center() + vec2(8.0, 0.0), Align2::LEFT_CENTER, &words, small, ink);
    widget::focus_ring(ui, look, &response);
    if response.clicked() {
        desk.ask(Command::Cell(first.mention, slot));
    }
}

/// What a source claims about a slot, each value once.
struct Said<'a> {
    /// The first three.
    shown: Vec<&'a Claim>,
    /// Those after them.
    more: Vec<&'a Claim>,
}

fn said_once<'a>(story: &Story, claims: impl Iterator<Item = &'a Claim>) -> Said<'a> {
    const SHOWN: usize = 3;
    let mut known = std::collections::HashSet::new();
    let mut shown: Vec<&Claim> = claims.filter(|claim| known.insert(cell_words(story, claim).to_lowercase())).collect();
    let more = shown.split_off(shown.len().min(SHOWN));
    Said { shown, more }
}

#[expect(clippy::too_many_arguments, reason = "one cell's worth of circumstances, used once")]
fn cell(
    ui: &mut Ui,
    desk: &mut Desk,
    (slot, kind): (Slot, Kind),
    letter: Letter,
    claim: &Claim,
    words: std::sync::Arc<egui::Galley>,
    rect: Rect,
    end: f32,
) {
    let look = desk.look;
    let selected = desk.view.cell == Some((claim.mention, slot));
    let response =
        ui.interact(rect, Id::unique(("cell", claim.mention, slot, cell_words(desk.story, claim))), Sense::click());
    let by = said_by(claim);
    let name = format!("{}, {letter}: {}, {by}", slot.label_of(kind), cell_words(desk.story, claim));
    widget::chosen(ui, &response, Role::Cell, selected, &name);
    if selected {
        ui.painter().rect(rect, 3.0, look.selected, Stroke::new(2.0, look.accent), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 3.0, look.hover);
    }
    widget::focus_ring(ui, look, &response);
    let at = rect.min + vec2(8.0, 4.0);
    let mut y = at.y + words.size().y;
    ui.painter().galley(at, words, look.ink);
    if matches!(slot, Slot::Figure(_)) {
        let axis = Rect::from_min_size(pos2(at.x, y), vec2((rect.width() - 24.0).min(112.0), 14.0));
        figures::bar(ui.painter(), look, axis, figures::count(claim), end);
        y += 16.0;
    }
    let caption = font(size::CAPTION, Weight::Regular);
    // A long name of who says so gives way to how it is said.
    let (who, how) = said_parts(claim);
    let how = ui.painter().layout_no_wrap(how, caption.clone(), look.third);
    let who = widget::words(ui.painter(), &who, caption, look.third, rect.width() - 14.0 - how.size().x, 1);
    let after = pos2(at.x + who.size().x, y + 1.0 + (who.size().y - how.size().y) / 2.0);
    ui.painter().galley(pos2(at.x, y + 1.0), who, look.third);
    ui.painter().galley(after, how, look.third);
    if response.double_clicked() {
        desk.ask(Command::OpenMention(claim.mention));
    } else if response.clicked() {
        desk.ask(Command::Cell(claim.mention, slot));
    }
}

/// What a cell says, who says so and how, in one line.
pub(in crate::app) fn cell_text(story: &Story, claim: &Claim) -> String {
    format!("{} ({})", cell_words(story, claim), said_by(claim))
}

/// A source's own words stand in quotation marks.
fn cell_words(story: &Story, claim: &Claim) -> String {
    match &claim.value {
        Value::Words(words) => format!("“{}”", words.trim()),
        _ => claim.words(story),
    }
}

fn said_by(claim: &Claim) -> String {
    let (who, how) = said_parts(claim);
    who + &how
}

/// Who says so, and how where that stands behind it: "the ministry", " · claimed".
fn said_parts(claim: &Claim) -> (String, String) {
    match (claim.source.is_empty(), claim.stance) {
        (true, Stance::Asserted) => ("Own reporting".to_owned(), String::new()),
        (true, stance) => (sentence_case(stance.word()), String::new()),
        (false, stance) => (sentence_case(&claim.source), format!(" · {}", stance.word())),
    }
}

/// The passage of the framed cell.
fn foot(ui: &mut Ui, desk: &mut Desk, event: &Event, height: f32) {
    let look = desk.look;
    let story = desk.story;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.sunken);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    let framed = desk.view.cell.filter(|(mention, _)| event.mentions.contains(mention));
    let Some((id, slot, source, mention)) =
        framed.and_then(|(id, slot)| story.mention(id).map(|(source, mention)| (id, slot, source, mention)))
    else {
        let at = pos2(rect.left() + PAD, rect.center().y);
        let words = "Select a cell to read its passage here";
        widget::said(ui, at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), look.third);
        return;
    };
    let key = (rect.width() >= NARROW).then_some("Enter");
    let button = Button { key, name: "Open article at this passage", ..Button::new("Open article") };
    let button_x = rect.right() - PAD - button.width(ui.painter());
    let mut claims = event.slots.iter().filter(|claims| claims.slot == slot).flat_map(|claims| &claims.claims);
    let claim = claims.find(|claim| claim.mention == id);
    let left = rect.left() + PAD + 30.0;
    let spans = claim.and_then(|claim| claim.span).map(|span| (span, true)).into_iter().collect();
    let sentence = source.reading.sentence_of(claim.and_then(|claim| claim.span), mention);
    let passage = marked(ui, look, source, sentence, spans, button_x - left - 24.0);
    // Whole lines of the passage, however low the strip is; with the line below them in its middle.
    let lines = ((rect.height() - 26.0) / LINE).floor().max(1.0);
    let tall = passage.size().y.min(lines * LINE);
    let top = rect.center().y - (tall + META) / 2.0;
    let room = Rect::from_min_size(pos2(left, top), vec2(button_x - 12.0 - left, tall));
    let chip = Rect::from_min_size(pos2(rect.left() + PAD, top), Vec2::splat(20.0));
    widget::chip(ui.painter(), look, chip, source.article.letter);
    let words = source.article.text.slice(sentence).replace('\n', " ");
    widget::label(ui, room, "passage", &words);
    let mark = claim.and_then(|claim| claim.span).filter(|span| sentence.holds(*span));
    let before = mark.map_or(0, |span| {
        let whole = source.article.text.as_str();
        whole.get(sentence.start()..span.start()).map_or(0, |words| words.chars().count())
    });
    scrolled(ui, look, room, passage, before, (id, slot));
    let when = source.article.date.day.map_or("date missing".to_owned(), short_day);
    let where_in =
        if mention.paragraph == 0 { "headline".to_owned() } else { format!("paragraph {}", mention.paragraph) };
    let by = claim.map(|claim| format!(" · {}", said_by(claim))).unwrap_or_default();
    let meta = format!("{}, {when}, {where_in}{by}", source.article.outlet_or_origin());
    let caption = font(size::CAPTION, Weight::Regular);
    let meta = widget::words(ui.painter(), &meta, caption, look.third, room.width(), 1);
    ui.painter().galley(pos2(left, room.bottom() + 3.0), meta, look.third);
    if button.show(ui, look, pos2(button_x, rect.center().y - 14.0)).clicked() {
        desk.ask(Command::OpenMention(id));
    }
}

/// A passage that may be longer than its room: scrolled, at first to the line of what is marked in it.
fn scrolled(ui: &mut Ui, look: &Look, room: Rect, passage: Arc<Galley>, before: usize, cell: (MentionId, Slot)) {
    let mut within = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("passage"));
    // The ground of a mark stands out of its line: that of a line below is not to be seen, what hangs from letters is.
    let below = if passage.size().y > room.height() { -1.0 } else { 2.0 };
    within.shrink_clip_rect(Rect::from_min_max(room.min, room.max + vec2(0.0, below)));
    let seen = Id::unique("passage seen");
    let last = ui.data_mut(|data| {
        let last = data.get_temp::<(MentionId, Slot)>(seen);
        data.insert_temp(seen, cell);
        last
    });
    let area = ScrollArea::vertical().id_salt(("passage", cell.0)).auto_shrink(false);
    // However low the strip is, the passage keeps off the line below it.
    let mut area = area.min_scrolled_height(0.0).max_height(room.height());
    if last != Some(cell) {
        let line = passage.pos_from_cursor(egui::text::CCursor::new(before)).top();
        area = area.vertical_scroll_offset(line.min(passage.size().y - room.height()).max(0.0));
    }
    area.show(&mut within, |ui| {
        let (place, _) = ui.allocate_exact_size(vec2(room.width() - 8.0, passage.size().y), Sense::hover());
        ui.painter().galley(place.min, passage, look.ink);
    });
}

/// The first cell worth framing: where sources differ, else the first.
pub(in crate::app) fn first_cell(event: &Event) -> Option<(MentionId, Slot)> {
    let differing = event.slots.iter().find(|slot| slot.agreement == Agreement::Differs);
    let slot = differing.or(event.slots.first())?;
    Some((slot.claims.first()?.mention, slot.slot))
}
