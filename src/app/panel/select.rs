//! Words a person marks in an article: by dragging over them, by a double click, the one under a right click, or word by
//! word with the arrows while a paragraph has the keyboard.
//!
//! Comes in: a paragraph as it is set, the pointer, keys. Goes out: ground under the words marked, and a menu that makes a
//! name or an event of them, or copies them. It changes no story: it asks for corrections to begin.

use egui::{Event, EventFilter, Galley, Id, Key, Modifiers, Popup, PopupCloseBehavior, Pos2, Rect, Response, Sense};
use egui::{SetOpenCommand, Ui};

use crate::app::bidi::letter_at;
use crate::app::command::Command;
use crate::app::correcting::{Correction, What};
use crate::app::widget;
use crate::story::{ArticleId, Source, Span};

use super::Desk;
use super::page::rects;

/// So many letters of what is marked stand in the menu.
const SHOWN: usize = 32;

/// What is marked. The text is known by its fingerprint: another story's article may have the same number.
#[derive(Clone, Copy, PartialEq)]
struct Marked {
    text: u64,
    span: Span,
    /// The byte of the text at which it was begun, and the one it was led to.
    from: usize,
    to: usize,
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

/// What is marked in a paragraph, be it nothing yet.
fn marked_in(ui: &Ui, source: &Source, paragraph: Span) -> Option<Marked> {
    let text = source.article.text.fingerprint();
    marked(ui).filter(|marked| marked.text == text && paragraph.holds(marked.span))
}

/// By what a paragraph has the keyboard.
fn paragraph_id(article: ArticleId, paragraph: Span) -> Id {
    Id::unique(("words", article, paragraph.start()))
}

/// Whether a paragraph has the keyboard.
pub(super) fn has_keyboard(ui: &Ui, source: &Source, paragraph: Span) -> bool {
    ui.memory(|memory| memory.has_focus(paragraph_id(source.article.id, paragraph)))
}

/// Gives the keyboard to a paragraph, with the word at a byte of the text marked.
pub(super) fn begin(ui: &Ui, source: &Source, paragraph: Span, at: usize) {
    let words = words_of(source, paragraph);
    if let Some(&word) = words.get(index_at(&words, at)) {
        let text = source.article.text.fingerprint();
        mark(ui, Some(Marked { text, span: word, from: word.start(), to: word.start() }));
    }
    ui.memory_mut(|memory| memory.request_focus(paragraph_id(source.article.id, paragraph)));
}

/// A paragraph's words: named for screen readers, and marked by the pointer or the arrows. Returns how many paragraphs on
/// the keyboard is to go.
pub(super) fn words(ui: &Ui, desk: &mut Desk, source: &Source, paragraph: Span, galley: &Galley, rect: Rect) -> isize {
    let article = &source.article;
    let response = ui.interact(rect, paragraph_id(article.id, paragraph), Sense::click_and_drag());
    widget::named(&response, egui::Role::Paragraph, article.text.slice(paragraph));
    by_pointer(ui, source, paragraph, galley, &response, rect);
    let on = if response.has_focus() { by_keys(ui, source, paragraph, response.id) } else { 0 };
    let Some(marked) = marked_in(ui, source, paragraph).filter(|marked| !marked.span.is_empty()) else { return on };
    if response.has_focus() {
        let words = format!("Marked: {}", article.text.slice(marked.span));
        widget::live(ui, &widget::label(ui, rect, "marked", &words));
    }
    if ui.input(|input| input.events.contains(&Event::Copy)) && !ui.ctx().text_edit_focused() {
        ui.ctx().copy_text(article.text.slice(marked.span).to_owned());
    }
    let entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let asked = response.secondary_clicked() || response.drag_stopped() || entered;
    let below =
        parts(source, paragraph, marked.span, galley, rect).last().map_or(rect.left_bottom(), Rect::left_bottom);
    give_back(ui, &response);
    Popup::menu(&response)
        .open_memory(asked.then_some(SetOpenCommand::Bool(true)))
        .at_position(below)
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| menu(ui, desk, source, paragraph, marked.span, entered));
    on
}

/// Gives the keyboard back to a paragraph whose menu was closed by Esc.
fn give_back(ui: &Ui, response: &Response) {
    let id = response.id.with("menu");
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(response));
    let was_open = ui.data_mut(|data| {
        let was_open = data.get_temp(id).unwrap_or(false);
        data.insert_temp(id, open);
        was_open
    });
    if was_open && !open && ui.input(|input| input.key_down(Key::Escape)) {
        response.request_focus();
    }
}

/// Words marked by dragging, a double click or a right click.
fn by_pointer(ui: &Ui, source: &Source, paragraph: Span, galley: &Galley, response: &Response, rect: Rect) {
    let text = &source.article.text;
    let byte = |at: Pos2| byte_of(source, paragraph, letter_at(galley, at - rect.min));
    let here = response.interact_pointer_pos().map(byte);
    let set = |span: Option<Span>, from: usize, to: usize| {
        mark(ui, span.map(|span| Marked { text: text.fingerprint(), span, from, to }));
    };
    if response.drag_started()
        && let Some(at) = ui.input(|input| input.pointer.press_origin()).map(byte)
    {
        set(text.span(at..at), at, at);
    }
    let before = marked_in(ui, source, paragraph);
    if response.dragged()
        && let Some((marked, at)) = before.zip(here)
    {
        let span = between(&words_of(source, paragraph), marked.from, at).or(text.span(at..at));
        set(span, marked.from, at);
    }
    let word = || {
        let words = words_of(source, paragraph);
        let at = here?;
        words.into_iter().find(|word| word.start() <= at && at < word.end())
    };
    let set_word = |word: Option<Span>| set(word, word.map_or(0, Span::start), word.map_or(0, Span::start));
    if response.double_clicked() {
        set_word(word());
    } else if response.clicked() && here.is_some() {
        mark(ui, None);
    }
    if response.secondary_clicked()
        && let Some(word) = word()
        && !before.is_some_and(|marked| marked.span.overlaps(word))
    {
        set_word(Some(word));
    }
}

/// Words marked by the arrows: the next, or with Shift the next too. Returns how many paragraphs on the keyboard goes.
fn by_keys(ui: &Ui, source: &Source, paragraph: Span, id: Id) -> isize {
    let ours = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, ours));
    let words = words_of(source, paragraph);
    // Those with Shift first: egui lets Shift pass where a key does not ask for it.
    let step = ui.input_mut(|input| {
        let arrows = [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)];
        let with = |held| arrows.map(|(key, by)| (held, key, by, held == Modifiers::SHIFT));
        let mut all = [with(Modifiers::SHIFT), with(Modifiers::NONE)].into_iter().flatten();
        all.find(|(held, key, ..)| input.consume_key(*held, *key))
    });
    if let Some((.., by, more)) = step {
        let now = marked_in(ui, source, paragraph);
        let Some((span, from, to)) = stepped(&words, now.map(|now| (now.from, now.to)), by, more) else {
            return if more { 0 } else { by };
        };
        mark(ui, Some(Marked { text: source.article.text.fingerprint(), span, from, to }));
    }
    ui.input_mut(|input| {
        let on = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        let back = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        isize::from(on) - isize::from(back)
    })
}

/// What is marked after a step of the keyboard, where it was begun and where it was led to; `None` past the last word.
fn stepped(words: &[Span], now: Option<(usize, usize)>, by: isize, more: bool) -> Option<(Span, usize, usize)> {
    let Some((from, to)) = now else {
        let first = *words.first()?;
        return Some((first, first.start(), first.start()));
    };
    let to = *words.get(index_at(words, to).checked_add_signed(by)?)?;
    let from = if more { *words.get(index_at(words, from))? } else { to };
    Some((from.join(to), from.start(), to.start()))
}

/// The place in the list of the word at a byte, or before it.
fn index_at(words: &[Span], at: usize) -> usize {
    words.partition_point(|word| word.start() <= at).saturating_sub(1)
}

/// The ground of what is marked, over other marks and under the words.
pub(super) fn ground(ui: &Ui, desk: &Desk, source: &Source, paragraph: Span, galley: &Galley, rect: Rect) {
    let Some(marked) = marked_in(ui, source, paragraph) else { return };
    for part in parts(source, paragraph, marked.span, galley, rect) {
        ui.painter().rect_filled(part, 2.0, desk.look.accent.gamma_multiply(0.25));
    }
}

/// Where words of a paragraph stand, one part for each line.
fn parts(source: &Source, paragraph: Span, span: Span, galley: &Galley, rect: Rect) -> Vec<Rect> {
    let text = source.article.text.slice(paragraph);
    let letters = |byte: usize| text.get(..byte - paragraph.start()).map_or(0, |words| words.chars().count());
    let parts = rects(galley, letters(span.start()), letters(span.end()));
    parts.into_iter().map(|part| part.translate(rect.min.to_vec2())).collect()
}

fn menu(ui: &mut Ui, desk: &mut Desk, source: &Source, paragraph: Span, span: Span, entered: bool) {
    let article = source.article.id;
    let words = source.article.text.slice(span);
    let begun: String = words.chars().take(SHOWN).collect();
    let shown = match begun.rsplit_once(' ') {
        Some((whole, _)) if begun.len() < words.len() => format!("{whole}…"),
        _ => begun,
    };
    ui.set_min_width(210.0);
    let place = ui.button(format!("“{shown}” is a place…"));
    if entered {
        place.request_focus();
    }
    if place.clicked() {
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

/// The words of a paragraph: letters, digits and hyphens in a row.
fn words_of(source: &Source, paragraph: Span) -> Vec<Span> {
    let text = &source.article.text;
    let begin = paragraph.start();
    let apart = |letter: char| !letter.is_alphanumeric() && letter != '-';
    let (mut words, mut at) = (Vec::new(), begin);
    for piece in text.slice(paragraph).split_inclusive(apart) {
        let word = piece.trim_end_matches(apart);
        words.extend(text.span(at..at + word.len()).filter(|word| !word.is_empty()));
        at += piece.len();
    }
    words
}

/// The whole words from one byte to another, whichever comes first; none where no word is between.
fn between(words: &[Span], one: usize, other: usize) -> Option<Span> {
    let (start, end) = (one.min(other), one.max(other));
    let mut over = words.iter().filter(|word| word.start() < end && start < word.end());
    let first = *over.next()?;
    Some(over.next_back().map_or(first, |last| first.join(*last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Text;

    #[test]
    fn the_arrows_mark_word_by_word_and_with_shift_more_and_less() {
        let text = Text::new("one two-fold Şuşa.");
        let words = [text.span(0..3), text.span(4..12), text.span(13..19)].map(Option::unwrap);
        let check = |now: Option<(usize, usize)>, by, more, said: Option<&str>| {
            let step = stepped(&words, now, by, more);
            assert_eq!(step.map(|(span, ..)| text.slice(span)), said, "{now:?} {by} {more}");
        };
        check(None, 1, false, Some("one"));
        check(Some((0, 0)), 1, false, Some("two-fold"));
        check(Some((0, 0)), 1, true, Some("one two-fold"));
        check(Some((0, 4)), 1, true, Some("one two-fold Şuşa"));
        check(Some((0, 13)), -1, true, Some("one two-fold"));
        check(Some((4, 4)), -1, true, Some("one two-fold"));
        check(Some((13, 13)), 1, false, None);
        check(Some((0, 0)), -1, true, None);
    }

    #[test]
    fn what_is_dragged_over_becomes_whole_words() {
        let text = Text::new("one two, three");
        let words = [text.span(0..3), text.span(4..7), text.span(9..14)].map(Option::unwrap);
        let check = |one, other, said: Option<&str>| {
            assert_eq!(between(&words, one, other).map(|span| text.slice(span)), said, "{one} {other}");
        };
        check(1, 5, Some("one two"));
        check(11, 5, Some("two, three"));
        check(7, 9, None);
        check(5, 5, Some("two"));
        check(4, 4, None);
    }
}
