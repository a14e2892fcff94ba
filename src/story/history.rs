//! Undo and redo: a line of whole stories with the words for what led to each. No inverse edits.

use std::sync::Arc;

use super::{Edit, Story};

/// The stories before and after now; cheap, since stories share their articles and readings.
#[derive(Clone, Debug)]
pub struct History {
    steps: Vec<(&'static str, Arc<Story>)>,
    now: usize,
    first: Arc<Story>,
}

impl History {
    /// A line that begins with this story.
    #[must_use]
    pub fn new(story: Arc<Story>) -> Self {
        Self { steps: Vec::new(), now: 0, first: story }
    }

    /// The story as it is.
    #[must_use]
    pub fn story(&self) -> &Arc<Story> {
        self.now.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(&self.first, |(_, story)| story)
    }

    /// Applies an edit as one step; what was undone before it is forgotten.
    pub fn apply(&mut self, edit: Edit) {
        let label = edit.label();
        let story = Arc::new(self.story().apply(edit));
        self.steps.truncate(self.now);
        self.steps.push((label, story));
        self.now = self.steps.len();
    }

    /// One step back; the label of what was undone, or `None` at the beginning.
    pub fn undo(&mut self) -> Option<&'static str> {
        self.now = self.now.checked_sub(1)?;
        self.steps.get(self.now).map(|&(label, _)| label)
    }

    /// One step forward; the label of what was redone, or `None` at the end.
    pub fn redo(&mut self) -> Option<&'static str> {
        let &(label, _) = self.steps.get(self.now)?;
        self.now += 1;
        Some(label)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.now.checked_sub(1).and_then(|last| self.steps.get(last)).map(|&(label, _)| label)
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.steps.get(self.now).map(|&(label, _)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_are_exact() {
        let mut history = History::new(Arc::default());
        history.apply(Edit::Rename("One".to_owned()));
        history.apply(Edit::Rename("Two".to_owned()));
        assert_eq!(history.undo(), Some("rename story"));
        assert_eq!(history.story().name, "One");
        assert_eq!(history.redo_label(), Some("rename story"));
        history.redo();
        assert_eq!(history.story().name, "Two");
        history.undo();
        history.undo();
        assert_eq!((history.undo(), history.story().name.as_str()), (None, ""));
        history.apply(Edit::Rename("Three".to_owned()));
        assert_eq!(history.redo(), None, "what was undone is forgotten");
    }
}
