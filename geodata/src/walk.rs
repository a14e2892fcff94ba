//! Longest match: the words of a text go in one by one, the places their run can name come out.
//!
//! A [`Walk`] holds a position in the automaton of folded names; [`Walk::push`] moves it by one word (which
//! must be folded, see [`crate::fold`]) and says whether the words so far are a name, whether more words
//! could make a longer one, or that no name goes on like this. It knows nothing of capitals or sentences.

use crate::gazetteer::Gazetteer;
use crate::layout::{unzigzag, varint};
use crate::place::PlaceId;
use fst::raw::{CompiledAddr, Node, Output};

/// A name that the gazetteer has: what [`Gazetteer::candidates`] needs to list its places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NameKey(u64);

/// What one more word made of a walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The words so far are this name.
    pub name: Option<NameKey>,
    /// Longer names begin with the words so far.
    pub longer: bool,
}

impl Step {
    const DEAD: Self = Self { name: None, longer: false };

    /// No name is or begins with the words so far: stop.
    #[must_use]
    pub fn is_dead(self) -> bool {
        self == Self::DEAD
    }
}

/// A run of words on its way through the names.
#[derive(Clone, Copy)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    at: CompiledAddr,
    output: Output,
    begun: bool,
    dead: bool,
}

impl Walk<'_> {
    /// Goes on by one folded word. After a dead step every further step is dead. An empty word changes nothing
    /// and is dead.
    pub fn push(&mut self, word: &str) -> Step {
        if self.dead || word.is_empty() {
            return Step::DEAD;
        }
        if !self.begun && !self.gazetteer.may_begin(word) {
            self.dead = true;
            return Step::DEAD;
        }
        let names = &self.gazetteer.names;
        let mut node = names.node(self.at);
        let gap: &[u8] = if self.begun { b" " } else { b"" };
        for byte in gap.iter().chain(word.as_bytes()) {
            let Some(next) = node.find_input(*byte) else {
                self.dead = true;
                return Step::DEAD;
            };
            let transition = node.transition(next);
            self.output = self.output.cat(transition.out);
            self.at = transition.addr;
            node = names.node(self.at);
        }
        self.begun = true;
        let step = step_at(&node, self.output);
        self.dead = step.is_dead();
        step
    }
}

fn step_at(node: &Node<'_>, output: Output) -> Step {
    Step {
        name: node.is_final().then(|| NameKey(output.cat(node.final_output()).value())),
        longer: node.find_input(b' ').is_some(),
    }
}

/// A place that a name can mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// Is this the place's main name (or one used as often), rather than one of its alternates?
    pub main: bool,
}

/// The candidates of a name, likeliest first.
pub struct Candidates<'g> {
    postings: &'g [u8],
    at: usize,
    left: u64,
    /// Of a name with one place, that place; then the last one read.
    last: u64,
    single: bool,
}

impl Iterator for Candidates<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let main = if self.single {
            let main = self.last & 1 == 0;
            self.last >>= 1;
            main
        } else {
            let entry = varint(self.postings, &mut self.at)?;
            self.last = self.last.checked_add_signed(unzigzag(entry >> 1))?;
            entry & 1 == 0
        };
        Some(Candidate { place: PlaceId(u32::try_from(self.last).ok()?), main })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.left).unwrap_or_default();
        (0, Some(left))
    }
}

impl Gazetteer {
    /// A walk that has not yet seen a word.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk { gazetteer: self, at: self.names.root().addr(), output: Output::zero(), begun: false, dead: false }
    }

    /// The places a name can mean, likeliest first.
    ///
    /// A key of a name with one place is odd and holds it; an even key is twice an offset into the postings:
    /// a count, then zigzag steps from place to place, each doubled, plus one for an alternate name.
    #[must_use]
    pub fn candidates(&self, key: NameKey) -> Candidates<'_> {
        if key.0 & 1 == 1 {
            return Candidates { postings: self.postings, at: 0, left: 1, last: key.0 >> 1, single: true };
        }
        let mut at = usize::try_from(key.0 >> 1).unwrap_or(usize::MAX);
        let left = varint(self.postings, &mut at).unwrap_or_default();
        Candidates { postings: self.postings, at, left, last: 0, single: false }
    }

    /// The key of a whole name in any spelling.
    #[must_use]
    pub fn key_of(&self, name: &str) -> Option<NameKey> {
        let folded = crate::fold(name);
        self.names.get(folded.as_bytes()).map(|value| NameKey(value.value()))
    }

    /// The key of a whole name that is folded already; most that are no names end at the first sieve.
    #[must_use]
    pub fn key_of_folded(&self, folded: &str) -> Option<NameKey> {
        self.may_begin(folded).then(|| self.names.get(folded.as_bytes())).flatten().map(|value| NameKey(value.value()))
    }

    /// A first sieve, one bit per hash of the first words of names: most words of a text begin no name and
    /// end here.
    fn may_begin(&self, word: &str) -> bool {
        let first = word.split(' ').next().unwrap_or(word);
        let bit = first_word_bit(first, self.first_words.len());
        self.first_words.get(bit / 8).is_none_or(|byte| byte >> (bit % 8) & 1 == 1)
    }
}

/// The bit of a word in a sieve of `bytes` bytes (a power of two): FNV-1a.
#[must_use]
pub fn first_word_bit(word: &str, bytes: usize) -> usize {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    ((hash ^ (hash >> 29)) as usize) & (bytes * 8).wrapping_sub(1)
}
