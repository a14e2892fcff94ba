//! How the map is drawn and moves, as a person chose it for good, and the carrying out of such a choice.
//!
//! Comes in: changes asked for, and the settings of the last time as JSON. Goes out: the settings, as JSON again; a notice
//! where a choice cannot be carried out. What is damaged in them counts as not chosen. The network is never among them: it
//! is off at each start.

use std::path::{Path, PathBuf};

use egui::Context;
use serde::{Deserialize, Serialize};

use crate::app::Window;
use crate::app::worker::Dialog;
use crate::file::online::TileSource;
use crate::scene::{NameOrder, Units};

/// What a person chose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::app) struct MapSettings {
    /// Whether the map jumps where it would fly and glide.
    pub(in crate::app) still: bool,
    /// Whether the scale bar is in miles.
    pub(in crate::app) miles: bool,
    /// Which name stands first where a place has two.
    pub(in crate::app) names: NameOrder,
    /// A map file of the user's own.
    pub(in crate::app) file: Option<PathBuf>,
    /// The source of tiles taken when the network is turned on, by its name.
    pub(in crate::app) source: String,
    /// Sources a person added.
    pub(in crate::app) sources: Vec<TileSource>,
}

/// A change asked for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum MapChange {
    /// Jump, or fly and glide.
    Still(bool),
    /// Miles, or kilometres.
    Miles(bool),
    /// Which name stands first where a place has two.
    Names(NameOrder),
    /// Ask for a map file in a dialog.
    AskFile,
    /// Draw on the map that is built in.
    BuiltIn,
    /// Turn the network on or off.
    Network(bool),
    /// Take this source of tiles, by its name.
    Source(String),
    /// Add a source, and take it.
    AddSource(TileSource),
    /// Forget a source a person added, by its name.
    RemoveSource(String),
}

impl MapSettings {
    /// For the store of settings.
    pub(in crate::app) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was stored; as new where that is damaged. Sources are held to what is asked of one typed today.
    pub(in crate::app) fn from_json(json: &str) -> Self {
        let mut settings: Self = serde_json::from_str(json).unwrap_or_default();
        settings.sources.retain(|it| TileSource::new(&it.name, &it.url, &it.credit, it.max_zoom).is_ok());
        settings
    }

    /// What the scale bar is told in.
    pub(in crate::app) fn units(&self) -> Units {
        if self.miles { Units::Imperial } else { Units::Metric }
    }

    /// All sources there are: the program's, then those a person added.
    pub(in crate::app) fn all_sources(&self) -> Vec<TileSource> {
        TileSource::bundled().into_iter().chain(self.sources.iter().cloned()).collect()
    }

    /// The source chosen; the first when none is, or it is there no more.
    pub(in crate::app) fn chosen_source(&self) -> Option<TileSource> {
        let all = self.all_sources();
        all.iter().find(|source| source.name == self.source).or(all.first()).cloned()
    }

    fn add(&mut self, source: TileSource) {
        self.source.clone_from(&source.name);
        self.sources.retain(|known| known.name != source.name);
        self.sources.push(source);
    }
}

impl Window {
    /// Takes up the map's settings of the last time.
    pub(in crate::app) fn recall_map(&mut self, json: &str) {
        self.settings.map = MapSettings::from_json(json);
        if let Some(path) = self.settings.map.file.clone() {
            self.map.ground().open(&path);
        }
    }

    /// Draws on a map file of the user's own, once it is opened.
    pub fn open_map(&mut self, path: &Path) {
        self.map.ground().open(path);
    }

    /// Carries out a change of the map's settings.
    pub(in crate::app) fn change_map(&mut self, change: MapChange) {
        let settings = &mut self.settings.map;
        match change {
            MapChange::Still(still) => settings.still = still,
            MapChange::Miles(miles) => settings.miles = miles,
            MapChange::Names(names) => settings.names = names,
            MapChange::AskFile => self.worker.ask(Dialog::Map, String::new()),
            MapChange::BuiltIn => {
                settings.file = None;
                self.map.ground().close_file();
                self.map.ground().go_offline();
            }
            MapChange::Network(false) => self.map.ground().go_offline(),
            MapChange::Network(true) => self.go_online(),
            MapChange::Source(name) => {
                settings.source = name;
                self.change_source();
            }
            MapChange::AddSource(source) => {
                settings.add(source);
                self.change_source();
            }
            MapChange::RemoveSource(name) => {
                settings.sources.retain(|source| source.name != name);
                self.change_source();
            }
        }
    }

    /// Fetches from the source chosen, if the network is on.
    fn change_source(&mut self) {
        if self.map.ground().network().is_some() {
            self.go_online();
        }
    }

    fn go_online(&mut self) {
        let Some(source) = self.settings.map.chosen_source() else { return };
        // Without a folder of its own the program keeps tiles in memory.
        let cache =
            eframe::storage_dir("dateline").map_or_else(|| PathBuf::from(":memory:"), |dir| dir.join("tiles.sqlite"));
        if let Err(error) = self.map.ground().go_online(source, &cache) {
            self.notices.fail("The network could not be turned on", error.to_string());
        }
    }

    /// Takes in what came of opening a map file.
    pub(in crate::app) fn hear_map(&mut self, ctx: &Context) {
        let Some((path, opened)) = self.map.ground().hear() else { return };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let now = ctx.input(|input| input.time);
        match opened {
            Ok(None) => {
                self.notices.tell(
                    format!("The map is drawn from {name}"),
                    "The built-in map stands in where it has less",
                    now,
                );
                self.settings.map.file = Some(path);
            }
            Ok(Some(note)) => {
                self.notices.fail(format!("{name} is open, and little of it will show"), note);
                self.settings.map.file = Some(path);
            }
            Err(error) => {
                let cause = error.chain().skip(1).map(ToString::to_string).collect::<Vec<_>>().join(": ");
                let next = "The map is drawn as before; choose another file under Map";
                self.notices.fail(format!("{name} cannot be used as a map"), format!("{cause}. {next}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str) -> TileSource {
        TileSource::new(name, "https://127.0.0.1/{z}/{x}/{y}.png", "somebody", 12).unwrap()
    }

    #[test]
    fn settings_come_back_and_damaged_ones_are_as_new() {
        let settings = MapSettings {
            still: true,
            miles: true,
            file: Some(PathBuf::from("town.pmtiles")),
            sources: vec![source("Mine")],
            ..MapSettings::default()
        };
        assert_eq!(MapSettings::from_json(&settings.to_json()), settings);
        for damaged in ["", "{\"still\": 7", "{\"still\": 7}", "{\"from a later version\": 7}"] {
            assert_eq!(MapSettings::from_json(damaged), MapSettings::default(), "{damaged}");
        }
        let tampered = settings.to_json().replace("https://127.0.0.1", "file:///etc");
        assert!(MapSettings::from_json(&tampered).sources.is_empty());
    }

    #[test]
    fn a_source_added_is_taken_and_one_forgotten_falls_back_to_the_first() {
        let mut settings = MapSettings::default();
        let first = settings.chosen_source().unwrap();
        settings.add(source("Mine"));
        settings.add(source("Mine"));
        assert_eq!((settings.chosen_source().unwrap().name.as_str(), settings.sources.len()), ("Mine", 1));
        settings.sources.clear();
        assert_eq!(settings.chosen_source().unwrap(), first);
    }
}
