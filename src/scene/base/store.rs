//! Decoded tiles, kept while they are of use.
//!
//! Comes in: a way to get a tile's bytes, which knows files and is handed in. Goes out: for any tile, itself or its deepest
//! ancestor that has something to show. A picture waits for its tiles; a window takes what is ready and asks for the rest
//! later, on another thread. It must never hold a lock while it fetches or decodes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::tile::{BaseTile, TileId};

/// Gets the bytes of a tile, unpacked; `None` where the file has none.
pub type Fetch = Box<dyn Fn(TileId) -> Option<Vec<u8>> + Send + Sync>;

/// How many tiles are kept: several windows full.
const KEPT: usize = 320;

/// Whether to wait for a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Fetch and decode it here and now: for a picture.
    Now,
    /// Take what is ready, remember what was missing: for a window.
    Ready,
}

/// A cache of decoded tiles over a source of their bytes; shared between threads.
pub struct TileStore {
    fetch: Fetch,
    max_zoom: u8,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// `None`: the file has no such tile.
    tiles: HashMap<TileId, (Option<Arc<BaseTile>>, u64)>,
    missing: Vec<TileId>,
    clock: u64,
}

impl std::fmt::Debug for TileStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TileStore").field("max_zoom", &self.max_zoom).finish_non_exhaustive()
    }
}

impl TileStore {
    /// A store over a source whose deepest tiles are of this zoom.
    #[must_use]
    pub fn new(max_zoom: u8, fetch: Fetch) -> Self {
        Self { fetch, max_zoom, kept: Mutex::default() }
    }

    /// A store with no tiles at all: maps are water. For tests and for a program whose tile file is damaged.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(0, Box::new(|_| None))
    }

    /// The deepest zoom of the source.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        self.max_zoom
    }

    /// A tile, or the deepest ancestor of it that exists (and, for [`Want::Ready`], is decoded already).
    #[must_use]
    pub fn resolve(&self, id: TileId, want: Want) -> Option<(TileId, Arc<BaseTile>)> {
        let mut at = Some(id);
        let mut asked = false;
        while let Some(id) = at {
            match self.known(id) {
                Some(Some(tile)) => return Some((id, tile)),
                Some(None) => {}
                None if want == Want::Now => {
                    if let Some(tile) = self.load(id) {
                        return Some((id, tile));
                    }
                }
                None if !asked => {
                    asked = true;
                    self.ask(id);
                }
                None => {}
            }
            at = id.parent();
        }
        None
    }

    /// Fetches, decodes and keeps a tile; slow, so not for the thread that draws.
    pub fn load(&self, id: TileId) -> Option<Arc<BaseTile>> {
        if let Some(known) = self.known(id) {
            return known;
        }
        let tile = if id.z > self.max_zoom { None } else { (self.fetch)(id) };
        let tile = tile.map(|bytes| Arc::new(BaseTile::decode(&bytes)));
        self.kept().keep(id, tile.clone());
        tile
    }

    /// The tiles asked for since the last call that were not ready, first asked first. Each is to be [`load`](Self::load)ed;
    /// where it turns out not to exist, the next drawing asks for its parent.
    #[must_use]
    pub fn take_missing(&self) -> Vec<TileId> {
        std::mem::take(&mut self.kept().missing)
    }

    fn known(&self, id: TileId) -> Option<Option<Arc<BaseTile>>> {
        let mut kept = self.kept();
        kept.clock += 1;
        let now = kept.clock;
        kept.tiles.get_mut(&id).map(|(tile, used)| {
            *used = now;
            tile.clone()
        })
    }

    fn ask(&self, id: TileId) {
        let mut kept = self.kept();
        if !kept.missing.contains(&id) && kept.missing.len() < KEPT {
            kept.missing.push(id);
        }
    }

    /// A thread that panicked cannot have left the map of tiles half written in a way that matters.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn keep(&mut self, id: TileId, tile: Option<Arc<BaseTile>>) {
        if self.tiles.len() >= KEPT {
            let mut ages: Vec<u64> = self.tiles.values().map(|&(_, used)| used).collect();
            let middle = ages.len() / 4;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.tiles.retain(|_, (_, used)| *used > limit);
        }
        self.clock += 1;
        self.tiles.insert(id, (tile, self.clock));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn id(z: u8, x: u32, y: u32) -> TileId {
        TileId { z, x, y }
    }

    /// A source that has tiles down to zoom 2 and counts what it is asked for.
    fn shallow() -> (TileStore, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let fetch = move |id: TileId| {
            count.fetch_add(1, Ordering::Relaxed);
            (id.z <= 2).then(Vec::new)
        };
        (TileStore::new(9, Box::new(fetch)), asked)
    }

    #[test]
    fn the_deepest_ancestor_stands_in() {
        let (store, asked) = shallow();
        assert_eq!(store.resolve(id(4, 9, 5), Want::Now).unwrap().0, id(2, 2, 1));
        assert_eq!(store.resolve(id(4, 9, 5), Want::Now).unwrap().0, id(2, 2, 1));
        assert_eq!(asked.load(Ordering::Relaxed), 3, "each tile is fetched once, the missing ones too");
    }

    #[test]
    fn a_window_takes_what_is_ready_and_asks_for_the_rest() {
        let (store, _) = shallow();
        store.load(id(0, 0, 0));
        assert_eq!(store.resolve(id(2, 1, 1), Want::Ready).unwrap().0, id(0, 0, 0));
        assert_eq!(store.take_missing(), [id(2, 1, 1)]);
        store.load(id(2, 1, 1));
        assert_eq!(store.resolve(id(2, 1, 1), Want::Ready).unwrap().0, id(2, 1, 1));
        assert_eq!(store.take_missing(), []);
    }

    #[test]
    fn memory_is_bounded() {
        let (store, _) = shallow();
        for x in 0..2000 {
            store.load(id(14, x, 0));
        }
        assert!(store.kept().tiles.len() <= KEPT);
    }
}
