//! Which tile is asked for next, and when: the one line in front of a server.
//!
//! Comes in: the tiles looked at now, what came of each question, the time. Goes out: the next question, or how long to
//! wait. Two questions at most are on their way. When the server fails, all wait, twice as long each time up to a minute,
//! with some chance in it so that many programs do not come back at once; then one question tries. It never asks the clock.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

/// A tile: zoom, column, row from the north.
pub type Key = (u8, u32, u32);

/// The most questions on their way (the usage policy of the OpenStreetMap tile servers).
const CONNECTIONS: usize = 2;
/// The wait after the first failure.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait of our own accord.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// The longest wait that a server may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(600);
/// The most tiles whose failures are remembered.
const MOST_REMEMBERED: usize = 4096;

/// What is wrong with a server, or with what it sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer, or none in time.
    Silent,
    /// It answered that it will not give the tile.
    Refused(u16),
    /// It answered that it failed.
    Broken(u16),
    /// It asks to come back later.
    Busy,
    /// It sent something that is no map tile.
    Garbage,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Silent => f.write_str("server not answering"),
            Self::Refused(code) => write!(f, "server refuses ({code})"),
            Self::Broken(code) => write!(f, "server has trouble ({code})"),
            Self::Busy => f.write_str("server asks to wait"),
            Self::Garbage => f.write_str("what the server sends is no map tile"),
        }
    }
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The tile, or the word that there is none.
    Answered,
    /// Trouble, and how long the server asks to wait.
    Failed(Trouble, Option<Duration>),
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Ask for this tile.
    Ask(Key),
    /// Nothing before that time.
    At(Duration),
    /// Nothing until something changes.
    Rest,
}

/// How the fetching goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Tiles wished for and not there yet.
    pub waiting: usize,
    /// What is wrong, and how long until the next try.
    pub trouble: Option<(Trouble, Duration)>,
}

impl Status {
    /// "12 tiles waiting · server not answering, trying again in 8 s"; nothing when all is there.
    #[must_use]
    pub fn words(&self) -> String {
        let waiting = match self.waiting {
            0 => return String::new(),
            1 => "1 tile waiting".to_owned(),
            many => format!("{many} tiles waiting"),
        };
        match self.trouble {
            None => waiting,
            Some((trouble, wait)) if wait.is_zero() => format!("{waiting} · {trouble}, trying again"),
            Some((trouble, wait)) => {
                format!("{waiting} · {trouble}, trying again in {} s", wait.as_secs_f32().ceil())
            }
        }
    }
}

/// The line.
#[derive(Debug)]
pub(super) struct Queue {
    line: VecDeque<Key>,
    asked: HashSet<Key>,
    /// How often a tile failed, and when it may be asked for again.
    failed: HashMap<Key, (u32, Duration)>,
    /// How often the server failed since it last answered.
    failures: u32,
    until: Duration,
    trouble: Option<Trouble>,
    seed: u64,
}

impl Queue {
    /// An empty line; the seed is the chance in its waits.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            line: VecDeque::new(),
            asked: HashSet::new(),
            failed: HashMap::new(),
            failures: 0,
            until: Duration::ZERO,
            trouble: None,
            seed,
        }
    }

    /// These tiles are looked at now, the first first; what was in the line before is not.
    pub(super) fn wish(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.line = keys.into_iter().filter(|key| !self.asked.contains(key)).collect();
    }

    /// Adds a tile at the end of the line.
    pub(super) fn add(&mut self, key: Key) {
        if !self.asked.contains(&key) && !self.line.contains(&key) {
            self.line.push_back(key);
        }
    }

    /// What to do at a time; a tile to ask for counts as asked for from now on.
    pub(super) fn next(&mut self, now: Duration) -> Next {
        // A clock that was set back must not make anybody wait for the time between.
        if self.until > now + LONGEST_ASKED {
            self.until = now;
        }
        let most = if self.failures == 0 { CONNECTIONS } else { 1 };
        if self.line.is_empty() || self.asked.len() >= most {
            return Next::Rest;
        }
        if now < self.until {
            return Next::At(self.until);
        }
        let free_at =
            |key: &Key| self.failed.get(key).map_or(Duration::ZERO, |&(_, at)| at.min(now + LONGEST_WAIT * 2));
        match self.line.iter().position(|key| free_at(key) <= now) {
            Some(index) => match self.line.remove(index) {
                Some(key) => {
                    self.asked.insert(key);
                    Next::Ask(key)
                }
                None => Next::Rest,
            },
            None => self.line.iter().map(free_at).min().map_or(Next::Rest, Next::At),
        }
    }

    /// What came of a question.
    pub(super) fn done(&mut self, key: Key, outcome: Outcome, now: Duration) {
        self.asked.remove(&key);
        match outcome {
            Outcome::Answered => {
                self.failed.remove(&key);
                self.failures = 0;
                self.until = Duration::ZERO;
                self.trouble = None;
            }
            Outcome::Failed(trouble, asked) => {
                self.failures = self.failures.saturating_add(1);
                self.until = now + asked.unwrap_or_default().min(LONGEST_ASKED).max(self.wait(self.failures));
                self.trouble = Some(trouble);
                if self.failed.len() >= MOST_REMEMBERED {
                    self.failed.clear();
                }
                let times = self.failed.get(&key).map_or(0, |&(times, _)| times) + 1;
                let wait = self.wait(times);
                self.failed.insert(key, (times, now + wait));
                self.line.push_back(key);
            }
        }
    }

    /// How it goes.
    pub(super) fn status(&self, now: Duration) -> Status {
        let trouble = self.trouble.map(|trouble| (trouble, self.until.saturating_sub(now).min(LONGEST_ASKED)));
        Status { waiting: self.line.len() + self.asked.len(), trouble }
    }

    /// One second, two, four … a minute, each a quarter less to a quarter more by chance.
    fn wait(&mut self, times: u32) -> Duration {
        // splitmix64 (Steele, Lea and Flood 2014): any chance will do.
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let share = u32::try_from((mixed ^ (mixed >> 31)) % 1000).unwrap_or(0);
        let whole = FIRST_WAIT.saturating_mul(1 << times.saturating_sub(1).min(10)).min(LONGEST_WAIT);
        whole.mul_f64(0.75 + f64::from(share) / 2000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENT: Outcome = Outcome::Failed(Trouble::Silent, None);

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    fn line(count: u32) -> Queue {
        let mut queue = Queue::new(7);
        queue.wish((0..count).map(|x| (5, x, 0)));
        queue
    }

    #[test]
    fn two_questions_at_most_are_on_their_way() {
        let mut queue = line(5);
        let now = seconds(100.0);
        assert_eq!(queue.next(now), Next::Ask((5, 0, 0)));
        assert_eq!(queue.next(now), Next::Ask((5, 1, 0)));
        assert_eq!(queue.next(now), Next::Rest);
        queue.done((5, 0, 0), Outcome::Answered, now);
        assert_eq!(queue.next(now), Next::Ask((5, 2, 0)));
        assert_eq!(queue.status(now).words(), "4 tiles waiting");
    }

    #[test]
    fn what_is_no_longer_looked_at_is_not_asked_for() {
        let mut queue = line(50);
        queue.wish([(9, 1, 1), (9, 2, 1)]);
        assert_eq!(queue.next(Duration::ZERO), Next::Ask((9, 1, 1)));
        queue.wish([(9, 1, 1), (9, 3, 1)]);
        assert_eq!(queue.next(Duration::ZERO), Next::Ask((9, 3, 1)), "what is on its way is not asked for twice");
        assert_eq!(queue.next(Duration::ZERO), Next::Rest);
    }

    #[test]
    fn a_silent_server_is_left_alone_longer_each_time_and_then_asked_by_one() {
        let mut queue = line(5);
        let mut now = seconds(1000.0);
        let mut waits = Vec::new();
        for _ in 0..9 {
            let Next::Ask(key) = queue.next(now) else { panic!("it is time to ask") };
            assert_eq!(queue.status(now).waiting, 5);
            queue.done(key, SILENT, now);
            let Next::At(at) = queue.next(now) else { panic!("all wait") };
            waits.push((at - now).as_secs_f64());
            now = at;
        }
        for (index, wait) in waits.iter().enumerate() {
            let whole = f64::from(1 << index.min(6)).min(60.0);
            assert!((whole * 0.75..=whole * 1.25).contains(wait), "{waits:?}");
        }
        assert!(matches!(queue.next(now), Next::Ask(_)));
        assert_eq!(queue.next(now), Next::Rest, "one tries, not two");
    }

    #[test]
    fn when_it_answers_again_all_goes_on_at_once() {
        let mut queue = line(3);
        let now = seconds(5.0);
        let Next::Ask(key) = queue.next(now) else { panic!() };
        queue.done(key, Outcome::Failed(Trouble::Broken(500), None), now);
        assert!(queue.status(now).words().starts_with("3 tiles waiting · server has trouble (500), trying again in "));
        let later = seconds(10.0);
        let Next::Ask(key) = queue.next(later) else { panic!() };
        queue.done(key, Outcome::Answered, later);
        assert!(matches!(queue.next(later), Next::Ask(_)) && matches!(queue.next(later), Next::Ask(_)));
        assert_eq!(queue.status(later).trouble, None);
    }

    #[test]
    fn a_server_may_ask_for_a_longer_wait_but_not_for_ever() {
        for (asked, least, most) in [(30, 30, 30), (100_000, 600, 600), (0, 0, 2)] {
            let mut queue = line(1);
            let Next::Ask(key) = queue.next(Duration::ZERO) else { panic!() };
            queue.done(key, Outcome::Failed(Trouble::Busy, Some(seconds(f64::from(asked)))), Duration::ZERO);
            let Next::At(at) = queue.next(Duration::ZERO) else { panic!() };
            assert!((seconds(f64::from(least))..=seconds(f64::from(most))).contains(&at), "{at:?}");
        }
    }

    #[test]
    fn a_clock_set_back_holds_nothing_up() {
        let mut queue = line(2);
        let Next::Ask(key) = queue.next(seconds(1e9)) else { panic!() };
        queue.done(key, SILENT, seconds(1e9));
        assert!(matches!(queue.next(seconds(1000.0)), Next::Ask(_)));
    }

    #[test]
    fn the_words_count_and_name() {
        let check = |waiting, trouble, words: &str| assert_eq!(Status { waiting, trouble }.words(), words);
        check(0, None, "");
        check(1, None, "1 tile waiting");
        check(
            12,
            Some((Trouble::Silent, seconds(7.4))),
            "12 tiles waiting · server not answering, trying again in 8 s",
        );
        check(
            2,
            Some((Trouble::Garbage, Duration::ZERO)),
            "2 tiles waiting · what the server sends is no map tile, trying again",
        );
    }
}
