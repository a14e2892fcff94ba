//! What is typed before the field it is meant for is there: a key opens the field, the letters after it may come in the same
//! frame.
//!
//! Comes in: the events of a frame, and which keys open a field. Goes out: the same without what was typed after such a
//! key; that is handed on, in its order, once a field has the keyboard. Letters meant for a field must never be commands.

use egui::{Context, Event, Key, Modifiers};

use super::turns::Turns;

/// So many frames a field is waited for.
const FRAMES: u8 = 10;

/// What is held back.
#[derive(Default)]
pub(super) struct Ahead {
    held: Vec<Event>,
    /// How many frames more a field is waited for; 0 while none is.
    waiting: u8,
}

impl Ahead {
    /// Holds back what is typed for a field to come, and hands on what was; before any key of the frame is answered. A
    /// field may be `awaited` for longer than its frames, as one that comes where the system turns out to have no file
    /// dialog.
    pub(super) fn sort(&mut self, ctx: &Context, awaited: bool, opens: impl Fn(Modifiers, Key) -> bool) {
        let typing = ctx.text_edit_focused();
        if awaited && !typing {
            self.waiting = FRAMES;
        }
        if self.waiting > 0 {
            ctx.request_repaint();
            self.waiting = if typing { 0 } else { self.waiting - 1 };
            ctx.input_mut(|input| self.hold(&mut input.events, 0));
            if typing {
                // In turns: what leaves the field again may be among it.
                let held = std::mem::take(&mut self.held);
                ctx.with_plugin(|turns: &mut Turns| turns.put_first(held));
            }
            if self.waiting == 0 {
                self.held.clear();
            }
        } else if !typing {
            ctx.input_mut(|input| {
                let opening = |event: &Event| match event {
                    Event::Key { key, pressed: true, modifiers, .. } => opens(*modifiers, *key),
                    _ => false,
                };
                if let Some(at) = input.events.iter().position(opening) {
                    self.waiting = FRAMES;
                    // The letter of that key itself is no more for the field than the key.
                    let own = matches!(input.events.get(at + 1), Some(Event::Text(_)));
                    self.hold(&mut input.events, at + 1 + usize::from(own));
                }
            });
        }
    }

    /// Takes what is typed out of the events from an index on.
    fn hold(&mut self, events: &mut Vec<Event>, from: usize) {
        let typed = |event: &Event| matches!(event, Event::Key { .. } | Event::Text(_));
        let (typed, others): (Vec<Event>, Vec<Event>) = events.split_off(from).into_iter().partition(typed);
        self.held.extend(typed);
        events.extend(others);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Id, RawInput, TextEdit};

    use super::*;

    /// What stands in a field that came in the twentieth frame, of a letter typed in the first, and whether a command
    /// would have seen it.
    fn typed(awaited_until: usize) -> (String, bool) {
        let ctx = Context::default();
        ctx.add_plugin(Turns::default());
        let (mut ahead, mut words, mut seen) = (Ahead::default(), String::new(), false);
        for frame in 0..40 {
            let events = if frame == 0 { vec![Event::Text("p".to_owned())] } else { Vec::new() };
            let mut output = ctx.run_ui(RawInput { events, focused: true, ..RawInput::default() }, |ui| {
                ahead.sort(ui.ctx(), frame < awaited_until, |_, _| false);
                let is_text = |event: &Event| matches!(event, Event::Text(_));
                seen |= !ui.ctx().text_edit_focused() && ui.input(|input| input.events.iter().any(is_text));
                if frame >= 20 {
                    TextEdit::singleline(&mut words).id(Id::unique("path")).show(ui).response.request_focus();
                }
            });
            output.textures_delta.clear();
        }
        (words, seen)
    }

    #[test]
    fn what_is_typed_while_a_field_is_awaited_is_typed_in_it() {
        assert_eq!(typed(20), ("p".to_owned(), false));
        assert_eq!(typed(5), (String::new(), false), "it was awaited in vain, and its letters are no commands");
        assert_eq!(typed(0), (String::new(), true));
    }
}
