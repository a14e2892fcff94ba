//! The menus that lead to corrections: of an event, of a passage, of a name in an article.
//!
//! Comes in: what was pointed at. Goes out: a correction to begin, or a decision that needs no more words.

use egui::{Popup, PopupCloseBehavior, Rect, Ui, pos2};

use crate::app::command::Command;
use crate::app::correcting::{Correction, What};
use crate::app::widget::Button;
use crate::story::{
    ArticleId, Decision, Event, EventChange, MentionChange, MentionId, PassageKey, Role, Verdict, Victim,
};

use super::Desk;

/// "Correct…" with its right edge at a point; returns where it stands.
pub(super) fn door(ui: &mut Ui, desk: &mut Desk, event: &Event, right: f32, top: f32) -> Rect {
    let button = Button { name: "Correct this event…", ..Button::new("Correct…") };
    let at = pos2(right - button.width(ui.painter()), top);
    let response = button.show(ui, desk.look, at);
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClick).show(|ui| event_menu(ui, desk, event));
    response.rect
}

fn item(ui: &mut Ui, words: &str) -> bool {
    ui.button(words).clicked()
}

/// What can be corrected about an event.
pub(super) fn event_menu(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    ui.set_min_width(210.0);
    let mut begin = None;
    if let Some((article, index)) = crate::app::correcting::name_of(desk.story, event)
        && let Some(source) = desk.story.source(article)
        && let Some(name) = source.reading.toponyms.get(index)
        && item(ui, &format!("Change what “{}” means…", source.article.text.slice(name.span)))
    {
        begin = Some(What::Name(article, name.span));
    }
    let choices = [
        ("Change place…", What::Place(event.id)),
        ("Change date…", What::Date(event.id)),
        ("Change kind…", What::Kind(event.id)),
        ("Rename…", What::Title(event.id)),
        ("Merge with another event…", What::Merge(event.id)),
    ];
    for (words, what) in choices {
        if item(ui, words) {
            begin = Some(what);
        }
    }
    if event.mentions.len() > 1 && item(ui, "Split passages off…") {
        begin = Some(What::Split(event.id));
    }
    if item(ui, "Move pin on the map") {
        desk.ask(Command::Correct(Correction::MovePin(event.id)));
    }
    ui.separator();
    if item(ui, "Reject event") {
        desk.decide(vec![desk.story.decide_event(event, EventChange::Rejected(true))]);
    }
    if let Some(what) = begin {
        desk.ask(Command::Correct(Correction::Begin(what)));
    }
}

/// What can be corrected about a passage.
pub(super) fn passage_menu(ui: &mut Ui, desk: &mut Desk, id: MentionId) {
    let story = desk.story;
    let (Some((_, mention)), Some(at)) = (story.mention(id), story.mention_key(id)) else { return };
    ui.separator();
    for victim in Victim::ALL {
        let known = mention.figures.iter().find(|figure| figure.what == victim);
        let words = match known {
            Some(figure) => format!("Change {}: {}…", victim.word(), figure.words()),
            None if matches!(victim, Victim::Killed | Victim::Wounded) => format!("Add a figure: {}…", victim.word()),
            None => continue,
        };
        if item(ui, &words) {
            desk.ask(Command::Correct(Correction::Begin(What::Figure(id, victim))));
        }
    }
    if item(ui, "Change speaker or stance…") {
        desk.ask(Command::Correct(Correction::Begin(What::Speaker(id))));
    }
    let event = story.event_holding(id);
    if event.is_some_and(|event| event.mentions.len() > 1) && item(ui, "Split off as an event of its own") {
        desk.decide(vec![Decision::Split(crate::story::EventKey(vec![at]))]);
    }
    if event.is_some() && item(ui, "Reject passage") {
        desk.decide(vec![Decision::Mention { at, change: MentionChange::Rejected(true) }]);
    }
    if event.is_none() && item(ui, "Make an event of this passage") {
        desk.decide(vec![Decision::Mention { at, change: MentionChange::Rejected(false) }]);
    }
}

/// What can be corrected about a name in an article.
pub(super) fn name_menu(ui: &mut Ui, desk: &mut Desk, article: ArticleId, index: usize) {
    let story = desk.story;
    let Some(source) = story.source(article) else { return };
    let Some(name) = source.reading.toponyms.get(index) else { return };
    let text = &source.article.text;
    let (at, words) = (PassageKey::of(text, name.span), text.slice(name.span).to_owned());
    ui.set_min_width(210.0);
    if item(ui, "Change place…") {
        desk.ask(Command::Correct(Correction::Begin(What::Name(article, name.span))));
    }
    for (label, verdict) in [("Not a place", Verdict::NotAPlace), ("Cannot tell which place", Verdict::CannotTell)] {
        if item(ui, label) {
            desk.decide(vec![Decision::Place { at, words: words.clone(), verdict }]);
        }
    }
    ui.separator();
    let roles = [
        (Role::Location, "Where something is"),
        (Role::Actor, "Who acts"),
        (Role::Demonym, "A people"),
        (Role::PartOfName, "Part of another name"),
    ];
    for (role, label) in roles.into_iter().filter(|(role, _)| *role != name.role) {
        if item(ui, &format!("Role: {}", label.to_lowercase())) {
            desk.decide(vec![Decision::Role { at, words: words.clone(), role }]);
        }
    }
}
