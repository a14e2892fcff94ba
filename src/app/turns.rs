//! Keyboard and mouse one after the other, as a person used them, however much came within one frame.
//!
//! egui takes the keyboard from a field at a press of the mouse beside it, at Tab and at Esc before that field sees
//! what was typed ahead of it in the same frame, and gives it to another too late for what was typed after.
//!
//! Comes in: the events of a frame. Goes out: those up to where the hands change; the rest in the frames after. No
//! event is dropped or changes places.

use egui::{Context, Event, Key, Plugin, RawInput};

/// What is left for the frames to come.
#[derive(Default)]
pub(super) struct Turns {
    held: Vec<Event>,
}

impl Turns {
    /// Events for the next frame, before those that wait for it.
    pub(super) fn put_first(&mut self, events: Vec<Event>) {
        self.held.splice(0..0, events);
    }
}

/// What a person does.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    Typing,
    Pointing,
    /// A key that may take the keyboard elsewhere: each has a frame of its own.
    Leaving,
}

/// What an event is part of; nothing for those that go with either.
fn turn(event: &Event) -> Option<Turn> {
    match event {
        Event::Key { key: Key::Tab | Key::Escape | Key::Enter, pressed: true, .. } => Some(Turn::Leaving),
        Event::Key { pressed: true, .. } | Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) => {
            Some(Turn::Typing)
        }
        Event::PointerButton { .. } => Some(Turn::Pointing),
        _ => None,
    }
}

/// The index of the first event that has to wait for the next frame.
fn change(events: &[Event]) -> Option<usize> {
    let mut turns = events.iter().enumerate().filter_map(|(at, event)| Some((at, turn(event)?)));
    let (_, first) = turns.next()?;
    turns.find(|(_, turn)| *turn != first || first == Turn::Leaving).map(|(at, _)| at)
}

impl Plugin for Turns {
    fn debug_name(&self) -> &'static str {
        "turns"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        input.events.splice(0..0, std::mem::take(&mut self.held));
        if let Some(at) = change(&input.events) {
            self.held = input.events.split_off(at);
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, Pos2};

    use super::*;

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn press(pressed: bool) -> Event {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos: Pos2::ZERO, button, pressed, modifiers }
    }

    /// How many of the events each frame gets.
    fn frames(events: Vec<Event>) -> Vec<usize> {
        let (ctx, mut turns) = (Context::default(), Turns::default());
        let mut input = RawInput { events, ..RawInput::default() };
        let mut counts = Vec::new();
        while counts.is_empty() || !turns.held.is_empty() {
            turns.input_hook(&ctx, &mut input);
            counts.push(input.events.len());
            input.events.clear();
        }
        counts
    }

    #[test]
    fn what_was_typed_comes_before_what_takes_the_keyboard_away() {
        let text = || Event::Text("a".to_owned());
        assert_eq!(frames(vec![key(Key::A), text(), press(true), press(false), text()]), [2, 2, 1]);
        assert_eq!(frames(vec![text(), key(Key::Tab), text(), key(Key::Enter)]), [1, 1, 1, 1]);
        assert_eq!(frames(vec![key(Key::Tab), key(Key::Tab)]), [1, 1], "each leads one field on");
    }

    #[test]
    fn one_hand_at_a_time_has_all_of_its_frame() {
        let moved = || Event::PointerMoved(Pos2::ZERO);
        assert_eq!(frames(vec![moved(), press(true), moved(), press(false)]), [4]);
        assert_eq!(frames(vec![key(Key::A), Event::Text("a".to_owned()), moved()]), [3]);
        assert_eq!(frames(Vec::new()), [0]);
    }
}
