//! Decoded tiles, kept while they are of use.
//!
//! Comes in: a way to get a tile's bytes, which knows files and is handed in. Goes out: for any tile, itself or its deepest
//! ancestor that has something to show. A picture waits for its tiles; a window takes what is ready and asks for the rest
//! later, on another thread. It must never hold a lock while it fetches or decodes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::picture::MapPicture;
use super::tile::{BaseTile, TileId};

/// Gets the bytes of a tile, unpacked; `None` where the file has none.
pub type Fetch = Box<dyn Fn(TileId) -> Option<Vec<u8>> + Send + Sync>;

/// How many vector tiles are kept: several windows full.
const KEPT: usize = 320;
/// How many pictures are kept; each has a quarter of a megabyte.
const KEPT_PICTURES: usize = 400;

/// Whether to wait for a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Fetch and decode it here and now: for a picture.
    Now,
    /// Take what is ready, remember what was missing: for a window.
    Ready,
}

/// What a source has of a tile at this moment.
#[derive(Debug)]
pub enum Fetched {
    /// Its bytes, unpacked.
    Bytes(Vec<u8>),
    /// There is no such tile and will be none.
    Never,
    /// There may be one: it is elsewhere, and comes later or not.
    Waiting,
}

/// What came of loading a tile.
#[derive(Debug)]
pub enum Loaded<T> {
    /// It is there.
    Ready(Arc<T>),
    /// There is none.
    Absent,
    /// It is elsewhere still.
    Waiting,
}

/// A cache of decoded tiles of one form over a source of their bytes; shared between threads.
pub struct Store<T> {
    fetch: Box<dyn Fn(TileId) -> Fetched + Send + Sync>,
    /// `None` for bytes that are no such tile.
    decode: fn(Vec<u8>) -> Option<T>,
    max_zoom: u8,
    most: usize,
    kept: Mutex<Kept<T>>,
}

/// Pictures of a map.
pub type PictureStore = Store<MapPicture>;

enum State<T> {
    There(Arc<T>),
    Absent,
    Waiting,
}

struct Kept<T> {
    tiles: HashMap<TileId, (State<T>, u64)>,
    /// Asked for and not looked for yet.
    missing: Vec<TileId>,
    /// Asked for since it was last taken, and still elsewhere.
    awaited: Vec<TileId>,
    clock: u64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { tiles: HashMap::new(), missing: Vec::new(), awaited: Vec::new(), clock: 0 }
    }
}

impl<T> std::fmt::Debug for Store<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("max_zoom", &self.max_zoom).finish_non_exhaustive()
    }
}

impl PictureStore {
    /// Pictures of a source that has some now and others later.
    #[must_use]
    pub fn of_pictures(max_zoom: u8, fetch: Box<dyn Fn(TileId) -> Fetched + Send + Sync>) -> Self {
        Self { fetch, decode: MapPicture::decode, max_zoom, most: KEPT_PICTURES, kept: Mutex::default() }
    }
}

impl<T> Store<T> {
    /// The deepest zoom of the source.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        self.max_zoom
    }

    /// A tile, or the deepest ancestor of it that exists (and, for [`Want::Ready`], is decoded already).
    #[must_use]
    pub fn resolve(&self, id: TileId, want: Want) -> Option<(TileId, Arc<T>)> {
        let mut at = Some(id);
        let mut asked = false;
        while let Some(id) = at {
            at = id.parent();
            if id.z > self.max_zoom {
                continue;
            }
            if want == Want::Now {
                if let Loaded::Ready(tile) = self.load(id) {
                    return Some((id, tile));
                }
                continue;
            }
            match self.known(id) {
                Some(Loaded::Ready(tile)) => return Some((id, tile)),
                Some(Loaded::Absent) => {}
                Some(Loaded::Waiting) if !asked => {
                    asked = true;
                    self.kept().awaited.push(id);
                }
                None if !asked => {
                    asked = true;
                    self.ask(id);
                }
                Some(Loaded::Waiting) | None => {}
            }
        }
        None
    }

    /// Fetches, decodes and keeps a tile; slow, so not for the thread that draws.
    pub fn load(&self, id: TileId) -> Loaded<T> {
        match self.known(id) {
            Some(Loaded::Waiting) | None => {}
            Some(known) => return known,
        }
        let fetched = if id.z > self.max_zoom { Fetched::Never } else { (self.fetch)(id) };
        let state = match fetched {
            Fetched::Bytes(bytes) => (self.decode)(bytes).map_or(State::Absent, |tile| State::There(Arc::new(tile))),
            Fetched::Never => State::Absent,
            Fetched::Waiting => State::Waiting,
        };
        let loaded = state.loaded();
        self.kept().keep(id, state, self.most);
        loaded
    }

    /// Keeps a tile that came from elsewhere; `false` when the bytes are no such tile, and nothing is kept.
    pub fn put(&self, id: TileId, bytes: Vec<u8>) -> bool {
        let Some(tile) = (self.decode)(bytes) else { return false };
        self.kept().keep(id, State::There(Arc::new(tile)), self.most);
        true
    }

    /// Keeps that there is no such tile.
    pub fn put_absent(&self, id: TileId) {
        self.kept().keep(id, State::Absent, self.most);
    }

    /// The tiles asked for since the last call that were not looked for yet, first asked first. Each is to be
    /// [`load`](Self::load)ed; where it turns out not to exist, the next drawing asks for its parent.
    #[must_use]
    pub fn take_missing(&self) -> Vec<TileId> {
        std::mem::take(&mut self.kept().missing)
    }

    /// The tiles asked for since the last call that are elsewhere still, first asked first.
    #[must_use]
    pub fn take_awaited(&self) -> Vec<TileId> {
        let mut awaited = std::mem::take(&mut self.kept().awaited);
        let mut seen = HashSet::new();
        awaited.retain(|&id| seen.insert(id));
        awaited
    }

    fn known(&self, id: TileId) -> Option<Loaded<T>> {
        let mut kept = self.kept();
        kept.clock += 1;
        let now = kept.clock;
        kept.tiles.get_mut(&id).map(|(state, used)| {
            *used = now;
            state.loaded()
        })
    }

    fn ask(&self, id: TileId) {
        let mut kept = self.kept();
        if !kept.missing.contains(&id) && kept.missing.len() < self.most {
            kept.missing.push(id);
        }
    }

    /// A thread that panicked cannot have left the map of tiles half written in a way that matters.
    fn kept(&self) -> MutexGuard<'_, Kept<T>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn loaded(&self) -> Loaded<T> {
        match self {
            Self::There(tile) => Loaded::Ready(Arc::clone(tile)),
            Self::Absent => Loaded::Absent,
            Self::Waiting => Loaded::Waiting,
        }
    }
}

impl<T> Kept<T> {
    fn keep(&mut self, id: TileId, state: State<T>, most: usize) {
        if self.tiles.len() >= most {
            let mut ages: Vec<u64> = self.tiles.values().map(|&(_, used)| used).collect();
            let middle = ages.len() / 4;
            let (_, &mut limit, _) = ages.select_nth_unstable(middle);
            self.tiles.retain(|_, (_, used)| *used > limit);
        }
        self.clock += 1;
        self.tiles.insert(id, (state, self.clock));
    }
}

/// What a map is drawn from: vector tiles, another map under them where they have less, pictures over them, a credit.
#[derive(Debug)]
pub struct TileStore {
    vector: Store<BaseTile>,
    under: Option<Arc<TileStore>>,
    pictures: Option<Arc<PictureStore>>,
    credit: Option<String>,
}

impl TileStore {
    /// A store over a source whose deepest tiles are of this zoom.
    #[must_use]
    pub fn new(max_zoom: u8, fetch: Fetch) -> Self {
        let fetch = move |id| fetch(id).map_or(Fetched::Never, Fetched::Bytes);
        let decode = |bytes: Vec<u8>| Some(BaseTile::decode(&bytes));
        let vector = Store { fetch: Box::new(fetch), decode, max_zoom, most: KEPT, kept: Mutex::default() };
        Self { vector, under: None, pictures: None, credit: None }
    }

    /// A store with no tiles at all: maps are water. For tests and for a program whose tile file is damaged.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(0, Box::new(|_| None))
    }

    /// The same over another map, which stands in where that one is deeper.
    #[must_use]
    pub fn over(self, under: Arc<Self>) -> Self {
        Self { under: Some(under), ..self }
    }

    /// The same under pictures of the ground.
    #[must_use]
    pub fn under_pictures(self, pictures: Arc<PictureStore>) -> Self {
        Self { pictures: Some(pictures), ..self }
    }

    /// The same with whom to credit for it, beside those every map credits.
    #[must_use]
    pub fn credited(self, credit: &str) -> Self {
        Self { credit: Some(credit.trim().to_owned()).filter(|credit| !credit.is_empty()), ..self }
    }

    /// Pictures of the ground, when the map has them.
    #[must_use]
    pub fn pictures(&self) -> Option<&Arc<PictureStore>> {
        self.pictures.as_ref()
    }

    /// Whom to credit for this map, beside those every map credits.
    #[must_use]
    pub fn credit(&self) -> Option<&str> {
        self.credit.as_deref()
    }

    /// The deepest zoom of its vector tiles.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        self.vector.max_zoom.max(self.under.as_ref().map_or(0, |under| under.max_zoom()))
    }

    /// A tile, or the deepest ancestor of it that exists (and, for [`Want::Ready`], is decoded already).
    #[must_use]
    pub fn resolve(&self, id: TileId, want: Want) -> Option<(TileId, Arc<BaseTile>)> {
        let own = self.vector.resolve(id, want);
        let exact = own.as_ref().is_some_and(|(found, _)| *found == id);
        let Some(under) = self.under.as_ref().filter(|_| !exact) else { return own };
        let below = under.resolve(id, want);
        match (&own, &below) {
            (Some((mine, _)), Some((other, _))) if mine.z >= other.z => own,
            (_, None) => own,
            _ => below,
        }
    }

    /// Fetches, decodes and keeps a tile, in the map under this one too; slow, so not for the thread that draws.
    pub fn load(&self, id: TileId) -> Option<Arc<BaseTile>> {
        let below = self.under.as_ref().and_then(|under| under.load(id));
        match self.vector.load(id) {
            Loaded::Ready(tile) => Some(tile),
            Loaded::Absent | Loaded::Waiting => below,
        }
    }

    /// The tiles asked for since the last call that were not ready, first asked first. Each is to be [`load`](Self::load)ed;
    /// where it turns out not to exist, the next drawing asks for its parent.
    #[must_use]
    pub fn take_missing(&self) -> Vec<TileId> {
        let mut missing = self.vector.take_missing();
        if let Some(under) = &self.under {
            missing.extend(under.take_missing().into_iter().filter(|id| !missing.contains(id)).collect::<Vec<_>>());
        }
        missing
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
        assert!(store.vector.kept().tiles.len() <= KEPT);
    }

    /// A source of pictures that are elsewhere until they are put.
    fn elsewhere() -> PictureStore {
        Store::of_pictures(9, Box::new(|id| if id.z == 0 { Fetched::Never } else { Fetched::Waiting }))
    }

    #[test]
    fn what_is_elsewhere_is_looked_for_once_and_awaited_after() {
        let store = elsewhere();
        assert!(store.resolve(id(3, 4, 4), Want::Ready).is_none());
        assert_eq!(store.take_missing(), [id(3, 4, 4)]);
        assert!(matches!(store.load(id(3, 4, 4)), Loaded::Waiting));
        for _ in 0..3 {
            assert!(store.resolve(id(3, 4, 4), Want::Ready).is_none());
            assert!(store.take_missing().is_empty(), "not looked for again");
            assert_eq!(store.take_awaited(), [id(3, 4, 4)]);
        }
        assert!(!store.put(id(3, 4, 4), b"no picture".to_vec()));
        let picture = crate::scene::base::picture::tests::png(4, 4);
        assert!(store.put(id(2, 2, 2), picture.clone()), "an ancestor stands in");
        assert_eq!(store.resolve(id(3, 4, 4), Want::Ready).unwrap().0, id(2, 2, 2));
        assert!(store.put(id(3, 4, 4), picture));
        assert_eq!(store.resolve(id(3, 4, 4), Want::Ready).unwrap().0, id(3, 4, 4));
        let _ = store.take_awaited();
        let _ = store.resolve(id(3, 4, 4), Want::Ready);
        assert!(store.take_awaited().is_empty());
    }

    #[test]
    fn a_picture_counts_what_is_not_at_hand() {
        let camera = crate::scene::Camera::new([0.0, 0.0], 2.0, [400.0, 400.0]);
        let pictures = elsewhere();
        let fine = crate::scene::base::picture::tests::png(4, 4);
        assert!(pictures.put(id(1, 0, 0), fine.clone()), "a coarser one is not what was asked for");
        let store = shallow().0.under_pictures(Arc::new(pictures));
        assert_eq!(crate::scene::base::missing(&camera, &store), 4);
        assert!(store.pictures().unwrap().put(id(2, 1, 1), fine));
        assert_eq!(crate::scene::base::missing(&camera, &store), 3);
    }

    #[test]
    fn over_another_map_the_deeper_tile_is_drawn() {
        // A town's own map down to zoom 9 over the world's down to zoom 2; both have zoom 0.
        let town = |at: TileId| at.z == 0 || (at.z >= 4 && at.x >> (at.z - 4) == 9 && at.y >> (at.z - 4) == 5);
        let own = TileStore::new(9, Box::new(move |at| town(at).then(Vec::new)));
        let both = own.over(Arc::new(shallow().0));
        assert_eq!(both.max_zoom(), 9);
        let check = |at: TileId, found: TileId| assert_eq!(both.resolve(at, Want::Now).unwrap().0, found);
        check(id(6, 36, 20), id(6, 36, 20));
        check(id(6, 1, 1), id(2, 0, 0));
        check(id(0, 0, 0), id(0, 0, 0));
    }
}
