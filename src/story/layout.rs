//! What a person decided about the pictures of a story: words, places of captions, numbers, what is left out.
//!
//! Comes in: one [`LayoutEdit`] at a time. Goes out: a [`Layout`], the same for the window and the command line. Decisions
//! are kept by event; one about an event that is gone does nothing and is kept, in case the event comes back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::EventId;

/// Decisions about the pictures of a story; the default leaves everything to the program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// The title; made from the story when `None`.
    pub title: Option<String>,
    /// The line under the title: where, when, from whom.
    pub dateline: Option<String>,
    /// What a screen reader says of the picture.
    pub alt: Option<String>,
    /// Captions a person wrote.
    pub captions: BTreeMap<EventId, String>,
    /// Where a person put captions that stand on the map: their middle, in shares of the map's width and height, 0 to 1.
    pub positions: BTreeMap<EventId, [f32; 2]>,
    /// Events in the order of their numbers; those that are not in it follow by time.
    pub order: Vec<EventId>,
    /// Events a person wants not to be shown.
    pub excluded: BTreeSet<EventId>,
    /// Events a person wants shown before others when there is not room for all.
    pub preferred: BTreeSet<EventId>,
}

/// One change of a layout; `None` goes back to what the program makes.
#[derive(Clone, Debug, PartialEq)]
pub enum LayoutEdit {
    /// The title.
    Title(Option<String>),
    /// The line under the title.
    Dateline(Option<String>),
    /// The alternative text.
    Alt(Option<String>),
    /// The caption of an event.
    Caption(EventId, Option<String>),
    /// Where the caption of an event stands: its middle, in shares of the map's sides.
    Position(EventId, Option<[f32; 2]>),
    /// The numbers, as the events in their order; empty goes back to the order of time.
    Order(Vec<EventId>),
    /// An event is not to be shown.
    Exclude(EventId),
    /// An event is to be shown, before others where room is short.
    Restore(EventId),
    /// Everything as the program makes it.
    Reset,
}

impl LayoutEdit {
    /// What undo calls it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Title(_) => "change title of the picture",
            Self::Dateline(_) => "change line under the title",
            Self::Alt(_) => "change alternative text",
            Self::Caption(..) => "change caption",
            Self::Position(..) => "move caption",
            Self::Order(_) => "change numbers",
            Self::Exclude(_) => "leave event out of the picture",
            Self::Restore(_) => "show event in the picture",
            Self::Reset => "reset the picture",
        }
    }
}

impl Layout {
    /// Whether nothing was decided.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The layout after a change. Words of blanks alone count as none.
    #[must_use]
    pub fn after(&self, edit: LayoutEdit) -> Self {
        let mut layout = self.clone();
        match edit {
            LayoutEdit::Title(words) => layout.title = said(words),
            LayoutEdit::Dateline(words) => layout.dateline = said(words),
            LayoutEdit::Alt(words) => layout.alt = said(words),
            LayoutEdit::Caption(event, words) => set(&mut layout.captions, event, said(words)),
            LayoutEdit::Position(event, at) => {
                let at = at.filter(|at| at.iter().all(|share| share.is_finite()));
                set(&mut layout.positions, event, at.map(|at| at.map(|share| share.clamp(0.0, 1.0))));
            }
            LayoutEdit::Order(events) => layout.order = events,
            LayoutEdit::Exclude(event) => {
                layout.preferred.remove(&event);
                layout.excluded.insert(event);
            }
            LayoutEdit::Restore(event) => {
                layout.excluded.remove(&event);
                layout.preferred.insert(event);
            }
            LayoutEdit::Reset => layout = Self::default(),
        }
        layout
    }
}

fn said(words: Option<String>) -> Option<String> {
    words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty())
}

fn set<T>(map: &mut BTreeMap<EventId, T>, event: EventId, value: Option<T>) {
    match value {
        Some(value) => map.insert(event, value),
        None => map.remove(&event),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_can_be_taken_back_to_what_the_program_makes() {
        let (a, b) = (EventId(1), EventId(2));
        let there_and_back = [
            (LayoutEdit::Title(Some("A day".into())), LayoutEdit::Title(Some("  ".into()))),
            (LayoutEdit::Caption(a, Some("Shells".into())), LayoutEdit::Caption(a, None)),
            (LayoutEdit::Position(b, Some([0.2, 7.0])), LayoutEdit::Position(b, None)),
            (LayoutEdit::Order(vec![b, a]), LayoutEdit::Order(Vec::new())),
            (LayoutEdit::Exclude(a), LayoutEdit::Reset),
        ];
        for (there, back) in there_and_back {
            let layout = Layout::default().after(there.clone());
            assert!(!layout.is_default(), "{there:?}");
            assert!(layout.after(back).is_default(), "{there:?}");
        }
    }

    #[test]
    fn what_is_restored_is_no_longer_left_out_and_goes_before_others() {
        let layout = Layout::default().after(LayoutEdit::Exclude(EventId(1))).after(LayoutEdit::Restore(EventId(1)));
        assert!(layout.excluded.is_empty() && layout.preferred.contains(&EventId(1)));
    }

    #[test]
    fn a_position_stays_on_the_map() {
        let at = |at| Layout::default().after(LayoutEdit::Position(EventId(1), Some(at))).positions;
        assert_eq!(at([-3.0, 0.5]).values().next(), Some(&[0.0, 0.5]));
        assert!(at([f32::NAN, 0.5]).is_empty());
    }
}
