//! What the right panel shows while no one event is selected: a stack of pins that was clicked, or the story at a glance.

use egui::{Align2, Color32, Id, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::days::range_words;
use crate::app::look::{Weight, font, size};
use crate::app::state::{Filter, letters};
use crate::app::widget;
use crate::story::{Agreement, Event};
use crate::task::counted;

use super::{Desk, queue};
use crate::story::grouped;

const PAD: f32 = 16.0;
/// How high a row with a bar is.
const BAR_ROW: f32 = 25.0;
/// No wider, however wide the panel is: a bar stands beside its name.
const WIDEST: f32 = 560.0;
/// So many events of a stack are listed.
const STACKED: usize = 200;

/// Shows it in what height is left.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    ScrollArea::vertical().id_salt("summary").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(WIDEST));
        if desk.view.stack.is_empty() {
            glance(ui, desk);
        } else {
            stack(ui, desk);
        }
    });
}

fn heading(ui: &mut Ui, desk: &Desk, words: &str, font_size: f32) -> Rect {
    let bold = font(font_size, Weight::Bold);
    let width = ui.available_width() - 2.0 * PAD;
    let galley = widget::words(ui.painter(), words, bold, desk.look.ink, width, 2);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 18.0), Sense::hover());
    widget::named(&response, Role::Heading, words);
    ui.painter().galley(rect.min + vec2(PAD, 14.0), galley, desk.look.ink);
    rect
}

fn line(ui: &mut Ui, desk: &Desk, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    widget::named(&response, Role::Label, words);
    let at = pos2(rect.left() + PAD, rect.center().y);
    widget::line(ui.painter(), at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), desk.look.second);
}

/// All events of a stack, each a row.
fn stack(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    let ids = &desk.view.stack;
    heading(ui, desk, &format!("{} at this spot", counted(ids.len(), "event")), size::TITLE);
    for event in ids.iter().take(STACKED).filter_map(|&id| story.event(id)) {
        row(ui, desk, event, "stack", &where_and_when(desk, event));
    }
    if ids.len() > STACKED {
        line(ui, desk, &format!("and {} more, in the list of events", grouped(ids.len() - STACKED)));
    }
}

fn glance(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    if story.sources.is_empty() {
        let reading = desk.busy.is_some();
        heading(ui, desk, if reading { "Reading…" } else { "No article is open" }, size::TITLE);
        line(
            ui,
            desk,
            if reading { "Events stand here as soon as they are found" } else { "Drop files on the window" },
        );
        return;
    }
    let count = desk.shown.len();
    let title = match count {
        0 if story.events.is_empty() => "No events were found".to_owned(),
        1 => "1 event".to_owned(),
        count => format!("{} events", grouped(count)),
    };
    heading(ui, desk, &title, size::TITLE);
    let seen = desk.digest.glance();
    let articles = seen.articles;
    let from = if articles == 1 { "1 article".to_owned() } else { format!("{} articles", grouped(articles)) };
    match seen.days {
        Some(days) => {
            let [days, ..] = range_words(days, seen.first);
            line(ui, desk, &format!("{days}, from {from}"));
        }
        None => line(ui, desk, &format!("From {from}")),
    }
    if story.events.is_empty() {
        line(ui, desk, "Mark words in the article to make an event of them");
    }
    let differing = seen.differing;
    if differing > 0 {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
        let at = pos2(rect.left() + PAD, rect.center().y);
        let tag = widget::agreement_tag(ui.painter(), desk.look, at, Agreement::Differs);
        let words = if differing == 1 { "on 1 event".to_owned() } else { format!("on {differing} events") };
        let at = pos2(tag.right() + 8.0, rect.center().y);
        widget::said(ui, at, Align2::LEFT_CENTER, &words, font(size::SMALL, Weight::Regular), desk.look.second);
    }
    places(ui, desk);
    families(ui, desk);
    let doubted: Vec<&Event> = seen.doubted.iter().filter_map(|&id| story.event(id)).collect();
    if !doubted.is_empty() {
        let head = heading(ui, desk, "To check first", size::BODY);
        let at = pos2(head.right() - PAD, head.center().y + 4.0);
        let (words, name) = (format!("All {}", grouped(seen.unchecked)), "Check one by one");
        if widget::link(ui, desk.look, at, Align2::RIGHT_CENTER, &words, name).clicked() {
            desk.ask(Command::Check(true));
        }
        for event in doubted {
            let second = queue::doubt(event).unwrap_or_else(|| where_and_when(desk, event));
            row(ui, desk, event, "check", &second);
        }
    }
}

/// The events several articles report, for where a comparison has one source; nothing where there are none.
pub(super) fn shared(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    let shared: Vec<&Event> = desk.digest.shared(story).iter().filter_map(|&id| story.event(id)).collect();
    if shared.is_empty() {
        return;
    }
    heading(ui, desk, "Reported by several articles", size::BODY);
    for event in shared {
        row(ui, desk, event, "shared", &where_and_when(desk, event));
    }
}

fn where_and_when(desk: &Desk, event: &Event) -> String {
    let place = event.place.as_ref().map_or("no place".to_owned(), |place| place.full_name());
    format!("{} · {place}", desk.when(event))
}

/// Where most events are, with bars.
fn places(ui: &mut Ui, desk: &Desk) {
    let counts = &desk.digest.glance().busiest;
    // Without events, the places the articles name are what there is to see.
    let title = if desk.story.events.iter().all(|event| event.place.is_none()) { "Places named" } else { "Where" };
    let Some(most) = counts.first().map(|(_, count)| *count) else { return };
    heading(ui, desk, title, size::BODY);
    for (name, count) in counts {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_ROW), Sense::hover());
        widget::named(&response, Role::Label, &format!("{name}: {count}"));
        bar(ui, desk, rect, PAD, name, [*count, most], desk.look.control);
    }
}

/// What kinds of events there are, with bars; a click keeps one of them until the filters are reset.
fn families(ui: &mut Ui, desk: &mut Desk) {
    let counts = &desk.digest.glance().families;
    let Some(most) = counts.first().map(|(_, count)| *count) else { return };
    heading(ui, desk, "Families", size::BODY);
    for &(family, count) in counts {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), BAR_ROW), Sense::hover());
        let id = Id::unique(("glance family", family));
        let response = widget::row(ui, desk.look, rect, id, false, &format!("{}: {count}", family.label()));
        widget::pin(ui.painter(), desk.look, pos2(rect.left() + PAD + 8.0, rect.center().y), 8.0, family, true);
        bar(ui, desk, rect, PAD + 26.0, family.label(), [count, most], desk.look.family(family));
        if response.clicked() {
            desk.ask(Command::Keep(Box::new(Filter { families: vec![family], ..desk.view.filter.clone() })));
        }
    }
}

/// A row of a count: its name from so far in, a bar as long as its share of the most, the number.
fn bar(ui: &Ui, desk: &Desk, rect: Rect, from: f32, name: &str, [count, most]: [usize; 2], color: Color32) {
    let middle = rect.center().y;
    let plain = font(size::BODY, Weight::Regular);
    let width = rect.width() - 164.0 - from;
    let words = widget::words(ui.painter(), name, plain, desk.look.ink, width, 1);
    ui.painter().galley(pos2(rect.left() + from, middle - words.size().y / 2.0), words, desk.look.ink);
    let room = 90.0;
    let share = count as f32 / most as f32;
    let bar = Rect::from_min_size(pos2(rect.right() - 150.0, middle - 3.5), vec2((room * share).max(3.0), 7.0));
    ui.painter().rect_filled(bar, 2.0, color);
    let small = font(size::SMALL, Weight::Regular);
    let at = pos2(rect.right() - PAD, middle);
    widget::line(ui.painter(), at, Align2::RIGHT_CENTER, &grouped(count), small, desk.look.second);
}

/// An event with a second line of words; its articles after them.
fn row(ui: &mut Ui, desk: &mut Desk, event: &Event, salt: &str, second: &str) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::hover());
    let letters = letters(&desk.story.letters(event));
    let name = format!("{}, {second}, in {letters}", event.title);
    let response = widget::row(ui, look, rect, Id::unique((salt, event.id)), false, &name);
    widget::pin(ui.painter(), look, pos2(rect.left() + PAD + 9.0, rect.top() + 15.0), 9.0, event.family, event.checked);
    let left = rect.left() + PAD + 30.0;
    let width = rect.right() - PAD - left;
    let title = widget::words(ui.painter(), &event.title, font(size::BODY, Weight::Regular), look.ink, width, 1);
    ui.painter().galley(pos2(left, rect.top() + 4.0), title, look.ink);
    let caption = font(size::CAPTION, Weight::Regular);
    let second = format!("{second} · {letters}");
    let second = widget::words(ui.painter(), &second, caption, look.third, width, 1);
    ui.painter().galley(pos2(left, rect.top() + 22.0), second, look.third);
    if response.hovered() {
        desk.ask(Command::Hover(Some(event.id)));
    }
    if response.clicked() {
        desk.ask(Command::Select(event.id));
    }
}
