//! The base map's tiles for the window: those at hand are drawn, the rest are decoded on a thread of their own.
//!
//! Comes in: what a drawing found missing. Goes out: a store that has it a moment later, and a wake-up for the window.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use geodata::BASEMAP;

use crate::file::TileFile;
use crate::scene::{TileId, TileStore, Want};

/// The store and the thread that fills it.
pub(super) struct BaseTiles {
    store: Arc<TileStore>,
    loaded: Arc<AtomicU64>,
    missing: Option<SyncSender<Vec<TileId>>>,
}

impl BaseTiles {
    /// Opens the embedded base map and starts the thread.
    pub(super) fn start(ctx: &egui::Context) -> Self {
        let store = Arc::new(open());
        // The tile everything can be drawn from while better ones come.
        store.load(TileId { z: 0, x: 0, y: 0 });
        let loaded = Arc::new(AtomicU64::new(0));
        let (sender, todo) = sync_channel::<Vec<TileId>>(64);
        let (shared, count, wake) = (store.clone(), loaded.clone(), ctx.clone());
        let spawned = thread::Builder::new().name("dateline-tiles".to_owned()).spawn(move || {
            while let Ok(first) = todo.recv() {
                // What was asked for last is what is looked at now.
                for id in todo.try_iter().last().unwrap_or(first) {
                    if let Some(tile) = shared.load(id) {
                        tile.cut();
                    }
                }
                count.fetch_add(1, Ordering::Relaxed);
                wake.request_repaint();
            }
        });
        Self { store, loaded, missing: spawned.is_ok().then_some(sender) }
    }

    /// The tiles.
    pub(super) fn store(&self) -> &Arc<TileStore> {
        &self.store
    }

    /// A number that grows whenever tiles came in.
    pub(super) fn generation(&self) -> u64 {
        self.loaded.load(Ordering::Relaxed)
    }

    /// What a drawing may ask of the store: without a thread to fill it, everything at once.
    pub(super) fn want(&self) -> Want {
        if self.missing.is_some() { Want::Ready } else { Want::Now }
    }

    /// Hands what the last drawing found missing to the thread.
    pub(super) fn fetch_missing(&self) {
        let missing = self.store.take_missing();
        if let (false, Some(sender)) = (missing.is_empty(), &self.missing) {
            // A full line drops a request; the next drawing asks again.
            let _ = sender.try_send(missing);
        }
    }
}

/// The embedded base map; a damaged one leaves the map bare, never the window shut.
fn open() -> TileStore {
    let Ok(file) = TileFile::from_static(BASEMAP) else { return TileStore::empty() };
    let deepest = file.max_zoom();
    TileStore::new(deepest, Box::new(move |id| file.tile(id.z, id.x, id.y).ok().flatten()))
}
