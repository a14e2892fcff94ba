//! How decisions about pictures stand in a story file: types frozen with version 1 of the file.
//!
//! Comes in: a [`Layout`]. Goes out: its form in the file, and back. What a stranger's file says is kept within bounds by
//! [`Layout::after`], the same door a person's changes go through.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::story::{EventId, Layout, LayoutEdit};

/// Decisions about pictures, as version 1 of the file has them.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct LayoutV1 {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<String>,
    /// What was decided of single events.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<EventV1>,
    /// Events in the order of their numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    order: Vec<[u32; 2]>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct EventV1 {
    /// Article and first byte of the first trigger.
    event: [u32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<[f32; 2]>,
    /// Whether it is to be shown; not decided when missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<bool>,
}

impl LayoutV1 {
    /// The form a layout has in the file; `None` when nothing was decided.
    pub(super) fn of(layout: &Layout) -> Option<Self> {
        if layout.is_default() {
            return None;
        }
        let mut events: BTreeMap<EventId, EventV1> = BTreeMap::new();
        let mut at = |id: EventId, change: &dyn Fn(&mut EventV1)| {
            change(events.entry(id).or_insert_with(|| EventV1 { event: halves(id), ..EventV1::default() }));
        };
        layout.captions.iter().for_each(|(&id, words)| at(id, &|event| event.caption = Some(words.clone())));
        layout.positions.iter().for_each(|(&id, &place)| at(id, &|event| event.position = Some(place)));
        layout.preferred.iter().for_each(|&id| at(id, &|event| event.shown = Some(true)));
        layout.excluded.iter().for_each(|&id| at(id, &|event| event.shown = Some(false)));
        Some(Self {
            title: layout.title.clone(),
            dateline: layout.dateline.clone(),
            alt: layout.alt.clone(),
            events: events.into_values().collect(),
            order: layout.order.iter().map(|&id| halves(id)).collect(),
        })
    }

    /// The layout a file holds.
    pub(super) fn layout(self) -> Layout {
        let mut edits = vec![
            LayoutEdit::Title(self.title),
            LayoutEdit::Dateline(self.dateline),
            LayoutEdit::Alt(self.alt),
            LayoutEdit::Order(self.order.into_iter().map(id).collect()),
        ];
        for event in self.events {
            let id = id(event.event);
            edits.push(LayoutEdit::Caption(id, event.caption));
            edits.push(LayoutEdit::Position(id, event.position));
            edits
                .extend(event.shown.map(|shown| if shown { LayoutEdit::Restore(id) } else { LayoutEdit::Exclude(id) }));
        }
        edits.into_iter().fold(Layout::default(), |layout, edit| layout.after(edit))
    }
}

/// An event's id as article and byte: numbers that any JSON reader holds exactly.
#[expect(clippy::cast_possible_truncation, reason = "each half is 32 bits")]
fn halves(id: EventId) -> [u32; 2] {
    [(id.0 >> 32) as u32, (id.0 & u64::from(u32::MAX)) as u32]
}

fn id([article, byte]: [u32; 2]) -> EventId {
    EventId(u64::from(article) << 32 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_comes_back_as_it_was() {
        let (a, b) = (id([0, 7]), id([3, 90]));
        let edits = [
            LayoutEdit::Title(Some("A day".into())),
            LayoutEdit::Dateline(Some("Here, today".into())),
            LayoutEdit::Alt(Some("A map".into())),
            LayoutEdit::Caption(a, Some("Shells fall".into())),
            LayoutEdit::Position(a, Some([0.25, 0.75])),
            LayoutEdit::Order(vec![b, a]),
            LayoutEdit::Exclude(b),
            LayoutEdit::Restore(a),
        ];
        let layout = edits.into_iter().fold(Layout::default(), |layout, edit| layout.after(edit));
        let json = serde_json::to_string(&LayoutV1::of(&layout)).unwrap();
        let file: LayoutV1 = serde_json::from_str(&json).unwrap();
        assert_eq!(file.layout(), layout, "{json}");
        assert!(LayoutV1::of(&Layout::default()).is_none());
    }

    #[test]
    fn a_strangers_file_is_kept_within_bounds() {
        let json = r#"{"title": " ", "events": [{"event": [1, 2], "position": [9.0, -4.0]}]}"#;
        let layout = serde_json::from_str::<LayoutV1>(json).unwrap().layout();
        assert_eq!((layout.title, layout.positions.get(&id([1, 2]))), (None, Some(&[1.0, 0.0])));
    }
}
