//! A window under test and what a person does to it: shown by a harness, driven by the names its controls have.

use std::sync::Arc;

use dateline::app::Window;
use dateline::story::Story;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// A window; `None` before its first frame.
pub(super) type Shown = Harness<'static, Option<Window>>;

/// The size most tests show it at, in points.
pub(super) const SIZE: [f32; 2] = [1440.0, 900.0];

/// A window of this size on a story, some frames old.
pub(super) fn window_of(story: Story, size: [f32; 2]) -> Shown {
    let story = Arc::new(story);
    let mut harness = Harness::builder().with_size(size).with_max_steps(200).build_ui_state(
        move |ui, window: &mut Option<Window>| match window {
            Some(window) => window.show(ui),
            // The first frame only makes it: the fonts it sets are there from the second on.
            None => *window = Some(Window::new(ui.ctx(), story.clone()).unwrap()),
        },
        None,
    );
    harness.run_steps(4);
    harness
}

/// Frames until nothing is being read, made or saved. What was asked for begins in the first of them.
pub(super) fn settle(shown: &mut Shown) {
    shown.run_steps(1);
    while shown.state().as_ref().unwrap().busy() {
        shown.run_steps(1);
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    shown.run_steps(3);
}

/// Clicks what has this name.
pub(super) fn click(shown: &mut Shown, label: &str) {
    shown.get_by_label(label).click();
    shown.run_steps(4);
}

/// Whether these words stand anywhere in the window.
pub(super) fn shows(shown: &Shown, words: &str) -> bool {
    shown.query_all_by_label_contains(words).next().is_some()
}

/// Steps until words are shown, or five seconds are over: for what another thread does.
pub(super) fn wait_for(shown: &mut Shown, words: &str) -> bool {
    wait_until(shown, |shown| shows(shown, words))
}

/// Steps until something holds, or five seconds are over.
pub(super) fn wait_until(shown: &mut Shown, holds: impl Fn(&Shown) -> bool) -> bool {
    for _ in 0..100 {
        shown.run_steps(1);
        if holds(shown) {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    false
}
