//! Words a person marks in an article: by dragging over them, by a double click, or the one under a right click.
//!
//! Comes in: a paragraph as it is set, the pointer. Goes out: ground under the words marked, and a menu that makes a name
//! or an event of them, or copies them. It changes no story: it asks for corrections to begin.

use egui::{Event, Galley, Id, Popup, PopupCloseBehavior, Pos2, Rect, Sense, SetOpenCommand, Ui};

use crate::app::command::Command;
use crate::app::correcting::{Correction, What};
use crate::app::widget;
use crate::story::{ArticleId, Source, Span};

use super::Desk;
use super::page::rects;

/// So many letters of what is marked stand in the menu.
const SHOWN: usize = 32;

/// What is marked, and the letter the pointer began at.
#[derive(Clone, Copy, PartialEq)]
struct Marked {
    article: ArticleId,
    span: Span,
    begun: usize,
}

fn id() -> Id {
    Id::unique("words marked in an article")
}

fn marked(ui: &Ui) -> Option<Marked> {
    ui.data(|data| data.get_temp::<Option<Marked>>(id())).flatten()
}

fn mark(ui: &Ui, marked: Option<Marked>) {
    ui.data_mut(|data| data.insert_temp(id(), marked));
}

/// A paragraph's words: named for screen readers, and marked by the pointer.
pub(super) fn words(ui: &Ui, desk: &mut Desk, source: &Source, paragraph: Span, galley: &Galley, rect: Rect) {
    let article = source.article.id;
    let response = ui.interact(rect, Id::unique(("words", article, paragraph.start())), Sense::click_and_drag());
    widget::named(&response, egui::Role::Label, source.article.text.slice(paragraph));
    let nth = |at: Pos2| galley.cursor_from_pos(at - rect.min).index.0;
    let here = response.interact_pointer_pos().map(nth);
    let set = |span: Option<Span>, begun| mark(ui, span.map(|span| Marked { article, span, begun }));
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin()).map(nth)
    {
        set(between(source, paragraph, at, at), at);
    }
    let of_this = marked(ui).filter(|marked| marked.article == article && paragraph.holds(marked.span));
    if response.dragged()
        && let Some((marked, at)) = of_this.zip(here)
    {
        set(between(source, paragraph, marked.begun, at), marked.begun);
    }
    if response.double_clicked() {
        set(here.and_then(|at| word_at(source, paragraph, at)), 0);
    } else if response.clicked() {
        mark(ui, None);
    }
    if response.secondary_clicked()
        && let Some(at) = here
    {
        let word = word_at(source, paragraph, at);
        if !of_this.zip(word).is_some_and(|(marked, word)| marked.span.overlaps(word)) {
            set(word, 0);
        }
    }
    let some = marked(ui).filter(|marked| marked.article == article && paragraph.holds(marked.span));
    let Some(marked) = some.filter(|marked| !marked.span.is_empty()) else { return };
    let words = source.article.text.slice(marked.span);
    if ui.input(|input| input.events.contains(&Event::Copy)) && !ui.ctx().text_edit_focused() {
        ui.ctx().copy_text(words.to_owned());
    }
    let asked = response.secondary_clicked() || response.drag_stopped();
    Popup::menu(&response)
        .open_memory(asked.then_some(SetOpenCommand::Bool(true)))
        .at_pointer_fixed()
        .gap(14.0)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| menu(ui, desk, source, paragraph, marked.span));
}

/// The ground of what is marked, over other marks and under the words.
pub(super) fn ground(ui: &Ui, desk: &Desk, source: &Source, paragraph: Span, galley: &Galley, rect: Rect) {
    let Some(marked) = marked(ui).filter(|marked| marked.article == source.article.id) else { return };
    if !paragraph.holds(marked.span) {
        return;
    }
    let text = source.article.text.slice(paragraph);
    let letters = |byte: usize| text.get(..byte - paragraph.start()).map_or(0, |words| words.chars().count());
    for part in rects(galley, letters(marked.span.start()), letters(marked.span.end())) {
        let part = part.translate(rect.min.to_vec2());
        ui.painter().rect_filled(part, 2.0, desk.look.accent.gamma_multiply(0.25));
    }
}

fn menu(ui: &mut Ui, desk: &mut Desk, source: &Source, paragraph: Span, span: Span) {
    let article = source.article.id;
    let words = source.article.text.slice(span);
    let begun: String = words.chars().take(SHOWN).collect();
    let shown = match begun.rsplit_once(' ') {
        Some((whole, _)) if begun.len() < words.len() => format!("{whole}…"),
        _ => begun,
    };
    ui.set_min_width(210.0);
    if ui.button(format!("“{shown}” is a place…")).clicked() {
        desk.ask(Command::Correct(Correction::Begin(What::Name(article, span))));
    }
    if ui.button(format!("“{shown}” reports an event…")).clicked() {
        let sentence = source.reading.sentences.iter().copied().find(|sentence| sentence.holds(span));
        desk.ask(Command::Correct(Correction::Begin(What::Add(article, span, sentence.unwrap_or(paragraph)))));
    }
    ui.separator();
    if ui.button("Copy these words").clicked() {
        ui.ctx().copy_text(words.to_owned());
    }
}

/// Where the nth letter of a paragraph begins, in bytes of the text.
fn byte_of(source: &Source, paragraph: Span, nth: usize) -> usize {
    let words = source.article.text.slice(paragraph);
    paragraph.start() + words.char_indices().nth(nth).map_or(words.len(), |(at, _)| at)
}

/// The whole words from one letter of a paragraph to another, whichever comes first; none where both are the same.
fn between(source: &Source, paragraph: Span, one: usize, other: usize) -> Option<Span> {
    let text = &source.article.text;
    let (start, end) = (byte_of(source, paragraph, one.min(other)), byte_of(source, paragraph, one.max(other)));
    let words = text.as_str().get(start..end)?;
    let lead = words.len() - words.trim_start().len();
    let (start, end) = (start + lead, start + lead + words.trim().len());
    let whole = |at: usize| word_at(source, paragraph, at);
    let letter = |byte: usize| text.as_str().get(paragraph.start()..byte).map_or(0, |before| before.chars().count());
    if start == end {
        return text.span(start..end);
    }
    let from = whole(letter(start)).map_or(start, |word| word.start().min(start));
    let to = whole(letter(end)).filter(|word| word.start() < end).map_or(end, |word| word.end().max(end));
    text.span(from..to)
}

/// The word of a paragraph around its nth letter.
fn word_at(source: &Source, paragraph: Span, nth: usize) -> Option<Span> {
    let text = &source.article.text;
    let words = text.slice(paragraph);
    let at = byte_of(source, paragraph, nth) - paragraph.start();
    let inner = |letter: char| letter.is_alphanumeric() || letter == '-';
    let (before, after) = (words.get(..at)?, words.get(at..)?);
    let start = before.trim_end_matches(inner).len();
    let end = at + (after.len() - after.trim_start_matches(inner).len());
    text.span(paragraph.start() + start..paragraph.start() + end).filter(|span| !span.is_empty())
}
