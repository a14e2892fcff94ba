//! The panels around the map. Each reads what lies on the desk and pushes commands; none changes a story or a view.
//!
//! Comes in: a [`Desk`]. Goes out: pixels, names for screen readers, commands.

pub(super) mod article;
pub(super) mod compare;
pub(super) mod correct;
mod correct_menu;
pub(super) mod empty;
pub(super) mod event;
pub(super) mod events;
pub(super) mod export;
pub(super) mod facets;
pub(super) mod figures;
pub(super) mod find;
pub(super) mod history;
pub(super) mod keys;
pub(super) mod layers;
pub(super) mod leave;
pub(super) mod page;
pub(super) mod palette;
pub(super) mod path;
pub(super) mod queue;
pub(super) mod restore;
mod select;
mod sheet;
pub(super) mod sources;
pub(super) mod status;
pub(super) mod story;
pub(super) mod summary;
pub(super) mod tabs;
pub(super) mod timeline;

pub(super) use compare::cell_text;

use std::sync::Arc;

use super::command::Command;
use super::correcting::Correction;
use super::digest::Digest;
use super::look::Look;
use super::palette::Found;
use super::state::{Settings, View, short_range};
use crate::app::files::Files;
use crate::scene::Proof;
use crate::story::{Decision, Event, History, Story};

/// What lies before a panel for one frame.
pub(super) struct Desk<'a> {
    /// The story as it is.
    pub(super) story: &'a Arc<Story>,
    /// How it is being looked at.
    pub(super) view: &'a View,
    /// What was set for good.
    pub(super) settings: &'a Settings,
    /// Colours.
    pub(super) look: &'a Look,
    /// What was counted over the whole story.
    pub(super) digest: &'a Digest,
    /// The events that stay after filtering, as indices, in the order of the list.
    pub(super) shown: &'a [usize],
    /// All names of a place by its key.
    pub(super) names: &'a dyn Fn(&str) -> Vec<String>,
    /// The name of a country by its two letters.
    pub(super) country: &'a dyn Fn(&str) -> Option<String>,
    /// The places of the world that have a name.
    pub(super) known: &'a dyn Fn(&str) -> Vec<Found>,
    /// The picture as it would be made now, once it is laid out.
    pub(super) preview: Option<&'a Proof>,
    /// What undo would take back.
    pub(super) undo: Option<&'static str>,
    /// What redo would bring back.
    pub(super) redo: Option<&'static str>,
    /// Whether the story differs from the one saved or begun with.
    pub(super) edited: bool,
    /// All steps that led to the story.
    pub(super) history: &'a History,
    /// The story's file, and what else is known of files.
    pub(super) files: &'a Files,
    /// What is being done, and how much of it is done, 0 to 1.
    pub(super) busy: Option<(String, f32)>,
    /// Whether the network is on, and how it does.
    pub(super) network: String,
    /// What the panels ask for.
    pub(super) commands: Vec<Command>,
}

impl Desk<'_> {
    /// Asks for something.
    pub(super) fn ask(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Asks for decisions, one step of undo together.
    pub(super) fn decide(&mut self, decisions: Vec<Decision>) {
        self.ask(Command::Correct(Correction::Decide(decisions)));
    }

    /// When an event happened, in few words: "since Dec 2022" for what goes on.
    pub(super) fn when(&self, event: &Event) -> String {
        let Some(date) = event.date else { return "undated".to_owned() };
        if event.ongoing {
            format!("since {}", short_range(date.begun(), self.year()))
        } else {
            short_range(date, self.year())
        }
    }

    /// The year most dates of this story are in; others are written out.
    pub(super) fn year(&self) -> i16 {
        self.digest.year
    }
}
