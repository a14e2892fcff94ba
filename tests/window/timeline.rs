//! The timeline under the hand: a range of days dragged out, its end dragged on, and all of it taken back.

use dateline::story::DayRange;
use egui::{Event, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::kittest::Queryable as _;

use super::fixture;
use super::shown::{SIZE, Shown, shows, window_of};

/// Drags over the plot from one share of its width to another.
fn drag(shown: &mut Shown, from: f32, to: f32) {
    let plot: Rect = shown.get_by_label("Timeline: drag a range of days").rect();
    let at = |share: f32| Pos2::new(plot.left() + plot.width() * share, plot.center().y);
    let press = |shown: &Shown, pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        shown.event(Event::PointerButton { pos, button, pressed, modifiers });
    };
    shown.hover_at(at(from));
    shown.run_steps(1);
    press(shown, at(from), true);
    for step in [0.5, 1.0] {
        shown.run_steps(1);
        shown.hover_at(at(from + (to - from) * step));
    }
    shown.run_steps(1);
    press(shown, at(to), false);
    shown.run_steps(4);
}

#[test]
fn a_range_is_dragged_out_dragged_on_and_reset_and_filters_list_and_map() {
    let mut shown = window_of(fixture::story(), SIZE);
    assert!(shows(&shown, "Showing all 3"));
    // The two events of the day stand in the middle; the first days hold none.
    drag(&mut shown, 0.05, 0.3);
    assert!(shows(&shown, "Showing 0 of 3") && shows(&shown, "The filters leave no event"));
    drag(&mut shown, 0.3, 0.62);
    assert!(!shows(&shown, "Showing 0 of 3") && shows(&shown, "Showing 2 of 3"), "its end was dragged on");
    let pins = shown.query_all_by_label_contains("Shelling of Stepanakert").count();
    assert!(pins > 1, "in the list and on the map");
    super::click(&mut shown, "Reset the filters");
    assert!(shows(&shown, "Showing all 3"));
}

#[test]
fn articles_of_other_days_than_the_axis_shows_are_counted_at_its_ends() {
    let shown = window_of(fixture::story(), SIZE);
    assert!(!shows(&shown, "article later") && !shows(&shown, "article earlier"), "A stands on its day");
    let of = |year, words: &str| {
        let mut story = fixture::story();
        let article = std::sync::Arc::make_mut(&mut story.sources[0].article);
        article.date.day = Some(jiff::civil::date(year, 5, 2));
        assert!(shows(&window_of(story, SIZE), words));
    };
    of(2024, "1 article later");
    of(2022, "1 article earlier");
}

#[test]
fn beside_a_narrow_map_what_lies_far_off_is_counted_at_the_break() {
    let mut story = fixture::story();
    story.events[1].date = Some(DayRange::day(jiff::civil::date(2021, 5, 2)));
    let mut shown = window_of(story, [1280.0, 800.0]);
    assert!(!shows(&shown, "1 event earlier"), "it stands behind the break itself");
    super::click(&mut shown, "Compare");
    assert!(shows(&shown, "1 event earlier") && !shows(&shown, "1 event later"));
}
