//! The one place commands are carried out: what changes a story goes through its history, what takes time to the worker.
//!
//! Comes in: a [`Command`]. Goes out: a changed view, an edit, a task, a notice. Panels never come here.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use crate::scene::Mode;
use crate::story::{ArticleId, Edit, Event, EventId, MentionId, Story};
use crate::task::{Outcome, Picture, Task};

use super::command::Command;
use super::state::{DateDraft, Filter, Move, Over, Row, Tab};
use super::worker::{Dialog, Report};
use super::{Request, Window, look::Look, menu, panel};

impl Window {
    /// Carries out one command.
    pub(super) fn execute(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::OpenDialog => self.worker.ask(Dialog::Open, String::new()),
            Command::Open(paths) => self.open(paths),
            Command::Paste(text) => self.queue(Request::Paste(text)),
            Command::AskClipboard => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Command::Example => self.queue(Request::Example),
            Command::DismissRow(index) if index < self.view.rows.len() => {
                self.view.rows.remove(index);
            }
            Command::DismissRow(_) => {}
            Command::Map(movement) => self.map.ask(movement),
            Command::ShowSheet(sheet) => self.show_sheet(sheet),
            Command::Close => self.close(ctx),
            Command::Export(draft) => self.view.export = draft,
            Command::ExportDialog => self.worker.ask(Dialog::Export, self.file_name("png")),
            Command::ExportNow => self.queue(Request::Export),
            Command::TypePath(path) => self.view.typed_path = path,
            Command::Save => match self.view.saved_at.clone() {
                Some(path) => self.queue(Request::Save(path)),
                None => self.worker.ask(Dialog::Save, self.file_name("dateline")),
            },
            Command::SaveAs => self.worker.ask(Dialog::Save, self.file_name("dateline")),
            Command::Leave => {
                self.decided = false;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Command::SaveTo(path) => {
                self.view.sheet = None;
                self.queue(Request::Save(path));
            }
            Command::DateDraft(draft) => self.view.date = draft.map(|(article, text)| DateDraft { article, text }),
            Command::Copy(words) => {
                ctx.copy_text(words);
                let now = ctx.input(|input| input.time);
                self.notices.tell("Copied", "The passage and where it stands", now);
            }
            Command::ToggleTheme => {
                self.settings.dark = !self.settings.dark;
                self.look = Look::new(self.settings.dark);
                self.look.dress(ctx);
            }
            Command::Scale(factor) => {
                let scale = if factor == 0.0 { 1.0 } else { self.settings.scale * factor };
                self.settings.scale = scale.clamp(0.8, 2.0);
                ctx.set_zoom_factor(self.settings.scale);
            }
            Command::DismissNotice(id) => self.notices.dismiss(id),
            Command::FocusSearch => ctx.memory_mut(|memory| memory.request_focus(menu::search_id())),
            Command::Undo => {
                self.history.undo();
                self.keep_view_whole();
            }
            Command::Redo => {
                self.history.redo();
                self.keep_view_whole();
            }
            Command::SetDate(article, day) => {
                self.view.date = None;
                self.edit(Edit::SetDate(article, day));
                self.queue(Request::Reread);
            }
            Command::Remove(article) => self.edit(Edit::Remove(article)),
            Command::SetChecked(event, checked) => self.edit(Edit::SetChecked(event, checked)),
            other => self.look_at(other),
        }
    }

    /// The commands that change nothing but how the story is looked at.
    fn look_at(&mut self, command: Command) {
        let view = &mut self.view;
        match command {
            Command::Select(event) => self.select(event),
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
            Command::Current(mention) => view.mention = Some(mention),
            Command::OpenMention(mention) => self.open_mention(mention),
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
            Command::ToggleMark(mark) => toggle(&mut view.marks_off, mark),
            Command::Days(days) => view.filter.days = days,
            Command::ToggleFamily(family) => toggle(&mut view.filter.families, family),
            Command::ToggleSource(article) => toggle(&mut view.filter.sources, article),
            Command::Search(text) => view.filter.search = text,
            Command::ResetFilter => view.filter = Filter::default(),
            Command::Order(order) => view.order = order,
            Command::ToggleLegend => view.legend = !view.legend,
            Command::Check(open) => self.check(open),
            Command::CheckAnswer(right) => self.check_answer(right),
            _ => {}
        }
    }

    /// One change of the story, one step of undo.
    fn edit(&mut self, edit: Edit) {
        self.decided |= !matches!(edit, Edit::Add { .. });
        self.history.apply(edit);
        self.keep_view_whole();
    }

    /// Lets go of what an edit or an undo took away.
    fn keep_view_whole(&mut self) {
        let story = self.history.story().clone();
        let view = &mut self.view;
        view.selected = view.selected.filter(|&id| story.event(id).is_some());
        view.hovered = None;
        view.stack.retain(|&id| story.event(id).is_some());
        view.article = view.article.filter(|&id| story.source(id).is_some());
        view.mention = view.mention.filter(|&id| story.mention(id).is_some());
        view.cell = view.cell.filter(|&(id, _)| story.mention(id).is_some());
        view.toponym = view
            .toponym
            .filter(|&(id, index)| story.source(id).is_some_and(|source| index < source.reading.toponyms.len()));
        view.filter.sources.retain(|&id| story.source(id).is_some());
    }

    fn select(&mut self, id: EventId) {
        let story = self.history.story().clone();
        let Some(event) = story.event(id) else { return };
        let view = &mut self.view;
        view.selected = Some(id);
        view.reveal = true;
        view.stack.clear();
        if !view.mention.is_some_and(|mention| event.mentions.contains(&mention)) {
            view.mention = event.mentions.first().copied();
        }
        view.cell = panel::compare::first_cell(event);
        match view.tab {
            Tab::Article => {
                let here = event.mentions.iter().find(|mention| Some(mention.article) == view.article);
                match here {
                    Some(&mention) => self.open_mention(mention),
                    None => view.tab = Tab::Event,
                }
            }
            Tab::Event | Tab::Compare => {}
        }
        if let Some(place) = &event.place {
            self.map.ask(Move::Show([place.lon, place.lat]));
        }
    }

    fn step(&mut self, by: i32) {
        let story = self.history.story().clone();
        self.digest.update(&story, &self.view.filter, self.view.order);
        let shown = &self.digest.shown;
        let at = shown
            .iter()
            .position(|&index| story.events.get(index).is_some_and(|event| Some(event.id) == self.view.selected));
        let count = i32::try_from(shown.len()).unwrap_or(i32::MAX);
        if count == 0 {
            return;
        }
        let next = match at {
            Some(at) => (i32::try_from(at).unwrap_or(0) + by).rem_euclid(count),
            None if by < 0 => count - 1,
            None => 0,
        };
        let next =
            usize::try_from(next).ok().and_then(|next| shown.get(next)).and_then(|&index| story.events.get(index));
        if let Some(event) = next {
            self.select(event.id);
        }
    }

    fn open_mention(&mut self, id: MentionId) {
        let story = self.history.story().clone();
        let Some((source, mention)) = story.mention(id) else { return };
        let view = &mut self.view;
        view.article = Some(id.article);
        view.mention = Some(id);
        view.tab = Tab::Article;
        view.scroll = true;
        let span = mention.place.as_ref().and_then(|place| place.span);
        view.toponym = span
            .and_then(|span| source.reading.toponyms.iter().position(|toponym| toponym.span.overlaps(span)))
            .map(|index| (id.article, index));
        if let Some(event) = story.events.iter().find(|event| event.mentions.contains(&id)) {
            view.selected = Some(event.id);
            view.stack.clear();
        }
    }

    /// Rings a name; the map moves just enough, and an event at that place is selected if the passage reports one.
    fn show_toponym(&mut self, article: ArticleId, index: usize) {
        let story = self.history.story().clone();
        let Some(source) = story.source(article) else { return };
        let Some(toponym) = source.reading.toponyms.get(index) else { return };
        let view = &mut self.view;
        view.article = Some(article);
        view.toponym = Some((article, index));
        view.tab = Tab::Article;
        view.scroll = true;
        if let Some(place) = &toponym.place {
            self.map.ask(super::map::camera::showing(place));
        }
        let reported = source.reading.mentions.iter().position(|mention| mention.sentence.holds(toponym.span));
        if let Some(reported) = reported.and_then(|index| u32::try_from(index).ok()) {
            view.mention = Some(MentionId { article, index: reported });
        }
    }

    fn step_toponym(&mut self, by: i32) {
        let story = self.history.story().clone();
        let article = self.view.article.or_else(|| story.sources.first().map(|source| source.article.id));
        let Some(source) = article.and_then(|id| story.source(id)) else { return };
        let toponyms = &source.reading.toponyms;
        let known: Vec<usize> = (0..toponyms.len())
            .filter(|&index| toponyms.get(index).is_some_and(|toponym| toponym.place.is_some()))
            .collect();
        let count = i32::try_from(known.len()).unwrap_or(0);
        if count == 0 {
            return;
        }
        let now = self.view.toponym.filter(|(id, _)| *id == source.article.id).map(|(_, index)| index);
        let at = now.and_then(|now| known.iter().position(|&index| index >= now));
        let next = match at {
            Some(at) => (i32::try_from(at).unwrap_or(0) + by).rem_euclid(count),
            None => 0,
        };
        if let Some(&index) = usize::try_from(next).ok().and_then(|next| known.get(next)) {
            self.show_toponym(source.article.id, index);
        }
    }

    fn show_tab(&mut self, tab: Tab) {
        let story = self.history.story().clone();
        self.view.tab = tab;
        if tab == Tab::Article {
            match self.view.mention {
                Some(mention) => self.open_mention(mention),
                None if self.view.article.is_none() => {
                    self.view.article = story.sources.first().map(|source| source.article.id);
                }
                None => {}
            }
        }
    }

    /// Opens the queue at its first event, or closes it.
    fn check(&mut self, open: bool) {
        self.view.checking = open;
        if !open {
            return;
        }
        self.view.tab = Tab::Event;
        let story = self.history.story().clone();
        match self.next_to_check(&story, None) {
            Some(event) => self.select(event),
            None => self.view.checking = false,
        }
    }

    fn check_answer(&mut self, right: bool) {
        let story = self.history.story().clone();
        let now = self.view.selected;
        let next = self.next_to_check(&story, now);
        if let (true, Some(now)) = (right, now) {
            self.edit(Edit::SetChecked(now, true));
        }
        match next {
            Some(next) => self.select(next),
            None => self.view.checking = false,
        }
    }

    /// The most doubtful unchecked event after one: a place from around it first, then what sources differ on.
    fn next_to_check(&self, story: &Story, after: Option<EventId>) -> Option<EventId> {
        let mut queue: Vec<&Event> = story.events.iter().filter(|event| !event.checked).collect();
        queue.sort_by_key(|event| {
            let differs = event.slots.iter().any(|slot| slot.agreement == crate::story::Agreement::Differs);
            (std::cmp::Reverse(event.basis), !differs, event.date.is_some())
        });
        let at = after.and_then(|after| queue.iter().position(|event| event.id == after));
        let next = at.map_or(0, |at| at + 1);
        let others = queue.iter().filter(|event| Some(event.id) != after);
        queue.get(next).or_else(|| others.clone().next().filter(|_| at.is_none_or(|at| at > 0))).map(|event| event.id)
    }

    fn show_sheet(&mut self, sheet: Over) {
        if sheet == Over::Export && self.history.story().sources.is_empty() {
            return;
        }
        if sheet == Over::Export && self.view.export.path.is_empty() {
            let name = self.file_name("png");
            let path = std::env::home_dir().map_or_else(|| PathBuf::from(&name), |home| home.join(&name));
            self.view.export.path = path.to_string_lossy().into_owned();
        }
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

    /// What is left of the story after filtering, and the picture asked for.
    pub(super) fn picture(&self) -> (Arc<Story>, Picture) {
        let story = self.history.story();
        let story = if self.view.filter.is_open() {
            story.clone()
        } else {
            let kept = |event: &&Event| self.view.filter.keeps(story, event);
            Arc::new(Story { events: story.events.iter().filter(kept).cloned().collect(), ..Story::clone(story) })
        };
        let draft = &self.view.export;
        let picture = Picture {
            sheet: draft.sheet(),
            scale: draft.scale,
            title: Some(draft.title.trim().to_owned()).filter(|title| !title.is_empty()),
            mode: if self.settings.dark { Mode::Dark } else { Mode::Light },
            made_at: today(),
            ..Picture::default()
        };
        (story, picture)
    }

    /// Closes what was opened last; when nothing is open, stops what is being read.
    fn close(&mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        if let Some(id) = focused.filter(|_| ctx.egui_wants_keyboard_input()) {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
            self.view.date = None;
            return;
        }
        let closed =
            self.view.sheet.take().is_some() || std::mem::take(&mut self.view.checking) || self.notices.dismiss_last();
        if closed {
            return;
        }
        if self.worker.busy() {
            self.worker.stop();
        } else {
            self.look_at(Command::Deselect);
        }
    }

    fn open(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        self.view.sheet = None;
        let is_story = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("dateline"));
        let (stories, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_story);
        for story in stories {
            self.queue(Request::Load(story));
        }
        if paths.is_empty() {
            return;
        }
        for path in &paths {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            self.view.rows.push(Row { name, problem: None });
        }
        self.queue(Request::Open(paths));
    }

    /// Puts work in the line and starts the first when the worker is free.
    pub(super) fn queue(&mut self, request: Request) {
        self.requests.push_back(request);
        self.start_next();
    }

    /// Starts the next work with the story as it is now, so that ids and letters stay one of a kind.
    fn start_next(&mut self) {
        if self.worker.busy() {
            return;
        }
        let Some(request) = self.requests.pop_front() else { return };
        let story = self.history.story().clone();
        let task = match request {
            Request::Open(paths) => Task::Open { paths, story },
            Request::Paste(text) => Task::Paste { text, story },
            Request::Example => Task::Texts { texts: super::example(), story },
            Request::Reread => Task::Reread { story },
            Request::Save(path) => Task::Save { story, path },
            Request::Load(path) => Task::Load { path },
            Request::Export => {
                let (story, picture) = self.picture();
                let path = PathBuf::from(self.view.export.path.trim());
                Task::Export { story, picture: Box::new(picture), paths: vec![path] }
            }
        };
        self.progress = Some((task.label(), 0.0));
        self.worker.run(task);
    }

    /// Takes in what the worker and the dialogs have to say.
    pub(super) fn hear(&mut self, ctx: &Context) {
        for report in self.worker.reports() {
            match report {
                Report::Progress(progress) => {
                    #[expect(clippy::cast_precision_loss, reason = "a length on the screen")]
                    let part = progress.done as f32 / progress.total.max(1) as f32;
                    self.progress = Some((progress.what, part));
                }
                Report::Done(label, outcome) => self.done(ctx, &label, outcome),
                Report::Chosen(paths) => self.open(paths),
                Report::Target(Dialog::Save, path) => self.queue(Request::Save(path)),
                Report::Target(_, path) => self.view.export.path = path.to_string_lossy().into_owned(),
                Report::NoDialog(Dialog::Open) => self.ask_path(Over::OpenPath, String::new()),
                Report::NoDialog(Dialog::Save) => self.ask_path(Over::SavePath, self.file_name("dateline")),
                Report::NoDialog(Dialog::Export) => {
                    self.notices.fail("No file dialog is available here", "Type the path into the field instead");
                }
            }
        }
    }

    fn done(&mut self, ctx: &Context, label: &str, outcome: anyhow::Result<Outcome>) {
        self.progress = None;
        let now = ctx.input(|input| input.time);
        self.view.rows.retain(|row| row.problem.is_some());
        match outcome {
            Ok(Outcome::Read { edit, refused }) => {
                for error in refused {
                    let name = error.path.rsplit(['/', '\\']).next().unwrap_or(&error.path).to_owned();
                    self.view.rows.push(Row { name, problem: Some(error.problem.to_string()) });
                }
                if let Some(edit) = edit {
                    self.take_in(edit);
                } else if let Some(row) = self.view.rows.last().filter(|_| self.history.story().sources.is_empty()) {
                    let problem = row.problem.clone().unwrap_or_default();
                    self.notices.fail(format!("{} could not be opened", row.name), problem);
                }
            }
            Ok(Outcome::Made { paths }) => {
                self.view.sheet = None;
                let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
                self.notices.tell("The picture is saved", paths.join(", "), now);
            }
            Ok(Outcome::Saved { path, story }) => {
                self.saved = story;
                self.decided = false;
                self.notices.tell("The story is saved", path.display().to_string(), now);
                self.view.saved_at = Some(path);
            }
            Ok(Outcome::Loaded { story }) => self.begin_with(story),
            Ok(Outcome::Stopped) => self.notices.tell("Stopped", "What was done is kept", now),
            Err(error) => {
                let cause = error.chain().skip(1).map(ToString::to_string).collect::<Vec<_>>().join(": ");
                self.notices.fail(format!("{label}: this did not work"), cause);
            }
        }
        self.start_next();
    }

    /// Asks for a path in a sheet, where no dialog is to be had.
    fn ask_path(&mut self, sheet: Over, path: String) {
        self.view.typed_path = path;
        self.view.sheet = Some(sheet);
    }

    /// Starts over with a story that was opened.
    fn begin_with(&mut self, story: Arc<Story>) {
        self.saved = story.clone();
        self.decided = false;
        self.history = crate::story::History::new(story);
        self.view =
            super::state::View { legend: true, rows: std::mem::take(&mut self.view.rows), ..Default::default() };
        self.select_loudest();
        self.map.frame_first();
    }

    /// Applies what was read; the first time, frames the story and selects what most articles report.
    fn take_in(&mut self, edit: Edit) {
        let first = self.history.story().sources.is_empty();
        self.edit(edit);
        if self.view.selected.is_none() {
            self.select_loudest();
        }
        if first {
            self.map.frame_first();
        }
    }

    /// Selects what most articles report.
    fn select_loudest(&mut self) {
        let story = self.history.story().clone();
        {
            let loudest = story.events.iter().max_by_key(|event| {
                (
                    event.family != crate::story::Family::Speech,
                    event.place.is_some(),
                    story.letters(event).len(),
                    event.mentions.len(),
                )
            });
            if let Some(event) = loudest {
                self.select(event.id);
            }
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
