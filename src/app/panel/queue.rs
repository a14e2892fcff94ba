//! The bar over the event in the panel while doubtful events are checked one by one.
//!
//! It says what is doubtful, why the place was taken for the one it is, and what else it might be.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::look::{Weight, font, size};
use crate::app::widget::{self, Button};
use crate::story::{Agreement, Event, PlaceBasis, Story};

use super::Desk;
use super::event::{PAD, sentence_case};

/// The queue's bar: what is doubtful, and the answers.
pub(super) fn queue(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let left = desk.story.unchecked_count();
    let doubt = [Some(doubt(event)), placed(desk.story, event)].into_iter().flatten().collect::<Vec<_>>().join(". ");
    let small = font(size::SMALL, Weight::Regular);
    let why = widget::words(ui.painter(), &doubt, small, look.missing.text, ui.available_width() - 2.0 * PAD, 5);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), why.size().y + 74.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.missing.fill);
    let at = rect.min + vec2(PAD, 18.0);
    let bold = font(size::BODY, Weight::Bold);
    widget::said(ui, at, Align2::LEFT_CENTER, &format!("Check: {left} left"), bold, look.missing.text);
    let below = pos2(at.x, rect.top() + 32.0);
    widget::label(ui, Rect::from_min_size(below, why.size()), "doubt", &doubt);
    let buttons = pos2(at.x, below.y + why.size().y + 6.0);
    ui.painter().galley(below, why, look.missing.text);
    let right = Button { key: Some("Enter"), name: "Right, mark as checked", ..Button::new("Right") };
    let after = right.show(ui, look, buttons);
    if after.clicked() {
        desk.ask(Command::CheckAnswer(true));
    }
    let skip = Button { key: Some("S"), name: "Skip this one", ..Button::new("Skip") };
    let after = skip.show(ui, look, pos2(after.rect.right() + 8.0, buttons.y));
    if after.clicked() {
        desk.ask(Command::CheckAnswer(false));
    }
    let done = Button { key: Some("Esc"), name: "Leave the queue", ..Button::new("Done") };
    if done.show(ui, look, pos2(after.rect.right() + 8.0, buttons.y)).clicked() {
        desk.ask(Command::Check(false));
    }
}

/// Why an event should be looked at, in words.
fn doubt(event: &Event) -> String {
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
    if reasons.is_empty() { "Nobody has looked at it yet".to_owned() } else { sentence_case(&reasons.join("; ")) }
}

/// Why the place was chosen, and the runners-up, when a passage names it.
fn placed(story: &Story, event: &Event) -> Option<String> {
    let key = &event.place.as_ref().filter(|_| event.basis != PlaceBasis::Seat)?.key;
    let toponym = event.mentions.iter().find_map(|&id| {
        let (source, mention) = story.mention(id)?;
        let span = mention.place.as_ref()?.span?;
        source.reading.toponyms.iter().find(|toponym| {
            toponym.span.overlaps(span) && toponym.place.as_ref().is_some_and(|place| place.key == *key)
        })
    })?;
    let reasons = toponym.reasons.iter().take(2).map(String::as_str).collect::<Vec<_>>().join("; ");
    let chosen = toponym.place.as_ref()?;
    let others = toponym.candidates.iter().filter(|candidate| candidate.place.key != chosen.key).take(3);
    let others: Vec<String> = others
        .map(|candidate| match &candidate.place.country {
            Some(country) => format!("{} ({country})", candidate.place.name),
            None => candidate.place.name.clone(),
        })
        .collect();
    let also = if others.is_empty() { String::new() } else { format!(". It could also be {}", others.join(", ")) };
    Some(format!("{}: {}{also}", chosen.name, if reasons.is_empty() { "no reason noted" } else { &reasons }))
}
