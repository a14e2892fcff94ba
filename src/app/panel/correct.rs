//! The card over the right panel in which something is corrected, and the offer to do the same where the same words stand.
//!
//! Comes in: a correction being typed. Goes out: what was typed, and decisions once they are whole. Enter decides, Esc
//! leaves. It must never change a story: it asks for decisions, each of which is one step of undo.

use egui::{Align2, Id, Rect, Response, Sense, Ui, Vec2, pos2, vec2};
use geodata::Gazetteer;

use crate::app::command::Command;
use crate::app::correcting::{self, Also, Correction, Draft, What};
use crate::app::days::typed_days;
use crate::app::icon::Icon;
use crate::app::look::{Weight, font, size};
use crate::app::state::letters;
use crate::app::widget::{self, Button, Loud};
use crate::scene::sentence_case;
use crate::story::{
    Decision, Event, EventChange, EventId, EventKey, Family, Kind, Letter, MentionChange, MentionId, PassageKey,
    PlaceRef, Span, Stance, Story, Verdict,
};

use super::Desk;
use super::event::PAD;

/// At most so many rows to choose from; a further word narrows them.
const ROWS: usize = 8;

/// Shows the offer and the card above what the panel shows, when there are any.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let correcting = &desk.view.correcting;
    if let Some(also) = &correcting.also {
        offer(ui, desk, also);
    }
    let Some(draft) = &correcting.draft else {
        // The same card may be opened again, and is to be typed in again.
        ui.data_mut(|data| data.remove::<Seen>(Id::unique("correct seen")));
        return;
    };
    let top = ui.cursor().min;
    let shape = ui.painter().add(egui::Shape::Noop);
    ui.push_id("correct", |ui| {
        ui.add_space(12.0);
        card(ui, desk, draft);
        ui.add_space(12.0);
    });
    let rect = Rect::from_min_max(top, pos2(top.x + ui.available_width(), ui.cursor().top()));
    ui.painter().set(shape, egui::Shape::rect_filled(rect, 0.0, desk.look.sunken));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, desk.look.hairline());
}

/// "Also 6 more “Lachin” in B, D: show, change, leave".
fn offer(ui: &mut Ui, desk: &mut Desk, also: &Also) {
    let look = desk.look;
    let letters: Vec<String> = also.letters(desk.story).iter().map(ToString::to_string).collect();
    let few = letters.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    let more = if letters.len() > 8 { " and others" } else { "" };
    let count = also.places.len();
    let words = format!("Also {count} more “{}” in {few}{more}", also.words);
    let rows = if also.shown { count.min(6) } else { 0 };
    let show = if also.shown { "Hide" } else { "Show" };
    let here = format!("Only in {} ({})", letter(desk.story, also), also.here);
    let all = format!("Change all {count}");
    let mut answers = vec![(all.as_str(), Correction::Also { everywhere: true }, Some("A"))];
    if also.here > 0 && also.here < count {
        answers.push((here.as_str(), Correction::Also { everywhere: false }, None));
    }
    answers.push((show, Correction::ShowAlso, None));
    answers.push(("No", Correction::NoAlso, Some("N")));
    let button = |text, key| Button { key, ..Button::new(text) };
    // In a second row where one has no room for all.
    let room = ui.available_width() - 2.0 * PAD;
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for (text, _, key) in &answers {
        let width = button(text, *key).width(ui.painter());
        if x > 0.0 && x + width > room {
            (x, y) = (0.0, y + 34.0);
        }
        places.push(vec2(x, y));
        x += width + 6.0;
    }
    let below = 66.0 + y;
    let height = below + 2.0 + 22.0 * rows as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.selected);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, look.hairline());
    let bold = font(size::BODY, Weight::Bold);
    let galley = widget::words(ui.painter(), &words, bold, look.ink, rect.width() - 2.0 * PAD, 1);
    let at = rect.min + vec2(PAD, 8.0);
    widget::label(ui, Rect::from_min_size(at, galley.size()), "also", &words);
    ui.painter().galley(at, galley, look.ink);
    for ((text, correction, key), place) in answers.into_iter().zip(places) {
        if button(text, key).show(ui, look, rect.min + vec2(PAD, 32.0) + place).clicked() {
            desk.ask(Command::Correct(correction));
        }
    }
    let small = font(size::SMALL, Weight::Regular);
    for (row, &(article, index)) in also.places.iter().take(rows).enumerate() {
        let Some(source) = desk.story.source(article) else { continue };
        let Some(toponym) = source.reading.toponyms.get(index) else { continue };
        let y = rect.top() + below + 22.0 * row as f32;
        let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), 22.0));
        let chip = Rect::from_min_size(pos2(at.x, y + 3.0), Vec2::splat(16.0));
        let text = around(&source.article.text, toponym.span);
        let name = format!("Show in {}: {text}", source.article.letter);
        let id = Id::unique(("also", article, index));
        if widget::row(ui, look, line, id, false, &name).clicked() {
            desk.ask(Command::ShowToponym(article, index));
        }
        widget::chip(ui.painter(), look, chip, source.article.letter);
        let galley = widget::words(ui.painter(), &text, small.clone(), look.second, rect.width() - 2.0 * PAD - 24.0, 1);
        ui.painter().galley(pos2(at.x + 24.0, line.center().y - galley.size().y / 2.0), galley, look.second);
    }
}

fn letter(story: &Story, also: &Also) -> String {
    story.source(also.article).map_or_else(String::new, |source| source.article.letter.to_string())
}

/// Some words on both sides of a span.
fn around(text: &crate::story::Text, span: Span) -> String {
    let whole = text.as_str();
    let before = whole.get(..span.start()).unwrap_or_default();
    let after = whole.get(span.end()..).unwrap_or_default();
    let head: Vec<&str> = before.rsplit([' ', '\n']).take(5).collect();
    let head: Vec<&str> = head.into_iter().rev().collect();
    let tail = after.split([' ', '\n']).take(7).collect::<Vec<_>>().join(" ");
    format!("… {}{}{tail} …", head.join(" "), text.slice(span))
}

fn card(ui: &mut Ui, desk: &mut Desk, draft: &Draft) {
    match &draft.what {
        What::Name(article, span) => name(ui, desk, draft, *article, *span),
        What::Place(event) => with_event(desk, *event, |desk, event| place(ui, desk, draft, event)),
        What::Date(event) => with_event(desk, *event, |desk, event| date(ui, desk, draft, event)),
        What::Title(event) => with_event(desk, *event, |desk, event| title(ui, desk, draft, event)),
        What::Kind(event) => with_event(desk, *event, |desk, event| kind(ui, desk, draft, event)),
        What::Figure(mention, victim) => figure(ui, desk, draft, *mention, *victim),
        What::Speaker(mention) => speaker(ui, desk, draft, *mention),
        What::Merge(event) => with_event(desk, *event, |desk, event| merge(ui, desk, draft, event)),
        What::Split(event) => with_event(desk, *event, |desk, event| split(ui, desk, draft, event)),
        What::Add(article, trigger, sentence) => add(ui, desk, draft, *article, *trigger, *sentence),
    }
}

fn with_event(desk: &mut Desk, id: EventId, show: impl FnOnce(&mut Desk, &Event)) {
    let story = desk.story;
    match story.event(id) {
        Some(event) => show(desk, event),
        None => desk.ask(Command::Correct(Correction::Cancel)),
    }
}

fn head(ui: &mut Ui, desk: &mut Desk, words: &str) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let bold = font(size::BODY, Weight::Bold);
    let galley = widget::words(ui.painter(), words, bold, look.ink, rect.width() - 2.0 * PAD - 40.0, 1);
    let at = pos2(rect.left() + PAD, rect.top());
    widget::label(ui, Rect::from_min_size(at, galley.size()), "head", words);
    ui.painter().galley(at, galley, look.ink);
    let close = Rect::from_min_size(pos2(rect.right() - PAD - 24.0, rect.top() - 4.0), Vec2::splat(24.0));
    if Button::icon(Icon::Close, "Leave the correction").show_in(ui, look, close).clicked() {
        desk.ask(Command::Correct(Correction::Cancel));
    }
}

/// The field of a card; the correction as it is typed by now, and whether Enter was pressed in it: letters and Enter may come
/// in one frame, and what Enter means is what stands there then.
fn field(ui: &mut Ui, desk: &mut Desk, draft: &Draft, hint: &str, name: &str) -> (Draft, bool) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let rect = Rect::from_min_size(rect.min + vec2(PAD, 0.0), vec2(rect.width() - 2.0 * PAD, 32.0));
    let id = Id::unique(("correct field", name));
    let mut text = draft.text.clone();
    let response = widget::field(ui, look, rect, id, &mut text, hint, name);
    lead(ui, draft, &response);
    let now = Draft { text, ..draft.clone() };
    if response.changed() {
        desk.ask(Command::Correct(Correction::Draft(now.clone())));
    }
    (now, response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)))
}

/// Leaves the keyboard in a field where Enter was no answer: what is typed next is no command.
fn hold(ui: &Ui, name: &str, unanswered: bool) {
    if unanswered {
        ui.memory_mut(|memory| memory.request_focus(Id::unique(("correct field", name))));
    }
}

/// Gives the keyboard to what a card is there for, once when it opens.
fn lead(ui: &Ui, draft: &Draft, first: &Response) {
    let fresh = ui.data_mut(|data| {
        let seen = data.get_temp::<Seen>(Id::unique("correct seen"));
        let now = Seen(format!("{:?}", draft.what));
        let fresh = seen.as_ref() != Some(&now);
        data.insert_temp(Id::unique("correct seen"), now);
        fresh
    });
    if fresh {
        first.request_focus();
    }
}

/// Which correction had the keyboard.
#[derive(Clone, Default, PartialEq)]
struct Seen(String);

/// A line of small words.
fn note(ui: &mut Ui, desk: &Desk, words: &str) {
    let look = desk.look;
    let small = font(size::SMALL, Weight::Regular);
    let galley = widget::words(ui.painter(), words, small, look.third, ui.available_width() - 2.0 * PAD, 3);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 8.0), Sense::hover());
    let at = rect.min + vec2(PAD, 2.0);
    widget::label(ui, Rect::from_min_size(at, galley.size()), ("note", words), words);
    ui.painter().galley(at, galley, look.third);
}

/// Buttons in a row, the first of them loud where it does what the card is for; the number of the one that was pressed.
fn buttons(ui: &mut Ui, desk: &Desk, first: Loud, buttons: &[(&str, bool)]) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let (mut x, mut y) = (rect.left() + PAD, rect.top() + 4.0);
    let mut pressed = None;
    for (index, &(text, enabled)) in buttons.iter().enumerate() {
        let loud = if index == 0 { first } else { Loud::Plain };
        let button = Button { loud, enabled, ..Button::new(text) };
        let width = button.width(ui.painter());
        if x + width > rect.right() - PAD && x > rect.left() + PAD {
            ui.add_space(34.0);
            (x, y) = (rect.left() + PAD, y + 34.0);
        }
        if button.show(ui, desk.look, pos2(x, y)).clicked() && enabled {
            pressed = Some(index);
        }
        x += width + 6.0;
    }
    pressed
}

/// What stands before a row to choose.
enum Sign {
    /// The number that stands on the map too.
    Number(usize),
    /// The pin of an event or of a family.
    Pin(Family, bool),
    /// A box to tick, with the letter of an article.
    Tick(Letter),
}

/// A row to choose: its sign, words on one line (a passage on two), smaller words behind them.
fn choice(ui: &mut Ui, desk: &Desk, sign: &Sign, words: &str, more: &str, picked: bool) -> Response {
    let look = desk.look;
    let (lead, rows) = if matches!(sign, Sign::Tick(_)) { (56.0, 2) } else { (28.0, 1) };
    let width = ui.available_width() - 2.0 * PAD - lead;
    let share = if more.is_empty() { 1.0 } else { 0.62 };
    let galley = widget::words(ui.painter(), words, font(size::BODY, Weight::Regular), look.ink, width * share, rows);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 12.0), Sense::hover());
    let name = match *sign {
        Sign::Tick(letter) => format!("{letter}: {words}"),
        _ if more.is_empty() => words.to_owned(),
        _ => format!("{words}, {more}"),
    };
    let id = ui.next_auto_id().with(("correct choice", words));
    let response = widget::row(ui, look, rect, id, picked, &format!("Choose {name}"));
    let middle = rect.center().y;
    let at = pos2(rect.left() + PAD + 9.0, middle);
    match *sign {
        Sign::Number(number) => {
            let stroke = egui::Stroke::new(1.5, look.accent);
            ui.painter().circle(at, 9.0, if picked { look.accent } else { look.panel }, stroke);
            let on = if picked { look.on_accent } else { look.accent };
            let bold = font(size::CAPTION, Weight::Bold);
            widget::line(ui.painter(), at, Align2::CENTER_CENTER, &number.to_string(), bold, on);
        }
        Sign::Pin(family, checked) => widget::pin(ui.painter(), look, at, 9.0, family, checked),
        Sign::Tick(letter) => {
            widget::tick(ui.painter(), look, Rect::from_center_size(at, Vec2::splat(16.0)), picked);
            let chip = Rect::from_center_size(at + vec2(28.0, 0.0), Vec2::splat(18.0));
            widget::chip(ui.painter(), look, chip, letter);
        }
    }
    let left = rect.left() + PAD + lead;
    let right = left + galley.size().x + 8.0;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, look.ink);
    let rest = (rect.right() - PAD - right).max(1.0);
    let more = widget::words(ui.painter(), more, font(size::SMALL, Weight::Regular), look.third, rest, 1);
    ui.painter().galley(pos2(right, middle - more.size().y / 2.0), more, look.third);
    response
}

/// Region and country of a place, and how many live there.
pub(super) fn whereabouts(desk: &Desk, place: &PlaceRef) -> String {
    let country = place.country.as_deref().and_then(|code| (desk.country)(code));
    let mut parts: Vec<String> =
        [place.region.clone(), country].into_iter().flatten().filter(|part| *part != place.name).collect();
    if place.population > 0 {
        parts.push(format!("{} people", crate::story::grouped(place.population)));
    }
    if parts.is_empty() && place.is_pinned() {
        parts.push("a point on the map".to_owned());
    }
    parts.join(", ")
}

/// The places on offer for what is typed: what the reader weighed while it is the name itself, else what the gazetteer has.
pub(in crate::app) fn offered(story: &Story, draft: &Draft) -> Vec<PlaceRef> {
    let named = match draft.what {
        What::Name(article, span) => story.source(article).and_then(|source| {
            let toponym = source.reading.toponyms.iter().find(|toponym| toponym.span == span)?;
            (source.article.text.slice(span) == draft.text.trim()).then_some(&*toponym.candidates)
        }),
        What::Place(_) => None,
        _ => return Vec::new(),
    };
    let mut places: Vec<PlaceRef> = named.into_iter().flatten().map(|candidate| candidate.place.clone()).collect();
    if !draft.text.trim().is_empty() {
        for place in correcting::places(Gazetteer::bundled(), &draft.text) {
            if !places.iter().any(|known| known.key == place.key) {
                places.push(place);
            }
        }
    }
    let mut places = correcting::told_apart(places);
    places.truncate(ROWS);
    places
}

/// The rows of places; the one chosen, by a click or by Enter for the first.
fn place_rows(ui: &mut Ui, desk: &mut Desk, draft: &Draft, now: Option<&str>) -> Option<PlaceRef> {
    let hint = "A place, or latitude, longitude";
    let (draft, entered) = field(ui, desk, draft, hint, "Search a place");
    let places = offered(desk.story, &draft);
    let mut chosen = None;
    for (index, place) in places.iter().enumerate() {
        let more = whereabouts(desk, place);
        if choice(ui, desk, &Sign::Number(index + 1), &place.full_name(), &more, Some(place.key.as_str()) == now)
            .clicked()
        {
            chosen = Some(place.clone());
        }
    }
    if places.is_empty() && !draft.text.trim().is_empty() {
        note(ui, desk, "No place of this name is known here. Try another spelling, or put the pin on the map by hand");
    }
    hold(ui, "Search a place", entered && places.is_empty());
    chosen.or_else(|| places.into_iter().next().filter(|_| entered))
}

fn name(ui: &mut Ui, desk: &mut Desk, draft: &Draft, article: crate::story::ArticleId, span: Span) {
    let story = desk.story;
    let Some(source) = story.source(article) else { return };
    let words = source.article.text.slice(span).to_owned();
    let toponym = source.reading.toponyms.iter().find(|toponym| toponym.span == span);
    head(ui, desk, &format!("Which place is “{words}” in {}?", source.article.letter));
    let now = toponym.and_then(|toponym| toponym.place.as_ref()).map(|place| place.key.as_str());
    let chosen = place_rows(ui, desk, draft, now);
    if let Some(reason) = toponym.and_then(|toponym| toponym.reasons.first()) {
        note(ui, desk, &format!("Taken for what it is because: {reason}"));
    }
    let at = PassageKey::of(&source.article.text, span);
    let decide = |verdict| vec![Decision::Place { at, words: words.clone(), verdict }];
    let pressed = buttons(ui, desk, Loud::Plain, &[("Not a place", true), ("Cannot tell", true), ("Cancel", true)]);
    match (chosen, pressed) {
        (Some(place), _) => desk.decide(correcting::place_decision(story, draft, place).into_iter().collect()),
        (None, Some(0)) => desk.decide(decide(Verdict::NotAPlace)),
        (None, Some(1)) => desk.decide(decide(Verdict::CannotTell)),
        (None, Some(_)) => desk.ask(Command::Correct(Correction::Cancel)),
        (None, None) => {}
    }
}

fn place(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "Where did it happen?");
    let now = event.place.as_ref().map(|place| place.key.as_str());
    let chosen = place_rows(ui, desk, draft, now);
    note(ui, desk, "For this event alone; what the sources say of the place stays in the comparison");
    let moved = Command::Correct(Correction::MovePin(event.id));
    let ways = [("Put the pin by hand", true), ("No known place", true), ("Cancel", true)];
    match (chosen, buttons(ui, desk, Loud::Plain, &ways)) {
        (Some(place), _) => desk.decide(correcting::place_decision(desk.story, draft, place).into_iter().collect()),
        (None, Some(0)) => desk.ask(moved),
        (None, Some(1)) => desk.decide(vec![desk.story.decide_event(event, EventChange::Place(None))]),
        (None, Some(_)) => desk.ask(Command::Correct(Correction::Cancel)),
        (None, None) => {}
    }
}

fn date(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "When did it happen?");
    let (draft, entered) = field(ui, desk, draft, "19 Sep 2023, or 2023-09, or two days", "Date of the event");
    let typed = typed_days(&draft.text, desk.digest.days);
    if let Err(wrong) = &typed
        && !draft.text.trim().is_empty()
    {
        note(ui, desk, wrong);
    }
    let days = typed.ok();
    hold(ui, "Date of the event", entered && days.is_none());
    let pressed =
        buttons(ui, desk, Loud::Filled, &[("Change date", days.is_some()), ("Date not known", true), ("Cancel", true)]);
    let change = |date| vec![desk.story.decide_event(event, EventChange::Date(date))];
    match pressed.or_else(|| (entered && days.is_some()).then_some(0)) {
        Some(0) => desk.decide(change(days)),
        Some(1) => desk.decide(change(None)),
        Some(_) => desk.ask(Command::Correct(Correction::Cancel)),
        None => {}
    }
}

fn title(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "What is it called?");
    let (draft, entered) = field(ui, desk, draft, "What happened where", "Title of the event");
    let text = draft.text.trim();
    let fits = !text.is_empty() && text.chars().count() <= 120;
    if !fits && !text.is_empty() {
        note(ui, desk, "At most 120 characters have room on the map");
    }
    hold(ui, "Title of the event", entered && !fits);
    match buttons(ui, desk, Loud::Filled, &[("Rename", fits), ("Cancel", true)])
        .or_else(|| (entered && fits).then_some(0))
    {
        Some(0) => desk.decide(vec![desk.story.decide_event(event, EventChange::Title(text.to_owned()))]),
        Some(_) => desk.ask(Command::Correct(Correction::Cancel)),
        None => {}
    }
}

/// Kinds whose words hold what is typed, those of the event's own family first.
fn kinds(text: &str, family: Family) -> Vec<Kind> {
    let text = text.trim().to_lowercase();
    let holds = |kind: &Kind| {
        kind.label().to_lowercase().contains(&text) || kind.family().label().to_lowercase().contains(&text)
    };
    let mut kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(holds).collect();
    kinds.sort_by_key(|kind| kind.family() != family);
    kinds.truncate(ROWS);
    kinds
}

fn kind_rows(ui: &mut Ui, desk: &mut Desk, draft: &Draft, family: Family, now: Option<Kind>) -> Option<Kind> {
    let (draft, entered) = field(ui, desk, draft, "Flood, protest, statement …", "Search a kind");
    let kinds = kinds(&draft.text, family);
    let mut chosen = None;
    for &kind in &kinds {
        if choice(ui, desk, &Sign::Pin(kind.family(), true), kind.label(), kind.family().label(), Some(kind) == now)
            .clicked()
        {
            chosen = Some(kind);
        }
    }
    if kinds.is_empty() {
        note(ui, desk, "No kind is called so. Try a plainer word, such as flood, strike or vote");
    }
    hold(ui, "Search a kind", entered && kinds.is_empty());
    chosen.or_else(|| kinds.first().copied().filter(|_| entered))
}

fn kind(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "What happened?");
    let chosen = kind_rows(ui, desk, draft, event.family, Some(event.kind));
    let cancel = buttons(ui, desk, Loud::Plain, &[("Cancel", true)]);
    match (chosen, cancel) {
        (Some(kind), _) => desk.decide(vec![desk.story.decide_event(event, EventChange::Kind(kind))]),
        (None, Some(_)) => desk.ask(Command::Correct(Correction::Cancel)),
        (None, None) => {}
    }
}

fn figure(ui: &mut Ui, desk: &mut Desk, draft: &Draft, id: MentionId, victim: crate::story::Victim) {
    let story = desk.story;
    let (Some((source, _)), Some(at)) = (story.mention(id), story.mention_key(id)) else { return };
    head(ui, desk, &format!("How many does {} say were {}?", source.article.letter, victim.word()));
    let (draft, entered) = field(ui, desk, draft, "5, or 5 or more, or 80 to 100", "Figure");
    let count = correcting::count(&draft.text);
    if count.is_none() && !draft.text.trim().is_empty() {
        note(ui, desk, "This is read as no figure. Write 5, 5 or more, up to 20, or 80 to 100");
    }
    hold(ui, "Figure", entered && count.is_none());
    let pressed =
        buttons(ui, desk, Loud::Filled, &[("Change figure", count.is_some()), ("Not said", true), ("Cancel", true)]);
    let change = |count| vec![Decision::Mention { at, change: MentionChange::Figure(victim, count) }];
    match pressed.or_else(|| (entered && count.is_some()).then_some(0)) {
        Some(0) => desk.decide(change(count)),
        Some(1) => desk.decide(change(None)),
        Some(_) => desk.ask(Command::Correct(Correction::Cancel)),
        None => {}
    }
}

fn speaker(ui: &mut Ui, desk: &mut Desk, draft: &Draft, id: MentionId) {
    let story = desk.story;
    let (Some((source, mention)), Some(at)) = (story.mention(id), story.mention_key(id)) else { return };
    head(ui, desk, &format!("Who says so in {}?", source.article.letter));
    let (draft, entered) = field(ui, desk, draft, "Empty when the article speaks for itself", "Speaker");
    let stances = [Stance::Asserted, Stance::Reported, Stance::Claimed, Stance::Alleged, Stance::Denied];
    let change = |change| Decision::Mention { at, change };
    let words: Vec<String> = stances.iter().map(|stance| sentence_case(stance.word())).collect();
    let (mut chosen, mut stance) = (None, None);
    for (index, &one) in stances.iter().enumerate() {
        let now = one == mention.attribution.stance;
        if choice(
            ui,
            desk,
            &Sign::Number(index + 1),
            words.get(index).map_or("", String::as_str),
            stance_means(one),
            now,
        )
        .clicked()
        {
            stance = Some(one);
        }
    }
    let said = draft.text.trim();
    let other = said != mention.attribution.source;
    match buttons(ui, desk, Loud::Filled, &[("Change speaker", other), ("Own reporting", true), ("Cancel", true)]) {
        Some(0) => chosen = Some(said.to_owned()),
        Some(1) => chosen = Some(String::new()),
        Some(_) => desk.ask(Command::Correct(Correction::Cancel)),
        None if entered && other => chosen = Some(said.to_owned()),
        None => {}
    }
    if let Some(speaker) = chosen {
        desk.decide(vec![change(MentionChange::Speaker(speaker))]);
    } else if let Some(stance) = stance {
        desk.decide(vec![change(MentionChange::Stance(stance))]);
    }
}

fn stance_means(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserted => "the article says it itself",
        Stance::Reported => "someone not party to it says so",
        Stance::Claimed => "a party to it says so",
        Stance::Alleged => "said with a mark of doubt",
        Stance::Denied => "said not to be so",
    }
}

/// The events one may be merged with: those that hold what is typed, those with most in common first.
fn candidates<'a>(story: &'a Story, event: &Event, text: &str) -> Vec<&'a Event> {
    let text = text.trim().to_lowercase();
    let holds = |other: &&Event| other.id != event.id && other.title.to_lowercase().contains(&text);
    let mut found: Vec<&Event> = story.events.iter().filter(holds).collect();
    found.sort_by_key(|other| {
        let place = event.place.as_ref().zip(other.place.as_ref()).is_some_and(|(one, other)| one.key == other.key);
        let days = event.date.zip(other.date).is_some_and(|(one, other)| one.overlaps(other));
        let common = u8::from(place) + u8::from(days) + u8::from(other.family == event.family);
        (std::cmp::Reverse(common), !days)
    });
    found.truncate(ROWS);
    found
}

fn merge(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "Which event is the same?");
    let (draft, entered) = field(ui, desk, draft, "Words of its title", "Search an event");
    let found = candidates(desk.story, event, &draft.text);
    let mut chosen = None;
    for other in &found {
        let letters = letters(&desk.story.letters(other));
        let more = format!("{} · {letters}", desk.when(other));
        if choice(ui, desk, &Sign::Pin(other.family, other.checked), &other.title, &more, false).clicked() {
            chosen = Some(*other);
        }
    }
    if found.is_empty() {
        note(ui, desk, "No other event has these words in its title");
    }
    hold(ui, "Search an event", entered && found.is_empty());
    let chosen = chosen.or_else(|| found.first().copied().filter(|_| entered));
    let cancel = buttons(ui, desk, Loud::Plain, &[("Cancel", true)]);
    if let Some(other) = chosen {
        let keys = [event, other].map(|event| desk.story.event_key(event));
        desk.decide(vec![Decision::Merge(keys.to_vec())]);
    } else if cancel.is_some() {
        desk.ask(Command::Correct(Correction::Cancel));
    }
}

fn split(ui: &mut Ui, desk: &mut Desk, draft: &Draft, event: &Event) {
    head(ui, desk, "Which passages speak of another event?");
    let story = desk.story;
    for (index, &id) in event.mentions.iter().enumerate() {
        let Some((source, mention)) = story.mention(id) else { continue };
        let words = source.article.text.slice(mention.sentence).replace('\n', " ");
        let picked = draft.picked.contains(&index);
        let row = choice(ui, desk, &Sign::Tick(source.article.letter), &words, "", picked);
        if index == 0 {
            lead(ui, draft, &row);
        }
        if row.clicked() {
            let mut picked = draft.picked.clone();
            if !picked.remove(&index) {
                picked.insert(index);
            }
            desk.ask(Command::Correct(Correction::Draft(Draft { picked, ..draft.clone() })));
        }
    }
    let count = draft.picked.len();
    let fits = count > 0 && count < event.mentions.len();
    let words = match count {
        0 => "Split off".to_owned(),
        count => format!("Split off {}", crate::task::counted(count, "passage")),
    };
    if count == event.mentions.len() {
        note(ui, desk, "One passage at least stays with this event");
    }
    match buttons(ui, desk, Loud::Filled, &[(words.as_str(), fits), ("Cancel", true)]) {
        Some(0) => {
            let keys = draft.picked.iter().filter_map(|&index| story.mention_key(*event.mentions.get(index)?));
            desk.decide(vec![Decision::Split(EventKey(keys.collect()))]);
        }
        Some(_) => desk.ask(Command::Correct(Correction::Cancel)),
        None => {}
    }
}

fn add(ui: &mut Ui, desk: &mut Desk, draft: &Draft, article: crate::story::ArticleId, trigger: Span, sentence: Span) {
    let story = desk.story;
    let Some(source) = story.source(article) else { return };
    let text = &source.article.text;
    head(ui, desk, &format!("What do the words “{}” report?", text.slice(trigger)));
    let chosen = kind_rows(ui, desk, draft, Family::Violence, None);
    note(ui, desk, "Its place is the nearest name in the sentence, its day the article's; both can be changed after");
    let cancel = buttons(ui, desk, Loud::Plain, &[("Cancel", true)]);
    if let Some(kind) = chosen {
        let names = source.reading.toponyms.iter().filter(|name| sentence.holds(name.span) && name.place.is_some());
        let nearest = names.min_by_key(|name| name.span.start().abs_diff(trigger.start()));
        let timexes = source.reading.timexes.iter().filter(|timex| sentence.holds(timex.span));
        let day = timexes.filter_map(|timex| timex.days).next();
        let day = day.or_else(|| source.article.date.day.map(crate::story::DayRange::day));
        desk.decide(vec![Decision::Add {
            trigger: PassageKey::of(text, trigger),
            sentence: PassageKey::of(text, sentence),
            kind,
            place: nearest.and_then(|name| name.place.clone()),
            date: day,
        }]);
    } else if cancel.is_some() {
        desk.ask(Command::Correct(Correction::Cancel));
    }
}
