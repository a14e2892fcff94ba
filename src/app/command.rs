//! What can be asked for, and the one table of keys.
//!
//! Comes in: keys, clicks, menus. Goes out: a [`Command`]; panels push them, `execute` alone carries them out.
//! The sheet of keys (`?`) and the tooltips are read off the same table.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use jiff::civil::Date;

use crate::story::{ArticleId, DayRange, EventId, Family, MentionId, Slot};

use super::correcting::Correction;
use super::map::settings::MapChange;
use super::state::{ExportDraft, Mark, Move, Order, Over, Tab};

/// One thing asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    /// Ask for files in a dialog.
    OpenDialog,
    /// Open these files.
    Open(Vec<PathBuf>),
    /// Open this text as an article.
    Paste(String),
    /// Ask the clipboard for a text.
    AskClipboard,
    /// Open the sample.
    Example,
    /// Take a refused file's row away.
    DismissRow(usize),
    /// Show an event.
    Select(EventId),
    /// Show a stack of pins.
    SelectStack(Vec<EventId>),
    /// Show no event.
    Deselect,
    /// The event so many on in the list.
    Step(i32),
    /// The event under the pointer.
    Hover(Option<EventId>),
    /// Make this passage the current card.
    Current(MentionId),
    /// Open the article at this passage.
    OpenMention(MentionId),
    /// Put words on the clipboard.
    Copy(String),
    /// Open an article.
    OpenArticle(ArticleId),
    /// Ring a place name of an article and let the map show it.
    ShowToponym(ArticleId, usize),
    /// The place name so many on in the article.
    StepToponym(i32),
    /// Change the tab.
    Tab(Tab),
    /// Frame a cell of the comparison.
    Cell(MentionId, Slot),
    /// Only rows on which sources differ, or all.
    OnlyDiffers(bool),
    /// Switch a mark of the article.
    ToggleMark(Mark),
    /// Keep only what happened in these days.
    Days(Option<DayRange>),
    /// Switch a family.
    ToggleFamily(Family),
    /// Switch an article.
    ToggleSource(ArticleId),
    /// Keep only what holds these words.
    Search(String),
    /// Leave nothing out.
    ResetFilter,
    /// Put the caret into the search field.
    FocusSearch,
    /// Order the list.
    Order(Order),
    /// Move the map.
    Map(Move),
    /// Put a position on the clipboard, longitude and latitude; without one, that under the pointer.
    CopyPosition(Option<[f64; 2]>),
    /// Change how the map is drawn and moves.
    MapSetting(MapChange),
    /// Open or close the map's key.
    ToggleLegend,
    /// Open a sheet.
    ShowSheet(Over),
    /// Close what was opened last.
    Close,
    /// Change the picture to be made.
    Export(ExportDraft),
    /// Ask where the picture shall go.
    ExportDialog,
    /// Make the picture.
    ExportNow,
    /// Type of the path where no dialog is to be had.
    TypePath(String),
    /// Something about the story's file.
    File(FileAsk),
    /// Something about what was read.
    Correct(Correction),
    /// The story after so many steps of its history.
    GoTo(usize),
    /// Begin, change or leave typing an article's date.
    DateDraft(Option<(ArticleId, String)>),
    /// Set or clear an article's date.
    SetDate(ArticleId, Option<Date>),
    /// Take an article out.
    Remove(ArticleId),
    /// Say that an event is right, or take that back.
    SetChecked(EventId, bool),
    /// Open or close the queue of events to check.
    Check(bool),
    /// The queue's answer for its event: right, or skipped.
    CheckAnswer(bool),
    /// One step back.
    Undo,
    /// One step on.
    Redo,
    /// Light or dark.
    ToggleTheme,
    /// Larger or smaller by this factor; 0 for the size as designed.
    Scale(f32),
    /// Take a notice away.
    DismissNotice(u64),
}

/// What can be asked of the story's file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FileAsk {
    /// Begin an empty story.
    New,
    /// Open this story in place of the one there is.
    Load(PathBuf),
    /// Open what can be opened of this damaged story, as a copy.
    Salvage(PathBuf),
    /// Save the story where it was saved before, or ask where.
    Save,
    /// Ask where to save the story.
    SaveAs,
    /// Save the story there.
    SaveTo(PathBuf),
    /// Save over a file that someone else changed.
    SaveOver,
    /// Save, then do what was asked before.
    SaveThen,
    /// Do what was asked before, whatever is not saved.
    DontSave,
    /// Take up what a window left: its place in the list.
    Restore(usize),
    /// Throw away what a window left.
    Discard(usize),
}

/// A key and what it does.
pub(super) struct Binding {
    /// Keys held with it.
    pub(super) modifiers: Modifiers,
    /// The key.
    pub(super) key: Key,
    /// As written on its cap.
    pub(super) cap: &'static str,
    /// What it does, in words.
    pub(super) what: &'static str,
    /// What it asks for.
    pub(super) command: Command,
    /// Whether it works while a field is being typed in.
    pub(super) in_fields: bool,
}

/// The one table of keys.
pub(super) fn bindings() -> Vec<Binding> {
    let bind = |modifiers, key, cap, what, command| {
        let in_fields = modifiers == Modifiers::COMMAND || key == Key::Escape;
        Binding { modifiers, key, cap, what, command, in_fields }
    };
    let (none, ctrl, shift) = (Modifiers::NONE, Modifiers::COMMAND, Modifiers::COMMAND | Modifiers::SHIFT);
    vec![
        bind(ctrl, Key::O, "Ctrl+O", "Open files", Command::OpenDialog),
        bind(shift, Key::S, "Ctrl+Shift+S", "Save as", Command::File(FileAsk::SaveAs)),
        bind(ctrl, Key::S, "Ctrl+S", "Save the story", Command::File(FileAsk::Save)),
        bind(ctrl, Key::N, "Ctrl+N", "New story", Command::File(FileAsk::New)),
        bind(ctrl, Key::H, "Ctrl+H", "History of changes", Command::ShowSheet(Over::History)),
        bind(ctrl, Key::E, "Ctrl+E", "Export a picture", Command::ShowSheet(Over::Export)),
        bind(shift, Key::Z, "Ctrl+Shift+Z", "Redo", Command::Redo),
        bind(ctrl, Key::Y, "Ctrl+Y", "Redo", Command::Redo),
        bind(ctrl, Key::Z, "Ctrl+Z", "Undo", Command::Undo),
        bind(none, Key::Slash, "/", "Search places, events, words", Command::FocusSearch),
        bind(none, Key::ArrowRight, "Right", "Next event in the list", Command::Step(1)),
        bind(none, Key::ArrowLeft, "Left", "Previous event in the list", Command::Step(-1)),
        bind(none, Key::CloseBracket, "]", "Next place name in the article", Command::StepToponym(1)),
        bind(none, Key::OpenBracket, "[", "Previous place name in the article", Command::StepToponym(-1)),
        bind(none, Key::Num1, "1", "Event tab", Command::Tab(Tab::Event)),
        bind(none, Key::Num2, "2", "Article tab", Command::Tab(Tab::Article)),
        bind(none, Key::Num3, "3", "Compare tab", Command::Tab(Tab::Compare)),
        bind(none, Key::C, "C", "Check doubtful events one by one", Command::Check(true)),
        bind(none, Key::Home, "Home", "Show the whole world", Command::Map(Move::World)),
        bind(none, Key::F, "F", "Frame the whole story", Command::Map(Move::Story)),
        bind(none, Key::Num0, "0", "Show the selected event close up", Command::Map(Move::Selection)),
        bind(shift, Key::C, "Ctrl+Shift+C", "Copy the coordinates under the pointer", Command::CopyPosition(None)),
        bind(none, Key::Plus, "+", "Zoom in", Command::Map(Move::Zoom(1.0))),
        bind(none, Key::Equals, "=", "Zoom in", Command::Map(Move::Zoom(1.0))),
        bind(none, Key::Minus, "-", "Zoom out", Command::Map(Move::Zoom(-1.0))),
        bind(none, Key::R, "R", "Reset filters", Command::ResetFilter),
        bind(none, Key::D, "D", "Light or dark", Command::ToggleTheme),
        bind(ctrl, Key::Plus, "Ctrl++", "Larger", Command::Scale(1.1)),
        bind(ctrl, Key::Equals, "Ctrl+=", "Larger", Command::Scale(1.1)),
        bind(ctrl, Key::Minus, "Ctrl+-", "Smaller", Command::Scale(1.0 / 1.1)),
        bind(ctrl, Key::Num0, "Ctrl+0", "Size as designed", Command::Scale(0.0)),
        bind(none, Key::Questionmark, "?", "These keys", Command::ShowSheet(Over::Keys)),
        bind(none, Key::Escape, "Esc", "Close what was opened last; stop reading", Command::Close),
    ]
}

/// What the keys pressed in this frame ask for; plain letters are left to a field that is being typed in.
pub(super) fn pressed(ctx: &egui::Context) -> Vec<Command> {
    let typing = ctx.egui_wants_keyboard_input();
    // What has the keyboard (the map, a row) has the arrows too.
    let focused = ctx.memory(|memory| memory.focused().is_some());
    let arrow = |key| matches!(key, Key::ArrowLeft | Key::ArrowRight);
    ctx.input_mut(|input| {
        bindings()
            .into_iter()
            .filter(|binding| !typing || binding.in_fields)
            .filter(|binding| !focused || !arrow(binding.key))
            .filter(|binding| input.consume_key(binding.modifiers, binding.key))
            .map(|binding| binding.command)
            .collect()
    })
}
