//! The one place commands are carried out: what changes a story goes through its history, what takes time to the worker.
//!
//! Comes in: a [`Command`]. Goes out: a changed view, an edit, a task, a notice. Panels never come here.

mod check;
mod correct;
mod file;
mod picture;
mod show;
mod sources;
mod work;

pub(super) use file::Then;

use std::sync::Arc;

use egui::Context;

use crate::scene::Mode;
use crate::story::{ArticleChange, Edit, History, LayoutEdit, Story};
use crate::task::{Chart, Picture, SAMPLE};

use super::command::Command;
use super::files::at_home;
use super::map::settings::MapChange;
use super::state::{DateDraft, Filter, Over, Part, Tab};
use super::worker::Dialog;
use super::{Request, Window, citation, look::Look, menu};

impl Window {
    /// Carries out one command.
    pub(super) fn execute(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::OpenDialog => self.worker.ask(Dialog::Open, String::new()),
            Command::Open(paths) => self.open(paths),
            Command::Paste(text) => {
                let batch = self.begin_rows(std::iter::once("Pasted text".to_owned()));
                self.queue(Request::Paste(text, batch));
            }
            Command::AskClipboard => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Example => {
                let batch = self.begin_rows(SAMPLE.iter().map(|(name, _)| (*name).to_owned()));
                self.queue(Request::Example(batch));
            }
            Command::DismissRow(index) if index < self.view.rows.len() => {
                self.view.rows.remove(index);
            }
            Command::DismissRow(_) => {}
            Command::Map(movement) => self.map.ask(movement),
            Command::ShowSheet(sheet) => self.show_sheet(sheet),
            Command::Close => self.close(ctx),
            Command::Export(draft) => self.view.export = draft,
            Command::ExportDialog => self.worker.ask(Dialog::Export, self.picture_name()),
            Command::ExportNow => {
                self.keep_typed();
                self.queue(Request::Export);
            }
            Command::CopyPicture => self.queue(Request::CopyPicture),
            Command::CopySeen => self.copy_seen(ctx),
            Command::Layout(change) => self.edit(Edit::Layout(change)),
            Command::TypePath(path) => self.view.typed_path = path,
            Command::File(ask) => self.file(ctx, ask),
            Command::Correct(correction) => self.correct(correction),
            Command::Undo => self.along(|history| {
                history.undo();
            }),
            Command::Redo => self.along(|history| {
                history.redo();
            }),
            Command::GoTo(steps) => self.along(|history| history.go(steps)),
            Command::Layer(edit) => self.edit(Edit::Layer(edit)),
            Command::LayerName(draft) => self.view.layer_name = draft,
            Command::DateDraft(draft) => self.view.date = draft.map(|(article, text)| DateDraft { article, text }),
            Command::Cite(mention) => self.cite(ctx, mention),
            Command::CiteArticle(article) => self.cite_article(ctx, article),
            Command::CopyTable(table) => {
                let event = self.view.selected.and_then(|id| self.history.story().event(id));
                let text = event.map(|event| citation::comparison(self.history.story(), event, table));
                self.copy(ctx, text, "The comparison, one row for each slot");
            }
            Command::CopyPosition(at) => {
                let words = super::map::position_words(at.unwrap_or_else(|| self.map.pointed()));
                let now = ctx.input(|input| input.time);
                self.notices.tell("Coordinates copied", words.clone(), now);
                ctx.copy_text(words);
            }
            Command::DismissNotice(id) => self.notices.dismiss(id),
            Command::ShowFacets => {
                self.unfold_left(ctx);
                egui::Popup::toggle_id(ctx, super::panel::facets::sheet_id());
            }
            Command::FocusSearch => ctx.memory_mut(|memory| memory.request_focus(menu::search_id())),
            Command::SetDate(article, day) => {
                self.view.date = None;
                self.tell_of(article, vec![ArticleChange::Date(day)]);
            }
            Command::Details(draft) => self.turn_to_details(draft),
            Command::KeepDetails => self.keep_details(),
            Command::SetCopies(article, copies) => self.tell_of(article, vec![ArticleChange::Copy(copies)]),
            Command::Put(article, place) => self.edit(Edit::Put(article, place)),
            Command::MoveArticle(by) => self.move_article(ctx, by),
            Command::Remove(article) => self.remove_article(ctx, article),
            Command::SetChecked(event, checked) => self.edit(Edit::SetChecked(event, checked)),
            other => self.set(ctx, other),
        }
    }

    /// Goes along the line of what was done.
    fn along(&mut self, go: impl FnOnce(&mut History)) {
        let before = self.history.story().clone();
        go(&mut self.history);
        if Arc::ptr_eq(&before, self.history.story()) {
            return;
        }
        self.follow_letters(&before);
        self.keep_view_whole();
        if self.history.story().sources.is_empty() && !before.sources.is_empty() {
            let now = self.worker_context().input(|input| input.time);
            let back = ("Bring them back", Command::Redo);
            self.notices.offer("Opening the articles was undone", "Nothing is lost", back, now);
        } else {
            self.notices.drop_offers();
        }
    }

    /// The commands that change the program's settings.
    fn set(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::MapSetting(change) => {
                self.change_map(change);
                Look::keep_still(ctx, self.settings.map.still);
            }
            Command::ToggleTheme => {
                self.settings.dark = !self.settings.dark;
                self.look = Look::new(self.settings.dark);
                self.look.dress(ctx);
                Look::keep_still(ctx, self.settings.map.still);
            }
            Command::ToggleMotion => {
                self.change_map(MapChange::Still(!self.settings.map.still));
                Look::keep_still(ctx, self.settings.map.still);
            }
            Command::Fold(part) => self.fold(ctx, part),
            Command::Scale(factor) => {
                let scale = if factor == 0.0 { 1.0 } else { self.settings.scale * factor };
                self.settings.scale = scale.clamp(0.8, 2.0);
                ctx.set_zoom_factor(self.settings.scale);
            }
            other => self.look_at(other),
        }
    }

    /// The commands that change nothing but how the story is looked at.
    fn look_at(&mut self, command: Command) {
        match command {
            Command::OpenMention(_)
            | Command::OpenArticle(_)
            | Command::ShowToponym(..)
            | Command::StepToponym(_)
            | Command::Tab(_)
            | Command::MarkWords
            | Command::Find(Some(_))
            | Command::Check(true) => self.unfold_right(),
            Command::Select(_) | Command::SelectFirst | Command::SelectStack(_) => self.release_right(),
            _ => {}
        }
        let view = &mut self.view;
        match command {
            Command::Select(event) => self.select(event),
            Command::SelectFirst => self.select_first(),
            Command::SelectStack(events) => {
                view.selected = None;
                view.stack = events;
                if view.tab == Tab::Article {
                    view.tab = Tab::Event;
                }
            }
            Command::Deselect => {
                view.selected = None;
                view.stack.clear();
            }
            Command::Step(by) => self.step(by),
            Command::StepPlace(by) => self.step_place(by),
            Command::Current(mention) => view.mention = Some(mention),
            Command::OpenMention(mention) => self.open_mention(mention),
            Command::OpenHere => self.open_here(),
            Command::OpenArticle(article) => {
                if view.article != Some(article) {
                    view.toponym = None;
                    view.mention = None;
                }
                view.article = Some(article);
                view.tab = Tab::Article;
            }
            Command::ShowToponym(article, index) => self.show_toponym(article, index),
            Command::StepToponym(by) => self.step_toponym(by),
            Command::Tab(tab) => self.show_tab(tab),
            Command::Cell(mention, slot) => {
                view.cell = Some((mention, slot));
                view.mention = Some(mention);
            }
            Command::OnlyDiffers(only) => view.only_differs = only,
            Command::Zones => view.zones = !view.zones,
            Command::MarkWords => {
                if view.tab != Tab::Article {
                    self.show_tab(Tab::Article);
                }
                (self.view.marking, self.view.scroll) = (true, true);
            }
            Command::ToggleMark(mark) => toggle(&mut view.marks_off, mark),
            Command::Days(days) => view.filter.set_days(days),
            Command::Context(id) => view.context = Some(id).filter(|_| view.context != Some(id)),
            Command::Find(text) => self.find(text),
            Command::FindStep(by) => self.find_step(by),
            Command::TypeDays(typed) => view.days = typed.filter(|_| self.digest.days.is_some()),
            Command::Span(span) => view.span = span,
            Command::ZoomTime(factor) => self.zoom_time(factor),
            Command::Keep(filter) => view.filter = *filter,
            Command::Search(words) => view.filter.words = words,
            Command::ResetFilter => view.filter = Filter::default(),
            Command::Order(order) => view.order = order,
            Command::ListArticles(common) => view.listed = common,
            Command::ByLetter(by_letter) => view.by_letter = by_letter,
            Command::ToggleLegend => view.legend = !view.legend,
            Command::Check(open) => self.check(open),
            Command::CheckAnswer(right) => self.check_answer(right),
            _ => {}
        }
    }

    /// One change of the story, one step of undo.
    fn edit(&mut self, edit: Edit) {
        self.files.decided |= !matches!(edit, Edit::Add { .. } | Edit::ReadAgain { .. });
        let before = self.history.story().clone();
        self.history.apply(edit);
        self.notices.drop_offers();
        self.follow_letters(&before);
        self.keep_view_whole();
    }

    /// Lets the filter keep the articles it kept, where these have other letters now.
    fn follow_letters(&mut self, before: &Story) {
        let now = self.history.story();
        let letters = &mut self.view.filter.letters;
        for letter in letters.iter_mut() {
            let article = before.sources.iter().find(|source| source.article.letter == *letter);
            if let Some(source) = article.and_then(|source| now.source(source.article.id)) {
                *letter = source.article.letter;
            }
        }
        letters.sort_unstable();
    }

    /// Lets go of what an edit or an undo took away.
    fn keep_view_whole(&mut self) {
        let story = self.history.story().clone();
        let view = &mut self.view;
        let gone = view.selected.is_some_and(|id| story.event(id).is_none());
        // An event that is another now is found by the passage at hand.
        let same = view.mention.filter(|_| gone).and_then(|mention| story.event_holding(mention));
        let same = same.map(|event| event.id);
        view.selected = view.selected.filter(|_| !gone).or(same);
        view.hovered = None;
        view.stack.retain(|&id| story.event(id).is_some());
        view.article = view.article.filter(|&id| story.source(id).is_some());
        view.mention = view.mention.filter(|&id| story.mention(id).is_some());
        view.cell = view.cell.filter(|&(id, _)| story.mention(id).is_some());
        view.toponym = view
            .toponym
            .filter(|&(id, index)| story.source(id).is_some_and(|source| index < source.reading.toponyms.len()));
        view.filter.letters.retain(|&letter| story.sources.iter().any(|source| source.article.letter == letter));
        let correcting = &mut view.correcting;
        correcting.also = None;
        correcting.pin = correcting.pin.filter(|pin| story.event(pin.event).is_some());
    }

    fn show_sheet(&mut self, sheet: Over) {
        if sheet == Over::Export && self.history.story().sources.is_empty() {
            return;
        }
        if sheet == Over::Palette {
            self.palette.open();
        }
        if sheet == Over::Export && self.view.export.path.is_empty() {
            self.view.export.path = at_home(&self.file_name("png"));
        }
        egui::Popup::close_all(&self.worker_context());
        self.view.sheet = Some(sheet);
    }

    /// A file name made of the story's title.
    fn file_name(&self, ending: &str) -> String {
        let title = self.history.story().title();
        let plain = |letter: char| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
        let words: String = title.chars().map(plain).collect();
        let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
        let name = if words.is_empty() { "story".to_owned() } else { words.join("-") };
        format!("{name}.{ending}")
    }

    /// The story and the picture asked for, with what is left out of it.
    pub(super) fn picture(&self) -> (Arc<Story>, Picture) {
        let story = self.history.story();
        let draft = &self.view.export;
        let picture = Picture {
            sheet: draft.sheet(),
            scale: draft.scale,
            // One that is kept stands in the story: what is typed counts only until then, or an undo would not be seen.
            title: match &draft.typing {
                Some(LayoutEdit::Title(typed)) => typed.clone(),
                _ => None,
            },
            names: self.settings.map.names,
            mode: if draft.dark.unwrap_or(self.settings.dark) { Mode::Dark } else { Mode::Light },
            outlines: draft.outlines,
            made_at: today(),
            filter: self.view.filter.clone(),
            chart: Some(Chart::new(self.map.tiles())),
            units: self.settings.map.units(),
            ..Picture::default()
        };
        (story.clone(), picture)
    }

    /// Folds a part or shows it again; where there is room for one side only, the sides change places.
    fn fold(&mut self, ctx: &Context, part: Part) {
        let room = ctx.content_rect().size();
        let panels = &mut self.settings.panels;
        let folds = super::frame::Folds::of(room, panels, self.view.tab, self.view.left_wanted);
        if part == Part::Left && folds.forces_left() {
            self.view.left_wanted = !self.view.left_wanted;
        } else if part == Part::Right && folds.forces_right(panels) {
            self.view.left_wanted = false;
        } else {
            panels.fold(part);
        }
    }

    /// Shows the right side where it is folded, as what was asked for stands there.
    fn unfold_right(&mut self) {
        self.settings.panels.right_folded = false;
        self.release_right();
    }

    /// Shows the right side where only the lists keep it folded: a person who folded it keeps it so.
    fn release_right(&mut self) {
        let room = self.worker_context().content_rect().size();
        let panels = &self.settings.panels;
        let folds = super::frame::Folds::of(room, panels, self.view.tab, self.view.left_wanted);
        if folds.forces_right(panels) {
            self.view.left_wanted = false;
        }
    }

    /// Shows sources and events where they are folded.
    fn unfold_left(&mut self, ctx: &Context) {
        let room = ctx.content_rect().size();
        let folds = super::frame::Folds::of(room, &self.settings.panels, self.view.tab, self.view.left_wanted);
        if folds.left() {
            self.fold(ctx, Part::Left);
        }
    }

    /// Closes what was opened last; when nothing is open, stops what is being read.
    fn close(&mut self, ctx: &Context) {
        if egui::Popup::is_any_open(ctx) {
            egui::Popup::close_all(ctx);
            return;
        }
        // What is typed in is left first, not the sheet it stands in but for those that are one field; an answer that
        // merely has the keyboard is no reason to stay. egui takes it from the field before anything here sees the key.
        let stays = matches!(self.view.sheet, None | Some(Over::Export | Over::Map));
        if std::mem::take(&mut self.typing) && stays {
            ctx.memory_mut(egui::Memory::stop_text_input);
            (self.view.date, self.view.days, self.view.details) = (None, None, None);
            if self.view.sheet.is_none() {
                self.view.find = None;
            }
            self.leave_draft();
            return;
        }
        if self.view.sheet == Some(Over::Export) && self.keep_typed() {
            return;
        }
        self.view.then = None;
        if self.view.sheet.is_none() && self.view.find.take().is_some() {
            return;
        }
        let closed = self.view.sheet.take().is_some()
            || self.view.details.take().is_some()
            || self.leave_draft()
            || self.view.correcting.pin.take().is_some()
            || self.view.correcting.also.take().is_some()
            || std::mem::take(&mut self.view.checking)
            || self.notices.dismiss_last();
        if closed {
            return;
        }
        if self.worker.busy() {
            self.worker.stop();
        } else {
            self.look_at(Command::Deselect);
        }
    }
}

/// The day by this machine's clock, in universal time; `None` when the clock is before 1970.
fn today() -> Option<jiff::civil::Date> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    let days = i64::try_from(since.as_secs() / 86_400).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn toggle<T: Ord>(set: &mut std::collections::BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}
