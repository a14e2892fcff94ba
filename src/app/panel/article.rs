//! The Article tab: the text set to be read, with its marks, pins in the gutter, and the way from names to the map.
//!
//! A click on a name rings it and lets the map show its place; a click on the words of an event selects the event.

use egui::text::LayoutJob;
use egui::{
    Align2, CursorIcon, Id, Painter, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::app::bidi;
use crate::app::command::Command;
use crate::app::icon::Icon;
use crate::app::look::{Look, Weight, font, size};
use crate::app::state::{Mark, View, short_day};
use crate::app::widget::{self, Button, Loud, Tip as _};
use crate::story::{ArticleId, DateStatus, Event, Family, Source, Span, Story};

use super::page::{self, Marked, Page, Paragraph, What};
use super::{Desk, correct_menu, find, select};

const LEFT: f32 = 55.0;
const RIGHT: f32 = 24.0;
/// Lower than this, the headline has one line and the switches one row: at twice the size in a small window.
const SHORT: f32 = 380.0;
/// Narrower than this, words at the foot and the head give way: at twice the size in a small window.
const NARROW: f32 = 400.0;
/// Narrower than this, the way to what was read is one word beside outlet and date.
const TIGHT: f32 = 480.0;
/// At most 66 characters of the reading size.
const MEASURE: f32 = 500.0;
/// How far a ring reaches past the words in it; beside them less than the room they have there.
const RING: Vec2 = vec2(3.0, 2.0);

/// Shows the tab in what height is left.
pub(in crate::app) fn show(ui: &mut Ui, desk: &mut Desk, page: &mut Option<Page>) {
    let story = desk.story;
    let Some(source) = desk.view.article.and_then(|id| story.source(id)).or_else(|| story.sources.first()) else {
        return;
    };
    let short = ui.available_height() < SHORT;
    head(ui, desk, source, if short { 1 } else { 3 });
    keys(ui, desk, short);
    find::bar(ui, desk, source.article.text.as_str());
    let width = (ui.available_width() - LEFT - RIGHT).min(MEASURE);
    let set = page::Set { width, off: &desk.view.marks_off, zones: desk.view.zones };
    let page = Page::of(page, ui.painter(), desk.look, story, source, &set);
    let height = ui.available_height() - 48.0;
    let mut area = ScrollArea::vertical().id_salt(("article", source.article.id)).max_height(height).auto_shrink(false);
    if desk.view.scroll
        && let Some(top) = goal(desk.view, source, page)
    {
        area = area.vertical_scroll_offset((top - height / 3.0).max(0.0));
    }
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(page.height + 40.0);
        let origin = ui.min_rect().min;
        let place = |paragraph: &Paragraph| {
            let size = vec2(width.max(paragraph.width), paragraph.height);
            Rect::from_min_size(origin + vec2(LEFT, paragraph.top), size)
        };
        if desk.view.marking {
            begin_marking(ui, desk.view, source, page);
        }
        for (index, paragraph) in page.paragraphs.iter().enumerate() {
            let in_view =
                paragraph.top + paragraph.height + 12.0 >= seen.top() && paragraph.top - 12.0 <= seen.bottom();
            if in_view || select::has_keyboard(ui, source, paragraph.span) {
                let on = show_paragraph(ui, desk, source, paragraph, place(paragraph));
                let next = index.checked_add_signed(on).filter(|_| on != 0);
                if let Some(next) = next.and_then(|next| page.paragraphs.get(next)) {
                    select::begin(ui, source, next.span, next.span.start());
                    ui.scroll_to_rect(place(next).expand(24.0), None);
                }
            }
        }
        if page.cut {
            let at = origin + vec2(LEFT, page.height + 10.0);
            let words = "Only the first 400 kB are shown here; all of it was read";
            widget::said(ui, at, Align2::LEFT_CENTER, words, font(size::SMALL, Weight::Regular), desk.look.third);
        }
    });
    foot(ui, desk, source);
}

/// Gives the keyboard to the paragraph of the passage or name at hand, its words marked; to the first where there is none.
fn begin_marking(ui: &Ui, view: &View, source: &Source, page: &Page) {
    let at = at_hand(view, source);
    let holds = |paragraph: &&Paragraph| at.is_none_or(|at| paragraph.span.overlaps(at));
    if let Some(paragraph) = page.paragraphs.iter().find(holds) {
        select::begin(ui, source, paragraph.span, at.map_or(paragraph.span.start(), Span::start));
    }
}

/// The words of the name that is ringed, or of the passage at hand.
fn at_hand(view: &View, source: &Source) -> Option<Span> {
    let id = source.article.id;
    let toponym =
        view.toponym.filter(|(article, _)| *article == id).and_then(|(_, index)| source.reading.toponyms.get(index));
    let mention = view.mention.filter(|mention| mention.article == id);
    let mention = mention.and_then(|mention| source.reading.mentions.get(mention.index as usize));
    toponym.map(|toponym| toponym.span).or(mention.map(|mention| mention.trigger))
}

/// How far down the passage or name stands that must be in view.
fn goal(view: &View, source: &Source, page: &Page) -> Option<f32> {
    if let Some(find) = &view.find {
        let text = &source.article.text;
        let found = find::places(text.as_str(), &find.text).into_iter().nth(find.at)?;
        return page.top_of(text.span(found)?);
    }
    page.top_of(at_hand(view, source)?)
}

fn head(ui: &mut Ui, desk: &mut Desk, source: &Source, rows: usize) {
    let look = desk.look;
    let article = &source.article;
    let width = ui.available_width() - LEFT - RIGHT;
    let title = font(size::TITLE, Weight::Bold);
    let headline = widget::words(ui.painter(), &article.headline, title, look.ink, width, rows);
    let headline = bidi::flush(headline, width);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), headline.size().y + 56.0), Sense::hover());
    widget::named(&response, Role::Heading, &article.headline);
    let middle = rect.top() + 24.0;
    let chip = Rect::from_center_size(pos2(rect.left() + LEFT + 10.0, middle), Vec2::splat(20.0));
    widget::chip(ui.painter(), look, chip, article.letter);
    let at = pos2(chip.right() + 8.0, middle);
    let outlet = article.outlet_or_origin();
    let lines = match (desk.view.zones, rect.width() < TIGHT) {
        (true, _) => "Hide lines",
        (false, true) => "Lines",
        (false, false) => "What was read",
    };
    let end = pos2(rect.right() - RIGHT, middle);
    let name = "Show what each line is taken for";
    let link = widget::link(ui, look, end, Align2::RIGHT_CENTER, lines, name);
    if link.clone().tip("What was read, and what was left out as form, caption, credit or link").clicked() {
        desk.ask(Command::Zones);
    }
    let name = format!("{} {outlet}", article.letter);
    let outlet = widget::words(ui.painter(), outlet, font(size::SMALL, Weight::Bold), look.ink, width * 0.4, 1);
    let right = at.x + outlet.size().x + 8.0;
    ui.painter().galley(pos2(at.x, middle - outlet.size().y / 2.0), outlet, look.ink);
    let dated = match (article.date.day, article.date.status) {
        (Some(day), DateStatus::Explicit) => short_day(day),
        (Some(day), _) => format!("{} · inferred from its text", short_day(day)),
        (None, _) => "date missing".to_owned(),
    };
    let byline = article.byline.as_deref().map(|byline| format!("{byline} · ")).unwrap_or_default();
    let small = font(size::SMALL, Weight::Regular);
    let dated = format!("{byline}{dated}");
    let words = widget::words(ui.painter(), &dated, small, look.third, link.rect.left() - right - 12.0, 1);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(right, middle), words.size());
    widget::label(ui, place, "by and when", &format!("{name}: {dated}"));
    ui.painter().galley(place.min, words, look.third);
    ui.painter().galley(pos2(rect.left() + LEFT, rect.top() + 42.0), headline, look.ink);
}

/// The switches: one for each kind of mark, drawn as it marks; in a second row where there is no room for all in one, or
/// scrolled sideways where there is no height for it.
fn keys(ui: &mut Ui, desk: &mut Desk, short: bool) {
    if short {
        let sideways = ScrollArea::horizontal().id_salt("switches").max_height(32.0);
        sideways.show(ui, |ui| switches(ui, desk, f32::INFINITY));
    } else {
        let width = ui.available_width();
        switches(ui, desk, width);
    }
}

/// The switches in rows of at most this width.
fn switches(ui: &mut Ui, desk: &mut Desk, most: f32) {
    let look = desk.look;
    let begin = LEFT.min(ui.available_width() * 0.1);
    let wide: Vec<f32> = Mark::ALL.iter().map(|&mark| Key::of(ui.painter(), look, mark, true).width() + 14.0).collect();
    let all = begin + wide.iter().sum::<f32>() - 8.0;
    let in_one = all <= most;
    let width = if most.is_finite() { most } else { all.max(ui.available_width()) };
    let height = if in_one { 32.0 } else { 58.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.sunken);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    ui.painter().hline(rect.x_range(), rect.bottom(), look.hairline());
    let mut at = pos2(rect.left() + begin, rect.top() + 16.0);
    for (mark, wide) in Mark::ALL.into_iter().zip(wide) {
        if at.x + wide - 8.0 > rect.right() && !in_one && at.x > rect.left() + begin {
            at = pos2(rect.left() + begin, at.y + 26.0);
        }
        switch(ui, desk, mark, at);
        at.x += wide;
    }
}

/// The words of a switch, laid out: a sample of the mark and its name.
struct Key {
    sample: std::sync::Arc<egui::Galley>,
    label: std::sync::Arc<egui::Galley>,
    /// Room for the sign before the sample.
    lead: f32,
}

impl Key {
    fn of(painter: &Painter, look: &Look, mark: Mark, on: bool) -> Self {
        let sample = if mark == Mark::Figure { "12" } else { "Aa" };
        let bold = matches!(mark, Mark::Figure | Mark::Event);
        let weight = if bold { Weight::Bold } else { Weight::Regular };
        let ink = if on { color(look, mark) } else { look.third };
        let sample = painter.layout_no_wrap(sample.to_owned(), font(size::CAPTION, weight), ink);
        let ink = if on { look.second } else { look.third };
        let label = painter.layout_no_wrap(mark.label().to_owned(), font(size::CAPTION, Weight::Regular), ink);
        Self { sample, label, lead: if mark == Mark::Speaker { 11.0 } else { 0.0 } }
    }

    fn width(&self) -> f32 {
        self.sample.size().x + self.lead + 10.0 + self.label.size().x
    }
}

/// One switch, its left middle at a point.
fn switch(ui: &Ui, desk: &mut Desk, mark: Mark, at: egui::Pos2) {
    let look = desk.look;
    let on = !desk.view.marks_off.contains(&mark);
    let key = Key::of(ui.painter(), look, mark, on);
    let size = vec2(key.sample.size().x + key.lead + 4.0, 18.0);
    let box_of = Rect::from_min_size(pos2(at.x, at.y - 9.0), size);
    let place = Rect::from_min_size(box_of.min, vec2(key.width(), 18.0));
    let response = ui.interact(place.expand2(vec2(5.0, 4.0)), Id::unique(("mark", mark)), Sense::click());
    let name = format!("Marks: {}", mark.label());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    if on {
        let ground = Rect::from_min_max(box_of.min + vec2(key.lead, 0.0), box_of.max);
        paint_mark(ui.painter(), look, mark, ground, Some(Family::Violence), true);
    }
    let wide = key.label.size().x;
    let label_at = pos2(box_of.right() + 6.0, at.y - key.label.size().y / 2.0);
    ui.painter().galley(pos2(at.x + 2.0 + key.lead, at.y - key.sample.size().y / 2.0), key.sample, look.ink);
    ui.painter().galley(label_at, key.label, look.second);
    if !on {
        ui.painter().hline(label_at.x..=(label_at.x + wide), at.y, Stroke::new(1.0, look.third));
    }
    widget::focus_ring(ui, look, &response);
    if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        desk.ask(Command::ToggleMark(mark));
    }
}

fn color(look: &Look, mark: Mark) -> egui::Color32 {
    match mark {
        Mark::Place | Mark::Actor => look.marks.location.text,
        Mark::People | Mark::Event => look.ink,
        Mark::Time => look.marks.timex.text,
        Mark::Figure => look.marks.figure.text,
        Mark::Speaker => look.marks.speaker.text,
    }
}

/// The ground and line of a mark; the words go over it.
fn paint_mark(painter: &Painter, look: &Look, mark: Mark, rect: Rect, family: Option<Family>, first: bool) {
    let rect = rect.expand2(vec2(1.5, 0.0));
    let below = rect.bottom() - 1.0;
    match mark {
        Mark::Place => {
            painter.rect_filled(rect, 2.0, look.marks.location.fill);
            painter.hline(rect.x_range(), below, Stroke::new(2.0, look.marks.location.text));
        }
        Mark::Actor => {
            let ends = [pos2(rect.left() + 1.0, below), pos2(rect.right(), below)];
            painter.extend(Shape::dotted_line(&ends, look.marks.location.text, 4.0, 1.0));
        }
        Mark::People => {
            let ends = [pos2(rect.left(), below), pos2(rect.right(), below)];
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, look.marks.demonym_line), 4.0, 3.0));
        }
        Mark::Time => {
            let edge = Stroke::new(1.0, look.marks.timex.edge.gamma_multiply(0.6));
            painter.rect(rect, 3.0, look.marks.timex.fill, edge, StrokeKind::Inside);
        }
        Mark::Figure => {
            painter.rect_filled(rect, 2.0, look.marks.figure.fill);
        }
        Mark::Speaker => {
            // A line that begins with the speaker has no room for the sign before it.
            let rect = if first { Rect::from_min_max(rect.min - vec2(13.0, 0.0), rect.max) } else { rect };
            painter.rect_filled(rect, 2.0, look.marks.speaker.fill);
            if first {
                quote(painter, pos2(rect.left() + 7.5, rect.center().y), look.marks.speaker.text);
            }
        }
        Mark::Event => {
            let color = family.map_or(look.ink, |family| look.family(family));
            painter.hline(rect.x_range(), below, Stroke::new(3.0, color));
        }
    }
}

/// Two commas, drawn.
fn quote(painter: &Painter, center: egui::Pos2, color: egui::Color32) {
    for dx in [-2.4, 2.4] {
        let at = center + vec2(dx, -1.0);
        painter.circle_filled(at, 1.7, color);
        painter.line_segment([at + vec2(1.1, 0.0), at + vec2(-0.6, 4.0)], Stroke::new(1.3, color));
    }
}

/// Shows a paragraph; returns how many paragraphs on the keyboard is to go.
fn show_paragraph(ui: &mut Ui, desk: &mut Desk, source: &Source, paragraph: &Paragraph, rect: Rect) -> isize {
    let look = desk.look;
    let mention = desk.view.mention.filter(|mention| mention.article == source.article.id);
    let mention = mention.and_then(|mention| source.reading.mentions.get(mention.index as usize));
    let current = mention.is_some_and(|mention| paragraph.span.holds(mention.trigger));
    let clip = ui.clip_rect();
    if current {
        let band = Rect::from_min_max(pos2(clip.left(), rect.top() - 6.0), pos2(clip.right(), rect.bottom() + 6.0));
        ui.painter().rect_filled(band, 0.0, look.marks.current_paragraph);
    }
    gutter(ui, desk, paragraph, rect);
    let galley = bidi::paragraph(ui.painter().layout_job(LayoutJob::clone(&paragraph.job)), rect.width());
    let on = select::words(ui, desk, source, paragraph.span, &galley, rect);
    find::ground(ui, desk, source.article.text.as_str(), paragraph.span, &galley, rect);
    let pointed = desk.view.hovered.and_then(|id| desk.story.event(id));
    for marked in &paragraph.marks {
        let lit = pointed.is_some_and(|event| tells_of(source, marked, event));
        for (index, part) in marked.rects.iter().enumerate() {
            let first = index == 0 && part.left() > 10.0;
            let part = part.translate(rect.min.to_vec2());
            paint_mark(ui.painter(), look, marked.mark, part, marked.family, first);
            if lit {
                let edge = Stroke::new(1.5, look.accent);
                ui.painter().rect(part.expand2(RING), 4.0, look.selected, edge, StrokeKind::Inside);
            }
        }
    }
    select::ground(ui, desk, source, paragraph.span, &galley, rect);
    if !paragraph.kind.yields_events() {
        ui.painter().vline(rect.left() - 8.0, rect.y_range(), Stroke::new(1.0, look.line));
    }
    if let Some(words) = paragraph.said {
        let caption = font(size::CAPTION, Weight::Regular);
        widget::said(ui, rect.min - vec2(0.0, 2.0), Align2::LEFT_BOTTOM, words, caption, look.third);
    }
    ui.painter().galley(rect.min, galley, look.ink);
    for (index, marked) in paragraph.marks.iter().enumerate() {
        answer(ui, desk, source, marked, index, rect);
    }
    if select::has_keyboard(ui, source, paragraph.span) {
        let ring = Stroke::new(2.0, look.accent);
        ui.painter().rect_stroke(rect.expand2(vec2(8.0, 4.0)), 5.0, ring, StrokeKind::Inside);
    }
    on
}

/// Whether marked words are those of an event, or name its place.
fn tells_of(source: &Source, marked: &Marked, event: &Event) -> bool {
    match marked.what {
        What::Trigger(_, of) => of == Some(event.id),
        What::Toponym(index) => {
            let named = source.reading.toponyms.get(index).and_then(|toponym| toponym.place.as_ref());
            named.zip(event.place.as_ref()).is_some_and(|(named, place)| named.key == place.key)
        }
        What::Plain => false,
    }
}

/// Pins of the paragraph's events, then a bar in the colour of the first.
fn gutter(ui: &mut Ui, desk: &mut Desk, paragraph: &Paragraph, rect: Rect) {
    let Some((_, family, _)) = paragraph.events.first() else { return };
    let bar = Rect::from_min_size(pos2(rect.left() - 14.0, rect.top()), vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, 1.0, desk.look.family(*family));
    let fits = ((rect.height() / 22.0).floor().max(1.0)) as usize;
    for (index, (event, family, checked)) in paragraph.events.iter().take(fits).enumerate() {
        let center = pos2(rect.left() - 32.0, rect.top() + 11.0 + 22.0 * index as f32);
        widget::pin(ui.painter(), desk.look, center, 8.0, *family, *checked);
        let place = Rect::from_center_size(center, Vec2::splat(22.0));
        let response = ui.interact(place, Id::unique(("gutter", event, paragraph.span.start())), Sense::click());
        let title = desk.story.event(*event).map_or_else(String::new, |event| event.title.clone());
        widget::named(&response, Role::Button, &format!("Event: {title}"));
        if response.hovered() {
            desk.ask(Command::Hover(Some(*event)));
        }
        if response.tip(title).clicked() {
            desk.ask(Command::Select(*event));
        }
    }
}

/// What a marked piece does when pointed at or clicked.
fn answer(ui: &mut Ui, desk: &mut Desk, source: &Source, marked: &Marked, index: usize, rect: Rect) {
    let id = source.article.id;
    let words = source.article.text.slice(marked.span);
    for (line, part) in marked.rects.iter().enumerate() {
        let place = part.translate(rect.min.to_vec2());
        let response = || -> Response {
            let salt = ("marked", id, marked.span.start(), marked.mark, index, line);
            ui.interact(place, Id::unique(salt), Sense::click())
        };
        match marked.what {
            What::Toponym(toponym) => {
                let ringed = desk.view.toponym == Some((id, toponym));
                if ringed {
                    let ring = Stroke::new(2.0, desk.look.marks.current_mention);
                    ui.painter().rect_stroke(place.expand2(RING), 4.0, ring, StrokeKind::Inside);
                }
                let response = response();
                let known = source.reading.toponyms.get(toponym).and_then(|toponym| toponym.place.as_ref());
                let name = known.map_or_else(|| "place not known".to_owned(), |place| place.full_name());
                widget::named(&response, Role::Link, &format!("{words}, {}: {name}", marked.mark.label()));
                if response.hovered() {
                    let here = |event: &&Event| {
                        event.place.as_ref().zip(known).is_some_and(|(place, known)| place.key == known.key)
                    };
                    desk.ask(Command::Hover(desk.story.events.iter().find(here).map(|event| event.id)));
                }
                response.context_menu(|ui| correct_menu::name_menu(ui, desk, id, toponym));
                if response.on_hover_cursor(CursorIcon::PointingHand).tip(name).clicked() {
                    desk.ask(Command::ShowToponym(id, toponym));
                }
            }
            What::Trigger(mention, event) => {
                let response = response();
                widget::named(&response, Role::Link, &format!("{words}, event"));
                if response.hovered() {
                    desk.ask(Command::Hover(event));
                }
                response.context_menu(|ui| correct_menu::passage_menu(ui, desk, mention));
                if response.on_hover_cursor(CursorIcon::PointingHand).clicked()
                    && let Some(event) = event
                {
                    desk.ask(Command::Select(event));
                    desk.ask(Command::Current(mention));
                }
            }
            What::Plain => {}
        }
    }
}

/// Which place name is ringed, how many there are of it, and in which articles.
fn foot(ui: &mut Ui, desk: &mut Desk, source: &Source) {
    let look = desk.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, look.panel);
    ui.painter().hline(rect.x_range(), rect.top(), look.hairline());
    let middle = rect.center().y;
    let left = |key| Button { key: Some(key), loud: Loud::Plain, ..Button::icon(Icon::Left, "Previous place name") };
    let back = Rect::from_min_size(pos2(rect.left() + 16.0, middle - 14.0), vec2(52.0, 28.0));
    if left("[").show_in(ui, look, back).clicked() {
        desk.ask(Command::StepToponym(-1));
    }
    let on = Rect::from_min_size(pos2(back.right() + 6.0, middle - 14.0), vec2(52.0, 28.0));
    let next = Button { key: Some("]"), loud: Loud::Plain, ..Button::icon(Icon::Right, "Next place name") };
    if next.show_in(ui, look, on).clicked() {
        desk.ask(Command::StepToponym(1));
    }
    let x = on.right() + 12.0;
    let small = font(size::SMALL, Weight::Regular);
    let ringed = desk.view.toponym.filter(|(article, _)| *article == source.article.id);
    let Some(place) = ringed.and_then(|(_, index)| source.reading.toponyms.get(index)?.place.clone()) else {
        let words = "Click a name to see it on the map";
        widget::said(ui, pos2(x, middle), Align2::LEFT_CENTER, words, small, look.third);
        return;
    };
    let index = ringed.map_or(0, |(_, index)| index);
    // Counted once for a name: a story may hold thousands of articles.
    let key = (std::sync::Arc::as_ptr(desk.story) as usize, source.article.id, index);
    let kept = Id::unique("tally of a place");
    let known =
        ui.data(|data| data.get_temp::<((usize, ArticleId, usize), Tally)>(kept)).filter(|(known, _)| *known == key);
    let (at, of, letters) = known.map_or_else(|| tally(desk.story, source, index, &place.key), |(_, tally)| tally);
    ui.data_mut(|data| data.insert_temp(kept, (key, (at, of, letters.clone()))));
    let narrow = rect.width() < NARROW;
    let name = "Show this place on the map";
    let show = Button { icon: Some(Icon::Pin), name, ..Button::new(if narrow { "" } else { "Show" }) };
    let show_x = rect.right() - 16.0 - show.width(ui.painter());
    let bold = font(size::SMALL, Weight::Bold);
    let listed = letters.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let spoken = format!("mention {at} of {of} · in {listed}");
    let count = if narrow { format!("mention {at} of {of}") } else { format!("mention {at} of {of} · in") };
    let room = show_x - x - 12.0;
    let name = widget::words(ui.painter(), &place.full_name(), bold, look.ink, room.max(40.0), 1);
    ui.painter().galley(pos2(x, middle - 9.0 - name.size().y / 2.0), name, look.ink);
    let middle = middle + 9.0;
    let count = widget::line(ui.painter(), pos2(x, middle), Align2::LEFT_CENTER, &count, small.clone(), look.second);
    widget::label(ui, count, "tally", &spoken);
    let fit = if narrow { 0 } else { ((show_x - count.right() - 36.0) / 20.0).max(0.0) as usize };
    for (index, letter) in letters.iter().take(fit).enumerate() {
        let center = pos2(count.right() + 14.0 + 20.0 * index as f32, middle);
        widget::chip(ui.painter(), look, Rect::from_center_size(center, Vec2::splat(16.0)), *letter);
    }
    if letters.len() > fit && !narrow {
        let at = pos2(count.right() + 6.0 + 20.0 * fit as f32, middle);
        let more = format!("+{}", letters.len() - fit);
        widget::line(ui.painter(), at, Align2::LEFT_CENTER, &more, small, look.third);
    }
    if show.show(ui, look, pos2(show_x, rect.center().y - 14.0)).clicked() {
        desk.ask(Command::Map(crate::app::map::camera::showing(&place)));
    }
}

/// Which mention of its place a name is, of how many in the whole story, and in which articles.
type Tally = (usize, usize, Vec<crate::story::Letter>);

/// Counts the mentions of a place by its key.
fn tally(story: &Story, source: &Source, index: usize, key: &str) -> Tally {
    let (mut at, mut of, mut letters) = (0, 0, Vec::new());
    for other in &story.sources {
        for (position, toponym) in other.reading.toponyms.iter().enumerate() {
            if toponym.place.as_ref().is_some_and(|place| place.key == key) {
                of += 1;
                if letters.last() != Some(&other.article.letter) {
                    letters.push(other.article.letter);
                }
                if other.article.id == source.article.id && position == index {
                    at = of;
                }
            }
        }
    }
    (at, of, letters)
}
