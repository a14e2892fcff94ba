//! Map tiles over the network, when a person turned it on.
//!
//! Comes in: a source, the tiles looked at now, a clock. Goes out: pictures, handed to whoever draws them, and a word on how
//! it goes. Two threads ask, each one question at a time; what came is kept on disk while it is fresh. Where nothing of this
//! was made, or it was stopped, there is no socket. What a picture is, is decided where it is handed to.

mod cache;
mod http;
mod queue;
mod source;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use self::cache::{Cache, Kept};
use self::http::{Answer, Http, Mark};
use self::queue::{Next, Outcome, Queue};

pub use self::http::Patience;
pub use self::queue::{Key, Status, Trouble};
pub use self::source::{SourceError, TileSource};

/// The time since 1970, handed in.
pub type Clock = Box<dyn Fn() -> Duration + Send + Sync>;
/// Takes a tile that came, or that there is none; says whether the bytes were a picture.
pub type Deliver = Box<dyn Fn(Key, Option<Vec<u8>>) -> bool + Send + Sync>;

/// What is on disk of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// Its picture.
    Bytes(Vec<u8>),
    /// That there is none.
    Absent,
    /// Nothing.
    Nothing,
}

/// A source of tiles with the line in front of it.
pub struct Online {
    source: TileSource,
    queue: Mutex<Queue>,
    bell: Condvar,
    stopped: AtomicBool,
    cache: Mutex<Cache>,
    http: Http,
    clock: Clock,
    deliver: Mutex<Option<Arc<Deliver>>>,
}

impl std::fmt::Debug for Online {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Online").field("source", &self.source.name).finish_non_exhaustive()
    }
}

impl Online {
    /// A source with its tiles on disk in this file; asks nothing yet.
    ///
    /// # Errors
    /// When there is no memory for a cache.
    pub fn new(source: TileSource, cache: &Path, patience: Patience, clock: Clock) -> std::io::Result<Arc<Self>> {
        let cache = Cache::open(cache).map_err(std::io::Error::other)?;
        let seed = u64::try_from(clock().as_nanos() % u128::from(u64::MAX)).unwrap_or(1);
        Ok(Arc::new(Self {
            source,
            queue: Mutex::new(Queue::new(seed)),
            bell: Condvar::new(),
            stopped: AtomicBool::new(false),
            cache: Mutex::new(cache),
            http: Http::new(patience),
            clock,
            deliver: Mutex::new(None),
        }))
    }

    /// Begins to ask, on two threads of its own, and hands over what comes.
    ///
    /// # Errors
    /// When the system grants no thread.
    pub fn start(self: &Arc<Self>, deliver: Deliver) -> std::io::Result<()> {
        self.hand_to(deliver);
        for number in 1..=2 {
            let online = Arc::clone(self);
            let name = format!("dateline-network-{number}");
            thread::Builder::new().name(name).spawn(move || online.work())?;
        }
        Ok(())
    }

    fn hand_to(&self, deliver: Deliver) {
        *self.deliver.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(deliver));
    }

    /// Asks nothing from now on; a question on its way is not waited for, and its answer not handed over.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        *self.deliver.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.bell.notify_all();
    }

    /// What tiles are fetched from.
    #[must_use]
    pub fn source(&self) -> &TileSource {
        &self.source
    }

    /// These tiles are looked at now and are not on disk, the first first.
    pub fn wish(&self, keys: impl IntoIterator<Item = Key>) {
        self.queue().wish(keys);
        self.bell.notify_all();
    }

    /// How it goes.
    #[must_use]
    pub fn status(&self) -> Status {
        self.queue().status((self.clock)())
    }

    /// What is on disk of a tile; one that is not fresh any more is given all the same, and asked for in due course.
    #[must_use]
    pub fn on_disk(&self, key: Key) -> OnDisk {
        let Some(kept) = self.cache().get(&self.source.url, key) else { return OnDisk::Nothing };
        let fresh = kept.fresh_until > (self.clock)();
        if !fresh && !self.stopped.load(Ordering::Relaxed) {
            self.queue().add(key);
            self.bell.notify_all();
        }
        match kept.bytes {
            Some(bytes) => OnDisk::Bytes(bytes),
            None if fresh => OnDisk::Absent,
            None => OnDisk::Nothing,
        }
    }

    /// One thread's life: asks, waits, asks.
    fn work(&self) {
        while !self.stopped.load(Ordering::Relaxed) {
            match self.turn() {
                None => {}
                Some(wait) => {
                    let queue = self.queue();
                    // Whoever stops or wishes rings the bell; a bell rung just before is made up for by the limit.
                    let _ = self.bell.wait_timeout(queue, wait);
                }
            }
        }
    }

    /// Asks for one tile, if it is time to; else how long to wait.
    fn turn(&self) -> Option<Duration> {
        let now = (self.clock)();
        let next = self.queue().next(now);
        match next {
            Next::Ask(key) => {
                let outcome = self.ask(key);
                self.queue().done(key, outcome, (self.clock)());
                self.bell.notify_all();
                None
            }
            Next::At(at) => Some(at.saturating_sub(now).min(Duration::from_secs(5))),
            Next::Rest => Some(Duration::from_secs(5)),
        }
    }

    fn ask(&self, key: Key) -> Outcome {
        let known = self.cache().get(&self.source.url, key);
        let mark =
            known.as_ref().filter(|kept| kept.bytes.is_some()).map_or_else(Mark::default, |kept| kept.mark.clone());
        let answer = self.http.get(&self.source.address(key), &mark);
        let now = (self.clock)();
        match answer {
            Answer::Bytes { bytes, fresh, mark, keep } => {
                if !self.hand_over(key, Some(bytes.clone())) {
                    return Outcome::Failed(Trouble::Garbage, None);
                }
                if keep {
                    self.keep(key, &Kept { bytes: Some(bytes), mark, fresh_until: now + fresh }, now);
                }
                Outcome::Answered
            }
            Answer::StillRight(fresh) => {
                // What was on disk is drawn already; it is only fresh again.
                if let Some(kept) = known {
                    self.keep(key, &Kept { fresh_until: now + fresh, ..kept }, now);
                }
                Outcome::Answered
            }
            Answer::Absent(fresh) => {
                self.hand_over(key, None);
                self.keep(key, &Kept { bytes: None, mark: Mark::default(), fresh_until: now + fresh }, now);
                Outcome::Answered
            }
            Answer::Trouble(trouble, wait) => Outcome::Failed(trouble, wait),
        }
    }

    fn hand_over(&self, key: Key, bytes: Option<Vec<u8>>) -> bool {
        let deliver = self.deliver.lock().unwrap_or_else(PoisonError::into_inner).clone();
        deliver.is_none_or(|deliver| deliver(key, bytes))
    }

    fn keep(&self, key: Key, kept: &Kept, now: Duration) {
        self.cache().put(&self.source.url, key, kept, now);
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
