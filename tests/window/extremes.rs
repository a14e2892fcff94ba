//! Stories of a size and of names nobody tries first: sixty sources, a thousand articles, three thousand events at one
//! place, Armenian and Arabic, words without end; in windows from small to large.

use dateline::story::{Article, Story};
use egui::{Rect, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

use super::shown::{SIZE, Shown, click, shows, window_of};
use super::{actors, fixture};

const ARMENIAN: &str = "Ստեփանակերտի հրետակոծությունը եւ Լաչինի միջանցքի փակումը";
const ARABIC: &str = "قصف ستيباناكيرت وإغلاق ممر لاتشين";

/// Buttons, links, switches and fields that stand over one another or out of the window.
fn misplaced(shown: &Shown, size: [f32; 2]) -> Vec<String> {
    let window = Rect::from_min_size(egui::Pos2::ZERO, size.into());
    let mut placed: Vec<(String, Rect)> = Vec::new();
    let mut wrong = Vec::new();
    for role in [Role::Button, Role::TextInput, Role::Tab] {
        for node in shown.query_all_by_role(role) {
            let (name, rect) = (node.accesskit_node().label().unwrap_or_default(), node.rect());
            // What is scrolled out of view is no defect; what the map shows lies as places do.
            let of_map = name.contains(", Stepanakert") || name.contains(", Yerevan") || name.contains(", Lachin");
            if !window.intersects(rect) || of_map || name.starts_with("Event: ") {
                continue;
            }
            if rect.left() < -1.0 || rect.right() > window.right() + 1.0 {
                wrong.push(format!("{name} is cut: {rect:?}"));
            }
            placed.push((name, rect));
        }
    }
    let bars = |name: &str| {
        ["Undo", "Redo", "Search", "Open files", "Check", "Export"].iter().any(|bar| name.starts_with(bar))
    };
    for (index, (one, a)) in placed.iter().enumerate().filter(|(_, (name, _))| bars(name)) {
        for (other, b) in placed.iter().skip(index + 1).filter(|(name, _)| bars(name)) {
            let shared = a.intersect(*b);
            if shared.width() > 2.0 && shared.height() > 2.0 {
                wrong.push(format!("{one} lies over {other}"));
            }
        }
    }
    wrong
}

fn tabs(shown: &mut Shown, each: impl Fn(&Shown, &str)) {
    for tab in ["Event", "Article", "Compare"] {
        let tabs: Vec<_> = shown.query_all_by_role(Role::Tab).collect();
        let node = tabs.into_iter().find(|node| node.accesskit_node().label().as_deref() == Some(tab));
        let Some(node) = node else { continue };
        node.click();
        shown.run_steps(3);
        each(shown, tab);
    }
}

/// Armenian and Arabic headlines and titles, and words without end.
fn named(headline: &str) -> Story {
    let mut story = fixture::story();
    for source in &mut story.sources {
        let (headline, outlet) = (headline.to_owned(), Some(headline.to_owned()));
        source.article = Arc::new(Article { headline, outlet, ..Article::clone(&source.article) });
    }
    for event in &mut story.events {
        event.title = headline.to_owned();
    }
    story
}

#[test]
fn nothing_is_cut_whatever_the_names_the_window_and_the_size_of_words() {
    let long = "Unceasingly".repeat(30);
    for words in [ARMENIAN, ARABIC, long.as_str()] {
        // The last three: 1024 × 700 at 200 %, 1280 × 800 at 150 %, 1024 × 700 at 80 %.
        for size in
            [[1024.0, 700.0], [1440.0, 900.0], [2560.0, 1440.0], [512.0, 350.0], [853.0, 533.0], [1280.0, 875.0]]
        {
            let mut shown = window_of(named(words), size);
            tabs(&mut shown, |shown, tab| {
                let wrong = misplaced(shown, size);
                assert!(wrong.is_empty(), "{size:?} {tab}: {}", wrong.join("\n"));
            });
        }
    }
}

#[test]
fn an_article_keeps_its_foot_in_a_small_window_at_twice_the_size() {
    let mut shown = window_of(named(ARMENIAN), [512.0, 350.0]);
    shown.key_press(egui::Key::Num2);
    shown.run_steps(3);
    let foot = shown.get_by_label("Next place name").rect();
    assert!(foot.bottom() <= 350.0 - 26.0, "{foot:?}");
}

#[test]
fn sixty_sources_are_compared_and_only_the_columns_in_view_are_laid_out() {
    let mut shown = window_of(fixture::many(60, "Shells"), SIZE);
    click(&mut shown, "Compare");
    let cells = |shown: &Shown| {
        let cells = shown.query_all_by_role(Role::Cell).filter_map(|node| node.accesskit_node().label());
        cells.collect::<Vec<String>>()
    };
    let first = cells(&shown);
    assert!(first.iter().any(|name| name.starts_with("Killed, A: 1,")), "{first:?}");
    assert!(first.len() < 12, "of sixty: {}", first.len());
    let middle = shown.get_by_label(&first[1]).rect().center();
    shown.hover_at(middle);
    shown.run_steps(1);
    for _ in 0..80 {
        shown.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(-200.0, 0.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        shown.run_steps(2);
    }
    let last = cells(&shown);
    assert!(last.iter().any(|name| name.starts_with("Killed, BH: 60,")), "{last:?}");
    let label = shown.get_by_label("Killed: differs").rect();
    assert!(shown.get_by_label(&last[0]).rect().right() > label.right(), "the labels stay beside the cells");
}

/// Turns the wheel down over a point.
fn turn_down(shown: &mut Shown, at: egui::Pos2, notches: usize) {
    shown.hover_at(at);
    shown.run_steps(1);
    for _ in 0..notches {
        shown.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -300.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        shown.run_steps(2);
    }
}

#[test]
fn hundreds_of_passages_are_cards_of_which_those_in_view_are_laid_out() {
    let mut shown = window_of(fixture::many(300, "Shells"), SIZE);
    let cards = |shown: &Shown| {
        let rows = shown.query_all_by_role(Role::ListItem).filter_map(|node| node.accesskit_node().label());
        rows.filter(|name| name.contains(", para ")).collect::<Vec<String>>()
    };
    assert!(shows(&shown, "Show the counts of all 300 sources"), "the passages are not pushed out of sight");
    let middle = shown.get_by_label("300 sources").rect().center();
    turn_down(&mut shown, middle, 40);
    let seen = cards(&shown);
    assert!((2..16).contains(&seen.len()), "{seen:?}");
    turn_down(&mut shown, middle, 400);
    let last = cards(&shown);
    assert!(last.iter().any(|name| name.starts_with("KN ")), "the last of 300 is reached by scrolling: {last:?}");
}

#[test]
fn a_thousand_articles_are_rows_of_which_those_in_view_are_laid_out() {
    let mut shown = window_of(fixture::many(1000, "Shells"), SIZE);
    let rows = shown.query_all_by_role(Role::ListItem).count();
    assert!((5..60).contains(&rows), "{rows}");
    assert!(shows(&shown, "1,000 articles"));
    tabs(&mut shown, |shown, _| assert!(shows(shown, "Network: off")));
    click(&mut shown, "Show sources and events");
    click(&mut shown, "Details of A");
    assert!(shows(&shown, "Headline of A") && shown.query_all_by_role(Role::ListItem).count() < 60);
}

#[test]
fn three_thousand_events_at_one_place_are_listed_a_screen_at_a_time() {
    let mut shown = window_of(fixture::crowded(3000, "Crowd"), SIZE);
    assert!(shows(&shown, "3,000 events"));
    assert!(actors(&shown).len() < 400, "{}", actors(&shown).len());
    click(&mut shown, "Crowd 0, 19 Sep, Yerevan, in A");
    assert!(shows(&shown, "1 of 3,000 events here"));
    shown.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::ArrowRight);
    shown.run_steps(3);
    assert!(shows(&shown, "2 of 3"));
}

#[test]
fn a_story_without_events_says_so_in_every_panel() {
    let mut story = fixture::story();
    story.events = dateline::story::Events::default();
    let mut shown = window_of(story, SIZE);
    tabs(&mut shown, |shown, tab| assert!(shows(shown, "0 events"), "{tab}"));
}

#[test]
fn letters_go_to_the_window_while_a_row_has_the_keyboard() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.get_by_label("A Shells fall on Stepanakert, Northgate Wire").focus();
    shown.run_steps(2);
    shown.key_press(egui::Key::Num3);
    shown.run_steps(3);
    assert!(shows(&shown, "Only where they differ"));
}

#[test]
fn tab_reaches_the_pins_of_the_map() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.key_press(egui::Key::F);
    shown.run_steps(40);
    let pin = "Shelling of Stepanakert, Stepanakert / Khankendi";
    let mut reached = false;
    for _ in 0..200 {
        shown.key_press(egui::Key::Tab);
        shown.run_steps(1);
        reached |= shown.query_all_by_label(pin).any(|node| node.accesskit_node().is_focused());
        if reached {
            break;
        }
    }
    assert!(reached, "the pin has the keyboard at some time");
    click(&mut shown, "Crowd in Yerevan, 19 Sep, Yerevan, in A");
}

#[test]
fn each_line_of_an_article_says_what_it_was_taken_for() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.key_press(egui::Key::Num2);
    shown.run_steps(3);
    assert!(!shows(&shown, "Text, read"));
    click(&mut shown, "Show what each line is taken for");
    assert!(shows(&shown, "Text, read") && shows(&shown, "Headline, read"));
    shown.key_press(egui::Key::Z);
    shown.run_steps(3);
    assert!(!shows(&shown, "Text, read"));
}

/// What a screen reader meets from the first to the last: role, words, and whether they are said as they change.
fn tree(shown: &Shown) -> Vec<(Role, String, bool)> {
    fn walk(node: &egui_kittest::Node<'_>, found: &mut Vec<(Role, String, bool)>) {
        let this = node.accesskit_node();
        let words = this.label().or_else(|| this.value()).unwrap_or_default();
        found.push((this.role(), words, this.live() != egui::accesskit::Live::Off));
        for child in node.children() {
            walk(&child, found);
        }
    }
    let mut found = Vec::new();
    walk(&shown.root(), &mut found);
    found
}

#[test]
fn each_edge_that_can_be_dragged_says_what_it_resizes() {
    let shown = window_of(fixture::story(), SIZE);
    let tree = tree(&shown);
    let edges: Vec<&str> = tree.iter().filter(|(of, ..)| *of == Role::Splitter).map(|(_, words, _)| &**words).collect();
    assert_eq!(edges, ["Resize sources and events", "Resize the right panel", "Resize the timeline"]);
}

#[test]
fn a_screen_reader_goes_from_part_to_part_in_the_order_of_the_work() {
    let mut shown = window_of(fixture::story(), SIZE);
    for (key, tab) in [(egui::Key::Num1, "Event"), (egui::Key::Num2, "Article"), (egui::Key::Num3, "Compare")] {
        shown.key_press(key);
        shown.run_steps(8);
        let tree = tree(&shown);
        let with = |role| tree.iter().filter(move |(of, ..)| *of == role).map(|(_, words, _)| words.as_str());
        let parts: Vec<&str> = with(Role::Region).collect();
        assert_eq!(parts, ["Story", "Sources and events", tab, "Timeline", "Map", "Status"]);
        let silent = [Role::Window, Role::GenericContainer, Role::Pane, Role::TextRun];
        let nameless = tree.iter().find(|(role, words, _)| words.trim().is_empty() && !silent.contains(role));
        assert_eq!(nameless, None, "{tab}");
        if tab == "Compare" {
            let at = |words: &str| tree.iter().position(|(_, said, _)| said.starts_with(words));
            let order = ["A Northgate Wire, 19", "Killed: ", "Killed, A", "Killed, B"].map(at);
            assert!(order.is_sorted() && order[0].is_some(), "the sources, then row by row: {order:?}");
            assert!(with(Role::Heading).any(|words| words == "Shelling of Stepanakert"));
            assert!(with(Role::Label).any(|words| words == "differs: 1 row"), "how many rows differ");
        }
        let doors: Vec<&str> = with(Role::Button).take(6).collect();
        assert_eq!(doors, ["Story menu", "Undo", "Redo", "Open files…", "Check 3 events", "Export"]);
    }
    shown.key_press(egui::Key::Num1);
    shown.run_steps(8);
    let said: Vec<String> = tree(&shown).into_iter().filter(|(_, _, live)| *live).map(|(_, words, _)| words).collect();
    assert_eq!(said, ["3", "Nothing to save"], "how many events are left by the filters, and how the story is kept");
    let headings = tree(&shown).into_iter().filter(|(role, ..)| *role == Role::Heading);
    let headings: Vec<String> = headings.map(|(_, words, _)| words).collect();
    let sentence = "Shelling of Stepanakert / Khankendi kills 2\u{a0}(A) to at least 5\u{a0}(B); sources differ";
    assert_eq!(headings, ["Sources", "Events", sentence]);
}

#[test]
fn every_sheet_says_its_name_and_the_queue_says_what_it_asks() {
    let mut shown = window_of(fixture::doubtful(), SIZE);
    for (key, with, name) in [
        (egui::Key::K, egui::Modifiers::COMMAND, "Find anything"),
        (egui::Key::E, egui::Modifiers::COMMAND, "Export"),
        (egui::Key::H, egui::Modifiers::COMMAND, "History"),
        (egui::Key::Questionmark, egui::Modifiers::NONE, "Keys"),
    ] {
        shown.key_press_modifiers(with, key);
        shown.run_steps(8);
        let tree = tree(&shown);
        let dialogs: Vec<&str> =
            tree.iter().filter(|(role, ..)| *role == Role::Dialog).map(|(_, words, _)| words.as_str()).collect();
        assert_eq!(dialogs, [name]);
        shown.key_press(egui::Key::Escape);
        shown.run_steps(8);
    }
    shown.key_press(egui::Key::C);
    shown.run_steps(8);
    let asked =
        tree(&shown).into_iter().any(|(_, words, live)| live && words.starts_with("In question: Shells struck"));
    assert!(asked, "each question is said as it comes");
}
