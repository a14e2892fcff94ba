//! Words that stand for a place without being its name: demonyms, seats of power, abbreviations.
//!
//! "Armenian", "the Kremlin" and "Calif." go in, places come out. Whether a word is meant so in a text is the
//! reader's business; these tables only say what it would mean.

use crate::gazetteer::{Fst, Gazetteer};
use crate::place::PlaceId;
use crate::walk::first_word_bit;
use fst::Streamer;

/// Bytes of the sieve of first words: about one word in fifteen passes it by chance.
const SIEVE: usize = 4096;

impl Gazetteer {
    /// A sieve: whether a word, folded, may be or begin a demonym or the name of a seat ("armenian", "downing").
    /// Most words do not, and need not be looked for. Made from the tables when first asked, in well under a
    /// millisecond.
    #[must_use]
    pub fn may_stand_for_place(&self, word: &str) -> bool {
        let sieve = self.stand_ins.get_or_init(|| {
            let mut sieve = vec![0; SIEVE];
            for table in [&self.demonyms, &self.seats] {
                add_first_words(table, &mut sieve);
            }
            sieve
        });
        let bit = first_word_bit(word, SIEVE);
        sieve.get(bit / 8).is_none_or(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// The place whose people or things a word speaks of: "Armenian", "Armenians", "Parisian", "European".
    /// Any case; look at the capital yourself ("polish", "turkey").
    #[must_use]
    pub fn demonym(&self, word: &str) -> Option<PlaceId> {
        crate::gazetteer::id_from(self.demonyms.get(crate::fold(word).as_bytes())?.value())
    }

    /// A seat that stands for who sits there: where it is, and the place it speaks for. "Kremlin", "the White
    /// House", "Downing Street", "Brussels"; a leading "the" is ignored.
    #[must_use]
    pub fn seat(&self, phrase: &str) -> Option<(PlaceId, PlaceId)> {
        let folded = crate::fold(phrase);
        let value = self.seats.get(folded.strip_prefix("the ").unwrap_or(&folded).as_bytes())?.value();
        Some((PlaceId((value >> 32) as u32), PlaceId((value & 0xffff_ffff) as u32)))
    }

    /// The place of an abbreviation exactly as written, case and full stops included: "U.S.", "US", "UK",
    /// "D.C.", "Calif.", "CA". A last full stop that went to the end of the sentence may be missing ("N.Y").
    /// Two-letter forms without stops (states of the United States and others) are only to be trusted after a comma.
    #[must_use]
    pub fn abbreviation(&self, text: &str) -> Option<PlaceId> {
        let known = |text: &str| self.abbreviations.get(text.as_bytes());
        let stopped = || text.contains('.').then(|| known(&format!("{text}."))).flatten();
        crate::gazetteer::id_from(known(text).or_else(stopped)?.value())
    }
}

fn add_first_words(table: &Fst, sieve: &mut [u8]) {
    let mut keys = table.stream();
    while let Some((key, _)) = keys.next() {
        let word = key.split(|&byte| byte == b' ').next().and_then(|word| std::str::from_utf8(word).ok());
        let bit = first_word_bit(word.unwrap_or_default(), sieve.len());
        if let Some(byte) = sieve.get_mut(bit / 8) {
            *byte |= 1 << (bit % 8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sieve_lets_every_demonym_and_seat_through() {
        let places = Gazetteer::bundled();
        for word in ["armenian", "armenians", "kremlin", "downing", "white", "new", "european"] {
            assert!(places.may_stand_for_place(word), "{word}");
        }
        let plain = ["table", "river", "walked", "yesterday", "police", "said", "house", "hospital", "seven", "green"];
        assert!(plain.iter().filter(|word| places.may_stand_for_place(word)).count() < 5);
    }
}
