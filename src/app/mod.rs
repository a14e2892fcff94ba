//! The window: sources and events on the left, the map over its timeline, one event or article on the right.
//!
//! Comes in: files by dialog, drop, paste or command line. Goes out: what a person sees and asks for. Panels read and
//! push commands; `execute` alone carries them out. This is the only part of the program that knows egui.

mod ahead;
mod autosave;
mod axis;
mod bidi;
mod citation;
mod command;
#[cfg(test)]
mod contrast;
mod coordinates;
mod correcting;
mod days;
mod digest;
mod execute;
mod facet;
mod files;
mod frame;
mod glance;
mod glyph;
mod icon;
mod look;
mod map;
mod menu;
mod notice;
mod outlets;
mod palette;
mod panel;
mod preview;
mod state;
mod turns;
mod widget;
mod worker;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use egui::{Context, Frame, Panel, Ui, ViewportBuilder};

use crate::scene::font::covers;
use crate::story::{Edit, EventId, History, Story};

use crate::file::journal::Leftover;
use crate::file::story::Known;

use command::Command;
use digest::Digest;
use execute::Then;
use files::Files;
use look::Look;
use map::MapView;
pub use map::paint::MapPainter;
use notice::Notices;
use panel::Desk;
use preview::Preview;
use state::{Over, Panels, Settings, View};
use worker::Worker;

/// Opens the window with these files, on a map file of the user's own if one is given; returns when it is closed.
///
/// # Errors
/// No display, or no OpenGL; the words name what to install or to do instead.
pub fn run(files: Vec<PathBuf>, map: Option<PathBuf>) -> anyhow::Result<()> {
    let viewport = ViewportBuilder::default()
        .with_title("Dateline")
        .with_app_id("dateline")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([900.0, 600.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let made = eframe::run_native(
        "dateline",
        options,
        Box::new(move |creation| {
            let mut window = Window::new(&creation.egui_ctx, Arc::default())?;
            if let Some(storage) = creation.storage {
                window.recall(&creation.egui_ctx, storage);
            }
            if let Some(map) = map {
                window.open_map(&map);
            }
            if let Some(folder) = eframe::storage_dir("dateline") {
                window.keep_in(&folder.join("autosave"));
            }
            window.open_files(files);
            Ok(Box::new(window))
        }),
    );
    made.map_err(|error| anyhow::anyhow!(unopened(&error)))
}

/// Why no window came, without the places in other people's sources that such errors name.
fn unopened(error: &eframe::Error) -> String {
    let cause = error.to_string();
    let ours = |part: &&str| !part.contains(".rs") && !part.contains(".cargo");
    let cause: Vec<&str> = cause.split(": ").filter(ours).collect();
    let cause = if cause.is_empty() { "the system grants none".to_owned() } else { cause.join(": ") };
    format!("the window could not be opened: {cause}")
}

/// Work asked for, waiting for the worker.
enum Request {
    /// Read files; the number is that of their rows.
    Open(Vec<PathBuf>, u64),
    /// Open files as layers.
    Layers(Vec<PathBuf>, u64),
    /// Read a pasted text.
    Paste(String, u64),
    /// Read the sample.
    Example(u64),
    /// Work what was read into the story as it has become.
    Take(Box<Edit>),
    /// Read all articles again, with the dates people gave them.
    Reread,
    /// Make the picture of the sheet.
    Export,
    /// Draw the picture of the sheet for the clipboard.
    CopyPicture,
    /// Save the story.
    Save(PathBuf, Known),
    /// Open a saved story.
    Load(PathBuf),
    /// Open what can be opened of a damaged story.
    Salvage(PathBuf),
    /// Open what a window left.
    Restore(Leftover),
}

impl Request {
    /// The rows of its files, where it has some.
    fn batch(&self) -> Option<u64> {
        match self {
            Self::Open(_, batch) | Self::Layers(_, batch) | Self::Paste(_, batch) | Self::Example(batch) => {
                Some(*batch)
            }
            _ => None,
        }
    }
}

/// What the work at hand was begun for.
#[derive(Default)]
struct Running {
    /// Of which story, counted since the window opened.
    epoch: u32,
    /// The story's revision when it began.
    revision: u64,
    /// The rows of its files.
    batch: Option<u64>,
    /// A text from the clipboard.
    pasted: bool,
    /// What a window left, on its way in.
    leftover: Option<Leftover>,
}

/// The window's whole state, parted by how long it lives: story and history, settings, view.
pub struct Window {
    history: History,
    files: Files,
    /// How many stories there were in this window.
    epoch: u32,
    running: Running,
    settings: Settings,
    view: View,
    look: Look,
    map: MapView,
    worker: Worker,
    requests: VecDeque<Request>,
    progress: Option<(String, f32)>,
    notices: Notices,
    page: Option<panel::page::Page>,
    preview: Preview,
    palette: palette::Palette,
    /// The window's own pixels, asked for and not there yet.
    seen: Option<Receiver<Arc<egui::ColorImage>>>,
    digest: Digest,
    title: String,
    ahead: ahead::Ahead,
    /// Whether a field had the keyboard at the end of the last frame.
    typing: bool,
    /// Whether what the first reading needs was asked to be made ready.
    prepared: bool,
}

impl Window {
    /// A window on a story; empty for one that begins with no article.
    ///
    /// # Errors
    /// The system grants no thread.
    pub fn new(ctx: &Context, story: Arc<Story>) -> std::io::Result<Self> {
        ctx.set_fonts(look::fonts());
        ctx.add_plugin(turns::Turns::default());
        let settings = Settings { scale: 1.0, ..Settings::default() };
        let look = Look::new(settings.dark);
        look.dress(ctx);
        let selected = story.events.first().map(|event| event.id);
        let view = View { selected, legend: true, ..View::default() };
        Ok(Self {
            files: Files::new(),
            epoch: 0,
            running: Running::default(),
            history: History::new(story),
            settings,
            view,
            look,
            map: MapView::new(ctx),
            worker: Worker::start(ctx)?,
            requests: VecDeque::new(),
            progress: None,
            notices: Notices::default(),
            page: None,
            preview: Preview::default(),
            palette: palette::Palette::default(),
            seen: None,
            digest: Digest::default(),
            title: String::new(),
            ahead: ahead::Ahead::default(),
            typing: false,
            prepared: false,
        })
    }

    /// Takes up the settings of the last time.
    fn recall(&mut self, ctx: &Context, storage: &dyn eframe::Storage) {
        if storage.get_string("theme").as_deref() == Some("dark") {
            self.execute(ctx, Command::ToggleTheme);
        }
        if let Some(map) = storage.get_string("map") {
            self.recall_map(&map);
        }
        let recent = storage.get_string("recent").and_then(|paths| serde_json::from_str(&paths).ok());
        self.files.recent = recent.unwrap_or_default();
        let scale = storage.get_string("scale").and_then(|scale| scale.parse::<f32>().ok());
        if let Some(scale) = scale.filter(|scale| scale.is_finite() && *scale > 0.0) {
            self.execute(ctx, Command::Scale(scale));
        }
        self.settings.panels = storage.get_string("panels").map(|text| Panels::parse(&text)).unwrap_or_default();
    }

    /// Opens files as if they were dropped.
    pub fn open_files(&mut self, files: Vec<PathBuf>) {
        if !files.is_empty() {
            self.execute(&self.worker_context(), Command::Open(files));
        }
    }

    /// Keeps what is not saved in this folder from now on, against a crash, and offers what other windows left there.
    pub fn keep_in(&mut self, folder: &std::path::Path) {
        if let Err(error) = self.files.keep_in(folder) {
            let what = format!("Unsaved work cannot be kept in {}", folder.display());
            self.notices.fail(what, format!("{error}. Save often: a crash would lose what is not saved"));
        }
    }

    /// Offers what other windows left, once what this one was started with is open: that would close the sheet.
    fn offer_leftovers(&mut self) {
        if self.files.unoffered && !self.busy() && self.view.sheet.is_none() {
            self.files.unoffered = false;
            self.view.sheet = Some(Over::Restore);
        }
    }

    /// Whether everything not saved is kept against a crash by now.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.files.autosave.as_ref().is_some_and(autosave::Autosave::is_idle)
    }

    /// Saves the story there, as if the file was chosen in a dialog.
    pub fn save_as(&mut self, path: PathBuf) {
        self.execute(&self.worker_context(), Command::File(command::FileAsk::SaveTo(path)));
    }

    /// The story as it is.
    #[must_use]
    pub fn story(&self) -> &Arc<Story> {
        self.history.story()
    }

    /// The event under the pointer, in whatever panel; it is lit in all of them.
    #[must_use]
    pub fn hovered(&self) -> Option<EventId> {
        self.view.hovered
    }

    /// Whether something is being read or made.
    #[must_use]
    pub fn busy(&self) -> bool {
        self.worker.busy() || !self.requests.is_empty()
    }

    fn worker_context(&self) -> Context {
        self.worker.context()
    }

    /// One frame.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.hear(&ctx);
        self.hear_map(&ctx);
        self.take_seen(&ctx);
        self.offer_leftovers();
        // The first frame is to be seen first.
        if ctx.cumulative_frame_nr() > 0 && !std::mem::replace(&mut self.prepared, true) && !self.busy() {
            Worker::prepare();
        }
        let closing = ctx.input(|input| input.viewport().close_requested());
        if closing {
            self.keep_all_typed();
        } else if self.view.sheet != Some(Over::Export) {
            self.keep_typed();
        }
        if closing && self.would_lose() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.after_asking(&ctx, Then::Close);
        }
        self.hold_typed(&ctx);
        for command in self.asked_by_keys(&ctx) {
            self.execute(&ctx, command);
        }
        let story = self.history.story().clone();
        self.digest.update(&story, &self.view.filter, self.view.order);
        if self.view.sheet == Some(Over::Export) {
            let (story, picture) = self.picture();
            self.name_picture(&picture);
            // A new picture moves what stands in the sheet: not while a caption is written or a button is held.
            let held = self.view.export.caption.is_some() || ctx.input(|input| input.pointer.any_down());
            if !held {
                self.preview.ask(&ctx, story, picture, self.map.tiles());
            }
        }
        let mut commands = self.panels(ui, &story);
        (self.view.scroll, self.view.marking) = (false, false);
        self.view.reveal = false;
        self.hover(&ctx, &mut commands);
        for command in commands {
            self.execute(&ctx, command);
            ctx.request_repaint();
        }
        self.typing = ctx.text_edit_focused();
        self.name_window(&ctx);
        let story = self.history.story().clone();
        if let Some(problem) = self.files.keep(&story, self.history.revision()) {
            self.notices.fail("Unsaved work cannot be kept against a crash", problem);
        }
    }

    /// What is under the pointer: the last panel to say so wins, and nothing when none does.
    fn hover(&mut self, ctx: &Context, commands: &mut Vec<Command>) {
        let mut hovered = None;
        commands.retain(|command| match command {
            Command::Hover(event) => {
                hovered = *event;
                false
            }
            _ => true,
        });
        if self.view.hovered != hovered {
            self.view.hovered = hovered;
            ctx.request_repaint();
        }
    }

    /// Lays out the frame and shows every panel; returns what they ask for.
    fn panels(&mut self, ui: &mut Ui, story: &Arc<Story>) -> Vec<Command> {
        let (names, country, known) = (names_of, country_of, places_named);
        let mut desk = Desk {
            story,
            view: &self.view,
            settings: &self.settings,
            look: &self.look,
            digest: &self.digest,
            shown: &self.digest.laid.shown,
            names: &names,
            country: &country,
            known: &known,
            preview: self.preview.proof(),
            undo: self.history.undo_label(),
            redo: self.history.redo_label(),
            edited: self.history.revision() != self.files.saved,
            history: &self.history,
            files: &self.files,
            busy: self.progress.clone(),
            network: self.map.network_words(),
            commands: Vec::new(),
        };
        let mut panels = self.settings.panels.clone();
        let frame = Frame::NONE.fill(desk.look.panel);
        let plain = |panel: Panel| panel.frame(frame).show_separator_line(false);
        plain(Panel::top("bar")).exact_size(44.0).show(ui, |ui| {
            widget::region(ui, "Story");
            menu::show(ui, &mut desk);
        });
        // Its room is taken here and filled last, as it is the last a screen reader or the Tab key shall come to.
        let status = plain(Panel::bottom("status")).exact_size(26.0).show(ui, |_| ()).response.rect;
        let empty = story.sources.is_empty() && self.view.rows.is_empty();
        if !empty {
            panels = frame::show(ui, &mut desk, &mut self.page, panels);
        }
        let map = &mut self.map;
        let rect = ui.available_rect_before_wrap();
        egui::CentralPanel::no_frame().show(ui, |ui| map.show(ui, &mut desk));
        if empty {
            panel::empty::show(ui, &mut desk, rect);
        }
        let status = &mut ui.new_child(egui::UiBuilder::new().max_rect(status).id_salt("status line"));
        panel::status::show(status, &mut desk);
        if !empty && ui.input(|input| !input.raw.hovered_files.is_empty()) {
            panel::empty::dropping(ui, &desk, rect);
        }
        match &self.view.sheet {
            Some(Over::Keys) => panel::keys::show(ui, &mut desk),
            Some(Over::Palette) => panel::palette::show(ui, &mut desk, &mut self.palette),
            Some(Over::OpenPath) => panel::path::open(ui, &mut desk),
            Some(Over::SavePath) => panel::path::save(ui, &mut desk),
            Some(Over::Leave) => panel::leave::show(ui, &mut desk),
            Some(Over::Changed) => panel::leave::changed(ui, &mut desk),
            Some(Over::Damaged { path, why, backup }) => {
                panel::leave::damaged(ui, &mut desk, path, why, backup.as_ref());
            }
            Some(Over::Restore) => panel::restore::show(ui, &mut desk),
            Some(Over::History) => panel::history::show(ui, &mut desk),
            Some(Over::Export) => panel::export::show(ui, &mut desk),
            Some(Over::Map) | None => {}
        }
        let mut commands = desk.commands;
        self.notices.show(ui.ctx(), &self.look, &mut commands);
        self.settings.panels = panels;
        commands
    }

    /// Whether the queue waits for an answer.
    fn asking(&self) -> bool {
        let correcting = &self.view.correcting;
        let free = correcting.draft.is_none() && correcting.pin.is_none() && self.view.sheet.is_none();
        self.view.checking && free
    }

    /// Keeps what is typed for a field that a key of this frame opens.
    fn hold_typed(&mut self, ctx: &Context) {
        let (free, asking) = (self.view.sheet.is_none(), self.asking());
        let (dated, read) = (self.digest.days.is_some(), !self.history.story().sources.is_empty());
        let opens = |held: egui::Modifiers, key: egui::Key| match command::of_key(held, key) {
            _ if asking && held.is_none() && key == egui::Key::P => true,
            Some(Command::FocusSearch | Command::ShowSheet(Over::Palette)) => free,
            Some(Command::Find(Some(_))) => free && read,
            Some(Command::TypeDays(Some(_))) => free && dated,
            _ => false,
        };
        self.ahead.sort(ctx, self.worker.asks_for_dialog(), opens);
    }

    /// What keys, drops and the clipboard ask for.
    fn asked_by_keys(&self, ctx: &Context) -> Vec<Command> {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        let mut commands = Vec::new();
        if !dropped.is_empty() {
            commands.push(Command::Open(dropped));
        }
        let typing = ctx.text_edit_focused();
        if !typing {
            let pasted = ctx.input(|input| {
                input.events.iter().find_map(|event| match event {
                    egui::Event::Paste(text) => Some(text.clone()),
                    _ => None,
                })
            });
            commands.extend(pasted.map(Command::Paste));
        }
        let correcting = &self.view.correcting;
        let offered = correcting.also.is_some() && self.view.sheet.is_none();
        if !typing {
            commands.extend(panel::queue::keys(ctx, self.asking(), offered));
        }
        let pressed = command::pressed(ctx, correcting.pin.is_some());
        let closing = |command: &Command| matches!(command, Command::Close);
        let over = self.view.sheet.as_ref().is_some_and(|sheet| *sheet != Over::History);
        // What is decided about a picture is taken back where it is decided, and nothing else there.
        let exporting = !typing && self.view.sheet == Some(Over::Export);
        let steps = |command: &Command| match command {
            Command::Undo => exporting && self.history.undoes_layout(),
            Command::Redo => exporting && self.history.redoes_layout(),
            _ => false,
        };
        commands.extend(pressed.into_iter().filter(|command| !over || closing(command) || steps(command)));
        commands
    }

    /// The window's title: the story's, with a mark when it is changed.
    fn name_window(&mut self, ctx: &Context) {
        let story = &self.digest.title;
        let mark = if self.would_lose() { "• " } else { "" };
        let title = if story.is_empty() { "Dateline".to_owned() } else { format!("{mark}{story} — Dateline") };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(self.title.as_str()));
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.show(ui);
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        storage.set_string("theme", if self.settings.dark { "dark" } else { "light" }.to_owned());
        storage.set_string("scale", self.settings.scale.to_string());
        storage.set_string("panels", self.settings.panels.to_string());
        storage.set_string("map", self.settings.map.to_json());
        storage.set_string("recent", serde_json::to_string(&self.files.recent).unwrap_or_default());
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// The names the gazetteer has of a place, but for those in scripts no embedded typeface holds.
fn names_of(key: &str) -> Vec<String> {
    let gazetteer = geodata::Gazetteer::bundled();
    let Some(id) = gazetteer.by_key(key) else { return Vec::new() };
    gazetteer.names(id).into_iter().filter(|name| covers(name)).map(str::to_owned).collect()
}

/// The name of a country by its two letters.
fn country_of(code: &str) -> Option<String> {
    let gazetteer = geodata::Gazetteer::bundled();
    Some(gazetteer.place(gazetteer.country(code)?.place).name.to_owned())
}

/// The places of the world that have this name.
fn places_named(name: &str) -> Vec<palette::Found> {
    let gazetteer = geodata::Gazetteer::bundled();
    let found = |id| {
        let place = gazetteer.place(id);
        let within = place.admin1.map(|id| gazetteer.place(id).name.to_owned());
        let country = place.country.and_then(country_of);
        let around: Vec<String> = within.into_iter().chain(country).filter(|around| around != place.name).collect();
        let (lon, lat) = (place.lon, place.lat);
        let frame = place.bbox.unwrap_or([lon - 0.4, lat - 0.3, lon + 0.4, lat + 0.3]);
        palette::Found { name: place.name.to_owned(), around: around.join(", "), frame }
    };
    gazetteer.lookup(name).into_iter().map(found).collect()
}
