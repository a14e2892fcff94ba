//! The bar over the event in the panel while doubtful events are checked one by one.
//!
//! It says what is doubtful, shows the sentence with the name in question, and numbers what the name may mean: the same
//! numbers stand on the map. Enter right, 1–9 choose, U cannot tell, X not a place, S skip.

use egui::{Align2, Id, Key, Modifiers, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::correcting::{self, Correction};
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button};
use crate::scene::sentence_case;
use crate::story::{Agreement, Event, PlaceBasis, PlaceRef, Story, telling};

use super::Desk;
use super::correct::whereabouts;
use super::event::{PAD, marked};

/// The places the name of the event asked about may mean, in the order of their numbers.
pub(in crate::app) fn candidates(story: &Story, event: &Event) -> Vec<PlaceRef> {
    let candidates = correcting::named(story, event).map(|(.., toponym)| &*toponym.candidates).unwrap_or_default();
    let mut apart = correcting::told_apart(candidates.iter().map(|candidate| candidate.place.clone()));
    apart.truncate(9);
    apart
}

/// What the keys of the queue ask for while it asks, and those of the offer to do the same elsewhere while that
/// stands; plain keys, so not while a field is typed in.
pub(in crate::app) fn keys(ctx: &egui::Context, asking: bool, offered: bool) -> Vec<Command> {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let answers = [
        (Key::Enter, Command::CheckAnswer(true)),
        (Key::S, Command::CheckAnswer(false)),
        (Key::U, Command::Correct(Correction::CannotTell)),
        (Key::X, Command::Correct(Correction::NotAPlace)),
        (Key::P, Command::Correct(Correction::SearchPlace)),
    ];
    let also = [
        (Key::A, Command::Correct(Correction::Also { everywhere: true })),
        (Key::N, Command::Correct(Correction::NoAlso)),
    ];
    let numbers = (1..).zip(DIGITS).map(|(number, key)| (key, Command::Correct(Correction::Choose(number))));
    let answers = answers.into_iter().chain(numbers).filter(|_| asking);
    let all = answers.chain(also.into_iter().filter(|_| offered));
    let focused = ctx.memory(|memory| memory.focused().is_some());
    ctx.input_mut(|input| {
        // Enter is for the button that has the keyboard.
        all.filter(|(key, _)| !(focused && *key == Key::Enter))
            .filter(|(key, _)| input.consume_key(Modifiers::NONE, *key))
            .map(|(_, command)| command)
            .collect()
    })
}

/// The queue's bar: what is doubtful, what it may mean, and the answers.
pub(super) fn queue(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let top = ui.cursor().min;
    let ground = ui.painter().add(egui::Shape::Noop);
    let queue = &desk.view.correcting.queue;
    let (at, of) = (queue.at + 1, queue.events.len());
    let left = desk.digest.unchecked;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let bold = font(size::BODY, Weight::Bold);
    let words = format!("Check {at} of {of}");
    let line = pos2(rect.left() + PAD, rect.top() + 20.0);
    let said = widget::heading(ui, line, Align2::LEFT_CENTER, &words, bold, look.missing.text);
    let small = font(size::SMALL, Weight::Regular);
    let rest = format!("{left} not checked");
    let next = pos2(said.right() + 10.0, line.y);
    widget::said(ui, next, Align2::LEFT_CENTER, &rest, small.clone(), look.missing.text);
    let done = Button { key: Some("Esc"), name: "Leave the queue", ..Button::new("Done") };
    let door = pos2(rect.right() - PAD - done.width(ui.painter()), rect.top() + 6.0);
    if done.show(ui, look, door).clicked() {
        desk.ask(Command::Check(false));
    }
    let changed = desk.view.correcting.queue.changed.contains(&event.id);
    let doubt = match doubt(event) {
        _ if changed => "You corrected it; Right, and it is checked".to_owned(),
        Some(doubt) => doubt,
        None => "Nobody has looked at it yet".to_owned(),
    };
    said_lines(ui, desk, &doubt);
    passage(ui, desk, event);
    let places = candidates(desk.story, event);
    for (index, place) in places.iter().enumerate() {
        candidate(ui, desk, index + 1, place, event);
    }
    answers(ui, desk, !places.is_empty());
    let rect = Rect::from_min_max(top, pos2(top.x + ui.available_width(), ui.cursor().top()));
    ui.painter().set(ground, egui::Shape::rect_filled(rect, 0.0, look.missing.fill));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, look.hairline());
}

fn said_lines(ui: &mut Ui, desk: &Desk, words: &str) {
    let look = desk.look;
    let small = font(size::SMALL, Weight::Regular);
    let galley = widget::words(ui.painter(), words, small, look.missing.text, ui.available_width() - 2.0 * PAD, 4);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 6.0), Sense::hover());
    let at = pos2(rect.left() + PAD, rect.top());
    widget::label(ui, Rect::from_min_size(at, galley.size()), ("doubt", words), words);
    ui.painter().galley(at, galley, look.missing.text);
}

/// The sentence in question, the name marked, and why it was taken for what it is.
fn passage(ui: &mut Ui, desk: &Desk, event: &Event) {
    let look = desk.look;
    let Some(name) = correcting::name_of(desk.story, event) else {
        unnamed(ui, desk, event);
        return;
    };
    let (Some(source), Some((_, words, toponym))) = (desk.story.source(name.0), correcting::toponym(desk.story, name))
    else {
        return;
    };
    let mentions = source.reading.mentions.iter();
    let sentence = mentions.map(|mention| mention.sentence).find(|sentence| sentence.holds(toponym.span));
    let Some(sentence) = sentence else { return };
    let width = ui.available_width() - 2.0 * PAD;
    let galley = marked(ui, look, source, sentence, vec![(toponym.span, true)], width);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 8.0), Sense::hover());
    let at = pos2(rect.left() + PAD, rect.top() + 2.0);
    let text = source.article.text.slice(sentence).replace('\n', " ");
    let response =
        widget::label(ui, Rect::from_min_size(at, galley.size()), "in question", &format!("In question: {text}"));
    widget::live(ui, &response);
    ui.painter().galley(at, galley, look.ink);
    let reasons = toponym.reasons.iter().take(2).map(String::as_str).collect::<Vec<_>>().join("; ");
    let now = toponym.place.as_ref().map_or_else(|| "no place".to_owned(), |place| place.full_name());
    let because = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
    said_lines(ui, desk, &format!("“{words}” was taken for {now}{because}"));
}

/// The first passage, where no name is in question.
fn unnamed(ui: &mut Ui, desk: &Desk, event: &Event) {
    let look = desk.look;
    let Some((source, mention)) = event.mentions.first().and_then(|&id| desk.story.mention(id)) else { return };
    let width = ui.available_width() - 2.0 * PAD;
    let galley = marked(
        ui,
        look,
        source,
        mention.sentence,
        vec![(telling(&source.article.text, mention.trigger), false)],
        width,
    );
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 8.0), Sense::hover());
    let at = pos2(rect.left() + PAD, rect.top() + 2.0);
    let text = source.article.text.slice(mention.sentence).replace('\n', " ");
    let response =
        widget::label(ui, Rect::from_min_size(at, galley.size()), "in question", &format!("In question: {text}"));
    widget::live(ui, &response);
    ui.painter().galley(at, galley, look.ink);
}

/// A place the name may mean, with its number.
fn candidate(ui: &mut Ui, desk: &mut Desk, number: usize, place: &PlaceRef, event: &Event) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let now = event.place.as_ref().is_some_and(|known| known.key == place.key);
    let more = whereabouts(desk, place);
    let name = format!("{number}: {}, {more}", place.full_name());
    let response = widget::row(ui, look, rect, Id::unique(("candidate", number)), now, &name);
    if response.clicked() {
        desk.ask(Command::Correct(Correction::Choose(number)));
    }
    let middle = rect.center().y;
    let cap = widget::keycap(ui.painter(), look, pos2(rect.left() + PAD, middle), &number.to_string(), false);
    let weight = if now { Weight::Bold } else { Weight::Regular };
    let width = rect.width() - 2.0 * PAD - 30.0;
    let galley = widget::words(ui.painter(), &place.full_name(), font(size::BODY, weight), look.ink, width * 0.6, 1);
    let right = cap.right() + 10.0 + galley.size().x + 8.0;
    ui.painter().galley(pos2(cap.right() + 10.0, middle - galley.size().y / 2.0), galley, look.ink);
    let small = font(size::SMALL, Weight::Regular);
    let more = widget::words(ui.painter(), &more, small, look.second, (rect.right() - PAD - right).max(1.0), 1);
    ui.painter().galley(pos2(right, middle - more.size().y / 2.0), more, look.second);
}

fn answers(ui: &mut Ui, desk: &mut Desk, named: bool) {
    let look = desk.look;
    let answers = [
        ("Right", "Right, mark as checked", "Enter", Command::CheckAnswer(true), true),
        ("Skip", "Skip this one", "S", Command::CheckAnswer(false), true),
        ("Cannot tell", "Cannot tell which place", "U", Command::Correct(Correction::CannotTell), named),
        ("Not a place", "Not a place", "X", Command::Correct(Correction::NotAPlace), named),
        ("Another place…", "Search another place", "P", Command::Correct(Correction::SearchPlace), true),
    ];
    let left = ui.cursor().left() + PAD;
    let most = ui.cursor().left() + ui.available_width() - PAD;
    let (mut x, mut y) = (left, ui.cursor().top() + 6.0);
    for (text, name, key, command, enabled) in answers {
        let button = Button { key: Some(key), name, enabled, ..Button::new(text) };
        let width = button.width(ui.painter());
        if x + width > most && x > left {
            (x, y) = (left, y + 34.0);
        }
        let mut response = button.show(ui, look, pos2(x, y));
        if !enabled {
            response = response.on_disabled_hover_text("No name in this sentence is in question");
        }
        if response.clicked() {
            desk.ask(command);
        }
        x += width + 6.0;
    }
    ui.allocate_exact_size(vec2(ui.available_width(), y + 38.0 - ui.cursor().top()), Sense::hover());
}

/// Why an event should be looked at, in words; `None` when only nobody has yet.
pub(super) fn doubt(event: &Event) -> Option<String> {
    let mut reasons = Vec::new();
    match event.basis {
        PlaceBasis::Context => reasons.push("its place is taken from the sentences around it"),
        PlaceBasis::Unknown => reasons.push("no passage says where"),
        PlaceBasis::Indirect => reasons.push("a passage only points at its place"),
        PlaceBasis::Seat => reasons.push("it is put at the seat of the one who speaks"),
        PlaceBasis::Stated => {}
    }
    if event.date.is_none() {
        reasons.push("no passage says when");
    }
    if event.slots.iter().any(|slot| slot.agreement == Agreement::Differs) {
        reasons.push("its sources differ");
    }
    (!reasons.is_empty()).then(|| sentence_case(&reasons.join("; ")))
}
