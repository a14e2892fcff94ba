//! What a person does with articles in their list: other words for them, another order, out of the story and back.

use std::sync::Arc;

use dateline::story::{Article, Copies, DocumentDate, Letter, Story, Warning};
use egui_kittest::kittest::Queryable as _;

use super::shown::{SIZE, Shown, click, shows, window_of};
use super::{fixture, wait_for};

/// The rows of the two articles.
const FIRST: &str = "A Shells fall on Stepanakert, Northgate Wire";
const SECOND: &str = "B A day of fighting, The Harbour Post";

fn story(shown: &Shown) -> Arc<Story> {
    shown.state().as_ref().unwrap().story().clone()
}

/// The letter and the outlet of each article, in order.
fn order(shown: &Shown) -> Vec<String> {
    let name = |article: &Article| format!("{} {}", article.letter, article.outlet_or_origin());
    story(shown).sources.iter().map(|source| name(&source.article)).collect()
}

/// Types over what stands in a field.
fn retype(shown: &mut Shown, field: &str, text: &str) {
    shown.get_by_label(field).focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    shown.run_steps(1);
    shown.get_by_label(field).type_text(text);
    shown.run_steps(2);
}

#[test]
fn what_is_known_of_an_article_is_typed_in_its_row_as_one_step() {
    let mut shown = window_of(fixture::story(), SIZE);
    let before = story(&shown);
    click(&mut shown, "Details of A");
    retype(&mut shown, "Headline of A", "Shells on the hills");
    retype(&mut shown, "Outlet of A", "Valley Wire");
    retype(&mut shown, "Byline of A", "Ana Ruiz");
    retype(&mut shown, "Date of A", "someday");
    assert!(shows(&shown, "“someday” is no day"));
    shown.key_press(egui::Key::Enter);
    shown.run_steps(3);
    assert!(shows(&shown, "Headline of A"), "nothing is kept until the day is one");
    retype(&mut shown, "Date of A", "18 Sep 2023");
    shown.key_press(egui::Key::Enter);
    shown.run_steps(4);
    let article = story(&shown).sources[0].article.clone();
    assert_eq!((article.headline.as_str(), article.outlet.as_deref()), ("Shells on the hills", Some("Valley Wire")));
    assert_eq!((article.byline.as_deref(), article.date.day), (Some("Ana Ruiz"), Some(jiff::civil::date(2023, 9, 18))));
    assert!(shows(&shown, "A Shells on the hills, Valley Wire") && !shows(&shown, "Headline of A"));
    click(&mut shown, "Undo change headline");
    assert_eq!(story(&shown).sources[0].article, before.sources[0].article, "one step back takes all of it back");
}

#[test]
fn esc_leaves_the_details_as_they_were() {
    let mut shown = window_of(fixture::story(), SIZE);
    click(&mut shown, "Details of B");
    retype(&mut shown, "Outlet of B", "Another");
    shown.key_press(egui::Key::Escape);
    shown.run_steps(3);
    assert!(!shows(&shown, "Outlet of B") && !shows(&shown, "Another"));
}

#[test]
fn a_row_that_is_dragged_takes_another_letter_and_the_letters_follow() {
    let mut shown = window_of(fixture::story(), SIZE);
    assert_eq!(order(&shown), ["A Northgate Wire", "B The Harbour Post"]);
    let (from, to) = (shown.get_by_label(FIRST).rect().center(), shown.get_by_label(SECOND).rect().center());
    shown.drag_at(from);
    shown.run_steps(1);
    shown.hover_at(from + egui::vec2(0.0, 12.0));
    shown.run_steps(2);
    shown.hover_at(to + egui::vec2(0.0, 14.0));
    shown.run_steps(2);
    shown.drop_at(to + egui::vec2(0.0, 14.0));
    shown.run_steps(4);
    assert_eq!(order(&shown), ["A The Harbour Post", "B Northgate Wire"]);
    assert!(shows(&shown, "Crowd in Yerevan, 19 Sep, Yerevan, in B"), "in the list of events too");
    click(&mut shown, "Undo change order of articles");
    assert_eq!(order(&shown), ["A Northgate Wire", "B The Harbour Post"]);
}

#[test]
fn alt_and_an_arrow_move_the_article_that_has_the_keyboard() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.get_by_label(SECOND).focus();
    shown.run_steps(2);
    shown.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowUp);
    shown.run_steps(3);
    assert_eq!(order(&shown), ["A The Harbour Post", "B Northgate Wire"]);
    shown.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowUp);
    shown.run_steps(3);
    assert_eq!(order(&shown), ["A The Harbour Post", "B Northgate Wire"], "at the end it stays");
    shown.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowDown);
    shown.run_steps(3);
    assert_eq!(order(&shown), ["A Northgate Wire", "B The Harbour Post"], "the keyboard went with it");
}

#[test]
fn an_article_that_is_taken_out_is_brought_back_by_one_click() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.get_by_label(SECOND).focus();
    shown.run_steps(2);
    shown.key_press(egui::Key::Delete);
    shown.run_steps(4);
    assert_eq!(order(&shown), ["A Northgate Wire"]);
    click(&mut shown, "Bring it back");
    assert_eq!(order(&shown), ["A Northgate Wire", "B The Harbour Post"]);
}

#[test]
fn a_near_copy_asks_whether_it_is_a_source_of_its_own() {
    let mut story = fixture::story();
    let copy = Article {
        warnings: vec![Warning::NearCopy { of: Letter(0), choice: None }],
        ..Article::clone(&story.sources[1].article)
    };
    story.sources[1].article = Arc::new(copy);
    let mut shown = window_of(story, SIZE);
    assert!(shows(&shown, "Nearly the same text as A"));
    click(&mut shown, "B is a source of its own beside A");
    assert!(shows(&shown, "Like A, kept as a source of its own"));
    let choice = |shown: &Shown| match shown.state().as_ref().unwrap().story().sources[1].article.warnings[..] {
        [Warning::NearCopy { choice, .. }] => choice,
        _ => None,
    };
    assert_eq!(choice(&shown), Some(Copies::Both));
    click(&mut shown, "B is one source with A");
    assert_eq!(choice(&shown), Some(Copies::One));
    click(&mut shown, "Undo count as one source");
    assert_eq!(choice(&shown), Some(Copies::Both));
}

#[test]
fn an_article_is_copied_as_it_is_cited_by_one_key() {
    let mut shown = window_of(fixture::story(), SIZE);
    shown.get_by_label(FIRST).focus();
    shown.run_steps(2);
    shown.key_press(egui::Key::Y);
    shown.run_steps(2);
    let copied =
        shown.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text.starts_with("Northgate Wire, “")),
        );
    assert!(copied || shows(&shown, "Copied Northgate Wire, “"));
}

#[test]
fn each_file_on_its_way_has_a_row_that_says_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..12).map(|index| folder.path().join(format!("{index:02}.txt"))).collect();
    for (index, path) in paths.iter().enumerate() {
        std::fs::write(path, format!("Flood in Valencia\n\nA flood hit Valencia on {} May 2021.\n", index % 28 + 1))
            .unwrap();
    }
    let mut shown = window_of(Story::default(), SIZE);
    shown.state_mut().as_mut().unwrap().open_files(paths);
    shown.run_steps(1);
    assert!(shows(&shown, "00.txt: "), "a row at once");
    assert!(wait_for(&mut shown, "A Flood in Valencia"));
    assert!(!shows(&shown, "00.txt: "), "the article takes its place");
}

#[test]
fn many_articles_are_listed_by_outlet_and_those_without_a_date_apart() {
    let mut story = fixture::many(100, "Shells");
    for (index, source) in story.sources.iter_mut().enumerate() {
        let outlet = [Some("Valley Wire"), Some("Harbour Post"), None][if index < 60 { 0 } else { index % 2 + 1 }];
        let date = if index < 7 { DocumentDate::UNKNOWN } else { source.article.date.clone() };
        let outlet = outlet.map(str::to_owned);
        source.article = Arc::new(Article { outlet, date, ..Article::clone(&source.article) });
    }
    let mut shown = window_of(story, SIZE);
    for row in ["Valley Wire, 60 articles", "Harbour Post, 20 articles", "Outlet not named, 20 articles"] {
        assert!(shows(&shown, row), "{row}");
    }
    assert!(!shows(&shown, "A Shells 0, Valley Wire"));
    click(&mut shown, "7 without a date");
    assert!(shows(&shown, "B Shells 1, Valley Wire") && !shows(&shown, "H Shells 7"));
    click(&mut shown, "Harbour Post, 20 articles");
    assert!(shows(&shown, "Shells 60, Harbour Post") && !shows(&shown, "B Shells 1,"), "one is open at a time");
    click(&mut shown, "Harbour Post, 20 articles, listed");
    assert!(!shows(&shown, "Shells 60, Harbour Post"));
    click(&mut shown, "List articles by letter");
    assert!(shows(&shown, "B Shells 1, Valley Wire") && !shows(&shown, "60 articles"));
}

#[test]
fn outlets_with_an_article_each_are_no_groups() {
    let shown = window_of(fixture::many(100, "Shells"), SIZE);
    assert!(shows(&shown, "A Shells 0, Outlet 0") && !shows(&shown, "List articles by letter"));
}
