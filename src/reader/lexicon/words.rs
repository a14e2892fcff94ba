//! The words of the lexicon, each with its number: a table that is asked once for every token of every text.
//!
//! Comes in: words in lower case. Goes out: their numbers. A look-up touches one line of memory as a rule: words stand in
//! the slots themselves (open addressing, linear probing), and only those longer than a slot apart.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

use super::WordId;

/// How many bytes of a word a slot holds; hardly a word of the lists is longer.
const HELD: usize = 14;

/// How many slots there are at first: twice the words of the lists, so that few look-ups go past the first.
const SLOTS: usize = 1 << 15;

/// A word filled up with zeros, and its number; the default number marks a free slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    word: [u8; HELD],
    id: WordId,
}

/// Words and their numbers.
pub(super) struct Words {
    /// A power of two of them, at most half of them taken.
    slots: Vec<Slot>,
    taken: usize,
    long: FxHashMap<Box<str>, WordId>,
}

impl Default for Words {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); SLOTS], taken: 0, long: FxHashMap::default() }
    }
}

/// A word as slots hold it; none of one that is too long.
#[inline]
fn held(word: &str) -> Option<[u8; HELD]> {
    let mut held = [0; HELD];
    held.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(held)
}

#[inline]
fn hash(word: &[u8; HELD]) -> usize {
    let mut hasher = FxHasher::default();
    let [a, b, c, d, e, f, g, h, rest @ ..] = *word;
    let [i, j, k, l, m, n] = rest;
    hasher.write_u64(u64::from_le_bytes([a, b, c, d, e, f, g, h]));
    hasher.write_u64(u64::from_le_bytes([i, j, k, l, m, n, 0, 0]));
    #[expect(clippy::cast_possible_truncation, reason = "the lower bits are as good as any")]
    let hash = hasher.finish() as usize;
    hash
}

impl Words {
    /// The number of a word in lower case; the default one of a word that is not here.
    #[inline]
    pub(super) fn get(&self, word: &str) -> WordId {
        match held(word) {
            Some(held) => {
                self.slot(&held).and_then(|at| self.slots.get(at)).map_or_else(WordId::default, |slot| slot.id)
            }
            None => self.long.get(word).copied().unwrap_or_default(),
        }
    }

    /// Where a word stands, or the free slot it would stand in.
    #[inline]
    fn slot(&self, word: &[u8; HELD]) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        // Half of the slots are free.
        loop {
            let slot = self.slots.get(at)?;
            if slot.word == *word || slot.id == WordId::default() {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a word that is not here yet; its number is not the default.
    pub(super) fn insert(&mut self, word: &str, id: WordId) {
        let Some(word) = held(word) else {
            self.long.insert(word.into(), id);
            return;
        };
        if (self.taken + 1) * 2 > self.slots.len() {
            let slots = std::mem::take(&mut self.slots);
            self.slots = vec![Slot::default(); slots.len() * 2];
            slots.into_iter().filter(|slot| slot.id != WordId::default()).for_each(|slot| self.put(slot));
        }
        self.put(Slot { word, id });
        self.taken += 1;
    }

    fn put(&mut self, new: Slot) {
        if let Some(slot) = self.slot(&new.word).and_then(|at| self.slots.get_mut(at)) {
            *slot = new;
        }
    }

    /// How many words are here.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.taken + self.long.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_again_and_no_other() {
        let word = |number: u16| format!("w{number}{}", "x".repeat(usize::from(number % 20)));
        let mut words = Words::default();
        for number in 1..=40_000 {
            words.insert(&word(number), WordId(number));
        }
        assert_eq!(words.len(), 40_000);
        assert!((1..=40_000).all(|number| words.get(&word(number)) == WordId(number)));
        assert!((40_001..=50_000).all(|number| words.get(&word(number)) == WordId::default()));
        assert_eq!(words.get(""), WordId::default());
    }
}
