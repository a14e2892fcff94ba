//! What can be asked for, and the one table of keys.
//!
//! Comes in: keys, clicks, menus. Goes out: a [`Command`]; panels push them, `execute` alone carries them out.
//! The sheet of keys (`?`) and the tooltips are read off the same table.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use jiff::civil::Date;

use crate::story::{ArticleId, Copies, DayRange, EventId, LayerEdit, LayerId, LayoutEdit, MentionId, Slot};

use super::citation::Table;
use super::correcting::Correction;
use super::map::settings::MapChange;
use super::outlets::Common;
use super::state::{Details, ExportDraft, Filter, Mark, Move, Order, Over, Part, Tab};

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
    /// Select the first event the filters leave.
    SelectFirst,
    /// Show a stack of pins.
    SelectStack(Vec<EventId>),
    /// Show no event.
    Deselect,
    /// The event so many on in the list.
    Step(i32),
    /// The event so many on of those at the same place.
    StepPlace(i32),
    /// Open the filter's choices.
    ShowFacets,
    /// The event under the pointer.
    Hover(Option<EventId>),
    /// Make this passage the current card.
    Current(MentionId),
    /// Open the article at this passage.
    OpenMention(MentionId),
    /// Open the article at the passage at hand: the current card, the framed cell.
    OpenHere,
    /// Put a passage with its source on the clipboard; none for what stands in the panel.
    Cite(Option<MentionId>),
    /// Put the comparison on the clipboard.
    CopyTable(Table),
    /// Show or hide the sentences around a passage.
    Context(MentionId),
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
    /// Begin, change or leave looking for words in the article.
    Find(Option<String>),
    /// The place so many on where they stand.
    FindStep(i32),
    /// Begin, change or leave typing days.
    TypeDays(Option<String>),
    /// Look at this span of time, in days since 1970, or at the one most events begin in.
    Span(Option<[f64; 2]>),
    /// Look closer at time by this factor, or wider under 1.
    ZoomTime(f64),
    /// Keep only what this filter keeps.
    Keep(Box<Filter>),
    /// Keep only what holds these words.
    Search(String),
    /// Leave nothing out.
    ResetFilter,
    /// Put the caret into the search field.
    FocusSearch,
    /// Order the list.
    Order(Order),
    /// List the articles that have this in common, or none, in a list by outlet.
    ListArticles(Option<Common>),
    /// List many articles by their letters, or by outlet.
    ByLetter(bool),
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
    /// Put the picture on the clipboard.
    CopyPicture,
    /// Put the window as it is on the clipboard.
    CopySeen,
    /// Change how pictures of the story look.
    Layout(LayoutEdit),
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
    /// Begin, change or leave typing what is known of an article.
    Details(Option<(ArticleId, Details)>),
    /// Keep what was typed of it.
    KeepDetails,
    /// Say whether an article and the one it repeats are one source.
    SetCopies(ArticleId, Copies),
    /// Put an article at another place among the sources, counted from 0.
    Put(ArticleId, usize),
    /// Put the article that has the keyboard, or is read, so many places on.
    MoveArticle(i32),
    /// Put an article as it is cited on the clipboard.
    CiteArticle(ArticleId),
    /// Show or hide what each line of an article is taken for.
    Zones,
    /// Give the keyboard to the words of the article, to be marked by the arrows.
    MarkWords,
    /// Change the layers.
    Layer(LayerEdit),
    /// Begin, change or leave typing a layer's name.
    LayerName(Option<(LayerId, String)>),
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
    /// Let things glide, or be there at once.
    ToggleMotion,
    /// Fold a part of the frame, or show it again.
    Fold(Part),
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

/// What part of the work something belongs to; the order of the sheet of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// Opening, saving, exporting, undoing.
    Story,
    /// Finding events and going from one to the next.
    Events,
    /// Reading and comparing.
    Reading,
    /// Moving the map.
    Map,
    /// How the window looks.
    Window,
}

impl Group {
    /// All, in order.
    pub(super) const ALL: [Self; 5] = [Self::Story, Self::Events, Self::Reading, Self::Map, Self::Window];

    /// Its heading.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Story => "Story",
            Self::Events => "Events",
            Self::Reading => "Reading",
            Self::Map => "Map",
            Self::Window => "Window",
        }
    }
}

/// Something that can be asked for by name, and the key that does.
pub(super) struct Binding {
    /// What it belongs to.
    pub(super) group: Group,
    /// The key with those held with it, if there is one.
    pub(super) key: Option<(Modifiers, Key)>,
    /// As written on its cap; empty without a key.
    pub(super) cap: &'static str,
    /// What it does, in words.
    pub(super) what: &'static str,
    /// What it asks for.
    pub(super) command: Command,
}

impl Binding {
    /// Whether its key works while a field is being typed in, which takes back its own letters.
    fn in_fields(&self) -> bool {
        let of_field = matches!(self.command, Command::Undo | Command::Redo);
        !of_field && self.key.is_some_and(|(modifiers, key)| modifiers.command || key == Key::Escape)
    }
}

/// The one table of commands: keys, the sheet of keys and the palette are read off it.
pub(super) fn bindings() -> Vec<Binding> {
    let mut all = Vec::new();
    for (group, bindings) in [
        (Group::Story, of_story()),
        (Group::Events, of_events()),
        (Group::Reading, of_reading()),
        (Group::Map, of_map()),
        (Group::Window, of_window()),
    ] {
        all.extend(bindings.into_iter().map(|binding| Binding { group, ..binding }));
    }
    all
}

/// A command with a key.
fn bind(modifiers: Modifiers, key: Key, cap: &'static str, what: &'static str, command: Command) -> Binding {
    Binding { group: Group::Story, key: Some((modifiers, key)), cap, what, command }
}

/// A command without one.
fn offer(what: &'static str, command: Command) -> Binding {
    Binding { group: Group::Story, key: None, cap: "", what, command }
}

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;

fn of_story() -> Vec<Binding> {
    vec![
        bind(CTRL, Key::O, "Ctrl+O", "Open files", Command::OpenDialog),
        bind(CTRL, Key::N, "Ctrl+N", "New story", Command::File(FileAsk::New)),
        bind(CTRL, Key::S, "Ctrl+S", "Save the story", Command::File(FileAsk::Save)),
        bind(CTRL_SHIFT, Key::S, "Ctrl+Shift+S", "Save as", Command::File(FileAsk::SaveAs)),
        bind(CTRL, Key::Z, "Ctrl+Z", "Undo", Command::Undo),
        bind(CTRL_SHIFT, Key::Z, "Ctrl+Shift+Z", "Redo", Command::Redo),
        bind(CTRL, Key::Y, "Ctrl+Y", "Redo", Command::Redo),
        bind(CTRL, Key::H, "Ctrl+H", "History of changes", Command::ShowSheet(Over::History)),
        bind(CTRL, Key::E, "Ctrl+E", "Export a picture", Command::ShowSheet(Over::Export)),
        bind(CTRL_SHIFT, Key::E, "Ctrl+Shift+E", "Copy what I see", Command::CopySeen),
        offer("Open the example", Command::Example),
        offer("Open the text on the clipboard", Command::AskClipboard),
    ]
}

fn of_events() -> Vec<Binding> {
    vec![
        bind(NONE, Key::Slash, "/", "Search places, events, words", Command::FocusSearch),
        bind(NONE, Key::L, "L", "Filter events", Command::ShowFacets),
        bind(NONE, Key::T, "T", "Type the days to keep", Command::TypeDays(Some(String::new()))),
        bind(NONE, Key::R, "R", "Reset filters", Command::ResetFilter),
        bind(NONE, Key::ArrowRight, "Right", "Next event", Command::Step(1)),
        bind(NONE, Key::ArrowLeft, "Left", "Previous event", Command::Step(-1)),
        bind(SHIFT, Key::ArrowRight, "Shift+Right", "Next event at the same place", Command::StepPlace(1)),
        bind(SHIFT, Key::ArrowLeft, "Shift+Left", "Previous event at the same place", Command::StepPlace(-1)),
        bind(NONE, Key::C, "C", "Check doubtful events one by one", Command::Check(true)),
        bind(NONE, Key::Period, ".", "Closer on the timeline", Command::ZoomTime(2.0)),
        bind(NONE, Key::Comma, ",", "Wider on the timeline", Command::ZoomTime(0.5)),
        offer("Show all time on the timeline", Command::Span(None)),
        offer("List events by time", Command::Order(Order::Time)),
        offer("List events by place", Command::Order(Order::Place)),
        offer("List events by sources", Command::Order(Order::Sources)),
    ]
}

fn of_reading() -> Vec<Binding> {
    vec![
        bind(NONE, Key::Num1, "1", "Event tab", Command::Tab(Tab::Event)),
        bind(NONE, Key::Num2, "2", "Article tab", Command::Tab(Tab::Article)),
        bind(NONE, Key::Num3, "3", "Compare tab", Command::Tab(Tab::Compare)),
        bind(NONE, Key::Enter, "Enter", "Open the article at the passage", Command::OpenHere),
        bind(NONE, Key::CloseBracket, "]", "Next place name in the article", Command::StepToponym(1)),
        bind(NONE, Key::OpenBracket, "[", "Previous place name in the article", Command::StepToponym(-1)),
        bind(CTRL, Key::F, "Ctrl+F", "Find in the article", Command::Find(Some(String::new()))),
        bind(NONE, Key::Y, "Y", "Copy as it is cited", Command::Cite(None)),
        bind(NONE, Key::M, "M", "Mark words by arrows and Enter", Command::MarkWords),
        bind(NONE, Key::Z, "Z", "Show what each line is taken for", Command::Zones),
        bind(ALT, Key::ArrowUp, "Alt+Up", "Move the article one letter up", Command::MoveArticle(-1)),
        bind(ALT, Key::ArrowDown, "Alt+Down", "Move the article one letter down", Command::MoveArticle(1)),
        offer("Copy the comparison for a spreadsheet", Command::CopyTable(Table::Tabs)),
        offer("Copy the comparison as Markdown", Command::CopyTable(Table::Markdown)),
    ]
}

fn of_map() -> Vec<Binding> {
    vec![
        bind(NONE, Key::Home, "Home", "Show the whole world", Command::Map(Move::World)),
        bind(NONE, Key::F, "F", "Frame the whole story", Command::Map(Move::Story)),
        bind(NONE, Key::Num0, "0", "Show the selected event close up", Command::Map(Move::Selection)),
        bind(CTRL_SHIFT, Key::C, "Ctrl+Shift+C", "Copy coordinates at the pointer", Command::CopyPosition(None)),
        bind(NONE, Key::Plus, "+", "Zoom in", Command::Map(Move::Zoom(1.0))),
        bind(NONE, Key::Equals, "=", "Zoom in", Command::Map(Move::Zoom(1.0))),
        bind(NONE, Key::Minus, "-", "Zoom out", Command::Map(Move::Zoom(-1.0))),
        offer("Key to the map", Command::ToggleLegend),
    ]
}

fn of_window() -> Vec<Binding> {
    vec![
        bind(CTRL, Key::K, "Ctrl+K", "Find anything", Command::ShowSheet(Over::Palette)),
        bind(NONE, Key::D, "D", "Light or dark", Command::ToggleTheme),
        bind(CTRL, Key::Plus, "Ctrl++", "Larger", Command::Scale(1.1)),
        bind(CTRL, Key::Equals, "Ctrl+=", "Larger", Command::Scale(1.1)),
        bind(CTRL, Key::Minus, "Ctrl+-", "Smaller", Command::Scale(1.0 / 1.1)),
        bind(CTRL, Key::Num0, "Ctrl+0", "Normal size", Command::Scale(0.0)),
        bind(CTRL, Key::Num1, "Ctrl+1", "Fold or show sources and events", Command::Fold(Part::Left)),
        bind(CTRL, Key::Num2, "Ctrl+2", "Fold or show the timeline", Command::Fold(Part::Timeline)),
        bind(CTRL, Key::Num3, "Ctrl+3", "Fold or show the right panel", Command::Fold(Part::Right)),
        offer("Reduce motion, or let things glide", Command::ToggleMotion),
        bind(NONE, Key::Questionmark, "?", "These keys", Command::ShowSheet(Over::Keys)),
        bind(NONE, Key::Escape, "Esc", "Close what is open, or stop reading", Command::Close),
    ]
}

/// All in the order they are asked for: egui lets Shift and Alt pass where a key does not ask for them, so those that ask
/// go first.
fn in_turn() -> Vec<Binding> {
    let mut all = bindings();
    all.sort_by_key(|binding| !binding.key.is_some_and(|(held, _)| held.shift || held.alt));
    all
}

/// What a key asks for with those held with it.
pub(super) fn of_key(held: Modifiers, key: Key) -> Option<Command> {
    let is_it = |binding: &Binding| binding.key.is_some_and(|(with, of)| of == key && held.matches_logically(with));
    in_turn().into_iter().find(is_it).map(|binding| binding.command)
}

/// What the keys pressed in this frame ask for, each as often as it was pressed; plain letters are left to a field that is
/// being typed in.
pub(super) fn pressed(ctx: &egui::Context, pin_held: bool) -> Vec<Command> {
    // A row or a button that has the keyboard leaves letters to the window.
    let typing = ctx.text_edit_focused();
    // What has the keyboard (the map, a row, a pin that is held) has the arrows and Enter too.
    let focused = pin_held || ctx.memory(|memory| memory.focused().is_some());
    let its_own = |key| matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::Enter);
    ctx.input_mut(|input| {
        let commands: Vec<Command> = in_turn()
            .into_iter()
            .filter(|binding| !typing || binding.in_fields())
            .filter_map(|binding| Some((binding.key?, binding.command)))
            .filter(|((_, key), _)| !focused || !its_own(*key))
            // Two presses within a frame are two steps.
            .flat_map(|((modifiers, key), command)| {
                std::iter::repeat_n(command, input.count_and_consume_key(modifiers, key))
            })
            .collect();
        if !commands.is_empty() && !typing {
            // The letter of a key that did something is not for the field it opened.
            input.events.retain(|event| !matches!(event, egui::Event::Text(_)));
        }
        commands
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let all = bindings();
        for (index, binding) in all.iter().enumerate().filter(|(_, binding)| binding.key.is_some()) {
            let twice = all.iter().skip(index + 1).find(|other| other.key == binding.key);
            assert!(twice.is_none(), "{} does {} and more", binding.cap, binding.what);
            assert!(!binding.what.ends_with(['.', '…']) && !binding.cap.is_empty(), "{}", binding.what);
        }
    }

    #[test]
    fn a_key_with_shift_is_not_taken_by_the_same_key_without() {
        let all: Vec<_> = in_turn().into_iter().filter_map(|it| Some((it.key?, it.cap))).collect();
        for (index, ((modifiers, key), cap)) in all.iter().enumerate() {
            let taken = |(others, other): (Modifiers, Key)| other == *key && modifiers.matches_logically(others);
            let taker = all.iter().take(index).find(|(other, _)| taken(*other));
            assert!(taker.is_none(), "{cap} is taken by {taker:?}");
        }
    }

    #[test]
    fn two_presses_within_a_frame_are_two_steps() {
        let ctx = egui::Context::default();
        let press = |pressed| egui::Event::Key {
            key: Key::Period,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        ctx.begin_pass(egui::RawInput {
            events: vec![press(true), press(false), press(true), press(false)],
            ..egui::RawInput::default()
        });
        let asked = pressed(&ctx, false);
        ctx.end_pass().textures_delta.clear();
        assert_eq!(asked.len(), 2);
    }
}
