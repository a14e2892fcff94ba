//! Undo and redo: a line of whole stories with the words for what led to each. No inverse edits.
//!
//! Comes in: edits, steps back and on. Goes out: the story as it is, and the names of all steps. Stories share their
//! articles and readings, so a step costs its events. It must never forget a step while the story is open.

use std::sync::Arc;

use super::{Edit, Story};

/// One change that was made.
#[derive(Clone, Debug)]
struct Step {
    label: &'static str,
    about: String,
    story: Arc<Story>,
    revision: u64,
}

/// The stories before and after now; cheap, since stories share their articles and readings.
#[derive(Clone, Debug)]
pub struct History {
    steps: Vec<Step>,
    now: usize,
    first: Arc<Story>,
    last_revision: u64,
}

impl History {
    /// A line that begins with this story.
    #[must_use]
    pub fn new(story: Arc<Story>) -> Self {
        Self { steps: Vec::new(), now: 0, first: story, last_revision: 0 }
    }

    /// The story as it is.
    #[must_use]
    pub fn story(&self) -> &Arc<Story> {
        self.current().map_or(&self.first, |step| &step.story)
    }

    /// Names the story as it is among all there were: the same number, the same story.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.current().map_or(0, |step| step.revision)
    }

    fn current(&self) -> Option<&Step> {
        self.now.checked_sub(1).and_then(|last| self.steps.get(last))
    }

    fn next_revision(&mut self) -> u64 {
        self.last_revision += 1;
        self.last_revision
    }

    /// Applies an edit as one step; what was undone before it is forgotten.
    pub fn apply(&mut self, edit: Edit) {
        let (label, about) = (edit.label(), edit.about(self.story()));
        let story = Arc::new(self.story().apply(edit));
        self.step(label, about, story);
    }

    /// Takes in the story an edit makes of the one there is, worked out before.
    pub fn take(&mut self, edit: &Edit, story: Arc<Story>) {
        let (label, about) = (edit.label(), edit.about(self.story()));
        self.step(label, about, story);
    }

    fn step(&mut self, label: &'static str, about: String, story: Arc<Story>) {
        let revision = self.next_revision();
        self.steps.truncate(self.now);
        self.steps.push(Step { label, about, story, revision });
        self.now = self.steps.len();
    }

    /// Takes in what was worked out from the story of a revision: that story and all made from it since become what they
    /// would be, without a step of its own. What the edit makes of the first of them is `made`, where that was worked out
    /// before: of thousands of articles it takes longer than a frame. `false` when that story was undone and forgotten; then
    /// nothing changes.
    pub fn amend(&mut self, revision: u64, edit: &Edit, mut made: Option<Arc<Story>>) -> bool {
        let from = match self.steps.iter().position(|step| step.revision == revision) {
            Some(from) => from,
            None if revision == 0 => {
                self.first = made.take().unwrap_or_else(|| Arc::new(self.first.apply(edit.clone())));
                0
            }
            None => return false,
        };
        for index in from..self.steps.len() {
            let revision = self.next_revision();
            if let Some(step) = self.steps.get_mut(index) {
                step.story = made.take().unwrap_or_else(|| Arc::new(step.story.apply(edit.clone())));
                step.revision = revision;
            }
        }
        true
    }

    /// One step back; the label of what was undone, or `None` at the beginning.
    pub fn undo(&mut self) -> Option<&'static str> {
        self.now = self.now.checked_sub(1)?;
        self.steps.get(self.now).map(|step| step.label)
    }

    /// One step forward; the label of what was redone, or `None` at the end.
    pub fn redo(&mut self) -> Option<&'static str> {
        let label = self.steps.get(self.now)?.label;
        self.now += 1;
        Some(label)
    }

    /// Goes to the story after so many steps; 0 is how it began.
    pub fn go(&mut self, steps: usize) {
        self.now = steps.min(self.steps.len());
    }

    /// How many steps lie behind the story as it is.
    #[must_use]
    pub fn position(&self) -> usize {
        self.now
    }

    /// All steps, done and undone, in order: what was done, and to what.
    pub fn steps(&self) -> impl ExactSizeIterator<Item = (&'static str, &str)> {
        self.steps.iter().map(|step| (step.label, step.about.as_str()))
    }

    /// The story after so many steps; 0 is how it began.
    fn after(&self, steps: usize) -> Option<&Arc<Story>> {
        steps.checked_sub(1).map_or(Some(&self.first), |last| self.steps.get(last).map(|step| &step.story))
    }

    /// Whether undo would take back something that was decided about the picture.
    #[must_use]
    pub fn undoes_layout(&self) -> bool {
        let before = self.now.checked_sub(1).and_then(|before| self.after(before));
        before.is_some_and(|before| before.layout != self.story().layout)
    }

    /// Whether redo would bring back something that was decided about the picture.
    #[must_use]
    pub fn redoes_layout(&self) -> bool {
        self.after(self.now + 1).is_some_and(|next| next.layout != self.story().layout)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&'static str> {
        self.current().map(|step| step.label)
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redo_label(&self) -> Option<&'static str> {
        self.steps.get(self.now).map(|step| step.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::LayoutEdit;

    fn named(names: &[&str]) -> History {
        let mut history = History::new(Arc::default());
        for name in names {
            history.apply(Edit::Rename((*name).to_owned()));
        }
        history
    }

    #[test]
    fn undo_and_redo_are_exact() {
        let mut history = named(&["One", "Two"]);
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

    #[test]
    fn steps_about_the_picture_are_told_from_others() {
        let mut history = named(&["One"]);
        assert!(!history.undoes_layout() && !history.redoes_layout());
        history.apply(Edit::Layout(LayoutEdit::Title(Some("Two".to_owned()))));
        assert!(history.undoes_layout() && !history.redoes_layout());
        history.undo();
        assert!(!history.undoes_layout() && history.redoes_layout());
        history.undo();
        assert!(!history.undoes_layout() && !history.redoes_layout(), "at the beginning, before a name");
    }

    #[test]
    fn every_step_is_named_and_can_be_gone_to() {
        let mut history = named(&["One", "Two", "Three"]);
        let steps: Vec<(&str, &str)> = history.steps().collect();
        assert_eq!(steps, [("rename story", "One"), ("rename story", "Two"), ("rename story", "Three")]);
        let last = history.revision();
        history.go(1);
        assert_eq!((history.position(), history.story().name.as_str()), (1, "One"));
        history.go(99);
        assert_eq!((history.position(), history.revision()), (3, last), "the same story has the same revision");
    }

    #[test]
    fn what_was_worked_out_later_is_no_step_of_its_own() {
        let mut history = named(&["One", "Two"]);
        let of_two = history.revision();
        history.apply(Edit::Rename("Three".to_owned()));
        let made = Arc::new(Story { name: "Made".to_owned(), ..Story::default() });
        assert!(history.amend(of_two, &Edit::Rename("Read".to_owned()), Some(made)));
        assert_eq!((history.steps().len(), history.story().name.as_str()), (3, "Read"));
        history.undo();
        assert_eq!(history.story().name, "Made", "what was worked out before is taken as it is");
        history.undo();
        assert_eq!(history.story().name, "One", "what was before it stays");
        history.apply(Edit::Rename("Four".to_owned()));
        assert!(!history.amend(of_two, &Edit::Rename("Late".to_owned()), None), "its story is forgotten");
        assert_eq!(history.story().name, "Four");
    }
}
