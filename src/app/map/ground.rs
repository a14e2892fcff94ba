//! The map's tiles for the window: those at hand are drawn, the rest are decoded on a thread of their own, or come over the
//! network once a person turned it on.
//!
//! Comes in: which map is chosen, what a drawing found missing. Goes out: a store that has it a moment later, a wake-up for
//! the window, a word on how the network does. While the network is off nothing of it exists.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use geodata::Gazetteer;

use crate::file::online::{Key, OnDisk, Online, Patience, Status, TileSource};
use crate::scene::{Fetched, PictureStore, TileId, TileStore, Want, ready_names};
use crate::task::{bundled_tiles, opened_map};

/// What came of opening a map file: its path, and its tiles with a note, or why not.
type Opened = (PathBuf, anyhow::Result<(TileStore, Option<String>)>);

/// What the map is drawn from, and the thread that fills it.
pub(in crate::app) struct BaseTiles {
    /// The map that is part of the program.
    bundled: Arc<TileStore>,
    /// A file of the user's own.
    file: Option<(PathBuf, Arc<TileStore>)>,
    opening: Option<Receiver<Opened>>,
    online: Option<(Arc<Online>, Arc<TileStore>)>,
    loaded: Arc<AtomicU64>,
    missing: Option<SyncSender<Missing>>,
    wake: egui::Context,
}

/// What a drawing found missing.
struct Missing {
    store: Arc<TileStore>,
    vector: Vec<TileId>,
    pictures: Vec<TileId>,
}

impl BaseTiles {
    /// Opens the embedded base map and starts the thread.
    pub(in crate::app) fn start(ctx: &egui::Context) -> Self {
        // A damaged map of the program's own leaves the map bare, never the window shut.
        let bundled = Arc::new(bundled_tiles().unwrap_or_else(|_| TileStore::empty()));
        // The tile everything can be drawn from while better ones come.
        bundled.load(TileId { z: 0, x: 0, y: 0 });
        let loaded = Arc::new(AtomicU64::new(0));
        let (sender, todo) = sync_channel::<Missing>(64);
        let (count, wake) = (loaded.clone(), ctx.clone());
        let spawned = thread::Builder::new().name("dateline-tiles".to_owned()).spawn(move || {
            ready_names(Gazetteer::bundled());
            while let Ok(first) = todo.recv() {
                // What was asked for last is what is looked at now.
                load(&todo.try_iter().last().unwrap_or(first));
                count.fetch_add(1, Ordering::Relaxed);
                wake.request_repaint();
            }
        });
        let missing = spawned.is_ok().then_some(sender);
        Self { bundled, file: None, opening: None, online: None, loaded, missing, wake: ctx.clone() }
    }

    /// What is drawn from now: tiles of the network, a file, or the bundled map.
    pub(in crate::app) fn store(&self) -> &Arc<TileStore> {
        match (&self.online, &self.file) {
            (Some((_, tiles)), _) | (None, Some((_, tiles))) => tiles,
            (None, None) => &self.bundled,
        }
    }

    /// A number that grows whenever tiles came in.
    pub(in crate::app) fn generation(&self) -> u64 {
        self.loaded.load(Ordering::Relaxed)
    }

    /// What a drawing may ask of the store: without a thread to fill it, everything at once.
    pub(in crate::app) fn want(&self) -> Want {
        if self.missing.is_some() { Want::Ready } else { Want::Now }
    }

    /// Hands what the last drawing found missing to the thread, and to the network what is not on disk.
    pub(in crate::app) fn fetch_missing(&self) {
        let store = self.store();
        let pictures = store.pictures();
        if let (Some((online, _)), Some(pictures)) = (&self.online, pictures) {
            online.wish(pictures.take_awaited().into_iter().map(key));
        }
        let vector = store.take_missing();
        let pictures = pictures.map(|pictures| pictures.take_missing()).unwrap_or_default();
        if let (false, Some(sender)) = (vector.is_empty() && pictures.is_empty(), &self.missing) {
            // A full line drops a request; the next drawing asks again.
            let _ = sender.try_send(Missing { store: store.clone(), vector, pictures });
        }
    }

    /// Opens a map file on a thread of its own; [`hear`](Self::hear) says what came of it.
    pub(in crate::app) fn open(&mut self, path: &Path) {
        let (sender, receiver) = sync_channel(1);
        let (path, wake) = (path.to_owned(), self.wake.clone());
        let spawned = thread::Builder::new().name("dateline-map-file".to_owned()).spawn(move || {
            let opened = opened_map(&path);
            let _ = sender.send((path, opened));
            wake.request_repaint();
        });
        self.opening = spawned.is_ok().then_some(receiver);
    }

    /// What came of opening a map file: where it is and a note, or why it cannot be drawn.
    pub(in crate::app) fn hear(&mut self) -> Option<(PathBuf, anyhow::Result<Option<String>>)> {
        let opening = self.opening.as_ref()?;
        let (path, opened) = match opening.try_recv() {
            Ok(opened) => opened,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => {
                self.opening = None;
                return None;
            }
        };
        self.opening = None;
        let result = opened.map(|(tiles, note)| {
            self.file = Some((path.clone(), Arc::new(tiles)));
            self.changed();
            note
        });
        Some((path, result))
    }

    /// The map file that is drawn, if one is.
    pub(in crate::app) fn file(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Back to the bundled map.
    pub(in crate::app) fn close_file(&mut self) {
        self.file = None;
        self.opening = None;
        self.changed();
    }

    /// Draws on tiles of a source from now on: the network is on.
    ///
    /// # Errors
    /// When the system grants no thread.
    pub(in crate::app) fn go_online(&mut self, source: TileSource, cache: &Path) -> std::io::Result<()> {
        self.go_offline();
        let (credit, deepest) = (source.credit.clone(), source.max_zoom);
        let clock = Box::new(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO));
        let online = Online::new(source, cache, Patience::default(), clock)?;
        let disk = online.clone();
        let fetch = move |id: TileId| match disk.on_disk(key(id)) {
            OnDisk::Bytes(bytes) => Fetched::Bytes(bytes),
            OnDisk::Absent => Fetched::Never,
            OnDisk::Nothing => Fetched::Waiting,
        };
        let pictures = Arc::new(PictureStore::of_pictures(deepest, Box::new(fetch)));
        let (takes, count, wake) = (Arc::downgrade(&pictures), self.loaded.clone(), self.wake.clone());
        online.start(Box::new(move |(z, x, y), bytes| {
            let Some(pictures) = takes.upgrade() else { return true };
            let id = TileId { z, x, y };
            let fine = match bytes {
                Some(bytes) => pictures.put(id, bytes),
                None => {
                    pictures.put_absent(id);
                    true
                }
            };
            count.fetch_add(1, Ordering::Relaxed);
            wake.request_repaint();
            fine
        }))?;
        let tiles = bundled_tiles().unwrap_or_else(|_| TileStore::empty());
        tiles.load(TileId { z: 0, x: 0, y: 0 });
        self.online = Some((online, Arc::new(tiles.under_pictures(pictures).credited(&credit))));
        self.changed();
        Ok(())
    }

    /// No network from now on.
    pub(in crate::app) fn go_offline(&mut self) {
        if let Some((online, _)) = self.online.take() {
            online.stop();
            self.changed();
        }
    }

    /// How the network does, and with what source; `None` while it is off.
    pub(in crate::app) fn network(&self) -> Option<(&str, Status)> {
        self.online.as_ref().map(|(online, _)| (online.source().name.as_str(), online.status()))
    }

    fn changed(&self) {
        self.loaded.fetch_add(1, Ordering::Relaxed);
        self.wake.request_repaint();
    }
}

impl Drop for BaseTiles {
    fn drop(&mut self) {
        self.go_offline();
    }
}

/// Loads what is missing. What turns out to be elsewhere is told to the network by the next drawing.
fn load(Missing { store, vector, pictures }: &Missing) {
    for &id in vector {
        if let Some(tile) = store.load(id) {
            tile.cut();
        }
    }
    if let Some(all) = store.pictures() {
        for &id in pictures {
            let _ = all.load(id);
        }
    }
}

fn key(id: TileId) -> Key {
    (id.z, id.x, id.y)
}
