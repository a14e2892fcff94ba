//! The Event tab: what happened, where with all names, when, by whom, how many by each source, and every passage.
//!
//! Each card is one passage with the exact sentence and who says it; opening it leads to the article at that place.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Id, Rangef, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, TextFormat, Ui, Vec2, pos2, vec2};
use rustc_hash::FxHashMap;

use crate::app::bidi;
use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Look, Tint, Weight, font, size};
use crate::app::state::{Move, Tab, short_day};
use crate::app::widget::{self, Button, Loud, Tip as _};
use crate::scene::sentence_case;
use crate::story::{
    Agreement, ArticleId, Claim, DayRange, Event, EventMention, MentionId, PlaceBasis, Shape, Slot, SlotClaims, Source,
    Span, Stance, Story, grouped, telling,
};

use super::{Desk, correct_menu, figures, queue, summary};
use crate::task::counted;

pub(super) const PAD: f32 = 16.0;
const LABEL: f32 = 84.0;
/// Room for the key that opens the current card's article.
const ENTER: f32 = 48.0;
/// So many cards more are shown each time the last one comes into view.
const CARDS: usize = 24;
/// Sources whose counts are shown before all are asked for.
const COUNTED: usize = 12;
/// So many different names are told of who did it, or with what.
const NAMED: usize = 8;

/// Shows the tab in what height is left.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk) {
    let story = desk.story;
    let Some(event) = desk.view.selected.and_then(|id| story.event(id)) else {
        summary::show(ui, desk);
        return;
    };
    let footer = 44.0;
    let height = ui.available_height() - footer;
    ScrollArea::vertical().id_salt(("event", event.id)).max_height(height).auto_shrink(false).show(ui, |ui| {
        if desk.view.checking {
            queue::queue(ui, desk, event);
        }
        family_line(ui, desk, event);
        heading(ui, desk, event);
        facts(ui, desk, event);
        counts(ui, desk, event);
        cards(ui, desk, event);
        ui.add_space(12.0);
    });
    foot(ui, desk, event);
}

fn family_line(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let middle = rect.top() + 22.0;
    widget::pin(ui.painter(), look, pos2(rect.left() + PAD + 9.0, middle), 9.0, event.family, event.checked);
    let (family, kind) = (event.family.label(), event.kind.label().to_lowercase());
    let words = if family.to_lowercase() == kind { family.to_owned() } else { format!("{family} · {kind}") };
    let at = pos2(rect.left() + PAD + 28.0, middle);
    widget::said(ui, at, Align2::LEFT_CENTER, &words, font(size::SMALL, Weight::Regular), look.second);
    let neutral = look.agreement(Agreement::OneSource);
    let (words, icon, tint) =
        if event.checked { ("Checked", Some(Icon::Check), look.checked) } else { ("Not checked", None, neutral) };
    let width = widget::tag_width(ui.painter(), icon.is_some(), words);
    let tag = widget::tag(ui.painter(), pos2(rect.right() - PAD - width, middle), icon, words, tint, false);
    let response = ui.interact(tag.expand(3.0), ui.scope_id().with("checked"), Sense::click());
    let name = if event.checked { "Checked, take that back" } else { "Not checked, mark as checked" };
    widget::named(&response, Role::Button, name);
    widget::focus_ring(ui, look, &response);
    if response.tip(name).clicked() {
        desk.ask(Command::SetChecked(event.id, !event.checked));
    }
}

/// The event as one sentence.
fn heading(ui: &mut Ui, desk: &Desk, event: &Event) {
    let width = ui.available_width() - 2.0 * PAD;
    let words = crate::scene::sentence(desk.story, event);
    let galley = widget::words(ui.painter(), &words, font(size::TITLE, Weight::Bold), desk.look.ink, width, 4);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 8.0), Sense::hover());
    widget::named(&response, Role::Heading, &words);
    ui.painter().galley(rect.min + vec2(PAD, 0.0), galley, desk.look.ink);
}

/// Place, dates, whom it befell, actor, means and cause, each with how far the sources agree.
fn facts(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let story = desk.story;
    let slot = |wanted: Slot| event.slots.iter().find(|slot| slot.slot == wanted);
    let agreement = |wanted: Slot| slot(wanted).map(|slot| slot.agreement);
    let place = event.place.as_ref().map_or_else(|| "not said".to_owned(), |place| place.full_name());
    let mut below = Vec::new();
    if let Some(place) = &event.place {
        let mut names = (desk.names)(&place.key);
        names.retain(|name| *name != place.name && Some(name) != place.second_name.as_ref());
        names.truncate(6);
        below.extend(Some(names.join(", ")).filter(|names| !names.is_empty()));
        let country = place.country.as_deref().and_then(|code| (desk.country)(code));
        let around = [place.region.clone(), country];
        let around: Vec<String> = around.into_iter().flatten().filter(|name| *name != place.name).collect();
        below.extend(Some(around.join(", ")).filter(|around| !around.is_empty()));
        below.push(precision(event));
        let other = story.other_place(event).map(crate::story::PlaceRef::name_and_region);
        below.extend(other.map(|other| format!("unsure: may be {other}")));
    }
    let target = event.place.as_ref().map(|place| [place.lon, place.lat]);
    fact(ui, desk, "Place", &place, &below, agreement(Slot::Place), target);
    others_here(ui, desk, event);
    let happened = event.date.map_or_else(
        || "not said".to_owned(),
        |date| if event.ongoing { format!("since {}", date.begun()) } else { date.to_string() },
    );
    fact(ui, desk, "Happened", &happened, &[], agreement(Slot::Date), None);
    let days = event.mentions.iter().filter_map(|mention| story.source(mention.article)?.article.date.day);
    let reported = days.clone().min().zip(days.max()).map(|(start, end)| DayRange { start, end }.to_string());
    let missing = if story.letters(event).len() == 1 { "date missing" } else { "dates missing" };
    fact(ui, desk, "Reported", reported.as_deref().unwrap_or(missing), &[], None, None);
    for wanted in [Slot::Magnitude, Slot::Victims, Slot::Actor, Slot::Means, Slot::Cause] {
        if let Some(slot) = slot(wanted) {
            let label = match wanted {
                Slot::Actor => "By",
                Slot::Means => "With",
                other => other.label(),
            };
            fact(ui, desk, label, &distinct(story, slot), &[], Some(slot.agreement), None);
        }
    }
}

/// The way to the other events at the same place.
fn others_here(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let Some(place) = &event.place else { return };
    let here = desk.digest.at_place(&place.key);
    let index = desk.story.events.position(event.id);
    let at = here.iter().position(|&other| Some(other) == index);
    let Some(at) = at.filter(|_| here.len() > 1) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let middle = rect.top() + 6.0;
    let words = format!("{} of {} events here", grouped(at + 1), grouped(here.len()));
    let small = font(size::SMALL, Weight::Regular);
    let left = pos2(rect.left() + PAD + LABEL, middle);
    let words = widget::said(ui, left, Align2::LEFT_CENTER, &words, small, desk.look.third);
    let name = "Next event at the same place";
    let next = pos2(words.right() + 8.0, middle);
    if widget::link(ui, desk.look, next, Align2::LEFT_CENTER, "Next", name).tip("Shift+Right").clicked() {
        desk.ask(Command::StepPlace(1));
    }
}

/// How near the pin is to where it happened, and how that is known.
fn precision(event: &Event) -> String {
    let Some(place) = &event.place else { return String::new() };
    let shape = match (place.shape, place.approximate) {
        (Shape::Line, _) => "somewhere along this line",
        (Shape::Area, _) => "somewhere in this area",
        (Shape::Point, true) => "near here",
        (Shape::Point, false) => "exact to the place",
    };
    if place.is_pinned() {
        return "put on the map by a person".to_owned();
    }
    match event.basis {
        PlaceBasis::Stated | PlaceBasis::Unknown => shape.to_owned(),
        PlaceBasis::Indirect => format!("{shape}; the text only points at it"),
        PlaceBasis::Seat => "the seat of the one who speaks".to_owned(),
        PlaceBasis::Context => format!("{shape}; taken from the sentences around it"),
    }
}

/// What the claims of a slot say, each once; of many, the first.
fn distinct(story: &Story, slot: &SlotClaims) -> String {
    let mut words: Vec<String> = Vec::new();
    for value in slot.claims.iter().map(|claim| claim.words(story)) {
        if words.iter().any(|known| singular(known).eq_ignore_ascii_case(singular(&value))) {
            continue;
        }
        if words.len() == NAMED {
            return sentence_case(&format!("{} and others", words.join("; ")));
        }
        words.push(value);
    }
    sentence_case(&words.join("; "))
}

/// Words without the ending of a plural: "landmine" and "landmines" are said once.
fn singular(words: &str) -> &str {
    words.strip_suffix('s').unwrap_or(words)
}

fn fact(
    ui: &mut Ui,
    desk: &mut Desk,
    label: &str,
    value: &str,
    below: &[String],
    agreement: Option<Agreement>,
    target: Option<[f64; 2]>,
) {
    let look = desk.look;
    let painter = ui.painter();
    let tag = agreement.map_or(0.0, |agreement| widget::agreement_width(painter, agreement) + 8.0);
    let width = ui.available_width() - 2.0 * PAD - LABEL - tag;
    let weight = if target.is_some() { Weight::Bold } else { Weight::Regular };
    let unsaid = ["not said", "date missing", "dates missing"].contains(&value);
    let ink = if unsaid { look.third } else { look.ink };
    let galley = widget::words(painter, value, font(size::BODY, weight), ink, width, 3);
    let small = font(size::SMALL, Weight::Regular);
    // What stands below the value has the room below the tag too.
    let whole = ui.available_width() - 2.0 * PAD - LABEL;
    let lines: Vec<_> =
        below.iter().map(|line| widget::words(painter, line, small.clone(), look.third, whole, 2)).collect();
    let height = galley.size().y + lines.iter().map(|line| line.size().y).sum::<f32>() + 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let agrees = agreement.map_or(String::new(), |agreement| format!(", {}", agreement.label()));
    widget::named(&response, Role::Label, &[&[format!("{label}: {value}{agrees}")], below].concat().join(". "));
    let left = rect.left() + PAD;
    let first = galley.size().y / 2.0 + rect.top();
    widget::line(
        ui.painter(),
        pos2(left, first),
        Align2::LEFT_CENTER,
        label,
        font(size::SMALL, Weight::Regular),
        look.third,
    );
    let at = pos2(left + LABEL, rect.top());
    let mut y = at.y + galley.size().y;
    let value_rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, ink);
    if let Some(target) = target {
        let response = ui.interact(value_rect, ui.scope_id().with(("fact", label)), Sense::click());
        widget::named(&response, Role::Link, &format!("Show {value} on the map"));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            desk.ask(Command::Map(Move::Show(target)));
        }
    }
    for line in lines {
        let height = line.size().y;
        ui.painter().galley(pos2(at.x, y), line, look.third);
        y += height;
    }
    if let Some(agreement) = agreement {
        let x = rect.right() - PAD - widget::agreement_width(ui.painter(), agreement);
        widget::agreement_tag(ui.painter(), look, pos2(x, first), agreement);
    }
}

/// Head-counts, two slots side by side, one row for each source that reports the event.
fn counts(ui: &mut Ui, desk: &Desk, event: &Event) {
    let slots: Vec<&SlotClaims> = event.slots.iter().filter(|slot| matches!(slot.slot, Slot::Figure(_))).collect();
    for pair in slots.chunks(2) {
        count_block(ui, desk, event, pair);
        for words in pair.iter().filter_map(|slot| figures::course(desk.story, (event.kind, slot), desk.year())) {
            course(ui, desk, &words);
        }
    }
}

/// How a count changed from one day to the next.
fn course(ui: &mut Ui, desk: &Desk, words: &str) {
    let look = desk.look;
    let small = font(size::SMALL, Weight::Regular);
    let width = ui.available_width() - 2.0 * PAD - 26.0;
    let galley = widget::words(ui.painter(), words, small, look.second, width, 2);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 6.0), Sense::hover());
    widget::named(&response, Role::Label, words);
    // Nearer to the rows it sums up than to what follows.
    ui.painter().galley(rect.min + vec2(PAD + 26.0, -7.0), galley, look.second);
}

fn count_block(ui: &mut Ui, desk: &Desk, event: &Event, slots: &[&SlotClaims]) {
    let look = desk.look;
    let told: Vec<FxHashMap<ArticleId, &Claim>> = slots.iter().map(|slot| figures::closest(slot)).collect();
    let mut sources = desk.story.reporting(event);
    sources.retain(|source| told.iter().any(|told| told.contains_key(&source.article.id)));
    let all = Id::unique(("all counts", event.id, slots.first().map(|slot| slot.slot)));
    let folded = sources.len() > COUNTED && !ui.data(|data| data.get_temp(all).unwrap_or(false));
    let rows = if folded { COUNTED } else { sources.len() };
    let height = 40.0 + 21.0 * (rows + usize::from(folded)) as f32 + 8.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    if folded {
        let at = pos2(rect.left() + PAD, rect.top() + 46.0 + 21.0 * rows as f32);
        let words = format!("Show the counts of all {} sources", grouped(sources.len()));
        if widget::link(ui, look, at, Align2::LEFT_CENTER, &words, &words).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
    }
    ui.painter().hline((rect.left() + PAD)..=(rect.right() - PAD), rect.top() + 4.0, look.hairline());
    let inner = rect.width() - 2.0 * PAD - 24.0;
    let column = inner / 2.0;
    let seen = ui.clip_rect().y_range().expand(21.0);
    for ((position, slot), told) in slots.iter().enumerate().zip(&told) {
        let left = rect.left() + PAD + 26.0 + column * position as f32;
        let bold = font(size::SMALL, Weight::Bold);
        let at = pos2(left, rect.top() + 22.0);
        let head = widget::line(ui.painter(), at, Align2::LEFT_CENTER, slot.slot.label_of(event.kind), bold, look.ink);
        widget::agreement_tag(ui.painter(), look, pos2(head.right() + 6.0, at.y), slot.agreement);
        let end = figures::axis_end(slot);
        // The words are never cut for the axis: it gives way to the longest.
        let all = told.values().map(|claim| claim.words(desk.story));
        let longest = all.map(|words| figures::width(ui.painter(), look, &words)).fold(0.0, f32::max);
        let axis_width = (column - 24.0 - longest).clamp(32.0, 80.0);
        for (row, source) in sources.iter().enumerate().take(rows) {
            let y = rect.top() + 46.0 + 21.0 * row as f32;
            if !seen.contains(y) {
                continue;
            }
            if position == 0 {
                let chip = Rect::from_center_size(pos2(rect.left() + PAD + 8.0, y), Vec2::splat(16.0));
                widget::chip(ui.painter(), look, chip, source.article.letter);
            }
            let claim = told.get(&source.article.id).copied();
            let axis = Rect::from_center_size(pos2(left + axis_width / 2.0, y), vec2(axis_width, 14.0));
            figures::bar(ui.painter(), look, axis, claim.and_then(figures::count), end);
            let words = claim.map(|claim| claim.words(desk.story));
            let room = pos2(left + axis_width + 8.0, y)..=pos2(left + column - 12.0, y);
            figures::said(ui.painter(), look, room, words.as_deref());
            let said = words.as_deref().unwrap_or("not said");
            let name = format!("{}, {}: {said}", slot.slot.label_of(event.kind), source.article.letter);
            let place = Rect::from_min_max(pos2(left, y - 9.0), pos2(left + column - 8.0, y + 9.0));
            widget::label(ui, place, ("count", position, row), &name);
        }
    }
}

fn cards(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let story = desk.story;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::hover());
    ui.painter().hline((rect.left() + PAD)..=(rect.right() - PAD), rect.top() + 2.0, look.hairline());
    let sources = story.letters(event).len();
    let words = if sources == 1 { "1 source".to_owned() } else { format!("{sources} sources") };
    let middle = rect.top() + 21.0;
    let bold = font(size::SMALL, Weight::Bold);
    widget::said(ui, pos2(rect.left() + PAD, middle), Align2::LEFT_CENTER, &words, bold, look.ink);
    let at = pos2(rect.right() - PAD, middle);
    if widget::link(ui, look, at, Align2::RIGHT_CENTER, "Compare", "Compare the sources").clicked() {
        desk.ask(Command::Tab(Tab::Compare));
    }
    let id = Id::unique(("cards", event.id));
    let mut laid = ui.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<Laid>(id)));
    laid.take(event, desk, ui);
    let mut above = 0.0;
    for (&id, high) in event.mentions.iter().zip(&mut laid.cards) {
        let Some((source, mention)) = story.mention(id) else { continue };
        let open = desk.view.context == Some(id);
        if let Some(high) = high.filter(|_| !open) {
            let top = ui.cursor().top() + above;
            if !ui.clip_rect().y_range().intersects(Rangef::new(top, top + high)) {
                above += high;
                continue;
            }
        }
        ui.add_space(above);
        above = 0.0;
        let top = ui.cursor().top();
        card(ui, desk, id, source, mention);
        ui.add_space(8.0);
        *high = (!open).then(|| ui.cursor().top() - top);
    }
    ui.add_space(above);
    let more = event.mentions.len() - laid.cards.len();
    if more > 0 {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
        let at = pos2(rect.left() + PAD, rect.center().y);
        let words = format!("{} more below", counted(more, "passage"));
        widget::said(ui, at, Align2::LEFT_CENTER, &words, font(size::SMALL, Weight::Regular), look.third);
        if ui.is_rect_visible(rect) {
            laid.cards.extend(std::iter::repeat_n(None, more.min(CARDS)));
            ui.ctx().request_repaint();
        }
    }
    ui.data_mut(|data| data.insert_temp(id, laid));
}

/// The cards of an event shown so far, with the height of each once it was laid out: one out of view is not laid out again,
/// and what stands in view stays where it is when more come below.
#[derive(Clone, Default)]
struct Laid {
    /// The story, the width and the scale the heights are of.
    of: (usize, u32, u32),
    cards: Vec<Option<f32>>,
}

impl Laid {
    /// Makes it one of this event under these circumstances.
    fn take(&mut self, event: &Event, desk: &Desk, ui: &Ui) {
        let story = std::sync::Arc::as_ptr(desk.story).addr();
        let of = (story, ui.available_width().to_bits(), ui.pixels_per_point().to_bits());
        let shown = self.cards.len().max(CARDS).min(event.mentions.len());
        if self.of != of || self.cards.len() != shown {
            *self = Self { of, cards: vec![None; shown] };
        }
    }
}

/// One passage: whose, where in the article, the exact sentence, who says it and with what stance.
fn card(ui: &mut Ui, desk: &mut Desk, id: MentionId, source: &Source, mention: &EventMention) {
    let look = desk.look;
    let article = &source.article;
    let width = ui.available_width() - 2.0 * PAD;
    let sentence = sentence(ui, look, source, mention, width - 24.0);
    let speaker = speaker(mention);
    let [before, after] = if desk.view.context == Some(id) { around(source, mention) } else { [None, None] };
    let quiet = |words: Option<Span>| {
        let words = source.article.text.slice(words?).replace(['\n', '\r'], " ");
        Some(widget::words(ui.painter(), &words, font(size::SMALL, Weight::Regular), look.third, width - 24.0, 8))
    };
    let texts = [quiet(before), Some(sentence), quiet(after)];
    let tall: f32 = texts.iter().flatten().map(|galley| galley.size().y + 4.0).sum();
    let height = 34.0 + tall + 26.0;
    let (outer, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if !ui.is_rect_visible(outer) {
        return;
    }
    let rect = Rect::from_min_size(outer.min + vec2(PAD, 0.0), vec2(width, height));
    let current = desk.view.mention == Some(id);
    let passage = article.text.slice(mention.sentence).replace('\n', " ");
    let when = article.date.day.map_or("date missing".to_owned(), short_day);
    let where_in = if mention.paragraph == 0 { "headline".to_owned() } else { format!("para {}", mention.paragraph) };
    let name = format!("{} {}, {when}, {where_in}: {passage}", article.letter, article.outlet_or_origin());
    let response = ui.interact(rect, Id::unique(("card", id)), Sense::click());
    widget::chosen(ui, &response, Role::ListItem, current, &name);
    let edge = match (current, response.hovered()) {
        (true, _) => look.control,
        (false, true) => look.line_strong,
        (false, false) => look.line,
    };
    ui.painter().rect(rect, 6.0, look.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    widget::focus_ring(ui, look, &response);
    let top = rect.top() + 18.0;
    let chip = Rect::from_center_size(pos2(rect.left() + 22.0, top), Vec2::splat(20.0));
    widget::chip(ui.painter(), look, chip, article.letter);
    let caption = font(size::CAPTION, Weight::Regular);
    let meta = format!("{when}, {where_in}");
    let meta_width = ui.painter().layout_no_wrap(meta.clone(), caption.clone(), look.third).size().x;
    let bold = font(size::SMALL, Weight::Bold);
    let key = if current && !desk.view.checking { ENTER } else { 0.0 };
    let outlet_width = (rect.width() - 40.0 - meta_width - 64.0 - key).max(40.0);
    let outlet = widget::words(ui.painter(), article.outlet_or_origin(), bold, look.ink, outlet_width, 1);
    let right = rect.left() + 40.0 + outlet.size().x;
    ui.painter().galley(pos2(rect.left() + 40.0, top - outlet.size().y / 2.0), outlet, look.ink);
    widget::line(ui.painter(), pos2(right + 8.0, top), Align2::LEFT_CENTER, &meta, caption, look.third);
    let link_name = format!("Open {} at this passage", article.letter);
    let at = pos2(rect.right() - 12.0 - key, top);
    if key > 0.0 {
        widget::keycap(ui.painter(), look, pos2(at.x + 8.0, top), "Enter", false);
    }
    let open = ui.push_id(id, |ui| widget::link(ui, look, at, Align2::RIGHT_CENTER, "Open", &link_name)).inner;
    let mut text_at = pos2(rect.left() + 12.0, rect.top() + 34.0);
    for galley in texts.into_iter().flatten() {
        let down = galley.size().y + 4.0;
        ui.painter().galley(text_at, galley, look.ink);
        text_at.y += down;
    }
    let words = if desk.view.context == Some(id) { "Less" } else { "Context" };
    let name = format!("{words} of {} here", article.letter);
    let at = pos2(rect.right() - 12.0, rect.bottom() - 16.0);
    let context = ui.push_id(id, |ui| widget::link(ui, look, at, Align2::RIGHT_CENTER, words, &name)).inner;
    let base = pos2(rect.left() + 12.0, rect.bottom() - 16.0);
    let small = font(size::SMALL, Weight::Regular);
    let stance = stance_words(mention);
    let stance_width = widget::tag_width(ui.painter(), false, &stance);
    let speaker = widget::words(ui.painter(), &speaker, small, look.second, width - 96.0 - stance_width, 1);
    let after = base.x + speaker.size().x + 8.0;
    ui.painter().galley(pos2(base.x, base.y - speaker.size().y / 2.0), speaker, look.second);
    if mention.attribution.stance != Stance::Asserted || mention.negated || mention.modal {
        let plain = Tint { fill: look.panel, text: look.second, edge: look.line_strong };
        widget::tag(ui.painter(), pos2(after, base.y), None, &stance, plain, true);
    }
    response.context_menu(|ui| card_menu(ui, desk, id));
    if context.clicked() {
        desk.ask(Command::Context(id));
    } else if open.clicked() || response.clicked() {
        desk.ask(Command::OpenMention(id));
    }
}

/// What can be done with a passage, on a right click.
fn card_menu(ui: &mut Ui, desk: &mut Desk, id: MentionId) {
    ui.set_min_width(190.0);
    if ui.button("Open article here").clicked() {
        desk.ask(Command::OpenMention(id));
    }
    if ui.button("Copy passage with its source").clicked() {
        desk.ask(Command::Cite(Some(id)));
    }
    correct_menu::passage_menu(ui, desk, id);
}

/// The sentences before and after a mention's, where there are any.
fn around(source: &Source, mention: &EventMention) -> [Option<Span>; 2] {
    let sentences = &source.reading.sentences;
    let Some(at) = sentences.iter().position(|sentence| sentence.overlaps(mention.sentence)) else {
        return [None, None];
    };
    [at.checked_sub(1).and_then(|at| sentences.get(at)).copied(), sentences.get(at + 1).copied()]
}

fn speaker(mention: &EventMention) -> String {
    if mention.attribution.source.is_empty() {
        "Own reporting".to_owned()
    } else {
        sentence_case(&mention.attribution.source)
    }
}

fn stance_words(mention: &EventMention) -> String {
    let mut words = vec![mention.attribution.stance.word()];
    words.extend(mention.negated.then_some("said not to have happened"));
    words.extend(mention.modal.then_some("feared or planned"));
    if mention.attribution.stance == Stance::Asserted && words.len() > 1 {
        words.remove(0);
    }
    words.join(" · ")
}

/// The exact sentence, its figures on amber and the words for what happened in bold.
fn sentence(ui: &Ui, look: &Look, source: &Source, mention: &EventMention, width: f32) -> std::sync::Arc<egui::Galley> {
    let figures = mention.figures.iter().map(|figure| (figure.span, true));
    let told = telling(&source.article.text, mention.trigger);
    let spans = figures.chain(std::iter::once((told, false)));
    marked(ui, look, source, mention.sentence, spans.collect(), width)
}

/// Words of a span with some of it marked: `true` for a figure, `false` for bold words.
pub(super) fn marked(
    ui: &Ui,
    look: &Look,
    source: &Source,
    whole: Span,
    mut spans: Vec<(Span, bool)>,
    width: f32,
) -> std::sync::Arc<egui::Galley> {
    let text = source.article.text.as_str();
    spans.retain(|(span, _)| whole.holds(*span));
    spans.sort_by_key(|(span, _)| *span);
    let runs_left = bidi::runs_left(source.article.text.slice(whole));
    let plain = |weight, color| TextFormat {
        font_id: font(size::BODY, weight),
        color,
        line_height: Some(19.0),
        ..TextFormat::default()
    };
    let mut job =
        LayoutJob { wrap: TextWrapping { max_width: width, ..TextWrapping::default() }, ..LayoutJob::default() };
    let mut push = |range: std::ops::Range<usize>, format: TextFormat| {
        let words = text.get(range).unwrap_or("").replace(['\n', '\r', '\t'], " ");
        if !words.is_empty() {
            job.append(&words, 0.0, format);
        }
    };
    let mut at = whole.start();
    for (span, figure) in spans {
        if span.start() < at {
            continue;
        }
        push(at..span.start(), plain(Weight::Regular, look.ink));
        let mut format = plain(Weight::Bold, if figure { look.marks.figure.text } else { look.ink });
        // egui paints the ground where it set the words, and words that run left do not stay there.
        if figure && !runs_left {
            format.background = look.marks.figure.fill;
            format.expand_bg = 2.0;
        }
        push(span.range(), format);
        at = span.end();
    }
    push(at..whole.end(), plain(Weight::Regular, look.ink));
    bidi::paragraph(ui.painter().layout_job(job), width)
}

/// Step back, where in the list, step on, and the answer "right".
fn foot(ui: &mut Ui, desk: &mut Desk, event: &Event) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    let middle = rect.center().y;
    let button = |icon, name| Button { loud: Loud::Plain, ..Button::icon(icon, name) };
    let left = Rect::from_min_size(pos2(rect.left() + 12.0, middle - 14.0), vec2(30.0, 28.0));
    if button(Icon::Left, "Previous event").show_in(ui, look, left).clicked() {
        desk.ask(Command::Step(-1));
    }
    let position = desk.story.events.position(event.id).and_then(|index| desk.digest.rank(index));
    let next = Rect::from_min_size(pos2(left.right() + 4.0, middle - 14.0), vec2(30.0, 28.0));
    if button(Icon::Right, "Next event").show_in(ui, look, next).clicked() {
        desk.ask(Command::Step(1));
    }
    let text = if event.checked { "Take back" } else { "Mark checked" };
    let name = if event.checked { "Take back that it is checked" } else { "Mark as checked" };
    let check = Button { icon: (!event.checked).then_some(Icon::Check), name, ..Button::new(text) };
    let at = pos2(rect.right() - 12.0 - check.width(ui.painter()), middle - 14.0);
    let door = correct_menu::door(ui, desk, event, at.x - 8.0, at.y);
    let words = match position {
        Some(position) => format!("{} of {}", grouped(position + 1), grouped(desk.shown.len())),
        None => "Filtered out".to_owned(),
    };
    let small = font(size::SMALL, Weight::Regular);
    let room = door.left() - next.right() - 14.0;
    // Where there is no room for the words, the numbers stand alone; what does not fit whole is only said.
    let numbers = position.map(|position| format!("{}/{}", grouped(position + 1), grouped(desk.shown.len())));
    let laid = [Some(words.clone()), numbers].into_iter().flatten();
    let mut laid = laid.map(|words| ui.painter().layout_no_wrap(words, small.clone(), look.second));
    let galley = laid.find(|galley| galley.size().x <= room);
    let place = Rect::from_min_size(pos2(next.right() + 8.0, middle - 8.0), vec2(room.max(1.0), 16.0));
    widget::label(ui, place, "position", &format!("Event {words}"));
    if let Some(galley) = galley {
        ui.painter().galley(pos2(place.left(), middle - galley.size().y / 2.0), galley, look.second);
    }
    if check.show(ui, look, at).clicked() {
        desk.ask(Command::SetChecked(event.id, !event.checked));
    }
}
